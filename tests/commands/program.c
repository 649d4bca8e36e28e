#include "program.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <linux/capability.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ------------------------------------------------------------------------------------ the place */

int place_open(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    if (place == NULL)
        return -1;
    snprintf(place->folder, sizeof place->folder, "/tmp/vha-test-command-XXXXXX");
    if (mkdtemp(place->folder) == NULL) {
        free(place);
        return -1;
    }
    snprintf(place->home, sizeof place->home, "%s/home", place->folder);
    snprintf(place->reg, sizeof place->reg, "%s/register.db", place->home);
    place->home_variable = true;
    *state = place;
    return 0;
}

int place_with_home(void **state)
{
    if (place_open(state) != 0)
        return -1;
    struct place *place = *state;
    if (RUN(place, "init") == 0)
        return 0;
    fprintf(stderr, "%s", place->errors);
    return -1;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
    (void)about;
    (void)kind;
    (void)walk;
    return remove(path);
}

int place_close(void **state)
{
    struct place *place = *state;
    const int removed = nftw(place->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    free(place->out);
    free(place->errors);
    free(place);
    return removed;
}

const char *path_in(struct place *place, const char *name)
{
    static char path[512];
    snprintf(path, sizeof path, "%s/%s", place->folder, name);
    return path;
}

void write_text(const char *path, const char *text)
{
    struct vha_error error;
    if (vha_write_file(path, text, strlen(text), &error) != VHA_OK)
        fail_msg("%s", error.message);
}

/* -------------------------------------------------------------------------------------- running */

/* Root passes every permission check; without these two capabilities it does not. */
static void obey_permissions(void)
{
    if (geteuid() == 0 && (prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE) != 0 ||
                           prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH) != 0))
        _exit(126);
}

pid_t start(const struct place *place, const char *const *words, int out, int errors)
{
    const char *program = getenv("VHA_PROGRAM");
    if (program == NULL)
        program = ""; /* the test is to be run through ctest, which names it */
    char *arguments[32] = {vha_copy_text("vha")};
    for (size_t i = 0; words[i] != NULL; i++)
        arguments[i + 1] = vha_copy_text(words[i]);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child != 0) {
        for (size_t i = 0; arguments[i] != NULL; i++)
            free(arguments[i]);
        return child;
    }
    const int typed = open(place->typed != NULL ? place->typed : "/dev/null", O_RDONLY | O_CLOEXEC);
    dup2(typed, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(errors, STDERR_FILENO);
    if (place->home_variable)
        setenv("VHA_HOME", place->home, 1);
    else
        unsetenv("VHA_HOME");
    if (place->weak)
        obey_permissions();
    execv(program, arguments);
    _exit(127);
}

int wait_for(pid_t child)
{
    int ended = 0;
    assert_int_equal(waitpid(child, &ended, 0), child);
    return WIFSIGNALED(ended) ? 1000 + WTERMSIG(ended) : WEXITSTATUS(ended);
}

/* An open file without a name, to be written by a child and then read. */
static int nameless_file(void)
{
    const int file = open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    return file;
}

static char *take(int file)
{
    const off_t length = lseek(file, 0, SEEK_END);
    assert_true(length >= 0);
    char *text = calloc(1, (size_t)length + 1);
    assert_non_null(text);
    assert_int_equal(pread(file, text, (size_t)length, 0), length);
    close(file);
    return text;
}

int run(struct place *place, const char *const *words)
{
    const int out = nameless_file();
    const int errors = nameless_file();
    place->status = wait_for(start(place, words, out, errors));
    free(place->out);
    free(place->errors);
    place->out = take(out);
    place->errors = take(errors);
    return place->status;
}

void expect_text(const char *text, const char *words)
{
    if (strstr(text, words) == NULL)
        fail_msg("'%s' is not in: %s", words, text);
}

void expect_failure(const struct place *place, int status, const char *words)
{
    if (place->status != status)
        fail_msg("status %d, not %d: %s", place->status, status, place->errors);
    expect_text(place->errors, words);
    assert_memory_equal(place->errors, "vha: ", 5);
    const char *end = strchr(place->errors, '\n');
    assert_non_null(end);
    assert_string_equal(end, "\n");
}

void expect_success(const struct place *place)
{
    if (place->status != 0 || place->errors[0] != '\0')
        fail_msg("status %d: %s", place->status, place->errors);
}

/* ----------------------------------------------------------------------------------- the register
 */

static sqlite3 *connect_plainly(const struct place *place)
{
    sqlite3 *database = NULL;
    assert_int_equal(sqlite3_open(place->reg, &database), SQLITE_OK);
    sqlite3_busy_timeout(database, 5000);
    return database;
}

void tamper(const struct place *place, const char *sql)
{
    sqlite3 *database = connect_plainly(place);
    char *message = NULL;
    if (sqlite3_exec(database, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
    sqlite3_close(database);
}

int64_t number_of(const struct place *place, const char *sql)
{
    sqlite3 *database = connect_plainly(place);
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(database));
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    const int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return number;
}
