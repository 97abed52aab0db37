/*
 * beside.h - what stands at the left of a paragraph's lines (at the right, where it
 * runs leftward): a list's marker, an initial; of this room only.
 */
#ifndef TS_TEXT_BESIDE_H
#define TS_TEXT_BESIDE_H

#include "text/choice.h"

/* The first letter, with an opening quote mark before it, becomes an initial where the rules ask
 * for one: lines begin after it. None where the paragraph runs leftward, is no longer than it, is
 * wider than half the measure, or the face lacks the letter. measure: of the area that it
 * begins in. False: memory is out. */
bool ts_initial_make(ts_setting *setting, double measure);

/* Cuts inside the initial end no line. */
void ts_initial_drop_cuts(ts_setting *setting);

double ts_initial_room(const ts_setting *setting, size_t line); /* points beside this line of the paragraph */
bool ts_initial_put(const ts_setting *setting, const ts_slot *slot, ts_line *line);

/* The paragraph's label, set. False: memory is out. */
bool ts_marker_make(ts_setting *setting);
double ts_marker_over(const ts_setting *setting); /* points by which it is wider than its room: the first line gives way */
bool ts_marker_put(const ts_setting *setting, const ts_slot *slot, ts_line *line);

#endif
