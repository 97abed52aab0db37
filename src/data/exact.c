#include "data/exact.h"

#include <math.h>
#include <string.h>

enum { BITS = 32, LOWEST = 1074, FRACTION = 52, EXPONENTS = 2047, MANY = 1 << 29 };

/* Each limb is brought into 0 .. 2^32 - 1; the last that is used takes the sign, and what is too much for it goes to another. */
static void carry(ts_exact *sum)
{
    const int64_t base = (int64_t)1 << BITS;
    for (int i = sum->first; i < sum->end; i++) {
        if (i + 1 == sum->end && (i + 1 == TS_EXACT_LIMBS || (sum->limbs[i] < base && sum->limbs[i] > -base)))
            break;
        int64_t low = sum->limbs[i] & UINT32_MAX;
        sum->limbs[i + 1] += (sum->limbs[i] - low) / base;
        sum->limbs[i] = low;
        sum->end = i + 2 > sum->end ? i + 2 : sum->end;
    }
    sum->pending = 0;
}

static void use_limbs(ts_exact *sum, int from, int to)
{
    sum->first = sum->end == 0 || from < sum->first ? from : sum->first;
    sum->end = to > sum->end ? to : sum->end;
}

/* number * 2^(place - LOWEST) */
static void add_bits(ts_exact *sum, uint64_t number, unsigned place, int times)
{
    unsigned shift = place % BITS;
    int64_t *limbs = sum->limbs + place / BITS;
    use_limbs(sum, (int)(place / BITS), (int)(place / BITS) + 3);
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
    bool negative = sum->end > 0 && sum->limbs[sum->end - 1] < 0;
    for (int i = sum->first; negative && i < sum->end; i++)
        sum->limbs[i] = -sum->limbs[i];
    carry(sum);
    return negative;
}

/* The 64 bits from the highest that is set, the last of them also for all that are below: what is left out still
 * decides between the nearest doubles. *place: of the last. */
static uint64_t leading_bits(const ts_exact *sum, int *place)
{
    int i = sum->end;
    uint64_t bits = 0;
    while (i > sum->first && bits >> BITS == 0)
        bits = bits << BITS | (uint64_t)sum->limbs[--i];
    *place = i * BITS;
    if (i == sum->first || bits == 0)
        return bits;
    uint64_t below = (uint64_t)sum->limbs[--i];
    int shift = 0;
    while (bits << shift >> 63 == 0)
        shift++;
    *place -= shift;
    bits = shift ? bits << shift | below >> (BITS - shift) : bits;
    bool more = (below << shift & UINT32_MAX) != 0;
    while (!more && i > sum->first)
        more = sum->limbs[--i] != 0;
    return bits | more;
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

/* Whole numbers whose sizes add up to less than 2^51 are added without an error as they are. False: these do not. */
static bool add_plainly(const double *numbers, size_t count, double *sum)
{
    static const double LIMIT = 2251799813685248, UNITS = 3 * 2251799813685248.; /* adding it rounds to whole numbers */
    double size = 0;
    bool whole = true;
    *sum = 0;
    for (size_t i = 0; i < count; i++) {
        *sum += numbers[i];
        size += fabs(numbers[i]);
        whole &= numbers[i] + UNITS - UNITS == numbers[i];
    }
    return whole && size < LIMIT;
}

double ts_exact_sum(const double *numbers, size_t count)
{
    double sum = numbers[0] + (count > 1 ? numbers[1] : 0); /* one addition rounds once */
    if (count < 3 || add_plainly(numbers, count, &sum))
        return sum;
    ts_exact exact = {0};
    for (size_t i = 0; i < count; i++)
        ts_exact_add(&exact, numbers[i], 1);
    return ts_exact_value(&exact);
}
