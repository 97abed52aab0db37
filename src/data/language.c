#include "data/language.h"

#include "base/lack.h"
#include "base/utf8.h"

#include <math.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/unumberformatter.h>
#include <unicode/ustring.h>

enum { LONG_TEXT = 512, NEVER_GROUPED = 1000, KEPT = 1000 };

/* ---- ICU in and out */

char *ts_language_utf8(ts_arena *arena, const UChar *text, int32_t length)
{
    UErrorCode status = U_ZERO_ERROR;
    char bytes[LONG_TEXT * 3];
    int32_t used = 0;
    u_strToUTF8(bytes, sizeof bytes, &used, text, length, &status);
    return U_SUCCESS(status) ? ts_arena_copy(arena, bytes, (size_t)used) : NULL;
}

bool ts_language_lacks(ts_arena *arena, UErrorCode status)
{
    const bool lacks = ts_lack_was() || status == U_MEMORY_ALLOCATION_ERROR;
    if (lacks)
        ts_arena_fail(arena, NULL);
    return lacks;
}

static void close_number(void *handle)
{
    unum_close(handle);
}

static void close_plurals(void *handle)
{
    uplrules_close(handle);
}

static UNumberFormat *open_number(ts_arena *arena, UNumberFormatStyle style, const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *format = unum_open(style, NULL, 0, locale, NULL, &status);
    return U_SUCCESS(status) && ts_arena_defer(arena, close_number, format) ? format : NULL;
}

/* No tag of a language, or one that is too long for one. */
static bool is_no_such(UErrorCode status)
{
    return status == U_ILLEGAL_ARGUMENT_ERROR || status == U_BUFFER_OVERFLOW_ERROR || status == U_MISSING_RESOURCE_ERROR;
}

/* ICU falls back to the locale of the environment: the language it has really
 * taken is compared with the one that was wanted. */
const char *ts_language_locale(ts_arena *arena, const char *language)
{
    char locale[ULOC_FULLNAME_CAPACITY], wanted[ULOC_LANG_CAPACITY], taken[ULOC_LANG_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    ts_lack_begin();
    uloc_forLanguageTag(language, locale, sizeof locale, NULL, &status);
    UNumberFormat *format = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, &status);
    const char *actual = U_SUCCESS(status) ? unum_getLocaleByType(format, ULOC_ACTUAL_LOCALE, &status) : NULL;
    uloc_getLanguage(locale, wanted, sizeof wanted, &status);
    uloc_getLanguage(actual ? actual : "", taken, sizeof taken, &status);
    bool known = U_SUCCESS(status) && *wanted && strcmp(wanted, taken) == 0;
    unum_close(format);
    if (ts_language_lacks(arena, status) || (U_FAILURE(status) && !is_no_such(status)))
        return NULL;
    return ts_arena_text(arena, known ? locale : "root");
}

/* A number as a skeleton prints it, its digits replaced by {n}; *digits gets
 * how many whole digits there were. */
static const char *pattern_of(ts_arena *arena, const UFormattedNumber *result, int *digits)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[LONG_TEXT];
    int32_t length = unumf_resultToString(result, text, LONG_TEXT, &status);
    UFieldPosition field = {.field = UNUM_INTEGER_FIELD};
    bool found = unumf_resultNextFieldPosition(result, &field, &status);
    if (U_FAILURE(status))
        return NULL;
    if (!found)
        return ""; /* a word alone: French and Italian say "mille" for a thousand */
    UFieldPosition fraction = {.field = UNUM_FRACTION_FIELD};
    int32_t end =
        unumf_resultNextFieldPosition(result, &fraction, &status) ? fraction.endIndex : field.endIndex;
    *digits = field.endIndex - field.beginIndex;
    const char *before = ts_language_utf8(arena, text, field.beginIndex);
    const char *after = ts_language_utf8(arena, text + end, length - end);
    return before && after ? ts_arena_print(arena, "%s{n}%s", before, after) : NULL;
}

static UNumberFormatter *open_skeleton(const char *skeleton, const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[80];
    u_uastrncpy(text, skeleton, 80);
    UNumberFormatter *format = unumf_openForSkeletonAndLocale(text, -1, locale, &status);
    if (U_SUCCESS(status))
        return format;
    unumf_close(format);
    return NULL;
}

static const char *format_pattern(ts_arena *arena, const UNumberFormatter *format, const char *number,
                                  int *digits)
{
    UErrorCode status = U_ZERO_ERROR;
    UFormattedNumber *result = unumf_openResult(&status);
    if (U_FAILURE(status))
        return NULL;
    unumf_formatDecimal(format, number, -1, result, &status);
    const char *pattern = U_SUCCESS(status) ? pattern_of(arena, result, digits) : NULL;
    unumf_closeResult(result);
    return pattern;
}

static const char *skeleton_pattern(ts_arena *arena, const char *locale, const char *skeleton)
{
    int digits;
    UNumberFormatter *format = open_skeleton(skeleton, locale);
    const char *pattern = format ? format_pattern(arena, format, "1", &digits) : NULL;
    unumf_close(format);
    return pattern;
}

/* ---- digits */

static const char *symbol(ts_arena *arena, const UNumberFormat *format, UNumberFormatSymbol which)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[LONG_TEXT];
    int32_t length = unum_getSymbol(format, which, text, LONG_TEXT, &status);
    return U_SUCCESS(status) ? ts_language_utf8(arena, text, length) : NULL;
}

/* Some languages write 1234 without a mark and 12,345 with one: asked of ICU's
 * newer formatter, since the older one does not do it. 0 on failure. */
static int ungrouped_digits(const char *locale)
{
    static const char *const numbers[] = {"1000", "10000", "100000"};
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormatter *format = open_skeleton("", locale);
    UFormattedNumber *result = unumf_openResult(&status);
    int ungrouped = 0;
    for (int i = 0; format && U_SUCCESS(status) && i < 3 && ungrouped == 0; i++) {
        unumf_formatDecimal(format, numbers[i], -1, result, &status);
        bool marked = U_SUCCESS(status) && unumf_resultToString(result, NULL, 0, &status) > i + 4;
        status = status == U_BUFFER_OVERFLOW_ERROR ? U_ZERO_ERROR : status;
        if (marked)
            ungrouped = i + 3;
    }
    bool fine = format && U_SUCCESS(status);
    unumf_closeResult(result);
    unumf_close(format);
    return fine && ungrouped == 0 ? NEVER_GROUPED : ungrouped;
}

static bool read_digits(ts_formatter *f, ts_arena *arena)
{
    UNumberFormat *format = open_number(arena, UNUM_DECIMAL, f->locale);
    if (!format)
        return false;
    f->decimal = symbol(arena, format, UNUM_DECIMAL_SEPARATOR_SYMBOL);
    f->group = symbol(arena, format, UNUM_GROUPING_SEPARATOR_SYMBOL);
    const char *zero = symbol(arena, format, UNUM_ZERO_DIGIT_SYMBOL);
    size_t at = 0;
    f->zero = zero && *zero ? ts_utf8_next(zero, strlen(zero), &at) : '0';
    f->primary = unum_getAttribute(format, UNUM_GROUPING_SIZE);
    f->secondary = unum_getAttribute(format, UNUM_SECONDARY_GROUPING_SIZE);
    f->primary = f->primary > 0 ? f->primary : 3;
    f->secondary = f->secondary > 0 ? f->secondary : f->primary;
    f->ungrouped = ungrouped_digits(f->locale);
    return f->decimal && f->group && zero && f->ungrouped > 0;
}

/* ---- magnitudes */

/* ICU's compact forms of 1, 2, 5 and 1.5 show the plurals; the digits that
 * stand before the word, how far it shifts. */
static bool read_exponent(ts_formatter *f, ts_arena *arena, const UNumberFormatter *format, int exponent,
                          ts_scale *scale)
{
    static const struct {
        const char *number;
        double value;
    } samples[] = {{"1", 1}, {"2", 2}, {"5", 5}, {"1.5", 1.5}};
    const char *last = NULL;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        char number[16];
        int digits = 0;
        strcpy(number, samples[i].number);
        strcat(number, "e");
        strcat(number, exponent < 10 ? (char[]){(char)('0' + exponent), 0}
                                     : (char[]){'1', (char)('0' + exponent - 10), 0});
        const char *pattern = format_pattern(arena, format, number, &digits);
        if (!pattern || ts_language_lacks(arena, U_ZERO_ERROR))
            return false;
        if (!*pattern)
            continue;
        if (strcmp(pattern, "{n}") == 0)
            return true; /* written in full */
        scale->shift = exponent - (digits - 1);
        const char **place = &scale->patterns[ts_language_plural(f, samples[i].value)];
        *place = *place ? *place : pattern;
        last = pattern;
    }
    const char **other = &scale->patterns[TS_PLURALS - 1];
    *other = *other ? *other : last;
    if (!last)
        *scale = (ts_scale){0};
    return true;
}

static bool read_compact(ts_formatter *f, ts_arena *arena, int use)
{
    UNumberFormatter *format = open_skeleton(use == 0 ? "compact-short" : "compact-long", f->locale);
    bool fine = format != NULL;
    for (int e = 3; fine && e < TS_EXPONENTS; e++) {
        ts_scale *scale = &f->scales[use][e];
        fine = read_exponent(f, arena, format, e, scale);
        if (use == 1 && scale->shift == 3) /* running text has 87,000 rather than 87 thousand */
            *scale = (ts_scale){0};
    }
    unumf_close(format);
    return fine;
}

static const char *said(const char *first, const char *second)
{
    return first && *first ? first : second;
}

static void take_builtin(ts_formatter *f, const ts_builtin *builtin)
{
    for (int use = 0; use < 2; use++) {
        for (int e = 3; e < TS_EXPONENTS; e++) {
            const char *const *forms = builtin->scales[use][e / 3 - 1];
            if (forms[1])
                f->scales[use][e] = (ts_scale){e / 3 * 3, {[0] = forms[0], [TS_PLURALS - 1] = forms[1]}};
        }
    }
    f->ordinal = builtin->ordinal;
    for (int i = 0; i < TS_QUALIFIERS; i++)
        f->qualifiers[i] = said(builtin->qualifiers[i], f->qualifiers[i]);
}

static void take_scale(ts_formatter *f, int use, int power, const char *const forms[TS_PLURALS])
{
    if (!forms[TS_PLURALS - 1])
        return;
    for (int e = power; e < power + 3; e++) {
        ts_scale *scale = &f->scales[use][e];
        scale->shift = power;
        memcpy(scale->patterns, forms, sizeof scale->patterns);
    }
}

static void take_deck(ts_formatter *f, const ts_language_words *words)
{
    f->decimal = said(words->decimal, f->decimal);
    f->group = said(words->group, f->group);
    f->percent = said(words->percent, f->percent);
    f->percent_words = said(words->percent_words, f->percent_words);
    f->qualifiers[TS_QUALIFIER_OR_MORE] = said(words->or_more, f->qualifiers[TS_QUALIFIER_OR_MORE]);
    f->qualifiers[TS_QUALIFIER_ABOUT] = said(words->about, f->qualifiers[TS_QUALIFIER_ABOUT]);
    f->qualifiers[TS_QUALIFIER_NEARLY] = said(words->nearly, f->qualifiers[TS_QUALIFIER_NEARLY]);
    f->qualifiers[TS_QUALIFIER_MORE_THAN] = said(words->more_than, f->qualifiers[TS_QUALIFIER_MORE_THAN]);
    f->qualifiers[TS_QUALIFIER_LESS_THAN] = said(words->less_than, f->qualifiers[TS_QUALIFIER_LESS_THAN]);
    for (int use = 0; use < 2; use++)
        for (int i = 0; i < 4; i++)
            take_scale(f, use, 3 * (i + 1), words->scales[use][i]);
}

/* No line divides the words of a magnitude: "mil millones". What stands before them is printing.c's. */
static const char *held_together(ts_arena *arena, const char *pattern)
{
    static const char space[] = "\u00A0", slot[] = "{n} ";
    const char *words = pattern ? strstr(pattern, slot) : NULL;
    if (!words || !strchr(words + strlen(slot), ' '))
        return pattern;
    size_t used = (size_t)(words - pattern) + strlen(slot);
    char *held = ts_arena_alloc(arena, strlen(space) * strlen(pattern) + 1);
    if (held)
        memcpy(held, pattern, used);
    for (const char *from = pattern + used; held && *from; from++) {
        memcpy(held + used, *from == ' ' ? space : from, *from == ' ' ? strlen(space) : 1);
        used += *from == ' ' ? strlen(space) : 1;
    }
    return held;
}

static bool hold_magnitudes(ts_formatter *f, ts_arena *arena)
{
    for (int use = 0; use < 2; use++)
        for (int e = 0; e < TS_EXPONENTS; e++)
            for (int i = 0; i < TS_PLURALS; i++) {
                const char **pattern = &f->scales[use][e].patterns[i], *held = held_together(arena, *pattern);
                if (*pattern && !held)
                    return false;
                *pattern = held;
            }
    return true;
}

/* ---- a formatter */

static bool read_language(ts_formatter *f, ts_arena *arena)
{
    UErrorCode status = U_ZERO_ERROR;
    const ts_builtin *builtin = ts_builtin_find(f->language);
    f->plurals = uplrules_open(f->locale, &status);
    if (U_FAILURE(status) || !ts_arena_defer(arena, close_plurals, f->plurals) || !read_digits(f, arena))
        return false;
    f->percent = skeleton_pattern(arena, f->locale, "percent");
    f->percent_words =
        skeleton_pattern(arena, f->locale, "measure-unit/concentr-percent unit-width-full-name");
    f->qualifiers[TS_QUALIFIER_OR_MORE] = "{n}+";
    f->qualifiers[TS_QUALIFIER_ABOUT] = f->qualifiers[TS_QUALIFIER_NEARLY] = "~{n}";
    f->qualifiers[TS_QUALIFIER_MORE_THAN] = ">{n}";
    f->qualifiers[TS_QUALIFIER_LESS_THAN] = "<{n}";
    if (builtin)
        take_builtin(f, builtin);
    else if (!read_compact(f, arena, 0) || !read_compact(f, arena, 1))
        return false;
    return f->percent && f->percent_words;
}

ts_formatter *ts_formatter_new(ts_arena *arena, const char *language, const ts_language_words *words)
{
    ts_formatter *f = TS_NEW(arena, ts_formatter);
    ts_language_cache *cache = TS_NEW(arena, ts_language_cache);
    if (!f || !cache)
        return NULL;
    cache->arena = arena;
    f->cache = cache;
    f->words = words;
    f->language = ts_arena_text(arena, language);
    f->locale = ts_language_locale(arena, language);
    f->dates = f->locale ? ts_dates_new(arena, f->locale) : NULL;
    ts_lack_begin();
    if (!f->language || !f->dates || !read_language(f, arena) || ts_language_lacks(arena, U_ZERO_ERROR))
        return NULL;
    if (words)
        take_deck(f, words);
    return hold_magnitudes(f, arena) ? f : NULL;
}

/* ---- money, words, ordinals */

static const char *money_of(const ts_money_pattern *money, ts_money_use use)
{
    return use == TS_MONEY_SHORT ? money->brief : use == TS_MONEY_LONG ? money->in_text : money->full;
}

static const char *find_money(const ts_money_pattern *list, size_t count, const char *currency,
                              ts_money_use use)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].currency && strcmp(list[i].currency, currency) == 0)
            return money_of(&list[i], use);
    return NULL;
}

static const char *icu_money(ts_language_cache *cache, const char *locale, const char *currency)
{
    const char *known = ts_map_find(&cache->money, currency);
    if (known)
        return known;
    const char *name = ts_arena_text(cache->arena, currency);
    const char *skeleton = ts_arena_print(cache->arena, "currency/%.3s precision-integer", currency);
    ts_lack_begin();
    const char *pattern = skeleton ? skeleton_pattern(cache->arena, locale, skeleton) : NULL;
    if (ts_language_lacks(cache->arena, U_ZERO_ERROR) || !name || !pattern || !ts_map_put(cache->arena, &cache->money, name, (void *)pattern))
        return NULL;
    return pattern;
}

const char *ts_language_money(const ts_formatter *formatter, const char *currency, ts_money_use use)
{
    const ts_language_words *words = formatter->words;
    const ts_builtin *builtin = ts_builtin_find(formatter->language);
    const char *pattern = words ? find_money(words->money, words->money_count, currency, use) : NULL;
    if (!pattern && builtin)
        pattern = find_money(builtin->money, sizeof builtin->money / sizeof *builtin->money, currency, use);
    return pattern ? pattern : icu_money(formatter->cache, formatter->locale, currency);
}

/* German spellings have soft hyphens in them; breaking lines is not our matter. */
static int32_t drop_soft_hyphens(UChar *text, int32_t length)
{
    int32_t used = 0;
    for (int32_t i = 0; i < length; i++)
        if (text[i] != 0x00AD)
            text[used++] = text[i];
    return used;
}

static const char *apply_rules(const ts_formatter *f, ts_arena *arena, ts_language_rules *by, UNumberFormatStyle style, double number)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[LONG_TEXT];
    ts_lack_begin();
    if (!by->format)
        by->format = open_number(f->cache->arena, style, f->locale);
    int32_t length = by->format ? unum_formatDouble(by->format, number, text, LONG_TEXT, NULL, &status) : 0;
    if (ts_language_lacks(f->cache->arena, status) || !by->format)
        return NULL;
    if (U_FAILURE(status) || length > LONG_TEXT)
        return NULL;
    return ts_language_utf8(arena, text, drop_soft_hyphens(text, length));
}

/* Ranks and what is counted are small numbers, which come again. */
static const char *by_rules(const ts_formatter *f, ts_arena *arena, ts_language_rules *by, UNumberFormatStyle style, double number)
{
    ts_arena *lasting = f->cache->arena;
    if (!(number >= 0 && number < KEPT && number == floor(number)))
        return apply_rules(f, arena, by, style, number);
    if (!by->kept)
        by->kept = TS_ARRAY(lasting, const char *, KEPT);
    if (!by->kept)
        return NULL;
    const char **kept = &by->kept[(size_t)number];
    if (!*kept)
        *kept = apply_rules(f, lasting, by, style, number);
    return *kept;
}

const char *ts_language_spell(const ts_formatter *formatter, ts_arena *arena, double number)
{
    return by_rules(formatter, arena, &formatter->cache->spell, UNUM_SPELLOUT, number);
}

const char *ts_language_ordinal(const ts_formatter *formatter, ts_arena *arena, double number)
{
    return by_rules(formatter, arena, &formatter->cache->ordinal, UNUM_ORDINAL, number);
}
