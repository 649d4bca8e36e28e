#include "command.h"
#include "session.h"
#include "vha/cohort.h"
#include "vha/extract.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* The weekly refresh of custody and of who is wanted (SOP 70). */

enum { REFRESH_CUSTODY, REFRESH_WANTED };
static const char *const names[] = {[REFRESH_CUSTODY] = "custody", [REFRESH_WANTED] = "wanted"};
static const enum vha_table tables[] = {
    [REFRESH_CUSTODY] = VHA_CUSTODY, [REFRESH_WANTED] = VHA_WANTED};

struct refresh_values {
    int table;
    const char *file;
    vha_date as_of;
};

/* A refresh under way. */
struct refresh {
    const struct refresh_values *values;
    struct session *session;
    struct vha_cohort *cohort; /* in force */
    struct vha_extract *extract;
    struct vha_movements movements;
    char *built;
    int lock;
    vha_date as_of;
};

/* ---------------------------------------------------------------------------------- the work */

static enum vha_status check_day(struct refresh *refresh, struct vha_error *error)
{
    char day[VHA_DATE_SIZE];
    char quarter_day[VHA_DATE_SIZE];
    const struct vha_cohort_info *const info = vha_cohort_info(refresh->cohort);
    refresh->as_of = refresh->values->as_of != VHA_NO_DATE ? refresh->values->as_of : vha_today();
    if (refresh->as_of >= info->as_of)
        return VHA_OK;
    return vha_fail(error, VHA_USAGE,
                    "The quarter in force, %s, goes up to %s, and the refresh is of %s; give its "
                    "day with --as-of.",
                    info->quarter, vha_date_format(quarter_day, info->as_of),
                    vha_date_format(day, refresh->as_of));
}

static enum vha_status read_file(struct refresh *refresh, struct vha_error *error)
{
    struct vha_equality_person *people = NULL;
    size_t count = 0;
    enum vha_status status = vha_cohort_people(refresh->cohort, &people, &count, error);
    if (status != VHA_OK)
        return status;
    vha_pncid *const pncids = vha_alloc_zeroed(count + 1, sizeof *pncids);
    for (size_t i = 0; i < count; i++)
        pncids[i] = people[i].pncid;
    const struct vha_table_request request = {
        .path = refresh->values->file,
        .table = tables[refresh->values->table],
        .as_of = refresh->as_of,
        .pncids = pncids,
        .count = count,
        .settings = refresh->session->settings,
    };
    status = vha_extract_read_table(&request, &refresh->extract, error);
    free(pncids);
    free(people);
    return status;
}

/* What cannot be recorded must not happen: the log first, then the rename that analysts see. */
static enum vha_status put_in_place(struct refresh *refresh, const char *current,
                                    struct vha_error *error)
{
    char *archive = home_path(&refresh->session->home, HOME_ARCHIVE);
    enum vha_status status =
        session_log(refresh->session, vha_action_name(VHA_ACTION_REFRESH), "done",
                    names[refresh->values->table], refresh->values->file, error);
    if (status == VHA_OK)
        status = vha_cohort_put_in_place(refresh->built, current, archive, error);
    if (status != VHA_OK)
        unlink(refresh->built);
    free(archive);
    return status;
}

static enum vha_status build(struct refresh *refresh, struct vha_error *error)
{
    char *current = home_path(&refresh->session->home, HOME_COHORT);
    refresh->built = vha_path(refresh->session->home.folder, "cohort.new.db");
    const struct vha_cohort_refresh request = {
        .current = current,
        .path = refresh->built,
        .extract = refresh->extract,
        .table = tables[refresh->values->table],
    };
    enum vha_status status = vha_cohort_refresh_build(&request, &refresh->movements, error);
    if (status == VHA_OK)
        status = put_in_place(refresh, current, error);
    free(current);
    return status;
}

static enum vha_status do_refresh(struct refresh *refresh, struct vha_error *error)
{
    enum vha_status status = home_lock(&refresh->session->home, &refresh->lock, error);
    if (status == VHA_OK)
        status = session_open_cohort(refresh->session, &refresh->cohort, error);
    if (status == VHA_OK)
        status = check_day(refresh, error);
    if (status == VHA_OK)
        status = read_file(refresh, error);
    if (status == VHA_OK)
        status = build(refresh, error);
    return status;
}

/* ----------------------------------------------------------------------------------- movements */

static const char *movement_words(const struct vha_movement *movement)
{
    static const struct {
        uint32_t before;
        uint32_t after;
        const char *words;
    } words[] = {
        {0, VHA_FLAG_IN_CUSTODY, "now in custody"},
        {VHA_FLAG_IN_CUSTODY, 0, "no longer in custody"},
        {0, VHA_FLAG_WANTED_EWMS, "newly wanted (EWMS)"},
        {0, VHA_FLAG_WANTED_CRIS, "newly wanted (CRIS)"},
        {0, VHA_FLAG_WANTED_EWMS | VHA_FLAG_WANTED_CRIS, "newly wanted (EWMS and CRIS)"},
        {VHA_FLAG_WANTED_EWMS, 0, "found: no longer wanted (EWMS)"},
        {VHA_FLAG_WANTED_CRIS, 0, "found: no longer wanted (CRIS)"},
        {VHA_FLAG_WANTED_EWMS | VHA_FLAG_WANTED_CRIS, 0, "found: no longer wanted (EWMS and CRIS)"},
    };
    for (size_t i = 0; i < VHA_COUNT(words); i++)
        if (words[i].before == movement->before && words[i].after == movement->after)
            return words[i].words;
    return movement->after == VHA_FLAG_WANTED_CRIS   ? "wanted by CRIS, and by EWMS no longer"
           : movement->after == VHA_FLAG_WANTED_EWMS ? "wanted by EWMS, and by CRIS no longer"
                                                     : "wanted by both EWMS and CRIS now";
}

static void show(const struct refresh *refresh)
{
    char day[VHA_DATE_SIZE];
    char pncid[VHA_PNCID_SIZE];
    const struct vha_table_summary *const summary =
        &refresh->extract->tables[tables[refresh->values->table]];
    printf("OFFICIAL  VHA %s: %s as of %s, %llu rows. Movements on the list: %zu\n",
           vha_cohort_info(refresh->cohort)->quarter, names[refresh->values->table],
           vha_date_format(day, refresh->as_of), (unsigned long long)summary->rows,
           refresh->movements.count);
    for (size_t i = 0; i < refresh->movements.count; i++)
        printf("  %s  %s\n", vha_pncid_format(pncid, refresh->movements.people[i].pncid),
               movement_words(&refresh->movements.people[i]));
}

/* ----------------------------------------------------------------------------------- the command
 */

static enum vha_status log_failure(struct session *session, const struct refresh_values *values,
                                   const struct vha_error *failure, struct vha_error *error)
{
    const enum vha_status logged =
        session_log(session, vha_action_name(VHA_ACTION_REFRESH), "failed", names[values->table],
                    failure->message, error);
    return logged != VHA_OK ? logged : vha_fail(error, failure->status, "%s", failure->message);
}

static enum vha_status run_refresh(const struct invocation *invocation, struct vha_error *error)
{
    struct session session;
    struct refresh refresh = {.values = invocation->values, .session = &session, .lock = -1};
    struct vha_error failure = {0};
    enum vha_status status = session_begin(invocation->home, VHA_ACTION_REFRESH,
                                           names[refresh.values->table], &session, error);
    if (status != VHA_OK)
        return status;
    status = do_refresh(&refresh, &failure);
    if (status == VHA_OK)
        show(&refresh);
    else
        status = log_failure(&session, refresh.values, &failure, error);
    vha_movements_free(&refresh.movements);
    vha_extract_free(refresh.extract);
    vha_cohort_close(refresh.cohort);
    free(refresh.built);
    if (refresh.lock >= 0)
        close(refresh.lock);
    session_close(&session);
    return status;
}

static const struct refresh_values defaults = {.as_of = VHA_NO_DATE};

static const struct parameter parameters[] = {
    {.name = "TABLE",
     .kind = VALUE_WORD,
     .required = true,
     .offset = offsetof(struct refresh_values, table),
     .words = names,
     .word_count = VHA_COUNT(names),
     .summary = "custody or wanted"},
    {.name = "FILE",
     .kind = VALUE_FILE,
     .required = true,
     .offset = offsetof(struct refresh_values, file),
     .summary = "a CSV file with the columns of that table in an extract"},
    {.name = "--as-of",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .offset = offsetof(struct refresh_values, as_of),
     .summary = "the day that it was taken on (else today)"},
};

const struct command command_refresh = {
    .name = "refresh",
    .summary = "refresh custody or wanted between two loads",
    .description =
        "Reads who is in custody, or who is wanted, and refreshes those flags and filters alone, "
        "at once or not at all; scores, ranks and the list stay (SOP 70). Custody episodes are "
        "added and ended; whoever is not in a wanted file is wanted no more. Prints who on the "
        "list has moved.",
    .parameters = parameters,
    .parameter_count = VHA_COUNT(parameters),
    .values_size = sizeof(struct refresh_values),
    .defaults = &defaults,
    .run = run_refresh,
};
