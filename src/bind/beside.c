/* Numbers that stand beside each other as values of a repeat: what the prints of one unit ask of each other. */
#include "bind/bind.h"

#include <string.h>

typedef struct value { /* a number that stands in a frame, and how it is printed by itself */
    ts_bound *frame;
    const char *unit;
    ts_printed printed;
} value;

typedef struct values {
    value *items;
    size_t count, capacity;
} values;

static const char *unit_of(const ts_result *result)
{
    return result->value.unit ? result->value.unit : "number";
}

static bool is_number(const ts_bound *frame)
{
    return frame->content == TS_CONTENT_VALUE && frame->result && frame->result->value.kind == TS_VALUE_NUMBER;
}

static bool collect(ts_binder *b, ts_bound *frames, size_t count, values *all)
{
    for (size_t i = 0; i < count; i++) {
        ts_bound *frame = &frames[i];
        if (!collect(b, frame->children, frame->count, all))
            return false;
        if (is_number(frame) && !TS_PUSH(b->arena, all, ((value){.frame = frame, .unit = unit_of(frame->result)})))
            return false;
    }
    return true;
}

static ts_format format_of(const ts_binder *b, const ts_bound *frame)
{
    ts_format format = frame->result->format;
    if (frame->frame->as.text)
        (void)ts_bind_find_format(b, frame->frame->as.text, &format);
    return format;
}

static ts_printed print(ts_binder *b, const ts_bound *frame)
{
    if (!frame->frame->as.text)
        return ts_bind_print(b, frame->result, NULL);
    ts_format format = format_of(b, frame);
    return ts_bind_print(b, frame->result, &format);
}

/* What a source says to the million it does not say to the tenth of one. */
static bool print_again(ts_binder *b, const ts_company *company, value *v)
{
    const ts_result *result = v->frame->result;
    if (result->quoted || !ts_company_asks(b->edition->formatter, company, result->value.number, v->printed))
        return true;
    ts_format own = format_of(b, v->frame), asked = ts_company_format(company, &own);
    ts_printed printed = ts_bind_print(b, result, &asked);
    printed.rounding = v->printed.rounding;
    v->frame->text = ts_bind_value_copy(b, v->frame->frame, result, printed);
    return v->frame->text;
}

/* All values of the first one's unit, which are taken off the list. */
static bool even_unit(ts_binder *b, values *all)
{
    const char *unit = all->items[0].unit;
    ts_company company = {0};
    size_t own = 0;
    for (size_t i = 0; i < all->count; i++) {
        value v = all->items[i];
        if (strcmp(v.unit, unit) != 0)
            continue;
        v.printed = print(b, v.frame);
        if (!v.printed.text)
            return false;
        ts_company_take(b->edition->formatter, &company, v.frame->result->value.number, v.printed);
        all->items[i] = all->items[own];
        all->items[own++] = v;
    }
    for (size_t i = 0; i < own && own > 1; i++)
        if (!print_again(b, &company, &all->items[i]))
            return false;
    all->items += own;
    all->count -= own;
    return true;
}

bool ts_bind_even_values(ts_binder *b, ts_bound *frames, size_t count)
{
    values all = {0};
    if (!collect(b, frames, count, &all))
        return false;
    while (all.count > 1)
        if (!even_unit(b, &all))
            return false;
    return true;
}
