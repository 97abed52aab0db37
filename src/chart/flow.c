#include "chart/flow.h"

#include <math.h>

static const double HEADER = 16, HEAD_BASELINE = 8, HEAD_CLEAR = 10, NODE_PITCH = 24.8;
static const double NECK = 19, MOST_NECK = 0.92, NECK_LENGTH = 30, LEAST_GAP = 4, NODE_GAP = 0.5;
static const double LABEL_NECK = 11; /* a neck that is lower stops for its words, which stand at its height */
static const double STUB = 5, STUB_END = 6, AIR = 3; /* of such a neck: before its words, behind them, and what keeps off them */
static const double ICON = 12, SMALL_ICON = 9, ICON_LEFT = 9, ICON_PITCH = 18, ICON_WEIGHT = 1.2;
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

static double slot(const sizes *s, size_t i, double height)
{
    return fmax(s->part[i] * height * s->neck_share, LABEL_NECK);
}

/* Equal ribbons are as high as a line and its air; those with values as high as they can be: they are compared.
 * The necks take what the lines of thin ribbons and the gaps leave; a ribbon
 * that turns thin makes the others thinner, so this is repeated until none does. */
static void size_necks(const ts_flow *flow, sizes *s, double height)
{
    double n = (double)flow->count, used = 0;
    s->neck_share = flow->valued ? MOST_NECK : fmin(NECK * n / height, MOST_NECK);
    for (size_t round = 0; round <= flow->count; round++) {
        double lines = 0, parts = 0;
        for (size_t i = 0; i < flow->count; i++) {
            bool is_thin = flow->valued && thin(s, i, height);
            lines += is_thin ? LABEL_NECK : 0;
            parts += is_thin ? 0 : s->part[i];
        }
        double room = (height - lines - LEAST_GAP * (n - 1)) / height;
        double share = parts > 0 ? fmin(s->neck_share, fmax(0.05, room / parts)) : s->neck_share;
        if (share == s->neck_share)
            break;
        s->neck_share = share;
    }
    for (size_t i = 0; i < flow->count; i++)
        used += flow->valued ? slot(s, i, height) : s->part[i] * height * s->neck_share;
    s->gap = n > 1 ? (height - used) / (n - 1) : 0;
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
        place->beside = flow->valued && thin(&s, i, height);
        double thick = s.part[i] * height * s.neck_share, room = flow->valued ? slot(&s, i, height) : thick;
        place->label = neck + room / 2;
        place->neck_top = place->label - thick / 2;
        place->neck_bottom = place->label + thick / 2;
        neck += room + s.gap;
    }
    return true;
}

/* Control points at 18 and 12 of the 30 make the neck of the design. */
static void flare(ts_path *path, ts_point from, ts_point to)
{
    double run = to.x - from.x;
    ts_path_curve(path, from.x + 0.6 * run, from.y, from.x + 0.4 * run, to.y, to.x, to.y);
}

/* How ribbons lie between the nodes. */
typedef struct lie {
    ts_rect run;
    double neck;        /* how long they flare at either end */
    double left, right; /* where their words may begin and where these end */
    double tip;         /* of the chevrons */
} lie;

/* Where some are thin, all words stand where the ribbons run straight. */
static lie lie_of(ts_rect run, bool some_thin)
{
    lie of = {.run = run, .neck = fmin(NECK_LENGTH, some_thin ? run.w / 10 : run.w / 2)};
    double chevron = ts_rect_right(run) - (some_thin ? of.neck + STUB_END : CHEVRON_LEFT);
    of.left = run.x + (some_thin ? of.neck + STUB : ICON_LEFT);
    of.right = chevron - VALUE_GAP;
    of.tip = chevron + CHEVRON;
    return of;
}

/* A ribbon from one place along it to another, with the flares that lie there. */
static void add_part(ts_path *path, const ts_ribbon_place *p, const lie *of, double from, double to)
{
    double left = of->run.x, right = ts_rect_right(of->run), y = of->run.y;
    bool first = from <= left, last = to >= right;
    double begin = first ? left + of->neck : from, end = last ? right - of->neck : to;
    if (end <= begin)
        return;
    ts_path_move(path, first ? left : begin, y + (first ? p->node_top : p->neck_top));
    if (first)
        flare(path, (ts_point){left, y + p->node_top}, (ts_point){begin, y + p->neck_top});
    ts_path_line(path, end, y + p->neck_top);
    if (last) {
        flare(path, (ts_point){end, y + p->neck_top}, (ts_point){right, y + p->node_top});
        ts_path_line(path, right, y + p->node_bottom);
        flare(path, (ts_point){right, y + p->node_bottom}, (ts_point){end, y + p->neck_bottom});
    } else {
        ts_path_line(path, end, y + p->neck_bottom);
    }
    ts_path_line(path, begin, y + p->neck_bottom);
    if (first)
        flare(path, (ts_point){begin, y + p->neck_bottom}, (ts_point){left, y + p->node_bottom});
    ts_path_close(path);
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
    const ts_label *name;
    double icon, left, right, middle;
    double name_width, value_width;
    bool below; /* the value stands under the name */
    ts_ink ground;
} line_of;

/* The value ends before the chevron; where the name reaches it, the brief name
 * is taken, then the value goes below the name in a ribbon that is high enough. */
static line_of arrange_words(ts_plot *plot, const ts_ribbon *ribbon, const ts_ribbon_place *place, const lie *of)
{
    line_of at = {.name = &ribbon->name, .icon = of->left, .right = of->right, .middle = of->run.y + place->label};
    at.left = of->left + (ribbon->icon ? ICON_PITCH : 0);
    at.value_width = ts_label_width(plot, &ribbon->value);
    double room = at.right - at.left - (at.value_width > 0 ? at.value_width + VALUE_GAP : 0);
    if (ts_label_width(plot, at.name) > room && ribbon->brief.count)
        at.name = &ribbon->brief;
    at.name_width = ts_label_width(plot, at.name);
    at.below = at.name_width > room && at.value_width > 0 && place->neck_bottom - place->neck_top >= TWO_ROWS;
    if (!at.below && at.name_width > room)
        ts_plot_warn(plot, "%s has no room on its ribbon: give the chart more width or the name a short form",
                     ts_label_quote(plot, at.name));
    return at;
}

static void draw_words(ts_plot *plot, const ts_label *value, const line_of *at)
{
    double step = at->below ? at->name->type->leading / 2 : 0;
    ts_point first = {at->left, at->middle - step + ts_label_drop(at->name)};
    ts_label_put_line(plot, at->name, first, TS_TEXT_LEFT, at->ground);
    ts_point end = {at->below ? at->left : at->right, at->middle + step + ts_label_drop(value)};
    ts_label_put_line(plot, value, end, at->below ? TS_TEXT_LEFT : TS_TEXT_RIGHT, at->ground);
}

/* One that is too thin to bear its words stops for them and goes on behind them. */
static const ts_path *ribbon_path(ts_plot *plot, const ts_ribbon_place *place, const lie *of, const line_of *at)
{
    ts_path *path = ts_path_new(plot->arena);
    double left = of->run.x, right = ts_rect_right(of->run);
    if (!place->beside) {
        add_part(path, place, of, left, right);
        return path;
    }
    double name_end = at->left + at->name_width + AIR, value = at->right - at->value_width - AIR;
    add_part(path, place, of, left, at->icon - AIR);
    add_part(path, place, of, name_end, at->value_width > 0 ? value : right);
    if (at->value_width > 0)
        add_part(path, place, of, at->right + AIR, right);
    return path;
}

static void draw_ribbon(ts_plot *plot, const ts_flow *flow, const ts_ribbon *ribbon, const ts_ribbon_place *place, const lie *of)
{
    ts_ink ink = ribbon->ink.swatch ? ribbon->ink : flow->ink;
    line_of at = arrange_words(plot, ribbon, place, of);
    at.ground = place->beside ? plot->ground : ink;
    ts_plot_fill(plot, ribbon_path(plot, place, of, &at), ink, ribbon->origin);
    double size = place->beside ? SMALL_ICON : ICON;
    ts_rect icon = {at.icon + (ICON - size) / 2, at.middle - size / 2, size, size};
    ts_plot_icon(plot, ribbon->icon, icon, flow->icon_ink, ICON_WEIGHT);
    draw_words(plot, &ribbon->value, &at);
    draw_arrow_head(plot, ts_path_new(plot->arena), (ts_point){of->tip, at.middle}, (ts_point){CHEVRON, 3}, 1.25);
}

/* What stands where. */
typedef struct frame_of {
    const ts_block *head; /* NULL: none */
    double head_left, unit_right, baseline;
    ts_rect from, to; /* the nodes */
    lie between;
} frame_of;

static bool some_thin(const ts_flow *flow, double height)
{
    ts_ribbon_place places[TS_FLOW_RIBBONS];
    size_t order[TS_FLOW_RIBBONS];
    bool found = false, placed = ts_flow_place(flow, height, places, order);
    for (size_t i = 0; placed && i < flow->count; i++)
        found = found || places[i].beside;
    return found;
}

/* The head stands over the ribbons, in as many lines as it needs beside the unit, wherever the values end, and the
 * destination's label; these share its last baseline. False: no room is left for ribbons. */
static bool frame(ts_plot *plot, const ts_flow *flow, ts_rect box, frame_of *f)
{
    ts_rect run = {box.x + flow->origin.width, box.y, box.w - flow->origin.width - flow->destination.width, box.h};
    if (run.w < 2 * NECK_LENGTH)
        return false;
    f->head_left = fmax(run.x + ICON_LEFT, box.x + ts_label_width(plot, &flow->origin.label) + HEAD_CLEAR);
    double right = ts_rect_right(box) - ts_label_width(plot, &flow->destination.label) - HEAD_CLEAR, unit = ts_label_width(plot, &flow->unit);
    double measure = (unit > 0 ? fmin(right, lie_of(run, true).right) - unit - HEAD_CLEAR : right) - f->head_left;
    f->head = ts_label_set(plot, &flow->head, fmax(measure, 1), TS_TEXT_LEFT);
    double extra = f->head ? f->head->last_baseline - f->head->first_baseline : 0, header = HEADER + extra;
    f->baseline = box.y + HEAD_BASELINE + extra;
    run.y = box.y + header;
    run.h = box.h - header;
    f->from = (ts_rect){box.x, run.y, flow->origin.width, run.h};
    f->to = (ts_rect){ts_rect_right(run), run.y, flow->destination.width, run.h};
    f->between = lie_of(run, some_thin(flow, run.h));
    f->unit_right = fmin(right, f->between.right);
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

static void draw_ribbons(ts_plot *plot, const ts_flow *flow, const lie *of)
{
    ts_ribbon_place places[TS_FLOW_RIBBONS];
    size_t order[TS_FLOW_RIBBONS];
    if (!ts_flow_place(flow, of->run.h, places, order)) {
        ts_plot_error(plot, "a flow has 1 to %d ribbons, with values from nought up or none at all",
                      TS_FLOW_RIBBONS);
        return;
    }
    for (size_t i = 0; i < flow->count; i++)
        draw_ribbon(plot, flow, &flow->ribbons[order[i]], &places[i], of);
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
    draw_ribbons(plot, flow, &f.between);
    draw_destination_arrow(plot, f.to);
}
