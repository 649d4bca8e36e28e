/* Lists of given names and surnames, to be combined at random. */
#ifndef SYNTH_NAMES_H
#define SYNTH_NAMES_H

#include <stddef.h>

struct synth_names {
    size_t count;
    const char *const *names;
};

extern const struct synth_names synth_male_forenames;
extern const struct synth_names synth_female_forenames;
extern const struct synth_names synth_surnames;
extern const struct synth_names synth_plain_surnames; /* the second half of a double one */
/* Names in other scripts and forms; those of one row are of one script. */
extern const struct synth_names synth_script_surnames;
extern const struct synth_names synth_script_forenames;

#endif
