/*
 * preflight.h - what a print shop would send a page back for, found on the
 * finished display list: type and lines that are too thin, pictures too coarse,
 * text too near the trim, art that stops at the trim instead of the bleed, too
 * much ink in one swatch.
 *
 * Limits and how bad it is to miss them are the sheet's ("preflight"). Each
 * finding has the rule's name, its place in the sheet or deck, the page and the
 * place on it. What is an artifact of pagination (running heads, folios) may lie
 * outside of the safe area: it is designed to.
 *
 * Rules: type-size, type-reversed, line-weight, image-ppi, safe, bleed, total-ink.
 */
#ifndef TS_CHECK_PREFLIGHT_H
#define TS_CHECK_PREFLIGHT_H

#include "canvas/page.h"
#include "spec/sheet.h"

typedef struct ts_preflight_order {
    const ts_document *document;
    const ts_preflight *limits;
    const ts_source *sheet; /* the place of what has none of its own */
    bool press;             /* inks, bleed and trim matter; else only type, lines and pictures */
    bool draft;             /* errors are warnings, so that it can be looked at */
} ts_preflight_order;

/* False: memory is out. */
bool ts_preflight_check(const ts_preflight_order *order, ts_diags *diags);

#endif
