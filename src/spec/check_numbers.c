/* Tables, series, facts and statistics: every name, and what each method asks of its series. */
#include "spec/check.h"
#include "spec/sql_uses.h"
#include "spec/value.h"

#include <string.h>

static void check_caveats(ts_checker *checker, const ts_words *caveats)
{
    ts_check_names(checker, caveats, &checker->sheet->caveats, "caveat", "caveat");
}

static void check_sources(ts_checker *checker, const ts_words *sources)
{
    ts_check_names(checker, sources, &checker->sheet->sources, "source", "source");
}

static void check_scalar(ts_checker *checker, const ts_scalar *scalar)
{
    if (scalar->kind == TS_SCALAR_TEXT)
        ts_check_params(checker, (ts_word){scalar->text, scalar->span});
}

static bool is_written(const ts_scalar *scalar)
{
    return scalar->kind == TS_SCALAR_TEXT && !ts_check_is_open(scalar->text);
}

/* Rows are compared as SQL does it: numbers, or texts by their bytes. */
static void check_ends(ts_checker *checker, const ts_where *column)
{
    const ts_scalar *from = &column->from, *to = &column->to;
    bool numbers = from->kind == TS_SCALAR_NUMBER && to->kind == TS_SCALAR_NUMBER;
    if (numbers && from->number > to->number)
        ts_error(checker->diags, from->span, "where", "\"%s\" from %.15g to %.15g holds no row: turn them round", column->column, from->number, to->number);
    else if (is_written(from) && is_written(to) && strcmp(from->text, to->text) > 0)
        ts_error(checker->diags, from->span, "where", "\"%s\" from \"%s\" to \"%s\" holds no row: turn them round", column->column,
                 ts_value_excerpt(checker->arena, from->text), ts_value_excerpt(checker->arena, to->text));
}

static void check_where(ts_checker *checker, const ts_map *where)
{
    for (size_t i = 0; i < where->count; i++) {
        const ts_where *column = where->items[i].value;
        for (size_t c = 0; c < column->any.count; c++)
            check_scalar(checker, &column->any.items[c]);
        check_scalar(checker, &column->from);
        check_scalar(checker, &column->to);
        check_scalar(checker, &column->not);
        check_ends(checker, column);
    }
}

static void check_tables(ts_checker *checker)
{
    const ts_sheet *sheet = checker->sheet;
    for (size_t i = 0; i < sheet->tables.count; i++) {
        const ts_table_spec *table = sheet->tables.items[i].value;
        ts_check_params(checker, table->file);
        (void)ts_check_name(checker, table->source, &sheet->sources, "source", "source");
        check_caveats(checker, &table->caveats);
    }
    for (size_t i = 0; i < sheet->shapes.count; i++) {
        const ts_shapes_spec *shapes = sheet->shapes.items[i].value;
        ts_check_params(checker, shapes->file);
        (void)ts_check_name(checker, shapes->source, &sheet->sources, "source", "source");
    }
    for (size_t i = 0; i < sheet->caveats.count; i++) {
        const ts_caveat_spec *caveat = sheet->caveats.items[i].value;
        ts_check_copy(checker, caveat->say);
    }
}

static size_t count_words(const char *text)
{
    size_t words = 0;
    for (const char *at = text; *at; at++)
        words += *at != ' ' && (at == text || at[-1] == ' ');
    return words;
}

/* NULL too for one that is a doubt, but of another kind of number. */
static const char *near_doubt(const char *name)
{
    const char *near = ts_nearest(ts_doubt_words, TS_DOUBT_RULES, name);
    return near && strcmp(near, name) != 0 ? near : NULL;
}

/* A doubt is waved aside for a reason that can be read. rules: 1 << enum ts_doubt_rule. */
static void check_allow(ts_checker *checker, const ts_map *allow, unsigned rules)
{
    enum { REASON = 3 };
    for (size_t i = 0; i < allow->count; i++) {
        const char *name = allow->items[i].name;
        const ts_word *why = allow->items[i].value;
        size_t rule = 0;
        while (rule < TS_DOUBT_RULES && (!(rules & 1u << rule) || strcmp(name, ts_doubt_words[rule]) != 0))
            rule++;
        if (rule == TS_DOUBT_RULES)
            ts_error_near(checker->diags, why->span, "allow", near_doubt(name),
                          "there is no doubt \"%s\" to allow here", ts_value_excerpt(checker->arena, name));
        else if (count_words(why->text) < REASON)
            ts_error(checker->diags, why->span, "allow",
                     "why does \"%s\" not matter here? Say it in a sentence of %d words at least", name, REASON);
    }
}

#define DOUBT(rule) (1u << TS_DOUBT_##rule)

/* "say" and what it says come together. */
static void check_missing(ts_checker *checker, const ts_choice *missing, ts_word instead)
{
    bool says = missing->given && missing->value == TS_MISSING_SAY;
    if (says && !instead.text)
        ts_error(checker->diags, missing->span, "missing", "\"say\" needs \"instead\", the key of what is said");
    if (!says && instead.text)
        ts_error(checker->diags, instead.span, "missing", "\"instead\" is said when \"missing\" is \"say\"");
    ts_check_copy(checker, instead);
}

/* What is computed from series cannot go into one. */
static void refuse_uses(ts_checker *checker, ts_word sql)
{
    ts_sql_uses uses;
    if (sql.text && ts_sql_find_uses(checker->arena, sql.text, &uses) && uses.count)
        ts_error(checker->diags, sql.span, "sql", "a series cannot use statistics: they are computed from it (facts are in the table fact)");
}

static void check_series(ts_checker *checker)
{
    const ts_sheet *sheet = checker->sheet;
    for (size_t i = 0; i < sheet->series.count; i++) {
        const ts_series_spec *series = sheet->series.items[i].value;
        (void)ts_check_name(checker, series->table, &sheet->tables, "table", "table");
        check_where(checker, &series->where);
        check_sources(checker, &series->sources);
        check_caveats(checker, &series->caveats);
        for (size_t k = 0; k < series->breaks.count; k++)
            ts_check_copy(checker, series->breaks.items[k]->note);
        refuse_uses(checker, series->sql);
        check_allow(checker, &series->allow, DOUBT(STALE) | DOUBT(INCOMPLETE) | DOUBT(NOUGHT) | DOUBT(ABOVE_ALL) | DOUBT(TOTAL_ROW));
    }
}

static void tell_text(ts_checker *checker, const ts_fact_spec *fact)
{
    double number;
    const char *plain = ts_value_in_quotes(fact->value.text, &number) ? ts_value_print(checker->arena, number) : NULL;
    if (plain)
        ts_error(checker->diags, fact->value.span, "unit", "\"%s\" in quotes is a text: write the number %s", ts_value_excerpt(checker->arena, fact->value.text), plain);
    else
        ts_error(checker->diags, fact->value.span, "unit", "a text has the unit \"text\", not \"%s\"", fact->unit.text ? fact->unit.text : "");
}

static void check_facts(ts_checker *checker)
{
    const ts_sheet *sheet = checker->sheet;
    for (size_t i = 0; i < sheet->facts.count; i++) {
        const ts_fact_spec *fact = sheet->facts.items[i].value;
        bool text = fact->unit.text && (strcmp(fact->unit.text, "text") == 0 || strcmp(fact->unit.text, "date") == 0);
        (void)ts_check_name(checker, fact->source, &sheet->sources, "source", "source");
        (void)ts_check_name(checker, fact->format, &sheet->formats, "format", "format");
        check_caveats(checker, &fact->caveats);
        check_allow(checker, &fact->allow, DOUBT(STALE) | DOUBT(NOUGHT));
        check_missing(checker, &fact->missing, fact->instead);
        if (fact->value.kind == TS_SCALAR_TEXT && !text)
            tell_text(checker, fact);
    }
}

/* ---- statistics */

#define OF(method) (1u << TS_M_##method)

static void needs_time(ts_checker *checker, const ts_stat_spec *stat, const ts_series_spec *series)
{
    const unsigned methods = OF(LATEST) | OF(GROWTH) | OF(CAGR) | OF(INDEX) | OF(PER_DAY);
    if ((methods & (1u << stat->method)) && !series->over.text)
        ts_error(checker->diags, stat->operand.span, "series",
                 "%s needs a series over time; \"%s\" has no \"over\"", ts_method_words[stat->method],
                 series->name);
}

static void needs_categories(ts_checker *checker, const ts_stat_spec *stat, const ts_series_spec *series)
{
    bool ranks = ((OF(RANK) | OF(TOP) | OF(OTHERS)) & (1u << stat->method)) != 0;
    if (series->by.text)
        return;
    if (ranks)
        ts_error(checker->diags, stat->operand.span, "series",
                 "%s needs a series by category; \"%s\" has no \"by\"", ts_method_words[stat->method],
                 series->name);
    if (stat->only.text)
        ts_error(checker->diags, stat->only.span, "series",
                 "\"only\" names a category, but \"%s\" has no \"by\"", series->name);
}

static void check_operand(ts_checker *checker, const ts_stat_spec *stat)
{
    if (!ts_check_name(checker, stat->operand, &checker->sheet->series, "series", "series"))
        return;
    const ts_series_spec *series =
        stat->operand.text ? ts_map_find(&checker->sheet->series, stat->operand.text) : NULL;
    if (!series || series->aggregate == TS_SQL) /* its columns say what a query has, once it ran */
        return;
    needs_time(checker, stat, series);
    needs_categories(checker, stat, series);
}

/* A series or a number. */
static void check_either(ts_checker *checker, ts_word word)
{
    if (!word.text || ts_map_find(&checker->sheet->series, word.text) ||
        ts_map_find(&checker->numbers, word.text))
        return;
    const char *near = ts_map_nearest(&checker->numbers, word.text);
    ts_check_lost(checker, word, "value", near ? near : ts_map_nearest(&checker->sheet->series, word.text),
                  ts_arena_print(checker->arena, "no series or number \"%s\"", ts_value_excerpt(checker->arena, word.text)));
}

static bool is_number(const ts_checker *checker, ts_word word)
{
    return word.text && ts_map_find(&checker->numbers, word.text);
}

static void refuse_with(ts_checker *checker, ts_word word, const char *member, const char *why)
{
    if (word.text)
        ts_error(checker->diags, word.span, "method", "\"%s\" %s", member, why);
}

static void check_total(ts_checker *checker, const ts_stat_spec *stat)
{
    check_operand(checker, stat);
    if ((stat->from.text || stat->to.text) && stat->at.text)
        ts_error(checker->diags, stat->at.span, "method", "%s takes \"at\", or \"from\" and \"to\"",
                 ts_method_words[stat->method]);
    if ((stat->from.text != NULL) != (stat->to.text != NULL))
        ts_error(checker->diags, stat->from.text ? stat->from.span : stat->to.span, "method",
                 "%s needs both \"from\" and \"to\"", ts_method_words[stat->method]);
}

static void check_mean(ts_checker *checker, const ts_stat_spec *stat)
{
    static const char only_times[] = "is for a mean over times: say \"from\" and \"to\"";
    check_total(checker, stat);
    (void)ts_check_name(checker, stat->weights, &checker->sheet->series, "series", "series");
    if (!stat->from.text && !stat->to.text)
        refuse_with(checker, stat->only, "only", only_times);
}

static void check_share(ts_checker *checker, const ts_stat_spec *stat)
{
    static const char number[] = "is for a series, not a number";
    check_either(checker, stat->of);
    if (!is_number(checker, stat->operand)) {
        check_either(checker, stat->operand);
        if (ts_map_find(&checker->sheet->series, stat->operand.text))
            check_operand(checker, stat);
    } else {
        refuse_with(checker, stat->only, "only", number);
    }
    if (!stat->of.text && (!stat->only.text || is_number(checker, stat->operand)))
        ts_error(checker->diags, stat->span, "method",
                 "share needs \"only\" or \"of\": a whole of itself is 1");
}

static void check_growth(ts_checker *checker, const ts_stat_spec *stat)
{
    static const char over[] = "is for a series, not for a number over another";
    if (stat->over.text) {
        (void)ts_check_number(checker, stat->operand);
        (void)ts_check_number(checker, stat->over);
        refuse_with(checker, stat->from, "from", over);
        refuse_with(checker, stat->to, "to", over);
        refuse_with(checker, stat->only, "only", over);
        return;
    }
    if (is_number(checker, stat->operand)) {
        if (!stat->from.text || !stat->to.text)
            return; /* told as the file was read */
        ts_error(checker->diags, stat->operand.span, "method", "growth of a number needs \"over\", an earlier one");
        return;
    }
    check_operand(checker, stat);
}

static void check_order(ts_checker *checker, const ts_stat_spec *stat)
{
    check_operand(checker, stat);
    bool odd = stat->show.given && ((stat->method == TS_M_TOP && stat->show.value == 3) ||
                                    (stat->method == TS_M_OTHERS && stat->show.value == 0));
    if (odd)
        ts_error(checker->diags, stat->show.span, "method", "%s shows %s", ts_method_words[stat->method],
                 stat->method == TS_M_TOP ? "name, value or share" : "value, share or count: there is no one name");
}

static void check_pair(ts_checker *checker, const ts_stat_spec *stat)
{
    check_either(checker, stat->operand);
    check_either(checker, stat->per);
    check_either(checker, stat->minus);
}

static void check_sql(ts_checker *checker, const ts_stat_spec *stat)
{
    ts_sql_uses uses;
    if (!stat->operand.text || !ts_sql_find_uses(checker->arena, stat->operand.text, &uses))
        return;
    for (size_t i = 0; i < uses.count; i++) {
        if (uses.items[i].name)
            (void)ts_check_number(checker, (ts_word){uses.items[i].name, stat->operand.span});
        else
            ts_error(checker->diags, stat->operand.span, "sql", "stat takes the name of a number in quotes: stat('NAME')");
    }
}

static void check_method(ts_checker *checker, const ts_stat_spec *stat)
{
    static void (*const checks[])(ts_checker *, const ts_stat_spec *) = {
        [TS_M_SQL] = check_sql,       [TS_M_TOTAL] = check_total,        [TS_M_LATEST] = check_operand,
        [TS_M_SHARE] = check_share,   [TS_M_GROWTH] = check_growth,      [TS_M_CAGR] = check_operand,
        [TS_M_INDEX] = check_operand, [TS_M_PER_DAY] = check_operand,    [TS_M_RANK] = check_operand,
        [TS_M_TOP] = check_order,     [TS_M_RATIO] = check_pair,         [TS_M_DIFFERENCE] = check_pair,
        [TS_M_MEAN] = check_mean,     [TS_M_MEDIAN] = check_mean,        [TS_M_WEIGHTED_MEAN] = check_mean,
        [TS_M_OTHERS] = check_order};
    checks[stat->method](checker, stat);
}

static void check_moments(ts_checker *checker, const ts_stat_spec *stat)
{
    const ts_word words[] = {stat->at, stat->from, stat->to, stat->base, stat->only, stat->for_};
    for (size_t i = 0; i < TS_COUNT(words); i++)
        ts_check_params(checker, words[i]);
    const struct ts_plausible *bounds = stat->plausible;
    if (bounds && bounds->from.given && bounds->to.given && bounds->from.value > bounds->to.value)
        ts_error(checker->diags, bounds->from.span, "bounds",
                 "plausible goes from the lesser to the greater");
}

static void check_stat(ts_checker *checker, const ts_stat_spec *stat)
{
    const ts_sheet *sheet = checker->sheet;
    check_method(checker, stat);
    check_moments(checker, stat);
    check_allow(checker, &stat->allow, DOUBT(BREAK) | DOUBT(TIE) | DOUBT(MIXED_YEARS) | DOUBT(NOUGHT));
    check_missing(checker, &stat->missing, stat->instead);
    (void)ts_check_name(checker, stat->format, &sheet->formats, "format", "format");
    ts_check_labels(checker, stat->labels, stat->operand.text);
    check_sources(checker, &stat->sources);
    check_caveats(checker, &stat->caveats);
}

void ts_check_numbers(ts_checker *checker)
{
    const ts_sheet *sheet = checker->sheet;
    for (size_t i = 0; i < sheet->sources.count; i++)
        check_allow(checker, &((const ts_source_spec *)sheet->sources.items[i].value)->allow, DOUBT(STALE));
    for (size_t i = 0; i < sheet->tables.count; i++)
        check_allow(checker, &((const ts_table_spec *)sheet->tables.items[i].value)->allow, DOUBT(TWICE));
    check_tables(checker);
    check_series(checker);
    check_facts(checker);
    for (size_t i = 0; i < sheet->stats.count; i++)
        check_stat(checker, sheet->stats.items[i].value);
    ts_check_circles(checker);
}
