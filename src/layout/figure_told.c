/*
 * Inks of parts that lie side by side or stand in a key: no two of them alike.
 *
 * What an author names for a part is its own. The others have the author's list of
 * colours, or the brand's, in order; where one would look like a part that has its
 * ink already, the next that does not is taken, and behind the list the same inks in tints.
 */
#include "canvas/vision.h"
#include "layout/figure_kit.h"

static const double APART = 10; /* Delta E*ab, from other parts and from the ground */
static const double TINTS[] = {1, 0.45, 0.2, 0.75}; /* below a half words are dark, above it reversed: both are read */
enum { LISTED = 32, TINT_COUNT = sizeof TINTS / sizeof *TINTS, OFFERED = LISTED * TINT_COUNT };

typedef struct offer { /* in the order in which they are taken */
    ts_ink inks[OFFERED];
    size_t count, plain; /* plain: before the tints */
} offer;

static bool told_apart(ts_ink a, ts_ink b)
{
    double x[3], y[3];
    ts_ink_rgb(a, x);
    ts_ink_rgb(b, y);
    return ts_vision_apart(x, y) >= APART;
}

static offer make_offer(ts_figure *figure)
{
    const ts_words *colors = &figure->chart->colors;
    offer made = {.plain = colors->count ? colors->count : ts_figure_series_count(figure)};
    made.plain = made.plain < LISTED ? made.plain : LISTED;
    for (size_t t = 0; t < TINT_COUNT; t++)
        for (size_t i = 0; i < made.plain; i++) {
            ts_ink otherwise = ts_figure_series_ink(figure, i);
            ts_ink ink = colors->count ? ts_figure_ink(figure, &colors->items[i], otherwise) : otherwise;
            ink.tint *= TINTS[t];
            if (t == 0 || told_apart(ink, figure->plot.ground.swatch ? figure->plot.ground : figure->plot.paper))
                made.inks[made.count++] = ink;
        }
    return made;
}

static bool is_free(ts_ink ink, const ts_ink *inks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (inks[i].swatch && !told_apart(ink, inks[i]))
            return false;
    return true;
}

/* NULL: all that there are look like another part. */
static const ts_ink *choose(const offer *of, size_t index, const ts_ink *inks, size_t count)
{
    if (index < of->plain && is_free(of->inks[index], inks, count))
        return &of->inks[index];
    for (size_t i = 0; i < of->count; i++)
        if (is_free(of->inks[i], inks, count))
            return &of->inks[i];
    return NULL;
}

static ts_ink again(const offer *of, size_t index, ts_ink before)
{
    ts_ink ink = of->inks[index % of->count];
    return ts_plot_same(ink, before) ? of->inks[(index + 1) % of->count] : ink;
}

/* What the author names: the part itself, or a place in the list. */
static ts_ink named_ink(ts_figure *figure, const ts_part_named *part, size_t index)
{
    const ts_chart *chart = figure->chart;
    bool listed = index < chart->colors.count;
    bool named = ts_figure_is_lit(figure, part->id) || (part->item && part->item->color.text) || ts_figure_colour_of(chart, part->id);
    return named || listed ? ts_figure_mark_ink(figure, part->item, part->id, index) : (ts_ink){NULL, 0};
}

static void choose_all(ts_figure *figure, const ts_part_named *parts, size_t count, ts_ink *inks)
{
    const offer of = make_offer(figure);
    size_t alike = 0;
    for (size_t i = 0; i < count; i++)
        inks[i] = named_ink(figure, &parts[i], i);
    for (size_t i = 0; i < count; i++) {
        if (inks[i].swatch)
            continue;
        const ts_ink *free = choose(&of, i, inks, count);
        alike += !free;
        inks[i] = free ? *free : again(&of, i, i > 0 ? inks[i - 1] : (ts_ink){NULL, 0});
    }
    if (alike)
        ts_plot_warn(&figure->plot, "%zu of %zu parts look like another: there are no more colors that are told apart; name more in "
                     "\"colors\", or add the small parts up (\"top\", \"others\")", alike, count);
}

const ts_ink *ts_figure_part_inks(ts_figure *figure, const ts_part_named *parts, size_t count)
{
    ts_ink *inks = parts ? TS_ARRAY(figure->kit->arena, ts_ink, count) : NULL;
    if (inks)
        choose_all(figure, parts, count, inks);
    return inks;
}

const ts_ink *ts_figure_line_inks(ts_figure *figure)
{
    const ts_chart_bound *bound = figure->bound;
    ts_part_named *parts = TS_ARRAY(figure->kit->arena, ts_part_named, bound->line_count);
    for (size_t i = 0; parts && i < bound->line_count; i++)
        parts[i] = (ts_part_named){.id = bound->lines[i].id};
    return ts_figure_part_inks(figure, parts, bound->line_count);
}
