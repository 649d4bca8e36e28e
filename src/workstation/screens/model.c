#include "model.h"

#include "../orders.h"
#include "short_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* By this name instead of a variant's: the policy as it is. */
static const char stability[] = "stability";
static const char stability_words[] = "how far the list hangs on each weight";

static enum vha_status find_variants(const struct desk *desk, struct vha_variants **variants,
                                     struct vha_error *error)
{
    const struct vha_policy *base = NULL;
    const enum vha_status status = vha_cohort_policy(desk->cohort, &base, error);
    if (status == VHA_OK)
        *variants = vha_variants_find(desk->options->variant_folders, base);
    return status;
}

/* ---------------------------------------------------------------------------------------- by name
 */

/* A variant that cannot be read says so before there is a screen. */
static enum vha_status check_variant(const struct desk *desk, const char *name, const char *path,
                                     char *title, size_t size, struct vha_error *error)
{
    const struct vha_policy *base = NULL;
    struct vha_policy *policy = NULL;
    if (path == NULL)
        return vha_fail(error, VHA_USAGE,
                        "\"%.60s\" is no name of a variant; model alone lists those there are.",
                        name);
    enum vha_status status = vha_cohort_policy(desk->cohort, &base, error);
    if (status == VHA_OK)
        status = vha_policy_vary(base, path, &policy, error);
    if (status == VHA_NO_INPUT)
        return vha_fail(error, VHA_NO_INPUT,
                        "There is no variant \"%.64s\"; model alone lists those there are.", name);
    if (status == VHA_OK)
        snprintf(title, size, "%s", policy->name);
    vha_policy_free(policy);
    return status;
}

static enum vha_status screen_of(struct desk *desk, const char *name, struct screen *screen,
                                 struct vha_error *error)
{
    char title[128];
    if (strcmp(name, stability) == 0)
        return model_screen(desk, NULL, "", screen, error);
    char *const path = vha_variant_path(desk->options->variant_folders, name);
    enum vha_status status = check_variant(desk, name, path, title, sizeof title, error);
    if (status == VHA_OK)
        status = model_screen(desk, path, title, screen, error);
    free(path);
    return status;
}

/* ------------------------------------------------------------------------------------- the list */

static void add_line(struct short_list *list, struct vha_arena *arena, const char *name,
                     const char *words)
{
    short_list_add(list, vha_arena_format(arena, "%-26s %s", name, words),
                   vha_arena_format(arena, "%s: %s", name, words), name);
}

static enum vha_status read_list(struct short_list *list, struct desk *desk,
                                 struct vha_error *error)
{
    struct vha_variants *variants = NULL;
    const enum vha_status status = find_variants(desk, &variants, error);
    if (status != VHA_OK)
        return status;
    struct vha_arena *const arena = vha_arena_new();
    for (size_t i = 0; i < variants->count; i++)
        add_line(list, arena, variants->items[i].name, variants->items[i].title);
    add_line(list, arena, stability, stability_words);
    vha_arena_free(arena);
    vha_variants_free(variants);
    return VHA_OK;
}

static enum vha_status open_line(struct desk *desk, const char *tag, unsigned *flags,
                                 struct vha_error *error)
{
    struct screen screen;
    const enum vha_status status = screen_of(desk, tag, &screen, error);
    if (status != VHA_OK)
        return status;
    desk_push(desk, screen);
    *flags |= SCREEN_REDRAW;
    return VHA_OK;
}

static const struct short_list_spec spec = {
    .name = "the policies to try",
    .title = "Policies to try on the list",
    .opens = "try",
    .none = "There are none.", /* never so */
    .once = true,
    .refused = "This was not modelled",
    .read = read_list,
    .open = open_line,
};

/* ------------------------------------------------------------------------------------- the order
 */

static enum vha_status run_model(struct desk *desk, const char *arguments, unsigned *flags,
                                 struct vha_error *error)
{
    const bool named = arguments[0] != '\0';
    struct screen screen;
    enum vha_status status =
        desk_need_whole(desk, VHA_ACTION_MODEL, named ? arguments : NULL,
                        "Nothing was modelled: a model is of all of London", error);
    if (status == VHA_OK)
        status = named ? screen_of(desk, arguments, &screen, error)
                       : short_list_screen(desk, &spec, &screen, NULL, error);
    return desk_show(desk, status, &screen, flags);
}

static void complete_model(struct desk *desk, const char *arguments, struct candidates *candidates)
{
    struct vha_variants *variants = NULL;
    struct vha_error error; /* then nothing is offered */
    if (desk->cohort == NULL || find_variants(desk, &variants, &error) != VHA_OK)
        return;
    for (size_t i = 0; i < variants->count; i++)
        candidates_offer(candidates, arguments, variants->items[i].name);
    candidates_offer(candidates, arguments, stability);
    vha_variants_free(variants);
}

static const struct order orders[] = {
    {.name = "model",
     .arguments = "[NAME]",
     .summary = "try a changed policy on the list, or see how far it hangs on each weight",
     .run = run_model,
     .complete = complete_model},
};

const struct order_group model_orders = {"Modelling", orders, VHA_COUNT(orders)};
