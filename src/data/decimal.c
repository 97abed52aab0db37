#include "data/decimal.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void trim(ts_decimal *d)
{
    while (d->count > 0 && d->digits[d->count - 1] == '0')
        d->count--;
    if (d->count == 0)
        *d = (ts_decimal){0};
}

/* One more at the last of `keep` digits. */
static void count_up(ts_decimal *d, int keep)
{
    while (keep > 0 && d->digits[keep - 1] == '9')
        keep--;
    d->count = keep;
    if (keep > 0) {
        d->digits[keep - 1]++;
        return;
    }
    d->digits[0] = '1';
    d->count = 1;
    d->point++;
}

static void put_whole(ts_decimal *d, uint64_t number)
{
    char backward[20];
    int count = 0;
    for (; number > 0; number /= 10)
        backward[count++] = (char)('0' + number % 10);
    d->count = d->point = count;
    for (int i = 0; i < count; i++)
        d->digits[i] = backward[count - 1 - i];
}

enum { PRECISE = 15 }; /* digits that a double holds whatever it is */

/* What is behind the point of a number from 2^-12 on has 64 bits at most: its digits come off one by one, without an error. */
static void put_fraction(ts_decimal *d, double fraction)
{
    const uint64_t half = UINT64_C(1) << 63;
    uint64_t rest = (uint64_t)(fraction * 18446744073709551616.);
    while (d->count < PRECISE) {
        uint64_t low = (rest & UINT32_MAX) * 10, high = (rest >> 32) * 10 + (low >> 32);
        char digit = (char)('0' + (high >> 32));
        rest = high << 32 | (low & UINT32_MAX);
        if (d->count == 0 && digit == '0')
            d->point--;
        else
            d->digits[d->count++] = digit;
    }
    if (rest > half || (rest == half && (d->digits[PRECISE - 1] - '0') % 2 == 1))
        count_up(d, PRECISE);
}

static void put_printed(ts_decimal *d, double size)
{
    char text[32], *at = text;
    snprintf(text, sizeof text, "%.*e", PRECISE - 1, size);
    for (; *at != 'e'; at++)
        if (*at >= '0' && *at <= '9') /* not the point, whichever it is here */
            d->digits[d->count++] = *at;
    d->point = atoi(at + 1) + 1;
}

ts_decimal ts_decimal_of(double value)
{
    static const double LEAST = 1. / 4096, MOST = 1e15, EXACT = 9007199254740992; /* 2^-12, 2^53 */
    ts_decimal d = {.negative = value < 0};
    double size = fabs(value);
    if (value == 0 || !isfinite(value))
        return (ts_decimal){0};
    bool whole = size == floor(size) && size < EXACT, mixed = size >= LEAST && size < MOST;
    if (whole || mixed)
        put_whole(&d, (uint64_t)size);
    if (mixed && !whole)
        put_fraction(&d, size - floor(size));
    if (!whole && !mixed)
        put_printed(&d, size);
    trim(&d);
    return d;
}

static bool goes_up(const ts_decimal *d, int keep, ts_rounding rounding)
{
    if (rounding == TS_ROUND_DOWN || rounding == TS_ROUND_UP) /* something is dropped: away from nought or not */
        return d->negative == (rounding == TS_ROUND_DOWN);
    bool half = keep >= 0 && d->digits[keep] == '5' && keep + 1 == d->count;
    if (half && rounding == TS_ROUND_HALF_EVEN)
        return keep > 0 && (d->digits[keep - 1] - '0') % 2 == 1;
    return keep >= 0 && d->digits[keep] >= '5';
}

void ts_decimal_round(ts_decimal *d, int places, ts_rounding rounding)
{
    int keep = d->point + places;
    if (keep >= d->count)
        return;
    bool up = goes_up(d, keep, rounding);
    if (keep < 0)
        d->point = -places;
    if (up) {
        count_up(d, keep > 0 ? keep : 0);
        return;
    }
    d->count = keep > 0 ? keep : 0;
    trim(d);
}

void ts_decimal_significant(ts_decimal *d, int digits, ts_rounding rounding)
{
    ts_decimal_round(d, digits - d->point, rounding);
}

void ts_decimal_nearest(ts_decimal *d, double value, double step, ts_rounding rounding)
{
    char text[TS_DECIMAL_ROOM];
    ts_decimal steps = ts_decimal_of(value / step);
    ts_decimal_round(&steps, 0, rounding);
    ts_decimal_print(&steps, 0, text);
    double count = strtod(text, NULL); /* whole: no point to read */
    *d = ts_decimal_of((steps.negative ? -count : count) * step);
}

void ts_decimal_print(const ts_decimal *d, int places, char out[TS_DECIMAL_ROOM])
{
    int last = d->count - d->point > places ? d->count - d->point : places; /* digits after the point */
    int first = d->point > 0 ? d->point : 1;
    int used = 0;
    for (int i = d->point - first; i < d->point + last && used < TS_DECIMAL_ROOM - 2; i++) {
        if (i == d->point)
            out[used++] = '.';
        out[used++] = i >= 0 && i < d->count ? d->digits[i] : '0';
    }
    out[used] = '\0';
}
