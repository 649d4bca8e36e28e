#include "vha/policy.h"
#include "vha/yaml.h"

#include <string.h>

#define SETTING(name, least, most)                                                                 \
    {                                                                                              \
        .key = #name, .type = VHA_YAML_INTEGER, VHA_YAML_AT(struct vha_settings, name),            \
        .min = (least), .max = (most)                                                              \
    }

#define SETTING_TEXT(name, most)                                                                   \
    {                                                                                              \
        .key = #name, .type = VHA_YAML_TEXT, VHA_YAML_AT(struct vha_settings, name), .min = 1,     \
        .max = (most)                                                                              \
    }

#define KIB INT64_C(1024)
#define MIB (KIB * KIB)
#define GIB (KIB * MIB)

static const struct vha_yaml_field limit_fields[] = {
    SETTING(max_file_bytes, MIB, 64 * GIB),    SETTING(max_sheet_bytes, MIB, 64 * GIB),
    SETTING(max_compression_ratio, 10, 10000), SETTING(max_cell_bytes, 256, 16 * MIB),
    SETTING(max_rejects_listed, 0, 1000),
};

static const struct vha_yaml_field time_fields[] = {
    SETTING(why_rest_milliseconds, 0, 10000),
    SETTING(choice_rest_milliseconds, 0, 10000),
    SETTING(busy_milliseconds, 0, 600000),
};

static const struct vha_yaml_field audit_fields[] = {
    SETTING(audit_head_entries, 0, 1000000),   SETTING_TEXT(syslog, 107),
    SETTING(review_history_months, 1, 24),     SETTING(review_least_months, 1, 24),
    SETTING(review_least_records, 1, 1000000), SETTING(review_z_tenths, 1, 1000),
    SETTING(review_from_hour, 0, 24),          SETTING(review_to_hour, 0, 24),
    SETTING(review_habit_percent, 0, 100),     SETTING(review_least_outside, 1, 1000000),
    SETTING(review_outside_percent, 0, 100),
};

#define MOST_HOLIDAYS 1000

/* Days in ascending order, none twice. */
static enum vha_status read_holidays(const struct vha_yaml_node *node, void *target, void *context,
                                     struct vha_error *error)
{
    struct vha_holidays *const holidays = target;
    size_t count = 0;
    enum vha_status status = vha_yaml_list(node, 0, MOST_HOLIDAYS, error);
    if (status != VHA_OK)
        return status;
    vha_date *const days = vha_arena_alloc(context, (MOST_HOLIDAYS + 1) * sizeof *days);
    for (const struct vha_yaml_node *item = node->first; item != NULL; item = item->next) {
        const char *const text = item->kind == VHA_YAML_SCALAR ? item->text : "";
        if (!vha_date_parse(text, strlen(text), &days[count]) ||
            (count > 0 && days[count] <= days[count - 1]))
            return vha_yaml_unexpected(item, error,
                                       "a day such as 2026-12-25, later than the one before it");
        count++;
    }
    *holidays = (struct vha_holidays){days, count};
    return VHA_OK;
}

static const struct vha_yaml_field casework_fields[] = {
    SETTING(copy_days, 1, 366),
    {.key = "bank_holidays",
     .type = VHA_YAML_CUSTOM,
     VHA_YAML_AT(struct vha_settings, bank_holidays),
     .custom = read_holidays,
     .expected = "a list of days"},
};

static const struct vha_yaml_field mail_fields[] = {
    SETTING(mail_notices, 0, 1),
    SETTING_TEXT(sendmail, 1024),
    SETTING_TEXT(mailbox, 254),
};

static const struct vha_yaml_field screen_fields[] = {
    SETTING_TEXT(theme, 64),
    SETTING(escape_milliseconds, 1, 1000),
    SETTING(plain_page, 1, 200),
};

static const struct vha_yaml_field path_fields[] = {
    SETTING_TEXT(archive, 1024),
    SETTING_TEXT(reports, 1024),
};

/* The offsets of the fields inside count from the settings themselves. */
static const struct vha_yaml_field setting_fields[] = {
    {.key = "limits",
     .type = VHA_YAML_NESTED,
     .fields = limit_fields,
     .count = VHA_COUNT(limit_fields)},
    {.key = "times",
     .type = VHA_YAML_NESTED,
     .fields = time_fields,
     .count = VHA_COUNT(time_fields)},
    {.key = "audit",
     .type = VHA_YAML_NESTED,
     .fields = audit_fields,
     .count = VHA_COUNT(audit_fields)},
    {.key = "casework",
     .type = VHA_YAML_NESTED,
     .fields = casework_fields,
     .count = VHA_COUNT(casework_fields)},
    {.key = "mail",
     .type = VHA_YAML_NESTED,
     .fields = mail_fields,
     .count = VHA_COUNT(mail_fields)},
    {.key = "screen",
     .type = VHA_YAML_NESTED,
     .fields = screen_fields,
     .count = VHA_COUNT(screen_fields)},
    {.key = "paths",
     .type = VHA_YAML_NESTED,
     .fields = path_fields,
     .count = VHA_COUNT(path_fields)},
};

enum vha_status vha_settings_read(const char *path, struct vha_settings **settings,
                                  struct vha_error *error)
{
    struct vha_arena *arena = vha_arena_new();
    struct vha_settings *made = vha_arena_alloc(arena, sizeof *made);
    const struct vha_yaml_node *root = NULL;
    *settings = NULL;
    enum vha_status status = vha_yaml_read(arena, path, &root, error);
    if (status == VHA_OK)
        status =
            vha_yaml_fields(root, setting_fields, VHA_COUNT(setting_fields), made, arena, error);
    if (status != VHA_OK) {
        vha_arena_free(arena);
        return status;
    }
    made->arena = arena;
    *settings = made;
    return VHA_OK;
}

void vha_settings_free(struct vha_settings *settings)
{
    if (settings != NULL)
        vha_arena_free(settings->arena); /* the settings themselves lie in it */
}
