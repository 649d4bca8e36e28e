#include "vha/removal.h"
#include "command.h"
#include "person.h"
#include "vha/workstation.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Asking for a person's removal from the list, and MO2's decision (SOP 28), on the command line.
 * The register asks for permission itself. */

/* --------------------------------------------------------------------------------------- asking */

struct request_values {
    const char *pncid;
    int ground;
    const char *rationale;
    const char *evidence;
    const char *bcu;
    const char *purpose;
};

/* "A,B" becomes a line each; each has to be a report of the person's. The caller frees *lines. */
static enum vha_status read_evidence(const struct vha_explanation *explanation, const char *typed,
                                     char **lines, struct vha_error *error)
{
    *lines = vha_copy_text(typed != NULL ? typed : "");
    for (char *at = *lines; *at != '\0';) {
        const size_t length = strcspn(at, ",");
        const bool last = at[length] == '\0';
        at[length] = '\0';
        if (!vha_dossier_has_report(&explanation->dossier, at))
            return vha_fail(error, VHA_USAGE,
                            "\"%.100s\" is no report of theirs in this quarter; give references as "
                            "'vha explain' shows them, with commas between.",
                            at);
        if (last)
            break;
        at[length] = '\n';
        at += length + 1;
    }
    return VHA_OK;
}

static enum vha_status send(struct session *session, const struct request_values *values,
                            const struct vha_explanation *explanation, struct vha_error *error)
{
    char pncid[VHA_PNCID_SIZE];
    char bcu[VHA_SCOPE_SIZE];
    char *evidence = NULL;
    int64_t number = 0;
    const struct vha_list_row *const person = &explanation->dossier.person;
    bool covers = false;
    enum vha_status status = session_covers(session, person->borough, &covers, error);
    if (status == VHA_OK)
        status = person_choose_bcu(session, person, values->bcu, bcu, error);
    if (status == VHA_OK)
        status = read_evidence(explanation, values->evidence, &evidence, error);
    if (status == VHA_OK && covers && !explanation->dossier.listed)
        status = vha_fail(error, VHA_USAGE, "%s is not on the list.",
                          vha_pncid_format(pncid, person->pncid));
    const struct vha_removal_request request = {.pncid = vha_pncid_format(pncid, person->pncid),
                                                .ground = (enum vha_removal_ground)values->ground,
                                                .rationale = values->rationale,
                                                .evidence = evidence,
                                                .bcu = bcu};
    if (status == VHA_OK)
        status = vha_removal_send(session->reg, &session->user, covers, &request, &number, error);
    if (status == VHA_OK)
        printf("Removal request %" PRId64 " for %s is queued for MO2.\n", number, pncid);
    free(evidence);
    return status;
}

/* Whoever is nobody in this quarter is outside every scope, and refused as such. */
static enum vha_status request(struct session *session, const struct request_values *values,
                               struct vha_cohort *cohort, struct vha_error *error)
{
    vha_pncid pncid = 0;
    struct vha_explanation explanation;
    if (vha_pncid_parse(values->pncid, strlen(values->pncid), vha_cohort_info(cohort)->as_of,
                        &pncid) != VHA_PNCID_FINE)
        return vha_fail(error, VHA_USAGE,
                        "'%s' is no PNCID; it has the form YYYY/NNNNNNNL, such as 2003/0062845E, "
                        "and its check letter must be right.",
                        values->pncid);
    enum vha_status status = session_state_purpose(session, values->purpose, error);
    if (status != VHA_OK)
        return status;
    struct vha_arena *const arena = vha_arena_new();
    status = vha_cohort_explain(cohort, pncid, arena, &explanation, error);
    if (status == VHA_OK)
        status = send(session, values, &explanation, error);
    vha_arena_free(arena);
    return status;
}

static enum vha_status run_request(const struct invocation *invocation, struct vha_error *error)
{
    const struct request_values *values = invocation->values;
    struct session session;
    struct vha_cohort *cohort = NULL;
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_REQUEST_REMOVAL, values->pncid, &session, error);
    if (status != VHA_OK)
        return status;
    status = session_open_cohort(&session, &cohort, error);
    if (status == VHA_OK)
        status = request(&session, values, cohort, error);
    vha_cohort_close(cohort);
    session_close(&session);
    return status;
}

/* --------------------------------------------------------------------------------- command lines
 */

static const struct parameter request_parameters[] = {
    {.name = "PNCID",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct request_values, pncid),
     .summary = "of somebody on the list"},
    {.name = "--ground",
     .argument = "GROUND",
     .kind = VALUE_WORD,
     .required = true,
     .offset = offsetof(struct request_values, ground),
     .words = vha_removal_ground_names,
     .word_count = VHA_REMOVAL_GROUNDS,
     .summary = "such as local-knowledge, data-error or deceased"},
    {.name = "--rationale",
     .argument = "TEXT",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct request_values, rationale),
     .summary = "why, in at least 40 characters; may have several lines"},
    {.name = "--purpose",
     .argument = "PURPOSE",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct request_values, purpose),
     .summary = "the policing purpose, 'CATEGORY: WORDS' (SOP 60)"},
    {.name = "--evidence",
     .argument = "REFS",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct request_values, evidence),
     .summary = "references of the person's reports, with commas between"},
    {.name = "--bcu",
     .argument = "CODE",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct request_values, bcu),
     .summary = "which of your BCUs asks, where that is not plain"},
};

const struct command command_removal_request = {
    .name = "removal request",
    .summary = "ask for somebody's removal from the list",
    .description = "Queues a request for MO2 with its ground, rationale and evidence (SOP 28). "
                   "There is one open request for a person at a time.",
    .parameters = request_parameters,
    .parameter_count = VHA_COUNT(request_parameters),
    .values_size = sizeof(struct request_values),
    .run = run_request,
};
