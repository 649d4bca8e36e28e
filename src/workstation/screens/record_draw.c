#include "record_screen.h"

#include "../columns.h"

#include <stdio.h>
#include <string.h>

/* Status line, frame, tabs and a line across above; the frame and the keys below; and a blank on
 * each side. */
#define FRAME_ROW 1
#define TABS_ROW  2
#define AREA_ROW  4

struct area record_area(int rows, int columns)
{
    return (struct area){AREA_ROW, 2, rows - AREA_ROW - 2, columns - 4};
}

/* ---------------------------------------------------------------------------------------- tabs */

/* "[2 Timeline]": the brackets' places are there for every tab, so that a step moves nothing. */
static int tab_text(const struct record_state *state, size_t i, bool brief, char out[64])
{
    const enum record_tab tab = state->tabs[i];
    const bool current = tab == state->tab;
    return snprintf(out, 64, "%c%zu %s%c", current ? '[' : ' ', i + 1,
                    brief ? record_tabs[tab].brief : record_tabs[tab].title, current ? ']' : ' ');
}

static bool is_brief(const struct record_state *state)
{
    int columns = 0;
    char text[64];
    for (size_t i = 0; i < state->tab_count; i++)
        columns += tab_text(state, i, false, text);
    return columns > state->area.columns;
}

enum record_tab record_tab_at(const struct record_state *state, int row, int column)
{
    const bool brief = is_brief(state);
    int at = state->area.column;
    char text[64];
    for (size_t i = 0; i < state->tab_count && row == TABS_ROW; i++) {
        const int next = at + tab_text(state, i, brief, text);
        if (column >= at && column < next)
            return state->tabs[i];
        at = next;
    }
    return RECORD_TABS;
}

static void draw_tabs(const struct record_state *state, struct canvas *canvas)
{
    const bool brief = is_brief(state);
    int at = state->area.column;
    char text[64];
    for (size_t i = 0; i < state->tab_count; i++) {
        tab_text(state, i, brief, text);
        at += canvas_put(canvas, TABS_ROW, at, canvas->columns - 1 - at,
                         state->tabs[i] == state->tab ? ROLE_TITLE_FOCUS : ROLE_TITLE, text);
    }
}

/* ------------------------------------------------------------------------------- what stands
 * around
 */

/* Who it is, on every tab. A long name gives way to what follows it: that a child is one is never
 * cut off. */
static void draw_title(const struct record_state *state, struct canvas *canvas)
{
    const struct vha_dossier *const dossier = &state->explanation.dossier;
    const struct vha_list_row *const person = &dossier->person;
    char pncid[VHA_PNCID_SIZE];
    char rest[128];
    char name[384];
    char shown[4 * sizeof name];
    char fitted[4 * sizeof name];
    char title[4 * sizeof name + sizeof rest];
    int used = snprintf(rest, sizeof rest, "  %s%s%s", vha_pncid_format(pncid, person->pncid),
                        (person->flags & VHA_FLAG_UNDER_18) != 0 ? "  under 18" : "",
                        (person->flags & VHA_FLAG_TURNS_18) != 0 ? ", turns 18 this quarter" : "");
    if (dossier->listed)
        snprintf(rest + used, sizeof rest - (size_t)used, "  rank %u", person->rank);
    else
        snprintf(rest + used, sizeof rest - (size_t)used, "  not on the list");
    vha_text_show(shown, sizeof shown, person_name(person, name, sizeof name));
    vha_text_fit(fitted, sizeof fitted, shown, canvas->columns - 4 - (int)strlen(rest),
                 canvas_glyphs(canvas->unicode)->ellipsis);
    snprintf(title, sizeof title, "%s%s", fitted, rest);
    canvas_title(canvas, FRAME_ROW, 0, canvas->columns, ROLE_TITLE_FOCUS, title);
}

/* Which report is chosen, and how much there is above and below. */
static void draw_position(const struct record_state *state, struct canvas *canvas)
{
    const struct timeline *const timeline = &state->timeline;
    char lines[64];
    char text[160] = "";
    lines_position(&state->lines[state->tab], record_line_rows(state), lines);
    if (state->tab == RECORD_TIMELINE && timeline->count > 0)
        snprintf(text, sizeof text, "report %zu of %zu%s", timeline->count - timeline->chosen,
                 timeline->count, lines[0] != '\0' ? "; " : "");
    strncat(text, lines, sizeof text - strlen(text) - 1);
    if (text[0] != '\0')
        canvas_title(canvas, canvas->rows - 2, 0, canvas->columns, ROLE_TITLE_FOCUS, text);
}

void record_draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    const struct record_state *const state = opaque;
    const struct area frame = {FRAME_ROW, 0, canvas->rows - 2, canvas->columns};
    struct area area = state->area;
    (void)desk;
    canvas_fill(canvas, frame, ROLE_BODY);
    canvas_box(canvas, frame, ROLE_FRAME_FOCUS);
    canvas_divider(canvas, TABS_ROW + 1, 0, canvas->columns, ROLE_FRAME_FOCUS);
    draw_title(state, canvas);
    draw_tabs(state, canvas);
    draw_position(state, canvas);
    if (state->tab == RECORD_TIMELINE) {
        timeline_draw(&state->timeline, canvas, area);
        area.row += timeline_rows(&state->timeline);
        area.rows -= timeline_rows(&state->timeline);
    }
    lines_draw(&state->lines[state->tab], canvas, area);
}
