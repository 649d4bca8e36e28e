/*
 * vision: colours as eyes see them, for the tests of themes. Contrast as WCAG 2.1 defines it,
 * simulated colour vision deficiencies, and how different two colours look.
 */
#ifndef WORKSTATION_VISION_H
#define WORKSTATION_VISION_H

#include <stdint.h>

enum vision { VISION_FULL, VISION_PROTANOPIA, VISION_DEUTERANOPIA, VISION_TRITANOPIA, VISIONS };
extern const char *const vision_names[VISIONS];

/* Light of the three primaries of sRGB, 0 to 1 each. */
struct light {
    double red, green, blue;
};

/* A colour, 0xrrggbb, as somebody with that vision sees it. */
struct light vision_see(enum vision vision, uint32_t rgb);

/* From 1, for the same, to 21, for black and white: WCAG 2.1, "contrast ratio". */
double vision_contrast(struct light one, struct light other);

/* Distance in CIE L*a*b* (CIE 1976, white D65): 0 for the same, about 2 for a difference that is
 * only just seen side by side, 100 for black and white. */
double vision_difference(struct light one, struct light other);

#endif
