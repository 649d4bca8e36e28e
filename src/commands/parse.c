#include "command.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A walk along the arguments. Indexes of the command's own words are passed over. */
struct walk {
    int count;
    char *const *arguments;
    int at;
    int command_at;    /* index of the command's first word, or count */
    int command_words; /* how many there are */
    size_t operands;   /* how many have been met */
    struct parsed *parsed;
};

static enum vha_status find_command(struct walk *walk, struct vha_error *error);
static enum vha_status read_argument(struct walk *walk, bool options, struct vha_error *error);
static enum vha_status check_required(const struct walk *walk, struct vha_error *error);

enum vha_status parse_command_line(int count, char *const *arguments, struct parsed *parsed,
                                   struct vha_error *error)
{
    *parsed = (struct parsed){0};
    struct walk walk = {.count = count, .arguments = arguments, .parsed = parsed};
    enum vha_status status = find_command(&walk, error);
    if (status != VHA_OK)
        return status;
    const struct command *command = parsed->command;
    assert(command != NULL); /* `vha` alone is a command too */
    parsed->values = vha_alloc_zeroed(1, command->values_size + 1);
    if (command->defaults != NULL)
        memcpy(parsed->values, command->defaults, command->values_size);
    bool options = true;
    while (status == VHA_OK && walk.at < count) {
        if (walk.at == walk.command_at) {
            walk.at += walk.command_words;
        } else if (options && strcmp(arguments[walk.at], "--") == 0) {
            options = false;
            walk.at++;
        } else {
            status = read_argument(&walk, options, error);
        }
    }
    if (status == VHA_OK && !parsed->general.help && !parsed->general.version)
        status = check_required(&walk, error);
    if (status != VHA_OK) {
        free(parsed->values);
        parsed->values = NULL;
    }
    return status;
}

bool parameter_is_option(const struct parameter *parameter)
{
    return parameter->name[0] == '-';
}

/* The parameter that an argument such as --seed or --seed=7 names, in one table. */
static const struct parameter *find_option(const struct parameter *parameters, size_t count,
                                           const char *argument)
{
    const size_t length = strcspn(argument, "=");
    for (size_t i = 0; i < count; i++)
        if (strncmp(parameters[i].name, argument, length) == 0 &&
            parameters[i].name[length] == '\0')
            return &parameters[i];
    return NULL;
}

/* The first word that is neither an option that all commands take nor the value of one. Any other
 * option before a command belongs to `vha` alone. */
static enum vha_status find_command(struct walk *walk, struct vha_error *error)
{
    int at = 0;
    while (at < walk->count && walk->arguments[at][0] == '-') {
        const struct parameter *general =
            find_option(general_parameters, general_parameter_count, walk->arguments[at]);
        if (general == NULL)
            at = walk->count;
        else if (general->kind != VALUE_SWITCH && strchr(walk->arguments[at], '=') == NULL)
            at += 2;
        else
            at++;
    }
    walk->command_at = at < walk->count ? at : walk->count;
    if (at >= walk->count) {
        walk->parsed->command = command_find("", NULL, &walk->command_words);
        return VHA_OK;
    }
    const char *first = walk->arguments[at];
    const char *second =
        at + 1 < walk->count && walk->arguments[at + 1][0] != '-' ? walk->arguments[at + 1] : NULL;
    walk->parsed->command =
        first[0] != '\0' ? command_find(first, second, &walk->command_words) : NULL;
    if (walk->parsed->command == NULL)
        return command_unknown(first, second, error);
    return VHA_OK;
}

/* -------------------------------------------------------------------------------------- values */

/* How the name of a command ends a sentence: " of 'vha load'". */
static enum vha_status see_help(const struct walk *walk, struct vha_error *error)
{
    const char *name = walk->parsed->command->name;
    return vha_fail(error, VHA_USAGE, "%s See 'vha %s%s--help'.", error->message, name,
                    name[0] != '\0' ? " " : "");
}

static enum vha_status read_text(const struct parameter *parameter, const char *text, void *member,
                                 struct vha_error *error)
{
    if (text[0] == '\0')
        return vha_fail(error, VHA_USAGE, "%s is empty; give it a value.", parameter->name);
    memcpy(member, &text, sizeof text);
    return VHA_OK;
}

static enum vha_status read_number(const struct parameter *parameter, const char *text,
                                   void *member, struct vha_error *error)
{
    const size_t length = strlen(text);
    int64_t number = 0;
    bool fine = length > 0 && length <= 18 && strspn(text, "0123456789") == length;
    if (fine)
        number = strtoll(text, NULL, 10);
    fine = fine && number >= parameter->min && number <= parameter->max;
    if (!fine)
        return vha_fail(error, VHA_USAGE, "%s is '%s'; it takes a whole number from %lld to %lld.",
                        parameter->name, text, (long long)parameter->min,
                        (long long)parameter->max);
    memcpy(member, &number, sizeof number);
    return VHA_OK;
}

static enum vha_status read_date(const struct parameter *parameter, const char *text, void *member,
                                 struct vha_error *error)
{
    vha_date date = VHA_NO_DATE;
    if (!vha_date_parse(text, strlen(text), &date))
        return vha_fail(error, VHA_USAGE, "%s is '%s'; it takes a day as YYYY-MM-DD.",
                        parameter->name, text);
    memcpy(member, &date, sizeof date);
    return VHA_OK;
}

static enum vha_status read_word(const struct parameter *parameter, const char *text, void *member,
                                 struct vha_error *error)
{
    char known[256] = "";
    for (size_t i = 0; i < parameter->word_count; i++) {
        if (strcmp(parameter->words[i], text) == 0) {
            const int index = (int)i;
            memcpy(member, &index, sizeof index);
            return VHA_OK;
        }
        strncat(known, i > 0 ? ", " : "", sizeof known - strlen(known) - 1);
        strncat(known, parameter->words[i], sizeof known - strlen(known) - 1);
    }
    return vha_fail(error, VHA_USAGE, "%s is '%s'; it takes one of: %s.", parameter->name, text,
                    known);
}

static enum vha_status read_switch(const struct parameter *parameter, const char *text,
                                   void *member, struct vha_error *error)
{
    (void)parameter;
    (void)text;
    (void)error;
    const bool on = true;
    memcpy(member, &on, sizeof on);
    return VHA_OK;
}

typedef enum vha_status value_reader(const struct parameter *parameter, const char *text,
                                     void *member, struct vha_error *error);

static value_reader *const readers[] = {
    [VALUE_SWITCH] = read_switch, [VALUE_TEXT] = read_text,     [VALUE_FOLDER] = read_text,
    [VALUE_FILE] = read_text,     [VALUE_NUMBER] = read_number, [VALUE_DATE] = read_date,
    [VALUE_WORD] = read_word,
};

static enum vha_status read_value(const struct walk *walk, const struct parameter *parameter,
                                  const char *text, void *values, struct vha_error *error)
{
    void *member = (char *)values + parameter->offset;
    if (readers[parameter->kind](parameter, text, member, error) != VHA_OK)
        return see_help(walk, error);
    return VHA_OK;
}

/* ----------------------------------------------------------------------------- one argument */

static enum vha_status unknown_option(const struct walk *walk, const char *argument,
                                      struct vha_error *error)
{
    const struct command *command = walk->parsed->command;
    const size_t most = command->parameter_count + general_parameter_count;
    const char **names = vha_alloc_zeroed(most, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < command->parameter_count; i++)
        if (parameter_is_option(&command->parameters[i]))
            names[count++] = command->parameters[i].name;
    for (size_t i = 0; i < general_parameter_count; i++)
        names[count++] = general_parameters[i].name;
    char word[64] = "";
    strncat(word, argument, strcspn(argument, "=") < 63 ? strcspn(argument, "=") : 63);
    const char *nearest = vha_nearest_word(word, names, count);
    const char *gap = command->name[0] != '\0' ? " " : "";
    if (nearest != NULL)
        vha_fail(error, VHA_USAGE, "'vha%s%s' has no option '%s'; did you mean %s?", gap,
                 command->name, word, nearest);
    else
        vha_fail(error, VHA_USAGE, "'vha%s%s' has no option '%s'.", gap, command->name, word);
    free(names);
    return see_help(walk, error);
}

static enum vha_status read_option(struct walk *walk, struct vha_error *error)
{
    const char *argument = walk->arguments[walk->at++];
    const struct command *command = walk->parsed->command;
    void *values = walk->parsed->values;
    const struct parameter *option =
        find_option(command->parameters, command->parameter_count, argument);
    if (option == NULL) {
        option = find_option(general_parameters, general_parameter_count, argument);
        values = &walk->parsed->general;
    }
    if (option == NULL)
        return unknown_option(walk, argument, error);
    const char *equals = strchr(argument, '=');
    if (option->kind == VALUE_SWITCH) {
        if (equals == NULL)
            return read_value(walk, option, "", values, error);
        vha_fail(error, VHA_USAGE, "%s takes no value.", option->name);
        return see_help(walk, error);
    }
    if (equals != NULL)
        return read_value(walk, option, equals + 1, values, error);
    if (walk->at >= walk->count) {
        vha_fail(error, VHA_USAGE, "%s needs a value: %s %s.", option->name, option->name,
                 option->argument);
        return see_help(walk, error);
    }
    return read_value(walk, option, walk->arguments[walk->at++], values, error);
}

static enum vha_status read_operand(struct walk *walk, struct vha_error *error)
{
    const char *argument = walk->arguments[walk->at++];
    const struct command *command = walk->parsed->command;
    size_t met = 0;
    for (size_t i = 0; i < command->parameter_count; i++)
        if (!parameter_is_option(&command->parameters[i]) && met++ == walk->operands) {
            walk->operands++;
            return read_value(walk, &command->parameters[i], argument, walk->parsed->values, error);
        }
    vha_fail(error, VHA_USAGE, "'%s' is one word more than 'vha%s%s' takes.", argument,
             command->name[0] != '\0' ? " " : "", command->name);
    return see_help(walk, error);
}

static enum vha_status read_argument(struct walk *walk, bool options, struct vha_error *error)
{
    const char *argument = walk->arguments[walk->at];
    if (options && argument[0] == '-' && argument[1] != '\0')
        return read_option(walk, error);
    return read_operand(walk, error);
}

/* ------------------------------------------------------------------------------------ required */

static bool was_given(const struct walk *walk, const struct parameter *parameter)
{
    for (int i = 0; i < walk->count && strcmp(walk->arguments[i], "--") != 0; i++)
        if (find_option(parameter, 1, walk->arguments[i]) != NULL)
            return true;
    return false;
}

static enum vha_status check_required(const struct walk *walk, struct vha_error *error)
{
    const struct command *command = walk->parsed->command;
    size_t operand = 0;
    for (size_t i = 0; i < command->parameter_count; i++) {
        const struct parameter *parameter = &command->parameters[i];
        const bool option = parameter_is_option(parameter);
        const bool given = option ? was_given(walk, parameter) : operand++ < walk->operands;
        if (given || !parameter->required)
            continue;
        vha_fail(error, VHA_USAGE, "'vha %s' needs %s%s%s (%s).", command->name, parameter->name,
                 option ? " " : "", option ? parameter->argument : "", parameter->summary);
        return see_help(walk, error);
    }
    return VHA_OK;
}
