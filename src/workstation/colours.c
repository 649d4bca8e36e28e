#include "theme.h"

/* Steps of the 6 × 6 × 6 cube of xterm's 256 colours. */
static const uint32_t cube_steps[6] = {0, 95, 135, 175, 215, 255};

static const uint32_t basic_rgb[BASIC_COLOURS] = {
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF};

uint32_t colour_of_indexed(int indexed)
{
    if (indexed < BASIC_COLOURS)
        return basic_rgb[indexed < 0 ? 0 : indexed];
    if (indexed >= 232) {
        const uint32_t grey = 8u + 10u * (uint32_t)(indexed - 232);
        return grey << 16 | grey << 8 | grey;
    }
    const int place = indexed - BASIC_COLOURS;
    return cube_steps[place / 36] << 16 | cube_steps[place / 6 % 6] << 8 | cube_steps[place % 6];
}

static int32_t distance(uint32_t a, uint32_t b)
{
    int32_t sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        const int32_t difference = (int32_t)(a >> shift & 0xFFu) - (int32_t)(b >> shift & 0xFFu);
        sum += difference * difference;
    }
    return sum;
}

int colour_to_indexed(uint32_t rgb)
{
    int best = BASIC_COLOURS;
    for (int i = BASIC_COLOURS; i < 256; i++)
        if (distance(rgb, colour_of_indexed(i)) < distance(rgb, colour_of_indexed(best)))
            best = i;
    return best;
}
