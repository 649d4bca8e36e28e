#include "form_screen.h"

#include "../frame.h"
#include "../lines.h"
#include "form_kept.h"
#include "text_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rows under the fields: what belongs into one of them, and what is wrong. */
#define HELP_ROWS   1
#define REMARK_ROWS 3
#define FOOT_ROWS   (HELP_ROWS + REMARK_ROWS)

#define INTRO_LINE_SIZE 4096

enum stage {
    STAGE_FILLING,
    STAGE_ASKING, /* whether it is to be done */
    STAGE_LEAVING /* whether it is to be left */
};

struct form_state {
    struct form_spec spec;
    struct form form;
    enum stage stage;
    char failure[1024];       /* of the last attempt; "" for none */
    char before[EDITOR_SIZE]; /* what stood in the field before it was erased */
    struct editor answer;     /* to the question */
    struct lines intro;
    int width;  /* that the intro was broken for; 0: not yet */
    int lifted; /* rows that it is scrolled back by, to be read */
    struct form_kept kept;
    struct area inside;
};

static const struct offer *offers(const void *state, size_t *count)
{
    static const struct offer none[] = {{ACTION_NONE, NULL, false}};
    (void)state;
    *count = 0;
    return none;
}

static bool typing(const void *state)
{
    (void)state;
    return true;
}

/* --------------------------------------------------------------------------------------- layout */

/* Adds the lines of a text, broken at so many columns; with 0 as they are. */
static void add_text(struct lines *lines, const char *text, int columns)
{
    for (const char *at = text; at != NULL && *at != '\0';) {
        char line[INTRO_LINE_SIZE];
        const size_t length = strcspn(at, "\n");
        snprintf(line, sizeof line, "%.*s", (int)length, at);
        lines_say(lines, ROLE_BODY, columns, 0, line);
        at += length + (at[length] == '\n' ? 1 : 0);
    }
}

static void add_intro(struct lines *lines, const struct form_state *state, int columns)
{
    add_text(lines, state->spec.intro, columns);
    if (state->kept.recalled)
        add_text(lines,
                 "This is what you had written when you left; nothing has been done with it yet.",
                 columns);
}

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct form_state *const state = opaque;
    (void)error;
    state->inside = text_screen_area(desk->rows, desk->columns);
    if (state->width == state->inside.columns)
        return VHA_OK;
    state->width = state->inside.columns;
    form_fit(&state->form, desk->plain != NULL ? 0 : state->width, desk->unicode);
    lines_clear(&state->intro);
    add_intro(&state->intro, state, state->width);
    if (state->intro.count > 0)
        lines_add(&state->intro, ROLE_BODY, "");
    return VHA_OK;
}

static int body_rows(const struct form_state *state)
{
    return state->inside.rows - FOOT_ROWS;
}

/* Intro and fields scroll as one, so that the cursor is in sight, and the intro as long as it can
 * be. Returns the first row that is, were nothing scrolled back. */
static int first_with_cursor(const struct form_state *state)
{
    const int cursor = (int)state->intro.count + form_cursor_row(&state->form);
    return cursor < body_rows(state) ? 0 : cursor - body_rows(state) + 1;
}

static int first_row(const struct form_state *state)
{
    const int first = first_with_cursor(state);
    return state->lifted < first ? first - state->lifted : 0;
}

/* Scrolls back to what is above, or on again. */
static unsigned scroll(struct form_state *state, bool back)
{
    const int before = first_row(state);
    const int most = first_with_cursor(state);
    const int lifted = state->lifted + (back ? 1 : -1);
    state->lifted = lifted < 0 ? 0 : lifted > most ? most : lifted;
    return first_row(state) != before ? SCREEN_REDRAW : SCREEN_IGNORED;
}

/* -------------------------------------------------------------------------------------- drawing */

static const char *help_of(const struct form *form)
{
    const struct field *const field = &form->fields[form->at];
    const size_t chosen = form->values[form->at].chosen;
    if (field->kind == FIELD_CHOICE && chosen != FORM_NOTHING &&
        field->options[chosen].note != NULL)
        return field->options[chosen].note;
    return field->help != NULL ? field->help : "";
}

/* How accepting and going back are done here. */
struct means {
    char accept[KEY_NAME_SIZE + 16];
    char cancel[KEY_NAME_SIZE + 16];
};

static struct means means_of(const struct desk *desk)
{
    struct means means;
    char key[KEY_NAME_SIZE];
    if (desk->plain != NULL)
        return (struct means){"Yes", "An empty line"};
    snprintf(means.accept, sizeof means.accept, "%s",
             keymap_first_typing(&desk->keymap, TYPING_ACCEPT, key));
    snprintf(means.cancel, sizeof means.cancel, "%s",
             keymap_first_typing(&desk->keymap, TYPING_CANCEL, key));
    return means;
}

static void ask_to_leave(const struct form_state *state, const char *cancel, char *out, size_t size)
{
    const bool keeps = state->kept.name[0] != '\0';
    const char *const kept =
        keeps ? "what is in it is there when you come back" : "what is in it is lost";
    if (state->spec.gate)
        snprintf(out, size,
                 "Nothing is shown before this is filled in. %s once more leaves the VHA%s; "
                 "anything else goes on.",
                 cancel, keeps ? ", and what is in it is there when you come back" : "");
    else
        snprintf(out, size, "%s once more leaves this form, and %s; anything else goes on.", cancel,
                 kept);
}

/* What stands under the fields: the question that is open, what failed, or what is missing. */
static enum role remark(const struct form_state *state, const struct desk *desk, char *out,
                        size_t size)
{
    const struct means means = means_of(desk);
    char sentence[FORM_SENTENCE_SIZE];
    out[0] = '\0';
    if (state->stage == STAGE_LEAVING) {
        ask_to_leave(state, means.cancel, out, size);
        return ROLE_MESSAGE;
    }
    if (state->stage == STAGE_ASKING) {
        state->spec.ask(state->spec.context, &state->form, sentence, sizeof sentence);
        snprintf(out, size, "%s %s does it; %s goes back to the fields.", sentence, means.accept,
                 means.cancel);
        return ROLE_MESSAGE;
    }
    if (state->failure[0] != '\0') {
        snprintf(out, size, "%s", state->failure);
        return ROLE_MESSAGE;
    }
    if (form_remark(&state->form, sentence)[0] != '\0') {
        snprintf(out, size, "%s", sentence);
        return ROLE_FLAG;
    }
    if (desk->plain != NULL && state->form.fields[state->form.at].kind == FIELD_LONG)
        snprintf(out, size, "Nothing is missing. Another line goes on; a point alone ends it.");
    else if (desk->plain != NULL)
        snprintf(out, size, "Nothing is missing. A point alone keeps what is in the field.");
    else
        snprintf(out, size, "Nothing is missing; %s accepts it.", means.accept);
    return ROLE_BODY;
}

static void draw_foot(const struct form_state *state, const struct desk *desk,
                      struct canvas *canvas)
{
    const struct area inside = state->inside;
    const int row = inside.row + body_rows(state);
    char text[1280];
    struct lines lines;
    lines_init(&lines);
    canvas_text(canvas, row, inside.column, inside.columns, ROLE_MUTED, help_of(&state->form));
    const enum role role = remark(state, desk, text, sizeof text);
    lines_wrap(&lines, role, inside.columns, 0, text);
    lines_draw(&lines, canvas,
               (struct area){row + HELP_ROWS, inside.column, REMARK_ROWS, inside.columns});
    lines_free(&lines);
}

static void draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    const struct form_state *const state = opaque;
    const struct area frame = {1, 0, canvas->rows - 2, canvas->columns};
    const struct area inside = state->inside;
    const int intro = (int)state->intro.count;
    const int first = first_row(state);
    struct lines above = state->intro;
    above.top = (size_t)(first < intro ? first : intro);
    const int above_rows = intro - (int)above.top;
    canvas_fill(canvas, frame, ROLE_BODY);
    canvas_box(canvas, frame, ROLE_FRAME_FOCUS);
    canvas_title(canvas, frame.row, frame.column, frame.columns, ROLE_TITLE_FOCUS,
                 state->spec.title);
    lines_draw(&above, canvas,
               (struct area){inside.row, inside.column, above_rows, inside.columns});
    form_draw(&state->form, canvas,
              (struct area){inside.row + above_rows, inside.column, body_rows(state) - above_rows,
                            inside.columns},
              first > intro ? first - intro : 0);
    draw_foot(state, desk, canvas);
    frame_typing(desk, &state->form, canvas);
}

static void words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct form_state *const state = opaque;
    char text[1280];
    lines_format(lines, ROLE_HEADER, "%s.", state->spec.title);
    add_intro(lines, state, 0);
    form_words(&state->form, lines);
    const enum role role = remark(state, desk, text, sizeof text);
    lines_add(lines, role, text);
}

/* ------------------------------------------------------------------------------------- handling */

/* A draft that cannot be kept at a pause loses nothing yet. */
static void pause_now(struct form_state *state, struct desk *desk)
{
    struct vha_error unimportant;
    (void)!form_kept_now(&state->kept, desk, &state->form, &unimportant);
}

static int64_t deadline(const void *opaque)
{
    return ((const struct form_state *)opaque)->kept.pause_ms;
}

static unsigned due(void *opaque, struct desk *desk)
{
    pause_now(opaque, desk);
    return SCREEN_IGNORED;
}

static unsigned leave(struct form_state *state, struct desk *desk)
{
    struct vha_error error;
    if (form_kept_now(&state->kept, desk, &state->form, &error) != VHA_OK)
        desk_say(desk, "%.250s", error.message);
    return state->spec.gate ? SCREEN_QUIT : SCREEN_BACK;
}

static unsigned cancel(struct form_state *state, struct desk *desk)
{
    if (state->stage == STAGE_LEAVING)
        return leave(state, desk);
    if (state->stage == STAGE_ASKING)
        state->stage = STAGE_FILLING;
    else if (state->spec.gate || state->form.changed)
        state->stage = STAGE_LEAVING;
    else
        return SCREEN_BACK;
    return SCREEN_REDRAW;
}

static unsigned finish(struct form_state *state, struct desk *desk)
{
    struct vha_error error = {.message = ""};
    unsigned flags = SCREEN_REDRAW;
    state->stage = STAGE_FILLING;
    if (state->spec.accept(state->spec.context, desk, &state->form, &flags, &error) != VHA_OK) {
        snprintf(state->failure, sizeof state->failure, "%s", error.message);
        return SCREEN_REDRAW;
    }
    form_kept_forget(&state->kept, desk);
    return flags;
}

/* The question is answered by accepting it as it stands, or by yes. */
static bool says_yes(const struct form_state *state)
{
    const char *const answer = state->answer.text;
    return answer[0] == '\0' || strcasecmp(answer, "yes") == 0 || strcasecmp(answer, "y") == 0;
}

/* In plain mode a long text grows line by line. */
static void add_line(struct form_state *state, struct desk *desk)
{
    char text[2 * EDITOR_SIZE];
    const size_t at = state->form.at;
    if (state->before[0] != '\0') {
        snprintf(text, sizeof text, "%s\n%s", state->before, form_text(&state->form, at));
        form_set(&state->form, at, strlen(text) < EDITOR_SIZE ? text : state->before);
    }
    if (state->before[0] != '\0' && strlen(text) >= EDITOR_SIZE)
        snprintf(state->failure, sizeof state->failure,
                 "There is no room for that line; a point alone ends the text.");
    pause_now(state, desk);
}

/* In plain mode the fields are gone through one by one. */
static bool goes_on(struct form_state *state, struct desk *desk)
{
    char wrong[FORM_SENTENCE_SIZE];
    if (desk->plain == NULL)
        return form_to_fault(&state->form);
    if (strcmp(state->form.values[state->form.at].editor.text, ".") == 0) {
        form_set(&state->form, state->form.at, state->before);
    } else if (state->form.fields[state->form.at].kind == FIELD_LONG) {
        add_line(state, desk);
        return true;
    }
    if (form_wrong(&state->form, state->form.at, wrong)[0] != '\0')
        return true;
    return form_to_next(&state->form) || form_to_fault(&state->form);
}

static unsigned accept(struct form_state *state, struct desk *desk)
{
    state->failure[0] = '\0';
    if (state->stage == STAGE_ASKING && says_yes(state))
        return finish(state, desk);
    const bool refused = state->stage == STAGE_ASKING;
    state->stage = STAGE_FILLING;
    if (refused || goes_on(state, desk))
        return SCREEN_REDRAW;
    if (state->spec.ask == NULL)
        return finish(state, desk);
    editor_clear(&state->answer);
    state->stage = STAGE_ASKING;
    return SCREEN_REDRAW;
}

/* Nothing is changed behind the question. */
static unsigned take_answer(struct form_state *state, const struct event *event)
{
    if (event->kind == EVENT_TEXT)
        editor_type(&state->answer, event->character);
    else
        editor_edit(&state->answer, event->typing);
    return SCREEN_IGNORED;
}

static unsigned click(struct form_state *state, const struct event *event)
{
    const struct area inside = state->inside;
    const int row = event->row - inside.row + first_row(state) - (int)state->intro.count;
    if (state->stage == STAGE_ASKING || event->row < inside.row ||
        event->row >= inside.row + body_rows(state) || row < 0 || !form_click(&state->form, row))
        return SCREEN_IGNORED;
    state->stage = STAGE_FILLING;
    return SCREEN_REDRAW;
}

/* With no other field to go to, up and down scroll what stands above the field. */
static bool scrolls(struct form_state *state, const struct event *event)
{
    const bool moves = event->kind == EVENT_TYPING &&
                       (event->typing == TYPING_EARLIER || event->typing == TYPING_LATER);
    if (!moves || state->form.count > 1 || state->form.fields[0].kind == FIELD_CHOICE)
        return false;
    const size_t cursor = state->form.values[0].editor.cursor;
    form_handle(&state->form, event);
    if (state->form.values[0].editor.cursor == cursor)
        scroll(state, event->typing == TYPING_EARLIER);
    return true;
}

static bool fill_in(struct form_state *state, const struct desk *desk, const struct event *event)
{
    if (scrolls(state, event))
        return true;
    const bool scrolled = state->lifted > 0;
    state->lifted = 0;
    const bool changed = form_handle(&state->form, event);
    if (changed)
        form_kept_soon(&state->kept, desk->now_ms);
    return changed || scrolled;
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    struct form_state *const state = opaque;
    if (event->kind == EVENT_CLICK)
        return click(state, event);
    if (event->kind == EVENT_WHEEL)
        return scroll(state, event->wheel < 0);
    if (event->kind != EVENT_TYPING && event->kind != EVENT_TEXT)
        return SCREEN_IGNORED;
    if (event->kind == EVENT_TYPING && event->typing == TYPING_CANCEL)
        return cancel(state, desk);
    if (event->kind == EVENT_TYPING && event->typing == TYPING_ACCEPT)
        return accept(state, desk);
    if (state->stage == STAGE_ASKING)
        return take_answer(state, event);
    if (event->kind == EVENT_TYPING && event->typing == TYPING_ERASE_ALL)
        snprintf(state->before, sizeof state->before, "%s",
                 form_text(&state->form, state->form.at));
    const bool answered = state->stage == STAGE_LEAVING || state->failure[0] != '\0';
    state->stage = STAGE_FILLING;
    state->failure[0] = '\0';
    return fill_in(state, desk, event) || answered ? SCREEN_REDRAW : SCREEN_IGNORED;
}

/* ------------------------------------------------------------------------------ making, freeing */

static void free_state(void *opaque)
{
    struct form_state *const state = opaque;
    if (state->spec.free != NULL)
        state->spec.free(state->spec.context);
    form_kept_free(&state->kept);
    lines_free(&state->intro);
    form_free(&state->form);
    explicit_bzero(state, sizeof *state); /* what was typed may name people */
    free(state);
}

static const struct screen_ops form_ops = {
    .title = "a form",
    .offers = offers,
    .typing = typing,
    .refresh = refresh,
    .draw = draw,
    .handle = handle,
    .deadline = deadline,
    .due = due,
    .free = free_state,
    .words = words,
};

struct screen form_screen(struct desk *desk, const struct form_spec *spec)
{
    struct form_state *const state = vha_alloc_zeroed(1, sizeof *state);
    struct vha_error error;
    state->spec = *spec;
    lines_init(&state->intro);
    form_init(&state->form, spec->fields, spec->count, spec->context);
    if (spec->fill != NULL)
        spec->fill(spec->context, &state->form);
    if (form_kept_begin(&state->kept, desk, spec->kept, &state->form, &error) != VHA_OK)
        snprintf(state->failure, sizeof state->failure, "%s", error.message);
    return (struct screen){.ops = &form_ops, .state = state};
}
