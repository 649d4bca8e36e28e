#include "removals.h"

#include "removals.sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What becomes of a request for a removal, step by step (governance, Removal). */

static const char unwritten[] = "the step cannot be recorded";
static const char unread[] = "the request cannot be looked up";

#define STATE(state) (1u << (state))
#define QUEUED       STATE(VHA_REMOVAL_QUEUED)
#define UNDER_REVIEW STATE(VHA_REMOVAL_UNDER_REVIEW)
#define MORE_WANTED  STATE(VHA_REMOVAL_MORE_WANTED)
#define APPROVED     STATE(VHA_REMOVAL_APPROVED)
#define REFUSED      STATE(VHA_REMOVAL_REFUSED)

enum taker {
    REQUESTER,
    REVIEWER,      /* anybody of mo2 but the requester */
    OTHER_REVIEWER /* nor who decided before */
};

static const struct {
    unsigned from;
    enum vha_removal_state to; /* a reversal's is the other decision */
    enum taker taker;
    bool reason;
} steps[VHA_REMOVAL_STEPS] = {
    [VHA_STEP_TAKE] = {QUEUED | UNDER_REVIEW, VHA_REMOVAL_UNDER_REVIEW, REVIEWER, false},
    [VHA_STEP_APPROVE] = {UNDER_REVIEW, VHA_REMOVAL_APPROVED, REVIEWER, true},
    [VHA_STEP_REFUSE] = {UNDER_REVIEW, VHA_REMOVAL_REFUSED, REVIEWER, true},
    [VHA_STEP_ASK] = {UNDER_REVIEW, VHA_REMOVAL_MORE_WANTED, REVIEWER, true},
    [VHA_STEP_ADD] = {MORE_WANTED, VHA_REMOVAL_QUEUED, REQUESTER, true},
    [VHA_STEP_WITHDRAW] = {QUEUED | UNDER_REVIEW | MORE_WANTED, VHA_REMOVAL_WITHDRAWN, REQUESTER,
                           true},
    [VHA_STEP_REVERSE] = {APPROVED | REFUSED, VHA_REMOVAL_STATES, OTHER_REVIEWER, true},
};

bool vha_removal_step_needs_reason(enum vha_removal_step step)
{
    return steps[step].reason;
}

/* ----------------------------------------------------------------------------------- the checks */

struct standing {
    bool found;
    enum vha_removal_state state;
    char asked_by[VHA_LOGIN_SIZE];
    char pncid[32];
    char decided_by[VHA_LOGIN_SIZE]; /* "": nobody has */
};

static enum vha_status find_standing(struct vha_register *reg, int64_t number,
                                     struct standing *standing, struct vha_error *error)
{
    char state[16];
    sqlite3_stmt *statement = NULL;
    *standing = (struct standing){.found = false};
    enum vha_status status = sql_prepare(reg, removals_sql, "standing", &statement, error);
    if (status != VHA_OK)
        return status;
    const int result = sqlite3_bind_int64(statement, 1, number) == SQLITE_OK
                           ? sqlite3_step(statement)
                           : SQLITE_NOMEM;
    if (result == SQLITE_ROW) {
        sql_copy_text(state, sizeof state, statement, 0);
        standing->found = vha_removal_state_parse(state, &standing->state);
        sql_copy_text(standing->asked_by, sizeof standing->asked_by, statement, 1);
        sql_copy_text(standing->pncid, sizeof standing->pncid, statement, 2);
        sql_copy_text(standing->decided_by, sizeof standing->decided_by, statement, 3);
    } else if (result != SQLITE_DONE) {
        status = register_fail(reg, unread, error);
    }
    sqlite3_finalize(statement);
    return status;
}

static enum vha_action action_of(enum vha_removal_step step)
{
    return steps[step].taker == REQUESTER ? VHA_ACTION_REQUEST_REMOVAL : VHA_ACTION_REVIEW;
}

/* Why this step is not this user's; NULL when it is. */
static const char *not_theirs(const struct vha_user *user, enum vha_removal_step step,
                              const struct standing *standing)
{
    const bool own = strcmp(standing->asked_by, user->login) == 0;
    if (steps[step].taker == REQUESTER)
        return own ? NULL : "somebody else's request";
    if (own)
        return "the user's own request";
    if (steps[step].taker == OTHER_REVIEWER && strcmp(standing->decided_by, user->login) == 0)
        return "the user's own decision";
    return NULL;
}

static enum vha_status refuse(struct vha_register *reg, const struct vha_user *user,
                              enum vha_removal_step step, const struct standing *standing,
                              const char *why, struct vha_error *error)
{
    const enum vha_status status = register_log_refusal(
        reg, user->login, vha_action_name(action_of(step)), standing->pncid, why, error);
    if (status != VHA_OK)
        return status;
    return vha_fail(error, VHA_NO_PERMISSION, "This is %s: ask %s.", why,
                    steps[step].taker == REQUESTER ? "whoever made it"
                                                   : "another member of MO2 Nominals and Central "
                                                     "Tasking");
}

static enum vha_status check_state(enum vha_removal_step step, int64_t number,
                                   const struct standing *standing, struct vha_error *error)
{
    if ((steps[step].from & STATE(standing->state)) != 0)
        return VHA_OK;
    return vha_fail(error, VHA_USAGE, "Removal request %" PRId64 " is %s and so cannot be %s.",
                    number, vha_removal_state_words(standing->state), vha_removal_step_words(step));
}

static enum vha_removal_state leads_to(enum vha_removal_step step, const struct standing *standing)
{
    if (step != VHA_STEP_REVERSE)
        return steps[step].to;
    return standing->state == VHA_REMOVAL_APPROVED ? VHA_REMOVAL_REFUSED : VHA_REMOVAL_APPROVED;
}

/* An approval holds until it is looked at again, and nothing else has such a day. */
static enum vha_status check_until(enum vha_removal_state to, vha_date until,
                                   struct vha_error *error)
{
    if (to == VHA_REMOVAL_APPROVED && until == VHA_NO_DATE)
        return vha_fail(error, VHA_USAGE, "The review date of the approval is missing.");
    if (to == VHA_REMOVAL_APPROVED && until <= vha_today())
        return vha_fail(error, VHA_USAGE, "The review date must be a day after today.");
    if (to != VHA_REMOVAL_APPROVED && until != VHA_NO_DATE)
        return vha_fail(error, VHA_USAGE, "Only an approval has a review date.");
    return VHA_OK;
}

/* ------------------------------------------------------------------------------------- the step */

static enum vha_status write(struct vha_register *reg, const struct vha_user *user, int64_t number,
                             enum vha_removal_step step, const struct standing *standing,
                             const char *reason, vha_date until, struct vha_error *error)
{
    char digits[REMOVAL_NUMBER_SIZE];
    char day[VHA_DATE_SIZE];
    char *words = NULL;
    const enum vha_removal_state to = leads_to(step, standing);
    const char *const texts[] = {digits, vha_removal_state_name(to),
                                 to == VHA_REMOVAL_APPROVED ? vha_date_format(day, until) : NULL};
    snprintf(digits, sizeof digits, "%" PRId64, number);
    if (asprintf(&words, "request %" PRId64 ": %s, now %s%s%s", number, vha_removal_step_name(step),
                 vha_removal_state_name(to), reason[0] != '\0' ? ": " : "", reason) < 0)
        abort();
    const struct vha_audit_entry entry = {.login = user->login,
                                          .action = vha_action_name(action_of(step)),
                                          .outcome = "done",
                                          .subject = standing->pncid,
                                          .reason = words};
    enum vha_status status =
        removal_write_step(reg, user->login, number, vha_removal_step_name(step), reason, error);
    if (status == VHA_OK)
        status = sql_write(reg, removals_sql, "move", texts, VHA_COUNT(texts), unwritten, error);
    if (status == VHA_OK)
        status = register_append(reg, &entry, error);
    free(words);
    return status;
}

/* Where the request stands, and why the step is not this user's; *why is NULL when it is. */
static enum vha_status check(struct vha_register *reg, const struct vha_user *user, int64_t number,
                             enum vha_removal_step step, struct standing *standing,
                             const char **why, struct vha_error *error)
{
    const enum vha_status status = find_standing(reg, number, standing, error);
    if (status == VHA_OK && !standing->found)
        return vha_fail(error, VHA_USAGE, "There is no removal request %" PRId64 ".", number);
    if (status == VHA_OK)
        *why = not_theirs(user, step, standing);
    return status == VHA_OK && *why == NULL ? check_state(step, number, standing, error) : status;
}

static enum vha_status permit(struct vha_register *reg, const struct vha_user *user, int64_t number,
                              enum vha_removal_step step, struct vha_error *error)
{
    char subject[32];
    snprintf(subject, sizeof subject, "request %" PRId64, number);
    return vha_register_permit(reg, user, action_of(step), subject, error);
}

enum vha_status vha_removal_may_take_step(struct vha_register *reg, const struct vha_user *user,
                                          int64_t number, enum vha_removal_step step,
                                          struct vha_error *error)
{
    struct standing standing;
    const char *why = NULL;
    enum vha_status status = permit(reg, user, number, step, error);
    if (status == VHA_OK)
        status = check(reg, user, number, step, &standing, &why, error);
    return why != NULL ? refuse(reg, user, step, &standing, why, error) : status;
}

bool vha_removal_step_is_theirs(const struct vha_user *user, enum vha_removal_step step,
                                const struct vha_removal *removal)
{
    struct standing standing = {.found = true, .state = removal->state};
    snprintf(standing.asked_by, sizeof standing.asked_by, "%s", removal->asked_by);
    snprintf(standing.decided_by, sizeof standing.decided_by, "%s", removal->by);
    return vha_user_may(user, action_of(step)) && not_theirs(user, step, &standing) == NULL &&
           (steps[step].from & STATE(removal->state)) != 0;
}

enum vha_status vha_removal_take_step(struct vha_register *reg, const struct vha_user *user,
                                      int64_t number, enum vha_removal_step step,
                                      const char *reason, vha_date until, struct vha_error *error)
{
    struct standing standing;
    const char *why = NULL;
    enum vha_status status = permit(reg, user, number, step, error);
    if (status == VHA_OK)
        status =
            removal_check_text("The reason", reason, VHA_REASON_MOST, steps[step].reason, error);
    if (status == VHA_OK)
        status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    status = check(reg, user, number, step, &standing, &why, error);
    if (status == VHA_OK && why == NULL)
        status = check_until(leads_to(step, &standing), until, error);
    if (status == VHA_OK && why == NULL)
        status = write(reg, user, number, step, &standing, reason, until, error);
    status = register_end(reg, status, error);
    return why != NULL ? refuse(reg, user, step, &standing, why, error) : status;
}
