/* Text as outlines: where its letters stand, by the advances in the faces' own tables, and what is refused.
 *
 * Noto Serif has 1000 units to the em, so that at a size of 100 H is 79.3 wide and its ink begins at 3.8,
 * I is 36.7 and 3.8, a space 26; in bold H begins at 2.8, in italics at -2.1. Alef of Noto Serif Hebrew is 58.9
 * and 5.2, bet 53.9 and 3.4. */
#include "easel.h"

#include "text/font.h"

#include <unistd.h>

static struct {
    ts_arena *arena;
    ts_map faces;
} shop;

static int open_faces(void **state)
{
    static const char *const faces[][2] = {
        {"Noto Serif Regular", "fonts/NotoSerif-Regular.ttf"}, {"Noto Serif Bold", "fonts/NotoSerif-Bold.ttf"},
        {"Slanted", "fonts/NotoSerif-Italic.ttf"},             {"Noto Serif Hebrew", "fonts/NotoSerifHebrew-Regular.ttf"},
        {"Inter Regular", "fonts/Inter-Regular.otf"},          {"Words", "fonts/Inter-Regular.otf"},
    };
    (void)state;
    shop.arena = ts_arena_new(0);
    for (size_t i = 0; i < sizeof faces / sizeof *faces; i++) {
        const char *why = NULL;
        ts_font *font = ts_font_load(shop.arena, faces[i][0], faces[i][1], &why);
        if (!font || !ts_map_put(shop.arena, &shop.faces, faces[i][0], font))
            return -1;
    }
    ts_font_set_fallback(ts_map_find(&shop.faces, "Noto Serif Regular"), ts_map_find(&shop.faces, "Noto Serif Hebrew"));
    text_faces = &shop.faces;
    return 0;
}

static int close_faces(void **state)
{
    (void)state;
    ts_arena_drop(shop.arena);
    return 0;
}

#define HEAD "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-1000 -1000 3000 3000\" font-family=\"Noto Serif\" font-size=\"100\">\n"

/* Of each contour where it begins at the left and what it stands on: "3.8/80". */
static void print_contours(FILE *out, const ts_path *path)
{
    ts_arena *arena = ts_arena_new(0);
    size_t point = 0;
    for (size_t i = 0; i < path->verbs.count;) {
        ts_path *contour = ts_path_new(arena);
        do {
            const ts_point *p = &path->points.items[point];
            switch (path->verbs.items[i]) {
            case TS_MOVE: ts_path_move(contour, p->x, p->y); point += 1; break;
            case TS_LINE: ts_path_line(contour, p->x, p->y); point += 1; break;
            case TS_CURVE: ts_path_curve(contour, p->x, p->y, p[1].x, p[1].y, p[2].x, p[2].y); point += 3; break;
            default: ts_path_close(contour);
            }
        } while (++i < path->verbs.count && path->verbs.items[i] != TS_MOVE);
        ts_rect box = ts_path_box(contour);
        fprintf(out, " %g/%g", tidy(box.x), tidy(ts_rect_bottom(box)));
    }
    ts_arena_drop(arena);
}

static void print_letters(FILE *out, const ts_art *art)
{
    for (size_t i = 0; i < art->items.count; i++) {
        const ts_item *item = &art->items.items[i];
        if (item->kind == TS_ITEM_FILL) {
            fputs("fill ", out);
            print_paint(out, &item->u.fill.paint);
            print_contours(out, item->u.fill.path);
        } else if (item->kind == TS_ITEM_STROKE) {
            fputs("stroke ", out);
            print_paint(out, &item->u.stroke.paint);
            print_stroke(out, &item->u.stroke.stroke);
            print_contours(out, item->u.stroke.path);
        } else {
            fputs(item->kind == TS_ITEM_CLIP ? "clip" : "unclip", out);
        }
        fputs("\n", out);
    }
}

static void load_text(easel *e, const char *body)
{
    char svg[4096];
    snprintf(svg, sizeof svg, HEAD "%s</svg>", body);
    load(e, svg);
    if (!e->art)
        ts_diags_print(&e->diags, stderr);
    assert_non_null(e->art);
    memset(e->text, 0, sizeof e->text);
    FILE *out = fmemopen(e->text, sizeof e->text - 1, "w");
    print_letters(out, e->art);
    fclose(out);
}

static void stands(const char *body, const char *letters)
{
    easel e;
    load_text(&e, body);
    assert_int_equal(e.diags.count, 0);
    assert_string_equal(e.text, letters);
    put_away(&e);
}

static void letters_stand_by_their_advances(void **state)
{
    (void)state;
    stands("<text>H</text>", "fill #000000 3.8/0\n");
    stands("<text x=\"10\" y=\"80\">HI</text>", "fill #000000 13.8/80 93.1/80\n");
    stands("<text y=\"80\" font-size=\"50pt\">HI</text>", "fill #000000 2.533/80 55.4/80\n");
    stands("<text letter-spacing=\"10\">HI</text>", "fill #000000 3.8/0 93.1/0\n");
    stands("<text letter-spacing=\"-1mm\">HI</text>", "fill #000000 3.8/0 79.32/0\n");
    stands("<text>&#72;&#x49;<![CDATA[H]]></text>", "fill #000000 3.8/0 83.1/0 119.8/0\n");
    stands("<text> </text><text/>", "");
}

static void anchors_move_each_chunk(void **state)
{
    (void)state;
    stands("<text x=\"200\" text-anchor=\"middle\">HI</text>", "fill #000000 145.8/0 225.1/0\n");
    stands("<text x=\"200\" text-anchor=\"end\">HI</text>", "fill #000000 87.8/0 167.1/0\n");
    stands("<text x=\"200\" letter-spacing=\"10\" text-anchor=\"end\">HI</text>", "fill #000000 67.8/0 157.1/0\n");
    stands("<text x=\"200\" text-anchor=\"end\">H<tspan x=\"400\" y=\"50\">I</tspan></text>",
           "fill #000000 124.5/0\nfill #000000 367.1/50\n");
    /* 116 + 7 + 79.3 wide: the letters' own moves are part of it, a move of them all is not */
    stands("<text x=\"200\" dx=\"5\" text-anchor=\"middle\">HI<tspan dx=\"7\">H</tspan></text>",
           "fill #000000 107.65/0 186.95/0\nfill #000000 230.65/0\n");
}

static void tspans_have_places_of_their_own(void **state)
{
    (void)state;
    stands("<text y=\"80\">H<tspan x=\"10\" dy=\"5\">I</tspan></text>", "fill #000000 3.8/80\nfill #000000 13.8/85\n");
    stands("<text y=\"80\">H<tspan dx=\"7\" dy=\"-5\" fill=\"red\">I</tspan>H</text>",
           "fill #000000 3.8/80\nfill #FF0000 90.1/75\nfill #000000 126.8/75\n");
    stands("<text y=\"80\">H<tspan y=\"40\">I</tspan></text>", "fill #000000 3.8/80\nfill #000000 83.1/40\n");
    /* places are of a letter: the innermost names them, and none without a letter does */
    stands("<text><tspan x=\"10\" dx=\"3\"><tspan x=\"20\">H</tspan></tspan></text>", "fill #000000 26.8/0\n");
    stands("<text><tspan x=\"90\"/>H<tspan x=\"90\" display=\"none\">I</tspan>I</text>", "fill #000000 3.8/0 83.1/0\n");
    stands("<text>H<tspan visibility=\"hidden\">H</tspan>I</text>", "fill #000000 3.8/0\nfill #000000 162.4/0\n");
}

static void space_collapses(void **state)
{
    (void)state;
    stands("<text>\n  H\n  <tspan> I</tspan>\n </text>", "fill #000000 3.8/0\nfill #000000 109.1/0\n");
    stands("<text>H\nI<!-- not\n seen -->\t</text>", "fill #000000 3.8/0 109.1/0\n");
    stands("<text x=\"100\" text-anchor=\"end\"> I </text>", "fill #000000 67.1/0\n");
    stands("<g xml:space=\"preserve\"><text> \nH</text></g>", "fill #000000 55.8/0\n");
}

static void faces_are_found_by_family_weight_and_slant(void **state)
{
    (void)state;
    stands("<text font-weight=\"bold\">H</text>", "fill #000000 2.8/0\n");
    stands("<text style=\"font-weight:700!\" font-weight=\"700\"/><text font-weight=\"700\">H</text>", "fill #000000 2.8/0\n");
    stands("<style>.b{font-weight:700}#i{font-style:italic}</style><text class=\"b\">H</text><text id=\"i\">H</text>",
           "fill #000000 2.8/0\nfill #000000 -2.1/0\n");
    stands("<g font-weight=\"700\"><text>H<tspan font-weight=\"inherit\">H</tspan></text></g>", "fill #000000 2.8/0\nfill #000000 84.7/0\n");
    stands("<text font-family=\"'noto serif bold'\">H</text>", "fill #000000 2.8/0\n");
    stands("<text font-family=\"NotoSerif-Bold, serif\" font-weight=\"normal\">H</text>", "fill #000000 2.8/0\n");
    stands("<text font-family=\"Slanted\">H</text>", "fill #000000 -2.1/0\n");
    stands("<text font-family=\"Words\">I</text>", "fill #000000 8.807/0\n"); /* 248 of 2816 */
}

static void a_second_choice_is_told(void **state)
{
    (void)state;
    easel e;
    load_text(&e, "<text font-family=\"Acme, 'Noto Serif', serif\">H</text>");
    assert_string_equal(e.text, "fill #000000 3.8/0\n");
    assert_int_equal(e.diags.count, 1);
    assert_int_equal(e.diags.errors, 0);
    assert_string_equal(e.diags.items[0].message, "\"Acme\" is no face here: the text is set in \"Noto Serif Regular\"");
    put_away(&e);
}

static void words_that_the_view_box_cuts_are_told(void **state)
{
    (void)state;
    easel e;
    load_text(&e, "<text x=\"1950\" y=\"0\">H</text><g transform=\"scale(2)\"><text x=\"10\" y=\"-480\">H</text></g><text x=\"1900\">I</text>");
    assert_int_equal(e.diags.errors, 0);
    assert_int_equal(e.diags.count, 2);
    assert_string_equal(e.diags.items[0].message, "the viewBox cuts off 25.5 of these words at the right: move them, or make it larger");
    assert_string_equal(e.diags.items[1].message, "the viewBox cuts off 103 of these words at the top: move them, or make it larger");
    assert_int_equal(e.diags.items[0].span.begin, strlen(HEAD));
    put_away(&e);
}

static double first_contour_after(const char *body, int skip)
{
    easel e;
    load_text(&e, body);
    const char *at = e.text + strlen("fill #000000");
    while (skip-- > 0)
        at = strchr(at + 1, ' ');
    double left = strtod(at, NULL);
    put_away(&e);
    return left;
}

static void letters_kern(void **state)
{
    (void)state;
    const char *near = "<text>VA</text>", *apart = "<text>V<tspan>A</tspan></text>";
    easel e;
    load_text(&e, apart);
    assert_non_null(strstr(e.text, "fill #000000 67.5/0")); /* V is 67.5, A begins with its ink */
    put_away(&e);
    assert_true(first_contour_after(near, 1) < 67);
}

static void leftward_text_runs_leftward(void **state)
{
    (void)state;
#define HEBREW "font-family=\"Noto Serif Hebrew\""
#define ALEF_BET "\xD7\x90\xD7\x91"
    easel e;
    load_text(&e, "<text " HEBREW ">" ALEF_BET "</text>");
    assert_float_equal(e.art->ink_box.x, 3.4, 0.01);
    put_away(&e);
    load_text(&e, "<text x=\"200\" direction=\"rtl\" " HEBREW ">" ALEF_BET "</text>");
    assert_float_equal(e.art->ink_box.x, 90.6, 0.01);
    put_away(&e);
    load_text(&e, "<text x=\"200\" direction=\"rtl\" text-anchor=\"end\" " HEBREW ">" ALEF_BET "</text>");
    assert_float_equal(e.art->ink_box.x, 203.4, 0.01);
    put_away(&e);
    load_text(&e, "<text " HEBREW ">" ALEF_BET "<tspan font-family=\"Noto Serif\" fill=\"red\">H</tspan></text>");
    assert_non_null(strstr(e.text, "fill #FF0000 116.6/0\n"));
    put_away(&e);
    load_text(&e, "<text x=\"200\" direction=\"rtl\" " HEBREW ">" ALEF_BET "<tspan font-family=\"Noto Serif\" fill=\"red\">H</tspan></text>");
    assert_non_null(strstr(e.text, "fill #FF0000 11.7/0\n"));
    put_away(&e);
}

static void text_is_painted_as_shapes_are(void **state)
{
    (void)state;
    stands("<text transform=\"translate(10,20) scale(.5)\" y=\"80\">H</text>", "fill #000000 11.9/60\n");
    stands("<text fill=\"#0000ff\" fill-rule=\"evenodd\" stroke=\"red\" stroke-width=\"2\">I</text>",
           "fill #0000FF 3.8/0\nstroke #FF0000 width 2 3.8/0\n");
    stands("<text opacity=\".5\">I</text>", "fill #000000 opacity 0.5 3.8/0\n");
    stands("<text>I<tspan fill=\"none\">I</tspan></text>", "fill #000000 3.8/0\n");
    stands("<defs><text id=\"t\">I</text></defs><use href=\"#t\" x=\"5\" y=\"6\" fill=\"red\"/>", "fill #FF0000 8.8/6\n");
    stands("<clipPath id=\"c\"><rect width=\"20\" height=\"90\"/></clipPath><text y=\"80\" clip-path=\"url(#c)\">I</text>",
           "clip\nfill #000000 3.8/80\nunclip\n");
    /* a gradient goes over the cells of all letters: 0 to 116 */
    stands("<linearGradient id=\"g\"><stop/><stop offset=\"1\" stop-color=\"red\"/></linearGradient>"
           "<text fill=\"url(#g)\">H<tspan>I</tspan></text>",
           "fill linear(0 -106.9 to 116 -106.9, 0 #000000, 1 #FF0000) 3.8/0\n"
           "fill linear(0 -106.9 to 116 -106.9, 0 #000000, 1 #FF0000) 83.1/0\n");
}

typedef struct refusal {
    const char *body; /* begins on line 2 */
    size_t column;
    const char *message;
} refusal;

static const refusal refusals[] = {
    {"<text font-family=\"Acme\">a</text>", 20,
     "no face here is of the family \"Acme\": there are \"Noto Serif Regular\" (Noto Serif 400), \"Noto Serif Bold\" (Noto Serif 700), "
     "\"Slanted\" (Noto Serif 400 italic), \"Noto Serif Hebrew\" (Noto Serif Hebrew 400), \"Inter Regular\" (Inter 400), "
     "\"Words\" (Inter 400)"},
    {"<text font-weight=\"600\">a</text>", 1,
     "no face of \"Noto Serif\" has weight 600 and is upright: there are \"Noto Serif Regular\" (Noto Serif 400), "
     "\"Noto Serif Bold\" (Noto Serif 700), \"Slanted\" (Noto Serif 400 italic)"},
    {"<text font-family=\"Words\" font-weight=\"700\">a</text>", 20,
     "no face of \"Words\" has weight 700 and is upright: there are \"Words\" (Inter 400)"},
    {"<text font-family=\"Inter\" font-style=\"italic\">a</text>", 20,
     "no face of \"Inter\" has weight 400 and is italic: there are \"Inter Regular\" (Inter 400), \"Words\" (Inter 400)"},
    {"<text font-family=\"'Inter\">a</text>", 20, "\"font-family\" of text cannot be \"'Inter\" here"},
    {"<text font-weight=\"bolder\">a</text>", 20, "\"font-weight\" of text cannot be \"bolder\" here"},
    {"<text font-style=\"slanted\">a</text>", 19, "\"font-style\" of text cannot be \"slanted\" here"},
    {"<text font-size=\"1.5em\">a</text>", 18, "\"font-size\" of text cannot be \"1.5em\" here"},
    {"<text font-size=\"50%\">a</text>", 18, "\"font-size\" of text cannot be \"50%\" here"},
    {"<text font-size=\"0\">a</text>", 18, "\"font-size\" of text cannot be \"0\" here"},
    {"<text style=\"letter-spacing:1em\">a</text>", 1, "\"letter-spacing\" of text cannot be \"1em\" here"},
    {"<text text-anchor=\"centre\">a</text>", 20, "\"text-anchor\" of text cannot be \"centre\" here"},
    {"<text direction=\"up\">a</text>", 18, "\"direction\" of text cannot be \"up\" here"},
    {"<text style=\"font:12px Inter\">a</text>", 1, "\"font\" of text cannot be \"12px Inter\" here"},
    {"<text writing-mode=\"tb\">a</text>", 21, "\"writing-mode\" of text cannot be \"tb\" here"},
    {"<text text-decoration=\"underline\">a</text>", 24, "\"text-decoration\" of text cannot be \"underline\" here"},
    {"<text>a<tspan baseline-shift=\"super\">2</tspan></text>", 31, "\"baseline-shift\" of text cannot be \"super\" here"},
    {"<text word-spacing=\"3\">a</text>", 21, "\"word-spacing\" of text cannot be \"3\" here"},
    {"<text x=\"1 2 3\">abc</text>", 10, "not yet: \"x\" with a place for each letter (give each a tspan)"},
    {"<text>a<tspan dy=\"1,2\">bc</tspan></text>", 19, "not yet: \"dy\" with a place for each letter (give each a tspan)"},
    {"<text x=\"1em\">a</text>", 10, "\"x\" is no length that can be carried: \"1em\""},
    {"<text rotate=\"30\">a</text>", 15, "attribute \"rotate\" of \"text\" cannot be carried"},
    {"<text textLength=\"30\">a</text>", 19, "attribute \"textLength\" of \"text\" cannot be carried"},
    {"<text><textPath href=\"#p\">a</textPath></text>", 7, "element \"textPath\" cannot be carried: turn it into paths"},
    {"<text><tref href=\"#p\"/></text>", 7, "element \"tref\" cannot be carried: write the text out"},
    {"<text><a href=\"#p\">a</a></text>", 7, "element \"a\" cannot be carried"},
    {"<text><text>a</text></text>", 7, "element \"text\" cannot stand inside \"text\""},
    {"<clipPath><text>a</text></clipPath>", 11, "element \"text\" cannot stand inside \"clipPath\""},
    {"<tspan>a</tspan>", 1, "element \"tspan\" cannot stand inside \"svg\""},
    {"<text>a<tspan opacity=\".5\">b</tspan></text>", 8, "\"opacity\" cannot be of a tspan: give it to a text of its own"},
    {"<text>a<tspan transform=\"scale(2)\">b</tspan></text>", 8, "\"transform\" cannot be of a tspan: give it to a text of its own"},
    {"<text>a\xE4\xB8\xAD</text>", 1, "the face \"Noto Serif Regular\" has no character U+4E2D"},
    {"<text>a" ALEF_BET "</text>", 1, "the face \"Noto Serif Regular\" has not all of \"" ALEF_BET "\""},
    {"<text>a\xE2\x80\xA8" "b</text>", 1, "a text of a drawing is one line: it may not hold U+2028 or another line's end"},
    {"<clipPath id=\"c\" clipPathUnits=\"objectBoundingBox\"><rect width=\"1\" height=\"1\"/></clipPath><text clip-path=\"url(#c)\">a</text>",
     91, "not yet: \"clipPathUnits\" of a box with text in it"},
};

static void what_cannot_be_set_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        char svg[4096];
        easel e;
        snprintf(svg, sizeof svg, HEAD "%s</svg>", refusals[i].body);
        load(&e, svg);
        assert_null(e.art);
        assert_int_equal(e.diags.count, 1);
        assert_string_equal(e.diags.items[0].message, refusals[i].message);
        ts_place place = ts_source_place(e.diags.items[0].span.source, e.diags.items[0].span.begin);
        if (place.line != 2 || place.column != refusals[i].column)
            fail_msg("%s\nstands at %zu:%zu", refusals[i].body, place.line, place.column);
        put_away(&e);
    }
}

static void a_text_needs_a_face_and_a_size(void **state)
{
    (void)state;
    static const char *const bodies[][2] = {
        {"<text font-size=\"9\">a</text>", "the text names no face: it has no \"font-family\""},
        {"<text font-family=\"Inter\">a</text>", "the text has no \"font-size\""},
    };
    for (size_t i = 0; i < 2; i++) {
        char svg[512];
        easel e;
        snprintf(svg, sizeof svg, SVG "%s</svg>", bodies[i][0]);
        load(&e, svg);
        assert_null(e.art);
        assert_string_equal(e.diags.items[0].message, bodies[i][1]);
        put_away(&e);
    }
}

/* Words that nobody sets are nobody's fault: an editor leaves them on every shape. */
static void shapes_do_not_listen_to_what_text_does(void **state)
{
    (void)state;
    draws("<rect width=\"10\" height=\"10\" style=\"font:12px Acme;font-size:2em!important;writing-mode:tb;text-anchor:centre\"/>",
          "fill #000000 M 0 0 L 10 0 L 10 10 L 0 10 Z\n");
}

static void uses_of_a_long_text_end(void **state)
{
    (void)state;
    enum { LENGTH = 200000, USES = 60000 };
    size_t size = LENGTH + USES * 24 + 1000;
    char *svg = malloc(size), *at = svg;
    at += sprintf(at, HEAD "<defs><text id=\"t\">");
    memset(at, 'H', LENGTH);
    at += LENGTH;
    at += sprintf(at, "</text></defs>");
    for (int i = 0; i < USES; i++)
        at += sprintf(at, "<use href=\"#t\"/>");
    sprintf(at, "</svg>");
    easel e;
    load(&e, svg);
    assert_null(e.art);
    assert_int_equal(e.diags.count, 1);
    assert_string_equal(e.diags.items[0].message, "the drawing has more than 2000000 path segments");
    put_away(&e);
    free(svg);
}

/* The same file in other faces is another drawing, also where a cache is at hand. */
static void text_is_never_taken_from_a_cache(void **state)
{
    (void)state;
    static const char svg[] = SVG "<text font-family=\"Face\" font-size=\"50\" y=\"50\">H</text></svg>";
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    char folder[] = "/tmp/tearsheet-art-XXXXXX", command[64];
    assert_non_null(mkdtemp(folder));
    ts_cache *cache = ts_cache_open(arena, folder, 0);
    const char *files[] = {"fonts/NotoSerif-Regular.ttf", "fonts/NotoSerif-Bold.ttf"}, *path = save(svg, strlen(svg)), *why;
    double left[2];
    for (int i = 0; i < 2; i++) {
        ts_map faces = {0};
        assert_true(ts_map_put(arena, &faces, "Face", ts_font_load(arena, "Face", files[i], &why)));
        ts_art_means means = {plain_ink, arena, cache, &faces};
        const ts_art *art = ts_svg_load(arena, "logo", path, &means, (ts_span){0}, &diags);
        assert_non_null(art);
        left[i] = art->ink_box.x;
    }
    assert_float_equal(left[0], 1.9, 0.001);
    assert_float_equal(left[1], 1.4, 0.001);
    ts_art_means none = {plain_ink, arena, cache, NULL};
    assert_null(ts_svg_load(arena, "logo", path, &none, (ts_span){0}, &diags));
    unlink(path);
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_stand_by_their_advances),
        cmocka_unit_test(anchors_move_each_chunk),
        cmocka_unit_test(tspans_have_places_of_their_own),
        cmocka_unit_test(space_collapses),
        cmocka_unit_test(faces_are_found_by_family_weight_and_slant),
        cmocka_unit_test(a_second_choice_is_told),
        cmocka_unit_test(words_that_the_view_box_cuts_are_told),
        cmocka_unit_test(letters_kern),
        cmocka_unit_test(leftward_text_runs_leftward),
        cmocka_unit_test(text_is_painted_as_shapes_are),
        cmocka_unit_test(what_cannot_be_set_is_told),
        cmocka_unit_test(a_text_needs_a_face_and_a_size),
        cmocka_unit_test(shapes_do_not_listen_to_what_text_does),
        cmocka_unit_test(uses_of_a_long_text_end),
        cmocka_unit_test(text_is_never_taken_from_a_cache),
    };
    return cmocka_run_group_tests(tests, open_faces, close_faces);
}
