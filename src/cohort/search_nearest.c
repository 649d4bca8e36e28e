/* Names near to what is typed: a second offer, when nothing is found. */
#include "cohort.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Every word of a name, once, and which of them each position's name is made of. */
struct vocabulary {
    struct token {
        const char *text; /* in the lines of the search text */
        size_t length;
    } * tokens;
    size_t count;
    size_t capacity;
    uint32_t *slots; /* of a hash table: the token's number + 1 */
    size_t mask;
    uint32_t *ids; /* token numbers, position after position */
    size_t id_count;
    size_t id_capacity;
    uint32_t *starts; /* of each position's, and the end of the last */
};

void vocabulary_free(struct vocabulary *vocabulary)
{
    if (vocabulary == NULL)
        return;
    free(vocabulary->tokens);
    free(vocabulary->slots);
    free(vocabulary->ids);
    free(vocabulary->starts);
    free(vocabulary);
}

/* ------------------------------------------------------------------------------ the vocabulary */

static size_t hash(const char *text, size_t length)
{
    uint32_t value = UINT32_C(2166136261);
    for (size_t i = 0; i < length; i++)
        value = (value ^ (unsigned char)text[i]) * UINT32_C(16777619);
    return value;
}

/* The slot of a word, or the empty one where it belongs. */
static uint32_t *find_slot(const struct vocabulary *vocabulary, const char *text, size_t length)
{
    size_t at = hash(text, length) & vocabulary->mask;
    for (; vocabulary->slots[at] != 0; at = (at + 1) & vocabulary->mask) {
        const struct token *const token = &vocabulary->tokens[vocabulary->slots[at] - 1];
        if (token->length == length && memcmp(token->text, text, length) == 0)
            break;
    }
    return &vocabulary->slots[at];
}

static void enlarge(struct vocabulary *vocabulary)
{
    enum { FIRST_SLOTS = 4096 };
    vocabulary->mask = vocabulary->slots == NULL ? FIRST_SLOTS - 1 : vocabulary->mask * 2 + 1;
    free(vocabulary->slots);
    vocabulary->slots = vha_alloc_zeroed(vocabulary->mask + 1, sizeof *vocabulary->slots);
    for (size_t i = 0; i < vocabulary->count; i++)
        *find_slot(vocabulary, vocabulary->tokens[i].text, vocabulary->tokens[i].length) =
            (uint32_t)i + 1;
}

static void add_token(struct vocabulary *vocabulary, const char *text, size_t length)
{
    if (vocabulary->count >= vocabulary->mask / 2)
        enlarge(vocabulary);
    uint32_t *const slot = find_slot(vocabulary, text, length);
    if (*slot == 0) {
        vocabulary->tokens = vha_grow(vocabulary->tokens, vocabulary->count, &vocabulary->capacity,
                                      sizeof *vocabulary->tokens);
        vocabulary->tokens[vocabulary->count++] = (struct token){text, length};
        *slot = (uint32_t)vocabulary->count;
    }
    vocabulary->ids = vha_grow(vocabulary->ids, vocabulary->id_count, &vocabulary->id_capacity,
                               sizeof *vocabulary->ids);
    vocabulary->ids[vocabulary->id_count++] = *slot - 1;
}

/* The words of a line but for the PNCID. */
static void add_line(struct vocabulary *vocabulary, const char *line, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t end = at;
        while (end < length && line[end] != ' ' && line[end] != '\n')
            end++;
        if (end > at && !(line[at] >= '0' && line[at] <= '9'))
            add_token(vocabulary, line + at, end - at);
        at = end + 1;
    }
}

static const struct vocabulary *vocabulary_of(struct vha_cohort *cohort)
{
    const uint32_t listed = cohort->info.listed;
    if (cohort->vocabulary != NULL)
        return cohort->vocabulary;
    struct vocabulary *const vocabulary = vha_alloc_zeroed(1, sizeof *vocabulary);
    vocabulary->starts = vha_alloc_zeroed((size_t)listed + 1, sizeof *vocabulary->starts);
    for (uint32_t position = 0; position < listed; position++) {
        size_t length = 0;
        const char *const line = search_line(cohort, SEARCH_NAMES, position, &length);
        vocabulary->starts[position] = (uint32_t)vocabulary->id_count;
        add_line(vocabulary, line, length);
    }
    vocabulary->starts[listed] = (uint32_t)vocabulary->id_count;
    cohort->vocabulary = vocabulary;
    return vocabulary;
}

/* ----------------------------------------------------------------------------------- how far off
 */

enum { TOO_FAR = 255, MAX_CANDIDATES = 64 };

/* A search under way: how far each typed word is from each word of the vocabulary, and the nearest
 * combinations found so far. */
struct nearness {
    struct vha_cohort *cohort;
    const struct vocabulary *vocabulary;
    const struct typed *typed;
    uint8_t *distances; /* typed word after typed word */
    unsigned least;
    size_t count;
    char candidates[MAX_CANDIDATES][VHA_NEAR_SIZE];
};

/* A third of the letters may be wrong; short words say too little for more than one. */
static size_t tolerance(const struct typed_word *word)
{
    return word->length < 3 ? 0 : word->length < 6 ? 1 : word->length / 3;
}

static void measure_word(const struct nearness *nearness, size_t number)
{
    const struct typed_word *const word = &nearness->typed->words[number];
    const struct vocabulary *const vocabulary = nearness->vocabulary;
    const size_t limit = tolerance(word);
    for (size_t i = 0; i < vocabulary->count; i++) {
        const struct token *const token = &vocabulary->tokens[i];
        size_t distance = 0;
        if (memmem(token->text, token->length, word->text, word->length) == NULL)
            distance =
                vha_edit_distance(word->text, word->length, token->text, token->length, limit);
        nearness->distances[number * vocabulary->count + i] =
            (uint8_t)(distance <= limit ? distance : TOO_FAR);
    }
}

/* The word of the name at a position that is nearest to a typed one. */
static uint32_t nearest_token(const struct nearness *nearness, size_t number, uint32_t position,
                              unsigned *distance)
{
    const struct vocabulary *const vocabulary = nearness->vocabulary;
    const uint8_t *const distances = nearness->distances + number * vocabulary->count;
    uint32_t nearest = 0;
    *distance = TOO_FAR;
    for (uint32_t i = vocabulary->starts[position]; i < vocabulary->starts[position + 1]; i++)
        if (distances[vocabulary->ids[i]] < *distance) {
            nearest = vocabulary->ids[i];
            *distance = distances[nearest];
        }
    return nearest;
}

/* How far the name at a position is off in all; TOO_FAR when a word has nothing near. */
static unsigned distance_at(const struct nearness *nearness, uint32_t position)
{
    unsigned sum = 0;
    for (size_t number = 0; number < nearness->typed->count; number++) {
        unsigned distance = 0;
        (void)nearest_token(nearness, number, position, &distance);
        if (distance == TOO_FAR)
            return TOO_FAR;
        sum += distance;
    }
    return sum < TOO_FAR ? sum : TOO_FAR - 1;
}

/* What would find the person at a position: the typed words, each that is wrong replaced. */
static void correct(const struct nearness *nearness, uint32_t position, char out[VHA_NEAR_SIZE])
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t number = 0; number < nearness->typed->count && used < VHA_NEAR_SIZE; number++) {
        const struct typed_word *const word = &nearness->typed->words[number];
        unsigned distance = 0;
        const struct token *const token =
            &nearness->vocabulary->tokens[nearest_token(nearness, number, position, &distance)];
        const char *const text = distance == 0 ? word->text : token->text;
        const size_t length = distance == 0 ? word->length : token->length;
        used += (size_t)snprintf(out + used, VHA_NEAR_SIZE - used, "%s%.*s", number > 0 ? " " : "",
                                 (int)length, text);
    }
}

static void add_candidate(struct nearness *nearness, uint32_t position)
{
    char text[VHA_NEAR_SIZE];
    correct(nearness, position, text);
    for (size_t i = 0; i < nearness->count; i++)
        if (strcmp(nearness->candidates[i], text) == 0)
            return;
    if (nearness->count < MAX_CANDIDATES)
        memcpy(nearness->candidates[nearness->count++], text, sizeof text);
}

/* The candidates are those of the least distance that anybody in the selection has. */
static void find_candidates(struct nearness *nearness, const struct vha_selection *selection)
{
    nearness->least = TOO_FAR;
    for (uint32_t i = 0; i < selection->count; i++) {
        const unsigned distance = distance_at(nearness, selection->positions[i]);
        if (distance >= TOO_FAR || distance > nearness->least)
            continue;
        if (distance < nearness->least)
            nearness->count = 0;
        nearness->least = distance;
        add_candidate(nearness, selection->positions[i]);
    }
}

/* ----------------------------------------------------------------------------------- what is shown
 */

/* A word of a name as it is written, found by its folded form: parted by blanks and hyphens. */
static void find_written(const char *name, const char *folded, char *out, size_t size)
{
    static const char between[] = " -";
    for (const char *at = name; *at != '\0' && out[0] == '\0';) {
        at += strspn(at, between);
        const size_t length = strcspn(at, between);
        char word[VHA_NEAR_SIZE];
        char same[VHA_NEAR_SIZE];
        snprintf(word, sizeof word, "%.*s", (int)length, at);
        vha_text_fold(same, sizeof same, word);
        if (length > 0 && strcmp(same, folded) == 0)
            snprintf(out, size, "%s", word);
        at += length;
    }
}

/* The corrected words, each as the name of the first person that they find has it. */
static void write_shown(struct vha_cohort *cohort, uint32_t position, struct vha_near_name *name)
{
    struct vha_arena *const arena = vha_arena_new();
    struct vha_list_row row = {.surname = "", .forenames = ""};
    char copy[VHA_NEAR_SIZE];
    size_t used = 0;
    if (vha_cohort_row(cohort, position, arena, &row, NULL) != VHA_OK)
        row = (struct vha_list_row){.surname = "", .forenames = ""};
    memcpy(copy, name->typed, sizeof copy);
    name->shown[0] = '\0';
    char *rest = copy;
    for (char *word = NULL; used < VHA_NEAR_SIZE && (word = strsep(&rest, " ")) != NULL;) {
        char written[VHA_NEAR_SIZE] = "";
        find_written(row.surname, word, written, sizeof written);
        find_written(row.forenames, word, written, sizeof written);
        used += (size_t)snprintf(name->shown + used, VHA_NEAR_SIZE - used, "%s%s",
                                 used > 0 ? " " : "", written[0] != '\0' ? written : word);
    }
    vha_arena_free(arena);
}

static void fill_name(struct vha_cohort *cohort, const struct vha_selection *selection,
                      const char *candidate, struct vha_near_name *name)
{
    struct typed typed;
    uint32_t first = UINT32_MAX;
    *name = (struct vha_near_name){.people = 0};
    snprintf(name->typed, sizeof name->typed, "%s", candidate);
    search_take_apart(&typed, candidate, cohort->info.as_of);
    for (uint32_t i = 0; i < selection->count; i++) {
        if (!search_matches_name(cohort, selection->positions[i], &typed))
            continue;
        name->people++;
        first = first == UINT32_MAX ? selection->positions[i] : first;
    }
    write_shown(cohort, first, name);
}

/* Keeps the ones that most people have, those first that were found first where as many have them.
 */
static size_t put_in(struct vha_near_name names[VHA_NEAR_NAMES], size_t count,
                     const struct vha_near_name *name)
{
    size_t at = count;
    while (at > 0 && names[at - 1].people < name->people)
        at--;
    if (at == VHA_NEAR_NAMES)
        return count;
    const size_t kept = count < VHA_NEAR_NAMES ? count : VHA_NEAR_NAMES - 1;
    memmove(&names[at + 1], &names[at], (kept - at) * sizeof *names);
    names[at] = *name;
    return kept + 1;
}

size_t vha_cohort_nearest(struct vha_cohort *cohort, const struct vha_selection *selection,
                          const char *text, struct vha_near_name names[VHA_NEAR_NAMES])
{
    struct typed typed;
    search_take_apart(&typed, text, cohort->info.as_of);
    /* A number has no near one: it is another person's. */
    if (typed.count == 0 || typed.reference[0] != '\0' || !search_read(cohort, SEARCH_NAMES))
        return 0;
    struct nearness *const nearness = vha_alloc_zeroed(1, sizeof *nearness);
    nearness->cohort = cohort;
    nearness->vocabulary = vocabulary_of(cohort);
    nearness->typed = &typed;
    nearness->distances = vha_alloc_zeroed(typed.count * nearness->vocabulary->count + 1, 1);
    for (size_t number = 0; number < typed.count; number++)
        measure_word(nearness, number);
    find_candidates(nearness, selection);
    size_t count = 0;
    for (size_t i = 0; i < nearness->count; i++) {
        struct vha_near_name name;
        fill_name(cohort, selection, nearness->candidates[i], &name);
        count = put_in(names, count, &name);
    }
    free(nearness->distances);
    free(nearness);
    return count;
}
