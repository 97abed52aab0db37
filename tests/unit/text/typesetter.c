/* What a typesetter remembers: it makes no difference to the lines, only to the time. */
#include "remembered.h"

#include "text/shapes.h"

static void lines_are_the_same_with_and_without_memory(void **state)
{
    (void)state;
    ts_typesetter *with = ts_typesetter_new(PLENTY), *without = ts_typesetter_new(0);
    for (int flows = 0; flows < 2; flows++) {
        text t = make_text();
        tie(&t, WORDS);
        t.flows = flows;
        const ts_block *fresh = set_in(without, face.arena, &t);
        assert_true(fresh->count > 3 && fresh->lost_count == 1);
        same_block(set_in(with, face.arena, &t), fresh);
        same_block(set_in(with, face.arena, &t), fresh);
    }
    assert_int_equal(ts_typesetter_count(with).texts, 4);
    assert_int_equal(ts_typesetter_count(with).found, 2);
    assert_int_equal(ts_typesetter_count(with).comparisons, ts_typesetter_count(without).comparisons);
    assert_int_equal(ts_typesetter_count(without).found, 0);
    ts_typesetter_drop(with);
    ts_typesetter_drop(without);
}

/* Whoever asked first is gone with all that he had made: another finds the text by its content. */
static void a_found_text_does_not_need_the_one_who_asked_first(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(PLENTY);
    ts_arena *first = ts_arena_new(0);
    text *t = TS_NEW(first, text), again = make_text();
    *t = make_text();
    char *language = ts_arena_text(first, "en");
    ts_feature *features = TS_NEW(first, ts_feature);
    *features = FEATURES[0];
    t->type.language = language;
    t->type.features = features;
    tie(t, ts_arena_text(first, WORDS));
    const ts_block *kept = set_in(setter, first, t);
    memset(features, 0, sizeof *features);
    ts_arena_drop(first);
    tie(&again, WORDS);
    assert_ptr_equal(set_in(setter, face.arena, &again), kept);
    same_block(kept, set_in(face.setter, face.arena, &again));
    ts_typesetter_drop(setter);
}

static const char *numbered(int i)
{
    return ts_arena_print(face.arena, "text number %d of many that are all different", i);
}

static void what_finds_no_room_is_set_but_not_kept(void **state)
{
    (void)state;
    enum { MEMORY = 64 << 10, TEXTS = 400 };
    ts_typesetter *setter = ts_typesetter_new(MEMORY);
    text t = make_text();
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < TEXTS; i++) {
            const ts_block *block = ts_text_line(setter, face.arena, numbered(i), &t.type, 0);
            same_block(block, ts_text_line(face.setter, face.arena, numbered(i), &t.type, 0));
        }
    size_t found = ts_typesetter_count(setter).found;
    assert_true(found > 10 && found < TEXTS / 2);
    size_t a_text = 40 * sizeof(ts_glyph); /* its glyphs alone */
    assert_true(found * a_text < MEMORY);
    ts_typesetter_drop(setter);
}

/* Whether a text was known already. */
static bool knows(ts_typesetter *setter, int number)
{
    text t = make_text();
    size_t found = ts_typesetter_count(setter).found;
    const ts_block *block = ts_text_line(setter, face.arena, numbered(number), &t.type, 0);
    same_block(block, ts_text_line(face.setter, face.arena, numbered(number), &t.type, 0));
    return ts_typesetter_count(setter).found > found;
}

static void a_text_lasts_when_a_second_document_asks_for_it(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(PLENTY);
    assert_false(knows(setter, -1));
    assert_true(knows(setter, -1)); /* in one document */
    ts_typesetter_rest(setter);
    assert_false(knows(setter, -1));
    assert_true(knows(setter, -1));
    for (int document = 0; document < 3; document++) {
        ts_typesetter_rest(setter);
        assert_true(knows(setter, -1));
    }
    ts_typesetter_drop(setter);
}

/* Of the documents that ask for a text the first alone sets it; the second of any other text does. */
static void the_first_documents_texts_are_not_set_again(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(PLENTY);
    text first = make_text(), later = make_text();
    tie(&first, WORDS);
    tie(&later, "Crates came to the new quay by the thousand, and ships that nobody had seen before came for them");
    size_t done = 0;
    for (int document = 1; document <= 5; document++) {
        bool sets[] = {document == 1, document == 2 || document == 3};
        const text *texts[] = {&first, document > 1 ? &later : NULL};
        for (int i = 0; i < 2 && texts[i]; i++) {
            same_block(set_in(setter, face.arena, texts[i]), set_in(face.setter, face.arena, texts[i]));
            assert_int_equal(ts_typesetter_count(setter).comparisons > done, sets[i]);
            done = ts_typesetter_count(setter).comparisons;
        }
        ts_typesetter_rest(setter);
    }
    ts_typesetter_drop(setter);
}

/* Beside the second document only: whoever asks for one in the third finds no more than its hash. */
static void the_first_documents_texts_are_gone_with_the_second(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(PLENTY);
    text t = make_text();
    tie(&t, WORDS);
    set_in(setter, face.arena, &t);
    ts_typesetter_rest(setter);
    ts_typesetter_rest(setter);
    size_t done = ts_typesetter_count(setter).comparisons;
    same_block(set_in(setter, face.arena, &t), set_in(face.setter, face.arena, &t));
    assert_true(ts_typesetter_count(setter).comparisons > done);
    ts_typesetter_drop(setter);
}

/* Texts that come once take the place of others that came once. */
static void what_lasts_is_not_pushed_out(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(256 << 10);
    for (int document = 0; document < 60; document++) {
        assert_int_equal(knows(setter, -1), document > 1);
        for (int i = 0; i < 30; i++)
            assert_false(knows(setter, document * 30 + i));
        ts_typesetter_rest(setter);
    }
    ts_typesetter_drop(setter);
}

static void a_rest_forgets_only_when_it_is_full(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(64 << 10);
    for (int document = 0; document < 2; document++) {
        knows(setter, -1);
        ts_typesetter_rest(setter);
    }
    assert_true(knows(setter, -1));
    for (int document = 0; document < 20; document++) { /* each two of the same fifteen texts */
        for (int i = 0; i < 15; i++)
            assert_false(knows(setter, document / 2 * 15 + i));
        ts_typesetter_rest(setter);
    }
    assert_false(knows(setter, -1));
    ts_typesetter_drop(setter);
}

static void what_is_forgotten_is_set_anew(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(PLENTY);
    text t = make_text();
    tie(&t, WORDS);
    set_in(setter, face.arena, &t);
    ts_typesetter_forget(setter);
    same_block(set_in(setter, face.arena, &t), set_in(face.setter, face.arena, &t));
    assert_int_equal(ts_typesetter_count(setter).found, 0);
    ts_typesetter_drop(setter);
}

/* Glyphs are kept in font units: the same words in another size are not shaped again, and
 * come out as if they were. */
static void shapes_serve_all_sizes(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(0);
    text t = make_text();
    for (int i = 0; i < 6; i++) {
        ts_typesetter *fresh = ts_typesetter_new(0);
        t.type.size = 7 + i;
        t.type.tracking = i * 6;
        t.type.capitals = i == 4;
        same_block(ts_text_line(setter, face.arena, "office AVAVA 1994 \u05D0\u05D1", &t.type, 0),
                   ts_text_line(fresh, face.arena, "office AVAVA 1994 \u05D0\u05D1", &t.type, 0));
        ts_typesetter_drop(fresh);
    }
    ts_typesetter_drop(setter);
}

/* More different words than it has room for: it begins anew, and nothing is wrong. */
static void shapes_are_bounded(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(0);
    text t = make_text();
    char words[2001];
    for (int round = 0; round < 120; round++) {
        for (size_t i = 0; i < 2000; i++)
            words[i] = (char)('a' + (i * 7 + (size_t)round * (i % 5 + 1)) % 26);
        words[2000] = '\0';
        ts_arena *own = ts_arena_new(0);
        const ts_block *block = ts_text_line(setter, own, words, &t.type, 0);
        if (round % 20 == 0)
            same_block(block, ts_text_line(face.setter, own, words, &t.type, 0));
        ts_arena_drop(own);
    }
    ts_typesetter_drop(setter);
}

/* Romanian writes a comma under the letter that Turkish writes with a cedilla (locl). */
static void the_language_reaches_the_shaper(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(0);
    const ts_font *fonts[] = {face.inter, face.display, face.italic};
    for (size_t i = 0; i < 3; i++) {
        ts_type turkish = {.font = fonts[i], .size = 9, .leading = 12, .language = "tr"}, romanian = turkish;
        romanian.language = "ro";
        const ts_block *cedilla = ts_text_line(setter, face.arena, "\u015F", &turkish, 0);
        const ts_block *comma = ts_text_line(setter, face.arena, "\u015F", &romanian, 0);
        assert_int_not_equal(cedilla->lines[0].runs[0].glyphs[0].id, comma->lines[0].runs[0].glyphs[0].id);
        assert_string_equal(comma->lines[0].runs[0].text, "\u015F");
    }
    ts_typesetter_drop(setter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_the_same_with_and_without_memory),
        cmocka_unit_test(a_found_text_does_not_need_the_one_who_asked_first),
        cmocka_unit_test(what_finds_no_room_is_set_but_not_kept),
        cmocka_unit_test(a_text_lasts_when_a_second_document_asks_for_it),
        cmocka_unit_test(the_first_documents_texts_are_not_set_again),
        cmocka_unit_test(the_first_documents_texts_are_gone_with_the_second),
        cmocka_unit_test(what_lasts_is_not_pushed_out),
        cmocka_unit_test(a_rest_forgets_only_when_it_is_full),
        cmocka_unit_test(what_is_forgotten_is_set_anew),
        cmocka_unit_test(shapes_serve_all_sizes),
        cmocka_unit_test(shapes_are_bounded),
        cmocka_unit_test(the_language_reaches_the_shaper),
    };
    return cmocka_run_group_tests_name("typesetter", tests, open_all, close_faces);
}
