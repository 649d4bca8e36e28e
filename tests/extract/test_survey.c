/* The first look at a file: its hash, and what its bytes say of the encoding wherever the blocks
 * happen to cut them. */
#include "quarter_fixture.h"
#include "survey.h"

#include <stdio.h>
#include <unistd.h>

enum { BLOCK = 256 * 1024 }; /* as the survey reads */

static struct survey look_at(const char *bytes, size_t length)
{
    char path[64];
    snprintf(path, sizeof path, "/tmp/vha-test-survey-%ld.csv", (long)getpid());
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    const struct vha_settings settings = {.max_file_bytes = 8 << 20};
    const struct survey_file about = {.path = path, .name = "a.csv", .text = true};
    const struct survey survey = survey_look(&about, &settings);
    unlink(path);
    return survey;
}

static enum vha_encoding encoding_of(const char *text)
{
    const struct survey survey = look_at(text, strlen(text));
    assert_int_equal(survey.status, VHA_OK);
    return survey.encoding;
}

static void test_short_texts(void **state)
{
    (void)state;
    assert_int_equal(encoding_of(""), VHA_UTF8);
    assert_int_equal(encoding_of("abc"), VHA_UTF8);
    assert_int_equal(encoding_of("Zo\xC3\xAB"), VHA_UTF8);
    assert_int_equal(encoding_of("\xF0\x9F\x99\x82"), VHA_UTF8);
    assert_int_equal(encoding_of("Zo\xEB"), VHA_WINDOWS_1252);
    assert_int_equal(encoding_of("Zo\xEB \xC3\xAB"), VHA_UTF8_BROKEN);
    assert_int_equal(encoding_of("\xC3\xAB Zo\xEB"), VHA_UTF8_BROKEN);
    assert_int_equal(encoding_of("\xEF\xBB\xBFZo\xEB"), VHA_UTF8_BROKEN); /* the mark says so */
    assert_int_equal(encoding_of("\xC0\xAF"), VHA_WINDOWS_1252);          /* an overlong form */
    assert_int_equal(encoding_of("\xED\xA0\x80"), VHA_WINDOWS_1252);      /* half a pair */
    assert_int_equal(encoding_of("\xF4\x90\x80\x80"), VHA_WINDOWS_1252);  /* beyond Unicode */
}

static void test_quotation_marks_are_noticed(void **state)
{
    (void)state;
    assert_false(look_at("a,b", 3).has_quotes);
    assert_true(look_at("a,\"b", 4).has_quotes);
    char *bytes = vha_alloc(BLOCK + 10);
    memset(bytes, 'a', BLOCK + 10);
    assert_false(look_at(bytes, BLOCK + 10).has_quotes);
    bytes[3] = '"';
    assert_true(look_at(bytes, BLOCK + 10).has_quotes);
    bytes[3] = 'a';
    bytes[BLOCK + 9] = '"';
    assert_true(look_at(bytes, BLOCK + 10).has_quotes);
    free(bytes);
}

/* A text of which `piece` stands so that its byte number `cut` is the second block's first. */
static enum vha_encoding encoding_at_cut(const char *piece, size_t cut, const char *after)
{
    const size_t length = BLOCK - cut + strlen(piece) + strlen(after);
    char *bytes = vha_alloc(length + 1);
    memset(bytes, 'a', BLOCK);
    stpcpy(stpcpy(bytes + BLOCK - cut, piece), after);
    const struct survey survey = look_at(bytes, length);
    free(bytes);
    assert_int_equal(survey.status, VHA_OK);
    return survey.encoding;
}

static void test_characters_cut_by_a_block(void **state)
{
    (void)state;
    static const char *const characters[] = {"\xC3\xAB", "\xE2\x82\xAC", "\xF0\x9F\x99\x82"};
    static const char *const afters[] = {"", "a", "\xC3\xAB", "\xF0\x9F\x99\x82 and more"};
    for (size_t i = 0; i < VHA_COUNT(characters); i++)
        for (size_t cut = 0; cut <= strlen(characters[i]); cut++)
            for (size_t after = 0; after < VHA_COUNT(afters); after++)
                assert_int_equal(encoding_at_cut(characters[i], cut, afters[after]), VHA_UTF8);
}

/* The beginning of a character that the next block does not go on with. */
static void test_broken_characters_at_a_block(void **state)
{
    (void)state;
    static const char *const starts[] = {"\xC3",         "\xE2\x82", "\xF0\x9F\x99",
                                         "\xF0\x9F\xC3", "\xEB",     "\xE2\xE2"};
    for (size_t i = 0; i < VHA_COUNT(starts); i++)
        for (size_t cut = 0; cut <= strlen(starts[i]); cut++) {
            assert_int_equal(encoding_at_cut(starts[i], cut, "a"), VHA_WINDOWS_1252);
            assert_int_equal(encoding_at_cut(starts[i], cut, ""), VHA_WINDOWS_1252);
            assert_int_equal(encoding_at_cut(starts[i], cut, "a\xC3\xAB"), VHA_UTF8_BROKEN);
        }
}

static void test_hash_of_a_long_file(void **state)
{
    (void)state;
    enum { LENGTH = 3 * BLOCK + 17 };
    char *bytes = vha_alloc(LENGTH);
    for (size_t i = 0; i < LENGTH; i++)
        bytes[i] = (char)('a' + i % 23);
    char expected[VHA_SHA256_TEXT_SIZE];
    vha_sha256_text(expected, bytes, LENGTH);
    const struct survey survey = look_at(bytes, LENGTH);
    free(bytes);
    assert_string_equal(survey.sha256, expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_short_texts),
        cmocka_unit_test(test_quotation_marks_are_noticed),
        cmocka_unit_test(test_characters_cut_by_a_block),
        cmocka_unit_test(test_broken_characters_at_a_block),
        cmocka_unit_test(test_hash_of_a_long_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
