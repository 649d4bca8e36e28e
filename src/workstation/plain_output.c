#include "plain_private.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH       72 /* where nothing is known of the terminal */
#define LEAST_WIDTH 20
#define INDENT      2 /* of the lines that go on */

void plain_output_init(struct plain_output *output, bool unicode)
{
    *output = (struct plain_output){.width = WIDTH, .unicode = unicode};
    lines_init(&output->wrapped);
}

void plain_output_free(struct plain_output *output)
{
    lines_free(&output->wrapped);
    free(output->bytes);
    output->bytes = NULL;
}

void plain_output_measure(struct plain_output *output)
{
    struct winsize size;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        output->width = size.ws_col > LEAST_WIDTH ? size.ws_col - 1 : LEAST_WIDTH;
}

static void put(struct plain_output *output, const char *bytes)
{
    const size_t length = strlen(bytes);
    while (output->capacity < output->count + length) {
        output->capacity = output->capacity > 0 ? 2 * output->capacity : 4096;
        output->bytes = vha_resize(output->bytes, output->capacity, 1);
    }
    memcpy(output->bytes + output->count, bytes, length);
    output->count += length;
}

#define SHOWN_BYTES 4 /* that a byte of raw text can become */

/* Harmless text as the locale has it; belongs to the arena of the wrapped lines. */
static const char *showable(struct plain_output *output, const char *text)
{
    const size_t size = SHOWN_BYTES * strlen(text) + 16;
    char *const shown = vha_arena_alloc(output->wrapped.arena, size);
    vha_text_show(shown, size, text);
    if (output->unicode)
        return shown;
    return canvas_ascii(vha_arena_alloc(output->wrapped.arena, 2 * size), 2 * size, shown);
}

void plain_output_line(struct plain_output *output, const char *text)
{
    lines_clear(&output->wrapped);
    lines_wrap(&output->wrapped, ROLE_BODY, output->width, INDENT, showable(output, text));
    for (size_t i = 0; i < output->wrapped.count; i++) {
        put(output, output->wrapped.items[i].text);
        put(output, "\n");
    }
}

void plain_output_text(struct plain_output *output, const char *text)
{
    lines_clear(&output->wrapped);
    put(output, showable(output, text));
}

void plain_output_break(struct plain_output *output)
{
    put(output, "\n");
}

void plain_output_flush(struct plain_output *output)
{
    size_t done = 0;
    while (done < output->count && output->failure == 0) {
        const ssize_t wrote = write(STDOUT_FILENO, output->bytes + done, output->count - done);
        if (wrote > 0)
            done += (size_t)wrote;
        else if (errno == EAGAIN)
            poll(&(struct pollfd){.fd = STDOUT_FILENO, .events = POLLOUT}, 1, -1);
        else if (errno != EINTR)
            output->failure = errno;
    }
    output->count = 0;
}
