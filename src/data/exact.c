#include "data/exact.h"

#include <math.h>
#include <string.h>

enum { BITS = 32, LOWEST = 1074, FRACTION = 52, EXPONENTS = 2047, MANY = 1 << 29 };

/* Each limb is brought into 0 .. 2^32 - 1; the last takes the sign. */
static void carry(ts_exact *sum)
{
    for (size_t i = 0; i + 1 < TS_EXACT_LIMBS; i++) {
        int64_t low = sum->limbs[i] & UINT32_MAX;
        sum->limbs[i + 1] += (sum->limbs[i] - low) / ((int64_t)1 << BITS);
        sum->limbs[i] = low;
    }
    sum->pending = 0;
}

/* number * 2^(place - LOWEST) */
static void add_bits(ts_exact *sum, uint64_t number, unsigned place, int times)
{
    unsigned shift = place % BITS;
    int64_t *limbs = sum->limbs + place / BITS;
    limbs[0] += times * (int64_t)((number << shift) & UINT32_MAX);
    limbs[1] += times * (int64_t)((number >> (BITS - shift)) & UINT32_MAX);
    limbs[2] += shift ? times * (int64_t)(number >> (2 * BITS - shift)) : 0;
    if (++sum->pending == MANY)
        carry(sum);
}

void ts_exact_add(ts_exact *sum, double number, int times)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    unsigned exponent = (unsigned)(bits >> FRACTION) & EXPONENTS;
    uint64_t fraction = bits & ((UINT64_C(1) << FRACTION) - 1);
    bool negative = bits >> 63;
    if (exponent == EXPONENTS)
        *(fraction ? &sum->none : negative ? &sum->below : &sum->above) += times;
    else if (exponent)
        add_bits(sum, fraction | UINT64_C(1) << FRACTION, exponent - 1, negative ? -times : times);
    else
        add_bits(sum, fraction, 0, negative ? -times : times);
}

void ts_exact_add_whole(ts_exact *sum, int64_t number, int times)
{
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    add_bits(sum, size, LOWEST, number < 0 ? -times : times);
}

/* The size of a sum, all limbs carried; true: it is negative. */
static bool take_sign(ts_exact *sum)
{
    carry(sum);
    bool negative = sum->limbs[TS_EXACT_LIMBS - 1] < 0;
    for (size_t i = 0; negative && i < TS_EXACT_LIMBS; i++)
        sum->limbs[i] = -sum->limbs[i];
    carry(sum);
    return negative;
}

static size_t highest(const ts_exact *sum)
{
    size_t top = TS_EXACT_LIMBS - 1;
    while (top > 0 && !sum->limbs[top])
        top--;
    return top;
}

/* The 64 bits from the highest that is set, the last of them also for all that are below: what is left out still
 * decides between the nearest doubles. *place: of the last. */
static uint64_t leading_bits(const ts_exact *sum, int *place)
{
    size_t top = highest(sum);
    uint64_t bits = 0;
    int taken = 0;
    for (size_t i = top + 1; i-- > 0;) {
        uint64_t limb = (uint64_t)sum->limbs[i];
        if (taken < 3 * BITS && bits >> BITS == 0) {
            bits = bits << BITS | limb;
            *place = (int)i * BITS;
            taken += BITS;
            continue;
        }
        for (int bit = BITS - 1; bit >= 0 && bits >> 63 == 0; bit--) {
            bits = bits << 1 | (limb >> bit & 1);
            limb &= (UINT64_C(1) << bit) - 1;
            (*place)--;
        }
        bits |= limb != 0;
    }
    return bits;
}

double ts_exact_value(const ts_exact *sum)
{
    if (sum->none || (sum->above && sum->below))
        return NAN;
    if (sum->above || sum->below)
        return sum->above ? INFINITY : -INFINITY;
    ts_exact size = *sum;
    bool negative = take_sign(&size);
    int place = 0;
    double bits = (double)leading_bits(&size, &place), value = ldexp(bits, place - LOWEST);
    return negative ? -value : value;
}

bool ts_exact_whole(const ts_exact *sum, int64_t *whole)
{
    enum { FIRST = LOWEST / BITS, SHIFT = LOWEST % BITS, LAST = FIRST + 2 };
    ts_exact size = *sum;
    bool negative = take_sign(&size);
    const int64_t *limbs = size.limbs;
    for (size_t i = LAST + 1; i < TS_EXACT_LIMBS; i++)
        if (limbs[i])
            return false;
    if (limbs[LAST] >> SHIFT)
        return false;
    uint64_t number = (uint64_t)limbs[FIRST] >> SHIFT | (uint64_t)limbs[FIRST + 1] << (BITS - SHIFT) |
                      (uint64_t)limbs[LAST] << (2 * BITS - SHIFT);
    if (number > (uint64_t)INT64_MAX + negative)
        return false;
    *whole = negative && number ? -(int64_t)(number - 1) - 1 : (int64_t)number;
    return true;
}
