#include "vha/todo.h"

#include "casework.h"

#include "todo.sql.h"

#include <string.h>

/* What waits for a user, in the order of vha_todo: for whom each is. */
static const enum vha_action needed[VHA_TODOS] = {
    [VHA_TODO_REVIEW] = VHA_ACTION_REVIEW,
    [VHA_TODO_REVIEW_LATE] = VHA_ACTION_REVIEW,
    [VHA_TODO_GRANT] = VHA_ACTION_GRANT,
    [VHA_TODO_FLAGGED] = VHA_ACTION_AUDIT_READ,
    [VHA_TODO_COPIES_OVERDUE] = VHA_ACTION_TRACK_COPY,
    [VHA_TODO_COPIES_UNCONFIRMED] = VHA_ACTION_AUTHORISE_COPY,
    [VHA_TODO_MORE_WANTED] = VHA_ACTION_REQUEST_REMOVAL,
    [VHA_TODO_RESULTS_AWAITED] = VHA_ACTION_SAFEGUARD, /* the head of CID collates them (SOP 68) */
    [VHA_TODO_EQUALITY] = VHA_ACTION_EQUALITY_CLOSE,
};

struct counting {
    const struct vha_user *user;
    int64_t *counts;
};

static void take_counts(void *context, sqlite3_stmt *statement)
{
    const struct counting *const counting = context;
    for (int i = 0; i < VHA_TODOS; i++)
        if (vha_user_may(counting->user, needed[i]))
            counting->counts[i] = sqlite3_column_int64(statement, i);
}

enum vha_status vha_todo_count(struct vha_register *reg, const struct vha_user *user,
                               vha_date late_before, int64_t counts[VHA_TODOS],
                               struct vha_error *error)
{
    char today[VHA_DATE_SIZE];
    char late[VHA_DATE_SIZE];
    char awaited[VHA_DATE_SIZE];
    const struct vha_casework_filter all = {.bcu = NULL};
    struct casework_bounds bounds;
    struct counting counting = {user, counts};
    const enum vha_status status = casework_bound(user, &all, &bounds, error);
    if (status != VHA_OK)
        return status;
    const char *const texts[] = {user->login, vha_date_format(today, vha_today()),
                                 vha_date_format(late, late_before), bounds.texts[0],
                                 vha_date_format(awaited, vha_today() - VHA_RESULT_DAYS)};
    memset(counts, 0, VHA_TODOS * sizeof *counts);
    return casework_tell(reg, todo_sql, "count", texts, VHA_COUNT(texts), take_counts, &counting,
                         error);
}
