#include "record.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_SIZE     2048
#define LABEL_COLUMNS 11

void record_heading(const struct making *making, const char *title)
{
    if (making->width == 0)
        lines_section(making->lines, title);
    else
        lines_heading(making->lines, title);
}

/* Lines that go on are set in a little further than the first. */
static void add_text(const struct making *making, enum role role, const char *text)
{
    const size_t indent = strspn(text, " ");
    if (making->width == 0)
        lines_add(making->lines, role, text + indent);
    else
        lines_wrap(making->lines, role, making->width, (int)indent + 4, text);
}

void record_say(const struct making *making, enum role role, const char *format, ...)
{
    char text[TEXT_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    add_text(making, role, text);
}

void record_say_lines(const struct making *making, enum role role, const char *before,
                      const char *text)
{
    while (*text != '\0') {
        const size_t length = strcspn(text, "\n");
        const size_t size = strlen(before) + length + 1;
        char *const line = vha_alloc(size);
        snprintf(line, size, "%s%s", before, text);
        add_text(making, role, line);
        free(line);
        text += length + (text[length] == '\n' ? 1 : 0);
    }
}

void record_field(const struct making *making, enum role role, const char *label,
                  const char *format, ...)
{
    char text[TEXT_SIZE];
    va_list arguments;
    const int used =
        snprintf(text, sizeof text, "  %-*s ", making->width == 0 ? 0 : LABEL_COLUMNS, label);
    va_start(arguments, format);
    vsnprintf(text + used, sizeof text - (size_t)used, format, arguments);
    va_end(arguments);
    add_text(making, role, text);
}

const char *record_times(const struct making *making)
{
    return making->width == 0 ? "times" : canvas_glyphs(making->unicode)->times;
}

char *record_count(char out[RECORD_COUNT_SIZE], int64_t count, const char *noun)
{
    snprintf(out, RECORD_COUNT_SIZE, "%lld %.60s%s", (long long)count, noun, count == 1 ? "" : "s");
    return out;
}

char *record_role_words(uint8_t roles, const char *joint, char out[RECORD_COUNT_SIZE])
{
    size_t used = 0;
    out[0] = '\0';
    for (unsigned bit = 0; bit < VHA_ROLES && used < RECORD_COUNT_SIZE; bit++) {
        const uint8_t role = (uint8_t)(1u << bit);
        if ((roles & role) != 0)
            used += (size_t)snprintf(out + used, RECORD_COUNT_SIZE - used, "%s%s",
                                     used > 0 ? joint : "", vha_role_name(role));
    }
    return out;
}

/* ------------------------------------------------------------------------------- entries of flags
 */

const char *record_flag_words(uint32_t flag)
{
    for (size_t i = 0; i < VHA_FLAGS; i++)
        if (vha_flags[i].flag == flag)
            return vha_flags[i].words;
    return "flag";
}

/* Of these an entry is something that happened, not something that lasts. */
#define EVENT_FLAGS (VHA_FLAG_MISSING | VHA_FLAG_VICTIM)

char *record_entry_dates(const struct vha_flag_entry *entry, char out[RECORD_COUNT_SIZE])
{
    char since[VHA_DATE_SIZE];
    char until[VHA_DATE_SIZE];
    const bool ends = entry->until != VHA_NO_DATE;
    const char *const begins = (entry->flag & EVENT_FLAGS) != 0 ? "on" : ends ? "from" : "since";
    vha_date_format(since, entry->since);
    vha_date_format(until, entry->until);
    out[0] = '\0';
    if (entry->since != VHA_NO_DATE)
        snprintf(out, RECORD_COUNT_SIZE, "%s %s%s%s", begins, since, ends ? " to " : "", until);
    else if (ends)
        snprintf(out, RECORD_COUNT_SIZE, "until %s", until);
    return out;
}

#define WANTED_FLAGS (VHA_FLAG_WANTED_EWMS | VHA_FLAG_WANTED_CRIS)

const char *record_entry_source(const struct vha_flag_entry *entry)
{
    return (entry->flag & WANTED_FLAGS) != 0 ? entry->kind : entry->source;
}
