#include "vha/sharing.h"

#include <stdio.h>
#include <string.h>

/* A text to begin a message with. Each line is looked at as vha_sharing_reveals does, since names
 * and offences come from the extract, which may hold anything. */

static bool is_safe(const char *text, const struct vha_sharing_secret *secret)
{
    char found[VHA_SHARING_FOUND_SIZE];
    return !vha_sharing_reveals(text, secret, found);
}

static const char *about(const struct vha_sharing_subject *subject, struct vha_arena *arena)
{
    char born[VHA_DATE_SIZE];
    vha_date_format(born, subject->born);
    const char *const birth = born[0] != '\0' ? vha_arena_format(arena, ", born %s", born) : "";
    const char *const named = vha_arena_format(arena, "Information about %s %s%s.\n",
                                               subject->forenames, subject->surname, birth);
    if (is_safe(named, &subject->secret))
        return named;
    return vha_arena_format(arena, "Information about a person%s.\n", birth);
}

static const char *line_of(const struct vha_sharing_report *report, struct vha_arena *arena)
{
    char day[VHA_DATE_SIZE];
    vha_date_format(day, report->day);
    return vha_arena_format(arena, "%s%s%s %s: %s.\n", day, day[0] != '\0' ? ", " : "",
                            report->intelligence ? "intelligence" : "crime report", report->ref,
                            report->offence);
}

/* A line that tells nothing by itself may do so beside the one before it. */
const char *vha_sharing_offer(const struct vha_sharing_subject *subject, struct vha_arena *arena)
{
    const char *text = about(subject, arena);
    for (size_t i = 0; i < subject->report_count && i < VHA_SHARING_MOST_REPORTS; i++) {
        const char *const longer =
            vha_arena_format(arena, "%s%s", text, line_of(&subject->reports[i], arena));
        if (is_safe(longer, &subject->secret))
            text = longer;
    }
    return text;
}
