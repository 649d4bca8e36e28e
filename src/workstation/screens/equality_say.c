/* The equality review in sentences, and what of it is sentences in any case. */
#include "equality.h"

#include <stdio.h>
#include <string.h>

void equality_heading(const struct vha_quarter_review *review, char *out, size_t size)
{
    const struct vha_cohort_info *const info = vha_cohort_info(review->cohort);
    snprintf(out, size, "Equality review of %s, %u on the list, %s%s", info->quarter,
             review->equality.by[VHA_BY_AGE].total.listed,
             review->equality.compared ? "beside " : "beside no earlier quarter",
             review->equality.compared ? info->earlier_quarter : "");
}

/* ----------------------------------------------------------------------------------- one group */

static void say_counts(const struct vha_population_breakdown *by, size_t group,
                       const struct vha_equality_table *table, struct lines *lines)
{
    const struct vha_equality_row *const row = &table->rows[group];
    const int64_t people = by->groups[group].people;
    const bool known = people != VHA_NO_FIGURE && by->all != VHA_NO_FIGURE;
    char listed[VHA_SHARE_SIZE];
    char suspects[VHA_SHARE_SIZE];
    char census[VHA_SHARE_SIZE];
    vha_equality_share(census, people, known ? by->all : 0);
    lines_format(lines, ROLE_BODY,
                 "%s: %u listed, %s per cent of the list; %u suspects, %s per cent of them; of "
                 "London's people %s%s.",
                 by->groups[group].label, row->listed,
                 vha_equality_share(listed, row->listed, table->total.listed), row->suspects,
                 vha_equality_share(suspects, row->suspects, table->total.suspects),
                 known ? census : "there is no figure", known ? " per cent" : "");
}

static void say_ratios(const struct vha_population_breakdown *by, size_t group,
                       const struct vha_equality_row *row, struct lines *lines)
{
    char census[VHA_RATIO_SIZE];
    char suspect[VHA_RATIO_SIZE];
    if (by->groups[group].unknown)
        return;
    if (group == by->reference) {
        lines_format(lines, ROLE_BODY, "%s: the others are compared with this group.",
                     by->groups[group].label);
        return;
    }
    lines_format(lines, ROLE_BODY, "%s: ratio to the census %s, to the suspects %s.",
                 by->groups[group].label,
                 row->census.given ? vha_ratio_format(census, &row->census) : "none",
                 row->suspect.given ? vha_ratio_format(suspect, &row->suspect) : "none");
}

static void say_change(const struct vha_population_breakdown *by, size_t group,
                       const struct vha_equality_row *row, bool compared, struct lines *lines)
{
    if (compared)
        lines_format(lines, ROLE_BODY, "%s: %u before, a change of %+lld; %u came and %u went.",
                     by->groups[group].label, row->before,
                     (long long)row->listed - (long long)row->before, row->entered, row->left);
    if (row->asked > 0)
        lines_format(lines, ROLE_BODY,
                     "%s: %u removals asked for, %u of them approved and %u refused.",
                     by->groups[group].label, row->asked, row->approved, row->refused);
}

static void say_breakdown(const struct vha_quarter_review *review, enum vha_breakdown breakdown,
                          struct lines *lines)
{
    const struct vha_population_breakdown *const by = &review->population->by[breakdown];
    const struct vha_equality_table *const table = &review->equality.by[breakdown];
    lines_section(lines, by->title);
    for (size_t i = 0; i < table->count; i++) {
        if (!vha_equality_is_shown(by, i, &table->rows[i]))
            continue;
        say_counts(by, i, table, lines);
        say_ratios(by, i, &table->rows[i], lines);
        say_change(by, i, &table->rows[i], review->equality.compared, lines);
    }
    lines_format(lines, ROLE_BODY, "Census: %s.", by->source);
}

/* ----------------------------------------------------------------------------------- all of it */

static void add_noted(const struct vha_noted *noted, int width, struct lines *lines)
{
    lines_say(lines, ROLE_BODY, width, 2,
              vha_arena_format(lines->arena, "%s: %s", noted->at_by, noted->words));
}

void equality_add_record(const struct vha_quarter_review *review, int width, struct lines *lines)
{
    lines_section(lines, "Concerns that users filed (SOP 58)");
    for (size_t i = 0; i < review->concern_count; i++)
        add_noted(&review->concerns[i], width, lines);
    if (review->concern_count == 0)
        lines_add(lines, ROLE_MUTED, "None is filed; any user files one with :concern.");
    lines_section(lines, "Findings (SOP 67)");
    if (review->closing.words != NULL)
        add_noted(&review->closing, width, lines);
    else
        lines_say(lines, ROLE_MUTED, width, 2,
                  "The review is open; the coordinator closes it with :close_equality.");
}

void equality_add_notes(int width, struct lines *lines)
{
    lines_section(lines, "Methods and sources");
    for (size_t i = 0; vha_equality_notes[i] != NULL; i++)
        lines_say(lines, ROLE_BODY, width, 2, vha_equality_notes[i]);
    lines_say(lines, ROLE_BODY, width, 2,
              vha_arena_format(lines->arena, "Census intervals: %s.",
                               vha_interval_words(VHA_INTERVAL_EXACT)));
    lines_say(lines, ROLE_BODY, width, 2,
              vha_arena_format(lines->arena, "Suspect intervals: %s.",
                               vha_interval_words(VHA_INTERVAL_KATZ)));
}

void equality_say_lines(const struct vha_quarter_review *review, struct lines *lines)
{
    char heading[160];
    equality_heading(review, heading, sizeof heading);
    lines_format(lines, ROLE_HEADER, "%s.", heading);
    lines_format(lines, ROLE_BODY, "Beside %s.", review->population->name);
    if (review->not_compared.message[0] != '\0')
        lines_format(lines, ROLE_FLAG, "Not compared: %s", review->not_compared.message);
    for (int i = 0; i < VHA_BREAKDOWNS; i++)
        say_breakdown(review, (enum vha_breakdown)i, lines);
    equality_add_record(review, 0, lines);
    equality_add_notes(0, lines);
}
