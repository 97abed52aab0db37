/*
 * list.h - what stands before the items of a list.
 *
 * A marker is a text of the style: "•", "{n}." or "({a})", where {n} counts in
 * figures and {a} in letters: a to z, then aa. The letters have no nought, which
 * is printed as a figure.
 */
#ifndef TS_LAYOUT_LIST_H
#define TS_LAYOUT_LIST_H

#include "layout/kit.h"

bool ts_list_counts(const ts_list_spec *list);

/* Of the item with this number. NULL: memory is out. */
const char *ts_list_marker(ts_arena *arena, const ts_list_spec *list, long number);

/* Puts a marker before every paragraph that has text, and the pieces of the
 * markers at the end of out->pieces, which has the room. Markers that count, or
 * have pictures at their left, stand by their text. False: memory is out. */
bool ts_list_mark(ts_kit *kit, ts_set_text *out, ts_text_paragraph *paragraphs);

#endif
