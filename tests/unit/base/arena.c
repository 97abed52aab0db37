/* Arenas: what everything else stands on. */
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <limits.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define IS_TAKEN_BACK(p) __asan_address_is_poisoned(p)
#else
#define IS_TAKEN_BACK(p) ((void)(p), true)
#endif

static void arena_is_zeroed_and_stops_at_its_limit(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(1000);
    unsigned char *bytes = ts_arena_alloc(arena, 500);
    for (int i = 0; i < 500; i++)
        assert_int_equal(bytes[i], 0);
    assert_null(ts_arena_alloc(arena, 501));
    assert_true(ts_arena_failed(arena));
    assert_null(ts_arena_alloc(arena, 1));
    ts_arena_drop(arena);
}

static void arena_that_is_reset_is_as_a_new_one(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(3 << 20);
    const size_t sizes[] = {100, 5000, 90000, 70000, 3000000, 10, 3000000, 0};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (size_t part = 0; part < 4; part++) {
            unsigned char *bytes = part == 2 ? ts_arena_room(arena, sizes[i] / 4) : ts_arena_alloc(arena, sizes[i] / 4);
            for (size_t k = 0; part != 2 && k < sizes[i] / 4; k++)
                assert_int_equal(bytes[k], 0);
            memset(bytes, 0xA5, sizes[i] / 4);
        }
        assert_null(ts_arena_alloc(arena, 4 << 20));
        assert_true(ts_arena_failed(arena));
        ts_arena_reset(arena);
        assert_false(ts_arena_failed(arena));
        assert_int_equal(ts_arena_used(arena), 0);
    }
    ts_arena_drop(arena);
}

static void arena_arrays_refuse_overflow(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    assert_null(ts_arena_array(arena, SIZE_MAX / 4, 16));
    ts_arena_forgive(arena);
    assert_null(ts_arena_array_room(arena, SIZE_MAX / 4, 16));
    ts_arena_drop(arena);
}

/* A list of so many that their bytes cannot be told. */
static void a_list_is_not_doubled_beyond_all_bounds(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    void *items = NULL;
    size_t capacity = SIZE_MAX / 8 + 1;
    assert_false(ts_arena_grow(arena, &items, &capacity, 0, 8));
    assert_true(ts_arena_failed(arena) && !items);
    ts_arena_drop(arena);
}

static void note_order(void *handle)
{
    char **at = handle;
    *(*at)++ = 'x';
}

static void deferred_handles_are_released_with_the_arena(void **state)
{
    (void)state;
    char log[4] = {0}, *at = log;
    ts_arena *arena = ts_arena_new(0);
    assert_true(ts_arena_defer(arena, note_order, &at));
    assert_true(ts_arena_defer(arena, note_order, &at));
    assert_string_equal(log, "");
    ts_arena_drop(arena);
    assert_string_equal(log, "xx");
}

static void a_scratch_has_the_same_memory_again(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    char *lasting = ts_arena_text(arena, "lasts");
    ts_scratch scratch = ts_scratch_begin(arena);
    char *first = ts_arena_text(scratch.arena, "first");
    ts_scratch_end(&scratch);
    assert_true(IS_TAKEN_BACK(first) && IS_TAKEN_BACK(lasting + sizeof "lasts"));
    scratch = ts_scratch_begin(arena);
    assert_ptr_equal(ts_arena_text(scratch.arena, "again"), first);
    ts_scratch_end(&scratch);
    assert_string_equal(lasting, "lasts");
    assert_int_equal(ts_arena_used(arena), 16);
    ts_arena_drop(arena);
}

static size_t in_use(void)
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/* Large pieces of a scratch within another, and of an arena that begins anew. (A sanitizer's heap tells of nothing.) */
static void what_is_given_back_is_free(void **state)
{
    (void)state;
    enum { LARGE = 1 << 20, HUGE = 32 << 20, WARM = 10 << 20 };
    ts_arena *arena = ts_arena_new(0);
    const ts_scratch outer = ts_scratch_begin(arena);
    assert_non_null(ts_arena_room(outer.arena, 100));
    const size_t before = in_use();
    for (int i = 0; i < 20; i++) {
        const ts_scratch inner = ts_scratch_begin(arena);
        assert_non_null(ts_arena_room(inner.arena, LARGE));
        ts_scratch_end(&inner);
        assert_in_range(in_use(), 0, before + LARGE / 2);
    }
    ts_scratch_end(&outer);
    assert_non_null(ts_arena_room(arena, HUGE));
    ts_arena_reset(arena);
    assert_in_range(in_use(), 0, before + WARM);
    ts_arena_drop(arena);
}

/* Small, more than a block, beyond what is left of one; with a handle each time. */
static void a_scratch_in_a_scratch_ends_alone(void **state)
{
    (void)state;
    const size_t sizes[] = {16, 100000, 60000, 300000};
    char log[16] = {0}, *at = log;
    ts_arena *arena = ts_arena_new(0);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        ts_scratch outer = ts_scratch_begin(arena);
        char *text = ts_arena_text(outer.arena, "of the outer one");
        size_t used = ts_arena_used(outer.arena);
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
            ts_scratch inner = ts_scratch_begin(arena);
            memset(ts_arena_room(inner.arena, sizes[i]), 0xA5, sizes[i]);
            memset(ts_arena_room(inner.arena, sizes[k]), 0xA5, sizes[k]);
            assert_true(k || ts_arena_defer(inner.arena, note_order, &at));
            ts_scratch_end(&inner);
            assert_int_equal(ts_arena_used(outer.arena), used);
            assert_int_equal(strlen(log), i + 1);
        }
        assert_string_equal(text, "of the outer one");
        ts_scratch_end(&outer);
    }
    ts_arena_drop(arena);
}

static void an_arena_fails_with_its_scratch(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(1000);
    ts_scratch scratch = ts_scratch_begin(arena);
    assert_null(ts_arena_room(scratch.arena, 1001));
    ts_scratch_end(&scratch);
    assert_true(ts_arena_failed(arena));
    ts_arena_reset(arena);
    scratch = ts_scratch_begin(arena);
    assert_non_null(ts_arena_room(scratch.arena, 1000));
    ts_scratch_end(&scratch);
    assert_false(ts_arena_failed(arena));
    ts_arena_drop(arena);
}

static void a_scratch_is_stopped_with_its_arena(void **state)
{
    (void)state;
    atomic_bool stop = false;
    ts_arena *arena = ts_arena_new(0);
    ts_arena_heed(arena, &stop);
    ts_scratch scratch = ts_scratch_begin(arena);
    assert_non_null(ts_arena_room(scratch.arena, 1));
    stop = true;
    assert_null(ts_arena_room(scratch.arena, 1));
    ts_scratch_end(&scratch);
    ts_arena_drop(arena);
}

static void a_print_has_any_length(void **state)
{
    (void)state;
    static const size_t lengths[] = {0, 1, 254, 255, 256, 257, 5000};
    ts_arena *arena = ts_arena_new(0);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        char *text = ts_arena_print(arena, "%*s", (int)lengths[i], "");
        assert_int_equal(strlen(text), lengths[i]);
        assert_int_equal(strspn(text, " "), lengths[i]);
    }
    ts_arena_drop(arena);
}

#define SAME_PRINT(...) do { \
        char *text = ts_arena_print(arena, __VA_ARGS__); \
        assert_non_null(text); \
        assert_string_equal(text, (snprintf(expected, sizeof expected, __VA_ARGS__), expected)); \
    } while (0)

/* Most formats go past the C library. */
static void a_print_is_that_of_the_library(void **state)
{
    (void)state;
    char expected[1024], words[600];
    ts_arena *arena = ts_arena_new(0);
    SAME_PRINT("%s", "");
    SAME_PRINT("100 %% of %s", "it");
    SAME_PRINT("%d %d %d %d", 0, -1, INT_MAX, INT_MIN);
    SAME_PRINT("%zu and %zu", (size_t)0, SIZE_MAX);
    SAME_PRINT("%5d|%-3s|%.2f|%x|%ld", 7, "a", 2.345, 255, 3L); /* these do not */
    SAME_PRINT("%s: %.*s, then %d", "one", 2, "two", 3);
    for (size_t length = 240; length < 270; length++) { /* about as long as what is printed at once */
        memset(words, 'w', length);
        words[length] = 0;
        SAME_PRINT("%s%d", words, 42);
        SAME_PRINT("%d%s", 42, words);
    }
    ts_arena_drop(arena);
}

static void a_text_grows_by_what_is_put_behind_it(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_growing_text text = {0};
    char expected[1001] = "";
    for (int i = 0; i < 100; i++) {
        assert_true(ts_arena_append(arena, &text, "0123456789", 10));
        strcat(expected, "0123456789");
        if (i == 30) /* something stands in its way */
            assert_non_null(ts_arena_alloc(arena, 1));
        assert_string_equal(text.items, expected);
    }
    assert_true(text.count == 1000 && text.capacity < 2048);
    ts_arena_drop(arena);
}

typedef struct numbers {
    int *items;
    size_t count, capacity;
} numbers;

/* Two lists that grow in turn stand in each other's way; one alone grows where it is. */
static void a_list_grows_where_it_is_or_moves(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    numbers alone = {0}, lists[2] = {{0}, {0}};
    for (int i = 0; i < 3000; i++)
        assert_true(TS_PUSH(arena, &alone, i));
    assert_true(ts_arena_used(arena) == alone.capacity * sizeof(int));
    for (int i = 0; i < 1000; i++)
        assert_true(TS_PUSH(arena, &lists[i % 2], i));
    for (int i = 0; i < 3000; i++)
        assert_int_equal(alone.items[i], i);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(lists[i % 2].items[i / 2], i);
    ts_arena_drop(arena);
}

static void a_list_ends_at_the_limit_with_what_it_holds(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(1000);
    numbers list = {0};
    int count = 0;
    while (TS_PUSH(arena, &list, count))
        count++;
    assert_true(ts_arena_failed(arena) && count == 128);
    assert_int_equal(list.items[127], 127);
    ts_arena_drop(arena);
}

static void a_text_is_widened_with_what_it_holds(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(100000);
    char *bytes = NULL;
    size_t capacity = 0;
    for (size_t count = 0; count < 20000; count++) {
        assert_true(ts_arena_widen(arena, &bytes, &capacity, count, 1));
        bytes[count] = (char)('a' + count % 26);
    }
    for (size_t i = 0; i < 20000; i++)
        assert_int_equal(bytes[i], 'a' + i % 26);
    assert_false(ts_arena_widen(arena, &bytes, &capacity, 20000, SIZE_MAX - 20000));
    assert_true(ts_arena_failed(arena));
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_is_zeroed_and_stops_at_its_limit),
        cmocka_unit_test(arena_that_is_reset_is_as_a_new_one),
        cmocka_unit_test(arena_arrays_refuse_overflow),
        cmocka_unit_test(a_list_is_not_doubled_beyond_all_bounds),
        cmocka_unit_test(what_is_given_back_is_free),
        cmocka_unit_test(deferred_handles_are_released_with_the_arena),
        cmocka_unit_test(a_scratch_has_the_same_memory_again),
        cmocka_unit_test(a_scratch_in_a_scratch_ends_alone),
        cmocka_unit_test(an_arena_fails_with_its_scratch),
        cmocka_unit_test(a_scratch_is_stopped_with_its_arena),
        cmocka_unit_test(a_print_has_any_length),
        cmocka_unit_test(a_print_is_that_of_the_library),
        cmocka_unit_test(a_text_grows_by_what_is_put_behind_it),
        cmocka_unit_test(a_list_grows_where_it_is_or_moves),
        cmocka_unit_test(a_list_ends_at_the_limit_with_what_it_holds),
        cmocka_unit_test(a_text_is_widened_with_what_it_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
