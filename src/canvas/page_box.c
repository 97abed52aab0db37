#include "canvas/page.h"

#include <math.h>

static ts_rect grown(ts_rect r, double by)
{
    return (ts_rect){r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by};
}

static ts_rect shared(ts_rect a, ts_rect b)
{
    double x = fmax(a.x, b.x), y = fmax(a.y, b.y);
    double w = fmin(ts_rect_right(a), ts_rect_right(b)) - x,
           h = fmin(ts_rect_bottom(a), ts_rect_bottom(b)) - y;
    return (ts_rect){x, y, fmax(w, 0), fmax(h, 0)};
}

/* ---- strokes: half the width all around, and the tips of mitered corners */

typedef struct pen {
    ts_extent extent;
    double half, limit;
    bool miter;
    bool started;         /* a direction is known at the end of the last segment */
    ts_point first, last; /* unit directions: of the part's first segment, of the end of the last one */
    ts_point start, at;
} pen;

static bool direction(ts_point from, ts_point to, ts_point *unit)
{
    double length = hypot(to.x - from.x, to.y - from.y);
    if (!(length > 1e-9))
        return false;
    *unit = (ts_point){(to.x - from.x) / length, (to.y - from.y) / length};
    return true;
}

/* The tip lies half / sin(angle / 2) from the corner, where the limit allows it
 * (ISO 32000-1, 8.4.3.5). */
static void corner(pen *p, ts_point at, ts_point in, ts_point out)
{
    ts_point tip = {in.x - out.x, in.y - out.y};
    double length = hypot(tip.x, tip.y); /* 2 cos(angle / 2) */
    double sine = sqrt(fmax(0, 1 - length * length / 4));
    if (!p->miter || length < 1e-9 || sine < 1e-9 || 1 / sine > p->limit)
        return;
    double reach = p->half / sine / length;
    ts_extent_point(&p->extent, (ts_point){at.x + tip.x * reach, at.y + tip.y * reach});
}

static void segment(pen *p, const ts_point c[4])
{
    ts_point in, out;
    bool known = direction(c[0], c[1], &in) || direction(c[0], c[2], &in) || direction(c[0], c[3], &in);
    if (!known)
        return;
    if (!direction(c[2], c[3], &out) && !direction(c[1], c[3], &out))
        direction(c[0], c[3], &out);
    if (p->started)
        corner(p, c[0], p->last, in);
    else
        p->first = in;
    p->started = true;
    p->last = out;
}

static void straight(pen *p, ts_point to)
{
    segment(p, (ts_point[]){p->at, p->at, to, to});
    p->at = to;
}

static void walk(pen *p, const ts_path *path)
{
    const ts_point *points = path->points.items;
    for (size_t i = 0; i < path->verbs.count; i++) {
        switch ((ts_verb)path->verbs.items[i]) {
        case TS_MOVE:
            p->start = p->at = *points++;
            p->started = false;
            break;
        case TS_LINE:
            straight(p, *points++);
            break;
        case TS_CURVE:
            segment(p, (ts_point[]){p->at, points[0], points[1], points[2]});
            p->at = points[2];
            points += 3;
            break;
        case TS_CLOSE:
            straight(p, p->start);
            if (p->started)
                corner(p, p->start, p->last, p->first);
            break;
        }
    }
}

static ts_rect stroke_box(const ts_path *path, const ts_stroke *stroke)
{
    if (!path || !path->verbs.count)
        return (ts_rect){0, 0, 0, 0};
    double half = stroke->width / 2;
    pen p = {.half = half,
             .limit = stroke->miter > 0 ? stroke->miter : 10,
             .miter = stroke->join == TS_JOIN_MITER};
    ts_rect box = grown(ts_path_box(path), stroke->cap == TS_CAP_SQUARE ? half * sqrt(2) : half);
    ts_extent_point(&p.extent, (ts_point){box.x, box.y});
    ts_extent_point(&p.extent, (ts_point){ts_rect_right(box), ts_rect_bottom(box)});
    walk(&p, path);
    return ts_extent_rect(&p.extent);
}

/* ---- runs: the outlines of the glyphs */

typedef struct glyph_pen {
    ts_extent extent;
    ts_matrix matrix;
    ts_point at;
} glyph_pen;

static void glyph_move(void *user, ts_point to)
{
    glyph_pen *p = user;
    p->at = ts_matrix_apply(p->matrix, to);
}

static void glyph_line(void *user, ts_point to)
{
    glyph_pen *p = user;
    ts_extent_point(&p->extent, p->at);
    p->at = ts_matrix_apply(p->matrix, to);
    ts_extent_point(&p->extent, p->at);
}

static void glyph_curve(void *user, ts_point c1, ts_point c2, ts_point to)
{
    glyph_pen *p = user;
    ts_point end = ts_matrix_apply(p->matrix, to);
    ts_extent_curve(&p->extent,
                    (ts_point[]){p->at, ts_matrix_apply(p->matrix, c1), ts_matrix_apply(p->matrix, c2), end});
    p->at = end;
}

static void glyph_close(void *user)
{
    (void)user; /* a closing line stays within the box of its ends */
}

static ts_rect run_box(const ts_item *item)
{
    const ts_run *run = item->u.run.run;
    glyph_pen p = {.matrix = {run->type->size, 0, 0, -run->type->size, 0, 0}};
    ts_outline_sink sink = {glyph_move, glyph_line, glyph_curve, glyph_close, &p};
    double x = item->u.run.x;
    for (size_t i = 0; i < run->count; i++) {
        p.matrix.e = x + run->glyphs[i].dx;
        p.matrix.f = item->u.run.baseline + run->glyphs[i].dy;
        ts_font_outline(run->font, run->glyphs[i].id, &sink);
        x += run->glyphs[i].advance;
    }
    return ts_extent_rect(&p.extent);
}

/* ---- pictures */

static ts_rect art_box(const ts_item *item)
{
    const ts_art *art = item->u.art.art;
    ts_rect r = art->ink_box.w > 0 || art->ink_box.h > 0 ? art->ink_box : art->box;
    ts_extent extent = {0};
    for (int i = 0; i < 4; i++) {
        ts_point p = {i & 1 ? ts_rect_right(r) : r.x, i & 2 ? ts_rect_bottom(r) : r.y};
        ts_extent_point(&extent, ts_matrix_apply(item->u.art.matrix, p));
    }
    return ts_extent_rect(&extent);
}

ts_rect ts_image_shown(const ts_item *item)
{
    ts_rect clip = item->u.image.clip;
    return clip.w > 0 && clip.h > 0 ? shared(item->u.image.box, clip) : item->u.image.box;
}

ts_rect ts_item_box(const ts_item *item)
{
    switch (item->kind) {
    case TS_ITEM_FILL:
        return ts_path_box(item->u.fill.path);
    case TS_ITEM_STROKE:
        return stroke_box(item->u.stroke.path, &item->u.stroke.stroke);
    case TS_ITEM_RUN:
        return run_box(item);
    case TS_ITEM_IMAGE:
        return ts_image_shown(item);
    case TS_ITEM_ART:
        return art_box(item);
    case TS_ITEM_CLIP:
        return ts_path_box(item->u.clip.path);
    case TS_ITEM_UNCLIP:
        break;
    }
    return (ts_rect){0, 0, 0, 0};
}
