#define NCURSES_WIDECHAR 1
#include <curses.h>

#include "mouse.h"
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

/* What a terminal that offers it has around a text that is pasted (BE, PS and PE of terminfo). */
enum { PASTE_BEGINS = KEY_MAX + 1, PASTE_ENDS, MOUSE_BEGINS, MOUSE_OLD_BEGINS };

void terminal_expect_reports(void)
{
    define_key(MOUSE_PREFIX, MOUSE_BEGINS);
    define_key(MOUSE_OLD_PREFIX, MOUSE_OLD_BEGINS);
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

/* The rest of a report comes with its beginning; a line that is cut in between is not waited for
 * longer than a key is, and a control character instead of it is a key. */
static bool read_mouse(bool old, struct event *event)
{
    struct mouse_report report = {.old = old};
    enum mouse_read read = MOUSE_GOES_ON;
    wint_t letter = 0;
    timeout(get_escdelay());
    while (read == MOUSE_GOES_ON)
        read = get_wch(&letter) == OK ? mouse_take(&report, letter, event) : MOUSE_NOTHING;
    nodelay(stdscr, TRUE);
    if (read == MOUSE_NOTHING && letter > 0 && letter < KEYS_SPACE)
        unget_wch((wchar_t)letter);
    return read == MOUSE_DONE;
}

static int32_t plain_key(wint_t code)
{
    if (code == KEYS_LINE_FEED)
        return KEYS_ENTER;
    return code < (wint_t)KEY_NAMED ? (int32_t)code : KEY_NONE;
}

static int32_t key_read(struct terminal *terminal, int kind, wint_t code)
{
    /* Terminals leave Esc out of what they paste: somebody waits for a paste whose end was lost. */
    if (kind != KEY_CODE_YES && code == KEYS_ESCAPE)
        terminal->pasting = false;
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
        if (kind == KEY_CODE_YES && (code == MOUSE_BEGINS || code == MOUSE_OLD_BEGINS)) {
            if (read_mouse(code == MOUSE_OLD_BEGINS, mouse))
                return TERMINAL_MOUSE;
            continue;
        }
        *key = key_read(terminal, kind, code);
        if (*key != KEY_NONE)
            return TERMINAL_KEY;
    }
}
