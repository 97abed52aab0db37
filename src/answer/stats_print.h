/*
 * stats_print.h - every number of an edition with where it comes from: value,
 * print, how it was computed or who said it, sources, caveats.
 *
 * The order is the sheet's, facts first; the table is for reading, the CSV
 * (RFC 4180) for a spreadsheet, which is kept from taking a cell for a formula.
 * As JSON it is a ledger (ledger.h). The caller looks at ferror(out).
 */
#ifndef TS_ANSWER_STATS_PRINT_H
#define TS_ANSWER_STATS_PRINT_H

#include "bind/edition.h"

typedef enum ts_stats_format { TS_STATS_TABLE, TS_STATS_CSV } ts_stats_format;

/* database: whose tables the numbers are of, for what was loaded and what its columns were taken for; or NULL. */
void ts_stats_print(FILE *out, const ts_edition *edition, const ts_database *database, ts_stats_format format);

#endif
