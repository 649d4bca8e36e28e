#include "vha/workstation.h"

#include "canvas.h"
#include "screen.h"
#include "terminal.h"
#include "theme.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define SUPERSEDED_MS       2000  /* how often it is looked whether a newer load is in place */
#define ACCESS_MS           20000 /* how often it is looked whether access is still in force */
#define KEYS_BEFORE_DRAWING 1024

/* ------------------------------------------------------------------------------------- signals */

/* Signals are let in while waiting only; these say what came. A handler can reach nothing else. */
static volatile sig_atomic_t told_to_end;
static volatile sig_atomic_t told_of_size;
static volatile sig_atomic_t told_to_stop;

static void on_end(int number)
{
    (void)number;
    told_to_end = 1;
}

static void on_size(int number)
{
    (void)number;
    told_of_size = 1;
}

/* The handler that ncurses would install gives the terminal back at once, whatever was going on. */
static void on_stop(int number)
{
    (void)number;
    told_to_stop = 1;
}

static const struct {
    int number;
    void (*handler)(int);
} watched[] = {
    {SIGHUP, on_end},  {SIGTERM, on_end},   {SIGINT, on_end},
    {SIGQUIT, on_end}, {SIGWINCH, on_size}, {SIGTSTP, on_stop},
};

/* How signals were before, to be put back. */
struct signals {
    sigset_t mask;
    struct sigaction actions[VHA_COUNT(watched)];
    struct sigaction pipe;
};

static void watch_signals(struct signals *before)
{
    sigset_t blocked;
    told_to_end = 0;
    told_of_size = 0;
    told_to_stop = 0;
    sigemptyset(&blocked);
    for (size_t i = 0; i < VHA_COUNT(watched); i++) {
        struct sigaction action = {.sa_handler = watched[i].handler};
        sigemptyset(&action.sa_mask);
        sigaction(watched[i].number, &action, &before->actions[i]);
        sigaddset(&blocked, watched[i].number);
    }
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &ignore, &before->pipe);
    sigprocmask(SIG_BLOCK, &blocked, &before->mask);
}

/* A hang-up that was noticed as the end of the input is still waiting to be let in; let in now, it
 * would end the program before its files are closed. */
static void drop_waiting_signals(void)
{
    const struct timespec no_time = {0};
    sigset_t waiting;
    sigemptyset(&waiting);
    for (size_t i = 0; i < VHA_COUNT(watched); i++)
        sigaddset(&waiting, watched[i].number);
    while (sigtimedwait(&waiting, NULL, &no_time) > 0) {
    }
}

static void unwatch_signals(const struct signals *before)
{
    drop_waiting_signals();
    for (size_t i = 0; i < VHA_COUNT(watched); i++)
        sigaction(watched[i].number, &before->actions[i], NULL);
    sigaction(SIGPIPE, &before->pipe, NULL);
    sigprocmask(SIG_SETMASK, &before->mask, NULL);
}

/* With input always waiting, ppoll would let none of them in. */
static void let_signals_in(const sigset_t *mask)
{
    sigset_t blocked;
    sigprocmask(SIG_SETMASK, mask, &blocked);
    sigprocmask(SIG_SETMASK, &blocked, NULL);
}

/* ----------------------------------------------------------------------------------------- time */

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* -------------------------------------------------------------------------------------- the loop
 */

struct session {
    struct desk desk;
    struct terminal *terminal;
    struct canvas canvas;
    int64_t superseded_due_ms;
    int64_t access_due_ms;
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

static bool clock_shows_another(const struct desk *desk, time_t now)
{
    return now / 60 != desk->wall / 60;
}

/* Access that is withdrawn ends a running session (governance: entry over SSH). A register that is
 * locked at the moment is asked again. */
static void check_access(struct session *session)
{
    struct vha_register *const reg = session->desk.options->reg;
    session->access_due_ms = session->desk.now_ms + ACCESS_MS;
    session->status = vha_register_session_valid(reg, session->error);
    if (session->status == VHA_TEMPORARY)
        session->status = VHA_OK;
    session->over = session->over || session->status != VHA_OK;
}

/* What time brings: the minute, a newer load, what the screen waits for. */
static void take_time(struct session *session)
{
    struct desk *const desk = &session->desk;
    const time_t wall = time(NULL);
    desk->now_ms = milliseconds();
    if (clock_shows_another(desk, wall)) {
        desk->wall = wall;
        session->redraw = true;
    }
    if (desk->now_ms >= session->superseded_due_ms) {
        const bool superseded = vha_cohort_superseded(desk->cohort);
        session->superseded_due_ms = desk->now_ms + SUPERSEDED_MS;
        session->redraw = session->redraw || superseded != desk->superseded;
        desk->superseded = superseded;
    }
    if (desk->now_ms >= session->access_due_ms)
        check_access(session);
    follow(session, desk_due(desk));
}

/* Until a key comes, a signal, or the next thing is due. False when the terminal is gone. */
static bool wait_for_something(struct session *session, const sigset_t *mask)
{
    struct desk *const desk = &session->desk;
    struct timespec real;
    clock_gettime(CLOCK_REALTIME, &real);
    const int64_t minute = milliseconds() + (60 - real.tv_sec % 60) * 1000 - real.tv_nsec / 1000000;
    int64_t due = desk_deadline(desk);
    due = due < minute ? due : minute;
    due = due < session->superseded_due_ms ? due : session->superseded_due_ms;
    const int64_t left = due - milliseconds();
    const struct timespec wait = {.tv_sec = left > 0 ? left / 1000 : 0,
                                  .tv_nsec = left > 0 ? left % 1000 * 1000000 : 0};
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    const int ready = ppoll(&input, 1, &wait, mask);
    let_signals_in(mask);
    if (ready <= 0)
        return ready == 0 || errno == EINTR;
    int waiting = 0;
    const bool ended = (input.revents & POLLIN) != 0 &&
                       (ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0);
    return (input.revents & (POLLHUP | POLLERR | POLLNVAL)) == 0 && !ended;
}

static void run_loop(struct session *session, const sigset_t *mask)
{
    session->desk.now_ms = milliseconds();
    session->superseded_due_ms = session->desk.now_ms + SUPERSEDED_MS;
    session->access_due_ms = session->desk.now_ms + ACCESS_MS;
    session->redraw = true;
    while (!session->over && !told_to_end) {
        if (session->redraw) {
            session->redraw = false;
            desk_draw(&session->desk, &session->canvas);
            terminal_paint(session->terminal, &session->canvas);
        }
        if (!wait_for_something(session, mask))
            return;
        if (told_of_size) {
            told_of_size = 0;
            terminal_resize(session->terminal);
            take_size(session);
            session->redraw = true;
        }
        if (told_to_stop) {
            told_to_stop = 0;
            follow(session, desk_suspend(&session->desk));
        }
        take_time(session);
        take_keys(session);
    }
}

/* ------------------------------------------------------------------------------------ beginning */

static bool colours_unwanted(const struct vha_workstation_options *options)
{
    const char *const no_color = options->captive ? NULL : getenv("NO_COLOR");
    return no_color != NULL && no_color[0] != '\0';
}

static enum vha_status read_theme(const struct vha_workstation_options *options,
                                  struct theme *theme, struct vha_error *error)
{
    if (colours_unwanted(options) && options->theme == NULL) {
        theme_mono(theme);
        return VHA_OK;
    }
    return theme_read(options->themes_folder,
                      options->theme != NULL ? options->theme : options->settings->theme, theme,
                      error);
}

enum vha_status vha_workstation_run(const struct vha_workstation_options *options,
                                    struct vha_error *error)
{
    struct session session = {.status = VHA_OK, .error = error};
    struct signals before;
    struct theme theme;
    setlocale(LC_CTYPE, "");
    enum vha_status status = terminal_check(error);
    if (status == VHA_OK)
        status = read_theme(options, &theme, error);
    if (status == VHA_OK)
        status = desk_open(&session.desk, options, error);
    if (status != VHA_OK)
        return status;
    watch_signals(&before);
    status = terminal_start(&session.terminal, &theme, options, error);
    if (status == VHA_OK) {
        take_size(&session);
        run_loop(&session, &before.mask);
        terminal_end(session.terminal);
        status = session.status;
    }
    unwatch_signals(&before);
    canvas_free(&session.canvas);
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
    setlocale(LC_CTYPE, "");
    const enum vha_status status = desk_open(&desk, options, error);
    if (status != VHA_OK)
        return status;
    desk.rows = rows;
    desk.columns = columns;
    canvas_init(&canvas, rows, columns, desk.unicode);
    desk_draw(&desk, &canvas);
    *text = canvas_to_text(&canvas);
    canvas_free(&canvas);
    desk_close(&desk);
    return VHA_OK;
}
