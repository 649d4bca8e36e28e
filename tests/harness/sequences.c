#include "sequences.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ESCAPE       '\x1b'
#define REPEAT_LIMIT 10000

static void put(struct sequences *sequences, const char *bytes, size_t count)
{
    if (sequences->out_count + count > sequences->out_capacity) {
        sequences->out_capacity = 2 * (sequences->out_count + count) + 4096;
        sequences->out = realloc(sequences->out, sequences->out_capacity);
        if (sequences->out == NULL)
            abort();
    }
    memcpy(sequences->out + sequences->out_count, bytes, count);
    sequences->out_count += count;
}

static void put_held(struct sequences *sequences)
{
    put(sequences, sequences->held, sequences->held_count);
    sequences->held_count = 0;
}

/* CSI ? a;b h as CSI ? a h CSI ? b h */
static void put_modes_apart(struct sequences *sequences)
{
    char *const modes = sequences->held + 3;
    const char final = sequences->held[sequences->held_count - 1];
    char *kept = NULL;
    sequences->held[sequences->held_count - 1] = '\0';
    for (char *mode = strtok_r(modes, ";", &kept); mode != NULL;
         mode = strtok_r(NULL, ";", &kept)) {
        char alone[HELD_MOST + 8];
        const int length = snprintf(alone, sizeof alone, "\x1b[?%s%c", mode, final);
        put(sequences, alone, (size_t)length);
    }
    sequences->held_count = 0;
}

static void put_repeated(struct sequences *sequences)
{
    sequences->held[sequences->held_count - 1] = '\0';
    int times = atoi(sequences->held + 2);
    times = times < 1 ? 1 : times > REPEAT_LIMIT ? REPEAT_LIMIT : times;
    for (int i = 0; i < times; i++)
        put(sequences, sequences->last, sequences->last_count);
    sequences->held_count = 0;
}

static bool is_true_colour(const struct sequences *sequences)
{
    return sequences->held_count > 7 && (strncmp(sequences->held + 2, "38:2::", 6) == 0 ||
                                         strncmp(sequences->held + 2, "48:2::", 6) == 0);
}

/* CSI 38:2::R:G:B m as CSI 38;2;R;G;B m */
static void put_true_colour(struct sequences *sequences)
{
    for (size_t i = 0; i < sequences->held_count; i++)
        if (sequences->held[i] != ':')
            put(sequences, &sequences->held[i], 1);
        else if (sequences->held[i + 1] != ':')
            put(sequences, ";", 1);
    sequences->held_count = 0;
}

/* The held control sequence is whole. */
static void finish_sequence(struct sequences *sequences)
{
    const char final = sequences->held[sequences->held_count - 1];
    if (sequences->held[2] == '?' && (final == 'h' || final == 'l'))
        put_modes_apart(sequences);
    else if (final == 'm' && is_true_colour(sequences))
        put_true_colour(sequences);
    else if (final == 'b' && sequences->last_count > 0)
        put_repeated(sequences);
    else
        put_held(sequences);
}

static bool is_within_sequence(char byte)
{
    return byte >= 0x20 && byte < 0x40;
}

/* One more byte of what began with an escape. */
static void hold(struct sequences *sequences, char byte)
{
    sequences->held[sequences->held_count++] = byte;
    if (sequences->held_count == 2 && byte == '[')
        return;
    if (sequences->held_count > 2 && is_within_sequence(byte) && sequences->held_count < HELD_MOST)
        return;
    if (sequences->held_count > 2 && byte >= 0x40)
        finish_sequence(sequences);
    else
        put_held(sequences);
}

static void remember(struct sequences *sequences, char byte)
{
    const bool continues = ((unsigned char)byte & 0xC0u) == 0x80u;
    if (!continues || sequences->last_count >= sizeof sequences->last)
        sequences->last_count = 0;
    if ((unsigned char)byte >= 0x20u)
        sequences->last[sequences->last_count++] = byte;
}

/* How many bytes a character has that begins with this one. */
static size_t bytes_of_character(unsigned char lead)
{
    return lead >= 0xf0u ? 4 : lead >= 0xe0u ? 3 : lead >= 0xc0u ? 2 : 1;
}

/* Takes the bytes of a character that is not whole from the end of what goes out. */
static void keep_begun(struct sequences *sequences)
{
    const size_t most = sequences->out_count < 3 ? sequences->out_count : 3;
    for (size_t back = 1; back <= most; back++) {
        const unsigned char byte = (unsigned char)sequences->out[sequences->out_count - back];
        if ((byte & 0xc0u) == 0x80u)
            continue;
        if (bytes_of_character(byte) > back) {
            sequences->out_count -= back;
            memcpy(sequences->begun, sequences->out + sequences->out_count, back);
            sequences->begun_count = back;
        }
        return;
    }
}

static void put_begun(struct sequences *sequences)
{
    if (sequences->begun_count > 0)
        put(sequences, sequences->begun, sequences->begun_count);
    sequences->begun_count = 0;
}

void sequences_turn(struct sequences *sequences, const char *bytes, size_t count)
{
    sequences->out_count = 0;
    put_begun(sequences);
    for (size_t i = 0; i < count; i++) {
        if (sequences->held_count > 0) {
            hold(sequences, bytes[i]);
        } else if (bytes[i] == ESCAPE) {
            sequences->held[sequences->held_count++] = ESCAPE;
        } else {
            remember(sequences, bytes[i]);
            put(sequences, &bytes[i], 1);
        }
    }
    keep_begun(sequences);
}

void sequences_free(struct sequences *sequences)
{
    free(sequences->out);
    *sequences = (struct sequences){.out = NULL};
}
