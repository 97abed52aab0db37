/*
 * beside.h - what stands at the left of a paragraph's lines (at the right, where it
 * runs leftward): a list's marker, an initial; of this room only.
 */
#ifndef TS_TEXT_BESIDE_H
#define TS_TEXT_BESIDE_H

#include "text/choice.h"

/* The first letter, with an opening quote mark before it, becomes an initial where the rules ask
 * for one: lines begin after it. None where the paragraph runs leftward, is no longer than it, or
 * the face lacks the letter. False: memory is out, or ICU failed. */
bool ts_initial_make(ts_setting *setting);

/* Cuts inside the initial end no line. */
void ts_initial_drop_cuts(ts_setting *setting);

/* Whether its place is free: its lines one below another in one area, with nothing between
 * them and the edge, and no narrower than itself. */
bool ts_initial_stands(const ts_setting *setting, ts_rooms *rooms);
bool ts_initial_put(const ts_setting *setting, const ts_slot *slot, ts_line *line);

/* The paragraph's label, set. False: memory is out. */
bool ts_marker_make(ts_setting *setting);
bool ts_marker_put(const ts_setting *setting, const ts_slot *slot, ts_line *line);

/* Points from the edge of an area, or of the obstacle there, to the text: indents, the initial, a
 * marker that is wider than its room. begins: line 0 is the paragraph's first. */
double ts_beside_room(const ts_setting *setting, size_t line, bool begins);

#endif
