/* Files that never were on a disk: tables by name, the rest from a reader. */
#include "book.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* ---- a shelf of files under the folder "nowhere", each the project's of the same name */

typedef struct library {
    size_t asked, lent, returned, refused;
    const char *own_name, *own; /* a file of its own beside those */
    const char *missing;        /* a part of the path of a file that it says is not there */
} library;

static void *slurp(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    if (!file)
        return NULL;
    if (fseek(file, 0, SEEK_END) == 0 && (bytes = malloc((size_t)ftell(file) + 1))) {
        *size = (size_t)ftell(file);
        rewind(file);
        *size = fread(bytes, 1, *size, file);
    }
    fclose(file);
    return bytes;
}

static int lend(void *user, const char *path, const void **bytes, size_t *size)
{
    static const char folder[] = "nowhere/layouts/";
    library *l = user;
    char real[512];
    l->asked++;
    if (strncmp(path, folder, sizeof folder - 1) != 0)
        return TEARSHEET_NO_FILE;
    if (l->own && strcmp(path + sizeof folder - 1, l->own_name) == 0) {
        *size = strlen(l->own);
        *bytes = memcpy(malloc(*size), l->own, *size);
        l->lent++;
        return TEARSHEET_LENT;
    }
    snprintf(real, sizeof real, "layouts/%s", path + sizeof folder - 1);
    *bytes = l->missing && strstr(path, l->missing) ? NULL : slurp(real, size);
    l->refused += !*bytes;
    l->lent += *bytes != NULL;
    return *bytes ? TEARSHEET_LENT : TEARSHEET_NO_FILE;
}

static void take_back(void *user, const void *bytes, size_t size)
{
    library *l = user;
    (void)size;
    l->returned++;
    free((void *)(uintptr_t)bytes);
}

static ts_work *open_library(library *l, const char *sheet)
{
    const ts_reader reader = {sizeof reader, lend, take_back, l};
    ts_work *work = ts_work_new();
    assert_non_null(work);
    assert_int_equal(ts_work_read_with(work, &reader), TEARSHEET_OK);
    (void)ts_work_load(work, sheet);
    return work;
}

static ts_work *open_disk(const char *sheet)
{
    ts_work *work = ts_work_new();
    assert_non_null(work);
    assert_int_equal(ts_work_load(work, sheet), TEARSHEET_OK);
    return work;
}

static void a_sheet_renders_without_a_disk(void **state)
{
    (void)state;
    static const title titles[] = {{"screen", NULL, TS_FILE_PNG}, {"screen", NULL, TS_FILE_TRACE}};
    library l = {0};
    ts_work *from_disk = open_disk("layouts/cross-border-brochure.json");
    ts_work *work = open_library(&l, "nowhere/layouts/cross-border-brochure.json");
    ts_options options = {.size = sizeof options, .profile = "screen", .epoch = -1};
    assert_int_equal(ts_work_prepare(work, &options), TEARSHEET_OK);
    ts_work *other = ts_work_share(work);
    for (size_t i = 0; i < 2; i++) {
        book a = render(from_disk, &titles[i]), b = render(other, &titles[i]);
        assert_int_equal(a.status, TEARSHEET_OK);
        assert_true(same_book(&a, &b));
        free(a.bytes);
        free(b.bytes);
    }
    assert_true(l.lent > 10);
    ts_work_drop(work);
    ts_work_drop(other);
    ts_work_drop(from_disk);
    assert_int_equal(l.lent, l.returned);
}

typedef struct first_error {
    char rule[32], message[300];
} first_error;

static bool hear(void *user, const ts_diagnostic *d)
{
    first_error *e = user;
    if (d->severity != TEARSHEET_ERROR)
        return true;
    snprintf(e->rule, sizeof e->rule, "%s", d->rule);
    snprintf(e->message, sizeof e->message, "%s", d->message);
    return false;
}

static void what_the_reader_has_not_is_told(void **state)
{
    (void)state;
    static const char *const parts[][2] = {{"annual.csv", "table"}, {"hello.json", "file"}, {".brand.json", "file"}};
    for (size_t i = 0; i < 3; i++) {
        library l = {.missing = parts[i][0]};
        first_error e = {""};
        ts_work *work = open_library(&l, "nowhere/layouts/hello.json");
        ts_work_each_diagnostic(work, hear, &e);
        assert_string_equal(e.rule, parts[i][1]);
        assert_non_null(strstr(e.message, "there is no such file"));
        assert_true(l.refused > 0);
        ts_work_drop(work);
        assert_int_equal(l.lent, l.returned);
    }
}

/* ---- tables */

static const char csv[] = "year,mode,partner,value_usd\n2019,All,Mexico,100\n2024,All,Mexico,150\n";
static const char json[] = "[{\"year\": 2019, \"partner\": \"Mexico\", \"value_usd\": 100},"
                           " {\"year\": 2024, \"partner\": \"Mexico\", \"value_usd\": 150}]";
static const char sheet_format[] =
    "{ \"tearsheet\": 1, \"use\": [\"brand/cali-baja.brand.json\"], \"copy\": { \"title\": \"T\", \"text\": \"{growth}\" },"
    " \"tables\": { \"us_trade\": { \"file\": \"t.%s\", \"source\": \"s\" } },"
    " \"sources\": { \"s\": { \"publisher\": \"P\", \"title\": \"T\" } },"
    " \"series\": { \"goods\": { \"table\": \"us_trade\", \"sum\": \"value_usd\", \"where\": { \"partner\": \"Mexico\" }, \"over\": \"year\", \"unit\": \"USD\" } },"
    " \"stats\": { \"growth\": { \"growth\": \"goods\", \"from\": 2019, \"to\": 2024 } },"
    " \"pages\": [{ \"body\": [{ \"text\": \"text\", \"style\": \"body\" }] }] }";

static bool keep_growth(void *user, const ts_statistic *s)
{
    snprintf(user, 32, "%s %.4g", s->printed, s->number);
    return true;
}

static void check_growth(const char *ending, const void *bytes, size_t size)
{
    char sheet[sizeof sheet_format + 8], growth[32] = "";
    library l = {.own_name = "own.json", .own = sheet};
    const ts_reader reader = {sizeof reader, lend, take_back, &l};
    snprintf(sheet, sizeof sheet, sheet_format, ending);
    ts_work *work = ts_work_new();
    assert_int_equal(ts_work_read_with(work, &reader), TEARSHEET_OK);
    assert_int_equal(ts_work_give_table(work, "us_trade", bytes, size), TEARSHEET_OK);
    assert_int_equal(ts_work_load(work, "nowhere/layouts/own.json"), TEARSHEET_OK);
    assert_int_equal(ts_work_each_statistic(work, NULL, keep_growth, growth), TEARSHEET_OK);
    assert_string_equal(growth, "50% 0.5");
    assert_int_equal(ts_work_give_table(work, "us_trade", bytes, size), TEARSHEET_USAGE);
    assert_int_equal(ts_work_read_with(work, &reader), TEARSHEET_USAGE);
    ts_work_drop(work);
    assert_int_equal(l.lent, l.returned);
}

static void a_table_may_be_given_in_any_kind(void **state)
{
    (void)state;
    sqlite3 *handle;
    sqlite3_int64 size = 0;
    assert_int_equal(sqlite3_open(":memory:", &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, "create table us_trade(year int, partner text, value_usd real);"
                                          "insert into us_trade values (2019,'Mexico',100),(2024,'Mexico',150)", NULL, NULL, NULL),
                     SQLITE_OK);
    unsigned char *bytes = sqlite3_serialize(handle, "main", &size, 0);
    check_growth("csv", csv, sizeof csv - 1);
    check_growth("json", json, sizeof json - 1);
    check_growth("sqlite", bytes, (size_t)size);
    sqlite3_free(bytes);
    sqlite3_close(handle);
}

static void a_given_table_stands_for_the_file(void **state)
{
    (void)state;
    char growth[32] = "";
    ts_work *work = ts_work_new();
    assert_int_equal(ts_work_give_table(work, "us_trade", csv, sizeof csv - 1), TEARSHEET_OK);
    assert_int_equal(ts_work_load(work, "layouts/hello.json"), TEARSHEET_OK);
    assert_int_equal(ts_work_each_statistic(work, NULL, keep_growth, growth), TEARSHEET_OK);
    assert_string_equal(growth, "50% 0.5");
    ts_work_drop(work);
}

static void a_given_table_that_is_wrong_is_told(void **state)
{
    (void)state;
    first_error none = {""}, empty = {""}, broken = {""};
    ts_work *work = ts_work_new();
    assert_int_equal(ts_work_give_table(work, "us_trad", csv, sizeof csv - 1), TEARSHEET_OK);
    assert_int_equal(ts_work_load(work, "layouts/hello.json"), TEARSHEET_FAULT);
    ts_work_each_diagnostic(work, hear, &none);
    assert_non_null(strstr(none.message, "(did you mean \"us_trade\"?)"));
    ts_work_drop(work);

    work = ts_work_new();
    assert_int_equal(ts_work_give_table(work, "us_trade", "", 0), TEARSHEET_OK);
    assert_int_equal(ts_work_load(work, "layouts/hello.json"), TEARSHEET_FAULT);
    ts_work_each_diagnostic(work, hear, &empty);
    assert_string_equal(empty.rule, "table");
    ts_work_drop(work);

    work = ts_work_new();
    assert_int_equal(ts_work_give_table(work, "us_trade", "year,partner,value_usd\n2024,\"Mexico,1\n", 38), TEARSHEET_OK);
    assert_int_equal(ts_work_load(work, "layouts/hello.json"), TEARSHEET_FAULT);
    ts_work_each_diagnostic(work, hear, &broken);
    assert_string_equal(broken.rule, "table");
    ts_work_drop(work);
}

/* The file of a folder within the table's has its name, too. */
static void a_file_of_another_folder_is_not_the_given_one(void **state)
{
    (void)state;
    static const char two[] =
        "{ \"tearsheet\": 1, \"use\": [\"brand/cali-baja.brand.json\"], \"copy\": { \"title\": \"T\" },"
        " \"tables\": { \"near\": { \"file\": \"t.csv\", \"source\": \"s\" }, \"far\": { \"file\": \"sub/t.csv\", \"source\": \"s\" } },"
        " \"sources\": { \"s\": { \"publisher\": \"P\", \"title\": \"T\" } },"
        " \"pages\": [{ \"body\": [{ \"text\": \"title\", \"style\": \"title\" }] }] }";
    library l = {.own_name = "own.json", .own = two};
    const ts_reader reader = {sizeof reader, lend, take_back, &l};
    first_error e = {""};
    ts_work *work = ts_work_new();
    assert_int_equal(ts_work_read_with(work, &reader), TEARSHEET_OK);
    assert_int_equal(ts_work_give_table(work, "near", csv, sizeof csv - 1), TEARSHEET_OK);
    assert_int_equal(ts_work_load(work, "nowhere/layouts/own.json"), TEARSHEET_FAULT);
    ts_work_each_diagnostic(work, hear, &e);
    assert_non_null(strstr(e.message, "sub/t.csv"));
    ts_work_drop(work);
}

/* A number that stands on two pages is one headline. */
static void a_number_is_found_once(void **state)
{
    (void)state;
    static const char twice[] =
        "{ \"tearsheet\": 1, \"use\": [\"brand/cali-baja.brand.json\"], \"copy\": { \"title\": \"T\" },"
        " \"sources\": { \"s\": { \"publisher\": \"P\", \"title\": \"T\" } },"
        " \"facts\": { \"firms\": { \"value\": 475, \"unit\": \"count\", \"source\": \"s\" }, \"jobs\": { \"value\": 90, \"unit\": \"count\", \"source\": \"s\" } },"
        " \"pages\": [{ \"body\": [{ \"value\": \"firms\" }, { \"value\": \"jobs\" }] }, { \"body\": [{ \"stack\": [{ \"value\": \"firms\" }] }] }] }";
    library l = {.own_name = "own.json", .own = twice};
    ts_work *work = open_library(&l, "nowhere/layouts/own.json");
    const ts_options options = {.size = sizeof options, .profile = "screen", .epoch = 0};
    book findings = {0};
    (void)ts_work_check(work, &options);
    assert_int_equal(ts_work_write_findings(work, append, &findings), TEARSHEET_OK);
    assert_true(append(&findings, "", 1));
    const char *text = (const char *)findings.bytes, *first = strstr(text, "\"name\": \"firms\"");
    assert_non_null(first);
    assert_non_null(strstr(text, "\"name\": \"jobs\""));
    assert_null(strstr(first + 1, "\"name\": \"firms\""));
    free(findings.bytes);
    ts_work_drop(work);
}

static void what_cannot_be_given_is_refused(void **state)
{
    (void)state;
    ts_work *work = ts_work_new();
    assert_int_equal(ts_work_give_table(work, "large", csv, ((size_t)256 << 20) + 1), TEARSHEET_USAGE);
    assert_int_equal(ts_work_read_with(work, &(ts_reader){.size = offsetof(ts_reader, user), .read = lend}), TEARSHEET_USAGE);
    assert_int_equal(ts_work_load(work, "layouts/hello.json"), TEARSHEET_OK);
    ts_work_drop(work);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sheet_renders_without_a_disk), cmocka_unit_test(what_the_reader_has_not_is_told),
        cmocka_unit_test(a_table_may_be_given_in_any_kind), cmocka_unit_test(a_given_table_stands_for_the_file),
        cmocka_unit_test(a_given_table_that_is_wrong_is_told), cmocka_unit_test(a_file_of_another_folder_is_not_the_given_one),
        cmocka_unit_test(a_number_is_found_once), cmocka_unit_test(what_cannot_be_given_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
