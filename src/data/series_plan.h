/*
 * series_plan.h - what a series is computed by, whatever the values in its `where` are: it is right, its columns are found,
 * and its query is written as far as FROM.
 */
#ifndef TS_DATA_SERIES_PLAN_H
#define TS_DATA_SERIES_PLAN_H

#include "data/columns.h"
#include "data/series_sql.h"

struct ts_series_plan { /* of the author's own query: nothing */
    ts_series_heads heads;
    const char *select;
    bool kept;              /* all columns are in memory; else SQLite is asked, and what follows is not all known */
    size_t row_count;
    const ts_key *over, *by;      /* NULL: it is not grouped so */
    const ts_key **where;         /* of each filter */
    const double **numbers;       /* of each column that is counted */
    bool whole;                   /* one of them holds whole numbers */
};

#endif
