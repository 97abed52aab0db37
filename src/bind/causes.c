/*
 * What a parameter is to blame for: a moment at which a series has nothing, or two of which the
 * later one comes first. Errors that one parameter is the cause of are told as one.
 */
#include "bind/bind.h"

#include "base/utf8.h"

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

const char *ts_bind_param_is(const ts_binder *b, const char *name, const char *value)
{
    const char *shown = *value ? value : "empty";
    return ts_arena_print(b->arena, "\"%s\" is %.*s", name, ts_utf8_fit(shown, 60), shown);
}

const char *ts_bind_cause(const ts_binder *b, const ts_moment *said, const char *moment)
{
    const char *name = param_of(b, said, moment);
    return name ? ts_bind_param_is(b, name, moment) : NULL;
}

const char *ts_bind_cause_of(ts_binder *b, const ts_moment *const *said, size_t count)
{
    const char *cause = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *now = said[i] && said[i]->text ? ts_bind_fill(b, NULL, said[i]->text, said[i]->span) : NULL;
        const char *name = now ? param_of(b, said[i], now) : NULL;
        if (name && (!cause || is_moved(b, name)))
            cause = ts_bind_param_is(b, name, now);
        if (name && is_moved(b, name))
            return cause;
    }
    return cause;
}

const char *ts_bind_cause_of_value(const ts_binder *b, const ts_scalar *said)
{
    const size_t length = said->text ? strlen(said->text) : 0;
    const bool template = length > 2 && said->text[0] == '{' && said->text[length - 1] == '}';
    const char *name = template ? ts_arena_copy(b->arena, said->text + 1, length - 2) : NULL;
    const ts_scalar *param = name ? ts_map_find(&b->params, name) : NULL;
    return param ? ts_bind_param_is(b, name, param->text) : NULL;
}

/* ---- two moments that stand the wrong way round */

typedef enum place_of_value { ON_COMMAND_LINE, IN_CELL, IN_EDITION } place_of_value;

typedef struct way_to_set { /* where another value is to be given */
    place_of_value place;
    const char *text;
} way_to_set;

/* In the command line, unless a cell or an edition of the sheet gives this one. */
static way_to_set how_to_set(const ts_binder *b, const char *name)
{
    const ts_param *spec = ts_map_find(&b->sheet->params, name);
    const ts_scalar *value = ts_map_find(&b->params, name);
    const ts_span *span = &value->span;
    if (span->source != spec->span.source)
        return (way_to_set){IN_CELL, "in its cell"}; /* of the variants, which a note points at */
    if (span->begin == spec->span.begin || span->begin == spec->initial.span.begin)
        return (way_to_set){ON_COMMAND_LINE, ts_arena_print(b->arena, "--set %s=...", name)};
    return (way_to_set){IN_EDITION, ts_arena_print(b->arena, "line %zu", ts_source_place(span->source, span->begin).line)};
}

static ts_turned blame(const ts_binder *b, const char *name, const char *moment, const char *other)
{
    const char *how = how_to_set(b, name).text;
    return (ts_turned){ts_bind_param_is(b, name, moment), ts_arena_print(b->arena, "\"%s\" is %s, set %s one (%s)", name, moment, other, how ? how : "")};
}

/* NULL: memory is out. */
static const char *how_to_set_both(const ts_binder *b, const char *const names[2])
{
    const way_to_set one = how_to_set(b, names[0]), other = how_to_set(b, names[1]);
    if (!one.text || !other.text)
        return NULL;
    if (one.place == IN_CELL && other.place == IN_CELL)
        return "in their cells";
    if (strcmp(one.text, other.text) == 0) /* an edition that is written on one line */
        return ts_arena_print(b->arena, "(%s)", one.text);
    const bool typed = one.place == ON_COMMAND_LINE && other.place == ON_COMMAND_LINE;
    return ts_arena_print(b->arena, "(%s%s%s)", one.text, typed ? " " : " and ", other.text);
}

static ts_turned blame_both(const ts_binder *b, const char *const names[2], const char *const now[2])
{
    const char *cause = ts_arena_print(b->arena, "\"%s\" is %s and \"%s\" is %s", names[0], now[0], names[1], now[1]);
    const char *how = how_to_set_both(b, names);
    return (ts_turned){cause, ts_arena_print(b->arena, "%s, set others %s", cause ? cause : "", how ? how : "")};
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
