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
 * "rounding" beside its name. A number without a value has "value": null.
 * `--ledger` writes it indented beside the pages, `stats --format json` prints it
 * without pages.
 *
 * Every PDF carries it (a stream under /PieceInfo, ISO 32000-1, 14.5) folded: each thing
 * stands once, and what the sheet declares for all its editions at the beginning.
 *
 *   {"tearsheet-ledger": 3, "sheet": {"sources", "tables", "numbers", "series", "text-heads", "value-heads"},
 *    "title", "language", "profile", "date", "params", "caveats", "numbers", "series", "sources", "charts", "texts",
 *    "roundings"}
 *
 * The edition's numbers and series are those of the sheet in the same order, with what was found of them; numbers behind
 * these are what charts add up, and say all themselves. Sources and caveats are named; points are rows under the "heads"
 * of their series, and a number's points are places in them, from 0. What is not said: a "period" that is "to"; a
 * "query" that is that of the first series of "input"; a "point-count" when all points are there. A text is a row under "text-heads": "how"
 * is 0, or the sum of 1 (heard) and 2 (alt); behind them stand its values, rows under "value-heads", which begin with a name, or
 * with the number of a source; a rounding is a place in "roundings", from 0; what is missing at the end of a row is none, and of
 * the page the text's. In version 2 texts stood as in version 1. unfold.h makes the one of the other.
 */
#ifndef TS_ANSWER_LEDGER_H
#define TS_ANSWER_LEDGER_H

#include "answer/page_texts.h"
#include "base/memo.h"
#include "bind/edition.h"

typedef struct ts_ledger {
    const ts_edition *edition;
    ts_database *database;         /* for tables and, with rows, what is in them */
    const ts_document *document;   /* NULL: no pages were made */
    unsigned form;
    ts_memo *memo; /* of what editions of the sheet have in common; NULL: none */
} ts_ledger;

enum {
    TS_LEDGER_INDENTED = 0, /* for people to read */
    TS_LEDGER_DENSE = 1,    /* for programs */
    TS_LEDGER_ROWS = 2      /* the rows of the tables, too: a query for each series of each number */
};

/* Of a series the first points are kept, and beyond them those that a number takes or a chart prints. */
enum { TS_LEDGER_WHOLE = 1, TS_LEDGER_FOLDED = 2, TS_LEDGER_FOLDS = 3, /* versions; FOLDED: the first that was */ TS_LEDGER_POINTS = 24, TS_LEDGER_PRINTED = 2000 };

/* How a text of a folded ledger reaches people. */
enum { TS_LEDGER_HEARD = 1, TS_LEDGER_ALT = 2 };
/* Of its rows. */
#define TS_LEDGER_TEXT_HEADS "[\"key\",\"frame\",\"tag\",\"page\",\"box\",\"how\",\"text\"]"
#define TS_LEDGER_VALUE_HEADS "[\"name\",\"from\",\"to\",\"box\",\"rounding\",\"page\"]"

/* In the edition's arena. NULL: memory is out. */
const char *ts_ledger_text(const ts_ledger *ledger);
/* The same folded, without rows; *begins: how many of its bytes most editions of the sheet begin with. */
const char *ts_ledger_fold(const ts_ledger *ledger, size_t *begins);

/* What sources and caveats say, as a line: "Institute, Study". Never NULL. */
const char *ts_ledger_caveat(const ts_edition *edition, const char *name);
const char *ts_ledger_source(const ts_edition *edition, const char *name, const char *between);
const char *ts_ledger_column_type(ts_column_type type); /* "text", "number", "integer", "date" */
/* "total", "growth"; "rest" of what a chart leaves to 100 percent; NULL for a quoted fact. */
const char *ts_ledger_method(const ts_result *result);

#endif
