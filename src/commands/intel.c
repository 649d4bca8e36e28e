#include "between.h"
#include "command.h"

#include "vha/cohort.h"
#include "vha/cohort_refresh.h"

#include <inttypes.h>
#include <stdio.h>

/* What the daily searches have found, beside the records until the next load (SOP 70). */

struct intel_values {
    const char *file;
    vha_date as_of;
};

static enum vha_status build(void *context, const struct vha_cohort_refresh *request,
                             struct vha_error *error)
{
    return vha_cohort_intel_build(request, context, error);
}

static void show(const void *context, const struct vha_cohort_info *info,
                 const struct vha_extract *extract, enum vha_table table)
{
    const struct vha_intel_news *const news = context;
    char pncid[VHA_PNCID_SIZE];
    between_show("search results", info, extract, table);
    printf("New: %" PRIu64 "; ", news->added);
    if (news->amended > 0)
        printf("known, with other particulars now: %" PRIu64 "; ", news->amended);
    printf("known already: %" PRIu64 "; of nobody in the quarter, not kept: %" PRIu64 "\n",
           news->known + extract->tables[table].duplicates, news->strangers);
    for (size_t i = 0; i < news->count; i++)
        printf("  %s  %" PRIu32 " new report%s\n", vha_pncid_format(pncid, news->people[i].pncid),
               news->people[i].reports, news->people[i].reports == 1 ? "" : "s");
}

static enum vha_status run_intel(const struct invocation *invocation, struct vha_error *error)
{
    const struct intel_values *const values = invocation->values;
    struct vha_intel_news news = {.count = 0};
    const struct between between = {
        .action = VHA_ACTION_INTEL,
        .table = VHA_INTEL_RESULTS,
        .file = values->file,
        .as_of = values->as_of,
        .context = &news,
        .build = build,
        .show = show,
    };
    const enum vha_status status = between_loads(invocation->home, &between, error);
    vha_intel_news_free(&news);
    return status;
}

static const struct intel_values defaults = {.as_of = VHA_NO_DATE};

static const struct parameter parameters[] = {
    {.name = "FILE",
     .kind = VALUE_FILE,
     .required = true,
     .offset = offsetof(struct intel_values, file),
     .summary = "a CSV file of intelligence reports, a row for each person whom one names"},
    {.name = "--as-of",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .offset = offsetof(struct intel_values, as_of),
     .summary = "the day of the searches (else today)"},
};

const struct command command_intel = {
    .name = "intel",
    .summary = "load what the daily searches have found",
    .description =
        "Puts the intelligence reports that the daily searches have found beside the records of "
        "those whom they name, as new since the load, at once or not at all (SOP 70). They are in "
        "no score, filter or search; the next load is without them. Who is not in the quarter is "
        "counted and not kept. Prints who has new reports.",
    .parameters = parameters,
    .parameter_count = VHA_COUNT(parameters),
    .values_size = sizeof(struct intel_values),
    .defaults = &defaults,
    .run = run_intel,
};
