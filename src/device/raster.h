/*
 * raster.h - what the two files of the raster device share.
 */
#ifndef TS_DEVICE_RASTER_H
#define TS_DEVICE_RASTER_H

#include "device/device.h"
#include "device/glyphs.h"

#include <cairo.h>

typedef struct raster {
    ts_arena *arena; /* of one call */
    const ts_raster_options *options;
    cairo_t *cr;
    ts_glyphs glyphs;
    double scale; /* pixels to the point, where art is not scaled */
    ts_status status;
    const char *why;
} raster;

void raster_fail(raster *r, const char *why);
void raster_image(void *self, const ts_item *item);

#endif
