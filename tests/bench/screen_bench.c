/*
 * screen_bench: how fast a full-screen program answers, seen from the terminal's end of the line.
 *
 *   screen_bench [options] PLAN PROGRAM [ARGUMENT]...
 *
 * A plan is a text file; '#' begins a comment. Its lines:
 *
 *   ready TEXT             the first screen is there when TEXT stands on it
 *   rest MILLISECONDS      a pane that follows a resting cursor comes within this time (else that
 * of
 *                          --rest); its bytes are reported as "later" and never counted in a key's
 *                          own repaint
 *   quiet MILLISECONDS     how long a silence ends a repaint; 30 unless said
 *   start COUNT            how often the program is started, to its first full screen
 *   KIND COUNT: SETUP: KEYS [KEYS...]: CLEANUP
 *
 * measures KEYS in turn, COUNT times in all, after the keys of SETUP and before those of CLEANUP.
 * A KEYS is one key, or several joined by '+' that are sent at once; SETUP and CLEANUP are keys
 * parted by blanks. KEYS may be followed by '~' and keys that undo it, which are not measured. A
 * key is a name of terminal_press, "Space", or a single character.
 *
 * A repaint is everything until no byte has come for `quiet` milliseconds; its time runs from
 * before the key is written to when its last byte has been read. One line goes to standard output
 * for each kind, parted by tabs: kind, samples, median ms, 99th percentile ms, largest ms, median
 * bytes, largest bytes, median later bytes; then "memory": kB resident at the end, kB of it
 * anonymous.
 */
#include "terminal.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_SAMPLES = 10000, MAX_LINE = 512, NO_ANSWER = 5000 };

struct samples {
    size_t count;
    double milliseconds[MAX_SAMPLES];
    double bytes[MAX_SAMPLES];
    double later[MAX_SAMPLES];
};

struct bench {
    const char *const *arguments;
    int rows, columns;
    double share; /* of the counts in the plan, for a quick run */
    char ready[MAX_LINE];
    int quiet, rest; /* milliseconds */
    struct terminal *terminal;
    struct samples samples;
};

static _Noreturn void give_up(const struct bench *bench, const char *why, const char *what)
{
    fprintf(stderr, "screen_bench: %s: %s\n", why, what);
    if (bench->terminal != NULL)
        terminal_dump(bench->terminal, stderr);
    terminal_free(bench->terminal);
    exit(EXIT_FAILURE);
}

/* ------------------------------------------------------------------------------------ numbers */

static int compare_numbers(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The value that this share of the sorted numbers does not exceed (nearest rank). */
static double quantile(const double *sorted, size_t count, double share)
{
    size_t rank = (size_t)(share * (double)count);
    if ((double)rank < share * (double)count)
        rank++;
    return sorted[rank > 0 ? rank - 1 : 0];
}

static void report(struct samples *samples, const char *kind)
{
    double *const columns[] = {samples->milliseconds, samples->bytes, samples->later};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        qsort(columns[i], samples->count, sizeof *columns[i], compare_numbers);
    const size_t count = samples->count;
    printf("%s\t%zu\t%.2f\t%.2f\t%.2f\t%.0f\t%.0f\t%.0f\n", kind, count,
           quantile(samples->milliseconds, count, 0.5),
           quantile(samples->milliseconds, count, 0.99), samples->milliseconds[count - 1],
           quantile(samples->bytes, count, 0.5), samples->bytes[count - 1],
           quantile(samples->later, count, 0.5));
    fflush(stdout);
}

/* ---------------------------------------------------------------------------------- measuring */

static void rest(struct bench *bench)
{
    terminal_wait_quiet(bench->terminal, bench->rest + bench->quiet, TERMINAL_PATIENCE);
}

/* Keeps what came since `from` as one repaint, then what follows while nothing is pressed. */
static void keep(struct bench *bench, int64_t from)
{
    struct samples *samples = &bench->samples;
    const size_t at = samples->count++;
    samples->milliseconds[at] = (double)(terminal_last_byte_at(bench->terminal) - from) / 1e6;
    samples->bytes[at] = (double)terminal_bytes(bench->terminal);
    terminal_mark(bench->terminal);
    rest(bench);
    samples->later[at] = (double)terminal_bytes(bench->terminal);
}

static void start_once(struct bench *bench)
{
    terminal_free(bench->terminal);
    const int64_t from = terminal_now();
    bench->terminal = terminal_start(&(struct terminal_options){
        .arguments = bench->arguments, .rows = bench->rows, .columns = bench->columns});
    if (bench->terminal == NULL)
        give_up(bench, "the program cannot be started", bench->arguments[0]);
    if (!terminal_wait_for(bench->terminal, bench->ready, TERMINAL_PATIENCE))
        give_up(bench, "the first screen never came", bench->ready);
    terminal_wait_quiet(bench->terminal, bench->quiet, TERMINAL_PATIENCE);
    keep(bench, from);
}

/* Presses the keys joined by '+'; a lone '+' is itself. */
static void press(struct bench *bench, const char *keys)
{
    char copy[MAX_LINE];
    snprintf(copy, sizeof copy, "%s", keys);
    char *kept = NULL;
    if (strcmp(copy, "+") == 0) {
        terminal_type(bench->terminal, "+");
        return;
    }
    for (char *key = strtok_r(copy, "+", &kept); key != NULL; key = strtok_r(NULL, "+", &kept)) {
        const bool lone = key[1] == '\0' || ((unsigned char)key[0] & 0x80u) != 0;
        const bool pressed = lone                        ? terminal_type(bench->terminal, key)
                             : strcmp(key, "Space") == 0 ? terminal_type(bench->terminal, " ")
                                                         : terminal_press(bench->terminal, key);
        if (!pressed)
            give_up(bench, "no such key, or nobody to take it", key);
    }
}

/* Presses each of the keys and lets the screen come to rest after it. */
static void prepare(struct bench *bench, char *keys)
{
    char *kept = NULL;
    for (char *key = strtok_r(keys, " ", &kept); key != NULL; key = strtok_r(NULL, " ", &kept)) {
        press(bench, key);
        rest(bench);
    }
}

static void measure(struct bench *bench, char *keys, size_t count)
{
    char *each[64];
    size_t variants = 0;
    char *kept = NULL;
    for (char *key = strtok_r(keys, " ", &kept); key != NULL && variants < 64;
         key = strtok_r(NULL, " ", &kept))
        each[variants++] = key;
    if (variants == 0)
        give_up(bench, "a kind has no keys", "see the head of screen_bench.c");
    rest(bench);
    for (size_t i = 0; i < count; i++) {
        char pressed[MAX_LINE];
        snprintf(pressed, sizeof pressed, "%s", each[i % variants]);
        char *undone = strchr(pressed, '~');
        if (undone != NULL)
            *undone++ = '\0';
        terminal_mark(bench->terminal);
        press(bench, pressed);
        if (!terminal_wait_repaint(bench->terminal, bench->quiet, NO_ANSWER))
            give_up(bench, "nothing was repainted after", pressed);
        keep(bench, terminal_marked_at(bench->terminal));
        if (undone != NULL) {
            press(bench, undone);
            rest(bench);
        }
    }
}

static void report_memory(const struct bench *bench)
{
    char path[64];
    char line[MAX_LINE];
    long resident = 0;
    long anonymous = 0;
    snprintf(path, sizeof path, "/proc/%d/status", (int)terminal_pid(bench->terminal));
    FILE *file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "VmRSS:", 6) == 0)
            resident = strtol(line + 6, NULL, 10);
        if (strncmp(line, "RssAnon:", 8) == 0)
            anonymous = strtol(line + 8, NULL, 10);
    }
    if (file != NULL)
        fclose(file);
    printf("memory\t%ld\t%ld\n", resident, anonymous);
}

/* --------------------------------------------------------------------------------------- plan */

static size_t scaled(const struct bench *bench, const char *count)
{
    const double samples = strtod(count, NULL) * bench->share;
    return samples < 3 ? 3 : samples > MAX_SAMPLES ? MAX_SAMPLES : (size_t)samples;
}

/* "KIND COUNT: SETUP: KEYS: CLEANUP" */
static void run_kind(struct bench *bench, char *line)
{
    char *fields[4];
    for (size_t i = 0; i < 4; i++) {
        fields[i] = strsep(&line, ":");
        if (fields[i] == NULL)
            give_up(bench, "a plan's line has four parts", "KIND COUNT: SETUP: KEYS: CLEANUP");
    }
    char *count = strrchr(fields[0], ' ');
    if (count == NULL)
        give_up(bench, "a kind has no count", fields[0]);
    *count++ = '\0';
    if (bench->terminal == NULL)
        start_once(bench);
    bench->samples.count = 0;
    prepare(bench, fields[1]);
    measure(bench, fields[2], scaled(bench, count));
    prepare(bench, fields[3]);
    report(&bench->samples, fields[0]);
}

static void run_line(struct bench *bench, char *line)
{
    line[strcspn(line, "\n")] = '\0';
    if (line[0] == '\0' || line[0] == '#')
        return;
    if (strncmp(line, "ready ", 6) == 0) {
        memcpy(bench->ready, line + 6, strlen(line + 6) + 1);
    } else if (strncmp(line, "rest ", 5) == 0) {
        bench->rest = atoi(line + 5);
    } else if (strncmp(line, "quiet ", 6) == 0) {
        bench->quiet = atoi(line + 6);
    } else if (strncmp(line, "start ", 6) == 0) {
        bench->samples.count = 0;
        for (size_t left = scaled(bench, line + 6); left > 0; left--)
            start_once(bench);
        report(&bench->samples, "start");
    } else {
        run_kind(bench, line);
    }
}

int main(int argc, char **argv)
{
    static struct bench bench = {.rows = 50, .columns = 200, .share = 1.0, .quiet = 30};
    static const struct option options[] = {{"rows", required_argument, NULL, 'r'},
                                            {"columns", required_argument, NULL, 'c'},
                                            {"rest", required_argument, NULL, 'w'},
                                            {"share", required_argument, NULL, 's'},
                                            {NULL, 0, NULL, 0}};
    int option = 0;
    while ((option = getopt_long(argc, argv, "+", options, NULL)) != -1) {
        if (option == 'r')
            bench.rows = atoi(optarg);
        else if (option == 'c')
            bench.columns = atoi(optarg);
        else if (option == 'w')
            bench.rest = atoi(optarg);
        else if (option == 's')
            bench.share = strtod(optarg, NULL);
        else
            return EXIT_FAILURE;
    }
    if (argc - optind < 2 || bench.rows < 1 || bench.columns < 1) {
        fputs("usage: screen_bench [--rows N] [--columns N] [--rest MS] [--share X] PLAN PROGRAM "
              "[ARGUMENT]...\n",
              stderr);
        return EXIT_FAILURE;
    }
    FILE *plan = fopen(argv[optind], "r");
    if (plan == NULL)
        give_up(&bench, argv[optind], strerror(errno));
    bench.arguments = (const char *const *)argv + optind + 1;
    char line[MAX_LINE];
    while (fgets(line, sizeof line, plan) != NULL)
        run_line(&bench, line);
    fclose(plan);
    report_memory(&bench);
    terminal_free(bench.terminal);
    return EXIT_SUCCESS;
}
