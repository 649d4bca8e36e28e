/* What the reader makes of workbooks in the manner of Excel, LibreOffice and openpyxl. */
#include "workbook_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* --------------------------------------------------------------------------------------- cells */

static void strings_come_from_the_shared_table(void **state)
{
    (void)state;
    assert_fixture_rows(
        &(struct fixture){
            .strings = "<si><t>pncid</t></si>"
                       "<si><r><rPr><b/></rPr><t>St </t></r><r><t xml:space=\"preserve\">John</t>"
                       "</r></si>"
                       "<si><t>\xE6\x9D\xB1\xE4\xBA\xAC</t><rPh sb=\"0\" eb=\"2\"><t>reading</t>"
                       "</rPh><phoneticPr fontId=\"1\"/></si>"
                       "<si><t xml:space=\"preserve\"> kept </t></si><si><t> cut\n </t></si>"
                       "<si><t>A &amp; B_x000D_&#10;C</t></si><si/><si><t/></si>",
            .rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
                    "<c r=\"C1\" t=\"s\"><v> 2 </v></c></row>"
                    "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>3</v></c><c r=\"B2\" t=\"s\"><v>4</v></c>"
                    "<c r=\"C2\" t=\"s\"><v>5</v></c><c r=\"D2\" t=\"s\"><v>6</v></c>"
                    "<c r=\"E2\" t=\"s\"><v>7</v></c></row>"},
        "1:[pncid][St John][\xE6\x9D\xB1\xE4\xBA\xAC]\n2:[ kept ][cut][A & B\r\nC]\n");
}

static void strings_stand_in_the_cell(void **state)
{
    (void)state;
    assert_fixture_rows(
        &(struct fixture){.rows =
                              "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c>"
                              "<c r=\"B1\" t=\"inlineStr\"><is><r><t>b</t></r><r><rPr><i/></rPr>"
                              "<t> c</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></is></c>"
                              "<c r=\"C1\" t=\"str\"><f>A1&amp;\"x\"</f><v> ax </v></c>"
                              "<c r=\"D1\" t=\"inlineStr\"><v>d</v></c>"
                              "<c r=\"E1\"><is><t>e</t></is></c>"
                              "<c r=\"F1\" t=\"str\"><v><![CDATA[<f>]]>_x0041_</v></c></row>"},
        "1:[a][b c][ ax ][d][e][<f>A]\n");
}

static void other_types_become_text(void **state)
{
    (void)state;
    assert_fixture_rows(
        &(struct fixture){
            .rows = "<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"b\"><v>true</v></c>"
                    "<c t=\"e\"><v>#N/A</v></c><c t=\"n\"><v>3.64693E5</v></c><c><v>364693.0</v>"
                    "</c><c><v>\n 12.50 </v></c><c><f>1+1</f><v>2</v></c><c t=\"n\"/>"
                    "<c t=\"d\"><v>2026-10-01</v></c><c t=\"d\"><v>2026-10-01T09:30:00</v></c>"
                    "</row>"},
        "1:[TRUE][FALSE][TRUE][#N/A][364693][364693][12.5][2][][2026-10-01][2026-10-01]\n");
}

/* Built-in formats, formats of the workbook, a redefined built-in, and formats of other tables
 * (cellStyleXfs, dxfs), which are no cell styles. */
static const char styles[] =
    "<dxfs><dxf><numFmt numFmtId=\"165\" formatCode=\"yyyy\"/></dxf></dxfs>"
    "<numFmts count=\"4\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"[Red]0.00\"/>"
    "<numFmt numFmtId=\"166\" formatCode=\"0&quot; days&quot;\"/>"
    "<numFmt numFmtId=\"15\" formatCode=\"0\"/></numFmts>"
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
    "<xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"22\"/><xf numFmtId=\"23\"/>"
    "<xf numFmtId=\"15\"/><xf numFmtId=\"57\"/></cellXfs>";

static void styles_make_numbers_dates(void **state)
{
    (void)state;
    const struct fixture fixture = {
        .styles = styles,
        .rows = "<row><c s=\"0\"><v>46280</v></c><c s=\"1\"><v>46280</v></c>"
                "<c s=\"2\"><v>46280</v></c><c s=\"3\"><v>46280</v></c><c s=\"4\"><v>46280</v></c>"
                "<c s=\"5\"><v>46280.75</v></c><c s=\"6\"><v>46280</v></c>"
                "<c s=\"7\"><v>46280</v></c><c s=\"8\"><v>4.628E4</v></c>"
                "<c s=\"1\" t=\"str\"><v>46280</v></c><c s=\"1\"/></row>"};
    assert_fixture_rows(&fixture, "1:[46280][2026-09-15][2026-09-15][46280][46280][2026-09-15]"
                                  "[46280][46280][2026-09-15][46280]\n");
}

static void dates_follow_the_workbooks_system(void **state)
{
    static const char *const with_1904[] = {"<workbookPr date1904=\"1\"/>",
                                            "<workbookPr date1904=\"true\" codeName=\"x\"/>"};
    static const char *const with_1900[] = {NULL, "<workbookPr/>", "<workbookPr date1904=\"0\"/>",
                                            "<workbookPr date1904=\"false\"/>"};
    static const char rows[] = "<row><c s=\"1\"><v>44818</v></c><c s=\"1\"><v>1</v></c>"
                               "<c s=\"1\"><v>59</v></c><c s=\"1\"><v>61</v></c></row>";
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(with_1904); i++) {
        assert_fixture_rows(
            &(struct fixture){.workbook_settings = with_1904[i], .styles = styles, .rows = rows},
            "1:[2026-09-15][1904-01-02][1904-02-29][1904-03-02]\n");
    }
    for (size_t i = 0; i < VHA_COUNT(with_1900); i++) {
        assert_fixture_rows(
            &(struct fixture){.workbook_settings = with_1900[i], .styles = styles, .rows = rows},
            "1:[2022-09-14][1900-01-01][1900-02-28][1900-03-01]\n");
    }
}

/* So that the row's own checks can reject it, and it alone. */
static void serials_that_are_no_day_stay_numbers(void **state)
{
    (void)state;
    assert_fixture_rows(
        &(struct fixture){.styles = styles,
                          .rows = "<row><c s=\"1\"><v>60</v></c><c s=\"1\"><v>0.5</v></c>"
                                  "<c s=\"1\"><v>-1</v></c><c s=\"1\"><v>2958466</v></c></row>"},
        "1:[60][0.5][-1][2958466]\n");
}

static void cells_that_cannot_be_read_are_named(void **state)
{
    static const struct {
        const char *cell;
        const char *words;
    } cases[] = {
        {"<c r=\"C12\" s=\"1\"><v>abc</v></c>", "custody!C12: 'abc' is no number"},
        {"<c r=\"C12\"><v>12 5</v></c>", "custody!C12: '12 5' is no number"},
        {"<c r=\"C12\"><v>1E999</v></c>", "custody!C12: '1E999' is no number"},
        {"<c r=\"C12\"><v>\xC2\x9B"
         "31m</v></c>",
         "is no number"},
        {"<c r=\"C12\" t=\"s\"><v>2</v></c>", "custody!C12: '2' is beyond"},
        {"<c r=\"C12\" t=\"s\"><v>-1</v></c>", "custody!C12: '-1' is no index"},
        {"<c r=\"C12\" t=\"s\"><v>99999999999999999999</v></c>", "is no index"},
        {"<c r=\"C12\" t=\"b\"><v>2</v></c>", "custody!C12: '2' is neither true nor false"},
        {"<c r=\"C12\" t=\"d\"><v>10:30</v></c>", "custody!C12: '10:30' is no date"},
        {"<c r=\"C12\" t=\"x\"><v>1</v></c>", "custody!C12: the cell has an unknown type"},
        {"<c r=\"C12\" s=\"9\"><v>1</v></c>", "custody!C12: the cell has a style"},
        {"<c r=\"C12\" s=\"-1\"><v>1</v></c>", "custody!C12: the cell has a style"},
        {"<c r=\"C13\"><v>1</v></c>", "custody!C12: a cell of row 13"},
        {"<c r=\"12\"><v>1</v></c>", "custody, row 12: a cell has the impossible place '12'"},
        {"<c r=\"XFE12\"><v>1</v></c>", "impossible place 'XFE12'"},
        {"<c r=\"XFD12\"><v>1</v></c><c><v>1</v></c>", "than a sheet has columns"},
        {"<c r=\"C12\"/><c r=\"C12\"/>", "custody!C12: the cell occurs twice"},
        {"<c r=\"C12\"/><c r=\"B12\"/><c/>", "custody!C12: the cell occurs twice"},
        {"<c r=\"C12\" t=\"str\"><v>a_x0000_b</v></c>", "custody!C12: the cell holds a NUL"},
        {"<c r=\"C12\" t=\"s\"><v>1</v></c>", "custody!C12: the cell holds a NUL"},
    };
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        char rows[512];
        snprintf(rows, sizeof rows, "<row r=\"12\">%s</row>", cases[i].cell);
        const struct fixture fixture = {
            .styles = styles, .strings = "<si><t>a</t></si><si><t>_x0000_</t></si>", .rows = rows};
        assert_fixture_refused(&fixture, cases[i].words);
    }
}

static void messages_are_harmless_for_a_terminal(void **state)
{
    (void)state;
    struct vha_error error;
    const struct vha_settings settings = fixture_settings();
    fixture_write(&(struct fixture){.rows = "<row><c><v>\xC2\x9B"
                                            "31m\xE2\x80\xAE</v></c></row>"});
    assert_null(fixture_read(&settings, &error));
    assert_null(strstr(error.message, "\xC2\x9B"));
    assert_null(strstr(error.message, "\xE2\x80\xAE"));
    assert_non_null(strstr(error.message, "31m"));
}

/* ---------------------------------------------------------------------------------------- rows */

static void positions_may_be_left_out(void **state)
{
    (void)state;
    assert_fixture_rows(
        &(struct fixture){.rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c>"
                                  "<c r=\"D2\"><v>4</v></c><c><v>5</v></c></row>"
                                  "<row r=\"7\"><c r=\"B7\"><v>6</v></c></row>"
                                  "<row><c><v>7</v></c></row>"},
        "1:[1][2]\n2:[3][][][4][5]\n7:[][6]\n8:[7]\n");
}

static void empty_cells_and_rows_are_dropped(void **state)
{
    (void)state;
    assert_fixture_rows(
        &(struct fixture){
            .styles = styles,
            .strings = "<si><t></t></si>",
            .rows = "<row r=\"2\" spans=\"1:9\" s=\"1\" customFormat=\"1\"><c r=\"A2\"><v>1</v></c>"
                    "<c r=\"B2\" s=\"2\"/><c r=\"C2\" t=\"s\"><v>0</v></c><c r=\"D2\"><v/></c>"
                    "<c r=\"E2\" t=\"inlineStr\"><is><t/></is></c></row>"
                    "<row r=\"3\"><c r=\"A3\" s=\"1\"/><c r=\"B3\"/></row><row r=\"4\"/>"
                    "<row r=\"1048576\"><c r=\"XFD1048576\" s=\"1\"/><c r=\"B1048576\"><v>9</v>"
                    "</c></row>"},
        "2:[1]\n1048576:[][9]\n");
}

static void cells_may_come_in_any_order(void **state)
{
    (void)state;
    assert_fixture_rows(
        &(struct fixture){.rows = "<row r=\"1\"><c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1.50</v></c>"
                                  "<c><v>2</v></c></row>"},
        "1:[1.5][2][3]\n");
}

static void a_sheet_may_be_as_wide_as_excel_allows(void **state)
{
    (void)state;
    fixture_write(&(struct fixture){.rows = "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"
                                            "<row r=\"2\"><c><v>2</v></c></row>"});
    const struct vha_settings settings = fixture_settings();
    struct vha_error error;
    char *const text = fixture_read(&settings, &error);
    assert_non_null(text);
    assert_int_equal(strlen(text), strlen("custody\n1:[1]\n2:[2]\n") + 2 * (size_t)16383);
    free(text);
}

static void rows_that_cannot_be_are_refused(void **state)
{
    static const struct {
        const char *rows;
        const char *words;
    } cases[] = {
        {"<row r=\"2\"/><row r=\"2\"/>", "custody, row 2: the row occurs twice"},
        {"<row r=\"3\"/><row r=\"2\"/>", "custody, row 2: the row occurs twice or out of order"},
        {"<row r=\"0\"/>", "custody, row 0: a sheet has no such row"},
        {"<row r=\"-1\"/>", "a sheet has no such row"},
        {"<row r=\"1x\"/>", "custody, row 1x: a sheet has no such row"},
        {"<row r=\"1048577\"/>", "row 1048577: a sheet has no such row"},
        {"<row r=\"1048576\"/><row/>", "row 1048577: a sheet has no such row"},
    };
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        assert_fixture_refused(&(struct fixture){.rows = cases[i].rows}, cases[i].words);
    }
}

/* -------------------------------------------------------------------------- writers and layouts */

static const char content_types[] =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";

/* Parts of any name in any folder, targets relative and absolute, sheets out of order, hidden and
 * of other kinds, links to elsewhere; prefixes; Strict namespaces. */
static void parts_are_found_by_relationships_alone(void **state)
{
    const struct fixture_part parts[] = {
        {.name = "[Content_Types].xml", .text = content_types},
        {.name = "_rels/.rels",
         .text = "<p:Relationships xmlns:p=\"" PACKAGE_RELATIONSHIPS "\">"
                 "<p:Relationship Id=\"a\" Type=\"http://example.org/other\" Target=\"none.xml\"/>"
                 "<p:Relationship Id=\"b\" Type=\"" STRICT_RELATIONSHIPS "/officeDocument\" "
                 "Target=\"/deep/folder/main%20part.xml\"/></p:Relationships>"},
        {.name = "deep/folder/_rels/main part.xml.rels",
         .text = "<Relationships xmlns=\"" PACKAGE_RELATIONSHIPS "\">"
                 "<Relationship Id=\"x\" Type=\"" STRICT_RELATIONSHIPS "/externalLink\" "
                 "TargetMode=\"External\" Target=\"http://example.org/book.xlsx\"/>"
                 "<Relationship Id=\"c\" Type=\"" STRICT_RELATIONSHIPS "/chartsheet\" "
                 "Target=\"chart.xml\"/>"
                 "<Relationship Id=\"s2\" Type=\"" STRICT_RELATIONSHIPS "/worksheet\" "
                 "Target=\"../other/./TWO.xml\"/>"
                 "<Relationship Id=\"s1\" Type=\"" STRICT_RELATIONSHIPS "/worksheet\" "
                 "Target=\"/one.xml\"/>"
                 "<Relationship Id=\"t\" Type=\"" STRICT_RELATIONSHIPS "/sharedStrings\" "
                 "Target=\"words\"/></Relationships>"},
        {.name = "deep/folder/main part.xml",
         .text = "<x:workbook xmlns:x=\"" STRICT_NAMESPACE "\" conformance=\"strict\" "
                 "xmlns:rel=\"" STRICT_RELATIONSHIPS "\"><x:sheets>"
                 "<x:sheet name=\"second &amp; first\" sheetId=\"9\" rel:id=\"s2\"/>"
                 "<x:sheet name=\"a chart\" sheetId=\"3\" rel:id=\"c\"/>"
                 "<x:sheet name=\"custody\" sheetId=\"4\" state=\"veryHidden\" rel:id=\"s1\"/>"
                 "</x:sheets></x:workbook>"},
        {.name = "one.xml",
         .text = "<x:worksheet xmlns:x=\"" STRICT_NAMESPACE "\" xmlns:y=\"urn:other\">"
                 "<x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"s\"><x:v>0</x:v></x:c>"
                 "<y:c r=\"B1\"><y:v>9</y:v></y:c><x:c r=\"B1\" y:t=\"s\" y:s=\"7\"><x:v>1</x:v>"
                 "<x:extLst><x:ext><y:v>5</y:v></x:ext></x:extLst></x:c>"
                 "</x:row></x:sheetData></x:worksheet>"},
        {.name = "deep/other/two.xml",
         .text = "<worksheet xmlns=\"" STRICT_NAMESPACE "\"><sheetPr/><sheetData><row><c t=\"d\">"
                 "<v>2026-10-01</v></c></row></sheetData><mergeCells count=\"1\">"
                 "<mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>"},
        {.name = "deep/folder/words",
         .text = "<sst xmlns=\"" STRICT_NAMESPACE "\"><si><t>word</t></si></sst>"},
    };
    (void)state;
    const struct vha_settings settings = fixture_settings();
    struct vha_error error;
    fixture_write_parts(parts, VHA_COUNT(parts));
    char *const text = fixture_read(&settings, &error);
    assert_non_null(text);
    assert_string_equal(text, "second & first\n1:[2026-10-01]\ncustody\n1:[word][1]\n");
    free(text);
}

/* A sheet part in UTF-16 of either order, and in UTF-8 with its byte order mark. */
static void encodings_are_told_by_their_marks(void **state)
{
    static const char sheet[] = "<worksheet xmlns=\"" MAIN_NAMESPACE "\"><sheetData><row>"
                                "<c t=\"str\"><v>plain</v></c></row></sheetData></worksheet>";
    (void)state;
    for (int form = 0; form < 3; form++) {
        char bytes[2 * sizeof sheet + 4] = "";
        size_t length = 0;
        if (form == 2) {
            memcpy(bytes, "\xEF\xBB\xBF", 3);
            memcpy(bytes + 3, sheet, sizeof sheet - 1);
            length = sizeof sheet + 2;
        } else {
            memcpy(bytes, form == 0 ? "\xFF\xFE" : "\xFE\xFF", 2);
            for (size_t i = 0; i < sizeof sheet - 1; i++) {
                bytes[2 + 2 * i + (form == 0 ? 0 : 1)] = sheet[i];
            }
            length = 2 * sizeof sheet;
        }
        const struct fixture_part parts[] = {
            {.name = "_rels/.rels",
             .text = "<Relationships xmlns=\"" PACKAGE_RELATIONSHIPS "\"><Relationship Id=\"a\" "
                     "Type=\"" OFFICE_RELATIONSHIPS "/officeDocument\" Target=\"book.xml\"/>"
                     "</Relationships>"},
            {.name = "_rels/book.xml.rels",
             .text = "<Relationships xmlns=\"" PACKAGE_RELATIONSHIPS "\"><Relationship Id=\"a\" "
                     "Type=\"" OFFICE_RELATIONSHIPS "/worksheet\" Target=\"sheet.xml\"/>"
                     "</Relationships>"},
            {.name = "book.xml",
             .text = "<workbook xmlns=\"" MAIN_NAMESPACE "\" xmlns:r=\"" OFFICE_RELATIONSHIPS
                     "\"><sheets><sheet name=\"custody\" r:id=\"a\"/></sheets></workbook>"},
            {.name = "sheet.xml", .text = bytes, .length = length},
        };
        fixture_write_parts(parts, VHA_COUNT(parts));
        assert_rows("1:[plain]\n");
    }
}

/* Text that expat hands out in pieces: over the border of a block, and around entities. */
static void long_sheets_keep_every_byte(void **state)
{
    enum { ROWS = 4000 };
    (void)state;
    char *rows = NULL;
    char *expected = NULL;
    size_t length = 0;
    size_t expected_length = 0;
    FILE *const out = open_memstream(&rows, &length);
    FILE *const wanted = open_memstream(&expected, &expected_length);
    for (int i = 1; i <= ROWS; i++) {
        fprintf(out,
                "<row r=\"%d\"><c t=\"str\"><v>caf\xC3\xA9 &lt;%0*d&gt;</v></c><c><v>%d.50</v>"
                "</c></row>",
                i, i % 97, i, i);
        fprintf(wanted, "%d:[caf\xC3\xA9 <%0*d>][%d.5]\n", i, i % 97, i, i);
    }
    fclose(out);
    fclose(wanted);
    assert_fixture_rows(&(struct fixture){.rows = rows}, expected);
    free(rows);
    free(expected);
}

static enum vha_status refuse_row_2(void *context, const struct row *row, struct vha_error *error)
{
    int *const rows = context;
    (*rows)++;
    return row->line == 2 ? vha_fail(error, VHA_INTERRUPTED, "stopped") : VHA_OK;
}

static void the_row_function_can_end_the_reading(void **state)
{
    (void)state;
    fixture_write(&(struct fixture){.rows = "<row><c><v>1</v></c></row><row><c><v>2</v></c></row>"
                                            "<row><c><v>3</v></c></row>"});
    const struct vha_settings settings = fixture_settings();
    struct vha_error error;
    struct xlsx *book = NULL;
    int rows = 0;
    assert_int_equal(xlsx_open(fixture_path(), &settings, &book, &error), VHA_OK);
    assert_int_equal(xlsx_read_sheet(book, 0, refuse_row_2, &rows, &error), VHA_INTERRUPTED);
    assert_string_equal(error.message, "stopped");
    assert_int_equal(rows, 2);
    rows = 0; /* and the workbook can be read again */
    assert_int_equal(xlsx_read_sheet(book, 0, refuse_row_2, &rows, &error), VHA_INTERRUPTED);
    assert_int_equal(rows, 2);
    xlsx_close(book);
}

/* Where the text of a row begins in memory. */
static enum vha_status note_place(void *context, const struct row *row, struct vha_error *error)
{
    (void)error;
    const char **const places = context;
    places[row->line > 1] = row->cells[0].text;
    return VHA_OK;
}

static void memory_does_not_grow_with_the_rows(void **state)
{
    (void)state;
    char *rows = NULL;
    size_t length = 0;
    FILE *const out = open_memstream(&rows, &length);
    for (int i = 1; i <= 10000; i++) {
        fprintf(out, "<row r=\"%d\"><c t=\"str\"><v>%032d</v></c></row>", i, i);
    }
    fclose(out);
    fixture_write(&(struct fixture){.rows = rows});
    free(rows);
    const struct vha_settings settings = fixture_settings();
    struct vha_error error;
    struct xlsx *book = NULL;
    const char *places[2] = {NULL, NULL}; /* of the first row and of the last one */
    assert_int_equal(xlsx_open(fixture_path(), &settings, &book, &error), VHA_OK);
    assert_int_equal(xlsx_read_sheet(book, 0, note_place, places, &error), VHA_OK);
    assert_non_null(places[0]);
    assert_ptr_equal(places[0], places[1]);
    xlsx_close(book);
}

/* -------------------------------------------------------------------------------------- sample */

struct table {
    FILE *csv;
    size_t rows;
};

static enum vha_status compare_row(void *context, const struct row *row, struct vha_error *error)
{
    (void)error;
    struct table *const table = context;
    char line[1024];
    assert_non_null(fgets(line, sizeof line, table->csv));
    line[strcspn(line, "\r\n")] = '\0';
    size_t length = strlen(line); /* the workbook has no empty cells at the end */
    while (length > 0 && line[length - 1] == ',') {
        line[--length] = '\0';
    }
    char joined[1024] = "";
    for (size_t i = 0; i < row->count; i++) {
        const size_t used = strlen(joined);
        snprintf(joined + used, sizeof joined - used, "%s%.*s", i == 0 ? "" : ",",
                 (int)row->cells[i].length, row->cells[i].text);
    }
    assert_string_equal(joined, line);
    table->rows++;
    assert_int_equal(row->line, table->rows);
    return VHA_OK;
}

/* No field of the sample is quoted, so a line parted at commas is a row. */
static void the_sample_workbook_equals_its_csv_files(void **state)
{
    (void)state;
    const struct vha_settings settings = fixture_settings();
    struct vha_error error;
    struct xlsx *book = NULL;
    assert_int_equal(xlsx_open(VHA_SOURCE_DIR "/tests/data/sample-2026-Q3-xlsx/extract.xlsx",
                               &settings, &book, &error),
                     VHA_OK);
    size_t rows = 0;
    assert_int_equal(xlsx_sheet_count(book), 13);
    for (size_t sheet = 0; sheet < xlsx_sheet_count(book); sheet++) {
        char path[512];
        char line[8];
        snprintf(path, sizeof path, VHA_SOURCE_DIR "/tests/data/sample-2026-Q3/%s.csv",
                 xlsx_sheet_name(book, sheet));
        struct table table = {.csv = fopen(path, "r")};
        assert_non_null(table.csv);
        assert_int_equal(xlsx_read_sheet(book, sheet, compare_row, &table, &error), VHA_OK);
        assert_null(fgets(line, sizeof line, table.csv));
        fclose(table.csv);
        rows += table.rows;
    }
    assert_int_equal(rows, 15331);
    xlsx_close(book);
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
        cmocka_unit_test(strings_come_from_the_shared_table),
        cmocka_unit_test(strings_stand_in_the_cell),
        cmocka_unit_test(other_types_become_text),
        cmocka_unit_test(styles_make_numbers_dates),
        cmocka_unit_test(dates_follow_the_workbooks_system),
        cmocka_unit_test(serials_that_are_no_day_stay_numbers),
        cmocka_unit_test(cells_that_cannot_be_read_are_named),
        cmocka_unit_test(messages_are_harmless_for_a_terminal),
        cmocka_unit_test(positions_may_be_left_out),
        cmocka_unit_test(empty_cells_and_rows_are_dropped),
        cmocka_unit_test(cells_may_come_in_any_order),
        cmocka_unit_test(a_sheet_may_be_as_wide_as_excel_allows),
        cmocka_unit_test(rows_that_cannot_be_are_refused),
        cmocka_unit_test(parts_are_found_by_relationships_alone),
        cmocka_unit_test(encodings_are_told_by_their_marks),
        cmocka_unit_test(long_sheets_keep_every_byte),
        cmocka_unit_test(the_row_function_can_end_the_reading),
        cmocka_unit_test(memory_does_not_grow_with_the_rows),
        cmocka_unit_test(the_sample_workbook_equals_its_csv_files),
    };
    return cmocka_run_group_tests(tests, NULL, remove_fixture);
}
