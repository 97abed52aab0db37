/* Series and statistics, with values worked out by hand. */
#include "desk.h"

#include <math.h>

static const char trade[] =
    "year,partner,kind,value\n"
    "2019,Mexico,Export,60\n2019,Mexico,Import,40\n2019,Canada,Export,50\n2019,Canada,Import,50\n"
    "2023,Mexico,Export,70\n2023,Mexico,Import,60\n2023,Canada,Export,60\n2023,Canada,Import,60\n"
    "2024,Mexico,Export,80\n2024,Mexico,Import,70\n2024,Canada,Export,60\n2024,Canada,Import,52\n";

static ts_series *series(desk *d, ts_series_request request)
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

static ts_value stat(desk *d, ts_stat_request request)
{
    ts_value value;
    request.name = "stat";
    ts_stat_compute(d->database, d->arena, &request, &d->diags, &value);
    return value;
}

static ts_value of(desk *d, const ts_series *a, ts_stat_request request)
{
    assert_non_null(a);
    request.a.series = a;
    return stat(d, request);
}

static void near(ts_value value, double wanted, const char *unit)
{
    assert_int_equal(value.kind, TS_VALUE_NUMBER);
    if (fabs(value.number - wanted) > 1e-12 * fmax(1, fabs(wanted)))
        fail_msg("%.17g is not %.17g", value.number, wanted);
    assert_string_equal(value.unit, unit);
}

static void missing(ts_value value, const char *why)
{
    assert_int_equal(value.kind, TS_VALUE_MISSING);
    assert_string_equal(value.why, why);
}

static desk with_trade(void)
{
    desk d = desk_open();
    desk_table(&d, "trade", trade);
    return d;
}

/* ---- series ---- */

static const char *points(desk *d, const ts_series *s)
{
    char *text = ts_arena_text(d->arena, "");
    for (size_t i = 0; s && i < s->count; i++) {
        const ts_datapoint *p = &s->points[i];
        text = ts_arena_print(d->arena, "%s%s%s%s%s ", text, p->time ? p->time : "", p->category ? "/" : "",
                              p->category ? p->category : "",
                              p->known ? ts_arena_print(d->arena, "=%.15g", p->value) : "=-");
    }
    return s ? text : "none";
}

static void series_are_ordered_by_time_then_category(void **state)
{
    (void)state;
    desk d = with_trade();
    const ts_series *s = series(&d, (ts_series_request){.table = "trade", .over = "year", .by = "partner"});
    assert_string_equal(
        points(&d, s),
        "2019/Canada=100 2019/Mexico=100 2023/Canada=120 2023/Mexico=130 2024/Canada=112 2024/Mexico=150 ");
    assert_string_equal(s->query, "SELECT \"year\" AS time, \"partner\" AS category, (sum(\"value\")) AS "
                                  "value FROM \"trade\" GROUP BY 1, 2 ORDER BY 1, 2");
    desk_close(&d);
}

static void filters_of_every_kind(void **state)
{
    (void)state;
    desk d = desk_open();
    desk_table(&d, "t", "port,year,value\n0101,2019,1\n0102,2020,2\n0103,2021,4\n,2022,8\nO'Hare,2023,16\n");
    const ts_cell one[] = {{TS_CELL_TEXT, 0, "0101"}},
                  two[] = {{TS_CELL_TEXT, 0, "0102"}, {TS_CELL_TEXT, 0, ""}};
    const ts_cell quote[] = {{TS_CELL_TEXT, 0, "O'Hare"}}, hostile[] = {{TS_CELL_TEXT, 0, "x') OR 1=1 --"}};
    const struct {
        ts_filter filter;
        double sum;
    } table[] = {
        {{.column = "port", .any = one, .any_count = 1}, 1},
        {{.column = "port", .any = two, .any_count = 2}, 10},
        {{.column = "port", .any = quote, .any_count = 1}, 16},
        {{.column = "port", .any = hostile, .any_count = 1}, 0},
        {{.column = "port", .not = {TS_CELL_TEXT, 0, "0101"}}, 30}, /* the empty one is another */
        {{.column = "port", .not = {TS_CELL_TEXT, 0, ""}}, 23},
        {{.column = "year", .from = {TS_CELL_NUMBER, 2020, NULL}, .to = {TS_CELL_NUMBER, 2021, NULL}}, 6},
        {{.column = "year", .from = {TS_CELL_TEXT, 0, "2022"}}, 24},
        {{.column = "year"}, 31}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const ts_series *s =
            series(&d, (ts_series_request){.table = "t", .where = &table[i].filter, .where_count = 1});
        assert_non_null(s);
        assert_int_equal(s->count, 1);
        assert_true(s->points[0].known == (table[i].sum > 0));
        assert_true(s->points[0].value == table[i].sum);
    }
    desk_close(&d);
}

static void sums_means_extremes_counts_and_factors(void **state)
{
    (void)state;
    desk d = desk_open();
    static const char *const both[] = {"a", "b"};
    desk_table(&d, "t", "year,a,b\n2023,1,\n2023,3,10\n2024,5,20\n2025,,\n");
    ts_series_request r = {.table = "t", .columns = both, .column_count = 2, .over = "year", .times = 1000};
    assert_string_equal(points(&d, series(&d, r)), "2023=14000 2024=25000 2025=- ");
    r.aggregate = TS_SERIES_MEAN;
    assert_string_equal(points(&d, series(&d, r)), "2023=13000 2024=25000 2025=- ");
    r = (ts_series_request){
        .table = "t", .columns = both, .column_count = 1, .over = "year", .aggregate = TS_SERIES_MINIMUM};
    assert_string_equal(points(&d, series(&d, r)), "2023=1 2024=5 2025=- ");
    r.aggregate = TS_SERIES_MAXIMUM;
    assert_string_equal(points(&d, series(&d, r)), "2023=3 2024=5 2025=- ");
    r = (ts_series_request){.table = "t", .over = "year", .aggregate = TS_SERIES_COUNT, .unit = "count"};
    assert_string_equal(points(&d, series(&d, r)), "2023=2 2024=1 2025=1 ");
    desk_close(&d);
}

static void moments_without_a_row_can_be_kept(void **state)
{
    (void)state;
    desk d = desk_open();
    desk_table(&d, "t", "port,year,kind,value\n1,2020,a,1\n1,2022,a,2\n1,2022,b,\n2,2021,a,4\n2,2023,b,8\n3,2019,a,16\n");
    const ts_cell one[] = {{TS_CELL_NUMBER, 1, NULL}};
    const ts_filter where[] = {{.column = "port", .any = one, .any_count = 1}, {.column = "year", .to = {TS_CELL_NUMBER, 2022, NULL}}};
    ts_series_request r = {.table = "t", .over = "year", .gaps = true, .where = where, .where_count = 1};
    assert_string_equal(points(&d, series(&d, r)), "2019=- 2020=1 2021=- 2022=2 2023=- ");
    r.where_count = 2;
    assert_string_equal(points(&d, series(&d, r)), "2019=- 2020=1 2021=- 2022=2 ");
    assert_int_equal(series(&d, r)->empty, 1); /* the cell, not the moments */
    r.by = "kind";
    assert_string_equal(points(&d, series(&d, r)), "2019/a=- 2019/b=- 2020/a=1 2020/b=- 2021/a=- 2021/b=- 2022/a=2 2022/b=- ");
    r.aggregate = TS_SERIES_COUNT;
    r.unit = "count";
    r.by = NULL;
    assert_string_equal(points(&d, series(&d, r)), "2019=- 2020=1 2021=- 2022=2 "); /* not nought: nobody counted */
    missing(of(&d, series(&d, r), (ts_stat_request){.method = TS_METHOD_TOTAL, .at = "2021"}), "series \"goods\" has an empty value in 2021");
    assert_string_equal(desk_messages(&d), "");
    r = (ts_series_request){.table = "t", .gaps = true};
    assert_null(series(&d, r));
    assert_string_equal(desk_messages(&d), "series \"goods\": gaps are those of a series with \"over\" [series]\n");
    desk_close(&d);
}

static void a_query_of_the_sheet(void **state)
{
    (void)state;
    desk d = desk_open();
    desk_table(&d, "t", "year,month,value\n2024,2,20\n2024,1,10\n2023,12,5\n");
    const ts_series *s =
        series(&d, (ts_series_request){.sql = "select printf('%d-%02d', year, month) as time, value from t",
                                       .times = 2});
    assert_string_equal(points(&d, s), "2023-12=10 2024-01=20 2024-02=40 ");
    assert_null(series(&d, (ts_series_request){.sql = "select value, year as yaer from t"}));
    assert_null(series(&d, (ts_series_request){.sql = "select year as time from t"}));
    assert_null(series(&d, (ts_series_request){.sql = "select year as time, value from t"}));
    assert_null(series(&d, (ts_series_request){.sql = "select 'May 2024' as time, value from t limit 1"}));
    assert_null(series(&d, (ts_series_request){.sql = "select 'much' as value from t limit 1"}));
    assert_string_equal(
        desk_messages(&d),
        "series \"goods\": its columns are value and, as wanted, time and category, each once [series]\n"
        "series \"goods\": no column is called value [series]\n"
        "series \"goods\": two values for 2024  [series]\n"
        "series \"goods\": \"May 2024\" is no moment: 2024, 2024-Q1, 2024-03 or 2024-03-15 [moment]\n"
        "series \"goods\": its value \"much\" is a text [series]\n");
    desk_close(&d);
}

static void series_that_cannot_be(void **state)
{
    (void)state;
    desk d = desk_open();
    static const char *const name[] = {"name"};
    desk_table(&d, "t", "year,name,value\n2024,a,1\n,b,2\n");
    const ts_filter wrong = {.column = "nane", .not = {TS_CELL_TEXT, 0, "x"}};
    assert_null(series(&d, (ts_series_request){.table = "tt"}));
    assert_null(series(&d, (ts_series_request){.table = "t", .over = "yeer"}));
    assert_null(series(&d, (ts_series_request){.table = "t", .where = &wrong, .where_count = 1}));
    assert_null(series(&d, (ts_series_request){.table = "t", .columns = name, .column_count = 1}));
    assert_null(series(&d, (ts_series_request){.table = "t", .over = "year"}));
    assert_null(series(&d, (ts_series_request){.table = "t", .unit = "dollars"}));
    assert_string_equal(desk_messages(&d),
                        "unknown table \"tt\" (did you mean \"t\"?) [table]\n"
                        "table \"t\" has no column \"yeer\" (did you mean \"year\"?) [column]\n"
                        "table \"t\" has no column \"nane\" (did you mean \"name\"?) [column]\n"
                        "series \"goods\": column \"name\" holds texts: \"a\" (t:2:6) [series]\n"
                        "series \"goods\": there are rows without a time; leave them out with \"where\": "
                        "{COLUMN: {\"not\": \"\"}} [series]\n"
                        "series \"goods\": its unit is count, share, ratio, index, rank, year, number or a "
                        "currency [unit]\n");
    desk_close(&d);
}

/* The cell is named, and what would make it a number: where all cells want it, the table itself says nothing. */
static void columns_that_are_no_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
    } table[] = {{"place,value\nA,5%\nB,6%\n", "\"5%\" (t:2:3; does the table want \"signs\": [\"percent\"]?)"},
                 {"place,value\nÁ,\"1,200\"\n", "\"1,200\" (t:2:3; does the table want \"numbers\": \"1,234.5\"?)"},
                 {"place,value\nA,\"$1,200.50\"\n",
                  "\"$1,200.50\" (t:2:3; does the table want \"numbers\": \"1,234.5\", \"currency\": [\"$\"]?)"},
                 {"place,value\nA,5\nB,abc\nC,xyz\n", "\"abc\" (t:3:3)"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        desk d = desk_open();
        assert_int_equal(desk_load(&d, (ts_table_request){.name = "t", .path = desk_file(&d, "t", table[i].text)}, NULL), TS_OK);
        assert_null(series(&d, (ts_series_request){.table = "t"}));
        assert_string_equal(desk_messages(&d),
                            ts_arena_print(d.arena, "series \"goods\": column \"value\" holds texts: %s [series]\n", table[i].why));
        desk_close(&d);
    }
}

/* ---- one series ---- */

static void totals(void **state)
{
    (void)state;
    desk d = with_trade();
    const ts_series *all = series(&d, (ts_series_request){.table = "trade", .over = "year"});
    const ts_series *by = series(&d, (ts_series_request){.table = "trade", .over = "year", .by = "partner"});
    const ts_series *flat = series(&d, (ts_series_request){.table = "trade"});
    near(of(&d, all, (ts_stat_request){.method = TS_METHOD_TOTAL, .at = "2019"}), 200, "USD");
    near(of(&d, all, (ts_stat_request){.method = TS_METHOD_TOTAL}), 262, "USD"); /* the newest */
    near(of(&d, all, (ts_stat_request){.method = TS_METHOD_TOTAL, .at = "latest"}), 262, "USD");
    near(of(&d, by, (ts_stat_request){.method = TS_METHOD_TOTAL, .at = "2023"}), 250, "USD");
    near(of(&d, by, (ts_stat_request){.method = TS_METHOD_TOTAL, .at = "2023", .only = "Mexico"}), 130,
         "USD");
    near(of(&d, flat, (ts_stat_request){.method = TS_METHOD_TOTAL}), 712, "USD");
    ts_value span = of(&d, all, (ts_stat_request){.method = TS_METHOD_TOTAL, .from = "2023"});
    near(span, 512, "USD");
    assert_string_equal(span.period, "2023\u20132024");
    assert_string_equal(span.from, "2023");
    assert_string_equal(span.to, "2024");
    ts_value newest = of(&d, all, (ts_stat_request){.method = TS_METHOD_LATEST});
    near(newest, 262, "USD");
    assert_string_equal(newest.period, "2024");
    assert_null(newest.from);
    assert_string_equal(newest.query, all->query);
    desk_close(&d);
}

static void what_is_not_there_is_missing(void **state)
{
    (void)state;
    desk d = with_trade();
    desk_table(&d, "empty", "year,value\n");
    desk_table(&d, "holes", "year,place,value\n2023,a,1\n2024,a,\n2024,b,5\n");
    const ts_series *all = series(&d, (ts_series_request){.table = "trade", .over = "year", .by = "partner"});
    const ts_series *holes =
        series(&d, (ts_series_request){.name = "holes", .table = "holes", .over = "year", .by = "place"});
    const ts_series *none = series(&d, (ts_series_request){.name = "none", .table = "empty"});
    missing(of(&d, none, (ts_stat_request){.method = TS_METHOD_TOTAL}), "series \"none\" has an empty value");
    missing(of(&d, all, (ts_stat_request){.method = TS_METHOD_TOTAL, .at = "2020"}),
            "series \"goods\" has no value in 2020");
    missing(of(&d, all, (ts_stat_request){.method = TS_METHOD_TOTAL, .at = "2024", .only = "Mexiko"}),
            "series \"goods\" has no value for Mexiko in 2024");
    missing(of(&d, holes, (ts_stat_request){.method = TS_METHOD_TOTAL}),
            "series \"holes\" has an empty value in 2024");
    missing(of(&d, holes, (ts_stat_request){.method = TS_METHOD_LATEST, .only = "a"}),
            "series \"holes\" has an empty value in 2024");
    near(of(&d, holes, (ts_stat_request){.method = TS_METHOD_TOTAL, .only = "b"}), 5, "USD");
    desk_close(&d);
}

static void one_row_and_none(void **state)
{
    (void)state;
    desk d = desk_open();
    desk_table(&d, "one", "year,value,name\n2024,7,a\n");
    const ts_series *one = series(&d, (ts_series_request){.table = "one", .over = "year", .by = "name"});
    const ts_cell other[] = {{TS_CELL_NUMBER, 1999, NULL}};
    const ts_filter filter = {.column = "year", .any = other, .any_count = 1};
    const ts_series *none =
        series(&d, (ts_series_request){.table = "one", .over = "year", .where = &filter, .where_count = 1});
    near(of(&d, one, (ts_stat_request){.method = TS_METHOD_TOTAL}), 7, "USD");
    near(of(&d, one, (ts_stat_request){.method = TS_METHOD_RANK, .for_ = "a"}), 1, "rank");
    assert_string_equal(of(&d, one, (ts_stat_request){.method = TS_METHOD_TOP}).text, "a");
    near(of(&d, one, (ts_stat_request){.method = TS_METHOD_TOP, .show = 2}), 1, "share");
    assert_int_equal(none->count, 0);
    missing(of(&d, none, (ts_stat_request){.method = TS_METHOD_TOTAL}), "series \"goods\" has no value");
    missing(of(&d, none, (ts_stat_request){.method = TS_METHOD_PER_DAY}), "series \"goods\" has no value");
    missing(of(&d, none, (ts_stat_request){.method = TS_METHOD_GROWTH, .from = "2019", .to = "2024"}),
            "series \"goods\" has no value in 2019");
    assert_string_equal(desk_messages(&d), "");
    desk_close(&d);
}

static void growth_cagr_and_index(void **state)
{
    (void)state;
    desk d = with_trade();
    const ts_series *s = series(&d, (ts_series_request){.table = "trade", .over = "year", .by = "partner"});
    ts_value g = of(&d, s, (ts_stat_request){.method = TS_METHOD_GROWTH, .from = "2019", .to = "2024"});
    near(g, 0.31, "share"); /* 262 / 200 - 1 */
    assert_string_equal(g.period, "2019\u20132024");
    near(of(&d, s,
            (ts_stat_request){.method = TS_METHOD_GROWTH, .from = "2023", .to = "latest", .only = "Canada"}),
         112.0 / 120 - 1, "share");
    near(of(&d, s,
            (ts_stat_request){.method = TS_METHOD_CAGR, .from = "2019", .to = "2024", .only = "Mexico"}),
         pow(1.5, 0.2) - 1, "share");
    near(of(&d, s, (ts_stat_request){.method = TS_METHOD_INDEX, .base = "2019", .at = "2024"}), 131, "index");
    near(of(&d, s, (ts_stat_request){.method = TS_METHOD_INDEX, .base = "2024", .at = "2019"}), 20000.0 / 262,
         "index");
    missing(of(&d, s, (ts_stat_request){.method = TS_METHOD_GROWTH, .from = "2018", .to = "2024"}),
            "series \"goods\" has no value in 2018");
    of(&d, s, (ts_stat_request){.method = TS_METHOD_GROWTH, .from = "2024", .to = "2019"});
    of(&d, s, (ts_stat_request){.method = TS_METHOD_GROWTH, .from = "2023-Q5", .to = "2024"});
    assert_string_equal(
        desk_messages(&d),
        "\"stat\": 2024 is not before 2019 [moment]\n"
        "\"stat\": \"2023-Q5\" is no moment: 2024, \"2024-03\", \"2024-Q1\" or \"latest\" [moment]\n");
    desk_close(&d);
}

static void growth_needs_a_positive_base(void **state)
{
    (void)state;
    desk d = desk_open();
    desk_table(&d, "t", "year,value\n2019,0\n2020,-5\n2021,10\n2022,-10\n");
    const ts_series *s = series(&d, (ts_series_request){.table = "t", .over = "year"});
    missing(of(&d, s, (ts_stat_request){.method = TS_METHOD_GROWTH, .from = "2019", .to = "2021"}),
            "the value in 2019 is nought");
    missing(of(&d, s, (ts_stat_request){.method = TS_METHOD_GROWTH, .from = "2020", .to = "2021"}),
            "the value in 2020 is negative");
    missing(of(&d, s, (ts_stat_request){.method = TS_METHOD_INDEX, .base = "2019"}),
            "the value in 2019 is nought");
    missing(of(&d, s, (ts_stat_request){.method = TS_METHOD_CAGR, .from = "2021", .to = "2022"}),
            "the later value is negative");
    near(of(&d, s, (ts_stat_request){.method = TS_METHOD_GROWTH, .from = "2021", .to = "2022"}), -2, "share");
    desk_close(&d);
}

/* ---- time ---- */

static void real_days(void **state)
{
    (void)state;
    desk d = desk_open();
    static const struct {
        const char *time;
        double days;
    } table[] = {{"2023", 365},   {"2024", 366},   {"2000", 366},    {"1900", 365},
                 {"2024-02", 29}, {"2023-02", 28}, {"2024-12", 31},  {"2024-Q1", 91},
                 {"2023-Q1", 90}, {"2024-Q4", 92}, {"2024-02-29", 1}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const char *sql = ts_arena_print(d.arena, "select '%s' as time, 1000 as value", table[i].time);
        const ts_series *s = series(&d, (ts_series_request){.sql = sql});
        near(of(&d, s, (ts_stat_request){.method = TS_METHOD_PER_DAY}), 1000 / table[i].days, "USD");
        near(of(&d, s, (ts_stat_request){.method = TS_METHOD_PER_DAY, .days = 250}), 4, "USD");
    }
    assert_string_equal(desk_messages(&d), "");
    desk_close(&d);
}

static void a_year_over_months(void **state)
{
    (void)state;
    desk d = desk_open();
    desk_table(&d, "t",
               "time,value\n2024-01,1\n2024-02,2\n2024-03,4\n2024-04,8\n2024-05,16\n2024-06,32\n2024-07,"
               "64\n2024-08,128\n"
               "2024-09,256\n2024-10,512\n2024-11,1024\n2024-12,2048\n2025-01,5\n2025-02,6\n");
    const ts_series *s = series(&d, (ts_series_request){.table = "t", .over = "time", .unit = "count"});
    near(of(&d, s, (ts_stat_request){.method = TS_METHOD_TOTAL, .at = "2024"}), 4095, "count");
    near(of(&d, s, (ts_stat_request){.method = TS_METHOD_TOTAL, .at = "2024-Q2"}), 56, "count");
    near(of(&d, s, (ts_stat_request){.method = TS_METHOD_TOTAL, .at = "2024-03"}), 4, "count");
    near(of(&d, s, (ts_stat_request){.method = TS_METHOD_TOTAL, .from = "2024-11", .to = "2025-01"}), 3077,
         "count");
    near(of(&d, s, (ts_stat_request){.method = TS_METHOD_LATEST}), 6, "count");
    near(of(&d, s, (ts_stat_request){.method = TS_METHOD_PER_DAY, .at = "2024"}), 4095.0 / 366, "count");
    near(of(&d, s, (ts_stat_request){.method = TS_METHOD_CAGR, .from = "2024-01", .to = "2025-01"}), 4,
         "share");
    assert_string_equal(desk_messages(&d), "");
    near(of(&d, s, (ts_stat_request){.method = TS_METHOD_TOTAL, .at = "2025"}), 11, "count");
    of(&d, s, (ts_stat_request){.method = TS_METHOD_GROWTH, .from = "2024-01", .to = "2025"});
    assert_string_equal(desk_messages(&d),
                        "\"stat\": series \"goods\" has only 2 of the 12 parts of 2025 [moment]\n"
                        "\"stat\": 2024-01 and 2025 are of different lengths [moment]\n");
    desk_close(&d);
}

static void a_month_of_a_yearly_series_is_not_known(void **state)
{
    (void)state;
    desk d = with_trade();
    const ts_series *s = series(&d, (ts_series_request){.table = "trade", .over = "year"});
    missing(of(&d, s, (ts_stat_request){.method = TS_METHOD_TOTAL, .at = "2024-03"}),
            "series \"goods\" has no value in 2024-03");
    const ts_series *flat = series(&d, (ts_series_request){.name = "flat", .table = "trade"});
    of(&d, flat, (ts_stat_request){.method = TS_METHOD_TOTAL, .at = "2024"});
    of(&d, flat, (ts_stat_request){.method = TS_METHOD_LATEST});
    of(&d, flat, (ts_stat_request){.method = TS_METHOD_PER_DAY});
    assert_string_equal(desk_messages(&d),
                        "\"stat\": series \"flat\" has no time (give it \"over\") [moment]\n"
                        "\"stat\": latest needs a series with \"over\" [moment]\n"
                        "\"stat\": a series without time needs \"days\" [moment]\n");
    desk_close(&d);
}

/* ---- order ---- */

static void ranks_share_ties_and_tops_take_names(void **state)
{
    (void)state;
    desk d = desk_open();
    desk_table(&d, "t", "place,value\nWest,5\nEast,9\nNorth,5\nSouth,1\nNowhere,\n");
    const ts_series *s =
        series(&d, (ts_series_request){.name = "places", .table = "t", .by = "place", .unit = "count"});
    static const struct {
        const char *place;
        double rank, from_below;
    } ranks[] = {{"East", 1, 4}, {"North", 2, 2}, {"West", 2, 2}, {"South", 4, 1}};
    for (size_t i = 0; i < 4; i++) {
        near(of(&d, s, (ts_stat_request){.method = TS_METHOD_RANK, .for_ = ranks[i].place}), ranks[i].rank,
             "rank");
        near(of(&d, s,
                (ts_stat_request){.method = TS_METHOD_RANK, .for_ = ranks[i].place, .smallest_first = true}),
             ranks[i].from_below, "rank");
    }
    static const char *const tops[] = {"East", "North", "West", "South"}, *const bottoms[] = {"South",
                                                                                              "North", "West",
                                                                                              "East"};
    for (int i = 0; i < 4; i++) {
        assert_string_equal(of(&d, s, (ts_stat_request){.method = TS_METHOD_TOP, .place = i + 1}).text,
                            tops[i]);
        assert_string_equal(
            of(&d, s, (ts_stat_request){.method = TS_METHOD_TOP, .place = i + 1, .smallest_first = true})
                .text,
            bottoms[i]);
    }
    near(of(&d, s, (ts_stat_request){.method = TS_METHOD_TOP, .place = 2, .show = 1}), 5, "count");
    missing(of(&d, s, (ts_stat_request){.method = TS_METHOD_TOP, .show = 2}),
            "series \"places\" has an empty value");
    missing(of(&d, s, (ts_stat_request){.method = TS_METHOD_TOP, .place = 5}),
            "series \"places\" has 4 categories, and no place 5");
    missing(of(&d, s, (ts_stat_request){.method = TS_METHOD_RANK, .for_ = "Nowhere"}),
            "series \"places\" has no value for Nowhere");
    missing(of(&d, s, (ts_stat_request){.method = TS_METHOD_RANK, .for_ = "Weast"}),
            "series \"places\" has no value for Weast");
    assert_string_equal(desk_messages(&d), "");
    desk_close(&d);
}

/* ---- two operands ---- */

static void shares(void **state)
{
    (void)state;
    desk d = with_trade();
    const ts_cell mexico[] = {{TS_CELL_TEXT, 0, "Mexico"}};
    const ts_filter filter = {.column = "partner", .any = mexico, .any_count = 1};
    const ts_series *by = series(&d, (ts_series_request){.table = "trade", .over = "year", .by = "partner"});
    const ts_series *part =
        series(&d, (ts_series_request){.table = "trade", .over = "year", .where = &filter, .where_count = 1});
    near(of(&d, by, (ts_stat_request){.method = TS_METHOD_SHARE, .only = "Mexico", .at = "2024"}),
         150.0 / 262, "share");
    near(of(&d, by, (ts_stat_request){.method = TS_METHOD_SHARE, .only = "Mexico", .at = "2019"}), 0.5,
         "share");
    near(of(&d, part, (ts_stat_request){.method = TS_METHOD_SHARE, .b.series = by, .at = "2024"}),
         150.0 / 262, "share");
    of(&d, by, (ts_stat_request){.method = TS_METHOD_SHARE});
    assert_string_equal(desk_messages(&d), "\"stat\": share needs \"only\" or \"of\" [method]\n");
    desk_close(&d);
}

static void ratios_and_differences(void **state)
{
    (void)state;
    desk d = with_trade();
    const ts_series *by = series(&d, (ts_series_request){.table = "trade", .over = "year", .by = "kind"});
    ts_value exports = of(&d, by, (ts_stat_request){.method = TS_METHOD_TOTAL, .only = "Export"});
    ts_value imports = of(&d, by, (ts_stat_request){.method = TS_METHOD_TOTAL, .only = "Import"});
    const ts_operand a = {.value = &exports}, b = {.value = &imports};
    near(stat(&d, (ts_stat_request){.method = TS_METHOD_RATIO, .a = a, .b = b}), 140.0 / 122, "ratio");
    near(stat(&d, (ts_stat_request){.method = TS_METHOD_DIFFERENCE, .a = b, .b = a}), -18, "USD");
    ts_value zero = {TS_VALUE_NUMBER, 0, NULL, .unit = "USD"},
             lost = {TS_VALUE_MISSING, .unit = "USD", .why = "lost"};
    missing(stat(&d, (ts_stat_request){.method = TS_METHOD_RATIO, .a = a, .b = {.value = &zero}}),
            "the divisor is nought");
    missing(stat(&d, (ts_stat_request){.method = TS_METHOD_DIFFERENCE, .a = a, .b = {.value = &lost}}),
            "lost");
    ts_value count = {TS_VALUE_NUMBER, 70, NULL, .unit = "count"};
    near(stat(&d, (ts_stat_request){.method = TS_METHOD_RATIO, .a = a, .b = {.value = &count}}), 2, "ratio");
    near(stat(&d, (ts_stat_request){.method = TS_METHOD_RATIO,
                                    .a = {.value = &count},
                                    .b = {.value = &count},
                                    .unit = "share"}),
         1, "share");
    assert_string_equal(desk_messages(&d), "");
    desk_close(&d);
}

/* 57.4 percent are 2.9 percentage points more than 54.5 percent, and not 2.9 percent */
static void shares_differ_by_points(void **state)
{
    (void)state;
    desk d = desk_open();
    ts_value more = {TS_VALUE_NUMBER, 0.574, NULL, .unit = "share"}, less = {TS_VALUE_NUMBER, 0.545, NULL, .unit = "share"};
    near(stat(&d, (ts_stat_request){.method = TS_METHOD_DIFFERENCE, .a = {.value = &more}, .b = {.value = &less}}), 0.029,
         "points");
    desk_close(&d);
}

static void a_query_may_give_a_date(void **state)
{
    (void)state;
    desk d = with_trade();
    ts_value newest = stat(&d, (ts_stat_request){.method = TS_METHOD_SQL, .sql = "SELECT max(year) FROM trade", .unit = "date"});
    assert_int_equal(newest.kind, TS_VALUE_TEXT);
    assert_string_equal(newest.text, "2024");
    (void)stat(&d, (ts_stat_request){.method = TS_METHOD_SQL, .sql = "SELECT 'May'", .unit = "date"});
    assert_non_null(strstr(desk_messages(&d), "\"May\" is no date"));
    desk_close(&d);
}

static void units_do_not_mix(void **state)
{
    (void)state;
    desk d = with_trade();
    desk_table(&d, "parts", "year,name,value\n2024,a,0.3\n2024,b,0.2\n2024,b,0.1\n");
    const ts_cell a_only[] = {{TS_CELL_TEXT, 0, "a"}};
    const ts_filter filter = {.column = "name", .any = a_only, .any_count = 1};
    const ts_series *usd = series(&d, (ts_series_request){.table = "trade", .over = "year"});
    const ts_series *mxn = series(&d, (ts_series_request){.table = "trade", .over = "year", .unit = "MXN"});
    const ts_series *share = series(&d, (ts_series_request){.table = "parts",
                                                            .over = "year",
                                                            .by = "name",
                                                            .unit = "share",
                                                            .where = &filter,
                                                            .where_count = 1});
    near(of(&d, share, (ts_stat_request){.method = TS_METHOD_TOTAL, .only = "a"}), 0.3, "share");
    of(&d, usd, (ts_stat_request){.method = TS_METHOD_DIFFERENCE, .b.series = mxn});
    of(&d, usd, (ts_stat_request){.method = TS_METHOD_RATIO, .b.series = mxn});
    of(&d, usd, (ts_stat_request){.method = TS_METHOD_TOTAL, .unit = "EUR"});
    of(&d, share, (ts_stat_request){.method = TS_METHOD_PER_DAY});
    assert_null(
        series(&d, (ts_series_request){.name = "both", .table = "parts", .over = "year", .unit = "share"}));
    const ts_series *pairs = series(
        &d, (ts_series_request){.name = "pairs",
                                .unit = "share",
                                .sql = "select name as category, max(value) as value from parts group by 1"});
    of(&d, pairs, (ts_stat_request){.method = TS_METHOD_TOTAL});
    assert_string_equal(
        desk_messages(&d),
        "\"stat\": units do not mix: USD and MXN [unit]\n"
        "\"stat\": the method gives USD, which cannot be called EUR [unit]\n"
        "\"stat\": per-day of values of unit share has no meaning [unit]\n"
        "series \"both\": values of unit share cannot be added (3 rows together) [unit]\n"
        "\"stat\": values of unit share cannot be added (say one moment, or \"only\") [unit]\n");
    desk_close(&d);
}

static void extremes_join_and_means_do_not(void **state)
{
    (void)state;
    desk d = with_trade();
    ts_series_request r = {.table = "trade", .over = "year", .by = "partner", .aggregate = TS_SERIES_MAXIMUM};
    near(of(&d, series(&d, r), (ts_stat_request){.method = TS_METHOD_TOTAL}), 80, "USD");
    r.aggregate = TS_SERIES_MINIMUM;
    near(of(&d, series(&d, r), (ts_stat_request){.method = TS_METHOD_TOTAL}), 52, "USD");
    r.aggregate = TS_SERIES_MEAN;
    near(of(&d, series(&d, r), (ts_stat_request){.method = TS_METHOD_TOTAL, .only = "Mexico"}), 75, "USD");
    of(&d, series(&d, r), (ts_stat_request){.method = TS_METHOD_TOTAL});
    assert_string_equal(
        desk_messages(&d),
        "\"stat\": means of several points cannot be joined (say one moment, \"only\", or use sql) [unit]\n");
    desk_close(&d);
}

/* ---- sql ---- */

static void one_row_one_column(void **state)
{
    (void)state;
    desk d = with_trade();
    near(stat(&d, (ts_stat_request){.method = TS_METHOD_SQL,
                                    .sql = "select count(*) from trade",
                                    .unit = "count"}),
         12, "count");
    ts_value text =
        stat(&d, (ts_stat_request){
                     .method = TS_METHOD_SQL, .sql = "select partner from trade limit 1", .unit = "text"});
    assert_string_equal(text.text, "Mexico");
    assert_string_equal(
        stat(&d, (ts_stat_request){.method = TS_METHOD_SQL, .sql = "select 2024", .unit = "text"}).text,
        "2024");
    missing(stat(&d, (ts_stat_request){.method = TS_METHOD_SQL,
                                       .sql = "select sum(value) from trade where year = 1",
                                       .unit = "USD"}),
            "the query gives a null");
    missing(stat(&d, (ts_stat_request){.method = TS_METHOD_SQL,
                                       .sql = "select value from trade where year = 1",
                                       .unit = "USD"}),
            "the query gives no row");
    stat(&d, (ts_stat_request){.method = TS_METHOD_SQL, .sql = "select value from trade", .unit = "USD"});
    stat(&d, (ts_stat_request){.method = TS_METHOD_SQL, .sql = "select 1, 2", .unit = "USD"});
    stat(&d, (ts_stat_request){.method = TS_METHOD_SQL, .sql = "select 'much'", .unit = "USD"});
    stat(&d, (ts_stat_request){.method = TS_METHOD_SQL, .sql = "select 1", .unit = "euros"});
    assert_string_equal(desk_messages(&d),
                        "\"stat\": a statistic is one row and one column; the query gives 12 and 1 [sql]\n"
                        "\"stat\": a statistic is one row and one column; the query gives 1 and 2 [sql]\n"
                        "\"stat\": the query gives the text \"much\", its unit is USD [unit]\n"
                        "\"stat\": unknown unit \"euros\" [unit]\n");
    desk_close(&d);
}

static void methods_want_their_operands(void **state)
{
    (void)state;
    desk d = with_trade();
    ts_value number = {TS_VALUE_NUMBER, 5, NULL, .unit = "USD"};
    const ts_series *s = series(&d, (ts_series_request){.table = "trade", .over = "year"});
    stat(&d, (ts_stat_request){.method = TS_METHOD_TOTAL, .a.value = &number});
    stat(&d, (ts_stat_request){.method = TS_METHOD_RATIO, .a.value = &number});
    of(&d, s, (ts_stat_request){.method = TS_METHOD_RANK, .for_ = "x"});
    of(&d, s, (ts_stat_request){.method = TS_METHOD_TOTAL, .only = "x"});
    assert_string_equal(desk_messages(&d),
                        "\"stat\": the method takes a series, not a number [method]\n"
                        "\"stat\": an operand is missing [method]\n"
                        "\"stat\": an order needs a series with \"by\" [series]\n"
                        "\"stat\": series \"goods\" has no categories (give it \"by\") [series]\n");
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(series_are_ordered_by_time_then_category),
        cmocka_unit_test(filters_of_every_kind),
        cmocka_unit_test(sums_means_extremes_counts_and_factors),
        cmocka_unit_test(moments_without_a_row_can_be_kept),
        cmocka_unit_test(a_query_of_the_sheet),
        cmocka_unit_test(series_that_cannot_be), cmocka_unit_test(columns_that_are_no_numbers),
        cmocka_unit_test(totals),
        cmocka_unit_test(what_is_not_there_is_missing),
        cmocka_unit_test(one_row_and_none),
        cmocka_unit_test(growth_cagr_and_index),
        cmocka_unit_test(growth_needs_a_positive_base),
        cmocka_unit_test(real_days),
        cmocka_unit_test(a_year_over_months),
        cmocka_unit_test(a_month_of_a_yearly_series_is_not_known),
        cmocka_unit_test(ranks_share_ties_and_tops_take_names),
        cmocka_unit_test(shares),
        cmocka_unit_test(ratios_and_differences),
        cmocka_unit_test(shares_differ_by_points),
        cmocka_unit_test(a_query_may_give_a_date),
        cmocka_unit_test(units_do_not_mix),
        cmocka_unit_test(extremes_join_and_means_do_not),
        cmocka_unit_test(one_row_one_column),
        cmocka_unit_test(methods_want_their_operands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
