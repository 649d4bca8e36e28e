#include "fixture.h"
#include "unusual.h"

#include "vha/usage_review.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* As config/settings.yaml has them. */
static const struct vha_review_rules rules = {
    .history_months = 12,
    .least_months = 3,
    .least_records = 30,
    .z_tenths = 35,
    .from_hour = 7,
    .to_hour = 19,
    .habit_percent = 5,
    .least_outside = 10,
    .outside_percent = 25,
};

static const struct vha_user auditor = {.id = 8, .login = "mo5.one", .role = VHA_AUDITOR};

struct history {
    struct fixture *fixture;
    struct vha_arena *arena;
    sqlite3 *database;
    sqlite3_stmt *insert;
    int64_t number;
};

static int open_history(void **state)
{
    if (fixture_open(state) != 0)
        return -1;
    struct history *history = calloc(1, sizeof *history);
    assert_non_null(history);
    history->fixture = *state;
    history->arena = vha_arena_new();
    history->number = 1;
    fixture_tamper(history->fixture, "DROP TRIGGER audit_is_appended_to");
    assert_int_equal(sqlite3_open(history->fixture->path, &history->database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(history->database, "PRAGMA synchronous = OFF", NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(history->database,
                           "INSERT INTO audit (number, at, login, action, outcome, session, "
                           "previous, hash, form) VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
                           "printf('%064d', ?1 - 1), printf('%064d', ?1), 2)",
                           -1, &history->insert, NULL),
        SQLITE_OK);
    *state = history;
    return 0;
}

static int close_history(void **state)
{
    struct history *history = *state;
    void *fixture = history->fixture;
    sqlite3_finalize(history->insert);
    sqlite3_close(history->database);
    vha_arena_free(history->arena);
    free(history);
    return fixture_close(&fixture);
}

struct deed {
    const char *login;
    const char *at; /* "2026-10-02T09:30" */
    const char *action;
    const char *outcome;
    int session;
    int times;
};

static void did(struct history *history, struct deed deed)
{
    char at[32];
    snprintf(at, sizeof at, "%s:00Z", deed.at);
    history->number = fixture_number(history->fixture, "SELECT max(number) FROM audit");
    assert_int_equal(sqlite3_exec(history->database, "BEGIN IMMEDIATE", NULL, NULL, NULL),
                     SQLITE_OK);
    for (int i = 0; i < deed.times; i++) {
        sqlite3_bind_int64(history->insert, 1, ++history->number);
        sqlite3_bind_text(history->insert, 2, at, -1, SQLITE_STATIC);
        sqlite3_bind_text(history->insert, 3, deed.login, -1, SQLITE_STATIC);
        sqlite3_bind_text(history->insert, 4, deed.action, -1, SQLITE_STATIC);
        sqlite3_bind_text(history->insert, 5, deed.outcome, -1, SQLITE_STATIC);
        sqlite3_bind_int(history->insert, 6, deed.session);
        if (sqlite3_step(history->insert) != SQLITE_DONE)
            fail_msg("%s", sqlite3_errmsg(history->database));
        sqlite3_reset(history->insert);
    }
    assert_int_equal(sqlite3_exec(history->database, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
}

static void opened(struct history *history, const char *login, const char *at, int times)
{
    did(history, (struct deed){login, at, "open", "done", 1, times});
}

/* A user of one BCU, or of several with a blank between. */
static void add_user(const struct history *history, const char *login, const char *role,
                     const char *bcus)
{
    fixture_add_user(history->fixture, login, role);
    for (const char *at = bcus; *at != '\0'; at += strcspn(at, " "), at += *at == ' ') {
        char sql[256];
        snprintf(sql, sizeof sql,
                 "UPDATE user SET all_of_london = 0 WHERE login = '%s';"
                 "INSERT INTO user_bcu SELECT id, '%.2s' FROM user WHERE login = '%s'",
                 login, at, login);
        fixture_tamper(history->fixture, sql);
    }
}

static struct vha_review review(struct history *history, const char *month)
{
    struct vha_review review;
    assert_status(vha_register_review(history->fixture->reg, &auditor, month, &rules,
                                      history->arena, &review, &history->fixture->error),
                  VHA_OK, history->fixture->error);
    return review;
}

static const struct vha_review_user *user_of(const struct vha_review *review, const char *login)
{
    for (size_t i = 0; i < review->user_count; i++)
        if (strcmp(review->users[i].login, login) == 0)
            return &review->users[i];
    fail_msg("%s is not in the review", login);
    return NULL;
}

/* -------------------------------------------------------------------------------- the statistic */

static void test_modified_z_score(void **state)
{
    (void)state;
    static const struct {
        int64_t values[9];
        size_t count;
        int64_t value;
        double median;
        double score;
    } cases[] = {
        {{9, 1, 8, 2, 7, 3, 6, 4, 5}, 9, 20, 5, 0.6745 * 15 / 2},
        {{9, 1, 8, 2, 7, 3, 6, 4, 5}, 9, 5, 5, 0},
        {{1, 2, 3, 10}, 4, 0, 2.5, 0.6745 * -2.5 / 1},  /* deviations 0.5, 0.5, 1.5, 7.5 */
        {{4, 4, 4, 4, 9}, 5, 9, 4, 5 / (1.253314 * 1)}, /* MAD 0, the mean deviation 1 */
        {{4, 4, 4}, 3, 5, 4, 1000},
        {{4, 4, 4}, 3, 4, 4, 0},
        {{4}, 1, 3, 4, -1000},
        {{0}, 0, 7, 0, 0},
    };
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        struct sample sample = {.count = 0};
        for (size_t j = 0; j < cases[i].count; j++)
            sample_add(&sample, cases[i].values[j]);
        const double score = sample_z_score(&sample, cases[i].value);
        if (fabs(score - cases[i].score) > 1e-9)
            fail_msg("case %zu: %f, not %f", i, score, cases[i].score);
        assert_true(fabs(sample_median(&sample) - cases[i].median) < 1e-9);
        free(sample.values);
    }
}

/* Clocks change at 01:00 UTC on the last Sundays of March and October. */
static void test_hours_in_london(void **state)
{
    (void)state;
    static const struct {
        struct vha_civil_date day;
        int utc;
        int london;
    } hours[] = {
        {{2026, 1, 15}, 12, 12}, {{2026, 7, 15}, 12, 13},  {{2026, 7, 15}, 23, 0},
        {{2026, 3, 28}, 23, 23}, {{2026, 3, 29}, 0, 0},    {{2026, 3, 29}, 1, 2},
        {{2026, 10, 25}, 0, 1},  {{2026, 10, 25}, 1, 1},   {{2026, 10, 24}, 23, 0},
        {{2024, 3, 31}, 1, 2},   {{2024, 3, 30}, 1, 1},    {{2027, 10, 31}, 1, 1},
        {{2027, 10, 30}, 1, 2},  {{2026, 12, 31}, 23, 23},
    };
    for (size_t i = 0; i < VHA_COUNT(hours); i++)
        assert_int_equal(register_london_hour(vha_date_from_civil(hours[i].day), hours[i].utc),
                         hours[i].london);
}

/* ------------------------------------------------------------------------------------- counting */

static void test_what_a_month_holds(void **state)
{
    struct history *history = *state;
    add_user(history, "analyst.as", "analyst", "AS");
    add_user(history, "analyst.two", "analyst", "AS CN");
    add_user(history, "idle.one", "analyst", "CN");
    static const struct deed deeds[] = {
        {"analyst.as", "2026-10-01T09:00", "open", "done", 11, 3},
        {"analyst.as", "2026-10-02T09:00", "open", "refused", 12, 2},
        {"analyst.as", "2026-10-02T09:00", "list", "done", 12, 4},
        {"analyst.as", "2026-10-31T23:59", "search", "done", 12, 5},
        {"analyst.as", "2026-09-30T23:59", "open", "done", 10, 7},
        {"analyst.as", "2026-11-01T00:00", "open", "done", 13, 7},
        {"analyst.as", "2026-10-05T09:00", "clock", "done", 12, 1},
        {"analyst.two", "2026-10-05T09:00", "open", "done", 15, 1},
        {"analyst.two", "2026-10-05T09:00", "open", "failed", 15, 1},
        {"stranger", "2026-10-05T09:00", "enter", "refused", 0, 6},
    };
    for (size_t i = 0; i < VHA_COUNT(deeds); i++)
        did(history, deeds[i]);
    const struct vha_review october = review(history, "2026-10");
    const struct vha_review_user *user = user_of(&october, "analyst.as");
    assert_string_equal(user->name, "Name of analyst.as");
    assert_string_equal(user->role, "analyst");
    assert_string_equal(user->scope, "AS");
    assert_int_equal(user->sessions, 2);
    assert_int_equal(user->entries, 14);
    assert_int_equal(user->opened, 3);
    assert_int_equal(user->lists, 4);
    assert_int_equal(user->searches, 5);
    assert_int_equal(user->refusals, 2);
    assert_string_equal(user->words, "");
    assert_int_equal(user_of(&october, "idle.one")->entries, 0);
    assert_string_equal(user_of(&october, "stranger")->role, "");
    assert_int_equal(user_of(&october, "stranger")->refusals, 6);
    /* BCUs, then all of London, then those who are no users. */
    assert_int_equal(october.bcu_count, 4);
    static const struct {
        const char *bcu;
        size_t users;
        int64_t opened;
        int64_t refusals;
    } bcus[] = {{"AS", 2, 4, 2}, {"CN", 2, 1, 0}, {"all", 1, 0, 0}, {"", 1, 0, 6}};
    for (size_t i = 0; i < VHA_COUNT(bcus); i++) {
        assert_string_equal(october.bcus[i].bcu, bcus[i].bcu);
        assert_int_equal(october.bcus[i].user_count, bcus[i].users);
        assert_int_equal(october.bcus[i].opened, bcus[i].opened);
        assert_int_equal(october.bcus[i].refusals, bcus[i].refusals);
    }
    assert_string_equal(october.bcus[0].users[0]->login, "analyst.as");
    assert_string_equal(october.bcus[0].users[1]->login, "analyst.two");
}

/* --------------------------------------------------------------------------------------- volume */

/* A user's ten times as many as ever is unusual; as many from somebody who always does is not. */
static void test_unusual_volume(void **state)
{
    struct history *history = *state;
    static const char *const months[] = {"2026-05-11T10:00", "2026-06-11T10:00", "2026-07-11T10:00",
                                         "2026-08-11T10:00", "2026-09-11T10:00"};
    static const char *const busy[] = {"busy.one", "busy.two", "busy.three", "sudden"};
    for (size_t u = 0; u < VHA_COUNT(busy); u++) {
        add_user(history, busy[u], "analyst", "AS");
        for (size_t m = 0; m < VHA_COUNT(months); m++)
            opened(history, busy[u], months[m], u == 3 ? 10 + (int)m : 90 + 7 * (int)(u + m));
    }
    for (size_t u = 0; u < VHA_COUNT(busy); u++)
        opened(history, busy[u], "2026-10-12T10:00", u == 3 ? 110 : 112);
    const struct vha_review october = review(history, "2026-10");
    for (size_t u = 0; u < 3; u++)
        assert_false(user_of(&october, busy[u])->unusual_volume);
    const struct vha_review_user *user = user_of(&october, "sudden");
    assert_true(user->unusual_volume);
    assert_false(user->unusual_hours);
    /* Median 12, MAD 1: 0.6745 * 98. Beside the others it is nothing. */
    assert_string_equal(user->words,
                        "110 records opened, beside a median of 12.0 in 5 of their own "
                        "months (modified z-score 66.1)");
}

/* Newcomers have no months of their own; those of others in their role stand in. */
static void test_newcomers_beside_others(void **state)
{
    struct history *history = *state;
    add_user(history, "steady", "analyst", "AS");
    add_user(history, "newcomer", "analyst", "AS");
    add_user(history, "mo2.two", "mo2", "");
    static const struct {
        const char *at;
        int count;
    } months[] = {{"2026-06-11T10:00", 20},
                  {"2026-07-11T10:00", 24},
                  {"2026-08-11T10:00", 22},
                  {"2026-09-11T10:00", 21},
                  {"2026-10-11T10:00", 23}};
    for (size_t m = 0; m < VHA_COUNT(months); m++)
        opened(history, "steady", months[m].at, months[m].count);
    opened(history, "newcomer", "2026-10-12T10:00", 60);
    opened(history, "mo2.two", "2026-10-12T10:00", 600); /* nobody to compare with */
    const struct vha_review october = review(history, "2026-10");
    const struct vha_review_user *user = user_of(&october, "newcomer");
    assert_true(user->unusual_volume);
    assert_non_null(strstr(user->words, "beside a median of 22.0 in 5 of others' (same role) "
                                        "months (modified z-score 25.6)"));
    assert_false(user_of(&october, "mo2.two")->unusual_volume);
    assert_false(user_of(&october, "steady")->unusual_volume);
}

/* A handful more than next to nothing is no news, and months without any use are no months. */
static void test_small_numbers(void **state)
{
    struct history *history = *state;
    add_user(history, "small", "analyst", "AS");
    for (int month = 1; month <= 9; month++) {
        char at[32];
        snprintf(at, sizeof at, "2026-%02d-11T10:00", month);
        if (month % 3 == 0)
            opened(history, "small", at, 1);
    }
    opened(history, "small", "2026-10-11T10:00", 29);
    struct vha_review month = review(history, "2026-10");
    assert_false(user_of(&month, "small")->unusual_volume);
    opened(history, "small", "2026-10-11T10:00", 1);
    month = review(history, "2026-10");
    assert_true(user_of(&month, "small")->unusual_volume);
    assert_non_null(strstr(user_of(&month, "small")->words, "median of 1.0 in 3 of their own"));
}

/* ---------------------------------------------------------------------------------------- hours */

static void test_unusual_hours(void **state)
{
    struct history *history = *state;
    static const char *const months[] = {"2026-06", "2026-07", "2026-08", "2026-09"};
    static const char *const logins[] = {"days", "nights", "turned", "newcomer", "few"};
    for (size_t u = 0; u < VHA_COUNT(logins); u++)
        add_user(history, logins[u], "analyst", "AS");
    for (size_t m = 0; m < VHA_COUNT(months); m++) {
        char at[32];
        snprintf(at, sizeof at, "%s-11T10:00", months[m]);
        opened(history, "days", at, 40);
        opened(history, "turned", at, 40);
        opened(history, "few", at, 40);
        snprintf(at, sizeof at, "%s-11T02:00", months[m]);
        opened(history, "nights", at, 40);
    }
    opened(history, "days", "2026-10-12T06:10", 40);   /* 07:10 in London */
    opened(history, "days", "2026-10-12T18:30", 12);   /* 19:30, under a quarter of all */
    opened(history, "nights", "2026-10-12T02:30", 40); /* as ever */
    opened(history, "turned", "2026-10-12T10:00", 30);
    opened(history, "turned", "2026-10-12T02:30", 10);
    opened(history, "newcomer", "2026-10-12T21:00", 10);
    opened(history, "few", "2026-10-12T21:00", 9);
    const struct vha_review october = review(history, "2026-10");
    static const struct {
        const char *login;
        int64_t outside;
        bool unusual;
    } expected[] = {
        {"days", 12, false},    {"nights", 0, false}, {"turned", 10, true},
        {"newcomer", 10, true}, {"few", 9, false},
    };
    for (size_t i = 0; i < VHA_COUNT(expected); i++) {
        const struct vha_review_user *user = user_of(&october, expected[i].login);
        if (user->outside != expected[i].outside || user->unusual_hours != expected[i].unusual)
            fail_msg("%s: %d outside: %s", user->login, (int)user->outside, user->words);
    }
    assert_string_equal(user_of(&october, "turned")->words,
                        "10 of 40 entries outside 07:00 to 19:00 and the hours that they usually "
                        "keep");
}

/* ------------------------------------------------------------------------------- who may, on
 * record
 */

static void test_review_is_permitted_and_logged(void **state)
{
    struct history *history = *state;
    struct fixture *fixture = history->fixture;
    struct vha_review month;
    static const char *const wrong[] = {"",           "2026",     "2026-13", "2026-1",
                                        "2026-10-01", "20261001", "9999-01"};
    static const struct vha_user users[] = {
        {.login = "u", .role = VHA_ANALYST},
        {.login = "u", .role = VHA_HEAD_OF_CID},
        {.login = "u", .role = VHA_COORDINATOR},
    };
    for (size_t i = 0; i < VHA_COUNT(wrong); i++)
        assert_status(vha_register_review(fixture->reg, &auditor, wrong[i], &rules, history->arena,
                                          &month, &fixture->error),
                      VHA_USAGE, fixture->error);
    for (size_t i = 0; i < VHA_COUNT(users); i++)
        assert_status(vha_register_review(fixture->reg, &users[i], "2026-10", &rules,
                                          history->arena, &month, &fixture->error),
                      VHA_NO_PERMISSION, fixture->error);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = "
                                             "'audit-review' AND outcome = 'refused' AND subject = "
                                             "'2026-10'"),
                     VHA_COUNT(users));
    month = review(history, "2026-10");
    assert_int_equal(month.user_count, 1); /* the first user; what is tried here is of today */
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = "
                                             "'audit-review' AND outcome = 'done' AND login = "
                                             "'mo5.one' AND subject = '2026-10'"),
                     1);
    fixture_tamper(fixture, "CREATE TRIGGER full BEFORE INSERT ON audit "
                            "BEGIN SELECT RAISE(ABORT, 'no'); END");
    assert_int_not_equal(vha_register_review(fixture->reg, &auditor, "2026-10", &rules,
                                             history->arena, &month, &fixture->error),
                         VHA_OK);
}

#define WITH_HISTORY(test) cmocka_unit_test_setup_teardown(test, open_history, close_history)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_modified_z_score),
        cmocka_unit_test(test_hours_in_london),
        WITH_HISTORY(test_what_a_month_holds),
        WITH_HISTORY(test_unusual_volume),
        WITH_HISTORY(test_newcomers_beside_others),
        WITH_HISTORY(test_small_numbers),
        WITH_HISTORY(test_unusual_hours),
        WITH_HISTORY(test_review_is_permitted_and_logged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
