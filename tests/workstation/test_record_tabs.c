/* What each tab of a record says of somebody, as lines and as words. */
#include "made_person.h"
#include "screens/casework.h"
#include "screens/record.h"
#include "timeline.h"
#include "vha/removal.h"

static struct made_person person;
static struct lines lines;
static struct casework casework; /* nothing is on record */
static struct vha_removal_open asked;
static char *text; /* of the tab made last */

static int set_up(void **state)
{
    (void)state;
    made_begin(&person);
    asked = (struct vha_removal_open){.number = 0};
    lines_init(&lines);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    lines_free(&lines);
    free(text);
    text = NULL;
    return 0;
}

/* The lines of a tab, a line feed after each. */
static void take_text(void)
{
    size_t size = 1;
    for (size_t i = 0; i < lines.count; i++)
        size += strlen(lines.items[i].text) + 1;
    free(text);
    text = vha_alloc_zeroed(size, 1);
    size_t used = 0;
    for (size_t i = 0; i < lines.count; i++)
        used += (size_t)snprintf(text + used, size - used, "%s\n", lines.items[i].text);
}

static void make_of(enum record_tab tab, int width, const struct vha_explanation *explanation)
{
    lines_clear(&lines);
    record_tab_lines(tab, &(struct making){.lines = &lines,
                                           .explanation = explanation,
                                           .casework = &casework,
                                           .asked = &asked,
                                           .width = width,
                                           .unicode = true});
    take_text();
}

static void make(enum record_tab tab, int width)
{
    make_of(tab, width, made_explain(&person));
}

static void assert_says(const char *words)
{
    if (strstr(text, words) == NULL)
        fail_msg("\"%s\" is not said:\n%s", words, text);
}

static void assert_says_not(const char *words)
{
    if (strstr(text, words) != NULL)
        fail_msg("\"%s\" is said:\n%s", words, text);
}

/* ------------------------------------------------------------------------------------------- why
 */

static void make_four(void)
{
    made_crime(&person, "2026-03-05", MADE_KNIFE_INJURY);
    made_crime(&person, "2025-10-01", MADE_HOMICIDE);     /* exactly 12 months old */
    made_crime(&person, "2024-10-01", MADE_KNIFE_INJURY); /* exactly 24 */
    made_crime(&person, "2023-10-01", MADE_KNIFE_INJURY); /* exactly 36: out */
    made_intel(&person, "2026-10-01", MADE_KNIFE_INJURY); /* on the assessment date */
}

static void test_why_somebody_is_on_the_list(void **state)
{
    (void)state;
    make_four();
    make(RECORD_WHY, 120);
    assert_says("  Name        Kowalski, Isaac\n  PNCID       2003/0000000V\n");
    assert_says("  Born        2000-02-29, age 26\n");
    assert_says("  Flags       none\n");
    assert_says("  Score       5,868.389: crime 5,758.889, intelligence 109.500\n");
    assert_says("  Rank        1\n");
    assert_says("  2026-03-05 KNIFE_INJURY           1,460.000 ████");
    assert_says("  2025-10-01 HOMICIDE               3,650.000 ████");
    assert_says(
        "  [x] four_reports: at least 4 counted reports, 2 of them crime reports; has 4, 3 ");
    assert_says("  [x] offence: a counted crime report in the last 12 months, on 2026-03-05\n");
    assert_says("  Leaves the list on 2027-03-05 if nothing new is recorded.\n");
    assert_says("  2024-10-01 KNIFE_INJURY: 1,460 × 4/9 = 648.889");
    assert_says("0100/26; weight: CCHI 2016: wounding (assumed)\n");
    assert_says("  2026-10-01 intelligence, KNIFE_INJURY: 146 × 0.75 = 109.500");
    assert_says("CRRT1, graded C2; weight: a tenth (assumed)\n");
}

/* MO2 took them off it. */
static void test_why_somebody_was_on_the_list(void **state)
{
    (void)state;
    make_four();
    struct vha_explanation explanation = *made_explain(&person);
    explanation.dossier.listed = false;
    explanation.dossier.person.removed = VHA_REMOVED;
    make_of(RECORD_WHY, 120, &explanation);
    assert_says_not("What would change it");
    assert_says("  Rank        not on the list\n");
    assert_says("Why on the list until the removal\n");
    assert_says_not("Leaves the list");
}

/* A child's record opens on the safeguarding, and in words it is said once. */
static void test_a_removal_that_is_asked_for(void **state)
{
    (void)state;
    made_child(&person, "2010-11-15");
    make(RECORD_WHY, 120);
    assert_says_not("Removal");
    asked = (struct vha_removal_open){12, VHA_REMOVAL_QUEUED, "2026-10-02"};
    make(RECORD_WHY, 120);
    assert_says("  Removal     asked for on 2026-10-02, waiting for MO2 (request 12)\n");
    make(RECORD_SAFEGUARDING, 120);
    assert_says("  Removal     asked for on 2026-10-02, waiting for MO2 (request 12)\n");
    make(RECORD_WHY, 0);
    assert_says("Removal asked for on 2026-10-02, waiting for MO2 (request 12)\n");
    make(RECORD_SAFEGUARDING, 0);
    assert_says_not("Removal");
}

/* A bar is filled as far as decay has left it, all bars on one scale. */
static void test_bars_show_what_is_lost(void **state)
{
    (void)state;
    make_four();
    make(RECORD_WHY, 106);
    static const struct {
        const char *line;
        int kept;
        int lost;
    } bars[] = {{"2026-03-05 KNIFE_INJURY ", 16, 0},
                {"2025-10-01 HOMICIDE ", 40, 20},
                {"2024-10-01 KNIFE_INJURY ", 7, 9},
                {"2026-10-01 KNIFE_INJURY ", 1, 1}};
    for (size_t i = 0; i < VHA_COUNT(bars); i++) {
        const char *line = strstr(text, bars[i].line);
        assert_non_null(line);
        int kept = 0;
        int lost = 0;
        for (; *line != '\n'; line++) {
            kept += strncmp(line, "█", 3) == 0;
            lost += strncmp(line, "░", 3) == 0;
        }
        assert_int_equal(kept, bars[i].kept);
        assert_int_equal(lost, bars[i].lost);
    }
}

static void test_what_would_change_it(void **state)
{
    (void)state;
    make_four();
    make(RECORD_WHY, 120);
    assert_says("  Without any one of these they would not be on the list:\n"
                "    2026-03-05 KNIFE_INJURY, 0100/26\n"
                "    2025-10-01 HOMICIDE, 0100/26\n"
                "    2024-10-01 KNIFE_INJURY, 0100/26\n"
                "  If nothing");
    /* Each step on its day, and the score on that day by the rules themselves. */
    assert_says("  If nothing new is recorded, in the next 12 months:\n");
    assert_says("    2027-03-05 score 5,381.722: KNIFE_INJURY, 0100/26, keeps 2/3\n"
                "    2027-03-05 leaves the list\n");
    assert_says_not("counts no longer"); /* that comes later */

    made_intel(&person, "2026-09-01", MADE_KNIFE_INJURY);
    made_intel(&person, "2026-08-28", MADE_HOMICIDE);
    make(RECORD_WHY, 120);
    assert_says(
        "    2027-02-28 score 5,977.889: intelligence, HOMICIDE, CRRT1, counts no longer\n");
    assert_says("    2027-03-01 score 5,868.389: intelligence, KNIFE_INJURY, CRRT1, counts no ");
}

/* Windows of other lengths are taken from the policy, steps of three months among them. */
static void test_steps_of_another_policy(void **state)
{
    (void)state;
    person.policy.decay_months = 3;
    person.policy.three_crimes_count = 1;
    person.policy.three_crimes_score = 1;
    made_crime(&person, "2026-09-01", MADE_KNIFE_INJURY);
    make(RECORD_WHY, 120);
    assert_says("    2026-12-01 score 973.333: KNIFE_INJURY, 0100/26, keeps 2/3\n"
                "    2027-03-01 score 648.889: KNIFE_INJURY, 0100/26, keeps 4/9\n"
                "    2027-06-01 score 432.593: KNIFE_INJURY, 0100/26, keeps 8/27\n"
                "    2027-09-01 score 288.395: KNIFE_INJURY, 0100/26, keeps 16/81\n"
                "    2027-09-01 leaves the list\n");
}

static void test_no_report_decides(void **state)
{
    (void)state;
    for (int i = 0; i < 6; i++)
        made_crime(&person, "2026-03-05", MADE_HOMICIDE);
    make(RECORD_WHY, 120);
    assert_says("  No report decides alone: without any one of them they would be on the list all");
}

static void test_why_somebody_is_not(void **state)
{
    (void)state;
    made_crime(&person, "2025-03-05", MADE_KNIFE_INJURY);
    make(RECORD_WHY, 120);
    assert_says("  Rank        not on the list\n");
    assert_says("Why not on the list\n");
    assert_says("  [ ] neither a counted crime report nor custody in the last 12 months\n");
    assert_says("  Not on the list. To be on it:\n"
                "    3 more counted reports, at least 1 of crime (four_reports);\n"
                "    or 2 more crime reports and 1,526.667 more crime score (three_crimes);\n"
                "    and a counted crime report, or custody, in the last 12 months.\n");
    assert_says_not("Leaves the list");

    made_begin(&person);
    for (int i = 0; i < 4; i++)
        made_crime(&person, "2025-03-05", MADE_HOMICIDE);
    make(RECORD_WHY, 120);
    assert_says("To be on it:\n    a counted crime report, or custody, in the last 12 months.\n");
}

/* Intelligence that is kept out by a crime report would count without it. */
static void test_what_somebody_is_kept_off_by(void **state)
{
    (void)state;
    made_crime(&person, "2026-03-05", MADE_KNIFE_INJURY);
    made_crime(&person, "2026-03-04", MADE_KNIFE_INJURY);
    made_crime(&person, "2026-03-03", VHA_OUT_OF_SCOPE); /* out of scope, but it names them */
    made_intel(&person, "2026-09-05", MADE_KNIFE_INJURY)->crime_report = 2;
    made_intel(&person, "2026-09-04", MADE_KNIFE_INJURY)->crime_report = 2;
    make(RECORD_WHY, 120);
    assert_says("  Without any one of these they would be on the list:\n"
                "    2026-03-03 SHOPLIFTING, 0100/26\n");
}

static void test_no_reports_at_all(void **state)
{
    (void)state;
    make(RECORD_WHY, 80);
    assert_says("  No report counts.\n");
    assert_says_not("How each report scores");
    make(RECORD_TIMELINE, 80);
    assert_says("  No report names them.\n");
    make(RECORD_NOT_COUNTED, 80);
    assert_says("  No report names them.\n");
    make(RECORD_CUSTODY, 80);
    assert_says("  No custody is recorded (PINS).\n");
    assert_says("  Not wanted (EWMS, CRIS).\n");
    make(RECORD_FLAGS, 80);
    assert_says("  No flag is recorded.\n  Not recorded: under 18; turns 18; ");
}

/* ------------------------------------------------------------------------------------- timeline */

static void test_timeline_in_words(void **state)
{
    (void)state;
    make_four();
    made_custody(&person, "2026-06-01", NULL);
    made_flag(&person, VHA_FLAG_WANTED_EWMS, "EWMS", "2026-08-03");
    made_flag(&person, VHA_FLAG_GANG, "GANG-001", NULL);
    make(RECORD_TIMELINE, 0);
    assert_string_equal(
        text,
        "1 Timeline\n"
        "The 36 months up to 2026-10-01. After each 12 months a crime report keeps 2/3 of what was "
        "left; intelligence counts for 6 months; recency is 12 months.\n"
        "2026-10-01 intelligence, KNIFE_INJURY, CRRT1; counted: 146 times 0.75 = 109.500, graded "
        "C2\n"
        "2026-03-05 KNIFE_INJURY, 0100/26; counted: 1,460 times 1 = 1,460.000, under 12 months "
        "old\n"
        "2025-10-01 HOMICIDE, 0100/26; counted: 5,475 times 2/3 = 3,650.000, after 12 months\n"
        "2024-10-01 KNIFE_INJURY, 0100/26; counted: 1,460 times 4/9 = 648.889, after 24 months\n"
        "2023-10-01 KNIFE_INJURY, 0100/26; not counted: older than the window (SOP 15, 20)\n"
        "2026-06-01 custody, until now\n"
        "2026-08-03 wanted: EWMS R1\n");
    person.policy.decay = VHA_DECAY_LINEAR;
    make(RECORD_TIMELINE, 0);
    assert_says("a crime report loses 1/3 of the whole;");
    assert_says("1,460 times 1/3 = 486.667, after 24 months\n");
}

static void make_facts(const struct timeline *timeline)
{
    lines_clear(&lines);
    record_chosen_lines(&lines, timeline, 76, true);
    take_text();
}

static void test_facts_of_the_chosen_report(void **state)
{
    (void)state;
    struct timeline timeline;
    struct vha_arena *const arena = vha_arena_new();
    make_four();
    person.crime_entries[0].features = "KNIFE;DOMESTIC";
    person.crimes[0].roles = VHA_SUSPECT | VHA_ACCUSED;
    timeline_init(&timeline, made_explain(&person), arena);
    make_facts(&timeline);
    assert_string_equal(text,
                        "2026-10-01 KNIFE_INJURY, intelligence report CRRT1\n"
                        "Counted: 146 × 0.75 = 109.500, graded C2; weight: a tenth (assumed)\n"
                        "Counts no longer from 2027-04-01.\n");
    timeline_move(&timeline, ACTION_LEFT);
    make_facts(&timeline);
    assert_says("2026-03-05 KNIFE_INJURY, crime report 0100/26 as suspect, accused; Lambeth;\n");
    assert_says("KNIFE;DOMESTIC\n");
    assert_says("; the outcome hangs on it\n");
    assert_says("Keeps 2/3 from 2027-03-05; counts no longer from 2029-03-05.\n");
    timeline_move(&timeline, ACTION_FIRST);
    make_facts(&timeline);
    assert_string_equal(text, "2023-10-01 KNIFE_INJURY, crime report 0100/26 as suspect; Lambeth\n"
                              "Not counted: older than the window (SOP 15, 20)\n");
    /* The last step before the window's end has no next one. */
    timeline_move(&timeline, ACTION_RIGHT);
    make_facts(&timeline);
    assert_says("\nCounts no longer from 2027-10-01.\n");
    vha_arena_free(arena);
}

/* --------------------------------------------------------------------------- custody and wanted */

static void test_custody_and_wanted(void **state)
{
    (void)state;
    made_custody(&person, "2026-10-01", NULL);
    made_custody(&person, "2026-01-31", "2026-03-01");
    made_custody(&person, "2025-05-05", "2025-05-05");
    made_flag(&person, VHA_FLAG_WANTED_CRIS, "CRIS", "2026-08-31");
    made_flag(&person, VHA_FLAG_WANTED_EWMS, "EWMS", NULL);
    made_flag(&person, VHA_FLAG_IOM, "FIXED", "2026-01-01");
    make(RECORD_CUSTODY, 100);
    assert_says("  In custody on 2026-10-01.\n"
                "  2026-10-01 to now        HMP Example: 0 days so far; source PINS\n"
                "  2026-01-31 to 2026-03-01 HMP Example: 29 days (1 month); source PINS\n"
                "  2025-05-05 to 2025-05-05 HMP Example: 0 days; source PINS\n");
    assert_says("  wanted (CRIS) R1: since 2026-08-31, 31 days (1 month) so far; source CRIS\n"
                "  wanted R1: undated; source EWMS\n");
    assert_says_not("FIXED");

    made_begin(&person);
    made_custody(&person, "2026-10-09", NULL);
    made_custody(&person, "2026-09-01", "2026-09-30");
    make(RECORD_CUSTODY, 100);
    assert_says("  Not in custody on 2026-10-01; last released on 2026-09-30, 1 day before.\n"
                "  2026-10-09 to now        HMP Example: after the assessment date; source PINS\n");
}

/* ---------------------------------------------------------------------------------------- flags */

static void test_flags_and_sources(void **state)
{
    (void)state;
    struct vha_flag_entry *const past =
        made_flag(&person, VHA_FLAG_RESTRICTION, "CBO", "2022-01-08");
    past->until = day("2023-05-23");
    past->current = false;
    person.explanation.dossier.person.flags = VHA_FLAG_UNDER_18;
    made_flag(&person, VHA_FLAG_GANG, "GANG-034", NULL);
    made_flag(&person, VHA_FLAG_COUNTY_LINES, "LINE-060", "2026-02-04");
    made_flag(&person, VHA_FLAG_MISSING, "PAC", "2026-02-18");
    make(RECORD_FLAGS, 100);
    assert_says("  missing\n    PAC R1, on 2026-02-18; source SOURCE\n");
    assert_says("  under 18\n    from the date of birth; source PNC, CRIS\n");
    assert_says("  gang link\n    GANG-034 R1; source SOURCE\n");
    assert_says("  county lines\n    LINE-060 R1, since 2026-02-04; source SOURCE\n");
    assert_says("  restriction: not now\n"
                "    CBO R1, from 2022-01-08 to 2023-05-23; source SOURCE (no longer in force)\n");
    assert_says("  Not recorded: turns 18; wanted; ");
    assert_says_not("; gang link;");
}

/* What the daily searches have found stands first, and changes nothing else that is said. */
static void test_new_since_the_load(void **state)
{
    (void)state;
    static const struct vha_new_intel found[] = {
        {"CR\x1b[2J9", "PWITS", "C1", "0100/26", 20732, 20734},
        {"CR8", "KNIFE_INJURY", "B2", "", 20731, 20733}};
    make_four();
    make(RECORD_WHY, 120);
    assert_says_not("since the load");
    make(RECORD_FLAGS, 120);
    assert_says_not("New since the load");
    person.explanation.dossier.new_intel = found;
    person.explanation.dossier.new_intel_count = 1;
    make(RECORD_WHY, 120);
    assert_says("  New         1 report since the load, not in the score: see Flags\n");
    person.explanation.dossier.new_intel_count = 2;
    make(RECORD_WHY, 120);
    assert_says("  New         2 reports since the load, not in the score");
    assert_says("  Score       5,868.389: crime 5,758.889, intelligence 109.500\n");
    make(RECORD_NOT_COUNTED, 120);
    assert_says_not("CR8");
    make(RECORD_FLAGS, 120);
    assert_says("New since the load, not in the score\n"
                "  2026-10-06 intelligence, PWITS, CR\\x1b[2J9\n"
                "             graded C1; about 0100/26; found on 2026-10-08\n"
                "  2026-10-05 intelligence, KNIFE_INJURY, CR8\n"
                "             graded B2; found on 2026-10-07\n");
    make(RECORD_FLAGS, 0);
    assert_says("2026-10-05 intelligence, KNIFE_INJURY, CR8\n"
                "graded B2; found on 2026-10-07\n");
}

/* ---------------------------------------------------------------------------------- not counted */

static void test_every_rule_has_its_reports(void **state)
{
    (void)state;
    made_crime(&person, "2026-10-02", MADE_KNIFE_INJURY);
    made_crime(&person, "2026-08-01", MADE_KNIFE_INJURY)->roles = VHA_VICTIM | VHA_WITNESS;
    made_crime(&person, "2026-07-01", VHA_OUT_OF_SCOPE);
    made_crime(&person, "2026-06-01", MADE_KNIFE_INJURY)->features = 1;
    person.crime_entries[3].features = "DOMESTIC";
    made_crime(&person, "2026-05-01", MADE_RAPE);
    made_crime(&person, "2023-10-01", MADE_KNIFE_INJURY);
    made_intel(&person, "2026-09-05", MADE_KNIFE_INJURY)->crime_report = 2;
    person.intel_entries[0].crime_ref = "0100/26";
    made_intel(&person, "2026-04-01", MADE_KNIFE_INJURY);
    make(RECORD_NOT_COUNTED, 120);
    static const char *const said[] = {
        "  1 report: named neither as suspect nor as accused (SOP 16)\n"
        "    A crime report counts for whom it names as suspect or accused.\n"
        "    2026-08-01 KNIFE_INJURY, 0100/26: named as victim and witness\n",
        "  1 report: the offence is not in scope (SOP 15)\n"
        "    Only reports of the offences in the policy count.\n"
        "    2026-07-01 SHOPLIFTING, 0100/26\n",
        "  1 report: dated after the assessment date\n"
        "    Nothing that is dated after 2026-10-01 counts yet.\n"
        "    2026-10-02 KNIFE_INJURY, 0100/26\n",
        "  2 reports: older than the window (SOP 15, 20)\n"
        "    A crime report counts for 36 months, an intelligence report for 6, up to 2026-10-01.\n"
        "    2026-04-01 intelligence, KNIFE_INJURY, CRRT1: 6 complete months old\n"
        "    2023-10-01 KNIFE_INJURY, 0100/26: 36 complete months old\n",
        "  1 report: domestic abuse (SOP 18)\n"
        "    A crime report that is marked DOMESTIC does not count.\n"
        "    2026-06-01 KNIFE_INJURY, 0100/26: marked DOMESTIC\n",
        "  1 report: about a crime report that already names them (SOP 21)\n"
        "    Intelligence about a crime report on which they are suspect or accused says nothing "
        "new.\n"
        "    2026-09-05 intelligence, KNIFE_INJURY, CRRT1: about 0100/26\n",
        "  1 report: counts only beside a crime report of another category (SOP 17)\n"
        "    A report of Rape counts beside a counted crime report of some other offence.\n"
        "    2026-05-01 RAPE, 0100/26\n",
    };
    for (size_t i = 0; i < VHA_COUNT(said); i++)
        assert_says(said[i]);
    made_begin(&person);
    made_crime(&person, "2026-09-01", MADE_KNIFE_INJURY);
    make(RECORD_NOT_COUNTED, 80);
    assert_string_equal(text, "Not counted, and why\n  Every report counts.\n");
}

/* --------------------------------------------------------------------------------- safeguarding */

static void test_children_alone_have_safeguarding(void **state)
{
    (void)state;
    enum record_tab tabs[RECORD_TABS];
    assert_int_equal(record_tabs_of(made_explain(&person), tabs), RECORD_TABS - 1);
    assert_int_equal(tabs[0], RECORD_WHY);
    made_child(&person, "2010-11-15");
    assert_int_equal(record_tabs_of(made_explain(&person), tabs), RECORD_TABS);
    assert_int_equal(tabs[0], RECORD_SAFEGUARDING);
    make(RECORD_WHY, 120);
    assert_says("  Born        2010-11-15, age 15: under 18, turns 18 on 2028-11-15\n");
}

static void test_safeguarding(void **state)
{
    (void)state;
    made_child(&person, "2010-11-15");
    made_flag(&person, VHA_FLAG_MISSING, "PAC", "2026-02-18");
    made_flag(&person, VHA_FLAG_MISSING, "MISSING", "2026-01-05");
    made_flag(&person, VHA_FLAG_MISSING, "PAC", "2025-03-19");
    made_flag(&person, VHA_FLAG_VICTIM, "STABBING", "2025-03-20");
    make(RECORD_SAFEGUARDING, 100);
    assert_says("  A child: age 15 on 2026-10-01, born 2010-11-15.\n"
                "  Turns 18 on 2028-11-15: not within this quarter.\n");
    assert_says("Pre-assessment checklists (PAC)\n"
                "  2026-02-18 PAC R1; source SOURCE\n"
                "  2025-03-19 PAC R1; source SOURCE\n");
    assert_says("Missing episodes\n  2026-01-05 MISSING R1; source SOURCE\n");
    assert_says("Harm and exploitation\n  2025-03-20 STABBING R1; source SOURCE\n");

    made_begin(&person);
    made_child(&person, "2008-10-02");
    person.explanation.dossier.person.flags |= VHA_FLAG_TURNS_18;
    make(RECORD_SAFEGUARDING, 100);
    assert_says("  Turns 18 on 2026-10-02: within this quarter.\n");
    assert_says("Pre-assessment checklists (PAC)\n  None is in the extract.");
    assert_says("Missing episodes\n  None is in the extract.\n");
}

/* ------------------------------------------------------------------------------------ everything
 */

/* Two hundred reports of every kind, scores of any size, names from anywhere: no line is wider than
 * asked, and as words nothing begins with a blank and every tab has its section. */
static void test_lines_stay_inside(void **state)
{
    (void)state;
    person.policy.categories[MADE_HOMICIDE].weights[0].base = INT64_C(9999999999999);
    for (int i = 0; i < 200; i++) {
        char date[VHA_DATE_SIZE];
        made_crime(&person, vha_date_format(date, day("2026-10-01") - i * 7),
                   i % 2 == 0 ? MADE_HOMICIDE : MADE_RAPE)
            ->roles = (uint8_t)(1 + i % 8);
        person.crime_entries[i].offence = i % 3 == 0
                                              ? "李李李李李李李李李李李李李李李"
                                              : "Ze\xcc\x81\xcc\x81\x1b[2J_WITH_A_NAME_LONGER";
        made_intel(&person, date, MADE_HOMICIDE);
        made_custody(&person, date, i == 0 ? NULL : date);
    }
    made_child(&person, "2010-11-15");
    person.explanation.dossier.person.surname = "A SURNAME THAT IS A GREAT DEAL LONGER THAN ALL";
    const struct vha_explanation *const explanation = made_explain(&person);
    for (int tab = 0; tab < RECORD_TABS; tab++) {
        static const int widths[] = {76, 77, 100, 128, 196};
        for (size_t i = 0; i < VHA_COUNT(widths); i++) {
            make_of((enum record_tab)tab, widths[i], explanation);
            assert_true(lines.count > 3);
            assert_int_equal(lines.section_count, 0);
            for (size_t n = 0; n < lines.count; n++)
                if (vha_text_width(lines.items[n].text) > widths[i])
                    fail_msg("wider than %d: %s", widths[i], lines.items[n].text);
        }
        make_of((enum record_tab)tab, 0, explanation);
        assert_true(lines.section_count > 0);
        for (size_t n = 0; n < lines.count; n++)
            assert_int_not_equal(lines.items[n].text[0], ' ');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_why_somebody_is_on_the_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_why_somebody_was_on_the_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_removal_that_is_asked_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bars_show_what_is_lost, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_would_change_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_steps_of_another_policy, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_report_decides, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_why_somebody_is_not, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_somebody_is_kept_off_by, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_reports_at_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_timeline_in_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_facts_of_the_chosen_report, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_custody_and_wanted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_flags_and_sources, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_new_since_the_load, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_every_rule_has_its_reports, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_children_alone_have_safeguarding, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_safeguarding, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lines_stay_inside, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
