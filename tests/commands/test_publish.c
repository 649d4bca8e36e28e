/* What is published of the equality review, read as anybody may who has nothing else: no hidden
 * count can be told from it, and the page can be read by whoever and whatever reads pages. */
#include "loading.h"

#include <expat.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 128, COLUMNS = 10, ANYTHING = 1000000 };

struct published {
    char text[131072];
    char *cells[MOST_ROWS][COLUMNS];
    int least[MOST_ROWS];
    int most[MOST_ROWS];
    size_t count;
};

enum {
    TABLE,
    CODE,
    WITHIN,
    GROUP,
    PEOPLE,
    PERCENT,
    BESIDE_LONDON,
    BESIDE_SUSPECTS,
    COMPARED_WITH,
    SOURCE
};

static void read_published(struct place *place, struct published *published)
{
    RUN(place, "equality", "publish", "--format", "csv");
    expect_success(place);
    snprintf(published->text, sizeof published->text, "%s", place->out);
    published->count = 0;
    char *rest = published->text;
    for (char *line = NULL; (line = strsep(&rest, "\n")) != NULL && rest != NULL;) {
        char **const cells = published->cells[published->count];
        for (int i = 0; i < COLUMNS; i++) {
            cells[i] = line;
            assert_non_null(line);
            /* a comma within a label is the label's */
            line += *line == '"' ? strcspn(line + 1, "\"") + 1 : 0;
            line += strcspn(line, ",");
            line = *line == ',' ? (*line = '\0', line + 1) : NULL;
        }
        assert_null(line);
        published->count++;
    }
}

static bool is_hidden(const struct published *published, size_t row)
{
    return strcmp(published->cells[row][PEOPLE], "not shown") == 0;
}

/* Whether one row is a part of another, as their columns say. */
static bool is_part(const struct published *published, size_t part, size_t whole, const char *table)
{
    char *const *const p = published->cells[part];
    char *const *const w = published->cells[whole];
    if (strcmp(p[TABLE], table) != 0)
        return false;
    if (strcmp(w[TABLE], "all") == 0)
        return p[WITHIN][0] == '\0';
    return strcmp(w[TABLE], strcmp(table, "borough") == 0 ? "bcu" : "ethnic-group") == 0 &&
           strcmp(p[WITHIN], w[CODE]) == 0;
}

/* Draws one conclusion about a part, or about the whole, from the other rows of a sum; true when it
 * told something new. */
static bool conclude(struct published *published, size_t whole, const char *table, size_t about)
{
    int least = about == whole ? 0 : published->least[whole];
    int most = about == whole ? 0 : published->most[whole];
    size_t parts = 0;
    for (size_t i = 1; i < published->count; i++) {
        if (!is_part(published, i, whole, table))
            continue;
        parts++;
        if (about == whole) {
            least += published->least[i];
            most += published->most[i];
        } else if (i != about) {
            least -= published->most[i];
            most -= published->least[i];
        }
    }
    if (parts == 0 || (least <= published->least[about] && most >= published->most[about]))
        return false;
    if (least > published->least[about])
        published->least[about] = least;
    if (most < published->most[about])
        published->most[about] = most;
    return true;
}

static bool conclude_all(struct published *published)
{
    static const char *const tables[] = {"age",       "sex", "ethnic-group",
                                         "ethnicity", "bcu", "borough"};
    bool told = false;
    for (size_t whole = 1; whole < published->count; whole++)
        for (size_t i = 0; i < VHA_COUNT(tables); i++) {
            told = conclude(published, whole, tables[i], whole) || told;
            for (size_t part = 1; part < published->count; part++)
                if (is_part(published, part, whole, tables[i]))
                    told = conclude(published, whole, tables[i], part) || told;
        }
    return told;
}

static size_t expect_untold(struct published *published)
{
    size_t hidden = 0;
    for (size_t i = 1; i < published->count; i++) {
        const int count = is_hidden(published, i) ? -1 : atoi(published->cells[i][PEOPLE]);
        published->least[i] = count < 0 ? 0 : count;
        published->most[i] = count < 0 ? ANYTHING : count;
        assert_true(count < 0 || count >= 5);
    }
    while (conclude_all(published))
        ;
    for (size_t i = 1; i < published->count; i++) {
        if (!is_hidden(published, i))
            continue;
        hidden++;
        if (published->most[i] - published->least[i] < 5)
            fail_msg("%s %s is from %d to %d", published->cells[i][TABLE],
                     published->cells[i][CODE], published->least[i], published->most[i]);
        assert_string_equal(published->cells[i][PERCENT], "-");
        assert_string_equal(published->cells[i][BESIDE_LONDON], "-");
        assert_string_equal(published->cells[i][BESIDE_SUSPECTS], "-");
    }
    return hidden;
}

/* With figures for both sexes the ratio of one to the other would tell the hidden one. */
static void test_no_hidden_count_can_be_told(void **state)
{
    struct place *place = *state;
    static struct published published;
    load_well(place, SAMPLE);
    read_published(place, &published);
    assert_string_equal(published.cells[1][PEOPLE], "208");
    /* where the figures for London are from, and how good they are */
    assert_non_null(strstr(published.cells[2][SOURCE], "TS007"));
    assert_non_null(strstr(published.cells[2][SOURCE], "rounded to the nearest hundred"));
    assert_string_equal(published.cells[2][COMPARED_WITH], "\"all other groups together\"");
    assert_true(expect_untold(&published) > 10);
    char *population = text_of(VHA_SOURCE_DIR "/config/population.yaml");
    char path[160];
    snprintf(path, sizeof path, "%s/config/population.yaml", place->home);
    for (char *at = population; (at = strstr(at, "people: none")) != NULL;)
        memcpy(at, "people: 4000", 12);
    write_text(path, population);
    free(population);
    read_published(place, &published);
    assert_true(expect_untold(&published) > 10);
    for (size_t i = 1; i < published.count; i++)
        if (strcmp(published.cells[i][TABLE], "sex") == 0)
            assert_string_equal(published.cells[i][BESIDE_LONDON], "-");
    /* few people: hardly anything is left to show, and less than five are nothing */
    for (int people = 40; people <= 400; people += 120) {
        char folder[128];
        char count[16];
        snprintf(folder, sizeof folder, "%s/small-%d", place->folder, people);
        snprintf(count, sizeof count, "%d", people);
        RUN(place, "synth", folder, "--nominals", count, "--seed", "9", "--quarter", "2026-Q3");
        load_well(place, folder);
        read_published(place, &published);
        const bool none = is_hidden(&published, 1);
        if (!none)
            expect_untold(&published);
        for (size_t i = 2; none && i < published.count; i++)
            assert_true(is_hidden(&published, i));
    }
}

/* ------------------------------------------------------------------------------------- the page */

struct page {
    int tables;
    int captions;
    int rows;
    int row_heads;
    int regions;
    int others; /* elements or attributes that fetch or run something */
    bool language;
    bool title;
};

static void XMLCALL start_element(void *context, const XML_Char *name, const XML_Char **attributes)
{
    static const char *const active[] = {"script", "img",  "link", "iframe",
                                         "object", "form", "a",    "embed"};
    struct page *const page = context;
    page->tables += strcmp(name, "table") == 0;
    page->captions += strcmp(name, "caption") == 0;
    page->rows += strcmp(name, "tr") == 0;
    page->title = page->title || strcmp(name, "title") == 0;
    for (size_t i = 0; i < VHA_COUNT(active); i++)
        page->others += strcmp(name, active[i]) == 0;
    for (; attributes[0] != NULL; attributes += 2) {
        page->language =
            page->language || (strcmp(name, "html") == 0 && strcmp(attributes[0], "lang") == 0 &&
                               strcmp(attributes[1], "en-GB") == 0);
        page->row_heads += strcmp(attributes[0], "scope") == 0 && strcmp(attributes[1], "row") == 0;
        page->regions += strcmp(attributes[0], "tabindex") == 0;
        page->others += strncmp(attributes[0], "on", 2) == 0 || strcmp(attributes[0], "src") == 0;
    }
}

/* Relative luminance, as WCAG 2 has it. */
static double luminance(unsigned colour)
{
    double sum = 0;
    static const double weights[] = {0.0722, 0.7152, 0.2126};
    for (int i = 0; i < 3; i++, colour >>= 8) {
        const double part = (colour & 0xff) / 255.0;
        sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static void test_the_page_is_for_everybody(void **state)
{
    struct place *place = *state;
    struct page page = {0};
    load_well(place, SAMPLE);
    RUN(place, "equality", "publish", "--format", "html");
    expect_success(place);
    expect_harmless(place->out);
    XML_Parser parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(parser, &page);
    XML_SetElementHandler(parser, start_element, NULL);
    if (XML_Parse(parser, place->out, (int)strlen(place->out), 1) != XML_STATUS_OK)
        fail_msg("line %lu: %s", (unsigned long)XML_GetCurrentLineNumber(parser),
                 XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
    assert_true(page.language && page.title);
    assert_int_equal(page.tables, 6);
    assert_int_equal(page.captions, 6);
    assert_int_equal(page.regions, 6);
    assert_int_equal(page.row_heads, page.rows - 6);
    assert_int_equal(page.others, 0);
    assert_null(strstr(place->out, "url("));
    assert_null(strstr(place->out, "<td>-</td>")); /* in words, for whoever listens */
    unsigned colour = 0;
    const char *const pair = strstr(place->out, "background:#fff;color:#");
    assert_non_null(pair);
    assert_int_equal(sscanf(pair, "background:#fff;color:#%6x", &colour), 1);
    assert_true(1.05 / (luminance(colour) + 0.05) >= 7);

    RUN(place, "equality", "publish", "--format", "text");
    expect_success(place);
    expect_text(place->out, "\n  Male                                 201   96.6 ");
    expect_text(place->out, "\n  Female                         not shown      - ");
    expect_text(place->out, "Figures for London: ONS table TS008, from its shares of 51.5");
    expect_text(place->out, "Przyborowski");
    expect_text(place->out, "Katz,");
    RUN(place, "equality", "publish");
    expect_failure(place, VHA_USAGE, "--format");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_no_hidden_count_can_be_told, place_with_home,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_the_page_is_for_everybody, place_with_home,
                                        place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
