#include "fuzz.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void fuzz_finding(const char *condition, const char *file, int line)
{
    fprintf(stderr, "%s:%d: not so: %s\n", file, line, condition);
    abort();
}

static void write_all(int file, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size > 0) {
        const ssize_t written = write(file, at, size);
        MUST(written > 0);
        at += written;
        size -= (size_t)written;
    }
}

const char *fuzz_file(const void *bytes, size_t size)
{
    static char path[64];
    static int file = -1;
    if (file >= 0)
        close(file);
    file = memfd_create("fuzz", MFD_CLOEXEC);
    MUST(file >= 0);
    write_all(file, bytes, size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    return path;
}

static char folder[64];

static void remove_folder(void)
{
    DIR *entries = opendir(folder);
    if (entries == NULL)
        return;
    for (const struct dirent *entry; (entry = readdir(entries)) != NULL;)
        unlinkat(dirfd(entries), entry->d_name, 0);
    closedir(entries);
    rmdir(folder);
}

const char *fuzz_folder(void)
{
    if (folder[0] == '\0') {
        snprintf(folder, sizeof folder, "/tmp/vha-fuzz-XXXXXX");
        MUST(mkdtemp(folder) != NULL);
        atexit(remove_folder);
    }
    return folder;
}

void fuzz_write(const char *name, const void *bytes, size_t size)
{
    char *path = vha_path(fuzz_folder(), name);
    const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    MUST(file >= 0);
    write_all(file, bytes, size);
    close(file);
    free(path);
}

struct vha_settings fuzz_settings(void)
{
    return (struct vha_settings){
        .max_file_bytes = 1 << 20,
        .max_sheet_bytes = 1 << 20,
        .max_compression_ratio = 50,
        .max_cell_bytes = 256,
    };
}

void fuzz_check_refusal(enum vha_status status, const struct vha_error *error)
{
    if (status == VHA_OK)
        return;
    MUST(error->status == status);
    MUST(strlen(error->message) > 10);
    MUST(strchr(error->message, '\n') == NULL);
}
