/* The trim: text keeps off it, art goes through it. */
#include "check/flight.h"

#include <math.h>

/* From the box to the nearest side of the trim; below nought beyond it. */
static double distance_to_trim(const ts_page *page, ts_rect box)
{
    return fmin(fmin(box.x, box.y), fmin(page->width - ts_rect_right(box), page->height - ts_rect_bottom(box)));
}

/* Capitals on their baseline: what hangs below is not what a knife would hurt first. */
static ts_rect letters_of(const ts_item *item)
{
    double size = item->u.run.run->type->size;
    return (ts_rect){item->u.run.x, item->u.run.baseline - 0.7 * size, item->u.run.run->width, 0.7 * size};
}

static void check_safe(ts_flight *flight, const ts_item *item)
{
    bool furniture = !item->tag && item->artifact == TS_ARTIFACT_PAGINATION;
    if (!item->u.run.ink.swatch || furniture || ts_flight_is_blank(item->u.run.run))
        return;
    double distance = distance_to_trim(flight->page, letters_of(item)), limit = ts_flight_limit(flight, TS_RULE_SAFE);
    if (distance >= limit - TS_HAIR)
        return;
    ts_breach breach = {.rule = TS_RULE_SAFE, .item = item, .measured = true, .value = distance, .limit = limit};
    ts_flight_tell(flight, &breach, "text %.3g points from the trim, and the least is %.4g", distance, limit);
}

/* An edge that lies on the trim, or between it and the bleed, stops short: the knife is never so exact. */
static void check_bleed(ts_flight *flight, const ts_item *item, ts_rect box)
{
    static const char *const sides[] = {"left", "top", "right", "bottom"};
    double bleed = flight->page->bleed;
    box = ts_grounds_shown(&flight->grounds, box);
    if (box.w <= 0 || box.h <= 0)
        return;
    double beyond[] = {-box.x, -box.y, ts_rect_right(box) - flight->page->width, ts_rect_bottom(box) - flight->page->height};
    for (int i = 0; bleed > 0 && i < 4; i++) {
        if (!(beyond[i] > -TS_HAIR && beyond[i] < bleed - TS_HAIR))
            continue;
        double reach = fmax(beyond[i], 0) + 0.0;
        ts_breach breach = {.rule = TS_RULE_BLEED, .item = item, .box = box, .measured = true, .value = reach, .limit = bleed};
        ts_flight_tell(flight, &breach, "what touches the trim on the %s goes %.3g points beyond it, and the bleed is %.3g", sides[i], reach,
                       bleed);
    }
}

static bool has_ink(const ts_paint *paint)
{
    return paint->gradient || (paint->ink.swatch && !paint->ink.swatch->paper && paint->ink.tint > 0);
}

void ts_check_edges(ts_flight *flight, const ts_item *item, ts_rect box)
{
    if (!flight->order->profile->cmyk)
        return;
    if (item->kind == TS_ITEM_RUN)
        check_safe(flight, item);
    else if (item->kind == TS_ITEM_IMAGE)
        check_bleed(flight, item, ts_image_shown(item));
    else if (has_ink(&item->u.fill.paint)) /* paper beyond the trim is paper */
        check_bleed(flight, item, box);
}
