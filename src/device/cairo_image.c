#include "device/raster.h"

#include <stdlib.h>

/* Cairo's ARGB32 is one native word a pixel, premultiplied. */
static uint32_t premultiplied(const unsigned char *rgb, unsigned alpha)
{
    uint32_t word = (uint32_t)alpha << 24;
    for (int c = 0; c < 3; c++)
        word |= ((uint32_t)rgb[c] * alpha + 127) / 255 << (16 - 8 * c);
    return word;
}

static void copy_rows(cairo_surface_t *surface, const ts_image *image, const raster_look *look, unsigned char *rgb)
{
    unsigned char *data = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface), width = (size_t)image->width;
    for (int y = 0; y < image->height; y++) {
        const unsigned char *alpha = image->alpha ? image->alpha + (size_t)y * width : NULL;
        uint32_t *row = (uint32_t *)(void *)(data + (size_t)y * stride);
        look->row(look->self, image, y, rgb);
        for (size_t x = 0; x < width; x++)
            row[x] = premultiplied(rgb + x * 3, alpha ? alpha[x] : 255);
    }
}

static cairo_surface_t *make_surface(const ts_image *image, const raster_look *look)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, image->width, image->height);
    unsigned char *rgb = malloc((size_t)image->width * 3);
    if (!rgb || cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
        free(rgb);
        cairo_surface_destroy(surface);
        return NULL;
    }
    cairo_surface_flush(surface);
    copy_rows(surface, image, look, rgb);
    cairo_surface_mark_dirty(surface);
    free(rgb);
    return surface;
}

void raster_image(void *self, const ts_item *item)
{
    raster *r = self;
    const ts_image *image = item->u.image.image;
    ts_rect box = item->u.image.box, shown = ts_image_shown(item);
    if (!(box.w > 0) || !(box.h > 0) || !(shown.w > 0) || !(shown.h > 0))
        return;
    cairo_surface_t *surface = ts_image_usable(image) ? make_surface(image, r->look) : NULL;
    if (!surface) {
        raster_fail(r, "a picture is too large, or memory is out");
        return;
    }
    cairo_save(r->cr);
    cairo_rectangle(r->cr, shown.x, shown.y, shown.w, shown.h);
    cairo_translate(r->cr, box.x, box.y);
    cairo_scale(r->cr, box.w / image->width, box.h / image->height);
    cairo_set_source_surface(r->cr, surface, 0, 0);
    /* beyond its edge a picture goes on as at the edge: else edges would fade into the paper */
    cairo_pattern_set_extend(cairo_get_source(r->cr), CAIRO_EXTEND_PAD);
    cairo_pattern_set_filter(cairo_get_source(r->cr), CAIRO_FILTER_GOOD);
    cairo_fill(r->cr);
    cairo_restore(r->cr);
    cairo_surface_destroy(surface);
}
