/* libqpdf is loaded when it is there, and missed in words when it is not. */
#include "read/ledger_pdf.h"
#include "read/qpdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void the_one_we_were_built_against(void **state)
{
    (void)state;
    ts_qpdf qpdf = {0};
    const char *why;
    assert_true(ts_qpdf_load(NULL, &qpdf, &why));
    qpdf_data pdf = qpdf.init();
    assert_non_null(pdf);
    assert_true(qpdf.oh_is_null(pdf, qpdf.oh_new_null(pdf)));
    qpdf.cleanup(&pdf);
    assert_null(pdf);
}

static void a_missing_one(void **state)
{
    (void)state;
    ts_qpdf qpdf = {0};
    const char *why = NULL;
    assert_false(ts_qpdf_load("libqpdf-of-nobody.so.0", &qpdf, &why));
    assert_non_null(strstr(why, "is not installed"));
}

static void one_without_the_calls(void **state)
{
    (void)state;
    ts_qpdf qpdf = {0};
    const char *why = NULL;
    assert_false(ts_qpdf_load("libm.so.6", &qpdf, &why));
    assert_non_null(strstr(why, "another version"));
}

static void what_is_no_pdf(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    const char *why = NULL;
    const ts_source *source;
    assert_int_equal(ts_ledger_from_pdf(arena, "README.md", &source, &why), TS_FAULT);
    assert_null(source);
    assert_string_equal(why, "it is no PDF, or broken");
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_one_we_were_built_against),
        cmocka_unit_test(a_missing_one),
        cmocka_unit_test(one_without_the_calls),
        cmocka_unit_test(what_is_no_pdf),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
