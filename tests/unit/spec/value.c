/* Lengths, settings, inks and shares, as printers write them. */
#include "spec/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_near(double a, double b)
{
    if (a - b > 1e-9 || b - a > 1e-9)
        fail_msg("%.12g is not %.12g", a, b);
}

static void test_lengths(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double pt;
    } right[] = {
        {"9pt", 9},  {"9", 9},   {"25.4mm", 72}, {"2.54cm", 72},  {"0.5in", 36}, {"-3mm", -216 / 25.4},
        {"3p6", 42}, {"3p", 36}, {"0p6", 6},     {"1p0.5", 12.5}, {"-1p6", -18}, {"0", 0}};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        double pt = -1;
        assert_true(ts_value_length(right[i].text, &pt));
        assert_near(pt, right[i].pt);
    }
    static const char *const wrong[] = {"",    "mm", "9px", "1.",    ".5in", "9 pt", "3p6p", "3p6mm",
                                        "1e3", "+9", "9PT", "{gap}", "--3",  "nan",  "inf"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        double pt;
        if (ts_value_length(wrong[i], &pt))
            fail_msg("\"%s\" was taken for a length", wrong[i]);
    }
}

static void test_settings(void **state)
{
    (void)state;
    double size, leading;
    assert_true(ts_value_set("8.75/12", &size, &leading));
    assert_near(size, 8.75);
    assert_near(leading, 12);
    assert_false(ts_value_set("8.75", &size, &leading));
    assert_false(ts_value_set("8/12pt", &size, &leading));
    assert_false(ts_value_set("/12", &size, &leading));
}

static void test_inks(void **state)
{
    (void)state;
    double cmyk[4];
    assert_true(ts_value_ink("C92 M44 Y30 K8", cmyk));
    assert_near(cmyk[0], 0.92);
    assert_near(cmyk[3], 0.08);
    assert_true(ts_value_ink("M58 Y95", cmyk));
    assert_near(cmyk[0], 0);
    assert_near(cmyk[1], 0.58);
    assert_near(cmyk[2], 0.95);
    assert_true(ts_value_ink("none", cmyk));
    assert_near(cmyk[1], 0);
    assert_false(ts_value_ink("M44 C92", cmyk)); /* in the order of the press */
    assert_false(ts_value_ink("C101", cmyk));
    assert_false(ts_value_ink("R10", cmyk));
}

static void test_numbers(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    double value;
    assert_true(ts_value_number("-2.5e3", &value));
    assert_near(value, -2500);
    assert_true(ts_value_number("0.005", &value));
    assert_near(value, 0.005);
    assert_false(ts_value_number("1e", &value));
    assert_false(ts_value_number("1e999", &value));
    assert_false(ts_value_number("0x10", &value));
    assert_false(ts_value_number("", &value));
    assert_string_equal(ts_value_print(arena, 2024), "2024");
    assert_string_equal(ts_value_print(arena, 0.1), "0.1");
    assert_string_equal(ts_value_print(arena, -0.0), "0");
    assert_string_equal(ts_value_print(arena, 1.0 / 3), "0.3333333333333333");
    assert_string_equal(ts_value_print(arena, 50.5e9), "50500000000");
    ts_arena_drop(arena);
}

static void test_columns(void **state)
{
    (void)state;
    int first, last;
    assert_true(ts_spec_columns("7-12", 12, &first, &last));
    assert_int_equal(first, 7);
    assert_int_equal(last, 12);
    assert_true(ts_spec_columns("5", 12, &first, &last));
    assert_int_equal(last, 5);
    assert_true(ts_spec_columns("all", 8, &first, &last));
    assert_int_equal(first, 1);
    assert_int_equal(last, 8);
    assert_false(ts_spec_columns("7-13", 12, &first, &last));
    assert_false(ts_spec_columns("7-6", 12, &first, &last));
    assert_false(ts_spec_columns("0-3", 12, &first, &last));
    assert_false(ts_spec_columns("1.5", 12, &first, &last));
    assert_false(ts_spec_columns("", 12, &first, &last));
    assert_false(ts_spec_columns("99999999999999999999", 12, &first, &last));
}

static void test_swatch_uses(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    const char *name;
    double tint;
    assert_true(ts_spec_swatch(arena, "Pacific", &name, &tint));
    assert_string_equal(name, "Pacific");
    assert_near(tint, 1);
    assert_true(ts_spec_swatch(arena, "Deep Sea 20%", &name, &tint));
    assert_string_equal(name, "Deep Sea");
    assert_near(tint, 0.2);
    assert_false(ts_spec_swatch(arena, "Pacific 120%", &name, &tint));
    assert_false(ts_spec_swatch(arena, "", &name, &tint));
    ts_arena_drop(arena);
}

static void test_slots_and_excerpts(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    assert_string_equal(ts_value_slot(arena, "{year}"), "year");
    assert_null(ts_value_slot(arena, "{a}-{b}"));
    assert_null(ts_value_slot(arena, "{}"));
    assert_null(ts_value_slot(arena, "year"));
    assert_string_equal(ts_value_excerpt(arena, "short"), "short");
    char text[200];
    memset(text, 0, sizeof text);
    for (int i = 0; i < 80; i++)
        strcat(text, "\xC3\xA9"); /* two bytes each: the cut is between characters */
    const char *excerpt = ts_value_excerpt(arena, text);
    assert_int_equal(strlen(excerpt), 60 * 2 + 3);
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_settings),
        cmocka_unit_test(test_inks),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_swatch_uses),
        cmocka_unit_test(test_slots_and_excerpts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
