/*
 * ink.h - too much ink where pages are painted: more than paper can take and dry.
 *
 * The display list bounds it first, at no cost worth counting. Paint that knocks
 * out never has more than its own inks, nor has what is half transparent more than
 * the heavier of the two that it mixes: so only heavy inks (or pictures) and what
 * overprints something heavy are suspects. Only where there are some, the plates
 * are made and looked at: at 300 dots an inch, less where the place is so large that
 * they would not fit into 128 megabytes. Less than a square point of too much ink is
 * no finding (edges, hairlines), nor is a percent of it (plates count in 1/255).
 */
#ifndef TS_CHECK_INK_H
#define TS_CHECK_INK_H

#include "canvas/page.h"

typedef struct ts_ink_order {
    const ts_document *document;
    const ts_colour *colour; /* takes pictures apart */
    bool spots_to_process;
    double limit;            /* percent: the sum of all plates */
} ts_ink_order;

typedef struct ts_ink_place {
    size_t page;         /* from 1 */
    const ts_item *item; /* whose ink is too much, or makes it so over what is below: the first of its frame */
    ts_rect box;         /* where, in points */
    double percent;      /* the most there */
} ts_ink_place;

typedef struct ts_ink_places {
    ts_ink_place *items;
    size_t count, capacity;
    size_t looked; /* pages whose plates had to be made */
} ts_ink_places;

/* By page, what lies on top first; what comes from one place in the sheet is one finding. In the arena. False:
 * memory is out. */
bool ts_ink_survey(ts_arena *arena, const ts_ink_order *order, ts_ink_places *places);

#endif
