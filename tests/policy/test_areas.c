#include "testing.h"

#include "vha/policy.h"

static struct vha_areas *read_default(void)
{
    struct vha_areas *areas = NULL;
    struct vha_error error = {0};
    if (vha_areas_read(DEFAULT_AREAS, &areas, &error) != VHA_OK)
        fail_msg("%s", error.message);
    return areas;
}

static void test_default_areas(void **state)
{
    (void)state;
    static const struct {
        const char *gss;
        const char *name;
        const char *bcu;
        const char *bcu_name;
    } cases[] = {
        {"E09000001", "City of London", "", ""},
        {"E09000002", "Barking and Dagenham", "EA", "East Area"},
        {"E09000012", "Hackney", "CE", "Central East"},
        {"E09000020", "Kensington and Chelsea", "AW", "Central West"},
        {"E09000022", "Lambeth", "AS", "Central South"},
        {"E09000031", "Waltham Forest", "NE", "North East"},
        {"E09000033", "Westminster", "AW", "Central West"},
    };
    struct vha_areas *areas = read_default();
    assert_int_equal(areas->count, 33);
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        const uint8_t index = vha_areas_borough(areas, cases[i].gss, strlen(cases[i].gss));
        assert_int_not_equal(index, VHA_NO_BOROUGH);
        const struct vha_borough *borough = &areas->boroughs[index];
        assert_string_equal(borough->gss, cases[i].gss);
        assert_string_equal(borough->name, cases[i].name);
        assert_string_equal(borough->bcu, cases[i].bcu);
        assert_string_equal(borough->bcu_name, cases[i].bcu_name);
    }
    vha_areas_free(areas);
}

/* Thirty-two boroughs in twelve BCUs, each of two to four, and every code stands at its index. */
static void test_every_borough(void **state)
{
    (void)state;
    struct vha_areas *areas = read_default();
    size_t in_a_bcu = 0;
    size_t bcus = 0;
    for (size_t i = 0; i < areas->count; i++) {
        const struct vha_borough *borough = &areas->boroughs[i];
        char gss[32];
        snprintf(gss, sizeof gss, "E090000%02zu", i + 1);
        assert_string_equal(borough->gss, gss);
        assert_int_equal(vha_areas_borough(areas, borough->gss, 9), i);
        assert_int_equal(vha_areas_borough(areas, borough->name, strlen(borough->name)), i);
        if (borough->bcu[0] == '\0')
            continue;
        in_a_bcu++;
        size_t members = 0;
        bool is_first = true;
        for (size_t k = 0; k < areas->count; k++) {
            const bool is_same = strcmp(areas->boroughs[k].bcu, borough->bcu) == 0;
            members += is_same;
            is_first = is_first && !(is_same && k < i);
        }
        bcus += is_first;
        assert_in_range(members, 2, 4);
    }
    assert_int_equal(in_a_bcu, 32);
    assert_int_equal(bcus, 12);
    vha_areas_free(areas);
}

static void test_lookup(void **state)
{
    (void)state;
    struct vha_areas *areas = read_default();
    static const struct {
        const char *text;
        unsigned index;
    } cases[] = {
        {"lambeth", 21},
        {"LAMBETH", 21},
        {"E09000022", 21},
        {"", VHA_NO_BOROUGH},
        {"Lambet", VHA_NO_BOROUGH},
        {"Lambeth ", VHA_NO_BOROUGH},
        {"E0900002", VHA_NO_BOROUGH},
        {"E09000034", VHA_NO_BOROUGH},
        {"e09000022", VHA_NO_BOROUGH},
        {"Slough", VHA_NO_BOROUGH},
    };
    for (size_t i = 0; i < VHA_COUNT(cases); i++)
        assert_int_equal(vha_areas_borough(areas, cases[i].text, strlen(cases[i].text)),
                         cases[i].index);
    assert_int_equal(vha_areas_borough(areas, "Lambeth,Brent", 7), 21);
    vha_areas_free(areas);
}

static void test_faults(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *message; /* after the file's name */
    } cases[] = {
        {"bcus: {AS: South}\nboroughs:\n  - {gss: E0900002, name: A, bcu: AS}\n",
         ":3:11: found \"E0900002\", expected a GSS code, E and eight digits"},
        {"bcus: {AS: South}\nboroughs:\n  - {gss: E09000002, name: A, bcu: SA}\n",
         ":3:36: found \"SA\", expected one of \"AS\" or \"none\""},
        {"bcus: {AS: South}\nboroughs:\n  - {gss: E09000002, name: A, bcu: AS}\n"
         "  - {gss: E09000002, name: B, bcu: AS}\n",
         ":4:11: found E09000002 after E09000002, expected the boroughs in the order of their "
         "codes, each once"},
        {"bcus: {AS: South}\nboroughs:\n  - {gss: E09000002, name: Ab, bcu: AS}\n"
         "  - {gss: E09000003, name: aB, bcu: AS}\n",
         ":4:28: found \"aB\", which already names E09000002, expected each name once"},
        {"bcus: {AS: South, NE: North}\nboroughs:\n  - {gss: E09000002, name: A, bcu: AS}\n",
         ":1:19: found the BCU \"NE\" without a borough, expected at least one"},
        {"bcus: {As: South}\nboroughs: []\n",
         ":1:8: found a BCU code that is not one to four capital letters, expected one such as AS"},
        {"bcus: []\nboroughs: []\n",
         ":1:7: found a list, expected a mapping of 1 to 63 BCU codes to their names"},
        {"bcus: {AS: South}\nboroughs: []\n", ":2:11: found a list of 0, expected 1 to 63 entries"},
        {"bcus: {AS: South}\nborough: []\n",
         ":2:1: found \"borough\", expected \"boroughs\"; did you mean \"boroughs\"?"},
        {"bcus: {AS: South}\nboroughs:\n  - {gss: E09000002, bcu: AS}\n",
         ":3:5: found no \"name\" in the mapping that begins here, expected it with the borough's "
         "name"},
    };
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        struct vha_areas *areas = NULL;
        struct vha_error error = {0};
        char *path = scratch_file(cases[i].text);
        assert_int_equal(vha_areas_read(path, &areas, &error), VHA_BAD_CONFIG);
        assert_null(areas);
        assert_memory_equal(error.message, path, strlen(path));
        assert_string_equal(error.message + strlen(path), cases[i].message);
        unlink(path);
        free(path);
    }
    struct vha_areas *areas = NULL;
    assert_int_equal(vha_areas_read("no/such/areas.yaml", &areas, NULL), VHA_NO_INPUT);
    vha_areas_free(NULL);
}

static void test_scopes(void **state)
{
    static const struct {
        const char *typed, *read; /* NULL: refused */
    } cases[] = {
        {"all", "all"},  {"AS", "AS"},     {"AS,CN", "AS CN"}, {"", NULL},
        {"as", NULL},    {"AS,", NULL},    {",AS", NULL},      {"AS,,CN", NULL},
        {"AS CN", NULL}, {"all,AS", NULL}, {"XX", NULL},       {"AS,XX", NULL},
    };
    struct vha_areas *areas = NULL;
    struct vha_error error = {.message = ""};
    char scope[16];
    (void)state;
    assert_int_equal(vha_areas_read(DEFAULT_AREAS, &areas, &error), VHA_OK);
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        const enum vha_status status =
            vha_areas_read_scope(areas, cases[i].typed, scope, sizeof scope, &error);
        assert_int_equal(status, cases[i].read != NULL ? VHA_OK : VHA_USAGE);
        assert_string_equal(scope, cases[i].read != NULL ? cases[i].read : "");
    }
    assert_non_null(strstr(error.message, "'AS,XX'"));
    /* No more than there is room for. */
    assert_int_equal(vha_areas_read_scope(areas, "AS,CN,AS,CN,AS,CN", scope, sizeof scope, &error),
                     VHA_USAGE);
    vha_areas_free(areas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_default_areas), cmocka_unit_test(test_every_borough),
        cmocka_unit_test(test_lookup),        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_scopes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
