/*
 * Marks of charts against what they stand on (WCAG 2.2, 1.4.11). A mark whose number is printed in words is not needed
 * to know it, and where colour is the number, as on a heat map, it is essential: both are exempt.
 */
#include "check/flight.h"

#include <math.h>
#include <string.h>

static const double SMALLEST = 2; /* points: what is thinner is a line of its own right */
static const double DOT = 8;      /* what is smaller than this both ways ends a line, or stands on one */

typedef struct sight {
    ts_flight *flight;
    const ts_item *mark;
    ts_ink ink; /* its own */
    double luminance, under, worst;
    ts_seen seen; /* the worst */
} sight;

static double contrast_of(double a, double b)
{
    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

static bool is_dot(const ts_item *item)
{
    if (!item || item->kind != TS_ITEM_FILL || !item->origin || !item->origin->value)
        return false;
    ts_rect box = ts_path_box(item->u.fill.path);
    return box.w < DOT && box.h < DOT;
}

static void look(void *user, const ts_seen *seen)
{
    sight *s = user;
    if (is_dot(seen->item) && is_dot(s->mark)) /* two that meet stand on what is round them */
        return;
    double under = ts_flight_luminance(s->flight, seen);
    double contrast = contrast_of(s->luminance, under);
    bool own = seen->ink.swatch == s->ink.swatch && seen->ink.swatch && seen->ink.tint == s->ink.tint;
    if (contrast >= s->worst || own) /* two ribbons that cross are one shape there */
        return;
    s->worst = contrast;
    s->under = under;
    s->seen = *seen;
}

/* "exports" is said where "exports/2024" is printed. */
static bool says(const char *printed, const char *value)
{
    size_t length = strlen(value);
    return printed && strncmp(printed, value, length) == 0 && (!printed[length] || printed[length] == '/');
}

static bool is_same(const ts_item *item, const char *value)
{
    return item->origin && item->origin->value && strcmp(item->origin->value, value) == 0;
}

static const ts_paint *paint_of(const ts_item *item)
{
    return item->kind == TS_ITEM_FILL ? &item->u.fill.paint : &item->u.stroke.paint;
}

/* In words, or by another mark that stands out there: the line to a pale dot. */
static bool is_said(const sight *s, const char *value, double limit)
{
    for (size_t i = 0; i < s->flight->page->items.count; i++) {
        const ts_item *item = &s->flight->page->items.items[i];
        bool draws = (item->kind == TS_ITEM_FILL || item->kind == TS_ITEM_STROKE) && is_same(item, value);
        if (item->kind == TS_ITEM_RUN && item->origin && says(item->origin->value, value))
            return true;
        if (draws && contrast_of(ts_flight_ink(s->flight, paint_of(item)->ink).luminance, s->under) >= limit - 0.005)
            return true;
    }
    return false;
}

/* Of one chart, ink and ground. */
static bool are_alike(const ts_pale_marks *a, const ts_pale_marks *b)
{
    const ts_span *mine = &a->first->origin->span, *other = &b->first->origin->span;
    return mine->source == other->source && mine->begin == other->begin && strcmp(a->ink, b->ink) == 0 && strcmp(a->ground, b->ground) == 0;
}

static void note_pale(ts_flight *flight, const ts_pale_marks *mark)
{
    ts_pale_marks *known = NULL;
    for (size_t i = 0; i < flight->pale.count && !known; i++)
        known = are_alike(&flight->pale.items[i], mark) ? &flight->pale.items[i] : NULL;
    if (!known && TS_PUSH(flight->diags->arena, &flight->pale, *mark))
        known = &flight->pale.items[flight->pale.count - 1];
    if (!known || !ts_map_put(flight->diags->arena, &known->numbers, mark->first->origin->value, flight)) {
        flight->failed = true;
        return;
    }
    known->box = ts_rect_join(known->box, mark->box);
    known->worst = fmin(known->worst, mark->worst);
}

void ts_check_mark(ts_flight *flight, const ts_item *item, ts_rect box)
{
    const ts_paint *paint = paint_of(item);
    const char *value = item->origin && !item->origin->shaded ? item->origin->value : NULL;
    if (!value || !paint->ink.swatch || paint->gradient || !ts_flight_in_figure(item->tag))
        return;
    if (item->kind == TS_ITEM_STROKE)
        box = ts_path_box(item->u.stroke.path);
    else if (box.w < SMALLEST || box.h < SMALLEST)
        return;
    ts_strip strip = {box.x, ts_rect_right(box), {box.y + box.h / 4, box.y + box.h / 2, box.y + box.h * 3 / 4}, box.w / 4};
    sight s = {.flight = flight, .mark = item, .ink = paint->ink, .luminance = ts_flight_ink(flight, paint->ink).luminance, .worst = INFINITY};
    ts_grounds_under(&flight->grounds, &strip, look, &s);
    double limit = ts_flight_limit(flight, TS_RULE_CONTRAST_MARKS);
    if (!(s.worst < limit - 0.005) || is_said(&s, value, limit))
        return;
    bool plain = s.seen.ink.swatch || !s.seen.item;
    const char *ground = plain ? ts_flight_ink_name(flight, s.seen.ink) : "what lies under it";
    note_pale(flight, &(ts_pale_marks){.first = item, .box = box, .ink = ts_flight_ink_name(flight, paint->ink), .ground = ground, .worst = s.worst});
}

void ts_check_pale_marks(ts_flight *flight)
{
    const double limit = ts_flight_limit(flight, TS_RULE_CONTRAST_MARKS);
    for (size_t i = 0; i < flight->pale.count; i++) {
        const ts_pale_marks *marks = &flight->pale.items[i];
        const ts_breach breach = {.rule = TS_RULE_CONTRAST_MARKS, .item = marks->first, .box = marks->box, .measured = true, .value = marks->worst, .limit = limit};
        const char *more = marks->numbers.count > 1 ? ts_arena_print(flight->diags->arena, "; so it is with %zu more of the chart", marks->numbers.count - 1) : "";
        ts_flight_tell(flight, &breach, "a mark in %s on %s has a contrast of %.1f:1, its number (\"%s\") stands nowhere in words, and the least is %.3g:1%s",
                       marks->ink, marks->ground, marks->worst, marks->first->origin->value, limit, more ? more : "");
    }
    flight->pale.count = 0;
}
