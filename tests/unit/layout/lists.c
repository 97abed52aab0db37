/*
 * Lists and what else stands beside words: markers, their numbers and tags;
 * leaders and initials; a text whose links run on in another frame; the room
 * for pictures.
 */
#include "layout/anchors.h"
#include "layout/list.h"
#include "layout/settext.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char sheet_text[] =
    "{ \"tearsheet\": 1, \"copy\": { \"title\": \"T\" },\n"
    "  \"swatches\": { \"Black\": { \"ink\": \"K100\" }, \"Rust\": { \"ink\": \"M80 Y90\" }, \"Sea\": { \"ink\": \"C90\" } },\n"
    "  \"fonts\": { \"Inter Regular\": { \"file\": \"fonts/Inter-Regular.otf\" } },\n"
    "  \"character-styles\": { \"count\": { \"color\": \"Rust\" }, \"large\": { \"color\": \"Sea\" } },\n"
    "  \"text-styles\": {\n"
    "    \"plain\": { \"font\": \"Inter Regular\", \"set\": \"8/12\" },\n"
    "    \"points\": { \"based-on\": \"plain\", \"list\": { \"indent\": 10 } },\n"
    "    \"steps\": { \"based-on\": \"plain\", \"list\": { \"marker\": \"{n}.\", \"start\": 7, \"style\": \"count\" } },\n"
    "    \"opening\": { \"based-on\": \"plain\", \"drop-cap\": { \"style\": \"large\" } } },\n"
    "  \"art\": { \"ship\": { \"file\": \"layouts/art/icons/ship.svg\" } },\n"
    "  \"pages\": [{ \"body\": [{ \"text\": \"title\", \"style\": \"plain\" }] }] }\n";

typedef struct desk {
    ts_arena *arena;
    ts_diags diags;
    ts_edition edition;
    ts_kit kit;
    ts_page page;
    ts_tag *root;
} desk;

static int lay_out(void **state)
{
    desk *d = calloc(1, sizeof *d);
    char path[] = "/tmp/ts-lists-XXXXXX";
    const char *why;
    ts_sheet *sheet;
    ts_stock *stock;
    int file = mkstemp(path);
    assert_int_equal(write(file, sheet_text, sizeof sheet_text - 1), sizeof sheet_text - 1);
    close(file);
    d->arena = ts_arena_new(0);
    d->diags = ts_diags_new(d->arena);
    assert_int_equal(ts_sheet_load(d->arena, path, &d->diags, &sheet), TS_OK);
    assert_int_equal(unlink(path), 0);
    ts_shown shown = {ts_colour_new(d->arena, NULL, 0, &why), false};
    assert_int_equal(ts_stock_load(d->arena, sheet, &shown, &d->diags, &stock), TS_OK);
    d->edition = (ts_edition){.arena = d->arena, .sheet = sheet, .language = "en"};
    d->kit = (ts_kit){.arena = d->arena, .scratch = d->arena, .stock = stock, .setter = ts_typesetter_new(0), .edition = &d->edition,
                      .diags = &d->diags};
    d->root = ts_tag_root(d->arena);
    *state = d;
    return 0;
}

static int clear(void **state)
{
    desk *d = *state;
    ts_typesetter_drop(d->kit.setter);
    ts_arena_drop(d->arena);
    free(d);
    return 0;
}

/* ---- markers */

static const char *marker(desk *d, const char *text, long number)
{
    ts_list_spec list = {.marker = {text, {0}}};
    return ts_list_marker(d->arena, &list, number);
}

static void a_list_has_bullets_unless_it_says_what(void **state)
{
    desk *d = *state;
    assert_string_equal(marker(d, NULL, 3), "\xE2\x80\xA2");
    assert_string_equal(marker(d, "\xE2\x80\x93", 3), "\xE2\x80\x93");
    assert_false(ts_list_counts(&(ts_list_spec){0}));
}

static void figures_count(void **state)
{
    desk *d = *state;
    assert_string_equal(marker(d, "{n}.", 1), "1.");
    assert_string_equal(marker(d, "({n})", 112), "(112)");
    assert_true(ts_list_counts(&(ts_list_spec){.marker = {"{n}.", {0}}}));
}

static void letters_count_on_after_z(void **state)
{
    desk *d = *state;
    assert_string_equal(marker(d, "{a})", 1), "a)");
    assert_string_equal(marker(d, "{a})", 26), "z)");
    assert_string_equal(marker(d, "{a})", 27), "aa)");
    assert_string_equal(marker(d, "{a})", 52), "az)");
    assert_string_equal(marker(d, "{a})", 702), "zz)");
    assert_string_equal(marker(d, "{a})", 703), "aaa)");
    assert_string_equal(marker(d, "{a}", 0), "0"); /* letters have no nought */
    assert_non_null(marker(d, "{a}", INT64_MAX));
}

static void a_marker_may_count_twice_or_hold_other_braces(void **state)
{
    desk *d = *state;
    assert_string_equal(marker(d, "{n}/{a}", 4), "4/d");
    assert_string_equal(marker(d, "{x{n}}", 4), "{x4}");
}

/* ---- items */

static ts_piece say(const char *text)
{
    return (ts_piece){.text = text, .length = strlen(text)};
}

static ts_copy copy_of(desk *d, const char *const *texts, size_t count)
{
    ts_copy copy = {.key = "points", .paragraphs = TS_ARRAY(d->arena, ts_paragraph, count), .count = count};
    for (size_t i = 0; i < count; i++) {
        ts_piece *piece = TS_NEW(d->arena, ts_piece);
        *piece = say(texts[i]);
        copy.paragraphs[i] = (ts_paragraph){piece, 1, 1};
    }
    return copy;
}

static const char *const three[] = {"One.", "", "Three."};

static void markers_are_pieces_after_the_words(void **state)
{
    desk *d = *state;
    ts_copy copy = copy_of(d, three, 3);
    ts_set_text set;
    assert_true(ts_kit_set(&d->kit, &copy, ts_kit_style(&d->kit, "steps"), 200, &set));
    assert_int_equal(set.marker_from, 3);
    assert_int_equal(set.piece_count, 6);
    assert_string_equal(set.pieces[3]->text, "7.");
    assert_string_equal(set.pieces[4]->text, ""); /* no text, no number */
    assert_string_equal(set.pieces[5]->text, "8.");
}

static void a_text_that_is_no_list_has_no_markers(void **state)
{
    desk *d = *state;
    ts_copy copy = copy_of(d, three, 3);
    ts_set_text set;
    assert_true(ts_kit_set(&d->kit, &copy, ts_kit_style(&d->kit, "plain"), 200, &set));
    assert_int_equal(set.piece_count, 3);
    assert_int_equal(set.marker_from, 3);
}

/* ---- on the page */

/* A line that no setting made: one run of each piece. */
typedef struct line_of {
    ts_run runs[4];
    ts_line line;
    ts_block block;
    ts_set_text set;
} line_of;

static void put(desk *d, line_of *l, ts_copy *copy, const char *style)
{
    ts_set_text set;
    assert_true(ts_kit_set(&d->kit, copy, ts_kit_style(&d->kit, style), 200, &set));
    l->line = (ts_line){.runs = l->runs, .count = set.piece_count, .baseline = 9};
    l->block = (ts_block){.lines = &l->line, .count = 1};
    for (size_t i = 0; i < set.piece_count; i++)
        l->runs[i] = (ts_run){.type = &set.style->type, .user = (uint32_t)i, .text = "", .width = 10};
    l->set = set;
    l->set.block = &l->block;
}

static const ts_item *painted(desk *d, size_t i)
{
    assert_true(i < d->page.items.count);
    return &d->page.items.items[i];
}

static const char *ink(const ts_item *item)
{
    return item->u.run.ink.swatch->name;
}

static void a_marker_bears_its_label_and_its_colour(void **state)
{
    desk *d = *state;
    ts_copy copy = copy_of(d, three, 1);
    line_of l;
    put(d, &l, &copy, "steps");
    ts_tag *body = ts_tag_add(d->arena, d->root, TS_TAG_BODY), *label = ts_tag_add(d->arena, d->root, TS_TAG_LABEL);
    ts_text_target target = {.page = &d->page, .tags = &body, .tag_count = 1, .labels = &label};
    assert_true(ts_text_paint(&d->kit, &target, &l.set, 0, 0, NULL));
    assert_ptr_equal(painted(d, 0)->tag, body);
    assert_string_equal(ink(painted(d, 0)), "Black");
    assert_ptr_equal(painted(d, 1)->tag, label);
    assert_string_equal(ink(painted(d, 1)), "Rust");
}

static void where_nothing_is_a_list_a_marker_is_its_paragraphs(void **state)
{
    desk *d = *state;
    ts_copy copy = copy_of(d, three, 1);
    line_of l;
    put(d, &l, &copy, "steps");
    ts_tag *p = ts_tag_add(d->arena, d->root, TS_TAG_P);
    ts_text_target target = {.page = &d->page, .tags = &p, .tag_count = 1};
    assert_true(ts_text_paint(&d->kit, &target, &l.set, 0, 0, NULL));
    assert_ptr_equal(painted(d, 1)->tag, p);
}

static void a_leader_is_nothing_to_a_reader(void **state)
{
    desk *d = *state;
    ts_copy copy = copy_of(d, three, 1);
    copy.paragraphs[0].pieces[0].link = "https://example.org/";
    line_of l;
    put(d, &l, &copy, "plain");
    l.runs[1] = l.runs[0];
    l.runs[1].filler = true;
    l.line.count = 2;
    ts_tag *p = ts_tag_add(d->arena, d->root, TS_TAG_P);
    ts_text_target target = {.page = &d->page, .tags = &p, .tag_count = 1};
    assert_true(ts_text_paint(&d->kit, &target, &l.set, 0, 0, NULL));
    assert_int_equal(painted(d, 0)->tag->kind, TS_TAG_LINK);
    assert_null(painted(d, 1)->tag);
    assert_int_equal(painted(d, 1)->artifact, TS_ARTIFACT_LAYOUT);
    assert_int_equal(d->page.links.count, 1); /* and is not to be clicked */
}

static void an_initial_has_a_colour_of_its_own(void **state)
{
    desk *d = *state;
    ts_copy copy = copy_of(d, three, 1);
    line_of l;
    put(d, &l, &copy, "opening");
    l.runs[1] = l.runs[0];
    l.runs[0].initial = true;
    l.line.count = 2;
    ts_text_target target = {.page = &d->page};
    assert_true(ts_text_paint(&d->kit, &target, &l.set, 0, 0, NULL));
    assert_string_equal(ink(painted(d, 0)), "Sea");
    assert_string_equal(ink(painted(d, 1)), "Black");
}

static void a_link_over_two_frames_is_one(void **state)
{
    desk *d = *state;
    ts_copy copy = copy_of(d, three, 1);
    copy.paragraphs[0].pieces[0].link = "https://example.org/";
    line_of l;
    put(d, &l, &copy, "plain");
    ts_tag *p = ts_tag_add(d->arena, d->root, TS_TAG_P), *inner[1] = {NULL};
    ts_text_target target = {.page = &d->page, .tags = &p, .tag_count = 1, .inner = inner};
    assert_true(ts_text_paint(&d->kit, &target, &l.set, 0, 0, NULL));
    assert_true(ts_text_paint(&d->kit, &target, &l.set, 0, 100, NULL));
    assert_ptr_equal(painted(d, 0)->tag, painted(d, 1)->tag);
    assert_int_equal(d->page.links.count, 2); /* it can be clicked in both */
    assert_ptr_equal(p->first, p->last);
}

/* ---- pictures beside */

static void pictures_take_room(void **state)
{
    desk *d = *state;
    ts_word names[] = {{"ship", {0}}, {"", {0}}};
    struct ts_anchors anchors = {.art = {names, 2, 2}, .size = {.pt = 20}, .gap = {.pt = 5}};
    ts_frame frame = {.anchors = &anchors};
    ts_box box = {.frame = &frame};
    ts_composer composer = {.kit = &d->kit};
    ts_copy copy = copy_of(d, three, 3);
    ts_text_room room = {.measure = 100};
    assert_true(ts_anchors_room(&composer, &box, &copy, ts_kit_style(&d->kit, "plain"), &room));
    assert_true(room.left == 25 && room.measure == 100);
    assert_true(room.least[0] > 15 && room.least[0] < 24); /* its ink, and what is above the capitals */
    assert_true(room.least[1] == 0);                       /* none is asked for, */
    assert_true(room.least[2] == 0);                       /* or left */
    assert_int_equal(d->diags.count, 0);
}

static void no_anchors_no_room(void **state)
{
    desk *d = *state;
    ts_frame frame = {0};
    ts_box box = {.frame = &frame};
    ts_composer composer = {.kit = &d->kit};
    ts_copy copy = copy_of(d, three, 1);
    ts_text_room room = {.measure = 100};
    assert_true(ts_anchors_room(&composer, &box, &copy, ts_kit_style(&d->kit, "plain"), &room));
    assert_true(room.left == 0 && !room.least);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, lay_out, clear)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_list_has_bullets_unless_it_says_what),
        TEST(figures_count),
        TEST(letters_count_on_after_z),
        TEST(a_marker_may_count_twice_or_hold_other_braces),
        TEST(markers_are_pieces_after_the_words),
        TEST(a_text_that_is_no_list_has_no_markers),
        TEST(a_marker_bears_its_label_and_its_colour),
        TEST(where_nothing_is_a_list_a_marker_is_its_paragraphs),
        TEST(a_leader_is_nothing_to_a_reader),
        TEST(an_initial_has_a_colour_of_its_own),
        TEST(a_link_over_two_frames_is_one),
        TEST(pictures_take_room),
        TEST(no_anchors_no_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
