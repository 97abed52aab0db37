/*
 * The figures that the sample prints, computed from the tables of data/ (each
 * with its source in data/README.md). A change here is a change of the data.
 */
#include "desk.h"

#include "data/format.h"

typedef struct figures {
    desk d;
    const ts_formatter *formatter;
} figures;

static void load(figures *f, const char *name, const char *path, const char *const *key, size_t count)
{
    const ts_column_rule codes[] = {{"port_code", TS_COLUMN_TEXT, {0}}};
    ts_table_request request = {.name = name, .path = path, .unique = key, .unique_count = count};
    if (strcmp(name, "crossings") == 0) {
        request.columns = codes;
        request.column_count = 1;
    }
    assert_int_equal(desk_load(&f->d, request, NULL), TS_OK);
}

static figures open_figures(void)
{
    static const char *const trade[] = {"year", "partner", "mode", "trade_type"};
    static const char *const partners[] = {"partner_code", "year"};
    static const char *const crossings[] = {"port_code", "year", "measure"};
    figures f = {.d = desk_open()};
    load(&f, "trade", "data/transborder/us_trade_by_partner_mode_annual.csv", trade, 4);
    load(&f, "partners", "data/trade/us_goods_trade_annual.csv", partners, 2);
    load(&f, "crossings", "data/border/border_crossings_annual.csv", crossings, 3);
    load(&f, "ports", "data/facts/ports_cali_baja.csv", NULL, 0);
    load(&f, "regional", "data/mexico/baja_california_exports_by_subsector_2023.csv", NULL, 0);
    load(&f, "states", "data/transborder/mexican_state_trade_by_mode_2007_2025.csv", NULL, 0);
    assert_int_equal(ts_database_close_for_writing(f.d.database), TS_OK);
    f.formatter = ts_formatter_new(f.d.arena, "en-US", NULL);
    assert_non_null(f.formatter);
    return f;
}

static ts_filter is(figures *f, const char *column, const char *first, const char *second)
{
    ts_cell *cells = TS_ARRAY(f->d.arena, ts_cell, 2);
    assert_non_null(cells);
    cells[0] = (ts_cell){TS_CELL_TEXT, 0, first};
    cells[1] = (ts_cell){TS_CELL_TEXT, 0, second};
    return (ts_filter){.column = column, .any = cells, .any_count = second ? 2 : 1};
}

static const ts_series *series(figures *f, ts_series_request request)
{
    ts_series *result;
    request.name = "figure";
    assert_int_equal(ts_series_compute(f->d.database, f->d.arena, &request, NULL, 0, &f->d.diags, &result),
                     TS_OK);
    return result;
}

static const ts_series *sum(figures *f, const char *table, const char *column, const char *by,
                            const char *unit, ts_filter filter)
{
    return series(f, (ts_series_request){.table = table,
                                         .columns = &column,
                                         .column_count = 1,
                                         .where = &filter,
                                         .where_count = 1,
                                         .over = "year",
                                         .by = by,
                                         .unit = unit});
}

static void prints(figures *f, ts_stat_request request, ts_format_style style, int digits, int decimals,
                   const char *text)
{
    ts_value value;
    ts_format format = {.style = style, .digits = digits, .decimals = decimals};
    request.name = "figure";
    assert_int_equal(ts_stat_compute(f->d.database, f->d.arena, &request, &f->d.diags, &value), TS_OK);
    ts_printed printed = ts_format_value(f->formatter, f->d.arena, &value, &format, TS_QUALIFIER_NONE);
    assert_string_equal(printed.text, text);
}

static void goods_trade(void **state)
{
    (void)state;
    figures f = open_figures();
    const ts_series *both = sum(&f, "trade", "value_usd", NULL, "USD", is(&f, "partner", "Mexico", "Canada"));
    const ts_series *mexico = sum(&f, "trade", "value_usd", NULL, "USD", is(&f, "partner", "Mexico", NULL));
    const ts_series *modes = sum(&f, "trade", "value_usd", "mode", "USD", is(&f, "partner", "Mexico", NULL));
    prints(&f, (ts_stat_request){.method = TS_METHOD_TOTAL, .a.series = both, .at = "2024"}, TS_FORMAT_SHORT,
           -1, 1, "$1.6T");
    prints(&f, (ts_stat_request){.method = TS_METHOD_GROWTH, .a.series = both, .from = "2019", .to = "2024"},
           TS_FORMAT_PERCENT, -1, 0, "31%");
    prints(&f, (ts_stat_request){.method = TS_METHOD_PER_DAY, .a.series = both, .at = "2024"},
           TS_FORMAT_SHORT, -1, 1, "$4.4B");
    prints(&f, (ts_stat_request){.method = TS_METHOD_TOTAL, .a.series = mexico, .at = "2024"}, TS_FORMAT_LONG,
           2, -1, "$840\u00A0billion");
    prints(&f, (ts_stat_request){.method = TS_METHOD_PER_DAY, .a.series = mexico, .at = "2024"},
           TS_FORMAT_SHORT, -1, 1, "$2.3B");
    prints(&f, (ts_stat_request){.method = TS_METHOD_SHARE, .a.series = modes, .only = "Truck", .at = "2024"},
           TS_FORMAT_PERCENT, -1, 1, "72.5%");
    assert_string_equal(desk_messages(&f.d), "");
    desk_close(&f.d);
}

static void partners_in_order(void **state)
{
    (void)state;
    figures f = open_figures();
    static const char *const both[] = {"exports_usd_million", "imports_usd_million"};
    const ts_filter world = {.column = "partner", .not = {TS_CELL_TEXT, 0, "World"}};
    const ts_series *partners = series(&f, (ts_series_request){.table = "partners",
                                                               .columns = both,
                                                               .column_count = 2,
                                                               .where = &world,
                                                               .where_count = 1,
                                                               .over = "year",
                                                               .by = "partner",
                                                               .times = 1e6,
                                                               .unit = "USD"});
    prints(&f,
           (ts_stat_request){.method = TS_METHOD_RANK, .a.series = partners, .for_ = "Mexico", .at = "2024"},
           TS_FORMAT_ORDINAL, -1, -1, "1st");
    prints(&f, (ts_stat_request){.method = TS_METHOD_TOP, .a.series = partners, .at = "2020"},
           TS_FORMAT_PLAIN, -1, -1, "China");
    prints(
        &f,
        (ts_stat_request){.method = TS_METHOD_TOP, .a.series = partners, .at = "2024", .place = 3, .show = 1},
        TS_FORMAT_SHORT, -1, 1, "$583.6B");
    desk_close(&f.d);
}

static void border_crossings(void **state)
{
    (void)state;
    figures f = open_figures();
    ts_filter trucks[] = {is(&f, "measure", "Trucks", NULL), is(&f, "port_code", "2506", "2507")};
    ts_filter loaded[] = {is(&f, "measure", "Truck Containers Loaded", NULL),
                          is(&f, "state", "California", NULL), is(&f, "border", "US-Mexico Border", NULL)};
    static const char *const value[] = {"value"};
    ts_series_request r = {
        .table = "crossings", .columns = value, .column_count = 1, .over = "year", .unit = "count"};
    r.where = trucks;
    r.where_count = 2;
    prints(&f, (ts_stat_request){.method = TS_METHOD_TOTAL, .a.series = series(&f, r), .at = "2024"},
           TS_FORMAT_LONG, 2, -1, "1.5\u00A0million");
    prints(&f, (ts_stat_request){.method = TS_METHOD_TOTAL, .a.series = series(&f, r), .at = "2024"},
           TS_FORMAT_FULL, -1, 0, "1,522,285");
    r.where = loaded;
    r.where_count = 3;
    prints(&f,
           (ts_stat_request){
               .method = TS_METHOD_GROWTH, .a.series = series(&f, r), .from = "2019", .to = "2024"},
           TS_FORMAT_PERCENT, -1, 0, "92%");
    prints(&f,
           (ts_stat_request){.method = TS_METHOD_SQL, .sql = "select count(*) from ports", .unit = "count"},
           TS_FORMAT_WORDS, -1, -1, "seven");
    desk_close(&f.d);
}

static void the_region(void **state)
{
    (void)state;
    figures f = open_figures();
    static const char *const share[] = {"share_pct_as_published"};
    const ts_series *parts = series(&f, (ts_series_request){.table = "regional",
                                                            .columns = share,
                                                            .column_count = 1,
                                                            .over = "year",
                                                            .by = "subsector",
                                                            .times = 0.01,
                                                            .unit = "share"});
    prints(
        &f,
        (ts_stat_request){.method = TS_METHOD_TOTAL, .a.series = parts, .only = "Transportation equipment"},
        TS_FORMAT_PERCENT, -1, 1, "22.5%");
    const ts_series *exports =
        sum(&f, "states", "value_usd", NULL, "USD", is(&f, "mexican_state", "Baja California", NULL));
    prints(&f, (ts_stat_request){.method = TS_METHOD_TOTAL, .a.series = exports, .at = "2024"},
           TS_FORMAT_SHORT, -1, 1, "$30.4B");
    desk_close(&f.d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goods_trade),
        cmocka_unit_test(partners_in_order),
        cmocka_unit_test(border_crossings),
        cmocka_unit_test(the_region),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
