/*
 * The form of a word that goes with a number as it is printed, and numbers as ICU's
 * skeletons print them: those are opened when one is wanted, and kept.
 */
#include "data/language.h"

#include "base/lack.h"
#include "data/decimal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unicode/unumberformatter.h>
#include <unicode/ustring.h>

enum { LONG_TEXT = 512 };

/* ---- plural forms */

/* The first are the forms that decks and ICU give magnitudes in. */
static const char *const keywords[] = {"one", "few", "many", "other", "zero", "two"};
enum { KEYWORDS = sizeof keywords / sizeof *keywords };

static const char *known_keyword(const UChar *keyword, int32_t length, UErrorCode status)
{
    char bytes[16];
    if (U_FAILURE(status) || length >= 16)
        return keywords[TS_PLURALS - 1];
    u_UCharsToChars(keyword, bytes, length);
    bytes[length] = '\0';
    for (int i = 0; i < KEYWORDS; i++)
        if (strcmp(keywords[i], bytes) == 0)
            return keywords[i];
    return keywords[TS_PLURALS - 1];
}

int ts_language_plural(const ts_formatter *formatter, double number)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar keyword[16];
    ts_lack_begin();
    int32_t length = uplrules_select(formatter->plurals, number, keyword, 16, &status);
    (void)ts_language_lacks(formatter->cache->arena, status);
    const char *name = known_keyword(keyword, length, status);
    int i = 0;
    while (i < TS_PLURALS - 1 && keywords[i] != name)
        i++;
    return i;
}

/* ---- skeletons */

static void close_skeleton(void *handle)
{
    unumf_close(handle);
}

static UNumberFormatter *cached_skeleton(const ts_formatter *f, const char *skeleton)
{
    enum { LONGEST = 250 };
    UErrorCode status = U_ZERO_ERROR;
    UChar text[LONGEST + 1];
    int32_t length = 0;
    UNumberFormatter *format = ts_map_find(&f->cache->skeletons, skeleton);
    const char *name = format ? NULL : ts_arena_text(f->cache->arena, skeleton);
    if (!name)
        return format;
    u_strFromUTF8(text, LONGEST, &length, skeleton, -1, &status);
    ts_lack_begin();
    format = U_SUCCESS(status) ? unumf_openForSkeletonAndLocale(text, length, f->locale, &status) : NULL;
    if (ts_language_lacks(f->cache->arena, status) || U_FAILURE(status)) {
        unumf_close(format);
        return NULL;
    }
    if (!ts_arena_defer(f->cache->arena, close_skeleton, format) ||
        !ts_map_put(f->cache->arena, &f->cache->skeletons, name, format))
        return NULL;
    return format;
}

/* How ICU would print what is seen: only its plural is asked for. */
static const UNumberFormatter *seen_formatter(const ts_formatter *f, ts_seen seen)
{
    char skeleton[TS_DECIMAL_ROOM] = ".";
    const char *point = strchr(seen.digits, '.');
    size_t places = point ? strlen(point + 1) : 0;
    if (seen.shift > 0)
        return cached_skeleton(f, "compact-long precision-unlimited");
    if (places == 0 || places >= 100)
        return cached_skeleton(f, "precision-integer");
    memset(skeleton + 1, '0', places);
    return cached_skeleton(f, skeleton);
}

/* Takes the result over. */
static const char *plural_of(const ts_formatter *f, UFormattedNumber *result, UErrorCode status)
{
    UChar keyword[16];
    int32_t length = uplrules_selectFormatted(f->plurals, result, keyword, 16, &status);
    unumf_closeResult(result);
    (void)ts_language_lacks(f->cache->arena, status);
    return known_keyword(keyword, length, status);
}

static const char *no_result(const ts_formatter *f, UErrorCode status)
{
    (void)ts_language_lacks(f->cache->arena, status);
    return keywords[TS_PLURALS - 1];
}

const char *ts_language_plural_of(const ts_formatter *formatter, ts_seen seen)
{
    UErrorCode status = U_ZERO_ERROR;
    char number[TS_DECIMAL_ROOM + 16];
    const UNumberFormatter *format = seen.digits ? seen_formatter(formatter, seen) : NULL;
    ts_lack_begin();
    UFormattedNumber *result = format ? unumf_openResult(&status) : NULL;
    if (!result)
        return no_result(formatter, status);
    snprintf(number, sizeof number, "%.*sE%d", TS_DECIMAL_ROOM, seen.digits, seen.shift);
    unumf_formatDecimal(format, number, -1, result, &status);
    return plural_of(formatter, result, status);
}

const char *ts_language_skeleton_plural(const ts_formatter *formatter, const char *skeleton, double number)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNumberFormatter *format = cached_skeleton(formatter, skeleton);
    ts_lack_begin();
    UFormattedNumber *result = format ? unumf_openResult(&status) : NULL;
    if (!result)
        return no_result(formatter, status);
    unumf_formatDouble(format, fabs(number), result, &status);
    return plural_of(formatter, result, status);
}

const char *ts_language_skeleton(const ts_formatter *formatter, ts_arena *arena, const char *skeleton, double number)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[LONG_TEXT];
    const UNumberFormatter *format = cached_skeleton(formatter, skeleton);
    ts_lack_begin();
    UFormattedNumber *result = format ? unumf_openResult(&status) : NULL;
    if (!result)
        return NULL;
    unumf_formatDouble(format, number, result, &status);
    int32_t length = unumf_resultToString(result, text, LONG_TEXT, &status);
    unumf_closeResult(result);
    if (ts_language_lacks(formatter->cache->arena, status))
        return NULL;
    return U_SUCCESS(status) ? ts_language_utf8(arena, text, length) : NULL;
}

/* ---- units */

static const ts_unit_words *unit_words(const ts_builtin *builtin, const char *unit)
{
    for (size_t i = 0; builtin && i < sizeof builtin->units / sizeof *builtin->units; i++)
        if (builtin->units[i].unit && strcmp(builtin->units[i].unit, unit) == 0)
            return &builtin->units[i];
    return NULL;
}

/* In text, as the deck has it. NULL: it has nothing. */
static const char *words_of_deck(const ts_formatter *f, const char *unit, ts_seen seen)
{
    const ts_language_words *words = f->words;
    for (size_t i = 0; words && i < words->unit_count; i++) {
        const char *const *forms = words->units[i].in_text, *keyword;
        if (strcmp(words->units[i].unit, unit) != 0)
            continue;
        keyword = ts_language_plural_of(f, seen);
        for (int form = 0; form < TS_PLURALS; form++)
            if (forms[form] && strcmp(keywords[form], keyword) == 0)
                return forms[form];
        return forms[TS_PLURALS - 1];
    }
    return NULL;
}

static const char *sign_of(const ts_formatter *f, const char *unit)
{
    ts_language_cache *cache = f->cache;
    const char *pattern = ts_map_find(&cache->signs, unit);
    if (pattern || !(pattern = ts_unit_sign(cache->arena, unit)))
        return pattern;
    const char *name = ts_arena_text(cache->arena, unit);
    return name && ts_map_put(cache->arena, &cache->signs, name, (void *)pattern) ? pattern : NULL;
}

/* The sign of the tonne is the same everywhere (SI Brochure, table 8); percentage points have none, "pp" is
 * understood by economists of most languages. */
const char *ts_language_unit(const ts_formatter *formatter, const char *unit, bool long_form, ts_seen seen)
{
    const char *own = long_form ? words_of_deck(formatter, unit, seen) : NULL;
    if (own)
        return own;
    const ts_unit_words *words = unit_words(ts_builtin_find(formatter->language), unit);
    int which = words && strcmp(ts_language_plural_of(formatter, seen), "one") == 0 ? 0 : 1;
    if (words)
        return long_form ? words->in_text[which] : words->brief[which];
    return strcmp(unit, "tonnes") == 0 ? "{n} t" : strcmp(unit, "points") == 0 ? "{n} pp" : sign_of(formatter, unit);
}
