/* near.h - doubles compared as doubles (cmocka compares floats). Include behind cmocka.h. */
#ifndef TS_TEST_NEAR_H
#define TS_TEST_NEAR_H

#include "base/geom.h"

#include <math.h>

static inline void check_near(double got, double expected, double within, const char *file, int line)
{
    if (fabs(got - expected) <= within)
        return;
    print_error("%.12g is not within %g of %.12g\n", got, within, expected);
    _fail(file, line);
}
#define assert_near(got, expected, within) check_near((got), (expected), (within), __FILE__, __LINE__)

static inline void check_rect(ts_rect got, ts_rect expected, double within, const char *file, int line)
{
    check_near(got.x, expected.x, within, file, line);
    check_near(got.y, expected.y, within, file, line);
    check_near(got.w, expected.w, within, file, line);
    check_near(got.h, expected.h, within, file, line);
}
#define assert_rect(got, expected, within) check_rect((got), (expected), (within), __FILE__, __LINE__)

#endif
