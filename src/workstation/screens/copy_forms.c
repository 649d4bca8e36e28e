/* The forms by which steps of a copy are recorded. */
#include "copies.h"
#include "form_screen.h"
#include "vha/casework.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a step asks for besides its note, which is the last field. */
enum { FIRST, NOTE_AFTER };

struct copy_form {
    enum vha_copy_step step;
    int64_t number;
    char title[64];
};

#define NOTE(words)                                                                                \
    {                                                                                              \
        .label = "Note", .help = (words), .kind = FIELD_LONG, .most = VHA_NOTE_MOST                \
    }

static const struct field authorise_fields[] = {NOTE("On what the authority was given.")};
static const struct field destroy_fields[] = {NOTE("How it was destroyed, and who saw it.")};
static const struct field move_fields[] = {
    [FIRST] = {.label = "New holder", .help = "Who holds it now."},
    [NOTE_AFTER] = NOTE("How it was moved.")};
static const struct field extend_fields[] = {
    [FIRST] = {.label = "Destroy by",
               .help = "The day by which it is to be destroyed now.",
               .kind = FIELD_DATE},
    [NOTE_AFTER] = NOTE("Why it is needed for longer.")};

static const struct {
    const char *title;
    const char *intro;
    const struct field *fields;
    size_t count;
    enum vha_action action;
} forms[VHA_COPY_STEPS] = {
    [VHA_COPY_AUTHORISE] = {"Authority of copy",
                            "The coordinator confirms the authority that the copy was made under "
                            "(SOP 53). Nobody confirms their own.",
                            authorise_fields, VHA_COUNT(authorise_fields),
                            VHA_ACTION_AUTHORISE_COPY},
    [VHA_COPY_MOVE] = {"Movement of copy", "Each movement of a copy is on record (SOP 53).",
                       move_fields, VHA_COUNT(move_fields), VHA_ACTION_TRACK_COPY},
    [VHA_COPY_EXTEND] = {"Longer keeping of copy",
                         "A copy is destroyed at the first possible opportunity (SOP 53).",
                         extend_fields, VHA_COUNT(extend_fields), VHA_ACTION_AUTHORISE_COPY},
    [VHA_COPY_DESTROY] = {"Destruction of copy",
                          "A copy is open until its destruction is on record (SOP 53).",
                          destroy_fields, VHA_COUNT(destroy_fields), VHA_ACTION_TRACK_COPY},
};

static void ask(const void *context, const struct form *form, char *out, size_t size)
{
    const struct copy_form *const state = context;
    (void)form;
    snprintf(out, size, "Copy %lld is then %s on record.", (long long)state->number,
             vha_copy_step_words(state->step));
}

static enum vha_status accept(void *context, struct desk *desk, const struct form *form,
                              unsigned *flags, struct vha_error *error)
{
    const struct copy_form *const state = context;
    const struct vha_copy_taken taken = {
        .step = state->step,
        .note = form_text(form, form->count - 1),
        .holder = state->step == VHA_COPY_MOVE ? form_text(form, FIRST) : NULL,
        .destroy_by = state->step == VHA_COPY_EXTEND ? form_date(form, FIRST) : VHA_NO_DATE,
    };
    const enum vha_status status =
        vha_copy_take_step(desk->options->reg, desk->options->user, state->number, &taken, error);
    if (status != VHA_OK)
        return status;
    desk->casework++;
    desk_say(desk, "Copy %lld is %s.", (long long)state->number, vha_copy_step_words(state->step));
    *flags |= SCREEN_BACK;
    return VHA_OK;
}

enum vha_status copies_begin(struct desk *desk, enum vha_copy_step step, const char *number,
                             struct vha_error *error)
{
    const size_t digits = strspn(number, "0123456789");
    const enum vha_status status = vha_register_permit(desk->options->reg, desk->options->user,
                                                       forms[step].action, NULL, error);
    if (status != VHA_OK)
        return status;
    if (digits == 0 || digits > 18 || number[digits] != '\0')
        return vha_fail(error, VHA_USAGE, "\"%.60s\" is no number of a copy.", number);
    struct copy_form *const state = vha_alloc_zeroed(1, sizeof *state);
    state->step = step;
    state->number = strtoll(number, NULL, 10);
    snprintf(state->title, sizeof state->title, "%s %lld", forms[step].title,
             (long long)state->number);
    desk_push(desk, form_screen(desk, &(struct form_spec){.title = state->title,
                                                          .intro = forms[step].intro,
                                                          .fields = forms[step].fields,
                                                          .count = forms[step].count,
                                                          .context = state,
                                                          .free = free,
                                                          .ask = ask,
                                                          .accept = accept}));
    return VHA_OK;
}
