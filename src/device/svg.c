#include "device/svg.h"

#include "device/glyphs.h"
#include "device/pixels.h"

#include <math.h>
#include <string.h>

enum { DECIMALS = 3, UNITS = 1000, ART_DEPTH = 16 };

/* Written as it comes; ids count from 1 in order of use, so that the same page
 * gives the same bytes. Glyphs stand at the end, each once: SVG lets a use
 * come before what it names. */
typedef struct svg {
    ts_arena *arena;
    const ts_raster_options *options;
    ts_out out;
    ts_glyphs glyphs;
    size_t gradients, clips;
    int decimals;                /* of coordinates: more where art is scaled down */
    int outer[ART_DEPTH], depth; /* decimals outside of the art that is open */
    ts_status status;
    const char *why;
} svg;

static void fail(svg *s, const char *why)
{
    if (s->status == TS_OK)
        s->why = why;
    s->status = TS_MACHINE;
}

static ts_status svg_status(void *self)
{
    svg *s = self;
    if (s->out.failed)
        fail(s, "the file could not be written");
    return s->status;
}

static void put(svg *s, const char *text)
{
    ts_out_text(&s->out, text);
}

static void number(svg *s, double value)
{
    ts_out_number(&s->out, value, s->decimals);
}

static void pair(svg *s, ts_point p)
{
    number(s, p.x);
    put(s, " ");
    number(s, p.y);
}

static void attribute(svg *s, const char *name, double value)
{
    put(s, " ");
    put(s, name);
    put(s, "=\"");
    number(s, value);
    put(s, "\"");
}

/* ---- paths */

static void path_data(svg *s, const ts_path *path)
{
    static const struct {
        const char *letter;
        size_t points;
    } verbs[] = {[TS_MOVE] = {"M", 1}, [TS_LINE] = {"L", 1}, [TS_CURVE] = {"C", 3}, [TS_CLOSE] = {"Z", 0}};
    const ts_point *p = path->points.items;
    put(s, " d=\"");
    for (size_t i = 0; i < path->verbs.count; i++) {
        put(s, verbs[path->verbs.items[i]].letter);
        for (size_t j = 0; j < verbs[path->verbs.items[i]].points; j++) {
            put(s, j ? " " : "");
            pair(s, *p++);
        }
    }
    put(s, "\"");
}

/* ---- paints */

static void put_rgb(svg *s, const double rgb[3])
{
    static const char hex[] = "0123456789abcdef";
    char text[8] = "#";
    for (int i = 0; i < 3; i++) {
        unsigned v = (unsigned)lround(fmin(1, fmax(0, rgb[i])) * 255);
        text[1 + i * 2] = hex[v >> 4];
        text[2 + i * 2] = hex[v & 15];
    }
    put(s, text);
}

static void gradient_place(svg *s, const ts_gradient *g)
{
    const char *const *names = g->radial ? (const char *const[]){"fx", "fy", "cx", "cy"}
                                         : (const char *const[]){"x1", "y1", "x2", "y2"};
    attribute(s, names[0], g->from.x);
    attribute(s, names[1], g->from.y);
    attribute(s, names[2], g->to.x);
    attribute(s, names[3], g->to.y);
    if (g->radial)
        attribute(s, "r", g->to_radius);
}

/* SVG 1.1 begins a radial gradient in a point: an inner circle is made by
 * moving the stops outwards, which is exact where the circles share a centre. */
static double stop_offset(const ts_gradient *g, double offset)
{
    double inner = g->radial && g->to_radius > 0 ? fmin(1, fmax(0, g->from_radius / g->to_radius)) : 0;
    return inner + offset * (1 - inner);
}

static bool put_gradient(svg *s, const ts_gradient *g)
{
    size_t count = 0;
    ts_screen_stop *stops = ts_gradient_screen(s->arena, g, &count);
    if (!stops) {
        fail(s, "memory is out");
        return false;
    }
    put(s, g->radial ? "<radialGradient id=\"g" : "<linearGradient id=\"g");
    ts_out_whole(&s->out, ++s->gradients);
    put(s, "\" gradientUnits=\"userSpaceOnUse\"");
    gradient_place(s, g);
    put(s, ">");
    for (size_t i = 0; i < count; i++) {
        put(s, "<stop offset=\"");
        ts_out_number(&s->out, stop_offset(g, stops[i].offset), 4);
        put(s, "\" stop-color=\"");
        put_rgb(s, stops[i].rgb);
        put(s, "\"/>");
    }
    put(s, g->radial ? "</radialGradient>\n" : "</linearGradient>\n");
    return true;
}

/* What has to stand before the element; false: nothing would show. */
static bool prepare_paint(svg *s, const ts_paint *paint)
{
    if (!(paint->opacity > 0))
        return false;
    return paint->gradient ? put_gradient(s, paint->gradient) : paint->ink.swatch != NULL;
}

static void put_paint(svg *s, const char *name, const ts_paint *paint)
{
    put(s, " ");
    put(s, name);
    if (paint->gradient) {
        put(s, "=\"url(#g");
        ts_out_whole(&s->out, s->gradients);
        put(s, ")\"");
    } else {
        double rgb[3];
        ts_ink_rgb(paint->ink, rgb);
        put(s, "=\"");
        put_rgb(s, rgb);
        put(s, "\"");
    }
    if (paint->opacity < 1) {
        put(s, " ");
        put(s, name);
        put(s, "-opacity=\"");
        ts_out_number(&s->out, paint->opacity, 4);
        put(s, "\"");
    }
}

static void fill(void *self, const ts_item *item)
{
    svg *s = self;
    if (!prepare_paint(s, &item->u.fill.paint))
        return;
    put(s, "<path");
    path_data(s, item->u.fill.path);
    put_paint(s, "fill", &item->u.fill.paint);
    put(s, item->u.fill.even_odd ? " fill-rule=\"evenodd\"/>\n" : "/>\n");
}

static void put_dashes(svg *s, const ts_stroke *stroke)
{
    double sum = 0;
    for (size_t i = 0; i < stroke->dash_count; i++)
        sum += stroke->dashes[i] >= 0 ? stroke->dashes[i] : -INFINITY;
    if (!(sum > 0)) /* SVG 1.1, 11.4: a negative length is an error, a sum of 0 a solid line */
        return;
    put(s, " stroke-dasharray=\"");
    for (size_t i = 0; i < stroke->dash_count; i++) {
        put(s, i ? " " : "");
        number(s, stroke->dashes[i]);
    }
    put(s, "\"");
    if (stroke->dash_phase != 0)
        attribute(s, "stroke-dashoffset", stroke->dash_phase);
}

static void stroke(void *self, const ts_item *item)
{
    static const char *const caps[] = {"", " stroke-linecap=\"round\"", " stroke-linecap=\"square\""};
    static const char *const joins[] = {"", " stroke-linejoin=\"round\"", " stroke-linejoin=\"bevel\""};
    svg *s = self;
    const ts_stroke *how = &item->u.stroke.stroke;
    if (!(how->width > 0) || !prepare_paint(s, &item->u.stroke.paint))
        return;
    put(s, "<path");
    path_data(s, item->u.stroke.path);
    put(s, " fill=\"none\"");
    put_paint(s, "stroke", &item->u.stroke.paint);
    attribute(s, "stroke-width", how->width);
    put(s, caps[how->cap]);
    put(s, joins[how->join]);
    if (how->join == TS_JOIN_MITER)
        attribute(s, "stroke-miterlimit", how->miter > 0 ? how->miter : 10);
    put_dashes(s, how);
    put(s, "/>\n");
}

/* ---- type: a use of an outline a glyph, in thousandths of the em */

static void glyph(svg *s, size_t shape, double x, double y)
{
    put(s, "<use xlink:href=\"#t");
    ts_out_whole(&s->out, shape + 1);
    put(s, "\" x=\"");
    ts_out_number(&s->out, x, 1);
    if (fabs(y) > 0.05) {
        put(s, "\" y=\"");
        ts_out_number(&s->out, y, 1);
    }
    put(s, "\"/>");
}

static void glyphs(svg *s, const ts_run *run)
{
    double pen = 0, unit = UNITS / run->type->size;
    for (size_t i = 0; i < run->count; i++) {
        const ts_glyph *g = &run->glyphs[i];
        size_t shape = ts_glyphs_find(&s->glyphs, run->font, g->id);
        if (shape == SIZE_MAX) {
            fail(s, "memory is out");
            return;
        }
        if (s->glyphs.shapes.items[shape].path->verbs.count)
            glyph(s, shape, (pen + g->dx) * unit, g->dy * unit);
        pen += g->advance;
    }
}

static void run(void *self, const ts_item *item)
{
    svg *s = self;
    const ts_run *set = item->u.run.run;
    const ts_paint paint = {.ink = item->u.run.ink, .opacity = 1};
    if (!(set->type->size > 0) || !paint.ink.swatch)
        return;
    put(s, "<g aria-label=\"");
    ts_out_xml(&s->out, set->text, set->length);
    put(s, "\"");
    put_paint(s, "fill", &paint);
    put(s, " transform=\"translate(");
    pair(s, (ts_point){item->u.run.x, item->u.run.baseline});
    put(s, ") scale(");
    ts_out_number(&s->out, set->type->size / UNITS, 6);
    put(s, ")\">");
    glyphs(s, set);
    put(s, "</g>\n");
}

static void glyph_shapes(svg *s)
{
    if (!s->glyphs.shapes.count)
        return;
    s->decimals = 1;
    put(s, "<defs>\n");
    for (size_t i = 0; i < s->glyphs.shapes.count; i++) {
        const ts_path *path = s->glyphs.shapes.items[i].path;
        if (!path->verbs.count)
            continue;
        put(s, "<path id=\"t");
        ts_out_whole(&s->out, i + 1);
        put(s, "\"");
        const ts_path *scaled = ts_path_transformed(s->arena, path, (ts_matrix){UNITS, 0, 0, UNITS, 0, 0});
        if (!scaled || scaled->failed)
            fail(s, "memory is out");
        else
            path_data(s, scaled);
        put(s, "/>\n");
    }
    put(s, "</defs>\n");
}

/* ---- clips, art, pictures */

static void open_clip(svg *s, const ts_path *path, bool even_odd)
{
    put(s, "<clipPath id=\"c");
    ts_out_whole(&s->out, ++s->clips);
    put(s, "\"><path");
    path_data(s, path);
    put(s, even_odd ? " clip-rule=\"evenodd\"" : "");
    put(s, "/></clipPath>\n<g clip-path=\"url(#c");
    ts_out_whole(&s->out, s->clips);
    put(s, ")\">\n");
}

static void clip(void *self, const ts_item *item)
{
    open_clip(self, item->u.clip.path, item->u.clip.even_odd);
}

static void unclip(void *self, const ts_item *item)
{
    (void)item;
    put(self, "</g>\n");
}

/* Art in large units needs fewer decimals than art in small ones. */
static int decimals_for(int outside, ts_matrix m)
{
    double scale = sqrt(fabs(m.a * m.d - m.b * m.c));
    int more = (int)ceil(log10(scale));
    int decimals = outside + (more > -3 ? more : -3);
    return decimals < 1 ? 1 : decimals > 6 ? 6 : decimals;
}

static void begin_art(void *self, const ts_item *item)
{
    svg *s = self;
    ts_matrix m = item->u.art.matrix;
    const double parts[] = {m.a, m.b, m.c, m.d, m.e, m.f};
    put(s, "<g transform=\"matrix(");
    for (int i = 0; i < 6; i++) {
        put(s, i ? " " : "");
        ts_out_number(&s->out, parts[i], 9);
    }
    put(s, ")\">\n");
    s->outer[s->depth++ % ART_DEPTH] = s->decimals;
    s->decimals = decimals_for(s->decimals, m);
}

static void end_art(void *self, const ts_item *item)
{
    svg *s = self;
    (void)item;
    s->decimals = s->outer[--s->depth % ART_DEPTH];
    put(s, "</g>\n");
}

static void put_image(svg *s, const ts_item *item)
{
    ts_rect box = item->u.image.box;
    put(s, "<image");
    attribute(s, "x", box.x);
    attribute(s, "y", box.y);
    attribute(s, "width", box.w);
    attribute(s, "height", box.h);
    put(s, " preserveAspectRatio=\"none\" xlink:href=\"");
    if (!svg_image_data(&s->out, item->u.image.image, s->options->colour))
        fail(s, "a picture is too large, or memory is out");
    put(s, "\"/>\n");
}

static void image(void *self, const ts_item *item)
{
    svg *s = self;
    ts_rect box = item->u.image.box, shown = ts_image_shown(item);
    if (!(box.w > 0) || !(box.h > 0) || !(shown.w > 0) || !(shown.h > 0))
        return;
    bool whole = shown.w >= box.w && shown.h >= box.h;
    ts_path *frame = whole ? NULL : ts_path_new(s->arena);
    if (whole) {
        put_image(s, item);
        return;
    }
    ts_path_rect(frame, shown);
    if (!frame || frame->failed) {
        fail(s, "memory is out");
        return;
    }
    open_clip(s, frame, false);
    put_image(s, item);
    put(s, "</g>\n");
}

/* ---- the page */

static void texts(svg *s, const ts_document *document, size_t page)
{
    put(s, "<title>");
    if (document->title)
        ts_out_xml(&s->out, document->title, strlen(document->title));
    put(s, " (");
    ts_out_whole(&s->out, page + 1);
    put(s, "/");
    ts_out_whole(&s->out, document->page_count);
    put(s, ")</title>\n");
}

/* The pictures of the page in words, in reading order. */
static void description(svg *s, const ts_document *document, size_t page)
{
    put(s, "<desc>");
    bool any = false;
    for (const ts_tag *tag = document->root; tag; tag = ts_tag_next(tag, document->root)) {
        if (!tag->alt || tag->page < 0 || (size_t)tag->page != page)
            continue;
        put(s, any ? "\n" : "");
        ts_out_xml(&s->out, tag->alt, strlen(tag->alt));
        any = true;
    }
    put(s, "</desc>\n");
}

static void frame(svg *s, const ts_document *document, size_t number_of_page)
{
    const ts_page *page = document->pages[number_of_page];
    double bleed = s->options->bleed ? page->bleed : 0;
    ts_rect view = {-bleed, -bleed, page->width + 2 * bleed, page->height + 2 * bleed};
    put(s, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
           "xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" width=\"");
    number(s, view.w);
    put(s, "pt\" height=\"");
    number(s, view.h);
    put(s, "pt\" viewBox=\"");
    ts_out_rect(&s->out, view, s->decimals);
    if (document->language) {
        put(s, "\" xml:lang=\"");
        ts_out_xml(&s->out, document->language, strlen(document->language));
    }
    put(s, "\" role=\"img\">\n");
    texts(s, document, number_of_page);
    description(s, document, number_of_page);
    put(s, "<rect");
    attribute(s, "x", view.x);
    attribute(s, "y", view.y);
    attribute(s, "width", view.w);
    attribute(s, "height", view.h);
    put(s, " fill=\"#ffffff\"/>\n");
}

static ts_status write_page(svg *s, const ts_document *document, size_t page)
{
    const ts_device device = {
        .self = s,
        .status = svg_status,
        .fill = fill,
        .stroke = stroke,
        .run = run,
        .image = image,
        .begin_art = begin_art,
        .end_art = end_art,
        .clip = clip,
        .unclip = unclip,
    };
    frame(s, document, page);
    ts_device_play_page(&device, document, page);
    glyph_shapes(s);
    put(s, "</svg>\n");
    ts_out_end(&s->out);
    return svg_status(s);
}

ts_status ts_svg_write(ts_arena *arena, const ts_document *document, size_t page,
                       const ts_raster_options *options, const ts_writer *writer, const char **why)
{
    (void)arena; /* all that is made here goes with this call */
    *why = "there is no such page";
    if (page >= document->page_count)
        return TS_USAGE;
    *why = "memory is out";
    ts_arena *own = ts_arena_new(0);
    svg *s = own ? TS_NEW(own, svg) : NULL;
    ts_status status = TS_MACHINE;
    if (s) {
        *s = (svg){.arena = own, .options = options, .glyphs = {.arena = own}, .decimals = DECIMALS};
        s->out.writer = writer;
        status = write_page(s, document, page);
        *why = status == TS_OK ? *why : s->why;
    }
    ts_arena_drop(own);
    return status;
}
