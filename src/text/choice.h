/*
 * choice.h - which cuts end lines, and in what rooms; of this room only.
 *
 * stations  0 is the text's begin, k is the place of cuts.items[k - 1]: a line
 *           runs from one station to a later one
 * widths    of a line between two stations: a difference of sums, and what
 *           shaping anew at its ends adds, found once for a station
 * rooms     the row of slots that a paragraph's lines take, made as they are asked for
 * choice    the stations that end lines: fewest lines, then the least sum of demerits
 * flow      paragraphs in areas, one after another
 *
 * The work is bounded: TS_BEAM line starts are kept for each line, a line end is weighed
 * TS_MEETINGS times for each number of lines that is tried, these are TS_ROUNDS at most,
 * and a paragraph that areas divide badly is chosen TS_TRIES times at most; all of it once
 * more where there is no place for its initial.
 */
#ifndef TS_TEXT_CHOICE_H
#define TS_TEXT_CHOICE_H

#include "text/setting.h"

enum {
    TS_BEAM = 64,
    TS_MEETINGS = 2 * TS_BEAM,
    TS_ROUNDS = 4,
    TS_TRIES = 4,
    /* Besides, whether any line fits without a hyphen is asked for each start, and first fit,
     * the earliest and the latest line ends look at a cut twice each at most, or so. */
    TS_WEIGHINGS = TS_TRIES * (TS_ROUNDS * (TS_MEETINGS + TS_BEAM + 8) + 8) /* for a cut, at most */
};

typedef enum ts_ending { /* of a line, as far as it is held against it */
    TS_ENDS_WELL,
    TS_ENDS_LONE,    /* the last word is one letter */
    TS_ENDS_IN_NAME, /* at a hyphen before a capital: "San Diego-Imperial" */
} ts_ending;

typedef struct ts_edge { /* a station; begin and end are found when a line first begins or ends there */
    int32_t at, ink;       /* units; ink: where the ink of a line that ends here ends */
    double begin, end;     /* points more than the sum of advances, as shaped anew */
    int32_t settled;       /* the unit from which on a line that begins here has the glyphs of its item */
    int32_t unsettled;     /* the unit up to which a line that ends here has them */
    int32_t shaped;        /* the unit up to which the text before is shaped as one */
    double hyphen;         /* that is drawn at the end here */
    double tail;           /* what the hyphen adds, less the tracking that is not drawn there; where `order` is NULL */
    double hang_begin, hang_end;
    bool begun, ended;
    bool drawn;            /* the hyphen is */
    ts_ending ending;
} ts_edge;

typedef struct ts_widths {
    ts_setting *setting;
    ts_edge *edges; /* one more than there are cuts */
    double *spaces; /* advance of the word spaces before each unit; NULL unless justified */
    int32_t *order; /* room for a line's visual order; NULL where its right edge is its end */
} ts_widths;

bool ts_widths_make(ts_setting *setting, ts_widths *widths);
/* As the line will be drawn, hanging space left out, a hyphen at its end drawn. */
double ts_width_between(ts_widths *widths, size_t from, size_t to);
/* A part of such a line: from its begin or a tab on, to a tab or its ink's end. */
double ts_part_between(ts_widths *widths, size_t from, size_t to, ts_stretch part);
/* A line with tabs; left: of its slot in the measure. */
double ts_tabbed_between(ts_widths *widths, size_t from, size_t to, double left);
/* The end of a line, found: its ink, and the hyphen drawn there. */
const ts_edge *ts_edge_at(ts_widths *widths, size_t station);
double ts_hang_between(ts_widths *widths, size_t from, size_t to);         /* what may leave the room, both sides */
double ts_spaces_between(const ts_widths *widths, size_t from, size_t to); /* of its word spaces */

typedef struct ts_weighing { /* of a line between two stations, in its room */
    double slack;  /* points left in the room */
    double spaces; /* points of word spaces that may give way; 0 in ragged lines */
    double room;
    bool fits;
} ts_weighing;

extern const double TS_SHRINK;    /* of a word space's width: what a justified line may take from it */
extern const double TS_FEW_WORDS; /* for each word that the last line lacks: more than all lines together */

double ts_line_demerits(const ts_weighing *weighing, bool justified, ts_ending ending);
double ts_hyphen_demerits(bool justified, bool another); /* another: the line before ends with one, too */
double ts_last_line_demerits(const ts_setting *setting, ts_stretch line, const ts_weighing *weighing); /* of a paragraph */

typedef struct ts_cursor {
    size_t area;
    double y;     /* top of the next line box, in the frame */
    bool fresh;   /* nothing stands in this area yet */
    bool on_grid; /* phase is known */
    double phase; /* of baselines in the grid: the first one's distance from its area's top */
} ts_cursor;

typedef struct ts_closed { /* an area that takes so many lines of the paragraph at most */
    size_t area, lines;
} ts_closed;

typedef struct ts_rooms {
    const ts_setting *setting;
    ts_arena *scratch;
    const ts_text_areas *areas;
    bool begins;     /* the paragraph begins here: first indent, marker, initial */
    ts_cursor start, next;
    size_t here;     /* slots made in the area of `next` */
    ts_closed closed[TS_TRIES];
    size_t closed_count;
    double step;     /* from one line to the next, points */
    bool failed;
    struct { ts_slot *items; size_t count, capacity; } slots;
} ts_rooms;

double ts_step_of(const ts_text_paragraph *paragraph); /* from line to line, points */
void ts_rooms_open(ts_rooms *rooms); /* from `start` on, anew */
/* The room of a line of the paragraph. Past the last area: area == areas->count, as wide as there. */
ts_slot ts_room_at(ts_rooms *rooms, size_t line);
void ts_cursor_next_area(ts_cursor *cursor, const ts_text_areas *areas);

/* weighed: grows by the weighings. */
bool ts_lines_choose(ts_widths *widths, ts_rooms *rooms, size_t from, ts_lines *lines, size_t *weighed);

ts_maker ts_flow_make;

#endif
