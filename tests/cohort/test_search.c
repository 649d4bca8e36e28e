/* Searching the list: accents, several words, wrapping round, both ways. */
#include "quarter.h"

#include <string.h>

static const struct known_person people[] = {
    {"O'Brien", "Seán", NULL},             /* 0 */
    {"Müller", "Jörg Ægir", NULL},         /* 1 */
    {"Ó Súilleabháin", "Niamh", NULL},     /* 2 */
    {"St John-Smythe", "Ana Maria", NULL}, /* 3 */
    {"Łukaszewska", "Żaneta", NULL},       /* 4 */
    {"Smith", "Maria", NULL},              /* 5 */
    {"SMITHSON", "ANA", NULL},             /* 6 */
    {"D’Arcy", "Zoë", NULL},               /* 7 */
};

struct stage {
    struct quarter *quarter;
    struct vha_cohort *cohort;
    struct vha_selection selection;
};

#define NONE UINT32_MAX

static const struct {
    const char *typed;
    uint32_t from;
    bool forwards;
    uint32_t found;
} searches[] = {
    {"smith", 0, true, 5},
    {"smith", 5, true, 6},
    {"smith", 6, true, 5}, /* round the end */
    {"smith", 7, true, 5},
    {"smith", 0, false, 6}, /* round the beginning */
    {"smith", 6, false, 5},
    {"smith", 5, false, 6},
    {"smithson", 6, true, 6}, /* `from` itself is looked at last */
    {"smithson", 6, false, 6},
    {"SmItHsOn", 0, true, 6},
    {"muller", 0, true, 1},
    {"MÜLLER", 0, true, 1},
    {"jorg aegir", 5, true, 1},
    {"suilleabhain", 7, true, 2},
    {"Ó Súil", 7, false, 2},
    {"lukaszewska", 0, true, 4},
    {"zaneta", 0, true, 4},
    {"zoe", 0, true, 7},
    {"d'arcy", 0, true, 7},
    {"d’arcy", 0, true, 7},
    {"o'brien", 3, true, 0},
    {"sean", 3, true, 0},
    {"maria", 0, true, 3},
    {"maria smith", 0, true, 5},  /* whatever the order */
    {"smith, maria", 0, true, 5}, /* as the list shows it */
    {"ana  maria", 0, true, 3},
    {"  ana ", 4, true, 6},
    {"ana smith", 4, true, 6},
    {"ana smy", 6, true, 3},
    {"john-sm", 0, true, 3},
    {"2015/0000006", 0, true, 5},
    {"0000003", 0, true, 2},
    {"smith 2015", 5, true, 6},
    /* A number in any of its forms. */
    {"15/0000006", 0, true, 5},
    {"15/6", 0, true, 5},
    {"2015/6", 0, true, 5},
    {"15/3L", 0, true, NONE}, /* another letter */
    {"20150000006", 0, true, 5},
    {"150000006", 0, true, 5},
    {"201500000", 6, true, 7},
    {"2015/0", 7, false, 6},
    {"150000006x", 0, true, NONE},
    {"16/6", 0, true, NONE},
    {"smith 15/6", 0, true, 5},
    {"smith 15/7", 0, true, 6},
    {"00000000006", 0, true, NONE},
    /* References of reports: C5-0 to C5-3 are those of person 5. */
    {"C5-2", 0, true, 5},
    {"c5 2", 0, true, 5},
    {"c52", 0, true, 5},
    {"C5", 0, true, 5},
    {"52", 0, true, NONE}, /* only from its beginning on */
    {"smith c5-2", 0, true, NONE},
    {"c9-0", 0, true, NONE},
    {"c", 0, true, 7}, /* without a digit it is a letter of a name */
    {"smith 1999", 0, true, NONE},
    {"nobody", 0, true, NONE},
    {"nobody", 3, false, NONE},
    {"", 0, true, NONE},
    {" , ", 0, true, NONE},
    {"smith maria nobody", 0, true, NONE},
    {"%", 0, true, NONE}, /* nothing is a wildcard */
    {"sm_th", 0, true, NONE},
    {"s*h", 0, true, NONE},
    {"niamh st", 0, true, NONE}, /* words of two people */
};

static void test_searches(void **state)
{
    struct stage *stage = *state;
    for (size_t i = 0; i < VHA_COUNT(searches); i++) {
        const uint32_t found =
            vha_cohort_search(stage->cohort, &stage->selection, searches[i].typed, searches[i].from,
                              searches[i].forwards);
        if (found != searches[i].found)
            fail_msg("'%s' from %u: %u", searches[i].typed, searches[i].from, found);
    }
}

static void test_what_they_are_found_by(void **state)
{
    struct stage *stage = *state;
    char reference[VHA_REFERENCE_SIZE];
    assert_string_equal(vha_cohort_found_by(stage->cohort, 5, "c5-2", reference), "C5-2");
    assert_string_equal(vha_cohort_found_by(stage->cohort, 5, "C5", reference), "C5-0");
    assert_string_equal(vha_cohort_found_by(stage->cohort, 5, "smith", reference), "");
    assert_string_equal(vha_cohort_found_by(stage->cohort, 5, "15/6", reference), "");
    assert_string_equal(vha_cohort_found_by(stage->cohort, 4, "c5-2", reference), "");
    assert_string_equal(vha_cohort_found_by(stage->cohort, 99, "c5-2", reference), "");
    assert_string_equal(vha_cohort_found_by(stage->cohort, 5, "", reference), "");
}

static void test_only_the_selection_is_searched(void **state)
{
    struct stage *stage = *state;
    uint32_t positions[] = {6, 3, 0}; /* in an order of its own */
    const struct vha_selection selection = {.positions = positions, .count = 3, .capacity = 3};
    assert_int_equal(vha_cohort_search(stage->cohort, &selection, "smith", 2, true), 0);
    assert_int_equal(vha_cohort_search(stage->cohort, &selection, "ana", 0, true), 1);
    assert_int_equal(vha_cohort_search(stage->cohort, &selection, "ana", 0, false), 1);
    assert_int_equal(vha_cohort_search(stage->cohort, &selection, "muller", 0, true), NONE);
    const struct vha_selection nothing = {0};
    assert_int_equal(vha_cohort_search(stage->cohort, &nothing, "smith", 0, true), NONE);
}

static void test_long_input(void **state)
{
    struct stage *stage = *state;
    char typed[4096];
    memset(typed, 'x', sizeof typed - 1);
    typed[sizeof typed - 1] = '\0';
    assert_int_equal(vha_cohort_search(stage->cohort, &stage->selection, typed, 0, true), NONE);
    for (size_t i = 0; i + 1 < sizeof typed; i++)
        typed[i] = i % 2 == 0 ? 'a' : ' ';
    assert_int_equal(vha_cohort_search(stage->cohort, &stage->selection, typed, 0, true), 1);
    assert_int_equal(vha_cohort_search(stage->cohort, &stage->selection, "\xff\xfe", 0, true),
                     NONE);
}

/* ------------------------------------------------------------------------------- the sample */

/* One word in the folded name and number of a row? */
static bool row_has(const struct vha_list_row *row, const char *word)
{
    char line[2048];
    char pncid[VHA_PNCID_SIZE];
    char folded[256];
    size_t length = vha_text_fold(line, 512, row->surname);
    line[length++] = ' ';
    length += vha_text_fold(line + length, 512, row->forenames);
    line[length++] = ' ';
    vha_text_fold(line + length, 512, vha_pncid_format(pncid, row->pncid));
    vha_text_fold(folded, sizeof folded, word);
    return strstr(line, folded) != NULL;
}

static uint32_t search_slowly(const struct vha_list_row *rows,
                              const struct vha_selection *selection, const char *word,
                              uint32_t from, bool forwards)
{
    uint32_t at = from;
    for (uint32_t step = 0; step < selection->count; step++) {
        if (forwards)
            at = at + 1 == selection->count ? 0 : at + 1;
        else
            at = at == 0 ? selection->count - 1 : at - 1;
        if (row_has(&rows[selection->positions[at]], word))
            return at;
    }
    return NONE;
}

static void test_the_sample_beside_a_slow_search(void **state)
{
    struct stage *stage = *state;
    const char *path = quarter_path(stage->quarter, "sample.db");
    quarter_build(stage->quarter, SAMPLE_CSV, path);
    struct vha_cohort *cohort = quarter_open(path);
    const struct vha_list_row *rows = quarter_rows(cohort, stage->quarter->arena);
    struct vha_selection selection = {0};
    struct vha_filter filter = {.chosen = {0}};
    filter.chosen[1] = 1; /* under 18 */
    assert_int_equal(vha_cohort_select(cohort, &filter,
                                       &(struct vha_sorting){1, {{VHA_SORT_NAME, true}}},
                                       &selection, NULL),
                     VHA_OK);
    assert_true(selection.count > 10);
    uint64_t random = 5;
    int found = 0;
    for (int i = 0; i < 3000; i++) {
        /* A piece of somebody's surname, who may not be in the selection. */
        const char *name = rows[next_random(&random) % vha_cohort_info(cohort)->listed].surname;
        const size_t length = strcspn(name, " ,");
        char word[64] = "";
        const size_t taken = 1 + next_random(&random) % (length < 8 ? length : 8);
        memcpy(word, name, taken);
        if (!vha_utf8_valid(word, taken, NULL))
            continue;
        const uint32_t from = (uint32_t)(next_random(&random) % selection.count);
        const bool forwards = next_random(&random) % 2 == 0;
        const uint32_t want = search_slowly(rows, &selection, word, from, forwards);
        assert_int_equal(vha_cohort_search(cohort, &selection, word, from, forwards), want);
        found += want != NONE;
    }
    assert_in_range(found, 300, 2999);
    vha_selection_free(&selection);
    vha_cohort_close(cohort);
}

/* Each report of everybody leads to everybody whom it names, one after another. */
static void test_every_reference_of_the_sample_is_found(void **state)
{
    struct stage *stage = *state;
    const char *path = quarter_path(stage->quarter, "references.db");
    quarter_build(stage->quarter, SAMPLE_CSV, path);
    struct vha_cohort *cohort = quarter_open(path);
    const uint32_t listed = vha_cohort_info(cohort)->listed;
    struct vha_arena *arena = vha_arena_new();
    const struct vha_list_row *rows = quarter_rows(cohort, stage->quarter->arena);
    const struct vha_filter all = {.chosen = {0}};
    struct vha_selection selection = {0};
    assert_int_equal(vha_cohort_select(cohort, &all, &(struct vha_sorting){0}, &selection, NULL),
                     VHA_OK);
    for (uint32_t position = 0; position < listed; position++) {
        struct vha_dossier who;
        char reference[VHA_REFERENCE_SIZE];
        assert_int_equal(vha_cohort_dossier(cohort, rows[position].pncid, arena, &who, NULL),
                         VHA_OK);
        for (size_t i = 0; i < who.individual.crime_count + who.individual.intel_count; i++) {
            const char *const ref = i < who.individual.crime_count
                                        ? who.crimes[i].ref
                                        : who.intel[i - who.individual.crime_count].ref;
            const uint32_t before = position == 0 ? listed - 1 : position - 1;
            assert_int_equal(vha_cohort_search(cohort, &selection, ref, before, true), position);
            assert_string_equal(vha_cohort_found_by(cohort, position, ref, reference), ref);
        }
        vha_arena_reset(arena);
    }
    vha_selection_free(&selection);
    vha_arena_free(arena);
    vha_cohort_close(cohort);
}

static int open_stage(void **state)
{
    static struct stage stage;
    void *group = NULL;
    if (quarter_begin(&group) != 0)
        return -1;
    stage.quarter = group;
    const char *path = quarter_path(stage.quarter, "people.db");
    quarter_build(stage.quarter,
                  quarter_of_people(stage.quarter, "people", "2026-Q3", "2026-10-01", people,
                                    VHA_COUNT(people), NULL),
                  path);
    stage.cohort = quarter_open(path);
    const struct vha_filter filter = {.chosen = {0}};
    *state = &stage;
    return (int)vha_cohort_select(stage.cohort, &filter, &(struct vha_sorting){0}, &stage.selection,
                                  NULL);
}

static int close_stage(void **state)
{
    struct stage *stage = *state;
    void *group = stage->quarter;
    vha_selection_free(&stage->selection);
    vha_cohort_close(stage->cohort);
    return quarter_end(&group);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_searches),
        cmocka_unit_test(test_what_they_are_found_by),
        cmocka_unit_test(test_only_the_selection_is_searched),
        cmocka_unit_test(test_every_reference_of_the_sample_is_found),
        cmocka_unit_test(test_long_input),
        cmocka_unit_test(test_the_sample_beside_a_slow_search),
    };
    return cmocka_run_group_tests(tests, open_stage, close_stage);
}
