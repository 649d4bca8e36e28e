#include "keys.h"

#include "vha/yaml.h"

#include <stdio.h>
#include <string.h>
#include <unistr.h>

static const struct {
    const char *name;
    int32_t key;
} named_keys[] = {
    {"Up", KEYS_UP},
    {"Down", KEYS_DOWN},
    {"Left", KEYS_LEFT},
    {"Right", KEYS_RIGHT},
    {"Home", KEYS_HOME},
    {"End", KEYS_END},
    {"PgUp", KEYS_PAGE_UP},
    {"PgDn", KEYS_PAGE_DOWN},
    {"Tab", KEYS_TAB},
    {"Shift-Tab", KEYS_SHIFT_TAB},
    {"Enter", KEYS_ENTER},
    {"Esc", KEYS_ESCAPE},
    {"Backspace", KEYS_BACKSPACE},
    {"Delete", KEYS_DELETE},
    {"Insert", KEYS_INSERT},
    {"Space", KEYS_SPACE},
};

/* ---------------------------------------------------------------------------------- key names */

/* Control keys that have a name of their own, because a terminal cannot tell them apart. */
static bool is_own_key(int32_t key)
{
    return key == KEYS_TAB || key == KEYS_ENTER || key == KEYS_LINE_FEED;
}

int32_t key_of(const char *name)
{
    for (size_t i = 0; i < VHA_COUNT(named_keys); i++)
        if (strcmp(name, named_keys[i].name) == 0)
            return named_keys[i].key;
    const size_t length = strlen(name);
    if (strncmp(name, "Ctrl-", 5) == 0 && length == 6 && name[5] >= 'A' && name[5] <= 'Z') {
        const int32_t key = name[5] - 'A' + 1;
        return is_own_key(key) ? KEY_NONE : key;
    }
    int number = 0;
    int end = 0;
    if (sscanf(name, "F%2d%n", &number, &end) == 1 && (size_t)end == length && number >= 1 &&
        number <= 12)
        return KEYS_F1 + number - 1;
    ucs4_t character = 0;
    const uint8_t *const next = u8_next(&character, (const uint8_t *)name);
    if (next == NULL || *next != '\0' || character <= ' ' || character == KEYS_BACKSPACE)
        return KEY_NONE;
    return (int32_t)character;
}

char *name_of_key(int32_t key, char out[KEY_NAME_SIZE])
{
    for (size_t i = 0; i < VHA_COUNT(named_keys); i++)
        if (named_keys[i].key == key) {
            snprintf(out, KEY_NAME_SIZE, "%s", named_keys[i].name);
            return out;
        }
    if (key >= KEYS_F1 && key <= KEYS_F12)
        snprintf(out, KEY_NAME_SIZE, "F%d", (int)(key - KEYS_F1 + 1));
    else if (key > 0 && key < ' ')
        snprintf(out, KEY_NAME_SIZE, "Ctrl-%c", (char)('A' + key - 1));
    else
        out[u8_uctomb((uint8_t *)out, (ucs4_t)key, KEY_NAME_SIZE - 1)] = '\0';
    return out;
}

/* ------------------------------------------------------------------------------------ reading */

/* One section of the file, and where its bindings go. */
struct section {
    const char *key;
    const struct action_entry *actions;
    size_t action_count;
    struct binding *bindings;
    size_t *binding_count;
};

/* Where in the file each binding of a section was made. */
struct place {
    int line;
    int column;
};

static enum vha_status bind(const struct section *section, const struct vha_yaml_node *node,
                            int32_t action, struct place places[KEYMAP_SIZE],
                            struct vha_error *error)
{
    if (node->kind != VHA_YAML_SCALAR)
        return vha_yaml_unexpected(node, error, "the name of a key");
    const int32_t key = key_of(node->text);
    if (key == KEY_NONE)
        return vha_yaml_unexpected(
            node, error,
            "a key: one character, Up, Down, Left, Right, Home, End, PgUp, PgDn, Tab, Shift-Tab, "
            "Enter, Esc, Backspace, Delete, Insert, Space, F1 to F12, or Ctrl-A to Ctrl-Z without "
            "Ctrl-I (Tab), Ctrl-J and Ctrl-M (Enter)");
    for (size_t i = 0; i < *section->binding_count; i++)
        if (section->bindings[i].key == key)
            return vha_yaml_fail(node, error,
                                 "the key %s means %s already (line %d, column %d); a key has one "
                                 "meaning: take it from one of them",
                                 node->text, section->actions[section->bindings[i].action].name,
                                 places[i].line, places[i].column);
    if (*section->binding_count == KEYMAP_SIZE)
        return vha_yaml_fail(node, error, "more than %d keys in one section", KEYMAP_SIZE);
    places[*section->binding_count] = (struct place){node->line, node->column};
    section->bindings[(*section->binding_count)++] = (struct binding){key, action};
    return VHA_OK;
}

static int32_t action_of(const struct section *section, const char *name)
{
    for (size_t i = 1; i < section->action_count; i++)
        if (strcmp(section->actions[i].name, name) == 0)
            return (int32_t)i;
    return 0;
}

static enum vha_status unknown_action(const struct section *section,
                                      const struct vha_yaml_node *node, struct vha_error *error)
{
    const char *names[ACTIONS + TYPING_ACTIONS];
    for (size_t i = 1; i < section->action_count; i++)
        names[i - 1] = section->actions[i].name;
    return vha_yaml_unknown_key(node, names, section->action_count - 1, error);
}

static enum vha_status read_section(const struct section *section,
                                    const struct vha_yaml_node *mapping, struct vha_error *error)
{
    struct place places[KEYMAP_SIZE] = {{0, 0}};
    if (mapping->kind != VHA_YAML_MAPPING)
        return vha_yaml_unexpected(mapping, error, "a mapping of actions to their keys");
    for (const struct vha_yaml_node *node = mapping->first; node != NULL; node = node->next) {
        const int32_t action = action_of(section, node->key);
        if (action == 0)
            return unknown_action(section, node, error);
        if (node->kind == VHA_YAML_SCALAR) {
            const enum vha_status status = bind(section, node, action, places, error);
            if (status != VHA_OK)
                return status;
        }
        const struct vha_yaml_node *item = node->kind == VHA_YAML_LIST ? node->first : NULL;
        for (; item != NULL; item = item->next) {
            const enum vha_status status = bind(section, item, action, places, error);
            if (status != VHA_OK)
                return status;
        }
        if (node->kind == VHA_YAML_MAPPING)
            return vha_yaml_unexpected(node, error, "a key or a list of keys");
    }
    return VHA_OK;
}

/* Without these nobody could get out, or would learn how to do anything. */
static enum vha_status check_needed(const struct vha_yaml_node *root, const struct keymap *keymap,
                                    struct vha_error *error)
{
    static const enum action needed[] = {ACTION_QUIT, ACTION_BACK, ACTION_HELP};
    for (size_t i = 0; i < VHA_COUNT(needed); i++) {
        char name[KEY_NAME_SIZE];
        if (keymap_first(keymap, needed[i], name)[0] == '\0')
            return vha_yaml_fail(root, error, "the action %s has no key; give it one under keys",
                                 action_table[needed[i]].name);
    }
    static const enum typing_action needed_typing[] = {TYPING_ACCEPT, TYPING_CANCEL};
    for (size_t i = 0; i < VHA_COUNT(needed_typing); i++) {
        char names[64];
        if (keymap_all_typing(keymap, needed_typing[i], names, sizeof names)[0] == '\0')
            return vha_yaml_fail(root, error, "the action %s has no key; give it one under typing",
                                 typing_table[needed_typing[i]].name);
    }
    return VHA_OK;
}

static enum vha_status read_tree(const struct vha_yaml_node *root, struct keymap *keymap,
                                 struct vha_error *error)
{
    const struct section sections[] = {
        {"keys", action_table, ACTIONS, keymap->bound, &keymap->bound_count},
        {"typing", typing_table, TYPING_ACTIONS, keymap->typing, &keymap->typing_count},
    };
    static const char *const names[] = {"keys", "typing"};
    memset(keymap, 0, sizeof *keymap);
    if (root->kind != VHA_YAML_MAPPING)
        return vha_yaml_unexpected(root, error, "a mapping with keys and typing");
    for (const struct vha_yaml_node *node = root->first; node != NULL; node = node->next) {
        size_t i = 0;
        while (i < VHA_COUNT(sections) && strcmp(sections[i].key, node->key) != 0)
            i++;
        if (i == VHA_COUNT(sections))
            return vha_yaml_unknown_key(node, names, VHA_COUNT(names), error);
        const enum vha_status status = read_section(&sections[i], node, error);
        if (status != VHA_OK)
            return status;
    }
    return check_needed(root, keymap, error);
}

enum vha_status keymap_parse(const char *name, const char *text, size_t length,
                             struct keymap *keymap, struct vha_error *error)
{
    struct vha_arena *const arena = vha_arena_new();
    const struct vha_yaml_node *root = NULL;
    enum vha_status status = vha_yaml_parse(arena, name, text, length, &root, error);
    if (status == VHA_OK)
        status = read_tree(root, keymap, error);
    vha_arena_free(arena);
    return status;
}

enum vha_status keymap_read(const char *path, struct keymap *keymap, struct vha_error *error)
{
    struct vha_arena *const arena = vha_arena_new();
    const struct vha_yaml_node *root = NULL;
    enum vha_status status = vha_yaml_read(arena, path, &root, error);
    if (status == VHA_OK)
        status = read_tree(root, keymap, error);
    vha_arena_free(arena);
    return status;
}

/* ------------------------------------------------------------------------------------- asking */

static int32_t find(const struct binding *bindings, size_t count, int32_t key)
{
    for (size_t i = 0; i < count; i++)
        if (bindings[i].key == key)
            return bindings[i].action;
    return 0;
}

enum action keymap_action(const struct keymap *keymap, int32_t key)
{
    return (enum action)find(keymap->bound, keymap->bound_count, key);
}

enum typing_action keymap_typing(const struct keymap *keymap, int32_t key)
{
    return (enum typing_action)find(keymap->typing, keymap->typing_count, key);
}

static char *list_keys(const struct binding *bindings, size_t count, int32_t action, char *out,
                       size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        if (bindings[i].action != action || used + KEY_NAME_SIZE + 2 > size)
            continue;
        char name[KEY_NAME_SIZE];
        used += (size_t)snprintf(out + used, size - used, "%s%s", used > 0 ? ", " : "",
                                 name_of_key(bindings[i].key, name));
    }
    return out;
}

static char *first_key(const struct binding *bindings, size_t count, int32_t action,
                       char out[KEY_NAME_SIZE])
{
    out[0] = '\0';
    for (size_t i = 0; i < count; i++)
        if (bindings[i].action == action)
            return name_of_key(bindings[i].key, out);
    return out;
}

char *keymap_first(const struct keymap *keymap, enum action action, char out[KEY_NAME_SIZE])
{
    return first_key(keymap->bound, keymap->bound_count, (int32_t)action, out);
}

char *keymap_first_typing(const struct keymap *keymap, enum typing_action action,
                          char out[KEY_NAME_SIZE])
{
    return first_key(keymap->typing, keymap->typing_count, (int32_t)action, out);
}

char *keymap_all(const struct keymap *keymap, enum action action, char *out, size_t size)
{
    return list_keys(keymap->bound, keymap->bound_count, (int32_t)action, out, size);
}

char *keymap_all_typing(const struct keymap *keymap, enum typing_action action, char *out,
                        size_t size)
{
    return list_keys(keymap->typing, keymap->typing_count, (int32_t)action, out, size);
}
