/* Items, where they paint, and the structure tree beside them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "canvas/page.h"
#include "near.h"

static int setup(void **state)
{
    *state = ts_arena_new(0);
    return *state ? 0 : -1;
}

static int teardown(void **state)
{
    ts_arena_drop(*state);
    return 0;
}

static ts_item stroke_of(const ts_path *path, double width)
{
    ts_item item = {.kind = TS_ITEM_STROKE};
    item.u.stroke.path = path;
    item.u.stroke.stroke.width = width;
    return item;
}

static void a_stroked_box_grows_by_half_its_line(void **state)
{
    ts_path *path = ts_path_new(*state);
    ts_path_rect(path, (ts_rect){10, 10, 20, 20});
    ts_item item = stroke_of(path, 2);
    assert_rect(ts_item_box(&item), ((ts_rect){9, 9, 22, 22}), 1e-9);
}

static void a_sharp_miter_reaches_out_as_far_as_its_limit_lets_it(void **state)
{
    ts_path *path = ts_path_new(*state);
    ts_path_move(path, 0, 0);
    ts_path_line(path, 40, 30); /* a tip of 2 atan(3/4) = 73.7 degrees, pointing right */
    ts_path_line(path, 0, 60);
    ts_item item = stroke_of(path, 6);
    /* half the width over sin(36.87 degrees) = 3 / 0.6 */
    assert_near(ts_rect_right(ts_item_box(&item)), 45, 1e-9);
    item.u.stroke.stroke.miter = 1.5;
    assert_near(ts_rect_right(ts_item_box(&item)), 43, 1e-9);
    item.u.stroke.stroke.miter = 0;
    item.u.stroke.stroke.join = TS_JOIN_ROUND;
    assert_near(ts_rect_right(ts_item_box(&item)), 43, 1e-9);
}

static void an_image_paints_what_its_clip_leaves(void **state)
{
    (void)state;
    ts_image image = {.width = 2, .height = 2};
    ts_item item = {.kind = TS_ITEM_IMAGE};
    item.u.image.image = &image;
    item.u.image.box = (ts_rect){0, 0, 100, 50};
    assert_rect(ts_item_box(&item), ((ts_rect){0, 0, 100, 50}), 0);
    item.u.image.clip = (ts_rect){10, -10, 200, 30};
    assert_rect(ts_item_box(&item), ((ts_rect){10, 0, 90, 20}), 0);
}

static void art_paints_its_ink_where_the_matrix_puts_it(void **state)
{
    (void)state;
    ts_art art = {.box = {0, 0, 24, 24}, .ink_box = {2, 4, 20, 16}};
    ts_item item = {.kind = TS_ITEM_ART};
    item.u.art.art = &art;
    item.u.art.matrix = (ts_matrix){0, 2, -2, 0, 100, 50}; /* a quarter turn, twice the size */
    assert_rect(ts_item_box(&item), ((ts_rect){60, 54, 32, 40}), 1e-9);
}

static void a_run_paints_its_letters_and_no_more(void **state)
{
    const char *why = NULL;
    ts_font *font = ts_font_load(*state, "sans", "fonts/Inter-Regular.otf", &why);
    assert_non_null(font);
    const ts_type type = {.font = font, .size = 100, .leading = 120};
    ts_typesetter *setter = ts_typesetter_new(0);
    const ts_block *block = ts_text_line(setter, *state, "HH", &type, 0);
    ts_typesetter_drop(setter);
    assert_non_null(block);
    ts_item item = {.kind = TS_ITEM_RUN};
    item.u.run.run = &block->lines[0].runs[0];
    item.u.run.x = 10;
    item.u.run.baseline = 200;
    ts_rect box = ts_item_box(&item);
    double cap = ts_font_metrics_of(font)->cap_height * 100;
    assert_near(box.h, cap, 0.1);
    assert_near(ts_rect_bottom(box), 200, 0.1);
    assert_true(box.x > 10 && ts_rect_right(box) < 10 + item.u.run.run->width); /* side bearings stay white */
    assert_true(box.w > item.u.run.run->width * 0.7);
}

static ts_run_look look(void *user, const ts_run *run)
{
    ts_run_look *looks = user;
    return looks[run->user];
}

static void a_block_becomes_an_item_a_run(void **state)
{
    ts_swatch ink = {.name = "Black"};
    ts_tag *tag = ts_tag_root(*state);
    ts_run_look looks[2] = {{.ink = {&ink, 1}, .tag = tag},
                            {.ink = {&ink, 0.5}, .artifact = TS_ARTIFACT_PAGINATION}};
    ts_run runs[2] = {{.user = 0, .x = 0}, {.user = 1, .x = 30}};
    ts_line lines[2] = {{.runs = runs, .count = 2, .x = 5, .baseline = 12},
                        {.runs = runs, .count = 1, .baseline = 24}};
    ts_block block = {.lines = lines, .count = 2};
    ts_items items = {0};
    assert_true(ts_items_add_block(*state, &items, &block, 100, 200, look, looks));
    assert_int_equal(items.count, 3);
    assert_near(items.items[1].u.run.x, 135, 0);
    assert_near(items.items[1].u.run.baseline, 212, 0);
    assert_near(items.items[2].u.run.baseline, 224, 0);
    assert_ptr_equal(items.items[0].tag, tag);
    assert_int_equal(items.items[1].artifact, TS_ARTIFACT_PAGINATION);
    assert_near(items.items[1].u.run.ink.tint, 0.5, 0);
}

static void tags_are_numbered_as_they_are_made_and_keep_reading_order(void **state)
{
    ts_tag *root = ts_tag_root(*state);
    ts_tag *section = ts_tag_add(*state, root, TS_TAG_SECT);
    ts_tag *note = ts_tag_add(*state, root, TS_TAG_NOTE);
    ts_tag *head = ts_tag_add(*state, section, TS_TAG_H1);
    assert_int_equal(root->id, 0);
    assert_int_equal(section->id, 1);
    assert_int_equal(note->id, 2);
    assert_int_equal(head->id, 3);
    assert_ptr_equal(root->first, section);
    assert_ptr_equal(section->next, note);
    assert_ptr_equal(root->last, note);
    assert_ptr_equal(head->parent, section);
    assert_int_equal(head->page, -1);
    assert_null(ts_tag_add(*state, NULL, TS_TAG_P));
}

static void every_kind_has_the_name_that_pdf_gives_it(void **state)
{
    static const char *const names[] = {
        "Document", "Sect",   "Div",     "H1",    "H2", "H3", "P",  "Note", "BlockQuote", "L",   "LI", "Lbl",
        "LBody",    "Figure", "Caption", "Table", "TR", "TH", "TD", "Link", "Reference",  "Span"};
    (void)state;
    assert_int_equal(sizeof names / sizeof *names, TS_TAG_SPAN + 1);
    for (int i = 0; i <= TS_TAG_SPAN; i++)
        assert_string_equal(ts_tag_name((ts_tag_kind)i), names[i]);
}

static void the_first_place_of_a_name_is_found(void **state)
{
    (void)state;
    ts_named_place first[] = {{"sources", {1, 1}}, {"source-1", {2, 2}}}, second[] = {{"source-2", {3, 3}}, {"source-1", {4, 4}}};
    ts_page one = {.places = {first, 2, 2}}, two = {.places = {second, 2, 2}};
    const ts_document document = {.pages = (ts_page *[]){&one, &two}, .page_count = 2};
    size_t page;
    assert_ptr_equal(ts_document_place(&document, "source-1", &page), &first[1]);
    assert_int_equal(page, 0);
    assert_ptr_equal(ts_document_place(&document, "source-2", &page), &second[0]);
    assert_int_equal(page, 1);
    assert_null(ts_document_place(&document, "source", &page));
    assert_null(ts_document_place(&document, "", &page));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_place_of_a_name_is_found),
        cmocka_unit_test(a_stroked_box_grows_by_half_its_line),
        cmocka_unit_test(a_sharp_miter_reaches_out_as_far_as_its_limit_lets_it),
        cmocka_unit_test(an_image_paints_what_its_clip_leaves),
        cmocka_unit_test(art_paints_its_ink_where_the_matrix_puts_it),
        cmocka_unit_test(a_run_paints_its_letters_and_no_more),
        cmocka_unit_test(a_block_becomes_an_item_a_run),
        cmocka_unit_test(tags_are_numbered_as_they_are_made_and_keep_reading_order),
        cmocka_unit_test(every_kind_has_the_name_that_pdf_gives_it),
    };
    return cmocka_run_group_tests_name("canvas.page", tests, setup, teardown);
}
