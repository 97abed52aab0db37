/* Digests that are not taken twice are those that would be taken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "device/haru_kept.h"

#include <libdeflate.h>
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

/* Nobody takes a digest of what comes once; what comes again is pressed until it is kept, and then found. */
static void what_comes_again_is_pressed_once(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_memo *memo = ts_memo_new(1 << 20, NULL);
    ts_pdf_press press = {.memo = memo, .arena = arena};
    unsigned char digest[TS_DIGEST_BYTES];
    char bytes[SIZE];
    fill(bytes);
    assert_false(ts_pdf_may_be_known(NULL, bytes, SIZE));
    assert_false(ts_pdf_may_be_known(memo, bytes, SIZE));
    assert_true(ts_pdf_may_be_known(memo, bytes, SIZE));
    bytes[0]++;
    assert_false(ts_pdf_may_be_known(memo, bytes, SIZE));
    ts_digest_raw(bytes, SIZE, digest);
    ts_pdf_packed first = ts_pdf_press_bytes(&press, TS_PDF_QUICK, bytes, SIZE, digest);
    ts_pdf_packed second = ts_pdf_press_bytes(&press, TS_PDF_QUICK, bytes, SIZE, digest);
    ts_pdf_packed third = ts_pdf_press_bytes(&press, TS_PDF_QUICK, bytes, SIZE, digest);
    ts_pdf_packed fourth = ts_pdf_press_bytes(&press, TS_PDF_QUICK, bytes, SIZE, digest);
    assert_true(first.bytes && first.bytes != second.bytes && third.bytes == fourth.bytes);
    assert_int_equal(first.size, fourth.size);
    assert_memory_equal(first.bytes, fourth.bytes, first.size);
    ts_arena_drop(arena);
    ts_memo_drop(memo);
}

/* What a file holds does not hang on how hard another document pressed the same bytes. */
static void what_was_pressed_otherwise_is_not_found(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_memo *memo = ts_memo_new(1 << 20, NULL);
    ts_pdf_press press = {.memo = memo, .arena = arena}, alone = {.arena = arena};
    unsigned char digest[TS_DIGEST_BYTES];
    char bytes[SIZE];
    fill(bytes);
    ts_digest_raw(bytes, SIZE, digest);
    for (int i = 0; i < 6; i++) {
        ts_pdf_level level = i % 2 ? TS_PDF_HARD : TS_PDF_QUICK;
        ts_pdf_packed with = ts_pdf_press_bytes(&press, level, bytes, SIZE, digest), without = ts_pdf_press_bytes(&alone, level, bytes, SIZE, NULL);
        assert_int_equal(with.size, without.size);
        assert_memory_equal(with.bytes, without.bytes, with.size);
    }
    ts_arena_drop(arena);
    ts_memo_drop(memo);
}

/* A presser is written while it presses, and the memo beneath may be another thread's. */
static void who_has_a_memo_over_another_presses_with_his_own(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_memo *base = ts_memo_new(1 << 20, NULL), *over = ts_memo_new(1 << 20, NULL);
    ts_pdf_press below = {.memo = base, .arena = arena}, above = {.memo = over, .arena = arena}, again = above;
    ts_memo_lay_over(over, base);
    for (int level = 0; level < 2; level++) {
        ts_pdf_level hardness = level ? TS_PDF_HARD : TS_PDF_QUICK;
        ts_pdf_press_bytes(&below, hardness, "bytes", 5, NULL);
        ts_pdf_press_bytes(&above, hardness, "bytes", 5, NULL);
        ts_pdf_press_bytes(&again, hardness, "bytes", 5, NULL);
    }
    assert_true(below.quick && below.hard && below.quick != below.hard);
    assert_true(above.quick != below.quick && above.hard != below.hard);
    assert_true(above.quick == again.quick && above.hard == again.hard);
    ts_arena_drop(arena);
    ts_memo_drop(over);
    ts_memo_drop(base);
}

/* ---- a stream with a beginning that lasts */

static void assert_unpacks(const ts_pdf_packed *packed, const char *bytes)
{
    static char plain[SIZE + 1];
    size_t size = 0;
    struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
    assert_int_equal(libdeflate_zlib_decompress(inflater, packed->bytes, packed->size, plain, sizeof plain, &size), LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(inflater);
    assert_int_equal(size, SIZE);
    assert_memory_equal(plain, bytes, SIZE);
}

/* Bytes without any order have room, too. */
static void what_cannot_be_pressed_begins_a_stream_as_well(void **state)
{
    (void)state;
    char bytes[SIZE];
    ts_arena *arena = ts_arena_new(0);
    ts_pdf_press press = {.arena = arena};
    uint64_t noise = 88172645463325252;
    for (size_t i = 0; i < SIZE; i++) {
        noise ^= noise << 13; /* xorshift, G. Marsaglia, 2003 */
        noise ^= noise >> 7;
        noise ^= noise << 17;
        bytes[i] = (char)noise;
    }
    for (size_t begins = 1; begins <= SIZE; begins += begins < 100 ? 1 : 1001) {
        ts_pdf_packed packed = ts_pdf_press_begun(&press, bytes, SIZE, begins);
        assert_non_null(packed.bytes);
        assert_unpacks(&packed, bytes);
    }
    ts_arena_drop(arena);
}

/* Wherever the parts meet it is one stream, and the same whatever was pressed before. */
static void a_beginning_that_lasts_is_pressed_once(void **state)
{
    (void)state;
    static const size_t begins[] = {0, 1, 63, 64, 4095, 4096, SIZE - 1, SIZE};
    char bytes[SIZE];
    ts_pdf_sum last = {{0}};
    ts_arena *arena = ts_arena_new(0);
    ts_memo *memo = ts_memo_new(1 << 20, NULL);
    fill(bytes);
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        for (int round = 0; round < 4; round++) {
            bytes[SIZE - 1]++; /* behind all beginnings but the last */
            ts_pdf_press known = {.memo = memo, .arena = arena}, alone = {.arena = arena};
            ts_pdf_packed warm = ts_pdf_press_begun(&known, bytes, SIZE, begins[i]), cold = ts_pdf_press_begun(&alone, bytes, SIZE, begins[i]);
            assert_unpacks(&warm, bytes);
            assert_int_equal(warm.size, cold.size);
            assert_memory_equal(warm.bytes, cold.bytes, cold.size);
            assert_memory_equal(&warm.sum, &cold.sum, sizeof cold.sum);
            assert_memory_not_equal(&warm.sum, &last, sizeof last);
            last = warm.sum;
        }
    }
    ts_arena_drop(arena);
    ts_memo_drop(memo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_comes_again_is_known_by_its_bytes),
                                       cmocka_unit_test(bytes_that_last_are_known_by_their_place),
                                       cmocka_unit_test(what_comes_again_is_pressed_once),
                                       cmocka_unit_test(what_was_pressed_otherwise_is_not_found),
                                       cmocka_unit_test(who_has_a_memo_over_another_presses_with_his_own),
                                       cmocka_unit_test(what_cannot_be_pressed_begins_a_stream_as_well),
                                       cmocka_unit_test(a_beginning_that_lasts_is_pressed_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
