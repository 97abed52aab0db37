#include "check/preflight.h"

#include <math.h>
#include <string.h>

typedef struct flight {
    const ts_preflight_order *order;
    ts_diags *diags;
    const ts_page *page;
    size_t number; /* of the page, from 1 */
} flight;

static const double HAIR = 0.005; /* points: less is rounding */

/* ---- findings */

static const char *frame_of(const ts_item *item)
{
    return item->origin && item->origin->frame ? item->origin->frame : NULL;
}

static ts_span place_of(const flight *f, const ts_item *item)
{
    bool known = item->origin && item->origin->span.source;
    return known ? item->origin->span : (ts_span){f->order->sheet, 0, 0};
}

static void tell(const flight *f, const ts_threshold *limit, const ts_item *item, const char *rule, const char *what)
{
    const char *frame = frame_of(item);
    ts_span span = place_of(f, item);
    if (limit->level == TS_LEVEL_OFF || !what)
        return;
    if (limit->level == TS_LEVEL_WARNING || f->order->draft)
        ts_warn(f->diags, span, rule, "page %zu%s%s: %s", f->number, frame ? ", " : "", frame ? frame : "", what);
    else
        ts_error(f->diags, span, rule, "page %zu%s%s: %s", f->number, frame ? ", " : "", frame ? frame : "", what);
}

static const char *number(const flight *f, const char *format, double a, double b)
{
    return ts_arena_print(f->diags->arena, format, a, b); /* NULL: memory is out, and the arena knows */
}

/* ---- type */

static void check_run(const flight *f, const ts_item *item)
{
    const ts_preflight *limits = f->order->limits;
    const ts_run *run = item->u.run.run;
    const ts_swatch *ink = item->u.run.ink.swatch;
    double size = run->type->size;
    if (!ink || run->filler)
        return;
    if (size < limits->type_size.limit - HAIR)
        tell(f, &limits->type_size, item, "type-size",
             number(f, "type of %.4g points, and the least is %.4g", size, limits->type_size.limit));
    else if (ink->paper && size < limits->type_reversed.limit - HAIR)
        tell(f, &limits->type_reversed, item, "type-reversed",
             number(f, "reversed type of %.4g points, and the least is %.4g", size, limits->type_reversed.limit));
}

/* From the box to the nearest side of the trim; below nought beyond it. */
static double distance_to_trim(const flight *f, ts_rect box)
{
    double sides[] = {box.x, box.y, f->page->width - ts_rect_right(box), f->page->height - ts_rect_bottom(box)};
    double least = sides[0];
    for (int i = 1; i < 4; i++)
        least = sides[i] < least ? sides[i] : least;
    return least;
}

static ts_rect box_of_run(const ts_item *item)
{
    const ts_run *run = item->u.run.run;
    double size = run->type->size;
    return (ts_rect){item->u.run.x, item->u.run.baseline - 0.7 * size, run->width, 0.7 * size};
}

static void check_safe(const flight *f, const ts_item *item)
{
    const ts_threshold *limit = &f->order->limits->safe;
    bool furniture = !item->tag && item->artifact == TS_ARTIFACT_PAGINATION;
    if (!item->u.run.ink.swatch || furniture || strspn(item->u.run.run->text, " ") >= item->u.run.run->length)
        return;
    double distance = distance_to_trim(f, box_of_run(item));
    if (distance < limit->limit - HAIR)
        tell(f, limit, item, "safe", number(f, "text %.3g points from the trim, and the least is %.4g", distance, limit->limit));
}

/* ---- lines */

static bool has_ink(const ts_paint *paint)
{
    return paint->gradient || (paint->ink.swatch && !paint->ink.swatch->paper && paint->ink.tint > 0);
}

static double scale_of(ts_matrix m)
{
    return sqrt(fabs(m.a * m.d - m.b * m.c));
}

static void check_weight(const flight *f, const ts_item *item, double width)
{
    const ts_threshold *limit = &f->order->limits->line_weight;
    if (width > 0 && width < limit->limit - HAIR)
        tell(f, limit, item, "line-weight", number(f, "a line of %.3g points, and the thinnest is %.3g", width, limit->limit));
}

/* Rules are painted as boxes, and are furniture; a thin bar of a chart is a small value. */
static void check_rule(const flight *f, const ts_item *item)
{
    ts_rect box = ts_path_box(item->u.fill.path);
    double thin = box.w < box.h ? box.w : box.h, length = box.w < box.h ? box.h : box.w;
    if (!item->tag && length > 4 * thin && has_ink(&item->u.fill.paint))
        check_weight(f, item, thin);
}

/* Art is told of where it is placed: its thinnest line there. */
static double thinnest_of(const ts_items *items, double scale)
{
    double thinnest = INFINITY;
    for (size_t i = 0; i < items->count; i++) {
        const ts_item *item = &items->items[i];
        double width = item->kind == TS_ITEM_STROKE ? item->u.stroke.stroke.width * scale : INFINITY;
        if (item->kind == TS_ITEM_ART)
            width = thinnest_of(&item->u.art.art->items, scale * scale_of(item->u.art.matrix));
        thinnest = width < thinnest ? width : thinnest;
    }
    return thinnest;
}

static void check_art(const flight *f, const ts_item *item)
{
    double strokes = item->u.art.stroke_scale > 0 ? item->u.art.stroke_scale : 1;
    double thinnest = thinnest_of(&item->u.art.art->items, scale_of(item->u.art.matrix) * strokes);
    if (isfinite(thinnest))
        check_weight(f, item, thinnest);
}

/* ---- pictures */

/* A tenth under the limit is told, nine tenths of that are refused: a printer's usual 300 and 266. */
static void check_image(const flight *f, const ts_item *item)
{
    static const double TOLERATED = 266.0 / 300;
    const ts_image *image = item->u.image.image;
    ts_threshold limit = f->order->limits->image_ppi;
    double across = image->width / (item->u.image.box.w / 72), down = image->height / (item->u.image.box.h / 72);
    double ppi = across < down ? across : down;
    if (!(ppi < limit.limit - 0.5))
        return;
    if (limit.level == TS_LEVEL_ERROR && ppi >= limit.limit * TOLERATED)
        limit.level = TS_LEVEL_WARNING;
    tell(f, &limit, item, "image-ppi", number(f, "a picture of %.0f pixels an inch, and the least is %.0f", ppi, limit.limit));
}

/* ---- the trim */

/* An edge that lies on the trim, or between it and the bleed, stops short: the knife is never so exact. */
static bool stops_short(double beyond, double bleed)
{
    return beyond > -HAIR && beyond < bleed - HAIR;
}

static void check_bleed(const flight *f, const ts_item *item, ts_rect box)
{
    static const ts_threshold strict = {.level = TS_LEVEL_ERROR};
    double bleed = f->page->bleed;
    double beyond[] = {-box.x, -box.y, ts_rect_right(box) - f->page->width, ts_rect_bottom(box) - f->page->height};
    static const char *const sides[] = {"left", "top", "right", "bottom"};
    for (int i = 0; bleed > 0 && i < 4; i++)
        if (stops_short(beyond[i], bleed))
            tell(f, &strict, item, "bleed",
                 ts_arena_print(f->diags->arena, "what touches the trim on the %s goes %.3g points beyond it, and the bleed is %.3g",
                                sides[i], fmax(beyond[i], 0) + 0.0, bleed));
}

/* ---- ink */

static void check_ink(const flight *f, const ts_item *item, ts_ink ink)
{
    const ts_threshold *limit = &f->order->limits->total_ink;
    double cmyk[4], total = 0;
    if (!ink.swatch || ink.swatch->paper)
        return;
    ts_ink_cmyk(ink, cmyk);
    for (int i = 0; i < 4; i++)
        total += 100 * cmyk[i];
    if (total > limit->limit + 0.05)
        tell(f, limit, item, "total-ink", number(f, "%.0f percent of ink, and the most is %.0f", total, limit->limit));
}

static void check_paint(const flight *f, const ts_item *item, const ts_paint *paint)
{
    if (!paint->gradient)
        check_ink(f, item, paint->ink);
    for (size_t i = 0; paint->gradient && i < paint->gradient->count; i++)
        check_ink(f, item, paint->gradient->stops[i].ink);
}

/* ---- items */

static void check_press(const flight *f, const ts_item *item)
{
    switch (item->kind) {
    case TS_ITEM_FILL:
        check_paint(f, item, &item->u.fill.paint);
        if (has_ink(&item->u.fill.paint)) /* paper beyond the trim is paper */
            check_bleed(f, item, ts_path_box(item->u.fill.path));
        break;
    case TS_ITEM_STROKE:
        check_paint(f, item, &item->u.stroke.paint);
        break;
    case TS_ITEM_RUN:
        check_ink(f, item, item->u.run.ink);
        check_safe(f, item);
        break;
    case TS_ITEM_IMAGE:
        check_bleed(f, item, ts_image_shown(item));
        break;
    default:
        break;
    }
}

static void check_item(const flight *f, const ts_item *item)
{
    if (item->kind == TS_ITEM_RUN)
        check_run(f, item);
    else if (item->kind == TS_ITEM_FILL)
        check_rule(f, item);
    else if (item->kind == TS_ITEM_STROKE)
        check_weight(f, item, item->u.stroke.stroke.width);
    else if (item->kind == TS_ITEM_ART)
        check_art(f, item);
    else if (item->kind == TS_ITEM_IMAGE)
        check_image(f, item);
    if (f->order->press)
        check_press(f, item);
}

bool ts_preflight_check(const ts_preflight_order *order, ts_diags *diags)
{
    flight f = {.order = order, .diags = diags};
    for (size_t p = 0; p < order->document->page_count; p++) {
        f.page = order->document->pages[p];
        f.number = p + 1;
        for (size_t i = 0; i < f.page->items.count; i++)
            check_item(&f, &f.page->items.items[i]);
    }
    return !ts_arena_failed(diags->arena);
}
