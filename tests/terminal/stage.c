#include "stage.h"

#include <sqlite3.h>

#include "vha/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ENVIRONMENT = 16 };

static const char sample[] = VHA_SOURCE_DIR "/tests/data/sample-2026-Q3";

/* ------------------------------------------------------------------------------------- homes */

static void run(const char *home, const char *const *arguments)
{
    struct program_result result = program_run(home, arguments);
    if (result.status != 0)
        fail_msg("%s %s ended with status %d: %s", arguments[0], arguments[1], result.status,
                 result.errors);
    program_result_free(&result);
}

/* The text with the first `from` replaced; frees the text. */
static char *replaced(char *text, const char *from, const char *to)
{
    const char *place = strstr(text, from);
    if (place == NULL)
        fail_msg("\"%s\" is not in the sample", from);
    const size_t size = strlen(text) - strlen(from) + strlen(to) + 1;
    char *result = vha_alloc(size);
    snprintf(result, size, "%.*s%s%s", (int)(place - text), text, to, place + strlen(from));
    free(text);
    return result;
}

static char *content(const char *folder, const char *name)
{
    struct vha_error error = {0};
    char *path = path_in(folder, name);
    char *text = NULL;
    size_t length = 0;
    if (vha_read_file(path, 1u << 26u, &text, &length, &error) != VHA_OK)
        fail_msg("%s", error.message);
    free(path);
    return text;
}

static void put_content(const char *folder, const char *name, const char *text)
{
    struct vha_error error = {0};
    char *path = path_in(folder, name);
    if (vha_write_file(path, text, strlen(text), &error) != VHA_OK)
        fail_msg("%s", error.message);
    free(path);
}

/* The program's own pauses in tests: after an Esc as the settings have it; a cursor and a choice
 * rest for a shorter time than with people, before the why pane and the audit log follow. */
enum { ESCAPE_MILLISECONDS = 25, REST_MILLISECONDS = 20 };

static void hurry(const char *home)
{
    static const char *const pauses[][2] = {
        {"why_rest_milliseconds", "200"},
        {"choice_rest_milliseconds", "500"},
    };
    char *settings = content(VHA_SOURCE_DIR "/config", "settings.yaml");
    for (size_t i = 0; i < VHA_COUNT(pauses); i++) {
        char from[64];
        char to[64];
        snprintf(from, sizeof from, "%s: %s", pauses[i][0], pauses[i][1]);
        snprintf(to, sizeof to, "%s: %d", pauses[i][0], REST_MILLISECONDS);
        settings = replaced(settings, from, to);
    }
    char *const folder = vha_path(home, "config");
    put_content(folder, "settings.yaml", settings);
    free(folder);
    free(settings);
}

void stage_load(const char *home, const char *extract)
{
    run(home, (const char *const[]){program_vha(), "init", NULL});
    hurry(home);
    run(home, (const char *const[]){program_vha(), "load", extract, NULL});
}

static struct stage *new_stage(void)
{
    struct stage *stage = vha_alloc_zeroed(1, sizeof *stage);
    stage->folder = temporary_folder();
    stage->home = path_in(stage->folder, "home");
    return stage;
}

int stage_set_up(void **state)
{
    struct stage *stage = new_stage();
    *state = stage;
    stage_load(stage->home, sample);
    return 0;
}

int stage_set_up_compared(void **state)
{
    struct stage *stage = new_stage();
    *state = stage;
    char *const earlier = path_in(stage->folder, "2026-Q2");
    run(stage->home, (const char *const[]){program_vha(), "synth", earlier, "--nominals", "1500",
                                           "--seed", "4", "--quarter", "2026-Q2", NULL});
    stage_load(stage->home, earlier);
    run(stage->home, (const char *const[]){program_vha(), "load", sample, NULL});
    free(earlier);
    return 0;
}

int stage_tear_down(void **state)
{
    struct stage *stage = *state;
    remove_folder(stage->folder);
    free(stage->folder);
    free(stage->home);
    free(stage);
    return 0;
}

/* Puts another nominals file in its place, and its hash into the manifest; frees the text. */
static void put_nominals(const char *folder, char *nominals)
{
    char before[VHA_SHA256_TEXT_SIZE];
    char after[VHA_SHA256_TEXT_SIZE];
    char *old = content(folder, "nominals.csv");
    vha_sha256_text(before, old, strlen(old));
    vha_sha256_text(after, nominals, strlen(nominals));
    char *manifest = replaced(content(folder, "manifest.yaml"), before, after);
    put_content(folder, "nominals.csv", nominals);
    put_content(folder, "manifest.yaml", manifest);
    free(old);
    free(nominals);
    free(manifest);
}

void stage_copy_sample(const char *folder, const char *from, const char *to)
{
    run(NULL, (const char *const[]){"/bin/cp", "-r", sample, folder, NULL});
    put_nominals(folder, replaced(content(folder, "nominals.csv"), from, to));
}

/* "PNCID,surname,forenames," as it stands in the file; the caller frees it. */
static char *beginning_of_row(const char *nominals, const char *pncid)
{
    const char *const begin = strstr(nominals, pncid);
    const char *end = begin;
    assert_non_null(begin);
    for (int comma = 0; comma < 3; comma++)
        end = strchr(end, ',') + 1;
    char *text = NULL;
    if (asprintf(&text, "%.*s", (int)(end - begin), begin) < 0)
        abort();
    return text;
}

void stage_copy_sample_renamed(const char *folder, const struct stage_name *names, size_t count)
{
    run(NULL, (const char *const[]){"/bin/cp", "-r", sample, folder, NULL});
    char *nominals = content(folder, "nominals.csv");
    for (size_t i = 0; i < count; i++) {
        char *from = beginning_of_row(nominals, names[i].pncid);
        char *to = NULL;
        if (asprintf(&to, "%s,%s,%s,", names[i].pncid, names[i].surname, names[i].forenames) < 0)
            abort();
        nominals = replaced(nominals, from, to);
        free(from);
        free(to);
    }
    put_nominals(folder, nominals);
}

/* ---------------------------------------------------------------------------------- starting */

static char *variable(const char *name, const char *value)
{
    char *text = NULL;
    if (asprintf(&text, "%s=%s", name, value) < 0)
        abort();
    return text;
}

static sqlite3 *connect_plainly(const struct stage *stage)
{
    char *const path = vha_path(stage->home, "register.db");
    sqlite3 *database = NULL;
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    sqlite3_busy_timeout(database, 5000);
    free(path);
    return database;
}

void stage_tamper(const struct stage *stage, const char *sql)
{
    sqlite3 *database = connect_plainly(stage);
    if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(database));
    sqlite3_close(database);
}

int64_t stage_number(const struct stage *stage, const char *sql)
{
    sqlite3 *database = connect_plainly(stage);
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(database));
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    const int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return number;
}

/* Tests share a home, and none begins where another left; nor is each session the user's first. */
static void go_to_the_top(const struct stage *stage)
{
    stage_tamper(stage, "INSERT OR REPLACE INTO list_place "
                        "(user, filter, sort, columns, offences, line, kept) "
                        "SELECT id, '', '', 'default', '', 0, '' FROM user");
}

struct terminal *stage_start(const struct stage *stage, struct view view)
{
    if (!view.as_left)
        go_to_the_top(stage);
    char *environment[MOST_ENVIRONMENT] = {
        variable("TERM", view.term != NULL ? view.term : "xterm-256color"),
        variable("LC_ALL", view.locale != NULL ? view.locale : "C.UTF-8"),
        variable("HOME", stage->folder),
        variable("VHA_HOME", stage->home),
        variable("PATH", "/usr/bin:/bin"),
        variable("TZ", "UTC"),
    };
    if (view.extra != NULL)
        environment[6] = vha_copy_text(view.extra);
    const char *arguments[10] = {program_vha()};
    size_t count = 1;
    if (view.plain)
        arguments[count++] = "--plain";
    if (!view.asked) {
        arguments[count++] = "--purpose";
        arguments[count++] = STAGE_PURPOSE;
    }
    if (view.theme != NULL) {
        arguments[count++] = "--theme";
        arguments[count++] = view.theme;
    }
    if (view.view != NULL) {
        arguments[count++] = "--view";
        arguments[count++] = view.view;
    }
    struct terminal *terminal = terminal_start(
        &(struct terminal_options){.arguments = arguments,
                                   .environment = (const char *const *)environment,
                                   .rows = view.rows != 0 ? view.rows : 24,
                                   .columns = view.columns != 0 ? view.columns : 80});
    for (size_t i = 0; environment[i] != NULL; i++)
        free(environment[i]);
    assert_non_null(terminal);
    return terminal;
}

struct terminal *stage_open(const struct stage *stage, struct view view)
{
    struct terminal *terminal = stage_start(stage, view);
    expect_text(terminal, "OFFICIAL");
    expect_text(terminal, "? help");
    come_to_rest(terminal);
    if (terminal_find(terminal, "To do", NULL, NULL)) /* something waits */
        press(terminal, "Escape");
    expect_text(terminal, "quit");
    return terminal;
}

/* ------------------------------------------------------------------------------ keys and waits */

void come_to_rest(struct terminal *terminal)
{
    enum { MARGIN = 60 };
    assert_true(terminal_wait_rest(terminal, ESCAPE_MILLISECONDS + MARGIN, TERMINAL_PATIENCE));
}

void press(struct terminal *terminal, const char *key)
{
    if (!terminal_press(terminal, key))
        fail_msg("there is no key %s", key);
    come_to_rest(terminal);
}

void type(struct terminal *terminal, const char *text)
{
    assert_true(terminal_type(terminal, text));
    come_to_rest(terminal);
}

void give(struct terminal *terminal, const char *order)
{
    type(terminal, ":\x15");
    type(terminal, order);
    press(terminal, "Enter");
}

void expect_one(const struct stage *stage, const char *sql)
{
    if (stage_number(stage, sql) != 1)
        fail_msg("not so: %s", sql);
}

void expect_text(struct terminal *terminal, const char *text)
{
    if (terminal_wait_for(terminal, text, TERMINAL_PATIENCE))
        return;
    terminal_dump(terminal, stderr);
    fail_msg("\"%s\" never came", text);
}

void expect_no_text(struct terminal *terminal, const char *text)
{
    if (!terminal_find(terminal, text, NULL, NULL))
        return;
    terminal_dump(terminal, stderr);
    fail_msg("\"%s\" is on the screen", text);
}

void expect_row_with(struct terminal *terminal, const char *first, const char *second)
{
    for (int row = 0; row < terminal_rows(terminal); row++) {
        char *text = terminal_row(terminal, row);
        const bool both = strstr(text, first) != NULL && strstr(text, second) != NULL;
        free(text);
        if (both)
            return;
    }
    terminal_dump(terminal, stderr);
    fail_msg("no row has both \"%s\" and \"%s\"", first, second);
}

void expect_end(struct terminal *terminal, int status)
{
    int actual = -1;
    if (!terminal_wait_end(terminal, TERMINAL_PATIENCE, &actual)) {
        terminal_dump(terminal, stderr);
        fail_msg("the program goes on");
    }
    if (actual != status)
        terminal_dump(terminal, stderr);
    assert_int_equal(actual, status);
}

/* The table's frame is the second on its rows; its mark stands right inside. */
static bool is_cursor_row(struct terminal *terminal, int row)
{
    for (int column = 1; column < terminal_columns(terminal); column++) {
        const struct terminal_cell cell = terminal_cell(terminal, row, column);
        const struct terminal_cell before = terminal_cell(terminal, row, column - 1);
        const bool framed = strcmp(before.text, "│") == 0 || strcmp(before.text, "|") == 0;
        if (strcmp(cell.text, ">") == 0 && framed)
            return true;
    }
    return false;
}

int cursor_row(struct terminal *terminal)
{
    for (int row = 0; row < terminal_rows(terminal); row++)
        if (is_cursor_row(terminal, row))
            return row;
    terminal_dump(terminal, stderr);
    fail_msg("no row has the cursor's mark");
    return -1;
}

char *cursor_text(struct terminal *terminal)
{
    char *row = terminal_row(terminal, cursor_row(terminal));
    char *text = vha_copy_text(strchr(row, '>'));
    free(row);
    return text;
}

void expect_under_cursor(struct terminal *terminal, const char *text)
{
    char *row = cursor_text(terminal);
    const bool has = strstr(row, text) != NULL;
    free(row);
    if (has)
        return;
    terminal_dump(terminal, stderr);
    fail_msg("\"%s\" is not in the row under the cursor", text);
}

void expect_given_back(struct terminal *terminal)
{
    int row = 0;
    int column = 0;
    bool visible = false;
    terminal_cursor(terminal, &row, &column, &visible);
    assert_true(visible);
    assert_false(terminal_on_alternate_screen(terminal));
    assert_false(terminal_wants_mouse(terminal));
    assert_true(terminal_is_cooked(terminal));
}

void expect_screen(struct terminal *terminal, const char *name, bool attributes)
{
    static const struct terminal_mask masks[] = {
        /* The count's place depends on the login's length. */
        {" +([0-9,]+ of [0-9,]+) +[^ ]+ \\(MO2\\) +[0-9][0-9]:[0-9][0-9]",
         "  COUNT  LOGIN (MO2)  HH:MM"},
        /* And before there is a count. */
        {"VHA +[^ ]+ \\(MO2\\) +[0-9][0-9]:[0-9][0-9]", "VHA  LOGIN (MO2)  HH:MM"},
    };
    char *path = NULL;
    if (asprintf(&path, "%s/tests/terminal/expected/%s", VHA_SOURCE_DIR, name) < 0)
        abort();
    const bool matches = terminal_matches_file(terminal, path, masks, 2, attributes);
    free(path);
    if (!matches)
        fail_msg("the screen is not that of expected/%s", name);
}
