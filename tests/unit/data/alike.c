/* Rows that are alike in every column: which are told of, and which are none. */
#include "desk.h"

#include "data/store.h"

#include <sqlite3.h>

static const char *told(desk *d, const char *name, const char *text, ts_table_request request)
{
    request.name = "t";
    request.path = desk_file(d, name, text);
    assert_int_equal(desk_load(d, request, NULL), TS_OK);
    return desk_messages(d);
}

#define HINT " (is each a row of its own? Say \"allow\": {\"twice\": \"why\"}) [twice]\n"

static void one_warning_names_two_lines_and_counts_the_others(void **state)
{
    (void)state;
    static const struct {
        const char *rows, *message;
    } table[] = {
        {"2024,Aria,60\n2024,Boria,61\n2024,Aria,60\n", "t.csv:4:1: table \"t\": line 4 is line 2 again in every column, and counts once more" HINT},
        {"2024,Aria,60\n\n\"2024\",\"Aria\",60\n2024,Aria,60\n",
         "t.csv:4:1: table \"t\": line 4 is line 2 again in every column, and counts once more, as does 1 other row" HINT},
        {"1,\"two\nlines\",3\n5,6,7\n1,\"two\nlines\",3\n5,6,7\n5,6,7\n",
         "t.csv:5:1: table \"t\": line 5 is line 2 again in every column, and counts once more, as do 2 other rows" HINT}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        desk d = desk_open();
        const char *text = ts_arena_print(d.arena, "year,partner,value\n%s", table[i].rows);
        assert_string_equal(told(&d, "t.csv", text, (ts_table_request){0}), table[i].message);
        assert_int_equal(d.diags.warnings, 1);
        desk_close(&d);
    }
}

static void rows_that_differ_in_a_byte_are_two(void **state)
{
    (void)state;
    static const char *const tables[] = {
        "a,b\nab,c\na,bc\n",      /* cells that run into each other */
        "a,b\n,x\nx,\n",          /* one that is empty */
        "a,b\n1,2\n2,1\n",        /* the same in another order */
        "a,b\n1,2.0\n1,2\n",      /* one number, but as it is written */
        "a,b\nx,y\nx ,y\n",       "a,b\n12345678,1\n123456781,\n",
        "a,b\n,\n,\n\"\",\n"};    /* empty rows add up to nothing */
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        desk d = desk_open();
        assert_string_equal(told(&d, "t.csv", tables[i], (ts_table_request){0}), "");
        desk_close(&d);
    }
}

static void among_many_rows_the_one_is_found(void **state)
{
    (void)state;
    enum { ROWS = 40000 };
    desk d = desk_open();
    char *text = malloc(ROWS * 32), *at = text;
    assert_non_null(text);
    at += sprintf(at, "code,value\n");
    for (int i = 0; i < ROWS; i++)
        at += sprintf(at, "%06d,%d\n", i == ROWS - 1 ? 777 : i, i == ROWS - 1 ? 777 * 3 : i * 3);
    assert_string_equal(told(&d, "t.csv", text, (ts_table_request){0}),
                        "t.csv:40001:1: table \"t\": line 40001 is line 779 again in every column, and counts once more" HINT);
    free(text);
    desk_close(&d);
}

static void rows_that_are_left_out_are_none(void **state)
{
    (void)state;
    desk d = desk_open();
    const ts_ignore_rule ignore[] = {{TS_IGNORE_FIRST_CELL, NULL, "Total", {0}}};
    assert_string_equal(told(&d, "t.csv", "a,b\n1,2\nTotal,3\nTotal,3\n", (ts_table_request){.ignore = ignore, .ignore_count = 1}), "");
    desk_close(&d);
}

static void a_key_refuses_them_before(void **state)
{
    (void)state;
    desk d = desk_open();
    static const char *const key[] = {"a"};
    const char *path = desk_file(&d, "t.csv", "a,b\n1,2\n1,2\n");
    assert_int_equal(desk_load(&d, (ts_table_request){.name = "t", .path = path, .unique = key, .unique_count = 1}, NULL), TS_FAULT);
    assert_string_equal(desk_messages(&d), "t.csv:3:1: a second row of the same key: a \"1\" [table]\n");
    desk_close(&d);
}

static void json_counts_rows(void **state)
{
    (void)state;
    desk d = desk_open();
    assert_string_equal(told(&d, "t.json", "[{\"a\": 1, \"b\": \"x\"}, {\"a\": 2, \"b\": \"x\"},\n {\"b\": \"x\", \"a\": 1}]", (ts_table_request){0}),
                        "t.json:2:18: table \"t\": row 3 is row 1 again in every column, and counts once more" HINT);
    desk_close(&d);
}

static void a_database_has_rows(void **state)
{
    (void)state;
    desk d = desk_open();
    sqlite3 *handle;
    char *path = ts_arena_print(d.arena, "%s/t.sqlite", d.folder);
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, "create table t (a, b); insert into t values (1, 'x'), (2, 'y'), (2, 'y')", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(handle);
    d.files[d.file_count++] = path;
    assert_int_equal(desk_load(&d, (ts_table_request){.name = "t", .path = path}, NULL), TS_OK);
    assert_string_equal(desk_messages(&d), "table \"t\": row 3 is row 2 again in every column, and counts once more" HINT);
    desk_close(&d);
}

static void they_may_be_allowed(void **state)
{
    (void)state;
    desk d = desk_open();
    assert_string_equal(told(&d, "t.csv", "a\n1\n1\n", (ts_table_request){.alike = true}), "");
    desk_close(&d);
    desk idle = desk_open();
    assert_string_equal(told(&idle, "t.csv", "a\n1\n2\n", (ts_table_request){.alike = true}), "\"twice\" is allowed, and nothing breaks it [allow]\n");
    desk_close(&idle);
}

static void cells_that_are_declared_empty_are_empty(void **state)
{
    (void)state;
    static const char *const dash[] = {"-"};
    const ts_table_request request = {.empty = dash, .empty_count = 1};
    desk d = desk_open();
    assert_string_equal(told(&d, "t.csv", "a,b\n-,-\n1,2\n-,-\n,-\n,-\n", request), "");
    desk_close(&d);
    desk half = desk_open();
    assert_string_equal(told(&half, "t.csv", "a,b\n1,-\n1,-\n", request),
                        "t.csv:3:1: table \"t\": line 3 is line 2 again in every column, and counts once more" HINT);
    desk_close(&half);
}

#define THRICE "a,b\n1,2\n3,4\n5,6\n3,4\n7,8\n5,6\n3,4\n"

/* All rows have one hash, in the first look or in both. */
static void rows_of_one_hash_are_held_against_each_other(void **state)
{
    (void)state;
    static const struct {
        uint64_t bits[TS_ALIKE_LOOKS];
        const char *text, *message;
    } table[] = {
        {{0, UINT64_MAX}, "a,b\n1,2\n3,4\n5,6\n", ""},
        {{0, UINT64_MAX}, THRICE,
         "t.csv:5:1: table \"t\": line 5 is line 3 again in every column, and counts once more, as do 2 other rows" HINT},
        {{0, 0}, THRICE, ""},
        {{UINT64_MAX, 0}, THRICE,
         "t.csv:5:1: table \"t\": line 5 is line 3 again in every column, and counts once more, as do 2 other rows" HINT}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        desk d = desk_open();
        memcpy(d.database->alike_reach.bits, table[i].bits, sizeof table[i].bits);
        assert_string_equal(told(&d, "t.csv", table[i].text, (ts_table_request){0}), table[i].message);
        desk_close(&d);
    }
}

/* The first two are made so that their quick hashes are one. */
static void crafted_rows_hide_no_others(void **state)
{
    (void)state;
    desk d = desk_open();
    assert_string_equal(told(&d, "t.csv", "a,b\neRubRyYW,0a0a0a0a\n0e841T8k,tL[QeEwN\nx,y\np,q\nx,y\n", (ts_table_request){0}),
                        "t.csv:6:1: table \"t\": line 6 is line 4 again in every column, and counts once more" HINT);
    desk_close(&d);
}

/* One slot is looked at: two rows of one slot are too many. */
static void crowded_rows_are_looked_for_no_more(void **state)
{
    (void)state;
    enum { ROWS = 600 }; /* in 1,024 slots, then in 2,048 */
    desk d = desk_open();
    char text[ROWS * 8], *at = text + sprintf(text, "a\n");
    for (int i = 0; i < ROWS; i++)
        at += sprintf(at, "%d\n", i);
    sprintf(at, "%d\n", ROWS - 1);
    d.database->alike_reach.probes = 1;
    assert_string_equal(told(&d, "t.csv", text, (ts_table_request){0}), "");
    desk_close(&d);
    desk allowed = desk_open();
    allowed.database->alike_reach.probes = 1;
    assert_string_equal(told(&allowed, "t.csv", text, (ts_table_request){.alike = true}), "");
    desk_close(&allowed);
}

static void what_lies_behind_the_known_rows_is_not_denied(void **state)
{
    (void)state;
    static const struct {
        size_t rows;
        const char *text;
        bool alike;
        const char *message;
    } table[] = {
        {2, "a\n1\n2\n3\n3\n", true, ""},
        {3, "a\n1\n2\n3\n", true, "\"twice\" is allowed, and nothing breaks it [allow]\n"},
        {2, "a\n1\n2\n3\n3\n", false, ""},
        {2, "a\n1\n2\n3\n1\n2\n", false,
         "t.csv:5:1: table \"t\": line 5 is line 2 again in every column, and counts once more, as does at least 1 other row" HINT}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        desk d = desk_open();
        d.database->alike_reach.rows = table[i].rows;
        assert_string_equal(told(&d, "t.csv", table[i].text, (ts_table_request){.alike = table[i].alike}), table[i].message);
        desk_close(&d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_warning_names_two_lines_and_counts_the_others),
        cmocka_unit_test(rows_that_differ_in_a_byte_are_two),
        cmocka_unit_test(among_many_rows_the_one_is_found),
        cmocka_unit_test(rows_that_are_left_out_are_none),
        cmocka_unit_test(a_key_refuses_them_before),
        cmocka_unit_test(json_counts_rows),
        cmocka_unit_test(a_database_has_rows),
        cmocka_unit_test(they_may_be_allowed),
        cmocka_unit_test(cells_that_are_declared_empty_are_empty),
        cmocka_unit_test(rows_of_one_hash_are_held_against_each_other),
        cmocka_unit_test(crafted_rows_hide_no_others),
        cmocka_unit_test(crowded_rows_are_looked_for_no_more),
        cmocka_unit_test(what_lies_behind_the_known_rows_is_not_denied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
