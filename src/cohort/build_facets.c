#include "build.h"

#include "fill.sql.h"

#include "vha/cohort_filter.h"
#include "vha/cohort_list.h"

#include <stdlib.h>
#include <string.h>

/* A filter pane under construction: its values and a bitmap of list positions for each. */
struct facet_value {
    const char *code;
    const char *label;
    const char *grouping;
    uint64_t *members;
};

struct facet {
    const struct build *build;
    const char *title;
    struct vha_arena *arena; /* of texts that are made up for the values */
    size_t words;            /* of a bitmap */
    size_t value_count;
    struct facet_value values[VHA_MAX_FACET_VALUES];
};

/* A value that is known before the extract is. */
struct known_value {
    const char *code;
    const char *label;
};

/* A pane: its names, the values it always has, and what sets the bits. Adding a filter is a row of
 * the table at the end. */
struct facet_definition {
    const char *name;
    const char *title;
    const struct known_value *known; /* ended by a NULL code; or NULL */
    void (*fill)(struct facet *facet);
};

static size_t add_value(struct facet *facet, const char *code, const char *label,
                        const char *grouping)
{
    const size_t value = facet->value_count++;
    facet->values[value] = (struct facet_value){
        .code = code,
        .label = label,
        .grouping = grouping,
        .members = vha_alloc_zeroed(facet->words, sizeof(uint64_t)),
    };
    return value;
}

static void set_member(struct facet *facet, size_t value, uint32_t position)
{
    facet->values[value].members[position / 64] |= UINT64_C(1) << position % 64;
}

static size_t find_value(const struct facet *facet, const char *code)
{
    size_t value = 0;
    while (value < facet->value_count && strcmp(facet->values[value].code, code) != 0)
        value++;
    return value;
}

/* Puts whoever has none of the values before into the value `rest`. */
static void fill_rest(struct facet *facet, size_t rest)
{
    for (uint32_t position = 0; position < facet->build->listed; position++) {
        bool has_one = false;
        for (size_t value = 0; value < rest; value++)
            has_one =
                has_one || (facet->values[value].members[position / 64] >> position % 64 & 1u) != 0;
        if (!has_one)
            set_member(facet, rest, position);
    }
}

/* ----------------------------------------------------------------------------------- borough */

static int compare_boroughs(const void *a, const void *b)
{
    const struct vha_borough *left = *(const struct vha_borough *const *)a;
    const struct vha_borough *right = *(const struct vha_borough *const *)b;
    /* The City of London, which is no BCU's, goes last. */
    const int order = (*left->bcu == '\0') - (*right->bcu == '\0');
    if (order != 0)
        return order;
    const int bcus = strcmp(left->bcu, right->bcu);
    return bcus != 0 ? bcus : strcmp(left->name, right->name);
}

_Static_assert(VHA_MAX_BOROUGHS < VHA_MAX_FACET_VALUES, "a pane has room for every borough");

static void fill_borough(struct facet *facet)
{
    const struct build *build = facet->build;
    const struct vha_areas *areas = build->request->areas;
    const struct vha_borough *order[VHA_MAX_BOROUGHS] = {NULL};
    size_t value_of[VHA_MAX_BOROUGHS];
    for (size_t i = 0; i < areas->count; i++)
        order[i] = &areas->boroughs[i];
    qsort(order, areas->count, sizeof(const struct vha_borough *), compare_boroughs);
    for (size_t i = 0; i < areas->count; i++)
        value_of[order[i] - areas->boroughs] =
            add_value(facet, order[i]->name, order[i]->name,
                      *order[i]->bcu != '\0' ? vha_arena_format(facet->arena, "%s %s",
                                                                order[i]->bcu, order[i]->bcu_name)
                                             : "Not the MPS's");
    const size_t none = add_value(facet, "none", "None or outside London", "");
    for (uint32_t position = 0; position < build->listed; position++) {
        const uint8_t borough =
            build->extract->nominals[build->standings[position].nominal].borough;
        set_member(facet, borough == VHA_NO_BOROUGH ? none : value_of[borough], position);
    }
}

/* ------------------------------------------------------------------------------------- flags */

/* Sets a value for whoever has any of the flags. */
static void fill_from_flags(struct facet *facet, size_t value, uint32_t flags)
{
    const struct build *build = facet->build;
    for (uint32_t position = 0; position < build->listed; position++)
        if ((build->flags[build->standings[position].nominal] & flags) != 0)
            set_member(facet, value, position);
}

static const struct known_value under_18_values[] = {
    {"u18", "Under 18"}, {"adult", "18 and over"}, {NULL, NULL}};

static void fill_under_18(struct facet *facet)
{
    fill_from_flags(facet, 0, VHA_FLAG_UNDER_18);
    fill_rest(facet, 1);
}

static const struct known_value custody_values[] = {{"in", "In custody"},
                                                    {"out", "Not in custody"},
                                                    {"released", "Released, 30 days"},
                                                    {NULL, NULL}};

static void fill_custody(struct facet *facet)
{
    fill_from_flags(facet, 0, VHA_FLAG_IN_CUSTODY);
    fill_rest(facet, 1);
    fill_from_flags(facet, 2, VHA_FLAG_RELEASED);
}

static const struct known_value wanted_values[] = {
    {"ewms", "EWMS"}, {"cris", "CRIS"}, {"no", "Not wanted"}, {NULL, NULL}};

static void fill_wanted(struct facet *facet)
{
    fill_from_flags(facet, 0, VHA_FLAG_WANTED_EWMS);
    fill_from_flags(facet, 1, VHA_FLAG_WANTED_CRIS);
    fill_rest(facet, 2);
}

static const struct known_value gang_values[] = {
    {"yes", "Gang link"}, {"no", "No gang link"}, {NULL, NULL}};

static void fill_gang(struct facet *facet)
{
    fill_from_flags(facet, 0, VHA_FLAG_GANG);
    fill_rest(facet, 1);
}

static const struct known_value county_lines_values[] = {
    {"yes", "County lines"}, {"no", "No county lines"}, {NULL, NULL}};

static void fill_county_lines(struct facet *facet)
{
    fill_from_flags(facet, 0, VHA_FLAG_COUNTY_LINES);
    fill_rest(facet, 1);
}

/* ------------------------------------------------------------------------------------- kinds */

/* The value of a kind, added when it is new. Beside the last ones, which gather what finds no room
 * and whoever has none, so many values fit. */
static size_t find_or_add_kind(struct facet *facet, const char *kind)
{
    enum { KINDS_THAT_FIT = VHA_MAX_FACET_VALUES - 2 };
    const size_t value = find_value(facet, kind);
    if (value < facet->value_count)
        return value;
    if (facet->value_count < KINDS_THAT_FIT)
        return add_value(facet, kind, kind, "");
    if (facet->value_count == KINDS_THAT_FIT)
        add_value(facet, "other", "Other kinds", "");
    return KINDS_THAT_FIT;
}

/* Sets the value whose code is the kind of each current entry of a table. Where the kinds are not
 * known beforehand, values are added as they come up. */
static void fill_kinds(struct facet *facet, enum vha_table table, bool open)
{
    const struct build *build = facet->build;
    const struct vha_extract *extract = build->extract;
    for (uint32_t i = 0; i < extract->counts[table]; i++) {
        const struct vha_flag_row *row = &extract->flags[table][i];
        const uint32_t position = build->positions[row->nominal];
        if (position == NOT_LISTED ||
            !entry_is_current(table, row->since, row->until, extract->as_of))
            continue;
        const char *kind = vha_extract_text(extract, table, row->kind);
        const size_t value = open ? find_or_add_kind(facet, kind) : find_value(facet, kind);
        if (value < facet->value_count)
            set_member(facet, value, position);
    }
}

static const struct known_value iom_values[] = {
    {"FIXED", "Fixed"}, {"FLEX", "Flex"}, {"FREE", "Free"}, {"none", "Not in IOM"}, {NULL, NULL}};

static void fill_iom(struct facet *facet)
{
    fill_kinds(facet, VHA_IOM, false);
    fill_rest(facet, 3);
}

static const struct known_value victim_values[] = {{"STABBING", "Stabbing"},
                                                   {"LETHAL_DISCHARGE", "Lethal discharge"},
                                                   {"none", "Neither"},
                                                   {NULL, NULL}};

static void fill_victim(struct facet *facet)
{
    fill_kinds(facet, VHA_VICTIMS, false);
    fill_rest(facet, 2);
}

static const struct known_value missing_values[] = {
    {"MISSING", "Missing episode"}, {"PAC", "PAC"}, {"none", "Neither"}, {NULL, NULL}};

static void fill_missing(struct facet *facet)
{
    fill_kinds(facet, VHA_MISSING, false);
    fill_rest(facet, 2);
}

static void fill_restriction(struct facet *facet)
{
    fill_kinds(facet, VHA_RESTRICTIONS, true);
    fill_rest(facet, add_value(facet, "none", "None in force", ""));
}

/* ----------------------------------------------------------------------------------- offence */

static void set_offence(struct facet *facet, uint32_t nominal, uint16_t category, uint8_t verdict)
{
    const uint32_t position = facet->build->positions[nominal];
    if (position != NOT_LISTED && verdict == VHA_COUNTED && category < facet->value_count)
        set_member(facet, category, position);
}

/* The offence types scored (SOP 31): those of the counted reports, crime and intelligence. */
static void fill_offence(struct facet *facet)
{
    const struct build *build = facet->build;
    const struct vha_extract *extract = build->extract;
    const struct vha_policy *policy = build->request->policy;
    for (size_t i = 0; i < policy->category_count && i < VHA_MAX_FACET_VALUES; i++)
        add_value(facet, policy->categories[i].code, policy->categories[i].title, "");
    for (uint32_t i = 0; i < extract->counts[VHA_CRIME_NOMINALS]; i++) {
        const struct vha_crime_nominal_row *row = &extract->crime_nominals[i];
        set_offence(facet, row->nominal, build->crime_categories[row->crime],
                    build->crime_judgements[i].verdict);
    }
    for (uint32_t i = 0; i < extract->counts[VHA_INTEL_NOMINALS]; i++) {
        const struct vha_intel_nominal_row *row = &extract->intel_nominals[i];
        set_offence(facet, row->nominal, build->intel_categories[row->intel],
                    build->intel_judgements[i].verdict);
    }
}

/* ------------------------------------------------------------------------- since last quarter */

static void fill_since(struct facet *facet)
{
    const struct build *build = facet->build;
    if (!build_is_compared(build)) {
        const size_t unknown = add_value(facet, "unknown", "No earlier quarter", "");
        fill_rest(facet, unknown);
        return;
    }
    facet->title = vha_arena_format(facet->arena, "Since %s", build->request->earlier->quarter);
    const size_t new = add_value(facet, "new", "New to the list", "");
    const size_t risen = add_value(facet, "risen", "Risen", "");
    const size_t fallen = add_value(facet, "fallen", "Fallen", "");
    const size_t same = add_value(facet, "same", "Same rank", "");
    for (uint32_t position = 0; position < build->listed; position++) {
        const uint32_t rank = build->standings[position].rank;
        const uint32_t previous = build->previous[position];
        const size_t moved = previous > rank ? risen : previous < rank ? fallen : same;
        set_member(facet, previous == 0 ? new : moved, position);
    }
}

/* ------------------------------------------------------------------------------------- panes */

static const struct facet_definition definitions[] = {
    {"borough", "Borough", NULL, fill_borough},
    {"under_18", "Under 18", under_18_values, fill_under_18},
    {"custody", "Custody", custody_values, fill_custody},
    {"wanted", "Wanted", wanted_values, fill_wanted},
    {"offence", "Offence scored", NULL, fill_offence},
    {"gang", "Gang link", gang_values, fill_gang},
    {"county_lines", "County lines", county_lines_values, fill_county_lines},
    {"iom", "IOM cohort", iom_values, fill_iom},
    {"victim", "Victim of", victim_values, fill_victim},
    {"missing", "Missing and PAC", missing_values, fill_missing},
    {"restriction", "Judicial restriction", NULL, fill_restriction},
    {"since_last_quarter", "Since last quarter", NULL, fill_since},
};

_Static_assert(VHA_COUNT(definitions) <= VHA_MAX_FACETS, "readers have room for every pane");

static uint32_t count_members(const struct facet *facet, size_t value)
{
    uint32_t count = 0;
    for (size_t i = 0; i < facet->words; i++)
        count += (uint32_t)__builtin_popcountll(facet->values[value].members[i]);
    return count;
}

static int store_value(sqlite3_stmt *statement, int id, const struct facet *facet, size_t value)
{
    const struct facet_value *stored = &facet->values[value];
    sqlite3_bind_int(statement, 1, id);
    sqlite3_bind_int64(statement, 2, (sqlite3_int64)value);
    sqlite3_bind_text(statement, 3, stored->code, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 4, stored->label, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 5, stored->grouping, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 6, count_members(facet, value));
    sqlite3_bind_blob64(statement, 7, stored->members, facet->words * sizeof(uint64_t),
                        SQLITE_STATIC);
    const int result = sqlite3_step(statement);
    sqlite3_reset(statement);
    return result == SQLITE_DONE ? SQLITE_OK : result;
}

static int store_facet(const struct build *build, int id, const struct facet_definition *definition)
{
    struct facet facet = {
        .build = build,
        .title = definition->title,
        .arena = vha_arena_new(),
        .words = (build->listed + 63u) / 64u,
    };
    for (const struct known_value *known = definition->known; known != NULL && known->code != NULL;
         known++)
        add_value(&facet, known->code, known->label, "");
    definition->fill(&facet);

    sqlite3_stmt *statement = NULL;
    int result = vha_sql_prepare(build->database, fill_sql, "facet", &statement);
    if (result == SQLITE_OK) {
        sqlite3_bind_int(statement, 1, id);
        sqlite3_bind_text(statement, 2, definition->name, -1, SQLITE_STATIC);
        sqlite3_bind_text(statement, 3, facet.title, -1, SQLITE_STATIC);
        result =
            sqlite3_step(statement) == SQLITE_DONE ? SQLITE_OK : sqlite3_errcode(build->database);
    }
    sqlite3_finalize(statement);
    statement = NULL;
    if (result == SQLITE_OK)
        result = vha_sql_prepare(build->database, fill_sql, "facet_value", &statement);
    for (size_t value = 0; value < facet.value_count && result == SQLITE_OK; value++)
        result = store_value(statement, id, &facet, value);
    sqlite3_finalize(statement);
    for (size_t value = 0; value < facet.value_count; value++)
        free(facet.values[value].members);
    vha_arena_free(facet.arena);
    return result;
}

int build_facets(struct build *build)
{
    int result = SQLITE_OK;
    for (size_t i = 0; i < VHA_COUNT(definitions) && result == SQLITE_OK; i++)
        result = store_facet(build, (int)i, &definitions[i]);
    return result;
}
