/* SHA-256 against the example values that NIST publishes with FIPS 180-4. */
#include "base/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const struct { const char *text, *hex; } examples[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
     "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
};

static void examples_are_met(void **state)
{
    (void)state;
    char hex[TS_DIGEST_HEX];
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        ts_digest_bytes(examples[i].text, strlen(examples[i].text), hex);
        assert_string_equal(hex, examples[i].hex);
    }
}

/* The third example of the standard, added in pieces that never fit a block; then the digest begins anew. */
static void a_million_letters_in_pieces(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_digest *digest = ts_digest_new(arena);
    char piece[997], hex[TS_DIGEST_HEX];
    memset(piece, 'a', sizeof piece);
    for (size_t left = 1000000, step; left > 0; left -= step) {
        step = left < sizeof piece ? left : sizeof piece;
        ts_digest_add(digest, piece, step);
    }
    ts_digest_end(digest, hex);
    assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    ts_digest_add(digest, "a", 1);
    ts_digest_add(digest, "", 0);
    ts_digest_add(digest, "bc", 2);
    ts_digest_end(digest, hex);
    assert_string_equal(hex, examples[1].hex);
    ts_arena_drop(arena);
}

static void a_file_is_read_whole_or_told(void **state)
{
    (void)state;
    char name[] = "/tmp/tearsheet-digest-XXXXXX", hex[TS_DIGEST_HEX];
    const char *why = NULL;
    ts_arena *arena = ts_arena_new(0);
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "abc", 3), 3);
    close(fd);
    assert_true(ts_digest_file(arena, name, hex, &why));
    assert_null(why);
    assert_string_equal(hex, examples[1].hex);
    unlink(name);
    assert_false(ts_digest_file(arena, name, hex, &why));
    assert_string_equal(why, "there is no such file");
    assert_false(ts_digest_file(arena, "/tmp", hex, &why));
    assert_string_equal(why, "it is a folder");
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_are_met),
        cmocka_unit_test(a_million_letters_in_pieces),
        cmocka_unit_test(a_file_is_read_whole_or_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
