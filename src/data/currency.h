/*
 * currency.h - codes of money (ISO 4217), as ICU lists them: those of today and of the past.
 */
#ifndef TS_DATA_CURRENCY_H
#define TS_DATA_CURRENCY_H

#include <stdbool.h>

enum { TS_CURRENCY_ROOM = 4 };

/* code: three capitals. */
bool ts_currency_known(const char *code); /* it is one, or was */
bool ts_currency_over(const char *code, int year); /* it had been given up before the middle of the year */

/* The one that may be meant, and was not over in the year (0: is not today, as far as ICU knows): the same letters in
 * another order, the same country's, or what it is called in talk. False: none is near. */
bool ts_currency_near(const char *code, int year, char near[TS_CURRENCY_ROOM]);

#endif
