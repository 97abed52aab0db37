/* Series over a table, with values worked out by hand. */
#include "trade.h"

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
                        "series \"goods\": its unit is count, share, ratio, index, rank, year, number, a "
                        "currency or the sign of a physical unit [unit]\n");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(series_are_ordered_by_time_then_category),
        cmocka_unit_test(filters_of_every_kind),
        cmocka_unit_test(sums_means_extremes_counts_and_factors),
        cmocka_unit_test(moments_without_a_row_can_be_kept),
        cmocka_unit_test(a_query_of_the_sheet),
        cmocka_unit_test(series_that_cannot_be),
        cmocka_unit_test(columns_that_are_no_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
