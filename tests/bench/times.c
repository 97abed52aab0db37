#define _POSIX_C_SOURCE 200809L

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

bench_times bench_times_new(int rounds)
{
    return (bench_times){.items = calloc((size_t)rounds, sizeof(double)), .room = (size_t)rounds};
}

double bench_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

void bench_add(bench_times *times, double begun)
{
    double ended = bench_now();
    if (times->count < times->room)
        times->items[times->count++] = ended - begun;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

void bench_tell(bench_times *times, const char *what)
{
    const double *t = times->items;
    size_t last = times->count - 1;
    qsort(times->items, times->count, sizeof *times->items, by_value);
    printf("  %-26s minimum %7.0f   median %7.0f   nine in ten %7.0f   maximum %7.0f us\n", what, t[0], t[last / 2],
           t[last * 9 / 10], t[last]);
    free(times->items);
    *times = (bench_times){0};
}
