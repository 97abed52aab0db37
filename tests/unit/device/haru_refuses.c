/* What the PDF device does not write, and what it says of it. */
#include "haru_file.h"

static void refuse(const sample *s, ts_pdf_options options, ts_status status, const char *part)
{
    const char *why = NULL;
    file f;

    assert_int_equal(write_file(&f, s, options, &why), status);
    assert_non_null(why);
    assert_non_null(strstr(why, part));
    assert_int_equal(f.size, 0);
    free(f.data);
}

static void options_that_contradict_are_refused(void **state)
{
    ts_pdf_options linked = print, marked = screen;

    linked.links = true;
    marked.marks = 1;
    refuse(*state, linked, TS_USAGE, "links belong to the screen profile");
    refuse(*state, marked, TS_USAGE, "marks belong to the print profile");
    marked = sheets;
    marked.tags = true;
    refuse(*state, marked, TS_USAGE, "have no structure tree");
}

static void a_date_must_be_one(void **state)
{
    static const char *const wrong[] = {
        "", "23.11.2026", "2026-11-2", "2026-11-23T10", "2026-11-23T10:20:30+1", "2026-11-23 x"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        sample other = *(const sample *)*state;
        other.document.date = wrong[i];
        refuse(&other, print, TS_FAULT, "date");
    }
}

/* One more page, with one thing on it that a PDF cannot carry. */
static void refuse_page(const sample *s, ts_page *page, ts_pdf_options options, const char *part)
{
    sample other = *s;
    ts_page *pages[1] = {page};

    other.document.pages = pages;
    other.document.page_count = 1;
    refuse(&other, options, TS_FAULT, part);
}

static void a_link_leads_somewhere_harmless(void **state)
{
    static const char *const targets[] = {"javascript:alert(1)", "file:///etc/passwd", "#nowhere"};
    static const char *const parts[] = {"javascript:alert(1)", "file:///etc/passwd", "which no page has"};

    for (size_t i = 0; i < 3; i++) {
        ts_page page = {.width = 100, .height = 100};
        ts_linkarea area = {{0, 0, 9, 9}, targets[i], NULL, NULL};
        page.links.items = &area;
        page.links.count = page.links.capacity = 1;
        refuse_page(*state, &page, screen, parts[i]);
    }
}

static void a_page_has_a_size(void **state)
{
    static const double sizes[] = {0, 2, 14401, 1e300};

    for (size_t i = 0; i < 4; i++) {
        ts_page page = {.width = sizes[i], .height = 100};
        refuse_page(*state, &page, print, "3 to 14400 points");
    }
}

static void a_spot_cannot_be_all_plates(void **state)
{
    const sample *s = *state;
    static const ts_swatch all = {.name = "Sly", .spot = "All", .cmyk = {1, 1, 1, 1}};
    ts_page page = {.width = 100, .height = 100};
    ts_item item = {.kind = TS_ITEM_FILL};
    ts_path *path = ts_path_new(s->arena);

    ts_path_rect(path, (ts_rect){0, 0, 10, 10});
    item.u.fill.path = path;
    item.u.fill.paint = (ts_paint){.ink = {&all, 1}, .opacity = 1};
    assert_true(ts_page_add(s->arena, &page, item));
    refuse_page(s, &page, print, "cannot be named All");
}

static void clips_have_a_depth(void **state)
{
    const sample *s = *state;
    ts_page page = {.width = 100, .height = 100};
    ts_item item = {.kind = TS_ITEM_CLIP};
    ts_path *path = ts_path_new(s->arena);

    ts_path_rect(path, (ts_rect){0, 0, 10, 10});
    item.u.clip.path = path;
    for (int i = 0; i < 40; i++)
        assert_true(ts_page_add(s->arena, &page, item));
    refuse_page(s, &page, print, "nested too deep");
}

static void marks_say_nothing_where_there_is_no_type(void **state)
{
    const char *why;
    ts_page page = {.width = 100, .height = 100}, *pages[1] = {&page};
    sample bare = *(const sample *)*state;
    file f;

    bare.document.pages = pages;
    bare.document.page_count = 1;
    assert_int_equal(write_file(&f, &bare, marks, &why), TS_OK);
    assert_false(holds(&f, "/Type /Font "));
    free(f.data);
}

static void two_sides_of_a_leaf_are_of_one_size(void **state)
{
    const char *why;
    ts_page page = {.width = 100, .height = 100}, wide = {.width = 101, .height = 100}, bled = {.width = 100, .height = 100, .bleed = 9};
    ts_page *pages[2] = {&page, &wide};
    ts_pdf_options repeated = sheets;
    sample other = *(const sample *)*state;
    file f;

    other.document.pages = pages;
    other.document.page_count = 2;
    refuse(&other, sheets, TS_FAULT, "pages 1 and 2 differ in size");
    pages[1] = &bled;
    refuse(&other, sheets, TS_FAULT, "pages 1 and 2 differ in size");
    repeated.impose = TS_IMPOSE_REPEAT;
    assert_int_equal(write_file(&f, &other, repeated, &why), TS_OK);
    free(f.data);
}

/* Two pages, and beside them the room for marks, 30 points on each side. */
static void a_sheet_is_not_wider_than_a_page_may_be(void **state)
{
    const char *why;
    ts_page widest = {.width = (14400 - 2 * 30) / 2., .height = 100}, wider = {.width = widest.width + .5, .height = 100}, *page = &widest;
    sample other = *(const sample *)*state;
    file f;

    other.document.pages = &page;
    other.document.page_count = 1;
    assert_int_equal(write_file(&f, &other, sheets, &why), TS_OK);
    free(f.data);
    refuse_page(*state, &wider, sheets, "wider than 14400 points");
}

static void an_item_bears_a_tag_of_the_tree(void **state)
{
    const sample *s = *state;
    ts_tag stray = {.kind = TS_TAG_P, .id = 3};
    ts_page page = {.width = 100, .height = 100};
    ts_item item = {.kind = TS_ITEM_FILL, .tag = &stray};

    item.u.fill.path = ts_path_new(s->arena);
    assert_true(ts_page_add(s->arena, &page, item));
    refuse_page(s, &page, screen, "not in the document's tree");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_that_contradict_are_refused),
        cmocka_unit_test(a_date_must_be_one),
        cmocka_unit_test(a_link_leads_somewhere_harmless),
        cmocka_unit_test(a_page_has_a_size),
        cmocka_unit_test(a_spot_cannot_be_all_plates),
        cmocka_unit_test(clips_have_a_depth),
        cmocka_unit_test(marks_say_nothing_where_there_is_no_type),
        cmocka_unit_test(two_sides_of_a_leaf_are_of_one_size),
        cmocka_unit_test(a_sheet_is_not_wider_than_a_page_may_be),
        cmocka_unit_test(an_item_bears_a_tag_of_the_tree),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
