/* The overview as it is painted, and as words. */
#include "overview.h"

#include "../frame.h"

#include <stdio.h>
#include <string.h>

static void draw_panel(const struct overview_state *state, size_t at, struct canvas *canvas)
{
    const struct overview_panel *const panel = &state->panels[at];
    const struct area frame = state->places[at].frame;
    const struct area inside = {frame.row + 1, frame.column + 1, frame.rows - 2, frame.columns - 2};
    const bool here = at == state->focus;
    const enum role title = here ? ROLE_TITLE_FOCUS : ROLE_TITLE;
    const size_t above = panel->bars.top;
    const size_t below = bars_below(&panel->bars, inside.rows);
    char text[160];
    canvas_box(canvas, frame, here ? ROLE_FRAME_FOCUS : ROLE_FRAME);
    snprintf(text, sizeof text, "%zu %s", at + 1, panel->title);
    canvas_title(canvas, frame.row, frame.column, frame.columns, title, text);
    bars_draw(&panel->bars, canvas, inside, here);
    if (panel->bars.count == 0)
        canvas_put(canvas, inside.row, inside.column + 1, inside.columns - 1, ROLE_MUTED,
                   "Nobody is on the list.");
    text[0] = '\0';
    if (above > 0 && below > 0)
        snprintf(text, sizeof text, "%zu above, %zu below", above, below);
    else if (above > 0 || below > 0)
        snprintf(text, sizeof text, "%zu %s", above > 0 ? above : below,
                 above > 0 ? "above" : "more below");
    if (text[0] != '\0')
        canvas_title(canvas, frame.row + frame.rows - 1, frame.column, frame.columns, title, text);
}

static bool is_filtered(const struct overview_state *state)
{
    return state->list->selection.count != state->everybody.count;
}

/* What stands beside the filter: how the bars are read, and which page this is. */
static void aside(const struct overview_state *state, const struct canvas *canvas, char *out,
                  size_t size)
{
    const int page = state->places[state->focus].page + 1;
    size_t used = 0;
    out[0] = '\0';
    if (state->list->selection.count == 0)
        used = (size_t)snprintf(out, size, " Nobody on the list meets these filters ");
    else if (is_filtered(state))
        used = (size_t)snprintf(out, size, " %s these  %s everybody ",
                                canvas_glyphs(canvas->unicode)->bar, canvas->unicode ? "│" : "|");
    if (state->pages > 1)
        snprintf(out + used, size - used, " page %d of %d ", page, state->pages);
}

void overview_draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    const struct overview_state *const state = opaque;
    const int page = state->places[state->focus].page;
    char text[160];
    canvas_fill(canvas, (struct area){2, 0, canvas->rows - 3, canvas->columns}, ROLE_BODY);
    aside(state, canvas, text, sizeof text);
    cohort_draw_filter_line(state->list, desk, canvas, text,
                            state->list->selection.count == 0 ? ROLE_MESSAGE : ROLE_MUTED);
    for (size_t i = 0; i < state->panel_count; i++)
        if (state->places[i].page == page)
            draw_panel(state, i, canvas);
}

void overview_words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct overview_state *const state = opaque;
    char count[FRAME_COUNT_SIZE];
    char filter[2048];
    cohort_filtered_by(state->list, filter, sizeof filter);
    lines_format(lines, ROLE_HEADER, "Overview of %s: %s people. %s%s.",
                 vha_cohort_info(desk->cohort)->quarter, frame_count(desk, count),
                 filter[0] != '\0' ? "Only " : "No filter", filter);
    for (size_t i = 0; i < state->panel_count; i++) {
        lines_section(lines, state->panels[i].title);
        bars_words(&state->panels[i].bars, lines);
    }
}
