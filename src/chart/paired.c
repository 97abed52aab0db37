#include "chart/bar.h"

#include <math.h>

static const double ROW = 27, PITCH = 35;
static const double NAME_BASELINE = 8, BAR_TOP = 13, BAR_HEIGHT = 12, NUMERAL_BASELINE = 24;
static const double NUMERAL_COLUMN = 58, NUMERAL_CLEAR = 5, END_ROOM = 36, VALUE_GAP = 5, PART_GAP = 0.75,
                    TIGHTER = 14;

bool ts_pair_base(double amount, double growth, double *base)
{
    if (!isfinite(amount) || !isfinite(growth) || growth <= -1)
        return false;
    *base = amount / (1 + growth);
    return true;
}

/* How far a pair's drawing reaches, in the values' unit: a loss reaches the level before. */
static double extent(const ts_pair *pair)
{
    double base;
    if (!pair->known)
        return 0;
    if (pair->grown && pair->growth < 0 && ts_pair_base(pair->amount, pair->growth, &base))
        return base;
    return pair->amount;
}

typedef struct grid {
    double left, longest; /* points from the box's left; length of the longest bar */
    double most;          /* value that it stands for */
    double extra;         /* height that names of more than one line add to a row */
} grid;

static bool one_line(ts_plot *plot, const ts_label *label, double measure)
{
    return ts_label_width(plot, label) <= measure;
}

/* What a name does to stay on one line: a little tighter, then the brief form;
 * then it takes two lines. */
static ts_label fit_name(ts_plot *plot, const ts_pair *pair, double measure)
{
    if (!pair->name.count || one_line(plot, &pair->name, measure))
        return pair->name;
    ts_label tight = ts_label_tight(plot, &pair->name, TIGHTER);
    if (one_line(plot, &tight, measure))
        return tight;
    return pair->brief.count ? pair->brief : pair->name;
}

static const ts_block *set_name(ts_plot *plot, const ts_pair *pair, double measure, ts_label *label)
{
    *label = fit_name(plot, pair, measure);
    return ts_label_set(plot, label, measure, TS_TEXT_LEFT);
}

/* How long the longest bar may be for a pair's value to have room behind its own. */
static double longest_beside(ts_plot *plot, const ts_pair *pair, const grid *g, double width)
{
    double room = width - ts_label_width(plot, &pair->value) - VALUE_GAP, own = extent(pair);
    return own > 0 ? room * g->most / own : INFINITY;
}

static grid make_grid(ts_plot *plot, const ts_pairs *pairs, double width)
{
    grid g = {.left = 0};
    double numeral = 0;
    for (size_t i = 0; i < pairs->count; i++) {
        numeral = fmax(numeral, ts_label_width(plot, &pairs->items[i].numeral));
        g.most = fmax(g.most, extent(&pairs->items[i]));
    }
    if (numeral > 0)
        g.left = fmax(NUMERAL_COLUMN, numeral + NUMERAL_CLEAR);
    g.longest = width - g.left - END_ROOM;
    for (size_t i = 0; i < pairs->count; i++)
        g.longest = fmin(g.longest, longest_beside(plot, &pairs->items[i], &g, width - g.left));
    g.longest = fmax(0, g.longest);
    for (size_t i = 0; i < pairs->count; i++) {
        ts_label label;
        const ts_block *name = set_name(plot, &pairs->items[i], width - g.left, &label);
        g.extra = fmax(g.extra, name ? name->last_baseline - name->first_baseline : 0);
    }
    return g;
}

static double grid_height(const grid *g, size_t count)
{
    return count ? ROW + g->extra + (PITCH + g->extra) * (double)(count - 1) : 0;
}

double ts_pairs_height(ts_plot *plot, const ts_pairs *pairs, double width)
{
    grid g = make_grid(plot, pairs, width);
    return grid_height(&g, pairs->count);
}

static double draw_growth(ts_plot *plot, const ts_pairs *pairs, const ts_pair *pair, ts_rect bar, double base)
{
    double before = bar.w * base / pair->amount, gap = fmin(PART_GAP, bar.w - before);
    ts_rect light = bar, dark = bar;
    light.w = before;
    dark.x += before + gap;
    dark.w = bar.w - before - gap;
    ts_plot_rect(plot, light, pairs->base, pair->origin);
    ts_plot_rect(plot, dark, pair->ink, pair->growth_origin ? pair->growth_origin : pair->origin);
    return bar.w;
}

static double draw_loss(ts_plot *plot, const ts_pair *pair, ts_rect bar, double lost)
{
    ts_plot_rect(plot, bar, pair->ink, pair->origin);
    ts_plot_outline(plot, (ts_rect){bar.x + bar.w, bar.y, lost, bar.h}, pair->ink, 0.75);
    return bar.w + lost;
}

/* Gives the length of the drawing. */
static double draw_bar(ts_plot *plot, const ts_pairs *pairs, const ts_pair *pair, ts_point at, double scale)
{
    double base;
    ts_rect bar = {at.x, at.y, pair->amount * scale, BAR_HEIGHT};
    if (!pair->grown) {
        ts_plot_rect(plot, bar, pair->ink, pair->origin);
        return bar.w;
    }
    if (!ts_pair_base(pair->amount, pair->growth, &base)) {
        ts_plot_error(plot,
                      "a growth of -100 percent or less leaves no level before: paired bars cannot show it");
        return 0;
    }
    if (pair->amount <= 0)
        return 0;
    if (pair->growth < 0)
        return draw_loss(plot, pair, bar, (base - pair->amount) * scale);
    return draw_growth(plot, pairs, pair, bar, base);
}

static void draw_name(ts_plot *plot, const ts_pair *pair, ts_point at, double measure)
{
    ts_label label;
    const ts_block *block = set_name(plot, pair, measure, &label);
    if (block && block->too_wide)
        ts_label_tell(plot, &label, block->width, measure, "above its bar");
    if (block)
        ts_label_put(plot, &label, block, (ts_point){at.x, at.y - block->last_baseline}, plot->ground);
}

static void draw_pair(ts_plot *plot, const ts_pairs *pairs, const ts_pair *pair, const grid *g, ts_rect row)
{
    double x = row.x + g->left, y = row.y + g->extra, scale = g->most > 0 ? g->longest / g->most : 0;
    ts_label_put_line(plot, &pair->numeral, (ts_point){row.x, y + NUMERAL_BASELINE}, TS_TEXT_LEFT,
                      plot->ground);
    draw_name(plot, pair, (ts_point){x, y + NAME_BASELINE}, row.w - g->left);
    double length = pair->known ? draw_bar(plot, pairs, pair, (ts_point){x, y + BAR_TOP}, scale) : 0;
    double baseline = y + BAR_TOP + BAR_HEIGHT / 2 + ts_label_drop(&pair->value);
    ts_point after = {x + length + (length > 0 ? VALUE_GAP : 0), baseline};
    ts_label_put_line(plot, &pair->value, after, TS_TEXT_LEFT, plot->ground);
}

void ts_pairs_draw(ts_plot *plot, const ts_pairs *pairs, ts_rect box)
{
    grid g = make_grid(plot, pairs, box.w);
    double row = ROW + g.extra, pitch = PITCH + g.extra;
    ts_plot_keeps(plot, g.longest, box.w);
    if (pairs->count > 1)
        pitch = fmin(pitch, fmax(row, (box.h - row) / (double)(pairs->count - 1)));
    for (size_t i = 0; i < pairs->count && !plot->failed; i++) {
        const ts_pair *pair = &pairs->items[i];
        if (pair->known && !(isfinite(pair->amount) && pair->amount >= 0)) {
            ts_plot_error(plot, "paired bars show values from nought up; use \"bars\" for negative ones");
            continue;
        }
        draw_pair(plot, pairs, pair, &g, (ts_rect){box.x, box.y + pitch * (double)i, box.w, row});
    }
}
