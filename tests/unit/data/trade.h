/* A small table of trade, series over it, and their statistics. */
#ifndef TS_TEST_TRADE_H
#define TS_TEST_TRADE_H

#include "desk.h"

#include <math.h>

static const char trade[] =
    "year,partner,kind,value\n"
    "2019,Mexico,Export,60\n2019,Mexico,Import,40\n2019,Canada,Export,50\n2019,Canada,Import,50\n"
    "2023,Mexico,Export,70\n2023,Mexico,Import,60\n2023,Canada,Export,60\n2023,Canada,Import,60\n"
    "2024,Mexico,Export,80\n2024,Mexico,Import,70\n2024,Canada,Export,60\n2024,Canada,Import,52\n";

static inline ts_series *series(desk *d, ts_series_request request)
{
    ts_series *result;
    static const char *const value[] = {"value"};
    request.name = request.name ? request.name : "goods";
    request.unit = request.unit ? request.unit : "USD";
    if (!request.sql && !request.column_count && request.aggregate != TS_SERIES_COUNT) {
        request.columns = value;
        request.column_count = 1;
    }
    request.aggregate = request.sql ? TS_SERIES_SQL : request.aggregate;
    ts_series_compute(d->database, d->arena, &request, NULL, 0, &d->diags, &result);
    return result;
}

static inline ts_value stat(desk *d, ts_stat_request request)
{
    ts_value value;
    request.name = "stat";
    ts_stat_compute(d->database, d->arena, &request, &d->diags, &value);
    return value;
}

static inline ts_value of(desk *d, const ts_series *a, ts_stat_request request)
{
    assert_non_null(a);
    request.a.series = a;
    return stat(d, request);
}

static inline void near(ts_value value, double wanted, const char *unit)
{
    assert_int_equal(value.kind, TS_VALUE_NUMBER);
    if (fabs(value.number - wanted) > 1e-12 * fmax(1, fabs(wanted)))
        fail_msg("%.17g is not %.17g", value.number, wanted);
    assert_string_equal(value.unit, unit);
}

static inline void missing(ts_value value, const char *why)
{
    assert_int_equal(value.kind, TS_VALUE_MISSING);
    assert_string_equal(value.why, why);
}

static inline desk with_trade(void)
{
    desk d = desk_open();
    desk_table(&d, "trade", trade);
    return d;
}

#endif
