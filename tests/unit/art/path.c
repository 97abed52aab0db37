/* Path data: the grammar and its quirks (SVG 1.1, 8.3). */
#include "easel.h"

#include "art/svg.h"

typedef struct sample {
    const char *data, *path;
} sample;

static const sample good[] = {
    {"", ""},
    {"none", ""},
    {"M1 2", "M 1 2"},
    {"M1,2L3,4", "M 1 2 L 3 4"},
    {" \n M 1 , 2 \t L 3 4 ", "M 1 2 L 3 4"},
    /* more pairs after a move are lines, absolute or relative as the move was */
    {"M1 2 3 4 5 6", "M 1 2 L 3 4 L 5 6"},
    {"m1 2 3 4 5 6", "M 1 2 L 4 6 L 9 12"},
    /* numbers need no space where a sign or a second point parts them */
    {"M1-2L.5.5-.5-.5", "M 1 -2 L 0.5 0.5 L -0.5 -0.5"},
    {"M1e1 2E-1L+3+4", "M 10 0.2 L 3 4"},
    {"M1. 2.L0 0", "M 1 2 L 0 0"},
    {"M0 0H10h5V20v-5", "M 0 0 L 10 0 L 15 0 L 15 20 L 15 15"},
    {"M0 0H1 2 3", "M 0 0 L 1 0 L 2 0 L 3 0"},
    {"M0 0C1 2 3 4 5 6", "M 0 0 C 1 2 3 4 5 6"},
    {"M1 1c1 2 3 4 5 6 1 0 0 1 1 1", "M 1 1 C 2 3 4 5 6 7 C 7 7 6 8 7 8"},
    /* a smooth curve mirrors the control point of a cubic before it, and of nothing else */
    {"M0 0C0 5 5 10 10 10S20 5 20 0", "M 0 0 C 0 5 5 10 10 10 C 15 10 20 5 20 0"},
    {"M5 5S10 10 20 0", "M 5 5 C 5 5 10 10 20 0"},
    {"M0 0Q3 9 9 0S15 6 18 0", "M 0 0 C 2 6 5 6 9 0 C 9 0 15 6 18 0"},
    {"M0 0Q3 6 6 0T12 0", "M 0 0 C 2 4 4 4 6 0 C 8 -4 10 -4 12 0"},
    {"M0 0L6 0T12 6", "M 0 0 L 6 0 C 6 0 8 2 12 6"},
    /* after z the point is the start again, and a command that draws begins a subpath there */
    {"M1 1h4v4zm1 1h1", "M 1 1 L 5 1 L 5 5 Z M 2 2 L 3 2"},
    {"M1 1h4v4zl2 2", "M 1 1 L 5 1 L 5 5 Z M 1 1 L 3 3"},
    {"M1 1h4zz", "M 1 1 L 5 1 Z"},
    /* flags of arcs are one character each; no radius is a line */
    {"M0 0A0 5 0 0 1 10 10", "M 0 0 L 10 10"},
    {"M0 0a0 0 0 0110 10", "M 0 0 L 10 10"},
};

static void path_data_becomes_lines_and_curves(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        char text[1024] = "";
        size_t where = 0;
        const char *why = NULL;
        ts_arena *arena = ts_arena_new(0);
        ts_path *path = ts_path_new(arena);
        if (!ts_svg_path_data(good[i].data, 100, path, &where, &why))
            fail_msg("\"%s\" is refused at %zu: %s", good[i].data, where, why);
        FILE *out = fmemopen(text, sizeof text - 1, "w");
        print_path(out, path);
        fclose(out);
        assert_string_equal(text, good[i].path);
        ts_arena_drop(arena);
    }
}

static void arcs_end_where_they_should(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_path *path = ts_path_new(arena);
    size_t where;
    const char *why;
    /* the flags run into the numbers: a half circle from 10 10 to 30 10, then a quarter back up */
    assert_true(ts_svg_path_data("M10 10a10 10 0 0120 0 10 10 0 00-10-10", 100, path, &where, &why));
    ts_rect box = ts_path_box(path);
    ts_point last = path->points.items[path->points.count - 1];
    assert_float_equal(last.x, 20, 1e-9);
    assert_float_equal(last.y, 0, 1e-9);
    assert_float_equal(box.x, 10, 1e-3);
    assert_float_equal(box.y, 0, 1e-2);
    assert_float_equal(ts_rect_right(box), 30, 1e-3);
    assert_float_equal(ts_rect_bottom(box), 10, 1e-3);
    ts_arena_drop(arena);
}

typedef struct fault {
    const char *data;
    size_t where;
    const char *why;
} fault;

static const fault faults[] = {
    {"L1 1", 0, "a path begins with M or m"},
    {"1 1", 0, "a path begins with M or m"},
    {"M", 1, "a number is missing or too large"},
    {"M1", 2, "a number is missing or too large"},
    {"M1 1L2", 6, "a number is missing or too large"},
    {"M0 0C1 2 3 4 5", 14, "a number is missing or too large"},
    {"M0,,0", 3, "a number is missing or too large"},
    {"M1 1,L2 2", 5, "a number is missing after the comma"},
    {"M1 1X2 2", 4, "this is no path command"},
    {"M1 1z 5", 6, "this is no path command"},
    {"M0 0L1e999 0", 5, "a number is missing or too large"},
    {"M0 0L9999999999 0", 5, "a number is missing or too large"},
    {"M0 0L. 0", 5, "a number is missing or too large"},
    {"M0 0LNaN 0", 5, "a number is missing or too large"},
    {"M0 0A1 1 0 2 1 9 9", 11, "the flag of an arc is 0 or 1"},
    {"M0 0h1 1 1 1 1 1 1 1 1 1", 23, "the drawing has more than 2000000 path segments"},
};

static void a_fault_is_told_where_it_stands(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        size_t where = 0;
        const char *why = NULL;
        ts_arena *arena = ts_arena_new(0);
        if (ts_svg_path_data(faults[i].data, 10, ts_path_new(arena), &where, &why))
            fail_msg("\"%s\" is not refused", faults[i].data);
        if (where != faults[i].where || strcmp(why, faults[i].why) != 0)
            fail_msg("\"%s\": told \"%s\" at %zu", faults[i].data, why, where);
        ts_arena_drop(arena);
    }
}

typedef struct numeral {
    const char *text;
    double value;
    const char *rest;
} numeral;

static void numbers_owe_nothing_to_the_locale(void **state)
{
    (void)state;
    static const numeral list[] = {
        {"0.1", 0.1, ""},        {"-1.5e3x", -1500, "x"}, {"1em", 1, "em"},           {"1e+2", 100, ""},
        {"1,5", 1, ",5"},        {"00012", 12, ""},       {"123456789.123", 123456789.123, ""},
        {"0.00000000000000000000000000001", 1e-29, ""},   {"1e-400", 0, ""},          {"-0", 0, ""},
        {"0.3333333333333333333333", 1.0 / 3, ""},        {"0x10", 0, "x10"},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        const char *at = list[i].text;
        double value = 99;
        assert_true(ts_svg_number(&at, &value));
        assert_float_equal(value, list[i].value, 1e-14);
        assert_string_equal(at, list[i].rest);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(path_data_becomes_lines_and_curves),
        cmocka_unit_test(arcs_end_where_they_should),
        cmocka_unit_test(a_fault_is_told_where_it_stands),
        cmocka_unit_test(numbers_owe_nothing_to_the_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
