#include "data/period.h"

#include <string.h>

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_of(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && leap(year));
}

/* count digits as a number, or -1. */
static int digits(const char *text, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool ts_period_read(const char *text, ts_period *period)
{
    size_t length = strlen(text);
    int year = length >= 4 ? digits(text, 4) : -1;
    *period = (ts_period){year, 1, 12, 0};
    if (year < 1000 || length == 4)
        return year >= 1000;
    if (length == 7 && strncmp(text + 4, "-Q", 2) == 0) {
        int quarter = digits(text + 6, 1);
        *period = (ts_period){year, quarter * 3 - 2, 3, 0};
        return quarter >= 1 && quarter <= 4;
    }
    int month = length >= 7 && text[4] == '-' ? digits(text + 5, 2) : -1;
    *period = (ts_period){year, month, 1, 0};
    if (month < 1 || month > 12 || length == 7)
        return month >= 1 && month <= 12;
    int day = length == 10 && text[7] == '-' ? digits(text + 8, 2) : -1;
    *period = (ts_period){year, month, 0, day};
    return day >= 1 && day <= days_of(year, month);
}

int ts_period_days(ts_period period)
{
    int days = period.day > 0;
    for (int i = 0; i < period.months; i++)
        days += days_of(period.year, period.month + i);
    return days;
}

static int month_number(ts_period period)
{
    return period.year * 12 + period.month - 1;
}

bool ts_period_holds(ts_period whole, ts_period part)
{
    if (whole.day)
        return part.day == whole.day && month_number(part) == month_number(whole);
    int from = month_number(whole), first = month_number(part);
    int span = part.day ? 1 : part.months;
    return first >= from && first + span <= from + whole.months;
}

int ts_period_order(ts_period a, ts_period b)
{
    int months = month_number(a) - month_number(b);
    int first = a.day ? a.day : 1, second = b.day ? b.day : 1;
    return months ? months : first - second;
}

void ts_monthly_take(ts_monthly *monthly, ts_period period)
{
    if (monthly->count && ts_period_order(monthly->last, period) == 0)
        return;
    monthly->other = monthly->other || !period.day;
    monthly->uneven = monthly->uneven || (monthly->count && period.day != monthly->last.day);
    monthly->early = monthly->early || (period.day && period.day != days_of(period.year, period.month));
    monthly->last = period;
    monthly->count++;
}

bool ts_monthly_holds(const ts_monthly *monthly)
{
    enum { LEAST = 3 };
    return monthly->count >= LEAST && !monthly->other && !(monthly->uneven && monthly->early);
}

/* Days from the begin of a to that of b, which is not earlier. */
static long days_between(ts_period a, ts_period b)
{
    long days = (b.day ? b.day : 1) - (a.day ? a.day : 1);
    for (ts_period month = {a.year, a.month, 1, 0}; month_number(month) < month_number(b);) {
        days += days_of(month.year, month.month);
        month.year += month.month == 12;
        month.month = month.month % 12 + 1;
    }
    return days;
}

/* Whole months are twelfths; days count by the mean year of the Gregorian calendar. */
double ts_period_years(ts_period a, ts_period b)
{
    static const double DAYS = 365.2425;
    int first = a.day ? a.day : 1, second = b.day ? b.day : 1;
    if (first == second || ts_period_order(a, b) > 0)
        return (month_number(b) - month_number(a)) / 12.0;
    return (double)days_between(a, b) / DAYS;
}
