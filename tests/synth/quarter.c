#include "quarter.h"

#include <dirent.h>
#include <ftw.h>
#include <unistd.h>

enum { MOST_BYTES = 1 << 28 };

void bench_open(struct bench *bench)
{
    struct vha_error error = {0};
    snprintf(bench->folder, sizeof bench->folder, "/tmp/vha-synth-XXXXXX");
    assert_non_null(mkdtemp(bench->folder));
    if (vha_policy_read(VHA_SOURCE_DIR "/config/policy.yaml", &bench->policy, &error) != VHA_OK ||
        vha_areas_read(VHA_SOURCE_DIR "/config/areas.yaml", &bench->areas, &error) != VHA_OK)
        fail_msg("%s", error.message);
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

void bench_close(struct bench *bench)
{
    vha_policy_free(bench->policy);
    vha_areas_free(bench->areas);
    assert_int_equal(nftw(bench->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS), 0);
}

char *bench_path(const struct bench *bench, const char *name)
{
    return vha_path(bench->folder, name);
}

void bench_synth(const struct bench *bench, const char *name, uint32_t nominals, uint64_t seed,
                 const char *quarter, enum vha_synth_format format)
{
    char *folder = bench_path(bench, name);
    const struct vha_synth_request request = {folder, nominals, seed, quarter, VHA_NO_DATE, format};
    struct vha_error error = {0};
    if (vha_synth(&request, bench->policy, bench->areas, NULL, &error) != VHA_OK)
        fail_msg("%s", error.message);
    free(folder);
}

/* Reads one cell in place (RFC 4180) and moves on; *end is what stood behind it. */
static char *read_cell(char **at, char *end)
{
    char *cell = *at;
    char *out = cell;
    if (*cell == '"') {
        for ((*at)++; **at != '"' || *++(*at) == '"'; (*at)++)
            *out++ = **at;
    } else {
        while (**at != ',' && **at != '\n' && **at != '\0')
            (*at)++;
        out = *at;
    }
    *end = *(*at);
    if (**at != '\0')
        (*at)++;
    *out = '\0';
    return cell;
}

struct table *table_read(const struct bench *bench, const char *quarter, const char *name)
{
    struct table *table = vha_alloc_zeroed(1, sizeof *table);
    struct vha_error error = {0};
    char file[128];
    snprintf(file, sizeof file, "%s/%s.csv", quarter, name);
    char *path = bench_path(bench, file);
    size_t length = 0;
    if (vha_read_file(path, MOST_BYTES, &table->text, &length, &error) != VHA_OK)
        fail_msg("%s", error.message);
    free(path);
    char *at = table->text;
    char end = ',';
    while (end == ',') {
        assert_true(table->columns < MAX_COLUMNS);
        table->names[table->columns++] = read_cell(&at, &end);
    }
    size_t count = 0;
    size_t capacity = 0;
    while (*at != '\0') {
        for (size_t column = 0; column < table->columns; column++) {
            table->cells = vha_grow(table->cells, count, &capacity, sizeof *table->cells);
            table->cells[count++] = read_cell(&at, &end);
            assert_int_equal(end, column + 1 < table->columns ? ',' : '\n');
        }
    }
    table->rows = count / table->columns;
    return table;
}

void table_free(struct table *table)
{
    free(table->text);
    free(table->cells);
    free(table->by_key);
    free(table);
}

size_t table_column(const struct table *table, const char *name)
{
    for (size_t i = 0; i < table->columns; i++)
        if (strcmp(table->names[i], name) == 0)
            return i;
    fail_msg("no column %s", name);
    return 0;
}

const char *table_cell(const struct table *table, size_t row, const char *column)
{
    assert_true(row < table->rows);
    return table->cells[row * table->columns + table_column(table, column)];
}

vha_date table_date(const struct table *table, size_t row, const char *column)
{
    const char *text = table_cell(table, row, column);
    vha_date date = VHA_NO_DATE;
    if (*text != '\0' && !vha_date_parse(text, strlen(text), &date))
        fail_msg("'%s' is no date", text);
    return date;
}

static int compare_rows(const void *left, const void *right, void *context)
{
    const struct table *table = context;
    const size_t a = *(const size_t *)left;
    const size_t b = *(const size_t *)right;
    const int order = strcmp(table->cells[a * table->columns + table->key],
                             table->cells[b * table->columns + table->key]);
    return order != 0 ? order : (a > b) - (a < b);
}

void table_sort(struct table *table, const char *column)
{
    free(table->by_key);
    table->key = table_column(table, column);
    table->by_key = vha_alloc((table->rows + 1) * sizeof *table->by_key);
    for (size_t i = 0; i < table->rows; i++)
        table->by_key[i] = i;
    qsort_r(table->by_key, table->rows, sizeof *table->by_key, compare_rows, table);
}

static const char *key_at(const struct table *table, size_t place)
{
    return table->cells[table->by_key[place] * table->columns + table->key];
}

size_t table_first(const struct table *table, const char *value)
{
    size_t low = 0;
    size_t high = table->rows;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (strcmp(key_at(table, middle), value) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < table->rows && strcmp(key_at(table, low), value) == 0 ? low : NO_ROW;
}

size_t table_next(const struct table *table, size_t place, const char *value)
{
    if (place >= table->rows || strcmp(key_at(table, place), value) != 0)
        return NO_ROW;
    return table->by_key[place];
}

size_t table_row(const struct table *table, const char *value)
{
    const size_t place = table_first(table, value);
    if (place == NO_ROW)
        fail_msg("%s is in no row", value);
    return table->by_key[place];
}

size_t table_count(const struct table *table, const char *column, const char *value)
{
    const size_t index = table_column(table, column);
    size_t count = 0;
    for (size_t row = 0; row < table->rows; row++)
        if (strcmp(table->cells[row * table->columns + index], value) == 0)
            count++;
    return count;
}

bool same_file(const struct bench *bench, const char *quarter, const char *other, const char *file)
{
    const char *const quarters[] = {quarter, other};
    char *texts[2];
    size_t lengths[2];
    for (size_t i = 0; i < 2; i++) {
        char name[128];
        struct vha_error error = {0};
        snprintf(name, sizeof name, "%s/%s", quarters[i], file);
        char *path = bench_path(bench, name);
        if (vha_read_file(path, MOST_BYTES, &texts[i], &lengths[i], &error) != VHA_OK)
            fail_msg("%s", error.message);
        free(path);
    }
    const bool same = lengths[0] == lengths[1] && memcmp(texts[0], texts[1], lengths[0]) == 0;
    free(texts[0]);
    free(texts[1]);
    return same;
}

size_t files_in(const char *folder)
{
    DIR *directory = opendir(folder);
    if (directory == NULL)
        return NO_ROW;
    size_t count = 0;
    for (const struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            count++;
    closedir(directory);
    return count;
}
