/* Tables, series, facts and statistics: every name, and what each method asks of its series. */
#include "spec/check.h"
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

static void check_where(ts_checker *checker, const ts_map *where)
{
    for (size_t i = 0; i < where->count; i++) {
        const ts_where *column = where->items[i].value;
        for (size_t c = 0; c < column->any.count; c++)
            check_scalar(checker, &column->any.items[c]);
        check_scalar(checker, &column->from);
        check_scalar(checker, &column->to);
        check_scalar(checker, &column->not );
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
    }
}

static void check_facts(ts_checker *checker)
{
    const ts_sheet *sheet = checker->sheet;
    for (size_t i = 0; i < sheet->facts.count; i++) {
        const ts_fact_spec *fact = sheet->facts.items[i].value;
        bool text = fact->unit.text && strcmp(fact->unit.text, "text") == 0;
        (void)ts_check_name(checker, fact->source, &sheet->sources, "source", "source");
        (void)ts_check_name(checker, fact->format, &sheet->formats, "format", "format");
        check_caveats(checker, &fact->caveats);
        if (fact->value.kind == TS_SCALAR_TEXT && !text)
            ts_error(checker->diags, fact->value.span, "unit", "a text has the unit \"text\", not \"%s\"",
                     fact->unit.text ? fact->unit.text : "");
    }
}

/* ------------------------------------------------------------ statistics */

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
    bool ranks = ((OF(RANK) | OF(TOP)) & (1u << stat->method)) != 0;
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
    ts_error_near(checker->diags, word.span, "value",
                  near ? near : ts_map_nearest(&checker->sheet->series, word.text),
                  "no series or number \"%s\"", word.text);
}

static void check_method(ts_checker *checker, const ts_stat_spec *stat)
{
    switch (stat->method) {
    case TS_M_SQL:
        break;
    case TS_M_RATIO:
    case TS_M_DIFFERENCE:
        check_either(checker, stat->operand);
        check_either(checker, stat->per);
        check_either(checker, stat->minus);
        break;
    default:
        check_operand(checker, stat);
        break;
    }
    bool span = stat->from.text || stat->to.text;
    if (stat->method == TS_M_TOTAL && span && stat->at.text)
        ts_error(checker->diags, stat->at.span, "method", "total takes \"at\", or \"from\" and \"to\"");
    if (stat->method == TS_M_TOTAL && (stat->from.text != NULL) != (stat->to.text != NULL))
        ts_error(checker->diags, stat->from.text ? stat->from.span : stat->to.span, "method",
                 "total needs both \"from\" and \"to\"");
    if (stat->method == TS_M_SHARE && !stat->of.text && !stat->only.text)
        ts_error(checker->diags, stat->span, "method",
                 "share needs \"only\" or \"of\": a whole of itself is 1");
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
    (void)ts_check_name(checker, stat->of, &sheet->series, "series", "series");
    (void)ts_check_name(checker, stat->format, &sheet->formats, "format", "format");
    ts_check_copy_group(checker, stat->labels);
    check_sources(checker, &stat->sources);
    check_caveats(checker, &stat->caveats);
}

/* ------------------------------------------------------------ circles */

typedef enum mark { UNSEEN, OPEN, CLOSED } mark;

enum { DEEPEST_CHAIN = 64 };

typedef struct walk {
    ts_checker *checker;
    mark *marks; /* one a stat, in the sheet's order */
    int depth;
} walk;

static size_t position(const ts_map *stats, const ts_stat_spec *stat)
{
    size_t i = 0;
    while (i < stats->count && stats->items[i].value != stat)
        i++;
    return i;
}

static void visit(walk *w, const ts_stat_spec *stat, ts_word from)
{
    const ts_map *stats = &w->checker->sheet->stats;
    mark *seen = &w->marks[position(stats, stat)];
    if (*seen == OPEN)
        ts_error(w->checker->diags, from.span, "value", "\"%s\" is computed from itself", stat->name);
    else if (w->depth >= DEEPEST_CHAIN)
        ts_error(w->checker->diags, from.span, "bounds",
                 "numbers are computed from each other at most %d deep", DEEPEST_CHAIN);
    if (*seen != UNSEEN || w->depth >= DEEPEST_CHAIN)
        return;
    *seen = OPEN;
    w->depth++;
    const ts_word operands[] = {stat->operand, stat->per, stat->minus};
    for (size_t i = 0; (stat->method == TS_M_RATIO || stat->method == TS_M_DIFFERENCE) && i < 3; i++) {
        const ts_stat_spec *other = operands[i].text ? ts_map_find(stats, operands[i].text) : NULL;
        if (other)
            visit(w, other, operands[i]);
    }
    w->depth--;
    *seen = CLOSED;
}

static void find_circles(ts_checker *checker)
{
    const ts_map *stats = &checker->sheet->stats;
    walk w = {checker, TS_ARRAY(checker->arena, mark, stats->count), 0};
    for (size_t i = 0; w.marks && i < stats->count; i++)
        if (w.marks[i] == UNSEEN)
            visit(&w, stats->items[i].value, (ts_word){0});
}

void ts_check_numbers(ts_checker *checker)
{
    const ts_sheet *sheet = checker->sheet;
    check_tables(checker);
    check_series(checker);
    check_facts(checker);
    for (size_t i = 0; i < sheet->stats.count; i++)
        check_stat(checker, sheet->stats.items[i].value);
    find_circles(checker);
}
