#include "xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "xlsx_package.h"
#include "xlsx_sheet.h"
#include "xlsx_strings.h"
#include "xlsx_styles.h"

#define MAX_SHEETS        4096
#define MAX_RELATIONSHIPS 65536
/* Keeps sizes made from it in range; the settings allow far less. */
#define MAX_CELL_BYTES (256LL * 1024 * 1024)

struct sheet {
    const char *name;
    const char *part;
};

struct xlsx {
    struct package *package;
    struct shared_strings strings;
    struct cell_styles styles;
    bool dates_since_1904;
    size_t max_cell_bytes;
    struct sheet *sheets;
    size_t sheet_count;
    size_t sheet_capacity;
    struct vha_arena *arena; /* names and parts of the sheets, and the relationships */
};

/* ------------------------------------------------------------------------------- relationships */

enum relationship_kind { OTHER_PART, WORKBOOK_PART, WORKSHEET_PART, STYLES_PART, STRINGS_PART };

/* What one part says of another; texts are in the arena. */
struct relationship {
    const char *id;
    const char *part;
    enum relationship_kind kind;
};

struct relationships {
    struct vha_arena *arena;
    const char *path;   /* of the workbook */
    const char *folder; /* of the part that they belong to, which relative targets start from */
    struct relationship *list;
    size_t count;
    size_t capacity;
};

static const char *const relationship_namespaces[] = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
};

static const struct {
    const char *name;
    enum relationship_kind kind;
} relationship_kinds[] = {
    {"officeDocument", WORKBOOK_PART},
    {"worksheet", WORKSHEET_PART},
    {"styles", STYLES_PART},
    {"sharedStrings", STRINGS_PART},
};

static enum relationship_kind kind_of(const char *type)
{
    for (size_t i = 0; i < VHA_COUNT(relationship_namespaces); i++) {
        const size_t length = strlen(relationship_namespaces[i]);
        if (strncmp(type, relationship_namespaces[i], length) != 0) {
            continue;
        }
        for (size_t k = 0; k < VHA_COUNT(relationship_kinds); k++) {
            if (strcmp(type + length, relationship_kinds[k].name) == 0) {
                return relationship_kinds[k].kind;
            }
        }
    }
    return OTHER_PART;
}

static int hex_digit(char c)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *const at = c == '\0' ? NULL : strchr(digits, c);
    return at == NULL ? -1 : (int)((at - digits) % 16);
}

/* Decodes %20 and the like in place. */
static void decode_percent(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0'; to++) {
        const int high = *from == '%' ? hex_digit(from[1]) : -1;
        const int low = high < 0 ? -1 : hex_digit(from[2]);
        if (low < 0 || high * 16 + low == 0) {
            *to = *from++;
        } else {
            *to = (char)(high * 16 + low);
            from += 3;
        }
    }
    *to = '\0';
}

/* The name of the part that a target means: relative to the folder, or from the package's root;
 * without "." and "..", which never lead out of the package. */
static const char *resolve(struct vha_arena *arena, const char *folder, const char *target)
{
    char *const path = target[0] == '/' ? vha_arena_format(arena, "%s", target)
                                        : vha_arena_format(arena, "%s/%s", folder, target);
    decode_percent(path);
    char *const part = vha_arena_alloc(arena, strlen(path) + 2);
    size_t used = 0;
    for (const char *segment = path; *segment != '\0';) {
        const size_t length = strcspn(segment, "/");
        if (length == 2 && memcmp(segment, "..", 2) == 0) {
            while (used > 0 && part[--used] != '/') {
            }
        } else if (length > 0 && !(length == 1 && *segment == '.')) {
            if (used > 0) {
                part[used++] = '/';
            }
            memcpy(part + used, segment, length);
            used += length;
        }
        segment += length + (segment[length] == '/');
    }
    part[used] = '\0';
    return part;
}

static enum vha_status relationship_start(void *context, const char *name, const char **attributes,
                                          struct vha_error *error)
{
    struct relationships *const relationships = context;
    const char *const id = xml_attribute(attributes, "Id");
    const char *const type = xml_attribute(attributes, "Type");
    const char *const target = xml_attribute(attributes, "Target");
    const char *const mode = xml_attribute(attributes, "TargetMode");
    if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL || target == NULL ||
        (mode != NULL && strcmp(mode, "External") == 0)) {
        return VHA_OK;
    }
    if (relationships->count == MAX_RELATIONSHIPS) {
        return vha_fail(error, VHA_BAD_DATA, "%s: a part has over %d relationships",
                        relationships->path, MAX_RELATIONSHIPS);
    }
    relationships->list = vha_grow(relationships->list, relationships->count,
                                   &relationships->capacity, sizeof *relationships->list);
    relationships->list[relationships->count++] = (struct relationship){
        .id = vha_arena_text(relationships->arena, id, strlen(id)),
        .part = resolve(relationships->arena, relationships->folder, target),
        .kind = kind_of(type),
    };
    return VHA_OK;
}

static const struct part_handlers relationship_handlers = {
    .root = "Relationships",
    .start = relationship_start,
};

/* Reads the relationships of a part, "" for those of the package. The caller frees ->list. */
static enum vha_status read_relationships(struct xlsx *book, const char *part,
                                          struct relationships *relationships,
                                          struct vha_error *error)
{
    const char *const slash = strrchr(part, '/');
    const char *const name = slash == NULL ? part : slash + 1;
    const size_t folder_length = slash == NULL ? 0 : (size_t)(slash - part);
    *relationships = (struct relationships){
        .arena = book->arena,
        .path = package_path(book->package),
        .folder = vha_arena_text(book->arena, part, folder_length),
    };
    const char *const own = vha_arena_format(book->arena, "%s%s_rels/%s.rels",
                                             relationships->folder, slash == NULL ? "" : "/", name);
    return package_parse(book->package, own, &relationship_handlers, relationships, error);
}

static const struct relationship *find_kind(const struct relationships *relationships,
                                            enum relationship_kind kind)
{
    for (size_t i = 0; i < relationships->count; i++) {
        if (relationships->list[i].kind == kind) {
            return &relationships->list[i];
        }
    }
    return NULL;
}

static const struct relationship *find_id(const struct relationships *relationships, const char *id)
{
    for (size_t i = 0; i < relationships->count; i++) {
        if (strcmp(relationships->list[i].id, id) == 0) {
            return &relationships->list[i];
        }
    }
    return NULL;
}

/* ----------------------------------------------------------------------------------- directory */

struct directory_reader {
    struct xlsx *book;
    const struct relationships *relationships;
};

/* Takes a <sheet>. Charts and macro sheets, which have no cells, are passed over. */
static enum vha_status add_sheet(struct directory_reader *reader, const char **attributes,
                                 struct vha_error *error)
{
    struct xlsx *const book = reader->book;
    const char *const path = package_path(book->package);
    const char *const name = xml_attribute(attributes, "name");
    const char *const id = xml_attribute_relationship(attributes);
    const struct relationship *const target =
        id == NULL ? NULL : find_id(reader->relationships, id);
    if (name == NULL || target == NULL) {
        char shown[256];
        return vha_fail(error, VHA_BAD_DATA,
                        "%s: is no complete workbook: its sheet '%s' leads to no part", path,
                        vha_text_show(shown, sizeof shown, name == NULL ? "" : name));
    }
    if (target->kind != WORKSHEET_PART) {
        return VHA_OK;
    }
    if (book->sheet_count == MAX_SHEETS) {
        return vha_fail(error, VHA_BAD_DATA, "%s: has over %d sheets", path, MAX_SHEETS);
    }
    for (size_t i = 0; i < book->sheet_count; i++) {
        if (strcmp(book->sheets[i].name, name) == 0) {
            char shown[256];
            return vha_fail(error, VHA_BAD_DATA, "%s: has two sheets named '%s'", path,
                            vha_text_show(shown, sizeof shown, name));
        }
    }
    book->sheets =
        vha_grow(book->sheets, book->sheet_count, &book->sheet_capacity, sizeof *book->sheets);
    book->sheets[book->sheet_count++] = (struct sheet){
        .name = vha_arena_text(book->arena, name, strlen(name)),
        .part = target->part,
    };
    return VHA_OK;
}

static enum vha_status directory_start(void *context, const char *name, const char **attributes,
                                       struct vha_error *error)
{
    struct directory_reader *const reader = context;
    if (strcmp(name, "sheet") == 0) {
        return add_sheet(reader, attributes, error);
    }
    if (strcmp(name, "workbookPr") == 0) {
        reader->book->dates_since_1904 = xml_is_true(xml_attribute(attributes, "date1904"));
    }
    return VHA_OK;
}

static const struct part_handlers directory_handlers = {
    .root = "workbook",
    .start = directory_start,
};

/* The workbook part, from which everything else is found. */
static enum vha_status find_workbook(struct xlsx *book, const char **part, struct vha_error *error)
{
    struct relationships relationships = {.count = 0};
    const char *const path = package_path(book->package);
    if (!package_has(book->package, "_rels/.rels")) {
        return vha_fail(error, VHA_BAD_DATA,
                        "%s: is a zip file but no workbook (it has no _rels/.rels); "
                        "save the tables as .xlsx",
                        path);
    }
    enum vha_status status = read_relationships(book, "", &relationships, error);
    const struct relationship *const workbook = find_kind(&relationships, WORKBOOK_PART);
    if (status == VHA_OK && workbook == NULL) {
        status =
            vha_fail(error, VHA_BAD_DATA,
                     "%s: is no workbook (its _rels/.rels names none); save it as .xlsx", path);
    } else if (status == VHA_OK) {
        const size_t length = strlen(workbook->part);
        *part = workbook->part;
        if (length > 4 && strcmp(workbook->part + length - 4, ".bin") == 0) {
            status = vha_fail(error, VHA_BAD_DATA,
                              "%s: is a binary workbook (.xlsb); save it as .xlsx", path);
        }
    }
    free(relationships.list);
    return status;
}

/* Reads what the workbook part leads to but the sheets. */
static enum vha_status read_parts(struct xlsx *book, const char *part,
                                  const struct relationships *relationships,
                                  struct vha_error *error)
{
    struct directory_reader reader = {.book = book, .relationships = relationships};
    enum vha_status status =
        package_parse(book->package, part, &directory_handlers, &reader, error);
    if (status == VHA_OK && book->sheet_count == 0) {
        return vha_fail(error, VHA_BAD_DATA, "%s: has no sheets", package_path(book->package));
    }
    const struct relationship *const styles = find_kind(relationships, STYLES_PART);
    if (status == VHA_OK && styles != NULL) {
        status = cell_styles_read(&book->styles, book->package, styles->part, error);
    }
    const struct relationship *const strings = find_kind(relationships, STRINGS_PART);
    if (status == VHA_OK && strings != NULL) {
        status = shared_strings_read(&book->strings, book->package, strings->part,
                                     book->max_cell_bytes, error);
    }
    return status;
}

static enum vha_status read_directory(struct xlsx *book, struct vha_error *error)
{
    const char *part = "";
    enum vha_status status = find_workbook(book, &part, error);
    if (status != VHA_OK) {
        return status;
    }
    struct relationships relationships = {.count = 0};
    status = read_relationships(book, part, &relationships, error);
    if (status == VHA_OK) {
        status = read_parts(book, part, &relationships, error);
    }
    free(relationships.list);
    return status;
}

/* ---------------------------------------------------------------------------------- what is public
 */

enum vha_status xlsx_open(const char *path, const struct vha_settings *settings, struct xlsx **book,
                          struct vha_error *error)
{
    struct package *package = NULL;
    enum vha_status status = package_open(path, settings, &package, error);
    if (status != VHA_OK) {
        return status;
    }
    const int64_t cell_bytes = settings->max_cell_bytes;
    struct xlsx *const opened = vha_alloc_zeroed(1, sizeof *opened);
    opened->package = package;
    opened->arena = vha_arena_new();
    opened->max_cell_bytes = (size_t)(cell_bytes < MAX_CELL_BYTES ? cell_bytes : MAX_CELL_BYTES);
    status = read_directory(opened, error);
    if (status != VHA_OK) {
        xlsx_close(opened);
        return status;
    }
    *book = opened;
    return VHA_OK;
}

void xlsx_close(struct xlsx *book)
{
    if (book != NULL) {
        shared_strings_free(&book->strings);
        cell_styles_free(&book->styles);
        package_close(book->package);
        vha_arena_free(book->arena);
        free(book->sheets);
        free(book);
    }
}

size_t xlsx_sheet_count(const struct xlsx *book)
{
    return book->sheet_count;
}

const char *xlsx_sheet_name(const struct xlsx *book, size_t sheet)
{
    return book->sheets[sheet].name;
}

enum vha_status xlsx_read_sheet(struct xlsx *book, size_t sheet, row_function *function,
                                void *context, struct vha_error *error)
{
    const struct sheet_source source = {
        .package = book->package,
        .part = book->sheets[sheet].part,
        .name = book->sheets[sheet].name,
        .strings = &book->strings,
        .styles = &book->styles,
        .dates_since_1904 = book->dates_since_1904,
        .max_cell_bytes = book->max_cell_bytes,
    };
    return sheet_read(&source, function, context, error);
}
