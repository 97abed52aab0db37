/*
 * ring.h - parts of a whole around a ring, or its upper half.
 *
 * The first part begins at the top and the others follow clockwise; a half ring
 * runs from the left to the right over a flat base. Between neighbours lies a
 * gap of one width, its edges parallel, and the areas left are true: parts are
 * given so much more of the circle that what the gaps take from each is the same
 * share of it. (A part that is thinner than the gap at the inner edge is cut to
 * a wedge there.) A part that is not known is an empty dashed one, and so large
 * as what is left.
 *
 * Each part has its name and value beside it, left or right of the ring, moved
 * apart where they would touch; what moved, and what is thin, has a leader. A
 * name has two lines, then takes its brief form; what is still too wide is told.
 * Values that would take room from the ring have two lines where they can.
 */
#ifndef TS_CHART_RING_H
#define TS_CHART_RING_H

#include "chart/share.h"

typedef struct ts_ring {
    const ts_share *items;
    size_t count;
    double gap;   /* points */
    bool half;
    ts_label center, small_center; /* in the middle; the small one where the other has no room */
    ts_label number, words;        /* the same in two lines, tried before the small one; no words: it has one */
} ts_ring;

typedef struct ts_segment {
    double from, to;         /* radians clockwise from the ring's beginning; no part: equal */
    bool cut_from, cut_to;   /* half a gap lies inside this edge */
    double gap;              /* the ring's, or less: gaps take a tenth of the ring at most */
} ts_segment;

/* Cuts a ring of these radii into its parts, so that their areas are in their
 * proportion. segments has room for all. False: see ts_shares_of_whole. */
bool ts_ring_cut(const ts_ring *ring, double outer, double inner, ts_segment *segments);
/* Outline of a part around a centre, within its gaps. NULL: nothing is left of it. */
ts_path *ts_ring_path(ts_arena *arena, const ts_ring *ring, ts_segment segment, ts_point centre, double outer,
                      double inner);

double ts_ring_height(ts_plot *plot, const ts_ring *ring, double width);
void ts_ring_draw(ts_plot *plot, const ts_ring *ring, ts_rect box);

#endif
