#include "workbook_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include <cmocka.h>

const char *fixture_path(void)
{
    static char path[64];
    if (path[0] == '\0') {
        snprintf(path, sizeof path, "/tmp/vha-workbook-%ld.xlsx", (long)getpid());
    }
    return path;
}

void fixture_remove(void)
{
    unlink(fixture_path());
}

struct vha_settings fixture_settings(void)
{
    return (struct vha_settings){
        .max_file_bytes = 64LL * 1024 * 1024,
        .max_sheet_bytes = 256LL * 1024 * 1024,
        .max_compression_ratio = 200,
        .max_cell_bytes = 32768,
    };
}

/* ------------------------------------------------------------------------------------- writing */

void fixture_write_bytes(const void *bytes, size_t length)
{
    FILE *const file = fopen(fixture_path(), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

void fixture_write_parts(const struct fixture_part *parts, size_t count)
{
    int code = 0;
    zip_t *const archive = zip_open(fixture_path(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    assert_non_null(archive);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].name == NULL) {
            continue;
        }
        const size_t length = parts[i].length > 0 ? parts[i].length : strlen(parts[i].text);
        zip_source_t *const source = zip_source_buffer(archive, parts[i].text, length, 0);
        assert_non_null(source);
        assert_true(zip_file_add(archive, parts[i].name, source, 0) >= 0);
    }
    assert_int_equal(zip_close(archive), 0);
}

static const char content_types[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/"
    "vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";

static const char package_relationships[] =
    "<Relationships xmlns=\"" PACKAGE_RELATIONSHIPS "\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE_RELATIONSHIPS "/officeDocument\" "
    "Target=\"xl/workbook.xml\"/></Relationships>";

static const char workbook_relationships[] =
    "<Relationships xmlns=\"" PACKAGE_RELATIONSHIPS "\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE_RELATIONSHIPS "/worksheet\" "
    "Target=\"worksheets/sheet1.xml\"/>%s%s</Relationships>";

static const char styles_relationship[] =
    "<Relationship Id=\"rId2\" Type=\"" OFFICE_RELATIONSHIPS "/styles\" Target=\"styles.xml\"/>";

static const char strings_relationship[] =
    "<Relationship Id=\"rId3\" Type=\"" OFFICE_RELATIONSHIPS "/sharedStrings\" "
    "Target=\"sharedStrings.xml\"/>";

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

void fixture_write(const struct fixture *fixture)
{
    struct vha_arena *const arena = vha_arena_new();
    const struct fixture_part parts[] = {
        {.name = "[Content_Types].xml", .text = content_types},
        {.name = "_rels/.rels", .text = package_relationships},
        {.name = "xl/workbook.xml",
         .text = vha_arena_format(arena,
                                  "<workbook xmlns=\"" MAIN_NAMESPACE "\" xmlns:r=\"" //
                                  OFFICE_RELATIONSHIPS "\">%s<sheets><sheet name=\"custody\" "
                                  "sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                                  or_empty(fixture->workbook_settings))},
        {.name = "xl/_rels/workbook.xml.rels",
         .text = vha_arena_format(arena, workbook_relationships,
                                  fixture->styles == NULL ? "" : styles_relationship,
                                  fixture->strings == NULL ? "" : strings_relationship)},
        {.name = "xl/worksheets/sheet1.xml",
         .text = vha_arena_format(arena,
                                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                  "<worksheet xmlns=\"" MAIN_NAMESPACE "\"><sheetData>%s"
                                  "</sheetData></worksheet>",
                                  or_empty(fixture->rows))},
        {.name = fixture->styles == NULL ? NULL : "xl/styles.xml",
         .text = vha_arena_format(arena, "<styleSheet xmlns=\"" MAIN_NAMESPACE "\">%s</styleSheet>",
                                  or_empty(fixture->styles))},
        {.name = fixture->strings == NULL ? NULL : "xl/sharedStrings.xml",
         .text = vha_arena_format(arena, "<sst xmlns=\"" MAIN_NAMESPACE "\">%s</sst>",
                                  or_empty(fixture->strings))},
    };
    fixture_write_parts(parts, VHA_COUNT(parts));
    vha_arena_free(arena);
}

/* ------------------------------------------------------------------------------------- reading */

static enum vha_status print_row(void *context, const struct row *row, struct vha_error *error)
{
    (void)error;
    FILE *const out = context;
    fprintf(out, "%llu:", (unsigned long long)row->line);
    for (size_t i = 0; i < row->count; i++) {
        fputc('[', out);
        fwrite(row->cells[i].text, 1, row->cells[i].length, out);
        fputc(']', out);
    }
    fputc('\n', out);
    return VHA_OK;
}

char *fixture_read(const struct vha_settings *settings, struct vha_error *error)
{
    struct xlsx *book = NULL;
    *error = (struct vha_error){.status = VHA_OK};
    if (xlsx_open(fixture_path(), settings, &book, error) != VHA_OK) {
        return NULL;
    }
    char *text = NULL;
    size_t length = 0;
    FILE *const out = open_memstream(&text, &length);
    assert_non_null(out);
    enum vha_status status = VHA_OK;
    for (size_t sheet = 0; status == VHA_OK && sheet < xlsx_sheet_count(book); sheet++) {
        fprintf(out, "%s\n", xlsx_sheet_name(book, sheet));
        status = xlsx_read_sheet(book, sheet, print_row, out, error);
    }
    assert_int_equal(fclose(out), 0);
    xlsx_close(book);
    if (status != VHA_OK) {
        free(text);
        return NULL;
    }
    return text;
}

void assert_rows(const char *expected)
{
    const struct vha_settings settings = fixture_settings();
    struct vha_error error;
    char *const text = fixture_read(&settings, &error);
    if (text == NULL) {
        fail_msg("refused: %s", error.message);
    }
    assert_true(strncmp(text, "custody\n", 8) == 0);
    assert_string_equal(text + 8, expected);
    free(text);
}

void assert_fixture_rows(const struct fixture *fixture, const char *expected)
{
    fixture_write(fixture);
    assert_rows(expected);
}

void assert_refused(const struct vha_settings *settings, const char *words)
{
    struct vha_error error;
    char *const text = fixture_read(settings, &error);
    if (text != NULL) {
        fail_msg("read although it ought to be refused for '%s':\n%s", words, text);
    }
    assert_int_equal(error.status, VHA_BAD_DATA);
    assert_null(strchr(error.message, '\n'));
    assert_true(strncmp(error.message, fixture_path(), strlen(fixture_path())) == 0);
    if (strstr(error.message, words) == NULL) {
        fail_msg("expected '%s' in: %s", words, error.message);
    }
}

void assert_fixture_refused(const struct fixture *fixture, const char *words)
{
    const struct vha_settings settings = fixture_settings();
    fixture_write(fixture);
    assert_refused(&settings, words);
}
