/* Screens at the three sizes that analysts have, kept as text to be read; the list, the overview,
 * the review and what is drawn in a record have theirs in the tests of those. What tells of today,
 * such as how long a request waits, is in none of them. */
#include "stage.h"

#include <stdio.h>

static const struct {
    const char *name;
    struct view view;
} sizes[] = {
    {"80x24", {.rows = 24, .columns = 80}},
    {"132x43", {.rows = 43, .columns = 132}},
    {"200x60", {.rows = 60, .columns = 200}},
};

/* What is typed on the list, to come there; rank 198 is a child with reports of every kind. */
static const struct {
    const char *name;
    const char *typed;
} screens[] = {
    {"help", "?"},
    {"columns", "w"},
    {"safeguarding", ":open 198\r1"},
    {"custody", ":open 198\r4"},
    {"flags", ":open 198\r5"},
    {"not-counted", ":open 198\r6"},
    {"removals", ":removals\r"},
    {"todo", ":todo\r"},
    {"copies", ":copies\r"},
    {"searches", ":searches\r"},
    {"policies", ":model\r"},
    {"model", ":model accused-only\r"},
    {"assess", ":assess\r"},
};

static void test_every_size(void **state)
{
    for (size_t size = 0; size < sizeof sizes / sizeof sizes[0]; size++) {
        struct terminal *const terminal = stage_open(*state, sizes[size].view);
        for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++) {
            char file[64];
            snprintf(file, sizeof file, "sizes/%s-%s.txt", screens[i].name, sizes[size].name);
            type(terminal, screens[i].typed);
            come_to_rest(terminal);
            expect_screen(terminal, file, false);
            for (int escapes = 0; escapes < 3; escapes++)
                press(terminal, "Escape");
            press(terminal, "g");
        }
        terminal_free(terminal);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_size),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
