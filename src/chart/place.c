#include "chart/place.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double DOT_CLEAR = 1.5; /* from the rim */
static const double LOWER = 2.75;    /* points: under a line that slants through the dot, still without a leader */
enum { NEAR = 10, FAR = 24, PLACES = NEAR + FAR };

_Static_assert(PLACES <= 64, "a bit each");

typedef struct trial { /* a label that looks for its place */
    const ts_dot *dot;
    ts_placed *placed;
    ts_placed places[PLACES];
    ts_rect boxes[PLACES];
    size_t count; /* those free of all but other labels, best first */
    size_t chosen;
} trial;

ts_rect ts_placed_box(const ts_dot *dot, const ts_placed *placed)
{
    return (ts_rect){placed->baseline.x, placed->baseline.y - dot->ascent, dot->width,
                     dot->ascent + dot->descent};
}

static ts_rect grown(ts_rect r, double by)
{
    return (ts_rect){r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by};
}

static double from_rim(const ts_dot *dot, ts_rect box)
{
    double x = fmax(box.x, fmin(dot->at.x, ts_rect_right(box))),
           y = fmax(box.y, fmin(dot->at.y, ts_rect_bottom(box)));
    return hypot(x - dot->at.x, y - dot->at.y) - dot->radius;
}

/* Liang and Barsky (1984): does the segment enter the box? */
static bool segment_enters(ts_point a, ts_point b, ts_rect box)
{
    double d[2] = {b.x - a.x, b.y - a.y}, start[2] = {a.x, a.y};
    double low[2] = {box.x, box.y}, high[2] = {ts_rect_right(box), ts_rect_bottom(box)};
    double from = 0, to = 1;
    for (int axis = 0; axis < 2; axis++) {
        if (d[axis] == 0) {
            if (start[axis] < low[axis] || start[axis] > high[axis])
                return false;
            continue;
        }
        double t0 = (low[axis] - start[axis]) / d[axis], t1 = (high[axis] - start[axis]) / d[axis];
        from = fmax(from, fmin(t0, t1));
        to = fmin(to, fmax(t0, t1));
    }
    return from <= to;
}

/* May the box meet the edge? */
static bool box_meets(ts_rect box, const ts_edge *edge)
{
    ts_point a = edge->from, b = edge->to;
    return !(a.x < box.x && b.x < box.x) && !(a.y < box.y && b.y < box.y) &&
           !(a.x > ts_rect_right(box) && b.x > ts_rect_right(box)) &&
           !(a.y > ts_rect_bottom(box) && b.y > ts_rect_bottom(box));
}

static bool in_bounds(const ts_obstacles *around, ts_rect box)
{
    ts_rect b = around->bounds;
    if (box.x < b.x || box.y < b.y || ts_rect_right(box) > ts_rect_right(b) ||
        ts_rect_bottom(box) > ts_rect_bottom(b))
        return false;
    if (around->radius <= 0)
        return true;
    for (int corner = 0; corner < 4; corner++) {
        double x = corner & 1 ? ts_rect_right(box) : box.x, y = corner & 2 ? ts_rect_bottom(box) : box.y;
        if (hypot(x - around->centre.x, y - around->centre.y) > around->radius - around->clear)
            return false;
    }
    return true;
}

static bool boxes_are_clear(const ts_obstacles *around, ts_rect box)
{
    for (size_t i = 0; i < around->box_count; i++)
        if (ts_rect_overlap(grown(box, around->clear), around->boxes[i]))
            return false;
    return true;
}

static bool same_place(const ts_dot *a, const ts_dot *b)
{
    return a->at.x == b->at.x && a->at.y == b->at.y;
}

/* Touches no dot, and without a leader stands nearer to its own than to any other. */
static bool dots_are_clear(const ts_dot *dots, size_t count, const ts_dot *own, ts_rect box, bool leader)
{
    double near = from_rim(own, box);
    for (size_t i = 0; i < count; i++) {
        double other = from_rim(&dots[i], box);
        if (other < DOT_CLEAR || (!leader && !same_place(&dots[i], own) && other < near + 1))
            return false;
    }
    return true;
}

/* A leader may cross borders and coasts, but no other dot and no reserved box. */
static bool leader_is_free(const ts_dot *dots, size_t count, const ts_dot *own, const ts_obstacles *around,
                           const ts_placed *place)
{
    for (size_t i = 0; i < count; i++) {
        const ts_dot *dot = &dots[i];
        ts_rect box = {dot->at.x - dot->radius, dot->at.y - dot->radius, 2 * dot->radius, 2 * dot->radius};
        if (!same_place(dot, own) && segment_enters(place->leader_from, place->leader_end, grown(box, 1)))
            return false;
    }
    for (size_t i = 0; i < around->box_count; i++)
        if (segment_enters(place->leader_from, place->leader_end, grown(around->boxes[i], 1)))
            return false;
    return true;
}

/* Offsets of the design: 5 to the side of the middle, baseline 10 below it; a little lower as a last resort. */
static ts_placed near_place(const ts_dot *dot, int which)
{
    double middle = dot->ascent / 2, side = fmax(5, dot->radius + 2.2), corner = dot->radius * 0.71 + 1.6;
    double below = fmax(10, dot->radius + 2.2 + dot->ascent), above = -(dot->radius + 2.2 + dot->descent);
    const ts_point at[NEAR] = {{side, middle},
                               {-dot->width / 2, below},
                               {-side - dot->width, middle},
                               {-dot->width / 2, above},
                               {corner, corner + dot->ascent},
                               {-corner - dot->width, corner + dot->ascent},
                               {-corner - dot->width, -corner - dot->descent},
                               {corner, -corner - dot->descent},
                               {-dot->width / 2, below + LOWER},
                               {-dot->width / 2, below + 2 * LOWER}};
    return (ts_placed){.shown = true, .baseline = {dot->at.x + at[which].x, dot->at.y + at[which].y}};
}

static ts_placed far_place(const ts_dot *dot, int which)
{
    static const ts_point ways[8] = {{0, 1},       {0, -1},       {1, 0},         {-1, 0},
                                     {0.71, 0.71}, {-0.71, 0.71}, {-0.71, -0.71}, {0.71, -0.71}};
    double reach = dot->radius + 8 + 4 * (which / 8), rim = dot->radius + 0.3;
    ts_point way = ways[which % 8];
    ts_placed place = {.shown = true, .leader = true};
    place.leader_from = (ts_point){dot->at.x + way.x * rim, dot->at.y + way.y * rim};
    place.leader_end = (ts_point){dot->at.x + way.x * reach, dot->at.y + way.y * reach};
    double x = way.x > 0 ? 1.5 : way.x < 0 ? -1.5 - dot->width : -dot->width / 2;
    double y = way.x != 0 ? dot->ascent / 2 : way.y > 0 ? dot->ascent + 1.5 : -1.5 - dot->descent;
    place.baseline = (ts_point){place.leader_end.x + x, place.leader_end.y + y};
    return place;
}

static void add_place(trial *t, const ts_placed *place, ts_rect box)
{
    t->boxes[t->count] = box;
    t->places[t->count++] = *place;
}

static bool at_home(const ts_obstacles *around, ts_rect box)
{
    return !around->home || around->home(around->user, box);
}

static ts_placed place_of(const ts_dot *dot, int which)
{
    return which < NEAR ? near_place(dot, which) : far_place(dot, which - NEAR);
}

static uint64_t close_by(const ts_edge *edge, const ts_rect boxes[PLACES], double clear, uint64_t open)
{
    for (int i = 0; i < PLACES; i++) {
        ts_rect box = grown(boxes[i], clear);
        if (open >> i & 1 && box_meets(box, edge) && segment_enters(edge->from, edge->to, box))
            open &= ~((uint64_t)1 << i);
    }
    return open;
}

/* A coast has thousands of edges, and few are in the reach of a dot. */
uint64_t ts_places_open(const ts_dot *dot, const ts_obstacles *around)
{
    ts_rect boxes[PLACES], reach = {0};
    uint64_t open = 0;
    for (int i = 0; i < PLACES; i++) {
        ts_placed place = place_of(dot, i);
        boxes[i] = ts_placed_box(dot, &place);
        reach = ts_rect_join(reach, boxes[i]);
        open |= (uint64_t)in_bounds(around, boxes[i]) << i;
    }
    for (size_t i = 0; i < around->edge_count && open; i++) {
        const ts_edge *edge = &around->edges[i];
        double clear = around->clear + edge->half_width;
        if (box_meets(grown(reach, clear), edge))
            open = close_by(edge, boxes, clear, open);
    }
    return open;
}

/* Near and at home, near, then on a leader. */
static void try_places(trial *t, const ts_dot *dots, size_t count, const ts_obstacles *around)
{
    size_t which = (size_t)(t->dot - dots);
    uint64_t open = around->open ? around->open[which] : ts_places_open(t->dot, around);
    trial away;
    away.count = 0;
    for (int i = 0; i < PLACES; i++) {
        ts_placed place = place_of(t->dot, i);
        ts_rect box = ts_placed_box(t->dot, &place);
        if (i == NEAR)
            for (size_t k = 0; k < away.count; k++)
                add_place(t, &away.places[k], away.boxes[k]);
        if (!(open >> i & 1) || !boxes_are_clear(around, box) || !dots_are_clear(dots, count, t->dot, box, place.leader) ||
            (place.leader && !leader_is_free(dots, count, t->dot, around, &place)))
            continue;
        add_place(place.leader || at_home(around, box) ? t : &away, &place, box);
    }
}

static int compare(double a, double b)
{
    return (a > b) - (a < b);
}

static int by_need(const void *a, const void *b)
{
    const trial *x = a, *y = b;
    int order = compare((double)x->count, (double)y->count);
    order = order ? order : compare(x->dot->at.y, y->dot->at.y);
    order = order ? order : compare(x->dot->at.x, y->dot->at.x);
    return order ? order : strcmp(x->dot->text ? x->dot->text : "", y->dot->text ? y->dot->text : "");
}

/* Labels keep apart, and a label keeps off another's leader. */
static bool clash(const trial *a, size_t i, const trial *b, size_t k, double clear)
{
    const ts_placed *p = &a->places[i], *q = &b->places[k];
    if (ts_rect_overlap(grown(a->boxes[i], clear), b->boxes[k]))
        return true;
    if (q->leader && segment_enters(q->leader_from, q->leader_end, grown(a->boxes[i], 1)))
        return true;
    return p->leader && segment_enters(p->leader_from, p->leader_end, grown(b->boxes[k], 1));
}

static const size_t NONE = PLACES;

/* The one label that a place meets: its index, `count` when it meets none, and
 * count + 1 when it meets several. */
static size_t met(const trial *trials, size_t count, const trial *self, size_t place, double clear)
{
    size_t who = count;
    for (size_t i = 0; i < count; i++) {
        if (&trials[i] == self || trials[i].chosen == NONE ||
            !clash(self, place, &trials[i], trials[i].chosen, clear))
            continue;
        if (who != count)
            return count + 1;
        who = i;
    }
    return who;
}

static bool move_over(trial *trials, size_t count, size_t who, const trial *newcomer, double clear)
{
    trial *other = &trials[who];
    for (size_t k = 0; k < other->count; k++)
        if (!clash(newcomer, newcomer->chosen, other, k, clear) &&
            met(trials, count, other, k, clear) == count) {
            other->chosen = k;
            return true;
        }
    return false;
}

static void choose(trial *trials, size_t count, trial *t, double clear)
{
    for (size_t k = 0; k < t->count; k++)
        if (met(trials, count, t, k, clear) == count) {
            t->chosen = k;
            return;
        }
    for (size_t k = 0; k < t->count; k++) {
        size_t who = met(trials, count, t, k, clear);
        if (who >= count)
            continue;
        t->chosen = k;
        if (move_over(trials, count, who, t, clear))
            return;
        t->chosen = NONE;
    }
}

static void place_names(trial *trials, const ts_dot *dots, size_t count, const ts_obstacles *around, ts_placed *placed)
{
    size_t labels = 0;
    for (size_t i = 0; i < count; i++) {
        placed[i] = (ts_placed){0};
        if (dots[i].width <= 0)
            continue;
        trial *t = &trials[labels++];
        t->dot = &dots[i];
        t->placed = &placed[i];
        t->count = 0;
        t->chosen = NONE;
        try_places(t, dots, count, around);
    }
    if (labels)
        qsort(trials, labels, sizeof *trials, by_need);
    for (size_t i = 0; i < labels; i++)
        choose(trials, labels, &trials[i], around->clear);
    for (size_t i = 0; i < labels; i++)
        if (trials[i].chosen != NONE)
            *trials[i].placed = trials[i].places[trials[i].chosen];
}

bool ts_place_names(ts_arena *arena, const ts_dot *dots, size_t count, const ts_obstacles *around,
                    ts_placed *placed)
{
    ts_scratch scratch = ts_scratch_begin(arena);
    trial *trials = ts_arena_room(scratch.arena, count * sizeof *trials);
    if (trials)
        place_names(trials, dots, count, around, placed);
    ts_scratch_end(&scratch);
    return trials;
}
