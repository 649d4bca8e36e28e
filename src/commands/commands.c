#include "command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const struct command command_workstation;
extern const struct command command_init;
extern const struct command command_policy_check;
extern const struct command command_policy_show;
extern const struct command command_load;
extern const struct command command_refresh;
extern const struct command command_movements;
extern const struct command command_intel;
extern const struct command command_searches;
extern const struct command command_explain;
extern const struct command command_export;
extern const struct command command_assess;
extern const struct command command_changes;
extern const struct command command_model;
extern const struct command command_synth;
extern const struct command command_access_apply;
extern const struct command command_access_authorise;
extern const struct command command_access_grant;
extern const struct command command_access_withdraw;
extern const struct command command_access_list;
extern const struct command command_access_show;
extern const struct command command_authorized_keys;
extern const struct command command_session;
extern const struct command command_audit_verify;
extern const struct command command_audit_list;
extern const struct command command_audit_show;
extern const struct command command_audit_review;
extern const struct command command_audit_enquire;
extern const struct command command_audit_enquiries;
extern const struct command command_audit_answer;
extern const struct command command_removal_request;
extern const struct command command_removal_list;
extern const struct command command_removal_show;
extern const struct command command_removal_take;
extern const struct command command_removal_approve;
extern const struct command command_removal_refuse;
extern const struct command command_removal_ask;
extern const struct command command_removal_add;
extern const struct command command_removal_withdraw;
extern const struct command command_removal_reverse;
extern const struct command command_equality_show;
extern const struct command command_equality_publish;
extern const struct command command_equality_concern;
extern const struct command command_equality_close;
extern const struct command command_safeguard_decide;
extern const struct command command_safeguard_show;
extern const struct command command_activity_log;
extern const struct command command_activity_result;
extern const struct command command_activity_show;
extern const struct command command_activity_list;
extern const struct command command_board;
extern const struct command command_share_words;
extern const struct command command_share_log;
extern const struct command command_share_show;
extern const struct command command_share_list;
extern const struct command command_copy_list;
extern const struct command command_copy_show;
extern const struct command command_copy_authorise;
extern const struct command command_copy_move;
extern const struct command command_copy_extend;
extern const struct command command_copy_destroy;
extern const struct command command_mail_list;
extern const struct command command_mail_send;
extern const struct command command_archive_list;
extern const struct command command_archive_open;
extern const struct command command_retention;
extern const struct command command_register_check;
extern const struct command command_register_backup;
extern const struct command command_register_restore;
extern const struct command command_help;
extern const struct command command_completions;

const struct command *const commands[] = {
    &command_workstation,
    &command_init,
    &command_load,
    &command_refresh,
    &command_movements,
    &command_searches,
    &command_intel,
    &command_explain,
    &command_export,
    &command_assess,
    &command_changes,
    &command_model,
    &command_policy_check,
    &command_policy_show,
    &command_access_apply,
    &command_access_authorise,
    &command_access_grant,
    &command_access_withdraw,
    &command_access_list,
    &command_access_show,
    &command_audit_verify,
    &command_audit_list,
    &command_audit_show,
    &command_audit_review,
    &command_audit_enquire,
    &command_audit_enquiries,
    &command_audit_answer,
    &command_removal_request,
    &command_removal_list,
    &command_removal_show,
    &command_removal_take,
    &command_removal_approve,
    &command_removal_refuse,
    &command_removal_ask,
    &command_removal_add,
    &command_removal_withdraw,
    &command_removal_reverse,
    &command_equality_show,
    &command_equality_publish,
    &command_equality_concern,
    &command_equality_close,
    &command_safeguard_decide,
    &command_safeguard_show,
    &command_activity_log,
    &command_activity_result,
    &command_activity_show,
    &command_activity_list,
    &command_board,
    &command_share_words,
    &command_share_log,
    &command_share_show,
    &command_share_list,
    &command_copy_list,
    &command_copy_show,
    &command_copy_authorise,
    &command_copy_move,
    &command_copy_extend,
    &command_copy_destroy,
    &command_mail_list,
    &command_mail_send,
    &command_archive_list,
    &command_archive_open,
    &command_retention,
    &command_register_check,
    &command_register_backup,
    &command_register_restore,
    &command_authorized_keys,
    &command_session,
    &command_synth,
    &command_completions,
    &command_help,
};
const size_t command_count = VHA_COUNT(commands);

const struct parameter general_parameters[] = {
    {.name = "--home",
     .argument = "DIR",
     .kind = VALUE_FOLDER,
     .offset = offsetof(struct general_values, home),
     .summary = "the folder of the register and the cohort (else VHA_HOME, else /var/lib/vha)"},
    {.name = "--help",
     .kind = VALUE_SWITCH,
     .offset = offsetof(struct general_values, help),
     .summary = "say what the command does and takes"},
    {.name = "--version",
     .kind = VALUE_SWITCH,
     .offset = offsetof(struct general_values, version),
     .summary = "say which version this is"},
};
const size_t general_parameter_count = VHA_COUNT(general_parameters);

/* True when the name is made of these words; `second` may be NULL for none. */
static bool is_called(const struct command *command, const char *first, const char *second)
{
    const size_t length = strlen(first);
    if (strncmp(command->name, first, length) != 0)
        return false;
    const char *rest = command->name + length;
    if (second == NULL)
        return *rest == '\0';
    return *rest == ' ' && strcmp(rest + 1, second) == 0;
}

const struct command *command_find(const char *first, const char *second, int *used)
{
    for (*used = second != NULL ? 2 : 1; *used > 0; --*used)
        for (size_t i = 0; i < command_count; i++)
            if (is_called(commands[i], first, *used == 2 ? second : NULL))
                return commands[i];
    return NULL;
}

/* The first word of a command that is nearest to `word`, or NULL; the caller frees it. */
static char *nearest_first_word(const char *word)
{
    char **words = vha_alloc_zeroed(command_count, sizeof *words);
    size_t count = 0;
    for (size_t i = 0; i < command_count; i++)
        if (commands[i]->name[0] != '\0')
            words[count++] = strndup(commands[i]->name, strcspn(commands[i]->name, " "));
    const char *nearest = vha_nearest_word(word, (const char *const *)words, count);
    char *found = nearest != NULL ? vha_copy_text(nearest) : NULL;
    for (size_t i = 0; i < count; i++)
        free(words[i]);
    free(words);
    return found;
}

/* The second words of all commands that begin with `first`, as "check, show". */
static void list_second_words(char *out, size_t size, const char *first)
{
    const size_t length = strlen(first);
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < command_count && used < size; i++)
        if (strncmp(commands[i]->name, first, length) == 0 && commands[i]->name[length] == ' ')
            used += (size_t)snprintf(out + used, size - used, "%s%s", used > 0 ? ", " : "",
                                     commands[i]->name + length + 1);
}

enum vha_status command_unknown(const char *first, const char *second, struct vha_error *error)
{
    char asked[128];
    snprintf(asked, sizeof asked, "%s%s%s", first, second != NULL ? " " : "",
             second != NULL ? second : "");
    char seconds[256];
    list_second_words(seconds, sizeof seconds, first);
    if (seconds[0] != '\0')
        return vha_fail(error, VHA_USAGE,
                        "'vha %s' is no command; after '%s' comes one of: %s. See 'vha help'.",
                        asked, first, seconds);
    char *nearest = nearest_first_word(first);
    if (nearest != NULL)
        vha_fail(error, VHA_USAGE, "'%s' is no command; did you mean 'vha %s'? See 'vha help'.",
                 first, nearest);
    else
        vha_fail(error, VHA_USAGE, "'%s' is no command; see 'vha help' for the list.", first);
    free(nearest);
    return VHA_USAGE;
}
