#include "register.h"

#include "review.sql.h"
#include "unusual.h"

#include "vha/usage_review.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The monthly review (GVM recommendation 1): who used the workstation how much, and what stands
 * out. A month is compared with the months before it. */

enum { HOURS = 24, MONTH_SIZE = 8, MOST_MONTHS = VHA_REVIEW_MOST_MONTHS + 1 };

static const char unread[] = "the month cannot be reviewed";

/* What one login did in one month. */
struct month {
    int64_t entries;
    int64_t opened;
    int64_t lists;
    int64_t searches;
    int64_t refusals;
    int64_t hours[HOURS]; /* entries by the hour in London */
};

/* A login's months; the first is the one under review, then the ones before it. */
struct person {
    struct vha_review_user shown;
    struct month months[MOST_MONTHS];
};

struct work {
    const struct vha_review_rules *rules;
    struct vha_arena *arena;
    char names[MOST_MONTHS][MONTH_SIZE]; /* of the months: "2026-10" */
    char end[MONTH_SIZE];                /* the month after */
    size_t month_count;
    struct person *people;
    size_t count;
    size_t sorted; /* so many at the beginning stand in the order of their logins */
    size_t capacity;
};

/* ------------------------------------------------------------------------------------- the months
 */

static void name_month(char out[MONTH_SIZE], int year, int month)
{
    char day[VHA_DATE_SIZE];
    vha_date_format(day, vha_date_from_civil((struct vha_civil_date){year, month, 1}));
    snprintf(out, MONTH_SIZE, "%.*s", MONTH_SIZE - 1, day);
}

/* "2026-10", of a month that has begun. */
static enum vha_status read_month(const char *text, int *year, int *month, struct vha_error *error)
{
    char day[VHA_DATE_SIZE];
    vha_date first = VHA_NO_DATE;
    if (strlen(text) + 1 == MONTH_SIZE)
        snprintf(day, sizeof day, "%s-01", text);
    if (strlen(text) + 1 != MONTH_SIZE || !vha_date_parse(day, strlen(day), &first))
        return vha_fail(error, VHA_USAGE, "'%s' is no month; it has the form 2026-10.", text);
    if (first > vha_today())
        return vha_fail(error, VHA_USAGE, "The month %s is still to come.", text);
    const struct vha_civil_date civil = vha_civil_from_date(first);
    *year = civil.year;
    *month = civil.month;
    return VHA_OK;
}

static void name_months(struct work *work, int year, int month)
{
    enum { YEAR = 12 };
    const int after = year * YEAR + month; /* counted from 0, the month after */
    name_month(work->end, after / YEAR, after % YEAR + 1);
    for (size_t i = 0; i < work->month_count; i++) {
        const int at = after - 1 - (int)i;
        name_month(work->names[i], at / YEAR, at % YEAR + 1);
    }
}

/* ----------------------------------------------------------------------------------- the people */

static const char *text(sqlite3_stmt *statement, int column)
{
    const char *found = (const char *)sqlite3_column_text(statement, column);
    return found != NULL ? found : "";
}

static char *keep(const struct work *work, const char *what)
{
    return vha_arena_text(work->arena, what, strlen(what));
}

static int by_login(const void *one, const void *other)
{
    const struct person *const a = one;
    const struct person *const b = other;
    return strcmp(a->shown.login, b->shown.login);
}

static struct person *find_person(const struct work *work, const char *login)
{
    const struct person wanted = {.shown = {.login = login}};
    return work->count == 0
               ? NULL
               : bsearch(&wanted, work->people, work->count, sizeof *work->people, by_login);
}

/* People who are no users, or are no more, are strangers of no role. */
static struct person *add_person(struct work *work, const char *login)
{
    work->people = vha_grow(work->people, work->count, &work->capacity, sizeof *work->people);
    struct person *const person = &work->people[work->count++];
    *person = (struct person){.shown = {.login = keep(work, login), .name = "", .role = ""}};
    person->shown.scope = "";
    person->shown.words = "";
    return person;
}

static void take_hour(struct work *work, sqlite3_stmt *statement)
{
    enum { LOGIN, MONTH, DAY, HOUR, ENTRIES, OPENED, LISTS, SEARCHES, REFUSALS };
    struct person *person = work->count > 0 ? &work->people[work->count - 1] : NULL;
    if (person == NULL || strcmp(person->shown.login, text(statement, LOGIN)) != 0)
        person = add_person(work, text(statement, LOGIN));
    vha_date day = 0;
    const char *date = text(statement, DAY);
    const int hour = sqlite3_column_int(statement, HOUR);
    if (!vha_date_parse(date, strlen(date), &day) || hour < 0 || hour >= HOURS)
        return;
    for (size_t i = 0; i < work->month_count; i++) {
        if (strcmp(work->names[i], text(statement, MONTH)) != 0)
            continue;
        struct month *const month = &person->months[i];
        const int64_t entries = sqlite3_column_int64(statement, ENTRIES);
        month->entries += entries;
        month->opened += sqlite3_column_int64(statement, OPENED);
        month->lists += sqlite3_column_int64(statement, LISTS);
        month->searches += sqlite3_column_int64(statement, SEARCHES);
        month->refusals += sqlite3_column_int64(statement, REFUSALS);
        month->hours[register_london_hour(day, hour)] += entries;
    }
}

static void take_sessions(struct work *work, sqlite3_stmt *statement)
{
    struct person *const person = find_person(work, text(statement, 0));
    if (person != NULL)
        person->shown.sessions = sqlite3_column_int64(statement, 1);
}

/* Users who did nothing are in the review too. */
static void take_user(struct work *work, sqlite3_stmt *statement)
{
    struct person *person = find_person(work, text(statement, 0));
    if (person == NULL)
        person = add_person(work, text(statement, 0));
    person->shown.name = keep(work, text(statement, 1));
    person->shown.role = keep(work, text(statement, 2));
    person->shown.scope = keep(work, text(statement, 3));
}

/* Runs a statement over the entries from one month to another, or over none. */
static enum vha_status each_row(struct vha_register *reg, const char *name, const char *from,
                                const char *end, struct work *work,
                                void (*take)(struct work *work, sqlite3_stmt *statement),
                                struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, review_sql, name, &statement, error);
    if (status != VHA_OK)
        return status;
    const bool bound =
        from == NULL || (sql_bind_text(statement, 1, from) && sql_bind_text(statement, 2, end));
    int result = SQLITE_NOMEM;
    while (bound && (result = sqlite3_step(statement)) == SQLITE_ROW)
        take(work, statement);
    if (result != SQLITE_DONE)
        status = register_fail(reg, unread, error);
    sqlite3_finalize(statement);
    return status;
}

static enum vha_status gather(struct vha_register *reg, struct work *work, struct vha_error *error)
{
    const char *first = work->names[work->month_count - 1];
    enum vha_status status = each_row(reg, "hours", first, work->end, work, take_hour, error);
    work->sorted = work->count; /* as the rows were */
    if (status == VHA_OK)
        status = each_row(reg, "sessions", work->names[0], work->end, work, take_sessions, error);
    if (status == VHA_OK)
        status = each_row(reg, "users", NULL, NULL, work, take_user, error);
    if (work->count > 0)
        qsort(work->people, work->count, sizeof *work->people, by_login);
    return status;
}

/* ------------------------------------------------------------------------------ what stands out */

/* Adds the person's months in which they did anything, from month `first` on. */
static void add_months(const struct work *work, const struct person *person, size_t first,
                       struct sample *sample)
{
    for (size_t i = first; i < work->month_count; i++)
        if (person->months[i].entries > 0)
            sample_add(sample, person->months[i].opened);
}

static void say(const struct work *work, struct vha_review_user *user, const char *words)
{
    user->words = vha_arena_format(work->arena, "%s%s%s", user->words,
                                   user->words[0] != '\0' ? "; " : "", words);
}

static void judge_beside(const struct work *work, struct vha_review_user *user,
                         struct sample *sample, const char *whose)
{
    static const double tenth = 10;
    const double score = sample_z_score(sample, user->opened);
    if (sample->count < (size_t)work->rules->least_months ||
        score * tenth <= (double)work->rules->z_tenths)
        return;
    char words[256];
    snprintf(words, sizeof words,
             "%" PRId64 " records opened, beside a median of %.1f in %zu of %s months (modified "
             "z-score %.1f)",
             user->opened, sample_median(sample), sample->count, whose, score);
    user->unusual_volume = true;
    say(work, user, words);
}

/* Beside the user's own months, and beside those of everybody else in the same role. */
static void judge_volume(const struct work *work, struct person *person)
{
    struct vha_review_user *const user = &person->shown;
    if (user->opened < work->rules->least_records)
        return;
    struct sample own = {.count = 0};
    struct sample others = {.count = 0};
    add_months(work, person, 1, &own);
    for (size_t i = 0; i < work->count; i++)
        if (&work->people[i] != person && strcmp(work->people[i].shown.role, user->role) == 0)
            add_months(work, &work->people[i], 0, &others);
    judge_beside(work, user, &own, "their own");
    judge_beside(work, user, &others, "others' (same role)");
    free(own.values);
    free(others.values);
}

/* The hours in which a user of some standing is often at work: nights are no news of those who
 * always work nights. */
static void find_habit(const struct work *work, const struct person *person, bool habit[HOURS])
{
    enum { HUNDRED = 100 };
    int64_t active = 0;
    int64_t all = 0;
    int64_t hours[HOURS] = {0};
    for (size_t i = 1; i < work->month_count; i++) {
        active += person->months[i].entries > 0;
        all += person->months[i].entries;
        for (int hour = 0; hour < HOURS; hour++)
            hours[hour] += person->months[i].hours[hour];
    }
    for (int hour = 0; hour < HOURS; hour++)
        habit[hour] = active >= work->rules->least_months &&
                      hours[hour] * HUNDRED >= work->rules->habit_percent * all;
}

static void judge_hours(const struct work *work, struct person *person)
{
    enum { HUNDRED = 100 };
    const struct vha_review_rules *const rules = work->rules;
    struct vha_review_user *const user = &person->shown;
    bool habit[HOURS];
    find_habit(work, person, habit);
    for (int hour = 0; hour < HOURS; hour++)
        if ((hour < rules->from_hour || hour >= rules->to_hour) && !habit[hour])
            user->outside += person->months[0].hours[hour];
    if (user->outside < rules->least_outside ||
        user->outside * HUNDRED < rules->outside_percent * user->entries)
        return;
    char words[256];
    snprintf(words, sizeof words,
             "%" PRId64 " of %" PRId64 " entries outside %02" PRId64 ":00 to %02" PRId64
             ":00 and the hours that they usually keep",
             user->outside, user->entries, rules->from_hour, rules->to_hour);
    user->unusual_hours = true;
    say(work, user, words);
}

static void judge(const struct work *work)
{
    for (size_t i = 0; i < work->count; i++) {
        const struct month *const month = &work->people[i].months[0];
        struct vha_review_user *const user = &work->people[i].shown;
        user->entries = month->entries;
        user->opened = month->opened;
        user->lists = month->lists;
        user->searches = month->searches;
        user->refusals = month->refusals;
    }
    for (size_t i = 0; i < work->count; i++) {
        judge_volume(work, &work->people[i]);
        judge_hours(work, &work->people[i]);
    }
}

/* ------------------------------------------------------------------------------------ by the BCU
 */

static struct vha_review_bcu *bcu_of(struct vha_review *review, const struct work *work,
                                     const char *name, size_t length)
{
    for (size_t i = 0; i < review->bcu_count; i++)
        if (strlen(review->bcus[i].bcu) == length &&
            strncmp(review->bcus[i].bcu, name, length) == 0)
            return &review->bcus[i];
    if (review->bcu_count == VHA_REVIEW_MOST_BCUS)
        return &review->bcus[VHA_REVIEW_MOST_BCUS - 1];
    struct vha_review_bcu *const bcu = &review->bcus[review->bcu_count++];
    *bcu = (struct vha_review_bcu){
        .bcu = vha_arena_text(work->arena, name, length),
        .users = vha_arena_alloc(work->arena, work->count * sizeof(struct vha_review_user *)),
    };
    return bcu;
}

static void add_to_bcu(struct vha_review_bcu *bcu, const struct vha_review_user *user)
{
    bcu->users[bcu->user_count++] = user;
    bcu->sessions += user->sessions;
    bcu->opened += user->opened;
    bcu->lists += user->lists;
    bcu->searches += user->searches;
    bcu->refusals += user->refusals;
}

/* BCUs by their codes, then all of London, then those who are no users. */
static int by_bcu(const void *one, const void *other)
{
    static const char *const last[] = {"all", ""};
    const struct vha_review_bcu *const a = one;
    const struct vha_review_bcu *const b = other;
    for (size_t i = VHA_COUNT(last); i-- > 0;) {
        const bool first = strcmp(a->bcu, last[i]) == 0;
        const bool second = strcmp(b->bcu, last[i]) == 0;
        if (first || second)
            return first - second;
    }
    return strcmp(a->bcu, b->bcu);
}

/* Whoever has several BCUs stands under each of them. */
static void group(const struct work *work, struct vha_review *review)
{
    for (size_t i = 0; i < work->count; i++) {
        const struct vha_review_user *const user = &review->users[i];
        const char *at = user->scope;
        do {
            const size_t length = strcspn(at, " ");
            add_to_bcu(bcu_of(review, work, at, length), user);
            at += length;
            at += strspn(at, " ");
        } while (*at != '\0');
    }
    qsort(review->bcus, review->bcu_count, sizeof *review->bcus, by_bcu);
}

/* -------------------------------------------------------------------------------------- review */

static void hand_over(const struct work *work, const char *month, struct vha_review *review)
{
    *review = (struct vha_review){.month = keep(work, month), .user_count = work->count};
    struct vha_review_user *users = vha_arena_alloc(work->arena, (work->count + 1) * sizeof *users);
    for (size_t i = 0; i < work->count; i++)
        users[i] = work->people[i].shown;
    review->users = users;
    group(work, review);
}

enum vha_status vha_register_review(struct vha_register *reg, const struct vha_user *user,
                                    const char *month, const struct vha_review_rules *rules,
                                    struct vha_arena *arena, struct vha_review *review,
                                    struct vha_error *error)
{
    int year = 0;
    int number = 0;
    const char *action = vha_action_name(VHA_ACTION_AUDIT_REVIEW);
    enum vha_status status = vha_register_permit(reg, user, VHA_ACTION_AUDIT_REVIEW, month, error);
    if (status == VHA_OK)
        status = read_month(month, &year, &number, error);
    if (status == VHA_OK)
        status = vha_register_audit(
            reg,
            &(struct vha_audit_entry){
                .login = user->login, .action = action, .outcome = "done", .subject = month},
            error);
    if (status != VHA_OK)
        return status;
    const int64_t before = rules->history_months < VHA_REVIEW_MOST_MONTHS ? rules->history_months
                                                                          : VHA_REVIEW_MOST_MONTHS;
    struct work work = {.rules = rules, .arena = arena, .month_count = (size_t)before + 1};
    name_months(&work, year, number);
    status = gather(reg, &work, error);
    if (status == VHA_OK) {
        judge(&work);
        hand_over(&work, month, review);
    }
    free(work.people);
    return status;
}
