#include "chart/bar.h"
#include "layout/figure_kit.h"

#include <math.h>

const ts_origin *ts_figure_number_origin(ts_figure *figure, const ts_mark_bound *mark)
{
    return ts_figure_keep_origin(figure, (ts_origin){.key = mark->label ? mark->label->key : NULL, .value = mark->number,
                                                     .rounding = mark->rounding, .span = mark->span});
}

ts_label ts_figure_value(ts_figure *figure, const ts_mark_bound *mark, const ts_origin *origin)
{
    const char *text = mark->known ? ts_figure_cut(figure, mark->printed) : TS_NO_VALUE;
    return ts_figure_print(figure, TS_ROLE_VALUE, text, origin);
}

/* ---- bars, columns */

/* One series is one colour, unless the chart gives several. */
static ts_ink bar_ink(ts_figure *figure, const ts_mark_bound *mark, size_t index)
{
    bool several = figure->chart->colors.count > 1;
    return ts_figure_mark_ink(figure, mark->item, mark->id, several ? index : 0);
}

static ts_bars make_bars(ts_figure *figure)
{
    const ts_chart_bound *bound = figure->bound;
    ts_bar *items = TS_ARRAY(figure->kit->arena, ts_bar, bound->mark_count);
    if (!items) {
        figure->plot.failed = true;
        return (ts_bars){0};
    }
    ts_label unit = figure->chart->axis.value ? (ts_label){0} : ts_figure_once(figure);
    const ts_moments *moments = figure->chart->kind == TS_CHART_COLUMNS ? ts_figure_mark_moments(figure) : NULL;
    for (size_t i = 0; i < bound->mark_count; i++) {
        const ts_mark_bound *mark = &bound->marks[i];
        const ts_origin *origin = ts_figure_number_origin(figure, mark);
        items[i] = (ts_bar){.name = moments ? moments->items[i].label : ts_figure_words(figure, TS_ROLE_TEXT, mark->label),
                            .value = ts_figure_value(figure, mark, origin),
                            .amount = mark->value,
                            .known = mark->known,
                            .origin = origin,
                            .ink = bar_ink(figure, mark, i)};
    }
    const ts_reach *reach = ts_figure_reach(figure);
    ts_bars bars = {.items = items, .count = bound->mark_count, .unit = unit, .head = figure->head, .moments = moments,
                    .gap = figure->chart->gap.given ? figure->chart->gap.pt : -1, .held = reach != NULL};
    if (reach) {
        bars.low = reach->low;
        bars.high = reach->high;
        bars.parted = reach->parted;
    }
    return bars;
}

/* ---- pairs */

static ts_label pair_numeral(ts_figure *figure, const ts_mark_bound *mark, const ts_origin *origin)
{
    enum { GROWTH, VALUE, NONE };
    int shows = figure->chart->numeral.given ? figure->chart->numeral.value : GROWTH;
    if (shows == NONE)
        return (ts_label){0};
    const char *text = shows == VALUE ? mark->printed : mark->growth_printed;
    return ts_figure_print(figure, TS_ROLE_NUMERAL, text, origin);
}

/* The first value that is known says what all have behind their digits. */
static const ts_mark_bound *first_known(const ts_chart_bound *bound)
{
    for (size_t i = 0; i < bound->mark_count; i++)
        if (bound->marks[i].known)
            return &bound->marks[i];
    return NULL;
}

static ts_pairs make_pairs(ts_figure *figure)
{
    const ts_chart_bound *bound = figure->bound;
    ts_pair *items = TS_ARRAY(figure->kit->arena, ts_pair, bound->mark_count);
    if (!items) {
        figure->plot.failed = true;
        return (ts_pairs){0};
    }
    const ts_mark_bound *first = first_known(bound);
    const char *shared = ts_figure_words_of(figure, first);
    for (size_t i = 0; i < bound->mark_count; i++) {
        const ts_mark_bound *mark = &bound->marks[i];
        figure->once = mark == first ? NULL : shared;
        const ts_origin *origin = ts_figure_number_origin(figure, mark);
        const char *growth = mark->item ? mark->item->growth.text : NULL;
        const ts_origin *grown =
            growth ? ts_figure_origin(figure, NULL, growth, mark->item->growth.span) : origin;
        items[i] = (ts_pair){.name = ts_figure_words(figure, TS_ROLE_TEXT, mark->label),
                             .brief = ts_figure_words(figure, TS_ROLE_TEXT, mark->short_label),
                             .value = ts_figure_value(figure, mark, origin),
                             .numeral = pair_numeral(figure, mark, grown),
                             .amount = mark->value,
                             .growth = mark->growth,
                             .known = mark->known,
                             .grown = mark->has_growth,
                             .ink = ts_figure_mark_ink(figure, mark->item, mark->id, i),
                             .origin = origin,
                             .growth_origin = grown};
    }
    ts_ink base =
        ts_figure_ink(figure, &figure->chart->base, ts_figure_pale(figure->kit, ts_figure_dark(figure->kit)));
    return (ts_pairs){items, bound->mark_count, base};
}

/* ---- by kind */

static const double COLUMNS_HEIGHT = 140;

double ts_figure_marks_height(ts_figure *figure, double width)
{
    if (ts_figure_is_grouped(figure))
        return ts_figure_groups_height(figure, width);
    switch (figure->chart->kind) {
    case TS_CHART_PAIRED: {
        ts_pairs pairs = make_pairs(figure);
        return ts_pairs_height(&figure->plot, &pairs, width);
    }
    case TS_CHART_BARS: {
        ts_bars bars = make_bars(figure);
        return ts_bars_height(&figure->plot, &bars, width);
    }
    default:
        return COLUMNS_HEIGHT;
    }
}

/* Columns with values at hairlines, or in groups: the others have their values over them. */
double ts_figure_marks_head(ts_figure *figure, ts_rect box)
{
    if (ts_figure_is_grouped(figure))
        return ts_figure_groups_head(figure, box);
    if (!figure->chart->axis.value)
        return 0;
    ts_bars bars = make_bars(figure);
    ts_tick_printer printer;
    ts_figure_ticks(figure, &printer);
    bars.print = &printer.print;
    return ts_columns_head(&figure->plot, &bars, box);
}

void ts_figure_marks_draw(ts_figure *figure, ts_rect box)
{
    if (ts_figure_is_grouped(figure)) {
        ts_figure_groups_draw(figure, box);
    } else if (figure->chart->kind == TS_CHART_PAIRED) {
        ts_pairs pairs = make_pairs(figure);
        ts_pairs_draw(&figure->plot, &pairs, box);
    } else {
        ts_bars bars = make_bars(figure);
        ts_tick_printer printer;
        ts_figure_ticks(figure, &printer);
        if (figure->chart->axis.value)
            bars.print = &printer.print;
        (figure->chart->kind == TS_CHART_BARS ? ts_bars_draw : ts_columns_draw)(&figure->plot, &bars, box);
    }
}
