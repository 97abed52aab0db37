/*
 * The numbers of an edition: facts, then series and statistics as a graph in
 * which a ratio or a difference stands on others. A circle is shown whole.
 */
#include "bind/bind.h"

#include <string.h>

typedef struct walk { /* the statistics that stand on one another, from the first */
    ts_binder *binder;
    const char *chain[TS_BIND_CHAIN];
    size_t length;
    bool *done; /* of each statistic of the sheet */
} walk;

void ts_bind_break(ts_binder *b, const char *name)
{
    ts_map_put(b->arena, &b->broken, name, b);
}

bool ts_bind_is_broken(const ts_binder *b, const char *name)
{
    return ts_map_find(&b->broken, name);
}

const ts_result *ts_bind_find_result(const ts_binder *b, const char *name)
{
    return ts_map_find(&b->edition->results, name);
}

static void tell_circle(walk *w, const ts_stat_spec *spec)
{
    ts_arena *arena = w->binder->arena;
    const char *shown = NULL;
    for (size_t i = 0; i < w->length; i++) {
        if (!shown && strcmp(w->chain[i], spec->name) != 0)
            continue;
        shown = shown ? ts_arena_print(arena, "%s -> %s", shown, w->chain[i]) : w->chain[i];
        ts_bind_break(w->binder, w->chain[i]);
    }
    ts_error(w->binder->diags, spec->operand.span, "circle", "a number stands on itself: %s -> %s",
             shown ? shown : "", spec->name);
}

static bool is_in_chain(const walk *w, const char *name)
{
    for (size_t i = 0; i < w->length; i++)
        if (strcmp(w->chain[i], name) == 0)
            return true;
    return false;
}

static bool compute(walk *w, const ts_stat_spec *spec);

static bool compute_operand(walk *w, const ts_word *operand)
{
    const ts_stat_spec *spec = ts_map_find(&w->binder->sheet->stats, operand->text);
    return !spec || compute(w, spec);
}

static bool compute(walk *w, const ts_stat_spec *spec)
{
    ts_binder *b = w->binder;
    if (w->done[spec->number])
        return true;
    if (is_in_chain(w, spec->name)) {
        tell_circle(w, spec);
        return true;
    }
    if (w->length == TS_BIND_CHAIN) {
        ts_error(b->diags, spec->span, "circle", "\"%s\" stands on more than %d numbers", spec->name,
                 TS_BIND_CHAIN);
        ts_bind_break(b, spec->name);
        return true;
    }
    bool going = true;
    w->chain[w->length++] = spec->name;
    for (size_t i = 0; going && i < spec->operands.count; i++)
        going = compute_operand(w, &spec->operands.items[i]);
    w->length--;
    going = going && (w->done[spec->number] || ts_bind_stat(b, spec));
    w->done[spec->number] = true;
    return going;
}

static bool stand_in_order(const ts_binder *b)
{
    const ts_map *results = &b->edition->results, *facts = &b->sheet->facts, *stats = &b->sheet->stats;
    size_t expected = facts->count + stats->count;
    for (size_t i = 0; i < results->count && i < expected; i++)
        if (results->items[i].name != (i < facts->count ? facts->items[i].name : stats->items[i - facts->count].name))
            return false;
    return results->count == expected;
}

/* Operands are computed as they are needed; the results stand in the sheet's order. */
static bool in_order(ts_binder *b)
{
    ts_map ordered = {0};
    const ts_map *specs[] = {&b->sheet->facts, &b->sheet->stats};
    if (stand_in_order(b))
        return true;
    for (size_t m = 0; m < 2; m++) {
        for (size_t i = 0; i < specs[m]->count; i++) {
            const char *name = specs[m]->items[i].name;
            void *result = ts_map_find(&b->edition->results, name);
            if (result && !ts_map_put(b->arena, &ordered, name, result))
                return false;
        }
    }
    b->edition->results = ordered;
    return true;
}

static bool expect_names(ts_binder *b)
{
    const ts_sheet *sheet = b->sheet;
    return ts_map_expect(b->arena, &b->edition->results, sheet->facts.count + sheet->stats.count) &&
           ts_map_expect(b->arena, &b->grounds, sheet->facts.count + sheet->stats.count) &&
           ts_map_expect(b->arena, &b->edition->series, sheet->series.count) &&
           ts_map_expect(b->arena, &b->origins, sheet->series.count);
}

bool ts_bind_numbers(ts_binder *b)
{
    const ts_sheet *sheet = b->sheet;
    walk w = {.binder = b, .done = TS_ARRAY(b->arena, bool, sheet->stats.count)};
    if (!w.done || !expect_names(b))
        return false;
    ts_doubt_sources(b);
    for (size_t i = 0; i < sheet->facts.count; i++)
        if (!ts_bind_fact(b, sheet->facts.items[i].value))
            return false;
    for (size_t i = 0; i < sheet->series.count; i++)
        if (!ts_bind_series(b, i))
            return false;
    for (size_t i = 0; i < sheet->stats.count; i++)
        if (!compute(&w, sheet->stats.items[i].value))
            return false;
    return in_order(b);
}

const char *ts_bind_nearest(ts_binder *b, const char *name)
{
    const ts_map *maps[] = {&b->edition->results, &b->params, &b->sheet->sources, &b->sheet->series};
    ts_names names = {0};
    for (size_t m = 0; m < 4; m++)
        for (size_t i = 0; i < maps[m]->count; i++)
            if (!TS_PUSH(b->arena, &names, maps[m]->items[i].name))
                return NULL;
    return ts_nearest((const char *const *)names.items, names.count, name);
}
