#include "model.h"
#include "command.h"
#include "say.h"
#include "session.h"

#include <stdio.h>
#include <stdlib.h>

/* A changed policy against the quarter in force (governance, Modelling). */

enum model_format { MODEL_TEXT, MODEL_JSON };
static const char *const formats[] = {[MODEL_TEXT] = "text", [MODEL_JSON] = "json"};

struct model_values {
    const char *policy;
    const char *purpose;
    bool stability;
    int format;
};

/* ------------------------------------------------------------------------------ which policy it is
 */

/* A name such as linear-decay stands for a shipped variant or one of the home's. */
static char *policy_path(const struct session *session, const char *text)
{
    char *folders[HOME_VARIANT_FOLDERS + 1];
    home_variant_folders(&session->home, folders);
    char *const path = vha_variant_path((const char *const *)folders, text);
    home_free_folders(folders);
    return path != NULL ? path : vha_copy_text(text);
}

static enum vha_status list_variants(const struct session *session, struct vha_cohort *cohort,
                                     struct vha_error *error)
{
    char *folders[HOME_VARIANT_FOLDERS + 1];
    const struct vha_policy *base = NULL;
    const enum vha_status status = vha_cohort_policy(cohort, &base, error);
    if (status != VHA_OK)
        return status;
    home_variant_folders(&session->home, folders);
    struct vha_variants *const variants = vha_variants_find((const char *const *)folders, base);
    for (size_t i = 0; i < variants->count; i++) {
        char title[512];
        printf("%-28s %s\n", variants->items[i].name,
               vha_text_show(title, sizeof title, variants->items[i].title));
    }
    vha_variants_free(variants);
    home_free_folders(folders);
    return VHA_OK;
}

/* ---------------------------------------------------------------------------------- the work */

static enum vha_status model_policy(struct session *session, const char *policy,
                                    struct modelled *modelled, struct vha_error *error)
{
    char *path = policy_path(session, policy);
    char *areas = home_config_path(&session->home, "areas.yaml");
    char *population = home_config_path(&session->home, "population.yaml");
    const struct vha_modelling_files files = {path, areas, population};
    const enum vha_status status =
        vha_modelling_make(modelled->cohort, &files, &modelled->modelling, error);
    free(population);
    free(areas);
    free(path);
    return status;
}

static void write_lines(const struct vha_model_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        const struct vha_model_line *const line = &lines->items[i];
        say_shown(stdout, line->kind == VHA_LINE_SECTION ? "\n" : "", line->text, "\n");
    }
}

static enum vha_status write_text(const struct modelled *modelled, struct vha_error *error)
{
    struct vha_model_lines lines;
    vha_model_lines_init(&lines);
    const enum vha_status status =
        modelled->modelling != NULL
            ? vha_modelling_tell(modelled->modelling, modelled->cohort, &lines, error)
            : vha_stability_tell(modelled->stability, modelled->cohort, &lines, error);
    if (status == VHA_OK) {
        printf("OFFICIAL  %s of VHA %s\n", modelled->modelling != NULL ? "Model" : "Stability",
               vha_cohort_info(modelled->cohort)->quarter);
        write_lines(&lines);
    }
    vha_model_lines_free(&lines);
    return status;
}

/* The look is on record before anything is shown. */
static enum vha_status run(struct session *session, const struct model_values *values,
                           struct modelled *modelled, struct vha_error *error)
{
    enum vha_status status = values->stability
                                 ? vha_stability_make(modelled->cohort, &modelled->stability, error)
                                 : model_policy(session, values->policy, modelled, error);
    if (status == VHA_OK)
        status =
            session_log(session, vha_action_name(VHA_ACTION_MODEL), "done",
                        vha_cohort_info(modelled->cohort)->quarter,
                        values->stability ? "stability" : modelled->modelling->policy->name, error);
    if (status == VHA_OK && values->format == MODEL_TEXT)
        status = write_text(modelled, error);
    else if (status == VHA_OK)
        (values->stability ? stability_json : model_json)(stdout, modelled);
    return status;
}

static enum vha_status begin(struct session *session, const struct model_values *values,
                             struct vha_error *error)
{
    if (values->policy != NULL && values->stability)
        return vha_fail(error, VHA_USAGE,
                        "--stability is of the policy in force and takes no other; leave '%s' out.",
                        values->policy);
    enum vha_status status = session_state_purpose(session, values->purpose, error);
    if (status == VHA_OK)
        status = session_need_all(session, VHA_ACTION_MODEL, values->policy,
                                  "Nothing was modelled: a model is of all of London", error);
    return status;
}

static enum vha_status run_model(const struct invocation *invocation, struct vha_error *error)
{
    const struct model_values *values = invocation->values;
    struct modelled modelled = {.cohort = NULL};
    struct session session;
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_MODEL, values->policy, &session, error);
    if (status != VHA_OK)
        return status;
    status = begin(&session, values, error);
    if (status == VHA_OK)
        status = session_open_cohort(&session, &modelled.cohort, error);
    if (status == VHA_OK && values->policy == NULL && !values->stability)
        status = list_variants(&session, modelled.cohort, error);
    else if (status == VHA_OK)
        status = run(&session, values, &modelled, error);
    vha_modelling_free(modelled.modelling);
    vha_stability_free(modelled.stability);
    vha_cohort_close(modelled.cohort);
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
