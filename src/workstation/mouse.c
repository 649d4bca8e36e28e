#include "mouse.h"

enum {
    BUTTON_LEFT = 0,
    WHEEL_UP = 64,
    WHEEL_DOWN = 65,
    KEYS_HELD = 4 | 8 | 16, /* Shift, Meta and Control: no other click for that */
    MOST = 9999,            /* columns or rows */
    OLD_OFFSET = 32         /* of each number as a letter */
};

static enum mouse_read understood(const struct mouse_report *report, bool pressed,
                                  struct event *event)
{
    const unsigned button = report->numbers[0] & ~(unsigned)KEYS_HELD;
    if (!pressed || report->numbers[1] == 0 || report->numbers[2] == 0)
        return MOUSE_NOTHING;
    *event = (struct event){.column = (int)report->numbers[1] - 1,
                            .row = (int)report->numbers[2] - 1,
                            .kind = button == BUTTON_LEFT ? EVENT_CLICK : EVENT_WHEEL,
                            .wheel = button == WHEEL_DOWN ? 1 : -1};
    return button == BUTTON_LEFT || button == WHEEL_UP || button == WHEEL_DOWN ? MOUSE_DONE
                                                                               : MOUSE_NOTHING;
}

/* Three letters, each a number. */
static enum mouse_read take_old(struct mouse_report *report, uint32_t letter, struct event *event)
{
    if (letter < OLD_OFFSET || letter > MOST)
        return MOUSE_NOTHING;
    report->numbers[report->at++] = letter - OLD_OFFSET;
    return report->at < MOUSE_NUMBERS ? MOUSE_GOES_ON : understood(report, true, event);
}

enum mouse_read mouse_take(struct mouse_report *report, uint32_t letter, struct event *event)
{
    const bool last = report->at == MOUSE_NUMBERS - 1;
    if (report->old)
        return take_old(report, letter, event);
    if (letter >= '0' && letter <= '9' && report->numbers[report->at] <= MOST) {
        report->numbers[report->at] = 10 * report->numbers[report->at] + (letter - '0');
        return MOUSE_GOES_ON;
    }
    if (letter == ';' && !last) {
        report->at++;
        return MOUSE_GOES_ON;
    }
    return last && (letter == 'M' || letter == 'm') ? understood(report, letter == 'M', event)
                                                    : MOUSE_NOTHING;
}
