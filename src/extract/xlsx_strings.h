/*
 * The strings of a workbook: the shared table, and how one string is put together from its pieces.
 */
#ifndef VHA_EXTRACT_XLSX_STRINGS_H
#define VHA_EXTRACT_XLSX_STRINGS_H

#include "reader.h"
#include "xlsx_package.h"

/* Growing text. Zero-initialised it is empty; free bytes when done. */
struct text_buffer {
    char *bytes;
    size_t length;
    size_t capacity;
};

void text_buffer_append(struct text_buffer *buffer, const char *text, size_t length);

/* One string as its pieces come in, at the end of a buffer: the text of <t> and of the <t> of its
 * runs, without phonetic guides. Blanks at either end count only under xml:space="preserve". A
 * string of over max_bytes ends as one of max_bytes + 1, by which it is known. */
struct string_item {
    struct text_buffer *buffer;
    size_t start;      /* of the string in the buffer */
    size_t text_start; /* of its last <t> */
    size_t max_bytes;
    bool in_text;
    bool in_phonetic;
    bool preserves_space; /* the last <t> */
    bool too_long;
};

void string_item_begin(struct string_item *item, struct text_buffer *buffer, size_t max_bytes);
/* For each start and end tag within the string. */
void string_item_start(struct string_item *item, const char *name, const char **attributes);
void string_item_end(struct string_item *item, const char *name);
void string_item_text(struct string_item *item, const char *text, size_t length);
/* Takes the text that follows as it is, blanks included, until a tag `name` ends: for a <v>. */
void string_item_take_value(struct string_item *item);
void string_item_end_value(struct string_item *item);
/* Ends the string: blanks cut, escapes decoded. It is what the buffer holds from item->start. */
void string_item_finish(struct string_item *item);

/* The shared strings: all texts end to end, and where each begins. */
struct shared_strings {
    struct text_buffer text;
    uint32_t *starts; /* count + 1 of them */
    size_t count;
    size_t capacity;
};

/* Reads the table from its part. A text over max_cell_bytes is kept as max_cell_bytes + 1 bytes:
 * the cell that uses it is the place to complain of. Free with shared_strings_free, on failure too.
 */
enum vha_status shared_strings_read(struct shared_strings *strings, struct package *package,
                                    const char *part, size_t max_cell_bytes,
                                    struct vha_error *error) VHA_MUST_CHECK;
void shared_strings_free(struct shared_strings *strings);

/* The string of an index below strings->count; lives as long as the table. */
struct cell shared_string(const struct shared_strings *strings, size_t index);

#endif
