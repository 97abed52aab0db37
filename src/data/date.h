/*
 * date.h - periods in the words of a language (ICU), without clock or zone.
 */
#ifndef TS_DATA_DATE_H
#define TS_DATA_DATE_H

#include "base/arena.h"
#include "data/period.h"

/* "2024", "Q1 2024", "March 2024", "March 15, 2024". locale: ICU's name. NULL on failure. */
const char *ts_date_print(ts_arena *arena, const char *locale, ts_period period);

/* "January – March 2024", "Q1 2023 – Q2 2024": from the first to the last. */
const char *ts_date_span(ts_arena *arena, const char *locale, ts_period first, ts_period last);

/* A day in the language's medium form: "Nov 23, 2026". */
const char *ts_date_medium(ts_arena *arena, const char *locale, ts_period day);

#endif
