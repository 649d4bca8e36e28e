#include "command.h"
#include "say.h"
#include "session.h"
#include "vha/cohort_refresh.h"

#include <inttypes.h>
#include <stdio.h>

/* Whom the newest refreshes between loads have moved: in or out of custody, found, or newly wanted
 * (SOP 70). */

struct movements_values {
    const char *purpose;
};

static void write_moved(const struct vha_moved *moved)
{
    const struct vha_list_row *const row = &moved->row;
    char pncid[VHA_PNCID_SIZE];
    char day[VHA_DATE_SIZE];
    printf("  %5" PRIu32 "  %s  %s  %s", row->rank, vha_pncid_format(pncid, row->pncid),
           vha_date_format(day, moved->day), vha_movement_words(moved->before, moved->after));
    say_shown(stdout, ": ", row->surname, ", ");
    say_shown(stdout, "", row->forenames, "\n");
}

/* The list is on record, with how many it names, before it is shown. */
static enum vha_status list(struct session *session, struct vha_cohort *cohort,
                            struct vha_error *error)
{
    const struct vha_cohort_info *const info = vha_cohort_info(cohort);
    const struct vha_moved *moved = NULL;
    size_t count = 0;
    char reason[64];
    struct vha_arena *const arena = vha_arena_new();
    enum vha_status status = vha_cohort_moved(cohort, arena, &moved, &count, error);
    snprintf(reason, sizeof reason, "movements of %zu people", count);
    if (status == VHA_OK)
        status = session_log(session, vha_action_name(VHA_ACTION_LIST), "done", info->quarter,
                             reason, error);
    if (status == VHA_OK)
        printf("OFFICIAL  VHA %s: movements by the newest refreshes: %zu\n", info->quarter, count);
    for (size_t i = 0; i < count && status == VHA_OK; i++)
        write_moved(&moved[i]);
    if (status == VHA_OK && count == 0)
        puts("  Nobody on the list has moved by a refresh since the load.");
    vha_arena_free(arena);
    return status;
}

static enum vha_status run_movements(const struct invocation *invocation, struct vha_error *error)
{
    const struct movements_values *values = invocation->values;
    struct session session;
    struct vha_cohort *cohort = NULL;
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_LIST, NULL, &session, error);
    if (status != VHA_OK)
        return status;
    status = session_state_purpose(&session, values->purpose, error);
    if (status == VHA_OK)
        status = session_open_cohort(&session, &cohort, error);
    if (status == VHA_OK) {
        vha_cohort_confine(cohort, session.user.scope);
        status = list(&session, cohort, error);
    }
    vha_cohort_close(cohort);
    session_close(&session);
    return status;
}

static const struct parameter parameters[] = {
    {.name = "--purpose",
     .argument = "PURPOSE",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct movements_values, purpose),
     .summary = "the policing purpose of the look, 'CATEGORY: WORDS' (SOP 60)"},
};

const struct command command_movements = {
    .name = "movements",
    .summary = "list whom the newest refreshes have moved",
    .description = "Lists who on the list went into custody or came out, was found or is newly "
                   "wanted by the newest refreshes since the load (SOP 70), with the day of each. "
                   "As many as the user's scope takes in. The look is logged.",
    .parameters = parameters,
    .parameter_count = VHA_COUNT(parameters),
    .values_size = sizeof(struct movements_values),
    .run = run_movements,
};
