/* What an edition has of a table does not depend on what became of its file once it was loaded. */
#include "book.h"
#include "folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

/* No query names them; one file serves both. */
static const char sheet_format[] =
    "{\"tearsheet\":1,\"preflight\":{\"condition\":\"off\"},\"folders\":{\"fonts\":\"%s/fonts\"},\"copy\":{\"title\":\"Told\",\"text\":\"{total} {middle}\"},"
    "\"fonts\":{\"Inter Regular\":{\"file\":\"Inter-Regular.otf\"}},\"text-styles\":{\"body\":{\"font\":\"Inter Regular\",\"set\":\"10/12\"}},"
    "\"params\":{\"region\":{\"type\":\"text\",\"default\":\"r1\"}},"
    "\"tables\":{\"t\":{\"file\":\"t.csv\",\"source\":\"s\"},\"u\":{\"file\":\"t.csv\",\"source\":\"s\"}},"
    "\"sources\":{\"s\":{\"publisher\":\"P\",\"title\":\"T\"}},"
    "\"series\":{\"all\":{\"table\":\"t\",\"sum\":\"value\",\"over\":\"year\",\"where\":{\"region\":\"{region}\"},\"unit\":\"USD\"},"
    "\"means\":{\"table\":\"u\",\"mean\":\"value\",\"over\":\"year\",\"where\":{\"region\":\"{region}\"},\"unit\":\"USD\"}},"
    "\"stats\":{\"total\":{\"total\":\"all\",\"at\":2024},\"middle\":{\"total\":\"means\",\"at\":2024}},"
    "\"pages\":[{\"body\":[{\"text\":\"text\",\"style\":\"body\"}]}]}";

enum { LARGE = 11 }; /* numbers of 10^15 that add up to more than 2^53: they are SQLite's */

typedef struct desk {
    char folder[64], sheet[80], table[80], cache[80];
} desk;

static void write_text(const char *path, const char *mode, const char *text)
{
    FILE *file = fopen(path, mode);
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void write_table(const desk *d)
{
    char row[80];
    write_text(d->table, "w", "region,year,value\nr1,2023,1\nr1,2024,2.5\nr3,2024,7\n");
    for (int i = 0; i < LARGE; i++) {
        snprintf(row, sizeof row, "r2,2024,%lld\n", 999999999999999LL - i);
        write_text(d->table, "a", row);
    }
}

static desk open_desk(void)
{
    desk d = {.folder = "/tmp/tearsheet-waiting-XXXXXX"};
    char here[256], sheet[sizeof sheet_format + sizeof here];
    assert_non_null(mkdtemp(d.folder));
    assert_non_null(getcwd(here, sizeof here));
    snprintf(d.sheet, sizeof d.sheet, "%s/sheet.json", d.folder);
    snprintf(d.table, sizeof d.table, "%s/t.csv", d.folder);
    snprintf(d.cache, sizeof d.cache, "%s/cache", d.folder);
    snprintf(sheet, sizeof sheet, sheet_format, here);
    write_text(d.sheet, "w", sheet);
    write_table(&d);
    return d;
}

static void close_desk(const desk *d)
{
    remove_folder(d->cache);
    remove_folder(d->folder);
}

static bool hear(void *user, const ts_diagnostic *d)
{
    char *heard = user;
    size_t length = strlen(heard);
    snprintf(heard + length, 2000 - length, "%s [%s]\n", d->message, d->rule);
    return true;
}

typedef struct made {
    book book;
    char heard[2000];
} made;

static made make(ts_work *work, const char *setting)
{
    made m = {render(work, &(title){"print", setting, TS_FILE_TRACE}), ""};
    ts_work_each_diagnostic(work, hear, m.heard);
    return m;
}

static const char *const settings[] = {"region=r1", "region=zz", "region=r3", "region=r2", "region=zz"};
enum { SETTINGS = sizeof settings / sizeof *settings };

static void make_all(ts_work *work, made all[SETTINGS])
{
    for (size_t i = 0; i < SETTINGS; i++)
        all[i] = make(work, settings[i]);
}

static void drop_all(made all[SETTINGS])
{
    for (size_t i = 0; i < SETTINGS; i++)
        free(all[i].book.bytes);
}

static ts_work *load(const desk *d, const ts_reader *reader, bool cached)
{
    ts_work *work = ts_work_new();
    assert_non_null(work);
    if (reader)
        assert_int_equal(ts_work_read_with(work, reader), TEARSHEET_OK);
    if (cached)
        assert_int_equal(ts_work_cache(work, d->cache, 0), TEARSHEET_OK);
    assert_int_equal(ts_work_load(work, d->sheet), TEARSHEET_OK);
    return work;
}

static ts_work *share(ts_work *work)
{
    const ts_options options = {.size = sizeof options, .profile = "print", .epoch = -1};
    assert_int_equal(ts_work_prepare(work, &options), TEARSHEET_OK);
    ts_work *shared = ts_work_share(work);
    assert_non_null(shared);
    return shared;
}

static void same_editions(ts_work *work, made wanted[SETTINGS])
{
    made all[SETTINGS];
    make_all(work, all);
    for (size_t i = 0; i < SETTINGS; i++) {
        assert_string_equal(all[i].heard, wanted[i].heard);
        assert_true(same_book(&all[i].book, &wanted[i].book));
    }
    drop_all(all);
}

/* Exported anew, or gone: a typo still has its hint, and what asks nothing of SQLite and what does are as they were. */
static void change_and_make(const desk *d, bool prepared, bool cached, made wanted[SETTINGS])
{
    ts_work *work = load(d, NULL, cached), *shared = prepared ? share(work) : NULL;
    free(make(prepared ? shared : work, "region=r1").book.bytes);
    write_text(d->table, "a", "r4,2024,9\n");
    same_editions(prepared ? shared : work, wanted);
    ts_work_drop(shared);
    shared = prepared ? ts_work_share(work) : NULL;
    assert_int_equal(unlink(d->table), 0);
    same_editions(prepared ? shared : work, wanted);
    write_table(d);
    ts_work_drop(shared);
    ts_work_drop(work);
}

static void a_file_that_changes_changes_no_edition(void **state)
{
    (void)state;
    desk d = open_desk();
    made wanted[SETTINGS];
    ts_work *before = load(&d, NULL, false);
    make_all(before, wanted);
    ts_work_drop(before);
    assert_int_equal(wanted[1].book.status, TEARSHEET_FAULT);
    assert_non_null(strstr(wanted[1].heard, "column \"region\" of table \"t\" has no \"zz\": it has \"r1\", \"r2\", \"r3\" [where]"));
    assert_string_equal(wanted[2].heard, "");
    assert_int_equal(wanted[3].book.status, TEARSHEET_OK);
    for (int i = 0; i < 4; i++)
        change_and_make(&d, i % 2, false, wanted);
    for (int i = 0; i < 4; i++) /* the first two find an empty folder, or one without what is frozen */
        change_and_make(&d, i % 2, true, wanted);
    drop_all(wanted);
    close_desk(&d);
}

/* ---- a reader */

typedef struct counted {
    const char *path;
    size_t asked, held;
} counted;

static int lend(void *user, const char *path, const void **bytes, size_t *size)
{
    static const char text[] = "region,year,value\nr1,2023,1\nr1,2024,2.5\n";
    counted *c = user;
    if (strcmp(path, c->path) != 0)
        return TEARSHEET_FROM_DISK;
    c->asked++;
    c->held++;
    *size = sizeof text - 1;
    *bytes = memcpy(malloc(*size), text, *size);
    return TEARSHEET_LENT;
}

static void take_back(void *user, const void *bytes, size_t size)
{
    counted *c = user;
    c->held--;
    memset((void *)(uintptr_t)bytes, 'x', size);
    free((void *)(uintptr_t)bytes);
}

/* Whether it is there, for each table that names it, and for its bytes; nothing once the sheet is loaded. */
static void a_reader_is_asked_once_for_what_waits(void **state)
{
    (void)state;
    enum { SHARED = 3, TABLES = 2 };
    desk d = open_desk();
    counted c = {.path = d.table};
    const ts_reader reader = {sizeof reader, lend, take_back, &c};
    ts_work *work = load(&d, &reader, false), *works[SHARED] = {share(work), ts_work_share(work), ts_work_share(work)};
    for (size_t i = 0; i < SHARED; i++) {
        made typo = make(works[i], "region=zz"), good = make(works[i], "region=r1");
        assert_non_null(strstr(typo.heard, "table \"u\" has no \"zz\": it has \"r1\""));
        assert_int_equal(good.book.status, TEARSHEET_OK);
        free(good.book.bytes);
        free(typo.book.bytes);
        ts_work_drop(works[i]);
    }
    assert_int_equal(c.asked, TABLES + 1);
    assert_int_equal(c.held, 1);
    ts_work_drop(work);
    assert_int_equal(c.held, 0);
    close_desk(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_that_changes_changes_no_edition),
        cmocka_unit_test(a_reader_is_asked_once_for_what_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
