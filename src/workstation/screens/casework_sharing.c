/* The form of what was shared with a partner. */
#include "casework.h"
#include "casework_forms.h"
#include "record.h"
#include "vha/sharing.h"

#include <stdio.h>

enum { SHARE_WORDS, SHARE_PARTNER, SHARE_POWER, SHARE_BASIS, SHARE_REASON, SHARE_DAY, SHARE_BCU };

static const struct field_option powers[VHA_POWERS] = {
    [VHA_CRIME_AND_DISORDER_ACT] = {"crime-and-disorder-act", "of 1998", NULL},
    [VHA_AGREEMENT] = {"agreement", "local Data Sharing Agreement", NULL},
    [VHA_OTHER_POWER] = {"other", "another power", NULL},
};

/* Said while it is being typed, as the register would when it is done. */
static bool check_words(const void *context, const char *text, char *wrong, size_t size)
{
    const struct casework_form *const state = context;
    char found[VHA_SHARING_FOUND_SIZE];
    if (!vha_sharing_reveals(text, &state->secret, found))
        return true;
    snprintf(wrong, size,
             "\"%s\" tells of the VHA: take it out; share the intelligence itself (SOP 74).",
             found);
    return false;
}

static const struct field share_fields[] = {
    [SHARE_WORDS] = {.label = "What is shared",
                     .help =
                         "The intelligence in the words in which it goes; change what is offered.",
                     .kind = FIELD_LONG,
                     .most = VHA_SHARED_MOST,
                     .rows = 8,
                     .check = check_words},
    [SHARE_PARTNER] = {.label = "With whom", .help = "The partner, and the person there."},
    [SHARE_POWER] = {.label = "Power",
                     .help = FORM_CHOOSE,
                     .kind = FIELD_CHOICE,
                     .options = powers,
                     .option_count = VHA_COUNT(powers)},
    [SHARE_BASIS] = {.label = "Section or agreement",
                     .help = "The section, or the name of the agreement."},
    [SHARE_REASON] = {.label = "Reason",
                      .help = "Why it was decided to share it.",
                      .kind = FIELD_LONG,
                      .most = VHA_NOTE_MOST},
    [SHARE_DAY] = {.label = "Date", .help = "The day on which it went.", .kind = FIELD_DATE},
    [SHARE_BCU] = CASEWORK_BCU_FIELD,
};

static void fill_sharing(const struct casework_form *state, struct form *form)
{
    form_set(form, SHARE_WORDS, state->words);
    form_set_today(form, SHARE_DAY);
    form_set(form, SHARE_BCU, state->bcu);
}

static enum vha_status add_sharing(const struct casework_form *state, struct desk *desk,
                                   const struct form *form, struct vha_error *error)
{
    const struct vha_share share = {
        .pncid = state->pncid,
        .day = form_date(form, SHARE_DAY),
        .shared = form_text(form, SHARE_WORDS),
        .partner = form_text(form, SHARE_PARTNER),
        .power = (enum vha_power)form_chosen(form, SHARE_POWER),
        .basis = form_text(form, SHARE_BASIS),
        .reason = form_text(form, SHARE_REASON),
        .bcu = form_text(form, SHARE_BCU),
        .secret = state->secret,
    };
    int64_t number = 0;
    const enum vha_status status = vha_share_log(desk->options->reg, desk->options->user,
                                                 state->in_scope, &share, &number, error);
    if (status == VHA_OK)
        desk_say(desk, "Sharing %lld is on record.", (long long)number);
    return status;
}

static const struct casework_kind share_kind = {
    VHA_ACTION_DISCLOSE,
    "Sharing about",
    "What a partner is told, and why (SOP 72 to 75): the intelligence itself, never that somebody "
    "is on the list, nor their score or rank.",
    share_fields,
    VHA_COUNT(share_fields),
    fill_sharing,
    add_sharing};

enum vha_status casework_begin_sharing(struct desk *desk, struct vha_error *error)
{
    struct casework_form *const state = casework_form_begin(desk, &share_kind, error);
    if (state == NULL)
        return error->status;
    state->words = vha_workstation_offer_words(record_open_of(desk), state->arena);
    casework_form_push(desk, state);
    return VHA_OK;
}
