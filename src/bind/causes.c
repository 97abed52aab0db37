/*
 * What a parameter is to blame for: a moment at which a series has nothing, or two of which the
 * later one comes first. Errors that one parameter is the cause of are told as one.
 */
#include "bind/bind.h"

#include <string.h>

/* As the sheet has it, also where it was filled in since: what stands between braces, or NULL. */
static const char *template_of(const ts_binder *b, const ts_moment *said)
{
    const ts_source *source = said->span.source;
    const char *text = source ? source->text + said->span.begin : "";
    const size_t length = source ? said->span.end - said->span.begin : 0;
    const size_t open = length > 2 && text[0] == '"'; /* a string's span has its quotes */
    return length > 2 * open + 2 && text[open] == '{' && text[length - open - 1] == '}'
               ? ts_arena_copy(b->arena, text + open + 1, length - 2 * open - 2)
               : NULL;
}

/* The parameter that the moment is; NULL: none is. */
static const char *param_of(const ts_binder *b, const ts_moment *said, const char *moment)
{
    const char *name = said->text ? template_of(b, said) : NULL;
    const ts_scalar *param = name ? ts_map_find(&b->params, name) : NULL;
    return param && strcmp(param->text, moment) == 0 ? name : NULL;
}

static bool is_moved(const ts_binder *b, const char *name)
{
    const ts_param *spec = ts_map_find(&b->sheet->params, name);
    const ts_scalar *value = ts_map_find(&b->params, name);
    return spec && value && strcmp(spec->initial.text ? spec->initial.text : "", value->text) != 0;
}

const char *ts_bind_cause(const ts_binder *b, const ts_moment *said, const char *moment)
{
    const char *name = param_of(b, said, moment);
    return name ? ts_arena_print(b->arena, "\"%s\" is %s", name, moment) : NULL;
}

const char *ts_bind_cause_of(ts_binder *b, const ts_moment *const *said, size_t count)
{
    const char *cause = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *now = said[i] && said[i]->text ? ts_bind_fill(b, NULL, said[i]->text, said[i]->span) : NULL;
        const char *name = now ? param_of(b, said[i], now) : NULL;
        if (name && (!cause || is_moved(b, name)))
            cause = ts_arena_print(b->arena, "\"%s\" is %s", name, now);
        if (name && is_moved(b, name))
            return cause;
    }
    return cause;
}

const char *ts_bind_cause_empty(const ts_binder *b, const ts_series *series)
{
    return ts_arena_print(b->arena, "series \"%s\" has no value", series->name);
}

/* One of what it stands on has no value at any moment. */
static const char *cause_of_emptiness(const ts_binder *b, const ts_stat_spec *spec)
{
    for (size_t i = 0; i < spec->operands.count; i++) {
        const ts_series *series = ts_map_find(&b->edition->series, spec->operands.items[i].text);
        if (series && !ts_lead_has_value(series))
            return ts_bind_cause_empty(b, series);
    }
    return NULL;
}

const char *ts_bind_cause_of_lack(const ts_binder *b, const ts_result *result)
{
    const char *moment = result->value.lacks, *cause = NULL;
    const ts_stat_spec *spec = result->stat;
    if (!moment || !spec)
        return spec ? cause_of_emptiness(b, spec) : NULL;
    for (size_t i = 0; i < spec->operands.count; i++) {
        const ts_result *operand = ts_bind_find_result(b, spec->operands.items[i].text);
        if (operand && operand->value.lacks && strcmp(operand->value.lacks, moment) == 0)
            return ts_bind_cause_of_lack(b, operand);
    }
    const ts_moment *const said[] = {&spec->at, &spec->from, &spec->to, &spec->base};
    for (size_t i = 0; !cause && i < sizeof said / sizeof *said; i++)
        cause = ts_bind_cause(b, said[i], moment);
    return cause;
}

/* ------------------------------------------------------------ two moments that stand the wrong way round */

static ts_turned blame(const ts_binder *b, const char *name, const char *moment, const char *other)
{
    return (ts_turned){ts_arena_print(b->arena, "\"%s\" is %s", name, moment),
                       ts_arena_print(b->arena, "\"%s\" is %s, set %s one (--set %s=...)", name, moment, other, name)};
}

static ts_turned blame_both(const ts_binder *b, const char *const names[2], const char *const now[2])
{
    const char *cause = ts_arena_print(b->arena, "\"%s\" is %s and \"%s\" is %s", names[0], now[0], names[1], now[1]);
    return (ts_turned){cause, ts_arena_print(b->arena, "%s, set others (--set %s=... --set %s=...)", cause ? cause : "", names[0], names[1])};
}

/* Of two parameters it is the one that is not as the sheet has it; both where both are not, or neither. */
ts_turned ts_bind_turned(const ts_binder *b, const ts_moment *from, const ts_moment *to, const char *const now[2])
{
    const char *const names[2] = {param_of(b, from, now[0]), param_of(b, to, now[1])};
    if (!names[0] && !names[1])
        return (ts_turned){NULL, "turn them round"};
    if (names[0] && names[1] && is_moved(b, names[0]) == is_moved(b, names[1]))
        return blame_both(b, names, now);
    bool first = names[0] && (!names[1] || is_moved(b, names[0]));
    return first ? blame(b, names[0], now[0], "an earlier") : blame(b, names[1], now[1], "a later");
}
