/* Under whichever locale the program has set, the same sheet is read, and the same bytes are written. */
#include "book.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static char folder[] = "/tmp/ts-locale-XXXXXX";

typedef struct printed {
    book pdf, report, stats;
} printed;

/* The program finds its own locale after each call. */
static printed print(const char *decimal)
{
    static const title states = {"print", "state=TX", TS_FILE_PDF};
    const ts_options options = options_of(&states);
    printed p = {0};
    ts_work *work = ts_work_new();
    assert_int_equal(ts_work_load(work, "layouts/state-trade.json"), TEARSHEET_OK);
    assert_string_equal(localeconv()->decimal_point, decimal);
    p.pdf = render(work, &states);
    p.report.status = ts_work_write_report(work, &options, "html", append, &p.report);
    p.stats.status = ts_work_write_stats(work, &options, "csv", append, &p.stats);
    assert_string_equal(localeconv()->decimal_point, decimal);
    ts_work_drop(work);
    return p;
}

static void drop(printed *p)
{
    free(p->pdf.bytes);
    free(p->report.bytes);
    free(p->stats.bytes);
}

/* Made here: which ones a machine has is not ours to say. */
static bool take_locale(const char *language)
{
    char command[256];
    snprintf(command, sizeof command, "localedef -c -i %s -f UTF-8 %s/%s.UTF-8 >%s/said 2>&1", language, folder, language, folder);
    if (system(command) < 0)
        return false;
    snprintf(command, sizeof command, "%s.UTF-8", language);
    return setlocale(LC_ALL, command) != NULL;
}

/* Its letters are sorted otherwise (i before h, or y beside i), capitals are others, and numbers have a comma. */
static void write_under(const char *language)
{
    printed plain = print(".");
    if (!take_locale(language)) {
        drop(&plain);
        skip();
    }
    printed own = print(",");
    assert_non_null(setlocale(LC_ALL, "C"));
    assert_int_equal(plain.pdf.status, TEARSHEET_OK);
    assert_true(same_book(&own.pdf, &plain.pdf));
    assert_true(same_book(&own.report, &plain.report));
    assert_true(same_book(&own.stats, &plain.stats));
    drop(&own);
    drop(&plain);
}

static void test_turkish_letters_are_not_asked(void **state)
{
    (void)state;
    write_under("tr_TR");
}

static void test_latvian_order_is_not_asked(void **state)
{
    (void)state;
    write_under("lv_LV");
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? setenv("LOCPATH", folder, 1) : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_turkish_letters_are_not_asked), cmocka_unit_test(test_latvian_order_is_not_asked)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
