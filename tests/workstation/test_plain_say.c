/* What plain mode says of screens that others make: forms, texts, screens that fail. */
#include "testing.h"

#include "plain_private.h"

static struct stage stage;
static struct plain *plain;

/* A form of two fields, of which one may be a paragraph, that can be typed in. */
struct asking {
    char ground[64];
    char rationale[9000];
    bool typing;
    bool broken;
};

static const struct offer *asking_offers(const void *state, size_t *count)
{
    static const struct offer all[] = {{ACTION_BACK, NULL, true}, {ACTION_NUMBER, NULL, true}};
    (void)state;
    *count = VHA_COUNT(all);
    return all;
}

static bool asking_typing(const void *state)
{
    return ((const struct asking *)state)->typing;
}

static enum vha_status asking_refresh(void *state, struct desk *desk, struct vha_error *error)
{
    (void)desk;
    if (((const struct asking *)state)->broken)
        return vha_fail(error, VHA_IO_ERROR, "The draft cannot be read.");
    return VHA_OK;
}

static unsigned asking_handle(void *opaque, struct desk *desk, const struct event *event)
{
    struct asking *const form = opaque;
    (void)desk;
    if (event->kind == EVENT_ACTION && event->action == ACTION_NUMBER)
        form->typing = event->character == '1';
    else if (event->kind == EVENT_ACTION)
        return SCREEN_BACK;
    else if (event->kind == EVENT_TYPING && event->typing == TYPING_ERASE_ALL)
        memset(form->ground, 0, sizeof form->ground);
    else if (event->kind == EVENT_TYPING)
        form->typing = false;
    else
        form->ground[strlen(form->ground)] = (char)event->character;
    return SCREEN_REDRAW;
}

static void asking_words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct asking *const form = opaque;
    (void)desk;
    lines_add(lines, ROLE_HEADER, "A request.");
    lines_format(lines, ROLE_BODY, "1 Ground: %s.", form->ground);
    lines_add(lines, ROLE_BODY, form->rationale);
}

static void asking_free(void *state)
{
    free(state);
}

static const struct screen_ops asking_ops = {.title = "a request",
                                             .offers = asking_offers,
                                             .typing = asking_typing,
                                             .refresh = asking_refresh,
                                             .handle = asking_handle,
                                             .free = asking_free,
                                             .words = asking_words};
static const struct screen_ops silent_ops = {.title = "a picture",
                                             .offers = asking_offers,
                                             .refresh = asking_refresh,
                                             .handle = asking_handle,
                                             .free = asking_free};

static struct asking *push_form(const struct screen_ops *ops)
{
    struct asking *const form = calloc(1, sizeof *form);
    assert_non_null(form);
    snprintf(form->ground, sizeof form->ground, "none yet");
    snprintf(form->rationale, sizeof form->rationale, "2 Rationale: none yet.");
    desk_push(&plain->desk, (struct screen){.ops = ops, .state = form});
    return form;
}

/* Answers, and takes what was said. */
static const char *answer(void)
{
    static char text[40000];
    plain->answered = false;
    plain_answer(plain);
    snprintf(text, sizeof text, "%.*s", (int)plain->output.count, plain->output.bytes);
    plain->output.count = 0;
    return text;
}

static int open_plain(void **state)
{
    struct vha_error error = {.message = ""};
    (void)state;
    fake_reset(12);
    stage_prepare(&stage);
    plain = vha_alloc_zeroed(1, sizeof *plain);
    plain->page = 10;
    if (desk_open_plain(&plain->desk, &stage.options, plain, &error) != VHA_OK)
        fail_msg("%s", error.message);
    plain->desk.rows = VHA_LEAST_ROWS;
    plain->desk.columns = VHA_LEAST_COLUMNS;
    plain_output_init(&plain->output, true);
    lines_init(&plain->words.lines);
    lines_init(&plain->aside.lines);
    assert_non_null(strstr(answer(), "OFFICIAL. The list"));
    return 0;
}

static int close_plain(void **state)
{
    (void)state;
    desk_close(&plain->desk);
    lines_free(&plain->words.lines);
    lines_free(&plain->aside.lines);
    plain_output_free(&plain->output);
    free(plain->heard);
    free(plain);
    return 0;
}

static void test_a_form_says_what_has_changed(void **state)
{
    (void)state;
    push_form(&asking_ops);
    assert_string_equal(answer(),
                        "OFFICIAL. A request.\n1 Ground: none yet.\n2 Rationale: none yet.\n");
    assert_int_equal(desk_key(&plain->desk, '1'), SCREEN_REDRAW);
    assert_string_equal(answer(), "Type the text and press Enter; an empty line goes back.\n");
    desk_type(&plain->desk, "deceased");
    assert_string_equal(answer(), "1 Ground: deceased.\n");
    assert_string_equal(answer(), "Nothing has changed; help says what can be typed.\n");
}

static void test_going_back_from_typing_changes_nothing(void **state)
{
    (void)state;
    push_form(&asking_ops);
    answer();
    desk_key(&plain->desk, '1');
    answer();
    desk_type(&plain->desk, NULL);
    assert_string_equal(answer(), "Nothing has changed; help says what can be typed.\n");
}

static void test_a_long_paragraph_is_said_whole(void **state)
{
    (void)state;
    struct asking *const form = push_form(&asking_ops);
    size_t used = 0;
    for (int word = 0; word < 1000; word++)
        used += (size_t)snprintf(form->rationale + used, sizeof form->rationale - used, "word%d ",
                                 word);
    const char *const text = answer();
    assert_non_null(strstr(text, "word0 word1 "));
    assert_non_null(strstr(text, " word999"));
}

static void test_going_back_says_where(void **state)
{
    (void)state;
    push_form(&asking_ops);
    answer();
    desk_pop(&plain->desk);
    const char *const text = answer();
    assert_non_null(strstr(text, "OFFICIAL. The list of 2026-Q3"));
    assert_non_null(strstr(text, "Here: Rank 1. O'NEILL"));
    assert_null(strstr(text, "Rank 2."));
}

static void test_a_screen_that_fails_is_left(void **state)
{
    (void)state;
    push_form(&asking_ops)->broken = true;
    const char *const text = answer();
    assert_non_null(strstr(text, "The draft cannot be read.\n"));
    assert_int_equal(plain->desk.screen_count, 1);
}

static void test_a_screen_without_words_is_left(void **state)
{
    (void)state;
    push_form(&silent_ops);
    assert_non_null(strstr(answer(), "Plain mode has no words for a picture.\n"));
    assert_int_equal(plain->desk.screen_count, 1);
}

/* A message is read when it is said: nobody has to go back from it. */
static void test_messages_are_left_at_once(void **state)
{
    (void)state;
    desk_push(&plain->desk, message_screen("This was refused", "Ask MO2."));
    assert_string_equal(answer(), "This was refused.\nAsk MO2.\n");
    assert_int_equal(plain->desk.screen_count, 1);
    desk_say(&plain->desk, "Nobody on this list matches.");
    assert_string_equal(answer(), "Nobody on this list matches.\n");
}

static void test_a_newer_load_is_told_of_once(void **state)
{
    (void)state;
    plain->desk.superseded = true;
    assert_string_equal(answer(), "A newer load is in place: reload shows it.\n");
    assert_string_equal(answer(), "Nothing has changed; help says what can be typed.\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_plain, close_plain)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_form_says_what_has_changed),
        TEST(test_going_back_from_typing_changes_nothing),
        TEST(test_a_long_paragraph_is_said_whole),
        TEST(test_going_back_says_where),
        TEST(test_a_screen_that_fails_is_left),
        TEST(test_a_screen_without_words_is_left),
        TEST(test_messages_are_left_at_once),
        TEST(test_a_newer_load_is_told_of_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
