#include "command.h"

#include <stdio.h>
#include <string.h>

/*
 * Completions for three shells, printed from the tables that the command line is parsed with, so
 * that they cannot fall behind it. Each shell has its own section; each script finds the command
 * among the words typed so far in the same way: options and their values are passed over, the
 * first word is the command, and the second one belongs to it if there is such a pair.
 */

/* --------------------------------------------------------------------------- what all three use */

/* What a shell offers for a value. */
enum offer { OFFER_NOTHING, OFFER_FOLDERS, OFFER_FILES, OFFER_WORDS };

static const enum offer offers[] = {
    [VALUE_SWITCH] = OFFER_NOTHING, [VALUE_TEXT] = OFFER_NOTHING,   [VALUE_FOLDER] = OFFER_FOLDERS,
    [VALUE_FILE] = OFFER_FILES,     [VALUE_NUMBER] = OFFER_NOTHING, [VALUE_DATE] = OFFER_NOTHING,
    [VALUE_WORD] = OFFER_WORDS,
};

static bool takes_value(const struct parameter *parameter)
{
    return parameter_is_option(parameter) && parameter->kind != VALUE_SWITCH;
}

static void print_words(const struct parameter *parameter)
{
    for (size_t i = 0; i < parameter->word_count; i++)
        printf("%s%s", i > 0 ? " " : "", parameter->words[i]);
}

/* True for the first command of the table that has this first word; prints nothing. */
static bool begins_group(size_t index)
{
    const size_t length = strcspn(commands[index]->name, " ");
    for (size_t i = 0; i < index; i++)
        if (strcspn(commands[i]->name, " ") == length &&
            strncmp(commands[i]->name, commands[index]->name, length) == 0)
            return false;
    return true;
}

static bool is_pair(const struct command *command)
{
    return strchr(command->name, ' ') != NULL;
}

/* Every option of any command that takes a value, parted by `joint`. */
static void print_value_options(const char *joint)
{
    const char *before = "";
    for (size_t i = 0; i < command_count; i++)
        for (size_t j = 0; j < commands[i]->parameter_count; j++)
            if (takes_value(&commands[i]->parameters[j])) {
                printf("%s%s", before, commands[i]->parameters[j].name);
                before = joint;
            }
    for (size_t i = 0; i < general_parameter_count; i++)
        if (takes_value(&general_parameters[i]))
            printf("%s%s", joint, general_parameters[i].name);
}

/* Every command of two words, in quotes, parted by `joint`. */
static void print_pairs(const char *joint)
{
    const char *before = "";
    for (size_t i = 0; i < command_count; i++)
        if (is_pair(commands[i])) {
            printf("%s'%s'", before, commands[i]->name);
            before = joint;
        }
}

/* The texts of the tables hold no quote and no backslash; what is special in a shell's description
 * is left out. */
static void print_plain(const char *text)
{
    for (; *text != '\0'; text++)
        if (strchr("'\"\\`$[]:", *text) == NULL)
            putchar(*text);
}

/* ---------------------------------------------------------------------------------------- bash */

static const char bash_head[] =
    "# Completion of vha(1) for bash, printed by 'vha completions bash'.\n"
    "_vha()\n"
    "{\n"
    "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
    "    local command= options= words= i\n"
    "    COMPREPLY=()\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        case ${COMP_WORDS[i]} in\n";
static const char bash_words[] = ") ((i++)) ;;\n"
                                 "            -*) ;;\n"
                                 "            *) case \"$command ${COMP_WORDS[i]}\" in\n"
                                 "                   ' '*) command=${COMP_WORDS[i]} ;;\n"
                                 "                   ";
static const char bash_tail[] =
    "    esac\n"
    "    if [[ $current == -* ]]; then\n"
    "        mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$current\")\n"
    "    elif [[ $words == -* ]]; then\n"
    "        compopt -o filenames\n"
    "        mapfile -t COMPREPLY < <(compgen \"$words\" -- \"$current\")\n"
    "    else\n"
    "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
    "    fi\n"
    "}\n"
    "complete -F _vha vha\n";

static void bash_offer(const struct parameter *parameter)
{
    static const char *const flags[] = {
        [OFFER_NOTHING] = "", [OFFER_FOLDERS] = "-d", [OFFER_FILES] = "-f", [OFFER_WORDS] = ""};
    fputs("words='", stdout);
    fputs(flags[offers[parameter->kind]], stdout);
    print_words(parameter);
    fputs("'", stdout);
}

static void bash_options(const struct parameter *parameters, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (parameter_is_option(&parameters[i]))
            printf("%s ", parameters[i].name);
}

static void bash_command(const struct command *command)
{
    printf("        '%s')\n            options='", command->name);
    bash_options(command->parameters, command->parameter_count);
    bash_options(general_parameters, general_parameter_count);
    fputs("'\n            ", stdout);
    if (command->name[0] == '\0') {
        fputs("words='", stdout);
        for (size_t i = 0; i < command_count; i++)
            if (begins_group(i))
                printf("%.*s ", (int)strcspn(commands[i]->name, " "), commands[i]->name);
        fputs("'", stdout);
    }
    for (size_t i = 0; i < command->parameter_count; i++)
        if (!parameter_is_option(&command->parameters[i])) {
            bash_offer(&command->parameters[i]);
            break;
        }
    puts(" ;;");
}

/* The second words after a first one that is no command by itself. */
static void bash_groups(void)
{
    for (size_t i = 0; i < command_count; i++) {
        if (!is_pair(commands[i]) || !begins_group(i))
            continue;
        const int length = (int)strcspn(commands[i]->name, " ");
        printf("        '%.*s') words='", length, commands[i]->name);
        for (size_t j = i; j < command_count; j++)
            if (strncmp(commands[j]->name, commands[i]->name, (size_t)length + 1) == 0)
                printf("%s ", commands[j]->name + length + 1);
        puts("' ;;");
    }
}

static void bash_values(const char *command, const struct parameter *parameters, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (takes_value(&parameters[i])) {
            printf("        %s' %s') options=; ", command, parameters[i].name);
            bash_offer(&parameters[i]);
            puts(" ;;");
        }
}

static void print_bash(void)
{
    printf("%s            ", bash_head);
    print_value_options("|");
    fputs(bash_words, stdout);
    print_pairs("|");
    puts(") command+=\" ${COMP_WORDS[i]}\" ;;\n               esac ;;\n        esac\n    done\n"
         "    case \"$command\" in");
    for (size_t i = 0; i < command_count; i++)
        bash_command(commands[i]);
    bash_groups();
    puts("    esac\n    case \"$command $previous\" in");
    for (size_t i = 0; i < command_count; i++) {
        char quoted[64];
        snprintf(quoted, sizeof quoted, "'%s'", commands[i]->name);
        bash_values(quoted, commands[i]->parameters, commands[i]->parameter_count);
    }
    bash_values("*", general_parameters, general_parameter_count);
    fputs(bash_tail, stdout);
}

/* ----------------------------------------------------------------------------------------- zsh */

static const char zsh_head[] = "#compdef vha\n"
                               "# Completion of vha(1) for zsh, printed by 'vha completions zsh'.\n"
                               "_vha() {\n"
                               "    local command= i\n"
                               "    for ((i = 2; i < CURRENT; i++)); do\n"
                               "        case $words[i] in\n            ";
static const char zsh_words[] = ") ((i++)) ;;\n"
                                "            -*) ;;\n"
                                "            *) case \"$command $words[i]\" in\n"
                                "                   ' '*) command=$words[i] ;;\n"
                                "                   ";

static void zsh_action(const struct parameter *parameter)
{
    static const char *const actions[] = {
        [OFFER_NOTHING] = " ", [OFFER_FOLDERS] = "_files -/", [OFFER_FILES] = "_files"};
    if (offers[parameter->kind] != OFFER_WORDS) {
        fputs(actions[offers[parameter->kind]], stdout);
        return;
    }
    putchar('(');
    print_words(parameter);
    putchar(')');
}

/* The specifications of _arguments; operands count from after the words of the command. */
static void zsh_parameters(const struct parameter *parameters, size_t count, int words)
{
    for (size_t i = 0; i < count; i++) {
        const struct parameter *parameter = &parameters[i];
        fputs(" \\\n            '", stdout);
        if (parameter_is_option(parameter)) {
            printf("%s%s[", parameter->name, takes_value(parameter) ? "=" : "");
            print_plain(parameter->summary);
            printf("]%s%s", takes_value(parameter) ? ":" : "",
                   takes_value(parameter) ? parameter->argument : "");
        } else {
            printf("%d:%s", ++words, parameter->name);
        }
        if (!parameter_is_option(parameter) || takes_value(parameter)) {
            putchar(':');
            zsh_action(parameter);
        }
        putchar('\'');
    }
}

/* "check:say whether ..." of the words that may follow `before`. */
static void zsh_next_words(const char *before)
{
    const size_t skip = strlen(before);
    for (size_t i = 0; i < command_count; i++) {
        const char *name = commands[i]->name;
        if (strncmp(name, before, skip) != 0 || (skip == 0 && !begins_group(i)) || name[0] == '\0')
            continue;
        const char *word = name + skip;
        printf(" \\\n            '%.*s:", (int)strcspn(word, " "), word);
        print_plain(skip == 0 && is_pair(commands[i]) ? "" : commands[i]->summary);
        putchar('\'');
    }
}

static void zsh_command(const struct command *command)
{
    const int words = command->name[0] == '\0' ? 0 : is_pair(command) ? 2 : 1;
    printf("        '%s') ", command->name);
    if (words == 0) {
        fputs("local -a names; names=(", stdout);
        zsh_next_words("");
        fputs(")\n            ", stdout);
    }
    fputs("_arguments", stdout);
    if (words == 0)
        fputs(" '1:command:{_describe command names}'", stdout);
    for (int word = 1; word <= words; word++)
        printf(" '%d: : '", word);
    zsh_parameters(command->parameters, command->parameter_count, words);
    zsh_parameters(general_parameters, general_parameter_count, 0);
    puts(" ;;");
}

static void zsh_groups(void)
{
    for (size_t i = 0; i < command_count; i++) {
        if (!is_pair(commands[i]) || !begins_group(i))
            continue;
        char before[64];
        snprintf(before, sizeof before, "%.*s ", (int)strcspn(commands[i]->name, " "),
                 commands[i]->name);
        printf("        '%.*s') local -a names; names=(", (int)strlen(before) - 1, before);
        zsh_next_words(before);
        puts(")\n            _describe command names ;;");
    }
}

static void print_zsh(void)
{
    fputs(zsh_head, stdout);
    print_value_options("|");
    fputs(zsh_words, stdout);
    print_pairs("|");
    puts(") command+=\" $words[i]\" ;;\n               esac ;;\n        esac\n    done\n"
         "    case $command in");
    for (size_t i = 0; i < command_count; i++)
        zsh_command(commands[i]);
    zsh_groups();
    puts("    esac\n}\n_vha \"$@\"");
}

/* ---------------------------------------------------------------------------------------- fish */

static const char fish_head[] =
    "# Completion of vha(1) for fish, printed by 'vha completions fish'.\n"
    "function __vha_is\n"
    "    set -l found ''\n"
    "    set -l skip 0\n"
    "    for word in (commandline -opc)[2..-1]\n"
    "        if test $skip = 1\n"
    "            set skip 0\n"
    "        else if contains -- $word ";
static const char fish_middle[] = "\n"
                                  "            set skip 1\n"
                                  "        else if string match -q -- '-*' $word\n"
                                  "            continue\n"
                                  "        else if test -z \"$found\"\n"
                                  "            set found $word\n"
                                  "        else if contains -- \"$found $word\" ";
static const char fish_tail[] = "\n"
                                "            set found \"$found $word\"\n"
                                "        end\n"
                                "    end\n"
                                "    test \"$found\" = \"$argv\"\n"
                                "end\n"
                                "complete -c vha -f\n";

static void fish_offer(const struct parameter *parameter)
{
    static const char *const actions[] = {[OFFER_NOTHING] = "",
                                          [OFFER_FOLDERS] = " -a '(__fish_complete_directories)'",
                                          [OFFER_FILES] = " -F"};
    if (offers[parameter->kind] != OFFER_WORDS) {
        fputs(actions[offers[parameter->kind]], stdout);
        return;
    }
    fputs(" -a '", stdout);
    print_words(parameter);
    putchar('\'');
}

static void fish_parameters(const char *condition, const struct parameter *parameters, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const bool option = parameter_is_option(&parameters[i]);
        if (!option && offers[parameters[i].kind] == OFFER_NOTHING)
            continue;
        printf("complete -c vha%s", condition);
        if (option)
            printf(" -l %s%s", parameters[i].name + 2, takes_value(&parameters[i]) ? " -x" : "");
        fish_offer(&parameters[i]);
        fputs(" -d '", stdout);
        print_plain(parameters[i].summary);
        puts("'");
    }
}

static void fish_command(size_t index)
{
    const struct command *command = commands[index];
    char condition[128];
    snprintf(condition, sizeof condition, " -n '__vha_is %s'", command->name);
    fish_parameters(condition, command->parameters, command->parameter_count);
    if (command->name[0] == '\0')
        return;
    const int first = (int)strcspn(command->name, " ");
    if (begins_group(index)) {
        printf("complete -c vha -n __vha_is -a %.*s -d '", first, command->name);
        print_plain(is_pair(command) ? "" : command->summary);
        puts("'");
    }
    if (is_pair(command)) {
        printf("complete -c vha -n '__vha_is %.*s' -a %s -d '", first, command->name,
               command->name + first + 1);
        print_plain(command->summary);
        puts("'");
    }
}

static void print_fish(void)
{
    fputs(fish_head, stdout);
    print_value_options(" ");
    fputs(fish_middle, stdout);
    print_pairs(" ");
    fputs(fish_tail, stdout);
    fish_parameters("", general_parameters, general_parameter_count);
    for (size_t i = 0; i < command_count; i++)
        fish_command(i);
}

/* --------------------------------------------------------------------------------- the command */

struct completions_values {
    int shell;
};

static const char *const shells[] = {"bash", "zsh", "fish"};
static void (*const printers[])(void) = {print_bash, print_zsh, print_fish};

static enum vha_status run_completions(const struct invocation *invocation, struct vha_error *error)
{
    (void)error;
    const struct completions_values *values = invocation->values;
    printers[values->shell]();
    return VHA_OK;
}

static const struct parameter parameters[] = {
    {.name = "SHELL",
     .argument = NULL,
     .kind = VALUE_WORD,
     .required = true,
     .offset = offsetof(struct completions_values, shell),
     .words = shells,
     .word_count = VHA_COUNT(shells),
     .summary = "bash, zsh or fish"},
};

const struct command command_completions = {
    .name = "completions",
    .summary = "print the completions for a shell",
    .description = "Prints the script that makes a shell complete commands, options and values of "
                   "vha. The installation puts the scripts where the shells look for them.",
    .parameters = parameters,
    .parameter_count = VHA_COUNT(parameters),
    .values_size = sizeof(struct completions_values),
    .run = run_completions,
};
