#include "looks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ----------------------------------------------------------------------------------- beginning */

static bool colours_refused(const struct vha_workstation_options *options)
{
    if (options->captive || options->theme != NULL)
        return false;
    const char *const no_color = getenv("NO_COLOR");
    return no_color != NULL && no_color[0] != '\0';
}

enum vha_status looks_begin(struct looks *looks, const struct vha_workstation_options *options,
                            struct vha_error *error)
{
    const char *const name = options->theme != NULL ? options->theme : options->settings->theme;
    *looks = (struct looks){.colours = LOOKS_COLOURS, .version = 1};
    if (colours_refused(options)) {
        looks->colours = LOOKS_COLOURS_REFUSED;
        theme_mono(&looks->theme);
        return VHA_OK;
    }
    snprintf(looks->name, sizeof looks->name, "%s", name);
    return theme_read(options->themes_folder, name, &looks->theme, error);
}

void looks_have_no_colours(struct looks *looks)
{
    looks->colours = LOOKS_NO_COLOURS;
    theme_mono(&looks->theme);
}

const struct theme *looks_theme(const struct looks *looks)
{
    return looks->previewing ? &looks->previewed : &looks->theme;
}

/* ------------------------------------------------------------------------------------- choosing */

static enum vha_status need_colours(const struct looks *looks, struct vha_error *error)
{
    static const char *const sentences[] = {
        [LOOKS_WORDS] = "Plain mode shows no colours, so every theme is the same here.",
        [LOOKS_NO_COLOURS] = "This terminal shows no colours, so every theme is the same here.",
        [LOOKS_COLOURS_REFUSED] =
            "NO_COLOR is set, so no colours are shown; vha --theme NAME goes before it.",
    };
    if (looks->colours == LOOKS_COLOURS)
        return VHA_OK;
    return vha_fail(error, VHA_UNAVAILABLE, "%s", sentences[looks->colours]);
}

/* The one theme that is meant: by its whole name, or by a beginning that no other one has. */
static const char *meant(const struct theme_list *list, const char *name)
{
    const char *found = NULL;
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->names[i], name) == 0)
            return list->names[i];
        if (strncmp(list->names[i], name, strlen(name)) != 0)
            continue;
        found = list->names[i];
        count++;
    }
    return count == 1 ? found : NULL;
}

static enum vha_status unknown(const struct theme_list *list, const char *name,
                               struct vha_error *error)
{
    const char *names[THEMES_MOST];
    for (size_t i = 0; i < list->count; i++)
        names[i] = list->names[i];
    const char *const nearest = vha_nearest_word(name, names, list->count);
    if (nearest != NULL)
        return vha_fail(error, VHA_USAGE, "There is no theme \"%.100s\"; did you mean \"%s\"?",
                        name, nearest);
    return vha_fail(error, VHA_USAGE, "There is no theme \"%.100s\"; Tab shows those there are.",
                    name);
}

static void take(struct looks *looks, const char *name, const struct theme *theme)
{
    snprintf(looks->name, sizeof looks->name, "%s", name);
    looks->theme = *theme;
    looks->version++;
}

enum vha_status looks_choose(struct looks *looks, const char *folder, const char *name,
                             struct vha_error *error)
{
    struct theme_list list;
    struct theme theme;
    enum vha_status status = need_colours(looks, error);
    if (status != VHA_OK)
        return status;
    theme_list(folder, &list);
    const char *const found = meant(&list, name);
    if (found == NULL)
        return unknown(&list, name, error);
    status = theme_read(folder, found, &theme, error);
    if (status == VHA_OK)
        take(looks, found, &theme);
    return status;
}

/* The place in a sorted list of the first name that comes after this one; 0 after the last. */
static size_t place_after(const struct theme_list *list, const char *name)
{
    size_t place = 0;
    while (place < list->count && strcmp(list->names[place], name) <= 0)
        place++;
    return place < list->count ? place : 0;
}

void looks_next(struct looks *looks, const char *folder, char *out, size_t size)
{
    struct theme_list list;
    struct theme theme;
    struct vha_error wrong = {.message = ""};
    if (need_colours(looks, &wrong) != VHA_OK) {
        snprintf(out, size, "%s", wrong.message);
        return;
    }
    theme_list(folder, &list);
    const size_t first = place_after(&list, looks->name);
    for (size_t i = 0; i < list.count; i++) {
        const size_t place = (first + i) % list.count;
        const char *const name = list.names[place];
        if (strcmp(name, looks->name) == 0)
            break;
        if (theme_read(folder, name, &theme, &wrong) != VHA_OK)
            continue;
        take(looks, name, &theme);
        snprintf(out, size, "Theme %s, %zu of %zu.%s%s", name, place + 1, list.count,
                 wrong.message[0] != '\0' ? " Passed over: " : "", wrong.message);
        return;
    }
    snprintf(out, size, "There is no other theme than %s.%s%s", looks->name,
             wrong.message[0] != '\0' ? " Passed over: " : "", wrong.message);
}

/* ------------------------------------------------------------------------------------- looking */

/* The names that can still become of what is typed. */
static void write_names(const struct theme_list *list, const char *typed, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < list->count && used + THEME_NAME_SIZE + 2 < size; i++)
        if (strncmp(list->names[i], typed, strlen(typed)) == 0)
            used += (size_t)snprintf(out + used, size - used, "%s%s", used > 0 ? "  " : "",
                                     list->names[i]);
}

void looks_preview(struct looks *looks, const char *folder, const char *name, char *out,
                   size_t size)
{
    struct theme_list list;
    struct vha_error error;
    if (need_colours(looks, &error) != VHA_OK) {
        snprintf(out, size, "%s", error.message);
        return;
    }
    theme_list(folder, &list);
    const char *const found = meant(&list, name);
    if (found == NULL) {
        write_names(&list, name, out, size);
        if (out[0] == '\0' && unknown(&list, name, &error) != VHA_OK)
            snprintf(out, size, "%s", error.message);
        return;
    }
    if (theme_read(folder, found, &looks->previewed, &error) != VHA_OK) {
        snprintf(out, size, "%s", error.message);
        return;
    }
    looks->previewing = true;
    looks->version++;
    snprintf(out, size, "%s: Enter keeps it, Esc goes back to %s.", found, looks->name);
}

void looks_preview_end(struct looks *looks)
{
    if (!looks->previewing)
        return;
    looks->previewing = false;
    looks->version++;
}
