/* The form that asks for a person's removal from the list (SOP 28). */
#include "removal.h"

#include "../columns.h"
#include "form_screen.h"
#include "vha/cohort_dossier.h"
#include "vha/removal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WHO, GROUND, RATIONALE, EVIDENCE, BCU, FIELDS };

#define MOST_BCUS      32
#define RATIONALE_ROWS 8

struct removal_form {
    struct vha_arena *arena; /* of the dossier */
    struct vha_dossier dossier;
    struct vha_areas *areas;
    bool in_scope;
    char pncid[VHA_PNCID_SIZE];
    char who[384];
    char name[48]; /* under which it is kept */
    struct field fields[FIELDS];
    struct field_option grounds[VHA_REMOVAL_GROUNDS];
    struct field_option bcus[MOST_BCUS];
    size_t bcu_count;
};

/* ------------------------------------------------------------------------------------- checking */

static bool check_rationale(const void *context, const char *text, char *wrong, size_t size)
{
    char remark[VHA_REMARK_SIZE];
    (void)context;
    snprintf(wrong, size, "%s", vha_removal_rationale_remark(text, remark));
    return wrong[0] == '\0';
}

/* The next line with something on it, without the blanks around; false at the end. */
static bool take_reference(const char **rest, char *out, size_t size)
{
    const char *const at = *rest + strspn(*rest, " \n");
    size_t length = strcspn(at, "\n");
    *rest = at + length;
    while (length > 0 && at[length - 1] == ' ')
        length--;
    snprintf(out, size, "%.*s", (int)length, at);
    vha_text_mend_end(out);
    return length > 0;
}

static bool check_evidence(const void *context, const char *text, char *wrong, size_t size)
{
    const struct removal_form *const state = context;
    char reference[128];
    while (take_reference(&text, reference, sizeof reference))
        if (!vha_dossier_has_report(&state->dossier, reference)) {
            snprintf(wrong, size,
                     "%.80s is no report of theirs in this quarter; give references as the record "
                     "shows them, one a line.",
                     reference);
            return false;
        }
    return true;
}

/* ----------------------------------------------------------------------------------- the fields */

static bool has_bcu(const struct removal_form *state, const char *bcu)
{
    for (size_t i = 0; i < state->bcu_count; i++)
        if (strcmp(state->bcus[i].name, bcu) == 0)
            return true;
    return false;
}

/* The BCUs of the user's scope. */
static void list_bcus(struct removal_form *state, const struct vha_user *user)
{
    for (size_t i = 0; i < state->areas->count && state->bcu_count < MOST_BCUS; i++) {
        const struct vha_borough *const borough = &state->areas->boroughs[i];
        if (borough->bcu[0] != '\0' && vha_user_covers(user, borough->bcu) &&
            !has_bcu(state, borough->bcu))
            state->bcus[state->bcu_count++] =
                (struct field_option){borough->bcu, borough->bcu_name, NULL};
    }
}

static void make_fields(struct removal_form *state)
{
    for (int i = 0; i < VHA_REMOVAL_GROUNDS; i++)
        state->grounds[i] =
            (struct field_option){vha_removal_ground_words((enum vha_removal_ground)i), "", NULL};
    state->fields[WHO] = (struct field){.label = "Who", .kind = FIELD_FIXED};
    state->fields[GROUND] = (struct field){.label = "Ground",
                                           .help = FORM_CHOOSE,
                                           .kind = FIELD_CHOICE,
                                           .options = state->grounds,
                                           .option_count = VHA_REMOVAL_GROUNDS};
    state->fields[RATIONALE] =
        (struct field){.label = "Rationale",
                       .help = "Why they should not be on the list: at least 40 characters.",
                       .kind = FIELD_LONG,
                       .most = EDITOR_SIZE - 1,
                       .rows = RATIONALE_ROWS,
                       .check = check_rationale};
    state->fields[EVIDENCE] =
        (struct field){.label = "Evidence",
                       .help = "References of their reports that it is about, one a line.",
                       .kind = FIELD_LONG,
                       .optional = true,
                       .most = VHA_EVIDENCE_MOST,
                       .check = check_evidence};
    state->fields[BCU] = (struct field){.label = "BCU",
                                        .help = "Which of your BCUs asks.",
                                        .kind = FIELD_CHOICE,
                                        .options = state->bcus,
                                        .option_count = state->bcu_count};
}

/* The only BCU, or the person's own. */
static void fill(const void *context, struct form *form)
{
    const struct removal_form *const state = context;
    const char *const theirs = state->dossier.person.bcu;
    char code[VHA_SCOPE_SIZE];
    snprintf(code, sizeof code, "%.*s", (int)strcspn(theirs, " "), theirs);
    form_set(form, WHO, state->who);
    if (state->bcu_count == 1 || has_bcu(state, code))
        form_set(form, BCU, state->bcu_count == 1 ? state->bcus[0].name : code);
}

/* -------------------------------------------------------------------------------------- sending */

/* The references one a line, and nothing else. Returns how many. */
static size_t tidy_evidence(const char *typed, char out[VHA_EVIDENCE_MOST + 1])
{
    char reference[128];
    size_t used = 0;
    size_t count = 0;
    out[0] = '\0';
    while (take_reference(&typed, reference, sizeof reference) && used < VHA_EVIDENCE_MOST)
        used += (size_t)snprintf(out + used, VHA_EVIDENCE_MOST + 1 - used, "%s%s",
                                 count++ > 0 ? "\n" : "", reference);
    return count;
}

static void ask(const void *context, const struct form *form, char *out, size_t size)
{
    const struct removal_form *const state = context;
    char evidence[VHA_EVIDENCE_MOST + 1];
    const size_t references = tidy_evidence(form_text(form, EVIDENCE), evidence);
    snprintf(out, size,
             "MO2 is asked to take %.60s, %s, off the list: %s, for BCU %s, with %zu report%s as "
             "evidence. It cannot be changed afterwards.",
             state->who, state->pncid, form_text(form, GROUND), form_text(form, BCU), references,
             references == 1 ? "" : "s");
}

static enum vha_status accept(void *context, struct desk *desk, const struct form *form,
                              unsigned *flags, struct vha_error *error)
{
    const struct removal_form *const state = context;
    const struct vha_workstation_options *const options = desk->options;
    char evidence[VHA_EVIDENCE_MOST + 1];
    int64_t number = 0;
    tidy_evidence(form_text(form, EVIDENCE), evidence);
    const struct vha_removal_request request = {
        .pncid = state->pncid,
        .ground = (enum vha_removal_ground)form->values[GROUND].chosen,
        .rationale = form_text(form, RATIONALE),
        .evidence = evidence,
        .bcu = form_text(form, BCU)};
    const enum vha_status status =
        vha_removal_send(options->reg, options->user, state->in_scope, &request, &number, error);
    if (status != VHA_OK)
        return status;
    desk_say(desk, "Removal request %" PRId64 " for %s is queued for MO2.", number, state->pncid);
    *flags |= SCREEN_BACK;
    return VHA_OK;
}

/* -------------------------------------------------------------------------------------- opening */

static void free_form(void *context)
{
    struct removal_form *const state = context;
    vha_areas_free(state->areas);
    vha_arena_free(state->arena);
    explicit_bzero(state, sizeof *state);
    free(state);
}

/* Who it is about, and whether the user may ask; what is needed of their dossier is kept. */
static enum vha_status look_up(struct desk *desk, vha_pncid pncid, struct removal_form *state,
                               struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    struct vha_error missing;
    const enum vha_status found =
        desk_find_person(desk, pncid, state->arena, &state->dossier, &state->in_scope, &missing);
    vha_pncid_format(state->pncid, pncid);
    enum vha_status status =
        vha_removal_may_send(options->reg, options->user, state->in_scope, state->pncid, error);
    if (status == VHA_OK && found != VHA_OK)
        return vha_fail(error, found, "%s", missing.message);
    if (status == VHA_OK && !state->dossier.listed)
        return vha_fail(error, VHA_USAGE, "%s is not on the list.", state->pncid);
    return status;
}

static enum vha_status prepare(struct desk *desk, struct removal_form *state,
                               struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    enum vha_status status =
        desk_record(desk,
                    &(struct vha_audit_entry){.login = options->user->login,
                                              .action = vha_action_name(VHA_ACTION_REQUEST_REMOVAL),
                                              .outcome = "started",
                                              .subject = state->pncid},
                    error);
    snprintf(state->name, sizeof state->name, "removal %s", state->pncid);
    if (status == VHA_OK)
        status = vha_areas_read(options->areas_path, &state->areas, error);
    if (status != VHA_OK)
        return status;
    person_name(&state->dossier.person, state->who, sizeof state->who);
    list_bcus(state, options->user);
    make_fields(state);
    return VHA_OK;
}

static const char intro[] =
    "MO2 Nominals and Central Tasking decides whether this person leaves the list (SOP 28).";
enum vha_status removal_begin(struct desk *desk, vha_pncid pncid, struct vha_error *error)
{
    struct removal_form *const state = vha_alloc_zeroed(1, sizeof *state);
    state->arena = vha_arena_new();
    enum vha_status status = look_up(desk, pncid, state, error);
    if (status == VHA_OK)
        status = prepare(desk, state, error);
    if (status != VHA_OK) {
        free_form(state);
        return status;
    }
    desk_push(desk, form_screen(desk, &(struct form_spec){.title = "Request for a removal",
                                                          .intro = intro,
                                                          .fields = state->fields,
                                                          .count = FIELDS,
                                                          .context = state,
                                                          .free = free_form,
                                                          .fill = fill,
                                                          .kept = state->name,
                                                          .ask = ask,
                                                          .accept = accept}));
    return VHA_OK;
}

unsigned removal_ask_for(struct desk *desk, vha_pncid pncid)
{
    struct vha_error error;
    if (removal_begin(desk, pncid, &error) != VHA_OK)
        desk_push(desk, message_screen("No removal was asked for", error.message));
    return SCREEN_REDRAW;
}
