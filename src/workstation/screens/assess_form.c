/* A supervisor's decision: otherwise than the policy's, or where it leaves the decision to them. */
#include "assess.h"
#include "form_screen.h"

#include "vha/drafts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DECISION, SUPERVISOR, RATIONALE, FIELDS };

struct assess_form {
    struct assessing *state; /* under the form as long as there is one */
    struct field fields[FIELDS];
    struct field_option options[2];
    char kept[FORM_KEPT_NAME]; /* the name of what is typed */
};

static bool check_supervisor(const void *context, const char *text, char *wrong, size_t size)
{
    (void)context;
    snprintf(wrong, size, "The decision is a supervisor's: say who that is.");
    return vha_decision_names(text);
}

static bool check_rationale(const void *context, const char *text, char *wrong, size_t size)
{
    (void)context;
    snprintf(wrong, size, "The rationale that was discussed has at least %d letters.",
             VHA_DECISION_RATIONALE);
    return vha_decision_justifies(text);
}

static enum vha_decision_outcome decision_of(const struct form *form)
{
    return strcmp(form_text(form, DECISION), vha_decision_name(VHA_DECISION_IN)) == 0
               ? VHA_DECISION_IN
               : VHA_DECISION_OUT;
}

static void fill(const void *context, struct form *form)
{
    const struct assess_form *const made = context;
    if (made->fields[DECISION].option_count == 1)
        form_set(form, DECISION, made->options[0].name);
}

static void ask(const void *context, const struct form *form, char *out, size_t size)
{
    (void)context;
    snprintf(out, size, "The decision '%s' is then on record, with who made it and why.",
             form_text(form, DECISION));
}

static enum vha_status accept(void *context, struct desk *desk, const struct form *form,
                              unsigned *flags, struct vha_error *error)
{
    const struct assess_form *const made = context;
    const enum vha_status status =
        assess_record(made->state, desk, decision_of(form), form_text(form, SUPERVISOR),
                      form_text(form, RATIONALE), error);
    if (status == VHA_OK)
        *flags |= SCREEN_BACK;
    return status;
}

static void add_options(struct assess_form *made)
{
    const enum vha_decision_outcome assessed = made->state->decided.path.outcome;
    size_t count = 0;
    if (assessed != VHA_DECISION_IN)
        made->options[count++] = (struct field_option){vha_decision_name(VHA_DECISION_IN),
                                                       "further investigation", NULL};
    if (assessed != VHA_DECISION_OUT)
        made->options[count++] = (struct field_option){vha_decision_name(VHA_DECISION_OUT),
                                                       "no further investigation", NULL};
    made->fields[DECISION] = (struct field){.label = "Decision",
                                            .help = FORM_CHOOSE,
                                            .kind = FIELD_CHOICE,
                                            .options = made->options,
                                            .option_count = count};
}

static void name_kept(const struct assessing *state, char out[FORM_KEPT_NAME])
{
    struct vha_arena *const arena = vha_arena_new();
    form_kept_name(out, vha_arena_format(arena, "assess %s", state->reference));
    vha_arena_free(arena);
}

void assess_form_forget(const struct assessing *state, struct desk *desk)
{
    const struct vha_workstation_options *const options = desk->options;
    struct vha_error unimportant;
    char name[FORM_KEPT_NAME];
    name_kept(state, name);
    (void)!vha_register_keep_draft(options->reg, options->user, name, NULL, &unimportant);
}

struct screen assess_form(struct desk *desk, struct assessing *state)
{
    struct assess_form *const made = vha_alloc_zeroed(1, sizeof *made);
    made->state = state;
    add_options(made);
    made->fields[SUPERVISOR] = (struct field){
        .label = "Supervisor", .help = "Rank and name of who decides.", .check = check_supervisor};
    made->fields[RATIONALE] = (struct field){.label = "Rationale",
                                             .help = "Why, as it was discussed with them.",
                                             .kind = FIELD_LONG,
                                             .check = check_rationale};
    name_kept(state, made->kept);
    return form_screen(
        desk,
        &(struct form_spec){
            .title = "A supervisor's decision",
            .intro = "Decisions should rarely differ from the policy's. Where they do, or where it "
                     "leaves them to a supervisor, the rationale is discussed with the supervisor "
                     "and documented in the DETS pages of the CRIS report.",
            .fields = made->fields,
            .count = FIELDS,
            .kept = made->kept,
            .context = made,
            .free = free,
            .fill = fill,
            .ask = ask,
            .accept = accept,
        });
}
