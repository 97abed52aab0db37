#include "chart/chart.h"

#include <math.h>

bool ts_plot_dark(ts_ink ground)
{
    return ground.swatch && ground.swatch->dark && ground.tint > 0.5;
}

bool ts_plot_same(ts_ink a, ts_ink b)
{
    bool a_paper = !a.swatch || a.swatch->paper || a.tint <= 0;
    bool b_paper = !b.swatch || b.swatch->paper || b.tint <= 0;
    if (a_paper || b_paper)
        return a_paper && b_paper;
    return a.swatch == b.swatch && fabs(a.tint - b.tint) < 1e-9;
}

bool ts_plot_faint(const ts_plot *plot, ts_ink ink)
{
    static const double LEAST = 1.25; /* contrast, WCAG 2 */
    static const double white[3] = {1, 1, 1};
    double fill[3], ground[3] = {white[0], white[1], white[2]};
    if (!ink.swatch)
        return true;
    ts_ink_rgb(ink, fill);
    if (plot->ground.swatch)
        ts_ink_rgb(plot->ground, ground);
    return ts_contrast(fill, ground) < LEAST;
}

static void add(ts_plot *plot, ts_item item)
{
    if (plot->failed)
        return;
    item.tag = plot->tag;
    item.origin = item.origin ? item.origin : plot->own;
    plot->failed = !ts_items_add(plot->arena, plot->items, item);
}

/* A path that could not be made whole is never painted: memory is out, or a number (1e308 beside
 * -1e308) leads to no place. */
static bool whole(ts_plot *plot, const ts_path *path)
{
    if (path && !path->failed)
        return !plot->failed;
    if (!path || ts_arena_failed(plot->arena)) {
        plot->failed = true;
    } else if (!plot->refused) {
        plot->refused = true;
        ts_plot_error(plot, "numbers so large, or so far apart, that they have no place on a page");
    }
    return false;
}

void ts_plot_beside(ts_plot *plot, ts_ink first, ts_ink second, double between)
{
    if (plot->witness && first.swatch && second.swatch)
        ts_witness_pair(plot->witness, first, second, between);
}

void ts_plot_keeps(ts_plot *plot, double kept, double of)
{
    if (plot->witness && of > 0)
        plot->witness->words_share = fmax(plot->witness->words_share, 1 - kept / of);
}

void ts_plot_fill(ts_plot *plot, const ts_path *path, ts_ink ink, const ts_origin *origin)
{
    if (!whole(plot, path) || !ink.swatch)
        return;
    if (plot->witness)
        ts_witness_fill(plot->witness, ink);
    ts_item item = {.kind = TS_ITEM_FILL, .origin = origin};
    item.u.fill.path = path;
    item.u.fill.paint = (ts_paint){.ink = ink, .opacity = 1};
    item.u.fill.even_odd = true; /* GeoJSON holes, whatever their winding */
    add(plot, item);
}

void ts_plot_add_all(ts_plot *plot, const ts_items *items)
{
    for (size_t i = 0; i < items->count; i++) {
        const ts_item *item = &items->items[i];
        if (plot->witness && item->kind == TS_ITEM_FILL)
            ts_witness_fill(plot->witness, item->u.fill.paint.ink);
        add(plot, *item);
    }
}

void ts_plot_rect(ts_plot *plot, ts_rect box, ts_ink ink, const ts_origin *origin)
{
    if (box.w <= 0 || box.h <= 0)
        return;
    ts_path *path = ts_path_new(plot->arena);
    ts_path_rect(path, box);
    ts_plot_fill(plot, path, ink, origin);
}

void ts_plot_stroke(ts_plot *plot, const ts_path *path, ts_ink ink, ts_stroke stroke, const ts_origin *origin)
{
    if (!whole(plot, path) || !ink.swatch || stroke.width <= 0)
        return;
    ts_item item = {.kind = TS_ITEM_STROKE, .origin = origin};
    item.u.stroke.path = path;
    item.u.stroke.paint = (ts_paint){.ink = ink, .opacity = 1};
    item.u.stroke.stroke = stroke;
    add(plot, item);
}

void ts_plot_dashes(ts_plot *plot, const ts_path *path, const ts_origin *origin)
{
    static const double dashes[] = {2, 1.5};
    ts_plot_stroke(plot, path, plot->accent, (ts_stroke){.width = 0.75, .dashes = dashes, .dash_count = 2}, origin);
}

void ts_plot_outline(ts_plot *plot, ts_rect box, ts_ink ink, double width)
{
    if (box.w <= width || box.h <= width)
        return;
    ts_path *path = ts_path_new(plot->arena);
    ts_path_rect(path, (ts_rect){box.x + width / 2, box.y + width / 2, box.w - width, box.h - width});
    ts_plot_stroke(plot, path, ink, (ts_stroke){.width = width}, NULL);
}

void ts_plot_line(ts_plot *plot, ts_point from, ts_point to, ts_ink ink, double width)
{
    ts_path *path = ts_path_new(plot->arena);
    ts_path_move(path, from.x, from.y);
    ts_path_line(path, to.x, to.y);
    ts_plot_stroke(plot, path, ink, (ts_stroke){.width = width}, NULL);
}

void ts_plot_disc(ts_plot *plot, ts_point at, double radius, ts_ink ink, const ts_origin *origin)
{
    ts_path *path = ts_path_new(plot->arena);
    ts_path_circle(path, at.x, at.y, radius);
    ts_plot_fill(plot, path, ink, origin);
}

void ts_plot_ring(ts_plot *plot, ts_point at, double radius, ts_ink ink, double width)
{
    ts_path *path = ts_path_new(plot->arena);
    ts_path_circle(path, at.x, at.y, radius);
    ts_plot_stroke(plot, path, ink, (ts_stroke){.width = width}, NULL);
}

void ts_plot_icon(ts_plot *plot, const ts_art *art, ts_rect box, ts_ink ink, double stroke_scale)
{
    if (!art || art->box.w <= 0 || art->box.h <= 0)
        return;
    double scale = fmin(box.w / art->box.w, box.h / art->box.h);
    ts_item item = {.kind = TS_ITEM_ART};
    item.u.art.art = art;
    item.u.art.matrix = (ts_matrix){scale,
                                    0,
                                    0,
                                    scale,
                                    box.x + (box.w - art->box.w * scale) / 2 - art->box.x * scale,
                                    box.y + (box.h - art->box.h * scale) / 2 - art->box.y * scale};
    if (art->one_colour)
        item.u.art.ink = ink;
    item.u.art.stroke_scale = stroke_scale;
    add(plot, item);
}

void ts_plot_clip(ts_plot *plot, const ts_path *path)
{
    if (!whole(plot, path))
        return;
    ts_item item = {.kind = TS_ITEM_CLIP};
    item.u.clip.path = path;
    item.u.clip.even_odd = true;
    add(plot, item);
}

void ts_plot_unclip(ts_plot *plot)
{
    add(plot, (ts_item){.kind = TS_ITEM_UNCLIP});
}

static void report(ts_plot *plot, ts_severity severity, const char *format, va_list args)
{
    const char *message = ts_arena_vprint(plot->arena, format, args);
    if (plot->diags && message)
        ts_diag_add(plot->diags, (ts_diag){severity, plot->span, "chart", message, NULL});
}

void ts_plot_warn(ts_plot *plot, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    report(plot, TS_WARNING, format, args);
    va_end(args);
}

void ts_plot_error(ts_plot *plot, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    report(plot, TS_ERROR, format, args);
    va_end(args);
}
