/* The packed tail of a PDF: what libharu writes goes in, object streams and a cross-reference stream come out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "device/haru_tail.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

static const char SMALL[] = "%PDF-1.6\n%\xB7\xBE\xAD\xAA\n"
                            "1 0 obj\n<<\n/Type /Catalog\n>>\nendobj\n"       /* at 15 */
                            "2 0 obj\n<<\n/Length 3 0 R\n>>\nstream\nabcd\nendstream\nendobj\n" /* at 51 */
                            "3 0 obj\n4\nendobj\n"                             /* at 108 */
                            "xref\n0 4\n0000000000 65535 f\r\n0000000015 00000 n\r\n0000000051 00000 n\r\n0000000108 00000 n\r\n"
                            "trailer\n<<\n/Root 1 0 R\n/Size 4\n>>\nstartxref\n125\n%%EOF\n";

static bool pack_file(ts_arena *arena, const ts_pdf_file *file, ts_pdf_bytes **out)
{
    struct libdeflate_compressor *deflate = libdeflate_alloc_compressor(6);
    *out = ts_pdf_bytes_new(arena);
    bool packed = ts_pdf_pack(arena, deflate, file, *out);
    libdeflate_free_compressor(deflate);
    return packed;
}

static bool pack(ts_arena *arena, const char *file, size_t size, ts_pdf_bytes **out)
{
    return pack_file(arena, &(ts_pdf_file){file, size, NULL, 0}, out);
}

static bool holds(const ts_pdf_bytes *bytes, const char *text)
{
    size_t length = strlen(text);
    for (size_t i = 0; i + length <= bytes->count; i++)
        if (memcmp(bytes->items + i, text, length) == 0)
            return true;
    return false;
}

static void a_stream_has_the_bytes_that_it_is_given(void **state)
{
    (void)state;
    /* As libharu writes one that is empty: its length is 0, in an object behind it. */
    static const char EMPTY[] = "%PDF-1.6\n%\xB7\xBE\xAD\xAA\n"
                                "1 0 obj\n<<\n/Type /Catalog\n>>\nendobj\n"
                                "2 0 obj\n<<\n/Length 3 0 R\n>>\nstream\r\n\nendstream\nendobj\n"
                                "3 0 obj\n0\nendobj\n"
                                "xref\n0 4\n0000000000 65535 f\r\n0000000015 00000 n\r\n0000000051 00000 n\r\n0000000105 00000 n\r\n"
                                "trailer\n<<\n/Root 1 0 R\n/Size 4\n>>\nstartxref\n122\n%%EOF\n";
    const ts_pdf_body bodies[] = {{NULL, 0}, {NULL, 0}, {"as it is", 8}};
    ts_arena *arena = ts_arena_new(0);
    ts_pdf_bytes *out;
    assert_true(pack_file(arena, &(ts_pdf_file){EMPTY, sizeof EMPTY - 1, bodies, 3}, &out));
    assert_true(holds(out, "/Length 8\n>>\nstream\r\nas it is\nendstream\nendobj"));
    ts_arena_drop(arena);
}

static void streams_stay_and_the_rest_is_packed(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_pdf_bytes *out;
    assert_int_equal(SMALL[15], '1');
    assert_int_equal(SMALL[51], '2');
    assert_true(pack(arena, SMALL, sizeof SMALL - 1, &out));
    assert_true(holds(out, "2 0 obj\n<<\n/Length 4\n>>\nstream\nabcd\nendstream\nendobj\n")); /* its length in itself */
    assert_false(holds(out, "1 0 obj"));                      /* in an object stream */
    assert_true(holds(out, "/Type /ObjStm /N 1 /First 4")); /* the length's own object is gone */
    assert_true(holds(out, "/Type /XRef /W [1 4 2]"));
    assert_true(holds(out, "/Root 1 0 R"));
    assert_false(holds(out, "\nxref\n"));
    ts_arena_drop(arena);
}

/* The arena copies each, so that a read beyond the end is a read beyond a block. */
static void no_prefix_of_a_file_does_harm(void **state)
{
    (void)state;
    for (size_t size = 0; size < sizeof SMALL - 1; size++) {
        ts_arena *arena = ts_arena_new(0);
        ts_pdf_bytes *out;
        char *cut = malloc(size + 1);
        memcpy(cut, SMALL, size);
        cut[size] = '\0';
        bool packed = pack(arena, cut, size, &out);
        assert_true(!packed || size >= sizeof SMALL - 1 - strlen("5\n%%EOF\n"));
        free(cut);
        ts_arena_drop(arena);
    }
}

static void a_changed_byte_does_no_harm(void **state)
{
    (void)state;
    for (size_t at = 0; at < sizeof SMALL - 1; at++) {
        ts_arena *arena = ts_arena_new(0);
        ts_pdf_bytes *out;
        char *changed = malloc(sizeof SMALL);
        memcpy(changed, SMALL, sizeof SMALL);
        changed[at] = changed[at] == '9' ? '0' : '9';
        (void)pack(arena, changed, sizeof SMALL - 1, &out);
        free(changed);
        ts_arena_drop(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_stream_has_the_bytes_that_it_is_given),
                                       cmocka_unit_test(streams_stay_and_the_rest_is_packed),
                                       cmocka_unit_test(no_prefix_of_a_file_does_harm),
                                       cmocka_unit_test(a_changed_byte_does_no_harm)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
