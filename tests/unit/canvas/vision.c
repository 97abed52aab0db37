/* How colours are told apart. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <cmocka.h>

#include "canvas/vision.h"

static void near(double is, double ought, double within)
{
    if (!(fabs(is - ought) <= within))
        fail_msg("%.6g is not %.6g", is, ought);
}

static const double white[3] = {1, 1, 1}, grey[3] = {0.5, 0.5, 0.5}, red[3] = {1, 0, 0}, green[3] = {0, 1, 0},
                    blue[3] = {0, 0, 1};

/* CIELAB of sRGB's corners under D65, as tabulated by Lindbloom. */
static void lab_of_known_colours(void **state)
{
    (void)state;
    static const struct { const double *rgb; double lab[3]; } known[] = {
        {white, {100, 0, 0}}, {grey, {53.389, 0, 0}}, {red, {53.24, 80.09, 67.20}},
        {green, {87.73, -86.18, 83.18}}, {blue, {32.30, 79.19, -107.86}}};
    for (size_t i = 0; i < 5; i++) {
        double lab[3];
        ts_vision_lab(known[i].rgb, lab);
        for (int k = 0; k < 3; k++)
            near(lab[k], known[i].lab[k], 0.06);
    }
}

static void differences_are_distances(void **state)
{
    (void)state;
    near(ts_vision_apart(red, red), 0, 0);
    near(ts_vision_apart(white, (double[3]){0, 0, 0}), 100, 0.01);
    near(ts_vision_apart(red, green), ts_vision_apart(green, red), 1e-12);
}

static double apart_for(ts_vision vision, const double a[3], const double b[3])
{
    double x[3], y[3];
    ts_vision_see(vision, a, x);
    ts_vision_see(vision, b, y);
    return ts_vision_apart(x, y);
}

static void greys_look_the_same_to_all(void **state)
{
    (void)state;
    for (int vision = 0; vision < TS_VISIONS; vision++) {
        double seen[3];
        ts_vision_see((ts_vision)vision, grey, seen);
        for (int k = 0; k < 3; k++)
            near(seen[k], 0.5, 0.002);
    }
}

/* A red and a green of one lightness: far apart to a full eye, close without red or green cones. */
static void red_and_green_meet_without_their_cones(void **state)
{
    (void)state;
    static const double brick[3] = {0.70, 0.42, 0.25}, olive[3] = {0.46, 0.54, 0.22};
    double full = apart_for(TS_VISION_FULL, brick, olive);
    assert_true(full > 35);
    assert_true(apart_for(TS_VISION_DEUTAN, brick, olive) < full / 3);
    assert_true(apart_for(TS_VISION_PROTAN, brick, olive) < full / 2);
    assert_true(apart_for(TS_VISION_TRITAN, brick, olive) > full / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lab_of_known_colours),
        cmocka_unit_test(differences_are_distances),
        cmocka_unit_test(greys_look_the_same_to_all),
        cmocka_unit_test(red_and_green_meet_without_their_cones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
