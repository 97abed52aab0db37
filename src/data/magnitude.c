#include "data/magnitude.h"

#include <math.h>
#include <string.h>

static const double LEAST = 0.001, MOST = 1e4, THOUSAND = 1e3; /* of the magnitude: three digits after the point, four before it */

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
        bool near = magnitudes->largest < MOST * pow(10, m);
        if (near && magnitudes->prints[m] > 0 && magnitudes->prints[m] >= magnitudes->prints[most])
            most = m;
    }
    return most ? 1 + most : 0;
}

bool ts_magnitude_moves(double number, int own, int shared)
{
    return shared > 0 && own >= 0 && own != shared - 1 && fabs(number) >= LEAST * pow(10, shared - 1);
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
