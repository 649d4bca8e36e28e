/* The hash index, and the pool of texts that stands on it. */
#include "index.h"

#include "pool.h"
#include "quarter_fixture.h"

#include <stdio.h>

static void test_empty_index(void **state)
{
    (void)state;
    struct index index;
    index_init(&index);
    size_t at = 0;
    uint32_t row = 0;
    assert_false(index_next(&index, 0, &at, &row));
    at = 0;
    assert_false(index_next(&index, UINT32_MAX, &at, &row));
    index_free(&index);
}

/* Every row is found under its hash while the index grows, and once only. */
static void test_growth(void **state)
{
    (void)state;
    enum { ROWS = 100000 };
    struct index index;
    index_init(&index);
    for (uint32_t row = 0; row < ROWS; row++)
        index_add(&index, hash_number(row), row);
    assert_int_equal(index.count, ROWS);
    assert_true(index.mask + 1 >= 2 * (size_t)ROWS);
    assert_int_equal(index.mask & (index.mask + 1), 0);
    for (uint32_t wanted = 0; wanted < ROWS; wanted++) {
        size_t found = 0;
        uint32_t row = 0;
        for (size_t at = 0; index_next(&index, hash_number(wanted), &at, &row);)
            found += row == wanted ? 1 : 0;
        assert_int_equal(found, 1);
    }
    size_t at = 0;
    uint32_t row = 0;
    size_t strangers = 0;
    for (uint32_t stranger = ROWS; stranger < 2 * ROWS; stranger++, at = 0)
        strangers += index_next(&index, hash_number(stranger), &at, &row) ? 1 : 0;
    assert_true(strangers < 50); /* equal hashes of 32 bits are rare */
    index_free(&index);
}

/* Rows of one hash, also where the walk goes over the end of the slots. */
static void test_one_hash_for_many_rows(void **state)
{
    (void)state;
    static const uint32_t hashes[] = {0, 1023, 2047, UINT32_MAX, 0xFFFF0000u};
    for (size_t i = 0; i < VHA_COUNT(hashes); i++) {
        enum { ROWS = 3000 };
        struct index index;
        index_init(&index);
        for (uint32_t row = 0; row < ROWS; row++)
            index_add(&index, hashes[i], row);
        index_add(&index, hashes[i] + 1, 4000000000u);
        bool seen[ROWS] = {false};
        size_t count = 0;
        uint32_t row = 0;
        for (size_t at = 0; index_next(&index, hashes[i], &at, &row); count++) {
            assert_true(row < ROWS && !seen[row]);
            seen[row] = true;
        }
        assert_int_equal(count, ROWS);
        size_t at = 0;
        assert_true(index_next(&index, hashes[i] + 1, &at, &row));
        assert_int_equal(row, 4000000000u);
        index_free(&index);
    }
}

/* Hashes of bytes depend on every byte and on the length. */
static void test_hash_of_bytes(void **state)
{
    (void)state;
    unsigned char bytes[40] = {0};
    for (size_t length = 0; length <= sizeof bytes; length++) {
        const uint32_t hash = hash_bytes(bytes, length);
        if (length > 0)
            assert_int_not_equal(hash, hash_bytes(bytes, length - 1));
        for (size_t i = 0; i < length; i++) {
            bytes[i] = 1;
            assert_int_not_equal(hash, hash_bytes(bytes, length));
            bytes[i] = 0;
        }
    }
}

static void test_pool_keeps_words_once(void **state)
{
    (void)state;
    struct pool pool;
    pool_init(&pool);
    assert_int_equal(pool_add(&pool, "", 0), 0);
    assert_int_equal(pool_word(&pool, "", 0), 0);
    const vha_text_id knife = pool_word(&pool, "KNIFE!", 5);
    assert_int_equal(pool_word(&pool, "KNIFE", 5), knife);
    assert_int_not_equal(pool_word(&pool, "KNIF", 4), knife);
    assert_int_not_equal(pool_word(&pool, "KNIFES", 6), knife);
    assert_int_not_equal(pool_add(&pool, "KNIFE", 5), knife);
    assert_string_equal(pool.texts + knife, "KNIFE");
    assert_true(pool_equals(&pool, knife, "KNIFE", 5));
    assert_false(pool_equals(&pool, knife, "KNIFE", 4));
    assert_false(pool_equals(&pool, knife, "KNIFES", 6));
    assert_true(pool_equals(&pool, 0, "", 0));
    const vha_text_id last = pool_add(&pool, "end", 3);
    assert_true(pool_equals(&pool, last, "end", 3));
    assert_false(pool_equals(&pool, last, "end and far beyond what the pool holds", 38));
    pool_free(&pool);
}

static void test_pool_of_many_texts(void **state)
{
    (void)state;
    enum { TEXTS = 20000 };
    struct pool pool;
    pool_init(&pool);
    vha_text_id *ids = vha_alloc(TEXTS * sizeof *ids);
    char text[16];
    for (int i = 0; i < TEXTS; i++)
        ids[i] = pool_word(&pool, text, (size_t)snprintf(text, sizeof text, "text %d", i));
    const size_t used = pool.used;
    for (int i = TEXTS - 1; i >= 0; i--) {
        const size_t length = (size_t)snprintf(text, sizeof text, "text %d", i);
        assert_int_equal(pool_word(&pool, text, length), ids[i]);
        assert_string_equal(pool.texts + ids[i], text);
    }
    assert_int_equal(pool.used, used);
    free(ids);
    pool_free(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty_index),
        cmocka_unit_test(test_growth),
        cmocka_unit_test(test_one_hash_for_many_rows),
        cmocka_unit_test(test_hash_of_bytes),
        cmocka_unit_test(test_pool_keeps_words_once),
        cmocka_unit_test(test_pool_of_many_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
