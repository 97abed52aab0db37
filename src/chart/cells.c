#include "chart/cells.h"

#include "chart/scale.h"

#include <math.h>

/* ---- apportionment */

bool ts_waffle_counts(const ts_waffle *waffle, size_t *counts)
{
    double parts[TS_SHARES], rest[TS_SHARES];
    size_t given = 0;
    if (waffle->count > TS_SHARES || !ts_shares_of_whole(waffle->items, waffle->count, parts))
        return false;
    for (size_t i = 0; i < waffle->count; i++) {
        double exact = parts[i] * (double)waffle->cells;
        counts[i] = (size_t)floor(exact + 1e-9); /* 0.29 of 100 is 29, though its product is not */
        rest[i] = exact - (double)counts[i];
        given += counts[i];
    }
    for (; given < waffle->cells; given++) {
        size_t most = 0;
        for (size_t i = 1; i < waffle->count; i++)
            if (rest[i] > rest[most] + 1e-12)
                most = i;
        counts[most]++;
        rest[most] = -1;
    }
    return true;
}

/* ---- waffle */

static const double EDGE = 0.25; /* around cells that are hardly seen */
static const double SIDE = 112, LEAST_SIDE = 24, LABELS_APART = 10, KEY_APART = 4, ROW_APART = 3, VALUE_BEHIND = 4;

typedef struct grid {
    size_t columns, rows;
    double cell, gap; /* side of a cell; between two */
} grid;

static grid grid_of(const ts_waffle *waffle, double side)
{
    grid g = {.columns = (size_t)ceil(sqrt((double)waffle->cells) - 1e-9)};
    g.rows = (waffle->cells + g.columns - 1) / g.columns;
    double n = (double)g.columns;
    double gap = fmin(waffle->gap, side / (2 * n)); /* cells are at least as wide as what is between them */
    g.cell = waffle->gap < 0 ? side / (n + (n - 1) / 8) : (side - (n - 1) * gap) / n;
    g.gap = waffle->gap < 0 ? g.cell / 8 : gap;
    return g;
}

static double height_of(grid g)
{
    return (double)g.rows * g.cell + (double)(g.rows - 1) * g.gap;
}

static ts_rect cell_at(grid g, ts_rect block, size_t index)
{
    size_t column = index % g.columns, row = index / g.columns;
    return (ts_rect){block.x + (double)column * (g.cell + g.gap),
                     ts_rect_bottom(block) - (double)(row + 1) * g.cell - (double)row * g.gap, g.cell, g.cell};
}

static void draw_cell(ts_plot *plot, const ts_share *share, ts_rect cell)
{
    if (share->known)
        ts_plot_rect(plot, cell, share->ink, share->origin);
    if (!share->known || ts_plot_faint(plot, share->ink))
        ts_plot_outline(plot, cell, share->known ? plot->rule : plot->accent, EDGE);
}

static double widest(ts_plot *plot, const ts_waffle *waffle)
{
    double wide = 0;
    for (size_t i = 0; i < waffle->count; i++)
        wide = fmax(wide, fmax(ts_label_width(plot, &waffle->items[i].name), ts_label_width(plot, &waffle->items[i].value)));
    return wide;
}

/* The block is square and leaves its labels what they need, up to half the width. */
static double side_of(ts_plot *plot, const ts_waffle *waffle, double width, double most)
{
    double labels = LABELS_APART + KEY_APART + widest(plot, waffle);
    return fmax(LEAST_SIDE, fmin(most, width - fmin(labels + most / 12, width / 2)));
}

typedef struct entry { /* a label at the right */
    const ts_label *name;
    const ts_block *block;
    double height, y; /* y: of its middle */
    bool one_line;    /* the value stands behind the name */
} entry;

static entry make_entry(ts_plot *plot, const ts_share *share, double measure)
{
    entry e = {.name = &share->name, .block = ts_label_set(plot, &share->name, measure, TS_TEXT_LEFT)};
    if (e.block && share->brief.count && (e.block->count > 2 || e.block->too_wide)) {
        e.name = &share->brief;
        e.block = ts_label_set(plot, &share->brief, measure, TS_TEXT_LEFT);
    }
    if (e.block && e.block->too_wide)
        ts_label_tell(plot, e.name, e.block->width, measure, "beside the cells");
    double value = ts_label_width(plot, &share->value);
    e.one_line = e.block && e.block->count == 1 && e.block->width + VALUE_BEHIND + value <= measure;
    e.height = (e.block ? e.block->height : 0) + (e.one_line ? 0 : ts_label_leading(&share->value));
    return e;
}

/* Each at the middle of its cells' rows, then apart: the first stands lowest. */
static bool place_entries(ts_plot *plot, const ts_waffle *waffle, grid g, ts_rect block, const size_t *counts, entry *entries)
{
    double places[TS_SHARES], high = 0;
    size_t before = 0, n = waffle->count;
    for (size_t i = 0; i < n; i++) {
        ts_rect first = cell_at(g, block, before), last = cell_at(g, block, before + (counts[i] ? counts[i] - 1 : 0));
        places[n - 1 - i] = (ts_rect_bottom(first) + last.y) / 2;
        high = fmax(high, entries[i].height);
        before += counts[i];
    }
    double apart = high + ROW_APART;
    if ((double)n * apart - ROW_APART > block.h + 0.01)
        ts_plot_warn(plot, "the labels beside the cells, from %s on, are %.0f points high and have %.0f",
                     ts_label_quote(plot, &waffle->items[0].name), (double)n * apart - ROW_APART, block.h);
    bool good = ts_spread(plot->arena, places, n, apart, block.y + high / 2, ts_rect_bottom(block) - high / 2);
    for (size_t i = 0; i < n; i++)
        entries[i].y = places[n - 1 - i];
    return good;
}

static void draw_entry(ts_plot *plot, const ts_share *share, const entry *e, ts_point at, double key)
{
    double top = e->y - e->height / 2, x = at.x + key + KEY_APART;
    double first = top + (e->block ? e->block->first_baseline : 0);
    double middle = first - ts_label_drop(e->block ? e->name : &share->value);
    draw_cell(plot, share, (ts_rect){at.x, middle - key / 2, key, key});
    if (e->block)
        ts_label_put(plot, e->name, e->block, (ts_point){x, top}, plot->ground);
    const ts_block *value = ts_label_set(plot, &share->value, 0, TS_TEXT_LEFT);
    if (!value)
        return;
    ts_point below = {x, top + (e->block ? e->block->height : 0)};
    ts_point behind = {x + (e->block ? e->block->width : 0) + VALUE_BEHIND, first - value->first_baseline};
    ts_label_put(plot, &share->value, value, e->one_line ? behind : below, plot->ground);
}

static void draw_cells(ts_plot *plot, const ts_waffle *waffle, grid g, ts_rect block, const size_t *counts)
{
    for (size_t i = 0, at = 0; i < waffle->count; i++)
        for (size_t k = 0; k < counts[i]; k++)
            draw_cell(plot, &waffle->items[i], cell_at(g, block, at++));
    for (size_t i = 1; i < waffle->count; i++)
        ts_plot_beside(plot, waffle->items[i - 1].ink, waffle->items[i].ink, g.gap);
}

double ts_waffle_height(ts_plot *plot, const ts_waffle *waffle, double width)
{
    return height_of(grid_of(waffle, side_of(plot, waffle, width, SIDE)));
}

void ts_waffle_draw(ts_plot *plot, const ts_waffle *waffle, ts_rect box)
{
    size_t counts[TS_SHARES];
    entry entries[TS_SHARES];
    if (!waffle->cells || waffle->cells > TS_WAFFLE_CELLS || !ts_waffle_counts(waffle, counts)) {
        ts_plot_error(plot, "the parts of a waffle are numbers from nought up, at most %d of them", TS_SHARES);
        return;
    }
    grid g = grid_of(waffle, side_of(plot, waffle, box.w, box.h));
    double side = (double)g.columns * (g.cell + g.gap) - g.gap, key = fmin(g.cell, 6);
    ts_rect block = {box.x, box.y, side, height_of(g)};
    ts_point labels = {block.x + side + LABELS_APART, block.y};
    for (size_t i = 0; i < waffle->count; i++)
        entries[i] = make_entry(plot, &waffle->items[i], ts_rect_right(box) - labels.x - key - KEY_APART);
    draw_cells(plot, waffle, g, block, counts);
    for (size_t i = 0; i < waffle->count; i++)
        if (!counts[i] && waffle->items[i].known && waffle->items[i].part > 0)
            ts_plot_warn(plot, "%s is less than a cell of %zu and has none: take more cells, or join it with others",
                         ts_label_quote(plot, &waffle->items[i].name), waffle->cells);
    plot->failed = !place_entries(plot, waffle, g, block, counts, entries) || plot->failed;
    for (size_t i = 0; i < waffle->count && !plot->failed; i++)
        draw_entry(plot, &waffle->items[i], &entries[i], labels, key);
}

/* ---- pictogram */

static const double VALUE_APART = 3;

static size_t across(const ts_pictogram *p, double width)
{
    double fits = floor((width + p->gap + 0.01) / (p->size + p->gap));
    return fits < 1 ? 1 : fits > TS_ICONS ? TS_ICONS : (size_t)fits;
}

static size_t icons_of(const ts_pictogram *p)
{
    return p->icons > 0 ? (size_t)fmax(ceil(fmin(p->icons, TS_ICONS) - 1e-9), 0) : 0;
}

static double rows_height(const ts_pictogram *p, double width)
{
    size_t columns = across(p, width), rows = (icons_of(p) + columns - 1) / columns;
    return rows ? (double)rows * (p->size + p->gap) - p->gap : 0;
}

double ts_pictogram_height(ts_plot *plot, const ts_pictogram *p, double width)
{
    (void)plot;
    return rows_height(p, width) + (p->value.count ? VALUE_APART + p->value.type->leading : 0);
}

static void draw_clipped(ts_plot *plot, const ts_pictogram *p, ts_rect part, ts_rect icon, ts_ink ink)
{
    ts_path *path = ts_path_new(plot->arena);
    ts_path_rect(path, part);
    ts_plot_clip(plot, path);
    ts_plot_icon(plot, p->art, icon, ink, 1);
    ts_plot_unclip(plot);
}

static void draw_icon(ts_plot *plot, const ts_pictogram *p, ts_rect icon, double shown)
{
    if (shown >= 1) {
        ts_plot_icon(plot, p->art, icon, p->ink, 1);
        return;
    }
    double width = icon.w * shown;
    draw_clipped(plot, p, (ts_rect){icon.x + width, icon.y, icon.w - width, icon.h}, icon, p->pale);
    if (width > 0)
        draw_clipped(plot, p, (ts_rect){icon.x, icon.y, width, icon.h}, icon, p->ink);
}

void ts_pictogram_draw(ts_plot *plot, const ts_pictogram *p, ts_rect box)
{
    if (!isfinite(p->icons) || p->icons < 0 || p->icons > TS_ICONS) {
        ts_plot_error(plot, "a pictogram of %.6g icons: from nought to %d, let \"each\" stand for more", p->icons, TS_ICONS);
        return;
    }
    if (p->art && !p->art->one_colour && floor(p->icons) != p->icons) {
        ts_plot_error(plot, "an icon of several colors has no pale part: let \"each\" divide the number, or take an icon of one color");
        return;
    }
    size_t columns = across(p, box.w), count = icons_of(p);
    for (size_t i = 0; i < count; i++) {
        ts_rect icon = {box.x + (double)(i % columns) * (p->size + p->gap), box.y + (double)(i / columns) * (p->size + p->gap),
                        p->size, p->size};
        draw_icon(plot, p, icon, fmin(1, p->icons - (double)i));
    }
    const ts_block *value = ts_label_set(plot, &p->value, box.w, TS_TEXT_LEFT);
    double top = box.y + rows_height(p, box.w) + VALUE_APART;
    if (value)
        ts_label_put(plot, &p->value, value, (ts_point){box.x, top}, plot->ground);
}
