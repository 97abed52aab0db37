#include "chart/flow.h"

#include <math.h>

static const double HEADER = 16, HEAD_BASELINE = 8, HEAD_CLEAR = 10, NODE_PITCH = 24.8;
static const double NECK = 19, MOST_NECK = 0.92, NECK_LENGTH = 30, LEAST_GAP = 4, NODE_GAP = 0.5;
static const double LABEL_HEIGHT = 9, LABEL_NECK = 11; /* a neck under 11 carries its name above itself */
static const double ICON = 12, ICON_LEFT = 9, LABEL_LEFT = 27, ICON_WEIGHT = 1.2;
static const double CHEVRON_LEFT = 10, CHEVRON = 3.2, VALUE_GAP = 8, TWO_ROWS = 19;
static const double INSIDE_X = 10, INSIDE_Y = 7;

double ts_flow_height(const ts_flow *flow)
{
    return HEADER + NODE_PITCH * (double)(flow->count > 5 ? flow->count : 5);
}

/* Whether a ribbon goes over another: the larger does, but the rest is at the foot. */
static bool goes_over(const ts_ribbon *a, const ts_ribbon *b)
{
    return a->rest == b->rest ? a->amount > b->amount : b->rest;
}

/* Largest first, equal ones as given; the rest last. */
static void sort_ribbons(const ts_flow *flow, size_t *order)
{
    for (size_t i = 0; i < flow->count; i++)
        order[i] = i;
    if (!flow->valued)
        return;
    for (size_t i = 1; i < flow->count; i++)
        for (size_t j = i; j > 0 && goes_over(&flow->ribbons[order[j]], &flow->ribbons[order[j - 1]]); j--) {
            size_t other = order[j];
            order[j] = order[j - 1];
            order[j - 1] = other;
        }
}

static bool sum_amounts(const ts_flow *flow, double *sum)
{
    *sum = 0;
    for (size_t i = 0; i < flow->count; i++) {
        double amount = flow->valued ? flow->ribbons[i].amount : 1;
        if (!isfinite(amount) || amount < 0)
            return false;
        *sum += amount;
    }
    return isfinite(*sum) && *sum > 0;
}

typedef struct sizes { /* ribbon i of n, in drawing order */
    double part[TS_FLOW_RIBBONS];
    double neck_share; /* neck height / node height */
    double gap;
} sizes;

static bool thin(const sizes *s, size_t i, double height)
{
    return s->part[i] * height * s->neck_share < LABEL_NECK;
}

/* Equal ribbons are as high as a line and its air; those with values as high as they can be: they are compared.
 * The necks take what names above thin ribbons and the gaps leave; a ribbon
 * that turns thin makes the others thinner, so this is repeated. */
static void size_necks(const ts_flow *flow, sizes *s, double height)
{
    double n = (double)flow->count;
    s->neck_share = flow->valued ? MOST_NECK : fmin(NECK * n / height, MOST_NECK);
    for (int round = 0; round < 8; round++) {
        double names = 0;
        for (size_t i = 0; i < flow->count; i++)
            names += flow->valued && thin(s, i, height) ? LABEL_HEIGHT : 0;
        double room = height - names - LEAST_GAP * (n - 1);
        double share = fmin(s->neck_share, fmax(0.05, room / height));
        s->gap = n > 1 ? (height - names - share * height) / (n - 1) : 0;
        if (share == s->neck_share)
            break;
        s->neck_share = share;
    }
}

bool ts_flow_place(const ts_flow *flow, double height, ts_ribbon_place *places, size_t *order)
{
    double sum;
    sizes s;
    if (!flow->count || flow->count > TS_FLOW_RIBBONS || height <= 0 || !sum_amounts(flow, &sum))
        return false;
    sort_ribbons(flow, order);
    for (size_t i = 0; i < flow->count; i++)
        s.part[i] = (flow->valued ? flow->ribbons[order[i]].amount : 1) / sum;
    size_necks(flow, &s, height);
    double node = 0, neck = flow->count > 1 ? 0 : height * (1 - s.neck_share) / 2;
    for (size_t i = 0; i < flow->count; i++) {
        ts_ribbon_place *place = &places[i];
        place->node_top = node + (i > 0 ? NODE_GAP / 2 : 0);
        node += s.part[i] * height;
        place->node_bottom = fmax(place->node_top, node - (i + 1 < flow->count ? NODE_GAP / 2 : 0));
        bool above = flow->valued && thin(&s, i, height);
        place->neck_top = neck + (above ? LABEL_HEIGHT : 0);
        place->neck_bottom = place->neck_top + s.part[i] * height * s.neck_share;
        place->label = above ? neck + LABEL_HEIGHT / 2 : (place->neck_top + place->neck_bottom) / 2;
        neck = place->neck_bottom + s.gap;
    }
    return true;
}

/* Control points at 18 and 12 of the 30 make the neck of the design. */
static void flare(ts_path *path, ts_point from, ts_point to)
{
    double run = to.x - from.x;
    ts_path_curve(path, from.x + 0.6 * run, from.y, from.x + 0.4 * run, to.y, to.x, to.y);
}

static const ts_path *ribbon_path(ts_plot *plot, const ts_ribbon_place *p, ts_rect run)
{
    double neck = fmin(NECK_LENGTH, run.w / 2), left = run.x, right = ts_rect_right(run), y = run.y;
    ts_path *path = ts_path_new(plot->arena);
    ts_path_move(path, left, y + p->node_top);
    flare(path, (ts_point){left, y + p->node_top}, (ts_point){left + neck, y + p->neck_top});
    ts_path_line(path, right - neck, y + p->neck_top);
    flare(path, (ts_point){right - neck, y + p->neck_top}, (ts_point){right, y + p->node_top});
    ts_path_line(path, right, y + p->node_bottom);
    flare(path, (ts_point){right, y + p->node_bottom}, (ts_point){right - neck, y + p->neck_bottom});
    ts_path_line(path, left + neck, y + p->neck_bottom);
    flare(path, (ts_point){left + neck, y + p->neck_bottom}, (ts_point){left, y + p->node_bottom});
    ts_path_close(path);
    return path;
}

static void draw_arrow_head(ts_plot *plot, ts_path *path, ts_point tip, ts_point arm, double width)
{
    ts_path_move(path, tip.x - arm.x, tip.y - arm.y);
    ts_path_line(path, tip.x, tip.y);
    ts_path_line(path, tip.x - arm.x, tip.y + arm.y);
    ts_stroke stroke = {.width = width, .cap = TS_CAP_ROUND, .join = TS_JOIN_ROUND};
    ts_plot_stroke(plot, path, plot->accent, stroke, NULL);
}

typedef struct line_of { /* one ribbon's words */
    double left, right, middle;
    ts_ink ground;
    double room; /* height of the ribbon */
} line_of;

/* The value ends before the chevron; where the name reaches it, the brief name
 * is taken, then the value goes below the name in a ribbon that is high enough. */
static void draw_words(ts_plot *plot, const ts_ribbon *ribbon, line_of at)
{
    const ts_label *name = &ribbon->name;
    double value = ts_label_width(plot, &ribbon->value),
           room = at.right - at.left - (value > 0 ? value + VALUE_GAP : 0);
    if (ts_label_width(plot, name) > room && ribbon->brief.count)
        name = &ribbon->brief;
    bool below = ts_label_width(plot, name) > room && value > 0 && at.room >= TWO_ROWS;
    if (!below && ts_label_width(plot, name) > room)
        ts_plot_warn(plot, "%s has no room on its ribbon: give the chart more width or the name a short form",
                     ts_label_quote(plot, name));
    double step = below ? name->type->leading / 2 : 0;
    ts_point first = {at.left, at.middle - step + ts_label_drop(name)};
    ts_label_put_line(plot, name, first, TS_TEXT_LEFT, at.ground);
    ts_point end = {below ? at.left : at.right, at.middle + step + ts_label_drop(&ribbon->value)};
    ts_label_put_line(plot, &ribbon->value, end, below ? TS_TEXT_LEFT : TS_TEXT_RIGHT, at.ground);
}

static void draw_ribbon(ts_plot *plot, const ts_flow *flow, const ts_ribbon *ribbon,
                        const ts_ribbon_place *place, ts_rect run)
{
    ts_ink ink = ribbon->ink.swatch ? ribbon->ink : flow->ink;
    ts_plot_fill(plot, ribbon_path(plot, place, run), ink, ribbon->origin);
    bool above = place->label < place->neck_top;
    double middle = run.y + place->label, right = ts_rect_right(run), size = above ? LABEL_HEIGHT : ICON;
    ts_rect icon = {run.x + ICON_LEFT + (ICON - size) / 2, middle - size / 2, size, size};
    ts_plot_icon(plot, ribbon->icon, icon, flow->icon_ink, ICON_WEIGHT);
    line_of line = {.left = run.x + (ribbon->icon ? LABEL_LEFT : ICON_LEFT),
                    .right = right - CHEVRON_LEFT - VALUE_GAP,
                    .middle = middle,
                    .ground = above ? plot->ground : ink,
                    .room = above ? LABEL_HEIGHT : place->neck_bottom - place->neck_top};
    draw_words(plot, ribbon, line);
    ts_point tip = {right - CHEVRON_LEFT + CHEVRON, middle};
    draw_arrow_head(plot, ts_path_new(plot->arena), tip, (ts_point){CHEVRON, 3}, 1.25);
}

/* What stands where, but for the ribbons. */
typedef struct frame_of {
    const ts_block *head; /* NULL: none */
    double head_left, unit_right, baseline;
    ts_rect from, to; /* the nodes */
} frame_of;

/* The head stands over the ribbons, in as many lines as it needs beside the unit and the destination's label; these share
 * its last baseline. False: no room is left for ribbons. */
static bool frame(ts_plot *plot, const ts_flow *flow, ts_rect box, frame_of *f)
{
    double from = flow->origin.width, to = flow->destination.width;
    if (box.w - from - to < 2 * NECK_LENGTH)
        return false;
    f->head_left = box.x + fmax(from + ICON_LEFT, ts_label_width(plot, &flow->origin.label) + HEAD_CLEAR);
    double right = ts_rect_right(box) - ts_label_width(plot, &flow->destination.label) - HEAD_CLEAR;
    f->unit_right = fmin(right, ts_rect_right(box) - to - CHEVRON_LEFT - VALUE_GAP);
    double measure = (flow->unit.count ? f->unit_right - ts_label_width(plot, &flow->unit) - HEAD_CLEAR : right) - f->head_left;
    f->head = ts_label_set(plot, &flow->head, fmax(measure, 1), TS_TEXT_LEFT);
    double extra = f->head ? f->head->last_baseline - f->head->first_baseline : 0, header = HEADER + extra;
    f->baseline = box.y + HEAD_BASELINE + extra;
    f->from = (ts_rect){box.x, box.y + header, from, box.h - header};
    f->to = (ts_rect){ts_rect_right(box) - to, f->from.y, to, f->from.h};
    return true;
}

static void draw_header(ts_plot *plot, const ts_flow *flow, const frame_of *f)
{
    if (f->head)
        ts_label_put(plot, &flow->head, f->head, (ts_point){f->head_left, f->baseline - f->head->last_baseline}, plot->ground);
    ts_label_put_line(plot, &flow->unit, (ts_point){f->unit_right, f->baseline}, TS_TEXT_RIGHT, plot->ground);
    ts_label_put_line(plot, &flow->origin.label, (ts_point){f->from.x, f->baseline}, TS_TEXT_LEFT, plot->ground);
    ts_label_put_line(plot, &flow->destination.label, (ts_point){ts_rect_right(f->to), f->baseline}, TS_TEXT_RIGHT, plot->ground);
}

static void draw_destination_arrow(ts_plot *plot, ts_rect node)
{
    if (node.w < 24)
        return;
    double y = node.y + node.h / 2, left = node.x + node.w / 4, right = node.x + node.w * 28 / 36;
    ts_path *path = ts_path_new(plot->arena);
    ts_path_move(path, left, y);
    ts_path_line(path, right, y);
    draw_arrow_head(plot, path, (ts_point){right, y}, (ts_point){6.5, 6.5}, 2);
}

static void draw_ribbons(ts_plot *plot, const ts_flow *flow, ts_rect run)
{
    ts_ribbon_place places[TS_FLOW_RIBBONS];
    size_t order[TS_FLOW_RIBBONS];
    if (!ts_flow_place(flow, run.h, places, order)) {
        ts_plot_error(plot, "a flow has 1 to %d ribbons, with values from nought up or none at all",
                      TS_FLOW_RIBBONS);
        return;
    }
    for (size_t i = 0; i < flow->count; i++)
        draw_ribbon(plot, flow, &flow->ribbons[order[i]], &places[i], run);
}

ts_rect ts_flow_inside(ts_plot *plot, const ts_flow *flow, ts_rect box)
{
    frame_of f;
    if (!frame(plot, flow, box, &f))
        return (ts_rect){0};
    return (ts_rect){f.from.x + INSIDE_X, f.from.y + INSIDE_Y, fmax(0, f.from.w - 2 * INSIDE_X), fmax(0, f.from.h - 2 * INSIDE_Y)};
}

void ts_flow_draw(ts_plot *plot, const ts_flow *flow, ts_rect box)
{
    frame_of f;
    if (!frame(plot, flow, box, &f)) {
        ts_plot_error(plot, "the nodes of the flow leave no room for its ribbons");
        return;
    }
    draw_header(plot, flow, &f);
    ts_plot_rect(plot, f.from, flow->origin.ground, NULL);
    ts_plot_rect(plot, f.to, flow->destination.ground, NULL);
    draw_ribbons(plot, flow, (ts_rect){ts_rect_right(f.from), f.from.y, f.to.x - ts_rect_right(f.from), f.from.h});
    draw_destination_arrow(plot, f.to);
}
