/* The review of people made up at random, beside counts that are taken person by person. */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PEOPLE = 600 };

struct setting {
    struct vha_areas *areas;
    struct vha_population *population;
    struct vha_equality_person now[PEOPLE];
    struct vha_equality_person before[PEOPLE];
    size_t now_count;
    size_t before_count;
};

/* About a tenth of the people are in one quarter alone, and some have another group there. */
static struct vha_equality_person make_up(uint64_t *random, vha_pncid pncid)
{
    static const char *const ethnicities[] = {"W1", "B1", "B2", "A1", "M3", "O9", "NS", "??"};
    static const char *const boroughs[] = {"E09000001", "E09000022", "E09000028", "", "E0900000X"};
    struct vha_equality_person person = {
        .pncid = pncid,
        .age = (int)(10 + next_number(random) % 45),
        .sex = "MMMFXU?"[next_number(random) % 7],
        .suspect = next_number(random) % 3 != 0,
    };
    person.listed = person.suspect && next_number(random) % 4 == 0;
    strcpy(person.ethnicity, ethnicities[next_number(random) % VHA_COUNT(ethnicities)]);
    strcpy(person.borough, boroughs[next_number(random) % VHA_COUNT(boroughs)]);
    return person;
}

static int begin(void **state)
{
    struct setting *const setting = vha_alloc_zeroed(1, sizeof *setting);
    uint64_t random = 88172645463325252u;
    if (vha_areas_read(VHA_SOURCE_DIR "/config/areas.yaml", &setting->areas, NULL) != VHA_OK ||
        vha_population_read(VHA_SOURCE_DIR "/config/population.yaml", setting->areas,
                            &setting->population, NULL) != VHA_OK)
        return -1;
    for (vha_pncid i = 1; i <= PEOPLE; i++) {
        if (next_number(&random) % 10 != 0)
            setting->now[setting->now_count++] = make_up(&random, i);
        if (next_number(&random) % 10 != 0)
            setting->before[setting->before_count++] = make_up(&random, i);
    }
    *state = setting;
    return 0;
}

static int end(void **state)
{
    struct setting *const setting = *state;
    vha_population_free(setting->population);
    vha_areas_free(setting->areas);
    free(setting);
    return 0;
}

/* Whether somebody is in a group, told from its code alone. */
static bool is_in(const struct vha_equality_person *person, int breakdown, const char *code)
{
    char text[16];
    const char *known = NULL;
    switch (breakdown) {
    case VHA_BY_AGE:
        known = person->age < 18   ? "0-17"
                : person->age < 25 ? "18-24"
                : person->age < 35 ? "25-34"
                : person->age < 45 ? "35-44"
                                   : "45+";
        break;
    case VHA_BY_SEX:
        snprintf(text, sizeof text, "%c", person->sex == '?' ? 'U' : person->sex);
        known = text;
        break;
    case VHA_BY_ETHNIC_GROUP:
        snprintf(text, sizeof text, "%c", person->ethnicity[0]);
        known = strchr("N?", text[0]) != NULL ? "NS" : text;
        break;
    case VHA_BY_ETHNICITY:
        known = person->ethnicity[0] == '?' ? "NS" : person->ethnicity;
        break;
    case VHA_BY_BCU:
        known =
            strcmp(person->borough, "E09000022") == 0 || strcmp(person->borough, "E09000028") == 0
                ? "AS"
                : "none";
        break;
    default:
        known = person->borough[0] == '\0' || person->borough[8] == 'X' ? "none" : person->borough;
    }
    return strcmp(code, known) == 0;
}

static bool is_listed(const struct vha_equality_person *people, size_t count, vha_pncid pncid)
{
    for (size_t i = 0; i < count; i++)
        if (people[i].pncid == pncid)
            return people[i].listed;
    return false;
}

static struct vha_equality_row count_group(const struct setting *setting, int breakdown,
                                           const char *code)
{
    struct vha_equality_row row = {0};
    for (size_t i = 0; i < setting->now_count; i++) {
        const struct vha_equality_person *const person = &setting->now[i];
        if (!is_in(person, breakdown, code))
            continue;
        row.listed += person->listed;
        row.suspects += person->suspect;
        row.entered +=
            person->listed && !is_listed(setting->before, setting->before_count, person->pncid);
    }
    for (size_t i = 0; i < setting->before_count; i++) {
        const struct vha_equality_person *const person = &setting->before[i];
        if (!is_in(person, breakdown, code))
            continue;
        row.before += person->listed;
        row.left += person->listed && !is_listed(setting->now, setting->now_count, person->pncid);
    }
    return row;
}

static void compare_counts(const struct vha_equality_row *row,
                           const struct vha_equality_row *wanted)
{
    assert_int_equal(row->listed, wanted->listed);
    assert_int_equal(row->suspects, wanted->suspects);
    assert_int_equal(row->before, wanted->before);
    assert_int_equal(row->entered, wanted->entered);
    assert_int_equal(row->left, wanted->left);
}

static void test_counts(void **state)
{
    const struct setting *const setting = *state;
    static struct vha_equality equality;
    vha_equality_review(
        setting->population, &(struct vha_equality_people){setting->now, setting->now_count},
        &(struct vha_equality_people){setting->before, setting->before_count}, &equality);
    assert_true(equality.compared);
    for (int i = 0; i < VHA_BREAKDOWNS; i++) {
        struct vha_equality_row sum = {0};
        for (size_t j = 0; j < equality.by[i].count; j++) {
            const struct vha_equality_row wanted =
                count_group(setting, i, setting->population->by[i].groups[j].code);
            compare_counts(&equality.by[i].rows[j], &wanted);
            sum.listed += wanted.listed;
            sum.suspects += wanted.suspects;
            sum.before += wanted.before;
            sum.entered += wanted.entered;
            sum.left += wanted.left;
        }
        compare_counts(&equality.by[i].total, &sum);
        assert_true(sum.entered > 0 && sum.left > 0);
        assert_int_equal(sum.before + sum.entered - sum.left, sum.listed);
    }
}

static void assert_same_ratio(struct vha_ratio ratio, struct vha_ratio wanted)
{
    assert_int_equal(ratio.given, wanted.given);
    assert_true(!ratio.given || (ratio.ratio == wanted.ratio && ratio.low == wanted.low &&
                                 ratio.high == wanted.high));
}

/* Whom each group is compared with: the reference, or everybody else whose group is known. */
static void test_ratios(void **state)
{
    const struct setting *const setting = *state;
    static struct vha_equality equality;
    vha_equality_review(setting->population,
                        &(struct vha_equality_people){setting->now, setting->now_count}, NULL,
                        &equality);
    assert_false(equality.compared);
    const struct vha_equality_row *const white = &equality.by[VHA_BY_ETHNIC_GROUP].rows[0];
    const struct vha_equality_row *const black = &equality.by[VHA_BY_ETHNIC_GROUP].rows[3];
    assert_false(white->census.given);
    assert_same_ratio(black->census,
                      vha_ratio_of_rates(black->listed, 1188370, white->listed, 4731172));
    assert_same_ratio(black->suspect, vha_ratio_of_proportions(black->listed, black->suspects,
                                                               white->listed, white->suspects));
    const struct vha_equality_row *const sexes = equality.by[VHA_BY_SEX].rows;
    assert_same_ratio(sexes[0].census, /* the census has no third sex: nor is it in the rest */
                      vha_ratio_of_rates(sexes[0].listed, 4531900, sexes[1].listed, 4267800));
    assert_true(sexes[0].census.given && sexes[2].listed > 0);
    assert_false(sexes[2].census.given);
    assert_same_ratio(sexes[0].suspect,
                      vha_ratio_of_proportions(sexes[0].listed, sexes[0].suspects,
                                               sexes[1].listed + sexes[2].listed,
                                               sexes[1].suspects + sexes[2].suspects));
    assert_false(sexes[3].suspect.given); /* not recorded */
}

/* Two requests of each fifth person, one of them decided; and of somebody who is not there. */
static void test_requests(void **state)
{
    const struct setting *const setting = *state;
    static struct vha_equality equality;
    static struct vha_equality_request requests[PEOPLE + 1];
    const struct vha_equality_people now = {setting->now, setting->now_count};
    size_t count = 0;
    for (size_t i = 0; i < setting->now_count; i += 5) {
        requests[count++] =
            (struct vha_equality_request){setting->now[i].pncid, VHA_REQUEST_UNDECIDED};
        requests[count++] = (struct vha_equality_request){
            setting->now[i].pncid, i % 2 == 0 ? VHA_REQUEST_APPROVED : VHA_REQUEST_REFUSED};
    }
    requests[count++] = (struct vha_equality_request){PEOPLE + 7, VHA_REQUEST_APPROVED};
    vha_equality_review(setting->population, &now, NULL, &equality);
    vha_equality_add_requests(setting->population, &now, requests, count, &equality);
    for (int i = 0; i < VHA_BREAKDOWNS; i++) {
        assert_int_equal(equality.by[i].total.asked, count - 1);
        for (size_t j = 0; j < equality.by[i].count; j++) {
            const char *const code = setting->population->by[i].groups[j].code;
            uint32_t approved = 0;
            uint32_t refused = 0;
            for (size_t k = 0; k < setting->now_count; k += 5)
                if (is_in(&setting->now[k], i, code))
                    k % 2 == 0 ? approved++ : refused++;
            assert_int_equal(equality.by[i].rows[j].approved, approved);
            assert_int_equal(equality.by[i].rows[j].refused, refused);
            assert_int_equal(equality.by[i].rows[j].asked, 2 * (approved + refused));
        }
    }
}

static void test_nobody(void **state)
{
    const struct setting *const setting = *state;
    static struct vha_equality equality;
    const struct vha_equality_people nobody = {NULL, 0};
    vha_equality_review(setting->population, &nobody, &nobody, &equality);
    for (int i = 0; i < VHA_BREAKDOWNS; i++)
        compare_counts(&equality.by[i].total, &(struct vha_equality_row){0});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_ratios),
        cmocka_unit_test(test_requests),
        cmocka_unit_test(test_nobody),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
