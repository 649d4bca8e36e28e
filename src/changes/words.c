#include "vha/changes.h"

/* ------------------------------------------------------------------------------------ who came */

static const char *report_words(const char *kind, const struct vha_arrival *arrival,
                                struct vha_arena *arena)
{
    char date[VHA_DATE_SIZE];
    return vha_arena_format(arena, "%s %s of %s, %s", kind, arrival->ref, arrival->offence,
                            vha_date_format(date, arrival->date));
}

const char *vha_arrival_words(const struct vha_arrival *arrival, struct vha_arena *arena)
{
    char date[VHA_DATE_SIZE];
    switch (arrival->came) {
    case VHA_CAME_BY_CRIME:
        return report_words("crime report", arrival, arena);
    case VHA_CAME_BY_INTEL:
        return report_words("intelligence report", arrival, arena);
    case VHA_CAME_BY_CUSTODY:
        return vha_arena_format(arena, "in custody, %s, since %s", arrival->ref,
                                vha_date_format(date, arrival->date));
    case VHA_CAME_BACK:
        return "was off the list by a removal";
    case VHA_CAME_BY_RULES:
        break;
    }
    return "nothing new; the policy or the date";
}

/* ------------------------------------------------------------------------------------- who went */

static const char *const went_words[] = {
    [VHA_WENT_BY_REMOVAL] = "a removal was approved (SOP 28)",
    [VHA_WENT_UNRECORDED] = "not in the extract any more",
    [VHA_WENT_BY_QUANTITY] = "too few reports that count, or too little harm (SOP 16)",
    [VHA_WENT_BY_RECENCY] = "no offence that counts and no custody in the recency window "
                            "(SOP 16)",
    [VHA_WENT_BY_BOTH] = "too few reports that count, and none of them, nor custody, recent "
                         "(SOP 16)",
};

bool vha_went_by_rule(enum vha_went went)
{
    return went != VHA_WENT_BY_REMOVAL && went != VHA_WENT_UNRECORDED;
}

/* What is wanting: "; reports wanting: 1". */
const char *vha_departure_words(const struct vha_departure *departure, struct vha_arena *arena)
{
    const struct vha_shortfall *const shortfall = &departure->shortfall;
    const char *words = went_words[departure->went];
    char score[VHA_MILLI_SIZE];
    if (departure->went != VHA_WENT_BY_QUANTITY && departure->went != VHA_WENT_BY_BOTH)
        return words;
    if (vha_shortfall_reports(shortfall) > 0)
        words = vha_arena_format(arena, "%s; reports wanting: %d", words,
                                 vha_shortfall_reports(shortfall));
    if (shortfall->scoring_crimes > 0)
        words = vha_arena_format(arena, "%s; crime reports wanting to three: %d", words,
                                 shortfall->scoring_crimes);
    if (shortfall->crime_score > 0)
        words = vha_arena_format(arena, "%s; harm wanting: %s", words,
                                 vha_milli_format(score, shortfall->crime_score, true));
    return words;
}

const char *vha_lost_words(const struct vha_lost_report *lost, struct vha_arena *arena)
{
    return vha_arena_format(arena, "counts no more: %s, %s", lost->ref,
                            lost->gone ? "not among their reports now"
                                       : vha_verdict_text(lost->verdict));
}
