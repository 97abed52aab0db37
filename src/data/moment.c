/* What a number is about, in the words and figures of a language. */
#include "data/date.h"
#include "data/language.h"

#include <string.h>

const char *ts_format_moment(const ts_formatter *formatter, ts_arena *arena, const char *moment)
{
    ts_period period;
    if (!ts_period_read(moment, &period))
        return ts_arena_text(arena, moment);
    return ts_date_print(formatter->dates, arena, period);
}

static const char *print_year(const ts_formatter *formatter, ts_arena *arena, ts_period year)
{
    const ts_value value = {.kind = TS_VALUE_NUMBER, .number = year.year, .unit = "year"};
    return ts_format_value(formatter, arena, &value, NULL, TS_QUALIFIER_NONE).text;
}

const char *ts_format_moment_short(const ts_formatter *formatter, ts_arena *arena, const char *moment, bool year)
{
    ts_period period;
    if (!ts_period_read(moment, &period))
        return ts_arena_text(arena, moment);
    if (period.months < 12)
        return ts_date_short(formatter->dates, arena, period, year);
    return !year ? "" : formatter->zero == '0' ? ts_arena_text(arena, moment) : print_year(formatter, arena, period);
}

static const char *print_period(const ts_formatter *formatter, ts_arena *arena, ts_period period)
{
    return period.months == 12 ? print_year(formatter, arena, period) : ts_date_print(formatter->dates, arena, period);
}

const char *ts_format_about(const ts_formatter *formatter, ts_arena *arena, const char *from, const char *to)
{
    ts_period first, last;
    if (!ts_period_read(to, &last))
        return ts_arena_text(arena, to);
    if (!from || strcmp(from, to) == 0 || !ts_period_read(from, &first))
        return print_period(formatter, arena, last);
    if (first.months != 12 || last.months != 12)
        return ts_date_span(formatter->dates, arena, first, last);
    const char *a = print_year(formatter, arena, first), *b = print_year(formatter, arena, last);
    return a && b ? ts_arena_print(arena, "%s\u2013%s", a, b) : NULL;
}
