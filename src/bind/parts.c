/*
 * Marks: the items of a chart, or the categories or moments of its series.
 * Parts of 100 percent become shares of their whole.
 */
#include "bind/bind.h"

#include "data/decimal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double WHOLE_TOLERANCE = 0.005; /* of parts that were rounded before they came */

enum { LARGEST_FIRST, SMALLEST_FIRST, AS_GIVEN };

bool ts_bind_add_mark(ts_charting *c, const ts_mark_bound *mark)
{
    if (c->marks.count == TS_BIND_MARKS) {
        ts_error(c->binder->diags, c->chart->span, "chart",
                 "the chart has more than %d marks: take the \"top\" ones", TS_BIND_MARKS);
        return false;
    }
    return TS_PUSH(c->binder->arena, &c->marks, *mark);
}

/* ---- series */

/* "series/category/moment", or "series/moment" */
static const char *name_of(ts_charting *c, const ts_series *series, const char *id)
{
    bool said = c->moment && strcmp(c->moment, id) != 0;
    return ts_arena_print(c->binder->arena, "%s/%s%s%s", series->name, id, said ? "/" : "", said ? c->moment : "");
}

static bool add_gap(ts_charting *c, const ts_series *series, const char *id)
{
    ts_mark_bound mark = {.id = id, .printed = "", .growth_printed = "", .span = c->chart->span};
    mark.number = name_of(c, series, id);
    return mark.number && ts_bind_add_mark(c, &mark);
}

static bool add_point(ts_charting *c, const ts_series *series, const char *id, const ts_level *level)
{
    if (!level->known) {
        if (c->chart->kind == TS_CHART_COLUMNS)
            return add_gap(c, series, id); /* months without a number keep their place */
        const bool adds_up = c->chart->top.given && c->chart->others.text;
        if (!adds_up && !ts_bind_chart_is_parts(c->chart))
            return true; /* no value, no bar */
        return ts_bind_chart_unwhole(c, c->chart->span, ts_arena_print(c->binder->arena, "\"%s\" of %s has no value: %s", id, series->name,
                                                                       adds_up ? "what is left over cannot be added up" : "the parts would not be a whole"));
    }
    ts_mark_bound mark = {
        .id = id, .known = true, .value = level->value, .growth_printed = "", .span = c->chart->span};
    mark.number = name_of(c, series, id);
    return mark.number && ts_bind_add_mark(c, &mark);
}

static bool add_levels(ts_charting *c, const ts_series *series)
{
    ts_levels levels;
    if (!ts_bind_chart_levels(c, series, &c->chart->at, &levels))
        return false;
    for (size_t i = 0; i < levels.count; i++)
        if (!add_point(c, series, levels.items[i].category ? levels.items[i].category : series->name,
                       &levels.items[i]))
            return false;
    return true;
}

static bool add_times(ts_charting *c, const ts_series *series)
{
    for (size_t i = 0; i < series->count; i++) {
        const ts_datapoint *point = &series->points[i];
        ts_level level = {.known = point->known, .value = point->value};
        if (ts_bind_within(point->time, c->chart->from.text, c->chart->to.text) &&
            !add_point(c, series, point->time, &level))
            return false;
    }
    return true;
}

static bool is_over_time(const ts_charting *c, const ts_series *series)
{
    bool ranged = c->chart->from.text || c->chart->to.text;
    bool barred = c->chart->kind == TS_CHART_COLUMNS || c->chart->kind == TS_CHART_BARS;
    return barred && series->timed &&
           (ranged || (!series->categorised && !c->chart->at.text && c->chart->series.count == 1));
}

static bool add_series(ts_charting *c, const ts_word *name)
{
    const ts_series *series = ts_bind_chart_series(c, name);
    if (!series || !ts_bind_chart_unit(c, series->unit, name->span))
        return false;
    c->out->timed = is_over_time(c, series);
    if (c->out->timed && series->categorised) {
        ts_error(c->binder->diags, name->span, "chart",
                 "columns over time are of series without \"by\": name several series, or one moment");
        return false;
    }
    return c->out->timed ? add_times(c, series) : add_levels(c, series);
}

/* ---- order, rest, shares */

/* By value, ties by name; what is left over stays last. */
static int by_value(const void *a, const void *b)
{
    const ts_mark_bound *x = a, *y = b;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return strcmp(x->id, y->id);
}

static int by_smallest(const void *a, const void *b)
{
    const ts_mark_bound *x = a, *y = b;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return strcmp(x->id, y->id);
}

static void sort_marks(ts_charting *c, int order)
{
    if (order != AS_GIVEN && c->marks.count)
        qsort(c->marks.items, c->marks.count, sizeof *c->marks.items,
              order == SMALLEST_FIRST ? by_smallest : by_value);
}

/* Keeps the n largest where they stand and moves the others' sum to *others. */
static bool cut_marks(ts_charting *c, size_t keep, double *others)
{
    size_t count = c->marks.count, kept = 0;
    ts_mark_bound *ranked = TS_ARRAY(c->binder->arena, ts_mark_bound, count);
    if (!ranked)
        return false;
    memcpy(ranked, c->marks.items, count * sizeof *ranked);
    qsort(ranked, count, sizeof *ranked, by_value);
    const ts_mark_bound last = ranked[keep - 1];
    *others = 0;
    for (size_t i = 0; i < count; i++) {
        if (by_value(&c->marks.items[i], &last) <= 0)
            c->marks.items[kept++] = c->marks.items[i];
        else
            *others += c->marks.items[i].value;
    }
    c->marks.count = kept;
    return true;
}

static bool take_top(ts_charting *c)
{
    long top = c->chart->top.given ? c->chart->top.value : 0;
    double others;
    if (top < 1 || (size_t)top >= c->marks.count)
        return true;
    if (!c->chart->others.text && ts_bind_chart_is_parts(c->chart)) {
        ts_error(c->binder->diags, c->chart->top.span, "chart",
                 "\"top\" needs \"others\", the words for the rest");
        return false;
    }
    if (!cut_marks(c, (size_t)top, &others))
        return false;
    if (!c->chart->others.text)
        return true;
    ts_mark_bound rest = {
        .id = "others", .known = true, .value = others, .growth_printed = "", .span = c->chart->others.span};
    rest.number = ts_arena_print(c->binder->arena, "%s/others", c->chart->series.items[0].text);
    rest.label = ts_bind_chart_copy(c, &c->chart->others);
    return rest.number && rest.label && ts_bind_name_rest(c, &rest, c->out->unit) && ts_bind_add_mark(c, &rest);
}

static double sum_known(const ts_charting *c)
{
    double sum = 0;
    for (size_t i = 0; i < c->marks.count; i++)
        sum += c->marks.items[i].known && !c->marks.items[i].rest ? c->marks.items[i].value : 0;
    return sum;
}

static ts_mark_bound *find_rest(ts_charting *c)
{
    ts_mark_bound *rest = NULL;
    for (size_t i = 0; i < c->marks.count; i++) {
        if (c->marks.items[i].rest && rest)
            ts_error(c->binder->diags, c->marks.items[i].span, "chart", "only one item can be the rest");
        else if (c->marks.items[i].rest)
            rest = &c->marks.items[i];
    }
    return rest;
}

static bool all_known(const ts_charting *c)
{
    for (size_t i = 0; i < c->marks.count; i++)
        if (!c->marks.items[i].known && !c->marks.items[i].rest)
            return false;
    return true;
}

static void tell_sum(ts_charting *c, double sum)
{
    ts_error(c->binder->diags, c->chart->span, "chart",
             "the parts add up to %.4g of 1: give one item \"rest\", or parts of one whole", sum);
}

/* 0: the print of the share is no plain percentage. */
static double step_of(const ts_format *format, double share)
{
    bool percent = format->style == TS_FORMAT_PERCENT || format->style == TS_FORMAT_PERCENT_WORDS;
    bool nearest = format->rounding <= TS_ROUND_HALF_EVEN && !format->qualifier;
    if (!percent || !nearest || share <= 0)
        return 0;
    if (format->nearest > 0)
        return format->nearest;
    if (format->digits > 0)
        return pow(10, floor(log10(share)) + 1 - format->digits);
    return pow(10, -2 - (format->decimals > 0 ? format->decimals : 0));
}

ts_share_print ts_bind_share_print(const ts_binder *b, const ts_format *format, double share)
{
    const ts_value value = {.kind = TS_VALUE_NUMBER, .number = share, .unit = "share"};
    const double step = step_of(format, share);
    return (ts_share_print){step > 0 ? ts_format_rounded(b->edition->formatter, b->arena, &value, format) : 0, step};
}

/* A claim that rounds down ("30%+") says itself that there is more. */
static void find_prints(ts_charting *c)
{
    ts_format own = ts_format_default("share");
    for (size_t i = 0; i < c->marks.count && !c->values_none; i++) {
        ts_mark_bound *mark = &c->marks.items[i];
        const ts_word *name = mark->item ? &mark->item->value : NULL;
        const ts_result *result = name && name->text ? ts_bind_find_result(c->binder, name->text) : NULL;
        bool plain = !result || result->qualifier == TS_QUALIFIER_NONE;
        if (mark->known && plain)
            mark->share = ts_bind_share_print(c->binder, c->values ? c->values : result ? &result->format : &own, mark->value);
    }
}

/* Shares that were rounded when they were published may miss 1 by a little. */
static void complete(ts_charting *c, ts_mark_bound *rest)
{
    double sum = sum_known(c);
    if (!rest) {
        if (all_known(c) && fabs(sum - 1) > WHOLE_TOLERANCE)
            tell_sum(c, sum);
        return;
    }
    if (sum > 1 + WHOLE_TOLERANCE)
        tell_sum(c, sum);
    rest->known = all_known(c);
    rest->value = sum < 1 ? 1 - sum : 0;
    rest->printed = rest->known ? ts_bind_chart_print(c, rest->value, "share") : "";
    rest->number = rest->item ? ts_arena_print(c->binder->arena, "%s/rest", rest->item->name.text) : NULL;
    c->binder->machine |= rest->known && !(rest->printed && rest->number && ts_bind_name_rest(c, rest, "share"));
}

static bool prints_share(const ts_charting *c)
{
    return !c->values || c->values->style == TS_FORMAT_PERCENT || c->values->style == TS_FORMAT_PERCENT_WORDS;
}

static bool forget_shares(ts_charting *c)
{
    for (size_t i = 0; i < c->marks.count; i++) {
        c->marks.items[i].known = false;
        c->marks.items[i].printed = "";
    }
    return true;
}

/* The parts of `whole` (1: the values themselves); what items print in their own way stays, unless `anew`. A mark without
 * a value prints nothing. False: memory is out. */
static bool print_marks(ts_charting *c, double whole, bool anew)
{
    size_t count = c->marks.count;
    double *values = TS_ARRAY(c->binder->arena, double, count);
    const char **printed = TS_ARRAY(c->binder->arena, const char *, count);
    for (size_t i = 0; values && i < count; i++) {
        const ts_mark_bound *mark = &c->marks.items[i];
        values[i] = mark->known && (anew || !mark->printed) ? mark->value / whole : NAN;
    }
    if (!values || !printed || !ts_bind_chart_print_all(c, values, count, printed))
        return false;
    for (size_t i = 0; i < count; i++) {
        ts_mark_bound *mark = &c->marks.items[i];
        if (mark->printed && isnan(values[i]))
            continue;
        mark->printed = printed[i];
        mark->rounding = ts_bind_chart_rounding(c, mark->number, c->out->unit);
    }
    return true;
}

/* Amounts of one whole. Items keep their own print unless the chart asks for percents. */
static bool share_out(ts_charting *c)
{
    double sum = sum_known(c);
    if (sum <= 0)
        return ts_bind_chart_empty(c, "its parts add up to nothing");
    if (!all_known(c)) /* a draft: no share is known while a part is not */
        return forget_shares(c);
    bool shares = prints_share(c);
    c->out->unit = shares ? "share" : c->out->unit;
    if (!print_marks(c, shares ? sum : 1, c->values))
        return false;
    for (size_t i = 0; i < c->marks.count; i++)
        c->marks.items[i].value /= sum;
    c->out->unit = "share";
    if (shares)
        find_prints(c);
    return true;
}

/* Before the rest is added up, in which a negative part would hide. */
static bool none_negative(ts_charting *c)
{
    bool counted = ts_bind_chart_is_parts(c->chart) || c->chart->kind == TS_CHART_PICTOGRAM;
    for (size_t i = 0; counted && i < c->marks.count; i++) {
        if (c->marks.items[i].known && c->marks.items[i].value < 0) {
            ts_error(c->binder->diags, c->marks.items[i].span, "chart", "a part cannot be negative: \"%s\"",
                     c->marks.items[i].id);
            return false;
        }
    }
    return true;
}

static bool make_parts(ts_charting *c)
{
    ts_mark_bound *rest = find_rest(c);
    if (c->out->unit && strcmp(c->out->unit, "share") != 0) {
        if (!rest)
            return share_out(c);
        ts_error(c->binder->diags, rest->span, "chart", "what is left to 100 percent needs shares, not %s",
                 c->out->unit);
        return false;
    }
    complete(c, rest);
    if (rest || fabs(sum_known(c) - 1) <= WHOLE_TOLERANCE) /* else that is told already */
        find_prints(c);
    return true;
}

/* ---- all marks */

/* What is left over, or a number beside a series, is none. */
static bool is_moment(const char *id)
{
    ts_period period;
    return ts_period_read(id, &period);
}

static bool finish_marks(ts_charting *c)
{
    if (!print_marks(c, 1, false))
        return false;
    for (size_t i = 0; i < c->marks.count; i++) {
        ts_mark_bound *mark = &c->marks.items[i];
        if (!mark->label && c->out->timed && is_moment(mark->id) && !ts_bind_name_moment(c, mark))
            return false;
        if (!mark->label)
            mark->label = ts_bind_chart_label(c, mark->id);
        if (!mark->printed || !mark->label)
            return false;
    }
    return true;
}

static bool bind_names(ts_charting *c)
{
    for (size_t i = 0; i < c->chart->series.count; i++) {
        const ts_word *name = &c->chart->series.items[i];
        bool number = ts_bind_find_result(c->binder, name->text);
        if (number ? !ts_bind_add_number(c, name) : !add_series(c, name))
            return false;
    }
    return c->marks.count || ts_bind_chart_empty(c, "its series has no values there");
}

bool ts_bind_chart_marks(ts_charting *c)
{
    bool items = c->chart->items.count;
    if (items ? !ts_bind_chart_items(c) : !bind_names(c))
        return false;
    if (!ts_bind_even_marks(c))
        return false;
    int order = c->chart->sort.given ? c->chart->sort.value : items || c->out->timed ? AS_GIVEN : LARGEST_FIRST;
    sort_marks(c, order);
    if (items && c->chart->top.given) {
        ts_error(c->binder->diags, c->chart->top.span, "chart",
                 "\"top\" is for a series: leave items out yourself");
        return false;
    }
    if (!none_negative(c) || !take_top(c))
        return false;
    return (!ts_bind_chart_is_parts(c->chart) || make_parts(c)) && finish_marks(c);
}
