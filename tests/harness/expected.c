/* Screens compared with files that a person can read. */
#include "internal.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

static bool same_look(const struct terminal_cell *a, const struct terminal_cell *b)
{
    return a->bold == b->bold && a->underline == b->underline && a->italic == b->italic &&
           a->blink == b->blink && a->reverse == b->reverse && a->strike == b->strike &&
           a->foreground == b->foreground && a->background == b->background;
}

static void write_colour(FILE *out, const char *name, int colour)
{
    if (colour >= 0x1000000)
        fprintf(out, " %s #%06x", name, (unsigned)colour & 0xFFFFFFu);
    else if (colour != TERMINAL_DEFAULT_COLOUR)
        fprintf(out, " %s %d", name, colour);
}

static void write_look(FILE *out, const struct terminal_cell *cell)
{
    const struct {
        bool on;
        const char *name;
    } looks[] = {{cell->bold, "bold"},   {cell->underline, "underline"}, {cell->italic, "italic"},
                 {cell->blink, "blink"}, {cell->reverse, "reverse"},     {cell->strike, "strike"}};
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++)
        if (looks[i].on)
            fprintf(out, " %s", looks[i].name);
    write_colour(out, "on", cell->background);
    write_colour(out, "in", cell->foreground);
}

/* One line a row: the columns of each run that looks like anything but plain text. */
static void write_attributes(const struct terminal *terminal, FILE *out)
{
    const struct terminal_cell plain = {.foreground = TERMINAL_DEFAULT_COLOUR,
                                        .background = TERMINAL_DEFAULT_COLOUR};
    for (int row = 0; row < terminal->rows; row++) {
        bool any = false;
        int column = 0;
        while (column < terminal->columns) {
            const int first = column;
            const struct terminal_cell look = terminal_cell(terminal, row, first);
            struct terminal_cell next = look;
            while (column < terminal->columns && same_look(&look, &next))
                next = terminal_cell(terminal, row, ++column);
            if (same_look(&look, &plain))
                continue;
            if (!any)
                fprintf(out, "row %d:", row);
            fprintf(out, "%s %d-%d", any ? ";" : "", first, column - 1);
            write_look(out, &look);
            any = true;
        }
        if (any)
            fputc('\n', out);
    }
    int row = 0;
    int column = 0;
    bool visible = false;
    terminal_cursor(terminal, &row, &column, &visible);
    if (visible)
        fprintf(out, "cursor: row %d, column %d\n", row, column);
    else
        fputs("cursor: hidden\n", out);
}

/* A copy of the text in which each match of the mask is replaced; frees the text. */
static char *apply_mask(char *text, const struct terminal_mask *mask)
{
    regex_t pattern;
    if (regcomp(&pattern, mask->pattern, REG_EXTENDED | REG_NEWLINE) != 0)
        abort();
    char *masked = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&masked, &length);
    if (out == NULL)
        abort();
    const char *at = text;
    regmatch_t match;
    while (regexec(&pattern, at, 1, &match, at == text ? 0 : REG_NOTBOL) == 0 &&
           match.rm_eo > match.rm_so) {
        fprintf(out, "%.*s%s", (int)match.rm_so, at, mask->replacement);
        at += match.rm_eo;
    }
    fputs(at, out);
    fclose(out);
    regfree(&pattern);
    free(text);
    return masked;
}

static char *described(const struct terminal *terminal, const struct terminal_mask *masks,
                       size_t mask_count, bool attributes)
{
    char *text = terminal_screen(terminal);
    for (size_t i = 0; i < mask_count; i++)
        text = apply_mask(text, &masks[i]);
    if (!attributes)
        return text;
    char *whole = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&whole, &length);
    if (out == NULL)
        abort();
    fprintf(out, "%s--- attributes\n", text);
    write_attributes(terminal, out);
    fclose(out);
    free(text);
    return whole;
}

static char *content_of(const char *path)
{
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return NULL;
    char *text = NULL;
    size_t capacity = 0;
    const ssize_t length = getdelim(&text, &capacity, '\0', file);
    fclose(file);
    if (length < 0) {
        free(text);
        return NULL;
    }
    return text;
}

static bool accept(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    if (file == NULL)
        return false;
    fputs(text, file);
    fprintf(stderr, "accepted as %s:\n%s", path, text);
    return fclose(file) == 0;
}

static void report_difference(const char *path, const char *expected, const char *actual)
{
    const char *a = expected;
    const char *b = actual;
    int line = 1;
    for (;; line++) {
        const size_t a_length = strcspn(a, "\n");
        const size_t b_length = strcspn(b, "\n");
        if (a_length != b_length || memcmp(a, b, a_length) != 0 || a[a_length] != b[b_length]) {
            fprintf(stderr, "%s:%d: expected \"%.*s\",\n%s:%d: the screen has \"%.*s\".\n", path,
                    line, (int)a_length, a, path, line, (int)b_length, b);
            break;
        }
        if (a[a_length] == '\0')
            break;
        a += a_length + 1;
        b += b_length + 1;
    }
    fprintf(stderr, "--- expected\n%s--- the screen\n%s---\n", expected, actual);
}

/* Frees the text. */
static bool matches_file(char *actual, const char *path)
{
    char *expected = content_of(path);
    const char *accepting = getenv("VHA_ACCEPT_SCREENS");
    bool matches = expected != NULL && strcmp(expected, actual) == 0;
    if (!matches && accepting != NULL && strcmp(accepting, "1") == 0)
        matches = accept(path, actual);
    else if (!matches)
        report_difference(path, expected == NULL ? "(there is no such file)\n" : expected, actual);
    free(expected);
    free(actual);
    return matches;
}

bool terminal_matches_file(const struct terminal *terminal, const char *path,
                           const struct terminal_mask *masks, size_t mask_count, bool attributes)
{
    return matches_file(described(terminal, masks, mask_count, attributes), path);
}

bool text_matches_file(const char *text, const char *path, const struct terminal_mask *masks,
                       size_t mask_count)
{
    char *masked = strdup(text);
    for (size_t i = 0; i < mask_count; i++)
        masked = apply_mask(masked, &masks[i]);
    return matches_file(masked, path);
}
