/* Lines: strokes, rules, and the strokes of art where it is placed. */
#include "check/flight.h"

#include <math.h>

static bool has_ink(const ts_paint *paint)
{
    return paint->gradient || (paint->ink.swatch && !paint->ink.swatch->paper && paint->ink.tint > 0);
}

static double scale_of(ts_matrix m)
{
    return sqrt(fabs(m.a * m.d - m.b * m.c));
}

static void check_weight(ts_flight *flight, const ts_item *item, double width)
{
    double limit = ts_flight_limit(flight, TS_RULE_LINE_WEIGHT);
    ts_breach breach = {.rule = TS_RULE_LINE_WEIGHT, .item = item, .measured = true, .value = width, .limit = limit};
    if (width > 0 && width < limit - TS_HAIR)
        ts_flight_tell(flight, &breach, "a line of %.3g points, and the thinnest is %.3g", width, limit);
}

/* Rules are painted as boxes, and are furniture; a thin bar of a chart is a small value. */
static void check_rule(ts_flight *flight, const ts_item *item, ts_rect box)
{
    double thin = fmin(box.w, box.h), length = fmax(box.w, box.h);
    if (!item->tag && length > 4 * thin && has_ink(&item->u.fill.paint))
        check_weight(flight, item, thin);
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
        thinnest = fmin(width, thinnest);
    }
    return thinnest;
}

static void check_art(ts_flight *flight, const ts_item *item)
{
    double strokes = item->u.art.stroke_scale > 0 ? item->u.art.stroke_scale : 1;
    double thinnest = thinnest_of(&item->u.art.art->items, scale_of(item->u.art.matrix) * strokes);
    if (isfinite(thinnest))
        check_weight(flight, item, thinnest);
}

void ts_check_line(ts_flight *flight, const ts_item *item, ts_rect box)
{
    if (item->kind == TS_ITEM_FILL)
        check_rule(flight, item, box);
    else if (item->kind == TS_ITEM_STROKE)
        check_weight(flight, item, item->u.stroke.stroke.width);
    else
        check_art(flight, item);
}
