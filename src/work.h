/*
 * work.h - the inside of a ts_work, for the files that carry out its calls:
 * tearsheet.c makes editions and pages, render.c writes them, ask.c answers for
 * their numbers.
 */
#ifndef TS_WORK_H
#define TS_WORK_H

#include "tearsheet.h"

#include "bind/edition.h"
#include "layout/compose.h"

typedef struct ts_colour_entry {
    const char *icc;
    int intent;
    const ts_colour *colour;
} ts_colour_entry;

typedef struct ts_stock_entry {
    ts_shown shown;
    ts_stock *stock;
} ts_stock_entry;

struct ts_work {
    ts_arena *arena; /* sheet, tables, faces, art: as long as the work */
    ts_diags loading;
    ts_sheet *sheet;
    ts_database *database;
    struct { ts_colour_entry *items; size_t count, capacity; } colours;
    struct { ts_stock_entry *items; size_t count, capacity; } stocks;
    ts_typesetter *setter;
    ts_arena *edition_arena; /* of the last call */
    ts_diags diags;          /* loading's and the last call's */
    const char *why;
    ts_stages *stages; /* NULL: nobody measures */
};

typedef struct ts_made { /* an edition and its pages, in the work's edition arena */
    ts_edition *edition;
    ts_document *document;
    const ts_colour *colour;
    ts_fit_report fits;
} ts_made;

/* Each begins a new call: what the last one made is gone. */
int ts_work_edition(ts_work *work, const ts_options *options, ts_edition **edition);
int ts_work_compose(ts_work *work, const ts_options *options, ts_made *made);

/* The edition's profile as the paper shows it: absolute colorimetric. NULL with a diagnostic. */
const ts_colour *ts_work_proof_colour(ts_work *work, const ts_made *made);

/* The ledger of what was made, as text; document NULL: without pages. NULL: memory is out. */
const char *ts_work_ledger_text(ts_work *work, const ts_edition *edition, const ts_document *document, bool rows);

/* Tells, as notes, what moved against the accepted edition, if there is one. */
int ts_work_tell_moved(ts_work *work, const ts_made *made);

void ts_print_diagnostics(const ts_diags *diags, ts_diagnostics_form form, FILE *out);

int ts_work_machine(ts_work *work, const char *why); /* TEARSHEET_MACHINE; NULL: memory is out */
int ts_work_usage(ts_work *work, const char *why);   /* TEARSHEET_USAGE */

#endif
