/* Any text at any measure: it ends, and nothing is lost on the way. */
#include "body.h"

#include "base/utf8.h"

typedef struct random_text {
    uint32_t seed;
} random_text;

static uint32_t draw(random_text *r, uint32_t below)
{
    r->seed = r->seed * 1664525u + 1013904223u;
    return (r->seed >> 8) % below;
}

static const uint32_t LETTERS[] = {'a', 'f', 'i', 'l', 'T', 'o', 'V', '1', '.', ',', ' ', ' ', ' ', '-', '/',
                                   0xE9, 0xF1, 0xA0, 0xAD, 0x2014, 0x2013, 0x2028, 0x2060, 0x201C, 0x201D,
                                   0x2212, 0x301, 0x200D, 0x5D0, 0x5D1, 0x628, 0x627, 0x202E, 0x202C, 0x4E00,
                                   0x1F6A2, 0xFB01, '\t', '(', ')', '%', '$', 0xDF};

static size_t random_piece(random_text *r, char *out, size_t letters)
{
    size_t length = 0;
    for (size_t i = 0; i < letters; i++)
        length += ts_utf8_put(LETTERS[draw(r, sizeof LETTERS / sizeof *LETTERS)], out + length);
    return length;
}

static bool leaves_the_text(uint32_t c)
{
    return c == 0xAD || c == 0x2028 || c == 0x2060 || c == 0x202E || c == 0x202C;
}

static void count_letters(const char *text, size_t length, int sign, int *tally)
{
    for (size_t at = 0; at < length;) {
        uint32_t c = ts_utf8_next(text, length, &at);
        c = c == '\t' ? ' ' : c; /* to who reads */
        if (leaves_the_text(c))
            continue;
        for (size_t i = 0; i < sizeof LETTERS / sizeof *LETTERS; i++)
            if (LETTERS[i] == c) {
                tally[i] += sign;
                break;
            }
    }
}

/* Clusters go one way, lie in the text, and the glyphs' advances are the run's width. */
static void check_run(const ts_run *run)
{
    double width = 0;
    for (size_t i = 0; i < run->count; i++) {
        assert_true(run->glyphs[i].cluster < run->length);
        if (i)
            assert_true(run->rtl ? run->glyphs[i].cluster <= run->glyphs[i - 1].cluster
                                 : run->glyphs[i].cluster >= run->glyphs[i - 1].cluster);
        width += run->glyphs[i].advance;
    }
    near(run->width, width, 1e-6);
    assert_int_equal(ts_utf8_check(run->text, run->length), run->length);
}

static void check_block(const ts_block *block, double measure, int *tally)
{
    bool wide = false;
    for (size_t i = 0; i < block->count; i++) {
        const ts_line *line = &block->lines[i];
        wide = wide || line->width > measure + 0.01;
        for (size_t r = 0; r < line->count; r++) {
            check_run(&line->runs[r]);
            count_letters(line->runs[r].original, line->runs[r].original_length, -1, tally);
            if (r)
                near(line->runs[r].x, line->runs[r - 1].x + line->runs[r - 1].width, 1e-6);
        }
    }
    assert_int_equal(wide, block->too_wide);
}

static void any_text_ends_at_any_width_and_every_letter_is_on_a_line(void **state)
{
    (void)state;
    random_text r = {20261123};
    ts_type types[3] = {*body(), *head(), *body()};
    types[2].capitals = true;
    types[2].tracking = 80;
    for (int round = 0; round < 400; round++) {
        ts_arena *arena = ts_arena_new(0);
        char texts[4][400];
        ts_text_piece pieces[4];
        int tally[sizeof LETTERS / sizeof *LETTERS] = {0};
        for (uint32_t p = 0; p < 4; p++) {
            size_t length = random_piece(&r, texts[p], draw(&r, 60));
            pieces[p] = (ts_text_piece){texts[p], length, &types[draw(&r, 3)], p, draw(&r, 6) == 0};
            count_letters(texts[p], pieces[p].length, 1, tally);
        }
        double measure = 10 + draw(&r, 300);
        ts_setting_rules rules = {.measure = measure, .balance = draw(&r, 2), .last_words = (int)draw(&r, 4),
                                  .last_measure = draw(&r, 2) ? 0.2 : 0, .align = (ts_text_align)draw(&r, 3)};
        ts_text_paragraph paragraph = {pieces, 4, &types[0], rules};
        const ts_block *block = ts_text_set(face.setter, arena, &paragraph, 1);
        assert_non_null(block);
        check_block(block, measure, tally);
        for (size_t i = 0; i < sizeof LETTERS / sizeof *LETTERS; i++)
            assert_int_equal(tally[i], 0);
        ts_arena_drop(arena);
    }
}

static void odd_measures_end_too(void **state)
{
    (void)state;
    const double measures[] = {0, -5, 1e-9, 1e12, NAN, INFINITY};
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        ts_setting_rules rules = {.measure = measures[i], .balance = true, .last_words = 2,
                                  .last_measure = 0.2};
        const ts_block *block = set_text(body(), "goods and services", rules);
        assert_true(block->count >= 1 && block->count <= 3);
    }
}

static void a_long_paragraph_is_set_and_an_endless_one_is_not(void **state)
{
    (void)state;
    enum { LONG = 200000, ENDLESS = (1 << 20) + 1 };
    char *text = ts_arena_alloc(face.arena, ENDLESS + 1);
    for (size_t i = 0; i < ENDLESS; i++)
        text[i] = i % 6 == 5 ? ' ' : 'n';
    ts_text_piece piece = {text, LONG, body(), 0, false};
    ts_text_paragraph paragraph = {&piece, 1, body(), {.measure = 200, .balance = true}};
    assert_true(ts_text_set(face.setter, face.arena, &paragraph, 1)->count > 1000);
    piece.length = ENDLESS;
    assert_null(ts_text_set(face.setter, face.arena, &paragraph, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_text_ends_at_any_width_and_every_letter_is_on_a_line),
        cmocka_unit_test(odd_measures_end_too),
        cmocka_unit_test(a_long_paragraph_is_set_and_an_endless_one_is_not),
    };
    return cmocka_run_group_tests_name("any lines", tests, open_faces, close_faces);
}
