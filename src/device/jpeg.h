/*
 * jpeg.h - pixels as a JPEG file, through TurboJPEG: with the accurate
 * transform, whose bytes do not depend on the machine, and colour as fine as
 * brightness, so that edges of red on blue stay sharp.
 */
#ifndef TS_DEVICE_JPEG_H
#define TS_DEVICE_JPEG_H

#include "canvas/page.h"

typedef struct ts_jpeg {
    const unsigned char *data;
    size_t size;
} ts_jpeg;

/* Grey or sRGB; quality 1 to 100. Without data: memory is out, or the library fails. */
ts_jpeg ts_jpeg_encode(ts_arena *arena, const ts_image *image, int quality);

#endif
