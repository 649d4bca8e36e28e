#include "frame.h"

#include "columns.h"

#include <stdio.h>
#include <string.h>

static const char *const role_names[VHA_USER_ROLES] = {
    [VHA_ANALYST] = "analyst",         [VHA_HEAD_OF_CID] = "head of CID", [VHA_MO2] = "MO2",
    [VHA_COORDINATOR] = "coordinator", [VHA_AUDITOR] = "auditor",
};

const char *role_words(enum vha_user_role role)
{
    return (unsigned)role < VHA_USER_ROLES ? role_names[role] : "";
}

#define MARKING     " OFFICIAL "
#define LOGIN_LEAST 12 /* columns: a longer login is cut before the role goes */

/* Who looks and what time it is, against the right edge; returns where it begins. */
static int draw_user(const struct desk *desk, struct canvas *canvas, int room)
{
    const char *const login = desk->options->user->login;
    const int login_width = canvas_width(canvas, login);
    const int least = login_width < LOGIN_LEAST ? login_width : LOGIN_LEAST;
    struct tm local;
    char clock[16];
    char role[64];
    localtime_r(&desk->wall, &local);
    strftime(clock, sizeof clock, "  %H:%M ", &local);
    snprintf(role, sizeof role, " (%s)",
             desk->options->applied != NULL ? "no access" : role_words(desk->options->user->role));
    room -= canvas_width(canvas, clock);
    if (least + canvas_width(canvas, role) > room)
        role[0] = '\0';
    room -= canvas_width(canvas, role);
    const int shown = login_width < room ? login_width : room > 0 ? room : 0;
    const int start =
        canvas->columns - shown - canvas_width(canvas, role) - canvas_width(canvas, clock);
    int at = start + canvas_put(canvas, 0, start, shown, ROLE_STATUS, login);
    at += canvas_put(canvas, 0, at, canvas->columns - at, ROLE_STATUS, role);
    canvas_put(canvas, 0, at, canvas->columns - at, ROLE_STATUS, clock);
    return start;
}

char *frame_count(const struct desk *desk, char out[FRAME_COUNT_SIZE])
{
    char selected[VHA_MILLI_SIZE];
    char in_scope[VHA_MILLI_SIZE];
    snprintf(out, FRAME_COUNT_SIZE, "%s of %s", count_text(desk->selected, selected),
             count_text(vha_cohort_in_scope(desk->cohort), in_scope));
    return out;
}

/* The count, and the user's scope as long as there is room for: by name, by code, or that there is
 * one. */
static void count_in_scope(const struct desk *desk, const struct canvas *canvas, int room,
                           char *out, size_t size)
{
    const char *const codes = desk->options->user->scope;
    char count[FRAME_COUNT_SIZE];
    char names[512];
    vha_cohort_scope_words(desk->cohort, names, sizeof names);
    const char *const words[] = {names, codes, "scope"};
    frame_count(desk, count);
    snprintf(out, size, "%s", count);
    for (size_t i = 0; i < VHA_COUNT(words) && !vha_user_covers(desk->options->user, ""); i++) {
        snprintf(out, size, "%s in %s", count, words[i]);
        if (words[i][0] != '\0' && canvas_width(canvas, out) <= room)
            return;
    }
}

const char *frame_kind(const struct desk *desk)
{
    return desk->options->archive ? "ARCHIVE" : "VHA";
}

/* Quarter and day, and how many people; nothing of it before the list is open. Returns where the
 * rest of the line begins. */
static int draw_quarter(const struct desk *desk, struct canvas *canvas, int left)
{
    const struct vha_cohort_info *const info = vha_cohort_info(desk->cohort);
    char text[128];
    char as_of[VHA_DATE_SIZE];
    snprintf(text, sizeof text, " %s %s  as of %s", frame_kind(desk), info->quarter,
             vha_date_format(as_of, info->as_of));
    return left + canvas_put(canvas, 0, left, canvas->columns - left, ROLE_STATUS, text) + 2;
}

void frame_status(const struct desk *desk, struct canvas *canvas)
{
    char text[640];
    const int columns = canvas->columns;
    canvas_fill(canvas, (struct area){0, 0, 1, columns}, ROLE_STATUS);
    int left = canvas_put(canvas, 0, 0, columns, ROLE_MARKING, MARKING);
    if (desk->cohort == NULL) {
        left += canvas_put(canvas, 0, left, columns - left, ROLE_STATUS, " VHA") + 2;
        draw_user(desk, canvas, columns - left);
        return;
    }
    left = draw_quarter(desk, canvas, left);
    count_in_scope(desk, canvas, 0, text, sizeof text);
    const int least = canvas_width(canvas, text);
    const int right = draw_user(desk, canvas, columns - left - least - 2) - 2;
    count_in_scope(desk, canvas, right - left, text, sizeof text);
    const int middle = canvas_width(canvas, text);
    canvas_put(canvas, 0, left + (right - left - middle) / 2, middle, ROLE_STATUS, text);
}

/* A list may offer an action twice: where it stands first counts. */
static bool stands_before(const struct offer *offers, size_t i)
{
    for (size_t before = 0; before < i; before++)
        if (offers[before].footer && offers[before].action == offers[i].action)
            return true;
    return false;
}

static const char *offer_label(const struct offer *offer)
{
    return offer->label != NULL ? offer->label : action_table[offer->action].label;
}

/* Columns that an offer takes on the last line; 0 when it has no place there. */
static int offer_width(const struct desk *desk, const struct canvas *canvas,
                       const struct offer *offers, size_t i)
{
    char key[KEY_NAME_SIZE];
    keymap_first(&desk->keymap, offers[i].action, key);
    if (!offers[i].footer || key[0] == '\0' || stands_before(offers, i))
        return 0;
    return canvas_width(canvas, key) + 1 + canvas_width(canvas, offer_label(&offers[i]));
}

/* Help and quit come first, since nobody can do without them; then the others in order, while there
 * is room. */
static uint64_t offers_with_room(const struct desk *desk, const struct canvas *canvas,
                                 const struct offer *offers, size_t count)
{
    uint64_t shown = 0;
    int left = canvas->columns - 1 + 2; /* nothing stands between the last one and the edge */
    static const enum action always[] = {ACTION_QUIT, ACTION_HELP};
    for (size_t a = 0; a < VHA_COUNT(always); a++)
        for (size_t i = 0; i < count; i++)
            if (offers[i].action == always[a] && offers[i].footer) {
                shown |= UINT64_C(1) << i;
                left -= offer_width(desk, canvas, offers, i) + 2;
            }
    for (size_t i = 0; i < count; i++) {
        const int width = offer_width(desk, canvas, offers, i);
        if (width == 0 || (shown >> i & 1) != 0)
            continue;
        if (width + 2 > left)
            break;
        shown |= UINT64_C(1) << i;
        left -= width + 2;
    }
    return shown;
}

void frame_footer(const struct desk *desk, const struct offer *offers, size_t count,
                  struct canvas *canvas)
{
    const int row = canvas->rows - 1;
    const uint64_t shown = offers_with_room(desk, canvas, offers, count);
    canvas_fill(canvas, (struct area){row, 0, 1, canvas->columns}, ROLE_FOOTER);
    int at = 1;
    for (size_t i = 0; i < count; i++) {
        char key[KEY_NAME_SIZE];
        if ((shown >> i & 1) == 0)
            continue;
        keymap_first(&desk->keymap, offers[i].action, key);
        at += canvas_put(canvas, row, at, canvas->columns - at, ROLE_KEY, key) + 1;
        at += canvas_put(canvas, row, at, canvas->columns - at, ROLE_FOOTER,
                         offer_label(&offers[i])) +
              2;
    }
}

void frame_typing(const struct desk *desk, const struct form *form, struct canvas *canvas)
{
    const bool lines = form->fields[form->at].kind == FIELD_LONG;
    const bool several = form->count > 1;
    const struct {
        enum typing_action action;
        const char *label; /* NULL: not here */
    } keys[] = {
        {TYPING_ACCEPT, "accept"},
        {TYPING_NEW_LINE, lines ? "new line" : NULL},
        {TYPING_COMPLETE, several ? "next field" : NULL},
        {TYPING_CANCEL, "back"},
        {TYPING_UNDO, lines ? "undo" : NULL},
        {TYPING_COMPLETE_BACK, several ? "before" : NULL},
        {TYPING_ERASE_ALL, "erase"},
    };
    const int row = canvas->rows - 1;
    canvas_fill(canvas, (struct area){row, 0, 1, canvas->columns}, ROLE_FOOTER);
    int at = 1;
    for (size_t i = 0; i < VHA_COUNT(keys); i++) {
        char key[KEY_NAME_SIZE];
        keymap_first_typing(&desk->keymap, keys[i].action, key);
        if (key[0] == '\0' || keys[i].label == NULL)
            continue;
        at += canvas_put(canvas, row, at, canvas->columns - at, ROLE_KEY, key) + 1;
        at += canvas_put(canvas, row, at, canvas->columns - at, ROLE_FOOTER, keys[i].label) + 2;
    }
}
