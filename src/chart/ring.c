#include "chart/ring.h"

#include "chart/scale.h"

#include <math.h>

static const double PI = 3.14159265358979323846;
static const double HOLE = 0.62; /* of the radius */
static const double FULL_RADIUS = 62, HALF_RADIUS = 84, LEAST_RADIUS = 18;
static const double APART = 9;      /* from the ring to its labels */
static const double LEAD = 5;       /* a label that moved less needs no leader */
static const double LABELS = 0.34;  /* of the width, at most, for a side's labels */
static const double EDGE = 0.25;    /* around parts that are hardly seen */
static const double BETWEEN = 4;    /* labels */
static const double CLEAR_OF_RING = 0.86; /* of the hole: what stands in its middle */
static const double THIN = 0.12;    /* radians: such a part has a leader in any case */

/* ---- geometry */

/* Area between a ray and its parallel at a distance, out to a radius. */
static double strip(double radius, double distance)
{
    if (distance >= radius)
        return PI * radius * radius / 4;
    return (radius * radius * asin(distance / radius) + distance * sqrt(radius * radius - distance * distance)) / 2;
}

static double turn_of(const ts_ring *ring)
{
    return ring->half ? PI : 2 * PI;
}

static size_t shown(const double *parts, size_t count)
{
    size_t some = 0;
    for (size_t i = 0; i < count; i++)
        some += parts[i] > 0;
    return some;
}

/* Gaps that would take more than a tenth of the ring are made narrower: what is left could not be shared out truly. */
static double gap_of(const ts_ring *ring, double outer, double inner, size_t edges)
{
    double all = turn_of(ring) * (outer * outer - inner * inner) / 2, gap = ring->gap;
    while (gap > 0.01 && (strip(outer, gap / 2) - strip(inner, gap / 2)) * (double)edges > 0.1 * all)
        gap *= 0.9;
    return gap;
}

bool ts_ring_cut(const ts_ring *ring, double outer, double inner, ts_segment *segments)
{
    double parts[TS_SHARES], at = 0, per_radian = (outer * outer - inner * inner) / 2;
    if (ring->count > TS_SHARES || !ts_shares_of_whole(ring->items, ring->count, parts))
        return false;
    size_t some = shown(parts, ring->count), met = 0;
    size_t edges = some < 2 ? 0 : ring->half ? 2 * some - 2 : 2 * some;
    double gap = gap_of(ring, outer, inner, edges), taken = strip(outer, gap / 2) - strip(inner, gap / 2);
    double painted = fmax(0, turn_of(ring) * per_radian - taken * (double)edges);
    for (size_t i = 0; i < ring->count; i++) {
        ts_segment *s = &segments[i];
        *s = (ts_segment){.from = at, .to = at, .gap = gap};
        if (parts[i] <= 0)
            continue;
        met++;
        s->cut_from = edges && (!ring->half || met > 1);
        s->cut_to = edges && (!ring->half || met < some);
        s->to = at + (painted * parts[i] + taken * (s->cut_from + s->cut_to)) / per_radian;
        at = s->to;
    }
    return true;
}

static ts_point on(const ts_ring *ring, ts_point centre, double radius, double angle)
{
    double a = angle - (ring->half ? PI : PI / 2);
    return (ts_point){centre.x + radius * cos(a), centre.y + radius * sin(a)};
}

static double inset(double gap, double radius, bool cut)
{
    return cut ? asin(fmin(1, gap / 2 / radius)) : 0;
}

static void arc(ts_path *path, const ts_ring *ring, ts_point centre, double radius, double from, double to)
{
    enum { PIECES = 8 }; /* of a circle: each arc is short of a half one */
    int pieces = (int)ceil(fabs(to - from) / (2 * PI / PIECES));
    for (int i = 1; i <= pieces; i++) {
        ts_point p = on(ring, centre, radius, from + (to - from) * i / pieces);
        ts_path_arc(path, radius, radius, 0, false, to > from, p.x, p.y);
    }
}

/* The two edges meet so far from the centre: beyond the inner radius the part is a wedge. */
static double tip(ts_segment segment)
{
    double half = (segment.to - segment.from) / 2;
    return half < PI / 2 ? segment.gap / 2 / sin(half) : 0;
}

ts_path *ts_ring_path(ts_arena *arena, const ts_ring *ring, ts_segment s, ts_point centre, double outer, double inner)
{
    double from = s.from + inset(s.gap, outer, s.cut_from), to = s.to - inset(s.gap, outer, s.cut_to);
    ts_path *path = ts_path_new(arena);
    if (s.to <= s.from || to <= from)
        return NULL;
    ts_point start = on(ring, centre, outer, from);
    ts_path_move(path, start.x, start.y);
    arc(path, ring, centre, outer, from, to);
    bool whole = s.to - s.from >= 2 * PI - 1e-9;
    if (whole)
        ts_path_close(path);
    double inner_from = s.from + inset(s.gap, inner, s.cut_from), inner_to = s.to - inset(s.gap, inner, s.cut_to);
    bool wedge = s.cut_from && s.cut_to && inner_to <= inner_from;
    ts_point next = wedge ? on(ring, centre, tip(s), (s.from + s.to) / 2) : on(ring, centre, inner, inner_to);
    if (whole)
        ts_path_move(path, next.x, next.y);
    else
        ts_path_line(path, next.x, next.y);
    if (!wedge && inner_to > inner_from)
        arc(path, ring, centre, inner, inner_to, inner_from);
    ts_path_close(path);
    return path;
}

/* ---- where all of it stands */

typedef struct tab { /* a part's label */
    size_t part;
    const ts_label *name;
    const ts_block *block, *value; /* of the name, of the value; NULL: it has none */
    double width, height, y; /* y: of its middle */
    bool right;
} tab;

typedef struct layout {
    ts_point centre;
    double outer, inner, side; /* side: the labels' measure */
    bool tall;                 /* values have two lines where they can */
    ts_segment segments[TS_SHARES];
    tab tabs[TS_SHARES];
    size_t count;
} layout;

static const ts_label *value_of(const ts_share *share, bool tall)
{
    return tall && share->tall.count ? &share->tall : &share->value;
}

static double widest_label(ts_plot *plot, const ts_ring *ring, bool tall)
{
    double widest = 0;
    for (size_t i = 0; i < ring->count; i++)
        widest = fmax(widest, fmax(ts_label_width(plot, &ring->items[i].name), ts_label_width(plot, value_of(&ring->items[i], tall))));
    return widest;
}

static double side_of(ts_plot *plot, const ts_ring *ring, double width, bool tall)
{
    return fmin(widest_label(plot, ring, tall), width * LABELS);
}

/* Values in one line would make the ring smaller than its height lets it be. */
static bool wants_tall(ts_plot *plot, const ts_ring *ring, double width, double radius)
{
    return width / 2 - side_of(plot, ring, width, false) - APART < radius - 0.5;
}

/* A name of two lines at most, the brief one if that saves lines. */
static void set_name(ts_plot *plot, const ts_share *share, double measure, ts_text_align align, tab *t)
{
    t->name = &share->name;
    t->block = ts_label_set(plot, &share->name, measure, align);
    bool long_name = t->block && (t->block->count > 2 || t->block->too_wide);
    const ts_block *brief = long_name ? ts_label_set(plot, &share->brief, measure, align) : NULL;
    if (!brief)
        return;
    t->name = &share->brief;
    t->block = brief;
}

static tab make_tab(ts_plot *plot, const ts_ring *ring, size_t i, const layout *plan)
{
    const ts_share *share = &ring->items[i];
    double middle = (plan->segments[i].from + plan->segments[i].to) / 2;
    tab t = {.part = i, .right = on(ring, plan->centre, 1, middle).x >= plan->centre.x - 1e-9};
    set_name(plot, share, plan->side, t.right ? TS_TEXT_LEFT : TS_TEXT_RIGHT, &t);
    t.value = ts_label_set(plot, value_of(share, plan->tall), 0, t.right ? TS_TEXT_LEFT : TS_TEXT_RIGHT);
    t.width = fmax(t.block ? t.block->width : 0, t.value ? t.value->width : 0);
    t.height = (t.block ? t.block->height : 0) + (t.value ? t.value->height : 0);
    t.y = on(ring, plan->centre, plan->outer + APART, middle).y;
    if (t.width > plan->side + 0.01)
        ts_label_tell(plot, &share->name, t.width, plan->side, "beside the ring");
    return t;
}

/* Labels of a side from the top down, and apart. */
static void spread_side(ts_plot *plot, layout *plan, bool right, ts_rect box)
{
    size_t order[TS_SHARES], count = 0;
    double places[TS_SHARES], high = 0;
    for (size_t i = 0; i < plan->count; i++) {
        if (plan->tabs[i].right != right)
            continue;
        size_t at = count++;
        for (; at > 0 && plan->tabs[order[at - 1]].y > plan->tabs[i].y; at--)
            order[at] = order[at - 1];
        order[at] = i;
        high = fmax(high, plan->tabs[i].height);
    }
    for (size_t i = 0; i < count; i++)
        places[i] = plan->tabs[order[i]].y;
    double needs = (double)count * (high + BETWEEN) - BETWEEN;
    if (needs > box.h + 0.5)
        ts_plot_warn(plot, "the labels %s of the ring, from %s on, are %.0f points high and have %.0f", right ? "right" : "left",
                     ts_label_quote(plot, plan->tabs[order[0]].name), needs, box.h);
    if (!ts_spread(plot->arena, places, count, high + BETWEEN, box.y + high / 2, ts_rect_bottom(box) - high / 2))
        plot->failed = true;
    for (size_t i = 0; i < count; i++)
        plan->tabs[order[i]].y = places[i];
}

static double most_radius(const ts_ring *ring, double width, double height, double side)
{
    return fmin(ring->half ? height : height / 2, width / 2 - side - APART);
}

static bool make_plan(ts_plot *plot, const ts_ring *ring, ts_rect box, layout *plan)
{
    bool tall = wants_tall(plot, ring, box.w, ring->half ? box.h : box.h / 2);
    *plan = (layout){.tall = tall, .side = side_of(plot, ring, box.w, tall)};
    double most = most_radius(ring, box.w, box.h, plan->side);
    if (most < LEAST_RADIUS - 0.5)
        ts_plot_error(plot, "there is room for a ring of %.0f points beside its labels, and the least is %.0f", fmax(2 * most, 0),
                      2 * LEAST_RADIUS);
    plan->outer = fmax(most, LEAST_RADIUS);
    plan->inner = plan->outer * HOLE;
    plan->centre = (ts_point){box.x + box.w / 2, ring->half ? ts_rect_bottom(box) : box.y + box.h / 2};
    if (!ts_ring_cut(ring, plan->outer, plan->inner, plan->segments))
        return false;
    for (size_t i = 0; i < ring->count; i++)
        if (ring->items[i].name.count || ring->items[i].value.count)
            plan->tabs[plan->count++] = make_tab(plot, ring, i, plan);
    spread_side(plot, plan, false, box);
    spread_side(plot, plan, true, box);
    return !plot->failed;
}

/* ---- drawing */

static void draw_part(ts_plot *plot, const ts_ring *ring, const layout *plan, size_t i)
{
    const ts_share *share = &ring->items[i];
    ts_path *path = ts_ring_path(plot->arena, ring, plan->segments[i], plan->centre, plan->outer, plan->inner);
    if (!path)
        return;
    if (share->known)
        ts_plot_fill(plot, path, share->ink, share->origin);
    else
        ts_plot_dashes(plot, path, share->origin);
    if (share->known && ts_plot_faint(plot, share->ink))
        ts_plot_stroke(plot, path, plot->rule, (ts_stroke){.width = EDGE}, NULL);
}

static void tell_neighbours(ts_plot *plot, const ts_ring *ring, const layout *plan)
{
    size_t first = ring->count, before = ring->count;
    for (size_t i = 0; i < ring->count; i++) {
        if (plan->segments[i].to <= plan->segments[i].from)
            continue;
        if (before < ring->count)
            ts_plot_beside(plot, ring->items[before].ink, ring->items[i].ink, ring->gap);
        first = first < ring->count ? first : i;
        before = i;
    }
    if (!ring->half && before < ring->count && before != first)
        ts_plot_beside(plot, ring->items[before].ink, ring->items[first].ink, ring->gap);
}

/* Where a label stands at its height: as near to the ring as its roundness lets it. */
static double reach_at(const layout *plan, const tab *t)
{
    double down = fabs(t->y - plan->centre.y) - t->height / 2, radius = plan->outer + APART;
    down = fmax(down, 0);
    return down < radius ? fmax(sqrt(radius * radius - down * down), plan->outer * 0.35) : plan->outer * 0.35;
}

static void draw_leader(ts_plot *plot, const ts_ring *ring, const layout *plan, const tab *t, double x)
{
    const ts_segment *s = &plan->segments[t->part];
    double middle = (s->from + s->to) / 2;
    ts_point rim = on(ring, plan->centre, plan->outer + 1, middle), ideal = on(ring, plan->centre, plan->outer + APART, middle);
    bool near = fabs(ideal.y - t->y) < fmax(LEAD, t->height / 2) && s->to - s->from > THIN;
    ts_point end = {x + (t->right ? -2 : 2), t->y};
    if (!near)
        ts_plot_line(plot, rim, end, plot->rule, 0.5);
}

static void draw_tab(ts_plot *plot, const ts_ring *ring, const layout *plan, const tab *t)
{
    const ts_share *share = &ring->items[t->part];
    double reach = reach_at(plan, t), x = plan->centre.x + (t->right ? reach : -reach), top = t->y - t->height / 2;
    draw_leader(plot, ring, plan, t, x);
    if (t->block) {
        double left = t->right ? x : x - plan->side; /* lines of the left side end at x */
        ts_label_put(plot, t->name, t->block, (ts_point){left, top}, plot->ground);
        top += t->block->height;
    }
    if (t->value)
        ts_label_put(plot, value_of(share, plan->tall), t->value, (ts_point){t->right ? x : x - t->value->width, top}, plot->ground);
}

/* The number over its words, where the hole is wide enough at the number's top. False: it is not. */
static bool draw_two_lines(ts_plot *plot, const ts_ring *ring, const layout *plan)
{
    static const double APART_LINES = 4;
    double high = 2 * ts_label_drop(&ring->number), low = 2 * ts_label_drop(&ring->words), all = high + APART_LINES + low;
    double foot = plan->centre.y + (ring->half ? 0 : all / 2), top = plan->centre.y - (foot - all), width = ts_label_width(plot, &ring->number);
    if (!ring->words.count || hypot(width / 2, top) > plan->inner * CLEAR_OF_RING ||
        ts_label_width(plot, &ring->words) > 2 * plan->inner * CLEAR_OF_RING)
        return false;
    ts_label_put_line(plot, &ring->words, (ts_point){plan->centre.x, foot}, TS_TEXT_CENTER, plot->ground);
    ts_label_put_line(plot, &ring->number, (ts_point){plan->centre.x, foot - low - APART_LINES}, TS_TEXT_CENTER, plot->ground);
    return true;
}

static void draw_center(ts_plot *plot, const ts_ring *ring, const layout *plan)
{
    const ts_label *label = &ring->center;
    double room = 2 * plan->inner * CLEAR_OF_RING;
    if (ts_label_width(plot, label) > room && draw_two_lines(plot, ring, plan))
        return;
    if (ts_label_width(plot, label) > room && ring->small_center.count)
        label = &ring->small_center;
    if (ts_label_width(plot, label) > room)
        ts_label_tell(plot, label, ts_label_width(plot, label), room, "in the ring");
    double baseline = ring->half ? plan->centre.y : plan->centre.y + ts_label_drop(label);
    ts_label_put_line(plot, label, (ts_point){plan->centre.x, baseline}, TS_TEXT_CENTER, plot->ground);
}

double ts_ring_height(ts_plot *plot, const ts_ring *ring, double width)
{
    bool tall = wants_tall(plot, ring, width, ring->half ? HALF_RADIUS : FULL_RADIUS);
    double radius = most_radius(ring, width, ring->half ? HALF_RADIUS : 2 * FULL_RADIUS, side_of(plot, ring, width, tall));
    radius = fmax(radius, LEAST_RADIUS);
    return ring->half ? radius : 2 * radius;
}

/* Without labels it would be as wide as its frame, or as it is drawn at most; a ring loses height with its width. */
static void tell_room(ts_plot *plot, const ts_ring *ring, const layout *plan, ts_rect box)
{
    double high = ring->half ? box.h : box.h / 2, most = fmin(box.w / 2, fmax(high, ring->half ? HALF_RADIUS : FULL_RADIUS));
    if (box.w / 2 - plan->side - APART < high + 0.5) /* the labels bound it, not the height */
        ts_plot_keeps(plot, plan->outer * plan->outer, most * most);
}

void ts_ring_draw(ts_plot *plot, const ts_ring *ring, ts_rect box)
{
    layout plan;
    if (!make_plan(plot, ring, box, &plan)) {
        if (!plot->failed)
            ts_plot_error(plot, "the parts of a ring are numbers from nought up, at most %d of them", TS_SHARES);
        return;
    }
    tell_room(plot, ring, &plan, box);
    for (size_t i = 0; i < ring->count; i++)
        draw_part(plot, ring, &plan, i);
    tell_neighbours(plot, ring, &plan);
    for (size_t i = 0; i < plan.count; i++)
        draw_tab(plot, ring, &plan, &plan.tabs[i]);
    if (ring->center.count)
        draw_center(plot, ring, &plan);
}
