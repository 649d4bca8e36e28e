/*
 * What a subcommand is: one row of a table, from which the parser, the help, the completions and
 * the listing are made. A subcommand is a file of its own that defines its row.
 */
#ifndef COMMANDS_COMMAND_H
#define COMMANDS_COMMAND_H

#include "vha/base.h"

/* What a value on the command line is, and the type of the member that receives it. */
enum value_kind {
    VALUE_SWITCH, /* bool; takes no value */
    VALUE_TEXT,   /* const char *, not empty */
    VALUE_FOLDER, /* const char * */
    VALUE_FILE,   /* const char * */
    VALUE_NUMBER, /* int64_t from min to max */
    VALUE_DATE,   /* vha_date */
    VALUE_WORD,   /* int, the index of one of the words */
};

/* Above every number of something that is on record. */
#define NUMBER_MOST INT64_C(999999999999999999)

/* An option ("--seed") or an operand ("DIR"). */
struct parameter {
    const char *name;
    const char *argument; /* what stands for an option's value in the usage: "N" */
    enum value_kind kind;
    bool required;
    size_t offset; /* of the member in the command's struct of values */
    int64_t min;
    int64_t max;
    const char *const *words;
    size_t word_count;
    const char *summary;
};

struct invocation;
typedef enum vha_status command_function(const struct invocation *invocation,
                                         struct vha_error *error);

struct command {
    const char *name;        /* one word, or two ("policy check"); "" is `vha` alone */
    const char *summary;     /* for the listing: a line without a full stop */
    const char *description; /* for its own help: sentences */
    const struct parameter *parameters;
    size_t parameter_count;
    size_t values_size;   /* of the struct that the offsets count from; 0 without parameters */
    const void *defaults; /* such a struct, or NULL for zeros */
    /* Variables that the command reads of an environment that is not trusted; the rest is thrown
     * away before anything looks at it (see vha_captive_environment). NULL: all of it stays. */
    const char *const *environment;
    command_function *run;
};

/* A command as it was asked for. */
struct invocation {
    const struct command *command;
    const void *values; /* the command's own struct */
    const char *home;   /* of --home, or NULL */
};

/* ---------------------------------------------------------------------------- table, commands.c */

/* All of them, in the order of the listing. */
extern const struct command *const commands[];
extern const size_t command_count;

/* Options that every command takes; their values are those of struct general_values. */
struct general_values {
    const char *home;
    bool help;
    bool version;
};
extern const struct parameter general_parameters[];
extern const size_t general_parameter_count;

/* The command called by one or two words (`second` may be NULL); *used tells how many were. NULL
 * when there is none. */
const struct command *command_find(const char *first, const char *second, int *used);

/* VHA_USAGE, naming the nearest command or the ones that begin with that word. */
enum vha_status command_unknown(const char *first, const char *second, struct vha_error *error);

/* ---------------------------------------------------------------------- command line, parse.c */

/* Reads the arguments after the program's name. On success the caller frees `values`. VHA_USAGE
 * with the nearest known word. Nothing is required of someone who asks for help. */
struct parsed {
    const struct command *command;
    struct general_values general;
    void *values;
};
enum vha_status parse_command_line(int count, char *const *arguments, struct parsed *parsed,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* True for "--seed", false for "DIR". */
bool parameter_is_option(const struct parameter *parameter);

/* --------------------------------------------------------------------------------- help, help.c */

void help_overview(void);
void help_command(const struct command *command);

/* The whole of `vha load DIR [--max-rejects N]`; the caller frees it. */
char *help_usage(const struct command *command);

#endif
