/*
 * base: what every other module stands on. Errors, memory, dates, fixed-point scores, text.
 *
 * Nothing here knows a file format, a database or a screen, and nothing here prints or exits, but
 * for running out of memory (see vha_alloc).
 */
#ifndef VHA_BASE_H
#define VHA_BASE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#if defined(__GNUC__)
#define VHA_PRINTF(text, first) __attribute__((__format__(__printf__, text, first)))
#define VHA_MUST_CHECK          __attribute__((warn_unused_result))
#else
#define VHA_PRINTF(text, first)
#define VHA_MUST_CHECK
#endif

#define VHA_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ------------------------------------------------------------------------------------- errors */

/* What a function came to. The values are those of sysexits.h, so that the status of the call that
 * failed is the exit status of the program. */
enum vha_status {
    VHA_OK = 0,
    VHA_USAGE = 64,         /* the command line is wrong */
    VHA_BAD_DATA = 65,      /* an extract, a workbook or a row is wrong */
    VHA_NO_INPUT = 66,      /* a file that was named is not there or cannot be read */
    VHA_NO_USER = 67,       /* nobody of that name in the register */
    VHA_UNAVAILABLE = 69,   /* something needed (a cohort, a terminal) is not there */
    VHA_SOFTWARE = 70,      /* a defect of this program */
    VHA_OS_ERROR = 71,      /* the operating system refused something it ought to give */
    VHA_CANNOT_CREATE = 73, /* an output file cannot be made */
    VHA_IO_ERROR = 74,      /* reading or writing failed under way */
    VHA_TEMPORARY = 75,     /* somebody else holds what is needed: try again */
    VHA_NO_PERMISSION = 77, /* refused: the message says what is needed and from whom */
    VHA_BAD_CONFIG = 78,    /* policy, settings, keys or theme are wrong */
    VHA_INTERRUPTED = 130,  /* stopped by the user; nothing was changed */
};

/* A failure in one sentence: what, where, how to mend it. Made where the cause is known, shown once
 * at the top. */
struct vha_error {
    enum vha_status status;
    char message[1024];
};

/* Fills *error (which may be NULL) with status and the formatted sentence; returns status, so that
 * a function can end in `return vha_fail(...)`. Text longer than the buffer is cut at a character.
 */
enum vha_status vha_fail(struct vha_error *error, enum vha_status status, const char *format, ...)
    VHA_PRINTF(3, 4);

/* Puts `prefix: ` in front of the message that *error already holds; returns its status. */
enum vha_status vha_fail_in(struct vha_error *error, const char *prefix);

/* ------------------------------------------------------------------------------------- memory */

/* Memory of `size` bytes, or `count` zeroed elements, or *memory resized. These never return NULL:
 * when the system has no memory left, the handler set below runs (the workstation uses it to give
 * the terminal back), one sentence goes to standard error and the program ends with status 71.
 * Nothing is lost by that, since every change on disk is a transaction or a rename. Free with free.
 */
void *vha_alloc(size_t size);
void *vha_alloc_zeroed(size_t count, size_t size);
void *vha_resize(void *memory, size_t count, size_t size);
char *vha_copy_text(const char *text);
void vha_on_out_of_memory(void (*handler)(void));

/* Makes room for one more element in a growing array of `size`-byte elements: returns the array,
 * perhaps moved, with *capacity doubled as needed so that *capacity > count. */
void *vha_grow(void *array, size_t count, size_t *capacity, size_t size);

/* An arena: many small allocations with one owner and one end (a load, a screen). */
struct vha_arena;
struct vha_arena *vha_arena_new(void);
void vha_arena_free(struct vha_arena *arena);  /* NULL is allowed */
void vha_arena_reset(struct vha_arena *arena); /* forget everything, keep the first block */
void *vha_arena_alloc(struct vha_arena *arena, size_t size); /* zeroed, aligned for any type */
char *vha_arena_text(struct vha_arena *arena, const char *text, size_t length); /* NUL-terminated */
char *vha_arena_format(struct vha_arena *arena, const char *format, ...) VHA_PRINTF(2, 3);

/* -------------------------------------------------------------------------------------- dates */

/* A calendar day as the number of days since 1970-01-01, in the proleptic Gregorian calendar. */
typedef int32_t vha_date;
#define VHA_NO_DATE INT32_MIN

struct vha_civil_date {
    int year;
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
};

#define VHA_DATE_SIZE 11 /* YYYY-MM-DD and the NUL */

vha_date vha_date_from_civil(struct vha_civil_date civil);
struct vha_civil_date vha_civil_from_date(vha_date date);
bool vha_date_exists(int year, int month, int day); /* years 1 to 9999 */

/* Reads exactly YYYY-MM-DD of an existing day; false (and *date untouched) for anything else. */
bool vha_date_parse(const char *text, size_t length, vha_date *date);

/* Days on which nobody works though they are no Saturdays or Sundays, in ascending order. */
struct vha_holidays {
    const vha_date *days;
    size_t count;
};
/* Working days after `from` until `to`, that day with it; 0 when `to` is not later. */
int vha_working_days(vha_date from, vha_date to, const struct vha_holidays *holidays);
/* The latest day from which more than so many working days go by until `to`. */
vha_date vha_day_before_working_days(vha_date to, int days, const struct vha_holidays *holidays);

/* The day of a moment in UTC, and that of now. Never for a score: those go by a quarter's day. */
vha_date vha_date_at(time_t moment);
vha_date vha_today(void);

/* Writes YYYY-MM-DD, or "" for VHA_NO_DATE; returns buffer. */
char *vha_date_format(char buffer[VHA_DATE_SIZE], vha_date date);

/* Complete months from `from` to `to` (scoring.md, Time): a month is complete on the day of the
 * same number, so 31 January to 28 February is 0 and to 1 March is 1. Negative when `to` is
 * earlier. */
int vha_months_between(vha_date from, vha_date to);

/* The first day on which vha_months_between(from, day) is `months` or more. */
vha_date vha_date_after_months(vha_date from, int months);

/* Something dated `date` lies in the window of `months` months that ends on as_of. */
bool vha_in_window(vha_date date, vha_date as_of, int months);

/* Reads exactly YYYY-Qn, n from 1 to 4, of the years 1 to 9999, as the quarter's first day; false
 * (and *first untouched) for anything else. */
bool vha_quarter_parse(const char *text, size_t length, vha_date *first);

/* The last day of the quarter in which a day lies. */
vha_date vha_quarter_end(vha_date date);

/* ------------------------------------------------------------------------------------- PNCIDs */

/* A PNCID as one number, year × 10^7 + serial, which orders as its long form does. The check letter
 * follows from it. 0 is no PNCID. */
typedef uint64_t vha_pncid;
#define VHA_PNCID_SIZE 14 /* YYYY/NNNNNNNL and the NUL */

enum vha_pncid_fault {
    VHA_PNCID_FINE,
    VHA_PNCID_FORM,   /* neither YYYY/NNNNNNNL nor YY/NNNNNNNL */
    VHA_PNCID_LETTER, /* the check letter is another; *pncid is the number all the same */
};

/* Reads the long or the short form, leading zeros of the serial optional (extracts.md, Values). A
 * two-digit year above that of as_of is 19YY. Neither form may have blanks or lower case. */
enum vha_pncid_fault vha_pncid_parse(const char *text, size_t length, vha_date as_of,
                                     vha_pncid *pncid);

/* Writes the long form; returns buffer. */
char *vha_pncid_format(char buffer[VHA_PNCID_SIZE], vha_pncid pncid);

/* The check letter that belongs to the number. */
char vha_pncid_letter(vha_pncid pncid);

/* ------------------------------------------------------------------------- fixed-point scores */

/* Thousandths, exactly. No floating point decides a score or a rank (scoring.md, Score). */
typedef int64_t vha_milli;
#define VHA_MILLI_SIZE 32

/* Reads a plain decimal such as 547.5: at most three decimals, no sign, no exponent, at most
 * 9,999,999,999. False for anything else. */
bool vha_milli_parse(const char *text, size_t length, vha_milli *value);

/* Writes 1234.500, or 1,234.500 when grouped; returns buffer. */
char *vha_milli_format(char buffer[VHA_MILLI_SIZE], vha_milli value, bool grouped);

/* The same without the noughts at the end that say nothing: 1,460 or 547.5. */
char *vha_milli_short(char buffer[VHA_MILLI_SIZE], vha_milli value, bool grouped);

/* value × numerator / denominator, rounded once, half up. All of them zero or more, denominator
 * above zero; the product is formed in 128 bits. */
vha_milli vha_milli_scale(vha_milli value, int64_t numerator, int64_t denominator);

/* --------------------------------------------------------------------------------------- text */

/* True when the bytes are well-formed UTF-8; else *bad, where given, is the offset of the first
 * byte that is not. */
bool vha_utf8_valid(const char *text, size_t length, size_t *bad);

/* Takes back the bytes at the end that are not the whole of a character, as a buffer that was too
 * small leaves them. */
void vha_text_mend_end(char *text);

/* Turns Windows-1252 into UTF-8; `out` needs 3 × length + 1 bytes; returns the bytes written
 * without the NUL. The five bytes that the code page leaves open become U+FFFD. */
size_t vha_utf8_from_windows_1252(char *out, const char *text, size_t length);

/* Text made harmless for a terminal: control characters, bidirectional overrides and isolates, line
 * and paragraph separators, tag characters, characters that cannot be seen, those by which emoji
 * are put together, which not all terminals draw in the same width, and bytes that are no UTF-8
 * become visible escapes (\x1b, \u{202e}). At most size - 1 bytes are written, cut at a character;
 * always NUL-terminated. Returns out. */
char *vha_text_show(char *out, size_t size, const char *text);

/* Columns that harmless text takes on a terminal: combining characters none, wide ones two. */
int vha_text_width(const char *text);

/* Copies as many whole grapheme clusters of harmless `text` as fit in `columns`; where it had to be
 * cut, the last column shows `ellipsis` (one column wide, such as "…" or "~"). Returns the columns
 * used, at most `columns`. `out` is NUL-terminated within size. */
int vha_text_fit(char *out, size_t size, const char *text, int columns, const char *ellipsis);

/* Text as searching and sorting compare it: no accents, no case, one form for each character, no
 * apostrophes, and a blank for a hyphen (O'Neill is oneill, Smith-Jones is smith jones). Writes at
 * most size - 1 bytes and a NUL; returns the bytes written. */
size_t vha_text_fold(char *out, size_t size, const char *text);

/* Insertions, deletions, replacements and swaps of two neighbouring characters that turn one text
 * of UTF-8 into the other; `limit` + 1 as soon as it is clear that there are more than `limit`.
 * Texts longer than VHA_LONGEST_COMPARED characters are further apart than any limit. */
#define VHA_LONGEST_COMPARED 64
size_t vha_edit_distance(const char *a, size_t a_length, const char *b, size_t b_length,
                         size_t limit);

/* The nearest of `count` words to `word` by edit distance, for "did you mean", two neighbours
 * swapped counting as one slip; NULL when none is near (more than a third of the word's length
 * away, and more than one). */
const char *vha_nearest_word(const char *word, const char *const *words, size_t count);

/* ------------------------------------------------------------------------------------ progress */

/* How long work tells its watcher where it is, and asks whether to go on. */
struct vha_progress {
    /* `stage` is a static word ("read", "score", ...), `detail` what is being worked on or NULL;
     * total is 0 when unknown. Called at most a few hundred times a second. */
    void (*report)(void *context, const char *stage, const char *detail, uint64_t done,
                   uint64_t total);
    void *context;
    /* Set to non-zero from a signal handler to stop: the work then returns VHA_INTERRUPTED. */
    const atomic_int *stop;
};

void vha_progress_report(const struct vha_progress *progress, const char *stage, const char *detail,
                         uint64_t done, uint64_t total);        /* progress may be NULL */
bool vha_progress_stopped(const struct vha_progress *progress); /* NULL: never */

/* The sentence for a stopped piece of work, as status VHA_INTERRUPTED. */
enum vha_status vha_fail_stopped(struct vha_error *error);

/* ---------------------------------------------------------------------------------------- hash */

#define VHA_SHA256_BYTES     32
#define VHA_SHA256_TEXT_SIZE 65 /* 64 lower-case hex digits and the NUL */

/* SHA-256 of a block of memory, as lower-case hex; returns out. */
char *vha_sha256_text(char out[VHA_SHA256_TEXT_SIZE], const void *data, size_t length);

/* Lower-case hex of a finished hash; returns out. */
char *vha_sha256_hex(char out[VHA_SHA256_TEXT_SIZE], const unsigned char hash[VHA_SHA256_BYTES]);

/* --------------------------------------------------------------------------------------- files */

/* A whole small file (at most `limit` bytes) as NUL-terminated text; *length without the NUL. The
 * caller frees *text. A missing file is VHA_NO_INPUT, a longer one VHA_BAD_DATA. */
enum vha_status vha_read_file(const char *path, size_t limit, char **text, size_t *length,
                              struct vha_error *error) VHA_MUST_CHECK;

/* Writes a whole file so that a reader sees the old content or the new one: a new file beside it,
 * fsync, rename, fsync of the folder. */
enum vha_status vha_write_file(const char *path, const void *data, size_t length,
                               struct vha_error *error) VHA_MUST_CHECK;

/* Makes a new file beside `path`, of another name and for its owner alone, to be written and then
 * renamed or linked. A descriptor that the caller closes, or -1 with errno; the caller frees
 * *temporary, its name, either way. */
int vha_open_beside(const char *path, char **temporary);

/* Makes a folder and its parents; an existing one is fine. */
enum vha_status vha_make_folder(const char *path, struct vha_error *error) VHA_MUST_CHECK;

/* "folder/name" as an allocated text; the caller frees it. */
char *vha_path(const char *folder, const char *name);

#endif
