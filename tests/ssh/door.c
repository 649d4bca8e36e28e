#include "door.h"

#include "vha/base.h"

#include <arpa/inet.h>
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char sshd[] = "/usr/sbin/sshd";

/* A line for the shell, with nothing in it but names that the test made itself. */
static void shell(const char *form, ...) __attribute__((__format__(__printf__, 1, 2)));
static void shell(const char *form, ...)
{
    char *line = NULL;
    va_list values;
    va_start(values, form);
    const int length = vasprintf(&line, form, values);
    va_end(values);
    assert_true(length > 0);
    struct program_result result =
        program_run(NULL, (const char *const[]){"/bin/sh", "-c", line, NULL});
    if (result.status != 0)
        fail_msg("%s: status %d, %s", line, result.status, result.errors);
    program_result_free(&result);
    free(line);
}

void door_vha(const struct door *door, const char *const *words)
{
    const char *arguments[32] = {door->program};
    for (size_t i = 0; words[i] != NULL; i++)
        arguments[i + 1] = words[i];
    struct program_result result = program_run(door->home, arguments);
    if (result.status != 0)
        fail_msg("vha %s %s: status %d, %s", words[0], words[1], result.status, result.errors);
    program_result_free(&result);
}

void door_grant(const struct door *door, const char *login)
{
    char keys[160];
    snprintf(keys, sizeof keys, "%s/%s.pub", door->folder, login);
    shell("ssh-keygen -q -t ed25519 -N '' -f %s/%s", door->folder, login);
    VHA(door, "access", "apply", login, "--reason", "research", "--name", login, "--pay-number",
        login, "--post", "Central South", "--training", "2026-01-05", "--sop-version", "2.5");
    VHA(door, "access", "authorise", login, "--supervisor", "Superintendent Three", "--rank",
        "superintendent", "--pay-number", "P3");
    VHA(door, "access", "grant", login, "--role", "analyst", "--scope", "all", "--keys", keys);
}

void door_load(const struct door *door, const char *extract)
{
    VHA(door, "load", extract);
    shell("chown -R %s: %s", door->account, door->home);
}

void door_load_later(const struct door *door, const char *quarter, const char *as_of,
                     const char *from, const char *to)
{
    static const char sample[] = VHA_SOURCE_DIR "/tests/data/sample-2026-Q3";
    static const char file[] = "crime_reports.csv";
    char extract[128];
    snprintf(extract, sizeof extract, "%s/%s", door->folder, quarter);
    shell("cp -r %s %s && sed -i 's/2026-Q3/%s/; s/2026-10-01/%s/' %s/manifest.yaml", sample,
          extract, quarter, as_of, extract);
    if (from != NULL)
        shell("cd %s && grep -q '^%s' %s && old=$(sha256sum < %s) && sed -i 's|^%s|%s|' %s && "
              "new=$(sha256sum < %s) && sed -i \"s/${old%%%% *}/${new%%%% *}/\" manifest.yaml",
              extract, from, file, file, from, to, file, file);
    door_load(door, extract);
}

/* ------------------------------------------------------------------------------------- the door */

static void install(struct door *door)
{
    snprintf(door->folder, sizeof door->folder, "/opt/vha-test-XXXXXX");
    assert_non_null(mkdtemp(door->folder));
    assert_int_equal(chmod(door->folder, 0755), 0);
    snprintf(door->account, sizeof door->account, "vha-t%d", (int)getpid());
    snprintf(door->home, sizeof door->home, "%s/home", door->folder);
    snprintf(door->program, sizeof door->program, "%s/bin/vha", door->folder);
    snprintf(door->destination, sizeof door->destination, "%s@127.0.0.1", door->account);
    shell("mkdir -p %s/bin %s/share/vha && cp %s %s && chmod 755 %s", door->folder, door->folder,
          program_vha(), door->program, door->program);
    shell("cp -r %s/config %s/themes %s/share/vha && chown -R root:root %s", VHA_SOURCE_DIR,
          VHA_SOURCE_DIR, door->folder, door->folder);
    shell("chmod -R go=rX %s/share %s/bin", door->folder, door->folder);
    shell("useradd --system --no-create-home --home-dir %s --shell /bin/sh --password '*' %s",
          door->home, door->account);
}

/* A port that nobody listens on. */
static void choose_port(struct door *door)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(listener, (struct sockaddr *)&address, length), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&address, &length), 0);
    close(listener);
    snprintf(door->port, sizeof door->port, "%u", (unsigned)ntohs(address.sin_port));
}

static void write_configuration(const struct door *door)
{
    shell("ssh-keygen -q -t ed25519 -N '' -f %s/host", door->folder);
    shell("{ printf 'Port %%s\\nListenAddress 127.0.0.1\\nHostKey %s/host\\nPidFile none\\n"
          "UsePAM no\\nAcceptEnv LANG LC_*\\nLogLevel VERBOSE\\nMaxStartups 100\\n"
          "Subsystem sftp internal-sftp\\n' %s; "
          "sed -e 's|/usr/bin/vha|%s --home %s|' -e 's|User vha$|User %s|' %s/packaging/"
          "sshd-vha.conf; } > %s/sshd_config",
          door->folder, door->port, door->program, door->home, door->account, VHA_SOURCE_DIR,
          door->folder);
    shell("mkdir -p -m 755 /run/sshd && %s -t -f %s/sshd_config", sshd, door->folder);
}

static bool answers(const struct door *door)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                                  .sin_port = htons((uint16_t)strtol(door->port, NULL, 10))};
    const int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool connected = connect(client, (struct sockaddr *)&address, sizeof address) == 0;
    close(client);
    return connected;
}

static void start_sshd(struct door *door)
{
    char configuration[96];
    char log[96];
    snprintf(configuration, sizeof configuration, "%s/sshd_config", door->folder);
    snprintf(log, sizeof log, "%s/sshd.log", door->folder);
    door->sshd = program_start(
        NULL, (const char *const[]){sshd, "-D", "-f", configuration, "-E", log, NULL});
    const int64_t deadline = terminal_now() + INT64_C(20000000000);
    while (!answers(door)) {
        assert_true(terminal_now() < deadline);
        sched_yield();
    }
}

int door_set_up(void **state)
{
    if (geteuid() != 0) {
        fputs("This test makes an account and starts sshd, which only root may.\n", stderr);
        return -1;
    }
    struct door *door = vha_alloc_zeroed(1, sizeof *door);
    *state = door;
    install(door);
    VHA(door, "init");
    door_load(door, VHA_SOURCE_DIR "/tests/data/sample-2026-Q3");
    static const char *const logins[] = {"granted", "withdrawn", "idle", "running", "listening"};
    for (size_t i = 0; i < VHA_COUNT(logins); i++)
        door_grant(door, logins[i]);
    shell("ssh-keygen -q -t ed25519 -N '' -f %s/unknown", door->folder);
    shell("chown -R %s: %s", door->account, door->home);
    choose_port(door);
    write_configuration(door);
    start_sshd(door);
    return 0;
}

int door_tear_down(void **state)
{
    struct door *door = *state;
    int status = 0;
    kill(door->sshd, SIGTERM);
    waitpid(door->sshd, &status, 0);
    shell("userdel %s", door->account);
    remove_folder(door->folder);
    free(door);
    return 0;
}

/* ------------------------------------------------------------------------------------- clients */

char **door_words(const struct door *door, const char *client, const char *login,
                  const char *const *further)
{
    const bool is_ssh = strcmp(client, "ssh") == 0;
    char **words = vha_alloc_zeroed(40, sizeof *words);
    size_t count = 0;
    static const char *const options[] = {"-oBatchMode=yes",
                                          "-oStrictHostKeyChecking=no",
                                          "-oUserKnownHostsFile=/dev/null",
                                          "-oIdentitiesOnly=yes",
                                          "-oIdentityAgent=none",
                                          "-oLogLevel=ERROR",
                                          "-oGlobalKnownHostsFile=/dev/null"};
    char *key = NULL;
    char *port = NULL;
    char *program = NULL;
    assert_true(asprintf(&key, "-i%s/%s", door->folder, login) > 0);
    assert_true(asprintf(&port, "-oPort=%s", door->port) > 0);
    assert_true(asprintf(&program, "/usr/bin/%s", client) > 0);
    words[count++] = program;
    words[count++] = vha_copy_text("-F/dev/null");
    words[count++] = key;
    words[count++] = port;
    for (size_t i = 0; i < VHA_COUNT(options); i++)
        words[count++] = vha_copy_text(options[i]);
    for (; further != NULL && *further != NULL && (*further)[0] == '-'; further++)
        words[count++] = vha_copy_text(*further);
    if (is_ssh)
        words[count++] = vha_copy_text(door->destination);
    for (; further != NULL && *further != NULL; further++)
        words[count++] = vha_copy_text(*further);
    return words;
}

void door_words_free(char **words)
{
    for (size_t i = 0; words[i] != NULL; i++)
        free(words[i]);
    free(words);
}

struct terminal *door_enter(const struct door *door, const char *login,
                            const char *const *environment, const char *const *further)
{
    char **words = door_words(door, "ssh", login, further);
    struct terminal *terminal =
        terminal_start(&(struct terminal_options){.arguments = (const char *const *)words,
                                                  .environment = environment,
                                                  .rows = 24,
                                                  .columns = 80});
    door_words_free(words);
    assert_non_null(terminal);
    return terminal;
}

void door_state_purpose_for(struct terminal *terminal, const char *shown)
{
    expect_text(terminal, "Purpose of this session");
    expect_no_text(terminal, shown);
    terminal_type(terminal, "assurance\r");
    terminal_type(terminal, "a test of the door\r");
    expect_text(terminal, shown);
}

void door_state_purpose(struct terminal *terminal)
{
    door_state_purpose_for(terminal, SAMPLE_PEOPLE);
}

/* ------------------------------------------------------------------------------------ register */

static sqlite3 *connect_plainly(const struct door *door)
{
    char path[128];
    sqlite3 *database = NULL;
    snprintf(path, sizeof path, "%s/register.db", door->home);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    sqlite3_busy_timeout(database, 5000);
    return database;
}

int64_t door_number(const struct door *door, const char *sql)
{
    sqlite3 *database = connect_plainly(door);
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    const int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return number;
}

void door_tamper(const struct door *door, const char *sql)
{
    sqlite3 *database = connect_plainly(door);
    assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
}
