#include "vha/decision.h"
#include "vha/yaml.h"

#include <string.h>

enum { LONGEST_CODE = 24, LONGEST_TEXT = 300 };

/* A table that is being read; questions name later ones, so those are looked up at the end. */
struct reading {
    struct vha_decision_table *table;
    const struct vha_yaml_node *to[VHA_DECISION_QUESTIONS][VHA_DECISION_ANSWERS];
    const struct vha_yaml_node *nodes[VHA_DECISION_QUESTIONS];
};

/* ------------------------------------------------------------------------------------ one answer
 */

static enum vha_status take_node(const struct vha_yaml_node *node, void *target, void *context,
                                 struct vha_error *error)
{
    (void)context;
    const struct vha_yaml_node **const taken = target;
    if (node->kind != VHA_YAML_SCALAR)
        return vha_yaml_unexpected(node, error, "the code of a later question");
    *taken = node;
    return VHA_OK;
}

struct answer {
    struct vha_decision_answer made;
    const struct vha_yaml_node *to;
    int outcome;
};

static const char *const outcome_words[] = {"open", "in", "out", "refer"};

#define IN_ANSWER(member) VHA_YAML_AT(struct answer, member)
#define TEXT_OF(name, place, most)                                                                 \
    {                                                                                              \
        .key = (name), .type = VHA_YAML_TEXT, .optional = true, place, .min = 1, .max = (most)     \
    }

static const struct vha_yaml_field answer_fields[] = {
    {.key = "answer", .type = VHA_YAML_TEXT, IN_ANSWER(made.name), .min = 1, .max = LONGEST_CODE},
    {.key = "to",
     .type = VHA_YAML_CUSTOM,
     .optional = true,
     IN_ANSWER(to),
     .custom = take_node,
     .expected = "the code of a later question"},
    {.key = "outcome",
     .type = VHA_YAML_WORD,
     .optional = true,
     IN_ANSWER(outcome),
     .words = outcome_words,
     .count = VHA_COUNT(outcome_words)},
    TEXT_OF("words", IN_ANSWER(made.words), LONGEST_TEXT),
    TEXT_OF("reason", IN_ANSWER(made.reason), LONGEST_TEXT),
    TEXT_OF("do", IN_ANSWER(made.to_do), LONGEST_TEXT),
};

static enum vha_status read_answers(const struct vha_yaml_node *node, void *target, void *context,
                                    struct vha_error *error)
{
    (void)target;
    struct reading *const reading = context;
    struct vha_decision_question *const question =
        &reading->table->questions[reading->table->count];
    enum vha_status status = vha_yaml_list(node, 2, VHA_DECISION_ANSWERS, error);
    for (const struct vha_yaml_node *item = node->first; status == VHA_OK && item != NULL;
         item = item->next) {
        struct answer answer = {.to = NULL};
        status =
            vha_yaml_fields(item, answer_fields, VHA_COUNT(answer_fields), &answer, reading, error);
        if (status == VHA_OK && (answer.to != NULL) == (answer.outcome != VHA_DECISION_OPEN))
            status = vha_yaml_unexpected(item, error, "either 'to' or 'outcome'");
        for (size_t i = 0; i < question->count && status == VHA_OK; i++)
            if (strcmp(question->answers[i].name, answer.made.name) == 0)
                status = vha_yaml_unexpected(item, error, "each answer once");
        answer.made.outcome = (enum vha_decision_outcome)answer.outcome;
        reading->to[reading->table->count][question->count] = answer.to;
        question->answers[question->count++] = answer.made;
    }
    return status;
}

/* ---------------------------------------------------------------------------------- one question
 */

static enum vha_status read_code(const struct vha_yaml_node *node, void *target, void *context,
                                 struct vha_error *error)
{
    const struct reading *const reading = context;
    const char **const code = target;
    const enum vha_status status = vha_yaml_text(node, 1, LONGEST_CODE, code, error);
    if (status != VHA_OK)
        return status;
    if (strspn(*code, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(*code) ||
        vha_decision_find(reading->table, *code, strlen(*code)) < reading->table->count)
        return vha_yaml_unexpected(node, error,
                                   "a code of small letters and hyphens, each question's own");
    return VHA_OK;
}

#define IN_QUESTION(member) VHA_YAML_AT(struct vha_decision_question, member)

static const struct vha_yaml_field question_fields[] = {
    {.key = "code",
     .type = VHA_YAML_CUSTOM,
     IN_QUESTION(code),
     .custom = read_code,
     .expected = "the question's code"},
    {.key = "principle",
     .type = VHA_YAML_TEXT,
     IN_QUESTION(principle),
     .min = 1,
     .max = LONGEST_TEXT},
    {.key = "text", .type = VHA_YAML_TEXT, IN_QUESTION(text), .min = 1, .max = LONGEST_TEXT},
    TEXT_OF("note", IN_QUESTION(note), LONGEST_TEXT),
    {.key = "answers",
     .type = VHA_YAML_CUSTOM,
     .custom = read_answers,
     .expected = "a list of answers"},
};

/* Each answer leads to a later question, and to each question but the first some answer leads. */
static enum vha_status join(const struct reading *reading, struct vha_error *error)
{
    struct vha_decision_table *const table = reading->table;
    bool reached[VHA_DECISION_QUESTIONS] = {true};
    for (size_t i = 0; i < table->count; i++) {
        if (!reached[i])
            return vha_yaml_unexpected(vha_yaml_get(reading->nodes[i], "code"), error,
                                       "a question to which an earlier answer leads");
        for (size_t j = 0; j < table->questions[i].count; j++) {
            const struct vha_yaml_node *const to = reading->to[i][j];
            size_t next = i;
            if (to != NULL)
                next = vha_decision_find(table, to->text, to->length);
            if (to != NULL && (next == table->count || next <= i))
                return vha_yaml_unexpected(to, error, "the code of a later question");
            table->questions[i].answers[j].next = next;
            reached[next] = true;
        }
    }
    return VHA_OK;
}

static enum vha_status read_questions(const struct vha_yaml_node *node, void *target, void *context,
                                      struct vha_error *error)
{
    (void)target;
    struct reading *const reading = context;
    struct vha_decision_table *const table = reading->table;
    enum vha_status status = vha_yaml_list(node, 1, VHA_DECISION_QUESTIONS, error);
    for (const struct vha_yaml_node *item = node->first; status == VHA_OK && item != NULL;
         item = item->next) {
        reading->nodes[table->count] = item;
        status = vha_yaml_fields(item, question_fields, VHA_COUNT(question_fields),
                                 &table->questions[table->count], reading, error);
        if (status == VHA_OK)
            table->count++;
    }
    return status == VHA_OK ? join(reading, error) : status;
}

/* -------------------------------------------------------------------------------- what is told */

#define IN_TELLING(member) VHA_YAML_AT(struct vha_decision_telling, member)

static const struct vha_yaml_field telling_fields[] = {
    {.key = "text", .type = VHA_YAML_TEXT, IN_TELLING(text), .min = 1, .max = LONGEST_TEXT},
    TEXT_OF("question", IN_TELLING(question), LONGEST_CODE),
    TEXT_OF("answer", IN_TELLING(answer), LONGEST_CODE),
};

/* A condition names a question and one of its answers. */
static bool is_sound(const struct vha_decision_table *table,
                     const struct vha_decision_telling *telling)
{
    if (telling->question == NULL || telling->answer == NULL)
        return telling->question == telling->answer;
    const size_t at = vha_decision_find(table, telling->question, strlen(telling->question));
    bool found = false;
    for (size_t i = 0; at < table->count && i < table->questions[at].count; i++)
        found = found || strcmp(table->questions[at].answers[i].name, telling->answer) == 0;
    return found;
}

static enum vha_status read_tellings(const struct vha_yaml_node *node, void *target, void *context,
                                     struct vha_error *error)
{
    const struct reading *const reading = context;
    struct vha_decision_tellings *const tellings = target;
    enum vha_status status = vha_yaml_list(node, 1, VHA_DECISION_TELLINGS, error);
    for (const struct vha_yaml_node *item = node->first; status == VHA_OK && item != NULL;
         item = item->next) {
        struct vha_decision_telling *const telling = &tellings->tellings[tellings->count++];
        status = vha_yaml_fields(item, telling_fields, VHA_COUNT(telling_fields), telling, context,
                                 error);
        if (status == VHA_OK && !is_sound(reading->table, telling))
            status = vha_yaml_unexpected(item, error, "a question and one of its answers, or none");
    }
    return status;
}

#define IN_TABLE(member) VHA_YAML_AT(struct vha_decision_table, member)
#define TELLINGS(name, member)                                                                     \
    {                                                                                              \
        .key = (name), .type = VHA_YAML_CUSTOM, IN_TABLE(member), .custom = read_tellings,         \
        .expected = "a list of what is to be told"                                                 \
    }

static const struct vha_yaml_field tell_fields[] = {TELLINGS("in", in), TELLINGS("out", out),
                                                    TELLINGS("always", always)};

/* The questions before what is told after them. The offsets inside count from the table. */
static const struct vha_yaml_field table_fields[] = {
    {.key = "name", .type = VHA_YAML_TEXT, IN_TABLE(name), .min = 1, .max = LONGEST_TEXT},
    {.key = "source", .type = VHA_YAML_TEXT, IN_TABLE(source), .min = 1, .max = LONGEST_TEXT},
    {.key = "questions",
     .type = VHA_YAML_CUSTOM,
     .custom = read_questions,
     .expected = "a list of questions"},
    {.key = "tell",
     .type = VHA_YAML_NESTED,
     .fields = tell_fields,
     .count = VHA_COUNT(tell_fields)},
};

enum vha_status vha_decision_read(const char *path, struct vha_decision_table **table,
                                  struct vha_error *error)
{
    struct vha_arena *const arena = vha_arena_new();
    struct vha_decision_table *const made = vha_arena_alloc(arena, sizeof *made);
    struct reading reading = {.table = made};
    const struct vha_yaml_node *root = NULL;
    *table = NULL;
    enum vha_status status = vha_yaml_read(arena, path, &root, error);
    if (status == VHA_OK)
        status =
            vha_yaml_fields(root, table_fields, VHA_COUNT(table_fields), made, &reading, error);
    if (status != VHA_OK) {
        vha_arena_free(arena);
        return status;
    }
    made->arena = arena;
    *table = made;
    return VHA_OK;
}

void vha_decision_free(struct vha_decision_table *table)
{
    if (table != NULL)
        vha_arena_free(table->arena); /* the table itself lies in it */
}
