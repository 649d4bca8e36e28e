#include "register.h"

#include <string.h>

static const char *const role_names[VHA_USER_ROLES] = {
    [VHA_ANALYST] = "analyst",         [VHA_HEAD_OF_CID] = "head-of-cid", [VHA_MO2] = "mo2",
    [VHA_COORDINATOR] = "coordinator", [VHA_AUDITOR] = "auditor",
};

const char *vha_user_role_name(enum vha_user_role role)
{
    return role_names[role];
}

bool register_role_of(const char *name, enum vha_user_role *role)
{
    for (size_t i = 0; i < VHA_USER_ROLES; i++)
        if (strcmp(role_names[i], name) == 0) {
            *role = (enum vha_user_role)i;
            return true;
        }
    return false;
}
