/*
 * grounds.h - what lies under a place of a page.
 *
 * Fills, pictures and art are noted in the order of painting, with the box that
 * clips leave of them. A strip (a run of type, the middle of a mark) is looked at
 * on three level lines; what is on top of them is seen first, what it hides is
 * not seen at all. Lines and hairlines are no ground: only what covers `least`
 * points of a line is.
 */
#ifndef TS_CHECK_GROUNDS_H
#define TS_CHECK_GROUNDS_H

#include "check/cover.h"

typedef struct ts_ground {
    const ts_item *item; /* a fill, a picture or art; it stays where it is while it is looked at */
    ts_matrix matrix;  /* from the item to the page */
    ts_rect box;       /* on the page, as far as it shows: no smaller */
    bool whole;        /* it hides all that is in its box */
    struct ts_grounds *inner; /* of art that was looked into */
} ts_ground;

typedef struct ts_grounds {
    ts_arena *arena;
    const ts_colour *colour; /* shows CMYK pictures */
    ts_ground *items;
    size_t count, capacity;
    struct { ts_rect *items; size_t count, capacity; } clips;
    bool failed; /* memory is out */
} ts_grounds;

typedef struct ts_strip {
    double left, right, rows[TS_COVER_ROWS]; /* downwards */
    double least;
} ts_strip;

typedef struct ts_seen { /* a colour under the strip */
    ts_ink ink;          /* without a swatch: no plain ink, but this colour */
    double rgb[3];
    const ts_item *item; /* NULL: the paper itself */
} ts_seen;
typedef void (*ts_see)(void *user, const ts_seen *seen);

void ts_grounds_clear(ts_grounds *grounds); /* a new page */
/* Fills, strokes and runs are weighed as they come: strokes and runs are no grounds. box: of a fill's path. */
void ts_grounds_note(ts_grounds *grounds, const ts_item *item, ts_rect box);
/* What the clips that hold now leave of a box on the page; without extent: nothing. */
ts_rect ts_grounds_shown(const ts_grounds *grounds, ts_rect box);
/* Tells every colour under the strip. */
void ts_grounds_under(ts_grounds *grounds, const ts_strip *strip, ts_see see, void *user);

#endif
