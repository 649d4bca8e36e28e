#include "captive.h"

#include <stdlib.h>
#include <string.h>

static const char name_letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                   "._+@-";
static const char digits[] = "0123456789";

/* What may stand in the value of each variable. No slash: the C library would read a locale from
 * there. */
static const struct {
    const char *name;
    const char *letters;
} kept[] = {
    {"TERM", name_letters},       {"LANG", name_letters},
    {"LC_ALL", name_letters},     {"LC_CTYPE", name_letters},
    {"LC_COLLATE", name_letters}, {"LC_MESSAGES", name_letters},
    {"LC_NUMERIC", name_letters}, {"LC_TIME", name_letters},
    {"COLUMNS", digits},          {"LINES", digits},
};

enum { MOST = 64, MOST_FURTHER = 8 };

static bool is_plain(const char *value, const char *letters)
{
    const size_t length = strspn(value, letters);
    return length > 0 && length < MOST && value[length] == '\0' && value[0] != '.';
}

/* A variable that is to stay, copied; NULL for one that is not. */
static char *save(const char *name, const char *letters)
{
    const char *value = getenv(name);
    return value != NULL && (letters == NULL || is_plain(value, letters)) ? vha_copy_text(value)
                                                                          : NULL;
}

static void put_back(const char *name, char *value)
{
    if (value != NULL)
        setenv(name, value, 1);
    free(value);
}

void vha_captive_environment(const char *const *further)
{
    char *values[VHA_COUNT(kept)];
    char *further_values[MOST_FURTHER] = {NULL};
    size_t further_count = 0;
    for (size_t i = 0; i < VHA_COUNT(kept); i++)
        values[i] = save(kept[i].name, kept[i].letters);
    for (; further_count < MOST_FURTHER && further[further_count] != NULL; further_count++)
        further_values[further_count] = save(further[further_count], NULL);
    clearenv();
    for (size_t i = 0; i < VHA_COUNT(kept); i++)
        put_back(kept[i].name, values[i]);
    for (size_t i = 0; i < further_count; i++)
        put_back(further[i], further_values[i]);
}
