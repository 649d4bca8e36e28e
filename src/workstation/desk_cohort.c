/* What a desk shows of the cohort: as much as the user's scope takes in, permitted and logged
 * before. */
#include "screen.h"

#include "vha/cohort_dossier.h"

#include <ctype.h>
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

enum vha_status desk_read_pncid(const struct desk *desk, const char *text, const char *wanted,
                                vha_pncid *pncid, struct vha_error *error)
{
    char upper[32];
    size_t length = 0;
    for (; text[length] != '\0' && length + 1 < sizeof upper; length++)
        upper[length] = (char)toupper((unsigned char)text[length]);
    upper[length] = '\0';
    const enum vha_pncid_fault fault =
        vha_pncid_parse(upper, length, vha_cohort_info(desk->cohort)->as_of, pncid);
    if (fault == VHA_PNCID_LETTER)
        return vha_fail(error, VHA_USAGE,
                        "The check letter of %s would be %c; one of them is wrong.", upper,
                        vha_pncid_letter(*pncid));
    if (fault != VHA_PNCID_FINE)
        return vha_fail(error, VHA_USAGE, "%s, and \"%.100s\" is none.", wanted, text);
    return VHA_OK;
}

enum vha_status desk_need_whole(struct desk *desk, enum vha_action action, const char *subject,
                                const char *what, struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    enum vha_status status =
        vha_register_permit(options->reg, options->user, action, subject, error);
    if (status == VHA_OK)
        status = vha_register_need_all(options->reg, options->user, action, subject, what, error);
    return status == VHA_OK && desk->cohort == NULL
               ? vha_fail(error, VHA_UNAVAILABLE, "The list is not open.")
               : status;
}

enum vha_status desk_find_person(const struct desk *desk, vha_pncid pncid, struct vha_arena *arena,
                                 struct vha_dossier *dossier, bool *in_scope,
                                 struct vha_error *error)
{
    const enum vha_status found = vha_cohort_dossier(desk->cohort, pncid, arena, dossier, error);
    *in_scope = found == VHA_OK ? vha_cohort_covers_person(desk->cohort, &dossier->person)
                                : vha_user_covers(desk->options->user, "");
    return found;
}

enum vha_status desk_explain(struct desk *desk, vha_pncid pncid, struct vha_arena *arena,
                             struct vha_explanation *explanation, struct vha_error *error)
{
    const struct vha_user *const user = desk->options->user;
    char subject[VHA_PNCID_SIZE];
    struct vha_error missing;
    struct vha_dossier dossier;
    bool in_scope = false;
    const enum vha_status found =
        desk_find_person(desk, pncid, arena, &dossier, &in_scope, &missing);
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
