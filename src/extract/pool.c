#include "pool.h"

#include <stdlib.h>
#include <string.h>

void pool_init(struct pool *pool)
{
    *pool = (struct pool){0};
    index_init(&pool->words);
    pool_add(pool, "", 0); /* id 0 is the empty text */
}

void pool_free(struct pool *pool)
{
    free(pool->texts);
    index_free(&pool->words);
    *pool = (struct pool){0};
}

vha_text_id pool_add(struct pool *pool, const char *text, size_t length)
{
    if (length == 0 && pool->used > 0)
        return 0;
    pool->texts = vha_grow(pool->texts, pool->used + length, &pool->capacity, 1);
    const size_t id = pool->used;
    memcpy(pool->texts + id, text, length);
    pool->texts[id + length] = '\0';
    pool->used += length + 1;
    return (vha_text_id)id;
}

bool pool_equals(const struct pool *pool, vha_text_id id, const char *text, size_t length)
{
    const char *kept = pool->texts + id;
    return length < pool->used - id && memcmp(kept, text, length) == 0 && kept[length] == '\0';
}

vha_text_id pool_word(struct pool *pool, const char *text, size_t length)
{
    if (length == 0)
        return 0;
    const uint32_t hash = hash_bytes(text, length);
    uint32_t id = 0;
    for (size_t at = 0; index_next(&pool->words, hash, &at, &id);)
        if (pool_equals(pool, id, text, length))
            return id;
    id = pool_add(pool, text, length);
    index_add(&pool->words, hash, id);
    return id;
}
