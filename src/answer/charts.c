#include "answer/charts.h"

#include "spec/shape.h"

#include <string.h>

typedef struct listing {
    ts_json_out *out;
    size_t page; /* from 0 */
    bool begun;  /* one was put */
} listing;

/* Items print their values, which are found there, unless the chart says that it has none. */
static bool hides_items(const ts_chart *chart)
{
    return chart->values.text && strcmp(chart->values.text, "none") == 0;
}

/* Of a map the data are its shapes. */
static bool has_series(const ts_chart *chart)
{
    return chart->kind != TS_CHART_MAP && chart->series.count > 0;
}

static bool is_drawn_only(const ts_chart *chart)
{
    return has_series(chart) || chart->fill_by.text || (hides_items(chart) && chart->items.count + chart->links.count > 0);
}

static void put_words(const listing *l, const ts_words *words)
{
    for (size_t i = 0; i < words->count; i++)
        ts_json_text(l->out, NULL, words->items[i].text);
}

static void put_item(const listing *l, const ts_item_spec *item)
{
    const ts_word *const words[] = {&item->value, &item->growth, &item->target, &item->of, &item->low, &item->high};
    for (size_t i = 0; i < TS_COUNT(words); i++)
        if (words[i]->text)
            ts_json_text(l->out, NULL, words[i]->text);
}

static void put_data(const listing *l, const ts_chart *chart)
{
    ts_json_open(l->out, "of", '[');
    if (has_series(chart))
        put_words(l, &chart->series);
    if (chart->fill_by.text)
        ts_json_text(l->out, NULL, chart->fill_by.text);
    bool items = hides_items(chart);
    for (size_t i = 0; items && i < chart->items.count; i++)
        put_item(l, chart->items.items[i]);
    for (size_t i = 0; items && i < chart->links.count; i++)
        if (chart->links.items[i]->value.text)
            ts_json_text(l->out, NULL, chart->links.items[i]->value.text);
    ts_json_close(l->out, ']');
}

static void put_chart(listing *l, const ts_chart *chart, const char *frame)
{
    if (!is_drawn_only(chart))
        return;
    if (!l->begun)
        ts_json_open(l->out, "charts", '[');
    l->begun = true;
    ts_json_line(l->out, NULL, '{');
    ts_json_text(l->out, "chart", ts_chart_words[chart->kind]);
    ts_json_text(l->out, "frame", frame);
    ts_json_whole(l->out, "page", l->page + 1);
    put_data(l, chart);
    ts_json_close(l->out, '}');
}

static void put_frames(listing *l, const ts_bound *frames, size_t count, const char *around)
{
    for (size_t i = 0; i < count; i++) {
        const char *own = frames[i].frame->name.text, *name = own ? own : around;
        if (frames[i].chart) {
            put_chart(l, frames[i].chart->chart, name);
            put_frames(l, frames[i].chart->inside, frames[i].chart->inside_count, name);
        }
        put_frames(l, frames[i].children, frames[i].count, name);
    }
}

void ts_charts_put(ts_json_out *out, const ts_edition *edition)
{
    listing l = {.out = out};
    for (size_t i = 0; i < edition->page_count; i++) {
        const ts_page_bound *page = &edition->pages[i];
        l.page = i;
        put_frames(&l, page->master_frames, page->master_count, NULL);
        put_frames(&l, page->body, page->body_count, NULL);
    }
    if (l.begun)
        ts_json_close(out, ']');
}
