#include "between.h"
#include "command.h"

#include "vha/cohort.h"
#include "vha/cohort_refresh.h"

#include <stdio.h>

/* The weekly refresh of custody and of who is wanted (SOP 70). */

enum { REFRESH_CUSTODY, REFRESH_WANTED };
static const char *const names[] = {[REFRESH_CUSTODY] = "custody", [REFRESH_WANTED] = "wanted"};
static const enum vha_table tables[] = {
    [REFRESH_CUSTODY] = VHA_CUSTODY, [REFRESH_WANTED] = VHA_WANTED};

struct refresh_values {
    int table;
    const char *file;
    vha_date as_of;
};

/* ----------------------------------------------------------------------------------- movements */

static enum vha_status build(void *context, const struct vha_cohort_refresh *request,
                             struct vha_error *error)
{
    return vha_cohort_refresh_build(request, context, error);
}

static void show(const void *context, const struct vha_cohort_info *info,
                 const struct vha_extract *extract, enum vha_table table)
{
    const struct vha_movements *const movements = context;
    char pncid[VHA_PNCID_SIZE];
    between_show(vha_table_name(table), info, extract, table);
    printf("Movements on the list: %zu\n", movements->count);
    for (size_t i = 0; i < movements->count; i++)
        printf("  %s  %s\n", vha_pncid_format(pncid, movements->people[i].pncid),
               vha_movement_words(movements->people[i].before, movements->people[i].after));
}

/* ----------------------------------------------------------------------------------- the command
 */

static enum vha_status run_refresh(const struct invocation *invocation, struct vha_error *error)
{
    const struct refresh_values *const values = invocation->values;
    struct vha_movements movements = {.count = 0};
    const struct between between = {
        .action = VHA_ACTION_REFRESH,
        .table = tables[values->table],
        .file = values->file,
        .as_of = values->as_of,
        .context = &movements,
        .build = build,
        .show = show,
    };
    const enum vha_status status = between_loads(invocation->home, &between, error);
    vha_movements_free(&movements);
    return status;
}

static const struct refresh_values defaults = {.as_of = VHA_NO_DATE};

static const struct parameter parameters[] = {
    {.name = "TABLE",
     .kind = VALUE_WORD,
     .required = true,
     .offset = offsetof(struct refresh_values, table),
     .words = names,
     .word_count = VHA_COUNT(names),
     .summary = "custody or wanted"},
    {.name = "FILE",
     .kind = VALUE_FILE,
     .required = true,
     .offset = offsetof(struct refresh_values, file),
     .summary = "a CSV file with the columns of that table in an extract"},
    {.name = "--as-of",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .offset = offsetof(struct refresh_values, as_of),
     .summary = "the day that it was taken on (else today)"},
};

const struct command command_refresh = {
    .name = "refresh",
    .summary = "refresh custody or wanted between two loads",
    .description =
        "Reads who is in custody, or who is wanted, and refreshes those flags and filters alone, "
        "at once or not at all; scores, ranks and the list stay (SOP 70). Custody episodes are "
        "added and ended; whoever is not in a wanted file is wanted no more. Prints who on the "
        "list has moved.",
    .parameters = parameters,
    .parameter_count = VHA_COUNT(parameters),
    .values_size = sizeof(struct refresh_values),
    .defaults = &defaults,
    .run = run_refresh,
};
