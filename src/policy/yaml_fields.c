#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "vha/yaml.h"

enum {
    WORDS_LISTED = 6, /* a longer list helps nobody: the nearest word is named besides */
    SENTENCE_SIZE = 700,
    FOUND_SIZE = 72,
};

/* ------------------------------------------------------------------------------------- faults */

static enum vha_status fail_with(const struct vha_yaml_node *node, int line, int column,
                                 struct vha_error *error, const char *sentence)
{
    return vha_fail(error, VHA_BAD_CONFIG, "%s:%d:%d: %s", node->file, line, column, sentence);
}

enum vha_status vha_yaml_fail(const struct vha_yaml_node *node, struct vha_error *error,
                              const char *format, ...)
{
    char sentence[SENTENCE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    return fail_with(node, node->line, node->column, error, sentence);
}

enum vha_status vha_yaml_fail_key(const struct vha_yaml_node *node, struct vha_error *error,
                                  const char *format, ...)
{
    char sentence[SENTENCE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    const bool has_key = node->key != NULL;
    return fail_with(node, has_key ? node->key_line : node->line,
                     has_key ? node->key_column : node->column, error, sentence);
}

/* A word in quotes, made harmless and cut where it is long. */
static const char *quote(char out[FOUND_SIZE], const char *text)
{
    char shown[FOUND_SIZE - 8];
    vha_text_show(shown, sizeof shown, text);
    const bool is_cut = strlen(text) >= sizeof shown;
    snprintf(out, FOUND_SIZE, "\"%s%s\"", shown, is_cut ? "…" : "");
    return out;
}

static bool is_nothing(const struct vha_yaml_node *node)
{
    return node->kind == VHA_YAML_SCALAR && node->plain &&
           (node->length == 0 || strcmp(node->text, "~") == 0 || strcmp(node->text, "null") == 0);
}

/* What stands at a node, in words. */
static const char *found(char out[FOUND_SIZE], const struct vha_yaml_node *node)
{
    static const char *const kinds[] = {
        [VHA_YAML_SCALAR] = "a single value",
        [VHA_YAML_LIST] = "a list",
        [VHA_YAML_MAPPING] = "a mapping",
    };
    if (is_nothing(node))
        return "nothing";
    if (node->kind == VHA_YAML_SCALAR)
        return quote(out, node->text);
    return kinds[node->kind];
}

enum vha_status vha_yaml_unexpected(const struct vha_yaml_node *node, struct vha_error *error,
                                    const char *expected)
{
    char shown[FOUND_SIZE];
    return vha_yaml_fail(node, error, "found %s, expected %s", found(shown, node), expected);
}

static void append(char *out, size_t size, const char *text)
{
    const size_t used = strlen(out);
    snprintf(out + used, size - used, "%s", text);
}

/* `"a", "b" or "c"`, at most a handful of them. */
static void list_words(char *out, size_t size, const char *const *words, size_t count)
{
    const size_t listed = count > WORDS_LISTED ? WORDS_LISTED - 1 : count;
    out[0] = '\0';
    for (size_t i = 0; i < listed; i++) {
        char quoted[FOUND_SIZE];
        if (i > 0)
            append(out, size, i + 1 == count ? " or " : ", ");
        append(out, size, quote(quoted, words[i]));
    }
    if (listed < count) {
        char rest[40];
        snprintf(rest, sizeof rest, " or one of %zu others", count - listed);
        append(out, size, rest);
    }
}

/* `expected one of ...; did you mean ...?` */
static void expect_words(char *out, size_t size, const char *word, const char *const *words,
                         size_t count)
{
    char listed[SENTENCE_SIZE / 2];
    list_words(listed, sizeof listed, words, count);
    snprintf(out, size, "expected %s%s", count > 1 ? "one of " : "", listed);
    const char *nearest = strlen(word) > 2 ? vha_nearest_word(word, words, count) : NULL;
    if (nearest == NULL)
        return; /* and in a word of a letter or two, everything is near to everything */
    append(out, size, "; did you mean \"");
    append(out, size, nearest);
    append(out, size, "\"?");
}

enum vha_status vha_yaml_unknown_word(const struct vha_yaml_node *node, const char *const *words,
                                      size_t count, struct vha_error *error)
{
    char shown[FOUND_SIZE];
    char expected[SENTENCE_SIZE - FOUND_SIZE];
    const char *word = node->kind == VHA_YAML_SCALAR ? node->text : "";
    expect_words(expected, sizeof expected, word, words, count);
    return vha_yaml_fail(node, error, "found %s, %s", found(shown, node), expected);
}

enum vha_status vha_yaml_unknown_key(const struct vha_yaml_node *node, const char *const *words,
                                     size_t count, struct vha_error *error)
{
    char shown[FOUND_SIZE];
    char expected[SENTENCE_SIZE - FOUND_SIZE];
    expect_words(expected, sizeof expected, node->key, words, count);
    return vha_yaml_fail_key(node, error, "found %s, %s", quote(shown, node->key), expected);
}

/* ------------------------------------------------------------------------------- single values */

static bool parse_integer(const char *text, int64_t *value)
{
    const bool is_negative = text[0] == '-';
    const char *digits = text + (is_negative ? 1 : 0);
    const size_t length = strlen(digits);
    if (length == 0 || length > 18 || (digits[0] == '0' && (length > 1 || is_negative)))
        return false;
    int64_t size = 0;
    for (size_t i = 0; i < length; i++) {
        if (digits[i] < '0' || digits[i] > '9')
            return false;
        size = size * 10 + (digits[i] - '0');
    }
    *value = is_negative ? -size : size;
    return true;
}

enum vha_status vha_yaml_integer(const struct vha_yaml_node *node, int64_t min, int64_t max,
                                 int64_t *value, struct vha_error *error)
{
    int64_t parsed = 0;
    if (node->kind == VHA_YAML_SCALAR && node->plain && parse_integer(node->text, &parsed) &&
        parsed >= min && parsed <= max) {
        *value = parsed;
        return VHA_OK;
    }
    char shown[FOUND_SIZE];
    return vha_yaml_fail(node, error, "found %s, expected a whole number from %lld to %lld",
                         found(shown, node), (long long)min, (long long)max);
}

enum vha_status vha_yaml_milli(const struct vha_yaml_node *node, vha_milli min, vha_milli max,
                               vha_milli *value, struct vha_error *error)
{
    vha_milli parsed = 0;
    if (node->kind == VHA_YAML_SCALAR && node->plain &&
        vha_milli_parse(node->text, node->length, &parsed) && parsed >= min && parsed <= max) {
        *value = parsed;
        return VHA_OK;
    }
    char shown[FOUND_SIZE];
    char least[VHA_MILLI_SIZE];
    char most[VHA_MILLI_SIZE];
    return vha_yaml_fail(node, error,
                         "found %s, expected a number from %s to %s with at most three decimals",
                         found(shown, node), vha_milli_format(least, min, false),
                         vha_milli_format(most, max, false));
}

static size_t characters_in(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        if (((unsigned char)text[i] & 0xC0u) != 0x80u)
            count++;
    return count;
}

enum vha_status vha_yaml_text(const struct vha_yaml_node *node, size_t min, size_t max,
                              const char **value, struct vha_error *error)
{
    if (node->kind == VHA_YAML_SCALAR && !is_nothing(node)) {
        const size_t characters = characters_in(node->text, node->length);
        if (characters >= min && characters <= max) {
            *value = node->text;
            return VHA_OK;
        }
    }
    char shown[FOUND_SIZE];
    return vha_yaml_fail(node, error, "found %s, expected a text of %zu to %zu characters",
                         found(shown, node), min, max);
}

enum vha_status vha_yaml_word(const struct vha_yaml_node *node, const char *const *words,
                              size_t count, size_t *index, struct vha_error *error)
{
    for (size_t i = 0; node->kind == VHA_YAML_SCALAR && i < count; i++) {
        if (strcmp(node->text, words[i]) != 0)
            continue;
        *index = i;
        return VHA_OK;
    }
    return vha_yaml_unknown_word(node, words, count, error);
}

enum vha_status vha_yaml_list(const struct vha_yaml_node *node, size_t min, size_t max,
                              struct vha_error *error)
{
    if (node->kind == VHA_YAML_LIST && node->count >= min && node->count <= max)
        return VHA_OK;
    if (node->kind != VHA_YAML_LIST)
        return vha_yaml_unexpected(node, error, "a list");
    return vha_yaml_fail(node, error, "found a list of %zu, expected %zu to %zu entries",
                         node->count, min, max);
}

enum vha_status vha_yaml_words(const struct vha_yaml_node *node, const char *const *words,
                               size_t count, size_t min, uint64_t *bits, struct vha_error *error)
{
    enum vha_status status = vha_yaml_list(node, min, VHA_YAML_MAX_KEYS, error);
    uint64_t seen = 0;
    for (const struct vha_yaml_node *item = node->first; status == VHA_OK && item != NULL;
         item = item->next) {
        size_t index = 0;
        status = vha_yaml_word(item, words, count, &index, error);
        if (status != VHA_OK)
            return status;
        if ((seen & (UINT64_C(1) << index)) != 0)
            return vha_yaml_fail(item, error, "found \"%s\" a second time, expected each word once",
                                 words[index]);
        seen |= UINT64_C(1) << index;
    }
    if (status == VHA_OK)
        *bits = seen;
    return status;
}

/* ------------------------------------------------------------------------------ tables of fields
 */

/* A place to put a value into. */
struct target {
    void *place;
    void *context;
};

typedef enum vha_status field_reader(const struct vha_yaml_field *field,
                                     const struct vha_yaml_node *node, struct target target,
                                     struct vha_error *error);

/* Puts a whole number into a member of 1, 2, 4 or 8 bytes. */
static void store(void *place, size_t size, uint64_t value)
{
    const uint8_t as_8 = (uint8_t)value;
    const uint16_t as_16 = (uint16_t)value;
    const uint32_t as_32 = (uint32_t)value;
    const void *const source = size == 1   ? (const void *)&as_8
                               : size == 2 ? (const void *)&as_16
                               : size == 4 ? (const void *)&as_32
                                           : (const void *)&value;
    memcpy(place, source, size);
}

static enum vha_status read_integer(const struct vha_yaml_field *field,
                                    const struct vha_yaml_node *node, struct target target,
                                    struct vha_error *error)
{
    int64_t value = 0;
    const enum vha_status status = vha_yaml_integer(node, field->min, field->max, &value, error);
    if (status == VHA_OK)
        store(target.place, field->size, (uint64_t)value);
    return status;
}

static enum vha_status read_number(const struct vha_yaml_field *field,
                                   const struct vha_yaml_node *node, struct target target,
                                   struct vha_error *error)
{
    vha_milli *place = target.place;
    return vha_yaml_milli(node, field->min, field->max, place, error);
}

static enum vha_status read_text(const struct vha_yaml_field *field,
                                 const struct vha_yaml_node *node, struct target target,
                                 struct vha_error *error)
{
    const char **place = target.place;
    return vha_yaml_text(node, (size_t)field->min, (size_t)field->max, place, error);
}

static enum vha_status read_word(const struct vha_yaml_field *field,
                                 const struct vha_yaml_node *node, struct target target,
                                 struct vha_error *error)
{
    size_t index = 0;
    const enum vha_status status = vha_yaml_word(node, field->words, field->count, &index, error);
    if (status == VHA_OK)
        store(target.place, field->size, index);
    return status;
}

static enum vha_status read_words(const struct vha_yaml_field *field,
                                  const struct vha_yaml_node *node, struct target target,
                                  struct vha_error *error)
{
    uint64_t bits = 0;
    const enum vha_status status =
        vha_yaml_words(node, field->words, field->count, (size_t)field->min, &bits, error);
    if (status == VHA_OK)
        store(target.place, field->size, bits);
    return status;
}

static enum vha_status read_nested(const struct vha_yaml_field *field,
                                   const struct vha_yaml_node *node, struct target target,
                                   struct vha_error *error)
{
    return vha_yaml_fields(node, field->fields, field->count, target.place, target.context, error);
}

static enum vha_status read_custom(const struct vha_yaml_field *field,
                                   const struct vha_yaml_node *node, struct target target,
                                   struct vha_error *error)
{
    return field->custom(node, target.place, target.context, error);
}

static field_reader *const readers[] = {
    [VHA_YAML_INTEGER] = read_integer, [VHA_YAML_NUMBER] = read_number,
    [VHA_YAML_TEXT] = read_text,       [VHA_YAML_WORD] = read_word,
    [VHA_YAML_WORDS] = read_words,     [VHA_YAML_NESTED] = read_nested,
    [VHA_YAML_CUSTOM] = read_custom,
};

static enum vha_status refuse_unknown_keys(const struct vha_yaml_node *mapping,
                                           const struct vha_yaml_field *fields, size_t count,
                                           struct vha_error *error)
{
    const char *absent[64];
    for (const struct vha_yaml_node *value = mapping->first; value != NULL; value = value->next) {
        size_t absent_count = 0;
        bool is_known = false;
        for (size_t i = 0; i < count && !is_known; i++) {
            is_known = strcmp(value->key, fields[i].key) == 0;
            if (vha_yaml_get(mapping, fields[i].key) == NULL && absent_count < VHA_COUNT(absent))
                absent[absent_count++] = fields[i].key;
        }
        if (is_known)
            continue;
        if (absent_count > 0)
            return vha_yaml_unknown_key(value, absent, absent_count, error);
        char shown[FOUND_SIZE];
        return vha_yaml_fail_key(value, error, "found %s, expected no key besides the %zu here",
                                 quote(shown, value->key), count);
    }
    return VHA_OK;
}

static enum vha_status fail_missing(const struct vha_yaml_node *mapping,
                                    const struct vha_yaml_field *field, struct vha_error *error)
{
    static const char *const types[] = {
        [VHA_YAML_INTEGER] = "a whole number",
        [VHA_YAML_NUMBER] = "a number",
        [VHA_YAML_TEXT] = "a text",
        [VHA_YAML_WORD] = "a word",
        [VHA_YAML_WORDS] = "a list of words",
        [VHA_YAML_NESTED] = "a mapping",
        [VHA_YAML_CUSTOM] = "a value",
    };
    char listed[SENTENCE_SIZE / 2] = "";
    if (field->type == VHA_YAML_WORD)
        list_words(listed, sizeof listed, field->words, field->count);
    const char *expected = field->expected != NULL ? field->expected
                           : listed[0] != '\0'     ? listed
                                                   : types[field->type];
    return vha_yaml_fail(mapping, error,
                         "found no \"%s\" in the mapping that begins here, "
                         "expected it with %s",
                         field->key, expected);
}

enum vha_status vha_yaml_fields(const struct vha_yaml_node *mapping,
                                const struct vha_yaml_field *fields, size_t count, void *target,
                                void *context, struct vha_error *error)
{
    if (mapping->kind != VHA_YAML_MAPPING)
        return vha_yaml_unexpected(mapping, error, "a mapping");
    enum vha_status status = refuse_unknown_keys(mapping, fields, count, error);
    for (size_t i = 0; status == VHA_OK && i < count; i++) {
        const struct vha_yaml_field *field = &fields[i];
        const struct vha_yaml_node *value = vha_yaml_get(mapping, field->key);
        const struct target place = {.place = (char *)target + field->offset, .context = context};
        if (value != NULL)
            status = readers[field->type](field, value, place, error);
        else if (!field->optional)
            status = fail_missing(mapping, field, error);
    }
    return status;
}
