/*
 * place.h - names beside dots, clear of everything.
 *
 * Each label tries places around its dot in a fixed order of preference (right,
 * below, left, above, the corners, then farther off on a leader) and takes the
 * first that touches no dot, line, reserved box, other label or edge. Labels
 * with the fewest free places choose first; one that finds none may move one
 * other label once. The outcome owes nothing to the order in which the dots are
 * given: ties are broken by place, then by text. A label without any place is
 * dropped, never overprinted, and no dot is ever moved.
 */
#ifndef TS_CHART_PLACE_H
#define TS_CHART_PLACE_H

#include "base/arena.h"
#include "base/geom.h"

#include <stdint.h>

typedef struct ts_dot { /* a dot; one without a width has no label */
    ts_point at;
    double radius;                 /* outline included */
    double width, ascent, descent; /* of the label's ink about its baseline, points */
    const char *text;              /* breaks ties */
} ts_dot;

typedef struct ts_edge { /* a line that no label may touch */
    ts_point from, to;
    double half_width;
} ts_edge;

typedef struct ts_obstacles {
    const ts_rect *boxes; /* reserved */
    size_t box_count;
    const ts_edge *edges;
    size_t edge_count;
    ts_rect bounds;  /* labels stay inside */
    ts_point centre; /* and inside this circle, when radius is above 0 */
    double radius;
    double clear;                          /* distance kept from everything, points */
    bool (*home)(void *user, ts_rect box); /* places where this holds are tried first; or NULL */
    void *user;
    const uint64_t *open; /* of each dot, as below; NULL: it is found out */
} ts_obstacles;

typedef struct ts_placed {
    bool shown;
    ts_point baseline; /* left end */
    bool leader;       /* a line from the dot's rim to `leader_end` */
    ts_point leader_from, leader_end;
} ts_placed;

/* The places of a dot that are inside of the bounds and off the edges, a bit each: boxes and other dots do not matter to them. */
uint64_t ts_places_open(const ts_dot *dot, const ts_obstacles *around);

/* placed has room for all dots. False: memory is out. */
bool ts_place_names(ts_arena *arena, const ts_dot *dots, size_t count, const ts_obstacles *around,
                    ts_placed *placed);

ts_rect ts_placed_box(const ts_dot *dot, const ts_placed *placed); /* the label's ink */

#endif
