/*
 * shelf.c - profiles, faces, swatches and art: what is common first, then what a work has of its own.
 */
#include "work/work.h"

#include "base/utf8.h"

#include <string.h>

/* Sheets without a profile of their own are still previewed in print's colours. */
static const ts_word *icc_of(const ts_sheet *sheet, const ts_profile *profile, const ts_profile **from)
{
    const ts_profile *print = ts_map_find(&sheet->profiles, "print");
    *from = profile->icc.text || !print ? profile : print;
    return &(*from)->icc;
}

typedef struct colour_key {
    const char *icc, *folder; /* as the sheet names it, and where that stands; icc NULL: none */
    int intent;
    ts_span span; /* where the sheet names it */
} colour_key;

enum { ABSOLUTE = 2 }; /* of ts_colour_new */

static colour_key key_of(const ts_sheet *sheet, const ts_profile *profile, bool proof)
{
    const ts_profile *from;
    const ts_word *icc = icc_of(sheet, profile, &from);
    return (colour_key){.icc = icc->text, .folder = from->folder,
                        .intent = proof ? ABSOLUTE : from->intent.given ? from->intent.value : 0,
                        .span = icc->span};
}

static const ts_colour *find_colour(const ts_shelf *shelf, const colour_key *key)
{
    for (size_t i = 0; i < shelf->colours.count; i++) {
        const ts_colour_entry *entry = &shelf->colours.items[i];
        if (ts_same_text(key->icc, entry->icc) && ts_same_text(key->folder, entry->folder) && entry->intent == key->intent)
            return entry->colour;
    }
    return NULL;
}

static const ts_colour *add_colour(ts_work *work, ts_shelf *shelf, const colour_key *key)
{
    const char *why = NULL, *icc = key->icc ? ts_sheet_path(shelf->arena, key->folder, key->icc) : NULL;
    const ts_colour *colour = ts_colour_new(shelf->arena, icc, key->intent, &why);
    if (!colour && ts_arena_failed(shelf->arena))
        return NULL;
    if (!colour) {
        ts_error(&work->diags, key->span, "icc", "cannot use the profile %s: %s", icc ? icc : "", why ? why : "memory is out");
        return NULL;
    }
    return TS_PUSH(shelf->arena, &shelf->colours, ((ts_colour_entry){key->icc, key->folder, key->intent, colour})) ? colour : NULL;
}

const ts_colour *ts_work_colour(ts_work *work, const ts_profile *profile, bool proof)
{
    const colour_key key = key_of(work->sheet, profile, proof);
    const ts_colour *colour = find_colour(&work->common->shelf, &key);
    if (!colour)
        colour = find_colour(&work->own, &key);
    return colour ? colour : add_colour(work, &work->own, &key);
}

static ts_stock_entry *find_stock(const ts_shelf *shelf, ts_shown shown)
{
    for (size_t i = 0; i < shelf->stocks.count; i++) {
        ts_stock_entry *entry = &shelf->stocks.items[i];
        if (entry->shown.colour == shown.colour && entry->shown.press == shown.press)
            return entry;
    }
    return NULL;
}

static ts_stock *take_stock(ts_work *work, const ts_stock_entry *entry)
{
    for (size_t i = 0; i < entry->lost.count; i++)
        ts_diag_add(&work->diags, entry->lost.items[i]);
    return entry->stock;
}

/* By way of its own: the tables may be looked for in the folder by another thread. */
static ts_cache *folder_of_shelf(ts_common *common)
{
    ts_shelf *shelf = &common->shelf;
    if (common->cache && !shelf->cache)
        shelf->cache = ts_cache_open_too(shelf->arena, common->cache);
    return shelf->cache;
}

/* base: one of which another is made, or NULL. */
static void load_stock(ts_work *work, ts_shelf *shelf, const ts_stock_entry *base, ts_stock_entry *entry)
{
    entry->lost = ts_diags_new(shelf->arena);
    if (base)
        entry->stock = ts_stock_over(shelf->arena, base->stock);
    else
        (void)ts_stock_load(shelf->arena, work->sheet, &entry->shown, &entry->lost, &entry->stock);
    if (entry->stock)
        entry->stock->cache = shelf == &work->own ? ts_work_folder(work) : folder_of_shelf(work->common);
}

/* Of faces that are lost these alone are looked for again: a batch would load the others anew for each of its rows. */
static bool is_lost(const ts_work *work, const ts_stock_entry *entry)
{
    return !entry->stock && !ts_stock_may_load(work->edition_arena, work->sheet, &entry->lost);
}

static ts_stock *add_stock(ts_work *work, ts_shelf *shelf, ts_shown shown)
{
    const ts_stock_entry *base = shelf == &work->own ? find_stock(&work->common->shelf, shown) : NULL;
    if (base && is_lost(work, base))
        return take_stock(work, base);
    ts_stock_entry entry = {.shown = shown};
    load_stock(work, shelf, base && base->stock && ts_stock_is_whole(base->stock) ? base : NULL, &entry);
    if (ts_arena_failed(shelf->arena) || !TS_PUSH(shelf->arena, &shelf->stocks, entry))
        return NULL;
    return take_stock(work, &entry);
}

static ts_stock *stock_of(ts_work *work, ts_shelf *shelf, ts_shown shown)
{
    ts_stock_entry *entry = find_stock(shelf, shown);
    if (!entry)
        return add_stock(work, shelf, shown);
    if (entry->stock ? !ts_stock_is_whole(entry->stock) : !is_lost(work, entry)) /* in its place, for others have its address */
        load_stock(work, shelf, NULL, entry);
    return ts_arena_failed(shelf->arena) ? NULL : take_stock(work, entry);
}

ts_stock *ts_work_stock(ts_work *work, ts_shown shown)
{
    return stock_of(work, &work->own, shown);
}

/* ---- ahead of the editions */

static const ts_colour *prepare_colour(ts_work *work, const ts_profile *profile, bool proof)
{
    ts_shelf *shelf = &work->common->shelf;
    const colour_key key = key_of(work->sheet, profile, proof);
    const ts_colour *colour = find_colour(shelf, &key);
    return colour ? colour : add_colour(work, shelf, &key);
}

int ts_work_prepare_stock(ts_work *work, const ts_profile *profile, bool proof, ts_stock **stock)
{
    ts_shelf *shelf = &work->common->shelf;
    const ts_shown shown = {prepare_colour(work, profile, false), profile->cmyk};
    bool good = shown.colour && (!proof || prepare_colour(work, profile, true));
    *stock = good ? stock_of(work, shelf, shown) : NULL;
    if (!*stock)
        return work->diags.errors && !ts_arena_failed(shelf->arena) ? TEARSHEET_FAULT : ts_work_machine(work, NULL);
    ts_work_tell_stage(work, "prepare", 0.1, 0.6); /* art, then tables */
    return ts_stock_fill(*stock, work->edition_arena, work->stages) ? TEARSHEET_OK : ts_work_machine(work, NULL);
}
