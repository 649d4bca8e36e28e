/* One entry of the audit log, and asking why it happened. */
#include "audit.h"

#include "facts.h"
#include "form_screen.h"

#include "vha/enquiries.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------------------ the entry */

struct found {
    struct facts *facts;
    bool any;
};

static void take_entry(void *context, const struct vha_audit_record *record)
{
    struct found *const found = context;
    const struct vha_audit_entry *const entry = &record->entry;
    char session[24] = "";
    char about[512];
    if (record->session != 0)
        snprintf(session, sizeof session, "%lld", (long long)record->session);
    const struct {
        const char *label;
        const char *text;
    } facts[] = {
        {"when (UTC)", record->at},        {"who", entry->login},
        {"from", record->client},          {"session", session},
        {"purpose", record->purpose},      {"action", entry->action},
        {"about", entry->subject},         {"outcome", entry->outcome},
        {"reason", entry->reason},         {"hash", record->hash},
        {"predecessor", record->previous},
    };
    for (size_t i = 0; i < VHA_COUNT(facts); i++)
        facts_add(found->facts, facts[i].label, facts[i].text);
    snprintf(about, sizeof about, "%lld, %s: %s %s %s", (long long)record->number, record->at,
             entry->action, entry->outcome, entry->subject != NULL ? entry->subject : "");
    facts_about_entry(found->facts, record->number, about);
    found->any = true;
}

enum vha_status audit_entry_screen(struct desk *desk, int64_t number, struct screen *screen,
                                   struct vha_error *error)
{
    const struct vha_audit_filter filter = {
        .from = VHA_NO_DATE, .to = VHA_NO_DATE, .number = number};
    char subject[32];
    char title[64];
    snprintf(subject, sizeof subject, "entry %lld", (long long)number);
    enum vha_status status = audit_log_look(desk, subject, "show", error);
    if (status != VHA_OK)
        return status;
    snprintf(title, sizeof title, "Entry %lld of the audit log", (long long)number);
    struct found found = {.facts = facts_new(title)};
    status = vha_register_audit_list(desk->options->reg, &filter, take_entry, &found, error);
    if (status == VHA_OK && !found.any)
        status = vha_fail(error, VHA_USAGE, "The audit log has no entry %lld.", (long long)number);
    if (status != VHA_OK)
        facts_free(found.facts);
    else
        *screen = facts_screen(found.facts);
    return status;
}

/* --------------------------------------------------------------------------------------- asking */

enum { ENTRY, QUESTION, FIELDS };

struct enquiry_form {
    int64_t entry;
    char about[512];
    char kept[64];
};

static const struct field fields[FIELDS] = {
    [ENTRY] = {.label = "Entry", .kind = FIELD_FIXED},
    [QUESTION] = {.label = "Question",
                  .help = "Why it happened, what it was for, how that can be verified.",
                  .kind = FIELD_LONG},
};

static void fill(const void *context, struct form *form)
{
    form_set(form, ENTRY, ((const struct enquiry_form *)context)->about);
}

static enum vha_status accept(void *context, struct desk *desk, const struct form *form,
                              unsigned *flags, struct vha_error *error)
{
    const struct enquiry_form *const state = context;
    int64_t number = 0;
    const enum vha_status status =
        vha_register_enquire(desk->options->reg, desk->options->user, state->entry,
                             form_text(form, QUESTION), &number, error);
    if (status != VHA_OK)
        return status;
    desk_say(desk, "Audit enquiry %lld is on record; it is answered at their next session.",
             (long long)number);
    *flags |= SCREEN_BACK;
    return VHA_OK;
}

struct screen enquire_screen(struct desk *desk, int64_t entry, const char *about)
{
    struct enquiry_form *const state = vha_alloc_zeroed(1, sizeof *state);
    state->entry = entry;
    snprintf(state->about, sizeof state->about, "%s", about);
    vha_text_mend_end(state->about);
    snprintf(state->kept, sizeof state->kept, "enquiry about entry %lld", (long long)entry);
    return form_screen(
        desk, &(struct form_spec){
                  .title = "Audit enquiry",
                  .intro = "Whoever the entry is about meets the question at their next session "
                           "and answers it before going on; without an answer for 14 days it is "
                           "flagged to MO2 (SOP 62).",
                  .fields = fields,
                  .count = FIELDS,
                  .kept = state->kept,
                  .context = state,
                  .free = free,
                  .fill = fill,
                  .accept = accept,
              });
}
