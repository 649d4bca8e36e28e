/* The picture of a record: where days fall, what stands in each lane, and that nothing leaves it.
 */
#include "made_person.h"
#include "timeline.h"

static struct made_person person;
static struct vha_arena *arena;
static struct timeline timeline;
static struct canvas canvas;

static int set_up(void **state)
{
    (void)state;
    made_begin(&person);
    arena = vha_arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    timeline_free(&timeline);
    vha_arena_free(arena);
    canvas_free(&canvas);
    return 0;
}

/* Draws the person as the record does in a terminal of that size. */
static void draw(int rows, int columns, bool unicode)
{
    timeline_free(&timeline);
    canvas_free(&canvas);
    timeline_init(&timeline, made_explain(&person), arena);
    timeline_fit(&timeline, rows, columns, 4);
    canvas_init(&canvas, rows + 2, columns, unicode);
    timeline_draw(&timeline, &canvas, (struct area){0, 0, rows, columns});
}

static const char *row_text(int row)
{
    static char text[4096];
    return canvas_row_text(&canvas, row, text, sizeof text);
}

static void dump(void)
{
    for (int row = 0; row < canvas.rows; row++)
        print_message("|%s\n", row_text(row));
}

/* The rows of the lanes in a picture with all of them. */
static int row_of(const char *label)
{
    for (int row = 0; row < canvas.rows; row++)
        if (strncmp(row_text(row) + 1, label, strlen(label)) == 0)
            return row;
    dump();
    fail_msg("there is no lane %s", label);
    return -1;
}

static uint32_t cell(int row, int time_column)
{
    return canvas.cells[row * canvas.columns + timeline.labels + time_column].character;
}

static void assert_cell(int row, int time_column, char expected)
{
    if (cell(row, time_column) == (uint32_t)expected)
        return;
    dump();
    fail_msg("row %d, column %d has %c, not %c", row, time_column, (int)cell(row, time_column),
             expected);
}

/* ----------------------------------------------------------------------------------------- scale
 */

/* A day that completes a period stands on the older side of that period's line. */
static void test_days_beside_the_lines(void **state)
{
    (void)state;
    for (int room = 30; room < 200; room++) {
        const struct timescale scale = timescale_make(&person.policy, day("2026-10-01"), room);
        const int now = timescale_edge(&scale, 0);
        const int year = timescale_edge(&scale, 12);
        const int two = timescale_edge(&scale, 24);
        assert_true(scale.columns <= room);
        assert_int_equal(now, scale.columns - 2);
        assert_int_equal(timescale_edge(&scale, 36), 1);
        assert_int_equal(timescale_column(&scale, day("2026-10-01")), now - 1);
        assert_int_equal(timescale_column(&scale, day("2026-10-02")), scale.columns - 1);
        assert_int_equal(timescale_column(&scale, day("2025-10-02")), year + 1);
        assert_int_equal(timescale_column(&scale, day("2025-10-01")), year - 1);
        assert_int_equal(timescale_column(&scale, day("2024-10-02")), two + 1);
        assert_int_equal(timescale_column(&scale, day("2024-10-01")), two - 1);
        assert_int_equal(timescale_column(&scale, day("2023-10-02")), 2);
        assert_int_equal(timescale_column(&scale, day("2023-10-01")), 0);
        assert_int_equal(timescale_column(&scale, day("1990-01-01")), 0);
    }
}

/* Later days never stand further to the left, at any end of a month. */
static void test_time_runs_to_the_right(void **state)
{
    (void)state;
    static const char *const ends[] = {"2026-10-01", "2027-01-31", "2028-02-29", "2026-02-28"};
    for (size_t i = 0; i < VHA_COUNT(ends); i++) {
        const vha_date as_of = day(ends[i]);
        const struct timescale scale = timescale_make(&person.policy, as_of, 120);
        int before = 0;
        for (vha_date date = as_of - 1200; date <= as_of + 3; date++) {
            const int at = timescale_column(&scale, date);
            if (at < before) {
                char text[VHA_DATE_SIZE];
                fail_msg("%s as of %s stands at %d after %d", vha_date_format(text, date), ends[i],
                         at, before);
            }
            before = at;
        }
        for (int months = 0; months <= 36; months++) {
            const vha_date last = timescale_day(&scale, months);
            assert_int_equal(vha_months_between(last, as_of), months);
            assert_true(vha_months_between(last + 1, as_of) < months);
        }
    }
}

/* Any policy can be drawn: parts of periods, periods of a month, one for the whole window. */
static void test_other_policies(void **state)
{
    (void)state;
    static const int windows[] = {1, 6, 12, 30, 36, 37, 60, 120};
    static const int periods[] = {1, 5, 12, 24, 60, 200};
    for (size_t w = 0; w < VHA_COUNT(windows); w++)
        for (size_t p = 0; p < VHA_COUNT(periods); p++)
            for (int room = 20; room < 200; room += 7) {
                person.policy.crime_window_months = windows[w];
                person.policy.decay_months = periods[p];
                const vha_date as_of = day("2026-10-01");
                const struct timescale scale = timescale_make(&person.policy, as_of, room);
                assert_in_range(scale.columns, 5, room);
                assert_int_equal(timescale_column(&scale, as_of), scale.columns - 3);
                int before = -1;
                for (vha_date date = as_of - windows[w] * 31 - 5; date <= as_of + 1; date++) {
                    const int at = timescale_column(&scale, date);
                    assert_in_range(at, before < 0 ? 0 : before, scale.columns - 1);
                    assert_int_not_equal(at, scale.columns - 2);
                    before = at;
                }
            }
}

/* ----------------------------------------------------------------------------------------- lanes
 */

static void test_decay_is_seen(void **state)
{
    (void)state;
    made_crime(&person, "2026-09-15", MADE_HOMICIDE);
    made_crime(&person, "2025-09-15", MADE_HOMICIDE);
    made_crime(&person, "2024-09-15", MADE_HOMICIDE);
    draw(24, 76, false);
    const int top = row_of("Crime");
    const int rows = timeline.bar_rows;
    static const char *const dates[] = {"2026-09-15", "2025-09-15", "2024-09-15"};
    static const int ninths[] = {9, 6, 4};
    for (size_t i = 0; i < 3; i++) {
        const int at = timescale_column(&timeline.scale, day(dates[i]));
        int filled = 0;
        int lost = 0;
        for (int row = top; row < top + rows; row++) {
            filled += cell(row, at) == '#' || cell(row, at) == '_';
            lost += cell(row, at) == ':';
        }
        assert_int_equal(filled + lost, rows);
        assert_in_range(filled, rows * ninths[i] / 9, rows * ninths[i] / 9 + 1);
    }
    assert_non_null(
        strstr(row_text(row_of("Decay")), "|4/9 after 24 months |2/3 after 12 months |"));
    assert_non_null(strstr(row_text(top + 1), "to 5,475"));
}

/* Form tells what counts from what does not: bars or points, or an o in a row of its own. */
static void test_what_does_not_count_has_its_own_rows(void **state)
{
    (void)state;
    made_crime(&person, "2026-10-01", MADE_KNIFE_INJURY); /* on the assessment date itself */
    made_crime(&person, "2026-05-01", MADE_KNIFE_INJURY)->roles = VHA_VICTIM;
    made_crime(&person, "2023-10-01", MADE_KNIFE_INJURY); /* 36 months old */
    made_intel(&person, "2026-04-02", MADE_KNIFE_INJURY);
    made_intel(&person, "2026-04-01", MADE_KNIFE_INJURY); /* 6 months old */
    draw(18, 76, false);
    const int crimes = row_of("Crime");
    const int out = row_of("left out");
    const int intel = row_of("Intel");
    const struct timescale *const scale = &timeline.scale;
    assert_cell(crimes + timeline.bar_rows - 1, scale->columns - 3, '#');
    assert_cell(out, timescale_column(scale, day("2026-05-01")), 'o');
    assert_cell(out, 0, 'o');
    assert_cell(intel, timescale_column(scale, day("2026-04-02")), '#');
    assert_cell(intel + 1, timescale_column(scale, day("2026-04-01")), 'o');
    assert_cell(intel, timescale_column(scale, day("2026-04-01")), ' ');
    /* The window of intelligence begins between the two. */
    assert_int_equal(timescale_edge(scale, 6), timescale_column(scale, day("2026-04-01")));
    assert_cell(row_of("Windows"), timescale_edge(scale, 6), '+');
    assert_cell(row_of("Windows"), timescale_edge(scale, 12), '+');
    assert_non_null(strstr(row_text(row_of("Windows")), "+recency--+intel 6---+"));
}

static void test_reports_of_one_column(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++)
        made_crime(&person, "2026-08-03", MADE_KNIFE_INJURY);
    for (int i = 0; i < 12; i++)
        made_crime(&person, "2026-06-03", MADE_KNIFE_INJURY)->roles = VHA_WITNESS;
    draw(18, 76, false);
    const int at = timescale_column(&timeline.scale, day("2026-08-03"));
    assert_int_equal(timeline.columns[at].base, 3 * 1460000);
    assert_non_null(strstr(row_text(row_of("Crime") + 1), "to 4,380"));
    timeline_move(&timeline, ACTION_FIRST); /* so that the arrow stands elsewhere */
    timeline_draw(&timeline, &canvas, (struct area){0, 0, 18, 76});
    assert_cell(row_of("Crime") + timeline.bar_rows, at, '3');
    assert_cell(row_of("left out"), timescale_column(&timeline.scale, day("2026-06-03")), '+');
}

static void test_custody_and_flags(void **state)
{
    (void)state;
    made_custody(&person, "2026-09-20", NULL);
    made_custody(&person, "2025-12-01", "2026-04-01");
    made_custody(&person, "2020-01-01", "2023-12-01");
    made_flag(&person, VHA_FLAG_WANTED_EWMS, "EWMS", "2026-08-03");
    made_flag(&person, VHA_FLAG_MISSING, "PAC", "2025-06-03");
    made_flag(&person, VHA_FLAG_MISSING, "MISSING", "2025-06-03");
    made_flag(&person, VHA_FLAG_GANG, "GANG-001", NULL);
    draw(18, 76, false);
    const struct timescale *const scale = &timeline.scale;
    const int custody = row_of("Custody");
    assert_cell(custody, 0, '<');
    assert_cell(custody, 1, '=');
    assert_cell(custody, timescale_column(scale, day("2023-12-01")), ']');
    assert_cell(custody, timescale_column(scale, day("2025-12-01")), '[');
    assert_cell(custody, timescale_column(scale, day("2026-02-01")), '=');
    assert_cell(custody, timescale_column(scale, day("2026-04-01")), ']');
    assert_cell(custody, scale->columns - 1, '>');
    const int flags = row_of("Flags");
    assert_cell(flags, timescale_column(scale, day("2026-08-03")), 'W');
    assert_cell(flags, timescale_column(scale, day("2025-06-03")), '+');
    char legend[256];
    assert_string_equal(timeline_flag_legend(&person.explanation.dossier, legend, sizeof legend),
                        "W wanted, P pre-assessment checklist, M missing");
}

static void test_months_and_days_on_the_axis(void **state)
{
    (void)state;
    draw(18, 76, false);
    assert_string_equal(row_text(row_of("Months")) + timeline.labels,
                        " | N DJ F MA M JJ A SO| N DJ F MA M JJ A SO| N DJ F MA M JJ A SO|");
    assert_string_equal(row_text(row_of("Months") + 1) + timeline.labels,
                        " 2023-10-01      2024-10-01           2025-10-01       2026-10-01");
    draw(40, 196, true);
    assert_non_null(strstr(row_text(row_of("Months")), "Nov  Dec  Jan  Feb"));
    assert_non_null(strstr(row_text(row_of("Windows")), "├recency 12 months─"));
    assert_non_null(strstr(row_text(row_of("Windows")), "├intelligence 6 months─"));
}

/* -------------------------------------------------------------------------------------- choosing
 */

static void test_choosing(void **state)
{
    (void)state;
    made_crime(&person, "2026-08-03", MADE_KNIFE_INJURY);
    made_crime(&person, "2025-08-03", MADE_KNIFE_INJURY)->roles = VHA_WITNESS;
    made_intel(&person, "2026-05-03", MADE_KNIFE_INJURY);
    draw(18, 76, false);
    const int arrow = row_of("Crime") + timeline.bar_rows;
    assert_int_equal(timeline.chosen, 0);
    assert_int_equal(row_text(row_of("Crime"))[0], '>');
    assert_cell(arrow, timescale_column(&timeline.scale, day("2026-08-03")), '^');
    assert_true(timeline_move(&timeline, ACTION_RIGHT)); /* there is nothing newer */
    assert_int_equal(timeline.chosen, 0);
    timeline_move(&timeline, ACTION_LEFT);
    timeline_draw(&timeline, &canvas, (struct area){0, 0, 18, 76});
    assert_int_equal(row_text(row_of("Intel"))[0], '>');
    assert_cell(arrow, timescale_column(&timeline.scale, day("2026-05-03")), 'v');
    timeline_move(&timeline, ACTION_FIRST);
    assert_int_equal(timeline.chosen, 2);
    timeline_draw(&timeline, &canvas, (struct area){0, 0, 18, 76});
    assert_int_equal(row_text(row_of("left out"))[0], '>');
    timeline_move(&timeline, ACTION_LEFT);
    assert_int_equal(timeline.chosen, 2);
    timeline_move(&timeline, ACTION_LAST);
    assert_int_equal(timeline.chosen, 0);
    assert_false(timeline_move(&timeline, ACTION_UP));
    timeline_choose_at(&timeline, 0);
    assert_int_equal(timeline.chosen, 2);
    timeline_choose_at(&timeline, 75);
    assert_int_equal(timeline.chosen, 0);
}

/* ---------------------------------------------------------------------------------------- extremes
 */

static void assert_inside(int columns)
{
    for (int row = 0; row < canvas.rows; row++)
        assert_true(vha_text_width(row_text(row)) <= columns);
    /* Nothing is drawn under the picture. */
    for (int row = timeline_rows(&timeline); row < canvas.rows; row++)
        assert_string_equal(row_text(row), "");
}

static void test_no_reports(void **state)
{
    (void)state;
    draw(18, 76, false);
    assert_int_equal(timeline.count, 0);
    assert_true(timeline_move(&timeline, ACTION_LEFT));
    assert_true(timeline_move(&timeline, ACTION_FIRST));
    timeline_choose_at(&timeline, 40);
    assert_int_equal(timeline.chosen, 0);
    assert_null(strchr(row_text(row_of("Crime")), '>'));
    assert_inside(76);
}

static void test_two_hundred_reports_of_huge_scores(void **state)
{
    (void)state;
    person.policy.categories[MADE_HOMICIDE].weights[0].base = INT64_C(9999999999999);
    for (int i = 0; i < 200; i++) {
        char date[VHA_DATE_SIZE];
        made_crime(&person, vha_date_format(date, day("2026-09-30") - i * 6),
                   i % 3 == 0 ? MADE_HOMICIDE : MADE_KNIFE_INJURY);
    }
    static const int sizes[][2] = {{18, 76}, {37, 128}, {54, 196}, {18, 77}, {19, 90}};
    for (size_t i = 0; i < VHA_COUNT(sizes); i++)
        for (int unicode = 0; unicode < 2; unicode++) {
            draw(sizes[i][0], sizes[i][1], unicode == 1);
            assert_inside(sizes[i][1]);
            assert_int_equal(timeline.count, 200);
            assert_true(timeline.highest >= INT64_C(9999999999999));
            assert_true(timeline_rows(&timeline) <= sizes[i][0] - 4);
        }
    unsigned crimes = 0;
    for (int at = 0; at < timeline.scale.columns; at++)
        crimes += timeline.columns[at].crimes + timeline.columns[at].crimes_out;
    assert_int_equal(crimes, 200);
}

/* The least score there is still shows, and one that has decayed to nothing leaves its place. */
static void test_scores_near_nothing(void **state)
{
    (void)state;
    person.policy.categories[MADE_RAPE].weights[0].base = 1;
    person.policy.categories[MADE_RAPE].needs_other = false;
    made_crime(&person, "2026-09-15", MADE_HOMICIDE);
    made_crime(&person, "2026-06-15", MADE_RAPE);
    made_crime(&person, "2024-06-15", MADE_RAPE);
    draw(18, 76, false);
    const int bottom = row_of("Crime") + timeline.bar_rows - 1;
    assert_cell(bottom, timescale_column(&timeline.scale, day("2026-06-15")), '_');
    assert_int_equal(person.crime_judged[2].score, 0);
    assert_cell(bottom, timescale_column(&timeline.scale, day("2024-06-15")), ':');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_days_beside_the_lines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_time_runs_to_the_right, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_other_policies, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_decay_is_seen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_does_not_count_has_its_own_rows, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_reports_of_one_column, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_custody_and_flags, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_months_and_days_on_the_axis, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_choosing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_reports, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_two_hundred_reports_of_huge_scores, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_scores_near_nothing, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
