/* Periods as offices write them, told by their parts: figures and words. */
#include "data/period.h"

#include <stdio.h>
#include <string.h>

enum { PARTS = 6, WORD = 12 };

typedef struct part {
    char word[WORD]; /* small letters; "": figures */
    int figures;     /* how many, and their value */
    int value;
    char before; /* what parts it from the one before: a blank, '/', '.', '-', ',' or 0 for nothing */
} part;

typedef struct parts {
    part items[PARTS];
    size_t count;
} parts;

static bool is_figure(char c)
{
    return c >= '0' && c <= '9';
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
    return small(c) >= 'a' && small(c) <= 'z';
}

static const char *read_figures(const char *at, part *p)
{
    for (; is_figure(*at) && p->figures < 5; at++, p->figures++)
        p->value = p->value * 10 + (*at - '0');
    return at;
}

static const char *read_word(const char *at, part *p)
{
    for (size_t i = 0; is_letter(*at) && i + 1 < WORD; i++)
        p->word[i] = small(*at++);
    return at;
}

/* Blanks beside another sign count as that sign. */
static const char *read_between(const char *at, char *between)
{
    for (; *at && strchr(" /.,-", *at); at++) {
        if (*at != ' ' && *between && *between != ' ')
            return NULL;
        if (*at != ' ' || !*between)
            *between = *at;
    }
    return at;
}

static bool take_apart(const char *text, parts *all)
{
    char between = 0;
    *all = (parts){0};
    while (*text) {
        part *p = &all->items[all->count];
        if (all->count == PARTS)
            return false;
        *p = (part){.before = between};
        text = is_figure(*text) ? read_figures(text, p) : read_word(text, p);
        if (!p->figures && !p->word[0])
            return false;
        all->count += strcmp(p->word, "de") != 0 && strcmp(p->word, "del") != 0;
        between = 0;
        text = read_between(text, &between);
        if (!text)
            return false;
    }
    return between == 0 || between == ' ';
}

/* ---- months and years */

static int month_of(const part *p)
{
    static const char *const names[12][6] = {
        {"january", "jan", "enero", "ene"},     {"february", "feb", "febrero"},
        {"march", "mar", "marzo"},              {"april", "apr", "abril", "abr"},
        {"may", "mayo"},                        {"june", "jun", "junio"},
        {"july", "jul", "julio"},               {"august", "aug", "agosto", "ago"},
        {"september", "sept", "sep", "septiembre", "setiembre", "set"},
        {"october", "oct", "octubre"},          {"november", "nov", "noviembre"},
        {"december", "dec", "diciembre", "dic"}};
    for (int month = 0; p->word[0] && month < 12; month++)
        for (size_t i = 0; i < 6 && names[month][i]; i++)
            if (strcmp(names[month][i], p->word) == 0)
                return month + 1;
    return 0;
}

static bool is_year(const part *p)
{
    return p->figures == 4 && p->value >= 1000;
}

static bool is_small(const part *p) /* a day or a month in figures */
{
    return p->figures == 1 || p->figures == 2;
}

static bool make(ts_period *period, int year, int month, int day)
{
    char text[TS_PERIOD_ROOM + 24];
    snprintf(text, sizeof text, day ? "%04d-%02d-%02d" : "%04d-%02d", year, month, day);
    return ts_period_read(text, period);
}

/* ---- the forms */

static bool with_name(const parts *all, ts_period *period)
{
    const part *p = all->items;
    if (all->count == 2 && is_year(&p[1]) && month_of(&p[0]))
        return make(period, p[1].value, month_of(&p[0]), 0);
    if (all->count == 2 && is_year(&p[0]) && month_of(&p[1]))
        return make(period, p[0].value, month_of(&p[1]), 0);
    if (all->count != 3)
        return false;
    if (is_small(&p[0]) && p[0].value && month_of(&p[1]) && is_year(&p[2])) /* 15 Mar 2024 */
        return make(period, p[2].value, month_of(&p[1]), p[0].value);
    if (month_of(&p[0]) && is_small(&p[1]) && p[1].value && is_year(&p[2])) /* March 15, 2024 */
        return make(period, p[2].value, month_of(&p[0]), p[1].value);
    return is_year(&p[0]) && month_of(&p[1]) && is_small(&p[2]) && p[2].value &&
           make(period, p[0].value, month_of(&p[1]), p[2].value);
}

static bool figures_only(const parts *all)
{
    for (size_t i = 0; i < all->count; i++) {
        char before = all->items[i].before;
        if (!all->items[i].figures || (i > 0 && before != '/' && before != '.' && before != '-'))
            return false;
        if (i > 1 && before != all->items[1].before)
            return false;
    }
    return true;
}

static bool in_figures(const parts *all, ts_date_order order, ts_period *period)
{
    const part *p = all->items;
    if (!figures_only(all) || all->count < 2 || all->count > 3)
        return false;
    if (all->count == 3 && is_year(&p[0]) && is_small(&p[1]) && is_small(&p[2]) && p[2].value)
        return make(period, p[0].value, p[1].value, p[2].value);
    if (order == TS_DATES_UNSAID || !is_small(&p[0]))
        return false;
    if (all->count == 2)
        return is_year(&p[1]) && make(period, p[1].value, p[0].value, 0);
    int month = p[order == TS_DATES_DAY_FIRST].value, day = p[order == TS_DATES_MONTH_FIRST].value;
    return is_small(&p[1]) && is_year(&p[2]) && day > 0 && make(period, p[2].value, month, day);
}

/* Q1 2024, 1T 2024, 2024T1, 2024M03. */
static bool with_letter(const parts *all, ts_period *period)
{
    const part *p = all->items;
    if (all->count != 3)
        return false;
    const part *year = is_year(&p[0]) ? &p[0] : &p[2], *first = is_year(&p[0]) ? &p[1] : &p[0];
    const part *letter = first->word[0] ? first : first + 1, *number = first->word[0] ? first + 1 : first;
    if (!is_year(year) || !is_small(number) || first[1].before || !letter->word[0] || letter->word[1])
        return false;
    if (letter->word[0] == 'm' && year == p)
        return make(period, year->value, number->value, 0);
    bool quarter = letter->word[0] == 'q' || letter->word[0] == 't';
    if (!quarter || number->figures != 1)
        return false;
    char text[TS_PERIOD_ROOM + 24];
    snprintf(text, sizeof text, "%04d-Q%d", year->value, number->value);
    return ts_period_read(text, period);
}

/* The length of the day before a time that is midnight; 0: the time is another. */
static size_t without_midnight(const char *text)
{
    static const char *const midnights[] = {"00:00",   "00:00:00",    "00:00:00.000", "00:00:00Z", "00:00:00.000Z",
                                            "0:00",    "0:00:00",     "12:00 AM",     "12:00:00 AM"};
    const char *colon = strchr(text, ':'), *at = colon;
    if (!colon)
        return strlen(text);
    while (at > text && is_figure(at[-1]))
        at--;
    if (at == text || (at[-1] != ' ' && at[-1] != 'T'))
        return 0;
    for (size_t i = 0; i < sizeof midnights / sizeof *midnights; i++)
        if (strcmp(at, midnights[i]) == 0)
            return (size_t)(at - 1 - text);
    return 0;
}

bool ts_period_read_loose(const char *text, ts_date_order order, ts_period *period)
{
    char day[64];
    parts all;
    size_t length = without_midnight(text);
    if (ts_period_read(text, period))
        return true;
    if (length == 0 || length >= sizeof day)
        return false;
    memcpy(day, text, length);
    day[length] = '\0';
    bool timed = text[length] != '\0';
    bool right = ts_period_read(day, period) ||
                 (take_apart(day, &all) && (with_name(&all, period) || in_figures(&all, order, period) ||
                                            with_letter(&all, period)));
    return right && (!timed || period->day > 0);
}

void ts_period_print(ts_period period, char out[TS_PERIOD_ROOM])
{
    char text[TS_PERIOD_ROOM + 40];
    if (period.day)
        snprintf(text, sizeof text, "%04d-%02d-%02d", period.year, period.month, period.day);
    else if (period.months == 12)
        snprintf(text, sizeof text, "%04d", period.year);
    else if (period.months == 3)
        snprintf(text, sizeof text, "%04d-Q%d", period.year, (period.month + 2) / 3);
    else
        snprintf(text, sizeof text, "%04d-%02d", period.year, period.month);
    memcpy(out, text, TS_PERIOD_ROOM - 1);
    out[TS_PERIOD_ROOM - 1] = '\0';
}
