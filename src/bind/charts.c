/* Charts: the data of each kind found, its labels, notes and nodes made final. */
#include "bind/bind.h"

#include "base/near.h"

#include <math.h>
#include <string.h>

typedef bool (*bind_kind)(ts_charting *c);

static const bind_kind kinds[TS_CHART_KINDS] = {
    [TS_CHART_BARS] = ts_bind_chart_bars,       [TS_CHART_COLUMNS] = ts_bind_chart_bars,
    [TS_CHART_STACKED] = ts_bind_chart_marks,   [TS_CHART_PAIRED] = ts_bind_chart_marks,
    [TS_CHART_DONUT] = ts_bind_chart_marks,     [TS_CHART_WAFFLE] = ts_bind_chart_marks,
    [TS_CHART_PICTOGRAM] = ts_bind_chart_marks, [TS_CHART_TREEMAP] = ts_bind_chart_marks,
    [TS_CHART_FLOW] = ts_bind_chart_marks,      [TS_CHART_LINE] = ts_bind_chart_lines,
    [TS_CHART_SLOPE] = ts_bind_chart_lines,     [TS_CHART_TABLE] = ts_bind_chart_table,
    [TS_CHART_MAP] = ts_bind_chart_map,           [TS_CHART_AREA] = ts_bind_chart_lines,
    [TS_CHART_SPARK] = ts_bind_chart_lines,       [TS_CHART_BULLET] = ts_bind_chart_marks,
    [TS_CHART_DOTS] = ts_bind_chart_bars,         [TS_CHART_SANKEY] = ts_bind_chart_links,
    [TS_CHART_TIMELINE] = ts_bind_chart_events,
};

bool ts_bind_chart_is_parts(const ts_chart *chart)
{
    return chart->kind == TS_CHART_STACKED || chart->kind == TS_CHART_DONUT ||
           chart->kind == TS_CHART_WAFFLE || chart->kind == TS_CHART_TREEMAP;
}

const ts_series *ts_bind_chart_series(ts_charting *c, const ts_word *name)
{
    const ts_series *series = ts_map_find(&c->binder->edition->series, name->text);
    if (!series && !ts_bind_is_broken(c->binder, name->text))
        ts_error_near(c->binder->diags, name->span, "chart",
                      ts_map_nearest(&c->binder->sheet->series, name->text), "no series \"%s\"", name->text);
    if (series && series->timed) {
        c->out->monthly = series->monthly && (c->out->monthly || !c->counted);
        c->counted = true;
    }
    return series;
}

const char *ts_bind_chart_moment(const ts_charting *c, const char *time)
{
    return c->out->monthly ? ts_moment_month(c->binder->arena, time) : time;
}

bool ts_bind_chart_levels(ts_charting *c, const ts_series *series, const ts_moment *at, ts_levels *levels)
{
    ts_reader reader = {.arena = c->binder->arena, .diags = c->binder->diags, .span = at->text ? at->span : c->chart->span,
                        .name = series->name, .status = TS_OK};
    ts_moment_range range = ts_level_moment(&reader, series, at->text);
    *levels = (ts_levels){0};
    c->moment = range.to;
    if (reader.status == TS_OK && series->count)
        *levels = ts_level_by_category(&reader, series, &range);
    c->binder->machine = c->binder->machine || reader.status == TS_MACHINE;
    return reader.status == TS_OK && ts_bind_see_moment(c, series);
}

bool ts_bind_chart_unit(ts_charting *c, const char *unit, ts_span span)
{
    if (!c->out->unit)
        c->out->unit = unit;
    if (unit && strcmp(unit, c->out->unit) == 0)
        return true;
    ts_error(c->binder->diags, span, "unit", "a chart has one unit: %s and %s stand together", c->out->unit,
             unit ? unit : "none");
    return false;
}

const char *ts_bind_chart_print(ts_charting *c, double value, const char *unit)
{
    if (c->values_none)
        return "";
    return ts_bind_print_number(c->binder, value, unit ? unit : "number", c->values);
}

bool ts_bind_chart_print_all(ts_charting *c, const double *values, size_t count, const char **printed)
{
    ts_binder *b = c->binder;
    const char *unit = c->out->unit ? c->out->unit : "number";
    const ts_format own = c->values ? *c->values : ts_format_default(unit);
    ts_value *all = TS_ARRAY(b->arena, ts_value, count);
    ts_companion *members = TS_ARRAY(b->arena, ts_companion, count);
    size_t said = 0;
    for (size_t i = 0; all && members && i < count; i++) {
        if (!isfinite(values[i]) || c->values_none)
            continue;
        all[said] = (ts_value){.kind = TS_VALUE_NUMBER, .number = values[i], .unit = unit};
        members[said] = (ts_companion){.value = &all[said], .format = &own, .qualifier = TS_QUALIFIER_NONE,
                                    .printed = ts_bind_print_value(b, values[i], unit, &own)};
        said++;
    }
    if (!all || !members || b->machine || !ts_company_print(b->edition->formatter, b->arena, members, said, false))
        return false;
    for (size_t i = count; i-- > 0;)
        printed[i] = isfinite(values[i]) && !c->values_none ? members[--said].printed.text : "";
    return true;
}

const char *ts_bind_chart_rounding(const ts_charting *c, const char *number, const char *unit)
{
    const ts_result *result = number ? ts_map_find(&c->binder->edition->results, number) : NULL;
    ts_format format = c->values ? *c->values : ts_format_default(unit ? unit : "number");
    return result ? ts_bind_rounding(c->binder, result, &format) : NULL;
}

const ts_copy *ts_bind_chart_copy(ts_charting *c, const ts_word *key)
{
    return key->text ? ts_bind_copy(c->binder, key->text, key->span, c->missing) : NULL;
}

const ts_copy *ts_bind_chart_label(ts_charting *c, const char *words)
{
    ts_span span = c->chart->labels.text ? c->chart->labels.span : c->chart->span;
    return ts_bind_label(c->binder, c->chart->labels.text, words, span, c->missing);
}

static bool is_named(const ts_charting *c, const char *id)
{
    const char *labels = c->chart->labels.text, *slug = labels ? ts_bind_slug(c->binder->arena, id) : NULL;
    const char *key = slug ? ts_arena_print(c->binder->arena, "%s.%s", labels, slug) : NULL;
    return key && ts_bind_has_copy(c->binder, key);
}

bool ts_bind_name_moment(ts_charting *c, ts_mark_bound *mark)
{
    const ts_formatter *formatter = c->binder->edition->formatter;
    ts_arena *arena = c->binder->arena;
    bool table = c->chart->kind == TS_CHART_TABLE;
    if (is_named(c, mark->id)) {
        mark->label = ts_bind_chart_label(c, mark->id);
        return mark->label;
    }
    const char *time = ts_bind_chart_moment(c, mark->id);
    if (!time)
        return false;
    const char *words = table ? ts_format_moment(formatter, arena, time) : ts_format_moment_short(formatter, arena, time, true);
    const char *brief = table ? "" : ts_format_moment_short(formatter, arena, time, false);
    if (!words || !brief)
        return false;
    mark->label = ts_bind_words(c->binder, mark->id, words, mark->span);
    mark->short_label = *brief ? ts_bind_words(c->binder, mark->id, brief, mark->span) : NULL;
    return mark->label && (!*brief || mark->short_label);
}

/* An error about the whole chart. cause: or NULL. */
static void tell_chart(const ts_charting *c, ts_diag diag)
{
    const ts_span chart = c->chart->span;
    diag.severity = TS_ERROR;
    if (diag.cause)
        diag.subject = ts_arena_print(c->binder->arena, "the chart at %s:%zu", chart.source->name, ts_source_place(chart.source, chart.begin).line);
    if (diag.message && (diag.subject || !diag.cause))
        ts_diag_add(c->binder->diags, diag);
}

bool ts_bind_chart_unwhole(ts_charting *c, ts_span span, const char *message)
{
    c->out->waits = c->binder->request->draft && message;
    if (message)
        ts_diag_add(c->binder->diags, (ts_diag){.severity = c->out->waits ? TS_WARNING : TS_ERROR, .span = span, .rule = "chart", .message = message});
    return false;
}

bool ts_bind_chart_empty(ts_charting *c, const char *why)
{
    if (c->missing == TS_MISSING_HIDE) {
        c->hide = true;
        return false;
    }
    if (!ts_bind_tell_empty(c->binder, c->chart))
        return ts_bind_chart_unwhole(c, c->chart->span, ts_arena_print(c->binder->arena, "the chart has nothing to show: %s", why));
    c->out->waits = c->binder->request->draft;
    return false;
}

static bool find_values(ts_charting *c)
{
    const ts_word *values = &c->chart->values;
    bool none = values->text && strcmp(values->text, "none") == 0;
    c->values_none = none || c->chart->axis.value;
    if (!values->text || none)
        return true;
    ts_format *format = TS_NEW(c->binder->arena, ts_format);
    if (!format)
        return false;
    c->values = format;
    if (ts_bind_find_format(c->binder, values->text, format))
        return true;
    ts_error_near(c->binder->diags, values->span, "format",
                  ts_map_nearest(&c->binder->sheet->formats, values->text), "unknown format \"%s\"",
                  values->text);
    return false;
}

static bool bind_marks_at(ts_charting *c)
{
    size_t count = c->chart->marks_at.count;
    c->out->mark_labels = TS_ARRAY(c->binder->arena, const ts_copy *, count);
    for (size_t i = 0; c->out->mark_labels && i < count; i++)
        c->out->mark_labels[i] = ts_bind_chart_copy(c, &c->chart->marks_at.items[i]->label);
    return c->out->mark_labels;
}

static bool bind_inside(ts_charting *c)
{
    const ts_node_spec *origin = c->chart->origin;
    ts_bounds inside = {0};
    ts_stand stand = *c->stand;
    stand.missing = c->missing;
    stand.depth++;
    if (!origin || !origin->inside.count)
        return true;
    bool stays = ts_bind_frames(c->binder, &stand, &origin->inside, &inside);
    c->out->inside = inside.items;
    c->out->inside_count = inside.count;
    c->hide = c->hide || !stays;
    return stays;
}

/* The number in the middle of a ring. */
static bool bind_center(ts_charting *c)
{
    const ts_word *name = &c->chart->center;
    const ts_result *result = name->text ? ts_bind_find_result(c->binder, name->text) : NULL;
    if (!result)
        return !name->text || ts_bind_is_broken(c->binder, name->text);
    if (result->value.kind != TS_VALUE_MISSING) {
        c->out->center = ts_bind_print(c->binder, result, NULL).text;
        return c->out->center;
    }
    ts_absence absence = ts_bind_absence(c->binder, result, c->missing);
    c->hide = c->hide || absence == TS_ABSENT_HIDE;
    if (absence == TS_ABSENT_FAIL || absence == TS_ABSENT_GAP)
        ts_bind_tell_missing(c->binder, result, name->span, "");
    return absence != TS_ABSENT_HIDE;
}

static bool bind_words(ts_charting *c)
{
    ts_chart_bound *out = c->out;
    out->head = ts_bind_chart_copy(c, &c->chart->head);
    if (c->chart->origin)
        out->origin = ts_bind_chart_copy(c, &c->chart->origin->label);
    if (c->chart->destination)
        out->destination = ts_bind_chart_copy(c, &c->chart->destination->label);
    out->note = ts_bind_chart_copy(c, &c->frame->note);
    return bind_center(c) && bind_inside(c) && bind_marks_at(c);
}

static void tell_turned(const ts_charting *c)
{
    const ts_moment *from = &c->chart->from, *to = &c->chart->to;
    const ts_turned turned = ts_bind_turned(c->binder, from, to, (const char *const[]){from->text, to->text});
    tell_chart(c, (ts_diag){.span = from->span, .rule = "moment", .cause = turned.cause,
                            .message = ts_arena_print(c->binder->arena, "\"from\" (%s) comes after \"to\" (%s): %s", from->text, to->text,
                                                      turned.advice)});
}

/* "2024-03" to 2024 is a reach: a year lasts to its end. */
static bool goes_forward(ts_charting *c)
{
    const ts_moment *from = &c->chart->from, *to = &c->chart->to;
    ts_period first, last;
    if (!from->text || !to->text || !ts_period_read(from->text, &first) || !ts_period_read(to->text, &last) ||
        ts_period_order(first, last) <= 0 || ts_period_holds(last, first))
        return true;
    tell_turned(c);
    return false;
}

/* A category, or a text number that says one. */
static const char *find_highlight(const ts_charting *c)
{
    const char *name = c->chart->highlight.text;
    const ts_result *result = name ? ts_bind_find_result(c->binder, name) : NULL;
    if (!result || result->value.kind == TS_VALUE_NUMBER)
        return name;
    return result->value.kind == TS_VALUE_TEXT ? result->value.text : NULL;
}

/* Of its marks, lines and nodes; NULL behind the last. */
static const char *name_in_chart(const ts_charting *c, size_t i)
{
    if (i < c->marks.count)
        return c->marks.items[i].id ? c->marks.items[i].id : "";
    i -= c->marks.count;
    if (i < c->lines.count)
        return c->lines.items[i].id;
    i -= c->lines.count;
    return i < c->out->node_count ? c->out->nodes[i].key : NULL;
}

/* Not "{state}", which in one edition may be left out by a "top". */
static bool is_written_out(const ts_word *word)
{
    const ts_span *span = &word->span;
    return word->text && span->source && !memchr(span->source->text + span->begin, '{', span->end - span->begin);
}

/* A category that the sheet writes, and that nothing in the chart has. */
static void tell_nothing_called(const ts_charting *c, const ts_word *word, const char *outcome)
{
    const char *name;
    ts_near near = ts_near_to(word->text);
    if (!is_written_out(word))
        return;
    for (size_t i = 0; (name = name_in_chart(c, i)); i++) {
        if (strcmp(name, word->text) == 0)
            return;
        ts_near_look(&near, name);
    }
    ts_warn_near(c->binder->diags, word->span, "chart", near.best, "nothing in the chart is called \"%s\", so that %s", word->text, outcome);
}

/* Shapes of a map are known later. */
static void tell_highlight(const ts_charting *c)
{
    const ts_word *name = &c->chart->highlight;
    if (name->text && c->chart->kind != TS_CHART_MAP && !ts_bind_find_result(c->binder, name->text))
        tell_nothing_called(c, name, "nothing is stressed");
}

static void tell_colours(const ts_charting *c)
{
    for (size_t i = 0; i < c->chart->color_by.count; i++) {
        const ts_word *category = &c->chart->color_by.items[i].category;
        if (strcmp(category->text, "others") != 0)
            tell_nothing_called(c, category, "nothing has its colour");
    }
}

/* How many are coloured in turn, as far as that is the same in all editions; else as they were written. 0: it is not known. */
static size_t count_coloured(const ts_charting *c)
{
    static const unsigned in_turn = 1u << TS_CHART_BARS | 1u << TS_CHART_COLUMNS | 1u << TS_CHART_STACKED | 1u << TS_CHART_LINE | 1u << TS_CHART_SLOPE |
                                    1u << TS_CHART_AREA | 1u << TS_CHART_DONUT | 1u << TS_CHART_WAFFLE | 1u << TS_CHART_TREEMAP;
    const ts_chart *chart = c->chart;
    if (!(in_turn & 1u << chart->kind))
        return 0;
    if (chart->series.count > 1 || chart->items.count)
        return chart->series.count > 1 ? chart->series.count : chart->items.count;
    return c->binder->as_written ? c->lines.count + c->marks.count : 0;
}

static void tell_idle_colour(const ts_charting *c)
{
    const ts_words *colors = &c->chart->colors;
    const size_t count = count_coloured(c);
    if (count && colors->count > count)
        ts_warn(c->binder->diags, colors->items[count].span, "chart", "\"colors\" has %zu swatches for %zu: \"%s\" colours nothing", colors->count, count,
                colors->items[count].text);
}

/* What a draft has of a chart that waits for its numbers. */
static const ts_chart_bound *bind_waiting(ts_charting *c)
{
    ts_binder *b = c->binder;
    const char *kind = ts_bind_said_kind(b, c->chart->kind), *nothing = ts_bind_said(b, TS_SAID_NO_VALUE);
    c->out->note = ts_bind_chart_copy(c, &c->frame->note);
    c->out->alt = ts_arena_print(b->arena, "%s%s.", kind ? kind : "", nothing ? nothing : "");
    return c->out->alt ? c->out : NULL;
}

const ts_chart_bound *ts_bind_chart(ts_binder *b, const ts_stand *stand, const ts_frame *frame, bool *hide)
{
    ts_chart_bound *out = TS_NEW(b->arena, ts_chart_bound);
    ts_charting c = {.binder = b,
                     .stand = stand,
                     .frame = frame,
                     .chart = frame->chart,
                     .out = out,
                     .missing = frame->missing.given ? frame->missing.value : stand->missing};
    if (!out)
        return NULL;
    out->chart = frame->chart;
    out->highlight = find_highlight(&c);
    bool bound = goes_forward(&c) && find_values(&c) && kinds[frame->chart->kind](&c) && ts_bind_chart_breaks(&c) && bind_words(&c) && ts_bind_chart_rounded(&c);
    *hide = c.hide;
    if (!bound)
        return out->waits ? bind_waiting(&c) : NULL;
    out->marks = c.marks.items;
    out->mark_count = c.marks.count;
    out->lines = c.lines.items;
    out->line_count = c.lines.count;
    out->apart = ts_bind_center_stands_apart(&c);
    ts_bind_tell_ends(&c);
    ts_lead_absent(b, c.chart);
    tell_highlight(&c);
    tell_idle_colour(&c);
    tell_colours(&c);
    out->alt = ts_bind_chart_alt(&c);
    return out->alt && ts_bind_chart_as_table(&c) && ts_bind_chart_scale(&c) ? out : NULL;
}

/* A line is a series of its own, or a category of the only one. */
const char *ts_bound_point_name(ts_arena *arena, const ts_chart *chart, const ts_line_bound *line,
                                const ts_datapoint *point)
{
    const char *series = chart->series.count == 1 ? chart->series.items[0].text : line->id;
    const char *time = point->time ? point->time : line->moment;
    return ts_arena_print(arena, "%s%s%s%s%s", series, point->category ? "/" : "", point->category ? point->category : "",
                          time ? "/" : "", time ? time : "");
}
