#include "data/company.h"

#include "data/magnitude.h"

#include "base/utf8.h"
#include "data/language.h"

#include <math.h>
#include <string.h>

static const double THOUSAND = 1e3, MILLION = 1e6;

static bool is_digit(const ts_formatter *formatter, uint32_t code)
{
    return (code >= '0' && code <= '9') || (code >= formatter->zero && code - formatter->zero < 10);
}

size_t ts_printed_whole(const ts_formatter *formatter, const char *text)
{
    size_t length = strlen(text), sign = strlen(formatter->decimal), end = length;
    bool after_digit = false;
    for (size_t at = 0; at < length;) {
        size_t next = at + sign;
        bool point = after_digit && strncmp(text + at, formatter->decimal, sign) == 0 && next < length;
        if (point && is_digit(formatter, ts_utf8_next(text, length, &next)))
            return at;
        after_digit = is_digit(formatter, ts_utf8_next(text, length, &at));
        end = after_digit ? at : end;
    }
    return end;
}

static bool is_plain_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A decimal sign between two digits. */
static bool has_point(const ts_formatter *formatter, const char *text)
{
    size_t sign = strlen(formatter->decimal);
    const char *at = strstr(text, formatter->decimal);
    if (at && formatter->zero != '0')
        return strncmp(text + ts_printed_whole(formatter, text), formatter->decimal, sign) == 0;
    while (at && !(at > text && is_plain_digit(at[-1]) && is_plain_digit(at[sign])))
        at = strstr(at + sign, formatter->decimal);
    return at;
}

void ts_company_take(const ts_formatter *formatter, ts_company *company, double number, ts_printed printed)
{
    company->pointed = company->pointed || has_point(formatter, printed.text);
    company->figures = company->figures || (fabs(number) >= THOUSAND && !ts_magnitude_spoken(printed));
}

bool ts_company_asks(const ts_formatter *formatter, const ts_company *company, double number, ts_printed printed)
{
    if (!company->pointed && !company->figures)
        return false;
    double size = fabs(number);
    bool words = company->figures && size >= THOUSAND && size < MILLION && ts_magnitude_spoken(printed);
    return words || (company->pointed && !has_point(formatter, printed.text));
}

ts_format ts_company_format(const ts_company *company, const ts_format *own)
{
    ts_format format = *own;
    format.even = company->pointed;
    format.figures = company->figures;
    return format;
}

/* ---- all of them */

static bool print_member(const ts_formatter *formatter, ts_arena *arena, ts_companion *member, ts_format format)
{
    const char *rounding = member->printed.rounding;
    format = ts_magnitude_format(&format, member->shared);
    member->printed = ts_format_value(formatter, arena, member->value, &format, member->qualifier);
    member->printed.rounding = rounding;
    return member->printed.text;
}

static bool share_magnitude(const ts_formatter *formatter, ts_arena *arena, ts_companion *members, size_t count, bool once)
{
    ts_magnitudes all = {0};
    bool spoken = false;
    for (size_t i = 0; i < count; i++) {
        if (members[i].quoted)
            continue;
        ts_magnitudes_take(&all, members[i].value->number, members[i].printed.magnitude);
        spoken = spoken || (once && ts_magnitude_spoken(members[i].printed));
    }
    const int shared = ts_magnitudes_shared(&all);
    for (size_t i = 0; i < count; i++) {
        ts_companion *one = &members[i];
        if (one->quoted || !ts_magnitude_moves(one->value->number, one->printed.magnitude, shared, spoken))
            continue;
        one->shared = shared;
        if (!print_member(formatter, arena, one, *one->format))
            return false;
    }
    return true;
}

bool ts_company_print(const ts_formatter *formatter, ts_arena *arena, ts_companion *members, size_t count, bool once)
{
    if (!share_magnitude(formatter, arena, members, count, once))
        return false;
    ts_company company = {0};
    for (size_t i = 0; i < count; i++)
        ts_company_take(formatter, &company, members[i].value->number, members[i].printed);
    for (size_t i = 0; i < count; i++) {
        ts_companion *one = &members[i];
        bool asks = !one->quoted && ts_company_asks(formatter, &company, one->value->number, one->printed);
        if (asks && !print_member(formatter, arena, one, ts_company_format(&company, one->format)))
            return false;
    }
    return true;
}
