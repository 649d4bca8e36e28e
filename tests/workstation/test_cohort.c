#include "on_stage.h"

static int open_24(void **state)
{
    (void)state;
    fake_reset(400);
    stage_open(&stage, 24, 80);
    return 0;
}

static int open_50(void **state)
{
    (void)state;
    fake_reset(400);
    stage_open(&stage, 50, 200);
    return 0;
}

static void assert_row_has(int row, const char *text)
{
    if (strstr(stage_row(&stage, row), text) == NULL)
        fail_msg("row %d has no \"%s\":\n%s", row, text, stage_text(&stage));
}

/* The person whose row bears the cursor's mark. */
static void assert_cursor_at(const char *rank_and_score)
{
    int row = 0;
    int column = 0;
    stage_find(&stage, ">", &row, &column);
    assert_row_has(row, rank_and_score);
}

static void test_the_first_look(void **state)
{
    (void)state;
    stage.desk.wall = 0;
    stage_draw(&stage);
    assert_row_has(0, " OFFICIAL  VHA 2026-Q3  as of 2026-10-01 ");
    assert_row_has(0, "400 of 400");
    assert_row_has(0, "p.adeyemi (MO2) ");
    assert_row_has(1, "Everybody on the list; no filter is set");
    assert_row_has(2, "Filters");
    assert_row_has(2, "Cohort by score");
    stage_expect(&stage, ">   1  7,797.333 O'NEILL, Zoë");
    stage_expect(&stage, "U18 W");
    stage_expect(&stage, "Why: rank 1 O'NEILL, Zoë, under 18");
    stage_expect(&stage, "four_reports · offence in 12 months · leaves 2027-07-01");
    assert_row_has(23, "/ search  f filter  Enter open");
    assert_row_has(23, "? help  q quit");
    for (int row = 0; row < 24; row++)
        assert_true(vha_text_width(stage_row(&stage, row)) <= 80);
}

static void test_why_shows_each_step(void **state)
{
    (void)state;
    stage_expect(&stage, "2026-09-30 KNIFE_INJURY");
    stage_expect(&stage, "146 × 0.75");
    stage_expect(&stage, "CCHI 2016, assumed");
    stage_expect(&stage, "5,475 × 2/3  CCHI ");
    stage_expect(&stage, "3,650.000");
    stage_expect_not(&stage, "0102/22");
    stage_resize(&stage, 24, 80);
    stage_expect(&stage, "146 × 0.75 assumed   109.500");
    stage_expect(&stage, "1,460 × 1    assumed 1,460.000");
}

/* No name can reach the terminal as anything but visible text; columns stay straight. */
static void test_hostile_names(void **state)
{
    (void)state;
    stage_expect(&stage, "\\x1b[2J\\x1b]0;");
    stage_expect(&stage, "\\u{202e}gnol, Over");
    stage_expect(&stage, "\\xff\\xfe, Bytes");
    stage_expect(&stage, "李, 小龍");
    int first = 0;
    for (int row = 4; row < 12; row++) {
        const char *const text = stage_row(&stage, row);
        const char *const bar = strrchr(text, '\xe2'); /* the frame's right line */
        char head[1024];
        snprintf(head, sizeof head, "%.*s", (int)(bar - text), text);
        const int column = vha_text_width(head);
        first = first == 0 ? column : first;
        assert_int_equal(column, first);
    }
    for (int i = 0; i < 50 * 200; i++)
        assert_true(
            stage.canvas.cells[i].width == 0 ||
            (stage.canvas.cells[i].character >= ' ' && stage.canvas.cells[i].character != 0x7F &&
             (stage.canvas.cells[i].character < 0x80 || stage.canvas.cells[i].character > 0x9F)));
}

static void test_moving(void **state)
{
    (void)state;
    stage_press(&stage, "j j Down");
    assert_cursor_at("   4 ");
    stage_press(&stage, "k");
    assert_cursor_at("   3 ");
    stage_press(&stage, "G");
    assert_cursor_at(" 400 ");
    stage_press(&stage, "PgUp j");
    stage_press(&stage, "g");
    assert_cursor_at("   1 ");
    stage_press(&stage, "Up");
    assert_cursor_at("   1 ");
    stage_press(&stage, "PgDn");
    assert_cursor_at("  12 ");
    stage_press(&stage, "Ctrl-D Ctrl-U PgUp");
    assert_cursor_at("   1 ");
}

/* A step in sight fetches nobody; a page fetches what it shows and no more. */
static void test_rows_are_fetched_when_shown(void **state)
{
    (void)state;
    const unsigned first = fake.rows_fetched;
    assert_int_equal(first, 11);
    stage_press(&stage, "j j j k");
    assert_int_equal(fake.rows_fetched, first);
    stage_press(&stage, "PgDn");
    assert_int_equal(fake.rows_fetched, first + 11);
    /* Keys that came together are all taken before anything is fetched or drawn. */
    stage_press(&stage, "PgDn PgDn PgDn PgDn PgDn PgDn");
    assert_int_equal(fake.rows_fetched, first + 22);
}

/* The reasons follow when the cursor has rested; until then they say whose they are. */
static void test_why_waits_for_the_cursor_to_rest(void **state)
{
    (void)state;
    const unsigned explained = fake.explained;
    stage_press(&stage, "j");
    stage_expect(&stage, "Was: rank 1 O'NEILL, Zoë");
    stage_wait(&stage, 60);
    stage_press(&stage, "j");
    stage_wait(&stage, 60);
    stage_expect(&stage, "Was: rank 1 O'NEILL, Zoë");
    assert_int_equal(fake.explained, explained);
    stage_wait(&stage, 60);
    stage_expect(&stage, "Why: rank 3 ");
    assert_int_equal(fake.explained, explained + 1);
    /* Back on the same person nothing is asked again. */
    stage_press(&stage, "j k");
    stage_expect(&stage, "Why: rank 3 ");
    stage_wait(&stage, 500);
    assert_int_equal(fake.explained, explained + 1);
}

static void test_filtering(void **state)
{
    (void)state;
    stage_press(&stage, "f Space");
    assert_row_has(1, "Only Borough: Lambeth");
    assert_row_has(0, "150 of 400");
    stage_expect(&stage, "[x] Lambeth");
    stage_press(&stage, "l j Space");
    assert_row_has(1, "Only Borough: Lambeth; Under 18");
    assert_row_has(0, "50 of 400");
    stage_expect(&stage, "(o) Under 18");
    assert_int_equal(stage_role_of(&stage, "[x] Lambeth"), ROLE_CHOSEN);
    stage_press(&stage, "c");
    assert_row_has(1, "Only Borough: Lambeth");
    assert_row_has(0, "150 of 400");
    stage_press(&stage, "C");
    assert_row_has(1, "Everybody on the list");
    assert_row_has(0, "400 of 400");
    stage_press(&stage, "Esc");
    assert_int_equal(stage_role_of(&stage, "Cohort by score"), ROLE_TITLE_FOCUS);
    stage_press(&stage, "c");
    assert_row_has(23, "Go to the filters first");
    stage_press(&stage, "j");
    assert_row_has(23, "q quit");
}

/* What the cursor stood on stays under it. */
static void test_the_person_stays_under_the_cursor(void **state)
{
    (void)state;
    stage_press(&stage, "j j j j");
    assert_cursor_at("   5 ");
    stage_press(&stage, "f Space f");
    assert_cursor_at("   5 ");
    stage_press(&stage, "S");
    stage_expect(&stage, "Cohort by score, lowest first");
    assert_cursor_at("   5 ");
    stage_press(&stage, "C");
    assert_cursor_at("   5 ");
}

static void test_nobody_left(void **state)
{
    (void)state;
    stage_press(&stage, "f j j j Space");
    assert_row_has(0, "0 of 400");
    stage_expect(&stage, "Nobody on the list meets these filters.");
    stage_wait(&stage, 1000);
    stage_press(&stage, "f Enter j k g G PgDn n / Esc 5 Enter S s");
    stage_expect(&stage, "Nobody on the list meets these filters.");
    stage_press(&stage, "C");
    assert_row_has(0, "400 of 400");
}

static void test_sorting(void **state)
{
    (void)state;
    stage_press(&stage, "s");
    stage_expect(&stage, "Cohort by name, A to Z");
    assert_int_equal(stage_role_of(&stage, "▲Name"), ROLE_HEADER);
    stage_press(&stage, "S");
    stage_expect(&stage, "Cohort by name, Z to A");
    stage_press(&stage, "s");
    stage_expect(&stage, "Cohort by age, youngest first");
    for (int i = 0; i < 20; i++) { /* round, over the columns in sight */
        stage_press(&stage, "s");
        if (stage_shows(&stage, "Cohort by score "))
            return;
    }
    fail_msg("sorting never comes round to the score");
}

static void test_searching(void **state)
{
    (void)state;
    stage_press(&stage, "/");
    stage_type(&stage, "kow");
    assert_row_has(23, "Name, PNCID or report: /kow");
    assert_row_has(23, "Enter done  Esc back");
    assert_cursor_at("   2 ");
    stage_press(&stage, "Enter");
    assert_row_has(23, "q quit");
    stage_press(&stage, "n");
    assert_cursor_at("  10 ");
    stage_press(&stage, "N");
    assert_cursor_at("   2 ");
    /* A search that was done is not added to. Esc goes back to where the cursor was and puts away
     * what was typed; Up brings it back, for what is in the line. n goes on with what was done. */
    stage_press(&stage, "g /");
    stage_type(&stage, "zzz");
    assert_row_has(23, "Nobody on this list matches");
    assert_cursor_at("   1 ");
    stage_press(&stage, "Esc");
    assert_cursor_at("   1 ");
    stage_press(&stage, "n");
    assert_cursor_at("   2 ");
    stage_press(&stage, "g /");
    stage_expect_not(&stage, "/zzz");
    stage_type(&stage, "kow");
    assert_cursor_at("   2 ");
    stage_press(&stage, "q");
    assert_row_has(23, "/kowq");
    stage_press(&stage, "Up");
    assert_row_has(23, "/zzz");
    stage_press(&stage, "Up");
    assert_row_has(23, "/kowq");
    stage_press(&stage, "Ctrl-U Enter g n"); /* nothing is no search */
    assert_cursor_at("   2 ");
}

static void test_jumping_to_a_rank(void **state)
{
    (void)state;
    stage_press(&stage, "2 5 0");
    assert_row_has(23, "Jump to rank: 250");
    stage_press(&stage, "Enter");
    assert_cursor_at(" 250 ");
    stage_press(&stage, "# 7 Enter");
    assert_cursor_at("   7 ");
    stage_press(&stage, "9 9 9 9 9 9 9 9 9 9 9 9 Enter");
    assert_cursor_at(" 400 ");
    stage_press(&stage, "0 Enter");
    assert_cursor_at(" 400 ");
    stage_press(&stage, "3 Esc");
    assert_cursor_at(" 400 ");
    stage_press(&stage, "#");
    stage_expect_not(&stage, "rank: 3");
    stage_press(&stage, "Esc");
    stage_press(&stage, "f Space f 2 Enter"); /* the first of Lambeth at or after rank 2 */
    assert_cursor_at("   3 ");
}

static unsigned click(int row, int column)
{
    const struct event event = {.kind = EVENT_CLICK, .row = row, .column = column};
    const unsigned flags = desk_mouse(&stage.desk, &event);
    stage_draw(&stage);
    return flags;
}

static void test_mouse(void **state)
{
    (void)state;
    click(6, 40);
    assert_cursor_at("   3 ");
    assert_int_equal(stage.desk.screen_count, 1);
    click(6, 40); /* the person under the cursor: opens */
    assert_int_equal(stage.desk.screen_count, 2);
    stage_press(&stage, "Esc");
    click(3, 45); /* the heading of the names */
    stage_expect(&stage, "Cohort by name, A to Z");
    click(3, 45);
    stage_expect(&stage, "Cohort by name, Z to A");
    int row = 0;
    int column = 0;
    stage_find(&stage, "[ ] In custody", &row, &column);
    click(row, column);
    assert_row_has(1, "Only Custody: In custody");
    const struct event wheel = {.kind = EVENT_WHEEL, .row = 6, .column = 40, .wheel = 1};
    stage_press(&stage, "C f s s s s s s S S g");
    desk_mouse(&stage.desk, &wheel);
    stage_draw(&stage);
    click(0, 0);
    click(23, 79);
    click(500, 500);
}

static void test_a_newer_load(void **state)
{
    (void)state;
    stage_press(&stage, "f Space f j j");
    assert_cursor_at("   5 ");
    stage_press(&stage, "R");
    assert_row_has(23, "This is the newest load.");
    fake.quarter = "2026-Q4";
    fake.listed = 300;
    stage.desk.superseded = true;
    stage_draw(&stage);
    assert_row_has(1, "A newer load is in place: R shows it");
    assert_row_has(0, "2026-Q3");
    stage_press(&stage, "R");
    assert_row_has(0, "2026-Q4");
    assert_row_has(0, "of 300");
    assert_row_has(1, "Only Borough: Lambeth");
    stage_expect_not(&stage, "A newer load");
    assert_cursor_at("   5 ");
    assert_string_equal(fake.last_subject, "2026-Q4");
}

static void test_resizing(void **state)
{
    (void)state;
    stage_press(&stage, "1 5 0 Enter");
    for (int rows = 24; rows < 70; rows += 7)
        for (int columns = 80; columns < 240; columns += 23) {
            stage_resize(&stage, rows, columns);
            assert_cursor_at(" 150 ");
            for (int row = 0; row < rows; row++)
                assert_true(vha_text_width(stage_row(&stage, row)) <= columns);
        }
    stage_resize(&stage, 23, 80);
    assert_row_has(1, "Needed: 80 columns and 24 rows. Make it larger; q leaves the VHA.");
    assert_int_equal(stage_press(&stage, "j Enter Space"), SCREEN_IGNORED);
    stage_resize(&stage, 1, 1);
    stage_resize(&stage, 24, 80);
    assert_cursor_at(" 150 ");
}

static void test_leaving(void **state)
{
    (void)state;
    assert_int_equal(stage_press(&stage, "Esc") & SCREEN_QUIT, 0);
    assert_int_equal(stage_press(&stage, "q") & SCREEN_QUIT, SCREEN_QUIT);
    stage_resize(&stage, 10, 24);
    stage_expect(&stage, "q leaves the VHA."); /* all of it, however narrow */
    stage_resize(&stage, 10, 10);
    assert_int_equal(stage_press(&stage, "q") & SCREEN_QUIT, SCREEN_QUIT);
}

int main(void)
{
#define AT_24(test) cmocka_unit_test_setup_teardown(test, open_24, tear_down)
#define AT_50(test) cmocka_unit_test_setup_teardown(test, open_50, tear_down)
    const struct CMUnitTest tests[] = {
        AT_24(test_the_first_look),
        AT_50(test_why_shows_each_step),
        AT_50(test_hostile_names),
        AT_24(test_moving),
        AT_24(test_rows_are_fetched_when_shown),
        AT_24(test_why_waits_for_the_cursor_to_rest),
        AT_24(test_filtering),
        AT_24(test_the_person_stays_under_the_cursor),
        AT_24(test_nobody_left),
        AT_24(test_sorting),
        AT_24(test_searching),
        AT_24(test_jumping_to_a_rank),
        AT_24(test_mouse),
        AT_24(test_a_newer_load),
        AT_24(test_resizing),
        AT_24(test_leaving),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
