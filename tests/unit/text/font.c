/* Faces as the sheets load them: what they say of themselves, and which are refused. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "faces.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void vertical_metrics_are_the_ones_of_the_design(void **state)
{
    (void)state;
    const ts_font_metrics *inter = ts_font_metrics_of(face.inter), *noto = ts_font_metrics_of(face.display);
    near(inter->ascent, 0.969, 0.0005);
    near(inter->descent, 0.241, 0.0006);
    near(noto->ascent, 1.069, 0.0005);
    near(noto->descent, 0.293, 0.0005);
    assert_int_equal(inter->units_per_em, 2816);
    assert_int_equal(noto->units_per_em, 1000);
}

static void a_face_knows_its_names_and_looks(void **state)
{
    (void)state;
    assert_string_equal(ts_font_name(face.display), "Noto Serif Display SemiBold");
    assert_string_equal(ts_font_postscript_name(face.display), "NotoSerifDisplay-SemiBold");
    assert_string_equal(ts_font_family(face.display), "Noto Serif Display");
    assert_true(ts_font_is_cff(face.inter));
    assert_false(ts_font_is_cff(face.display));
    assert_true(ts_font_serif(face.italic));
    assert_false(ts_font_serif(face.inter));
    assert_int_equal(ts_font_weight(face.bold), 700);
    assert_int_equal(ts_font_weight(face.display), 600);
    near(ts_font_metrics_of(face.italic)->italic_angle, -12, 0.01);
    assert_true(ts_font_may_subset(face.inter));
}

static void the_first_baseline_follows_the_line_box(void **state)
{
    (void)state;
    const struct {
        const ts_font *font;
        double size, leading, baseline;
    } rows[] = {
        {face.display, 35, 40, 33.58},  {face.display, 22, 26, 21.54}, {face.display, 17.5, 21, 17.29},
        {face.display, 15, 18, 14.82},  {face.display, 29, 30, 26.25}, {face.display, 18, 20, 16.98},
        {face.display, 21, 21, 18.65},  {face.italic, 11.25, 15, 11.87}, {face.italic, 10.5, 14, 11.07},
        {face.inter, 8.75, 12, 9.18},   {face.inter, 8, 11, 8.41},     {face.inter, 8.75, 11, 8.68},
        {face.inter, 7.5, 10, 7.73},    {face.inter, 7, 9, 7.05},      {face.inter, 9, 18, 12.27},
        {face.inter, 7, 8.5, 6.80},     {face.inter, 6.5, 9, 6.86},    {face.inter, 7.5, 12, 8.73},
        {face.inter, 7, 10, 7.55},      {face.inter, 10, 13, 10.14},   {face.inter, 6, 8, 6.18},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ts_type type = {.font = rows[i].font, .size = rows[i].size, .leading = rows[i].leading};
        near(ts_type_first_baseline(&type), rows[i].baseline, 0.0051);
    }
}

static void noto_lacks_the_minus_sign_and_inter_has_it(void **state)
{
    (void)state;
    assert_false(ts_font_has(face.display, 0x2212));
    assert_false(ts_font_has(face.italic, 0x2212));
    assert_true(ts_font_has(face.inter, 0x2212));
    assert_false(ts_font_has(face.inter, 0x2060));
}

/* Below U+0300 and around U+2000 a table answers, elsewhere the face itself. */
static void a_face_knows_its_characters_everywhere(void **state)
{
    (void)state;
    static const struct { uint32_t c; bool inter, display; } KNOWN[] = {
        {'A', true, true}, {0, false, true}, {'\t', false, false}, {0x2FF, true, true}, {0x300, true, true},
        {0x301, true, true},
        {0x1FFF, false, false}, {0x2013, true, true}, {0x2212, true, false}, {0x22FF, false, false},
        {0x2300, false, false}, {0x416, true, true}, {0x6F22, false, false}, {0x10FFFF, false, false},
        {0xFFFFFFFF, false, false},
    };
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
        if (ts_font_has(face.inter, KNOWN[i].c) != KNOWN[i].inter ||
            ts_font_has(face.display, KNOWN[i].c) != KNOWN[i].display)
            fail_msg("U+%04X", KNOWN[i].c);
}

static void a_face_can_be_asked_for_its_features(void **state)
{
    (void)state;
    static const char *const THERE[] = {"tnum", "sups", "case", "kern", "ccmp", "locl"};
    for (size_t i = 0; i < sizeof THERE / sizeof *THERE; i++)
        assert_true(ts_font_has_feature(face.inter, THERE[i]));
    assert_true(ts_font_has_feature(face.display, "kern"));
    assert_true(ts_font_has_feature(face.display, "liga"));
    assert_false(ts_font_has_feature(face.inter, "smcp"));
    assert_false(ts_font_has_feature(face.display, "swsh"));
    assert_false(ts_font_has_feature(face.inter, ""));
}

typedef struct trace {
    size_t moves, lines, curves, closes;
    size_t pointed; /* curves without a bend of their own */
    double left, right, low, high;
} trace;

static void widen(trace *t, ts_point p)
{
    t->left = fmin(t->left, p.x);
    t->right = fmax(t->right, p.x);
    t->low = fmin(t->low, p.y);
    t->high = fmax(t->high, p.y);
}

static void on_move(void *user, ts_point to)
{
    trace *t = user;
    t->moves++;
    widen(t, to);
}

static void on_line(void *user, ts_point to)
{
    trace *t = user;
    t->lines++;
    widen(t, to);
}

static void on_curve(void *user, ts_point c1, ts_point c2, ts_point to)
{
    trace *t = user;
    t->pointed += c1.x == c2.x && c1.y == c2.y;
    t->pointed += c2.x == to.x && c2.y == to.y;
    t->curves++;
    widen(t, to);
}

static void on_close(void *user)
{
    ((trace *)user)->closes++;
}

static trace outline_of(const ts_font *font, const char *letter)
{
    ts_type type = {.font = font, .size = 10, .leading = 12};
    const ts_block *block = ts_text_line(face.setter, face.arena, letter, &type, 0);
    trace t = {.left = 9, .right = -9, .low = 9, .high = -9};
    ts_outline_sink sink = {on_move, on_line, on_curve, on_close, &t};
    assert_true(ts_font_outline(font, block->lines[0].runs[0].glyphs[0].id, &sink));
    return t;
}

static void an_outline_is_in_ems_and_goes_up(void **state)
{
    (void)state;
    const ts_font *fonts[] = {face.inter, face.display};
    for (int i = 0; i < 2; i++) {
        trace t = outline_of(fonts[i], "H");
        near(t.low, 0, 0.001);
        near(t.high, ts_font_metrics_of(fonts[i])->cap_height, 0.002);
        assert_int_equal(t.moves, t.closes);
    }
    assert_int_equal(outline_of(face.inter, "H").curves, 0);
    assert_int_equal(outline_of(face.inter, "H").lines >= 11, 1);
}

static void counters_are_contours_of_their_own_and_round_letters_are_cubic(void **state)
{
    (void)state;
    trace cff = outline_of(face.inter, "O"), truetype = outline_of(face.display, "O");
    assert_int_equal(cff.moves, 2);
    assert_int_equal(truetype.moves, 2);
    assert_true(cff.curves >= 8);
    assert_true(truetype.curves >= 8);
    assert_int_equal(truetype.pointed, 0);
    near(truetype.low, -0.012, 0.005); /* a round letter goes a little below the baseline */
}

static void a_glyph_that_is_not_there_has_no_outline(void **state)
{
    (void)state;
    trace t = {0};
    ts_outline_sink sink = {on_move, on_line, on_curve, on_close, &t};
    assert_false(ts_font_outline(face.inter, 65000, &sink));
    assert_int_equal(t.moves, 0);
}

/* Asked twice, and with glyphs between that take each other's place: always the same. */
static void a_glyph_is_within_its_box(void **state)
{
    (void)state;
    const ts_font *fonts[] = {face.inter, face.display};
    for (int i = 0; i < 4; i++) {
        const ts_font *font = fonts[i % 2];
        ts_rect box, blank;
        trace t = outline_of(font, "g");
        for (uint32_t id = 1; id < 1200; id++)
            assert_true(ts_font_glyph_box(font, id, &box));
        assert_true(ts_font_glyph_box(font, ts_font_glyph(font, 'g'), &box));
        assert_true(box.x <= t.left && box.y <= t.low && ts_rect_right(box) >= t.right - 1e-12 && ts_rect_bottom(box) >= t.high - 1e-12);
        near(box.w, t.right - t.left, 0.0025);
        near(box.h, t.high - t.low, 0.0025);
        assert_true(ts_font_glyph_box(font, ts_font_glyph(font, ' '), &blank));
        assert_true(blank.w == 0 && blank.h == 0);
    }
    assert_false(ts_font_glyph_box(face.inter, 65000, &(ts_rect){0}));
}

static void write_file(const char *path, const unsigned char *bytes, size_t size)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, size, out), size);
    fclose(out);
}

static unsigned char *read_whole(const char *path, size_t *size)
{
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    fseek(in, 0, SEEK_END);
    *size = (size_t)ftell(in);
    rewind(in);
    unsigned char *bytes = malloc(*size);
    assert_int_equal(fread(bytes, 1, *size, in), *size);
    fclose(in);
    return bytes;
}

static const char *reason_of(const unsigned char *bytes, size_t size)
{
    char path[] = "/tmp/ts-font-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    write_file(path, bytes, size);
    const char *why = "";
    const ts_font *font = ts_font_load(face.arena, "Trial", path, &why);
    unlink(path);
    return font ? "" : why;
}

/* The place of OS/2 fsType in a font file. */
static unsigned char *find_licence(unsigned char *bytes)
{
    unsigned tables = (unsigned)bytes[4] << 8 | bytes[5];
    for (unsigned i = 0; i < tables; i++) {
        unsigned char *entry = bytes + 12 + 16 * i;
        if (memcmp(entry, "OS/2", 4) == 0)
            return bytes + 8 + ((size_t)entry[9] << 16 | (size_t)entry[10] << 8 | entry[11]);
    }
    fail_msg("no OS/2 table");
    return NULL;
}

static void licence_bits_decide_about_embedding(void **state)
{
    (void)state;
    static const struct {
        unsigned char high, low;
        const char *reason;
    } rows[] = {{0, 0, ""},       {0, 2, "restricted"},  {0, 4, ""}, {0, 8, ""},
                {0, 10, ""},      {2, 0, "bitmaps only"}, {1, 0, ""}};
    size_t size;
    unsigned char *bytes = read_whole("fonts/NotoSerifDisplay-SemiBold.ttf", &size);
    unsigned char *type = find_licence(bytes);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        type[0] = rows[i].high;
        type[1] = rows[i].low;
        const char *why = reason_of(bytes, size);
        assert_non_null(strstr(why, rows[i].reason));
        assert_int_equal(*why == '\0', *rows[i].reason == '\0');
    }
    free(bytes);
}

/* Where bits stand together, the most that one of them allows. */
static void licence_bits_have_names(void **state)
{
    (void)state;
    static const struct { unsigned char bits; const char *name; } rows[] = {
        {0, "installable"}, {4, "preview and print"}, {6, "preview and print"}, {8, "editable"}, {12, "editable"}, {10, "editable"}};
    size_t size;
    unsigned char *bytes = read_whole("fonts/NotoSerifDisplay-SemiBold.ttf", &size);
    unsigned char *type = find_licence(bytes);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char path[] = "/tmp/ts-font-XXXXXX";
        const char *why = "";
        type[1] = rows[i].bits;
        close(mkstemp(path));
        write_file(path, bytes, size);
        ts_arena *arena = ts_arena_new(0);
        const ts_font *font = ts_font_load(arena, "Trial", path, &why);
        assert_non_null(font);
        assert_string_equal(ts_font_permission(font), rows[i].name);
        ts_arena_drop(arena);
        unlink(path);
    }
    free(bytes);
}

static void what_is_no_font_is_refused_with_a_reason(void **state)
{
    (void)state;
    const char *why = NULL;
    assert_null(ts_font_load(face.arena, "None", "fonts/no-such-file.otf", &why));
    assert_non_null(strstr(why, "no-such-file"));
    assert_null(ts_font_load(face.arena, "Folder", "fonts", &why));
    assert_non_null(strstr(reason_of((const unsigned char *)"not a font at all", 17), "not a TrueType"));
    assert_non_null(strstr(reason_of((const unsigned char *)"", 0), "empty"));
}

static void a_font_cut_short_or_scrambled_is_refused_or_stays_harmless(void **state)
{
    (void)state;
    size_t size;
    unsigned char *bytes = read_whole("fonts/Inter-Regular.otf", &size);
    unsigned seed = 7;
    for (int round = 0; round < 24; round++) {
        unsigned char *copy = malloc(size);
        memcpy(copy, bytes, size);
        for (int k = 0; k < 400; k++) {
            seed = seed * 1103515245u + 12345u;
            copy[(seed >> 8) % (k < 40 ? 600 : size)] = (unsigned char)(seed >> 24);
        }
        char path[] = "/tmp/ts-font-XXXXXX";
        close(mkstemp(path));
        write_file(path, copy, round % 3 ? size : size / 2);
        const char *why = "";
        ts_arena *arena = ts_arena_new(0);
        const ts_font *font = ts_font_load(arena, "Damaged", path, &why);
        if (font)
            (void)ts_text_line(face.setter, arena, "Ship", &(ts_type){.font = font, .size = 8, .leading = 10}, 0);
        else
            assert_true(strlen(why) > 10);
        ts_arena_drop(arena);
        unlink(path);
        free(copy);
    }
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vertical_metrics_are_the_ones_of_the_design),
        cmocka_unit_test(a_face_knows_its_names_and_looks),
        cmocka_unit_test(the_first_baseline_follows_the_line_box),
        cmocka_unit_test(noto_lacks_the_minus_sign_and_inter_has_it),
        cmocka_unit_test(a_face_knows_its_characters_everywhere),
        cmocka_unit_test(a_face_can_be_asked_for_its_features),
        cmocka_unit_test(an_outline_is_in_ems_and_goes_up),
        cmocka_unit_test(counters_are_contours_of_their_own_and_round_letters_are_cubic),
        cmocka_unit_test(a_glyph_that_is_not_there_has_no_outline),
        cmocka_unit_test(a_glyph_is_within_its_box),
        cmocka_unit_test(licence_bits_decide_about_embedding),
        cmocka_unit_test(licence_bits_have_names),
        cmocka_unit_test(what_is_no_font_is_refused_with_a_reason),
        cmocka_unit_test(a_font_cut_short_or_scrambled_is_refused_or_stays_harmless),
    };
    return cmocka_run_group_tests_name("font", tests, open_faces, close_faces);
}
