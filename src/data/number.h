/*
 * number.h - numbers as text, without the locale of the environment.
 *
 * A plain number is what a table cell may hold: digits with an optional minus
 * and fraction, no leading zero, no sign of plus, no exponent, no blanks. One
 * with more than 15 whole digits is a code: a double cannot keep it.
 */
#ifndef TS_DATA_NUMBER_H
#define TS_DATA_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* "12", "-0.5": true. "007", "1.", ".5", "+1", "1e3", " 1", "": false. */
bool ts_number_plain(const char *text, size_t length);
bool ts_number_whole(const char *text, size_t length); /* plain and without a fraction */

/* The value of a plain number. */
double ts_number_read(const char *text, size_t length);

enum { TS_NUMBER_ROOM = 40 };

/* The shortest decimal form that reads back as the value (it is finite), with a
 * point: "2024", "0.1", "1.5e+300". */
void ts_number_print(double value, char out[TS_NUMBER_ROOM]);

#endif
