#include "command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEFT_COLUMN = 26, LINE_WIDTH = 79 };

/* --------------------------------------------------------------------------------- the command */

struct help_values {
    const char *first;
    const char *second;
};

static const struct parameter help_parameters[] = {
    {.name = "COMMAND",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct help_values, first),
     .summary = "the command to explain"},
    {.name = "WORD",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct help_values, second),
     .summary = "its second word, for a command of two"},
};

static enum vha_status run_help(const struct invocation *invocation, struct vha_error *error)
{
    const struct help_values *values = invocation->values;
    if (values->first == NULL) {
        help_overview();
        return VHA_OK;
    }
    int used = 0;
    const struct command *command = command_find(values->first, values->second, &used);
    if (command == NULL || (values->second != NULL && used < 2))
        return command_unknown(values->first, values->second, error);
    help_command(command);
    return VHA_OK;
}

const struct command command_help = {
    .name = "help",
    .summary = "list the commands, or explain one",
    .description = "Lists the commands, or says what one of them does and takes.",
    .parameters = help_parameters,
    .parameter_count = VHA_COUNT(help_parameters),
    .values_size = sizeof(struct help_values),
    .run = run_help,
};

/* --------------------------------------------------------------------------------------- usage */

/* "DIR", "--seed S", "--format csv|xlsx"; the caller frees it. */
static char *parameter_text(const struct parameter *parameter)
{
    char text[256];
    snprintf(text, sizeof text, "%s%s%s", parameter->name, parameter->argument != NULL ? " " : "",
             parameter->argument != NULL ? parameter->argument : "");
    return vha_copy_text(text);
}

char *help_usage(const struct command *command)
{
    char *usage = NULL;
    size_t size = 0;
    FILE *text = open_memstream(&usage, &size);
    if (text == NULL)
        return vha_copy_text("vha");
    fprintf(text, "vha%s%s", command->name[0] != '\0' ? " " : "", command->name);
    for (size_t i = 0; i < command->parameter_count; i++) {
        const struct parameter *parameter = &command->parameters[i];
        char *shown = parameter_text(parameter);
        fprintf(text, parameter->required ? " %s" : " [%s]", shown);
        free(shown);
    }
    fclose(text);
    return usage;
}

/* ------------------------------------------------------------------------------------- printing */

/* Bytes up to where a line may be broken: the next space outside brackets. */
static int unbroken(const char *text)
{
    return (int)(text[0] == '[' ? strcspn(text, "]") + 1 : strcspn(text, " "));
}

/* Text broken at spaces so that no line is longer than LINE_WIDTH, from column `left` on. */
static void print_wrapped(const char *text, int left)
{
    int column = left;
    while (*text != '\0') {
        const int length = unbroken(text);
        if (column > left && column + 1 + length > LINE_WIDTH) {
            printf("\n%*s", left, "");
            column = left;
        } else if (column > left) {
            putchar(' ');
            column++;
        }
        printf("%.*s", length, text);
        column += length;
        text += length;
        text += strspn(text, " ");
    }
    putchar('\n');
}

static void print_row(const char *left, const char *right)
{
    printf("  %-*s", LEFT_COLUMN - 2, left);
    if (strlen(left) > LEFT_COLUMN - 4)
        printf("\n%*s", LEFT_COLUMN, "");
    print_wrapped(right, LEFT_COLUMN);
}

static void print_parameters(const struct parameter *parameters, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *text = parameter_text(&parameters[i]);
        print_row(text, parameters[i].summary);
        free(text);
    }
}

void help_command(const struct command *command)
{
    char *usage = help_usage(command);
    printf("Usage: ");
    print_wrapped(usage, (int)strlen("Usage: "));
    free(usage);
    putchar('\n');
    print_wrapped(command->description, 0);
    if (command->parameter_count > 0) {
        printf("\nTakes:\n");
        print_parameters(command->parameters, command->parameter_count);
    }
    printf("\nEvery command takes:\n");
    print_parameters(general_parameters, general_parameter_count);
}

void help_overview(void)
{
    printf("vha: the workstation of the Violence Harm Assessment\n\n"
           "Usage: vha [--home DIR] [COMMAND ...]\n\nCommands:\n");
    for (size_t i = 0; i < command_count; i++) {
        const char *name = commands[i]->name;
        print_row(name[0] != '\0' ? name : "(none)", commands[i]->summary);
    }
    const struct command *alone = command_find("", NULL, &(int){0});
    printf("\nOptions of vha alone:\n");
    print_parameters(alone->parameters, alone->parameter_count);
    printf("\nEvery command takes:\n");
    print_parameters(general_parameters, general_parameter_count);
    printf("\n'vha help COMMAND' explains a command; the manual is vha(1).\n");
}
