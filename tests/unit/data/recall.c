/* What a second run over the same tables need not load, and when it does. */
#include "desk.h"

#include <sys/stat.h>

static const char TEXT[] = "state,year,value\nTexas,2023,1\nTexas,2024,2.5\nOhio,2024,\n";
static const char KNOWN[] = "select state, sum(value) from trade group by 1 order by 1";
static const char FACTS[] = "select value, (select sum(value) from trade) from fact where name = 'price'";

typedef struct run {
    desk d;
    const char *path, *cache;
} run;

/* A database of its own, as another process would have, over the same folder and cache. */
static const ts_table *begin(run *r)
{
    const ts_table *table = NULL;
    static const double price = 12.5;
    r->d.database = ts_database_new(r->d.arena);
    ts_database_keep_in(r->d.database, ts_cache_open(r->d.arena, r->cache, 0));
    assert_int_equal(desk_load(&r->d, (ts_table_request){.name = "trade", .path = r->path}, &table), TS_OK);
    assert_int_equal(ts_database_fact(r->d.database, "price", &price, NULL), TS_OK);
    assert_int_equal(ts_database_close_for_writing(r->d.database), TS_OK);
    return table;
}

static run open_run(void)
{
    run r = {.d = desk_open()};
    r.path = desk_file(&r.d, "trade.csv", TEXT);
    r.cache = ts_arena_print(r.d.arena, "%s/cache", r.d.folder);
    return r;
}

static void close_run(run *r)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", r->cache);
    assert_int_equal(system(command), 0);
    desk_close(&r->d);
}

static void test_a_second_run_knows_tables_and_answers(void **state)
{
    (void)state;
    run r = open_run();
    begin(&r);
    assert_string_equal(desk_query(&r.d, KNOWN), "'Ohio'|-; 'Texas'|3.5");
    const ts_table *table = begin(&r);
    assert_int_equal(table->row_count, 3);
    assert_int_equal(table->file_size, sizeof TEXT - 1);
    assert_string_equal(table->columns[0].name, "state");
    assert_int_equal(table->columns[0].type, TS_COLUMN_TEXT);
    assert_string_equal(table->columns[0].reason, "\"Texas\"");
    assert_int_equal(table->columns[2].missing, 1);
    assert_string_equal(desk_query(&r.d, KNOWN), "'Ohio'|-; 'Texas'|3.5");
    assert_string_equal(desk_query(&r.d, FACTS), "12.5|3.5"); /* asked for the first time: all is loaded now */
    close_run(&r);
}

/* What is known is answered from what was known, even where the file has gone; what is not tells so. */
static void test_a_file_that_went_is_missed_when_it_is_needed(void **state)
{
    (void)state;
    run r = open_run();
    begin(&r);
    desk_query(&r.d, KNOWN);
    begin(&r);
    assert_int_equal(rename(r.path, ts_arena_print(r.d.arena, "%s/cache/away", r.d.folder)), 0);
    assert_string_equal(desk_query(&r.d, KNOWN), "'Ohio'|-; 'Texas'|3.5");
    assert_string_equal(desk_query(&r.d, FACTS), "refused");
    assert_non_null(strstr(desk_messages(&r.d), "there is no such file"));
    close_run(&r);
}

static void test_a_file_that_changes_meanwhile_is_an_error(void **state)
{
    (void)state;
    run r = open_run();
    begin(&r);
    begin(&r);
    desk_file(&r.d, "trade.csv", "state,year,value\nTexas,2023,1\n");
    assert_string_equal(desk_query(&r.d, KNOWN), "refused");
    assert_non_null(strstr(desk_messages(&r.d), "changed while it was read [table]"));
    close_run(&r);
}

static void test_other_bytes_or_another_request_are_another_table(void **state)
{
    (void)state;
    run r = open_run();
    begin(&r);
    desk_query(&r.d, KNOWN);
    desk_file(&r.d, "trade.csv", "state,year,value\nTexas,2023,1\nTexas,2024,2.5\nOhio,2024,4\n");
    begin(&r);
    assert_string_equal(desk_query(&r.d, KNOWN), "'Ohio'|4; 'Texas'|3.5");
    r.d.database = ts_database_new(r.d.arena);
    ts_database_keep_in(r.d.database, ts_cache_open(r.d.arena, r.cache, 0));
    static const ts_column_rule rule = {.name = "year", .type = TS_COLUMN_TEXT};
    const ts_table *table;
    const ts_table_request request = {.name = "trade", .path = r.path, .columns = &rule, .column_count = 1};
    assert_int_equal(desk_load(&r.d, request, &table), TS_OK);
    assert_int_equal(table->columns[1].type, TS_COLUMN_TEXT);
    close_run(&r);
}

/* A file with mistakes is never recalled: each run tells them. */
static void test_mistakes_are_told_each_time(void **state)
{
    (void)state;
    run r = open_run();
    r.path = desk_file(&r.d, "bad.csv", "state,year\nTexas,2023,1\n");
    ts_cache *cache = ts_cache_open(r.d.arena, r.cache, 0);
    for (size_t i = 1; i <= 2; i++) {
        r.d.database = ts_database_new(r.d.arena);
        ts_database_keep_in(r.d.database, cache);
        assert_int_equal(desk_load(&r.d, (ts_table_request){.name = "trade", .path = r.path}, NULL), TS_FAULT);
        assert_int_equal(r.d.diags.count, i);
    }
    mkdir(r.cache, 0700);
    close_run(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_second_run_knows_tables_and_answers),
        cmocka_unit_test(test_a_file_that_went_is_missed_when_it_is_needed),
        cmocka_unit_test(test_a_file_that_changes_meanwhile_is_an_error),
        cmocka_unit_test(test_other_bytes_or_another_request_are_another_table),
        cmocka_unit_test(test_mistakes_are_told_each_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
