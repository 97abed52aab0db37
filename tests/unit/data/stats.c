/* Statistics, with values worked out by hand. */
#include "trade.h"

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

/* ---- time */

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

/* ---- order */

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

/* ---- two operands */

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

/* ---- sql */

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
