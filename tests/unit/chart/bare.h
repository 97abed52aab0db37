/*
 * bare.h - a plot without type, for charts whose geometry is reckoned by hand: a
 * group of tests opens one before each test and drops it behind.
 */
#ifndef TS_TEST_CHART_BARE_H
#define TS_TEST_CHART_BARE_H

#include "chart/chart.h"

static const ts_swatch dark = {.name = "Dark", .rgb = {0, 0.2, 0.4}, .dark = true, .type = true},
                       pale = {.name = "Pale", .rgb = {0.8, 0.9, 1}, .type = true};

typedef struct drawing {
    ts_arena *arena;
    ts_items items;
    ts_diags diags;
    ts_plot plot;
} drawing;

static inline int open_drawing(void **state)
{
    ts_arena *arena = ts_arena_new(0);
    drawing *d = TS_NEW(arena, drawing);
    d->arena = arena;
    d->diags = ts_diags_new(arena);
    d->plot = (ts_plot){.arena = arena, .items = &d->items, .diags = &d->diags, .rule = {&dark, 1}, .accent = {&dark, 1}};
    *state = d;
    return 0;
}

static inline int close_drawing(void **state)
{
    ts_arena_drop(((drawing *)*state)->arena);
    return 0;
}

#endif
