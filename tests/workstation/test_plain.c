/* Plain mode as a program: lines in, text out, over a made-up cohort. */
#include "testing.h"

#include "orders.h"
#include "plain.h"

#include <locale.h>
#include <unistd.h>

static struct stage stage;
static char output[4000000];
static size_t output_length;
static enum vha_status status;
static struct vha_error error;

static int open_stage(void **state)
{
    (void)state;
    fake_reset(77);
    stage_prepare(&stage);
    stage.options.plain = true;
    return 0;
}

/* Runs it with these bytes as its input, and takes what it writes. */
static const char *run_bytes(const char *bytes, size_t length)
{
    FILE *const in = tmpfile();
    FILE *const out = tmpfile();
    const int input = dup(STDIN_FILENO);
    const int screen = dup(STDOUT_FILENO);
    assert_true(in != NULL && out != NULL && input >= 0 && screen >= 0);
    assert_int_equal(fwrite(bytes, 1, length, in), length);
    rewind(in);
    fflush(stdout);
    dup2(fileno(in), STDIN_FILENO);
    dup2(fileno(out), STDOUT_FILENO);
    error.message[0] = '\0';
    status = vha_workstation_run(&stage.options, &error);
    dup2(input, STDIN_FILENO);
    dup2(screen, STDOUT_FILENO);
    close(input);
    close(screen);
    rewind(out);
    output_length = fread(output, 1, sizeof output - 1, out);
    output[output_length] = '\0';
    fclose(in);
    fclose(out);
    return output;
}

static const char *run(const char *lines)
{
    return run_bytes(lines, strlen(lines));
}

/* Lines that go on are put together again. */
static void unwrap(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0'; from++, to++) {
        const bool goes_on = strncmp(from, "\n  ", 3) == 0;
        *to = goes_on ? ' ' : *from;
        from += goes_on ? 2 : 0;
    }
    *to = '\0';
}

/* What was said after the last line but one, which is the answer to the last one given. */
static const char *last_answer(const char *lines)
{
    run(lines);
    assert_int_equal(status, VHA_OK);
    char *const end = output + output_length - strlen("vha> \n");
    assert_string_equal(end, "vha> \n");
    *end = '\0';
    unwrap(output);
    char *at = output;
    for (char *next = at; (next = strstr(next, "vha> ")) != NULL; next++)
        at = next;
    return strchr(at, '\n') + 1;
}

static void expect_answer(const char *lines, const char *text)
{
    const char *const answer = last_answer(lines);
    if (strstr(answer, text) == NULL)
        fail_msg("\"%s\" is not in the answer: %s", text, answer);
}

/* Text and line feeds, in well-formed UTF-8 without controls of either set. */
static void expect_text_alone(void)
{
    assert_true(vha_utf8_valid(output, output_length, NULL));
    for (size_t i = 0; i < output_length; i++) {
        const unsigned char byte = (unsigned char)output[i];
        const unsigned char next = (unsigned char)output[i + 1];
        if ((byte < 0x20u && byte != '\n') || byte == 0x7Fu ||
            (byte == 0xC2u && next >= 0x80u && next < 0xA0u))
            fail_msg("byte %zu is 0x%02x", i, byte);
    }
}

/* ---------------------------------------------------------------------------------------- words */

static void test_the_list_is_one_person_a_line(void **state)
{
    (void)state;
    const char *const text = run("");
    assert_int_equal(status, VHA_OK);
    unwrap(output);
    assert_non_null(strstr(text, "OFFICIAL. The list of 2026-Q3: 77 of 77 people. No filter."));
    assert_non_null(strstr(text, "\nRank 1. O'NEILL, Zoë, age 13, under 18, Lambeth, score "));
    assert_non_null(strstr(text, ", wanted EWMS.\n"));
    assert_non_null(strstr(text, "\n1 to 10 of 77.\n"));
    assert_null(strstr(text, "Rank 11."));
    assert_non_null(strstr(text, "\nvha> \n"));
}

static void test_only_what_changed_is_said(void **state)
{
    (void)state;
    expect_answer("down\n", "Here: Rank 2. KOWALSKI, Isaac");
    assert_null(strstr(last_answer("down\n"), "Rank 3."));
    expect_answer("down\nup\nup\n", "Nothing has changed");
    expect_answer("sort\n", "In order by name, A to Z.");
    expect_answer("open\nback\n", "OFFICIAL. The list of 2026-Q3");
    assert_null(strstr(last_answer("open\nback\n"), "Rank 2."));
    assert_null(strstr(last_answer("\n"), "Rank"));
}

static void test_everything_untrusted_is_harmless(void **state)
{
    (void)state;
    run("next\nopen 3\nopen 4\nopen 6\nopen 7\nwhy\nfilters\nsearch owned\n\x1b[A\nfoo \xc2\x9b\n");
    expect_text_alone();
    assert_non_null(strstr(output, "\\x1b[2J\\x1b]0;owned\\x07, Escape"));
    assert_non_null(strstr(output, "\\u{202e}gnol"));
    assert_non_null(strstr(output, "\\xff\\xfe"));
}

static void test_ascii_locale(void **state)
{
    (void)state;
    setenv("LC_ALL", "C", 1);
    run("next\nopen 1\nnext\nsearch zoe\n");
    setenv("LC_ALL", "C.UTF-8", 1);
    setlocale(LC_CTYPE, "");
    for (size_t i = 0; i < output_length; i++)
        assert_true((unsigned char)output[i] < 0x80u);
    assert_non_null(strstr(output, "O'NEILL, Zoe, age 13"));
    assert_non_null(strstr(output, "??, ????, age 19"));
}

static void test_lines_are_broken_between_words(void **state)
{
    (void)state;
    run("next\nnext\nopen 8\nnext\nnext\nhelp\nnext\nnext\nfilters\n");
    const char *line = output;
    for (const char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        char text[512];
        snprintf(text, sizeof text, "%.*s", (int)(end - line), line);
        if (vha_text_width(text) > 72)
            fail_msg("too wide: %s", text);
        assert_false(end > line && end[-1] == ' ' && strcmp(text, "vha> ") != 0);
    }
}

/* Who has no list hears what their role can do, in sentences that end once. */
static void test_a_role_without_a_list(void **state)
{
    (void)state;
    stage.user.role = VHA_COORDINATOR;
    run("board\n");
    unwrap(output);
    assert_non_null(strstr(output, " has no list to begin with. Type a command:\n"));
    assert_non_null(strstr(output, "\nauthorise LOGIN: put the authority for an application on "
                                   "record.\n"));
    assert_non_null(strstr(output, "3 not achieved.\nreferral "));
    stage.user.role = VHA_MO2;
    fake.entries = 100;
    fake.enquiries = 1;
    run("enquiries\nopen\n");
    unwrap(output);
    assert_non_null(strstr(output, "\nquestion: Why was this?\nAnd when?\nflagged: none.\n"));
}

/* What takes its time says how far it has come. */
static void test_a_long_verification_is_heard(void **state)
{
    (void)state;
    fake.entries = 1000000;
    expect_answer("audit\nverify\n",
                  "250,000 of 1,000,000 entries so far, each as it was written.\n500,000 of ");
    expect_answer("audit\nverify\n", "The audit log is whole: 1,000,000 entries");
    assert_null(strstr(output, "1,000,000 of 1,000,000"));
}

/* ----------------------------------------------------------------------------------------- lines
 */

static void test_lines_that_are_refused(void **state)
{
    (void)state;
    static char line[6000];
    memset(line, 'a', sizeof line - 2);
    line[sizeof line - 2] = '\n';
    expect_answer(line, "That line is too long, and nothing of it was done.");
    line[1023] = '\0';
    expect_answer(line, "There is no command");
    expect_answer("search \xff\n", "That line is no text in this locale");
    expect_answer("\x1b[A\n", "That line has control characters");
    run_bytes("rank\0 5\n", 8);
    assert_non_null(strstr(output, "That line is no text in this locale"));
}

static void test_ends_of_lines(void **state)
{
    (void)state;
    expect_answer("rank 5\r\n", "Here: Rank 5.");
    expect_answer("\t rank\t5 \n", "Here: Rank 5.");
    expect_answer("rank 5", "Here: Rank 5.");
    run("rank 5\nquit\nrank 6\n");
    assert_non_null(strstr(output, "Here: Rank 5."));
    assert_null(strstr(output, "vha> rank 6"));
    assert_string_equal(output + output_length - strlen("vha> quit\n"), "vha> quit\n");
}

static void test_a_line_too_long_does_not_spoil_the_next(void **state)
{
    (void)state;
    static char line[9000];
    memset(line, 'a', 8000);
    snprintf(line + 8000, sizeof line - 8000, "\nrank 5\n");
    expect_answer(line, "Here: Rank 5.");
}

static void test_other_ways_to_say_it(void **state)
{
    (void)state;
    expect_answer(":rank 5\n", "Here: Rank 5.");
    expect_answer("5\n", "Here: Rank 5.");
    expect_answer("/kowal\n", "Here: Rank 2.");
    expect_answer("/\nkowal\n", "Here: Rank 2.");
    expect_answer("/kowal\nn\n", "Here: Rank 10.");
    expect_answer("search\n", "Type the text and press Enter; an empty line goes back.");
    expect_answer("rank 9\nsearch\n\nwhere\n", "Here: Rank 9.");
    expect_answer("jump\n12\n", "Here: Rank 12.");
    expect_answer("G\n", "Here: Rank 77.");
    expect_answer("?\n", "Type a command and press Enter.");
    run("q\nwhere\n");
    assert_null(strstr(output, "vha> where"));
}

static void test_unknown_words(void **state)
{
    (void)state;
    expect_answer("nxet\n", "There is no command \"nxet\"; did you mean \"next\"?");
    expect_answer("revrese\n", "did you mean \"reverse\"?");
    expect_answer("zzzzzzzzzz\n", "There is no command \"zzzzzzzzzz\"; help says those there are.");
    expect_answer("toggle\n", "toggle means nothing on the list.");
    expect_answer("next 3\n", "next takes nothing after it");
}

/* ------------------------------------------------------------------------------------------ pages
 */

static void test_pages_follow_each_other(void **state)
{
    (void)state;
    expect_answer("next\n", "Rank 11.");
    assert_null(strstr(last_answer("next\n"), "Rank 10."));
    expect_answer("next\nprevious\n", "1 to 10 of 77.");
    expect_answer("previous\n", "This is the beginning of the list.");
    expect_answer("page 50\nnext\nnext\n", "51 to 77 of 77.");
    expect_answer("page 50\nnext\nnext\nnext\n", "This is the end of the list.");
    expect_answer("page 50\nnext\nnext\nprevious\n", "1 to 50 of 77.");
}

static void test_a_page_can_be_of_another_length(void **state)
{
    (void)state;
    expect_answer("page\n", "A page is 10 people of the list, or lines of a text.");
    expect_answer("page 3\n", "A page is 3 people");
    expect_answer("page 3\nagain\n", "1 to 3 of 77.");
    expect_answer("page 1\nnext\nnext\n", "2 to 2 of 77.");
    expect_answer("page 0\n", "page takes a number from 1 to 200, and \"0\" is none.");
    expect_answer("page 201\n", "page takes a number");
    expect_answer("page three\n", "\"three\" is none");
    expect_answer("page 3x\n", "\"3x\" is none");
}

/* Somebody who was jumped to is the first that the next page tells of. */
static void test_reading_goes_on_from_a_jump(void **state)
{
    (void)state;
    const char *answer = last_answer("rank 40\nnext\n");
    assert_int_equal(strncmp(answer, "Rank 40.", 8), 0);
    assert_non_null(strstr(answer, "40 to 49 of 77."));
    answer = last_answer("rank 40\nnext\nnext\n");
    assert_int_equal(strncmp(answer, "Rank 50.", 8), 0);
}

static void test_texts_are_said_page_by_page(void **state)
{
    (void)state;
    expect_answer("open 2\n", "\nSection 1. ");
    assert_non_null(strstr(output, "more lines; next goes on."));
    expect_answer("open 2\nnext\nprevious\n", "Section 1. ");
    expect_answer("open 2\nprevious\n", "This is the beginning.");
    expect_answer("page 200\nopen 1\nnext\n", "This is the end of a record.");
    expect_answer("open 2\nnext\nagain\n", "Section 2.");
    expect_answer("open 2\ndown\n", "Section 2.");
    expect_answer("open 1\n7\nprevious\n", "more lines; next goes on.");
}

static void test_sections_by_number_and_by_word(void **state)
{
    (void)state;
    expect_answer("open 1\n3\n", "Section 3. ");
    expect_answer("open 1\ncustody\n", ". Custody.");
    expect_answer("open 1\nwhy\n", ". Why on the list.");
    expect_answer("open 1\nnonsense\n", "There is no command");
    expect_answer("open 1\n42\n", "Here: Rank 42.");
    expect_answer("custody\n", "There is no command");
    expect_answer("open 2\nsections\n", ".\nSection 2. ");
    expect_answer("sections\n", "There are no sections here.");
}

/* What is said beside the list is paged as well, and the list goes on after it. */
static void test_asides(void **state)
{
    (void)state;
    expect_answer("why\n", "Why rank 1, O'NEILL, Zoë: crime score 5,110.000");
    assert_non_null(strstr(output, "times 2/3 = 3,650.000"));
    expect_answer("page 2\nwhy\n", "more lines; next goes on.");
    expect_answer("page 2\nwhy\nnext\n", "KNIFE_INJURY");
    expect_answer("why\nnext\n", "11 to 20 of 77.");
    expect_answer("page 2\nwhy\nrank 5\nnext\n", "5 to 6 of 77.");
    expect_answer("filters\n", "Borough (borough): Lambeth ");
    expect_answer("filters\nnext\n", "11 to 20 of 77.");
}

/* ------------------------------------------------------------------------- permission and the log
 */

static void test_what_cannot_be_logged_is_not_said(void **state)
{
    (void)state;
    fake.audit_fails = true;
    run("next\n");
    assert_int_equal(status, VHA_IO_ERROR);
    assert_int_equal(output_length, 0);
    fake.audit_fails = false;
    fake.refused = true;
    run("next\n");
    assert_int_equal(status, VHA_NO_PERMISSION);
    assert_int_equal(output_length, 0);
}

static void test_opening_is_logged(void **state)
{
    (void)state;
    run("");
    assert_string_equal(fake.last_action, "browse");
    const unsigned audits = fake.audits;
    char pncid[VHA_PNCID_SIZE];
    run("open 5\n");
    assert_string_equal(fake.last_action, "open");
    assert_string_equal(fake.last_subject, vha_pncid_format(pncid, UINT64_C(20030000004)));
    assert_int_equal(fake.audits, audits + 3);
}

static void test_opening_somebody(void **state)
{
    (void)state;
    expect_answer("open\n", "Record of O'NEILL, Zoë");
    expect_answer("open 2\n", "Record of KOWALSKI, Isaac");
    expect_answer("open 2003/0000001W\n", "Record of KOWALSKI, Isaac");
    expect_answer("open 03/1w\n", "Record of KOWALSKI, Isaac");
    expect_answer("open 03/1V\n", "The check letter of 03/1V would be W; one of them is wrong.");
    expect_answer("next\nopen #2\n", ", 2003/0000011G, under 18.");
    expect_answer("open #11\n", "#11 is no place among the 10 people in sight.");
    expect_answer("open #0\n", "#0 is no place");
    expect_answer("open 78\n", "There is no rank 78; the list has 77 people.");
    expect_answer("open 0\n", "and \"0\" is none.");
    expect_answer("open nobody\n", "open takes a rank, a PNCID");
    expect_answer("open 2003/9999999Z\n", "check letter");
    expect_answer("open 1\nopen 2\nback\n", "The list of 2026-Q3");
}

/* ------------------------------------------------------------------------------------ everything
 */

static void expect_an_answer(const char *line)
{
    char script[256];
    snprintf(script, sizeof script, "%s\n", line);
    run(script);
    assert_int_equal(status, VHA_OK);
    expect_text_alone();
    const char *const after = strchr(strstr(output, "vha> "), '\n') + 1;
    if (strcmp(after, "vha> \n") == 0)
        fail_msg("nothing is said to %s", line);
}

static void test_every_order_is_answered(void **state)
{
    (void)state;
    char line[128];
    for (size_t i = 0; i < plain_orders.count; i++) {
        expect_an_answer(plain_orders.orders[i].name);
        snprintf(line, sizeof line, "help %s", plain_orders.orders[i].name);
        expect_an_answer(line);
    }
    for (size_t group = 0; group < order_group_count; group++)
        for (size_t i = 0; i < order_groups[group]->count; i++) {
            expect_an_answer(order_groups[group]->orders[i].name);
            snprintf(line, sizeof line, "help %s", order_groups[group]->orders[i].name);
            expect_an_answer(line);
        }
    for (int action = 1; action < ACTIONS; action++)
        if (action != ACTION_QUIT && action != ACTION_SUSPEND)
            expect_an_answer(action_table[action].name);
}

static void test_help_lists_every_order(void **state)
{
    (void)state;
    char words[160];
    const char *const text = run("page 200\nhelp\n");
    for (size_t i = 0; i < plain_orders.count; i++) {
        snprintf(words, sizeof words, "\n%s", plain_orders.orders[i].name);
        assert_non_null(strstr(text, words));
    }
    for (size_t group = 0; group < order_group_count; group++)
        for (size_t i = 0; i < order_groups[group]->count; i++) {
            snprintf(words, sizeof words, "\n%s", order_groups[group]->orders[i].name);
            assert_non_null(strstr(text, words));
        }
    assert_non_null(strstr(text, "\nreverse, or S: turn the order round; of several"));
    assert_null(strstr(text, "toggle"));
}

/* ------------------------------------------------------------------------------- random lines */

static const char *random_name(void)
{
    static const char *const others[] = {
        "5", "open 3", "open #2", "/kowal", "search zo", "q", "page 2", "page 50", "3",
        "1", "",       "back",    "foo",    "help sort", "?", "S",      "n",       "\x1b[B"};
    const int kind = rand() % 4;
    if (kind == 0)
        return plain_orders.orders[(size_t)rand() % plain_orders.count].name;
    if (kind == 1) {
        const struct order_group *const group = order_groups[(size_t)rand() % order_group_count];
        return group->orders[(size_t)rand() % group->count].name;
    }
    if (kind == 2)
        return action_table[1 + rand() % (ACTIONS - 1)].name;
    return others[(size_t)rand() % VHA_COUNT(others)];
}

/* Nothing falls over, nothing but text comes, and every line is answered. */
static void test_anything_typed_in_any_order(void **state)
{
    (void)state;
    static char script[40000];
    srand(20261001);
    for (int round = 0; round < 40; round++) {
        size_t used = 0;
        fake_reset(round < 3 ? (uint32_t)round : 77);
        for (int line = 0; line < 250; line++) {
            const char *const name = random_name();
            if (strcmp(name, "q") == 0 || strcmp(name, "quit") == 0 || strcmp(name, "suspend") == 0)
                continue;
            used += (size_t)snprintf(script + used, sizeof script - used, "%s\n", name);
        }
        run_bytes(script, used);
        assert_int_equal(status, VHA_OK);
        expect_text_alone();
    }
}

static void test_any_bytes(void **state)
{
    (void)state;
    static char bytes[20000];
    for (int round = 0; round < 20; round++) {
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = (char)(rand() % 12 == 0 ? '\n' : rand());
        run_bytes(bytes, sizeof bytes);
        assert_int_equal(status, VHA_OK);
        expect_text_alone();
    }
}

#define TEST(name) cmocka_unit_test_setup(name, open_stage)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_list_is_one_person_a_line),
        TEST(test_only_what_changed_is_said),
        TEST(test_everything_untrusted_is_harmless),
        TEST(test_ascii_locale),
        TEST(test_lines_are_broken_between_words),
        TEST(test_a_role_without_a_list),
        TEST(test_a_long_verification_is_heard),
        TEST(test_lines_that_are_refused),
        TEST(test_ends_of_lines),
        TEST(test_a_line_too_long_does_not_spoil_the_next),
        TEST(test_other_ways_to_say_it),
        TEST(test_unknown_words),
        TEST(test_pages_follow_each_other),
        TEST(test_a_page_can_be_of_another_length),
        TEST(test_reading_goes_on_from_a_jump),
        TEST(test_texts_are_said_page_by_page),
        TEST(test_sections_by_number_and_by_word),
        TEST(test_asides),
        TEST(test_what_cannot_be_logged_is_not_said),
        TEST(test_opening_is_logged),
        TEST(test_opening_somebody),
        TEST(test_every_order_is_answered),
        TEST(test_help_lists_every_order),
        TEST(test_anything_typed_in_any_order),
        TEST(test_any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
