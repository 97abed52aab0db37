/*
 * share.h - one bar cut into the parts of a whole.
 *
 * Widths are true: a part takes its share of the measure, less the white gaps
 * between neighbours. A name stands inside its part, the value below it; in two
 * lines at most, and in one where they would be shorter than five are high. What
 * does not fit goes above the bar as a flag on a leader that drops to the middle
 * of the part. A part of nought has no width and keeps its flag. A part whose value is unknown takes what the known ones
 * leave (equally, if several are unknown) and is drawn as an empty dashed box.
 */
#ifndef TS_CHART_SHARE_H
#define TS_CHART_SHARE_H

#include "chart/chart.h"

enum { TS_SHARES = 64 }; /* parts of one whole, at most */

typedef struct ts_share {
    ts_label name, brief, value; /* brief: a shorter name, taken where it saves a flag */
    double part;                 /* of the whole; not negative */
    bool known;
    ts_ink ink;
    const ts_origin *origin;
    ts_label tall; /* rings: the value in two lines; no words: it has one */
} ts_share;

typedef struct ts_shares {
    const ts_share *items;
    size_t count;
    double thickness; /* points */
    double gap;       /* between neighbours, points */
} ts_shares;

typedef struct ts_cut { /* where a part lies along the bar */
    double from, width;
} ts_cut;

/* Cuts a measure into the parts; cuts has room for all. False: a known part is
 * negative or not finite, or nothing is greater than nought. */
bool ts_shares_cut(const ts_shares *shares, double measure, ts_cut *cuts);

/* What each part is of the whole, unknown ones too; all together 1. parts has room
 * for all. False as above. */
bool ts_shares_of_whole(const ts_share *items, size_t count, double *parts);

/* The part's own box: filled, or dashed where its value is unknown. */
void ts_share_ground(ts_plot *plot, const ts_share *share, ts_rect box);

double ts_shares_height(ts_plot *plot, const ts_shares *shares, double width); /* with its flags */
/* Draws in the box, the bar standing on its lower edge or, with room to spare,
 * right under the flags. */
void ts_shares_draw(ts_plot *plot, const ts_shares *shares, ts_rect box);

#endif
