#include "register.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void register_notice(struct vha_register *reg, const char *format, ...)
{
    char notice[VHA_NOTICE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(notice, sizeof notice, format, arguments);
    va_end(arguments);
    for (size_t i = 0; i < reg->notice_count; i++)
        if (strcmp(reg->notices[i], notice) == 0)
            return;
    if (reg->notice_count < VHA_COUNT(reg->notices))
        memcpy(reg->notices[reg->notice_count++], notice, sizeof notice);
}

bool vha_register_next_notice(struct vha_register *reg, char notice[VHA_NOTICE_SIZE])
{
    if (reg->notice_count == 0)
        return false;
    memcpy(notice, reg->notices[0], VHA_NOTICE_SIZE);
    reg->notice_count--;
    memmove(reg->notices[0], reg->notices[1], reg->notice_count * sizeof reg->notices[0]);
    return true;
}
