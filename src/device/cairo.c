#include "device/raster.h"

#include "device/encode.h"
#include "device/pixels.h"

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

static bool set_ink(cairo_t *cr, ts_ink ink, double alpha)
{
    double rgb[3];
    if (!ink.swatch)
        return false;
    ts_ink_rgb(ink, rgb);
    cairo_set_source_rgba(cr, rgb[0], rgb[1], rgb[2], alpha);
    return true;
}

static bool set_gradient(raster *r, const ts_gradient *g, double alpha)
{
    size_t count = 0;
    ts_screen_stop *stops = ts_gradient_screen(r->arena, g, &count);
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
    return paint->gradient ? set_gradient(r, paint->gradient, alpha) : set_ink(r->cr, paint->ink, alpha);
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
    if (!(set->type->size > 0) || !set_ink(r->cr, item->u.run.ink, 1))
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

static void play(raster *r, const ts_document *document, size_t page)
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
    double bleed = r->options->bleed ? document->pages[page]->bleed : 0;
    cairo_set_source_rgb(r->cr, 1, 1, 1);
    cairo_paint(r->cr);
    cairo_scale(r->cr, r->scale, r->scale);
    cairo_translate(r->cr, bleed, bleed);
    cairo_set_antialias(r->cr, CAIRO_ANTIALIAS_BEST);
    cairo_set_tolerance(r->cr, 0.05);
    ts_device_play_page(&device, document, page);
    raster_status(r);
}

/* Words of Cairo become three bytes a pixel, in the same memory. */
static const unsigned char *pack(cairo_surface_t *surface, size_t width, size_t height)
{
    cairo_surface_flush(surface);
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

static bool measure(const ts_page *page, const ts_raster_options *options, ts_pixels *pixels,
                    const char **why)
{
    double more = options->bleed ? 2 * page->bleed : 0, scale = options->dpi / 72;
    double width = round((page->width + more) * scale), height = round((page->height + more) * scale);
    *why = "the resolution leaves no pixel";
    if (!(options->dpi > 0) || !(width >= 1) || !(height >= 1))
        return false;
    *why = "the picture would be larger than 200 megapixels; ask for fewer dpi";
    if (width > LONGEST || height > LONGEST || width * height > PIXELS)
        return false;
    *pixels = (ts_pixels){(size_t)width, (size_t)height, 3, NULL, options->dpi};
    return true;
}

static void paint(raster *r, const ts_document *document, size_t page, ts_pixels *pixels,
                  const ts_writer *writer)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)pixels->width, (int)pixels->height);
    r->cr = cairo_create(surface);
    play(r, document, page);
    cairo_destroy(r->cr);
    if (r->status == TS_OK) {
        pixels->rows = pack(surface, pixels->width, pixels->height);
        r->status = ts_png_encode(pixels, writer, &r->why);
    }
    cairo_surface_destroy(surface);
}

ts_status ts_png_write(ts_arena *arena, const ts_document *document, size_t page,
                       const ts_raster_options *options, const ts_writer *writer, const char **why)
{
    ts_pixels pixels;
    (void)arena; /* all that is made here goes with this call */
    *why = "there is no such page";
    if (page >= document->page_count || !measure(document->pages[page], options, &pixels, why))
        return TS_USAGE;
    ts_arena *own = ts_arena_new(0);
    raster r = {.arena = own, .options = options, .scale = options->dpi / 72, .glyphs = {.arena = own}};
    r.why = "memory is out";
    if (!own)
        return TS_MACHINE;
    paint(&r, document, page, &pixels, writer);
    *why = r.why;
    ts_arena_drop(own);
    return r.status;
}
