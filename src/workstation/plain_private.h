/* What the files of plain mode share. */
#ifndef WORKSTATION_PLAIN_PRIVATE_H
#define WORKSTATION_PLAIN_PRIVATE_H

#include "plain.h"
#include "screen.h"
#include "signals.h"
#include "watch.h"

/* --------------------------------------------------------------------------- lines, plain_input.c
 */

struct plain_input {
    char bytes[4096];
    size_t count;
    bool ended;    /* nothing more will come */
    bool skipping; /* the rest of a line that is too long */
    bool unicode;  /* the locale's text is UTF-8 */
};

enum plain_got {
    PLAIN_NOTHING, /* no whole line is there yet */
    PLAIN_LINE,
    PLAIN_TOO_LONG,
    PLAIN_NO_TEXT,  /* bytes that are no text in the locale */
    PLAIN_CONTROLS, /* control characters, as arrow keys send them */
    PLAIN_END
};

/* Reads what is waiting on standard input, without waiting for more than has been announced. */
void plain_input_read(struct plain_input *input);
/* Takes the next line out of what was read, as UTF-8 without its end and without blanks around it.
 */
enum plain_got plain_input_take(struct plain_input *input, char line[ORDER_SIZE]);
/* Forgets a line that has been begun. */
void plain_input_drop(struct plain_input *input);

/* ------------------------------------------------------------------------- bytes, plain_output.c
 */

struct plain_output {
    int width; /* where lines are broken */
    bool unicode;
    int failure; /* errno of why nobody takes it any more; 0 while somebody does */
    char *bytes; /* not written yet */
    size_t count;
    size_t capacity;
    struct lines wrapped;
};

void plain_output_init(struct plain_output *output, bool unicode);
void plain_output_free(struct plain_output *output);
/* Takes the terminal's width, if there is one. */
void plain_output_measure(struct plain_output *output);
/* One line of any length, made harmless and broken between words. */
void plain_output_line(struct plain_output *output, const char *text);
/* Text without a line's end: the prompt. */
void plain_output_text(struct plain_output *output, const char *text);
void plain_output_break(struct plain_output *output);
void plain_output_flush(struct plain_output *output);

/* ------------------------------------------------------------------------------ everything else */

/* A text that is said a page at a time; `from` and `to` are the lines said last. */
struct plain_text {
    struct lines lines;
    size_t from;
    size_t to;
};

/* What was said of a screen, to find what is new. */
struct plain_said {
    unsigned serial;  /* of the screen; 0: nothing was said */
    uint64_t heading; /* hashes: of its first line, */
    uint64_t here;    /* of the item under the cursor, */
    uint64_t page;    /* of the page of a list */
    size_t from;      /* of a text: lines said last */
    size_t to;
};

#define PLAIN_HERE_SIZE 2048

struct plain {
    struct desk desk;
    struct signals signals;
    struct watch watch;
    struct plain_input input;
    struct plain_output output;
    int page;
    bool echo; /* the input is no terminal: what was read is written after the prompt */
    bool over;
    bool on_line; /* the prompt is the last thing that was written */
    bool stopped; /* by an order: the prompt comes without being asked for */
    enum vha_status status;
    struct vha_error *error;

    struct plain_text words; /* of the top screen */
    char here[PLAIN_HERE_SIZE];
    struct plain_said said[DESK_SCREENS];
    size_t depth;            /* screens when it was last said what is on top */
    struct plain_text aside; /* said at length without leaving the screen */
    bool said_newer;         /* that a newer load is in place */
    uint64_t *heard;         /* hashes of the lines of the words at the last answer */
    size_t heard_count;
    bool answered; /* the order has said something already */
    bool paging;   /* the order has turned a page, of the aside if there is one */
};

struct plain *plain_of(const struct desk *desk);

/* plain_say.c: saying. */
void plain_say(struct plain *plain, const char *format, ...) VHA_PRINTF(2, 3);
/* Makes the words of the top screen anew; a screen that cannot be shown is left and told of. */
void plain_prepare(struct plain *plain);
/* Says what has changed since the last answer. */
void plain_answer(struct plain *plain);
/* The top screen's first line, and where in it the user is. */
void plain_say_heading(struct plain *plain);
void plain_say_place(struct plain *plain);
/* The page in sight once more; the next one, the one before, as far as there are any. */
void plain_say_page(struct plain *plain);
void plain_next(struct plain *plain);
void plain_previous(struct plain *plain);
/* To the section of that number, or that begins with that word; false when there is none. */
bool plain_to_section(struct plain *plain, size_t number, const char *word);
/* The headings of the text at hand; false when it has none. */
bool plain_say_sections(struct plain *plain);
/* Lines to be filled with something said at length, the first page of it in the answer. */
struct lines *plain_begin_aside(struct plain *plain);
bool plain_is_list(struct plain *plain);

#endif
