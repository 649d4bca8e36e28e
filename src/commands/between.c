#include "between.h"
#include "session.h"

#include "vha/cohort_build.h"
#include "vha/cohort_facts.h"
#include "vha/cohort_refresh.h"
#include "vha/equality.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* One of them under way. */
struct doing {
    const struct between *between;
    struct session *session;
    struct vha_cohort *cohort; /* in force */
    struct vha_extract *extract;
    char *built;
    int lock;
    vha_date as_of;
};

static enum vha_status check_day(struct doing *doing, struct vha_error *error)
{
    char day[VHA_DATE_SIZE];
    char quarter_day[VHA_DATE_SIZE];
    const struct vha_cohort_info *const info = vha_cohort_info(doing->cohort);
    doing->as_of = doing->between->as_of != VHA_NO_DATE ? doing->between->as_of : vha_today();
    if (doing->as_of >= info->as_of)
        return VHA_OK;
    return vha_fail(error, VHA_USAGE,
                    "The quarter in force, %s, goes up to %s, and the refresh is of %s; give its "
                    "day with --as-of.",
                    info->quarter, vha_date_format(quarter_day, info->as_of),
                    vha_date_format(day, doing->as_of));
}

static enum vha_status read_file(struct doing *doing, struct vha_error *error)
{
    struct vha_equality_person *people = NULL;
    size_t count = 0;
    enum vha_status status = vha_cohort_people(doing->cohort, &people, &count, error);
    if (status != VHA_OK)
        return status;
    vha_pncid *const pncids = vha_alloc_zeroed(count + 1, sizeof *pncids);
    for (size_t i = 0; i < count; i++)
        pncids[i] = people[i].pncid;
    const struct vha_table_request request = {
        .path = doing->between->file,
        .table = doing->between->table,
        .as_of = doing->as_of,
        .pncids = pncids,
        .count = count,
        .settings = doing->session->settings,
    };
    status = vha_extract_read_table(&request, &doing->extract, error);
    free(pncids);
    free(people);
    return status;
}

static enum vha_status log_outcome(const struct doing *doing, const char *outcome,
                                   const char *reason, struct vha_error *error)
{
    return session_log(doing->session, vha_action_name(doing->between->action), outcome,
                       vha_table_name(doing->between->table), reason, error);
}

/* What cannot be recorded must not happen: the log first, then the rename that analysts see. */
static enum vha_status put_in_place(struct doing *doing, const char *current,
                                    struct vha_error *error)
{
    char *archive = home_path(&doing->session->home, HOME_ARCHIVE);
    enum vha_status status = log_outcome(doing, "done", doing->between->file, error);
    if (status == VHA_OK)
        status = vha_cohort_put_in_place(doing->built, current, archive, error);
    if (status != VHA_OK)
        unlink(doing->built);
    free(archive);
    return status;
}

static enum vha_status build(struct doing *doing, struct vha_error *error)
{
    char *current = home_path(&doing->session->home, HOME_COHORT);
    doing->built = vha_path(doing->session->home.folder, "cohort.new.db");
    const struct vha_cohort_refresh request = {
        .current = current,
        .path = doing->built,
        .extract = doing->extract,
        .table = doing->between->table,
    };
    enum vha_status status = doing->between->build(doing->between->context, &request, error);
    if (status == VHA_OK)
        status = put_in_place(doing, current, error);
    free(current);
    return status;
}

static enum vha_status do_all(struct doing *doing, struct vha_error *error)
{
    enum vha_status status = home_lock(&doing->session->home, &doing->lock, error);
    if (status == VHA_OK)
        status = session_open_cohort(doing->session, &doing->cohort, error);
    if (status == VHA_OK)
        status = check_day(doing, error);
    if (status == VHA_OK)
        status = read_file(doing, error);
    if (status == VHA_OK)
        status = build(doing, error);
    return status;
}

static enum vha_status log_failure(const struct doing *doing, const struct vha_error *failure,
                                   struct vha_error *error)
{
    const enum vha_status logged = log_outcome(doing, "failed", failure->message, error);
    return logged != VHA_OK ? logged : vha_fail(error, failure->status, "%s", failure->message);
}

enum vha_status between_loads(const char *home, const struct between *between,
                              struct vha_error *error)
{
    struct session session;
    struct doing doing = {.between = between, .session = &session, .lock = -1};
    struct vha_error failure = {0};
    enum vha_status status =
        session_begin(home, between->action, vha_table_name(between->table), &session, error);
    if (status != VHA_OK)
        return status;
    status = do_all(&doing, &failure);
    if (status == VHA_OK)
        between->show(between->context, vha_cohort_info(doing.cohort), doing.extract,
                      between->table);
    else
        status = log_failure(&doing, &failure, error);
    vha_extract_free(doing.extract);
    vha_cohort_close(doing.cohort);
    free(doing.built);
    if (doing.lock >= 0)
        close(doing.lock);
    session_close(&session);
    return status;
}

void between_show(const char *what, const struct vha_cohort_info *info,
                  const struct vha_extract *extract, enum vha_table table)
{
    char day[VHA_DATE_SIZE];
    printf("OFFICIAL  VHA %s: %s as of %s, %llu rows. ", info->quarter, what,
           vha_date_format(day, extract->as_of), (unsigned long long)extract->tables[table].rows);
}
