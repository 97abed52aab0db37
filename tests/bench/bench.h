/*
 * bench.h - what the benches share.
 *
 * Times are of the processor, not of the wall, so that what else the machine
 * does counts little. The first round, in which faces, patterns and break
 * iterators are met for the first time, is not among those that are told.
 */
#ifndef TS_BENCH_H
#define TS_BENCH_H

#include <stdbool.h>
#include <stddef.h>

typedef struct bench_times { /* of rounds, microseconds */
    double *items;
    size_t count, room;
} bench_times;

bench_times bench_times_new(int rounds); /* items NULL: memory is out */
double bench_now(void);
void bench_add(bench_times *times, double begun); /* a round that began then and ends now */
void bench_tell(bench_times *times, const char *what); /* minimum, median, nine in ten, maximum; and lets them go */

bool bench_texts(int rounds); /* typeset.c: the texts of texts.txt */
bool bench_pages(int rounds); /* pages.c: the brochure's pages */
bool bench_load(int rounds);  /* load.c: a table of 25,360 rows */
bool bench_batch(void);       /* batch.c: one sheet for several states */
bool bench_stats(int rounds); /* stats.c: numbers, once the tables are loaded */

#endif
