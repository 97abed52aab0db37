/*
 * series_plan.h - what a series is computed by, whatever the values of its open filters are: it is right, its columns
 * are found, and its query is written as far as FROM.
 */
#ifndef TS_DATA_SERIES_PLAN_H
#define TS_DATA_SERIES_PLAN_H

#include "data/condition.h"
#include "data/series_sql.h"

struct ts_series_plan { /* of the author's own query: nothing */
    ts_series_heads heads;
    const char *select;
    bool kept; /* it is counted in memory; else SQLite is asked, and what follows is not all known */
    size_t row_count;
    const ts_key *over, *by;  /* NULL: it is not grouped so */
    const double **numbers;   /* of each column that is counted */
    bool whole;               /* one of them holds whole numbers */
    ts_condition *conditions; /* of each filter; of an open one only the key is set */
};

#endif
