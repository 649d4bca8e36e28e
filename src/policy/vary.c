#include "policy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A variant: what is otherwise than in another policy. The other's tree with the changes in it is
 * read as any policy is, so that the same faults are found and named at their place. */

enum { LONGEST_TITLE = 80, LONGEST_WHY = 400 };

struct variant {
    const char *title;
    const char *why;
    const struct vha_yaml_node *change;
    const struct vha_yaml_node *add;
    const struct vha_yaml_node *remove;
};

/* -------------------------------------------------------------------------------------- the file
 */

static enum vha_status take_node(const struct vha_yaml_node *node, void *target, void *context,
                                 struct vha_error *error)
{
    (void)context;
    (void)error;
    const struct vha_yaml_node **const taken = target;
    *taken = node;
    return VHA_OK;
}

static enum vha_status take_mapping(const struct vha_yaml_node *node, void *target, void *context,
                                    struct vha_error *error)
{
    if (node->kind != VHA_YAML_MAPPING)
        return vha_yaml_unexpected(node, error, "a mapping of keys of the policy");
    return take_node(node, target, context, error);
}

static enum vha_status take_list(const struct vha_yaml_node *node, void *target, void *context,
                                 struct vha_error *error)
{
    const enum vha_status status = vha_yaml_list(node, 1, VHA_MAX_CATEGORIES, error);
    return status == VHA_OK ? take_node(node, target, context, error) : status;
}

#define AT(member) VHA_YAML_AT(struct variant, member)

static const struct vha_yaml_field variant_fields[] = {
    {.key = "variant", .type = VHA_YAML_TEXT, AT(title), .min = 1, .max = LONGEST_TITLE},
    {.key = "why", .type = VHA_YAML_TEXT, AT(why), .min = 1, .max = LONGEST_WHY},
    {.key = "change",
     .type = VHA_YAML_CUSTOM,
     .optional = true,
     AT(change),
     .custom = take_mapping,
     .expected = "a mapping of keys of the policy"},
    {.key = "add_categories",
     .type = VHA_YAML_CUSTOM,
     .optional = true,
     AT(add),
     .custom = take_list,
     .expected = "a list of categories, as in a policy"},
    {.key = "remove_categories",
     .type = VHA_YAML_CUSTOM,
     .optional = true,
     AT(remove),
     .custom = take_list,
     .expected = "a list of codes of categories"},
};

/* -------------------------------------------------------------------------------------- the tree
 */

static void append(struct vha_yaml_node *parent, struct vha_yaml_node **last,
                   struct vha_yaml_node *node)
{
    node->next = NULL;
    if (*last == NULL)
        parent->first = node;
    else
        (*last)->next = node;
    *last = node;
    parent->count++;
}

static struct vha_yaml_node *copy_node(struct vha_arena *arena, const struct vha_yaml_node *node)
{
    struct vha_yaml_node *const copy = vha_arena_alloc(arena, sizeof *copy);
    *copy = *node;
    return copy;
}

/* The policy's value with the changes in it: mappings key by key, anything else as it is changed.
 * The depth is that of the files, which is limited. */
/* NOLINTNEXTLINE(misc-no-recursion) */
static struct vha_yaml_node *merge(struct vha_arena *arena, const struct vha_yaml_node *policy,
                                   const struct vha_yaml_node *change)
{
    if (policy->kind != VHA_YAML_MAPPING || change->kind != VHA_YAML_MAPPING)
        return copy_node(arena, change);
    struct vha_yaml_node *const merged = copy_node(arena, policy);
    struct vha_yaml_node *last = NULL;
    merged->first = NULL;
    merged->count = 0;
    for (const struct vha_yaml_node *old = policy->first; old != NULL; old = old->next) {
        const struct vha_yaml_node *const new = vha_yaml_get(change, old->key);
        append(merged, &last, new != NULL ? merge(arena, old, new) : copy_node(arena, old));
    }
    for (const struct vha_yaml_node *new = change->first; new != NULL; new = new->next)
        if (vha_yaml_get(policy, new->key) == NULL)
            append(merged, &last, copy_node(arena, new));
    return merged;
}

static bool has_code(const struct vha_yaml_node *category, const char *code)
{
    const struct vha_yaml_node *const of = vha_yaml_get(category, "code");
    return of != NULL && of->kind == VHA_YAML_SCALAR && strcmp(of->text, code) == 0;
}

static enum vha_status check_removed(const struct vha_yaml_node *categories,
                                     const struct variant *variant, struct vha_error *error)
{
    for (const struct vha_yaml_node *code = variant->remove != NULL ? variant->remove->first : NULL;
         code != NULL; code = code->next) {
        bool found = false;
        if (code->kind != VHA_YAML_SCALAR)
            return vha_yaml_unexpected(code, error, "the code of a category of the policy");
        for (const struct vha_yaml_node *category = categories->first; category != NULL && !found;
             category = category->next)
            found = has_code(category, code->text);
        if (!found)
            return vha_yaml_unexpected(code, error, "the code of a category of the policy");
    }
    return VHA_OK;
}

static bool is_removed(const struct variant *variant, const struct vha_yaml_node *category)
{
    if (variant->remove == NULL)
        return false;
    for (const struct vha_yaml_node *code = variant->remove->first; code != NULL; code = code->next)
        if (has_code(category, code->text))
            return true;
    return false;
}

static struct vha_yaml_node *vary_categories(struct vha_arena *arena,
                                             const struct vha_yaml_node *categories,
                                             const struct variant *variant)
{
    struct vha_yaml_node *const varied = copy_node(arena, categories);
    struct vha_yaml_node *last = NULL;
    varied->first = NULL;
    varied->count = 0;
    for (const struct vha_yaml_node *old = categories->first; old != NULL; old = old->next)
        if (!is_removed(variant, old))
            append(varied, &last, copy_node(arena, old));
    for (const struct vha_yaml_node *new = variant->add != NULL ? variant->add->first : NULL;
         new != NULL; new = new->next)
        append(varied, &last, copy_node(arena, new));
    return varied;
}

static enum vha_status vary(struct vha_arena *arena, const struct vha_yaml_node *policy,
                            const struct variant *variant, struct vha_yaml_node **varied,
                            struct vha_error *error)
{
    const struct vha_yaml_node *const categories = vha_yaml_get(policy, "categories");
    const enum vha_status status = check_removed(categories, variant, error);
    if (status != VHA_OK)
        return status;
    struct vha_yaml_node *const changed =
        variant->change != NULL ? merge(arena, policy, variant->change) : copy_node(arena, policy);
    struct vha_yaml_node *last = NULL;
    *varied = copy_node(arena, changed);
    (*varied)->first = NULL;
    (*varied)->count = 0;
    for (const struct vha_yaml_node *value = changed->first; value != NULL; value = value->next)
        append(*varied, &last,
               strcmp(value->key, "categories") == 0 ? vary_categories(arena, value, variant)
                                                     : copy_node(arena, value));
    return VHA_OK;
}

/* ------------------------------------------------------------------------------------ the policy
 */

static enum vha_status make(struct vha_arena *arena, const struct vha_policy *base,
                            const struct vha_yaml_node *root, struct vha_policy *made,
                            struct vha_error *error)
{
    struct variant variant = {.title = NULL};
    const struct vha_yaml_node *policy = NULL;
    struct vha_yaml_node *varied = NULL;
    enum vha_status status =
        vha_yaml_fields(root, variant_fields, VHA_COUNT(variant_fields), &variant, NULL, error);
    if (status == VHA_OK)
        status = vha_yaml_parse(arena, "the policy", base->text, base->text_length, &policy, error);
    if (status == VHA_OK)
        status = vary(arena, policy, &variant, &varied, error);
    if (status == VHA_OK)
        status = policy_read_tree(varied, made, error);
    if (status == VHA_OK) {
        made->name = variant.title;
        made->why = variant.why;
    }
    return status;
}

/* The text of a variant is the policy's and its own, which together say what it is. */
static void take_text(struct vha_arena *arena, const struct vha_policy *base, const char *text,
                      struct vha_policy *made)
{
    made->text = vha_arena_format(arena, "%s\n# Varied by:\n%s", base->text, text);
    made->text_length = strlen(made->text);
    vha_sha256_text(made->sha256, made->text, made->text_length);
}

enum vha_status vha_policy_vary(const struct vha_policy *base, const char *path,
                                struct vha_policy **policy, struct vha_error *error)
{
    struct vha_arena *const arena = vha_arena_new();
    struct vha_policy *const made = vha_arena_alloc(arena, sizeof *made);
    const struct vha_yaml_node *root = NULL;
    char *text = NULL;
    size_t length = 0;
    *policy = NULL;
    enum vha_status status = vha_yaml_read_text(path, &text, &length, error);
    if (status == VHA_OK)
        status = vha_yaml_parse(arena, path, text, length, &root, error);
    const bool is_variant = status == VHA_OK && vha_yaml_get(root, "variant") != NULL;
    if (status == VHA_OK && !is_variant)
        status = vha_policy_parse(path, text, length, policy, error);
    if (status == VHA_OK && is_variant)
        status = make(arena, base, root, made, error);
    if (status == VHA_OK && is_variant) {
        take_text(arena, base, text, made);
        made->arena = arena;
        *policy = made;
    } else {
        vha_arena_free(arena);
    }
    free(text);
    return status;
}
