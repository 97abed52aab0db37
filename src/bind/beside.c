/* Numbers that stand beside each other as values of a repeat: what the prints of one unit ask of each other. */
#include "bind/bind.h"

#include <string.h>

typedef struct walk {
    ts_binder *binder;
    ts_map companies; /* by unit */
} walk;

/* NULL: no number stands there. */
static const ts_result *number_of(const ts_bound *frame)
{
    const ts_result *result = frame->content == TS_CONTENT_VALUE ? frame->result : NULL;
    return result && result->value.kind == TS_VALUE_NUMBER ? result : NULL;
}

static ts_format format_of(walk *w, const ts_bound *frame)
{
    ts_format format = frame->result->format;
    if (frame->frame->as.text)
        (void)ts_bind_find_format(w->binder, frame->frame->as.text, &format);
    return format;
}

static ts_printed print(walk *w, const ts_bound *frame)
{
    ts_format format = format_of(w, frame);
    return ts_bind_print(w->binder, frame->result, frame->frame->as.text ? &format : NULL);
}

static const char *unit_of(const ts_result *result)
{
    return result->value.unit ? result->value.unit : "number";
}

static bool take(walk *w, ts_bound *frame, const ts_result *result)
{
    ts_binder *b = w->binder;
    ts_company *company = ts_map_find(&w->companies, unit_of(result));
    if (!company) {
        company = TS_NEW(b->arena, ts_company);
        if (!company || !ts_map_put(b->arena, &w->companies, unit_of(result), company))
            return false;
    }
    ts_printed printed = print(w, frame);
    if (printed.text)
        ts_company_take(b->edition->formatter, company, result->value.number, printed);
    return printed.text;
}

/* What a source says to the million it does not say to the tenth of one. */
static bool print_again(walk *w, ts_bound *frame, const ts_result *result)
{
    ts_binder *b = w->binder;
    const ts_company *company = ts_map_find(&w->companies, unit_of(result));
    if (result->quoted || !ts_company_asks(b->edition->formatter, company, result->value.number, print(w, frame)))
        return true;
    ts_format own = format_of(w, frame), asked = ts_company_format(company, &own);
    ts_printed printed = ts_bind_print(b, result, &asked);
    printed.rounding = print(w, frame).rounding;
    frame->text = ts_bind_value_copy(b, frame->frame, result, printed);
    return frame->text;
}

static bool each(walk *w, ts_bound *frames, size_t count, bool (*visit)(walk *w, ts_bound *frame, const ts_result *result))
{
    for (size_t i = 0; i < count; i++) {
        const ts_result *result = number_of(&frames[i]);
        if ((result && !visit(w, &frames[i], result)) || !each(w, frames[i].children, frames[i].count, visit))
            return false;
    }
    return true;
}

bool ts_bind_even_values(ts_binder *b, ts_bound *frames, size_t count)
{
    walk w = {.binder = b};
    return count < 2 || (each(&w, frames, count, take) && each(&w, frames, count, print_again));
}
