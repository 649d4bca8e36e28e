#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "vha/policy.h"
#include "vha/yaml.h"

enum { GSS_LENGTH = 9, LONGEST_NAME = 60, LONGEST_BCU = 4 };

/* Areas that are being read, and the part of the file that names the BCUs. */
struct reading {
    struct vha_areas *areas;
    const struct vha_yaml_node *bcus;
};

static enum vha_status read_areas(const struct vha_yaml_node *root, struct vha_areas *areas,
                                  struct vha_error *error);

enum vha_status vha_areas_read(const char *path, struct vha_areas **areas, struct vha_error *error)
{
    struct vha_arena *arena = vha_arena_new();
    struct vha_areas *made = vha_arena_alloc(arena, sizeof *made);
    const struct vha_yaml_node *root = NULL;
    *areas = NULL;
    enum vha_status status = vha_yaml_read(arena, path, &root, error);
    if (status == VHA_OK)
        status = read_areas(root, made, error);
    if (status != VHA_OK) {
        vha_arena_free(arena);
        return status;
    }
    made->arena = arena;
    *areas = made;
    return VHA_OK;
}

void vha_areas_free(struct vha_areas *areas)
{
    if (areas != NULL)
        vha_arena_free(areas->arena); /* the areas themselves lie in it */
}

uint8_t vha_areas_borough(const struct vha_areas *areas, const char *text, size_t length)
{
    for (size_t i = 0; i < areas->count; i++)
        if (length == GSS_LENGTH && memcmp(areas->boroughs[i].gss, text, length) == 0)
            return (uint8_t)i;
    for (size_t i = 0; i < areas->count; i++) {
        const char *name = areas->boroughs[i].name;
        if (strlen(name) == length && strncasecmp(name, text, length) == 0)
            return (uint8_t)i;
    }
    return VHA_NO_BOROUGH;
}

/* ----------------------------------------------------------------------------------- the fields */

static vha_yaml_reader read_bcus;
static vha_yaml_reader read_boroughs;
static vha_yaml_reader read_gss;
static vha_yaml_reader read_name;
static vha_yaml_reader read_bcu;

#define AT(member) VHA_YAML_AT(struct vha_borough, member)

static const struct vha_yaml_field borough_fields[] = {
    {.key = "gss",
     .type = VHA_YAML_CUSTOM,
     AT(gss),
     .custom = read_gss,
     .expected = "a GSS code such as E09000022"},
    {.key = "name",
     .type = VHA_YAML_CUSTOM,
     AT(name),
     .custom = read_name,
     .expected = "the borough's name"},
    {.key = "bcu",
     .type = VHA_YAML_CUSTOM,
     .custom = read_bcu,
     .expected = "the code of a BCU, or none"},
};

static const struct vha_yaml_field area_fields[] = {
    {.key = "bcus",
     .type = VHA_YAML_CUSTOM,
     .custom = read_bcus,
     .expected = "a mapping of BCU codes to names"},
    {.key = "boroughs",
     .type = VHA_YAML_CUSTOM,
     .custom = read_boroughs,
     .expected = "a list of boroughs"},
};

/* Every BCU must have a borough, or its line is a leftover. */
static enum vha_status check_bcus_used(const struct reading *reading, struct vha_error *error)
{
    for (const struct vha_yaml_node *bcu = reading->bcus->first; bcu != NULL; bcu = bcu->next) {
        bool is_used = false;
        for (size_t i = 0; i < reading->areas->count && !is_used; i++)
            is_used = strcmp(reading->areas->boroughs[i].bcu, bcu->key) == 0;
        if (!is_used)
            return vha_yaml_fail_key(bcu, error,
                                     "found the BCU \"%s\" without a borough, expected "
                                     "at least one",
                                     bcu->key);
    }
    return VHA_OK;
}

static enum vha_status read_areas(const struct vha_yaml_node *root, struct vha_areas *areas,
                                  struct vha_error *error)
{
    struct reading reading = {.areas = areas};
    const enum vha_status status =
        vha_yaml_fields(root, area_fields, VHA_COUNT(area_fields), areas, &reading, error);
    return status == VHA_OK ? check_bcus_used(&reading, error) : status;
}

static bool is_bcu_code(const char *text)
{
    const size_t length = strlen(text);
    return length >= 1 && length <= LONGEST_BCU &&
           strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == length;
}

static enum vha_status read_bcus(const struct vha_yaml_node *node, void *target, void *context,
                                 struct vha_error *error)
{
    (void)target;
    struct reading *reading = context;
    if (node->kind != VHA_YAML_MAPPING || node->count == 0 || node->count > VHA_MAX_BOROUGHS)
        return vha_yaml_unexpected(node, error, "a mapping of 1 to 63 BCU codes to their names");
    for (const struct vha_yaml_node *bcu = node->first; bcu != NULL; bcu = bcu->next) {
        const char *name = NULL;
        if (!is_bcu_code(bcu->key))
            return vha_yaml_fail_key(bcu, error,
                                     "found a BCU code that is not one to four capital "
                                     "letters, expected one such as AS");
        const enum vha_status status = vha_yaml_text(bcu, 1, LONGEST_NAME, &name, error);
        if (status != VHA_OK)
            return status;
    }
    reading->bcus = node;
    return VHA_OK;
}

static enum vha_status read_boroughs(const struct vha_yaml_node *node, void *target, void *context,
                                     struct vha_error *error)
{
    (void)target;
    struct reading *reading = context;
    struct vha_areas *areas = reading->areas;
    enum vha_status status = vha_yaml_list(node, 1, VHA_MAX_BOROUGHS, error);
    for (const struct vha_yaml_node *item = node->first; status == VHA_OK && item != NULL;
         item = item->next) {
        status = vha_yaml_fields(item, borough_fields, VHA_COUNT(borough_fields),
                                 &areas->boroughs[areas->count], reading, error);
        if (status == VHA_OK)
            areas->count++;
    }
    return status;
}

/* ----------------------------------------------------------------------------------- one borough
 */

static enum vha_status read_gss(const struct vha_yaml_node *node, void *target, void *context,
                                struct vha_error *error)
{
    const struct reading *reading = context;
    const struct vha_areas *areas = reading->areas;
    const char **gss = target;
    if (node->kind != VHA_YAML_SCALAR || node->length != GSS_LENGTH || node->text[0] != 'E' ||
        strspn(node->text + 1, "0123456789") != GSS_LENGTH - 1)
        return vha_yaml_unexpected(node, error, "a GSS code, E and eight digits");
    if (areas->count > 0 && strcmp(areas->boroughs[areas->count - 1].gss, node->text) >= 0)
        return vha_yaml_fail(node, error,
                             "found %s after %s, expected the boroughs in the order of "
                             "their codes, each once",
                             node->text, areas->boroughs[areas->count - 1].gss);
    *gss = node->text;
    return VHA_OK;
}

static enum vha_status read_name(const struct vha_yaml_node *node, void *target, void *context,
                                 struct vha_error *error)
{
    const struct reading *reading = context;
    const char **name = target;
    const enum vha_status status = vha_yaml_text(node, 1, LONGEST_NAME, name, error);
    if (status != VHA_OK)
        return status;
    const uint8_t owner = vha_areas_borough(reading->areas, node->text, node->length);
    if (owner == VHA_NO_BOROUGH)
        return VHA_OK;
    char shown[64];
    return vha_yaml_fail(node, error,
                         "found \"%s\", which already names %s, expected each name "
                         "once",
                         vha_text_show(shown, sizeof shown, node->text),
                         reading->areas->boroughs[owner].gss);
}

static enum vha_status read_bcu(const struct vha_yaml_node *node, void *target, void *context,
                                struct vha_error *error)
{
    (void)target;
    const struct reading *reading = context;
    struct vha_borough *borough = &reading->areas->boroughs[reading->areas->count];
    borough->bcu = "";
    borough->bcu_name = "";
    if (node->kind == VHA_YAML_SCALAR && strcmp(node->text, "none") == 0)
        return VHA_OK; /* not the MPS's */
    const char *codes[VHA_MAX_BOROUGHS + 1];
    size_t count = 0;
    size_t index = 0;
    for (const struct vha_yaml_node *bcu = reading->bcus->first; bcu != NULL; bcu = bcu->next)
        codes[count++] = bcu->key;
    codes[count++] = "none";
    const enum vha_status status = vha_yaml_word(node, codes, count, &index, error);
    if (status != VHA_OK)
        return status;
    borough->bcu = codes[index];
    borough->bcu_name = vha_yaml_get(reading->bcus, codes[index])->text;
    return VHA_OK;
}

/* --------------------------------------------------------------------------------------- scopes */

static bool has_bcu(const struct vha_areas *areas, const char *text, size_t length)
{
    for (size_t i = 0; i < areas->count; i++)
        if (strlen(areas->boroughs[i].bcu) == length &&
            strncmp(areas->boroughs[i].bcu, text, length) == 0)
            return true;
    return false;
}

enum vha_status vha_areas_read_scope(const struct vha_areas *areas, const char *text, char *out,
                                     size_t size, struct vha_error *error)
{
    bool known = text[0] != '\0' && strlen(text) < size;
    const bool all = strcmp(text, "all") == 0;
    for (const char *at = text; known && !all; at++) {
        const size_t length = strcspn(at, ",");
        known = length > 0 && has_bcu(areas, at, length);
        at += length;
        if (*at == '\0')
            break;
    }
    snprintf(out, size, "%s", known ? text : "");
    if (!known)
        return vha_fail(error, VHA_USAGE,
                        "The scope is '%.60s'; it is 'all' or codes of BCUs with commas between, "
                        "such as AS,CN, as config/areas.yaml has them.",
                        text);
    for (char *at = out; *at != '\0'; at++)
        *at = *at == ',' ? ' ' : *at;
    return VHA_OK;
}
