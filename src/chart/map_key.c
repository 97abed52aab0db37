/* What the colours, dots and lines of a map stand for: rows under it, where its land begins. */
#include "chart/map.h"

#include <math.h>

static const double KEY_BLOCK = 44, KEY_BAR = 6, KEY_HEIGHT = 23, KEY_BASELINE = 15, KEY_PITCH = 9, KEY_CLEAR = 8;
static const double SIZE_GAP = 4, SIZES_GAP = 14, STRETCH = 20; /* a sample's words; the next; a line */
static const double ABOVE = 6; /* from the map to its keys */
static const double AWAY = 24; /* points from the frame's edge to land that the keys follow */

/* Wide enough that no two bounds of a row touch; the first stands left-aligned. Rows: 1, or 2 that take turns. */
static double wanted_block(ts_plot *plot, const ts_map_key *key, size_t rows)
{
    double width = KEY_BLOCK;
    for (size_t i = rows; i <= key->count; i++) {
        double before = ts_label_width(plot, &key->bounds[i - rows]), own = ts_label_width(plot, &key->bounds[i]);
        width = fmax(width, ((i == rows ? before : before / 2) + own / 2 + KEY_CLEAR) / (double)rows);
    }
    for (size_t i = 0; i <= key->count && rows > 1; i += 2) /* the ticks of the lower row pass between those of the upper */
        width = fmax(width, ts_label_width(plot, &key->bounds[i]) / (i ? 2 : 1) + KEY_CLEAR / 2);
    return width;
}

/* The last bound stands half beyond its block. */
static double most_block(ts_plot *plot, const ts_map_key *key, double width)
{
    return (width - ts_label_width(plot, &key->bounds[key->count]) / 2) / (double)key->count;
}

static size_t key_rows(ts_plot *plot, const ts_map_key *key, double width)
{
    return wanted_block(plot, key, 1) <= most_block(plot, key, width) + 0.01 ? 1 : 2;
}

static double classes_height(ts_plot *plot, const ts_map_key *key, double width)
{
    return key->count ? KEY_HEIGHT + (double)(key_rows(plot, key, width) - 1) * KEY_PITCH : 0;
}

static void draw_bounds(ts_plot *plot, const ts_map_key *key, ts_point at, double block, size_t rows)
{
    for (size_t i = 0; i <= key->count; i++) {
        bool lower = rows > 1 && i % 2 == 1;
        double x = at.x + block * (double)i;
        if (lower)
            ts_plot_line(plot, (ts_point){x, at.y + KEY_BAR}, (ts_point){x, at.y + KEY_BASELINE + KEY_PITCH - 6}, plot->rule, 0.5);
        ts_point words = {x, at.y + KEY_BASELINE + (lower ? KEY_PITCH : 0)};
        ts_label_put_line(plot, &key->bounds[i], words, i == 0 ? TS_TEXT_LEFT : TS_TEXT_CENTER, plot->ground);
    }
}

/* Where a row of a width begins: with the land, if that is away from the edge and leaves room, else at it. */
static double row_left(const ts_map_request *map, double land, double width)
{
    double left = fmin(land, ts_rect_right(map->box) - width);
    return left - map->box.x > AWAY ? left : map->box.x;
}

static void draw_classes(ts_plot *plot, const ts_map_request *map, double land, double top)
{
    const ts_map_key *key = &map->key;
    size_t rows = key_rows(plot, key, map->box.w);
    double width = fmin(wanted_block(plot, key, rows), most_block(plot, key, map->box.w));
    double all = width * (double)key->count + ts_label_width(plot, &key->bounds[key->count]) / 2;
    double left = row_left(map, land, all);
    for (size_t i = 0; i < key->count; i++) {
        ts_rect block = {left + width * (double)i, top + ABOVE, width, KEY_BAR};
        ts_plot_rect(plot, block, key->inks[i], NULL);
        if (map->outline.weight > 0)
            ts_plot_outline(plot, block, map->outline.ink, map->outline.weight);
        else if (ts_plot_faint(plot, key->inks[i]))
            ts_plot_outline(plot, block, plot->rule, 0.25);
    }
    draw_bounds(plot, key, (ts_point){left, top + ABOVE}, width, rows);
}

static double sample_width(const ts_map_size *size, bool dot)
{
    return dot ? size->across : STRETCH;
}

static double sizes_height(const ts_map_sizes *sizes)
{
    double high = 0;
    for (size_t i = 0; i < sizes->count; i++)
        high = fmax(high, fmax(sizes->items[i].across, ts_label_leading(&sizes->items[i].label)));
    return sizes->count ? high + ABOVE : 0;
}

static double sizes_width(ts_plot *plot, const ts_map_sizes *sizes, bool dots)
{
    double width = 0;
    for (size_t i = 0; i < sizes->count; i++)
        width += (i ? SIZES_GAP : 0) + sample_width(&sizes->items[i], dots) + SIZE_GAP + ts_label_width(plot, &sizes->items[i].label);
    return width;
}

static void draw_sizes(ts_plot *plot, const ts_map_request *map, const ts_map_sizes *sizes, ts_point at)
{
    bool dots = sizes == &map->dots;
    double x = row_left(map, at.x, sizes_width(plot, sizes, dots)), middle = at.y + ABOVE + (sizes_height(sizes) - ABOVE) / 2;
    for (size_t i = 0; i < sizes->count; i++) {
        const ts_map_size *size = &sizes->items[i];
        double wide = sample_width(size, dots);
        if (dots)
            ts_plot_disc(plot, (ts_point){x + wide / 2, middle}, size->across / 2, map->point_ink, NULL);
        else
            ts_plot_line(plot, (ts_point){x, middle}, (ts_point){x + wide, middle}, map->route_ink, size->across);
        ts_point words = {x + wide + SIZE_GAP, middle + ts_label_drop(&size->label)};
        x = words.x + ts_label_put_line(plot, &size->label, words, TS_TEXT_LEFT, plot->ground) + SIZES_GAP;
    }
}

static double keys_height(ts_plot *plot, const ts_map_request *map)
{
    return classes_height(plot, &map->key, map->box.w) + sizes_height(&map->dots) + sizes_height(&map->lines);
}

double ts_map_key_height(ts_plot *plot, const ts_map_request *map)
{
    double own = keys_height(plot, map);
    return own > 0 ? fmax(own, map->foot) : 0;
}

void ts_map_draw_key(ts_plot *plot, const ts_map_request *map, double land)
{
    double spare = ts_map_key_height(plot, map) - keys_height(plot, map);
    double top = ts_rect_bottom(map->box) - keys_height(plot, map) - spare / 2;
    draw_sizes(plot, map, &map->dots, (ts_point){land, top});
    top += sizes_height(&map->dots);
    draw_sizes(plot, map, &map->lines, (ts_point){land, top});
    top += sizes_height(&map->lines);
    if (map->key.count)
        draw_classes(plot, map, land, top);
}

/* The largest of 1, 2 and 5 times a power of ten that is not above. */
static double round_below(double value)
{
    double power = pow(10, floor(log10(value) + 1e-9));
    double digit = value / power * (1 + 1e-9);
    return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power;
}

size_t ts_map_round_sizes(double most, double values[TS_MAP_SIZES])
{
    size_t count = 0;
    if (!(most > 0) || !isfinite(most))
        return 0;
    for (double value = round_below(most); count < TS_MAP_SIZES && value > 0 && isfinite(value); value = round_below(value / 4))
        values[count++] = value;
    return count;
}
