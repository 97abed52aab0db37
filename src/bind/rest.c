/* What a chart adds up by itself is printed, so it answers like any number: with a name, its parts and their sources. */
#include "bind/bind.h"

#include <string.h>

static void add_names(ts_binder *b, ts_names *names, const ts_names *more)
{
    for (size_t i = 0; i < more->count; i++)
        ts_names_add(b->arena, names, more->items[i]);
}

/* Another chart's of that name and another value has a number behind it. */
static const char *free_name(ts_charting *c, const ts_mark_bound *rest)
{
    const char *name = rest->number;
    for (int i = 2; name; i++) {
        const ts_result *taken = ts_bind_find_result(c->binder, name);
        if (!taken || taken->value.number == rest->value)
            return name;
        name = ts_arena_print(c->binder->arena, "%s/%d", rest->number, i);
    }
    return NULL;
}

static void add_part(ts_binder *b, ts_result *result, const ts_result *part)
{
    ts_names_add(b->arena, &result->rest_of, part->name);
    add_names(b, &result->sources, &part->sources);
    add_names(b, &result->caveats, &part->caveats);
    result->value.to = result->value.to ? result->value.to : part->value.to;
    result->value.period = result->value.period ? result->value.period : part->value.period;
}

static void add_parts(ts_charting *c, ts_result *result)
{
    for (size_t i = 0; i < c->marks.count; i++) {
        const ts_result *part = c->marks.items[i].number ? ts_bind_find_result(c->binder, c->marks.items[i].number) : NULL;
        if (part && part != result)
            add_part(c->binder, result, part);
    }
}

static void add_series(ts_charting *c, ts_result *result)
{
    for (size_t i = 0; i < c->chart->series.count; i++) {
        const char *name = c->chart->series.items[i].text;
        const ts_roots *roots = ts_map_find(&c->binder->origins, name);
        ts_names_add(c->binder->arena, &result->rest_of, name);
        if (roots)
            add_names(c->binder, &result->sources, &roots->sources);
        if (roots)
            add_names(c->binder, &result->caveats, &roots->caveats);
    }
    result->value.to = result->value.period = c->moment;
}

bool ts_bind_name_rest(ts_charting *c, ts_mark_bound *rest, const char *unit)
{
    ts_binder *b = c->binder;
    ts_result *result = TS_NEW(b->arena, ts_result);
    const char *of = unit ? unit : "number", *name = free_name(c, rest);
    ts_format format = c->values && strcmp(of, "share") == 0 ? *c->values : ts_format_default(of); /* a chart prints amounts as shares */
    const char *printed = ts_bind_print_number(b, rest->value, of, &format);
    if (!result || !name || !printed)
        return false;
    *result = (ts_result){.name = name, .value = {.kind = TS_VALUE_NUMBER, .number = rest->value, .unit = of},
                          .format = format, .qualifier = TS_QUALIFIER_NONE,
                          .printed = printed, .expect_met = true, .span = rest->span};
    rest->number = name;
    if (c->chart->series.count)
        add_series(c, result);
    else
        add_parts(c, result);
    return ts_map_put(b->arena, &b->edition->results, name, result);
}
