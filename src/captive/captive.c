#include "captive.h"

#include <errno.h>
#include <malloc.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

enum vha_status vha_captive_hide(struct vha_error *error)
{
    const struct rlimit none = {0};
    if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return vha_fail(error, VHA_OS_ERROR,
                        "The system cannot keep this program's memory from "
                        "others: %s.",
                        strerror(errno));
    return VHA_OK;
}

enum vha_status vha_captive_enter(const struct vha_captive_limits *limits, struct vha_error *error)
{
    enum { FREED = 0x5a }; /* what freed memory is overwritten with; any byte will do */
    mallopt(M_PERTURB, FREED);
    enum vha_status status = vha_captive_hide(error);
    /* No program that it might start could gain rights; Landlock and the filter ask for this. */
    if (status == VHA_OK && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        status = vha_fail(error, VHA_OS_ERROR, "The system cannot take rights from a session: %s.",
                          strerror(errno));
    if (status == VHA_OK)
        status = files_confine(limits->readable, error);
    return status == VHA_OK ? calls_confine(limits->talker, error) : status;
}
