/* A model beside what a load with the changed policy comes to: the list that is built from the
 * extract anew, row by row. */
#include "quarter.h"

#include "vha/cohort_facts.h"
#include "vha/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct setting {
    struct quarter *quarter;
    struct vha_cohort *cohort;
    const struct vha_policy *policy;
};

static int set_up(void **state)
{
    void *quarter = NULL;
    if (quarter_begin(&quarter) != 0)
        return -1;
    struct setting *const setting = vha_alloc_zeroed(1, sizeof *setting);
    setting->quarter = quarter;
    const char *const path = quarter_path(setting->quarter, "cohort.db");
    quarter_build(setting->quarter, SAMPLE_CSV, path);
    setting->cohort = quarter_open(path);
    *state = setting;
    return (int)vha_cohort_policy(setting->cohort, &setting->policy, NULL);
}

static int tear_down(void **state)
{
    struct setting *const setting = *state;
    void *quarter = setting->quarter;
    vha_cohort_close(setting->cohort);
    free(setting);
    return quarter_end(&quarter);
}

static int all_back(void **state)
{
    struct setting *const setting = *state;
    return (int)vha_cohort_remove(setting->cohort, NULL, 0, NULL);
}

static struct vha_model *model_of(const struct setting *setting, const struct vha_policy *policy)
{
    struct vha_facts *facts = NULL;
    struct vha_model *model = NULL;
    struct vha_error error = {0};
    if (vha_cohort_facts(setting->cohort, policy, &facts, &error) != VHA_OK ||
        vha_model_run(setting->cohort, policy, facts, &model, &error) != VHA_OK)
        fail_msg("%s", error.message);
    vha_facts_free(facts);
    return model;
}

/* The modelled list is the list of a cohort, rank by rank. */
static void compare(const struct vha_model *model, struct vha_cohort *built,
                    struct vha_arena *arena)
{
    const struct vha_list_row *const rows = quarter_rows(built, arena);
    const uint32_t listed = vha_cohort_info(built)->listed;
    assert_int_equal(model->modelled, listed);
    for (uint32_t i = 0; i < listed; i++) {
        assert_int_equal(model->people[i].new_rank, rows[i].rank);
        assert_int_equal(model->people[i].new_score, rows[i].crime_score + rows[i].intel_score);
        if (i > 0 && rows[i].rank == rows[i - 1].rank)
            continue; /* those who share a rank stand by PNCID here, and by more there */
        bool there = false;
        for (uint32_t j = i; j < listed && rows[j].rank == rows[i].rank && !there; j++)
            there = model->people[i].pncid == rows[j].pncid;
        assert_true(there);
    }
}

static void test_the_unchanged_policy_gives_the_list_in_force(void **state)
{
    const struct setting *const setting = *state;
    struct vha_model *const model = model_of(setting, setting->policy);
    compare(model, setting->cohort, setting->quarter->arena);
    assert_int_equal(model->listed, 208);
    assert_int_equal(model->count, 208);
    assert_int_equal(model->enter + model->leave + model->risen + model->fallen, 0);
    for (size_t i = 0; i < model->count; i++) {
        assert_int_equal(model->people[i].rank, model->people[i].new_rank);
        assert_int_equal(model->people[i].score, model->people[i].new_score);
    }
    vha_model_free(model);
}

/* ------------------------------------------------------------------------------------- variants */

static void try_variant(struct setting *setting, const char *name, size_t enter, size_t leave)
{
    char path[256];
    struct vha_error error = {0};
    struct vha_policy *varied = NULL;
    snprintf(path, sizeof path, VHA_SOURCE_DIR "/config/variants/%s.yaml", name);
    if (vha_policy_vary(setting->policy, path, &varied, &error) != VHA_OK)
        fail_msg("%s", error.message);
    assert_string_not_equal(varied->name, setting->policy->name);
    assert_string_not_equal(varied->sha256, setting->policy->sha256);
    assert_non_null(varied->why);
    struct vha_model *const model = model_of(setting, varied);
    assert_int_equal(model->enter, enter);
    assert_int_equal(model->leave, leave);
    assert_int_equal(model->listed - leave + enter, model->modelled);
    struct quarter changed = *setting->quarter;
    changed.policy = varied;
    const char *const built = quarter_path(setting->quarter, "varied.db");
    quarter_build(&changed, SAMPLE_CSV, built);
    struct vha_cohort *const cohort = quarter_open(built);
    compare(model, cohort, setting->quarter->arena);
    vha_cohort_close(cohort);
    vha_model_free(model);
    vha_policy_free(varied);
}

static void test_each_variant_gives_the_list_of_a_load_with_it(void **state)
{
    try_variant(*state, "accused-only", 0, 194);
    try_variant(*state, "with-pwits", 4, 0);
    try_variant(*state, "without-knife-possession", 0, 59);
    try_variant(*state, "linear-decay", 0, 0);
    try_variant(*state, "without-intelligence", 0, 67);
}

static void test_a_whole_policy_is_taken_as_it_is(void **state)
{
    const struct setting *const setting = *state;
    struct vha_policy *policy = NULL;
    assert_int_equal(
        vha_policy_vary(setting->policy, VHA_SOURCE_DIR "/config/policy.yaml", &policy, NULL),
        VHA_OK);
    assert_string_equal(policy->sha256, setting->policy->sha256);
    assert_null(policy->why);
    vha_policy_free(policy);
}

static void expect_fault(const struct setting *setting, const char *text, const char *words)
{
    const char *const path = quarter_path(setting->quarter, "fault.yaml");
    struct vha_policy *policy = NULL;
    struct vha_error error = {0};
    assert_int_equal(vha_write_file(path, text, strlen(text), NULL), VHA_OK);
    assert_int_equal(vha_policy_vary(setting->policy, path, &policy, &error), VHA_BAD_CONFIG);
    assert_null(policy);
    if (strstr(error.message, words) == NULL)
        fail_msg("'%s' is not in '%s'", words, error.message);
}

static void test_faults_are_named_at_their_place(void **state)
{
    const struct setting *const setting = *state;
    expect_fault(setting, "variant: V\nwhy: W\nchange:\n  deacy: {form: linear}\n",
                 "fault.yaml:4:3: found \"deacy\"");
    expect_fault(setting, "variant: V\nwhy: W\nchange:\n  decay: {form: slow}\n",
                 "fault.yaml:4:17: found \"slow\"");
    expect_fault(setting, "variant: V\nwhy: W\nchange: [1]\n", "expected a mapping of keys");
    expect_fault(setting, "variant: V\nwhy: W\nremove_categories: [ARSON]\n",
                 "fault.yaml:3:21: found \"ARSON\", expected the code of a category");
    expect_fault(setting, "variant: V\nwhy: W\nadd_categories: [{code: X}]\n", "fault.yaml:3:");
    expect_fault(setting, "variant: V\n", "why");
}

/* --------------------------------------------------------------------------------- all of it, told
 */

static void expect_lines(const struct vha_model_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        const struct vha_model_line *const line = &lines->items[i];
        assert_int_equal(line->said == NULL, line->kind == VHA_LINE_HEADER);
        assert_int_equal(line->pncid != 0, line->kind == VHA_LINE_PERSON);
        if ((line->kind == VHA_LINE_FIGURES || line->kind == VHA_LINE_HEADER) &&
            strlen(line->text) > VHA_MODEL_COLUMNS)
            fail_msg("\"%s\" is too wide", line->text);
    }
}

/* People told of under a title. */
static size_t people_under(const struct vha_model_lines *lines, const char *title)
{
    size_t count = 0;
    bool under = false;
    for (size_t i = 0; i < lines->count; i++) {
        if (lines->items[i].kind == VHA_LINE_SECTION)
            under = strcmp(lines->items[i].text, title) == 0;
        count += under && lines->items[i].kind == VHA_LINE_PERSON;
    }
    return count;
}

#define AREAS      VHA_SOURCE_DIR "/config/areas.yaml"
#define POPULATION VHA_SOURCE_DIR "/config/population.yaml"

static void test_a_model_is_told(void **state)
{
    const struct setting *const setting = *state;
    const struct vha_modelling_files files = {
        VHA_SOURCE_DIR "/config/variants/without-intelligence.yaml", AREAS, POPULATION};
    struct vha_modelling *modelling = NULL;
    struct vha_model_lines lines;
    struct vha_error error = {0};
    vha_model_lines_init(&lines);
    if (vha_modelling_make(setting->cohort, &files, &modelling, &error) != VHA_OK ||
        vha_modelling_tell(modelling, setting->cohort, &lines, &error) != VHA_OK)
        fail_msg("%s", error.message);
    assert_int_equal(modelling->model->leave, 67);
    assert_int_equal(modelling->in_force.by[VHA_BY_SEX].total.listed, 208);
    assert_int_equal(modelling->modelled.by[VHA_BY_SEX].total.listed, 141);
    vha_modelling_free(modelling); /* what is told stands without it */
    expect_lines(&lines);
    assert_int_equal(people_under(&lines, "Who enters"), 0);
    assert_int_equal(people_under(&lines, "Who leaves"), 67);
    assert_int_equal(people_under(&lines, "The furthest moves of those who stay"), 20);
    assert_int_equal(people_under(&lines, "Borough"), 0);
    vha_model_lines_free(&lines);
}

static void test_what_cannot_be_read_models_nothing(void **state)
{
    const struct setting *const setting = *state;
    static const struct vha_modelling_files files[] = {
        {"/nowhere/policy.yaml", AREAS, POPULATION},
        {VHA_SOURCE_DIR "/config/policy.yaml", "/nowhere/areas.yaml", POPULATION},
        {VHA_SOURCE_DIR "/config/policy.yaml", AREAS, "/nowhere/population.yaml"}};
    for (size_t i = 0; i < VHA_COUNT(files); i++) {
        struct vha_modelling *modelling = NULL;
        struct vha_error error = {0};
        assert_int_equal(vha_modelling_make(setting->cohort, &files[i], &modelling, &error),
                         VHA_NO_INPUT);
        assert_null(modelling);
        assert_non_null(strstr(error.message, "/nowhere/"));
    }
}

static void test_the_stability_is_told(void **state)
{
    const struct setting *const setting = *state;
    struct vha_stability *stability = NULL;
    struct vha_model_lines lines;
    struct vha_error error = {0};
    vha_model_lines_init(&lines);
    if (vha_stability_make(setting->cohort, &stability, &error) != VHA_OK ||
        vha_stability_tell(stability, setting->cohort, &lines, &error) != VHA_OK)
        fail_msg("%s", error.message);
    assert_int_equal(stability->sway_count, 31);
    vha_stability_free(stability);
    expect_lines(&lines);
    assert_int_equal(people_under(&lines, "Who is on the list by a single report"), 152);
    vha_model_lines_free(&lines);
}

/* ------------------------------------------------------------------------------------- removals */

static void test_the_removed_stay_off(void **state)
{
    struct setting *const setting = *state;
    const vha_date as_of = vha_cohort_info(setting->cohort)->as_of;
    struct vha_policy *varied = NULL;
    assert_int_equal(vha_policy_vary(setting->policy,
                                     VHA_SOURCE_DIR "/config/variants/with-pwits.yaml", &varied,
                                     NULL),
                     VHA_OK);
    struct vha_model *model = model_of(setting, varied);
    vha_pncid entering = 0;
    vha_pncid first = model->people[0].pncid;
    for (size_t i = 0; i < model->count; i++)
        entering = model->people[i].rank == 0 ? model->people[i].pncid : entering;
    assert_true(entering != 0);
    vha_model_free(model);

    const struct vha_cohort_removal removals[] = {
        {.pncid = entering, .approved = as_of, .until = as_of + 92},
        {.pncid = first, .approved = as_of, .until = as_of + 92},
        {.pncid = first, .approved = as_of - 900, .until = as_of - 800},
    };
    assert_int_equal(vha_cohort_remove(setting->cohort, removals, VHA_COUNT(removals), NULL),
                     VHA_OK);
    model = model_of(setting, varied);
    assert_int_equal(model->listed, 207);
    assert_int_equal(model->enter, 3);
    for (size_t i = 0; i < model->count; i++)
        assert_true(model->people[i].pncid != entering && model->people[i].pncid != first);
    vha_model_free(model);
    model = model_of(setting, setting->policy);
    assert_int_equal(model->modelled, 207);
    assert_int_equal(model->enter + model->leave + model->risen + model->fallen, 0);
    vha_model_free(model);
    vha_policy_free(varied);
}

/* ------------------------------------------------------------------------------------ stability */

/* The policy with another base weight of one offence, by its text. */
static struct vha_policy *with_weight(const struct setting *setting, const char *code,
                                      const char *old, const char *new)
{
    char *const text = vha_alloc(setting->policy->text_length + 64);
    const char *const category = strstr(setting->policy->text, code);
    assert_non_null(category);
    const char *const at = strstr(category, old);
    assert_non_null(at);
    sprintf(text, "%.*s%s%s", (int)(at - setting->policy->text), setting->policy->text, new,
            at + strlen(old));
    struct vha_policy *policy = NULL;
    assert_int_equal(vha_policy_parse("changed", text, strlen(text), &policy, NULL), VHA_OK);
    free(text);
    return policy;
}

static size_t moved_of(const struct vha_model *model)
{
    return model->risen + model->fallen;
}

static void test_each_weight_is_moved_by_a_tenth(void **state)
{
    const struct setting *const setting = *state;
    static const char *const tenths[2][3] = {
        {"code: KNIFE_INJURY\n", "base: 1460", "base: 1314"},
        {"code: KNIFE_INJURY\n", "base: 1460", "base: 1606"},
    };
    struct vha_arena *const arena = vha_arena_new();
    struct vha_facts *facts = NULL;
    const struct vha_sway *sways = NULL;
    size_t count = 0;
    assert_int_equal(vha_cohort_facts(setting->cohort, setting->policy, &facts, NULL), VHA_OK);
    assert_int_equal(vha_model_sway(setting->cohort, facts, arena, &sways, &count, NULL), VHA_OK);
    assert_int_equal(count, 31); /* fifteen offences, one of two weights, and intelligence */
    size_t injury = 0;
    while (injury < count && strcmp(sways[injury].category, "KNIFE_INJURY") != 0)
        injury++;
    assert_true(injury < count);
    const struct vha_sway *const sway = &sways[injury];
    assert_string_equal(sway->what, "base 1,460");
    assert_true(sway->assumed);
    for (size_t i = 0; i < 2; i++) {
        struct vha_policy *const changed =
            with_weight(setting, tenths[i][0], tenths[i][1], tenths[i][2]);
        struct vha_model *const model = model_of(setting, changed);
        assert_int_equal(sway->by[i].enter, model->enter);
        assert_int_equal(sway->by[i].leave, model->leave);
        assert_int_equal(sway->by[i].moved, moved_of(model));
        assert_true(sway->by[i].moved > 50 && sway->by[i].furthest > 0);
        vha_model_free(model);
        vha_policy_free(changed);
    }
    vha_facts_free(facts);
    vha_arena_free(arena);
}

/* Beside taking each report away from each person on the list. */
static void test_who_hangs_on_a_single_report(void **state)
{
    const struct setting *const setting = *state;
    struct vha_arena *const arena = vha_arena_new();
    struct vha_facts *facts = NULL;
    const vha_pncid *hanging = NULL;
    size_t count = 0;
    assert_int_equal(vha_cohort_facts(setting->cohort, setting->policy, &facts, NULL), VHA_OK);
    assert_int_equal(vha_model_hanging(setting->cohort, facts, arena, &hanging, &count, NULL),
                     VHA_OK);
    const struct vha_list_row *const rows = quarter_rows(setting->cohort, arena);
    size_t found = 0;
    for (uint32_t i = 0; i < 208; i++) {
        struct vha_dossier dossier;
        bool hangs = false;
        assert_int_equal(vha_cohort_dossier(setting->cohort, rows[i].pncid, arena, &dossier, NULL),
                         VHA_OK);
        struct vha_individual without = dossier.individual;
        const size_t crimes = without.crime_count;
        struct vha_crime_fact *const kept = vha_alloc_zeroed(crimes + 1, sizeof *kept);
        struct vha_intel_fact *const told = vha_alloc_zeroed(without.intel_count + 1, sizeof *told);
        for (size_t j = 0; j < crimes + dossier.individual.intel_count; j++) {
            struct vha_assessment assessment;
            size_t k = 0;
            size_t l = 0;
            for (size_t m = 0; m < crimes; m++)
                if (m != j)
                    kept[k++] = dossier.individual.crimes[m];
            for (size_t m = 0; m < dossier.individual.intel_count; m++)
                if (crimes + m != j)
                    told[l++] = dossier.individual.intel[m];
            without.crimes = kept;
            without.crime_count = k;
            without.intel = told;
            without.intel_count = l;
            vha_assess(setting->policy, vha_cohort_info(setting->cohort)->as_of, &without, NULL,
                       NULL, &assessment);
            hangs = hangs || !assessment.included;
        }
        free(kept);
        free(told);
        if (hangs) {
            assert_true(found < count);
            bool listed = false;
            for (size_t j = 0; j < count; j++)
                listed = listed || hanging[j] == rows[i].pncid;
            assert_true(listed);
            found++;
        }
    }
    assert_int_equal(found, count);
    assert_true(count > 50);
    vha_facts_free(facts);
    vha_arena_free(arena);
}

static void test_the_marks_are_the_modelled_list(void **state)
{
    const struct setting *const setting = *state;
    struct vha_equality_person *people = NULL;
    size_t count = 0;
    size_t listed = 0;
    struct vha_policy *varied = NULL;
    assert_int_equal(vha_policy_vary(setting->policy,
                                     VHA_SOURCE_DIR "/config/variants/accused-only.yaml", &varied,
                                     NULL),
                     VHA_OK);
    assert_int_equal(vha_cohort_people(setting->cohort, &people, &count, NULL), VHA_OK);
    struct vha_model *const model = model_of(setting, varied);
    vha_model_mark(model, people, count);
    for (size_t i = 0; i < count; i++)
        listed += people[i].listed;
    assert_int_equal(listed, model->modelled);
    vha_model_free(model);
    vha_policy_free(varied);
    free(people);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_unchanged_policy_gives_the_list_in_force),
        cmocka_unit_test(test_each_variant_gives_the_list_of_a_load_with_it),
        cmocka_unit_test(test_a_whole_policy_is_taken_as_it_is),
        cmocka_unit_test(test_faults_are_named_at_their_place),
        cmocka_unit_test(test_a_model_is_told),
        cmocka_unit_test(test_what_cannot_be_read_models_nothing),
        cmocka_unit_test(test_the_stability_is_told),
        cmocka_unit_test_teardown(test_the_removed_stay_off, all_back),
        cmocka_unit_test(test_each_weight_is_moved_by_a_tenth),
        cmocka_unit_test(test_who_hangs_on_a_single_report),
        cmocka_unit_test(test_the_marks_are_the_modelled_list),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
