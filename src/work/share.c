/*
 * share.c - what works have in common: loaded and prepared by one, then read
 * by any number of them, each in a thread or a process of its own.
 */
#include "work/work.h"

#include <stdlib.h>

enum {
    SET_TEXTS = 8 << 20, /* bytes of texts that are kept set: some twenty brochures */
    MEMO = 12 << 20      /* and of what else editions have in common: a map of a country takes two */
};

/* ---- works and what they hold */

ts_arena *ts_work_new_arena(const ts_common *common)
{
    ts_arena *arena = ts_arena_new(0);
    if (arena)
        ts_arena_lend(arena, &common->lender);
    return arena;
}

void ts_work_clear_shelf(ts_common *common)
{
    ts_memo_drop(common->memo);
    ts_arena_drop(common->shelf.arena);
    common->memo = NULL;
    common->digests = (ts_map){0};
    common->shelf = (ts_shelf){.arena = ts_work_new_arena(common)};
}

/* As if nothing had been loaded. False: memory is out, and it is tried again before the next load. */
static bool clear(ts_common *common)
{
    ts_work_clear_shelf(common);
    ts_arena_drop(common->sheet_arena);
    common->sheet_arena = ts_work_new_arena(common);
    common->loading = ts_diags_new(common->sheet_arena);
    common->sheet = NULL;
    common->database = NULL;
    return common->shelf.arena && common->sheet_arena;
}

static void drop_common(ts_common *common)
{
    ts_memo_drop(common->memo);
    ts_arena_drop(common->shelf.arena);
    ts_arena_drop(common->sheet_arena);
    ts_arena_drop(common->arena);
    free(common);
}

static ts_common *new_common(void)
{
    ts_common *common = calloc(1, sizeof *common);
    if (!common)
        return NULL;
    atomic_init(&common->holders, 1);
    common->arena = ts_arena_new(0);
    ts_work_begin_lending(common);
    if (common->arena && clear(common))
        return common;
    drop_common(common);
    return NULL;
}

static void let_go(ts_common *common)
{
    if (common && atomic_fetch_sub_explicit(&common->holders, 1, memory_order_acq_rel) == 1)
        drop_common(common);
}

/* ---- one that writes holds it alone, and nobody joins it meanwhile */

static const size_t WRITES = ~(SIZE_MAX >> 1); /* of the holders: the only one writes */

static bool begin_writing(ts_common *common)
{
    size_t alone = 1;
    return atomic_compare_exchange_strong(&common->holders, &alone, WRITES | 1);
}

static void end_writing(ts_common *common)
{
    atomic_store_explicit(&common->holders, 1, memory_order_release);
}

static bool hold(ts_common *common)
{
    size_t holders = atomic_load_explicit(&common->holders, memory_order_relaxed);
    do
        if (holders & WRITES)
            return false;
    while (!atomic_compare_exchange_weak_explicit(&common->holders, &holders, holders + 1, memory_order_acquire,
                                                  memory_order_relaxed));
    return true;
}

/* Takes over the hold, also where it fails. */
static ts_work *new_work(ts_common *common)
{
    ts_work *work = common ? calloc(1, sizeof *work) : NULL;
    if (!work) {
        let_go(common);
        return NULL;
    }
    work->common = common;
    work->sheet = common->sheet;
    atomic_init(&work->stop, false);
    work->own.arena = ts_work_new_arena(common);
    work->lasting.arena = work->own.arena;
    if (work->own.arena)
        return work;
    ts_work_drop(work);
    return NULL;
}

ts_work *ts_work_new(void)
{
    return new_work(new_common());
}

void ts_work_drop(ts_work *work)
{
    if (!work)
        return;
    ts_typesetter_drop(work->setter);
    ts_memo_drop(work->memo);
    ts_arena_drop(work->edition_arena);
    ts_arena_drop(work->own.arena);
    let_go(work->common);
    free(work);
}

ts_work *ts_work_share(const ts_work *work)
{
    ts_common *common = work->common;
    if (!hold(common))
        return NULL;
    if (common->database && ts_database_is_frozen(common->database))
        return new_work(common);
    let_go(common);
    return NULL;
}

/* ---- a call begins */

static bool take_loading(ts_work *work)
{
    work->diags = ts_diags_new(work->edition_arena);
    for (size_t i = 0; i < work->common->loading.count; i++)
        ts_diag_add(&work->diags, work->common->loading.items[i]);
    return !ts_arena_failed(work->edition_arena);
}

/* A work over frozen tables opens its database when it is first used: by the thread and in the process that uses it. */
static bool open_database(ts_work *work)
{
    ts_common *common = work->common;
    if (!work->database && common->database)
        work->database = ts_database_is_frozen(common->database) ? ts_database_over(work->own.arena, common->database)
                                                                 : common->database;
    return work->database || !common->database;
}

/* From then on several works may have what is common. */
static bool is_frozen(const ts_work *work)
{
    const ts_database *tables = work->common->database;
    return tables && ts_database_is_frozen(tables);
}

/* The folder by way of the work's own; while nothing is shared yet, as the loading work has it. NULL: there is none. */
ts_cache *ts_work_folder(ts_work *work)
{
    ts_cache *common = work->common->cache;
    if (common && is_frozen(work) && !work->cache)
        work->cache = ts_cache_open_too(work->own.arena, common);
    return is_frozen(work) ? work->cache : common;
}

ts_typesetter *ts_work_setter(ts_work *work)
{
    if (!work->setter)
        work->setter = ts_typesetter_new(SET_TEXTS);
    return work->setter;
}

static bool begin_memo(ts_work *work)
{
    if (!work->memo) {
        work->memo = ts_memo_new(MEMO, ts_work_folder(work));
        if (!work->memo)
            return false;
        ts_arena_lend(ts_memo_arena(work->memo), &work->common->lender);
        ts_memo_lay_over(work->memo, work->common->memo);
    }
    ts_memo_begin(work->memo);
    return true;
}

/* The memory of the last edition serves this one. */
static bool begin_arena(ts_work *work)
{
    if (work->edition_arena)
        ts_arena_reset(work->edition_arena);
    else
        work->edition_arena = ts_work_new_arena(work->common);
    return work->edition_arena;
}

/* Memory was out while something of the work's own was made: profiles, stocks and languages are made again. What lies in
 * the arena stays where it is, for others have its addresses. */
static void recover_own(ts_work *work)
{
    if (!work->lacked && !ts_arena_failed(work->own.arena))
        return;
    ts_typesetter_drop(work->setter);
    ts_memo_drop(work->memo);
    work->setter = NULL;
    work->memo = NULL;
    work->lacked = false;
    work->own = (ts_shelf){.arena = work->own.arena};
    work->lasting = (ts_lasting){.arena = work->own.arena};
    ts_arena_forgive(work->own.arena);
}

/* Or while something was prepared, or tables that had only been recalled were read, which goes on where it was: what was
 * loaded is whole. */
static void recover_common(ts_work *work)
{
    const ts_common *common = work->common;
    ts_arena *arenas[] = {common->sheet_arena, common->shelf.arena};
    for (size_t i = 0; common->loaded && !is_frozen(work) && i < sizeof arenas / sizeof *arenas; i++)
        if (ts_arena_failed(arenas[i]))
            ts_arena_forgive(arenas[i]);
}

static int begin(ts_work *work)
{
    work->last = (ts_made){0};
    work->why = NULL;
    recover_own(work);
    recover_common(work);
    if (!work->common->loaded)
        return ts_work_usage(work, "no sheet is loaded: ts_work_load comes first");
    ts_work_begin_progress(work);
    if (work->setter)
        ts_typesetter_rest(work->setter);
    if (!begin_arena(work))
        return ts_work_machine(work, NULL);
    ts_arena_heed(work->edition_arena, &work->stop);
    if (ts_work_is_cancelled(work) || !take_loading(work) || !open_database(work))
        return ts_work_machine(work, NULL);
    if (work->database)
        ts_database_heed(work->database, work->edition_arena);
    if (!work->sheet || !work->database || work->common->loading.errors)
        return TEARSHEET_FAULT;
    return TEARSHEET_OK;
}

int ts_work_begin(ts_work *work)
{
    int status = begin(work);
    return status > TEARSHEET_FAULT || begin_memo(work) ? status : ts_work_machine(work, NULL);
}

bool ts_work_begin_alone(ts_work *work)
{
    work->last = (ts_made){0};
    work->why = NULL;
    recover_own(work);
    ts_work_begin_progress(work);
    if (!begin_arena(work))
        return false;
    ts_arena_heed(work->edition_arena, &work->stop);
    work->diags = ts_diags_new(work->edition_arena);
    return !ts_work_is_cancelled(work);
}

int ts_work_cache(ts_work *work, const char *folder, unsigned long long most)
{
    TS_PLAIN_LOCALE;
    ts_common *common = work->common;
    if (common->loaded)
        return ts_work_usage(work, "a cache is named before the sheet is loaded");
    work->why = NULL;
    common->cache = ts_cache_open(common->arena, folder, most);
    return common->cache ? TEARSHEET_OK : ts_work_machine(work, NULL);
}

static void tell_unknown_table(ts_work *work)
{
    const char *unknown = ts_work_unknown_table(work);
    if (unknown)
        ts_error_near(&work->common->loading, (ts_span){work->sheet->source, 0, 0}, "table",
                      ts_map_nearest(&work->sheet->tables, unknown), "a table \"%s\" was given, and the sheet has none of the name", unknown);
}

static ts_status load(ts_work *work, const char *path)
{
    ts_common *common = work->common;
    ts_arena *arena = common->sheet_arena;
    ts_work_tell_stage(work, "load", 0.1, 1); /* the sheet and its decks, then its tables */
    ts_status status = ts_sheet_load(arena, path, &common->loading, &common->sheet);
    work->sheet = common->sheet;
    if (status == TS_MACHINE || !work->sheet)
        return status;
    tell_unknown_table(work);
    const ts_tables_order tables = {work->sheet, common->cache, work->stages};
    ts_ahead *ahead = common->loading.errors ? NULL : ts_work_begin_ahead(work); /* a spec at fault is not whole */
    status = ts_edition_tables(arena, &tables, &common->loading, &common->database);
    ts_work_end_ahead(ahead);
    return status;
}

/* A loading that came to no end leaves nothing behind. */
static int forget_loading(ts_work *work)
{
    work->sheet = NULL;
    work->database = NULL;
    work->inputs = NULL;
    work->input_count = work->known.count = 0;
    work->digests = (ts_map){0};
    work->common->loaded = false;
    if (work->edition_arena)
        ts_arena_reset(work->edition_arena);
    work->diags = (ts_diags){0};
    const int status = ts_work_machine(work, NULL);
    clear(work->common);
    return status;
}

static int load_alone(ts_work *work, const char *path)
{
    ts_common *common = work->common;
    if ((!common->sheet_arena || !common->shelf.arena) && !clear(common)) /* memory was out for them, too */
        return ts_work_machine(work, NULL);
    ts_work_begin_progress(work);
    ts_stage_enter(work->stages, TS_STAGE_LOAD);
    ts_arena_heed(common->sheet_arena, &work->stop);
    ts_status status = ts_work_is_cancelled(work) ? TS_MACHINE : load(work, path);
    ts_arena_heed(common->sheet_arena, NULL);
    common->loaded = status != TS_MACHINE && !ts_work_is_cancelled(work);
    int begun = common->loaded ? begin(work) : TEARSHEET_MACHINE;
    return begun <= TEARSHEET_FAULT ? begun : forget_loading(work);
}

int ts_work_load(ts_work *work, const char *path)
{
    TS_PLAIN_LOCALE;
    ts_common *common = work->common;
    if (common->loaded || !begin_writing(common))
        return ts_work_usage(work, "a sheet is loaded already");
    const bool ready = (common->sheet_arena && common->shelf.arena) || clear(common);
    int status = ready ? load_alone(work, path) : ts_work_machine(work, NULL);
    end_writing(common);
    return status;
}

/* ---- ahead of the editions */

static int prepare_tables(ts_work *work)
{
    ts_database *database = work->common->database;
    if (ts_database_is_frozen(database))
        return TEARSHEET_OK;
    ts_work_tell_stage(work, "prepare", 0.6, 1);
    ts_status status = ts_edition_indexes(work->sheet, database);
    if (status == TS_OK)
        status = ts_database_freeze(database, &work->diags);
    if (status != TS_OK)
        return ts_work_status(work, status);
    work->database = NULL;
    return TEARSHEET_OK;
}

static int prepare(ts_work *work, const ts_options *options)
{
    ts_edition_request request;
    int status = ts_work_begin(work);
    if (status == TEARSHEET_OK)
        status = ts_work_request(work, options, &request);
    ts_work_tell_stage(work, "prepare", 0, 0.1);
    if (status != TEARSHEET_OK)
        return status;
    const ts_profile *profile = ts_edition_profile(work->sheet, &request, &work->diags);
    ts_stock *stock;
    int stocked = profile ? ts_work_prepare_stock(work, profile, options->proof, &stock) : TEARSHEET_FAULT;
    status = stocked <= TEARSHEET_FAULT ? prepare_tables(work) : stocked; /* who shares them tells of what is lost */
    status = status > stocked ? status : stocked;
    return ts_work_is_cancelled(work) ? ts_work_end(work) : status;
}

int ts_work_prepare(ts_work *work, const ts_options *options)
{
    TS_PLAIN_LOCALE;
    options = ts_work_options(work, options);
    if (!options)
        return TEARSHEET_USAGE;
    if (!begin_writing(work->common))
        return ts_work_usage(work, "what is shared cannot be added to: prepare first, then share");
    int status = prepare(work, options);
    end_writing(work->common);
    return status;
}
