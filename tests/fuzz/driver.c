/* Calls a fuzz target with seeded mutations of seed files, so that it runs without libFuzzer:
 *
 *     fuzz_csv RUNS SEED FILE-OR-FOLDER...
 *
 * The same numbers give the same inputs. RUNS 0 calls it with the files as they are. The input
 * under way stands in fuzz_csv.input in the working folder, where it stays after a finding. */
#include "fuzz.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_SEEDS = 64, MOST_BYTES = 64 * 1024, MAX_CHANGES = 6 };

struct input {
    uint8_t *bytes;
    size_t size;
};

struct fuzzing {
    struct input seeds[MAX_SEEDS];
    size_t seed_count;
    uint64_t random;
    uint8_t bytes[MOST_BYTES]; /* the mutation */
    size_t size;
    char input_path[256];
};

/* What formats are sensitive to. */
static const char *const words[] = {"\"",
                                    ",",
                                    "\n",
                                    "\r\n",
                                    "\r",
                                    ":",
                                    ": ",
                                    "- ",
                                    "[",
                                    "]",
                                    "{",
                                    "}",
                                    "#",
                                    "&a",
                                    "*a",
                                    "!!str ",
                                    "|",
                                    ">",
                                    "\t",
                                    "\xEF\xBB\xBF",
                                    "\xC3",
                                    "\xE2\x82",
                                    "\xED\xA0\x80",
                                    "\xF4\x90\x80\x80",
                                    "\x1b[2J",
                                    "2026-02-30",
                                    "9999-12-31",
                                    "-1",
                                    "0",
                                    "18446744073709551616",
                                    "99999999999",
                                    "1e308",
                                    "0.0005",
                                    "<",
                                    ">",
                                    "/>",
                                    "</row>",
                                    "<c r=\"A1\">",
                                    "<c r=\"XFD1048576\"><v>1</v></c>",
                                    "t=\"s\"",
                                    "t=\"inlineStr\"",
                                    "<v>4294967295</v>",
                                    "&lt;",
                                    "&#x10FFFF;",
                                    "<!DOCTYPE a>",
                                    "<![CDATA[",
                                    "xml:space=\"preserve\"",
                                    "PK\x03\x04",
                                    "PK\x05\x06"};

static uint64_t next_random(struct fuzzing *fuzzing)
{
    fuzzing->random += 0x9E3779B97F4A7C15u;
    uint64_t value = fuzzing->random;
    value = (value ^ (value >> 30u)) * 0xBF58476D1CE4E5B9u;
    value = (value ^ (value >> 27u)) * 0x94D049BB133111EBu;
    return value ^ (value >> 31u);
}

static size_t below(struct fuzzing *fuzzing, size_t limit)
{
    return limit == 0 ? 0 : (size_t)(next_random(fuzzing) % limit);
}

/* ------------------------------------------------------------------------------------ mutations */

/* Puts bytes in the place of `cut` bytes at `at`, as far as there is room. */
static void splice(struct fuzzing *fuzzing, size_t at, size_t cut, const void *bytes, size_t size)
{
    if (fuzzing->size - cut + size > MOST_BYTES)
        return;
    memmove(fuzzing->bytes + at + size, fuzzing->bytes + at + cut, fuzzing->size - at - cut);
    memcpy(fuzzing->bytes + at, bytes, size);
    fuzzing->size = fuzzing->size - cut + size;
}

static void flip_bit(struct fuzzing *fuzzing)
{
    if (fuzzing->size > 0)
        fuzzing->bytes[below(fuzzing, fuzzing->size)] ^= (uint8_t)(1u << below(fuzzing, 8));
}

static void set_byte(struct fuzzing *fuzzing)
{
    if (fuzzing->size > 0)
        fuzzing->bytes[below(fuzzing, fuzzing->size)] = (uint8_t)next_random(fuzzing);
}

static void insert_word(struct fuzzing *fuzzing)
{
    const char *word = words[below(fuzzing, VHA_COUNT(words))];
    splice(fuzzing, below(fuzzing, fuzzing->size + 1), 0, word, strlen(word));
}

static void remove_piece(struct fuzzing *fuzzing)
{
    const size_t at = below(fuzzing, fuzzing->size);
    const size_t most = fuzzing->size - at < 64 ? fuzzing->size - at : 64;
    splice(fuzzing, at, below(fuzzing, most + 1), "", 0);
}

static void repeat_piece(struct fuzzing *fuzzing)
{
    uint8_t piece[512];
    const size_t at = below(fuzzing, fuzzing->size);
    const size_t most = fuzzing->size - at < sizeof piece ? fuzzing->size - at : sizeof piece;
    const size_t size = below(fuzzing, most + 1);
    memcpy(piece, fuzzing->bytes + at, size);
    splice(fuzzing, below(fuzzing, fuzzing->size + 1), 0, piece, size);
}

static void cut_off(struct fuzzing *fuzzing)
{
    fuzzing->size = below(fuzzing, fuzzing->size + 1);
}

static void graft(struct fuzzing *fuzzing)
{
    const struct input *other = &fuzzing->seeds[below(fuzzing, fuzzing->seed_count)];
    const size_t from = below(fuzzing, other->size);
    const size_t size = below(fuzzing, other->size - from + 1);
    splice(fuzzing, below(fuzzing, fuzzing->size + 1), 0, other->bytes + from, size);
}

/* The gentle ones stand twice: what is broken beyond recognition is refused too early. */
static void (*const mutations[])(struct fuzzing *fuzzing) = {
    flip_bit,     set_byte,     insert_word,  insert_word, flip_bit, set_byte,
    remove_piece, remove_piece, repeat_piece, cut_off,     graft,
};

static void mutate(struct fuzzing *fuzzing)
{
    const struct input *seed = &fuzzing->seeds[below(fuzzing, fuzzing->seed_count)];
    memcpy(fuzzing->bytes, seed->bytes, seed->size);
    fuzzing->size = seed->size;
    for (size_t changes = 1 + below(fuzzing, MAX_CHANGES); changes > 0; changes--)
        mutations[below(fuzzing, VHA_COUNT(mutations))](fuzzing);
}

/* ---------------------------------------------------------------------------------------- runs */

/* The target gets a block of exactly the input's size, so that one byte too far is found. */
static void call(const struct fuzzing *fuzzing, const uint8_t *bytes, size_t size)
{
    FILE *file = fopen(fuzzing->input_path, "wb");
    MUST(file != NULL && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
    uint8_t *copy = vha_alloc(size);
    memcpy(copy, bytes, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void add_seed(struct fuzzing *fuzzing, const char *path)
{
    struct vha_error error = {0};
    char *text = NULL;
    size_t length = 0;
    MUST(fuzzing->seed_count < MAX_SEEDS);
    if (vha_read_file(path, MOST_BYTES, &text, &length, &error) != VHA_OK) {
        fprintf(stderr, "%s\n", error.message);
        exit(EXIT_FAILURE);
    }
    fuzzing->seeds[fuzzing->seed_count++] = (struct input){(uint8_t *)text, length};
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void add_seeds(struct fuzzing *fuzzing, const char *path)
{
    struct stat about;
    if (stat(path, &about) != 0 || !S_ISDIR(about.st_mode)) {
        add_seed(fuzzing, path);
        return;
    }
    struct dirent **entries = NULL;
    const int count = scandir(path, &entries, NULL, by_name);
    MUST(count >= 0);
    for (int i = 0; i < count; i++) {
        if (entries[i]->d_name[0] != '.') {
            char *file = vha_path(path, entries[i]->d_name);
            add_seed(fuzzing, file);
            free(file);
        }
        free(entries[i]);
    }
    free(entries);
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: %s RUNS SEED FILE-OR-FOLDER...\n", argv[0]);
        return EXIT_FAILURE;
    }
    static struct fuzzing fuzzing;
    const unsigned long long runs = strtoull(argv[1], NULL, 10);
    fuzzing.random = strtoull(argv[2], NULL, 10);
    const char *slash = strrchr(argv[0], '/');
    snprintf(fuzzing.input_path, sizeof fuzzing.input_path, "%s.input",
             slash != NULL ? slash + 1 : argv[0]);
    for (int i = 3; i < argc; i++)
        add_seeds(&fuzzing, argv[i]);
    MUST(fuzzing.seed_count > 0);
    for (size_t i = 0; i < fuzzing.seed_count; i++)
        call(&fuzzing, fuzzing.seeds[i].bytes, fuzzing.seeds[i].size);
    for (unsigned long long run = 0; run < runs; run++) {
        mutate(&fuzzing);
        call(&fuzzing, fuzzing.bytes, fuzzing.size);
    }
    for (size_t i = 0; i < fuzzing.seed_count; i++)
        free(fuzzing.seeds[i].bytes);
    unlink(fuzzing.input_path);
    printf("%zu seeds and %llu mutations of them\n", fuzzing.seed_count, runs);
    return EXIT_SUCCESS;
}
