/*
 * scale.h - values to places: a linear scale, round ticks, classes, and labels
 * kept apart.
 */
#ifndef TS_CHART_SCALE_H
#define TS_CHART_SCALE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ts_scale {
    double from, to;   /* values, from < to */
    double start, end; /* their places, points */
} ts_scale;

double ts_scale_at(const ts_scale *scale, double value); /* points; beyond the ends, too. Of a scale without length its start */

enum { TS_TICKS = 24 };

/* Round values (1, 2, 2.5 or 5 times a power of ten apart) within from..to,
 * about as many as wanted. Gives their number; none when from is not below to. */
size_t ts_scale_ticks(double from, double to, int wanted, double ticks[TS_TICKS]);

/* Moves places as little as possible (least squares) so that neighbours are at
 * least gap apart and all lie in low..high when there is room. Order is kept;
 * equal ones stay in the order given. False: memory is out. */
bool ts_spread(ts_arena *arena, double *places, size_t count, double gap, double low, double high);

typedef enum ts_classing { TS_CLASS_QUANTILE, TS_CLASS_EQUAL, TS_CLASS_NATURAL } ts_classing;

enum { TS_CLASSES = 12, TS_CLASS_VALUES = 20000 };

/* Upper bounds of the classes, rising: a value belongs to the first class whose
 * bound is not below it. Quantile: the bound of class k is the value of rank
 * ceil(k n / classes); natural: Jenks, the least sum of squares within classes
 * (Fisher 1958). Fewer classes come out where values are few or tied. Gives
 * their number; 0: no values, too many, or memory is out. */
size_t ts_classes(ts_arena *arena, ts_classing how, const double *values, size_t count, size_t classes,
                  double bounds[TS_CLASSES]);
size_t ts_class_of(const double *bounds, size_t classes, double value);

#endif
