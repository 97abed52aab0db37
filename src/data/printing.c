/*
 * A value becomes digits (decimal.h, rounded once), the digits get the
 * language's marks, and patterns with {n} go around them: magnitude, money,
 * sign, qualifier, from the inside out.
 */
#include "data/printing.h"

#include "base/utf8.h"
#include "data/number.h"

#include <math.h>
#include <string.h>

#define NO_BREAK "\u00A0"
#define MINUS "\u2212"

/* ---- patterns */

static const ts_printed nothing = {NULL, 0};

ts_printed ts_printed_plain(const char *text)
{
    return text ? (ts_printed){text, strlen(text)} : nothing;
}

char *ts_parts_join(ts_arena *arena, const ts_part *parts, size_t count)
{
    size_t length = 0, at = 0;
    for (size_t i = 0; i < count; i++)
        length += parts[i].length;
    char *text = ts_arena_room(arena, length + 1);
    for (size_t i = 0; text && i < count; i++) {
        memcpy(text + at, parts[i].text, parts[i].length);
        at += parts[i].length;
    }
    if (text)
        text[length] = '\0';
    return text;
}

ts_printed ts_pattern_wrap(ts_arena *arena, const char *pattern, ts_printed inner, bool magnitude)
{
    const char *slot = strstr(pattern, "{n}");
    if (!inner.text || !slot)
        return inner.text ? ts_printed_plain(ts_arena_print(arena, "%s%s", inner.text, pattern)) : nothing;
    size_t before = (size_t)(slot - pattern), length = strlen(inner.text);
    const char *after = slot + 3;
    bool had = inner.magnitude_at < length;
    bool space_before = before > 0 && pattern[before - 1] == ' ', space_after = *after == ' ' && !had;
    const ts_part parts[] = {{pattern, before - space_before},
                          {NO_BREAK, space_before ? strlen(NO_BREAK) : 0},
                          {inner.text, length},
                          {NO_BREAK, space_after ? strlen(NO_BREAK) : 0},
                          {after + space_after, strlen(after + space_after)}};
    char *text = ts_parts_join(arena, parts, sizeof parts / sizeof *parts);
    if (!text)
        return nothing;
    size_t lead = parts[0].length + parts[1].length;
    if (magnitude && (space_after || strncmp(after, NO_BREAK, 2) == 0))
        return (ts_printed){text, lead + length + strlen(NO_BREAK)};
    return (ts_printed){text, had ? lead + inner.magnitude_at : strlen(text)};
}

/* ---- digits */

static size_t put_digit(const ts_formatter *f, char digit, char *out)
{
    return ts_utf8_put(f->zero + (uint32_t)(digit - '0'), out);
}

static bool group_before(const ts_formatter *f, size_t left, size_t whole)
{
    size_t primary = (size_t)f->primary, secondary = (size_t)f->secondary;
    if (left == whole || left < primary || whole <= (size_t)f->ungrouped)
        return false;
    return left == primary || (left - primary) % secondary == 0;
}

/* How many bytes the number takes at most. */
static size_t spelled_room(const ts_formatter *f, size_t length, size_t whole)
{
    char digit[4];
    return length * put_digit(f, '9', digit) + whole * strlen(f->group) + strlen(f->decimal) + 1;
}

/* Digits with the marks of the language. */
static const char *spell_number(const ts_printing *j, const char *number, bool grouped)
{
    const ts_formatter *f = j->formatter;
    size_t whole = strcspn(number, "."), length = strlen(number), used = 0;
    if (!number[whole] && !(grouped && whole > (size_t)f->ungrouped) && f->zero == '0')
        return number;
    char *out = ts_arena_room(j->arena, spelled_room(f, length, grouped ? whole : 0));
    for (size_t i = 0; out && i < length; i++) {
        bool mark = number[i] == '.' || (grouped && i < whole && group_before(f, whole - i, whole));
        if (mark) {
            const char *sign = number[i] == '.' ? f->decimal : f->group;
            size_t size = strlen(sign);
            memcpy(out + used, sign, size);
            used += size;
        }
        if (number[i] != '.')
            used += put_digit(f, number[i], out + used);
    }
    if (out)
        out[used] = '\0';
    return out;
}

static void round_value(const ts_printing *j, ts_decimal *d, int decimals)
{
    const ts_format *format = j->format;
    if (format->digits > 0)
        ts_decimal_significant(d, format->digits, j->rounding);
    else if (!(format->nearest > 0))
        ts_decimal_round(d, format->decimals >= 0 ? format->decimals : decimals, j->rounding);
}

/* The value before its rounding; a multiple is taken of the value itself. */
static ts_decimal start(const ts_printing *j)
{
    ts_decimal d = j->exact;
    if (j->format->nearest > 0)
        ts_decimal_nearest(&d, j->number, j->format->nearest, j->rounding);
    return d;
}

static void note_printed(ts_printing *j, const ts_decimal *d, int places)
{
    char number[TS_DECIMAL_ROOM];
    j->negative = d->negative && d->count > 0;
    j->rounded = *d;
    j->rounded.point += j->shift;
    ts_decimal_print(d, places, number);
    j->seen = ts_arena_text(j->arena, number);
}

double ts_printing_number(const ts_printing *j)
{
    char number[TS_DECIMAL_ROOM];
    ts_decimal_print(&j->rounded, 0, number);
    return ts_number_read(number, strlen(number)) * (j->negative ? -1 : 1);
}

static const char *digits(ts_printing *j, const ts_decimal *d, int places, bool grouped)
{
    note_printed(j, d, places);
    return j->seen ? spell_number(j, j->seen, grouped) : NULL;
}

/* ---- styles */

static const ts_scale *scale_for(const ts_formatter *f, int use, const ts_decimal *d)
{
    int exponent = d->count > 0 ? d->point - 1 : 0;
    exponent = exponent < 0 ? 0 : exponent >= TS_EXPONENTS ? TS_EXPONENTS - 1 : exponent;
    return &f->scales[use][exponent];
}

static ts_decimal in_scale(const ts_printing *j, const ts_scale *scale)
{
    ts_decimal d = start(j);
    d.point -= scale->shift;
    round_value(j, &d, 1);
    return d;
}

/* Rounding may reach the next magnitude (999,950 is 1.0 million): then the value
 * is rounded again from the start, in the larger unit. */
static ts_decimal scaled(const ts_printing *j, int use, const ts_scale **scale)
{
    ts_decimal d = start(j);
    *scale = scale_for(j->formatter, use, &d);
    ts_decimal rounded = in_scale(j, *scale);
    d = rounded;
    d.point += (*scale)->shift;
    const ts_scale *reached = scale_for(j->formatter, use, &d);
    if (reached->shift == (*scale)->shift)
        return rounded;
    *scale = reached;
    return in_scale(j, reached);
}

static const ts_scale *scale_of_shift(const ts_formatter *f, int use, int shift)
{
    static const ts_scale none = {0};
    for (size_t i = 0; i < TS_EXPONENTS; i++)
        if (f->scales[use][i].shift == shift)
            return &f->scales[use][i];
    return &none;
}

/* In the magnitude of those beside it, with as many decimals, or so many that two digits are seen of what is below the first of these: 0.077, not 0.1
 * nor 0.08, which is a twentieth more. */
static ts_decimal in_shared(const ts_printing *j, int use, const ts_scale **scale)
{
    const ts_format *format = j->format;
    ts_decimal d = start(j);
    *scale = scale_of_shift(j->formatter, use, format->shared - 1);
    d.point -= (*scale)->shift;
    int first = 1 - d.point, places = format->decimals >= 0 ? format->decimals : 1;
    if (format->digits < 1 && format->nearest > 0)
        return d;
    if (format->digits > 0)
        ts_decimal_significant(&d, format->digits, j->rounding);
    else
        ts_decimal_round(&d, first > places ? first + (first > 1) : places, j->rounding);
    return d;
}

static bool has_one_form(const ts_scale *scale)
{
    for (int i = 0; i < TS_PLURALS - 1; i++)
        if (scale->patterns[i])
            return false;
    return true;
}

static const char *scale_pattern(const ts_formatter *f, const ts_scale *scale, const ts_decimal *d)
{
    char number[TS_DECIMAL_ROOM];
    if (has_one_form(scale))
        return scale->patterns[TS_PLURALS - 1];
    ts_decimal_print(d, 0, number);
    const char *form = scale->patterns[ts_language_plural(f, ts_number_read(number, strlen(number)))];
    return form ? form : scale->patterns[TS_PLURALS - 1];
}

/* Spanish joins millions and billions with "de" (dos millones de pesos) and
 * nothing else (mil pesos): RAE, Diccionario panhispanico de dudas, "millon". */
static const char *money_pattern(const ts_printing *j, ts_money_use use, int shift)
{
    const char *pattern = ts_language_money(j->formatter, j->currency, use);
    if (!pattern || shift >= 6 || !ts_language_is(j->formatter->language, "es"))
        return pattern;
    const char *joined = strstr(pattern, "{n} de ");
    if (!joined)
        return pattern;
    return ts_arena_print(j->arena, "%.*s{n} %s", (int)(joined - pattern), pattern,
                          joined + strlen("{n} de "));
}

static ts_printed with_money(const ts_printing *j, ts_printed number, ts_money_use use, int shift)
{
    if (!j->currency)
        return number;
    const char *pattern = money_pattern(j, use, shift);
    return pattern ? ts_pattern_wrap(j->arena, pattern, number, false) : nothing;
}

ts_seen ts_printing_seen(const ts_printing *j)
{
    return (ts_seen){j->seen, j->shift > 0 ? j->shift : 0};
}

/* Spanish joins them as it does money: dos millones de toneladas. */
static ts_printed with_unit(const ts_printing *j, ts_printed number, bool in_text, int shift)
{
    const char *unit = j->value->unit;
    const char *pattern = unit ? ts_language_unit(j->formatter, unit, in_text, ts_printing_seen(j)) : NULL;
    if (!pattern)
        return number;
    if (in_text && shift >= 6 && ts_language_is(j->formatter->language, "es") && strncmp(pattern, "{n} ", 4) == 0)
        pattern = ts_arena_print(j->arena, "{n} de %s", pattern + 4);
    return pattern ? ts_pattern_wrap(j->arena, pattern, number, false) : nothing;
}

/* Spanish counts whole thousands in words from ten thousand on (95 mil, never 95.0 mil) and writes out all others:
 * 22,900, not 22.9 mil; 1,000, not 1 mil (RAE, Ortografia 2010, cap. VIII). */
static bool counts_whole_thousands(const ts_printing *j, const ts_scale *scale)
{
    return scale->shift == 3 && ts_language_is(j->formatter->language, "es");
}

static bool is_written_out(const ts_printing *j, const ts_scale *scale, const ts_decimal *d)
{
    bool odd = d->count > d->point || d->point < 2 || j->format->shared > 0 || j->format->figures;
    return counts_whole_thousands(j, scale) && odd;
}

static bool shows_noughts(const ts_printing *j, const ts_scale *scale)
{
    const ts_format *format = j->format;
    bool rounded = format->decimals > 0 && format->digits < 1 && !(format->nearest > 0);
    bool in_figures = format->shared == 1 && j->exact.count > 0;
    return format->even && (scale->shift > 0 || in_figures) && rounded && !counts_whole_thousands(j, scale);
}

/* A prefix of the unit says its magnitude, and no letter before it does (SI Brochure, 5.3). */
static ts_printed before_sign(ts_printing *j)
{
    const ts_format *format = j->format;
    ts_decimal d = start(j);
    round_value(j, &d, 1);
    bool noughts = format->even && format->decimals > 0 && format->digits < 1 && !(format->nearest > 0) && j->exact.count > 0;
    return with_unit(j, ts_printed_plain(digits(j, &d, noughts ? format->decimals : 0, true)), false, 0);
}

static ts_printed compact(ts_printing *j, int use)
{
    static const ts_scale none = {0};
    const ts_scale *scale;
    bool shared = j->format->shared > 0 && j->exact.count > 0;
    ts_decimal d = shared ? in_shared(j, use, &scale) : scaled(j, use, &scale);
    if (is_written_out(j, scale, &d)) {
        d.point += scale->shift;
        scale = &none;
    }
    j->shift = scale->shift;
    ts_printed number = ts_printed_plain(digits(j, &d, shows_noughts(j, scale) ? j->format->decimals : 0, true));
    if (scale->shift > 0)
        number = ts_pattern_wrap(j->arena, scale_pattern(j->formatter, scale, &d), number, true);
    number = with_unit(j, number, use == 1, scale->shift);
    return with_money(j, number, use == 0 ? TS_MONEY_SHORT : TS_MONEY_LONG, scale->shift);
}

/* Percentage points: 0.032 are 3.2 of them. */
static ts_printed points(ts_printing *j, bool in_text)
{
    ts_decimal d = start(j);
    d.point += d.count > 0 ? 2 : 0;
    j->shift = -2;
    round_value(j, &d, 1);
    const char *text = digits(j, &d, j->format->decimals > 0 ? j->format->decimals : 0, true);
    return ts_pattern_wrap(j->arena, ts_language_unit(j->formatter, "points", in_text, ts_printing_seen(j)), ts_printed_plain(text), false);
}

static bool is_points(const ts_printing *j)
{
    return j->value->unit && strcmp(j->value->unit, "points") == 0;
}

static ts_printed print_short(ts_printing *j)
{
    if (j->physical)
        return before_sign(j);
    return is_points(j) ? points(j, false) : compact(j, 0);
}

static ts_printed print_long(ts_printing *j)
{
    return is_points(j) ? points(j, true) : compact(j, 1);
}

/* How many digits after the point when the format does not say; below 0: at most
 * that many, without noughts at the end. */
static int full_places(const char *unit)
{
    if (unit && strcmp(unit, "ratio") == 0)
        return 2;
    return unit && (strcmp(unit, "number") == 0 || strcmp(unit, "share") == 0) ? -2 : 0;
}

static ts_printed print_full(ts_printing *j)
{
    int own = full_places(j->value->unit);
    bool said = j->format->decimals >= 0, free = j->format->digits > 0 || j->format->nearest > 0;
    int places = said ? j->format->decimals : own;
    ts_decimal d = start(j);
    round_value(j, &d, own < 0 ? -own : own);
    if (is_points(j))
        return points(j, true);
    const char *text = digits(j, &d, places < 0 || free ? 0 : places, true);
    return with_money(j, with_unit(j, ts_printed_plain(text), !j->physical, 0), TS_MONEY_FULL, 0);
}

static ts_printed percent(ts_printing *j, const char *pattern)
{
    int places = j->format->decimals > 0 && !(j->format->nearest > 0) ? j->format->decimals : 0;
    ts_decimal d = start(j);
    d.point += d.count > 0 ? 2 : 0;
    j->shift = -2;
    round_value(j, &d, 0);
    return ts_pattern_wrap(j->arena, pattern, ts_printed_plain(digits(j, &d, places, true)), false);
}

static ts_printed print_percent(ts_printing *j)
{
    return percent(j, j->formatter->percent);
}

static ts_printed print_percent_words(ts_printing *j)
{
    return percent(j, j->formatter->percent_words);
}

static ts_printed print_plain(ts_printing *j)
{
    ts_decimal d = start(j);
    int decimals = j->format->decimals;
    round_value(j, &d, 15);
    return ts_printed_plain(digits(j, &d, decimals > 0 ? decimals : 0, false));
}

/* Words and ordinals are of whole numbers; where they would be no use to a
 * reader, digits stand. */
static bool whole_number(const ts_printing *j, ts_decimal *d, double *number)
{
    char text[TS_DECIMAL_ROOM];
    *d = start(j);
    if (j->format->digits > 0)
        ts_decimal_significant(d, j->format->digits, j->rounding);
    ts_decimal_round(d, 0, j->rounding);
    ts_decimal_print(d, 0, text);
    *number = d->point <= 15 ? ts_number_read(text, strlen(text)) : 0;
    return d->point <= 15;
}

/* From a million on figures and a magnitude word: 1.5 million (Chicago Manual of Style, 9.8). */
static ts_printed print_words(ts_printing *j)
{
    ts_decimal d;
    double number;
    if (fabs(j->number) >= 1e6)
        return print_long(j);
    if (!whole_number(j, &d, &number))
        return print_full(j);
    note_printed(j, &d, 0);
    return ts_printed_plain(ts_language_spell(j->formatter, j->arena, number));
}

static ts_printed print_skeleton(ts_printing *j)
{
    const char *skeleton = j->format->skeleton ? j->format->skeleton : "";
    const char *text = ts_language_skeleton(j->formatter, j->arena, skeleton, j->number);
    return ts_printed_plain(text ? text : ""); /* one that cannot be read is told where it stands */
}

static ts_printed print_ordinal(ts_printing *j)
{
    ts_decimal d;
    double number;
    if (!whole_number(j, &d, &number))
        return print_full(j);
    const char *text = digits(j, &d, 0, true);
    if (j->formatter->ordinal)
        return ts_pattern_wrap(j->arena, j->formatter->ordinal, ts_printed_plain(text), false);
    return ts_printed_plain(ts_language_ordinal(j->formatter, j->arena, number));
}

/* ---- the whole */

static const char *sign_of(const ts_printing *j)
{
    if (j->format->sign == TS_PRINT_NO_SIGN)
        return NULL;
    if (j->negative)
        return MINUS "{n}";
    return j->format->sign == TS_PRINT_ALL_SIGNS && j->rounded.count > 0 ? "+{n}" : NULL;
}

ts_printed ts_printing_run(ts_printing *j)
{
    static ts_printed (*const styles[])(ts_printing *) = {[TS_FORMAT_SHORT] = print_short,
                                                  [TS_FORMAT_LONG] = print_long,
                                                  [TS_FORMAT_FULL] = print_full,
                                                  [TS_FORMAT_PERCENT] = print_percent,
                                                  [TS_FORMAT_PERCENT_WORDS] = print_percent_words,
                                                  [TS_FORMAT_ORDINAL] = print_ordinal,
                                                  [TS_FORMAT_WORDS] = print_words,
                                                  [TS_FORMAT_PLAIN] = print_plain,
                                                  [TS_FORMAT_SKELETON] = print_skeleton};
    if ((size_t)j->format->style >= sizeof styles / sizeof *styles)
        return nothing;
    ts_printed printed = styles[j->format->style](j);
    const char *sign = j->format->style == TS_FORMAT_SKELETON ? NULL : sign_of(j);
    return sign ? ts_pattern_wrap(j->arena, sign, printed, false) : printed;
}
