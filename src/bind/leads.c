/*
 * Why there is nothing: which moment or category lies outside of a series, or what its table has
 * not (leads_tables.c). Found at the place in the sheet where it is asked for; reasons.c tells it.
 */
#include "bind/bind.h"

#include "base/utf8.h"

#include <string.h>

/* ---- moments and categories */

typedef struct question { /* what a number, or a chart, wants of a series */
    const ts_moment *at, *from, *to; /* at: one moment; NULL: none */
    const ts_word *only;             /* a category, or NULL */
} question;

static const char *filled(ts_binder *b, const ts_word *word)
{
    return word && word->text ? ts_bind_fill(b, NULL, word->text, word->span) : NULL;
}

static bool is_within(const ts_datapoint *point, const char *at)
{
    ts_period whole, part;
    return !at || !point->time || strcmp(at, "latest") == 0 || !ts_period_read(at, &whole) ||
           (ts_period_read(point->time, &part) && ts_period_holds(whole, part));
}

static bool is_of(const ts_datapoint *point, const char *only)
{
    return !only || (point->category && strcmp(point->category, only) == 0);
}

/* "2015 to 2024", of a category unless NULL. */
static const char *times_of(ts_binder *b, const ts_series *series, const char *only)
{
    const char *first = NULL, *last = NULL;
    for (size_t i = 0; i < series->count; i++) {
        if (!is_of(&series->points[i], only) || !series->points[i].time)
            continue;
        first = first ? first : series->points[i].time;
        last = series->points[i].time;
    }
    const char *text = !first ? "no time" : strcmp(first, last) == 0 ? first : ts_arena_print(b->arena, "%s to %s", first, last);
    return text ? text : "";
}

static bool tell_category(ts_binder *b, const ts_series *series, const ts_word *word, const char *only)
{
    ts_map names = {0};
    ts_names list = {0};
    for (size_t i = 0; i < series->count; i++) {
        const char *category = series->points[i].category;
        if (!category || strcmp(category, only) == 0)
            return false;
        if (!ts_map_find(&names, category) && !(ts_map_put(b->arena, &names, category, b) && TS_PUSH(b->arena, &list, category)))
            return false;
    }
    const char *near = ts_lead_nearest(&list, only);
    const char *message = ts_arena_print(b->arena, "series \"%s\" has no category \"%.*s\"%s", series->name, ts_utf8_fit(only, 60), only, near ? "" : ts_lead_list(b, &list));
    ts_lead_tell(b, (ts_diag){.severity = TS_NOTE, .span = word->span, .rule = "where", .message = message, .hint = near});
    return true;
}

/* A span, open where one of its ends is not said, or the moment that `at` names. */
static bool has_points(ts_binder *b, const ts_series *series, const question *asked, const char *only)
{
    const char *at = filled(b, asked->at), *from = filled(b, asked->from), *to = filled(b, asked->to);
    for (size_t i = 0; i < series->count; i++) {
        const ts_datapoint *point = &series->points[i];
        bool span = (!from && !to) || !point->time || ts_bind_within(point->time, from, to);
        if (is_of(point, only) && span && is_within(point, at))
            return true;
    }
    return false;
}

static bool is_said(const ts_moment *moment)
{
    return moment && moment->text;
}

/* "from 2019 to 2024", "from 2031 on", "up to 2018", "in 2031"; "" where nothing of it is said. */
static const char *when(ts_binder *b, const question *asked)
{
    const char *at = filled(b, asked->at), *from = filled(b, asked->from), *to = filled(b, asked->to);
    const char *text = from && to ? ts_arena_print(b->arena, "from %s to %s", from, to)
                       : from     ? ts_arena_print(b->arena, "from %s on", from)
                       : to       ? ts_arena_print(b->arena, "up to %s", to)
                       : at       ? ts_arena_print(b->arena, "in %s", at)
                                  : "";
    return text ? text : "";
}

/* " (column "year" of table "us_trade")"; "" of a SELECT. */
static const char *column_of(ts_binder *b, const ts_series *series)
{
    const ts_series_spec *spec = ts_map_find(&b->sheet->series, series->name);
    const bool counted = spec && spec->table.text && spec->over.text && !spec->sql.text;
    const char *text = counted ? ts_arena_print(b->arena, " (column \"%s\" of table \"%s\")", spec->over.text, spec->table.text) : "";
    return text ? text : "";
}

static void tell_points(ts_binder *b, const ts_series *series, const question *asked)
{
    const char *only = filled(b, asked->only);
    const ts_moment *where = is_said(asked->from) ? asked->from : is_said(asked->to) ? asked->to : asked->at;
    if (only && tell_category(b, series, asked->only, only))
        return;
    if (!is_said(where) || has_points(b, series, asked, only))
        return;
    const char *times = times_of(b, series, only), *column = column_of(b, series);
    ts_lead_tell(b, (ts_diag){.severity = TS_NOTE, .span = where->span, .rule = "moment",
                              .message = ts_arena_print(b->arena, "series \"%s\" has nothing%s%s %s: it has %s%s", series->name, only ? " for " : "",
                                                        only ? only : "", when(b, asked), times, column),
                              .cause = ts_bind_cause_of(b, (const ts_moment *const[]){asked->at, asked->from, asked->to}, 3),
                              .subject = ts_arena_print(b->arena, "%s%s", times, *column ? column : series->name)});
}

static void tell_series(ts_binder *b, const char *name, const question *asked)
{
    const ts_series *series = ts_map_find(&b->edition->series, name);
    const ts_series_spec *spec = ts_map_find(&b->sheet->series, name);
    if (!series || !spec)
        return;
    if (ts_lead_has_value(series))
        tell_points(b, series, asked);
    else if (spec->table.text && !spec->sql.text)
        ts_lead_where(b, spec);
    else if (spec->sql.text)
        ts_lead_select(b, name, &spec->sql);
}

/* ---- numbers */

static void tell_of_series(ts_binder *b, const ts_stat_spec *spec, const char *name)
{
    const ts_word *only = spec->only.text ? &spec->only : &spec->for_;
    bool pair = spec->method == TS_M_GROWTH || spec->method == TS_M_CAGR;
    const question whole = {.at = &spec->at, .from = pair ? NULL : &spec->from, .to = pair ? NULL : &spec->to, .only = only};
    const ts_moment *const moments[] = {&spec->from, &spec->to, &spec->base};
    tell_series(b, name, &whole);
    for (size_t i = pair ? 0 : 2; i < 3; i++)
        if (moments[i]->text)
            tell_series(b, name, &(question){.at = moments[i], .only = only});
}

void ts_lead_number(ts_binder *b, const ts_result *result)
{
    const ts_stat_spec *spec = result->stat;
    if (!spec)
        return;
    if (spec->method == TS_M_SQL && spec->operand.text)
        ts_lead_select(b, result->name, &spec->operand);
    for (size_t i = 0; i < spec->operands.count; i++)
        tell_of_series(b, spec, spec->operands.items[i].text);
}

/* Those that a chart lists, which of a map are shapes and no series, and behind them what fills a map. NULL: it is none. */
static const ts_series *series_of(const ts_binder *b, const ts_chart *chart, size_t i)
{
    const char *name = i < chart->series.count ? chart->series.items[i].text : chart->fill_by.text;
    return name ? ts_map_find(&b->edition->series, name) : NULL;
}

enum { LISTED = 6 };

/* A few are listed, since there may be none between them: "2018, 2020, 2022". */
static const char *moments_of(ts_binder *b, const ts_series *series)
{
    const char *list = "", *last = NULL;
    size_t count = 0;
    for (size_t i = 0; list && i < series->count && count <= LISTED; i++) {
        const char *time = series->points[i].time;
        if (last && strcmp(last, time) == 0)
            continue;
        list = ts_arena_print(b->arena, "%s%s%s", list, count++ ? ", " : "", time);
        last = time;
    }
    return count > LISTED || !list ? times_of(b, series, NULL) : list;
}

static void tell_absent(ts_binder *b, const ts_series *series, const ts_moment *at)
{
    const char *cause = ts_bind_cause_of(b, &at, 1);
    ts_warn(b->diags, at->span, "moment", "series \"%s\" has nothing %s%s%s%s, and stands in the chart without a value: it has %s", series->name,
            when(b, &(question){.at = at}), cause ? " (" : "", cause ? cause : "", cause ? ")" : "", moments_of(b, series));
}

/* One that has nothing at any moment was told where it was computed. */
void ts_lead_absent(ts_binder *b, const ts_chart *chart)
{
    const question asked = {.at = &chart->at};
    if (!is_said(asked.at) || strcmp(asked.at->text, "latest") == 0)
        return;
    for (size_t i = 0; i < chart->series.count; i++) {
        const ts_series *series = series_of(b, chart, i);
        if (series && series->timed && ts_lead_has_value(series) && !has_points(b, series, &asked, NULL))
            tell_absent(b, series, asked.at);
    }
}

void ts_lead_chart(ts_binder *b, const ts_chart *chart)
{
    for (size_t i = 0; i <= chart->series.count; i++) {
        const ts_series *series = series_of(b, chart, i);
        if (series)
            tell_series(b, series->name, &(question){.at = &chart->at, .from = &chart->from, .to = &chart->to});
    }
}
