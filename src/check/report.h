/*
 * report.h - what was found of an edition, for those who must mend it or sign it
 * off: findings of preflight and all other diagnostics in one list, each with its
 * place in the sheet and, where it has one, its box on the page; and the rules that
 * it was held to, with their limits.
 *
 * As text for a terminal, as members of a JSON object, and as one HTML page with a
 * picture of each page, the findings drawn on it and numbered: no scripts, nothing
 * fetched, all text escaped.
 */
#ifndef TS_CHECK_REPORT_H
#define TS_CHECK_REPORT_H

#include "base/json_out.h"
#include "bind/edition.h"
#include "canvas/page.h"
#include "check/findings.h"

typedef struct ts_report_order {
    const ts_edition *edition;
    const ts_document *document;
    const ts_colour *colour;
    const ts_diags *diags;       /* sorted; all that was told */
    const ts_findings *findings; /* of preflight; those that were told are among the diagnostics, too */
} ts_report_order;

typedef struct ts_report {
    ts_arena *arena;
    ts_report_order of;
    ts_finding *items; /* by severity, then page, then place */
    size_t count, capacity;
    size_t errors, warnings, notes;
} ts_report;

/* False: memory is out. */
bool ts_report_make(ts_arena *arena, const ts_report_order *order, ts_report *report);

/* The caller looks at ferror(out). */
void ts_report_print_text(FILE *out, const ts_report *report);
void ts_report_print_json(ts_json_out *out, const ts_report *report); /* members: an object is open */
ts_status ts_report_print_html(FILE *out, const ts_report *report, const char **why);

bool ts_finding_is_used(const ts_finding *finding); /* its component is used at another place */
const char *ts_finding_unit(const ts_finding *finding); /* "pt"; NULL: nothing is measured */

#endif
