/* The SVG of a page: well formed, vector, the same each time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sheet.h"

#include <expat.h>

static sheet_file svg_of(sheet *s, bool bleed)
{
    sheet_file file = {.arena = s->arena};
    ts_writer writer = {sheet_keep, &file};
    const ts_raster_options options = {.dpi = 72, .bleed = bleed};
    const char *why = NULL;
    if (ts_svg_write(s->arena, &s->document, 0, &options, &writer, &why) != TS_OK)
        fail_msg("%s", why);
    return file;
}

/* What stands in a file: its elements by count, and whether every reference has its target. */
typedef struct reading {
    size_t paths, uses, images, groups, clips, gradients, texts;
    char ids[64][16], refs[256][16];
    size_t id_count, ref_count;
} reading;

static void keep_name(char *to, const char *from, size_t length)
{
    assert_true(length < 16);
    memcpy(to, from, length);
    to[length] = '\0';
}

static void keep_attribute(reading *r, const char *name, const char *value)
{
    if (strcmp(name, "id") == 0)
        keep_name(r->ids[r->id_count++], value, strlen(value));
    else if (strcmp(name, "xlink:href") == 0 && value[0] == '#')
        keep_name(r->refs[r->ref_count++], value + 1, strlen(value) - 1);
    else if (strncmp(value, "url(#", 5) == 0)
        keep_name(r->refs[r->ref_count++], value + 5, strlen(value) - 6);
    assert_true(r->id_count < 64 && r->ref_count < 256);
}

static void open_element(void *user, const char *name, const char **attributes)
{
    reading *r = user;
    const struct {
        const char *name;
        size_t *count;
    } counts[] = {{"path", &r->paths},
                  {"use", &r->uses},
                  {"image", &r->images},
                  {"g", &r->groups},
                  {"clipPath", &r->clips},
                  {"linearGradient", &r->gradients},
                  {"radialGradient", &r->gradients},
                  {"text", &r->texts}};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        *counts[i].count += strcmp(name, counts[i].name) == 0;
    for (size_t i = 0; attributes[i]; i += 2)
        keep_attribute(r, attributes[i], attributes[i + 1]);
}

static reading read_svg(sheet_file file)
{
    reading r = {0};
    XML_Parser parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(parser, &r);
    XML_SetStartElementHandler(parser, open_element);
    if (XML_Parse(parser, file.bytes, (int)file.count, 1) != XML_STATUS_OK)
        fail_msg("line %lu: %s", XML_GetCurrentLineNumber(parser), XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
    return r;
}

static void one_of_everything_is_well_formed_and_whole(void **state)
{
    sheet *s = *state;
    sheet_full(s);
    reading r = read_svg(svg_of(s, false));
    assert_int_equal(r.images, 1);
    assert_int_equal(r.gradients, 1);
    assert_int_equal(r.clips, 1);
    assert_int_equal(r.texts, 0);
    assert_int_equal(r.uses, 8); /* T r a d e " fi ": a space has no shape, fi is one */
    for (size_t i = 0; i < r.ref_count; i++) {
        bool found = false;
        for (size_t k = 0; k < r.id_count; k++)
            found = found || strcmp(r.refs[i], r.ids[k]) == 0;
        assert_true(found);
    }
    for (size_t i = 0; i < r.id_count; i++)
        for (size_t k = i + 1; k < r.id_count; k++)
            assert_string_not_equal(r.ids[i], r.ids[k]);
}

static void a_box_is_written_as_a_path_in_points(void **state)
{
    sheet *s = *state;
    sheet_add(s, fill_of(sheet_rect(s, (ts_rect){10, 20.5, 30, 5}), &midnight, 1));
    sheet_file file = svg_of(s, false);
    assert_non_null(strstr(file.bytes, "<path d=\"M10 20.5L40 20.5L40 25.5L10 25.5Z\" fill=\"#0a324c\"/>"));
    assert_non_null(strstr(file.bytes, "width=\"200pt\" height=\"100pt\" viewBox=\"0 0 200 100\""));
    assert_non_null(
        strstr(svg_of(s, true).bytes, "width=\"218pt\" height=\"118pt\" viewBox=\"-9 -9 218 118\""));
}

static void words_for_readers_are_escaped(void **state)
{
    sheet *s = *state;
    s->document.title = "A < B & \x01 \"C\"";
    sheet_file file = svg_of(s, false);
    read_svg(file);
    assert_non_null(strstr(file.bytes, "<title>A &lt; B &amp; \xEF\xBF\xBD &quot;C&quot; (1/1)</title>"));
    assert_non_null(strstr(file.bytes, "<desc>A disc &amp; its &lt;shade&gt;</desc>"));
}

static void a_glyph_is_drawn_once_and_used_often(void **state)
{
    sheet *s = *state;
    sheet_add(s, run_of(sheet_text(s, "nnn nnn", 12), 36, 50, &black));
    sheet_file file = svg_of(s, false);
    reading r = read_svg(file);
    assert_int_equal(r.paths, 1);
    assert_int_equal(r.uses, 6);
    assert_non_null(strstr(file.bytes,
                           "<g aria-label=\"nnn nnn\" fill=\"#000000\" transform=\"translate(36 50) "
                           "scale(0.012)\">"));
}

static void small_art_keeps_its_precision(void **state)
{
    sheet *s = *state;
    ts_art *art = TS_NEW(s->arena, ts_art);
    ts_path *path = sheet_rect(s, (ts_rect){0.12345, 0, 0.5, 0.5}); /* a picture in units of an inch, say */
    assert_true(ts_items_add(s->arena, &art->items, fill_of(path, &black, 1)));
    sheet_add(s, art_of(art, (ts_matrix){72, 0, 0, 72, 0, 0}));
    assert_non_null(strstr(svg_of(s, false).bytes, "M0.12345 0L0.62345 0"));
}

static void the_same_page_gives_the_same_bytes(void **state)
{
    sheet *s = *state;
    sheet_full(s);
    sheet_file one = svg_of(s, true), two = svg_of(s, true);
    assert_int_equal(one.count, two.count);
    assert_memory_equal(one.bytes, two.bytes, one.count);
}

static void a_jpeg_stays_what_it_is(void **state)
{
    sheet *s = *state;
    static const unsigned char jpeg[] = {0xFF, 0xD8, 0xFF, 0xE0}, pixel[] = {1, 2, 3};
    static const ts_image image = {.width = 1,
                                   .height = 1,
                                   .space = TS_IMAGE_RGB,
                                   .pixels = pixel,
                                   .jpeg = jpeg,
                                   .jpeg_size = sizeof jpeg};
    sheet_add(s, image_of(&image, (ts_rect){0, 0, 10, 10}));
    assert_non_null(strstr(svg_of(s, false).bytes, "xlink:href=\"data:image/jpeg;base64,/9j/4A==\""));
}

static void a_full_disk_is_a_failure_of_the_machine(void **state)
{
    sheet *s = *state;
    sheet_file file = {.arena = s->arena, .limit = 100};
    ts_writer writer = {sheet_keep, &file};
    const ts_raster_options options = {.dpi = 72};
    const char *why = NULL;
    assert_int_equal(ts_svg_write(s->arena, &s->document, 0, &options, &writer, &why), TS_MACHINE);
    assert_string_equal(why, "the file could not be written");
    assert_int_equal(ts_svg_write(s->arena, &s->document, 3, &options, &writer, &why), TS_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHEET_CASE(one_of_everything_is_well_formed_and_whole),
        SHEET_CASE(a_box_is_written_as_a_path_in_points),
        SHEET_CASE(words_for_readers_are_escaped),
        SHEET_CASE(a_glyph_is_drawn_once_and_used_often),
        SHEET_CASE(small_art_keeps_its_precision),
        SHEET_CASE(the_same_page_gives_the_same_bytes),
        SHEET_CASE(a_jpeg_stays_what_it_is),
        SHEET_CASE(a_full_disk_is_a_failure_of_the_machine),
    };
    return cmocka_run_group_tests_name("device.svg", tests, NULL, NULL);
}
