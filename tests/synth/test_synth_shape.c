/* The shape of the whole: sizes, who the persistent are, and one quarter after another. */
#include "quarter.h"

enum { NOMINALS = 20000 };

static int open_bench(void **state)
{
    struct bench *bench = vha_alloc_zeroed(1, sizeof *bench);
    bench_open(bench);
    bench_synth(bench, "Q3", NOMINALS, 1, "2026-Q3", VHA_SYNTH_CSV);
    bench_synth(bench, "Q4", NOMINALS, 1, "2026-Q4", VHA_SYNTH_CSV);
    *state = bench;
    return 0;
}

static int close_bench(void **state)
{
    bench_close(*state);
    free(*state);
    return 0;
}

/* At 100,000 nominals about 200,000 crime reports, and the rest in proportion. */
static void test_sizes(void **state)
{
    static const struct {
        const char *table;
        size_t least;
        size_t most;
    } sizes[] = {
        {"nominals", 20000, 20000},
        {"crime_reports", 38000, 42000},
        {"crime_nominals", 43000, 47500},
        {"intel_reports", 16000, 19000},
        {"intel_nominals", 17500, 20500},
        {"custody", 3300, 4300},
        {"wanted", 500, 2500},
        {"restrictions", 500, 2500},
        {"gang_links", 500, 2500},
        {"county_lines", 500, 2500},
        {"victims", 300, 2500},
        {"missing", 500, 2500},
        {"iom", 500, 2500},
    };
    for (size_t i = 0; i < VHA_COUNT(sizes); i++) {
        struct table *table = table_read(*state, "Q3", sizes[i].table);
        assert_in_range(table->rows, sizes[i].least, sizes[i].most);
        table_free(table);
    }
}

/* Reports of a nominal on which they are suspected of something in scope in the three years, and
 * whether one of them lies in the last. The scoring module has the full rules; this is enough to
 * find the people whom it will list. */
struct record {
    size_t reports;
    bool recent;
};

static struct record *count_reports(const struct bench *bench, const struct table *nominals,
                                    vha_date as_of)
{
    struct record *records = vha_alloc_zeroed(nominals->rows, sizeof *records);
    struct table *crimes = table_read(bench, "Q3", "crime_reports");
    struct table *roles = table_read(bench, "Q3", "crime_nominals");
    table_sort(crimes, "crime_ref");
    for (size_t i = 0; i < roles->rows; i++) {
        const char *role = table_cell(roles, i, "role");
        const size_t crime = table_row(crimes, table_cell(roles, i, "crime_ref"));
        const char *offence = table_cell(crimes, crime, "offence");
        const vha_date date = table_date(crimes, crime, "offence_date");
        if ((strcmp(role, "suspect") != 0 && strcmp(role, "accused") != 0) ||
            vha_policy_category(bench->policy, offence, strlen(offence)) == VHA_OUT_OF_SCOPE ||
            strstr(table_cell(crimes, crime, "features"), "DOMESTIC") != NULL ||
            !vha_in_window(date, as_of, 36))
            continue;
        struct record *record = &records[table_row(nominals, table_cell(roles, i, "pncid"))];
        record->reports++;
        record->recent = record->recent || vha_in_window(date, as_of, 12);
    }
    table_free(crimes);
    table_free(roles);
    return records;
}

static void test_the_persistent_are_whom_the_assessment_describes(void **state)
{
    const struct bench *bench = *state;
    const vha_date as_of = vha_date_from_civil((struct vha_civil_date){2026, 10, 1});
    struct table *nominals = table_read(bench, "Q3", "nominals");
    table_sort(nominals, "pncid");
    struct record *records = count_reports(bench, nominals, as_of);
    size_t people = 0, young = 0, children = 0, women = 0, known = 0, minority = 0;
    int youngest = 100;
    for (size_t row = 0; row < nominals->rows; row++) {
        if (records[row].reports < 4 || !records[row].recent)
            continue;
        const int age = vha_months_between(table_date(nominals, row, "dob"), as_of) / 12;
        const char *ethnicity = table_cell(nominals, row, "ethnicity");
        people++;
        young += age < 25 ? 1 : 0;
        children += age < 18 ? 1 : 0;
        youngest = age < youngest ? age : youngest;
        women += *table_cell(nominals, row, "sex") == 'F' ? 1 : 0;
        known += *ethnicity != 'N' ? 1 : 0;
        minority += strchr("MABO", *ethnicity) != NULL ? 1 : 0;
    }
    assert_in_range(people, 190, 340);
    assert_in_range(young * 100, people * 61, people * 77);
    assert_in_range(children * 100, people * 20, people * 36);
    assert_in_range(women * 100, people * 1, people * 7);
    assert_in_range(minority * 100, known * 57, known * 73);
    assert_in_range(known * 100, people * 94, people * 100);
    assert_in_range(youngest, 13, 15);
    free(records);
    table_free(nominals);
}

/* ---------------------------------------------------------------------------- the next quarter */

/* Rows of `earlier` that stand unchanged in `later`, by the column that identifies them. */
static size_t shared_rows(struct table *earlier, struct table *later, const char *key)
{
    size_t shared = 0;
    table_sort(later, key);
    for (size_t row = 0; row < earlier->rows; row++) {
        const size_t place = table_first(later, table_cell(earlier, row, key));
        if (place == NO_ROW)
            continue;
        const size_t other = later->by_key[place];
        for (size_t i = 0; i < earlier->columns; i++)
            assert_string_equal(earlier->cells[row * earlier->columns + i],
                                later->cells[other * later->columns + i]);
        shared++;
    }
    return shared;
}

static void test_the_next_quarter_has_the_same_people(void **state)
{
    struct table *earlier = table_read(*state, "Q3", "nominals");
    struct table *later = table_read(*state, "Q4", "nominals");
    assert_in_range(shared_rows(earlier, later, "pncid"), NOMINALS * 96 / 100, NOMINALS * 99 / 100);
    table_free(earlier);
    table_free(later);
}

/* Nothing is lost but by age, and nothing new is dated before the last extract. */
static void test_the_next_quarter_has_the_same_history(void **state)
{
    const vha_date as_of = vha_date_from_civil((struct vha_civil_date){2026, 10, 1});
    struct table *earlier = table_read(*state, "Q3", "crime_reports");
    struct table *later = table_read(*state, "Q4", "crime_reports");
    const size_t shared = shared_rows(earlier, later, "crime_ref");
    assert_true(shared > earlier->rows * 90 / 100);
    for (size_t row = 0; row < earlier->rows; row++)
        if (table_date(earlier, row, "offence_date") > as_of - 1300)
            table_row(later, table_cell(earlier, row, "crime_ref"));
    size_t new_reports = 0;
    for (size_t row = 0; row < later->rows; row++)
        new_reports += table_date(later, row, "offence_date") > as_of ? 1 : 0;
    assert_int_equal(new_reports, later->rows - shared);
    assert_in_range(new_reports, earlier->rows * 4 / 100, earlier->rows * 9 / 100);
    table_free(earlier);
    table_free(later);
}

/* True when the table, sorted by crime reference, has that row. */
static bool has_role(const struct table *roles, const struct table *from, size_t row)
{
    const char *reference = table_cell(from, row, "crime_ref");
    size_t place = table_first(roles, reference);
    for (size_t other; (other = table_next(roles, place, reference)) != NO_ROW; place++)
        if (strcmp(table_cell(roles, other, "pncid"), table_cell(from, row, "pncid")) == 0 &&
            strcmp(table_cell(roles, other, "role"), table_cell(from, row, "role")) == 0)
            return true;
    return false;
}

/* Who was on a report stays on it, and nobody joins one that was there before. */
static void test_reports_keep_their_people(void **state)
{
    struct table *people = table_read(*state, "Q4", "nominals");
    struct table *crimes[] = {table_read(*state, "Q3", "crime_reports"),
                              table_read(*state, "Q4", "crime_reports")};
    struct table *roles[] = {table_read(*state, "Q3", "crime_nominals"),
                             table_read(*state, "Q4", "crime_nominals")};
    table_sort(people, "pncid");
    for (size_t i = 0; i < 2; i++) {
        table_sort(crimes[i], "crime_ref");
        table_sort(roles[i], "crime_ref");
    }
    for (size_t row = 0; row < roles[0]->rows; row++)
        if (table_first(crimes[1], table_cell(roles[0], row, "crime_ref")) != NO_ROW &&
            table_first(people, table_cell(roles[0], row, "pncid")) != NO_ROW)
            assert_true(has_role(roles[1], roles[0], row));
    for (size_t row = 0; row < roles[1]->rows; row++)
        if (table_first(crimes[0], table_cell(roles[1], row, "crime_ref")) != NO_ROW)
            assert_true(has_role(roles[0], roles[1], row));
    for (size_t i = 0; i < 2; i++) {
        table_free(crimes[i]);
        table_free(roles[i]);
    }
    table_free(people);
}

static void test_custody_goes_on(void **state)
{
    struct table *earlier = table_read(*state, "Q3", "custody");
    struct table *later = table_read(*state, "Q4", "custody");
    size_t still_held = 0, released = 0;
    table_sort(later, "pncid");
    for (size_t row = 0; row < earlier->rows; row++) {
        const char *pncid = table_cell(earlier, row, "pncid");
        size_t place = table_first(later, pncid);
        if (*table_cell(earlier, row, "released") != '\0' || place == NO_ROW)
            continue;
        size_t other = 0;
        while ((other = table_next(later, place++, pncid)) != NO_ROW) {
            if (strcmp(table_cell(earlier, row, "received"),
                       table_cell(later, other, "received")) != 0)
                continue;
            assert_string_equal(table_cell(earlier, row, "establishment"),
                                table_cell(later, other, "establishment"));
            if (*table_cell(later, other, "released") == '\0')
                still_held++;
            else
                released++;
        }
    }
    assert_true(still_held > 50);
    assert_true(released > 50);
    table_free(earlier);
    table_free(later);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_the_persistent_are_whom_the_assessment_describes),
        cmocka_unit_test(test_the_next_quarter_has_the_same_people),
        cmocka_unit_test(test_the_next_quarter_has_the_same_history),
        cmocka_unit_test(test_reports_keep_their_people),
        cmocka_unit_test(test_custody_goes_on),
    };
    return cmocka_run_group_tests(tests, open_bench, close_bench);
}
