/* What is said, and what is not because it was said already. */
#include "frame.h"
#include "plain_private.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void plain_say(struct plain *plain, const char *format, ...)
{
    char text[PLAIN_HERE_SIZE + 256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    plain_output_line(&plain->output, text);
    plain->answered = true;
}

void plain_tell(struct plain *plain, const char *text)
{
    plain_say(plain, "%s", text);
    plain_output_flush(&plain->output);
}

/* ------------------------------------------------------------------------------- the top screen */

static uint64_t hash_on(uint64_t hash, const char *text)
{
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001B3);
    return (hash ^ '\n') * UINT64_C(0x100000001B3);
}

#define HASH_OF_NOTHING UINT64_C(0xCBF29CE484222325)

static uint64_t hash_of(const char *text)
{
    return hash_on(HASH_OF_NOTHING, text);
}

/* Of what stands under the heading. */
static uint64_t hash_of_page(const struct lines *lines)
{
    uint64_t hash = HASH_OF_NOTHING;
    for (size_t i = 1; i < lines->count; i++)
        hash = hash_on(hash, lines->items[i].text);
    return hash;
}

static const char *heading(const struct plain *plain)
{
    return plain->words.lines.count > 0 ? plain->words.lines.items[0].text : "";
}

static struct plain_said *said_of_top(struct plain *plain)
{
    return &plain->said[plain->desk.screen_count - 1];
}

bool plain_is_list(struct plain *plain)
{
    return desk_top(&plain->desk)->ops->here != NULL;
}

/* A screen that fails is left; the first one cannot be. */
static void leave_failed(struct plain *plain, const char *message)
{
    plain_say(plain, "%s", message);
    if (plain->desk.screen_count > 1) {
        desk_pop(&plain->desk);
        plain_prepare(plain);
    }
}

void plain_prepare(struct plain *plain)
{
    struct desk *const desk = &plain->desk;
    const struct screen *const top = desk_top(desk);
    struct vha_error error;
    char message[256];
    lines_clear(&plain->words.lines);
    plain->here[0] = '\0';
    if (top->ops->refresh(top->state, desk, &error) != VHA_OK) {
        leave_failed(plain, error.message);
        return;
    }
    if (top->ops->words == NULL) {
        snprintf(message, sizeof message, "Plain mode has no words for %s.", top->ops->title);
        leave_failed(plain, message);
        return;
    }
    top->ops->words(top->state, desk, &plain->words.lines);
    if (top->ops->here != NULL)
        top->ops->here(top->state, desk, plain->here, sizeof plain->here);
}

/* --------------------------------------------------------------------------------------- texts */

static void say_line(struct plain *plain, const struct lines *lines, size_t at)
{
    const char *text = lines->items[at].text;
    for (size_t section = 0; section < lines->section_count; section++)
        if (lines->sections[section] == at) {
            plain_say(plain, "Section %zu. %s.", section + 1, strchr(text, ' ') + 1);
            return;
        }
    if (text[0] != '\0') {
        plain_output_line(&plain->output, text);
        plain->answered = true;
    }
}

/* Lines from `from` to before `to` that say something. */
static size_t count_said(const struct lines *lines, size_t from, size_t to)
{
    size_t count = 0;
    for (size_t i = from; i < to; i++)
        count += lines->items[i].text[0] != '\0';
    return count;
}

static bool is_section(const struct lines *lines, size_t at)
{
    for (size_t section = 0; section < lines->section_count; section++)
        if (lines->sections[section] == at)
            return true;
    return false;
}

/* A page of a text from `from`, which does not end with a heading, and how much is left. */
static void say_text(struct plain *plain, struct plain_text *text, size_t from)
{
    const struct lines *const lines = &text->lines;
    const size_t page = (size_t)plain->page;
    size_t to = from;
    while (to < lines->count && count_said(lines, from, to) < page)
        to++;
    while (to < lines->count && to > from + 1 && is_section(lines, to - 1))
        to--;
    for (size_t i = from; i < to; i++)
        say_line(plain, lines, i);
    text->from = from;
    text->to = to;
    const size_t left = count_said(lines, to, lines->count);
    if (left > 0)
        plain_say(plain, "%zu more line%s; next goes on.", left, left == 1 ? "" : "s");
}

/* The aside, as long as there is one; else the screen, unless it is a list. */
static struct plain_text *text_at_hand(struct plain *plain)
{
    if (plain->aside.lines.count > 0)
        return &plain->aside;
    return plain_is_list(plain) ? NULL : &plain->words;
}

struct lines *plain_begin_aside(struct plain *plain)
{
    lines_clear(&plain->aside.lines);
    plain->aside.from = 0;
    plain->aside.to = 0;
    return &plain->aside.lines;
}

static bool begins_with_word(const char *title, const char *word)
{
    char folded_title[512];
    char folded_word[512];
    vha_text_fold(folded_title, sizeof folded_title, title);
    vha_text_fold(folded_word, sizeof folded_word, word);
    return strncmp(folded_title, folded_word, strlen(folded_word)) == 0;
}

bool plain_say_sections(struct plain *plain)
{
    const struct plain_text *const text = text_at_hand(plain);
    if (text == NULL || text->lines.section_count == 0)
        return false;
    plain->paging = true;
    for (size_t i = 0; i < text->lines.section_count; i++)
        say_line(plain, &text->lines, text->lines.sections[i]);
    return true;
}

bool plain_to_section(struct plain *plain, size_t number, const char *word)
{
    struct plain_text *const text = text_at_hand(plain);
    if (text == NULL)
        return false;
    plain->paging = true;
    for (size_t i = 0; i < text->lines.section_count; i++) {
        const size_t at = text->lines.sections[i];
        const char *const title = strchr(text->lines.items[at].text, ' ') + 1;
        if (i + 1 == number || (word != NULL && begins_with_word(title, word))) {
            say_text(plain, text, at);
            return true;
        }
    }
    return false;
}

/* --------------------------------------------------------------------------------------- pages */

void plain_say_page(struct plain *plain)
{
    struct plain_said *const said = said_of_top(plain);
    struct plain_text *const text = text_at_hand(plain);
    plain->paging = true;
    if (text != NULL) {
        say_text(plain, text, text->from);
        return;
    }
    for (size_t i = 1; i < plain->words.lines.count; i++)
        say_line(plain, &plain->words.lines, i);
    said->page = hash_of_page(&plain->words.lines);
    said->here = hash_of(plain->here);
}

/* Turns the page of a list; at its end there is none to turn to. */
static void turn(struct plain *plain, enum action action, const char *end)
{
    struct vha_error error;
    unsigned flags = 0;
    const uint64_t before = hash_of_page(&plain->words.lines);
    if (desk_perform(&plain->desk, action, &flags, &error) != VHA_OK) {
        plain_say(plain, "%s", error.message);
        return;
    }
    plain_prepare(plain);
    if (hash_of_page(&plain->words.lines) == before)
        plain_say(plain, "This is the %s of %s.", end, desk_top(&plain->desk)->ops->title);
    else
        plain_say_page(plain);
}

void plain_next(struct plain *plain)
{
    if (plain->aside.to >= plain->aside.lines.count)
        lines_clear(&plain->aside.lines);
    struct plain_text *const text = text_at_hand(plain);
    plain->paging = true;
    plain_prepare(plain);
    if (text != NULL && text->to < text->lines.count)
        say_text(plain, text, text->to);
    else if (!plain_is_list(plain))
        plain_say(plain, "This is the end of %s.", desk_top(&plain->desk)->ops->title);
    else if (said_of_top(plain)->page != hash_of_page(&plain->words.lines))
        plain_say_page(plain);
    else
        turn(plain, ACTION_PAGE_DOWN, "end");
}

void plain_previous(struct plain *plain)
{
    struct plain_text *const text = text_at_hand(plain);
    const size_t first = text == &plain->words ? 1 : 0; /* after the heading */
    plain->paging = true;
    if (text == NULL) {
        turn(plain, ACTION_PAGE_UP, "beginning");
        return;
    }
    if (text->from <= first) {
        plain_say(plain, "This is the beginning.");
        return;
    }
    size_t from = text->from;
    while (from > first && count_said(&text->lines, from - 1, text->from) <= (size_t)plain->page)
        from--;
    say_text(plain, text, from);
}

/* ------------------------------------------------------------------------------------- answers */

void plain_say_heading(struct plain *plain)
{
    const struct desk *const desk = &plain->desk;
    if (desk->options->archive && desk->cohort != NULL)
        plain_say(plain, "OFFICIAL. %s %s. %s", frame_kind(desk),
                  vha_cohort_info(desk->cohort)->quarter, heading(plain));
    else
        plain_say(plain, "OFFICIAL. %s", heading(plain));
}

/* Where it is said what is on top, that is what later answers are compared with. */
static void remember(struct plain *plain)
{
    struct plain_said *const said = said_of_top(plain);
    said->serial = desk_top(&plain->desk)->serial;
    said->heading = hash_of(heading(plain));
    said->here = hash_of(plain->here);
    said->from = plain->words.from;
    said->to = plain->words.to;
    plain->depth = plain->desk.screen_count;
    plain->heard_count = plain->words.lines.count;
    plain->heard = vha_resize(plain->heard, plain->heard_count + 1, sizeof *plain->heard);
    for (size_t i = 0; i < plain->heard_count; i++)
        plain->heard[i] = hash_of(plain->words.lines.items[i].text);
}

static bool was_heard(const struct plain *plain, const char *text)
{
    const uint64_t hash = hash_of(text);
    for (size_t i = 0; i < plain->heard_count; i++)
        if (plain->heard[i] == hash)
            return true;
    return false;
}

/* Of a text that has changed under its heading, such as a form. */
static void say_new_lines(struct plain *plain)
{
    for (size_t i = 1; i < plain->words.lines.count; i++)
        if (!was_heard(plain, plain->words.lines.items[i].text))
            say_line(plain, &plain->words.lines, i);
}

static void say_screen(struct plain *plain)
{
    plain_say_heading(plain);
    if (plain_is_list(plain)) {
        plain_say_page(plain);
        return;
    }
    say_text(plain, &plain->words, 1);
}

/* A message has been read once it is said. */
static void say_messages(struct plain *plain)
{
    struct desk *const desk = &plain->desk;
    if (desk->message[0] != '\0')
        plain_say(plain, "%s", desk->message);
    desk->message[0] = '\0';
    while (screen_is_message(desk_top(desk))) {
        for (size_t i = 0; i < plain->words.lines.count; i++)
            say_line(plain, &plain->words.lines, i);
        desk_pop(desk);
        plain_prepare(plain);
    }
    if (desk->superseded && !plain->said_newer)
        plain_say(plain, "A newer load is in place: reload shows it.");
    plain->said_newer = desk->superseded;
}

void plain_answer(struct plain *plain)
{
    if (plain->aside.to > 0 && !plain->paging)
        plain_begin_aside(plain);
    plain_prepare(plain);
    say_messages(plain);
    struct plain_said *const said = said_of_top(plain);
    const bool same = said->serial == desk_top(&plain->desk)->serial;
    const bool returned = same && plain->desk.screen_count < plain->depth;
    if (plain->aside.lines.count > 0 && plain->aside.to == 0)
        say_text(plain, &plain->aside, 0);
    if (!same || said->heading != hash_of(heading(plain))) {
        say_screen(plain);
    } else if (returned) {
        plain->words.from = said->from;
        plain->words.to = said->to;
        plain_say_heading(plain);
        plain_say_place(plain);
    } else if (said->here != hash_of(plain->here)) {
        plain_say_place(plain);
    } else if (!plain_is_list(plain)) {
        say_new_lines(plain);
    }
    if (desk_is_typing(&plain->desk))
        plain_say(plain, "Type the text and press Enter; an empty line goes back.");
    if (!plain->answered)
        plain_say(plain, "Nothing has changed; help says what can be typed.");
    remember(plain);
}

void plain_say_place(struct plain *plain)
{
    if (plain->here[0] != '\0')
        plain_say(plain, "Here: %s", plain->here);
}
