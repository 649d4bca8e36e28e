#include "register.h"

#include "audit.sql.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

/* Columns of an entry, in the order of audit.sql's `walk` and of the canonical form. */
enum { NUMBER, AT, LOGIN, ACTION, OUTCOME, SUBJECT, REASON, PREVIOUS, HASH };

/* What the first entry has for the hash of its predecessor. */
static const char no_predecessor[VHA_SHA256_TEXT_SIZE] =
    "0000000000000000000000000000000000000000000000000000000000000000";

/* An entry as it is hashed: its texts from `at` to `previous`. */
struct chained {
    int64_t number;
    const char *texts[HASH];
};

static void hash_entry(char out[VHA_SHA256_TEXT_SIZE], const struct chained *entry);
static enum vha_status insert_entry(struct vha_register *reg, const struct chained *entry,
                                    struct vha_error *error);
static enum vha_status check_entry(struct vha_register *reg, const struct chained *entry,
                                   const char *hash, const struct vha_audit_head *before,
                                   struct vha_error *error);

enum vha_status vha_register_audit(struct vha_register *reg, const struct vha_audit_entry *entry,
                                   struct vha_error *error)
{
    const enum vha_status status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    return register_end(reg, register_append(reg, entry, error), error);
}

enum vha_status register_append(struct vha_register *reg, const struct vha_audit_entry *entry,
                                struct vha_error *error)
{
    struct vha_audit_head head;
    const enum vha_status status = vha_register_audit_head(reg, &head, error);
    if (status != VHA_OK)
        return status;
    char now[REGISTER_TIME_SIZE];
    const struct chained chained = {
        .number = head.number + 1,
        .texts = {[AT] = register_now(now),
                  [LOGIN] = entry->login,
                  [ACTION] = entry->action,
                  [OUTCOME] = entry->outcome,
                  [SUBJECT] = entry->subject,
                  [REASON] = entry->reason,
                  [PREVIOUS] = head.hash},
    };
    return insert_entry(reg, &chained, error);
}

enum vha_status vha_register_audit_head(struct vha_register *reg, struct vha_audit_head *head,
                                        struct vha_error *error)
{
    *head = (struct vha_audit_head){0};
    memcpy(head->hash, no_predecessor, sizeof head->hash);
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, audit_sql, "head", &statement, error);
    if (status != VHA_OK)
        return status;
    const int result = sqlite3_step(statement);
    if (result == SQLITE_ROW) {
        head->number = sqlite3_column_int64(statement, 0);
        snprintf(head->hash, sizeof head->hash, "%s",
                 (const char *)sqlite3_column_text(statement, 1));
    } else if (result != SQLITE_DONE) {
        status = register_fail(reg, "the audit log cannot be read", error);
    }
    sqlite3_finalize(statement);
    return status;
}

static enum vha_status insert_entry(struct vha_register *reg, const struct chained *entry,
                                    struct vha_error *error)
{
    static const char what[] = "the audit log cannot be written, and what cannot be logged is not "
                               "done";
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, audit_sql, "append", &statement, error);
    if (status != VHA_OK)
        return status;
    char hash[VHA_SHA256_TEXT_SIZE];
    hash_entry(hash, entry);
    bool bound = sqlite3_bind_int64(statement, NUMBER + 1, entry->number) == SQLITE_OK &&
                 sql_bind_text(statement, HASH + 1, hash);
    for (int column = AT; column < HASH; column++)
        bound = bound && sql_bind_text(statement, column + 1, entry->texts[column]);
    if (bound)
        return sql_finish(reg, statement, what, error);
    status = register_fail(reg, what, error);
    sqlite3_finalize(statement);
    return status;
}

/* --------------------------------------------------------------------------- canonical form */

static void hash_text(crypto_hash_sha256_state *state, const char *text)
{
    char prefix[32];
    const size_t length = text != NULL ? strlen(text) : 0;
    const int used = text != NULL ? snprintf(prefix, sizeof prefix, "%zu:", length)
                                  : snprintf(prefix, sizeof prefix, "-:");
    crypto_hash_sha256_update(state, (const unsigned char *)prefix, (unsigned long long)used);
    if (text != NULL)
        crypto_hash_sha256_update(state, (const unsigned char *)text, length);
}

/* The form and its version, the number, then every text from `at` to `previous`, each as its length
 * in bytes, a colon and its bytes; a missing text is `-:`. No two entries have the same form. */
static void hash_entry(char out[VHA_SHA256_TEXT_SIZE], const struct chained *entry)
{
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    char number[32];
    snprintf(number, sizeof number, "%lld", (long long)entry->number);
    hash_text(&state, "vha-audit-1");
    hash_text(&state, number);
    for (int column = AT; column < HASH; column++)
        hash_text(&state, entry->texts[column]);
    unsigned char hash[VHA_SHA256_BYTES];
    crypto_hash_sha256_final(&state, hash);
    vha_sha256_hex(out, hash);
}

/* -------------------------------------------------------------------------------- verifying */

enum vha_status vha_register_audit_verify(struct vha_register *reg,
                                          const struct vha_audit_head *known,
                                          struct vha_audit_head *head, struct vha_error *error)
{
    *head = (struct vha_audit_head){0};
    memcpy(head->hash, no_predecessor, sizeof head->hash);
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, audit_sql, "walk", &statement, error);
    int result = SQLITE_ROW;
    while (status == VHA_OK && (result = sqlite3_step(statement)) == SQLITE_ROW) {
        struct chained entry = {.number = sqlite3_column_int64(statement, NUMBER)};
        for (int column = AT; column < HASH; column++)
            entry.texts[column] = (const char *)sqlite3_column_text(statement, column);
        const char *hash = (const char *)sqlite3_column_text(statement, HASH);
        status = check_entry(reg, &entry, hash, head, error);
        head->number = entry.number;
        snprintf(head->hash, sizeof head->hash, "%s", hash);
        if (status == VHA_OK && known != NULL && known->number == head->number &&
            strcmp(known->hash, head->hash) != 0)
            status = vha_fail(error, VHA_BAD_DATA,
                              "Register %s: entry %lld of the audit log is not the one that is "
                              "known: the log was written anew.",
                              reg->path, (long long)known->number);
    }
    if (status == VHA_OK && result != SQLITE_DONE)
        status = register_fail(reg, "the audit log cannot be read", error);
    sqlite3_finalize(statement);
    if (status == VHA_OK && known != NULL && known->number > head->number)
        status = vha_fail(error, VHA_BAD_DATA,
                          "Register %s: the audit log ends at entry %lld, but entry %lld is known "
                          "to have been written: its end was cut off.",
                          reg->path, (long long)head->number, (long long)known->number);
    return status;
}

static enum vha_status check_entry(struct vha_register *reg, const struct chained *entry,
                                   const char *hash, const struct vha_audit_head *before,
                                   struct vha_error *error)
{
    if (entry->number != before->number + 1)
        return vha_fail(error, VHA_BAD_DATA,
                        "Register %s: entry %lld of the audit log is missing; everything before "
                        "it is as it was written.",
                        reg->path, (long long)before->number + 1);
    char expected[VHA_SHA256_TEXT_SIZE];
    hash_entry(expected, entry);
    if (strcmp(entry->texts[PREVIOUS], before->hash) != 0 || strcmp(expected, hash) != 0)
        return vha_fail(error, VHA_BAD_DATA,
                        "Register %s: entry %lld of the audit log is not as it was written; "
                        "everything before it is.",
                        reg->path, (long long)entry->number);
    return VHA_OK;
}
