/*
 * Words against what is painted under them (WCAG 2.2, 1.4.3): the worst of it. Words of charts are judged by
 * honest-contrast against the chart's own ground; here, against what lies below the chart.
 */
#include "check/flight.h"

#include <math.h>

enum { BOLD = 700 };
static const double LARGE = 18, LARGE_BOLD = 14; /* points */

typedef struct sight {
    ts_flight *flight;
    double luminance; /* of the words */
    double worst;     /* contrast */
    double under;     /* luminance, of the worst */
    ts_seen seen;     /* the worst */
    const ts_tag *figure;
} sight;

static double contrast_of(double a, double b)
{
    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

static const ts_tag *figure_of(const ts_tag *tag)
{
    while (tag && tag->kind != TS_TAG_FIGURE && tag->kind != TS_TAG_TABLE)
        tag = tag->parent;
    return tag;
}

static const char *name_of(const ts_flight *flight, const ts_seen *seen)
{
    if (!seen->item || seen->ink.swatch)
        return ts_flight_ink_name(flight, seen->ink);
    return seen->item->kind == TS_ITEM_IMAGE ? "a picture" : "a blend";
}

/* A chart knows its own paint and the ground that its frame stands on. */
static bool is_known_to_chart(const sight *s, const ts_seen *seen)
{
    return s->figure && (!seen->item || seen->item->artifact == TS_ARTIFACT_BACKGROUND || figure_of(seen->item->tag) == s->figure);
}

static void look(void *user, const ts_seen *seen)
{
    sight *s = user;
    double luminance = ts_flight_luminance(s->flight, seen);
    double contrast = contrast_of(s->luminance, luminance);
    if (contrast >= s->worst || is_known_to_chart(s, seen))
        return;
    s->worst = contrast;
    s->under = luminance;
    s->seen = *seen;
}

static bool is_large(const ts_run *run)
{
    double size = run->type->size;
    return size >= LARGE - TS_HAIR || (size >= LARGE_BOLD - TS_HAIR && ts_font_weight(run->font) >= BOLD);
}

/* From the feet of small letters to the heads of capitals. */
static ts_strip strip_of(const ts_item *item)
{
    const ts_run *run = item->u.run.run;
    double size = run->type->size, y = item->u.run.baseline;
    return (ts_strip){item->u.run.x, item->u.run.x + run->width, {y - 0.65 * size, y - 0.35 * size, y - 0.05 * size}, 0.25 * size};
}

bool ts_check_contrast(ts_flight *flight, const ts_item *item)
{
    const ts_run *run = item->u.run.run;
    ts_strip strip = strip_of(item);
    ts_rule_id rule = is_large(run) ? TS_RULE_CONTRAST_LARGE : TS_RULE_CONTRAST;
    double limit = ts_flight_limit(flight, rule);
    sight s = {.flight = flight, .luminance = ts_flight_ink(flight, item->u.run.ink).luminance, .worst = INFINITY, .figure = figure_of(item->tag)};
    ts_grounds_under(&flight->grounds, &strip, look, &s);
    if (isinf(s.worst))
        return false;
    ts_breach breach = {.rule = rule, .item = item, .measured = true, .value = s.worst, .limit = limit};
    if (s.worst < limit - 0.005)
        ts_flight_tell(flight, &breach, "%s on %s has a contrast of %.1f:1, and the least is %.3g:1", ts_flight_ink_name(flight, item->u.run.ink),
                       name_of(flight, &s.seen), s.worst, limit);
    return s.luminance > s.under;
}
