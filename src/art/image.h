/*
 * image.h - inside the readers of JPEG and PNG: what they share.
 *
 * A reader gets the bytes of a whole file, checks the size that it claims
 * against TS_IMAGE_PIXELS before any memory is taken, and gives 8-bit pixels.
 */
#ifndef TS_ART_IMAGE_H
#define TS_ART_IMAGE_H

#include "art/art.h"

typedef struct ts_bytes {
    const unsigned char *data;
    size_t size;
} ts_bytes;

/* NULL or a sentence that says why the picture cannot be read, which lives as long as the arena. The profile of a
 * picture in colour goes along; nothing is converted here. */
const char *ts_jpeg_decode(ts_arena *arena, ts_bytes file, ts_image *image);
const char *ts_png_decode(ts_arena *arena, ts_bytes file, ts_image *image);

bool ts_image_fits(unsigned width, unsigned height);
/* Turns pixels as the EXIF orientation (1..8) asks for; false: memory is out. */
bool ts_image_turn(ts_arena *arena, ts_image *image, int orientation);
int ts_image_channels(ts_image_space space);

#endif
