/* Who somebody is never decides a score: everything of that sort is shuffled between people, and
 * scores and ranks stay what they are (SOP 15 to 26, EIA). */
#include "quarter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The lines of a CSV file without its header. */
struct lines {
    const char *header;
    char **line;
    size_t count;
};

static struct lines read_lines(const struct quarter *quarter, const char *table)
{
    enum { FILE_BYTES = 1 << 24 };
    const char *path = vha_arena_format(quarter->arena, "%s/%s.csv", SAMPLE_CSV, table);
    char *text = NULL;
    size_t length = 0;
    assert_int_equal(vha_read_file(path, FILE_BYTES, &text, &length, NULL), VHA_OK);
    struct lines lines = {.header = "",
                          .line = vha_arena_alloc(quarter->arena, length * sizeof(char *))};
    char *rest = NULL;
    for (char *line = strtok_r(text, "\r\n", &rest); line != NULL;
         line = strtok_r(NULL, "\r\n", &rest)) {
        char *kept = vha_arena_text(quarter->arena, line, strlen(line));
        if (lines.header[0] == '\0')
            lines.header = kept;
        else
            lines.line[lines.count++] = kept;
    }
    free(text);
    return lines;
}

static void shuffle(char **items, size_t count, uint64_t *random)
{
    for (size_t at = count; at > 1; at--) {
        const size_t other = next_random(random) % at;
        char *const kept = items[at - 1];
        items[at - 1] = items[other];
        items[other] = kept;
    }
}

/* The text from the n-th comma from the end on. */
static char *tail_of(char *line, int commas)
{
    char *at = line + strlen(line);
    while (commas > 0)
        commas -= *--at == ',';
    return at;
}

/* Sex, ethnicity and borough go to somebody else; everybody is born on another day, before any
 * offence. */
static void swap_descriptions(const struct quarter *quarter, struct lines *nominals,
                              uint64_t *random)
{
    enum { DOB_TO_BOROUGH = 4, SEX_TO_BOROUGH = 3 };
    char **tails = vha_arena_alloc(quarter->arena, nominals->count * sizeof *tails);
    for (size_t i = 0; i < nominals->count; i++)
        tails[i] = tail_of(nominals->line[i], SEX_TO_BOROUGH);
    shuffle(tails, nominals->count, random);
    for (size_t i = 0; i < nominals->count; i++) {
        char *line = nominals->line[i];
        char dob[VHA_DATE_SIZE];
        vha_date_format(dob, (vha_date)random_between(random, 0, 14000));
        nominals->line[i] =
            vha_arena_format(quarter->arena, "%.*s,%s%s",
                             (int)(tail_of(line, DOB_TO_BOROUGH) - line), line, dob, tails[i]);
    }
}

/* Each row of a table beside the reports goes to anybody. */
static void swap_people(const struct quarter *quarter, struct lines *table,
                        const struct lines *nominals, uint64_t *random)
{
    for (size_t i = 0; i < table->count; i++) {
        const char *anybody = nominals->line[next_random(random) % nominals->count];
        table->line[i] = vha_arena_format(quarter->arena, "%.*s%s", (int)strcspn(anybody, ","),
                                          anybody, strchr(table->line[i], ','));
    }
}

static void write_lines(const struct quarter *quarter, const char *folder, const char *table,
                        const struct lines *lines)
{
    size_t used = 0;
    size_t size = strlen(lines->header) + 2;
    for (size_t i = 0; i < lines->count; i++)
        size += strlen(lines->line[i]) + 1;
    char *text = vha_alloc(size);
    used += (size_t)snprintf(text, size, "%s\n", lines->header);
    for (size_t i = 0; i < lines->count; i++)
        used += (size_t)snprintf(text + used, size - used, "%s\n", lines->line[i]);
    const char *path = vha_arena_format(quarter->arena, "%s/%s.csv", folder, table);
    assert_int_equal(vha_write_file(path, text, used, NULL), VHA_OK);
    free(text);
}

static const char *write_shuffled_sample(const struct quarter *quarter, uint64_t seed)
{
    uint64_t random = seed;
    const char *folder =
        quarter_folder(quarter, vha_arena_format(quarter->arena, "shuffled-%u", (unsigned)seed));
    struct lines nominals = read_lines(quarter, "nominals");
    for (int table = VHA_NOMINALS; table < VHA_TABLES; table++) {
        const char *name = vha_table_name((enum vha_table)table);
        struct lines lines = read_lines(quarter, name);
        if (table == VHA_NOMINALS)
            swap_descriptions(quarter, &lines, &random);
        if (table >= VHA_WANTED)
            swap_people(quarter, &lines, &nominals, &random);
        shuffle(lines.line, lines.count, &random);
        write_lines(quarter, folder, name, &lines);
    }
    quarter_manifest(quarter, folder, "2026-Q3", "2026-10-01");
    return folder;
}

/* Everything that scoring gave to everybody, as one text. */
static char *scores_of(const char *path)
{
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(database,
                           "SELECT group_concat(line, '\n') FROM (SELECT concat_line AS line FROM "
                           "(SELECT pncid, pncid || ' ' || crime_score || ' ' || intel_score || ' "
                           "' || crime_reports || ' ' || intel_reports || ' ' || qualifying || ' ' "
                           "|| recency || ' ' || ifnull(latest, '-') || ' ' || ifnull(position, "
                           "'-') || ' ' || ifnull(rank, '-') AS concat_line FROM nominal) ORDER BY "
                           "pncid)",
                           -1, &statement, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    char *text = vha_copy_text((const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return text;
}

static void test_who_people_are_changes_no_score_and_no_rank(void **state)
{
    const struct quarter *quarter = *state;
    const char *path = quarter_path(quarter, "sample.db");
    quarter_build(quarter, SAMPLE_CSV, path);
    char *expected = scores_of(path);
    for (uint64_t seed = 1; seed <= 5; seed++) {
        const char *shuffled =
            quarter_path(quarter, vha_arena_format(quarter->arena, "%u.db", (unsigned)seed));
        quarter_build(quarter, write_shuffled_sample(quarter, seed), shuffled);
        char *scores = scores_of(shuffled);
        assert_string_equal(scores, expected);
        free(scores);
        /* The shuffling did reach the cache. */
        assert_int_not_equal(
            quarter_number(shuffled, "SELECT sum(dob * (position + 1)) FROM nominal"),
            quarter_number(path, "SELECT sum(dob * (position + 1)) FROM nominal"));
        assert_int_not_equal(
            quarter_number(shuffled, "SELECT sum(flags * (position + 1)) FROM nominal"),
            quarter_number(path, "SELECT sum(flags * (position + 1)) FROM nominal"));
    }
    free(expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_people_are_changes_no_score_and_no_rank),
    };
    return cmocka_run_group_tests(tests, quarter_begin, quarter_end);
}
