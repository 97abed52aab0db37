/* The file around the objects: object streams and a cross-reference stream that says where all of them are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "device/haru_tail.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ts_pdf_bytes plain = {.items = "/Kind /Plain", .count = 12}, catalog = {.items = "/Type /Catalog", .count = 14},
                    font = {.items = "/Type /Font", .count = 11}, title = {.items = "/Title (1)", .count = 10}, blank = {.items = ""};
static const ts_pdf_part STREAM = {.entries = &plain, .stream = "as it is", .size = 8}, DICT = {.entries = &catalog},
                         FONT = {.entries = &font, .shelf = TS_PDF_FONTS}, BOOKMARK = {.entries = &title, .shelf = TS_PDF_OWN},
                         NONE = {.entries = NULL};

static bool gather(void *user, const void *bytes, size_t count)
{
    ts_pdf_put(user, bytes, count);
    return true;
}

static bool refuse(void *user, const void *bytes, size_t count)
{
    (void)user, (void)bytes;
    return count < 5000;
}

static const char *pack_to(ts_arena *arena, const ts_pdf_part *parts, size_t count, const ts_writer *writer)
{
    ts_pdf_press press = {.arena = arena};
    ts_pdf_file file = {.minor = 6, .parts = parts, .count = count, .root = 1, .info = 3, .id = "sixteen bytes ID"};
    return ts_pdf_group_parts(&press, &file) ? ts_pdf_pack(&press, &file, writer) : "out of memory";
}

static const ts_pdf_bytes *pack(ts_arena *arena, const ts_pdf_part *parts, size_t count)
{
    ts_pdf_bytes *out = ts_pdf_bytes_new(arena);
    return !pack_to(arena, parts, count, &(ts_writer){gather, out}) && !out->failed ? out : NULL;
}

static const char *find(const ts_pdf_bytes *bytes, size_t from, const char *text)
{
    size_t length = strlen(text);
    for (size_t i = from; i + length <= bytes->count; i++)
        if (memcmp(bytes->items + i, text, length) == 0)
            return bytes->items + i;
    return NULL;
}

static bool holds(const ts_pdf_bytes *bytes, const char *text)
{
    return find(bytes, 0, text) != NULL;
}

/* What the stream of an object is, inflated. */
static size_t inflate(const ts_pdf_bytes *file, size_t at, unsigned char *room, size_t size)
{
    struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
    const char *stream = find(file, at, "stream\n");
    const char *key = find(file, at, "/Filter /FlateDecode /Length ");
    size_t length = 0;
    assert_true(stream && key && key < stream);
    size_t deflated = strtoul(key + strlen("/Filter /FlateDecode /Length "), NULL, 10);
    assert_int_equal(libdeflate_zlib_decompress(inflater, stream + 7, deflated, room, size, &length), LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(inflater);
    return length;
}

/* A row of the cross-reference stream: its kind, its place, its index. Rows hold differences from the one above. */
static void read_row(const unsigned char *rows, size_t number, size_t row[3])
{
    unsigned char sum[7] = {0};
    for (size_t i = 0; i <= number; i++)
        for (size_t k = 0; k < 7; k++)
            sum[k] = (unsigned char)(sum[k] + rows[i * 8 + 1 + k]);
    row[0] = sum[0];
    row[1] = (size_t)sum[1] << 24 | (size_t)sum[2] << 16 | (size_t)sum[3] << 8 | sum[4];
    row[2] = (size_t)sum[5] << 8 | sum[6];
}

static void streams_stay_and_the_rest_is_packed(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    const ts_pdf_part parts[] = {NONE, DICT, STREAM, NONE};
    const ts_pdf_bytes *out = pack(arena, parts, 4);
    assert_non_null(out);
    assert_memory_equal(out->items, "%PDF-1.6\n%\xB7\xBE\xAD\xAA\n", 15);
    assert_true(holds(out, "2 0 obj\n<</Kind /Plain /Length 8>>\nstream\nas it is\nendstream\nendobj\n"));
    assert_false(holds(out, "1 0 obj\n")); /* in an object stream */
    assert_true(holds(out, "4 0 obj\n<</Type /ObjStm /N 1 /First 4"));
    assert_true(holds(out, "5 0 obj\n<</Type /XRef /W [1 4 2] /DecodeParms << /Predictor 12 /Columns 7 >> /Size 6 /Root 1 0 R /Info 3 0 R "
                           "/ID [<7369787465656E206279746573204944> <7369787465656E206279746573204944>]"));
    unsigned char body[64];
    size_t length = inflate(out, (size_t)(find(out, 0, "4 0 obj\n") - out->items), body, sizeof body);
    assert_int_equal(length, strlen("1 0 <</Type /Catalog>>\n"));
    assert_memory_equal(body, "1 0 <</Type /Catalog>>\n", length);
    ts_arena_drop(arena);
}

/* One is left for the table (annex C: 8388607 objects). */
static void more_objects_than_a_file_may_have_are_refused(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_pdf_press press = {.arena = arena};
    const ts_pdf_file file = {.text = ts_pdf_bytes_new(arena), .count = 8388607 - 1};
    assert_non_null(ts_pdf_pack(&press, &file, &(ts_writer){gather, NULL}));
    ts_arena_drop(arena);
}

enum { NUMBERS = 451, GROUP = 256 };

/* own: object streams and the table itself, behind the objects. */
static void assert_places(const ts_pdf_bytes *out, const ts_pdf_part *parts, size_t count, size_t own)
{
    assert_non_null(out);
    size_t start = strtoul(find(out, out->count - 40, "startxref\n") + 10, NULL, 10), row[3];
    unsigned char rows[8 * (NUMBERS + 4)];
    assert_int_equal(inflate(out, start, rows, sizeof rows), 8 * (count + own));
    for (size_t i = 0, packed = 0; i < count; i++) {
        char head[24];
        snprintf(head, sizeof head, "%zu 0 obj\n", i);
        read_row(rows, i, row);
        assert_int_equal(row[0], !parts[i].entries ? 0 : parts[i].stream ? 1 : 2);
        if (row[0] == 0)
            assert_true(row[1] == 0 && row[2] == 65535); /* none of that number may follow (7.5.4) */
        if (row[0] == 1)
            assert_memory_equal(out->items + row[1], head, strlen(head));
        if (row[0] == 2) {
            assert_true(row[1] == count + packed / GROUP && row[2] == packed % GROUP);
            packed++;
        }
    }
    read_row(rows, count + own - 1, row);
    assert_true(row[0] == 1 && row[1] == start);
}

/* Of 0 and each 50th there is none, each third is a stream: 294 dictionaries in two object streams. */
static void the_table_says_where_all_are(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_pdf_part parts[NUMBERS];
    for (size_t i = 0; i < NUMBERS; i++)
        parts[i] = i % 50 == 0 ? NONE : i % 3 == 0 ? STREAM : DICT;
    assert_places(pack(arena, parts, NUMBERS), parts, NUMBERS, 3);
    ts_arena_drop(arena);
}

static void assert_group(const ts_pdf_bytes *out, const char *head, const char *text)
{
    unsigned char body[128];
    size_t length = inflate(out, (size_t)(find(out, 0, head) - out->items), body, sizeof body);
    assert_int_equal(length, strlen(text));
    assert_memory_equal(body, text, length);
}

static void what_documents_share_stands_together(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    const ts_pdf_part parts[] = {NONE, DICT, FONT, BOOKMARK, DICT, FONT};
    const ts_pdf_bytes *out = pack(arena, parts, 6);
    assert_non_null(out);
    assert_group(out, "6 0 obj\n", "1 0 4 19 <</Type /Catalog>>\n<</Type /Catalog>>\n");
    assert_group(out, "7 0 obj\n", "2 0 5 16 <</Type /Font>>\n<</Type /Font>>\n");
    assert_group(out, "8 0 obj\n", "3 0 <</Title (1)>>\n");
    ts_arena_drop(arena);
}

static const ts_pdf_bytes *pack_after(ts_arena *arena, ts_pdf_file *file)
{
    ts_pdf_press press = {.arena = arena};
    ts_pdf_bytes *out = ts_pdf_bytes_new(arena);
    assert_non_null(out);
    assert_true(ts_pdf_group_parts(&press, file));
    assert_null(ts_pdf_pack(&press, file, &(ts_writer){gather, out}));
    return out;
}

/* As it was pressed, or taken from the file before, in which its objects still had their entries. */
static void what_stands_apart_is_taken_again(void **state)
{
    (void)state;
    static const ts_pdf_part apart = {.entries = &font, .shelf = TS_PDF_APART}, taken = {.shelf = TS_PDF_APART};
    const ts_pdf_part parts[] = {NONE, DICT, apart, apart, BOOKMARK}, others[] = {NONE, DICT, taken, taken, BOOKMARK};
    ts_arena *arena = ts_arena_new(0);
    ts_pdf_press press = {.arena = arena};
    ts_pdf_file file = {.parts = parts, .count = 5}, next = {.parts = others, .count = 5};
    assert_true(ts_pdf_group_apart(&press, &file, 2, 2));
    assert_true(ts_pdf_group_again(&press, &next, 2, &file.groups.items[0]));
    const ts_pdf_bytes *out = pack_after(arena, &file), *again = pack_after(arena, &next);
    assert_group(out, "5 0 obj\n", "2 0 3 16 <</Type /Font>>\n<</Type /Font>>\n");
    assert_group(out, "6 0 obj\n", "1 0 <</Type /Catalog>>\n");
    assert_int_equal(out->count, again->count);
    assert_memory_equal(out->items, again->items, out->count);
    ts_arena_drop(arena);
}

/* Of nine digits, which catalogues of such checks have. */
static void a_sum_is_the_same_on_each_machine(void **state)
{
    (void)state;
    const ts_pdf_sum sum = ts_pdf_sum_of("123456789", 9), none = ts_pdf_sum_of("", 0);
    assert_memory_equal(sum.bytes, "\x00\x00\x00\x09\xCB\xF4\x39\x26\x09\x1E\x01\xDE", sizeof sum.bytes);
    assert_memory_equal(none.bytes, "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01", sizeof none.bytes);
}

/* All of it but the trailer, and what is given when the name is known. */
static void the_name_follows_from_all_that_the_file_holds(void **state)
{
    (void)state;
    static ts_pdf_bytes other_plain = {.items = "/Kind /Other", .count = 12}, other_title = {.items = "/Title (2)", .count = 10};
    ts_pdf_part stream = STREAM, entries, bytes, later, title_of = BOOKMARK;
    ts_arena *arena = ts_arena_new(0);
    stream.sum = ts_pdf_sum_of("content", 7);
    entries = bytes = later = stream;
    entries.entries = &other_plain;
    bytes.sum = ts_pdf_sum_of("Content", 7);
    later.stream = "given later";
    title_of.entries = &other_title;
    const ts_pdf_part files[][4] = {{NONE, DICT, stream, BOOKMARK}, {NONE, DICT, later, BOOKMARK}, {NONE, DICT, entries, BOOKMARK},
                                    {NONE, DICT, bytes, BOOKMARK}, {NONE, DICT, stream, title_of}, {NONE, FONT, stream, BOOKMARK},
                                    {NONE, DICT, stream, NONE}};
    enum { FILES = sizeof files / sizeof *files };
    unsigned char names[FILES][16];
    for (size_t i = 0; i < FILES; i++) {
        ts_pdf_press press = {.arena = arena};
        ts_pdf_file file = {.parts = files[i], .count = 4};
        assert_true(ts_pdf_group_parts(&press, &file) && ts_pdf_name_parts(&press, &file, names[i]));
    }
    assert_memory_equal(names[0], names[1], 16);
    for (size_t i = 1; i < FILES; i++)
        for (size_t k = i + 1; k < FILES; k++)
            assert_memory_not_equal(names[i], names[k], 16);
    ts_arena_drop(arena);
}

static void without_memory_there_is_no_file(void **state)
{
    (void)state;
    const ts_pdf_part parts[] = {NONE, DICT, STREAM};
    ts_arena *arena = ts_arena_new(512);
    assert_non_null(pack_to(arena, parts, 3, &(ts_writer){refuse, NULL}));
    ts_arena_drop(arena);
}

/* Small streams are handed out together, large ones from where they lie: the offsets count both. */
static void large_streams_have_their_places(void **state)
{
    (void)state;
    static char large[8000];
    memset(large, '.', sizeof large);
    const ts_pdf_part big = {.entries = &blank, .stream = large, .size = sizeof large}, parts[] = {NONE, STREAM, big, STREAM, big, STREAM};
    ts_arena *arena = ts_arena_new(0);
    assert_places(pack(arena, parts, 6), parts, 6, 1);
    assert_string_equal(pack_to(arena, parts, 6, &(ts_writer){refuse, NULL}), "the file could not be written");
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(streams_stay_and_the_rest_is_packed),
                                       cmocka_unit_test(the_table_says_where_all_are),
                                       cmocka_unit_test(more_objects_than_a_file_may_have_are_refused),
                                       cmocka_unit_test(large_streams_have_their_places),
                                       cmocka_unit_test(what_documents_share_stands_together),
                                       cmocka_unit_test(what_stands_apart_is_taken_again),
                                       cmocka_unit_test(a_sum_is_the_same_on_each_machine),
                                       cmocka_unit_test(the_name_follows_from_all_that_the_file_holds),
                                       cmocka_unit_test(without_memory_there_is_no_file)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
