/* Which marked-content sequence is open for an item, and what a heading's lines say together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "device/haru_pdf.h"

#include <string.h>

typedef struct desk {
    ts_arena *arena;
    ts_tag *heading, *text;
    ts_page page, *pages[1];
    ts_document document;
    ts_pdf_options options;
    ts_pdf_page_part part;
    ts_pdf pdf;
    ts_pdf_content *content;
} desk;

static int open_desk(void **state)
{
    ts_arena *arena = ts_arena_new(0);
    desk *d = TS_NEW(arena, desk);
    ts_tag *root = ts_tag_root(arena);
    assert_non_null(root);
    d->arena = arena;
    d->heading = ts_tag_add(arena, root, TS_TAG_H1);
    d->text = ts_tag_add(arena, root, TS_TAG_P);
    d->page = (ts_page){.width = 100, .height = 100};
    d->pages[0] = &d->page;
    d->document = (ts_document){.root = root, .pages = d->pages, .page_count = 1};
    d->options = (ts_pdf_options){.tags = true};
    d->pdf = (ts_pdf){.arena = arena, .options = &d->options, .document = &d->document, .pages = &d->part,
                      .sink = ts_pdf_sink_new(arena, 7, &d->options)};
    ts_pdf_gather_tags(&d->pdf);
    d->content = ts_pdf_content_new(&d->pdf);
    assert_non_null(d->content);
    d->content->tagged = true;
    *state = d;
    return 0;
}

static int close_desk(void **state)
{
    const desk *d = *state;
    ts_arena_drop(d->arena);
    return 0;
}

static void assert_put(const desk *d, const char *text)
{
    const ts_pdf_bytes *out = d->content->out;
    assert_false(ts_pdf_failed(&d->pdf) || out->failed);
    assert_int_equal(out->count, strlen(text));
    assert_memory_equal(out->items, text, out->count);
}

static void a_sequence_goes_on_for_its_tag_and_turn(void **state)
{
    const desk *d = *state;
    const ts_item one = {.kind = TS_ITEM_FILL, .tag = d->text}, other = {.kind = TS_ITEM_FILL, .tag = d->heading},
                  later = {.kind = TS_ITEM_FILL, .tag = d->heading, .turn = 1};
    ts_pdf_mark(d->content, &one);
    ts_pdf_mark(d->content, &one);
    ts_pdf_mark(d->content, &other);
    ts_pdf_mark(d->content, &later);
    ts_pdf_mark(d->content, &later);
    assert_put(d, "/P << /MCID 0 >> BDC\nEMC\n/H1 << /MCID 1 >> BDC\nEMC\n/H1 << /MCID 2 >> BDC\n");
}

/* What follows it is not what it says. */
static void a_span_ends_with_what_it_stands_for(void **state)
{
    const desk *d = *state;
    const ts_item item = {.kind = TS_ITEM_RUN, .tag = d->text};
    ts_pdf_mark_span(d->content, &item, "a", 1);
    ts_pdf_mark(d->content, &item);
    ts_pdf_mark(d->content, &item);
    assert_put(d, "/Span << /MCID 0 /ActualText (a) >> BDC\nEMC\n/P << /MCID 1 >> BDC\n");
}

static void read_line(desk *d, const char *text, double baseline)
{
    static const ts_type type = {.size = 10};
    const ts_run run = {.text = text, .length = strlen(text), .type = &type};
    const ts_item item = {.kind = TS_ITEM_RUN, .tag = d->heading, .u.run = {.run = &run, .baseline = baseline}};
    ts_pdf_read_run(&d->pdf, &item);
}

/* Of a hyphen that stands alone on its line, too. */
static void a_heading_is_read_over_its_lines(void **state)
{
    static const char *const lines[] = {"\xC2\xAD", "Trade", " moves", "by ", "pipe\xC2\xAD", "line"};
    desk *d = *state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        read_line(d, lines[i], 12 * (double)(i == 2 ? 1 : i)); /* the third goes on on the second's line */
    const ts_pdf_bytes *read = ts_pdf_find_tag(&d->pdf, d->heading)->reading->text;
    assert_int_equal(read->count, strlen("Trade moves by pipeline"));
    assert_memory_equal(read->items, "Trade moves by pipeline", read->count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_sequence_goes_on_for_its_tag_and_turn, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_span_ends_with_what_it_stands_for, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_heading_is_read_over_its_lines, open_desk, close_desk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
