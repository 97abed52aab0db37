/*
 * A table that waits is not poured: its second pass fills the keeper alone. That each key stands once, which SQLite would
 * see, is seen by hashes of keys. A table in which two are alike, or with anything else to be told, is poured after all, so
 * that what is told of it is told by one way.
 */
#include "data/loader.h"

#include <string.h>

enum { MOST_ROWS = 1 << 20, PROBES = 256 };

typedef struct seen { /* hashes of keys */
    uint64_t *slots;
    size_t count;
} seen;

static bool open_seen(ts_loader *l, seen *s)
{
    s->count = 64;
    while (s->count < 2 * l->rows)
        s->count *= 2;
    s->slots = l->keyed ? TS_ARRAY(l->scratch, uint64_t, s->count) : NULL;
    return s->slots || !l->keyed;
}

/* Cells that are the same in SQLite have the same hash. */
static uint64_t hash_key(const ts_loader *l)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < l->table->column_count; i++) {
        const ts_cell *cell = &l->row[i];
        if (!l->loading[i].key)
            continue;
        if (cell->kind == TS_CELL_NUMBER)
            hash = ts_loader_mix(hash, (const char *)&cell->number, sizeof cell->number);
        else if (cell->kind == TS_CELL_TEXT)
            hash = ts_loader_mix(hash, cell->text, strlen(cell->text));
    }
    hash = ts_loader_end_mix(hash);
    return hash ? hash : 1;
}

static bool is_new(ts_loader *l, seen *s)
{
    uint64_t hash = s->slots ? hash_key(l) : 0;
    uint64_t *slot = hash ? ts_loader_slot(s->slots, s->count, hash, PROBES) : NULL;
    if (slot && !*slot) {
        *slot = hash;
        return true;
    }
    return !hash;
}

static ts_status keep_rows(ts_loader *l, seen *s)
{
    ts_row_event event = TS_ROWS_BROKEN;
    if (!ts_loader_begin_rows(l))
        return TS_MACHINE;
    while ((event = ts_loader_next_row(l)) == TS_ROW_TAKEN) {
        if (l->faults || l->diags->count || !is_new(l, s))
            return TS_FAULT;
        l->table->row_count++;
    }
    return event == TS_ROWS_BROKEN ? TS_MACHINE : l->faults || l->diags->count ? TS_FAULT : TS_OK;
}

static void begin_anew(ts_loader *l)
{
    ts_keeper_give_back(l->keeper);
    l->faults = l->told = 0;
    l->table->row_count = 0;
    for (size_t i = 0; i < l->table->column_count; i++)
        l->columns[i].missing = l->loading[i].alike.count = 0;
}

/* A table whose series cannot be counted without SQLite is of no use outside of it. */
static ts_status keep(ts_loader *l)
{
    seen s;
    l->keeper = ts_keeper_new(l->database->arena, l->scratch, l->request, l->table, l->rows, &l->database->column_room);
    if (l->request->use_count && !l->keeper)
        return ts_arena_failed(l->database->arena) ? TS_MACHINE : TS_FAULT;
    ts_status status = open_seen(l, &s) ? keep_rows(l, &s) : TS_MACHINE;
    if (status == TS_OK)
        l->table->kept = ts_keeper_finish(l->keeper, l->table->row_count);
    return status == TS_OK && l->request->use_count && !l->table->kept ? TS_FAULT : status;
}

ts_status ts_loader_leave(ts_loader *l)
{
    ts_diags *told = l->diags, unheard = ts_diags_new(l->scratch);
    if (!l->may_wait || l->faults || l->rows > MOST_ROWS)
        return TS_FAULT;
    l->diags = &unheard;
    ts_status status = keep(l);
    l->diags = told;
    if (status != TS_OK)
        begin_anew(l);
    return status;
}
