/*
 * figure_noughts.c - numbers of a chart that print as nought and are none, of those
 * that it had room for; and those that whoever does not see it hears so. The edition
 * has found them (bind/noughts.c). Of those of a series the first is told, with how
 * many more there are.
 */
#include "layout/figure_kit.h"

#include "spec/shape.h"

#include <string.h>

static void look_for_words(ts_figure *figure)
{
    const ts_items *items = figure->plot.items;
    figure->printed = TS_NEW(figure->kit->arena, ts_map);
    for (size_t i = figure->first; figure->printed && i < items->count; i++) {
        const ts_item *item = &items->items[i];
        const char *name = item->kind == TS_ITEM_RUN && item->origin ? item->origin->value : NULL;
        if (name && !ts_map_find(figure->printed, name) && !ts_map_put(figure->kit->arena, figure->printed, name, figure))
            figure->plot.failed = true;
    }
    figure->plot.failed = figure->plot.failed || !figure->printed;
}

bool ts_figure_prints(ts_figure *figure, const char *name)
{
    if (!figure->printed)
        look_for_words(figure);
    return figure->printed && ts_map_find(figure->printed, name);
}

typedef struct teller {
    ts_figure *figure;
    const ts_nought *first; /* of a series, not told yet */
    size_t more;
} teller;

/* What another chart has told is not told again. */
static bool is_new(ts_figure *figure, const ts_nought *nought)
{
    ts_kit *kit = figure->kit;
    const char *key = ts_arena_print(kit->arena, "%s\n%.*s", nought->name, (int)nought->length, nought->text);
    if (key && ts_map_find(&kit->noughts, key))
        return false;
    figure->plot.failed |= !key || !ts_map_put(kit->arena, &kit->noughts, key, figure);
    return !figure->plot.failed;
}

static void tell(teller *t)
{
    ts_kit *kit = t->figure->kit;
    const char *message = t->first ? ts_nought_says(kit->arena, kit->edition->formatter, t->first) : NULL;
    const char *more = t->more ? ts_arena_print(kit->arena, "; so %s %zu more of the chart", t->more == 1 ? "is" : "are", t->more) : "";
    if (message && more)
        ts_warn(kit->diags, t->first->span, ts_doubt_words[TS_DOUBT_NOUGHT], "%s%s", message, more);
    t->figure->plot.failed |= t->first && !(message && more);
    t->first = NULL;
    t->more = 0;
}

/* "series/category/moment" */
static bool of_one_series(const ts_nought *a, const ts_nought *b)
{
    size_t length = strcspn(a->name, "/");
    return a->name[length] && strncmp(a->name, b->name, length + 1) == 0;
}

static void take(teller *t, const ts_nought *nought)
{
    if (t->first && of_one_series(t->first, nought)) {
        t->more++;
        return;
    }
    tell(t);
    t->first = nought;
}

static void tell_all(ts_figure *figure, bool heard)
{
    const ts_noughts *all = &figure->kit->edition->noughts;
    teller t = {.figure = figure};
    for (size_t i = 0; i < all->count; i++) {
        const ts_nought *nought = &all->items[i];
        if (nought->chart == figure->bound && nought->heard == heard && ts_figure_prints(figure, nought->name) != heard && is_new(figure, nought))
            take(&t, nought);
    }
    tell(&t);
}

void ts_figure_judge_noughts(ts_figure *figure)
{
    if (!figure->kit->edition->noughts.count)
        return;
    tell_all(figure, false);
    tell_all(figure, true);
}
