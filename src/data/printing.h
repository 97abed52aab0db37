/*
 * printing.h - one number on its way to paper: what format.c asks for with a
 * rounding that it has chosen, once or to compare two; of this room only.
 */
#ifndef TS_DATA_PRINTING_H
#define TS_DATA_PRINTING_H

#include "data/decimal.h"
#include "data/language.h"

enum { TS_PRINT_MINUS, TS_PRINT_ALL_SIGNS, TS_PRINT_NO_SIGN }; /* sign of ts_format */

typedef struct ts_printing {
    const ts_formatter *formatter;
    ts_arena *arena;
    const ts_value *value;
    const ts_format *format;
    ts_rounding rounding;
    const char *currency; /* NULL: none */
    bool physical;        /* its unit has a sign, which stands behind figures: 614,929 MWh, not 614.9K MWh */
    double number;        /* the value, or its size where no sign is printed */
    ts_decimal exact;     /* the number before it is rounded */
    /* known once it has run */
    bool negative;        /* after rounding */
    int shift;            /* what is printed is in units of 10^shift */
    ts_decimal rounded;   /* the size of what the print says, in the value's unit */
    const char *seen;     /* its digits as they are printed */
} ts_printing;

/* Prints in the format's style with the rounding that stands there; fills in what follows from it. text NULL: memory. */
ts_printed ts_printing_run(ts_printing *printing);
/* Once it has run: */
ts_seen ts_printing_seen(const ts_printing *printing);
double ts_printing_number(const ts_printing *printing); /* what the print says; not by a skeleton */

typedef struct ts_part { /* of a text that is put together */
    const char *text;
    size_t length;
} ts_part;

char *ts_parts_join(ts_arena *arena, const ts_part *parts, size_t count);
ts_printed ts_printed_plain(const char *text); /* NULL stays NULL */
/* Puts a text into a pattern. The space between {n} and its unit does not break,
 * unless a magnitude word is between; what comes after it is that word when the
 * pattern is one of a magnitude. */
ts_printed ts_pattern_wrap(ts_arena *arena, const char *pattern, ts_printed inner, bool magnitude);

#endif
