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

#define MARKING " OFFICIAL "

void frame_status(const struct desk *desk, struct canvas *canvas)
{
    const struct vha_cohort_info *const info = vha_cohort_info(desk->cohort);
    char text[256];
    char as_of[VHA_DATE_SIZE];
    char selected[VHA_MILLI_SIZE];
    char listed[VHA_MILLI_SIZE];
    struct tm local;
    const int columns = canvas->columns;
    canvas_fill(canvas, (struct area){0, 0, 1, columns}, ROLE_STATUS);
    int left = canvas_put(canvas, 0, 0, columns, ROLE_MARKING, MARKING);
    snprintf(text, sizeof text, " VHA %s  as of %s", info->quarter,
             vha_date_format(as_of, info->as_of));
    left += canvas_put(canvas, 0, left, columns - left, ROLE_STATUS, text);

    localtime_r(&desk->wall, &local);
    snprintf(text, sizeof text, " (%s)  %02d:%02d ", role_words(desk->options->user->role),
             local.tm_hour, local.tm_min);
    int right = columns - canvas_width(canvas, text);
    canvas_put(canvas, 0, right, columns - right, ROLE_STATUS, text);

    snprintf(text, sizeof text, "%s of %s", count_text(desk->selected, selected),
             count_text(info->listed, listed));
    const int middle = (int)strlen(text);
    const char *const login = desk->options->user->login;
    int login_width = canvas_width(canvas, login);
    const int room = right - left - middle - 4;
    login_width = login_width < room ? login_width : room;
    right -= login_width;
    canvas_put(canvas, 0, right, login_width, ROLE_STATUS, login);
    canvas_put(canvas, 0, left + 2 + (right - left - 4 - middle) / 2, middle, ROLE_STATUS, text);
}

static int offer_width(const struct desk *desk, const struct canvas *canvas,
                       const struct offer *offer)
{
    char key[KEY_NAME_SIZE];
    keymap_first(&desk->keymap, offer->action, key);
    if (!offer->footer || key[0] == '\0')
        return 0;
    return canvas_width(canvas, key) + 1 +
           canvas_width(canvas,
                        offer->label != NULL ? offer->label : action_table[offer->action].label);
}

/* From the back, since the last ones (help, quit) are those that nobody can do without. */
static uint64_t offers_with_room(const struct desk *desk, const struct canvas *canvas,
                                 const struct offer *offers, size_t count)
{
    uint64_t shown = 0;
    int left = canvas->columns - 1;
    static const enum action always[] = {ACTION_QUIT, ACTION_HELP};
    for (size_t a = 0; a < VHA_COUNT(always); a++)
        for (size_t i = 0; i < count; i++)
            if (offers[i].action == always[a] && offers[i].footer) {
                shown |= UINT64_C(1) << i;
                left -= offer_width(desk, canvas, &offers[i]) + 2;
            }
    for (size_t i = 0; i < count; i++) {
        const int width = offer_width(desk, canvas, &offers[i]);
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
                         offers[i].label != NULL ? offers[i].label
                                                 : action_table[offers[i].action].label) +
              2;
    }
}
