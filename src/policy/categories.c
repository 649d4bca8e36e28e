#include <string.h>

#include "policy.h"

enum { LONGEST_CODE = 40, LONGEST_TITLE = 60 };
enum { HIGHEST_WEIGHT = 1000000000 }; /* thousandths */

static vha_yaml_reader read_code;
static vha_yaml_reader read_aliases;
static vha_yaml_reader read_weights;

static const char *const flag_words[] = {"false", "true"};

#define AT(member) VHA_YAML_AT(struct vha_category, member)

static const struct vha_yaml_field intel_fields[] = {
    {.key = "weight", .type = VHA_YAML_NUMBER, AT(intel), .min = 0, .max = HIGHEST_WEIGHT},
    VHA_POLICY_ORIGIN(struct vha_category, intel_origin),
};

/* The code comes first: the aliases are compared with it too. */
static const struct vha_yaml_field category_fields[] = {
    {.key = "code",
     .type = VHA_YAML_CUSTOM,
     AT(code),
     .custom = read_code,
     .expected = "a code such as KNIFE_INJURY"},
    {.key = "title", .type = VHA_YAML_TEXT, AT(title), .min = 1, .max = LONGEST_TITLE},
    {.key = "aliases",
     .type = VHA_YAML_CUSTOM,
     .optional = true,
     .custom = read_aliases,
     .expected = "a list of other names"},
    {.key = "needs_other",
     .type = VHA_YAML_WORD,
     AT(needs_other),
     .words = flag_words,
     .count = VHA_COUNT(flag_words)},
    {.key = "weights",
     .type = VHA_YAML_CUSTOM,
     .custom = read_weights,
     .expected = "a list of base weights"},
    {.key = "intel",
     .type = VHA_YAML_NESTED,
     .fields = intel_fields,
     .count = VHA_COUNT(intel_fields)},
};

static const struct vha_yaml_field weight_fields[] = {
    {.key = "features_any",
     .type = VHA_YAML_CUSTOM,
     .optional = true,
     VHA_YAML_AT(struct vha_weight, features_any),
     .custom = vha_policy_read_feature_set},
    {.key = "base",
     .type = VHA_YAML_NUMBER,
     VHA_YAML_AT(struct vha_weight, base),
     .min = 0,
     .max = HIGHEST_WEIGHT},
    VHA_POLICY_ORIGIN(struct vha_weight, origin),
};

enum vha_status vha_policy_read_categories(const struct vha_yaml_node *node, void *target,
                                           void *context, struct vha_error *error)
{
    (void)target;
    struct vha_policy *policy = context;
    enum vha_status status = vha_yaml_list(node, 1, VHA_MAX_CATEGORIES, error);
    for (const struct vha_yaml_node *item = node->first; status == VHA_OK && item != NULL;
         item = item->next)
        status = vha_yaml_fields(item, category_fields, VHA_COUNT(category_fields),
                                 &policy->categories[policy->category_count], policy, error);
    return status;
}

/* ---------------------------------------------------------------------------- codes and features
 */

static bool is_code(const struct vha_yaml_node *node)
{
    if (node->kind != VHA_YAML_SCALAR || node->length == 0 || node->length > LONGEST_CODE ||
        node->text[0] < 'A' || node->text[0] > 'Z')
        return false;
    return strspn(node->text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == node->length;
}

static enum vha_status check_code(const struct vha_yaml_node *node, struct vha_error *error)
{
    if (is_code(node))
        return VHA_OK;
    return vha_yaml_unexpected(node, error,
                               "a code of at most 40 capital letters, digits and underscores, "
                               "beginning with a letter");
}

enum vha_status vha_policy_read_features(const struct vha_yaml_node *node, void *target,
                                         void *context, struct vha_error *error)
{
    (void)target;
    struct vha_policy *policy = context;
    enum vha_status status = vha_yaml_list(node, 0, VHA_MAX_FEATURES, error);
    for (const struct vha_yaml_node *item = node->first; status == VHA_OK && item != NULL;
         item = item->next) {
        status = check_code(item, error);
        if (status != VHA_OK)
            return status;
        if (vha_policy_features(policy, item->text, item->length) != 0)
            return vha_yaml_fail(item, error,
                                 "found \"%s\" a second time, expected each feature "
                                 "once",
                                 item->text);
        policy->features[policy->feature_count++] = item->text;
    }
    return status;
}

enum vha_status vha_policy_read_feature_set(const struct vha_yaml_node *node, void *target,
                                            void *context, struct vha_error *error)
{
    const struct vha_policy *policy = context;
    uint64_t *bits = target;
    return vha_yaml_words(node, policy->features, policy->feature_count, 0, bits, error);
}

/* ----------------------------------------------------------------------------------- one category
 */

/* Refuses a code or an alias that already stands for a category. */
static enum vha_status check_unused(const struct vha_policy *policy,
                                    const struct vha_yaml_node *node, struct vha_error *error)
{
    const uint16_t owner = vha_policy_category(policy, node->text, node->length);
    if (owner == VHA_OUT_OF_SCOPE)
        return VHA_OK;
    char shown[64];
    return vha_yaml_fail(node, error,
                         "found \"%s\", which is already a name of %s, expected each code and "
                         "alias once",
                         vha_text_show(shown, sizeof shown, node->text),
                         policy->categories[owner].code);
}

static enum vha_status read_code(const struct vha_yaml_node *node, void *target, void *context,
                                 struct vha_error *error)
{
    struct vha_policy *policy = context;
    const char **code = target;
    enum vha_status status = check_code(node, error);
    if (status == VHA_OK)
        status = check_unused(policy, node, error);
    if (status != VHA_OK)
        return status;
    *code = node->text;
    policy->category_count++; /* from here on its names are found */
    return VHA_OK;
}

/* The category that is being read. */
static struct vha_category *current(struct vha_policy *policy)
{
    return &policy->categories[policy->category_count - 1];
}

static enum vha_status read_aliases(const struct vha_yaml_node *node, void *target, void *context,
                                    struct vha_error *error)
{
    (void)target;
    struct vha_policy *policy = context;
    struct vha_category *category = current(policy);
    enum vha_status status = vha_yaml_list(node, 0, VHA_MAX_ALIASES, error);
    for (const struct vha_yaml_node *item = node->first; status == VHA_OK && item != NULL;
         item = item->next) {
        const char *alias = NULL;
        status = vha_yaml_text(item, 1, LONGEST_TITLE, &alias, error);
        if (status == VHA_OK)
            status = check_unused(policy, item, error);
        if (status == VHA_OK)
            category->aliases[category->alias_count++] = alias;
    }
    return status;
}

/* The first entry that meets a report counts, so an entry must be able to meet one that those
 * before it do not, and the last must meet every report. */
static enum vha_status check_reach(const struct vha_yaml_node *item, uint64_t features_any,
                                   uint64_t features_above, struct vha_error *error)
{
    const bool is_last = item->next == NULL;
    const struct vha_yaml_node *features = vha_yaml_get(item, "features_any");
    if (is_last && features_any != 0)
        return vha_yaml_fail(features, error,
                             "found features_any in the last of the weights, expected the last to "
                             "hold for every report: leave features_any out of it");
    if (!is_last && features_any == 0)
        return vha_yaml_fail(item->next, error,
                             "found a weight below one that holds for every report, expected the "
                             "one without features_any to be the last");
    if (!is_last && (features_any & ~features_above) == 0)
        return vha_yaml_fail(features, error,
                             "found only features that have a weight above, expected one that has "
                             "none yet: the first weight that fits is taken");
    return VHA_OK;
}

static enum vha_status read_weights(const struct vha_yaml_node *node, void *target, void *context,
                                    struct vha_error *error)
{
    (void)target;
    struct vha_policy *policy = context;
    struct vha_category *category = current(policy);
    uint64_t features_above = 0;
    enum vha_status status = vha_yaml_list(node, 1, VHA_MAX_WEIGHTS, error);
    for (const struct vha_yaml_node *item = node->first; status == VHA_OK && item != NULL;
         item = item->next) {
        struct vha_weight *weight = &category->weights[category->weight_count++];
        status =
            vha_yaml_fields(item, weight_fields, VHA_COUNT(weight_fields), weight, policy, error);
        if (status == VHA_OK)
            status = check_reach(item, weight->features_any, features_above, error);
        features_above |= weight->features_any;
    }
    return status;
}
