#include "testing.h"

#include "screens/overview.h"

static struct stage stage;

static void open_with(uint32_t listed, int rows, int columns)
{
    fake_reset(listed);
    stage_open(&stage, rows, columns);
    stage_press(&stage, "o");
}

static int open_stage(void **state)
{
    (void)state;
    open_with(80, 60, 200);
    return 0;
}

static int close_stage(void **state)
{
    (void)state;
    stage_close(&stage);
    return 0;
}

/* Whoever opened it closes it. */
static void reopen(uint32_t listed, int rows, int columns)
{
    stage_close(&stage);
    open_with(listed, rows, columns);
}

static const struct overview_state *overview(void)
{
    return desk_top(&stage.desk)->state;
}

static const struct cohort_state *list(void)
{
    return cohort_of(&stage.desk);
}

static const struct overview_panel *panel(const char *title)
{
    for (size_t i = 0; i < overview()->panel_count; i++)
        if (strcmp(overview()->panels[i].title, title) == 0)
            return &overview()->panels[i];
    fail_msg("there is no panel %s", title);
    return NULL;
}

static const struct bar *bar(const char *title, const char *label)
{
    const struct overview_panel *const in = panel(title);
    for (size_t i = 0; i < in->bars.count; i++)
        if (strcmp(in->bars.items[i].label, label) == 0)
            return &in->bars.items[i];
    fail_msg("%s has no bar %s", title, label);
    return NULL;
}

static void expect_bar(const char *title, const char *label, uint32_t count, uint32_t everybody)
{
    assert_int_equal(bar(title, label)->count, count);
    assert_int_equal(bar(title, label)->everybody, everybody);
}

static void expect_title(const char *title)
{
    if (!stage_shows(&stage, title))
        fail_msg("no %s in\n%s", title, stage_text(&stage));
}

/* ------------------------------------------------------------------------------------ counting */

/* Who belongs to a bar, asked of the rows of people. */
static bool belongs(const struct overview_panel *in, size_t at, uint32_t position)
{
    struct vha_error error;
    struct vha_list_row row;
    const struct overview_term *const term = &in->terms[at];
    const struct vha_facet *facets = NULL;
    vha_cohort_facets(stage.desk.cohort, &facets);
    if (vha_cohort_row(stage.desk.cohort, position, NULL, &row, &error) != VHA_OK)
        fail_msg("%s", error.message);
    if (in->facet == OF_NO_FACET) {
        const int64_t score = (int64_t)(fake.listed - position) * 50000;
        const int64_t number = in->measure == VHA_MEASURE_AGE ? row.age : score;
        return number >= term->range.least && number <= term->range.most;
    }
    for (size_t value = 0; value < facets[in->facet].value_count; value++) {
        const char *const code = facets[in->facet].values[value].code;
        const bool has = strcmp(row.borough, strcmp(code, "none") == 0 ? "" : code) == 0 ||
                         (strcmp(code, "u18") == 0 && row.age < 18) ||
                         (strcmp(code, "adult") == 0 && row.age >= 18) ||
                         (strcmp(code, "in") == 0 && (row.flags & VHA_FLAG_IN_CUSTODY) != 0) ||
                         (strcmp(code, "out") == 0 && (row.flags & VHA_FLAG_IN_CUSTODY) == 0);
        if ((term->values >> value & 1) != 0 && has)
            return true;
    }
    return false;
}

static void recount(const struct overview_panel *in)
{
    uint32_t sum = 0;
    for (size_t at = 0; at < in->bars.count; at++) {
        const struct bar *const row = &in->bars.items[at];
        uint32_t count = 0;
        uint32_t everybody = 0;
        if (row->rule)
            continue;
        for (uint32_t i = 0; i < list()->selection.count; i++)
            count += belongs(in, at, list()->selection.positions[i]);
        for (uint32_t position = 0; position < fake.listed; position++)
            everybody += belongs(in, at, position);
        if (row->count != count || row->everybody != everybody)
            fail_msg("%s, %s: %u of %u; recounted %u of %u", in->title, row->label, row->count,
                     row->everybody, count, everybody);
        sum += __builtin_popcountll(in->terms[at].values) > 1 ? 0 : count; /* but for the BCUs */
    }
    if (sum != list()->selection.count)
        fail_msg("the bars of %s count %u people of %u", in->title, sum, list()->selection.count);
}

static void recount_all(void)
{
    for (size_t i = 0; i < overview()->panel_count; i++) {
        recount(&overview()->panels[i]);
        assert_int_equal(overview()->panels[i].bars.people, list()->selection.count);
        assert_int_equal(overview()->panels[i].bars.everybody, fake.listed);
    }
}

static void test_panels_stand_in_their_order(void **state)
{
    (void)state;
    static const char *const titles[] = {"1 Score", "2 Under 18", "3 Age", "4 Custody",
                                         "5 Borough"};
    assert_int_equal(overview()->panel_count, VHA_COUNT(titles));
    for (size_t i = 0; i < VHA_COUNT(titles); i++)
        expect_title(titles[i]);
    assert_string_equal(desk_top(&stage.desk)->ops->title, "the overview");
}

static void test_every_bar_equals_a_recount(void **state)
{
    (void)state;
    static const uint32_t sizes[] = {80, 0, 1, 7, 333};
    for (size_t i = 0; i < VHA_COUNT(sizes); i++) {
        reopen(sizes[i], 24, 80);
        recount_all();
        stage_press(&stage, "2 Space");
        recount_all();
        stage_press(&stage, "5 Down Down Space 3 G Space");
        recount_all();
        stage_press(&stage, "1 Space j Space");
        recount_all();
    }
}

static void test_bcus_have_totals(void **state)
{
    (void)state;
    expect_bar("Borough", "Lambeth", 30, 30);
    expect_bar("Borough", "Southwark", 30, 30);
    expect_bar("Borough", "AS Central South", 60, 60);
    expect_bar("Borough", "EA East Area", 10, 10);
    expect_bar("Borough", "None or outside London", 10, 10);
    assert_true(bar("Borough", "Lambeth")->indented);
    assert_false(bar("Borough", "None or outside London")->indented);
}

static void test_ages_in_bands(void **state)
{
    (void)state;
    expect_bar("Age", "13 and under", 10, 10);
    expect_bar("Age", "14 to 15", 0, 0);
    expect_bar("Age", "16 to 17", 10, 10);
    expect_bar("Age", "18 to 20", 10, 10);
    expect_bar("Age", "21 to 24", 20, 20);
    expect_bar("Age", "30 to 39", 10, 10);
    expect_bar("Age", "40 and over", 20, 20);
}

/* Fifty points to 4,000 in steps of fifty. */
static void test_scores_in_round_bins(void **state)
{
    (void)state;
    expect_bar("Score", "from 0", 9, 9);
    expect_bar("Score", "from 500", 10, 10);
    expect_bar("Score", "from 2,500", 10, 10);
    expect_bar("Score", "from 4,000", 1, 1);
    const struct bar *const line = bar("Score", "2,500 and over: searched for daily");
    assert_true(line->rule);
    assert_string_equal(line[1].label, "from 2,500");
    assert_string_equal(line[1].words, "2,500 to below 3,000");
    assert_string_equal(bar("Score", "from 4,000")->words, "4,000 and over");
}

/* ----------------------------------------------------------------------------------- filtering */

static void test_space_filters_and_stays(void **state)
{
    (void)state;
    stage_press(&stage, "5 j Space");
    expect_title("5 Borough");
    expect_title("Only Borough: Lambeth");
    assert_int_equal(list()->selection.count, 30);
    expect_bar("Borough", "Lambeth", 30, 30);
    expect_bar("Borough", "Southwark", 0, 30);
    expect_bar("Under 18", "Under 18", 10, 20);
    assert_int_equal(bar("Borough", "Lambeth")->mark, BAR_CHOSEN);
    assert_int_equal(bar("Borough", "AS Central South")->mark, BAR_PARTLY);
    stage_press(&stage, "j Space");
    assert_int_equal(list()->selection.count, 60);
    assert_int_equal(bar("Borough", "AS Central South")->mark, BAR_CHOSEN);
    stage_press(&stage, "k k Space"); /* the whole BCU is let go */
    assert_int_equal(list()->selection.count, 80);
    stage_press(&stage, "Space j Space");
    assert_int_equal(list()->selection.count, 30);
    stage_press(&stage, "2 Space c");
    assert_int_equal(list()->selection.count, 30);
    stage_press(&stage, "Space C");
    assert_int_equal(list()->selection.count, 80);
    expect_title("Everybody on the list");
}

static void test_enter_lists_whom_the_bar_counts(void **state)
{
    (void)state;
    stage_press(&stage, "2 Space"); /* under 18 */
    for (size_t i = 0; i < panel("Borough")->bars.count; i++) {
        const struct bar asked = panel("Borough")->bars.items[i];
        stage_press(&stage, "5 g");
        for (size_t steps = 0; steps < i; steps++)
            stage_press(&stage, "j");
        stage_press(&stage, "Enter");
        assert_string_equal(desk_top(&stage.desk)->ops->title, "the list");
        assert_int_equal(list()->focus, FOCUS_TABLE);
        assert_int_equal(list()->selection.count, asked.count);
        stage_press(&stage, "o c");
    }
}

/* Enter takes the bar alone, whatever its panel was filtered by. */
static void test_enter_takes_the_place_of_others(void **state)
{
    (void)state;
    stage_press(&stage, "5 j Space j Enter");
    expect_title("Only Borough: Southwark");
    assert_int_equal(list()->selection.count, 30);
    stage_press(&stage, "o"); /* and the cursor is where it was */
    assert_int_equal(overview()->focus, 4);
    assert_string_equal(bars_here(&panel("Borough")->bars)->label, "Southwark");
    stage_press(&stage, "k Enter");
    assert_int_equal(list()->selection.count, 30);
    expect_title("Only Borough: Lambeth");
}

static struct vha_range age_range(void)
{
    return list()->filter.ranges[VHA_MEASURE_AGE];
}

static void test_ranges_grow_and_shrink(void **state)
{
    (void)state;
    stage_press(&stage, "3 j j Space"); /* 16 to 17 */
    assert_int_equal(age_range().least, 16);
    assert_int_equal(age_range().most, 17);
    assert_int_equal(list()->selection.count, 10);
    stage_press(&stage, "j j Space"); /* as far as 21 to 24 */
    assert_int_equal(age_range().least, 16);
    assert_int_equal(age_range().most, 24);
    assert_int_equal(bar("Age", "18 to 20")->mark, BAR_CHOSEN);
    assert_int_equal(bar("Age", "25 to 29")->mark, BAR_OPEN);
    stage_press(&stage, "Space");
    assert_int_equal(age_range().most, 20);
    stage_press(&stage, "k k Space");
    assert_int_equal(age_range().least, 18);
    stage_press(&stage, "j Space");
    assert_false(age_range().set);
    stage_press(&stage, "g Space");
    assert_int_equal(age_range().least, INT64_MIN);
    assert_int_equal(age_range().most, 13);
    stage_press(&stage, "G Space");
    assert_int_equal(age_range().most, INT64_MAX);
    stage_press(&stage, "k k Space"); /* of one in the middle nothing else is left */
    assert_int_equal(age_range().least, 25);
    assert_int_equal(age_range().most, 29);
    stage_press(&stage, "c");
    assert_false(age_range().set);
}

static void test_a_filter_from_elsewhere_is_shown(void **state)
{
    (void)state;
    struct vha_error error;
    struct vha_filter filter = {.chosen = {0}};
    filter.excluded[0] = 2; /* Southwark */
    filter.ranges[VHA_MEASURE_AGE] = (struct vha_range){true, 17, INT64_MAX};
    assert_int_equal(cohort_set_filter(cohort_of(&stage.desk), &stage.desk, &filter, &error),
                     VHA_OK);
    stage_draw(&stage);
    assert_int_equal(bar("Borough", "Southwark")->mark, BAR_EXCLUDED);
    assert_int_equal(bar("Borough", "AS Central South")->mark, BAR_PARTLY);
    assert_int_equal(bar("Age", "16 to 17")->mark, BAR_PARTLY);
    assert_int_equal(bar("Age", "40 and over")->mark, BAR_CHOSEN);
    stage_press(&stage, "5 j j Space"); /* what was left out is chosen */
    assert_int_equal(bar("Borough", "Southwark")->mark, BAR_CHOSEN);
}

static void test_leaving_out_and_taking_back(void **state)
{
    (void)state;
    stage_press(&stage, "5 j !");
    assert_int_equal(list()->selection.count, 50);
    assert_int_equal(bar("Borough", "Lambeth")->mark, BAR_EXCLUDED);
    expect_title("Only Borough: not Lambeth");
    stage_press(&stage, "k !"); /* its whole BCU */
    assert_int_equal(list()->selection.count, 20);
    assert_int_equal(bar("Borough", "AS Central South")->mark, BAR_EXCLUDED);
    stage_press(&stage, "!");
    assert_int_equal(list()->selection.count, 80);
    stage_press(&stage, "u");
    assert_int_equal(list()->selection.count, 20);
    stage_press(&stage, "u u");
    assert_int_equal(list()->selection.count, 80);
    stage_press(&stage, "Ctrl-R");
    assert_int_equal(list()->selection.count, 50);
    stage_press(&stage, "j Space"); /* what was left out is chosen instead */
    assert_int_equal(list()->selection.count, 30);
    stage_press(&stage, "1 !");
    expect_title("A range cannot be left out");
    assert_int_equal(list()->selection.count, 30);
}

static void test_nobody_meets_the_filters(void **state)
{
    (void)state;
    stage_press(&stage, "5 G Space 2 Space");
    assert_int_equal(list()->selection.count, 0);
    expect_title("Nobody on the list meets these filters");
    expect_title("0 of 20      -");
    stage_press(&stage, "C");
    assert_int_equal(list()->selection.count, 80);
}

static void test_nobody_on_the_list(void **state)
{
    (void)state;
    reopen(0, 24, 80);
    expect_title("Nobody is on the list.");
    stage_press(&stage, "j k g G PgDn Space Enter Tab Space Tab Enter");
    stage_press(&stage, "Esc Esc");
    assert_string_equal(desk_top(&stage.desk)->ops->title, "the list");
}

static void test_one_person(void **state)
{
    (void)state;
    reopen(1, 24, 80);
    expect_bar("Score", "from 50", 1, 1);
    expect_title("1 100.0%");
    stage_press(&stage, "Enter");
    assert_int_equal(list()->selection.count, 1);
}

static void test_a_hundred_thousand(void **state)
{
    (void)state;
    reopen(100000, 60, 200);
    expect_bar("Age", "21 to 24", 25000, 25000);
    stage_press(&stage, "2 Space");
    expect_bar("Age", "21 to 24", 0, 25000);
    expect_bar("Under 18", "Under 18", 25000, 25000);
    expect_title("12,500 of 12,500  50.0%"); /* 13 and under */
    recount(panel("Age"));
    recount(panel("Score"));
}

/* -------------------------------------------------------------------------------------- moving */

static void test_panels_by_keys(void **state)
{
    (void)state;
    stage_press(&stage, "Tab Tab");
    assert_int_equal(overview()->focus, 2);
    stage_press(&stage, "Shift-Tab");
    assert_int_equal(overview()->focus, 1);
    stage_press(&stage, "Shift-Tab Shift-Tab");
    assert_int_equal(overview()->focus, 4);
    stage_press(&stage, "Tab");
    assert_int_equal(overview()->focus, 0);
    stage_press(&stage, "9");
    assert_int_equal(overview()->focus, 0);
    stage_press(&stage, "4");
    assert_int_equal(overview()->focus, 3);
}

/* Every panel is on some page, the one with the cursor in sight. */
static void test_pages_on_a_small_screen(void **state)
{
    (void)state;
    char title[32];
    stage_resize(&stage, 24, 80);
    assert_true(overview()->pages > 1);
    for (size_t i = 0; i < overview()->panel_count; i++) {
        snprintf(title, sizeof title, "%zu %s", i + 1, overview()->panels[i].title);
        expect_title(title);
        snprintf(title, sizeof title, "page %d of %d", overview()->places[i].page + 1,
                 overview()->pages);
        expect_title(title);
        stage_press(&stage, "Tab");
    }
    stage_press(&stage, "l");
    assert_int_equal(overview()->places[overview()->focus].page, 1);
    stage_press(&stage, "h");
    assert_int_equal(overview()->places[overview()->focus].page, 0);
    stage_press(&stage, "h");
    assert_int_equal(overview()->focus, 0);
}

static void test_beside(void **state)
{
    (void)state;
    stage_resize(&stage, 24, 132);
    assert_true(overview()->places[0].frame.column < overview()->places[2].frame.column);
    stage_press(&stage, "l");
    assert_true(overview()->places[overview()->focus].frame.column > 0);
    stage_press(&stage, "h");
    assert_int_equal(overview()->places[overview()->focus].frame.column, 0);
}

/* Keys that come so fast that nothing is drawn between them. */
static void test_keys_before_the_first_drawing(void **state)
{
    (void)state;
    stage_press(&stage, "Esc");
    for (const char *keys = "o5jj j"; *keys != '\0'; keys++)
        desk_key(&stage.desk, *keys);
    stage_draw(&stage);
    expect_title("Only Borough: Southwark");
    assert_int_equal(list()->selection.count, 30);
}

static void test_leaving(void **state)
{
    (void)state;
    static const char *const ways[] = {"Esc", "q", "o"};
    for (size_t i = 0; i < VHA_COUNT(ways); i++) {
        assert_string_equal(desk_top(&stage.desk)->ops->title, "the overview");
        stage_press(&stage, ways[i]);
        assert_string_equal(desk_top(&stage.desk)->ops->title, "the list");
        stage_press(&stage, "o");
    }
    stage_press(&stage, "Esc Enter :"); /* from a record */
    stage_type(&stage, "overview");
    stage_press(&stage, "Enter");
    assert_string_equal(desk_top(&stage.desk)->ops->title, "the overview");
    stage_press(&stage, "Esc");
    assert_string_equal(desk_top(&stage.desk)->ops->title, "the list");
}

/* --------------------------------------------------------------------------------------- mouse */

static void click(const char *text)
{
    struct event event = {.kind = EVENT_CLICK};
    stage_find(&stage, text, &event.row, &event.column);
    desk_mouse(&stage.desk, &event);
    stage_draw(&stage);
}

static void test_mouse(void **state)
{
    (void)state;
    click("5 Borough");
    assert_int_equal(overview()->focus, 4);
    click("2,500 and over");
    assert_int_equal(overview()->focus, 0);
    assert_int_equal(list()->selection.count, 80);
    click("Southwark");
    assert_string_equal(desk_top(&stage.desk)->ops->title, "the list");
    expect_title("Only Borough: Southwark");
}

static void test_wheel(void **state)
{
    (void)state;
    reopen(80, 24, 80);
    struct event wheel = {.kind = EVENT_WHEEL, .row = 5, .column = 5, .wheel = 1};
    assert_int_equal(desk_mouse(&stage.desk, &wheel), SCREEN_REDRAW);
    assert_int_equal(overview()->panels[0].bars.top, 0); /* all of it is in sight */
    wheel.row = 0;
    assert_int_equal(desk_mouse(&stage.desk, &wheel), SCREEN_IGNORED);
}

/* -------------------------------------------------------------------------------------- layout */

static void expect_no_overlap(const struct overview_place *places, size_t count, struct area area)
{
    for (size_t i = 0; i < count; i++) {
        const struct area a = places[i].frame;
        assert_in_range(a.row, area.row, area.row + area.rows - 1);
        assert_true(a.rows >= 3);
        assert_true(a.row + a.rows <= area.row + area.rows);
        assert_true(a.column >= area.column);
        assert_true(a.column + a.columns <= area.column + area.columns);
        for (size_t j = 0; j < i; j++) {
            const struct area b = places[j].frame;
            assert_true(places[j].page <= places[i].page);
            assert_true(places[i].page != places[j].page || a.row >= b.row + b.rows ||
                        b.row >= a.row + a.rows || a.column >= b.column + b.columns ||
                        b.column >= a.column + a.columns);
        }
    }
}

static void test_layouts(void **state)
{
    (void)state;
    static const int wanted[] = {15, 4, 10, 5, 5, 49, 17, 4, 4, 6, 5, 5, 9};
    struct overview_place places[OVERVIEW_PANELS];
    for (int rows = 21; rows < 120; rows += 7)
        for (int columns = 80; columns < 500; columns += 13) {
            const struct area area = {2, 0, rows, columns};
            const int pages = overview_lay_out(wanted, VHA_COUNT(wanted), area, places);
            assert_in_range(pages, 1, (int)VHA_COUNT(wanted));
            assert_int_equal(places[VHA_COUNT(wanted) - 1].page, pages - 1);
            expect_no_overlap(places, VHA_COUNT(wanted), area);
        }
    assert_int_equal(
        overview_lay_out(wanted, VHA_COUNT(wanted), (struct area){2, 0, 57, 200}, places), 1);
    assert_int_equal(overview_lay_out(wanted, 0, (struct area){2, 0, 57, 200}, places), 0);
}

/* Any size, any keys. */
static void test_every_size(void **state)
{
    (void)state;
    for (int rows = 24; rows < 70; rows += 3)
        for (int columns = 80; columns < 210; columns += 9) {
            stage_resize(&stage, rows, columns);
            stage_press(&stage, "Tab j PgDn l Space h k PgUp");
            assert_int_equal(stage.canvas.cells[(size_t)2 * (size_t)columns].width, 1);
        }
}

/* -------------------------------------------------------------------------------------- others */

static void test_words(void **state)
{
    (void)state;
    struct lines lines;
    lines_init(&lines);
    stage_press(&stage, "5 j Space");
    overview_words(overview(), &stage.desk, &lines);
    assert_string_equal(lines.items[0].text,
                        "Overview of 2026-Q3: 30 of 80 people. Only Borough: Lambeth.");
    assert_int_equal(lines.section_count, overview()->panel_count);
    const char *lambeth = NULL;
    for (size_t i = 0; i < lines.count; i++)
        if (strncmp(lines.items[i].text, "Lambeth", 7) == 0)
            lambeth = lines.items[i].text;
    assert_non_null(lambeth);
    assert_string_equal(lambeth, "Lambeth: 30 of 30, 100.0%, chosen.");
    lines_free(&lines);
}

static void test_a_newer_load(void **state)
{
    (void)state;
    fake.superseded = true;
    stage.desk.superseded = true;
    stage_draw(&stage);
    expect_title("A newer load is in place: R shows it");
    fake.listed = 16;
    fake.superseded = false;
    stage_press(&stage, "R");
    expect_bar("Borough", "Lambeth", 6, 6);
    recount_all();
}

/* Whoever MO2 takes off the list meanwhile is in no bar any more; the cursor stays. */
static void test_a_removal(void **state)
{
    bool changed = false;
    (void)state;
    stage_press(&stage, "5 Down");
    const size_t bar = overview()->panels[overview()->focus].bars.cursor;
    fake.listed = 16;
    fake.removals = 1;
    assert_int_equal(desk_look_for_removals(&stage.desk, &changed, NULL), VHA_OK);
    stage_draw(&stage);
    expect_bar("Borough", "Lambeth", 6, 6);
    recount_all();
    assert_int_equal(overview()->focus, 4);
    assert_int_equal(overview()->panels[4].bars.cursor, bar);
}

static void test_a_damaged_cohort_is_told(void **state)
{
    (void)state;
    stage_press(&stage, "Esc");
    fake.measures_fail = true;
    stage_press(&stage, "o");
    expect_title("The cohort is damaged.");
    stage_press(&stage, "Esc Esc Esc");
    assert_string_equal(desk_top(&stage.desk)->ops->title, "the list");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_stage, close_stage)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_panels_stand_in_their_order),
        TEST(test_every_bar_equals_a_recount),
        TEST(test_bcus_have_totals),
        TEST(test_ages_in_bands),
        TEST(test_scores_in_round_bins),
        TEST(test_space_filters_and_stays),
        TEST(test_enter_lists_whom_the_bar_counts),
        TEST(test_enter_takes_the_place_of_others),
        TEST(test_ranges_grow_and_shrink),
        TEST(test_a_filter_from_elsewhere_is_shown),
        TEST(test_leaving_out_and_taking_back),
        TEST(test_nobody_meets_the_filters),
        TEST(test_nobody_on_the_list),
        TEST(test_one_person),
        TEST(test_a_hundred_thousand),
        TEST(test_panels_by_keys),
        TEST(test_pages_on_a_small_screen),
        TEST(test_beside),
        TEST(test_keys_before_the_first_drawing),
        TEST(test_leaving),
        TEST(test_mouse),
        TEST(test_wheel),
        TEST(test_layouts),
        TEST(test_every_size),
        TEST(test_words),
        TEST(test_a_newer_load),
        TEST(test_a_removal),
        TEST(test_a_damaged_cohort_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
