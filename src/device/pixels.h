/*
 * pixels.h - a picture of the page in sRGB. Private to the devices that show
 * colours on a screen.
 */
#ifndef TS_DEVICE_PIXELS_H
#define TS_DEVICE_PIXELS_H

#include "canvas/page.h"

/* One row as sRGB, three bytes a pixel: CMYK through the profile. */
void ts_image_row_rgb(const ts_image *image, const ts_colour *colour, int row, unsigned char *rgb);

/* A picture can be shown: sides of 1 to 32767, pixels there. */
bool ts_image_usable(const ts_image *image);

/* The stops of a gradient as a screen needs them: between two inks the press
 * blends builds, which is no straight line in sRGB, so that places are put in
 * between. In the arena; NULL: memory is out. */
typedef struct ts_screen_stop {
    double offset, rgb[3];
} ts_screen_stop;
ts_screen_stop *ts_gradient_screen(ts_arena *arena, const ts_gradient *gradient, size_t *count);

#endif
