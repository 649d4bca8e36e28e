#include "actions.h"
#include "command.h"
#include "orders.h"
#include "program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Runs a command of the table with one more word. */
static void run_command(struct place *place, const struct command *command, const char *last)
{
    char first[64];
    snprintf(first, sizeof first, "%s", command->name);
    char *gap = strchr(first, ' ');
    if (first[0] == '\0') {
        RUN(place, last);
    } else if (gap != NULL) {
        *gap = '\0';
        RUN(place, first, gap + 1, last);
    } else {
        RUN(place, first, last);
    }
}

static void test_each_command_explains_itself(void **state)
{
    struct place *place = *state;
    for (size_t i = 0; i < command_count; i++) {
        run_command(place, commands[i], "--help");
        expect_success(place);
        expect_text(place->out, "Usage: vha");
        expect_text(place->out, commands[i]->name);
        for (size_t j = 0; j < commands[i]->parameter_count; j++)
            expect_text(place->out, commands[i]->parameters[j].name);
        for (size_t j = 0; j < general_parameter_count; j++)
            expect_text(place->out, general_parameters[j].name);
    }
}

static void test_help_fits_a_terminal(void **state)
{
    struct place *place = *state;
    for (size_t i = 0; i < command_count; i++) {
        run_command(place, commands[i], "--help");
        const char *line = place->out;
        while (*line != '\0') {
            const size_t length = strcspn(line, "\n");
            if (length > 79)
                fail_msg("%zu columns: %.*s", length, (int)length, line);
            assert_true(length == 0 || line[length - 1] != ' ');
            line += length + 1;
        }
    }
}

/* What is to be typed stands before what it means. */
static void test_a_scope_is_named_as_it_is_typed(void **state)
{
    struct place *place = *state;
    RUN(place, "help", "access", "grant");
    expect_success(place);
    expect_text(place->out, "--scope SCOPE");
    expect_text(place->out, "all, which is all of London, or codes of BCUs such as");
}

static void test_help_and_the_option_say_the_same(void **state)
{
    struct place *place = *state;
    RUN(place, "policy", "show", "--help");
    char *said = strdup(place->out);
    RUN(place, "help", "policy", "show");
    expect_success(place);
    assert_string_equal(place->out, said);
    RUN(place, "--help", "policy", "show");
    assert_string_equal(place->out, said);
    RUN(place, "policy", "--home", "x", "show", "--help");
    assert_int_equal(place->status, VHA_USAGE); /* the two words of a command stand together */
    RUN(place, "--home", "x", "policy", "show", "--help");
    assert_string_equal(place->out, said);
    free(said);
}

static void test_overview_lists_all(void **state)
{
    struct place *place = *state;
    RUN(place, "help");
    expect_success(place);
    for (size_t i = 0; i < command_count; i++) {
        expect_text(place->out, commands[i]->name);
        expect_text(place->out, commands[i]->summary);
    }
    char *said = strdup(place->out);
    RUN(place, "--help");
    assert_string_equal(place->out, said);
    free(said);
}

static void test_help_needs_nothing(void **state)
{
    struct place *place = *state;
    RUN(place, "synth", "--help"); /* neither DIR nor --nominals */
    expect_success(place);
    RUN(place, "--home", "/nonexistent", "--help");
    expect_success(place);
}

static void test_version(void **state)
{
    struct place *place = *state;
    RUN(place, "--version");
    expect_success(place);
    int major = -1;
    int minor = -1;
    int patch = -1;
    assert_int_equal(sscanf(place->out, "vha %d.%d.%d\n", &major, &minor, &patch), 3);
    RUN(place, "init", "--version");
    expect_success(place);
}

/* The manual as it is written, with the backslashes of its hyphens taken out. */
static char *read_manual(void)
{
    char *text = NULL;
    size_t length = 0;
    struct vha_error error;
    if (vha_read_file(VHA_SOURCE_DIR "/man/vha.1", 1 << 20, &text, &length, &error) != VHA_OK)
        fail_msg("%s", error.message);
    char *out = text;
    for (const char *in = text; *in != '\0'; in++)
        if (*in != '\\')
            *out++ = *in;
    *out = '\0';
    return text;
}

static void test_manual_knows_every_command_and_option(void **state)
{
    (void)state;
    char *manual = read_manual();
    char words[128];
    for (size_t i = 0; i < command_count; i++) {
        snprintf(words, sizeof words, "Cm %s", commands[i]->name);
        if (commands[i]->name[0] != '\0')
            expect_text(manual, words);
        for (size_t j = 0; j < commands[i]->parameter_count; j++) {
            const struct parameter *parameter = &commands[i]->parameters[j];
            snprintf(words, sizeof words, "%s %s", parameter_is_option(parameter) ? "Fl" : "Ar",
                     parameter->name + (parameter_is_option(parameter) ? 1 : 0));
            expect_text(manual, words);
        }
    }
    for (size_t i = 0; i < general_parameter_count; i++) {
        snprintf(words, sizeof words, "Fl %s", general_parameters[i].name + 1);
        expect_text(manual, words);
    }
    free(manual);
}

/* The text with its first letter as a sentence has it; *out is large enough. */
static void as_sentence(char *out, size_t size, const char *text)
{
    snprintf(out, size, "\n%c%s.\n", text[0] - 'a' + 'A', text + 1);
}

static void test_manual_knows_every_key(void **state)
{
    (void)state;
    char *manual = read_manual();
    char sentence[128];
    for (int action = ACTION_NONE + 1; action < ACTIONS; action++) {
        as_sentence(sentence, sizeof sentence, action_table[action].description);
        expect_text(manual, sentence);
    }
    for (int action = TYPING_NONE + 1; action < TYPING_ACTIONS; action++) {
        as_sentence(sentence, sizeof sentence, typing_table[action].description);
        expect_text(manual, sentence);
    }
    free(manual);
}

/* ":rank N" stands there as "Cm :rank Ar N", with its summary below. */
static void test_manual_knows_every_order(void **state)
{
    (void)state;
    char *manual = read_manual();
    char words[256];
    for (size_t group = 0; group < order_group_count; group++)
        for (size_t i = 0; i < order_groups[group]->count; i++) {
            const struct order *order = &order_groups[group]->orders[i];
            snprintf(words, sizeof words, "Cm :%s", order->name);
            expect_text(manual, words);
            as_sentence(words, sizeof words, order->summary);
            expect_text(manual, words);
        }
    for (size_t i = 0; i < plain_orders.count; i++) {
        snprintf(words, sizeof words, "Cm %s", plain_orders.orders[i].name);
        expect_text(manual, words);
        as_sentence(words, sizeof words, plain_orders.orders[i].summary);
        expect_text(manual, words);
    }
    free(manual);
}

static void test_table_is_sound(void **state)
{
    (void)state;
    for (size_t i = 0; i < command_count; i++) {
        const struct command *command = commands[i];
        assert_non_null(command->run);
        assert_non_null(command->summary);
        assert_non_null(command->description);
        bool optional_operand = false;
        for (size_t j = 0; j < command->parameter_count; j++) {
            const struct parameter *parameter = &command->parameters[j];
            assert_true(parameter->offset < command->values_size);
            assert_non_null(parameter->summary);
            if (parameter_is_option(parameter))
                assert_int_equal(parameter->argument == NULL, parameter->kind == VALUE_SWITCH);
            if (parameter->kind == VALUE_WORD)
                assert_true(parameter->word_count > 0);
            if (parameter->kind == VALUE_NUMBER)
                assert_true(parameter->min < parameter->max);
            if (!parameter_is_option(parameter)) {
                assert_false(optional_operand && parameter->required);
                optional_operand = !parameter->required;
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_each_command_explains_itself, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_help_fits_a_terminal, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_a_scope_is_named_as_it_is_typed, place_open,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_help_and_the_option_say_the_same, place_open,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_overview_lists_all, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_help_needs_nothing, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_version, place_open, place_close),
        cmocka_unit_test(test_manual_knows_every_command_and_option),
        cmocka_unit_test(test_manual_knows_every_key),
        cmocka_unit_test(test_manual_knows_every_order),
        cmocka_unit_test(test_table_is_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
