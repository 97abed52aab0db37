/*
 * tally.h - the rows of a series' answer, counted from the columns of its table instead of by its query.
 *
 * What comes out is what the query gives, to the last bit. What SQLite does in ways of its own is left to it:
 * comparing a number with a text that is none, whole numbers from 2^53 on, refusing too many rows.
 */
#ifndef TS_DATA_TALLY_H
#define TS_DATA_TALLY_H

#include "data/series_plan.h"

/* Of a request with a plan. Labels of time and category are texts that live as long as the database. looked: how many rows were
 * gone through; none where it is left. */
ts_columns_result ts_tally(ts_database *database, ts_arena *arena, const ts_series_request *request, ts_rows *rows, size_t *looked);

#endif
