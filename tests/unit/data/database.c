/* Queries: what they may ask, and that everything else is refused. */
#include "desk.h"

static desk with_ports(void)
{
    desk d = desk_open();
    desk_table(&d, "ports", "name,trucks,share\nOtay,10,0.5\nTecate,4,0.25\nAndrade,,0.25\n");
    return d;
}

static void numbers_texts_and_nulls(void **state)
{
    (void)state;
    desk d = with_ports();
    assert_string_equal(desk_query(&d, "select name, trucks from ports order by name"),
                        "'Andrade'|-; 'Otay'|10; 'Tecate'|4");
    assert_string_equal(
        desk_query(&d, "with big as (select * from ports where trucks > 5) select count(*) from big;"), "1");
    assert_string_equal(desk_query(&d, "-- how many\nselect count(*) /* all */ from ports -- end"), "3");
    assert_string_equal(desk_query(&d, "select name from ports where trucks > 100"), "");
    assert_string_equal(
        desk_query(&d, "select rank() over (order by trucks desc) from ports where name = 'Otay'"), "1");
    assert_string_equal(desk_messages(&d), "");
    desk_close(&d);
}

static void division_by_nought_is_missing_and_so_is_overflow(void **state)
{
    (void)state;
    desk d = with_ports();
    assert_string_equal(desk_query(&d, "select 1 / 0, 1.0 / 0, sum(trucks) / 0 from ports"), "-|-|-");
    assert_string_equal(desk_query(&d, "select 1e308 * 10, -1e308 * 10"), "-|-");
    desk_close(&d);
}

/* Inferred numbers are reals, so a quotient is not cut to a whole number. */
static void seven_halves(void **state)
{
    (void)state;
    desk d = desk_open();
    desk_table(&d, "t", "a,b\n7,2\n");
    assert_string_equal(desk_query(&d, "select a / b from t"), "3.5");
    desk_close(&d);
}

static void median_and_weighted_mean(void **state)
{
    (void)state;
    desk d = desk_open();
    desk_table(&d, "t", "x,w\n1,1\n10,\n3,3\n,5\n2,0\n");
    assert_string_equal(desk_query(&d, "select median(x) from t"), "2.5"); /* 1 2 3 10 */
    assert_string_equal(desk_query(&d, "select median(x) from t where x < 5"), "2");
    assert_string_equal(desk_query(&d, "select median(x) from t where x = 3"), "3");
    assert_string_equal(desk_query(&d, "select median(x) from t where x > 99"), "-");
    assert_string_equal(desk_query(&d, "select weighted_mean(x, w) from t"), "2.5"); /* (1 + 9 + 0) / 4 */
    assert_string_equal(desk_query(&d, "select weighted_mean(x, w) from t where w = 0"), "-");
    assert_string_equal(desk_query(&d, "select w is null, median(x) from t group by 1 order by 1"),
                        "0|2; 1|10");
    assert_string_equal(desk_messages(&d), "");
    assert_string_equal(desk_query(&d, "select median('x')"), "refused");
    assert_string_equal(desk_query(&d, "select weighted_mean(1, -1)"), "refused");
    assert_string_equal(desk_messages(&d), "median takes numbers only [sql]\na weight is negative [sql]\n");
    desk_close(&d);
}

static void parameters_and_facts(void **state)
{
    (void)state;
    desk d = with_ports();
    double jobs = 95000;
    assert_int_equal(ts_database_fact(d.database, "jobs", &jobs, NULL), TS_OK);
    assert_int_equal(ts_database_fact(d.database, "motto", NULL, "it's"), TS_OK);
    assert_int_equal(ts_database_fact(d.database, "lost", NULL, NULL), TS_OK);
    assert_string_equal(desk_query(&d, "select value from fact order by name"), "95000; -; 'it's'");
    const ts_binding bindings[] = {{"place", {TS_CELL_TEXT, 0, "'; drop table ports --"}},
                                   {"least", {TS_CELL_NUMBER, 5, NULL}}};
    ts_rows *rows;
    ts_query query = {.arena = d.arena, .sql = "select :place, count(*) from ports where trucks >= :least", .bindings = bindings, .binding_count = 2};
    assert_int_equal(ts_database_query(d.database, &query, &d.diags, &rows), TS_OK);
    assert_string_equal(rows->cells[0].text, "'; drop table ports --");
    assert_true(rows->cells[1].number == 1);
    query.sql = "select :leest";
    assert_int_equal(ts_database_query(d.database, &query, &d.diags, &rows), TS_FAULT);
    assert_string_equal(desk_query(&d, "select ?"), "refused");
    assert_string_equal(desk_query(&d, "select @a"), "refused");
    assert_string_equal(desk_messages(&d), "there is no parameter \"leest\" (did you mean \"least\"?) [sql]\n"
                                           "parameters are written :name [sql]\n");
    desk_close(&d);
}

static void a_slip_gets_a_hint(void **state)
{
    (void)state;
    desk d = with_ports();
    assert_string_equal(desk_query(&d, "select truks from ports"), "refused");
    assert_string_equal(desk_query(&d, "select 1 from prots"), "refused");
    assert_string_equal(desk_query(&d, "select count(*) from ports where name = \"Otay\""), "refused");
    assert_string_equal(desk_messages(&d), "no such column: truks (did you mean \"trucks\"?) [sql]\n"
                                           "no such table: prots (did you mean \"ports\"?) [sql]\n"
                                           "no such column: Otay [sql]\n");
    desk_close(&d);
}

static void hostile_statements_are_refused(void **state)
{
    (void)state;
    static const char *const statements[] = {
        "",
        ";",
        "-- nothing",
        "insert into ports values ('x', 1, 1)",
        "delete from ports",
        "update ports set trucks = 0",
        "drop table ports",
        "create table x (a)",
        "create temp table x as select 1",
        "attach '/tmp/x.db' as x",
        "detach main",
        "vacuum into '/tmp/x.db'",
        "pragma table_info(ports)",
        "pragma writable_schema = on",
        "explain select 1",
        "explain query plan select 1",
        "values (1)",
        "begin",
        "commit",
        "savepoint a",
        "analyze",
        "reindex",
        "select 1; select 2",
        "select 1; drop table ports",
        "select 1;;",
        "select 1; garbage",
        "with x as (select 1) delete from ports",
        "with x as (select 1) insert into ports select 'a', 1, 1 returning name",
        "select * from sqlite_master",
        "select * from sqlite_schema",
        "select * from pragma_table_info('ports')",
        "select * from json_each('[1,2]')",
        "select * from generate_series(1, 10)",
        "select load_extension('x')",
        "select readfile('/etc/passwd')",
        "select writefile('/tmp/x', 'y')",
        "select date('now')",
        "select datetime()",
        "select strftime('%s', 'now')",
        "select julianday('now')",
        "select unixepoch()",
        "select current_timestamp",
        "select current_date",
        "select current_time",
        "select random()",
        "select randomblob(9)",
        "select name from ports order by random()",
        "select hex(zeroblob(1000000))",
        "select replace('a', 'a', 'b')",
        "select instr('a', 'a')",
        "select group_concat(name) from ports",
        "select last_insert_rowid()",
        "select changes()",
        "select sqlite_version()",
        "select trim('x', 'y')",
        "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n",
        "select x'00'",
        "select cast(x'6100' as text)",
        "select cast(x'ff' as text)"};
    desk d = with_ports();
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
        if (strcmp(desk_query(&d, statements[i]), "refused") != 0)
            fail_msg("not refused: %s", statements[i]);
    }
    assert_true(d.diags.errors > 10);
    assert_string_equal(desk_query(&d, "select count(*), sum(trucks) from ports"), "3|14");
    desk_close(&d);
}

static void deep_and_long_queries_are_refused(void **state)
{
    (void)state;
    desk d = desk_open();
    char *deep = malloc(200000);
    assert_non_null(deep);
    strcpy(deep, "select ");
    memset(deep + 7, '(', 5000);
    strcpy(deep + 5007, "1");
    memset(deep + 5008, ')', 5000);
    deep[10008] = '\0';
    assert_string_equal(desk_query(&d, deep), "refused");
    strcpy(deep, "select 1");
    for (size_t used = 8; used < 150000; used += 3)
        memcpy(deep + used, " +1", 4);
    assert_string_equal(desk_query(&d, deep), "refused");
    free(deep);
    desk_close(&d);
}

/* A WITH that is only counted is none of our tables, and none of SQLite's. */
static void a_with_is_counted(void **state)
{
    (void)state;
    desk d = with_ports();
    assert_string_equal(desk_query(&d, "with a as (select 1 x union select 2), b as (select a.x from a, a c) select "
                                       "count(*) from b"),
                        "4");
    assert_string_equal(desk_query(&d, "select count(*) from sqlite_master"), "refused");
    assert_string_equal(desk_query(&d, "select count(*) from pragma_database_list"), "refused");
    assert_string_equal(desk_query(&d, "select count(*) from json_each('[1]')"), "refused");
    desk_close(&d);
}

/* An answer is kept by its query and its parameters: another parameter, another answer. */
static void answers_are_kept_by_what_was_asked(void **state)
{
    (void)state;
    desk d = with_ports();
    assert_int_equal(ts_database_close_for_writing(d.database), TS_OK);
    static const struct {
        ts_cell least;
        double count;
    } asked[] = {{{TS_CELL_NUMBER, 5, NULL}, 1}, {{TS_CELL_NUMBER, 1, NULL}, 2}, {{TS_CELL_NUMBER, 5, NULL}, 1},
                 {{TS_CELL_TEXT, 0, "5"}, 0},    {{TS_CELL_MISSING, 0, NULL}, 0}, {{TS_CELL_NUMBER, 1, NULL}, 2}};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        const ts_binding bindings[] = {{"unused", {TS_CELL_NUMBER, (double)i, NULL}}, {"least", asked[i].least}};
        ts_rows *rows;
        const ts_query query = {.arena = d.arena, .sql = "select count(*) as n from ports where trucks >= :least + 0 and typeof(:least) <> 'text'",
                                .bindings = bindings, .binding_count = 2};
        assert_int_equal(ts_database_query(d.database, &query, &d.diags, &rows), TS_OK);
        assert_string_equal(rows->heads[0], "n");
        assert_true(rows->cells[0].number == asked[i].count);
    }
    desk_close(&d);
}

/* More queries than statements are kept, and more rows than answers find room. */
static void what_finds_no_room_is_asked_again(void **state)
{
    (void)state;
    desk d = desk_open();
    char text[8000] = "v\n";
    for (int i = 0; i < 300; i++)
        sprintf(text + strlen(text), "%d\n", i);
    desk_table(&d, "t", text);
    assert_int_equal(ts_database_close_for_writing(d.database), TS_OK);
    for (int i = 0; i < 300; i++) {
        ts_rows *rows;
        const char *sql = ts_arena_print(d.arena, "select a.v + %d from t a, t b", i % 100);
        ts_arena *arena = ts_arena_new(0);
        assert_int_equal(ts_database_query(d.database, &(ts_query){.arena = arena, .sql = sql}, &d.diags, &rows), TS_OK);
        assert_int_equal(rows->row_count, 90000);
        assert_true(rows->cells[0].number == i % 100);
        ts_arena_drop(arena);
    }
    desk_close(&d);
}

static void closed_means_closed(void **state)
{
    (void)state;
    desk d = with_ports();
    double one = 1;
    assert_int_equal(ts_database_close_for_writing(d.database), TS_OK);
    assert_int_equal(ts_database_close_for_writing(d.database), TS_OK);
    assert_int_equal(ts_database_fact(d.database, "x", &one, NULL), TS_USAGE);
    assert_int_equal(desk_load(&d, (ts_table_request){.name = "x", .path = "x.csv"}, NULL), TS_USAGE);
    assert_string_equal(desk_query(&d, "select count(*) from ports"), "3");
    desk_close(&d);
}

/* Of SQLite, and of a table whose columns are in memory. */
static void choices_of_a_parameter(void **state)
{
    (void)state;
    desk d = desk_open();
    ts_rows *rows;
    static const ts_column_use uses[] = {{"postal", TS_USE_KEY}, {"year", TS_USE_KEY}};
    static const char *const tables[] = {"t", "u"};
    desk_table(&d, "t", "postal,year\nTX,2024\nCA,2023\nTX,2023\n,2023\n");
    assert_int_equal(desk_load(&d, (ts_table_request){.name = "u", .path = d.files[0], .uses = uses, .use_count = 2}, NULL), TS_OK);
    assert_non_null(ts_database_table(d.database, "u")->kept);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(ts_database_distinct(d.database, d.arena, tables[i], "postal", (ts_span){0}, &d.diags, &rows), TS_OK);
        assert_int_equal(rows->row_count, 2);
        assert_int_equal(rows->column_count, 1);
        assert_string_equal(rows->heads[0], "postal");
        assert_string_equal(rows->cells[0].text, "CA");
        assert_string_equal(rows->cells[1].text, "TX");
        assert_int_equal(ts_database_distinct(d.database, d.arena, tables[i], "year", (ts_span){0}, &d.diags, &rows), TS_OK);
        assert_int_equal(rows->row_count, 2);
        assert_string_equal(rows->cells[0].text, "2023");
    }
    assert_int_equal(ts_database_distinct(d.database, d.arena, "t", "postol", (ts_span){0}, &d.diags, &rows),
                     TS_FAULT);
    assert_int_equal(ts_database_distinct(d.database, d.arena, "tt", "postal", (ts_span){0}, &d.diags, &rows),
                     TS_FAULT);
    assert_string_equal(desk_messages(&d),
                        "table \"t\" has no column \"postol\" (did you mean \"postal\"?) [column]\n"
                        "unknown table \"tt\" (did you mean \"t\"?) [table]\n");
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_texts_and_nulls),
        cmocka_unit_test(division_by_nought_is_missing_and_so_is_overflow),
        cmocka_unit_test(seven_halves),
        cmocka_unit_test(median_and_weighted_mean),
        cmocka_unit_test(parameters_and_facts),
        cmocka_unit_test(a_slip_gets_a_hint),
        cmocka_unit_test(hostile_statements_are_refused),
        cmocka_unit_test(deep_and_long_queries_are_refused),
        cmocka_unit_test(a_with_is_counted),
        cmocka_unit_test(answers_are_kept_by_what_was_asked),
        cmocka_unit_test(what_finds_no_room_is_asked_again),
        cmocka_unit_test(closed_means_closed),
        cmocka_unit_test(choices_of_a_parameter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
