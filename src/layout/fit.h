/*
 * fit.h - copy fitting: what is tried when a text does not fit, and what was.
 *
 * A text frame has a ladder (its own, or its style's). Its rungs are tried in
 * order and add up; the frames of a group stand on the same rung: that of the
 * neediest. A group is the texts of one style and ladder under one `group` name,
 * over all pages; else in the outermost repeat, so that cells are alike with all
 * that is in them; else in the nearest row; else a frame is alone. A frame is tight by itself when a word is wider than its measure,
 * when it has more lines than `lines` allows (from its rung on; a ladder that
 * begins with it means it from the start; a value is one line), when it is
 * higher than a fixed height, or, where its ladder has a `grow` rung, than
 * its height and what the rungs taken let it grow. A page is tight when it is too full
 * after its frames have given what they can: then the rungs that help are
 * climbed, lowest first, among equals the one that wins most height; when the page
 * fits, those that were not needed are taken back, newest first. A frame of
 * fixed height, and the origin of a flow, are tight as a page is. `hide` takes
 * single frames, by priority, then as above; never one that carries a source mark.
 * A rung that changes nothing (a size that is no smaller, growth of a frame
 * without a height, what is for charts only) is passed over. No rung goes below
 * the sheet's type-size. The same sheet gives the same result.
 */
#ifndef TS_LAYOUT_FIT_H
#define TS_LAYOUT_FIT_H

#include "layout/kit.h"

typedef struct ts_fit { /* a group of frames on one ladder; shared by its boxes */
    const ts_ladder *ladder;
    const ts_style *base;     /* the style as it is */
    size_t rung;              /* rungs taken */
    /* what they add up to */
    const ts_style *style;
    double grow;              /* points above the frame's height */
    long lines;               /* at most; 0: no rule */
    long across;              /* text columns; 0: the frame's */
    bool use_short, hidden;
} ts_fit;

/* What became of a frame that needed its ladder, or did not fit. */
typedef struct ts_fit_record {
    const char *page, *frame, *key; /* key: of the copy deck */
    const char *group;              /* or NULL */
    const char *ladder;
    const char *steps;              /* "grow 4, 8.25/11.5": the rungs taken, in words */
    size_t rungs, of;               /* taken, of so many */
    size_t lines_before, lines;     /* as set without the ladder, and now */
    bool fits;
    ts_span span;
} ts_fit_record;

typedef struct ts_fit_report {
    ts_fit_record *items; /* by page, in the order of the file */
    size_t count, capacity;
    size_t frames; /* text frames looked at */
} ts_fit_report;

typedef enum ts_fit_format { TS_FIT_TEXT, TS_FIT_JSON } ts_fit_format;

/* Text: a line a frame, under heads; "nothing" when none needed its ladder. JSON,
 * members of an object that the caller opens and closes:
 *
 *     "language": "es-MX", "frames": 61, "needed": [
 *       {"page", "frame", "key", "group" (or null), "ladder" (or null), "steps",
 *        "rungs", "of", "lines-before", "lines", "fits"} ]
 *
 * The caller looks at ferror(out). */
void ts_fit_print(FILE *out, const ts_fit_report *report, const char *language, ts_fit_format format);

#endif
