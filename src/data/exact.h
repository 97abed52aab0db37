/*
 * exact.h - sums of numbers without an error, whatever order they come in.
 *
 * Adding doubles rounds each time, so that the same rows in another order, as
 * an index gives them, add up to another last digit. Here all bits are kept
 * (a fixed point number as wide as a double's range; Kulisch 1971) and one
 * rounding is made at the end, to the nearest, ties to even.
 */
#ifndef TS_DATA_EXACT_H
#define TS_DATA_EXACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TS_EXACT_LIMBS = 70 }; /* of 32 bits, from 2^-1074 */

typedef struct ts_exact { /* all zero: nothing was added */
    int64_t limbs[TS_EXACT_LIMBS];
    int first, end;             /* limbs before the first, and from the end on, are nought */
    uint32_t pending;           /* additions since the last carry */
    int64_t above, below, none; /* infinities, and what is no number */
} ts_exact;

/* times: 1, or -1 to take out what was put in. */
void ts_exact_add(ts_exact *sum, double number, int times);
void ts_exact_add_whole(ts_exact *sum, int64_t number, int times);
double ts_exact_value(const ts_exact *sum);
/* Of the sum, the nearest double: as of a ts_exact to which they were all added. count > 0. */
double ts_exact_sum(const double *numbers, size_t count);
/* Of whole numbers alone. False: it does not fit. */
bool ts_exact_whole(const ts_exact *sum, int64_t *whole);

#endif
