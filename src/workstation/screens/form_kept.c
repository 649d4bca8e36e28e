#include "form_kept.h"

#include "vha/drafts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A pause in typing, after which what is typed is kept. */
#define PAUSE_MS 1000
/* How long something typed may wait to be kept, however busily typing goes on. */
#define UNKEPT_MS 1500

static void wipe(char *draft)
{
    if (draft != NULL)
        explicit_bzero(draft, strlen(draft));
    free(draft);
}

void form_kept_name(char out[FORM_KEPT_NAME], const char *name)
{
    char begins[31] = "";
    char hash[VHA_SHA256_TEXT_SIZE];
    const size_t length = strlen(name);
    if (length < FORM_KEPT_NAME) {
        memcpy(out, name, length + 1);
        return;
    }
    memcpy(begins, name, sizeof begins - 1);
    vha_text_mend_end(begins);
    snprintf(out, FORM_KEPT_NAME, "%s %.32s", begins, vha_sha256_text(hash, name, length));
}

enum vha_status form_kept_begin(struct form_kept *kept, struct desk *desk, const char *name,
                                struct form *form, struct vha_error *error)
{
    const char *draft = NULL;
    char shortened[sizeof kept->name];
    *kept = (struct form_kept){.pause_ms = INT64_MAX};
    if (name == NULL)
        return VHA_OK;
    form_kept_name(shortened, name);
    struct vha_arena *const arena = vha_arena_new();
    const enum vha_status status = vha_register_draft(desk->options->reg, desk->options->user,
                                                      shortened, arena, &draft, error);
    if (status == VHA_OK) {
        memcpy(kept->name, shortened, sizeof shortened);
        kept->filled = form_draft(form);
        kept->recalled = draft != NULL;
    }
    if (kept->recalled)
        form_take_draft(form, draft);
    vha_arena_free(arena);
    return status;
}

void form_kept_soon(struct form_kept *kept, int64_t now_ms)
{
    if (kept->name[0] == '\0')
        return;
    if (kept->pause_ms == INT64_MAX)
        kept->keep_ms = now_ms + UNKEPT_MS;
    kept->pause_ms = now_ms + PAUSE_MS < kept->keep_ms ? now_ms + PAUSE_MS : kept->keep_ms;
}

enum vha_status form_kept_now(struct form_kept *kept, struct desk *desk, const struct form *form,
                              struct vha_error *error)
{
    if (kept->pause_ms == INT64_MAX)
        return VHA_OK;
    kept->pause_ms = INT64_MAX;
    char *const draft = form_draft(form);
    const enum vha_status status =
        vha_register_keep_draft(desk->options->reg, desk->options->user, kept->name,
                                strcmp(draft, kept->filled) != 0 ? draft : NULL, error);
    wipe(draft);
    return status;
}

void form_kept_forget(struct form_kept *kept, struct desk *desk)
{
    struct vha_error unimportant;
    kept->pause_ms = INT64_MAX;
    if (kept->name[0] != '\0')
        (void)!vha_register_keep_draft(desk->options->reg, desk->options->user, kept->name, NULL,
                                       &unimportant);
}

void form_kept_free(struct form_kept *kept)
{
    wipe(kept->filled);
    *kept = (struct form_kept){.name = ""};
}
