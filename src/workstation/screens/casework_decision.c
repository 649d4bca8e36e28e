/* The form of a safeguarding decision. */
#include "casework.h"
#include "casework_forms.h"

#include <string.h>

enum {
    DECISION_OPTION,
    DECISION_STATE,
    DECISION_LEAD,
    DECISION_DAY,
    DECISION_NOTE,
    DECISION_FIELDS
};

static const struct field_option considerations[VHA_CONSIDERATIONS] = {
    [VHA_CONSIDERED] = {"considered", "and to be done, or not, as the note says", NULL},
    [VHA_DONE] = {"done", "", NULL},
    [VHA_NOT_APPLICABLE] = {"not-applicable", "the note says why", NULL},
};

static const struct field decision_fields[DECISION_FIELDS] = {
    [DECISION_OPTION] = {.label = "Option",
                         .help = FORM_CHOOSE,
                         .kind = FIELD_CHOICE}, /* among those of the register: choose_option */
    [DECISION_STATE] = {.label = "State",
                        .help = FORM_CHOOSE,
                        .kind = FIELD_CHOICE,
                        .options = considerations,
                        .option_count = VHA_COUNT(considerations)},
    [DECISION_LEAD] = {.label = "Named lead", .help = "Who coordinates it."},
    [DECISION_DAY] = {.label = "Date", .help = "The day of the decision.", .kind = FIELD_DATE},
    [DECISION_NOTE] = {.label = "Note",
                       .help = "What was decided, and why.",
                       .kind = FIELD_LONG,
                       .most = VHA_NOTE_MOST},
};

/* The options as the register has them, each with its words in SOP 39. */
static void choose_option(struct casework_form *state)
{
    struct field *const fields = vha_arena_alloc(state->arena, sizeof decision_fields);
    struct field_option *const options =
        vha_arena_alloc(state->arena, VHA_SAFEGUARDING_OPTIONS * sizeof *options);
    for (int i = 0; i < VHA_SAFEGUARDING_OPTIONS; i++)
        options[i] = (struct field_option){vha_option_name((enum vha_option)i),
                                           vha_option_title((enum vha_option)i),
                                           vha_option_words((enum vha_option)i)};
    memcpy(fields, decision_fields, sizeof decision_fields);
    fields[DECISION_OPTION].options = options;
    fields[DECISION_OPTION].option_count = VHA_SAFEGUARDING_OPTIONS;
    state->fields = fields;
}

static void fill_decision(const struct casework_form *state, struct form *form)
{
    form_set_today(form, DECISION_DAY);
    if (state->option[0] == '\0')
        return;
    form_set(form, DECISION_OPTION, state->option);
    form->at = DECISION_STATE; /* the first that is not filled in */
}

static enum vha_status add_decision(const struct casework_form *state, struct desk *desk,
                                    const struct form *form, struct vha_error *error)
{
    const struct vha_safeguard decision = {
        .pncid = state->pncid,
        .child = state->child,
        .option = (enum vha_option)form_chosen(form, DECISION_OPTION),
        .state = (enum vha_consideration)form_chosen(form, DECISION_STATE),
        .note = form_text(form, DECISION_NOTE),
        .lead = form_text(form, DECISION_LEAD),
        .day = form_date(form, DECISION_DAY),
    };
    int64_t number = 0;
    const enum vha_status status = vha_safeguarding_decide(
        desk->options->reg, desk->options->user, state->in_scope, &decision, &number, error);
    if (status == VHA_OK)
        desk_say(desk, "Safeguarding decision %lld is on record.", (long long)number);
    return status;
}

static const struct casework_kind decision_kind = {
    VHA_ACTION_SAFEGUARD,
    "Safeguarding decision on",
    "What the head of CID decided about an option of SOP 39. Decisions are kept as they are; the "
    "latest of an option holds.",
    decision_fields,
    VHA_COUNT(decision_fields),
    fill_decision,
    add_decision};

enum vha_status casework_begin_decision(struct desk *desk, const char *option,
                                        struct vha_error *error)
{
    struct casework_form *const state = casework_form_begin(desk, &decision_kind, error);
    enum vha_option chosen = VHA_OPTION_REVIEW_PLAN;
    enum vha_status status = VHA_OK;
    if (state == NULL)
        return error->status;
    if (!state->child)
        status = vha_fail(error, VHA_USAGE,
                          "%s is no child: safeguarding decisions are about those "
                          "under 18 (SOP 35).",
                          state->pncid);
    else if (option[0] != '\0' && !vha_option_parse(option, &chosen))
        status = vha_fail(error, VHA_USAGE, "\"%.60s\" is no option of SOP 39; Tab offers them.",
                          option);
    if (status != VHA_OK) {
        casework_form_free(state);
        return status;
    }
    state->option = option[0] != '\0' ? vha_option_name(chosen) : "";
    choose_option(state);
    casework_form_push(desk, state);
    return VHA_OK;
}
