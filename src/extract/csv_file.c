#include "csv_file.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK_BYTES = 128 * 1024, MAX_COLUMNS = 256 };

/* The row under way. Its cells are copied to `bytes`, one after another, since libcsv uses its own
 * buffer again for each of them. */
struct csv_reading {
    const char *name;
    struct csv_form form;
    const struct vha_settings *settings;
    row_function *function;
    void *context;
    struct vha_error *error;
    enum vha_status status;

    struct cell cells[MAX_COLUMNS]; /* offsets into bytes until the row is complete */
    size_t starts[MAX_COLUMNS];
    size_t count;
    char *bytes;
    size_t used;
    size_t capacity;

    uint64_t line;       /* where the row under way began */
    uint64_t breaks;     /* line breaks inside its quoted cells */
    size_t header_count; /* cells of the first row */
    bool after_return;   /* the last terminator was a CR, whose LF may follow */
};

static void fail_at_line(struct csv_reading *reading, const char *words)
{
    if (reading->status == VHA_OK)
        reading->status = vha_fail(reading->error, VHA_BAD_DATA, "%s:%llu: %s", reading->name,
                                   (unsigned long long)reading->line + reading->breaks, words);
}

/* True, and the reading failed, when a cell of so many bytes is too long. */
static bool is_too_long(struct csv_reading *reading, size_t length)
{
    if ((int64_t)length <= reading->settings->max_cell_bytes)
        return false;
    fail_at_line(reading, "a cell is longer than max_cell_bytes in the settings allows; a "
                          "quotation mark may be missing here.");
    return true;
}

static uint64_t count_breaks(const char *text, size_t length)
{
    uint64_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += text[i] == '\n' ? 1 : 0;
    return count;
}

static void take_cell(void *data, size_t length, void *context)
{
    struct csv_reading *reading = context;
    if (reading->status != VHA_OK || is_too_long(reading, length))
        return;
    if (reading->count == MAX_COLUMNS) {
        fail_at_line(reading, "the row has more than 256 cells; is this the right file?");
        return;
    }
    const char *text = data;
    if (reading->form.has_quotes) /* only a quoted cell can hold a line break */
        reading->breaks += count_breaks(text, length);
    reading->bytes =
        vha_grow(reading->bytes, reading->used + 3 * length + 1, &reading->capacity, 1);
    reading->starts[reading->count] = reading->used;
    char *copy = reading->bytes + reading->used;
    if (reading->form.encoding == VHA_WINDOWS_1252)
        length = vha_utf8_from_windows_1252(copy, text, length);
    else if (length > 0)
        memcpy(copy, text, length);
    reading->cells[reading->count].length = length;
    reading->used += length;
    reading->count++;
}

static void hand_over(struct csv_reading *reading)
{
    for (size_t i = 0; i < reading->count; i++)
        reading->cells[i].text = reading->bytes + reading->starts[i];
    const struct row row = {reading->line, reading->count, reading->cells};
    if (reading->header_count == 0)
        reading->header_count = reading->count;
    reading->status = reading->function(reading->context, &row, reading->error);
    reading->count = 0;
    reading->used = 0;
}

/* Called with the terminator of each line, empty ones included, and with -1 when the file ends
 * without one. */
static void take_row(int terminator, void *context)
{
    struct csv_reading *reading = context;
    if (reading->status != VHA_OK)
        return;
    if (terminator == '\n' && reading->after_return && reading->count == 0) {
        reading->after_return = false;
        return;
    }
    reading->after_return = terminator == '\r';
    if (terminator < 0 && reading->count > 0 && reading->count < reading->header_count) {
        fail_at_line(reading,
                     "the file ends in the middle of this row: it was cut off; hand it out again.");
        return;
    }
    if (reading->count > 0)
        hand_over(reading);
    reading->line += 1 + reading->breaks;
    reading->breaks = 0;
}

static size_t skip_byte_order_mark(const char *block, size_t length)
{
    return length >= 3 && memcmp(block, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static void read_blocks(struct csv_reading *reading, struct csv_parser *parser, int file)
{
    char *block = vha_alloc(BLOCK_BYTES);
    bool first = true;
    while (reading->status == VHA_OK) {
        const ssize_t length = read(file, block, BLOCK_BYTES);
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            reading->status = vha_fail(reading->error, VHA_IO_ERROR, "%s cannot be read: %s.",
                                       reading->name, strerror(errno));
        if (length <= 0)
            break;
        const size_t start = first ? skip_byte_order_mark(block, (size_t)length) : 0;
        const size_t wanted = (size_t)length - start;
        first = false;
        if (csv_parse(parser, block + start, wanted, take_cell, take_row, reading) != wanted)
            fail_at_line(reading,
                         "a quotation mark stands where none may: a cell that has one must "
                         "begin and end with one, and double those inside.");
        /* A cell that never ends must not fill the memory first. */
        is_too_long(reading, parser->entry_pos);
    }
    if (reading->status == VHA_OK && csv_fini(parser, take_cell, take_row, reading) != 0)
        fail_at_line(reading,
                     "the file ends inside a quoted cell that begins here: it was cut off, "
                     "or a quotation mark is missing.");
    free(block);
}

enum vha_status csv_file_read(const char *path, const char *name, struct csv_form form,
                              const struct vha_settings *settings, row_function *function,
                              void *context, struct vha_error *error)
{
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return vha_fail(error, VHA_NO_INPUT, "%s cannot be opened: %s.", name, strerror(errno));
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) {
        close(file);
        return vha_fail(error, VHA_SOFTWARE, "The CSV parser cannot be started.");
    }
    struct csv_reading reading = {
        .name = name,
        .form = form,
        .settings = settings,
        .function = function,
        .context = context,
        .error = error,
        .line = 1,
    };
    read_blocks(&reading, &parser, file);
    csv_free(&parser);
    free(reading.bytes);
    close(file);
    return reading.status;
}
