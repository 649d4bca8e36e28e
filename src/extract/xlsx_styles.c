#include "xlsx_styles.h"

#include <stdlib.h>
#include <string.h>

#include "xlsx_values.h"

/* Built-in number formats that show a date or a time of day; 27 to 36 and 50 to 58 are those of
 * the East Asian editions. */
static const struct {
    unsigned long first;
    unsigned long last;
} built_in_dates[] = {{14, 22}, {27, 36}, {45, 47}, {50, 58}};

/* Several times what Excel itself allows; each style looks its format up among all of them. */
#define MAX_FORMATS     4096
#define MAX_CELL_STYLES 262144

/* A number format that the workbook defines. */
struct number_format {
    unsigned long id;
    bool is_date;
};

struct styles_reader {
    struct cell_styles *styles;
    const char *path;
    struct number_format *formats;
    size_t format_count;
    size_t format_capacity;
    bool in_formats;
    bool in_cell_styles;
};

static unsigned long format_id(const char **attributes)
{
    const char *const id = xml_attribute(attributes, "numFmtId");
    return id == NULL ? 0 : strtoul(id, NULL, 10);
}

static void add_format(struct styles_reader *reader, const char **attributes)
{
    const char *const code = xml_attribute(attributes, "formatCode");
    reader->formats = vha_grow(reader->formats, reader->format_count, &reader->format_capacity,
                               sizeof *reader->formats);
    reader->formats[reader->format_count++] = (struct number_format){
        .id = format_id(attributes),
        .is_date = code != NULL && xlsx_format_is_date(code),
    };
}

static bool is_date_format(const struct styles_reader *reader, unsigned long id)
{
    for (size_t i = 0; i < reader->format_count; i++) {
        if (reader->formats[i].id == id) {
            return reader->formats[i].is_date;
        }
    }
    for (size_t i = 0; i < VHA_COUNT(built_in_dates); i++) {
        if (id >= built_in_dates[i].first && id <= built_in_dates[i].last) {
            return true;
        }
    }
    return false;
}

static void add_cell_style(struct styles_reader *reader, const char **attributes)
{
    struct cell_styles *const styles = reader->styles;
    styles->is_date =
        vha_grow(styles->is_date, styles->count, &styles->capacity, sizeof *styles->is_date);
    styles->is_date[styles->count++] = is_date_format(reader, format_id(attributes));
}

static enum vha_status styles_start(void *context, const char *name, const char **attributes,
                                    struct vha_error *error)
{
    struct styles_reader *const reader = context;
    if (strcmp(name, "numFmts") == 0) {
        reader->in_formats = true;
    } else if (strcmp(name, "cellXfs") == 0) {
        reader->in_cell_styles = true;
    } else if (reader->in_formats && strcmp(name, "numFmt") == 0) {
        add_format(reader, attributes);
    } else if (reader->in_cell_styles && strcmp(name, "xf") == 0) {
        add_cell_style(reader, attributes);
    }
    if (reader->format_count > MAX_FORMATS || reader->styles->count > MAX_CELL_STYLES) {
        return vha_fail(error, VHA_BAD_DATA,
                        "%s: over %d number formats or %d cell styles; copy the tables into a new "
                        "workbook",
                        reader->path, MAX_FORMATS, MAX_CELL_STYLES);
    }
    return VHA_OK;
}

static enum vha_status styles_end(void *context, const char *name, struct vha_error *error)
{
    (void)error;
    struct styles_reader *const reader = context;
    if (strcmp(name, "numFmts") == 0) {
        reader->in_formats = false;
    } else if (strcmp(name, "cellXfs") == 0) {
        reader->in_cell_styles = false;
    }
    return VHA_OK;
}

static const struct part_handlers styles_handlers = {
    .root = "styleSheet",
    .start = styles_start,
    .end = styles_end,
};

enum vha_status cell_styles_read(struct cell_styles *styles, struct package *package,
                                 const char *part, struct vha_error *error)
{
    struct styles_reader reader = {.styles = styles, .path = package_path(package)};
    const enum vha_status status = package_parse(package, part, &styles_handlers, &reader, error);
    free(reader.formats);
    return status;
}

void cell_styles_free(struct cell_styles *styles)
{
    free(styles->is_date);
    *styles = (struct cell_styles){.count = 0};
}
