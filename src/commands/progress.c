#include "progress.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { REDRAW_MILLISECONDS = 100, DEFAULT_COLUMNS = 80, MAX_LINE = 512 };

/* A signal handler can reach nothing else. */
static atomic_int stop_requested;

static void request_stop(int number);
static void report(void *context, const char *stage, const char *detail, uint64_t done,
                   uint64_t total);
static void finish_stage(struct progress_display *display);
static int64_t now_milliseconds(void);
static void append(char *out, size_t size, const char *format, ...) VHA_PRINTF(3, 4);

void progress_begin(struct progress_display *display, int file)
{
    *display = (struct progress_display){
        .file = file, .terminal = isatty(file) == 1, .columns = DEFAULT_COLUMNS};
    display->progress =
        (struct vha_progress){.report = report, .context = display, .stop = &stop_requested};
    struct winsize size;
    if (display->terminal && ioctl(file, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        display->columns = size.ws_col;
    stop_requested = 0;
    struct sigaction stop = {.sa_handler = request_stop, .sa_flags = SA_RESTART};
    sigemptyset(&stop.sa_mask);
    sigaction(SIGINT, &stop, &display->old_interrupt);
    sigaction(SIGTERM, &stop, &display->old_terminate);
}

void progress_end(struct progress_display *display)
{
    finish_stage(display);
    sigaction(SIGINT, &display->old_interrupt, NULL);
    sigaction(SIGTERM, &display->old_terminate, NULL);
}

static void request_stop(int number)
{
    (void)number;
    stop_requested = 1;
}

/* Progress is worth no failure: what cannot be shown is not shown. */
static void write_text(const struct progress_display *display, const char *text)
{
    const ssize_t written = write(display->file, text, strlen(text));
    (void)written;
}

static void draw(struct progress_display *display, const char *detail, int64_t now)
{
    char line[MAX_LINE];
    progress_line(line, sizeof line, display->stage, detail, display->done, display->total,
                  now - display->stage_started);
    char fitted[MAX_LINE];
    vha_text_fit(fitted, sizeof fitted, line, display->columns - 1, "~");
    char drawn[MAX_LINE + 8];
    snprintf(drawn, sizeof drawn, "\r%s\033[K", fitted);
    write_text(display, drawn);
    display->drawn = now;
}

static void report(void *context, const char *stage, const char *detail, uint64_t done,
                   uint64_t total)
{
    struct progress_display *display = context;
    const int64_t now = now_milliseconds();
    const bool new_stage = display->stage == NULL || strcmp(display->stage, stage) != 0;
    if (new_stage) {
        finish_stage(display);
        display->stage = stage;
        display->stage_started = now;
    }
    display->done = done;
    display->total = total;
    if (display->terminal && (new_stage || now - display->drawn >= REDRAW_MILLISECONDS))
        draw(display, detail, now);
}

/* What stays on the screen, or in the log, of a stage. */
static void finish_stage(struct progress_display *display)
{
    if (display->stage == NULL)
        return;
    const int64_t now = now_milliseconds();
    if (display->terminal) {
        draw(display, NULL, now);
        write_text(display, "\r\n");
    } else {
        char line[MAX_LINE];
        progress_line(line, sizeof line - 1, display->stage, NULL, display->done, display->total,
                      now - display->stage_started);
        append(line, sizeof line, "\n");
        write_text(display, line);
    }
    display->stage = NULL;
}

static int64_t now_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---------------------------------------------------------------------------------- its words */

/* 1234567 as 1,234,567 */
static const char *grouped(char out[32], uint64_t number)
{
    char digits[24];
    const int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    int used = 0;
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            out[used++] = ',';
        out[used++] = digits[i];
    }
    out[used] = '\0';
    return out;
}

/* 75 seconds as "1 min 15 s" */
static const char *duration(char out[48], uint64_t seconds)
{
    if (seconds >= 3600)
        snprintf(out, 48, "%llu h %llu min", (unsigned long long)(seconds / 3600),
                 (unsigned long long)(seconds / 60 % 60));
    else if (seconds >= 60)
        snprintf(out, 48, "%llu min %llu s", (unsigned long long)(seconds / 60),
                 (unsigned long long)(seconds % 60));
    else
        snprintf(out, 48, "%llu s", (unsigned long long)seconds);
    return out;
}

/* Adds to a text what still fits. */
static void append(char *out, size_t size, const char *format, ...)
{
    const size_t used = strlen(out);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(out + used, size - used, format, arguments);
    va_end(arguments);
}

void progress_line(char *out, size_t size, const char *stage, const char *detail, uint64_t done,
                   uint64_t total, int64_t milliseconds)
{
    char number[32];
    char left[48];
    snprintf(out, size, "%s", stage);
    if (detail != NULL)
        append(out, size, " %s", detail);
    if (done > 0 || total > 0)
        append(out, size, "  %s", grouped(number, done));
    if (total > 0) {
        append(out, size, " of %s", grouped(number, total));
        append(out, size, " (%llu %%)",
               (unsigned long long)(done < total ? done * 100 / total : 100));
    }
    const uint64_t elapsed = milliseconds > 0 ? (uint64_t)milliseconds : 0;
    if (elapsed < 1000 || done == 0)
        return; /* too soon for a rate that means anything */
    append(out, size, "  %s/s", grouped(number, done * 1000 / elapsed));
    if (total > done)
        append(out, size, "  %s left", duration(left, (total - done) * elapsed / done / 1000));
    else
        append(out, size, "  in %s", duration(left, elapsed / 1000));
}
