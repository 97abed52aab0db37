/* Parts of a whole, as bar, ring, cells and areas; and a number as icons. */
#include "chart/cells.h"
#include "chart/ring.h"
#include "chart/treemap.h"
#include "layout/figure_kit.h"

#include <string.h>

static const double THICKNESS = 44, PART_GAP = 1.5, MAP_GAP = 1, ICON = 16, ICON_GAP = 3;
enum { CELLS = 100 };

static double gap_of(const ts_figure *figure, double otherwise)
{
    return figure->chart->gap.given ? figure->chart->gap.pt : otherwise;
}

/* ---- parts */

bool ts_figure_is_rest(const ts_figure *figure, const ts_mark_bound *mark)
{
    bool last = figure->bound->mark_count && mark == &figure->bound->marks[figure->bound->mark_count - 1];
    return mark->rest || (last && !mark->item && figure->chart->others.text && mark->id && strcmp(mark->id, "others") == 0);
}

/* Areas have their names on them: one ink serves all, and a pale one what is left over. */
static ts_ink area_ink(ts_figure *figure, const ts_mark_bound *mark, size_t index)
{
    bool several = figure->chart->colors.count > 1;
    bool rest = ts_figure_is_rest(figure, mark);
    bool named = figure->chart->color_by.count || figure->chart->colors.count || (mark->item && mark->item->color.text);
    ts_ink first = ts_figure_mark_ink(figure, mark->item, mark->id, several ? index : 0);
    return rest && !named ? ts_figure_pale(figure->kit, first) : first;
}

/* Of those that a ring, a bar or a key tells by their colours. NULL: memory is out. */
static const ts_ink *part_inks(ts_figure *figure)
{
    const ts_chart_bound *bound = figure->bound;
    ts_part_named *parts = TS_ARRAY(figure->kit->arena, ts_part_named, bound->mark_count);
    for (size_t i = 0; parts && i < bound->mark_count; i++)
        parts[i] = (ts_part_named){bound->marks[i].item, bound->marks[i].id};
    return ts_figure_part_inks(figure, parts, bound->mark_count);
}

/* "$839.9" over "mil millones". */
static ts_label in_two_lines(ts_figure *figure, const char *print, const ts_origin *origin)
{
    ts_print_parts parts = ts_print_parts_of(print);
    if (!parts.words)
        return (ts_label){0};
    const char *text = ts_arena_print(figure->kit->arena, "%.*s\xE2\x80\xA8%s", (int)parts.number, print, parts.words); /* U+2028 */
    figure->plot.failed = figure->plot.failed || !text;
    return ts_figure_print(figure, TS_ROLE_VALUE, text, origin);
}

static const ts_mark_bound *largest_of(const ts_chart_bound *bound)
{
    const ts_mark_bound *largest = NULL;
    for (size_t i = 0; i < bound->mark_count; i++)
        if (bound->marks[i].known && (!largest || bound->marks[i].value > largest->value))
            largest = &bound->marks[i];
    return largest;
}

/* NULL: memory is out. */
static const ts_share *make_parts(ts_figure *figure)
{
    const ts_chart_bound *bound = figure->bound;
    ts_share *items = TS_ARRAY(figure->kit->arena, ts_share, bound->mark_count);
    bool map = figure->chart->kind == TS_CHART_TREEMAP, ring = figure->chart->kind == TS_CHART_DONUT;
    const ts_ink *inks = map ? NULL : part_inks(figure);
    const ts_mark_bound *largest = largest_of(bound);
    if (!map && !inks)
        items = NULL;
    /* Areas have what they share in the largest: what stood in another would not be read for all. */
    const char *shared = map ? ts_figure_words_of(figure, largest) : NULL;
    for (size_t i = 0; items && i < bound->mark_count; i++) {
        const ts_mark_bound *mark = &bound->marks[i];
        figure->once = mark == largest ? NULL : shared;
        const ts_origin *origin = ts_figure_number_origin(figure, mark);
        items[i] = (ts_share){.name = ts_figure_words(figure, TS_ROLE_NAME, mark->label),
                              .brief = ts_figure_words(figure, TS_ROLE_NAME, mark->short_label),
                              .value = ts_figure_value(figure, mark, origin),
                              .tall = ring && mark->known ? in_two_lines(figure, mark->printed, origin) : (ts_label){0},
                              .part = mark->value,
                              .known = mark->known,
                              .origin = origin,
                              .ink = map ? area_ink(figure, mark, i) : inks[i]};
    }
    figure->plot.failed = figure->plot.failed || !items;
    return items;
}

static size_t count_of(const ts_figure *figure)
{
    return figure->plot.failed ? 0 : figure->bound->mark_count;
}

static ts_shares make_shares(ts_figure *figure)
{
    const ts_share *items = make_parts(figure);
    const ts_chart *chart = figure->chart;
    return (ts_shares){items, count_of(figure), chart->thickness.given ? chart->thickness.pt : THICKNESS,
                       gap_of(figure, PART_GAP)};
}

static ts_ring make_ring(ts_figure *figure)
{
    const ts_share *items = make_parts(figure);
    ts_ring ring = {.items = items, .count = count_of(figure), .gap = gap_of(figure, PART_GAP), .half = figure->chart->half.value};
    if (figure->bound->center) {
        const ts_word *name = &figure->chart->center;
        const ts_origin *origin = ts_figure_origin(figure, NULL, name->text, name->span);
        ring.center = ts_figure_print(figure, TS_ROLE_NUMERAL, figure->bound->center, origin);
        ring.small_center = ts_figure_print(figure, TS_ROLE_NAME, figure->bound->center, origin);
        ts_print_parts parts = ts_print_parts_of(figure->bound->center);
        const char *number = ts_arena_copy(figure->kit->arena, figure->bound->center, parts.number);
        ring.number = ts_figure_print(figure, TS_ROLE_NUMERAL, number, origin);
        ring.words = ts_figure_print(figure, TS_ROLE_NAME, parts.words, origin);
    }
    return ring;
}

static ts_waffle make_waffle(ts_figure *figure)
{
    const ts_share *items = make_parts(figure);
    size_t cells = figure->chart->cells.given ? (size_t)figure->chart->cells.value : CELLS;
    return (ts_waffle){items, count_of(figure), cells, gap_of(figure, -1)};
}

static ts_treemap make_treemap(ts_figure *figure)
{
    const ts_share *items = make_parts(figure);
    return (ts_treemap){items, count_of(figure), gap_of(figure, MAP_GAP)};
}

/* ---- icons */

/* Icons are as large as fills the frame; without a height, 16 points. */
static ts_pictogram make_pictogram(ts_figure *figure)
{
    const ts_chart *chart = figure->chart;
    const ts_mark_bound *mark = figure->bound->mark_count ? &figure->bound->marks[0] : NULL;
    ts_pictogram p = {.art = ts_kit_drawing(figure->kit, &chart->icon, "icon"), .size = ICON, .gap = gap_of(figure, ICON_GAP)};
    if (!mark)
        return p;
    p.origin = ts_figure_number_origin(figure, mark);
    p.ink = ts_figure_ink(figure, &chart->color, ts_figure_series_ink(figure, 0));
    p.pale = ts_figure_pale(figure->kit, p.ink);
    p.icons = mark->known && chart->each.value > 0 ? mark->value / chart->each.value : 0;
    p.value = ts_figure_value(figure, mark, p.origin);
    return p;
}

/* ---- by kind */

double ts_figure_parts_height(ts_figure *figure, double width)
{
    switch (figure->chart->kind) {
    case TS_CHART_DONUT: {
        ts_ring ring = make_ring(figure);
        return ts_ring_height(&figure->plot, &ring, width);
    }
    case TS_CHART_WAFFLE: {
        ts_waffle waffle = make_waffle(figure);
        return ts_waffle_height(&figure->plot, &waffle, width);
    }
    case TS_CHART_TREEMAP: {
        ts_treemap map = make_treemap(figure);
        return ts_treemap_height(&figure->plot, &map, width);
    }
    case TS_CHART_PICTOGRAM: {
        ts_pictogram pictogram = make_pictogram(figure);
        return ts_pictogram_height(&figure->plot, &pictogram, width);
    }
    default: {
        ts_shares shares = make_shares(figure);
        return ts_shares_height(&figure->plot, &shares, width);
    }
    }
}

void ts_figure_parts_draw(ts_figure *figure, ts_rect box)
{
    switch (figure->chart->kind) {
    case TS_CHART_DONUT: {
        ts_ring ring = make_ring(figure);
        ts_ring_draw(&figure->plot, &ring, box);
        break;
    }
    case TS_CHART_WAFFLE: {
        ts_waffle waffle = make_waffle(figure);
        ts_waffle_draw(&figure->plot, &waffle, box);
        break;
    }
    case TS_CHART_TREEMAP: {
        ts_treemap map = make_treemap(figure);
        ts_treemap_draw(&figure->plot, &map, box);
        break;
    }
    case TS_CHART_PICTOGRAM: {
        ts_pictogram pictogram = make_pictogram(figure);
        ts_pictogram_draw(&figure->plot, &pictogram, box);
        break;
    }
    default: {
        ts_shares shares = make_shares(figure);
        ts_shares_draw(&figure->plot, &shares, box);
    }
    }
}
