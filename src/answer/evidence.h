/*
 * evidence.h - what went into a number: the points of its series, and the rows
 * of the table behind them.
 *
 * Points are those of the moments that the number is about, all categories or
 * the one it names. A number computed from other numbers names them; one from
 * an author's own SELECT has its query, for nobody can say in general which
 * rows a query took.
 */
#ifndef TS_ANSWER_EVIDENCE_H
#define TS_ANSWER_EVIDENCE_H

#include "bind/edition.h"

typedef struct ts_evidence { /* of one series of a number */
    const ts_series *series;
    const ts_datapoint **points; /* in the series' order */
    size_t count;
} ts_evidence;

typedef struct ts_evidences {
    ts_evidence *items;
    size_t count, capacity;
    ts_names uses; /* series and other numbers that it is computed from, as the sheet names them */
} ts_evidences;

/* False: memory is out. A quoted fact has none. */
bool ts_evidence_of(ts_arena *arena, const ts_edition *edition, const ts_result *result, ts_evidences *evidences);

enum { TS_EVIDENCE_ROWS = 20 }; /* shown of each series when there are more than twice as many */

typedef struct ts_evidence_rows {
    const ts_rows *rows; /* all of them, or the first TS_EVIDENCE_ROWS */
    size_t count;        /* of all */
} ts_evidence_rows;

/* The rows of the table; rows NULL when they are not known. False: memory is out. */
bool ts_evidence_read(ts_arena *arena, ts_database *database, const ts_evidence *evidence, ts_evidence_rows *rows);

#endif
