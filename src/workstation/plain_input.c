#include "plain_private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <unistr.h>
#include <wchar.h>

void plain_input_read(struct plain_input *input)
{
    const ssize_t got =
        read(STDIN_FILENO, input->bytes + input->count, sizeof input->bytes - input->count);
    if (got > 0)
        input->count += (size_t)got;
    else if (got == 0 || (errno != EINTR && errno != EAGAIN))
        input->ended = true;
}

static void forget(struct plain_input *input, size_t length)
{
    input->count -= length;
    memmove(input->bytes, input->bytes + length, input->count);
}

void plain_input_drop(struct plain_input *input)
{
    input->count = 0;
    input->skipping = false;
}

/* ----------------------------------------------------------------------------------- characters */

/* Text of the locale as UTF-8; false when it is none or has no room. */
static bool to_utf8(const struct plain_input *input, const char *bytes, size_t length,
                    char line[ORDER_SIZE])
{
    mbstate_t state = {0};
    size_t used = 0;
    if (input->unicode) {
        memcpy(line, bytes, length);
        line[length] = '\0';
        return memchr(bytes, '\0', length) == NULL && vha_utf8_valid(bytes, length, NULL);
    }
    while (length > 0) {
        wchar_t character = 0;
        const size_t read = mbrtowc(&character, bytes, length, &state);
        if (read == 0 || read > length)
            return false;
        const int wrote = u8_uctomb((uint8_t *)line + used, (ucs4_t)character,
                                    (ptrdiff_t)(ORDER_SIZE - 1 - used));
        if (wrote <= 0)
            return false;
        used += (size_t)wrote;
        bytes += read;
        length -= read;
    }
    line[used] = '\0';
    return true;
}

/* A tabulator is a blank; blanks around the line go, and so does what a carriage return ends. */
static void tidy(char *line)
{
    for (char *at = line; *at != '\0'; at++)
        if (*at == '\t' || *at == '\r')
            *at = ' ';
    const size_t blanks = strspn(line, " ");
    memmove(line, line + blanks, strlen(line + blanks) + 1);
    size_t length = strlen(line);
    while (length > 0 && line[length - 1] == ' ')
        line[--length] = '\0';
}

static bool has_controls(const char *line)
{
    const uint8_t *at = (const uint8_t *)line;
    ucs4_t character = 0;
    while ((at = u8_next(&character, at)) != NULL)
        if (character < 0x20u || (character >= 0x7Fu && character < 0xA0u))
            return true;
    return false;
}

static enum plain_got read_line(const struct plain_input *input, const char *bytes, size_t length,
                                char line[ORDER_SIZE])
{
    if (length >= ORDER_SIZE)
        return PLAIN_TOO_LONG;
    if (!to_utf8(input, bytes, length, line))
        return PLAIN_NO_TEXT;
    tidy(line);
    return has_controls(line) ? PLAIN_CONTROLS : PLAIN_LINE;
}

/* ---------------------------------------------------------------------------------------- lines */

/* The end of the input ends a line as well. */
static enum plain_got take_last(struct plain_input *input, char line[ORDER_SIZE])
{
    const size_t length = input->count;
    const bool skipping = input->skipping;
    input->count = 0;
    input->skipping = false;
    if (skipping)
        return PLAIN_TOO_LONG;
    return length > 0 ? read_line(input, input->bytes, length, line) : PLAIN_END;
}

enum plain_got plain_input_take(struct plain_input *input, char line[ORDER_SIZE])
{
    const char *const end = memchr(input->bytes, '\n', input->count);
    if (end == NULL && input->ended)
        return take_last(input, line);
    if (end == NULL && input->count == sizeof input->bytes) {
        input->count = 0;
        input->skipping = true;
    }
    if (end == NULL)
        return PLAIN_NOTHING;
    const size_t length = (size_t)(end - input->bytes);
    const enum plain_got got =
        input->skipping ? PLAIN_TOO_LONG : read_line(input, input->bytes, length, line);
    input->skipping = false;
    forget(input, length + 1);
    return got;
}
