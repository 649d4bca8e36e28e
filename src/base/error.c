#include "vha/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum vha_status vha_fail(struct vha_error *error, enum vha_status status, const char *format, ...)
{
    if (error == NULL)
        return status;
    /* The arguments may point into the message that is being replaced. */
    char message[sizeof error->message];
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (length >= (int)sizeof message)
        vha_text_mend_end(message);
    error->status = status;
    memcpy(error->message, message, sizeof message);
    return status;
}

enum vha_status vha_fail_in(struct vha_error *error, const char *prefix)
{
    if (error == NULL)
        return VHA_SOFTWARE;
    return vha_fail(error, error->status, "%s: %s", prefix, error->message);
}

enum vha_status vha_fail_stopped(struct vha_error *error)
{
    return vha_fail(error, VHA_INTERRUPTED, "Stopped at your request; nothing was changed.");
}
