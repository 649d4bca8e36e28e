#include "vha/base.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024 };

struct block {
    struct block *older;
    size_t size;
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

struct vha_arena {
    struct block *newest;
};

static struct block *new_block(struct block *older, size_t size)
{
    struct block *block = vha_alloc(sizeof *block + size);
    *block = (struct block){.older = older, .size = size};
    return block;
}

struct vha_arena *vha_arena_new(void)
{
    return vha_alloc_zeroed(1, sizeof(struct vha_arena));
}

void vha_arena_free(struct vha_arena *arena)
{
    if (arena == NULL)
        return;
    for (struct block *block = arena->newest; block != NULL;) {
        struct block *older = block->older;
        free(block);
        block = older;
    }
    free(arena);
}

void vha_arena_reset(struct vha_arena *arena)
{
    struct block *block = arena->newest;
    while (block != NULL && block->older != NULL) {
        struct block *older = block->older;
        free(block);
        block = older;
    }
    if (block != NULL)
        block->used = 0;
    arena->newest = block;
}

/* Room for `size` bytes at the given alignment, not cleared. */
static void *take(struct vha_arena *arena, size_t size, size_t alignment)
{
    struct block *block = arena->newest;
    size_t start = 0;
    if (block != NULL)
        start = (block->used + alignment - 1) / alignment * alignment;
    if (block == NULL || start > block->size || block->size - start < size) {
        block = new_block(block, size > BLOCK_BYTES / 4 ? size : BLOCK_BYTES);
        arena->newest = block;
        start = 0;
    }
    block->used = start + size;
    return block->bytes + start;
}

void *vha_arena_alloc(struct vha_arena *arena, size_t size)
{
    return memset(take(arena, size, alignof(max_align_t)), 0, size);
}

char *vha_arena_text(struct vha_arena *arena, const char *text, size_t length)
{
    char *copy = take(arena, length + 1, 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *vha_arena_format(struct vha_arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = NULL;
    const int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length < 0)
        return vha_arena_text(arena, "", 0);
    char *copy = vha_arena_text(arena, text, (size_t)length);
    free(text);
    return copy;
}
