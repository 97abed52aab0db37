/*
 * amount.h - a value as a person reads it in a list or a table, in English:
 * "30.53%", "839,891,957,628 USD", "−0.38 (ratio)". Pages print values in the
 * edition's language and format; machines take the ledger's numbers.
 */
#ifndef TS_ANSWER_AMOUNT_H
#define TS_ANSWER_AMOUNT_H

#include "base/arena.h"

/* At least two digits behind the point where there are any, and four figures (of shares, in percent, three). A minus is
 * U+2212. unit NULL: none. */
const char *ts_amount(ts_arena *arena, double number, const char *unit);
bool ts_amount_is_rounded(double number, const char *unit); /* it has more figures than that */

/* The value with all its figures, for who wants to compute on: "0.305289435684928 share". */
const char *ts_amount_in_full(ts_arena *arena, double number, const char *unit);

/* By what part of itself a value grew; 0 when it was not above nought or is below it now: there a percentage says nothing. */
double ts_amount_share(double by, double before);

/* What lies between two values of a unit, with its sign: "+6.2%" of what it was; of shares "+1.8 points", of ranks, years
 * and indexes, and where ts_amount_share has nothing to say, the difference itself. "" of none. */
const char *ts_amount_change(ts_arena *arena, double by, double before, const char *unit);

#endif
