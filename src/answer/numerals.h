/*
 * numerals.h - texts that differ in their figures alone, "Truck 5" and "Truck 6".
 *
 * A numeral is a row of digits with the points and commas between them.
 */
#ifndef TS_ANSWER_NUMERALS_H
#define TS_ANSWER_NUMERALS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct ts_numeral {
    const char *text;
    size_t length;
} ts_numeral;

/* Whether it stands in the text, in whole: 5 does not in "15" or "5.2". text NULL: no. */
bool ts_numeral_in(ts_numeral numeral, const char *text);

/* Whether the texts are alike but for numerals, each of which may stand for the other. */
bool ts_numerals_apart(const char *old, const char *new, bool (*may)(void *user, ts_numeral old, ts_numeral new), void *user);

#endif
