#include "testing.h"

#include "keys.h"

#define NEEDED                                                                                     \
    "keys:\n  quit: q\n  back: Esc\n  help: \"?\"\ntyping:\n  accept: Enter\n  cancel: Esc\n"

static struct keymap keymap;
static struct vha_error error;

static enum vha_status parse(const char *text)
{
    error.message[0] = '\0';
    return keymap_parse("keys.yaml", text, strlen(text), &keymap, &error);
}

static void assert_refused(const char *text, const char *place, const char *words)
{
    assert_int_equal(parse(text), VHA_BAD_CONFIG);
    if (strncmp(error.message, place, strlen(place)) != 0 || strstr(error.message, words) == NULL)
        fail_msg("expected \"%s\" and \"%s\" in: %s", place, words, error.message);
}

/* Every action of the table has a key, so that nothing can be done by mouse alone. */
static void test_shipped_keys_reach_every_action(void **state)
{
    (void)state;
    assert_int_equal(keymap_read(SHIPPED_KEYS, &keymap, &error), VHA_OK);
    for (int action = 1; action < ACTIONS; action++) {
        char name[KEY_NAME_SIZE];
        if (keymap_first(&keymap, (enum action)action, name)[0] == '\0')
            fail_msg("no key for %s", action_table[action].name);
    }
    for (int action = 1; action < TYPING_ACTIONS; action++) {
        char names[128];
        keymap_all_typing(&keymap, (enum typing_action)action, names, sizeof names);
        assert_string_not_equal(names, "");
    }
    assert_int_equal(keymap_action(&keymap, 'j'), ACTION_DOWN);
    assert_int_equal(keymap_action(&keymap, KEYS_DOWN), ACTION_DOWN);
    assert_int_equal(keymap_action(&keymap, 4), ACTION_HALF_DOWN);
    assert_int_equal(keymap_action(&keymap, 'z'), ACTION_NONE);
    assert_int_equal(keymap_typing(&keymap, 'j'), TYPING_NONE);
    assert_int_equal(keymap_typing(&keymap, KEYS_ESCAPE), TYPING_CANCEL);
}

static void test_a_key_has_one_meaning(void **state)
{
    (void)state;
    assert_int_equal(parse(NEEDED), VHA_OK);
    assert_refused("keys:\n  quit: q\n  up: [k, q]\n", "keys.yaml:3:11: ", "quit");
    assert_refused("keys:\n  up: [Up, k, k]\n",
                   "keys.yaml:2:15: ", "up already (line 2, column 12)");
    assert_refused("typing:\n  accept: Enter\n  cancel: Enter\n", "keys.yaml:3:11: ", "accept");
    /* The two modes do not meet. */
    assert_int_equal(parse(NEEDED "  erase: q\n"), VHA_OK);
}

static void test_unknown_words_are_named_with_their_place(void **state)
{
    (void)state;
    assert_refused("keys:\n  quitt: q\n", "keys.yaml:2:3: ", "did you mean \"quit\"?");
    assert_refused("keys:\n  quit: Entr\n", "keys.yaml:2:9: ", "Entr");
    assert_refused("keys:\n  quit: Ctrl-M\n", "keys.yaml:2:9: ", "Ctrl-M");
    assert_refused("keys:\n  quit: Ctrl-q\n", "keys.yaml:2:9: ", "Ctrl-q");
    assert_refused("keys:\n  quit: F13\n", "keys.yaml:2:9: ", "F13");
    assert_refused("keys:\n  quit: {a: b}\n", "keys.yaml:2:9: ", "a list of keys");
    assert_refused("key:\n  quit: q\n", "keys.yaml:1:1: ", "did you mean \"keys\"?");
    assert_refused("keys: q\n", "keys.yaml:1:7: ", "a mapping");
}

static void test_what_nobody_can_do_without(void **state)
{
    (void)state;
    assert_refused("keys:\n  back: Esc\n  help: \"?\"\n", "keys.yaml:1:1: ", "quit has no key");
    assert_refused("keys:\n  quit: q\n  back: Esc\n  help: \"?\"\ntyping:\n  accept: Enter\n",
                   "keys.yaml:1:1: ", "cancel has no key");
}

static void test_names_of_keys(void **state)
{
    (void)state;
    static const char *const names[] = {"Up",    "PgDn", "Shift-Tab", "Enter",  "Esc",
                                        "Space", "F1",   "F12",       "Ctrl-A", "Ctrl-Z",
                                        "a",     "Z",    "?",         "é",      "#"};
    for (size_t i = 0; i < VHA_COUNT(names); i++) {
        char name[KEY_NAME_SIZE];
        assert_int_not_equal(key_of(names[i]), KEY_NONE);
        assert_string_equal(name_of_key(key_of(names[i]), name), names[i]);
    }
    static const char *const none[] = {"", " ", "ab", "F0", "F1x", "Ctrl-1", "\x1b", "\x7f"};
    for (size_t i = 0; i < VHA_COUNT(none); i++)
        assert_int_equal(key_of(none[i]), KEY_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shipped_keys_reach_every_action),
        cmocka_unit_test(test_a_key_has_one_meaning),
        cmocka_unit_test(test_unknown_words_are_named_with_their_place),
        cmocka_unit_test(test_what_nobody_can_do_without),
        cmocka_unit_test(test_names_of_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
