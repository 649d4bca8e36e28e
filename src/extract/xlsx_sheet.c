#include "xlsx_sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xlsx_values.h"

/* A cell of the row being read, by its column. */
struct slot {
    const char *text; /* a shared string, or NULL: it stands in the row's text */
    size_t start;     /* in the row's text */
    size_t length;
    bool taken; /* the row has had this cell, perhaps empty */
};

struct sheet_reader;

/* Makes the text of a cell from what it holds. `slot` comes with the raw text, without blanks
 * around it where trims is set; the text is not empty. */
struct cell_type {
    const char *name;
    enum vha_status (*convert)(struct sheet_reader *reader, struct slot *slot,
                               struct vha_error *error);
    bool trims;
};

struct sheet_reader {
    const struct sheet_source *source;
    row_function *function;
    void *context;

    bool in_data;
    bool in_row;
    bool in_cell;
    bool in_inline;
    uint32_t row;    /* the present one or the last one; 0 before the first */
    uint32_t column; /* the same within the row */
    const struct cell_type *type;
    bool is_date; /* the present cell's style */
    struct string_item item;

    struct text_buffer text; /* of the present row's cells but the shared strings */
    struct slot *slots;
    struct cell *cells;
    size_t capacity; /* of both */
    size_t used;     /* slots up to the last one taken */
};

static const struct part_handlers sheet_handlers;

enum vha_status sheet_read(const struct sheet_source *source, row_function *function, void *context,
                           struct vha_error *error)
{
    struct sheet_reader reader = {.source = source, .function = function, .context = context};
    const enum vha_status status =
        package_parse(source->package, source->part, &sheet_handlers, &reader, error);
    free(reader.text.bytes);
    free(reader.slots);
    free(reader.cells);
    return status;
}

/* ------------------------------------------------------------------------------------- errors */

#define SHOWN_BYTES 40

/* Up to SHOWN_BYTES of a value, harmless for a terminal; returns out. */
static char *show_value(char out[4 * SHOWN_BYTES + 1], const char *text, size_t length)
{
    char cut[SHOWN_BYTES + 1];
    if (length > SHOWN_BYTES) {
        length = SHOWN_BYTES;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) {
            length--;
        }
    }
    memcpy(cut, text, length);
    cut[length] = '\0';
    return vha_text_show(out, 4 * SHOWN_BYTES + 1, cut);
}

/* "workbook.xlsx: custody!C12: " and the finding. */
static enum vha_status fail_cell(const struct sheet_reader *reader, struct vha_error *error,
                                 const char *finding)
{
    char sheet[256];
    char column[XLSX_COLUMN_NAME_SIZE];
    return vha_fail(error, VHA_BAD_DATA, "%s: %s!%s%u: %s", package_path(reader->source->package),
                    vha_text_show(sheet, sizeof sheet, reader->source->name),
                    xlsx_column_name(column, reader->column), reader->row, finding);
}

static enum vha_status fail_value(const struct sheet_reader *reader, struct vha_error *error,
                                  const struct slot *slot, const char *finding)
{
    char value[4 * SHOWN_BYTES + 1];
    char sentence[4 * SHOWN_BYTES + 128];
    snprintf(sentence, sizeof sentence, "'%s' is %s",
             show_value(value, reader->text.bytes + slot->start, slot->length), finding);
    return fail_cell(reader, error, sentence);
}

static enum vha_status fail_row(const struct sheet_reader *reader, struct vha_error *error,
                                const char *row, const char *finding)
{
    char sheet[256];
    char value[4 * SHOWN_BYTES + 1];
    return vha_fail(error, VHA_BAD_DATA, "%s: %s, row %s: %s",
                    package_path(reader->source->package),
                    vha_text_show(sheet, sizeof sheet, reader->source->name),
                    show_value(value, row, strlen(row)), finding);
}

/* ---------------------------------------------------------------------------------- cell types */

static const char *slot_text(const struct sheet_reader *reader, const struct slot *slot)
{
    return slot->text != NULL ? slot->text : reader->text.bytes + slot->start;
}

/* Puts another text in the place of the cell's raw one. */
static void replace_text(struct sheet_reader *reader, struct slot *slot, const char *text,
                         size_t length)
{
    reader->text.length = reader->item.start;
    text_buffer_append(&reader->text, text, length);
    slot->start = reader->item.start;
    slot->length = length;
}

static void replace_with_date(struct sheet_reader *reader, struct slot *slot, vha_date date)
{
    char text[VHA_DATE_SIZE];
    replace_text(reader, slot, vha_date_format(text, date), VHA_DATE_SIZE - 1);
}

static enum vha_status convert_number(struct sheet_reader *reader, struct slot *slot,
                                      struct vha_error *error)
{
    const char *const text = slot_text(reader, slot);
    double number = 0;
    if (!reader->is_date && xlsx_number_is_plain(text, slot->length)) {
        return VHA_OK;
    }
    if (!xlsx_number_read(text, slot->length, &number)) {
        return fail_value(reader, error, slot, "no number, in a cell of type number");
    }
    if (!reader->is_date) {
        char plain[XLSX_NUMBER_SIZE];
        replace_text(reader, slot, plain, xlsx_number_write(plain, number));
        return VHA_OK;
    }
    /* A serial that is no day stays the number that it is: the checks of its row find it and can
     * reject that row alone. */
    vha_date date = VHA_NO_DATE;
    if (xlsx_date_from_serial(number, reader->source->dates_since_1904, &date) == NULL)
        replace_with_date(reader, slot, date);
    return VHA_OK;
}

static enum vha_status convert_shared(struct sheet_reader *reader, struct slot *slot,
                                      struct vha_error *error)
{
    const char *const text = slot_text(reader, slot);
    size_t index = 0;
    for (size_t i = 0; i < slot->length; i++) {
        if (text[i] < '0' || text[i] > '9' || i > 9) {
            return fail_value(reader, error, slot, "no index of a shared string");
        }
        index = index * 10 + (size_t)(text[i] - '0');
    }
    if (index >= reader->source->strings->count) {
        return fail_value(reader, error, slot, "beyond the workbook's shared strings");
    }
    const struct cell string = shared_string(reader->source->strings, index);
    reader->text.length = reader->item.start;
    slot->text = string.text;
    slot->length = string.length;
    return VHA_OK;
}

static enum vha_status convert_text(struct sheet_reader *reader, struct slot *slot,
                                    struct vha_error *error)
{
    (void)reader;
    (void)slot;
    (void)error;
    return VHA_OK;
}

static enum vha_status convert_boolean(struct sheet_reader *reader, struct slot *slot,
                                       struct vha_error *error)
{
    static const struct {
        const char *raw;
        const char *text;
    } booleans[] = {{"1", "TRUE"}, {"0", "FALSE"}, {"true", "TRUE"}, {"false", "FALSE"}};
    for (size_t i = 0; i < VHA_COUNT(booleans); i++) {
        if (slot->length == strlen(booleans[i].raw) &&
            memcmp(slot_text(reader, slot), booleans[i].raw, slot->length) == 0) {
            replace_text(reader, slot, booleans[i].text, strlen(booleans[i].text));
            return VHA_OK;
        }
    }
    return fail_value(reader, error, slot, "neither true nor false, in a cell of type boolean");
}

static enum vha_status convert_iso_date(struct sheet_reader *reader, struct slot *slot,
                                        struct vha_error *error)
{
    vha_date date = VHA_NO_DATE;
    if (!xlsx_date_from_iso(slot_text(reader, slot), slot->length, &date)) {
        return fail_value(reader, error, slot, "no date, in a cell of type date");
    }
    replace_with_date(reader, slot, date);
    return VHA_OK;
}

/* The first one is that of a cell without a type. */
static const struct cell_type cell_types[] = {
    {"n", convert_number, true},  {"s", convert_shared, true},   {"inlineStr", convert_text, false},
    {"str", convert_text, false}, {"d", convert_iso_date, true}, {"b", convert_boolean, true},
    {"e", convert_text, true},
};

static const struct cell_type *find_type(const char *name)
{
    for (size_t i = 0; i < VHA_COUNT(cell_types); i++) {
        if (strcmp(cell_types[i].name, name) == 0) {
            return &cell_types[i];
        }
    }
    return NULL;
}

/* --------------------------------------------------------------------------------------- cells */

/* Makes room for the slot of a column; new slots are empty. */
static void reserve_slot(struct sheet_reader *reader, uint32_t column)
{
    if (column <= reader->capacity) {
        return;
    }
    size_t capacity = reader->capacity == 0 ? 32 : reader->capacity;
    while (capacity < column) {
        capacity *= 2;
    }
    reader->slots = vha_resize(reader->slots, capacity, sizeof *reader->slots);
    reader->cells = vha_resize(reader->cells, capacity, sizeof *reader->cells);
    memset(reader->slots + reader->capacity, 0,
           (capacity - reader->capacity) * sizeof *reader->slots);
    reader->capacity = capacity;
}

static enum vha_status place_cell(struct sheet_reader *reader, const char *reference,
                                  struct vha_error *error)
{
    struct cell_position position = {.column = reader->column + 1, .row = reader->row};
    if (reference != NULL && !xlsx_position_read(reference, &position)) {
        char shown[4 * SHOWN_BYTES + 1];
        char finding[4 * SHOWN_BYTES + 64];
        snprintf(finding, sizeof finding, "a cell has the impossible place '%s'",
                 show_value(shown, reference, strlen(reference)));
        char row[16];
        snprintf(row, sizeof row, "%u", reader->row);
        return fail_row(reader, error, row, finding);
    }
    if (position.column > XLSX_MAX_COLUMNS) {
        return fail_cell(reader, error, "more cells follow than a sheet has columns (16,384)");
    }
    reader->column = position.column;
    if (position.row != reader->row) {
        char finding[64];
        snprintf(finding, sizeof finding, "a cell of row %u stands in this row", position.row);
        return fail_cell(reader, error, finding);
    }
    reserve_slot(reader, position.column);
    if (reader->slots[position.column - 1].taken) {
        return fail_cell(reader, error, "the cell occurs twice; save the workbook again as .xlsx");
    }
    reader->slots[position.column - 1].taken = true;
    if (reader->used < position.column) {
        reader->used = position.column;
    }
    return VHA_OK;
}

static enum vha_status apply_style(struct sheet_reader *reader, const char *style,
                                   struct vha_error *error)
{
    const struct cell_styles *const styles = reader->source->styles;
    reader->is_date = false;
    if (styles->count == 0) { /* a workbook without styles */
        return VHA_OK;
    }
    char *end = NULL;
    const unsigned long index = style == NULL ? 0 : strtoul(style, &end, 10);
    if (index >= styles->count || (end != NULL && *end != '\0')) {
        return fail_cell(reader, error, "the cell has a style that the workbook does not have");
    }
    reader->is_date = styles->is_date[index];
    return VHA_OK;
}

static enum vha_status start_cell(struct sheet_reader *reader, const char **attributes,
                                  struct vha_error *error)
{
    const char *reference = NULL;
    const char *style = NULL;
    const char *type = cell_types[0].name;
    for (; attributes[0] != NULL; attributes += 2) {
        if (strcmp(attributes[0], "r") == 0) {
            reference = attributes[1];
        } else if (strcmp(attributes[0], "s") == 0) {
            style = attributes[1];
        } else if (strcmp(attributes[0], "t") == 0) {
            type = attributes[1];
        }
    }
    enum vha_status status = place_cell(reader, reference, error);
    if (status == VHA_OK) {
        status = apply_style(reader, style, error);
    }
    if (status != VHA_OK) {
        return status;
    }
    reader->type = find_type(type);
    if (reader->type == NULL) {
        return fail_cell(reader, error, "the cell has an unknown type");
    }
    reader->in_cell = true;
    reader->in_inline = false;
    string_item_begin(&reader->item, &reader->text, reader->source->max_cell_bytes);
    return VHA_OK;
}

static void trim(const struct sheet_reader *reader, struct slot *slot)
{
    const char *const text = reader->text.bytes;
    while (slot->length > 0 && xlsx_is_blank(text[slot->start + slot->length - 1])) {
        slot->length--;
    }
    while (slot->length > 0 && xlsx_is_blank(text[slot->start])) {
        slot->start++;
        slot->length--;
    }
}

static enum vha_status end_cell(struct sheet_reader *reader, struct vha_error *error)
{
    struct slot *const slot = &reader->slots[reader->column - 1];
    reader->in_cell = false;
    string_item_finish(&reader->item);
    slot->start = reader->item.start;
    slot->length = reader->text.length - reader->item.start;
    if (reader->type->trims) {
        trim(reader, slot);
    }
    if (slot->length == 0) {
        return VHA_OK;
    }
    const enum vha_status status = reader->type->convert(reader, slot, error);
    if (status != VHA_OK) {
        return status;
    }
    if (slot->length > reader->source->max_cell_bytes) {
        char finding[96];
        snprintf(finding, sizeof finding,
                 "the cell has over %zu bytes (max_cell_bytes in the "
                 "settings)",
                 reader->source->max_cell_bytes);
        return fail_cell(reader, error, finding);
    }
    if (slot->length > 0 && memchr(slot_text(reader, slot), '\0', slot->length) != NULL) {
        return fail_cell(reader, error, "the cell holds a NUL character (_x0000_)");
    }
    return VHA_OK;
}

/* ---------------------------------------------------------------------------------------- rows */

static enum vha_status start_row(struct sheet_reader *reader, const char **attributes,
                                 struct vha_error *error)
{
    char next[16];
    snprintf(next, sizeof next, "%u", reader->row + 1);
    const char *const given = xml_attribute(attributes, "r");
    const char *const number = given == NULL ? next : given;
    char *end = NULL;
    const unsigned long row = strtoul(number, &end, 10);
    if (row > XLSX_MAX_ROWS || row == 0 || *end != '\0') {
        return fail_row(reader, error, number,
                        "a sheet has no such row (they go from 1 to 1,048,576)");
    }
    if (row <= reader->row) {
        return fail_row(reader, error, number,
                        "the row occurs twice or out of order; save the workbook again as .xlsx");
    }
    reader->row = (uint32_t)row;
    reader->column = 0;
    reader->in_row = true;
    return VHA_OK;
}

static enum vha_status end_row(struct sheet_reader *reader, struct vha_error *error)
{
    size_t count = reader->used;
    while (count > 0 && reader->slots[count - 1].length == 0) {
        count--;
    }
    for (size_t i = 0; i < count; i++) {
        const struct slot *const slot = &reader->slots[i];
        reader->cells[i] = (struct cell){
            .text = slot->length == 0 ? "" : slot_text(reader, slot),
            .length = slot->length,
        };
    }
    if (reader->used > 0) {
        memset(reader->slots, 0, reader->used * sizeof *reader->slots);
    }
    reader->used = 0;
    reader->text.length = 0;
    reader->in_row = false;
    if (count == 0) {
        return VHA_OK;
    }
    const struct row row = {.line = reader->row, .count = count, .cells = reader->cells};
    return reader->function(reader->context, &row, error);
}

/* ------------------------------------------------------------------------------------ elements */

static enum vha_status sheet_start(void *context, const char *name, const char **attributes,
                                   struct vha_error *error)
{
    struct sheet_reader *const reader = context;
    if (reader->in_cell) {
        if (reader->in_inline) {
            string_item_start(&reader->item, name, attributes);
        } else if (strcmp(name, "v") == 0) {
            string_item_take_value(&reader->item);
        } else if (strcmp(name, "is") == 0) {
            reader->in_inline = true;
            reader->type = find_type("inlineStr");
            string_item_begin(&reader->item, &reader->text, reader->source->max_cell_bytes);
        }
        return VHA_OK;
    }
    if (reader->in_row) {
        return strcmp(name, "c") == 0 ? start_cell(reader, attributes, error) : VHA_OK;
    }
    if (!reader->in_data) {
        reader->in_data = strcmp(name, "sheetData") == 0;
        return VHA_OK;
    }
    return strcmp(name, "row") == 0 ? start_row(reader, attributes, error) : VHA_OK;
}

static enum vha_status sheet_end(void *context, const char *name, struct vha_error *error)
{
    struct sheet_reader *const reader = context;
    if (reader->in_cell) {
        if (strcmp(name, "c") == 0) {
            return end_cell(reader, error);
        }
        if (strcmp(name, "is") == 0) {
            reader->in_inline = false;
        } else if (reader->in_inline) {
            string_item_end(&reader->item, name);
        } else if (strcmp(name, "v") == 0) {
            string_item_end_value(&reader->item);
        }
        return VHA_OK;
    }
    if (reader->in_row) {
        return strcmp(name, "row") == 0 ? end_row(reader, error) : VHA_OK;
    }
    if (reader->in_data && strcmp(name, "sheetData") == 0) {
        reader->in_data = false;
    }
    return VHA_OK;
}

static void sheet_text(void *context, const char *text, size_t length)
{
    struct sheet_reader *const reader = context;
    if (reader->in_cell) {
        string_item_text(&reader->item, text, length);
    }
}

static const struct part_handlers sheet_handlers = {
    .root = "worksheet",
    .start = sheet_start,
    .end = sheet_end,
    .text = sheet_text,
};
