#include "prisoner.h"

#include "vha/captive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Neither refused nor done: the test itself is wrong. */
enum { NO_SUCH_ATTEMPT = 126, NOT_CAPTIVE = 127 };

int came_to(long result)
{
    return result >= 0 ? 0 : errno;
}

const char *inside(const struct cell *cell, const char *name)
{
    static char paths[2][512];
    static unsigned which;
    char *path = paths[which++ % 2];
    snprintf(path, sizeof paths[0], "%s/%s", cell->folder, name);
    return path;
}

static int open_terminal(void)
{
    const int controller = posix_openpt(O_RDWR | O_NOCTTY);
    if (controller < 0 || grantpt(controller) != 0 || unlockpt(controller) != 0)
        return -1;
    const char *name = ptsname(controller);
    return name != NULL ? open(name, O_RDWR | O_NOCTTY) : -1;
}

static bool furnish(struct cell *cell, const char *folder)
{
    *cell = (struct cell){
        .folder = folder,
        .talker = socket(AF_UNIX, SOCK_DGRAM, 0),
        .other_socket = socket(AF_UNIX, SOCK_DGRAM, 0),
        .terminal = open_terminal(),
    };
    char path[512];
    snprintf(path, sizeof path, "%s/written", folder);
    cell->written = open(path, O_RDWR | O_CREAT, 0600);
    return cell->written >= 0 && cell->talker >= 0 && cell->other_socket >= 0 &&
           cell->terminal >= 0;
}

/* Usage: prisoner captive|hidden|free FOLDER ATTEMPT */
int main(int count, char **words)
{
    struct cell cell;
    if (count != 4 || !furnish(&cell, words[2]))
        return NO_SUCH_ATTEMPT;
    struct vha_error error = {0};
    const char *const readable[] = {cell.folder, "/nowhere", NULL};
    enum vha_status status = VHA_OK;
    if (strcmp(words[1], "captive") == 0)
        status = vha_captive_enter(
            &(struct vha_captive_limits){.readable = readable, .talker = cell.talker}, &error);
    else if (strcmp(words[1], "hidden") == 0)
        status = vha_captive_hide(&error);
    if (status != VHA_OK) {
        fprintf(stderr, "%s\n", error.message);
        return NOT_CAPTIVE;
    }
    static const struct attempt *const tables[] = {attempts_on_processes, attempts_on_files,
                                                   attempts_needed};
    for (size_t i = 0; i < VHA_COUNT(tables); i++)
        for (const struct attempt *attempt = tables[i]; attempt->name != NULL; attempt++)
            if (strcmp(attempt->name, words[3]) == 0)
                return attempt->make(&cell);
    return NO_SUCH_ATTEMPT;
}
