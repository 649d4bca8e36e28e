#include "form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Texts may name people: they are wiped before they are let go. */
static void clear(struct form_draft *draft)
{
    for (size_t i = 0; i < FORM_FIELDS; i++) {
        if (draft->texts[i] != NULL)
            explicit_bzero(draft->texts[i], strlen(draft->texts[i]));
        free(draft->texts[i]);
    }
    *draft = (struct form_draft){.name = ""};
}

static struct form_draft *find(struct form_drafts *drafts, const char *name)
{
    for (size_t i = 0; i < FORM_DRAFTS; i++)
        if (strcmp(drafts->items[i].name, name) == 0)
            return &drafts->items[i];
    return NULL;
}

void form_keep(struct form_drafts *drafts, const char *name, const struct form *form)
{
    struct form_draft *draft = find(drafts, name);
    if (draft == NULL)
        draft = find(drafts, "");
    if (draft == NULL) {
        draft = &drafts->items[drafts->next];
        drafts->next = (drafts->next + 1) % FORM_DRAFTS;
    }
    clear(draft);
    snprintf(draft->name, sizeof draft->name, "%s", name);
    for (size_t i = 0; i < form->count; i++)
        draft->texts[i] = vha_copy_text(form_text(form, i));
}

bool form_recall(const struct form_drafts *drafts, const char *name, struct form *form)
{
    for (size_t i = 0; i < FORM_DRAFTS; i++) {
        const struct form_draft *const draft = &drafts->items[i];
        if (strcmp(draft->name, name) != 0)
            continue;
        for (size_t field = 0; field < form->count; field++)
            if (draft->texts[field] != NULL && form->fields[field].kind != FIELD_FIXED)
                form_set(form, field, draft->texts[field]);
        form->changed = true;
        return true;
    }
    return false;
}

void form_forget(struct form_drafts *drafts, const char *name)
{
    struct form_draft *const draft = find(drafts, name);
    if (draft != NULL)
        clear(draft);
}

void form_drafts_free(struct form_drafts *drafts)
{
    for (size_t i = 0; i < FORM_DRAFTS; i++)
        clear(&drafts->items[i]);
}
