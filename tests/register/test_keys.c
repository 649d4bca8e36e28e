#include "fixture.h"

#include <stdio.h>
#include <string.h>

static void test_good_keys(void **state)
{
    (void)state;
    struct vha_error error;
    struct vha_ssh_key key;
    const struct vha_ssh_key good = fixture_key(3);
    char line[4096];
    snprintf(line, sizeof line, "  %s\t%s analyst@host, with a comment\n", good.type, good.key);
    assert_status(vha_ssh_key_read(line, &key, &error), VHA_OK, error);
    assert_string_equal(key.type, good.type);
    assert_string_equal(key.key, good.key);
    snprintf(line, sizeof line, "%s %s", good.type, good.key);
    assert_status(vha_ssh_key_read(line, &key, &error), VHA_OK, error);
}

/* As `ssh-keygen -l` says of the same key. */
static void test_fingerprint(void **state)
{
    (void)state;
    struct vha_error error;
    struct vha_ssh_key key;
    char fingerprint[VHA_FINGERPRINT_SIZE];
    assert_status(vha_ssh_key_check("ssh-ed25519", fixture_key(0).key, &key, &error), VHA_OK,
                  error);
    assert_string_equal(vha_ssh_key_fingerprint(fingerprint, &key),
                        "SHA256:kmYcvdi2GkPeWxB6XLjrZB8JHsy2Hm8luHMFp9GMvqk");
}

static void test_bad_keys(void **state)
{
    (void)state;
    struct vha_error error;
    struct vha_ssh_key key;
    const struct vha_ssh_key good = fixture_key(3);
    char longer[4096];
    memset(longer, 'A', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    const char *const pairs[][2] = {
        {"ssh-dss", good.key},
        {"ssh-rsa", good.key}, /* bytes of another type */
        {"ssh-ed25519-cert-v01@openssh.com", good.key},
        {"command=\"sh\"", good.key},
        {"", good.key},
        {"ssh-ed25519", ""},
        {"ssh-ed25519", "AAAA"},
        {"ssh-ed25519", "AAAA\" command=\"sh"},
        {"ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAA\nssh-rsa"},
        {"ssh-ed25519", longer},
        {longer, good.key},
    };
    for (size_t i = 0; i < VHA_COUNT(pairs); i++)
        assert_status(vha_ssh_key_check(pairs[i][0], pairs[i][1], &key, &error), VHA_BAD_DATA,
                      error);
    static const char *const lines[] = {"",
                                        "\n",
                                        "ssh-ed25519",
                                        "ssh-ed25519\n",
                                        "no-pty ssh-ed25519 AAAA",
                                        "-----BEGIN OPENSSH PRIVATE"};
    for (size_t i = 0; i < VHA_COUNT(lines); i++)
        assert_status(vha_ssh_key_read(lines[i], &key, &error), VHA_BAD_DATA, error);
    assert_status(vha_ssh_key_read(longer, &key, &error), VHA_BAD_DATA, error);
}

static void test_unknown_key_is_logged(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_ssh_key key = fixture_key(0);
    char login[VHA_LOGIN_SIZE];
    assert_status(vha_register_key_user(fixture->reg, &key, login, &fixture->error), VHA_NO_USER,
                  fixture->error);
    assert_int_equal(fixture_number(fixture,
                                    "SELECT count(*) FROM audit WHERE action = 'enter' AND outcome "
                                    "= 'refused' AND reason LIKE '%SHA256:%'"),
                     1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good_keys),
        cmocka_unit_test(test_fingerprint),
        cmocka_unit_test(test_bad_keys),
        cmocka_unit_test_setup_teardown(test_unknown_key_is_logged, fixture_open, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
