/*
 * fit_rungs.c - what the rungs of a ladder add up to, and in words.
 */
#include "layout/fitting.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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

bool ts_fit_hides(const ts_fit_group *group, size_t rung)
{
    const ts_word *hide = &group->rungs[rung].step->hide;
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

/* What a rung does: its step, or the part of one that shrinks. */
static ts_step step_of(const ts_fit_group *group, const ts_fit_rung *rung)
{
    const ts_style *own = group->fit->base;
    if (rung->size <= 0)
        return *rung->step;
    return (ts_step){.span = rung->step->span,
                     .set = {.given = true, .size = rung->size, .leading = own->leading * rung->size / own->size, .span = rung->step->span}};
}

const char *ts_fit_words(ts_arena *arena, const ts_fit_group *group, size_t rung)
{
    while (rung > 0 && !group->rungs[rung].changed)
        rung--;
    if (rung == 0)
        return "";
    const char *before = ts_fit_words(arena, group, group->rungs[rung].begun);
    ts_step step = step_of(group, &group->rungs[rung]);
    const char *words = step_words(arena, &step);
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

static size_t count_rungs(const ts_fit_group *group)
{
    const ts_ladder *ladder = group->fit->ladder;
    double by, from = group->fit->base->size;
    size_t count = 0;
    for (size_t i = 0; i < ladder->steps.count; i++) {
        count += shrinking(group, ladder->steps.items[i], from, &by);
        from = size_after(group, ladder->steps.items[i], from);
    }
    return count;
}

static void list_steps(ts_fit_group *group)
{
    const ts_ladder *ladder = group->fit->ladder;
    double by, from = group->fit->base->size;
    for (size_t i = 0; i < ladder->steps.count; i++) {
        const ts_step *step = ladder->steps.items[i];
        size_t parts = shrinking(group, step, from, &by), begun = group->count;
        for (size_t k = 1; k < parts; k++)
            group->rungs[++group->count] = (ts_fit_rung){.step = step, .size = from - (double)k * by, .begun = begun};
        group->rungs[++group->count] = (ts_fit_rung){.step = step, .begun = begun};
        from = size_after(group, step, from);
    }
}

bool ts_fit_list_rungs(ts_fitting *fitting, ts_fit_group *group)
{
    ts_fit *first = ts_arena_room(fitting->kit->scratch, sizeof *first);
    group->rungs = TS_ARRAY_ROOM(fitting->kit->scratch, ts_fit_rung, count_rungs(group) + 1);
    if (!first || !group->rungs)
        return false;
    list_steps(group);
    group->fit->lines = lines_at_first(group);
    group->fit->across = columns_at_first(group);
    *first = *group->fit;
    group->rungs[0] = (ts_fit_rung){.fit = first};
    for (size_t i = 1; i <= group->count; i++)
        fitting->rungs += ts_fit_hides(group, i) ? group->texts.count : 1;
    fitting->longest = group->count > fitting->longest ? group->count : fitting->longest;
    return true;
}

static void reach_next(ts_kit *kit, ts_fit_group *group)
{
    const ts_fit_rung *below = &group->rungs[group->reached++];
    ts_fit_rung *next = &group->rungs[group->reached];
    ts_fit *fit = ts_arena_room(kit->scratch, sizeof *fit);
    next->fit = fit ? fit : below->fit;
    next->idle = true;
    if (!fit)
        return;
    *fit = *below->fit;
    fit->rung++;
    ts_step step = step_of(group, next);
    next->changed = add_step(kit, group, fit, &step);
    next->idle = !next->changed && !ts_fit_hides(group, group->reached);
}

const ts_fit_rung *ts_fit_reach(const ts_fitting *fitting, ts_fit_group *group, size_t rung)
{
    while (group->reached < rung)
        reach_next(fitting->kit, group);
    return &group->rungs[rung];
}
