/* What is kept of a run is found for that run in its face and subset, and for no other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "device/haru_codes.h"

#include <string.h>

typedef struct desk {
    ts_memo *memo;
    ts_pdf_options options;
    ts_pdf pdf;
} desk;

static desk open_desk(void)
{
    desk d = {.memo = ts_memo_new(1 << 20, NULL)};
    d.options.memo = d.memo;
    return d;
}

/* Only the addresses of faces are looked at. */
static const char faces[2];
static const unsigned char first[TS_DIGEST_BYTES] = {1, 2, 3}, second[TS_DIGEST_BYTES] = {[TS_DIGEST_BYTES - 2] = 9};

static const ts_font *face(int i)
{
    return (const ts_font *)(const void *)&faces[i];
}

static void codes_are_of_a_run_a_face_and_a_subset(void **state)
{
    (void)state;
    desk d = open_desk();
    d.pdf.options = &d.options;
    const ts_pdf_font subset = {.said = {7}}, another = {.said = {[TS_DIGEST_BYTES - 2] = 7}};
    const ts_run run = {.font = face(0), .digest = first}, in_another = {.font = face(1), .digest = first},
                 other = {.font = face(0), .digest = second}, passing = {.font = face(0)};
    char bytes[] = "(abc)";
    ts_pdf_keep_codes(&d.pdf, &subset, &run, (ts_pdf_codes){bytes, 5, 12.5});
    memset(bytes, 'x', 5);
    const ts_pdf_codes *found = ts_pdf_find_codes(&d.pdf, &subset, &run);
    assert_non_null(found);
    assert_true(found->size == 5 && found->pen == 12.5 && memcmp(found->bytes, "(abc)", 5) == 0);
    assert_null(ts_pdf_find_codes(&d.pdf, &subset, &in_another));
    assert_null(ts_pdf_find_codes(&d.pdf, &subset, &other));
    assert_null(ts_pdf_find_codes(&d.pdf, &another, &run));
    assert_true(ts_pdf_lasts(&d.pdf, &run) && !ts_pdf_lasts(&d.pdf, &passing));
    d.options.memo = NULL;
    assert_false(ts_pdf_lasts(&d.pdf, &run));
    ts_memo_drop(d.memo);
}

/* Glyph 5 says two letters, 6 one twice, 7 more than any glyph may. */
static void glyphs_are_listed_once_with_each_text(void **state)
{
    (void)state;
    enum { LONG = TS_PDF_SAID + 1 };
    char text[4 + LONG];
    memset(text, 'z', sizeof text);
    memcpy(text, "abcc", 4);
    ts_glyph glyphs[] = {{.id = 5, .cluster = 0}, {.id = 5, .cluster = 1}, {.id = 6, .cluster = 2}, {.id = 6, .cluster = 3},
                         {.id = 7, .cluster = 4}};
    const ts_run run = {.font = face(0), .digest = first, .text = text, .length = sizeof text, .glyphs = glyphs, .count = 5};
    static const ts_pdf_said expected[] = {{5, 1, 0}, {5, 1, 1}, {6, 1, 2}, {7, 0, 0}};
    desk d = open_desk();
    d.pdf.options = &d.options;
    const ts_pdf_sayings *made = ts_pdf_find_sayings(&d.pdf, &run);
    assert_non_null(made);
    assert_int_equal(made->count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < made->count; i++)
        assert_true(made->items[i].id == expected[i].id && made->items[i].length == expected[i].length &&
                    made->items[i].from == expected[i].from);
    assert_ptr_equal(ts_pdf_find_sayings(&d.pdf, &run), made);
    assert_null(ts_pdf_find_codes(&d.pdf, &(ts_pdf_font){.font = face(0)}, &run)); /* of the same run another thing */
    ts_memo_drop(d.memo);
}

static void what_no_list_can_hold_is_read(void **state)
{
    (void)state;
    static ts_glyph glyphs[1025];
    ts_run run = {.font = face(0), .digest = first, .text = "a", .length = 1, .glyphs = glyphs, .count = 1};
    desk d = open_desk();
    d.pdf.options = &d.options;
    glyphs[0].id = TS_PDF_GLYPHS;
    assert_null(ts_pdf_find_sayings(&d.pdf, &run));
    glyphs[0].id = TS_PDF_GLYPHS - 1;
    run.count = 1025;
    assert_null(ts_pdf_find_sayings(&d.pdf, &run));
    run.count = 1024;
    assert_non_null(ts_pdf_find_sayings(&d.pdf, &run));
    ts_memo_drop(d.memo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(codes_are_of_a_run_a_face_and_a_subset),
                                       cmocka_unit_test(glyphs_are_listed_once_with_each_text),
                                       cmocka_unit_test(what_no_list_can_hold_is_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
