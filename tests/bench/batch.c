/* One sheet for ten states, one after another: how many of its texts the typesetter knows already. */
#include "bench.h"

#include "layout/compose.h"

#include <stdio.h>

static const char SHEET[] = "layouts/state-trade.json";
static const char *const STATES[] = {"AZ", "CA", "IL", "MI", "NM", "NY", "OH", "TX", "WA", "WY"};
enum { STATE_COUNT = sizeof STATES / sizeof *STATES, MEMORY = 8 << 20 };

typedef struct batch {
    ts_arena *arena;
    ts_diags diags;
    ts_sheet *sheet;
    ts_database *database;
    ts_stock *stock;
    ts_typesetter *setter;
} batch;

static bool load(batch *b)
{
    const char *why = NULL;
    b->diags = ts_diags_new(b->arena);
    b->setter = ts_typesetter_new(MEMORY);
    const ts_colour *colour = ts_colour_new(b->arena, NULL, 0, &why);
    if (!b->setter || !colour || ts_sheet_load(b->arena, SHEET, &b->diags, &b->sheet) != TS_OK)
        return false;
    return ts_edition_tables(b->arena, &(ts_tables_order){.sheet = b->sheet}, &b->diags, &b->database) == TS_OK &&
           ts_stock_load(b->arena, b->sheet, &(ts_shown){colour, false}, &b->diags, &b->stock) == TS_OK;
}

static bool compose(batch *b, const char *state)
{
    ts_arena *arena = ts_arena_new(0);
    ts_setting setting = {"state", state};
    ts_edition_request request = {.settings = &setting, .setting_count = 1};
    ts_composition with = {.stock = b->stock, .setter = b->setter, .diags = &b->diags};
    ts_typesetter_counts before = ts_typesetter_count(b->setter);
    ts_edition *edition = NULL;
    ts_document *document = NULL;
    bool good = arena && ts_edition_make(arena, b->sheet, b->database, &request, &b->diags, &edition) == TS_OK;
    with.edition = edition;
    double begun = bench_now();
    good = good && ts_compose(arena, &with, &document) == TS_OK;
    double ended = bench_now();
    ts_typesetter_counts now = ts_typesetter_count(b->setter);
    size_t texts = now.texts - before.texts, found = now.found - before.found;
    if (good)
        printf("  %s  %4zu texts, %4zu found: %5.1f%%   %7.0f us\n", state, texts, found,
               texts ? 100.0 * (double)found / (double)texts : 0, ended - begun);
    ts_arena_drop(arena);
    return good;
}

bool bench_batch(void)
{
    batch b = {.arena = ts_arena_new(0)};
    bool good = b.arena && load(&b);
    printf("%s, %d states with one typesetter\n", SHEET, (int)STATE_COUNT);
    for (size_t i = 0; good && i < STATE_COUNT; i++)
        good = compose(&b, STATES[i]);
    if (good) {
        ts_typesetter_counts all = ts_typesetter_count(b.setter);
        printf("  all %4zu texts, %4zu found: %5.1f%%\n", all.texts, all.found,
               100.0 * (double)all.found / (double)all.texts);
    } else if (b.arena) {
        ts_diags_print(&b.diags, stderr);
    }
    ts_typesetter_drop(b.setter);
    ts_arena_drop(b.arena);
    return good;
}
