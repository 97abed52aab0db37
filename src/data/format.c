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
    printed.magnitude = j.format->style <= TS_FORMAT_LONG ? j.shift : -1;
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

bool ts_format_says_nought(const ts_formatter *formatter, ts_arena *arena, const char *text, size_t length)
{
    bool nought = false;
    for (size_t at = 0; at < length;) {
        uint32_t code = ts_utf8_next(text, length, &at);
        if ((code > '0' && code <= '9') || (code > formatter->zero && code <= formatter->zero + 9))
            return false;
        nought = nought || code == '0' || code == formatter->zero;
    }
    const char *spelled = nought || !length ? NULL : ts_language_spell(formatter, arena, 0);
    return nought || (spelled && strlen(spelled) == length && memcmp(spelled, text, length) == 0);
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
