/*
 * Why values are missing, each reason told once: what the data have not (leads.c) is the error, where it can be mended;
 * what has no value because of it stands in a note below. In a draft, which prints a gap, it is a warning.
 */
#include "bind/bind.h"

#include <string.h>

enum {
    OTHERS = 5, /* leads of one reason beside the first */
    NAMED = 40, /* what lacks a value, by name */
    DRAFTED = 20 /* reasons of a draft, each with its message */
};

static const char TBC[] = "; it is to be confirmed, which a draft prints as a gap (--draft)";

struct ts_reason {
    ts_diag told;
    ts_map others;     /* matter -> ts_diag: more that is missing, for the same parameter */
    ts_map lacks;      /* subject -> the first ts_lack of it, once all are known */
    size_t places;     /* of the first subject */
};

/* ---- what is missing */

/* The number that lacks its value for no other one. */
static const ts_result *first_lacking(const ts_binder *b, const ts_result *result, int depth)
{
    for (size_t i = 0; result->stat && depth < TS_BIND_CHAIN && i < result->stat->operands.count; i++) {
        const ts_result *operand = ts_bind_find_result(b, result->stat->operands.items[i].text);
        if (operand && operand->value.kind == TS_VALUE_MISSING)
            return first_lacking(b, operand, depth + 1);
    }
    return result;
}

static const char *name_place(ts_arena *arena, const ts_span *span)
{
    return ts_arena_print(arena, "%s:%zu", span->source ? span->source->name : "", (size_t)span->begin);
}

/* Where the parameter got its value: a cell of the variants, an edition, the sheet. */
static ts_span place_of(const ts_binder *b, const ts_diag *lead)
{
    for (size_t i = 0; lead->cause && i < b->params.count; i++) {
        const ts_scalar *value = b->params.items[i].value;
        const char *cause = ts_bind_param_is(b, b->params.items[i].name, value->text);
        if (cause && strcmp(cause, lead->cause) == 0 && value->span.source)
            return value->span;
    }
    return lead->span;
}

static const char *matter_of(const ts_diag *lead)
{
    return lead->subject ? lead->subject : lead->message;
}

static ts_reason *reason_from(ts_binder *b, const ts_diag *lead)
{
    ts_reason *reason = TS_NEW(b->arena, ts_reason);
    if (!reason)
        return NULL;
    reason->told = *lead;
    reason->told.subject = matter_of(lead);
    reason->told.severity = TS_NOTE;
    reason->told.used = (ts_span){0};
    reason->told.root = true;
    reason->told.span = place_of(b, lead);
    if (lead->cause)
        reason->told.message = ts_arena_print(b->arena, "%s, and %s", lead->cause, lead->message);
    return reason->told.message ? reason : NULL;
}

static void add_others(ts_binder *b, ts_reason *reason, const ts_diags *leads)
{
    for (size_t i = 0; i < leads->count; i++) {
        ts_diag *lead = &leads->items[i];
        const char *matter = matter_of(lead);
        if (strcmp(matter, reason->told.subject) != 0 && !ts_map_find(&reason->others, matter))
            (void)ts_map_put(b->arena, &reason->others, matter, lead);
    }
}

/* The reason that the first of the leads is, found again. NULL: memory is out. */
static ts_reason *find_reason(ts_binder *b, const ts_diags *leads)
{
    const ts_diag *first = &leads->items[0];
    const char *place = name_place(b->arena, &first->span), *key = first->cause ? first->cause : place ? ts_arena_print(b->arena, "%s %s", place, first->message) : NULL;
    ts_reason *reason = key ? ts_map_find(&b->reasons, key) : NULL;
    if (!reason && key) {
        reason = reason_from(b, first);
        if (!reason || !ts_map_put(b->arena, &b->reasons, key, reason))
            return NULL;
    }
    if (reason)
        add_others(b, reason, leads);
    return reason;
}

/* What leads of a number or of a chart, whichever is there, are told meanwhile. */
static ts_diags look(ts_binder *b, const ts_result *result, const ts_chart *chart)
{
    ts_diags found = ts_diags_new(b->arena), *told = b->diags;
    b->diags = &found;
    if (result)
        ts_lead_number(b, result);
    else
        ts_lead_chart(b, chart);
    b->diags = told;
    return found;
}

/* A number that no table and no moment is to blame for. */
static void blame_itself(ts_binder *b, const ts_result *result, ts_diags *leads)
{
    const char *why = result->unknown ? result->unknown : result->value.why ? result->value.why : "the data have none";
    const char *message = ts_arena_print(b->arena, result->unknown ? "\"%s\" has no value (%s)" : "\"%s\" has no value: %s", result->name, why);
    if (message)
        ts_diag_add(leads, (ts_diag){.severity = TS_NOTE, .span = result->span, .rule = "value", .message = message,
                                     .subject = ts_arena_print(b->arena, "\"%s\"", result->name)});
}

static ts_reason *reason_of(ts_binder *b, const ts_result *result)
{
    const ts_result *first = first_lacking(b, result, 0);
    ts_reason *reason = ts_map_find(&b->reasoned, first->name);
    if (reason)
        return reason;
    ts_diags leads = look(b, first, NULL);
    if (!leads.count)
        blame_itself(b, first, &leads);
    reason = leads.count ? find_reason(b, &leads) : NULL;
    return reason && ts_map_put(b->arena, &b->reasoned, first->name, reason) ? reason : NULL;
}

/* ---- what lacks it */

/* A word that a component was given stands where the component is used. */
static bool is_given(ts_span span)
{
    return span.source && span.end - span.begin > 2 && strncmp(span.source->text + span.begin, "\"{", 2) == 0;
}

static void add_lack(ts_binder *b, ts_span span, ts_lack lack)
{
    lack.used = b->diags->used;
    lack.place = lack.used.source && is_given(span) ? lack.used : span;
    if (lack.reason && lack.subject)
        (void)TS_PUSH(b->arena, &b->lacks, lack);
}

void ts_bind_tell_missing(ts_binder *b, const ts_result *result, ts_span span, const char *advice)
{
    if (ts_bind_is_broken(b, result->name))
        return;
    ts_reason *reason = reason_of(b, result);
    const char *subject = ts_arena_print(b->arena, "\"%s\"", result->name);
    const bool draft = b->request->draft, waits = result->missing == TS_MISSING_TBC;
    add_lack(b, span, (ts_lack){reason, subject, draft ? "" : waits ? TBC : advice, draft ? TS_WARNING : TS_ERROR});
}

bool ts_bind_tell_empty(ts_binder *b, const ts_chart *chart)
{
    const ts_diags leads = look(b, NULL, chart);
    const ts_span span = chart->span, at = b->diags->used.source ? b->diags->used : span;
    const char *subject = ts_arena_print(b->arena, "the chart at %s:%zu", at.source->name, ts_source_place(at.source, at.begin).line);
    ts_reason *reason = leads.count && subject ? find_reason(b, &leads) : NULL;
    add_lack(b, span, (ts_lack){reason, subject, "", b->request->draft ? TS_WARNING : TS_ERROR});
    return reason;
}

/* ---- told */

static const char *name_rest(ts_arena *arena, const ts_map *lacks)
{
    const char *names = ts_arena_print(arena, "; nor %s %zu more: ", lacks->count > 2 ? "have" : "has", lacks->count - 1);
    for (size_t i = 1; names && i < lacks->count && i <= NAMED; i++)
        names = ts_arena_print(arena, "%s%s%s", names, i > 1 ? ", " : "", lacks->items[i].name);
    return names && lacks->count > NAMED + 1 ? ts_arena_print(arena, "%s ...", names) : names;
}

static const char *count_places(ts_arena *arena, const ts_reason *reason)
{
    const size_t more = reason->places - 1;
    return more ? ts_arena_print(arena, " and in %zu more place%s", more, more > 1 ? "s" : "") : "";
}

/* "so "trade" has no value here and in 2 more places; nor has 1 more: "growth"" */
static void tell_lacks(ts_binder *b, const ts_reason *reason)
{
    const ts_map *lacks = &reason->lacks;
    const ts_lack *first = lacks->items[0].value;
    const bool chart = lacks->items[0].name[0] != '"', alone = lacks->count == 1;
    const char *places = count_places(b->arena, reason);
    const char *rest = !alone ? name_rest(b->arena, lacks) : reason->told.cause && first->advice != TBC ? "" : first->advice;
    const char *message = places && rest ? ts_arena_print(b->arena, "so %s has %s here%s%s", chart ? "this chart" : lacks->items[0].name,
                                                          chart ? "nothing to show" : "no value", places, rest)
                                         : NULL;
    if (message)
        ts_diag_add(b->diags, (ts_diag){.severity = TS_NOTE, .span = first->place, .rule = chart ? "chart" : "value", .message = message,
                                        .used = first->used, .below = reason->told.span});
}

/* A number that waits for nothing but its own value is one line with its places. */
static bool tell_whole(ts_binder *b, const ts_reason *reason)
{
    const ts_lack *only = reason->lacks.items[0].value;
    if (reason->lacks.count > 1 || (*only->advice && only->advice != TBC) || strcmp(reason->lacks.items[0].name, reason->told.subject) != 0)
        return false;
    const ts_place at = ts_source_place(only->place.source, only->place.begin);
    const char *places = count_places(b->arena, reason);
    ts_diag whole = reason->told;
    whole.message = places ? ts_arena_print(b->arena, "%s%s; it is asked for at %s:%zu:%zu%s", whole.message, only->advice, only->place.source->name, at.line, at.column, places)
                           : NULL;
    if (whole.message)
        ts_diag_add(b->diags, whole);
    return true;
}

static void tell_reason(ts_binder *b, const ts_reason *reason)
{
    if (tell_whole(b, reason))
        return;
    ts_diag_add(b->diags, reason->told);
    for (size_t i = 0; i < reason->others.count && i < OTHERS; i++) {
        ts_diag other = *(const ts_diag *)reason->others.items[i].value;
        other.severity = TS_NOTE;
        other.cause = NULL;
        other.used = (ts_span){0};
        other.below = reason->told.span;
        ts_diag_add(b->diags, other);
    }
    tell_lacks(b, reason);
}

/* The first of those that one message is for. */
static void tell_more(ts_binder *b, const ts_reason *first, const ts_map *lacks)
{
    const char *names = "";
    for (size_t i = 0; names && i < lacks->count && i < NAMED; i++)
        names = ts_arena_print(b->arena, "%s%s%s", names, i ? ", " : "", lacks->items[i].name);
    ts_diag rest = first->told;
    rest.message = names ? ts_arena_print(b->arena, "%s; nor have, for reasons of their own: %s%s", rest.message, names, lacks->count > NAMED ? " ..." : "") : NULL;
    if (rest.message)
        ts_diag_add(b->diags, rest);
}

/* places: of the lacks before it, each by a name of its own. */
static bool is_new_place(const ts_binder *b, ts_map *places, ts_lack *lack)
{
    const char *place = name_place(b->arena, &lack->place), *used = name_place(b->arena, &lack->used);
    const char *name = place && used ? ts_arena_print(b->arena, "%s\n%s\n%s", lack->subject, place, used) : NULL;
    return name && !ts_map_find(places, name) && ts_map_put(b->arena, places, name, lack);
}

/* Each to its reason. */
static void deal(ts_binder *b)
{
    ts_map places = {0};
    for (size_t i = 0; i < b->lacks.count; i++) {
        ts_lack *lack = &b->lacks.items[i];
        ts_reason *reason = lack->reason;
        if (lack->severity > reason->told.severity)
            reason->told.severity = lack->severity;
        if (!ts_map_find(&reason->lacks, lack->subject))
            (void)ts_map_put(b->arena, &reason->lacks, lack->subject, lack);
        const bool of_first = reason->lacks.count && strcmp(reason->lacks.items[0].name, lack->subject) == 0;
        reason->places += of_first && is_new_place(b, &places, lack);
    }
}

void ts_bind_tell_reasons(ts_binder *b)
{
    const ts_reason *first = NULL;
    ts_map lacks = {0};
    deal(b);
    for (size_t i = 0; i < b->reasons.count; i++) {
        const ts_reason *reason = b->reasons.items[i].value;
        const bool many = i >= DRAFTED && reason->told.severity == TS_WARNING;
        if (!reason->lacks.count)
            continue;
        if (!many || !first)
            first = many ? reason : NULL;
        for (size_t k = 0; many && reason != first && k < reason->lacks.count; k++)
            (void)ts_map_put(b->arena, &lacks, reason->lacks.items[k].name, reason->lacks.items[k].value);
        if (!many)
            tell_reason(b, reason);
    }
    if (first && lacks.count)
        tell_more(b, first, &lacks);
    else if (first)
        tell_reason(b, first);
}
