/* The preview, decoded again and looked at pixel by pixel. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sheet.h"

#include <math.h>
#include <png.h>

typedef struct picture {
    png_uint_32 width, height;
    unsigned char *rgb;
} picture;

static sheet_file png_of(sheet *s, const ts_raster_options *options)
{
    sheet_file file = {.arena = s->arena};
    ts_writer writer = {sheet_keep, &file};
    const char *why = NULL;
    if (ts_png_write(s->arena, &s->document, 0, options, &writer, &why) != TS_OK)
        fail_msg("%s", why);
    return file;
}

static picture decode(sheet *s, sheet_file file)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_true(png_image_begin_read_from_memory(&image, file.bytes, file.count));
    assert_int_equal(image.format, PNG_FORMAT_RGB); /* as stored: no alpha, sRGB */
    assert_int_equal(image.flags & PNG_IMAGE_FLAG_COLORSPACE_NOT_sRGB, 0);
    picture p = {image.width, image.height, ts_arena_alloc(s->arena, PNG_IMAGE_SIZE(image))};
    assert_true(png_image_finish_read(&image, NULL, p.rgb, 0, NULL));
    return p;
}

static picture draw(sheet *s, double dpi, bool bleed)
{
    return decode(s, png_of(s, &(ts_raster_options){.dpi = dpi, .bleed = bleed}));
}

static unsigned at(picture p, size_t x, size_t y)
{
    assert_true(x < p.width && y < p.height);
    const unsigned char *c = p.rgb + (y * p.width + x) * 3;
    return (unsigned)c[0] << 16 | (unsigned)c[1] << 8 | c[2];
}

static void the_size_is_the_trim_at_the_resolution(void **state)
{
    sheet *s = *state;
    picture trim = draw(s, 150, false), bleed = draw(s, 72, true);
    assert_int_equal(trim.width, 417); /* 416.67 */
    assert_int_equal(trim.height, 208);
    assert_int_equal(bleed.width, 218);
    assert_int_equal(bleed.height, 118);
    assert_int_equal(at(trim, 0, 0), 0xFFFFFF);
}

static void a_box_has_edges_to_the_pixel(void **state)
{
    sheet *s = *state;
    sheet_add(s, fill_of(sheet_rect(s, (ts_rect){10, 20, 30, 5}), &midnight, 1));
    picture p = draw(s, 144, false);
    assert_int_equal(at(p, 20, 40), 0x0A324C);
    assert_int_equal(at(p, 79, 49), 0x0A324C);
    assert_int_equal(at(p, 19, 40), 0xFFFFFF);
    assert_int_equal(at(p, 80, 49), 0xFFFFFF);
    assert_int_equal(at(p, 20, 39), 0xFFFFFF);
    assert_int_equal(at(p, 20, 50), 0xFFFFFF);
}

static void the_bleed_shows_only_when_asked_for(void **state)
{
    sheet *s = *state;
    sheet_add(s, fill_of(sheet_rect(s, (ts_rect){-9, -9, 218, 9}), &poppy, 1));
    assert_int_equal(at(draw(s, 72, false), 100, 0), 0xFFFFFF);
    picture p = draw(s, 72, true);
    assert_int_equal(at(p, 0, 0), 0xF2831B);
    assert_int_equal(at(p, 217, 8), 0xF2831B);
    assert_int_equal(at(p, 217, 9), 0xFFFFFF);
}

static bool hear_of_no_bytes(void *user, const void *bytes, size_t count)
{
    (void)user, (void)bytes, (void)count;
    fail();
    return false;
}

static void one_that_is_stopped_is_not_drawn(void **state)
{
    sheet *s = *state;
    static const atomic_bool stop = true;
    const ts_writer writer = {hear_of_no_bytes, NULL};
    const char *why;
    ts_arena_heed(s->arena, &stop);
    assert_int_equal(ts_png_write(s->arena, &s->document, 0, &(ts_raster_options){.dpi = 72}, &writer, &why), TS_MACHINE);
    assert_string_equal(why, "it was stopped");
    ts_arena_heed(s->arena, NULL);
}

static void the_file_says_its_resolution(void **state)
{
    sheet *s = *state;
    sheet_file file = png_of(s, &(ts_raster_options){.dpi = 300});
    assert_memory_equal(file.bytes + 37, "pHYs", 4);
    assert_memory_equal(file.bytes + 41, "\x00\x00\x2E\x23\x00\x00\x2E\x23\x01", 9); /* 11811 a metre */
    decode(s, file); /* and libpng accepts its checksum */
    bool srgb = false;
    for (size_t i = 33; i + 4 < 200 && i + 4 < file.count; i++)
        srgb = srgb || memcmp(file.bytes + i, "sRGB", 4) == 0;
    assert_true(srgb);
}

static void a_tint_and_half_an_opacity_are_light(void **state)
{
    sheet *s = *state;
    ts_item half = fill_of(sheet_rect(s, (ts_rect){50, 0, 50, 50}), &black, 1);
    half.u.fill.paint.opacity = 0.5;
    sheet_add(s, fill_of(sheet_rect(s, (ts_rect){0, 0, 50, 50}), &black, 0.2));
    sheet_add(s, half);
    picture p = draw(s, 72, false);
    assert_int_equal(at(p, 25, 25), 0xCCCCCC);
    assert_in_range(at(p, 75, 25) & 255, 127, 128);
}

static void a_hole_is_where_the_rule_puts_it(void **state)
{
    sheet *s = *state;
    ts_path *path = sheet_rect(s, (ts_rect){0, 0, 30, 30});
    ts_path_rect(path, (ts_rect){10, 10, 10, 10});
    ts_item item = fill_of(path, &black, 1);
    sheet_add(s, item);
    assert_int_equal(at(draw(s, 72, false), 15, 15), 0x000000);
    s->page.items.count = 0;
    item.u.fill.even_odd = true;
    sheet_add(s, item);
    assert_int_equal(at(draw(s, 72, false), 15, 15), 0xFFFFFF);
}

static void a_clip_holds_until_its_unclip(void **state)
{
    sheet *s = *state;
    sheet_add(s, clip_of(sheet_rect(s, (ts_rect){10, 10, 10, 10})));
    sheet_add(s, fill_of(sheet_rect(s, (ts_rect){0, 0, 100, 50}), &black, 1));
    sheet_add(s, unclip_of());
    sheet_add(s, fill_of(sheet_rect(s, (ts_rect){0, 80, 100, 10}), &poppy, 1));
    picture p = draw(s, 72, false);
    assert_int_equal(at(p, 10, 10), 0x000000);
    assert_int_equal(at(p, 9, 10), 0xFFFFFF);
    assert_int_equal(at(p, 20, 19), 0xFFFFFF);
    assert_int_equal(at(p, 50, 85), 0xF2831B);
}

static void a_dashed_line_has_gaps(void **state)
{
    sheet *s = *state;
    static const double dashes[] = {10, 5}, wrong[] = {10, -5};
    ts_item line = stroke_of(sheet_line(s, (ts_point){0, 10}, (ts_point){100, 10}), &black, 2);
    line.u.stroke.stroke.dashes = dashes;
    line.u.stroke.stroke.dash_count = 2;
    sheet_add(s, line);
    line = stroke_of(sheet_line(s, (ts_point){0, 30}, (ts_point){100, 30}), &black, 2);
    line.u.stroke.stroke.dashes = wrong; /* a wrong pattern is no pattern */
    line.u.stroke.stroke.dash_count = 2;
    sheet_add(s, line);
    picture p = draw(s, 72, false);
    assert_int_equal(at(p, 5, 9), 0x000000);
    assert_int_equal(at(p, 12, 9), 0xFFFFFF);
    assert_int_equal(at(p, 17, 9), 0x000000);
    assert_int_equal(at(p, 12, 29), 0x000000);
}

static void a_gradient_goes_from_its_first_ink_to_its_last(void **state)
{
    sheet *s = *state;
    static const ts_stop stops[] = {{0, {&paper, 1}}, {1, {&black, 1}}};
    static const ts_gradient across = {.from = {0, 0}, .to = {200, 0}, .stops = stops, .count = 2};
    static const ts_gradient round = {true, {100, 75}, {100, 75}, 0, 25, stops, 2};
    ts_item item = fill_of(sheet_rect(s, (ts_rect){0, 0, 200, 50}), NULL, 1);
    item.u.fill.paint.gradient = &across;
    sheet_add(s, item);
    item = fill_of(sheet_rect(s, (ts_rect){0, 50, 200, 50}), NULL, 1);
    item.u.fill.paint.gradient = &round;
    sheet_add(s, item);
    picture p = draw(s, 72, false);
    assert_in_range(at(p, 2, 20) & 255, 250, 255);
    assert_in_range(at(p, 100, 20) & 255, 122, 132);
    assert_in_range(at(p, 198, 20) & 255, 0, 5);
    assert_in_range(at(p, 100, 75) & 255, 248, 255);
    assert_in_range(at(p, 112, 75) & 255, 118, 138);
    assert_int_equal(at(p, 10, 60), 0x000000); /* beyond the circle its last ink goes on */
}

/* Between two builds the press makes another colour than a mix of their sRGBs. */
static void a_gradient_of_builds_goes_through_the_profile(void **state)
{
    sheet *s = *state;
    const char *why = NULL;
    const ts_colour *colour = ts_colour_new(s->arena, "fonts/FOGRA39L_coated.icc", 0, &why);
    assert_non_null(colour);
    ts_swatch a = midnight, b = poppy;
    a.colour = b.colour = colour;
    ts_swatch_build(&a);
    ts_swatch_build(&b);
    const ts_stop stops[] = {{0, {&a, 1}}, {1, {&b, 1}}};
    const ts_gradient shade = {.from = {0, 0}, .to = {200, 0}, .stops = stops, .count = 2};
    ts_item item = fill_of(sheet_rect(s, (ts_rect){0, 0, 200, 100}), NULL, 1);
    item.u.fill.paint.gradient = &shade;
    sheet_add(s, item);
    double expected[3];
    ts_ink_mix_rgb(stops[0].ink, stops[1].ink, 0.5, expected);
    unsigned got = at(draw(s, 72, false), 100, 50);
    for (int i = 0; i < 3; i++)
        assert_true(fabs((got >> (16 - 8 * i) & 255) - expected[i] * 255) < 4);
    assert_true(expected[2] * 255 > (76 + 27) / 2.0 + 16); /* bluer than the plain mix */
}

static void a_picture_is_cut_and_shown_through(void **state)
{
    sheet *s = *state;
    ts_item image = image_of(sheet_picture(), (ts_rect){0, 0, 40, 40});
    image.u.image.clip = (ts_rect){0, 0, 40, 35};
    sheet_add(s, image);
    picture p = draw(s, 72, false);
    assert_int_equal(at(p, 2, 2), 0xFF0000);
    assert_int_equal(at(p, 37, 2), 0x00FF00);
    assert_int_equal(at(p, 2, 34), 0x0000FF);
    assert_in_range(at(p, 37, 34) & 255, 126, 128); /* half of black over paper */
    assert_int_equal(at(p, 2, 35), 0xFFFFFF);
    assert_int_equal(at(p, 0, 0), 0xFF0000); /* no fading at the edge */
}

static void a_press_picture_is_shown_through_the_profile(void **state)
{
    sheet *s = *state;
    const char *why = NULL;
    static const unsigned char pixel[] = {0, 0, 0, 255}, grey[] = {77};
    static const ts_image press = {.width = 1, .height = 1, .space = TS_IMAGE_CMYK, .pixels = pixel};
    static const ts_image plain = {.width = 1, .height = 1, .space = TS_IMAGE_GREY, .pixels = grey};
    const ts_colour *colour = ts_colour_new(s->arena, "fonts/FOGRA39L_coated.icc", 0, &why);
    sheet_add(s, image_of(&press, (ts_rect){0, 0, 50, 50}));
    sheet_add(s, image_of(&plain, (ts_rect){50, 0, 50, 50}));
    picture p = decode(s, png_of(s, &(ts_raster_options){.dpi = 72, .colour = colour}));
    assert_in_range(at(p, 20, 20) & 255, 20, 40); /* K100 is no #000000 on paper */
    assert_int_equal(at(p, 70, 20), 0x4D4D4D);
}

static void an_icon_takes_the_ink_and_matrix_of_its_place(void **state)
{
    sheet *s = *state;
    ts_item icon = art_of(sheet_icon(s), (ts_matrix){2, 0, 0, 2, 100, 0});
    icon.u.art.ink = (ts_ink){&poppy, 1};
    icon.u.art.stroke_scale = 2;
    sheet_add(s, icon);
    picture p = draw(s, 72, false);
    assert_int_equal(at(p, 102, 2), 0xF2831B);
    assert_int_equal(at(p, 101, 2), 0xFFFFFF);
    assert_int_equal(at(p, 109, 10), 0xF2831B);
    assert_int_equal(at(p, 110, 10), 0xFFFFFF);
    assert_int_equal(at(p, 114, 10), 0xF2831B); /* 8 x 2, two wide either side */
    assert_int_equal(at(p, 117, 10), 0xF2831B);
    assert_int_equal(at(p, 118, 10), 0xFFFFFF);
}

static double ink_of(picture p) /* of black, in pixels */
{
    double sum = 0;
    for (size_t i = 0; i < (size_t)p.width * p.height; i++)
        sum += 1 - p.rgb[i * 3] / 255.0;
    return sum;
}

static double centre_of(picture p)
{
    double sum = 0, all = 0;
    for (size_t y = 0; y < p.height; y++)
        for (size_t x = 0; x < p.width; x++) {
            double ink = 1 - p.rgb[(y * p.width + x) * 3] / 255.0;
            sum += ink * ((double)x + 0.5);
            all += ink;
        }
    return sum / all;
}

static void letters_stand_at_fractions_of_a_pixel(void **state)
{
    sheet *s = *state;
    const ts_block *block = sheet_text(s, "nimbus", 9);
    sheet_add(s, run_of(block, 30, 50, &black));
    picture p = draw(s, 72, false);
    double centre = centre_of(p), ink = ink_of(p);
    assert_true(ink > 40 && ink < 400);
    for (int i = 1; i < 10; i++) {
        s->page.items.count = 0;
        sheet_add(s, run_of(block, 30 + i * 0.1, 50, &black));
        picture moved = draw(s, 72, false);
        assert_true(fabs(centre_of(moved) - centre - i * 0.1) < 0.04);
        assert_true(fabs(ink_of(moved) - ink) < ink * 0.01);
    }
}

static void type_without_ink_leaves_no_mark(void **state)
{
    sheet *s = *state;
    sheet_add(s, run_of(sheet_text(s, "nothing", 9), 30, 50, NULL));
    assert_true(ink_of(draw(s, 72, false)) == 0);
}

static void the_same_page_gives_the_same_bytes(void **state)
{
    sheet *s = *state;
    sheet_full(s);
    const ts_raster_options options = {.dpi = 150, .bleed = true};
    sheet_file one = png_of(s, &options), two = png_of(s, &options);
    assert_int_equal(one.count, two.count);
    assert_memory_equal(one.bytes, two.bytes, one.count);
}

static void what_cannot_be_drawn_is_refused_in_words(void **state)
{
    sheet *s = *state;
    static const struct {
        double dpi;
        size_t page;
        const char *says;
    } cases[] = {
        {7300, 0, "200 megapixels"}, {0, 0, "no pixel"},   {-72, 0, "no pixel"},
        {NAN, 0, "no pixel"},        {0.1, 0, "no pixel"}, {72, 1, "no such page"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sheet_file file = {.arena = s->arena};
        ts_writer writer = {sheet_keep, &file};
        const char *why = NULL;
        const ts_raster_options options = {.dpi = cases[i].dpi};
        assert_int_equal(ts_png_write(s->arena, &s->document, cases[i].page, &options, &writer, &why),
                         TS_USAGE);
        assert_non_null(strstr(why, cases[i].says));
        assert_int_equal(file.count, 0);
    }
}

static void a_full_disk_is_a_failure_of_the_machine(void **state)
{
    sheet *s = *state;
    sheet_file file = {.arena = s->arena, .limit = 40};
    ts_writer writer = {sheet_keep, &file};
    const char *why = NULL;
    const ts_raster_options options = {.dpi = 72};
    assert_int_equal(ts_png_write(s->arena, &s->document, 0, &options, &writer, &why), TS_MACHINE);
    assert_string_equal(why, "the file could not be written");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHEET_CASE(the_size_is_the_trim_at_the_resolution),
        SHEET_CASE(a_box_has_edges_to_the_pixel),
        SHEET_CASE(the_bleed_shows_only_when_asked_for),
        SHEET_CASE(the_file_says_its_resolution),
        SHEET_CASE(one_that_is_stopped_is_not_drawn),
        SHEET_CASE(a_tint_and_half_an_opacity_are_light),
        SHEET_CASE(a_hole_is_where_the_rule_puts_it),
        SHEET_CASE(a_clip_holds_until_its_unclip),
        SHEET_CASE(a_dashed_line_has_gaps),
        SHEET_CASE(a_gradient_goes_from_its_first_ink_to_its_last),
        SHEET_CASE(a_gradient_of_builds_goes_through_the_profile),
        SHEET_CASE(a_picture_is_cut_and_shown_through),
        SHEET_CASE(a_press_picture_is_shown_through_the_profile),
        SHEET_CASE(an_icon_takes_the_ink_and_matrix_of_its_place),
        SHEET_CASE(letters_stand_at_fractions_of_a_pixel),
        SHEET_CASE(type_without_ink_leaves_no_mark),
        SHEET_CASE(the_same_page_gives_the_same_bytes),
        SHEET_CASE(what_cannot_be_drawn_is_refused_in_words),
        SHEET_CASE(a_full_disk_is_a_failure_of_the_machine),
    };
    return cmocka_run_group_tests_name("device.cairo", tests, NULL, NULL);
}
