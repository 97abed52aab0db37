#include "device/trace.h"

#include <string.h>

void trace_indent(trace *t, int depth)
{
    for (int i = 0; i < depth; i++)
        ts_out_text(&t->out, "  ");
}

void trace_word(trace *t, const char *word, const char *value)
{
    if (!value)
        return;
    ts_out_text(&t->out, " ");
    ts_out_text(&t->out, word);
    ts_out_text(&t->out, " ");
    ts_out_text(&t->out, value);
}

void trace_quote(trace *t, const char *word, const char *value)
{
    if (!value)
        return;
    trace_word(t, word, "");
    ts_out_quoted(&t->out, value, strlen(value));
}

void trace_measure(trace *t, const char *word, double value)
{
    trace_word(t, word, "");
    ts_out_number(&t->out, value, TRACE_DECIMALS);
}

static ts_status failed(void *self)
{
    const trace *t = self;
    return t->out.failed ? TS_MACHINE : TS_OK;
}

static void begin_document(void *self, const ts_document *document)
{
    trace *t = self;
    ts_out_text(&t->out, "document");
    trace_quote(t, "title", document->title);
    trace_word(t, "language", document->language);
    trace_word(t, "date", document->date);
    ts_out_text(&t->out, "\n");
}

static void begin_page(void *self, const ts_page *page, size_t number)
{
    trace *t = self;
    ts_out_text(&t->out, "page ");
    ts_out_whole(&t->out, number + 1);
    trace_measure(t, "trim", page->width);
    ts_out_text(&t->out, "x");
    ts_out_number(&t->out, page->height, TRACE_DECIMALS);
    trace_measure(t, "bleed", page->bleed);
    trace_word(t, "name", page->name);
    ts_out_text(&t->out, "\n");
}

static void one_item(void *self, const ts_item *item)
{
    trace_item(self, item);
}

static void open_clip(void *self, const ts_item *item)
{
    trace *t = self;
    trace_item(t, item);
    t->depth++;
}

static void unclip(void *self, const ts_item *item)
{
    trace *t = self;
    (void)item;
    t->depth--;
    trace_indent(t, t->depth);
    ts_out_text(&t->out, "unclip\n");
}

static void link_area(trace *t, const ts_linkarea *area)
{
    ts_out_text(&t->out, "link ");
    ts_out_rect(&t->out, area->box, TRACE_DECIMALS);
    trace_word(t, "to", area->target);
    trace_quote(t, "says", area->description);
    trace_word(t, "tag", area->tag ? ts_tag_name(area->tag->kind) : NULL);
    ts_out_text(&t->out, "\n");
}

static void end_page(void *self, const ts_page *page)
{
    trace *t = self;
    for (size_t i = 0; i < page->links.count; i++)
        link_area(t, &page->links.items[i]);
    for (size_t i = 0; i < page->places.count; i++) {
        ts_out_text(&t->out, "place");
        trace_word(t, page->places.items[i].name, "at ");
        ts_out_number(&t->out, page->places.items[i].at.x, TRACE_DECIMALS);
        ts_out_text(&t->out, " ");
        ts_out_number(&t->out, page->places.items[i].at.y, TRACE_DECIMALS);
        ts_out_text(&t->out, "\n");
    }
}

static void end_document(void *self, const ts_document *document)
{
    trace_tags(self, document->root);
}

ts_status ts_trace_write(ts_arena *arena, const ts_document *document, const ts_writer *writer)
{
    trace *t = TS_NEW(arena, trace);
    if (!t)
        return TS_MACHINE;
    t->out.writer = writer;
    ts_device device = {
        .self = t,
        .status = failed,
        .begin_document = begin_document,
        .begin_page = begin_page,
        .fill = one_item,
        .stroke = one_item,
        .run = one_item,
        .image = one_item,
        .art = one_item,
        .clip = open_clip,
        .unclip = unclip,
        .end_page = end_page,
        .end_document = end_document,
    };
    ts_status status = ts_device_play(&device, document);
    return ts_out_end(&t->out) ? status : TS_MACHINE;
}
