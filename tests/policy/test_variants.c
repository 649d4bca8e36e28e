/* Ready-made variants: those there are in two folders, and where the file of a name stands. */
#include "testing.h"

#include "vha/policy.h"

#include <sys/stat.h>

#define SHIPPED VHA_SOURCE_DIR "/config/variants"

struct folders {
    struct vha_policy *base;
    char own[32];
};

static int set_up(void **state)
{
    struct folders *const folders = vha_alloc_zeroed(1, sizeof *folders);
    snprintf(folders->own, sizeof folders->own, "variants-XXXXXX");
    if (mkdtemp(folders->own) == NULL ||
        vha_policy_read(DEFAULT_POLICY, &folders->base, NULL) != VHA_OK)
        return -1;
    *state = folders;
    return 0;
}

static void put(const struct folders *folders, const char *name, const char *text)
{
    char *const path = vha_path(folders->own, name);
    assert_int_equal(vha_write_file(path, text, strlen(text), NULL), VHA_OK);
    free(path);
}

static void take(const struct folders *folders, const char *name)
{
    char *const path = vha_path(folders->own, name);
    unlink(path);
    free(path);
}

static int tear_down(void **state)
{
    struct folders *const folders = *state;
    take(folders, "linear-decay.yaml");
    take(folders, "zero.yaml");
    take(folders, "faulty.yaml");
    take(folders, "Not a name.yaml");
    rmdir(folders->own);
    vha_policy_free(folders->base);
    free(folders);
    return 0;
}

static void test_the_shipped_ones(void **state)
{
    const struct folders *const folders = *state;
    static const char *const names[] = {"accused-only", "linear-decay", "with-pwits",
                                        "without-intelligence", "without-knife-possession"};
    struct vha_variants *const variants =
        vha_variants_find((const char *const[]){"/nowhere", SHIPPED, NULL}, folders->base);
    assert_int_equal(variants->count, VHA_COUNT(names));
    for (size_t i = 0; i < variants->count; i++) {
        assert_string_equal(variants->items[i].name, names[i]);
        assert_non_null(variants->items[i].why);
    }
    assert_string_equal(vha_variants_named(variants, "linear-decay")->title, "Linear decay");
    assert_null(vha_variants_named(variants, "linear"));
    vha_variants_free(variants);
}

static void test_the_own_ones_come_first(void **state)
{
    const struct folders *const folders = *state;
    const char *const both[] = {folders->own, SHIPPED, NULL};
    put(folders, "linear-decay.yaml", "variant: Of our own\nwhy: W\nremove_categories: [GBH]\n");
    put(folders, "zero.yaml", "variant: Zero\nwhy: W\nremove_categories: [KNIFE_POSSESSION]\n");
    put(folders, "faulty.yaml", "variant: Faulty\n");
    put(folders, "Not a name.yaml", "variant: N\nwhy: W\nremove_categories: [GBH]\n");
    struct vha_variants *const variants = vha_variants_find(both, folders->base);
    assert_int_equal(variants->count, 6);
    assert_string_equal(variants->items[5].title, "Zero");
    assert_null(vha_variants_named(variants, "faulty"));
    vha_variants_free(variants);

    char *path = vha_variant_path(both, "linear-decay");
    assert_memory_equal(path, folders->own, strlen(folders->own));
    free(path);
    path = vha_variant_path(both, "with-pwits");
    assert_string_equal(path, SHIPPED "/with-pwits.yaml");
    free(path);
    path = vha_variant_path(both, "nothing-such");
    assert_string_equal(path, SHIPPED "/nothing-such.yaml");
    free(path);
}

static void test_what_is_no_name(void **state)
{
    static const char *const folders[] = {SHIPPED, NULL};
    (void)state;
    assert_null(vha_variant_path(folders, ""));
    assert_null(vha_variant_path(folders, "../policy"));
    assert_null(vha_variant_path(folders, "Linear"));
    assert_null(vha_variant_path(
        folders, "a-name-that-goes-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_shipped_ones),
        cmocka_unit_test(test_the_own_ones_come_first),
        cmocka_unit_test(test_what_is_no_name),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
