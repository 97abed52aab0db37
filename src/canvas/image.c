#include "canvas/page.h"

static size_t pixels_of(const ts_image *image)
{
    return (size_t)image->width * (size_t)image->height;
}

/* Clear pixels print nothing. */
static bool count_inks(ts_arena *arena, ts_image *image)
{
    ts_ink_counts *counts = TS_NEW(arena, ts_ink_counts);
    const unsigned char *p = image->pixels;
    if (!counts)
        return false;
    for (size_t i = 0, n = pixels_of(image); i < n; i++, p += 4) {
        unsigned colour = (unsigned)p[0] + p[1] + p[2];
        if (image->alpha && !image->alpha[i])
            continue;
        counts->without_black[(colour * 100 + 254) / 255]++;
        counts->total[((colour + p[3]) * 100 + 254) / 255]++;
    }
    image->inks = counts;
    return true;
}

static bool convert(ts_arena *arena, ts_image *image, const ts_colour *colour)
{
    unsigned char *pixels = ts_arena_array(arena, pixels_of(image), 4);
    if (!pixels)
        return false;
    ts_colour_pixels_to_cmyk(colour, image->pixels, pixels, pixels_of(image));
    image->space = TS_IMAGE_CMYK;
    image->pixels = pixels;
    image->jpeg = NULL; /* its own bytes are of another colour space */
    image->jpeg_size = 0;
    return true;
}

const ts_image *ts_image_for_press(ts_arena *arena, const ts_image *image, const ts_colour *colour)
{
    if (image->space == TS_IMAGE_GREY || image->inks)
        return image;
    ts_image *made = TS_NEW(arena, ts_image);
    if (!made)
        return NULL;
    *made = *image;
    if (made->space == TS_IMAGE_RGB && !convert(arena, made, colour))
        return NULL;
    return count_inks(arena, made) ? made : NULL;
}
