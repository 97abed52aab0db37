#include "layout/fitting.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- what the rungs of a ladder add up to */

static const ts_set_text *set_text(const ts_fit_text *text)
{
    return text->part == TS_FIT_NOTE ? &text->box->note : &text->box->text;
}

static bool smaller(const ts_style *now, const ts_style *before)
{
    const ts_type *a = &now->type, *b = &before->type;
    bool larger = a->size > b->size || a->leading > b->leading || a->tracking > b->tracking;
    return !larger && (a->size < b->size || a->leading < b->leading || a->tracking < b->tracking);
}

typedef bool (*has)(const ts_fit_text *text);

static bool has_height(const ts_fit_text *text)
{
    return text->part != TS_FIT_NOTE && text->box->frame->height.given;
}

static bool has_short(const ts_fit_text *text)
{
    return text->part == TS_FIT_OWN && text->box->bound->short_text;
}

static bool has_columns(const ts_fit_text *text)
{
    return text->part != TS_FIT_NOTE && text->box->bound->content != TS_CONTENT_VALUE;
}

static bool any(const ts_fit_group *group, has of)
{
    for (size_t i = 0; i < group->texts.count; i++)
        if (of(group->texts.items[i]))
            return true;
    return false;
}

static bool marked(const ts_copy *copy)
{
    for (size_t i = 0; copy && i < copy->count; i++)
        for (size_t k = 0; k < copy->paragraphs[i].count; k++)
            if (copy->paragraphs[i].pieces[k].mark)
                return true;
    return false;
}

static bool is_reversed(const ts_fit_text *text)
{
    return text->box->on && text->box->on->dark;
}

static bool restyle(ts_kit *kit, const ts_fit_group *group, ts_fit *fit, const ts_step *step)
{
    const ts_style *made = ts_kit_step(kit, fit->style, step, any(group, is_reversed));
    if (!made || !smaller(made, fit->style))
        return false;
    fit->style = made;
    return true;
}

bool ts_fit_may_hide(const ts_fit_text *text)
{
    const ts_bound *bound = text->box->bound;
    bool plain = bound->content == TS_CONTENT_TEXT || bound->content == TS_CONTENT_VALUE;
    return text->part == TS_FIT_OWN && plain && !text->goes_on && !marked(bound->text);
}

bool ts_fit_hides(const ts_fit_group *group, size_t rung)
{
    const ts_word *hide = &group->ladder[rung - 1]->hide;
    return hide->text && strcmp(hide->text, "frame") == 0;
}

/* Adds a step to what the rungs below it are. False: it changes nothing. */
static bool add_step(ts_kit *kit, const ts_fit_group *group, ts_fit *fit, const ts_step *step)
{
    if (step->set.given || step->tracking.given || step->shrink.text)
        return restyle(kit, group, fit, step);
    if (step->grow.given && any(group, has_height)) {
        fit->grow += step->grow.pt;
        return step->grow.pt > 0;
    }
    if (step->lines.given && step->lines.value != fit->lines) {
        fit->lines = step->lines.value;
        return true;
    }
    if (step->use.text && any(group, has_short) && !fit->use_short) {
        fit->use_short = true;
        return true;
    }
    if (step->across.given && step->across.value != fit->across && any(group, has_columns)) {
        fit->across = step->across.value;
        return true;
    }
    return false;
}

static const char *step_words(ts_arena *arena, const ts_step *step)
{
    if (step->grow.given)
        return ts_arena_print(arena, "grow %g", step->grow.pt);
    if (step->set.given)
        return ts_arena_print(arena, "%.4g/%.4g", step->set.size, step->set.leading);
    if (step->tracking.given)
        return ts_arena_print(arena, "tracking %g", step->tracking.value);
    if (step->shrink.text)
        return step->shrink.text;
    if (step->lines.given)
        return ts_arena_print(arena, "lines %ld", step->lines.value);
    if (step->across.given)
        return ts_arena_print(arena, "across %ld", step->across.value);
    return step->use.text ? step->use.text : "";
}

const char *ts_fit_words(ts_arena *arena, const ts_fit_group *group, size_t rung)
{
    while (rung > 0 && !group->changed[rung])
        rung--;
    if (rung == 0)
        return "";
    const char *before = ts_fit_words(arena, group, group->begun[rung - 1]);
    const char *words = step_words(arena, group->ladder[rung - 1]);
    return before && words ? ts_arena_print(arena, "%s%s%s", before, *before ? ", " : "", words) : NULL;
}

/* A ladder that begins with `lines` means it from the start; a value is one line. */
static long lines_at_first(const ts_fit_group *group)
{
    const ts_ladder *ladder = group->fit->ladder;
    if (ladder->steps.count && ladder->steps.items[0]->lines.given)
        return ladder->steps.items[0]->lines.value;
    return group->texts.items[0]->box->bound->content == TS_CONTENT_VALUE ? 1 : 0;
}

static long columns_at_first(const ts_fit_group *group)
{
    const ts_whole *across = &group->texts.items[0]->box->frame->across;
    return has_columns(group->texts.items[0]) && across->given ? across->value : 0;
}

/* "85%" is reached by quarters of a point, in six steps at most: type is as large as it may be. */
static size_t shrinking(const ts_fit_group *group, const ts_step *step, double from, double *by)
{
    enum { MOST = 6 };
    static const double FINEST = 0.25;
    double less = step->shrink.text ? from - group->fit->base->size * atof(step->shrink.text) / 100 : 0;
    *by = fmax(FINEST, less / MOST);
    return less > *by ? (size_t)ceil(less / *by - 1e-9) : 1;
}

/* The size that a step leaves, where it begins with this one. */
static double size_after(const ts_fit_group *group, const ts_step *step, double from)
{
    if (step->shrink.text)
        return fmin(from, group->fit->base->size * atof(step->shrink.text) / 100);
    return step->set.given ? fmin(from, step->set.size) : from;
}

static const ts_step *part_of(ts_arena *arena, const ts_fit_group *group, const ts_step *whole, double size)
{
    ts_step *step = TS_NEW(arena, ts_step);
    const ts_style *own = group->fit->base;
    if (!step)
        return NULL;
    *step = (ts_step){.span = whole->span};
    step->set = (ts_set){.given = true, .size = size, .leading = own->leading * size / own->size, .span = whole->span};
    return step;
}

static bool list_steps(ts_arena *arena, ts_fit_group *group)
{
    const ts_ladder *ladder = group->fit->ladder;
    size_t most = 0;
    double by, from = group->fit->base->size;
    for (size_t i = 0; i < ladder->steps.count; i++) {
        most += shrinking(group, ladder->steps.items[i], from, &by);
        from = size_after(group, ladder->steps.items[i], from);
    }
    from = group->fit->base->size;
    group->ladder = TS_ARRAY(arena, const ts_step *, most);
    group->begun = TS_ARRAY(arena, size_t, most);
    if (!group->ladder || !group->begun)
        return false;
    for (size_t i = 0; i < ladder->steps.count; i++) {
        const ts_step *step = ladder->steps.items[i];
        size_t parts = shrinking(group, step, from, &by), begun = group->count;
        for (size_t k = 1; k < parts; k++) {
            const ts_step *part = part_of(arena, group, step, from - (double)k * by);
            if (!part)
                return false;
            group->begun[group->count] = begun;
            group->ladder[group->count++] = part;
        }
        group->begun[group->count] = begun;
        group->ladder[group->count++] = step;
        from = size_after(group, step, from);
    }
    return true;
}

static bool add_up(ts_fitting *fitting, ts_fit_group *group)
{
    ts_arena *arena = fitting->kit->arena;
    if (!list_steps(arena, group))
        return false;
    size_t count = group->count;
    group->rungs = TS_ARRAY(arena, ts_fit, count + 1);
    group->changed = TS_ARRAY(arena, bool, count + 1);
    group->idle = TS_ARRAY(arena, bool, count + 1);
    if (!group->rungs || !group->changed || !group->idle)
        return false;
    group->fit->lines = lines_at_first(group);
    group->fit->across = columns_at_first(group);
    group->rungs[0] = *group->fit;
    for (size_t i = 1; i <= count; i++) {
        const ts_step *step = group->ladder[i - 1];
        group->rungs[i] = group->rungs[i - 1];
        group->rungs[i].rung = i;
        bool hides = ts_fit_hides(group, i);
        group->changed[i] = add_step(fitting->kit, group, &group->rungs[i], step);
        group->idle[i] = !hides && !group->changed[i];
        fitting->rungs += hides ? group->texts.count : 1;
    }
    fitting->longest = count > fitting->longest ? count : fitting->longest;
    return !ts_arena_failed(arena);
}

/* ---- climbing and hiding */

static void go_stale(const ts_fit_group *group)
{
    for (size_t i = 0; i < group->texts.count; i++)
        group->texts.items[i]->root->stale = true;
}

void ts_fit_stand(ts_fit_group *group, size_t rung)
{
    *group->fit = group->rungs[rung];
    go_stale(group);
}

bool ts_fit_hide(ts_fitting *fitting, ts_fit_text *text, bool hidden)
{
    ts_box *box = text->box;
    box->hidden = hidden;
    box->fit = text->group->fit;
    text->root->stale = true;
    if (!hidden)
        return true;
    ts_fit *own = TS_NEW(fitting->kit->arena, ts_fit);
    if (!own)
        return false;
    *own = *text->group->fit;
    own->hidden = true;
    box->fit = own;
    return true;
}

/* ---- how far a text is from fitting */

bool ts_fit_text_there(const ts_fit_text *text)
{
    if (text->box->hidden)
        return false;
    return text->part == TS_FIT_SOURCES ? text->box->part_count > 0 : set_text(text)->block != NULL;
}

size_t ts_fit_lines(const ts_fit_text *text)
{
    size_t lines = 0;
    if (!ts_fit_text_there(text))
        return 0;
    if (text->part != TS_FIT_SOURCES)
        return set_text(text)->block->count;
    for (size_t i = 0; i < text->box->part_count; i++)
        lines += text->box->sources[i].text.block->count;
    return lines;
}

static void note_width(ts_tightness *how, const ts_set_text *set, double measure)
{
    if (!set->block->too_wide)
        return;
    how->tight = how->wide = true;
    how->measure = measure;
    how->widest = set->block->width;
}

static void note_widths(ts_tightness *how, const ts_fit_text *text)
{
    const ts_box *box = text->box;
    if (text->part != TS_FIT_SOURCES) {
        note_width(how, set_text(text), text->part == TS_FIT_OWN && box->areas.count ? box->areas.boxes[0].w : ts_box_content(box).w);
        return;
    }
    double measure = ts_part_column(&text->leaf->composer, box);
    for (size_t i = 0; i < box->part_count && !how->wide; i++)
        note_width(how, &box->sources[i].text, measure - box->sources[0].at.x);
}

/* The height that a frame may not pass, or 0. */
static double bound_of(const ts_fit_text *text)
{
    const ts_frame *frame = text->box->frame;
    bool grows = false;
    if (text->part == TS_FIT_NOTE || !frame->height.given)
        return 0;
    for (size_t i = 0; text->group && i < text->group->fit->ladder->steps.count; i++)
        grows |= text->group->fit->ladder->steps.items[i]->grow.given;
    if (!grows && !frame->fixed.value)
        return 0;
    return frame->height.pt + (text->group ? text->group->fit->grow : 0);
}

ts_tightness ts_fit_tightness(const ts_fit_text *text)
{
    ts_tightness how = {0};
    if (!ts_fit_text_there(text))
        return how;
    note_widths(&how, text);
    if (text->goes_on)
        return how;
    size_t allowed = text->group ? (size_t)text->group->fit->lines : 0, lines = ts_fit_lines(text);
    if (allowed && lines > allowed) {
        how.lines = lines - allowed;
        how.points = (double)how.lines * set_text(text)->style->type.leading;
    }
    double bound = bound_of(text), over = text->box->natural - (text->box->drop - text->box->locked) - bound;
    if (bound > 0 && over > 0.01 && over > how.points)
        how.points = over;
    how.tight |= how.lines > 0 || how.points > 0;
    return how;
}

/* ---- the texts of the pages, and their groups */

typedef struct walk {
    ts_fitting *fitting;
    ts_leaf *leaf;
    ts_box *root;
    const ts_box *host, *scope;
    const char *name;
    bool repeated; /* the scope is a repeat */
    size_t from;   /* the scope's first group */
} walk;

static const ts_ladder *ladder_of(const ts_kit *kit, const ts_fit_text *text, const ts_style *style)
{
    const ts_word *own = text->part == TS_FIT_NOTE ? NULL : &text->box->frame->ladder;
    const char *name = own && own->text ? own->text : style->spec->ladder.text;
    return name ? ts_map_find(&kit->stock->sheet->ladders, name) : NULL;
}

static bool same(const ts_fit_group *group, const ts_style *style, const ts_ladder *ladder)
{
    return group->fit->base == style && group->fit->ladder == ladder;
}

static const char *named_key(const walk *w, const ts_style *style, const ts_ladder *ladder)
{
    const char *key = style->spec->name ? style->spec->name : "";
    return ts_arena_print(w->fitting->kit->arena, "%s\n%s\n%s", w->name, key, ladder->name);
}

static ts_fit_group *find_group(const walk *w, const ts_style *style, const ts_ladder *ladder)
{
    const ts_fitting *fitting = w->fitting;
    if (w->name) {
        const char *key = named_key(w, style, ladder);
        return key ? ts_map_find(&fitting->named, key) : NULL;
    }
    for (size_t i = w->from; w->scope && i < fitting->groups.count; i++)
        if (fitting->groups.items[i]->scope == w->scope && same(fitting->groups.items[i], style, ladder))
            return fitting->groups.items[i];
    return NULL;
}

static ts_fit_group *new_group(const walk *w, const ts_box *box, const ts_style *style, const ts_ladder *ladder)
{
    ts_fitting *fitting = w->fitting;
    ts_arena *arena = fitting->kit->arena;
    ts_fit_group *group = TS_NEW(arena, ts_fit_group);
    ts_fit *fit = TS_NEW(arena, ts_fit);
    if (!group || !fit)
        return NULL;
    *fit = (ts_fit){.ladder = ladder, .base = style, .style = style};
    *group = (ts_fit_group){.name = w->name, .scope = w->scope ? w->scope : box, .fit = fit};
    if (w->name) {
        const char *key = named_key(w, style, ladder);
        group->scope = NULL;
        if (!key || !ts_map_put(arena, &fitting->named, key, group))
            return NULL;
    }
    return TS_PUSH(arena, &fitting->groups, group) ? group : NULL;
}

static bool join(const walk *w, ts_fit_text *text, const ts_style *style)
{
    const ts_ladder *ladder = style ? ladder_of(w->fitting->kit, text, style) : NULL;
    if (!ladder)
        return true;
    ts_fit_group *group = find_group(w, style, ladder);
    if (!group)
        group = new_group(w, text->box, style, ladder);
    if (!group)
        return false;
    text->group = group;
    *(text->part == TS_FIT_NOTE ? &text->box->note_fit : &text->box->fit) = group->fit;
    return TS_PUSH(w->fitting->kit->arena, &group->texts, text);
}

static bool follow(const walk *w, const ts_word *name, ts_fit_text *text)
{
    return !name->text || ts_map_put(w->fitting->kit->arena, &w->fitting->threads, name->text, text);
}

/* A frame that continues a story climbs with it. */
static bool join_story(const walk *w, ts_fit_text *text)
{
    const ts_word *story = &text->box->frame->continues;
    ts_fit_text *before = ts_map_find(&w->fitting->threads, story->text);
    if (!before)
        return true;
    before->goes_on = true;
    text->group = before->group;
    if (text->group)
        text->box->fit = text->group->fit;
    return follow(w, story, text) &&
           (!text->group || TS_PUSH(w->fitting->kit->arena, &text->group->texts, text));
}

static bool list_text(const walk *w, ts_box *box, ts_fit_part part, const ts_style *style)
{
    ts_fit_text *text = TS_NEW(w->fitting->kit->arena, ts_fit_text);
    if (!text)
        return false;
    *text = (ts_fit_text){.leaf = w->leaf, .root = w->root, .box = box, .host = w->host, .part = part};
    text->lines_before = ts_fit_lines(text);
    bool own = part == TS_FIT_OWN, continues = own && box->frame->continues.text;
    if (!TS_PUSH(w->fitting->kit->arena, &w->fitting->texts, text) ||
        (own && !follow(w, &box->frame->name, text)))
        return false;
    return continues ? join_story(w, text) : join(w, text, style);
}

static bool list_place(const walk *w, ts_box *box)
{
    bool fixed = box->count && box->frame->fixed.value && box->frame->height.given;
    if (!fixed && !box->inside_count)
        return true;
    return TS_PUSH(w->fitting->kit->arena, &w->fitting->places, ((ts_fit_place){w->leaf, box}));
}

static void enter(walk *w, const ts_box *box)
{
    int content = box->bound->content;
    if (box->frame->group.text)
        w->name = box->frame->group.text;
    if (w->repeated || (content != TS_CONTENT_REPEAT && content != TS_CONTENT_ROW))
        return;
    w->scope = box;
    w->repeated = content == TS_CONTENT_REPEAT;
    w->from = w->fitting->groups.count;
}

static bool list_box(walk w, ts_box *box)
{
    enter(&w, box);
    bool good = list_place(&w, box);
    if (box->text.block)
        good = good && list_text(&w, box, TS_FIT_OWN, box->style);
    if (box->bound->content == TS_CONTENT_SOURCES)
        good = good && list_text(&w, box, TS_FIT_SOURCES, box->style);
    if (box->note.block)
        good = good && list_text(&w, box, TS_FIT_NOTE, box->note.style);
    for (size_t i = 0; good && i < box->count; i++)
        good = list_box(w, &box->children[i]);
    w.host = box;
    for (size_t i = 0; good && i < box->inside_count; i++)
        good = list_box(w, &box->inside[i]);
    return good;
}

static bool list_boxes(ts_fitting *fitting, ts_leaf *leaf, ts_box *boxes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!list_box((walk){.fitting = fitting, .leaf = leaf, .root = &boxes[i]}, &boxes[i]))
            return false;
    return true;
}

bool ts_fit_collect(ts_fitting *fitting)
{
    for (size_t i = 0; i < fitting->leaf_count; i++) {
        ts_leaf *leaf = &fitting->leaves[i];
        if (!list_boxes(fitting, leaf, leaf->master, leaf->bound->master_count) ||
            !list_boxes(fitting, leaf, leaf->body, leaf->bound->body_count) ||
            !TS_PUSH(fitting->kit->arena, &fitting->places, ((ts_fit_place){leaf, NULL})))
            return false;
    }
    for (size_t i = 0; i < fitting->groups.count; i++)
        if (!add_up(fitting, fitting->groups.items[i]))
            return false;
    return true;
}
