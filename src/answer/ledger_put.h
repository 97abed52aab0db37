/*
 * ledger_put.h - a ledger while it is written. Inside of answer/ only.
 *
 *   ledger        the whole, in either order; words about numbers
 *   ledger_sheet  what the sheet declares for all its editions: sources, tables, numbers and series without values
 *   ledger_found  what the edition found: values, prints, points
 *   ledger_pages  where it stands on the pages
 */
#ifndef TS_ANSWER_LEDGER_PUT_H
#define TS_ANSWER_LEDGER_PUT_H

#include "answer/evidence.h"
#include "answer/ledger.h"
#include "base/json_out.h"

#include <stdint.h>

typedef struct ts_ledger_number {
    const ts_result *result;
    ts_evidences input; /* what it was computed from */
} ts_ledger_number;

typedef struct ts_ledger_series {
    const ts_series *series;
    uint32_t *places; /* of its points among those that are listed, from 1; 0: it is not */
    size_t listed;
} ts_ledger_series;

typedef struct ts_ledger_put {
    ts_json_out out;
    const ts_ledger *ledger;
    const ts_edition *edition;
    ts_arena *arena;
    bool folded; /* each thing stands once, and others name it */
    struct { ts_ledger_number *items; size_t count, capacity; } numbers; /* those that the sheet declares, then those that charts add up */
    size_t declared;
    struct { ts_ledger_series *items; size_t count, capacity; } series;
    const ts_page_texts *texts; /* NULL: no pages */
    struct { const char **items; size_t count, capacity; } roundings; /* folded: of values in texts, each once */
    ts_map printed;             /* names of the values in them, and of the series of those */
    ts_map said;                /* where sources stand in the text, by name */
    bool failed;                /* memory is out */
} ts_ledger_put;

bool ts_ledger_asks_itself(const ts_result *result); /* by a SELECT of the sheet's author */

/* ---- ledger_sheet */

void ts_ledger_put_source(ts_ledger_put *w, const char *name);                 /* its members */
void ts_ledger_put_declared(ts_ledger_put *w, const ts_ledger_number *number); /* what it is */
void ts_ledger_put_said(ts_ledger_put *w, const ts_ledger_number *number);     /* where it comes from, what the author says of it */
void ts_ledger_put_series_head(ts_ledger_put *w, const ts_series *series);
void ts_ledger_put_tables(ts_ledger_put *w);
void ts_ledger_put_caveats(ts_ledger_put *w);
/* All that the sheet declares, as a member; what an edition before had, the memo knows. */
void ts_ledger_put_sheet(ts_ledger_put *w);

/* ---- ledger_found */

/* Which points of the series are listed: the first, those that a number takes, those that a chart prints. False: memory is out. */
bool ts_ledger_list_points(ts_ledger_put *w);
void ts_ledger_put_found(ts_ledger_put *w, const ts_result *result);
void ts_ledger_put_other_query(ts_ledger_put *w, const ts_ledger_number *number);
void ts_ledger_put_input(ts_ledger_put *w, const ts_ledger_number *number);
void ts_ledger_put_points(ts_ledger_put *w, const ts_ledger_series *one);

/* ---- ledger_pages */

bool ts_ledger_read_pages(ts_ledger_put *w); /* False: memory is out. */
void ts_ledger_put_cited(ts_ledger_put *w);
void ts_ledger_put_texts(ts_ledger_put *w);

#endif
