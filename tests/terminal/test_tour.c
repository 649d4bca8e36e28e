/*
 * Guided tours of the screens, in a real terminal: scripts in tours/ press keys and say what must
 * then be seen. `keys` has the screen's own help say which keys it has; `covered` holds that every
 * one of them was pressed since.
 *
 *   size ROWSxCOLUMNS    changes the terminal's size
 *   keys                 reads the keys from "?", all of which have to be pressed until `covered`
 *   press KEY            presses a key, named as the help names it
 *   typed KEY            the same while something is being typed
 *   type TEXT            types the rest of the line as it is
 *   see TEXT, hide TEXT  the rest of the line comes to stand on the screen, or goes
 *   screen NAME          the screen is that of expected/NAME
 *   again                the program has ended in good order, and is started afresh
 *   covered [typing]     every key of `keys` has been pressed; or every one of typing
 */
#include "stage.h"

#include <stdlib.h>
#include <string.h>

enum { KEYS_MOST = 160, KEY_SIZE = 32, LINE_SIZE = 512, HELP_ROWS = 160, HELP_COLUMNS = 160 };

/* A key that the help lists. */
struct listed {
    char key[KEY_SIZE];
    bool typing;
    bool pressed;
};

struct tour {
    const struct stage *stage;
    struct terminal *terminal;
    const char *name;
    int line;
    int rows;
    int columns;
    struct listed keys[KEYS_MOST];
    size_t key_count;
};

/* ------------------------------------------------------------------------------------ the keys */

/* The harness names some keys otherwise than the help does. */
static void press_named(struct tour *tour, const char *key)
{
    static const struct {
        const char *help;
        const char *harness;
    } others[] = {{"PgUp", "PageUp"},
                  {"PgDn", "PageDown"},
                  {"Esc", "Escape"},
                  {"Shift-Tab", "S-Tab"},
                  {"Space", NULL}};
    char name[KEY_SIZE];
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(others[i].help, key) == 0) {
            if (others[i].harness == NULL)
                type(tour->terminal, " ");
            else
                press(tour->terminal, others[i].harness);
            return;
        }
    if (strncmp(key, "Ctrl-", 5) == 0 && strlen(key) == 6) {
        snprintf(name, sizeof name, "C-%c", key[5] | 0x20);
        press(tour->terminal, name);
    } else if (strlen(key) == 1) {
        type(tour->terminal, key);
    } else {
        press(tour->terminal, key);
    }
}

static void note_pressed(struct tour *tour, const char *key, bool typing)
{
    const char *const listed =
        !typing && strlen(key) == 1 && key[0] >= '0' && key[0] <= '9' ? "a digit" : key;
    for (size_t i = 0; i < tour->key_count; i++)
        if (tour->keys[i].typing == typing && strcmp(tour->keys[i].key, listed) == 0)
            tour->keys[i].pressed = true;
}

static void do_press(struct tour *tour, const char *key, bool typing)
{
    note_pressed(tour, key, typing);
    press_named(tour, key);
}

/* --------------------------------------------------------------------------------- the help */

/* "Up, k" of a line of the help: what stands before the gap that parts keys from words. */
static void take_keys(struct tour *tour, const char *keys, bool typing)
{
    while (*keys != '\0') {
        size_t length = strcspn(keys, ",");
        length = length == 0 ? 1 : length; /* the comma's own key */
        assert_true(tour->key_count < KEYS_MOST);
        struct listed *const listed = &tour->keys[tour->key_count++];
        *listed = (struct listed){.typing = typing};
        snprintf(listed->key, sizeof listed->key, "%.*s", (int)length, keys);
        keys += length;
        keys += strspn(keys, ", ");
    }
}

/* Reads one row of the help; *section is the one that it stands in. */
static void take_row(struct tour *tour, const char *row, char section[LINE_SIZE])
{
    const char *const inside = strchr(row, ' ');
    if (inside == NULL)
        return;
    const size_t indent = strspn(inside, " ");
    const char *const text = inside + indent;
    char keys[LINE_SIZE];
    if (indent == 1 && text[0] >= '1' && text[0] <= '9') {
        snprintf(section, LINE_SIZE, "%s", text + strcspn(text, " ") + 1);
        return;
    }
    const char *const gap = strstr(text, "  ");
    if (indent != 3 || gap == NULL)
        return;
    const bool typing = strncmp(section, "While typing", 12) == 0;
    static const char *const others[] = {"Commands", "Marks", "Mouse"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strncmp(section, others[i], strlen(others[i])) == 0)
            return;
    snprintf(keys, sizeof keys, "%.*s", (int)(gap - text), text);
    take_keys(tour, keys, typing);
}

static void read_keys(struct tour *tour)
{
    char section[LINE_SIZE] = "";
    tour->key_count = 0;
    terminal_resize(tour->terminal, HELP_ROWS, HELP_COLUMNS);
    type(tour->terminal, "?");
    expect_text(tour->terminal, "Keys of ");
    come_to_rest(tour->terminal);
    for (int row = 0; row < HELP_ROWS; row++) {
        char *const text = terminal_row(tour->terminal, row);
        take_row(tour, text, section);
        free(text);
    }
    press(tour->terminal, "Escape");
    terminal_resize(tour->terminal, tour->rows, tour->columns);
    come_to_rest(tour->terminal);
    if (tour->key_count < 8)
        fail_msg("%s:%d: the help lists %zu keys only", tour->name, tour->line, tour->key_count);
}

static void check_covered(const struct tour *tour, bool typing)
{
    size_t asked = 0;
    size_t missing = 0;
    for (size_t i = 0; i < tour->key_count; i++) {
        if (tour->keys[i].typing != typing)
            continue;
        asked++;
        if (tour->keys[i].pressed)
            continue;
        print_error("%s:%d: %s was never pressed\n", tour->name, tour->line, tour->keys[i].key);
        missing++;
    }
    assert_int_equal(missing, 0);
    assert_true(asked > 0);
}

/* ------------------------------------------------------------------------------------- the steps
 */

static void begin(struct tour *tour)
{
    tour->rows = 24;
    tour->columns = 80;
    tour->terminal = stage_open(tour->stage, (struct view){0});
}

static void step_size(struct tour *tour, const char *rest)
{
    assert_int_equal(sscanf(rest, "%dx%d", &tour->rows, &tour->columns), 2);
    terminal_resize(tour->terminal, tour->rows, tour->columns);
    come_to_rest(tour->terminal);
}

static void step_keys(struct tour *tour, const char *rest)
{
    (void)rest;
    read_keys(tour);
}

static void step_press(struct tour *tour, const char *rest)
{
    do_press(tour, rest, false);
}

static void step_typed(struct tour *tour, const char *rest)
{
    do_press(tour, rest, true);
}

static void step_type(struct tour *tour, const char *rest)
{
    type(tour->terminal, rest);
}

static void step_see(struct tour *tour, const char *rest)
{
    expect_text(tour->terminal, rest);
}

static void step_hide(struct tour *tour, const char *rest)
{
    come_to_rest(tour->terminal);
    expect_no_text(tour->terminal, rest);
}

static void step_screen(struct tour *tour, const char *rest)
{
    char file[LINE_SIZE];
    snprintf(file, sizeof file, "%s.txt", rest);
    come_to_rest(tour->terminal);
    expect_screen(tour->terminal, file, false);
}

static void step_again(struct tour *tour, const char *rest)
{
    (void)rest;
    expect_end(tour->terminal, 0);
    terminal_free(tour->terminal);
    begin(tour);
}

static void step_covered(struct tour *tour, const char *rest)
{
    check_covered(tour, strcmp(rest, "typing") == 0);
}

static const struct {
    const char *word;
    void (*run)(struct tour *tour, const char *rest);
} steps[] = {
    {"size", step_size},       {"keys", step_keys},     {"press", step_press},
    {"typed", step_typed},     {"type", step_type},     {"see", step_see},
    {"hide", step_hide},       {"screen", step_screen}, {"again", step_again},
    {"covered", step_covered},
};

static void take_step(struct tour *tour, char *line)
{
    line[strcspn(line, "\n")] = '\0';
    const size_t length = strcspn(line, " ");
    const char *const rest = line[length] != '\0' ? line + length + 1 : "";
    if (line[0] == '#' || line[0] == '\0')
        return;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (strlen(steps[i].word) == length && strncmp(steps[i].word, line, length) == 0) {
            steps[i].run(tour, rest);
            return;
        }
    fail_msg("%s:%d: \"%s\" is no step", tour->name, tour->line, line);
}

static void walk(const struct stage *stage, const char *name)
{
    struct tour tour = {.stage = stage, .name = name};
    char path[LINE_SIZE];
    char line[LINE_SIZE];
    snprintf(path, sizeof path, "%s/tests/terminal/tours/%s", VHA_SOURCE_DIR, name);
    FILE *const script = fopen(path, "r");
    assert_non_null(script);
    begin(&tour);
    while (fgets(line, sizeof line, script) != NULL) {
        tour.line++;
        print_message("%s:%d: %s", name, tour.line, line);
        take_step(&tour, line);
    }
    fclose(script);
    assert_true(tour.line > 0);
    terminal_free(tour.terminal);
}

static void test_list(void **state)
{
    walk(*state, "list.tour");
}

static void test_record(void **state)
{
    walk(*state, "record.tour");
}

static void test_overview(void **state)
{
    walk(*state, "overview.tour");
}

static void test_access(void **state)
{
    walk(*state, "access.tour");
}

static void test_columns(void **state)
{
    walk(*state, "columns.tour");
}

static void test_audit(void **state)
{
    walk(*state, "audit.tour");
    walk(*state, "usage.tour");
}

/* Three requests of somebody else's, asked long ago. */
static const char asked[] =
    "INSERT INTO user (login, name, role, created) VALUES "
    "('analyst.as', 'Analyst Two', 'analyst', '2026-01-05T00:00:00Z');"
    "INSERT INTO removal (pncid, ground, rationale, evidence, bcu, asked_by, asked_at, state) "
    "SELECT pncid, 'other', 'Moved abroad in May; nothing has been seen of him since.', '', 'AS', "
    "'analyst.as', '2026-01-05T09:00:00Z', state FROM (SELECT '2021/0002197G' AS pncid, "
    "'under-review' AS state UNION ALL SELECT '2011/0012424W', 'queued' UNION ALL "
    "SELECT '2006/0010100U', 'refused');"
    "INSERT INTO removal_step SELECT number, 1, 'send', '2026-01-05T09:00:00Z', 'analyst.as', '' "
    "FROM removal";

static void test_removals(void **state)
{
    stage_tamper(*state, asked);
    walk(*state, "removal.tour");
}

static void test_todo(void **state)
{
    walk(*state, "todo.tour");
}

static void test_assess(void **state)
{
    walk(*state, "assess.tour");
}

static void test_model(void **state)
{
    walk(*state, "model.tour");
}

static void test_equality(void **state)
{
    walk(*state, "equality.tour");
}

static void test_help(void **state)
{
    walk(*state, "help.tour");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_list),     cmocka_unit_test(test_record),
        cmocka_unit_test(test_overview), cmocka_unit_test(test_columns),
        cmocka_unit_test(test_audit),    cmocka_unit_test(test_access),
        cmocka_unit_test(test_assess),   cmocka_unit_test(test_model),
        cmocka_unit_test(test_todo),     cmocka_unit_test(test_equality),
        cmocka_unit_test(test_help),     cmocka_unit_test(test_removals),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
