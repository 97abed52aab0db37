/*
 * date.h - periods in the words of a language (ICU), without clock or zone.
 */
#ifndef TS_DATA_DATE_H
#define TS_DATA_DATE_H

#include "base/arena.h"
#include "data/period.h"

typedef struct ts_dates ts_dates; /* a language's formats, opened when first asked for: each costs ICU half a millisecond */

/* locale: ICU's name, which lives as long. The formats are closed with the arena. NULL: memory is out. */
ts_dates *ts_dates_new(ts_arena *arena, const char *locale);

/* Each gives a text in the arena, or NULL on failure.
 * "2024", "Q1 2024", "March 2024", "March 15, 2024". */
const char *ts_date_print(ts_dates *dates, ts_arena *arena, ts_period period);

/* Short: "Q1 2024", "Mar 2024", "Mar 15, 2024"; without the year: "Q1", "Mar", "Mar 15". No year: as above. */
const char *ts_date_short(ts_dates *dates, ts_arena *arena, ts_period period, bool year);

/* "January – March 2024", "Q1 2023 – Q2 2024": from the first to the last. */
const char *ts_date_span(ts_dates *dates, ts_arena *arena, ts_period first, ts_period last);

/* A day in the language's medium form: "Nov 23, 2026". */
const char *ts_date_medium(ts_dates *dates, ts_arena *arena, ts_period day);

#endif
