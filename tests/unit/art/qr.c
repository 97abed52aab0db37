/* QR codes (ISO/IEC 18004): the size, the finder patterns, the timing lines. */
#include "easel.h"

typedef struct grid {
    int side;
    bool dark[200][200];
} grid;

/* The rectangles of the path, back into modules. */
static grid modules_of(const ts_art *art)
{
    static grid g;
    memset(&g, 0, sizeof g);
    g.side = (int)art->box.w;
    const ts_path *path = art->items.items[0].u.fill.path;
    const ts_point *p = path->points.items;
    for (size_t i = 0; i < path->points.count; i += 4)
        for (int x = (int)p[i].x; x < (int)p[i + 2].x; x++)
            g.dark[(int)p[i].y][x] = true;
    return g;
}

static void has_finder(const grid *g, int left, int top)
{
    static const char *const rows[] = {"#######", "#.....#", "#.###.#", "#.###.#",
                                       "#.###.#", "#.....#", "#######"};
    for (int y = 0; y < 7; y++)
        for (int x = 0; x < 7; x++)
            assert_int_equal(g->dark[top + y][left + x], rows[y][x] == '#');
}

static void a_short_text_is_a_code_of_the_first_version(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_swatch black = {.name = "Black"};
    const ts_art *art = ts_qr_make(arena, "tearsheet", &(ts_qr_look){1, 4, &black}); /* M holds 14 bytes in version 1 */
    assert_non_null(art);
    assert_float_equal(art->box.w, 29, 0);
    assert_float_equal(art->ink_box.x, 4, 0);
    assert_float_equal(art->ink_box.w, 21, 0);
    assert_true(art->one_colour);
    assert_int_equal(art->items.count, 1);
    assert_ptr_equal(art->items.items[0].u.fill.paint.ink.swatch, &black);
    grid g = modules_of(art);
    has_finder(&g, 4, 4);
    has_finder(&g, 4 + 14, 4);
    has_finder(&g, 4, 4 + 14);
    for (int i = 8; i < 13; i++) { /* timing: dark on even modules, in row and column 6 */
        assert_int_equal(g.dark[4 + 6][4 + i], i % 2 == 0);
        assert_int_equal(g.dark[4 + i][4 + 6], i % 2 == 0);
    }
    assert_true(g.dark[4 + 13][4 + 8]); /* the module that is always dark */
    double count = 0;
    for (int y = 0; y < g.side; y++)
        for (int x = 0; x < g.side; x++)
            count += g.dark[y][x];
    assert_float_equal(art->ink_area, count, 0);
    ts_arena_drop(arena);
}

/* The two bits of the level stand in the format information, masked with 10
 * (18004, 7.9): L 01, M 00, Q 11, H 10; they are at row 8, columns 0 and 1. */
static void the_level_is_written_in_the_code(void **state)
{
    (void)state;
    static const bool bits[4][2] = {{true, true}, {true, false}, {false, true}, {false, false}};
    for (int level = 0; level < 4; level++) {
        ts_arena *arena = ts_arena_new(0);
        ts_swatch black = {.name = "Black"};
        const ts_art *art = ts_qr_make(arena, "abc", &(ts_qr_look){level, 0, &black});
        grid g = modules_of(art);
        assert_int_equal(g.dark[8][0], bits[level][0]);
        assert_int_equal(g.dark[8][1], bits[level][1]);
        ts_arena_drop(arena);
    }
}

static void more_text_and_a_higher_level_need_more_modules(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_swatch black = {.name = "Black"};
    const char *address = "https://example.org/a/report/of/2026";
    const ts_art *low = ts_qr_make(arena, address, &(ts_qr_look){0, 4, &black});
    const ts_art *high = ts_qr_make(arena, address, &(ts_qr_look){3, 4, &black});
    assert_non_null(low);
    assert_non_null(high);
    assert_float_equal(low->ink_box.w, 29, 0);  /* of 36 bytes: version 3 holds 53 bytes at L */
    assert_float_equal(high->ink_box.w, 37, 0); /* at H version 5 holds 44, version 4 only 34 */
    ts_arena_drop(arena);
}

static void what_cannot_be_a_code_is_none(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_swatch black = {.name = "Black"};
    char long_text[3000];
    memset(long_text, 'a', sizeof long_text);
    long_text[sizeof long_text - 1] = '\0'; /* version 40 holds 2953 bytes */
    assert_null(ts_qr_make(arena, long_text, &(ts_qr_look){0, 4, &black}));
    assert_null(ts_qr_make(arena, "", &(ts_qr_look){0, 4, &black}));
    assert_null(ts_qr_make(arena, "a", &(ts_qr_look){4, 4, &black}));
    assert_null(ts_qr_make(arena, "a", &(ts_qr_look){-1, 4, &black}));
    assert_null(ts_qr_make(arena, "a", &(ts_qr_look){0, -1, &black}));
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_text_is_a_code_of_the_first_version),
        cmocka_unit_test(the_level_is_written_in_the_code),
        cmocka_unit_test(more_text_and_a_higher_level_need_more_modules),
        cmocka_unit_test(what_cannot_be_a_code_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
