#include "register.h"

#include "enquiries.sql.h"

#include "vha/enquiries.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Audit enquiries (governance: audit): asked about an entry, met by the user at the next session,
 * flagged to MO2 when they are left without an answer. */

static const char unwritten[] = "the audit enquiry cannot be recorded";
static const char unread[] = "audit enquiries cannot be looked up";

enum { NUMBER_SIZE = 24 };

static enum vha_status check_text(const char *what, const char *text, size_t most,
                                  struct vha_error *error)
{
    if (text == NULL || text[strspn(text, " \t\r\n")] == '\0')
        return vha_fail(error, VHA_USAGE, "The %s is empty.", what);
    if (strlen(text) > most)
        return vha_fail(error, VHA_USAGE, "The %s has more than %zu bytes.", what, most);
    if (!vha_utf8_valid(text, strlen(text), NULL))
        return vha_fail(error, VHA_USAGE, "The %s is not in UTF-8.", what);
    return VHA_OK;
}

/* A statement of one number and its first row, if there is one: two columns, the first of them a
 * login. */
struct row {
    bool found;
    char login[VHA_LOGIN_SIZE];
    bool second; /* is there, and not 0 */
};
static enum vha_status find_row(struct vha_register *reg, const char *name, int64_t number,
                                struct row *row, struct vha_error *error)
{
    *row = (struct row){.found = false};
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, enquiries_sql, name, &statement, error);
    if (status != VHA_OK)
        return status;
    const int result = sqlite3_bind_int64(statement, 1, number) == SQLITE_OK
                           ? sqlite3_step(statement)
                           : SQLITE_NOMEM;
    row->found = result == SQLITE_ROW;
    if (row->found) {
        snprintf(row->login, sizeof row->login, "%s",
                 (const char *)sqlite3_column_text(statement, 0));
        row->second = sqlite3_column_type(statement, 1) == SQLITE_TEXT ||
                      sqlite3_column_int(statement, 1) != 0;
    } else if (result != SQLITE_DONE) {
        status = register_fail(reg, unread, error);
    }
    sqlite3_finalize(statement);
    return status;
}

/* --------------------------------------------------------------------------------------- asking */

static enum vha_status check_entry(struct vha_register *reg, const struct vha_user *user,
                                   int64_t entry, struct row *about, struct vha_error *error)
{
    enum vha_status status = find_row(reg, "entry", entry, about, error);
    if (status != VHA_OK)
        return status;
    if (!about->found)
        return vha_fail(error, VHA_USAGE, "The audit log has no entry %" PRId64 ".", entry);
    if (!about->second)
        return vha_fail(error, VHA_USAGE,
                        "Entry %" PRId64 " is of '%s', who is no user and so cannot be asked.",
                        entry, about->login);
    if (strcmp(about->login, user->login) != 0)
        return VHA_OK;
    status = register_log_refusal(reg, user->login, vha_action_name(VHA_ACTION_AUDIT_ENQUIRE), NULL,
                                  "the user's own entry", error);
    if (status != VHA_OK)
        return status;
    return vha_fail(error, VHA_NO_PERMISSION,
                    "Entry %" PRId64 " is your own, and nobody enquires into what they did "
                    "themselves; ask another member of MO5 Covert Governance or MO2.",
                    entry);
}

static enum vha_status write_enquiry(struct vha_register *reg, const struct vha_user *user,
                                     int64_t entry, const char *login, const char *question,
                                     int64_t *number, struct vha_error *error)
{
    char now[REGISTER_TIME_SIZE];
    char about[NUMBER_SIZE];
    char subject[32];
    const char *const texts[] = {about, login, register_now(now), user->login, question};
    snprintf(about, sizeof about, "%" PRId64, entry);
    snprintf(subject, sizeof subject, "entry %" PRId64, entry);
    enum vha_status status =
        sql_write(reg, enquiries_sql, "ask", texts, VHA_COUNT(texts), unwritten, error);
    if (status != VHA_OK)
        return status;
    *number = sqlite3_last_insert_rowid(reg->database);
    char *reason = NULL;
    if (asprintf(&reason, "enquiry %" PRId64 " to %s: %s", *number, login, question) < 0)
        abort();
    status = register_append(
        reg,
        &(struct vha_audit_entry){.login = user->login,
                                  .action = vha_action_name(VHA_ACTION_AUDIT_ENQUIRE),
                                  .outcome = "done",
                                  .subject = subject,
                                  .reason = reason},
        error);
    free(reason);
    return status;
}

enum vha_status vha_register_enquire(struct vha_register *reg, const struct vha_user *user,
                                     int64_t entry, const char *question, int64_t *number,
                                     struct vha_error *error)
{
    struct row about;
    char subject[32];
    snprintf(subject, sizeof subject, "entry %" PRId64, entry);
    enum vha_status status =
        vha_register_permit(reg, user, VHA_ACTION_AUDIT_ENQUIRE, subject, error);
    if (status == VHA_OK)
        status = check_text("question", question, VHA_QUESTION_MOST, error);
    if (status == VHA_OK)
        status = check_entry(reg, user, entry, &about, error);
    if (status == VHA_OK)
        status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    status = write_enquiry(reg, user, entry, about.login, question, number, error);
    return register_end(reg, status, error);
}

/* ------------------------------------------------------------------------------------ answering */

static enum vha_status refuse_answer(struct vha_register *reg, const struct vha_user *user,
                                     int64_t number, const char *subject, struct vha_error *error)
{
    const enum vha_status status =
        register_log_refusal(reg, user->login, vha_action_name(VHA_ACTION_AUDIT_ANSWER), subject,
                             "asked of somebody else, or of nobody", error);
    if (status != VHA_OK)
        return status;
    return vha_fail(error, VHA_NO_PERMISSION,
                    "There is no audit enquiry %" PRId64 " to you; 'vha audit enquiries --mine' "
                    "lists those there are, or ask MO5 Covert Governance.",
                    number);
}

static enum vha_status write_answer(struct vha_register *reg, const struct vha_user *user,
                                    int64_t number, const char *subject, const char *answer,
                                    struct vha_error *error)
{
    char now[REGISTER_TIME_SIZE];
    char text[NUMBER_SIZE];
    const char *const texts[] = {text, register_now(now), answer};
    snprintf(text, sizeof text, "%" PRId64, number);
    const enum vha_status status =
        sql_write(reg, enquiries_sql, "answer", texts, VHA_COUNT(texts), unwritten, error);
    if (status != VHA_OK)
        return status;
    return register_append(
        reg,
        &(struct vha_audit_entry){.login = user->login,
                                  .action = vha_action_name(VHA_ACTION_AUDIT_ANSWER),
                                  .outcome = "done",
                                  .subject = subject,
                                  .reason = answer},
        error);
}

enum vha_status vha_register_answer(struct vha_register *reg, const struct vha_user *user,
                                    int64_t number, const char *answer, struct vha_error *error)
{
    struct row asked;
    char subject[32];
    snprintf(subject, sizeof subject, "enquiry %" PRId64, number);
    enum vha_status status =
        vha_register_permit(reg, user, VHA_ACTION_AUDIT_ANSWER, subject, error);
    if (status == VHA_OK)
        status = check_text("answer", answer, VHA_ANSWER_MOST, error);
    if (status == VHA_OK)
        status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    status = find_row(reg, "whose", number, &asked, error);
    const bool theirs = asked.found && strcmp(asked.login, user->login) == 0;
    if (status == VHA_OK && theirs && asked.second)
        status = vha_fail(error, VHA_USAGE,
                          "Audit enquiry %" PRId64 " was answered already; an answer stays as it "
                          "is.",
                          number);
    if (status == VHA_OK && theirs)
        status = write_answer(reg, user, number, subject, answer, error);
    status = register_end(reg, status, error);
    return status == VHA_OK && !theirs ? refuse_answer(reg, user, number, subject, error) : status;
}

/* -------------------------------------------------------------------------------------- listing */

/* Columns of enquiries.sql's `list`. */
enum {
    NUMBER,
    LOGIN,
    ASKED_AT,
    ASKED_BY,
    QUESTION,
    ANSWERED_AT,
    ANSWER,
    FLAGGED_AT,
    ENTRY_NUMBER,
    ENTRY_AT,
    ENTRY_LOGIN,
    ENTRY_ACTION,
    ENTRY_OUTCOME,
    ENTRY_SUBJECT,
    ENTRY_REASON,
    ENTRY_CLIENT,
    ENTRY_SESSION,
    ENTRY_PURPOSE,
    ENTRY_HASH
};

static struct vha_enquiry read_enquiry(sqlite3_stmt *statement)
{
    return (struct vha_enquiry){
        .number = sqlite3_column_int64(statement, NUMBER),
        .login = sql_text(statement, LOGIN),
        .asked_at = sql_text(statement, ASKED_AT),
        .asked_by = sql_text(statement, ASKED_BY),
        .question = sql_text(statement, QUESTION),
        .answered_at = sql_text(statement, ANSWERED_AT),
        .answer = sql_text(statement, ANSWER),
        .flagged_at = sql_text(statement, FLAGGED_AT),
        .about = {.number = sqlite3_column_int64(statement, ENTRY_NUMBER),
                  .at = sql_text(statement, ENTRY_AT),
                  .client = sql_text(statement, ENTRY_CLIENT),
                  .session = sqlite3_column_int64(statement, ENTRY_SESSION),
                  .purpose = sql_text(statement, ENTRY_PURPOSE),
                  .hash = sql_text(statement, ENTRY_HASH),
                  .entry = {.login = sql_text(statement, ENTRY_LOGIN),
                            .action = sql_text(statement, ENTRY_ACTION),
                            .outcome = sql_text(statement, ENTRY_OUTCOME),
                            .subject = sql_text(statement, ENTRY_SUBJECT),
                            .reason = sql_text(statement, ENTRY_REASON)}},
    };
}

/* Tells of the enquiries that a filter lets through, those up to number `newest` (0: all). */
static enum vha_status list(struct vha_register *reg, const struct vha_enquiry_filter *filter,
                            int64_t newest, vha_enquiry_function *show, void *context,
                            struct vha_error *error)
{
    const int64_t numbers[] = {filter->number,  filter->open,
                               filter->flagged, newest,
                               filter->beyond,  filter->limit > 0 ? filter->limit : -1};
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, enquiries_sql, "list", &statement, error);
    if (status != VHA_OK)
        return status;
    bool bound = sql_bind_text(statement, 1, filter->login);
    for (int i = 0; i < (int)VHA_COUNT(numbers); i++)
        bound = bound && sqlite3_bind_int64(statement, i + 2, numbers[i]) == SQLITE_OK;
    int result = SQLITE_NOMEM;
    while (bound && (result = sqlite3_step(statement)) == SQLITE_ROW) {
        const struct vha_enquiry enquiry = read_enquiry(statement);
        show(context, &enquiry);
    }
    if (result != SQLITE_DONE)
        status = register_fail(reg, unread, error);
    sqlite3_finalize(statement);
    return status;
}

/* Looking at other people's is reading the audit log; at one's own, the beginning of an answer. */
enum vha_status vha_register_enquiries(struct vha_register *reg, const struct vha_user *user,
                                       const struct vha_enquiry_filter *filter,
                                       vha_enquiry_function *show, void *context,
                                       struct vha_error *error)
{
    const bool own = filter->login != NULL && strcmp(filter->login, user->login) == 0;
    const enum vha_action action = own ? VHA_ACTION_AUDIT_ANSWER : VHA_ACTION_AUDIT_READ;
    const struct vha_audit_entry entry = {.login = user->login,
                                          .action = vha_action_name(action),
                                          .outcome = own ? "started" : "done",
                                          .subject = filter->login,
                                          .reason = "enquiries"};
    enum vha_status status = vha_register_permit(reg, user, action, filter->login, error);
    if (status == VHA_OK)
        status = vha_register_audit(reg, &entry, error);
    return status == VHA_OK ? list(reg, filter, 0, show, context, error) : status;
}

/* ------------------------------------------------------------------------- the gate of a session
 */

enum vha_status vha_register_due_enquiries(struct vha_register *reg, const struct vha_user *user,
                                           vha_enquiry_function *show, void *context,
                                           struct vha_error *error)
{
    const struct vha_enquiry_filter filter = {.login = user->login, .open = true};
    return reg->due_enquiry > 0 ? list(reg, &filter, reg->due_enquiry, show, context, error)
                                : VHA_OK;
}

static void say_first(void *context, const struct vha_enquiry *enquiry)
{
    char *const sentence = context;
    if (sentence[0] != '\0')
        return;
    const struct vha_audit_record *const about = &enquiry->about;
    const char *subject = about->entry.subject;
    snprintf(sentence, sizeof(((struct vha_error *)NULL)->message),
             "Audit enquiry %" PRId64 " asks about what you did at %s (%s%s%s): \"%.400s\" It must "
             "be answered before anything else: vha audit answer %" PRId64 " --answer TEXT. If you "
             "cannot, turn to MO5 Covert Governance.",
             enquiry->number, about->at, about->entry.action, subject != NULL ? " " : "",
             subject != NULL ? subject : "", enquiry->question, enquiry->number);
}

enum vha_status register_check_gate(struct vha_register *reg, const struct vha_user *user,
                                    enum vha_action action, const char *subject,
                                    struct vha_error *error)
{
    char sentence[sizeof error->message] = "";
    if (reg->due_enquiry == 0 || action == VHA_ACTION_AUDIT_ANSWER)
        return VHA_OK;
    enum vha_status status = vha_register_due_enquiries(reg, user, say_first, sentence, error);
    if (status == VHA_OK && sentence[0] == '\0')
        reg->due_enquiry = 0;
    if (status != VHA_OK || sentence[0] == '\0')
        return status;
    status = register_log_refusal(reg, user->login, vha_action_name(action), subject,
                                  "an audit enquiry is to be answered first", error);
    return status == VHA_OK ? vha_fail(error, VHA_NO_PERMISSION, "%s", sentence) : status;
}

/* -------------------------------------------------------------------------------------- flagging
 */

struct overdue {
    int64_t number;
    char login[VHA_LOGIN_SIZE];
};

/* The caller frees *found. */
static enum vha_status find_overdue(struct vha_register *reg, struct overdue **found, size_t *count,
                                    struct vha_error *error)
{
    size_t capacity = 0;
    char now[REGISTER_TIME_SIZE];
    sqlite3_stmt *statement = NULL;
    *found = NULL;
    *count = 0;
    enum vha_status status = sql_prepare(reg, enquiries_sql, "overdue", &statement, error);
    if (status != VHA_OK)
        return status;
    const bool bound = sql_bind_text(statement, 1, register_now(now)) &&
                       sqlite3_bind_int(statement, 2, VHA_ENQUIRY_DAYS) == SQLITE_OK;
    int result = SQLITE_NOMEM;
    while (bound && (result = sqlite3_step(statement)) == SQLITE_ROW) {
        *found = vha_grow(*found, *count, &capacity, sizeof **found);
        struct overdue *const overdue = &(*found)[(*count)++];
        overdue->number = sqlite3_column_int64(statement, 0);
        snprintf(overdue->login, sizeof overdue->login, "%s", sql_text(statement, 1));
    }
    if (result != SQLITE_DONE)
        status = register_fail(reg, unread, error);
    sqlite3_finalize(statement);
    return status;
}

static enum vha_status write_flag(struct vha_register *reg, const struct overdue *overdue,
                                  struct vha_error *error)
{
    char now[REGISTER_TIME_SIZE];
    char number[NUMBER_SIZE];
    char subject[32];
    const char *const texts[] = {number, register_now(now)};
    snprintf(number, sizeof number, "%" PRId64, overdue->number);
    snprintf(subject, sizeof subject, "enquiry %" PRId64, overdue->number);
    const enum vha_status status =
        sql_write(reg, enquiries_sql, "flag", texts, VHA_COUNT(texts), unwritten, error);
    if (status != VHA_OK)
        return status;
    return register_append(reg,
                           &(struct vha_audit_entry){.login = overdue->login,
                                                     .action = "enquiry-flag",
                                                     .outcome = "done",
                                                     .subject = subject,
                                                     .reason = "without an answer for 14 days: "
                                                               "flagged to mo2"},
                           error);
}

/* Looks first, since there hardly ever is one and looking needs no turn. */
static enum vha_status flag_overdue(struct vha_register *reg, struct vha_error *error)
{
    struct overdue *overdue = NULL;
    size_t count = 0;
    enum vha_status status = find_overdue(reg, &overdue, &count, error);
    if (status == VHA_OK && count > 0) {
        free(overdue);
        status = register_begin(reg, error);
        if (status != VHA_OK)
            return status;
        /* Another process may have been quicker. */
        status = find_overdue(reg, &overdue, &count, error);
        for (size_t i = 0; i < count && status == VHA_OK; i++)
            status = write_flag(reg, &overdue[i], error);
        status = register_end(reg, status, error);
    }
    free(overdue);
    return status;
}

static enum vha_status find_due(struct vha_register *reg, const char *login, int64_t *number,
                                struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, enquiries_sql, "newest-open", &statement, error);
    if (status != VHA_OK)
        return status;
    if (sql_bind_text(statement, 1, login) && sqlite3_step(statement) == SQLITE_ROW)
        *number = sqlite3_column_int64(statement, 0);
    else
        status = register_fail(reg, unread, error);
    sqlite3_finalize(statement);
    return status;
}

enum vha_status register_begin_enquiries(struct vha_register *reg, const struct vha_user *user,
                                         struct vha_error *error)
{
    int64_t flagged = 0;
    reg->due_enquiry = 0;
    enum vha_status status = find_due(reg, user->login, &reg->due_enquiry, error);
    if (status == VHA_OK)
        status = flag_overdue(reg, error);
    if (status == VHA_OK && user->role == VHA_MO2)
        status = sql_number(reg, enquiries_sql, "flagged", &flagged, error);
    if (flagged > 0)
        register_notice(reg,
                        "%" PRId64 " audit %s been without an answer for %d days; 'vha audit "
                        "enquiries --flagged' lists %s.",
                        flagged, flagged == 1 ? "enquiry has" : "enquiries have", VHA_ENQUIRY_DAYS,
                        flagged == 1 ? "it" : "them");
    return status;
}
