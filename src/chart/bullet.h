/*
 * bullet.h - how far each value is on its way.
 *
 * A pale bar is the full length, an inked one on it the value, a tick across it
 * what is to be reached. Values that have a full length of their own are drawn
 * against it, all as long; those without share one scale from nought to the
 * largest value or target. A value beyond its full length makes room for itself:
 * then all pale bars are shorter.
 */
#ifndef TS_CHART_BULLET_H
#define TS_CHART_BULLET_H

#include "chart/chart.h"

typedef struct ts_bullet {
    ts_label name, value;
    double amount, target, of; /* target, of: below 0: there is none */
    bool known;
    ts_ink ink;
    const ts_origin *origin;
} ts_bullet;

typedef struct ts_bullets {
    const ts_bullet *items;
    size_t count;
    ts_ink base;           /* of the full length */
    double thickness, gap; /* of the bars, between them; below 0: 9 and 7 points */
    ts_label unit;         /* what all values have in common, over them; no words: nothing */
} ts_bullets;

typedef struct ts_bullet_place { /* of 1: the measure of the bars */
    double full, value, target;
} ts_bullet_place;

/* places has room for all. False: a value is negative or not finite, or has no length above nought. */
bool ts_bullets_place(const ts_bullets *bullets, ts_bullet_place *places);

enum { TS_BULLETS = 64 };

double ts_bullets_height(ts_plot *plot, const ts_bullets *bullets, double width);
void ts_bullets_draw(ts_plot *plot, const ts_bullets *bullets, ts_rect box);

#endif
