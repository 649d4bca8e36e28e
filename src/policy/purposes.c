#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vha/policy.h"
#include "vha/yaml.h"

enum {
    LONGEST_NAME = 24,
    LONGEST_TITLE = 72,
    LONGEST_SOURCE = 72,
    LONGEST_REFUSAL = 200,
    LONGEST_WORDS = 200, /* bytes */
    LEAST_CHARACTERS = 5,
    LEAST_LETTERS = 3 /* different ones */
};

_Static_assert(LONGEST_NAME + 2 + LONGEST_WORDS < VHA_PURPOSE_SIZE, "a purpose has room");

static vha_yaml_reader read_list;
static vha_yaml_reader read_name;

static const struct vha_yaml_field purpose_fields[] = {
    {.key = "name",
     .type = VHA_YAML_CUSTOM,
     VHA_YAML_AT(struct vha_purpose, name),
     .custom = read_name,
     .expected = "a name of small letters and hyphens"},
    {.key = "title",
     .type = VHA_YAML_TEXT,
     VHA_YAML_AT(struct vha_purpose, title),
     .min = 1,
     .max = LONGEST_TITLE},
    {.key = "source",
     .type = VHA_YAML_TEXT,
     VHA_YAML_AT(struct vha_purpose, source),
     .min = 1,
     .max = LONGEST_SOURCE},
    {.key = "refused",
     .type = VHA_YAML_TEXT,
     .optional = true,
     VHA_YAML_AT(struct vha_purpose, refused),
     .min = 1,
     .max = LONGEST_REFUSAL},
};

static const struct vha_yaml_field file_fields[] = {
    {.key = "purposes",
     .type = VHA_YAML_CUSTOM,
     .custom = read_list,
     .expected = "a list of purposes"},
};

/* ------------------------------------------------------------------------------------- reading */

enum vha_status vha_purposes_read(const char *path, struct vha_purposes **purposes,
                                  struct vha_error *error)
{
    struct vha_arena *arena = vha_arena_new();
    struct vha_purposes *made = vha_arena_alloc(arena, sizeof *made);
    const struct vha_yaml_node *root = NULL;
    *purposes = NULL;
    enum vha_status status = vha_yaml_read(arena, path, &root, error);
    if (status == VHA_OK)
        status = vha_yaml_fields(root, file_fields, VHA_COUNT(file_fields), made, made, error);
    if (status != VHA_OK) {
        vha_arena_free(arena);
        return status;
    }
    made->arena = arena;
    *purposes = made;
    return VHA_OK;
}

void vha_purposes_free(struct vha_purposes *purposes)
{
    if (purposes != NULL)
        vha_arena_free(purposes->arena); /* the purposes themselves lie in it */
}

static enum vha_status read_list(const struct vha_yaml_node *node, void *target, void *context,
                                 struct vha_error *error)
{
    (void)target;
    struct vha_purposes *purposes = context;
    size_t allowed = 0;
    enum vha_status status = vha_yaml_list(node, 1, VHA_MAX_PURPOSES, error);
    if (status != VHA_OK)
        return status;
    for (const struct vha_yaml_node *item = node->first; item != NULL; item = item->next) {
        struct vha_purpose *const purpose = &purposes->purposes[purposes->count];
        status = vha_yaml_fields(item, purpose_fields, VHA_COUNT(purpose_fields), purpose, purposes,
                                 error);
        if (status != VHA_OK)
            return status;
        allowed += purpose->refused == NULL;
        purposes->count++;
    }
    if (allowed == 0)
        return vha_yaml_unexpected(node, error, "at least one purpose that is not refused");
    return VHA_OK;
}

static size_t find(const struct vha_purposes *purposes, const char *name, size_t length)
{
    size_t at = 0;
    while (at < purposes->count && (strlen(purposes->purposes[at].name) != length ||
                                    memcmp(purposes->purposes[at].name, name, length) != 0))
        at++;
    return at;
}

static enum vha_status read_name(const struct vha_yaml_node *node, void *target, void *context,
                                 struct vha_error *error)
{
    const struct vha_purposes *purposes = context;
    const char **name = target;
    const enum vha_status status = vha_yaml_text(node, 1, LONGEST_NAME, name, error);
    if (status != VHA_OK)
        return status;
    if (strspn(*name, "abcdefghijklmnopqrstuvwxyz-") != strlen(*name))
        return vha_yaml_unexpected(node, error, "a name of small letters and hyphens");
    if (find(purposes, *name, strlen(*name)) < purposes->count)
        return vha_yaml_fail(node, error, "found %s a second time, expected each purpose once",
                             *name);
    return VHA_OK;
}

/* ------------------------------------------------------------------------------------- stating */

/* Words say something when they hold a few characters, and not always the same ones. Letters beyond
 * ASCII count by their bytes. */
static bool say_something(const char *words)
{
    bool seen[256] = {false};
    size_t characters = 0;
    size_t letters = 0;
    char folded[3 * LONGEST_WORDS + 1];
    vha_text_fold(folded, sizeof folded, words);
    for (const char *at = folded; *at != '\0'; at++) {
        const unsigned char byte = (unsigned char)*at;
        const bool letter = (byte >= 'a' && byte <= 'z') || byte >= 0x80;
        characters += letter || (byte >= '0' && byte <= '9');
        letters += letter && !seen[byte];
        seen[byte] = true;
    }
    return characters >= LEAST_CHARACTERS && letters >= LEAST_LETTERS;
}

static bool has_controls(const char *words)
{
    for (const char *at = words; *at != '\0'; at++)
        if ((unsigned char)*at < 0x20u || (unsigned char)*at == 0x7Fu)
            return true;
    return false;
}

enum vha_status vha_purpose_check(const struct vha_purpose *purpose, const char *words,
                                  struct vha_error *error)
{
    const size_t length = strlen(words);
    if (purpose->refused != NULL)
        return vha_fail(error, VHA_NO_PERMISSION, "%s", purpose->refused);
    if (length > LONGEST_WORDS)
        return vha_fail(error, VHA_USAGE, "The words of the purpose are longer than %d bytes.",
                        (int)LONGEST_WORDS);
    if (!vha_utf8_valid(words, length, NULL) || has_controls(words))
        return vha_fail(error, VHA_USAGE, "The words of the purpose are no text of one line.");
    if (!say_something(words))
        return vha_fail(error, VHA_USAGE,
                        "Say what it is for in some words, or by an operation's reference: at "
                        "least %d letters or figures.",
                        (int)LEAST_CHARACTERS);
    return VHA_OK;
}

char *vha_purpose_format(char out[VHA_PURPOSE_SIZE], const struct vha_purpose *purpose,
                         const char *words)
{
    snprintf(out, VHA_PURPOSE_SIZE, "%s: %s", purpose->name, words);
    return out;
}

static enum vha_status unknown(const struct vha_purposes *purposes, const char *typed, int length,
                               struct vha_error *error)
{
    char list[VHA_MAX_PURPOSES * (LONGEST_NAME + 2)] = "";
    size_t used = 0;
    for (size_t i = 0; i < purposes->count; i++)
        if (purposes->purposes[i].refused == NULL)
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", used > 0 ? ", " : "",
                                     purposes->purposes[i].name);
    return vha_fail(error, VHA_USAGE,
                    "\"%.*s\" is no policing purpose; state one as CATEGORY: WORDS, the category "
                    "being one of %s.",
                    length, typed, list);
}

enum vha_status vha_purpose_read(const struct vha_purposes *purposes, const char *typed,
                                 char out[VHA_PURPOSE_SIZE], struct vha_error *error)
{
    static const char blanks[] = " \t\r\n";
    const char *const begin = typed + strspn(typed, blanks);
    const size_t name = strcspn(begin, ": \t\r\n");
    const size_t at = find(purposes, begin, name);
    if (at == purposes->count)
        return unknown(purposes, begin, name < LONGEST_NAME ? (int)name : LONGEST_NAME, error);
    const char *from = begin + name;
    from += strspn(from, blanks);
    from += *from == ':';
    from += strspn(from, blanks);
    size_t length = strlen(from);
    while (length > 0 && strchr(blanks, from[length - 1]) != NULL)
        length--;
    char *words = strndup(from, length);
    if (words == NULL)
        return vha_fail(error, VHA_OS_ERROR, "There is no memory for the purpose.");
    const enum vha_status status = vha_purpose_check(&purposes->purposes[at], words, error);
    if (status == VHA_OK)
        vha_purpose_format(out, &purposes->purposes[at], words);
    free(words);
    return status;
}
