#include "vha/workstation.h"

#include "canvas.h"
#include "plain.h"
#include "screen.h"
#include "signals.h"
#include "terminal.h"
#include "watch.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define KEYS_BEFORE_DRAWING 1024

static const struct signal_meaning meanings[] = {
    {SIGHUP, TOLD_TO_END},  {SIGTERM, TOLD_TO_END},   {SIGINT, TOLD_TO_END},
    {SIGQUIT, TOLD_TO_END}, {SIGWINCH, TOLD_OF_SIZE}, {SIGTSTP, TOLD_TO_STOP},
};

/* -------------------------------------------------------------------------------------- the loop
 */

struct session {
    struct desk desk;
    struct terminal *terminal;
    struct canvas canvas;
    struct signals signals;
    struct watch watch;
    unsigned looks; /* version of the desk's that the terminal has taken over */
    bool redraw;
    bool over;
    enum vha_status status; /* why it was ended, unless by the user */
    struct vha_error *error;
};

static void take_size(struct session *session)
{
    struct desk *const desk = &session->desk;
    terminal_size(session->terminal, &desk->rows, &desk->columns);
    if (session->canvas.cells != NULL && session->canvas.rows == desk->rows &&
        session->canvas.columns == desk->columns)
        return;
    canvas_free(&session->canvas);
    canvas_init(&session->canvas, desk->rows, desk->columns, desk->unicode);
}

static void follow(struct session *session, unsigned flags)
{
    if ((flags & SCREEN_QUIT) != 0)
        session->over = true;
    if ((flags & SCREEN_REPAINT) != 0)
        terminal_forget(session->terminal);
    if ((flags & SCREEN_SUSPEND) != 0) {
        terminal_suspend(session->terminal);
        terminal_resize(session->terminal);
        take_size(session);
        flags |= SCREEN_REDRAW;
    }
    if ((flags & SCREEN_REDRAW) != 0)
        session->redraw = true;
}

/* Takes every key that is waiting before anything is drawn, so that a key that was held down never
 * runs on after it is let go. */
static void take_keys(struct session *session)
{
    for (int taken = 0; taken < KEYS_BEFORE_DRAWING && !session->over; taken++) {
        int32_t key = KEY_NONE;
        struct event mouse;
        const enum terminal_input input = terminal_read(session->terminal, &key, &mouse);
        if (input == TERMINAL_NOTHING)
            return;
        follow(session, input == TERMINAL_KEY ? desk_key(&session->desk, key)
                                              : desk_mouse(&session->desk, &mouse));
    }
}

/* What time brings: the minute, a newer load, the end of access, what the screen waits for. */
static void take_time(struct session *session)
{
    session->status = watch_look(&session->watch, &session->desk, &session->redraw, session->error);
    session->over = session->over || session->status != VHA_OK;
    follow(session, desk_due(&session->desk));
}

static void take_told(struct session *session)
{
    const unsigned told = signals_told();
    if ((told & TOLD_TO_END) != 0)
        session->over = true;
    if ((told & TOLD_OF_SIZE) != 0) {
        terminal_resize(session->terminal);
        take_size(session);
        session->redraw = true;
    }
    if ((told & TOLD_TO_STOP) != 0)
        follow(session, desk_suspend(&session->desk));
}

/* Until a key comes, a signal, or the next thing is due. False when the terminal is gone. */
static bool wait_for_something(struct session *session)
{
    struct desk *const desk = &session->desk;
    struct timespec real;
    clock_gettime(CLOCK_REALTIME, &real);
    const int64_t now = watch_milliseconds();
    const int64_t minute = now + (60 - real.tv_sec % 60) * 1000 - real.tv_nsec / 1000000;
    int64_t due = desk_deadline(desk);
    due = due < minute ? due : minute;
    const int64_t look = watch_due(&session->watch, desk);
    due = due < look ? due : look;
    const int64_t left = due - now;
    const struct timespec wait = {.tv_sec = left > 0 ? left / 1000 : 0,
                                  .tv_nsec = left > 0 ? left % 1000 * 1000000 : 0};
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    const int ready = ppoll(&input, 1, &wait, signals_mask(&session->signals));
    signals_let_in(&session->signals);
    if (ready <= 0)
        return ready == 0 || errno == EINTR;
    int waiting = 0;
    const bool ended = (input.revents & POLLIN) != 0 &&
                       (ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0);
    return (input.revents & (POLLHUP | POLLERR | POLLNVAL)) == 0 && !ended;
}

static void paint(struct session *session)
{
    struct desk *const desk = &session->desk;
    session->redraw = false;
    desk_draw(desk, &session->canvas);
    if (session->looks != desk->looks.version)
        terminal_set_looks(session->terminal, looks_theme(&desk->looks));
    session->looks = desk->looks.version;
    terminal_paint(session->terminal, &session->canvas);
}

static void run_loop(struct session *session)
{
    watch_start(&session->watch, &session->desk);
    session->redraw = true;
    while (!session->over) {
        follow(session, desk_tell_notices(&session->desk));
        if (session->redraw)
            paint(session);
        if (!wait_for_something(session))
            return;
        take_told(session);
        if (session->over)
            return;
        take_time(session);
        take_keys(session);
    }
}

/* ------------------------------------------------------------------------------------ beginning */

/* Where there is no screen to draw on, whoever came over SSH gets words instead: they cannot start
 * the program in another way. */
static enum vha_status run_without_screen(const struct vha_workstation_options *options,
                                          struct vha_error *error)
{
    char notice[sizeof error->message];
    if (!options->captive || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return vha_fail(error, VHA_UNAVAILABLE,
                        "%s; start vha --plain instead, or vha on a terminal whose type in TERM is "
                        "known, such as xterm-256color",
                        error->message);
    snprintf(notice, sizeof notice, "This is plain mode: %.600s.", error->message);
    return plain_run(options, notice, error);
}

enum vha_status vha_workstation_run(const struct vha_workstation_options *options,
                                    struct vha_error *error)
{
    struct session session = {.status = VHA_OK, .error = error};
    struct looks looks;
    setlocale(LC_CTYPE, "");
    if (options->plain)
        return plain_run(options, NULL, error);
    enum vha_status status = terminal_check(error);
    if (status != VHA_OK)
        return run_without_screen(options, error);
    status = looks_begin(&looks, options, error);
    if (status == VHA_OK)
        status = desk_open(&session.desk, options, error);
    if (status != VHA_OK)
        return status;
    session.desk.looks = looks;
    desk_restore(&session.desk);
    signals_watch(&session.signals, meanings, VHA_COUNT(meanings));
    status = terminal_start(&session.terminal, options, error);
    if (status == VHA_OK) {
        if (!terminal_has_colours(session.terminal))
            looks_have_no_colours(&session.desk.looks);
        take_size(&session);
        run_loop(&session);
        desk_keep_typing(&session.desk);
        terminal_end(session.terminal);
        status = desk_end(&session.desk, session.status, error);
    }
    signals_unwatch(&session.signals);
    canvas_free(&session.canvas);
    desk_keep_place(&session.desk);
    desk_close(&session.desk);
    return status;
}

/* ------------------------------------------------------------------------------------- printing */

#define BYTES_PER_CELL 24

static char *canvas_to_text(const struct canvas *canvas)
{
    const size_t row_size = (size_t)canvas->columns * BYTES_PER_CELL + 32;
    char *const text = vha_alloc((size_t)canvas->rows * row_size + 1);
    size_t used = 0;
    for (int row = 0; row < canvas->rows; row++) {
        canvas_row_text(canvas, row, text + used, row_size);
        used += strlen(text + used);
        text[used++] = '\n';
    }
    text[used] = '\0';
    return text;
}

enum vha_status vha_workstation_print(const struct vha_workstation_options *options, int rows,
                                      int columns, char **text, struct vha_error *error)
{
    struct desk desk;
    struct canvas canvas;
    if (rows < VHA_LEAST_ROWS || columns < VHA_LEAST_COLUMNS || rows > 1000 || columns > 1000)
        return vha_fail(error, VHA_USAGE,
                        "a screen of %d rows and %d columns cannot be printed: it has 24 to 1000 "
                        "rows and 80 to 1000 columns",
                        rows, columns);
    if (options->purpose == NULL)
        return vha_fail(error, VHA_USAGE,
                        "Nothing is shown without a policing purpose (SOP 60); state it with "
                        "--purpose 'CATEGORY: WORDS'.");
    setlocale(LC_CTYPE, "");
    enum vha_status status = desk_open(&desk, options, error);
    if (status != VHA_OK)
        return status;
    if (desk_is_typing(&desk)) {
        desk_close(&desk);
        return vha_fail(error, VHA_NO_PERMISSION,
                        "An audit enquiry must be answered first; start vha, which asks it, or see "
                        "'vha audit enquiries --mine'.");
    }
    status = desk_log_choice(&desk, error);
    if (status != VHA_OK) {
        desk_close(&desk);
        return status;
    }
    desk.rows = rows;
    desk.columns = columns;
    canvas_init(&canvas, rows, columns, desk.unicode);
    desk_draw(&desk, &canvas);
    *text = canvas_to_text(&canvas);
    canvas_free(&canvas);
    desk_close(&desk);
    return VHA_OK;
}
