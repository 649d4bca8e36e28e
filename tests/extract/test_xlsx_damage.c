/* Files that are no workbook, workbooks that lie or are damaged, and the limits: each ends in one
 * clear line, whatever the bytes. */
#include "workbook_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include <cmocka.h>

/* A workbook that has something of everything. */
static const struct fixture whole = {
    .workbook_settings = "<workbookPr date1904=\"0\"/>",
    .styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"/></numFmts>"
              "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>",
    .strings = "<si><t>pncid</t></si><si><r><t>HMP </t></r><r><t>Belmarsh</t></r></si>",
    .rows =
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>x_x0041_"
        "</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" s=\"1\">"
        "<v>46280</v></c><c r=\"C2\"><v>1.5</v></c><c t=\"b\"><v>1</v></c></row>",
};

/* The bytes of fixture_path(); the caller frees them. */
static unsigned char *read_fixture(size_t *length)
{
    FILE *const file = fopen(fixture_path(), "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *length = (size_t)ftell(file);
    rewind(file);
    unsigned char *const bytes = malloc(*length);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *length, file), *length);
    fclose(file);
    return bytes;
}

static char *repeat(const char *text, size_t times)
{
    const size_t length = strlen(text);
    char *const repeated = malloc(length * times + 1);
    assert_non_null(repeated);
    for (size_t i = 0; i < times; i++) {
        memcpy(repeated + i * length, text, length);
    }
    repeated[length * times] = '\0';
    return repeated;
}

/* ----------------------------------------------------------------------------------- container */

static void files_that_are_no_workbook_are_told_apart(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *words;
    } cases[] = {
        {"", 0, "is no workbook: the file is empty"},
        {"P", 1, "is no workbook"},
        {"pncid,surname\n", 14, "is no workbook (it does not begin as a zip file)"},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more", 17,
         "is encrypted with a password (or an old .xls); save it without a password as .xlsx"},
        {"%PDF-1.7\n", 9, "is a PDF file"},
        {"PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22, "is an empty zip file"},
        {"PK\3\4 and nothing that follows", 29, "is cut off or damaged"},
    };
    (void)state;
    const struct vha_settings settings = fixture_settings();
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        fixture_write_bytes(cases[i].bytes, cases[i].length);
        assert_refused(&settings, cases[i].words);
    }
}

static void files_that_cannot_be_opened_are_no_input(void **state)
{
    (void)state;
    const struct vha_settings settings = fixture_settings();
    struct vha_error error;
    struct xlsx *book = NULL;
    assert_int_equal(xlsx_open("/nonexistent/extract.xlsx", &settings, &book, &error),
                     VHA_NO_INPUT);
    assert_non_null(strstr(error.message, "/nonexistent/extract.xlsx: cannot be opened"));
    assert_int_equal(xlsx_open("/tmp", &settings, &book, &error), VHA_NO_INPUT);
    assert_non_null(strstr(error.message, "not a regular file"));
    fixture_remove();
    assert_int_equal(mkfifo(fixture_path(), 0600), 0); /* must not wait for a writer */
    assert_int_equal(xlsx_open(fixture_path(), &settings, &book, &error), VHA_NO_INPUT);
    assert_null(book);
    fixture_remove();
}

static void packages_without_their_parts_are_refused(void **state)
{
    static const char relationships[] = "<Relationships xmlns=\"" PACKAGE_RELATIONSHIPS
                                        "\"><Relationship Id=\"a\" Type=\"" OFFICE_RELATIONSHIPS
                                        "/officeDocument\" Target=\"%s\"/></Relationships>";
    static const char none[] = "<Relationships xmlns=\"" PACKAGE_RELATIONSHIPS "\"/>";
    static const char lost[] =
        "<workbook xmlns=\"" MAIN_NAMESPACE "\" xmlns:r=\"" OFFICE_RELATIONSHIPS
        "\"><sheets><sheet name=\"custody\" "
        "r:id=\"rId7\"/></sheets></workbook>";
    static const char elsewhere[] =
        "<Relationships xmlns=\"" PACKAGE_RELATIONSHIPS
        "\"><Relationship Id=\"rId7\" Type=\"" OFFICE_RELATIONSHIPS
        "/worksheet\" TargetMode=\"External\" Target=\"file:///a.xml\"/>"
        "</Relationships>";
    char to_xml[512];
    char to_bin[512];
    char to_root[512];
    snprintf(to_xml, sizeof to_xml, relationships, "book.xml");
    snprintf(to_bin, sizeof to_bin, relationships, "xl/workbook.bin");
    snprintf(to_root, sizeof to_root, relationships, "../../..");
    const struct {
        struct fixture_part parts[3];
        const char *words;
    } cases[] = {
        {{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0}}, "no _rels/.rels"},
        {{{"_rels/.rels", none, 0}}, "_rels/.rels names none"},
        {{{"_rels/.rels", to_root, 0}}, "is missing"},
        {{{"_rels/.rels", to_bin, 0}}, "is a binary workbook (.xlsb)"},
        {{{"_rels/.rels", to_xml, 0}}, "_rels/book.xml.rels is missing"},
        {{{"_rels/.rels", to_xml, 0}, {"_rels/book.xml.rels", none, 0}}, "book.xml is missing"},
        {{{"_rels/.rels", to_xml, 0}, {"_rels/book.xml.rels", none, 0}, {"book.xml", lost, 0}},
         "its sheet 'custody' leads to no part"},
        {{{"_rels/.rels", to_xml, 0}, {"_rels/book.xml.rels", elsewhere, 0}, {"book.xml", lost, 0}},
         "its sheet 'custody' leads to no part"},
        {{{"_rels/.rels", to_xml, 0},
          {"_rels/book.xml.rels", none, 0},
          {"book.xml", "<workbook xmlns=\"" MAIN_NAMESPACE "\"/>", 0}},
         "has no sheets"},
        {{{"_rels/.rels", to_xml, 0}, {"_rels/book.xml.rels", none, 0}, {"book.xml", "<html/>", 0}},
         "book.xml does not begin with <workbook>"},
    };
    (void)state;
    const struct vha_settings settings = fixture_settings();
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        fixture_write_parts(cases[i].parts, VHA_COUNT(cases[i].parts));
        assert_refused(&settings, cases[i].words);
    }
}

static void an_encrypted_part_is_refused(void **state)
{
    (void)state;
    fixture_write(&whole);
    zip_t *const archive = zip_open(fixture_path(), 0, NULL);
    assert_non_null(archive);
    const zip_int64_t sheet = zip_name_locate(archive, "xl/worksheets/sheet1.xml", 0);
    assert_true(sheet >= 0);
    assert_int_equal(
        zip_file_set_encryption(archive, (zip_uint64_t)sheet, ZIP_EM_AES_256, "secret"), 0);
    assert_int_equal(zip_close(archive), 0);
    const struct vha_settings settings = fixture_settings();
    assert_refused(&settings, "xl/worksheets/sheet1.xml is encrypted");
}

static void a_wrong_checksum_is_noticed(void **state)
{
    (void)state;
    fixture_write(&whole);
    size_t length = 0;
    unsigned char *const bytes = read_fixture(&length);
    /* The sheet's entry in the central directory: its checksum lies 16 bytes behind the mark, its
     * name 46. */
    bool found = false;
    for (size_t i = 0; i + 80 < length; i++) {
        if (memcmp(bytes + i, "PK\1\2", 4) == 0 &&
            memcmp(bytes + i + 46, "xl/worksheets/sheet1.xml", 24) == 0) {
            bytes[i + 16] ^= 1;
            found = true;
        }
    }
    assert_true(found);
    fixture_write_bytes(bytes, length);
    free(bytes);
    const struct vha_settings settings = fixture_settings();
    assert_refused(&settings, "xl/worksheets/sheet1.xml is damaged or cut off (CRC error)");
}

/* -------------------------------------------------------------------------------------- limits */

static void a_file_over_its_limit_is_refused(void **state)
{
    (void)state;
    fixture_write(&whole);
    size_t length = 0;
    free(read_fixture(&length));
    struct vha_settings settings = fixture_settings();
    struct vha_error error;
    settings.max_file_bytes = (int64_t)length;
    char *const text = fixture_read(&settings, &error);
    assert_non_null(text);
    free(text);
    settings.max_file_bytes = (int64_t)length - 1;
    assert_refused(&settings, "max_file_bytes");
}

static void a_cell_may_be_as_long_as_the_limit_and_no_longer(void **state)
{
    static const struct {
        const char *before;
        const char *letter;
        const char *after;
        bool is_shared;
    } forms[] = {
        {"<row><c t=\"str\"><v>", "x", "</v></c></row>", false},
        {"<row><c t=\"inlineStr\"><is><t>", "_x0041_", "</t></is></c></row>", false},
        {"<row><c t=\"inlineStr\"><is><t>     ", "x", "    </t></is></c></row>", false},
        {"<si><t xml:space=\"preserve\">", " ", "</t></si>", true},
        {"<si><t>", "_x0041_", "</t></si>", true},
    };
    (void)state;
    struct vha_settings settings = fixture_settings();
    settings.max_cell_bytes = 100;
    for (size_t form = 0; form < VHA_COUNT(forms); form++) {
        for (size_t count = 99; count <= 5000; count += count < 101 ? 1 : 4899) {
            char *const letters = repeat(forms[form].letter, count);
            char *const text = malloc(strlen(letters) + 200);
            assert_non_null(text);
            sprintf(text, "%s%s%s", forms[form].before, letters, forms[form].after);
            fixture_write(&(struct fixture){
                .strings = forms[form].is_shared ? text : NULL,
                .rows = forms[form].is_shared ? "<row><c t=\"s\"><v>0</v></c></row>" : text});
            struct vha_error error;
            char *const read = count <= 100 ? fixture_read(&settings, &error) : NULL;
            if (count <= 100) {
                assert_non_null(read);
                assert_int_equal(strlen(read), strlen("custody\n1:[]\n") + count);
            } else {
                assert_refused(&settings, "custody!A1: the cell has over 100 bytes");
            }
            free(read);
            free(text);
            free(letters);
        }
    }
}

static void a_part_over_its_limit_is_refused(void **state)
{
    (void)state;
    struct vha_settings settings = fixture_settings();
    char *const rows = repeat("<row><c><v>1</v></c></row>", 1000);
    fixture_write(&(struct fixture){.rows = rows});
    free(rows);
    settings.max_sheet_bytes = 20000;
    assert_refused(&settings, "xl/worksheets/sheet1.xml unpacks to more than 20000 bytes");
}

/* Writes a lie about the unpacked size of the sheet: what a bomb would say. */
static void claim_small_size(const char *part)
{
    size_t length = 0;
    unsigned char *const bytes = read_fixture(&length);
    for (size_t i = 0; i + 80 < length; i++) {
        if (memcmp(bytes + i, "PK\1\2", 4) == 0 &&
            memcmp(bytes + i + 46, part, strlen(part)) == 0) {
            memcpy(bytes + i + 24, "\1\0\0\0", 4);
        }
    }
    fixture_write_bytes(bytes, length);
    free(bytes);
}

static void a_decompression_bomb_is_refused(void **state)
{
    (void)state;
    const struct vha_settings settings = fixture_settings();
    char *const blanks = repeat("                ", 1048576);
    fixture_write(&(struct fixture){.rows = blanks});
    assert_refused(&settings, "decompression bomb");
    claim_small_size("xl/worksheets/sheet1.xml");
    assert_refused(&settings, "xl/worksheets/sheet1.xml");
    fixture_write(&(struct fixture){.strings = blanks});
    assert_refused(&settings, "decompression bomb");
    blanks[4194304] = '\0'; /* small enough not to matter */
    assert_fixture_rows(&(struct fixture){.rows = blanks}, "");
    free(blanks);
}

static void entities_and_document_types_are_refused(void **state)
{
    static const char sheet[] =
        "<?xml version=\"1.0\"?><!DOCTYPE worksheet [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>"
        "<worksheet xmlns=\"" MAIN_NAMESPACE "\"><sheetData><row><c t=\"str\"><v>&b;</v></c></row>"
        "</sheetData></worksheet>";
    (void)state;
    const struct vha_settings settings = fixture_settings();
    fixture_write(&whole);
    zip_t *const archive = zip_open(fixture_path(), 0, NULL);
    assert_non_null(archive);
    zip_source_t *const source = zip_source_buffer(archive, sheet, sizeof sheet - 1, 0);
    assert_true(zip_file_add(archive, "xl/worksheets/sheet1.xml", source, ZIP_FL_OVERWRITE) >= 0);
    assert_int_equal(zip_close(archive), 0);
    assert_refused(&settings, "xl/worksheets/sheet1.xml declares a document type");
    assert_fixture_refused(&(struct fixture){.rows = "<row><c t=\"str\"><v>&b;</v></c></row>"},
                           "damaged XML: undefined entity");
}

static void xml_that_would_eat_memory_is_refused(void **state)
{
    (void)state;
    char *const nested = repeat("<a>", 100);
    assert_fixture_refused(&(struct fixture){.rows = nested}, "nests over 64 elements deep");
    free(nested);
    char *const value = repeat("0123456789abcdefghijklmnopqrstuvwxyz", 60000);
    char *const rows = malloc(strlen(value) + 100);
    assert_non_null(rows);
    sprintf(rows, "<row r=\"1\" note=\"%s\"/>", value);
    assert_fixture_refused(&(struct fixture){.rows = rows}, "has a tag of over 1048576 bytes");
    free(rows);
    free(value);
}

static void broken_xml_says_where(void **state)
{
    (void)state;
    assert_fixture_refused(&(struct fixture){.rows = "\n<row><c></row>"},
                           "xl/worksheets/sheet1.xml, line 3, column 10: damaged XML");
    assert_fixture_refused(&(struct fixture){.rows = "<row><c t=\"str\"><v>\xFF</v></c></row>"},
                           "damaged XML");
    assert_fixture_refused(&(struct fixture){.rows = "<row><c t=\"str\"><v>\x01</v></c></row>"},
                           "damaged XML");
}

static void two_sheets_of_one_name_are_refused(void **state)
{
    (void)state;
    assert_fixture_refused(&(struct fixture){.workbook_settings =
                                                 "<sheets><sheet name=\"custody\" r:id=\"rId1\"/>"
                                                 "</sheets>"},
                           "has two sheets named 'custody'");
}

/* ------------------------------------------------------------------------------------ any bytes */

/* The file is read, or refused as bad data in one line. */
static void assert_read_or_refused(void)
{
    struct vha_settings settings = fixture_settings();
    struct vha_error error;
    settings.max_sheet_bytes = 4194304;
    char *const text = fixture_read(&settings, &error);
    if (text == NULL) {
        if (error.status != VHA_BAD_DATA || strchr(error.message, '\n') != NULL) {
            fail_msg("status %d: %s", (int)error.status, error.message);
        }
        assert_true(strlen(error.message) > strlen(fixture_path()) + 10);
    }
    free(text);
}

static void every_truncation_is_refused(void **state)
{
    (void)state;
    const struct vha_settings settings = fixture_settings();
    fixture_write(&whole);
    size_t length = 0;
    unsigned char *const bytes = read_fixture(&length);
    for (size_t cut = 0; cut < length; cut++) {
        fixture_write_bytes(bytes, cut);
        assert_refused(&settings, cut < 4 ? "is no workbook" : "is cut off or damaged");
    }
    free(bytes);
}

static uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (uint32_t)(*seed >> 33);
}

static void flipped_bits_never_do_harm(void **state)
{
    (void)state;
    uint64_t seed = 20261001;
    fixture_write(&whole);
    size_t length = 0;
    unsigned char *const bytes = read_fixture(&length);
    for (int i = 0; i < 3000; i++) {
        unsigned char *const flipped = malloc(length);
        assert_non_null(flipped);
        memcpy(flipped, bytes, length);
        for (uint32_t flips = 1 + next_random(&seed) % 4; flips > 0; flips--) {
            flipped[next_random(&seed) % length] ^= (unsigned char)(1U << next_random(&seed) % 8);
        }
        fixture_write_bytes(flipped, length);
        free(flipped);
        assert_read_or_refused();
    }
    free(bytes);
}

/* The same to the XML of one part at a time, past the checksums that catch the flips above. */
static void flipped_bits_in_the_xml_never_do_harm(void **state)
{
    static const size_t fields = 3;
    (void)state;
    uint64_t seed = 7;
    for (int i = 0; i < 3000; i++) {
        struct fixture damaged = whole;
        const char **const field =
            (const char **[]){&damaged.styles, &damaged.strings, &damaged.rows}[(size_t)i % fields];
        char *const text = vha_copy_text(*field);
        const size_t length = strlen(text);
        for (uint32_t flips = 1 + next_random(&seed) % 3; flips > 0; flips--) {
            char *const at = &text[next_random(&seed) % length];
            const uint32_t kind = next_random(&seed) % 4;
            const char flipped = (char)(*at ^ (char)(1U << next_random(&seed) % 7));
            *at = kind == 0 ? text[next_random(&seed) % length] : flipped;
            *at = *at == '\0' ? ' ' : *at;
        }
        *field = text;
        fixture_write(&damaged);
        free(text);
        assert_read_or_refused();
    }
}

static int remove_fixture(void **state)
{
    (void)state;
    fixture_remove();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_that_are_no_workbook_are_told_apart),
        cmocka_unit_test(files_that_cannot_be_opened_are_no_input),
        cmocka_unit_test(packages_without_their_parts_are_refused),
        cmocka_unit_test(an_encrypted_part_is_refused),
        cmocka_unit_test(a_wrong_checksum_is_noticed),
        cmocka_unit_test(a_file_over_its_limit_is_refused),
        cmocka_unit_test(a_cell_may_be_as_long_as_the_limit_and_no_longer),
        cmocka_unit_test(a_part_over_its_limit_is_refused),
        cmocka_unit_test(a_decompression_bomb_is_refused),
        cmocka_unit_test(entities_and_document_types_are_refused),
        cmocka_unit_test(xml_that_would_eat_memory_is_refused),
        cmocka_unit_test(broken_xml_says_where),
        cmocka_unit_test(two_sheets_of_one_name_are_refused),
        cmocka_unit_test(every_truncation_is_refused),
        cmocka_unit_test(flipped_bits_never_do_harm),
        cmocka_unit_test(flipped_bits_in_the_xml_never_do_harm),
    };
    return cmocka_run_group_tests(tests, NULL, remove_fixture);
}
