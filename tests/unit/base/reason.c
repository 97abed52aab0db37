#include "base/reason.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void errors_have_their_english_name(void **state)
{
    (void)state;
    assert_string_equal(ts_reason(ENOENT), "No such file or directory");
    assert_string_equal(ts_reason(EMFILE), "Too many open files");
    assert_string_equal(ts_reason(-1), "Unknown error");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(errors_have_their_english_name)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
