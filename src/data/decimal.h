/*
 * decimal.h - a value as decimal digits, so that it is rounded once and
 * exactly as a reader would round what he sees.
 *
 * A double carries 15 decimal digits (DBL_DIG); what lies beyond is noise of
 * the arithmetic (1.285 - 1 is 0.28499999999999992) and is left out. Whole
 * numbers below 2^53 are kept to the last digit.
 */
#ifndef TS_DATA_DECIMAL_H
#define TS_DATA_DECIMAL_H

#include <stdbool.h>

typedef struct ts_decimal { /* 0.DDD times 10^point; no digits: nought */
    bool negative;
    int count, point;
    char digits[24]; /* '0' to '9'; the last is not '0', nor the first */
} ts_decimal;

typedef enum ts_rounding {
    TS_ROUND_HALF_AWAY,
    TS_ROUND_HALF_EVEN, /* of two that are as near, the one whose last digit is even (IEEE 754) */
    TS_ROUND_UP,        /* to the higher value: -1.5 becomes -1 */
    TS_ROUND_DOWN       /* to the lower value: -1.5 becomes -2 */
} ts_rounding; /* the order of spec's words */

enum { TS_DECIMAL_ROOM = 400 };

ts_decimal ts_decimal_of(double value); /* finite */
void ts_decimal_round(ts_decimal *d, int places,
                      ts_rounding rounding); /* digits after the point; below 0: tens, hundreds */
void ts_decimal_significant(ts_decimal *d, int digits, ts_rounding rounding); /* digits from the first that is not 0 */
void ts_decimal_nearest(ts_decimal *d, double value, double step, ts_rounding rounding); /* a whole number of steps, which are above 0 */

/* Without its sign, with a point and at least so many digits after it: "1601.50". */
void ts_decimal_print(const ts_decimal *d, int places, char out[TS_DECIMAL_ROOM]);

#endif
