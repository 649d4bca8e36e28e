/* ncurses comes first: its header must see _XOPEN_SOURCE_EXTENDED for wide characters. */
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>
/* term.h of terminfo defines short names for everything; these would clash. */
#undef columns
#undef lines
#undef buttons

#include "mouse.h"
#include "one_piece.h"
#include "terminal_private.h"

#include <errno.h>
#include <langinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#define TRUE_COLOURS (1 << 24)

/* -------------------------------------------------------------------------------------- direction
 */

/* For the handler below, which is told nothing. */
static bool cells_are_kept;

/* Past ncurses, which has nothing waiting outside a paint. A terminal that has gone away shows when
 * it is read from. */
static void send_bytes(const char *bytes)
{
    const ssize_t sent = write(STDOUT_FILENO, bytes, strlen(bytes));
    (void)sent;
}

/* A terminal that turns letters round which are written from right to left does so with the numbers
 * beside them too, across the columns of a table. ECMA-48 has a mode (BDSM) for leaving each cell
 * where it was put; whoever does not know it passes it over. */
static void keep_cells(void)
{
    cells_are_kept = strcmp(nl_langinfo(CODESET), "UTF-8") == 0 && cursor_address != NULL &&
                     strncmp(cursor_address, "\033[", 2) == 0;
    if (cells_are_kept)
        send_bytes("\033[8l");
}

/* For the same reason. */
static struct one_piece paint = {.terminal = -1, .gathered = -1};

/* A terminal that offers it says where what is pasted begins and ends, so that a line of it is not
 * taken for Enter. `name` is BE to ask for that and BD to ask for it no longer. Many descriptions
 * leave them out of terminals that have them (tmux): those that speak ECMA-48 are asked as the rest
 * are, and whoever does not know it passes it over. */
static void mark_pastes(const char *name)
{
    char copy[3];
    snprintf(copy, sizeof copy, "%s", name);
    const char *const bytes = tigetstr(copy);
    if (bytes != NULL && (intptr_t)bytes != -1)
        send_bytes(bytes);
    else if (cursor_address != NULL && strncmp(cursor_address, "\033[", 2) == 0)
        send_bytes(strcmp(name, "BE") == 0 ? "\033[?2004h" : "\033[?2004l");
}

/* Asked of a terminal whose description has a mouse. */
static void report_mouse(const char *bytes)
{
    if (key_mouse != NULL)
        send_bytes(bytes);
}

static void give_back(void)
{
    one_piece_close(&paint);
    mark_pastes("BD");
    report_mouse(MOUSE_OFF);
    if (cells_are_kept)
        send_bytes("\033[8h");
    cells_are_kept = false;
    endwin();
}

/* ------------------------------------------------------------------------------------- starting */

static void set_modes(int escape_milliseconds)
{
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    leaveok(stdscr, TRUE);
    typeahead(-1); /* a paint that has begun is finished */
    curs_set(0);
    set_escdelay(escape_milliseconds);
}

enum vha_status terminal_start(struct terminal **out, const struct vha_workstation_options *options,
                               struct vha_error *error)
{
    char description[DESCRIPTION_SIZE];
    struct terminal *const terminal = vha_alloc_zeroed(1, sizeof *terminal);
    use_env(FALSE); /* the size is the terminal's own, whatever LINES and COLUMNS say */
    use_tioctl(TRUE);
    terminal->screen = newterm(terminal_description(options, description), stdout, stdin);
    if (terminal->screen == NULL) {
        free(terminal);
        return vha_fail(error, VHA_UNAVAILABLE, "the terminal could not be taken over: %s",
                        strerror(errno));
    }
    vha_on_out_of_memory(give_back);
    set_modes((int)options->settings->escape_milliseconds);
    keep_cells();
    terminal_expect_reports();
    mark_pastes("BE");
    report_mouse(MOUSE_ON);
    one_piece_open(&paint);
    terminal->draws_marks = strncmp(termname(), "linux", strlen("linux")) != 0;
    *out = terminal;
    return VHA_OK;
}

void terminal_end(struct terminal *terminal)
{
    if (terminal == NULL)
        return;
    give_back();
    vha_on_out_of_memory(NULL);
    delscreen(terminal->screen);
    free(terminal->shown.cells);
    free(terminal);
}

/* --------------------------------------------------------------------------------------- colours
 */

static void drop_shown(struct terminal *terminal)
{
    free(terminal->shown.cells);
    terminal->shown = (struct canvas){.cells = NULL};
}

static int colour_number(struct colour colour)
{
    if (colour.indexed == BASIC_DEFAULT)
        return -1;
    if (COLORS >= TRUE_COLOURS) /* the lowest numbers mean the basic colours there */
        return colour.rgb > 0 && colour.rgb < 8 ? 8 : (int)colour.rgb;
    if (COLORS >= 256)
        return colour.indexed;
    if (COLORS >= BASIC_COLOURS)
        return colour.basic;
    return colour.basic % 8;
}

static attr_t look_attributes(const struct look *look)
{
    static const struct {
        uint64_t look;
        attr_t attribute;
    } known[] = {
        {LOOK_BOLD, A_BOLD},
        {LOOK_UNDERLINE, A_UNDERLINE},
        {LOOK_REVERSE, A_REVERSE},
        {LOOK_DIM, A_DIM},
    };
    attr_t attributes = A_NORMAL;
    for (size_t i = 0; i < VHA_COUNT(known); i++)
        if ((look->attributes & known[i].look) != 0)
            attributes |= known[i].attribute;
    return attributes;
}

bool terminal_has_colours(const struct terminal *terminal)
{
    (void)terminal;
    return max_colors >= 8 && max_pairs > ROLES;
}

/* The pairs take other colours as they are, and ncurses sends again what was painted in them. */
void terminal_set_looks(struct terminal *terminal, const struct theme *theme)
{
    const bool colours = !theme->mono && start_color() == OK && use_default_colors() == OK;
    for (int role = 0; role < ROLES; role++) {
        const struct look *const look = &theme->looks[role];
        terminal->attributes[role] = look_attributes(look);
        terminal->pairs[role] = 0;
        if (!colours)
            continue;
        /* Eight colours have no bright ones: bold stands in for them. */
        if (COLORS < BASIC_COLOURS && look->text.basic >= 8)
            terminal->attributes[role] |= A_BOLD;
        init_extended_pair(role + 1, colour_number(look->text), colour_number(look->ground));
        terminal->pairs[role] = (short)(role + 1);
    }
    /* What is never drawn on, and what the terminal clears, has the body's colours. */
    wbkgdset(stdscr, COLOR_PAIR(terminal->pairs[ROLE_BODY]) | ' ');
    werase(stdscr);
    drop_shown(terminal);
}

/* ------------------------------------------------------------------------------------------ size
 */

void terminal_size(const struct terminal *terminal, int *rows, int *width)
{
    struct winsize size;
    (void)terminal;
    *rows = LINES;
    *width = COLS;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        *rows = size.ws_row;
        *width = size.ws_col;
    }
}

void terminal_resize(struct terminal *terminal)
{
    int rows = 0;
    int width = 0;
    terminal_size(terminal, &rows, &width);
    resizeterm(rows, width);
    terminal_forget(terminal);
}

void terminal_forget(struct terminal *terminal)
{
    drop_shown(terminal);
    clearok(curscr, TRUE);
}

void terminal_suspend(struct terminal *terminal)
{
    const struct sigaction stops = {.sa_handler = SIG_DFL};
    struct sigaction before;
    sigset_t stop;
    sigset_t mask;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    give_back();
    sigaction(SIGTSTP, &stops, &before);
    raise(SIGTSTP); /* waits while it is blocked */
    sigprocmask(SIG_UNBLOCK, &stop, &mask);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    sigaction(SIGTSTP, &before, NULL);
    keep_cells();
    mark_pastes("BE");
    report_mouse(MOUSE_ON);
    one_piece_open(&paint);
    terminal_forget(terminal); /* the next paint takes the terminal again */
}

/* --------------------------------------------------------------------------------------- painting
 */

/* What the C library holds to be another width than we do would push the rest of a row aside, so it
 * is not sent. */
static void to_curses(const struct terminal *terminal, const struct cell *cell, cchar_t *out)
{
    wchar_t text[CELL_MARKS + 2] = {(wchar_t)cell->character};
    if (wcwidth(text[0]) != cell->width)
        text[0] = L'?';
    else
        for (size_t i = 0; terminal->draws_marks && i < CELL_MARKS && cell->marks[i] != 0; i++) {
            if (wcwidth((wchar_t)cell->marks[i]) != 0)
                break;
            text[i + 1] = (wchar_t)cell->marks[i];
        }
    setcchar(out, text, terminal->attributes[cell->role], terminal->pairs[cell->role], NULL);
}

static void paint_row(const struct terminal *terminal, const struct canvas *canvas, int row)
{
    const size_t start = (size_t)row * (size_t)canvas->columns;
    for (int column = 0; column < canvas->columns; column++) {
        const struct cell *const cell = &canvas->cells[start + (size_t)column];
        cchar_t character;
        if (cell->width == 0 ||
            memcmp(cell, &terminal->shown.cells[start + (size_t)column], sizeof *cell) == 0)
            continue;
        to_curses(terminal, cell, &character);
        mvadd_wch(row, column, &character);
        if (cell->width == 2 && wcwidth((wchar_t)cell->character) != 2)
            mvaddch(row, column + 1, ' ');
    }
}

void terminal_paint(struct terminal *terminal, const struct canvas *canvas)
{
    const size_t cells = (size_t)canvas->rows * (size_t)canvas->columns;
    const size_t row_size = (size_t)canvas->columns * sizeof *canvas->cells;
    if (terminal->shown.rows != canvas->rows || terminal->shown.columns != canvas->columns) {
        free(terminal->shown.cells);
        terminal->shown = *canvas;
        terminal->shown.cells = vha_alloc_zeroed(cells, sizeof *canvas->cells);
    }
    for (int row = 0; row < canvas->rows; row++) {
        struct cell *const shown = terminal->shown.cells + (size_t)row * (size_t)canvas->columns;
        const struct cell *const wanted = canvas->cells + (size_t)row * (size_t)canvas->columns;
        if (memcmp(shown, wanted, row_size) == 0)
            continue;
        paint_row(terminal, canvas, row);
        memcpy(shown, wanted, row_size);
    }
    if (!isendwin()) /* or ncurses would ask the file for the terminal's modes */
        one_piece_begin(&paint);
    refresh();
    one_piece_end(&paint);
}
