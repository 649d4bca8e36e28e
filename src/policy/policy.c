#include "policy.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_MONTHS = 600, MOST_REPORTS = 1000 };
enum { HIGHEST_SCORE = 1000000000, HIGHEST_MULTIPLIER = 10000 }; /* thousandths */

const char *const vha_origin_words[2] = {"published", "assumed"};
const char *const vha_grade_names[VHA_GRADES] = {"A", "B", "C", "D", "E"};

enum vha_status vha_policy_parse(const char *name, const char *text, size_t length,
                                 struct vha_policy **policy, struct vha_error *error)
{
    struct vha_arena *arena = vha_arena_new();
    struct vha_policy *made = vha_arena_alloc(arena, sizeof *made);
    const struct vha_yaml_node *root = NULL;
    *policy = NULL;
    enum vha_status status = vha_yaml_parse(arena, name, text, length, &root, error);
    if (status == VHA_OK)
        status = policy_read_tree(root, made, error);
    if (status != VHA_OK) {
        vha_arena_free(arena);
        return status;
    }
    made->text = vha_arena_text(arena, text, length);
    made->text_length = length;
    vha_sha256_text(made->sha256, text, length);
    made->arena = arena;
    *policy = made;
    return VHA_OK;
}

enum vha_status vha_policy_read(const char *path, struct vha_policy **policy,
                                struct vha_error *error)
{
    char *text = NULL;
    size_t length = 0;
    *policy = NULL;
    enum vha_status status = vha_yaml_read_text(path, &text, &length, error);
    if (status == VHA_OK)
        status = vha_policy_parse(path, text, length, policy, error);
    free(text);
    return status;
}

void vha_policy_free(struct vha_policy *policy)
{
    if (policy != NULL)
        vha_arena_free(policy->arena); /* the policy itself lies in it */
}

/* ----------------------------------------------------------------------------------- the fields */

#define AT(member)     VHA_YAML_AT(struct vha_policy, member)
#define ORIGIN(member) VHA_POLICY_ORIGIN(struct vha_policy, member)
#define MONTHS(name, member)                                                                       \
    {                                                                                              \
        .key = (name), .type = VHA_YAML_INTEGER, AT(member), .min = 1, .max = LONGEST_MONTHS       \
    }
#define COUNT_OF(name, member, least)                                                              \
    {                                                                                              \
        .key = (name), .type = VHA_YAML_INTEGER, AT(member), .min = (least), .max = MOST_REPORTS   \
    }
#define SCORE(name, member)                                                                        \
    {                                                                                              \
        .key = (name), .type = VHA_YAML_NUMBER, AT(member), .min = 0, .max = HIGHEST_SCORE         \
    }
/* The offsets of the fields inside count from the policy, since sources lie apart from numbers. */
#define MAPPING(name, table)                                                                       \
    {                                                                                              \
        .key = (name), .type = VHA_YAML_NESTED, .fields = (table), .count = VHA_COUNT(table)       \
    }

static const struct vha_yaml_field crime_window_fields[] = {
    MONTHS("months", crime_window_months),
    ORIGIN(origins.crime_window),
};
/* A window of no months is one in which nothing counts. */
static const struct vha_yaml_field intel_window_fields[] = {
    {.key = "months",
     .type = VHA_YAML_INTEGER,
     AT(intel_window_months),
     .min = 0,
     .max = LONGEST_MONTHS},
    ORIGIN(origins.intel_window),
};
static const struct vha_yaml_field recency_window_fields[] = {
    MONTHS("months", recency_window_months),
    ORIGIN(origins.recency_window),
};
static const struct vha_yaml_field window_fields[] = {
    MAPPING("crime", crime_window_fields),
    MAPPING("intelligence", intel_window_fields),
    MAPPING("recency", recency_window_fields),
};

static const struct vha_yaml_field adult_age_fields[] = {
    {.key = "months", .type = VHA_YAML_INTEGER, AT(adult_age_months), .min = 1, .max = 600},
    ORIGIN(origins.adult_age),
};

static const struct vha_yaml_field counting_role_fields[] = {
    {.key = "roles",
     .type = VHA_YAML_WORDS,
     AT(counted_roles),
     .min = 1,
     .words = vha_role_names,
     .count = VHA_ROLES},
    ORIGIN(origins.counted_roles),
};
static const struct vha_yaml_field excluded_feature_fields[] = {
    {.key = "features",
     .type = VHA_YAML_CUSTOM,
     AT(excluded_features),
     .custom = vha_policy_read_feature_set,
     .expected = "a list of features, perhaps an empty one"},
    ORIGIN(origins.excluded_features),
};
static const struct vha_yaml_field counting_fields[] = {
    MAPPING("counted_roles", counting_role_fields),
    MAPPING("excluded_features", excluded_feature_fields),
};

static const char *const decay_words[] = {
    [VHA_DECAY_GEOMETRIC] = "geometric", [VHA_DECAY_LINEAR] = "linear"};
static const struct vha_yaml_field kept_fields[] = {
    {.key = "numerator", .type = VHA_YAML_INTEGER, AT(kept_numerator), .min = 1, .max = 1000},
    {.key = "denominator", .type = VHA_YAML_INTEGER, AT(kept_denominator), .min = 1, .max = 1000},
};
static const struct vha_yaml_field decay_fields[] = {
    {.key = "form", .type = VHA_YAML_WORD, AT(decay), .words = decay_words, .count = 2},
    MONTHS("months", decay_months),
    MAPPING("kept", kept_fields),
    ORIGIN(origins.decay),
};

static const struct vha_yaml_field four_reports_fields[] = {
    COUNT_OF("reports", four_reports_total, 1),
    COUNT_OF("crime_reports", four_reports_crimes, 0),
    ORIGIN(origins.four_reports),
};
static const struct vha_yaml_field three_crimes_fields[] = {
    COUNT_OF("crime_reports", three_crimes_count, 1),
    SCORE("score", three_crimes_score),
    ORIGIN(origins.three_crimes),
};
static const struct vha_yaml_field search_list_fields[] = {
    SCORE("score", search_list_score),
    ORIGIN(origins.search_list),
};
static const struct vha_yaml_field inclusion_fields[] = {
    MAPPING("four_reports", four_reports_fields),
    MAPPING("three_crimes", three_crimes_fields),
    MAPPING("search_list", search_list_fields),
};

#define GRADE(index)                                                                               \
    {                                                                                              \
        {.key = "multiplier",                                                                      \
         .type = VHA_YAML_NUMBER,                                                                  \
         AT(grade_multiplier[index]),                                                              \
         .min = 0,                                                                                 \
         .max = HIGHEST_MULTIPLIER},                                                               \
            ORIGIN(grade_origin[index]),                                                           \
    }
static const struct vha_yaml_field grade_fields[VHA_GRADES][3] = {GRADE(0), GRADE(1), GRADE(2),
                                                                  GRADE(3), GRADE(4)};
static const struct vha_yaml_field source_grade_fields[] = {
    MAPPING("A", grade_fields[0]), MAPPING("B", grade_fields[1]), MAPPING("C", grade_fields[2]),
    MAPPING("D", grade_fields[3]), MAPPING("E", grade_fields[4]),
};

#define SOURCE_AS_GRADE(name, index)                                                               \
    {                                                                                              \
        .key = (name), .type = VHA_YAML_WORD, AT(three_by_five[index]), .words = vha_grade_names,  \
        .count = VHA_GRADES                                                                        \
    }
static const struct vha_yaml_field three_by_five_fields[] = {
    SOURCE_AS_GRADE("1", 0),
    SOURCE_AS_GRADE("2", 1),
    SOURCE_AS_GRADE("3", 2),
    ORIGIN(origins.three_by_five),
};

/* In the order in which they are read: features before whatever names one. */
static const struct vha_yaml_field policy_fields[] = {
    {.key = "name", .type = VHA_YAML_TEXT, AT(name), .min = 1, .max = 80},
    {.key = "version", .type = VHA_YAML_TEXT, AT(version), .min = 1, .max = 40},
    {.key = "features",
     .type = VHA_YAML_CUSTOM,
     .custom = vha_policy_read_features,
     .expected = "a list of feature codes"},
    MAPPING("windows", window_fields),
    MAPPING("adult_age", adult_age_fields),
    MAPPING("counting", counting_fields),
    MAPPING("decay", decay_fields),
    MAPPING("inclusion", inclusion_fields),
    MAPPING("source_grades", source_grade_fields),
    MAPPING("three_by_five", three_by_five_fields),
    {.key = "categories",
     .type = VHA_YAML_CUSTOM,
     .custom = vha_policy_read_categories,
     .expected = "a list of categories"},
};

/* ------------------------------------------------------------------ rules that join two numbers */

/* An exact score needs the denominator's power in 64 bits (vha_milli_scale). */
static bool decay_is_exact(const struct vha_policy *policy)
{
    const int periods = (policy->crime_window_months - 1) / policy->decay_months;
    int64_t power = 1;
    for (int i = 0; i < periods && policy->kept_denominator > 1; i++)
        if (__builtin_mul_overflow(power, (int64_t)policy->kept_denominator, &power))
            return false;
    return true;
}

static enum vha_status check_rules(const struct vha_yaml_node *root,
                                   const struct vha_policy *policy, struct vha_error *error)
{
    const struct vha_yaml_node *decay = vha_yaml_get(root, "decay");
    const struct vha_yaml_node *kept = vha_yaml_get(decay, "kept");
    if (policy->kept_numerator > policy->kept_denominator)
        return vha_yaml_fail(vha_yaml_get(kept, "numerator"), error,
                             "found %d of %d kept, expected at most the whole",
                             policy->kept_numerator, policy->kept_denominator);
    if (!decay_is_exact(policy))
        return vha_yaml_fail(vha_yaml_get(decay, "months"), error,
                             "found a decay of %d months in a window of %d, expected so few "
                             "periods that %d to their power fits 63 bits",
                             policy->decay_months, policy->crime_window_months,
                             policy->kept_denominator);
    const struct vha_yaml_node *four_reports =
        vha_yaml_get(vha_yaml_get(root, "inclusion"), "four_reports");
    if (policy->four_reports_crimes > policy->four_reports_total)
        return vha_yaml_fail(vha_yaml_get(four_reports, "crime_reports"), error,
                             "found %d crime reports among %d reports, expected no more than those",
                             policy->four_reports_crimes, policy->four_reports_total);
    return VHA_OK;
}

enum vha_status policy_read_tree(const struct vha_yaml_node *root, struct vha_policy *policy,
                                 struct vha_error *error)
{
    const enum vha_status status =
        vha_yaml_fields(root, policy_fields, VHA_COUNT(policy_fields), policy, policy, error);
    return status == VHA_OK ? check_rules(root, policy, error) : status;
}
