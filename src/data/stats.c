/*
 * The methods. Each takes what the request says from its operands and leaves a
 * number, or a reason why there is none.
 */
#include "data/stats.h"

#include "data/level.h"
#include "data/number.h"

#include <math.h>
#include <string.h>

typedef struct stat {
    ts_database *database;
    const ts_stat_request *request;
    ts_reader reader;
    ts_value *value;
} stat;

/* ---- results ---- */

static void miss(stat *s, const char *why)
{
    s->value->kind = TS_VALUE_MISSING;
    s->value->number = 0;
    s->value->why = why;
}

static void give(stat *s, double number)
{
    s->value->kind = TS_VALUE_NUMBER;
    s->value->number = number;
    if (!isfinite(number))
        miss(s, "the result is too large");
}

static const char *keep(stat *s, const char *text)
{
    if (!text && s->reader.status == TS_OK)
        s->reader.status = TS_MACHINE;
    return text;
}

static void set_moment(stat *s, const ts_moment_range *range)
{
    ts_value *value = s->value;
    value->from = range->from;
    value->to = range->to;
    value->period = range->to;
    if (range->from && range->to && strcmp(range->from, range->to) != 0)
        value->period = keep(s, ts_arena_print(s->reader.arena, "%s\u2013%s", range->from, range->to));
}

static void fault(stat *s, const char *rule, const char *message)
{
    ts_reader_fault(&s->reader, rule, message);
}

static const ts_series *main_series(stat *s)
{
    return s->request->a.series;
}

static bool needs_adding(stat *s, const char *unit, const char *method)
{
    if (ts_unit_adds(unit))
        return true;
    fault(s, "unit", ts_arena_print(s->reader.arena, "%s of values of unit %s has no meaning", method, unit));
    return false;
}

/* ---- one level ---- */

static void total(stat *s)
{
    const ts_stat_request *r = s->request;
    bool span = r->from || r->to;
    ts_moment_range range = span ? ts_level_range(&s->reader, main_series(s), r->from, r->to)
                                 : ts_level_moment(&s->reader, main_series(s), r->at);
    ts_level level = ts_level_at(&s->reader, main_series(s), &range, r->only);
    set_moment(s, &range);
    level.known ? give(s, level.value) : miss(s, level.why);
}

static void latest(stat *s)
{
    ts_moment_range range = ts_level_moment(&s->reader, main_series(s), NULL);
    ts_level level = ts_level_at(&s->reader, main_series(s), &range, s->request->only);
    if (range.all)
        fault(s, "moment", "latest needs a series with \"over\"");
    set_moment(s, &range);
    level.known ? give(s, level.value) : miss(s, level.why);
}

static void per_day(stat *s)
{
    const ts_stat_request *r = s->request;
    ts_moment_range range = ts_level_moment(&s->reader, main_series(s), r->at);
    if (range.all && r->days <= 0)
        fault(s, "moment", "a series without time needs \"days\"");
    if (!needs_adding(s, main_series(s)->unit, "per-day"))
        return;
    if (main_series(s)->aggregate != TS_SERIES_SUM && main_series(s)->aggregate != TS_SERIES_COUNT &&
        main_series(s)->aggregate != TS_SERIES_SQL)
        fault(s, "unit", "per-day needs sums or counts");
    ts_level level = ts_level_at(&s->reader, main_series(s), &range, r->only);
    set_moment(s, &range);
    double days = r->days > 0 ? r->days : range.to ? ts_period_days(range.last) : 0;
    level.known &&days > 0 ? give(s, level.value / days) : miss(s, level.why);
}

/* ---- two levels of one series ---- */

typedef struct change {
    ts_moment_range first, last;
    ts_level before, after;
} change;

static bool measure(stat *s, change *c, const char *from, const char *to)
{
    const ts_series *series = main_series(s);
    c->first = ts_level_moment(&s->reader, series, from);
    c->last = ts_level_moment(&s->reader, series, to);
    if (!series->timed)
        fault(s, "moment", "a change needs a series with \"over\"");
    if (s->reader.status != TS_OK)
        return false;
    if (c->first.to && c->last.to && c->first.last.months != c->last.last.months)
        fault(s, "moment",
              ts_arena_print(s->reader.arena, "%s and %s are of different lengths", c->first.to, c->last.to));
    c->before = ts_level_at(&s->reader, series, &c->first, s->request->only);
    c->after = ts_level_at(&s->reader, series, &c->last, s->request->only);
    set_moment(s, &(ts_moment_range){.from = c->first.to, .to = c->last.to});
    if (!c->before.known || !c->after.known)
        miss(s, c->before.known ? c->after.why : c->before.why);
    return s->reader.status == TS_OK && c->before.known && c->after.known;
}

/* Growth from nought is a division by nought; from below it, a sign without sense. */
static bool positive_base(stat *s, const change *c)
{
    if (c->before.value > 0)
        return true;
    miss(s, keep(s, ts_arena_print(s->reader.arena, "the value in %s is %s", c->first.to,
                                   c->before.value < 0 ? "negative" : "nought")));
    return false;
}

static bool ordered(stat *s, const change *c)
{
    if (ts_period_order(c->first.last, c->last.last) < 0)
        return true;
    fault(s, "moment", ts_arena_print(s->reader.arena, "%s is not before %s", c->first.to, c->last.to));
    return false;
}

static void growth(stat *s)
{
    change c;
    if (measure(s, &c, s->request->from, s->request->to) && ordered(s, &c) && positive_base(s, &c))
        give(s, c.after.value / c.before.value - 1);
}

static void cagr(stat *s)
{
    change c;
    if (!measure(s, &c, s->request->from, s->request->to) || !ordered(s, &c) || !positive_base(s, &c))
        return;
    double years = ts_period_years(c.first.last, c.last.last);
    if (c.after.value < 0 || years <= 0)
        miss(s, years <= 0 ? "the two moments are not a month apart" : "the later value is negative");
    else
        give(s, pow(c.after.value / c.before.value, 1 / years) - 1);
}

static void index_level(stat *s)
{
    change c;
    if (measure(s, &c, s->request->base, s->request->at) && positive_base(s, &c))
        give(s, 100 * c.after.value / c.before.value);
}

/* ---- two operands ---- */

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
    } else {
        fault(s, "method", "an operand is missing");
    }
    return o;
}

static void same_moment(stat *s, const operand *a, const operand *b)
{
    bool both = s->request->a.series && s->request->b.series && a->range.to && b->range.to;
    if (both && strcmp(a->range.to, b->range.to) != 0)
        fault(s, "moment",
              ts_arena_print(s->reader.arena, "the newest times differ, %s and %s: say \"at\"", a->range.to,
                             b->range.to));
}

static void same_unit(stat *s, const operand *a, const operand *b)
{
    if (a->unit && b->unit && strcmp(a->unit, b->unit) != 0)
        fault(s, "unit", ts_arena_print(s->reader.arena, "units do not mix: %s and %s", a->unit, b->unit));
}

static void note_pair(stat *s, const operand *a, const operand *b)
{
    set_moment(s, a->range.to ? &a->range : &b->range);
    if (a->query && b->query && strcmp(a->query, b->query) != 0)
        s->value->query = keep(s, ts_arena_print(s->reader.arena, "%s\n-- and\n%s", a->query, b->query));
    else
        s->value->query = a->query ? a->query : b->query;
    if (!a->level.known || !b->level.known)
        miss(s, a->level.known ? b->level.why : a->level.why);
}

static void divide(stat *s, const operand *a, const operand *b)
{
    if (!a->level.known || !b->level.known)
        return;
    if (b->level.value == 0)
        miss(s, "the divisor is nought");
    else
        give(s, a->level.value / b->level.value);
}

static void share(stat *s)
{
    const ts_stat_request *r = s->request;
    bool own = !r->b.series && !r->b.value;
    operand part = read_operand(s, &r->a, r->only);
    operand whole = read_operand(s, own ? &r->a : &r->b, NULL);
    if (own && !r->only)
        fault(s, "method", "share needs \"only\" or \"of\"");
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
    s->value->unit = a.unit;
    if (a.level.known && b.level.known)
        give(s, a.level.value - b.level.value);
}

/* ---- order ---- */

static ts_levels order_levels(stat *s, ts_moment_range *range)
{
    if (!main_series(s)->categorised)
        fault(s, "series", "an order needs a series with \"by\"");
    *range = ts_level_moment(&s->reader, main_series(s), s->request->at);
    set_moment(s, range);
    if (s->reader.status != TS_OK)
        return (ts_levels){0};
    return ts_level_by_category(&s->reader, main_series(s), range);
}

static bool ahead(const stat *s, double a, double b)
{
    return s->request->smallest_first ? a < b : a > b;
}

/* 1 + how many are ahead: those that are equal share their rank. */
static void rank(stat *s)
{
    ts_moment_range range;
    ts_levels levels = order_levels(s, &range);
    const char *who = s->request->for_;
    if (!who) {
        fault(s, "method", "rank needs \"for\"");
        return;
    }
    const ts_level *own = NULL;
    size_t before = 0;
    for (size_t i = 0; i < levels.count; i++)
        if (levels.items[i].known && strcmp(levels.items[i].category, who) == 0)
            own = &levels.items[i];
    for (size_t i = 0; own && i < levels.count; i++)
        before += levels.items[i].known && ahead(s, levels.items[i].value, own->value);
    if (own)
        give(s, (double)before + 1);
    else
        miss(s, keep(s, ts_arena_print(s->reader.arena, "series \"%s\" has no value for %s%s%s",
                                       main_series(s)->name, who, range.to ? " in " : "",
                                       range.to ? range.to : "")));
}

/* How many stand before a level; equal ones by name, which is their order here. */
static size_t standing(const stat *s, const ts_levels *levels, size_t own)
{
    size_t before = 0;
    double value = levels->items[own].value;
    for (size_t i = 0; i < levels->count; i++) {
        const ts_level *other = &levels->items[i];
        before += other->known && (ahead(s, other->value, value) || (other->value == value && i < own));
    }
    return before;
}

static void show_share(stat *s, const ts_levels *levels, const ts_level *own)
{
    double whole = 0;
    s->value->unit = "share";
    if (!needs_adding(s, main_series(s)->unit, "a share"))
        return;
    for (size_t i = 0; i < levels->count; i++) {
        if (!levels->items[i].known) {
            miss(s, levels->items[i].why);
            return;
        }
        whole += levels->items[i].value;
    }
    whole == 0 ? miss(s, "the divisor is nought") : give(s, own->value / whole);
}

static void show(stat *s, const ts_levels *levels, const ts_level *own)
{
    if (s->request->show == 1) {
        s->value->unit = main_series(s)->unit;
        give(s, own->value);
    } else if (s->request->show == 2) {
        show_share(s, levels, own);
    } else {
        s->value->kind = TS_VALUE_TEXT;
        s->value->text = own->category;
    }
}

static void top(stat *s)
{
    ts_moment_range range;
    ts_levels levels = order_levels(s, &range);
    size_t place = s->request->place > 0 ? (size_t)s->request->place : 1;
    for (size_t i = 0; i < levels.count; i++) {
        if (levels.items[i].known && standing(s, &levels, i) + 1 == place) {
            show(s, &levels, &levels.items[i]);
            return;
        }
    }
    miss(s, keep(s, ts_arena_print(s->reader.arena, "series \"%s\" has no %zu categories%s%s",
                                   main_series(s)->name, place, range.to ? " in " : "",
                                   range.to ? range.to : "")));
}

/* ---- sql ---- */

static void give_text(stat *s, const char *text)
{
    if (strcmp(s->value->unit, "text") != 0) {
        fault(s, "unit",
              ts_arena_print(s->reader.arena, "the query gives the text \"%.40s\", its unit is %s", text,
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
        miss(s, "the query gives a null");
    } else if (cell->kind == TS_CELL_TEXT) {
        give_text(s, cell->text);
    } else if (strcmp(s->value->unit, "text") == 0) {
        ts_number_print(cell->number, number);
        give_text(s, keep(s, ts_arena_text(s->reader.arena, number)));
    } else {
        give(s, cell->number);
    }
}

static void sql(stat *s)
{
    const ts_stat_request *r = s->request;
    ts_rows *rows;
    if (!r->sql || !r->unit) {
        fault(s, "method", "sql needs its query and \"unit\"");
        return;
    }
    s->value->query = keep(s, ts_arena_text(s->reader.arena, r->sql));
    s->reader.status = ts_database_query(s->database, s->reader.arena, r->sql, r->bindings, r->binding_count,
                                         r->span, s->reader.diags, &rows);
    if (s->reader.status != TS_OK)
        return;
    if (rows->column_count != 1 || rows->row_count > 1)
        fault(s, "sql",
              ts_arena_print(s->reader.arena,
                             "a statistic is one row and one column; the query gives %zu and %zu",
                             rows->row_count, rows->column_count));
    else if (rows->row_count == 0)
        miss(s, "the query gives no row");
    else
        give_cell(s, rows->cells);
}

/* ---- the table of methods ---- */

typedef struct method {
    void (*compute)(stat *s);
    const char *unit; /* NULL: the series' */
    bool series;      /* takes a series only */
} method;

static const method methods[] = {
    [TS_METHOD_SQL] = {sql, "number", false},         [TS_METHOD_TOTAL] = {total, NULL, true},
    [TS_METHOD_LATEST] = {latest, NULL, true},        [TS_METHOD_SHARE] = {share, "share", false},
    [TS_METHOD_GROWTH] = {growth, "share", true},     [TS_METHOD_CAGR] = {cagr, "share", true},
    [TS_METHOD_INDEX] = {index_level, "index", true}, [TS_METHOD_PER_DAY] = {per_day, NULL, true},
    [TS_METHOD_RANK] = {rank, "rank", true},          [TS_METHOD_TOP] = {top, "text", true},
    [TS_METHOD_RATIO] = {ratio, "ratio", false},      [TS_METHOD_DIFFERENCE] = {difference, NULL, false}};

/* "unit" may rename a bare number (a ratio that is a share), never money. */
static void apply_unit(stat *s)
{
    const char *own = s->value->unit, *said = s->request->unit;
    if (!said || !own || s->request->method == TS_METHOD_SQL || strcmp(said, own) == 0)
        return;
    bool texts = strcmp(own, "text") == 0 || strcmp(said, "text") == 0;
    if (texts || ts_unit_is_currency(own) || (ts_unit_is_currency(said) && strcmp(own, "number") != 0))
        fault(s, "unit",
              ts_arena_print(s->reader.arena, "the method gives %s, which cannot be called %s", own, said));
    else
        s->value->unit = said;
}

static void compute(stat *s)
{
    const ts_stat_request *r = s->request;
    const method *m = &methods[r->method];
    const ts_series *series = main_series(s);
    *s->value = (ts_value){.unit = m->unit  ? m->unit
                                   : series ? series->unit
                                            : NULL,
                           .query = series ? series->query : NULL};
    if (r->method == TS_METHOD_SQL)
        s->value->unit = r->unit;
    if (r->unit && !ts_unit_known(r->unit))
        fault(s, "unit", ts_arena_print(s->reader.arena, "unknown unit \"%.40s\"", r->unit));
    else if (m->series && !series)
        fault(s, "method", "the method takes a series, not a number");
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
              .reader = {.arena = arena, .diags = diags, .span = request->span, .name = request->name}};
    if ((size_t)request->method >= sizeof methods / sizeof *methods)
        return TS_USAGE;
    compute(&s);
    if (s.reader.status != TS_OK)
        *value = (ts_value){.unit = value->unit, .why = "it could not be computed"};
    return s.reader.status;
}
