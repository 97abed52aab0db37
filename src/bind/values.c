/* What stands in braces and in source marks: numbers, what they are about, parameters. */
#include "bind/bind.h"

#include <string.h>

static ts_piece styled(const char *text, const ts_style_state *state, ts_span span)
{
    return (ts_piece){.text = text,
                      .length = strlen(text),
                      .strong = state->strong,
                      .emphasis = state->emphasis,
                      .link = state->link,
                      .language = state->language,
                      .span = span};
}

bool ts_write_printed(ts_writer *w, ts_printed printed, const char *name, const ts_style_state *state,
                      ts_span span)
{
    ts_piece piece = styled(printed.text, state, span);
    ts_piece magnitude = piece;
    piece.value = magnitude.value = name;
    piece.rounding = magnitude.rounding = printed.rounding;
    piece.format = magnitude.format = printed.format;
    piece.length = printed.magnitude_at < piece.length ? printed.magnitude_at : piece.length;
    magnitude.text += piece.length;
    magnitude.length -= piece.length;
    magnitude.magnitude = true;
    return (!piece.length || ts_write_piece(w, piece)) && (!magnitude.length || ts_write_piece(w, magnitude));
}

bool ts_write_gap(ts_writer *w, const char *name, const ts_style_state *state, ts_span span)
{
    ts_piece piece = styled("[\xE2\x80\xA6]", state, span); /* [...] with U+2026 */
    piece.tbc = true;
    piece.value = name;
    return ts_write_piece(w, piece);
}

ts_absence ts_bind_absence(const ts_binder *b, const ts_result *result, int missing)
{
    switch (missing >= 0 ? missing : result->missing) {
    case TS_MISSING_HIDE:
        return TS_ABSENT_HIDE;
    case TS_MISSING_SAY:
        return TS_ABSENT_SAY;
    default: /* what is to be confirmed stands on a page that says DRAFT, or nowhere, whatever the profile */
        return b->request->draft ? TS_ABSENT_GAP : TS_ABSENT_FAIL;
    }
}

/* A sentence cannot lose a word: only a draft prints a gap. */
static bool write_missing(ts_writer *w, const ts_result *result, const ts_style_state *state, ts_span span)
{
    ts_binder *b = w->binder;
    ts_absence absence = ts_bind_absence(b, result, w->missing);
    if (absence == TS_ABSENT_SAY)
        return ts_write_instead(w, result, state, span);
    ts_bind_tell_missing(b, result, span, "; give the text a wording without it, with \"when\"");
    return !b->request->draft || ts_write_gap(w, result->name, state, span);
}

const char *ts_moment_month(ts_arena *arena, const char *time)
{
    enum { MONTH = 7 /* bytes of "2024-03" */ };
    ts_period period;
    return ts_period_read(time, &period) && period.day ? ts_arena_copy(arena, time, MONTH) : time;
}

/* That a number is computed from a series, or from numbers that are, whose days mean their months. */
static bool is_monthly(const ts_binder *b, const ts_stat_spec *spec, int depth)
{
    enum { DEEP = 16 };
    const ts_words *operands = spec && depth < DEEP ? &spec->operands : NULL;
    const char *name = operands && operands->count ? operands->items[0].text : NULL;
    const ts_series *series = name ? ts_map_find(&b->edition->series, name) : NULL;
    return series ? series->monthly : name && is_monthly(b, ts_map_find(&b->sheet->stats, name), depth + 1);
}

/* from NULL: one moment. */
static const char *print_span(ts_binder *b, const ts_result *result, const char *from, const char *to)
{
    if (is_monthly(b, result->stat, 0)) {
        from = from ? ts_moment_month(b->arena, from) : NULL;
        to = ts_moment_month(b->arena, to);
    }
    return to ? ts_format_about(b->edition->formatter, b->arena, from, to) : NULL;
}

/* NULL: there is no such member, or memory is out. */
static const char *about(ts_binder *b, const ts_result *result, const char *member)
{
    const ts_value *value = &result->value;
    const struct {
        const char *name, *from, *to;
    } members[] = {{"from", NULL, value->from}, {"to", NULL, value->to}, {"period", value->from, value->to ? value->to : value->period}};
    if (strcmp(member, "unit") == 0)
        return value->unit ? value->unit : "";
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (strcmp(members[i].name, member) == 0)
            return members[i].to ? print_span(b, result, members[i].from, members[i].to) : "";
    return NULL;
}

static bool write_about(ts_writer *w, const ts_result *result, const char *member,
                        const ts_style_state *state, ts_span span)
{
    static const char *const members[] = {"from", "to", "period", "unit"};
    ts_binder *b = w->binder;
    const char *text = about(b, result, member);
    if (!text)
        ts_error_near(b->diags, span, "value", ts_nearest(members, 4, member),
                      "a number has from, to, period and unit, not \"%s\"", member);
    if (text && !*text && result->value.kind == TS_VALUE_MISSING)
        return write_missing(w, result, state, span);
    if (text && !*text)
        ts_error(b->diags, span, "value", "\"%s\" has no %s", result->name, member);
    return !text || !*text || ts_write_piece(w, styled(text, state, span));
}

static bool write_result(ts_writer *w, const ts_result *result, const char *as, const ts_style_state *state,
                         ts_span span)
{
    ts_binder *b = w->binder;
    ts_format format = result->format;
    if (as && !ts_bind_find_format(b, as, &format)) {
        ts_error_near(b->diags, span, "format", ts_map_nearest(&b->sheet->formats, as),
                      "unknown format \"%s\"", as);
        return true;
    }
    if (as && !ts_bind_suits(b, as, &format, result->value.unit, span))
        return true;
    if (result->value.kind == TS_VALUE_MISSING)
        return write_missing(w, result, state, span);
    ts_printed printed = ts_bind_print(b, result, as ? &format : NULL);
    return printed.text && ts_write_printed(w, printed, result->name, state, span);
}

/* The name that the deck has for it, where the parameter has labels. NULL: memory is out, or the deck's text failed. */
static const char *print_param(ts_writer *w, const char *name, const char *value)
{
    ts_binder *b = w->binder;
    const ts_param *spec = ts_map_find(&b->sheet->params, name);
    if (!spec || !spec->labels.text || !*value || b->in_label)
        return value;
    b->in_label = true;
    const ts_copy *label = ts_bind_label(b, spec->labels.text, value, spec->labels.span, w->missing);
    b->in_label = false;
    return label ? ts_copy_plain(b->arena, label) : NULL;
}

static bool write_param(ts_writer *w, const char *name, const char *value, const ts_style_state *state, ts_span span)
{
    const char *text = print_param(w, name, value);
    return !text ? !ts_arena_failed(w->binder->arena) : !*text || ts_write_piece(w, styled(text, state, span));
}

/* {date}, {source.read}: what the sheet says of itself. NULL: it is no such sign, or the sheet does not say it. */
static const char *day_of(const ts_binder *b, const ts_sign *r)
{
    const ts_source_spec *source = r->member && strcmp(r->member, "read") == 0 ? ts_map_find(&b->sheet->sources, r->name) : NULL;
    if (r->as)
        return NULL;
    return source ? source->read.text : !r->member && strcmp(r->name, "date") == 0 ? b->sheet->date.text : NULL;
}

static bool write_day(ts_writer *w, const char *day, const ts_style_state *state, ts_span span)
{
    ts_binder *b = w->binder;
    const char *text = ts_format_moment(b->edition->formatter, b->arena, day);
    b->machine |= !text;
    return text && ts_write_piece(w, styled(text, state, span));
}

static bool write_reference(ts_writer *w, const ts_sign *r, const ts_style_state *state, ts_span span)
{
    ts_binder *b = w->binder;
    const ts_result *result = ts_bind_find_result(b, r->name);
    const ts_scalar *param = ts_map_find(&b->params, r->name);
    if (result && r->member)
        return write_about(w, result, r->member, state, span);
    if (result)
        return write_result(w, result, r->as, state, span);
    if (param && !r->as && !r->member)
        return write_param(w, r->name, param->text, state, span);
    if (!param && day_of(b, r))
        return write_day(w, day_of(b, r), state, span);
    if (param)
        ts_error(b->diags, span, "value", "\"%s\" is a parameter: it prints as it is", r->name);
    else if (!ts_bind_is_broken(b, r->name))
        ts_error_near(b->diags, span, "value", ts_bind_nearest(b, r->name), "no number \"%s\"", r->name);
    return true;
}

/* The words that go with a number, in the form that its print asks for. */
static bool write_plural(ts_writer *w, const ts_plural *plural, const ts_style_state *state, ts_span span)
{
    ts_binder *b = w->binder;
    const ts_result *result = ts_bind_find_result(b, plural->name);
    ts_format format = result ? result->format : (ts_format){0};
    if (!result && !ts_bind_is_broken(b, plural->name))
        ts_error_near(b->diags, span, "value", ts_bind_nearest(b, plural->name), "no number \"%s\"", plural->name);
    if (!result || (plural->format && !ts_bind_find_format(b, plural->format, &format)))
        return true;
    if (result->value.kind == TS_VALUE_MISSING)
        return write_missing(w, result, state, span);
    const char *form = ts_format_plural(b->edition->formatter, b->arena, &result->value, &format, result->qualifier);
    const char *words = ts_plural_words(plural, form);
    return !words || !*words || ts_write_piece(w, styled(words, state, span));
}

bool ts_read_sign(ts_arena *arena, const char *inside, ts_sign *sign)
{
    ts_plural plural, *kept;
    if (ts_plural_split(arena, inside, &plural)) {
        kept = TS_NEW(arena, ts_plural);
        if (kept)
            *kept = plural;
        *sign = (ts_sign){.plural = kept};
        return kept;
    }
    const char *as = strstr(inside, " as "), *dot = as ? NULL : strchr(inside, '.');
    size_t length = as ? (size_t)(as - inside) : dot ? (size_t)(dot - inside) : strlen(inside);
    *sign = (ts_sign){.name = ts_arena_copy(arena, inside, length), .as = as ? as + 4 : NULL, .member = dot ? dot + 1 : NULL};
    return sign->name;
}

bool ts_write_value(ts_writer *w, const ts_sign *sign, const ts_style_state *state, ts_span span)
{
    return sign->plural ? write_plural(w, sign->plural, state, span) : write_reference(w, sign, state, span);
}

/* ---- source marks */

static ts_piece mark_piece(const char *text, const char *of, const ts_style_state *state, ts_span span)
{
    ts_piece piece = styled(text, state, span);
    piece.mark = true;
    piece.mark_of = of;
    return piece;
}

/* A number that is itself unknown has no source yet: a draft shows where one is missing. */
static bool write_unmarked(ts_writer *w, const char *name, const ts_style_state *state, ts_span span)
{
    ts_binder *b = w->binder;
    const ts_result *result = ts_bind_find_result(b, name);
    bool unknown = result && result->value.kind == TS_VALUE_MISSING;
    if (unknown)
        ts_bind_tell_missing(b, result, span, "");
    if (unknown && b->request->draft) {
        ts_piece piece = mark_piece("[\xE2\x80\xA2]", name, state, span);
        piece.tbc = true;
        return ts_write_piece(w, piece);
    }
    if (!unknown && !ts_bind_is_broken(b, name))
        ts_error(b->diags, span, "source", "\"%s\" has no source that a mark could print", name);
    return true;
}

bool ts_write_mark(ts_writer *w, const char *name, const ts_style_state *state, ts_span span)
{
    ts_binder *b = w->binder;
    ts_names sources;
    if (!ts_bind_sources_of(b, name, &sources)) {
        if (!ts_bind_is_broken(b, name))
            ts_error_near(b->diags, span, "source", ts_bind_nearest(b, name), "no number or source \"%s\"",
                          name);
        return true;
    }
    if (!sources.count)
        return write_unmarked(w, name, state, span);
    for (size_t i = 0; i < sources.count; i++) {
        ts_piece piece = mark_piece("", name, state, span);
        piece.source = sources.items[i];
        if (!ts_write_piece(w, piece))
            return false;
    }
    return true;
}
