/* Means, medians, weights, all other, growth over a number: each value worked out by hand. */
#include "desk.h"

#include "data/currency.h"

#include <math.h>

/* Per month and place; C has no March, and B nothing known in February. */
static const char FREIGHT[] = "time,place,value,weight\n"
                              "2024-01,A,10,1\n2024-01,B,20,2\n2024-01,C,60,1\n"
                              "2024-02,A,30,1\n2024-02,B,,2\n2024-02,C,50,1\n"
                              "2024-03,A,40,3\n2024-03,B,40,1\n"
                              "2024-05,A,5,0\n2024-05,B,7,0\n";

typedef struct bench { /* series of one table */
    desk d;
    const ts_series *values, *weights, *small, *whole;
} bench;

static const ts_series *make(desk *d, const char *name, ts_series_request request, const char *column)
{
    ts_series *made;
    const char *const columns[] = {column};
    request.name = name;
    request.table = "freight";
    request.columns = columns;
    request.column_count = 1;
    assert_int_equal(ts_series_compute(d->database, d->arena, &request, NULL, 0, &d->diags, &made), TS_OK);
    return made;
}

static bench open_bench(void)
{
    const ts_cell cell = {TS_CELL_TEXT, 0, "C"};
    const ts_filter no_c = {.column = "place", .not = cell};
    bench b = {.d = desk_open()};
    desk_table(&b.d, "freight", FREIGHT);
    b.values = make(&b.d, "values", (ts_series_request){.over = "time", .by = "place", .unit = "USD"}, "value");
    b.weights = make(&b.d, "weights", (ts_series_request){.over = "time", .by = "place", .unit = "count"}, "weight");
    b.small = make(&b.d, "small",
                   (ts_series_request){.over = "time", .by = "place", .unit = "count", .where = &no_c, .where_count = 1},
                   "weight");
    b.whole = make(&b.d, "whole", (ts_series_request){.unit = "USD"}, "value");
    return b;
}

static ts_value ask(bench *b, const ts_series *series, ts_stat_request request)
{
    ts_value value;
    request.name = "stat";
    request.a.series = series;
    ts_stat_compute(b->d.database, b->d.arena, &request, &b->d.diags, &value);
    return value;
}

typedef struct example {
    ts_stat_request request;
    double wanted;
    const char *unit, *why; /* why: missing */
} example;

static void check(bench *b, const example *e, size_t i)
{
    ts_value value = ask(b, b->values, e->request);
    if (e->why) {
        if (value.kind != TS_VALUE_MISSING || !value.why || strcmp(value.why, e->why) != 0)
            fail_msg("case %zu: %.17g, %s", i, value.number, value.why ? value.why : "known");
        return;
    }
    if (value.kind != TS_VALUE_NUMBER || fabs(value.number - e->wanted) > 1e-12 || strcmp(value.unit, e->unit) != 0)
        fail_msg("case %zu: %.17g %s, %s", i, value.number, value.unit, value.why ? value.why : "");
}

#define MEAN .method = TS_METHOD_MEAN
#define MEDIAN .method = TS_METHOD_MEDIAN
#define OTHERS .method = TS_METHOD_OTHERS

static void means_medians_and_others(void **state)
{
    (void)state;
    bench b = open_bench();
    const example examples[] = {
        {{MEAN, .at = "2024-01"}, 30, "USD", NULL},   /* (10 + 20 + 60) / 3 */
        {{MEDIAN, .at = "2024-01"}, 20, "USD", NULL}, /* 10 20 60 */
        {{MEAN}, 6, "USD", NULL},                     /* the newest, May: (5 + 7) / 2 */
        {{MEDIAN}, 6, "USD", NULL},                   /* of two, their mean */
        {{MEAN, .at = "2024-02"}, 0, NULL, "series \"values\" has an empty value in 2024-02"},
        {{MEDIAN, .at = "2024-02"}, 0, NULL, "series \"values\" has an empty value in 2024-02"},
        {{MEAN, .at = "2020-01"}, 0, NULL, "series \"values\" has no value in 2020-01"},
        {{MEAN, .from = "2024-01", .to = "2024-03", .only = "A"}, 80.0 / 3, "USD", NULL}, /* (10 + 30 + 40) / 3 */
        {{MEDIAN, .from = "2024-01", .to = "2024-03", .only = "A"}, 30, "USD", NULL},     /* 10 30 40 */
        {{MEAN, .from = "2024-03", .to = "2024-03"}, 80, "USD", NULL},                    /* one month: 40 + 40 */
        {{MEAN, .from = "2024-01", .to = "2024-02"}, 0, NULL, "series \"values\" has an empty value in 2024-02"},
        {{MEAN, .from = "2024-03", .to = "2024-05", .only = "A"}, 0, NULL,
         "series \"values\" has only 2 of the 3 times from 2024-03 to 2024-05"},
        {{MEAN, .from = "2024-01", .to = "2024-03", .only = "D"}, 0, NULL, "series \"values\" has no value in 2024-03"},
        {{OTHERS, .at = "2024-01", .beyond = 1, .show = TS_SHOW_VALUE}, 30, "USD", NULL},         /* 20 + 10 */
        {{OTHERS, .at = "2024-01", .beyond = 1, .show = TS_SHOW_SHARE}, 1.0 / 3, "share", NULL}, /* 30 of 90 */
        {{OTHERS, .at = "2024-01", .beyond = 1, .show = TS_SHOW_COUNT}, 2, "count", NULL},
        {{OTHERS, .at = "2024-01", .beyond = 1, .show = TS_SHOW_VALUE, .smallest_first = true}, 80, "USD", NULL}, /* 20 + 60 */
        {{OTHERS, .at = "2024-03", .beyond = 1, .show = TS_SHOW_VALUE}, 40, "USD", NULL}, /* a tie: by name A is first */
        {{OTHERS, .at = "2024-01", .beyond = 3, .show = TS_SHOW_COUNT}, 0, "count", NULL},
        {{OTHERS, .at = "2024-01", .beyond = 3, .show = TS_SHOW_VALUE}, 0, NULL,
         "series \"values\" has no more than 3 categories"},
        {{OTHERS, .at = "2024-02", .beyond = 1, .show = TS_SHOW_VALUE}, 0, NULL,
         "series \"values\" has an empty value in 2024-02"}};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        check(&b, &examples[i], i);
    assert_string_equal(desk_messages(&b.d), "");
    desk_close(&b.d);
}

#define WEIGHED .method = TS_METHOD_WEIGHTED_MEAN

static void weights_have_their_like(void **state)
{
    (void)state;
    bench b = open_bench();
    const example examples[] = {
        {{WEIGHED, .at = "2024-01", .weights = b.weights}, 27.5, "USD", NULL}, /* (10 + 2 20 + 60) / 4 */
        {{WEIGHED, .at = "2024-03", .weights = b.weights}, 40, "USD", NULL},   /* (3 40 + 40) / 4 */
        {{WEIGHED, .at = "2024-01", .weights = b.small}, 0, NULL, "series \"small\" has no value for C"},
        {{WEIGHED, .at = "2024-02", .weights = b.weights}, 0, NULL, "series \"values\" has an empty value in 2024-02"},
        {{WEIGHED, .weights = b.weights}, 0, NULL, "the weights add up to nought"},
        {{WEIGHED, .from = "2024-01", .to = "2024-03", .only = "A", .weights = b.weights}, 32, "USD", NULL}};
    /* over time: (1 10 + 1 30 + 3 40) / 5 */
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        check(&b, &examples[i], i);
    ts_value bare = ask(&b, b.small, (ts_stat_request){WEIGHED, .at = "2024-01", .weights = b.values});
    assert_string_equal(bare.why, "series \"small\" has no value for C");
    assert_string_equal(desk_messages(&b.d), "");
    desk_close(&b.d);
}

/* Top places and all other are the whole, also when two share a place. */
static void top_and_others_add_up(void **state)
{
    (void)state;
    bench b = open_bench();
    static const char *const months[] = {"2024-01", "2024-03", "2024-05"};
    for (size_t m = 0; m < 3; m++) {
        ts_value whole = ask(&b, b.values, (ts_stat_request){.method = TS_METHOD_TOTAL, .at = months[m]});
        ts_value first = ask(&b, b.values, (ts_stat_request){.method = TS_METHOD_TOP, .at = months[m], .show = TS_SHOW_VALUE});
        ts_value rest = ask(&b, b.values, (ts_stat_request){OTHERS, .at = months[m], .beyond = 1, .show = TS_SHOW_VALUE});
        assert_true(first.number + rest.number == whole.number);
    }
    desk_close(&b.d);
}

static void ties_are_named(void **state)
{
    (void)state;
    bench b = open_bench();
    assert_string_equal(ask(&b, b.values, (ts_stat_request){.method = TS_METHOD_TOP, .at = "2024-03"}).tied, "B");
    assert_string_equal(ask(&b, b.values, (ts_stat_request){.method = TS_METHOD_RANK, .for_ = "B", .at = "2024-03"}).tied, "A");
    assert_null(ask(&b, b.values, (ts_stat_request){.method = TS_METHOD_RANK, .for_ = "B", .at = "2024-01"}).tied);
    assert_null(ask(&b, b.values, (ts_stat_request){.method = TS_METHOD_TOP, .show = TS_SHOW_VALUE, .at = "2024-03"}).tied);
    desk_close(&b.d);
}

static ts_value over(bench *b, double later, const char *when, double earlier, const char *before)
{
    ts_value value, a = {TS_VALUE_NUMBER, later, NULL, .unit = "USD", .to = when},
                    c = {TS_VALUE_NUMBER, earlier, NULL, .unit = "USD", .to = before};
    ts_stat_request request = {.name = "stat", .method = TS_METHOD_GROWTH, .a.value = &a, .b.value = &c};
    ts_stat_compute(b->d.database, b->d.arena, &request, &b->d.diags, &value);
    return value;
}

static void growth_of_a_number_over_another(void **state)
{
    (void)state;
    bench b = open_bench();
    ts_value value = over(&b, 131, "2024", 100, "2019");
    assert_true(fabs(value.number - 0.31) < 1e-12);
    assert_string_equal(value.period, "2019\u20132024");
    assert_string_equal(over(&b, 131, "2024", 0, "2019").why, "the earlier value is nought");
    assert_string_equal(over(&b, 131, "2024", -1, "2019").why, "the earlier value is negative");
    assert_true(over(&b, 2, NULL, 1, NULL).number == 1);
    assert_string_equal(desk_messages(&b.d), "");
    over(&b, 131, "2019", 100, "2024");
    assert_string_equal(desk_messages(&b.d), "\"stat\": 2024 is not before 2019 [moment]\n");
    desk_close(&b.d);
}

static void a_median_is_found_without_sorting(void **state)
{
    (void)state;
    desk d = desk_open();
    char text[60000] = "up,down,same,saw\n";
    for (int i = 0; i < 2001; i++)
        sprintf(text + strlen(text), "%d,%d,7,%d\n", i, 2000 - i, i * 7919 % 2003);
    desk_table(&d, "t", text);
    assert_string_equal(desk_query(&d, "select median(up), median(down), median(same) from t"), "1000|1000|7");
    assert_string_equal(desk_query(&d, "select median(up), median(down) from t where up < 2000"), "999.5|1000.5");
    assert_string_equal(desk_query(&d, "select count(*) from t where saw <= (select median(saw) from t)"), "1001");
    desk_close(&d);
}

/* ---- many categories, days, gaps, money per head */

/* Each was compared with every other once: that takes minutes. */
static void a_hundred_thousand_categories(void **state)
{
    (void)state;
    enum { MANY = 100000 };
    desk d = desk_open();
    char *text = ts_arena_alloc(d.arena, MANY * 24 + 64), *at = text;
    at += sprintf(at, "time,place,value\n");
    for (int i = 0; i < MANY; i++)
        at += sprintf(at, "2024,c%06d,%d\n", i, i % 1000);
    desk_table(&d, "freight", text);
    bench b = {.d = d};
    b.values = make(&b.d, "values", (ts_series_request){.over = "time", .by = "place", .unit = "count"}, "value");
    const example examples[] = {
        {{OTHERS, .beyond = 100, .show = TS_SHOW_VALUE}, 49950000 - 99900, "count", NULL}, /* a hundred have 999 */
        {{OTHERS, .beyond = 99000, .show = TS_SHOW_COUNT}, 1000, "count", NULL},
        {{.method = TS_METHOD_TOP, .place = 101, .show = TS_SHOW_VALUE}, 998, "count", NULL},
        {{.method = TS_METHOD_WEIGHTED_MEAN, .weights = b.values}, 332833500.0 / 499500, "count", NULL}}; /* sum i i / sum i */
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        check(&b, &examples[i], i);
    assert_string_equal(ask(&b, b.values, (ts_stat_request){.method = TS_METHOD_TOP, .place = 2}).text, "c001999");
    desk_close(&b.d);
}

static void a_year_of_days_and_a_day_that_is_none(void **state)
{
    (void)state;
    bench b = {.d = desk_open()};
    desk_table(&b.d, "freight", "time,place,value\n2020-01-31,A,100\n2020-02-01,A,110\n2020-03-01,A,121\n2022-01-31,A,144\n2023-07-31,A,200\n");
    b.values = make(&b.d, "values", (ts_series_request){.over = "time", .unit = "count"}, "value");
    const example examples[] = {
        {{.method = TS_METHOD_CAGR, .from = "2020-01-31", .to = "2022-01-31"}, 0.2, "share", NULL}, /* two whole years */
        {{.method = TS_METHOD_CAGR, .from = "2022-01-31", .to = "2023-07-31"}, 0.244834652, "share", NULL}, /* one and a half */
        {{.method = TS_METHOD_CAGR, .from = "2020-01-31", .to = "2020-02-01"}, 0, NULL, "the two moments are not a month apart"},
        {{.method = TS_METHOD_CAGR, .from = "2020-01-31", .to = "2020-03-01"}, 9.1833621, "share", NULL}}; /* 30 days: 1.21^12.17 */
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        ts_value value = ask(&b, b.values, examples[i].request);
        if (examples[i].why)
            assert_string_equal(value.why, examples[i].why);
        else if (fabs(value.number - examples[i].wanted) > 1e-6)
            fail_msg("case %zu: %.9g", i, value.number);
    }
    desk_close(&b.d);
}

static void a_total_tells_what_is_not_in_it(void **state)
{
    (void)state;
    bench b = open_bench();
    ts_value value = ask(&b, b.values, (ts_stat_request){.method = TS_METHOD_TOTAL, .from = "2024-01", .to = "2024-03", .only = "C"});
    assert_true(value.number == 110);
    value = ask(&b, b.values, (ts_stat_request){.method = TS_METHOD_TOTAL, .from = "2024-03", .to = "2024-05", .only = "A"});
    assert_true(value.number == 45);
    assert_string_equal(desk_messages(&b.d),
                        "\"stat\": series \"values\" has only 2 of the 3 parts of 2024-01 to 2024-03 for C [moment]\n"
                        "\"stat\": series \"values\" has only 2 of the 3 parts of 2024-03 to 2024-05 for A [moment]\n");
    desk_close(&b.d);
}

static void currencies_have_their_time_and_neighbours(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        bool known;
        int over; /* the first year without it; 0: it runs */
        const char *near;
    } codes[] = {{"MXN", true, 0, NULL},  {"MXP", true, 1993, "MXN"}, {"EUR", true, 0, NULL},    {"UDS", false, 0, "USD"}, {"GPB", false, 0, "GBP"},
                 {"MXQ", false, 0, "MXN"}, {"YEN", false, 0, "JPY"},   {"RMB", false, 0, "CNY"}, {"BYR", true, 2017, "BYN"}, {"ZZZ", false, 0, ""}};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        char near[TS_CURRENCY_ROOM];
        assert_int_equal(ts_currency_known(codes[i].code), codes[i].known);
        if (codes[i].known)
            assert_int_equal(ts_currency_over(codes[i].code, 2026), codes[i].over > 0);
        if (codes[i].over)
            assert_false(ts_currency_over(codes[i].code, codes[i].over - 1));
        assert_int_equal(codes[i].over && !ts_currency_over(codes[i].code, codes[i].over), 0);
        if (!codes[i].near)
            continue;
        assert_int_equal(ts_currency_near(codes[i].code, 2026, near), *codes[i].near != '\0');
        assert_string_equal(near, codes[i].near);
    }
    static const struct {
        const char *code;
        int year;
        const char *near;
    } then[] = {{"VEB", 2010, "VEF"}, {"VEB", 2025, "VES"}, {"VEB", 0, "VES"}, {"BYB", 2025, "BYN"}};
    for (size_t i = 0; i < sizeof then / sizeof *then; i++) {
        char near[TS_CURRENCY_ROOM];
        assert_true(ts_currency_near(then[i].code, then[i].year, near));
        assert_string_equal(near, then[i].near);
    }
    assert_false(ts_currency_over("EUR", 1990)); /* what is older than its money is counted back */
}

static void dollars_per_head_are_dollars(void **state)
{
    (void)state;
    bench b = open_bench();
    ts_stat_request request = {.method = TS_METHOD_RATIO, .b.series = b.weights, .at = "2024-01", .unit = "USD"};
    ts_value value = ask(&b, b.values, request);
    assert_true(value.number == 22.5);
    assert_string_equal(value.unit, "USD");
    request.unit = "MXN";
    ask(&b, b.values, request);
    request.unit = "UDS";
    ask(&b, b.values, request);
    assert_string_equal(desk_messages(&b.d), "\"stat\": the method gives ratio, which cannot be called MXN [unit]\n"
                                             "\"stat\": \"UDS\" is no currency (ISO 4217) (did you mean \"USD\"?) [unit]\n");
    desk_close(&b.d);
}

/* A year over a quarter is no growth. */
static void growth_is_of_times_as_long(void **state)
{
    (void)state;
    bench b = open_bench();
    const ts_value year = {.kind = TS_VALUE_NUMBER, .number = 8, .unit = "USD", .to = "2024"};
    const ts_value quarter = {.kind = TS_VALUE_NUMBER, .number = 2, .unit = "USD", .to = "2023-Q4"};
    const ts_value span = {.kind = TS_VALUE_NUMBER, .number = 4, .unit = "USD", .from = "2022-01", .to = "2022-12"};
    ts_stat_request request = {.name = "stat", .method = TS_METHOD_GROWTH, .a.value = &year, .b.value = &quarter};
    ts_value value;
    assert_int_equal(ts_stat_compute(b.d.database, b.d.arena, &request, &b.d.diags, &value), TS_FAULT);
    assert_string_equal(desk_messages(&b.d), "\"stat\": 2023-Q4 and 2024 are of different lengths [moment]\n");
    request.b.value = &span;
    assert_int_equal(ts_stat_compute(b.d.database, b.d.arena, &request, &b.d.diags, &value), TS_OK);
    assert_true(value.number == 1);
    desk_close(&b.d);
}

static void a_factor_that_overflows_gives_no_value(void **state)
{
    (void)state;
    bench b = open_bench();
    ts_series *made;
    ts_series_request request = {.name = "large", .aggregate = TS_SERIES_SQL, .sql = "select 1e300 as value", .times = 1e300, .unit = "count"};
    assert_int_equal(ts_series_compute(b.d.database, b.d.arena, &request, NULL, 0, &b.d.diags, &made), TS_OK);
    assert_false(made->points[0].known);
    desk_close(&b.d);
}

static void cells_without_a_value_are_counted(void **state)
{
    (void)state;
    bench b = open_bench();
    const ts_series *months = make(&b.d, "months", (ts_series_request){.over = "time", .unit = "USD"}, "value");
    assert_int_equal(months->empty, 1); /* B in February */
    assert_string_equal(months->empty_at, "2024-02");
    assert_int_equal(b.values->empty, 0); /* there it is a point of its own, and not known */
    assert_int_equal(b.weights->empty, 0);
    desk_close(&b.d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_medians_and_others),
        cmocka_unit_test(a_hundred_thousand_categories),
        cmocka_unit_test(a_year_of_days_and_a_day_that_is_none),
        cmocka_unit_test(a_total_tells_what_is_not_in_it),
        cmocka_unit_test(currencies_have_their_time_and_neighbours),
        cmocka_unit_test(dollars_per_head_are_dollars),
        cmocka_unit_test(growth_is_of_times_as_long),
        cmocka_unit_test(a_factor_that_overflows_gives_no_value),
        cmocka_unit_test(cells_without_a_value_are_counted),        cmocka_unit_test(weights_have_their_like),
        cmocka_unit_test(top_and_others_add_up),           cmocka_unit_test(ties_are_named),
        cmocka_unit_test(growth_of_a_number_over_another), cmocka_unit_test(a_median_is_found_without_sorting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
