#include "text/setting.h"

#include <stdlib.h>

ts_typesetter *ts_typesetter_new(size_t memory)
{
    ts_typesetter *setter = calloc(1, sizeof *setter);
    if (!setter)
        return NULL;
    setter->memory = memory;
    setter->buffer = hb_buffer_create();
    if (hb_buffer_allocation_successful(setter->buffer))
        return setter;
    ts_typesetter_drop(setter);
    return NULL;
}

void ts_typesetter_drop(ts_typesetter *setter)
{
    if (!setter)
        return;
    hb_buffer_destroy(setter->buffer);
    free(setter);
}

ts_typesetter_counts ts_typesetter_count(const ts_typesetter *setter)
{
    return setter->counts;
}
