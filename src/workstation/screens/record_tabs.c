#include "record.h"

const struct record_tab_entry record_tabs[RECORD_TABS] = {
    [RECORD_SAFEGUARDING] = {"Safeguarding", "Safeguarding", true, true, record_add_safeguarding},
    [RECORD_WHY] = {"Why", "Why", false, false, record_add_why},
    [RECORD_TIMELINE] = {"Timeline", "Timeline", false, false, record_add_timeline},
    [RECORD_CUSTODY] = {"Custody and wanted", "Custody", false, false, record_add_custody},
    [RECORD_FLAGS] = {"Flags and sources", "Flags", false, false, record_add_flags},
    [RECORD_NOT_COUNTED] = {"Not counted", "Not counted", false, false, record_add_not_counted},
    [RECORD_CASEWORK] = {"Activity and sharing", "Log", false, true, record_add_casework},
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

void record_tab_lines(enum record_tab tab, const struct making *making)
{
    record_tabs[tab].add(making);
}
