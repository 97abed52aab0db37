/*
 * trace_number.h - all that is known of one number, for the person who has to
 * defend it: value, rounding, how it was computed, what went in, sources,
 * caveats, and every place on the pages where it is printed.
 */
#ifndef TS_ANSWER_TRACE_NUMBER_H
#define TS_ANSWER_TRACE_NUMBER_H

#include "answer/account.h"

typedef enum ts_trace_format { TS_TRACE_TEXT, TS_TRACE_JSON } ts_trace_format;

/* name: of a statistic or fact, of a series, or "series/category" as a chart prints it.
 * TS_USAGE: the ledger knows no such name; *near is then one like it, or NULL. */
ts_status ts_trace_number(FILE *out, ts_arena *arena, const ts_account *account, const char *name,
                          ts_trace_format format, const char **near);

#endif
