/*
 * sessions_bench: how long records take to open when many open them at once.
 *
 *   sessions_bench SESSIONS SECONDS PAUSE PROGRAM [ARGUMENT]...
 *
 * Starts the program in as many terminals, each with a driver of its own, which opens the record
 * under the cursor, goes back, moves on and rests up to PAUSE milliseconds, until the time is over.
 * A record is open when its tabs stand on the screen; the time runs from before the key is written.
 * One line goes to standard output, parted by tabs: records opened, median ms, 99th percentile ms,
 * largest ms. Whatever else a screen shows ends the run with that screen and status 1.
 */
#include "terminal.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_SESSIONS = 100, PATIENCE_MS = 60000, NANOSECONDS = 1000000000, GROWTH = 4096 };

static const char tabs[] = "[1 "; /* the first one, chosen */

struct plan {
    long sessions, seconds, pause;
    const char *const *arguments;
};

/* Pipes between the drivers and whoever started them. The gate opens by being closed. */
struct meeting {
    int ready[2], gate[2], results[2];
};

/* ------------------------------------------------------------------------------------- a driver */

static _Noreturn void give_up(struct terminal *terminal, const char *missing)
{
    fprintf(stderr, "sessions_bench: \"%s\" never came\n", missing);
    terminal_dump(terminal, stderr);
    terminal_free(terminal);
    exit(EXIT_FAILURE);
}

static void wait_for(struct terminal *terminal, const char *text)
{
    if (!terminal_wait_for(terminal, text, PATIENCE_MS))
        give_up(terminal, text);
}

/* Opens the record under the cursor and goes on to the next person; returns nanoseconds. */
static int64_t open_record(struct terminal *terminal)
{
    const int64_t pressed = terminal_now();
    terminal_press(terminal, "Enter");
    wait_for(terminal, tabs);
    const int64_t taken = terminal_now() - pressed;
    terminal_type(terminal, "q");
    if (!terminal_wait_without(terminal, tabs, PATIENCE_MS))
        give_up(terminal, "the list");
    wait_for(terminal, "Cohort");
    terminal_type(terminal, "j");
    return taken;
}

static void rest(unsigned *seed, long most)
{
    if (most > 0)
        usleep((unsigned)((long)rand_r(seed) % most) * 1000u);
}

/* Writes a byte when its screen is there, waits until everybody may begin, and writes what each
 * record took. */
static int drive(const struct plan *plan, unsigned number, const struct meeting *meeting)
{
    unsigned seed = number * 2654435761u; /* neighbours far apart */
    char byte = '!';
    struct terminal *const terminal = terminal_start(
        &(struct terminal_options){.arguments = plan->arguments, .rows = 24, .columns = 80});
    if (terminal == NULL)
        return EXIT_FAILURE;
    wait_for(terminal, "Cohort");
    if (write(meeting->ready[1], &byte, 1) != 1 || read(meeting->gate[0], &byte, 1) != 0)
        return EXIT_FAILURE;
    const int64_t until = terminal_now() + (int64_t)plan->seconds * NANOSECONDS;
    for (rest(&seed, plan->pause); terminal_now() < until; rest(&seed, plan->pause)) {
        const int64_t taken = open_record(terminal);
        if (write(meeting->results[1], &taken, sizeof taken) != (ssize_t)sizeof taken)
            return EXIT_FAILURE;
    }
    int status = 0;
    terminal_type(terminal, "q");
    const bool ended = terminal_wait_end(terminal, PATIENCE_MS, &status);
    terminal_free(terminal);
    return ended ? status : EXIT_FAILURE;
}

/* --------------------------------------------------------------------------------- all of them */

struct taken {
    int64_t *nanoseconds;
    size_t count;
};

/* Until the last of the drivers has closed its end. */
static struct taken gather(int pipe_end)
{
    struct taken taken = {.count = 0};
    int64_t one = 0;
    for (;;) {
        const ssize_t got = read(pipe_end, &one, sizeof one);
        if (got < 0 && errno == EINTR)
            continue;
        if (got != (ssize_t)sizeof one)
            return taken;
        if (taken.count % GROWTH == 0) {
            taken.nanoseconds =
                realloc(taken.nanoseconds, (taken.count + GROWTH) * sizeof *taken.nanoseconds);
            if (taken.nanoseconds == NULL)
                abort();
        }
        taken.nanoseconds[taken.count++] = one;
    }
}

static int by_size(const void *one, const void *other)
{
    const int64_t a = *(const int64_t *)one;
    const int64_t b = *(const int64_t *)other;
    return (a > b) - (a < b);
}

/* What this many of a hundred do not exceed, in milliseconds. */
static double percentile(const struct taken *taken, size_t share)
{
    const size_t rank = (share * taken->count + 99) / 100;
    return (double)taken->nanoseconds[rank > 0 ? rank - 1 : 0] / 1e6;
}

static bool all_ended_well(const struct plan *plan)
{
    bool well = true;
    for (long i = 0; i < plan->sessions; i++) {
        int status = 0;
        well = wait(&status) > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0 && well;
    }
    return well;
}

static bool start(const struct plan *plan, const struct meeting *meeting)
{
    for (long i = 0; i < plan->sessions; i++) {
        const pid_t child = fork();
        if (child < 0)
            return false;
        if (child > 0)
            continue;
        close(meeting->ready[0]);
        close(meeting->gate[1]);
        close(meeting->results[0]);
        exit(drive(plan, (unsigned)i + 1, meeting));
    }
    close(meeting->ready[1]);
    close(meeting->gate[0]);
    close(meeting->results[1]);
    return true;
}

/* Lets the drivers begin together, or as many as are there when one of them has failed. */
static void begin(const struct plan *plan, const struct meeting *meeting)
{
    char byte = 0;
    for (long i = 0; i < plan->sessions && read(meeting->ready[0], &byte, 1) == 1;)
        i++;
    close(meeting->gate[1]);
}

static int run(const struct plan *plan)
{
    struct meeting meeting;
    if (pipe(meeting.ready) != 0 || pipe(meeting.gate) != 0 || pipe(meeting.results) != 0 ||
        !start(plan, &meeting))
        return EXIT_FAILURE;
    begin(plan, &meeting);
    struct taken taken = gather(meeting.results[0]);
    const bool well = all_ended_well(plan);
    if (well && taken.count > 0) {
        qsort(taken.nanoseconds, taken.count, sizeof *taken.nanoseconds, by_size);
        printf("%zu\t%.2f\t%.2f\t%.2f\n", taken.count, percentile(&taken, 50),
               percentile(&taken, 99), percentile(&taken, 100));
    }
    free(taken.nanoseconds);
    return well && taken.count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    if (argc < 5) {
        fputs("sessions_bench SESSIONS SECONDS PAUSE PROGRAM [ARGUMENT]...\n", stderr);
        return 64;
    }
    const struct plan plan = {.sessions = strtol(argv[1], NULL, 10),
                              .seconds = strtol(argv[2], NULL, 10),
                              .pause = strtol(argv[3], NULL, 10),
                              .arguments = (const char *const *)(argv + 4)};
    if (plan.sessions < 1 || plan.sessions > MOST_SESSIONS || plan.seconds < 1 || plan.pause < 0) {
        fputs("sessions_bench takes 1 to 100 sessions and a second or more.\n", stderr);
        return 64;
    }
    return run(&plan);
}
