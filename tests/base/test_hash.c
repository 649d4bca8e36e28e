#include "support.h"

#include <string.h>

/* The examples of FIPS 180-2. */
static void test_published_examples(void **state)
{
    (void)state;
    char text[VHA_SHA256_TEXT_SIZE];
    assert_string_equal(vha_sha256_text(text, "", 0),
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_string_equal(vha_sha256_text(text, "abc", 3),
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const char *const longer = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    assert_string_equal(vha_sha256_text(text, longer, strlen(longer)),
                        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void test_hex(void **state)
{
    (void)state;
    unsigned char hash[VHA_SHA256_BYTES] = {0x00, 0x0f, 0xf0, 0xff};
    char text[VHA_SHA256_TEXT_SIZE];
    assert_memory_equal(vha_sha256_hex(text, hash), "000ff0ff00", 10);
    assert_int_equal(strlen(text), 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_published_examples),
        cmocka_unit_test(test_hex),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
