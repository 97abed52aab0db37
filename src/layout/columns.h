/*
 * columns.h - the areas that a box's text runs through: columns, and what it goes
 * round.
 *
 * A text with a height fills its columns one after the other; without one they are
 * as even as may be. Where more is left than they hold, a text that goes on in
 * another frame ends there; a fixed one runs out of its last column, for the
 * fitting to see; any other becomes higher. A text that stands in a place goes
 * round the frames with `wrap` that come before it there.
 */
#ifndef TS_LAYOUT_COLUMNS_H
#define TS_LAYOUT_COLUMNS_H

#include "layout/box.h"

typedef struct ts_columns_text {
    const ts_copy *copy;
    const ts_style *style;
    ts_text_room room; /* its measure is the width of the content */
    ts_text_at from;
    bool goes_on;      /* in another frame */
} ts_columns_text;

/* Sets the text in the box, box->areas with it. False: memory is out. */
bool ts_columns_set(ts_composer *composer, ts_box *box, const ts_columns_text *text);

#endif
