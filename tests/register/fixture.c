#include "fixture.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int fixture_folder(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    if (fixture == NULL)
        return -1;
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/vha-test-register-XXXXXX");
    if (mkdtemp(fixture->folder) == NULL) {
        free(fixture);
        return -1;
    }
    snprintf(fixture->path, sizeof fixture->path, "%s/register.db", fixture->folder);
    *state = fixture;
    return 0;
}

int fixture_open(void **state)
{
    if (fixture_folder(state) != 0)
        return -1;
    struct fixture *fixture = *state;
    if (vha_register_create(fixture->path, "mo2.one", "Officer One", &fixture->error) != VHA_OK ||
        vha_register_open(fixture->path, 2000, &fixture->reg, &fixture->error) != VHA_OK) {
        fprintf(stderr, "%s\n", fixture->error.message);
        return -1;
    }
    return 0;
}

int fixture_close(void **state)
{
    struct fixture *fixture = *state;
    vha_register_close(fixture->reg);
    DIR *folder = opendir(fixture->folder);
    const struct dirent *entry = NULL;
    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", fixture->folder, entry->d_name);
        unlink(path);
    }
    if (folder != NULL)
        closedir(folder);
    const int removed = rmdir(fixture->folder);
    free(fixture);
    return removed;
}

static sqlite3 *connect_plainly(const struct fixture *fixture)
{
    sqlite3 *database = NULL;
    assert_int_equal(sqlite3_open(fixture->path, &database), SQLITE_OK);
    sqlite3_busy_timeout(database, 5000);
    return database;
}

void fixture_tamper(const struct fixture *fixture, const char *sql)
{
    sqlite3 *database = connect_plainly(fixture);
    char *message = NULL;
    if (sqlite3_exec(database, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
    sqlite3_close(database);
}

int64_t fixture_number(const struct fixture *fixture, const char *sql)
{
    sqlite3 *database = connect_plainly(fixture);
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(database));
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    const int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return number;
}

void fixture_add_user(const struct fixture *fixture, const char *login, const char *role)
{
    char sql[256];
    snprintf(sql, sizeof sql,
             "INSERT INTO user (login, name, role, created) "
             "VALUES ('%s', 'Name of %s', '%s', '2026-10-01T00:00:00Z')",
             login, login, role);
    fixture_tamper(fixture, sql);
}
