/* The choice of columns as it is typed and kept. */
#include "columns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char none[] = "default";

static enum vha_status fail_unknown(const char *name, struct vha_error *error)
{
    const char *names[COLUMNS + 1];
    for (size_t i = 0; i < COLUMNS; i++)
        names[i] = table_columns[i].name;
    names[COLUMNS] = none;
    const char *const nearest = vha_nearest_word(name, names, VHA_COUNT(names));
    if (nearest != NULL)
        return vha_fail(error, VHA_USAGE, "There is no column \"%s\"; did you mean \"%s\"?", name,
                        nearest);
    char all[COLUMNS_TEXT_SIZE];
    size_t used = 0;
    for (size_t i = 0; i < COLUMNS; i++)
        used +=
            (size_t)snprintf(all + used, sizeof all - used, "%s%s", i > 0 ? ", " : "", names[i]);
    return vha_fail(error, VHA_USAGE, "There is no column \"%s\"; there are %s.", name, all);
}

static bool read_width(const char *text, int *width)
{
    char *end = NULL;
    const long number = strtol(text, &end, 10);
    *width = (int)(number < COLUMN_LEAST_WIDTH || number > COLUMN_MOST_WIDTH ? 0 : number);
    return *text >= '0' && *text <= '9' && *end == '\0' && *width > 0;
}

/* A column with its width: "name" or "name:30". */
static enum vha_status take_column(char *text, struct column_choice *choice,
                                   struct vha_error *error)
{
    char *width_text = text;
    const char *const name = strsep(&width_text, ":");
    size_t column = 0;
    int width = 0;
    while (column < COLUMNS && strcmp(table_columns[column].name, name) != 0)
        column++;
    if (column == COLUMNS)
        return fail_unknown(name, error);
    if (width_text != NULL && !read_width(width_text, &width))
        return vha_fail(error, VHA_USAGE, "After \"%s:\" comes a width from %d to %d, not \"%s\".",
                        name, COLUMN_LEAST_WIDTH, COLUMN_MOST_WIDTH, width_text);
    for (size_t i = 0; i < choice->count; i++)
        if (choice->items[i].column == column)
            return vha_fail(error, VHA_USAGE, "The column \"%s\" is there twice.", name);
    choice->items[choice->count].column = column;
    choice->items[choice->count++].width = width;
    return VHA_OK;
}

/* Columns up to the freeze line, or after it. */
static enum vha_status take_part(char *text, struct column_choice *choice, struct vha_error *error)
{
    enum vha_status status = VHA_OK;
    char *rest = text;
    for (char *word = NULL; status == VHA_OK && (word = strsep(&rest, " ,")) != NULL;)
        if (*word != '\0')
            status = take_column(word, choice, error);
    return status;
}

enum vha_status columns_parse(const char *text, struct column_choice *choice,
                              struct vha_error *error)
{
    struct column_choice read = {.count = 0};
    char folded[COLUMNS_TEXT_SIZE];
    if (strlen(text) >= sizeof folded)
        return vha_fail(error, VHA_USAGE, "That is too long to be a choice of columns.");
    vha_text_fold(folded, sizeof folded, text);
    if (strcmp(folded, none) == 0) {
        *choice = read;
        return VHA_OK;
    }
    char *rest = folded;
    char *const first = strsep(&rest, "|");
    if (rest != NULL && strchr(rest, '|') != NULL)
        return vha_fail(error, VHA_USAGE,
                        "The bar stands once, after the columns that stay; there are two.");
    enum vha_status status = take_part(first, &read, error);
    read.frozen = rest != NULL ? read.count : 0;
    if (status == VHA_OK && rest != NULL)
        status = take_part(rest, &read, error);
    if (status == VHA_OK)
        *choice = read;
    return status;
}

char *columns_format(const struct column_choice *choice, char out[COLUMNS_TEXT_SIZE])
{
    size_t used = 0;
    snprintf(out, COLUMNS_TEXT_SIZE, "%s", choice->count == 0 ? none : "");
    for (size_t i = 0; i < choice->count; i++) {
        const char *const between = i == 0 ? "" : i == choice->frozen ? "|" : ",";
        used += (size_t)snprintf(out + used, COLUMNS_TEXT_SIZE - used, "%s%s", between,
                                 table_columns[choice->items[i].column].name);
        if (choice->items[i].width > 0)
            used += (size_t)snprintf(out + used, COLUMNS_TEXT_SIZE - used, ":%d",
                                     choice->items[i].width);
    }
    if (choice->count > 0 && choice->frozen == choice->count)
        snprintf(out + used, COLUMNS_TEXT_SIZE - used, "|");
    return out;
}
