#include "command.h"
#include "say.h"
#include "session.h"
#include "vha/cohort_list.h"

#include <inttypes.h>
#include <stdio.h>

/* The daily search list: whom CRIMINT is searched for every day (SOP 70). */

struct searches_values {
    const char *purpose;
};

static void write_text(const struct vha_list_row *row, uint32_t new_reports)
{
    char pncid[VHA_PNCID_SIZE];
    char score[VHA_MILLI_SIZE];
    char born[VHA_DATE_SIZE];
    printf("  %5" PRIu32 " %12s  %s  %s", row->rank,
           vha_milli_format(score, row->crime_score + row->intel_score, true),
           vha_pncid_format(pncid, row->pncid), vha_date_format(born, row->dob));
    say_shown(stdout, "  ", row->surname, ", ");
    say_shown(stdout, "", row->forenames, row->borough[0] != '\0' ? ", " : "");
    fputs(row->borough, stdout);
    if (new_reports > 0)
        printf("; %" PRIu32 " new since the load", new_reports);
    putchar('\n');
}

static void show(const struct vha_cohort_info *info, const struct vha_search_list *list)
{
    char score[VHA_MILLI_SIZE];
    printf("OFFICIAL  Daily search list of VHA %s: %zu people who score %s or more\n",
           info->quarter, list->count, vha_milli_short(score, list->least, true));
    for (size_t i = 0; i < list->count; i++)
        write_text(&list->rows[i], list->new_reports[i]);
}

/* The list is on record, with how many it names, before it is shown. */
static enum vha_status list(struct session *session, struct vha_cohort *cohort,
                            struct vha_error *error)
{
    const struct vha_cohort_info *const info = vha_cohort_info(cohort);
    struct vha_search_list searches;
    char reason[64];
    struct vha_arena *const arena = vha_arena_new();
    enum vha_status status = vha_cohort_search_list(cohort, arena, &searches, error);
    snprintf(reason, sizeof reason, "%zu people", searches.count);
    if (status == VHA_OK)
        status = session_log(session, vha_action_name(VHA_ACTION_SEARCHES), "done", info->quarter,
                             reason, error);
    if (status == VHA_OK)
        show(info, &searches);
    vha_arena_free(arena);
    return status;
}

static enum vha_status run_searches(const struct invocation *invocation, struct vha_error *error)
{
    const struct searches_values *values = invocation->values;
    struct session session;
    struct vha_cohort *cohort = NULL;
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_SEARCHES, NULL, &session, error);
    if (status != VHA_OK)
        return status;
    status = session_state_purpose(&session, values->purpose, error);
    if (status == VHA_OK)
        status = session_need_all(&session, VHA_ACTION_SEARCHES, NULL,
                                  "Nothing is listed: the search list is of all of London", error);
    if (status == VHA_OK)
        status = session_open_cohort(&session, &cohort, error);
    if (status == VHA_OK)
        status = list(&session, cohort, error);
    vha_cohort_close(cohort);
    session_close(&session);
    return status;
}

static const struct parameter parameters[] = {
    {.name = "--purpose",
     .argument = "PURPOSE",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct searches_values, purpose),
     .summary = "the policing purpose of the look, 'CATEGORY: WORDS' (SOP 60)"},
};

const struct command command_searches = {
    .name = "searches",
    .summary = "list whom intelligence is searched for daily",
    .description = "Lists whoever scores as much as the policy's search list asks for, 2,500 or "
                   "more, for the daily searches of CRIMINT by MO2 (SOP 70). The look is logged.",
    .parameters = parameters,
    .parameter_count = VHA_COUNT(parameters),
    .values_size = sizeof(struct searches_values),
    .run = run_searches,
};
