#include "fixture.h"

#include <dirent.h>
#include <sodium.h>
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

int fixture_open_with(void **state, const struct fixture_person *granted, size_t count,
                      struct vha_user *people)
{
    if (fixture_open(state) != 0)
        return -1;
    struct fixture *fixture = *state;
    for (size_t i = 0; i < count; i++) {
        fixture_grant(fixture, granted[i].login, granted[i].role, granted[i].scope, NULL);
        if (vha_register_user(fixture->reg, granted[i].login, &people[i], &fixture->error) !=
            VHA_OK)
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

int64_t fixture_entries(const struct fixture *fixture, const char *action, const char *outcome)
{
    char sql[256];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM audit WHERE action = '%s' AND outcome = '%s'",
             action, outcome);
    return fixture_number(fixture, sql);
}

void fixture_expect_words(const struct fixture *fixture, const char *words)
{
    if (strstr(fixture->error.message, words) == NULL)
        fail_msg("'%s' is not in: %s", words, fixture->error.message);
}

void fixture_expect_log_whole(struct fixture *fixture)
{
    struct vha_audit_head head;
    assert_status(vha_register_audit_verify(fixture->reg, NULL, &head, &fixture->error), VHA_OK,
                  fixture->error);
}

struct vha_user fixture_user(struct fixture *fixture, const char *login)
{
    struct vha_user user;
    assert_status(vha_register_user(fixture->reg, login, &user, &fixture->error), VHA_OK,
                  fixture->error);
    return user;
}

void fixture_add_user(const struct fixture *fixture, const char *login, const char *role)
{
    char sql[1024];
    snprintf(sql, sizeof sql,
             "INSERT INTO access (state, founding, login, reason, name, signed_on) "
             "VALUES ('granted', 1, '%s', 'for a test', 'Name of %s', '2026-10-01');"
             "INSERT INTO access_step (access, step, at, login, reason) "
             "SELECT number, 'granted', strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ', 'now'), 'mo2.one', "
             "'for a test' FROM access WHERE login = '%s';"
             "INSERT INTO user (login, name, role, created, all_of_london, access) "
             "SELECT login, name, '%s', '2026-10-01T00:00:00Z', 1, number FROM access "
             "WHERE login = '%s'",
             login, login, login, role, login);
    fixture_tamper(fixture, sql);
}

char *fixture_text(const struct fixture *fixture, const char *sql)
{
    sqlite3 *database = connect_plainly(fixture);
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(database));
    const char *text = sqlite3_step(statement) == SQLITE_ROW
                           ? (const char *)sqlite3_column_text(statement, 0)
                           : NULL;
    char *copy = text != NULL ? vha_copy_text(text) : NULL;
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return copy;
}

struct vha_application fixture_application(const char *login)
{
    const vha_date day = vha_date_from_civil((struct vha_civil_date){2026, 9, 1});
    return (struct vha_application){
        .login = login,
        .reason = "Research for the local intelligence team",
        .name = "Analyst Two",
        .pay_number = "P234567",
        .post = "Local intelligence team, Central South",
        .signed_on = day,
        .training_on = day - 30,
        .sop_version = "2.5",
    };
}

struct vha_authorisation fixture_authorisation(const char *login)
{
    return (struct vha_authorisation){
        .login = login,
        .name = "Superintendent Three",
        .rank = VHA_SUPERINTENDENT,
        .pay_number = "P345678",
        .authorised_on = vha_date_from_civil((struct vha_civil_date){2026, 9, 2}),
    };
}

void fixture_grant(struct fixture *fixture, const char *login, enum vha_user_role role,
                   const char *scope, const struct vha_ssh_key *key)
{
    const struct vha_application application = fixture_application(login);
    const struct vha_authorisation authorisation = fixture_authorisation(login);
    const struct vha_grant grant = {.login = login,
                                    .role = role,
                                    .scope = scope,
                                    .keys = key,
                                    .key_count = key != NULL ? 1 : 0};
    assert_status(vha_register_apply(fixture->reg, "mo2.one", &application, &fixture->error),
                  VHA_OK, fixture->error);
    assert_status(vha_register_authorise(fixture->reg, "mo2.one", &authorisation, &fixture->error),
                  VHA_OK, fixture->error);
    assert_status(vha_register_grant(fixture->reg, "mo2.one", &grant, &fixture->error), VHA_OK,
                  fixture->error);
}

struct vha_ssh_key fixture_key(int which)
{
    unsigned char bytes[51] = {0,   0,   0,   11,  's', 's', 'h', '-', 'e', 'd',
                               '2', '5', '5', '1', '9', 0,   0,   0,   32};
    bytes[50] = (unsigned char)which;
    struct vha_ssh_key key = {.type = "ssh-ed25519"};
    sodium_bin2base64(key.key, sizeof key.key, bytes, sizeof bytes, sodium_base64_VARIANT_ORIGINAL);
    return key;
}
