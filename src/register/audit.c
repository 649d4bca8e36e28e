#include "register.h"

#include "audit.sql.h"
#include "audit_columns.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Form 1, of the first registers, has no client, session and purpose. */
enum { FIRST_FORM = 1, THIS_FORM = 2 };

/* What the first entry has for the hash of its predecessor. */
static const char no_predecessor[VHA_SHA256_TEXT_SIZE] =
    "0000000000000000000000000000000000000000000000000000000000000000";

/* An entry as it is hashed: its texts from `at` to `previous`. */
struct chained {
    int64_t number;
    int form;
    const char *texts[HASH];
};

/* Where the log ends. */
struct log_end {
    struct vha_audit_head head;
    char at[REGISTER_TIME_SIZE]; /* "" while the log is empty */
};

/* The entry that tells that the clock was set back, and so may have a time before the last one. */
static const char clock_action[] = "clock";

/* How far a walk along the chain has come, and the heads that it must pass. */
struct vha_audit_walk {
    struct vha_audit_head head;
    int form;                    /* of the entry before */
    char at[REGISTER_TIME_SIZE]; /* likewise */
    struct vha_audit_head known[2];
};

static void hash_entry(char out[VHA_SHA256_TEXT_SIZE], const struct chained *entry);
static enum vha_status find_end(struct vha_register *reg, struct log_end *end,
                                struct vha_error *error);
static enum vha_status insert_entry(struct vha_register *reg, const struct chained *entry,
                                    const char *hash, struct vha_error *error);
static enum vha_status check_entry(struct vha_register *reg, const struct chained *entry,
                                   const char *hash, const struct vha_audit_walk *before,
                                   struct vha_error *error);

enum vha_status vha_register_audit(struct vha_register *reg, const struct vha_audit_entry *entry,
                                   struct vha_error *error)
{
    const enum vha_status status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    return register_end(reg, register_append(reg, entry, error), error);
}

/* Appends one entry and moves the end on. */
static enum vha_status append_after(struct vha_register *reg, struct log_end *end, const char *at,
                                    const struct vha_audit_entry *entry, struct vha_error *error)
{
    char session[24];
    snprintf(session, sizeof session, "%lld", (long long)reg->session);
    const struct chained chained = {
        .number = end->head.number + 1,
        .form = THIS_FORM,
        .texts = {[AT] = at,
                  [LOGIN] = entry->login,
                  [ACTION] = entry->action,
                  [OUTCOME] = entry->outcome,
                  [SUBJECT] = entry->subject,
                  [REASON] = entry->reason,
                  [CLIENT] = reg->client,
                  [SESSION] = reg->session != 0 ? session : NULL,
                  [PURPOSE] = reg->purpose,
                  [PREVIOUS] = end->head.hash},
    };
    char hash[VHA_SHA256_TEXT_SIZE];
    hash_entry(hash, &chained);
    const enum vha_status status = insert_entry(reg, &chained, hash, error);
    end->head.number = chained.number;
    memcpy(end->head.hash, hash, sizeof hash);
    return status;
}

static enum vha_status append_set_back(struct vha_register *reg, struct log_end *end,
                                       const char *login, const char *now, struct vha_error *error)
{
    char reason[96];
    snprintf(reason, sizeof reason, "set back from %s or later to %s", end->at, now);
    register_notice(reg,
                    "The clock of this host was set back, from %s or later to %s: have whoever "
                    "looks after it set it right. This is on record.",
                    end->at, now);
    const struct vha_audit_entry entry = {
        .login = login, .action = clock_action, .outcome = "done", .reason = reason};
    return append_after(reg, end, now, &entry, error);
}

enum vha_status register_append(struct vha_register *reg, const struct vha_audit_entry *entry,
                                struct vha_error *error)
{
    struct log_end end;
    char at[REGISTER_TIME_SIZE];
    enum vha_status status = find_end(reg, &end, error);
    if (status == VHA_OK && !register_time_after(end.at, at))
        status = append_set_back(reg, &end, entry->login, at, error);
    if (status == VHA_OK)
        status = append_after(reg, &end, at, entry, error);
    snprintf(reg->writer, sizeof reg->writer, "%s", entry->login);
    return status;
}

enum vha_status vha_register_audit_head(struct vha_register *reg, struct vha_audit_head *head,
                                        struct vha_error *error)
{
    struct log_end end;
    const enum vha_status status = find_end(reg, &end, error);
    *head = end.head;
    return status;
}

static enum vha_status find_end(struct vha_register *reg, struct log_end *end,
                                struct vha_error *error)
{
    *end = (struct log_end){.at = ""};
    memcpy(end->head.hash, no_predecessor, sizeof end->head.hash);
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, audit_sql, "head", &statement, error);
    if (status != VHA_OK)
        return status;
    const int result = sqlite3_step(statement);
    if (result == SQLITE_ROW) {
        end->head.number = sqlite3_column_int64(statement, 0);
        snprintf(end->head.hash, sizeof end->head.hash, "%s",
                 (const char *)sqlite3_column_text(statement, 1));
        snprintf(end->at, sizeof end->at, "%s", (const char *)sqlite3_column_text(statement, 2));
    } else if (result != SQLITE_DONE) {
        status = register_fail(reg, "the audit log cannot be read", error);
    }
    sqlite3_finalize(statement);
    return status;
}

static enum vha_status insert_entry(struct vha_register *reg, const struct chained *entry,
                                    const char *hash, struct vha_error *error)
{
    static const char what[] = "the audit log cannot be written, and what cannot be logged is not "
                               "done";
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, audit_sql, "append", &statement, error);
    if (status != VHA_OK)
        return status;
    bool bound = sqlite3_bind_int64(statement, NUMBER + 1, entry->number) == SQLITE_OK &&
                 sql_bind_text(statement, HASH + 1, hash);
    for (int column = AT; column < HASH; column++)
        bound = bound && sql_bind_text(statement, column + 1, entry->texts[column]);
    if (bound) {
        status = sql_finish(reg, statement, what, error);
        reg->head_due = reg->head_due || (reg->head_every > 0 && status == VHA_OK &&
                                          entry->number % reg->head_every == 0);
        return status;
    }
    status = register_fail(reg, what, error);
    sqlite3_finalize(statement);
    return status;
}

/* --------------------------------------------------------------------------- canonical form */

/* Puts "12:" in front of a text; returns the bytes used. snprintf would be most of the time that
 * verifying a log takes. */
static size_t put_length(char *out, size_t length)
{
    char digits[24];
    size_t count = 0;
    do {
        digits[count++] = (char)('0' + length % 10);
        length /= 10;
    } while (length > 0);
    for (size_t i = 0; i < count; i++)
        out[i] = digits[count - 1 - i];
    out[count] = ':';
    return count + 1;
}

/* The form is gathered here and hashed a block at a time. */
struct gathered {
    crypto_hash_sha256_state state;
    size_t used;
    char bytes[1024];
};

static void gather(struct gathered *gathered, const char *bytes, size_t length)
{
    if (length > sizeof gathered->bytes - gathered->used) {
        crypto_hash_sha256_update(&gathered->state, (const unsigned char *)gathered->bytes,
                                  gathered->used);
        gathered->used = 0;
    }
    if (length > sizeof gathered->bytes) {
        crypto_hash_sha256_update(&gathered->state, (const unsigned char *)bytes, length);
        return;
    }
    memcpy(gathered->bytes + gathered->used, bytes, length);
    gathered->used += length;
}

static void gather_text(struct gathered *gathered, const char *text)
{
    if (text == NULL) {
        gather(gathered, "-:", 2);
        return;
    }
    char prefix[32];
    const size_t length = strlen(text);
    gather(gathered, prefix, put_length(prefix, length));
    gather(gathered, text, length);
}

static bool in_form(int form, int column)
{
    return form != FIRST_FORM || column < CLIENT || column > PURPOSE;
}

/* The form and its version, the number, then every text from `at` to `previous` that the version
 * has, each as its length in bytes, a colon and its bytes; a missing text is `-:`. No two entries
 * have the same form. */
static void hash_entry(char out[VHA_SHA256_TEXT_SIZE], const struct chained *entry)
{
    struct gathered gathered;
    gathered.used = 0;
    crypto_hash_sha256_init(&gathered.state);
    char number[32];
    snprintf(number, sizeof number, "%lld", (long long)entry->number);
    gather_text(&gathered, entry->form == FIRST_FORM ? "vha-audit-1" : "vha-audit-2");
    gather_text(&gathered, number);
    for (int column = AT; column < HASH; column++)
        if (in_form(entry->form, column))
            gather_text(&gathered, entry->texts[column]);
    crypto_hash_sha256_update(&gathered.state, (const unsigned char *)gathered.bytes,
                              gathered.used);
    unsigned char hash[VHA_SHA256_BYTES];
    crypto_hash_sha256_final(&gathered.state, hash);
    vha_sha256_hex(out, hash);
}

/* -------------------------------------------------------------------------------- verifying */

/* The heads that the log must lead to: the one that the caller has, and the one that syslog took
 * last. */
static enum vha_status find_known(struct vha_register *reg, const struct vha_audit_head *known,
                                  struct vha_audit_walk *walk, struct vha_error *error)
{
    struct vha_head_elsewhere elsewhere;
    const enum vha_status status = vha_register_head_elsewhere(reg, &elsewhere, error);
    walk->known[0] = elsewhere.head;
    if (known != NULL)
        walk->known[1] = *known;
    return status;
}

static enum vha_status check_known(const struct vha_register *reg,
                                   const struct vha_audit_walk *walk, struct vha_error *error)
{
    for (size_t i = 0; i < VHA_COUNT(walk->known); i++)
        if (walk->known[i].number == walk->head.number && walk->head.number > 0 &&
            strcmp(walk->known[i].hash, walk->head.hash) != 0)
            return vha_fail(error, VHA_BAD_DATA,
                            "Register %s: entry %lld of the audit log is not the one that is "
                            "known: the log was written anew.",
                            reg->path, (long long)walk->head.number);
    return VHA_OK;
}

/* Once the walk has come to the end. */
static enum vha_status check_end(const struct vha_register *reg, const struct vha_audit_walk *walk,
                                 struct vha_error *error)
{
    for (size_t i = 0; i < VHA_COUNT(walk->known); i++)
        if (walk->known[i].number > walk->head.number)
            return vha_fail(error, VHA_BAD_DATA,
                            "Register %s: the audit log ends at entry %lld, but entry %lld is "
                            "known to have been written: its end was cut off.",
                            reg->path, (long long)walk->head.number,
                            (long long)walk->known[i].number);
    return VHA_OK;
}

static enum vha_status walk_on(struct vha_register *reg, sqlite3_stmt *statement,
                               struct vha_audit_walk *walk, struct vha_error *error)
{
    struct chained entry = {.number = sqlite3_column_int64(statement, NUMBER),
                            .form = sqlite3_column_int(statement, FORM)};
    for (int column = AT; column < HASH; column++)
        entry.texts[column] = (const char *)sqlite3_column_text(statement, column);
    const char *hash = (const char *)sqlite3_column_text(statement, HASH);
    const enum vha_status status = check_entry(reg, &entry, hash, walk, error);
    walk->form = entry.form;
    walk->head.number = entry.number;
    snprintf(walk->head.hash, sizeof walk->head.hash, "%s", hash);
    snprintf(walk->at, sizeof walk->at, "%s", entry.texts[AT]);
    return status == VHA_OK ? check_known(reg, walk, error) : status;
}

enum vha_status vha_register_audit_walk(struct vha_register *reg,
                                        const struct vha_audit_head *known,
                                        struct vha_audit_walk **walk, struct vha_error *error)
{
    struct vha_audit_walk *const begun = vha_alloc_zeroed(1, sizeof *begun);
    begun->form = FIRST_FORM;
    memcpy(begun->head.hash, no_predecessor, sizeof begun->head.hash);
    enum vha_status status = find_known(reg, known, begun, error);
    if (status == VHA_OK)
        status = register_audit_start(reg, &begun->head, begun->at, error);
    if (status == VHA_OK)
        status = check_known(reg, begun, error);
    *walk = begun;
    return status;
}

enum vha_status vha_register_audit_walk_on(struct vha_register *reg, struct vha_audit_walk *walk,
                                           int64_t entries, bool *over, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    int64_t count = 0;
    enum vha_status status = sql_prepare(reg, audit_sql, "walk", &statement, error);
    if (status != VHA_OK)
        return status;
    int result = sqlite3_bind_int64(statement, 1, walk->head.number);
    if (result == SQLITE_OK)
        result = sqlite3_bind_int64(statement, 2, entries > 0 ? entries : -1);
    while (status == VHA_OK && (result = sqlite3_step(statement)) == SQLITE_ROW) {
        status = walk_on(reg, statement, walk, error);
        count++;
    }
    if (status == VHA_OK && result != SQLITE_DONE)
        status = register_fail(reg, "the audit log cannot be read", error);
    sqlite3_finalize(statement);
    *over = entries <= 0 || count < entries;
    return status == VHA_OK && *over ? check_end(reg, walk, error) : status;
}

const struct vha_audit_head *vha_audit_walk_head(const struct vha_audit_walk *walk)
{
    return &walk->head;
}

void vha_audit_walk_free(struct vha_audit_walk *walk)
{
    free(walk);
}

enum vha_status vha_register_audit_verify(struct vha_register *reg,
                                          const struct vha_audit_head *known,
                                          struct vha_audit_head *head, struct vha_error *error)
{
    struct vha_audit_walk *walk = NULL;
    bool over = false;
    enum vha_status status = vha_register_audit_walk(reg, known, &walk, error);
    if (status == VHA_OK)
        status = vha_register_audit_walk_on(reg, walk, 0, &over, error);
    *head = walk->head;
    vha_audit_walk_free(walk);
    return status;
}

/* Nothing may stand in what an old form does not hash, and no old form follows a new one. */
static bool has_a_form(const struct chained *entry, int form_before)
{
    for (int column = CLIENT; column <= PURPOSE; column++)
        if (!in_form(entry->form, column) && entry->texts[column] != NULL)
            return false;
    return entry->form >= form_before && entry->form <= THIS_FORM;
}

static enum vha_status check_entry(struct vha_register *reg, const struct chained *entry,
                                   const char *hash, const struct vha_audit_walk *before,
                                   struct vha_error *error)
{
    if (entry->number != before->head.number + 1)
        return vha_fail(error, VHA_BAD_DATA,
                        "Register %s: entry %lld of the audit log is missing; everything before "
                        "it is as it was written.",
                        reg->path, (long long)before->head.number + 1);
    char expected[VHA_SHA256_TEXT_SIZE];
    hash_entry(expected, entry);
    if (!has_a_form(entry, before->form) ||
        strcmp(entry->texts[PREVIOUS], before->head.hash) != 0 || strcmp(expected, hash) != 0)
        return vha_fail(error, VHA_BAD_DATA,
                        "Register %s: entry %lld of the audit log is not as it was written; "
                        "everything before it is.",
                        reg->path, (long long)entry->number);
    if (strcmp(entry->texts[AT], before->at) < 0 && before->form == THIS_FORM &&
        strcmp(entry->texts[ACTION], clock_action) != 0)
        return vha_fail(error, VHA_BAD_DATA,
                        "Register %s: entry %lld of the audit log says that it was written at %s, "
                        "before the one that it follows, and nothing says that the clock was set "
                        "back.",
                        reg->path, (long long)entry->number, entry->texts[AT]);
    return VHA_OK;
}
