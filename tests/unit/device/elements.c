/* Elements of the structure tree that an earlier document had are found again only where nothing of them is another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "device/haru_pdf.h"
#include "haru_sample.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 1 << 20, ROUNDS = 3 /* seen, kept, found */ };

typedef struct file {
    unsigned char bytes[MOST];
    size_t size;
} file;

static bool keep(void *user, const void *bytes, size_t count)
{
    file *f = user;
    if (count > MOST - f->size)
        return false;
    memcpy(f->bytes + f->size, bytes, count);
    f->size += count;
    return true;
}

static void write_file(const sample *s, ts_memo *memo, file *f)
{
    const ts_pdf_options options = {.tags = true, .links = true, .colour = s->colour, .memo = memo};
    const char *why = NULL;
    f->size = 0;
    if (ts_pdf_write(s->arena, &s->document, &options, &(ts_writer){keep, f}, &why) != TS_OK)
        fail_msg("%s", why);
}

static bool same_as_first(const sample *s, ts_memo *memo)
{
    static file alone, after;
    write_file(s, NULL, &alone);
    ts_memo_begin(memo);
    write_file(s, memo, &after);
    return alone.size == after.size && memcmp(alone.bytes, after.bytes, alone.size) == 0;
}

static void be_a_quote(ts_tag *tag)
{
    tag->kind = TS_TAG_QUOTE;
}

static void head_rows(ts_tag *tag)
{
    tag->scope = "Row";
}

static void speak_spanish(ts_tag *tag)
{
    tag->language = "es-MX";
}

static void be_another_note(ts_tag *tag)
{
    tag->note_id = "note-X";
}

static const struct { const char *name; ts_tag_kind kind; void (*change)(ts_tag *tag); } changes[] = {
    {"kind", TS_TAG_P, be_a_quote}, {"scope", TS_TAG_HEAD, head_rows}, {"language", TS_TAG_H2, speak_spanish}, {"ID", TS_TAG_NOTE, be_another_note}};

/* By hand: layouts are done with their tags when a device has them. */
static ts_tag *first_of(const sample *s, ts_tag_kind kind)
{
    for (const ts_tag *tag = s->document.root; tag; tag = ts_tag_next(tag, NULL))
        if (tag->kind == kind)
            return (ts_tag *)(uintptr_t)tag;
    fail_msg("there is no such tag");
    return NULL;
}

static void elements_are_found_only_as_they_were(void **state)
{
    const sample *s = *state;
    ts_memo *memo = ts_memo_new(SIZE_MAX, NULL);
    for (int round = 0; round < ROUNDS; round++)
        assert_true(same_as_first(s, memo));
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        ts_tag *tag = first_of(s, changes[i].kind), before = *tag;
        changes[i].change(tag);
        for (int round = 0; round < ROUNDS; round++)
            if (!same_as_first(s, memo))
                fail_msg("found as it was before another %s", changes[i].name);
        *tag = before;
        assert_true(same_as_first(s, memo));
    }
    ts_memo_drop(memo);
}

/* A sequence more on the first page, so that all numbers behind it are others. */
static void sequences_are_numbered_anew(void **state)
{
    const sample *s = *state;
    ts_memo *memo = ts_memo_new(SIZE_MAX, NULL);
    ts_page *page = s->document.pages[0];
    size_t count = page->items.count, links = page->links.count;
    for (int round = 0; round < ROUNDS; round++)
        assert_true(same_as_first(s, memo));
    for (size_t left = 1; left < count; left += count / 7 + 1) {
        page->items.count = left;
        for (int round = 0; round < ROUNDS; round++)
            assert_true(same_as_first(s, memo));
    }
    page->items.count = count;
    page->links.count = 0;
    assert_true(same_as_first(s, memo));
    page->links.count = links;
    assert_true(same_as_first(s, memo));
    ts_memo_drop(memo);
}

/* A link over several lines has a place on each: all are its element's, in their order. */
static void a_link_has_all_its_places(void **state)
{
    const sample *s = *state;
    enum { PLACES = 4 };
    const ts_pdf_options options = {.tags = true, .links = true};
    ts_linkarea places[PLACES];
    ts_page page = {.links = {.items = places, .count = PLACES}}, *pages[] = {&page};
    ts_document document = {.root = s->document.root, .pages = pages, .page_count = 1};
    ts_pdf_page_part part = {0};
    ts_pdf pdf = {.arena = s->arena, .options = &options, .document = &document, .pages = &part,
                  .sink = ts_pdf_sink_new(s->arena, 7, &options)};
    const ts_tag *link = first_of(s, TS_TAG_LINK);
    for (int i = 0; i < PLACES; i++)
        places[i] = (ts_linkarea){{0, 10 * i, 50, 9}, "https://example.org", link, "A link"};
    ts_pdf_gather_tags(&pdf);
    ts_pdf_put_links(&pdf);
    assert_false(ts_pdf_failed(&pdf));
    const ts_pdf_annotation *each = pdf.tags[link->id].annotations;
    for (int i = 0; i < PLACES; i++, each = each->next) {
        assert_non_null(each);
        assert_int_equal(each->object, part.annotations.items[i]);
    }
    assert_null(each);
}

/* Before the table of many cells. */
static ts_tag *last_but_one(const sample *s)
{
    const ts_tag *tag = s->document.root->first;
    while (tag->next != s->document.root->last)
        tag = tag->next;
    return (ts_tag *)(uintptr_t)tag;
}

/* One object less before all elements and one element more before the cells: those of a later stream say the same, each by
 * another number. */
static void cells_are_found_only_by_their_numbers(void **state)
{
    const sample *s = *state;
    ts_memo *memo = ts_memo_new(SIZE_MAX, NULL);
    ts_tag *spare = last_but_one(s);
    ts_page *page = s->document.pages[0];
    assert_true(page->links.count > 0);
    spare->kind = TS_TAG_SPAN; /* says nothing, and is left out */
    for (int round = 0; round < ROUNDS; round++)
        assert_true(same_as_first(s, memo));
    spare->kind = TS_TAG_CELL;
    page->links.count--;
    assert_true(same_as_first(s, memo));
    page->links.count++;
    ts_memo_drop(memo);
}

static int begin(void **state)
{
    sample *s = malloc(sizeof *s);
    *state = s;
    return s && make_sample(ts_arena_new(0), s) ? 0 : -1;
}

/* A grid keeps its empty cells: more elements than two object streams hold. */
static int begin_large(void **state)
{
    enum { CELLS = 600 };
    if (begin(state))
        return -1;
    sample *s = *state;
    ts_tag *root = (ts_tag *)(uintptr_t)s->document.root, *spare = ts_tag_add(s->arena, root, TS_TAG_CELL);
    ts_tag *table = ts_tag_add(s->arena, root, TS_TAG_TABLE), *row = ts_tag_add(s->arena, table, TS_TAG_ROW), *cell = row;
    for (int i = 0; i < CELLS && cell; i++)
        cell = ts_tag_add(s->arena, row, TS_TAG_CELL);
    return cell && spare ? 0 : -1;
}

static int end(void **state)
{
    sample *s = *state;
    ts_arena_drop(s->arena);
    free(s);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(elements_are_found_only_as_they_were, begin_large, end),
                                       cmocka_unit_test_setup_teardown(cells_are_found_only_by_their_numbers, begin_large, end),
                                       cmocka_unit_test_setup_teardown(a_link_has_all_its_places, begin, end),
                                       cmocka_unit_test_setup_teardown(sequences_are_numbered_anew, begin_large, end),
                                       cmocka_unit_test_setup_teardown(sequences_are_numbered_anew, begin, end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
