#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/memo.h"

#include <string.h>

static const unsigned char *key_of(int number)
{
    static unsigned char key[TS_DIGEST_BYTES];
    ts_digest_named("number", &number, sizeof number, key);
    return key;
}

static void put(ts_memo *memo, int number)
{
    int *thing = TS_NEW(ts_memo_arena(memo), int);
    *thing = number;
    assert_true(ts_memo_put(memo, key_of(number), thing));
}

static void test_many_things_are_found_by_their_keys(void **state)
{
    (void)state;
    ts_memo *memo = ts_memo_new(1 << 20, NULL);
    for (int i = 0; i < 3000; i++)
        put(memo, i);
    for (int i = 0; i < 3000; i++)
        assert_int_equal(*(int *)ts_memo_find(memo, key_of(i)), i);
    assert_null(ts_memo_find(memo, key_of(3000)));
    ts_memo_drop(memo);
}

/* Never while an edition is made: what it found stays. */
static void test_it_forgets_between_editions_when_it_is_full(void **state)
{
    (void)state;
    ts_memo *memo = ts_memo_new(1000, NULL);
    ts_memo_begin(memo);
    put(memo, 1);
    ts_arena_alloc(ts_memo_arena(memo), 5000);
    put(memo, 2);
    assert_int_equal(*(int *)ts_memo_find(memo, key_of(1)), 1);
    ts_memo_begin(memo);
    assert_null(ts_memo_find(memo, key_of(1)));
    assert_null(ts_memo_find(memo, key_of(2)));
    put(memo, 3);
    ts_memo_begin(memo);
    assert_int_equal(*(int *)ts_memo_find(memo, key_of(3)), 3);
    ts_memo_drop(memo);
}

static void test_keys_tell_kinds_and_parts_apart(void **state)
{
    enum { PARTS = 64, KINDS = 2, WORDS = 5 };
    static const char *const KIND[KINDS] = {"form", "path"};
    unsigned char keys[PARTS * WORDS * KINDS][TS_DIGEST_BYTES];
    size_t count = 0;
    (void)state;
    for (int kind = 0; kind < KINDS; kind++)
        for (int word = 0; word < WORDS; word++)
            for (uint64_t bit = 0; bit < PARTS; bit++) { /* addresses that differ in a bit */
                uint64_t parts[WORDS] = {0x7FFF00001000, 0x7FFF00002000, 1, 0, 3};
                parts[word] ^= UINT64_C(1) << bit;
                ts_memo_key(KIND[kind], parts, sizeof parts, keys[count++]);
            }
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i; k++)
            assert_memory_not_equal(keys[i], keys[k], TS_DIGEST_BYTES);
}

static void test_what_came_once_is_seen_the_second_time(void **state)
{
    (void)state;
    ts_memo *memo = ts_memo_new(1000, NULL);
    assert_false(ts_memo_seen(memo, key_of(1)));
    assert_false(ts_memo_seen(memo, key_of(2)));
    assert_true(ts_memo_seen(memo, key_of(1)));
    ts_memo_drop(memo);
}

static void test_what_the_first_edition_makes_is_taken_to_come_again(void **state)
{
    (void)state;
    ts_memo *memo = ts_memo_new(1000, NULL);
    ts_memo_begin(memo);
    assert_true(ts_memo_seen(memo, key_of(1)));
    ts_memo_begin(memo);
    assert_false(ts_memo_seen(memo, key_of(2)));
    assert_true(ts_memo_seen(memo, key_of(2)));
    assert_true(ts_memo_seen(memo, key_of(1)));
    ts_memo_drop(memo);
}

/* Each edition asks for both, and they have one place. */
static void test_two_keys_that_meet_are_seen(void **state)
{
    (void)state;
    ts_memo *memo = ts_memo_new(1000, NULL);
    unsigned char one[TS_DIGEST_BYTES] = {1}, other[TS_DIGEST_BYTES] = {1, [6] = 1};
    assert_false(ts_memo_seen(memo, one));
    assert_false(ts_memo_seen(memo, other));
    assert_true(ts_memo_seen(memo, one));
    assert_true(ts_memo_seen(memo, other));
    ts_memo_drop(memo);
}

static void test_what_lies_below_is_found_and_stays(void **state)
{
    (void)state;
    ts_memo *base = ts_memo_new(1 << 20, NULL), *memo = ts_memo_new(1000, NULL);
    put(base, 1);
    put(base, 2);
    ts_memo_lay_over(memo, base);
    ts_memo_begin(memo);
    put(memo, 2);
    put(memo, 3);
    assert_ptr_equal(ts_memo_find(memo, key_of(1)), ts_memo_find(base, key_of(1)));
    assert_ptr_not_equal(ts_memo_find(memo, key_of(2)), ts_memo_find(base, key_of(2)));
    assert_null(ts_memo_find(base, key_of(3)));
    ts_arena_alloc(ts_memo_arena(memo), 5000);
    ts_memo_begin(memo); /* forgets its own */
    assert_ptr_equal(ts_memo_find(memo, key_of(2)), ts_memo_find(base, key_of(2)));
    assert_null(ts_memo_find(memo, key_of(3)));
    ts_memo_drop(memo);
    ts_memo_drop(base);
}

/* The disk is asked by the first edition only. */
static void test_the_cache_is_the_first_edition_s(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_cache *cache = ts_cache_open(arena, "/nowhere", 0);
    ts_memo *memo = ts_memo_new(1000, cache);
    ts_memo_begin(memo);
    assert_ptr_equal(ts_memo_cache(memo), cache);
    ts_memo_begin(memo);
    assert_null(ts_memo_cache(memo));
    ts_memo_drop(memo);
    ts_arena_drop(arena);
}

static void test_no_memo_keeps_nothing(void **state)
{
    (void)state;
    int thing = 1;
    assert_null(ts_memo_find(NULL, key_of(1)));
    assert_false(ts_memo_put(NULL, key_of(1), &thing));
    assert_false(ts_memo_seen(NULL, key_of(1)));
    assert_null(ts_memo_cache(NULL));
    ts_memo_drop(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_things_are_found_by_their_keys),
        cmocka_unit_test(test_it_forgets_between_editions_when_it_is_full),
        cmocka_unit_test(test_keys_tell_kinds_and_parts_apart),
        cmocka_unit_test(test_what_came_once_is_seen_the_second_time),
        cmocka_unit_test(test_what_the_first_edition_makes_is_taken_to_come_again),
        cmocka_unit_test(test_two_keys_that_meet_are_seen),
        cmocka_unit_test(test_what_lies_below_is_found_and_stays),
        cmocka_unit_test(test_the_cache_is_the_first_edition_s),
        cmocka_unit_test(test_no_memo_keeps_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
