#include "equality.h"
#include "command.h"

#include <stdlib.h>
#include <string.h>

/* The quarterly equality review (SOP 54 to 58, EIA): counts, and nobody's record. */

enum equality_format { EQUALITY_TEXT, EQUALITY_CSV, EQUALITY_JSON };
static const char *const formats[] = {
    [EQUALITY_TEXT] = "text", [EQUALITY_CSV] = "csv", [EQUALITY_JSON] = "json"};

struct equality_values {
    int format;
    const char *quarter;
};

enum vha_status equality_make(const struct session *session, const char *quarter,
                              struct vha_quarter_review *made, struct vha_error *error)
{
    char *const cohort = home_path(&session->home, HOME_COHORT);
    char *const archive = home_path(&session->home, HOME_ARCHIVE);
    char *const areas = home_config_path(&session->home, "areas.yaml");
    char *const population = home_config_path(&session->home, "population.yaml");
    const struct vha_review_sources sources = {.reg = session->reg,
                                               .cohort_path = cohort,
                                               .archive_folder = archive,
                                               .areas_path = areas,
                                               .population_path = population};
    const enum vha_status status = vha_quarter_review_make(&sources, quarter, made, error);
    free(population);
    free(areas);
    free(archive);
    free(cohort);
    return status;
}

/* --------------------------------------------------------------------------------------- showing
 */

static enum vha_status run_show(const struct invocation *invocation, struct vha_error *error)
{
    static void (*const writers[])(FILE *, const struct vha_quarter_review *) = {
        [EQUALITY_TEXT] = equality_text,
        [EQUALITY_CSV] = equality_csv,
        [EQUALITY_JSON] = equality_json,
    };
    const struct equality_values *values = invocation->values;
    struct session session;
    struct vha_quarter_review made = {.areas = NULL};
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_EQUALITY, NULL, &session, error);
    if (status != VHA_OK)
        return status;
    status = equality_make(&session, values->quarter, &made, error);
    if (status == VHA_OK)
        status = vha_quarter_review_add_record(session.reg, &session.user, &made, error);
    if (status == VHA_OK)
        status = session_log(&session, vha_action_name(VHA_ACTION_EQUALITY), "done",
                             vha_cohort_info(made.cohort)->quarter, "show", error);
    if (status == VHA_OK)
        writers[values->format](stdout, &made);
    vha_quarter_review_free(&made);
    session_close(&session);
    return status;
}

static const struct parameter parameters[] = {
    {.name = "--format",
     .argument = "text|csv|json",
     .kind = VALUE_WORD,
     .offset = offsetof(struct equality_values, format),
     .words = formats,
     .word_count = VHA_COUNT(formats),
     .summary = "text (the default), csv or json"},
    {.name = "--quarter",
     .argument = "QUARTER",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct equality_values, quarter),
     .summary = "one that the archive has, as 2026-Q3 (else the one in force)"},
};

const struct command command_equality_show = {
    .name = "equality show",
    .summary = "review the list by age, sex, ethnicity and place",
    .description =
        "Counts the list by age, sex, ethnicity, BCU and borough, beside the census of London and "
        "beside the suspects of the same offences in the extract, as ratios with 95 % intervals; "
        "and who entered and left since the earlier quarter (SOP 54 to 58). Counts alone, and "
        "not for publication: small ones are not suppressed. See 'vha equality publish'.",
    .parameters = parameters,
    .parameter_count = VHA_COUNT(parameters),
    .values_size = sizeof(struct equality_values),
    .run = run_show,
};
