#include "command.h"
#include "program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Every command and option that the tables know. */
static void test_each_shell_knows_everything(void **state)
{
    struct place *place = *state;
    static const char *const shells[] = {"bash", "zsh", "fish"};
    for (size_t shell = 0; shell < VHA_COUNT(shells); shell++) {
        RUN(place, "completions", shells[shell]);
        expect_success(place);
        for (size_t i = 0; i < command_count; i++) {
            expect_text(place->out, commands[i]->name);
            for (size_t j = 0; j < commands[i]->parameter_count; j++)
                if (parameter_is_option(&commands[i]->parameters[j]))
                    expect_text(place->out, commands[i]->parameters[j].name + 2);
        }
    }
}

/* What bash offers after a line, with a blank after each word. */
static void expect_offer(struct place *place, const char *words, const char *offer)
{
    char *command = NULL;
    assert_true(asprintf(&command,
                         "bash -c 'compopt() { :; }; source <(\"$VHA_PROGRAM\" completions bash); "
                         "COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _vha; "
                         "printf \"%%s \" \"${COMPREPLY[@]}\"'",
                         words) > 0);
    FILE *answer = popen(command, "r");
    assert_non_null(answer);
    free(place->out);
    place->out = calloc(1, 4096);
    const size_t length = fread(place->out, 1, 4095, answer);
    assert_true(length < 4095);
    assert_int_equal(pclose(answer), 0);
    free(command);
    assert_string_equal(place->out, offer);
}

static void test_bash(void **state)
{
    struct place *place = *state;
    expect_offer(place, "vha pol", "policy ");
    expect_offer(place, "vha policy \"\"", "check show ");
    expect_offer(place, "vha --home /tmp policy s", "show ");
    expect_offer(place, "vha --pr", "--print-screen ");
    expect_offer(place, "vha synth --n", "--nominals ");
    expect_offer(place, "vha synth d --format \"\"", "csv xlsx ");
    expect_offer(place, "vha synth d --format x", "xlsx ");
    expect_offer(place, "vha completions z", "zsh ");
    expect_offer(place, "vha init --no", " ");
    write_text(path_in(place, "policy-one.yaml"), "");
    char words[256];
    char offer[256];
    snprintf(words, sizeof words, "vha policy check %s/policy-o", place->folder);
    snprintf(offer, sizeof offer, "%s/policy-one.yaml ", place->folder);
    expect_offer(place, words, offer);
    snprintf(words, sizeof words, "vha init --home %s/policy-o", place->folder);
    expect_offer(place, words, " "); /* a file is no folder */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_each_shell_knows_everything, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_bash, place_open, place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
