/* What a text tells of the VHA, and that the text that is offered never does. */
#include "vha/sharing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct vha_sharing_secret secret = {.rank = 12, .score = 2875400};

static bool reveals(const char *text)
{
    char found[VHA_SHARING_FOUND_SIZE];
    const bool found_any = vha_sharing_reveals(text, &secret, found);
    assert_int_equal(found_any, found[0] != '\0');
    return found_any;
}

static void test_texts_that_tell(void **state)
{
    static const char *const telling[] = {
        "He is on the VHA.",
        "he is on our v.h.a.",
        "V-H-A nominal",
        "V\u200BHA",
        "\uFF36\uFF28\uFF21 subject", /* full-width letters */
        "the Violence Harm Assessment has him",
        "VIOLENCE\n  HARM list",
        "His Score went up.",
        "scor\u00E9d highly",
        "ranked in the BCU",
        "rank12",
        "one of the cohort",
        "She is on the list.",
        "a name from our list",
        "the police list of offenders",
        "He is number 12 in London.",
        "12th place in London",
        "number 12 100 metres away",
        "He has 2,875 points.",
        "2 875 points",
        "points: 2875.4",
        "2876 points",
        "in the gangs matrix",
        "Known to us: 2,875.400.",
        "(2875.400)",
        "2,875.400/2026",
        "between 1,100.000 and 2,875.400",
        "\uFF12,\uFF18\uFF17\uFF15.\uFF14\uFF10\uFF10", /* full-width digits */
    };
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(telling); i++)
        if (!reveals(telling[i]))
            fail_msg("not found: %s", telling[i]);
}

static void test_texts_that_do_not(void **state)
{
    static const char *const silent[] = {
        "",
        "He was seen with a knife in Brixton on 12 May 2026.",
        "Crime report 2875/26: robbery of a shop, a shopping list was left behind.",
        "Number 14, Acre Lane; bus 12 stops there.",
        "The franking machine, an underscore and a scoreboard.",
        "Hava Nagila",
        "He is listed as missing.",
        "Harm was done; violence is likely.",
        "99999999999999999999999999 points",
        "Seen in 2875, at 28.75.400 and on 2,875 other days.",
        "Call 020 7946 2875, or 2875.400.12.",
        "12,875.400; 2,875.401; 2,875.4000; 2,875.40; 1,002,875.400",
        "875.400 and 2, 875.400",
        "References 2875400, 02/875.400 and 2.875.400.",
    };
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(silent); i++)
        if (reveals(silent[i]))
            fail_msg("found in: %s", silent[i]);
}

/* A number tells only of whoever it belongs to. */
static void test_nobodys_numbers(void **state)
{
    char found[VHA_SHARING_FOUND_SIZE];
    const struct vha_sharing_secret none = {0};
    (void)state;
    assert_false(vha_sharing_reveals("number 12, 2875 points, 0 points", &none, found));
    assert_true(vha_sharing_reveals("number 12, 0 points", &secret, found));
    assert_string_equal(found, "number beside the number 12");
}

/* It says what to take out. */
static void test_the_score_itself_is_named(void **state)
{
    char found[VHA_SHARING_FOUND_SIZE];
    const struct vha_sharing_secret round = {.rank = 3, .score = 5475000};
    const struct vha_sharing_secret none = {0};
    (void)state;
    assert_true(vha_sharing_reveals("He has 5475.000 now.", &round, found));
    assert_string_equal(found, "5,475.000, their score");
    assert_false(vha_sharing_reveals("PC 5475 saw 5,475 of them.", &round, found));
    assert_false(vha_sharing_reveals("0.000 of 0.000", &none, found));
}

static void test_offer(void **state)
{
    static const struct vha_sharing_report reports[] = {
        {.ref = "01331071/26", .offence = "Robbery"},
        {.intelligence = true, .ref = "CR-77", .offence = "Firearms"},
    };
    struct vha_sharing_report dated[2] = {reports[0], reports[1]};
    struct vha_arena *const arena = vha_arena_new();
    struct vha_sharing_subject subject = {.surname = "Price",
                                          .forenames = "Ann",
                                          .born = VHA_NO_DATE,
                                          .reports = dated,
                                          .report_count = 2,
                                          .secret = secret};
    (void)state;
    assert_true(vha_date_parse("2008-03-02", 10, &subject.born));
    assert_true(vha_date_parse("2026-05-01", 10, &dated[0].day));
    dated[1].day = VHA_NO_DATE;
    assert_string_equal(vha_sharing_offer(&subject, arena),
                        "Information about Ann Price, born 2008-03-02.\n"
                        "2026-05-01, crime report 01331071/26: Robbery.\n"
                        "intelligence CR-77: Firearms.\n");
    subject.surname = "Rank";
    dated[0].offence = "Robbery (VHA)";
    assert_string_equal(vha_sharing_offer(&subject, arena),
                        "Information about a person, born 2008-03-02.\n"
                        "intelligence CR-77: Firearms.\n");
    vha_arena_free(arena);
}

/* ------------------------------------------------------------------------------------- at random
 */

static uint64_t random_below(uint64_t *random, uint64_t most)
{
    *random = *random * 6364136223846793005u + 1442695040888963407u;
    return (*random >> 33) % most;
}

/* Words that tell, that almost do, numbers, and what could stand between them. */
static const char *const pieces[] = {
    "VHA",     "v",      "H",         "a",       "score", "rank",   "Violence", "Harm", "list",
    "on",      "the",    "our",       "No.",     "12",    "2875",   "2",        "875",  "2876",
    "point",   "points", "2,875.400", "875.400", "top",   "number", "of",       "Anna", "Price",
    "robbery", "knife",  "\n",        ", ",      "-",     ". ",     "cohort",   "12th", "\xE2",
    "#12",     "matrix", "gangs",     "é",       "/",     "'",
};

static const char *random_text(uint64_t *random, char *out, size_t size)
{
    const uint64_t count = random_below(random, 6);
    size_t used = 0;
    out[0] = '\0';
    for (uint64_t i = 0; i < count; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s",
                                 pieces[random_below(random, VHA_COUNT(pieces))],
                                 random_below(random, 3) > 0 ? " " : "");
    return out;
}

/* Whatever the extract calls a person and their reports. */
static void test_no_offer_tells(void **state)
{
    enum { OFFERS = 3000, REPORTS = 5 };
    uint64_t random = 2026;
    size_t with_reports = 0;
    (void)state;
    for (int i = 0; i < OFFERS; i++) {
        char texts[2 + 2 * REPORTS][128];
        struct vha_sharing_report reports[REPORTS];
        struct vha_arena *const arena = vha_arena_new();
        for (size_t j = 0; j < VHA_COUNT(texts); j++)
            random_text(&random, texts[j], sizeof texts[j]);
        for (size_t j = 0; j < REPORTS; j++)
            reports[j] = (struct vha_sharing_report){.day = (vha_date)random_below(&random, 20000),
                                                     .intelligence = random_below(&random, 2) == 0,
                                                     .ref = texts[2 + 2 * j],
                                                     .offence = texts[3 + 2 * j]};
        const struct vha_sharing_subject subject = {.surname = texts[0],
                                                    .forenames = texts[1],
                                                    .born = (vha_date)random_below(&random, 20000),
                                                    .reports = reports,
                                                    .report_count = REPORTS,
                                                    .secret = secret};
        const char *const offer = vha_sharing_offer(&subject, arena);
        if (reveals(offer))
            fail_msg("offer %d tells: %s", i, offer);
        with_reports += strchr(offer, '\n')[1] != '\0';
        vha_arena_free(arena);
    }
    assert_true(with_reports > OFFERS / 4); /* not by saying nothing */
}

/* The person's own rank and score are never offered where a word gives them away. */
static void test_numbers_of_each_person(void **state)
{
    uint64_t random = 7;
    (void)state;
    for (int i = 0; i < 3000; i++) {
        char text[160];
        char found[VHA_SHARING_FOUND_SIZE];
        const struct vha_sharing_secret theirs = {
            .rank = 1 + (uint32_t)random_below(&random, 3000),
            .score = 1000 + (vha_milli)random_below(&random, 20000000)};
        snprintf(text, sizeof text, "Known in %d, number %u of those seen.", 2026,
                 (unsigned)theirs.rank);
        assert_true(vha_sharing_reveals(text, &theirs, found));
        char score[VHA_MILLI_SIZE];
        snprintf(text, sizeof text, "They have %s points.",
                 vha_milli_format(score, theirs.score, i % 2 == 0));
        if (!vha_sharing_reveals(text, &theirs, found))
            fail_msg("not found: %s", text);
        snprintf(text, sizeof text, "They have %s of them.", score);
        if (!vha_sharing_reveals(text, &theirs, found))
            fail_msg("not found: %s", text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts_that_tell),
        cmocka_unit_test(test_texts_that_do_not),
        cmocka_unit_test(test_nobodys_numbers),
        cmocka_unit_test(test_the_score_itself_is_named),
        cmocka_unit_test(test_offer),
        cmocka_unit_test(test_no_offer_tells),
        cmocka_unit_test(test_numbers_of_each_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
