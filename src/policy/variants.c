/* Ready-made variants: files in folders, told by their names. */
#include "vha/policy.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char suffix[] = ".yaml";

enum { LONGEST_NAME = 64 };

static bool is_name(const char *text, size_t length)
{
    return length > 0 && length <= LONGEST_NAME &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") >= length;
}

char *vha_variant_path(const char *const *folders, const char *name)
{
    char file[LONGEST_NAME + sizeof suffix];
    char *path = NULL;
    if (!is_name(name, strlen(name)))
        return NULL;
    snprintf(file, sizeof file, "%s%s", name, suffix);
    for (; *folders != NULL && (path == NULL || access(path, F_OK) != 0); folders++) {
        free(path);
        path = vha_path(*folders, file);
    }
    return path;
}

/* ------------------------------------------------------------------------------ those there are */

/* Adds one that can be read; the same name in a folder before has been added already. */
static void add(struct vha_variants *variants, size_t *capacity, const char *folder,
                const char *file, const struct vha_policy *base)
{
    struct vha_policy *policy = NULL;
    const size_t length = strlen(file) - (sizeof suffix - 1);
    const char *const name = vha_arena_text(variants->arena, file, length);
    char *const path = vha_path(folder, file);
    if (vha_variants_named(variants, name) == NULL &&
        vha_policy_vary(base, path, &policy, NULL) == VHA_OK) {
        variants->items =
            vha_grow(variants->items, variants->count, capacity, sizeof *variants->items);
        variants->items[variants->count++] = (struct vha_variant){
            .name = name,
            .title = vha_arena_text(variants->arena, policy->name, strlen(policy->name)),
            .why = policy->why != NULL
                       ? vha_arena_text(variants->arena, policy->why, strlen(policy->why))
                       : NULL};
    }
    vha_policy_free(policy);
    free(path);
}

static int is_variant(const struct dirent *entry)
{
    const size_t length = strlen(entry->d_name);
    const size_t end = sizeof suffix - 1;
    return length > end && strcmp(entry->d_name + length - end, suffix) == 0 &&
           is_name(entry->d_name, length - end);
}

static int by_name(const void *one, const void *other)
{
    return strcmp(((const struct vha_variant *)one)->name,
                  ((const struct vha_variant *)other)->name);
}

struct vha_variants *vha_variants_find(const char *const *folders, const struct vha_policy *base)
{
    struct vha_variants *const variants = vha_alloc_zeroed(1, sizeof *variants);
    size_t capacity = 0;
    variants->arena = vha_arena_new();
    for (; *folders != NULL; folders++) {
        struct dirent **entries = NULL;
        const int count = scandir(*folders, &entries, is_variant, alphasort);
        for (int i = 0; i < count; i++) {
            add(variants, &capacity, *folders, entries[i]->d_name, base);
            free(entries[i]);
        }
        free(entries);
    }
    if (variants->count > 0)
        qsort(variants->items, variants->count, sizeof *variants->items, by_name);
    return variants;
}

void vha_variants_free(struct vha_variants *variants)
{
    if (variants == NULL)
        return;
    vha_arena_free(variants->arena);
    free(variants->items);
    free(variants);
}

const struct vha_variant *vha_variants_named(const struct vha_variants *variants, const char *name)
{
    for (size_t i = 0; i < variants->count; i++)
        if (strcmp(variants->items[i].name, name) == 0)
            return &variants->items[i];
    return NULL;
}
