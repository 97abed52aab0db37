/* Drawings that can be carried, and the items that they become. */
#include "easel.h"

#include <glob.h>

#define BOX "M 0 0 L 10 0 L 10 10 L 0 10 Z\n"
#define RECT "width=\"10\" height=\"10\""

static void shapes_become_paths(void **state)
{
    (void)state;
    draws("<rect " RECT "/>", "fill #000000 " BOX);
    draws("<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\"/>", "fill #000000 M 1 2 L 4 2 L 4 6 L 1 6 Z\n");
    draws("<line x1=\"1\" y1=\"2\" x2=\"3\" y2=\"4\" stroke=\"red\"/>",
          "stroke #FF0000 width 1 M 1 2 L 3 4\n");
    draws("<polygon points=\"0,0 10,0,10 10\"/>", "fill #000000 M 0 0 L 10 0 L 10 10 Z\n");
    draws("<polyline points=\"0 0 10 0 10 10\"/>", "fill #000000 M 0 0 L 10 0 L 10 10\n");
    draws("<path d=\"M0 0h10v10z\"/>", "fill #000000 M 0 0 L 10 0 L 10 10 Z\n");
}

static void a_shape_without_size_is_nothing(void **state)
{
    (void)state;
    draws("<rect width=\"10\"/><circle cx=\"3\"/><ellipse rx=\"3\"/><path/><polygon points=\"1 1\"/>", "");
    draws("<path d=\"M5 5\" stroke=\"red\"/>", "");
}

static void round_shapes_fit_their_box(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "<circle cx=\"50\" cy=\"40\" r=\"10\"/>",
        "<ellipse cx=\"50\" cy=\"40\" rx=\"10\" ry=\"10\"/>",
        "<rect x=\"40\" y=\"30\" width=\"20\" height=\"20\" rx=\"99\"/>",
        "<circle cx=\"50%\" cy=\"40\" r=\"10%\"/>",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        char svg[512];
        easel e;
        snprintf(svg, sizeof svg, SVG "%s</svg>", bodies[i]);
        load(&e, svg);
        assert_non_null(e.art);
        assert_float_equal(e.art->ink_box.x, 40, 0.01);
        assert_float_equal(e.art->ink_box.y, 30, 0.01);
        assert_float_equal(e.art->ink_box.w, 20, 0.01);
        assert_float_equal(e.art->ink_box.h, 20, 0.01);
        assert_float_equal(e.art->ink_area, 314.16, 0.5); /* pi r r */
        put_away(&e);
    }
}

static void transforms_are_baked_in_from_right_to_left(void **state)
{
    (void)state;
    draws("<rect " RECT " transform=\"translate(5)\"/>", "fill #000000 M 5 0 L 15 0 L 15 10 L 5 10 Z\n");
    draws("<rect " RECT " transform=\"translate(5,1) scale(2)\"/>",
          "fill #000000 M 5 1 L 25 1 L 25 21 L 5 21 Z\n");
    draws("<rect " RECT " transform=\"scale(2),translate(5 1)\"/>",
          "fill #000000 M 10 2 L 30 2 L 30 22 L 10 22 Z\n");
    draws("<rect " RECT " transform=\"rotate(90)translate(0,-10)\"/>",
          "fill #000000 M 10 0 L 10 10 L 0 10 L 0 0 Z\n");
    draws("<rect " RECT " transform=\"rotate(180 5 5)\"/>", "fill #000000 M 10 10 L 0 10 L 0 0 L 10 0 Z\n");
    draws("<rect " RECT " transform=\"matrix(1 0 0 2 3 4)\"/>",
          "fill #000000 M 3 4 L 13 4 L 13 24 L 3 24 Z\n");
    draws("<rect " RECT " transform=\"skewX(45)\"/>", "fill #000000 M 0 0 L 10 0 L 20 10 L 10 10 Z\n");
    draws("<g transform=\"translate(1 2)\"><g transform=\"scale(2)\"><rect " RECT "/></g></g>",
          "fill #000000 M 1 2 L 21 2 L 21 22 L 1 22 Z\n");
}

static void strokes_and_dashes_grow_with_the_transform(void **state)
{
    (void)state;
    draws("<path transform=\"scale(2)\" d=\"M10 9H20\" stroke=\"#00f\" stroke-width=\"3\" "
          "stroke-linecap=\"round\""
          " stroke-linejoin=\"bevel\" stroke-dasharray=\"1 2,3\"/>",
          "stroke #0000FF width 6 round bevel dashes 2,4,6,2,4,6 M 20 18 L 40 18\n");
    draws("<path d=\"M5 5H9\" stroke=\"red\" stroke-dasharray=\"0 0\"/>",
          "stroke #FF0000 width 1 M 5 5 L 9 5\n");
    draws("<path d=\"M5 5H9\" stroke=\"red\" stroke-width=\"1pt\"/>",
          "stroke #FF0000 width 1.333 M 5 5 L 9 5\n");
}

static void colours_are_understood(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"#0a3", "#00AA33"},         {"#0A324C", "#0A324C"},
        {"rgb(255, 0,128)", "#FF0080"}, {"rgb(100%,0%,50%)", "#FF0080"},
        {"rgb(300,-5,0)", "#FF0000"},   {"LightGoldenRodYellow", "#FAFAD2"},
        {"aliceblue", "#F0F8FF"},    {"yellowgreen", "#9ACD32"},
        {"currentColor", "#0000FF"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char body[256], items[256];
        snprintf(body, sizeof body, "<g color=\"blue\"><rect " RECT " fill=\"%s\"/></g>", pairs[i][0]);
        snprintf(items, sizeof items, "fill %s " BOX, pairs[i][1]);
        draws(body, items);
    }
    draws("<rect " RECT " fill=\"none\"/><rect " RECT " fill=\"transparent\"/>", "");
}

static void styles_cascade(void **state)
{
    (void)state;
    const char *sheet =
        "<style>/* { no } */ * { fill: gray } rect { fill: red } .a { fill: lime } .b, #c { fill: blue }"
        " rect.a { fill: aqua }</style>";
    static const char *const pairs[][2] = {
        {"<circle r=\"0\"/><path d=\"M0 0H10V10H0Z\" fill=\"red\"/>",
         "#808080"}, /* a rule beats an attribute */
        {"<rect " RECT "/>", "#FF0000"},
        {"<rect " RECT " class=\"a\"/>", "#00FFFF"}, /* element and class beat the class */
        {"<path d=\"M0 0H10V10H0Z\" class=\"x a\"/>", "#00FF00"},
        {"<path d=\"M0 0H10V10H0Z\" class=\"ab a b\"/>", "#0000FF"}, /* the later of equals */
        {"<rect " RECT " class=\"a\" id=\"c\"/>", "#0000FF"},        /* an id beats them all */
        {"<rect " RECT " id=\"c\" style=\"fill:teal\"/>", "#008080"},
        {"<g fill=\"red\"><rect " RECT " style=\"fill:inherit\"/></g>", "#808080"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char body[1024];
        easel e;
        snprintf(body, sizeof body, SVG "%s%s</svg>", sheet, pairs[i][0]);
        load(&e, body);
        assert_non_null(e.art);
        assert_memory_equal(e.text + 5, pairs[i][1], 7);
        put_away(&e);
    }
}

static void what_is_not_seen_is_not_drawn(void **state)
{
    (void)state;
    draws("<g display=\"none\"><rect " RECT "/></g>", "");
    draws("<g visibility=\"hidden\"><rect " RECT "/><rect " RECT " visibility=\"visible\"/></g>",
          "fill #000000 " BOX);
    draws("<title>t</title><desc><b>x</b></desc><metadata><r:x xmlns:r=\"u\"/></metadata><defs><rect " RECT
          "/></defs>",
          "");
    draws("<x:guide xmlns:x=\"urn:editor\" x:y=\"1\"/><rect " RECT " opacity=\"0\"/>", "");
    draws("<rect " RECT " role=\"img\" aria-label=\"x\" data-name=\"y\" shape-rendering=\"crispEdges\"/>",
          "fill #000000 " BOX);
}

static void use_draws_again_with_its_own_style(void **state)
{
    (void)state;
    draws("<defs><rect id=\"r\" " RECT "/></defs><use href=\"#r\" x=\"5\" fill=\"red\"/>",
          "fill #FF0000 M 5 0 L 15 0 L 15 10 L 5 10 Z\n");
    draws("<g id=\"g\"><rect " RECT "/></g>"
          "<use xmlns:x=\"http://www.w3.org/1999/xlink\" x:href=\"#g\" transform=\"scale(2)\" y=\"1\"/>",
          "fill #000000 " BOX "fill #000000 M 0 2 L 20 2 L 20 22 L 0 22 Z\n");
}

#define STOPS "<stop offset=\"0\" stop-color=\"red\"/><stop offset=\"1\" stop-color=\"blue\"/>"

static void linear_gradients_find_their_axis(void **state)
{
    (void)state;
    draws("<linearGradient id=\"g\">" STOPS "</linearGradient><rect x=\"20\" " RECT " fill=\"url(#g)\"/>",
          "fill linear(20 0 to 30 0, 0 #FF0000, 1 #0000FF) M 20 0 L 30 0 L 30 10 L 20 10 Z\n");
    draws("<linearGradient id=\"g\" gradientUnits=\"userSpaceOnUse\" x1=\"1\" y1=\"2\" x2=\"1\" y2=\"6\""
          " gradientTransform=\"translate(1 0)\">" STOPS "</linearGradient>"
          "<rect " RECT " transform=\"scale(2)\" fill=\"url('#g')\"/>",
          "fill linear(4 4 to 4 12, 0 #FF0000, 1 #0000FF) M 0 0 L 20 0 L 20 20 L 0 20 Z\n");
    /* On a box of 20 by 10 the bands of the diagonal run parallel to the other
     * diagonal, (20, -10); the axis square to them that reaches the last band
     * from the corner 0 0 ends at 20 * 10 / (20^2 + 10^2) * (10, 20) times 2. */
    draws("<linearGradient id=\"g\" x2=\"1\" y2=\"1\">" STOPS "</linearGradient>"
          "<rect width=\"20\" height=\"10\" fill=\"url(#g)\"/>",
          "fill linear(0 0 to 8 16, 0 #FF0000, 1 #0000FF) M 0 0 L 20 0 L 20 10 L 0 10 Z\n");
}

static void radial_gradients_keep_their_focus(void **state)
{
    (void)state;
    draws("<radialGradient id=\"g\">" STOPS "</radialGradient><rect " RECT " fill=\"url(#g)\"/>",
          "fill radial(5 5 0 to 5 5 5, 0 #FF0000, 1 #0000FF) " BOX);
    draws(
        "<radialGradient id=\"g\" gradientUnits=\"userSpaceOnUse\" cx=\"4\" cy=\"4\" r=\"3\" fx=\"5\">" STOPS
        "</radialGradient><rect " RECT " fill=\"url(#g)\"/>",
        "fill radial(5 4 0 to 4 4 3, 0 #FF0000, 1 #0000FF) " BOX);
    /* outside of its circle, the focus is moved to the edge */
    draws(
        "<radialGradient id=\"g\" gradientUnits=\"userSpaceOnUse\" cx=\"0\" cy=\"0\" r=\"1\" fx=\"9\">" STOPS
        "</radialGradient><rect " RECT " fill=\"url(#g)\"/>",
        "fill radial(0.999 0 0 to 0 0 1, 0 #FF0000, 1 #0000FF) " BOX);
}

static void stops_are_put_in_order(void **state)
{
    (void)state;
    draws("<linearGradient id=\"g\"><stop offset=\"25%\" stop-color=\"red\"/>"
          "<stop offset=\".5\" style=\"stop-color:lime\"/><stop offset=\".5\" "
          "stop-color=\"blue\"/></linearGradient>"
          "<rect " RECT " fill=\"url(#g)\"/>",
          "fill linear(0 0 to 10 0, 0 #FF0000, 0.25 #FF0000, 0.5 #00FF00, 0.5 #0000FF, 1 #0000FF) " BOX);
    draws("<linearGradient id=\"g\"><stop stop-color=\"red\" stop-opacity=\".5\"/></linearGradient>"
          "<rect " RECT " fill=\"url(#g)\"/>",
          "fill #FF0000 opacity 0.5 " BOX);
    draws("<linearGradient id=\"g\"/><rect " RECT " fill=\"url(#g)\"/>", "");
    draws("<linearGradient id=\"g\" x2=\"0\">" STOPS "</linearGradient><rect " RECT " fill=\"url(#g)\"/>",
          "fill #0000FF " BOX);
}

static void hard_stops_still_rise(void **state)
{
    (void)state;
    easel e;
    load(&e, SVG "<linearGradient id=\"g\"><stop offset=\"1\" stop-color=\"red\"/><stop "
                 "offset=\"1\"/></linearGradient>"
                 "<rect " RECT " fill=\"url(#g)\"/></svg>");
    const ts_gradient *g = e.art->items.items[0].u.fill.paint.gradient;
    assert_int_equal(g->count, 3);
    for (size_t i = 1; i < g->count; i++)
        assert_true(g->stops[i].offset > g->stops[i - 1].offset);
    assert_true(g->stops[0].offset == 0 && g->stops[2].offset == 1);
    put_away(&e);
}

static void gradients_take_what_they_do_not_say_from_another(void **state)
{
    (void)state;
    draws("<linearGradient id=\"b\" x1=\"1\" x2=\"0\" href=\"#a\"/><linearGradient id=\"a\">" STOPS
          "</linearGradient>"
          "<rect " RECT " fill=\"url(#b)\"/>",
          "fill linear(10 0 to 0 0, 0 #FF0000, 1 #0000FF) " BOX);
}

static void clips_open_and_close(void **state)
{
    (void)state;
    draws("<clipPath id=\"c\"><rect width=\"5\" height=\"5\"/></clipPath><rect " RECT
          " clip-path=\"url(#c)\"/>",
          "clip M 0 0 L 5 0 L 5 5 L 0 5 Z\nfill #000000 " BOX "unclip\n");
    draws("<clipPath id=\"c\" clipPathUnits=\"objectBoundingBox\"><path clip-rule=\"evenodd\" d=\"M0 "
          "0h1v.5z\"/></clipPath>"
          "<g transform=\"translate(10 0)\" clip-path=\"url(#c)\"><rect " RECT "/><rect x=\"30\" " RECT
          "/></g>",
          "clip evenodd M 10 0 L 50 0 L 50 5 Z\nfill #000000 M 10 0 L 20 0 L 20 10 L 10 10 Z\n"
          "fill #000000 M 40 0 L 50 0 L 50 10 L 40 10 Z\nunclip\n");
    draws("<clipPath id=\"c\"/><rect " RECT " clip-path=\"url(#c)\"/>", ""); /* an empty clip shows nothing */
    draws("<clipPath id=\"c\"><rect " RECT "/></clipPath><g clip-path=\"url(#c)\"/>", "");
}

static void the_view_box_cuts(void **state)
{
    (void)state;
    draws("<rect x=\"95\" " RECT "/>",
          "clip M 0 0 L 100 0 L 100 100 L 0 100 Z\nfill #000000 M 95 0 L 105 0 L 105 10 L 95 10 Z\nunclip\n");
}

static void opacities_are_multiplied_where_parts_do_not_meet(void **state)
{
    (void)state;
    draws("<g opacity=\".5\"><rect " RECT " fill-opacity=\"50%\"/><rect x=\"20\" " RECT
          " opacity=\".1\"/></g>",
          "fill #000000 opacity 0.25 " BOX "fill #000000 opacity 0.05 M 20 0 L 30 0 L 30 10 L 20 10 Z\n");
}

static void ink_is_measured_to_the_edge_of_the_stroke(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        ts_rect ink;
    } cases[] = {
        {"<path d=\"M10 50H90\" stroke=\"red\" stroke-width=\"4\"/>", {10, 48, 80, 4}},
        {"<path d=\"M10 50H90\" stroke=\"red\" stroke-width=\"4\" stroke-linecap=\"square\"/>",
         {8, 48, 84, 4}},
        {"<path d=\"M10 50H90\" stroke=\"red\" stroke-width=\"4\" stroke-linecap=\"round\"/>",
         {8, 48, 84, 4}},
        {"<rect x=\"10\" y=\"10\" " RECT " fill=\"none\" stroke=\"red\" stroke-width=\"4\"/>",
         {8, 8, 14, 14}},
        {"<path d=\"M20 50L40 20L60 50\" fill=\"none\" stroke=\"red\" stroke-width=\"6\" "
         "stroke-linejoin=\"bevel\"/>",
         {17.504, 18.336, 44.992, 33.328}}, /* 3 along (0.832, 0.555), square to the sides */
        {"<path d=\"M20 50L40 20L60 50\" fill=\"none\" stroke=\"red\" stroke-width=\"6\"/>",
         {17.504, 14.592, 44.992, 37.072}}, /* the tip: 3 / sin(33.69 deg) = 5.408 up */
        {"<clipPath id=\"c\"><rect " RECT
         "/></clipPath><rect clip-path=\"url(#c)\" x=\"4\" width=\"90\" height=\"3\"/>",
         {4, 0, 6, 3}},
        {"<rect x=\"95\" " RECT "/>", {95, 0, 5, 10}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char svg[1024];
        easel e;
        snprintf(svg, sizeof svg, SVG "%s</svg>", cases[i].body);
        load(&e, svg);
        assert_non_null(e.art);
        assert_float_equal(e.art->ink_box.x, cases[i].ink.x, 0.002);
        assert_float_equal(e.art->ink_box.y, cases[i].ink.y, 0.002);
        assert_float_equal(e.art->ink_box.w, cases[i].ink.w, 0.002);
        assert_float_equal(e.art->ink_box.h, cases[i].ink.h, 0.002);
        put_away(&e);
    }
}

static void one_colour_is_noticed(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        bool one;
    } cases[] = {
        {"<rect " RECT "/>", true},
        {"<rect " RECT " fill=\"#000\" stroke=\"black\"/>", true},
        {"<rect " RECT " stroke=\"#010101\"/>", false},
        {"<path d=\"M0 0H10\" stroke=\"red\"/>", true}, /* its black inside has no area */
        {"<linearGradient id=\"g\">" STOPS "</linearGradient><rect " RECT " fill=\"url(#g)\"/>", false},
        {"", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char svg[512];
        easel e;
        snprintf(svg, sizeof svg, SVG "%s</svg>", cases[i].body);
        load(&e, svg);
        assert_non_null(e.art);
        assert_int_equal(e.art->one_colour, cases[i].one);
        put_away(&e);
    }
}

static void the_box_comes_from_the_view_box_or_the_size(void **state)
{
    (void)state;
    easel e;
    load(&e, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-5,-6 7 8\" width=\"100%\"/>");
    assert_float_equal(e.art->box.x, -5, 0);
    assert_float_equal(e.art->box.h, 8, 0);
    put_away(&e);
    load(&e, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1in\" height=\"20\"/>");
    assert_float_equal(e.art->box.w, 96, 0);
    assert_float_equal(e.art->box.h, 20, 0);
    put_away(&e);
}

static void the_art_of_the_samples_loads(void **state)
{
    (void)state;
    static const char *const patterns[] = {"layouts/art/*.svg", "layouts/art/*/*.svg"};
    size_t count = 0;
    for (size_t i = 0; i < 2; i++) {
        glob_t found = {0};
        glob(patterns[i], 0, NULL, &found);
        for (size_t k = 0; k < found.gl_pathc; k++, count++) {
            ts_arena *arena = ts_arena_new(0);
            ts_diags diags = ts_diags_new(arena);
            ts_art_means means = {plain_ink, arena};
            const ts_art *art = ts_svg_load(arena, "sample", found.gl_pathv[k], &means, (ts_span){0}, &diags);
            ts_diags_print(&diags, stderr);
            if (!art || art->ink_box.w <= 0 || art->ink_box.w > art->box.w * 1.0001)
                fail_msg("%s has no ink, or ink outside of its box", found.gl_pathv[k]);
            ts_arena_drop(arena);
        }
        globfree(&found);
    }
    assert_true(count >= 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_become_paths),
        cmocka_unit_test(a_shape_without_size_is_nothing),
        cmocka_unit_test(round_shapes_fit_their_box),
        cmocka_unit_test(transforms_are_baked_in_from_right_to_left),
        cmocka_unit_test(strokes_and_dashes_grow_with_the_transform),
        cmocka_unit_test(colours_are_understood),
        cmocka_unit_test(styles_cascade),
        cmocka_unit_test(what_is_not_seen_is_not_drawn),
        cmocka_unit_test(use_draws_again_with_its_own_style),
        cmocka_unit_test(linear_gradients_find_their_axis),
        cmocka_unit_test(radial_gradients_keep_their_focus),
        cmocka_unit_test(stops_are_put_in_order),
        cmocka_unit_test(hard_stops_still_rise),
        cmocka_unit_test(gradients_take_what_they_do_not_say_from_another),
        cmocka_unit_test(clips_open_and_close),
        cmocka_unit_test(the_view_box_cuts),
        cmocka_unit_test(opacities_are_multiplied_where_parts_do_not_meet),
        cmocka_unit_test(ink_is_measured_to_the_edge_of_the_stroke),
        cmocka_unit_test(one_colour_is_noticed),
        cmocka_unit_test(the_box_comes_from_the_view_box_or_the_size),
        cmocka_unit_test(the_art_of_the_samples_loads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
