/* No suppressed count can be told from what is published: beside a solver that tries every table
 * that would look the same. */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CELLS = 40, MOST_SUMS = 12 };

struct table {
    struct vha_cell cells[MOST_CELLS];
    struct vha_cell_sum sums[MOST_SUMS];
    size_t cell_count;
    size_t sum_count;
};

/* ---------------------------------------------------------------------------------- the solver */

/* What one cell can be over all tables that look the same, and what was tried of the others. The
 * tables are gone through whole, part by part of each sum, without any reasoning about bounds. */
struct solver {
    const struct table *table;
    int64_t values[MOST_CELLS];
    int64_t least[MOST_CELLS];
    int64_t most[MOST_CELLS];
    uint64_t solutions;
};

static void solve(struct solver *solver, size_t sum, size_t part, int64_t rest);

static void solved(struct solver *solver)
{
    solver->solutions++;
    for (size_t i = 0; i < solver->table->cell_count; i++) {
        if (solver->values[i] < solver->least[i])
            solver->least[i] = solver->values[i];
        if (solver->values[i] > solver->most[i])
            solver->most[i] = solver->values[i];
    }
}

/* Sums stand after the cells that are their wholes, so each whole has its value by then. */
static void next_sum(struct solver *solver, size_t sum)
{
    if (sum == solver->table->sum_count)
        solved(solver);
    else
        solve(solver, sum, 0, solver->values[solver->table->sums[sum].whole]);
}

static void solve(struct solver *solver, size_t sum, size_t part, int64_t rest)
{
    const struct vha_cell_sum *const of = &solver->table->sums[sum];
    if (part == of->count) {
        if (rest == 0)
            next_sum(solver, sum + 1);
        return;
    }
    const size_t cell = of->first + part;
    const struct vha_cell *const known = &solver->table->cells[cell];
    const int64_t from = known->hidden ? 0 : known->count;
    const int64_t to = known->hidden ? rest : known->count;
    for (int64_t value = from; value <= to && value <= rest; value++) {
        solver->values[cell] = value;
        solve(solver, sum, part + 1, rest - value);
    }
}

static void go_through(struct solver *solver, const struct table *table)
{
    *solver = (struct solver){.table = table};
    for (size_t i = 0; i < table->cell_count; i++) {
        solver->least[i] = INT64_MAX;
        solver->most[i] = -1;
    }
    solver->values[0] = table->cells[0].count;
    next_sum(solver, 0);
    assert_true(solver->solutions > 0);
}

/* ---------------------------------------------------------------------------------- the tables */

/* Splits the whole into counts of which many are small, from cell `cell_count` on. */
static void split(struct table *table, size_t whole, size_t parts, uint64_t *random)
{
    int64_t rest = table->cells[whole].count;
    table->sums[table->sum_count++] = (struct vha_cell_sum){whole, table->cell_count, parts};
    for (size_t i = 0; i < parts; i++) {
        int64_t count = rest;
        if (i + 1 < parts)
            count = next_number(random) % 2 == 0
                        ? (int64_t)(next_number(random) % 6)
                        : (int64_t)(next_number(random) % (uint64_t)(rest + 1));
        count = count > rest ? rest : count;
        rest -= count;
        table->cells[table->cell_count++] = (struct vha_cell){.count = count};
    }
}

/* A total, broken down once or twice, some of the parts again. */
static struct table make_up(uint64_t *random)
{
    struct table table = {.cell_count = 1};
    table.cells[0].count = (int64_t)(next_number(random) % 19);
    split(&table, 0, 1 + next_number(random) % 3, random);
    const size_t parts = table.cell_count;
    for (size_t i = 1; i < parts; i++)
        if (next_number(random) % 3 != 0)
            split(&table, i, 1 + next_number(random) % 3, random);
    if (next_number(random) % 3 == 0)
        split(&table, 0, 2, random);
    return table;
}

static void suppress(struct table *table)
{
    vha_suppress(table->cells, table->cell_count, table->sums, table->sum_count);
}

static void show(const struct table *table)
{
    for (size_t i = 0; i < table->cell_count; i++)
        printf("%s%lld ", table->cells[i].hidden ? "*" : "", (long long)table->cells[i].count);
    for (size_t i = 0; i < table->sum_count; i++)
        printf("[%zu = %zu + %zu] ", table->sums[i].whole, table->sums[i].first,
               table->sums[i].count);
    putchar('\n');
}

static void test_no_hidden_count_can_be_told(void **state)
{
    (void)state;
    enum { TABLES = 3000 };
    uint64_t random = 2463534242u;
    static struct solver solver;
    size_t hidden = 0;
    size_t secondary = 0;
    for (int i = 0; i < TABLES; i++) {
        struct table table = make_up(&random);
        struct vha_cell_bounds bounds[MOST_CELLS];
        suppress(&table);
        assert_int_equal(table.cells[0].hidden, table.cells[0].count < VHA_SUPPRESS_UNDER);
        if (table.cells[0].hidden) {
            for (size_t j = 0; j < table.cell_count; j++)
                assert_true(table.cells[j].hidden);
            continue;
        }
        go_through(&solver, &table);
        vha_cell_bounds(table.cells, table.cell_count, table.sums, table.sum_count, bounds);
        for (size_t j = 0; j < table.cell_count; j++) {
            const bool is_hidden = table.cells[j].hidden;
            hidden += is_hidden;
            secondary += is_hidden && table.cells[j].count >= VHA_SUPPRESS_UNDER;
            if (!is_hidden && table.cells[j].count >= VHA_SUPPRESS_UNDER)
                continue;
            if (!is_hidden || solver.most[j] - solver.least[j] < VHA_SUPPRESS_UNDER ||
                bounds[j].least != solver.least[j] || bounds[j].most != solver.most[j]) {
                show(&table);
                fail_msg("cell %zu can be %lld to %lld", j, (long long)solver.least[j],
                         (long long)solver.most[j]);
            }
        }
    }
    assert_true(hidden > 5000);
    assert_true(secondary > 500);
}

/* ------------------------------------------------------------------------------------- by hand */

static void expect_hidden(struct table *table, const char *hidden)
{
    suppress(table);
    for (size_t i = 0; i < table->cell_count; i++)
        if (table->cells[i].hidden != (hidden[i] == '*')) {
            show(table);
            fail_msg("cell %zu is %s", i, table->cells[i].hidden ? "hidden" : "shown");
        }
}

static void test_tables_by_hand(void **state)
{
    (void)state;
    struct table plain = {.cells = {{.count = 60}, {.count = 30}, {.count = 20}, {.count = 10}},
                          .sums = {{0, 1, 3}},
                          .cell_count = 4,
                          .sum_count = 1};
    expect_hidden(&plain, "----");
    /* one small one: the smallest other goes with it */
    struct table one = {.cells = {{.count = 52}, {.count = 30}, {.count = 20}, {.count = 2}},
                        .sums = {{0, 1, 3}},
                        .cell_count = 4,
                        .sum_count = 1};
    expect_hidden(&one, "--**");
    /* two noughts hide nothing by themselves: their sum tells both */
    struct table noughts = {.cells = {{.count = 50}, {.count = 30}, {.count = 20}, {0}, {0}},
                            .sums = {{0, 1, 4}},
                            .cell_count = 5,
                            .sum_count = 1};
    expect_hidden(&noughts, "--***");
    /* a group made of one alone tells it, and is told by the other groups */
    struct table alone = {
        .cells = {{.count = 53}, {.count = 30}, {.count = 20}, {.count = 3}, {.count = 3}},
        .sums = {{0, 1, 3}, {3, 4, 1}},
        .cell_count = 5,
        .sum_count = 2};
    expect_hidden(&alone, "--***");
    struct table tiny = {.cells = {{.count = 4}, {.count = 4}, {0}},
                         .sums = {{0, 1, 2}},
                         .cell_count = 3,
                         .sum_count = 1};
    expect_hidden(&tiny, "***");
}

/* Taking the secondary suppression away lets the solver tell a count: it is needed, and the solver
 * can. */
static void test_the_solver_tells_what_primary_suppression_alone_leaves(void **state)
{
    (void)state;
    struct table table = {.cells = {{.count = 52}, {.count = 30}, {.count = 20}, {.count = 2}},
                          .sums = {{0, 1, 3}},
                          .cell_count = 4,
                          .sum_count = 1};
    static struct solver solver;
    table.cells[3].hidden = true;
    go_through(&solver, &table);
    assert_int_equal(solver.least[3], 2);
    assert_int_equal(solver.most[3], 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_hidden_count_can_be_told),
        cmocka_unit_test(test_tables_by_hand),
        cmocka_unit_test(test_the_solver_tells_what_primary_suppression_alone_leaves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
