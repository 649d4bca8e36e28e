#include "testing.h"

#include "vha/policy.h"

/* What the published table says of a category. */
struct expected_category {
    const char *code;
    vha_milli base; /* without features */
    const char *source;
    bool assumed;
    bool needs_other;
    vha_milli intel;
};

static const struct expected_category expected_categories[] = {
    {"HOMICIDE", 5475000, "CCHI: murder", false, false, 547500},
    {"ATTEMPTED_MURDER", 3285000, "CCHI 2016: nine-year starting point", true, false, 328500},
    {"LETHAL_DISCHARGE", 2190000, "CCHI: highest value of its possession-of-weapons group", true,
     false, 219000},
    {"KNIFE_INJURY", 1460000, "CCHI 2016: wounding with intent, four years", true, false, 146000},
    {"GBH", 1460000, "CCHI 2016: GBH with intent", true, false, 146000},
    {"GBH_NO_WEAPON", 365000, "CCHI: median of violence with injury", true, false, 36500},
    {"KIDNAP", 547500, "eighteen months", true, false, 54750},
    {"AFFRAY_VIOLENT_DISORDER", 182500,
     "between affray and violent disorder (CCHI's public order group reaches 730)", true, false,
     18250},
    {"GUN_POSSESSION", 1825000, "five-year minimum term, Firearms Act 1968 section 51A", true,
     false, 182500},
    {"KNIFE_POSSESSION", 182500, "six months", true, false, 18250},
    {"ROBBERY_PERSONAL", 365000, "CCHI: robbery of personal property", false, false, 36500},
    {"THREATS_TO_KILL", 10000, "CCHI: median of violence without injury", true, false, 1000},
    {"CORROSIVE_POSSESSION", 182500, "as knife possession: same sentencing range", true, false,
     18250},
    {"RAPE", 1825000, "CCHI: lowest value of its rape group, five years", false, true, 182500},
    {"THEFT_PERSON", 2000, "CCHI: theft from the person", false, true, 200},
};

static int read_default(void **state)
{
    struct vha_policy *policy = NULL;
    struct vha_error error = {0};
    if (vha_policy_read(DEFAULT_POLICY, &policy, &error) != VHA_OK) {
        print_error("%s\n", error.message);
        return -1;
    }
    *state = policy;
    return 0;
}

static int free_default(void **state)
{
    vha_policy_free(*state);
    return 0;
}

static void test_rules(void **state)
{
    const struct vha_policy *policy = *state;
    assert_string_equal(policy->version, "SOP 2.5");
    assert_int_equal(policy->crime_window_months, 36);
    assert_int_equal(policy->intel_window_months, 6);
    assert_int_equal(policy->recency_window_months, 12);
    assert_int_equal(policy->adult_age_months, 216);
    assert_int_equal(policy->counted_roles, VHA_SUSPECT | VHA_ACCUSED);
    assert_int_equal(policy->excluded_features, vha_policy_features(policy, "DOMESTIC", 8));
    assert_int_not_equal(policy->excluded_features, 0);
    assert_int_equal(policy->decay, VHA_DECAY_GEOMETRIC);
    assert_int_equal(policy->decay_months, 12);
    assert_int_equal(policy->kept_numerator, 2);
    assert_int_equal(policy->kept_denominator, 3);
    assert_int_equal(policy->four_reports_total, 4);
    assert_int_equal(policy->four_reports_crimes, 2);
    assert_int_equal(policy->three_crimes_count, 3);
    assert_int_equal(policy->three_crimes_score, 2500000);
    assert_int_equal(policy->search_list_score, 2500000);
}

static void test_grades(void **state)
{
    const struct vha_policy *policy = *state;
    static const vha_milli multipliers[VHA_GRADES] = {1000, 1000, 750, 500, 250};
    for (size_t i = 0; i < VHA_GRADES; i++) {
        assert_int_equal(policy->grade_multiplier[i], multipliers[i]);
        assert_true(policy->grade_origin[i].assumed);
    }
    assert_int_equal(policy->three_by_five[0], 1);
    assert_int_equal(policy->three_by_five[1], 3);
    assert_int_equal(policy->three_by_five[2], 4);
    assert_true(policy->origins.three_by_five.assumed);
}

static void test_categories(void **state)
{
    const struct vha_policy *policy = *state;
    assert_int_equal(policy->category_count, VHA_COUNT(expected_categories));
    for (size_t i = 0; i < VHA_COUNT(expected_categories); i++) {
        const struct expected_category *expected = &expected_categories[i];
        const uint16_t index = vha_policy_category(policy, expected->code, strlen(expected->code));
        assert_int_equal(index, i);
        const struct vha_category *category = &policy->categories[index];
        const struct vha_weight *weight = &category->weights[category->weight_count - 1];
        assert_int_equal(weight->features_any, 0);
        assert_int_equal(weight->base, expected->base);
        assert_string_equal(weight->origin.source, expected->source);
        assert_int_equal(weight->origin.assumed, expected->assumed);
        assert_int_equal(category->needs_other, expected->needs_other);
        assert_int_equal(category->intel, expected->intel);
        assert_true(category->intel_origin.assumed);
        assert_int_equal(category->weight_count,
                         strcmp(category->code, "ROBBERY_PERSONAL") == 0 ? 2 : 1);
    }
}

static void test_robbery_with_a_weapon(void **state)
{
    const struct vha_policy *policy = *state;
    const uint16_t index = vha_policy_category(policy, "ROBBERY_PERSONAL", 16);
    const struct vha_weight *weapon = &policy->categories[index].weights[0];
    static const char list[] = "OTHER_WEAPON;FIREARM;KNIFE";
    assert_int_equal(weapon->features_any, vha_policy_features(policy, list, strlen(list)));
    assert_int_equal(__builtin_popcountll(weapon->features_any), 3);
    assert_int_equal(weapon->base, 746000);
    assert_true(weapon->origin.assumed);
    assert_non_null(strstr(weapon->origin.source, "ONS"));
}

static void test_features(void **state)
{
    const struct vha_policy *policy = *state;
    static const struct {
        const char *list;
        size_t known; /* features of the policy in it */
    } cases[] = {
        {"", 0},
        {";", 0},
        {";;;", 0},
        {"KNIFE", 1},
        {"KNIFE;KNIFE", 1},
        {"KNIFE;FIREARM", 2},
        {";KNIFE;", 1},
        {"DRONE;KNIFE", 1},
        {"KNIFEE;NIFE;knife", 0},
        {" KNIFE ", 1},
        {"KNIFE ; FIREARM", 2},
        {"KNIFE;FIREARM;OTHER_WEAPON;CORROSIVE;DOMESTIC", 5},
    };
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        const uint64_t bits = vha_policy_features(policy, cases[i].list, strlen(cases[i].list));
        assert_int_equal(__builtin_popcountll(bits), cases[i].known);
    }
    for (size_t i = 0; i < policy->feature_count; i++)
        assert_int_equal(
            vha_policy_features(policy, policy->features[i], strlen(policy->features[i])),
            UINT64_C(1) << i);
    assert_int_equal(vha_policy_features(policy, "KNIFE;FIREARM", 5),
                     vha_policy_features(policy, "KNIFE", 5));
}

/* Every alias leads to its own category, and no other text does. */
static void test_aliases(void **state)
{
    const struct vha_policy *policy = *state;
    size_t aliases = 0;
    for (size_t i = 0; i < policy->category_count; i++) {
        const struct vha_category *category = &policy->categories[i];
        for (size_t k = 0; k < category->alias_count; k++, aliases++)
            assert_int_equal(
                vha_policy_category(policy, category->aliases[k], strlen(category->aliases[k])), i);
    }
    assert_true(aliases > policy->category_count);
    static const char *const others[] = {"",      "PWITS", "BURGLARY", "COMMON_ASSAULT", "rape",
                                         "RAPE ", "RAP",   "ROBBERY",  "HOMICIDE;RAPE"};
    for (size_t i = 0; i < VHA_COUNT(others); i++)
        assert_int_equal(vha_policy_category(policy, others[i], strlen(others[i])),
                         VHA_OUT_OF_SCOPE);
    assert_int_equal(vha_policy_category(policy, "RAPE,2024", 4), 13);
}

/* The text kept with the scores is the file, byte for byte, and the hash is that of the text. */
static void test_text_is_kept(void **state)
{
    const struct vha_policy *policy = *state;
    char *text = NULL;
    size_t length = 0;
    assert_int_equal(vha_read_file(DEFAULT_POLICY, 1 << 20, &text, &length, NULL), VHA_OK);
    assert_int_equal(policy->text_length, length);
    assert_memory_equal(policy->text, text, length);
    char sha256[VHA_SHA256_TEXT_SIZE];
    assert_string_equal(policy->sha256, vha_sha256_text(sha256, text, length));
    free(text);
}

/* A policy that was kept with a load reads again to the same rules. */
static void test_kept_text_reads_again(void **state)
{
    const struct vha_policy *policy = *state;
    struct vha_policy *again = NULL;
    assert_int_equal(
        vha_policy_parse("kept policy", policy->text, policy->text_length, &again, NULL), VHA_OK);
    assert_string_equal(again->sha256, policy->sha256);
    char *first = vha_policy_describe(policy);
    char *second = vha_policy_describe(again);
    assert_string_equal(first, second);
    free(first);
    free(second);
    vha_policy_free(again);
}

static size_t occurrences(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part))
        count++;
    return count;
}

/* Each number is shown with its source, and as many are marked assumed as are. */
static void test_description(void **state)
{
    const struct vha_policy *policy = *state;
    char *text = vha_policy_describe(policy);
    static const char *const parts[] = {
        "SOP 2.5",  "36 months", "6 months",         "12 months",   "216 months",
        "2/3 kept", "geometric", "4 reports",        "2,500.000",   "0.750",
        "as D",     "746.000",   "5,475.000",        "547.500",     "SOP 17",
        "SOP 18",   "DOMESTIC",  "suspect, accused", "MANSLAUGHTER"};
    for (size_t i = 0; i < VHA_COUNT(parts); i++)
        if (strstr(text, parts[i]) == NULL)
            fail_msg("the description lacks %s", parts[i]);
    for (size_t i = 0; i < VHA_COUNT(expected_categories); i++) {
        assert_non_null(strstr(text, expected_categories[i].code));
        assert_non_null(strstr(text, expected_categories[i].source));
    }
    size_t assumed = VHA_GRADES + 3 + policy->category_count; /* grades, 3x5x2, intelligence */
    for (size_t i = 0; i < policy->category_count; i++)
        for (size_t k = 0; k < policy->categories[i].weight_count; k++)
            assumed += policy->categories[i].weights[k].origin.assumed;
    assert_int_equal(occurrences(text, "  assumed  "), assumed);
    assert_non_null(strstr(text, policy->sha256));
    free(text);
}

/* Another reading is a change of configuration. */
static void test_linear_decay(void **state)
{
    const struct vha_policy *policy = *state;
    struct vha_policy *linear = NULL;
    char *text = replaced(policy->text, "form: geometric", "form: linear");
    assert_int_equal(vha_policy_parse("linear", text, strlen(text), &linear, NULL), VHA_OK);
    assert_int_equal(linear->decay, VHA_DECAY_LINEAR);
    assert_string_not_equal(linear->sha256, policy->sha256);
    char *description = vha_policy_describe(linear);
    assert_non_null(strstr(description, "linear"));
    free(description);
    vha_policy_free(linear);
    free(text);
}

static void test_no_file(void **state)
{
    (void)state;
    struct vha_policy *policy = NULL;
    struct vha_error error = {0};
    assert_int_equal(vha_policy_read("no/such/policy.yaml", &policy, &error), VHA_NO_INPUT);
    assert_null(policy);
    assert_non_null(strstr(error.message, "no/such/policy.yaml"));
    vha_policy_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules),        cmocka_unit_test(test_grades),
        cmocka_unit_test(test_categories),   cmocka_unit_test(test_robbery_with_a_weapon),
        cmocka_unit_test(test_features),     cmocka_unit_test(test_aliases),
        cmocka_unit_test(test_text_is_kept), cmocka_unit_test(test_kept_text_reads_again),
        cmocka_unit_test(test_description),  cmocka_unit_test(test_linear_decay),
        cmocka_unit_test(test_no_file),
    };
    return cmocka_run_group_tests(tests, read_default, free_default);
}
