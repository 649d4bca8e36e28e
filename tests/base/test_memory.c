#include "support.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void test_arena_memory_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    enum { PIECES = 5000 };
    static struct {
        unsigned char *bytes;
        size_t size;
    } pieces[PIECES];
    struct vha_arena *arena = vha_arena_new();
    uint64_t seed = 5;
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < PIECES; i++) {
            const int64_t most = i % 100 == 0 ? 200000 : 200;
            pieces[i].size = (size_t)random_between(&seed, 0, most);
            pieces[i].bytes = vha_arena_alloc(arena, pieces[i].size);
            assert_int_equal((uintptr_t)pieces[i].bytes % alignof(max_align_t), 0);
            for (size_t b = 0; b < pieces[i].size; b++)
                assert_int_equal(pieces[i].bytes[b], 0);
            memset(pieces[i].bytes, (int)(i % 251), pieces[i].size);
        }
        for (size_t i = 0; i < PIECES; i++)
            for (size_t b = 0; b < pieces[i].size; b++)
                if (pieces[i].bytes[b] != i % 251)
                    fail_msg("piece %zu was written over", i);
        vha_arena_reset(arena);
    }
    vha_arena_free(arena);
}

static void test_arena_texts(void **state)
{
    (void)state;
    struct vha_arena *arena = vha_arena_new();
    char *text = vha_arena_text(arena, "O'Neill,Zoë", 7);
    assert_string_equal(text, "O'Neill");
    assert_string_equal(vha_arena_text(arena, "", 0), "");
    assert_string_equal(vha_arena_format(arena, "%s %d", text, 13), "O'Neill 13");
    char long_text[70000];
    memset(long_text, 'a', sizeof long_text);
    long_text[sizeof long_text - 1] = '\0';
    assert_string_equal(vha_arena_format(arena, "%s", long_text), long_text);
    /* A number after a text of odd length still stands where the processor wants it. */
    assert_int_equal((uintptr_t)vha_arena_alloc(arena, 8) % alignof(max_align_t), 0);
    assert_string_equal(text, "O'Neill");
    vha_arena_free(arena);
}

static void test_arena_empty(void **state)
{
    (void)state;
    vha_arena_free(NULL);
    struct vha_arena *arena = vha_arena_new();
    vha_arena_reset(arena);
    vha_arena_reset(arena);
    vha_arena_free(arena);
}

static void test_grow_keeps_what_is_there(void **state)
{
    (void)state;
    uint32_t *numbers = NULL;
    size_t capacity = 0;
    for (uint32_t i = 0; i < 1000; i++) {
        numbers = vha_grow(numbers, i, &capacity, sizeof *numbers);
        assert_true(capacity > i);
        numbers[i] = i;
    }
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(numbers[i], i);
    assert_true(capacity < 2100);
    free(numbers);
}

static void test_plain_allocations(void **state)
{
    (void)state;
    char *none = vha_alloc(0);
    assert_non_null(none);
    free(none);
    char *zeroed = vha_alloc_zeroed(3, 5);
    for (size_t i = 0; i < 15; i++)
        assert_int_equal(zeroed[i], 0);
    zeroed = vha_resize(zeroed, 4, 5);
    assert_int_equal(zeroed[14], 0);
    free(zeroed);
    char *copy = vha_copy_text("Łukasz");
    assert_string_equal(copy, "Łukasz");
    free(copy);
}

static void say_goodbye(void)
{
    const ssize_t written = write(STDERR_FILENO, "handler\n", 8);
    (void)written;
}

/* Asks for more than an address space holds, in a child, and reads what it says. */
static void test_out_of_memory_is_said_and_ends_the_program(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        vha_on_out_of_memory(say_goodbye);
        void *never = vha_resize(NULL, SIZE_MAX / 2, 4);
        _exit(never == NULL ? 1 : 2);
    }
    close(ends[1]);
    char said[512] = "";
    size_t used = 0;
    ssize_t count = 0;
    while ((count = read(ends[0], said + used, sizeof said - 1 - used)) > 0)
        used += (size_t)count;
    close(ends[0]);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), VHA_OS_ERROR);
    assert_memory_equal(said, "handler\nvha: ", 13);
    assert_int_equal(said[used - 1], '\n');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arena_memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(test_arena_texts),
        cmocka_unit_test(test_arena_empty),
        cmocka_unit_test(test_grow_keeps_what_is_there),
        cmocka_unit_test(test_plain_allocations),
        cmocka_unit_test(test_out_of_memory_is_said_and_ends_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
