/* Figures and letters of which a sixth is used are embedded as a group, those that features put as a group of their own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "device/haru_codes.h"
#include "text/letters.h"

#include <string.h>

typedef struct desk {
    ts_arena *arena;
    ts_memo *memo;
    ts_typesetter *setter;
    const ts_font *display, *inter, *italic;
    const char *language; /* of all lines that are set */
    ts_pdf_options options;
} desk;

static const ts_feature LINING[] = {{"lnum", true}, {"pnum", true}}, TABULAR[] = {{"tnum", true}}, RAISED[] = {{"sups", true}}, CAPITALS[] = {{"smcp", true}};

static const ts_font *load(ts_arena *arena, const char *name, const char *path)
{
    const char *why = NULL;
    const ts_font *font = ts_font_load(arena, name, path, &why);
    if (!font)
        print_message("%s: %s\n", path, why);
    assert_non_null(font);
    return font;
}

static int open_desk(void **state)
{
    static desk d;
    d = (desk){.arena = ts_arena_new(0), .memo = ts_memo_new(1 << 20, NULL), .setter = ts_typesetter_new(0)};
    d.display = load(d.arena, "Noto Serif Display SemiBold", "fonts/NotoSerifDisplay-SemiBold.ttf");
    d.inter = load(d.arena, "Inter Regular", "fonts/Inter-Regular.otf");
    d.italic = load(d.arena, "Noto Serif Italic", "fonts/NotoSerif-Italic.ttf");
    d.options.memo = d.memo;
    *state = &d;
    return 0;
}

static int close_desk(void **state)
{
    desk *d = *state;
    ts_typesetter_drop(d->setter);
    ts_memo_drop(d->memo);
    ts_arena_drop(d->arena);
    return 0;
}

typedef struct words {
    const ts_font *font;
    const ts_feature *features;
    size_t feature_count;
    const char *text;
} words;

static const ts_run *run_of(const desk *d, const words *w)
{
    ts_type *type = TS_NEW(d->arena, ts_type);
    *type = (ts_type){.font = w->font, .size = 10, .leading = 12, .language = d->language, .features = w->features, .feature_count = w->feature_count};
    return ts_text_line(d->setter, d->arena, w->text, type, 0)->lines[0].runs;
}

/* The face of a document in which these words stand. */
static const ts_pdf_font *embedded(const desk *d, const words *all, size_t count)
{
    ts_pdf *pdf = TS_NEW(d->arena, ts_pdf);
    pdf->arena = d->arena;
    pdf->options = &d->options;
    for (size_t i = 0; i < count; i++)
        ts_pdf_collect_run(pdf, run_of(d, &all[i]));
    assert_int_equal(pdf->fonts.count, 1);
    ts_pdf_complete(pdf, &pdf->fonts.items[0]);
    return &pdf->fonts.items[0];
}

/* Each of the letters, as these features have it, is embedded and says itself; or none of them is there. */
static void assert_embedded(const desk *d, const ts_pdf_font *font, const words *letters, bool there)
{
    const ts_run *run = run_of(d, letters);
    assert_int_equal(run->count, strlen(letters->text));
    for (size_t i = 0; i < run->count; i++) {
        const ts_pdf_glyph *glyph = ts_pdf_find_glyph(font, run->glyphs[i].id);
        assert_true((glyph != NULL) == there);
        if (glyph)
            assert_true(glyph->length == 1 && glyph->first == letters->text[i]);
    }
}

static void figures_that_features_put_are_a_group(void **state)
{
    const desk *d = *state;
    const words lining = {d->display, LINING, 2, "2024"}, other = {d->display, LINING, 2, "13"},
                all = {d->display, LINING, 2, "0123456789"}, own = {d->display, NULL, 0, "0123456789"};
    const ts_pdf_font *one = embedded(d, &lining, 1), *two = embedded(d, &other, 1);
    assert_embedded(d, one, &all, true);
    assert_embedded(d, one, &own, false);
    assert_int_equal(one->glyphs.count, two->glyphs.count);
    for (size_t i = 0; i < one->glyphs.count; i++)
        assert_non_null(ts_pdf_find_glyph(two, one->glyphs.items[i].id));
}

static void each_set_of_features_is_another_group(void **state)
{
    const desk *d = *state;
    const words of[] = {{d->inter, TABULAR, 1, "19.5"}, {d->inter, NULL, 0, "19,5"}, {d->inter, RAISED, 1, "1"}},
                tabular = {d->inter, TABULAR, 1, "0123456789.,"}, own = {d->inter, NULL, 0, "0123456789.,-%$"},
                raised = {d->inter, RAISED, 1, "0"};
    const ts_pdf_font *font = embedded(d, of, 3);
    assert_embedded(d, font, &tabular, true);
    assert_embedded(d, font, &own, true);
    assert_embedded(d, font, &raised, false); /* of ten one is used, which is less than a sixth */
    assert_embedded(d, embedded(d, of + 1, 1), &tabular, false);
}

/* What a face was asked for is not another's, nor what features put other features': all have a memo in common. */
static void each_face_and_feature_is_remembered_by_itself(void **state)
{
    const desk *d = *state;
    const words some[] = {{d->display, RAISED, 1, "2024"}, {d->inter, RAISED, 1, "2024"}, {d->inter, TABULAR, 1, "2024"}};
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        words all = some[i];
        all.text = "0123456789";
        assert_embedded(d, embedded(d, &some[i], 1), &all, true);
    }
}

/* In Ewe the small capital f is another glyph, which a document in any other language before must not hide. */
static void each_language_is_remembered_by_itself(void **state)
{
    desk *d = *state;
    const words some = {d->italic, CAPITALS, 1, "abcde"}, f = {d->italic, CAPITALS, 1, "f"};
    const ts_pdf_font *plain = embedded(d, &some, 1);
    assert_embedded(d, plain, &f, true);
    d->language = "ee";
    assert_embedded(d, plain, &f, false);
    assert_embedded(d, embedded(d, &some, 1), &f, true);
    d->language = NULL;
}

/* Where the features change nothing there is no group but the face's own, of which a letter is not a sixth. */
static void features_that_change_nothing_add_nothing(void **state)
{
    const desk *d = *state;
    const words of = {d->inter, LINING, 1, "a1"}, letter = {d->inter, NULL, 0, "b"};
    const ts_pdf_font *font = embedded(d, &of, 1);
    assert_embedded(d, font, &letter, false);
    assert_int_equal(font->glyphs.count, 2);
}

static void letters_alone_are_what_they_are_in_a_word(void **state)
{
    const desk *d = *state;
    uint32_t ids[4];
    static ts_feature many[33];
    const ts_type type = {.features = TABULAR, .feature_count = 1}, overdone = {.features = many, .feature_count = 33};
    const words tabular = {d->inter, TABULAR, 1, "1a"};
    const ts_run *run = run_of(d, &tabular);
    assert_true(ts_letters_shape(d->inter, &type, "1a\1f", ids));
    assert_int_equal(ids[0], run->glyphs[0].id);
    assert_int_equal(ids[1], run->glyphs[1].id);
    assert_int_equal(ids[2], 0); /* no face has it */
    for (size_t i = 0; i < 33; i++)
        many[i] = TABULAR[0];
    assert_true(ts_letters_shape(d->inter, &overdone, "1a\1f", ids));
    assert_int_equal(ids[0] | ids[1] | ids[2] | ids[3], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(figures_that_features_put_are_a_group),
                                       cmocka_unit_test(each_set_of_features_is_another_group),
                                       cmocka_unit_test(each_face_and_feature_is_remembered_by_itself),
                                       cmocka_unit_test(each_language_is_remembered_by_itself),
                                       cmocka_unit_test(features_that_change_nothing_add_nothing),
                                       cmocka_unit_test(letters_alone_are_what_they_are_in_a_word)};
    return cmocka_run_group_tests(tests, open_desk, close_desk);
}
