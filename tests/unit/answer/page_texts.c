/* What stands on pages is told in the order of reading, whatever the order of painting. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "answer/page_texts.h"

#include <stdio.h>
#include <string.h>

enum { PAGES = 2, RUNS = 16 };

typedef struct paper { /* pages that are painted run by run */
    ts_arena *arena;
    ts_page pages[PAGES], *list[PAGES];
    ts_document document;
    ts_run runs[RUNS];
    size_t count;
} paper;

static const ts_type TEN = {.size = 10};

static paper *open_paper(void)
{
    ts_arena *arena = ts_arena_new(0);
    paper *p = TS_NEW(arena, paper);
    p->arena = arena;
    for (size_t i = 0; i < PAGES; i++)
        p->list[i] = &p->pages[i];
    p->document = (ts_document){.pages = p->list, .page_count = PAGES, .root = ts_tag_root(arena)};
    return p;
}

static ts_tag *add_tag(paper *p, ts_tag_kind kind)
{
    return ts_tag_add(p->arena, p->document.root, kind);
}

static void paint(paper *p, size_t page, const ts_tag *tag, uint32_t turn, const char *words)
{
    ts_run *run = &p->runs[p->count++];
    *run = (ts_run){.type = &TEN, .text = words, .length = strlen(words), .original = words, .original_length = strlen(words), .width = 20};
    ts_item item = {.kind = TS_ITEM_RUN, .tag = tag, .turn = turn, .u.run = {.run = run, .x = 10, .baseline = 100}};
    assert_true(ts_page_add(p->arena, &p->pages[page], item));
}

static void assert_read(const paper *p, const char *const *texts, size_t count)
{
    const ts_page_texts *read = ts_page_texts_collect(p->arena, &p->document);
    assert_non_null(read);
    assert_int_equal(read->count, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(read->texts[i].text, texts[i]);
}

static void texts_are_read_as_their_tags_stand(void **state)
{
    (void)state;
    paper *p = open_paper();
    ts_tag *first = add_tag(p, TS_TAG_P), *second = add_tag(p, TS_TAG_P);
    paint(p, 0, NULL, 0, "head");
    paint(p, 0, second, 0, "three ");
    paint(p, 0, first, 0, "one ");
    paint(p, 1, second, 0, "four");
    paint(p, 0, first, 0, "two");
    assert_read(p, (const char *const[]){"one two", "three four", "head"}, 3);
    ts_arena_drop(p->arena);
}

/* What was painted first is read last. */
static void a_thread_is_read_in_its_turns(void **state)
{
    (void)state;
    paper *p = open_paper();
    ts_tag *tag = add_tag(p, TS_TAG_P);
    paint(p, 0, tag, 2, "end");
    paint(p, 0, tag, 1, "begin");
    paint(p, 1, tag, 1, " middle ");
    assert_read(p, (const char *const[]){"begin middle end"}, 1);
    ts_arena_drop(p->arena);
}

static void a_figure_speaks_before_its_labels(void **state)
{
    (void)state;
    paper *p = open_paper();
    ts_tag *before = add_tag(p, TS_TAG_P), *figure = add_tag(p, TS_TAG_FIGURE), *last = add_tag(p, TS_TAG_FIGURE);
    figure->alt = "Bars.";
    last->alt = "Lines.";
    paint(p, 0, figure, 0, "label");
    paint(p, 0, before, 0, "words");
    assert_read(p, (const char *const[]){"words", "Bars.", "label", "Lines."}, 4);
    ts_arena_drop(p->arena);
}

/* Spaces stand alone, forced lines and tabs are spaces, soft hyphens nothing; other signs of two and three bytes stay. */
static void signs_that_are_not_read_are_gone(void **state)
{
    (void)state;
    paper *p = open_paper();
    paint(p, 0, add_tag(p, TS_TAG_P), 0, " \ta  b\xE2\x80\xA8 c\xC2\xAD" "d \xE2\x80\x93\xC2\xA0\xE2\x82\xAC\t");
    assert_read(p, (const char *const[]){"a b cd \xE2\x80\x93\xC2\xA0\xE2\x82\xAC"}, 1);
    ts_arena_drop(p->arena);
}

/* Wherever it stands in a text, and between two runs. */
static void a_blank_behind_a_blank_is_none(void **state)
{
    (void)state;
    enum { LENGTH = 27 };
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    for (size_t at = 0; at + 2 < LENGTH; at++) {
        paper *p = open_paper();
        char words[LENGTH + 1] = "", one[LENGTH + 1] = "";
        snprintf(words, sizeof words, "%.*s  %s", (int)at, letters, letters + at + 1);
        snprintf(one, sizeof one, "%.*s%s%s", (int)at, letters, at ? " " : "", letters + at + 1);
        paint(p, 0, add_tag(p, TS_TAG_P), 0, words);
        const ts_tag *pair = add_tag(p, TS_TAG_P), *gap = add_tag(p, TS_TAG_P);
        paint(p, 0, pair, 0, "begin ");
        paint(p, 0, pair, 0, " end");
        paint(p, 0, gap, 0, " ");
        paint(p, 0, gap, 0, "x");
        assert_read(p, (const char *const[]){one, "begin end", "x"}, 3);
        ts_arena_drop(p->arena);
    }
}

static void pages_without_words_have_no_texts(void **state)
{
    (void)state;
    paper *p = open_paper();
    assert_read(p, NULL, 0);
    ts_arena_drop(p->arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_read_as_their_tags_stand), cmocka_unit_test(a_thread_is_read_in_its_turns),
        cmocka_unit_test(a_figure_speaks_before_its_labels),  cmocka_unit_test(signs_that_are_not_read_are_gone),
        cmocka_unit_test(a_blank_behind_a_blank_is_none),
        cmocka_unit_test(pages_without_words_have_no_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
