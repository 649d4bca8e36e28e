#include "record.h"

const struct record_tab_entry record_tabs[RECORD_TABS] = {
    [RECORD_SAFEGUARDING] = {"Safeguarding", "Safeguarding", true, record_add_safeguarding},
    [RECORD_WHY] = {"Why", "Why", false, record_add_why},
    [RECORD_TIMELINE] = {"Timeline", "Timeline", false, record_add_timeline},
    [RECORD_CUSTODY] = {"Custody and wanted", "Custody", false, record_add_custody},
    [RECORD_FLAGS] = {"Flags and sources", "Flags", false, record_add_flags},
    [RECORD_NOT_COUNTED] = {"Not counted", "Not counted", false, record_add_not_counted},
};

size_t record_tabs_of(const struct vha_explanation *explanation, enum record_tab tabs[RECORD_TABS])
{
    const bool child = (explanation->dossier.person.flags & VHA_FLAG_UNDER_18) != 0;
    size_t count = 0;
    for (int tab = 0; tab < RECORD_TABS; tab++)
        if (child || !record_tabs[tab].of_children)
            tabs[count++] = (enum record_tab)tab;
    return count;
}

void record_tab_lines(struct lines *lines, enum record_tab tab,
                      const struct vha_explanation *explanation, int width, bool unicode)
{
    const struct making making = {lines, explanation, width, unicode};
    record_tabs[tab].add(&making);
}
