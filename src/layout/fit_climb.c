/*
 * fit_climb.c - which rungs are climbed, and which of them were not needed.
 */
#include "layout/lock.h"
#include "layout/thread.h"

#include <math.h>
#include <stdlib.h>

static const double HAIR = 0.05; /* points that sums of heights may be out by */
static const double NODE_TOLERANCE = 0.5; /* that what stands in a flow's origin may be too high */

/* ---- how full places are */

double ts_leaf_height(const ts_leaf *leaf)
{
    double height = 0;
    bool first = true;
    for (size_t i = 0; i < leaf->bound->body_count; i++) {
        if (ts_box_hidden(&leaf->body[i]))
            continue;
        height += leaf->body[i].rect.h + (first ? 0 : leaf->gap);
        first = false;
    }
    return height;
}

double ts_leaf_can_give(const ts_leaf *leaf, const ts_box *box)
{
    double slack = box->rect.h - box->natural;
    double give = box->frame->give.given ? box->frame->give.pt : 0, can = slack < give ? slack : give;
    return leaf->grid > 0 ? floor(can / leaf->grid + 1e-9) * leaf->grid : can;
}

static double page_over(const ts_leaf *leaf)
{
    double over = ts_leaf_height(leaf) - (leaf->bottom - leaf->top);
    for (size_t i = 0; i < leaf->bound->body_count; i++)
        over -= ts_leaf_can_give(leaf, &leaf->body[i]);
    return over;
}

/* Points that are missing, below 0 those that are to spare. */
static double missing(const ts_fit_place *place)
{
    const ts_box *box = place->box;
    if (!box)
        return page_over(place->leaf);
    if (ts_box_hidden(box))
        return 0;
    if (ts_box_inside_count(box))
        return box->plot->inside_over - NODE_TOLERANCE;
    return box->natural - box->frame->height.pt;
}

double ts_fit_over(const ts_fit_place *place)
{
    double over = missing(place);
    return over > HAIR ? over : 0;
}

static double over_all(const ts_fitting *fitting)
{
    double over = 0;
    for (size_t i = 0; i < fitting->places.count; i++)
        over += ts_fit_over(&fitting->places.items[i]);
    return over;
}

static bool inside(const ts_fit_text *text, const ts_fit_place *place)
{
    if (!place->box)
        return text->leaf == place->leaf;
    if (text->host == place->box)
        return true;
    for (const ts_box *box = text->box; box; box = box->parent)
        if (box == place->box)
            return true;
    for (const ts_box *box = text->host; box; box = box->parent)
        if (box == place->box)
            return true;
    return false;
}

static void find_full(ts_fitting *fitting)
{
    for (size_t i = 0; i < fitting->places.count; i++)
        fitting->places.items[i].full = ts_fit_over(&fitting->places.items[i]) > 0;
}

static bool in_a_full_place(const ts_fitting *fitting, const ts_fit_text *text)
{
    for (size_t i = 0; i < fitting->places.count; i++)
        if (fitting->places.items[i].full && inside(text, &fitting->places.items[i]))
            return true;
    return false;
}

static bool group_in_a_full_place(const ts_fitting *fitting, const ts_fit_group *group)
{
    for (size_t i = 0; i < group->texts.count; i++)
        if (in_a_full_place(fitting, group->texts.items[i]))
            return true;
    return false;
}

static void measure_stale(ts_leaf *leaf, ts_box *boxes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!boxes[i].stale)
            continue;
        boxes[i].stale = false;
        ts_box_measure(&leaf->composer, &boxes[i]);
        ts_threads_stale(&boxes[i]);
    }
}

/* Locked texts move with all that is above them. */
static void spread_stale(ts_leaf *leaf)
{
    for (size_t i = 0; i < leaf->bound->body_count; i++)
        leaf->body[i].stale = true;
}

static bool measure(ts_fitting *fitting)
{
    fitting->measurements++;
    for (size_t i = 0; i < fitting->leaf_count; i++) {
        ts_leaf *leaf = &fitting->leaves[i];
        measure_stale(leaf, leaf->master, leaf->bound->master_count);
        if (leaf->grid > 0)
            spread_stale(leaf);
        measure_stale(leaf, leaf->body, leaf->bound->body_count);
        ts_leaf_lock(leaf);
        if (leaf->composer.failed)
            return false;
    }
    return true;
}

/* ---- texts that are tight by themselves */

static bool is_tight(const ts_fit_group *group)
{
    for (size_t i = 0; i < group->texts.count; i++)
        if (ts_fit_tightness(group->texts.items[i]).tight)
            return true;
    return false;
}

/* The next rung above one that does something, or 0. */
static size_t rung_above(const ts_fitting *fitting, ts_fit_group *group, size_t below)
{
    for (size_t rung = below + 1; rung <= group->count; rung++)
        if (!ts_fit_reach(fitting, group, rung)->idle)
            return rung;
    return 0;
}

/* A word that is wider than its measure, alone on its line, is as much narrower as its type is smaller: whether it is
 * too wide still at that size of the same text. */
static bool stays_wide(const ts_fit_text *text, const ts_style *style)
{
    const ts_block *block = text->part == TS_FIT_OWN ? text->box->text.block : NULL;
    const ts_style *now = text->box->text.style;
    if (!ts_fit_text_there(text) || !block || block->count != 1 || now->rules.optical)
        return false;
    ts_tightness how = ts_fit_tightness(text);
    return how.wide && style->type.tracking == now->type.tracking &&
           block->width * style->type.size / now->type.size > how.measure + HAIR;
}

static bool helps_nobody(const ts_fit_group *group, size_t rung)
{
    const ts_fit *now = group->fit, *then = group->rungs[rung].fit;
    if (then->across != now->across || then->use_short != now->use_short)
        return false;
    for (size_t i = 0; i < group->texts.count; i++)
        if (stays_wide(group->texts.items[i], then->style))
            return true;
    return false;
}

/* The next rung that does something, or 0; rungs that are known to be too low are not set one by one. One that hides is
 * reached from the rung below it, which says what is to be hidden. */
static size_t next_rung(const ts_fitting *fitting, ts_fit_group *group)
{
    size_t rung = rung_above(fitting, group, group->fit->rung);
    while (rung && !ts_fit_hides(group, rung)) {
        size_t next = rung_above(fitting, group, rung);
        if (!next || ts_fit_hides(group, next) || !helps_nobody(group, rung))
            break;
        rung = next;
    }
    return rung;
}

static bool hide_tight(ts_fitting *fitting, const ts_fit_group *group)
{
    for (size_t i = 0; i < group->texts.count; i++) {
        ts_fit_text *text = group->texts.items[i];
        if (ts_fit_may_hide(text) && ts_fit_tightness(text).tight && !ts_fit_hide(fitting, text, true))
            return false;
    }
    return true;
}

static bool climb_tight(ts_fitting *fitting)
{
    for (bool climbed = true; climbed;) {
        climbed = false;
        for (size_t i = 0; i < fitting->groups.count; i++) {
            ts_fit_group *group = fitting->groups.items[i];
            size_t rung = is_tight(group) ? next_rung(fitting, group) : 0;
            if (!rung)
                continue;
            if (ts_fit_hides(group, rung) && !hide_tight(fitting, group))
                return false;
            ts_fit_stand(fitting, group, rung);
            climbed = true;
        }
        if (climbed && !measure(fitting))
            return false;
    }
    return true;
}

/* ---- places that are too full */

typedef struct move { /* a group goes to a rung, or one of its texts is hidden */
    ts_fit_group *group;
    ts_fit_text *text; /* that is hidden, or NULL */
    size_t from, to;
    double gain; /* points that it wins by itself */
    long priority;
    size_t order;
} move;

typedef struct moves {
    move *items;
    size_t count, capacity;
} moves;

static bool make(ts_fitting *fitting, const move *m)
{
    if (m->text)
        return ts_fit_hide(fitting, m->text, true);
    ts_fit_stand(fitting, m->group, m->to);
    return true;
}

static void unmake(ts_fitting *fitting, const move *m)
{
    if (m->text)
        (void)ts_fit_hide(fitting, m->text, false);
    else
        ts_fit_stand(fitting, m->group, m->from);
}

static bool push(ts_fitting *fitting, moves *list, move m)
{
    m.from = m.group->fit->rung;
    m.order = list->count;
    return TS_PUSH(fitting->kit->scratch, list, m);
}

static bool list_hiding(ts_fitting *fitting, moves *list, ts_fit_group *group, size_t rung)
{
    for (size_t i = 0; i < group->texts.count; i++) {
        ts_fit_text *text = group->texts.items[i];
        const ts_whole *priority = &text->box->frame->priority;
        move m = {.group = group, .text = text, .to = rung, .priority = priority->given ? priority->value : 0};
        bool may = ts_fit_may_hide(text) && !text->box->hidden && in_a_full_place(fitting, text);
        if (may && !push(fitting, list, m))
            return false;
    }
    return true;
}

/* What may be climbed to this rung where it is too full. */
static bool list_moves(ts_fitting *fitting, moves *list, size_t rung)
{
    find_full(fitting);
    for (size_t i = 0; i < fitting->groups.count; i++) {
        ts_fit_group *group = fitting->groups.items[i];
        if (rung > group->count || !group_in_a_full_place(fitting, group) || ts_fit_reach(fitting, group, rung)->idle)
            continue;
        bool hides = ts_fit_hides(group, rung);
        if (hides && !list_hiding(fitting, list, group, rung))
            return false;
        if (hides || group->fit->rung >= rung)
            continue;
        if (!push(fitting, list, (move){.group = group, .to = rung}))
            return false;
    }
    return true;
}

static double missing_where_full(const ts_fitting *fitting)
{
    double points = 0;
    for (size_t i = 0; i < fitting->places.count; i++)
        if (fitting->places.items[i].full)
            points += missing(&fitting->places.items[i]);
    return points;
}

/* Each by itself, for the places that are full as yet; the one before is undone while the next is measured. */
static bool try_moves(ts_fitting *fitting, moves *list)
{
    double points = missing_where_full(fitting);
    for (size_t i = 0; i < list->count; i++) {
        if (!make(fitting, &list->items[i]) || !measure(fitting))
            return false;
        list->items[i].gain = round((points - missing_where_full(fitting)) * 100) / 100;
        unmake(fitting, &list->items[i]);
    }
    return measure(fitting);
}

/* Hiding comes last, the lowest priority first; else what wins most; else the file's order. */
static int compare_moves(const void *one, const void *other)
{
    const move *a = one, *b = other;
    if (!a->text != !b->text)
        return a->text ? 1 : -1;
    if (a->priority != b->priority)
        return a->priority < b->priority ? -1 : 1;
    if (a->gain != b->gain)
        return a->gain > b->gain ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static bool still_needed(ts_fitting *fitting, const move *m)
{
    find_full(fitting);
    return m->text ? in_a_full_place(fitting, m->text) : group_in_a_full_place(fitting, m->group);
}

static bool make_moves(ts_fitting *fitting, const moves *list, moves *made)
{
    for (size_t i = 0; i < list->count; i++) {
        const move *m = &list->items[i];
        if (m->gain <= HAIR || !still_needed(fitting, m))
            continue;
        if (!make(fitting, m) || !measure(fitting) || !TS_PUSH(fitting->kit->scratch, made, *m))
            return false;
    }
    return true;
}

/* Measures what was made from `before` on, and undoes it if it has won nothing. */
static bool keep_if_won(ts_fitting *fitting, moves *made, size_t before, double over)
{
    if (made->count == before)
        return true;
    if (!measure(fitting))
        return false;
    if (over_all(fitting) < over - HAIR)
        return true;
    while (made->count > before)
        unmake(fitting, &made->items[--made->count]);
    return measure(fitting);
}

/* Neighbours may have to climb together to win anything: none alone is the highest. */
static bool make_together(ts_fitting *fitting, const moves *list, moves *made)
{
    double over = over_all(fitting);
    size_t before = made->count;
    for (size_t i = 0; i < list->count; i++) {
        const move *m = &list->items[i];
        if (m->text || m->gain > HAIR || !still_needed(fitting, m))
            continue;
        if (!make(fitting, m) || !TS_PUSH(fitting->kit->scratch, made, *m))
            return false;
    }
    return keep_if_won(fitting, made, before, over);
}

/* The last resort: neighbours that need rungs of different height. All climb to
 * their ends; level by level, so that the highest rungs are taken back first. */
static bool make_all(ts_fitting *fitting, moves *made)
{
    double over = over_all(fitting);
    size_t before = made->count;
    for (size_t rung = 1; rung <= fitting->longest; rung++) {
        moves list = {0};
        if (!list_moves(fitting, &list, rung))
            return false;
        for (size_t i = 0; i < list.count; i++) {
            const move *m = &list.items[i];
            if (!m->text && (!make(fitting, m) || !TS_PUSH(fitting->kit->scratch, made, *m)))
                return false;
        }
    }
    return keep_if_won(fitting, made, before, over);
}

static bool climb_full(ts_fitting *fitting, moves *made)
{
    for (size_t rung = 1; rung <= fitting->longest && over_all(fitting) > 0; rung++) {
        moves list = {0};
        if (!list_moves(fitting, &list, rung))
            return false;
        if (!list.count)
            continue;
        if (!try_moves(fitting, &list))
            return false;
        qsort(list.items, list.count, sizeof *list.items, compare_moves);
        if (!make_moves(fitting, &list, made))
            return false;
        if (over_all(fitting) > 0 && !make_together(fitting, &list, made))
            return false;
    }
    return over_all(fitting) <= 0 || make_all(fitting, made);
}

/* A rung on which a later one stands stays. */
static bool on_top(const move *m)
{
    return m->text ? m->text->box->hidden : m->group->fit->rung == m->to;
}

static bool take_back(ts_fitting *fitting, const moves *made)
{
    for (size_t i = made->count; i-- > 0;) {
        const move *m = &made->items[i];
        if (!on_top(m))
            continue;
        double over = over_all(fitting);
        bool tight = is_tight(m->group);
        unmake(fitting, m);
        if (!measure(fitting))
            return false;
        if (over_all(fitting) <= over + HAIR / 10 && (tight || !is_tight(m->group)))
            continue;
        if (!make(fitting, m) || !measure(fitting))
            return false;
    }
    return true;
}

bool ts_fit_climb(ts_fitting *fitting)
{
    moves made = {0};
    bool done = climb_tight(fitting) && climb_full(fitting, &made) && climb_tight(fitting) && take_back(fitting, &made);
    return done && !ts_arena_failed(fitting->kit->arena) && !ts_arena_failed(fitting->kit->scratch);
}
