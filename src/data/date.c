#include "data/date.h"

#include "data/language.h"

#include <string.h>
#include <unicode/udat.h>
#include <unicode/udateintervalformat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

enum { ROOM = 200 };

/* Milliseconds from 1970-01-01 to noon of the first day. */
static UDate first_day(ts_period period)
{
    long days = 0;
    for (int year = 1970; year < period.year; year++)
        days += ts_period_days((ts_period){year, 1, 12, 0});
    for (int year = period.year; year < 1970; year++)
        days -= ts_period_days((ts_period){year, 1, 12, 0});
    days += ts_period_days((ts_period){period.year, 1, period.month - 1, 0});
    days += period.day > 1 ? period.day - 1 : 0;
    return ((double)days + 0.5) * 86400000.0;
}

static const UChar zone[] = {'U', 'T', 'C', 0};

/* Tables count Gregorian years, also where a language has a calendar of its own. */
static const char *gregorian(const char *locale, char out[ULOC_FULLNAME_CAPACITY])
{
    UErrorCode status = U_ZERO_ERROR;
    size_t length = strlen(locale);
    if (length >= ULOC_FULLNAME_CAPACITY)
        return locale;
    memcpy(out, locale, length + 1);
    uloc_setKeywordValue("calendar", "gregorian", out, ULOC_FULLNAME_CAPACITY, &status);
    return U_SUCCESS(status) ? out : locale;
}

/* Takes the format over. */
static const char *print(ts_arena *arena, UDateFormat *format, ts_period period)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[ROOM];
    if (!format)
        return NULL;
    int32_t length = udat_format(format, first_day(period), text, ROOM, NULL, &status);
    udat_close(format);
    return U_SUCCESS(status) && length <= ROOM ? ts_language_utf8(arena, text, length) : NULL;
}

const char *ts_date_medium(ts_arena *arena, const char *locale, ts_period day)
{
    UErrorCode status = U_ZERO_ERROR;
    char name[ULOC_FULLNAME_CAPACITY];
    UDateFormat *format = udat_open(UDAT_NONE, UDAT_MEDIUM, gregorian(locale, name), zone, -1, NULL, 0, &status);
    return U_SUCCESS(status) ? print(arena, format, day) : NULL;
}

static const char *skeleton_for(ts_period period)
{
    if (period.day)
        return "yMMMMd";
    return period.months == 1 ? "yMMMM" : period.months == 3 ? "yQQQ" : "y";
}

const char *ts_date_print(ts_arena *arena, const char *locale, ts_period period)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wanted[16], pattern[ROOM];
    char name[ULOC_FULLNAME_CAPACITY];
    locale = gregorian(locale, name);
    UDateTimePatternGenerator *generator = udatpg_open(locale, &status);
    if (U_FAILURE(status))
        return NULL;
    u_uastrcpy(wanted, skeleton_for(period));
    int32_t length = udatpg_getBestPattern(generator, wanted, -1, pattern, ROOM, &status);
    udatpg_close(generator);
    UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, zone, -1, pattern, length, &status);
    return U_SUCCESS(status) ? print(arena, format, period) : NULL;
}

/* CLDR parts the ends of a span by thin spaces, which many faces lack. */
static void widen(UChar *text, int32_t length)
{
    for (int32_t i = 0; i < length; i++)
        if (text[i] == 0x2009)
            text[i] = ' ';
}

static const char *print_span(ts_arena *arena, const UDateIntervalFormat *format, UDate from, UDate to)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[ROOM];
    int32_t length = udtitvfmt_format(format, from, to, text, ROOM, NULL, &status);
    if (U_FAILURE(status) || length > ROOM)
        return NULL;
    widen(text, length);
    return ts_language_utf8(arena, text, length);
}

static const char *joined(ts_arena *arena, const char *locale, ts_period first, ts_period last)
{
    const char *a = ts_date_print(arena, locale, first), *b = ts_date_print(arena, locale, last);
    return a && b ? ts_arena_print(arena, "%s \u2013 %s", a, b) : NULL;
}

const char *ts_date_span(ts_arena *arena, const char *locale, ts_period first, ts_period last)
{
    static const UDate DAY = 86400000.0;
    UErrorCode status = U_ZERO_ERROR;
    UChar wanted[16];
    char name[ULOC_FULLNAME_CAPACITY];
    if (first.months == 3 || last.months != first.months) /* CLDR has no spans of quarters */
        return joined(arena, locale, first, last);
    u_uastrcpy(wanted, skeleton_for(first));
    UDateIntervalFormat *format = udtitvfmt_open(gregorian(locale, name), wanted, -1, zone, -1, &status);
    if (U_FAILURE(status))
        return NULL;
    const char *text = print_span(arena, format, first_day(first), first_day(last));
    const char *other = print_span(arena, format, first_day(first), first_day(last) + (last.day ? 1 : 31) * DAY);
    udtitvfmt_close(format);
    bool told = text && other && strcmp(text, other) != 0; /* Persian patterns of CLDR 42 print the first month twice */
    return told || !text ? text : joined(arena, locale, first, last);
}
