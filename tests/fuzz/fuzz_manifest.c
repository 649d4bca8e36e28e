/* Any bytes as a manifest, and as YAML at all. */
#include "fuzz.h"
#include "plan.h"
#include "vha/yaml.h"

#include <string.h>

static void check_tree(const struct vha_yaml_node *node, int depth)
{
    MUST(depth <= VHA_YAML_MAX_DEPTH + 1);
    MUST(node->line >= 1 && node->column >= 1);
    if (node->kind == VHA_YAML_SCALAR)
        MUST(strlen(node->text) == node->length && vha_utf8_valid(node->text, node->length, NULL));
    size_t count = 0;
    for (const struct vha_yaml_node *child = node->first; child != NULL; child = child->next) {
        MUST((child->key != NULL) == (node->kind == VHA_YAML_MAPPING));
        check_tree(child, depth + 1);
        count++;
    }
    MUST(count == node->count);
}

static void read_tree(const uint8_t *data, size_t size)
{
    struct vha_arena *arena = vha_arena_new();
    const struct vha_yaml_node *root = NULL;
    struct vha_error error = {0};
    const enum vha_status status =
        vha_yaml_parse(arena, "fuzz.yaml", (const char *)data, size, &root, &error);
    MUST(status == VHA_OK || status == VHA_BAD_CONFIG);
    fuzz_check_refusal(status, &error);
    if (status == VHA_OK)
        check_tree(root, 0);
    vha_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_tree(data, size);
    struct vha_arena *arena = vha_arena_new();
    struct plan plan = {0};
    struct vha_error error = {0};
    fuzz_write("manifest.yaml", data, size);
    const enum vha_status status = plan_make(fuzz_folder(), arena, &plan, &error);
    MUST(status == VHA_OK || status == VHA_BAD_DATA);
    fuzz_check_refusal(status, &error);
    for (size_t i = 0; status == VHA_OK && i < plan.file_count; i++)
        MUST(strchr(plan.files[i].name, '/') == NULL); /* no way out of the folder */
    vha_arena_free(arena);
    return 0;
}
