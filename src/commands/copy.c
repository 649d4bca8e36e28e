#include "command.h"
#include "say.h"
#include "session.h"
#include "vha/copying.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* What becomes of copies (SOP 53), on the command line. The register asks for permission itself. */

/* ---------------------------------------------------------------------------------------- steps */

struct step_values {
    int64_t number;
    const char *note;
    const char *holder;
    vha_date until;
};

/* The step is the command's second word. */
static enum vha_status run_step(const struct invocation *invocation, struct vha_error *error)
{
    const struct step_values *values = invocation->values;
    struct session session;
    struct vha_copy_taken taken = {
        .note = values->note, .holder = values->holder, .destroy_by = values->until};
    if (!vha_copy_step_parse(strchr(invocation->command->name, ' ') + 1, &taken.step))
        return vha_fail(error, VHA_SOFTWARE, "'%s' is no step.", invocation->command->name);
    enum vha_status status = session_open(invocation->home, &session, error);
    if (status != VHA_OK)
        return status;
    status = vha_copy_take_step(session.reg, &session.user, values->number, &taken, error);
    if (status == VHA_OK)
        printf("Copy %" PRId64 " is %s.\n", values->number, vha_copy_step_words(taken.step));
    session_close(&session);
    return status;
}

/* -------------------------------------------------------------------------------------- listing */

static void show_row(void *context, const struct vha_copy_standing *copy)
{
    int *const count = context;
    char holder[4 * VHA_NAME_SIZE];
    char authority[512];
    if (++*count == 1)
        printf("%6s  %-9s %-10s  %-14s %-7s  %-20s %s\n", "copy", "state", "destroy by",
               "authority is", "quarter", "authority", "holder");
    printf("%6" PRId64 "  %-9s %-10s  %-14s %-7s  %-20s %s\n", copy->number,
           vha_copy_state_words(copy), copy->destroy_by != NULL ? copy->destroy_by : "",
           copy->authorised_at != NULL ? "confirmed" : "not confirmed", copy->quarter,
           vha_text_show(authority, sizeof authority, copy->authority),
           vha_text_show(holder, sizeof holder, copy->holder));
}

static void show_fact(void *context, const char *label, const char *text)
{
    (void)context;
    say_text(label, text);
}

static void show_whole(void *context, const struct vha_copy_standing *copy)
{
    int *const count = context;
    ++*count;
    printf("Copy %" PRId64 ", %s, %s\n", copy->number, VHA_COPY_MARKING,
           vha_copy_state_words(copy));
    vha_copy_facts(copy, show_fact, NULL);
}

static void show_step(void *context, const struct vha_copy_moved *moved)
{
    (void)context;
    printf("%s, %s by %s\n", moved->at, vha_copy_step_words(moved->step), moved->by);
    say_text("to", moved->holder);
    say_text("until", moved->destroy_by);
    say_text("note", moved->note);
}

static enum vha_status list(const struct invocation *invocation,
                            const struct vha_copy_filter *filter, vha_copy_function *show,
                            struct vha_error *error)
{
    struct session session;
    int count = 0;
    enum vha_status status = session_open(invocation->home, &session, error);
    if (status != VHA_OK)
        return status;
    status = vha_copy_list(session.reg, &session.user, filter, show, &count, error);
    if (status == VHA_OK && count == 0)
        printf("There is no such copy.\n");
    if (status == VHA_OK && filter->number != 0)
        status =
            vha_copy_history(session.reg, &session.user, filter->number, show_step, NULL, error);
    session_close(&session);
    return status;
}

static enum vha_status run_list(const struct invocation *invocation, struct vha_error *error)
{
    return list(invocation, invocation->values, show_row, error);
}

static enum vha_status run_show(const struct invocation *invocation, struct vha_error *error)
{
    const struct step_values *values = invocation->values;
    return list(invocation, &(struct vha_copy_filter){.number = values->number}, show_whole, error);
}

/* --------------------------------------------------------------------------------- command lines
 */

static const struct parameter list_parameters[] = {
    {.name = "--open",
     .kind = VALUE_SWITCH,
     .offset = offsetof(struct vha_copy_filter, open),
     .summary = "only those that are not destroyed yet"},
    {.name = "--overdue",
     .kind = VALUE_SWITCH,
     .offset = offsetof(struct vha_copy_filter, overdue),
     .summary = "only those that should have been destroyed"},
    {.name = "--unconfirmed",
     .kind = VALUE_SWITCH,
     .offset = offsetof(struct vha_copy_filter, unauthorised),
     .summary = "only those whose authority the coordinator has not confirmed"},
};

const struct command command_copy_list = {
    .name = "copy list",
    .summary = "list the copies of the list",
    .description = "Lists the copies that were made, who holds them, and by when they are to be "
                   "destroyed (SOP 53). The look is logged.",
    .parameters = list_parameters,
    .parameter_count = VHA_COUNT(list_parameters),
    .values_size = sizeof(struct vha_copy_filter),
    .run = run_list,
};

#define NUMBER_PARAMETER                                                                           \
    {                                                                                              \
        .name = "NUMBER", .kind = VALUE_NUMBER, .required = true,                                  \
        .offset = offsetof(struct step_values, number), .min = 1, .max = NUMBER_MOST,              \
        .summary = "the copy's"                                                                    \
    }
#define NOTE_PARAMETER(words)                                                                      \
    {                                                                                              \
        .name = "--note", .argument = "TEXT", .kind = VALUE_TEXT, .required = true,                \
        .offset = offsetof(struct step_values, note), .summary = (words)                           \
    }

static const struct parameter show_parameters[] = {NUMBER_PARAMETER};

const struct command command_copy_show = {
    .name = "copy show",
    .summary = "show a copy and what became of it",
    .description = "Shows a copy with every step: its authority, movements and destruction. The "
                   "look is logged.",
    .parameters = show_parameters,
    .parameter_count = VHA_COUNT(show_parameters),
    .values_size = sizeof(struct step_values),
    .run = run_show,
};

static const struct parameter authorise_parameters[] = {
    NUMBER_PARAMETER, NOTE_PARAMETER("on what the authority was given")};

const struct command command_copy_authorise = {
    .name = "copy authorise",
    .summary = "confirm the authority for a copy",
    .description = "Confirms, as the MO2 coordinator, the authority that a copy was made under "
                   "(SOP 53). Nobody confirms their own.",
    .parameters = authorise_parameters,
    .parameter_count = VHA_COUNT(authorise_parameters),
    .values_size = sizeof(struct step_values),
    .run = run_step,
};

static const struct parameter move_parameters[] = {NUMBER_PARAMETER,
                                                   {.name = "--holder",
                                                    .argument = "NAME",
                                                    .kind = VALUE_TEXT,
                                                    .required = true,
                                                    .offset = offsetof(struct step_values, holder),
                                                    .summary = "who holds it now"},
                                                   NOTE_PARAMETER("how it was moved")};

const struct command command_copy_move = {
    .name = "copy move",
    .summary = "record a movement of a copy",
    .description = "Records that a copy has another holder (SOP 53).",
    .parameters = move_parameters,
    .parameter_count = VHA_COUNT(move_parameters),
    .values_size = sizeof(struct step_values),
    .run = run_step,
};

static const struct parameter extend_parameters[] = {
    NUMBER_PARAMETER,
    {.name = "--until",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .required = true,
     .offset = offsetof(struct step_values, until),
     .summary = "the day by which it is to be destroyed now"},
    NOTE_PARAMETER("why it is needed for longer")};

const struct command command_copy_extend = {
    .name = "copy extend",
    .summary = "let a copy be kept for longer",
    .description = "Sets another day by which a copy is to be destroyed, as the MO2 coordinator.",
    .parameters = extend_parameters,
    .parameter_count = VHA_COUNT(extend_parameters),
    .values_size = sizeof(struct step_values),
    .run = run_step,
};

static const struct parameter destroy_parameters[] = {
    NUMBER_PARAMETER, NOTE_PARAMETER("how it was destroyed, and who saw it")};

const struct command command_copy_destroy = {
    .name = "copy destroy",
    .summary = "record the destruction of a copy",
    .description = "Records that a copy is no more; only then is it closed (SOP 53).",
    .parameters = destroy_parameters,
    .parameter_count = VHA_COUNT(destroy_parameters),
    .values_size = sizeof(struct step_values),
    .run = run_step,
};
