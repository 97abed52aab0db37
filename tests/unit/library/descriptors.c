/* Where no file can be opened any more nobody's sheet is at fault, and once one can all is as ever. */
#include "book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

static const title screen = {"screen", NULL, TS_FILE_PDF};

/* So many more than are open; below 0: as many as there were. */
static void allow(int more)
{
    static struct rlimit before;
    if (!before.rlim_cur)
        assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    const int next = dup(0);
    close(next);
    const struct rlimit few = {more < 0 ? before.rlim_cur : (rlim_t)(next + more), before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
}

static void test_a_sheet_is_loaded_once_there_are_some(void **state)
{
    (void)state;
    ts_work *work = ts_work_new();
    allow(0);
    int status = ts_work_load(work, "layouts/hello.json");
    allow(-1);
    assert_int_equal(status, TEARSHEET_MACHINE);
    assert_string_equal(ts_work_why(work), "the program has too many files open");
    assert_int_equal(ts_work_errors(work), 0);
    assert_int_equal(ts_work_load(work, "layouts/hello.json"), TEARSHEET_OK);
    ts_work_drop(work);
}

/* Its faces, which are read when they are first wanted. */
static void test_an_edition_is_made_once_there_are_some(void **state)
{
    (void)state;
    ts_work *work = ts_work_new();
    assert_int_equal(ts_work_load(work, "layouts/hello.json"), TEARSHEET_OK);
    allow(0);
    book none = render(work, &screen);
    allow(-1);
    assert_int_equal(none.status, TEARSHEET_MACHINE);
    assert_string_equal(ts_work_why(work), "the program has too many files open");
    assert_int_equal(ts_work_errors(work), 0);
    book some = render(work, &screen), again = render(work, &screen);
    assert_int_equal(some.status, TEARSHEET_OK);
    assert_true(same_book(&some, &again));
    free(none.bytes);
    free(some.bytes);
    free(again.bytes);
    ts_work_drop(work);
}

/* That is the caller's, as ever. */
static void test_what_is_not_there_is_a_fault(void **state)
{
    (void)state;
    static const char *const paths[] = {"layouts/nobody.json", "layouts", "layouts/hello.json/below"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        ts_work *work = ts_work_new();
        assert_int_equal(ts_work_load(work, paths[i]), TEARSHEET_FAULT);
        assert_int_equal(ts_work_errors(work), 1);
        ts_work_drop(work);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_sheet_is_loaded_once_there_are_some),
                                       cmocka_unit_test(test_an_edition_is_made_once_there_are_some),
                                       cmocka_unit_test(test_what_is_not_there_is_a_fault)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
