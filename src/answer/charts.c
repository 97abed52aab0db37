#include "answer/charts.h"

#include "spec/shape.h"

typedef struct listing {
    ts_json_out *out;
    size_t page; /* from 0 */
} listing;

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

/* Of a map the data are its shapes. */
static void put_data(const listing *l, const ts_chart *chart)
{
    ts_json_open(l->out, "of", '[');
    if (chart->kind != TS_CHART_MAP)
        put_words(l, &chart->series);
    if (chart->fill_by.text)
        ts_json_text(l->out, NULL, chart->fill_by.text);
    for (size_t i = 0; i < chart->items.count; i++)
        put_item(l, chart->items.items[i]);
    for (size_t i = 0; i < chart->rows.count; i++)
        put_words(l, &chart->rows.items[i]->values);
    for (size_t i = 0; i < chart->links.count; i++)
        if (chart->links.items[i]->value.text)
            ts_json_text(l->out, NULL, chart->links.items[i]->value.text);
    ts_json_close(l->out, ']');
}

static void put_chart(const listing *l, const ts_chart *chart, const char *frame)
{
    ts_json_line(l->out, NULL, '{');
    ts_json_text(l->out, "chart", ts_chart_words[chart->kind]);
    ts_json_text(l->out, "frame", frame);
    ts_json_whole(l->out, "page", l->page + 1);
    put_data(l, chart);
    ts_json_close(l->out, '}');
}

static void put_frames(const listing *l, const ts_bound *frames, size_t count, const char *around)
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
    ts_json_open(out, "charts", '[');
    for (size_t i = 0; i < edition->page_count; i++) {
        const ts_page_bound *page = &edition->pages[i];
        const listing l = {out, i};
        put_frames(&l, page->master_frames, page->master_count, NULL);
        put_frames(&l, page->body, page->body_count, NULL);
    }
    ts_json_close(out, ']');
}
