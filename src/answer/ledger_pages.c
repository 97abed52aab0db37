#include "answer/ledger_put.h"

#include <string.h>

static bool note_printed(ts_ledger_put *w, const char *name)
{
    const char *slash = name ? strchr(name, '/') : NULL;
    const char *series = slash ? ts_arena_copy(w->arena, name, (size_t)(slash - name)) : NULL;
    return !slash || (series && ts_map_put(w->arena, &w->printed, name, w) && ts_map_put(w->arena, &w->printed, series, w));
}

bool ts_ledger_read_pages(ts_ledger_put *w)
{
    if (!w->ledger->document)
        return true;
    w->texts = ts_page_texts_collect(w->arena, w->ledger->document);
    for (size_t i = 0; w->texts && i < w->texts->count; i++)
        for (size_t k = 0; k < w->texts->texts[i].parts.count; k++)
            if (!note_printed(w, w->texts->texts[i].parts.items[k].value))
                return false;
    return w->texts;
}

void ts_ledger_put_cited(ts_ledger_put *w)
{
    ts_json_open(&w->out, "sources", '[');
    for (size_t i = 0; i < w->edition->cited_count; i++) {
        const ts_source_bound *cited = &w->edition->cited[i];
        ts_json_line(&w->out, NULL, '{');
        ts_json_whole(&w->out, "number", (size_t)cited->number);
        if (w->folded)
            ts_json_text(&w->out, "name", cited->source->name);
        else
            ts_ledger_put_source(w, cited->source->name);
        ts_json_close(&w->out, '}');
    }
    ts_json_close(&w->out, ']');
}

static void put_parts(ts_ledger_put *w, const ts_page_text *text)
{
    if (!text->parts.count)
        return;
    ts_json_open(&w->out, "values", '[');
    for (size_t i = 0; i < text->parts.count; i++) {
        const ts_page_value *part = &text->parts.items[i];
        ts_json_line(&w->out, NULL, '{');
        ts_json_text(&w->out, "name", part->value);
        ts_json_text(&w->out, "rounding", part->rounding);
        if (part->source)
            ts_json_whole(&w->out, "source", (size_t)part->source);
        ts_json_whole(&w->out, "from", part->from);
        ts_json_whole(&w->out, "to", part->to);
        ts_json_whole(&w->out, "page", part->page + 1);
        ts_json_box(&w->out, "box", part->box);
        ts_json_close(&w->out, '}');
    }
    ts_json_close(&w->out, ']');
}

static void put_printed(ts_ledger_put *w, const ts_page_text *text)
{
    ts_json_open(&w->out, NULL, '{');
    ts_json_text(&w->out, "key", text->key);
    ts_json_text(&w->out, "frame", text->frame);
    ts_json_text(&w->out, "tag", text->tag ? ts_tag_name(text->tag->kind) : NULL);
    ts_json_whole(&w->out, "page", text->page + 1);
    ts_json_box(&w->out, "box", text->box);
    if (text->heard)
        ts_json_flag(&w->out, "heard", true);
    if (text->alt)
        ts_json_flag(&w->out, "alt", true);
    ts_json_text(&w->out, "text", text->text);
    put_parts(w, text);
    ts_json_close(&w->out, '}');
}

void ts_ledger_put_texts(ts_ledger_put *w)
{
    ts_json_open(&w->out, "texts", '[');
    for (size_t i = 0; i < w->texts->count; i++)
        put_printed(w, &w->texts->texts[i]);
    ts_json_close(&w->out, ']');
}
