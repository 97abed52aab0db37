/*
 * level.h - the value of a series at a moment, for the methods of stats.c.
 */
#ifndef TS_DATA_LEVEL_H
#define TS_DATA_LEVEL_H

#include "data/period.h"
#include "data/stats.h"

typedef struct ts_reader { /* who asks */
    ts_arena *arena;
    ts_diags *diags;
    ts_span span;
    const char *name;
    ts_status status; /* the first failure; later calls do nothing */
    const char *turned_by, *turned_advice; /* as a ts_stat_request has them */
} ts_reader;

typedef struct ts_moment_range { /* which times are meant */
    bool all;                    /* a series without time */
    const char *from, *to;       /* as text; from NULL: one moment */
    ts_period first, last;
} ts_moment_range;

typedef struct ts_level {
    bool known;
    double value;
    const char *category;
    const char *why; /* unknown: the reason */
    const char *lacks; /* unknown: the moment at which there is nothing, when that is the reason; else NULL */
} ts_level;

typedef struct ts_levels {
    ts_level *items;
    size_t count;
} ts_levels;

/* Says what is wrong and makes the reader fail. */
void ts_reader_fault(ts_reader *reader, const char *rule, const char *message);
/* The same of two moments, the later one first: "2019 is not before 2007". */
void ts_reader_turned(ts_reader *reader, const char *from, const char *how, const char *to);

/* "latest" or NULL: the newest time of the series. */
ts_moment_range ts_level_moment(ts_reader *reader, const ts_series *series, const char *at);
ts_moment_range ts_level_range(ts_reader *reader, const ts_series *series, const char *from, const char *to);

/* All points of the range (of one category unless NULL) as one value. */
ts_level ts_level_at(ts_reader *reader, const ts_series *series, const ts_moment_range *range,
                     const char *only);

/* The end of a range in which the series, or the category unless NULL, has no point although it has some; else NULL. */
const char *ts_level_lacks(const ts_series *series, const ts_moment_range *range, const char *only);

/* One value a category, in binary order of the categories. */
ts_levels ts_level_by_category(ts_reader *reader, const ts_series *series, const ts_moment_range *range);

/* One value a time of the range, all categories together or one, in order of time; `category`
 * holds the time. */
ts_levels ts_level_by_time(ts_reader *reader, const ts_series *series, const ts_moment_range *range,
                           const char *only);

#endif
