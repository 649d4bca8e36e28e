/* Flags and sources: what was found since the load, each flag that is set or has entries, and where
 * each entry comes from. */
#include "record.h"

#include <stdio.h>
#include <string.h>

/* Flags that follow from what other tabs show. */
static const struct {
    uint32_t flag;
    const char *from;
} derived[] = {
    {VHA_FLAG_UNDER_18, "from the date of birth; source PNC, CRIS"},
    {VHA_FLAG_TURNS_18, "from the date of birth; source PNC, CRIS"},
    {VHA_FLAG_IN_CUSTODY, "from the history of custody; source PINS"},
    {VHA_FLAG_RELEASED, "from the history of custody; source PINS"},
};

static void say_entry(const struct making *making, const struct vha_flag_entry *entry)
{
    char dates[RECORD_COUNT_SIZE];
    record_entry_dates(entry, dates);
    record_say(making, entry->current ? ROLE_BODY : ROLE_MUTED, "    %s%s%s%s%s; source %s%s",
               entry->kind, entry->detail[0] != '\0' ? " " : "", entry->detail,
               dates[0] != '\0' ? ", " : "", dates, record_entry_source(entry),
               entry->current ? "" : " (no longer in force)");
}

static bool has_entries(const struct vha_dossier *dossier, uint32_t flag)
{
    for (size_t i = 0; i < dossier->flag_count; i++)
        if (dossier->flags[i].flag == flag)
            return true;
    return false;
}

static void add_flag(const struct making *making, const struct vha_flag_words *words)
{
    const struct vha_dossier *const dossier = &making->explanation->dossier;
    const bool set = (dossier->person.flags & words->flag) != 0;
    record_say(making, set ? ROLE_FLAG : ROLE_MUTED, "  %s%s", words->words,
               set ? "" : ": not now");
    for (size_t i = 0; i < VHA_COUNT(derived); i++)
        if (derived[i].flag == words->flag)
            record_say(making, ROLE_BODY, "    %s", derived[i].from);
    for (size_t i = 0; i < dossier->flag_count; i++)
        if (dossier->flags[i].flag == words->flag)
            say_entry(making, &dossier->flags[i]);
}

/* What was looked for and not found is said too. */
static void say_absent(const struct making *making)
{
    const struct vha_dossier *const dossier = &making->explanation->dossier;
    char words[1024] = "";
    size_t used = 0;
    for (size_t i = 0; i < VHA_FLAGS; i++)
        if ((dossier->person.flags & vha_flags[i].flag) == 0 &&
            !has_entries(dossier, vha_flags[i].flag) && used < sizeof words)
            used += (size_t)snprintf(words + used, sizeof words - used, "%s%s",
                                     used > 0 ? "; " : "", vha_flags[i].words);
    if (used > 0)
        record_say(making, ROLE_MUTED, "  Not recorded: %s.", words);
}

/* Two lines a report, as those that are in the score have. */
static void add_new_intel(const struct making *making)
{
    const struct vha_dossier *const dossier = &making->explanation->dossier;
    if (dossier->new_intel_count == 0)
        return;
    record_heading(making, "New since the load, not in the score");
    for (size_t i = 0; i < dossier->new_intel_count; i++) {
        const struct vha_new_intel *const entry = &dossier->new_intel[i];
        char date[VHA_DATE_SIZE];
        char found[VHA_DATE_SIZE];
        record_say(making, ROLE_FLAG, "  %s intelligence, %s, %s",
                   vha_date_format(date, entry->report_date), entry->offence, entry->ref);
        record_say(making, ROLE_MUTED, "             graded %s%s%s; found on %s", entry->grade,
                   entry->crime_ref[0] != '\0' ? "; about " : "", entry->crime_ref,
                   vha_date_format(found, entry->found));
    }
}

void record_add_flags(const struct making *making)
{
    const struct vha_dossier *const dossier = &making->explanation->dossier;
    size_t said = 0;
    add_new_intel(making);
    record_heading(making, "Flags and their sources: shown and filtered on, never scored");
    for (size_t i = 0; i < VHA_FLAGS; i++)
        if ((dossier->person.flags & vha_flags[i].flag) != 0 ||
            has_entries(dossier, vha_flags[i].flag)) {
            add_flag(making, &vha_flags[i]);
            said++;
        }
    if (said == 0)
        record_say(making, ROLE_BODY, "  No flag is recorded.");
    say_absent(making);
}
