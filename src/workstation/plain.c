#include "plain_private.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <unistr.h>

/* A terminal drops the line that is being typed at SIGINT; a script is ended by it. */
static const struct signal_meaning of_terminal[] = {
    {SIGHUP, TOLD_TO_END},
    {SIGTERM, TOLD_TO_END},
    {SIGQUIT, TOLD_TO_END},
    {SIGINT, TOLD_TO_CANCEL},
    {SIGWINCH, TOLD_OF_SIZE},
    {SIGCONT, TOLD_TO_GO_ON},
    {SIGTSTP, 0}, /* captive alone: there is no shell to stop for */
};
static const struct signal_meaning of_script[] = {
    {SIGHUP, TOLD_TO_END}, {SIGTERM, TOLD_TO_END}, {SIGQUIT, TOLD_TO_END}, {SIGINT, TOLD_TO_END}};

struct plain *plain_of(const struct desk *desk)
{
    return desk->plain;
}

int plain_page(const struct plain *plain)
{
    return plain->page;
}

/* -------------------------------------------------------------------------------------- orders */

static bool is_number(const char *line)
{
    return line[0] != '\0' && strspn(line, "0123456789") == strlen(line) && strlen(line) < 10;
}

/* The action of a key, where the line is a key alone. */
static enum action action_of_key(const struct plain *plain, const char *line)
{
    ucs4_t character = 0;
    const uint8_t *const after = u8_next(&character, (const uint8_t *)line);
    if (after == NULL || *after != '\0')
        return ACTION_NONE;
    return keymap_action(&plain->desk.keymap, (int32_t)character);
}

/* Keys that move in a text or turn the page of a list are the paging of plain mode. */
static bool run_paging(struct plain *plain, enum action action)
{
    static const struct {
        enum action action;
        bool of_texts_alone;
        void (*run)(struct plain *plain);
    } table[] = {
        {ACTION_PAGE_DOWN, false, plain_next},   {ACTION_PAGE_UP, false, plain_previous},
        {ACTION_HALF_DOWN, false, plain_next},   {ACTION_HALF_UP, false, plain_previous},
        {ACTION_REPAINT, false, plain_say_page}, {ACTION_DOWN, true, plain_next},
        {ACTION_UP, true, plain_previous},
    };
    for (size_t i = 0; i < VHA_COUNT(table); i++)
        if (table[i].action == action && (!table[i].of_texts_alone || !plain_is_list(plain))) {
            table[i].run(plain);
            return true;
        }
    return false;
}

/* A number chooses a section of the text that is being said, or what a digit chooses on the screen,
 * or a rank of the list. */
static enum vha_status run_number(struct plain *plain, const char *line, unsigned *flags,
                                  struct vha_error *error)
{
    struct desk *const desk = &plain->desk;
    if (plain_to_section(plain, strtoul(line, NULL, 10), NULL))
        return VHA_OK;
    if (desk->screen_count == 1 || strlen(line) > 1 || !desk_offers(desk, ACTION_NUMBER))
        return order_run(desk, line, flags, error);
    *flags |= desk_key(desk, line[0]);
    return VHA_OK;
}

static enum vha_status run_words(struct plain *plain, const char *line, unsigned *flags,
                                 struct vha_error *error)
{
    struct desk *const desk = &plain->desk;
    char first[8] = "";
    enum action action = action_of_key(plain, line);
    if (action == ACTION_NONE)
        action = order_action(line);
    if (run_paging(plain, action))
        return VHA_OK;
    if (action != ACTION_NONE)
        return order_run(desk, action_table[action].name, flags, error);
    snprintf(first, sizeof first, "%.1s", line);
    if (action_of_key(plain, first) == ACTION_SEARCH) {
        char search[ORDER_SIZE + 16];
        snprintf(search, sizeof search, "search %s", line + 1);
        return order_run(desk, search, flags, error);
    }
    const enum vha_status status = order_run(desk, line, flags, error);
    return status == VHA_USAGE && plain_to_section(plain, 0, line) ? VHA_OK : status;
}

static void follow(struct plain *plain, unsigned flags)
{
    if ((flags & SCREEN_QUIT) != 0)
        plain->over = true;
    if ((flags & SCREEN_SUSPEND) != 0) {
        plain_output_flush(&plain->output);
        plain->stopped = true;
        raise(SIGTSTP);
        plain->answered = true;
    }
}

static void say_notices(struct plain *plain)
{
    char notice[VHA_NOTICE_SIZE];
    while (vha_register_next_notice(plain->desk.options->reg, notice))
        plain_say(plain, "To be read: %s", notice);
}

static void run_line(struct plain *plain, const char *line)
{
    struct desk *const desk = &plain->desk;
    struct vha_error error;
    unsigned flags = 0;
    enum vha_status status = VHA_OK;
    plain->answered = false;
    plain->paging = false;
    if (desk->message[0] != '\0') /* of what time brought */
        plain_say(plain, "%s", desk->message);
    desk->message[0] = '\0';
    if (desk_is_typing(desk))
        flags = desk_type(desk, line[0] != '\0' ? line : NULL);
    else if (line[0] == '\0')
        return;
    else if (is_number(line))
        status = run_number(plain, line, &flags, &error);
    else
        status = run_words(plain, line, &flags, &error);
    if (status != VHA_OK)
        plain_say(plain, "%s", error.message);
    follow(plain, flags);
    if (plain->over)
        return;
    say_notices(plain);
    plain_answer(plain);
}

/* --------------------------------------------------------------------------------------- lines */

static void prompt(struct plain *plain)
{
    plain_output_text(&plain->output, "vha> ");
    plain_output_flush(&plain->output);
    plain->on_line = true;
    if (plain->output.failure != 0)
        plain->over = true;
}

/* What time brings; it is said with the next answer, so that nobody is interrupted. */
static void take_time(struct plain *plain)
{
    bool changed = false;
    plain->status = watch_look(&plain->watch, &plain->desk, &changed, plain->error);
    plain->over = plain->over || plain->status != VHA_OK;
    if (!plain->over)
        follow(plain, desk_due(&plain->desk));
}

static void take_line(struct plain *plain, enum plain_got got, const char *line)
{
    static const char *const refusals[] = {
        [PLAIN_TOO_LONG] = "That line is too long, and nothing of it was done.",
        [PLAIN_NO_TEXT] = "That line is no text in this locale, and nothing of it was done.",
        [PLAIN_CONTROLS] = "That line has control characters, and nothing of it was done.",
    };
    take_time(plain);
    if (plain->over)
        return;
    plain->on_line = false;
    if (plain->echo) {
        plain_output_text(&plain->output, got == PLAIN_LINE ? line : "");
        plain_output_break(&plain->output);
    }
    if (got == PLAIN_LINE)
        run_line(plain, line);
    else
        plain_say(plain, "%s", refusals[got]);
}

static void take_told(struct plain *plain)
{
    const unsigned told = signals_told();
    if ((told & TOLD_TO_END) != 0)
        plain->over = true;
    if ((told & TOLD_OF_SIZE) != 0)
        plain_output_measure(&plain->output);
    if ((told & TOLD_TO_CANCEL) != 0) {
        plain_input_drop(&plain->input);
        plain_output_break(&plain->output);
        plain_say(plain, "The line was dropped; quit leaves.");
    }
    const bool asked_again = (told & TOLD_TO_GO_ON) != 0 && !plain->stopped;
    if ((told & TOLD_TO_GO_ON) != 0)
        plain->stopped = false;
    if ((asked_again || (told & TOLD_TO_CANCEL) != 0) && !plain->over)
        prompt(plain);
}

static void take_lines(struct plain *plain)
{
    char line[ORDER_SIZE];
    while (!plain->over) {
        const enum plain_got got = plain_input_take(&plain->input, line);
        if (got == PLAIN_NOTHING)
            return;
        if (got == PLAIN_END) {
            plain->over = true;
            return;
        }
        take_line(plain, got, line);
        if (!plain->over)
            prompt(plain);
        signals_let_in(&plain->signals);
        take_told(plain);
    }
}

/* ------------------------------------------------------------------------------------ the loop */

/* Until a line comes, a signal, or the next thing is due. */
static void wait_for_something(struct plain *plain)
{
    int64_t due = desk_deadline(&plain->desk);
    const int64_t look = watch_due(&plain->watch, &plain->desk);
    due = due < look ? due : look;
    const int64_t left = due - watch_milliseconds();
    const struct timespec wait = {.tv_sec = left > 0 ? left / 1000 : 0,
                                  .tv_nsec = left > 0 ? left % 1000 * 1000000 : 0};
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    const int ready = ppoll(&input, 1, &wait, signals_mask(&plain->signals));
    const bool interrupted = ready < 0 && errno == EINTR;
    signals_let_in(&plain->signals);
    if (ready > 0)
        plain_input_read(&plain->input);
    else if (ready < 0 && !interrupted)
        plain->input.ended = true;
}

static void run_loop(struct plain *plain)
{
    watch_start(&plain->watch, &plain->desk);
    say_notices(plain);
    plain_answer(plain);
    plain_say(plain, "help says what can be typed.");
    prompt(plain);
    while (!plain->over) {
        wait_for_something(plain);
        take_told(plain);
        if (plain->over)
            break;
        take_time(plain);
        take_lines(plain);
    }
    /* What follows, such as the shell's prompt, begins on a line of its own. */
    if (plain->on_line)
        plain_output_break(&plain->output);
    plain_output_flush(&plain->output);
}

static enum vha_status ending(struct plain *plain, struct vha_error *error)
{
    const int failure = plain->output.failure;
    if (plain->status != VHA_OK || failure == 0 || failure == EIO)
        /* a terminal that has gone away is no error */
        return desk_end(&plain->desk, plain->status, error);
    return vha_fail(error, VHA_IO_ERROR, "The output cannot be written: %s.", strerror(failure));
}

static void watch_for(struct plain *plain)
{
    const bool captive = plain->desk.options->captive;
    plain->echo = isatty(STDIN_FILENO) == 0;
    if (plain->echo)
        signals_watch(&plain->signals, of_script, VHA_COUNT(of_script));
    else
        signals_watch(&plain->signals, of_terminal, VHA_COUNT(of_terminal) - (captive ? 0 : 1));
}

enum vha_status plain_run(const struct vha_workstation_options *options, const char *notice,
                          struct vha_error *error)
{
    struct plain *const plain = vha_alloc_zeroed(1, sizeof *plain);
    plain->page = (int)options->settings->plain_page;
    plain->error = error;
    enum vha_status status = desk_open_plain(&plain->desk, options, plain, error);
    if (status == VHA_OK) {
        plain->desk.afresh = isatty(STDIN_FILENO) == 0;
        desk_restore(&plain->desk);
        plain->desk.rows = VHA_LEAST_ROWS;
        plain->desk.columns = VHA_LEAST_COLUMNS;
        plain->input.unicode = plain->desk.unicode;
        plain_output_init(&plain->output, plain->desk.unicode);
        plain_output_measure(&plain->output);
        lines_init(&plain->words.lines);
        lines_init(&plain->aside.lines);
        watch_for(plain);
        if (notice != NULL)
            plain_say(plain, "%s", notice);
        run_loop(plain);
        signals_unwatch(&plain->signals);
        lines_free(&plain->aside.lines);
        lines_free(&plain->words.lines);
        plain_output_free(&plain->output);
        desk_keep_place(&plain->desk);
        status = ending(plain, error);
        desk_close(&plain->desk);
    }
    free(plain->heard);
    free(plain);
    return status;
}
