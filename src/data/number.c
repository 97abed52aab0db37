#include "data/number.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t digits(const char *text, size_t length, size_t at)
{
    size_t from = at;
    while (at < length && text[at] >= '0' && text[at] <= '9')
        at++;
    return at - from;
}

static size_t whole_part(const char *text, size_t length)
{
    size_t at = length > 0 && text[0] == '-';
    size_t count = digits(text, length, at);
    if (count == 0 || count > TS_NUMBER_WHOLE_DIGITS || (count > 1 && text[at] == '0'))
        return 0;
    return at + count;
}

bool ts_number_whole(const char *text, size_t length)
{
    return length > 0 && whole_part(text, length) == length;
}

bool ts_number_plain(const char *text, size_t length)
{
    size_t at = whole_part(text, length);
    if (at == 0 || at == length)
        return at != 0;
    if (text[at++] != '.')
        return false;
    size_t count = digits(text, length, at);
    return count > 0 && at + count == length;
}

/* Correctly rounded for 15 digits (Clinger 1990: two exact operands, one division);
 * digits past the 19th are dropped. */
static double scaled(const char *text, size_t length, int places)
{
    uint64_t mantissa = 0;
    bool fraction = false, negative = length > 0 && text[0] == '-';
    for (size_t i = negative; i < length; i++) {
        if (text[i] == '.') {
            fraction = true;
            continue;
        }
        if (mantissa > (UINT64_MAX - 9) / 10 || places == 22)
            break;
        mantissa = mantissa * 10 + (uint64_t)(text[i] - '0');
        places += fraction;
    }
    double power = 1;
    for (int i = 0; i < places; i++)
        power *= 10;
    bool exact = mantissa < UINT64_C(1) << 53;
    double value = exact ? (double)mantissa / power : (double)((long double)mantissa / (long double)power);
    return negative ? -value : value;
}

double ts_number_read(const char *text, size_t length)
{
    return scaled(text, length, 0);
}

/* strtod rounds correctly, and knows no locale where there is no point: 6.02E+23 is 602e21. */
double ts_number_exponent(const char *text, size_t length)
{
    enum { DIGITS = 100, FAR = 99999 };
    char whole[DIGITS + 16];
    size_t at = 0, used = 0;
    long places = 0;
    bool fraction = false;
    for (; at < length && text[at] != 'e' && text[at] != 'E'; at++) {
        places += fraction && text[at] != '.' && used < DIGITS ? 1 : !fraction && used >= DIGITS && text[at] != '.' ? -1 : 0;
        if (text[at] != '.' && used < DIGITS)
            whole[used++] = text[at];
        fraction |= text[at] == '.';
    }
    long exponent = at < length ? strtol(text + at + 1, NULL, 10) : 0;
    exponent = exponent > FAR ? FAR : exponent < -FAR ? -FAR : exponent;
    snprintf(whole + used, sizeof whole - used, "e%ld", exponent - places);
    double value = strtod(whole, NULL);
    return value == 0 ? 0 : value; /* no -0 */
}

void ts_number_print(double value, char out[TS_NUMBER_ROOM])
{
    if (value == floor(value) && fabs(value) < 1e15) {
        snprintf(out, TS_NUMBER_ROOM, "%" PRId64, (int64_t)value); /* no "-0" */
        return;
    }
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(out, TS_NUMBER_ROOM, "%.*g", precision, value);
        if (strtod(out, NULL) == value)
            break;
    }
    out[strcspn(out, ",")] = out[strcspn(out, ",")] ? '.' : '\0'; /* a locale's comma */
}
