/* Reports of the mouse, letter by letter. */
#include "testing.h"

#include "mouse.h"

/* All letters are given; what comes after the report's end is an error of the test. */
static enum mouse_read read_all(bool old, const char *letters, struct event *event)
{
    struct mouse_report report = {.old = old};
    enum mouse_read read = MOUSE_GOES_ON;
    for (const char *at = letters; *at != '\0'; at++) {
        assert_int_equal(read, MOUSE_GOES_ON);
        read = mouse_take(&report, (uint32_t)(unsigned char)*at, event);
    }
    return read;
}

static void test_reports(void **state)
{
    static const struct {
        const char *letters;
        enum mouse_read read;
        enum event_kind kind;
        int row, column, wheel;
        bool old;
    } rows[] = {
        {"0;1;1M", MOUSE_DONE, EVENT_CLICK, 0, 0, 0, false},
        {"0;200;50M", MOUSE_DONE, EVENT_CLICK, 49, 199, 0, false},
        {"16;7;9M", MOUSE_DONE, EVENT_CLICK, 8, 6, 0, false}, /* with Control held */
        {"64;3;4M", MOUSE_DONE, EVENT_WHEEL, 3, 2, -1, false},
        {"65;3;4M", MOUSE_DONE, EVENT_WHEEL, 3, 2, 1, false},
        {"0;3;4m", MOUSE_NOTHING, EVENT_CLICK, 0, 0, 0, false}, /* let go */
        {"1;3;4M", MOUSE_NOTHING, EVENT_CLICK, 0, 0, 0, false},
        {"2;3;4M", MOUSE_NOTHING, EVENT_CLICK, 0, 0, 0, false},
        {"32;3;4M", MOUSE_NOTHING, EVENT_CLICK, 0, 0, 0, false}, /* dragged */
        {"66;3;4M", MOUSE_NOTHING, EVENT_CLICK, 0, 0, 0, false}, /* the wheel, sideways */
        {"128;3;4M", MOUSE_NOTHING, EVENT_CLICK, 0, 0, 0, false},
        {"0;0;4M", MOUSE_NOTHING, EVENT_CLICK, 0, 0, 0, false},
        {"0;3;0M", MOUSE_NOTHING, EVENT_CLICK, 0, 0, 0, false},
        {"0;3M", MOUSE_NOTHING, EVENT_CLICK, 0, 0, 0, false},
        {"0;3;4;", MOUSE_NOTHING, EVENT_CLICK, 0, 0, 0, false},
        {"x", MOUSE_NOTHING, EVENT_CLICK, 0, 0, 0, false},
        {"0;999999", MOUSE_NOTHING, EVENT_CLICK, 0, 0, 0, false},
        {"0;3;4", MOUSE_GOES_ON, EVENT_CLICK, 0, 0, 0, false},
        {" !!", MOUSE_DONE, EVENT_CLICK, 0, 0, 0, true},
        {" ~\"", MOUSE_DONE, EVENT_CLICK, 1, 93, 0, true},
        {"`&'", MOUSE_DONE, EVENT_WHEEL, 6, 5, -1, true},
        {"a&'", MOUSE_DONE, EVENT_WHEEL, 6, 5, 1, true},
        {"#&'", MOUSE_NOTHING, EVENT_CLICK, 0, 0, 0, true}, /* let go */
        {"\033", MOUSE_NOTHING, EVENT_CLICK, 0, 0, 0, true},
        {" &", MOUSE_GOES_ON, EVENT_CLICK, 0, 0, 0, true},
    };
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(rows); i++) {
        struct event event = {0};
        if (read_all(rows[i].old, rows[i].letters, &event) != rows[i].read)
            fail_msg("%s is read otherwise", rows[i].letters);
        if (rows[i].read != MOUSE_DONE)
            continue;
        assert_int_equal(event.kind, rows[i].kind);
        assert_int_equal(event.row, rows[i].row);
        assert_int_equal(event.column, rows[i].column);
        if (event.kind == EVENT_WHEEL)
            assert_int_equal(event.wheel, rows[i].wheel);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
