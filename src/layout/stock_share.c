/* What is loaded when first asked for, ahead of that, and by several threads over one base. */
#include "layout/kit.h"

void *ts_stock_find(const ts_stock *stock, ts_stock_kind kind, const char *name)
{
    void *found = NULL;
    for (; stock && !found; stock = stock->base)
        found = ts_map_find(&stock->loaded[kind], name);
    return found;
}

bool ts_stock_is_whole(const ts_stock *stock)
{
    for (size_t i = 0; i < stock->fonts.count; i++)
        if (!ts_font_is_whole(stock->fonts.items[i].value))
            return false;
    return true;
}

bool ts_stock_keep(ts_stock *stock, ts_stock_kind kind, const char *name, const void *value)
{
    const char *kept = ts_arena_text(stock->arena, name);
    return kept && ts_map_put(stock->arena, &stock->loaded[kind], kept, (void *)(uintptr_t)value);
}

ts_stock *ts_stock_over(ts_arena *arena, const ts_stock *base)
{
    ts_stock *stock = TS_NEW(arena, ts_stock);
    if (stock)
        *stock = (ts_stock){.arena = arena, .sheet = base->sheet, .colour = base->colour, .press = base->press,
                            .fonts = base->fonts, .swatches = base->swatches, .base = base};
    return stock;
}

/* Nobody is told here of what cannot be loaded, or only with a warning: no edition has asked for it. */
static void fill_art(ts_stock *stock, ts_arena *scratch, const ts_arena *asked_in, const ts_stages *stages)
{
    enum { ENOUGH = 128 << 20 }; /* bytes: an arena holds 512 MiB, one picture takes 256 at most */
    const ts_map *art = &stock->sheet->art;
    ts_diags unheard = ts_diags_new(scratch);
    ts_kit kit = {.arena = scratch, .stock = stock, .diags = &unheard};
    stock->unheard = true;
    for (size_t i = 0; i < art->count && ts_arena_used(stock->arena) < ENOUGH && !ts_arena_stopped(asked_in); i++) {
        ts_stage_reach(stages, art->items[i].name, i, art->count);
        const ts_art_spec *spec = art->items[i].value;
        if (!spec->named) /* a brand has more than a sheet uses */
            continue;
        if (!ts_kit_art(&kit, art->items[i].name, spec->file.span))
            (void)ts_kit_image(&kit, art->items[i].name, spec->file.span);
    }
    stock->unheard = false;
}

/* Patterns are large, and most languages are set without them. */
static bool one_divides(const ts_map *text_styles)
{
    bool divides = false;
    for (size_t i = 0; i < text_styles->count; i++)
        divides |= ((const ts_text_style *)text_styles->items[i].value)->hyphenate.value;
    return divides;
}

static bool may_divide(const ts_sheet *sheet, const char *language)
{
    const ts_per_language *own = ts_map_find(&sheet->per_language, language);
    return one_divides(&sheet->text_styles) || (own && (own->hyphenate || one_divides(&own->text_styles)));
}

static bool fill_patterns(ts_stock *stock, const ts_arena *asked_in)
{
    const ts_map *decks = &stock->sheet->decks;
    for (size_t i = 0; i < decks->count; i++)
        if (ts_arena_stopped(asked_in) || (may_divide(stock->sheet, decks->items[i].name) && !ts_stock_load_patterns(stock, decks->items[i].name)))
            return false;
    return true;
}

bool ts_stock_fill(ts_stock *stock, const ts_arena *asked_in, const ts_stages *stages)
{
    ts_arena *scratch = ts_arena_new(0);
    if (!scratch)
        return false;
    fill_art(stock, scratch, asked_in, stages);
    ts_arena_drop(scratch);
    return fill_patterns(stock, asked_in) && !ts_arena_stopped(asked_in) && !ts_arena_failed(stock->arena);
}
