/*
 * The methods of one or two levels, and SQL; stats_order.c and stats_mean.c have
 * the others.
 */
#include "data/method.h"

#include "base/utf8.h"

#include "data/currency.h"
#include "data/number.h"

#include <math.h>
#include <string.h>

typedef ts_stat stat;

/* ---- results */

void ts_stat_lack(stat *s, const char *why, const char *lacks)
{
    s->value->kind = TS_VALUE_MISSING;
    s->value->number = 0;
    s->value->why = why;
    s->value->lacks = lacks;
}

void ts_stat_miss(stat *s, const char *why)
{
    ts_stat_lack(s, why, NULL);
}

void ts_stat_give(stat *s, double number)
{
    s->value->kind = TS_VALUE_NUMBER;
    s->value->number = number;
    if (!isfinite(number))
        ts_stat_miss(s, "the result is too large");
}

const char *ts_stat_keep(stat *s, const char *text)
{
    if (!text && s->reader.status == TS_OK)
        s->reader.status = TS_MACHINE;
    return text;
}

void ts_stat_moment(stat *s, const ts_moment_range *range)
{
    ts_value *value = s->value;
    value->from = range->from;
    value->to = range->to;
    value->period = range->to;
    if (range->from && range->to && strcmp(range->from, range->to) != 0)
        value->period = ts_stat_keep(s, ts_arena_print(s->reader.arena, "%s\u2013%s", range->from, range->to));
}

void ts_stat_fault(stat *s, const char *rule, const char *message)
{
    ts_reader_fault(&s->reader, rule, message);
}

const ts_series *ts_stat_series(const stat *s)
{
    return s->request->a.series;
}

bool ts_stat_adds(stat *s, const ts_series *series, const char *method)
{
    bool sums = series->aggregate == TS_SERIES_SUM || series->aggregate == TS_SERIES_COUNT ||
                series->aggregate == TS_SERIES_SQL;
    if (!ts_unit_adds(series->unit))
        ts_stat_fault(s, "unit",
                      ts_arena_print(s->reader.arena, "%s of values of unit %s has no meaning", method, series->unit));
    else if (!sums)
        ts_stat_fault(s, "unit", ts_arena_print(s->reader.arena, "%s needs sums or counts", method));
    return s->reader.status == TS_OK;
}

/* ---- one level */

static void total(stat *s)
{
    const ts_stat_request *r = s->request;
    bool span = r->from || r->to;
    ts_moment_range range = span ? ts_level_range(&s->reader, ts_stat_series(s), r->from, r->to)
                                 : ts_level_moment(&s->reader, ts_stat_series(s), r->at);
    ts_level level = ts_level_at(&s->reader, ts_stat_series(s), &range, r->only);
    ts_stat_moment(s, &range);
    level.known ? ts_stat_give(s, level.value) : ts_stat_lack(s, level.why, level.lacks);
}

static void latest(stat *s)
{
    ts_moment_range range = ts_level_moment(&s->reader, ts_stat_series(s), NULL);
    ts_level level = ts_level_at(&s->reader, ts_stat_series(s), &range, s->request->only);
    if (range.all)
        ts_stat_fault(s, "moment", "latest needs a series with \"over\"");
    ts_stat_moment(s, &range);
    level.known ? ts_stat_give(s, level.value) : ts_stat_lack(s, level.why, level.lacks);
}

static void per_day(stat *s)
{
    const ts_stat_request *r = s->request;
    ts_moment_range range = ts_level_moment(&s->reader, ts_stat_series(s), r->at);
    if (range.all && r->days <= 0)
        ts_stat_fault(s, "moment", "a series without time needs \"days\"");
    if (!ts_stat_adds(s, ts_stat_series(s), "per-day"))
        return;
    ts_level level = ts_level_at(&s->reader, ts_stat_series(s), &range, r->only);
    ts_stat_moment(s, &range);
    double days = r->days > 0 ? r->days : range.to ? ts_period_days(range.last) : 0;
    level.known &&days > 0 ? ts_stat_give(s, level.value / days) : ts_stat_lack(s, level.why, level.lacks);
}

/* ---- two levels of one series */

typedef struct change {
    ts_moment_range first, last;
    ts_level before, after;
} change;

static bool measure(stat *s, change *c, const char *from, const char *to)
{
    const ts_series *series = ts_stat_series(s);
    c->first = ts_level_moment(&s->reader, series, from);
    c->last = ts_level_moment(&s->reader, series, to);
    if (!series->timed)
        ts_stat_fault(s, "moment", "a change needs a series with \"over\"");
    if (s->reader.status != TS_OK)
        return false;
    if (c->first.to && c->last.to && c->first.last.months != c->last.last.months)
        ts_stat_fault(s, "moment",
              ts_arena_print(s->reader.arena, "%s and %s are of different lengths", c->first.to, c->last.to));
    c->before = ts_level_at(&s->reader, series, &c->first, s->request->only);
    c->after = ts_level_at(&s->reader, series, &c->last, s->request->only);
    ts_stat_moment(s, &(ts_moment_range){.from = c->first.to, .to = c->last.to});
    const ts_level *missing = c->before.known ? &c->after : &c->before;
    if (!missing->known)
        ts_stat_lack(s, missing->why, missing->lacks);
    return s->reader.status == TS_OK && c->before.known && c->after.known;
}

/* Growth from nought is a division by nought; from below it, a sign without sense. */
static bool positive_base(stat *s, const change *c)
{
    if (c->before.value > 0)
        return true;
    ts_stat_miss(s, ts_stat_keep(s, ts_arena_print(s->reader.arena, "the value in %s is %s", c->first.to,
                                   c->before.value < 0 ? "negative" : "nought")));
    return false;
}

static bool ordered(stat *s, const change *c)
{
    if (ts_period_order(c->first.last, c->last.last) < 0)
        return true;
    ts_reader_turned(&s->reader, c->first.to, "is not before", c->last.to);
    return false;
}

static void growth_over(stat *s);

static void growth(stat *s)
{
    change c;
    if (s->request->b.value || s->request->a.value)
        growth_over(s);
    else if (measure(s, &c, s->request->from, s->request->to) && ordered(s, &c) && positive_base(s, &c))
        ts_stat_give(s, c.after.value / c.before.value - 1);
}

static void cagr(stat *s)
{
    change c;
    if (!measure(s, &c, s->request->from, s->request->to) || !ordered(s, &c) || !positive_base(s, &c))
        return;
    static const double MONTH = 27.0 / 365.2425; /* what is made of a shorter time says nothing of a year */
    double years = ts_period_years(c.first.last, c.last.last);
    if (c.after.value < 0 || years < MONTH)
        ts_stat_miss(s, years < MONTH ? "the two moments are not a month apart" : "the later value is negative");
    else
        ts_stat_give(s, pow(c.after.value / c.before.value, 1 / years) - 1);
}

static void index_level(stat *s)
{
    change c;
    if (measure(s, &c, s->request->base, s->request->at) && positive_base(s, &c))
        ts_stat_give(s, 100 * c.after.value / c.before.value);
}

/* ---- two operands */

typedef struct operand {
    ts_level level;
    const char *unit, *query;
    ts_moment_range range;
} operand;

static operand read_operand(stat *s, const ts_operand *from, const char *only)
{
    operand o = {0};
    if (from->series) {
        o.unit = from->series->unit;
        o.query = from->series->query;
        o.range = ts_level_moment(&s->reader, from->series, s->request->at);
        o.level = ts_level_at(&s->reader, from->series, &o.range, only);
    } else if (from->value) {
        o.unit = from->value->unit;
        o.query = from->value->query;
        o.range = (ts_moment_range){.from = from->value->from, .to = from->value->to};
        o.level.known = from->value->kind == TS_VALUE_NUMBER;
        o.level.value = from->value->number;
        o.level.why = from->value->why ? from->value->why : "an operand has no number";
        o.level.lacks = from->value->lacks;
    } else {
        ts_stat_fault(s, "method", "an operand is missing");
    }
    return o;
}

static void same_moment(stat *s, const operand *a, const operand *b)
{
    bool both = s->request->a.series && s->request->b.series && a->range.to && b->range.to;
    if (both && strcmp(a->range.to, b->range.to) != 0)
        ts_stat_fault(s, "moment",
              ts_arena_print(s->reader.arena, "the newest times differ, %s and %s: say \"at\"", a->range.to,
                             b->range.to));
}

static void same_unit(stat *s, const operand *a, const operand *b)
{
    if (a->unit && b->unit && strcmp(a->unit, b->unit) != 0)
        ts_stat_fault(s, "unit", ts_arena_print(s->reader.arena, "units do not mix: %s and %s", a->unit, b->unit));
}

static void note_pair(stat *s, const operand *a, const operand *b)
{
    ts_stat_moment(s, a->range.to ? &a->range : &b->range);
    if (a->query && b->query && strcmp(a->query, b->query) != 0)
        s->value->query = ts_stat_keep(s, ts_arena_print(s->reader.arena, "%s\n-- and\n%s", a->query, b->query));
    else
        s->value->query = a->query ? a->query : b->query;
    const ts_level *missing = a->level.known ? &b->level : &a->level;
    if (!missing->known)
        ts_stat_lack(s, missing->why, missing->lacks);
}

static void divide(stat *s, const operand *a, const operand *b)
{
    if (!a->level.known || !b->level.known)
        return;
    if (b->level.value == 0)
        ts_stat_miss(s, "the divisor is nought");
    else
        ts_stat_give(s, a->level.value / b->level.value);
}

static void share(stat *s)
{
    const ts_stat_request *r = s->request;
    bool own = !r->b.series && !r->b.value;
    operand part = read_operand(s, &r->a, r->only);
    operand whole = read_operand(s, own ? &r->a : &r->b, NULL);
    if (own && !r->only)
        ts_stat_fault(s, "method", "share needs \"only\" or \"of\"");
    same_moment(s, &part, &whole);
    same_unit(s, &part, &whole);
    note_pair(s, &part, &whole);
    divide(s, &part, &whole);
}

static void ratio(stat *s)
{
    operand a = read_operand(s, &s->request->a, NULL), b = read_operand(s, &s->request->b, NULL);
    same_moment(s, &a, &b);
    if (a.unit && b.unit && strcmp(a.unit, b.unit) != 0 && ts_unit_is_currency(a.unit) &&
        ts_unit_is_currency(b.unit))
        same_unit(s, &a, &b);
    note_pair(s, &a, &b);
    divide(s, &a, &b);
}

static void difference(stat *s)
{
    operand a = read_operand(s, &s->request->a, NULL), b = read_operand(s, &s->request->b, NULL);
    same_moment(s, &a, &b);
    same_unit(s, &a, &b);
    note_pair(s, &a, &b);
    s->value->unit = a.unit && strcmp(a.unit, "share") == 0 ? "points" : a.unit; /* 31% is 2 points more than 29% */
    if (a.level.known && b.level.known)
        ts_stat_give(s, a.level.value - b.level.value);
}

/* How many months a number is about; 0: a day. */
static int months_of(const ts_moment_range *range, ts_period last)
{
    ts_period first;
    if (!range->from || !ts_period_read(range->from, &first))
        return last.months;
    return 12 * (last.year - first.year) + last.month - first.month + last.months;
}

/* Growth of a number over an earlier one. */
static void growth_over(stat *s)
{
    ts_period before, after;
    operand a = read_operand(s, &s->request->a, NULL), b = read_operand(s, &s->request->b, NULL);
    same_unit(s, &a, &b);
    note_pair(s, &a, &b);
    s->value->from = b.range.to;
    s->value->to = s->value->period = a.range.to;
    if (a.range.to && b.range.to)
        ts_stat_moment(s, &(ts_moment_range){.from = b.range.to, .to = a.range.to});
    if (a.range.to && b.range.to && ts_period_read(a.range.to, &after) && ts_period_read(b.range.to, &before)) {
        if (ts_period_order(before, after) >= 0)
            ts_stat_fault(s, "moment", ts_arena_print(s->reader.arena, "%s is not before %s", b.range.to, a.range.to));
        else if (months_of(&a.range, after) != months_of(&b.range, before))
            ts_stat_fault(s, "moment", ts_arena_print(s->reader.arena, "%s and %s are of different lengths", b.range.to, a.range.to));
    }
    if (!a.level.known || !b.level.known)
        return;
    if (b.level.value <= 0)
        ts_stat_miss(s, b.level.value < 0 ? "the earlier value is negative" : "the earlier value is nought");
    else
        ts_stat_give(s, a.level.value / b.level.value - 1);
}

/* ---- sql */

static void give_text(stat *s, const char *text)
{
    ts_period moment;
    if (strcmp(s->value->unit, "date") == 0 && !ts_period_read(text, &moment)) {
        ts_stat_fault(s, "unit", ts_arena_print(s->reader.arena, "\"%.*s\" is no date: 2024-03-15, 2024-03, 2024-Q1 or 2024", ts_utf8_fit(text, 40), text));
        return;
    }
    if (!ts_unit_is_text(s->value->unit)) {
        ts_stat_fault(s, "unit",
              ts_arena_print(s->reader.arena, "the query gives the text \"%.*s\", its unit is %s", ts_utf8_fit(text, 40), text,
                             s->value->unit));
        return;
    }
    s->value->kind = TS_VALUE_TEXT;
    s->value->text = text;
}

static void give_cell(stat *s, const ts_cell *cell)
{
    char number[TS_NUMBER_ROOM];
    if (cell->kind == TS_CELL_MISSING) {
        ts_stat_miss(s, "the query gives a null");
    } else if (cell->kind == TS_CELL_TEXT) {
        give_text(s, cell->text);
    } else if (ts_unit_is_text(s->value->unit)) {
        ts_number_print(cell->number, number);
        give_text(s, ts_stat_keep(s, ts_arena_text(s->reader.arena, number)));
    } else {
        ts_stat_give(s, cell->number);
    }
}

static void sql(stat *s)
{
    const ts_stat_request *r = s->request;
    ts_rows *rows;
    if (!r->sql || !r->unit) {
        ts_stat_fault(s, "method", "sql needs its query and \"unit\"");
        return;
    }
    s->value->query = ts_stat_keep(s, ts_arena_text(s->reader.arena, r->sql));
    const ts_query query = {s->reader.arena, r->sql, r->bindings, r->binding_count, r->span};
    s->reader.status = ts_database_query(s->database, &query, s->reader.diags, &rows);
    if (s->reader.status != TS_OK)
        return;
    if (rows->column_count != 1 || rows->row_count > 1)
        ts_stat_fault(s, "sql",
              ts_arena_print(s->reader.arena,
                             "a statistic is one row and one column; the query gives %zu and %zu",
                             rows->row_count, rows->column_count));
    else if (rows->row_count == 0)
        ts_stat_miss(s, "the query gives no row");
    else
        give_cell(s, rows->cells);
}

/* ---- the table of methods */

typedef struct method {
    void (*compute)(stat *s);
    const char *unit; /* NULL: the series' */
    bool series;      /* takes a series only */
} method;

static const method methods[] = {
    [TS_METHOD_SQL] = {sql, "number", false},
    [TS_METHOD_TOTAL] = {total, NULL, true},
    [TS_METHOD_LATEST] = {latest, NULL, true},
    [TS_METHOD_SHARE] = {share, "share", false},
    [TS_METHOD_GROWTH] = {growth, "share", false},
    [TS_METHOD_CAGR] = {cagr, "share", true},
    [TS_METHOD_INDEX] = {index_level, "index", true},
    [TS_METHOD_PER_DAY] = {per_day, NULL, true},
    [TS_METHOD_RANK] = {ts_stat_rank, "rank", true},
    [TS_METHOD_TOP] = {ts_stat_top, "text", true},
    [TS_METHOD_RATIO] = {ratio, "ratio", false},
    [TS_METHOD_DIFFERENCE] = {difference, NULL, false},
    [TS_METHOD_MEAN] = {ts_stat_mean, NULL, true},
    [TS_METHOD_MEDIAN] = {ts_stat_median, NULL, true},
    [TS_METHOD_WEIGHTED_MEAN] = {ts_stat_weighted_mean, NULL, true},
    [TS_METHOD_OTHERS] = {ts_stat_others, NULL, true}};

/* Whether the unit is one by another: "persons/km2". */
static bool is_quotient(const char *said, const char *above, const char *below)
{
    size_t length = strlen(above);
    return strncmp(said, above, length) == 0 && said[length] == '/' && strcmp(said + length + 1, below) == 0;
}

/* Dollars per head are dollars, persons by km2 persons/km2. */
static bool is_said_of_ratio(const stat *s, const char *said)
{
    const ts_operand *a = &s->request->a, *b = &s->request->b;
    const char *above = a->series ? a->series->unit : a->value ? a->value->unit : NULL;
    const char *below = b->series ? b->series->unit : b->value ? b->value->unit : NULL;
    if (s->request->method != TS_METHOD_RATIO || !above || !below)
        return false;
    return (strcmp(above, said) == 0 && !ts_unit_is_currency(below)) || is_quotient(said, above, below);
}

/* What is money, or has a sign, is counted and not called so. */
static bool is_measured(const char *unit)
{
    return ts_unit_is_currency(unit) || ts_unit_is_physical(unit);
}

/* "unit" may rename a bare number (a ratio that is a share), never what is measured. */
static void apply_unit(stat *s)
{
    const char *own = s->value->unit, *said = s->request->unit;
    if (!said || !own || s->request->method == TS_METHOD_SQL || strcmp(said, own) == 0)
        return;
    bool texts = strcmp(own, "text") == 0 || strcmp(said, "text") == 0;
    bool measured = is_measured(said) && strcmp(own, "number") != 0 && !is_said_of_ratio(s, said);
    if (texts || is_measured(own) || measured)
        ts_stat_fault(s, "unit",
              ts_arena_print(s->reader.arena, "the method gives %s, which cannot be called %s", own, said));
    else
        s->value->unit = said;
}

static const char *wrong_unit(const stat *s)
{
    char near[TS_CURRENCY_ROOM];
    const char *unit = s->request->unit;
    if (!ts_unit_is_currency(unit))
        return ts_arena_print(s->reader.arena, "unknown unit \"%.*s\"", ts_utf8_fit(unit, 40), unit);
    bool known = ts_currency_near(unit, 0, near);
    return ts_arena_print(s->reader.arena, "\"%s\" is no currency (ISO 4217)%s%s%s", unit, known ? " (did you mean \"" : "", near, known ? "\"?)" : "");
}

static void compute(stat *s)
{
    const ts_stat_request *r = s->request;
    const method *m = &methods[r->method];
    const ts_series *series = ts_stat_series(s);
    *s->value = (ts_value){.unit = m->unit  ? m->unit
                                   : series ? series->unit
                                            : NULL,
                           .query = series ? series->query : NULL};
    if (r->method == TS_METHOD_SQL)
        s->value->unit = r->unit;
    if (r->unit && !ts_unit_known(r->unit))
        ts_stat_fault(s, "unit", wrong_unit(s));
    else if (m->series && !series)
        ts_stat_fault(s, "method", "the method takes a series, not a number");
    else
        m->compute(s);
    if (s->reader.status == TS_OK)
        apply_unit(s);
}

ts_status ts_stat_compute(ts_database *database, ts_arena *arena, const ts_stat_request *request,
                          ts_diags *diags, ts_value *value)
{
    stat s = {.database = database,
              .request = request,
              .value = value,
              .reader = {.arena = arena, .diags = diags, .span = request->span, .name = request->name,
                         .turned_by = request->turned_by, .turned_advice = request->turned_advice}};
    if ((size_t)request->method >= sizeof methods / sizeof *methods)
        return TS_USAGE;
    compute(&s);
    if (s.reader.status != TS_OK)
        *value = (ts_value){.unit = value->unit, .why = "it could not be computed"};
    return s.reader.status;
}
