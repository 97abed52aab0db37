/*
 * ink_bound.h - inside the survey of inks: what may be too heavy, from the display list alone.
 */
#ifndef TS_CHECK_INK_BOUND_H
#define TS_CHECK_INK_BOUND_H

#include "check/ink.h"

#define TS_INK_LEAST 1.0 /* square points */
#define TS_INK_SLACK 1.0 /* percent */

typedef struct ts_ink_suspect {
    const ts_item *item;
    ts_rect box; /* no smaller than what it paints */
} ts_ink_suspect;

typedef struct ts_ink_suspects {
    ts_ink_suspect *items; /* as painted */
    size_t count, capacity;
} ts_ink_suspects;

/* False: memory is out. */
bool ts_ink_suspect_page(ts_arena *arena, const ts_ink_order *order, const ts_page *page, ts_ink_suspects *suspects);

#endif
