#include "form.h"

#include "form_long.h"
#include "screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --------------------------------------------------------------------------------- filling it in
 */

static bool can_change(const struct field *field)
{
    return field->kind != FIELD_FIXED;
}

void form_init(struct form *form, const struct field *fields, size_t count, const void *context)
{
    *form = (struct form){.fields = fields, .count = count, .context = context};
    for (size_t i = 0; i < count; i++) {
        form->values[i].chosen = FORM_NOTHING;
        form->values[i].editor.most = fields[i].most;
    }
    while (form->at + 1 < count && !can_change(&fields[form->at]))
        form->at++;
}

void form_free(struct form *form)
{
    for (size_t i = 0; i < form->count; i++)
        undo_free(&form->values[i].undo);
}

void form_fit(struct form *form, int columns, bool unicode)
{
    form->columns = columns;
    form->unicode = unicode;
}

static const struct field_option *chosen_option(const struct form *form, size_t at)
{
    const size_t chosen = form->values[at].chosen;
    return chosen < form->fields[at].option_count ? &form->fields[at].options[chosen] : NULL;
}

const char *form_text(const struct form *form, size_t field)
{
    if (form->fields[field].kind != FIELD_CHOICE)
        return form->values[field].editor.text;
    const struct field_option *const option = chosen_option(form, field);
    return option != NULL ? option->name : "";
}

/* The option that what is typed stands for: its number, its name, or the first that begins so. */
static size_t find_option(const struct field *field, const char *typed)
{
    char folded_typed[EDITOR_SIZE];
    size_t found = FORM_NOTHING;
    vha_text_fold(folded_typed, sizeof folded_typed, typed);
    if (folded_typed[0] == '\0')
        return FORM_NOTHING;
    if (strspn(typed, "0123456789") == strlen(typed)) {
        const unsigned long number = strtoul(typed, NULL, 10);
        return number >= 1 && number <= field->option_count ? number - 1 : FORM_NOTHING;
    }
    for (size_t i = 0; i < field->option_count; i++) {
        char folded[128];
        vha_text_fold(folded, sizeof folded, field->options[i].name);
        if (strcmp(folded, folded_typed) == 0)
            return i;
        if (found == FORM_NOTHING && strncmp(folded, folded_typed, strlen(folded_typed)) == 0)
            found = i;
    }
    return found;
}

void form_set(struct form *form, size_t field, const char *text)
{
    struct field_value *const value = &form->values[field];
    if (form->fields[field].kind != FIELD_CHOICE) {
        editor_set(&value->editor, text);
        return;
    }
    editor_clear(&value->editor);
    value->chosen = find_option(&form->fields[field], text);
}

/* Blanks around a text are no part of it, nor are empty lines. */
static const char *trimmed(const char *text, size_t *length)
{
    text += strspn(text, " \n");
    *length = strlen(text);
    while (*length > 0 && (text[*length - 1] == ' ' || text[*length - 1] == '\n'))
        --*length;
    return text;
}

void form_set_today(struct form *form, size_t field)
{
    char today[VHA_DATE_SIZE];
    form_set(form, field, vha_date_format(today, vha_today()));
}

size_t form_chosen(const struct form *form, size_t field)
{
    return form->values[field].chosen;
}

vha_date form_date(const struct form *form, size_t field)
{
    size_t length = 0;
    const char *const text = trimmed(form_text(form, field), &length);
    vha_date date = VHA_NO_DATE;
    return vha_date_parse(text, length, &date) ? date : VHA_NO_DATE;
}

/* ------------------------------------------------------------------------------------- checking */

static bool is_empty(const struct form *form, size_t field)
{
    size_t length = 0;
    if (form->fields[field].kind == FIELD_CHOICE)
        return form->values[field].chosen == FORM_NOTHING;
    trimmed(form_text(form, field), &length);
    return length == 0;
}

char *form_wrong(const struct form *form, size_t field, char wrong[FORM_SENTENCE_SIZE])
{
    const struct field *const entry = &form->fields[field];
    const struct field_value *const value = &form->values[field];
    wrong[0] = '\0';
    if (entry->kind == FIELD_CHOICE && value->chosen == FORM_NOTHING && value->editor.length > 0)
        snprintf(wrong, FORM_SENTENCE_SIZE, "nothing here begins with \"%.60s\".",
                 value->editor.text);
    else if (is_empty(form, field))
        return wrong;
    else if (entry->kind == FIELD_DATE && form_date(form, field) == VHA_NO_DATE)
        snprintf(wrong, FORM_SENTENCE_SIZE, "write the day as YYYY-MM-DD, such as 2026-10-02.");
    else if (entry->check != NULL &&
             entry->check(form->context, form_text(form, field), wrong, FORM_SENTENCE_SIZE))
        wrong[0] = '\0';
    return wrong;
}

static bool is_missing(const struct form *form, size_t field)
{
    return !form->fields[field].optional && is_empty(form, field);
}

static bool has_fault(const struct form *form, size_t field)
{
    char wrong[FORM_SENTENCE_SIZE];
    return is_missing(form, field) || form_wrong(form, field, wrong)[0] != '\0';
}

bool form_complete(const struct form *form)
{
    for (size_t i = 0; i < form->count; i++)
        if (has_fault(form, i))
            return false;
    return true;
}

char *form_remark(const struct form *form, char out[FORM_SENTENCE_SIZE])
{
    char wrong[FORM_SENTENCE_SIZE];
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < form->count; i++) {
        const size_t field = (form->at + i) % form->count;
        if (form_wrong(form, field, wrong)[0] != '\0') {
            snprintf(out, FORM_SENTENCE_SIZE, "%.60s: %.190s", form->fields[field].label, wrong);
            return out;
        }
    }
    for (size_t i = 0; i < form->count && used + 1 < FORM_SENTENCE_SIZE; i++)
        if (is_missing(form, i))
            used += (size_t)snprintf(out + used, FORM_SENTENCE_SIZE - used, "%s%s",
                                     used == 0 ? "Still missing: " : ", ", form->fields[i].label);
    if (used > 0 && used + 1 < FORM_SENTENCE_SIZE)
        snprintf(out + used, FORM_SENTENCE_SIZE - used, ".");
    return out;
}

/* --------------------------------------------------------------------------------------- moving */

static void go_to(struct form *form, size_t field)
{
    form->at = field;
    if (form->fields[field].kind == FIELD_CHOICE && form->values[field].chosen != FORM_NOTHING)
        editor_clear(&form->values[field].editor);
}

bool form_to_fault(struct form *form)
{
    for (size_t i = 1; i <= form->count; i++) {
        const size_t at = (form->at + i) % form->count;
        if (!has_fault(form, at))
            continue;
        go_to(form, at);
        return true;
    }
    return false;
}

bool form_to_next(struct form *form)
{
    for (size_t at = form->at + 1; at < form->count; at++)
        if (can_change(&form->fields[at])) {
            go_to(form, at);
            return true;
        }
    return false;
}

/* To the next field that can be changed, round at the ends. */
static bool move(struct form *form, bool forwards)
{
    for (size_t i = 1; i <= form->count; i++) {
        const size_t at = (form->at + (forwards ? i : form->count - i)) % form->count;
        if (!can_change(&form->fields[at]))
            continue;
        go_to(form, at);
        return true;
    }
    return false;
}

/* ------------------------------------------------------------------------------------- choosing */

static bool choose(struct form *form, size_t option)
{
    struct field_value *const value = &form->values[form->at];
    editor_clear(&value->editor);
    form->changed = form->changed || value->chosen != option;
    value->chosen = option;
    return true;
}

static bool choose_beside(struct form *form, bool forwards)
{
    const size_t last = form->fields[form->at].option_count - 1;
    const size_t chosen = form->values[form->at].chosen;
    if (chosen == FORM_NOTHING)
        return choose(form, forwards ? 0 : last);
    if (chosen == (forwards ? last : 0))
        return false;
    return choose(form, forwards ? chosen + 1 : chosen - 1);
}

static bool choose_typed(struct form *form)
{
    struct field_value *const value = &form->values[form->at];
    form->changed = true;
    value->chosen = find_option(&form->fields[form->at], value->editor.text);
    return true;
}

static bool handle_choice(struct form *form, const struct event *event)
{
    struct field_value *const value = &form->values[form->at];
    const struct field *const field = &form->fields[form->at];
    if (event->kind == EVENT_TEXT && event->character == ' ' && value->editor.length == 0)
        return choose_beside(form, true) || choose(form, 0);
    if (event->kind == EVENT_TEXT) {
        editor_type(&value->editor, event->character);
        return choose_typed(form);
    }
    const bool forwards = event->typing == TYPING_RIGHT || event->typing == TYPING_LATER;
    if (event->typing == TYPING_LEFT || event->typing == TYPING_RIGHT)
        return choose_beside(form, forwards);
    if (event->typing == TYPING_EARLIER || event->typing == TYPING_LATER)
        return choose_beside(form, forwards) || move(form, forwards);
    if (event->typing == TYPING_HOME || event->typing == TYPING_END)
        return choose(form, event->typing == TYPING_HOME ? 0 : field->option_count - 1);
    return editor_edit(&value->editor, event->typing) && choose_typed(form);
}

/* ------------------------------------------------------------------------------------- handling */

static enum undo_kind kind_of(const struct event *event)
{
    if (event->pasted)
        return UNDO_PASTING;
    if (event->kind == EVENT_TEXT)
        return UNDO_TYPING;
    return event->typing == TYPING_ERASE || event->typing == TYPING_DELETE ? UNDO_ERASING
                                                                           : UNDO_OTHER;
}

/* A word begins a step. */
static bool begins_word(const struct undo_state *before, const struct event *event)
{
    return !event->pasted && event->kind == EVENT_TEXT && event->character != ' ' &&
           before->cursor > 0 && before->text[before->cursor - 1] == ' ';
}

static void edit(struct editor *editor, enum field_kind kind, const struct event *event)
{
    if (event->kind == EVENT_TEXT)
        editor_type(editor, event->character);
    else if (event->typing != TYPING_NEW_LINE)
        editor_edit(editor, event->typing);
    else if (kind == FIELD_LONG)
        editor_replace(editor, editor->cursor, editor->cursor, "\n");
}

static bool handle_text(struct form *form, const struct event *event)
{
    struct field_value *const value = &form->values[form->at];
    struct editor *const editor = &value->editor;
    const struct undo_state before = {vha_copy_text(editor->text), editor->cursor};
    edit(editor, form->fields[form->at].kind, event);
    const bool changed = strcmp(before.text, editor->text) != 0;
    if (changed)
        undo_note(&value->undo, &before, kind_of(event), begins_word(&before, event));
    else if (editor->cursor != before.cursor)
        value->undo.last = UNDO_NOTHING;
    explicit_bzero(before.text, strlen(before.text));
    free(before.text);
    form->changed = form->changed || changed;
    return changed || editor->cursor != before.cursor;
}

static bool take_back(struct form *form, enum typing_action action)
{
    struct field_value *const value = &form->values[form->at];
    return action == TYPING_UNDO ? undo_back(&value->undo, &value->editor)
                                 : undo_again(&value->undo, &value->editor);
}

/* Up and down go through the rows of a long text before they go on to another field. */
static bool move_in_text(struct form *form, enum typing_action action)
{
    const struct canvas canvas = {.unicode = form->unicode};
    struct field_value *const value = &form->values[form->at];
    const size_t cursor = value->editor.cursor;
    if (form->fields[form->at].kind != FIELD_LONG || form->columns == 0 ||
        !long_move(&value->editor, &canvas, form_value_columns(form, &canvas, form->columns) - 1,
                   action))
        return false;
    value->undo.last = UNDO_NOTHING;
    return value->editor.cursor != cursor;
}

static bool handle_typing(struct form *form, enum typing_action action)
{
    const bool beside = action == TYPING_EARLIER || action == TYPING_LATER;
    const bool ends = action == TYPING_HOME || action == TYPING_END;
    if (action == TYPING_UNDO || action == TYPING_REDO)
        return take_back(form, action);
    if ((beside || ends) && move_in_text(form, action))
        return true;
    if (beside)
        return move(form, action == TYPING_LATER);
    return can_change(&form->fields[form->at]) &&
           handle_text(form, &(struct event){.kind = EVENT_TYPING, .typing = action});
}

bool form_handle(struct form *form, const struct event *event)
{
    const struct field *const field = &form->fields[form->at];
    if (event->kind == EVENT_TYPING &&
        (event->typing == TYPING_COMPLETE || event->typing == TYPING_COMPLETE_BACK))
        return move(form, event->typing == TYPING_COMPLETE);
    if (field->kind == FIELD_CHOICE)
        return handle_choice(form, event);
    if (event->kind == EVENT_TYPING && !event->pasted)
        return handle_typing(form, event->typing);
    return can_change(field) && handle_text(form, event);
}
