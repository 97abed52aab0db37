/*
 * preflight.h - what a print shop or a reader would send a page back for, found
 * on the finished display list and its structure tree, in one pass.
 *
 * Limits and how bad it is to miss them are the sheet's ("preflight"); rules.h
 * lists the rules. Each finding has its place in the sheet or deck, the page and
 * the box on it. What is an artifact of pagination (running heads, folios) may lie
 * outside of the safe area: it is designed to.
 */
#ifndef TS_CHECK_PREFLIGHT_H
#define TS_CHECK_PREFLIGHT_H

#include "canvas/page.h"
#include "check/findings.h"
#include "spec/profile.h"

typedef struct ts_preflight_order {
    const ts_document *document;
    const ts_preflight *limits;
    const ts_profile *profile; /* of inks: bleed, trim and plates matter; with tags: the structure */
    const ts_colour *colour;   /* shows CMYK pictures; without a profile in it no printing condition is known */
    const ts_source *sheet;    /* the place of what has none of its own */
    bool draft;                /* errors are warnings, so that it can be looked at */
} ts_preflight_order;

/* False: memory is out. The findings are in the arena of the diagnostics. */
bool ts_preflight_check(const ts_preflight_order *order, ts_diags *diags, ts_findings *findings);

#endif
