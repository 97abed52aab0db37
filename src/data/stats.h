/*
 * stats.h - series and statistics: the usual methods compiled to SQL, the
 * values with their units. Nothing here knows a sheet or a deck.
 *
 * A null, an empty sum, a division by nought is *missing*, never 0; so is
 * growth from a level that is not positive. Ranks share ties (1 + how many are
 * ahead). cagr takes the years between the two moments. per-day divides by the
 * real days of the period (366 in 2024). mean and median are over the categories
 * at a moment, or over the times of a span; weighted-mean is sum(w x) / sum(w),
 * each value with the weight of its category or time; others is what `top` leaves
 * beyond a place. A moment wider than the points of a
 * series (2024 over months) takes all points in it; "latest" is the newest time
 * of the series.
 *
 * Rules of the diagnostics: series, unit, moment, method, sql, table, column.
 */
#ifndef TS_DATA_STATS_H
#define TS_DATA_STATS_H

#include "data/database.h"
#include "data/unit.h"

typedef enum ts_stat_method {
    TS_METHOD_SQL,
    TS_METHOD_TOTAL,
    TS_METHOD_LATEST,
    TS_METHOD_SHARE,
    TS_METHOD_GROWTH,
    TS_METHOD_CAGR,
    TS_METHOD_INDEX,
    TS_METHOD_PER_DAY,
    TS_METHOD_RANK,
    TS_METHOD_TOP,
    TS_METHOD_RATIO,
    TS_METHOD_DIFFERENCE,
    TS_METHOD_MEAN,
    TS_METHOD_MEDIAN,
    TS_METHOD_WEIGHTED_MEAN,
    TS_METHOD_OTHERS
} ts_stat_method; /* the same order as spec's enum ts_method */

typedef enum ts_series_aggregate {
    TS_SERIES_SUM,
    TS_SERIES_MEAN,
    TS_SERIES_MINIMUM,
    TS_SERIES_MAXIMUM,
    TS_SERIES_COUNT,
    TS_SERIES_SQL
} ts_series_aggregate; /* the same order as spec's enum ts_aggregate */

typedef struct ts_filter { /* one column of a where; texts are final (templates filled) */
    const char *column;
    const ts_cell *any;
    size_t any_count;
    ts_cell from, to, not ; /* kind TS_CELL_MISSING: not given */
    bool open;              /* these are other values in other requests of the same plan */
    ts_span span;
} ts_filter;

typedef struct ts_series_plan ts_series_plan; /* series_plan.h */

typedef struct ts_cell_finder { /* knows where a text stands in a column of the series' table; without a source: nowhere */
    ts_span (*find)(void *user, const char *column, const char *text);
    void *user;
} ts_cell_finder;

typedef struct ts_series_request {
    const ts_series_plan *plan; /* of ts_series_prepare; NULL: it is made now */
    const char *name;
    ts_series_aggregate aggregate;
    const char *table;
    const char *const *columns; /* added together */
    size_t column_count;
    const char *sql; /* columns value and, as wanted, time, category */
    const ts_filter *where;
    size_t where_count;
    const char *over, *by; /* NULL: none */
    bool gaps;             /* moments that the table has and the series has not are points without a value */
    double times;          /* factor, 1 when none */
    const char *unit;
    ts_span span, over_span, by_span;
    const ts_span *column_spans;
    ts_cell_finder find_cell; /* for errors; its function NULL: they tell the series' own place */
} ts_series_request;

typedef struct ts_datapoint {
    const char *time, *category; /* NULL: the series has none */
    bool known;
    double value;
    ts_period moment; /* of a series over time: its time */
} ts_datapoint;

typedef struct ts_series { /* ordered by time, then category (binary) */
    const char *name, *unit;
    bool timed, categorised;
    bool monthly;                  /* its times are days that mean their months (period.h) */
    ts_datapoint *points;
    size_t count;
    const char *query;             /* the SQL that made it, for trace */
    const char *from;              /* of the query: " FROM ... WHERE ..." of the rows that went in; NULL: it is the author's own */
    size_t from_length;
    const char *over, *by;         /* their columns of time and category, or NULL */
    ts_series_aggregate aggregate; /* what several points together are: a sum, a minimum, a maximum; a
                                      mean and a unit that does not add up have no such thing */
    size_t empty;         /* cells without a value that its known points leave out */
    const char *empty_at; /* the first such point: its time, or else its category; NULL: it has neither */
} ts_series;

typedef enum ts_value_kind { TS_VALUE_MISSING, TS_VALUE_NUMBER, TS_VALUE_TEXT } ts_value_kind;

typedef struct ts_value {
    ts_value_kind kind;
    double number;
    const char *text;
    const char *unit;      /* as in unit.h: count, persons, tonnes, share, points (of percent: 0.01 is one), ratio, index, rank,
                              year, date, text, number, or a currency */
    const char *from, *to; /* moments; `from` NULL when about one moment */
    const char *period;    /* as {name.period} prints: "2024", "2019-2024" with an en dash; NULL: none */
    const char *query;     /* SQL, for trace; NULL for a quoted fact */
    const char *why;       /* missing: the reason, a sentence; else NULL */
    const char *lacks;     /* missing because a series has nothing at this moment, and has at others; else NULL */
    const char *tied;      /* a place: another category that shares it, or NULL */
} ts_value;

typedef struct ts_operand {  /* a series, or a number computed before */
    const ts_series *series; /* one of both */
    const ts_value *value;
} ts_operand;

typedef enum ts_show { TS_SHOW_NAME, TS_SHOW_VALUE, TS_SHOW_SHARE, TS_SHOW_COUNT } ts_show;

typedef struct ts_stat_request {
    const char *name;
    ts_stat_method method;
    ts_operand a, b; /* b: share's whole, ratio's divisor, difference's subtrahend, what growth is over; may
                        be empty */
    const ts_series *weights;
    const char *sql;
    const ts_binding *bindings;
    size_t binding_count;
    const char *at, *from, *to, *base; /* moments as text; NULL: default ("latest") */
    const char *turned_by, *turned_advice; /* of the error that `from` is not before `to`: its cause, and words behind it; or NULL */
    const char *only, *for_;
    double days; /* 0: the real days */
    bool smallest_first;
    int place;        /* top: from 1 */
    int beyond;       /* others: how many places are taken */
    ts_show show;     /* top: name, value or share; others: value, share or count */
    const char *unit; /* NULL: the method's */
    ts_span span;
} ts_stat_request;

/* Checks a request and finds what it takes, whatever the values of its open filters are: a plan for it and for others that differ
 * in these alone. It lives as the arena, and no longer than the database. */
ts_status ts_series_prepare(ts_database *database, ts_arena *arena, const ts_series_request *request, ts_diags *diags,
                            const ts_series_plan **plan);

/* Computes the points of a series; TS_FAULT with diagnostics for unknown
 * tables, columns, wrong units. */
ts_status ts_series_compute(ts_database *database, ts_arena *arena, const ts_series_request *request,
                            const ts_binding *bindings, size_t binding_count, ts_diags *diags,
                            ts_series **series);

/* Computes one statistic from operands that are there already. */
ts_status ts_stat_compute(ts_database *database, ts_arena *arena, const ts_stat_request *request,
                          ts_diags *diags, ts_value *value);

#endif
