#include "data/currency.h"

#include <stddef.h>
#include <string.h>
#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/ustring.h>

/* ICU reads a table of all that ever were for the rest. */
static bool is_common(const char *code)
{
    static const char *const common[] = {"USD", "MXN", "CAD", "EUR", "GBP", "JPY", "CNY", "BRL", "CHF", "INR"};
    size_t i = 0;
    while (i < sizeof common / sizeof *common && strcmp(common[i], code) != 0)
        i++;
    return i < sizeof common / sizeof *common;
}

static bool is_there(const char *code, UDate from)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[TS_CURRENCY_ROOM];
    u_charsToUChars(code, wide, TS_CURRENCY_ROOM);
    return ucurr_isAvailable(wide, from, U_DATE_MAX, &status) && U_SUCCESS(status);
}

bool ts_currency_known(const char *code)
{
    return is_common(code) || is_there(code, -U_DATE_MAX);
}

bool ts_currency_over(const char *code, int year)
{
    const double milliseconds = 365.2425 * 24 * 60 * 60 * 1000; /* of a year; UDate counts them from 1970 */
    return !is_common(code) && !is_there(code, (year + 0.5 - 1970) * milliseconds);
}

/* ---- what may be meant */

static const char *called(const char *code)
{
    static const char *const names[][2] = {{"YEN", "JPY"}, {"RMB", "CNY"}, {"UKP", "GBP"}, {"NTD", "TWD"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i][0], code) == 0)
            return names[i][1];
    return NULL;
}

static int times(const char *code, char letter)
{
    return (code[0] == letter) + (code[1] == letter) + (code[2] == letter);
}

static bool same_letters(const char *a, const char *b)
{
    return times(a, a[0]) == times(b, a[0]) && times(a, a[1]) == times(b, a[1]) && times(a, a[2]) == times(b, a[2]);
}

static int likeness(const char *code, const char *other)
{
    return same_letters(code, other) ? 2 : strncmp(code, other, 2) == 0; /* the first two name the country */
}

bool ts_currency_near(const char *code, int year, char near[TS_CURRENCY_ROOM])
{
    UErrorCode status = U_ZERO_ERROR;
    const char *other = called(code);
    int best = 0, length;
    near[0] = '\0';
    if (other) {
        memcpy(near, other, TS_CURRENCY_ROOM);
        return true;
    }
    UEnumeration *list = ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &status);
    while (U_SUCCESS(status) && (other = uenum_next(list, &length, &status))) {
        int like = length == TS_CURRENCY_ROOM - 1 && strcmp(other, code) != 0 ? likeness(code, other) : 0;
        if (like <= best || (year ? ts_currency_over(other, year) : !is_there(other, U_DATE_MAX)))
            continue;
        best = like;
        memcpy(near, other, TS_CURRENCY_ROOM);
    }
    uenum_close(list);
    return best > 0;
}
