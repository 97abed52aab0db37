/* The brochure's two pages: what is set of them, and how long that takes, with warm faces.
 *
 * layout   boxes made, texts shaped, broken and built, ladders climbed, heights found: all that
 *          happens before frames are put in their places
 * compose  the same, and frames placed, tagged and painted into the display list
 *
 * each with a typesetter that knows nothing of the round before (new), that knows what the
 * shaper made (shapes), and that knows the set texts (texts).
 */
#include "bench.h"

#include "layout/compose.h"
#include "layout/fitting.h"

#include <stdio.h>

static const char SHEET[] = "layouts/cross-border-brochure.json";
enum { MEMORY = 8 << 20 };

typedef struct pages {
    ts_arena *arena;
    ts_diags diags;
    ts_sheet *sheet;
    ts_database *database;
    ts_stock *stock;
    ts_edition *edition;
} pages;

typedef enum warmth { WARM_NEW, WARM_SHAPES, WARM_TEXTS } warmth;

typedef bool round_maker(const pages *p, ts_typesetter *setter, ts_arena *arena);

static bool load(pages *p)
{
    const char *why = NULL;
    p->diags = ts_diags_new(p->arena);
    const ts_colour *colour = ts_colour_new(p->arena, NULL, 0, &why);
    if (!colour || ts_sheet_load(p->arena, SHEET, &p->diags, &p->sheet) != TS_OK)
        return false;
    return ts_edition_tables(p->arena, &(ts_tables_order){.sheet = p->sheet}, &p->diags, &p->database) == TS_OK &&
           ts_stock_load(p->arena, p->sheet, &(ts_shown){colour, false}, &p->diags, &p->stock) == TS_OK;
}

static bool bind(pages *p, const char *language)
{
    ts_edition_request request = {.language = language};
    return ts_edition_make(p->arena, p->sheet, p->database, &request, &p->diags, &p->edition) == TS_OK;
}

static bool lay_out(const pages *p, ts_typesetter *setter, ts_arena *arena)
{
    ts_diags diags = ts_diags_new(arena);
    ts_kit kit = {.arena = arena, .scratch = arena, .stock = p->stock, .setter = setter, .edition = p->edition, .diags = &diags};
    size_t count = p->edition->page_count;
    ts_fitting fitting = {.kit = &kit, .leaf_count = count, .leaves = TS_ARRAY(arena, ts_leaf, count)};
    for (size_t i = 0; fitting.leaves && i < count; i++)
        if (!ts_leaf_make(&kit, &fitting.leaves[i], &p->edition->pages[i], (int)i))
            return false;
    for (size_t i = 0; fitting.leaves && i < count; i++)
        if (!ts_leaf_measure(&fitting.leaves[i]))
            return false;
    return fitting.leaves && ts_fit_collect(&fitting) && ts_fit_climb(&fitting) && diags.errors == 0;
}

static bool compose(const pages *p, ts_typesetter *setter, ts_arena *arena)
{
    ts_diags diags = ts_diags_new(arena);
    ts_composition with = {.stock = p->stock, .setter = setter, .edition = p->edition, .diags = &diags};
    ts_document *document;
    return ts_compose(arena, &with, &document) == TS_OK;
}

typedef struct work { /* of the last round */
    size_t texts, found, comparisons;
} work;

static work since(const ts_typesetter *setter, ts_typesetter_counts before)
{
    ts_typesetter_counts now = ts_typesetter_count(setter);
    return (work){now.texts - before.texts, now.found - before.found, now.comparisons - before.comparisons};
}

static bool run_rounds(const pages *p, round_maker *make, warmth warm, bench_times *times, work *last)
{
    ts_typesetter *setter = ts_typesetter_new(warm == WARM_SHAPES ? 0 : MEMORY);
    bool good = setter && times->items;
    for (size_t i = 0; good && i <= times->room; i++) {
        if (warm == WARM_NEW)
            ts_typesetter_forget(setter);
        ts_arena *arena = ts_arena_new(0);
        ts_typesetter_counts before = ts_typesetter_count(setter);
        double begun = bench_now();
        good = arena && make(p, setter, arena);
        if (i > 0)
            bench_add(times, begun);
        *last = since(setter, before);
        ts_arena_drop(arena);
    }
    ts_typesetter_drop(setter);
    return good;
}

static bool run(const pages *p, const char *what, round_maker *make, int rounds)
{
    static const char *const KNOWN[] = {"nothing known", "shapes known", "texts known"};
    work done = {0};
    for (warmth warm = WARM_NEW; warm <= WARM_TEXTS; warm++) {
        bench_times times = bench_times_new(rounds);
        char name[64];
        snprintf(name, sizeof name, "%s, %s", what, KNOWN[warm]);
        if (!run_rounds(p, make, warm, &times, &done)) {
            bench_tell(&times, name);
            return false;
        }
        bench_tell(&times, name);
        printf("  %-26s %zu texts a round, %zu of them found, %zu comparisons\n", "", done.texts, done.found,
               done.comparisons);
    }
    return true;
}

bool bench_pages(int rounds)
{
    static const char *const LANGUAGES[] = {"en-US", "es-MX"};
    pages p = {.arena = ts_arena_new(0)};
    bool good = p.arena && load(&p);
    for (size_t i = 0; good && i < sizeof LANGUAGES / sizeof *LANGUAGES; i++) {
        good = bind(&p, LANGUAGES[i]);
        if (good)
            printf("%s, %s, %zu pages\n", SHEET, LANGUAGES[i], p.edition->page_count);
        good = good && run(&p, "layout", lay_out, rounds) && run(&p, "compose", compose, rounds);
    }
    if (!good && p.arena)
        ts_diags_print(&p.diags, stderr);
    ts_arena_drop(p.arena);
    return good;
}
