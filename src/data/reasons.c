/* Why a cell is no number, or no date, and what the table would have to say; of many cells with one reason the first is told. */
#include "data/loader.h"

#include <math.h>
#include <string.h>

/* ---- what to declare */

typedef struct named_style {
    ts_number_style style;
    const char *name; /* as the sheet says it */
} named_style;

static const char brackets_name[] = "\"signs\": [\"brackets\"]", after_name[] = "\"signs\": [\"minus-after\"]",
                  plus_name[] = "\"signs\": [\"plus\"]", percent_name[] = "\"signs\": [\"percent\"]",
                  exponent_name[] = "\"signs\": [\"exponent\"]", dollar_name[] = "\"currency\": [\"$\"]",
                  grouped_name[] = "\"numbers\": \"1,234.5\", \"currency\": [\"$\"]", euro_name[] = "\"currency\": [\"\xE2\x82\xAC\"]",
                  grouped_euro_name[] = "\"numbers\": \"1.234,5\", \"currency\": [\"\xE2\x82\xAC\"]";

/* What to declare so that the cell is a number, if one thing does. */
static const char *declaration(const ts_field *field)
{
    static const char *const dollar[] = {"$"}, *const euro[] = {"\xE2\x82\xAC"};
    static const named_style styles[] = {
        {{.group = ',', .decimal = '.'}, "\"numbers\": \"1,234.5\""},
        {{.group = '.', .decimal = ','}, "\"numbers\": \"1.234,5\""},
        {{.group = ' ', .decimal = ','}, "\"numbers\": \"1 234,5\""},
        {{.group = ',', .brackets = true}, brackets_name},
        {{.minus_after = true}, after_name},
        {{.plus = true}, plus_name},
        {{.percent = true}, percent_name},
        {{.exponent = true}, exponent_name},
        {{.currency = dollar, .currency_count = 1}, dollar_name},
        {{.group = ',', .currency = dollar, .currency_count = 1}, grouped_name},
        {{.currency = euro, .currency_count = 1}, euro_name},
        {{.group = '.', .decimal = ',', .currency = euro, .currency_count = 1}, grouped_euro_name}};
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (ts_number_look(&styles[i].style, field->text, field->length).number)
            return styles[i].name;
    return NULL;
}

/* What offices and spreadsheets write where there is no number. */
static bool says_nothing(const ts_field *field)
{
    static const char *const words[] = {"NA",     "N/A",  "n/a",  "na",   "n.a.", "N.A.", "#N/A", "#DIV/0!", "#VALUE!", "#REF!", "NaN",
                                        "null",   "NULL", "None", "-",    "--",   ".",    "..",   "...",     ":",       "(D)",   "(NA)",
                                        "(S)",    "(X)",  "*",    "**",   "\xE2\x80\x93", "\xE2\x80\x94"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(field->text, words[i]) == 0)
            return true;
    return false;
}

const char *ts_loader_wanted(ts_loader *l, const ts_field *field)
{
    if (says_nothing(field))
        return ts_arena_print(l->diags->arena, "\"empty\": [%s]", ts_loader_quote(l, field));
    return ts_number_styled(&l->request->style) ? NULL : declaration(field);
}

/* ---- many cells */

static ts_alike_cells *alike_of(ts_loader *l, size_t column, const char *what)
{
    ts_loading *loading = &l->loading[column];
    for (size_t i = 0; i < loading->alike.count; i++)
        if (strcmp(loading->alike.items[i].what, what) == 0)
            return &loading->alike.items[i];
    const ts_alike_cells first = {.what = ts_arena_text(l->scratch, what), .place = l->records->fields[column].place,
                                  .cell = ts_arena_text(l->scratch, ts_loader_quote(l, &l->records->fields[column]))};
    if (!first.what || !first.cell || !TS_PUSH(l->scratch, &loading->alike, first))
        return NULL;
    return &loading->alike.items[loading->alike.count - 1];
}

/* As ts_loader_say_cell, of what is likely wrong with many cells. */
static void say_alike(ts_loader *l, size_t column, const char *what)
{
    ts_alike_cells *cells = what ? alike_of(l, column, what) : NULL;
    l->faults++;
    if (cells)
        cells->count++;
}

/* ---- numbers */

/* Digits, perhaps a fraction, and an exponent. */
static bool has_exponent(const char *text)
{
    const char *at = text + (*text == '-');
    size_t digits = strspn(at, "0123456789.");
    if (!digits || (at[digits] != 'e' && at[digits] != 'E'))
        return false;
    at += digits + 1;
    at += *at == '-' || *at == '+';
    digits = strspn(at, "0123456789");
    return digits && !at[digits];
}

/* Of what is written like a number, and is none: that it would not be kept as it is. */
static const char *why_beyond(ts_arena *arena, const ts_field *field)
{
    const char *at = field->text + (field->text[0] == '-');
    const size_t digits = strspn(at, "0123456789");
    if (has_exponent(field->text) && isinf(ts_number_exponent(field->text, field->length)))
        return "is larger than any number that can be kept";
    if (digits > TS_NUMBER_WHOLE_DIGITS && !at[digits + strspn(at + digits, "0123456789.,")])
        return ts_arena_print(arena, "has more digits than the %d of a number that is kept to the last one: is it a code?", TS_NUMBER_WHOLE_DIGITS);
    return NULL;
}

/* As the sheet says it. */
static const char *notation(ts_arena *arena, const ts_number_style *style)
{
    const char group[] = {style->group, '\0'};
    return ts_arena_print(arena, "\"numbers\": \"1%s234%c5\"", group, style->decimal ? style->decimal : '.');
}

const char *ts_loader_why(ts_loader *l, const ts_field *field)
{
    ts_arena *arena = l->diags->arena;
    const char *beyond = why_beyond(arena, field);
    const bool styled = ts_number_styled(&l->request->style);
    const char *wanted = !beyond && styled ? declaration(field) : NULL, *own = wanted ? notation(arena, &l->request->style) : NULL;
    if (!own)
        return beyond;
    if (strncmp(wanted, "\"numbers\"", 9) != 0 || strncmp(wanted, own, strlen(own)) == 0) /* a sign, and no other notation */
        return ts_arena_print(arena, "is no number as the table is read (does it want %s, too?)", wanted);
    return ts_arena_print(arena, "is no number by %s, by which the table is read; %s would read it", own, wanted);
}

static bool is_whole(const ts_loader *l, size_t column)
{
    return l->columns[column].type == TS_COLUMN_INTEGER;
}

void ts_loader_say_no_number(ts_loader *l, size_t column, ts_number_seen seen)
{
    const ts_field *field = &l->records->fields[column];
    const char *what = is_whole(l, column) ? "is no whole number" : "is no plain number";
    const char *why = seen.number ? NULL : ts_loader_why(l, field), *wanted = seen.number || why ? NULL : ts_loader_wanted(l, field);
    if (why)
        say_alike(l, column, why);
    else if (wanted)
        say_alike(l, column, ts_arena_print(l->diags->arena, "%s (does the table want %s?)", what, wanted));
    else if (seen.number || !ts_number_styled(&l->request->style))
        ts_loader_say_cell(l, column, what);
    else
        ts_loader_say_cell(l, column, seen.odd ? "has its group and decimal signs at places that the table's \"numbers\" do not have"
                                               : "is no number as the table's \"numbers\", \"signs\" and \"currency\" say");
}

/* ---- dates */

static const char *const orders[] = {[TS_DATES_MONTH_FIRST] = "\"dates\": \"month/day/year\"", [TS_DATES_DAY_FIRST] = "\"dates\": \"day/month/year\""};

static bool reads(const ts_field *field, ts_date_order order)
{
    ts_period date;
    return ts_period_read_loose(field->text, order, &date);
}

void ts_loader_say_no_date(ts_loader *l, size_t column)
{
    static const char *const faults[] = {
        [TS_DATES_UNSAID] = "is no date (2024-03-15, 2024-03, 2024-Q1 or 2024)",
        [TS_DATES_MONTH_FIRST] = "is no date (month/day/year; 15 Mar 2024, Mar 2024, 2024-Q1 or 2024)",
        [TS_DATES_DAY_FIRST] = "is no date (day/month/year; 15 Mar 2024, Mar 2024, 2024-Q1 or 2024)"};
    const ts_field *field = &l->records->fields[column];
    const ts_date_order order = l->request->dates;
    const bool month = reads(field, TS_DATES_MONTH_FIRST), day = reads(field, TS_DATES_DAY_FIRST);
    if (!month && !day)
        ts_loader_say_cell(l, column, faults[order]);
    else if (order == TS_DATES_UNSAID)
        say_alike(l, column, "is a date of which order? Say \"dates\": \"month/day/year\" or \"day/month/year\"");
    else
        say_alike(l, column, ts_arena_print(l->diags->arena, "is no date by %s, by which the table is read; %s would read it",
                                                      orders[order], orders[month ? TS_DATES_MONTH_FIRST : TS_DATES_DAY_FIRST]));
}

static void tell_cells(ts_loader *l, size_t column, const ts_alike_cells *cells)
{
    ts_arena *arena = l->diags->arena;
    const char *more = cells->count > 1 ? ts_arena_print(arena, "; so it is with %zu more of the column", cells->count - 1) : "";
    ts_loader_tell(l, cells->place, ts_arena_print(arena, "column \"%s\": %s %s%s", l->columns[column].name, cells->cell, cells->what, more ? more : ""));
}

void ts_loader_tell_alike_cells(ts_loader *l)
{
    for (size_t i = 0; i < l->table->column_count; i++)
        for (size_t k = 0; k < l->loading[i].alike.count; k++)
            tell_cells(l, i, &l->loading[i].alike.items[k]);
}
