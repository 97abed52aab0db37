/*
 * timeline.h - events in their distances.
 *
 * One line from the first moment to the last, true to time; a dot for a moment,
 * a bar for what lasts. Each event has its date and its words above or below the
 * line, on a stem, in the lowest row in which it touches nothing; sides are taken
 * in turn. The order of the events in the file changes nothing but ties.
 */
#ifndef TS_CHART_TIMELINE_H
#define TS_CHART_TIMELINE_H

#include "chart/chart.h"

enum { TS_EVENTS = 48 };

typedef struct ts_event {
    double at, until; /* years; until below at: a moment */
    ts_label date, words;
    const ts_art *icon; /* or NULL: stands over the words */
    ts_ink ink;
    const ts_origin *origin;
} ts_event;

typedef struct ts_timeline {
    const ts_event *events;
    size_t count;
    double from, to; /* years */
} ts_timeline;

double ts_timeline_height(ts_plot *plot, const ts_timeline *timeline, double width);
void ts_timeline_draw(ts_plot *plot, const ts_timeline *timeline, ts_rect box);

#endif
