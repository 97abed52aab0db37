/* Plates at 72 dpi, a pixel a point: each coverage is worked out by hand, in 1/255. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "sheet.h"

#include "device/plates.h"

#include <png.h>

enum { C, M, Y, K, SPOT };

static const ts_swatch pacific = {.name = "Pacific", .cmyk = {0.92, 0.44, 0, 0}};
static const ts_swatch reflex = {.name = "Reflex", .spot = "PANTONE 286 C", .cmyk = {1, 0.75, 0, 0.02}};
static const ts_swatch loud = {.name = "Loud", .spot = "PANTONE 286 C", .cmyk = {1, 0.75, 0, 0.02}, .overprint = true};
static const ts_swatch half_key = {.name = "K50", .cmyk = {0, 0, 0, 0.5}, .overprint = true};
static const ts_swatch bare = {.name = "Bare", .paper = true, .overprint = true};

static const ts_rect ground = {20, 20, 160, 60};

static ts_plates_order order_of(sheet *s)
{
    return (ts_plates_order){.document = &s->document, .box = {0, 0, 200, 100}, .dpi = 72};
}

static ts_plates plates_of(sheet *s)
{
    ts_plates plates;
    const char *why = NULL;
    const ts_plates_order order = order_of(s);
    if (ts_plates_make(s->arena, &order, &plates, &why) != TS_OK)
        fail_msg("%s", why);
    assert_int_equal(plates.width, 200);
    assert_int_equal(plates.height, 100);
    return plates;
}

static int at(const ts_plates *plates, int ink, size_t x, size_t y)
{
    assert_true((size_t)ink < plates->inks.count);
    return plates->inks.items[ink].pixels[y * plates->width + x];
}

static void assert_inks(const ts_plates *plates, size_t x, size_t y, const int expected[4])
{
    for (int i = 0; i < 4; i++)
        if (abs(at(plates, i, x, y) - expected[i]) > 1)
            fail_msg("plate %d has %d, expected %d", i, at(plates, i, x, y), expected[i]);
}

static void add_ground(sheet *s, const ts_swatch *swatch)
{
    sheet_add(s, fill_of(sheet_rect(s, ground), swatch, 1));
}

/* The stem of a capital I is several pixels wide at 60 points. */
static void add_type(sheet *s, const ts_swatch *swatch, double tint)
{
    ts_item run = run_of(sheet_text(s, "IIII", 60), 40, 70, swatch);
    run.u.run.ink.tint = tint;
    sheet_add(s, run);
}

static void range_of(const ts_plates *plates, int ink, int *least, int *most)
{
    *least = 255;
    *most = 0;
    for (size_t y = 22; y < 78; y++)
        for (size_t x = 22; x < 178; x++) {
            int v = at(plates, ink, x, y);
            *least = v < *least ? v : *least;
            *most = v > *most ? v : *most;
        }
}

static void assert_range(const ts_plates *plates, int ink, int least, int most)
{
    int low, high;
    range_of(plates, ink, &low, &high);
    if (abs(low - least) > 1 || abs(high - most) > 1)
        fail_msg("plate %d is %d to %d, expected %d to %d", ink, low, high, least, most);
}

static void a_fill_knocks_out_what_is_below(void **state)
{
    sheet *s = *state;
    add_ground(s, &midnight);
    sheet_add(s, fill_of(sheet_rect(s, (ts_rect){50, 40, 20, 20}), &poppy, 1));
    ts_plates p = plates_of(s);
    assert_inks(&p, 30, 30, (int[]){255, 194, 102, 112}); /* 1, .76, .4, .44 */
    assert_inks(&p, 60, 50, (int[]){0, 148, 242, 0});     /* 0, .58, .95, 0 */
    assert_inks(&p, 10, 10, (int[]){0, 0, 0, 0});
}

static void black_fills_knock_out_too(void **state)
{
    sheet *s = *state;
    add_ground(s, &pacific);
    sheet_add(s, fill_of(sheet_rect(s, (ts_rect){50, 40, 20, 20}), &black, 1)); /* the press file sets /op for type only */
    ts_plates p = plates_of(s);
    assert_inks(&p, 60, 50, (int[]){0, 0, 0, 255});
}

static void black_type_overprints(void **state)
{
    sheet *s = *state;
    add_ground(s, &pacific);
    add_type(s, &black, 1);
    ts_plates p = plates_of(s);
    assert_range(&p, C, 235, 235); /* .92, under the letters as beside them */
    assert_range(&p, M, 112, 112);
    assert_range(&p, Y, 0, 0);
    assert_range(&p, K, 0, 255);
}

static void overprinting_type_takes_the_place_of_its_own_inks(void **state)
{
    sheet *s = *state;
    add_ground(s, &black);
    add_type(s, &half_key, 1); /* mode 1 keeps what is 0, and replaces what is not */
    ts_plates p = plates_of(s);
    assert_range(&p, K, 128, 255);
}

static void a_tint_of_black_knocks_out(void **state)
{
    sheet *s = *state;
    add_ground(s, &pacific);
    add_type(s, &black, 0.4);
    ts_plates p = plates_of(s);
    assert_range(&p, C, 0, 235);
    assert_range(&p, K, 0, 102);
}

static void white_type_knocks_out_whatever_its_swatch_says(void **state)
{
    sheet *s = *state;
    add_ground(s, &black);
    add_type(s, &bare, 1);
    ts_plates p = plates_of(s);
    assert_range(&p, K, 0, 255);
}

static void a_spot_has_its_own_plate_and_knocks_out(void **state)
{
    sheet *s = *state;
    add_ground(s, &pacific);
    sheet_add(s, fill_of(sheet_rect(s, (ts_rect){50, 40, 20, 20}), &reflex, 0.4));
    ts_plates p = plates_of(s);
    assert_int_equal(p.inks.count, 5);
    assert_string_equal(p.inks.items[SPOT].name, "PANTONE 286 C");
    assert_inks(&p, 60, 50, (int[]){0, 0, 0, 0});
    assert_int_equal(at(&p, SPOT, 60, 50), 102);
    assert_int_equal(at(&p, SPOT, 30, 30), 0);
    assert_inks(&p, 30, 30, (int[]){235, 112, 0, 0});
}

static void process_paint_knocks_out_a_spot(void **state)
{
    sheet *s = *state;
    add_ground(s, &reflex);
    sheet_add(s, fill_of(sheet_rect(s, (ts_rect){50, 40, 20, 20}), &poppy, 1));
    ts_plates p = plates_of(s);
    assert_int_equal(at(&p, SPOT, 60, 50), 0);
    assert_int_equal(at(&p, SPOT, 30, 30), 255);
}

static void type_in_an_overprinting_spot_leaves_the_process_plates(void **state)
{
    sheet *s = *state;
    add_ground(s, &pacific);
    add_type(s, &loud, 1);
    ts_plates p = plates_of(s);
    assert_range(&p, C, 235, 235);
    assert_range(&p, SPOT, 0, 255);
}

static void spots_become_process_when_asked(void **state)
{
    sheet *s = *state;
    ts_plates p;
    const char *why = NULL;
    ts_plates_order order = order_of(s);
    order.spots_to_process = true;
    sheet_add(s, fill_of(sheet_rect(s, ground), &reflex, 0.4));
    assert_int_equal(ts_plates_make(s->arena, &order, &p, &why), TS_OK);
    assert_int_equal(p.inks.count, 4);
    assert_inks(&p, 60, 50, (int[]){102, 77, 0, 2}); /* .4 of 1, .75, 0, .02 */
}

/* A separation that bears a process ink's name is that ink's plate (8.6.6.4). */
static void a_spot_named_black_is_the_black_plate(void **state)
{
    static const ts_swatch odd = {.name = "Odd", .spot = "Black", .cmyk = {0, 0, 0, 1}};
    sheet *s = *state;
    sheet_add(s, fill_of(sheet_rect(s, ground), &odd, 0.5));
    ts_plates p = plates_of(s);
    assert_int_equal(p.inks.count, 4);
    assert_inks(&p, 60, 50, (int[]){0, 0, 0, 128});
}

static void half_transparent_paint_blends_plate_by_plate(void **state)
{
    sheet *s = *state;
    add_ground(s, &midnight);
    ts_item veil = fill_of(sheet_rect(s, (ts_rect){50, 40, 20, 20}), &poppy, 1);
    veil.u.fill.paint.opacity = 0.5;
    sheet_add(s, veil);
    ts_plates p = plates_of(s);
    assert_inks(&p, 60, 50, (int[]){128, 171, 172, 56}); /* .5, .67, .675, .22 */
}

static void a_gradient_is_straight_in_coverage(void **state)
{
    static const ts_stop stops[] = {{0, {&midnight, 1}}, {1, {&reflex, 0.5}}};
    static const ts_gradient across = {.from = {0, 0}, .to = {200, 0}, .stops = stops, .count = 2};
    sheet *s = *state;
    ts_item fill = fill_of(sheet_rect(s, (ts_rect){0, 0, 200, 100}), NULL, 1);
    fill.u.fill.paint.gradient = &across;
    sheet_add(s, fill);
    ts_plates p = plates_of(s);
    assert_inks(&p, 100, 50, (int[]){127, 97, 51, 56}); /* half of 1, .76, .4, .44 */
    assert_in_range(at(&p, SPOT, 100, 50), 63, 65);     /* half of .5 */
    assert_in_range(at(&p, SPOT, 199, 50), 126, 128);
}

static void a_clip_holds_on_every_plate(void **state)
{
    sheet *s = *state;
    add_ground(s, &poppy);
    sheet_add(s, clip_of(sheet_rect(s, (ts_rect){50, 40, 20, 20})));
    add_ground(s, &midnight);
    sheet_add(s, unclip_of());
    ts_plates p = plates_of(s);
    assert_inks(&p, 60, 50, (int[]){255, 194, 102, 112});
    assert_inks(&p, 49, 50, (int[]){0, 148, 242, 0});
    assert_inks(&p, 70, 50, (int[]){0, 148, 242, 0});
}

static void edges_are_anti_aliased(void **state)
{
    sheet *s = *state;
    sheet_add(s, fill_of(sheet_rect(s, (ts_rect){50.25, 40, 20, 20}), &black, 1));
    ts_plates p = plates_of(s);
    assert_in_range(at(&p, K, 50, 50), 190, 193); /* .75 */
    assert_in_range(at(&p, K, 70, 50), 62, 66);
}

static void art_has_the_ink_that_it_is_placed_in(void **state)
{
    sheet *s = *state;
    ts_item icon = art_of(sheet_icon(s), (ts_matrix){4, 0, 0, 4, 40, 20});
    icon.u.art.ink = (ts_ink){&reflex, 1};
    sheet_add(s, icon);
    ts_plates p = plates_of(s);
    assert_int_equal(at(&p, K, 50, 40), 0);
    assert_int_equal(at(&p, SPOT, 50, 40), 255);
}

static ts_image pixel_of(ts_image_space space, const unsigned char *pixels)
{
    return (ts_image){.name = "one", .width = 1, .height = 1, .space = space, .pixels = pixels};
}

static void pictures_are_taken_apart(void **state)
{
    static const unsigned char grey[] = {55}, cmyk[] = {10, 20, 30, 40}, red[] = {255, 0, 0};
    sheet *s = *state;
    const ts_image of_grey = pixel_of(TS_IMAGE_GREY, grey), of_cmyk = pixel_of(TS_IMAGE_CMYK, cmyk),
                   of_rgb = pixel_of(TS_IMAGE_RGB, red);
    add_ground(s, &midnight);
    sheet_add(s, image_of(&of_grey, (ts_rect){30, 30, 20, 20}));
    sheet_add(s, image_of(&of_cmyk, (ts_rect){60, 30, 20, 20}));
    sheet_add(s, image_of(&of_rgb, (ts_rect){90, 30, 20, 20}));
    ts_plates p = plates_of(s);
    assert_inks(&p, 40, 40, (int[]){0, 0, 0, 200}); /* on black alone, and it knocks out */
    assert_inks(&p, 70, 40, (int[]){10, 20, 30, 40});
    assert_inks(&p, 100, 40, (int[]){0, 255, 255, 0}); /* without a profile red is magenta and yellow */
}

static void a_part_of_the_page_is_the_page_there(void **state)
{
    sheet *s = *state;
    ts_plates p;
    const char *why = NULL;
    ts_plates_order order = order_of(s);
    order.box = (ts_rect){50, 40, 10, 5};
    order.dpi = 144;
    sheet_add(s, fill_of(sheet_rect(s, (ts_rect){55, 0, 100, 100}), &black, 1));
    assert_int_equal(ts_plates_make(s->arena, &order, &p, &why), TS_OK);
    assert_int_equal(p.width, 20);
    assert_int_equal(p.height, 10);
    assert_int_equal(at(&p, K, 9, 5), 0);
    assert_int_equal(at(&p, K, 10, 5), 255);
}

static void what_cannot_be_made_is_refused_in_words(void **state)
{
    static const struct { double dpi; size_t page; const char *why; } cases[] = {
        {0, 0, "the resolution leaves no pixel"},
        {3600, 0, "the plates would need more than 256 megabytes; ask for fewer dpi"}, /* 10000 x 5000 x 6 */
        {9000, 0, "the picture would be larger than 200 megapixels; ask for fewer dpi"},
        {72, 1, "there is no such page"},
    };
    static const ts_swatch other = {.name = "Other", .spot = "Silver"};
    sheet *s = *state;
    add_ground(s, &reflex);
    add_ground(s, &other);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ts_plates p;
        const char *why = NULL;
        ts_plates_order order = order_of(s);
        order.dpi = cases[i].dpi;
        order.page = cases[i].page;
        assert_int_equal(ts_plates_make(s->arena, &order, &p, &why), TS_USAGE);
        assert_string_equal(why, cases[i].why);
    }
}

/* ---- as files */

typedef struct picture {
    png_uint_32 width, height;
    unsigned char *pixels;
} picture;

static picture decode(sheet *s, const sheet_file *file, png_uint_32 format)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_true(png_image_begin_read_from_memory(&image, file->bytes, file->count));
    assert_int_equal(image.format, format);
    picture p = {image.width, image.height, ts_arena_alloc(s->arena, PNG_IMAGE_SIZE(image))};
    assert_true(png_image_finish_read(&image, NULL, p.pixels, 0, NULL));
    return p;
}

static void a_plate_is_a_grey_picture_dark_where_ink_is(void **state)
{
    sheet *s = *state;
    sheet_file file = {.arena = s->arena};
    ts_writer writer = {sheet_keep, &file};
    const char *why = NULL;
    const ts_plates_order order = order_of(s);
    add_ground(s, &midnight);
    assert_int_equal(ts_plate_write(s->arena, &order, "Magenta", &writer, &why), TS_OK);
    picture p = decode(s, &file, PNG_FORMAT_GRAY);
    assert_int_equal(p.width, 200);
    assert_int_equal(p.pixels[0], 255);
    assert_int_equal(p.pixels[50 * 200 + 100], 255 - 194);
}

static void an_unknown_plate_is_told_with_those_there_are(void **state)
{
    sheet *s = *state;
    sheet_file file = {.arena = s->arena};
    ts_writer writer = {sheet_keep, &file};
    const char *why = NULL;
    const ts_plates_order order = order_of(s);
    add_ground(s, &reflex);
    assert_int_equal(ts_plate_write(s->arena, &order, "Cyann", &writer, &why), TS_USAGE);
    assert_string_equal(why, "no plate is named \"Cyann\"; there are Cyan, Magenta, Yellow, Black, PANTONE 286 C");
    assert_int_equal(file.count, 0);
}

/* The proof without a profile: each of red, green, blue is (1 - ink) (1 - black). */
static void a_proof_shows_what_overprints(void **state)
{
    sheet *s = *state;
    sheet_file file = {.arena = s->arena};
    ts_writer writer = {sheet_keep, &file};
    const char *why = NULL;
    const ts_plates_order order = order_of(s);
    add_ground(s, &poppy);
    add_type(s, &loud, 1);
    assert_int_equal(ts_proof_write(s->arena, &order, &writer, &why), TS_OK);
    picture p = decode(s, &file, PNG_FORMAT_RGB);
    const unsigned char *bare_ground = p.pixels + (25 * 200 + 25) * 3;
    assert_in_range(bare_ground[0], 254, 255);
    assert_in_range(bare_ground[1], 106, 108); /* 1 - .58 */
    int darkest = 255;
    for (size_t i = 0; i < 200 * 100; i++)
        darkest = p.pixels[i * 3 + 1] < darkest ? p.pixels[i * 3 + 1] : darkest;
    assert_in_range(darkest, 0, 1); /* .58 + .75 of magenta is all that there can be; knocked out it were .25 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHEET_CASE(a_fill_knocks_out_what_is_below),
        SHEET_CASE(black_fills_knock_out_too),
        SHEET_CASE(black_type_overprints),
        SHEET_CASE(overprinting_type_takes_the_place_of_its_own_inks),
        SHEET_CASE(a_tint_of_black_knocks_out),
        SHEET_CASE(white_type_knocks_out_whatever_its_swatch_says),
        SHEET_CASE(a_spot_has_its_own_plate_and_knocks_out),
        SHEET_CASE(process_paint_knocks_out_a_spot),
        SHEET_CASE(type_in_an_overprinting_spot_leaves_the_process_plates),
        SHEET_CASE(spots_become_process_when_asked),
        SHEET_CASE(a_spot_named_black_is_the_black_plate),
        SHEET_CASE(half_transparent_paint_blends_plate_by_plate),
        SHEET_CASE(a_gradient_is_straight_in_coverage),
        SHEET_CASE(a_clip_holds_on_every_plate),
        SHEET_CASE(edges_are_anti_aliased),
        SHEET_CASE(art_has_the_ink_that_it_is_placed_in),
        SHEET_CASE(pictures_are_taken_apart),
        SHEET_CASE(a_part_of_the_page_is_the_page_there),
        SHEET_CASE(what_cannot_be_made_is_refused_in_words),
        SHEET_CASE(a_plate_is_a_grey_picture_dark_where_ink_is),
        SHEET_CASE(an_unknown_plate_is_told_with_those_there_are),
        SHEET_CASE(a_proof_shows_what_overprints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
