#include "equality.h"

#include "../orders.h"
#include "text_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct equality_state {
    struct text_screen screen;
    struct vha_quarter_review review;
    char quarter[VHA_QUARTER_SIZE];
    unsigned change; /* of the desk's, that it was made after */
};

struct vha_review_sources equality_sources(const struct desk *desk)
{
    const struct vha_workstation_options *const options = desk->options;
    return (struct vha_review_sources){.reg = options->reg,
                                       .cohort_path =
                                           options->archive ? NULL : options->cohort_path,
                                       .archive_folder = options->archive_folder,
                                       .areas_path = options->areas_path,
                                       .population_path = options->population_path};
}

/* Makes it anew. The look is on record before anything of it is shown. */
static enum vha_status make(struct equality_state *state, struct desk *desk, const char *quarter,
                            struct vha_error *error)
{
    const struct vha_review_sources sources = equality_sources(desk);
    vha_quarter_review_free(&state->review);
    state->change = desk->casework;
    state->screen.width = 0;
    enum vha_status status = vha_quarter_review_make(&sources, quarter, &state->review, error);
    if (status == VHA_OK)
        status = vha_quarter_review_add_record(desk->options->reg, desk->options->user,
                                               &state->review, error);
    if (status != VHA_OK)
        return status;
    snprintf(state->quarter, sizeof state->quarter, "%s",
             vha_cohort_info(state->review.cohort)->quarter);
    equality_heading(&state->review, state->screen.title, sizeof state->screen.title);
    return desk_record_look(desk, VHA_ACTION_EQUALITY, state->quarter, "show", error);
}

/* -------------------------------------------------------------------------------------- screen */

static const struct offer *offers(const void *state, size_t *count)
{
    static const struct offer all[] = {
        {ACTION_BACK, NULL, true},
        {ACTION_NEXT_PANE, "next section", true},
        {ACTION_DOWN, "scroll", true},
        {ACTION_COMMAND, NULL, true},
        {ACTION_UP, NULL, false},
        {ACTION_PAGE_DOWN, NULL, false},
        {ACTION_PAGE_UP, NULL, false},
        {ACTION_HALF_DOWN, NULL, false},
        {ACTION_HALF_UP, NULL, false},
        {ACTION_FIRST, NULL, false},
        {ACTION_LAST, NULL, false},
        {ACTION_NUMBER, NULL, false},
        {ACTION_PREVIOUS_PANE, NULL, false},
        {ACTION_REPAINT, NULL, false},
        {ACTION_SUSPEND, NULL, false},
        {ACTION_HELP, NULL, true},
        {ACTION_QUIT, "back", false},
    };
    (void)state;
    *count = VHA_COUNT(all);
    return all;
}

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct equality_state *const state = opaque;
    if (state->change != desk->casework) {
        char quarter[VHA_QUARTER_SIZE];
        memcpy(quarter, state->quarter, sizeof quarter);
        const enum vha_status status = make(state, desk, quarter, error);
        if (status != VHA_OK)
            return status;
    }
    if (!text_screen_resize(&state->screen, desk))
        return VHA_OK;
    const size_t top = state->screen.lines.top; /* of nearly as many lines at any width */
    lines_clear(&state->screen.lines);
    equality_draw_lines(&state->review, state->screen.width, desk->unicode, &state->screen.lines);
    lines_scroll(&state->screen.lines, (int64_t)top, state->screen.rows);
    return VHA_OK;
}

static void draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    (void)desk;
    text_screen_draw(&((const struct equality_state *)opaque)->screen, canvas);
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    (void)desk;
    return text_screen_handle(&((struct equality_state *)opaque)->screen, event);
}

static void words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    (void)desk;
    equality_say_lines(&((const struct equality_state *)opaque)->review, lines);
}

static void free_state(void *opaque)
{
    struct equality_state *const state = opaque;
    vha_quarter_review_free(&state->review);
    lines_free(&state->screen.lines);
    free(state);
}

static const struct screen_ops equality_ops = {
    .title = "the equality review",
    .offers = offers,
    .refresh = refresh,
    .draw = draw,
    .handle = handle,
    .free = free_state,
    .words = words,
};

/* --------------------------------------------------------------------------------------- orders */

/* A session in the archive is about the quarter that it has open. */
static const char *quarter_of(const struct desk *desk, const char *arguments)
{
    if (arguments[0] != '\0')
        return arguments;
    return desk->options->archive ? vha_cohort_info(desk->cohort)->quarter : NULL;
}

static enum vha_status open_review(struct desk *desk, const char *quarter, struct screen *screen,
                                   struct vha_error *error)
{
    struct equality_state *const state = vha_alloc_zeroed(1, sizeof *state);
    lines_init(&state->screen.lines);
    const enum vha_status status = make(state, desk, quarter, error);
    if (status != VHA_OK) {
        free_state(state);
        return status;
    }
    *screen = (struct screen){.ops = &equality_ops, .state = state};
    return VHA_OK;
}

static enum vha_status run_equality(struct desk *desk, const char *arguments, unsigned *flags,
                                    struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    struct screen screen = {0};
    enum vha_status status =
        vha_register_permit(options->reg, options->user, VHA_ACTION_EQUALITY, NULL, error);
    if (status == VHA_OK)
        status = open_review(desk, quarter_of(desk, arguments), &screen, error);
    return desk_show(desk, status, &screen, flags);
}

/* The quarters that the archive has. */
static void complete_equality(struct desk *desk, const char *arguments,
                              struct candidates *candidates)
{
    struct vha_kept_quarter *kept = NULL;
    size_t count = 0;
    struct vha_error unimportant;
    candidates->from = 0;
    (void)!vha_quarters_read(desk->options->archive_folder, &kept, &count, &unimportant);
    for (size_t i = 0; i < count; i++)
        candidates_offer(candidates, arguments, kept[i].quarter);
    free(kept);
}

static enum vha_status run_close(struct desk *desk, const char *arguments, unsigned *flags,
                                 struct vha_error *error)
{
    (void)arguments;
    *flags |= SCREEN_REDRAW;
    return equality_begin_closing(desk, error);
}

static const struct order orders[] = {
    {.name = "equality",
     .arguments = "[QUARTER]",
     .summary = "review the list by age, sex, ethnicity and place, beside London and the suspects",
     .run = run_equality,
     .complete = complete_equality},
    {.name = "close_equality",
     .arguments = "",
     .summary = "close the quarter's equality review with findings",
     .run = run_close},
};

const struct order_group equality_orders = {"The equality review", orders, VHA_COUNT(orders)};
