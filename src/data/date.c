#include "data/date.h"

#include "data/language.h"

#include <string.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
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

static const char *print(ts_arena *arena, const UDateFormat *format, ts_period period)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[ROOM];
    int32_t length = udat_format(format, first_day(period), text, ROOM, NULL, &status);
    return U_SUCCESS(status) && length <= ROOM ? ts_language_utf8(arena, text, length) : NULL;
}

static const char *print_pattern(ts_arena *arena, const char *locale, UDateFormatStyle style,
                                 const UChar *pattern, int32_t length, ts_period period)
{
    static const UChar zone[] = {'U', 'T', 'C', 0};
    UErrorCode status = U_ZERO_ERROR;
    UDateFormat *format = udat_open(pattern ? UDAT_PATTERN : UDAT_NONE, pattern ? UDAT_PATTERN : style,
                                    locale, zone, -1, pattern, length, &status);
    if (U_FAILURE(status))
        return NULL;
    const char *text = print(arena, format, period);
    udat_close(format);
    return text;
}

const char *ts_date_medium(ts_arena *arena, const char *locale, ts_period day)
{
    return print_pattern(arena, locale, UDAT_MEDIUM, NULL, 0, day);
}

const char *ts_date_print(ts_arena *arena, const char *locale, ts_period period)
{
    const char *skeleton = period.day           ? "yMMMMd"
                           : period.months == 1 ? "yMMMM"
                           : period.months == 3 ? "yQQQ"
                                                : "y";
    UErrorCode status = U_ZERO_ERROR;
    UChar wanted[16], pattern[ROOM];
    UDateTimePatternGenerator *generator = udatpg_open(locale, &status);
    if (U_FAILURE(status))
        return NULL;
    u_uastrcpy(wanted, skeleton);
    int32_t length = udatpg_getBestPattern(generator, wanted, -1, pattern, ROOM, &status);
    udatpg_close(generator);
    return U_SUCCESS(status) ? print_pattern(arena, locale, UDAT_NONE, pattern, length, period) : NULL;
}
