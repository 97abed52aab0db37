/* From characters to glyphs: faces, features, capitals, clusters, directions, losses. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "faces.h"

static ts_type plain(const ts_font *font)
{
    return (ts_type){.font = font, .size = 10, .leading = 12, .language = "en-US"};
}

static const ts_block *label(const ts_type *type, const char *text)
{
    ts_type *kept = TS_NEW(face.arena, ts_type);
    *kept = *type;
    const ts_block *block = ts_text_line(face.setter, face.arena, text, kept, 42);
    assert_non_null(block);
    assert_int_equal(block->count, 1);
    return block;
}

static const ts_run *first_run(const ts_type *type, const char *text)
{
    return label(type, text)->lines[0].runs;
}

static void assert_text(const ts_run *run, const char *text)
{
    assert_int_equal(run->length, strlen(text));
    assert_memory_equal(run->text, text, run->length);
}

static void assert_original(const ts_run *run, const char *text)
{
    assert_int_equal(run->original_length, strlen(text));
    assert_memory_equal(run->original, text, run->original_length);
}

static const ts_feature NO_LIGATURES[] = {{"liga", false}};
static const ts_feature NO_KERNING[] = {{"kern", false}};
static const ts_feature SUPS[] = {{"sups", true}};

static void each_letter_is_a_glyph_with_its_place_in_the_text(void **state)
{
    (void)state;
    ts_type type = plain(face.inter);
    const ts_run *run = first_run(&type, "año");
    assert_int_equal(run->count, 3);
    assert_int_equal(run->user, 42);
    assert_ptr_equal(run->font, face.inter);
    assert_int_equal(run->glyphs[0].cluster, 0);
    assert_int_equal(run->glyphs[1].cluster, 1);
    assert_int_equal(run->glyphs[2].cluster, 3);
    assert_ptr_equal(run->original, run->text);
}

static void an_advance_is_the_faces_times_the_size(void **state)
{
    (void)state;
    ts_type type = plain(face.inter);
    const ts_run *run = first_run(&type, "n");
    near(run->glyphs[0].advance, ts_font_advance(face.inter, run->glyphs[0].id) * 10, 1e-9);
    near(run->width, run->glyphs[0].advance, 1e-9);
}

static void a_ligature_is_one_glyph_for_all_its_letters(void **state)
{
    (void)state;
    ts_type type = plain(face.display);
    const ts_run *run = first_run(&type, "afin");
    assert_int_equal(run->count, 3);
    assert_int_equal(run->glyphs[1].cluster, 1);
    assert_int_equal(run->glyphs[2].cluster, 3);
    type.features = NO_LIGATURES;
    type.feature_count = 1;
    assert_int_equal(first_run(&type, "afin")->count, 4);
}

static void wide_tracking_takes_ligatures_apart(void **state)
{
    (void)state;
    ts_type type = plain(face.display);
    type.tracking = -8;
    assert_int_equal(first_run(&type, "fin")->count, 2);
    type.tracking = 60;
    assert_int_equal(first_run(&type, "fin")->count, 3);
}

static void kerning_draws_a_pair_together(void **state)
{
    (void)state;
    ts_type type = plain(face.inter);
    double kerned = label(&type, "AVATAR To")->width;
    type.features = NO_KERNING;
    type.feature_count = 1;
    assert_true(kerned < label(&type, "AVATAR To")->width - 0.5);
}

static void tracking_follows_every_glyph_but_the_last(void **state)
{
    (void)state;
    ts_type type = plain(face.inter);
    const ts_line *tight = label(&type, "Baker")->lines;
    type.tracking = 100;
    const ts_line *loose = label(&type, "Baker")->lines;
    near(loose->width, tight->width + 4 * 1.0, 1e-6);
    near(loose->runs[0].width, loose->width, 1e-9);
    near(loose->runs[0].glyphs[4].advance, tight->runs[0].glyphs[4].advance, 1e-9);
}

static void trailing_space_hangs(void **state)
{
    (void)state;
    ts_type type = plain(face.inter);
    type.tracking = 50;
    const ts_line *bare = label(&type, "port")->lines, *spaced = label(&type, "port  ")->lines;
    near(spaced->width, bare->width, 1e-9);
    assert_int_equal(spaced->runs[0].count, 6);
    assert_true(spaced->runs[0].width > bare->width + 2);
}

static void capitals_keep_the_original(void **state)
{
    (void)state;
    ts_type type = plain(face.inter);
    type.capitals = true;
    const ts_run *run = first_run(&type, "señal straße");
    assert_text(run, "SEÑAL STRASSE");
    assert_original(run, "señal straße");
    const ts_run *shown = first_run(&type, "ABC 7");
    assert_ptr_equal(shown->original, shown->text);
}

static void capitals_follow_the_language(void **state)
{
    (void)state;
    ts_type type = plain(face.inter);
    type.capitals = true;
    type.language = "tr";
    assert_text(first_run(&type, "iki"), "İKİ");
    type.language = "el";
    assert_text(first_run(&type, "Μάιος"), "ΜΑΪΟΣ");
    assert_original(first_run(&type, "Μάιος"), "Μάιος");
}

static void superscripts_of_the_face_are_other_glyphs(void **state)
{
    (void)state;
    ts_type type = plain(face.inter);
    uint32_t digit = first_run(&type, "7")->glyphs[0].id;
    type.features = SUPS;
    type.feature_count = 1;
    const ts_run *mark = first_run(&type, "7");
    assert_int_not_equal(mark->glyphs[0].id, digit);
    assert_text(mark, "7");
}

static void a_missing_minus_comes_from_the_fallback_face(void **state)
{
    (void)state;
    ts_font_set_fallback(face.display, face.inter);
    ts_type type = plain(face.display);
    const ts_block *block = label(&type, "a \u22125%");
    ts_font_set_fallback(face.display, NULL);
    const ts_line *line = block->lines;
    assert_int_equal(block->lost_count, 0);
    assert_int_equal(line->count, 3);
    assert_text(&line->runs[0], "a ");
    assert_text(&line->runs[1], "\u2212");
    assert_ptr_equal(line->runs[1].font, face.inter);
    assert_ptr_equal(line->runs[1].type->font, face.display);
    assert_text(&line->runs[2], "5%");
    near(line->runs[2].x, line->runs[0].width + line->runs[1].width, 1e-9);
}

static void what_no_face_has_is_lost_and_shown_once(void **state)
{
    (void)state;
    ts_type type = plain(face.display);
    const ts_block *block = label(&type, "x\u2212y\u2212\U0001F6A2");
    assert_int_equal(block->lost_count, 2);
    assert_int_equal(block->lost[0].code_point, 0x2212);
    assert_string_equal(block->lost[0].font, "Noto Serif Display SemiBold");
    assert_int_equal(block->lost[0].user, 42);
    assert_int_equal(block->lost[1].code_point, 0x1F6A2);
    const ts_run *run = block->lines[0].runs;
    size_t notdefs = 0;
    for (size_t i = 0; i < run->count; i++)
        notdefs += run->glyphs[i].id == 0;
    assert_int_equal(notdefs, 3);
}

static void a_fallback_chain_that_bites_its_tail_still_ends(void **state)
{
    (void)state;
    ts_font_set_fallback(face.display, face.inter);
    ts_font_set_fallback(face.inter, face.display);
    ts_type type = plain(face.display);
    assert_int_equal(label(&type, "\u4E00")->lost_count, 1);
    ts_font_set_fallback(face.display, NULL);
    ts_font_set_fallback(face.inter, NULL);
}

static void ignorables_leave_the_run(void **state)
{
    (void)state;
    ts_type type = plain(face.inter);
    const ts_block *block = label(&type, "a\u2060\u2014b\u00ADc\u200B\uFEFF");
    assert_int_equal(block->lost_count, 0);
    assert_int_equal(block->lines[0].count, 1);
    assert_text(block->lines[0].runs, "a\u2014bc");
    assert_int_equal(block->lines[0].runs[0].count, 4);
    assert_int_equal(block->lines[0].runs[0].glyphs[2].cluster, 4);
}

static void a_non_joiner_parts_a_ligature_and_draws_nothing(void **state)
{
    (void)state;
    ts_type type = plain(face.display);
    const ts_block *block = label(&type, "f\u200Ci");
    assert_int_equal(block->lost_count, 0);
    assert_int_equal(block->lines[0].runs[0].count, 2);
    assert_text(block->lines[0].runs, "f\u200Ci");
}

static void an_accent_apart_from_its_letter_is_set_as_one(void **state)
{
    (void)state;
    ts_type type = plain(face.inter);
    const ts_run *apart = first_run(&type, "e\u0301a"), *whole = first_run(&type, "\u00E9a");
    assert_int_equal(apart->count, 2);
    assert_int_equal(apart->glyphs[0].id, whole->glyphs[0].id);
    assert_int_equal(apart->glyphs[1].cluster, 3);
}

static void a_mark_without_a_letter_of_its_own_is_raised_over_a_capital(void **state)
{
    (void)state;
    ts_type type = plain(face.display);
    const ts_run *run = first_run(&type, "Q\u0302");
    assert_int_equal(run->count, 2);
    assert_int_equal(run->glyphs[1].cluster, 0);
    assert_true(run->glyphs[1].dy < -0.5);
    near(run->width, ts_font_advance(face.display, run->glyphs[0].id) * 10, 1e-6);
}

static void spaces_that_the_face_lacks_are_still_spaces(void **state)
{
    (void)state;
    ts_type type = plain(face.inter);
    const ts_block *block = label(&type, "a\tb\u205Fc\u2011d");
    assert_int_equal(block->lost_count, 0);
    for (size_t i = 0; i < block->lines[0].runs[0].count; i++)
        assert_int_not_equal(block->lines[0].runs[0].glyphs[i].id, 0);
}

/* U+202E turns Latin letters around, so that no right-to-left face is needed. */
static void right_to_left_text_comes_in_visual_order(void **state)
{
    (void)state;
    ts_type type = plain(face.inter);
    const ts_line *line = label(&type, "ab \u202Ecde\u202C fg")->lines;
    assert_int_equal(line->count, 3);
    assert_false(line->runs[0].rtl);
    const ts_run *middle = &line->runs[1];
    assert_true(middle->rtl);
    assert_text(middle, "cde");
    const ts_run *letters = first_run(&type, "edc");
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(middle->glyphs[i].id, letters->glyphs[i].id);
        assert_int_equal(middle->glyphs[i].cluster, 2 - i);
    }
    assert_true(line->runs[2].x > middle->x);
}

static void a_paragraph_that_begins_right_to_left_runs_to_the_left(void **state)
{
    (void)state;
    ts_type type = plain(face.inter);
    const ts_block *block = label(&type, "\u05D0\u05D1 abc ");
    const ts_line *line = block->lines;
    assert_int_equal(block->lost_count, 2);
    near(line->runs[0].x, -line->runs[0].width, 1e-6); /* the hanging space */
    assert_text(&line->runs[1], "abc");
    assert_false(line->runs[1].rtl);
    assert_true(line->runs[2].rtl);
}

static void pieces_stay_apart_and_keep_their_user(void **state)
{
    (void)state;
    ts_type roman = plain(face.inter), bold = plain(face.bold), sups = roman;
    sups.features = SUPS;
    sups.feature_count = 1;
    sups.rise = 1.5;
    ts_text_piece pieces[] = {
        {"Exports ", 8, &roman, 1, false}, {"grew", 4, &bold, 2, false}, {"12", 2, &sups, 3, true}};
    ts_text_paragraph paragraph = {pieces, 3, &roman, {.measure = 300}};
    const ts_block *block = ts_text_set(face.setter, face.arena, &paragraph, 1);
    const ts_line *line = block->lines;
    assert_int_equal(line->count, 3);
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(line->runs[i].user, i + 1);
        assert_ptr_equal(line->runs[i].type, pieces[i].type);
    }
    near(line->runs[2].glyphs[0].dy, -1.5, 1e-9);
    near(line->runs[0].glyphs[0].dy, 0, 1e-9);
}

static void bytes_that_are_no_text_show_as_a_replacement(void **state)
{
    (void)state;
    ts_type type = plain(face.inter);
    assert_text(first_run(&type, "a\xC3z\xFF"), "a\uFFFDz\uFFFD");
}

static void nothing_takes_no_line(void **state)
{
    (void)state;
    ts_type type = plain(face.inter);
    const ts_block *block = ts_text_line(face.setter, face.arena, "", &type, 0);
    assert_non_null(block);
    assert_int_equal(block->count, 0);
    near(block->height, 0, 0);
}

static void without_memory_there_is_no_block(void **state)
{
    (void)state;
    ts_type type = plain(face.inter);
    for (size_t limit = 16; limit < 2000; limit += 48) {
        ts_arena *small = ts_arena_new(limit);
        const ts_block *block = ts_text_line(face.setter, small, "Trade and place", &type, 0);
        assert_true(block ? block->lines[0].runs[0].count == 15 : ts_arena_failed(small));
        ts_arena_drop(small);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_letter_is_a_glyph_with_its_place_in_the_text),
        cmocka_unit_test(an_advance_is_the_faces_times_the_size),
        cmocka_unit_test(a_ligature_is_one_glyph_for_all_its_letters),
        cmocka_unit_test(wide_tracking_takes_ligatures_apart),
        cmocka_unit_test(kerning_draws_a_pair_together),
        cmocka_unit_test(tracking_follows_every_glyph_but_the_last),
        cmocka_unit_test(trailing_space_hangs),
        cmocka_unit_test(capitals_keep_the_original),
        cmocka_unit_test(capitals_follow_the_language),
        cmocka_unit_test(superscripts_of_the_face_are_other_glyphs),
        cmocka_unit_test(a_missing_minus_comes_from_the_fallback_face),
        cmocka_unit_test(what_no_face_has_is_lost_and_shown_once),
        cmocka_unit_test(a_fallback_chain_that_bites_its_tail_still_ends),
        cmocka_unit_test(ignorables_leave_the_run),
        cmocka_unit_test(a_non_joiner_parts_a_ligature_and_draws_nothing),
        cmocka_unit_test(an_accent_apart_from_its_letter_is_set_as_one),
        cmocka_unit_test(a_mark_without_a_letter_of_its_own_is_raised_over_a_capital),
        cmocka_unit_test(spaces_that_the_face_lacks_are_still_spaces),
        cmocka_unit_test(right_to_left_text_comes_in_visual_order),
        cmocka_unit_test(a_paragraph_that_begins_right_to_left_runs_to_the_left),
        cmocka_unit_test(pieces_stay_apart_and_keep_their_user),
        cmocka_unit_test(bytes_that_are_no_text_show_as_a_replacement),
        cmocka_unit_test(nothing_takes_no_line),
        cmocka_unit_test(without_memory_there_is_no_block),
    };
    return cmocka_run_group_tests_name("runs", tests, open_faces, close_faces);
}
