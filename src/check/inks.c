/* Inks: how much of them, which spots, and what shines through. */
#include "check/flight.h"
#include "check/ink.h"

#include <math.h>
#include <string.h>

enum { ART_DEPTH = 8 };

/* Without it neither PDF/X-4 nor PDF/A-2b can be said, and what the numbers of inks look like is anyone's guess. */
void ts_check_no_condition(ts_flight *flight)
{
    const ts_profile *profile = flight->order->profile;
    ts_breach breach = {.rule = TS_RULE_CONDITION, .span = profile->span};
    if (!flight->condition)
        ts_flight_tell(flight, &breach, "the profile \"%s\" has no \"icc\": its file is for no printing condition, and claims no standard; say "
                       "\"profiles\": { \"%s\": { \"icc\": \"FOGRA39L_coated.icc\", \"condition\": \"FOGRA39\" } }, or what the shop prints to",
                       profile->name, profile->name);
}

/* Of the painted page: what lies over each other adds up (ink.c). */
void ts_check_total_ink(ts_flight *flight)
{
    const ts_preflight_order *order = flight->order;
    ts_ink_order survey = {order->document, order->colour, order->profile->spots_to_process, ts_flight_limit(flight, TS_RULE_TOTAL_INK)};
    ts_ink_places places = {0};
    if (!ts_flight_minds(flight, TS_RULE_TOTAL_INK))
        return;
    flight->failed |= !ts_ink_survey(flight->diags->arena, &survey, &places);
    for (size_t i = 0; i < places.count; i++) {
        const ts_ink_place *place = &places.items[i];
        ts_breach breach = {.rule = TS_RULE_TOTAL_INK, .item = place->item, .box = place->box, .measured = true, .value = place->percent,
                            .limit = survey.limit};
        flight->number = place->page;
        ts_flight_tell(flight, &breach, "%.0f percent of ink, and the most is %.0f", place->percent, survey.limit);
    }
    flight->number = 0;
}

/* ---- spots */

static bool same_build(const ts_swatch *a, const ts_swatch *b)
{
    for (int i = 0; i < 4; i++)
        if (fabs(a->cmyk[i] - b->cmyk[i]) > 1e-6)
            return false;
    return true;
}

static void note_spot(ts_flight *flight, const ts_item *item, const ts_swatch *swatch)
{
    ts_breach twice = {.rule = TS_RULE_SPOT_TWICE, .item = item};
    for (size_t i = 0; i < flight->spot_count; i++) {
        const ts_swatch *known = flight->spots[i];
        if (known == swatch)
            return;
        if (strcmp(known->spot, swatch->spot) != 0)
            continue;
        if (!same_build(known, swatch))
            ts_flight_tell(flight, &twice, "\"%s\" and \"%s\" are one spot ink, \"%s\", of two process equivalents", known->name,
                           swatch->name, swatch->spot);
        return;
    }
    if (flight->spot_count < TS_FLIGHT_SPOTS)
        flight->spots[flight->spot_count++] = swatch;
}

static const char *names_of_spots(const ts_flight *flight)
{
    const char *names = "";
    for (size_t i = 0; names && i < flight->spot_count; i++)
        names = ts_arena_print(flight->diags->arena, "%s%s%s", names, i ? ", " : "", flight->spots[i]->spot);
    return names ? names : "";
}

void ts_check_spots(ts_flight *flight)
{
    double count = (double)flight->spot_count, limit = ts_flight_limit(flight, TS_RULE_SPOTS);
    ts_breach breach = {.rule = TS_RULE_SPOTS, .measured = true, .value = count, .limit = limit};
    if (count > limit + 0.5)
        ts_flight_tell(flight, &breach, "%.0f spot inks are used (%s), and the most is %.0f", count, names_of_spots(flight), limit);
}

/* ---- items */

static void check_ink(ts_flight *flight, const ts_item *item, ts_ink ink)
{
    if (!ink.swatch || ink.swatch->paper)
        return;
    if (ink.swatch->spot && !flight->order->profile->spots_to_process)
        note_spot(flight, item, ink.swatch);
}

static void check_paint(ts_flight *flight, const ts_item *item, const ts_paint *paint)
{
    ts_breach through = {.rule = TS_RULE_TRANSPARENCY, .item = item};
    if (!paint->gradient)
        check_ink(flight, item, paint->ink);
    for (size_t i = 0; paint->gradient && i < paint->gradient->count; i++)
        check_ink(flight, item, paint->gradient->stops[i].ink);
    if (paint->opacity < 1 && !flight->condition)
        ts_flight_tell(flight, &through, "ink of %.0f percent opacity, and the profile has no \"icc\" to blend it in", 100 * paint->opacity);
}

/* Told of where the art is placed; what of it is printed in another ink, in that one. */
static void check_art(ts_flight *flight, const ts_item *placed, const ts_art *art, int depth)
{
    bool recoloured = art->one_colour && placed->u.art.ink.swatch;
    if (recoloured)
        check_ink(flight, placed, placed->u.art.ink);
    for (size_t i = 0; !recoloured && i < art->items.count; i++) {
        const ts_item *item = &art->items.items[i];
        if (item->kind == TS_ITEM_FILL)
            check_paint(flight, placed, &item->u.fill.paint);
        else if (item->kind == TS_ITEM_STROKE)
            check_paint(flight, placed, &item->u.stroke.paint);
        else if (item->kind == TS_ITEM_ART && depth < ART_DEPTH)
            check_art(flight, placed, item->u.art.art, depth + 1);
    }
}

void ts_check_inks(ts_flight *flight, const ts_item *item)
{
    if (!flight->order->profile->cmyk)
        return;
    if (item->kind == TS_ITEM_FILL)
        check_paint(flight, item, &item->u.fill.paint);
    else if (item->kind == TS_ITEM_STROKE)
        check_paint(flight, item, &item->u.stroke.paint);
    else if (item->kind == TS_ITEM_RUN)
        check_ink(flight, item, item->u.run.ink);
    else
        check_art(flight, item, item->u.art.art, 0);
}
