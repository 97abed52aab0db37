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

/* ---- folded: rows, of which TS_LEDGER_TEXT_HEADS and TS_LEDGER_VALUE_HEADS say what they hold */

static void put_text_or_null(ts_ledger_put *w, const char *text)
{
    if (text)
        ts_json_text(&w->out, NULL, text);
    else
        ts_json_null(&w->out, NULL);
}

/* Its place among those that are told behind the texts, from 0. */
static size_t place_of_rounding(ts_ledger_put *w, const char *rounding)
{
    size_t i = 0;
    while (i < w->roundings.count && w->roundings.items[i] != rounding && strcmp(w->roundings.items[i], rounding) != 0)
        i++;
    w->failed |= i == w->roundings.count && !TS_PUSH(w->arena, &w->roundings, rounding);
    return i;
}

static void put_value_row(ts_ledger_put *w, const ts_page_text *text, const ts_page_value *part)
{
    bool elsewhere = part->page != text->page;
    ts_json_open(&w->out, NULL, '[');
    if (part->source)
        ts_json_whole(&w->out, NULL, (size_t)part->source);
    else
        put_text_or_null(w, part->value);
    ts_json_whole(&w->out, NULL, part->from);
    ts_json_whole(&w->out, NULL, part->to);
    ts_json_box(&w->out, NULL, part->box);
    if (part->rounding)
        ts_json_whole(&w->out, NULL, place_of_rounding(w, part->rounding));
    else if (elsewhere)
        ts_json_null(&w->out, NULL);
    if (elsewhere)
        ts_json_whole(&w->out, NULL, part->page + 1);
    ts_json_close(&w->out, ']');
}

static void put_text_row(ts_ledger_put *w, const ts_page_text *text)
{
    ts_json_open(&w->out, NULL, '[');
    put_text_or_null(w, text->key);
    put_text_or_null(w, text->frame);
    put_text_or_null(w, text->tag ? ts_tag_name(text->tag->kind) : NULL);
    ts_json_whole(&w->out, NULL, text->page + 1);
    ts_json_box(&w->out, NULL, text->box);
    ts_json_whole(&w->out, NULL, (text->heard ? TS_LEDGER_HEARD : 0) | (text->alt ? TS_LEDGER_ALT : 0));
    put_text_or_null(w, text->text);
    for (size_t i = 0; i < text->parts.count; i++)
        put_value_row(w, text, &text->parts.items[i]);
    ts_json_close(&w->out, ']');
}

static void put_roundings(ts_ledger_put *w)
{
    ts_json_open(&w->out, "roundings", '[');
    for (size_t i = 0; i < w->roundings.count; i++)
        ts_json_text(&w->out, NULL, w->roundings.items[i]);
    ts_json_close(&w->out, ']');
}

void ts_ledger_put_texts(ts_ledger_put *w)
{
    ts_json_open(&w->out, "texts", '[');
    for (size_t i = 0; i < w->texts->count; i++)
        (w->folded ? put_text_row : put_printed)(w, &w->texts->texts[i]);
    ts_json_close(&w->out, ']');
    if (w->folded)
        put_roundings(w);
}
