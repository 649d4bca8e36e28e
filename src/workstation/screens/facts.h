/*
 * facts: one thing with all that is on record of it, a label and a text a line: an entry of the
 * audit log, an enquiry.
 */
#ifndef WORKSTATION_SCREENS_FACTS_H
#define WORKSTATION_SCREENS_FACTS_H

#include "../screen.h"

struct facts;

struct facts *facts_new(const char *title);
void facts_free(struct facts *facts);
/* Adds a line; a text of several lines, as they are; NULL or "" says that there is nothing. */
void facts_add(struct facts *facts, const char *label, const char *text);
/* That an enquiry can be made about entry `entry`, which is told of as `about`. */
void facts_about_entry(struct facts *facts, int64_t entry, const char *about);
/* Has the facts read again, by number, when something was added to what is on record since. */
typedef enum vha_status facts_function(struct facts *facts, struct desk *desk, int64_t number,
                                       struct vha_error *error);
void facts_read_by(struct facts *facts, const struct desk *desk, facts_function *read,
                   int64_t number);
/* The screen owns the facts from then on. */
struct screen facts_screen(struct facts *facts);

#endif
