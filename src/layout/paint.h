/*
 * paint.h - boxes in their places become tags and items.
 */
#ifndef TS_LAYOUT_PAINT_H
#define TS_LAYOUT_PAINT_H

#include "layout/box.h"

/* Tags for a box and all in it, in the order of the file. parent NULL: an artifact. */
void ts_box_tag(ts_composer *composer, ts_box *box, ts_tag *parent);

/* Items, by layer. */
void ts_box_paint(ts_composer *composer, ts_box *box);

/* The marked gap that stands for an unknown value (drafts only). */
void ts_paint_gap(ts_composer *composer, const ts_box *box);

/* The same for a chart that waits for its numbers: its place, by its name. */
void ts_paint_chart_gap(ts_composer *composer, const ts_box *box, ts_rect place);

/* "DRAFT" across the page, in outline. */
void ts_paint_draft(ts_composer *composer);

#endif
