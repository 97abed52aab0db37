/* Which rounding and which qualifier a value is printed with, and what is told of it; how it is printed: printing.c. */
#include "data/format.h"

#include "base/utf8.h"
#include "data/date.h"
#include "data/printing.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

ts_format ts_format_default(const char *unit)
{
    static const struct {
        const char *unit;
        ts_format format;
    } table[] = {{"count", {TS_FORMAT_SHORT, -1, 1, 0, 0, "short", 0, 0, NULL}},
                 {"share", {TS_FORMAT_PERCENT, -1, 0, 0, 0, "percent", 0, 0, NULL}},
                 {"rank", {TS_FORMAT_ORDINAL, -1, -1, 0, 0, "ordinal", 0, 0, NULL}},
                 {"ratio", {TS_FORMAT_FULL, -1, 2, 0, 0, "full", 0, 0, NULL}},
                 {"index", {TS_FORMAT_FULL, -1, 0, 0, 0, "full", 0, 0, NULL}},
                 {"year", {TS_FORMAT_PLAIN, -1, -1, 0, 0, "plain", 0, 0, NULL}},
                 {"text", {TS_FORMAT_PLAIN, -1, -1, 0, 0, "plain", 0, 0, NULL}},
                 {"date", {TS_FORMAT_PLAIN, -1, -1, 0, 0, "plain", 0, 0, NULL}},
                 {"number", {TS_FORMAT_FULL, -1, -1, 0, 0, "full", 0, 0, NULL}}};
    for (size_t i = 0; unit && i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].unit, unit) == 0)
            return table[i].format;
    return table[0].format; /* money */
}

/* ---- qualifiers */

static ts_printing begin(const ts_formatter *formatter, ts_arena *arena, const ts_value *value, const ts_format *format)
{
    const char *unit = value->unit;
    double number = format->sign == TS_PRINT_NO_SIGN ? fabs(value->number) : value->number;
    return (ts_printing){.formatter = formatter, .arena = arena, .value = value, .format = format,
                 .number = number, .exact = ts_decimal_of(number),
                 .rounding = (ts_rounding)format->rounding, .currency = unit && ts_unit_is_currency(unit) ? unit : NULL, .physical = unit && ts_unit_is_physical(unit)};
}

static ts_rounding rounding_of(const ts_format *format, ts_qualifier qualifier)
{
    if (qualifier == TS_QUALIFIER_OR_MORE || qualifier == TS_QUALIFIER_MORE_THAN)
        return TS_ROUND_DOWN;
    bool up = qualifier == TS_QUALIFIER_NEARLY || qualifier == TS_QUALIFIER_LESS_THAN;
    return up ? TS_ROUND_UP : (ts_rounding)format->rounding;
}

/* Prints with a rounding of its own; what was printed then stands there, too. */
static ts_printed print_rounded(ts_printing *j, ts_rounding rounding)
{
    j->rounding = rounding;
    return ts_printing_run(j);
}

typedef struct between { /* where a value lies between its two nearest prints */
    double place; /* 0 at the lower; below 0 when it is printed exactly */
    bool from_nought;
} between;

static between place_between(const ts_printing *like)
{
    ts_printing low = *like, high = *like;
    (void)print_rounded(&low, TS_ROUND_DOWN);
    (void)print_rounded(&high, TS_ROUND_UP);
    double lower = ts_printing_number(&low), higher = ts_printing_number(&high);
    return (between){higher > lower ? (like->number - lower) / (higher - lower) : -1, lower == 0 && like->number > 0};
}

/* A format's own qualifier, as far as the value bears it. */
static ts_qualifier own_qualifier(const ts_printing *j)
{
    static const double EXACT = 0.02, NEAR = 0.25;
    ts_qualifier wanted = (ts_qualifier)(j->format->qualifier - 1);
    if (wanted == TS_QUALIFIER_NONE || wanted == TS_QUALIFIER_OR_MORE)
        return wanted;
    const between at = place_between(j);
    const double r = at.place;
    if (wanted == TS_QUALIFIER_AUTO && at.from_nought && r > 0 && r < 1 - NEAR)
        return TS_QUALIFIER_LESS_THAN;
    if (r <= EXACT || r >= 1 - EXACT)
        return TS_QUALIFIER_NONE;
    if (j->number < 0)
        return TS_QUALIFIER_ABOUT;
    if (wanted != TS_QUALIFIER_AUTO)
        return wanted;
    return r <= NEAR ? TS_QUALIFIER_MORE_THAN : r >= 1 - NEAR ? TS_QUALIFIER_NEARLY : TS_QUALIFIER_ABOUT;
}

/* The print of a number, and what it says. */
static ts_printed qualified(ts_printing *j, ts_qualifier qualifier)
{
    if (qualifier == TS_QUALIFIER_NONE && j->format->style != TS_FORMAT_SKELETON)
        qualifier = own_qualifier(j);
    ts_printed printed = print_rounded(j, rounding_of(j->format, qualifier));
    return qualifier == TS_QUALIFIER_NONE ? printed : ts_pattern_wrap(j->arena, j->formatter->qualifiers[qualifier], printed, false);
}

static bool is_printable(const ts_value *value)
{
    return value->kind == TS_VALUE_NUMBER && isfinite(value->number);
}

ts_printed ts_format_value(const ts_formatter *formatter, ts_arena *arena, const ts_value *value,
                           const ts_format *format, ts_qualifier qualifier)
{
    ts_format own;
    if (value->kind == TS_VALUE_TEXT && value->unit && strcmp(value->unit, "date") == 0)
        return ts_printed_plain(ts_format_moment(formatter, arena, value->text));
    if (value->kind == TS_VALUE_TEXT)
        return ts_printed_plain(ts_arena_text(arena, value->text));
    if (!is_printable(value))
        return ts_printed_plain("");
    if (!format)
        own = ts_format_default(value->unit);
    ts_printing j = begin(formatter, arena, value, format ? format : &own);
    ts_printed printed = qualified(&j, qualifier);
    bool scales = j.format->style == TS_FORMAT_LONG || (j.format->style == TS_FORMAT_SHORT && !j.physical);
    printed.magnitude = scales ? j.shift : -1;
    return printed;
}

int ts_format_magnitude(const ts_formatter *formatter, ts_arena *arena, const ts_value *value, const ts_format *format,
                        ts_qualifier qualifier)
{
    return is_printable(value) ? ts_format_value(formatter, arena, value, format, qualifier).magnitude : -1;
}

double ts_format_rounded(const ts_formatter *formatter, ts_arena *arena, const ts_value *value, const ts_format *format)
{
    ts_printing j = begin(formatter, arena, value, format);
    (void)qualified(&j, TS_QUALIFIER_NONE);
    return ts_printing_number(&j);
}

bool ts_format_skeleton_reads(const ts_formatter *formatter, const char *skeleton)
{
    ts_arena *scratch = ts_arena_new(0);
    bool reads = scratch && ts_language_skeleton(formatter, scratch, skeleton, 1);
    ts_arena_drop(scratch);
    return reads;
}

const char *ts_format_plural(const ts_formatter *formatter, ts_arena *arena, const ts_value *value,
                             const ts_format *format, ts_qualifier qualifier)
{
    ts_format own = ts_format_default(value->unit);
    if (!is_printable(value))
        return "other";
    ts_printing j = begin(formatter, arena, value, format ? format : &own);
    if (j.format->style == TS_FORMAT_SKELETON)
        return ts_language_skeleton_plural(formatter, j.format->skeleton ? j.format->skeleton : "", j.number);
    (void)qualified(&j, qualifier);
    return ts_language_plural_of(formatter, ts_printing_seen(&j));
}

typedef struct seen_digits { /* of a text, in groups: what stands between two is no sign of a number */
    bool nought, other; /* a group of noughts; a group with another digit */
    size_t from, to;    /* of the first group of noughts */
} seen_digits;

/* -1: no digit. */
static int digit_of(const ts_formatter *formatter, uint32_t code)
{
    if (code >= '0' && code <= '9')
        return (int)(code - '0');
    return code >= formatter->zero && code <= formatter->zero + 9 ? (int)(code - formatter->zero) : -1;
}

static void end_group(seen_digits *found, seen_digits *group)
{
    if (group->nought && !group->other && !found->nought) {
        found->nought = true;
        found->from = group->from;
        found->to = group->to;
    }
    found->other = found->other || group->other;
    *group = (seen_digits){0};
}

static seen_digits digits_of(const ts_formatter *formatter, const char *text, size_t length)
{
    seen_digits found = {0}, group = {0};
    for (size_t at = 0, from = 0; at < length; from = at) {
        uint32_t code = ts_utf8_next(text, length, &at);
        int digit = digit_of(formatter, code);
        if (digit < 0 && code != '.' && code != ',')
            end_group(&found, &group);
        if (digit < 0)
            continue;
        if (!group.nought && !group.other)
            group.from = from;
        group.to = at;
        group.nought = group.nought || !digit;
        group.other = group.other || digit;
    }
    end_group(&found, &group);
    return found;
}

/* The 2 of "0 tCO2e" stands behind any number of its unit, nought itself included. */
static bool others_are_its_own(const ts_formatter *formatter, ts_arena *arena, const ts_print_seen *print)
{
    const ts_value nought = {.kind = TS_VALUE_NUMBER, .unit = print->unit};
    const ts_format own = ts_format_default(print->unit ? print->unit : "number");
    const char *text = ts_format_value(formatter, arena, &nought, print->format ? print->format : &own, TS_QUALIFIER_NONE).text;
    const seen_digits in = digits_of(formatter, text ? text : "", text ? strlen(text) : 0);
    if (!in.nought || in.from > print->length || memcmp(text, print->text, in.from) != 0)
        return false;
    const size_t behind = strlen(text + in.to), middle = print->length - in.from;
    if (behind > middle || memcmp(text + in.to, print->text + print->length - behind, behind) != 0)
        return false;
    const seen_digits left = digits_of(formatter, print->text + in.from, middle - behind);
    return left.nought && !left.other;
}

bool ts_format_says_nought(const ts_formatter *formatter, ts_arena *arena, const ts_print_seen *print)
{
    const seen_digits found = digits_of(formatter, print->text, print->length);
    if (found.nought)
        return !found.other || others_are_its_own(formatter, arena, print);
    const char *spelled = found.other || !print->length ? NULL : ts_language_spell(formatter, arena, 0);
    return spelled && strlen(spelled) == print->length && memcmp(spelled, print->text, print->length) == 0;
}

/* ---- units that a format cannot print */

static bool is_among(const char *const *units, const char *unit)
{
    while (*units && strcmp(*units, unit) != 0)
        units++;
    return *units;
}

const char *ts_format_misfit(const ts_format *format, const char *unit)
{
    static const char *const parts[] = {"share", "ratio", "points", "number", "text", "date", NULL};
    static const char *const fractions[] = {"share", "points", NULL};
    const char *of = unit ? unit : "number";
    bool percent = format->style == TS_FORMAT_PERCENT || format->style == TS_FORMAT_PERCENT_WORDS;
    bool whole = format->style == TS_FORMAT_ORDINAL || format->style == TS_FORMAT_WORDS;
    if (percent && !is_among(parts, of))
        return "percentages are those of a share, a ratio or a number";
    if (whole && is_among(fractions, of))
        return "parts of a whole print as a percentage, or in full with decimals";
    return NULL;
}

/* ---- descriptions */

static const char *style_name(ts_format_style style)
{
    static const char *const names[] = {"short", "long", "full", "percent", "percent in words", "ordinal", "in words", "plain",
                                        "by an ICU skeleton"};
    return (size_t)style < sizeof names / sizeof *names ? names[style] : "";
}

enum { COUNT_ROOM = 24 };

typedef struct precision {
    const char *before, *behind; /* of the number */
    char number[COUNT_ROOM];
} precision;

static void put_count(char number[COUNT_ROOM], int count)
{
    size_t digits = 1;
    for (int rest = count; rest > 9; rest /= 10)
        digits++;
    number[digits] = '\0';
    for (; digits > 0; count /= 10)
        number[--digits] = (char)('0' + count % 10);
}

static precision precision_of(const ts_format *format)
{
    bool counts = format->style == TS_FORMAT_WORDS || format->style == TS_FORMAT_ORDINAL;
    int decimals = format->decimals >= 0 ? format->decimals
                   : format->style == TS_FORMAT_SHORT || format->style == TS_FORMAT_LONG ? 1 : counts ? 0 : -1;
    precision said = {.before = "", .behind = ""};
    if (format->nearest > 0) {
        said.before = ", to the nearest ";
        snprintf(said.number, sizeof said.number, "%.10g", format->nearest);
    } else if (format->digits > 0) {
        put_count(said.number, format->digits);
        said.before = ", ";
        said.behind = format->digits == 1 ? " significant digit" : " significant digits";
    } else if (decimals == 0 && format->style == TS_FORMAT_WORDS) {
        said.before = ", whole below a million";
    } else if (decimals >= 0) {
        put_count(said.number, decimals);
        said.before = ", ";
        said.behind = decimals == 1 ? " decimal" : " decimals";
    }
    return said;
}

const char *ts_format_describe(ts_arena *arena, const ts_format *format, const char *unit, ts_qualifier qualifier)
{
    static const char *const ways[] = {"half away from zero", "half to even", "up", "down"};
    static const char *const words[] = {" (or more)", " (about)", " (nearly)", " (more than)", " (less than)", ", qualified by what rounding leaves"};
    if (unit && (strcmp(unit, "text") == 0 || strcmp(unit, "date") == 0))
        return "as it is";
    if (format->style == TS_FORMAT_SKELETON)
        return ts_arena_print(arena, "by the ICU skeleton \"%s\"", format->skeleton ? format->skeleton : "");
    ts_qualifier said = qualifier == TS_QUALIFIER_NONE ? (ts_qualifier)(format->qualifier - 1) : qualifier;
    precision digits_said = precision_of(format);
    ts_rounding rounding = said == TS_QUALIFIER_AUTO ? (ts_rounding)format->rounding : rounding_of(format, said);
    const char *texts[] = {style_name(format->style), digits_said.before, digits_said.number, digits_said.behind,
                           format->shared > 0 ? " or two digits of a small one, in the magnitude of its column" : "", ", rounded ", ways[rounding],
                           said == TS_QUALIFIER_NONE ? "" : words[said]};
    enum { PARTS = sizeof texts / sizeof *texts };
    ts_part parts[PARTS];
    for (size_t i = 0; i < PARTS; i++)
        parts[i] = (ts_part){texts[i], strlen(texts[i])};
    return ts_parts_join(arena, parts, PARTS);
}
