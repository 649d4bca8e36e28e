#include "quarter_fixture.h"

#include <dirent.h>
#include <stdio.h>
#include <unistd.h>

static const char *const plain[VHA_TABLES] = {
    [VHA_NOMINALS] = "pncid,surname,forenames,dob,sex,ethnicity,borough\n"
                     "2003/0062845E,Archer,Ada,1990-05-05,F,W1,E09000022\n"
                     "1996/0346922Z,Brook,Ben,1980-02-29,M,B1,E09000028\n"
                     "2010/0000001C,Cole,Cy,1995-12-31,M,A1,\n"
                     "2020/0000042Z,Dunn,Dee,2010-10-01,F,M1,E09000001\n"
                     "2026/0000005A,Eden,Eve,2012-01-01,X,NS,E09000033\n",
    [VHA_CRIME_REPORTS] = "crime_ref,offence_date,offence,features,borough\n"
                          "CR1,2026-09-30,KNIFE_INJURY,KNIFE,E09000022\n"
                          "CR2,2026-01-15,ROBBERY_PERSONAL,KNIFE;DOMESTIC,E09000028\n"
                          "CR3,2025-10-01,GBH,,\n"
                          "CR4,2024-02-29,AFFRAY_VIOLENT_DISORDER,,E09000001\n"
                          "CR5,2026-10-01,THEFT_PERSON,,E09000033\n",
    [VHA_CRIME_NOMINALS] = "crime_ref,pncid,role\n"
                           "CR1,2003/0062845E,suspect\n"
                           "CR2,2003/0062845E,accused\n"
                           "CR3,1996/0346922Z,suspect\n"
                           "CR4,2010/0000001C,witness\n"
                           "CR1,2020/0000042Z,victim\n",
    [VHA_INTEL_REPORTS] = "intel_ref,report_date,offence,grade,crime_ref\n"
                          "IR1,2026-09-01,KNIFE_INJURY,B2,\n"
                          "IR2,2026-08-01,GUN_POSSESSION,B24,CR1\n"
                          "IR3,2026-07-01,GBH,1AP,\n"
                          "IR4,2026-06-01,GBH,E5,\n",
    [VHA_INTEL_NOMINALS] = "intel_ref,pncid\n"
                           "IR1,2003/0062845E\n"
                           "IR2,2003/0062845E\n"
                           "IR3,1996/0346922Z\n",
    [VHA_CUSTODY] = "pncid,establishment,received,released\n"
                    "2003/0062845E,HMP Brixton,2026-01-01,2026-03-01\n"
                    "1996/0346922Z,HMP Pentonville,2026-05-05,\n"
                    "2010/0000001C,HMP Belmarsh,2026-06-06,2026-12-24\n",
    [VHA_WANTED] = "pncid,source,since,reference\n"
                   "2003/0062845E,EWMS,2026-08-08,W1\n"
                   "1996/0346922Z,CRIS,2026-08-09,W2\n",
    [VHA_RESTRICTIONS] = "pncid,kind,start,end\n"
                         "2003/0062845E,CBO,2026-01-01,2028-01-01\n"
                         "1996/0346922Z,LICENCE,2026-02-02,\n",
    [VHA_GANG_LINKS] = "pncid,gang,intel_ref\n"
                       "2003/0062845E,GANG-1,IR1\n"
                       "1996/0346922Z,GANG-2,\n",
    [VHA_COUNTY_LINES] = "pncid,line,since\n"
                         "2003/0062845E,LINE-1,2026-03-03\n"
                         "1996/0346922Z,LINE-2,2026-03-04\n",
    [VHA_VICTIMS] = "pncid,crime_ref,kind,date\n"
                    "2020/0000042Z,CR1,STABBING,2026-09-30\n"
                    "2010/0000001C,CR4,LETHAL_DISCHARGE,2024-02-29\n",
    [VHA_MISSING] = "pncid,merlin_ref,kind,date\n"
                    "2020/0000042Z,M1,MISSING,2026-05-01\n"
                    "2020/0000042Z,M2,PAC,2026-05-02\n",
    [VHA_IOM] = "pncid,cohort,since\n"
                "2003/0062845E,FIXED,2026-01-01\n"
                "1996/0346922Z,FLEX,2026-01-02\n",
};

/* ---------------------------------------------------------------------------------- one quarter */

int quarter_open(void **state)
{
    struct quarter *quarter = vha_alloc_zeroed(1, sizeof *quarter);
    snprintf(quarter->folder, sizeof quarter->folder, "/tmp/vha-test-quarter-XXXXXX");
    struct vha_error error;
    if (mkdtemp(quarter->folder) == NULL ||
        vha_areas_read(VHA_SOURCE_DIR "/config/areas.yaml", &quarter->areas, &error) != VHA_OK) {
        free(quarter);
        return -1;
    }
    quarter->settings = (struct vha_settings){
        .max_file_bytes = 64 << 20,
        .max_sheet_bytes = 64 << 20,
        .max_compression_ratio = 200,
        .max_cell_bytes = 32768,
    };
    quarter_reset(quarter);
    *state = quarter;
    return 0;
}

static void empty_folder(const char *path)
{
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        unlinkat(dirfd(folder), entry->d_name, 0);
    closedir(folder);
}

int quarter_close(void **state)
{
    struct quarter *quarter = *state;
    vha_extract_free(quarter->extract);
    vha_areas_free(quarter->areas);
    for (size_t table = 0; table < VHA_TABLES; table++)
        free(quarter->files[table].text);
    empty_folder(quarter->folder);
    const int removed = rmdir(quarter->folder);
    free(quarter);
    return removed;
}

void quarter_reset(struct quarter *quarter)
{
    quarter->manifest = NULL;
    quarter->extra_entry = NULL;
    quarter->backwards = false;
    for (int table = 0; table < VHA_TABLES; table++) {
        quarter_set(quarter, (enum vha_table)table, plain[table]);
        quarter->files[table].sha256 = NULL;
        quarter->files[table].rows = -1;
    }
}

/* ------------------------------------------------------------------------------------- changes */

void quarter_set_bytes(struct quarter *quarter, enum vha_table table, const char *bytes,
                       size_t length)
{
    char *copy = vha_alloc(length + 1);
    memcpy(copy, bytes, length);
    copy[length] = '\0';
    free(quarter->files[table].text);
    quarter->files[table].text = copy;
    quarter->files[table].length = length;
}

void quarter_set(struct quarter *quarter, enum vha_table table, const char *text)
{
    if (text != NULL) {
        quarter_set_bytes(quarter, table, text, strlen(text));
        return;
    }
    free(quarter->files[table].text);
    quarter->files[table].text = NULL;
    quarter->files[table].length = 0;
}

void quarter_add(struct quarter *quarter, enum vha_table table, const char *text)
{
    char *joined = NULL;
    assert_true(asprintf(&joined, "%s%s", quarter->files[table].text, text) >= 0);
    quarter_set(quarter, table, joined);
    free(joined);
}

static const char *skip_lines(const char *text, size_t count)
{
    for (; count > 0; count--) {
        text = strchr(text, '\n');
        assert_non_null(text);
        text++;
    }
    return text;
}

static size_t position_of(const char *header, const char *column)
{
    const size_t length = strlen(column);
    size_t position = 0;
    while (strncmp(header, column, length) != 0 ||
           (header[length] != ',' && header[length] != '\n')) {
        header += strcspn(header, ",\n");
        if (*header != ',')
            fail_msg("the fixture has no column %s", column);
        header++;
        position++;
    }
    return position;
}

void quarter_set_cell(struct quarter *quarter, enum vha_table table, size_t row, const char *column,
                      const char *value)
{
    const char *text = quarter->files[table].text;
    const char *cell = skip_lines(text, row);
    for (size_t position = position_of(text, column); position > 0; position--)
        cell += strcspn(cell, ",\n") + 1;
    char *changed = NULL;
    assert_true(asprintf(&changed, "%.*s%s%s", (int)(cell - text), text, value,
                         cell + strcspn(cell, ",\n")) >= 0);
    quarter_set(quarter, table, changed);
    free(changed);
}

/* Records that are not empty lines, less the header. */
size_t quarter_rows(const struct quarter *quarter, enum vha_table table)
{
    const struct quarter_file *file = &quarter->files[table];
    size_t rows = 0;
    bool quoted = false;
    bool begun = false;
    for (size_t i = 0; i < file->length; i++) {
        const char c = file->text[i];
        if (c == '"')
            quoted = !quoted;
        if (!quoted && (c == '\n' || c == '\r')) {
            rows += begun ? 1 : 0;
            begun = false;
        } else {
            begun = true;
        }
    }
    rows += begun ? 1 : 0;
    return rows > 0 ? rows - 1 : 0;
}

void quarter_reverse_rows(struct quarter *quarter, enum vha_table table)
{
    const char *text = quarter->files[table].text;
    const char *first = skip_lines(text, 1);
    char *reversed = vha_copy_text(text);
    char *to = reversed + strlen(text);
    for (const char *line = first; *line != '\0'; line = skip_lines(line, 1)) {
        const size_t length = (size_t)(skip_lines(line, 1) - line);
        to -= length;
        memcpy(to, line, length);
    }
    assert_ptr_equal(to, reversed + (first - text));
    quarter_set(quarter, table, reversed);
    free(reversed);
}

/* ------------------------------------------------------------------------------------- reading */

void quarter_write(const struct quarter *quarter, const char *name, const void *bytes,
                   size_t length)
{
    char *path = vha_path(quarter->folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    free(path);
}

static void write_entry(FILE *manifest, const struct quarter *quarter, int table)
{
    const struct quarter_file *file = &quarter->files[table];
    char sha256[VHA_SHA256_TEXT_SIZE];
    if (file->text == NULL)
        return;
    vha_sha256_text(sha256, file->text, file->length);
    const int64_t rows =
        file->rows >= 0 ? file->rows : (int64_t)quarter_rows(quarter, (enum vha_table)table);
    fprintf(manifest, "  %s.csv:\n    rows: %lld\n    sha256: %s\n",
            vha_table_name((enum vha_table)table), (long long)rows,
            file->sha256 != NULL ? file->sha256 : sha256);
}

static void write_manifest(const struct quarter *quarter)
{
    char *text = NULL;
    size_t length = 0;
    FILE *manifest = open_memstream(&text, &length);
    assert_non_null(manifest);
    fputs("quarter: 2026-Q3\nas_of: " AS_OF "\nprepared_by: MO2\nfiles:\n", manifest);
    for (int i = 0; i < VHA_TABLES; i++)
        write_entry(manifest, quarter, quarter->backwards ? VHA_TABLES - 1 - i : i);
    if (quarter->extra_entry != NULL)
        fputs(quarter->extra_entry, manifest);
    assert_int_equal(fclose(manifest), 0);
    quarter_write(quarter, "manifest.yaml", text, length);
    free(text);
}

void quarter_write_files(const struct quarter *quarter)
{
    for (int table = 0; table < VHA_TABLES; table++) {
        const struct quarter_file *file = &quarter->files[table];
        char name[64];
        snprintf(name, sizeof name, "%s.csv", vha_table_name((enum vha_table)table));
        char *path = vha_path(quarter->folder, name);
        unlink(path);
        free(path);
        if (file->text != NULL)
            quarter_write(quarter, name, file->text, file->length);
    }
    if (quarter->manifest != NULL)
        quarter_write(quarter, "manifest.yaml", quarter->manifest, strlen(quarter->manifest));
    else
        write_manifest(quarter);
}

enum vha_status quarter_read(struct quarter *quarter, uint64_t max_rejects)
{
    quarter_write_files(quarter);
    vha_extract_free(quarter->extract);
    quarter->error = (struct vha_error){0};
    const struct vha_extract_request request = {
        .folder = quarter->folder,
        .settings = &quarter->settings,
        .areas = quarter->areas,
        .max_rejects = max_rejects,
    };
    quarter->status = vha_extract_read(&request, &quarter->extract, &quarter->error);
    return quarter->status;
}

void expect_words(const char *text, const char *words)
{
    if (strstr(text, words) == NULL)
        fail_msg("'%s' is not in: %s", words, text);
}

static void expect_sentence(const struct quarter *quarter, enum vha_status status)
{
    const char *message = quarter->error.message;
    if (quarter->status != status)
        fail_msg("status %d, not %d: %s", (int)quarter->status, (int)status, message);
    assert_int_equal(quarter->error.status, status);
    assert_null(strchr(message, '\n'));
    assert_true(strlen(message) > 20);
}

void quarter_expect_good(struct quarter *quarter)
{
    if (quarter_read(quarter, 0) != VHA_OK)
        fail_msg("%s (%s)", quarter->error.message,
                 quarter->extract != NULL && quarter->extract->reject_entries > 0
                     ? quarter->extract->rejects[0].reason
                     : "no reject");
    assert_non_null(quarter->extract);
    assert_int_equal(quarter->extract->reject_count, 0);
}

void quarter_expect_fatal(struct quarter *quarter, enum vha_status status, const char *words)
{
    quarter_read(quarter, UINT64_MAX);
    expect_sentence(quarter, status);
    expect_words(quarter->error.message, words);
    assert_null(quarter->extract);
}

static void expect_entry(const struct quarter *quarter, enum vha_table table, uint64_t line,
                         const char *column, const char *value, const char *reason)
{
    const struct vha_extract *extract = quarter->extract;
    char file[64];
    snprintf(file, sizeof file, "%s.csv", vha_table_name(table));
    assert_non_null(extract);
    for (size_t i = 0; extract->reject_count != 1 && i < extract->reject_entries; i++)
        print_message("%s:%llu %s: %s\n", extract->rejects[i].file,
                      (unsigned long long)extract->rejects[i].line, extract->rejects[i].column,
                      extract->rejects[i].reason);
    assert_int_equal(extract->reject_count, 1);
    assert_int_equal(extract->reject_entries, 1);
    assert_string_equal(extract->rejects[0].file, file);
    assert_int_equal(extract->rejects[0].line, line);
    assert_string_equal(extract->rejects[0].column, column);
    assert_string_equal(extract->rejects[0].value, value);
    expect_words(extract->rejects[0].reason, reason);
    for (int other = 0; other < VHA_TABLES; other++) {
        const struct vha_table_summary *summary = &extract->tables[other];
        assert_int_equal(summary->rejects, other == (int)table ? 1 : 0);
        assert_int_equal(summary->kept + summary->duplicates + summary->rejects, summary->rows);
    }
}

void quarter_expect_reject(struct quarter *quarter, enum vha_table table, uint64_t line,
                           const char *column, const char *value, const char *reason)
{
    quarter_read(quarter, 0);
    if (quarter->status == VHA_OK)
        fail_msg("'%s' in %s of line %llu of %s was taken", value, column, (unsigned long long)line,
                 vha_table_name(table));
    expect_sentence(quarter, VHA_BAD_DATA);
    expect_entry(quarter, table, line, column, value, reason);
    expect_words(quarter->error.message, "1 row of the extract cannot be used; nothing was");
    assert_int_equal(quarter_read(quarter, 1), VHA_OK);
    expect_entry(quarter, table, line, column, value, reason);
}

const char *quarter_text(const struct quarter *quarter, enum vha_table table, vha_text_id id)
{
    return vha_extract_text(quarter->extract, table, id);
}

uint32_t quarter_nominal(const struct quarter *quarter, const char *pncid)
{
    for (uint32_t i = 0; i < quarter->extract->counts[VHA_NOMINALS]; i++) {
        char text[VHA_PNCID_SIZE];
        if (strcmp(vha_pncid_format(text, quarter->extract->nominals[i].pncid), pncid) == 0)
            return i;
    }
    fail_msg("%s is not in the extract", pncid);
    return VHA_NO_ROW;
}
