#include "canvas/page.h"

#include <string.h>

const ts_named_place *ts_document_place(const ts_document *document, const char *name, size_t *page)
{
    for (*page = 0; *page < document->page_count; ++*page) {
        const ts_page *in = document->pages[*page];
        for (size_t i = 0; i < in->places.count; i++)
            if (*in->places.items[i].name == *name && strcmp(in->places.items[i].name, name) == 0)
                return &in->places.items[i];
    }
    return NULL;
}

bool ts_items_add(ts_arena *arena, ts_items *items, ts_item item)
{
    return TS_PUSH(arena, items, item);
}

bool ts_page_add(ts_arena *arena, ts_page *page, ts_item item)
{
    return ts_items_add(arena, &page->items, item);
}

bool ts_items_add_block(ts_arena *arena, ts_items *items, const ts_block *block, double x, double y,
                        ts_look_up look, void *user)
{
    for (size_t i = 0; i < block->count; i++) {
        const ts_line *line = &block->lines[i];
        for (size_t j = 0; j < line->count; j++) {
            const ts_run *run = &line->runs[j];
            ts_run_look seen = look(user, run);
            ts_item item = {
                .kind = TS_ITEM_RUN, .tag = seen.tag, .artifact = seen.artifact, .origin = seen.origin,
                .turn = seen.turn};
            item.u.run.run = run;
            item.u.run.x = x + line->x + run->x;
            item.u.run.baseline = y + line->baseline;
            item.u.run.ink = seen.ink;
            if (!ts_items_add(arena, items, item))
                return false;
        }
    }
    return true;
}
