/*
 * magnitude.h - numbers that are read against each other print in one magnitude:
 * the cells of a column, the values of an axis, the bounds of classes.
 *
 * It is the one that most of them have by themselves, of two the larger, but none in
 * which the largest number has more than four digits before the point (of thousands
 * three: 5.1M are no 5,100K), and none where most thousands stand in figures. Where a letter at each number says it, those that would
 * need a second digit after the point to be seen stay as they are: $14.6M is no $0.01B. Where it is
 * a word, which then stands once in a head or behind the last, that goes for a fourth digit.
 * Figures below a thousand stay in any case: 112 among millions are 112, not 0.0M. Thousands beside them, and none
 * above, stand in figures as well, to the unit: 1,731 over 944, neither 1.7K nor 1,700.
 */
#ifndef TS_DATA_MAGNITUDE_H
#define TS_DATA_MAGNITUDE_H

#include "data/format.h"

enum { TS_MAGNITUDES = 24 }; /* powers of ten */

typedef struct ts_magnitudes { /* zeroed at first */
    size_t prints[TS_MAGNITUDES]; /* the first: figures from a thousand up */
    double largest;
    size_t small; /* below a thousand, but for noughts */
    bool fine;    /* one of them is below a hundred and no whole number: units do not show it */
} ts_magnitudes;

/* magnitude: as ts_format_magnitude gives it. */
void ts_magnitudes_take(ts_magnitudes *magnitudes, double number, int magnitude);
int ts_magnitudes_shared(const ts_magnitudes *magnitudes); /* for ts_format; 0: none */
/* Of a number that moves there: of figures the units are seen, and no more. */
ts_format ts_magnitude_format(const ts_format *own, int shared);
/* Whether a number that has one of its own prints in the shared one instead. spoken: by words. */
bool ts_magnitude_moves(double number, int own, int shared, bool spoken);
bool ts_magnitude_spoken(ts_printed printed); /* its magnitude is a word */

/* A print without the magnitude word behind it, and without the space between them. NULL: memory. */
const char *ts_magnitude_cut(ts_arena *arena, ts_printed printed);

#endif
