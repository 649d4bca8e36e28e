#include "support.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct folder {
    char path[64];
};

static int make_folder(void **state)
{
    struct folder *folder = calloc(1, sizeof *folder);
    snprintf(folder->path, sizeof folder->path, "/tmp/vha-test-file-XXXXXX");
    *state = folder;
    return mkdtemp(folder->path) == NULL ? -1 : 0;
}

static void remove_tree(const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *entry = NULL;
    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        char *inside = vha_path(path, entry->d_name);
        remove_tree(inside);
        free(inside);
    }
    if (folder != NULL)
        closedir(folder);
    remove(path);
}

static int remove_folder(void **state)
{
    struct folder *folder = *state;
    remove_tree(folder->path);
    free(folder);
    return 0;
}

static size_t entries_in(const char *path)
{
    DIR *folder = opendir(path);
    assert_non_null(folder);
    size_t count = 0;
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);
    return count - 2; /* . and .. */
}

static void assert_content(const char *path, const void *expected, size_t expected_length)
{
    struct vha_error error = {0};
    char *text = NULL;
    size_t length = 0;
    if (vha_read_file(path, 1 << 20, &text, &length, &error) != VHA_OK)
        fail_msg("%s", error.message);
    assert_int_equal(length, expected_length);
    assert_memory_equal(text, expected, length);
    assert_int_equal(text[length], '\0');
    free(text);
}

static void test_written_and_read_again(void **state)
{
    const struct folder *folder = *state;
    struct vha_error error = {0};
    char *path = vha_path(folder->path, "a.txt");
    assert_int_equal(vha_write_file(path, "first", 5, &error), VHA_OK);
    assert_content(path, "first", 5);
    assert_int_equal(vha_write_file(path, "NUL \0 inside", 12, &error), VHA_OK);
    assert_content(path, "NUL \0 inside", 12);
    assert_int_equal(vha_write_file(path, "", 0, &error), VHA_OK);
    assert_content(path, "", 0);
    assert_int_equal(entries_in(folder->path), 1); /* nothing is left beside it */
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 07777u, 0640);
    free(path);
}

/* A reader that had the old file open goes on reading the old one, whole. */
static void test_old_content_stays_whole_for_its_reader(void **state)
{
    const struct folder *folder = *state;
    struct vha_error error = {0};
    char *path = vha_path(folder->path, "a.txt");
    assert_int_equal(vha_write_file(path, "the old content", 15, &error), VHA_OK);
    FILE *reader = fopen(path, "r");
    assert_non_null(reader);
    assert_int_equal(vha_write_file(path, "new", 3, &error), VHA_OK);
    char seen[32] = "";
    assert_int_equal(fread(seen, 1, sizeof seen - 1, reader), 15);
    assert_string_equal(seen, "the old content");
    fclose(reader);
    assert_content(path, "new", 3);
    free(path);
}

static void test_failed_write_leaves_nothing(void **state)
{
    const struct folder *folder = *state;
    struct vha_error error = {0};
    char *inside = vha_path(folder->path, "missing/a.txt");
    assert_int_equal(vha_write_file(inside, "x", 1, &error), VHA_CANNOT_CREATE);
    assert_non_null(strstr(error.message, inside));
    assert_non_null(strstr(error.message, "No such file or directory"));
    char *occupied = vha_path(folder->path, "folder");
    assert_int_equal(vha_make_folder(occupied, &error), VHA_OK);
    assert_int_equal(vha_write_file(occupied, "x", 1, &error), VHA_CANNOT_CREATE);
    assert_int_equal(entries_in(folder->path), 1);
    free(inside);
    free(occupied);
}

static void test_reading_what_cannot_be_read(void **state)
{
    const struct folder *folder = *state;
    struct vha_error error = {0};
    char *text = (char *)&error;
    size_t length = 0;
    char *missing = vha_path(folder->path, "missing");
    assert_int_equal(vha_read_file(missing, 100, &text, &length, &error), VHA_NO_INPUT);
    assert_null(text);
    assert_non_null(strstr(error.message, missing));
    assert_int_equal(vha_read_file(folder->path, 100, &text, &length, &error), VHA_NO_INPUT);
    assert_non_null(strstr(error.message, "is a folder"));
    free(missing);
}

static void test_limit(void **state)
{
    const struct folder *folder = *state;
    struct vha_error error = {0};
    char *path = vha_path(folder->path, "a.txt");
    assert_int_equal(vha_write_file(path, "12345678", 8, &error), VHA_OK);
    char *text = NULL;
    size_t length = 0;
    assert_int_equal(vha_read_file(path, 8, &text, &length, &error), VHA_OK);
    assert_string_equal(text, "12345678");
    free(text);
    assert_int_equal(vha_read_file(path, 7, &text, &length, &error), VHA_BAD_DATA);
    assert_null(text);
    assert_non_null(strstr(error.message, "7 bytes"));
    free(path);
    /* A file whose size the system does not tell. */
    assert_int_equal(vha_read_file("/proc/self/status", 1 << 20, &text, &length, &error), VHA_OK);
    assert_true(length > 100);
    free(text);
    assert_int_equal(vha_read_file("/proc/self/status", 10, &text, &length, &error), VHA_BAD_DATA);
}

static void test_folders(void **state)
{
    const struct folder *folder = *state;
    struct vha_error error = {0};
    struct stat about;
    char *deep = vha_path(folder->path, "a/b//c/");
    assert_int_equal(vha_make_folder(deep, &error), VHA_OK);
    assert_int_equal(stat(deep, &about), 0);
    assert_true(S_ISDIR(about.st_mode));
    assert_int_equal(vha_make_folder(deep, &error), VHA_OK);
    assert_int_equal(vha_make_folder("/", &error), VHA_OK);

    char *file = vha_path(folder->path, "file");
    assert_int_equal(vha_write_file(file, "x", 1, &error), VHA_OK);
    assert_int_equal(vha_make_folder(file, &error), VHA_CANNOT_CREATE);
    char *under_file = vha_path(file, "b");
    assert_int_equal(vha_make_folder(under_file, &error), VHA_CANNOT_CREATE);
    assert_non_null(strstr(error.message, file));
    assert_int_equal(vha_make_folder("", &error), VHA_CANNOT_CREATE);
    free(deep);
    free(file);
    free(under_file);
}

static void test_path(void **state)
{
    (void)state;
    char *path = vha_path("/srv/vha", "cohort.db");
    assert_string_equal(path, "/srv/vha/cohort.db");
    free(path);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_written_and_read_again),
        IN_FOLDER(test_old_content_stays_whole_for_its_reader),
        IN_FOLDER(test_failed_write_leaves_nothing),
        IN_FOLDER(test_reading_what_cannot_be_read),
        IN_FOLDER(test_limit),
        IN_FOLDER(test_folders),
        cmocka_unit_test(test_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
