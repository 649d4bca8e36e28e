#include "vha/sessions.h"
#include "vha/workstation.h"

#include <string.h>

/* That somebody named what is no policing purpose is on record before they read why. */
static enum vha_status refuse(struct vha_register *reg, const struct vha_user *user,
                              const char *typed, struct vha_error *error)
{
    struct vha_error why = *error;
    const enum vha_status status =
        vha_register_refuse_purpose(reg, user, typed, why.message, error);
    return status == VHA_OK ? vha_fail(error, VHA_NO_PERMISSION, "%s", why.message) : status;
}

enum vha_status vha_workstation_read_purpose(struct vha_register *reg, const struct vha_user *user,
                                             const struct vha_purposes *purposes, const char *typed,
                                             char out[VHA_PURPOSE_SIZE], struct vha_error *error)
{
    struct vha_error unheard = {.message = ""};
    struct vha_error *const told = error != NULL ? error : &unheard;
    const enum vha_status status = vha_purpose_read(purposes, typed, out, told);
    return status == VHA_NO_PERMISSION ? refuse(reg, user, typed, told) : status;
}

enum vha_status vha_workstation_state_purpose(struct vha_register *reg, const struct vha_user *user,
                                              const struct vha_purposes *purposes,
                                              const char *typed, char out[VHA_PURPOSE_SIZE],
                                              struct vha_error *error)
{
    struct vha_error unheard = {.message = ""};
    struct vha_error *const told = error != NULL ? error : &unheard;
    char purpose[VHA_PURPOSE_SIZE];
    const enum vha_status status =
        vha_workstation_read_purpose(reg, user, purposes, typed, purpose, told);
    if (status != VHA_OK)
        return status;
    if (vha_register_state_purpose(reg, user, purpose, told) != VHA_OK)
        return vha_fail_in(told, "nothing is shown that cannot be logged");
    if (out != NULL)
        memcpy(out, purpose, sizeof purpose);
    return VHA_OK;
}
