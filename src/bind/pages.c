/* Pages: what their master has and what their body has. */
#include "bind/bind.h"

static void set_parents(ts_bound *frames, size_t count, const ts_bound *parent)
{
    for (size_t i = 0; i < count; i++) {
        frames[i].parent = parent;
        set_parents(frames[i].children, frames[i].count, &frames[i]);
        if (frames[i].chart)
            set_parents(frames[i].chart->inside, frames[i].chart->inside_count, &frames[i]);
    }
}

static const ts_master *find_master(ts_binder *b, const ts_page_spec *spec)
{
    const ts_master *master = spec->master.text ? ts_map_find(&b->sheet->masters, spec->master.text) : NULL;
    if (spec->master.text && !master)
        ts_error_near(b->diags, spec->master.span, "master",
                      ts_map_nearest(&b->sheet->masters, spec->master.text), "unknown master \"%s\"",
                      spec->master.text);
    return master;
}

static void bind_page(ts_binder *b, const ts_page_spec *spec, ts_page_bound *page)
{
    ts_stand stand = {.page = spec, .missing = -1};
    ts_bounds body = {0}, master = {0};
    b->latest.count = 0;
    *page = (ts_page_bound){.spec = spec, .name = spec->name.text, .master = find_master(b, spec)};
    ts_bind_frames(b, &stand, &spec->body, &body);
    stand.master = true;
    if (page->master)
        ts_bind_frames(b, &stand, &page->master->frames, &master);
    ts_bind_tell_moments(b);
    page->body = body.items;
    page->body_count = body.count;
    page->master_frames = master.items;
    page->master_count = master.count;
    set_parents(page->body, page->body_count, NULL);
    set_parents(page->master_frames, page->master_count, NULL);
}

bool ts_bind_pages(ts_binder *b)
{
    ts_edition *edition = b->edition;
    edition->pages = TS_ARRAY(b->arena, ts_page_bound, b->sheet->pages.count);
    if (!edition->pages)
        return false;
    for (size_t i = 0; i < b->sheet->pages.count; i++) {
        const ts_page_spec *spec = b->sheet->pages.items[i];
        const char *when = ts_bind_fill(b, NULL, spec->when.text, spec->when.span);
        if (!spec->when.text || (when && ts_bind_when(b, when, spec->when.span)))
            bind_page(b, spec, &edition->pages[edition->page_count++]);
        else
            b->conditional = true;
    }
    return !ts_arena_failed(b->arena);
}
