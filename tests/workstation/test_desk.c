#include "testing.h"

#include <fcntl.h>
#include <locale.h>
#include <sys/wait.h>
#include <unistd.h>

static struct stage stage;

/* Random keys, mouse events, sizes and pauses: nothing falls over, nothing leaves the screen. */
static void test_anything_pressed_in_any_order(void **state)
{
    (void)state;
    static const int32_t keys[] = {KEYS_UP,
                                   KEYS_DOWN,
                                   KEYS_LEFT,
                                   KEYS_RIGHT,
                                   KEYS_PAGE_UP,
                                   KEYS_PAGE_DOWN,
                                   KEYS_HOME,
                                   KEYS_END,
                                   KEYS_TAB,
                                   KEYS_SHIFT_TAB,
                                   KEYS_ENTER,
                                   KEYS_ESCAPE,
                                   KEYS_BACKSPACE,
                                   KEYS_DELETE,
                                   ' ',
                                   '/',
                                   '#',
                                   '3',
                                   'n',
                                   'N',
                                   'f',
                                   'c',
                                   'C',
                                   's',
                                   'S',
                                   '?',
                                   ':',
                                   'R',
                                   'g',
                                   'G',
                                   'j',
                                   'k',
                                   0xEB,
                                   0x301,
                                   0x674E,
                                   KEYS_F1,
                                   4,
                                   21};
    srand(20261001);
    for (int round = 0; round < 12; round++) {
        fake_reset(round < 3 ? (uint32_t)round : 77);
        stage_open(&stage, 24 + rand() % 30, 80 + rand() % 150);
        for (int i = 0; i < 400; i++) {
            const struct event mouse = {.kind = rand() % 2 == 0 ? EVENT_CLICK : EVENT_WHEEL,
                                        .row = rand() % 60,
                                        .column = rand() % 240,
                                        .wheel = rand() % 2 == 0 ? -1 : 1};
            stage.desk.now_ms += rand() % 80;
            stage.desk.superseded = rand() % 50 == 0;
            if (rand() % 10 == 0)
                desk_mouse(&stage.desk, &mouse);
            else
                desk_key(&stage.desk, keys[(size_t)rand() % VHA_COUNT(keys)]);
            desk_due(&stage.desk);
            stage_draw(&stage);
            if (rand() % 40 == 0)
                stage_resize(&stage, 1 + rand() % 60, 1 + rand() % 240);
        }
        stage_close(&stage);
    }
}

static void test_browsing_is_logged_before_anything_is_shown(void **state)
{
    (void)state;
    struct vha_error error;
    fake_reset(5);
    stage_open(&stage, 24, 80);
    assert_string_equal(fake.last_action, "browse");
    assert_string_equal(fake.last_subject, "2026-Q3");
    stage_close(&stage);
    fake.refused = true;
    char *text = NULL;
    assert_int_equal(vha_workstation_print(&stage.options, 24, 80, &text, &error),
                     VHA_NO_PERMISSION);
    fake.refused = false;
    fake.audit_fails = true;
    assert_int_equal(vha_workstation_print(&stage.options, 24, 80, &text, &error), VHA_IO_ERROR);
    assert_null(text);
}

static void expect_logged(const char *action, const char *subject)
{
    struct vha_error error;
    bool logged = false;
    assert_int_equal(desk_settle_choice(&stage.desk, &logged, &error), VHA_OK);
    assert_true(logged);
    assert_int_equal(desk_choice_due(&stage.desk), INT64_MAX);
    assert_string_equal(fake.last_action, action);
    assert_string_equal(fake.last_subject, subject);
}

/* One entry for a choice that has settled: whom, in which order, how many (SOP 61). */
static void test_what_is_chosen_is_logged(void **state)
{
    (void)state;
    fake_reset(20);
    stage_open(&stage, 24, 80);
    expect_logged("browse", "2026-Q3"); /* everybody is that entry's affair */
    stage_press(&stage, ": f i l t e r Space u 1 8 Enter");
    assert_int_equal(desk_choice_due(&stage.desk), stage.desk.now_ms + 300);
    assert_string_equal(fake.last_action, "browse");
    char expected[64];
    snprintf(expected, sizeof expected, "Under 18; by score; %u", stage.desk.selected);
    expect_logged("list", expected);
    const unsigned audits = fake.audits;
    stage_press(&stage, "C u"); /* there and back again is no other choice */
    expect_logged("list", expected);
    assert_int_equal(fake.audits, audits);
    stage_press(&stage, "/ a n");
    expect_logged("search", "an");
    stage_press(&stage, "a Esc");
    expect_logged("search", "ana");
    stage_close(&stage);
}

/* A record is opened after the choice that led to it is on record; and not at all, nor does the
 * choice stay, when that cannot be. */
static void test_what_cannot_be_logged_is_taken_back(void **state)
{
    (void)state;
    fake_reset(20);
    stage_open(&stage, 24, 80);
    const uint32_t everybody = stage.desk.selected;
    stage_press(&stage, ": f i l t e r Space u 1 8 Enter");
    const uint32_t children = stage.desk.selected;
    assert_true(children < everybody);
    fake.audit_fails = true;
    stage_press(&stage, "Enter");
    assert_true(stage_shows(&stage, "This choice was not logged, and is taken back"));
    assert_true(stage_shows(&stage, "the disk is full"));
    fake.audit_fails = false;
    stage_press(&stage, "Enter");
    assert_int_equal(stage.desk.screen_count, 1);
    assert_int_equal(stage.desk.selected, everybody);
    stage_press(&stage, "u"); /* as a step of filters it can be taken again */
    assert_int_equal(stage.desk.selected, children);
    const unsigned audits = fake.audits;
    stage_press(&stage, "Enter");
    assert_int_equal(fake.audits, audits + 2);
    assert_string_equal(fake.last_action, "open");
    assert_int_equal(stage.desk.screen_count, 2);
    stage_close(&stage);
}

static void test_printing(void **state)
{
    (void)state;
    struct vha_error error;
    char *text = NULL;
    fake_reset(5);
    stage_open(&stage, 24, 80);
    stage_close(&stage);
    assert_int_equal(vha_workstation_print(&stage.options, 24, 80, &text, &error), VHA_OK);
    size_t lines = 0;
    for (const char *at = text; *at != '\0'; at++)
        lines += *at == '\n';
    assert_int_equal(lines, 24);
    assert_null(strstr(text, " \n"));
    assert_non_null(strstr(text, "O'NEILL, Zoë"));
    free(text);
    assert_int_equal(vha_workstation_print(&stage.options, 23, 80, &text, &error), VHA_USAGE);
    assert_int_equal(vha_workstation_print(&stage.options, 24, 79, &text, &error), VHA_USAGE);
    assert_int_equal(vha_workstation_print(&stage.options, 24, 100000, &text, &error), VHA_USAGE);
}

/* The first line of a screen of 80 columns has who looks in it, whatever else it has to hold. */
static void test_the_first_line_has_room_for_everything(void **state)
{
    (void)state;
    static const enum vha_user_role roles[] = {VHA_MO2, VHA_HEAD_OF_CID, VHA_COORDINATOR};
    static const char *const logins[] = {"jo", "p.adeyemi",
                                         "a-login-of-more-than-thirty-characters"};
    fake_reset(105611);
    stage_open(&stage, 24, 80);
    for (size_t role = 0; role < VHA_COUNT(roles); role++)
        for (size_t login = 0; login < VHA_COUNT(logins); login++) {
            stage.user.role = roles[role];
            snprintf(stage.user.login, sizeof stage.user.login, "%s", logins[login]);
            stage_draw(&stage);
            const char *const row = stage_row(&stage, 0);
            char begun[8];
            snprintf(begun, sizeof begun, "%.2s", logins[login]);
            assert_memory_equal(row, " OFFICIAL  VHA 2026-Q3  as of 2026-10-01  ", 42);
            assert_non_null(strstr(row, "  105,611 of 105,611  "));
            assert_non_null(strstr(row + 60, begun));
            assert_true(vha_text_width(row) == 79);
            assert_int_equal(row[strlen(row) - 3], ':');
        }
    stage_close(&stage);
}

/* A quarter of the archive is named as one wherever the user goes. */
static void test_archive_is_named_on_every_screen(void **state)
{
    static const char *const keys[] = {"Enter", "?", "Esc", "Esc", ":", "Esc"};
    (void)state;
    fake_reset(20);
    stage_open(&stage, 24, 80);
    stage.options.archive = true;
    stage_draw(&stage);
    for (size_t i = 0; i <= VHA_COUNT(keys); i++) {
        static const char line[] = " OFFICIAL  ARCHIVE 2026-Q3  as of 2026-10-01  ";
        assert_memory_equal(stage_row(&stage, 0), line, sizeof line - 1);
        if (i < VHA_COUNT(keys))
            stage_press(&stage, keys[i]);
    }
    stage_close(&stage);
}

/* However deep, three times in a row lead home; with another key between them they are three steps
 * back. */
static void test_escape_three_times(void **state)
{
    (void)state;
    fake_reset(20);
    stage_open(&stage, 24, 80);
    stage_press(&stage, "Enter");
    for (int i = 0; i < 4; i++)
        desk_push(&stage.desk, message_screen("To be read", "Once more."));
    stage_press(&stage, ":");
    stage_press(&stage, "Esc Esc");
    assert_int_equal(stage.desk.screen_count, 5);
    stage_press(&stage, "Down Esc");
    assert_int_equal(stage.desk.screen_count, 4);
    stage_press(&stage, "Esc Esc");
    assert_int_equal(stage.desk.screen_count, 1);
    stage_press(&stage, "f o ? Esc Esc Esc"); /* the filters had the focus */
    stage_draw(&stage);
    assert_true(stage_shows(&stage, "f filter"));
    stage_press(&stage, "Esc Esc Esc Esc");
    assert_int_equal(stage.desk.screen_count, 1);
    stage_close(&stage);
}

/* A notice of the register waits until nothing is being typed, and the text stays as it is. */
static void test_notices_come_between_typing(void **state)
{
    (void)state;
    fake_reset(20);
    stage_open(&stage, 24, 80);
    fake.notice = "The clock of this host was set back.";
    stage_press(&stage, "/ A");
    assert_int_equal(desk_tell_notices(&stage.desk), SCREEN_IGNORED);
    stage_press(&stage, "Esc : s");
    assert_int_equal(desk_tell_notices(&stage.desk), SCREEN_IGNORED);
    stage_press(&stage, "Esc");
    assert_int_equal(desk_tell_notices(&stage.desk), SCREEN_REDRAW);
    stage_draw(&stage);
    assert_true(stage_shows(&stage, "To be read"));
    assert_true(stage_shows(&stage, "The clock of this host was set back."));
    assert_int_equal(desk_tell_notices(&stage.desk), SCREEN_IGNORED);
    stage_press(&stage, "Enter");
    assert_true(stage_shows(&stage, "Cohort"));
    stage_close(&stage);
}

/* A removal that is approved meanwhile takes its person off the list that is open, and whoever
 * reads is told; what is being typed stays. */
static void test_removals_are_met_while_the_list_is_open(void **state)
{
    bool changed = false;
    (void)state;
    fake_reset(20);
    stage_open(&stage, 24, 80);
    assert_int_equal(fake.removed, 0);
    const unsigned selects = fake.selects;
    assert_int_equal(desk_look_for_removals(&stage.desk, &changed, NULL), VHA_OK);
    assert_false(changed);
    assert_int_equal(fake.selects, selects);
    stage_press(&stage, "/ A l");
    fake.removals = 3;
    assert_int_equal(desk_look_for_removals(&stage.desk, &changed, NULL), VHA_OK);
    assert_true(changed);
    assert_int_equal(fake.removed, 3);
    assert_int_equal(fake.selects, selects + 1);
    stage_draw(&stage);
    assert_true(stage_shows(&stage, "/Al"));
    changed = false;
    assert_int_equal(desk_look_for_removals(&stage.desk, &changed, NULL), VHA_OK);
    assert_false(changed);
    stage_close(&stage);
}

/* A quarter of the archive is the list as it was. */
static void test_removals_leave_the_archive_alone(void **state)
{
    bool changed = false;
    (void)state;
    fake_reset(20);
    fake.removals = 3;
    stage_prepare(&stage);
    stage.options.archive = true;
    stage_begin(&stage, 24, 80);
    assert_int_equal(desk_look_for_removals(&stage.desk, &changed, NULL), VHA_OK);
    assert_false(changed);
    assert_int_equal(fake.removed, 0);
    stage_close(&stage);
}

/* Without a terminal there is one sentence, and not a byte on standard output. */
static void test_needs_a_terminal(void **state)
{
    (void)state;
    int ends[2];
    fake_reset(5);
    stage_open(&stage, 24, 80);
    stage_close(&stage);
    assert_int_equal(pipe(ends), 0);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct vha_error error;
        dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
        dup2(ends[1], STDOUT_FILENO);
        _exit(vha_workstation_run(&stage.options, &error));
    }
    int outcome = 0;
    char byte = 0;
    close(ends[1]);
    assert_int_equal(waitpid(child, &outcome, 0), child);
    assert_true(WIFEXITED(outcome));
    assert_int_equal(WEXITSTATUS(outcome), VHA_UNAVAILABLE);
    assert_int_equal(read(ends[0], &byte, 1), 0);
    close(ends[0]);
}

/* In a locale without Unicode everything is ASCII, lines and names alike. */
static void test_ascii_locale(void **state)
{
    (void)state;
    struct vha_error error;
    char *text = NULL;
    fake_reset(8);
    stage_open(&stage, 24, 80);
    stage_close(&stage);
    setenv("LC_ALL", "C", 1);
    assert_int_equal(vha_workstation_print(&stage.options, 24, 80, &text, &error), VHA_OK);
    for (const char *at = text; *at != '\0'; at++)
        assert_true((unsigned char)*at < 0x80);
    assert_non_null(strstr(text, "O'NEILL, Zoe"));
    assert_non_null(strstr(text, "+ Filters -"));
    free(text);
    setenv("LC_ALL", "C.UTF-8", 1);
    setlocale(LC_CTYPE, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_anything_pressed_in_any_order),
        cmocka_unit_test(test_browsing_is_logged_before_anything_is_shown),
        cmocka_unit_test(test_what_is_chosen_is_logged),
        cmocka_unit_test(test_what_cannot_be_logged_is_taken_back),
        cmocka_unit_test(test_printing),
        cmocka_unit_test(test_the_first_line_has_room_for_everything),
        cmocka_unit_test(test_archive_is_named_on_every_screen),
        cmocka_unit_test(test_escape_three_times),
        cmocka_unit_test(test_notices_come_between_typing),
        cmocka_unit_test(test_removals_are_met_while_the_list_is_open),
        cmocka_unit_test(test_removals_leave_the_archive_alone),
        cmocka_unit_test(test_needs_a_terminal),
        cmocka_unit_test(test_ascii_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
