#include "testing.h"

#include "vha/policy.h"

/* A whole policy in few lines. Each case below changes one place of it; lines and columns of the
 * messages are those of the changed text. */
static const char good[] =
    /* 1 */
    "name: Test policy\n"
    /* 2 */ "version: SOP 2.5\n"
    /* 3 */ "features: [KNIFE, FIREARM, DOMESTIC]\n"
    /* 4 */ "windows:\n"
    /* 5 */ "  crime: {months: 36, source: SOP 15, status: published}\n"
    /* 6 */ "  intelligence: {months: 6, source: SOP 20, status: published}\n"
    /* 7 */ "  recency: {months: 12, source: SOP 16, status: published}\n"
    /* 8 */ "adult_age: {months: 216, source: SOP 35, status: published}\n"
    /* 9 */ "counting:\n"
    /* 10 */ "  counted_roles: {roles: [suspect, accused], source: SOP 16, status: published}\n"
    /* 11 */ "  excluded_features: {features: [DOMESTIC], source: SOP 18, status: published}\n"
    /* 12 */ "decay:\n"
    /* 13 */ "  form: geometric\n"
    /* 14 */ "  months: 12\n"
    /* 15 */ "  kept: {numerator: 2, denominator: 3}\n"
    /* 16 */ "  source: SOP 19\n"
    /* 17 */ "  status: published\n"
    /* 18 */ "inclusion:\n"
    /* 19 */ "  four_reports: {reports: 4, crime_reports: 2, source: SOP 16, status: published}\n"
    /* 20 */ "  three_crimes: {crime_reports: 3, score: 2500, source: SOP 16, status: published}\n"
    /* 21 */ "  search_list: {score: 2500, source: SOP 70, status: published}\n"
    /* 22 */ "source_grades:\n"
    /* 23 */ "  A: {multiplier: 1, source: MO2, status: assumed}\n"
    /* 24 */ "  B: {multiplier: 1, source: MO2, status: assumed}\n"
    /* 25 */ "  C: {multiplier: 0.75, source: MO2, status: assumed}\n"
    /* 26 */ "  D: {multiplier: 0.5, source: MO2, status: assumed}\n"
    /* 27 */ "  E: {multiplier: 0.25, source: MO2, status: assumed}\n"
    /* 28 */ "three_by_five: {\"1\": B, \"2\": D, \"3\": E, source: MO2, status: assumed}\n"
    /* 29 */ "categories:\n"
    /* 30 */ "  - code: ROBBERY\n"
    /* 31 */ "    title: Robbery\n"
    /* 32 */ "    aliases: [STREET_ROBBERY]\n"
    /* 33 */ "    needs_other: false\n"
    /* 34 */ "    weights:\n"
    /* 35 */ "      - {features_any: [KNIFE, FIREARM], base: 746, source: ONS, status: published}\n"
    /* 36 */ "      - {base: 365, source: CCHI, status: published}\n"
    /* 37 */ "    intel: {weight: 36.5, source: a tenth, status: assumed}\n"
    /* 38 */ "  - code: RAPE\n"
    /* 39 */ "    title: Rape\n"
    /* 40 */ "    needs_other: true\n"
    /* 41 */ "    weights: [{base: 1825, source: CCHI, status: published}]\n"
    /* 42 */ "    intel: {weight: 182.5, source: a tenth, status: assumed}\n";

struct fault {
    const char *from;
    const char *to;
    const char *message;
};

static const struct fault key_faults[] = {
    {"    weights: [", "    wieghts: [",
     "p.yaml:41:5: found \"wieghts\", expected one of \"aliases\" or \"weights\"; did you mean "
     "\"weights\"?"},
    {"name: Test policy\n", "",
     "p.yaml:1:1: found no \"name\" in the mapping that begins here, expected it with a text"},
    {"categories:", "offences:", "p.yaml:29:1: found \"offences\", expected \"categories\""},
    {"version:", "verison:",
     "p.yaml:2:1: found \"verison\", expected \"version\"; did you mean \"version\"?"},
    {"    needs_other: true\n", "",
     "p.yaml:38:5: found no \"needs_other\" in the mapping that begins here, expected it with "
     "\"false\" or \"true\""},
    {"{months: 36, ", "{",
     "p.yaml:5:10: found no \"months\" in the mapping that begins here, expected it with a whole "
     "number"},
    {"months: 6, source: SOP 20,", "months: 6,",
     "p.yaml:6:17: found no \"source\" in the mapping that begins here, expected it with the "
     "edition and place that the number comes from"},
    {"  D: {multiplier: 0.5, source: MO2, status: assumed}\n", "",
     "p.yaml:23:3: found no \"D\" in the mapping that begins here, expected it with a mapping"},
    {"version:", "name:",
     "p.yaml:2:1: found \"name\" a second time, expected each key once; the first stands on line "
     "1"},
    {"{base: 365,", "{base: 365, base: 366,",
     "p.yaml:36:21: found \"base\" a second time, expected each key once; the first stands on line "
     "36"},
    {"    title: Rape\n", "    title: Rape\n    colour: red\n",
     "p.yaml:40:5: found \"colour\", expected \"aliases\""},
    {"months: 36, ", "months: 36, unit: days, ",
     "p.yaml:5:23: found \"unit\", expected no key besides the 3 here"},
};

static const struct fault value_faults[] = {
    {"months: 36", "months: 0", "p.yaml:5:19: found \"0\", expected a whole number from 1 to 600"},
    {"months: 36", "months: 601",
     "p.yaml:5:19: found \"601\", expected a whole number from 1 to 600"},
    {"months: 36", "months: 36.0",
     "p.yaml:5:19: found \"36.0\", expected a whole number from 1 to 600"},
    {"months: 36", "months: \"36\"",
     "p.yaml:5:19: found \"36\", expected a whole number from 1 to 600"},
    {"months: 36", "months: three years",
     "p.yaml:5:19: found \"three years\", expected a whole number from 1 to 600"},
    {"months: 36", "months: {n: 36}",
     "p.yaml:5:19: found a mapping, expected a whole number from 1 to 600"},
    {"months: 36", "months: 0x24",
     "p.yaml:5:19: found \"0x24\", expected a whole number from 1 to 600"},
    {"crime: {months: 36, source: SOP 15, status: published}", "crime: 36",
     "p.yaml:5:10: found \"36\", expected a mapping"},
    {"multiplier: 0.75", "multiplier: 0.7555",
     "p.yaml:25:19: found \"0.7555\", expected a number from 0.000 to 10.000 with at most three "
     "decimals"},
    {"multiplier: 0.75", "multiplier: -0.75",
     "p.yaml:25:19: found \"-0.75\", expected a number from 0.000 to 10.000 with at most three "
     "decimals"},
    {"multiplier: 0.75", "multiplier: 10.001",
     "p.yaml:25:19: found \"10.001\", expected a number from 0.000 to 10.000 with at most three "
     "decimals"},
    {"multiplier: 0.75", "multiplier: 7.5e-1",
     "p.yaml:25:19: found \"7.5e-1\", expected a number from 0.000 to 10.000 with at most three "
     "decimals"},
    {"multiplier: 0.75", "multiplier: .nan",
     "p.yaml:25:19: found \".nan\", expected a number from 0.000 to 10.000 with at most three "
     "decimals"},
    {"base: 1825", "base: 1000001",
     "p.yaml:41:22: found \"1000001\", expected a number from 0.000 to 1000000.000 with at most "
     "three decimals"},
    {"name: Test policy",
     "name:", "p.yaml:1:6: found nothing, expected a text of 1 to 80 characters"},
    {"name: Test policy", "name: ''",
     "p.yaml:1:7: found \"\", expected a text of 1 to 80 characters"},
    {"name: Test policy", "name: ~",
     "p.yaml:1:7: found nothing, expected a text of 1 to 80 characters"},
    {"title: Rape", "title: [Rape]",
     "p.yaml:39:12: found a list, expected a text of 1 to 60 characters"},
    {"form: geometric", "form: geometrical",
     "p.yaml:13:9: found \"geometrical\", expected one of \"geometric\" or \"linear\"; did you "
     "mean "
     "\"geometric\"?"},
    {"needs_other: true", "needs_other: yes",
     "p.yaml:40:18: found \"yes\", expected one of \"false\" or \"true\""},
    {"status: published}\n  intel", "status: guessed}\n  intel",
     "p.yaml:5:47: found \"guessed\", expected one of \"published\" or \"assumed\""},
    {"\"2\": D", "\"2\": F",
     "p.yaml:28:30: found \"F\", expected one of \"A\", \"B\", \"C\", \"D\" or \"E\""},
    {"[suspect, accused]", "[suspect, acused]",
     "p.yaml:10:36: found \"acused\", expected one of \"suspect\", \"accused\", \"victim\" or "
     "\"witness\"; did you mean \"accused\"?"},
    {"[suspect, accused]", "[suspect, suspect]",
     "p.yaml:10:36: found \"suspect\" a second time, expected each word once"},
    {"[suspect, accused]", "[]", "p.yaml:10:26: found a list of 0, expected 1 to 1024 entries"},
    {"[suspect, accused]", "suspect", "p.yaml:10:26: found \"suspect\", expected a list"},
    {"{numerator: 2,", "{numerator: 4,",
     "p.yaml:15:21: found 4 of 3 kept, expected at most the whole"},
    {"  months: 12\n", "  months: 1\n", NULL}, /* 3 to the 35th still fits */
    {"denominator: 3}", "denominator: 1000}", NULL},
    {"reports: 4, crime_reports: 2", "reports: 4, crime_reports: 5",
     "p.yaml:19:45: found 5 crime reports among 4 reports, expected no more than those"},
};

static const struct fault category_faults[] = {
    {"features: [KNIFE, FIREARM, DOMESTIC]", "features: [KNIFE, KNIFE, DOMESTIC]",
     "p.yaml:3:19: found \"KNIFE\" a second time, expected each feature once"},
    {"features: [KNIFE, FIREARM, DOMESTIC]", "features: [KNIFE, Firearm, DOMESTIC]",
     "p.yaml:3:19: found \"Firearm\", expected a code of at most 40 capital letters, digits and "
     "underscores, beginning with a letter"},
    {"features: [DOMESTIC]", "features: [DOMESTICS]",
     "p.yaml:11:34: found \"DOMESTICS\", expected one of \"KNIFE\", \"FIREARM\" or \"DOMESTIC\"; "
     "did you mean \"DOMESTIC\"?"},
    {"features_any: [KNIFE, FIREARM]", "features_any: [KNIFE, SWORD]",
     "p.yaml:35:32: found \"SWORD\", expected one of \"KNIFE\", \"FIREARM\" or \"DOMESTIC\""},
    {"code: RAPE", "code: ROBBERY",
     "p.yaml:38:11: found \"ROBBERY\", which is already a name of ROBBERY, expected each code and "
     "alias once"},
    {"code: RAPE", "code: STREET_ROBBERY",
     "p.yaml:38:11: found \"STREET_ROBBERY\", which is already a name of ROBBERY, expected each "
     "code and alias once"},
    {"code: RAPE", "code: 1RAPE",
     "p.yaml:38:11: found \"1RAPE\", expected a code of at most 40 capital letters, digits and "
     "underscores, beginning with a letter"},
    {"aliases: [STREET_ROBBERY]", "aliases: [ROBBERY]",
     "p.yaml:32:15: found \"ROBBERY\", which is already a name of ROBBERY, expected each code and "
     "alias once"},
    {"aliases: [STREET_ROBBERY]", "aliases: [MUGGING, MUGGING]",
     "p.yaml:32:24: found \"MUGGING\", which is already a name of ROBBERY, expected each code and "
     "alias once"},
    {"    title: Rape\n", "    title: Rape\n    aliases: [STREET_ROBBERY]\n",
     "p.yaml:40:15: found \"STREET_ROBBERY\", which is already a name of ROBBERY, expected each "
     "code and alias once"},
    {"aliases: [STREET_ROBBERY]", "aliases: [a, b, c, d, e, f, g, h, i]",
     "p.yaml:32:14: found a list of 9, expected 0 to 8 entries"},
    {"      - {base: 365, source: CCHI, status: published}\n", "",
     "p.yaml:35:24: found features_any in the last of the weights, expected the last to hold for "
     "every report: leave features_any out of it"},
    {"features_any: [KNIFE, FIREARM], ", "features_any: [], ",
     "p.yaml:36:9: found a weight below one that holds for every report, expected the one without "
     "features_any to be the last"},
    {"features_any: [KNIFE, FIREARM], ", "",
     "p.yaml:36:9: found a weight below one that holds for every report, expected the one without "
     "features_any to be the last"},
    {"      - {base: 365",
     "      - {features_any: [FIREARM], base: 1, source: CCHI, status: assumed}\n      - {base: "
     "365",
     "p.yaml:36:24: found only features that have a weight above, expected one that has none yet: "
     "the first weight that fits is taken"},
    {"weights: [{base: 1825, source: CCHI, status: published}]", "weights: []",
     "p.yaml:41:14: found a list of 0, expected 1 to 8 entries"},
};

static const struct fault text_faults[] = {
    {"  form: geometric", "\tform: geometric", "p.yaml:13:1: found a tab, expected spaces"},
    {"name: Test policy", "name: Test\xff policy",
     "p.yaml:1:11: found the byte 0xff, which is not UTF-8, expected the file to be saved as "
     "UTF-8"},
    {"title: Rape", "title: caf\xc3\xa9 \xe9", /* the column counts characters */
     "p.yaml:39:17: found the byte 0xe9, which is not UTF-8, expected the file to be saved as "
     "UTF-8"},
    {"title: Rape", "title: Ra\x01pe",
     "p.yaml:39:14: found a control character, expected plain text"},
    {"title: Rape", "title: \"Ra\\x1bpe\"",
     "p.yaml:39:12: found a text with a control character or a line break in it, expected one line "
     "of plain text"},
    {"title: Rape", "title: &rape Rape",
     "p.yaml:39:12: found an anchor (&), expected the value alone: anchors and aliases are not "
     "used in this file"},
    {"title: Rape", "title: *rape",
     "p.yaml:39:12: found an alias (*), expected the value itself: anchors and aliases are not "
     "used in this file"},
    {"title: Rape", "title: !!str Rape",
     "p.yaml:39:12: found a tag (!), expected the value alone: the key says what it is"},
    {"  - code: RAPE\n", "---\n  - code: RAPE\n",
     "p.yaml:38:1: found a second document, expected one in a file"},
    {"title: Rape", "title: \xf0\x9f\x94\xaa: 1: 2",
     "p.yaml:39:13: found a fault of YAML (mapping values are not allowed in this context), "
     "expected well-formed YAML"},
};

static void check_faults(const struct fault *faults, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct vha_policy *policy = NULL;
        struct vha_error error = {0};
        char *text = replaced(good, faults[i].from, faults[i].to);
        const enum vha_status status =
            vha_policy_parse("p.yaml", text, strlen(text), &policy, &error);
        if (faults[i].message == NULL) {
            if (status != VHA_OK)
                fail_msg("%s", error.message);
            vha_policy_free(policy);
        } else {
            assert_string_equal(error.message, faults[i].message);
            assert_int_equal(status, VHA_BAD_CONFIG);
            assert_int_equal(error.status, VHA_BAD_CONFIG);
            assert_null(policy);
        }
        free(text);
    }
}

static void test_good(void **state)
{
    (void)state;
    struct vha_policy *policy = NULL;
    struct vha_error error = {0};
    if (vha_policy_parse("p.yaml", good, sizeof good - 1, &policy, &error) != VHA_OK)
        fail_msg("%s", error.message);
    assert_int_equal(policy->category_count, 2);
    vha_policy_free(policy);
}

static void test_keys(void **state)
{
    (void)state;
    check_faults(key_faults, VHA_COUNT(key_faults));
}

static void test_values(void **state)
{
    (void)state;
    check_faults(value_faults, VHA_COUNT(value_faults));
}

static void test_categories(void **state)
{
    (void)state;
    check_faults(category_faults, VHA_COUNT(category_faults));
}

static void test_texts(void **state)
{
    (void)state;
    check_faults(text_faults, VHA_COUNT(text_faults));
}

/* 1000 to the 35th is beyond any integer: both numbers are allowed alone, not together. */
static void test_decay_out_of_reach(void **state)
{
    (void)state;
    struct vha_policy *policy = NULL;
    struct vha_error error = {0};
    char *monthly = replaced(good, "  months: 12\n", "  months: 1\n");
    char *text = replaced(monthly, "denominator: 3}", "denominator: 1000}");
    assert_int_equal(vha_policy_parse("p.yaml", text, strlen(text), &policy, &error),
                     VHA_BAD_CONFIG);
    assert_string_equal(
        error.message, "p.yaml:14:11: found a decay of 1 months in a window of 36, expected so few "
                       "periods that 1000 to their power fits 63 bits");
    free(text);
    free(monthly);
}

/* Wherever the file is cut off, it is refused with a place in it; but for the cuts between the two
 * categories, which leave a whole policy of one. */
static void test_every_cut(void **state)
{
    (void)state;
    const size_t between = (size_t)(strstr(good, "\n  - code: RAPE") - good);
    for (size_t length = 0; length + 1 < sizeof good; length++) {
        struct vha_policy *policy = NULL;
        struct vha_error error = {0};
        char *text = malloc(length + 1); /* of that size, so that reading beyond it is found */
        assert_non_null(text);
        memcpy(text, good, length);
        text[length] = '\0';
        const enum vha_status status = vha_policy_parse("p.yaml", text, length, &policy, &error);
        const bool is_whole = length + 2 >= sizeof good; /* but for the last line break */
        const bool is_between = length >= between && length <= between + strlen("\n  ");
        assert_int_equal(status, is_whole || is_between ? VHA_OK : VHA_BAD_CONFIG);
        if (status != VHA_OK) {
            assert_memory_equal(error.message, "p.yaml:", 7);
            assert_in_range(error.message[7], '1', '9');
        }
        vha_policy_free(policy);
        free(text);
    }
}

/* Every single byte changed to some other: read or refused in one sentence, nothing else. */
static void test_every_byte_changed(void **state)
{
    (void)state;
    static const char others[] = {'\0', '\t', '\n', '"', '*', '{', '9', '\xff'};
    char text[sizeof good];
    for (size_t i = 0; i + 1 < sizeof good; i++) {
        for (size_t k = 0; k < sizeof others; k++) {
            struct vha_policy *policy = NULL;
            struct vha_error error = {0};
            memcpy(text, good, sizeof good);
            text[i] = others[k];
            const enum vha_status status =
                vha_policy_parse("p.yaml", text, sizeof good - 1, &policy, &error);
            assert_int_equal(status == VHA_OK, policy != NULL);
            if (status != VHA_OK) {
                assert_int_equal(status, VHA_BAD_CONFIG);
                assert_memory_equal(error.message, "p.yaml:", 7);
                assert_null(strchr(error.message, '\n'));
                assert_in_range(strlen(error.message), 20, sizeof error.message - 2);
            }
            vha_policy_free(policy);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),      cmocka_unit_test(test_keys),
        cmocka_unit_test(test_values),    cmocka_unit_test(test_categories),
        cmocka_unit_test(test_texts),     cmocka_unit_test(test_decay_out_of_reach),
        cmocka_unit_test(test_every_cut), cmocka_unit_test(test_every_byte_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
