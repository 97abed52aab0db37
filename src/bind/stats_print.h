/*
 * stats_print.h - every number of an edition with where it comes from: value,
 * print, how it was computed or who said it, sources, caveats.
 *
 * The order is the sheet's, facts first. The JSON is one object {"language",
 * "numbers": [...]}; a number without a value has "value": null. The caller
 * looks at ferror(out).
 */
#ifndef TS_BIND_STATS_PRINT_H
#define TS_BIND_STATS_PRINT_H

#include "bind/edition.h"

typedef enum ts_stats_format { TS_STATS_TABLE, TS_STATS_JSON, TS_STATS_CSV } ts_stats_format;

void ts_stats_print(FILE *out, const ts_edition *edition, ts_stats_format format);

#endif
