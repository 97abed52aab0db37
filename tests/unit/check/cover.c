/* What covers level lines, whichever way it is found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "check/cover.h"

/* Teeth of a saw, standing on y 90 and 60 high, each with a hole. */
static ts_path *saw(ts_arena *arena, int teeth)
{
    ts_path *path = ts_path_new(arena);
    ts_path_move(path, 0, 90);
    for (int i = 0; i < teeth; i++) {
        ts_path_line(path, 10 * i + 5, 30);
        ts_path_line(path, 10 * i + 10, 90);
    }
    ts_path_close(path);
    for (int i = 0; i < teeth; i++) {
        ts_path_move(path, 10 * i + 4, 80);
        ts_path_line(path, 10 * i + 6, 80);
        ts_path_line(path, 10 * i + 6, 70);
        ts_path_line(path, 10 * i + 4, 70);
        ts_path_close(path);
    }
    return path;
}

static void assert_same(const ts_cover *a, const ts_cover *b)
{
    assert_int_equal(a->count, b->count);
    for (int i = 0; i < a->count; i++) {
        assert_true(a->from[i] == b->from[i]);
        assert_true(a->to[i] == b->to[i]);
    }
}

static void a_line_through_teeth_is_covered_by_each(void **state)
{
    ts_cover covers[TS_COVER_ROWS] = {{.count = 0}};
    ts_cover_path(covers, saw(*state, 12), ts_matrix_identity(), (const double[]){60, 75, 95}, true);
    assert_int_equal(covers[0].count, 12);
    assert_true(covers[0].from[3] == 32.5 && covers[0].to[3] == 37.5);
    assert_int_equal(covers[1].count, 24); /* beside the holes */
    assert_int_equal(covers[2].count, 0);
}

static void a_path_that_is_kept_covers_what_it_covered(void **state)
{
    ts_path *kept = saw(*state, 12);
    ts_path_keep(kept);
    assert_non_null(kept->bands);
    for (int i = 0; i < 200; i++) {
        const double rows[] = {25 + i * 0.3, 27 + i * 0.31, 31 + i * 0.35};
        const ts_matrix ways[] = {{1, 0, 0, 1, 0, 0}, {1, 0, 0, 1, 3, -4}, {0.5, 0.2, 0, 1.1, 0, 0}};
        for (int way = 0; way < 3; way++) {
            ts_cover plain[TS_COVER_ROWS] = {{.count = 0}}, covers[TS_COVER_ROWS] = {{.count = 0}};
            ts_cover_path(plain, saw(*state, 12), ways[way], rows, i & 1);
            ts_cover_path(covers, kept, ways[way], rows, i & 1);
            for (int row = 0; row < TS_COVER_ROWS; row++)
                assert_same(&plain[row], &covers[row]);
        }
    }
}

static int setup(void **state)
{
    *state = ts_arena_new(0);
    return *state ? 0 : -1;
}

static int teardown(void **state)
{
    ts_arena_drop(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_through_teeth_is_covered_by_each),
        cmocka_unit_test(a_path_that_is_kept_covers_what_it_covered),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
