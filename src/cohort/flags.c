#include "build.h"

#include "vha/cohort_list.h"

#include <string.h>

const struct vha_flag_words vha_flags[VHA_FLAGS] = {
    {VHA_FLAG_UNDER_18, "U18", "under 18", "under 18"},
    {VHA_FLAG_TURNS_18, "18*", "turns 18 this quarter", "turns 18 this quarter"},
    {VHA_FLAG_WANTED_EWMS, "W", "wanted (EWMS)", "wanted EWMS"},
    {VHA_FLAG_WANTED_CRIS, "WC", "wanted (CRIS outstanding suspect)", "wanted CRIS"},
    {VHA_FLAG_IN_CUSTODY, "C", "in custody", "in custody"},
    {VHA_FLAG_RELEASED, "R30", "released in the last 30 days", "released lately"},
    {VHA_FLAG_GANG, "G", "gang link", "gang link"},
    {VHA_FLAG_COUNTY_LINES, "CL", "county lines", "county lines"},
    {VHA_FLAG_VICTIM, "V", "victim of a stabbing or a lethal discharge", "victim"},
    {VHA_FLAG_MISSING, "M", "missing episode or PAC", "missing"},
    {VHA_FLAG_RESTRICTION, "JR", "judicial restriction", "restriction"},
    {VHA_FLAG_IOM, "IOM", "integrated offender management", "IOM"},
};

/* What the tables beside the reports stand for (SOP 22, 23, 27). */
static const struct {
    uint32_t flag;
    const char *source;
    bool ends; /* an entry may have run out */
} flag_tables[VHA_TABLES] = {
    [VHA_WANTED] = {VHA_FLAG_WANTED_EWMS, "EWMS, CRIS", false},
    [VHA_RESTRICTIONS] = {VHA_FLAG_RESTRICTION, "PNC, PINS, EWMS", true},
    [VHA_GANG_LINKS] = {VHA_FLAG_GANG, "CRIMINT", false},
    [VHA_COUNTY_LINES] = {VHA_FLAG_COUNTY_LINES, "CLICM", false},
    [VHA_VICTIMS] = {VHA_FLAG_VICTIM, "CRIS", false},
    [VHA_MISSING] = {VHA_FLAG_MISSING, "MERLIN", false},
    [VHA_IOM] = {VHA_FLAG_IOM, "IOM", false},
};

enum { RELEASED_LATELY_DAYS = 30, QUARTER_MONTHS = 3 };

uint32_t flag_of_table(enum vha_table table, const char *kind)
{
    if (table == VHA_WANTED && strcmp(kind, "CRIS") == 0)
        return VHA_FLAG_WANTED_CRIS;
    return flag_tables[table].flag;
}

const char *source_of_table(enum vha_table table)
{
    return flag_tables[table].source;
}

bool entry_is_current(enum vha_table table, vha_date since, vha_date until, vha_date as_of)
{
    if (!flag_tables[table].ends)
        return true;
    return (since == VHA_NO_DATE || since <= as_of) && (until == VHA_NO_DATE || until >= as_of);
}

int flags_released_lately_days(void)
{
    return RELEASED_LATELY_DAYS;
}

bool released_lately(vha_date released, vha_date as_of)
{
    return released != VHA_NO_DATE && released <= as_of && as_of - released < RELEASED_LATELY_DAYS;
}

static uint32_t age_flags(vha_date dob, vha_date as_of, int adult_age_months)
{
    if (vha_months_between(dob, as_of) >= adult_age_months)
        return 0;
    const vha_date next_quarter = vha_date_after_months(as_of, QUARTER_MONTHS);
    const bool turns = vha_date_after_months(dob, adult_age_months) < next_quarter;
    return VHA_FLAG_UNDER_18 | (turns ? (uint32_t)VHA_FLAG_TURNS_18 : 0u);
}

void build_flags(struct build *build)
{
    const struct vha_extract *extract = build->extract;
    const vha_date as_of = extract->as_of;
    const int adult_age_months = build->request->policy->adult_age_months;
    build->flags = vha_alloc_zeroed(extract->counts[VHA_NOMINALS], sizeof *build->flags);
    for (uint32_t i = 0; i < extract->counts[VHA_NOMINALS]; i++) {
        build->flags[i] = age_flags(extract->nominals[i].dob, as_of, adult_age_months);
        if (build->assessments[i].in_custody)
            build->flags[i] |= VHA_FLAG_IN_CUSTODY;
    }
    for (uint32_t i = 0; i < extract->counts[VHA_CUSTODY]; i++)
        if (released_lately(extract->custody[i].released, as_of))
            build->flags[extract->custody[i].nominal] |= VHA_FLAG_RELEASED;
    for (int table = VHA_WANTED; table < VHA_TABLES; table++)
        for (uint32_t i = 0; i < extract->counts[table]; i++) {
            const struct vha_flag_row *row = &extract->flags[table][i];
            if (entry_is_current((enum vha_table)table, row->since, row->until, as_of))
                build->flags[row->nominal] |=
                    flag_of_table((enum vha_table)table,
                                  vha_extract_text(extract, (enum vha_table)table, row->kind));
        }
}

_Static_assert(VHA_WANTED == 6 && VHA_TABLES == 13, "read.sql looks through these origins");
