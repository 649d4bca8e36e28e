#include "vha/equality.h"
#include "vha/yaml.h"

#include <inttypes.h>
#include <string.h>

enum {
    LONGEST_TITLE = 60,
    LONGEST_SOURCE = 160,
    LONGEST_CODE = 12,
    LONGEST_LABEL = 60,
    OLDEST = 150,
};
static const int64_t most_people = 100000000;

/* A population that is being read, and the breakdown that is. */
struct reading {
    struct vha_population *population;
    struct vha_population_breakdown *by;
    const struct vha_population_breakdown *broad; /* that its groups are within; NULL: of none */
    bool by_age;
};

/* -------------------------------------------------------------------------------------- one group
 */

static enum vha_status read_people(const struct vha_yaml_node *node, void *target, void *context,
                                   struct vha_error *error)
{
    (void)context;
    int64_t *const people = target;
    *people = VHA_NO_FIGURE;
    if (node->kind == VHA_YAML_SCALAR && node->plain && strcmp(node->text, "none") == 0)
        return VHA_OK;
    return vha_yaml_integer(node, 1, most_people, people, error);
}

static uint8_t group_of(const struct vha_population_breakdown *by, const char *code)
{
    for (size_t i = 0; i < by->count; i++)
        if (strcmp(by->groups[i].code, code) == 0)
            return (uint8_t)i;
    return VHA_NO_GROUP;
}

static enum vha_status read_code(const struct vha_yaml_node *node, void *target, void *context,
                                 struct vha_error *error)
{
    const struct reading *const reading = context;
    const char **const code = target;
    const enum vha_status status = vha_yaml_text(node, 1, LONGEST_CODE, code, error);
    if (status != VHA_OK || group_of(reading->by, *code) == VHA_NO_GROUP)
        return status;
    return vha_yaml_unexpected(node, error, "each code once");
}

static enum vha_status read_within(const struct vha_yaml_node *node, void *target, void *context,
                                   struct vha_error *error)
{
    const struct reading *const reading = context;
    uint8_t *const within = target;
    if (reading->broad == NULL || node->kind != VHA_YAML_SCALAR ||
        (*within = group_of(reading->broad, node->text)) == VHA_NO_GROUP)
        return vha_yaml_unexpected(node, error, "the code of a broad ethnic group");
    return VHA_OK;
}

#define AT(member) VHA_YAML_AT(struct vha_population_group, member)

static const struct vha_yaml_field group_fields[] = {
    {.key = "code",
     .type = VHA_YAML_CUSTOM,
     AT(code),
     .custom = read_code,
     .expected = "the code of a group"},
    {.key = "label", .type = VHA_YAML_TEXT, AT(label), .min = 1, .max = LONGEST_LABEL},
    {.key = "within",
     .type = VHA_YAML_CUSTOM,
     .optional = true,
     AT(within),
     .custom = read_within,
     .expected = "the code of a broad ethnic group"},
    {.key = "from", .type = VHA_YAML_INTEGER, .optional = true, AT(from), .min = 0, .max = OLDEST},
    {.key = "to", .type = VHA_YAML_INTEGER, .optional = true, AT(to), .min = 0, .max = OLDEST},
    {.key = "people",
     .type = VHA_YAML_CUSTOM,
     AT(people),
     .custom = read_people,
     .expected = "a number of people, or none"},
};

/* Bands of age follow on one another, so that everybody is in one. */
static enum vha_status check_band(const struct vha_yaml_node *node, const struct reading *reading,
                                  const struct vha_population_group *group, bool last,
                                  struct vha_error *error)
{
    const struct vha_population_breakdown *const by = reading->by;
    const int due = by->count == 0 ? 0 : by->groups[by->count - 1].to + 1;
    if (reading->by_age &&
        (group->from != due || group->to < group->from || (last && group->to != OLDEST)))
        return vha_yaml_fail(node, error,
                             "found the ages %d to %d, expected bands that follow on one another, "
                             "here from %d, the last one up to %d",
                             group->from, group->to, due, OLDEST);
    return VHA_OK;
}

static enum vha_status check_within(const struct vha_yaml_node *node, const struct reading *reading,
                                    const struct vha_population_group *group,
                                    struct vha_error *error)
{
    if (reading->broad != NULL && group->within == VHA_NO_GROUP)
        return vha_yaml_fail(node, error,
                             "found the ethnicity %s without its broad group, expected 'within'",
                             group->code);
    return VHA_OK;
}

static enum vha_status read_groups(const struct vha_yaml_node *node, void *target, void *context,
                                   struct vha_error *error)
{
    (void)target;
    struct reading *const reading = context;
    struct vha_population_breakdown *const by = reading->by;
    enum vha_status status = vha_yaml_list(node, 1, VHA_MAX_GROUPS - 1, error);
    for (const struct vha_yaml_node *item = node->first; status == VHA_OK && item != NULL;
         item = item->next) {
        struct vha_population_group *const group = &by->groups[by->count];
        *group = (struct vha_population_group){.within = VHA_NO_GROUP};
        status =
            vha_yaml_fields(item, group_fields, VHA_COUNT(group_fields), group, reading, error);
        if (status == VHA_OK)
            status = check_band(item, reading, group, item->next == NULL, error);
        if (status == VHA_OK)
            status = check_within(item, reading, group, error);
        if (status == VHA_OK)
            by->count++;
    }
    return status;
}

/* -------------------------------------------------------------------------------- one breakdown */

static enum vha_status read_reference(const struct vha_yaml_node *node, void *target, void *context,
                                      struct vha_error *error)
{
    const struct reading *const reading = context;
    uint8_t *const reference = target;
    *reference = VHA_NO_GROUP;
    if (node->kind == VHA_YAML_SCALAR && strcmp(node->text, "rest") == 0)
        return VHA_OK;
    if (node->kind == VHA_YAML_SCALAR)
        *reference = group_of(reading->by, node->text);
    return *reference != VHA_NO_GROUP
               ? VHA_OK
               : vha_yaml_unexpected(node, error, "the code of one of the groups, or rest");
}

static enum vha_status read_borough_people(const struct vha_yaml_node *node, void *target,
                                           void *context, struct vha_error *error)
{
    (void)target;
    const struct reading *const reading = context;
    enum vha_status status = VHA_OK;
    if (node->kind != VHA_YAML_MAPPING)
        return vha_yaml_unexpected(node, error, "a mapping of GSS codes to people");
    for (const struct vha_yaml_node *item = node->first; status == VHA_OK && item != NULL;
         item = item->next) {
        const uint8_t group = group_of(reading->by, item->key);
        if (group == VHA_NO_GROUP || reading->by->groups[group].unknown)
            return vha_yaml_fail_key(
                item, error, "found %s, expected a GSS code of config/areas.yaml", item->key);
        status = read_people(item, &reading->by->groups[group].people, context, error);
    }
    return status;
}

#undef AT
#define AT(member) VHA_YAML_AT(struct vha_population_breakdown, member)

#define TITLE                                                                                      \
    {                                                                                              \
        .key = "title", .type = VHA_YAML_TEXT, AT(title), .min = 1, .max = LONGEST_TITLE           \
    }
#define SOURCE                                                                                     \
    {                                                                                              \
        .key = "source", .type = VHA_YAML_TEXT, AT(source), .min = 1, .max = LONGEST_SOURCE        \
    }

static const struct vha_yaml_field breakdown_fields[] = {
    TITLE,
    SOURCE,
    {.key = "all",
     .type = VHA_YAML_CUSTOM,
     AT(all),
     .custom = read_people,
     .expected = "a number of people, or none"},
    {.key = "groups",
     .type = VHA_YAML_CUSTOM,
     AT(groups),
     .custom = read_groups,
     .expected = "a list of groups"},
    {.key = "reference",
     .type = VHA_YAML_CUSTOM,
     AT(reference),
     .custom = read_reference,
     .expected = "the code of one of the groups, or rest"},
};
static const struct vha_yaml_field borough_fields[] = {
    TITLE,
    SOURCE,
    {.key = "people",
     .type = VHA_YAML_CUSTOM,
     .custom = read_borough_people,
     .expected = "a mapping of GSS codes to people"},
};
static const struct vha_yaml_field bcu_fields[] = {TITLE, SOURCE};

/* Whoever is in no other group. */
static void add_unknown(struct vha_population_breakdown *by, const char *code, const char *label,
                        uint8_t within)
{
    by->groups[by->count++] = (struct vha_population_group){
        .code = code, .label = label, .within = within, .unknown = true, .people = VHA_NO_FIGURE};
}

/* More people in the groups than there are, but for what is rounded, is a slip of the pen. */
static enum vha_status check_all(const struct vha_yaml_node *node,
                                 const struct vha_population_breakdown *by, struct vha_error *error)
{
    enum { ROUNDED_OF = 1000 };
    int64_t people = 0;
    for (size_t i = 0; i < by->count; i++)
        people += by->groups[i].people == VHA_NO_FIGURE ? 0 : by->groups[i].people;
    if (by->all == VHA_NO_FIGURE || people <= by->all + by->all / ROUNDED_OF)
        return VHA_OK;
    return vha_yaml_fail(node, error,
                         "found %" PRId64 " people in the groups of %s, expected no more than the "
                         "%" PRId64 " of 'all'",
                         people, by->title, by->all);
}

static enum vha_status read_breakdown(const struct vha_yaml_node *node, void *target, void *context,
                                      struct vha_error *error)
{
    struct reading *const reading = context;
    struct vha_population_breakdown *const all = reading->population->by;
    reading->by = target;
    reading->by_age = reading->by == &all[VHA_BY_AGE];
    reading->broad = reading->by == &all[VHA_BY_ETHNICITY] ? &all[VHA_BY_ETHNIC_GROUP] : NULL;
    enum vha_status status = vha_yaml_fields(node, breakdown_fields, VHA_COUNT(breakdown_fields),
                                             target, reading, error);
    if (status == VHA_OK)
        status = check_all(node, reading->by, error);
    if (status != VHA_OK || reading->by_age)
        return status;
    if (reading->by == &all[VHA_BY_SEX])
        add_unknown(reading->by, "U", "Not recorded", VHA_NO_GROUP);
    else
        add_unknown(reading->by, "NS", "Not stated",
                    reading->broad != NULL ? (uint8_t)(reading->broad->count - 1) : VHA_NO_GROUP);
    return status;
}

static enum vha_status read_places(const struct vha_yaml_node *node, void *target, void *context,
                                   struct vha_error *error)
{
    struct reading *const reading = context;
    const bool bcus = target == &reading->population->by[VHA_BY_BCU];
    reading->by = target;
    return vha_yaml_fields(node, bcus ? bcu_fields : borough_fields,
                           bcus ? VHA_COUNT(bcu_fields) : VHA_COUNT(borough_fields), target,
                           reading, error);
}

/* --------------------------------------------------------------------------------------- the file
 */

/* Boroughs and BCUs are those of the areas, and everybody else has none. */
static void take_areas(struct vha_population *population, const struct vha_areas *areas)
{
    struct vha_population_breakdown *const boroughs = &population->by[VHA_BY_BOROUGH];
    struct vha_population_breakdown *const bcus = &population->by[VHA_BY_BCU];
    boroughs->reference = VHA_NO_GROUP;
    bcus->reference = VHA_NO_GROUP;
    for (size_t i = 0; i < areas->count; i++) {
        const struct vha_borough *const borough = &areas->boroughs[i];
        uint8_t bcu = VHA_NO_GROUP;
        if (borough->bcu[0] != '\0' && (bcu = group_of(bcus, borough->bcu)) == VHA_NO_GROUP) {
            bcu = (uint8_t)bcus->count++;
            bcus->groups[bcu] = (struct vha_population_group){
                .code = vha_arena_text(population->arena, borough->bcu, strlen(borough->bcu)),
                .label =
                    vha_arena_format(population->arena, "%s %s", borough->bcu, borough->bcu_name),
                .within = VHA_NO_GROUP,
                .people = VHA_NO_FIGURE};
        }
        boroughs->groups[boroughs->count++] = (struct vha_population_group){
            .code = vha_arena_text(population->arena, borough->gss, strlen(borough->gss)),
            .label = vha_arena_text(population->arena, borough->name, strlen(borough->name)),
            .within = bcu,
            .people = VHA_NO_FIGURE};
    }
    add_unknown(bcus, "none", "No BCU (City, out of London)", VHA_NO_GROUP);
    const uint8_t no_bcu = (uint8_t)(bcus->count - 1);
    for (size_t i = 0; i < boroughs->count; i++)
        if (boroughs->groups[i].within == VHA_NO_GROUP)
            boroughs->groups[i].within = no_bcu;
    add_unknown(boroughs, "none", "None (out of London)", no_bcu);
}

/* The people of the groups within `within`, of all for VHA_NO_GROUP; a part is never taken for the
 * whole: VHA_NO_FIGURE when one of them has none. */
static int64_t add_up(const struct vha_population_breakdown *by, uint8_t within)
{
    int64_t people = 0;
    for (size_t i = 0; i < by->count; i++) {
        if (by->groups[i].unknown || (within != VHA_NO_GROUP && by->groups[i].within != within))
            continue;
        if (by->groups[i].people == VHA_NO_FIGURE)
            return VHA_NO_FIGURE;
        people += by->groups[i].people;
    }
    return people;
}

static void add_up_places(struct vha_population *population)
{
    struct vha_population_breakdown *const boroughs = &population->by[VHA_BY_BOROUGH];
    struct vha_population_breakdown *const bcus = &population->by[VHA_BY_BCU];
    for (size_t i = 0; i < bcus->count; i++)
        if (!bcus->groups[i].unknown)
            bcus->groups[i].people = add_up(boroughs, (uint8_t)i);
    boroughs->all = add_up(boroughs, VHA_NO_GROUP);
    bcus->all = add_up(bcus, VHA_NO_GROUP);
}

#undef AT
#define AT(member) VHA_YAML_AT(struct vha_population, member)

#define BREAKDOWN(name, which, reader)                                                             \
    {                                                                                              \
        .key = (name), .type = VHA_YAML_CUSTOM, AT(by[which]), .custom = (reader),                 \
        .expected = "a mapping of title, source, groups and reference"                             \
    }

/* A broad group before what is within it. */
static const struct vha_yaml_field file_fields[] = {
    {.key = "name", .type = VHA_YAML_TEXT, AT(name), .min = 1, .max = 120},
    BREAKDOWN("age", VHA_BY_AGE, read_breakdown),
    BREAKDOWN("sex", VHA_BY_SEX, read_breakdown),
    BREAKDOWN("ethnic_group", VHA_BY_ETHNIC_GROUP, read_breakdown),
    BREAKDOWN("ethnicity", VHA_BY_ETHNICITY, read_breakdown),
    BREAKDOWN("borough", VHA_BY_BOROUGH, read_places),
    BREAKDOWN("bcu", VHA_BY_BCU, read_places),
};

enum vha_status vha_population_read(const char *path, const struct vha_areas *areas,
                                    struct vha_population **population, struct vha_error *error)
{
    struct vha_arena *const arena = vha_arena_new();
    struct vha_population *const made = vha_arena_alloc(arena, sizeof *made);
    struct reading reading = {.population = made};
    const struct vha_yaml_node *root = NULL;
    *population = NULL;
    made->arena = arena;
    take_areas(made, areas);
    enum vha_status status = vha_yaml_read(arena, path, &root, error);
    if (status == VHA_OK)
        status = vha_yaml_fields(root, file_fields, VHA_COUNT(file_fields), made, &reading, error);
    if (status != VHA_OK) {
        vha_arena_free(arena);
        return status;
    }
    add_up_places(made);
    *population = made;
    return VHA_OK;
}

void vha_population_free(struct vha_population *population)
{
    if (population != NULL)
        vha_arena_free(population->arena); /* the population itself lies in it */
}
