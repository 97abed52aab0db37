#include "chart/treemap.h"

#include <math.h>
#include <string.h>

static const double ASPECT = 0.56, INSET = 5, WORD_APART = 3, ENTRY_APART = 10, LIST_APART = 5, LIST_PITCH = 9, SMALL_INSET = 2;
static const double TOUCH = 1e-6; /* points: sums are not exact */

/* ---- cells */

static void sort_by_part(const double *parts, size_t count, size_t *order)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at > 0 && parts[order[at - 1]] < parts[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

/* The worst of the aspect ratios in a row of that area, largest and least part, along a side. */
static double worst(double side, double area, double largest, double least)
{
    double square = area * area, along = side * side;
    return fmax(along * largest / square, square / (along * least));
}

/* How many parts make the next row. */
static size_t row_length(const double *areas, size_t count, double side)
{
    double sum = areas[0], before = worst(side, sum, areas[0], areas[0]);
    size_t n = 1;
    for (; n < count && areas[n] > 0; n++) {
        double with = worst(side, sum + areas[n], areas[0], areas[n]);
        if (with > before)
            break;
        sum += areas[n];
        before = with;
    }
    return n;
}

/* Lays a row along the shorter side and takes it off what is left. */
static void lay_row(ts_rect *left, const double *areas, size_t count, ts_rect *cells)
{
    bool upright = left->w >= left->h; /* the row stands at the left edge */
    double sum = 0, side = upright ? left->h : left->w, at = 0;
    for (size_t i = 0; i < count; i++)
        sum += areas[i];
    double deep = side > 0 ? sum / side : 0;
    for (size_t i = 0; i < count; i++) {
        double length = deep > 0 ? areas[i] / deep : 0;
        cells[i] = upright ? (ts_rect){left->x, left->y + at, deep, length} : (ts_rect){left->x + at, left->y, length, deep};
        at += length;
    }
    if (upright) {
        left->x += deep;
        left->w = fmax(0, left->w - deep);
    } else {
        left->y += deep;
        left->h = fmax(0, left->h - deep);
    }
}

bool ts_treemap_cut(const ts_treemap *map, ts_rect box, ts_rect *cells)
{
    double parts[TS_SHARES], areas[TS_SHARES];
    size_t order[TS_SHARES], some = 0;
    ts_rect laid[TS_SHARES], left = box;
    if (map->count > TS_SHARES || !ts_shares_of_whole(map->items, map->count, parts))
        return false;
    sort_by_part(parts, map->count, order);
    for (size_t i = 0; i < map->count; i++) {
        areas[i] = parts[order[i]] * box.w * box.h;
        some += areas[i] > 0;
        cells[order[i]] = (ts_rect){box.x, box.y, 0, 0};
    }
    for (size_t at = 0, n; at < some; at += n) {
        n = row_length(areas + at, some - at, fmin(left.w, left.h));
        lay_row(&left, areas + at, n, laid + at);
    }
    for (size_t i = 0; i < some; i++)
        cells[order[i]] = laid[i];
    return true;
}

/* Half a gap less at the edges inside the map. */
static ts_rect within_gaps(ts_rect cell, ts_rect box, double gap)
{
    double left = cell.x > box.x + TOUCH ? gap / 2 : 0, top = cell.y > box.y + TOUCH ? gap / 2 : 0;
    double right = ts_rect_right(cell) < ts_rect_right(box) - TOUCH ? gap / 2 : 0;
    double bottom = ts_rect_bottom(cell) < ts_rect_bottom(box) - TOUCH ? gap / 2 : 0;
    return (ts_rect){cell.x + left, cell.y + top, fmax(0, cell.w - left - right), fmax(0, cell.h - top - bottom)};
}

static bool side_by_side(ts_rect a, ts_rect b)
{
    bool over = a.x < ts_rect_right(b) - TOUCH && b.x < ts_rect_right(a) - TOUCH;
    bool beside = a.y < ts_rect_bottom(b) - TOUCH && b.y < ts_rect_bottom(a) - TOUCH;
    bool touch_x = fabs(ts_rect_right(a) - b.x) < TOUCH || fabs(ts_rect_right(b) - a.x) < TOUCH;
    bool touch_y = fabs(ts_rect_bottom(a) - b.y) < TOUCH || fabs(ts_rect_bottom(b) - a.y) < TOUCH;
    return (over && touch_y) || (beside && touch_x);
}

/* ---- words */

typedef struct inside { /* what stands in a cell; name NULL and no value: nothing */
    const ts_label *name;
    const ts_block *block;
    int listed;  /* under the map, by this number; 0: it is not */
} inside;

typedef struct layout {
    ts_rect box; /* of the map */
    ts_rect cells[TS_SHARES];
    inside words[TS_SHARES];
    size_t rows; /* of the list */
} layout;

static bool fits(ts_plot *plot, const ts_share *share, const ts_label *name, ts_rect cell, inside *words)
{
    double measure = cell.w - 2 * INSET, room = cell.h - 2 * INSET;
    if (measure <= 0 || (!name->count && !share->value.count))
        return false;
    const ts_block *block = ts_label_set(plot, name, measure, TS_TEXT_LEFT);
    double height = (block ? block->height : 0) + ts_label_leading(&share->value);
    bool good = (!block || (!block->too_wide && block->count <= 3)) && ts_label_width(plot, &share->value) <= measure;
    if (!good || height > room + 1)
        return false;
    words->name = name;
    words->block = block;
    return true;
}

static inside set_words(ts_plot *plot, const ts_share *share, ts_rect cell)
{
    inside words = {0};
    if (!share->name.count && !share->value.count)
        return words;
    bool good = fits(plot, share, &share->name, cell, &words) ||
                (share->brief.count && fits(plot, share, &share->brief, cell, &words));
    words.listed = good ? 0 : 1;
    return words;
}

/* "3", set like the share's name. */
static ts_label number_of(ts_plot *plot, const ts_share *share, int number)
{
    ts_label label = share->name.count ? share->name : share->value;
    ts_text_piece *piece = TS_NEW(plot->arena, ts_text_piece);
    const char *digits = ts_arena_print(plot->arena, "%d", number);
    if (!piece || !digits) {
        plot->failed = true;
        return (ts_label){0};
    }
    *piece = (ts_text_piece){.text = digits, .length = strlen(digits), .type = label.type};
    label.pieces = piece;
    label.count = 1;
    return label;
}

/* A part of nothing has no place in the map, and no number that leads there. */
static bool has_place(const ts_share *share)
{
    return !share->known || share->part > 0;
}

static double number_width(ts_plot *plot, const ts_share *share, int number)
{
    if (!has_place(share))
        return 0;
    ts_label label = number_of(plot, share, number);
    return ts_label_width(plot, &label) + WORD_APART;
}

static double entry_width(ts_plot *plot, const ts_share *share, int number)
{
    double name = ts_label_width(plot, &share->name), value = ts_label_width(plot, &share->value);
    return number_width(plot, share, number) + name + (name > 0 && value > 0 ? WORD_APART : 0) + value;
}

/* Where an entry of the list stands, and the place of the next one. */
static ts_point next_entry(ts_plot *plot, const ts_share *share, int number, ts_rect list, ts_point *at)
{
    double width = entry_width(plot, share, number);
    if (at->x > list.x && at->x + width > ts_rect_right(list) + 0.01)
        *at = (ts_point){list.x, at->y + LIST_PITCH};
    ts_point here = *at;
    at->x += width + ENTRY_APART;
    return here;
}

static size_t count_rows(ts_plot *plot, const ts_treemap *map, const layout *plan)
{
    ts_rect list = {0, 0, plan->box.w, 0};
    ts_point at = {0, 0};
    bool any = false;
    for (size_t i = 0; i < map->count; i++) {
        if (!plan->words[i].listed)
            continue;
        (void)next_entry(plot, &map->items[i], plan->words[i].listed, list, &at);
        any = true;
    }
    return any ? (size_t)lround(at.y / LIST_PITCH) + 1 : 0;
}

static double list_height(size_t rows)
{
    return rows ? LIST_APART + (double)rows * LIST_PITCH : 0;
}

static void number_listed(const ts_treemap *map, layout *plan)
{
    int number = 0;
    for (size_t i = 0; i < map->count; i++)
        if (plan->words[i].listed && has_place(&map->items[i]))
            plan->words[i].listed = ++number;
}

/* The list takes from the map, which may send more words into the list. */
static bool make_plan(ts_plot *plot, const ts_treemap *map, ts_rect box, layout *plan)
{
    enum { ROUNDS = 8 };
    *plan = (layout){.rows = 0};
    for (int round = 0; round < ROUNDS; round++) {
        plan->box = (ts_rect){box.x, box.y, box.w, fmax(box.h - list_height(plan->rows), 1)};
        if (!ts_treemap_cut(map, plan->box, plan->cells))
            return false;
        for (size_t i = 0; i < map->count; i++)
            plan->words[i] = set_words(plot, &map->items[i], within_gaps(plan->cells[i], plan->box, map->gap));
        number_listed(map, plan);
        size_t rows = count_rows(plot, map, plan);
        if (plot->failed || rows <= plan->rows)
            break;
        plan->rows = rows;
    }
    if (list_height(plan->rows) > box.h * 2 / 3 && box.h > 0)
        ts_plot_error(plot, "the names of %zu rows below leave the map no room in %.0f points: give it more height or fewer parts",
                      plan->rows, box.h);
    return !plot->failed;
}

/* ---- drawing */

static void draw_inside(ts_plot *plot, const ts_share *share, const inside *words, ts_rect cell)
{
    ts_ink ground = share->known ? share->ink : plot->ground;
    ts_point at = {cell.x + INSET, cell.y + INSET - 1};
    if (words->block)
        ts_label_put(plot, words->name, words->block, at, ground);
    at.y += words->block ? words->block->height : 0;
    const ts_block *value = ts_label_set(plot, &share->value, 0, TS_TEXT_LEFT);
    if (value)
        ts_label_put(plot, &share->value, value, at, ground);
}

/* False: the cell has no room for it. */
static bool draw_number(ts_plot *plot, const ts_share *share, int number, ts_rect cell)
{
    ts_label label = number_of(plot, share, number);
    const ts_block *block = ts_label_set(plot, &label, 0, TS_TEXT_LEFT);
    double inset = fmin(INSET, fmax(SMALL_INSET, (cell.w - (block ? block->width : 0)) / 2));
    bool room = block && block->width + 2 * SMALL_INSET <= cell.w && block->height <= cell.h;
    if (room)
        ts_label_put(plot, &label, block, (ts_point){cell.x + inset, cell.y + fmin(INSET - 1, (cell.h - block->height) / 2)},
                     share->known ? share->ink : plot->ground);
    return room;
}

/* Their names stand below, but nobody finds them in the map. */
static void tell_lost(ts_plot *plot, const ts_share *first, size_t count)
{
    if (!count)
        return;
    const char *others = count > 1 ? ts_arena_print(plot->arena, " (and %zu more)", count - 1) : "";
    ts_plot_warn(plot, "the part of %s%s is too small for its number: give the map more height, or take the \"top\" parts with \"others\"",
                 ts_label_quote(plot, &first->name), others ? others : "");
}

static void draw_entry(ts_plot *plot, const ts_share *share, int number, ts_point at)
{
    ts_point words = {at.x, at.y + LIST_PITCH - 2};
    ts_label digits = number_of(plot, share, number);
    if (has_place(share))
        ts_label_put_line(plot, &digits, words, TS_TEXT_LEFT, plot->ground);
    words.x += number_width(plot, share, number);
    double name = ts_label_put_line(plot, &share->name, words, TS_TEXT_LEFT, plot->ground);
    words.x += name + (name > 0 ? WORD_APART : 0);
    ts_label_put_line(plot, &share->value, words, TS_TEXT_LEFT, plot->ground);
}

static void draw_list(ts_plot *plot, const ts_treemap *map, const layout *plan)
{
    ts_rect list = {plan->box.x, ts_rect_bottom(plan->box) + LIST_APART, plan->box.w, 0};
    ts_point at = {list.x, list.y};
    for (size_t i = 0; i < map->count; i++) {
        if (!plan->words[i].listed)
            continue;
        double width = entry_width(plot, &map->items[i], plan->words[i].listed);
        if (width > list.w + 0.01)
            ts_label_tell(plot, &map->items[i].name, width, list.w, "under the map");
        draw_entry(plot, &map->items[i], plan->words[i].listed, next_entry(plot, &map->items[i], plan->words[i].listed, list, &at));
    }
}

static void tell_neighbours(ts_plot *plot, const ts_treemap *map, const layout *plan)
{
    for (size_t i = 0; i < map->count; i++)
        for (size_t k = 0; k < i; k++)
            if (side_by_side(plan->cells[i], plan->cells[k]))
                ts_plot_beside(plot, map->items[k].ink, map->items[i].ink, map->gap);
}

double ts_treemap_height(ts_plot *plot, const ts_treemap *map, double width)
{
    layout plan;
    ts_rect box = {0, 0, width, width * ASPECT};
    if (!make_plan(plot, map, box, &plan))
        return box.h;
    return box.h + list_height(plan.rows);
}

void ts_treemap_draw(ts_plot *plot, const ts_treemap *map, ts_rect box)
{
    layout plan;
    if (!make_plan(plot, map, box, &plan)) {
        if (!plot->failed)
            ts_plot_error(plot, "the parts of a treemap are numbers from nought up, at most %d of them", TS_SHARES);
        return;
    }
    ts_plot_keeps(plot, plan.box.h, box.h);
    const ts_share *lost = NULL;
    size_t lost_count = 0;
    for (size_t i = 0; i < map->count; i++) {
        ts_rect cell = within_gaps(plan.cells[i], plan.box, map->gap);
        ts_share_ground(plot, &map->items[i], cell);
        if (!plan.words[i].listed) {
            draw_inside(plot, &map->items[i], &plan.words[i], cell);
        } else if (has_place(&map->items[i]) && !draw_number(plot, &map->items[i], plan.words[i].listed, cell)) {
            lost = lost ? lost : &map->items[i];
            lost_count++;
        }
    }
    tell_lost(plot, lost, lost_count);
    tell_neighbours(plot, map, &plan);
    draw_list(plot, map, &plan);
}
