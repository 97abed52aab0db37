/* One digest for all that an edition's files follow from: each option that shows in them makes another. */
#include "tearsheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const texas[] = {"state=TX"}, *const ohio[] = {"state=OH"};

#define ASKED(...) {.size = sizeof(ts_options), .epoch = -1, __VA_ARGS__}
static const ts_options asked[] = {
    ASKED(.settings = texas, .setting_count = 1),
    ASKED(.settings = ohio, .setting_count = 1),
    ASKED(.settings = texas, .setting_count = 1, .language = "es-MX"),
    ASKED(.settings = texas, .setting_count = 1, .profile = "screen"),
    ASKED(.settings = texas, .setting_count = 1, .draft = true),
    ASKED(.settings = texas, .setting_count = 1, .marks = true),
    ASKED(.settings = texas, .setting_count = 1, .impose = "2up"),
    ASKED(.settings = texas, .setting_count = 1, .impose = "2up-repeat"),
    ASKED(.settings = texas, .setting_count = 1, .page = 1),
    ASKED(.settings = texas, .setting_count = 1, .dpi = 72),
    ASKED(.settings = texas, .setting_count = 1, .plate = "Cyan"),
    ASKED(.settings = texas, .setting_count = 1, .proof = true),
    {.size = sizeof(ts_options), .settings = texas, .setting_count = 1, .epoch = 0},
    {.size = sizeof(ts_options), .settings = texas, .setting_count = 1, .epoch = 86400},
};
enum { ASKED_FOR = sizeof asked / sizeof *asked };

static void each_option_makes_another(void **state)
{
    (void)state;
    char digests[ASKED_FOR + 1][TEARSHEET_SHA256], again[TEARSHEET_SHA256];
    ts_work *work = ts_work_new();
    assert_int_equal(ts_work_load(work, "layouts/state-trade.json"), TEARSHEET_OK);
    for (size_t i = 0; i < ASKED_FOR; i++)
        assert_int_equal(ts_work_fingerprint(work, &asked[i], "a.pdf", digests[i]), TEARSHEET_OK);
    assert_int_equal(ts_work_fingerprint(work, &asked[0], "b.pdf", digests[ASKED_FOR]), TEARSHEET_OK);
    for (size_t i = 0; i <= ASKED_FOR; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(digests[i], digests[k]) == 0)
                fail_msg("%zu and %zu are one", k, i);
    assert_int_equal(ts_work_fingerprint(work, &asked[0], "a.pdf", again), TEARSHEET_OK);
    assert_string_equal(digests[0], again);
    ts_work_drop(work);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_option_makes_another)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
