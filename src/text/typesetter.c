#include "text/setting.h"

#include <stdlib.h>

ts_typesetter *ts_typesetter_new(size_t memory)
{
    ts_typesetter *setter = calloc(1, sizeof *setter);
    if (!setter)
        return NULL;
    setter->memory = memory;
    setter->buffer = hb_buffer_create();
    setter->scratch = ts_arena_new(0);
    if (setter->scratch && hb_buffer_allocation_successful(setter->buffer))
        return setter;
    ts_typesetter_drop(setter);
    return NULL;
}

void ts_typesetter_drop(ts_typesetter *setter)
{
    if (!setter)
        return;
    hb_buffer_destroy(setter->buffer);
    ts_arena_drop(setter->scratch);
    free(setter);
}

ts_typesetter_counts ts_typesetter_count(const ts_typesetter *setter)
{
    return setter->counts;
}

const ts_block *ts_kept_or_made(ts_typesetter *setter, ts_arena *arena, const ts_order *order, ts_maker *make)
{
    setter->counts.texts++;
    const ts_block *block = make(setter, arena, order);
    setter->counts.comparisons += block ? block->comparisons : 0;
    return block;
}
