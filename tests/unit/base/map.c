/* Maps by name, and the name that is nearest to another. */
#include "base/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

/* Who chooses names that meet in the slots of one map has chosen nothing for another. */
static void names_lie_otherwise_in_each_map(void **state)
{
    (void)state;
    enum { NAMES = 64 };
    ts_arena *arena = ts_arena_new(0);
    ts_map one = {0}, other = {0};
    for (int i = 0; i < NAMES; i++) {
        const char *name = ts_arena_print(arena, "%.*s%d", i % 17, "sixteen and a bit", i);
        assert_true(ts_map_put(arena, &one, name, &one) && ts_map_put(arena, &other, name, &other));
    }
    assert_int_equal(one.slot_count, other.slot_count);
    assert_memory_not_equal(one.slots, other.slots, one.slot_count * sizeof *one.slots);
    for (size_t i = 0; i < one.count; i++)
        assert_ptr_equal(ts_map_find(&one, other.items[i].name), &one);
    ts_arena_drop(arena);
}

static void map_keeps_the_order_of_coming(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_map map = {0};
    int values[100];
    for (int i = 0; i < 100; i++)
        assert_true(ts_map_put(arena, &map, ts_arena_print(arena, "name-%d", 99 - i), &values[i]));
    assert_true(ts_map_put(arena, &map, "name-50", &values[0]));
    assert_int_equal(map.count, 100);
    assert_string_equal(map.items[0].name, "name-99");
    assert_ptr_equal(ts_map_find(&map, "name-50"), &values[0]);
    assert_null(ts_map_find(&map, "name-100"));
    ts_arena_drop(arena);
}

/* "a", "b", "aa", "ba", ...: of each length to 40 bytes two that differ in one byte, at every place. */
static void map_tells_names_of_any_length_apart(void **state)
{
    (void)state;
    enum { LONGEST = 40 };
    static const char letters[LONGEST + 1] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    static int values[LONGEST + 1][LONGEST + 1];
    ts_arena *arena = ts_arena_new(0);
    ts_map map = {0};
    for (size_t length = 0; length <= LONGEST; length++) {
        for (size_t at = 0; at <= length; at++) {
            char *name = ts_arena_copy(arena, letters, length);
            name[at] = at < length ? 'b' : '\0';
            assert_null(ts_map_find(&map, name));
            assert_true(ts_map_put(arena, &map, name, &values[length][at]));
        }
    }
    for (size_t length = 0; length <= LONGEST; length++) {
        for (size_t at = 0; at <= length; at++) {
            char *name = ts_arena_copy(arena, letters, length);
            name[at] = at < length ? 'b' : '\0';
            assert_ptr_equal(ts_map_find(&map, name), &values[length][at]);
        }
    }
    ts_arena_drop(arena);
}

static void the_nearest_name_is_the_likely_one(void **state)
{
    (void)state;
    const char *names[] = {"Midnight", "Pacific", "Poppy"};
    assert_string_equal(ts_nearest(names, 3, "Midnite"), "Midnight");
    assert_string_equal(ts_nearest(names, 3, "Pcaific"), "Pacific");
    assert_null(ts_nearest(names, 3, "Chartreuse"));
}

static void a_long_name_is_near_to_none(void **state)
{
    (void)state;
    enum { LONGEST = 64 };
    char name[LONGEST + 2], typed[LONGEST + 2];
    const char *names[] = {name};
    for (size_t length = LONGEST; length <= LONGEST + 1; length++) {
        memset(name, 'a', length);
        memset(typed, 'a', length);
        name[length] = typed[length] = '\0';
        typed[3] = 'b';
        assert_true((ts_nearest(names, 1, typed) != NULL) == (length == LONGEST));
        typed[LONGEST] = '\0';
        assert_true((ts_nearest(names, 1, typed) != NULL) == (length == LONGEST));
    }
}

/* Room for as many as are expected is taken once. */
static void what_is_expected_finds_room(void **state)
{
    (void)state;
    enum { MANY = 1000 };
    ts_arena *arena = ts_arena_new(0);
    for (size_t count = 1; count < MANY; count = count * 3 + 1) {
        ts_map map = {0};
        assert_true(ts_map_expect(arena, &map, count));
        const size_t slots = map.slot_count;
        for (size_t i = 0; i < count; i++)
            assert_true(ts_map_put(arena, &map, ts_arena_print(arena, "%zu", i), NULL));
        assert_int_equal(map.slot_count, slots);
    }
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(map_keeps_the_order_of_coming),
        cmocka_unit_test(names_lie_otherwise_in_each_map),
        cmocka_unit_test(map_tells_names_of_any_length_apart),
        cmocka_unit_test(the_nearest_name_is_the_likely_one),
        cmocka_unit_test(a_long_name_is_near_to_none),
        cmocka_unit_test(what_is_expected_finds_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
