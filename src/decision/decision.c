#include "vha/decision.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

const char *vha_decision_name(enum vha_decision_outcome outcome)
{
    static const char *const names[] = {[VHA_DECISION_OPEN] = "",
                                        [VHA_DECISION_IN] = "in",
                                        [VHA_DECISION_OUT] = "out",
                                        [VHA_DECISION_REFER] = "refer"};
    return names[outcome];
}

size_t vha_decision_find(const struct vha_decision_table *table, const char *code, size_t length)
{
    size_t at = 0;
    while (at < table->count && (strlen(table->questions[at].code) != length ||
                                 memcmp(table->questions[at].code, code, length) != 0))
        at++;
    return at;
}

void vha_decision_begin(struct vha_decision_path *path)
{
    *path = (struct vha_decision_path){.outcome = VHA_DECISION_OPEN};
}

/* "yes, no or unsure" */
static void list_answers(const struct vha_decision_question *question, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < question->count && used < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s",
                                 i == 0                     ? ""
                                 : i + 1 == question->count ? " or "
                                                            : ", ",
                                 question->answers[i].name);
}

enum vha_status vha_decision_give(const struct vha_decision_table *table, const char *answer,
                                  struct vha_decision_path *path, struct vha_error *error)
{
    assert(path->outcome == VHA_DECISION_OPEN && path->next < table->count);
    const struct vha_decision_question *const question = &table->questions[path->next];
    for (size_t i = 0; i < question->count; i++) {
        const struct vha_decision_answer *const given = &question->answers[i];
        if (strcmp(given->name, answer) != 0)
            continue;
        path->steps[path->count++] = (struct vha_decision_step){path->next, i};
        path->outcome = given->outcome;
        path->next = given->next;
        return VHA_OK;
    }
    char names[256];
    char shown[128];
    list_answers(question, names, sizeof names);
    return vha_fail(error, VHA_USAGE, "'%s' is no answer to %s (%s); it is %s.",
                    vha_text_show(shown, sizeof shown, answer), question->code, question->text,
                    names);
}

void vha_decision_back(struct vha_decision_path *path, size_t step)
{
    assert(step < path->count);
    path->next = path->steps[step].question;
    path->count = step;
    path->outcome = VHA_DECISION_OPEN;
}

char *vha_decision_write(const struct vha_decision_table *table,
                         const struct vha_decision_path *path)
{
    size_t size = 1;
    size_t used = 0;
    for (size_t i = 0; i < path->count; i++) {
        const struct vha_decision_question *const question =
            &table->questions[path->steps[i].question];
        size += strlen(question->code) + strlen(question->answers[path->steps[i].answer].name) + 2;
    }
    char *const text = vha_alloc_zeroed(1, size);
    for (size_t i = 0; i < path->count; i++) {
        const struct vha_decision_question *const question =
            &table->questions[path->steps[i].question];
        used += (size_t)snprintf(text + used, size - used, "%s=%s\n", question->code,
                                 question->answers[path->steps[i].answer].name);
    }
    return text;
}

void vha_decision_resume(const struct vha_decision_table *table, const char *answers,
                         struct vha_decision_path *path)
{
    char answer[128];
    struct vha_error unimportant;
    while (*answers != '\0' && path->outcome == VHA_DECISION_OPEN) {
        const size_t code = strcspn(answers, "=\n");
        const size_t length = strcspn(answers, "\n");
        if (answers[code] != '=' || vha_decision_find(table, answers, code) != path->next)
            return;
        snprintf(answer, sizeof answer, "%.*s", (int)(length - code - 1), answers + code + 1);
        if (vha_decision_give(table, answer, path, &unimportant) != VHA_OK)
            return;
        answers += length + (answers[length] == '\n' ? 1 : 0);
    }
}

bool vha_decision_tells(const struct vha_decision_table *table,
                        const struct vha_decision_path *path,
                        const struct vha_decision_telling *telling)
{
    if (telling->question == NULL)
        return true;
    for (size_t i = 0; i < path->count; i++) {
        const struct vha_decision_question *const question =
            &table->questions[path->steps[i].question];
        if (strcmp(question->code, telling->question) == 0 &&
            strcmp(question->answers[path->steps[i].answer].name, telling->answer) == 0)
            return true;
    }
    return false;
}
