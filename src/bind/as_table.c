/*
 * A chart as a table: its numbers as names, heads and cells of plain text, for
 * readers who do not see it. What the chart leaves out for want of room stands
 * here too; nothing else does.
 */
#include "bind/bind.h"

#include <stddef.h>
#include <string.h>

enum { MOST_CELLS = 20000 };

typedef struct making { /* a table in the making */
    ts_charting *c;
    ts_arena *arena;
    struct {
        const char **items;
        size_t count, capacity;
    } cells;
    size_t columns;
    bool failed; /* memory is out */
} making;

static void put(making *m, const char *text)
{
    const char *cell = text ? text : "";
    m->failed = m->failed || !TS_PUSH(m->arena, &m->cells, cell);
}

static void put_said(making *m, ts_said said)
{
    put(m, ts_bind_said(m->c->binder, said));
}

static void put_copy(making *m, const ts_copy *copy)
{
    put(m, copy ? ts_copy_plain(m->arena, copy) : NULL);
}

/* A cell is never left to be guessed at; without a word for it, a dash. */
static void put_number(making *m, const char *printed)
{
    const char *none = ts_bind_said(m->c->binder, TS_SAID_NO_VALUE);
    put(m, printed && *printed ? printed : none ? none : "\xE2\x80\x93");
}

static const ts_result *result_of(making *m, const ts_word *name)
{
    const ts_result *result = name->text ? ts_bind_find_result(m->c->binder, name->text) : NULL;
    return result && result->value.kind != TS_VALUE_MISSING ? result : NULL;
}

static void put_result(making *m, const ts_word *name)
{
    const ts_result *result = result_of(m, name);
    put_number(m, result ? ts_bind_result_aloud(m->c, result) : NULL);
}

/* ---- marks */

/* Numbers that items have beside their value. */
static const struct {
    ts_said head;
    size_t word; /* of ts_item_spec */
} others[] = {{TS_SAID_GROWTH, offsetof(ts_item_spec, growth)}, {TS_SAID_TARGET, offsetof(ts_item_spec, target)},
              {TS_SAID_FULL, offsetof(ts_item_spec, of)},       {TS_SAID_LOW, offsetof(ts_item_spec, low)},
              {TS_SAID_HIGH, offsetof(ts_item_spec, high)}};

enum { OTHERS = sizeof others / sizeof *others };

static const ts_word *word_at(const ts_item_spec *item, size_t other)
{
    return item ? (const ts_word *)(const void *)((const char *)item + others[other].word) : NULL;
}

static bool is_used(const making *m, size_t other)
{
    for (size_t i = 0; i < m->c->marks.count; i++) {
        const ts_word *word = word_at(m->c->marks.items[i].item, other);
        if (word && word->text)
            return true;
    }
    return false;
}

static void put_mark(making *m, const ts_mark_bound *mark)
{
    put_copy(m, mark->label);
    put_number(m, ts_bind_mark_aloud(m->c, mark));
    for (size_t k = 0; k < OTHERS; k++) {
        const ts_word *word = word_at(mark->item, k);
        if (is_used(m, k) && word)
            put_result(m, word);
        else if (is_used(m, k))
            put_number(m, NULL);
    }
}

static void put_marks(making *m)
{
    m->columns = 2;
    put_said(m, TS_SAID_NAME);
    put_said(m, TS_SAID_VALUE);
    for (size_t k = 0; k < OTHERS; k++) {
        if (!is_used(m, k))
            continue;
        put_said(m, others[k].head);
        m->columns++;
    }
    for (size_t i = 0; i < m->c->marks.count; i++)
        put_mark(m, &m->c->marks.items[i]);
}

/* Ribbons without values are drawn alike: they say nothing. */
static bool has_values(const making *m)
{
    for (size_t i = 0; i < m->c->marks.count; i++)
        if (m->c->marks.items[i].known || m->c->chart->kind != TS_CHART_FLOW)
            return true;
    return false;
}

/* ---- series beside each other */

static void put_point(making *m, const ts_line_bound *line, const ts_datapoint *point)
{
    const char *unit = line->unit && strcmp(m->c->out->unit ? m->c->out->unit : "", "share") != 0 ? line->unit
                                                                                                  : m->c->out->unit;
    const char *name = point ? ts_bound_point_name(m->arena, m->c->chart, line, point) : NULL;
    put_number(m, point && point->known ? ts_bind_number_aloud(m->c, name, point->value, unit) : NULL);
}

static void put_heads(making *m, ts_said first)
{
    m->columns = 1 + m->c->lines.count;
    put_said(m, first);
    for (size_t i = 0; i < m->c->lines.count; i++)
        put_copy(m, m->c->lines.items[i].label);
}

/* Rows by category: each line has a point for each row. */
static void put_groups(making *m)
{
    put_heads(m, TS_SAID_NAME);
    for (size_t r = 0; r < m->c->marks.count; r++) {
        put_copy(m, m->c->marks.items[r].label);
        for (size_t i = 0; i < m->c->lines.count; i++)
            put_point(m, &m->c->lines.items[i], r < m->c->lines.items[i].count ? &m->c->lines.items[i].points[r] : NULL);
    }
}

static const ts_datapoint *find_point(const ts_line_bound *line, const char *time)
{
    for (size_t i = 0; i < line->count; i++)
        if (line->points[i].time && strcmp(line->points[i].time, time) == 0)
            return &line->points[i];
    return NULL;
}

/* A moment's row stands where the first line that has it brings it. */
static bool is_new(const making *m, size_t line, const char *time)
{
    for (size_t i = 0; i < line; i++)
        if (find_point(&m->c->lines.items[i], time))
            return false;
    return true;
}

static void put_moment(making *m, const char *time)
{
    const char *shown = ts_bind_chart_moment(m->c, time);
    const char *words = shown ? ts_format_moment(m->c->binder->edition->formatter, m->arena, shown) : NULL;
    m->failed = m->failed || !words;
    put(m, words);
    for (size_t i = 0; i < m->c->lines.count && !m->failed; i++)
        put_point(m, &m->c->lines.items[i], find_point(&m->c->lines.items[i], time));
}

static void put_times(making *m)
{
    put_heads(m, TS_SAID_TIME);
    for (size_t i = 0; i < m->c->lines.count; i++) {
        const ts_line_bound *line = &m->c->lines.items[i];
        for (size_t k = 0; k < line->count && m->cells.count < MOST_CELLS && !m->failed; k++)
            if (line->points[k].time && is_new(m, i, line->points[k].time))
                put_moment(m, line->points[k].time);
    }
}

/* ---- maps, links, events */

static void put_shapes(making *m)
{
    const ts_chart_bound *out = m->c->out;
    m->columns = 2;
    put_said(m, TS_SAID_NAME);
    put_said(m, TS_SAID_VALUE);
    for (size_t i = 0; i < out->fill_count; i++) {
        put(m, out->fill_by[i].category);
        put_number(m, out->fill_by[i].known ? ts_bind_shape_aloud(m->c, &out->fill_by[i]) : NULL);
    }
}

static void put_points(making *m)
{
    const ts_chart_bound *out = m->c->out;
    m->columns = 2;
    put_said(m, TS_SAID_NAME);
    put_said(m, TS_SAID_VALUE);
    for (size_t i = 0; i < out->point_count; i++) {
        put(m, out->points[i].name);
        put_number(m, ts_bind_number_aloud(m->c, NULL, out->points[i].size, NULL));
    }
}

static void put_links(making *m)
{
    const ts_chart *chart = m->c->chart;
    m->columns = 3;
    put_said(m, TS_SAID_ORIGIN);
    put_said(m, TS_SAID_DESTINATION);
    put_said(m, TS_SAID_VALUE);
    for (size_t i = 0; i < chart->links.count; i++) {
        put_copy(m, ts_bind_chart_copy(m->c, &chart->links.items[i]->from));
        put_copy(m, ts_bind_chart_copy(m->c, &chart->links.items[i]->to));
        put_result(m, &chart->links.items[i]->value);
    }
}

/* A span is one moment to another. */
static const char *moment_of(making *m, const ts_event_spec *event)
{
    const ts_formatter *formatter = m->c->binder->edition->formatter;
    const char *at = ts_format_moment(formatter, m->arena, event->at.text);
    const char *until = event->until.text ? ts_format_moment(formatter, m->arena, event->until.text) : NULL;
    return until && at ? ts_arena_print(m->arena, "%s\xE2\x80\x93%s", at, until) : at;
}

static void put_events(making *m)
{
    const ts_chart *chart = m->c->chart;
    m->columns = 2;
    put_said(m, TS_SAID_TIME);
    put_said(m, TS_SAID_EVENT);
    for (size_t i = 0; i < chart->events.count; i++) {
        put(m, moment_of(m, chart->events.items[i]));
        put_copy(m, ts_bind_chart_copy(m->c, &chart->events.items[i]->label));
    }
}

/* ---- the whole */

static void put_map(making *m)
{
    const ts_map_points *points = m->c->chart->points;
    if (m->c->out->fill_count)
        put_shapes(m);
    else if (points && points->size.text && m->c->out->point_count)
        put_points(m);
}

static void put_all(making *m)
{
    if (m->c->chart->kind == TS_CHART_MAP)
        put_map(m);
    else if (m->c->chart->kind == TS_CHART_SANKEY)
        put_links(m);
    else if (m->c->chart->kind == TS_CHART_TIMELINE)
        put_events(m);
    else if (m->c->lines.count && m->c->marks.count)
        put_groups(m);
    else if (m->c->lines.count)
        put_times(m);
    else if (has_values(m))
        put_marks(m);
}

bool ts_bind_chart_as_table(ts_charting *c)
{
    making m = {.c = c, .arena = c->binder->arena};
    if (!c->chart->as_table.value)
        return true;
    put_all(&m);
    if (m.failed)
        return false;
    if (!m.cells.count) {
        ts_error(c->binder->diags, c->chart->as_table.span, "as-table", "this chart has no numbers for a table");
        return true;
    }
    ts_plain_table *table = TS_NEW(m.arena, ts_plain_table);
    if (table)
        *table = (ts_plain_table){m.cells.items, m.columns, m.cells.count / m.columns};
    c->out->as_table = table;
    return table;
}
