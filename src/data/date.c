#include "data/date.h"

#include "base/lack.h"
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

typedef enum date_form { FORM_DAY, FORM_MONTH, FORM_QUARTER, FORM_YEAR, FORMS } date_form;
typedef enum date_length { LENGTH_LONG, LENGTH_SHORT, LENGTH_YEARLESS, LENGTHS } date_length;

static const char *const skeletons[LENGTHS][FORMS] = {
    {"yMMMMd", "yMMMM", "yQQQ", "y"}, {"yMMMd", "yMMM", "yQQQ", "y"}, {"MMMd", "MMM", "QQQ", "y"}};

struct ts_dates {
    ts_arena *arena;
    const char *locale;
    UDateFormat *by_form[LENGTHS][FORMS], *medium;
    UDateIntervalFormat *spans[FORMS];
};

/* Tables count Gregorian years, also where a language has a calendar of its own. */
static const char *gregorian(ts_arena *arena, const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    char out[ULOC_FULLNAME_CAPACITY];
    size_t length = strlen(locale);
    if (length >= sizeof out)
        return locale;
    memcpy(out, locale, length + 1);
    uloc_setKeywordValue("calendar", "gregorian", out, sizeof out, &status);
    return U_SUCCESS(status) ? ts_arena_text(arena, out) : locale;
}

ts_dates *ts_dates_new(ts_arena *arena, const char *locale)
{
    ts_dates *dates = TS_NEW(arena, ts_dates);
    if (!dates)
        return NULL;
    *dates = (ts_dates){.arena = arena, .locale = gregorian(arena, locale)};
    return dates->locale ? dates : NULL;
}

static void close_date(void *format)
{
    udat_close(format);
}

static void close_span(void *format)
{
    udtitvfmt_close(format);
}

static date_form form_of(ts_period period)
{
    if (period.day)
        return FORM_DAY;
    return period.months == 1 ? FORM_MONTH : period.months == 3 ? FORM_QUARTER : FORM_YEAR;
}

/* What memory was out for is not kept. */
static UDateFormat *kept_date(const ts_dates *dates, UDateFormat *format, UErrorCode status)
{
    if (format && !ts_arena_defer(dates->arena, close_date, format))
        return NULL;
    return ts_language_lacks(dates->arena, status) || U_FAILURE(status) ? NULL : format;
}

/* NULL: ICU or memory has failed. */
static UDateFormat *open_form(const ts_dates *dates, const char *skeleton)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wanted[16], pattern[ROOM];
    ts_lack_begin();
    UDateTimePatternGenerator *generator = udatpg_open(dates->locale, &status);
    if (ts_language_lacks(dates->arena, status) || U_FAILURE(status)) {
        udatpg_close(generator);
        return NULL;
    }
    u_uastrcpy(wanted, skeleton);
    int32_t length = udatpg_getBestPattern(generator, wanted, -1, pattern, ROOM, &status);
    udatpg_close(generator);
    UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, dates->locale, zone, -1, pattern, length, &status);
    return kept_date(dates, format, status);
}

static const char *print(ts_arena *arena, const UDateFormat *format, ts_period period)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[ROOM];
    if (!format)
        return NULL;
    ts_lack_begin();
    int32_t length = udat_format(format, first_day(period), text, ROOM, NULL, &status);
    if (ts_language_lacks(arena, status))
        return NULL;
    return U_SUCCESS(status) && length <= ROOM ? ts_language_utf8(arena, text, length) : NULL;
}

static const char *print_in(ts_dates *dates, ts_arena *arena, ts_period period, date_length length)
{
    date_form form = form_of(period);
    UDateFormat **format = &dates->by_form[length][form];
    if (!*format)
        *format = open_form(dates, skeletons[length][form]);
    return print(arena, *format, period);
}

const char *ts_date_print(ts_dates *dates, ts_arena *arena, ts_period period)
{
    return print_in(dates, arena, period, LENGTH_LONG);
}

const char *ts_date_short(ts_dates *dates, ts_arena *arena, ts_period period, bool year)
{
    return print_in(dates, arena, period, year ? LENGTH_SHORT : LENGTH_YEARLESS);
}

static UDateFormat *open_medium(const ts_dates *dates)
{
    UErrorCode status = U_ZERO_ERROR;
    ts_lack_begin();
    UDateFormat *format = udat_open(UDAT_NONE, UDAT_MEDIUM, dates->locale, zone, -1, NULL, 0, &status);
    return kept_date(dates, format, status);
}

const char *ts_date_medium(ts_dates *dates, ts_arena *arena, ts_period day)
{
    if (!dates->medium)
        dates->medium = open_medium(dates);
    return print(arena, dates->medium, day);
}

/* ---- spans */

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
    ts_lack_begin();
    int32_t length = udtitvfmt_format(format, from, to, text, ROOM, NULL, &status);
    if (ts_language_lacks(arena, status) || U_FAILURE(status) || length > ROOM)
        return NULL;
    widen(text, length);
    return ts_language_utf8(arena, text, length);
}

static const char *joined(ts_dates *dates, ts_arena *arena, ts_period first, ts_period last)
{
    const char *a = ts_date_print(dates, arena, first), *b = ts_date_print(dates, arena, last);
    return a && b ? ts_arena_print(arena, "%s \u2013 %s", a, b) : NULL;
}

static UDateIntervalFormat *open_span(const ts_dates *dates, date_form form)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wanted[16];
    ts_lack_begin();
    u_uastrcpy(wanted, skeletons[LENGTH_LONG][form]);
    UDateIntervalFormat *format = udtitvfmt_open(dates->locale, wanted, -1, zone, -1, &status);
    if (format && !ts_arena_defer(dates->arena, close_span, format))
        return NULL;
    return ts_language_lacks(dates->arena, status) || U_FAILURE(status) ? NULL : format;
}

const char *ts_date_span(ts_dates *dates, ts_arena *arena, ts_period first, ts_period last)
{
    static const UDate DAY = 86400000.0;
    date_form form = form_of(first);
    if (first.months == 3 || last.months != first.months) /* CLDR has no spans of quarters */
        return joined(dates, arena, first, last);
    if (!dates->spans[form])
        dates->spans[form] = open_span(dates, form);
    if (!dates->spans[form])
        return NULL;
    const char *text = print_span(arena, dates->spans[form], first_day(first), first_day(last));
    const char *other = print_span(arena, dates->spans[form], first_day(first), first_day(last) + (last.day ? 1 : 31) * DAY);
    bool told = text && other && strcmp(text, other) != 0; /* Persian patterns of CLDR 42 print the first month twice */
    return told || !text ? text : joined(dates, arena, first, last);
}
