/* JSON that is written: numbers, lines, escapes. */
#include "base/json_out.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void assert_as_printf(double number)
{
    char own[TS_JSON_NUMBER_ROOM], expected[TS_JSON_NUMBER_ROOM];
    bool whole = number == floor(number) && fabs(number) < 9007199254740992.0;
    snprintf(expected, sizeof expected, whole ? "%.0f" : "%.15g", number == 0 ? 0 : number);
    assert_string_equal(ts_json_number_text(number, own), expected);
}

/* What is printed by hand is what printf says with 15 digits. */
static void numbers_are_as_printf_has_them(void **state)
{
    (void)state;
    const double some[] = {0, -0.0, 0.01, -0.01, 0.29, 0.57, 1.005, 1e-5, 12.3, 999999999999.99, 1e12, 9007199254740993.0, 1e300, -7.25,
                           0x1p-11, 0x1.fffffffffffffp-12, 0.99999999999999994, 9.9999999999999982, 999999999999998.5, 999999999999998.75,
                           999999999999999.5, 9007199254740991.0, 4503599627370495.5, 0.5 + 0x1p-16, 1.0000000000000002, 5e-324};
    for (size_t i = 0; i < sizeof some / sizeof *some; i++)
        assert_as_printf(some[i]);
    for (long cents = -200000; cents <= 200000; cents += 7)
        assert_as_printf((double)cents / 100);
    uint64_t bits = 1;
    for (int i = 0; i < 200000; i++) { /* xorshift (Marsaglia 2003), at all sizes that sheets have */
        bits ^= bits << 13, bits ^= bits >> 7, bits ^= bits << 17;
        assert_as_printf(ldexp((double)(bits >> 11), i % 72 - 66));
    }
}

/* What the members of one list look like, in both forms. */
static void members_stand_in_lines_or_dense(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "{\n  \"a\": \"\\\"\\\\\\u0007\xC3\xA9\\ufffd\",\n  \"box\": [-0.5, 0, 12.35, 0.05],\n  \"list\": [\n    1.5,\n    null,\n    1.5\n  ],\n  \"none\": [],\n  \"q\\\"\": 18446744073709551615,\n  \"\\u0001\": []\n}\n",
        "{\"a\":\"\\\"\\\\\\u0007\xC3\xA9\\ufffd\",\"box\":[-0.5,0,12.35,0.05],\"list\":[1.5,null,1.5],\"none\":[],\"q\\\"\":18446744073709551615,\"\\u0001\":[]}"};
    ts_arena *arena = ts_arena_new(0);
    for (int dense = 0; dense < 2; dense++) {
        ts_json_out out = {.arena = arena, .dense = dense};
        ts_json_open(&out, NULL, '{');
        ts_json_text(&out, "a", "\"\\\a\xC3\xA9\xFF");
        ts_json_text(&out, "b", NULL);
        ts_json_box(&out, "box", (ts_rect){-0.5, -0.001, 12.346, 0.05});
        ts_json_open(&out, "list", '[');
        ts_json_number(&out, NULL, 1.5);
        size_t from = out.text.count - 3;
        ts_json_number(&out, NULL, INFINITY);
        ts_json_again(&out, from, from + 3);
        ts_json_close(&out, ']');
        ts_json_open(&out, "none", '[');
        ts_json_close(&out, ']');
        ts_json_name(&out, "q\"");
        ts_json_whole(&out, NULL, UINT64_MAX);
        ts_json_name(&out, "\x01");
        ts_json_open(&out, NULL, '[');
        ts_json_close(&out, ']');
        ts_json_close(&out, '}');
        assert_string_equal(ts_json_whole_text(&out), expected[dense]);
    }
    ts_arena_drop(arena);
}

/* In memory as on a stream, which is written byte by byte. */
static void assert_put_as_printed(const char *words)
{
    char put[TS_UTF8_JSON_ROOM(17) + 1], *printed = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&printed, &size);
    assert_non_null(memory);
    ts_utf8_print_json(words, memory);
    assert_int_equal(fclose(memory), 0);
    *ts_utf8_put_json(words, strlen(words), put) = '\0';
    assert_string_equal(put, printed);
    free(printed);
}

/* Each byte at each place of words of each length, which go out eight, four or one byte at a time. */
static void a_byte_is_escaped_wherever_it_stands(void **state)
{
    (void)state;
    for (int byte = 1; byte < 256; byte++)
        for (size_t length = 1; length <= 17; length++)
            for (size_t at = 0; at < length; at++) {
                char words[18] = "aaaaaaaaaaaaaaaaa";
                words[length] = '\0';
                words[at] = (char)byte;
                assert_put_as_printed(words);
            }
}

static void a_text_without_memory_is_none(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(4096);
    ts_json_out out = {.arena = arena};
    ts_json_open(&out, NULL, '[');
    for (size_t i = 0; i < 4096; i++)
        ts_json_whole(&out, NULL, i);
    ts_json_close(&out, ']');
    assert_null(ts_json_whole_text(&out));
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_as_printf_has_them),
        cmocka_unit_test(members_stand_in_lines_or_dense),
        cmocka_unit_test(a_byte_is_escaped_wherever_it_stands),
        cmocka_unit_test(a_text_without_memory_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
