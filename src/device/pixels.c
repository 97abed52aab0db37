#include "device/pixels.h"

#include <math.h>
#include <string.h>

enum { SIDE = 32767, BETWEEN = 12, STOPS = 1024 };

bool ts_image_usable(const ts_image *image)
{
    return image->pixels && image->width > 0 && image->height > 0 && image->width <= SIDE &&
           image->height <= SIDE;
}

void ts_image_row_rgb(const ts_image *image, const ts_colour *colour, int row, unsigned char *rgb)
{
    static const size_t channels[] = {1, 3, 4};
    size_t width = (size_t)image->width;
    const unsigned char *from = image->pixels + (size_t)row * width * channels[image->space];
    if (image->space == TS_IMAGE_CMYK)
        ts_colour_pixels_to_rgb(colour, from, rgb, width);
    else if (image->space == TS_IMAGE_RGB)
        memcpy(rgb, from, width * 3);
    else
        for (size_t i = 0; i < width; i++)
            memset(rgb + i * 3, from[i], 3);
}

static bool curved(ts_ink from, ts_ink to)
{
    return (from.swatch && from.swatch->colour) || (to.swatch && to.swatch->colour);
}

ts_screen_stop *ts_gradient_screen(ts_arena *arena, const ts_gradient *gradient, size_t *count)
{
    size_t given = gradient->count < STOPS ? gradient->count : STOPS, n = 0;
    ts_screen_stop *stops = TS_ARRAY(arena, ts_screen_stop, given * BETWEEN + 1);
    if (!stops)
        return NULL;
    for (size_t i = 0; i < given; i++) {
        const ts_stop *a = &gradient->stops[i], *b = i + 1 < given ? a + 1 : a;
        int parts = b != a && curved(a->ink, b->ink) ? BETWEEN : 1;
        for (int k = 0; k < parts; k++, n++) {
            double at = (double)k / parts;
            stops[n].offset = fmin(1, fmax(0, a->offset + (b->offset - a->offset) * at));
            ts_ink_mix_rgb(a->ink, b->ink, at, stops[n].rgb);
        }
    }
    *count = n;
    return stops;
}
