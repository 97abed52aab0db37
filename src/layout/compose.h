/*
 * compose.h - an edition becomes a document: pages of items and a structure tree.
 *
 * For each page: boxes are made, measured, made to fit (frames with `give` lose
 * height), arranged, tagged in the order of the file, painted by layer. What
 * does not fit is an overset error with the frame, the language, the points
 * and the words; nothing is ever clipped or scaled in silence.
 */
#ifndef TS_LAYOUT_COMPOSE_H
#define TS_LAYOUT_COMPOSE_H

#include "layout/fit.h"

typedef struct ts_composition { /* what is made into pages, and with what */
    ts_stock *stock;
    ts_typesetter *setter;
    const ts_edition *edition;
    ts_diags *diags;
    ts_fit_report *fits; /* filled; NULL: not asked for */
    ts_stages *stages;   /* NULL: nobody measures */
    ts_memo *memo;       /* of the editions before; or NULL */
} ts_composition;

/* TS_FAULT: see the diagnostics; the document is given all the same, for a look. */
ts_status ts_compose(ts_arena *arena, const ts_composition *with, ts_document **document);

/* Takes out links to names that are on none of the document's pages (which may
 * be a part of all), and makes plain text of their tags. */
void ts_document_prune(const ts_document *document);

#endif
