/* What a second run over the same tables need not load, and when it does. */
#include "desk.h"

#include "base/files.h"
#include "data/store.h"

#include <sys/stat.h>

static const char TEXT[] = "state,year,value\nTexas,2023,1\nTexas,2024,2.5\nOhio,2024,\n";
static const char KNOWN[] = "select state, sum(value) from trade group by 1 order by 1";
static const char FACTS[] = "select value, (select sum(value) from trade) from fact where name = 'price'";

typedef struct run {
    desk d;
    const char *path, *cache;
} run;

static const ts_column_use USES[] = {{"state", TS_USE_KEY}, {"value", TS_USE_NUMBERS}};

/* A database of its own, as another process would have, over the same folder and cache. */
static const ts_table *begin(run *r)
{
    const ts_table *table = NULL;
    static const double price = 12.5;
    r->d.database = ts_database_new(r->d.arena);
    ts_database_keep_in(r->d.database, ts_cache_open(r->d.arena, r->cache, 0));
    assert_int_equal(desk_load(&r->d, (ts_table_request){.name = "trade", .path = r->path, .uses = USES, .use_count = 2}, &table), TS_OK);
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
    char digest[TS_DIGEST_HEX];
    const char *why;
    assert_true(ts_digest_file(r.d.arena, r.path, digest, &why));
    assert_string_equal(ts_database_file_digest(r.d.database, r.path), digest);
    assert_null(ts_database_file_digest(r.d.database, "another"));
    assert_string_equal(desk_query(&r.d, KNOWN), "'Ohio'|-; 'Texas'|3.5");
    assert_string_equal(desk_query(&r.d, FACTS), "12.5|3.5"); /* asked for the first time: all is loaded now */
    close_run(&r);
}

static void hide_file(run *r)
{
    assert_int_equal(rename(r->path, ts_arena_print(r->d.arena, "%s/cache/away", r->d.folder)), 0);
}

/* A series that nobody asked for before: its columns are those of the run that loaded the table. */
static void test_a_second_run_counts_what_is_new(void **state)
{
    (void)state;
    run r = open_run();
    static const char *const value[] = {"value"};
    const ts_series_request request = {.name = "s", .unit = "USD", .table = "trade", .columns = value, .column_count = 1, .by = "state"};
    begin(&r);
    begin(&r);
    hide_file(&r);
    ts_series *series;
    assert_int_equal(ts_series_compute(r.d.database, r.d.arena, &request, NULL, 0, &r.d.diags, &series), TS_OK);
    assert_int_equal(series->count, 2);
    assert_string_equal(series->points[1].category, "Texas");
    assert_true(series->points[1].value == 3.5 && !series->points[0].known);
    bool has = false;
    assert_int_equal(ts_database_has(r.d.database, r.d.arena, "trade", "state", &(ts_cell){TS_CELL_TEXT, 0, "Ohio"}, &has), TS_OK);
    assert_true(has);
    close_run(&r);
}

static void ask_frozen(run *r)
{
    assert_int_equal(ts_database_freeze(r->d.database, &r->d.diags), TS_OK);
    r->d.database = ts_database_over(r->d.arena, r->d.database);
    assert_non_null(r->d.database);
    assert_string_equal(desk_query(&r->d, FACTS), "12.5|3.5");
}

static void test_a_frozen_database_is_recalled_whole(void **state)
{
    (void)state;
    run r = open_run();
    begin(&r);
    ask_frozen(&r);
    begin(&r);
    hide_file(&r);
    ask_frozen(&r);
    const ts_table *table = ts_database_table(r.d.database, "trade");
    assert_true(table && table->row_count == 3 && table->kept);
    close_run(&r);
}

/* Rows may come in another order by an index: it is another database. */
static void test_an_index_makes_another_image(void **state)
{
    (void)state;
    enum { ROWS = 2 * TS_FEW_ROWS };
    static const char *const by[] = {"value"};
    static const char INDEXES[] = "select count(*) from sqlite_master where type = 'index' and tbl_name = 'trade'";
    run r = open_run();
    const char *rows = "state,value\n";
    for (int i = 0; i < ROWS; i++)
        rows = ts_arena_print(r.d.arena, "%sx%d,%d\n", rows, i, ROWS - i);
    r.path = desk_file(&r.d, "many.csv", rows);
    for (int i = 0; i < 4; i++) {
        begin(&r);
        if (i % 2)
            assert_int_equal(ts_database_index(r.d.database, "trade", by, 1), TS_OK);
        assert_int_equal(ts_database_freeze(r.d.database, &r.d.diags), TS_OK);
        r.d.database = ts_database_over(r.d.arena, r.d.database);
        r.d.database->own_work = true; /* the guard lets nobody else see it */
        assert_string_equal(desk_query(&r.d, INDEXES), i % 2 ? "1" : "0");
    }
    close_run(&r);
}

/* As when those that were wanted before memory ran out are asked for again: it is the same database. */
static void test_an_index_that_is_asked_for_twice_counts_once(void **state)
{
    (void)state;
    static const char *const by[] = {"state"};
    run r = open_run();
    const char *rows = "state,value\n";
    for (int i = 0; i < 2 * TS_FEW_ROWS; i++)
        rows = ts_arena_print(r.d.arena, "%sx%d,1\n", rows, i % 10);
    r.path = desk_file(&r.d, "many.csv", rows);
    for (int asked = 2; asked > 0; asked--) {
        begin(&r);
        for (int i = 0; i < asked; i++)
            assert_int_equal(ts_database_index(r.d.database, "trade", by, 1), TS_OK);
        if (asked == 1)
            hide_file(&r);
        assert_int_equal(ts_database_freeze(r.d.database, &r.d.diags), TS_OK);
    }
    close_run(&r);
}

/* An index that is wanted while the tables wait is made with them. */
static void test_indexes_wait_with_the_tables(void **state)
{
    (void)state;
    run r = open_run();
    static const char *const by[] = {"state"};
    const char *rows = "state,value\n";
    for (int i = 0; i < 2 * TS_FEW_ROWS; i++)
        rows = ts_arena_print(r.d.arena, "%sx%d,1\n", rows, i % 10);
    r.path = desk_file(&r.d, "many.csv", rows);
    begin(&r);
    begin(&r);
    assert_int_equal(ts_database_index(r.d.database, "trade", by, 1), TS_OK);
    assert_string_equal(desk_query(&r.d, "select count(*), sum(value) from trade where state = 'x3'"), "100|100");
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
    hide_file(&r);
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
    assert_non_null(strstr(desk_messages(&r.d), "changed since it was read: load it again [table]"));
    close_run(&r);
}

/* Another writes the file, or lends other bytes, once it was opened so many times: of the same size and shape. */
static const char OTHER[] = "state,year,value\nTexas,2023,9\nTexas,2024,2.5\nOhio,2024,\n";

typedef struct writer {
    run *r;
    int opened, strikes;
    bool lends;
} writer;

static ts_lent write_meanwhile(void *user, const char *path, const void **bytes, size_t *size)
{
    writer *w = user;
    if (strcmp(path, w->r->path) != 0)
        return TS_LENT_NOT;
    bool other = ++w->opened >= w->strikes;
    *bytes = other ? OTHER : TEXT;
    *size = sizeof TEXT - 1;
    if (!w->lends && other)
        desk_file(&w->r->d, "trade.csv", OTHER);
    return w->lends ? TS_LENT_BYTES : TS_LENT_NOT;
}

static void load_while_it_is_written(run *r, bool lends)
{
    writer w = {r, 0, 2, lends};
    const ts_lender lender = {.lend = write_meanwhile, .user = &w};
    const ts_table *table;
    ts_arena_lend(r->d.arena, &lender);
    r->d.database = ts_database_new(r->d.arena);
    ts_database_keep_in(r->d.database, ts_cache_open(r->d.arena, r->cache, 0));
    const ts_table_request request = {.name = "trade", .path = r->path, .uses = USES, .use_count = 2};
    assert_int_equal(desk_load(&r->d, request, &table), TS_FAULT);
    assert_non_null(strstr(desk_messages(&r->d), "changed while it was read [table]"));
    assert_int_equal(ts_database_close_for_writing(r->d.database), TS_OK);
    desk_query(&r->d, KNOWN);
    assert_int_equal(ts_database_freeze(r->d.database, &r->d.diags), TS_OK);
    ts_arena_lend(r->d.arena, NULL);
    desk_file(&r->d, "trade.csv", TEXT);
}

static double sum_of_series(run *r)
{
    static const char *const value[] = {"value"};
    const ts_series_request request = {.name = "s", .unit = "USD", .table = "trade", .columns = value, .column_count = 1, .by = "state"};
    ts_series *series;
    assert_int_equal(ts_series_compute(r->d.database, r->d.arena, &request, NULL, 0, &r->d.diags, &series), TS_OK);
    return series->points[1].value;
}

static void test_what_is_written_meanwhile_is_not_kept(void **state)
{
    (void)state;
    for (int lends = 0; lends < 2; lends++) {
        run r = open_run();
        load_while_it_is_written(&r, lends);
        begin(&r);
        assert_true(sum_of_series(&r) == 3.5);
        assert_string_equal(desk_query(&r.d, KNOWN), "'Ohio'|-; 'Texas'|3.5");
        begin(&r);
        ask_frozen(&r);
        close_run(&r);
    }
}

/* What was recalled stays what it was, so that no row of another file is set beside it, however often it is asked. */
static void test_rows_are_those_that_were_recalled(void **state)
{
    (void)state;
    run r = open_run();
    begin(&r);
    begin(&r);
    desk_file(&r.d, "trade.csv", OTHER);
    for (int i = 0; i < 2; i++) {
        r.d.diags = ts_diags_new(r.d.arena);
        assert_string_equal(desk_query(&r.d, KNOWN), "refused");
        assert_non_null(strstr(desk_messages(&r.d), "changed since it was read: load it again [table]"));
    }
    assert_string_equal(desk_query(&r.d, "select value from fact where name = 'price'"), "12.5"); /* which has nothing to do with it */
    assert_int_equal(ts_database_freeze(r.d.database, &r.d.diags), TS_FAULT);
    assert_true(sum_of_series(&r) == 3.5);
    desk_file(&r.d, "trade.csv", TEXT);
    begin(&r);
    assert_string_equal(desk_query(&r.d, KNOWN), "'Ohio'|-; 'Texas'|3.5");
    close_run(&r);
}

/* Two tables of one file are tables of the same bytes. */
static void test_a_file_is_one_to_all_its_tables(void **state)
{
    (void)state;
    run r = open_run();
    const ts_table *table;
    r.d.database = ts_database_new(r.d.arena);
    ts_database_keep_in(r.d.database, ts_cache_open(r.d.arena, r.cache, 0));
    assert_int_equal(desk_load(&r.d, (ts_table_request){.name = "one", .path = r.path}, &table), TS_OK);
    desk_file(&r.d, "trade.csv", OTHER);
    assert_int_equal(desk_load(&r.d, (ts_table_request){.name = "two", .path = r.path}, &table), TS_FAULT);
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
/* What is allowed is kept; without the permission it is told, and kept by nobody. */
static void test_rows_that_are_alike_are_another_table_where_they_are_allowed(void **state)
{
    (void)state;
    run r = open_run();
    r.path = desk_file(&r.d, "alike.csv", "state,value\nTexas,1\nTexas,1\n");
    for (int i = 0; i < 4; i++) {
        const ts_table *table;
        r.d.diags = ts_diags_new(r.d.arena);
        r.d.database = ts_database_new(r.d.arena);
        ts_database_keep_in(r.d.database, ts_cache_open(r.d.arena, r.cache, 0));
        const ts_table_request request = {.name = "trade", .path = r.path, .alike = i % 2 == 0};
        assert_int_equal(desk_load(&r.d, request, &table), TS_OK);
        assert_int_equal(r.d.diags.warnings, i % 2);
        assert_int_equal(r.d.database->waiting.tables.count, i == 2);
    }
    close_run(&r);
}

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
        cmocka_unit_test(test_a_second_run_counts_what_is_new),
        cmocka_unit_test(test_a_frozen_database_is_recalled_whole),
        cmocka_unit_test(test_an_index_makes_another_image),
        cmocka_unit_test(test_an_index_that_is_asked_for_twice_counts_once),
        cmocka_unit_test(test_indexes_wait_with_the_tables),
        cmocka_unit_test(test_a_file_that_went_is_missed_when_it_is_needed),
        cmocka_unit_test(test_a_file_that_changes_meanwhile_is_an_error),
        cmocka_unit_test(test_what_is_written_meanwhile_is_not_kept),
        cmocka_unit_test(test_rows_are_those_that_were_recalled),
        cmocka_unit_test(test_a_file_is_one_to_all_its_tables),
        cmocka_unit_test(test_other_bytes_or_another_request_are_another_table),
        cmocka_unit_test(test_rows_that_are_alike_are_another_table_where_they_are_allowed),
        cmocka_unit_test(test_mistakes_are_told_each_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
