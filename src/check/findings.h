/*
 * findings.h - what preflight found: the rule, how bad it is, what was measured
 * against which limit, the place in the sheet or deck and the place on the page.
 *
 * A finding is told as a diagnostic when it is added, and stays for a report.
 */
#ifndef TS_CHECK_FINDINGS_H
#define TS_CHECK_FINDINGS_H

#include "base/diag.h"
#include "base/geom.h"

typedef struct ts_finding {
    const char *rule; /* its id */
    ts_severity severity;
    ts_span span, used; /* used: where its component is used, as a diagnostic has it */
    const char *message; /* without the place */
    const char *text;    /* the key of the words that it is of, which may stand at several places; or NULL */
    const char *frame;   /* its name, or NULL */
    size_t page;         /* from 1; 0: of the sheet as a whole */
    ts_rect box;         /* on the page, points; without extent: no place */
    bool measured;
    double value, limit; /* in the rule's unit */
} ts_finding;

typedef struct ts_findings {
    ts_finding *items;
    size_t count, capacity;
} ts_findings;

/* Adds one and tells it; texts are copied. The same thing said of the same words again grows the box of the first. */
void ts_finding_add(ts_findings *findings, ts_diags *diags, ts_finding finding);

#endif
