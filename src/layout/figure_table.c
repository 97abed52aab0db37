/* Tables: the cells of bind/ made into labels, and to a reader a table of rows and cells. */
#include "chart/grid.h"
#include "layout/figure_kit.h"

#include <string.h>

/* Points. Thin rules that are spared out of a dark ground would fill with ink. */
static const double HEAD_RULE[] = {0.5, 0.75}, ROW_RULE[] = {0.25, 0.5};

typedef struct tabling { /* a table in the making */
    ts_figure *figure;
    ts_tag *table; /* NULL: an artifact, or only measured */
    ts_grid grid;
    ts_grid_column *columns;
    ts_grid_cell *cells;
} tabling;

/* ---- labels */

/* Figures under each other are tabular and lining. */
static bool make_tabular(ts_arena *arena, ts_type *type)
{
    ts_feature *features = TS_ARRAY(arena, ts_feature, type->feature_count + 2);
    if (!features)
        return false;
    if (type->feature_count)
        memcpy(features, type->features, type->feature_count * sizeof *features);
    features[type->feature_count++] = (ts_feature){"tnum", true};
    features[type->feature_count++] = (ts_feature){"lnum", true};
    type->features = features;
    return true;
}

/* font NULL: their own. */
static const ts_type *retype_piece(ts_figure *figure, const ts_text_piece *piece, const ts_font *font)
{
    ts_type *type = TS_NEW(figure->kit->arena, ts_type);
    if (type)
        *type = *piece->type;
    if (!type || (!piece->mark && !make_tabular(figure->kit->arena, type))) {
        figure->plot.failed = true;
        return piece->type;
    }
    type->font = font && !piece->mark ? font : type->font;
    return type;
}

static void retype(ts_figure *figure, ts_label *label, const ts_font *font)
{
    ts_text_piece *pieces = TS_ARRAY(figure->kit->arena, ts_text_piece, label->count);
    if (!pieces || !label->count) {
        figure->plot.failed = figure->plot.failed || !pieces;
        return;
    }
    for (size_t i = 0; i < label->count; i++) {
        pieces[i] = label->pieces[i];
        pieces[i].type = retype_piece(figure, &pieces[i], font);
    }
    label->pieces = pieces;
}

/* A total and the row to stress are in the face of the heads, at the cells' size. */
static const ts_font *strong_font(ts_figure *figure)
{
    const ts_style *text = ts_figure_style(figure, TS_ROLE_TEXT);
    const ts_style *name = ts_figure_style(figure, TS_ROLE_NAME);
    return text && text->strong_spec ? text->strong.font : name ? name->type.font : NULL;
}

static bool is_stressed(const ts_figure *figure, size_t row)
{
    const ts_chart_bound *bound = figure->bound;
    const char *highlight = bound->highlight;
    bool total = figure->chart->last.given && figure->chart->last.value == 1;
    return (total && row + 1 == bound->mark_count) ||
           (highlight && strcmp(highlight, bound->marks[row].id) == 0);
}

static const ts_origin *cell_origin(ts_figure *figure, const ts_copy *copy)
{
    const ts_piece *first = copy->count && copy->paragraphs[0].count ? copy->paragraphs[0].pieces : NULL;
    const char *number = first ? first->value : NULL;
    return ts_figure_keep_origin(figure, (ts_origin){.key = number ? NULL : copy->key, .value = number,
                                                     .rounding = number ? first->rounding : NULL, .span = copy->span});
}

static ts_label cell_label(ts_figure *figure, const ts_line_bound *line, const ts_cell_bound *cell)
{
    const ts_origin *origin = ts_figure_origin(figure, NULL, line->id, figure->chart->span);
    if (!cell->copy)
        return ts_figure_print(figure, TS_ROLE_TEXT, TS_NO_VALUE, origin);
    ts_label label = ts_figure_words(figure, TS_ROLE_TEXT, cell->copy);
    label.origin = cell_origin(figure, cell->copy);
    return label;
}

/* ---- tags */

/* ISO 32000-1, 14.8.4.3.4: rows of heads and cells; what heads a row is a head too. */
static ts_tag *add_tag(tabling *t, ts_tag *parent, ts_tag_kind kind, const char *scope)
{
    if (!parent)
        return NULL;
    ts_tag *tag = ts_tag_add(t->figure->kit->arena, parent, kind);
    t->figure->plot.failed = t->figure->plot.failed || !tag;
    if (tag) {
        tag->page = t->table->page;
        tag->scope = scope;
    }
    return tag;
}

static void tag_heads(tabling *t)
{
    ts_tag *row = NULL;
    for (size_t c = 0; c < t->grid.column_count && !row; c++)
        row = t->columns[c].head.count ? add_tag(t, t->table, TS_TAG_ROW, NULL) : NULL;
    for (size_t c = 0; c < t->grid.column_count; c++) /* one without words is a head, too: a cell would have none */
        t->columns[c].tag = add_tag(t, row, TS_TAG_HEAD, "Column");
}

static void tag_rows(tabling *t)
{
    for (size_t r = 0; r < t->grid.row_count; r++) {
        ts_tag *row = add_tag(t, t->table, TS_TAG_ROW, NULL);
        ts_grid_cell *cells = &t->cells[r * t->grid.column_count];
        for (size_t c = 0; c < t->grid.column_count; c++)
            cells[c].tag = add_tag(t, row, c ? TS_TAG_CELL : TS_TAG_HEAD, c ? NULL : "Row");
    }
}

/* ---- the grid */

static ts_grid_align align_of(const ts_column_spec *spec, bool words)
{
    static const ts_grid_align aligns[] = {[TS_COLUMN_LEFT] = TS_GRID_LEFT,
                                           [TS_COLUMN_CENTER] = TS_GRID_CENTER,
                                           [TS_COLUMN_RIGHT] = TS_GRID_RIGHT,
                                           [TS_COLUMN_DECIMAL] = TS_GRID_DECIMAL};
    if (spec && spec->align.given)
        return aligns[spec->align.value];
    return words ? TS_GRID_LEFT : TS_GRID_DECIMAL;
}

static double width_of(const ts_column_spec *spec)
{
    return spec && spec->width.given ? spec->width.pt : 0;
}

/* The deepest tint of a bar's swatch on which its numbers can be read; on a dark ground
 * tints would only make it worse. */
static ts_ink bar_ink(ts_figure *figure, const ts_line_bound *line)
{
    enum { STEPS = 20 };
    const ts_style *style = ts_figure_style(figure, TS_ROLE_TEXT);
    ts_ink bar = line->column ? ts_kit_ink(figure->kit, line->column->bar.text) : (ts_ink){0};
    if (!bar.swatch || !style || (figure->ground && figure->ground->dark))
        return bar;
    double type[3], ground[3], full = bar.tint;
    ts_ink_rgb(ts_kit_type_ink(figure->kit, style, NULL, figure->ground), type);
    for (int step = STEPS; step > 0; step--) {
        bar.tint = full * step / STEPS;
        ts_ink_rgb(bar, ground);
        if (ts_contrast(type, ground) >= figure->kit->stock->sheet->preflight.contrast.limit)
            break;
    }
    return bar;
}

static void make_columns(tabling *t)
{
    const ts_chart_bound *bound = t->figure->bound;
    t->columns[0] = (ts_grid_column){.head = ts_figure_words(t->figure, TS_ROLE_NAME, bound->corner),
                                     .align = align_of(bound->names, true),
                                     .width = width_of(bound->names)};
    for (size_t i = 0; i < bound->line_count; i++) {
        const ts_line_bound *line = &bound->lines[i];
        t->columns[i + 1] = (ts_grid_column){.head = ts_figure_words(t->figure, TS_ROLE_NAME, line->head ? line->head : line->label),
                                             .align = align_of(line->column, line->words),
                                             .width = width_of(line->column),
                                             .bar = bar_ink(t->figure, line)};
    }
}

/* A total would dwarf its parts: it has no bar. */
static bool is_barred(const ts_figure *figure, const ts_line_bound *line, size_t row)
{
    const ts_chart *chart = figure->chart;
    bool total = chart->last.given && chart->last.value == 1 && row + 1 == figure->bound->mark_count;
    return line->column && line->column->bar.text && line->cells[row].copy && line->cells[row].number &&
           line->points[row].known && !total;
}

static void make_row(tabling *t, size_t row, const ts_font *strong)
{
    const ts_chart_bound *bound = t->figure->bound;
    ts_grid_cell *cells = &t->cells[row * t->grid.column_count];
    const ts_font *font = is_stressed(t->figure, row) ? strong : NULL;
    const ts_mark_bound *mark = &bound->marks[row];
    cells[0] = (ts_grid_cell){.label = ts_figure_words(t->figure, TS_ROLE_TEXT, mark->head ? mark->head : mark->label),
                              .whole = SIZE_MAX};
    retype(t->figure, &cells[0].label, font);
    for (size_t i = 0; i < bound->line_count; i++) {
        const ts_cell_bound *cell = &bound->lines[i].cells[row];
        cells[i + 1] = (ts_grid_cell){.label = cell_label(t->figure, &bound->lines[i], cell),
                                      .whole = cell->copy && cell->number ? cell->whole : SIZE_MAX,
                                      .barred = is_barred(t->figure, &bound->lines[i], row),
                                      .value = bound->lines[i].points[row].value};
        retype(t->figure, &cells[i + 1].label, font);
    }
}

static ts_ink text_ink(ts_figure *figure)
{
    const ts_style *style = ts_figure_style(figure, TS_ROLE_TEXT);
    return style ? ts_kit_type_ink(figure->kit, style, NULL, figure->ground) : figure->plot.rule;
}

static ts_grid_rule rule_of(ts_figure *figure, const ts_rule *rule, ts_grid_rule otherwise)
{
    if (!rule)
        return otherwise;
    bool reversed = figure->ground && figure->ground->dark && rule->reversed.text;
    const ts_word *use = reversed ? &rule->reversed : &rule->swatch;
    return (ts_grid_rule){ts_figure_ink(figure, use, otherwise.ink), rule->weight.given ? rule->weight.pt : 0.5};
}

/* Thin rules take the ink of small type: it is made to print sharp. */
static void make_rules(tabling *t)
{
    ts_figure *figure = t->figure;
    const ts_chart *chart = figure->chart;
    ts_ink ink = text_ink(figure);
    bool dark = figure->ground && figure->ground->dark;
    t->grid.stripe = ts_kit_ink(figure->kit, chart->stripe.text);
    t->grid.head_rule = rule_of(figure, chart->head_rule, (ts_grid_rule){ink, HEAD_RULE[dark]});
    t->grid.rule =
        rule_of(figure, chart->rule, (ts_grid_rule){ink, t->grid.stripe.swatch ? 0 : ROW_RULE[dark]});
    t->grid.total = chart->last.given && chart->last.value == 1;
}

static bool make_grid(tabling *t)
{
    const ts_chart_bound *bound = t->figure->bound;
    ts_arena *arena = t->figure->kit->arena;
    size_t columns = bound->line_count + 1, rows = bound->mark_count;
    t->columns = TS_ARRAY(arena, ts_grid_column, columns);
    t->cells = TS_ARRAY(arena, ts_grid_cell, rows * columns);
    if (!t->columns || !t->cells)
        return false;
    t->grid = (ts_grid){.columns = t->columns, .cells = t->cells, .column_count = columns, .row_count = rows};
    t->grid.gap = t->figure->chart->gap.given ? t->figure->chart->gap.pt : 0;
    make_columns(t);
    const ts_font *strong = strong_font(t->figure);
    for (size_t r = 0; r < rows; r++)
        make_row(t, r, strong);
    make_rules(t);
    return !t->figure->plot.failed;
}

static void report(ts_figure *figure, ts_span span, const char *message)
{
    ts_severity severity = figure->kit->edition->draft ? TS_WARNING : TS_ERROR;
    if (message)
        ts_diag_add(figure->kit->diags, (ts_diag){severity, span, "overset", message, NULL});
}

static void report_over(const tabling *t, const ts_grid_plan *plan, double width)
{
    ts_figure *figure = t->figure;
    ts_arena *arena = figure->kit->arena;
    const char *language = figure->kit->edition->language;
    if (plan->over > 0.05)
        report(figure, figure->chart->head_span,
               ts_arena_print(arena,
                              "the table overset in %s: its columns need %.1f pt more than its %.1f pt (a "
                              "shorter format, fewer columns, a smaller gap)",
                              language, plan->over, width));
    for (size_t c = 0; c < t->grid.column_count; c++) {
        const ts_chart_bound *bound = figure->bound;
        const ts_column_spec *spec = c ? bound->lines[c - 1].column : bound->names;
        if (plan->lack[c] > 0.05 && t->columns[c].width > 0)
            report(figure, spec->width.span,
                   ts_arena_print(arena, "a column overset in %s: it needs %.1f pt more than its %.1f pt",
                                  language, plan->lack[c], t->columns[c].width));
    }
}

double ts_figure_table_height(ts_figure *figure, double width)
{
    tabling t = {.figure = figure};
    const ts_grid_plan *plan = make_grid(&t) ? ts_grid_make(&figure->plot, &t.grid, width) : NULL;
    return plan ? plan->height : 0;
}

void ts_figure_table_draw(ts_figure *figure, const ts_figure_place *place)
{
    tabling t = {.figure = figure, .table = place->tag};
    const ts_grid_plan *plan = make_grid(&t) ? ts_grid_make(&figure->plot, &t.grid, place->box.w) : NULL;
    if (!plan) {
        figure->plot.failed = true;
        return;
    }
    report_over(&t, plan, place->box.w);
    if (t.table) {
        t.table->kind = TS_TAG_TABLE;
        t.table->box = (ts_rect){0};
    }
    tag_heads(&t);
    tag_rows(&t);
    ts_grid_draw(&figure->plot, &t.grid, plan, (ts_point){place->box.x, place->box.y});
}
