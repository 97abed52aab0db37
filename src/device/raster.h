/*
 * raster.h - a page on a Cairo surface: what the picture of a page (cairo.c) and
 * its plates (plates.c) share.
 *
 * A look says what the pixels stand for: colours of a screen, or the coverage
 * of one ink as grey. It also decides what leaves a plate as it is.
 */
#ifndef TS_DEVICE_RASTER_H
#define TS_DEVICE_RASTER_H

#include "device/device.h"
#include "device/glyphs.h"
#include "device/pixels.h"

#include <cairo.h>

typedef struct raster_look {
    const void *self;
    double ground; /* grey of the bare sheet */
    bool (*ink)(const void *self, ts_ink ink, bool type, double rgb[3]); /* false: nothing is painted */
    ts_screen_stop *(*stops)(const void *self, ts_arena *arena, const ts_gradient *gradient, size_t *count);
    void (*row)(const void *self, const ts_image *image, int row, unsigned char *rgb);
} raster_look;

typedef struct raster_order {
    const ts_document *document;
    size_t page;
    ts_rect box; /* what is seen of the page, in points from the trim's corner */
    double dpi;
    const raster_look *look;
    const ts_arena *within; /* whose stop (ts_arena_heed) ends it between two items */
} raster_order;

typedef struct raster {
    ts_arena *arena; /* of one call */
    const raster_look *look;
    cairo_t *cr;
    ts_glyphs glyphs;
    ts_status status;
    const char *why;
} raster;

/* The box in whole pixels. False with *why: it has none, or is larger than 200 megapixels. */
bool raster_measure(ts_rect box, double dpi, size_t *width, size_t *height, const char **why);
/* Rows of native words, 0xXXRRGGBB. NULL with *why: memory is out, Cairo failed, or it was stopped. */
cairo_surface_t *raster_draw(const raster_order *order, const char **why);

void raster_fail(raster *r, const char *why);
void raster_image(void *self, const ts_item *item);

#endif
