/* Every path of the crime assessment's table, beside the policy written down a second time. */
#include "vha/decision.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define SHIPPED VHA_SOURCE_DIR "/config/crime-assessment.yaml"

static int set_up(void **state)
{
    struct vha_decision_table *table = NULL;
    struct vha_error error = {0};
    if (vha_decision_read(SHIPPED, &table, &error) != VHA_OK) {
        fprintf(stderr, "%s\n", error.message);
        return -1;
    }
    *state = table;
    return 0;
}

static int tear_down(void **state)
{
    vha_decision_free(*state);
    return 0;
}

/* ---------------------------------------------------------------------------- the policy, again */

struct told {
    const struct vha_decision_table *table;
    const struct vha_decision_path *path;
};

/* Whether a path has answered a question so. */
static bool says(const struct told *told, const char *code, const char *answer)
{
    for (size_t i = 0; i < told->path->count; i++) {
        const struct vha_decision_question *const question =
            &told->table->questions[told->path->steps[i].question];
        if (strcmp(question->code, code) == 0)
            return strcmp(question->answers[told->path->steps[i].answer].name, answer) == 0;
    }
    return false;
}

/* Public interest is the last thing that can keep a crime from being out. */
static const char *otherwise(const struct told *told)
{
    return says(told, "public-interest", "yes") ? "refer" : "out";
}

static const char *by_leads(const struct told *told)
{
    if (says(told, "cctv-exists", "yes") && says(told, "cctv-captures", "yes") &&
        says(told, "cctv-face", "yes") && says(told, "cctv-ready", "yes"))
        return "in"; /* principle 4: all of a to d */
    if (says(told, "forensic", "yes"))
        return otherwise(told); /* principle 5 */
    if (says(told, "leads", "tracking-active") || says(told, "leads", "registration"))
        return "in"; /* viable leads, examples 1 and 3 */
    return otherwise(told);
}

static const char *by_policy(const struct told *told)
{
    if (says(told, "mandatory", "yes") && says(told, "technical-gbh", "no"))
        return "in";
    if (says(told, "technical-gbh", "unsure"))
        return "refer";
    if (says(told, "victim", "no"))
        return "out"; /* principle 1 */
    if (says(told, "suspect", "yes"))
        return "in"; /* principle 2 */
    if (says(told, "offence", "making-off"))
        return says(told, "vehicle", "yes") ? "in" : otherwise(told); /* principle 6 */
    if (says(told, "offence", "low-level") && says(told, "value", "yes"))
        return otherwise(told); /* principle 3 */
    return by_leads(told);
}

/* ------------------------------------------------------------------------------------ every path
 */

struct seen {
    size_t paths;
    size_t outcomes[4];
    bool answers[VHA_DECISION_QUESTIONS][VHA_DECISION_ANSWERS];
};

static void check_path(const struct vha_decision_table *table, const struct vha_decision_path *path,
                       struct seen *seen)
{
    const struct told told = {table, path};
    const char *const wanted = by_policy(&told);
    bool reason = false;
    for (size_t i = 0; i < path->count; i++) {
        const struct vha_decision_step *const step = &path->steps[i];
        /* principles are never asked out of their order, and every outcome has a reason */
        assert_true(i == 0 || step->question > path->steps[i - 1].question);
        seen->answers[step->question][step->answer] = true;
        reason = reason || table->questions[step->question].answers[step->answer].reason != NULL;
    }
    if (strcmp(vha_decision_name(path->outcome), wanted) != 0) {
        for (size_t i = 0; i < path->count; i++)
            printf("%s=%s ", table->questions[path->steps[i].question].code,
                   table->questions[path->steps[i].question].answers[path->steps[i].answer].name);
        fail_msg("is %s, and not %s", vha_decision_name(path->outcome), wanted);
    }
    assert_true(reason);
    seen->paths++;
    seen->outcomes[path->outcome]++;
}

static void follow(const struct vha_decision_table *table, const struct vha_decision_path *path,
                   struct seen *seen)
{
    if (path->outcome != VHA_DECISION_OPEN) {
        check_path(table, path, seen);
        return;
    }
    const struct vha_decision_question *const question = &table->questions[path->next];
    for (size_t i = 0; i < question->count; i++) {
        struct vha_decision_path further = *path;
        assert_int_equal(vha_decision_give(table, question->answers[i].name, &further, NULL),
                         VHA_OK);
        assert_int_equal(further.count, path->count + 1);
        follow(table, &further, seen);
    }
}

static void test_every_path(void **state)
{
    const struct vha_decision_table *const table = *state;
    struct seen seen = {0};
    struct vha_decision_path path;
    vha_decision_begin(&path);
    follow(table, &path, &seen);
    for (size_t i = 0; i < table->count; i++)
        for (size_t j = 0; j < table->questions[i].count; j++)
            assert_true(seen.answers[i][j]);
    /* By hand: the other leads have 2 + 3 x 2 ways, forensics 2 + those 8, and CCTV 1 + 4 x those
     * 10, which two kinds of offence come to; then a low value 2, making off 1 + 2, a known suspect
     * 1, an unwilling victim 1. A technical GBH goes the same ways, and mandatory crimes two more.
     */
    assert_int_equal(seen.paths, 2 * (2 * 41 + 2 + 3 + 1 + 1) + 2);
    assert_int_equal(seen.outcomes[VHA_DECISION_OPEN], 0);
    assert_true(seen.outcomes[VHA_DECISION_IN] > 0 && seen.outcomes[VHA_DECISION_OUT] > 0 &&
                seen.outcomes[VHA_DECISION_REFER] > 0);
}

static struct vha_decision_path given(const struct vha_decision_table *table,
                                      const char *const *answers)
{
    struct vha_decision_path path;
    vha_decision_begin(&path);
    for (; *answers != NULL; answers++)
        assert_int_equal(vha_decision_give(table, *answers, &path, NULL), VHA_OK);
    return path;
}
#define GIVEN(table, ...) given(table, (const char *const[]){__VA_ARGS__, NULL})

static void test_what_the_victim_is_told(void **state)
{
    const struct vha_decision_table *const table = *state;
    const struct vha_decision_path unwilling = GIVEN(table, "no", "no");
    const struct vha_decision_path cheap =
        GIVEN(table, "no", "yes", "no", "low-level", "yes", "no");
    assert_int_equal(unwilling.outcome, VHA_DECISION_OUT);
    assert_int_equal(cheap.outcome, VHA_DECISION_OUT);
    assert_int_equal(table->in.count, 3);
    assert_int_equal(table->out.count, 4);
    assert_int_equal(table->always.count, 3);
    for (size_t i = 0; i < table->out.count; i++) {
        const struct vha_decision_telling *const telling = &table->out.tellings[i];
        const bool first_principle = strstr(telling->text, "do not want the police") != NULL;
        assert_true(vha_decision_tells(table, &unwilling, telling));
        assert_int_equal(vha_decision_tells(table, &cheap, telling), !first_principle);
    }
}

static void test_a_wrong_answer_changes_nothing(void **state)
{
    const struct vha_decision_table *const table = *state;
    struct vha_decision_path path = GIVEN(table, "yes");
    struct vha_error error = {0};
    assert_int_equal(vha_decision_give(table, "perhaps", &path, &error), VHA_USAGE);
    assert_non_null(strstr(error.message, "it is yes, no or unsure."));
    assert_int_equal(path.count, 1);
    assert_int_equal(path.outcome, VHA_DECISION_OPEN);
    assert_int_equal(vha_decision_give(table, "unsure", &path, &error), VHA_OK);
    assert_int_equal(path.outcome, VHA_DECISION_REFER);
}

static void test_an_answer_is_taken_back(void **state)
{
    const struct vha_decision_table *const table = *state;
    struct vha_decision_path path = GIVEN(table, "no", "yes", "no", "low-level", "yes", "no");
    struct vha_error error = {0};
    assert_int_equal(path.outcome, VHA_DECISION_OUT);
    vha_decision_back(&path, 5);
    assert_int_equal(path.outcome, VHA_DECISION_OPEN);
    assert_string_equal(table->questions[path.next].code, "public-interest");
    vha_decision_back(&path, 2);
    assert_int_equal(path.count, 2);
    assert_string_equal(table->questions[path.next].code, "suspect");
    assert_int_equal(vha_decision_give(table, "yes", &path, &error), VHA_OK);
    assert_int_equal(path.outcome, VHA_DECISION_IN);
    vha_decision_back(&path, 0);
    assert_int_equal(path.count, 0);
    assert_int_equal(path.next, 0);
}

/* ------------------------------------------------------------------------------ what is decided */

static void note_duty(void *context, enum vha_decision_duty duty, const char *text)
{
    size_t *const counts = context;
    assert_true(text[0] != '\0');
    for (size_t later = (size_t)duty + 1; later <= VHA_DUTY_TELL_ALWAYS; later++)
        assert_int_equal(counts[later], 0);
    counts[duty]++;
}

static void assert_duties(const struct vha_decided *decided, size_t to_do, size_t tell,
                          size_t always)
{
    size_t counts[VHA_DUTY_TELL_ALWAYS + 1] = {0};
    vha_decision_duties(decided, note_duty, counts);
    assert_int_equal(counts[VHA_DUTY_TO_DO], to_do);
    assert_int_equal(counts[VHA_DUTY_DOCUMENT], 1);
    assert_int_equal(counts[VHA_DUTY_TELL], tell);
    assert_int_equal(counts[VHA_DUTY_TELL_ALWAYS], always);
}

static void assert_record(const struct vha_decided *decided, const char *wanted)
{
    char *const record = vha_decision_record(decided);
    assert_string_equal(record, wanted);
    free(record);
}

#define BECAUSE "Three more thefts by the same man on the same evening."

static void test_what_is_decided_and_what_follows(void **state)
{
    struct vha_decided decided = {
        .table = *state,
        .path = GIVEN(*state, "no", "yes", "no", "other", "no", "yes", "no"),
        .decision = VHA_DECISION_OUT,
    };
    assert_false(vha_decision_differs(&decided));
    assert_record(&decided, "assessed out: no CCTV is known to exist; a forensic examination is "
                            "the only lead");
    assert_duties(&decided, 1, 3, 3);
    decided.decision = VHA_DECISION_IN;
    decided.supervisor = "PS Grey";
    decided.rationale = BECAUSE;
    assert_true(vha_decision_differs(&decided));
    assert_record(&decided, "assessed out: no CCTV is known to exist; a forensic examination is "
                            "the only lead; decided in by PS Grey: " BECAUSE);
    assert_duties(&decided, 1, 3, 3);
    decided.path = GIVEN(decided.table, "yes", "unsure");
    decided.decision = VHA_DECISION_REFER;
    assert_duties(&decided, 0, 0, 0); /* nobody is told before there is a decision */
    decided.path = GIVEN(decided.table, "no", "yes", "no", "low-level", "yes", "yes");
    assert_duties(&decided, 1, 0, 0); /* the supervisor may refer it, to the neighbourhood team */
}

static void test_who_decides_otherwise_says_why(void **state)
{
    (void)state;
    assert_false(vha_decision_names(NULL));
    assert_false(vha_decision_names("  "));
    assert_true(vha_decision_names("PS Grey"));
    assert_false(vha_decision_justifies(NULL));
    assert_false(vha_decision_justifies("a b c d e f g h i j k l m n o p q r s t u v w x y z"));
    assert_true(vha_decision_justifies(BECAUSE));
}

/* ------------------------------------------------------------------------------ to go on later */

/* What `answers` lead to, written again. */
static char *resumed(const struct vha_decision_table *table, const char *answers)
{
    struct vha_decision_path path;
    vha_decision_begin(&path);
    vha_decision_resume(table, answers, &path);
    return vha_decision_write(table, &path);
}

/* Answers are gone on with as far as they fit the table of today. */
static void test_answers_are_gone_on_with(void **state)
{
    static const struct {
        const char *written;
        const char *resumed;
    } rows[] = {
        {"", ""},
        {"mandatory=no\n", "mandatory=no\n"},
        {"mandatory=no\nvictim=yes\nsuspect=no\n", "mandatory=no\nvictim=yes\nsuspect=no\n"},
        {"mandatory=no\nvictim=no\nsuspect=no\n", "mandatory=no\nvictim=no\n"}, /* at its end */
        {"mandatory=no\nvictim=perhaps\nsuspect=no\n", "mandatory=no\n"},
        {"mandatory=no\nsuspect=no\n", "mandatory=no\n"}, /* not the next question */
        {"victim=yes\n", ""},
        {"nothing=yes\n", ""},
        {"mandatory\nvictim=yes\n", ""},
        {"mandatory=no", "mandatory=no\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *const text = resumed(*state, rows[i].written);
        assert_string_equal(text, rows[i].resumed);
        free(text);
    }
}

/* --------------------------------------------------------------------------------- wrong tables */

static void try_changed(const char *old, const char *new, const char *words)
{
    char *text = NULL;
    size_t length = 0;
    char path[] = "/tmp/vha-test-decision-XXXXXX";
    struct vha_error error = {0};
    struct vha_decision_table *table = NULL;
    assert_int_equal(vha_read_file(SHIPPED, 1 << 16, &text, &length, NULL), VHA_OK);
    char *const at = strstr(text, old);
    assert_non_null(at);
    const int file = mkstemp(path);
    assert_true(file >= 0);
    FILE *const out = fdopen(file, "w");
    assert_non_null(out);
    fprintf(out, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
    fclose(out);
    assert_int_equal(vha_decision_read(path, &table, &error), VHA_BAD_CONFIG);
    assert_null(table);
    if (strstr(error.message, words) == NULL)
        fail_msg("'%s' is not in '%s'", words, error.message);
    unlink(path);
    free(text);
}

static void test_faults_are_named(void **state)
{
    (void)state;
    try_changed("to: suspect", "to: mandatory", "expected the code of a later question");
    try_changed("to: suspect", "to: nowhere", "expected the code of a later question");
    try_changed("to: suspect}", "to: suspect, outcome: in}", "expected either 'to' or 'outcome'");
    try_changed("to: suspect}", "words: nothing}", "expected either 'to' or 'outcome'");
    try_changed("to: technical-gbh", "to: victim", "to which an earlier answer leads");
    try_changed("answer: unsure", "answer: \"no\"", "expected each answer once");
    try_changed("code: value", "code: victim", "each question's own");
    try_changed("question: victim, answer: \"no\"", "question: victim, answer: maybe",
                "a question and one of its answers");
    try_changed("question: victim, answer: \"no\"", "question: victim",
                "a question and one of its answers");
    try_changed("outcome: out}", "outcome: later}", "found \"later\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_path),
        cmocka_unit_test(test_what_the_victim_is_told),
        cmocka_unit_test(test_a_wrong_answer_changes_nothing),
        cmocka_unit_test(test_an_answer_is_taken_back),
        cmocka_unit_test(test_what_is_decided_and_what_follows),
        cmocka_unit_test(test_who_decides_otherwise_says_why),
        cmocka_unit_test(test_answers_are_gone_on_with),
        cmocka_unit_test(test_faults_are_named),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
