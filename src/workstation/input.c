#define NCURSES_WIDECHAR 1
#include <curses.h>

#include "terminal_private.h"

#include <sys/ioctl.h>
#include <unistd.h>

static const struct {
    wint_t curses;
    int32_t key;
} special_keys[] = {
    {KEY_UP, KEYS_UP},
    {KEY_DOWN, KEYS_DOWN},
    {KEY_LEFT, KEYS_LEFT},
    {KEY_RIGHT, KEYS_RIGHT},
    {KEY_HOME, KEYS_HOME},
    {KEY_END, KEYS_END},
    {KEY_PPAGE, KEYS_PAGE_UP},
    {KEY_NPAGE, KEYS_PAGE_DOWN},
    {KEY_BTAB, KEYS_SHIFT_TAB},
    {KEY_DC, KEYS_DELETE},
    {KEY_IC, KEYS_INSERT},
    {KEY_ENTER, KEYS_ENTER},
    {KEY_BACKSPACE, KEYS_BACKSPACE},
};

static int32_t special_key(wint_t code)
{
    for (size_t i = 0; i < VHA_COUNT(special_keys); i++)
        if (special_keys[i].curses == code)
            return special_keys[i].key;
    if (code >= KEY_F(1) && code <= KEY_F(12))
        return KEYS_F1 + (int32_t)(code - KEY_F(1));
    return KEY_NONE;
}

static bool read_mouse(struct event *event)
{
    MEVENT mouse;
    if (getmouse(&mouse) != OK)
        return false;
    *event = (struct event){.row = mouse.y, .column = mouse.x};
    if ((mouse.bstate & BUTTON1_PRESSED) != 0)
        event->kind = EVENT_CLICK;
    else if ((mouse.bstate & (BUTTON4_PRESSED | BUTTON5_PRESSED)) != 0)
        event->kind = EVENT_WHEEL;
    else
        return false;
    event->wheel = (mouse.bstate & BUTTON4_PRESSED) != 0 ? -1 : 1;
    return true;
}

/* What a terminal that offers it has around a text that is pasted (BE, PS and PE of terminfo). */
enum { PASTE_BEGINS = KEY_MAX + 1, PASTE_ENDS };

void terminal_expect_pastes(void)
{
    define_key("\033[200~", PASTE_BEGINS);
    define_key("\033[201~", PASTE_ENDS);
}

/* A line's end is a line feed, a tabulator a blank, and other control characters are nothing. */
static int32_t pasted_key(struct terminal *terminal, wint_t code)
{
    const bool line = code == KEYS_ENTER || (code == KEYS_LINE_FEED && !terminal->pasted_return);
    terminal->pasted_return = code == KEYS_ENTER;
    if (line)
        return KEYS_PASTED | KEYS_LINE_FEED;
    if (code == KEYS_TAB)
        return KEYS_PASTED | KEYS_SPACE;
    return code >= KEYS_SPACE && code != KEYS_BACKSPACE && code < (wint_t)KEY_NAMED
               ? KEYS_PASTED | (int32_t)code
               : KEY_NONE;
}

static int32_t plain_key(wint_t code)
{
    if (code == KEYS_LINE_FEED)
        return KEYS_ENTER;
    return code < (wint_t)KEY_NAMED ? (int32_t)code : KEY_NONE;
}

static int32_t key_read(struct terminal *terminal, int kind, wint_t code)
{
    if (kind != KEY_CODE_YES)
        return terminal->pasting ? pasted_key(terminal, code) : plain_key(code);
    if (code == PASTE_BEGINS || code == PASTE_ENDS)
        terminal->pasting = code == PASTE_BEGINS;
    terminal->pasted_return = false;
    return terminal->pasting ? KEY_NONE : special_key(code);
}

/* Keys that mean nothing here are passed over, so that TERMINAL_NOTHING means that none is waiting.
 */
enum terminal_input terminal_read(struct terminal *terminal, int32_t *key, struct event *mouse)
{
    for (;;) {
        wint_t code = 0;
        const int kind = get_wch(&code);
        if (kind == ERR)
            return TERMINAL_NOTHING;
        if (kind == KEY_CODE_YES && code == KEY_MOUSE) {
            if (read_mouse(mouse))
                return TERMINAL_MOUSE;
            continue;
        }
        *key = key_read(terminal, kind, code);
        if (*key != KEY_NONE)
            return TERMINAL_KEY;
    }
}
