/* The forms by which something is added to what is on record around a person. */
#include "casework.h"
#include "form_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct kind;

enum {
    DECISION_OPTION,
    DECISION_STATE,
    DECISION_LEAD,
    DECISION_DAY,
    DECISION_NOTE,
    DECISION_FIELDS
};

struct casework_form {
    const struct kind *kind;
    struct vha_areas *areas; /* of BCUs */
    struct vha_arena *arena;
    char title[VHA_PNCID_SIZE + 64];
    char kept[VHA_PNCID_SIZE + 96]; /* the name of what is typed */
    char pncid[VHA_PNCID_SIZE];
    bool in_scope;
    bool child;
    const char *bcu;                  /* that does it, as far as it is plain; "" else */
    const char *words;                /* offered for a sharing */
    const char *option;               /* that a decision is about; "" for none */
    struct vha_sharing_secret secret; /* of the person */
    int64_t number;                   /* of the activity that a result is added to */
    struct field fields[DECISION_FIELDS];
    struct field_option options[VHA_SAFEGUARDING_OPTIONS];
};

/* A form: a table and a function. */
struct kind {
    enum vha_action action;
    const char *title;
    const char *intro;
    const struct field *fields;
    size_t count;
    void (*fill)(const struct casework_form *state, struct form *form);
    enum vha_status (*add)(const struct casework_form *state, struct desk *desk,
                           const struct form *form, struct vha_error *error);
};

/* ---------------------------------------------------------------------------------- safeguarding
 */

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
    memcpy(state->fields, decision_fields, sizeof decision_fields);
    for (int i = 0; i < VHA_SAFEGUARDING_OPTIONS; i++)
        state->options[i] = (struct field_option){vha_option_name((enum vha_option)i),
                                                  vha_option_title((enum vha_option)i),
                                                  vha_option_words((enum vha_option)i)};
    state->fields[DECISION_OPTION].options = state->options;
    state->fields[DECISION_OPTION].option_count = VHA_SAFEGUARDING_OPTIONS;
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

/* -------------------------------------------------------------------------------------- activity
 */

enum {
    ACTIVITY_KIND,
    ACTIVITY_DAY,
    ACTIVITY_BCU,
    ACTIVITY_DONE,
    ACTIVITY_RESULT,
    ACTIVITY_OUTCOME
};

static const struct field_option activity_kinds[VHA_ACTIVITY_KINDS] = {
    [VHA_ENFORCEMENT] = {"enforcement", "", NULL},
    [VHA_INTERVENTION] = {"intervention", "", NULL},
    [VHA_DIVERSION] = {"diversion", "", NULL},
    [VHA_REFERRAL] = {"referral", "", NULL},
};

static const struct field_option activity_results[VHA_RESULTS] = {
    [VHA_RESULT_AWAITED] = {"awaited", "", NULL},
    [VHA_ACHIEVED] = {"achieved", "", NULL},
    [VHA_ACHIEVED_IN_PART] = {"in-part", "", NULL},
    [VHA_NOT_ACHIEVED] = {"not-achieved", "", NULL},
};

static bool check_bcu(const void *context, const char *text, char *wrong, size_t size)
{
    const struct casework_form *const state = context;
    char scope[VHA_SCOPE_SIZE];
    struct vha_error error = {.message = ""};
    if (vha_areas_read_scope(state->areas, text, scope, sizeof scope, &error) != VHA_OK)
        snprintf(wrong, size, "%s", error.message);
    else if (strcmp(scope, text) != 0 || strchr(scope, ' ') != NULL || strcmp(scope, "all") == 0)
        snprintf(wrong, size, "Give the code of one BCU, such as AS.");
    else
        return true;
    return false;
}

#define BCU_FIELD                                                                                  \
    {                                                                                              \
        .label = "BCU", .help = "The code of the BCU of yours that did it, such as AS.",           \
        .check = check_bcu                                                                         \
    }
#define RESULT_FIELD                                                                               \
    {                                                                                              \
        .label = "Result", .help = FORM_CHOOSE, .kind = FIELD_CHOICE, .options = activity_results, \
        .option_count = VHA_COUNT(activity_results)                                                \
    }
#define OUTCOME_FIELD                                                                              \
    {                                                                                              \
        .label = "What came of it", .help = "Needed unless the result is awaited.",                \
        .kind = FIELD_LONG, .most = VHA_NOTE_MOST, .optional = true                                \
    }

static const struct field activity_fields[] = {
    [ACTIVITY_KIND] = {.label = "Kind",
                       .help = FORM_CHOOSE,
                       .kind = FIELD_CHOICE,
                       .options = activity_kinds,
                       .option_count = VHA_COUNT(activity_kinds)},
    [ACTIVITY_DAY] = {.label = "Date", .help = "The day of the activity.", .kind = FIELD_DATE},
    [ACTIVITY_BCU] = BCU_FIELD,
    [ACTIVITY_DONE] = {.label = "What was done",
                       .help = "In a few words.",
                       .kind = FIELD_LONG,
                       .most = VHA_NOTE_MOST},
    [ACTIVITY_RESULT] = RESULT_FIELD,
    [ACTIVITY_OUTCOME] = OUTCOME_FIELD,
};

static void fill_activity(const struct casework_form *state, struct form *form)
{
    form_set_today(form, ACTIVITY_DAY);
    form_set(form, ACTIVITY_BCU, state->bcu);
    form_set(form, ACTIVITY_RESULT, vha_result_name(VHA_RESULT_AWAITED));
}

static enum vha_status add_activity(const struct casework_form *state, struct desk *desk,
                                    const struct form *form, struct vha_error *error)
{
    const struct vha_activity_entry entry = {
        .pncid = state->pncid,
        .kind = (enum vha_activity_kind)form_chosen(form, ACTIVITY_KIND),
        .day = form_date(form, ACTIVITY_DAY),
        .done = form_text(form, ACTIVITY_DONE),
        .result = (enum vha_result)form_chosen(form, ACTIVITY_RESULT),
        .outcome = form_text(form, ACTIVITY_OUTCOME),
        .bcu = form_text(form, ACTIVITY_BCU),
    };
    int64_t number = 0;
    const enum vha_status status = vha_activity_log(desk->options->reg, desk->options->user,
                                                    state->in_scope, &entry, &number, error);
    if (status == VHA_OK)
        desk_say(desk, "Activity %lld is on record.", (long long)number);
    return status;
}

enum { RESULT_RESULT, RESULT_OUTCOME };

static const struct field result_fields[] = {
    [RESULT_RESULT] = RESULT_FIELD,
    [RESULT_OUTCOME] = OUTCOME_FIELD,
};

static enum vha_status add_result(const struct casework_form *state, struct desk *desk,
                                  const struct form *form, struct vha_error *error)
{
    const enum vha_status status = vha_activity_add_result(
        desk->options->reg, desk->options->user, state->number,
        (enum vha_result)form_chosen(form, RESULT_RESULT), form_text(form, RESULT_OUTCOME), error);
    if (status == VHA_OK)
        desk_say(desk, "The result of activity %lld is on record.", (long long)state->number);
    return status;
}

/* --------------------------------------------------------------------------------------- sharing
 */

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
    [SHARE_BCU] = BCU_FIELD,
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

/* ----------------------------------------------------------------------------------- the forms */

static const struct kind decision_kind = {
    VHA_ACTION_SAFEGUARD,
    "Safeguarding decision on",
    "What the head of CID decided about an option of SOP 39. Decisions are kept as they are; the "
    "latest of an option holds.",
    decision_fields,
    VHA_COUNT(decision_fields),
    fill_decision,
    add_decision};

static const struct kind activity_kind = {
    VHA_ACTION_LOG_ACTIVITY,
    "Activity around",
    "What was done, for the head of CID and the CID Delivery Board (SOP 68). It is kept as it is; "
    "its result can be added later.",
    activity_fields,
    VHA_COUNT(activity_fields),
    fill_activity,
    add_activity};

static const struct kind result_kind = {
    VHA_ACTION_LOG_ACTIVITY,
    "Result of",
    "What came of it, in the place of the result before, which is kept.",
    result_fields,
    VHA_COUNT(result_fields),
    NULL,
    add_result};

static const struct kind share_kind = {
    VHA_ACTION_DISCLOSE,
    "Sharing about",
    "What a partner is told, and why (SOP 72 to 75): the intelligence itself, never that somebody "
    "is on the list, nor their score or rank.",
    share_fields,
    VHA_COUNT(share_fields),
    fill_sharing,
    add_sharing};

static void fill(const void *context, struct form *form)
{
    const struct casework_form *const state = context;
    if (state->kind->fill != NULL)
        state->kind->fill(state, form);
}

static enum vha_status accept(void *context, struct desk *desk, const struct form *form,
                              unsigned *flags, struct vha_error *error)
{
    const struct casework_form *const state = context;
    const enum vha_status status = state->kind->add(state, desk, form, error);
    if (status != VHA_OK)
        return status;
    desk->casework++;
    *flags |= SCREEN_BACK;
    return VHA_OK;
}

static void free_form(void *context)
{
    struct casework_form *const state = context;
    vha_areas_free(state->areas);
    vha_arena_free(state->arena);
    free(state);
}

static void push(struct desk *desk, struct casework_form *state)
{
    snprintf(state->kept, sizeof state->kept, "%s %s", state->title, state->option);
    desk_push(desk, form_screen(desk, &(struct form_spec){.title = state->title,
                                                          .intro = state->kind->intro,
                                                          .fields = state->kind == &decision_kind
                                                                        ? state->fields
                                                                        : state->kind->fields,
                                                          .count = state->kind->count,
                                                          .kept = state->kept,
                                                          .context = state,
                                                          .free = free_form,
                                                          .fill = fill,
                                                          .accept = accept}));
}

/* The user's only BCU, or the person's when it is one of theirs. */
static const char *plain_bcu(const struct vha_user *user, const struct vha_list_row *person,
                             struct vha_arena *arena)
{
    const char *const all = person->bcu != NULL ? person->bcu : "";
    const char *const theirs = vha_arena_text(arena, all, strcspn(all, " "));
    if (!vha_user_covers(user, "") && strchr(user->scope, ' ') == NULL)
        return vha_arena_text(arena, user->scope, strlen(user->scope));
    return theirs[0] != '\0' && vha_user_covers(user, theirs) ? theirs : "";
}

static enum vha_status permit(struct desk *desk, const struct kind *kind, const char *subject,
                              struct vha_error *error)
{
    const enum vha_status status =
        vha_register_permit(desk->options->reg, desk->options->user, kind->action, subject, error);
    if (status == VHA_OK && desk->options->archive)
        return vha_fail(error, VHA_USAGE,
                        "Nothing is decided or logged in a quarter of the archive.");
    return status;
}

/* The state of a form about the person whose record is open; NULL when there can be none. */
static struct casework_form *begin(struct desk *desk, const struct kind *kind,
                                   struct vha_error *error)
{
    const struct vha_explanation *const explanation = record_open_of(desk);
    if (permit(desk, kind, NULL, error) != VHA_OK)
        return NULL;
    if (explanation == NULL) {
        vha_fail(error, VHA_USAGE, "This is about somebody whose record is open; open one first.");
        return NULL;
    }
    struct vha_areas *areas = NULL;
    if (vha_areas_read(desk->options->areas_path, &areas, error) != VHA_OK)
        return NULL;
    const struct vha_list_row *const person = &explanation->dossier.person;
    struct casework_form *const state = vha_alloc_zeroed(1, sizeof *state);
    state->areas = areas;
    state->kind = kind;
    state->arena = vha_arena_new();
    state->option = "";
    vha_pncid_format(state->pncid, person->pncid);
    state->in_scope = vha_cohort_covers_person(desk->cohort, person);
    state->child = (person->flags & VHA_FLAG_UNDER_18) != 0;
    state->bcu = plain_bcu(desk->options->user, person, state->arena);
    state->secret = vha_workstation_secret(explanation);
    snprintf(state->title, sizeof state->title, "%s %s", kind->title, state->pncid);
    return state;
}

enum vha_status casework_begin_decision(struct desk *desk, const char *option,
                                        struct vha_error *error)
{
    struct casework_form *const state = begin(desk, &decision_kind, error);
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
        free_form(state);
        return status;
    }
    state->option = option[0] != '\0' ? vha_option_name(chosen) : "";
    choose_option(state);
    push(desk, state);
    return VHA_OK;
}

enum vha_status casework_begin_activity(struct desk *desk, struct vha_error *error)
{
    struct casework_form *const state = begin(desk, &activity_kind, error);
    if (state == NULL)
        return error->status;
    push(desk, state);
    return VHA_OK;
}

enum vha_status casework_begin_sharing(struct desk *desk, struct vha_error *error)
{
    struct casework_form *const state = begin(desk, &share_kind, error);
    if (state == NULL)
        return error->status;
    state->words = vha_workstation_offer_words(record_open_of(desk), state->arena);
    push(desk, state);
    return VHA_OK;
}

enum vha_status casework_begin_result(struct desk *desk, const char *number,
                                      struct vha_error *error)
{
    const size_t digits = strspn(number, "0123456789");
    const enum vha_status status = permit(desk, &result_kind, NULL, error);
    if (status != VHA_OK)
        return status;
    if (digits == 0 || digits > 18 || number[digits] != '\0')
        return vha_fail(error, VHA_USAGE, "\"%.60s\" is no number of an activity.", number);
    struct casework_form *const state = vha_alloc_zeroed(1, sizeof *state);
    state->kind = &result_kind;
    state->arena = vha_arena_new();
    state->option = "";
    state->number = strtoll(number, NULL, 10);
    snprintf(state->title, sizeof state->title, "Result of activity %lld",
             (long long)state->number);
    push(desk, state);
    return VHA_OK;
}
