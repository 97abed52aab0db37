#include "chart/sankey.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static const double THICKNESS = 8, GAP = 10, PITCH = 34, LEAST_HEIGHT = 96, LABEL_GAP = 5;
static const double EDGE = 0.5;  /* of the ground around ribbons, so that they part where they cross */
static const double PALE = 0.3; /* tint of a ribbon: dark words can be read on it */
enum { SWEEPS = 8 };

static double gap_of(const ts_sankey *sankey)
{
    return sankey->gap >= 0 ? sankey->gap : GAP;
}

static double thickness_of(const ts_sankey *sankey)
{
    return sankey->thickness > 0 ? sankey->thickness : THICKNESS;
}

static bool is_drawn(const ts_sankey_link *link)
{
    return link->amount > 0;
}

/* ---- columns */

/* The longest way into each node; more rounds than nodes would be a cycle. */
static bool find_columns(const ts_sankey *sankey, ts_sankey_plan *plan)
{
    bool moved = true;
    for (size_t round = 0; moved; round++) {
        moved = false;
        if (round > sankey->node_count)
            return false;
        for (size_t i = 0; i < sankey->link_count; i++) {
            const ts_sankey_link *link = &sankey->links[i];
            if (plan->nodes[link->to].column > plan->nodes[link->from].column)
                continue;
            plan->nodes[link->to].column = plan->nodes[link->from].column + 1;
            moved = true;
        }
    }
    plan->columns = 1;
    for (size_t i = 0; i < sankey->node_count; i++)
        if (plan->nodes[i].column + 1 > plan->columns)
            plan->columns = plan->nodes[i].column + 1;
    return true;
}

static double amount_of(const ts_sankey *sankey, size_t node)
{
    double in = 0, out = 0;
    for (size_t i = 0; i < sankey->link_count; i++) {
        if (!is_drawn(&sankey->links[i]))
            continue;
        in += sankey->links[i].to == node ? sankey->links[i].amount : 0;
        out += sankey->links[i].from == node ? sankey->links[i].amount : 0;
    }
    return fmax(in, out);
}

/* ---- order within columns */

typedef struct order { /* nodes, column by column */
    const ts_sankey *sankey;
    ts_sankey_plan *plan;
    double amounts[TS_SANKEY_NODES];
    size_t nodes[TS_SANKEY_NODES], rank[TS_SANKEY_NODES]; /* rank: place in its column */
    double weight[TS_SANKEY_NODES];
} order;

static bool goes_first(const order *o, size_t a, size_t b)
{
    if (o->plan->nodes[a].column != o->plan->nodes[b].column)
        return o->plan->nodes[a].column < o->plan->nodes[b].column;
    if (fabs(o->weight[a] - o->weight[b]) > 1e-9)
        return o->weight[a] < o->weight[b];
    double least = 1e-9 * fmax(o->amounts[a], o->amounts[b]); /* sums of the same links in another order differ by less */
    if (fabs(o->amounts[a] - o->amounts[b]) > least)
        return o->amounts[a] > o->amounts[b];
    return strcmp(o->sankey->nodes[a].key, o->sankey->nodes[b].key) < 0;
}

static void sort_nodes(order *o)
{
    for (size_t i = 0; i < o->sankey->node_count; i++) {
        size_t node = o->nodes[i], at = i;
        for (; at > 0 && goes_first(o, node, o->nodes[at - 1]); at--)
            o->nodes[at] = o->nodes[at - 1];
        o->nodes[at] = node;
    }
    for (size_t i = 0; i < o->sankey->node_count; i++) {
        bool same = i > 0 && o->plan->nodes[o->nodes[i]].column == o->plan->nodes[o->nodes[i - 1]].column;
        o->rank[o->nodes[i]] = same ? o->rank[o->nodes[i - 1]] + 1 : 0;
    }
}

/* Where the node's neighbours on one side stand, weighed by what joins them. */
static double barycentre(const order *o, size_t node, bool leftward)
{
    double sum = 0, weight = 0;
    for (size_t i = 0; i < o->sankey->link_count; i++) {
        const ts_sankey_link *link = &o->sankey->links[i];
        size_t here = leftward ? link->to : link->from, there = leftward ? link->from : link->to;
        if (here != node || !is_drawn(link))
            continue;
        sum += link->amount * (double)o->rank[there];
        weight += link->amount;
    }
    return weight > 0 ? sum / weight : (double)o->rank[node];
}

static void order_nodes(order *o)
{
    for (size_t i = 0; i < o->sankey->node_count; i++) {
        o->nodes[i] = i;
        o->amounts[i] = amount_of(o->sankey, i);
        o->weight[i] = 0;
    }
    sort_nodes(o);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        for (size_t i = 0; i < o->sankey->node_count; i++)
            o->weight[i] = barycentre(o, i, sweep % 2 == 0);
        sort_nodes(o);
    }
}

/* ---- places */

static double column_sum(const order *o, size_t column, size_t *count)
{
    double sum = 0;
    *count = 0;
    for (size_t i = 0; i < o->sankey->node_count; i++) {
        if (o->plan->nodes[i].column != column)
            continue;
        sum += o->amounts[i];
        (*count)++;
    }
    return sum;
}

static bool find_scale(const order *o, double height)
{
    o->plan->scale = INFINITY;
    for (size_t c = 0; c < o->plan->columns; c++) {
        size_t count;
        double sum = column_sum(o, c, &count), room = height - gap_of(o->sankey) * (double)(count ? count - 1 : 0);
        if (sum > 0)
            o->plan->scale = fmin(o->plan->scale, room / sum);
    }
    return isfinite(o->plan->scale) && o->plan->scale > 0;
}

/* Columns are centred on each other. */
static void place_nodes(const order *o, double height)
{
    double y = 0, gap = gap_of(o->sankey);
    for (size_t i = 0; i < o->sankey->node_count; i++) {
        ts_sankey_place *place = &o->plan->nodes[o->nodes[i]];
        if (o->rank[o->nodes[i]] == 0) {
            size_t count;
            double sum = column_sum(o, place->column, &count);
            y = (height - sum * o->plan->scale - gap * (double)(count - 1)) / 2;
        }
        place->top = y;
        place->height = o->amounts[o->nodes[i]] * o->plan->scale;
        y += place->height + gap;
    }
}

/* At a node's edge ribbons lie in the order of the nodes that they join. */
static double edge_top(const order *o, size_t link, bool leaving)
{
    const ts_sankey_link *links = o->sankey->links;
    size_t node = leaving ? links[link].from : links[link].to, other = leaving ? links[link].to : links[link].from;
    double top = o->plan->nodes[node].top;
    for (size_t i = 0; i < o->sankey->link_count; i++) {
        size_t here = leaving ? links[i].from : links[i].to, there = leaving ? links[i].to : links[i].from;
        const ts_sankey_place *a = &o->plan->nodes[there], *b = &o->plan->nodes[other];
        bool above = a->top < b->top || (a->top == b->top && (a->column < b->column || (there == other && i < link)));
        if (i != link && here == node && is_drawn(&links[i]) && above)
            top += links[i].amount * o->plan->scale;
    }
    return top;
}

static void place_links(const order *o)
{
    for (size_t i = 0; i < o->sankey->link_count; i++)
        o->plan->links[i] = (ts_sankey_ends){edge_top(o, i, true), edge_top(o, i, false),
                                             is_drawn(&o->sankey->links[i]) ? o->sankey->links[i].amount * o->plan->scale : 0};
}

ts_sankey_fault ts_sankey_make(const ts_sankey *sankey, double height, ts_sankey_plan *plan)
{
    order o = {.sankey = sankey, .plan = plan};
    *plan = (ts_sankey_plan){.columns = 0};
    if (sankey->node_count > TS_SANKEY_NODES || sankey->link_count > TS_SANKEY_LINKS)
        return TS_SANKEY_MANY;
    for (size_t i = 0; i < sankey->link_count; i++)
        if (!isfinite(sankey->links[i].amount) || sankey->links[i].amount < 0)
            return TS_SANKEY_NEGATIVE;
    if (!find_columns(sankey, plan))
        return TS_SANKEY_CYCLE;
    order_nodes(&o);
    if (!find_scale(&o, height))
        return TS_SANKEY_LOW;
    place_nodes(&o, height);
    place_links(&o);
    return TS_SANKEY_GOOD;
}

/* ---- drawing */

typedef struct frame {
    double left, step, thick; /* of the columns: x of the first, to the next, of a node */
    ts_rect box;
} frame;

static double node_x(const frame *f, const ts_sankey_plan *plan, size_t node)
{
    return f->left + (double)plan->nodes[node].column * f->step;
}

static double label_width(ts_plot *plot, const ts_sankey_node *node)
{
    return fmax(ts_label_width(plot, &node->name), ts_label_width(plot, &node->value));
}

/* Names of the first column stand before it, of all others behind their nodes. */
static frame measure(ts_plot *plot, const ts_sankey *sankey, const ts_sankey_plan *plan, ts_rect box)
{
    double before = 0, after = 0;
    for (size_t i = 0; i < sankey->node_count; i++) {
        double width = label_width(plot, &sankey->nodes[i]) + LABEL_GAP;
        if (plan->nodes[i].column == 0)
            before = fmax(before, width);
        else if (plan->nodes[i].column + 1 == plan->columns)
            after = fmax(after, width);
    }
    frame f = {.left = box.x + before, .thick = thickness_of(sankey), .box = box};
    f.step = plan->columns > 1 ? (box.w - before - after - f.thick) / (double)(plan->columns - 1) : 0;
    return f;
}

static ts_ink link_ink(const ts_sankey *sankey, const ts_sankey_link *link)
{
    const ts_sankey_node *node = &sankey->nodes[link->from];
    ts_ink pale = {node->ink.swatch, node->ink.tint * PALE};
    return link->ink.swatch ? link->ink : node->ribbon.swatch ? node->ribbon : pale;
}

/* A ribbon as pale as its ground is known by its banks (WCAG 2.2, 1.4.11), in a deep ink;
 * one that stands out is parted from others by the ground. */
static void draw_banks(ts_plot *plot, const ts_sankey *sankey, const ts_sankey_link *link, ts_rect from, double to)
{
    static const double SEEN = 3; /* contrast */
    ts_ink ground = plot->ground.swatch ? plot->ground : plot->paper;
    double fill[3], under[3];
    ts_ink_rgb(link_ink(sankey, link), fill);
    ts_ink_rgb(ground, under);
    bool pale = ts_contrast(fill, under) < SEEN;
    const ts_sankey_node *node = &sankey->nodes[link->from];
    ts_ink bank = node->bank.swatch ? node->bank : node->ink;
    double left = from.x, right = ts_rect_right(from), middle = (left + right) / 2;
    ts_path *path = ts_path_new(plot->arena);
    for (int side = 0; side < 2; side++) {
        double down = side ? from.h : 0;
        ts_path_move(path, left, from.y + down);
        ts_path_curve(path, middle, from.y + down, middle, to + down, right, to + down);
    }
    ts_plot_stroke(plot, path, pale ? bank : ground, (ts_stroke){.width = EDGE}, pale ? link->origin : NULL);
}

static void draw_link(ts_plot *plot, const ts_sankey *sankey, const ts_sankey_plan *plan, const frame *f, size_t i)
{
    const ts_sankey_link *link = &sankey->links[i];
    const ts_sankey_ends *ends = &plan->links[i];
    double left = node_x(f, plan, link->from) + f->thick, right = node_x(f, plan, link->to), middle = (left + right) / 2;
    double from = f->box.y + ends->from, to = f->box.y + ends->to, thick = ends->thick;
    if (thick <= 0)
        return;
    ts_path *path = ts_path_new(plot->arena);
    ts_path_move(path, left, from);
    ts_path_curve(path, middle, from, middle, to, right, to);
    ts_path_line(path, right, to + thick);
    ts_path_curve(path, middle, to + thick, middle, from + thick, left, from + thick);
    ts_path_close(path);
    ts_plot_fill(plot, path, link_ink(sankey, link), link->origin);
    draw_banks(plot, sankey, link, (ts_rect){left, from, right - left, thick}, to);
}

static bool lies_under(const ts_sankey *sankey, const ts_sankey_plan *plan, size_t a, size_t b)
{
    const ts_sankey_node *nodes = sankey->nodes;
    const ts_sankey_link *x = &sankey->links[a], *y = &sankey->links[b];
    if (plan->links[a].thick != plan->links[b].thick)
        return plan->links[a].thick > plan->links[b].thick;
    int from = strcmp(nodes[x->from].key, nodes[y->from].key);
    return from ? from < 0 : strcmp(nodes[x->to].key, nodes[y->to].key) < 0;
}

/* The thinnest are painted last, so that none is buried. */
static void draw_links(ts_plot *plot, const ts_sankey *sankey, const ts_sankey_plan *plan, const frame *f)
{
    size_t sorted[TS_SANKEY_LINKS];
    for (size_t i = 0; i < sankey->link_count; i++) {
        size_t at = i;
        for (; at > 0 && lies_under(sankey, plan, i, sorted[at - 1]); at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = i;
    }
    for (size_t i = 0; i < sankey->link_count; i++)
        draw_link(plot, sankey, plan, f, sorted[i]);
}

/* The words of a node stand on what leaves it: the widest ribbon, of equal ones that to the first name. SIZE_MAX: none does. */
static size_t widest_from(const ts_sankey *sankey, size_t node)
{
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < sankey->link_count; i++) {
        const ts_sankey_link *link = &sankey->links[i], *widest = found == SIZE_MAX ? NULL : &sankey->links[found];
        if (link->from != node || !is_drawn(link))
            continue;
        bool wider = !widest || link->amount > widest->amount ||
                     (link->amount == widest->amount &&
                      strcmp(sankey->nodes[link->to].key, sankey->nodes[widest->to].key) < 0);
        found = wider ? i : found;
    }
    return found;
}

static void draw_words(ts_plot *plot, const ts_sankey *sankey, const ts_sankey_plan *plan, const frame *f, size_t i)
{
    const ts_sankey_node *node = &sankey->nodes[i];
    const ts_sankey_place *place = &plan->nodes[i];
    bool first = place->column == 0, last = place->column + 1 == plan->columns;
    double x = node_x(f, plan, i) + (first ? -LABEL_GAP : f->thick + LABEL_GAP), middle = f->box.y + place->top + place->height / 2;
    double half = node->value.count && node->name.count ? node->name.type->leading / 2 : 0;
    size_t on = first || last ? SIZE_MAX : widest_from(sankey, i);
    ts_ink ground = on == SIZE_MAX ? plot->ground : link_ink(sankey, &sankey->links[on]);
    if (on != SIZE_MAX && plan->links[on].thick >= 4 * half + EDGE) /* between its banks */
        middle = f->box.y + plan->links[on].from + plan->links[on].thick / 2;
    ts_text_align align = first ? TS_TEXT_RIGHT : TS_TEXT_LEFT;
    if (!first && !last && label_width(plot, node) > f->step - f->thick - 2 * LABEL_GAP)
        ts_plot_warn(plot, "%s has no room before the next column: give the chart more width or the name a short form",
                     ts_label_quote(plot, &node->name));
    ts_label_put_line(plot, &node->name, (ts_point){x, middle - half + ts_label_drop(&node->name)}, align, ground);
    ts_label_put_line(plot, &node->value, (ts_point){x, middle + half + ts_label_drop(&node->value)}, align, ground);
}

/* Words of neighbours in a column that would touch. */
static void check_words(ts_plot *plot, const ts_sankey *sankey, const ts_sankey_plan *plan)
{
    for (size_t i = 0; i < sankey->node_count; i++)
        for (size_t k = 0; k < sankey->node_count; k++) {
            const ts_sankey_place *a = &plan->nodes[i], *b = &plan->nodes[k];
            const ts_label *name = &sankey->nodes[i].name;
            double needs = name->count ? name->type->leading * (sankey->nodes[i].value.count ? 2 : 1) : 0;
            double apart = b->top + b->height / 2 - a->top - a->height / 2;
            if (i == k || a->column != b->column || apart < 0 || (apart == 0 && k < i) || apart + 0.5 >= needs)
                continue;
            ts_plot_warn(plot, "%s and %s stand on each other: give the chart more height or \"gap\"", ts_label_quote(plot, name),
                         ts_label_quote(plot, &sankey->nodes[k].name));
            return;
        }
}

double ts_sankey_height(const ts_sankey *sankey)
{
    ts_sankey_plan plan;
    size_t most = 1;
    ts_sankey_fault fault = ts_sankey_make(sankey, LEAST_HEIGHT * 10, &plan);
    for (size_t c = 0; fault == TS_SANKEY_GOOD && c < plan.columns; c++) {
        size_t count = 0;
        for (size_t i = 0; i < sankey->node_count; i++)
            count += plan.nodes[i].column == c;
        most = count > most ? count : most;
    }
    return fmax(LEAST_HEIGHT, (double)most * PITCH) + ts_label_over_height(&sankey->unit);
}

static void tell(ts_plot *plot, ts_sankey_fault fault)
{
    switch (fault) {
    case TS_SANKEY_MANY:
        ts_plot_error(plot, "a Sankey diagram has at most %d nodes and %d links", TS_SANKEY_NODES, TS_SANKEY_LINKS);
        break;
    case TS_SANKEY_NEGATIVE: ts_plot_error(plot, "what goes from node to node is a number from nought up"); break;
    case TS_SANKEY_CYCLE: ts_plot_error(plot, "the links lead in a circle: a Sankey diagram goes from left to right"); break;
    case TS_SANKEY_LOW: ts_plot_error(plot, "the Sankey diagram is too low for its nodes, or nothing goes anywhere"); break;
    case TS_SANKEY_GOOD: break;
    }
}

void ts_sankey_draw(ts_plot *plot, const ts_sankey *sankey, ts_rect box)
{
    ts_sankey_plan plan;
    double over = ts_label_over_height(&sankey->unit);
    ts_label_put_over(plot, &sankey->unit, (ts_point){box.x, box.y});
    box.y += over;
    box.h -= over;
    ts_sankey_fault fault = ts_sankey_make(sankey, box.h, &plan);
    if (fault != TS_SANKEY_GOOD) {
        tell(plot, fault);
        return;
    }
    frame f = measure(plot, sankey, &plan, box);
    if (plan.columns > 1 && f.step < 3 * f.thick) {
        ts_plot_error(plot, "the Sankey diagram has no room between its columns");
        return;
    }
    ts_plot_keeps(plot, (double)(plan.columns - 1) * f.step + f.thick, box.w);
    draw_links(plot, sankey, &plan, &f);
    for (size_t i = 0; i < sankey->node_count && !plot->failed; i++) {
        ts_rect node = {node_x(&f, &plan, i), box.y + plan.nodes[i].top, f.thick, plan.nodes[i].height};
        ts_plot_rect(plot, node, sankey->nodes[i].ink, sankey->nodes[i].origin);
        draw_words(plot, sankey, &plan, &f, i);
    }
    check_words(plot, sankey, &plan);
}
