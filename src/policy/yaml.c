#include "vha/yaml.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "vha/base.h"

/* A mapping or list that is still open. */
struct level {
    struct vha_yaml_node *node;
    struct vha_yaml_node *last; /* of its values so far */
    struct vha_yaml_node *key;  /* in a mapping: read, its value still to come */
};

/* A tree under construction. */
struct builder {
    yaml_parser_t parser;
    struct vha_arena *arena;
    const char *file;
    const char *text;
    size_t length;
    struct vha_yaml_node *root;
    struct level levels[VHA_YAML_MAX_DEPTH];
    size_t depth;
    bool finished;
    struct vha_error *error;
};

static enum vha_status check_encoding(const struct builder *builder);
static enum vha_status take_event(struct builder *builder, const yaml_event_t *event);
static enum vha_status fail_syntax(const struct builder *builder);
static enum vha_status fail_at(const struct builder *builder, yaml_mark_t mark, const char *words);

enum vha_status vha_yaml_read_text(const char *path, char **text, size_t *length,
                                   struct vha_error *error)
{
    const enum vha_status status = vha_read_file(path, VHA_YAML_MAX_BYTES, text, length, error);
    if (status != VHA_BAD_DATA)
        return status;
    return vha_fail(error, VHA_BAD_CONFIG, "%s: found more than %zu bytes, expected a shorter file",
                    path, VHA_YAML_MAX_BYTES);
}

enum vha_status vha_yaml_read(struct vha_arena *arena, const char *path,
                              const struct vha_yaml_node **root, struct vha_error *error)
{
    char *text = NULL;
    size_t length = 0;
    enum vha_status status = vha_yaml_read_text(path, &text, &length, error);
    if (status == VHA_OK)
        status = vha_yaml_parse(arena, path, text, length, root, error);
    free(text);
    return status;
}

static const char *harmless_name(struct vha_arena *arena, const char *name)
{
    char shown[256];
    vha_text_show(shown, sizeof shown, name);
    return vha_arena_text(arena, shown, strlen(shown));
}

static enum vha_status build(struct builder *builder)
{
    enum vha_status status = VHA_OK;
    while (status == VHA_OK && !builder->finished) {
        yaml_event_t event;
        if (yaml_parser_parse(&builder->parser, &event) == 0)
            return fail_syntax(builder);
        status = take_event(builder, &event);
        yaml_event_delete(&event);
    }
    if (status == VHA_OK && builder->root == NULL)
        return vha_fail(builder->error, VHA_BAD_CONFIG, "%s:1:1: found nothing, expected a mapping",
                        builder->file);
    return status;
}

enum vha_status vha_yaml_parse(struct vha_arena *arena, const char *name, const char *text,
                               size_t length, const struct vha_yaml_node **root,
                               struct vha_error *error)
{
    struct builder builder = {.arena = arena,
                              .file = harmless_name(arena, name),
                              .text = text,
                              .length = length,
                              .error = error};
    *root = NULL;
    if (length > VHA_YAML_MAX_BYTES)
        return vha_fail(error, VHA_BAD_CONFIG,
                        "%s: found more than %zu bytes, expected a shorter file", builder.file,
                        VHA_YAML_MAX_BYTES);
    enum vha_status status = check_encoding(&builder);
    if (status != VHA_OK)
        return status;
    if (yaml_parser_initialize(&builder.parser) == 0)
        return vha_fail(error, VHA_OS_ERROR, "%s: there is no memory to read it in", builder.file);
    yaml_parser_set_input_string(&builder.parser, (const unsigned char *)text, length);
    status = build(&builder);
    yaml_parser_delete(&builder.parser);
    *root = status == VHA_OK ? builder.root : NULL;
    return status;
}

const struct vha_yaml_node *vha_yaml_get(const struct vha_yaml_node *mapping, const char *key)
{
    if (mapping->kind != VHA_YAML_MAPPING)
        return NULL;
    for (const struct vha_yaml_node *value = mapping->first; value != NULL; value = value->next)
        if (strcmp(value->key, key) == 0)
            return value;
    return NULL;
}

/* ------------------------------------------------------------------------- from events to nodes */

static struct level *innermost(struct builder *builder)
{
    return builder->depth > 0 ? &builder->levels[builder->depth - 1] : NULL;
}

static struct vha_yaml_node *new_node(const struct builder *builder, enum vha_yaml_kind kind,
                                      yaml_mark_t mark)
{
    struct vha_yaml_node *node = vha_arena_alloc(builder->arena, sizeof *node);
    node->kind = kind;
    node->file = builder->file;
    node->line = (int)mark.line + 1;
    node->column = (int)mark.column + 1;
    return node;
}

/* Refuses what the plain part of the language does without. */
static enum vha_status check_properties(const struct builder *builder, const yaml_event_t *event,
                                        const unsigned char *anchor, const unsigned char *tag)
{
    if (anchor != NULL)
        return fail_at(builder, event->start_mark,
                       "found an anchor (&), expected the value alone: anchors and aliases are not "
                       "used in this file");
    if (tag != NULL)
        return fail_at(builder, event->start_mark,
                       "found a tag (!), expected the value alone: the key says what it is");
    return VHA_OK;
}

static enum vha_status take_key(struct builder *builder, struct level *level,
                                struct vha_yaml_node *key)
{
    if (key->kind != VHA_YAML_SCALAR)
        return vha_yaml_unexpected(key, builder->error, "a key");
    const struct vha_yaml_node *earlier = vha_yaml_get(level->node, key->text);
    if (earlier != NULL) {
        char shown[64];
        return vha_yaml_fail(key, builder->error,
                             "found \"%s\" a second time, expected each key once; the first stands "
                             "on line %d",
                             vha_text_show(shown, sizeof shown, key->text), earlier->key_line);
    }
    if (level->node->count == VHA_YAML_MAX_KEYS)
        return vha_yaml_fail(key, builder->error, "found more than %d keys, expected fewer",
                             VHA_YAML_MAX_KEYS);
    level->key = key;
    return VHA_OK;
}

/* Puts a finished scalar, or a mapping or list that begins, where it belongs. */
static enum vha_status attach(struct builder *builder, struct vha_yaml_node *node)
{
    struct level *level = innermost(builder);
    if (level == NULL) {
        builder->root = node;
        return VHA_OK;
    }
    if (level->node->kind == VHA_YAML_MAPPING) {
        if (level->key == NULL)
            return take_key(builder, level, node);
        node->key = level->key->text;
        node->key_line = level->key->line;
        node->key_column = level->key->column;
        level->key = NULL;
    }
    if (level->last == NULL)
        level->node->first = node;
    else
        level->last->next = node;
    level->last = node;
    level->node->count++;
    return VHA_OK;
}

static enum vha_status take_scalar(struct builder *builder, const yaml_event_t *event)
{
    const enum vha_status status =
        check_properties(builder, event, event->data.scalar.anchor, event->data.scalar.tag);
    if (status != VHA_OK)
        return status;
    const char *value = (const char *)event->data.scalar.value;
    const size_t length = event->data.scalar.length;
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)value[i] < 0x20u || value[i] == 0x7f)
            return fail_at(builder, event->start_mark,
                           "found a text with a control character or a line break in it, expected "
                           "one line of plain text");
    struct vha_yaml_node *node = new_node(builder, VHA_YAML_SCALAR, event->start_mark);
    node->text = vha_arena_text(builder->arena, value, length);
    node->length = length;
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    return attach(builder, node);
}

static enum vha_status open_level(struct builder *builder, const yaml_event_t *event,
                                  enum vha_yaml_kind kind)
{
    const bool is_list = kind == VHA_YAML_LIST;
    enum vha_status status = check_properties(
        builder, event,
        is_list ? event->data.sequence_start.anchor : event->data.mapping_start.anchor,
        is_list ? event->data.sequence_start.tag : event->data.mapping_start.tag);
    if (status != VHA_OK)
        return status;
    if (builder->depth == VHA_YAML_MAX_DEPTH)
        return fail_at(builder, event->start_mark,
                       "found lists or mappings inside each other too deeply, expected a simple "
                       "file");
    struct vha_yaml_node *node = new_node(builder, kind, event->start_mark);
    status = attach(builder, node);
    if (status == VHA_OK)
        builder->levels[builder->depth++] = (struct level){.node = node};
    return status;
}

static enum vha_status take_event(struct builder *builder, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return take_scalar(builder, event);
    case YAML_SEQUENCE_START_EVENT:
        return open_level(builder, event, VHA_YAML_LIST);
    case YAML_MAPPING_START_EVENT:
        return open_level(builder, event, VHA_YAML_MAPPING);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        builder->depth--;
        return VHA_OK;
    case YAML_ALIAS_EVENT:
        return fail_at(builder, event->start_mark,
                       "found an alias (*), expected the value itself: anchors and aliases are not "
                       "used in this file");
    case YAML_DOCUMENT_START_EVENT:
        if (builder->root == NULL)
            return VHA_OK;
        return fail_at(builder, event->start_mark,
                       "found a second document, expected one in a file");
    case YAML_STREAM_END_EVENT:
        builder->finished = true;
        return VHA_OK;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        return VHA_OK;
    }
    return VHA_OK;
}

/* ---------------------------------------------------------------------------- faults of the text
 */

static bool is_character_start(char byte)
{
    return ((unsigned char)byte & 0xC0u) != 0x80u;
}

/* The place of a byte of the text. */
static yaml_mark_t place_of(const struct builder *builder, size_t offset)
{
    yaml_mark_t mark = {.index = 0, .line = 0, .column = 0};
    for (size_t i = 0; i < offset && i < builder->length; i++) {
        if (builder->text[i] == '\n') {
            mark.line++;
            mark.column = 0;
        } else if (is_character_start(builder->text[i])) {
            mark.column++;
        }
    }
    return mark;
}

/* The byte that stands at a place, or NUL beyond the text. */
static char byte_at(const struct builder *builder, yaml_mark_t mark)
{
    size_t line = 0;
    size_t column = 0;
    for (size_t i = 0; i < builder->length; i++) {
        const char byte = builder->text[i];
        if (line == mark.line && column == mark.column && is_character_start(byte))
            return byte;
        if (byte == '\n') {
            line++;
            column = 0;
        } else if (is_character_start(byte)) {
            column++;
        }
    }
    return '\0';
}

static enum vha_status fail_at(const struct builder *builder, yaml_mark_t mark, const char *words)
{
    return vha_fail(builder->error, VHA_BAD_CONFIG, "%s:%zu:%zu: %s", builder->file, mark.line + 1,
                    mark.column + 1, words);
}

static enum vha_status check_encoding(const struct builder *builder)
{
    size_t bad = 0;
    if (vha_utf8_valid(builder->text, builder->length, &bad))
        return VHA_OK;
    const yaml_mark_t mark = place_of(builder, bad);
    return vha_fail(builder->error, VHA_BAD_CONFIG,
                    "%s:%zu:%zu: found the byte 0x%02x, which is not UTF-8, expected the file to "
                    "be saved as UTF-8",
                    builder->file, mark.line + 1, mark.column + 1,
                    (unsigned)(unsigned char)builder->text[bad]);
}

static enum vha_status fail_syntax(const struct builder *builder)
{
    const yaml_parser_t *parser = &builder->parser;
    if (parser->error == YAML_MEMORY_ERROR)
        return vha_fail(builder->error, VHA_OS_ERROR, "%s: there is no memory to read it in",
                        builder->file);
    if (parser->error == YAML_READER_ERROR)
        return fail_at(builder, place_of(builder, parser->problem_offset),
                       "found a control character, expected plain text");
    if (byte_at(builder, parser->problem_mark) == '\t')
        return fail_at(builder, parser->problem_mark, "found a tab, expected spaces");
    const char *problem = parser->problem != NULL ? parser->problem : "cannot be parsed";
    char words[256];
    if (parser->context == NULL)
        snprintf(words, sizeof words, "found a fault of YAML (%s), expected well-formed YAML",
                 problem);
    else
        snprintf(words, sizeof words,
                 "found a fault of YAML (%s, %s that begins on line %zu), expected well-formed "
                 "YAML; check indentation, colons and quotes",
                 problem, parser->context, parser->context_mark.line + 1);
    return fail_at(builder, parser->problem_mark, words);
}
