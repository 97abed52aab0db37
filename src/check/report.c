#include "check/report.h"

#include "check/rules.h"

#include <stdlib.h>
#include <string.h>

const char *ts_finding_unit(const ts_finding *finding)
{
    ts_rule_id id = ts_rule_find(finding->rule);
    return finding->measured && id < TS_RULE_COUNT ? ts_preflight_rules[id].unit : NULL;
}

/* ---- places on the page of what was told before there were pages */

static bool holds(ts_span outer, ts_span inner)
{
    return outer.source && outer.source == inner.source && outer.begin <= inner.begin && inner.end <= outer.end;
}

/* Words that the message is about, or that it is a part of. */
static bool place_by_words(const ts_document *document, ts_finding *finding)
{
    for (size_t p = 0; p < document->page_count && !finding->page; p++)
        for (size_t i = 0; i < document->pages[p]->items.count; i++) {
            const ts_item *item = &document->pages[p]->items.items[i];
            const ts_origin *origin = item->origin;
            if (!origin || origin->span.end <= origin->span.begin || (!holds(finding->span, origin->span) && !holds(origin->span, finding->span)))
                continue;
            finding->page = p + 1;
            finding->frame = finding->frame ? finding->frame : origin->frame;
            finding->box = ts_rect_join(finding->box, ts_item_box(item));
        }
    return finding->page > 0;
}

/* The smallest frame around the place; a component's is drawn often, and shown where it stands first. */
static void place_by_frame(const ts_document *document, ts_finding *finding)
{
    const ts_placed_frame *best = NULL;
    for (size_t p = 0; p < document->page_count; p++)
        for (size_t i = 0; i < document->pages[p]->frames.count; i++) {
            const ts_placed_frame *frame = &document->pages[p]->frames.items[i];
            bool closer = !best || frame->span.end - frame->span.begin < best->span.end - best->span.begin;
            if (!holds(frame->span, finding->span) || !closer)
                continue;
            best = frame;
            finding->page = p + 1;
        }
    if (!best)
        return;
    finding->box = best->box;
    finding->frame = best->name;
}

static void place(const ts_document *document, ts_finding *finding)
{
    bool whole = !finding->span.source || finding->span.end <= finding->span.begin;
    if (!document || whole || (finding->box.w > 0 && finding->box.h > 0))
        return;
    place_by_frame(document, finding);
    if (!finding->page)
        place_by_words(document, finding);
}

/* ---- the list */

static bool is_told(const ts_findings *findings, const ts_diag *diag)
{
    size_t length = strlen(diag->message);
    for (size_t i = 0; i < findings->count; i++) {
        const ts_finding *f = &findings->items[i];
        size_t tail = strlen(f->message);
        if (f->span.source == diag->span.source && f->span.begin == diag->span.begin && strcmp(f->rule, diag->rule) == 0 && length >= tail &&
            strcmp(diag->message + length - tail, f->message) == 0)
            return true;
    }
    return false;
}

static bool add(ts_report *report, ts_finding finding)
{
    report->errors += finding.severity == TS_ERROR;
    report->warnings += finding.severity == TS_WARNING;
    report->notes += finding.severity == TS_NOTE;
    return TS_PUSH(report->arena, report, finding);
}

static int by_weight(const void *left, const void *right)
{
    const ts_finding *a = left, *b = right;
    if (a->severity != b->severity)
        return a->severity > b->severity ? -1 : 1;
    if (a->page != b->page)
        return a->page < b->page ? -1 : 1;
    if (a->box.y != b->box.y)
        return a->box.y < b->box.y ? -1 : 1;
    if (a->box.x != b->box.x)
        return a->box.x < b->box.x ? -1 : 1;
    int rules = strcmp(a->rule, b->rule);
    return rules ? rules : a->span.begin < b->span.begin ? -1 : a->span.begin > b->span.begin ? 1 : strcmp(a->message, b->message);
}

bool ts_finding_is_used(const ts_finding *finding)
{
    const ts_span *used = &finding->used;
    return used->source && (used->source != finding->span.source || used->begin != finding->span.begin);
}

bool ts_report_make(ts_arena *arena, const ts_report_order *order, ts_report *report)
{
    *report = (ts_report){.arena = arena, .of = *order};
    for (size_t i = 0; i < order->findings->count; i++)
        if (!add(report, order->findings->items[i]))
            return false;
    for (size_t i = 0; i < order->diags->count; i++) {
        const ts_diag *diag = &order->diags->items[i];
        ts_finding finding = {.rule = diag->rule, .severity = diag->severity, .span = diag->span, .used = diag->used, .message = diag->message};
        if (is_told(order->findings, diag))
            continue;
        place(order->document, &finding);
        if (!add(report, finding))
            return false;
    }
    if (report->count)
        qsort(report->items, report->count, sizeof *report->items, by_weight);
    return true;
}
