#include "person.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POLICY_BYTES = 1 << 20 };

struct vha_policy *policy_with(const char *const (*changes)[2], size_t count)
{
    struct vha_error error = {0};
    char *text = NULL;
    size_t length = 0;
    assert_int_equal(vha_read_file(DEFAULT_POLICY, POLICY_BYTES, &text, &length, &error), VHA_OK);
    for (size_t i = 0; i < count; i++) {
        const char *at = strstr(text, changes[i][0]);
        assert_non_null(at);
        const int before = (int)(strlen(text) - strlen(at));
        const size_t size = length + strlen(changes[i][1]) + 1;
        char *changed = vha_alloc(size);
        snprintf(changed, size, "%.*s%s%s", before, text, changes[i][1],
                 text + before + strlen(changes[i][0]));
        free(text);
        text = changed;
        length = strlen(text);
    }
    struct vha_policy *policy = NULL;
    if (vha_policy_parse("changed policy", text, length, &policy, &error) != VHA_OK)
        fail_msg("%s", error.message);
    free(text);
    return policy;
}

struct vha_policy *default_policy(void)
{
    return policy_with(NULL, 0);
}

vha_date day(const char *text)
{
    vha_date date = VHA_NO_DATE;
    if (!vha_date_parse(text, strlen(text), &date))
        fail_msg("'%s' is no day", text);
    return date;
}

void person_bind(struct person *person)
{
    person->individual.crimes = person->crimes;
    person->individual.intel = person->intel;
    person->individual.custody = person->custody;
}

/* ------------------------------------------------------------------------------------- reading */

enum { MAX_WORDS = 8 };

static uint8_t read_roles(char *words)
{
    uint8_t roles = 0;
    char *rest = NULL;
    for (char *word = strtok_r(words, "+", &rest); word != NULL; word = strtok_r(NULL, "+", &rest))
        roles |= vha_role_of(word, strlen(word));
    assert_true(roles != 0);
    return roles;
}

/* PWITS is the one offence of the tests that no category covers. */
static uint16_t read_offence(const struct vha_policy *policy, const char *word)
{
    const uint16_t category = vha_policy_category(policy, word, strlen(word));
    if (category == VHA_OUT_OF_SCOPE)
        assert_string_equal(word, "PWITS");
    return category;
}

static void read_crime(const struct vha_policy *policy, char *const *words, size_t count,
                       struct person *person)
{
    const size_t number = person->individual.crime_count++;
    struct vha_crime_fact *fact = &person->crimes[number];
    assert_true(count >= 4);
    *fact = (struct vha_crime_fact){
        .report = (uint32_t)number + 1,
        .offence_date = day(words[1]),
        .category = read_offence(policy, words[2]),
        .roles = read_roles(words[3]),
    };
    for (size_t i = 4; i < count; i++) {
        if (words[i][0] == '#')
            fact->report = (uint32_t)strtoul(words[i] + 1, NULL, 10);
        else
            fact->features |= vha_policy_features(policy, words[i], strlen(words[i]));
    }
}

static void read_intel(const struct vha_policy *policy, char *const *words, size_t count,
                       struct person *person)
{
    assert_true(count >= 4);
    const int grade = vha_policy_grade(policy, words[3], strlen(words[3]));
    assert_true(grade >= 0);
    person->intel[person->individual.intel_count] = (struct vha_intel_fact){
        .report = (uint32_t)person->individual.intel_count + 1,
        .crime_report = count > 4 ? (uint32_t)strtoul(words[4] + 1, NULL, 10) : VHA_NO_REPORT,
        .report_date = day(words[1]),
        .category = read_offence(policy, words[2]),
        .grade = (uint8_t)grade,
    };
    person->individual.intel_count++;
}

static void read_held(char *const *words, size_t count, struct person *person)
{
    assert_true(count >= 2);
    person->custody[person->individual.custody_count++] = (struct vha_custody_fact){
        .received = day(words[1]),
        .released = count > 2 ? day(words[2]) : VHA_NO_DATE,
    };
}

void person_read(const struct vha_policy *policy, const char *text, struct person *person)
{
    *person = (struct person){0};
    person_bind(person);
    char *copy = vha_copy_text(text);
    char *rest = NULL;
    for (char *line = strtok_r(copy, "|\n", &rest); line != NULL;
         line = strtok_r(NULL, "|\n", &rest)) {
        char nothing[] = "";
        char *words[MAX_WORDS] = {nothing, nothing, nothing, nothing,
                                  nothing, nothing, nothing, nothing};
        size_t count = 0;
        char *line_rest = NULL;
        for (char *word = strtok_r(line, " ", &line_rest); word != NULL && count < MAX_WORDS;
             word = strtok_r(NULL, " ", &line_rest))
            words[count++] = word;
        if (count == 0)
            continue;
        if (strcmp(words[0], "crime") == 0)
            read_crime(policy, words, count, person);
        else if (strcmp(words[0], "intel") == 0)
            read_intel(policy, words, count, person);
        else if (strcmp(words[0], "held") == 0)
            read_held(words, count, person);
        else
            fail_msg("'%s' is no sort of fact", words[0]);
    }
    free(copy);
}

/* ------------------------------------------------------------------------------------- telling */

static void tell_verdicts(const struct vha_judged *judged, size_t count, char *text)
{
    for (size_t i = 0; i < count; i++) {
        const size_t used = strlen(text);
        char score[VHA_MILLI_SIZE] = "";
        const bool counted = judged[i].verdict == VHA_COUNTED;
        if (counted)
            vha_milli_format(score, judged[i].score, false);
        snprintf(text + used, PERSON_TEXT - used, "%s%s%s%s", used > 0 ? "; " : "",
                 vha_verdict_name(judged[i].verdict), counted ? " " : "", score);
    }
}

char *verdicts_text(const struct vha_policy *policy, vha_date as_of, const struct person *person,
                    char text[PERSON_TEXT])
{
    struct vha_judged crimes[PERSON_FACTS];
    struct vha_judged intel[PERSON_FACTS];
    struct vha_assessment assessment;
    vha_assess(policy, as_of, &person->individual, crimes, intel, &assessment);
    text[0] = '\0';
    tell_verdicts(crimes, person->individual.crime_count, text);
    tell_verdicts(intel, person->individual.intel_count, text);
    return text;
}

char *assessment_text(const struct vha_policy *policy, vha_date as_of, const struct person *person,
                      char text[PERSON_TEXT])
{
    struct vha_assessment assessment;
    vha_assess(policy, as_of, &person->individual, NULL, NULL, &assessment);
    char crime[VHA_MILLI_SIZE];
    char intel[VHA_MILLI_SIZE];
    char latest[VHA_DATE_SIZE];
    snprintf(text, PERSON_TEXT, "%s from %u, %s from %u, latest %s, %s, %s, %s%s",
             vha_milli_format(crime, assessment.crime_score, false), assessment.crime_reports,
             vha_milli_format(intel, assessment.intel_score, false), assessment.intel_reports,
             vha_date_format(latest, assessment.latest), vha_qualifying_name(assessment.qualifying),
             vha_recency_name(assessment.recency), assessment.included ? "in" : "out",
             assessment.in_custody ? ", held" : "");
    return text;
}

/* -------------------------------------------------------------------------------------- random */

/* Half the days lie within two days of a whole number of months before as_of. */
static vha_date random_day(vha_date as_of, int64_t most_months, bool later, uint64_t *state)
{
    const int months = (int)random_between(state, later ? -2 : 0, most_months);
    vha_date date = vha_date_after_months(as_of, -months);
    date += (int32_t)(next_random(state) % 2 == 0 ? random_between(state, -2, 2)
                                                  : random_between(state, -15, 15));
    return !later && date > as_of ? as_of : date;
}

/* One in eight is out of scope; THEFT_PERSON and RAPE, the last two, come up often. */
static uint16_t random_category(const struct vha_policy *policy, uint64_t *state)
{
    const int64_t last = (int64_t)policy->category_count - 1;
    switch (next_random(state) % 8) {
    case 0:
        return VHA_OUT_OF_SCOPE;
    case 1:
    case 2:
        return (uint16_t)random_between(state, last - 1, last);
    default:
        return (uint16_t)random_between(state, 0, last);
    }
}

/* Each feature one time in eight. */
static uint64_t random_features(uint64_t *state)
{
    const uint64_t often = next_random(state);
    const uint64_t less_often = often & next_random(state);
    return less_often & next_random(state);
}

void person_random(const struct vha_policy *policy, vha_date as_of, int64_t most, bool later,
                   uint64_t *state, struct person *person)
{
    *person = (struct person){0};
    person_bind(person);
    struct vha_individual *individual = &person->individual;
    individual->crime_count = (size_t)random_between(state, 0, most);
    individual->intel_count = (size_t)random_between(state, 0, most);
    individual->custody_count = (size_t)random_between(state, 0, 2);
    for (size_t i = 0; i < individual->crime_count; i++)
        person->crimes[i] = (struct vha_crime_fact){
            .report = (uint32_t)i * 7 + 3,
            .offence_date = random_day(as_of, 38, later, state),
            .features = random_features(state),
            .category = random_category(policy, state),
            .roles = (uint8_t)(next_random(state) % 3 == 0 ? random_between(state, 1, 15)
                                                           : random_between(state, 1, 2)),
        };
    for (size_t i = 0; i < individual->intel_count; i++) {
        const bool linked = individual->crime_count > 0 && next_random(state) % 3 == 0;
        const size_t other = linked ? next_random(state) % individual->crime_count : 0;
        person->intel[i] = (struct vha_intel_fact){
            .report = (uint32_t)i,
            .crime_report = linked                        ? person->crimes[other].report
                            : next_random(state) % 4 == 0 ? 1 /* nobody's here */
                                                          : VHA_NO_REPORT,
            .report_date = random_day(as_of, 8, later, state),
            .category = random_category(policy, state),
            .grade = (uint8_t)random_between(state, 0, VHA_GRADES - 1),
        };
    }
    for (size_t i = 0; i < individual->custody_count; i++) {
        const vha_date received = random_day(as_of, 30, later, state);
        person->custody[i] = (struct vha_custody_fact){
            .received = received,
            .released = next_random(state) % 4 == 0
                            ? VHA_NO_DATE
                            : received + (int32_t)random_between(state, 0, 500),
        };
    }
}
