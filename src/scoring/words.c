#include "vha/scoring.h"

static const struct {
    const char *name;
    const char *text;
} verdicts[VHA_VERDICTS] = {
    [VHA_COUNTED] = {"counted", "counted"},
    [VHA_LEFT_ROLE] = {"left_role", "named neither as suspect nor as accused (SOP 16)"},
    [VHA_LEFT_SCOPE] = {"left_scope", "the offence is not in scope (SOP 15)"},
    [VHA_LEFT_FUTURE] = {"left_future", "dated after the assessment date"},
    [VHA_LEFT_WINDOW] = {"left_window", "older than the window (SOP 15, 20)"},
    [VHA_LEFT_FEATURE] = {"left_feature", "domestic abuse (SOP 18)"},
    [VHA_LEFT_LINKED] = {"left_linked", "about a crime report that already names them (SOP 21)"},
    [VHA_LEFT_NEEDS_OTHER] = {"left_needs_other",
                              "counts only beside a crime report of another category (SOP 17)"},
};

const char *vha_verdict_name(enum vha_verdict verdict)
{
    return verdicts[verdict].name;
}

const char *vha_verdict_text(enum vha_verdict verdict)
{
    return verdicts[verdict].text;
}

const char *vha_qualifying_name(enum vha_qualifying qualifying)
{
    static const char *const names[] = {"", "four_reports", "three_crimes"};
    return names[qualifying];
}

const char *vha_recency_name(enum vha_recency recency)
{
    static const char *const names[] = {"", "offence", "custody"};
    return names[recency];
}
