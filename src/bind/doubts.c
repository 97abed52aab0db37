/*
 * What may be wrong with a number that was computed rightly:
 *
 * break        it compares two moments of a series that is counted another way
 *              from somewhere between them
 * tie          its place is shared with another category
 * mixed-years  its operands are of different times, and not of one series
 * stale        what it stands on is older than the sheet's `stale` at its date
 * incomplete   rows that its series adds up have no value
 * above-all    its series is of shares, and one is more than all: wholes.c
 * total-row    its series has a category that is all others together: wholes.c
 * nought       it is printed as nought, and is none: noughts.c
 *
 * Each is a warning, or silent for a reason that the sheet gives ("allow").
 */
#include "bind/bind.h"

#include "spec/shape.h"

#include <string.h>

#define OF(method) (1u << TS_M_##method)

static bool is_of(const ts_stat_spec *spec, unsigned methods)
{
    return (methods & 1u << spec->method) != 0;
}

static const char *reason_of(const ts_map *allow, int rule)
{
    const ts_word *reason = ts_map_find(allow, ts_doubt_words[rule]);
    return reason ? reason->text : NULL;
}

static void tell(ts_binder *b, ts_span span, const ts_doubt *doubt)
{
    if (!doubt->reason && doubt->message)
        ts_warn(b->diags, span, ts_doubt_words[doubt->rule], "%s", doubt->message);
}

static bool have_doubt(const ts_result *result, int rule, const char *series)
{
    for (size_t i = 0; i < result->doubts.count; i++) {
        const ts_doubt *doubt = &result->doubts.items[i];
        if (doubt->rule == rule && (!series || (doubt->series && strcmp(doubt->series, series) == 0)))
            return true;
    }
    return false;
}

/* ---- what it stands on */

static bool add_ground(ts_binder *b, ts_grounds *grounds, const char *series, const char *moment)
{
    return !moment || TS_PUSH(b->arena, grounds, ((ts_ground){series, moment}));
}

static const char *newest(const ts_series *series)
{
    return series->timed && series->count ? series->points[series->count - 1].time : NULL;
}

/* The moment of an operand that is a series of its own. */
static const char *moment_at(const ts_series *series, const char *at)
{
    return series->timed && at && strcmp(at, "latest") != 0 ? at : newest(series);
}

/* The moments of the series that a method takes. */
static bool add_series(ts_binder *b, const ts_stat_spec *spec, const ts_stat_request *request,
                       const ts_value *value, const char *name, ts_grounds *grounds)
{
    const ts_series *series = ts_map_find(&b->edition->series, name);
    if (!series || !series->timed)
        return true;
    if (is_of(spec, OF(RATIO) | OF(DIFFERENCE) | OF(SHARE)))
        return add_ground(b, grounds, name, moment_at(series, request->at));
    return add_ground(b, grounds, name, value->from) && add_ground(b, grounds, name, value->to);
}

static bool add_operand(ts_binder *b, const ts_stat_spec *spec, const ts_stat_request *request,
                        const ts_value *value, const char *name, ts_grounds *grounds)
{
    if (!ts_bind_find_result(b, name))
        return add_series(b, spec, request, value, name, grounds);
    const ts_grounds *more = ts_map_find(&b->grounds, name);
    for (size_t i = 0; more && i < more->count; i++)
        if (!TS_PUSH(b->arena, grounds, more->items[i]))
            return false;
    return true;
}

/* ---- break */

enum { BEFORE = 1, AFTER = 2 };

/* On which side of a break a time lies; a year in which it happens lies on both. */
static int sides_of(const char *moment, ts_period at)
{
    ts_period period;
    if (!ts_period_read(moment, &period))
        return 0;
    int order = ts_period_order(period, at);
    return (order < 0 ? BEFORE : 0) | (order >= 0 || ts_period_holds(period, at) ? AFTER : 0);
}

static bool lies_across(const ts_grounds *grounds, const char *series, const ts_break_spec *spec)
{
    ts_period at;
    int sides = 0;
    if (!spec->at.text || !ts_period_read(spec->at.text, &at))
        return false;
    for (size_t i = 0; i < grounds->count; i++)
        if (strcmp(grounds->items[i].series, series) == 0)
            sides |= sides_of(grounds->items[i].moment, at);
    return sides == (BEFORE | AFTER);
}

/* An operand that was doubted for it is not doubted twice. */
static bool doubted_before(const ts_binder *b, const ts_words *operands, const char *series)
{
    for (size_t i = 0; i < operands->count; i++) {
        const ts_result *result = ts_bind_find_result(b, operands->items[i].text);
        if (result && have_doubt(result, TS_DOUBT_BREAK, series))
            return true;
    }
    return false;
}

static bool doubt_breaks(ts_binder *b, const ts_stat_spec *spec, const ts_words *operands,
                         const ts_grounds *grounds, ts_result *result)
{
    for (size_t i = 0; i < grounds->count; i++) {
        const char *name = grounds->items[i].series;
        const ts_series_spec *series = ts_map_find(&b->sheet->series, name);
        for (size_t k = 0; series && k < series->breaks.count; k++) {
            const ts_break_spec *at = series->breaks.items[k];
            if (have_doubt(result, TS_DOUBT_BREAK, name) || doubted_before(b, operands, name) ||
                !lies_across(grounds, name, at))
                continue;
            ts_doubt doubt = {.rule = TS_DOUBT_BREAK, .series = name, .reason = reason_of(&spec->allow, TS_DOUBT_BREAK)};
            doubt.message = ts_arena_print(b->arena, "\"%s\" compares across a break: \"%s\" is counted another way from %s on",
                                           spec->name, name, at->at.text);
            tell(b, spec->span, &doubt);
            if (!TS_PUSH(b->arena, &result->doubts, doubt))
                return false;
        }
    }
    return true;
}

/* ---- tie */

static bool doubt_tie(ts_binder *b, const ts_stat_spec *spec, ts_result *result)
{
    if (!result->value.tied)
        return true;
    ts_doubt doubt = {.rule = TS_DOUBT_TIE, .reason = reason_of(&spec->allow, TS_DOUBT_TIE)};
    doubt.message = ts_arena_print(b->arena, "\"%s\" is a place that is shared: %s has the same value", spec->name,
                                   result->value.tied);
    tell(b, spec->span, &doubt);
    return TS_PUSH(b->arena, &result->doubts, doubt);
}

/* ---- mixed years */

typedef struct operand_time {
    const char *from, *to;
    ts_grounds grounds;
} operand_time;

static bool time_of(ts_binder *b, const ts_stat_spec *spec, const ts_stat_request *request, const ts_word *word,
                    operand_time *time)
{
    const ts_result *number = ts_bind_find_result(b, word->text);
    const ts_series *series = number ? NULL : ts_map_find(&b->edition->series, word->text);
    *time = (operand_time){0};
    if (number)
        *time = (operand_time){.from = number->value.from, .to = number->value.to};
    else if (series)
        time->to = moment_at(series, request->at);
    return add_operand(b, spec, request, &(ts_value){0}, word->text, &time->grounds);
}

/* All of one series, and the same: a comparison over time, which is on purpose. */
static bool of_one_series(const ts_grounds *a, const ts_grounds *c)
{
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->items[i].series, a->items[0].series) != 0)
            return false;
    for (size_t i = 0; i < c->count; i++)
        if (!a->count || strcmp(c->items[i].series, a->items[0].series) != 0)
            return false;
    return a->count > 0 && c->count > 0;
}

static bool same(const char *a, const char *c)
{
    return a && c ? strcmp(a, c) == 0 : !a && !c;
}

/* A stock is counted on a day: it goes with the year around it. */
static bool goes_with(const operand_time *a, const operand_time *c)
{
    ts_period first, second;
    if (!a->to || !c->to || (same(a->from, c->from) && same(a->to, c->to)))
        return true;
    if (a->from || c->from || !ts_period_read(a->to, &first) || !ts_period_read(c->to, &second))
        return false;
    return (first.day && ts_period_holds(second, first)) || (second.day && ts_period_holds(first, second));
}

static bool doubt_years(ts_binder *b, const ts_stat_spec *spec, const ts_stat_request *request, ts_result *result)
{
    const ts_word *word = spec->per.text ? &spec->per : spec->minus.text ? &spec->minus : &spec->of;
    operand_time first, second;
    if (!word->text || !is_of(spec, OF(RATIO) | OF(DIFFERENCE) | OF(SHARE)))
        return true;
    if (!time_of(b, spec, request, &spec->operand, &first) || !time_of(b, spec, request, word, &second))
        return false;
    if (goes_with(&first, &second) || of_one_series(&first.grounds, &second.grounds))
        return true;
    ts_doubt doubt = {.rule = TS_DOUBT_MIXED_YEARS, .reason = reason_of(&spec->allow, TS_DOUBT_MIXED_YEARS)};
    doubt.message = ts_arena_print(b->arena, "\"%s\" mixes times: \"%s\" is of %s%s%s, \"%s\" of %s%s%s", spec->name,
                                   spec->operand.text, first.from ? first.from : "", first.from ? " to " : "",
                                   first.to, word->text, second.from ? second.from : "",
                                   second.from ? " to " : "", second.to);
    tell(b, spec->span, &doubt);
    return TS_PUSH(b->arena, &result->doubts, doubt);
}

/* ---- stale */

static const char *after_words(ts_binder *b)
{
    return ts_arena_print(b->arena, "more than %d months before %s", (int)b->sheet->stale.value, b->sheet->date.text);
}

/* Whether the last day of a time lies too far back; the clock is not asked. */
static bool is_stale(const ts_binder *b, const char *time)
{
    ts_period end, date;
    if (!b->sheet->stale.given || !b->sheet->date.text || !time || !ts_period_read(time, &end) ||
        !ts_period_read(b->sheet->date.text, &date))
        return false;
    ts_period last = {end.year, end.month + (end.months ? end.months - 1 : 0), 1, 0};
    int day = end.day ? end.day : ts_period_days(last);
    int months = 12 * (date.year - last.year) + date.month - last.month, allowed = (int)b->sheet->stale.value;
    return months > allowed || (months == allowed && date.day > day);
}

static bool doubt_age(ts_binder *b, const ts_series_spec *spec, const ts_series *series, ts_doubts *doubts)
{
    size_t i = series->timed ? series->count : 0;
    while (i > 0 && !series->points[i - 1].known)
        i--;
    if (!i || !is_stale(b, series->points[i - 1].time))
        return true;
    ts_doubt doubt = {.rule = TS_DOUBT_STALE, .series = spec->name, .reason = reason_of(&spec->allow, TS_DOUBT_STALE)};
    doubt.message = ts_arena_print(b->arena, "series \"%s\" ends in %s, %s", spec->name, series->points[i - 1].time,
                                   after_words(b));
    tell(b, spec->span, &doubt);
    return TS_PUSH(b->arena, doubts, doubt);
}

/* A sum passes over a cell without a value, and nobody would see that it is too small. */
static bool doubt_whole(ts_binder *b, const ts_series_spec *spec, const ts_series *series, ts_doubts *doubts)
{
    if (!series->empty)
        return true;
    ts_doubt doubt = {.rule = TS_DOUBT_INCOMPLETE, .series = spec->name, .reason = reason_of(&spec->allow, TS_DOUBT_INCOMPLETE)};
    doubt.message = ts_arena_print(b->arena, "series \"%s\" leaves out %zu cell%s without a value%s%s", spec->name, series->empty,
                                   series->empty == 1 ? "" : "s",
                                   !series->empty_at ? "" : series->empty == 1 ? " in " : ", the first in ",
                                   series->empty_at ? series->empty_at : "");
    tell(b, spec->span, &doubt);
    return TS_PUSH(b->arena, doubts, doubt);
}

bool ts_doubt_series(ts_binder *b, const ts_series_spec *spec, const ts_series *series)
{
    ts_doubts *doubts = TS_NEW(b->arena, ts_doubts);
    return doubts && doubt_age(b, spec, series, doubts) && doubt_whole(b, spec, series, doubts) && ts_doubt_wholes(b, spec, series, doubts) &&
           (!doubts->count || ts_map_put(b->arena, &b->doubted, spec->name, doubts));
}

bool ts_doubt_fact(ts_binder *b, const ts_fact_spec *spec, ts_result *result)
{
    if (!is_stale(b, spec->read.text))
        return true;
    ts_doubt doubt = {.rule = TS_DOUBT_STALE, .reason = reason_of(&spec->allow, TS_DOUBT_STALE)};
    doubt.message = ts_arena_print(b->arena, "\"%s\" was read on %s, %s", spec->name, spec->read.text, after_words(b));
    tell(b, spec->span, &doubt);
    return TS_PUSH(b->arena, &result->doubts, doubt);
}

void ts_doubt_sources(ts_binder *b)
{
    for (size_t i = 0; i < b->sheet->sources.count; i++) {
        const ts_source_spec *source = b->sheet->sources.items[i].value;
        if (is_stale(b, source->read.text) && !reason_of(&source->allow, TS_DOUBT_STALE))
            ts_warn(b->diags, source->read.span, "stale", "source \"%s\" was read on %s, %s", source->name,
                    source->read.text, after_words(b));
    }
}

static bool add_doubts(ts_binder *b, const char *series, ts_result *result)
{
    const ts_doubts *doubts = series ? ts_map_find(&b->doubted, series) : NULL;
    for (size_t i = 0; doubts && i < doubts->count; i++)
        if (!have_doubt(result, doubts->items[i].rule, series) && !TS_PUSH(b->arena, &result->doubts, doubts->items[i]))
            return false;
    return true;
}

/* The doubts about its series were told with them; they stay with the number too. */
static bool inherit(ts_binder *b, const ts_words *operands, const ts_grounds *grounds, ts_result *result)
{
    for (size_t i = 0; i < operands->count; i++)
        if (!add_doubts(b, operands->items[i].text, result))
            return false;
    for (size_t i = 0; i < grounds->count; i++)
        if (!add_doubts(b, grounds->items[i].series, result))
            return false;
    return true;
}

/* ---- a statistic */

/* Parameters may change what is doubtful: only a sheet without them can be told. */
static void tell_idle(ts_binder *b, const ts_stat_spec *spec, const ts_result *result)
{
    for (size_t i = 0; i < spec->allow.count && !b->sheet->params.count; i++)
        for (int rule = 0; rule < TS_DOUBT_RULES; rule++)
            if (rule != TS_DOUBT_NOUGHT && strcmp(spec->allow.items[i].name, ts_doubt_words[rule]) == 0 && !have_doubt(result, rule, NULL))
                ts_warn(b->diags, ((const ts_word *)spec->allow.items[i].value)->span, "allow",
                        "\"%s\" is allowed, and nothing breaks it", ts_doubt_words[rule]);
}

bool ts_doubt_stat(ts_binder *b, const ts_stat_spec *spec, const ts_stat_request *request, ts_result *result)
{
    const unsigned comparing = OF(GROWTH) | OF(CAGR) | OF(INDEX) | OF(DIFFERENCE) | OF(RATIO) | OF(SHARE);
    ts_grounds *grounds = TS_NEW(b->arena, ts_grounds);
    const ts_words *operands = &spec->operands;
    if (!grounds || !ts_map_put(b->arena, &b->grounds, spec->name, grounds))
        return false;
    for (size_t i = 0; i < operands->count; i++)
        if (!add_operand(b, spec, request, &result->value, operands->items[i].text, grounds))
            return false;
    if (is_of(spec, comparing) && !doubt_breaks(b, spec, operands, grounds, result))
        return false;
    if (!doubt_tie(b, spec, result) || !doubt_years(b, spec, request, result) || !inherit(b, operands, grounds, result))
        return false;
    tell_idle(b, spec, result);
    return true;
}
