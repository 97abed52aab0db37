/* near.h - cmocka compares floats; points and degrees are doubles. */
#ifndef TS_TEST_CHART_NEAR_H
#define TS_TEST_CHART_NEAR_H

#include <math.h>

#define near(left, right, within)                                                                   \
    do {                                                                                            \
        double near_left = (left), near_right = (right);                                            \
        if (!(fabs(near_left - near_right) <= (within)))                                            \
            fail_msg("%.9g is not %.9g", near_left, near_right);                                    \
    } while (0)

#endif
