/* Tables as offices export them: encodings, heads, lines that are no data; and what is kept of them. */
#include "desk.h"

#include "data/records.h"

/* ---- encodings */

static void accents_in_every_encoding(void **state)
{
    (void)state;
    static const struct {
        ts_encoding encoding;
        const char *bytes;
        size_t length;
    } files[] = {
        {TS_ENCODING_UTF8, "a\xC3\xB1o;\xE2\x82\xAC\n\xC3\xA9;1\n", 14},
        {TS_ENCODING_WINDOWS_1252, "a\xF1o;\x80\n\xE9;1\n", 10},
        {TS_ENCODING_UTF16, "\xFF\xFE" "a\0\xF1\0o\0;\0\xAC\x20\n\0\xE9\0;\0001\0\n\0", 22},
        {TS_ENCODING_UTF16, "\xFE\xFF" "\0a\0\xF1\0o\0;\x20\xAC\0\n\0\xE9\0;\0001\0\n", 22}};
    const ts_rename_rule renames[] = {{"a\xC3\xB1o", "year", {0}}, {"\xE2\x82\xAC", "euros", {0}}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        desk d = desk_open();
        const char *path = desk_file_bytes(&d, "t.csv", files[i].bytes, files[i].length);
        ts_table_request request = {.name = "t", .path = path, .separator = ';', .encoding = files[i].encoding,
                                    .renames = renames, .rename_count = 2};
        desk_load(&d, request, NULL);
        assert_string_equal(desk_messages(&d), "");
        assert_string_equal(desk_query(&d, "select year, euros from t"), "'\xC3\xA9'|1");
        desk_close(&d);
    }
}

static void beyond_the_basic_plane(void **state)
{
    (void)state;
    desk d = desk_open();
    static const char bytes[] = "\xFF\xFE" "a\0\n\0\x3D\xD8\x00\xDE\n\0"; /* U+1F600 */
    const char *path = desk_file_bytes(&d, "t.csv", bytes, sizeof bytes - 1);
    desk_load(&d, (ts_table_request){.name = "t", .path = path, .encoding = TS_ENCODING_UTF16}, NULL);
    assert_string_equal(desk_query(&d, "select a from t"), "'\xF0\x9F\x98\x80'");
    desk_close(&d);
}

static void bytes_that_are_no_characters(void **state)
{
    (void)state;
    static const struct {
        ts_encoding encoding;
        const char *bytes;
        size_t length;
        const char *message;
    } files[] = {
        {TS_ENCODING_WINDOWS_1252, "a,b\n\xE9\xE9,1\nx,\xE9\x81\n", 14,
         "t.csv:3:3: this cell holds a byte that windows-1252 does not know [table]\n"},
        {TS_ENCODING_ISO_8859_1, "a,b\nx,\x93q\x94\n", 10,
         "t.csv:2:3: this cell holds a byte that ISO 8859-1 does not know (is it windows-1252?) [table]\n"},
        {TS_ENCODING_UTF16, "\xFF\xFE" "a\0\n\0\xE9\0\n\0\x3D\xD8\n\0", 14,
         "t.csv:3:1: this cell holds half a character of UTF-16 [table]\n"},
        {TS_ENCODING_UTF8, "\xFF\xFE" "a\0\n\0", 6,
         "t.csv:1:1: this file is UTF-16: say so, \"encoding\": \"utf-16\" [table]\n"},
        {TS_ENCODING_UTF16, "a\n1\n", 4,
         "t.csv:1:1: UTF-16 begins with a byte order mark, and this file does not [table]\n"},
        {TS_ENCODING_WINDOWS_1252, "\xEF\xBB\xBF" "a\n1\n", 7,
         "t.csv:1:1: this file begins with the mark of UTF-8: leave out \"encoding\" [table]\n"},
        {TS_ENCODING_UTF8, "a\0,\0b\0\n\0", 8,
         "t.csv:1:1: this seems to be UTF-16 without its byte order mark: save it as UTF-8 [table]\n"},
        {TS_ENCODING_WINDOWS_1252, "\0a\0,\0b\0\n", 8,
         "t.csv:1:1: this seems to be UTF-16 without its byte order mark: save it as UTF-8 [table]\n"}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        desk d = desk_open();
        const char *path = desk_file_bytes(&d, "t.csv", files[i].bytes, files[i].length);
        desk_load(&d, (ts_table_request){.name = "t", .path = path, .encoding = files[i].encoding}, NULL);
        assert_string_equal(desk_messages(&d), files[i].message);
        desk_close(&d);
    }
}

/* Places count characters of the file, on whatever side of a chunk they stand; the
 * third chunk ends inside a pair of surrogates. */
static void places_hold_over_chunks_in_utf16(void **state)
{
    (void)state;
    desk d = desk_open();
    enum { LINES = 30000, BYTES = 12 };
    size_t used = 0;
    char *text = calloc(LINES + 10, BYTES);
    assert_non_null(text);
    memcpy(text, "\xFF\xFE" "a\0;\0b\0\n\0", used = 10);
    for (int i = 0; i < LINES; i++, used += BYTES)
        memcpy(text + used, i == LINES - 2 ? "\xE9\0\x3D\xD8\x00\xDE;\0x\0\n" : "\xE9\0\x3D\xD8\x00\xDE;\0001\0\n",
               BYTES);
    const char *path = desk_file_bytes(&d, "t.csv", text, used);
    const ts_column_rule columns[] = {{"b", TS_COLUMN_NUMBER, {0}}};
    desk_load(&d,
              (ts_table_request){.name = "t", .path = path, .separator = ';', .encoding = TS_ENCODING_UTF16,
                                 .columns = columns, .column_count = 1, .alike = true},
              NULL);
    assert_string_equal(desk_messages(&d), "t.csv:30000:4: column \"b\": \"x\" is no plain number [table]\n");
    const ts_span *span = &d.diags.items[0].span;
    assert_string_equal(span->source->text, "\xC3\xA9\xF0\x9F\x98\x80;x");
    assert_string_equal(desk_query(&d, "select a, count(*) from t group by 1"), "'\xC3\xA9\xF0\x9F\x98\x80'|30000");
    free(text);
    desk_close(&d);
}

/* ---- lines that are no data */

static void lines_before_the_heads(void **state)
{
    (void)state;
    desk d = desk_open();
    assert_string_equal(desk_told(&d, "Trade by partner\n\"in dollars\nname,value\nNorth,1\nSouth,x\n",
                             (ts_table_request){.skip = 2}, NULL),
                        "");
    assert_string_equal(desk_query(&d, "select name from t"), "'North'; 'South'");
    desk_close(&d);
    d = desk_open();
    const ts_column_rule columns[] = {{"value", TS_COLUMN_NUMBER, {0}}};
    assert_string_equal(desk_told(&d, "A title\nname,value\nNorth,x\n",
                             (ts_table_request){.skip = 1, .columns = columns, .column_count = 1}, NULL),
                        "t.csv:3:7: column \"value\": \"x\" is no plain number [table]\n");
    desk_close(&d);
    d = desk_open();
    assert_non_null(strstr(desk_told(&d, "a\nb\n", (ts_table_request){.skip = 5}, NULL),
                           "is empty behind the lines that are skipped: a table begins with its heads [table]"));
    desk_close(&d);
}

/* Each is told once, with what to write. */
static void heads_at_another_line(void **state)
{
    (void)state;
    const char *const key[] = {"name"};
    const struct {
        const char *text, *message;
        char separator;
        size_t skip;
    } table[] = {
        {"A title;;\nmade 2025;;\nname;value;share\nNorth;1;2\n", "t.csv:1:9: 2 of 3 heads are empty: those in line 3 are not; do the heads stand there? (\"skip\": 2) [table]\n", ';', 0},
        {"A title;;\nmade 2025;;\nname;value;share\nNorth;1;2\n", "t.csv:2:11: 2 of 3 heads are empty: those in line 3 are not; do the heads stand there? (\"skip\": 2) [table]\n", ';', 1},
        {"name,,\nNorth,,\n", "t.csv:1:6: 2 of 3 heads are empty: each column has one [table]\n", ',', 0},
        {"name,,share\nNorth,1,2\n", "t.csv:1:6: the head \"\" is no SQL name: a column without a head [table]\n", ',', 0},
        {"A title\nname,value\nNorth,1\nSouth,2\n", "t.csv:1:1: one head, \"a_title\", and line 2 has 2 cells: do the heads stand there? (\"skip\": 1) [table]\n", ',', 0},
        {"name,value\n2024-01,1\n2024-02,2\n", "t.csv:2:1: \"2024-01\" is a head here, and there is no \"name\": are the heads among the lines that \"skip\": 1 leaves out? [table]\n", ',', 1},
        {"name;value\nNorth;1\n", "t.csv:1:1: the head \"name;value\" is the only one; is the separator of this file \";\"? (Else put the head into \"rename\") [table]\n", ',', 0},
        {"a title\nNames,value\nNorth,1\n", "table \"t\" has no column \"name\" (did you mean \"names\"?) [column]\n", ',', 1},
        {"a title\nnmae,2020,2021\nNorth,1,2\n", "table \"t\" has no column \"name\" (did you mean \"nmae\"?) [column]\n", ',', 1},
        {"names\nNorth,1\n", "table \"t\" has no column \"name\" (did you mean \"names\"?) [column]\nt.csv:2:7: too many cells: 2, the head has 1 [table]\n", ',', 0},
        {"name;value\nNorth;1,5\n", "t.csv:1:1: the head \"name;value\" is the only one; is the separator of this file \";\"? (Else put the head into \"rename\") [table]\n", ',', 0}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        desk d = desk_open();
        const char *told = desk_told(&d, table[i].text, (ts_table_request){.separator = table[i].separator, .skip = table[i].skip, .heads_as_names = true,
                                                                           .unique = key, .unique_count = 1}, NULL);
        assert_string_equal(told, table[i].message);
        desk_close(&d);
    }
}

static void totals_notes_and_blank_rows(void **state)
{
    (void)state;
    desk d = desk_open();
    const ts_ignore_rule ignore[] = {{TS_IGNORE_FIRST_CELL, NULL, "Total", {0}},
                                     {TS_IGNORE_FIRST_CELL, NULL, "Source:*", {0}},
                                     {TS_IGNORE_COLUMN, "kind", "*sub*total*", {0}},
                                     {TS_IGNORE_BLANK, NULL, NULL, {0}},
                                     {TS_IGNORE_COLUMN, "kind", "estimate", {0}}};
    const ts_table *table;
    assert_string_equal(desk_told(&d,
                             "name,kind,value\nNorth,a,1\n,,\nSouth,b,2\nBoth,a subtotal,3\n Total ,,3\nTotals,c,4\n"
                             "\"Source: the bureau, 2024\"\nSource: x\n , ,\n",
                             (ts_table_request){.ignore = ignore, .ignore_count = 5}, &table),
                        "table \"t\" has no row that \"estimate\" leaves out [ignore]\n");
    assert_int_equal(d.diags.errors, 0);
    assert_string_equal(desk_query(&d, "select name, value from t"), "'North'|1; 'South'|2; 'Totals'|4");
    assert_int_equal(table->row_count, 3);
    assert_int_equal(table->ignored_count, 6);
    desk_close(&d);
}

static void blank_rows_are_rows_unless_said(void **state)
{
    (void)state;
    desk d = desk_open();
    const ts_table *table;
    desk_told(&d, "a,b\n1,2\n,\n", (ts_table_request){0}, &table);
    assert_int_equal(table->row_count, 2);
    desk_close(&d);
}

static void a_rule_for_a_column_that_is_not_there(void **state)
{
    (void)state;
    desk d = desk_open();
    const ts_ignore_rule ignore[] = {{TS_IGNORE_COLUMN, "kin", "x", {0}}};
    assert_string_equal(desk_told(&d, "kind\na\n", (ts_table_request){.ignore = ignore, .ignore_count = 1}, NULL),
                        "table \"t\" has no column \"kin\" (did you mean \"kind\"?) [column]\n");
    desk_close(&d);
}

/* ---- heads */

static void heads_become_names(void **state)
{
    (void)state;
    desk d = desk_open();
    const ts_rename_rule renames[] = {{"Value (USD)", "value", {0}}};
    assert_string_equal(desk_told(&d, "Port Name,A\xC3\xB1o,\" % of\nTotal \",2024,Value (USD),as__it_\na,b,c,d,e,f\n",
                             (ts_table_request){.heads_as_names = true, .renames = renames, .rename_count = 1}, NULL),
                        "");
    assert_string_equal(desk_query(&d, "select port_name, ano, of_total, c_2024, value, as__it_ from t"),
                        "'a'|'b'|'c'|'d'|'e'|'f'");
    desk_close(&d);
}

static void heads_that_clash(void **state)
{
    (void)state;
    desk d = desk_open();
    assert_string_equal(desk_told(&d, "Port Name,Port-Name,\xE2\x82\xAC\n1,2,3\n", (ts_table_request){.heads_as_names = true},
                             NULL),
                        "t.csv:1:11: the heads \"Port Name\" and \"Port-Name\" are both \"port_name\": put one into "
                        "\"rename\" [table]\n"
                        "t.csv:1:21: the head \"\xE2\x82\xAC\" is no SQL name (small letters, digits, underscores): "
                        "put it into \"rename\", or say \"heads\": \"as-names\" [table]\n");
    desk_close(&d);
}

static void another_separator_is_guessed_at(void **state)
{
    (void)state;
    desk d = desk_open();
    assert_string_equal(desk_told(&d, "a;b\n1;2\n", (ts_table_request){0}, NULL),
                        "t.csv:1:1: the head \"a;b\" is the only one; is the separator of this file \";\"? (Else put the head into \"rename\") [table]\n");
    desk_close(&d);
}

/* ---- what is kept */

/* Where all others are numbers, what is none is probably a mistake of the declaration: it is told, and does not count as nought. */
static void a_column_of_numbers_but_one(void **state)
{
    (void)state;
    static const struct {
        const char *cells, *told;
    } table[] = {{"1\nn.a.\n", "t.csv:3:1: column \"v\" is taken for text because of \"n.a.\" (does the table want \"empty\": [\"n.a.\"]? "
                                "Else declare the column) [table]\n"},
                 {"..\n1\n", "t.csv:2:1: column \"v\" is taken for text because of \"..\" (does the table want \"empty\": [\"..\"]? "
                             "Else declare the column) [table]\n"},
                 {"900\n\"1,234\"\n", "t.csv:3:1: column \"v\" is taken for text because of \"1,234\" (does the table want \"numbers\": "
                                      "\"1,234.5\"? Else declare the column) [table]\n"},
                 {"1\n1.5E-07\n", "t.csv:3:1: column \"v\" is taken for text because of \"1.5E-07\" (does the table want \"signs\": "
                                 "[\"exponent\"]? Else declare the column) [table]\n"},
                 {"n.a.\n-\n", ""},        /* no number at all */
                 {"1\nn.a.\nNorth\n", ""}, /* a column of texts */
                 {"NA\nAD\n", ""},         /* of countries */
                 {"0101\n2506\n", ""}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        desk d = desk_open();
        const char *text = ts_arena_print(d.arena, "v\n%s", table[i].cells);
        assert_string_equal(desk_told(&d, text, (ts_table_request){0}, NULL), table[i].told);
        desk_close(&d);
    }
}

static void a_text_is_not_nought(void **state)
{
    (void)state;
    desk d = desk_open();
    desk_table(&d, "t", "k,v,code\na,4,01\nb,n.a.,02\n");
    assert_string_equal(desk_query(&d, "select sum(v) from t"), "refused");
    assert_string_equal(desk_messages(&d), "t:3:3: column \"v\" is taken for text because of \"n.a.\" (does the table want \"empty\": [\"n.a.\"]? Else "
                                           "declare the column) [table]\nonly numbers add up, and \"n.a.\" is none [sql]\n");
    assert_string_equal(desk_query(&d, "select avg(v) from t"), "refused");
    assert_string_equal(desk_query(&d, "select total(v) from t"), "refused");
    assert_string_equal(desk_query(&d, "select sum(code), sum(v) from t where k = 'a'"), "1|4"); /* figures are numbers, also as text */
    desk_close(&d);
}

static void a_table_knows_its_columns(void **state)
{
    (void)state;
    desk d = desk_open();
    const ts_table *table;
    const ts_column_rule columns[] = {{"c", TS_COLUMN_TEXT, {0}}};
    const char *const empty[] = {"n.a."};
    static const char text[] = "a,b,c\n1,\"1,5\",7\n,n.a.,8\n,x,\n";
    desk_told(&d, text, (ts_table_request){.columns = columns, .column_count = 1, .empty = empty, .empty_count = 1}, &table);
    assert_int_equal(table->file_size, sizeof text - 1);
    assert_int_equal(table->kind, TS_TABLE_CSV);
    assert_int_equal(table->columns[0].type, TS_COLUMN_NUMBER);
    assert_int_equal(table->columns[0].missing, 2);
    assert_null(table->columns[0].reason);
    assert_int_equal(table->columns[1].type, TS_COLUMN_TEXT);
    assert_int_equal(table->columns[1].missing, 1);
    assert_string_equal(table->columns[1].reason, "\"x\""); /* "1,5" could be a number */
    assert_false(table->columns[1].declared);
    assert_true(table->columns[2].declared);
    assert_int_equal(table->columns[2].missing, 1);
    desk_close(&d);
}

/* Trucks in January 2024: 79,734 at Otay Mesa, 38,586 at Calexico East and 4,861 at Tecate. */
static void border_crossings_as_they_are_published(void **state)
{
    (void)state;
    desk d = desk_open();
    const ts_column_rule columns[] = {{"date", TS_COLUMN_DATE, {0}}};
    const char *const key[] = {"port_code", "date", "measure"};
    const ts_table *table;
    ts_table_request request = {.name = "t",
                                .path = "tests/unit/data/files/bts_crossings.csv",
                                .heads_as_names = true,
                                .columns = columns,
                                .column_count = 1,
                                .unique = key,
                                .unique_count = 3};
    assert_int_equal(desk_load(&d, request, &table), TS_OK);
    assert_string_equal(desk_messages(&d), "");
    assert_int_equal(table->row_count, 68);
    assert_string_equal(desk_query(&d, "select date, sum(value) from t where measure = 'Trucks' group by 1 order by 1"),
                        "'2023-01'|122286; '2023-12'|114538; '2024-01'|123181; '2024-02'|121449; '2024-03'|128697");
    assert_string_equal(desk_query(&d, "select value from t where measure = 'Trucks' and date = '2024-01' order by 1"),
                        "4861; 38586; 79734");
    desk_close(&d);
}

/* ---- memory */

static const char *millions(desk *d, size_t lines)
{
    char *path = ts_arena_print(d->arena, "%s/large.csv", d->folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs("port,name,value\n", file);
    for (size_t i = 0; i < lines; i++)
        fprintf(file, "%zu,\"Port \"\"%zu\"\"\",%zu\n", i % 117, i, i * 7);
    assert_int_equal(fclose(file), 0);
    d->files[d->file_count++] = path;
    return path;
}

static void the_reader_takes_no_more_for_a_long_file(void **state)
{
    (void)state;
    enum { LINES = 200000, MOST = 512 << 10 };
    desk d = desk_open();
    const char *why;
    ts_table_request request = {.name = "t", .path = millions(&d, LINES)};
    ts_records *records = ts_records_open(d.arena, &request, &d.diags, &why);
    assert_non_null(records);
    assert_true(records->file_size > 5000000);
    size_t count = 0, before = ts_arena_used(d.arena);
    for (int pass = 0; pass < 2; pass++, ts_records_rewind(records))
        while (ts_records_next(records, 3) == TS_RECORD_READ)
            count++;
    assert_int_equal(count, 2 * (LINES + 1));
    assert_int_equal(ts_arena_used(d.arena), before);
    assert_true(ts_records_memory(records) < MOST);
    desk_close(&d);
}

static void loading_takes_memory_of_the_database_only(void **state)
{
    (void)state;
    desk d = desk_open();
    const ts_table *table;
    ts_table_request request = {.name = "t", .path = millions(&d, 100000)};
    size_t before = ts_arena_used(d.arena);
    assert_int_equal(desk_load(&d, request, &table), TS_OK);
    assert_int_equal(table->row_count, 100000);
    assert_true(ts_arena_used(d.arena) - before < 4096);
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accents_in_every_encoding),
        cmocka_unit_test(beyond_the_basic_plane),
        cmocka_unit_test(bytes_that_are_no_characters),
        cmocka_unit_test(places_hold_over_chunks_in_utf16),
        cmocka_unit_test(lines_before_the_heads), cmocka_unit_test(heads_at_another_line),
        cmocka_unit_test(totals_notes_and_blank_rows),
        cmocka_unit_test(blank_rows_are_rows_unless_said),
        cmocka_unit_test(a_rule_for_a_column_that_is_not_there),
        cmocka_unit_test(heads_become_names),
        cmocka_unit_test(heads_that_clash),
        cmocka_unit_test(another_separator_is_guessed_at),
        cmocka_unit_test(a_column_of_numbers_but_one),
        cmocka_unit_test(a_text_is_not_nought),
        cmocka_unit_test(a_table_knows_its_columns),
        cmocka_unit_test(border_crossings_as_they_are_published),
        cmocka_unit_test(the_reader_takes_no_more_for_a_long_file),
        cmocka_unit_test(loading_takes_memory_of_the_database_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
