#include "device/raster.h"

#include "device/encode.h"

#include <math.h>
#include <string.h>

enum { PIXELS = 200000000, LONGEST = 32767 }; /* of a picture of a page; a side in Cairo's image surface */

void raster_fail(raster *r, const char *why)
{
    if (r->status == TS_OK)
        r->why = why;
    r->status = TS_MACHINE;
}

static ts_status raster_status(void *self)
{
    raster *r = self;
    if (ts_arena_stopped(r->arena))
        raster_fail(r, "it was stopped");
    if (r->status == TS_OK && cairo_status(r->cr) != CAIRO_STATUS_SUCCESS)
        raster_fail(r, cairo_status_to_string(cairo_status(r->cr)));
    return r->status;
}

/* ---- paths and paints */

static void trace_path(cairo_t *cr, const ts_path *path)
{
    const ts_point *p = path->points.items;
    cairo_new_path(cr);
    for (size_t i = 0; i < path->verbs.count; i++) {
        switch ((ts_verb)path->verbs.items[i]) {
        case TS_MOVE:
            cairo_move_to(cr, p->x, p->y);
            p++;
            break;
        case TS_LINE:
            cairo_line_to(cr, p->x, p->y);
            p++;
            break;
        case TS_CURVE:
            cairo_curve_to(cr, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y);
            p += 3;
            break;
        case TS_CLOSE:
            cairo_close_path(cr);
            break;
        }
    }
}

static double opacity(const ts_paint *paint)
{
    return fmin(1, fmax(0, paint->opacity));
}

static bool set_ink(const raster *r, ts_ink ink, bool type, double alpha)
{
    double rgb[3];
    if (!ink.swatch || !r->look->ink(r->look->self, ink, type, rgb))
        return false;
    cairo_set_source_rgba(r->cr, rgb[0], rgb[1], rgb[2], alpha);
    return true;
}

static bool set_gradient(raster *r, const ts_gradient *g, double alpha)
{
    size_t count = 0;
    ts_screen_stop *stops = r->look->stops(r->look->self, r->arena, g, &count);
    if (!stops) {
        raster_fail(r, "memory is out");
        return false;
    }
    cairo_pattern_t *pattern =
        g->radial ? cairo_pattern_create_radial(g->from.x, g->from.y, fmax(0, g->from_radius), g->to.x,
                                                g->to.y, fmax(0, g->to_radius))
                  : cairo_pattern_create_linear(g->from.x, g->from.y, g->to.x, g->to.y);
    for (size_t i = 0; i < count; i++)
        cairo_pattern_add_color_stop_rgba(pattern, stops[i].offset, stops[i].rgb[0], stops[i].rgb[1],
                                          stops[i].rgb[2], alpha);
    cairo_set_source(r->cr, pattern);
    cairo_pattern_destroy(pattern);
    return count > 0;
}

static bool set_paint(raster *r, const ts_paint *paint)
{
    double alpha = opacity(paint);
    if (!(alpha > 0))
        return false;
    return paint->gradient ? set_gradient(r, paint->gradient, alpha) : set_ink(r, paint->ink, false, alpha);
}

static void set_rule(cairo_t *cr, bool even_odd)
{
    cairo_set_fill_rule(cr, even_odd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
}

static void fill(void *self, const ts_item *item)
{
    raster *r = self;
    if (!set_paint(r, &item->u.fill.paint))
        return;
    trace_path(r->cr, item->u.fill.path);
    set_rule(r->cr, item->u.fill.even_odd);
    cairo_fill(r->cr);
}

/* ---- strokes */

/* Cairo takes no negative dash and no pattern of nothing: such a line is solid. */
static bool dashes_usable(const ts_stroke *stroke)
{
    double sum = 0;
    for (size_t i = 0; i < stroke->dash_count; i++) {
        if (!(stroke->dashes[i] >= 0))
            return false;
        sum += stroke->dashes[i];
    }
    return sum > 0 && isfinite(sum) && isfinite(stroke->dash_phase);
}

static void set_stroke(cairo_t *cr, const ts_stroke *stroke)
{
    static const cairo_line_cap_t caps[] = {CAIRO_LINE_CAP_BUTT, CAIRO_LINE_CAP_ROUND, CAIRO_LINE_CAP_SQUARE};
    static const cairo_line_join_t joins[] = {CAIRO_LINE_JOIN_MITER, CAIRO_LINE_JOIN_ROUND,
                                              CAIRO_LINE_JOIN_BEVEL};
    cairo_set_line_width(cr, stroke->width);
    cairo_set_line_cap(cr, caps[stroke->cap]);
    cairo_set_line_join(cr, joins[stroke->join]);
    cairo_set_miter_limit(cr, stroke->miter > 0 ? stroke->miter : 10);
    bool dashed = dashes_usable(stroke);
    cairo_set_dash(cr, dashed ? stroke->dashes : NULL, dashed ? (int)stroke->dash_count : 0,
                   dashed ? stroke->dash_phase : 0);
}

static void stroke(void *self, const ts_item *item)
{
    raster *r = self;
    if (!(item->u.stroke.stroke.width > 0) || !set_paint(r, &item->u.stroke.paint))
        return;
    trace_path(r->cr, item->u.stroke.path);
    set_stroke(r->cr, &item->u.stroke.stroke);
    cairo_stroke(r->cr);
}

/* ---- type: outlines, since cairo_show_glyphs would snap to whole pixels */

static void glyph(raster *r, const ts_run *run, const ts_glyph *g, ts_point pen)
{
    size_t at = ts_glyphs_find(&r->glyphs, run->font, g->id);
    if (at == SIZE_MAX) {
        raster_fail(r, "memory is out");
        return;
    }
    cairo_save(r->cr);
    cairo_translate(r->cr, pen.x + g->dx, pen.y + g->dy);
    cairo_scale(r->cr, run->type->size, run->type->size);
    trace_path(r->cr, r->glyphs.shapes.items[at].path);
    cairo_fill(r->cr);
    cairo_restore(r->cr);
}

static void run(void *self, const ts_item *item)
{
    raster *r = self;
    const ts_run *set = item->u.run.run;
    ts_point pen = {item->u.run.x, item->u.run.baseline};
    if (!(set->type->size > 0) || !set_ink(r, item->u.run.ink, true, 1))
        return;
    set_rule(r->cr, false);
    for (size_t i = 0; i < set->count && r->status == TS_OK; i++) {
        glyph(r, set, &set->glyphs[i], pen);
        pen.x += set->glyphs[i].advance;
    }
}

/* ---- art and clips */

static void begin_art(void *self, const ts_item *item)
{
    raster *r = self;
    ts_matrix m = item->u.art.matrix;
    cairo_matrix_t matrix = {m.a, m.b, m.c, m.d, m.e, m.f};
    cairo_save(r->cr);
    cairo_transform(r->cr, &matrix);
}

static void clip(void *self, const ts_item *item)
{
    raster *r = self;
    cairo_save(r->cr);
    trace_path(r->cr, item->u.clip.path);
    set_rule(r->cr, item->u.clip.even_odd);
    cairo_clip(r->cr);
}

static void restore(void *self, const ts_item *item)
{
    (void)item;
    cairo_restore(((raster *)self)->cr);
}

/* ---- a page as pixels */

static void play(raster *r, const raster_order *order)
{
    const ts_device device = {
        .self = r,
        .status = raster_status,
        .fill = fill,
        .stroke = stroke,
        .run = run,
        .image = raster_image,
        .begin_art = begin_art,
        .end_art = restore,
        .clip = clip,
        .unclip = restore,
    };
    double scale = order->dpi / 72, ground = order->look->ground;
    cairo_set_source_rgb(r->cr, ground, ground, ground);
    cairo_paint(r->cr);
    cairo_scale(r->cr, scale, scale);
    cairo_translate(r->cr, -order->box.x, -order->box.y);
    cairo_set_antialias(r->cr, CAIRO_ANTIALIAS_BEST);
    cairo_set_tolerance(r->cr, 0.05);
    ts_device_play_page(&device, order->document, order->page);
    raster_status(r);
}

bool raster_measure(ts_rect box, double dpi, size_t *width, size_t *height, const char **why)
{
    double scale = dpi / 72, w = round(box.w * scale), h = round(box.h * scale);
    *why = "the resolution leaves no pixel";
    if (!(dpi > 0) || !(w >= 1) || !(h >= 1))
        return false;
    *why = "the picture would be larger than 200 megapixels; ask for fewer dpi";
    if (w > LONGEST || h > LONGEST || w * h > PIXELS)
        return false;
    *width = (size_t)w;
    *height = (size_t)h;
    return true;
}

cairo_surface_t *raster_draw(const raster_order *order, const char **why)
{
    size_t width, height;
    if (!raster_measure(order->box, order->dpi, &width, &height, why))
        return NULL;
    *why = "memory is out";
    ts_arena *own = ts_arena_new(0);
    if (!own)
        return NULL;
    ts_arena_heed_as(own, order->within);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
    raster r = {.arena = own, .look = order->look, .glyphs = {.arena = own}, .cr = cairo_create(surface)};
    play(&r, order);
    cairo_destroy(r.cr);
    cairo_surface_flush(surface);
    ts_arena_drop(own);
    if (r.status == TS_OK)
        return surface;
    *why = r.why;
    cairo_surface_destroy(surface);
    return NULL;
}

/* ---- the picture of a page */

static bool screen_ink(const void *self, ts_ink ink, bool type, double rgb[3])
{
    (void)self, (void)type;
    ts_ink_rgb(ink, rgb);
    return true;
}

static ts_screen_stop *screen_stops(const void *self, ts_arena *arena, const ts_gradient *gradient, size_t *count)
{
    (void)self;
    return ts_gradient_screen(arena, gradient, count);
}

static void screen_row(const void *self, const ts_image *image, int row, unsigned char *rgb)
{
    ts_image_row_rgb(image, self, row, rgb);
}

/* Words of Cairo become three bytes a pixel, in the same memory. */
static const unsigned char *pack(cairo_surface_t *surface, size_t width, size_t height)
{
    unsigned char *data = cairo_image_surface_get_data(surface), *to = data;
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    for (size_t y = 0; y < height; y++) {
        const unsigned char *from = data + y * stride;
        for (size_t x = 0; x < width; x++, from += 4) {
            uint32_t word;
            memcpy(&word, from, sizeof word);
            *to++ = (unsigned char)(word >> 16);
            *to++ = (unsigned char)(word >> 8);
            *to++ = (unsigned char)word;
        }
    }
    return data;
}

ts_rect ts_raster_box(const ts_page *page, bool bleed)
{
    double more = bleed ? page->bleed : 0;
    return (ts_rect){-more, -more, page->width + 2 * more, page->height + 2 * more};
}

ts_status ts_png_write(ts_arena *arena, const ts_document *document, size_t page,
                       const ts_raster_options *options, const ts_writer *writer, const char **why)
{
    const raster_look look = {options->colour, 1, screen_ink, screen_stops, screen_row};
    ts_pixels pixels = {.channels = 3, .dpi = options->dpi, .within = arena};
    *why = "there is no such page";
    if (page >= document->page_count)
        return TS_USAGE;
    const raster_order order = {document, page, ts_raster_box(document->pages[page], options->bleed), options->dpi, &look, arena};
    if (!raster_measure(order.box, order.dpi, &pixels.width, &pixels.height, why))
        return TS_USAGE;
    cairo_surface_t *surface = raster_draw(&order, why);
    if (!surface)
        return TS_MACHINE;
    pixels.rows = pack(surface, pixels.width, pixels.height);
    ts_status status = ts_png_encode(&pixels, writer, why);
    cairo_surface_destroy(surface);
    return status;
}
