#include "vha/synth.h"
#include "command.h"
#include "home.h"
#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const formats[] = {[VHA_SYNTH_CSV] = "csv", [VHA_SYNTH_XLSX] = "xlsx"};

struct synth_values {
    const char *folder;
    int64_t nominals;
    int64_t seed;
    const char *quarter;
    vha_date as_of;
    int format;
};

static const struct synth_values synth_defaults = {.as_of = VHA_NO_DATE, .format = VHA_SYNTH_CSV};

static enum vha_status write_quarter(const struct synth_values *values, const char *policy_path,
                                     const char *areas_path, struct vha_error *error)
{
    const struct vha_synth_request request = {
        .folder = values->folder,
        .nominals = (uint32_t)values->nominals,
        .seed = (uint64_t)values->seed,
        .quarter = values->quarter,
        .as_of = values->as_of,
        .format = (enum vha_synth_format)values->format,
    };
    struct vha_policy *policy = NULL;
    struct vha_areas *areas = NULL;
    enum vha_status status = vha_policy_read(policy_path, &policy, error);
    if (status == VHA_OK)
        status = vha_areas_read(areas_path, &areas, error);
    if (status == VHA_OK) {
        struct progress_display display;
        progress_begin(&display, STDERR_FILENO);
        status = vha_synth(&request, policy, areas, &display.progress, error);
        progress_end(&display);
    }
    vha_areas_free(areas);
    vha_policy_free(policy);
    return status;
}

static enum vha_status run_synth(const struct invocation *invocation, struct vha_error *error)
{
    const struct synth_values *values = invocation->values;
    struct home home;
    enum vha_status status = home_find(invocation->home, &home, error);
    if (status != VHA_OK)
        return status;
    char *policy = home_config_path(&home, "policy.yaml");
    char *areas = home_config_path(&home, "areas.yaml");
    status = write_quarter(values, policy, areas, error);
    if (status == VHA_OK)
        printf("%s holds a synthetic %s of %lld nominals; all of them are made up.\n",
               values->folder, values->quarter, (long long)values->nominals);
    free(areas);
    free(policy);
    home_free(&home);
    return status;
}

static const struct parameter parameters[] = {
    {.name = "DIR",
     .kind = VALUE_FOLDER,
     .required = true,
     .offset = offsetof(struct synth_values, folder),
     .summary = "the folder to write, new or empty"},
    {.name = "--nominals",
     .argument = "N",
     .kind = VALUE_NUMBER,
     .required = true,
     .offset = offsetof(struct synth_values, nominals),
     .min = 1,
     .max = VHA_SYNTH_MAX_NOMINALS,
     .summary = "how many people"},
    {.name = "--seed",
     .argument = "S",
     .kind = VALUE_NUMBER,
     .required = true,
     .offset = offsetof(struct synth_values, seed),
     .max = INT64_C(999999999999999999),
     .summary = "another number, other people; the same number, the same bytes"},
    {.name = "--quarter",
     .argument = "Q",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct synth_values, quarter),
     .summary = "such as 2026-Q3"},
    {.name = "--as-of",
     .argument = "D",
     .kind = VALUE_DATE,
     .offset = offsetof(struct synth_values, as_of),
     .summary = "the assessment date, YYYY-MM-DD; without it, the day after the quarter's end"},
    {.name = "--format",
     .argument = "csv|xlsx",
     .kind = VALUE_WORD,
     .offset = offsetof(struct synth_values, format),
     .words = formats,
     .word_count = VHA_COUNT(formats),
     .summary = "a file a table (the default), or one workbook"},
};

const struct command command_synth = {
    .name = "synth",
    .summary = "write a synthetic quarter of made-up people",
    .description = "Writes an extract folder of made-up people that looks like London's quarter, "
                   "of any size, for demonstrations, tests and benchmarks.",
    .parameters = parameters,
    .parameter_count = VHA_COUNT(parameters),
    .values_size = sizeof(struct synth_values),
    .defaults = &synth_defaults,
    .run = run_synth,
};
