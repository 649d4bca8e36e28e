/* The guided crime assessment on the command line. */
#include "program.h"

#include <stdio.h>
#include <string.h>

/* Runs with these lines on standard input. */
static void typed(struct place *place, const char *lines, const char *const *words)
{
    char path[128];
    snprintf(path, sizeof path, "%s", path_in(place, "typed"));
    write_text(path, lines);
    place->typed = path;
    run(place, words);
    place->typed = NULL;
}
#define TYPED(place, lines, ...) typed(place, lines, (const char *const[]){__VA_ARGS__, NULL})

static void test_answers_given_at_once(void **state)
{
    struct place *place = *state;
    RUN(place, "assess", "--reference", "0123456/26", "--answers",
        "mandatory=no,victim=yes,suspect=no,offence=other,cctv-exists=no,forensic=yes,"
        "public-interest=no");
    expect_success(place);
    expect_text(place->out, "OFFICIAL  Crime Assessment Policy, 4 September 2017\n");
    expect_text(place->out, "\nAssessed out: no CCTV is known to exist; a forensic examination is "
                            "the only lead.\nTo do: Request a Scene of Crime Officer ");
    expect_text(place->out, "  - That the report will be closed, ");
    assert_null(strstr(place->out, "do not want the police"));
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'assess' AND "
                                      "outcome = 'done' AND subject = '0123456/26' AND reason = "
                                      "'assessed out: no CCTV is known to exist; a forensic "
                                      "examination is the only lead'"),
                     1);
    /* in any order; and a victim who does not support it is told so */
    RUN(place, "assess", "--answers", "victim=no,mandatory=no");
    expect_success(place);
    expect_text(place->out, "do not want the police to investigate");
}

static void test_what_is_open_is_asked(void **state)
{
    struct place *place = *state;
    TYPED(place, "yes\nmaybe\n yes \n", "assess", "--answers", "mandatory=no", "--format", "json");
    assert_int_equal(place->status, 0);
    expect_text(place->errors, "1: victim\nIs the victim willing");
    expect_text(place->errors, "'maybe' is no answer to suspect");
    expect_text(place->out, "\"assessed\": \"in\"");
    TYPED(place, "yes\n", "assess", "--answers", "mandatory=no");
    assert_int_equal(place->status, VHA_USAGE);
    expect_text(place->errors, "The assessment is not finished: 'suspect' has no answer");
    assert_string_equal(place->out, "");
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'assess'"), 1);
}

static void test_answers_of_no_use(void **state)
{
    struct place *place = *state;
    RUN(place, "assess", "--answers", "mandatory=no,victim=no,value=yes");
    expect_failure(place, VHA_USAGE, "Of 3 answers 2 are of the questions");
    RUN(place, "assess", "--answers", "mandatory=perhaps");
    expect_failure(place, VHA_USAGE, "it is yes or no.");
}

#define BECAUSE "Three more thefts by the same man on the same evening."

static void test_a_supervisor_decides_otherwise(void **state)
{
    struct place *place = *state;
    RUN(place, "assess", "--answers", "mandatory=no,victim=no", "--decision", "in");
    expect_failure(place, VHA_USAGE, "name them with --supervisor");
    RUN(place, "assess", "--answers", "mandatory=no,victim=no", "--decision", "in", "--supervisor",
        "PS Grey", "--rationale", "short");
    expect_failure(place, VHA_USAGE, "at least 40 letters");
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'assess'"), 0);
    RUN(place, "assess", "--answers", "mandatory=no,victim=no", "--decision", "in", "--supervisor",
        "PS Grey", "--rationale", BECAUSE);
    expect_success(place);
    expect_text(place->out, "Assessed out: the victim does not support a prosecution.\nDecided in, "
                            "by the supervisor PS Grey\nRationale: " BECAUSE "\n");
    expect_text(place->out, "That there will be a further investigation");
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'assess' AND "
                                      "reason LIKE '%; decided in by PS Grey: " BECAUSE "'"),
                     1);
    /* what is left to a supervisor has no outcome without one */
    RUN(place, "assess", "--answers", "mandatory=yes,technical-gbh=unsure");
    expect_success(place);
    expect_text(place->out, "A supervisor decides: ");
    assert_null(strstr(place->out, "The victim must be told"));
    /* and who agrees with the policy needs nobody */
    RUN(place, "assess", "--answers", "mandatory=no,victim=no", "--decision", "out");
    expect_success(place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_answers_given_at_once, place_with_home, place_close),
        cmocka_unit_test_setup_teardown(test_what_is_open_is_asked, place_with_home, place_close),
        cmocka_unit_test_setup_teardown(test_answers_of_no_use, place_with_home, place_close),
        cmocka_unit_test_setup_teardown(test_a_supervisor_decides_otherwise, place_with_home,
                                        place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
