/* Which tables a sheet's editions ask SQLite for, as far as the sheet says: the others wait. */
#include "fixture.h"

#include "bind/bind.h"

static const char BODY[] = "{ \"text\": \"title\", \"style\": \"body\" }";

static ts_series_spec *first_series(const fixture *f)
{
    return f->sheet->series.items[0].value;
}

/* Without a cache a digest is taken of the file of a table that may wait, and of no other. */
static bool waits(const fixture *f)
{
    char path[128];
    snprintf(path, sizeof path, "%s/flows.csv", f->folder);
    return ts_database_file_digest(f->database, path) != NULL;
}

static void flows_waits(const parts *some, bool does)
{
    parts p = *some;
    p.body = p.body ? p.body : BODY;
    fixture f = open_sheet(&p);
    assert_true(waits(&f) == does);
    close_sheet(&f);
}

static void test_a_table_that_only_series_count_waits(void **state)
{
    (void)state;
    flows_waits(&(parts){.stats = "\"sum\": { \"total\": \"all\", \"at\": 2024 }"}, true);
    flows_waits(&(parts){.stats = "\"sum\": { \"sql\": \"select value from fact where name = 'my_flows'\", \"unit\": \"count\" }"}, true);
}

static void test_a_table_that_sql_names_does_not(void **state)
{
    (void)state;
    flows_waits(&(parts){.stats = "\"sum\": { \"sql\": \"select sum(value) from FLOWS\", \"unit\": \"USD\" }"}, false);
    flows_waits(&(parts){.series = "\"own\": { \"sql\": \"select year as time, sum(value) as value from flows group by 1\", \"unit\": \"USD\" }"}, false);
}

static void test_a_table_of_a_map_does_not(void **state)
{
    (void)state;
    flows_waits(&(parts){.more = "\"shapes\": { \"land\": { \"name\": \"id\", \"file\": \"land.geojson\", \"source\": \"office\" } },",
                         .body = "{ \"chart\": { \"map\": \"land\", \"points\": { \"table\": \"flows\", \"name\": \"partner\", \"longitude\": \"value\", "
                                 "\"latitude\": \"year\", \"swatch\": \"Blue\", \"radius\": 2 } }, \"alt\": \"title\" }"},
                false);
}

/* Rows of the whole table are counted by no column. */
static void test_a_table_that_no_column_counts_does_not(void **state)
{
    (void)state;
    fixture f = open_sheet(&(parts){.body = BODY});
    ts_table_request request;
    ts_table_spec *spec = f.sheet->tables.items[0].value;
    assert_true(ts_bind_uses(f.arena, f.sheet, spec, &request) && request.late);
    f.sheet->series.count = 1;
    *first_series(&f) = (ts_series_spec){.name = "rows", .table = {.text = "flows"}, .aggregate = TS_COUNT};
    assert_true(ts_bind_uses(f.arena, f.sheet, spec, &request) && !request.late);
    close_sheet(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_table_that_only_series_count_waits),
        cmocka_unit_test(test_a_table_that_sql_names_does_not),
        cmocka_unit_test(test_a_table_of_a_map_does_not),
        cmocka_unit_test(test_a_table_that_no_column_counts_does_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
