/*
 * The PDF device on the sample document. What the files hold is asked by the
 * checks in tests/pdf, which read the files that are written here.
 */
#include "haru_file.h"

#include <stdio.h>

static void store(const char *name, const sample *s, ts_pdf_options options)
{
    char path[512];
    const char *why = NULL;
    file f;
    ts_status status = write_file(&f, s, options, &why);

    if (status)
        print_error("%s\n", why);
    assert_int_equal(status, TS_OK);
    snprintf(path, sizeof path, "%s/%s.pdf", HARU_FILES, name);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(f.data, 1, f.size, out), f.size);
    assert_int_equal(fclose(out), 0);
    free(f.data);
}

/* What is attached belongs to an archive's file and is claimed by no other standard. */
static void store_archive(const sample *s)
{
    static const ts_attachment files[] = {{"z.json", "application/json", "Numbers", "{}", 2},
                                          {"a.csv", "text/csv", "A table", "year,value\n2024,1\n", 18}};
    sample with = *s;
    ts_pdf_options archive = screen;
    archive.claims = TS_CLAIM_A2A | TS_CLAIM_A3A | TS_CLAIM_UA1;
    with.document.attachments = files;
    with.document.attachment_count = 2;
    store("archive", &with, archive);
}

enum { MANY = 300 }; /* glyphs: more than a byte can number */

static ts_item first_run(const sample *s)
{
    const ts_item *item = s->document.pages[0]->items.items;

    while (item->kind != TS_ITEM_RUN)
        item++;
    return *item;
}

/* Characters of two bytes of UTF-8 that the face has, one behind the other. */
static ts_run *run_of_many(const sample *s)
{
    ts_run *run = TS_NEW(s->arena, ts_run);
    ts_glyph *glyphs = TS_ARRAY(s->arena, ts_glyph, MANY);
    char *text = ts_arena_alloc(s->arena, 2 * MANY);

    assert_true(run && glyphs && text);
    *run = *first_run(s).u.run.run;
    run->count = 0;
    for (uint32_t code = 0x80; code < 0x800 && run->count < MANY; code++) {
        uint32_t id = ts_font_glyph(run->font, code);
        if (!id)
            continue;
        text[2 * run->count] = (char)(0xC0 | code >> 6);
        text[2 * run->count + 1] = (char)(0x80 | (code & 0x3F));
        glyphs[run->count] = (ts_glyph){.id = id, .cluster = 2 * (uint32_t)run->count, .advance = 1};
        run->count++;
    }
    assert_int_equal(run->count, MANY);
    run->glyphs = glyphs;
    run->text = run->original = text;
    run->length = run->original_length = 2 * MANY;
    return run;
}

/* A face with more glyphs than others. */
static void store_wide(const sample *s)
{
    ts_page page = *s->document.pages[0], *pages[] = {s->document.pages[0], s->document.pages[1], &page};
    ts_item item = first_run(s);
    sample with = *s;

    item.u.run.run = run_of_many(s);
    page.items = (ts_items){NULL, 0, 0};
    assert_true(ts_page_add(s->arena, &page, item));
    with.document.pages = pages;
    with.document.page_count = 3;
    store("wide", &with, print);
}

static void every_profile_is_written(void **state)
{
    store_wide(*state);
    store_archive(*state);
    store("print", *state, print);
    store("marks", *state, marks);
    store("sheets", *state, sheets);
    store("process", *state, process);
    store("screen", *state, screen);
}

static void the_header_is_the_profiles(void **state)
{
    const char *why;
    file press, page;

    assert_int_equal(write_file(&press, *state, print, &why), TS_OK);
    assert_int_equal(write_file(&page, *state, screen, &why), TS_OK);
    assert_memory_equal(press.data, "%PDF-1.6", 8);
    assert_memory_equal(page.data, "%PDF-1.7", 8);
    free(press.data);
    free(page.data);
}

/* Two arenas, two samples: nothing of an address or of the clock may show. */
static void a_second_run_gives_the_same_bytes(void **state)
{
    const char *why;
    file one, two;
    sample again;

    assert_true(make_sample(ts_arena_new(0), &again));
    assert_int_equal(write_file(&one, *state, marks, &why), TS_OK);
    assert_int_equal(write_file(&two, &again, marks, &why), TS_OK);
    assert_int_equal(one.size, two.size);
    assert_memory_equal(one.data, two.data, one.size);
    free(one.data);
    free(two.data);
    ts_arena_drop(again.arena);
}

static void say_other_alt(sample *s)
{
    for (const ts_tag *tag = s->document.root; tag; tag = ts_tag_next(tag, NULL))
        if (tag->alt)
            ((ts_tag *)(uintptr_t)tag)->alt = "Another picture";
}

static void lead_elsewhere(sample *s)
{
    s->document.pages[0]->links.items[0].target = "https://example.org/other";
}

static void tag_otherwise(sample *s)
{
    for (const ts_tag *tag = s->document.root; tag; tag = ts_tag_next(tag, NULL))
        if (tag->kind == TS_TAG_H2)
            ((ts_tag *)(uintptr_t)tag)->kind = TS_TAG_H3;
}

static void move_an_item(sample *s)
{
    ts_items *items = &s->document.pages[0]->items;
    for (size_t i = 0; i < items->count; i++)
        if (items->items[i].kind == TS_ITEM_RUN)
            items->items[i].u.run.x += 1;
}

static void date_otherwise(sample *s)
{
    s->document.date = "2001-02-03";
}

typedef struct names {
    char document[36 + 1]; /* of the content alone: it does not hang on what XMP says beside it */
    char file[32 + 1];     /* of all */
} names;

/* What stands behind `before`. */
static void take_name(const file *f, const char *before, char *name, size_t length)
{
    const size_t skipped = strlen(before);
    size_t at = 0;
    while (at + skipped + length < f->size && memcmp(f->data + at, before, skipped) != 0)
        at++;
    assert_true(at + skipped + length < f->size);
    memcpy(name, f->data + at + skipped, length);
    name[length] = 0;
}

static names names_of(const sample *s, ts_pdf_options options)
{
    const char *why;
    names found;
    file f;
    assert_int_equal(write_file(&f, s, options, &why), TS_OK);
    take_name(&f, "<xmpMM:DocumentID>uuid:", found.document, sizeof found.document - 1);
    take_name(&f, "/ID [<", found.file, sizeof found.file - 1);
    free(f.data);
    return found;
}

static void another_content_has_another_name(void **state)
{
    static void (*const CHANGES[])(sample *s) = {say_other_alt, lead_elsewhere, tag_otherwise, move_an_item, date_otherwise};
    const names own = names_of(*state, screen);
    for (size_t i = 0; i < sizeof CHANGES / sizeof *CHANGES; i++) {
        sample changed;
        assert_true(make_sample(ts_arena_new(0), &changed));
        const names same = names_of(&changed, screen);
        assert_string_equal(own.document, same.document);
        assert_string_equal(own.file, same.file);
        CHANGES[i](&changed);
        const names other = names_of(&changed, screen);
        assert_string_not_equal(own.document, other.document);
        assert_string_not_equal(own.file, other.file);
        ts_arena_drop(changed.arena);
    }
}

/* Claims stand in XMP and nowhere else. */
static void another_claim_has_another_file_name(void **state)
{
    ts_pdf_options modest = screen;
    modest.claims = TS_CLAIM_UA1;
    const names own = names_of(*state, screen), other = names_of(*state, modest);
    assert_string_equal(own.document, other.document);
    assert_string_not_equal(own.file, other.file);
}

/* What the profile asks for is claimed where this file bears it; all else is silent. */
static void a_claim_is_borne_or_not_made(void **state)
{
    const char *why;
    file f;
    ts_pdf_options none = print, untagged = screen, unlit = print;

    none.claims = 0;
    untagged.tags = untagged.links = false;
    unlit.cmyk = false;
    assert_int_equal(write_file(&f, *state, print, &why), TS_OK);
    assert_true(holds(
        &f, "<rdf:li xml:lang=\"x-default\">A sample \xE2\x80\x93 with &lt;marks&gt; &amp; (brackets)"));
    assert_true(holds(&f, "<pdfxid:GTS_PDFXVersion>PDF/X-4<"));
    assert_true(holds(&f, "<pdfaid:conformance>B<"));
    free(f.data);
    assert_int_equal(write_file(&f, *state, none, &why), TS_OK);
    assert_false(holds(&f, "GTS_PDFXVersion") || holds(&f, "pdfaid"));
    free(f.data);
    assert_int_equal(write_file(&f, *state, untagged, &why), TS_OK); /* no tags, no accessible file */
    assert_false(holds(&f, "pdfuaid") || holds(&f, "pdfaid"));
    free(f.data);
    assert_int_equal(write_file(&f, *state, unlit, &why), TS_OK); /* sRGB is no printing condition */
    assert_false(holds(&f, "GTS_PDFXVersion"));
    free(f.data);
}

static void a_writer_that_fails_fails_the_device(void **state)
{
    const sample *s = *state;
    const char *why = NULL;
    file f = {NULL, 0, 1000};
    ts_writer writer = {keep, &f};
    ts_pdf_options options = print;

    options.colour = s->colour;
    assert_int_equal(ts_pdf_write(s->arena, &s->document, &options, &writer, &why), TS_MACHINE);
    assert_string_equal(why, "the file could not be written");
    free(f.data);
}

/* Wherever memory ends, the device fails and says so. */
static void memory_that_is_out_is_a_failure(void **state)
{
    (void)state;
    for (size_t limit = 1u << 20; limit < 8u << 20; limit += 777777) {
        ts_arena *arena = ts_arena_new(limit);
        sample s;
        const char *why = NULL;
        file f = {0};
        if (make_sample(arena, &s)) {
            ts_status status = write_file(&f, &s, print, &why);
            assert_true(status == TS_OK || (status == TS_MACHINE && why));
        }
        free(f.data);
        ts_arena_drop(arena);
    }
}

/* One more page, with one picture whose file may go through as it is. */
static file write_jpeg(const sample *s, ts_image_space space, ts_pdf_options options)
{
    static const unsigned char pixels[4];
    ts_image image = {.width = 1, .height = 1, .space = space, .pixels = pixels};
    ts_page page = {.width = 100, .height = 100}, *pages[1] = {&page};
    ts_item item = {.kind = TS_ITEM_IMAGE};
    sample other = *s;
    const char *why;
    file f;

    image.jpeg = (const unsigned char *)"the bytes of a JPEG file";
    image.jpeg_size = 24;
    image.jpeg_inverted = true;
    item.u.image.image = &image;
    item.u.image.box = (ts_rect){0, 0, 10, 10};
    assert_true(ts_page_add(s->arena, &page, item));
    other.document.pages = pages;
    other.document.page_count = 1;
    assert_int_equal(write_file(&f, &other, options, &why), TS_OK);
    return f;
}

static void a_jpeg_goes_through_where_its_colours_may(void **state)
{
    static const struct { ts_image_space space; bool press, page; } cases[] = {
        {TS_IMAGE_GREY, true, true}, {TS_IMAGE_RGB, false, true}, {TS_IMAGE_CMYK, true, false}};

    for (size_t i = 0; i < 3; i++) {
        file press = write_jpeg(*state, cases[i].space, print),
             page = write_jpeg(*state, cases[i].space, screen);
        assert_int_equal(holds(&press, "the bytes of a JPEG file"), cases[i].press);
        assert_int_equal(holds(&press, "/Filter /DCTDecode"), cases[i].press);
        assert_int_equal(holds(&press, "/Decode [1 0 1 0 1 0 1 0]"), cases[i].space == TS_IMAGE_CMYK);
        assert_int_equal(holds(&page, "the bytes of a JPEG file"), cases[i].page);
        free(press.data);
        free(page.data);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_profile_is_written),
        cmocka_unit_test(the_header_is_the_profiles),
        cmocka_unit_test(a_second_run_gives_the_same_bytes),
        cmocka_unit_test(another_content_has_another_name),
        cmocka_unit_test(another_claim_has_another_file_name),
        cmocka_unit_test(a_claim_is_borne_or_not_made),
        cmocka_unit_test(a_writer_that_fails_fails_the_device),
        cmocka_unit_test(memory_that_is_out_is_a_failure),
        cmocka_unit_test(a_jpeg_goes_through_where_its_colours_may),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
