#include "check/findings.h"

#include <string.h>

static bool same(const ts_finding *a, const ts_finding *b)
{
    const bool place = a->span.source == b->span.source && a->span.begin == b->span.begin;
    const bool text = a->text && b->text && strcmp(a->text, b->text) == 0;
    return a->page == b->page && (place || text) && strcmp(a->rule, b->rule) == 0 && strcmp(a->message, b->message) == 0;
}

/* The newest first: a text's runs come one after the other. */
static ts_finding *known(const ts_findings *findings, const ts_finding *finding)
{
    for (size_t i = findings->count; i-- > 0;)
        if (same(&findings->items[i], finding))
            return &findings->items[i];
    return NULL;
}

static void tell(ts_diags *diags, const ts_finding *f)
{
    const char *place = f->page ? ts_arena_print(diags->arena, "page %zu%s%s: ", f->page, f->frame ? ", " : "", f->frame ? f->frame : "") : "";
    const char *message = place ? ts_arena_print(diags->arena, "%s%s", place, f->message) : NULL;
    if (message)
        ts_diag_add(diags, (ts_diag){.severity = f->severity, .span = f->span, .rule = f->rule, .message = message, .used = f->used});
}

void ts_finding_add(ts_findings *findings, ts_diags *diags, ts_finding finding)
{
    ts_finding *before = known(findings, &finding);
    if (before) {
        before->box = ts_rect_join(before->box, finding.box);
        return;
    }
    tell(diags, &finding);
    finding.message = ts_arena_text(diags->arena, finding.message);
    if (finding.message && findings->count < TS_DIAG_LIMIT)
        (void)TS_PUSH(diags->arena, findings, finding);
}
