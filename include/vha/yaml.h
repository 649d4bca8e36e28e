/*
 * yaml: configuration files as a tree that knows the place of everything in it, and tables of
 * fields that read such a tree into structs. Policy, areas, settings, keys and themes are read with
 * it, so that all of them find the same faults and name them in the same words:
 *
 *     config/policy.yaml:41:7: found "wieghts", expected ...; did you mean "weights"?
 *
 * The YAML allowed is the plain part of the language: one document of mappings, lists and scalars
 * in UTF-8. Anchors, aliases, tags, duplicate keys and control characters are refused.
 */
#ifndef VHA_YAML_H
#define VHA_YAML_H

#include "vha/base.h"

#define VHA_YAML_MAX_BYTES ((size_t)1 << 20)
#define VHA_YAML_MAX_DEPTH 16   /* mappings and lists inside each other */
#define VHA_YAML_MAX_KEYS  1024 /* keys of one mapping */

/* --------------------------------------------------------------------------------------- tree */

enum vha_yaml_kind { VHA_YAML_SCALAR, VHA_YAML_LIST, VHA_YAML_MAPPING };

/* A value in a file. Lines and columns start at 1; columns count characters. All of it belongs to
 * the arena that it was parsed into. */
struct vha_yaml_node {
    enum vha_yaml_kind kind;
    const char *file; /* the name for messages */
    int line;
    int column;

    const char *key; /* of this value, when it stands in a mapping; else NULL */
    int key_line;
    int key_column;

    const char *text; /* of a scalar, NUL-terminated */
    size_t length;
    bool plain; /* a scalar without quotes: only such a one is a number or true or false */

    size_t count;                      /* items of a list, values of a mapping */
    const struct vha_yaml_node *first; /* of them, in the file's order */
    const struct vha_yaml_node *next;  /* in the list or mapping that this value stands in */
};

/* Reads a configuration file as text; the caller frees *text. VHA_NO_INPUT, or VHA_BAD_CONFIG when
 * it is longer than VHA_YAML_MAX_BYTES. */
enum vha_status vha_yaml_read_text(const char *path, char **text, size_t *length,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* Parses a text into a tree in `arena`; `name` stands for the file in messages and need not
 * outlast the call. VHA_BAD_CONFIG with the place. */
enum vha_status vha_yaml_parse(struct vha_arena *arena, const char *name, const char *text,
                               size_t length, const struct vha_yaml_node **root,
                               struct vha_error *error) VHA_MUST_CHECK;

/* Both in one: a file into a tree. */
enum vha_status vha_yaml_read(struct vha_arena *arena, const char *path,
                              const struct vha_yaml_node **root,
                              struct vha_error *error) VHA_MUST_CHECK;

/* The value of a key in a mapping, else NULL. */
const struct vha_yaml_node *vha_yaml_get(const struct vha_yaml_node *mapping, const char *key);

/* ------------------------------------------------------------------------------------- faults */

/* VHA_BAD_CONFIG at the place of a value, or of its key: `file:line:column: ` and the words. */
enum vha_status vha_yaml_fail(const struct vha_yaml_node *node, struct vha_error *error,
                              const char *format, ...) VHA_PRINTF(3, 4);
enum vha_status vha_yaml_fail_key(const struct vha_yaml_node *node, struct vha_error *error,
                                  const char *format, ...) VHA_PRINTF(3, 4);

/* `found X, expected <expected>`, where X shows the value. */
enum vha_status vha_yaml_unexpected(const struct vha_yaml_node *node, struct vha_error *error,
                                    const char *expected);

/* `found "X", expected one of ...; did you mean ...?` for a scalar, or for the key of a value. */
enum vha_status vha_yaml_unknown_word(const struct vha_yaml_node *node, const char *const *words,
                                      size_t count, struct vha_error *error);
enum vha_status vha_yaml_unknown_key(const struct vha_yaml_node *node, const char *const *words,
                                     size_t count, struct vha_error *error);

/* ------------------------------------------------------------------------------- single values */

/* A whole number in decimal digits, perhaps with a minus sign; no quotes, no leading zeros. */
enum vha_status vha_yaml_integer(const struct vha_yaml_node *node, int64_t min, int64_t max,
                                 int64_t *value, struct vha_error *error) VHA_MUST_CHECK;

/* A number of at most three decimals, as thousandths; min and max are thousandths too. */
enum vha_status vha_yaml_milli(const struct vha_yaml_node *node, vha_milli min, vha_milli max,
                               vha_milli *value, struct vha_error *error) VHA_MUST_CHECK;

/* A text of `min` to `max` characters. The text belongs to the node's arena. */
enum vha_status vha_yaml_text(const struct vha_yaml_node *node, size_t min, size_t max,
                              const char **value, struct vha_error *error) VHA_MUST_CHECK;

/* A word out of several, as its index. */
enum vha_status vha_yaml_word(const struct vha_yaml_node *node, const char *const *words,
                              size_t count, size_t *index, struct vha_error *error) VHA_MUST_CHECK;

/* A list of at least `min` words out of at most 64, each at most once, as bits by index. */
enum vha_status vha_yaml_words(const struct vha_yaml_node *node, const char *const *words,
                               size_t count, size_t min, uint64_t *bits,
                               struct vha_error *error) VHA_MUST_CHECK;

/* A list of `min` to `max` values of whatever kind: checks that it is one. */
enum vha_status vha_yaml_list(const struct vha_yaml_node *node, size_t min, size_t max,
                              struct vha_error *error) VHA_MUST_CHECK;

/* ------------------------------------------------------------------------------ tables of fields
 */

enum vha_yaml_type {
    VHA_YAML_INTEGER, /* min to max, into a signed integer of 4 or 8 bytes */
    VHA_YAML_NUMBER,  /* min to max in thousandths, into a vha_milli */
    VHA_YAML_TEXT,    /* min to max characters, into a const char * */
    VHA_YAML_WORD,   /* one of words: its index, into a bool, an enum or an integer; bool has two */
    VHA_YAML_WORDS,  /* a list of at least min of words: bits, into an unsigned of 1 to 8 bytes */
    VHA_YAML_NESTED, /* a mapping read by `fields`, whose offsets count from this one's */
    VHA_YAML_CUSTOM, /* whatever `custom` makes of it */
};

/* Reads a value into *target, the place that the field names; context is the caller's own. */
typedef enum vha_status vha_yaml_reader(const struct vha_yaml_node *node, void *target,
                                        void *context, struct vha_error *error);

struct vha_yaml_field {
    const char *key;
    enum vha_yaml_type type;
    bool optional; /* when it is absent, the target stays as it is */
    size_t offset;
    size_t size;
    int64_t min;
    int64_t max;
    const char *const *words;
    size_t count; /* of words or of fields */
    const struct vha_yaml_field *fields;
    vha_yaml_reader *custom;
    const char *expected; /* of a custom field, for messages: "a list of features" */
};

/* The offset and the size of a member, for use among the initializers of a field. */
#define VHA_YAML_AT(owner, member)                                                                 \
    .offset = offsetof(owner, member), .size = sizeof(((owner *)NULL)->member)

/* Reads a mapping into `target` by a table: every key must be in the table, every field that is
 * not optional must be in the mapping. Fields are read in the table's order. */
enum vha_status vha_yaml_fields(const struct vha_yaml_node *mapping,
                                const struct vha_yaml_field *fields, size_t count, void *target,
                                void *context, struct vha_error *error) VHA_MUST_CHECK;

#endif
