#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "device/haru_bytes.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int open_arena(void **state)
{
    *state = ts_arena_new(0);
    return *state ? 0 : -1;
}

static int close_arena(void **state)
{
    ts_arena_drop(*state);
    return 0;
}

#define SAYS(state, text, call)                                                                \
    do {                                                                                       \
        ts_pdf_bytes *bytes = ts_pdf_bytes_new(*(state));                                      \
        assert_non_null(bytes);                                                                \
        call;                                                                                  \
        assert_false(bytes->failed);                                                           \
        assert_int_equal(bytes->count, strlen(text));                                          \
        assert_memory_equal(bytes->items, text, strlen(text));                                 \
    } while (0)

static void numbers_have_no_more_decimals_than_they_need(void **state)
{
    SAYS(state, "1 .5 -.25 0 12.346 7",
         ts_pdf_print(bytes, "%f %f %f %f %f %f", 1.0, .5, -.25, 0.0, 12.3456, 7.0));
    SAYS(state, "0 1", ts_pdf_print(bytes, "%f %.0f", -0.0001, .5));
    SAYS(state, ".000001 -2147483648", ts_pdf_print(bytes, "%.6f %d", .000001, INT32_MIN));
}

static void numbers_around_a_carry_are_whole(void **state)
{
    SAYS(state, "1 10 1000 -1 999999.999", ts_pdf_print(bytes, "%f %f %f %f %f", .9996, 9.9999, 999.9995, -.9999, 999999.999));
    SAYS(state, "1000000 1001001 1000.001 -10", ts_pdf_print(bytes, "%d %d %.6f %d", 1000000, 1001001, 1000.001, -10));
    SAYS(state, "999999999 .5 .000001 .100001", ts_pdf_print(bytes, "%.0f %.6f %.6f %.6f", 999999999.0, .5, .000001, .100001));
}

/* Of any size: read back it is the nearest of so many places, and nothing could be left out. */
static void a_number_is_the_nearest_of_its_places(void **state)
{
    static const double scales[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    ts_pdf_bytes *bytes = ts_pdf_bytes_new(*state);
    uint64_t seed = 1;

    for (int i = 0; i < 20000; i++) {
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        int places = i % 7;
        double value = ldexp((double)(int32_t)(seed >> 32), -(i / 7 % 32));
        bytes->count = 0;
        if (fabs(value) >= 1e9)
            continue;
        ts_pdf_real(bytes, value, places);
        ts_pdf_put(bytes, "", 1);
        assert_true(round(strtod(bytes->items, NULL) * scales[places]) == round(fabs(value) * scales[places]) * (value < 0 ? -1 : 1));
        const char *digits = bytes->items + (*bytes->items == '-'), *point = strchr(digits, '.');
        assert_true(point ? bytes->items[bytes->count - 2] != '0' && strlen(point + 1) <= (size_t)places : bytes->count > 1);
        assert_true(*digits != '0' || (digits[1] == '\0' && digits == bytes->items));
    }
}

static void the_decimal_point_is_no_matter_of_the_locale(void **state)
{
    setlocale(LC_ALL, "");
    SAYS(state, "1.5", ts_pdf_print(bytes, "%f", 1.5));
    setlocale(LC_ALL, "C");
}

static void a_number_that_is_none_fails_the_bytes(void **state)
{
    static const double none[] = {(double)NAN, (double)INFINITY, -1e300};

    for (size_t i = 0; i < 3; i++) {
        ts_pdf_bytes *bytes = ts_pdf_bytes_new(*state);
        ts_pdf_print(bytes, "%f", none[i]);
        assert_true(bytes->failed);
    }
}

static void names_escape_what_is_not_regular(void **state)
{
    SAYS(state, "/PANTONE#20286#20C", ts_pdf_name(bytes, "PANTONE 286 C"));
    SAYS(state, "/A#2FB#23#C3#A9", ts_pdf_name(bytes, "A/B#\xC3\xA9"));
}

static void strings_are_ascii_or_utf16(void **state)
{
    SAYS(state, "(a \\(b\\) \\\\)", ts_pdf_string(bytes, "a (b) \\"));
    SAYS(state, "<FEFF00E9>", ts_pdf_string(bytes, "\xC3\xA9"));
    SAYS(state, "<FEFFD83DDE00>", ts_pdf_string(bytes, "\xF0\x9F\x98\x80"));
    SAYS(state, "<FEFFFFFD>", ts_pdf_string(bytes, "\xFF"));
    SAYS(state, "<FEFF000A>", ts_pdf_string(bytes, "\n"));
}

static void xml_is_escaped_and_freed_of_controls(void **state)
{
    SAYS(state, "&lt;a&amp;b&gt;&quot;&apos;c", ts_pdf_xml(bytes, "<a&b>\"'\x01\xEF\xBF\xBF" "c"));
}

static void an_arena_that_is_full_fails_the_bytes(void **state)
{
    ts_arena *small = ts_arena_new(4096);
    ts_pdf_bytes *bytes = ts_pdf_bytes_new(small);

    (void)state;
    assert_non_null(bytes);
    for (int i = 0; i < 1000 && !bytes->failed; i++)
        ts_pdf_print(bytes, "0123456789");
    assert_true(bytes->failed);
    ts_arena_drop(small);
}

static bool fits(ts_arena *arena, const char *unit, size_t count)
{
    ts_pdf_bytes *bytes = ts_pdf_bytes_new(arena);
    size_t length = strlen(unit);
    char *text = ts_arena_alloc(arena, count * length + 1);
    assert_non_null(bytes);
    assert_non_null(text);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * length, unit, length);
    text[count * length] = '\0';
    ts_pdf_string(bytes, text);
    assert_false(bytes->failed);
    return !bytes->overlong;
}

/* With its mark, UTF-16 has two bytes less for the text. */
static void a_string_holds_32767_bytes(void **state)
{
    assert_true(fits(*state, "a", 32767));
    assert_false(fits(*state, "a", 32768));
    assert_true(fits(*state, "\xC3\xB1", 16382));
    assert_false(fits(*state, "\xC3\xB1", 16383));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_no_more_decimals_than_they_need),
        cmocka_unit_test(numbers_around_a_carry_are_whole),
        cmocka_unit_test(a_number_is_the_nearest_of_its_places),
        cmocka_unit_test(the_decimal_point_is_no_matter_of_the_locale),
        cmocka_unit_test(a_number_that_is_none_fails_the_bytes),
        cmocka_unit_test(names_escape_what_is_not_regular),
        cmocka_unit_test(strings_are_ascii_or_utf16),
        cmocka_unit_test(xml_is_escaped_and_freed_of_controls),
        cmocka_unit_test(a_string_holds_32767_bytes),
        cmocka_unit_test(an_arena_that_is_full_fails_the_bytes),
    };

    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
