#include "testing.h"

#include "keys.h"

#include <locale.h>

static struct vha_purposes *purposes;
static const char *const variant_folders[] = {"/nowhere", SHIPPED_VARIANTS, NULL};

static void free_purposes(void)
{
    vha_purposes_free(purposes);
}

static void read_purposes(void)
{
    struct vha_error error = {.message = ""};
    if (purposes != NULL)
        return;
    if (vha_purposes_read(SHIPPED_PURPOSES, &purposes, &error) != VHA_OK)
        fail_msg("%s", error.message);
    atexit(free_purposes);
}

void stage_prepare(struct stage *stage)
{
    read_purposes();
    setlocale(LC_CTYPE, "");
    *stage = (struct stage){.settings = {.why_rest_milliseconds = 120,
                                         .choice_rest_milliseconds = 300,
                                         .theme = "dark",
                                         .plain_page = 10},
                            .user = {1, "p.adeyemi", "P Adeyemi", VHA_MO2, "all"}};
    stage->options = (struct vha_workstation_options){.cohort_path = "cohort.db",
                                                      .settings = &stage->settings,
                                                      .themes_folder = SHIPPED_THEMES,
                                                      .keys_path = SHIPPED_KEYS,
                                                      .areas_path = SHIPPED_AREAS,
                                                      .assessment_path = SHIPPED_ASSESSMENT,
                                                      .population_path = SHIPPED_POPULATION,
                                                      .archive_folder = VHA_SOURCE_DIR,
                                                      .variant_folders = variant_folders,
                                                      .user = &stage->user,
                                                      .purposes = purposes,
                                                      .purpose = "assurance: tests of screens"};
}

void stage_begin(struct stage *stage, int rows, int columns)
{
    struct vha_error error = {.message = ""};
    const enum vha_status status = desk_open(&stage->desk, &stage->options, &error);
    if (status != VHA_OK)
        fail_msg("%s", error.message);
    stage_resize(stage, rows, columns);
}

void stage_open(struct stage *stage, int rows, int columns)
{
    stage_prepare(stage);
    stage_begin(stage, rows, columns);
}

void stage_close(struct stage *stage)
{
    desk_close(&stage->desk);
    canvas_free(&stage->canvas);
}

void stage_draw(struct stage *stage)
{
    desk_draw(&stage->desk, &stage->canvas);
}

void stage_resize(struct stage *stage, int rows, int columns)
{
    canvas_free(&stage->canvas);
    stage->desk.rows = rows;
    stage->desk.columns = columns;
    canvas_init(&stage->canvas, rows, columns, stage->desk.unicode);
    stage_draw(stage);
}

unsigned stage_press(struct stage *stage, const char *keys)
{
    char copy[256];
    unsigned flags = 0;
    char *rest = copy;
    snprintf(copy, sizeof copy, "%s", keys);
    for (const char *name; (name = strsep(&rest, " ")) != NULL;) {
        const int32_t key = key_of(name);
        if (key == KEY_NONE)
            fail_msg("there is no key %s", name);
        flags |= desk_key(&stage->desk, key);
    }
    stage_draw(stage);
    return flags;
}

void stage_type(struct stage *stage, const char *text)
{
    for (; *text != '\0'; text++)
        desk_key(&stage->desk, (unsigned char)*text);
    stage_draw(stage);
}

void stage_wait(struct stage *stage, int64_t milliseconds)
{
    bool logged = false;
    struct vha_error error;
    stage->desk.now_ms += milliseconds;
    desk_due(&stage->desk);
    if (stage->desk.now_ms >= desk_choice_due(&stage->desk))
        assert_int_equal(desk_settle_choice(&stage->desk, &logged, &error), VHA_OK);
    stage_draw(stage);
}

const char *stage_row(struct stage *stage, int row)
{
    static char text[8192];
    return canvas_row_text(&stage->canvas, row, text, sizeof text);
}

const char *stage_text(struct stage *stage)
{
    static char text[400000];
    size_t used = 0;
    for (int row = 0; row < stage->canvas.rows; row++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s\n", stage_row(stage, row));
    return text;
}

bool stage_shows(struct stage *stage, const char *text)
{
    return strstr(stage_text(stage), text) != NULL;
}

void stage_expect(struct stage *stage, const char *text)
{
    if (!stage_shows(stage, text))
        fail_msg("\"%s\" is not on the screen:\n%s", text, stage_text(stage));
}

void stage_expect_not(struct stage *stage, const char *text)
{
    if (stage_shows(stage, text))
        fail_msg("\"%s\" is on the screen:\n%s", text, stage_text(stage));
}

void stage_give(struct stage *stage, const char *order)
{
    stage_press(stage, ": Ctrl-U");
    stage_type(stage, order);
    stage_press(stage, "Enter");
}

void stage_find(struct stage *stage, const char *text, int *row, int *column)
{
    for (*row = 0; *row < stage->canvas.rows; ++*row) {
        const char *const line = stage_row(stage, *row);
        const char *const at = strstr(line, text);
        if (at == NULL)
            continue;
        char head[8192];
        snprintf(head, sizeof head, "%.*s", (int)(at - line), line);
        *column = vha_text_width(head);
        return;
    }
    fail_msg("\"%s\" is not on the screen:\n%s", text, stage_text(stage));
}

enum role stage_role_of(struct stage *stage, const char *text)
{
    int row = 0;
    int column = 0;
    stage_find(stage, text, &row, &column);
    return (enum role)stage->canvas.cells[row * stage->canvas.columns + column].role;
}
