/* What a query sorts, collects and gives is counted for it alone, whatever else the process holds. */
#include "desk.h"

#include "data/spill.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>

/* ---- other works */

static atomic_bool done;

/* Takes 300 MiB of SQLite's memory and gives it back, again and again. */
static void *hoard(void *unused)
{
    static void *held[300];
    (void)unused;
    while (!done) {
        for (size_t i = 0; i < 300; i++)
            held[i] = sqlite3_malloc(1 << 20);
        for (size_t i = 0; i < 300; i++)
            sqlite3_free(held[i]);
    }
    return NULL;
}

static char *numbers(desk *d, int count)
{
    char *text = ts_arena_alloc(d->arena, (size_t)count * 8 + 8), *at = text + sprintf(text, "v\n");
    for (int i = 0; i < count; i++)
        at += sprintf(at, "%d\n", i);
    return text;
}

static void memory_of_others_is_not_the_querys(void **state)
{
    (void)state;
    desk d = desk_open();
    pthread_t other;
    desk_table(&d, "t", numbers(&d, 2000));
    assert_int_equal(ts_database_close_for_writing(d.database), TS_OK);
    assert_int_equal(pthread_create(&other, NULL, hoard, NULL), 0);
    const char *sum = desk_query(&d, "select sum((a.v * b.v) % 7) from t a, t b where b.v < 1000"); /* 2 million rows */
    done = true;
    assert_int_equal(pthread_join(other, NULL), 0);
    assert_string_equal(sum, "5141139");
    desk_close(&d);
}

/* ---- the query itself */

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SLOW_BUILD = true };
#else
enum { SLOW_BUILD = false };
#endif

static void refused(desk *d, const char *sql, const char *why)
{
    ts_rows *rows;
    d->diags = ts_diags_new(d->arena);
    assert_int_equal(ts_database_query(d->database, &(ts_query){.arena = d->arena, .sql = sql}, &d->diags, &rows), TS_FAULT);
    if (!strstr(d->diags.items[0].message, why))
        fail_msg("%s: %s", sql, d->diags.items[0].message);
}

/* What differs stands first, so that comparing takes no time. In a build with sanitizers the time may end the last one first. */
static void what_it_takes_is_bounded(void **state)
{
    (void)state;
    desk d = desk_open();
    desk_table(&d, "t", numbers(&d, 400));
    desk_table(&d, "long", ts_arena_print(d.arena, "s\n%09000d\n", 1));
    assert_int_equal(ts_database_close_for_writing(d.database), TS_OK);
    static const char too_much[] = "it takes more than 128 MiB of memory";
    refused(&d, "select s from long, t a, t b", too_much);
    refused(&d, "select max(n) from (select row_number() over (order by a.v || ':' || b.v || s) n from long, t a, t b)", too_much);
    refused(&d, "select count(distinct a.v || ':' || b.v || s) from long, t a, t b", SLOW_BUILD ? "it takes more than" : too_much);
    assert_string_equal(desk_query(&d, "select count(*) from t"), "400");
    desk_close(&d);
}

/* More than a connection keeps beside its spill, and less than the bound. */
static void what_was_spilled_comes_back_in_order(void **state)
{
    (void)state;
    desk d = desk_open();
    desk_table(&d, "t", numbers(&d, 200));
    desk_table(&d, "pad", ts_arena_print(d.arena, "s\n%0200d\n", 1));
    assert_int_equal(ts_database_close_for_writing(d.database), TS_OK);
    assert_string_equal(desk_query(&d, "select count(*), sum(x < before) from (select x, lag(x, 1, 0) over (order by x) before from "
                                       "(select s || (1000000 + (a.v * 200 + b.v) * 7919 % 40009) x from pad, t a, t b))"),
                        "40000|0");
    assert_string_equal(desk_query(&d, "select count(distinct s || (a.v * b.v)), count(*) from pad, t a, t b"), "11068|40000");
    desk_close(&d);
}

/* ---- the files */

static void files_of_a_spill_are_files(void **state)
{
    (void)state;
    ts_spill spill = {.most = 1 << 20};
    sqlite3 *handle;
    assert_int_equal(ts_spill_open(&spill, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY), SQLITE_OK);
    assert_null(sqlite3_vfs_find(spill.name));
    sqlite3_file *file = calloc(1, (size_t)spill.vfs.szOsFile);
    assert_int_equal(spill.vfs.xOpen(&spill.vfs, "named", file, SQLITE_OPEN_MAIN_DB, NULL), SQLITE_CANTOPEN);
    assert_int_equal(spill.vfs.xOpen(&spill.vfs, NULL, file, SQLITE_OPEN_TRANSIENT_DB, NULL), SQLITE_OK);
    char in[1000], out[1000];
    sqlite3_int64 size;
    memset(in, 'x', sizeof in);
    assert_int_equal(file->pMethods->xWrite(file, in, sizeof in, 262144 - 500), SQLITE_OK); /* over the end of a piece */
    assert_int_equal(file->pMethods->xFileSize(file, &size), SQLITE_OK);
    assert_int_equal(size, 262144 + 500);
    assert_int_equal(file->pMethods->xRead(file, out, sizeof out, 262144 - 500), SQLITE_OK);
    assert_memory_equal(in, out, sizeof in);
    assert_int_equal(file->pMethods->xRead(file, out, sizeof out, 262144), SQLITE_IOERR_SHORT_READ);
    assert_true(out[499] == 'x' && out[500] == 0 && out[999] == 0);
    assert_int_equal(spill.taken, 2 * 262144);
    assert_int_equal(file->pMethods->xTruncate(file, 262144 - 400), SQLITE_OK);
    assert_int_equal(file->pMethods->xWrite(file, in, 1, 262144 - 1), SQLITE_OK);
    assert_int_equal(file->pMethods->xRead(file, out, 500, 262144 - 500), SQLITE_OK);
    assert_true(out[99] == 'x' && out[100] == 0 && out[498] == 0 && out[499] == 'x');
    assert_int_equal(file->pMethods->xWrite(file, in, 1, 5 * 262144), SQLITE_FULL);
    assert_true(spill.full);
    assert_int_equal(file->pMethods->xClose(file), SQLITE_OK);
    assert_int_equal(spill.taken, 0);
    free(file);
    sqlite3_close_v2(handle);
}

/* It counts as before, but takes no memory any more. */
static void a_large_file_goes_to_a_disk(void **state)
{
    (void)state;
    enum { PIECE = 1 << 18, COUNT = 64 };
    ts_spill spill = {.most = COUNT * PIECE};
    sqlite3 *handle;
    assert_int_equal(ts_spill_open(&spill, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY), SQLITE_OK);
    sqlite3_file *file = calloc(1, (size_t)spill.vfs.szOsFile);
    char *in = malloc(PIECE), *out = malloc(PIECE);
    sqlite3_int64 size, before = sqlite3_memory_used();
    assert_int_equal(spill.vfs.xOpen(&spill.vfs, NULL, file, SQLITE_OPEN_TRANSIENT_DB, NULL), SQLITE_OK);
    for (int i = 0; i < COUNT; i++)
        assert_int_equal(file->pMethods->xWrite(file, memset(in, i, PIECE), PIECE, (sqlite3_int64)i * PIECE), SQLITE_OK);
    assert_true(sqlite3_memory_used() - before < 4 * PIECE);
    assert_int_equal(spill.taken, COUNT * PIECE);
    for (int i = 0; i < COUNT; i++) {
        assert_int_equal(file->pMethods->xRead(file, out, PIECE, (sqlite3_int64)i * PIECE), SQLITE_OK);
        assert_memory_equal(out, memset(in, i, PIECE), PIECE);
    }
    assert_int_equal(file->pMethods->xWrite(file, in, 1, COUNT * PIECE), SQLITE_FULL);
    assert_int_equal(file->pMethods->xTruncate(file, PIECE + 1), SQLITE_OK);
    assert_int_equal(file->pMethods->xFileSize(file, &size), SQLITE_OK);
    assert_int_equal(size, PIECE + 1);
    assert_int_equal(spill.taken, 2 * PIECE);
    assert_int_equal(file->pMethods->xClose(file), SQLITE_OK);
    assert_int_equal(spill.taken, 0);
    free(in);
    free(out);
    free(file);
    sqlite3_close_v2(handle);
}

static void a_file_of_tables_is_on_a_disk(void **state)
{
    (void)state;
    ts_spill spill = {.most = 0};
    sqlite3 *handle;
    assert_int_equal(ts_spill_open(&spill, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE), SQLITE_OK);
    sqlite3_file *file = calloc(1, (size_t)spill.vfs.szOsFile);
    assert_int_equal(spill.vfs.xOpen(&spill.vfs, NULL, file, SQLITE_OPEN_TEMP_DB, NULL), SQLITE_OK);
    char in[5000], out[5000];
    sqlite3_int64 size;
    memset(in, 'y', sizeof in);
    assert_int_equal(file->pMethods->xWrite(file, in, sizeof in, 4096), SQLITE_OK);
    assert_int_equal(file->pMethods->xFileSize(file, &size), SQLITE_OK);
    assert_int_equal(size, 4096 + 5000);
    assert_int_equal(file->pMethods->xRead(file, out, sizeof out, 4096), SQLITE_OK);
    assert_memory_equal(in, out, sizeof in);
    assert_int_equal(file->pMethods->xRead(file, out, sizeof out, 9000), SQLITE_IOERR_SHORT_READ);
    assert_true(out[95] == 'y' && out[96] == 0 && out[4999] == 0);
    assert_int_equal(file->pMethods->xTruncate(file, 4096), SQLITE_OK);
    assert_int_equal(file->pMethods->xFileSize(file, &size), SQLITE_OK);
    assert_int_equal(size, 4096);
    assert_int_equal(spill.taken, 0);
    assert_int_equal(file->pMethods->xClose(file), SQLITE_OK);
    free(file);
    sqlite3_close_v2(handle);
}

/* More than the cache of a connection holds: it is asked, indexed, and laid out as one piece for others. */
static void a_large_table_answers_as_a_small_one(void **state)
{
    (void)state;
    enum { ROWS = 600000 };
    desk d = desk_open();
    char *text = ts_arena_alloc(d.arena, (size_t)ROWS * 80 + 80), *at = text + sprintf(text, "k,v,w\n");
    for (int i = 0; i < ROWS; i++)
        at += sprintf(at, "%d,%d,\"some words that take room in a row, number %d\"\n", i * 7 % ROWS, i % 1000, i % 97);
    const char *const key[] = {"k"}, *const by[] = {"w"};
    const char *path = desk_file(&d, "large.csv", text);
    assert_int_equal(desk_load(&d, (ts_table_request){.name = "t", .path = path, .unique = key, .unique_count = 1}, NULL), TS_OK);
    assert_int_equal(ts_database_close_for_writing(d.database), TS_OK);
    assert_int_equal(ts_database_index(d.database, "t", by, 1), TS_OK);
    static const char asked[] = "select count(*), sum(v), min(k), max(k), count(distinct w) from t",
                      narrow[] = "select count(*) from t where w = 'some words that take room in a row, number 5'";
    assert_string_equal(desk_query(&d, asked), "600000|299700000|0|599999|97");
    assert_string_equal(desk_query(&d, narrow), "6186");
    assert_int_equal(ts_database_freeze(d.database, &d.diags), TS_OK);
    ts_database *loaded = d.database;
    d.database = ts_database_over(d.arena, loaded);
    assert_non_null(d.database);
    assert_string_equal(desk_query(&d, "select count(*), sum(v) from t where k < 1000"), "1000|499500");
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_of_others_is_not_the_querys),
        cmocka_unit_test(what_it_takes_is_bounded),
        cmocka_unit_test(what_was_spilled_comes_back_in_order),
        cmocka_unit_test(files_of_a_spill_are_files),
        cmocka_unit_test(a_large_file_goes_to_a_disk), cmocka_unit_test(a_file_of_tables_is_on_a_disk),
        cmocka_unit_test(a_large_table_answers_as_a_small_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
