/*
 * company.h - what numbers that are read against each other ask of each other's print:
 * the marks of a chart, the cells of a column, the bounds of classes.
 *
 * They have one magnitude, as magnitude.h chooses it. Where one has digits after
 * the point, all with a magnitude have as many ($60.0B over $45.2B); where one says
 * thousands in figures, none says whole ones in words (28,000 under 27,300, not
 * "28 mil").
 */
#ifndef TS_DATA_COMPANY_H
#define TS_DATA_COMPANY_H

#include "data/format.h"

typedef struct ts_company { /* zeroed at first */
    bool pointed, figures;
} ts_company;

void ts_company_take(const ts_formatter *formatter, ts_company *company, double number, ts_printed printed);
/* Whether a number is to be printed anew, in the format that its company makes of its own. */
bool ts_company_asks(const ts_formatter *formatter, const ts_company *company, double number, ts_printed printed);
ts_format ts_company_format(const ts_company *company, const ts_format *own);

typedef struct ts_companion { /* a number among others */
    const ts_value *value;
    const ts_format *format; /* its own */
    ts_qualifier qualifier;
    ts_printed printed; /* by itself; then as its company asks */
    int shared;         /* of the format that it is then printed in; 0: its own magnitude */
    bool quoted; /* what a source says to the million it does not say to the tenth of one: its print stays */
} ts_companion;

/* Prints those anew that the others ask for it. once: a magnitude word stands once in any case, in a head or behind the
 * last, so that a small number does not need its own. False: memory is out. */
bool ts_company_print(const ts_formatter *formatter, ts_arena *arena, ts_companion *members, size_t count, bool once);

/* Bytes of a print up to the decimal sign between two digits, else to the end of the last digit. */
size_t ts_printed_whole(const ts_formatter *formatter, const char *text);

#endif
