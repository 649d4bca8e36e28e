#include "vha/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Takes back bytes of a character that the end of the buffer cut in two. */
static void cut_at_character(char *text, size_t length)
{
    size_t start = length;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0u) == 0x80u)
        start--;
    if (start == 0)
        return;
    const unsigned char lead = (unsigned char)text[start - 1];
    const size_t needed = lead >= 0xF0u ? 4u : lead >= 0xE0u ? 3u : lead >= 0xC0u ? 2u : 1u;
    if (length - (start - 1) < needed)
        text[start - 1] = '\0';
}

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
        cut_at_character(message, sizeof message - 1);
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
