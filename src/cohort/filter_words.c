/* Filters as text: as they are typed, and in words. */
#include "filter_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const struct vha_measure_words vha_measures[VHA_MEASURES] = {
    [VHA_MEASURE_SCORE] = {"score", "Score", VHA_KIND_SCORE},
    [VHA_MEASURE_CRIME_SCORE] = {"crime_score", "Crime score", VHA_KIND_SCORE},
    [VHA_MEASURE_INTEL_SCORE] = {"intel_score", "Intel score", VHA_KIND_SCORE},
    [VHA_MEASURE_CRIME_REPORTS] = {"crimes", "Crime reports", VHA_KIND_NUMBER},
    [VHA_MEASURE_INTEL_REPORTS] = {"intel", "Intel reports", VHA_KIND_NUMBER},
    [VHA_MEASURE_AGE] = {"age", "Age", VHA_KIND_NUMBER},
    [VHA_MEASURE_BORN] = {"born", "Born", VHA_KIND_DATE},
    [VHA_MEASURE_LATEST] = {"latest", "Latest offence", VHA_KIND_DATE},
};

bool vha_filter_is_empty(const struct vha_filter *filter)
{
    for (size_t i = 0; i < VHA_MAX_FACETS; i++)
        if ((filter->chosen[i] | filter->excluded[i]) != 0)
            return false;
    for (size_t i = 0; i < VHA_MEASURES; i++)
        if (filter->ranges[i].set)
            return false;
    return true;
}

/* ------------------------------------------------------------------------------------ appending */

/* A text that grows part by part; a part that has no room is left out whole, and all after it. */
struct growing {
    char *out;
    size_t size;
    size_t used;
    bool full;
};

static void add(struct growing *text, const char *format, ...) VHA_PRINTF(2, 3);

static void add(struct growing *text, const char *format, ...)
{
    char *const end = text->out + text->used;
    const size_t room = text->full ? 1 : text->size - text->used;
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(end, room, format, arguments);
    va_end(arguments);
    text->full = text->full || length < 0 || (size_t)length >= room;
    if (text->full)
        *end = '\0';
    else
        text->used += (size_t)length;
}

/* --------------------------------------------------------------------------------------- groups */

bool filter_same_group(const char *a, const char *b)
{
    return *a != '\0' && strcmp(a, b) == 0;
}

bool filter_says_none(const struct vha_facet_value *value)
{
    return strcmp(value->code, "no") == 0 || strcmp(value->code, "none") == 0;
}

uint64_t filter_group_values(const struct vha_facet *facet, size_t value)
{
    uint64_t values = 0;
    for (size_t i = 0; i < facet->value_count; i++)
        if (filter_same_group(facet->values[value].group, facet->values[i].group))
            values |= UINT64_C(1) << i;
    return values;
}

/* Whether all of a value's group are set; then the group stands for them at its first value. */
static bool is_whole_group(const struct vha_facet *facet, size_t value, uint64_t set)
{
    const uint64_t group = filter_group_values(facet, value);
    return (group & (group - 1)) != 0 && (set & group) == group;
}

static bool begins_group(const struct vha_facet *facet, size_t value)
{
    return value == 0 ||
           !filter_same_group(facet->values[value - 1].group, facet->values[value].group);
}

/* ----------------------------------------------------------------------------------- as is typed
 */

/* A code as it is typed: blanks would end it. */
static void add_code(struct growing *text, const char *code, size_t length)
{
    char typed[256];
    snprintf(typed, sizeof typed, "%.*s", (int)length, code);
    for (char *blank = typed; (blank = strchr(blank, ' ')) != NULL;)
        *blank = '_';
    add(text, "%s", typed);
}

/* "borough=Lambeth,Southwark", and "bcu=AS" for the boroughs of a whole BCU. */
static void add_typed_pane(struct growing *text, const struct vha_facet *facet, uint64_t set,
                           const char *sign)
{
    bool first = true;
    for (size_t value = 0; value < facet->value_count; value++)
        if ((set >> value & 1) != 0 && !is_whole_group(facet, value, set)) {
            if (first)
                add(text, "%s%s%s", text->used > 0 ? " " : "", facet->name, sign);
            else
                add(text, ",");
            add_code(text, facet->values[value].code, strlen(facet->values[value].code));
            first = false;
        }
    first = true;
    for (size_t value = 0; value < facet->value_count; value++)
        if (begins_group(facet, value) && is_whole_group(facet, value, set)) {
            const char *const group = facet->values[value].group;
            if (first)
                add(text, "%s%s%s", text->used > 0 ? " " : "", FILTER_GROUP_NAME, sign);
            else
                add(text, ",");
            add_code(text, group, strcspn(group, " "));
            first = false;
        }
}

static char *format_number(char out[VHA_MILLI_SIZE], enum vha_measure_kind kind, int64_t number,
                           bool grouped)
{
    if (kind == VHA_KIND_DATE)
        return vha_date_format(out, (vha_date)number);
    return vha_milli_short(out, kind == VHA_KIND_SCORE ? number : number * 1000, grouped);
}

static void add_typed_range(struct growing *text, enum vha_measure measure,
                            const struct vha_range *range)
{
    const struct vha_measure_words *const words = &vha_measures[measure];
    char least[VHA_MILLI_SIZE] = "";
    char most[VHA_MILLI_SIZE] = "";
    if (range->least != INT64_MIN)
        format_number(least, words->kind, range->least, false);
    if (range->most != INT64_MAX)
        format_number(most, words->kind, range->most, false);
    add(text, "%s%s=%s", text->used > 0 ? " " : "", words->name, least);
    if (range->least != range->most)
        add(text, "..%s", most);
}

char *vha_filter_format(const struct vha_panes *panes, const struct vha_filter *filter, char *out,
                        size_t size)
{
    struct growing text = {out, size, 0, false};
    out[0] = '\0';
    for (size_t facet = 0; facet < panes->count; facet++) {
        add_typed_pane(&text, &panes->facets[facet], filter->chosen[facet], "=");
        add_typed_pane(&text, &panes->facets[facet], filter->excluded[facet], "!=");
    }
    for (int measure = 0; measure < VHA_MEASURES; measure++)
        if (filter->ranges[measure].set)
            add_typed_range(&text, (enum vha_measure)measure, &filter->ranges[measure]);
    return out;
}

/* ------------------------------------------------------------------------------------- in words */

/* Whether labels of the pane say what they are of themselves, as "Under 18" and "Gang link" do. */
static bool speaks_for_itself(const struct vha_facet *facet, const char *label)
{
    static const char *const panes[] = {"under_18", "gang", "county_lines", "since_last_quarter"};
    for (size_t i = 0; i < VHA_COUNT(panes); i++)
        if (strcmp(facet->name, panes[i]) == 0)
            return true;
    return strcmp(facet->title, label) == 0;
}

/* A value of a pane: whoever has not the one that says "none" has any of the others. */
static void add_value_words(struct growing *text, const struct vha_facet *facet, size_t value,
                            bool whole, bool excluded, bool first)
{
    const char *const label = whole ? facet->values[value].group : facet->values[value].label;
    const bool any = excluded && filter_says_none(&facet->values[value]);
    const char *const before = excluded && !any ? "not " : "";
    if (!first)
        add(text, " %s %s%s", excluded ? "and" : "or", before, any ? "any" : label);
    else if (any)
        add(text, "%s%s: any", text->used > 0 ? "; " : "", facet->title);
    else if (speaks_for_itself(facet, label))
        add(text, "%s%s%s", text->used > 0 ? "; " : "", before, label);
    else
        add(text, "%s%s: %s%s", text->used > 0 ? "; " : "", facet->title, before, label);
}

/* "Borough: Lambeth or AS Central South", or "Borough: not Havering and not Barnet". */
static void add_pane_words(struct growing *text, const struct vha_facet *facet, uint64_t set,
                           bool excluded)
{
    bool first = true;
    for (size_t value = 0; value < facet->value_count; value++) {
        const bool whole = is_whole_group(facet, value, set);
        if ((set >> value & 1) == 0 || (whole && !begins_group(facet, value)))
            continue;
        add_value_words(text, facet, value, whole, excluded, first);
        first = false;
    }
}

char *vha_range_words(enum vha_measure measure, const struct vha_range *range, char *out,
                      size_t size)
{
    const enum vha_measure_kind kind = vha_measures[measure].kind;
    char least[VHA_MILLI_SIZE];
    char most[VHA_MILLI_SIZE];
    format_number(least, kind, range->least == INT64_MIN ? 0 : range->least, true);
    format_number(most, kind, range->most == INT64_MAX ? 0 : range->most, true);
    if (range->least == range->most)
        snprintf(out, size, "%s", least);
    else if (range->least == INT64_MIN)
        snprintf(out, size, "up to %s", most);
    else if (range->most == INT64_MAX)
        snprintf(out, size, "from %s", least);
    else
        snprintf(out, size, "%s to %s", least, most);
    return out;
}

char *vha_filter_words(const struct vha_panes *panes, const struct vha_filter *filter, char *out,
                       size_t size)
{
    struct growing text = {out, size, 0, false};
    out[0] = '\0';
    for (size_t facet = 0; facet < panes->count; facet++) {
        add_pane_words(&text, &panes->facets[facet], filter->chosen[facet], false);
        add_pane_words(&text, &panes->facets[facet], filter->excluded[facet], true);
    }
    for (int measure = 0; measure < VHA_MEASURES; measure++) {
        char words[2 * VHA_MILLI_SIZE + 16];
        if (filter->ranges[measure].set)
            add(&text, "%s%s %s", text.used > 0 ? "; " : "", vha_measures[measure].title,
                vha_range_words((enum vha_measure)measure, &filter->ranges[measure], words,
                                sizeof words));
    }
    return out;
}
