#include "terminal.h"

#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { NANOSECONDS_PER_MILLISECOND = 1000000, READ_BYTES = 65536 };

int64_t terminal_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 * NANOSECONDS_PER_MILLISECOND + now.tv_nsec;
}

/* ------------------------------------------------------------------------------ start and end */

/* What the emulator answers or encodes (keys, mouse, cursor reports) goes to the program. */
static void pass_on(const char *bytes, size_t length, void *context)
{
    terminal_send(context, bytes, length);
}

static int property_changed(VTermProp property, VTermValue *value, void *context)
{
    struct terminal *terminal = context;
    if (property == VTERM_PROP_CURSORVISIBLE)
        terminal->cursor_visible = value->boolean != 0;
    else if (property == VTERM_PROP_ALTSCREEN)
        terminal->alternate = value->boolean != 0;
    else if (property == VTERM_PROP_MOUSE)
        terminal->mouse = value->number != VTERM_PROP_MOUSE_NONE;
    return 1;
}

static int bell_rung(void *context)
{
    struct terminal *terminal = context;
    terminal->bells++;
    return 1;
}

static const VTermScreenCallbacks screen_callbacks = {
    .settermprop = property_changed,
    .bell = bell_rung,
};

static void set_up_emulator(struct terminal *terminal)
{
    terminal->emulator = vterm_new(terminal->rows, terminal->columns);
    vterm_set_utf8(terminal->emulator, 1);
    vterm_output_set_callback(terminal->emulator, pass_on, terminal);
    terminal->screen = vterm_obtain_screen(terminal->emulator);
    vterm_screen_set_callbacks(terminal->screen, &screen_callbacks, terminal);
    vterm_screen_enable_altscreen(terminal->screen, 1);
    vterm_screen_reset(terminal->screen, 1);
    terminal->cursor_visible = true;
}

static _Noreturn void become_program(const struct terminal_options *options)
{
    /* A test runner may ignore signals, and a program inherits what is ignored. */
    for (int number = 1; number < SIGRTMIN; number++)
        signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (options->folder == NULL || chdir(options->folder) == 0) {
        /* execve promises not to change the texts, but its type is older than const. */
        union {
            const char *const *given;
            char *const *taken;
        } arguments = {.given = options->arguments}, environment = {.given = options->environment};
        execve(options->arguments[0], arguments.taken,
               options->environment == NULL ? environ : environment.taken);
    }
    _exit(127);
}

struct terminal *terminal_start(const struct terminal_options *options)
{
    const struct winsize size = {.ws_row = (unsigned short)options->rows,
                                 .ws_col = (unsigned short)options->columns};
    int connection = -1;
    fflush(NULL); /* or the child would flush a copy of what is pending */
    const pid_t child = forkpty(&connection, NULL, NULL, &size);
    if (child < 0)
        return NULL;
    if (child == 0)
        become_program(options);

    struct terminal *terminal = calloc(1, sizeof *terminal);
    if (terminal == NULL)
        abort();
    terminal->child = child;
    terminal->connection = connection;
    fcntl(connection, F_SETFD, FD_CLOEXEC);
    fcntl(connection, F_SETFL, fcntl(connection, F_GETFL) | O_NONBLOCK);
    terminal->ended = (int)syscall(SYS_pidfd_open, child, 0);
    terminal->rows = options->rows;
    terminal->columns = options->columns;
    set_up_emulator(terminal);
    terminal_mark(terminal);
    return terminal;
}

/* Collects the ended program; the descriptor says that it has ended, so this does not wait. */
static void collect(struct terminal *terminal)
{
    int status = 0;
    while (waitpid(terminal->child, &status, 0) < 0 && errno == EINTR) {
    }
    terminal->collected = true;
    terminal->exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void terminal_hang_up(struct terminal *terminal)
{
    if (terminal->connection >= 0)
        close(terminal->connection);
    terminal->connection = -1;
    terminal->closed = true;
}

void terminal_free(struct terminal *terminal)
{
    if (terminal == NULL)
        return;
    if (!terminal->collected) {
        kill(terminal->child, SIGKILL);
        collect(terminal);
    }
    terminal_hang_up(terminal);
    if (terminal->ended >= 0)
        close(terminal->ended);
    vterm_free(terminal->emulator);
    sequences_free(&terminal->sequences);
    free(terminal->raw);
    free(terminal);
}

pid_t terminal_pid(const struct terminal *terminal)
{
    return terminal->child;
}

/* ------------------------------------------------------------------------------------ reading */

void terminal_mark(struct terminal *terminal)
{
    terminal->raw_used = 0;
    terminal->last_byte_at = 0;
    terminal->marked_at = terminal_now();
}

static void keep_raw(struct terminal *terminal, const char *bytes, size_t length)
{
    if (terminal->raw_used + length + 1 > terminal->raw_capacity) {
        terminal->raw_capacity = 2 * (terminal->raw_used + length) + READ_BYTES;
        terminal->raw = realloc(terminal->raw, terminal->raw_capacity);
        if (terminal->raw == NULL)
            abort();
    }
    memcpy(terminal->raw + terminal->raw_used, bytes, length);
    terminal->raw_used += length;
    terminal->raw[terminal->raw_used] = '\0';
}

/* Takes what has come; false when nothing had. */
static bool take_output(struct terminal *terminal)
{
    char bytes[READ_BYTES];
    const ssize_t count = read(terminal->connection, bytes, sizeof bytes);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return false;
    if (count <= 0) { /* EIO: nobody has the far end open any more */
        terminal->closed = true;
        return false;
    }
    terminal->last_byte_at = terminal_now();
    keep_raw(terminal, bytes, (size_t)count);
    sequences_turn(&terminal->sequences, bytes, (size_t)count);
    vterm_input_write(terminal->emulator, terminal->sequences.out, terminal->sequences.out_count);
    return true;
}

static int milliseconds_until(int64_t deadline)
{
    const int64_t left = deadline - terminal_now();
    return left <= 0
               ? 0
               : (int)((left + NANOSECONDS_PER_MILLISECOND - 1) / NANOSECONDS_PER_MILLISECOND);
}

static int64_t after(int milliseconds)
{
    return terminal_now() + (int64_t)milliseconds * NANOSECONDS_PER_MILLISECOND;
}

/* Waits for output until the deadline and takes it; false when none came. */
static bool take_output_until(struct terminal *terminal, int64_t deadline)
{
    if (terminal->closed)
        return false;
    struct pollfd waited = {.fd = terminal->connection, .events = POLLIN};
    if (poll(&waited, 1, milliseconds_until(deadline)) <= 0)
        return false;
    return take_output(terminal);
}

bool terminal_wait_until(struct terminal *terminal,
                         bool (*question)(struct terminal *terminal, void *context), void *context,
                         int patience)
{
    const int64_t deadline = after(patience);
    while (!question(terminal, context)) {
        if (terminal->closed || terminal_now() >= deadline)
            return false;
        take_output_until(terminal, deadline);
    }
    return true;
}

struct wanted {
    const char *text;
    bool present;
};

static bool is_as_wanted(struct terminal *terminal, void *context)
{
    const struct wanted *wanted = context;
    return terminal_find(terminal, wanted->text, NULL, NULL) == wanted->present;
}

bool terminal_wait_for(struct terminal *terminal, const char *text, int patience)
{
    struct wanted wanted = {text, true};
    return terminal_wait_until(terminal, is_as_wanted, &wanted, patience);
}

bool terminal_wait_without(struct terminal *terminal, const char *text, int patience)
{
    struct wanted wanted = {text, false};
    return terminal_wait_until(terminal, is_as_wanted, &wanted, patience);
}

bool terminal_wait_quiet(struct terminal *terminal, int quiet, int patience)
{
    const int64_t deadline = after(patience);
    while (!terminal->closed) {
        const int64_t quiet_at = after(quiet);
        if (!take_output_until(terminal, quiet_at < deadline ? quiet_at : deadline) &&
            terminal_now() >= quiet_at)
            return true;
        if (terminal_now() >= deadline)
            return false;
    }
    return true;
}

/* Whether the program waits for something: neither runs, nor could, nor waits for a disk. */
static bool sleeps(pid_t program)
{
    char path[64];
    char about[512];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)program);
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const ssize_t length = read(file, about, sizeof about - 1);
    close(file);
    about[length > 0 ? length : 0] = '\0';
    const char *const name_end = strrchr(about, ')'); /* "PID (NAME) STATE ..." */
    return name_end != NULL && strncmp(name_end, ") S", 3) == 0;
}

bool terminal_wait_rest(struct terminal *terminal, int quiet, int patience)
{
    const int64_t deadline = after(patience);
    while (terminal_wait_quiet(terminal, quiet, milliseconds_until(deadline))) {
        if (terminal->closed)
            return true;
        /* Asleep before the look at what has come, or it could have written in between. */
        if (sleeps(terminal->child) && !take_output_until(terminal, 0))
            return true;
    }
    return false;
}

static bool ended_by(struct terminal *terminal, int64_t deadline)
{
    struct pollfd waited[] = {
        {.fd = terminal->ended, .events = POLLIN},
        {.fd = terminal->closed ? -1 : terminal->connection, .events = POLLIN}};
    const int ready = poll(waited, 2, milliseconds_until(deadline));
    if (ready > 0 && waited[1].revents != 0)
        take_output(terminal); /* a program can end only once its last words are read */
    return ready > 0 && waited[0].revents != 0;
}

bool terminal_wait_end(struct terminal *terminal, int patience, int *status)
{
    const int64_t deadline = after(patience);
    while (!terminal->collected) {
        if (ended_by(terminal, deadline))
            collect(terminal);
        else if (terminal_now() >= deadline)
            return false;
    }
    while (!terminal->closed && take_output(terminal)) {
    }
    *status = terminal->exit_status;
    return true;
}

/* ------------------------------------------------------------------------------------ sending */

bool terminal_send(struct terminal *terminal, const void *bytes, size_t length)
{
    const int64_t deadline = after(TERMINAL_PATIENCE);
    const char *at = bytes;
    while (length > 0 && !terminal->closed) {
        const ssize_t count = write(terminal->connection, at, length);
        if (count > 0) {
            at += count;
            length -= (size_t)count;
            continue;
        }
        if (errno != EAGAIN && errno != EINTR)
            return false;
        if (terminal_now() >= deadline)
            return false;
        struct pollfd waited = {.fd = terminal->connection, .events = POLLIN | POLLOUT};
        poll(&waited, 1, milliseconds_until(deadline));
        if ((waited.revents & POLLIN) != 0) /* it may be writing, and reads only afterwards */
            take_output(terminal);
    }
    return length == 0;
}

bool terminal_type(struct terminal *terminal, const char *text)
{
    return terminal_send(terminal, text, strlen(text));
}

static const struct {
    const char *name;
    VTermKey key;
} keys[] = {
    {"Enter", VTERM_KEY_ENTER},
    {"Tab", VTERM_KEY_TAB},
    {"Backspace", VTERM_KEY_BACKSPACE},
    {"Escape", VTERM_KEY_ESCAPE},
    {"Up", VTERM_KEY_UP},
    {"Down", VTERM_KEY_DOWN},
    {"Left", VTERM_KEY_LEFT},
    {"Right", VTERM_KEY_RIGHT},
    {"Insert", VTERM_KEY_INS},
    {"Delete", VTERM_KEY_DEL},
    {"Home", VTERM_KEY_HOME},
    {"End", VTERM_KEY_END},
    {"PageUp", VTERM_KEY_PAGEUP},
    {"PageDown", VTERM_KEY_PAGEDOWN},
};

bool terminal_press(struct terminal *terminal, const char *key)
{
    VTermModifier modifier = VTERM_MOD_NONE;
    for (; key[0] != '\0' && key[1] == '-' && key[2] != '\0'; key += 2) {
        if (key[0] != 'C' && key[0] != 'M' && key[0] != 'S')
            return false;
        modifier |= key[0] == 'C'   ? VTERM_MOD_CTRL
                    : key[0] == 'M' ? VTERM_MOD_ALT
                                    : VTERM_MOD_SHIFT;
    }
    if (key[0] != '\0' && key[1] == '\0') {
        vterm_keyboard_unichar(terminal->emulator, (unsigned char)key[0], modifier);
        return true;
    }
    if (key[0] == 'F') {
        const int number = atoi(key + 1);
        if (number < 1 || number > 12)
            return false;
        vterm_keyboard_key(terminal->emulator, (VTermKey)VTERM_KEY_FUNCTION(number), modifier);
        return true;
    }
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (strcmp(keys[i].name, key) == 0) {
            vterm_keyboard_key(terminal->emulator, keys[i].key, modifier);
            return true;
        }
    }
    return false;
}

static bool use_button(struct terminal *terminal, int row, int column, int button, bool release)
{
    if (!terminal->mouse)
        return false;
    vterm_mouse_move(terminal->emulator, row, column, VTERM_MOD_NONE);
    vterm_mouse_button(terminal->emulator, button, true, VTERM_MOD_NONE);
    if (release)
        vterm_mouse_button(terminal->emulator, button, false, VTERM_MOD_NONE);
    return true;
}

bool terminal_click(struct terminal *terminal, int row, int column)
{
    return use_button(terminal, row, column, 1, true);
}

bool terminal_wheel(struct terminal *terminal, int row, int column, bool down)
{
    return use_button(terminal, row, column, down ? 5 : 4, false);
}

void terminal_resize(struct terminal *terminal, int rows, int columns)
{
    const struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    terminal->rows = rows;
    terminal->columns = columns;
    vterm_set_size(terminal->emulator, rows, columns);
    ioctl(terminal->connection, TIOCSWINSZ, &size);
}

void terminal_signal(struct terminal *terminal, int signal)
{
    if (!terminal->collected)
        kill(terminal->child, signal);
}

/* ---------------------------------------------------------------------------------- measuring */

static bool has_answered(struct terminal *terminal, void *context)
{
    (void)context;
    return terminal->raw_used > 0;
}

bool terminal_wait_repaint(struct terminal *terminal, int quiet, int patience)
{
    return terminal_wait_until(terminal, has_answered, NULL, patience) &&
           terminal_wait_quiet(terminal, quiet, patience);
}

size_t terminal_bytes(const struct terminal *terminal)
{
    return terminal->raw_used;
}

const char *terminal_raw(const struct terminal *terminal)
{
    return terminal->raw == NULL ? "" : terminal->raw;
}

int64_t terminal_marked_at(const struct terminal *terminal)
{
    return terminal->marked_at;
}

int64_t terminal_last_byte_at(const struct terminal *terminal)
{
    return terminal->last_byte_at;
}

bool terminal_is_cooked(const struct terminal *terminal)
{
    struct termios mode;
    const tcflag_t expected = ICANON | ECHO | ISIG;
    return tcgetattr(terminal->connection, &mode) == 0 && (mode.c_lflag & expected) == expected &&
           (mode.c_oflag & OPOST) != 0 && (mode.c_iflag & ICRNL) != 0;
}
