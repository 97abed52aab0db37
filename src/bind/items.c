/*
 * Marks that the sheet writes out: items with their values, growths and what stands
 * beside them, and numbers alone. Each prints in its own format, but as the others do.
 */
#include "bind/bind.h"

#include <string.h>

static const char *last_part(const char *key)
{
    const char *dot = strrchr(key, '.');
    return dot ? dot + 1 : key;
}

/* The number of a mark; NULL when it is unknown. *stays: false when its mark is left out. */
static const ts_result *find_number(ts_charting *c, const ts_word *name, bool *stays)
{
    ts_binder *b = c->binder;
    const ts_result *result = ts_bind_find_result(b, name->text);
    if (!result && !ts_bind_is_broken(b, name->text))
        ts_error_near(b->diags, name->span, "value", ts_bind_nearest(b, name->text), "no number \"%s\"",
                      name->text);
    if (!result)
        return NULL;
    if (result->value.kind == TS_VALUE_TEXT)
        ts_error(b->diags, name->span, "value", "\"%s\" is a text: a mark needs a number", name->text);
    if (result->value.kind != TS_VALUE_MISSING)
        return result->value.kind == TS_VALUE_NUMBER ? result : NULL;
    ts_absence absence = ts_bind_absence(b, result, c->missing);
    *stays = *stays && absence != TS_ABSENT_HIDE;
    if (absence == TS_ABSENT_FAIL || absence == TS_ABSENT_GAP)
        ts_bind_tell_missing(b, result, name->span, "");
    return NULL;
}

static ts_printed print_result(ts_charting *c, const ts_result *result)
{
    return c->values_none ? (ts_printed){.text = ""} : ts_bind_print(c->binder, result, c->values);
}

static bool set_value(ts_charting *c, const ts_word *name, ts_mark_bound *mark)
{
    bool stays = true;
    mark->number = name->text;
    const ts_result *result = find_number(c, name, &stays);
    if (!result)
        return stays;
    mark->known = ts_bind_chart_unit(c, result->value.unit, name->span);
    mark->value = result->value.number;
    c->computed = c->computed || !result->quoted;
    ts_printed printed = print_result(c, result);
    mark->printed = printed.text;
    mark->rounding = printed.rounding;
    return true;
}

static bool set_growth(ts_charting *c, const ts_word *name, ts_mark_bound *mark)
{
    bool stays = true;
    const ts_result *result = find_number(c, name, &stays);
    if (!result)
        return stays;
    if (result->value.number <= -1)
        ts_error(c->binder->diags, name->span, "chart", "\"%s\" is no growth from a level: it is %.6g",
                 name->text, result->value.number);
    mark->has_growth = result->value.number > -1;
    mark->growth = result->value.number;
    mark->growth_printed = ts_bind_print(c->binder, result, NULL).text;
    return true;
}

/* A number beside an item's value; unknown ones are not shown. */
static bool set_beside(ts_charting *c, const ts_word *name, ts_number_bound *number)
{
    bool stays = true;
    const ts_result *result = name->text ? find_number(c, name, &stays) : NULL;
    if (!result)
        return stays;
    number->known = ts_bind_chart_unit(c, result->value.unit, name->span);
    c->computed = c->computed || !result->quoted;
    number->value = result->value.number;
    ts_printed printed = print_result(c, result);
    number->printed = printed.text;
    number->rounding = printed.rounding;
    return number->printed;
}

/* What a bar is measured against stands on its scale, which begins at nought. */
static bool set_measure(ts_charting *c, const ts_word *name, ts_number_bound *number)
{
    if (!set_beside(c, name, number))
        return false;
    if (number->known && number->value < 0)
        ts_error(c->binder->diags, name->span, "chart", "\"%s\" is negative: a bar begins at nought", name->text);
    return !number->known || number->value >= 0;
}

static bool set_all_beside(ts_charting *c, const ts_item_spec *item, ts_mark_bound *mark)
{
    return set_measure(c, &item->target, &mark->target) && set_measure(c, &item->of, &mark->of) &&
           set_beside(c, &item->low, &mark->low) && set_beside(c, &item->high, &mark->high);
}

static bool add_item(ts_charting *c, const ts_item_spec *item)
{
    ts_mark_bound mark = {.id = last_part(item->name.text),
                          .item = item,
                          .printed = "",
                          .growth_printed = "",
                          .rest = item->rest.value,
                          .span = item->span};
    bool stays = (!item->value.text || set_value(c, &item->value, &mark)) &&
                 (!item->growth.text || set_growth(c, &item->growth, &mark)) && set_all_beside(c, item, &mark);
    if (!stays && ts_bind_chart_is_parts(c->chart))
        return ts_bind_chart_unwhole(c, item->span, ts_arena_print(c->binder->arena, "\"%s\" has no value: the parts would not be a whole",
                                                                   item->value.text ? item->value.text : item->name.text));
    if (!stays)
        return true;
    mark.label = ts_bind_chart_copy(c, &item->name);
    mark.short_label = ts_bind_short(c->binder, &item->name, c->missing);
    return ts_bind_add_mark(c, &mark);
}

bool ts_bind_chart_items(ts_charting *c)
{
    for (size_t i = 0; i < c->chart->items.count; i++)
        if (c->chart->items.items[i]->name.text && !add_item(c, c->chart->items.items[i]))
            return false;
    return c->marks.count || ts_bind_chart_empty(c, "all its items are left out");
}

/* A number alone: its name finds its label. */
bool ts_bind_add_number(ts_charting *c, const ts_word *name)
{
    ts_mark_bound mark = {.id = name->text, .printed = "", .growth_printed = "", .span = name->span};
    return !set_value(c, name, &mark) || ts_bind_add_mark(c, &mark);
}

/* ---- read against each other */

enum { PRINTED = 3 }; /* numbers of a mark that are: its value, and the ends of its range */

typedef struct shown { /* a number of a mark, and where its print goes */
    const char **printed, **rounding;
    const ts_result *result;
} shown;

static size_t numbers_of(const ts_charting *c, ts_mark_bound *mark, shown *all)
{
    const char *names[PRINTED] = {mark->number, mark->item ? mark->item->low.text : NULL, mark->item ? mark->item->high.text : NULL};
    const shown places[PRINTED] = {{&mark->printed, &mark->rounding, NULL}, {&mark->low.printed, &mark->low.rounding, NULL}, {&mark->high.printed, &mark->high.rounding, NULL}};
    size_t count = 0;
    for (size_t i = 0; i < PRINTED; i++) {
        bool printed = names[i] && *places[i].printed && **places[i].printed;
        const ts_result *result = printed ? ts_bind_find_result(c->binder, names[i]) : NULL;
        if (!result || result->value.kind != TS_VALUE_NUMBER)
            continue;
        all[count] = places[i];
        all[count++].result = result;
    }
    return count;
}

static ts_companion member_of(ts_charting *c, const ts_result *result)
{
    return (ts_companion){.value = &result->value, .format = c->values ? c->values : &result->format, .qualifier = result->qualifier,
                       .quoted = result->quoted, .printed = print_result(c, result)};
}

static void put_print(ts_charting *c, const shown *number, const ts_companion *member)
{
    ts_format format = ts_magnitude_format(member->format, member->shared);
    *number->printed = member->printed.text;
    if (member->shared)
        *number->rounding = ts_bind_rounding(c->binder, number->result, &format);
}

bool ts_bind_even_marks(ts_charting *c)
{
    size_t most = c->computed && !c->values_none ? c->marks.count * PRINTED : 0, count = 0;
    shown *all = TS_ARRAY(c->binder->arena, shown, most);
    ts_companion *members = TS_ARRAY(c->binder->arena, ts_companion, most);
    for (size_t i = 0; all && members && most && i < c->marks.count; i++)
        count += numbers_of(c, &c->marks.items[i], &all[count]);
    for (size_t i = 0; all && members && i < count; i++)
        members[i] = member_of(c, all[i].result);
    if (!all || !members || c->binder->machine || !ts_company_print(c->binder->edition->formatter, c->binder->arena, members, count, false))
        return false;
    for (size_t i = 0; i < count; i++)
        put_print(c, &all[i], &members[i]);
    return true;
}
