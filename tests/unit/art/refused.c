/* What a drawing may not hold, told with its line and column; and files made to do harm. */
#include "easel.h"

#define HEAD "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">\n"
#define RECT "<rect width=\"9\" height=\"9\""

typedef struct refusal {
    const char *body; /* begins on line 2 */
    size_t line, column;
    const char *message;
} refusal;

static const refusal refusals[] = {
    {"<text>a</text>", 2, 1, "element \"text\" cannot be carried: turn it into paths, or give the art \"outline-text\": true"},
    {"<g>\n  <text>a</text></g>", 3, 3, "element \"text\" cannot be carried: turn it into paths, or give the art \"outline-text\": true"},
    {"<tspan/>", 2, 1, "element \"tspan\" cannot stand inside \"svg\""},
    {"<image href=\"a.png\"/>", 2, 1,
     "element \"image\" cannot be carried: place the picture in a frame of its own"},
    {"<filter id=\"f\"/>", 2, 1, "element \"filter\" cannot be carried: flatten the effect"},
    {"<mask/>", 2, 1, "element \"mask\" cannot be carried: use a clipPath"},
    {"<pattern/>", 2, 1, "element \"pattern\" cannot be carried: draw the pattern out"},
    {"<marker/>", 2, 1, "element \"marker\" cannot be carried: draw the mark out"},
    {"<foreignObject/>", 2, 1, "element \"foreignObject\" cannot be carried: draw its content"},
    {"<script>x</script>", 2, 1, "element \"script\" cannot be carried: art does nothing"},
    {"<symbol/>", 2, 1, "element \"symbol\" cannot be carried: not yet; make it a group in defs"},
    {"<a/>", 2, 1, "element \"a\" cannot be carried"},
    {"<switch/>", 2, 1, "element \"switch\" cannot be carried"},
    {"<svg/>", 2, 1, "element \"svg\" cannot stand inside \"svg\""},
    {"<stop/>", 2, 1, "element \"stop\" cannot stand inside \"svg\""},
    {RECT "><animate/></rect>", 2, 28, "element \"animate\" cannot be carried: art stands still"},
    {RECT "><g/></rect>", 2, 28, "element \"g\" cannot stand inside \"rect\""},
    {RECT " fil=\"red\"/>", 2, 33, "attribute \"fil\" of \"rect\" cannot be carried"},
    {RECT " onclick=\"x\"/>", 2, 37, "attribute \"onclick\" of \"rect\" cannot be carried"},
    {RECT " fill=\"redd\"/>", 2, 34, "\"fill\" cannot be \"redd\" here"},
    {RECT " fill=\"#12345\"/>", 2, 34, "\"fill\" cannot be \"#12345\" here"},
    {RECT " fill=\"#11223344\"/>", 2, 34, "\"fill\" cannot be \"#11223344\" here"},
    {RECT " fill=\"rgb(1,2)\"/>", 2, 34, "\"fill\" cannot be \"rgb(1,2)\" here"},
    {RECT " fill=\"rgba(1,2,3,1)\"/>", 2, 34, "\"fill\" cannot be \"rgba(1,2,3,1)\" here"},
    {RECT " fill=\"url(other.svg#a)\"/>", 2, 34, "\"fill\" cannot be \"url(other.svg#a)\" here"},
    {RECT " fill=\"url(#a)\"/>", 2, 1, "no element has the id \"a\""},
    {RECT " id=\"a\" fill=\"url(#a)\"/>", 2, 1, "\"a\" is no gradient"},
    {RECT " style=\"fill:red;filter:url(#f)\"/>", 2, 44, "\"filter\" cannot be \"url(#f)\" here"},
    {RECT " style=\"fill:red;mix-blend-mode:multiply\"/>", 2, 44,
     "\"mix-blend-mode\" cannot be \"multiply\" here"},
    {RECT " style=\"transform:scale(2)\"/>", 2, 35, "property \"transform\" cannot be carried"},
    {RECT " style=\"fill\"/>", 2, 35, "this is no \"property: value\""},
    {RECT " style=\"fill:red!important\"/>", 2, 35, "\"!\" in a style cannot be carried"},
    {RECT " stroke=\"red\" stroke-width=\"-1\"/>", 2, 55, "\"stroke-width\" cannot be \"-1\" here"},
    {RECT " stroke=\"red\" stroke-width=\"2em\"/>", 2, 55, "\"stroke-width\" cannot be \"2em\" here"},
    {RECT " stroke-dasharray=\"1 -1\"/>", 2, 46, "\"stroke-dasharray\" cannot be \"1 -1\" here"},
    {RECT " marker-end=\"url(#m)\"/>", 2, 40, "\"marker-end\" cannot be \"url(#m)\" here"},
    {RECT " vector-effect=\"non-scaling-stroke\"/>", 2, 43,
     "\"vector-effect\" cannot be \"non-scaling-stroke\" here"},
    {"<rect width=\"-9\" height=\"9\"/>", 2, 14, "\"width\" cannot be negative"},
    {"<circle r=\"1rem\"/>", 2, 12, "\"r\" is no length that can be carried: \"1rem\""},
    {"<path d=\"M0 0\n L 1\"/>", 3, 5, "\"d\" of \"path\": a number is missing or too large"},
    {"<polygon points=\"1 2 3\"/>", 2, 23, "\"points\" of \"polygon\": a number is missing or too large"},
    {RECT " transform=\"turn(3)\"/>", 2, 39, "\"transform\" is no list of transforms"},
    {RECT " transform=\"rotate(1,2)\"/>", 2, 39, "\"transform\" is no list of transforms"},
    {RECT " stroke=\"red\" transform=\"scale(1 2)\"/>", 2, 1,
     "not yet: a stroke that is stretched more one way than the other"},
    {"<use/>", 2, 1, "\"use\" names nothing: it has no href"},
    {"<use href=\"http://x/y.svg#a\"/>", 2, 12,
     "a reference outside the file cannot be carried: \"http://x/y.svg#a\""},
    {"<g id=\"ship\"/><use href=\"#shop\"/>", 2, 26,
     "no element has the id \"shop\" (did you mean \"ship\"?)"},
    {"<g id=\"a\"><use href=\"#a\"/></g>", 2, 11, "\"use\" uses itself"},
    {"<clipPath id=\"c\"/><use href=\"#c\"/>", 2, 19, "\"clipPath\" cannot be used"},
    {RECT " clip-path=\"url(#n)\"/>", 2, 1, "\"n\" is no clipPath"},
    {"<clipPath id=\"c\">" RECT "/><circle r=\"3\"/></clipPath>" RECT " clip-path=\"url(#c)\"/>", 2, 46,
     "not yet: shapes of a clipPath that overlap"},
    {"<radialGradient id=\"g\"><stop/><stop offset=\"1\"/></radialGradient>"
     "<rect width=\"9\" height=\"3\" fill=\"url(#g)\"/>",
     2, 66, "not yet: a radial gradient stretched to an ellipse (use gradientUnits=\"userSpaceOnUse\")"},
    {"<linearGradient id=\"g\" spreadMethod=\"reflect\"><stop/></linearGradient>" RECT " fill=\"url(#g)\"/>",
     2, 38, "\"spreadMethod\" cannot be \"reflect\" here"},
    {"<linearGradient id=\"g\"><stop/><stop stop-opacity=\".5\"/></linearGradient>" RECT
     " fill=\"url(#g)\"/>",
     2, 31, "a gradient whose opacity changes cannot be carried"},
    {"<linearGradient id=\"g\" href=\"#g\"><stop/></linearGradient>" RECT " fill=\"url(#g)\"/>", 2, 1,
     "gradients that take from one another go round or are too many"},
    {"<g opacity=\".5\">" RECT "/>" RECT "/></g>", 2, 1,
     "not yet: the opacity of \"g\", whose parts overlap"},
    {RECT " opacity=\".5\" stroke=\"red\"/>", 2, 1, "not yet: the opacity of \"rect\", whose parts overlap"},
    {"<style>g rect { fill: red }</style>", 2, 8,
     "this selector cannot be carried: write an element, .class or #id"},
    {"<style>rect:hover { fill: red }</style>", 2, 8,
     "this selector cannot be carried: write an element, .class or #id"},
    {"<style>@import 'x.css'; rect { fill: red }</style>", 2, 8, "@-rules cannot be carried"},
    {"<style>rect { fill: red</style>", 2, 8, "this rule of the style sheet is not whole"},
    {"<style>\nrect { colour: red }</style>", 3, 8, "property \"colour\" cannot be carried"},
    {"<?xml-stylesheet href=\"x.css\"?>", 2, 1, "a style sheet outside the file cannot be carried"},
    {"<g>", 2, 6, "this is no well-formed XML: mismatched tag"},
    {"<g a=\"1\" a=\"2\"/>", 2, 10, "this is no well-formed XML: duplicate attribute"},
    {"<g id=\"&e;\"/>", 2, 1, "this is no well-formed XML: undefined entity"},
};

static const ts_diag *only(const easel *e, const char *what)
{
    if (e->art || e->diags.count != 1) {
        ts_diags_print(&e->diags, stderr);
        fail_msg("%s: %zu diagnostics, not one", what, e->diags.count);
    }
    return &e->diags.items[0];
}

static void each_refusal_has_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        char svg[1024];
        easel e;
        snprintf(svg, sizeof svg, HEAD "%s</svg>", refusals[i].body);
        load(&e, svg);
        const ts_diag *diag = only(&e, refusals[i].body);
        ts_place place = ts_source_place(diag->span.source, diag->span.begin);
        if (strcmp(diag->message, refusals[i].message) != 0)
            fail_msg("%s\ngives  %s\nnot    %s", refusals[i].body, diag->message, refusals[i].message);
        if (place.line != refusals[i].line || place.column != refusals[i].column)
            fail_msg("%s\nstands at %zu:%zu", refusals[i].body, place.line, place.column);
        assert_string_equal(diag->rule, "art");
        put_away(&e);
    }
}

static void all_faults_of_a_file_are_found(void **state)
{
    (void)state;
    easel e;
    load(&e, HEAD "<text/>\n<rect width=\"-1\" height=\"1\" fill=\"bluish\"/>\n<path d=\"M0 0X\"/></svg>");
    assert_null(e.art);
    assert_int_equal(e.diags.errors, 4);
    put_away(&e);
}

typedef struct whole {
    const char *file, *message;
} whole;

static void what_is_no_drawing_is_refused(void **state)
{
    (void)state;
    static const whole files[] = {
        {"<!-- -->", "this is no well-formed XML: no element found"},
        {"year,value", "this is no well-formed XML: syntax error"},
        {"<svg viewBox=\"0 0 1 1\"/>",
         "this is no SVG: the root is not \"svg\" of http://www.w3.org/2000/svg"},
        {"<math xmlns=\"http://www.w3.org/1998/Math/MathML\"/>",
         "this is no SVG: the root is not \"svg\" of http://www.w3.org/2000/svg"},
        {"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "the drawing has no size: give it a viewBox"},
        {"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\" height=\"9\"/>",
         "the drawing has no size: give it a viewBox"},
        {"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 0 9\"/>",
         "\"viewBox\" is four numbers, the last two above 0"},
        {"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9\"/>",
         "\"viewBox\" is four numbers, the last two above 0"},
        {"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" preserveAspectRatio=\"none\"/>",
         "a drawing that is to be stretched cannot be carried"},
        {"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><g>",
         "this is no well-formed XML: no element found"},
        {"<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://x/svg11.dtd\">"
         "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>",
         "a document type cannot be carried: delete the <!DOCTYPE ...>"},
        {"<!DOCTYPE s [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\"><!ENTITY x SYSTEM "
         "\"/etc/passwd\">]><svg>&b;&x;</svg>",
         "a document type cannot be carried: delete the <!DOCTYPE ...>"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        easel e;
        load(&e, files[i].file);
        assert_string_equal(only(&e, files[i].file)->message, files[i].message);
        put_away(&e);
    }
}

static void a_missing_file_points_at_the_sheet(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    ts_art_means means = {plain_ink, arena};
    const ts_source *sheet = ts_source_wrap(arena, "sheet.json", "{ \"file\": 1 }", 13);
    ts_span span = {sheet, 2, 8};
    assert_null(ts_svg_load(arena, "x", "no/such.svg", &means, span, &diags));
    assert_int_equal(diags.errors, 1);
    assert_string_equal(diags.items[0].message, "cannot read \"no/such.svg\": there is no folder no");
    assert_int_equal(diags.items[0].span.begin, 2);
    ts_arena_drop(arena);
}

/* Each level draws the one below ten times: without a bound, a thousand million squares. */
static void use_cannot_multiply_without_end(void **state)
{
    (void)state;
    char svg[4096] = HEAD "<defs>" RECT " id=\"u0\"/>";
    for (int level = 1; level < 10; level++) {
        size_t at = strlen(svg);
        at += (size_t)snprintf(svg + at, sizeof svg - at, "<g id=\"u%d\">", level);
        for (int i = 0; i < 10; i++)
            at += (size_t)snprintf(svg + at, sizeof svg - at, "<use href=\"#u%d\"/>", level - 1);
        snprintf(svg + at, sizeof svg - at, "</g>");
    }
    strcat(svg, "</defs><use href=\"#u9\"/></svg>");
    easel e;
    load(&e, svg);
    assert_string_equal(only(&e, "use")->message,
                        "the drawing has more than 100000 elements once \"use\" is drawn");
    put_away(&e);
}

/* Copies of one text behind a head: long files from short ones. */
static char *repeated(const char *head, const char *part, size_t count, const char *tail)
{
    size_t length = strlen(part), at = strlen(head);
    char *text = malloc(at + length * count + strlen(tail) + 1);
    memcpy(text, head, at);
    for (size_t i = 0; i < count; i++, at += length)
        memcpy(text + at, part, length);
    strcpy(text + at, tail);
    return text;
}

static void size_and_depth_are_bounded(void **state)
{
    (void)state;
    const struct {
        const char *head, *part, *tail;
        size_t count;
        const char *message;
    } bombs[] = {
        {HEAD, "<g>", "", 100000, "elements are nested more than 64 deep"},
        {HEAD, "<g/>", "</svg>", 100001, "the drawing has more than 100000 elements"},
        {HEAD "<path d=\"M0 0", "h1", "\"/></svg>", 2000001,
         "\"d\" of \"path\": the drawing has more than 2000000 path segments"},
        {HEAD "<polyline points=\"", "0 0 ", "\"/></svg>", 2000001,
         "the drawing has more than 2000000 path segments"},
        {HEAD "<style>", ".a{fill:red}", "</style></svg>", 1001, "the style sheet has more than 1000 rules"},
    };
    for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++) {
        char *text = repeated(bombs[i].head, bombs[i].part, bombs[i].count, bombs[i].tail);
        easel e;
        load(&e, text);
        assert_string_equal(only(&e, bombs[i].part)->message, bombs[i].message);
        put_away(&e);
        free(text);
    }
}

/* However a whole file is cut, it is refused and nothing is read beyond its end. */
static void a_file_that_is_cut_off_is_refused(void **state)
{
    (void)state;
    const char *svg =
        HEAD "<style>.a { fill: url(#g) }</style><linearGradient id='g'><stop offset='50%'/></linearGradient>"
             "<path class='a' style='stroke:#123' transform='rotate(3)' d='M1 1a1 1 0 011 1z'/></svg>";
    char cut[512];
    for (size_t length = 0; length < strlen(svg); length++) {
        memcpy(cut, svg, length);
        cut[length] = '\0';
        easel e;
        load(&e, cut);
        assert_null(e.art);
        assert_true(e.diags.errors > 0);
        put_away(&e);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_refusal_has_its_place),
        cmocka_unit_test(all_faults_of_a_file_are_found),
        cmocka_unit_test(what_is_no_drawing_is_refused),
        cmocka_unit_test(a_missing_file_points_at_the_sheet),
        cmocka_unit_test(use_cannot_multiply_without_end),
        cmocka_unit_test(size_and_depth_are_bounded),
        cmocka_unit_test(a_file_that_is_cut_off_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
