/* Pattern files: what is read of them, what is refused, and that no file does harm. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/setting.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static ts_arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = ts_arena_new(0);
    return arena ? 0 : -1;
}

static int close_arena(void **state)
{
    (void)state;
    ts_arena_drop(arena);
    return 0;
}

static ts_hyphens *load(const char *path)
{
    const char *why = NULL;
    ts_hyphens *hyphens = ts_hyphens_load(arena, path, &why);
    if (!hyphens)
        fail_msg("%s: %s", path, why);
    return hyphens;
}

/* A file of these bytes, under a name that goes when it has been read. */
static ts_hyphens *load_bytes(ts_arena *of, const char *bytes, size_t length, const char **why)
{
    char path[] = "/tmp/tearsheet-hyphen-XXXXXX";
    int handle = mkstemp(path);
    assert_true(handle >= 0);
    assert_int_equal(write(handle, bytes, length), length);
    close(handle);
    ts_hyphens *hyphens = ts_hyphens_load(of, path, why);
    unlink(path);
    return hyphens;
}

static ts_hyphens *load_text(const char *text)
{
    const char *why = NULL;
    ts_hyphens *hyphens = load_bytes(arena, text, strlen(text), &why);
    if (!hyphens)
        fail_msg("%s", why);
    return hyphens;
}

static void refused(const char *text, const char *why)
{
    const char *got = NULL;
    assert_null(load_bytes(arena, text, strlen(text), &got));
    if (!strstr(got, why))
        fail_msg("\"%s\" does not say \"%s\"", got, why);
}

static const char *divide(const ts_hyphens *hyphens, const char *word)
{
    UChar32 letters[TS_WORD_LIMIT] = {0};
    bool may[TS_WORD_LIMIT] = {false};
    size_t count = 0, size = strlen(word), length = 0;
    for (size_t at = 0; at < size;)
        letters[count++] = (UChar32)ts_utf8_next(word, size, &at);
    assert_true(ts_hyphens_find(hyphens, letters, count, may));
    char *out = ts_arena_alloc(arena, size * 2 + 1);
    for (size_t i = 0; i < count; i++) {
        if (may[i])
            out[length++] = '-';
        length += ts_utf8_put((uint32_t)letters[i], out + length);
    }
    return out;
}

static void english_words_divide_as_liangs_thesis_has_them(void **state)
{
    (void)state;
    const ts_hyphens *english = load("fonts/hyph_en_US.dic");
    assert_string_equal(divide(english, "hyphenation"), "hy-phen-ation");
    assert_string_equal(divide(english, "concatenation"), "con-cate-na-tion");
    assert_string_equal(divide(english, "supercalifragilistic"), "su-per-cal-ifrag-ilis-tic");
    assert_string_equal(divide(english, "word"), "word");
}

static void spanish_words_divide_by_syllables(void **state)
{
    (void)state;
    const ts_hyphens *spanish = load("fonts/hyph_es.dic");
    assert_string_equal(divide(spanish, "ferrocarril"), "fe-rro-ca-rril");
    assert_string_equal(divide(spanish, "exportaci\u00F3n"), "ex-por-ta-ci\u00F3n");
    assert_string_equal(divide(spanish, "a\u00F1o"), "a\u00F1o");
}

static void a_file_in_latin_1_says_the_same_as_in_utf_8(void **state)
{
    (void)state;
    const ts_hyphens *wide = load_text("UTF-8\n1\u00F1a\n"), *narrow = load_text("ISO8859-1\r\n1\xF1" "a\r\n");
    assert_string_equal(divide(wide, "ma\u00F1ana"), "ma-\u00F1ana");
    assert_string_equal(divide(narrow, "ma\u00F1ana"), "ma-\u00F1ana");
    assert_string_equal(divide(load_text("ISO-8859-1\n1\xF1" "a"), "ma\u00F1ana"), "ma-\u00F1ana");
}

static void the_files_own_sides_are_kept(void **state)
{
    (void)state;
    assert_string_equal(divide(load_text("UTF-8\n1b\n"), "abababab"), "a-ba-ba-ba-b");
    const ts_hyphens *sided = load_text("UTF-8\nLEFTHYPHENMIN 3\nRIGHTHYPHENMIN 2\n1b\n");
    assert_string_equal(divide(sided, "abababab"), "aba-ba-bab");
}

static void comments_and_stops_are_understood(void **state)
{
    (void)state;
    const ts_hyphens *hyphens = load_text("UTF-8\n% a comment, with / and 12\n# another\n\n.a1b\nb1a.\n"
                                          "9.x1y1.5\nNOHYPHEN ',-\n");
    assert_string_equal(divide(hyphens, "abcba"), "a-bcb-a");
    assert_string_equal(divide(hyphens, "cabac"), "cabac");
    assert_string_equal(divide(hyphens, "xy"), "x-y");
}

static void the_first_of_two_patterns_of_the_same_letters_counts(void **state)
{
    (void)state;
    assert_string_equal(divide(load_text("UTF-8\na1b\na2b\n"), "abab"), "a-ba-b");
    assert_string_equal(divide(load_text("UTF-8\na2b\na1b\n.ab1\n"), "abab"), "ab-ab");
}

/* libhyphen could tell the new spelling; lines have no way to draw it. */
static void points_that_change_the_spelling_are_left_out(void **state)
{
    (void)state;
    const ts_hyphens *plain = load_text("UTF-8\nf1f\ni1f\n");
    const ts_hyphens *changed = load_text("UTF-8\nf1f/ff=f,1,2\ni1f\n");
    assert_string_equal(divide(plain, "schiffahrt"), "schi-f-fahrt");
    assert_string_equal(divide(changed, "schiffahrt"), "schi-ffahrt");
}

static void what_holds_no_patterns_is_refused_with_a_reason(void **state)
{
    (void)state;
    const char *why = NULL;
    assert_null(ts_hyphens_load(arena, "fonts/no-such.dic", &why));
    assert_non_null(strstr(why, "fonts/no-such.dic"));
    assert_null(ts_hyphens_load(arena, "fonts", &why));
    assert_non_null(strstr(why, "no file"));
    refused("", "empty");
    refused("UTF-8\n", "have no pattern");
    refused("KOI8-R\na1b\n", "first line");
    refused("a1b\n", "first line");
    refused("UTF-8\na1b\n<html>\n", "no pattern in line 3");
    refused("UTF-8\na12b\n", "no pattern in line 2");
    refused("UTF-8\na.b\n", "no pattern in line 2");
    refused("UTF-8\n5\n", "no pattern in line 2");
    refused("UTF-8\n\xFF\xFE" "1a\n", "no pattern in line 2");
    refused("UTF-8\na1b\nNEXTLEVEL\nc1d\n", "not read yet");
}

static void a_file_of_more_than_four_megabytes_is_refused(void **state)
{
    (void)state;
    size_t length = (4u << 20) + 1;
    char *bytes = malloc(length);
    const char *why = NULL;
    memset(bytes, '\n', length);
    memcpy(bytes, "UTF-8\n", 6);
    assert_null(load_bytes(arena, bytes, length, &why));
    assert_non_null(strstr(why, "4 MB"));
    free(bytes);
}

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static void use(const ts_hyphens *hyphens, uint32_t *seed)
{
    UChar32 letters[TS_WORD_LIMIT] = {0};
    for (size_t count = 2; count <= TS_WORD_LIMIT; count += 14) {
        bool may[TS_WORD_LIMIT] = {false};
        for (size_t i = 0; i < count; i++)
            letters[i] = (UChar32)(draw(seed, 8) ? 'a' + draw(seed, 4) : 0xE1 + draw(seed, 0x10000));
        assert_true(ts_hyphens_find(hyphens, letters, count, may));
        assert_false(may[0]);
    }
}

/* Files put together out of what pattern files hold, in any order. */
static void a_scrambled_file_is_refused_or_stays_harmless(void **state)
{
    (void)state;
    static const char *const PARTS[] = {"a", "b", "c", "\u00E1", "\xE1", "1", "2", "9", ".", "/", "=", ",", "\n",
                                        "\n", "\n", "\r\n", " ", "\t", "%", "'", "-", "LEFTHYPHENMIN 2",
                                        "RIGHTHYPHENMIN -9",
                                        "NOHYPHEN", "NOHYPHEN a,b", "COMPOUNDLEFTHYPHENMIN 99999999999",
                                        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    uint32_t seed = 20261124, read = 0;
    for (int round = 0; round < 600; round++) {
        ts_arena *own = ts_arena_new(0);
        char bytes[4096];
        const char *why = NULL;
        size_t length = (size_t)sprintf(bytes, "%s\n", draw(&seed, 2) ? "UTF-8" : "ISO8859-1");
        for (uint32_t parts = draw(&seed, 40); parts > 0; parts--) {
            const char *part = PARTS[draw(&seed, sizeof PARTS / sizeof *PARTS)];
            length += (size_t)sprintf(bytes + length, "%s", part);
        }
        const ts_hyphens *hyphens = load_bytes(own, bytes, length, &why);
        assert_true(hyphens || (why && *why));
        if (hyphens) {
            use(hyphens, &seed);
            read++;
        }
        ts_arena_drop(own);
    }
    assert_true(read > 20);
}

/* Real patterns with bytes changed here and there. */
static void a_damaged_file_is_refused_or_stays_harmless(void **state)
{
    (void)state;
    char bytes[8192];
    uint32_t seed = 7;
    FILE *file = fopen("fonts/hyph_es.dic", "rb");
    assert_non_null(file);
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    for (int round = 0; round < 60; round++) {
        ts_arena *own = ts_arena_new(0);
        char damaged[sizeof bytes];
        const char *why = NULL;
        memcpy(damaged, bytes, length);
        for (uint32_t i = draw(&seed, 6); i > 0; i--)
            damaged[6 + draw(&seed, (uint32_t)length - 6)] = (char)draw(&seed, 128);
        const ts_hyphens *hyphens = load_bytes(own, damaged, length - draw(&seed, 200), &why);
        assert_true(hyphens || (why && *why));
        if (hyphens)
            use(hyphens, &seed);
        ts_arena_drop(own);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english_words_divide_as_liangs_thesis_has_them),
        cmocka_unit_test(spanish_words_divide_by_syllables),
        cmocka_unit_test(a_file_in_latin_1_says_the_same_as_in_utf_8),
        cmocka_unit_test(the_files_own_sides_are_kept),
        cmocka_unit_test(comments_and_stops_are_understood),
        cmocka_unit_test(the_first_of_two_patterns_of_the_same_letters_counts),
        cmocka_unit_test(points_that_change_the_spelling_are_left_out),
        cmocka_unit_test(what_holds_no_patterns_is_refused_with_a_reason),
        cmocka_unit_test(a_file_of_more_than_four_megabytes_is_refused),
        cmocka_unit_test(a_scrambled_file_is_refused_or_stays_harmless),
        cmocka_unit_test(a_damaged_file_is_refused_or_stays_harmless),
    };
    return cmocka_run_group_tests_name("hyphen", tests, open_arena, close_arena);
}
