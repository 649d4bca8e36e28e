#include "model.h"
#include "command.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* A changed policy against the quarter in force (governance, Modelling). */

enum model_format { MODEL_TEXT, MODEL_JSON };
static const char *const formats[] = {[MODEL_TEXT] = "text", [MODEL_JSON] = "json"};

struct model_values {
    const char *policy;
    const char *purpose;
    bool stability;
    int format;
};

static const char suffix[] = ".yaml";

/* ------------------------------------------------------------------------------ which policy it is
 */

/* A name such as linear-decay stands for a shipped variant or one of the home's. */
static bool is_variant_name(const char *text)
{
    return text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static char *policy_path(const struct session *session, const char *text)
{
    char name[128];
    if (!is_variant_name(text) || strlen(text) > 64)
        return vha_copy_text(text);
    snprintf(name, sizeof name, "variants/%s%s", text, suffix);
    return home_config_path(&session->home, name);
}

static void list_folder(const char *folder, const struct vha_policy *base)
{
    struct dirent **entries = NULL;
    const int count = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        struct vha_policy *policy = NULL;
        const size_t length = strlen(entries[i]->d_name);
        const size_t end = sizeof suffix - 1;
        char *path = vha_path(folder, entries[i]->d_name);
        if (length > end && strcmp(entries[i]->d_name + length - end, suffix) == 0 &&
            vha_policy_vary(base, path, &policy, NULL) == VHA_OK) {
            char name[512];
            char title[512];
            vha_text_show(name, sizeof name, entries[i]->d_name);
            vha_text_show(title, sizeof title, policy->name);
            printf("%-28.*s %s\n", (int)(strlen(name) - end), name, title);
        }
        vha_policy_free(policy);
        free(path);
        free(entries[i]);
    }
    free(entries);
}

/* The variants that there are: the installed ones, then the home's own. */
static void list_variants(const struct session *session, const struct vha_policy *base)
{
    char *installed = vha_path(session->home.defaults, "config/variants");
    char *own = vha_path(session->home.folder, "config/variants");
    list_folder(installed, base);
    list_folder(own, base);
    free(own);
    free(installed);
}

/* ---------------------------------------------------------------------------------- the work */

static enum vha_status model_policy(struct session *session, const struct model_values *values,
                                    struct modelling *modelling, struct vha_error *error)
{
    struct equality_made *const made = &modelling->made;
    char *path = policy_path(session, values->policy);
    enum vha_status status = vha_policy_vary(modelling->base, path, &modelling->policy, error);
    free(path);
    if (status == VHA_OK)
        status = vha_cohort_facts(made->cohort, modelling->policy, &modelling->facts, error);
    if (status == VHA_OK)
        status = vha_model_run(made->cohort, modelling->policy, modelling->facts, &modelling->model,
                               error);
    if (status != VHA_OK)
        return status;
    vha_model_mark(modelling->model, made->people, made->count);
    vha_equality_review(made->population, &(struct vha_equality_people){made->people, made->count},
                        NULL, &modelling->equality);
    return VHA_OK;
}

static enum vha_status try_stability(struct modelling *modelling, struct vha_error *error)
{
    struct vha_cohort *const cohort = modelling->made.cohort;
    enum vha_status status = vha_cohort_facts(cohort, modelling->base, &modelling->facts, error);
    if (status == VHA_OK)
        status = vha_model_sway(cohort, modelling->facts, modelling->arena, &modelling->sways,
                                &modelling->sway_count, error);
    if (status == VHA_OK)
        status = vha_model_hanging(cohort, modelling->facts, modelling->arena, &modelling->hanging,
                                   &modelling->hanging_count, error);
    return status;
}

/* The look is on record before anything is shown. */
static enum vha_status run(struct session *session, const struct model_values *values,
                           struct modelling *modelling, struct vha_error *error)
{
    static enum vha_status (*const writers[2][2])(FILE *, const struct modelling *,
                                                  struct vha_error *) = {
        {[MODEL_TEXT] = model_text, [MODEL_JSON] = model_json},
        {[MODEL_TEXT] = stability_text, [MODEL_JSON] = stability_json}};
    enum vha_status status = values->stability ? try_stability(modelling, error)
                                               : model_policy(session, values, modelling, error);
    if (status == VHA_OK)
        status = session_log(session, vha_action_name(VHA_ACTION_MODEL), "done",
                             vha_cohort_info(modelling->made.cohort)->quarter,
                             values->stability ? "stability" : modelling->policy->name, error);
    if (status == VHA_OK)
        status = writers[values->stability][values->format](stdout, modelling, error);
    return status;
}

static enum vha_status begin(struct session *session, const struct model_values *values,
                             struct modelling *modelling, struct vha_error *error)
{
    if (values->policy != NULL && values->stability)
        return vha_fail(error, VHA_USAGE,
                        "--stability is of the policy in force and takes no other; leave '%s' out.",
                        values->policy);
    enum vha_status status = session_state_purpose(session, values->purpose, error);
    if (status == VHA_OK)
        status = session_need_all(session, VHA_ACTION_MODEL, values->policy,
                                  "Nothing was modelled: a model is of all of London", error);
    if (status == VHA_OK)
        status = equality_make(session, &modelling->made, error);
    if (status == VHA_OK)
        status = vha_cohort_policy(modelling->made.cohort, &modelling->base, error);
    return status;
}

static void modelling_free(struct modelling *modelling)
{
    vha_model_free(modelling->model);
    vha_facts_free(modelling->facts);
    vha_policy_free(modelling->policy);
    equality_free(&modelling->made);
    vha_arena_free(modelling->arena);
    free(modelling);
}

static enum vha_status run_model(const struct invocation *invocation, struct vha_error *error)
{
    const struct model_values *values = invocation->values;
    struct session session;
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_MODEL, values->policy, &session, error);
    if (status != VHA_OK)
        return status;
    struct modelling *const modelling = vha_alloc_zeroed(1, sizeof *modelling);
    modelling->arena = vha_arena_new();
    status = begin(&session, values, modelling, error);
    if (status == VHA_OK && values->policy == NULL && !values->stability)
        list_variants(&session, modelling->base);
    else if (status == VHA_OK)
        status = run(&session, values, modelling, error);
    modelling_free(modelling);
    session_close(&session);
    return status;
}

static const struct parameter parameters[] = {
    {.name = "POLICY",
     .kind = VALUE_FILE,
     .offset = offsetof(struct model_values, policy),
     .summary = "a policy, or a variant of the one in force: a file, or a name; without it the "
                "names are listed"},
    {.name = "--purpose",
     .argument = "PURPOSE",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct model_values, purpose),
     .summary = "the policing purpose of the look, 'CATEGORY: WORDS' (SOP 60)"},
    {.name = "--stability",
     .kind = VALUE_SWITCH,
     .offset = offsetof(struct model_values, stability),
     .summary = "how far the list hangs on each weight and on single reports instead"},
    {.name = "--format",
     .argument = "text|json",
     .kind = VALUE_WORD,
     .offset = offsetof(struct model_values, format),
     .words = formats,
     .word_count = VHA_COUNT(formats),
     .summary = "text (the default), or json, which has the counts and names nobody"},
};

const struct command command_model = {
    .name = "model",
    .summary = "try a changed policy on the quarter in force",
    .description =
        "Says who would enter the list and who would leave it under a changed policy, whose rank "
        "would be another, and the equality tables of both lists. With --stability, how far the "
        "list changes when each weight is a tenth lower or higher, and who is on it by a single "
        "report. The quarter stays as it is.",
    .parameters = parameters,
    .parameter_count = VHA_COUNT(parameters),
    .values_size = sizeof(struct model_values),
    .run = run_model,
};
