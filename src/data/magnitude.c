#include "data/magnitude.h"

#include <math.h>
#include <string.h>

/* Of the magnitude: four digits before the point, one behind it, or three beside a word. */
static const double LEAST = 0.1, LEAST_SPOKEN = 0.001, MOST = 1e4, MOST_THOUSANDS = 1e3, THOUSAND = 1e3;

void ts_magnitudes_take(ts_magnitudes *magnitudes, double number, int magnitude)
{
    if (magnitude < 0 || magnitude >= TS_MAGNITUDES || (magnitude == 0 && fabs(number) < THOUSAND))
        return;
    magnitudes->prints[magnitude]++;
    magnitudes->largest = fmax(magnitudes->largest, fabs(number));
}

int ts_magnitudes_shared(const ts_magnitudes *magnitudes)
{
    int most = 0;
    for (int m = 1; m < TS_MAGNITUDES; m++) {
        if (magnitudes->prints[m] == 0 || magnitudes->prints[m] < magnitudes->prints[most])
            continue;
        if (magnitudes->largest < (m == 3 ? MOST_THOUSANDS : MOST) * pow(10, m))
            most = m;
    }
    return most ? 1 + most : 0;
}

bool ts_magnitude_moves(double number, int own, int shared, bool spoken)
{
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
