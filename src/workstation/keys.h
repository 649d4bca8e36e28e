/*
 * keys: which key means which action, read from keys.yaml and checked: an unknown action, an
 * unknown key, or a key with two meanings is an error naming line and column.
 */
#ifndef WORKSTATION_KEYS_H
#define WORKSTATION_KEYS_H

#include "actions.h"
#include "vha/base.h"

/* A key is the code point that it types (control keys: 1 to 31, 127), or one of these. */
enum {
    KEY_NONE = 0,
    KEY_NAMED = 0x110000,
    KEYS_UP,
    KEYS_DOWN,
    KEYS_LEFT,
    KEYS_RIGHT,
    KEYS_HOME,
    KEYS_END,
    KEYS_PAGE_UP,
    KEYS_PAGE_DOWN,
    KEYS_SHIFT_TAB,
    KEYS_DELETE,
    KEYS_INSERT,
    KEYS_F1,
    KEYS_F12 = KEYS_F1 + 11,
    KEYS_PASTED = 0x200000, /* a bit beside a character that was pasted, or a line feed */
};
#define KEYS_ENTER     13
#define KEYS_LINE_FEED 10 /* some senders' Enter */
#define KEYS_ESCAPE    27
#define KEYS_TAB       9
#define KEYS_BACKSPACE 127
#define KEYS_SPACE     32

#define KEYMAP_SIZE   256
#define KEY_NAME_SIZE 16

struct binding {
    int32_t key;
    int32_t action; /* of enum action or enum typing_action */
};

/* Bindings of each mode, sorted by key; for names, in the file's order. */
struct keymap {
    struct binding bound[KEYMAP_SIZE];
    size_t bound_count;
    struct binding typing[KEYMAP_SIZE];
    size_t typing_count;
};

enum vha_status keymap_read(const char *path, struct keymap *keymap,
                            struct vha_error *error) VHA_MUST_CHECK;
enum vha_status keymap_parse(const char *name, const char *text, size_t length,
                             struct keymap *keymap, struct vha_error *error) VHA_MUST_CHECK;

enum action keymap_action(const struct keymap *keymap, int32_t key);
enum typing_action keymap_typing(const struct keymap *keymap, int32_t key);

/* The keys of an action as shown: the first one ("j"), or all of them ("Down, j"); returns out. */
char *keymap_first(const struct keymap *keymap, enum action action, char out[KEY_NAME_SIZE]);
char *keymap_first_typing(const struct keymap *keymap, enum typing_action action,
                          char out[KEY_NAME_SIZE]);
char *keymap_all(const struct keymap *keymap, enum action action, char *out, size_t size);
char *keymap_all_typing(const struct keymap *keymap, enum typing_action action, char *out,
                        size_t size);

/* The key of that name, or KEY_NONE; and the name of a key. */
int32_t key_of(const char *name);
char *name_of_key(int32_t key, char out[KEY_NAME_SIZE]);

#endif
