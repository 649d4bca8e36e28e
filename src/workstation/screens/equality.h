/*
 * equality: a quarter's equality review on the screen (SOP 54 to 58, 67), as pictures or in words.
 */
#ifndef WORKSTATION_SCREENS_EQUALITY_H
#define WORKSTATION_SCREENS_EQUALITY_H

#include "../lines.h"
#include "../screen.h"
#include "vha/equality_review.h"

/* Where reviews are made from. */
struct vha_review_sources equality_sources(const struct desk *desk);

/* ---- equality_draw.c */
/* Adds all of it as lines for a screen so wide: tables with a bar for each share, and ratios with
 * their intervals on a scale. */
void equality_draw_lines(const struct vha_quarter_review *review, int width, bool unicode,
                         struct lines *lines);

/* ---- equality_say.c */
/* The same in sentences. */
void equality_say_lines(const struct vha_quarter_review *review, struct lines *lines);
/* What the register keeps of it, and the notes on methods and sources: broken at `width`, 0: not.
 */
void equality_add_record(const struct vha_quarter_review *review, int width, struct lines *lines);
void equality_add_notes(int width, struct lines *lines);
/* "2026-Q3 beside 2026-Q2, 208 on the list". */
void equality_heading(const struct vha_quarter_review *review, char *out, size_t size);

/* ---- equality_close.c */
/* Begins the form that closes the review of the quarter in force. */
enum vha_status equality_begin_closing(struct desk *desk, struct vha_error *error) VHA_MUST_CHECK;

#endif
