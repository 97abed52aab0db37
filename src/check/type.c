/* Type: its size, and what print does to small type. */
#include "check/flight.h"

#include <string.h>

enum { MEDIUM = 500, SEMIBOLD = 600 };

static bool is_blank(const ts_run *run)
{
    return strspn(run->text, " ") >= run->length;
}

static ts_breach of_size(ts_rule_id rule, const ts_flight *flight, const ts_item *item)
{
    return (ts_breach){.rule = rule, .item = item, .measured = true, .value = item->u.run.run->type->size,
                       .limit = ts_flight_limit(flight, rule)};
}

static bool is_under(const ts_flight *flight, ts_rule_id rule, double size)
{
    return size < ts_flight_limit(flight, rule) - TS_HAIR;
}

/* ---- lighter than its ground */

static void check_reversed(ts_flight *flight, const ts_item *item)
{
    const ts_run *run = item->u.run.run;
    double size = run->type->size;
    int weight = ts_font_weight(run->font);
    ts_breach small = of_size(TS_RULE_TYPE_REVERSED, flight, item), thin = of_size(TS_RULE_REVERSED_WEIGHT, flight, item);
    if (is_under(flight, small.rule, size))
        ts_flight_tell(flight, &small, "reversed type of %.4g points, and the least is %.4g", size, small.limit);
    else if (is_under(flight, thin.rule, size) && weight < MEDIUM)
        ts_flight_tell(flight, &thin, "reversed type of %.4g points in a face of weight %d: below %.4g it is %d (Medium) or heavier", size,
                       weight, thin.limit, MEDIUM);
}

/* ---- plates */

static void count_plates(ts_ink ink, int *plates, double *deepest)
{
    double cmyk[4];
    ts_ink_cmyk(ink, cmyk);
    *plates = 0;
    *deepest = ink.swatch->spot ? ink.tint : 0;
    for (int i = 0; i < 4 && !ink.swatch->spot; i++) {
        *plates += cmyk[i] > 0.005;
        *deepest = cmyk[i] > *deepest ? cmyk[i] : *deepest;
    }
}

static void check_plates(ts_flight *flight, const ts_item *item)
{
    const ts_run *run = item->u.run.run;
    double size = run->type->size, deepest;
    int weight = ts_font_weight(run->font), plates;
    ts_breach several = of_size(TS_RULE_TYPE_PLATES, flight, item), screened = of_size(TS_RULE_TYPE_SCREENED, flight, item);
    if (!is_under(flight, several.rule, size) && !is_under(flight, screened.rule, size))
        return;
    count_plates(item->u.run.ink, &plates, &deepest);
    if (plates > 1 && weight < SEMIBOLD && is_under(flight, several.rule, size))
        ts_flight_tell(flight, &several, "type of %.4g points in %s, %d plates, and a face of weight %d: below %.4g set it in one ink, or %d or heavier",
                       size, ts_flight_ink_name(flight, item->u.run.ink), plates, weight, several.limit, SEMIBOLD);
    else if (plates <= 1 && deepest < 0.995 && is_under(flight, screened.rule, size))
        ts_flight_tell(flight, &screened, "type of %.4g points in %s, a screen of %.0f percent: below %.4g it is solid", size,
                       ts_flight_ink_name(flight, item->u.run.ink), 100 * deepest, screened.limit);
}

/* ---- all of it */

void ts_check_type(ts_flight *flight, const ts_item *item)
{
    const ts_run *run = item->u.run.run;
    ts_ink ink = item->u.run.ink;
    ts_breach size = of_size(TS_RULE_TYPE_SIZE, flight, item);
    if (!ink.swatch || run->filler || is_blank(run))
        return;
    bool reversed = ts_check_contrast(flight, item) || ink.swatch->paper;
    if (is_under(flight, TS_RULE_TYPE_SIZE, run->type->size))
        ts_flight_tell(flight, &size, "type of %.4g points, and the least is %.4g", run->type->size, size.limit);
    else if (reversed)
        check_reversed(flight, item);
    else if (flight->order->profile->cmyk)
        check_plates(flight, item);
}
