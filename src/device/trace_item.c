#include "device/trace.h"

#include <string.h>

static void put(trace *t, const char *text)
{
    ts_out_text(&t->out, text);
}

static void number(trace *t, double value)
{
    ts_out_number(&t->out, value, TRACE_DECIMALS);
}

static void put_ink(trace *t, ts_ink ink)
{
    put(t, ink.swatch ? ink.swatch->name : "none");
    if (ink.swatch && ink.tint < 1) {
        put(t, " ");
        number(t, ink.tint * 100);
        put(t, "%");
    }
}

static void put_point(trace *t, ts_point p)
{
    number(t, p.x);
    put(t, " ");
    number(t, p.y);
}

/* axial 0 0 to 0 80 (0 Midnight, 1 Pacific 20%); radii follow the centres of a radial one */
static void put_gradient(trace *t, const ts_gradient *g)
{
    put(t, g->radial ? "radial " : "axial ");
    put_point(t, g->from);
    if (g->radial)
        trace_measure(t, "r", g->from_radius);
    put(t, " to ");
    put_point(t, g->to);
    if (g->radial)
        trace_measure(t, "r", g->to_radius);
    for (size_t i = 0; i < g->count; i++) {
        put(t, i ? ", " : " (");
        number(t, g->stops[i].offset);
        put(t, " ");
        put_ink(t, g->stops[i].ink);
    }
    put(t, g->count ? ")" : "");
}

static void put_paint(trace *t, const ts_paint *paint)
{
    if (paint->gradient)
        put_gradient(t, paint->gradient);
    else
        put_ink(t, paint->ink);
    if (paint->opacity < 1)
        trace_measure(t, "opacity", paint->opacity);
}

/* A box drawn by its four corners, either way around. */
static bool is_rect(const ts_path *path)
{
    static const unsigned char verbs[] = {TS_MOVE, TS_LINE, TS_LINE, TS_LINE, TS_CLOSE};
    if (path->verbs.count != 5 || memcmp(path->verbs.items, verbs, sizeof verbs) != 0)
        return false;
    const ts_point *p = path->points.items;
    bool level_first = p[0].y == p[1].y && p[1].x == p[2].x && p[2].y == p[3].y && p[3].x == p[0].x;
    bool upright_first = p[0].x == p[1].x && p[1].y == p[2].y && p[2].x == p[3].x && p[3].y == p[0].y;
    return level_first || upright_first;
}

static bool is_line(const ts_path *path)
{
    return path->verbs.count == 2 && path->verbs.items[0] == TS_MOVE && path->verbs.items[1] == TS_LINE;
}

/* "line x y to x y", the bare box of a rectangle, or a shape by what would
 * change when its outline changes: box, segments, area. */
static void put_path(trace *t, const ts_path *path)
{
    if (is_line(path)) {
        put(t, "line ");
        put_point(t, path->points.items[0]);
        put(t, " to ");
        put_point(t, path->points.items[1]);
        return;
    }
    if (!is_rect(path))
        put(t, "shape ");
    ts_out_rect(&t->out, ts_path_box(path), TRACE_DECIMALS);
    if (is_rect(path))
        return;
    trace_measure(t, "segments", (double)path->verbs.count);
    trace_measure(t, "area", ts_path_area(path));
}

static void put_fill(trace *t, const ts_item *item)
{
    put_path(t, item->u.fill.path);
    put(t, item->u.fill.even_odd ? " even-odd " : " ");
    put_paint(t, &item->u.fill.paint);
}

static void put_stroke(trace *t, const ts_item *item)
{
    static const char *const caps[] = {NULL, "round", "square"};
    static const char *const joins[] = {NULL, "round", "bevel"};
    const ts_stroke *s = &item->u.stroke.stroke;
    put_path(t, item->u.stroke.path);
    put(t, " ");
    put_paint(t, &item->u.stroke.paint);
    trace_measure(t, "width", s->width);
    trace_word(t, "cap", caps[s->cap]);
    trace_word(t, "join", joins[s->join]);
    for (size_t i = 0; i < s->dash_count; i++) {
        put(t, i ? " " : " dash ");
        number(t, s->dashes[i]);
    }
    if (s->dash_count && s->dash_phase != 0)
        trace_measure(t, "phase", s->dash_phase);
    if (s->miter > 0 && s->join == TS_JOIN_MITER)
        trace_measure(t, "miter", s->miter);
}

/* run "text" Face size/leading tracking at x baseline ink */
static void put_run(trace *t, const ts_item *item)
{
    const ts_run *run = item->u.run.run;
    ts_out_quoted(&t->out, run->text, run->length);
    trace_word(t, ts_font_name(run->font), "");
    number(t, run->type->size);
    put(t, "/");
    number(t, run->type->leading);
    put(t, " ");
    number(t, run->type->tracking);
    put(t, " at ");
    put_point(t, (ts_point){item->u.run.x, item->u.run.baseline});
    if (run->type->rise != 0)
        trace_measure(t, "rise", run->type->rise);
    put(t, run->rtl ? " rtl " : " ");
    put_ink(t, item->u.run.ink);
}

static void put_image(trace *t, const ts_item *item)
{
    static const char *const spaces[] = {"grey", "rgb", "cmyk"};
    const ts_image *image = item->u.image.image;
    put(t, image->name ? image->name : "-");
    put(t, " ");
    ts_out_rect(&t->out, item->u.image.box, TRACE_DECIMALS);
    trace_measure(t, "pixels", image->width);
    put(t, "x");
    number(t, image->height);
    put(t, " ");
    put(t, spaces[image->space]);
    put(t, image->alpha ? " alpha" : "");
    ts_rect shown = ts_image_shown(item), box = item->u.image.box;
    if (shown.w < box.w || shown.h < box.h) {
        put(t, " shows ");
        ts_out_rect(&t->out, shown, TRACE_DECIMALS);
    }
}

/* One line whatever it holds: a logo's outlines are its file's affair. */
static void put_art(trace *t, const ts_item *item)
{
    const ts_art *art = item->u.art.art;
    ts_matrix m = item->u.art.matrix;
    const double turn[] = {m.b, m.c, m.d};
    put(t, art->name ? art->name : "-");
    put(t, " ");
    ts_out_rect(&t->out, ts_item_box(item), TRACE_DECIMALS);
    put(t, " scale ");
    ts_out_number(&t->out, m.a, 4); /* a large picture's scale is small */
    for (int i = 0; i < 3 && (m.b != 0 || m.c != 0 || m.d != m.a); i++) {
        put(t, " ");
        ts_out_number(&t->out, turn[i], 4);
    }
    trace_measure(t, "items", (double)art->items.count);
    if (item->u.art.ink.swatch) {
        put(t, " in ");
        put_ink(t, item->u.art.ink);
    }
    if (item->u.art.stroke_scale > 0 && item->u.art.stroke_scale != 1)
        trace_measure(t, "strokes", item->u.art.stroke_scale);
}

static void put_clip(trace *t, const ts_item *item)
{
    put_path(t, item->u.clip.path);
    put(t, item->u.clip.even_odd ? " even-odd" : "");
}

static void put_belonging(trace *t, const ts_item *item)
{
    static const char *const artifacts[] = {NULL, "pagination", "background", "watermark"};
    if (item->tag)
        trace_word(t, "tag", ts_tag_name(item->tag->kind));
    else
        trace_word(t, "artifact", artifacts[item->artifact]);
    if (!item->origin)
        return;
    trace_word(t, "frame", item->origin->frame);
    trace_word(t, "key", item->origin->key);
    trace_word(t, "value", item->origin->value);
}

void trace_item(trace *t, const ts_item *item)
{
    static const struct {
        const char *name;
        void (*put)(trace *, const ts_item *);
    } kinds[] = {
        [TS_ITEM_FILL] = {"fill ", put_fill}, [TS_ITEM_STROKE] = {"stroke ", put_stroke},
        [TS_ITEM_RUN] = {"run ", put_run},    [TS_ITEM_IMAGE] = {"image ", put_image},
        [TS_ITEM_ART] = {"art ", put_art},    [TS_ITEM_CLIP] = {"clip ", put_clip},
    };
    trace_indent(t, t->depth);
    put(t, kinds[item->kind].name);
    kinds[item->kind].put(t, item);
    put_belonging(t, item);
    put(t, "\n");
}
