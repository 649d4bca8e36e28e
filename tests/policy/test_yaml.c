#include "testing.h"

#include "vha/yaml.h"

/* A tree of `text` in a new arena, which the caller frees; the text must be good. */
static const struct vha_yaml_node *parse(struct vha_arena **arena, const char *text)
{
    const struct vha_yaml_node *root = NULL;
    struct vha_error error = {0};
    *arena = vha_arena_new();
    if (vha_yaml_parse(*arena, "f.yaml", text, strlen(text), &root, &error) != VHA_OK)
        fail_msg("%s", error.message);
    return root;
}

static void assert_place(const struct vha_yaml_node *node, int line, int column)
{
    assert_non_null(node);
    assert_int_equal(node->line, line);
    assert_int_equal(node->column, column);
}

static void test_tree_and_places(void **state)
{
    (void)state;
    struct vha_arena *arena = NULL;
    const struct vha_yaml_node *root = parse(&arena, "# a comment\n"
                                                     "first: 1\n"
                                                     "list:\n"
                                                     "  - \xc3\xa9t\xc3\xa9\n"
                                                     "  - {x: 'y', \xc3\xa9: z}\n"
                                                     "empty:\n");
    assert_place(root, 2, 1);
    assert_int_equal(root->kind, VHA_YAML_MAPPING);
    assert_int_equal(root->count, 3);
    assert_null(root->key);
    const struct vha_yaml_node *first = vha_yaml_get(root, "first");
    assert_place(first, 2, 8);
    assert_string_equal(first->text, "1");
    assert_true(first->plain);
    assert_int_equal(first->key_line, 2);
    assert_int_equal(first->key_column, 1);
    const struct vha_yaml_node *list = vha_yaml_get(root, "list");
    assert_place(list, 4, 3);
    assert_int_equal(list->kind, VHA_YAML_LIST);
    assert_int_equal(list->count, 2);
    assert_string_equal(list->first->text, "\xc3\xa9t\xc3\xa9");
    assert_int_equal(list->first->length, 5);
    const struct vha_yaml_node *inner = list->first->next;
    assert_place(inner, 5, 5);
    assert_null(inner->next);
    assert_place(vha_yaml_get(inner, "x"), 5, 9);
    assert_false(vha_yaml_get(inner, "x")->plain);
    assert_place(vha_yaml_get(inner, "\xc3\xa9"), 5, 17);
    assert_int_equal(vha_yaml_get(root, "empty")->length, 0);
    assert_null(vha_yaml_get(root, "none"));
    assert_null(vha_yaml_get(list, "x"));
    vha_arena_free(arena);
}

/* With a byte order mark, with carriage returns, with an explicit beginning: the same tree. */
static void test_harmless_variants(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int line;
        int column;
    } cases[] = {
        {"a: 1\n", 1, 4},
        {"\xef\xbb\xbf"
         "a: 1\n",
         1, 4},
        {"a: 1\r\n", 1, 4},
        {"---\na: 1\n", 2, 4},
        {"%YAML 1.1\n---\na: 1\n...\n", 3, 4},
        {"{\"a\": 1}", 1, 7},
    };
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        struct vha_arena *arena = NULL;
        const struct vha_yaml_node *root = parse(&arena, cases[i].text);
        const struct vha_yaml_node *a = vha_yaml_get(root, "a");
        assert_place(a, cases[i].line, cases[i].column);
        assert_string_equal(a->text, "1");
        vha_arena_free(arena);
    }
}

static void assert_refused(const char *text, size_t length, const char *message)
{
    struct vha_arena *arena = vha_arena_new();
    struct vha_error error = {0};
    const struct vha_yaml_node *root = NULL;
    assert_int_equal(vha_yaml_parse(arena, "f.yaml", text, length, &root, &error), VHA_BAD_CONFIG);
    assert_string_equal(error.message, message);
    assert_null(root);
    assert_int_equal(vha_yaml_parse(arena, "f.yaml", text, length, &root, NULL), VHA_BAD_CONFIG);
    vha_arena_free(arena);
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *message;
    } cases[] = {
        {"", "f.yaml:1:1: found nothing, expected a mapping"},
        {"# only a comment\n", "f.yaml:1:1: found nothing, expected a mapping"},
        {"a: [1, 2\n", "f.yaml:2:1: found a fault of YAML (did not find expected ',' or ']', while "
                       "parsing a flow "
                       "sequence that begins on line 1), expected well-formed YAML; check "
                       "indentation, colons and "
                       "quotes"},
        {"a: 1\n b: 2\n",
         "f.yaml:2:3: found a fault of YAML (mapping values are not allowed in this context), "
         "expected well-formed YAML"},
        {"a:\n  b: 1\n\tc: 2\n", "f.yaml:3:1: found a tab, expected spaces"},
        {"a: 1\na: 2\n",
         "f.yaml:2:1: found \"a\" a second time, expected each key once; the first stands on line "
         "1"},
        {"{a: 1, \"a\": 2}",
         "f.yaml:1:8: found \"a\" a second time, expected each key once; the first stands on line "
         "1"},
        {"[1]: 2\n", "f.yaml:1:1: found a list, expected a key"},
        {"? {a: 1}\n: 2\n", "f.yaml:1:3: found a mapping, expected a key"},
        {"a: &x 1\n",
         "f.yaml:1:4: found an anchor (&), expected the value alone: anchors and aliases are not "
         "used in this file"},
        {"a: &x [1]\n",
         "f.yaml:1:4: found an anchor (&), expected the value alone: anchors and aliases are not "
         "used in this file"},
        {"a: !!int 1\n",
         "f.yaml:1:4: found a tag (!), expected the value alone: the key says what it is"},
        {"a: !!map {}\n",
         "f.yaml:1:4: found a tag (!), expected the value alone: the key says what it is"},
        {"a: 1\n---\nb: 2\n", "f.yaml:2:1: found a second document, expected one in a file"},
        {"a: |\n  one\n  two\n",
         "f.yaml:1:4: found a text with a control character or a line break in it, expected one "
         "line of plain text"},
        {"a: \"\\0\"\n",
         "f.yaml:1:4: found a text with a control character or a line break in it, expected one "
         "line of plain text"},
        {"a: 1\nb: \x7f\n", "f.yaml:2:4: found a control character, expected plain text"},
        {"a: \xc3\n",
         "f.yaml:1:4: found the byte 0xc3, which is not UTF-8, expected the file to be saved as "
         "UTF-8"},
        {"\xff\xfe"
         "a",
         "f.yaml:1:1: found the byte 0xff, which is not UTF-8, expected the file to be saved as "
         "UTF-8"},
    };
    for (size_t i = 0; i < VHA_COUNT(cases); i++)
        assert_refused(cases[i].text, strlen(cases[i].text), cases[i].message);
    assert_refused("a: 1\nb: \0 2\n", 12,
                   "f.yaml:2:4: found a control character, expected plain text");
}

/* An alias bomb, ten of ten of ten: refused at the first anchor, before anything grows. */
static void test_bomb(void **state)
{
    (void)state;
    static const char bomb[] = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
                               "b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
                               "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n";
    assert_refused(bomb, sizeof bomb - 1,
                   "f.yaml:1:4: found an anchor (&), expected the value alone: anchors and aliases "
                   "are not used in this file");
}

static void test_limits(void **state)
{
    (void)state;
    char *deep = malloc(100001);
    memset(deep, '[', 100000);
    deep[100000] = '\0';
    assert_refused(deep, 100000,
                   "f.yaml:1:17: found lists or mappings inside each other too deeply, expected a "
                   "simple file");
    free(deep);

    char *many = malloc(20000);
    size_t used = 0;
    for (int i = 0; i <= VHA_YAML_MAX_KEYS; i++)
        used += (size_t)sprintf(many + used, "key%d: 1\n", i);
    assert_refused(many, used, "f.yaml:1025:1: found more than 1024 keys, expected fewer");
    free(many);

    const size_t size = VHA_YAML_MAX_BYTES + 1;
    char *longer = malloc(size + 1);
    memset(longer, '#', size);
    longer[size] = '\0';
    assert_refused(longer, size, "f.yaml: found more than 1048576 bytes, expected a shorter file");
    char *path = scratch_file(longer);
    char expected[200];
    snprintf(expected, sizeof expected,
             "%s: found more than 1048576 bytes, expected a shorter file", path);
    char *text = NULL;
    size_t length = 0;
    struct vha_error error = {0};
    assert_int_equal(vha_yaml_read_text(path, &text, &length, &error), VHA_BAD_CONFIG);
    assert_string_equal(error.message, expected);
    assert_int_equal(error.status, VHA_BAD_CONFIG);
    unlink(path);
    free(path);
    free(longer);
}

/* What a file or its name holds never reaches a terminal as it is. */
static void test_harmless_messages(void **state)
{
    (void)state;
    static const char text[] = "a: \xe2\x80\xaegpj\n";
    struct vha_arena *arena = vha_arena_new();
    const struct vha_yaml_node *root = NULL;
    struct vha_error error = {0};
    int64_t value = 0;
    assert_int_equal(vha_yaml_parse(arena, "f\x1b[2J.yaml", text, sizeof text - 1, &root, &error),
                     VHA_OK);
    assert_int_equal(vha_yaml_integer(root->first, 0, 1, &value, &error), VHA_BAD_CONFIG);
    assert_string_equal(error.message,
                        "f\\x1b[2J.yaml:1:4: found \"\\u{202e}gpj\", expected a whole "
                        "number from 0 to 1");
    vha_arena_free(arena);
}

/* The longest names and values still make one sentence that fits. */
static void test_long_messages(void **state)
{
    (void)state;
    char name[2001];
    char text[505]; /* a key is at most 1,024 characters long */
    memset(name, 'n', sizeof name);
    name[sizeof name - 1] = '\0';
    memset(text, 'k', sizeof text);
    snprintf(text + 500, sizeof text - 500, ": v\n");
    struct vha_arena *arena = vha_arena_new();
    const struct vha_yaml_node *root = NULL;
    struct vha_error error = {0};
    static const struct vha_yaml_field field = {.key = "key", .type = VHA_YAML_TEXT};
    assert_int_equal(vha_yaml_parse(arena, name, text, 504, &root, &error), VHA_OK);
    assert_int_equal(vha_yaml_fields(root, &field, 1, NULL, NULL, &error), VHA_BAD_CONFIG);
    assert_in_range(strlen(error.message), 300, sizeof error.message - 2);
    assert_non_null(strstr(error.message, ":1:1: found \"kkk"));
    assert_non_null(strstr(error.message, "kkk\xe2\x80\xa6\", expected \"key\""));
    vha_arena_free(arena);
}

static void test_integers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_valid;
        int64_t value;
    } cases[] = {
        {"v: 0", true, 0},
        {"v: -5", true, -5},
        {"v: 999999999999999999", true, INT64_C(999999999999999999)},
        {"v: -999999999999999999", true, INT64_C(-999999999999999999)},
        {"v: 1000000000000000000", false, 0},
        {"v: -0", false, 0},
        {"v: 007", false, 0},
        {"v: +1", false, 0},
        {"v: 1_000", false, 0},
        {"v: 1,000", false, 0},
        {"v: 1.", false, 0},
        {"v: --", false, 0},
        {"v: ", false, 0},
        {"v: '1'", false, 0},
        {"v: \xd9\xa1", false, 0},
    };
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        struct vha_arena *arena = NULL;
        const struct vha_yaml_node *root = parse(&arena, cases[i].text);
        int64_t value = 0;
        const enum vha_status status =
            vha_yaml_integer(root->first, INT64_MIN, INT64_MAX, &value, NULL);
        assert_int_equal(status, cases[i].is_valid ? VHA_OK : VHA_BAD_CONFIG);
        assert_int_equal(value, cases[i].value);
        vha_arena_free(arena);
    }
}

/* Every type and every size of target, and nothing beside them written. */
struct sample {
    int32_t small;
    int32_t after_small;
    int64_t large;
    vha_milli number;
    const char *text;
    bool flag;
    uint8_t after_flag;
    uint8_t byte_set;
    uint8_t after_set;
    uint16_t word;
    uint16_t after_word;
    uint64_t wide_set;
    int untouched;
};

static const char *const flags[] = {"off", "on"};
static const char *const colours[] = {"red", "green", "blue"};

static const struct vha_yaml_field inner_fields[] = {
    {.key = "large",
     .type = VHA_YAML_INTEGER,
     VHA_YAML_AT(struct sample, large),
     .min = INT64_MIN,
     .max = INT64_MAX},
    {.key = "number", .type = VHA_YAML_NUMBER, VHA_YAML_AT(struct sample, number), .max = 10000},
};

static const struct vha_yaml_field sample_fields[] = {
    {.key = "small",
     .type = VHA_YAML_INTEGER,
     VHA_YAML_AT(struct sample, small),
     .min = -10,
     .max = 10},
    {.key = "inner", .type = VHA_YAML_NESTED, .fields = inner_fields, .count = 2},
    {.key = "text", .type = VHA_YAML_TEXT, VHA_YAML_AT(struct sample, text), .min = 2, .max = 4},
    {.key = "flag",
     .type = VHA_YAML_WORD,
     VHA_YAML_AT(struct sample, flag),
     .words = flags,
     .count = 2},
    {.key = "set",
     .type = VHA_YAML_WORDS,
     VHA_YAML_AT(struct sample, byte_set),
     .words = colours,
     .count = 3},
    {.key = "word",
     .type = VHA_YAML_WORD,
     VHA_YAML_AT(struct sample, word),
     .words = colours,
     .count = 3},
    {.key = "wide",
     .type = VHA_YAML_WORDS,
     VHA_YAML_AT(struct sample, wide_set),
     .words = colours,
     .count = 3},
    {.key = "untouched",
     .type = VHA_YAML_INTEGER,
     .optional = true,
     VHA_YAML_AT(struct sample, untouched),
     .max = 1},
};

static void test_fields(void **state)
{
    (void)state;
    struct vha_arena *arena = NULL;
    const struct vha_yaml_node *root =
        parse(&arena, "small: -7\ninner: {large: -8000000000, number: 1.25}\n"
                      "text: \xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\nflag: on\nset: [red, blue]\n"
                      "word: blue\nwide: [green]\n");
    struct sample sample;
    struct vha_error error = {0};
    memset(&sample, 0x55, sizeof sample);
    if (vha_yaml_fields(root, sample_fields, VHA_COUNT(sample_fields), &sample, NULL, &error) !=
        VHA_OK)
        fail_msg("%s", error.message);
    assert_int_equal(sample.small, -7);
    assert_int_equal(sample.after_small, 0x55555555);
    assert_int_equal(sample.large, INT64_C(-8000000000));
    assert_int_equal(sample.number, 1250);
    assert_string_equal(sample.text, "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9");
    assert_true(sample.flag);
    assert_int_equal(sample.after_flag, 0x55);
    assert_int_equal(sample.byte_set, 5);
    assert_int_equal(sample.after_set, 0x55);
    assert_int_equal(sample.word, 2);
    assert_int_equal(sample.after_word, 0x5555);
    assert_int_equal(sample.wide_set, 2);
    assert_int_equal(sample.untouched, 0x55555555);
    vha_arena_free(arena);
}

/* Of many words a handful is listed, and the nearest one named although it is not among them. */
static void test_many_words(void **state)
{
    (void)state;
    static const char *const words[] = {"open", "close", "search",  "filter",
                                        "sort", "help",  "request", "quit"};
    struct vha_arena *arena = NULL;
    const struct vha_yaml_node *root = parse(&arena, "reqest: x\n");
    struct vha_error error = {0};
    vha_yaml_unknown_key(root->first, words, VHA_COUNT(words), &error);
    assert_string_equal(error.message,
                        "f.yaml:1:1: found \"reqest\", expected one of \"open\", \"close\", "
                        "\"search\", \"filter\", \"sort\" or one of 3 others; did you mean "
                        "\"request\"?");
    vha_yaml_unknown_word(root->first, words, VHA_COUNT(words), &error);
    assert_string_equal(error.message,
                        "f.yaml:1:9: found \"x\", expected one of \"open\", \"close\", \"search\", "
                        "\"filter\", \"sort\" or one of 3 others");
    vha_yaml_fail_key(root, &error, "found %s", "it");
    assert_string_equal(error.message, "f.yaml:1:1: found it");
    vha_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tree_and_places), cmocka_unit_test(test_harmless_variants),
        cmocka_unit_test(test_refused),         cmocka_unit_test(test_bomb),
        cmocka_unit_test(test_limits),          cmocka_unit_test(test_harmless_messages),
        cmocka_unit_test(test_long_messages),   cmocka_unit_test(test_integers),
        cmocka_unit_test(test_fields),          cmocka_unit_test(test_many_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
