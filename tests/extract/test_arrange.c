/* Sorting and numbering anew, against rows made at random and a plain way of doing the same. */
#include "quarter_fixture.h"
#include "reading.h"

enum { NOMINALS = 500, CRIMES = 40, ROWS = 20000 };

static uint32_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33u);
}

/* The crime report that an intelligence report links to, if to any. */
static uint32_t linked_crime(uint32_t intel)
{
    return (intel * 7u + 3u) % CRIMES;
}

static struct vha_extract *random_extract(uint64_t seed)
{
    struct vha_extract *extract = vha_alloc_zeroed(1, sizeof *extract);
    extract->nominals = vha_alloc_zeroed(NOMINALS, sizeof *extract->nominals);
    extract->crime_nominals = vha_alloc_zeroed(ROWS, sizeof *extract->crime_nominals);
    extract->intel_nominals = vha_alloc_zeroed(ROWS, sizeof *extract->intel_nominals);
    extract->counts[VHA_NOMINALS] = NOMINALS;
    extract->counts[VHA_CRIME_NOMINALS] = ROWS;
    extract->counts[VHA_INTEL_NOMINALS] = ROWS;
    extract->tables[VHA_CRIME_NOMINALS].kept = ROWS;
    extract->tables[VHA_INTEL_NOMINALS].kept = ROWS;
    for (uint32_t i = 0; i < NOMINALS; i++) /* all different, in no order */
        extract->nominals[i].pncid = 1 + (i * 7919u + (uint32_t)seed) % 100003u;
    extract->crimes = vha_alloc_zeroed(CRIMES, sizeof *extract->crimes);
    extract->intel = vha_alloc_zeroed(CRIMES, sizeof *extract->intel);
    extract->counts[VHA_CRIME_REPORTS] = CRIMES;
    extract->counts[VHA_INTEL_REPORTS] = CRIMES;
    for (uint32_t i = 0; i < CRIMES; i++) { /* a report's reference tells which it was */
        extract->crimes[i].ref = i;
        extract->intel[i].ref = i;
        extract->intel[i].crime = i % 3 == 0 ? VHA_NO_ROW : linked_crime(i);
    }
    for (uint32_t i = 0; i < ROWS; i++) {
        extract->crime_nominals[i] = (struct vha_crime_nominal_row){
            .nominal = next_random(&seed) % NOMINALS,
            .crime = next_random(&seed) % CRIMES,
            .roles = (uint8_t)(1u << next_random(&seed) % VHA_ROLES),
        };
        extract->intel_nominals[i] = (struct vha_intel_nominal_row){
            .nominal = next_random(&seed) % NOMINALS,
            .intel = next_random(&seed) % CRIMES,
        };
    }
    return extract;
}

/* Of each PNCID on each report: the roles, as told by the rows before they were arranged. */
struct told {
    vha_pncid pncids[NOMINALS];
    uint8_t roles[NOMINALS][CRIMES];
    bool intel[NOMINALS][CRIMES];
    uint32_t pairs;
    uint32_t intel_pairs;
    uint64_t doubles;
};

static void tell(const struct vha_extract *extract, struct told *told)
{
    for (uint32_t i = 0; i < NOMINALS; i++)
        told->pncids[i] = extract->nominals[i].pncid;
    for (uint32_t i = 0; i < ROWS; i++) {
        const struct vha_crime_nominal_row *row = &extract->crime_nominals[i];
        uint8_t *roles = &told->roles[row->nominal][row->crime];
        told->pairs += *roles == 0 ? 1 : 0;
        told->doubles += (*roles & row->roles) != 0 ? 1 : 0;
        *roles |= row->roles;
        const struct vha_intel_nominal_row *intel = &extract->intel_nominals[i];
        told->intel_pairs += told->intel[intel->nominal][intel->intel] ? 0 : 1;
        told->intel[intel->nominal][intel->intel] = true;
    }
}

static uint32_t old_number(const struct told *told, vha_pncid pncid)
{
    uint32_t i = 0;
    while (told->pncids[i] != pncid)
        i++;
    return i;
}

static void expect_arranged(const struct vha_extract *extract, const struct told *told)
{
    for (uint32_t i = 1; i < NOMINALS; i++)
        assert_true(extract->nominals[i - 1].pncid < extract->nominals[i].pncid);
    assert_int_equal(extract->counts[VHA_CRIME_NOMINALS], told->pairs);
    for (uint32_t i = 0; i < told->pairs; i++) {
        const struct vha_crime_nominal_row *row = &extract->crime_nominals[i];
        const uint32_t was = old_number(told, extract->nominals[row->nominal].pncid);
        assert_int_equal(row->roles, told->roles[was][extract->crimes[row->crime].ref]);
        if (i > 0)
            assert_true(row[-1].nominal < row->nominal ||
                        (row[-1].nominal == row->nominal && row[-1].crime < row->crime));
    }
    assert_int_equal(extract->tables[VHA_CRIME_NOMINALS].duplicates, told->doubles);
    assert_int_equal(extract->tables[VHA_CRIME_NOMINALS].kept, ROWS - told->doubles);
    assert_int_equal(extract->counts[VHA_INTEL_NOMINALS], told->intel_pairs);
    for (uint32_t i = 0; i < told->intel_pairs; i++) {
        const struct vha_intel_nominal_row *row = &extract->intel_nominals[i];
        const uint32_t was = old_number(told, extract->nominals[row->nominal].pncid);
        assert_true(told->intel[was][extract->intel[row->intel].ref]);
        if (i > 0)
            assert_true(row[-1].nominal < row->nominal ||
                        (row[-1].nominal == row->nominal && row[-1].intel < row->intel));
    }
    assert_int_equal(extract->tables[VHA_INTEL_NOMINALS].duplicates, ROWS - told->intel_pairs);
    assert_int_equal(extract->tables[VHA_INTEL_NOMINALS].kept, told->intel_pairs);
}

/* Every report is still there, once; links lead where they led; reports stand in the order in which
 * the nominals name them. */
static void expect_reports_ordered(const struct vha_extract *extract)
{
    bool seen[2][CRIMES] = {{false}};
    for (uint32_t i = 0; i < CRIMES; i++) {
        const struct vha_intel_row *intel = &extract->intel[i];
        assert_false(seen[0][extract->crimes[i].ref]);
        assert_false(seen[1][intel->ref]);
        seen[0][extract->crimes[i].ref] = true;
        seen[1][intel->ref] = true;
        if (intel->ref % 3 == 0)
            assert_int_equal(intel->crime, VHA_NO_ROW);
        else
            assert_int_equal(extract->crimes[intel->crime].ref, linked_crime(intel->ref));
    }
    uint32_t next = 0;
    for (uint32_t i = 0; i < extract->counts[VHA_CRIME_NOMINALS]; i++) {
        const uint32_t crime = extract->crime_nominals[i].crime;
        assert_true(crime <= next);
        next += crime == next ? 1 : 0;
    }
}

static void test_random_rows(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        struct vha_extract *extract = random_extract(seed);
        struct told *told = vha_alloc_zeroed(1, sizeof *told);
        tell(extract, told);
        arrange(extract);
        expect_arranged(extract, told);
        expect_reports_ordered(extract);
        free(told);
        vha_extract_free(extract);
    }
}

static void test_nothing_at_all(void **state)
{
    (void)state;
    struct vha_extract *extract = vha_alloc_zeroed(1, sizeof *extract);
    arrange(extract);
    assert_int_equal(extract->counts[VHA_NOMINALS], 0);
    vha_extract_free(extract);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_rows),
        cmocka_unit_test(test_nothing_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
