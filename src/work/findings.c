/*
 * findings.c - what a batch keeps of each edition: its headline numbers, what was done to make its texts fit, and
 * what is wrong with it.
 */
#include "work/work.h"

#include "base/json_out.h"
#include "base/spool.h"

#include <stdlib.h>
#include <string.h>

typedef struct headlines {
    ts_json_out *out;
    ts_arena *arena;
    ts_map seen;
} headlines;

static bool put_headline(headlines *h, const ts_result *result)
{
    if (ts_map_find(&h->seen, result->name))
        return true;
    ts_json_open(h->out, NULL, '{');
    ts_json_text(h->out, "name", result->name);
    ts_json_text(h->out, "printed", result->printed);
    if (result->value.kind == TS_VALUE_NUMBER)
        ts_json_number(h->out, "value", result->value.number);
    ts_json_text(h->out, "unit", result->value.unit);
    ts_json_close(h->out, '}');
    return ts_map_put(h->arena, &h->seen, result->name, (void *)(uintptr_t)result);
}

static bool put_headlines(headlines *h, const ts_bound *frames, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const ts_bound *frame = &frames[i];
        if (frame->content == TS_CONTENT_VALUE && frame->result && !put_headline(h, frame->result))
            return false;
        if (!put_headlines(h, frame->children, frame->count))
            return false;
    }
    return true;
}

static bool put_statistics(ts_json_out *out, ts_arena *arena, const ts_edition *edition)
{
    headlines h = {.out = out, .arena = arena};
    bool good = true;
    ts_json_open(out, "statistics", '[');
    for (size_t i = 0; edition && i < edition->page_count && good; i++)
        good = put_headlines(&h, edition->pages[i].body, edition->pages[i].body_count);
    ts_json_close(out, ']');
    return good;
}

static void put_fitting(ts_json_out *out, const ts_fit_report *fits)
{
    ts_json_open(out, "fitting", '[');
    for (size_t i = 0; i < fits->count; i++) {
        const ts_fit_record *record = &fits->items[i];
        ts_json_open(out, NULL, '{');
        ts_json_text(out, "page", record->page);
        ts_json_text(out, "frame", record->frame);
        ts_json_text(out, "key", record->key);
        ts_json_text(out, "group", record->group);
        ts_json_text(out, "ladder", record->ladder);
        ts_json_text(out, "steps", record->steps);
        ts_json_whole(out, "rungs", record->rungs);
        ts_json_whole(out, "of", record->of);
        ts_json_whole(out, "lines-before", record->lines_before);
        ts_json_whole(out, "lines", record->lines);
        ts_json_flag(out, "fits", record->fits);
        ts_json_close(out, '}');
    }
    ts_json_close(out, ']');
}

/* One object a line becomes a list on one. */
static bool put_diagnostics(ts_work *work, FILE *out)
{
    ts_spool spool;
    if (!ts_spool_open(&spool))
        return false;
    ts_work_print_diagnostics(work, TS_DIAGNOSTICS_JSON, spool.file);
    if (!ts_spool_close(&spool, true))
        return false;
    fputs(", \"diagnostics\": [", out);
    for (size_t i = 0; i + 1 < spool.size; i++)
        fputc(spool.bytes[i] == '\n' ? ',' : spool.bytes[i], out);
    fputc(']', out);
    free(spool.bytes);
    return true;
}

int ts_work_print_findings(ts_work *work, FILE *out)
{
    TS_PLAIN_LOCALE;
    if (!work->edition_arena)
        return ts_work_usage(work, "nothing has been composed");
    work->why = NULL;
    ts_json_out json = {.arena = work->edition_arena};
    ts_json_line(&json, NULL, '{');
    put_fitting(&json, &work->last.fits);
    bool good = put_statistics(&json, work->edition_arena, work->last.edition) && ts_json_pour(&json, out) &&
                put_diagnostics(work, out);
    fputs("}", out);
    return good ? TEARSHEET_OK : ts_work_machine(work, NULL);
}
