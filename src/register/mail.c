#include "vha/mail.h"

#include "casework.h"

#include "mail.sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* Notices to MO2's mailbox: which are to be sent, and each try to. */

static struct vha_mail read_mail(sqlite3_stmt *statement)
{
    return (struct vha_mail){.request = sqlite3_column_int64(statement, 0),
                             .step = sqlite3_column_int64(statement, 1),
                             .tries = sqlite3_column_int64(statement, 2)};
}

struct waiting {
    vha_mail_function *show;
    void *context;
};

static void tell_waiting(void *context, sqlite3_stmt *statement)
{
    const struct waiting *const waiting = context;
    const struct vha_mail mail = read_mail(statement);
    waiting->show(waiting->context, &mail);
}

enum vha_status vha_mail_waiting(struct vha_register *reg, vha_mail_function *show, void *context,
                                 struct vha_error *error)
{
    struct waiting waiting = {show, context};
    return casework_tell(reg, mail_sql, "waiting", NULL, 0, tell_waiting, &waiting, error);
}

/* ---------------------------------------------------------------------------------------- tries */

/* A state of a try, and its entry, within the caller's transaction. */
static enum vha_status record(struct vha_register *reg, const char *by, const struct vha_mail *mail,
                              const char *state, const char *why, struct vha_error *error)
{
    char numbers[3][REMOVAL_NUMBER_SIZE];
    char now[REGISTER_TIME_SIZE];
    char subject[48];
    const char *const texts[] = {numbers[0],        numbers[1], numbers[2], state,
                                 register_now(now), by,         why};
    snprintf(numbers[0], sizeof numbers[0], "%" PRId64, mail->request);
    snprintf(numbers[1], sizeof numbers[1], "%" PRId64, mail->step);
    snprintf(numbers[2], sizeof numbers[2], "%" PRId64, mail->tries);
    snprintf(subject, sizeof subject, "request %" PRId64, mail->request);
    const struct vha_audit_entry entry = {.login = by,
                                          .action = vha_action_name(VHA_ACTION_SEND_MAIL),
                                          .outcome = strcmp(state, "begun") == 0  ? "started"
                                                     : strcmp(state, "sent") == 0 ? "done"
                                                                                  : "failed",
                                          .subject = subject,
                                          .reason = why[0] != '\0' ? why : NULL};
    const enum vha_status status = sql_write(reg, mail_sql, "record", texts, VHA_COUNT(texts),
                                             "the notice cannot be recorded", error);
    return status == VHA_OK ? register_append(reg, &entry, error) : status;
}

struct next {
    struct vha_mail mail;
    bool found;
};

static void take_next(void *context, sqlite3_stmt *statement)
{
    struct next *const next = context;
    next->mail = read_mail(statement);
    next->found = true;
}

/* The time in UTC that was so many minutes ago. */
static void minutes_ago(int minutes, char out[REGISTER_TIME_SIZE])
{
    const time_t then = time(NULL) - (time_t)minutes * 60;
    struct tm parts;
    gmtime_r(&then, &parts);
    strftime(out, REGISTER_TIME_SIZE, "%Y-%m-%dT%H:%M:%SZ", &parts);
}

static enum vha_status begin(struct vha_register *reg, const char *by, int64_t beyond,
                             struct next *next, struct vha_error *error)
{
    char after[REMOVAL_NUMBER_SIZE];
    char since[REGISTER_TIME_SIZE];
    const char *const texts[] = {after, since};
    snprintf(after, sizeof after, "%" PRId64, beyond);
    minutes_ago(VHA_MAIL_TRY_MINUTES, since);
    const enum vha_status status =
        casework_tell(reg, mail_sql, "next", texts, VHA_COUNT(texts), take_next, next, error);
    if (status != VHA_OK || !next->found)
        return status;
    next->mail.tries++;
    return record(reg, by, &next->mail, "begun", "", error);
}

enum vha_status vha_mail_begin(struct vha_register *reg, const char *by, int64_t beyond,
                               struct vha_mail *mail, bool *found, struct vha_error *error)
{
    struct next next = {.found = false};
    enum vha_status status = register_begin(reg, error);
    if (status == VHA_OK)
        status = register_end(reg, begin(reg, by, beyond, &next, error), error);
    *mail = next.mail;
    *found = status == VHA_OK && next.found;
    return status;
}

enum vha_status vha_mail_end(struct vha_register *reg, const char *by, const struct vha_mail *mail,
                             bool sent, const char *why, struct vha_error *error)
{
    enum vha_status status = register_begin(reg, error);
    if (status == VHA_OK)
        status =
            register_end(reg, record(reg, by, mail, sent ? "sent" : "failed", why, error), error);
    return status;
}
