#include "vha/base.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The one piece of process-wide state in this module: what to do before the program gives up. */
static void (*out_of_memory_handler)(void);

void vha_on_out_of_memory(void (*handler)(void))
{
    out_of_memory_handler = handler;
}

static _Noreturn void give_up(void)
{
    static const char sentence[] =
        "vha: the system has no memory left; nothing was lost, try again with less running.\n";
    if (out_of_memory_handler != NULL)
        out_of_memory_handler();
    const ssize_t written = write(STDERR_FILENO, sentence, sizeof sentence - 1);
    _exit(written < 0 ? VHA_SOFTWARE : VHA_OS_ERROR);
}

void *vha_alloc(size_t size)
{
    void *memory = malloc(size > 0 ? size : 1);
    if (memory == NULL)
        give_up();
    return memory;
}

void *vha_alloc_zeroed(size_t count, size_t size)
{
    void *memory = calloc(count > 0 ? count : 1, size > 0 ? size : 1);
    if (memory == NULL)
        give_up();
    return memory;
}

void *vha_resize(void *memory, size_t count, size_t size)
{
    size_t bytes = 0;
    if (__builtin_mul_overflow(count, size, &bytes))
        give_up();
    void *moved = realloc(memory, bytes > 0 ? bytes : 1);
    if (moved == NULL)
        give_up();
    return moved;
}

char *vha_copy_text(const char *text)
{
    const size_t size = strlen(text) + 1;
    return memcpy(vha_alloc(size), text, size);
}

void *vha_grow(void *array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return array;
    size_t larger = *capacity > 0 ? *capacity : 16;
    while (larger <= count)
        larger *= 2;
    *capacity = larger;
    return vha_resize(array, larger, size);
}
