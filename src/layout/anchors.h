/*
 * anchors.h - pictures at the left of a text's paragraphs, which move with them.
 *
 * A picture stands in a column of its own, `size` wide, with the top of its ink
 * as high as the capitals of its paragraph's first line; the paragraph is at least
 * as high as the picture. Like rules they are artifacts: the words say it all.
 */
#ifndef TS_LAYOUT_ANCHORS_H
#define TS_LAYOUT_ANCHORS_H

#include "layout/box.h"

/* Adds the room for the pictures of the box (of a thread: of its first frame) to
 * that of its text. False: memory is out. */
bool ts_anchors_room(ts_composer *composer, const ts_box *box, const ts_copy *copy, const ts_style *style,
                     ts_text_room *room);

/* Beside the box's text, whose top left is at this place. */
void ts_anchors_paint(ts_composer *composer, const ts_box *box, ts_point at);

#endif
