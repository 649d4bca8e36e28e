/* What a desk shows of the cohort: as much as the user's scope takes in, permitted and logged
 * before. */
#include "screen.h"

#include <stdio.h>

enum vha_status desk_take_cohort(struct desk *desk, struct vha_cohort **cohort,
                                 struct vha_error *error)
{
    enum vha_status status = vha_cohort_open(desk->options->cohort_path, cohort, error);
    if (status != VHA_OK)
        return status;
    vha_cohort_confine(*cohort, desk->options->user->scope);
    status = desk_take_removals(desk, *cohort, error);
    if (status == VHA_OK)
        status = desk_log(desk, VHA_ACTION_BROWSE, vha_cohort_info(*cohort)->quarter, error);
    if (status == VHA_OK)
        return VHA_OK;
    vha_cohort_close(*cohort);
    *cohort = NULL;
    return status;
}

/* Looks somebody up for their scope alone. To a user whose scope has an edge, people beyond it and
 * people who do not exist are the same. */
static enum vha_status look_up(const struct desk *desk, vha_pncid pncid, bool *in_scope,
                               struct vha_error *error)
{
    struct vha_dossier dossier;
    struct vha_arena *const arena = vha_arena_new();
    const enum vha_status found = vha_cohort_dossier(desk->cohort, pncid, arena, &dossier, error);
    *in_scope = found == VHA_OK ? vha_cohort_covers_person(desk->cohort, &dossier.person)
                                : vha_user_covers(desk->options->user, "");
    vha_arena_free(arena);
    return found;
}

enum vha_status desk_explain(struct desk *desk, vha_pncid pncid, struct vha_arena *arena,
                             struct vha_explanation *explanation, struct vha_error *error)
{
    const struct vha_user *const user = desk->options->user;
    char subject[VHA_PNCID_SIZE];
    struct vha_error missing;
    bool in_scope = false;
    const enum vha_status found = look_up(desk, pncid, &in_scope, &missing);
    enum vha_status status =
        vha_register_permit_person(desk->options->reg, user, VHA_ACTION_OPEN,
                                   vha_pncid_format(subject, pncid), in_scope, error);
    if (status == VHA_OK)
        status =
            desk_record(desk,
                        &(struct vha_audit_entry){.login = user->login,
                                                  .action = vha_action_name(VHA_ACTION_OPEN),
                                                  .outcome = found == VHA_OK ? "done" : "failed",
                                                  .subject = subject},
                        error);
    if (status == VHA_OK && found != VHA_OK)
        status = vha_fail(error, found, "%s", missing.message);
    return status == VHA_OK ? vha_cohort_explain(desk->cohort, pncid, arena, explanation, error)
                            : status;
}
