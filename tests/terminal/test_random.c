/*
 * Whatever is pressed, in whatever order, while the terminal changes its size and signals come:
 * nothing crashes, nothing gets stuck, and Esc three times leads home. 100,000 keys from a seed;
 * VHA_RANDOM_SEED takes another one, VHA_RANDOM_KEYS another number.
 */
#include "stage.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEFAULT_SEED = 20261001,
    DEFAULT_KEYS = 100000,
    BURST = 48,        /* keys sent at once, at most */
    KEYS_TO_HOME = 700 /* from one look at whether home can be reached to the next */
};

/* --------------------------------------------------------------------------------- randomness */

struct storm {
    const struct stage *stage;
    struct terminal *terminal;
    uint64_t state;
    size_t keys;
    size_t left; /* how often the keys led out of the program */
    char last[2048];
};

static uint64_t next(struct storm *storm)
{
    uint64_t value = storm->state += UINT64_C(0x9E3779B97F4A7C15);
    value = (value ^ (value >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    value = (value ^ (value >> 27)) * UINT64_C(0x94D049BB133111EB);
    return value ^ (value >> 31);
}

static size_t below(struct storm *storm, size_t limit)
{
    return (size_t)(next(storm) % limit);
}

static uint64_t number_from(const char *name, uint64_t otherwise)
{
    const char *const text = getenv(name);
    return text != NULL && text[0] != '\0' ? strtoull(text, NULL, 10) : otherwise;
}

/* What was pressed last, for the report of a failure. */
static void note(struct storm *storm, const char *what)
{
    const size_t used = strlen(storm->last);
    const size_t length = strlen(what) + 1;
    if (used + length >= sizeof storm->last)
        memmove(storm->last, storm->last + sizeof storm->last / 2,
                used - sizeof storm->last / 2 + 1);
    snprintf(storm->last + strlen(storm->last), sizeof storm->last - strlen(storm->last), "%s ",
             what);
}

/* ------------------------------------------------------------------------------------ the keys */

/* As a terminal sends them. Leaving is rarer than chance would have it, so that sessions get deep.
 */
static const char *const special[] = {
    "\r",           "\t",      "\033[Z", "\x7f",     "\033",   " ",         "\033[A",    "\033[B",
    "\033[C",       "\033[D",  "\033OA", "\033OB",   "\033[H", "\033[F",    "\033[5~",   "\033[6~",
    "\033[3~",      "\033[2~", "\033OP", "\033[15~", "\033[M", "\033[200~", "\033[201~", "\033]0;x",
    "\033[<0;9;9M", "é",       "李",     "\xCC\x81", "👩",      "\xFF",      "\033O",     "\033[",
};

static void add_key(struct storm *storm, char *burst, size_t size)
{
    char key[16] = "";
    const size_t kind = below(storm, 100);
    if (kind < 45)
        snprintf(key, sizeof key, "%c", (char)(' ' + below(storm, 95)));
    else if (kind < 55)
        snprintf(key, sizeof key, "%c", (char)(1 + below(storm, 26)));
    else
        snprintf(key, sizeof key, "%s", special[below(storm, sizeof special / sizeof *special)]);
    const bool leaves = strcmp(key, "q") == 0 || strcmp(key, "\x03") == 0;
    if (leaves && below(storm, 40) != 0)
        snprintf(key, sizeof key, "j");
    snprintf(burst + strlen(burst), size - strlen(burst), "%s", key);
}

static void begin(struct storm *storm)
{
    storm->terminal = stage_open(storm->stage, (struct view){.rows = 30, .columns = 100});
}

/* When the keys led out, they led out in good order. */
static void begin_again(struct storm *storm)
{
    int status = -1;
    if (!terminal_wait_end(storm->terminal, TERMINAL_PATIENCE, &status) || status != 0) {
        terminal_dump(storm->terminal, stderr);
        fail_msg("it ended with status %d; last: %s", status, storm->last);
    }
    terminal_free(storm->terminal);
    storm->left++;
    note(storm, "<again>");
    begin(storm);
}

static bool has_ended(struct storm *storm, int patience)
{
    int status = 0;
    return terminal_wait_end(storm->terminal, patience, &status);
}

static void send_burst(struct storm *storm)
{
    char burst[BURST * 16] = "";
    const size_t keys = 1 + below(storm, BURST);
    for (size_t i = 0; i < keys; i++)
        add_key(storm, burst, sizeof burst);
    note(storm, burst);
    storm->keys += keys;
    if (!terminal_send(storm->terminal, burst, strlen(burst)) &&
        !has_ended(storm, TERMINAL_PATIENCE))
        fail_msg("it takes no keys any more; last: %s", storm->last);
}

static void press_by_name(struct storm *storm)
{
    static const char *const names[] = {"C-Left", "M-x", "S-Up", "F5", "M-Enter", "C-PageDown"};
    const char *const name = names[below(storm, sizeof names / sizeof *names)];
    note(storm, name);
    storm->keys++;
    (void)terminal_press(storm->terminal, name);
}

/* Keys alone seldom spell one; the screens behind them are to have their share. */
static void give_order(struct storm *storm)
{
    static const char *const orders[] = {
        "todo",           "removals",   "removals open", "access",   "audit",
        "audit_review",   "enquiries",  "copies",        "board",    "activity",
        "share",          "safeguard",  "searches",      "changes",  "model accused-only",
        "model",          "assess",     "assess CR1",    "equality", "concern x",
        "close_equality", "remove",     "view",          "theme",    "columns rank|name",
        "rerank GBH",     "filter u18", "sort name",     "open 1",   "purpose",
    };
    char line[64];
    snprintf(line, sizeof line, ":\x15%s\r", orders[below(storm, sizeof orders / sizeof *orders)]);
    note(storm, line + 2);
    storm->keys += strlen(line);
    (void)terminal_send(storm->terminal, line, strlen(line));
}

static void change_size(struct storm *storm)
{
    const int rows = 1 + (int)below(storm, 70);
    const int columns = 10 + (int)below(storm, 210);
    note(storm, "<size>");
    terminal_resize(storm->terminal, rows, columns);
}

static void send_signal(struct storm *storm)
{
    static const int signals[] = {SIGWINCH, SIGCONT, SIGTSTP};
    note(storm, "<signal>");
    terminal_signal(storm->terminal, signals[below(storm, sizeof signals / sizeof *signals)]);
    terminal_signal(storm->terminal, SIGCONT);
}

static void use_mouse(struct storm *storm)
{
    const int row = (int)below(storm, (size_t)terminal_rows(storm->terminal));
    const int column = (int)below(storm, (size_t)terminal_columns(storm->terminal));
    note(storm, "<mouse>");
    if (below(storm, 2) == 0)
        (void)terminal_click(storm->terminal, row, column);
    else
        (void)terminal_wheel(storm->terminal, row, column, below(storm, 2) == 0);
}

/* ------------------------------------------------------------------------------------ the story */

static void expect_home(struct storm *storm)
{
    static const char *const home[] = {"OFFICIAL", "Filters", "f filter", "q quit"};
    terminal_mark(storm->terminal); /* what was kept of its output goes */
    terminal_resize(storm->terminal, 24, 80);
    (void)terminal_wait_rest(storm->terminal, 60, TERMINAL_PATIENCE); /* or it was too small */
    for (int i = 0; i < 3; i++) {
        /* A stop that was met after the order to go on: who sits there brings it back. */
        terminal_signal(storm->terminal, SIGCONT);
        (void)terminal_press(storm->terminal, "Escape");
        (void)terminal_wait_rest(storm->terminal, 60, TERMINAL_PATIENCE);
    }
    for (size_t i = 0; i < sizeof home / sizeof *home; i++) {
        if (terminal_wait_for(storm->terminal, home[i], TERMINAL_PATIENCE))
            continue;
        if (has_ended(storm, 1000)) { /* a key before those led out */
            begin_again(storm);
            return;
        }
        terminal_dump(storm->terminal, stderr);
        fail_msg("three times Esc did not lead home; last: %s", storm->last);
    }
}

static void test_random_keys(void **state)
{
    static void (*const happenings[])(struct storm * storm) = {
        send_burst,    send_burst,  send_burst,  send_burst, send_burst,
        press_by_name, change_size, send_signal, use_mouse,  give_order,
    };
    const uint64_t seed = number_from("VHA_RANDOM_SEED", DEFAULT_SEED);
    const size_t wanted = (size_t)number_from("VHA_RANDOM_KEYS", DEFAULT_KEYS);
    struct storm storm = {.stage = *state, .state = seed};
    size_t next_home = KEYS_TO_HOME;
    begin(&storm);
    while (storm.keys < wanted) {
        happenings[below(&storm, sizeof happenings / sizeof *happenings)](&storm);
        (void)terminal_wait_quiet(storm.terminal, 0, TERMINAL_PATIENCE);
        if (has_ended(&storm, 0))
            begin_again(&storm);
        if (storm.keys < next_home)
            continue;
        expect_home(&storm);
        next_home += KEYS_TO_HOME;
    }
    expect_home(&storm);
    print_message("%zu keys from seed %" PRIu64 ", left %zu times; %" PRId64
                  " sorts of entries in the audit log\n",
                  storm.keys, seed, storm.left,
                  stage_number(*state, "SELECT count(DISTINCT action) FROM audit"));
    terminal_free(storm.terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_keys)};
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
