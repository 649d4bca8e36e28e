#include "prompt.h"

#include "lines.h"
#include "screen.h"

#include <stdio.h>
#include <string.h>

/* What the line as it stands would do; a theme that it names is shown, and none that it named. */
static void preview(struct desk *desk)
{
    struct prompt *const prompt = &desk->prompt;
    prompt->failed = false;
    looks_preview_end(&desk->looks);
    order_preview(desk, prompt->editor.text, prompt->hint);
}

static void preview_typed(struct desk *desk)
{
    desk->prompt.choosing = false;
    preview(desk);
}

void prompt_close(struct desk *desk)
{
    desk->prompt.open = false;
    looks_preview_end(&desk->looks);
}

void prompt_open(struct desk *desk)
{
    desk->prompt.open = true;
    desk->prompt.recalled = desk->prompt.history_count;
    preview_typed(desk);
}

void prompt_open_with(struct desk *desk, const char *order, const char *arguments)
{
    char line[ORDER_SIZE];
    snprintf(line, sizeof line, "%s %.900s%s", order, arguments, arguments[0] != '\0' ? " " : "");
    editor_set(&desk->prompt.editor, line);
    prompt_open(desk);
}

/* --------------------------------------------------------------------------------- the history */

/* The same order given again is not kept twice; a full history forgets its oldest. */
static void remember(struct prompt *prompt, const char *line)
{
    const size_t count = prompt->history_count;
    if (count > 0 && strcmp(prompt->history[count - 1], line) == 0)
        return;
    if (count == PROMPT_HISTORY)
        memmove(prompt->history[0], prompt->history[1],
                sizeof prompt->history - sizeof prompt->history[0]);
    else
        prompt->history_count++;
    snprintf(prompt->history[prompt->history_count - 1], ORDER_SIZE, "%s", line);
}

static void recall(struct prompt *prompt, bool earlier)
{
    if (earlier ? prompt->recalled == 0 : prompt->recalled >= prompt->history_count)
        return;
    if (prompt->recalled == prompt->history_count)
        snprintf(prompt->written, sizeof prompt->written, "%.*s", EDITOR_LINE, prompt->editor.text);
    prompt->recalled = earlier ? prompt->recalled - 1 : prompt->recalled + 1;
    editor_set(&prompt->editor, prompt->recalled == prompt->history_count
                                    ? prompt->written
                                    : prompt->history[prompt->recalled]);
}

static bool is_blank(const char *line)
{
    return line[strspn(line, " ")] == '\0';
}

/* Nobody who has gone back wants to meet it again; but nothing that was typed is lost. */
static void put_away(struct prompt *prompt)
{
    char line[ORDER_SIZE];
    snprintf(line, sizeof line, "%.*s", EDITOR_LINE, prompt->editor.text);
    if (!is_blank(line))
        remember(prompt, line);
    editor_clear(&prompt->editor);
}

/* -------------------------------------------------------------------------------- completion */

/* Bytes that all candidates begin with; whole characters only. */
static size_t common_length(const struct candidates *candidates)
{
    const char *const first = candidates->words[0];
    size_t length = strlen(first);
    for (size_t i = 1; i < candidates->count; i++) {
        size_t same = 0;
        while (same < length && candidates->words[i][same] == first[same])
            same++;
        length = same;
    }
    while (length > 0 && ((unsigned char)first[length] & 0xC0) == 0x80)
        length--;
    return length;
}

/* Puts a candidate, or what all have in common, in the place of the word before the cursor. */
static void put_word(struct prompt *prompt, const char *word, size_t length)
{
    char text[CANDIDATE_SIZE];
    memcpy(text, word, length);
    text[length] = '\0';
    editor_replace(&prompt->editor, prompt->candidates.from, prompt->editor.cursor, text);
}

static void choose(struct prompt *prompt, size_t chosen)
{
    prompt->chosen = chosen;
    put_word(prompt, prompt->candidates.words[chosen], strlen(prompt->candidates.words[chosen]));
}

/* The first Tab completes as far as there is no doubt and shows what can follow; the next ones go
 * through the candidates. */
static void complete(struct desk *desk, bool forwards)
{
    struct prompt *const prompt = &desk->prompt;
    struct candidates *const candidates = &prompt->candidates;
    if (prompt->choosing) {
        const size_t last = candidates->count - 1;
        if (prompt->chosen == SIZE_MAX)
            choose(prompt, forwards ? 0 : last);
        else if (forwards)
            choose(prompt, prompt->chosen == last ? 0 : prompt->chosen + 1);
        else
            choose(prompt, prompt->chosen == 0 ? last : prompt->chosen - 1);
        preview(desk);
        return;
    }
    char line[ORDER_SIZE];
    snprintf(line, sizeof line, "%.*s", (int)prompt->editor.cursor, prompt->editor.text);
    candidates->count = 0;
    order_complete(desk, line, candidates);
    if (candidates->count == 0)
        return;
    const size_t common = common_length(candidates);
    if (candidates->count == 1 || common >= prompt->editor.cursor - candidates->from)
        put_word(prompt, candidates->words[0], common);
    preview_typed(desk);
    prompt->choosing = candidates->count > 1;
    prompt->chosen = SIZE_MAX;
}

/* ------------------------------------------------------------------------------------- typing */

static unsigned accept(struct desk *desk)
{
    struct prompt *const prompt = &desk->prompt;
    struct vha_error error;
    char line[ORDER_SIZE];
    unsigned flags = SCREEN_REDRAW;
    snprintf(line, sizeof line, "%.*s", EDITOR_LINE, prompt->editor.text);
    prompt_close(desk);
    if (is_blank(line))
        return SCREEN_REDRAW;
    remember(prompt, line);
    if (order_run(desk, line, &flags, &error) != VHA_OK) {
        prompt_open(desk);
        prompt->failed = true;
        snprintf(prompt->hint, sizeof prompt->hint, "%s", error.message);
        return SCREEN_REDRAW;
    }
    editor_clear(&prompt->editor);
    return flags | SCREEN_REDRAW;
}

unsigned prompt_handle(struct desk *desk, const struct event *event)
{
    struct prompt *const prompt = &desk->prompt;
    if (event->kind != EVENT_TEXT && event->kind != EVENT_TYPING)
        return SCREEN_IGNORED;
    if (event->kind == EVENT_TEXT) {
        editor_type(&prompt->editor, event->character);
        preview_typed(desk);
        return SCREEN_REDRAW;
    }
    if (event->typing == TYPING_ACCEPT)
        return accept(desk);
    if (event->typing == TYPING_CANCEL) {
        put_away(prompt);
        prompt_close(desk);
        return SCREEN_REDRAW;
    }
    if (event->typing == TYPING_COMPLETE || event->typing == TYPING_COMPLETE_BACK) {
        complete(desk, event->typing == TYPING_COMPLETE);
        return SCREEN_REDRAW;
    }
    if (event->typing == TYPING_EARLIER || event->typing == TYPING_LATER)
        recall(prompt, event->typing == TYPING_EARLIER);
    else
        editor_edit(&prompt->editor, event->typing);
    preview_typed(desk);
    return SCREEN_REDRAW;
}

/* ------------------------------------------------------------------------------------ drawing */

/* The candidates in one row, beginning so far to the right that the chosen one is in sight. */
static void draw_candidates(const struct prompt *prompt, struct canvas *canvas, int row)
{
    const struct candidates *const candidates = &prompt->candidates;
    const size_t chosen = prompt->chosen == SIZE_MAX ? 0 : prompt->chosen;
    size_t first = 0;
    int width = 1;
    for (size_t i = 0; i <= chosen && i < candidates->count; i++) {
        width += canvas_width(canvas, candidates->words[i]) + 2;
        while (width > canvas->columns - 4 && first < i)
            width -= canvas_width(canvas, candidates->words[first++]) + 2;
    }
    int at = 1;
    for (size_t i = first; i < candidates->count && at < canvas->columns; i++)
        at += canvas_put(canvas, row, at, canvas->columns - at,
                         i == prompt->chosen ? ROLE_CURSOR : ROLE_BODY, candidates->words[i]) +
              2;
}

/* Why it was not done is read to its end, where it says whom to turn to; a hint is, if two rows
 * hold it. */
static void draw_hint(const struct prompt *prompt, struct canvas *canvas, int row)
{
    const enum role role = prompt->failed ? ROLE_MESSAGE : ROLE_MUTED;
    struct lines lines;
    lines_init(&lines);
    lines_wrap(&lines, role, canvas->columns - 2, 0, prompt->hint);
    if (!prompt->failed && lines.count > 2) {
        canvas_put(canvas, row, 1, canvas->columns - 2, role, prompt->hint);
    } else {
        const int rows = (int)lines.count < row ? (int)lines.count : row;
        canvas_fill(canvas, (struct area){row - rows + 1, 0, rows, canvas->columns},
                    prompt->failed ? ROLE_MESSAGE : ROLE_BODY);
        lines_draw(&lines, canvas, (struct area){row - rows + 1, 1, rows, canvas->columns - 2});
    }
    lines_free(&lines);
}

void prompt_draw(const struct desk *desk, struct canvas *canvas)
{
    const struct prompt *const prompt = &desk->prompt;
    const int row = canvas->rows - 1;
    canvas_fill(canvas, (struct area){row - 1, 0, 1, canvas->columns}, ROLE_BODY);
    if (prompt->choosing)
        draw_candidates(prompt, canvas, row - 1);
    else
        draw_hint(prompt, canvas, row - 1);
    editor_draw(&prompt->editor, canvas, row, 0, canvas->columns, ":");
}
