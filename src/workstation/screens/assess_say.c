/* What a crime assessment says, on the screen and in words. */
#include "assess.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { CHOICE_INDENT = 7 };

/* Lines that are being made, broken at `columns`; with 0 as they are, for plain mode. */
struct saying {
    const struct assessing *state;
    struct assess_place *places; /* where the lines stand of what can be chosen; NULL: not wanted */
    struct lines *lines;
    int columns;
    enum vha_decision_duty duty; /* of the last that was said */
    bool begun;
};

/* A paragraph; those on the screen go on `indent` columns further right. */
static void say(const struct saying *saying, enum role role, int indent, const char *format, ...)
    VHA_PRINTF(4, 5);

static void say(const struct saying *saying, enum role role, int indent, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *const text = vha_alloc((size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    lines_say(saying->lines, role, saying->columns, indent, text);
    free(text);
}

static void part(const struct saying *saying)
{
    if (saying->columns > 0)
        lines_add(saying->lines, ROLE_BODY, "");
}

/* A paragraph that the cursor may be on. */
#define MARK(saying, item) ((saying)->columns == 0 ? "" : is_here((saying), (item)) ? "> " : "  ")

static bool is_here(const struct saying *saying, size_t item)
{
    return !saying->state->recorded && saying->state->cursor == item;
}

static enum role role_of(const struct saying *saying, size_t item)
{
    return is_here(saying, item) ? ROLE_CURSOR : ROLE_BODY;
}

/* What can be chosen stands on the lines from `begin` on. */
static void note_place(const struct saying *saying, size_t item, size_t begin)
{
    if (saying->places != NULL)
        saying->places[item] = (struct assess_place){begin, saying->lines->count};
}

/* ---------------------------------------------------------------------------------- what is asked
 */

static void say_steps(const struct saying *saying)
{
    const struct vha_decision_path *const path = &saying->state->decided.path;
    for (size_t i = 0; i < path->count; i++) {
        const struct vha_decision_question *const question =
            &saying->state->table->questions[path->steps[i].question];
        const size_t begin = saying->lines->count;
        say(saying, role_of(saying, i), 4, "%s%s. %s %s", MARK(saying, i), question->principle,
            question->text, question->answers[path->steps[i].answer].name);
        note_place(saying, i, begin);
    }
}

/* In words, choices are sentences. */
static const char *after_number(const struct saying *saying)
{
    return saying->columns > 0 ? " " : ":";
}

static const char *end(const struct saying *saying)
{
    return saying->columns > 0 ? "" : ".";
}

static void say_question(const struct saying *saying)
{
    const struct vha_decision_path *const path = &saying->state->decided.path;
    const struct vha_decision_question *const question =
        &saying->state->table->questions[path->next];
    if (saying->columns > 0) {
        say(saying, ROLE_HEADER, 0, "%s", question->principle);
        say(saying, ROLE_TITLE, 0, "%s", question->text);
    }
    if (question->note != NULL)
        say(saying, ROLE_MUTED, 0, "%s", question->note);
    for (size_t i = 0; i < question->count; i++) {
        const struct vha_decision_answer *const answer = &question->answers[i];
        const size_t item = path->count + i;
        const size_t begin = saying->lines->count;
        say(saying, role_of(saying, item), CHOICE_INDENT, "%s%zu%s %s%s%s%s", MARK(saying, item),
            i + 1, after_number(saying), answer->name, answer->words != NULL ? ": " : "",
            answer->words != NULL ? answer->words : "", end(saying));
        note_place(saying, item, begin);
    }
}

static void say_outcome(const struct saying *saying)
{
    const struct vha_decided *const decided = &saying->state->decided;
    char *const reasons = vha_decision_reasons(decided);
    if (decided->path.outcome == VHA_DECISION_REFER)
        say(saying, ROLE_TITLE, 0, "A supervisor decides: %s.", reasons);
    else
        say(saying, ROLE_TITLE, 0, "Assessed %s: %s.", vha_decision_name(decided->path.outcome),
            reasons);
    free(reasons);
}

static void say_conclusions(const struct saying *saying)
{
    const struct vha_decision_path *const path = &saying->state->decided.path;
    const bool referred = path->outcome == VHA_DECISION_REFER;
    const char *const words[CONCLUSIONS] = {
        [CONCLUDE_AS_ASSESSED] = referred ? "put on record that a supervisor is to decide"
                                          : "put that on record, and see what follows from it",
        [CONCLUDE_OTHERWISE] = referred
                                   ? "put on record what the supervisor decides"
                                   : "put on record that a supervisor decides otherwise, and why",
    };
    for (size_t i = 0; i < CONCLUSIONS; i++) {
        const size_t item = path->count + i;
        const size_t begin = saying->lines->count;
        say(saying, role_of(saying, item), CHOICE_INDENT, "%s%zu%s %s%s", MARK(saying, item), i + 1,
            after_number(saying), words[i], end(saying));
        note_place(saying, item, begin);
    }
}

/* ------------------------------------------------------------------------------ what was decided
 */

/* The headings of the tellings stand above the first of each. */
static void say_duty(void *context, enum vha_decision_duty duty, const char *text)
{
    static const struct {
        const char *heading; /* NULL: none */
        const char *before;
    } forms[] = {
        [VHA_DUTY_TO_DO] = {NULL, "To do: "},
        [VHA_DUTY_DOCUMENT] = {NULL, ""},
        [VHA_DUTY_TELL] = {"The victim must be told", "- "},
        [VHA_DUTY_TELL_ALWAYS] = {"The victim must be told, whatever the decision", "- "},
    };
    struct saying *const saying = context;
    if ((!saying->begun || duty != saying->duty) && forms[duty].heading != NULL) {
        part(saying);
        say(saying, ROLE_HEADER, 0, "%s:", forms[duty].heading);
    }
    say(saying, ROLE_BODY, 2, "%s%s",
        saying->columns > 0 || forms[duty].heading == NULL ? forms[duty].before : "", text);
    saying->duty = duty;
    saying->begun = true;
}

static void say_decision(struct saying *saying)
{
    const struct vha_decided *const decided = &saying->state->decided;
    if (vha_decision_differs(decided)) {
        say(saying, ROLE_TITLE, 0, "Decided %s, by the supervisor %s.",
            vha_decision_name(decided->decision), decided->supervisor);
        say(saying, ROLE_BODY, 2, "Rationale: %s", decided->rationale);
    }
    say(saying, ROLE_BODY, 0, "This is on record.");
    part(saying);
    vha_decision_duties(decided, say_duty, saying);
}

/* ------------------------------------------------------------------------------------------ both
 */

static bool is_open(const struct assessing *state)
{
    return state->decided.path.outcome == VHA_DECISION_OPEN;
}

/* Nobody takes for today's what they answered some other day. */
static void say_recalled(const struct saying *saying)
{
    const struct assessing *const state = saying->state;
    if (!state->recalled || state->recorded || state->decided.path.count == 0)
        return;
    say(saying, ROLE_MESSAGE, 0,
        "You had given answers when you left, and go on with them; nothing is recorded yet.");
    part(saying);
}

static void say_now(struct saying *saying)
{
    if (is_open(saying->state)) {
        say_question(saying);
        return;
    }
    say_outcome(saying);
    if (saying->state->recorded)
        say_decision(saying);
    else
        say_conclusions(saying);
}

void assess_lines(struct assessing *state, int columns)
{
    struct saying saying = {
        .state = state, .places = state->places, .lines = &state->screen.lines, .columns = columns};
    lines_clear(saying.lines);
    if (state->recorded) {
        say_now(&saying);
        part(&saying);
    }
    say(&saying, ROLE_MUTED, 0, "%s (%s)", state->table->name, state->table->source);
    part(&saying);
    say_steps(&saying);
    if (!state->recorded) {
        if (state->decided.path.count > 0)
            part(&saying);
        say_recalled(&saying);
        say_now(&saying);
    }
    /* With the first answer all that stands above it. */
    state->cursor_line = state->cursor > 0 ? state->places[state->cursor].begin : 0;
    state->place_count = state->decided.path.count + assess_choices(state);
}

/* "Answered so far. Mandatory crimes: no. 1, victim: yes." */
static void say_answers(const struct saying *saying)
{
    const struct vha_decision_path *const path = &saying->state->decided.path;
    char text[1024];
    size_t used = (size_t)snprintf(text, sizeof text, "Answered so far.");
    for (size_t i = 0; i < path->count && used < sizeof text; i++) {
        const struct vha_decision_question *const question =
            &saying->state->table->questions[path->steps[i].question];
        used += (size_t)snprintf(text + used, sizeof text - used, " %s: %s.", question->principle,
                                 question->answers[path->steps[i].answer].name);
    }
    say(saying, ROLE_BODY, 0, "%s", text);
}

/* In words the question stands first, as the heading, so that it is said whenever it is another;
 * the questions before it stand in full at the end alone. */
void assess_words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct assessing *const state = opaque;
    const struct vha_decision_path *const path = &state->decided.path;
    struct saying saying = {.state = state, .lines = lines};
    (void)desk;
    if (is_open(state))
        say(&saying, ROLE_HEADER, 0, "%s. %s. %s", state->screen.title,
            state->table->questions[path->next].principle,
            state->table->questions[path->next].text);
    else
        say(&saying, ROLE_HEADER, 0, "%s, %s.", state->screen.title,
            state->recorded ? "on record" : "at its end");
    say_recalled(&saying);
    say_now(&saying);
    if (!state->recorded)
        say(&saying, ROLE_MUTED, 0, "A number chooses%s.",
            path->count > 0 ? "; left takes the answer before back" : "");
    if (is_open(state) && path->count > 0)
        say_answers(&saying);
    if (is_open(state))
        return;
    say(&saying, ROLE_HEADER, 0, "What was answered, by the %s:", state->table->name);
    say_steps(&saying);
}
