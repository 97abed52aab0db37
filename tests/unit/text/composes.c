/* Faces compose letters and marks; where a face has nothing to compose the shaper is spared the search, and nobody can tell. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "faces.h"

#include "text/shapes.h"

#include <stdio.h>
#include <stdlib.h>

enum { OFTEN = 100, TEXTS = 600, LONGEST = 12 };

/* ---- texts */

static const ts_block *set(ts_typesetter *setter, const ts_type *type, const char *words)
{
    ts_text_piece piece = {words, strlen(words), type, 0, false};
    ts_text_paragraph paragraph = {.pieces = &piece, .count = 1, .type = type, .rules = {.measure = 1000}};
    const ts_block *block = ts_text_set(setter, face.arena, &paragraph, 1);
    assert_non_null(block);
    return block;
}

static void same_glyphs(const ts_block *a, const ts_block *b)
{
    const ts_line *one = a->lines, *other = b->lines;
    assert_int_equal(a->count, b->count);
    for (size_t r = 0; r < (a->count ? one->count : 0); r++) {
        assert_int_equal(one->runs[r].count, other->runs[r].count);
        for (size_t i = 0; i < one->runs[r].count; i++) {
            assert_int_equal(one->runs[r].glyphs[i].id, other->runs[r].glyphs[i].id);
            near(one->runs[r].glyphs[i].advance, other->runs[r].glyphs[i].advance, 0);
            near(one->runs[r].glyphs[i].dx, other->runs[r].glyphs[i].dx, 0);
            near(one->runs[r].glyphs[i].dy, other->runs[r].glyphs[i].dy, 0);
        }
    }
}

static const char *random_words(unsigned *seed, char *words)
{
    size_t length = 1;
    for (size_t i = 0; i < length; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        length = i == 0 ? 1 + (*seed >> 24) % LONGEST : length;
        words[i] = (char)(' ' + (*seed >> 16) % ('~' - ' ' + 1));
    }
    words[length] = '\0';
    return words;
}

/* Set so often that the setter looks into the face; the texts differ, so that each is shaped. */
static ts_typesetter *experienced(const ts_type *type)
{
    ts_typesetter *setter = ts_typesetter_new(0);
    char words[LONGEST];
    for (int i = 0; i < OFTEN; i++) {
        snprintf(words, sizeof words, "n%d", i);
        set(setter, type, words);
    }
    return setter;
}

static bool composes_nothing(ts_typesetter *setter, const ts_type *type)
{
    hb_feature_t features[2];
    unsigned count = 0;
    for (; count < type->feature_count; count++)
        features[count] = (hb_feature_t){hb_tag_from_string(type->features[count].tag, 4), type->features[count].on,
                                         HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
    ts_shaping s = {.font = type->font, .language = hb_language_from_string("en", -1), .script = USCRIPT_LATIN,
                    .features = features, .feature_count = count, .units = (const UChar[]){'n'}, .count = 1};
    return ts_composes_nothing(setter, &s);
}

/* ---- a face that composes plain letters */

static uint32_t number_at(const unsigned char *bytes, size_t at, int size)
{
    uint32_t number = 0;
    for (int i = 0; i < size; i++)
        number = number << 8 | bytes[at + (size_t)i];
    return number;
}

static size_t table_at(const unsigned char *font, const char *tag)
{
    for (size_t i = 0; i < number_at(font, 4, 2); i++)
        if (memcmp(font + 12 + 16 * i, tag, 4) == 0)
            return number_at(font, 12 + 16 * i + 8, 4);
    fail_msg("the face has no %s", tag);
    return 0;
}

/* The features of these two tags change their places (OpenType, GSUB header and FeatureList). */
static void swap_features(unsigned char *font, const char *one, const char *other)
{
    size_t table = table_at(font, "GSUB"), list = table + number_at(font, table + 6, 2);
    for (size_t i = 0; i < number_at(font, list, 2); i++) {
        unsigned char *tag = font + list + 2 + 6 * i;
        if (memcmp(tag, one, 4) == 0)
            memcpy(tag, other, 4);
        else if (memcmp(tag, other, 4) == 0)
            memcpy(tag, one, 4);
    }
}

enum { MOST = 4 << 20 };

/* A face as a change leaves Inter's bytes, which have room behind them. */
static ts_font *load_changed(size_t (*change)(unsigned char *bytes, size_t size))
{
    char path[] = "/tmp/composes-XXXXXX";
    unsigned char *bytes = malloc(MOST);
    FILE *from = fopen("fonts/Inter-Regular.otf", "rb");
    assert_non_null(bytes);
    assert_non_null(from);
    size_t size = change(bytes, fread(bytes, 1, MOST / 2, from));
    fclose(from);
    int to = mkstemp(path);
    FILE *file = fdopen(to, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
    free(bytes);
    ts_font *font = load_face("Changed", path);
    remove(path);
    assert_non_null(font);
    return font;
}

/* Its figures become tabular by "ccmp". */
static size_t compose_figures(unsigned char *bytes, size_t size)
{
    swap_features(bytes, "tnum", "ccmp");
    return size;
}

/* Another GSUB, whose only lookup, of "ccmp", makes of the letter q these glyphs of no number. */
static size_t put_lookup(unsigned char *bytes, size_t size, size_t glyphs, bool far)
{
    const unsigned q = ts_font_glyph(face.inter, 'q');
    unsigned char *gsub = bytes + (size + 3) / 4 * 4, *to = gsub;
    const unsigned head[] = {1, 0, 10, 30, 44, /* scripts: */ 1, 'D' << 8 | 'F', 'L' << 8 | 'T', 8, 4, 0, 0, 0xFFFF, 1, 0,
                             /* features: */ 1, 'c' << 8 | 'c', 'm' << 8 | 'p', 8, 0, 1, 0, /* lookups: */ 1, 4, far ? 7 : 2, 0, 1, 8};
    const unsigned extension[] = {1, 2, 0, 8}, multiple[] = {1, 8, 1, 14, 1, 1, q, (unsigned)glyphs};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++, to += 2)
        to[0] = (unsigned char)(head[i] >> 8), to[1] = (unsigned char)head[i];
    for (size_t i = 0; i < (far ? 4 : 0); i++, to += 2)
        to[0] = (unsigned char)(extension[i] >> 8), to[1] = (unsigned char)extension[i];
    for (size_t i = 0; i < 8; i++, to += 2)
        to[0] = (unsigned char)(multiple[i] >> 8), to[1] = (unsigned char)multiple[i];
    memset(to, 0, 2 * glyphs);
    to += 2 * glyphs;
    for (size_t i = 0; i < number_at(bytes, 4, 2); i++) {
        unsigned char *entry = bytes + 12 + 16 * i;
        for (int k = 0; k < 4 && memcmp(entry, "GSUB", 4) == 0; k++) {
            entry[8 + k] = (unsigned char)((size_t)(gsub - bytes) >> (24 - 8 * k));
            entry[12 + k] = (unsigned char)((size_t)(to - gsub) >> (24 - 8 * k));
        }
    }
    return (size_t)(to - bytes);
}

static size_t delete_q(unsigned char *bytes, size_t size)
{
    return put_lookup(bytes, size, 0, false);
}

static size_t delete_q_far_away(unsigned char *bytes, size_t size)
{
    return put_lookup(bytes, size, 0, true);
}

static size_t double_q(unsigned char *bytes, size_t size)
{
    return put_lookup(bytes, size, 2, true);
}

/* ---- tests */

static void no_plain_text_is_set_in_another_way(void **state)
{
    (void)state;
    static const ts_feature TABULAR[] = {{"tnum", true}};
    const ts_font *fonts[] = {face.inter, face.bold, face.display, face.italic};
    for (size_t i = 0; i < 8; i++) {
        ts_type type = {.font = fonts[i / 2], .size = 9, .leading = 12, .language = "en", .features = TABULAR, .feature_count = i % 2};
        ts_typesetter *setter = experienced(&type), *fresh = ts_typesetter_new(0);
        assert_true(composes_nothing(setter, &type));
        assert_false(composes_nothing(fresh, &type));
        unsigned seed = 7;
        for (int k = 0; k < TEXTS; k++) {
            char words[LONGEST + 1];
            random_words(&seed, words);
            same_glyphs(set(setter, &type, words), set(fresh, &type, words));
            if (k % 20 == 19) { /* before it has seen so many that it looks, too */
                ts_typesetter_drop(fresh);
                fresh = ts_typesetter_new(0);
            }
        }
        ts_typesetter_drop(setter);
        ts_typesetter_drop(fresh);
    }
}

static void marks_are_composed_all_the_same(void **state)
{
    (void)state;
    ts_type type = {.font = face.inter, .size = 9, .leading = 12, .language = "en"};
    ts_typesetter *setter = experienced(&type), *fresh = ts_typesetter_new(0);
    same_glyphs(set(setter, &type, "i\xCC\x8Ax"), set(fresh, &type, "i\xCC\x8Ax")); /* a ring: its letter loses the dot */
    const ts_run *dotted = set(setter, &type, "i")->lines->runs, *composed = set(setter, &type, "i\xCC\x8Ax")->lines->runs;
    assert_int_not_equal(dotted->glyphs[0].id, composed->glyphs[0].id);
    ts_typesetter_drop(setter);
    ts_typesetter_drop(fresh);
}

static void a_face_that_composes_plain_letters_goes_on(void **state)
{
    (void)state;
    ts_type type = {.font = load_changed(compose_figures), .size = 9, .leading = 12, .language = "en"}, plain = type;
    plain.font = face.inter;
    ts_typesetter *setter = experienced(&type);
    assert_false(composes_nothing(setter, &type));
    double one = set(setter, &type, "17")->width, other = set(setter, &type, "71")->width;
    assert_true(one != set(setter, &plain, "17")->width);
    near(set(setter, &type, "11")->width, set(setter, &type, "77")->width, 1e-9);
    near(one, other, 1e-9);
    ts_typesetter_drop(setter);
}

/* OpenType forbids what HarfBuzz does: texts that were set before must not tell. */
static void a_face_that_drops_letters_drops_them_in_each_text(void **state)
{
    (void)state;
    size_t (*const changes[])(unsigned char *, size_t) = {delete_q, delete_q_far_away, double_q};
    const size_t glyphs[] = {2, 2, 4};
    for (size_t i = 0; i < 3; i++) {
        ts_type type = {.font = load_changed(changes[i]), .size = 9, .leading = 12, .language = "en"};
        ts_typesetter *setter = experienced(&type), *fresh = ts_typesetter_new(0);
        const ts_block *first = set(fresh, &type, "aqb"), *later = set(setter, &type, "aqb");
        assert_int_equal(first->lines->runs->count, glyphs[i]);
        same_glyphs(first, later);
        ts_typesetter_drop(setter);
        ts_typesetter_drop(fresh);
    }
}

/* All lookups of Inter together put nothing that is composed: it is asked once for all. */
static void a_face_answers_for_all_kinds_of_texts(void **state)
{
    (void)state;
    static const ts_feature TABULAR[] = {{"tnum", true}};
    ts_type type = {.font = face.inter, .size = 9, .leading = 12, .language = "en"}, tabular = type, other = type;
    tabular.features = TABULAR;
    tabular.feature_count = 1;
    other.font = face.bold;
    ts_typesetter *setter = experienced(&type);
    assert_true(composes_nothing(setter, &tabular));
    assert_false(composes_nothing(setter, &other));
    ts_typesetter_drop(setter);
}

/* Of Noto Serif those of "aalt" do: what is asked of a text without it is another question. */
static void where_it_cannot_each_kind_is_another_question(void **state)
{
    (void)state;
    ts_type type = {.font = face.display, .size = 9, .leading = 12, .language = "en"};
    ts_typesetter *setter = experienced(&type);
    ts_shaping known = {.font = face.display, .language = hb_language_from_string("en", -1), .script = USCRIPT_LATIN,
                        .units = (const UChar[]){'n'}, .count = 1};
    ts_shaping language = known, script = known, leftward = known;
    language.language = hb_language_from_string("es", -1);
    script.script = USCRIPT_COMMON;
    leftward.leftward = true;
    assert_true(ts_composes_nothing(setter, &known));
    assert_false(ts_composes_nothing(setter, &language));
    assert_false(ts_composes_nothing(setter, &script));
    for (int i = 0; i < OFTEN; i++)
        assert_false(ts_composes_nothing(setter, &leftward));
    ts_typesetter_drop(setter);
}

static void another_face_at_the_same_place_is_looked_into_again(void **state)
{
    (void)state;
    ts_type type = {.font = face.inter, .size = 9, .leading = 12, .language = "en"};
    ts_typesetter *setter = experienced(&type);
    assert_true(composes_nothing(setter, &type));
    ts_typesetter_forget(setter);
    assert_false(composes_nothing(setter, &type));
    ts_typesetter_drop(setter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_plain_text_is_set_in_another_way),
        cmocka_unit_test(marks_are_composed_all_the_same),
        cmocka_unit_test(a_face_that_composes_plain_letters_goes_on),
        cmocka_unit_test(a_face_that_drops_letters_drops_them_in_each_text),
        cmocka_unit_test(a_face_answers_for_all_kinds_of_texts),
        cmocka_unit_test(where_it_cannot_each_kind_is_another_question),
        cmocka_unit_test(another_face_at_the_same_place_is_looked_into_again),
    };
    return cmocka_run_group_tests(tests, open_faces, close_faces);
}
