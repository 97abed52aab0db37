#include "chart/bar.h"

#include <math.h>

static const double ROW = 27, PITCH = 35;
static const double NAME_BASELINE = 8, BAR_TOP = 13, BAR_HEIGHT = 12, NUMERAL_BASELINE = 24;
static const double NUMERAL_COLUMN = 58, NUMERAL_CLEAR = 5, END_ROOM = 36, VALUE_GAP = 5, PART_GAP = 0.75;

bool ts_pair_base(double amount, double growth, double *base)
{
    if (!isfinite(amount) || !isfinite(growth) || growth <= -1)
        return false;
    *base = amount / (1 + growth);
    return true;
}

double ts_pairs_height(const ts_pairs *pairs)
{
    return pairs->count ? ROW + PITCH * (double)(pairs->count - 1) : 0;
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
    double pitch;
} grid;

static grid make_grid(ts_plot *plot, const ts_pairs *pairs, ts_rect box)
{
    grid g = {.pitch = PITCH};
    double numeral = 0, value = 0;
    for (size_t i = 0; i < pairs->count; i++) {
        numeral = fmax(numeral, ts_label_width(plot, &pairs->items[i].numeral));
        value = fmax(value, ts_label_width(plot, &pairs->items[i].value));
        g.most = fmax(g.most, extent(&pairs->items[i]));
    }
    if (numeral > 0)
        g.left = fmax(NUMERAL_COLUMN, numeral + NUMERAL_CLEAR);
    g.longest = fmax(0, box.w - g.left - fmax(END_ROOM, value + VALUE_GAP));
    if (pairs->count > 1)
        g.pitch = fmin(PITCH, fmax(ROW, (box.h - ROW) / (double)(pairs->count - 1)));
    return g;
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
        ts_plot_error(plot, "a growth of -100 percent or less leaves no level before: paired bars cannot show it");
        return 0;
    }
    if (pair->amount <= 0)
        return 0;
    if (pair->growth < 0)
        return draw_loss(plot, pair, bar, (base - pair->amount) * scale);
    return draw_growth(plot, pairs, pair, bar, base);
}

void ts_pairs_draw(ts_plot *plot, const ts_pairs *pairs, ts_rect box)
{
    grid g = make_grid(plot, pairs, box);
    double scale = g.most > 0 ? g.longest / g.most : 0;
    for (size_t i = 0; i < pairs->count && !plot->failed; i++) {
        const ts_pair *pair = &pairs->items[i];
        if (pair->known && !(isfinite(pair->amount) && pair->amount >= 0)) {
            ts_plot_error(plot, "paired bars show values from nought up; use \"bars\" for negative ones");
            continue;
        }
        double x = box.x + g.left, y = box.y + g.pitch * (double)i;
        ts_label_put_line(plot, &pair->numeral, (ts_point){box.x, y + NUMERAL_BASELINE}, TS_TEXT_LEFT, plot->ground);
        ts_label_put_line(plot, &pair->name, (ts_point){x, y + NAME_BASELINE}, TS_TEXT_LEFT, plot->ground);
        double length = pair->known ? draw_bar(plot, pairs, pair, (ts_point){x, y + BAR_TOP}, scale) : 0;
        double baseline = y + BAR_TOP + BAR_HEIGHT / 2 + ts_label_drop(&pair->value);
        ts_point after = {x + length + (length > 0 ? VALUE_GAP : 0), baseline};
        ts_label_put_line(plot, &pair->value, after, TS_TEXT_LEFT, plot->ground);
    }
}
