#include "check/flight.h"

#include <stdarg.h>
#include <string.h>

/* ---- what the rules share */

bool ts_flight_minds(const ts_flight *flight, ts_rule_id rule)
{
    const ts_threshold *threshold = ts_rule_threshold(flight->order->limits, rule);
    if (!ts_rule_holds(flight->order->profile, rule))
        return false;
    return !threshold || threshold->level != TS_LEVEL_OFF;
}

static ts_severity severity_of(const ts_flight *flight, const ts_breach *breach)
{
    const ts_threshold *threshold = ts_rule_threshold(flight->order->limits, breach->rule);
    bool mild = breach->milder || flight->order->draft || (threshold && threshold->level == TS_LEVEL_WARNING);
    return mild ? TS_WARNING : TS_ERROR;
}

static ts_span span_of(const ts_flight *flight, const ts_breach *breach)
{
    const ts_origin *origin = breach->item ? breach->item->origin : NULL;
    if (origin && origin->span.source)
        return origin->span;
    return breach->span.source ? breach->span : (ts_span){flight->order->sheet, 0, 0};
}

/* From capitals to descenders, nearly. */
static ts_rect run_box(const ts_item *item)
{
    const ts_run *run = item->u.run.run;
    double size = run->type->size;
    return (ts_rect){item->u.run.x, item->u.run.baseline - 0.75 * size, run->width, 0.97 * size};
}

static ts_rect box_of(const ts_breach *breach)
{
    bool given = breach->box.w > 0 || breach->box.h > 0;
    if (given || !breach->item)
        return breach->box;
    return breach->item->kind == TS_ITEM_RUN ? run_box(breach->item) : ts_item_box(breach->item);
}

void ts_flight_tell(ts_flight *flight, const ts_breach *breach, const char *format, ...)
{
    va_list args;
    if (!ts_flight_minds(flight, breach->rule))
        return;
    va_start(args, format);
    const char *message = ts_arena_vprint(flight->diags->arena, format, args);
    va_end(args);
    if (!message)
        return; /* memory is out, and the arena knows */
    ts_finding finding = {.rule = ts_preflight_rules[breach->rule].id, .severity = severity_of(flight, breach), .span = span_of(flight, breach),
                          .message = message, .page = flight->number, .box = box_of(breach), .measured = breach->measured,
                          .value = breach->value, .limit = breach->limit};
    const ts_origin *origin = breach->item ? breach->item->origin : NULL;
    if (origin) {
        finding.frame = origin->frame;
        finding.text = origin->key;
    }
    if (origin && origin->used)
        finding.used = *origin->used;
    ts_finding_add(flight->findings, flight->diags, finding);
}

ts_seen_ink ts_flight_ink(ts_flight *flight, ts_ink ink)
{
    for (size_t i = 0; i < TS_FLIGHT_INKS && i < flight->ink_count; i++)
        if (flight->inks[i].swatch == ink.swatch && flight->inks[i].tint == ink.tint)
            return (ts_seen_ink){flight->inks[i].rgb, flight->inks[i].luminance};
    size_t at = flight->ink_count++ % TS_FLIGHT_INKS;
    flight->inks[at].swatch = ink.swatch;
    flight->inks[at].tint = ink.tint;
    ts_ink_rgb(ink, flight->inks[at].rgb);
    flight->inks[at].luminance = ts_luminance(flight->inks[at].rgb);
    return (ts_seen_ink){flight->inks[at].rgb, flight->inks[at].luminance};
}

double ts_flight_luminance(ts_flight *flight, const ts_seen *seen)
{
    if (seen->ink.swatch)
        return ts_flight_ink(flight, seen->ink).luminance;
    if (memcmp(flight->blend.rgb, seen->rgb, sizeof seen->rgb) != 0) {
        memcpy(flight->blend.rgb, seen->rgb, sizeof seen->rgb);
        flight->blend.luminance = ts_luminance(seen->rgb);
    }
    return flight->blend.luminance;
}

const char *ts_flight_ink_name(const ts_flight *flight, ts_ink ink)
{
    if (!ink.swatch || !ink.swatch->name || ink.tint <= 0)
        return "Paper";
    const char *tinted = ink.tint < 0.995 ? ts_arena_print(flight->diags->arena, "%s %.0f%%", ink.swatch->name, 100 * ink.tint) : NULL;
    return tinted ? tinted : ink.swatch->name;
}

bool ts_flight_in_figure(const ts_tag *tag)
{
    for (; tag; tag = tag->parent)
        if (tag->kind == TS_TAG_FIGURE || tag->kind == TS_TAG_TABLE)
            return true;
    return false;
}

/* ---- the walk */

static void check_fill(ts_flight *flight, const ts_item *item)
{
    ts_rect box = ts_path_box(item->u.fill.path);
    ts_check_line(flight, item, box);
    ts_check_mark(flight, item, box);
    ts_check_inks(flight, item);
    ts_check_edges(flight, item, box);
    ts_grounds_note(&flight->grounds, item, box);
}

static void check_item(ts_flight *flight, const ts_item *item)
{
    static const ts_rect none = {0, 0, 0, 0};
    switch (item->kind) {
    case TS_ITEM_FILL:
        check_fill(flight, item);
        return;
    case TS_ITEM_RUN:
        ts_check_type(flight, item);
        ts_check_inks(flight, item);
        ts_check_edges(flight, item, none);
        return;
    case TS_ITEM_STROKE:
        ts_check_line(flight, item, none);
        ts_check_mark(flight, item, none);
        ts_check_inks(flight, item);
        return;
    case TS_ITEM_IMAGE:
        ts_check_picture(flight, item);
        ts_check_edges(flight, item, none);
        break;
    case TS_ITEM_ART:
        ts_check_line(flight, item, none);
        ts_check_inks(flight, item);
        break;
    default:
        break;
    }
    ts_grounds_note(&flight->grounds, item, none);
}

static void check_page(ts_flight *flight)
{
    ts_grounds_clear(&flight->grounds);
    for (size_t i = 0; i < flight->page->items.count; i++)
        check_item(flight, &flight->page->items.items[i]);
    ts_check_pale_marks(flight);
}

static void note_limits(ts_flight *flight)
{
    for (int rule = 0; rule < TS_RULE_COUNT; rule++) {
        const ts_threshold *threshold = ts_rule_threshold(flight->order->limits, (ts_rule_id)rule);
        flight->limits[rule] = threshold ? threshold->limit : 0;
    }
}

static void check_pages(ts_flight *flight)
{
    const ts_document *document = flight->order->document;
    ts_scratch scratch = ts_scratch_begin(flight->diags->arena);
    flight->grounds = (ts_grounds){.arena = scratch.arena, .colour = flight->order->colour};
    for (size_t p = 0; p < document->page_count; p++) {
        flight->page = document->pages[p];
        flight->number = p + 1;
        check_page(flight);
    }
    ts_scratch_end(&scratch);
}

bool ts_preflight_check(const ts_preflight_order *order, ts_diags *diags, ts_findings *findings)
{
    size_t size = 0;
    ts_flight flight = {.order = order, .diags = diags, .findings = findings};
    note_limits(&flight);
    flight.condition = ts_colour_icc(order->colour, &size) != NULL;
    check_pages(&flight);
    flight.number = 0;
    ts_check_no_condition(&flight);
    ts_check_spots(&flight);
    ts_check_total_ink(&flight);
    ts_check_structure(&flight);
    return !ts_arena_failed(diags->arena) && !flight.grounds.failed && !flight.failed;
}
