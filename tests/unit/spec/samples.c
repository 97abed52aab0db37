/* The sheets of layouts/ load without a word, and hold what they say. */
#include "sheet_text.h"

static void load_sample(loaded *l, const char *path)
{
    l->arena = ts_arena_new(0);
    l->diags = ts_diags_new(l->arena);
    l->status = ts_sheet_load(l->arena, path, &l->diags, &l->sheet);
    print_diags(l);
    assert_int_equal(l->diags.count, 0);
    assert_int_equal(l->status, TS_OK);
}

static void test_hello(void **state)
{
    (void)state;
    loaded l;
    load_sample(&l, "layouts/hello.json");
    const ts_sheet *sheet = l.sheet;
    assert_int_equal(sheet->pages.count, 1);
    const ts_frames *body = &sheet->pages.items[0]->body;
    assert_int_equal(body->count, 4);
    assert_int_equal(body->items[2]->content, TS_CONTENT_REPEAT);
    assert_int_equal(body->items[2]->across.value, 2);
    assert_int_equal(body->items[2]->entries.count, 2);
    const ts_stat_spec *growth = ts_map_find(&sheet->stats, "growth");
    assert_int_equal(growth->method, TS_M_GROWTH);
    assert_string_equal(growth->operand.text, "goods");
    assert_string_equal(growth->from.text, "2019");
    assert_int_equal(growth->missing.value, TS_MISSING_FAIL);
    const ts_series_spec *goods = ts_map_find(&sheet->series, "goods");
    assert_int_equal(goods->aggregate, TS_SUM);
    assert_true(goods->times.value == 1);
    const ts_where *partner = ts_map_find(&goods->where, "partner");
    assert_string_equal(partner->any.items[0].text, "Mexico");
    const ts_table_spec *table = ts_map_find(&sheet->tables, "us_trade");
    assert_string_equal(table->folder, "layouts/../data");
    assert_int_equal(((const ts_text_style *)ts_map_find(&sheet->text_styles, "title"))->tag.value,
                     TS_TAGNAME_H1);
    ts_arena_drop(l.arena);
}

static const ts_frame *find_chart(const ts_frame *frame, int kind)
{
    if (frame->chart && frame->chart->kind == kind)
        return frame;
    for (size_t i = 0; i < frame->children.count; i++) {
        const ts_frame *found = find_chart(frame->children.items[i], kind);
        if (found)
            return found;
    }
    return NULL;
}

static const ts_chart *chart_of(const ts_sheet *sheet, int kind)
{
    for (size_t p = 0; p < sheet->pages.count; p++)
        for (size_t i = 0; i < sheet->pages.items[p]->body.count; i++) {
            const ts_frame *found = find_chart(sheet->pages.items[p]->body.items[i], kind);
            if (found)
                return found->chart;
        }
    fail_msg("there is no chart of kind %d", kind);
    return NULL;
}

static void test_the_brochure(void **state)
{
    (void)state;
    loaded l;
    load_sample(&l, "layouts/cross-border-brochure.json");
    const ts_sheet *sheet = l.sheet;
    assert_int_equal(sheet->pages.count, 2);
    assert_int_equal(sheet->languages.count, 2);
    assert_int_equal(sheet->decks.count, 2);
    const ts_deck *spanish = ts_map_find(&sheet->decks, "es-MX");
    assert_string_equal(spanish->numbers.scales[0][3][0], "{n} billón"); /* 1e12, short, one */
    assert_string_equal(spanish->numbers.scales[1][0][3], "{n} mil");    /* 1e3, long, other */
    assert_int_equal(spanish->numbers.money_count, 1);
    assert_string_equal(spanish->numbers.money[0].currency, "USD");
    const ts_chart *map = chart_of(sheet, TS_CHART_MAP);
    assert_string_equal(map->series.items[0].text, "cali-baja");
    assert_int_equal(map->fills.count, 5);
    assert_string_equal(map->fills.items[4].name, "others");
    assert_true(map->view->scale.value == 72);
    assert_true(map->lens->outline->weight.pt == 0.75);
    assert_int_equal(map->texts.count, 3);
    const ts_chart *flow = chart_of(sheet, TS_CHART_FLOW);
    assert_int_equal(flow->items.count, 5);
    assert_int_equal(flow->origin->inside.count, 1);
    assert_null(flow->items.items[0]->value.text);
    const ts_chart *stacked = chart_of(sheet, TS_CHART_STACKED);
    assert_true(stacked->items.items[3]->rest.value);
    assert_int_equal(stacked->colors.count, 4);
    ts_arena_drop(l.arena);
}

static void test_the_sheet_of_the_states(void **state)
{
    (void)state;
    loaded l;
    load_sample(&l, "layouts/state-trade.json");
    const ts_sheet *sheet = l.sheet;
    const ts_param *param = ts_map_find(&sheet->params, "state");
    assert_string_equal(param->choices_table.text, "states");
    assert_string_equal(param->choices_column.text, "postal");
    const ts_deck *deck = ts_map_find(&sheet->decks, "en-US");
    const ts_copy_entry *head = ts_map_find(&deck->copy, "story.head");
    assert_int_equal(head->count, 3);
    assert_string_equal(head->wordings[0].when.text, "trade-growth > 0.005");
    assert_null(head->wordings[2].when.text);
    const ts_chart *line = chart_of(sheet, TS_CHART_LINE);
    assert_int_equal(line->series.count, 2);
    assert_string_equal(line->to.text, "{year}");
    assert_int_equal(line->ends.value, 1);
    assert_true(line->zero.value && !line->zero.given);
    const ts_chart *columns = chart_of(sheet, TS_CHART_COLUMNS);
    assert_int_equal(columns->series.count, 2);
    assert_int_equal(columns->colors.count, 2);
    ts_arena_drop(l.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hello),
        cmocka_unit_test(test_the_brochure),
        cmocka_unit_test(test_the_sheet_of_the_states),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
