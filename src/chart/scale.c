#include "chart/scale.h"

#include <math.h>

double ts_scale_at(const ts_scale *scale, double value)
{
    if (scale->to <= scale->from)
        return scale->start;
    return scale->start + (value - scale->from) / (scale->to - scale->from) * (scale->end - scale->start);
}

/* The smallest round step that gives no more than the wanted number. */
static double round_step(double rough)
{
    static const double steps[] = {1, 2, 2.5, 5, 10};
    double power = pow(10, floor(log10(rough)));
    for (size_t i = 0; i < 5; i++)
        if (steps[i] * power >= rough * (1 - 1e-9))
            return steps[i] * power;
    return 10 * power;
}

size_t ts_scale_ticks(double from, double to, int wanted, double ticks[TS_TICKS])
{
    if (!(from < to) || !isfinite(to - from) || wanted < 1)
        return 0;
    double step = round_step((to - from) / wanted);
    if (!isfinite(step) || step <= 0)
        return 0;
    double first = ceil(from / step - 1e-9);
    size_t count = 0;
    for (; count < TS_TICKS && (first + (double)count) * step <= to + step * 1e-9; count++)
        ticks[count] = (first + (double)count) * step;
    return count;
}

typedef struct cluster { /* neighbours that touch, moved as one */
    double wish;         /* sum of where its first would stand for each member's sake */
    size_t first, count;
} cluster;

static double cluster_start(const cluster *c, double gap, double low, double high)
{
    double start = c->wish / (double)c->count;
    start = fmin(start, high - gap * (double)(c->count - 1));
    return fmax(start, low);
}

static void sort_order(const double *places, size_t *order, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at > 0 && places[order[at - 1]] > places[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

/* Pool adjacent violators: isotonic regression on place minus rank times gap. */
bool ts_spread(ts_arena *arena, double *places, size_t count, double gap, double low, double high)
{
    size_t *order = TS_ARRAY(arena, size_t, count);
    cluster *clusters = TS_ARRAY(arena, cluster, count);
    if (!order || !clusters)
        return false;
    sort_order(places, order, count);
    size_t top = 0;
    for (size_t i = 0; i < count; i++) {
        clusters[top++] = (cluster){places[order[i]], i, 1};
        while (top > 1) {
            cluster *last = &clusters[top - 1], *before = last - 1;
            double end = cluster_start(before, gap, low, high) + gap * (double)before->count;
            if (cluster_start(last, gap, low, high) >= end)
                break;
            before->wish += last->wish - gap * (double)(before->count * last->count);
            before->count += last->count;
            top--;
        }
    }
    for (size_t c = 0; c < top; c++) {
        double start = cluster_start(&clusters[c], gap, low, high);
        for (size_t i = 0; i < clusters[c].count; i++)
            places[order[clusters[c].first + i]] = start + gap * (double)i;
    }
    return true;
}
