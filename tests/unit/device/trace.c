/* The display list as text: one line an item, the tags at the end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sheet.h"

#include <locale.h>

static const char *trace_of(sheet *s)
{
    sheet_file file = {.arena = s->arena};
    ts_writer writer = {sheet_keep, &file};
    assert_int_equal(ts_trace_write(s->arena, &s->document, &writer), TS_OK);
    return file.bytes;
}

static const char golden[] =
    "document title \"Small & plain\" language en-US date 2026-01-31\n"
    "page 1 trim 200x100 bleed 9\n"
    "fill -9 -9 218 21 Midnight artifact background\n"
    "run \"Trade \\\"fi\\\"\" serif 12/14 -8 at 36 10.5 Paper tag H1 frame p1-title key head.title value "
    "trade\n"
    "fill shape 20 20 40 40 segments 6 area 1256.99 axial 20 0 to 60 0 (0 Midnight, 1 Poppy 50%) tag Figure\n"
    "stroke line 70 30 to 190 30 Poppy width 0.5 cap round dash 3 1.5\n"
    "clip 70 40 30 30\n"
    "  image four.png 70 40 40 40 pixels 2x2 rgb alpha\n"
    "unclip\n"
    "art icon-box 122 42 16 16 scale 2 items 2 in Poppy strokes 1.5\n"
    "fill 160 40 20.12 20 Midnight 20%\n"
    "link 10 70 50 12 to https://example.org says \"Our site\" tag Figure\n"
    "place top at 0 36\n"
    "tags\n"
    "  Document\n"
    "    H1 page 1\n"
    "      Span lang es actual \"T-MEC\" expansion \"Tratado\"\n"
    "    Figure page 1 alt \"A disc & its <shade>\" link #top box 20 20 40 40\n";

static void a_page_reads_as_text(void **state)
{
    sheet *s = *state;
    ts_linkarea link = {{10, 70, 50, 12}, "https://example.org", s->figure, "Our site"};
    ts_named_place place = {"top", {0, 36}};
    sheet_full(s);
    assert_true(TS_PUSH(s->arena, &s->page.links, link) && TS_PUSH(s->arena, &s->page.places, place));
    ts_tag *word = ts_tag_add(s->arena, s->head, TS_TAG_SPAN);
    word->language = "es";
    word->actual = "T-MEC";
    word->expansion = "Tratado";
    s->figure->link = "#top";
    assert_string_equal(trace_of(s), golden);
}

static void strokes_and_shapes_tell_what_sets_them_apart(void **state)
{
    sheet *s = *state;
    static const double dashes[] = {2};
    ts_path *triangle = ts_path_new(s->arena);
    ts_path_move(triangle, 0, 0);
    ts_path_line(triangle, 4, 0);
    ts_path_line(triangle, 0, 3);
    ts_path_close(triangle);
    ts_item line = stroke_of(triangle, &black, 1.256);
    line.u.stroke.stroke = (ts_stroke){1.256, TS_CAP_SQUARE, TS_JOIN_MITER, 4, dashes, 1, -0.001};
    line.u.stroke.paint.opacity = 0.25;
    sheet_add(s, line);
    ts_item hole = fill_of(triangle, &poppy, 1);
    hole.u.fill.even_odd = true;
    sheet_add(s, hole);
    ts_item art = art_of(sheet_icon(s), (ts_matrix){0, 1, -1, 0, 0, 0});
    sheet_add(s, art);
    ts_item image = image_of(sheet_picture(), (ts_rect){0, 0, 30, 30});
    image.u.image.clip = (ts_rect){5, 5, 10, 10};
    sheet_add(s, image);
    assert_non_null(strstr(
        trace_of(s), "stroke shape 0 0 4 3 segments 4 area 6 Black opacity 0.25 width 1.26 cap square dash 2 "
                     "phase 0 miter 4\n"
                     "fill shape 0 0 4 3 segments 4 area 6 even-odd Poppy\n"
                     "art icon-box -9 1 8 8 scale 0 1 -1 0 items 2\n"
                     "image four.png 0 0 30 30 pixels 2x2 rgb alpha shows 5 5 10 10\n"));
}

static void a_radial_shade_names_both_circles(void **state)
{
    sheet *s = *state;
    static const ts_stop stops[] = {{0, {&paper, 1}}, {1, {&midnight, 1}}};
    static const ts_gradient shade = {true, {5, 5}, {6, 6}, 1, 8.5, stops, 2};
    ts_item item = fill_of(sheet_rect(s, (ts_rect){0, 0, 10, 10}), NULL, 1);
    item.u.fill.paint.gradient = &shade;
    sheet_add(s, item);
    assert_non_null(
        strstr(trace_of(s), "fill 0 0 10 10 radial 5 5 r 1 to 6 6 r 8.5 (0 Paper, 1 Midnight)\n"));
}

static void the_locale_of_the_host_does_not_show(void **state)
{
    sheet *s = *state;
    sheet_add(s, fill_of(sheet_rect(s, (ts_rect){0.5, 0.25, 1.75, 1e7}), &black, 1));
    if (!setlocale(LC_ALL, "de_DE.UTF-8"))
        setlocale(LC_ALL, "");
    const char *text = trace_of(s);
    setlocale(LC_ALL, "C");
    assert_non_null(strstr(text, "fill 0.5 0.25 1.75 10000000 Black\n"));
}

static void a_full_disk_is_a_failure_of_the_machine(void **state)
{
    sheet *s = *state;
    sheet_file file = {.arena = s->arena, .limit = 10};
    ts_writer writer = {sheet_keep, &file};
    assert_int_equal(ts_trace_write(s->arena, &s->document, &writer), TS_MACHINE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHEET_CASE(a_page_reads_as_text),
        SHEET_CASE(strokes_and_shapes_tell_what_sets_them_apart),
        SHEET_CASE(a_radial_shade_names_both_circles),
        SHEET_CASE(the_locale_of_the_host_does_not_show),
        SHEET_CASE(a_full_disk_is_a_failure_of_the_machine),
    };
    return cmocka_run_group_tests_name("device.trace", tests, NULL, NULL);
}
