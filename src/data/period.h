/*
 * period.h - a year, a quarter, a month or a day, as tables and sheets write
 * them: "2024", "2024-Q1", "2024-03", "2024-03-15" (proleptic Gregorian years
 * 1000 to 9999).
 */
#ifndef TS_DATA_PERIOD_H
#define TS_DATA_PERIOD_H

#include <stdbool.h>

typedef struct ts_period {
    int year;
    int month;  /* the first, from 1 */
    int months; /* 12, 3 or 1; 0 for a day */
    int day;    /* from 1; 0 unless a day */
} ts_period;

/* False: it is none, to the letter; *period is then of no use. */
bool ts_period_read(const char *text, ts_period *period);

typedef enum ts_date_order { /* of dates in figures whose year is last; none is guessed */
    TS_DATES_UNSAID,
    TS_DATES_MONTH_FIRST, /* 03/15/2024, 03/2024 */
    TS_DATES_DAY_FIRST    /* 15/03/2024, 15.3.2024, 03/2024 */
} ts_date_order;

/* As tables of offices write them, too: Jan 2024, 15 March 2024, March 15, 2024, 15 de marzo de
 * 2024, 2024/03/15, Q1 2024, 2024T1, 2024M03, and a time of day that is midnight behind a day.
 * Months have English or Spanish names; years four digits. */
bool ts_period_read_loose(const char *text, ts_date_order order, ts_period *period);

enum { TS_PERIOD_ROOM = 11 };
void ts_period_print(ts_period period, char out[TS_PERIOD_ROOM]); /* as ts_period_read takes it */

int ts_period_days(ts_period period); /* real days: 366 in 2024, 29 in 2024-02, 91 in 2024-Q1 */

/* 2024 holds 2024, 2024-Q1, 2024-03 and 2024-03-15. */
bool ts_period_holds(ts_period whole, ts_period part);
int ts_period_order(ts_period a, ts_period b); /* by first day: below, at or above 0 */

/* Days that mean their months: three or more, all on one day of the month, or all the last of theirs. */
typedef struct ts_monthly { /* zeroed at first */
    ts_period last;
    int count; /* of different ones */
    bool other, early, uneven; /* some is no day; no last of its month; on another day than the first */
} ts_monthly;

void ts_monthly_take(ts_monthly *monthly, ts_period period); /* in order; several times the same, too */
bool ts_monthly_holds(const ts_monthly *monthly);

/* Years from the begin of a to the begin of b: whole months, or days by a year of 365.2425. */
double ts_period_years(ts_period a, ts_period b);

#endif
