#include "testing.h"

#include "vha/policy.h"

#define DEFAULT_PURPOSES VHA_SOURCE_DIR "/config/purposes.yaml"

static struct vha_purposes *purposes;

static int set_up(void **state)
{
    (void)state;
    struct vha_error error = {.message = ""};
    if (vha_purposes_read(DEFAULT_PURPOSES, &purposes, &error) != VHA_OK)
        fail_msg("%s", error.message);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    vha_purposes_free(purposes);
    vha_purposes_free(NULL);
    return 0;
}

/* Each says what it rests on; those that are none say what to do instead. */
static void test_default_purposes(void **state)
{
    (void)state;
    size_t refused = 0;
    assert_in_range(purposes->count, 8, VHA_MAX_PURPOSES);
    for (size_t i = 0; i < purposes->count; i++) {
        const struct vha_purpose *const purpose = &purposes->purposes[i];
        assert_non_null(strstr(purpose->source, "SOP "));
        refused += purpose->refused != NULL;
        if (purpose->refused != NULL)
            assert_non_null(strstr(purpose->refused, "SOP 60"));
    }
    assert_string_equal(purposes->purposes[0].name, "prevent");
    assert_int_equal(refused, 2);
}

static void test_purposes_as_typed(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        const char *purpose;
    } cases[] = {
        {"safeguard: MACE meeting", "safeguard: MACE meeting"},
        {"  safeguard:MACE meeting \n", "safeguard: MACE meeting"},
        {"apprehend Op Vale", "apprehend: Op Vale"},
        {"threat-to-life :  CAD 4411/03", "threat-to-life: CAD 4411/03"},
        {"audit: Überprüfung März", "audit: Überprüfung März"},
    };
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        struct vha_error error = {.message = ""};
        char purpose[VHA_PURPOSE_SIZE];
        if (vha_purpose_read(purposes, cases[i].typed, purpose, &error) != VHA_OK)
            fail_msg("%s", error.message);
        assert_string_equal(purpose, cases[i].purpose);
    }
}

static void test_purposes_that_are_none(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        enum vha_status status;
        const char *words;
    } cases[] = {
        {"", VHA_USAGE, "\"\" is no policing purpose; state one as CATEGORY: WORDS"},
        {"safe: MACE meeting", VHA_USAGE, "\"safe\" is no policing purpose"},
        {"SAFEGUARD: MACE meeting", VHA_USAGE, "being one of prevent, investigate, apprehend"},
        {"safeguard", VHA_USAGE, "Say what it is for in some words"},
        {"safeguard:", VHA_USAGE, "at least 5 letters or figures"},
        {"safeguard: ....................", VHA_USAGE, "Say what it is for"},
        {"safeguard: aaaaaaaaa", VHA_USAGE, "Say what it is for"},
        {"safeguard: 12345678", VHA_USAGE, "Say what it is for"},
        {"safeguard: abcd", VHA_USAGE, "Say what it is for"},
        {"safeguard: Op \x1b[2J Vale", VHA_USAGE, "no text of one line"},
        {"safeguard: Op Vale\nand more", VHA_USAGE, "no text of one line"},
        {"safeguard: Op \xff Vale", VHA_USAGE, "no text of one line"},
        {"training: first steps", VHA_NO_PERMISSION, "vha synth"},
        {"personal: a neighbour", VHA_NO_PERMISSION, "misuse"},
    };
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        struct vha_error error = {.message = ""};
        char purpose[VHA_PURPOSE_SIZE] = "unchanged";
        assert_int_equal(vha_purpose_read(purposes, cases[i].typed, purpose, &error),
                         cases[i].status);
        if (strstr(error.message, cases[i].words) == NULL)
            fail_msg("%s", error.message);
        assert_string_equal(purpose, "unchanged");
    }
    char longest[VHA_PURPOSE_SIZE + 64];
    char purpose[VHA_PURPOSE_SIZE];
    for (int length = 195; length < 210; length++) {
        snprintf(longest, sizeof longest, "prevent: Op Vale%*s", length - 7, "x");
        assert_int_equal(vha_purpose_read(purposes, longest, purpose, NULL),
                         length <= 200 ? VHA_OK : VHA_USAGE);
    }
}

/* Each fault is one change of the default file. */
static void test_faults(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        const char *to;
        const char *words;
    } cases[] = {
        {"name: investigate", "name: prevent",
         "found prevent a second time, expected each purpose once"},
        {"name: investigate", "name: Investigate",
         "found \"Investigate\", expected a name of small letters and hyphens"},
        {"    source: SOP 34, DPA section 31\n", "", "found no \"source\""},
        {"refused:", "refusal:", "found \"refusal\""},
        {"title: Develop intelligence", "title: ''", "expected a text of 1 to 72 characters"},
    };
    char *text = NULL;
    size_t length = 0;
    assert_int_equal(vha_read_file(DEFAULT_PURPOSES, 1 << 20, &text, &length, NULL), VHA_OK);
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        char *changed = replaced(text, cases[i].from, cases[i].to);
        char *path = scratch_file(changed);
        struct vha_purposes *read = NULL;
        struct vha_error error = {.message = ""};
        assert_int_equal(vha_purposes_read(path, &read, &error), VHA_BAD_CONFIG);
        assert_null(read);
        if (strstr(error.message, cases[i].words) == NULL)
            fail_msg("%s", error.message);
        unlink(path);
        free(path);
        free(changed);
    }
    free(text);
}

/* A file in which every purpose is refused would let nobody in. */
static void test_nothing_but_refusals(void **state)
{
    (void)state;
    char *path =
        scratch_file("purposes:\n"
                     "  - {name: training, title: Training, source: SOP 60, refused: No.}\n");
    struct vha_purposes *read = NULL;
    struct vha_error error = {.message = ""};
    assert_int_equal(vha_purposes_read(path, &read, &error), VHA_BAD_CONFIG);
    assert_non_null(strstr(error.message, "at least one purpose that is not refused"));
    unlink(path);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_default_purposes),       cmocka_unit_test(test_purposes_as_typed),
        cmocka_unit_test(test_purposes_that_are_none), cmocka_unit_test(test_faults),
        cmocka_unit_test(test_nothing_but_refusals),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
