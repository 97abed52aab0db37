/* Colours through the press profile of the sheets, and without one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "canvas/ink.h"
#include "near.h"

#include <string.h>

#define PROFILE "fonts/FOGRA39L_coated.icc"

typedef struct fixture {
    ts_arena *arena;
    ts_colour *press, *plain;
} fixture;

static fixture kept;

static int setup(void **state)
{
    const char *why = NULL;
    kept.arena = ts_arena_new(0);
    kept.press = ts_colour_new(kept.arena, PROFILE, 0, &why);
    kept.plain = ts_colour_new(kept.arena, NULL, 0, &why);
    *state = &kept;
    return kept.press && kept.plain ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    ts_arena_drop(kept.arena);
    return 0;
}

static void assert_all_near(const double *got, const double *expected, size_t count, double within)
{
    for (size_t i = 0; i < count; i++)
        assert_near(got[i], expected[i], within);
}

static void assert_hex(const double rgb[3], unsigned hex, double within)
{
    double expected[3] = {(hex >> 16) / 255.0, (hex >> 8 & 255) / 255.0, (hex & 255) / 255.0};
    assert_all_near(rgb, expected, 3, within / 255 + 1e-9);
}

static void no_ink_is_white_and_black_ink_is_a_dark_neutral(void **state)
{
    const fixture *f = *state;
    double rgb[3];
    ts_colour_to_rgb(f->press, (double[]){0, 0, 0, 0}, rgb);
    assert_hex(rgb, 0xFFFFFF, 0.5);
    ts_colour_to_rgb(f->press, (double[]){0, 0, 0, 1}, rgb);
    for (int i = 0; i < 3; i++) {
        assert_true(rgb[i] < 0.18);
        assert_near(rgb[i], rgb[0], 0.03);
    }
}

/* FOGRA39 is not the GRACoL of the brand's table (#0A324C), but near it. */
static void a_navy_build_is_navy(void **state)
{
    const fixture *f = *state;
    double rgb[3];
    ts_colour_to_rgb(f->press, (double[]){1, 0.76, 0.40, 0.44}, rgb);
    assert_hex(rgb, 0x0A324C, 6);
    assert_true(rgb[2] > rgb[1] && rgb[1] > rgb[0]);
}

static void a_light_build_is_where_littlecms_has_it(void **state)
{
    const fixture *f = *state;
    double rgb[3];
    ts_colour_to_rgb(f->press, (double[]){0.45, 0.08, 0.14, 0}, rgb);
    assert_hex(rgb, 0x97C8D8, 2); /* as transicc says of this profile */
}

static void colours_of_the_gamut_come_back(void **state)
{
    static const double colours[][3] = {
        {0.9, 0.85, 0.8}, {0.5, 0.5, 0.5}, {0.3, 0.45, 0.55}, {0.7, 0.4, 0.35}};
    const fixture *f = *state;
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
        double cmyk[4], back[3];
        ts_colour_to_cmyk(f->press, colours[i], cmyk);
        ts_colour_to_rgb(f->press, cmyk, back);
        assert_all_near(back, colours[i], 3, 0.02);
        assert_true(cmyk[0] + cmyk[1] + cmyk[2] + cmyk[3] <= 3.31);
    }
}

static void pixels_agree_with_single_colours(void **state)
{
    const fixture *f = *state;
    const ts_colour *both[] = {f->press, f->plain};
    const unsigned char cmyk[] = {0, 0, 0, 0, 255, 194, 102, 112, 0, 148, 242, 0};
    for (size_t w = 0; w < 2; w++) {
        unsigned char rgb[9];
        ts_colour_pixels_to_rgb(both[w], cmyk, rgb, 3);
        for (size_t i = 0; i < 3; i++) {
            double in[4], out[3];
            for (size_t c = 0; c < 4; c++)
                in[c] = cmyk[i * 4 + c] / 255.0;
            ts_colour_to_rgb(both[w], in, out);
            for (size_t c = 0; c < 3; c++)
                assert_near(rgb[i * 3 + c], out[c] * 255, 1.6);
        }
    }
}

static void without_a_profile_the_conversion_is_plain(void **state)
{
    const fixture *f = *state;
    double rgb[3], cmyk[4];
    ts_colour_to_rgb(f->plain, (double[]){1, 0.5, 0, 0.5}, rgb);
    assert_all_near(rgb, (double[]){0, 0.25, 0.5}, 3, 1e-12);
    ts_colour_to_cmyk(f->plain, (double[]){0, 0.25, 0.5}, cmyk);
    assert_all_near(cmyk, (double[]){1, 0.5, 0, 0.5}, 4, 1e-12);
    ts_colour_to_cmyk(f->plain, (double[]){0, 0, 0}, cmyk);
    assert_all_near(cmyk, (double[]){0, 0, 0, 1}, 4, 0);
    unsigned char pixel[4];
    ts_colour_pixels_to_cmyk(f->plain, (const unsigned char[]){255, 0, 0}, pixel, 1);
    assert_memory_equal(pixel, ((const unsigned char[]){0, 255, 255, 0}), 4);
    assert_null(ts_colour_icc_name(f->plain));
}

/* ---- inks */

static ts_swatch navy(const ts_colour *colour)
{
    ts_swatch swatch = {.name = "Midnight",
                        .cmyk = {1, 0.76, 0.40, 0.44},
                        .rgb = {10 / 255.0, 50 / 255.0, 76 / 255.0},
                        .colour = colour};
    ts_swatch_build(&swatch);
    return swatch;
}

static void a_solid_ink_has_the_colour_of_the_sheet(void **state)
{
    const fixture *f = *state;
    const ts_colour *ways[] = {NULL, f->press};
    for (size_t i = 0; i < 2; i++) {
        ts_swatch swatch = navy(ways[i]);
        double rgb[3];
        ts_ink_rgb((ts_ink){&swatch, 1}, rgb);
        assert_hex(rgb, 0x0A324C, 0.01);
        ts_ink_rgb((ts_ink){&swatch, 0}, rgb);
        assert_hex(rgb, 0xFFFFFF, 0.5);
    }
}

static void a_tint_is_the_build_at_that_tint(void **state)
{
    const fixture *f = *state;
    ts_swatch swatch = navy(f->press);
    double cmyk[4], build_rgb[3], rgb[3];
    ts_ink_cmyk((ts_ink){&swatch, 0.2}, cmyk);
    assert_all_near(cmyk, (double[]){0.2, 0.152, 0.08, 0.088}, 4, 1e-12);
    ts_colour_to_rgb(f->press, cmyk, build_rgb);
    ts_ink_rgb((ts_ink){&swatch, 0.2}, rgb);
    assert_all_near(rgb, build_rgb, 3, 0.03); /* the swatch's own rgb pulls by a fifth of its difference */
}

static void tints_darken_without_a_step(void **state)
{
    const fixture *f = *state;
    ts_swatch swatch = navy(f->press);
    double before[3] = {1, 1, 1};
    for (int i = 1; i <= 100; i++) {
        double rgb[3];
        ts_ink_rgb((ts_ink){&swatch, i / 100.0}, rgb);
        for (int c = 0; c < 3; c++) {
            assert_true(rgb[c] <= before[c] + 0.002);
            assert_true(before[c] - rgb[c] < 0.03);
        }
        memcpy(before, rgb, sizeof rgb);
    }
}

static void a_blend_begins_and_ends_with_its_inks(void **state)
{
    const fixture *f = *state;
    ts_swatch swatch = navy(f->press),
              black = {.name = "Black", .cmyk = {0, 0, 0, 1}, .rgb = {.11, .11, .11}};
    const ts_ink a = {&swatch, 1}, b = {&black, 0.5};
    double expected[3], rgb[3];
    ts_ink_rgb(a, expected);
    ts_ink_mix_rgb(a, b, 0, rgb);
    assert_all_near(rgb, expected, 3, 1e-6);
    ts_ink_rgb(b, expected);
    ts_ink_mix_rgb(a, b, 1, rgb);
    assert_all_near(rgb, expected, 3, 1e-6);
}

static void paper_and_no_swatch_print_nothing(void **state)
{
    (void)state;
    ts_swatch paper = {.name = "Paper", .paper = true};
    const ts_ink inks[] = {{&paper, 1}, {NULL, 1}};
    for (size_t i = 0; i < 2; i++) {
        double cmyk[4], rgb[3];
        ts_ink_cmyk(inks[i], cmyk);
        assert_all_near(cmyk, (double[]){0, 0, 0, 0}, 4, 0);
        ts_ink_rgb(inks[i], rgb);
        assert_hex(rgb, 0xFFFFFF, 0);
        assert_false(ts_ink_is_k(inks[i]));
    }
}

static void black_only_is_told_from_what_holds_black(void **state)
{
    (void)state;
    ts_swatch black = {.name = "Black", .cmyk = {0, 0, 0, 1}},
              rich = {.name = "Rich", .cmyk = {0.4, 0, 0, 1}};
    ts_swatch spot = {.name = "Ebony", .spot = "PANTONE Black C", .cmyk = {0, 0, 0, 1}};
    assert_true(ts_ink_is_k((ts_ink){&black, 1}));
    assert_true(ts_ink_is_k((ts_ink){&black, 0.25}));
    assert_false(ts_ink_is_k((ts_ink){&black, 0}));
    assert_false(ts_ink_is_k((ts_ink){&rich, 1}));
    assert_false(ts_ink_is_k((ts_ink){&spot, 1}));
}

static void contrast_is_that_of_wcag(void **state)
{
    (void)state;
    const double white[3] = {1, 1, 1}, black[3] = {0, 0, 0};
    const double grey[3] = {0x76 / 255.0, 0x76 / 255.0, 0x76 / 255.0},
                 navy_rgb[3] = {10 / 255.0, 50 / 255.0, 76 / 255.0};
    assert_near(ts_contrast(white, black), 21, 1e-9);
    assert_near(ts_contrast(black, white), 21, 1e-9);
    assert_near(ts_contrast(white, white), 1, 1e-9);
    assert_near(ts_contrast(grey, white), 4.54, 0.005); /* the grey of WCAG's own examples */
    assert_near(ts_contrast(navy_rgb, white), 13.3, 0.05);
}

/* ---- profiles */

static void the_profile_is_passed_on_whole(void **state)
{
    const fixture *f = *state;
    size_t size = 0;
    const unsigned char *icc = ts_colour_icc(f->press, &size);
    assert_true(size > 100000);
    assert_memory_equal(icc + 12, "prtrCMYK", 8);
    assert_non_null(strstr(ts_colour_icc_name(f->press), "FOGRA39"));
}

static void the_srgb_profile_has_no_clock_in_it(void **state)
{
    const fixture *f = *state;
    size_t size = 0, other = 0;
    const unsigned char *one = ts_colour_srgb_icc(f->press, &size),
                        *two = ts_colour_srgb_icc(f->plain, &other);
    assert_true(size > 400);
    assert_int_equal(size, other);
    assert_memory_equal(one, two, size);
    assert_memory_equal(one + 12, "mntrRGB ", 8);
    assert_memory_equal(one + 24, "\x07\xD0\0\1\0\1\0\0\0\0\0\0", 12); /* 2000-01-01 */
}

static void what_is_no_press_profile_is_refused_in_words(void **state)
{
    const fixture *f = *state;
    const char *why = NULL;
    assert_null(ts_colour_new(f->arena, "fonts/no-such.icc", 0, &why));
    assert_non_null(why);
    assert_null(ts_colour_new(f->arena, "CMakeLists.txt", 0, &why));
    assert_string_equal(why, "it is not an ICC profile");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_ink_is_white_and_black_ink_is_a_dark_neutral),
        cmocka_unit_test(a_navy_build_is_navy),
        cmocka_unit_test(a_light_build_is_where_littlecms_has_it),
        cmocka_unit_test(colours_of_the_gamut_come_back),
        cmocka_unit_test(pixels_agree_with_single_colours),
        cmocka_unit_test(without_a_profile_the_conversion_is_plain),
        cmocka_unit_test(a_solid_ink_has_the_colour_of_the_sheet),
        cmocka_unit_test(a_tint_is_the_build_at_that_tint),
        cmocka_unit_test(tints_darken_without_a_step),
        cmocka_unit_test(a_blend_begins_and_ends_with_its_inks),
        cmocka_unit_test(paper_and_no_swatch_print_nothing),
        cmocka_unit_test(black_only_is_told_from_what_holds_black),
        cmocka_unit_test(contrast_is_that_of_wcag),
        cmocka_unit_test(the_profile_is_passed_on_whole),
        cmocka_unit_test(the_srgb_profile_has_no_clock_in_it),
        cmocka_unit_test(what_is_no_press_profile_is_refused_in_words),
    };
    return cmocka_run_group_tests_name("canvas.ink", tests, setup, teardown);
}
