#include "explain.h"
#include "command.h"
#include "session.h"
#include "vha/workstation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum explain_format { EXPLAIN_TEXT, EXPLAIN_JSON };
static const char *const formats[] = {[EXPLAIN_TEXT] = "text", [EXPLAIN_JSON] = "json"};

struct explain_values {
    const char *pncid;
    const char *purpose;
    int format;
};

static enum vha_status read_pncid(const char *text, const struct vha_cohort *cohort,
                                  vha_pncid *pncid, struct vha_error *error)
{
    const enum vha_pncid_fault fault =
        vha_pncid_parse(text, strlen(text), vha_cohort_info(cohort)->as_of, pncid);
    if (fault == VHA_PNCID_FORM)
        return vha_fail(error, VHA_USAGE,
                        "'%s' is no PNCID; it has the form YYYY/NNNNNNNL, such as 2003/0062845E.",
                        text);
    if (fault == VHA_PNCID_LETTER)
        return vha_fail(error, VHA_USAGE,
                        "The check letter of %s is wrong: a digit or the letter was mistyped; look "
                        "the number up again.",
                        text);
    return VHA_OK;
}

static enum vha_status show(struct session *session, const char *pncid,
                            const struct vha_explanation *explanation, int format,
                            struct vha_error *error)
{
    struct vha_removal_open asked;
    const enum vha_status status =
        vha_removal_find_open(session->reg, &session->user, pncid, &asked, error);
    if (status == VHA_OK)
        (format == EXPLAIN_JSON ? explain_json : explain_text)(stdout, explanation, &asked);
    return status;
}

/* Whether the user's scope takes in the person, if there is one. To a user whose scope has an edge,
 * people beyond it and people who do not exist are the same. */
static enum vha_status permit(struct session *session, const char *pncid,
                              const struct vha_explanation *found, struct vha_error *error)
{
    bool covers = vha_user_covers(&session->user, "");
    if (found != NULL) {
        const enum vha_status status =
            session_covers(session, found->dossier.person.borough, &covers, error);
        if (status != VHA_OK)
            return status;
    }
    return vha_register_permit_person(session->reg, &session->user, VHA_ACTION_OPEN, pncid, covers,
                                      error);
}

/* The look at a person is in the audit log before anything is shown of them, and so is asking after
 * somebody who is not there. */
static enum vha_status explain_person(struct session *session, struct vha_cohort *cohort,
                                      vha_pncid pncid, int format, struct vha_error *error)
{
    char subject[VHA_PNCID_SIZE];
    struct vha_error missing;
    struct vha_explanation explanation;
    struct vha_arena *arena = vha_arena_new();
    vha_pncid_format(subject, pncid);
    const enum vha_status found = vha_cohort_explain(cohort, pncid, arena, &explanation, &missing);
    enum vha_status status = permit(session, subject, found == VHA_OK ? &explanation : NULL, error);
    if (status == VHA_OK)
        status = session_log(session, vha_action_name(VHA_ACTION_OPEN),
                             found == VHA_OK ? "done" : "failed", subject, "vha explain", error);
    if (status == VHA_OK && found != VHA_OK)
        status = vha_fail(error, found, "%s", missing.message);
    if (status == VHA_OK)
        status = show(session, subject, &explanation, format, error);
    vha_arena_free(arena);
    return status;
}

static enum vha_status explain(struct session *session, struct vha_cohort *cohort,
                               const struct explain_values *values, struct vha_error *error)
{
    vha_pncid pncid = 0;
    enum vha_status status = read_pncid(values->pncid, cohort, &pncid, error);
    if (status == VHA_OK)
        status = session_state_purpose(session, values->purpose, error);
    if (status != VHA_OK)
        return status;
    return explain_person(session, cohort, pncid, values->format, error);
}

static enum vha_status run_explain(const struct invocation *invocation, struct vha_error *error)
{
    const struct explain_values *values = invocation->values;
    struct session session;
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_OPEN, values->pncid, &session, error);
    if (status != VHA_OK)
        return status;
    struct vha_cohort *cohort = NULL;
    status = session_open_cohort(&session, &cohort, error);
    if (status == VHA_OK)
        status = explain(&session, cohort, values, error);
    vha_cohort_close(cohort);
    session_close(&session);
    return status;
}

static const struct parameter parameters[] = {
    {.name = "PNCID",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct explain_values, pncid),
     .summary = "of anybody in the extract, on the list or not"},
    {.name = "--purpose",
     .argument = "PURPOSE",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct explain_values, purpose),
     .summary = "the policing purpose of the look, 'CATEGORY: WORDS' (SOP 60)"},
    {.name = "--format",
     .argument = "text|json",
     .kind = VALUE_WORD,
     .offset = offsetof(struct explain_values, format),
     .words = formats,
     .word_count = VHA_COUNT(formats),
     .summary = "text (the default) or json"},
};

const struct command command_explain = {
    .name = "explain",
    .summary = "say why somebody is on the list, or is not",
    .description =
        "Shows every report considered, counted or left out and by which rule, with its weight, "
        "source, decay and score; which criteria held; what is wanting; and the day on which the "
        "person leaves the list if nothing new is recorded; and the request for their removal, if "
        "one is open that the user may see. The look is logged.",
    .parameters = parameters,
    .parameter_count = VHA_COUNT(parameters),
    .values_size = sizeof(struct explain_values),
    .run = run_explain,
};
