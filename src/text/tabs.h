/*
 * tabs.h - the segments of a line and the gaps before them; of this room only.
 */
#ifndef TS_TEXT_TABS_H
#define TS_TEXT_TABS_H

#include "base/utf8.h"
#include "text/setting.h"

enum { TS_LEADER_CHARACTERS = 16, TS_LEADER_MOST = 4096 }; /* of a leader; times in a gap */

typedef struct ts_segment { /* what stands between two tabs */
    double width;
    double trail; /* of it the tracking after its last letter, which no alignment counts */
    double whole; /* of it before the decimal sign; all of it through the last digit where it has none */
    double space; /* advance of the tab before it, as a word space: no gap is narrower */
} ts_segment;

typedef struct ts_tab_gap {
    double width;
    const char *leader; /* NULL: none */
} ts_tab_gap;

typedef struct ts_tab_leader { /* glyphs over a gap; count 0: none */
    const ts_type *type;
    const ts_font *font;
    ts_glyph *glyphs;
    size_t count;
    const char *text;
    size_t length;
    double x, width; /* from the gap's left edge */
} ts_tab_leader;

bool ts_is_tab(const ts_setting *setting, const ts_item *item); /* a tab that goes to a stop: an item of its own */

/* Points from the measure's first edge at which a line that begins with this unit begins;
 * left: of its slot. Leftward text counts from its slot's right edge. */
double ts_tab_start(const ts_setting *setting, int32_t begin, double left);

/* The gap of a tab from pen (points from the measure's first edge) to its segment. */
ts_tab_gap ts_tab_go(const ts_setting *setting, double pen, const ts_segment *segment);

/* The unit of a segment's decimal sign, by its language; else the one after its last digit, or its end. */
int32_t ts_segment_sign(const ts_setting *setting, ts_stretch part);

/* The tracking after the last letter of a segment; 0 where text runs leftward. */
double ts_segment_trail(const ts_setting *setting, ts_stretch part);

/* The gap's leader. False: memory is out. */
bool ts_tab_fill(ts_setting *setting, const ts_item *tab, const ts_tab_gap *gap, double pen, ts_tab_leader *to);

#endif
