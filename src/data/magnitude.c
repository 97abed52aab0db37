#include "data/magnitude.h"

#include <math.h>
#include <string.h>

/* Of the magnitude: four digits before the point, one behind it, or three beside a word. */
static const double LEAST = 0.1, LEAST_SPOKEN = 0.001, MOST = 1e4, MOST_THOUSANDS = 1e3, THOUSAND = 1e3, HUNDRED = 1e2;
enum { FIGURES = 1, THOUSANDS = 3 };

void ts_magnitudes_take(ts_magnitudes *magnitudes, double number, int magnitude)
{
    double size = fabs(number);
    if (magnitude < 0 || magnitude >= TS_MAGNITUDES)
        return;
    if (magnitude == 0 && size < THOUSAND) {
        magnitudes->small += size > 0;
        magnitudes->fine = magnitudes->fine || (size < HUNDRED && size != floor(size));
        return;
    }
    magnitudes->prints[magnitude]++;
    magnitudes->largest = fmax(magnitudes->largest, size);
}

static bool are_figures(const ts_magnitudes *magnitudes)
{
    size_t above = 0;
    for (int m = 1; m < TS_MAGNITUDES; m++)
        above += m == THOUSANDS ? 0 : magnitudes->prints[m];
    return magnitudes->small && !magnitudes->fine && magnitudes->prints[0] + magnitudes->prints[THOUSANDS] > 0 && above == 0;
}

int ts_magnitudes_shared(const ts_magnitudes *magnitudes)
{
    int most = 0;
    if (are_figures(magnitudes))
        return FIGURES;
    for (int m = 1; m < TS_MAGNITUDES; m++) {
        if (magnitudes->prints[m] == 0 || magnitudes->prints[m] < magnitudes->prints[most])
            continue;
        if (magnitudes->largest < (m == THOUSANDS ? MOST_THOUSANDS : MOST) * pow(10, m))
            most = m;
    }
    return most ? 1 + most : 0;
}

ts_format ts_magnitude_format(const ts_format *own, int shared)
{
    ts_format format = *own;
    format.shared = shared;
    if (shared == FIGURES)
        format.decimals = 0;
    return format;
}

bool ts_magnitude_moves(double number, int own, int shared, bool spoken)
{
    if (shared == FIGURES)
        return own >= 0 && fabs(number) > 0;
    if (shared <= 0 || own < 0 || own == shared - 1)
        return false;
    double least = (spoken ? LEAST_SPOKEN : LEAST) * pow(10, shared - 1);
    return fabs(number) >= (own > 0 ? least : fmax(least, THOUSAND));
}

bool ts_magnitude_spoken(ts_printed printed)
{
    return printed.magnitude_at < strlen(printed.text);
}

const char *ts_magnitude_cut(ts_arena *arena, ts_printed printed)
{
    static const char space[] = "\u00A0";
    size_t length = printed.magnitude_at, gap = strlen(space);
    if (length >= strlen(printed.text))
        return printed.text;
    bool spaced = length > gap && memcmp(printed.text + length - gap, space, gap) == 0;
    return ts_arena_copy(arena, printed.text, length - (spaced ? gap : 0));
}
