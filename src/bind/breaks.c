/* Recorded breaks of the series that a chart shows over time. */
#include "bind/bind.h"

static const ts_series_spec *spec_of(const ts_charting *c, const char *name)
{
    return ts_map_find(&c->binder->sheet->series, name);
}

static size_t count_breaks(const ts_charting *c)
{
    size_t count = 0;
    for (size_t i = 0; i < c->chart->series.count; i++) {
        const ts_series_spec *spec = spec_of(c, c->chart->series.items[i].text);
        count += spec ? spec->breaks.count : 0;
    }
    return count;
}

static bool is_before(const char *time, const ts_period *at)
{
    ts_period period;
    return time && ts_period_read(time, &period) && ts_period_order(period, *at) < 0;
}

/* Something that is shown lies before the break, and something after it. */
static bool lies_inside(const ts_charting *c, const ts_break_spec *spec)
{
    bool before = false, after = false;
    ts_period at;
    if (!ts_period_read(spec->at.text, &at))
        return false;
    for (size_t i = 0; i < c->lines.count; i++)
        for (size_t k = 0; k < c->lines.items[i].count; k++) {
            const char *time = c->lines.items[i].points[k].time;
            before = before || is_before(time, &at);
            after = after || (time && !is_before(time, &at));
        }
    for (size_t i = 0; i < c->marks.count && !c->lines.count; i++) {
        ts_period period;
        if (!c->marks.items[i].id || !ts_period_read(c->marks.items[i].id, &period))
            return false;
        before = before || is_before(c->marks.items[i].id, &at);
        after = after || !is_before(c->marks.items[i].id, &at);
    }
    return before && after;
}

static bool add_break(ts_charting *c, const char *series, const ts_break_spec *spec)
{
    if (!lies_inside(c, spec))
        return true;
    ts_break_bound *made = &c->out->breaks[c->out->break_count++];
    *made = (ts_break_bound){.time = spec->at.text, .series = series, .note = ts_bind_chart_copy(c, &spec->note)};
    return made->note || !spec->note.text;
}

bool ts_bind_chart_breaks(ts_charting *c)
{
    size_t count = count_breaks(c);
    if (!count || c->chart->kind == TS_CHART_TABLE || c->chart->kind == TS_CHART_MAP)
        return true;
    c->out->breaks = TS_ARRAY(c->binder->arena, ts_break_bound, count);
    for (size_t i = 0; c->out->breaks && i < c->chart->series.count; i++) {
        const ts_series_spec *spec = spec_of(c, c->chart->series.items[i].text);
        for (size_t k = 0; spec && k < spec->breaks.count; k++)
            if (!add_break(c, spec->name, spec->breaks.items[k]))
                return false;
    }
    return c->out->breaks;
}
