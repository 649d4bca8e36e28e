#include "theme.h"

#include "vha/yaml.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_COLOURS 64

const char *const theme_roles[ROLES] = {
    [ROLE_BODY] = "body",
    [ROLE_MUTED] = "muted",
    [ROLE_FRAME] = "frame",
    [ROLE_FRAME_FOCUS] = "frame_focus",
    [ROLE_TITLE] = "title",
    [ROLE_TITLE_FOCUS] = "title_focus",
    [ROLE_MARKING] = "marking",
    [ROLE_STATUS] = "status",
    [ROLE_HEADER] = "header",
    [ROLE_CURSOR] = "cursor",
    [ROLE_CURSOR_IDLE] = "cursor_idle",
    [ROLE_CHOSEN] = "chosen",
    [ROLE_FLAG] = "flag",
    [ROLE_MESSAGE] = "message",
    [ROLE_KEY] = "key",
    [ROLE_FOOTER] = "footer",
    [ROLE_BAR] = "bar",
};

static const char *const attribute_words[] = {"bold", "underline", "reverse", "dim"};

static const char *const basic_words[BASIC_COLOURS] = {
    "black",        "red",           "green",       "yellow",         "blue",
    "magenta",      "cyan",          "white",       "bright-black",   "bright-red",
    "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan",
    "bright-white"};

/* Colours by the names that the file gives them, while it is read. */
struct reading {
    struct colour colours[MAX_COLOURS];
    const char *names[MAX_COLOURS];
    size_t count;
    struct theme *theme;
};

/* ------------------------------------------------------------------------------------ colours */

static enum vha_status read_basic(const struct vha_yaml_node *node, void *target, void *context,
                                  struct vha_error *error)
{
    (void)context;
    size_t index = 0;
    const enum vha_status status = vha_yaml_word(node, basic_words, BASIC_COLOURS, &index, error);
    if (status == VHA_OK)
        ((struct colour *)target)->basic = (int)index;
    return status;
}

/* "#rrggbb", 0 to 255, or the name of a basic colour. */
static enum vha_status read_value(const struct vha_yaml_node *node, void *target, void *context,
                                  struct vha_error *error)
{
    static const char expected[] = "a colour: \"#rrggbb\", a number from 0 to 255, or one of the "
                                   "sixteen basic names such as bright-white";
    (void)context;
    struct colour *const colour = target;
    if (node->kind != VHA_YAML_SCALAR)
        return vha_yaml_unexpected(node, error, expected);
    unsigned rgb = 0;
    int end = 0;
    if (sscanf(node->text, "#%6x%n", &rgb, &end) == 1 && end == 7 && node->length == 7) {
        colour->rgb = rgb;
        colour->indexed = colour_to_indexed(rgb);
        return VHA_OK;
    }
    for (int i = 0; i < BASIC_COLOURS; i++)
        if (strcmp(node->text, basic_words[i]) == 0) {
            colour->indexed = i;
            colour->rgb = colour_of_indexed(i);
            return VHA_OK;
        }
    int64_t indexed = 0;
    if (!node->plain || vha_yaml_integer(node, 0, 255, &indexed, NULL) != VHA_OK)
        return vha_yaml_unexpected(node, error, expected);
    colour->indexed = (int)indexed;
    colour->rgb = colour_of_indexed((int)indexed);
    return VHA_OK;
}

static const struct vha_yaml_field colour_fields[] = {
    {.key = "colour", .type = VHA_YAML_CUSTOM, .custom = read_value, .expected = "a colour"},
    {.key = "basic", .type = VHA_YAML_CUSTOM, .custom = read_basic, .expected = "a basic colour"},
};

static enum vha_status read_colours(const struct vha_yaml_node *node, void *target, void *context,
                                    struct vha_error *error)
{
    (void)target;
    struct reading *const reading = context;
    if (node->kind != VHA_YAML_MAPPING)
        return vha_yaml_unexpected(node, error, "a mapping of names to colours");
    for (const struct vha_yaml_node *item = node->first; item != NULL; item = item->next) {
        if (reading->count == MAX_COLOURS)
            return vha_yaml_fail_key(item, error, "more than %d colours", MAX_COLOURS);
        struct colour *const colour = &reading->colours[reading->count];
        const enum vha_status status =
            vha_yaml_fields(item, colour_fields, VHA_COUNT(colour_fields), colour, reading, error);
        if (status != VHA_OK)
            return status;
        reading->names[reading->count++] = item->key;
    }
    return VHA_OK;
}

/* -------------------------------------------------------------------------------------- roles */

static enum vha_status read_colour_name(const struct vha_yaml_node *node, void *target,
                                        void *context, struct vha_error *error)
{
    const struct reading *const reading = context;
    size_t index = 0;
    if (node->kind == VHA_YAML_SCALAR && strcmp(node->text, "default") == 0)
        return VHA_OK;
    const enum vha_status status =
        vha_yaml_word(node, reading->names, reading->count, &index, error);
    if (status == VHA_OK)
        *(struct colour *)target = reading->colours[index];
    return status;
}

static const struct vha_yaml_field look_fields[] = {
    {.key = "text",
     .type = VHA_YAML_CUSTOM,
     .optional = true,
     VHA_YAML_AT(struct look, text),
     .custom = read_colour_name,
     .expected = "the name of a colour"},
    {.key = "ground",
     .type = VHA_YAML_CUSTOM,
     .optional = true,
     VHA_YAML_AT(struct look, ground),
     .custom = read_colour_name,
     .expected = "the name of a colour"},
    {.key = "attributes",
     .type = VHA_YAML_WORDS,
     .optional = true,
     VHA_YAML_AT(struct look, attributes),
     .words = attribute_words,
     .count = VHA_COUNT(attribute_words)},
};

static enum vha_status read_roles(const struct vha_yaml_node *node, void *target, void *context,
                                  struct vha_error *error)
{
    (void)target;
    struct reading *const reading = context;
    bool given[ROLES] = {false};
    if (node->kind != VHA_YAML_MAPPING)
        return vha_yaml_unexpected(node, error, "a mapping of roles to their looks");
    for (const struct vha_yaml_node *item = node->first; item != NULL; item = item->next) {
        size_t role = 0;
        while (role < ROLES && strcmp(theme_roles[role], item->key) != 0)
            role++;
        if (role == ROLES)
            return vha_yaml_unknown_key(item, theme_roles, ROLES, error);
        given[role] = true;
        const enum vha_status status =
            vha_yaml_fields(item, look_fields, VHA_COUNT(look_fields), &reading->theme->looks[role],
                            reading, error);
        if (status != VHA_OK)
            return status;
    }
    for (size_t role = 0; role < ROLES; role++)
        if (!given[role])
            return vha_yaml_fail_key(node, error, "the role %s is missing; add it to the roles",
                                     theme_roles[role]);
    return VHA_OK;
}

static const char *const truth_words[] = {"false", "true"};

static const struct vha_yaml_field theme_fields[] = {
    {.key = "mono",
     .type = VHA_YAML_WORD,
     .optional = true,
     VHA_YAML_AT(struct theme, mono),
     .words = truth_words,
     .count = VHA_COUNT(truth_words)},
    {.key = "colours",
     .type = VHA_YAML_CUSTOM,
     .optional = true,
     .custom = read_colours,
     .expected = "a mapping of names to colours"},
    {.key = "roles", .type = VHA_YAML_CUSTOM, .custom = read_roles, .expected = "the roles"},
};

/* ------------------------------------------------------------------------------------ reading */

static void set_defaults(struct theme *theme)
{
    static const struct colour unset = {BASIC_DEFAULT, BASIC_DEFAULT, 0};
    theme->mono = false;
    for (size_t role = 0; role < ROLES; role++)
        theme->looks[role] = (struct look){unset, unset, 0};
}

static enum vha_status read_tree(const struct vha_yaml_node *root, struct theme *theme,
                                 struct vha_error *error)
{
    struct reading reading = {.theme = theme};
    set_defaults(theme);
    return vha_yaml_fields(root, theme_fields, VHA_COUNT(theme_fields), theme, &reading, error);
}

enum vha_status theme_parse(const char *name, const char *text, size_t length, struct theme *theme,
                            struct vha_error *error)
{
    struct vha_arena *const arena = vha_arena_new();
    const struct vha_yaml_node *root = NULL;
    enum vha_status status = vha_yaml_parse(arena, name, text, length, &root, error);
    if (status == VHA_OK)
        status = read_tree(root, theme, error);
    vha_arena_free(arena);
    return status;
}

/* ------------------------------------------------------------------------------------- names */

static bool is_plain_name(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    return name[0] != '\0' && strlen(name) < THEME_NAME_SIZE &&
           strspn(name, letters) == strlen(name);
}

static int by_name(const void *one, const void *other)
{
    return strcmp(one, other);
}

void theme_list(const char *folder, struct theme_list *list)
{
    static const char ending[] = ".yaml";
    list->count = 0;
    DIR *const entries = opendir(folder);
    if (entries == NULL)
        return;
    for (struct dirent *entry; (entry = readdir(entries)) != NULL && list->count < THEMES_MOST;) {
        char *const end = strrchr(entry->d_name, '.');
        if (end == NULL || strcmp(end, ending) != 0)
            continue;
        *end = '\0';
        if (is_plain_name(entry->d_name))
            memcpy(list->names[list->count++], entry->d_name, strlen(entry->d_name) + 1);
    }
    closedir(entries);
    qsort(list->names, list->count, sizeof list->names[0], by_name);
}

/* The themes of a folder, parted by commas, so that a wrong name can be mended at once. */
static void join_names(const char *folder, char *out, size_t size)
{
    struct theme_list list;
    size_t used = 0;
    theme_list(folder, &list);
    snprintf(out, size, "none");
    for (size_t i = 0; i < list.count && used + THEME_NAME_SIZE + 2 < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s", i > 0 ? ", " : "", list.names[i]);
}

enum vha_status theme_read(const char *folder, const char *name, struct theme *theme,
                           struct vha_error *error)
{
    char file[80];
    if (is_plain_name(name))
        snprintf(file, sizeof file, "%s.yaml", name);
    else
        file[0] = '\0';
    char *const path = vha_path(folder, file);
    struct vha_arena *const arena = vha_arena_new();
    const struct vha_yaml_node *root = NULL;
    enum vha_status status = VHA_NO_INPUT;
    if (file[0] != '\0')
        status = vha_yaml_read(arena, path, &root, error);
    if (status == VHA_OK) {
        status = read_tree(root, theme, error);
    } else if (status == VHA_NO_INPUT) {
        char names[512];
        join_names(folder, names, sizeof names);
        status = vha_fail(error, VHA_BAD_CONFIG, "there is no theme \"%s\" in %s; there is: %s",
                          name, folder, names);
    }
    vha_arena_free(arena);
    free(path);
    return status;
}

void theme_mono(struct theme *theme)
{
    static const struct {
        enum role role;
        uint64_t attributes;
    } marked[] = {
        {ROLE_TITLE_FOCUS, LOOK_BOLD},
        {ROLE_FRAME_FOCUS, LOOK_BOLD},
        {ROLE_MARKING, LOOK_REVERSE | LOOK_BOLD},
        {ROLE_STATUS, LOOK_REVERSE},
        {ROLE_HEADER, LOOK_UNDERLINE},
        {ROLE_CURSOR, LOOK_REVERSE},
        {ROLE_CURSOR_IDLE, LOOK_UNDERLINE},
        {ROLE_CHOSEN, LOOK_BOLD},
        {ROLE_FLAG, LOOK_BOLD},
        {ROLE_MESSAGE, LOOK_BOLD},
        {ROLE_KEY, LOOK_BOLD},
    };
    set_defaults(theme);
    theme->mono = true;
    for (size_t i = 0; i < VHA_COUNT(marked); i++)
        theme->looks[marked[i].role].attributes = marked[i].attributes;
}
