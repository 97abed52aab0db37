/*
 * citation.h - a source as the list prints it.
 */
#ifndef TS_DATA_CITATION_H
#define TS_DATA_CITATION_H

#include "data/format.h"

typedef struct ts_citation {
    const char *publisher, *title, *edition, *url, *read; /* NULL: none; read: YYYY-MM-DD */
    int year;                                             /* 0: none */
} ts_citation;

/* "Publisher, Title, edition, year. host/path, read Nov 23, 2026" in the formatter's language:
 * the address without its scheme, "www." and a final slash, and without its path
 * when it is longer than 30 bytes (the link has it whole); the day of reading,
 * in the language's medium form, only beside the address of a source that has
 * neither an edition nor a year (Chicago Manual of Style, 14.12). NULL: memory is out. */
const char *ts_citation_print(const ts_formatter *formatter, ts_arena *arena, const ts_citation *citation);

#endif
