#include "home.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char default_folder[] = "/var/lib/vha";

static const struct {
    const char *name;
    bool is_folder;
} places[HOME_PLACES] = {
    [HOME_REGISTER] = {"register.db", false}, [HOME_COHORT] = {"cohort.db", false},
    [HOME_ARCHIVE] = {"archive", true},       [HOME_REPORTS] = {"reports", true},
    [HOME_CONFIG] = {"config", true},
};
static const char themes[] = "themes";

/* Where the installed files are, seen from the program: as installed, and in a build tree. */
static const char *const shares[] = {"../share/vha", "share/vha"};

static char *find_defaults(void);

enum vha_status home_find(const char *given, struct home *home, struct vha_error *error)
{
    *home = (struct home){0};
    const char *folder = given != NULL ? given : getenv("VHA_HOME");
    if (folder == NULL || folder[0] == '\0')
        folder = default_folder;
    home->defaults = find_defaults();
    if (home->defaults == NULL)
        return vha_fail(error, VHA_UNAVAILABLE,
                        "The installed configuration (share/vha/config) is not where the program "
                        "expects it, beside its own folder; install vha again.");
    home->folder = vha_copy_text(folder);
    return VHA_OK;
}

void home_free(struct home *home)
{
    free(home->folder);
    free(home->defaults);
    free(home->archive);
    free(home->reports);
    *home = (struct home){0};
}

static char *seen_from(const struct home *home, const char *path)
{
    return path[0] == '/' ? vha_copy_text(path) : vha_path(home->folder, path);
}

void home_take_settings(struct home *home, const struct vha_settings *settings)
{
    free(home->archive);
    free(home->reports);
    home->archive = seen_from(home, settings->archive);
    home->reports = seen_from(home, settings->reports);
}

static char *find_defaults(void)
{
    char program[PATH_MAX];
    const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return NULL;
    program[length] = '\0';
    const char *folder = dirname(program);
    for (size_t i = 0; i < VHA_COUNT(shares); i++) {
        char *share = vha_path(folder, shares[i]);
        char *policy = vha_path(share, "config/policy.yaml");
        const bool found = access(policy, R_OK) == 0;
        free(policy);
        if (found)
            return share;
        free(share);
    }
    return NULL;
}

/* Makes one folder of a home; one that is there keeps its permissions. */
static enum vha_status make_private_folder(const char *path, struct vha_error *error)
{
    struct stat about;
    if (stat(path, &about) == 0 && S_ISDIR(about.st_mode))
        return VHA_OK;
    char *copy = vha_copy_text(path);
    const enum vha_status status = vha_make_folder(dirname(copy), error);
    free(copy);
    if (status != VHA_OK)
        return status;
    if (mkdir(path, 0700) != 0)
        return vha_fail(error, VHA_CANNOT_CREATE, "The folder %s cannot be made: %s.", path,
                        strerror(errno));
    return VHA_OK;
}

enum vha_status home_make(const struct home *home, struct vha_error *error)
{
    enum vha_status status = make_private_folder(home->folder, error);
    for (int place = 0; place < HOME_PLACES && status == VHA_OK; place++) {
        if (!places[place].is_folder)
            continue;
        char *path = home_path(home, (enum home_place)place);
        status = make_private_folder(path, error);
        free(path);
    }
    return status;
}

enum vha_status home_lock(const struct home *home, int *lock, struct vha_error *error)
{
    char *path = vha_path(home->folder, "load.lock");
    *lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    enum vha_status status = VHA_OK;
    if (*lock < 0)
        status =
            vha_fail(error, VHA_CANNOT_CREATE, "%s cannot be opened: %s.", path, strerror(errno));
    else if (flock(*lock, LOCK_EX | LOCK_NB) != 0)
        status = vha_fail(error, VHA_TEMPORARY,
                          "Another load is running in this home; wait for it to end.");
    free(path);
    return status;
}

char *home_path(const struct home *home, enum home_place place)
{
    const char *moved = place == HOME_ARCHIVE   ? home->archive
                        : place == HOME_REPORTS ? home->reports
                                                : NULL;
    return moved != NULL ? vha_copy_text(moved) : vha_path(home->folder, places[place].name);
}

char *home_archive_path(const struct home *home, const char *quarter)
{
    static const char form[] = "%s/%s.db";
    char *archive = home_path(home, HOME_ARCHIVE);
    const size_t size = strlen(archive) + strlen(quarter) + sizeof form;
    char *path = vha_alloc(size);
    snprintf(path, size, form, archive, quarter);
    free(archive);
    return path;
}

/* The home's own file or folder of that name, else the installed one. */
static char *own_or_default(const struct home *home, const char *name)
{
    char *own = vha_path(home->folder, name);
    if (access(own, F_OK) == 0)
        return own;
    free(own);
    return vha_path(home->defaults, name);
}

char *home_config_path(const struct home *home, const char *name)
{
    char *relative = vha_path(places[HOME_CONFIG].name, name);
    char *path = own_or_default(home, relative);
    free(relative);
    return path;
}

char *home_themes_path(const struct home *home)
{
    return own_or_default(home, themes);
}

void home_variant_folders(const struct home *home, char *folders[HOME_VARIANT_FOLDERS + 1])
{
    static const char variants[] = "config/variants";
    folders[0] = vha_path(home->folder, variants);
    folders[1] = vha_path(home->defaults, variants);
    folders[2] = NULL;
}

void home_free_folders(char **folders)
{
    for (; *folders != NULL; folders++)
        free(*folders);
}

void home_folders(const struct home *home, char *folders[HOME_FOLDERS])
{
    size_t count = 0;
    folders[count++] = vha_copy_text(home->folder);
    folders[count++] = home_path(home, HOME_ARCHIVE);
    folders[count++] = home_path(home, HOME_REPORTS);
    folders[count++] = home_path(home, HOME_CONFIG);
    folders[count++] = vha_path(home->folder, themes);
    folders[count++] = vha_path(home->defaults, places[HOME_CONFIG].name);
    folders[count++] = vha_path(home->defaults, themes);
    assert(count == HOME_FOLDERS);
}
