/*
 * diff_moments.h - points of series that stand in the same place of two editions, at another moment.
 *
 * Where a chart shows 2024 and showed 2023, "use/Kent/2024" took the place of "use/Kent/2023": of one series and
 * category the moments that are printed are put in order, and two that only one edition has belong together when as
 * many stand before each. So the last year of a line follows the last year, and where a span moved on by a year, the
 * first that went and the last that came have nothing to do with each other.
 */
#ifndef TS_ANSWER_DIFF_MOMENTS_H
#define TS_ANSWER_DIFF_MOMENTS_H

#include "answer/account.h"

typedef struct ts_moments { /* of one edition */
    const ts_account *account;
    const ts_map *names; /* what its pages print */
} ts_moments;

/* after: names of the old edition -> (const char *) of the new one; before: the other way. False: memory is out. */
bool ts_moments_pair(ts_arena *arena, ts_moments old, ts_moments new, ts_map *after, ts_map *before);

#endif
