/* Type: its size, and what print does to small type. */
#include "check/flight.h"

enum { MEDIUM = 500, SEMIBOLD = 600 };

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
    double size = item->u.run.run->type->size;
    if (is_under(flight, TS_RULE_TYPE_REVERSED, size)) {
        ts_breach small = of_size(TS_RULE_TYPE_REVERSED, flight, item);
        ts_flight_tell(flight, &small, "reversed type of %.4g points, and the least is %.4g", size, small.limit);
        return;
    }
    int weight = ts_font_weight(item->u.run.run->font);
    if (!is_under(flight, TS_RULE_REVERSED_WEIGHT, size) || weight >= MEDIUM)
        return;
    ts_breach thin = of_size(TS_RULE_REVERSED_WEIGHT, flight, item);
    ts_flight_tell(flight, &thin, "reversed type of %.4g points in a face of weight %d: below %.4g it is %d (Medium) or heavier", size, weight,
                   thin.limit, MEDIUM);
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
    bool several = is_under(flight, TS_RULE_TYPE_PLATES, size), screened = is_under(flight, TS_RULE_TYPE_SCREENED, size);
    int weight = ts_font_weight(run->font), plates;
    if (!several && !screened)
        return;
    count_plates(item->u.run.ink, &plates, &deepest);
    ts_breach breach = of_size(plates > 1 ? TS_RULE_TYPE_PLATES : TS_RULE_TYPE_SCREENED, flight, item);
    if (several && plates > 1 && weight < SEMIBOLD)
        ts_flight_tell(flight, &breach, "type of %.4g points in %s, %d plates, and a face of weight %d: below %.4g set it in one ink, or %d or heavier",
                       size, ts_flight_ink_name(flight, item->u.run.ink), plates, weight, breach.limit, SEMIBOLD);
    else if (screened && plates <= 1 && deepest < 0.995)
        ts_flight_tell(flight, &breach, "type of %.4g points in %s, a screen of %.0f percent: below %.4g it is solid", size,
                       ts_flight_ink_name(flight, item->u.run.ink), 100 * deepest, breach.limit);
}

/* ---- all of it */

static void tell_size(ts_flight *flight, const ts_item *item)
{
    ts_breach size = of_size(TS_RULE_TYPE_SIZE, flight, item);
    ts_flight_tell(flight, &size, "type of %.4g points, and the least is %.4g", size.value, size.limit);
}

void ts_check_type(ts_flight *flight, const ts_item *item)
{
    const ts_run *run = item->u.run.run;
    ts_ink ink = item->u.run.ink;
    if (!ink.swatch || run->filler || ts_flight_is_blank(run))
        return;
    bool reversed = ts_check_contrast(flight, item) || ink.swatch->paper;
    if (is_under(flight, TS_RULE_TYPE_SIZE, run->type->size))
        tell_size(flight, item);
    else if (reversed)
        check_reversed(flight, item);
    else if (flight->order->profile->cmyk)
        check_plates(flight, item);
}
