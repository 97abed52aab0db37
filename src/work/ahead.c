/*
 * ahead.c - what editions share beside their tables, made by a second thread while the tables are loaded.
 *
 * It has a work of its own, and of what is common it writes shelf, memo and digests, which nobody looks at meanwhile.
 * Nobody hears what it finds wrong: what could not be made is made, and told of, when it is asked for.
 */
#include "work/work.h"

#include "base/aside.h"
#include "base/utf8.h"
#include "layout/boundaries.h"

#include <stdlib.h>

struct ts_ahead {
    ts_work work;
    ts_work *loading; /* whose tables are loaded meanwhile */
    ts_aside aside;
    atomic_size_t next; /* of the files, whose digests both take, one after the other */
};

static bool is_expected(const ts_common *common, const ts_options *options)
{
    for (size_t i = 0; i < common->expected.count; i++) {
        const ts_expected *one = &common->expected.items[i];
        if (ts_same_text(one->profile, options->profile) && ts_same_text(one->edition, options->edition) &&
            one->proof == options->proof)
            return true;
    }
    return false;
}

int ts_work_expect(ts_work *work, const ts_options *options)
{
    ts_common *common = work->common;
    if (common->loaded)
        return ts_work_usage(work, "what is expected is said before the sheet is loaded");
    options = ts_work_options(work, options);
    if (!options)
        return TEARSHEET_USAGE;
    work->why = NULL;
    if (is_expected(common, options))
        return TEARSHEET_OK;
    const ts_expected expected = {ts_arena_text(common->arena, options->profile), ts_arena_text(common->arena, options->edition), options->proof};
    return TS_PUSH(common->arena, &common->expected, expected) && !ts_arena_failed(common->arena) ? TEARSHEET_OK : ts_work_machine(work, NULL);
}

/* ---- in the thread */

static bool let_fall(void *user, const void *bytes, size_t count)
{
    (void)user;
    (void)bytes;
    (void)count;
    return true;
}

/* Art that takes the ink of where it stands is left to the edition that says which. */
static bool show_art(ts_arena *arena, const ts_map *all, ts_page *page)
{
    for (size_t i = 0; i < all->count; i++) {
        const ts_art *art = all->items[i].value;
        const ts_item item = {.kind = TS_ITEM_ART, .u.art = {.art = art, .matrix = {1, 0, 0, 1, 0, 0}}};
        if (!art->one_colour && !ts_page_add(arena, page, item))
            return false;
    }
    return true;
}

/* A file that shows all art, for nobody: what it has in common with the files of editions is in the memo then. */
static void rehearse(ts_work *work, const ts_profile *profile, const ts_stock *stock)
{
    ts_page page = {.name = "art", .width = 100, .height = 100}, *pages[] = {&page};
    const ts_document document = {.title = "", .language = "en", .date = "1970-01-01", .producer = "", .pages = pages, .page_count = 1};
    const ts_pdf_options pdf = {.colour = stock->colour, .cmyk = profile->cmyk, .spots_to_process = profile->spots_to_process, .memo = work->memo};
    const ts_writer nowhere = {let_fall, NULL};
    const char *why;
    if (show_art(work->edition_arena, &stock->loaded[TS_STOCK_ART], &page))
        (void)ts_pdf_write(work->edition_arena, &document, &pdf, &nowhere, &why);
}

static void make(ts_work *work, const ts_expected *expected)
{
    ts_stock *stock;
    work->diags = ts_diags_new(work->edition_arena); /* a mistake counts each time it is found */
    const ts_edition_request request = {.profile = expected->profile, .edition = expected->edition};
    const ts_profile *profile = ts_edition_profile(work->sheet, &request, &work->diags);
    if (profile && ts_work_prepare_stock(work, profile, expected->proof, &stock) == TEARSHEET_OK)
        rehearse(work, profile, stock);
}

static void run(void *user)
{
    ts_ahead *ahead = user;
    ts_work *work = &ahead->work;
    const ts_common *common = work->common;
    for (size_t i = 0; i < common->expected.count && !ts_arena_failed(work->edition_arena); i++)
        make(work, &common->expected.items[i]);
    ts_boundaries_fill(work->edition_arena, work->memo, work->sheet);
    ts_work_digest_inputs(work, common->shelf.arena, &ahead->next, &work->common->digests);
}

/* ---- around it */

/* Its setter stays NULL, for it sets nothing. */
static bool open_work(ts_work *work, const ts_work *loading)
{
    ts_common *common = loading->common;
    *work = (ts_work){.common = common, .sheet = loading->sheet};
    work->own.arena = ts_work_new_arena(common);
    work->edition_arena = ts_work_new_arena(common);
    if (!work->own.arena || !work->edition_arena)
        return false;
    work->lasting.arena = work->own.arena;
    return true;
}

static bool open_memo(ts_work *work)
{
    ts_common *common = work->common;
    ts_cache *cache = common->cache ? ts_cache_open_too(common->shelf.arena, common->cache) : NULL;
    work->memo = common->memo = ts_memo_new(SIZE_MAX, cache);
    if (!work->memo)
        return false;
    ts_arena_lend(ts_memo_arena(work->memo), &common->lender);
    ts_memo_begin(work->memo);
    return true;
}

static void drop(ts_ahead *ahead)
{
    ts_arena_drop(ahead->work.edition_arena);
    ts_arena_drop(ahead->work.own.arena);
    free(ahead);
}

/* An embedder's reader is called by no thread that he does not know. */
ts_ahead *ts_work_begin_ahead(ts_work *work)
{
    const ts_common *common = work->common;
    ts_ahead *ahead = common->expected.count && !common->reader.read ? calloc(1, sizeof *ahead) : NULL;
    if (!ahead)
        return NULL;
    if (!open_work(&ahead->work, work) || !open_memo(&ahead->work)) {
        drop(ahead);
        return NULL;
    }
    ahead->loading = work;
    ts_arena_heed(ahead->work.edition_arena, &work->stop);
    ts_arena_heed(common->shelf.arena, &work->stop); /* until the end alone, for the shelf outlives the work */
    atomic_init(&ahead->next, 0);
    ts_aside_begin(&ahead->aside, run, ahead);
    return ahead;
}

static void add_digests(ts_common *common, const ts_map *digests)
{
    for (size_t i = 0; i < digests->count; i++)
        ts_map_put(common->shelf.arena, &common->digests, digests->items[i].name, digests->items[i].value);
}

/* A shelf on which something may not be whole is as good as none. */
void ts_work_end_ahead(ts_ahead *ahead)
{
    if (!ahead)
        return;
    ts_common *common = ahead->work.common;
    ts_map digests = {0};
    if (ahead->aside.begun)
        ts_work_digest_inputs(ahead->loading, common->sheet_arena, &ahead->next, &digests);
    ts_aside_end(&ahead->aside);
    add_digests(common, &digests);
    ts_arena_heed(common->shelf.arena, NULL);
    if (ts_arena_failed(common->shelf.arena) || ts_arena_failed(ts_memo_arena(common->memo)))
        ts_work_clear_shelf(common);
    drop(ahead);
}
