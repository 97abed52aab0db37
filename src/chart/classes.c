#include "chart/scale.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void quantiles(const double *sorted, size_t count, size_t classes, double *bounds)
{
    for (size_t k = 1; k <= classes; k++)
        bounds[k - 1] = sorted[(k * count + classes - 1) / classes - 1];
}

static void equals(const double *sorted, size_t count, size_t classes, double *bounds)
{
    double low = sorted[0], high = sorted[count - 1];
    for (size_t k = 1; k <= classes; k++)
        bounds[k - 1] = k == classes ? high : low + (high - low) * (double)k / (double)classes;
}

typedef struct jenks {
    const double *sums, *squares; /* running, one more than the values */
    double *cost;                 /* best for the first i values in the classes so far */
    double *next_cost;
    uint32_t *cut; /* [class][i]: where the last class begins */
    size_t count;
} jenks;

static double within(const jenks *j, size_t from, size_t to)
{
    double n = (double)(to - from), sum = j->sums[to] - j->sums[from];
    return fmax(0, j->squares[to] - j->squares[from] - sum * sum / n);
}

/* One more class. The best cut moves right with i (the costs obey the
 * quadrangle inequality), so a half of the candidates falls away at each step. */
static void add_class(const jenks *j, uint32_t *cut, size_t from, size_t to, const size_t window[2])
{
    if (from > to)
        return;
    size_t i = from + (to - from) / 2, best = window[0];
    double least = DBL_MAX;
    for (size_t c = window[0]; c <= window[1] && c < i; c++) {
        double cost = j->cost[c] + within(j, c, i);
        if (cost < least) {
            least = cost;
            best = c;
        }
    }
    j->next_cost[i] = least;
    cut[i] = (uint32_t)best;
    if (i > from)
        add_class(j, cut, from, i - 1, (size_t[2]){window[0], best});
    add_class(j, cut, i + 1, to, (size_t[2]){best, window[1]});
}

static bool make_sums(ts_arena *arena, const double *sorted, size_t count, jenks *j)
{
    double *sums = TS_ARRAY(arena, double, count + 1), *squares = TS_ARRAY(arena, double, count + 1);
    if (!sums || !squares)
        return false;
    double middle = sorted[count / 2]; /* keeps the squares small */
    for (size_t i = 0; i < count; i++) {
        double value = sorted[i] - middle;
        sums[i + 1] = sums[i] + value;
        squares[i + 1] = squares[i] + value * value;
    }
    j->sums = sums;
    j->squares = squares;
    return true;
}

static bool naturals(ts_arena *arena, const double *sorted, size_t count, size_t classes, double *bounds)
{
    jenks j = {.count = count};
    j.cost = TS_ARRAY(arena, double, count + 1);
    j.next_cost = TS_ARRAY(arena, double, count + 1);
    j.cut = TS_ARRAY(arena, uint32_t, classes * (count + 1));
    if (!j.cost || !j.next_cost || !j.cut || !make_sums(arena, sorted, count, &j))
        return false;
    for (size_t i = 1; i <= count; i++)
        j.cost[i] = within(&j, 0, i);
    for (size_t k = 1; k < classes; k++) {
        add_class(&j, j.cut + k * (count + 1), k + 1, count, (size_t[2]){k, count - 1});
        double *old = j.cost;
        j.cost = j.next_cost;
        j.next_cost = old;
    }
    size_t end = count;
    for (size_t k = classes; k-- > 0;) {
        bounds[k] = sorted[end - 1];
        end = j.cut[k * (count + 1) + end];
    }
    return true;
}

static size_t distinct(const double *sorted, size_t count)
{
    size_t different = 1;
    for (size_t i = 1; i < count; i++)
        different += sorted[i] > sorted[i - 1];
    return different;
}

static size_t drop_doubles(double *bounds, size_t classes)
{
    size_t kept = 0;
    for (size_t i = 0; i < classes; i++)
        if (!kept || bounds[i] > bounds[kept - 1])
            bounds[kept++] = bounds[i];
    return kept;
}

size_t ts_classes(ts_arena *arena, ts_classing how, const double *values, size_t count, size_t classes,
                  double bounds[TS_CLASSES])
{
    if (!count || !classes || count > TS_CLASS_VALUES || classes > TS_CLASSES)
        return 0;
    double *sorted = TS_ARRAY(arena, double, count);
    if (!sorted)
        return 0;
    memcpy(sorted, values, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, rising);
    if (classes > distinct(sorted, count))
        classes = distinct(sorted, count);
    if (how == TS_CLASS_QUANTILE)
        quantiles(sorted, count, classes, bounds);
    else if (how == TS_CLASS_EQUAL)
        equals(sorted, count, classes, bounds);
    else if (!naturals(arena, sorted, count, classes, bounds))
        return 0;
    return drop_doubles(bounds, classes);
}

size_t ts_class_of(const double *bounds, size_t classes, double value)
{
    for (size_t i = 0; i < classes; i++)
        if (value <= bounds[i])
            return i;
    return classes ? classes - 1 : 0;
}
