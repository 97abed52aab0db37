/* Tables from CSV: what is read, what a column is, and where a mistake stands. */
#include "desk.h"

static const char *loaded(desk *d, const char *text)
{
    const char *path = desk_file(d, "t.csv", text);
    desk_load(d, (ts_table_request){.name = "t", .path = path}, NULL);
    return desk_messages(d);
}

static void the_same_rows_in_every_dress(void **state)
{
    (void)state;
    static const char *const dresses[] = {
        "name,value\nNorth,1\nSouth,2\n",             /* LF */
        "name,value\r\nNorth,1\r\nSouth,2\r\n",       /* CRLF */
        "\xEF\xBB\xBFname,value\nNorth,1\nSouth,2\n", /* byte order mark */
        "name,value\nNorth,1\nSouth,2",               /* no end of the last line */
        "\"name\",\"value\"\n\"North\",\"1\"\n\"South\",2\n",
        "name,value\n\nNorth,1\r\n\r\nSouth,2\n\n"}; /* lines without anything */
    for (size_t i = 0; i < sizeof dresses / sizeof *dresses; i++) {
        desk d = desk_open();
        assert_string_equal(loaded(&d, dresses[i]), "");
        assert_string_equal(desk_query(&d, "select name, value from t order by value"),
                            "'North'|1; 'South'|2");
        desk_close(&d);
    }
}

static void quotes_hold_commas_newlines_and_quotes(void **state)
{
    (void)state;
    desk d = desk_open();
    assert_string_equal(loaded(&d, "name,value\n\"Smith, \"\"Jo\"\"\n& sons\",1\n\"\",2\n"), "");
    assert_string_equal(desk_query(&d, "select name, value from t order by value"),
                        "'Smith, \"Jo\"\n& sons'|1; -|2");
    desk_close(&d);
}

static void other_separators(void **state)
{
    (void)state;
    desk d = desk_open();
    const char *tabs = desk_file(&d, "tabs.csv", "a\tb\n1,5\t\"x\ty\"\n");
    assert_int_equal(desk_load(&d, (ts_table_request){.name = "tabs", .path = tabs, .separator = '\t'}, NULL),
                     TS_OK);
    assert_string_equal(desk_query(&d, "select a, b from tabs"), "'1,5'|'x\ty'");
    const char *semi = desk_file(&d, "semi.csv", "a;b\n1.5;2\n");
    assert_int_equal(desk_load(&d, (ts_table_request){.name = "semi", .path = semi, .separator = ';'}, NULL),
                     TS_OK);
    assert_string_equal(desk_query(&d, "select a, b from semi"), "1.5|2");
    desk_close(&d);
}

static void a_column_is_a_number_when_all_its_cells_are_plain(void **state)
{
    (void)state;
    static const struct {
        const char *cells, *type;
    } table[] = {{"1\n2\n", "'real'"},
                 {"-1\n0\n0.5\n", "'real'"},
                 {"1\n\n", "'real'"},
                 {"0101\n2506\n", "'text'"},
                 {"1\nn/a\n", "'text'"},
                 {"1e3\n", "'text'"},
                 {"+1\n", "'text'"},
                 {".5\n", "'text'"},
                 {"1.\n", "'text'"},
                 {" 1\n", "'text'"},
                 {"00\n", "'text'"},
                 {"-\n", "'text'"},
                 {"1234567890123456\n", "'text'"} /* a double would lose it: a code */};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        desk d = desk_open();
        const char *text = ts_arena_print(d.arena, "v\n%s", table[i].cells);
        loaded(&d, text);
        assert_int_equal(d.diags.errors, 0);
        assert_string_equal(desk_query(&d, "select max(typeof(v)) from t where v is not null"),
                            table[i].type);
        desk_close(&d);
    }
}

static void numbers_are_read_exactly(void **state)
{
    (void)state;
    desk d = desk_open();
    assert_string_equal(loaded(&d, "v\n1601091093713\n-0.1\n32.54253\n999999999999999\n"), "");
    ts_rows *rows;
    assert_int_equal(
        ts_database_query(d.database, &(ts_query){.arena = d.arena, .sql = "select v from t"}, &d.diags, &rows),
        TS_OK);
    assert_true(rows->cells[0].number == 1601091093713.0);
    assert_true(rows->cells[1].number == -0.1);
    assert_true(rows->cells[2].number == 32.54253);
    assert_true(rows->cells[3].number == 999999999999999.0);
    desk_close(&d);
}

static void declared_types_empty_words_and_renames(void **state)
{
    (void)state;
    desk d = desk_open();
    const char *path = desk_file(&d, "t.csv", "Port Code,Date,Value\n2506,2024-01-31,n.a.\n2507,2024-Q1,7\n");
    const ts_column_rule columns[] = {
        {"port_code", TS_COLUMN_TEXT, {0}}, {"date", TS_COLUMN_DATE, {0}}, {"value", TS_COLUMN_INTEGER, {0}}};
    const ts_rename_rule renames[] = {
        {"Port Code", "port_code", {0}}, {"Date", "date", {0}}, {"Value", "value", {0}}};
    const char *const empty[] = {"n.a."};
    const ts_table *table;
    assert_int_equal(desk_load(&d,
                               (ts_table_request){.name = "t",
                                                  .path = path,
                                                  .columns = columns,
                                                  .column_count = 3,
                                                  .renames = renames,
                                                  .rename_count = 3,
                                                  .empty = empty,
                                                  .empty_count = 1},
                               &table),
                     TS_OK);
    assert_int_equal(table->row_count, 2);
    assert_string_equal(desk_query(&d, "select port_code, date, value, typeof(value) from t"),
                        "'2506'|'2024-01-31'|-|'null'; '2507'|'2024-Q1'|7|'integer'");
    desk_close(&d);
}

static void mistakes_have_their_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } table[] = {
        {"a,b\n1,\"two\n3,4\n", "t.csv:2:3: this quote is never closed [table]\n"},
        {"a,b\n1,\"two\"x\n3,4\n", "t.csv:2:8: text after a closing quote [table]\n"},
        {"a,b\n1,tw\"o\n3,4\n", "t.csv:2:5: a quote inside a cell that does not begin with one [table]\n"},
        {"a,b\n1,2\n3\n", "t.csv:3:1: too few cells: 1, the head has 2 [table]\n"},
        {"a,b\n1,2,3\n4,5\n", "t.csv:2:5: too many cells: 3, the head has 2 [table]\n"},
        {"a,b\n\"x\ny\",1\n1,2,3\n", "t.csv:4:5: too many cells: 3, the head has 2 [table]\n"},
        {"a,b\n1,\xFF\n", "t.csv:2:3: this cell is not UTF-8 (a file in another one names its \"encoding\") [table]\n"},
        {"a,b\n1,2\rx\n", "t.csv:2:4: a carriage return that ends no line [table]\n"},
        {"a,a\n1,2\n", "t.csv:1:3: two columns are called \"a\" [table]\n"},
        {"a,Total Value (USD)\n1,2\n", "t.csv:1:3: the head \"Total Value (USD)\" is no SQL name (small "
                                       "letters, digits, underscores): put it into \"rename\", or say \"heads\": \"as-names\" "
                                       "(did you mean \"total_value_usd\"?) [table]\n"},
        {"a,2024\n1,2\n", "t.csv:1:3: the head \"2024\" is no SQL name (small letters, digits, underscores): "
                          "put it into \"rename\", or say \"heads\": \"as-names\" "
                          "(did you mean \"c_2024\"?) [table]\n"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        desk d = desk_open();
        assert_string_equal(loaded(&d, table[i].text), table[i].message);
        desk_close(&d);
    }
}

static void the_message_shows_the_line(void **state)
{
    (void)state;
    desk d = desk_open();
    loaded(&d, "a,b\n1,2\nSão Paulo,\"x\" y\n");
    assert_int_equal(d.diags.count, 1);
    size_t length;
    const ts_span *span = &d.diags.items[0].span;
    const char *line = ts_source_line(span->source, span->begin, &length);
    assert_int_equal(length, strlen("São Paulo,\"x\" y"));
    assert_memory_equal(line, "São Paulo,\"x\" y", length);
    assert_int_equal(ts_source_place(span->source, span->begin).line, 3);
    assert_int_equal(ts_source_place(span->source, span->begin).column, 14);
    desk_close(&d);
}

static void several_mistakes_in_one_run_and_the_rest_is_loaded(void **state)
{
    (void)state;
    desk d = desk_open();
    const char *path = desk_file(&d, "t.csv", "k,v\na,1\nb,x\na,2\n,3\nc,4,5\nd,6\n");
    const ts_column_rule columns[] = {{"v", TS_COLUMN_NUMBER, {0}}};
    const char *const key[] = {"k"};
    ts_table_request request = {
        .name = "t", .path = path, .columns = columns, .column_count = 1, .unique = key, .unique_count = 1};
    assert_int_equal(desk_load(&d, request, NULL), TS_FAULT);
    assert_string_equal(desk_messages(&d),
                        "t.csv:6:5: too many cells: 3, the head has 2 [table]\n"
                        "t.csv:3:3: column \"v\": \"x\" is no plain number [table]\n"
                        "t.csv:4:1: a second row of the same key: k \"a\" [table]\n"
                        "t.csv:5:1: column \"k\": \"\" is no value, and names the row [table]\n");
    assert_string_equal(desk_query(&d, "select v from t where k = 'd'"), "6");
    desk_close(&d);
}

static void a_key_of_several_columns(void **state)
{
    (void)state;
    desk d = desk_open();
    const char *path =
        desk_file(&d, "t.csv", "partner,year,v\nMexico,2023,1\nMexico,2024,2\nMexico,2024,3\n");
    const char *const key[] = {"partner", "year"};
    assert_int_equal(
        desk_load(&d, (ts_table_request){.name = "t", .path = path, .unique = key, .unique_count = 2}, NULL),
        TS_FAULT);
    assert_string_equal(
        desk_messages(&d),
        "t.csv:4:1: a second row of the same key: partner \"Mexico\", year \"2024\" [table]\n");
    desk_close(&d);
}

/* A large table is stored by its key; what is told and what is in it are the same. */
static void a_large_table_with_a_key(void **state)
{
    (void)state;
    desk d = desk_open();
    char *text = ts_arena_text(d.arena, "port,year,value\n");
    for (int i = 0; i < 600; i++)
        text = ts_arena_print(d.arena, "%sP%d,%d,%d\n", text, i % 20, 2000 + i / 20, i);
    text = ts_arena_print(d.arena, "%sP3,2001,7\n,2001,8\n", text);
    const char *const key[] = {"year", "port"};
    ts_table_request request = {.name = "large", .path = desk_file(&d, "large.csv", text), .unique = key, .unique_count = 2};
    const ts_table *table;
    assert_int_equal(desk_load(&d, request, &table), TS_FAULT);
    assert_string_equal(desk_messages(&d),
                        "large.csv:602:1: a second row of the same key: port \"P3\", year \"2001\" [table]\n"
                        "large.csv:603:1: column \"port\": \"\" is no value, and names the row [table]\n");
    assert_int_equal(table->row_count, 600);
    assert_string_equal(desk_query(&d, "select count(*), sum(value) from large"), "600|179700");
    assert_string_equal(desk_query(&d, "select value from large where year = 2001 and port = 'P3'"), "23");
    desk_close(&d);
}

static void rules_about_columns_that_are_not_there(void **state)
{
    (void)state;
    desk d = desk_open();
    const char *path = desk_file(&d, "t.csv", "partner,year\nMexico,2024\n");
    const ts_column_rule columns[] = {{"yaer", TS_COLUMN_NUMBER, {0}}};
    const ts_rename_rule renames[] = {{"Partner", "p", {0}}};
    const char *const key[] = {"partners"};
    desk_load(&d,
              (ts_table_request){.name = "t",
                                 .path = path,
                                 .columns = columns,
                                 .column_count = 1,
                                 .renames = renames,
                                 .rename_count = 1,
                                 .unique = key,
                                 .unique_count = 1},
              NULL);
    assert_string_equal(desk_messages(&d),
                        "the file has no head \"Partner\" (did you mean \"partner\"?) [column]\n"
                        "table \"t\" has no column \"yaer\" (did you mean \"year\"?) [column]\n"
                        "table \"t\" has no column \"partners\" (did you mean \"partner\"?) [column]\n");
    desk_close(&d);
}

static void only_twenty_mistakes_of_a_file_are_told(void **state)
{
    (void)state;
    desk d = desk_open();
    char text[400] = "a,b\n";
    for (int i = 0; i < 60; i++)
        strcat(text, "1\n");
    loaded(&d, text);
    assert_int_equal(d.diags.errors, 21);
    assert_non_null(strstr(desk_messages(&d), "table \"t\" has 20 mistakes; the rest is not told"));
    desk_close(&d);
}

static void cells_and_columns_are_bounded(void **state)
{
    (void)state;
    desk d = desk_open();
    size_t length = (1 << 20) + 16;
    char *text = malloc(length);
    assert_non_null(text);
    memset(text, 'x', length);
    memcpy(text, "a\n", 2);
    const char *path = desk_file_bytes(&d, "long.csv", text, length);
    desk_load(&d, (ts_table_request){.name = "long", .path = path}, NULL);
    assert_string_equal(desk_messages(&d),
                        "long.csv:2:1: a cell of more than 1 MiB (is a quote not closed?) [table]\n");
    memset(text, ',', 600);
    path = desk_file_bytes(&d, "wide.csv", text, 600);
    desk_load(&d, (ts_table_request){.name = "wide", .path = path}, NULL);
    assert_non_null(strstr(desk_messages(&d), "wide.csv:1:501: more than 500 columns [table]"));
    free(text);
    desk_close(&d);
}

/* The reader works in chunks of 64 KiB; no place of a line end may matter. */
static void chunks_leave_no_seam(void **state)
{
    (void)state;
    for (size_t shift = 0; shift < 4; shift++) {
        desk d = desk_open();
        size_t length = 65536 + 64, used = 0;
        char *text = malloc(length);
        assert_non_null(text);
        used += (size_t)sprintf(text, "a,b\r\n\"");
        memset(text + used, 'x', 65536 - used - 4 + shift);
        used = 65536 - 4 + shift;
        used += (size_t)sprintf(text + used, "\"\"\",1\r\n\r\ny,2\r\n");
        const char *path = desk_file_bytes(&d, "t.csv", text, used);
        assert_int_equal(desk_load(&d, (ts_table_request){.name = "t", .path = path}, NULL), TS_OK);
        assert_string_equal(desk_query(&d, "select substr(a, -1), b from t order by b"), "'\"'|1; 'y'|2");
        free(text);
        desk_close(&d);
    }
}

static void files_that_are_none(void **state)
{
    (void)state;
    desk d = desk_open();
    assert_int_equal(desk_load(&d, (ts_table_request){.name = "t", .path = "/nowhere/t.csv"}, NULL),
                     TS_FAULT);
    assert_int_equal(desk_load(&d, (ts_table_request){.name = "u", .path = d.folder}, NULL), TS_FAULT);
    const char *nul = desk_file_bytes(&d, "nul.csv", "a\n1\0002\n", 6);
    desk_load(&d, (ts_table_request){.name = "v", .path = nul}, NULL);
    const char *messages = desk_messages(&d);
    assert_non_null(strstr(messages, "cannot read /nowhere/t.csv: there is no folder /nowhere [table]"));
    assert_non_null(strstr(messages, "it is a folder [table]"));
    assert_non_null(strstr(messages, "nul.csv:2:2: a NUL byte: this is no text [table]"));
    desk_close(&d);
}

static void files_of_another_kind_are_called_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
        const char *message;
    } files[] = {
        {"PK\x03\x04\x14\0\0\0xl/workbook.xml", 23,
         "it is a workbook (XLSX, ODS) or another zip file: save the sheet that is wanted as CSV (UTF-8) [table]\n"},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", 10, "it is an old workbook (XLS): save the sheet that is wanted as CSV (UTF-8) [table]\n"},
        {"SQLite format 3\0\x10\0", 18, "it is an SQLite database: the name of a database ends in .sqlite, .sqlite3 or .db [table]\n"},
        {"[{\"a\": 1}]", 10, "it is JSON: the name of a JSON file ends in .json [table]\n"},
        {"<!doctype html><title>Sign in</title>", 37, "it is a web page: a table is CSV, JSON or SQLite [table]\n"}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        desk d = desk_open();
        const char *path = desk_file_bytes(&d, "t.csv", files[i].bytes, files[i].length);
        assert_int_equal(desk_load(&d, (ts_table_request){.name = "t", .path = path}, NULL), TS_FAULT);
        assert_string_equal(desk_messages(&d), ts_arena_print(d.arena, "cannot read t.csv: %s", files[i].message));
        desk_close(&d);
    }
}

static void empty_tables(void **state)
{
    (void)state;
    desk d = desk_open();
    const char *path = desk_file(&d, "none.csv", "");
    assert_int_equal(desk_load(&d, (ts_table_request){.name = "none", .path = path}, NULL), TS_FAULT);
    assert_non_null(strstr(desk_messages(&d), "is empty: a table begins with its heads [table]"));
    desk_table(&d, "heads", "a,b\n");
    assert_string_equal(desk_query(&d, "select count(*), sum(a) from heads"), "0|-");
    desk_close(&d);
}

static void names_that_are_taken(void **state)
{
    (void)state;
    desk d = desk_open();
    desk_table(&d, "ports", "a\n1\n");
    const char *path = desk_file(&d, "x.csv", "a\n1\n");
    assert_int_equal(desk_load(&d, (ts_table_request){.name = "ports", .path = path}, NULL), TS_FAULT);
    assert_int_equal(desk_load(&d, (ts_table_request){.name = "fact", .path = path}, NULL), TS_FAULT);
    assert_int_equal(desk_load(&d, (ts_table_request){.name = "a\"b", .path = path}, NULL), TS_FAULT);
    assert_string_equal(desk_messages(&d),
                        "the name \"ports\" is taken [table]\nthe name \"fact\" is taken [table]\n"
                        "\"a\"b\" is no SQL name [table]\n");
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_rows_in_every_dress),
        cmocka_unit_test(quotes_hold_commas_newlines_and_quotes),
        cmocka_unit_test(other_separators),
        cmocka_unit_test(a_column_is_a_number_when_all_its_cells_are_plain),
        cmocka_unit_test(numbers_are_read_exactly),
        cmocka_unit_test(declared_types_empty_words_and_renames),
        cmocka_unit_test(mistakes_have_their_place),
        cmocka_unit_test(the_message_shows_the_line),
        cmocka_unit_test(several_mistakes_in_one_run_and_the_rest_is_loaded),
        cmocka_unit_test(a_key_of_several_columns),
        cmocka_unit_test(a_large_table_with_a_key),
        cmocka_unit_test(rules_about_columns_that_are_not_there),
        cmocka_unit_test(only_twenty_mistakes_of_a_file_are_told),
        cmocka_unit_test(cells_and_columns_are_bounded),
        cmocka_unit_test(chunks_leave_no_seam),
        cmocka_unit_test(files_that_are_none),
        cmocka_unit_test(files_of_another_kind_are_called_by_name),
        cmocka_unit_test(empty_tables),
        cmocka_unit_test(names_that_are_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
