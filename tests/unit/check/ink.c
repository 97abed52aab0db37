/* Too much ink, found where it is painted: limits of 300 percent, totals worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../device/sheet.h"

#include "check/ink.h"

#include <math.h>

static const ts_swatch deep = {.name = "Deep", .cmyk = {1, 0.76, 0.40, 0.44}};   /* 260; without black 216 */
static const ts_swatch mud = {.name = "Mud", .cmyk = {0.9, 0.8, 0.7, 0.9}};      /* 330 */
static const ts_swatch rich = {.name = "Rich", .cmyk = {0.6, 0.5, 0.5, 1}};      /* 260: a rich black */
static const ts_swatch teal = {.name = "Teal", .cmyk = {0.92, 0.44, 0, 0}};      /* 136 */
static const ts_swatch gold = {.name = "Gold", .spot = "PANTONE 871", .cmyk = {.2, .25, .6, .25}, .overprint = true};

static ts_ink_places survey(sheet *s)
{
    ts_ink_places places = {0};
    const ts_ink_order order = {.document = &s->document, .limit = 300};
    assert_true(ts_ink_survey(s->arena, &order, &places));
    return places;
}

static void add_box(sheet *s, ts_rect box, const ts_swatch *swatch)
{
    sheet_add(s, fill_of(sheet_rect(s, box), swatch, 1));
}

static void add_type(sheet *s, const ts_swatch *swatch, double x, double baseline)
{
    sheet_add(s, run_of(sheet_text(s, "Heavy", 24), x, baseline, swatch));
}

static void assert_clean(sheet *s, size_t looked)
{
    ts_ink_places places = survey(s);
    assert_int_equal(places.count, 0);
    assert_int_equal(places.looked, looked);
}

static void assert_found(sheet *s, size_t item, double percent)
{
    ts_ink_places places = survey(s);
    assert_int_equal(places.count, 1);
    assert_int_equal(places.items[0].page, 1);
    assert_ptr_equal(places.items[0].item, &s->page.items.items[item]);
    if (fabs(places.items[0].percent - percent) > 0.6)
        fail_msg("%g percent, expected %g", places.items[0].percent, percent);
}

static void a_light_page_is_never_rasterised(void **state)
{
    sheet *s = *state;
    add_box(s, (ts_rect){0, 0, 200, 20}, &deep);
    add_type(s, &paper, 10, 18);
    add_box(s, (ts_rect){0, 50, 100, 50}, &teal);
    add_type(s, &black, 10, 80);
    sheet_add(s, art_of(sheet_icon(s), (ts_matrix){2, 0, 0, 2, 120, 40}));
    assert_clean(s, 0);
}

static void a_swatch_alone_can_be_too_much(void **state)
{
    sheet *s = *state;
    add_box(s, (ts_rect){10, 20, 30, 40}, &mud);
    assert_found(s, 0, 330);
    ts_rect box = survey(s).items[0].box;
    assert_true(fabs(box.x - 10) < 0.3 && fabs(box.y - 20) < 0.3 && fabs(box.w - 30) < 0.5 && fabs(box.h - 40) < 0.5);
}

static void a_hidden_swatch_is_not(void **state)
{
    sheet *s = *state;
    add_box(s, (ts_rect){10, 20, 30, 40}, &mud);
    add_box(s, (ts_rect){5, 15, 40, 50}, &teal);
    assert_clean(s, 1); /* no bound knows what shows: the plates do */
}

static void nor_one_that_is_half_transparent(void **state)
{
    sheet *s = *state;
    ts_item veil = fill_of(sheet_rect(s, (ts_rect){10, 20, 30, 40}), &mud, 1);
    veil.u.fill.paint.opacity = 0.5;
    sheet_add(s, veil);
    assert_clean(s, 1);
}

static void black_type_over_a_deep_ground_adds_up(void **state)
{
    sheet *s = *state;
    add_box(s, (ts_rect){0, 0, 200, 100}, &deep);
    add_type(s, &black, 20, 60);
    assert_found(s, 1, 316); /* 100 + 76 + 40 + 100 */
}

static void beside_the_ground_it_does_not(void **state)
{
    sheet *s = *state;
    add_box(s, (ts_rect){0, 0, 200, 20}, &deep);
    add_type(s, &black, 20, 80);
    assert_clean(s, 0);
}

static void nor_on_a_panel_that_hides_the_ground(void **state)
{
    sheet *s = *state;
    add_box(s, (ts_rect){0, 0, 200, 100}, &deep);
    add_box(s, (ts_rect){10, 10, 180, 80}, &teal);
    add_type(s, &black, 20, 60);
    assert_clean(s, 0);
}

/* Clipped, the panel shows the ground beside it. */
static void a_clipped_panel_hides_only_what_it_covers(void **state)
{
    sheet *s = *state;
    add_box(s, (ts_rect){0, 0, 200, 100}, &deep);
    sheet_add(s, clip_of(sheet_rect(s, (ts_rect){10, 10, 20, 80})));
    add_box(s, (ts_rect){10, 10, 180, 80}, &teal);
    sheet_add(s, unclip_of());
    add_type(s, &black, 20, 60);
    assert_found(s, 4, 316);
}

/* The type stands in the corner that the slope leaves free, and in the box of the whole. */
static void nor_beside_a_slope_whose_box_it_is_in(void **state)
{
    sheet *s = *state;
    ts_path *slope = ts_path_new(s->arena);
    ts_path_move(slope, 0, 0);
    ts_path_line(slope, 200, 0);
    ts_path_line(slope, 0, 100);
    ts_path_close(slope);
    sheet_add(s, fill_of(slope, &deep, 1));
    add_type(s, &black, 120, 95);
    assert_clean(s, 0);
    add_type(s, &black, 20, 40);
    assert_found(s, 2, 316);
}

static void nor_in_the_hole_of_a_ring(void **state)
{
    sheet *s = *state;
    ts_path *ring = sheet_circle(s, 100, 50, 200);
    ts_path_circle(ring, 100, 50, 80);
    ts_item fill = fill_of(ring, &deep, 1);
    fill.u.fill.even_odd = true;
    sheet_add(s, fill);
    add_type(s, &black, 70, 55);
    assert_clean(s, 0);
    s->page.items.items[0].u.fill.even_odd = false; /* both circles run the same way: no hole */
    assert_found(s, 1, 316);
}

static void nor_on_what_a_clip_holds_elsewhere(void **state)
{
    sheet *s = *state;
    sheet_add(s, clip_of(sheet_circle(s, 30, 30, 20)));
    sheet_add(s, stroke_of(sheet_line(s, (ts_point){0, 0}, (ts_point){200, 100}), &deep, 40));
    sheet_add(s, unclip_of());
    add_type(s, &black, 120, 80);
    assert_clean(s, 0);
}

static void a_wide_line_is_a_ground_too(void **state)
{
    sheet *s = *state;
    sheet_add(s, stroke_of(sheet_line(s, (ts_point){0, 50}, (ts_point){200, 50}), &deep, 40));
    add_type(s, &black, 20, 58);
    assert_found(s, 1, 316);
}

static void white_type_takes_ink_away(void **state)
{
    sheet *s = *state;
    add_box(s, (ts_rect){0, 0, 200, 100}, &deep);
    add_type(s, &paper, 20, 60);
    assert_clean(s, 0);
}

static void a_tint_of_black_knocks_out_and_adds_nothing(void **state)
{
    sheet *s = *state;
    add_box(s, (ts_rect){0, 0, 200, 100}, &deep);
    ts_item run = run_of(sheet_text(s, "Heavy", 24), 20, 60, &black);
    run.u.run.ink.tint = 0.9;
    sheet_add(s, run);
    assert_clean(s, 0);
}

static void rich_black_can_be_used(void **state)
{
    sheet *s = *state;
    add_box(s, (ts_rect){0, 0, 200, 50}, &rich);
    add_type(s, &rich, 20, 80);
    assert_clean(s, 0);
}

static void a_spot_over_process_counts(void **state)
{
    sheet *s = *state;
    add_box(s, (ts_rect){0, 0, 200, 100}, &deep);
    add_type(s, &gold, 20, 60);
    assert_found(s, 1, 360); /* 260 + 100: no plate of it gives way */
}

static void what_overprints_twice_adds_up_twice(void **state)
{
    static const ts_swatch mild = {.name = "Mild", .cmyk = {0.8, 0.5, 0, 0}};
    sheet *s = *state;
    add_box(s, (ts_rect){0, 0, 200, 100}, &mild);
    add_type(s, &gold, 20, 60);
    add_type(s, &black, 20, 60);
    assert_found(s, 1, 330); /* 130 + 100 + 100; either alone would be 230 */
}

static void a_gradient_is_as_heavy_as_its_heavier_end(void **state)
{
    static const ts_stop stops[] = {{0, {&teal, 1}}, {1, {&mud, 1}}};
    static const ts_gradient across = {.from = {0, 0}, .to = {200, 0}, .stops = stops, .count = 2};
    sheet *s = *state;
    ts_item fill = fill_of(sheet_rect(s, (ts_rect){0, 0, 200, 100}), NULL, 1);
    fill.u.fill.paint.gradient = &across;
    sheet_add(s, fill);
    assert_found(s, 0, 330);
    ts_rect box = survey(s).items[0].box; /* 136 + 194 x is 301 from x = .85 */
    assert_true(box.x > 168 && box.x < 172);
}

static void art_is_looked_into(void **state)
{
    sheet *s = *state;
    ts_item icon = art_of(sheet_icon(s), (ts_matrix){4, 0, 0, 4, 40, 20});
    icon.u.art.ink = (ts_ink){&mud, 1};
    sheet_add(s, icon);
    assert_found(s, 0, 330);
}

static void less_than_a_square_point_is_no_finding(void **state)
{
    sheet *s = *state;
    add_box(s, (ts_rect){10, 20, 3, 0.3}, &mud);
    assert_clean(s, 1);
}

static const ts_image *press_picture(sheet *s, int heavy_pixels)
{
    ts_image *image = TS_NEW(s->arena, ts_image);
    unsigned char *pixels = ts_arena_array(s->arena, 100 * 100, 4);
    for (int i = 0; i < heavy_pixels * 4; i++)
        pixels[i] = 220; /* 345 percent */
    *image = (ts_image){.name = "photo", .width = 100, .height = 100, .space = TS_IMAGE_CMYK, .pixels = pixels};
    const char *warning = NULL;
    return ts_image_for_press(s->arena, image, NULL, &warning);
}

static void a_heavy_picture_is_found(void **state)
{
    sheet *s = *state;
    sheet_add(s, image_of(press_picture(s, 3000), (ts_rect){50, 10, 50, 50}));
    assert_found(s, 0, 345);
}

/* Three pixels of noise are a twelfth of a square point each. */
static void noise_in_a_picture_is_not_even_looked_at(void **state)
{
    sheet *s = *state;
    sheet_add(s, image_of(press_picture(s, 3), (ts_rect){50, 10, 28, 28}));
    assert_clean(s, 0);
}

static void black_over_a_picture_counts_what_is_below(void **state)
{
    static unsigned char pixels[100 * 100 * 4];
    sheet *s = *state;
    const char *warning = NULL;
    for (size_t i = 0; i < sizeof pixels; i++)
        pixels[i] = i % 4 == 3 ? 60 : 190; /* 3 x 74.5 of colour: 224, black 24 */
    const ts_image image = {.name = "photo", .width = 100, .height = 100, .space = TS_IMAGE_CMYK, .pixels = pixels};
    sheet_add(s, image_of(ts_image_for_press(s->arena, &image, NULL, &warning), (ts_rect){0, 0, 200, 100}));
    assert_clean(s, 0);
    add_type(s, &black, 20, 60);
    assert_found(s, 1, 323.5);
}

static void pictures_become_inks_once(void **state)
{
    static const unsigned char red[] = {255, 0, 0, 0, 0, 0};
    sheet *s = *state;
    const char *warning = NULL;
    const ts_image rgb = {.name = "two", .width = 2, .height = 1, .space = TS_IMAGE_RGB, .pixels = red, .jpeg = red, .jpeg_size = 6};
    const ts_image *made = ts_image_for_press(s->arena, &rgb, NULL, &warning);
    assert_int_equal(made->space, TS_IMAGE_CMYK);
    assert_null(made->jpeg);
    static const unsigned char inks[] = {0, 255, 255, 0, 0, 0, 0, 255};
    assert_memory_equal(made->pixels, inks, sizeof inks);
    assert_int_equal(made->inks->total[200], 1);
    assert_int_equal(made->inks->total[100], 1);
    assert_int_equal(made->inks->without_black[0], 1);
    assert_ptr_equal(ts_image_for_press(s->arena, made, NULL, &warning), made);
    const ts_image grey = {.name = "one", .width = 1, .height = 1, .space = TS_IMAGE_GREY, .pixels = red};
    assert_ptr_equal(ts_image_for_press(s->arena, &grey, NULL, &warning), &grey);
}

static void one_place_of_the_sheet_is_told_once(void **state)
{
    static const ts_origin text = {.key = "body", .span = {NULL, 40, 2}}, other = {.key = "note", .span = {NULL, 90, 2}};
    sheet *s = *state;
    add_box(s, (ts_rect){0, 0, 200, 100}, &deep);
    for (int i = 0; i < 3; i++) {
        ts_item run = run_of(sheet_text(s, "Heavy", 12), 20, 20 + 25 * i, &black);
        run.origin = i < 2 ? &text : &other;
        sheet_add(s, run);
    }
    ts_ink_places places = survey(s);
    assert_int_equal(places.count, 2);
    assert_ptr_equal(places.items[0].item, &s->page.items.items[3]);
    assert_ptr_equal(places.items[1].item, &s->page.items.items[1]);
    assert_true(places.items[1].box.h > 25 && places.items[1].box.h < 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHEET_CASE(a_light_page_is_never_rasterised),
        SHEET_CASE(a_swatch_alone_can_be_too_much),
        SHEET_CASE(a_hidden_swatch_is_not),
        SHEET_CASE(nor_one_that_is_half_transparent),
        SHEET_CASE(black_type_over_a_deep_ground_adds_up),
        SHEET_CASE(beside_the_ground_it_does_not),
        SHEET_CASE(nor_on_a_panel_that_hides_the_ground),
        SHEET_CASE(a_clipped_panel_hides_only_what_it_covers),
        SHEET_CASE(nor_beside_a_slope_whose_box_it_is_in),
        SHEET_CASE(nor_in_the_hole_of_a_ring),
        SHEET_CASE(nor_on_what_a_clip_holds_elsewhere),
        SHEET_CASE(a_wide_line_is_a_ground_too),
        SHEET_CASE(white_type_takes_ink_away),
        SHEET_CASE(a_tint_of_black_knocks_out_and_adds_nothing),
        SHEET_CASE(rich_black_can_be_used),
        SHEET_CASE(a_spot_over_process_counts),
        SHEET_CASE(what_overprints_twice_adds_up_twice),
        SHEET_CASE(a_gradient_is_as_heavy_as_its_heavier_end),
        SHEET_CASE(art_is_looked_into),
        SHEET_CASE(less_than_a_square_point_is_no_finding),
        SHEET_CASE(a_heavy_picture_is_found),
        SHEET_CASE(noise_in_a_picture_is_not_even_looked_at),
        SHEET_CASE(black_over_a_picture_counts_what_is_below),
        SHEET_CASE(pictures_become_inks_once),
        SHEET_CASE(one_place_of_the_sheet_is_told_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
