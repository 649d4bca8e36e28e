#include "loading.h"

#include <dirent.h>
#include <stdio.h>

int scene_open(void **state)
{
    struct scene *scene = vha_alloc_zeroed(1, sizeof *scene);
    void *place = NULL;
    void *quarter = NULL;
    if (place_with_home(&place) != 0 || quarter_open(&quarter) != 0)
        return -1;
    scene->place = place;
    scene->quarter = quarter;
    *state = scene;
    return 0;
}

int scene_close(void **state)
{
    struct scene *scene = *state;
    void *place = scene->place;
    void *quarter = scene->quarter;
    free(scene);
    const int closed = quarter_close(&quarter);
    return place_close(&place) != 0 ? -1 : closed;
}

int load_quarter(struct scene *scene, const char *max_rejects)
{
    quarter_write_files(scene->quarter);
    if (max_rejects == NULL)
        return RUN(scene->place, "load", scene->quarter->folder);
    return RUN(scene->place, "load", scene->quarter->folder, "--max-rejects", max_rejects);
}

void load_well(struct place *place, const char *folder)
{
    if (RUN(place, "load", folder) != 0)
        fail_msg("status %d: %s", place->status, place->errors);
}

char *text_of(const char *path)
{
    char *text = NULL;
    size_t length = 0;
    struct vha_error error;
    if (vha_read_file(path, 64 << 20, &text, &length, &error) != VHA_OK)
        fail_msg("%s", error.message);
    return text;
}

/* The last one found, and how many there are. */
static size_t find_reports(struct place *place, char found[256])
{
    size_t count = 0;
    DIR *folder = opendir(path_in(place, "home/reports"));
    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (entry->d_name[0] != '.') {
            snprintf(found, 256, "%s", entry->d_name);
            count++;
        }
    closedir(folder);
    return count;
}

size_t report_count(struct place *place)
{
    char found[256];
    return find_reports(place, found);
}

char *report_text(struct place *place, const char *name)
{
    char found[256];
    char path[512];
    assert_int_equal(find_reports(place, found), 1);
    snprintf(path, sizeof path, "home/reports/%s/%s", found, name);
    return text_of(path_in(place, path));
}

void expect_harmless(const char *text)
{
    size_t bad = 0;
    if (!vha_utf8_valid(text, strlen(text), &bad))
        fail_msg("byte %zu of the text is no UTF-8", bad);
    char *lines = vha_copy_text(text);
    char *rest = lines;
    for (char *line; (line = strsep(&rest, "\n")) != NULL;) {
        const size_t size = 8 * strlen(line) + 1;
        char *shown = vha_alloc(size);
        assert_string_equal(vha_text_show(shown, size, line), line);
        free(shown);
    }
    free(lines);
}
