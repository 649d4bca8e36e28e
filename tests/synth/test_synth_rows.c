/* What the rows say: valid by the format of the extract, possible, and of every kind. */
#include "quarter.h"

#include "tables.h"
#include "vha/extract.h"

struct quarter {
    struct bench bench;
    vha_date as_of;
    struct table *nominals;
    struct table *crimes;
    struct table *roles;
    struct table *intel;
    struct table *named;
    struct table *custody;
};

static int open_quarter(void **state)
{
    struct quarter *quarter = vha_alloc_zeroed(1, sizeof *quarter);
    bench_open(&quarter->bench);
    bench_synth(&quarter->bench, "q", 20000, 1, "2026-Q3", VHA_SYNTH_CSV);
    quarter->as_of = vha_date_from_civil((struct vha_civil_date){2026, 10, 1});
    quarter->nominals = table_read(&quarter->bench, "q", "nominals");
    quarter->crimes = table_read(&quarter->bench, "q", "crime_reports");
    quarter->roles = table_read(&quarter->bench, "q", "crime_nominals");
    quarter->intel = table_read(&quarter->bench, "q", "intel_reports");
    quarter->named = table_read(&quarter->bench, "q", "intel_nominals");
    quarter->custody = table_read(&quarter->bench, "q", "custody");
    table_sort(quarter->nominals, "pncid");
    table_sort(quarter->crimes, "crime_ref");
    table_sort(quarter->roles, "crime_ref");
    table_sort(quarter->intel, "intel_ref");
    table_sort(quarter->named, "intel_ref");
    table_sort(quarter->custody, "pncid");
    *state = quarter;
    return 0;
}

static int close_quarter(void **state)
{
    struct quarter *quarter = *state;
    struct table *tables[] = {quarter->nominals, quarter->crimes, quarter->roles,
                              quarter->intel,    quarter->named,  quarter->custody};
    for (size_t i = 0; i < VHA_COUNT(tables); i++)
        table_free(tables[i]);
    bench_close(&quarter->bench);
    free(quarter);
    return 0;
}

static void assert_same_text(const struct vha_extract *const extracts[2], enum vha_table table,
                             vha_text_id one, vha_text_id other)
{
    assert_string_equal(vha_extract_text(extracts[0], table, one),
                        vha_extract_text(extracts[1], table, other));
}

static void assert_same_rows(const struct vha_extract *const extracts[2])
{
    for (size_t i = 0; i < extracts[0]->counts[VHA_NOMINALS]; i++) {
        const struct vha_nominal_row *one = &extracts[0]->nominals[i];
        const struct vha_nominal_row *other = &extracts[1]->nominals[i];
        assert_true(one->pncid == other->pncid);
        assert_int_equal(one->dob, other->dob);
        assert_int_equal(one->borough, other->borough);
        assert_same_text(extracts, VHA_NOMINALS, one->surname, other->surname);
        assert_same_text(extracts, VHA_NOMINALS, one->forenames, other->forenames);
    }
    for (size_t i = 0; i < extracts[0]->counts[VHA_CUSTODY]; i++) {
        const struct vha_custody_row *one = &extracts[0]->custody[i];
        const struct vha_custody_row *other = &extracts[1]->custody[i];
        assert_int_equal(one->nominal, other->nominal);
        assert_int_equal(one->received, other->received);
        assert_int_equal(one->released, other->released);
        assert_same_text(extracts, VHA_CUSTODY, one->establishment, other->establishment);
    }
}

/* The reader of extracts finds nothing to reject, and the same rows in a workbook. */
static void test_the_reader_takes_all_of_it(void **state)
{
    const struct quarter *quarter = *state;
    bench_synth(&quarter->bench, "book", 20000, 1, "2026-Q3", VHA_SYNTH_XLSX);
    struct vha_settings *settings = NULL;
    assert_int_equal(vha_settings_read(VHA_SOURCE_DIR "/config/settings.yaml", &settings, NULL),
                     VHA_OK);
    static const char *const names[] = {"q", "book"};
    struct vha_extract *extracts[2];
    for (size_t i = 0; i < VHA_COUNT(names); i++) {
        char *folder = bench_path(&quarter->bench, names[i]);
        const struct vha_extract_request request = {
            .folder = folder, .settings = settings, .areas = quarter->bench.areas};
        struct vha_error error = {0};
        if (vha_extract_read(&request, &extracts[i], &error) != VHA_OK)
            fail_msg("%s", error.message);
        assert_int_equal(extracts[i]->reject_count, 0);
        assert_int_equal(extracts[i]->as_of, quarter->as_of);
        free(folder);
    }
    for (size_t t = 0; t < VHA_TABLES; t++) {
        assert_true(extracts[0]->tables[t].present);
        assert_true(extracts[0]->tables[t].rows > 0);
        assert_int_equal(extracts[0]->tables[t].duplicates, 0);
        assert_int_equal(extracts[0]->tables[t].rows, extracts[1]->tables[t].rows);
        assert_int_equal(extracts[0]->counts[t], extracts[1]->counts[t]);
    }
    assert_same_rows((const struct vha_extract *const[]){extracts[0], extracts[1]});
    vha_extract_free(extracts[0]);
    vha_extract_free(extracts[1]);
    vha_settings_free(settings);
}

static void assert_unique(struct table *table, const char *column)
{
    table_sort(table, column);
    for (size_t i = 1; i < table->rows; i++)
        assert_string_not_equal(table->cells[table->by_key[i - 1] * table->columns + table->key],
                                table->cells[table->by_key[i] * table->columns + table->key]);
}

static void test_keys_are_unique(void **state)
{
    const struct quarter *quarter = *state;
    struct table *missing = table_read(&quarter->bench, "q", "missing");
    assert_unique(quarter->nominals, "pncid");
    assert_unique(quarter->crimes, "crime_ref");
    assert_unique(quarter->intel, "intel_ref");
    assert_unique(missing, "merlin_ref");
    table_free(missing);
    for (size_t i = 0; i < quarter->nominals->rows; i++) {
        const char *text = table_cell(quarter->nominals, i, "pncid");
        vha_pncid pncid = 0;
        assert_int_equal(vha_pncid_parse(text, strlen(text), quarter->as_of, &pncid),
                         VHA_PNCID_FINE);
    }
}

static void test_no_date_lies_ahead_but_ends(void **state)
{
    const struct quarter *quarter = *state;
    static const struct {
        const char *table;
        const char *column;
        bool may_lie_ahead;
    } dates[] = {
        {"nominals", "dob", false},       {"crime_reports", "offence_date", false},
        {"custody", "received", false},   {"intel_reports", "report_date", false},
        {"custody", "released", false},   {"wanted", "since", false},
        {"restrictions", "start", false}, {"restrictions", "end", true},
        {"county_lines", "since", false}, {"victims", "date", false},
        {"missing", "date", false},       {"iom", "since", false},
    };
    for (size_t i = 0; i < VHA_COUNT(dates); i++) {
        struct table *table = table_read(&quarter->bench, "q", dates[i].table);
        size_t ahead = 0;
        for (size_t row = 0; row < table->rows; row++)
            if (table_date(table, row, dates[i].column) > quarter->as_of)
                ahead++;
        assert_true(dates[i].may_lie_ahead ? ahead > 0 : ahead == 0);
        table_free(table);
    }
}

static bool in_custody(const struct quarter *quarter, const char *pncid, vha_date date)
{
    size_t place = table_first(quarter->custody, pncid);
    for (size_t row; (row = table_next(quarter->custody, place, pncid)) != NO_ROW; place++) {
        const vha_date released = table_date(quarter->custody, row, "released");
        if (table_date(quarter->custody, row, "received") <= date &&
            (released == VHA_NO_DATE || date < released))
            return true;
    }
    return false;
}

/* Nobody is too young for a report, or a suspect while in custody. */
static void test_people_could_have_been_there(void **state)
{
    const struct quarter *quarter = *state;
    for (size_t i = 0; i < quarter->roles->rows; i++) {
        const char *pncid = table_cell(quarter->roles, i, "pncid");
        const char *role = table_cell(quarter->roles, i, "role");
        const size_t crime = table_row(quarter->crimes, table_cell(quarter->roles, i, "crime_ref"));
        const vha_date date = table_date(quarter->crimes, crime, "offence_date");
        const char *offence = table_cell(quarter->crimes, crime, "offence");
        const vha_date dob =
            table_date(quarter->nominals, table_row(quarter->nominals, pncid), "dob");
        const bool suspect = strcmp(role, "suspect") == 0 || strcmp(role, "accused") == 0;
        const bool in_scope = vha_policy_category(quarter->bench.policy, offence,
                                                  strlen(offence)) != VHA_OUT_OF_SCOPE;
        assert_true(vha_months_between(dob, date) >= (suspect && in_scope ? 13 : 10) * 12);
        assert_false(suspect && in_custody(quarter, pncid, date));
    }
}

/* True when the person has a row with that reference in a table sorted by it. */
static bool is_on(const struct table *table, const char *reference, const char *pncid,
                  const char *role)
{
    size_t place = table_first(table, reference);
    for (size_t row; (row = table_next(table, place, reference)) != NO_ROW; place++)
        if (strcmp(table_cell(table, row, "pncid"), pncid) == 0 &&
            (role == NULL || strcmp(table_cell(table, row, "role"), role) == 0))
            return true;
    return false;
}

static void test_flags_rest_on_reports(void **state)
{
    const struct quarter *quarter = *state;
    struct table *victims = table_read(&quarter->bench, "q", "victims");
    struct table *gangs = table_read(&quarter->bench, "q", "gang_links");
    struct table *wanted = table_read(&quarter->bench, "q", "wanted");
    for (size_t i = 0; i < victims->rows; i++) {
        const char *reference = table_cell(victims, i, "crime_ref");
        const size_t crime = table_row(quarter->crimes, reference);
        assert_true(is_on(quarter->roles, reference, table_cell(victims, i, "pncid"), "victim"));
        assert_int_equal(table_date(victims, i, "date"),
                         table_date(quarter->crimes, crime, "offence_date"));
    }
    size_t named = 0;
    for (size_t i = 0; i < gangs->rows; i++) {
        const char *reference = table_cell(gangs, i, "intel_ref");
        if (*reference == '\0')
            continue;
        named++;
        assert_true(is_on(quarter->named, reference, table_cell(gangs, i, "pncid"), NULL));
    }
    assert_true(named > 50 && named < gangs->rows);
    for (size_t i = 0; i < wanted->rows; i++) {
        const char *pncid = table_cell(wanted, i, "pncid");
        if (strcmp(table_cell(wanted, i, "source"), "CRIS") == 0)
            assert_true(
                is_on(quarter->roles, table_cell(wanted, i, "reference"), pncid, "suspect"));
        assert_false(in_custody(quarter, pncid, quarter->as_of));
    }
    table_free(victims);
    table_free(gangs);
    table_free(wanted);
}

static void test_reports_name_people_and_people_have_reports(void **state)
{
    const struct quarter *quarter = *state;
    size_t linked = 0;
    for (size_t i = 0; i < quarter->crimes->rows; i++)
        assert_true(table_first(quarter->roles, table_cell(quarter->crimes, i, "crime_ref")) !=
                    NO_ROW);
    for (size_t i = 0; i < quarter->intel->rows; i++) {
        const char *crime = table_cell(quarter->intel, i, "crime_ref");
        assert_true(table_first(quarter->named, table_cell(quarter->intel, i, "intel_ref")) !=
                    NO_ROW);
        if (*crime == '\0')
            continue;
        linked++;
        const size_t row = table_row(quarter->crimes, crime);
        assert_true(table_date(quarter->crimes, row, "offence_date") <=
                    table_date(quarter->intel, i, "report_date"));
    }
    assert_in_range(linked * 100, quarter->intel->rows * 5, quarter->intel->rows * 25);
}

/* ------------------------------------------------------------------------ every kind of value */

static void assert_occurs(const struct quarter *quarter, const char *name, const char *column,
                          const char *const *values, size_t count)
{
    struct table *table = table_read(&quarter->bench, "q", name);
    for (size_t i = 0; i < count; i++)
        if (table_count(table, column, values[i]) == 0)
            fail_msg("%s.%s: no '%s'", name, column, values[i]);
    table_free(table);
}

static void test_every_word_occurs(void **state)
{
    const struct quarter *quarter = *state;
    static const struct {
        const char *table;
        const char *column;
        const char *values[8];
    } words[] = {
        {"crime_nominals", "role", {"suspect", "accused", "victim", "witness"}},
        {"nominals", "sex", {"M", "F", "U", "X"}},
        {"nominals", "ethnicity", {"W1", "W2", "W3", "W9", "M1", "M2", "M3"}},
        {"nominals", "ethnicity", {"M9", "A1", "A2", "A3", "A4", "A9", "B1"}},
        {"nominals", "ethnicity", {"B2", "B9", "O1", "O2", "O9", "NS"}},
        {"nominals", "borough", {"", "Lambeth", "E09000001"}},
        {"crime_reports", "borough", {"", "Southwark", "E09000033"}},
        {"crime_reports", "offence", {"PWITS", "COMMON_ASSAULT", "BURGLARY", "KNIFE_POSSESSION"}},
        {"intel_reports", "offence", {"PWITS", "HARASSMENT", "ROBBERY_PERSONAL"}},
        {"intel_reports", "grade", {"A1", "B2", "B24", "C3", "D2", "E41", "E5"}},
        {"intel_reports", "grade", {"1AP", "2BP", "2DP", "3EC"}},
        {"intel_reports", "crime_ref", {""}},
        {"custody", "released", {""}},
        {"custody", "establishment", {"HMYOI Feltham", "HMP Bronzefield", "HMP Pentonville"}},
        {"wanted", "source", {"EWMS", "CRIS"}},
        {"restrictions", "kind", {"CBO", "SHPO", "BAIL_CONDITIONS", "LICENCE", "KCPO"}},
        {"restrictions", "end", {""}},
        {"gang_links", "intel_ref", {""}},
        {"victims", "kind", {"STABBING", "LETHAL_DISCHARGE"}},
        {"missing", "kind", {"MISSING", "PAC"}},
        {"iom", "cohort", {"FIXED", "FLEX", "FREE"}},
    };
    for (size_t i = 0; i < VHA_COUNT(words); i++) {
        size_t count = 0;
        while (count < VHA_COUNT(words[i].values) && words[i].values[count] != NULL)
            count++;
        assert_occurs(quarter, words[i].table, words[i].column, words[i].values, count);
    }
}

static void test_every_category_feature_and_borough_occurs(void **state)
{
    const struct quarter *quarter = *state;
    const struct vha_policy *policy = quarter->bench.policy;
    size_t categories[VHA_MAX_CATEGORIES] = {0};
    size_t aliases = 0;
    uint64_t features = 0;
    size_t unknown = 0;
    for (size_t i = 0; i < quarter->crimes->rows; i++) {
        const char *offence = table_cell(quarter->crimes, i, "offence");
        const char *list = table_cell(quarter->crimes, i, "features");
        const uint16_t category = vha_policy_category(policy, offence, strlen(offence));
        if (category != VHA_OUT_OF_SCOPE) {
            categories[category]++;
            aliases += strcmp(policy->categories[category].code, offence) != 0 ? 1 : 0;
        }
        features |= vha_policy_features(policy, list, strlen(list));
        unknown += strstr(list, "CCTV") != NULL ? 1 : 0;
    }
    for (size_t i = 0; i < policy->category_count; i++)
        if (categories[i] == 0)
            fail_msg("no report of %s", policy->categories[i].code);
    assert_true(policy->feature_count < 64);
    assert_true(features == (UINT64_C(1) << policy->feature_count) - 1);
    assert_true(unknown > 0);
    assert_true(aliases > 0);
    for (size_t i = 0; i < quarter->bench.areas->count; i++)
        assert_true(
            table_count(quarter->nominals, "borough", quarter->bench.areas->boroughs[i].gss) > 0);
}

static void test_names_of_every_shape_occur(void **state)
{
    const struct quarter *quarter = *state;
    enum { ACCENT, APOSTROPHE, HYPHEN, SPACE, QUOTE, ARABIC, HAN, HEBREW, COMBINING, ONE, SHAPES };
    static const char *const parts[] = {[ACCENT] = "á", [APOSTROPHE] = "'", [HYPHEN] = "-",
                                        [SPACE] = " ",  [QUOTE] = "\"",     [ARABIC] = "خليل",
                                        [HAN] = "李",   [HEBREW] = "לוי",   [COMBINING] = "\u0308"};
    size_t seen[SHAPES] = {0};
    size_t longest = 0;
    for (size_t i = 0; i < quarter->nominals->rows; i++) {
        char name[512];
        const char *surname = table_cell(quarter->nominals, i, "surname");
        const char *forenames = table_cell(quarter->nominals, i, "forenames");
        assert_true(*surname != '\0' && *forenames != '\0');
        snprintf(name, sizeof name, "%s,%s", surname, forenames);
        for (size_t part = 0; part < VHA_COUNT(parts); part++)
            seen[part] += strstr(name, parts[part]) != NULL ? 1 : 0;
        seen[ONE] += strlen(surname) == 1 ? 1 : 0;
        longest = strlen(name) > longest ? strlen(name) : longest;
    }
    for (size_t shape = 0; shape < SHAPES; shape++)
        if (seen[shape] == 0)
            fail_msg("no name of shape %zu", shape);
    assert_true(longest > 35);
}

/* Two roles on one report, and two suspects of one. */
static void test_company_on_reports(void **state)
{
    const struct quarter *quarter = *state;
    const struct table *roles = quarter->roles;
    size_t two_roles = 0;
    size_t two_suspects = 0;
    for (size_t i = 1; i < roles->rows; i++) {
        const size_t a = roles->by_key[i - 1];
        const size_t b = roles->by_key[i];
        if (strcmp(table_cell(roles, a, "crime_ref"), table_cell(roles, b, "crime_ref")) != 0)
            continue;
        const bool same = strcmp(table_cell(roles, a, "pncid"), table_cell(roles, b, "pncid")) == 0;
        two_roles += same ? 1 : 0;
        two_suspects += !same && strcmp(table_cell(roles, a, "role"), "suspect") == 0 &&
                                strcmp(table_cell(roles, b, "role"), "suspect") == 0
                            ? 1
                            : 0;
    }
    assert_true(two_roles > 100);
    assert_true(two_suspects > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_reader_takes_all_of_it),
        cmocka_unit_test(test_keys_are_unique),
        cmocka_unit_test(test_no_date_lies_ahead_but_ends),
        cmocka_unit_test(test_people_could_have_been_there),
        cmocka_unit_test(test_flags_rest_on_reports),
        cmocka_unit_test(test_reports_name_people_and_people_have_reports),
        cmocka_unit_test(test_every_word_occurs),
        cmocka_unit_test(test_every_category_feature_and_borough_occurs),
        cmocka_unit_test(test_names_of_every_shape_occur),
        cmocka_unit_test(test_company_on_reports),
    };
    return cmocka_run_group_tests(tests, open_quarter, close_quarter);
}
