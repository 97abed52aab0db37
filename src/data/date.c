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

static const UChar zone[] = {'U', 'T', 'C', 0};

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
    UDateFormat *format = udat_open(UDAT_NONE, UDAT_MEDIUM, locale, zone, -1, NULL, 0, &status);
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
    UDateTimePatternGenerator *generator = udatpg_open(locale, &status);
    if (U_FAILURE(status))
        return NULL;
    u_uastrcpy(wanted, skeleton_for(period));
    int32_t length = udatpg_getBestPattern(generator, wanted, -1, pattern, ROOM, &status);
    udatpg_close(generator);
    UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, zone, -1, pattern, length, &status);
    return U_SUCCESS(status) ? print(arena, format, period) : NULL;
}
