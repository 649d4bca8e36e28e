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
};

/* ----------------------------------------------------------------------------------- what it takes
 */

static enum vha_status read_population(const struct session *session, struct equality_made *made,
                                       struct vha_error *error)
{
    char *areas = home_config_path(&session->home, "areas.yaml");
    char *population = home_config_path(&session->home, "population.yaml");
    enum vha_status status = vha_areas_read(areas, &made->areas, error);
    if (status == VHA_OK)
        status = vha_population_read(population, made->areas, &made->population, error);
    free(population);
    free(areas);
    return status;
}

static enum vha_status read_earlier(const struct session *session, const char *quarter,
                                    struct vha_equality_person **people, size_t *count,
                                    struct vha_error *error)
{
    struct vha_cohort *earlier = NULL;
    *people = NULL;
    *count = 0;
    enum vha_status status = session_open_earlier(session, quarter, &earlier, error);
    if (status == VHA_OK)
        status = vha_cohort_people(earlier, people, count, error);
    vha_cohort_close(earlier);
    return status;
}

enum vha_status equality_make(const struct session *session, struct equality_made *made,
                              struct vha_error *error)
{
    struct vha_equality_person *before = NULL;
    size_t count_before = 0;
    *made = (struct equality_made){.areas = NULL};
    enum vha_status status = read_population(session, made, error);
    if (status == VHA_OK)
        status = session_open_cohort(session, &made->cohort, error);
    if (status == VHA_OK)
        status = vha_cohort_people(made->cohort, &made->people, &made->count, error);
    if (status != VHA_OK)
        return status;
    const char *const earlier = vha_cohort_info(made->cohort)->earlier_quarter;
    const bool compared = earlier != NULL && read_earlier(session, earlier, &before, &count_before,
                                                          &made->not_compared) == VHA_OK;
    vha_equality_review(made->population, &(struct vha_equality_people){made->people, made->count},
                        compared ? &(struct vha_equality_people){before, count_before} : NULL,
                        &made->equality);
    free(before);
    return VHA_OK;
}

void equality_free(struct equality_made *made)
{
    equality_free_record(made);
    free(made->people);
    vha_cohort_close(made->cohort);
    vha_population_free(made->population);
    vha_areas_free(made->areas);
}

/* --------------------------------------------------------------------------------------- showing
 */

static enum vha_status run_show(const struct invocation *invocation, struct vha_error *error)
{
    static void (*const writers[])(FILE *, const struct equality_made *) = {
        [EQUALITY_TEXT] = equality_text,
        [EQUALITY_CSV] = equality_csv,
        [EQUALITY_JSON] = equality_json,
    };
    const struct equality_values *values = invocation->values;
    struct session session;
    struct equality_made made = {.areas = NULL};
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_EQUALITY, NULL, &session, error);
    if (status != VHA_OK)
        return status;
    status = equality_make(&session, &made, error);
    if (status == VHA_OK)
        status = equality_add_record(&session, &made, error);
    if (status == VHA_OK)
        status = session_log(&session, vha_action_name(VHA_ACTION_EQUALITY), "done",
                             vha_cohort_info(made.cohort)->quarter, "show", error);
    if (status == VHA_OK)
        writers[values->format](stdout, &made);
    equality_free(&made);
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
