#include "facts.h"

#include "audit.h"
#include "text_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fact {
    char *label;
    char *text;
};

struct facts {
    struct text_screen screen;
    struct fact *items;
    size_t count;
    size_t capacity;
    int64_t entry;        /* that can be asked about; 0: none */
    facts_function *read; /* NULL: they stay as they are */
    int64_t number;
    unsigned change; /* of the desk's, that they were read after */
    char about[512];
};

enum { LABEL_COLUMNS = 11 }; /* beside which a hash has room in 80 */

static const char nothing[] = "-";

struct facts *facts_new(const char *title)
{
    struct facts *const facts = vha_alloc_zeroed(1, sizeof *facts);
    lines_init(&facts->screen.lines);
    snprintf(facts->screen.title, sizeof facts->screen.title, "%s", title);
    return facts;
}

static void clear(struct facts *facts)
{
    for (size_t i = 0; i < facts->count; i++) {
        free(facts->items[i].label);
        free(facts->items[i].text);
    }
    facts->count = 0;
}

void facts_free(struct facts *facts)
{
    clear(facts);
    free(facts->items);
    lines_free(&facts->screen.lines);
    free(facts);
}

void facts_add(struct facts *facts, const char *label, const char *text)
{
    facts->items = vha_grow(facts->items, facts->count, &facts->capacity, sizeof *facts->items);
    facts->items[facts->count++] =
        (struct fact){.label = vha_copy_text(label),
                      .text = vha_copy_text(text != NULL && text[0] != '\0' ? text : nothing)};
}

void facts_read_by(struct facts *facts, const struct desk *desk, facts_function *read,
                   int64_t number)
{
    facts->read = read;
    facts->number = number;
    facts->change = desk->casework;
}

void facts_about_entry(struct facts *facts, int64_t entry, const char *about)
{
    facts->entry = entry;
    snprintf(facts->about, sizeof facts->about, "%s", about);
    vha_text_mend_end(facts->about);
}

/* --------------------------------------------------------------------------------------- screen */

static const struct offer with_enquiry[] = {
    {ACTION_BACK, NULL, true},     {ACTION_ENQUIRE, NULL, true},    {ACTION_DOWN, "scroll", true},
    {ACTION_UP, NULL, false},      {ACTION_PAGE_DOWN, NULL, false}, {ACTION_PAGE_UP, NULL, false},
    {ACTION_REPAINT, NULL, false}, {ACTION_SUSPEND, NULL, false},   {ACTION_HELP, NULL, true},
    {ACTION_QUIT, "back", false},
};
static const struct offer without[] = {
    {ACTION_BACK, NULL, true},       {ACTION_DOWN, "scroll", true}, {ACTION_UP, NULL, false},
    {ACTION_PAGE_DOWN, NULL, false}, {ACTION_PAGE_UP, NULL, false}, {ACTION_REPAINT, NULL, false},
    {ACTION_SUSPEND, NULL, false},   {ACTION_HELP, NULL, true},     {ACTION_QUIT, "back", false},
};

static const struct offer *offers(const void *opaque, size_t *count)
{
    const struct facts *const facts = opaque;
    *count = facts->entry != 0 ? VHA_COUNT(with_enquiry) : VHA_COUNT(without);
    return facts->entry != 0 ? with_enquiry : without;
}

static void add_fact(struct lines *lines, const struct fact *fact, int width)
{
    const char *label = fact->label;
    for (const char *rest = fact->text; rest != NULL;) {
        const size_t length = strcspn(rest, "\n");
        const size_t size = length + strlen(label) + LABEL_COLUMNS + 2;
        char *const line = vha_alloc(size);
        snprintf(line, size, "%-*s %.*s", LABEL_COLUMNS, label, (int)length, rest);
        lines_wrap(lines, ROLE_BODY, width, LABEL_COLUMNS + 1, line);
        struct line *const added = &lines->items[lines->count - 1];
        added->mark = ROLE_HEADER;
        added->mark_columns = added->text[0] != ' ' ? (int)strlen(label) : 0;
        free(line);
        label = "";
        rest = rest[length] != '\0' ? rest + length + 1 : NULL;
    }
}

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct facts *const facts = opaque;
    if (facts->read != NULL && facts->change != desk->casework) {
        clear(facts);
        facts->change = desk->casework;
        facts->screen.width = 0;
        const enum vha_status status = facts->read(facts, desk, facts->number, error);
        if (status != VHA_OK)
            return status;
    }
    if (!text_screen_resize(&facts->screen, desk))
        return VHA_OK;
    lines_clear(&facts->screen.lines);
    for (size_t i = 0; i < facts->count; i++)
        add_fact(&facts->screen.lines, &facts->items[i], facts->screen.width);
    return VHA_OK;
}

static void draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    (void)desk;
    text_screen_draw(&((const struct facts *)opaque)->screen, canvas);
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    struct facts *const facts = opaque;
    if (event->kind != EVENT_ACTION || event->action != ACTION_ENQUIRE || facts->entry == 0)
        return text_screen_handle(&facts->screen, event);
    desk_push(desk, enquire_screen(desk, facts->entry, facts->about));
    return SCREEN_REDRAW;
}

/* What ends a sentence that may end already. */
static const char *stop_after(const char *text)
{
    const size_t length = strlen(text);
    return length > 0 && strchr(".?!", text[length - 1]) != NULL ? "" : ".";
}

/* A line of the text a line. */
static void say_fact(struct lines *lines, const struct fact *fact)
{
    const char *label = fact->label;
    for (const char *rest = strcmp(fact->text, nothing) != 0 ? fact->text : "none"; rest != NULL;) {
        const size_t length = strcspn(rest, "\n");
        const size_t size = strlen(label) + length + 8;
        const bool goes_on = rest[length] == '\n';
        char *const line = vha_alloc(size);
        snprintf(line, size, "%s%s%.*s%s", label, label[0] != '\0' ? ": " : "", (int)length, rest,
                 goes_on ? "" : stop_after(rest));
        lines_add(lines, ROLE_BODY, line);
        free(line);
        label = "";
        rest = goes_on ? rest + length + 1 : NULL;
    }
}

static void words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct facts *const facts = opaque;
    (void)desk;
    lines_format(lines, ROLE_HEADER, "%s.", facts->screen.title);
    for (size_t i = 0; i < facts->count; i++)
        say_fact(lines, &facts->items[i]);
}

static void free_state(void *opaque)
{
    facts_free(opaque);
}

static const struct screen_ops facts_ops = {
    .title = "one thing with all that is on record of it",
    .offers = offers,
    .refresh = refresh,
    .draw = draw,
    .handle = handle,
    .free = free_state,
    .words = words,
};

struct screen facts_screen(struct facts *facts)
{
    return (struct screen){.ops = &facts_ops, .state = facts};
}
