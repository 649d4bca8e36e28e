#include "captive.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/landlock.h>

/* Landlock's calls have no functions in the C library, and its header may be older than the kernel:
 * so the whole of what a ruleset can hold by its sixth version stands here. */
struct ruleset {
    uint64_t files;
    uint64_t net;
    uint64_t scoped;
};

enum {
    FILES_OF_1 = (1 << 13) - 1, /* execute, write, read, list, remove, make of every kind */
    FILES_REFER = 1 << 13,      /* link and rename from folder to folder; version 2 */
    FILES_TRUNCATE = 1 << 14,   /* version 3 */
    NET_TCP = 3,                /* bind and connect; version 4 */
    FILES_DEVICES = 1 << 15,    /* ioctl on devices opened from then on; version 5 */
    SCOPE_ALL = 3,              /* abstract sockets and signals; version 6 */
};

/* What can be refused from each version on. */
static const struct {
    int version;
    struct ruleset refused;
} versions[] = {
    {1, {.files = FILES_OF_1}}, {2, {.files = FILES_REFER}},   {3, {.files = FILES_TRUNCATE}},
    {4, {.net = NET_TCP}},      {5, {.files = FILES_DEVICES}}, {6, {.scoped = SCOPE_ALL}},
};

int vha_captive_landlock(void)
{
    const long version =
        syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
    return version > 0 ? (int)version : 0;
}

static int make_ruleset(int version)
{
    struct ruleset all = {0};
    for (size_t i = 0; i < VHA_COUNT(versions); i++)
        if (versions[i].version <= version) {
            all.files |= versions[i].refused.files;
            all.net |= versions[i].refused.net;
            all.scoped |= versions[i].refused.scoped;
        }
    return (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
}

/* True also for a path where nothing is: nothing can be read there either. */
static bool let_read(int ruleset, const char *path)
{
    struct stat about;
    const int file = open(path, O_PATH | O_CLOEXEC);
    if (file < 0)
        return true;
    struct landlock_path_beneath_attr rule = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE,
                                              .parent_fd = file};
    if (fstat(file, &about) == 0 && S_ISDIR(about.st_mode))
        rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
    const long added =
        syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    const int cause = errno;
    close(file);
    errno = cause;
    return added == 0;
}

static bool let_read_all(int ruleset, const char *const *paths)
{
    for (; *paths != NULL; paths++)
        if (!let_read(ruleset, *paths))
            return false;
    return true;
}

enum vha_status files_confine(const char *const *readable, struct vha_error *error)
{
    const int version = vha_captive_landlock();
    if (version == 0)
        return VHA_OK;
    const int ruleset = make_ruleset(version);
    const bool confined = ruleset >= 0 && let_read_all(ruleset, readable) &&
                          let_read_all(ruleset, files_further) &&
                          syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    const int cause = errno;
    if (ruleset >= 0)
        close(ruleset);
    if (!confined)
        return vha_fail(error, VHA_OS_ERROR,
                        "The system cannot confine a session to its files (Landlock): %s.",
                        strerror(cause));
    return VHA_OK;
}
