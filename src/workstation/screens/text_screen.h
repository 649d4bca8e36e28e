/* text_screen: what the record, the help and messages have in common: lines in a frame that scroll.
 */
#ifndef WORKSTATION_SCREENS_TEXT_SCREEN_H
#define WORKSTATION_SCREENS_TEXT_SCREEN_H

#include "../lines.h"
#include "../screen.h"

struct text_screen {
    struct lines lines;
    char title[512];
    int width; /* that the lines were made for; 0: not yet */
    int rows;  /* lines in sight */
};

/* The insides of the frame on a screen of that size. */
struct area text_screen_area(int rows, int columns);

/* Takes the desk's size; true when the lines must be made anew, for a width that is another. */
bool text_screen_resize(struct text_screen *screen, const struct desk *desk);

void text_screen_draw(const struct text_screen *screen, struct canvas *canvas);

/* Scrolling, sections, going back: everything that a text can do. */
unsigned text_screen_handle(struct text_screen *screen, const struct event *event);

#endif
