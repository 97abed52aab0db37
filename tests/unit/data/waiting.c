/* Tables that no query of their sheet names: what is known of them without SQLite, and when it has them. */
#include "desk.h"

#include "data/store.h"

static const char TEXT[] = "state,year,value\nTexas,2023,1\nTexas,2024,2.5\nOhio,2024,\n";
static const char ASKS[] = "select state, sum(value) from trade group by 1 order by 1";
static const ts_column_use USES[] = {{"state", TS_USE_KEY}, {"value", TS_USE_NUMBERS}};
static const char *const KEY[] = {"state", "year"};

static ts_table_request late_request(const char *path)
{
    return (ts_table_request){.name = "trade", .path = path, .uses = USES, .use_count = 2, .unique = KEY, .unique_count = 2, .late = true};
}

static const ts_table *load_late(desk *d, const char *path)
{
    static const double price = 12.5;
    const ts_table *table;
    assert_int_equal(desk_load(d, late_request(path), &table), TS_OK);
    assert_int_equal(ts_database_fact(d->database, "price", &price, NULL), TS_OK);
    assert_int_equal(ts_database_close_for_writing(d->database), TS_OK);
    return table;
}

/* By a query that the guard lets nobody else ask. */
static const char *look_inside(desk *d, const char *sql)
{
    d->database->own_work = true;
    const char *found = desk_query(d, sql);
    d->database->own_work = false;
    return found;
}

/* How often it has the table, asked anew each time; the query does not name it. */
static const char *in_sqlite(desk *d)
{
    static int asked;
    return look_inside(d, ts_arena_print(d->arena, "select count(*) from (select name as n from main.sqlite_master union all "
                                                   "select name from temp.sqlite_master) where n like 'tr_de' and %d", ++asked));
}

static void test_a_table_that_waits_is_described_and_counted(void **state)
{
    (void)state;
    desk d = desk_open();
    static const char *const value[] = {"value"};
    const ts_series_request request = {.name = "s", .unit = "USD", .table = "trade", .columns = value, .column_count = 1, .by = "state"};
    const ts_table *table = load_late(&d, desk_file(&d, "trade.csv", TEXT));
    assert_int_equal(table->row_count, 3);
    assert_int_equal(table->columns[2].missing, 1);
    assert_string_equal(table->columns[0].reason, "\"Texas\"");
    ts_series *series;
    assert_int_equal(ts_series_compute(d.database, d.arena, &request, NULL, 0, &d.diags, &series), TS_OK);
    assert_true(series->count == 2 && series->points[1].value == 3.5);
    assert_string_equal(in_sqlite(&d), "0");
    desk_close(&d);
}

static void test_a_query_that_names_it_finds_its_rows(void **state)
{
    (void)state;
    desk d = desk_open();
    load_late(&d, desk_file(&d, "trade.csv", TEXT));
    assert_string_equal(desk_query(&d, "select value from fact where name = 'price'"), "12.5");
    assert_string_equal(in_sqlite(&d), "0");
    assert_string_equal(desk_query(&d, "select count(*) from [TRADE]"), "3");
    assert_string_equal(in_sqlite(&d), "1");
    assert_string_equal(desk_query(&d, ASKS), "'Ohio'|-; 'Texas'|3.5");
    assert_int_equal(d.diags.count, 0);
    desk_close(&d);
}

static void test_words_name_a_table(void **state)
{
    (void)state;
    assert_true(ts_sql_may_name("select * from\"trade\"where 1", "trade"));
    assert_true(ts_sql_may_name("trade", "trade"));
    assert_true(ts_sql_may_name("select Trade.x", "trade"));
    assert_true(ts_sql_may_name("select 'of trade'", "trade")); /* a word too many is a table too many, no more */
    assert_false(ts_sql_may_name("select * from trade_2, my_trade, trades", "trade"));
    assert_false(ts_sql_may_name("", "trade"));
}

/* Each over the frozen one has its own, and nothing but what it asked for. */
static void test_what_is_frozen_leaves_it_out(void **state)
{
    (void)state;
    desk d = desk_open();
    desk_table(&d, "other", "n\n7\n");
    load_late(&d, desk_file(&d, "trade.csv", TEXT));
    ts_database *frozen = d.database;
    assert_int_equal(ts_database_freeze(frozen, &d.diags), TS_OK);
    for (int i = 0; i < 2; i++) {
        d.database = ts_database_over(d.arena, frozen);
        assert_non_null(d.database);
        assert_string_equal(desk_query(&d, "select n, value from other, fact"), "7|12.5");
        assert_string_equal(in_sqlite(&d), "0");
        assert_string_equal(desk_query(&d, "select sum(n), sum(t.value), count(*) from other, trade as t"), "21|3.5|3");
        assert_string_equal(in_sqlite(&d), "1");
        assert_string_equal(desk_query(&d, "create table x (a)"), "refused");
    }
    assert_true(ts_database_table(d.database, "trade") == ts_database_table(frozen, "trade"));
    desk_close(&d);
}

/* Asked for before, it is part of what is frozen. */
static void test_what_was_asked_for_is_frozen_with_the_others(void **state)
{
    (void)state;
    desk d = desk_open();
    load_late(&d, desk_file(&d, "trade.csv", TEXT));
    const char *before = desk_query(&d, ASKS);
    assert_int_equal(ts_database_freeze(d.database, &d.diags), TS_OK);
    d.database = ts_database_over(d.arena, d.database);
    assert_int_equal(unlink(d.files[--d.file_count]), 0);
    assert_string_equal(desk_query(&d, ASKS), before);
    desk_close(&d);
}

static void test_its_indexes_wait_with_it(void **state)
{
    (void)state;
    static const char *const by[] = {"state"};
    desk d = desk_open();
    const char *rows = "state,year,value\n";
    for (int i = 0; i < 2 * TS_FEW_ROWS; i++)
        rows = ts_arena_print(d.arena, "%sx%d,%d,1\n", rows, i % 10, i);
    load_late(&d, desk_file(&d, "trade.csv", rows));
    assert_int_equal(ts_database_index(d.database, "trade", by, 1), TS_OK);
    assert_int_equal(ts_database_freeze(d.database, &d.diags), TS_OK);
    d.database = ts_database_over(d.arena, d.database);
    assert_string_equal(desk_query(&d, "select count(*), sum(value) from trade where state = 'x3'"), "100|100");
    assert_string_equal(look_inside(&d, "select count(*) from temp.sqlite_master where name = 'trade by \"state\"'"), "1");
    desk_close(&d);
}

/* What there is to tell of a table is told alike, whether it may wait or not. */
static void tell_alike(const char *text, const char *rule)
{
    static const ts_column_rule number = {.name = "value", .type = TS_COLUMN_NUMBER};
    char *told[2];
    for (int late = 0; late < 2; late++) {
        desk d = desk_open();
        ts_table_request request = late_request(desk_file(&d, "trade.csv", text));
        request.columns = &number;
        request.column_count = 1;
        request.late = late;
        (void)desk_load(&d, request, NULL);
        told[late] = strdup(desk_messages(&d));
        assert_non_null(strstr(told[late], rule));
        desk_close(&d);
    }
    assert_string_equal(told[0], told[1]);
    free(told[0]);
    free(told[1]);
}

static void test_its_mistakes_are_those_of_any_table(void **state)
{
    (void)state;
    tell_alike("state,year,value\nTexas,2023,1\nOhio,2023,2\nTexas,2023,3\nTexas,2023,4\n", "a second row of the same key: state \"Texas\", year \"2023\"");
    tell_alike("state,year,value\nTexas,2023,1\nTexas,2023.0,3\n", "a second row of the same key");
    tell_alike("state,year,value\nTexas,,1\n", "is no value, and names the row");
    tell_alike("state,year,value\nTexas,2023,x\nOhio,2023,y\nOhio,2023,1\n", "a second row of the same key");
    tell_alike("state,year,value\nTexas,2023,1,5\nTexas,2023,1\nTexas,2023,2\n", "too many cells");
}

/* A warning does not make it wait less, and is not told again when it is read again. */
static void test_rows_that_are_alike_are_told_once(void **state)
{
    (void)state;
    desk d = desk_open();
    ts_table_request request = late_request(desk_file(&d, "trade.csv", "state,year,value\nTexas,2023,1\nTexas,2023,1\n"));
    request.unique_count = 0;
    assert_int_equal(desk_load(&d, request, NULL), TS_OK);
    assert_int_equal(ts_database_close_for_writing(d.database), TS_OK);
    assert_string_equal(in_sqlite(&d), "0");
    assert_string_equal(desk_query(&d, ASKS), "'Texas'|2");
    assert_int_equal(d.diags.count, 1);
    assert_int_equal(d.diags.warnings, 1);
    desk_close(&d);
}

/* Its rows are those that were counted, whatever became of the file; to any who is over it, too. */
static void test_a_file_that_changed_is_had_as_it_was(void **state)
{
    (void)state;
    for (int frozen = 0; frozen < 2; frozen++) {
        desk d = desk_open();
        load_late(&d, desk_file(&d, "trade.csv", TEXT));
        if (frozen) {
            assert_int_equal(ts_database_freeze(d.database, &d.diags), TS_OK);
            d.database = ts_database_over(d.arena, d.database);
        }
        d.file_count = 0;
        desk_file(&d, "trade.csv", "state,year,value\nTexas,2023,9\nTexas,2024,2.5\nOhio,2024,\n");
        assert_string_equal(desk_query(&d, ASKS), "'Ohio'|-; 'Texas'|3.5");
        assert_int_equal(d.diags.count, 0);
        desk_close(&d);
    }
}

/* The bound is one for all files, and a file counts once. */
static void test_files_too_large_to_be_held_do_not_wait(void **state)
{
    (void)state;
    desk d = desk_open();
    static const char *const names[] = {"one", "two", "three"};
    const char *paths[] = {desk_file(&d, "a.csv", TEXT), NULL, desk_file(&d, "b.csv", TEXT)};
    paths[1] = paths[0];
    d.database->held.most = 2 * (sizeof TEXT - 1) - 1;
    for (size_t i = 0; i < 3; i++) {
        ts_table_request request = late_request(paths[i]);
        request.name = names[i];
        assert_int_equal(desk_load(&d, request, NULL), TS_OK);
        assert_true(ts_waiting_has_table(d.database, names[i]) == (i < 2));
    }
    assert_int_equal(ts_database_close_for_writing(d.database), TS_OK);
    assert_string_equal(desk_query(&d, "select (select sum(value) from one), (select sum(value) from two), (select sum(value) from three)"),
                        "3.5|3.5|3.5");
    desk_close(&d);
}

static void test_a_file_is_held_as_long_as_a_table_waits(void **state)
{
    (void)state;
    desk d = desk_open();
    const char *path = desk_file(&d, "trade.csv", TEXT), *bad = desk_file(&d, "bad.csv", "state,year,value\nTexas,2023\n");
    ts_table_request request = late_request(bad);
    request.name = "bad";
    assert_int_equal(desk_load(&d, request, NULL), TS_FAULT);
    assert_false(ts_held_has(d.database, bad));
    request = late_request(path);
    request.name = "other";
    assert_int_equal(desk_load(&d, request, NULL), TS_OK);
    load_late(&d, path);
    assert_string_equal(desk_query(&d, "select count(*) from other"), "3");
    assert_true(ts_held_has(d.database, path));
    assert_string_equal(desk_query(&d, ASKS), "'Ohio'|-; 'Texas'|3.5");
    assert_false(ts_held_has(d.database, path));
    desk_close(&d);
}

static void more_columns(ts_table *table) { table->column_count++; }
static void more_rows(ts_table *table) { table->row_count++; }
static void more_bytes(ts_table *table) { table->file_size++; }
static void another_name(ts_table *table) { ((ts_column *)table->columns)[1].name = "month"; }
static void another_type(ts_table *table) { ((ts_column *)table->columns)[1].type = TS_COLUMN_TEXT; }

/* The bytes are those of its digest; what was described is of others, as where a file was swapped between the two looks at it. */
static void test_what_was_described_is_what_is_read(void **state)
{
    (void)state;
    static void (*const changes[])(ts_table *) = {more_columns, more_rows, more_bytes, another_name, another_type};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        desk d = desk_open();
        changes[i]((ts_table *)load_late(&d, desk_file(&d, "trade.csv", TEXT)));
        assert_string_equal(desk_query(&d, ASKS), "refused");
        assert_string_equal(desk_messages(&d), "trade.csv changed since it was read: load it again [table]\n");
        desk_close(&d);
    }
}

static void empty_cache(const char *cache)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", cache);
    assert_int_equal(system(command), 0);
}

/* As a second run has a table: of the first one, its file not held. */
static void load_recalled(desk *d, const char *path, const char *cache)
{
    ts_table_request request = late_request(path);
    request.late = false;
    for (int run = 0; run < 2; run++) {
        d->database = ts_database_new(d->arena);
        ts_database_keep_in(d->database, ts_cache_open(d->arena, cache, 0));
        assert_int_equal(desk_load(d, request, NULL), TS_OK);
    }
    assert_int_equal(ts_database_close_for_writing(d->database), TS_OK);
}

/* A file that cannot be read again says why; asked again, that it is not what it was. */
static void test_what_is_wrong_the_second_time_is_told(void **state)
{
    (void)state;
    static const char *const cases[][2] = {{"state,year,value\nTexas,2023,1\nTexas,2024,1,5\n", "trade.csv:3:14: "},
                                           {NULL, "cannot read trade.csv: "}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        desk d = desk_open();
        const char *path = desk_file(&d, "trade.csv", TEXT), *cache = ts_arena_print(d.arena, "%s/cache", d.folder);
        load_recalled(&d, path, cache);
        d.file_count = 0;
        if (cases[i][0])
            desk_file(&d, "trade.csv", cases[i][0]);
        else
            assert_int_equal(unlink(path), 0);
        assert_string_equal(desk_query(&d, ASKS), "refused");
        assert_non_null(strstr(desk_messages(&d), cases[i][1]));
        d.diags = ts_diags_new(d.arena);
        assert_string_equal(desk_query(&d, ASKS), "refused");
        assert_non_null(strstr(desk_messages(&d), "trade.csv changed since it was read: load it again [table]"));
        empty_cache(cache);
        desk_close(&d);
    }
}

/* Hashes of keys are held in memory for 2^20 rows at most. */
static void test_more_rows_than_may_wait_are_poured(void **state)
{
    (void)state;
    for (int more = 0; more < 2; more++) {
        const size_t rows = ((size_t)1 << 20) + (size_t)more, begin = 2, row = 8;
        char *text = malloc(begin + rows * row + 1);
        assert_non_null(text);
        memcpy(text, "n\n", begin);
        for (size_t i = 0; i < rows; i++)
            (void)snprintf(text + begin + i * row, row + 1, "%07zu\n", i);
        desk d = desk_open();
        ts_table_request request = {.name = "trade", .path = desk_file(&d, "trade.csv", text), .late = true};
        free(text);
        assert_int_equal(desk_load(&d, request, NULL), TS_OK);
        assert_string_equal(in_sqlite(&d), more ? "1" : "0");
        desk_close(&d);
    }
}

/* From run to run: the same image for the same tables left out, another where one was asked for. */
static void test_an_image_is_of_what_is_in_it(void **state)
{
    (void)state;
    desk d = desk_open();
    const char *path = desk_file(&d, "trade.csv", TEXT), *cache = ts_arena_print(d.arena, "%s/cache", d.folder);
    for (int i = 0; i < 4; i++) {
        d.database = ts_database_new(d.arena);
        ts_database_keep_in(d.database, ts_cache_open(d.arena, cache, 0));
        load_late(&d, path);
        if (i % 2)
            assert_string_equal(desk_query(&d, ts_arena_print(d.arena, "select sum(value) + %d from trade", i)), i == 1 ? "4.5" : "6.5");
        assert_int_equal(ts_database_freeze(d.database, &d.diags), TS_OK);
        d.database = ts_database_over(d.arena, d.database);
        assert_string_equal(in_sqlite(&d), i % 2 ? "1" : "0");
        assert_string_equal(desk_query(&d, ASKS), "'Ohio'|-; 'Texas'|3.5");
    }
    empty_cache(cache);
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_table_that_waits_is_described_and_counted),
        cmocka_unit_test(test_a_query_that_names_it_finds_its_rows),
        cmocka_unit_test(test_words_name_a_table),
        cmocka_unit_test(test_what_is_frozen_leaves_it_out),
        cmocka_unit_test(test_what_was_asked_for_is_frozen_with_the_others),
        cmocka_unit_test(test_its_indexes_wait_with_it),
        cmocka_unit_test(test_its_mistakes_are_those_of_any_table),
        cmocka_unit_test(test_rows_that_are_alike_are_told_once),
        cmocka_unit_test(test_a_file_that_changed_is_had_as_it_was),
        cmocka_unit_test(test_what_was_described_is_what_is_read),
        cmocka_unit_test(test_what_is_wrong_the_second_time_is_told),
        cmocka_unit_test(test_more_rows_than_may_wait_are_poured),
        cmocka_unit_test(test_files_too_large_to_be_held_do_not_wait),
        cmocka_unit_test(test_a_file_is_held_as_long_as_a_table_waits),
        cmocka_unit_test(test_an_image_is_of_what_is_in_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
