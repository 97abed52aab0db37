#include "data/decimal.h"

#include <math.h>
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

static ts_decimal whole(double value)
{
    ts_decimal d = {.negative = value < 0};
    char text[32];
    d.count = d.point = snprintf(text, sizeof text, "%.0f", fabs(value));
    memcpy(d.digits, text, (size_t)d.count);
    trim(&d);
    return d;
}

ts_decimal ts_decimal_of(double value)
{
    ts_decimal d = {.negative = value < 0};
    char text[32];
    if (value == 0 || !isfinite(value))
        return (ts_decimal){0};
    if (value == floor(value) && fabs(value) < 9007199254740992.0)
        return whole(value);
    snprintf(text, sizeof text, "%.14e", fabs(value));
    char *at = text;
    for (; *at != 'e'; at++)
        if (*at >= '0' && *at <= '9') /* not the point, whichever it is here */
            d.digits[d.count++] = *at;
    d.point = atoi(at + 1) + 1;
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
