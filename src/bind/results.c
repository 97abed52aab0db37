/* One fact or statistic: asked of data/, printed, compared with what the sheet expects. */
#include "bind/bind.h"

#include "base/utf8.h"

#include "data/decimal.h"

#include <string.h>

/* ---- formats */

static ts_format from_spec(const ts_format_spec *spec)
{
    return (ts_format){
        .style = (ts_format_style)spec->as.value,
        .digits = spec->digits.given ? (int)spec->digits.value : -1,
        .decimals = spec->decimals.given ? (int)spec->decimals.value : -1,
        .nearest = spec->nearest.given ? spec->nearest.value : 0,
        .sign = spec->sign.given ? spec->sign.value : 0,
        .name = spec->name,
        .rounding = spec->rounding.given ? spec->rounding.value : TS_ROUND_HALF_AWAY,
        .qualifier = spec->qualifier.given ? 1 + spec->qualifier.value : 0,
        .skeleton = spec->skeleton.text,
    };
}

bool ts_bind_formats(ts_binder *b)
{
    for (size_t i = 0; i < b->sheet->formats.count; i++) {
        const ts_word *skeleton = &((const ts_format_spec *)b->sheet->formats.items[i].value)->skeleton;
        if (skeleton->text && !ts_format_skeleton_reads(b->edition->formatter, skeleton->text))
            ts_error(b->diags, skeleton->span, "format", "ICU cannot read the skeleton \"%.*s\"", ts_utf8_fit(skeleton->text, 80), skeleton->text);
    }
    return !ts_arena_failed(b->arena);
}

bool ts_bind_find_format(const ts_binder *b, const char *name, ts_format *format)
{
    const ts_format_spec *spec = ts_map_find(&b->sheet->formats, name);
    if (spec)
        *format = from_spec(spec);
    return spec;
}

bool ts_bind_suits(ts_binder *b, const char *name, const ts_format *format, const char *unit, ts_span span)
{
    const char *why = ts_format_misfit(format, unit);
    if (why)
        ts_error(b->diags, span, "format", "\"%s\" prints no %s: %s", name, unit ? unit : "number", why);
    return !why;
}

static ts_format own_format(ts_binder *b, const ts_word *name, const char *unit)
{
    ts_format format = ts_format_default(unit ? unit : "number");
    if (name->text && !ts_bind_find_format(b, name->text, &format))
        ts_error_near(b->diags, name->span, "format", ts_map_nearest(&b->sheet->formats, name->text),
                      "unknown format \"%s\"", name->text);
    else if (name->text)
        (void)ts_bind_suits(b, name->text, &format, unit, name->span);
    return format;
}

const char *ts_bind_rounding(const ts_binder *b, const ts_result *result, const ts_format *format)
{
    const char *own = ts_format_describe(b->arena, &result->format, result->value.unit, result->qualifier);
    const char *here = ts_format_describe(b->arena, format, result->value.unit, result->qualifier);
    return own && here && strcmp(own, here) != 0 ? here : NULL;
}

/* Notes how it was printed, where that is not its own way. */
static void note_format(ts_binder *b, const ts_result *result, const ts_format *format, ts_printed *printed)
{
    printed->rounding = ts_bind_rounding(b, result, format);
    ts_format *kept = printed->rounding ? TS_NEW(b->arena, ts_format) : NULL;
    if (kept)
        *kept = *format;
    printed->format = kept;
}

ts_printed ts_bind_print(ts_binder *b, const ts_result *result, const ts_format *format)
{
    ts_printed printed = {.text = ""};
    if (result->value.kind == TS_VALUE_TEXT && result->value.unit && strcmp(result->value.unit, "date") == 0) {
        printed.text = ts_format_moment(b->edition->formatter, b->arena, result->value.text);
        printed.magnitude_at = printed.text ? strlen(printed.text) : 0;
        b->machine = b->machine || !printed.text;
    } else if (result->value.kind == TS_VALUE_TEXT) { /* a name prints as it is, labels applied */
        printed.text = result->printed && *result->printed ? result->printed : result->value.text;
        printed.magnitude_at = strlen(printed.text);
    } else if (result->magnitude_at && !format) {
        printed = (ts_printed){.text = result->printed, .magnitude_at = result->magnitude_at, .magnitude = result->magnitude};
    } else if (result->value.kind == TS_VALUE_NUMBER) {
        printed = ts_format_value(b->edition->formatter, b->arena, &result->value,
                                  format ? format : &result->format, result->qualifier);
        if (format)
            note_format(b, result, format, &printed);
        b->machine = b->machine || !printed.text;
    }
    return printed;
}

/* Most numbers are printed again as they are here. */
static void print_own(ts_binder *b, ts_result *result)
{
    ts_printed printed = ts_bind_print(b, result, NULL);
    result->printed = printed.text;
    result->magnitude_at = result->value.kind == TS_VALUE_NUMBER ? printed.magnitude_at : 0;
    result->magnitude = printed.magnitude;
}

ts_printed ts_bind_print_value(ts_binder *b, double number, const char *unit, const ts_format *format)
{
    ts_value value = {.kind = TS_VALUE_NUMBER, .number = number, .unit = unit};
    ts_format own = ts_format_default(unit);
    ts_printed printed =
        ts_format_value(b->edition->formatter, b->arena, &value, format ? format : &own, TS_QUALIFIER_NONE);
    b->machine = b->machine || !printed.text;
    return printed;
}

const char *ts_bind_print_number(ts_binder *b, double number, const char *unit, const ts_format *format)
{
    return ts_bind_print_value(b, number, unit, format).text;
}

/* ---- facts */

bool ts_bind_fact(ts_binder *b, const ts_fact_spec *spec)
{
    ts_result *result = TS_NEW(b->arena, ts_result);
    if (!result)
        return false;
    const ts_scalar *value = &spec->value;
    const char *period = spec->period.kind == TS_SCALAR_NONE ? NULL : spec->period.text;
    *result = (ts_result){
        .name = spec->name,
        .quoted = true,
        .unknown = spec->unknown.text,
        .expect_met = true,
        .value = {.kind = value->kind == TS_SCALAR_NUMBER ? TS_VALUE_NUMBER
                          : value->kind == TS_SCALAR_TEXT ? TS_VALUE_TEXT
                                                          : TS_VALUE_MISSING,
                  .number = value->number,
                  .text = value->text,
                  .unit = spec->unit.text,
                  .to = period,
                  .period = period},
        .qualifier = spec->qualifier.given ? (ts_qualifier)spec->qualifier.value : TS_QUALIFIER_NONE,
        .missing = spec->missing.given ? spec->missing.value : TS_MISSING_FAIL,
        .instead = spec->instead.text,
        .note = spec->note.text,
        .means = spec->means.text,
        .says = spec->says.text,
        .read = spec->read.text,
        .span = spec->span,
    };
    ts_bind_check_unit(b, &spec->unit, period);
    result->format = own_format(b, &spec->format, spec->unit.text);
    ts_names_add(b->arena, &result->sources, spec->source.text);
    for (size_t i = 0; i < spec->caveats.count; i++)
        ts_names_add(b->arena, &result->caveats, spec->caveats.items[i].text);
    print_own(b, result);
    return !b->machine && ts_doubt_fact(b, spec, result) &&
           ts_map_put(b->arena, &b->edition->results, spec->name, result);
}

/* ---- statistics */

/* False: the operand is broken or unknown. */
static bool find_operand(ts_binder *b, const ts_word *name, ts_operand *operand)
{
    if (!name->text)
        return true;
    const ts_result *result = ts_bind_find_result(b, name->text);
    operand->value = result ? &result->value : NULL;
    operand->series = result ? NULL : ts_map_find(&b->edition->series, name->text);
    if (ts_bind_is_broken(b, name->text))
        return false;
    if (operand->value || operand->series)
        return true;
    ts_error_near(b->diags, name->span, "value", ts_bind_nearest(b, name->text), "no series or number \"%s\"",
                  name->text);
    return false;
}

static const ts_word *second_operand(const ts_stat_spec *spec)
{
    return spec->method == TS_M_RATIO        ? &spec->per
           : spec->method == TS_M_DIFFERENCE ? &spec->minus
           : spec->method == TS_M_GROWTH     ? &spec->over
                                             : &spec->of;
}

static bool fill_word(ts_binder *b, const ts_word *word, const char **filled)
{
    *filled = ts_bind_fill(b, NULL, word->text, word->span);
    return *filled || !word->text;
}

static ts_cell cell_of(const ts_value *value)
{
    if (value->kind == TS_VALUE_MISSING)
        return (ts_cell){0};
    return value->kind == TS_VALUE_TEXT ? (ts_cell){TS_CELL_TEXT, 0, value->text} : (ts_cell){TS_CELL_NUMBER, value->number, NULL};
}

/* stat('name') becomes a parameter: what is computed before goes in as a value, and is part of what a kept answer is of. Small
 * letters are the sheet's own parameters. */
static bool bind_uses(ts_binder *b, const ts_sql_uses *uses, ts_stat_request *request)
{
    if (!uses->count)
        return true;
    ts_binding *bindings = TS_ARRAY(b->arena, ts_binding, request->binding_count + uses->count);
    const char *sql = request->sql, *text = "";
    size_t at = 0;
    if (!bindings)
        return false;
    memcpy(bindings, request->bindings, request->binding_count * sizeof *bindings);
    for (size_t i = 0; i < uses->count && text; i++) {
        const ts_result *result = uses->items[i].name ? ts_bind_find_result(b, uses->items[i].name) : NULL;
        if (!result || ts_bind_is_broken(b, uses->items[i].name))
            return false;
        const char *name = ts_arena_print(b->arena, "STAT%zu", i + 1);
        bindings[request->binding_count + i] = (ts_binding){name, cell_of(&result->value)};
        text = name ? ts_arena_print(b->arena, "%s%.*s:%s", text, (int)(uses->items[i].from - at), sql + at, name) : NULL;
        at = uses->items[i].to;
    }
    request->bindings = bindings;
    request->binding_count += uses->count;
    request->sql = text ? ts_arena_print(b->arena, "%s%s", text, sql + at) : NULL;
    return request->sql;
}

/* Words of a statistic that may have templates. */
static const struct {
    size_t spec, request;
} words[] = {
    {offsetof(ts_stat_spec, at), offsetof(ts_stat_request, at)},     {offsetof(ts_stat_spec, from), offsetof(ts_stat_request, from)},
    {offsetof(ts_stat_spec, to), offsetof(ts_stat_request, to)},     {offsetof(ts_stat_spec, base), offsetof(ts_stat_request, base)},
    {offsetof(ts_stat_spec, only), offsetof(ts_stat_request, only)}, {offsetof(ts_stat_spec, for_), offsetof(ts_stat_request, for_)},
};
enum { WORDS = sizeof words / sizeof *words };

static const ts_word *word_of(const ts_stat_spec *spec, size_t i)
{
    return (const ts_word *)((const char *)spec + words[i].spec);
}

static const char **text_in(ts_stat_request *request, size_t i)
{
    return (const char **)((char *)request + words[i].request);
}

/* What a parameter turned round is told with it. */
static void blame_params(ts_binder *b, const ts_stat_spec *spec, ts_stat_request *request)
{
    ts_period from, to;
    if (!request->from || !request->to || !ts_period_read(request->from, &from) || !ts_period_read(request->to, &to) ||
        ts_period_order(from, to) < 0)
        return;
    const ts_turned turned = ts_bind_turned(b, &spec->from, &spec->to, (const char *const[]){request->from, request->to});
    request->turned_by = turned.cause;
    request->turned_advice = turned.cause ? turned.advice : NULL;
}

static bool fill_stat(ts_binder *b, const ts_stat_spec *spec, const ts_stat_ready *ready, ts_stat_request *request)
{
    ts_operand weights = {0};
    *request = ready->request;
    request->bindings = b->edition->params;
    request->binding_count = b->edition->param_count;
    if (!find_operand(b, &spec->weights, &weights) || !bind_uses(b, &ready->uses, request))
        return false;
    request->weights = weights.series;
    for (size_t i = 0; i < WORDS; i++)
        if ((ready->open & 1u << i) && !fill_word(b, word_of(spec, i), text_in(request, i)))
            return false;
    if (ready->open)
        blame_params(b, spec, request);
    return (spec->method == TS_M_SQL || find_operand(b, &spec->operand, &request->a)) &&
           find_operand(b, second_operand(spec), &request->b);
}

/* ---- what editions ask of it */

static ts_stat_request request_of(const ts_stat_spec *spec)
{
    return (ts_stat_request){
        .name = spec->name,
        .method = (ts_stat_method)spec->method,
        .sql = spec->method == TS_M_SQL ? spec->operand.text : NULL,
        .days = spec->days.given ? spec->days.value : 0,
        .smallest_first = spec->order.given && spec->order.value == 1,
        .place = spec->place.given ? (int)spec->place.value : 1,
        .beyond = spec->beyond.given ? (int)spec->beyond.value : 0,
        .show = spec->show.given               ? (ts_show)spec->show.value
                : spec->method == TS_M_OTHERS ? TS_SHOW_VALUE
                                               : TS_SHOW_NAME,
        .unit = spec->unit.text,
        .span = spec->span,
    };
}

static ts_result result_of(const ts_stat_spec *spec, const ts_roots *roots)
{
    return (ts_result){
        .name = spec->name,
        .stat = spec,
        .value = {.unit = spec->unit.text},
        .qualifier = TS_QUALIFIER_NONE,
        .printed = "",
        .expect = spec->expect.text,
        .expect_met = true,
        .missing = spec->missing.given ? spec->missing.value : TS_MISSING_FAIL,
        .instead = spec->instead.text,
        .sources = roots->sources,
        .caveats = roots->caveats,
        .note = spec->note.text,
        .means = spec->means.text,
        .span = spec->span,
    };
}

static ts_stat_ready *make_ready(ts_binder *b, ts_arena *arena, const ts_stat_spec *spec)
{
    ts_stat_ready *ready = TS_NEW(arena, ts_stat_ready);
    const ts_roots *roots = ts_roots_of_stat(b, arena, spec);
    if (!ready || !roots)
        return NULL;
    ready->request = request_of(spec);
    ready->result = result_of(spec, roots);
    for (size_t i = 0; i < WORDS; i++) {
        const char *text = word_of(spec, i)->text;
        if (text && strchr(text, '{'))
            ready->open |= 1u << i;
        else
            *text_in(&ready->request, i) = text;
    }
    ready->formatted = spec->format.text && ts_bind_find_format(b, spec->format.text, &ready->result.format);
    return spec->method != TS_M_SQL || !spec->operand.text || ts_sql_find_uses(arena, spec->operand.text, &ready->uses) ? ready : NULL;
}

/* As another edition left it, if one did. NULL: memory is out. */
static const ts_stat_ready *find_ready(ts_binder *b, const ts_stat_spec *spec)
{
    ts_lasting *lasting = b->request->lasting;
    if (!lasting)
        return make_ready(b, b->arena, spec);
    if (!lasting->stats)
        lasting->stats = TS_ARRAY(lasting->arena, ts_stat_ready *, b->sheet->stats.count);
    if (lasting->stats && !lasting->stats[spec->number])
        lasting->stats[spec->number] = make_ready(b, lasting->arena, spec);
    return lasting->stats ? lasting->stats[spec->number] : NULL;
}

/* ---- what the sheet expects */

/* An author types plain spaces where the print has ones that do not break (U+00A0, U+202F). */
static const char *skip_space(const char *text)
{
    if (strncmp(text, "\xC2\xA0", 2) == 0)
        return text + 2;
    if (strncmp(text, "\xE2\x80\xAF", 3) == 0)
        return text + 3;
    return *text == ' ' ? text + 1 : NULL;
}

static bool prints_as(const char *expect, const char *printed)
{
    while (*expect && *printed) {
        const char *a = skip_space(expect), *b = skip_space(printed);
        if ((!a) != (!b) || (!a && *expect != *printed))
            return false;
        expect = a ? a : expect + 1;
        printed = b ? b : printed + 1;
    }
    return *expect == *printed;
}

static void judge_expect(ts_binder *b, const ts_stat_spec *spec, ts_result *result)
{
    const ts_setting *row = ts_map_find(&b->expects, spec->name);
    const ts_span span = row && row->span.source ? row->span : spec->expect.span;
    result->expect = row ? ts_arena_text(b->arena, row->value) : spec->expect.text;
    if (!result->expect || (!row && !b->as_written))
        return;
    result->expect_met = prints_as(result->expect, result->printed);
    if (result->expect_met)
        return;
    const char *prints = *result->printed ? result->printed : "nothing";
    bool refused = !b->edition->profile || (b->edition->profile->refuse & TS_REFUSE_EXPECT);
    if (result->value.kind == TS_VALUE_MISSING && refused)
        ts_bind_tell_missing(b, result, span, ""); /* which is why */
    else if (refused && !b->request->draft)
        ts_error(b->diags, span, "expect",
                 "\"%s\" prints %s, expected %s: the data or the sheet changed", spec->name, prints,
                 result->expect);
    else
        ts_warn(b->diags, span, "expect",
                "\"%s\" prints %s, expected %s: the data or the sheet changed", spec->name, prints,
                result->expect);
}

static void judge_plausible(ts_binder *b, const ts_stat_spec *spec, const ts_result *result)
{
    const struct ts_plausible *bounds = spec->plausible;
    if (!bounds || result->value.kind != TS_VALUE_NUMBER)
        return;
    double number = result->value.number;
    if (bounds->from.given && number < bounds->from.value)
        ts_error(b->diags, bounds->from.span, "plausible", "\"%s\" is %.6g, less than the plausible %.6g",
                 spec->name, number, bounds->from.value);
    if (bounds->to.given && number > bounds->to.value)
        ts_error(b->diags, bounds->to.span, "plausible", "\"%s\" is %.6g, more than the plausible %.6g",
                 spec->name, number, bounds->to.value);
}

static void judge(ts_binder *b, const ts_stat_spec *spec, ts_result *result)
{
    judge_expect(b, spec, result);
    judge_plausible(b, spec, result);
}

/* ---- a statistic of this edition */

/* A name that a statistic found (the largest partner) prints as the deck calls it. */
static const char *print_name(ts_binder *b, const ts_stat_spec *spec, const ts_result *result)
{
    if (!spec->labels.text)
        return result->value.text;
    const ts_copy *label = ts_bind_label(b, spec->labels.text, result->value.text, spec->labels.span, -1);
    return label ? ts_copy_plain(b->arena, label) : "";
}

/* What depends on a number that hides, or is to be confirmed, does the same unless it says otherwise. */
static void follow_operands(ts_binder *b, const ts_stat_spec *spec, ts_result *result)
{
    if (result->value.kind != TS_VALUE_MISSING || spec->missing.given)
        return;
    for (size_t i = 0; i < spec->operands.count; i++) {
        const ts_result *operand = ts_bind_find_result(b, spec->operands.items[i].text);
        bool lacks = operand && operand->value.kind == TS_VALUE_MISSING;
        if (lacks && (operand->missing == TS_MISSING_HIDE || operand->missing == TS_MISSING_TBC)) {
            result->missing = operand->missing;
            return;
        }
    }
}

bool ts_bind_stat(ts_binder *b, const ts_stat_spec *spec)
{
    const ts_stat_ready *ready = find_ready(b, spec);
    ts_result *result = ready ? ts_arena_room(b->arena, sizeof *result) : NULL;
    if (!result || !ts_map_put(b->arena, &b->edition->results, spec->name, result))
        return false;
    *result = ready->result;
    ts_stat_request request;
    ts_status status = fill_stat(b, spec, ready, &request)
                           ? ts_stat_compute(b->database, b->arena, &request, b->diags, &result->value)
                           : TS_FAULT;
    b->machine = b->machine || status == TS_MACHINE || ts_arena_failed(b->arena);
    if (b->machine)
        return false;
    result->only = request.only ? request.only : request.for_;
    if (spec->method == TS_M_SQL)
        result->value.query = spec->operand.text; /* as it was written, its numbers named */
    if (!ready->formatted)
        result->format = own_format(b, &spec->format, result->value.unit);
    else if (status == TS_OK && spec->format.text)
        (void)ts_bind_suits(b, spec->format.text, &result->format, result->value.unit, spec->format.span);
    if (status != TS_OK) {
        result->value.kind = TS_VALUE_MISSING;
        ts_bind_break(b, spec->name);
        return true;
    }
    follow_operands(b, spec, result);
    if (result->value.kind == TS_VALUE_TEXT)
        result->printed = print_name(b, spec, result);
    print_own(b, result);
    if (!b->machine)
        judge(b, spec, result);
    return !b->machine && ts_doubt_stat(b, spec, &request, result);
}
