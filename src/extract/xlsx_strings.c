#include "xlsx_strings.h"

#include <stdlib.h>
#include <string.h>

#include "xlsx_values.h"

/* The longest escape of one byte is _xHHHH_, so more than this many raw bytes for each byte of a
 * cell make the cell too long for certain. */
#define MAX_RAW_PER_BYTE 7

void text_buffer_append(struct text_buffer *buffer, const char *text, size_t length)
{
    if (buffer->capacity - buffer->length < length) {
        size_t capacity = buffer->capacity == 0 ? 4096 : buffer->capacity;
        while (capacity - buffer->length < length) {
            capacity *= 2;
        }
        buffer->bytes = vha_resize(buffer->bytes, capacity, 1);
        buffer->capacity = capacity;
    }
    if (length > 0) {
        memcpy(buffer->bytes + buffer->length, text, length);
        buffer->length += length;
    }
}

/* ------------------------------------------------------------------------------------ a string */

void string_item_begin(struct string_item *item, struct text_buffer *buffer, size_t max_bytes)
{
    *item = (struct string_item){.buffer = buffer,
                                 .start = buffer->length,
                                 .text_start = buffer->length,
                                 .max_bytes = max_bytes,
                                 .preserves_space = true};
}

void string_item_start(struct string_item *item, const char *name, const char **attributes)
{
    if (strcmp(name, "rPh") == 0) {
        item->in_phonetic = true;
    } else if (strcmp(name, "t") == 0 && !item->in_phonetic) {
        item->in_text = true;
        item->text_start = item->buffer->length;
        item->preserves_space = xml_attribute_preserves_space(attributes);
    }
}

void string_item_end(struct string_item *item, const char *name)
{
    if (strcmp(name, "rPh") == 0) {
        item->in_phonetic = false;
    } else if (strcmp(name, "t") == 0) {
        item->in_text = false;
    }
}

void string_item_take_value(struct string_item *item)
{
    item->buffer->length = item->start;
    item->in_text = true;
    item->preserves_space = true;
}

void string_item_end_value(struct string_item *item)
{
    item->in_text = false;
}

void string_item_text(struct string_item *item, const char *text, size_t length)
{
    if (!item->in_text || item->too_long) {
        return;
    }
    const size_t held = item->buffer->length - item->start;
    if (!item->preserves_space && held == 0) {
        while (length > 0 && xlsx_is_blank(*text)) {
            text++;
            length--;
        }
    }
    const size_t most = MAX_RAW_PER_BYTE * (item->max_bytes + 1);
    if (length > most - held) {
        length = most - held;
        item->too_long = true;
    }
    text_buffer_append(item->buffer, text, length);
}

void string_item_finish(struct string_item *item)
{
    struct text_buffer *const buffer = item->buffer;
    if (item->too_long) {
        buffer->length = item->start + item->max_bytes + 1;
        return;
    }
    if (!item->preserves_space) {
        while (buffer->length > item->text_start &&
               xlsx_is_blank(buffer->bytes[buffer->length - 1])) {
            buffer->length--;
        }
    }
    const size_t held = buffer->length - item->start;
    if (held == 0) {
        return;
    }
    size_t length = xlsx_unescape(buffer->bytes + item->start, held);
    if (length > item->max_bytes) {
        length = item->max_bytes + 1;
    }
    buffer->length = item->start + length;
}

/* ------------------------------------------------------------------------------------ the table */

struct table_reader {
    struct shared_strings *strings;
    const char *path;
    size_t max_cell_bytes;
    bool in_item;
    struct string_item item;
};

/* Makes the next string begin where the text ends now. */
static void mark_start(struct shared_strings *strings)
{
    strings->starts =
        vha_grow(strings->starts, strings->count, &strings->capacity, sizeof *strings->starts);
    strings->starts[strings->count] = (uint32_t)strings->text.length;
}

static enum vha_status table_start(void *context, const char *name, const char **attributes,
                                   struct vha_error *error)
{
    (void)error;
    struct table_reader *const reader = context;
    if (reader->in_item) {
        string_item_start(&reader->item, name, attributes);
    } else if (strcmp(name, "si") == 0) {
        reader->in_item = true;
        string_item_begin(&reader->item, &reader->strings->text, reader->max_cell_bytes);
    }
    return VHA_OK;
}

static enum vha_status table_end(void *context, const char *name, struct vha_error *error)
{
    struct table_reader *const reader = context;
    if (!reader->in_item) {
        return VHA_OK;
    }
    if (strcmp(name, "si") != 0) {
        string_item_end(&reader->item, name);
        return VHA_OK;
    }
    reader->in_item = false;
    string_item_finish(&reader->item);
    if (reader->strings->text.length > UINT32_MAX) {
        return vha_fail(error, VHA_BAD_DATA,
                        "%s: the shared strings have over 4 GiB; split the workbook into several",
                        reader->path);
    }
    reader->strings->count++;
    mark_start(reader->strings);
    return VHA_OK;
}

static void table_text(void *context, const char *text, size_t length)
{
    struct table_reader *const reader = context;
    if (reader->in_item) {
        string_item_text(&reader->item, text, length);
    }
}

static const struct part_handlers table_handlers = {
    .root = "sst",
    .start = table_start,
    .end = table_end,
    .text = table_text,
};

enum vha_status shared_strings_read(struct shared_strings *strings, struct package *package,
                                    const char *part, size_t max_cell_bytes,
                                    struct vha_error *error)
{
    struct table_reader reader = {
        .strings = strings, .path = package_path(package), .max_cell_bytes = max_cell_bytes};
    mark_start(strings);
    return package_parse(package, part, &table_handlers, &reader, error);
}

void shared_strings_free(struct shared_strings *strings)
{
    free(strings->text.bytes);
    free(strings->starts);
    *strings = (struct shared_strings){.count = 0};
}

struct cell shared_string(const struct shared_strings *strings, size_t index)
{
    const uint32_t start = strings->starts[index];
    if (strings->starts[index + 1] == start) {
        return (struct cell){.text = "", .length = 0};
    }
    return (struct cell){.text = strings->text.bytes + start,
                         .length = strings->starts[index + 1] - start};
}
