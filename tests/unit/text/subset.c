/* Subsets, opened again: each glyph that was asked for has a place, and is the old one there. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "faces.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>

static const ts_run *set_word(const ts_font *font, const char *word)
{
    ts_type type = {.font = font, .size = 10, .leading = 12};
    return ts_text_line(face.setter, face.arena, word, &type, 0)->lines[0].runs;
}

static ts_font_subset subset_of(const ts_font *font, const char *word, uint32_t *ids, size_t *count)
{
    const ts_run *run = set_word(font, word);
    ts_font_subset subset;
    *count = run->count;
    for (size_t i = 0; i < run->count; i++)
        ids[i] = run->glyphs[i].id;
    assert_int_equal(ts_font_make_subset(face.arena, font, ids, *count, &subset), TS_OK);
    return subset;
}

/* UINT32_MAX: it has none. */
static uint32_t place_of(ts_font_subset subset, uint32_t id)
{
    for (uint32_t i = 0; i < subset.new_count; i++)
        if (subset.new_to_old[i] == id)
            return i;
    return UINT32_MAX;
}

static void each_glyph_has_one_place(void **state)
{
    (void)state;
    const ts_font *fonts[] = {face.inter, face.display};
    for (int f = 0; f < 2; f++) {
        uint32_t ids[32];
        size_t count;
        ts_font_subset subset = subset_of(fonts[f], "border", ids, &count);
        assert_int_equal(subset.new_to_old[0], 0);
        for (size_t i = 0; i < count; i++)
            assert_in_range(place_of(subset, ids[i]), 1, subset.new_count - 1);
        assert_int_equal(subset.new_count, 1 + 5); /* b o r d e, the r only once */
    }
}

static void what_is_not_used_is_not_there(void **state)
{
    (void)state;
    uint32_t ids[32];
    size_t count;
    ts_font_subset subset = subset_of(face.inter, "ab", ids, &count);
    uint32_t other = set_word(face.inter, "Q")->glyphs[0].id;
    assert_int_equal(place_of(subset, other), UINT32_MAX);
    assert_true(subset.size < 3000);
}

static FT_Face open_bytes(FT_Library library, ts_font_subset subset)
{
    FT_Face opened;
    assert_int_equal(FT_New_Memory_Face(library, subset.data, (FT_Long)subset.size, 0, &opened), 0);
    return opened;
}

static size_t points_of(FT_Face opened, uint32_t glyph)
{
    assert_int_equal(FT_Load_Glyph(opened, glyph, FT_LOAD_NO_SCALE), 0);
    return (size_t)opened->glyph->outline.n_points;
}

static void assert_same_glyphs(const char *path, ts_font_subset subset)
{
    FT_Library library;
    FT_Face whole;
    assert_int_equal(FT_Init_FreeType(&library), 0);
    assert_int_equal(FT_New_Face(library, path, 0, &whole), 0);
    FT_Face part = open_bytes(library, subset);
    assert_int_equal(part->num_glyphs, subset.new_count);
    for (uint32_t i = 1; i < subset.new_count; i++) {
        size_t points = points_of(whole, subset.new_to_old[i]);
        FT_Vector first = whole->glyph->outline.points[0];
        assert_int_equal(points_of(part, i), points);
        assert_int_equal(part->glyph->outline.points[0].x, first.x);
        assert_int_equal(part->glyph->outline.points[0].y, first.y);
    }
    FT_Done_Face(part);
    FT_Done_Face(whole);
    FT_Done_FreeType(library);
}

static void a_truetype_subset_is_a_font_file_with_the_same_outlines(void **state)
{
    (void)state;
    uint32_t ids[32];
    size_t count;
    ts_font_subset subset = subset_of(face.display, "Harnessing", ids, &count);
    assert_memory_equal(subset.data, "\0\1\0\0", 4);
    assert_same_glyphs("fonts/NotoSerifDisplay-SemiBold.ttf", subset);
}

static void a_cff_subset_is_the_bare_table_with_the_same_outlines(void **state)
{
    (void)state;
    uint32_t ids[32];
    size_t count;
    ts_font_subset subset = subset_of(face.inter, "Harnessing", ids, &count);
    assert_int_equal(subset.data[0], 1); /* major version (CFF, 6) */
    assert_int_equal(subset.data[2], 4); /* header size */
    assert_same_glyphs("fonts/Inter-Regular.otf", subset);
}

static void tables_that_a_pdf_does_not_read_are_dropped(void **state)
{
    (void)state;
    static const char *const gone[] = {"GSUB", "GPOS", "GDEF", "name", "kern", "cmap", "OS/2", "fpgm", "prep"};
    uint32_t ids[32];
    size_t count;
    ts_font_subset subset = subset_of(face.display, "fi", ids, &count);
    hb_blob_t *blob = hb_blob_create((const char *)subset.data, (unsigned)subset.size,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *opened = hb_face_create(blob, 0);
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++) {
        hb_blob_t *table = hb_face_reference_table(opened, hb_tag_from_string(gone[i], 4));
        assert_int_equal(hb_blob_get_length(table), 0);
        hb_blob_destroy(table);
    }
    hb_face_destroy(opened);
    hb_blob_destroy(blob);
}

static void parts_of_a_composite_come_along(void **state)
{
    (void)state;
    uint32_t ids[32];
    size_t count;
    ts_font_subset subset = subset_of(face.display, "é", ids, &count);
    assert_int_equal(count, 1);
    assert_true(subset.new_count >= 3); /* .notdef, the letter, its parts */
    FT_Library library;
    assert_int_equal(FT_Init_FreeType(&library), 0);
    FT_Face part = open_bytes(library, subset);
    assert_true(points_of(part, place_of(subset, ids[0])) > 20);
    FT_Done_Face(part);
    FT_Done_FreeType(library);
}

static void the_same_glyphs_give_the_same_bytes_in_any_order(void **state)
{
    (void)state;
    uint32_t forth[] = {20, 30, 40, 30}, back[] = {40, 20, 30, 20};
    ts_font_subset one, other;
    assert_int_equal(ts_font_make_subset(face.arena, face.inter, forth, 4, &one), TS_OK);
    assert_int_equal(ts_font_make_subset(face.arena, face.inter, back, 4, &other), TS_OK);
    assert_int_equal(one.size, other.size);
    assert_memory_equal(one.data, other.data, one.size);
}

static void ids_that_the_face_does_not_have_are_left_out(void **state)
{
    (void)state;
    uint32_t ids[] = {5, 64000, UINT32_MAX - 1};
    ts_font_subset subset;
    assert_int_equal(ts_font_make_subset(face.arena, face.display, ids, 3, &subset), TS_OK);
    assert_in_range(place_of(subset, 5), 1, subset.new_count - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_glyph_has_one_place),
        cmocka_unit_test(what_is_not_used_is_not_there),
        cmocka_unit_test(a_truetype_subset_is_a_font_file_with_the_same_outlines),
        cmocka_unit_test(a_cff_subset_is_the_bare_table_with_the_same_outlines),
        cmocka_unit_test(tables_that_a_pdf_does_not_read_are_dropped),
        cmocka_unit_test(parts_of_a_composite_come_along),
        cmocka_unit_test(the_same_glyphs_give_the_same_bytes_in_any_order),
        cmocka_unit_test(ids_that_the_face_does_not_have_are_left_out),
    };
    return cmocka_run_group_tests_name("subset", tests, open_faces, close_faces);
}
