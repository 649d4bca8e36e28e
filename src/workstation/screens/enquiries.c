/* enquiries: audit enquiries, one a line, with what became of them. */
#include "audit.h"

#include "facts.h"
#include "short_list.h"

#include "vha/enquiries.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 500 }; /* read at once; the oldest that are asked for */

static const char *state_of(const struct vha_enquiry *enquiry)
{
    return enquiry->answered_at != NULL  ? "answered"
           : enquiry->flagged_at != NULL ? "open and flagged to MO2"
                                         : "open";
}

/* ----------------------------------------------------------------------------------------- list */

static void take_row(void *context, const struct vha_enquiry *enquiry)
{
    const struct vha_audit_entry *const entry = &enquiry->about.entry;
    char number[24];
    char text[1024];
    char said[1040];
    snprintf(number, sizeof number, "%lld", (long long)enquiry->number);
    snprintf(text, sizeof text, "%s to %s, %s: entry %lld, %s%s%s; asked %.10s by %s", number,
             enquiry->login, state_of(enquiry), (long long)enquiry->about.number, entry->action,
             entry->subject != NULL ? " " : "", entry->subject != NULL ? entry->subject : "",
             enquiry->asked_at, enquiry->asked_by);
    snprintf(said, sizeof said, "Enquiry %s", text);
    short_list_add(context, text, said, number);
}

static enum vha_status read_list(struct short_list *list, struct desk *desk,
                                 struct vha_error *error)
{
    const char *const arguments = short_list_context(list);
    const bool open = strcmp(arguments, "open") == 0;
    const bool flagged = strcmp(arguments, "flagged") == 0;
    const bool named = arguments[0] != '\0' && !open && !flagged;
    const struct vha_enquiry_filter filter = {
        .login = named ? arguments : NULL, .open = open, .flagged = flagged, .limit = MOST};
    char title[128];
    const enum vha_status status = vha_register_enquiries(desk->options->reg, desk->options->user,
                                                          &filter, take_row, list, error);
    snprintf(title, sizeof title, "Audit enquiries%s%s%.60s",
             short_list_count(list) == MOST ? ", the first 500" : "",
             named             ? " to "
             : open || flagged ? ", "
                               : "",
             arguments);
    short_list_title(list, title);
    return status;
}

/* ------------------------------------------------------------------------------------------ one */

static void take_facts(void *context, const struct vha_enquiry *enquiry)
{
    struct facts *const facts = context;
    const struct vha_audit_record *const about = &enquiry->about;
    char entry[512];
    snprintf(entry, sizeof entry, "%lld, %s: %s %s %s", (long long)about->number, about->at,
             about->entry.action, about->entry.outcome,
             about->entry.subject != NULL ? about->entry.subject : "");
    const struct {
        const char *label;
        const char *text;
    } all[] = {
        {"to", enquiry->login},
        {"state", state_of(enquiry)},
        {"entry", entry},
        {"purpose", about->purpose},
        {"asked", enquiry->asked_at},
        {"by", enquiry->asked_by},
        {"question", enquiry->question},
        {"flagged", enquiry->flagged_at},
        {"answered", enquiry->answered_at},
        {"answer", enquiry->answer},
    };
    for (size_t i = 0; i < VHA_COUNT(all); i++)
        facts_add(facts, all[i].label, all[i].text);
}

static enum vha_status show(struct desk *desk, const char *number, unsigned *flags,
                            struct vha_error *error)
{
    const struct vha_enquiry_filter filter = {.number = strtoll(number, NULL, 10)};
    char title[64];
    snprintf(title, sizeof title, "Audit enquiry %.24s", number);
    struct facts *const facts = facts_new(title);
    const enum vha_status status = vha_register_enquiries(desk->options->reg, desk->options->user,
                                                          &filter, take_facts, facts, error);
    if (status != VHA_OK) {
        facts_free(facts);
        return status;
    }
    desk_push(desk, facts_screen(facts));
    *flags |= SCREEN_REDRAW;
    return VHA_OK;
}

/* Each look at the list is on record: going back to it is none. */
enum vha_status enquiries_screen(struct desk *desk, const char *arguments, struct screen *screen,
                                 struct vha_error *error)
{
    return short_list_screen(desk,
                             &(struct short_list_spec){.name = "the audit enquiries",
                                                       .title = "Audit enquiries",
                                                       .none = "There is no such audit enquiry.",
                                                       .opens = "show",
                                                       .once = true,
                                                       .read = read_list,
                                                       .open = show,
                                                       .refused = "This enquiry was not opened",
                                                       .context = arguments},
                             screen, NULL, error);
}
