/* Every theme in the folder, in every depth of colour: it can be read, and what must be told apart
 * can be told apart, whatever eyes there are. */
#include "testing.h"

#include "theme.h"
#include "vision.h"

#include <math.h>

/* WCAG 2.1: text 4.5 (1.4.3, AA) or 7 (1.4.6, AAA); lines and bars, which are graphics, 3 (1.4.11).
 */
#define CONTRAST_TEXT     4.5
#define CONTRAST_HIGH     7.0
#define CONTRAST_GRAPHICS 3.0

/* Several times what is only just seen, so that it is seen on a bad screen and without a look for
 * it. */
#define CLEARLY_DIFFERENT 15.0

/* ----------------------------------------------------------------------------------- the themes */

static struct theme theme;
static char theme_name[THEME_NAME_SIZE];

static void with_every_theme(void (*check)(void))
{
    struct theme_list list;
    struct vha_error error;
    theme_list(SHIPPED_THEMES, &list);
    assert_true(list.count >= 5);
    for (size_t i = 0; i < list.count; i++) {
        snprintf(theme_name, sizeof theme_name, "%s", list.names[i]);
        if (theme_read(SHIPPED_THEMES, theme_name, &theme, &error) != VHA_OK)
            fail_msg("%s", error.message);
        check();
    }
}

/* --------------------------------------------------------------------- what terminals make of it
 */

enum depth { DEPTH_TRUE, DEPTH_256, DEPTH_16, DEPTH_8, DEPTHS };
static const char *const depth_names[DEPTHS] = {"true colours", "256 colours", "16 colours",
                                                "8 colours"};

/* As xterm shows it; the basic colours are its default palette, which users may change. */
static uint32_t shown(struct colour colour, enum depth depth)
{
    if (depth == DEPTH_TRUE)
        return colour.rgb;
    if (depth == DEPTH_256)
        return colour_of_indexed(colour.indexed);
    return colour_of_indexed(depth == DEPTH_16 ? colour.basic : colour.basic % 8);
}

/* Bold stands in for what is bright where there are 8. */
static uint64_t attributes(const struct look *look, enum depth depth)
{
    const bool brightened = depth == DEPTH_8 && look->text.basic >= 8;
    return look->attributes | (brightened ? LOOK_BOLD : 0);
}

/* ------------------------------------------------------------------------------------- contrast */

static bool is_graphics(size_t role)
{
    return role == ROLE_FRAME || role == ROLE_FRAME_FOCUS || role == ROLE_BAR;
}

static double needed(size_t role)
{
    if (strcmp(theme_name, "high-contrast") == 0)
        return CONTRAST_HIGH;
    return is_graphics(role) ? CONTRAST_GRAPHICS : CONTRAST_TEXT;
}

static void check_role(size_t role, enum depth depth, enum vision vision)
{
    const struct look *const look = &theme.looks[role];
    const double contrast = vision_contrast(vision_see(vision, shown(look->text, depth)),
                                            vision_see(vision, shown(look->ground, depth)));
    if (contrast < needed(role))
        fail_msg("%s: %s in %s with %s has a contrast of %.2f, below %.1f", theme_name,
                 theme_roles[role], depth_names[depth], vision_names[vision], contrast,
                 needed(role));
}

static void check_contrast(void)
{
    for (size_t role = 0; role < ROLES && !theme.mono; role++) {
        assert_int_not_equal(theme.looks[role].text.indexed, BASIC_DEFAULT);
        assert_int_not_equal(theme.looks[role].ground.indexed, BASIC_DEFAULT);
        for (int depth = 0; depth < DEPTHS; depth++)
            check_role(role, (enum depth)depth, VISION_FULL);
    }
}

static void test_every_pair_of_text_and_ground_has_contrast(void **state)
{
    (void)state;
    with_every_theme(check_contrast);
}

/* The palette of 8 or 16 is the terminal's, so only colours of the theme's own are simulated. */
static void check_contrast_for_all_eyes(void)
{
    for (size_t role = 0; role < ROLES && !theme.mono; role++)
        for (int vision = 0; vision < VISIONS; vision++) {
            check_role(role, DEPTH_TRUE, (enum vision)vision);
            check_role(role, DEPTH_256, (enum vision)vision);
        }
}

static void test_contrast_holds_without_one_kind_of_cones(void **state)
{
    (void)state;
    with_every_theme(check_contrast_for_all_eyes);
}

/* --------------------------------------------------------------------------------- telling apart
 */

struct pair {
    enum role one, other;
};

/* What tells them apart at the least, of text and ground, in the eyes that see least of it. */
static double least_difference(struct pair pair, enum depth depth, enum vision *worst)
{
    const struct look *const one = &theme.looks[pair.one];
    const struct look *const other = &theme.looks[pair.other];
    double least = INFINITY;
    for (int i = 0; i < VISIONS; i++) {
        const enum vision vision = (enum vision)i;
        const double text = vision_difference(vision_see(vision, shown(one->text, depth)),
                                              vision_see(vision, shown(other->text, depth)));
        const double ground = vision_difference(vision_see(vision, shown(one->ground, depth)),
                                                vision_see(vision, shown(other->ground, depth)));
        if (fmax(text, ground) >= least)
            continue;
        least = fmax(text, ground);
        *worst = vision;
    }
    return least;
}

static void fail_pair(struct pair pair, enum depth depth, enum vision vision, double difference)
{
    fail_msg("%s: %s and %s in %s with %s differ by %.1f, below %.1f", theme_name,
             theme_roles[pair.one], theme_roles[pair.other], depth_names[depth],
             vision_names[vision], difference, CLEARLY_DIFFERENT);
}

/* A difference of looks that says something: it shows in an attribute or to all eyes. Left out is
 * what a sign or a word says as well: a count of 0 (muted), the place of a heading. */
static void check_pairs(void)
{
    static const struct pair pairs[] = {
        {ROLE_BODY, ROLE_CURSOR},        {ROLE_BODY, ROLE_CURSOR_IDLE},
        {ROLE_CURSOR, ROLE_CURSOR_IDLE}, {ROLE_TITLE, ROLE_TITLE_FOCUS},
        {ROLE_BODY, ROLE_CHOSEN},        {ROLE_BODY, ROLE_FLAG},
        {ROLE_BODY, ROLE_MESSAGE},       {ROLE_STATUS, ROLE_MARKING},
        {ROLE_FOOTER, ROLE_KEY},         {ROLE_CURSOR, ROLE_CHOSEN},
    };
    for (size_t i = 0; i < VHA_COUNT(pairs); i++)
        for (int at = 0; at < DEPTHS; at++) {
            const enum depth depth = (enum depth)at;
            enum vision worst = VISION_FULL;
            if (attributes(&theme.looks[pairs[i].one], depth) !=
                attributes(&theme.looks[pairs[i].other], depth))
                continue;
            const double difference = theme.mono ? 0 : least_difference(pairs[i], depth, &worst);
            if (difference < CLEARLY_DIFFERENT)
                fail_pair(pairs[i], depth, worst, difference);
        }
}

static void test_what_differs_in_meaning_differs_to_all_eyes(void **state)
{
    (void)state;
    with_every_theme(check_pairs);
}

/* The theme for it keeps them apart by its colours alone. */
static void test_colour_blind_safe_keeps_its_colours_apart(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        {ROLE_BODY, ROLE_MUTED},         {ROLE_BODY, ROLE_HEADER},
        {ROLE_BODY, ROLE_CHOSEN},        {ROLE_BODY, ROLE_FLAG},
        {ROLE_BODY, ROLE_MESSAGE},       {ROLE_BODY, ROLE_CURSOR},
        {ROLE_CHOSEN, ROLE_FLAG},        {ROLE_CHOSEN, ROLE_MESSAGE},
        {ROLE_CHOSEN, ROLE_HEADER},      {ROLE_FLAG, ROLE_HEADER},
        {ROLE_FRAME, ROLE_FRAME_FOCUS},  {ROLE_TITLE, ROLE_TITLE_FOCUS},
        {ROLE_CURSOR, ROLE_CURSOR_IDLE}, {ROLE_STATUS, ROLE_MARKING},
        {ROLE_FOOTER, ROLE_KEY},         {ROLE_BODY, ROLE_BAR},
    };
    struct vha_error error;
    snprintf(theme_name, sizeof theme_name, "colour-blind-safe");
    assert_int_equal(theme_read(SHIPPED_THEMES, theme_name, &theme, &error), VHA_OK);
    for (size_t i = 0; i < VHA_COUNT(pairs); i++)
        for (int depth = DEPTH_TRUE; depth <= DEPTH_256; depth++) {
            enum vision worst = VISION_FULL;
            const double difference = least_difference(pairs[i], (enum depth)depth, &worst);
            if (difference < CLEARLY_DIFFERENT)
                fail_pair(pairs[i], (enum depth)depth, worst, difference);
        }
}

/* ------------------------------------------------------------------------------- the measures */

static double contrast_of(uint32_t one, uint32_t other)
{
    return vision_contrast(vision_see(VISION_FULL, one), vision_see(VISION_FULL, other));
}

static double difference_for(enum vision vision, uint32_t one, uint32_t other)
{
    return vision_difference(vision_see(vision, one), vision_see(vision, other));
}

/* Against values that are known: WCAG's own, the ends of the scales, and colours that are mixed up.
 */
static void test_the_measures_themselves(void **state)
{
    (void)state;
    assert_true(fabs(contrast_of(0x000000, 0xFFFFFF) - 21.0) < 0.001);
    assert_true(fabs(contrast_of(0x777777, 0xFFFFFF) - 4.48) < 0.005);
    assert_true(fabs(contrast_of(0x767676, 0xFFFFFF) - 4.54) < 0.005);
    assert_true(fabs(contrast_of(0xFF0000, 0xFFFFFF) - 4.00) < 0.005);
    assert_true(fabs(difference_for(VISION_FULL, 0x000000, 0xFFFFFF) - 100.0) < 0.01);
    for (int vision = 0; vision < VISIONS; vision++)
        for (uint32_t grey = 0; grey <= 0xFFFFFF; grey += 0x333333)
            assert_true(vision_difference(vision_see((enum vision)vision, grey),
                                          vision_see(VISION_FULL, grey)) < 0.01);
    /* A red and a green of like lightness; a blue and a green. */
    assert_true(difference_for(VISION_FULL, 0xB05030, 0x708030) > 50.0);
    assert_true(difference_for(VISION_DEUTERANOPIA, 0xB05030, 0x708030) < 25.0);
    assert_true(difference_for(VISION_PROTANOPIA, 0xB05030, 0x708030) < 25.0);
    assert_true(difference_for(VISION_TRITANOPIA, 0xB05030, 0x708030) > 50.0);
    assert_true(difference_for(VISION_TRITANOPIA, 0x0080A0, 0x009060) <
                difference_for(VISION_FULL, 0x0080A0, 0x009060) / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_pair_of_text_and_ground_has_contrast),
        cmocka_unit_test(test_contrast_holds_without_one_kind_of_cones),
        cmocka_unit_test(test_what_differs_in_meaning_differs_to_all_eyes),
        cmocka_unit_test(test_colour_blind_safe_keeps_its_colours_apart),
        cmocka_unit_test(test_the_measures_themselves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
