#include "form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Stands between the fields of a draft: nothing that can be typed. */
#define BETWEEN '\x1f'

static bool is_kept(const struct form *form, size_t field)
{
    return form->fields[field].kind != FIELD_FIXED;
}

char *form_draft(const struct form *form)
{
    size_t size = 1;
    size_t used = 0;
    for (size_t i = 0; i < form->count; i++)
        size += is_kept(form, i) ? strlen(form_text(form, i)) + 1 : 0;
    char *const draft = vha_alloc_zeroed(1, size);
    for (size_t i = 0; i < form->count; i++) {
        const size_t length = strlen(form_text(form, i));
        if (!is_kept(form, i))
            continue;
        memcpy(draft + used, form_text(form, i), length);
        used += length;
        draft[used++] = BETWEEN;
    }
    draft[used > 0 ? used - 1 : 0] = '\0';
    return draft;
}

void form_take_draft(struct form *form, const char *draft)
{
    char text[EDITOR_SIZE];
    const char *at = draft;
    for (size_t i = 0; i < form->count; i++) {
        const size_t length = strcspn(at, (const char[]){BETWEEN, '\0'});
        if (!is_kept(form, i))
            continue;
        snprintf(text, sizeof text, "%.*s", (int)length, at);
        form_set(form, i, text);
        at += length + (at[length] != '\0' ? 1 : 0);
    }
    form->changed = true;
    explicit_bzero(text, sizeof text);
}
