/* Conditions of pages, frames and wordings, over this edition's values. */
#include "bind/bind.h"

#include "spec/condition.h"

#include <stdlib.h>
#include <string.h>

static bool known_number(const ts_binder *b, const ts_condition *c, double *number)
{
    const ts_scalar *param = ts_map_find(&b->params, c->name);
    const ts_result *result = ts_bind_find_result(b, c->name);
    if (param && param->kind == TS_SCALAR_NUMBER)
        *number = param->number;
    else if (result && result->value.kind == TS_VALUE_NUMBER)
        *number = result->value.number;
    else
        return false;
    return true;
}

static void tell_unknown(ts_binder *b, const ts_condition *c)
{
    if (!ts_map_find(&b->params, c->name) && !ts_bind_find_result(b, c->name))
        ts_error_near(b->diags, c->span, "when", ts_bind_nearest(b, c->name), "no number or parameter \"%s\"",
                      c->name);
}

static bool compare(ts_binder *b, const ts_condition *c)
{
    double number;
    if (!known_number(b, c, &number)) {
        tell_unknown(b, c);
        return false;
    }
    switch (c->op) {
    case TS_WHEN_LESS:
        return number < c->number;
    case TS_WHEN_LESS_EQUAL:
        return number <= c->number;
    case TS_WHEN_MORE_EQUAL:
        return number >= c->number;
    case TS_WHEN_MORE:
        return number > c->number;
    default:
        return number == c->number;
    }
}

static bool is_number(const char *text, double number)
{
    char *end;
    double other = strtod(text, &end);
    return end != text && !*end && other == number;
}

static bool equals(ts_binder *b, const ts_condition *c)
{
    if (strcmp(c->name, "language") == 0)
        return strcmp(b->edition->language, c->value) == 0;
    if (strcmp(c->name, "profile") == 0)
        return b->edition->profile && strcmp(b->edition->profile->name, c->value) == 0;
    double number;
    if (known_number(b, c, &number))
        return is_number(c->value, number);
    const ts_scalar *param = ts_map_find(&b->params, c->name);
    if (param)
        return strcmp(param->text, c->value) == 0;
    const ts_result *result = ts_bind_find_result(b, c->name);
    tell_unknown(b, c);
    return result && result->value.kind == TS_VALUE_TEXT && strcmp(result->value.text, c->value) == 0;
}

static bool has(const ts_binder *b, const char *name)
{
    const ts_result *result = ts_bind_find_result(b, name);
    return result ? result->value.kind != TS_VALUE_MISSING : ts_bind_has_copy(b, name);
}

/* The parser has bounded the depth. */
static bool holds(ts_binder *b, const ts_condition *c)
{
    switch (c->op) {
    case TS_WHEN_HAS:
        return has(b, c->name);
    case TS_WHEN_IS:
        return equals(b, c);
    case TS_WHEN_NOT:
        return !holds(b, c->left);
    case TS_WHEN_AND:
        return holds(b, c->left) && holds(b, c->right);
    case TS_WHEN_OR:
        return holds(b, c->left) || holds(b, c->right);
    default:
        return compare(b, c);
    }
}

bool ts_bind_when(ts_binder *b, const char *text, ts_span span)
{
    if (!text)
        return true;
    const ts_condition *condition = ts_condition_parse(b->arena, text, span, b->diags);
    return condition && holds(b, condition);
}
