#include "chart/timeline.h"

#include <math.h>
#include <string.h>

static const double MEASURE = 92, LEAST_MEASURE = 48; /* of an event's words */
static const double ACROSS = 5.5;                       /* events to a width: the measure is its part */
static const double CLEAR = 8, ROW_CLEAR = 5, STEM = 9; /* between words, between rows, from the line to the words */
static const double LINE = 1, BAR = 4, RADIUS = 3, ICON = 14;

typedef struct plate { /* an event's words */
    size_t event;
    double stem, x, width, height; /* stem: x of the moment */
    const ts_block *block;
    bool above;
    double near, far; /* from the line, points */
} plate;

typedef struct layout {
    plate plates[TS_EVENTS];
    double above, below; /* how far the words reach */
} layout;

static double x_of(const ts_timeline *t, ts_rect box, double years)
{
    double span = t->to - t->from;
    return box.x + (span > 0 ? (years - t->from) / span : 0.5) * box.w;
}

static double middle_of(const ts_event *event)
{
    return event->until > event->at ? (event->at + event->until) / 2 : event->at;
}

static plate make_plate(ts_plot *plot, const ts_timeline *t, size_t i, ts_rect box)
{
    const ts_event *event = &t->events[i];
    double measure = fmax(LEAST_MEASURE, fmin(MEASURE, box.w / ACROSS));
    plate p = {.event = i, .stem = x_of(t, box, middle_of(event)), .block = ts_label_set(plot, &event->words, measure, TS_TEXT_LEFT)};
    p.width = fmax(p.block ? p.block->width : 0, ts_label_width(plot, &event->date));
    p.height = (event->icon ? ICON + 2 : 0) + ts_label_leading(&event->date) + (p.block ? p.block->height : 0);
    p.x = fmin(p.stem - 2, ts_rect_right(box) - p.width);
    p.x = fmax(p.x, box.x);
    if (p.width > box.w + 0.01)
        ts_label_tell(plot, &event->words, p.width, box.w, "along the line");
    return p;
}

static bool over(const plate *a, const plate *b)
{
    return a->x < b->x + b->width + CLEAR && b->x < a->x + a->width + CLEAR;
}

/* The words, and the stem under them, keep off the words and stems of the same side. */
static bool clashes(const plate *a, const plate *b)
{
    if (a->above != b->above)
        return false;
    bool words = over(a, b) && a->near < b->far + ROW_CLEAR && b->near < a->far + ROW_CLEAR;
    bool stem_a = a->stem > b->x - 3 && a->stem < b->x + b->width + 3 && b->near < a->near;
    bool stem_b = b->stem > a->x - 3 && b->stem < a->x + a->width + 3 && a->near < b->near;
    return words || stem_a || stem_b;
}

static bool stands_free(const layout *plan, size_t count, const plate *p)
{
    for (size_t i = 0; i < count; i++)
        if (clashes(&plan->plates[i], p))
            return false;
    return true;
}

/* The nearest to the line of the places on a side: right there, or beyond the words that are there. */
static double nearest(const layout *plan, size_t count, plate *p, bool above)
{
    double best = INFINITY;
    p->above = above;
    for (size_t i = 0; i <= count; i++) {
        if (i < count && plan->plates[i].above != above)
            continue;
        p->near = i < count ? plan->plates[i].far + ROW_CLEAR : STEM;
        p->far = p->near + p->height;
        if (p->near < best && stands_free(plan, count, p))
            best = p->near;
    }
    return best;
}

static bool place(layout *plan, size_t count, plate *p, bool above_first)
{
    double first = nearest(plan, count, p, above_first), other = nearest(plan, count, p, !above_first);
    p->above = first <= other ? above_first : !above_first;
    p->near = fmin(first, other);
    p->far = p->near + p->height;
    return isfinite(p->near);
}

static double end_of(const ts_event *event)
{
    return fmax(event->at, event->until);
}

static const char *key_of(const ts_event *event)
{
    return event->origin && event->origin->key ? event->origin->key : "";
}

/* By time; of those that begin together the longer first, then by the key of their words: the order of the file
 * changes nothing. */
static bool comes_first(const ts_event *a, const ts_event *b)
{
    if (a->at != b->at)
        return a->at < b->at;
    if (end_of(a) != end_of(b))
        return end_of(a) > end_of(b);
    return strcmp(key_of(a), key_of(b)) < 0;
}

static void sort_events(const ts_timeline *t, size_t *order)
{
    for (size_t i = 0; i < t->count; i++) {
        size_t at = i;
        for (; at > 0 && comes_first(&t->events[i], &t->events[order[at - 1]]); at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

static bool make_plan(ts_plot *plot, const ts_timeline *t, ts_rect box, bool tells, layout *plan)
{
    size_t order[TS_EVENTS];
    *plan = (layout){.above = RADIUS, .below = RADIUS};
    sort_events(t, order);
    const ts_event *crowded = NULL;
    for (size_t i = 0; i < t->count; i++) {
        plate p = make_plate(plot, t, order[i], box);
        if (!place(plan, i, &p, i % 2 == 0)) { /* its moment lies under words on both sides: as far out as it takes */
            p.above = i % 2 == 0;
            p.near = (p.above ? plan->above : plan->below) + ROW_CLEAR;
            p.far = p.near + p.height;
            crowded = crowded ? crowded : &t->events[order[i]];
        }
        plan->plates[i] = p;
        *(p.above ? &plan->above : &plan->below) = fmax(p.above ? plan->above : plan->below, p.far);
    }
    if (crowded && tells)
        ts_plot_warn(plot, "the stem of %s crosses other words: give the timeline more width or fewer events",
                     ts_label_quote(plot, &crowded->words));
    return !plot->failed;
}

/* ---- drawing */

static void draw_event(ts_plot *plot, const ts_timeline *t, const plate *p, double line)
{
    const ts_event *event = &t->events[p->event];
    bool beside = p->x > p->stem - 2.01 && p->x < p->stem + 4; /* the words stand at the stem's right */
    double end = p->above ? line - p->near : line + p->near, top = p->above ? line - p->far : line + p->near;
    ts_plot_line(plot, (ts_point){p->stem, line}, (ts_point){p->stem, p->above || !beside ? end : end + 6}, plot->rule, 0.5);
    if (event->until <= event->at) {
        ts_plot_disc(plot, (ts_point){p->stem, line}, RADIUS, event->ink, event->origin);
    }
    double x = p->x + (beside && !p->above ? 4 : 0);
    if (event->icon) {
        ts_plot_icon(plot, event->icon, (ts_rect){x, top, ICON, ICON}, event->ink, 1);
        top += ICON + 2;
    }
    const ts_block *date = ts_label_set(plot, &event->date, 0, TS_TEXT_LEFT);
    if (date)
        ts_label_put(plot, &event->date, date, (ts_point){x, top}, plot->ground);
    if (p->block)
        ts_label_put(plot, &event->words, p->block, (ts_point){x, top + ts_label_leading(&event->date)}, plot->ground);
}

/* The longer first, so that one that lies within another is seen; one that a bar of its own ink would hide is told. */
static void draw_bars(ts_plot *plot, const ts_timeline *t, ts_rect box, double line)
{
    bool drawn[TS_EVENTS] = {false};
    for (size_t n = 0; n < t->count; n++) {
        const ts_event *longest = NULL;
        for (size_t i = 0; i < t->count; i++) {
            const ts_event *event = &t->events[i];
            double length = end_of(event) - event->at, most = longest ? end_of(longest) - longest->at : 0;
            bool longer = length > most || (longest && length == most && comes_first(event, longest));
            if (!drawn[i] && length > 0 && longer)
                longest = event;
        }
        if (!longest)
            return;
        drawn[longest - t->events] = true;
        double from = x_of(t, box, longest->at), to = x_of(t, box, longest->until);
        ts_plot_rect(plot, (ts_rect){from, line - BAR / 2, to - from, BAR}, longest->ink, longest->origin);
    }
}

static void tell_hidden(ts_plot *plot, const ts_timeline *t)
{
    for (size_t i = 0; i < t->count; i++)
        for (size_t k = 0; k < t->count; k++) {
            const ts_event *a = &t->events[i], *b = &t->events[k];
            bool same_ink = a->ink.swatch == b->ink.swatch && a->ink.tint == b->ink.tint;
            bool within = a->until > a->at && b->until > b->at && a->at >= b->at && a->until <= b->until;
            if (i != k && within && same_ink && (i > k || a->at != b->at || a->until != b->until)) {
                ts_plot_warn(plot, "%s lies within %s of the same color, and cannot be seen: give it one of its own",
                             ts_label_quote(plot, &a->words), ts_label_quote(plot, &b->words));
                return;
            }
        }
}

double ts_timeline_height(ts_plot *plot, const ts_timeline *t, double width)
{
    layout plan;
    if (t->count > TS_EVENTS || !make_plan(plot, t, (ts_rect){0, 0, width, 0}, false, &plan))
        return 0;
    return plan.above + plan.below;
}

void ts_timeline_draw(ts_plot *plot, const ts_timeline *t, ts_rect box)
{
    layout plan;
    if (t->count > TS_EVENTS) {
        ts_plot_error(plot, "a timeline of %zu events: %d at most", t->count, TS_EVENTS);
        return;
    }
    if (!make_plan(plot, t, box, true, &plan))
        return;
    double line = box.y + plan.above;
    ts_plot_line(plot, (ts_point){box.x, line}, (ts_point){ts_rect_right(box), line}, plot->rule, LINE);
    draw_bars(plot, t, box, line);
    tell_hidden(plot, t);
    for (size_t i = 0; i < t->count && !plot->failed; i++)
        draw_event(plot, t, &plan.plates[i], line);
}
