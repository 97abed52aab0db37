/* What goes from node to node, and what happened when: the data of a Sankey diagram and of a timeline. */
#include "bind/bind.h"

#include <math.h>
#include <string.h>

/* ---- nodes and links */

static const ts_result *find_amount(ts_charting *c, const ts_word *name, bool *stays)
{
    ts_binder *b = c->binder;
    const ts_result *result = ts_bind_find_result(b, name->text);
    if (!result)
        return NULL; /* told by the checker, or broken */
    if (result->value.kind == TS_VALUE_NUMBER)
        return result;
    if (result->value.kind == TS_VALUE_TEXT) {
        ts_error(b->diags, name->span, "value", "\"%s\" is a text: a link needs a number", name->text);
        return NULL;
    }
    ts_absence absence = ts_bind_absence(b, result, c->missing);
    *stays = absence != TS_ABSENT_HIDE;
    if (absence == TS_ABSENT_FAIL || absence == TS_ABSENT_GAP)
        ts_bind_tell_missing(b, result, name->span, "");
    return NULL;
}

static bool find_node(ts_charting *c, const ts_word *key, size_t *index)
{
    ts_chart_bound *out = c->out;
    for (*index = 0; *index < out->node_count; ++*index)
        if (strcmp(out->nodes[*index].key, key->text) == 0)
            return true;
    ts_node_bound *node = &out->nodes[out->node_count++];
    *node = (ts_node_bound){.key = key->text, .label = ts_bind_chart_copy(c, key), .span = key->span};
    node->short_label = ts_bind_short(c->binder, key, c->missing);
    return node->label;
}

static bool is_double(const ts_charting *c, size_t from, size_t to)
{
    for (size_t i = 0; i < c->out->link_count; i++)
        if (c->out->links[i].from == from && c->out->links[i].to == to)
            return true;
    return false;
}

static bool add_link(ts_charting *c, const ts_link_spec *spec)
{
    ts_link_bound link = {.link = spec, .number = spec->value.text, .printed = ""};
    bool stays = true;
    const ts_result *result = find_amount(c, &spec->value, &stays);
    if (!stays)
        return true;
    if (!find_node(c, &spec->from, &link.from) || !find_node(c, &spec->to, &link.to))
        return false;
    if (is_double(c, link.from, link.to)) {
        ts_error(c->binder->diags, spec->span, "chart", "\"%s\" goes to \"%s\" already", spec->from.text, spec->to.text);
        return false;
    }
    if (result && result->value.number < 0)
        ts_error(c->binder->diags, spec->value.span, "chart", "what goes from node to node is not below nought: \"%s\"", spec->value.text);
    link.known = result && result->value.number >= 0 && ts_bind_chart_unit(c, result->value.unit, spec->value.span);
    if (link.known) {
        link.value = result->value.number;
        link.printed = c->values_none ? "" : ts_bind_print(c->binder, result, c->values).text;
    }
    c->out->links[c->out->link_count++] = link;
    return link.printed;
}

static bool print_nodes(ts_charting *c)
{
    ts_chart_bound *out = c->out;
    double *values = TS_ARRAY(c->binder->arena, double, out->node_count);
    const char **printed = TS_ARRAY(c->binder->arena, const char *, out->node_count);
    for (size_t n = 0; values && n < out->node_count; n++)
        values[n] = out->nodes[n].known ? out->nodes[n].value : NAN;
    bool done = values && printed && ts_bind_chart_print_all(c, values, out->node_count, printed);
    for (size_t n = 0; done && n < out->node_count; n++)
        out->nodes[n].printed = printed[n];
    return done;
}

/* A node is what comes in or what goes out, whichever is more. */
static bool sum_nodes(ts_charting *c)
{
    ts_chart_bound *out = c->out;
    for (size_t n = 0; n < out->node_count; n++) {
        double in = 0, gone = 0;
        bool known = true;
        for (size_t i = 0; i < out->link_count; i++) {
            bool joins = out->links[i].from == n || out->links[i].to == n;
            known = known && (!joins || out->links[i].known);
            in += out->links[i].to == n ? out->links[i].value : 0;
            gone += out->links[i].from == n ? out->links[i].value : 0;
        }
        out->nodes[n].known = known;
        out->nodes[n].value = in > gone ? in : gone;
    }
    return print_nodes(c);
}

bool ts_bind_chart_links(ts_charting *c)
{
    size_t count = c->chart->links.count;
    c->out->links = TS_ARRAY(c->binder->arena, ts_link_bound, count);
    c->out->nodes = TS_ARRAY(c->binder->arena, ts_node_bound, 2 * count);
    for (size_t i = 0; c->out->links && c->out->nodes && i < count; i++)
        if (!add_link(c, c->chart->links.items[i]))
            return false;
    if (!c->out->links || !c->out->nodes)
        return false;
    return c->out->link_count ? sum_nodes(c) : ts_bind_chart_empty(c, "all its links are left out");
}

/* ---- events */

static const ts_period EPOCH = {.year = 2000, .month = 1, .months = 12};
static const double YEAR = 365.2425; /* days */

/* Told where it is none. */
static bool read_moment(ts_charting *c, const ts_moment *moment, ts_period *period)
{
    if (ts_period_read(moment->text, period))
        return true;
    ts_error(c->binder->diags, moment->span, "moment", "\"%s\" is no moment: 2024, \"2024-03\", \"2024-Q1\" or \"2024-03-15\"",
             moment->text);
    return false;
}

static double begin_of(ts_period period)
{
    return ts_period_years(EPOCH, period);
}

static double end_of(ts_period period)
{
    return begin_of(period) + ts_period_days(period) / YEAR;
}

static const char *date_of(ts_charting *c, const ts_event_spec *spec)
{
    const ts_formatter *formatter = c->binder->edition->formatter;
    const char *at = ts_format_moment(formatter, c->binder->arena, spec->at.text);
    const char *until = spec->until.text ? ts_format_moment(formatter, c->binder->arena, spec->until.text) : NULL;
    return until && at ? ts_arena_print(c->binder->arena, "%s\xE2\x80\x93%s", at, until) : at;
}

static bool add_event(ts_charting *c, const ts_event_spec *spec)
{
    ts_event_bound *event = &c->out->events[c->out->event_count++];
    ts_period at, until = {0};
    if (!read_moment(c, &spec->at, &at) || (spec->until.text && !read_moment(c, &spec->until, &until)))
        return false;
    if (spec->until.text && end_of(until) <= begin_of(at)) {
        ts_error(c->binder->diags, spec->until.span, "moment", "it ends before it begins: \"until\" comes after \"at\"");
        return false;
    }
    *event = (ts_event_bound){.event = spec, .at = begin_of(at), .label = ts_bind_chart_copy(c, &spec->label), .date = date_of(c, spec)};
    event->until = spec->until.text ? end_of(until) : event->at; /* 2024 lasts to its end */
    return event->label && event->date;
}

/* From the first event to the last, or as the chart says; events outside are told. */
static bool find_reach(ts_charting *c)
{
    ts_chart_bound *out = c->out;
    const ts_moment *first = &c->chart->from, *last = &c->chart->to;
    ts_period from, to;
    out->reach = (ts_reach){.low = out->events[0].at, .high = out->events[0].until};
    for (size_t i = 1; i < out->event_count; i++) {
        out->reach.low = out->events[i].at < out->reach.low ? out->events[i].at : out->reach.low;
        out->reach.high = out->events[i].until > out->reach.high ? out->events[i].until : out->reach.high;
    }
    if ((first->text && !read_moment(c, first, &from)) || (last->text && !read_moment(c, last, &to)))
        return false;
    ts_reach all = {.low = first->text ? begin_of(from) : out->reach.low, .high = last->text ? end_of(to) : out->reach.high};
    for (size_t i = 0; i < out->event_count; i++)
        if (out->events[i].at < all.low || out->events[i].until > all.high)
            ts_error(c->binder->diags, out->events[i].event->span, "chart", "this event is outside of \"from\" and \"to\"");
    out->reach = all;
    return true;
}

bool ts_bind_chart_events(ts_charting *c)
{
    size_t count = c->chart->events.count;
    c->out->events = TS_ARRAY(c->binder->arena, ts_event_bound, count);
    for (size_t i = 0; c->out->events && i < count; i++)
        if (!add_event(c, c->chart->events.items[i]))
            return false;
    return c->out->events && count && find_reach(c);
}
