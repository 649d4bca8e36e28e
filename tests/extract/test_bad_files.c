/* Files that cannot be an extract's: one sentence with the place, and nothing read. */
#include "quarter_fixture.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* -------------------------------------------------------------------------------------- headers */

static void test_missing_column(void **state)
{
    struct quarter *quarter = *state;
    quarter_set(quarter, VHA_IOM, "pncid,cohort,sinse\n2003/0062845E,FIXED,2026-01-01\n");
    quarter_expect_fatal(quarter, VHA_BAD_DATA,
                         "iom.csv:1: the column \"since\" of the table iom is missing; the header "
                         "has: pncid, cohort, sinse.");
}

static void test_column_that_stands_twice(void **state)
{
    struct quarter *quarter = *state;
    quarter_set(quarter, VHA_IOM, "pncid,cohort,since,Cohort\n2003/0062845E,FIXED,2026-01-01,x\n");
    quarter_expect_fatal(quarter, VHA_BAD_DATA, "iom.csv:1: the column \"cohort\" stands twice.");
}

static void test_data_without_a_header(void **state)
{
    struct quarter *quarter = *state;
    quarter_set(quarter, VHA_IOM,
                "2003/0062845E,FIXED,2026-01-01\n2003/0062845E,FREE,2026-01-01\n");
    quarter_expect_fatal(quarter, VHA_BAD_DATA,
                         "iom.csv:1: the column \"pncid\" of the table iom is missing");
}

/* A header made to harm a terminal, or to flood it, comes out harmless and short. */
static void test_hostile_header(void **state)
{
    struct quarter *quarter = *state;
    quarter_set(quarter, VHA_IOM, "\x1b]0;title\a,\u202ecohort,since\n");
    quarter_expect_fatal(quarter, VHA_BAD_DATA, "\\x1b]0;title\\x07, \\u{202e}cohort, since.");
    assert_null(strchr(quarter->error.message, '\x1b'));
    char flood[9000];
    memset(flood, 'y', sizeof flood);
    flood[sizeof flood - 2] = '\n';
    flood[sizeof flood - 1] = '\0';
    quarter_set(quarter, VHA_IOM, flood);
    quarter_read(quarter, 0);
    assert_int_equal(quarter->status, VHA_BAD_DATA);
    assert_true(strlen(quarter->error.message) < sizeof quarter->error.message);
}

/* ------------------------------------------------------------------------------ files and tables
 */

static void test_required_file_that_the_manifest_leaves_out(void **state)
{
    struct quarter *quarter = *state;
    for (int table = 0; table < VHA_TABLES; table++) {
        quarter_reset(quarter);
        quarter_set(quarter, (enum vha_table)table, NULL);
        if (!vha_table_required((enum vha_table)table))
            continue;
        char words[96];
        snprintf(words, sizeof words, "The required table %s is missing",
                 vha_table_name((enum vha_table)table));
        quarter_expect_fatal(quarter, VHA_BAD_DATA, words);
    }
}

static void test_files_that_are_required(void **state)
{
    (void)state;
    for (int table = 0; table < VHA_TABLES; table++)
        assert_true(vha_table_required((enum vha_table)table) == (table <= VHA_CUSTODY));
}

static void test_file_that_is_not_there(void **state)
{
    struct quarter *quarter = *state;
    quarter->extra_entry = "  custody.xlsx:\n    rows: 1\n    sha256: "
                           "0123456789012345678901234567890123456789012345678901234567890123\n";
    quarter_set(quarter, VHA_CUSTODY, NULL);
    quarter_expect_fatal(quarter, VHA_NO_INPUT, "custody.xlsx cannot be opened: No such file");
}

static void test_file_that_is_a_folder(void **state)
{
    struct quarter *quarter = *state;
    char *path = vha_path(quarter->folder, "iom.xlsx");
    assert_int_equal(mkdir(path, 0700), 0);
    quarter->extra_entry = "  iom.xlsx:\n    rows: 1\n    sha256: "
                           "0123456789012345678901234567890123456789012345678901234567890123\n";
    quarter_set(quarter, VHA_IOM, NULL);
    quarter_expect_fatal(quarter, VHA_NO_INPUT, "iom.xlsx is not a plain file");
    rmdir(path);
    free(path);
}

static void test_file_that_the_manifest_does_not_name(void **state)
{
    struct quarter *quarter = *state;
    quarter_write(quarter, "iom.xlsx", "x", 1);
    quarter_expect_fatal(quarter, VHA_BAD_DATA,
                         "the folder holds iom.xlsx, which the manifest does not name");
    char *path = vha_path(quarter->folder, "iom.xlsx");
    unlink(path);
    free(path);
    quarter_write(quarter, "notes.txt", "x", 1); /* what is no table of ours may lie about */
    quarter_write(quarter, "contacts.csv", "x", 1);
    quarter_expect_good(quarter);
}

#define SOME_SHA256 "0123456789012345678901234567890123456789012345678901234567890123"

static void test_manifest_that_names_no_table_of_ours(void **state)
{
    static const char *const names[] = {"contacts.csv", "nominals.txt", "nominals",
                                        "../iom.csv",   ".csv",         "NOMINALS.csv"};
    struct quarter *quarter = *state;
    for (size_t i = 0; i < VHA_COUNT(names); i++) {
        char entry[160];
        char words[96];
        snprintf(entry, sizeof entry, "  %s:\n    rows: 1\n    sha256: " SOME_SHA256 "\n",
                 names[i]);
        snprintf(words, sizeof words, "%s is no table of an extract", names[i]);
        quarter->extra_entry = entry;
        quarter_expect_fatal(quarter, VHA_BAD_DATA, words);
    }
}

static void test_table_that_is_there_twice(void **state)
{
    struct quarter *quarter = *state;
    quarter->extra_entry = "  iom.xlsx:\n    rows: 1\n    sha256: " SOME_SHA256 "\n";
    quarter_expect_fatal(quarter, VHA_BAD_DATA,
                         "the table iom is in both iom.csv and iom.xlsx; leave one out");
    quarter->extra_entry =
        "  extract.xlsx:\n    sha256: " SOME_SHA256 "\n    rows:\n      custody: 1\n";
    quarter_expect_fatal(quarter, VHA_BAD_DATA,
                         "the table custody is in both custody.csv and extract.xlsx");
    quarter->extra_entry = "  iom.csv:\n    rows: 1\n    sha256: " SOME_SHA256 "\n";
    quarter_expect_fatal(quarter, VHA_BAD_DATA, "manifest.yaml:");
}

/* ------------------------------------------------------------------------------------- manifest */

static void test_manifest_that_is_missing(void **state)
{
    struct quarter *quarter = *state;
    const struct vha_extract_request request = {
        .folder = quarter->folder, .settings = &quarter->settings, .areas = quarter->areas};
    struct vha_extract *extract = NULL;
    assert_int_equal(vha_extract_read(&request, &extract, &quarter->error), VHA_NO_INPUT);
    assert_null(extract);
    expect_words(quarter->error.message, "manifest.yaml");
}

static void test_folder_that_is_missing(void **state)
{
    struct quarter *quarter = *state;
    const struct vha_extract_request request = {
        .folder = "/nowhere/at/all", .settings = &quarter->settings, .areas = quarter->areas};
    struct vha_extract *extract = NULL;
    assert_int_equal(vha_extract_read(&request, &extract, &quarter->error), VHA_NO_INPUT);
    expect_words(quarter->error.message, "/nowhere/at/all");
}

#define HEAD "quarter: 2026-Q3\nas_of: 2026-10-01\nprepared_by: MO2\n"

/* Wrong manifests, and where the message says that they are. */
static void test_manifest_that_is_wrong(void **state)
{
    static const struct {
        const char *text;
        const char *place;
        const char *words;
    } manifests[] = {
        {"", "manifest.yaml:", ""},
        {"quarter: [\n", "manifest.yaml:", ""},
        {"- quarter\n", "manifest.yaml:1:1: ", ""},
        {"quarter: 2026-Q5\nas_of: 2026-10-01\nprepared_by: MO2\nfiles: {}\n",
         "manifest.yaml:1:10: ", "a quarter such as 2026-Q3"},
        {"quarter: 2026Q3\nas_of: 2026-10-01\nprepared_by: MO2\nfiles: {}\n",
         "manifest.yaml:1:10: ", "a quarter such as 2026-Q3"},
        {"quarter: 2026-Q3\nas_of: 2026-09-31\nprepared_by: MO2\nfiles: {}\n",
         "manifest.yaml:2:8: ", "a day such as 2026-10-01"},
        {"quarter: 2026-Q3\nas_of: 2026-10-01\nprepared_by: ''\nfiles: {}\n",
         "manifest.yaml:3:14: ", ""},
        {HEAD, "manifest.yaml:", "files"},
        {HEAD "files: {}\n", "manifest.yaml:4:8: ", "the files of the extract"},
        {HEAD "files: nominals.csv\n", "manifest.yaml:4:8: ", "the files of the extract"},
        {HEAD "file:\n  a: 1\n", "manifest.yaml:4:1: ", "files"},
        {HEAD "files:\n  iom.csv:\n    sha256: " SOME_SHA256 "\n", "manifest.yaml:", "rows"},
        {HEAD "files:\n  iom.csv:\n    rows: 1\n", "manifest.yaml:", "sha256"},
        {HEAD "files:\n  iom.csv:\n    rows: -1\n    sha256: " SOME_SHA256 "\n",
         "manifest.yaml:6:11: ", ""},
        {HEAD "files:\n  iom.csv:\n    rows: 1.5\n    sha256: " SOME_SHA256 "\n",
         "manifest.yaml:6:11: ", ""},
        {HEAD "files:\n  iom.csv:\n    rows: 4000000001\n    sha256: " SOME_SHA256 "\n",
         "manifest.yaml:6:11: ", ""},
        {HEAD "files:\n  iom.csv:\n    rows: 1\n    sha256: abc\n",
         "manifest.yaml:7:13: ", "64 hexadecimal digits"},
        {HEAD "files:\n  iom.csv:\n    rows: 1\n    sha256: " SOME_SHA256 "0\n",
         "manifest.yaml:7:13: ", "64 hexadecimal digits"},
        {HEAD "files:\n  iom.csv:\n    rows:\n      iom: 1\n    sha256: " SOME_SHA256 "\n",
         "manifest.yaml: ", "the rows of iom.csv are to be one number"},
        {HEAD "files:\n  extract.xlsx:\n    rows: 1\n    sha256: " SOME_SHA256 "\n",
         "manifest.yaml: ", "the rows of extract.xlsx are to be given sheet by sheet"},
        {HEAD "files:\n  extract.xlsx:\n    rows:\n      iomm: 1\n    sha256: " SOME_SHA256 "\n",
         "manifest.yaml:7:7: ", "did you mean \"iom\""},
    };
    struct quarter *quarter = *state;
    for (size_t i = 0; i < VHA_COUNT(manifests); i++) {
        quarter->manifest = manifests[i].text;
        quarter_expect_fatal(quarter, VHA_BAD_DATA, manifests[i].place);
        expect_words(quarter->error.message, manifests[i].words);
    }
}

static void test_manifest_that_disagrees(void **state)
{
    struct quarter *quarter = *state;
    for (int table = 0; table < VHA_TABLES; table++) {
        const char *name = vha_table_name((enum vha_table)table);
        const size_t rows = quarter_rows(quarter, (enum vha_table)table);
        char words[128];
        snprintf(words, sizeof words,
                 "%s.csv: the table %s has %zu data rows, the manifest says %zu", name, name, rows,
                 rows + 1);
        quarter_reset(quarter);
        quarter->files[table].rows = (int64_t)rows + 1;
        quarter_expect_fatal(quarter, VHA_BAD_DATA, words);
        quarter->files[table].rows = (int64_t)rows - 1;
        quarter_expect_fatal(quarter, VHA_BAD_DATA, name);
        quarter->files[table].rows = -1;
        quarter->files[table].sha256 = SOME_SHA256;
        snprintf(words, sizeof words, "%s.csv is not the file that manifest.yaml tells of", name);
        quarter_expect_fatal(quarter, VHA_BAD_DATA, words);
        expect_words(quarter->error.message, SOME_SHA256);
    }
}

/* ------------------------------------------------------------------------------- inside the file
 */

static void test_file_that_is_empty(void **state)
{
    struct quarter *quarter = *state;
    static const char *const nothings[] = {"", "\n\r\n\n", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < VHA_COUNT(nothings); i++) {
        quarter_set(quarter, VHA_IOM, nothings[i]);
        quarter->files[VHA_IOM].rows = 0;
        quarter_expect_fatal(quarter, VHA_BAD_DATA, "iom.csv: the table iom is empty");
    }
}

static void test_file_that_was_cut_off(void **state)
{
    struct quarter *quarter = *state;
    quarter_set(quarter, VHA_IOM,
                "pncid,cohort,since\n2003/0062845E,FIXED,2026-01-01\n1996/0346922Z,FL");
    quarter_expect_fatal(quarter, VHA_BAD_DATA,
                         "iom.csv:3: the file ends in the middle of this row");
    quarter_set(quarter, VHA_IOM,
                "pncid,cohort,since\r\n2003/0062845E,FIXED,2026-01-01\r\n1996/0346922Z");
    quarter_expect_fatal(quarter, VHA_BAD_DATA, "iom.csv:3: ");
    quarter_set(quarter, VHA_IOM,
                "pncid,cohort,since\n2003/0062845E,\"FI\nXED\",\"2026-01-01\n2003/0062845E,FLEX");
    quarter_expect_fatal(quarter, VHA_BAD_DATA,
                         "iom.csv:3: the file ends inside a quoted cell that begins here");
}

static void test_nul_byte(void **state)
{
    struct quarter *quarter = *state;
    static const char bytes[] =
        "pncid,cohort,since\n2003/0062845E,FIXED,2026-01-01\n2003/0062845E,\0,2026-01-01\n";
    quarter_set_bytes(quarter, VHA_IOM, bytes, sizeof bytes - 1);
    quarter_expect_fatal(quarter, VHA_BAD_DATA, "iom.csv:3: a NUL byte");
    quarter_set_bytes(quarter, VHA_IOM, "\0", 1);
    quarter_expect_fatal(quarter, VHA_BAD_DATA, "iom.csv:1: a NUL byte");
}

/* The line is counted over the blocks in which a long file is read. */
static void test_nul_byte_far_inside(void **state)
{
    struct quarter *quarter = *state;
    enum { LINES = 20000 };
    static const char line[] = "2003/0062845E,FIXED,2026-01-01\n";
    char *bytes = vha_alloc(LINES * (sizeof line - 1) + 1);
    for (size_t i = 0; i < LINES; i++)
        memcpy(bytes + i * (sizeof line - 1), line, sizeof line - 1);
    bytes[(LINES - 1) * (sizeof line - 1) + 3] = '\0';
    quarter_set_bytes(quarter, VHA_IOM, bytes, LINES * (sizeof line - 1));
    free(bytes);
    quarter_expect_fatal(quarter, VHA_BAD_DATA, "iom.csv:20000: a NUL byte");
}

static char *row_with_cell_of(size_t length, bool quoted)
{
    char *cell = vha_alloc(length + 1);
    memset(cell, 'g', length);
    cell[length] = '\0';
    char *row = NULL;
    const char *quote = quoted ? "\"" : "";
    assert_true(asprintf(&row, "pncid,gang,intel_ref\n2003/0062845E,a,\n2003/0062845E,%s%s%s,\n",
                         quote, cell, quote) >= 0);
    free(cell);
    return row;
}

static void test_cell_over_the_limit(void **state)
{
    struct quarter *quarter = *state;
    for (int quoted = 0; quoted < 2; quoted++) {
        char *text = row_with_cell_of(32769, quoted != 0);
        quarter_set(quarter, VHA_GANG_LINKS, text);
        free(text);
        quarter_expect_fatal(quarter, VHA_BAD_DATA, "gang_links.csv:3: a cell is longer than");
        text = row_with_cell_of(32768, quoted != 0);
        quarter_set(quarter, VHA_GANG_LINKS, text);
        free(text);
        quarter_expect_good(quarter);
        assert_int_equal(strlen(quarter_text(quarter, VHA_GANG_LINKS,
                                             quarter->extract->flags[VHA_GANG_LINKS][1].kind)),
                         32768);
    }
}

/* A quotation mark that is never closed swallows the rest of the file; the message says where it
 * began, long before memory is full of it. */
static void test_quotation_mark_that_swallows_the_file(void **state)
{
    struct quarter *quarter = *state;
    enum { LINES = 30000 };
    char *text = vha_copy_text("pncid,cohort,since\n2003/0062845E,\"FIXED,2026-01-01\n");
    const size_t head = strlen(text);
    static const char line[] = "2003/0062845E,FIXED,2026-01-01\n";
    text = vha_resize(text, head + LINES * (sizeof line - 1) + 1, 1);
    for (size_t i = 0; i < LINES; i++)
        memcpy(text + head + i * (sizeof line - 1), line, sizeof line);
    quarter_set(quarter, VHA_IOM, text);
    free(text);
    quarter_expect_fatal(quarter, VHA_BAD_DATA, "iom.csv:2: a cell is longer than");
}

static void test_row_of_too_many_cells(void **state)
{
    struct quarter *quarter = *state;
    char commas[300];
    memset(commas, ',', sizeof commas);
    commas[sizeof commas - 2] = '\n';
    commas[sizeof commas - 1] = '\0';
    quarter_add(quarter, VHA_IOM, commas);
    quarter_expect_fatal(quarter, VHA_BAD_DATA, "iom.csv:4: the row has more than 256 cells");
}

static void test_stray_quotation_mark(void **state)
{
    struct quarter *quarter = *state;
    static const char *const rows[] = {
        "2003/0062845E,FI\"XED,2026-01-01\n",
        "2003/0062845E,\"FI\"XED,2026-01-01\n",
        "2003/0062845E,FIXED\",2026-01-01\n",
    };
    for (size_t i = 0; i < VHA_COUNT(rows); i++) {
        quarter_reset(quarter);
        quarter_add(quarter, VHA_IOM, rows[i]);
        quarter_expect_fatal(quarter, VHA_BAD_DATA,
                             "iom.csv:4: a quotation mark stands where none may");
    }
}

static void test_file_over_the_limit(void **state)
{
    struct quarter *quarter = *state;
    quarter->settings.max_file_bytes = (int64_t)quarter->files[VHA_NOMINALS].length;
    quarter_expect_good(quarter);
    quarter->settings.max_file_bytes--;
    quarter_expect_fatal(quarter, VHA_BAD_DATA, "nominals.csv has ");
    expect_words(quarter->error.message, "max_file_bytes");
}

static void test_no_workbook_at_all(void **state)
{
    struct quarter *quarter = *state;
    static const char text[] = "pncid,cohort,since\n";
    char sha256[VHA_SHA256_TEXT_SIZE];
    char entry[160];
    snprintf(entry, sizeof entry, "  iom.xlsx:\n    rows: 0\n    sha256: %s\n",
             vha_sha256_text(sha256, text, strlen(text)));
    quarter_write(quarter, "iom.xlsx", text, strlen(text));
    quarter_set(quarter, VHA_IOM, NULL);
    quarter->extra_entry = entry;
    quarter_expect_fatal(quarter, VHA_BAD_DATA, "iom.xlsx");
}

/* ----------------------------------------------------------------------------------------- stop */

static void test_stopped_on_request(void **state)
{
    struct quarter *quarter = *state;
    quarter_expect_good(quarter); /* so that the files are there */
    const atomic_int stop = 1;
    const struct vha_progress progress = {.stop = &stop};
    const struct vha_extract_request request = {.folder = quarter->folder,
                                                .settings = &quarter->settings,
                                                .areas = quarter->areas,
                                                .progress = &progress};
    struct vha_extract *extract = NULL;
    assert_int_equal(vha_extract_read(&request, &extract, &quarter->error), VHA_INTERRUPTED);
    assert_null(extract);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, quarter_open, quarter_close)
    const struct CMUnitTest tests[] = {
        TEST(test_missing_column),
        TEST(test_column_that_stands_twice),
        TEST(test_data_without_a_header),
        TEST(test_hostile_header),
        TEST(test_required_file_that_the_manifest_leaves_out),
        cmocka_unit_test(test_files_that_are_required),
        TEST(test_file_that_is_not_there),
        TEST(test_file_that_is_a_folder),
        TEST(test_file_that_the_manifest_does_not_name),
        TEST(test_manifest_that_names_no_table_of_ours),
        TEST(test_table_that_is_there_twice),
        TEST(test_manifest_that_is_missing),
        TEST(test_folder_that_is_missing),
        TEST(test_manifest_that_is_wrong),
        TEST(test_manifest_that_disagrees),
        TEST(test_file_that_is_empty),
        TEST(test_file_that_was_cut_off),
        TEST(test_nul_byte),
        TEST(test_nul_byte_far_inside),
        TEST(test_cell_over_the_limit),
        TEST(test_quotation_mark_that_swallows_the_file),
        TEST(test_row_of_too_many_cells),
        TEST(test_stray_quotation_mark),
        TEST(test_file_over_the_limit),
        TEST(test_no_workbook_at_all),
        TEST(test_stopped_on_request),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
