/* A series counted from columns in memory is what its query gives, to the last bit: thousands of series over a table that
 * has its columns in memory and over the same table without. */
#include "desk.h"

#include "data/store.h"
#include "data/tally.h"

#include <math.h>

static const ts_column_use USES[] = {{"year", TS_USE_KEY},      {"port", TS_USE_KEY},        {"kind", TS_USE_KEY},
                                     {"month", TS_USE_KEY},     {"price", TS_USE_KEY},       {"whole", TS_USE_NUMBERS},
                                     {"price", TS_USE_NUMBERS}, {"wide", TS_USE_NUMBERS},    {"gone", TS_USE_NUMBERS}};

static uint64_t seed = 1;

static size_t below(size_t count)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(seed >> 33) % count;
}

/* Codes with leading zeros, empty cells, decimals that no double holds, sizes that lose all but the exact ones. */
static const char *table_text(desk *d, size_t rows)
{
    static const char *const ports[] = {"0101", "0102", "2304", "O'Hare", "", "é"}, *const kinds[] = {"Truck", "Rail", "10", "2"},
                      *const wide[] = {"0.1", "100000000000000", "-100000000000000", "0.000000000001", "", "3.5", "-0.0"};
    char *text = ts_arena_text(d->arena, "year,port,kind,month,whole,price,wide,gone\n");
    for (size_t i = 0; i < rows; i++) {
        size_t missing = below(9);
        text = ts_arena_print(d->arena, "%s%zu,%s,%s,2024-%02zu,%s,%zu.%zu,%s,\n", text, 2015 + below(10) + 2 * below(2), ports[below(6)],
                              kinds[below(4)], 1 + below(12),
                              missing ? ts_arena_print(d->arena, "%zu", below(100000) * below(100000)) : "", below(50), below(100),
                              wide[below(7)]);
    }
    return text;
}

static void load(desk *d, size_t rows)
{
    static const ts_column_rule rules[] = {{"month", TS_COLUMN_DATE, {0}}, {"port", TS_COLUMN_TEXT, {0}}, {"kind", TS_COLUMN_TEXT, {0}},
                                           {"gone", TS_COLUMN_INTEGER, {0}}, {"whole", TS_COLUMN_INTEGER, {0}}, {"wide", TS_COLUMN_NUMBER, {0}}};
    ts_table_request request = {.path = desk_file(d, "t", table_text(d, rows)), .columns = rules, .column_count = 6};
    request.name = "asked";
    assert_int_equal(desk_load(d, request, NULL), TS_OK);
    assert_string_equal(desk_messages(d), "");
    request.name = "counted";
    request.uses = USES;
    request.use_count = sizeof USES / sizeof *USES;
    assert_int_equal(desk_load(d, request, NULL), TS_OK);
    assert_null(ts_database_table(d->database, "asked")->kept);
    assert_non_null(ts_database_table(d->database, "counted")->kept);
}

static const ts_cell TEXTS[] = {{TS_CELL_TEXT, 0, "0101"},  {TS_CELL_TEXT, 0, "2304"}, {TS_CELL_TEXT, 0, ""},     {TS_CELL_TEXT, 0, "none"},
                                {TS_CELL_TEXT, 0, "Truck"}, {TS_CELL_TEXT, 0, "é"},    {TS_CELL_NUMBER, 2304, 0}, {TS_CELL_NUMBER, 10, 0},
                                {TS_CELL_NUMBER, 2.5, 0},   {TS_CELL_TEXT, 0, "2024-05"}};
static const ts_cell NUMBERS[] = {{TS_CELL_NUMBER, 2019, 0}, {TS_CELL_NUMBER, 2024, 0}, {TS_CELL_TEXT, 0, "2020"}, {TS_CELL_NUMBER, 12.25, 0},
                                  {TS_CELL_NUMBER, 9999, 0}, {TS_CELL_TEXT, 0, "x"},    {TS_CELL_TEXT, 0, ""},     {TS_CELL_NUMBER, 12.7, 0}};

static const ts_cell *some(bool texts)
{
    return texts ? &TEXTS[below(sizeof TEXTS / sizeof *TEXTS)] : &NUMBERS[below(sizeof NUMBERS / sizeof *NUMBERS)];
}

static ts_filter any_filter(desk *d)
{
    static const char *const columns[] = {"year", "price", "port", "kind", "month"};
    size_t column = below(5);
    bool texts = column > 1;
    ts_filter filter = {.column = columns[column]};
    ts_cell *any = TS_ARRAY(d->arena, ts_cell, 4);
    filter.any = any;
    filter.any_count = below(2) * (1 + below(3));
    for (size_t i = 0; i < filter.any_count; i++)
        any[i] = *some(texts);
    if (below(3) == 0)
        filter.from = *some(texts);
    if (below(3) == 0)
        filter.to = *some(texts);
    if (below(4) == 0)
        filter.not = *some(texts);
    return filter;
}

static ts_series_request any_request(desk *d)
{
    static const char *const counted[] = {"whole", "price", "wide", "gone", "whole", "price"}, *const overs[] = {NULL, "year", "month"},
                      *const bys[] = {NULL, "port", "kind", "price"}, *const units[] = {"count", "USD", "share"};
    static const double factors[] = {1, 1e6, 0.01, 0, -2};
    ts_filter *where = TS_ARRAY(d->arena, ts_filter, 3);
    ts_series_request r = {.name = "s", .aggregate = (ts_series_aggregate)below(5), .columns = counted + below(5), .unit = units[below(3)],
                           .column_count = 1 + below(2), .over = overs[below(3)], .by = bys[below(4)], .times = factors[below(5)],
                           .where = where, .where_count = below(4)};
    r.gaps = r.over && below(3) == 0;
    for (size_t i = 0; i < r.where_count; i++)
        where[i] = any_filter(d);
    return r;
}

static ts_series *compute(desk *d, ts_series_request request, const char *table, const char **messages)
{
    ts_series *series;
    ts_diags diags = ts_diags_new(d->arena);
    request.table = table;
    ts_series_compute(d->database, d->arena, &request, NULL, 0, &diags, &series);
    *messages = diags.count > 0 ? diags.items[0].message : "";
    return series;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static void same(const ts_series *a, const ts_series *b)
{
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->empty, b->empty);
    if (!same_text(a->empty_at, b->empty_at))
        fail_msg("%s", a->query);
    for (size_t i = 0; i < a->count; i++) {
        const ts_datapoint *p = &a->points[i], *q = &b->points[i];
        if (!same_text(p->time, q->time) || !same_text(p->category, q->category) || p->known != q->known || p->value != q->value)
            fail_msg("%s %s %.17g, %s %s %.17g of %s", p->time, p->category, p->value, q->time, q->category, q->value, a->query);
    }
}

static ts_columns_result how(desk *d, ts_series_request request)
{
    ts_rows rows;
    size_t looked;
    request.table = "counted";
    ts_diags diags = ts_diags_new(d->arena);
    return ts_series_prepare(d->database, d->arena, &request, &diags, &request.plan) == TS_OK
               ? ts_tally(d->database, d->arena, &request, &rows, &looked)
               : TS_COLUMNS_FAILED;
}

/* The columns as a later run has them. */
static void go_through_bytes(desk *d)
{
    ts_table *table = (ts_table *)(uintptr_t)ts_database_table(d->database, "counted");
    ts_pack to = {.arena = d->arena};
    ts_columns_pack(&to, table);
    assert_false(to.failed);
    ts_unpack from = {to.items, to.items + to.count, false};
    size_t room = TS_COLUMN_BYTES;
    table->kept = NULL;
    assert_true(ts_columns_unpack(&from, d->arena, table, &room));
    assert_non_null(table->kept);
    /* as much as was taken when the table was loaded */
    assert_int_equal(room, d->database->column_room);
}

static void counts_are_what_the_query_gives(void **state)
{
    (void)state;
    enum { TABLES = 4, SERIES = 600 };
    static const size_t rows[TABLES] = {1, 40, 300, 1200};
    size_t counted = 0, known = 0;
    for (size_t t = 0; t < TABLES; t++) {
        desk d = desk_open();
        load(&d, rows[t]);
        for (size_t i = 0; i < SERIES; i++) {
            if (i == SERIES / 2)
                go_through_bytes(&d);
            const char *one, *other;
            ts_series_request request = any_request(&d);
            const ts_series *a = compute(&d, request, "asked", &one), *b = compute(&d, request, "counted", &other);
            assert_string_equal(one, other);
            assert_int_equal(!a, !b);
            if (a)
                same(a, b);
            counted += how(&d, request) == TS_COLUMNS_DONE;
            known += a && a->count > 0 && a->points[0].known;
        }
        desk_close(&d);
    }
    assert_true(counted > TABLES * SERIES / 2 && known > TABLES * SERIES / 8); /* the comparison was of something */
}

static bool is_kept(desk *d, const ts_series *series)
{
    ts_series found = {.query = series->query};
    bool kept = ts_store_find_series(d->database, d->arena, &found);
    if (kept)
        same(&found, series);
    return kept;
}

/* For the next edition: of a database to which nothing is added any more, a series that goes through many rows. */
static void large_ones_are_kept(void **state)
{
    (void)state;
    static const char *const price[] = {"price"};
    const char *messages;
    desk d = desk_open();
    load(&d, 1000);
    ts_filter where = {.column = "year", .any = NUMBERS, .any_count = 1};
    ts_series_request r = {.name = "s", .unit = "USD", .columns = price, .column_count = 1, .over = "year", .by = "kind", .where = &where};
    assert_false(is_kept(&d, compute(&d, r, "counted", &messages)));
    assert_int_equal(ts_database_close_for_writing(d.database), TS_OK);
    for (int round = 0; round < 2; round++) {
        r.where_count = 0;
        assert_true(is_kept(&d, compute(&d, r, "counted", &messages)));
        same(compute(&d, r, "asked", &messages), compute(&d, r, "counted", &messages));
        r.where_count = 1;
        assert_false(is_kept(&d, compute(&d, r, "counted", &messages)));
        same(compute(&d, r, "asked", &messages), compute(&d, r, "counted", &messages));
        r.times = 2; /* another query */
    }
    desk_close(&d);
}

/* What SQLite decides in ways of its own. */
static void some_is_left_to_the_query(void **state)
{
    (void)state;
    desk d = desk_open();
    static const char *const whole[] = {"whole"}, *const unused[] = {"year"};
    const ts_cell half = {TS_CELL_NUMBER, 2.5, NULL}, word = {TS_CELL_TEXT, 0, "x"}, code = {TS_CELL_NUMBER, 2304, NULL};
    ts_filter where = {.column = "port", .any = &code, .any_count = 1};
    ts_series_request r = {.name = "s", .unit = "count", .columns = whole, .column_count = 1, .where = &where, .where_count = 1};
    load(&d, 40);
    assert_int_equal(how(&d, r), TS_COLUMNS_DONE);
    where.any = &half; /* a text column holds numbers as they are written */
    assert_int_equal(how(&d, r), TS_COLUMNS_LEFT);
    where = (ts_filter){.column = "year", .to = word};
    assert_int_equal(how(&d, r), TS_COLUMNS_LEFT);
    r.where_count = 0;
    r.columns = unused; /* no request named it */
    assert_int_equal(how(&d, r), TS_COLUMNS_LEFT);
    desk_close(&d);
}

/* Beyond 2^53, where doubles have gaps and SQLite's whole numbers have none. */
static void sums_of_whole_numbers_have_a_limit(void **state)
{
    (void)state;
    desk d = desk_open();
    static const char *const n[] = {"n"};
    static const ts_column_use uses[] = {{"n", TS_USE_NUMBERS}};
    static const ts_column_rule whole = {"n", TS_COLUMN_INTEGER, {0}};
    static const char rows[] = "k,n\na,900719925474099\nb,900719925474099\nc,900719925474099\nd,900719925474099\ne,900719925474099\n"
                               "f,900719925474099\ng,900719925474099\nh,900719925474099\ni,900719925474099\nj,900719925474099\n";
    ts_table_request request = {.name = "counted", .uses = uses, .use_count = 1, .columns = &whole, .column_count = 1};
    request.path = desk_file(&d, "a", rows);
    assert_int_equal(desk_load(&d, request, NULL), TS_OK);
    ts_series_request r = {.name = "s", .unit = "count", .columns = n, .column_count = 1};
    assert_int_equal(how(&d, r), TS_COLUMNS_DONE);
    desk_close(&d);
    d = desk_open();
    request.path = desk_file(&d, "b", ts_arena_print(d.arena, "%sk,2\n", rows));
    assert_int_equal(desk_load(&d, request, NULL), TS_OK);
    assert_int_equal(how(&d, r), TS_COLUMNS_LEFT);
    desk_close(&d);
}

/* Nor on the way from column to column of a row. */
static void sums_of_a_row_have_a_limit(void **state)
{
    (void)state;
    enum { COLUMNS = 21 };
    static const char *const names[COLUMNS] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u"};
    ts_column_use uses[COLUMNS];
    ts_column_rule whole[COLUMNS];
    const char *messages;
    desk d = desk_open();
    const char *heads = "", *cells = "";
    for (size_t i = 0; i < COLUMNS; i++) {
        uses[i] = (ts_column_use){names[i], TS_USE_NUMBERS};
        whole[i] = (ts_column_rule){names[i], TS_COLUMN_INTEGER, {0}};
        heads = ts_arena_print(d.arena, "%s%s%s", heads, i ? "," : "", names[i]);
        cells = ts_arena_print(d.arena, "%s%s%s", cells, i ? "," : "", i < 10 ? "999999999999999" : i == 10 ? "1" : "-999999999999999");
    }
    ts_table_request request = {.name = "counted", .uses = uses, .use_count = COLUMNS, .columns = whole, .column_count = COLUMNS};
    request.path = desk_file(&d, "a", ts_arena_print(d.arena, "%s\n%s\n", heads, cells));
    assert_int_equal(desk_load(&d, request, NULL), TS_OK);
    const ts_series_request r = {.name = "s", .unit = "count", .aggregate = TS_SERIES_MEAN, .columns = names, .column_count = COLUMNS};
    assert_true(compute(&d, r, "counted", &messages)->points[0].value == 1);
    desk_close(&d);
}

/* The labels that the query gives live as long as what asked: nobody else may have them. */
static void what_the_query_gives_is_not_kept(void **state)
{
    (void)state;
    desk d = desk_open();
    static const char *const n[] = {"n"};
    static const ts_column_use uses[] = {{"n", TS_USE_NUMBERS}, {"k", TS_USE_KEY}};
    static const ts_column_rule whole = {"n", TS_COLUMN_INTEGER, {0}};
    const char *rows = "k,n\n", *messages;
    for (size_t i = 0; i < 2 * TS_FEW_ROWS; i++)
        rows = ts_arena_print(d.arena, "%s%zu,900719925474099\n", rows, 2020 + i % 2);
    ts_table_request request = {.name = "counted", .uses = uses, .use_count = 2, .columns = &whole, .column_count = 1};
    request.path = desk_file(&d, "a", rows);
    assert_int_equal(desk_load(&d, request, NULL), TS_OK);
    assert_int_equal(ts_database_close_for_writing(d.database), TS_OK);
    const ts_series_request r = {.name = "s", .unit = "count", .columns = n, .column_count = 1, .over = "k"};
    assert_int_equal(how(&d, r), TS_COLUMNS_LEFT);
    const ts_series *series = compute(&d, r, "counted", &messages);
    assert_int_equal(series->count, 2);
    assert_false(is_kept(&d, series));
    desk_close(&d);
}

/* A list is looked for in one pass over a table that is not in memory, not in one for each of its values. */
static void lists_are_looked_for_at_once(void **state)
{
    (void)state;
    enum { MANY = 450 };
    desk d = desk_open();
    static const ts_column_use key[] = {{"k", TS_USE_KEY}};
    ts_cell values[MANY + 1] = {{0}};
    const char *rows = "k,n\n";
    for (size_t i = 0; i <= MANY; i++) {
        values[i] = (ts_cell){TS_CELL_TEXT, 0, ts_arena_print(d.arena, "x%zu", i)};
        rows = i < MANY ? ts_arena_print(d.arena, "%sx%zu,1\n", rows, i) : rows;
    }
    ts_table_request request = {.name = "asked", .path = desk_file(&d, "a", rows)};
    assert_int_equal(desk_load(&d, request, NULL), TS_OK);
    request = (ts_table_request){.name = "counted", .path = request.path, .uses = key, .use_count = 1};
    assert_int_equal(desk_load(&d, request, NULL), TS_OK);
    assert_int_equal(ts_database_close_for_writing(d.database), TS_OK);
    for (size_t i = 0; i < 2; i++) {
        bool has = false;
        const char *table = i ? "counted" : "asked";
        assert_int_equal(ts_database_has_all(d.database, d.arena, table, "k", (ts_cells){values, MANY}, &has), TS_OK);
        assert_true(has);
        assert_int_equal(d.database->kept.answers.count, 3); /* 200, 200 and 50 */
    }
    for (size_t i = 0; i < 2; i++) {
        bool has = true;
        assert_int_equal(ts_database_has_all(d.database, d.arena, i ? "counted" : "asked", "k", (ts_cells){values, MANY + 1}, &has), TS_OK);
        assert_false(has);
    }
    desk_close(&d);
}

/* Columns of more bytes than a database keeps: the series are the query's. */
static void room_is_bounded(void **state)
{
    (void)state;
    desk d = desk_open();
    const ts_table *table = &(ts_table){.name = "t", .columns = &(ts_column){.name = "n", .type = TS_COLUMN_NUMBER}, .column_count = 1};
    const ts_column_use uses[] = {{"n", TS_USE_NUMBERS}};
    const ts_table_request request = {.uses = uses, .use_count = 1};
    const ts_table_request key = {.uses = &(ts_column_use){"n", TS_USE_KEY}, .use_count = 1};
    size_t room = 799;
    assert_null(ts_keeper_new(d.arena, d.arena, &request, table, 100, &room));
    room = 800;
    assert_non_null(ts_keeper_new(d.arena, d.arena, &request, table, 100, &room));
    assert_int_equal(room, 0);
    room = 799 + 800;
    ts_keeper *keeper = ts_keeper_new(d.arena, d.arena, &key, table, 100, &room);
    for (size_t i = 0; i < 100; i++)
        ts_keeper_put(keeper, 0, i, &(ts_cell){TS_CELL_NUMBER, (double)i, NULL});
    assert_null(ts_keeper_finish(keeper, 100)); /* its values are too many, and what was begun is given back */
    assert_int_equal(room, 799 + 800);
    keeper = ts_keeper_new(d.arena, d.arena, &request, table, 100, &room);
    assert_int_equal(room, 799);
    ts_keeper_give_back(keeper); /* its table came to no end */
    assert_int_equal(room, 799 + 800);
    assert_null(ts_keeper_finish(keeper, 100));
    assert_int_equal(room, 799 + 800);
    desk_close(&d);
}

/* Whatever lies in the cache: columns that are not whole are not there, and none is read beyond its end. */
static void bytes_are_not_trusted(void **state)
{
    (void)state;
    desk d = desk_open();
    load(&d, 300);
    ts_table *table = (ts_table *)(uintptr_t)ts_database_table(d.database, "counted");
    ts_pack to = {.arena = d.arena};
    ts_columns_pack(&to, table);
    size_t room = 0, short_by = TS_COLUMN_BYTES - d.database->column_room - 1;
    for (size_t count = 0; count < to.count; count += 1 + count / 64) {
        ts_unpack from = {to.items, to.items + count, false};
        room = TS_COLUMN_BYTES;
        assert_false(ts_columns_unpack(&from, d.arena, table, &room));
    }
    ts_unpack narrow = {to.items, to.items + to.count, false};
    assert_false(ts_columns_unpack(&narrow, d.arena, table, &short_by));
    for (size_t i = 0; i < 2000; i++) {
        unsigned char *bytes = (unsigned char *)ts_arena_copy(d.arena, (const char *)to.items, to.count);
        bytes[below(to.count)] ^= (unsigned char)(1 + below(255));
        ts_unpack from = {bytes, bytes + to.count, false};
        room = TS_COLUMN_BYTES;
        (void)ts_columns_unpack(&from, d.arena, table, &room);
        const char *messages;
        (void)compute(&d, any_request(&d), "counted", &messages);
    }
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(counts_are_what_the_query_gives), cmocka_unit_test(large_ones_are_kept), cmocka_unit_test(some_is_left_to_the_query),
                                       cmocka_unit_test(sums_of_whole_numbers_have_a_limit), cmocka_unit_test(sums_of_a_row_have_a_limit),
                                       cmocka_unit_test(what_the_query_gives_is_not_kept), cmocka_unit_test(lists_are_looked_for_at_once),
                                       cmocka_unit_test(room_is_bounded), cmocka_unit_test(bytes_are_not_trusted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
