#include "changes.h"
#include "command.h"

#include <stdlib.h>
#include <string.h>

/* Who came and who went since the earlier quarter; or one person over the quarters kept. */

struct changes_values {
    const char *pncid;
    const char *purpose;
};

/* The look is on record before anything of it is shown. */
static enum vha_status log_look(struct session *session, const char *subject, const char *reason,
                                struct vha_error *error)
{
    return session_log(session, vha_action_name(VHA_ACTION_CHANGES), "done", subject, reason,
                       error);
}

/* -------------------------------------------------------------------------------------- the list
 */

static enum vha_status show_changes(struct session *session, struct vha_cohort *now,
                                    struct vha_error *error)
{
    const struct vha_cohort_info *const info = vha_cohort_info(now);
    struct vha_cohort *before = NULL;
    struct vha_changes changes;
    struct vha_arena *const arena = vha_arena_new();
    enum vha_status status = session_open_earlier(session, now, &before, error);
    if (status == VHA_OK)
        status = vha_changes_find(now, before, arena, &changes, error);
    if (status == VHA_OK)
        status = log_look(session, info->quarter, info->earlier_quarter, error);
    if (status == VHA_OK)
        changes_text(stdout, &changes, arena);
    vha_cohort_close(before);
    vha_arena_free(arena);
    return status;
}

/* ------------------------------------------------------------------------------------ one person
 */

static enum vha_status read_pncid(const char *text, vha_date as_of, vha_pncid *pncid,
                                  struct vha_error *error)
{
    return vha_pncid_parse(text, strlen(text), as_of, pncid) == VHA_PNCID_FINE
               ? VHA_OK
               : vha_fail(error, VHA_USAGE,
                          "'%s' is no PNCID; it has the form YYYY/NNNNNNNL, such as 2003/0062845E, "
                          "and its last letter follows from the digits.",
                          text);
}

static enum vha_status show_person(struct session *session, const struct changes_values *values,
                                   struct vha_cohort *now, struct vha_error *error)
{
    char subject[VHA_PNCID_SIZE];
    vha_pncid pncid = 0;
    struct vha_past *past = NULL;
    size_t count = 0;
    enum vha_status status = read_pncid(values->pncid, vha_cohort_info(now)->as_of, &pncid, error);
    if (status == VHA_OK)
        status =
            log_look(session, vha_pncid_format(subject, pncid), "over the quarters kept", error);
    if (status != VHA_OK)
        return status;
    char *const folder = home_path(&session->home, HOME_ARCHIVE);
    struct vha_arena *const arena = vha_arena_new();
    status = vha_quarters_person(session->reg, folder, now, pncid, arena, &past, &count, error);
    if (status == VHA_OK)
        past_text(stdout, subject, past, count);
    vha_arena_free(arena);
    free(folder);
    return status;
}

static enum vha_status run_changes(const struct invocation *invocation, struct vha_error *error)
{
    const struct changes_values *values = invocation->values;
    struct session session;
    struct vha_cohort *now = NULL;
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_CHANGES, values->pncid, &session, error);
    if (status != VHA_OK)
        return status;
    status = session_state_purpose(&session, values->purpose, error);
    if (status == VHA_OK)
        status = session_need_all(&session, VHA_ACTION_CHANGES, values->pncid,
                                  "Nothing is shown: the changes are of all of London", error);
    if (status == VHA_OK)
        status = session_open_cohort(&session, &now, error);
    if (status == VHA_OK)
        status = values->pncid != NULL ? show_person(&session, values, now, error)
                                       : show_changes(&session, now, error);
    vha_cohort_close(now);
    session_close(&session);
    return status;
}

static const struct parameter parameters[] = {
    {.name = "PNCID",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct changes_values, pncid),
     .summary = "show one person over the quarters kept instead"},
    {.name = "--purpose",
     .argument = "PURPOSE",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct changes_values, purpose),
     .summary = "the policing purpose of the look, 'CATEGORY: WORDS' (SOP 60)"},
};

const struct command command_changes = {
    .name = "changes",
    .summary = "say who came and who went since the earlier quarter",
    .description =
        "Lists who has come onto the list with the report that brought them, who has left it with "
        "the rule that let them go, and who has risen or fallen furthest. With a PNCID, where that "
        "person stood in each quarter kept.",
    .parameters = parameters,
    .parameter_count = VHA_COUNT(parameters),
    .values_size = sizeof(struct changes_values),
    .run = run_changes,
};
