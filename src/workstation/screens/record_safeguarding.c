/* Safeguarding: what the extract holds of a child (SOP 35 to 38), and what the head of CID decided
 * (SOP 39). */
#include "casework.h"

#include <stdio.h>
#include <string.h>

static void add_age(const struct making *making)
{
    const struct vha_explanation *const explanation = making->explanation;
    const struct vha_list_row *const person = &explanation->dossier.person;
    const bool soon = (person->flags & VHA_FLAG_TURNS_18) != 0;
    char as_of[VHA_DATE_SIZE];
    char born[VHA_DATE_SIZE];
    char turns[VHA_DATE_SIZE];
    record_heading(making, "Under 18");
    record_say(making, ROLE_FLAG, "  A child: age %d on %s, born %s.", person->age,
               vha_date_format(as_of, explanation->as_of), vha_date_format(born, person->dob));
    if (explanation->dossier.turns_18 != VHA_NO_DATE)
        record_say(making, soon ? ROLE_FLAG : ROLE_BODY, "  Turns 18 on %s: %s this quarter.",
                   vha_date_format(turns, explanation->dossier.turns_18),
                   soon ? "within" : "not within");
    record_say(making, ROLE_BODY,
               "  Whatever is done around a child must seek to mitigate the risk to the child "
               "(SOP 36). What is shared is the intelligence itself, never that a child is on this "
               "list (SOP 38).");
    if (making->width > 0) /* as words it is said once, of why they are on the list */
        record_say_asked(making);
}

static void say_entry(const struct making *making, const struct vha_flag_entry *entry)
{
    char date[VHA_DATE_SIZE];
    vha_date_format(date, entry->since);
    record_say(making, ROLE_BODY, "  %s %s%s%s; source %s", date[0] != '\0' ? date : "undated   ",
               entry->kind, entry->detail[0] != '\0' ? " " : "", entry->detail,
               record_entry_source(entry));
}

/* Entries behind some flags, of one kind or of any. */
static void add_entries(const struct making *making, const char *title, uint32_t flags,
                        const char *kind, const char *none)
{
    const struct vha_dossier *const dossier = &making->explanation->dossier;
    size_t said = 0;
    record_heading(making, title);
    for (size_t i = 0; i < dossier->flag_count; i++) {
        const struct vha_flag_entry *const entry = &dossier->flags[i];
        if ((entry->flag & flags) == 0 || (kind != NULL && strcmp(entry->kind, kind) != 0))
            continue;
        say_entry(making, entry);
        said++;
    }
    if (said == 0)
        record_say(making, ROLE_MESSAGE, "%s", none);
}

/* ------------------------------------------------------------------------------- the options */

static void add_option(const struct making *making, enum vha_option option)
{
    const struct vha_safeguarding *const decision = &making->casework->holding[option];
    if (decision->number == 0) {
        record_say(making, ROLE_FLAG, "  %s: not considered yet (%s)", vha_option_title(option),
                   vha_option_name(option));
        return;
    }
    record_say(making, ROLE_BODY, "  %s: %s on %s, lead %s (%s)", vha_option_title(option),
               vha_consideration_words(decision->state), decision->day, decision->lead,
               decision->by);
    record_say_lines(making, ROLE_MESSAGE, "    ", decision->note);
}

static void add_options(const struct making *making)
{
    const struct casework *const casework = making->casework;
    record_heading(making, "Options of the head of CID (SOP 39)");
    if (casework->failure[0] != '\0') {
        record_say(making, ROLE_FLAG, "  %s", casework->failure);
        return;
    }
    for (int i = 0; i < VHA_SAFEGUARDING_OPTIONS; i++)
        add_option(making, (enum vha_option)i);
    record_say(making, ROLE_MESSAGE, "  :safeguard OPTION records a decision%s.",
               casework->decisions > 0 ? "; those before are kept" : "");
}

void record_add_safeguarding(const struct making *making)
{
    add_age(making);
    add_options(making);
    add_entries(making, "Pre-assessment checklists (PAC)", VHA_FLAG_MISSING, "PAC",
                "  None is in the extract. Where a safeguarding concern is identified, one should "
                "have been completed (SOP 35).");
    add_entries(making, "Missing episodes", VHA_FLAG_MISSING, "MISSING",
                "  None is in the extract.");
    add_entries(making, "Harm and exploitation", VHA_FLAG_VICTIM | VHA_FLAG_COUNTY_LINES, NULL,
                "  Nothing is in the extract.");
}
