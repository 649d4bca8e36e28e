#include "vha/cohort_removed.h"

static const struct {
    const char *name, *words;
} states[] = {
    [VHA_NEVER_REMOVED] = {"", ""},
    [VHA_REMOVED] = {"removed", "off the list: MO2 approved a removal (SOP 28)"},
    [VHA_BACK_ON_EVIDENCE] = {"new-evidence", "previously removed, new evidence"},
    [VHA_BACK_FOR_REVIEW] = {"review-due", "previously removed, due for review"},
};

const char *vha_removed_name(enum vha_removed_state removed)
{
    return states[removed].name;
}

const char *vha_removed_words(enum vha_removed_state removed)
{
    return states[removed].words;
}
