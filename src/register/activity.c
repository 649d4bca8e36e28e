#include "casework.h"

#include "activity.sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* What was done about a person, and what came of it (SOP 68). */

static const char unwritten[] = "the activity cannot be recorded";

/* --------------------------------------------------------------------------------------- logging
 */

/* A result that is there has words; one that is awaited may have some. */
static enum vha_status check_result(enum vha_result result, const char *outcome,
                                    struct vha_error *error)
{
    return removal_check_text("What came of it", outcome, VHA_NOTE_MOST,
                              result != VHA_RESULT_AWAITED, error);
}

static enum vha_status check(const struct vha_user *user, const struct vha_activity_entry *entry,
                             struct vha_error *error)
{
    enum vha_status status = casework_check_bcu(user, entry->bcu, error);
    if (status == VHA_OK)
        status = casework_check_day("The day of the activity", entry->day, error);
    if (status == VHA_OK)
        status = removal_check_text("What was done", entry->done, VHA_NOTE_MOST, true, error);
    return status == VHA_OK ? check_result(entry->result, entry->outcome, error) : status;
}

static enum vha_status write_result(struct vha_register *reg, const struct vha_user *user,
                                    int64_t number, enum vha_result result, const char *outcome,
                                    struct vha_error *error)
{
    char digits[REMOVAL_NUMBER_SIZE];
    char now[REGISTER_TIME_SIZE];
    const char *const texts[] = {digits, vha_result_name(result), outcome, register_now(now),
                                 user->login};
    snprintf(digits, sizeof digits, "%" PRId64, number);
    return sql_write(reg, activity_sql, "result", texts, VHA_COUNT(texts), unwritten, error);
}

static enum vha_status write(struct vha_register *reg, const struct vha_user *user,
                             const struct vha_activity_entry *entry, int64_t *number,
                             struct vha_error *error)
{
    char day[VHA_DATE_SIZE];
    char now[REGISTER_TIME_SIZE];
    const char *const texts[] = {entry->pncid,
                                 vha_activity_kind_name(entry->kind),
                                 vha_date_format(day, entry->day),
                                 entry->done,
                                 entry->bcu,
                                 register_now(now),
                                 user->login};
    const enum vha_status status =
        casework_append(reg,
                        &(struct casework_row){.file = activity_sql,
                                               .section = "log",
                                               .texts = texts,
                                               .count = VHA_COUNT(texts),
                                               .what = unwritten,
                                               .user = user,
                                               .action = VHA_ACTION_LOG_ACTIVITY,
                                               .subject = entry->pncid,
                                               .thing = "activity",
                                               .words = vha_activity_kind_name(entry->kind)},
                        number, error);
    if (status != VHA_OK)
        return status;
    return write_result(reg, user, *number, entry->result, entry->outcome, error);
}

enum vha_status vha_activity_log(struct vha_register *reg, const struct vha_user *user,
                                 bool in_scope, const struct vha_activity_entry *entry,
                                 int64_t *number, struct vha_error *error)
{
    enum vha_status status = vha_register_permit_person(reg, user, VHA_ACTION_LOG_ACTIVITY,
                                                        entry->pncid, in_scope, error);
    if (status == VHA_OK)
        status = check(user, entry, error);
    if (status == VHA_OK)
        status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    *number = 0;
    status = write(reg, user, entry, number, error);
    return register_end(reg, status, error);
}

/* --------------------------------------------------------------------------------------- results
 */

struct whose {
    char pncid[VHA_PNCID_SIZE];
    char bcu[VHA_SCOPE_SIZE];
};

static void take_whose(void *context, sqlite3_stmt *statement)
{
    struct whose *const whose = context;
    sql_copy_text(whose->pncid, sizeof whose->pncid, statement, 0);
    sql_copy_text(whose->bcu, sizeof whose->bcu, statement, 1);
}

/* The sentence is the same for an activity of other BCUs as for none. */
static enum vha_status find(struct vha_register *reg, const struct vha_user *user, int64_t number,
                            struct whose *whose, struct vha_error *error)
{
    char digits[REMOVAL_NUMBER_SIZE];
    const char *const texts[] = {digits};
    *whose = (struct whose){.pncid = ""};
    snprintf(digits, sizeof digits, "%" PRId64, number);
    const enum vha_status status =
        casework_tell(reg, activity_sql, "find", texts, 1, take_whose, whose, error);
    if (status == VHA_OK && (whose->pncid[0] == '\0' || !vha_user_covers(user, whose->bcu)))
        return vha_fail(error, VHA_USAGE, "There is no activity %" PRId64 " of your BCUs.", number);
    return status;
}

static enum vha_status add_result(struct vha_register *reg, const struct vha_user *user,
                                  int64_t number, const struct whose *whose, enum vha_result result,
                                  const char *outcome, struct vha_error *error)
{
    char reason[96];
    snprintf(reason, sizeof reason, "activity %" PRId64 ": %s", number, vha_result_words(result));
    const struct vha_audit_entry entry = {.login = user->login,
                                          .action = vha_action_name(VHA_ACTION_LOG_ACTIVITY),
                                          .outcome = "done",
                                          .subject = whose->pncid,
                                          .reason = reason};
    const enum vha_status status = write_result(reg, user, number, result, outcome, error);
    return status == VHA_OK ? register_append(reg, &entry, error) : status;
}

enum vha_status vha_activity_add_result(struct vha_register *reg, const struct vha_user *user,
                                        int64_t number, enum vha_result result, const char *outcome,
                                        struct vha_error *error)
{
    struct whose whose;
    char subject[48];
    snprintf(subject, sizeof subject, "activity %" PRId64, number);
    enum vha_status status =
        vha_register_permit(reg, user, VHA_ACTION_LOG_ACTIVITY, subject, error);
    if (status == VHA_OK)
        status = check_result(result, outcome, error);
    if (status == VHA_OK)
        status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    status = find(reg, user, number, &whose, error);
    if (status == VHA_OK)
        status = add_result(reg, user, number, &whose, result, outcome, error);
    return register_end(reg, status, error);
}

/* --------------------------------------------------------------------------------------- telling
 */

void casework_tell_activity(void *context, sqlite3_stmt *statement)
{
    enum { NUMBER, PNCID, KIND, DAY, DONE, BCU, AT, BY, RESULT, OUTCOME, RESULT_AT, RESULT_BY };
    const struct vha_casework_tellers *const listener = context;
    struct vha_activity activity = {.number = sqlite3_column_int64(statement, NUMBER),
                                    .pncid = sql_text(statement, PNCID),
                                    .day = sql_text(statement, DAY),
                                    .done = sql_text(statement, DONE),
                                    .bcu = sql_text(statement, BCU),
                                    .at = sql_text(statement, AT),
                                    .by = sql_text(statement, BY),
                                    .outcome = sql_text(statement, OUTCOME),
                                    .result_at = sql_text(statement, RESULT_AT),
                                    .result_by = sql_text(statement, RESULT_BY)};
    /* The tables let no other names in. */
    (void)vha_activity_kind_parse(sql_text(statement, KIND), &activity.kind);
    (void)vha_result_parse(sql_text(statement, RESULT), &activity.result);
    listener->activity(listener->context, &activity);
}

enum vha_status vha_activity_list(struct vha_register *reg, const struct vha_user *user,
                                  const struct vha_casework_filter *filter,
                                  vha_activity_function *show, void *context,
                                  struct vha_error *error)
{
    struct vha_casework_tellers listener = {.activity = show, .context = context};
    return casework_look(reg, user, filter,
                         &(struct casework_look){.action = VHA_ACTION_SEE_CASEWORK,
                                                 .subject = filter->bcu,
                                                 .reason = "activity",
                                                 .file = activity_sql,
                                                 .section = "list",
                                                 .row = casework_tell_activity,
                                                 .context = &listener},
                         error);
}

/* ------------------------------------------------------------------------------------- the board
 */

struct board {
    vha_board_function *show;
    void *context;
};

static void tell_board(void *context, sqlite3_stmt *statement)
{
    enum { QUARTER, BCU, KIND, COUNT, FIRST_RESULT };
    const struct board *const board = context;
    struct vha_board_count count = {.quarter = sql_text(statement, QUARTER),
                                    .bcu = sql_text(statement, BCU),
                                    .count = sqlite3_column_int64(statement, COUNT)};
    (void)vha_activity_kind_parse(sql_text(statement, KIND), &count.kind);
    for (int i = 0; i < VHA_RESULTS; i++)
        count.results[i] = sqlite3_column_int64(statement, FIRST_RESULT + i);
    board->show(board->context, &count);
}

enum vha_status vha_board_report(struct vha_register *reg, const struct vha_user *user,
                                 const struct vha_casework_filter *filter, vha_board_function *show,
                                 void *context, struct vha_error *error)
{
    struct board board = {show, context};
    return casework_look(reg, user, filter,
                         &(struct casework_look){.action = VHA_ACTION_BOARD,
                                                 .subject = filter->quarter,
                                                 .reason = filter->bcu,
                                                 .file = activity_sql,
                                                 .section = "board",
                                                 .row = tell_board,
                                                 .context = &board},
                         error);
}
