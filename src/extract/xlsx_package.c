#include "xlsx_package.h"

#include <errno.h>
#include <expat.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#define BLOCK_BYTES 65536
/* Small parts may compress as well as they like: a ratio only tells a bomb from here on. */
#define RATIO_JUDGED_FROM_BYTES (8LL * 1024 * 1024)
/* Expat keeps an unfinished tag in memory and begins it anew with each block. */
#define MAX_TAG_BYTES 1048576
#define MAX_DEPTH     64

struct package {
    char *path;
    zip_t *archive;
    int64_t file_bytes;
    int64_t max_part_bytes;
    int64_t max_ratio;
};

/* A part on its way through the parser. */
struct part_reader {
    const struct package *package;
    const char *part;
    const struct part_handlers *handlers;
    void *context;
    XML_Parser parser;
    const char *prefix; /* of the names in the root's namespace */
    size_t prefix_length;
    int depth;
    enum vha_status status; /* of the first failure */
    struct vha_error *error;
};

/* ------------------------------------------------------------------------------------ opening */

/* What a file that is no workbook turns out to be, by its first bytes. */
static const struct {
    const char *bytes;
    size_t length;
    const char *finding;
} foreign_formats[] = {
    {"\xD0\xCF\x11\xE0", 4,
     "is encrypted with a password (or an old .xls); save it without a password as .xlsx"},
    {"%PDF", 4, "is a PDF file and no workbook; save the table as .xlsx"},
    {"PK\5\6", 4, "is an empty zip file and no workbook"},
};

static enum vha_status refuse_foreign(const char *path, const char *head, size_t length,
                                      struct vha_error *error)
{
    if (length == 0) {
        return vha_fail(error, VHA_BAD_DATA, "%s: is no workbook: the file is empty", path);
    }
    for (size_t i = 0; i < VHA_COUNT(foreign_formats); i++) {
        if (length >= foreign_formats[i].length &&
            memcmp(head, foreign_formats[i].bytes, foreign_formats[i].length) == 0) {
            return vha_fail(error, VHA_BAD_DATA, "%s: %s", path, foreign_formats[i].finding);
        }
    }
    if (length < 4 || memcmp(head, "PK\3\4", 4) != 0) {
        return vha_fail(error, VHA_BAD_DATA,
                        "%s: is no workbook (it does not begin as a zip file); save it as .xlsx",
                        path);
    }
    return VHA_OK;
}

/* Opens the file and judges it by its size and its first bytes; *file is closed by the caller. */
static enum vha_status open_file(const char *path, const struct vha_settings *settings, int *file,
                                 int64_t *bytes, struct vha_error *error)
{
    *file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe must not hold us up */
    if (*file < 0) {
        return vha_fail(error, VHA_NO_INPUT, "%s: cannot be opened: %s", path, strerror(errno));
    }
    struct stat information;
    if (fstat(*file, &information) != 0) {
        return vha_fail(error, VHA_IO_ERROR, "%s: cannot be read: %s", path, strerror(errno));
    }
    if (!S_ISREG(information.st_mode)) {
        return vha_fail(error, VHA_NO_INPUT, "%s: is not a regular file", path);
    }
    *bytes = information.st_size;
    if (*bytes > settings->max_file_bytes) {
        return vha_fail(error, VHA_BAD_DATA,
                        "%s: the file has %lld bytes, over the limit of %lld "
                        "(max_file_bytes in the settings)",
                        path, (long long)*bytes, (long long)settings->max_file_bytes);
    }
    char head[8];
    const ssize_t got = pread(*file, head, sizeof head, 0);
    if (got < 0) {
        return vha_fail(error, VHA_IO_ERROR, "%s: cannot be read: %s", path, strerror(errno));
    }
    return refuse_foreign(path, head, (size_t)got, error);
}

enum vha_status package_open(const char *path, const struct vha_settings *settings,
                             struct package **package, struct vha_error *error)
{
    int file = -1;
    int64_t bytes = 0;
    const enum vha_status status = open_file(path, settings, &file, &bytes, error);
    if (status != VHA_OK) {
        if (file >= 0) {
            close(file);
        }
        return status;
    }
    int code = 0;
    zip_t *const archive = zip_fdopen(file, 0, &code); /* takes the file over when it succeeds */
    if (archive == NULL) {
        close(file);
        return vha_fail(error, VHA_BAD_DATA,
                        "%s: is cut off or damaged (its zip directory cannot be read); "
                        "copy it from its source again",
                        path);
    }
    *package = vha_alloc_zeroed(1, sizeof **package);
    **package = (struct package){
        .path = vha_copy_text(path),
        .archive = archive,
        .file_bytes = bytes,
        .max_part_bytes = settings->max_sheet_bytes,
        .max_ratio = settings->max_compression_ratio,
    };
    return VHA_OK;
}

void package_close(struct package *package)
{
    if (package != NULL) {
        zip_discard(package->archive);
        free(package->path);
        free(package);
    }
}

const char *package_path(const struct package *package)
{
    return package->path;
}

/* The entry of a part, or -1. Part names do not depend on case. */
static zip_int64_t locate(const struct package *package, const char *part)
{
    const zip_int64_t entry = zip_name_locate(package->archive, part, 0);
    return entry >= 0 ? entry : zip_name_locate(package->archive, part, ZIP_FL_NOCASE);
}

bool package_has(const struct package *package, const char *part)
{
    return locate(package, part) >= 0;
}

/* ------------------------------------------------------------------------------------- limits */

static enum vha_status check_size(const struct package *package, const char *part, int64_t unpacked,
                                  int64_t packed, struct vha_error *error)
{
    if (unpacked > package->max_part_bytes) {
        return vha_fail(error, VHA_BAD_DATA,
                        "%s: %s unpacks to more than %lld bytes (max_sheet_bytes in the settings)",
                        package->path, part, (long long)package->max_part_bytes);
    }
    if (unpacked > RATIO_JUDGED_FROM_BYTES && unpacked / (packed + 1) >= package->max_ratio) {
        return vha_fail(error, VHA_BAD_DATA,
                        "%s: %s unpacks to %lld times its size and more, as a decompression bomb "
                        "does (max_compression_ratio in the settings)",
                        package->path, part, (long long)package->max_ratio);
    }
    return VHA_OK;
}

/* Finds a part and judges it by what the zip directory says of it. */
static enum vha_status find_part(const struct package *package, const char *part,
                                 zip_int64_t *entry, int64_t *packed, struct vha_error *error)
{
    *entry = locate(package, part);
    if (*entry < 0) {
        return vha_fail(error, VHA_BAD_DATA, "%s: is no complete workbook: %s is missing",
                        package->path, part);
    }
    zip_stat_t about;
    zip_stat_init(&about);
    if (zip_stat_index(package->archive, (zip_uint64_t)*entry, 0, &about) != 0) {
        return vha_fail(error, VHA_BAD_DATA, "%s: %s is damaged: %s", package->path, part,
                        zip_strerror(package->archive));
    }
    if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE) {
        return vha_fail(error, VHA_BAD_DATA,
                        "%s: %s is encrypted; save the workbook without a password", package->path,
                        part);
    }
    /* What the directory claims cannot be more than there is. */
    *packed = about.comp_size < (zip_uint64_t)package->file_bytes ? (int64_t)about.comp_size
                                                                  : package->file_bytes;
    const int64_t unpacked = about.size < INT64_MAX ? (int64_t)about.size : INT64_MAX;
    return check_size(package, part, unpacked, *packed, error);
}

static enum vha_status fail_unzip(const struct package *package, const char *part,
                                  zip_error_t *zip_error, struct vha_error *error)
{
    if (zip_error_code_zip(zip_error) == ZIP_ER_READ && zip_error_code_system(zip_error) == EIO) {
        return vha_fail(error, VHA_IO_ERROR, "%s: %s cannot be read: %s", package->path, part,
                        strerror(EIO));
    }
    return vha_fail(error, VHA_BAD_DATA,
                    "%s: %s is damaged or cut off (%s); copy the file from its source again",
                    package->path, part, zip_error_strerror(zip_error));
}

/* ------------------------------------------------------------------------------------ parsing */

#define SEPARATOR '\n'

/* What expanded names of our elements begin with. */
static const char *const element_prefixes[] = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main\n",
    "http://purl.oclc.org/ooxml/spreadsheetml/main\n",
    "http://schemas.openxmlformats.org/package/2006/relationships\n",
};

static const char *const relationship_ids[] = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships\nid",
    "http://purl.oclc.org/ooxml/officeDocument/relationships\nid",
};

/* The local name of an element in the root's namespace, else NULL. */
static const char *local_name(const struct part_reader *reader, const char *name)
{
    return strncmp(name, reader->prefix, reader->prefix_length) == 0 ? name + reader->prefix_length
                                                                     : NULL;
}

/* The namespace of a root element is the part's: nothing in another one concerns us. */
static enum vha_status start_root(struct part_reader *reader, const char *name)
{
    for (size_t i = 0; i < VHA_COUNT(element_prefixes); i++) {
        reader->prefix = element_prefixes[i];
        reader->prefix_length = strlen(element_prefixes[i]);
        const char *const local = local_name(reader, name);
        if (local != NULL && strcmp(local, reader->handlers->root) == 0) {
            return VHA_OK;
        }
    }
    return vha_fail(reader->error, VHA_BAD_DATA, "%s: is no workbook: %s does not begin with <%s>",
                    reader->package->path, reader->part, reader->handlers->root);
}

/* Ends the reading of the part with a failure that has been put into the error. */
static void stop(struct part_reader *reader, enum vha_status status)
{
    reader->status = status;
    XML_StopParser(reader->parser, XML_FALSE);
}

static void start_element(void *data, const XML_Char *name, const XML_Char **attributes)
{
    struct part_reader *const reader = data;
    if (reader->status != VHA_OK) { /* expat finishes the tag it is in */
        return;
    }
    if (++reader->depth > MAX_DEPTH) {
        stop(reader, vha_fail(reader->error, VHA_BAD_DATA, "%s: %s nests over %d elements deep",
                              reader->package->path, reader->part, MAX_DEPTH));
        return;
    }
    if (reader->depth == 1) {
        const enum vha_status status = start_root(reader, name);
        if (status != VHA_OK) {
            stop(reader, status);
            return;
        }
    }
    const char *const local = local_name(reader, name);
    if (local == NULL) {
        return;
    }
    const enum vha_status status =
        reader->handlers->start(reader->context, local, attributes, reader->error);
    if (status != VHA_OK) {
        stop(reader, status);
    }
}

static void end_element(void *data, const XML_Char *name)
{
    struct part_reader *const reader = data;
    if (reader->status != VHA_OK) {
        return;
    }
    reader->depth--;
    const char *const local = local_name(reader, name);
    if (local == NULL || reader->handlers->end == NULL) {
        return;
    }
    const enum vha_status status = reader->handlers->end(reader->context, local, reader->error);
    if (status != VHA_OK) {
        stop(reader, status);
    }
}

static void character_data(void *data, const XML_Char *text, int length)
{
    const struct part_reader *const reader = data;
    if (reader->status == VHA_OK) {
        reader->handlers->text(reader->context, text, (size_t)length);
    }
}

/* Entities can only be declared in a document type, so this refuses every bomb made of them. */
static void start_doctype(void *data, const XML_Char *name, const XML_Char *system_id,
                          const XML_Char *public_id, int has_internal_subset)
{
    (void)name;
    (void)system_id;
    (void)public_id;
    (void)has_internal_subset;
    struct part_reader *const reader = data;
    stop(reader, vha_fail(reader->error, VHA_BAD_DATA,
                          "%s: %s declares a document type, which no spreadsheet program writes; "
                          "save the workbook again as .xlsx",
                          reader->package->path, reader->part));
}

static enum vha_status parse_block(struct part_reader *reader, int length, int64_t fed)
{
    const bool last = length == 0;
    if (XML_ParseBuffer(reader->parser, length, last) != XML_STATUS_OK) {
        if (reader->status != VHA_OK) {
            return reader->status;
        }
        return vha_fail(reader->error, VHA_BAD_DATA,
                        "%s: %s, line %lu, column %lu: damaged XML: %s", reader->package->path,
                        reader->part, (unsigned long)XML_GetCurrentLineNumber(reader->parser),
                        (unsigned long)XML_GetCurrentColumnNumber(reader->parser),
                        XML_ErrorString(XML_GetErrorCode(reader->parser)));
    }
    if (!last && fed - XML_GetCurrentByteIndex(reader->parser) > MAX_TAG_BYTES) {
        return vha_fail(reader->error, VHA_BAD_DATA, "%s: %s has a tag of over %d bytes",
                        reader->package->path, reader->part, MAX_TAG_BYTES);
    }
    return VHA_OK;
}

/* Block by block from the zip file into the parser, until the part ends or fails. */
static enum vha_status pump(struct part_reader *reader, zip_file_t *stream, int64_t packed)
{
    int64_t unpacked = 0;
    for (;;) {
        void *const block = XML_GetBuffer(reader->parser, BLOCK_BYTES);
        if (block == NULL) {
            return vha_fail(reader->error, VHA_OS_ERROR, "%s: %s: no memory left for its text",
                            reader->package->path, reader->part);
        }
        const zip_int64_t got = zip_fread(stream, block, BLOCK_BYTES);
        if (got < 0) {
            return fail_unzip(reader->package, reader->part, zip_file_get_error(stream),
                              reader->error);
        }
        unpacked += got;
        enum vha_status status =
            check_size(reader->package, reader->part, unpacked, packed, reader->error);
        if (status == VHA_OK) {
            status = parse_block(reader, (int)got, unpacked);
        }
        if (status != VHA_OK || got == 0) {
            return status;
        }
    }
}

enum vha_status package_parse(struct package *package, const char *part,
                              const struct part_handlers *handlers, void *context,
                              struct vha_error *error)
{
    zip_int64_t entry = -1;
    int64_t packed = 0;
    enum vha_status status = find_part(package, part, &entry, &packed, error);
    if (status != VHA_OK) {
        return status;
    }
    zip_file_t *const stream = zip_fopen_index(package->archive, (zip_uint64_t)entry, 0);
    if (stream == NULL) {
        return fail_unzip(package, part, zip_get_error(package->archive), error);
    }
    struct part_reader reader = {.package = package,
                                 .part = part,
                                 .handlers = handlers,
                                 .context = context,
                                 .parser = XML_ParserCreateNS(NULL, SEPARATOR),
                                 .error = error};
    if (reader.parser == NULL) {
        zip_fclose(stream);
        return vha_fail(error, VHA_OS_ERROR, "%s: no memory left to read %s", package->path, part);
    }
    XML_SetUserData(reader.parser, &reader);
    XML_SetElementHandler(reader.parser, start_element, end_element);
    XML_SetCharacterDataHandler(reader.parser, handlers->text == NULL ? NULL : character_data);
    XML_SetStartDoctypeDeclHandler(reader.parser, start_doctype);
    status = pump(&reader, stream, packed);
    XML_ParserFree(reader.parser);
    zip_fclose(stream);
    return status;
}

/* --------------------------------------------------------------------------------- attributes */

const char *xml_attribute(const char **attributes, const char *name)
{
    for (; attributes[0] != NULL; attributes += 2) {
        if (strcmp(attributes[0], name) == 0) {
            return attributes[1];
        }
    }
    return NULL;
}

const char *xml_attribute_relationship(const char **attributes)
{
    for (size_t i = 0; i < VHA_COUNT(relationship_ids); i++) {
        const char *const value = xml_attribute(attributes, relationship_ids[i]);
        if (value != NULL) {
            return value;
        }
    }
    return NULL;
}

bool xml_attribute_preserves_space(const char **attributes)
{
    const char *const space =
        xml_attribute(attributes, "http://www.w3.org/XML/1998/namespace\nspace");
    return space != NULL && strcmp(space, "preserve") == 0;
}

bool xml_is_true(const char *value)
{
    return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}
