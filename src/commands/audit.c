#include "command.h"
#include "session.h"

#include "vha/audit.h"

#include <csv.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Looking into the audit log is itself on record, before anything is shown (SOP 62). */
static enum vha_status begin(const struct invocation *invocation, const char *what,
                             const char *subject, struct session *session, struct vha_error *error)
{
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_AUDIT_READ, subject, session, error);
    if (status != VHA_OK)
        return status;
    status =
        session_log(session, vha_action_name(VHA_ACTION_AUDIT_READ), "done", subject, what, error);
    if (status != VHA_OK)
        session_close(session);
    return status;
}

/* ------------------------------------------------------------------------------------ verifying */

struct verify_values {
    const char *head;
};

/* "HASH:NUMBER", as it stands in syslog. */
static enum vha_status read_head(const char *text, struct vha_audit_head *head,
                                 struct vha_error *error)
{
    const size_t hash = VHA_SHA256_TEXT_SIZE - 1;
    const char *number = strlen(text) > hash + 1 ? text + hash + 1 : "";
    if (strspn(text, "0123456789abcdef") != hash || text[hash] != ':' || number[0] == '\0' ||
        strlen(number) > 18 || number[strspn(number, "0123456789")] != '\0')
        return vha_fail(error, VHA_USAGE,
                        "--head is '%s'; it takes a head as syslog has it: 64 hex digits, a colon "
                        "and the number of the entry.",
                        text);
    memcpy(head->hash, text, hash);
    head->hash[hash] = '\0';
    head->number = strtoll(number, NULL, 10);
    return VHA_OK;
}

static enum vha_status run_verify(const struct invocation *invocation, struct vha_error *error)
{
    const struct verify_values *values = invocation->values;
    struct vha_audit_head known;
    struct vha_audit_head head;
    struct session session;
    enum vha_status status = values->head != NULL ? read_head(values->head, &known, error) : VHA_OK;
    if (status == VHA_OK)
        status = begin(invocation, "verify", NULL, &session, error);
    if (status != VHA_OK)
        return status;
    status =
        vha_register_audit_verify(session.reg, values->head != NULL ? &known : NULL, &head, error);
    if (status == VHA_OK)
        printf("The audit log is whole: %" PRId64 " entries, the last one %s:%" PRId64 ".\n",
               head.number, head.hash, head.number);
    if (status == VHA_BAD_DATA) {
        struct vha_error unlogged;
        const enum vha_status logged = session_log(&session, vha_action_name(VHA_ACTION_AUDIT_READ),
                                                   "failed", NULL, error->message, &unlogged);
        (void)logged; /* the broken log is what is to be told of */
    }
    session_close(&session);
    return status;
}

/* -------------------------------------------------------------------------------------- listing */

enum list_format { LIST_TEXT, LIST_CSV };
static const char *const formats[] = {[LIST_TEXT] = "text", [LIST_CSV] = "csv"};
static const char *const outcomes[] = {"started", "done", "refused", "failed"};
enum { ANY_OUTCOME = -1 };

struct list_values {
    const char *login;
    const char *action;
    const char *subject;
    vha_date from;
    vha_date to;
    int outcome;
    int format;
};

static const char *or_dash(const char *text)
{
    return text != NULL && text[0] != '\0' ? text : "-";
}

static void print_line(void *context, const struct vha_audit_record *record)
{
    const struct vha_audit_entry *entry = &record->entry;
    const char *const texts[] = {entry->login,   record->client,  entry->action, entry->outcome,
                                 entry->subject, record->purpose, entry->reason};
    (void)context;
    printf("%" PRId64 "  %s  %" PRId64, record->number, record->at, record->session);
    for (size_t i = 0; i < VHA_COUNT(texts); i++) {
        char shown[2048];
        printf("  %s", vha_text_show(shown, sizeof shown, or_dash(texts[i])));
    }
    putchar('\n');
}

/* A spreadsheet would run a cell that begins like a formula. */
static void print_cell(const char *text, char end)
{
    const char *quoted = text != NULL ? text : "";
    char *plain = NULL;
    if (quoted[0] != '\0' && strchr("=+-@\t\r", quoted[0]) != NULL) {
        const size_t size = strlen(quoted) + 2;
        plain = vha_alloc(size);
        snprintf(plain, size, "'%s", quoted);
        quoted = plain;
    }
    csv_fwrite(stdout, quoted, strlen(quoted));
    putchar(end);
    free(plain);
}

static void print_csv(void *context, const struct vha_audit_record *record)
{
    const struct vha_audit_entry *entry = &record->entry;
    const char *const texts[] = {entry->login,   record->client,  entry->action, entry->outcome,
                                 entry->subject, record->purpose, entry->reason};
    (void)context;
    printf("%" PRId64 ",%s,%" PRId64 ",", record->number, record->at, record->session);
    for (size_t i = 0; i < VHA_COUNT(texts); i++)
        print_cell(texts[i], ',');
    printf("%s\n", record->hash);
}

static enum vha_status run_list(const struct invocation *invocation, struct vha_error *error)
{
    static const struct {
        const char *head;
        vha_audit_function *print;
    } writers[] = {
        [LIST_TEXT] = {"number  at  session  login  client  action  outcome  subject  purpose  "
                       "reason\n",
                       print_line},
        [LIST_CSV] = {"number,at,session,login,client,action,outcome,subject,purpose,reason,hash\n",
                      print_csv},
    };
    const struct list_values *values = invocation->values;
    const struct vha_audit_filter filter = {
        .login = values->login,
        .action = values->action,
        .subject = values->subject,
        .outcome = values->outcome == ANY_OUTCOME ? NULL : outcomes[values->outcome],
        .from = values->from,
        .to = values->to,
    };
    struct session session;
    enum vha_status status = begin(invocation, "list", values->subject, &session, error);
    if (status != VHA_OK)
        return status;
    fputs(writers[values->format].head, stdout);
    status =
        vha_register_audit_list(session.reg, &filter, writers[values->format].print, NULL, error);
    session_close(&session);
    return status;
}

/* ----------------------------------------------------------------------------------- one entry */

struct show_values {
    int64_t number;
};

static void print_field(const char *name, const char *text)
{
    char shown[2048];
    printf("  %-8s  %s\n", name, vha_text_show(shown, sizeof shown, or_dash(text)));
}

static void print_whole(void *context, const struct vha_audit_record *record)
{
    bool *const found = context;
    *found = true;
    printf("Entry %" PRId64 " of session %" PRId64 "\n", record->number, record->session);
    print_field("when", record->at);
    print_field("who", record->entry.login);
    print_field("from", record->client);
    print_field("purpose", record->purpose);
    print_field("action", record->entry.action);
    print_field("subject", record->entry.subject);
    print_field("outcome", record->entry.outcome);
    print_field("reason", record->entry.reason);
    print_field("hash", record->hash);
}

static enum vha_status run_show(const struct invocation *invocation, struct vha_error *error)
{
    const struct show_values *values = invocation->values;
    const struct vha_audit_filter filter = {
        .from = VHA_NO_DATE, .to = VHA_NO_DATE, .number = values->number};
    char subject[32];
    snprintf(subject, sizeof subject, "entry %" PRId64, values->number);
    struct session session;
    bool found = false;
    enum vha_status status = begin(invocation, "show", subject, &session, error);
    if (status != VHA_OK)
        return status;
    status = vha_register_audit_list(session.reg, &filter, print_whole, &found, error);
    if (status == VHA_OK && !found)
        status =
            vha_fail(error, VHA_USAGE, "The audit log has no entry %" PRId64 ".", values->number);
    session_close(&session);
    return status;
}

/* --------------------------------------------------------------------------------- command lines
 */

static const struct parameter verify_parameters[] = {
    {.name = "--head",
     .argument = "HASH:NUMBER",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct verify_values, head),
     .summary = "a head of the log noted earlier, as syslog has it, to which it must lead"},
};

const struct command command_audit_verify = {
    .name = "audit verify",
    .summary = "say whether the audit log is as it was written",
    .description = "Follows the chain of the audit log from its first entry and names the first "
                   "one that was changed, moved or removed. That the end was cut off shows only "
                   "against a head noted elsewhere.",
    .parameters = verify_parameters,
    .parameter_count = VHA_COUNT(verify_parameters),
    .values_size = sizeof(struct verify_values),
    .run = run_verify,
};

static const struct parameter list_parameters[] = {
    {.name = "--user",
     .argument = "LOGIN",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct list_values, login),
     .summary = "what this user did, or was refused"},
    {.name = "--action",
     .argument = "ACTION",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct list_values, action),
     .summary = "such as open, load or grant"},
    {.name = "--from",
     .argument = "DAY",
     .kind = VALUE_DATE,
     .offset = offsetof(struct list_values, from),
     .summary = "from this day on (UTC)"},
    {.name = "--to",
     .argument = "DAY",
     .kind = VALUE_DATE,
     .offset = offsetof(struct list_values, to),
     .summary = "up to this day and with it"},
    {.name = "--subject",
     .argument = "TEXT",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct list_values, subject),
     .summary = "a PNCID, a quarter or a login, exactly as it was logged"},
    {.name = "--outcome",
     .argument = "OUTCOME",
     .kind = VALUE_WORD,
     .offset = offsetof(struct list_values, outcome),
     .words = outcomes,
     .word_count = VHA_COUNT(outcomes),
     .summary = "started, done, refused or failed"},
    {.name = "--format",
     .argument = "text|csv",
     .kind = VALUE_WORD,
     .offset = offsetof(struct list_values, format),
     .words = formats,
     .word_count = VHA_COUNT(formats),
     .summary = "text (the default) or csv"},
};

const struct command command_audit_list = {
    .name = "audit list",
    .summary = "list entries of the audit log",
    .description = "Lists the entries of the audit log that answer to every option given, in their "
                   "order. The listing is itself an entry.",
    .parameters = list_parameters,
    .parameter_count = VHA_COUNT(list_parameters),
    .values_size = sizeof(struct list_values),
    .defaults =
        &(const struct list_values){.from = VHA_NO_DATE, .to = VHA_NO_DATE, .outcome = ANY_OUTCOME},
    .run = run_list,
};

static const struct parameter show_parameters[] = {
    {.name = "NUMBER",
     .kind = VALUE_NUMBER,
     .required = true,
     .offset = offsetof(struct show_values, number),
     .min = 1,
     .max = INT64_C(999999999999999999),
     .summary = "the entry's"},
};

const struct command command_audit_show = {
    .name = "audit show",
    .summary = "show one entry of the audit log",
    .description = "Shows everything that one entry of the audit log holds.",
    .parameters = show_parameters,
    .parameter_count = VHA_COUNT(show_parameters),
    .values_size = sizeof(struct show_values),
    .run = run_show,
};
