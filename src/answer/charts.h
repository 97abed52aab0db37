/*
 * charts.h - what the charts of an edition are drawn from, for its ledger: a series may be
 * a line without a number at it, and is on the page all the same.
 */
#ifndef TS_ANSWER_CHARTS_H
#define TS_ANSWER_CHARTS_H

#include "base/json_out.h"
#include "bind/edition.h"

/* "charts": [{"chart": "spark", "frame": "years", "page": 1, "of": ["exports", "growth"]}, ...], in the order of the
 * file; the frame is the nearest with a name, "of" are series, and numbers that it does not print. None: no member. */
void ts_charts_put(ts_json_out *out, const ts_edition *edition);

#endif
