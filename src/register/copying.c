#include "casework.h"

#include "copying.sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* What becomes of copies (SOP 53). */

/* ---------------------------------------------------------------------------------------- steps */

static enum vha_status check(const struct vha_copy_taken *taken, struct vha_error *error)
{
    enum vha_status status =
        removal_check_text(copy_step_what(taken->step), taken->note, VHA_NOTE_MOST, true, error);
    if (status == VHA_OK && taken->step == VHA_COPY_MOVE)
        status = removal_check_text("The new holder", taken->holder != NULL ? taken->holder : "",
                                    VHA_NAME_SIZE - 1, true, error);
    if (status == VHA_OK && taken->step == VHA_COPY_EXTEND && taken->destroy_by <= vha_today())
        return vha_fail(error, VHA_USAGE, "The day to destroy it by is a day after today.");
    return status;
}

struct found {
    bool any;
    char maker[VHA_LOGIN_SIZE];
    char authority[256];
    bool authorised;
    bool destroyed;
};

static void take_found(void *context, sqlite3_stmt *statement)
{
    struct found *const found = context;
    found->any = true;
    sql_copy_text(found->maker, sizeof found->maker, statement, 0);
    sql_copy_text(found->authority, sizeof found->authority, statement, 1);
    found->authorised = sqlite3_column_int(statement, 2) != 0;
    found->destroyed = sqlite3_column_int(statement, 3) != 0;
}

static enum vha_status check_standing(int64_t number, enum vha_copy_step step,
                                      const struct found *found, struct vha_error *error)
{
    if (!found->any)
        return vha_fail(error, VHA_USAGE, "There is no copy %" PRId64 ".", number);
    if (found->destroyed)
        return vha_fail(error, VHA_USAGE, "Copy %" PRId64 " is destroyed already.", number);
    if (step == VHA_COPY_AUTHORISE && found->authorised)
        return vha_fail(error, VHA_USAGE, "Copy %" PRId64 " is authorised already.", number);
    return VHA_OK;
}

static enum vha_status write(struct vha_register *reg, const struct vha_user *user, int64_t number,
                             const struct vha_copy_taken *taken, const struct found *found,
                             struct vha_error *error)
{
    char digits[REMOVAL_NUMBER_SIZE];
    char day[VHA_DATE_SIZE];
    char now[REGISTER_TIME_SIZE];
    const bool moves = taken->step == VHA_COPY_MOVE;
    const bool extends = taken->step == VHA_COPY_EXTEND;
    const char *const texts[] = {digits,
                                 vha_copy_step_name(taken->step),
                                 moves ? taken->holder : NULL,
                                 extends ? vha_date_format(day, taken->destroy_by) : NULL,
                                 taken->note,
                                 register_now(now),
                                 user->login};
    snprintf(digits, sizeof digits, "%" PRId64, number);
    return casework_append(reg,
                           &(struct casework_row){.file = copying_sql,
                                                  .section = "step",
                                                  .texts = texts,
                                                  .count = VHA_COUNT(texts),
                                                  .what = "the step cannot be recorded",
                                                  .user = user,
                                                  .action = copy_step_action(taken->step),
                                                  .subject = found->authority,
                                                  .thing = "copy",
                                                  .words = vha_copy_step_words(taken->step)},
                           &number, error);
}

static enum vha_status refuse_own(struct vha_register *reg, const struct vha_user *user,
                                  int64_t number, struct vha_error *error)
{
    char subject[48];
    snprintf(subject, sizeof subject, "copy %" PRId64, number);
    const enum vha_status status =
        register_log_refusal(reg, user->login, vha_action_name(VHA_ACTION_AUTHORISE_COPY), subject,
                             "made by the user", error);
    if (status != VHA_OK)
        return status;
    return vha_fail(error, VHA_NO_PERMISSION,
                    "Copy %" PRId64 " is your own, and nobody authorises what they copied "
                    "themselves; ask another MO2 coordinator (Superintendent).",
                    number);
}

enum vha_status vha_copy_take_step(struct vha_register *reg, const struct vha_user *user,
                                   int64_t number, const struct vha_copy_taken *taken,
                                   struct vha_error *error)
{
    struct found found = {.any = false};
    char subject[48];
    char digits[REMOVAL_NUMBER_SIZE];
    bool own = false;
    const char *const texts[] = {digits};
    snprintf(digits, sizeof digits, "%" PRId64, number);
    snprintf(subject, sizeof subject, "copy %" PRId64, number);
    enum vha_status status =
        vha_register_permit(reg, user, copy_step_action(taken->step), subject, error);
    if (status == VHA_OK)
        status = check(taken, error);
    if (status == VHA_OK)
        status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    status = casework_tell(reg, copying_sql, "standing", texts, 1, take_found, &found, error);
    if (status == VHA_OK)
        status = check_standing(number, taken->step, &found, error);
    own = taken->step == VHA_COPY_AUTHORISE && strcmp(found.maker, user->login) == 0;
    if (status == VHA_OK && !own)
        status = write(reg, user, number, taken, &found, error);
    status = register_end(reg, status, error);
    return status == VHA_OK && own ? refuse_own(reg, user, number, error) : status;
}

/* --------------------------------------------------------------------------------------- telling
 */

struct listening {
    vha_copy_function *show;
    vha_copy_moved_function *moved;
    void *context;
};

static void tell_copy(void *context, sqlite3_stmt *statement)
{
    enum {
        NUMBER,
        AT,
        BY,
        AUTHORITY,
        REASON,
        QUARTER,
        FORMAT,
        PEOPLE,
        SHA256,
        HOLDER,
        DESTROY_BY,
        AUTHORISED_AT,
        AUTHORISED_BY,
        DESTROYED_AT,
        OVERDUE
    };
    const struct listening *const listening = context;
    const struct vha_copy_standing copy = {.number = sqlite3_column_int64(statement, NUMBER),
                                           .at = sql_text(statement, AT),
                                           .by = sql_text(statement, BY),
                                           .authority = sql_text(statement, AUTHORITY),
                                           .reason = sql_text(statement, REASON),
                                           .quarter = sql_text(statement, QUARTER),
                                           .format = sql_text(statement, FORMAT),
                                           .people = sqlite3_column_int64(statement, PEOPLE),
                                           .sha256 = sql_text(statement, SHA256),
                                           .holder = sql_text(statement, HOLDER),
                                           .destroy_by = sql_text(statement, DESTROY_BY),
                                           .authorised_at = sql_text(statement, AUTHORISED_AT),
                                           .authorised_by = sql_text(statement, AUTHORISED_BY),
                                           .destroyed_at = sql_text(statement, DESTROYED_AT),
                                           .overdue = sqlite3_column_int(statement, OVERDUE) != 0};
    listening->show(listening->context, &copy);
}

enum vha_status vha_copy_list(struct vha_register *reg, const struct vha_user *user,
                              const struct vha_copy_filter *filter, vha_copy_function *show,
                              void *context, struct vha_error *error)
{
    char digits[REMOVAL_NUMBER_SIZE];
    char today[VHA_DATE_SIZE];
    char subject[48];
    struct listening listening = {.show = show, .context = context};
    const char *const about = filter->number != 0 ? subject : NULL;
    const char *const texts[] = {digits, vha_date_format(today, vha_today()),
                                 filter->open ? "1" : NULL, filter->overdue ? "1" : NULL,
                                 filter->unauthorised ? "1" : NULL};
    snprintf(digits, sizeof digits, "%" PRId64, filter->number);
    snprintf(subject, sizeof subject, "copy %" PRId64, filter->number);
    enum vha_status status = vha_register_permit(reg, user, VHA_ACTION_TRACK_COPY, about, error);
    if (status == VHA_OK)
        status = casework_log_look(reg, user, VHA_ACTION_TRACK_COPY, about, "copies", error);
    if (status == VHA_OK)
        status = casework_tell(reg, copying_sql, "list", texts, VHA_COUNT(texts), tell_copy,
                               &listening, error);
    return status;
}

static void tell_moved(void *context, sqlite3_stmt *statement)
{
    enum { AT, BY, STEP, NOTE, HOLDER, DESTROY_BY };
    const struct listening *const listening = context;
    struct vha_copy_moved moved = {.at = sql_text(statement, AT),
                                   .by = sql_text(statement, BY),
                                   .note = sql_text(statement, NOTE),
                                   .holder = sql_text(statement, HOLDER),
                                   .destroy_by = sql_text(statement, DESTROY_BY)};
    /* The table lets no other names in. */
    (void)vha_copy_step_parse(sql_text(statement, STEP), &moved.step);
    listening->moved(listening->context, &moved);
}

enum vha_status vha_copy_history(struct vha_register *reg, const struct vha_user *user,
                                 int64_t number, vha_copy_moved_function *show, void *context,
                                 struct vha_error *error)
{
    char digits[REMOVAL_NUMBER_SIZE];
    const char *const texts[] = {digits};
    struct listening listening = {.moved = show, .context = context};
    snprintf(digits, sizeof digits, "%" PRId64, number);
    const enum vha_status status =
        vha_register_permit(reg, user, VHA_ACTION_TRACK_COPY, NULL, error);
    if (status != VHA_OK)
        return status;
    return casework_tell(reg, copying_sql, "history", texts, 1, tell_moved, &listening, error);
}
