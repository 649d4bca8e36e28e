#include "vha/sharing.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whether a text tells that somebody is on the VHA (SOP 74): a text is words, and telling words are
 * looked for in tables. */

#define MOST_WORDS 4  /* of a telling phrase */
#define NEAR       3  /* words between a number and what makes it tell */
#define WORD_SIZE  32 /* longer words tell nothing */

/* ------------------------------------------------------------------------------------ the tables
 */

/* These tell wherever they stand. */
static const char *const phrases[][MOST_WORDS] = {
    {"vha"},
    {"v", "h", "a"},
    {"violence", "harm"},
    {"violent", "harm"},
    {"harm", "assessment"},
    {"harm", "list"},
    {"violence", "list"},
    {"violence", "matrix"},
    {"gangs", "matrix"},
    {"gang", "matrix"},
    {"gvm"},
    {"score"},
    {"scores"},
    {"scored"},
    {"scoring"},
    {"rank"},
    {"ranks"},
    {"ranked"},
    {"ranking"},
    {"rankings"},
    {"cohort"},
    {"cohorts"},
    {"on", "a", "list"},
    {"on", "the", "list"},
    {"on", "our", "list"},
    {"on", "this", "list"},
    {"on", "that", "list"},
    {"off", "the", "list"},
    {"our", "list"},
    {"police", "list"},
    {"nominals", "list"},
    {"nominal", "list"},
    {"offenders", "list"},
    {"list", "of", "offenders"},
    {"list", "of", "nominals"},
    {"list", "of", "individuals"},
};

/* These make a number tell that is the person's own score or rank. */
static const char *const beside[] = {"list",   "listed",   "number", "no",       "nr",    "place",
                                     "placed", "position", "point",  "points",   "top",   "total",
                                     "value",  "valued",   "harm",   "priority", "rated", "rating"};

/* ----------------------------------------------------------------------------------- the words */

struct word {
    char text[WORD_SIZE]; /* folded; "" for one that is longer than any that tells */
    size_t digits;        /* of a number; else 0 */
    int64_t value;        /* without decimals; -1 for one that is longer than any that tells */
    int thousandths;      /* of a number with three decimals, as scores are shown; else -1 */
    bool goes_on;         /* "875" of "2,875" */
};

struct words {
    struct word *items;
    size_t count;
    size_t capacity;
};

static bool is_letter(char c)
{
    return isalnum((unsigned char)c) != 0 || (unsigned char)c >= 0x80;
}

/* Characters that take no room and could stand inside a word unseen. */
static size_t unseen(const char *text)
{
    static const char *const all[] = {"\u00AD", "\u200B", "\u200C", "\u200D",
                                      "\u200E", "\u200F", "\u2060", "\uFEFF"};
    for (size_t i = 0; i < VHA_COUNT(all); i++)
        if (strncmp(text, all[i], strlen(all[i])) == 0)
            return strlen(all[i]);
    return 0;
}

static char *without_unseen(const char *text)
{
    char *const out = vha_alloc(strlen(text) + 1);
    size_t used = 0;
    while (*text != '\0') {
        const size_t skipped = unseen(text);
        if (skipped == 0)
            out[used++] = *text++;
        text += skipped;
    }
    out[used] = '\0';
    return out;
}

static struct word *add(struct words *words)
{
    words->items = vha_grow(words->items, words->count, &words->capacity, sizeof *words->items);
    struct word *const word = &words->items[words->count++];
    *word = (struct word){.text = "", .thousandths = -1};
    return word;
}

static const char digits[] = "0123456789";

static bool is_digit(char c)
{
    return isdigit((unsigned char)c) != 0;
}

/* With its decimals; what follows. `text` is where all of it begins. */
static const char *add_number(struct words *words, const char *text, const char *at)
{
    struct word *const word = add(words);
    word->digits = strspn(at, digits);
    word->value = word->digits < 12 ? strtoll(at, NULL, 10) : -1;
    word->goes_on = word->digits == 3 && at - text >= 2 && at[-1] == ',' && is_digit(at[-2]);
    at += word->digits;
    const size_t decimals = *at == '.' ? strspn(at + 1, digits) : 0;
    if (decimals == 0)
        return at;
    const char *const after = at + 1 + decimals;
    if (decimals == 3 && !(*after == '.' && is_digit(after[1]))) /* "1.234.567" is no number */
        word->thousandths = (int)strtol(at + 1, NULL, 10);
    return after;
}

static const char *add_word(struct words *words, const char *at)
{
    size_t length = 0;
    while (is_letter(at[length]) && !is_digit(at[length]))
        length++;
    struct word *const word = add(words);
    if (length < WORD_SIZE)
        snprintf(word->text, sizeof word->text, "%.*s", (int)length, at);
    return at + length;
}

/* The words of a text, folded; digits are words of their own: "rank12" is two. */
static struct words split(const char *text)
{
    struct words words = {.items = NULL};
    char *const seen = without_unseen(text);
    const size_t size = 3 * strlen(seen) + 64;
    char *const folded = vha_alloc(size);
    vha_text_fold(folded, size, seen);
    for (const char *at = folded; *at != '\0';) {
        if (is_digit(*at))
            at = add_number(&words, folded, at);
        else if (is_letter(*at))
            at = add_word(&words, at);
        else
            at++;
    }
    free(folded);
    free(seen);
    return words;
}

/* -------------------------------------------------------------------------------------- telling */

static bool phrase_at(const struct words *words, size_t at, const char *const phrase[MOST_WORDS])
{
    for (size_t i = 0; i < MOST_WORDS && phrase[i] != NULL; i++)
        if (at + i >= words->count || strcmp(words->items[at + i].text, phrase[i]) != 0)
            return false;
    return true;
}

static bool find_phrase(const struct words *words, char found[VHA_SHARING_FOUND_SIZE])
{
    for (size_t at = 0; at < words->count; at++)
        for (size_t i = 0; i < VHA_COUNT(phrases); i++) {
            size_t used = 0;
            if (!phrase_at(words, at, phrases[i]))
                continue;
            for (size_t j = 0; j < MOST_WORDS && phrases[i][j] != NULL; j++)
                used += (size_t)snprintf(found + used, VHA_SHARING_FOUND_SIZE - used, "%s%s",
                                         j > 0 ? " " : "", phrases[i][j]);
            return true;
        }
    return false;
}

/* A score is told by its whole number, rounded either way. */
static bool is_theirs(int64_t value, const struct vha_sharing_secret *secret)
{
    const int64_t whole = secret->score / 1000;
    return (secret->rank > 0 && value == (int64_t)secret->rank) ||
           (secret->score > 0 && (value == whole || value == whole + (secret->score % 1000 > 0)));
}

/* The number at a place, by itself or with the three digits after it: "2,875" and "2 875". */
static bool tells(const struct words *words, size_t at, const struct vha_sharing_secret *secret)
{
    const struct word *const word = &words->items[at];
    if (word->digits == 0)
        return false;
    if (is_theirs(word->value, secret))
        return true;
    return at + 1 < words->count && words->items[at + 1].digits == 3 &&
           is_theirs(word->value * 1000 + words->items[at + 1].value, secret);
}

static bool stands_beside(const struct word *word)
{
    for (size_t i = 0; i < VHA_COUNT(beside); i++)
        if (strcmp(word->text, beside[i]) == 0)
            return true;
    return false;
}

static bool find_number(const struct words *words, const struct vha_sharing_secret *secret,
                        char found[VHA_SHARING_FOUND_SIZE])
{
    for (size_t at = 0; at < words->count; at++) {
        if (!tells(words, at, secret))
            continue;
        for (size_t i = at > NEAR ? at - NEAR : 0; i < words->count && i <= at + NEAR; i++)
            if (stands_beside(&words->items[i])) {
                snprintf(found, VHA_SHARING_FOUND_SIZE, "%s beside the number %lld",
                         words->items[i].text, (long long)words->items[at].value);
                return true;
            }
    }
    return false;
}

/* The whole number that ends at a place, with what stands before its commas; -1 for none that
 * tells. */
static int64_t whole_number(const struct words *words, size_t at)
{
    int64_t unit = 1;
    int64_t value = 0;
    for (;; at--, unit *= 1000) {
        const struct word *const word = &words->items[at];
        if (word->value < 0 || unit > 1000000)
            return -1;
        value += word->value * unit;
        if (!word->goes_on)
            return value;
    }
}

/* The score itself, to the thousandth, as it is shown to who may see it: "2,875.400" tells by
 * itself, and is no date, reference or telephone number. */
static bool find_score(const struct words *words, const struct vha_sharing_secret *secret,
                       char found[VHA_SHARING_FOUND_SIZE])
{
    char score[VHA_MILLI_SIZE];
    for (size_t at = 0; at < words->count && secret->score > 0; at++) {
        const int thousandths = words->items[at].thousandths;
        if (thousandths < 0 || thousandths != secret->score % 1000 ||
            whole_number(words, at) != secret->score / 1000)
            continue;
        snprintf(found, VHA_SHARING_FOUND_SIZE, "%s, their score",
                 vha_milli_format(score, secret->score, true));
        return true;
    }
    return false;
}

bool vha_sharing_reveals(const char *text, const struct vha_sharing_secret *secret,
                         char found[VHA_SHARING_FOUND_SIZE])
{
    struct words words = split(text);
    found[0] = '\0';
    const bool reveals = find_phrase(&words, found) || find_score(&words, secret, found) ||
                         find_number(&words, secret, found);
    free(words.items);
    return reveals;
}
