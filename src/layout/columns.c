#include "layout/columns.h"

#include <math.h>

enum { MOST_COLUMNS = 12, DOUBLINGS = 12 };

static size_t column_count(const ts_box *box)
{
    const ts_box *head = box->head ? box->head : box;
    long own = box->frame->across.given ? box->frame->across.value : 1;
    long first = head->frame->across.given ? head->frame->across.value : 1;
    /* A rung of the ladder changes all frames of a thread; without one each has its own. */
    if (box->fit && box->fit->across > 0 && box->fit->across != first)
        own = box->fit->across;
    return own < 1 ? 1 : own > MOST_COLUMNS ? MOST_COLUMNS : (size_t)own;
}

/* ---- what the text goes round */

static double top_in_place(const ts_box *place, const ts_box *box, double height)
{
    const ts_frame *frame = box->frame;
    if (!frame->bottom.given)
        return frame->top.given ? frame->top.pt : 0;
    double room = place->frame->height.given ? place->frame->height.pt - place->inset.top - place->inset.bottom : 0;
    return room - frame->bottom.pt - height;
}

static ts_text_obstacle obstacle_of(const ts_box *box, const ts_box *other)
{
    const struct ts_wrap *wrap = other->frame->wrap;
    double clear = wrap->clear.pt, height = box->frame->height.given ? box->frame->height.pt : 0;
    double top = top_in_place(box->parent, box, height) + box->inset.top + box->set_for;
    return (ts_text_obstacle){.box = {other->rect.x - box->rect.x - box->inset.left - clear,
                                      top_in_place(box->parent, other, other->rect.h) - top - clear,
                                      other->rect.w + 2 * clear, other->rect.h + 2 * clear},
                              .round = wrap->shape.value == 1};
}

static bool find_obstacles(ts_composer *composer, ts_box *box)
{
    const ts_box *place = box->parent;
    box->areas.obstacle_count = 0;
    if (!place || place->bound->content != TS_CONTENT_PLACE)
        return true;
    ts_text_obstacle *list = TS_ARRAY(composer->kit->scratch, ts_text_obstacle, place->count);
    for (const ts_box *other = place->children; list && other < box; other++)
        if (other->frame->wrap && !ts_box_hidden(other))
            list[box->areas.obstacle_count++] = obstacle_of(box, other);
    box->areas.obstacles = list;
    return list != NULL;
}

/* ---- columns */

typedef struct columns {
    ts_composer *composer;
    ts_box *box;
    const ts_columns_text *text;
    size_t count;
    double width, gap;
} columns;

/* height: of each; endless: the last goes on below. False: memory is out. */
static bool set(const columns *c, double height, bool endless)
{
    ts_text_areas *areas = &c->box->areas;
    ts_rect *boxes = TS_ARRAY(c->composer->kit->scratch, ts_rect, c->count);
    for (size_t i = 0; boxes && i < c->count; i++)
        boxes[i] = (ts_rect){(double)i * (c->width + c->gap), 0, c->width, height};
    if (!boxes)
        return false;
    /* No height would be no end: a hair of one holds nothing. */
    for (size_t i = 0; i < c->count; i++)
        boxes[i].h = fmax(height, 1e-6);
    if (endless)
        boxes[c->count - 1].h = 0;
    areas->boxes = boxes;
    areas->count = c->count;
    areas->from = c->text->from;
    ts_text_room room = c->text->room;
    room.measure = c->width;
    room.areas = areas;
    return ts_kit_flow(c->composer->kit, c->text->copy, c->text->style, &room, &c->box->text);
}

static bool all_set(const columns *c)
{
    return c->box->text.block->end.paragraph >= c->text->copy->count;
}

/* Sets at so many steps above the least height. */
static bool try_steps(const columns *c, double least, long steps)
{
    return set(c, least + (double)steps * c->text->style->type.leading / 2, false);
}

/* The least height, in steps of half a line, at which the columns hold all, from an even share on: steps
 * are doubled until they do, then halved. */
static bool balance(const columns *c, double least)
{
    columns single = *c;
    single.count = 1;
    if (!set(&single, 0, true))
        return false;
    double height = fmax(least, c->box->text.block->height / (double)c->count);
    long low = -1, high = 0; /* low: too few */
    for (int i = 0;; i++, low = high, high = 2 * high + 1) {
        if (!try_steps(c, height, high))
            return false;
        if (all_set(c))
            break;
        if (i == DOUBLINGS)
            return set(c, height, true);
    }
    while (high - low > 1) {
        long middle = low + (high - low) / 2;
        if (!try_steps(c, height, middle))
            return false;
        *(all_set(c) ? &high : &low) = middle;
    }
    return try_steps(c, height, high);
}

static double inner_height(const ts_box *box)
{
    double grown = box->fit ? box->fit->grow : 0;
    if (!box->frame->height.given)
        return 0;
    return box->frame->height.pt + grown - box->inset.top - box->inset.bottom - box->set_for;
}

static bool fill(const columns *c)
{
    double height = inner_height(c->box);
    if (c->text->goes_on)
        return set(c, height, false);
    if (height > 0) {
        if (!set(c, height, false))
            return false;
        if (all_set(c))
            return true;
        if (c->box->frame->fixed.value)
            return set(c, height, true);
    }
    return c->count == 1 ? set(c, height, true) : balance(c, height);
}

/* A text in one column. */
static bool set_plain(ts_kit *kit, ts_box *box, const ts_columns_text *text)
{
    ts_box_set *last = &box->set;
    bool known = last->text.block && last->text.copy == text->copy && last->text.style == text->style &&
                 last->measure == text->room.measure;
    box->areas.count = 0;
    if (!known && !ts_kit_flow(kit, text->copy, text->style, &text->room, &last->text))
        return false;
    last->measure = text->room.measure;
    box->text = last->text;
    return true;
}

bool ts_columns_set(ts_composer *composer, ts_box *box, const ts_columns_text *text)
{
    size_t count = column_count(box);
    if (!find_obstacles(composer, box))
        return false;
    bool plain = count == 1 && !box->areas.obstacle_count && !box->head;
    if (plain)
        return set_plain(composer->kit, box, text);
    double gap = box->frame->gap.given ? box->frame->gap.pt : composer->grid.gutter;
    double width = (text->room.measure - (double)(count - 1) * gap) / (double)count;
    columns c = {composer, box, text, count, width > 0 ? width : 0, gap};
    return fill(&c);
}
