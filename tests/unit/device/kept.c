/* Digests that are not taken twice are those that would be taken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "device/haru_kept.h"

#include <string.h>

enum { SIZE = 10007 };

static void same_as_taken(ts_memo *memo, const char *bytes, size_t size)
{
    unsigned char found[TS_DIGEST_BYTES], taken[TS_DIGEST_BYTES];
    ts_pdf_common_digest(memo, bytes, size, found);
    ts_digest_raw(bytes, size, taken);
    assert_memory_equal(found, taken, sizeof taken);
}

static void fill(char *bytes)
{
    for (size_t i = 0; i < SIZE; i++)
        bytes[i] = (char)(i * 31 + i / 256);
}

static void what_comes_again_is_known_by_its_bytes(void **state)
{
    (void)state;
    char bytes[SIZE];
    ts_memo *memo = ts_memo_new(1 << 20, NULL);
    for (int round = 0; round < 4; round++) {
        ts_memo_begin(memo);
        fill(bytes);
        same_as_taken(memo, bytes, SIZE);
        same_as_taken(memo, bytes, SIZE - 1);
        same_as_taken(memo, bytes, 100);
        same_as_taken(NULL, bytes, SIZE);
    }
    assert_true(ts_arena_used(ts_memo_arena(memo)) >= 2 * SIZE - 1); /* both are kept, the short one is not */
    assert_true(ts_arena_used(ts_memo_arena(memo)) < 2 * SIZE + 1000);
    for (size_t i = 0; i < SIZE; i += 7) {
        bytes[i] ^= 1;
        same_as_taken(memo, bytes, SIZE); /* the last seven bytes are no part of where it looks */
        bytes[i] ^= 1;
    }
    ts_memo_drop(memo);
}

static void bytes_that_last_are_known_by_their_place(void **state)
{
    (void)state;
    char bytes[SIZE];
    unsigned char first[TS_DIGEST_BYTES], again[TS_DIGEST_BYTES], shorter[TS_DIGEST_BYTES];
    ts_memo *memo = ts_memo_new(1 << 20, NULL);
    fill(bytes);
    ts_pdf_lasting_digest(memo, bytes, SIZE, first);
    ts_pdf_lasting_digest(memo, bytes, SIZE, again);
    ts_pdf_lasting_digest(memo, bytes, SIZE - 1, shorter);
    assert_memory_equal(first, again, sizeof first);
    assert_memory_not_equal(first, shorter, sizeof first);
    ts_memo_drop(memo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_comes_again_is_known_by_its_bytes),
                                       cmocka_unit_test(bytes_that_last_are_known_by_their_place)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
