/* Tables in JSON and in SQLite files: the same columns as from CSV, and nothing of a hostile file runs. */
#include "desk.h"

#include <sqlite3.h>

static const char *json(desk *d, const char *text, ts_table_request request)
{
    request.name = "t";
    request.path = desk_file(d, "t.json", text);
    desk_load(d, request, NULL);
    return desk_messages(d);
}

/* ---- JSON */

static void objects_and_lists(void **state)
{
    (void)state;
    static const char *const dresses[] = {
        "[{\"name\": \"North\", \"value\": 1.5}, {\"value\": -2, \"name\": \"S\\u00e3o \\\"J\\\"\"}, {\"name\": null}]",
        "[[\"name\", \"value\"], [\"North\", 1.5], [\"S\xC3\xA3o \\\"J\\\"\", -2], [null, null]]",
        "[\n{\"name\":\"North\",\"value\":\"1.5\"},{\"name\":\"S\\u00E3o \\\"J\\\"\",\"value\":\"-2\"},{}]\n"};
    for (size_t i = 0; i < sizeof dresses / sizeof *dresses; i++) {
        desk d = desk_open();
        assert_string_equal(json(&d, dresses[i], (ts_table_request){0}), "");
        assert_string_equal(desk_query(&d, "select name, value from t"),
                            "'North'|1.5; 'S\xC3\xA3o \"J\"'|-2; -|-");
        desk_close(&d);
    }
}

static void values_of_json(void **state)
{
    (void)state;
    desk d = desk_open();
    assert_string_equal(json(&d,
                             "[{\"code\": \"0101\", \"yes\": true, \"big\": 1e3, \"id\": 12345678901234567, "
                             "\"face\": \"\\uD83D\\uDE00\\n\"}, {\"code\": \"2506\", \"yes\": false, \"late\": 7}]",
                             (ts_table_request){0}),
                        "");
    assert_string_equal(desk_query(&d, "select code, yes, big, id, face, late from t"),
                        "'0101'|1|1000|'12345678901234567'|'\xF0\x9F\x98\x80\n'|-; '2506'|0|-|-|-|7");
    desk_close(&d);
}

/* The loader itself looks at a place first, for the reason of a column of texts; the file is shown for the message all the same. */
static void a_mistake_behind_a_column_of_texts_shows_its_line(void **state)
{
    (void)state;
    desk d = desk_open();
    const ts_column_rule columns[] = {{"day", TS_COLUMN_DATE, {0}}};
    assert_string_equal(json(&d, "[{\"name\": \"North\", \"day\": \"2024-01-01\"},\n {\"name\": \"South\", \"day\": \"soon\"}]",
                             (ts_table_request){.columns = columns, .column_count = 1}),
                        "t.json:2:27: column \"day\": \"soon\" is no date (2024-03-15, 2024-03, 2024-Q1 or 2024) [table]\n");
    assert_int_equal(strncmp(d.diags.items[0].span.source->text, "[{\"name\"", 8), 0);
    desk_close(&d);
}

static void the_rows_may_be_a_member(void **state)
{
    (void)state;
    desk d = desk_open();
    static const char text[] = "{\"meta\": {\"a\": [1]}, \"rows\": [{\"a\": 1}, {\"a\": 2}], \"more\": [{\"b\": 9}]}";
    assert_string_equal(json(&d, text, (ts_table_request){.from = "rows"}), "");
    assert_string_equal(desk_query(&d, "select sum(a) from t"), "3");
    desk_close(&d);
}

static void mistakes_in_json(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } table[] = {
        {"[{\"a\": 1},\n {\"a\": [2]}]",
         "t.json:2:8: a cell is a text, a number, true, false or null, no list and no object [table]\n"},
        {"[[\"a\", \"b\"],\n [1, {}]]",
         "t.json:2:6: a cell is a text, a number, true, false or null, no list and no object [table]\n"},
        {"[[\"a\", \"b\"],\n [1]]", "t.json:2:3: too few cells: 1, the head has 2 [table]\n"},
        {"[[\"a\"],\n []]", "t.json:2:2: a row without cells [table]\n"},
        {"[{\"a\": 1},\n {\"a\": 1, \"a\": 2}]", "t.json:2:11: this key stands twice in its row [table]\n"},
        {"[{\"a\": 1},\n [1]]", "t.json:2:2: the first row is an object, this is none [table]\n"},
        {"[[\"a\"],\n 3]", "t.json:2:2: the first row is a list, this is none [table]\n"},
        {"[1, 2]", "t.json:1:2: a row is an object, or a list with the heads in the first [table]\n"},
        {"{\"rows\": []}",
         "t.json:1:1: a table is a list of rows; \"from\" names the member that holds it [table]\n"},
        {"\"x\"", "t.json:1:1: a table is a list of rows [table]\n"},
        {"PK\x03\x04\x14", "cannot read t.json: it is a workbook (XLSX, ODS) or another zip file: save the sheet that is wanted as CSV (UTF-8) [table]\n"},
        {"<!DOCTYPE html>", "cannot read t.json: it is a web page: a table is CSV, JSON or SQLite [table]\n"},
        {"[{\"a\": 01}]", "t.json:1:8: a number has no leading zeros [json]\n"},
        {"[{\"a\": 1},\n", "t.json:2:1: the text ends too early [json]\n"},
        {"[{\"a\": 1e999}]", "t.json:1:8: this number is too large [table]\n"},
        {"[{\"Port Name\": 1}]",
         "t.json:1:3: the head \"Port Name\" is no SQL name (small letters, digits, underscores): put it into "
         "\"rename\", or say \"heads\": \"as-names\" (did you mean \"port_name\"?) [table]\n"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        desk d = desk_open();
        assert_string_equal(json(&d, table[i].text, (ts_table_request){0}), table[i].message);
        desk_close(&d);
    }
}

static void a_member_that_is_not_there(void **state)
{
    (void)state;
    desk d = desk_open();
    assert_string_equal(json(&d, "{\"rows\": []}", (ts_table_request){.from = "row"}),
                        "t.json:1:1: there is no member \"row\" here [table]\n");
    desk_close(&d);
}

static void empty_lists(void **state)
{
    (void)state;
    desk d = desk_open();
    assert_non_null(strstr(json(&d, "[]", (ts_table_request){0}), "is empty: a table begins with its heads [table]"));
    desk_close(&d);
}

static void json_keeps_to_the_rules_of_columns(void **state)
{
    (void)state;
    desk d = desk_open();
    const ts_column_rule columns[] = {{"when", TS_COLUMN_DATE, {0}}, {"code", TS_COLUMN_TEXT, {0}}};
    const ts_ignore_rule ignore[] = {{TS_IGNORE_COLUMN, "when", "Total", {0}}};
    ts_table_request request = {
        .columns = columns, .column_count = 2, .ignore = ignore, .ignore_count = 1, .style = {.group = ','}};
    assert_string_equal(json(&d,
                             "[{\"when\": \"Jan 2024\", \"code\": 2506, \"v\": \"1,234\"}, {\"when\": \"Total\", \"v\": 5},"
                             "\n {\"when\": \"x\", \"v\": 1}]",
                             request),
                        "t.json:2:11: column \"when\": \"x\" is no date (2024-03-15, 2024-03, 2024-Q1 or 2024) [table]\n");
    assert_string_equal(desk_query(&d, "select \"when\", code, v from t"), "'2024-01'|'2506'|1234; -|-|1");
    desk_close(&d);
}

/* ---- SQLite */

static const char *make(desk *d, const char *name, const char *sql)
{
    char *path = ts_arena_print(d->arena, "%s/%s", d->folder, name);
    sqlite3 *handle;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    char *message = NULL;
    if (sqlite3_exec(handle, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s", message);
    sqlite3_close(handle);
    d->files[d->file_count++] = path;
    return path;
}

static const char *from_sqlite(desk *d, const char *sql, ts_table_request request)
{
    request.path = make(d, "t.sqlite", sql);
    request.name = request.name ? request.name : "t";
    desk_load(d, request, NULL);
    return desk_messages(d);
}

static void a_table_of_a_file(void **state)
{
    (void)state;
    desk d = desk_open();
    const ts_column_rule columns[] = {{"month", TS_COLUMN_DATE, {0}}};
    assert_string_equal(
        from_sqlite(&d,
                    "create table Ports (Name text, Code text, Trucks integer, share real, month text, id integer);"
                    "insert into Ports values ('Otay \xC3\xB1', '0101', 10, 0.5, 'Jan 2024', 1234567890123456789),"
                    "('Tecate', '2505', -4, null, '2024-02', 1)",
                    (ts_table_request){.from = "Ports", .heads_as_names = true, .columns = columns, .column_count = 1}),
        "");
    assert_string_equal(desk_query(&d, "select name, code, trucks, share, month, id from t"),
                        "'Otay \xC3\xB1'|'0101'|10|0.5|'2024-01'|'1234567890123456789'; "
                        "'Tecate'|'2505'|-4|-|'2024-02'|'1'");
    assert_int_equal(ts_database_table(d.database, "t")->kind, TS_TABLE_SQLITE);
    desk_close(&d);
}

static void utf16_files_and_odd_paths(void **state)
{
    (void)state;
    desk d = desk_open();
    const char *path = make(&d, "a?b#c%20.db", "pragma encoding = 'UTF-16'; create table t (a); insert into t values ('\xC3\xB1')");
    assert_int_equal(desk_load(&d, (ts_table_request){.name = "t", .path = path}, NULL), TS_OK);
    assert_string_equal(desk_query(&d, "select a from t"), "'\xC3\xB1'");
    desk_close(&d);
}

static void mistakes_in_sqlite_files(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *message;
    } table[] = {
        {"create table ports (a)", "it has no table \"port\" (did you mean \"ports\"?) [table]\n"},
        {"create table other (a)", "it has no table \"port\"; \"from\" names one [table]\n"},
        {"create table x (a); create view port as select a from x",
         "\"port\" is a view or a virtual table, and only tables are read [table]\n"},
        {"create virtual table port using fts5(a)",
         "\"port\" is a view or a virtual table, and only tables are read [table]\n"},
        {"create table port (a); insert into port values (1), (x'00')",
         "table \"port\", row 2: column \"a\" holds a blob [table]\n"},
        {"create table port (a); insert into port values (9e999)",
         "table \"port\", row 1: column \"a\" holds a number that is not finite [table]\n"},
        {"create table port (a); insert into port values (cast(x'ff41' as text))",
         "table \"port\", row 1: column \"a\" holds bytes that are no text [table]\n"},
        {"create table port (a); insert into port values (cast(x'410042' as text))",
         "table \"port\", row 1: column \"a\" holds bytes that are no text [table]\n"},
        {"create table port (\"A b\")", "the head \"A b\" is no SQL name"},
        {"create table port (a, b as (upper(a))); insert into port values ('x')",
         "\"port\" has columns that it computes, and only stored ones are read [table]\n"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        desk d = desk_open();
        const char *messages = from_sqlite(&d, table[i].sql, (ts_table_request){.name = "port"});
        if (!strstr(messages, table[i].message))
            fail_msg("%s: %s", table[i].sql, messages);
        desk_close(&d);
    }
}

/* Every byte of a small file turned, one after another: a clear error or rows, never a crash. */
static void damaged_files(void **state)
{
    (void)state;
    desk d = desk_open();
    const char *path = make(&d, "t.db",
                            "pragma page_size = 512; create table t (a, b); "
                            "with recursive n(i) as (select 1 union all select i + 1 from n where i < 200)"
                            "insert into t select i, 'text ' || i from n");
    static char bytes[1 << 16];
    FILE *file = fopen(path, "rb");
    size_t length = fread(bytes, 1, sizeof bytes, file), refused = 0;
    fclose(file);
    for (size_t i = 0; i < length; i += 7) {
        char was = bytes[i];
        bytes[i] = (char)(was ^ 0x55);
        file = fopen(path, "wb");
        assert_int_equal(fwrite(bytes, 1, length, file), length);
        fclose(file);
        bytes[i] = was;
        desk inner = desk_open();
        ts_status status = desk_load(&inner, (ts_table_request){.name = "t", .path = path}, NULL);
        assert_true(status != TS_MACHINE);
        assert_true(status == TS_OK || inner.diags.errors > 0);
        refused += status != TS_OK;
        desk_close(&inner);
    }
    assert_true(refused > 10);
    desk_close(&d);
}

static void files_that_are_no_database(void **state)
{
    (void)state;
    desk d = desk_open();
    const char *path = desk_file(&d, "t.db", "a,b\n1,2\n");
    desk_load(&d, (ts_table_request){.name = "t", .path = path}, NULL);
    desk_load(&d, (ts_table_request){.name = "u", .path = "/nowhere/x.sqlite"}, NULL);
    const char *messages = desk_messages(&d);
    assert_non_null(strstr(messages, "t.db: it is no SQLite file [table]"));
    assert_non_null(strstr(messages, "cannot read /nowhere/x.sqlite: there is no folder /nowhere [table]"));
    desk_close(&d);
}

static void a_file_that_is_still_written(void **state)
{
    (void)state;
    desk d = desk_open();
    const char *path = make(&d, "t.db", "create table t (a)");
    desk_file(&d, "t.db-wal", "changes");
    desk_load(&d, (ts_table_request){.name = "t", .path = path}, NULL);
    assert_non_null(strstr(desk_messages(&d), "a program has not finished writing it (there is a -wal or -journal "
                                              "file beside it) [table]"));
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_and_lists),
        cmocka_unit_test(values_of_json),
        cmocka_unit_test(a_mistake_behind_a_column_of_texts_shows_its_line),
        cmocka_unit_test(the_rows_may_be_a_member),
        cmocka_unit_test(mistakes_in_json),
        cmocka_unit_test(a_member_that_is_not_there),
        cmocka_unit_test(empty_lists),
        cmocka_unit_test(json_keeps_to_the_rules_of_columns),
        cmocka_unit_test(a_table_of_a_file),
        cmocka_unit_test(utf16_files_and_odd_paths),
        cmocka_unit_test(mistakes_in_sqlite_files),
        cmocka_unit_test(damaged_files),
        cmocka_unit_test(files_that_are_no_database),
        cmocka_unit_test(a_file_that_is_still_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
