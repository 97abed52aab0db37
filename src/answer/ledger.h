/*
 * ledger.h - what an edition answers for, as JSON: its numbers with value,
 * print, rounding, query, what went in, sources and caveats; its series and
 * tables; the texts of its pages with the numbers inside of them.
 *
 *   {"tearsheet-ledger": 1, "title", "language", "profile", "date", "params",
 *    "numbers": [...], "series": [...], "tables": [...], "sources": [...],
 *    "charts": [...], "texts": [...]}
 *
 * A place in a text that prints a number another way than its own ("as") has a
 * "rounding" beside its name. A number without a value has "value": null. Every PDF carries it (PDF: a
 * stream under /PieceInfo, ISO 32000-1, 14.5) without blanks and line ends between
 * its members; `--ledger` writes it indented beside the pages, `stats --format json`
 * prints it without pages. account.h reads it back in whichever form.
 */
#ifndef TS_ANSWER_LEDGER_H
#define TS_ANSWER_LEDGER_H

#include "answer/page_texts.h"
#include "bind/edition.h"

typedef struct ts_ledger {
    const ts_edition *edition;
    ts_database *database;         /* for tables and, with rows, what is in them */
    const ts_document *document;   /* NULL: no pages were made */
    unsigned form;
} ts_ledger;

enum {
    TS_LEDGER_INDENTED = 0, /* for people to read */
    TS_LEDGER_DENSE = 1,    /* for programs */
    TS_LEDGER_ROWS = 2      /* the rows of the tables, too: a query for each series of each number */
};

/* Of a series the first points are kept, and beyond them those that a chart prints. */
enum { TS_LEDGER_VERSION = 1, TS_LEDGER_POINTS = 24, TS_LEDGER_PRINTED = 2000 };

/* In the edition's arena. NULL: memory is out. */
const char *ts_ledger_text(const ts_ledger *ledger);

/* What sources and caveats say, as a line: "Institute, Study". Never NULL. */
const char *ts_ledger_caveat(const ts_edition *edition, const char *name);
const char *ts_ledger_source(const ts_edition *edition, const char *name, const char *between);
const char *ts_ledger_column_type(ts_column_type type); /* "text", "number", "integer", "date" */
/* "total", "growth"; "rest" of what a chart leaves to 100 percent; NULL for a quoted fact. */
const char *ts_ledger_method(const ts_result *result);

#endif
