/*
 * number.h - numbers as text, without the locale of the environment.
 *
 * A plain number is what a table cell may hold: digits with an optional minus
 * and fraction, no leading zero, no sign of plus, no exponent, no blanks. One
 * with more than 15 whole digits is a code: a double cannot keep it. Offices
 * write others, 1.234,50 € or (12%): a style says which of these a file holds.
 */
#ifndef TS_DATA_NUMBER_H
#define TS_DATA_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

enum { TS_NUMBER_WHOLE_DIGITS = 15 }; /* of a plain number at most */

/* "12", "-0.5": true. "007", "1.", ".5", "+1", "1e3", " 1", "": false. */
bool ts_number_plain(const char *text, size_t length);
bool ts_number_whole(const char *text, size_t length); /* plain and without a fraction */

/* The value of a plain number. */
double ts_number_read(const char *text, size_t length);

typedef struct ts_number_style { /* all zero: plain numbers only */
    char group;       /* between groups of three; 0: none. A blank is a no-break space, too */
    char decimal;     /* 0: a point */
    bool brackets;    /* (1,234) is negative */
    bool minus_after; /* so is 1,234- */
    bool plus;        /* +1,234 is a number */
    bool percent;     /* 31% is 0.31 */
    bool exponent;    /* 1.5E-07 is a number, and 2E10 no code */
    const char *const *currency; /* signs before or behind, "$" */
    size_t currency_count;
} ts_number_style;

typedef struct ts_number_seen {
    bool number; /* value is its value; else: */
    bool odd;    /* it has the signs of the style at the wrong places: 12,34 */
    bool whole, percent;
    double value;
} ts_number_seen;

bool ts_number_styled(const ts_number_style *style); /* it holds more than plain numbers */

/* In a style with signs, blanks around the number and its signs are passed over;
 * grouping is strict: all groups or none, each of three digits but the first. */
ts_number_seen ts_number_look(const ts_number_style *style, const char *text, size_t length);

/* The value of a number of JSON; infinite when it is too large. */
double ts_number_exponent(const char *text, size_t length);

enum { TS_NUMBER_ROOM = 40 };

/* The shortest decimal form that reads back as the value (it is finite), with a
 * point: "2024", "0.1", "1.5e+300". */
void ts_number_print(double value, char out[TS_NUMBER_ROOM]);

#endif
