#include "vision.h"

#include <math.h>

const char *const vision_names[VISIONS] = {
    [VISION_FULL] = "full colour vision",
    [VISION_PROTANOPIA] = "protanopia",
    [VISION_DEUTERANOPIA] = "deuteranopia",
    [VISION_TRITANOPIA] = "tritanopia",
};

/* What somebody without one kind of cones sees, as a matrix on linear RGB: G. M. Machado, M. M.
 * Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision
 * Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009, the tables'
 * rows of severity 1.0. */
static const double seen[VISIONS][3][3] = {
    [VISION_FULL] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    [VISION_PROTANOPIA] = {{0.152286, 1.052583, -0.204868},
                           {0.114503, 0.786281, 0.099216},
                           {-0.003882, -0.048116, 1.051998}},
    [VISION_DEUTERANOPIA] = {{0.367322, 0.860646, -0.227968},
                             {0.280085, 0.672501, 0.047413},
                             {-0.011820, 0.042940, 0.968881}},
    [VISION_TRITANOPIA] = {{1.255528, -0.076749, -0.178779},
                           {-0.078411, 0.930809, 0.147602},
                           {0.004733, 0.691367, 0.303900}},
};

static double to_light(uint32_t value)
{
    const double part = (double)(value & 0xFFu) / 255.0;
    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double mix(const double row[3], struct light light)
{
    const double sum = row[0] * light.red + row[1] * light.green + row[2] * light.blue;
    return fmin(1.0, fmax(0.0, sum));
}

struct light vision_see(enum vision vision, uint32_t rgb)
{
    const struct light light = {to_light(rgb >> 16), to_light(rgb >> 8), to_light(rgb)};
    return (struct light){mix(seen[vision][0], light), mix(seen[vision][1], light),
                          mix(seen[vision][2], light)};
}

static double luminance(struct light light)
{
    return 0.2126 * light.red + 0.7152 * light.green + 0.0722 * light.blue;
}

double vision_contrast(struct light one, struct light other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

struct lab {
    double lightness, a, b;
};

/* The cube root, straightened near black. */
static double lab_root(double share)
{
    const double near_black = 216.0 / 24389.0;
    return share > near_black ? cbrt(share) : (24389.0 / 27.0 * share + 16.0) / 116.0;
}

static struct lab to_lab(struct light light)
{
    const double x = 0.4124564 * light.red + 0.3575761 * light.green + 0.1804375 * light.blue;
    const double y = 0.2126729 * light.red + 0.7151522 * light.green + 0.0721750 * light.blue;
    const double z = 0.0193339 * light.red + 0.1191920 * light.green + 0.9503041 * light.blue;
    const double along_y = lab_root(y);
    return (struct lab){116.0 * along_y - 16.0, 500.0 * (lab_root(x / 0.95047) - along_y),
                        200.0 * (along_y - lab_root(z / 1.08883))};
}

double vision_difference(struct light one, struct light other)
{
    const struct lab a = to_lab(one);
    const struct lab b = to_lab(other);
    return sqrt(pow(a.lightness - b.lightness, 2) + pow(a.a - b.a, 2) + pow(a.b - b.b, 2));
}
