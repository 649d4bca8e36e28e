#include "command.h"
#include "say.h"
#include "session.h"
#include "vha/decision.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The guided 'assess in or out' decision on a crime report (Crime Assessment Policy, 2017). */

enum assess_format { ASSESS_TEXT, ASSESS_JSON };
static const char *const formats[] = {[ASSESS_TEXT] = "text", [ASSESS_JSON] = "json"};

enum { DECIDE_AS_TABLE, DECIDE_IN, DECIDE_OUT };
static const char *const decisions[] = {
    [DECIDE_AS_TABLE] = "as-assessed", [DECIDE_IN] = "in", [DECIDE_OUT] = "out"};

struct assess_values {
    const char *answers;
    const char *reference;
    const char *supervisor;
    const char *rationale;
    int decision;
    int format;
};

/* A decision that is being made: what the table says, and what is decided. */
struct assessed {
    struct vha_decision_table *table;
    struct vha_decided decided;
    const struct assess_values *values;
};

enum { LONGEST_ANSWER = 64 };

/* ------------------------------------------------------------------------------------ the answers
 */

static void ask(const struct vha_decision_question *question)
{
    fprintf(stderr, "\n%s\n%s\n", question->principle, question->text);
    if (question->note != NULL)
        fprintf(stderr, "(%s)\n", question->note);
    for (size_t i = 0; i < question->count; i++)
        if (question->answers[i].words != NULL)
            fprintf(stderr, "  %-18s %s\n", question->answers[i].name, question->answers[i].words);
        else
            fprintf(stderr, "  %s\n", question->answers[i].name);
    fputs("> ", stderr);
}

/* The next line typed, without blanks around it; false at the end. */
static bool read_answer(char out[LONGEST_ANSWER])
{
    char line[1024];
    if (fgets(line, sizeof line, stdin) == NULL)
        return false;
    const char *const begin = line + strspn(line, " \t\r\n");
    snprintf(out, LONGEST_ANSWER, "%.*s", (int)strcspn(begin, " \t\r\n"), begin);
    return true;
}

/* Asks for what the answers given have left open. A wrong answer is asked again. */
static enum vha_status guide(struct assessed *assessed, struct vha_error *error)
{
    while (assessed->decided.path.outcome == VHA_DECISION_OPEN) {
        const struct vha_decision_question *const question =
            &assessed->table->questions[assessed->decided.path.next];
        char answer[LONGEST_ANSWER];
        struct vha_error wrong = {0};
        ask(question);
        if (!read_answer(answer))
            return vha_fail(error, VHA_USAGE,
                            "The assessment is not finished: '%s' has no answer (%s). Nothing was "
                            "recorded.",
                            question->code, question->text);
        if (vha_decision_give(assessed->table, answer, &assessed->decided.path, &wrong) != VHA_OK)
            fprintf(stderr, "%s\n", wrong.message);
    }
    return VHA_OK;
}

/* Gives one "question=answer" of --answers. They may stand in any order but must be of the path. */
static enum vha_status give(struct assessed *assessed, const char *text, size_t length, bool *used,
                            struct vha_error *error)
{
    const struct vha_decision_question *const question =
        &assessed->table->questions[assessed->decided.path.next];
    const size_t code = strlen(question->code);
    *used = length > code + 1 && memcmp(text, question->code, code) == 0 && text[code] == '=';
    if (!*used)
        return VHA_OK;
    char answer[LONGEST_ANSWER];
    snprintf(answer, sizeof answer, "%.*s", (int)(length - code - 1), text + code + 1);
    return vha_decision_give(assessed->table, answer, &assessed->decided.path, error);
}

/* One round over the answers, which gives the first that the next question has. */
static enum vha_status give_next(struct assessed *assessed, bool *given, struct vha_error *error)
{
    enum vha_status status = VHA_OK;
    *given = false;
    for (const char *at = assessed->values->answers; *at != '\0' && status == VHA_OK && !*given;) {
        const size_t length = strcspn(at, ",");
        status = give(assessed, at, length, given, error);
        at += length + (at[length] != '\0');
    }
    return status;
}

/* What is given must be of use, or it was meant otherwise. */
static enum vha_status check_all_used(const struct assessed *assessed, struct vha_error *error)
{
    size_t given = 0;
    for (const char *at = assessed->values->answers; *at != '\0';) {
        const size_t length = strcspn(at, ",");
        given += length > 0;
        at += length + (at[length] != '\0');
    }
    if (given == assessed->decided.path.count)
        return VHA_OK;
    return vha_fail(error, VHA_USAGE,
                    "Of %zu answers %zu are of the questions that are asked on this path; give "
                    "them as QUESTION=ANSWER with commas between, such as mandatory=no,victim=yes.",
                    given, assessed->decided.path.count);
}

static enum vha_status find_outcome(struct assessed *assessed, struct vha_error *error)
{
    bool given = assessed->values->answers != NULL;
    enum vha_status status = VHA_OK;
    vha_decision_begin(&assessed->decided.path);
    while (given && status == VHA_OK && assessed->decided.path.outcome == VHA_DECISION_OPEN)
        status = give_next(assessed, &given, error);
    if (status == VHA_OK && assessed->values->answers != NULL)
        status = check_all_used(assessed, error);
    if (status == VHA_OK)
        status = guide(assessed, error);
    return status;
}

/* ----------------------------------------------------------------------------------- the decision
 */

/* Who decides otherwise than the table, or what the table leaves to a supervisor, says who and why.
 */
static enum vha_status decide(struct assessed *assessed, struct vha_error *error)
{
    static const enum vha_decision_outcome chosen[] = {
        [DECIDE_IN] = VHA_DECISION_IN, [DECIDE_OUT] = VHA_DECISION_OUT};
    const struct assess_values *const values = assessed->values;
    struct vha_decided *const decided = &assessed->decided;
    decided->decision =
        values->decision == DECIDE_AS_TABLE ? decided->path.outcome : chosen[values->decision];
    if (!vha_decision_differs(decided))
        return VHA_OK;
    decided->supervisor = values->supervisor;
    decided->rationale = values->rationale;
    if (!vha_decision_names(decided->supervisor) || !vha_decision_justifies(decided->rationale))
        return vha_fail(error, VHA_USAGE,
                        "The policy says '%s', and the decision '%s' is a supervisor's: name them "
                        "with --supervisor, and give the rationale of at least %d letters that "
                        "was discussed with them with --rationale.",
                        vha_decision_name(decided->path.outcome),
                        vha_decision_name(decided->decision), VHA_DECISION_RATIONALE);
    return VHA_OK;
}

static enum vha_status record(struct session *session, const struct assessed *assessed,
                              struct vha_error *error)
{
    char *const reason = vha_decision_record(&assessed->decided);
    const enum vha_status status = session_log(session, vha_action_name(VHA_ACTION_ASSESS), "done",
                                               assessed->values->reference, reason, error);
    free(reason);
    return status;
}

/* --------------------------------------------------------------------------------------- showing
 */

/* The headings of the tellings stand above the first of each. */
static void write_duty(void *context, enum vha_decision_duty duty, const char *text)
{
    static const struct {
        const char *heading; /* NULL: none */
        const char *before;
    } forms[] = {
        [VHA_DUTY_TO_DO] = {NULL, "To do: "},
        [VHA_DUTY_DOCUMENT] = {NULL, ""},
        [VHA_DUTY_TELL] = {"\nThe victim must be told:", "  - "},
        [VHA_DUTY_TELL_ALWAYS] = {"and, whatever the decision:", "  - "},
    };
    enum vha_decision_duty *const before = context;
    if (duty != *before && forms[duty].heading != NULL)
        puts(forms[duty].heading);
    printf("%s%s\n", forms[duty].before, text);
    *before = duty;
}

static void write_text(const struct assessed *assessed)
{
    const struct vha_decided *const decided = &assessed->decided;
    const struct vha_decision_table *const table = assessed->table;
    enum vha_decision_duty before = VHA_DUTY_TO_DO;
    char *const reasons = vha_decision_reasons(decided);
    printf("OFFICIAL  %s\n", table->name);
    if (assessed->values->reference != NULL)
        say_shown(stdout, "Crime report: ", assessed->values->reference, "\n");
    for (size_t i = 0; i < decided->path.count; i++) {
        const struct vha_decision_step *const step = &decided->path.steps[i];
        const struct vha_decision_question *const question = &table->questions[step->question];
        printf("  %s: %s %s\n", question->principle, question->text,
               question->answers[step->answer].name);
    }
    printf("\nAssessed %s: %s.\n", vha_decision_name(decided->path.outcome), reasons);
    if (vha_decision_differs(decided)) {
        printf("Decided %s, by the supervisor", vha_decision_name(decided->decision));
        say_shown(stdout, " ", decided->supervisor, "\n");
        say_shown(stdout, "Rationale: ", decided->rationale, "\n");
    } else if (decided->decision == VHA_DECISION_REFER) {
        puts("A supervisor decides: assess again with --decision, --supervisor and --rationale.");
    }
    vha_decision_duties(decided, write_duty, &before);
    free(reasons);
}

static void add_telling(void *context, enum vha_decision_duty duty, const char *text)
{
    if (duty == VHA_DUTY_TELL || duty == VHA_DUTY_TELL_ALWAYS)
        json_array_append_new(context, json_string(text));
}

static void write_json(const struct assessed *assessed)
{
    const struct vha_decided *const decided = &assessed->decided;
    json_t *const path = json_array();
    json_t *const reasons = json_array();
    json_t *const told = json_array();
    for (size_t i = 0; i < decided->path.count; i++) {
        const struct vha_decision_step *const step = &decided->path.steps[i];
        const struct vha_decision_question *const question =
            &assessed->table->questions[step->question];
        const struct vha_decision_answer *const answer = &question->answers[step->answer];
        json_array_append_new(path,
                              json_pack("{s:s,s:s,s:s}", "question", question->code, "principle",
                                        question->principle, "answer", answer->name));
        if (answer->reason != NULL)
            json_array_append_new(reasons, json_string(answer->reason));
    }
    vha_decision_duties(decided, add_telling, told);
    json_t *const object = json_pack("{s:s,s:s,s:s,s:o,s:o,s:o}", "policy", assessed->table->name,
                                     "assessed", vha_decision_name(decided->path.outcome),
                                     "decision", vha_decision_name(decided->decision), "path", path,
                                     "reasons", reasons, "tell_the_victim", told);
    json_dumpf(object, stdout, JSON_INDENT(1));
    putchar('\n');
    json_decref(object);
}

/* ----------------------------------------------------------------------------------- the command
 */

static enum vha_status assess(struct session *session, struct assessed *assessed,
                              struct vha_error *error)
{
    static void (*const writers[])(const struct assessed *) = {
        [ASSESS_TEXT] = write_text, [ASSESS_JSON] = write_json};
    char *path = home_config_path(&session->home, "crime-assessment.yaml");
    enum vha_status status = vha_decision_read(path, &assessed->table, error);
    free(path);
    assessed->decided.table = assessed->table;
    if (status == VHA_OK)
        status = find_outcome(assessed, error);
    if (status == VHA_OK)
        status = decide(assessed, error);
    if (status == VHA_OK)
        status = record(session, assessed, error);
    if (status == VHA_OK)
        writers[assessed->values->format](assessed);
    return status;
}

static enum vha_status run_assess(const struct invocation *invocation, struct vha_error *error)
{
    struct assessed assessed = {.values = invocation->values};
    struct session session;
    enum vha_status status = session_begin(invocation->home, VHA_ACTION_ASSESS,
                                           assessed.values->reference, &session, error);
    if (status != VHA_OK)
        return status;
    status = assess(&session, &assessed, error);
    vha_decision_free(assessed.table);
    session_close(&session);
    return status;
}

static const struct parameter parameters[] = {
    {.name = "--answers",
     .argument = "LIST",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct assess_values, answers),
     .summary = "QUESTION=ANSWER with commas between; what is left open is asked"},
    {.name = "--reference",
     .argument = "REF",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct assess_values, reference),
     .summary = "the crime report's reference, for the record"},
    {.name = "--decision",
     .argument = "in|out",
     .kind = VALUE_WORD,
     .offset = offsetof(struct assess_values, decision),
     .words = decisions,
     .word_count = VHA_COUNT(decisions),
     .summary = "a supervisor's decision, where it is otherwise than the policy says"},
    {.name = "--supervisor",
     .argument = "NAME",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct assess_values, supervisor),
     .summary = "who that is"},
    {.name = "--rationale",
     .argument = "TEXT",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct assess_values, rationale),
     .summary = "why, as it was discussed with them"},
    {.name = "--format",
     .argument = "text|json",
     .kind = VALUE_WORD,
     .offset = offsetof(struct assess_values, format),
     .words = formats,
     .word_count = VHA_COUNT(formats),
     .summary = "text (the default) or json"},
};

const struct command command_assess = {
    .name = "assess",
    .summary = "assess a crime report in or out",
    .description =
        "Asks the questions of the Crime Assessment Policy in their order, says whether the crime "
        "is assessed in or out and why, what is to be done, and what the victim must be told. The "
        "table of questions is config/crime-assessment.yaml. The decision is logged.",
    .parameters = parameters,
    .parameter_count = VHA_COUNT(parameters),
    .values_size = sizeof(struct assess_values),
    .run = run_assess,
};
