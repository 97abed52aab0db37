/* Pictures with fewer pixels: means worked out by hand. */
#include "device/jpeg.h"
#include "device/shrink.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const ts_image *shrunk(ts_arena *arena, ts_image image, int width, int height)
{
    const ts_image *made = ts_image_shrink(arena, &image, width, height);
    assert_non_null(made);
    assert_int_equal(made->width, width);
    assert_int_equal(made->height, height);
    assert_int_equal(made->space, image.space);
    assert_null(made->jpeg);
    return made;
}

/* Whatever number a picture is full of, it is full of the same after. */
static void what_is_even_stays_as_it_is(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    for (int space = TS_IMAGE_GREY; space <= TS_IMAGE_CMYK; space++)
        for (int value = 0; value < 256; value++) {
            unsigned char pixels[7 * 5 * 4];
            memset(pixels, value, sizeof pixels);
            ts_image image = {.width = 7, .height = 5, .space = (ts_image_space)space, .pixels = pixels};
            const ts_image *made = shrunk(arena, image, 3, 2);
            for (int i = 0; i < 3 * 2; i++)
                assert_int_equal(made->pixels[i], value);
        }
    ts_arena_drop(arena);
}

/* Half black, half white is half of the light, sRGB 188; of ink it is half the dots. */
static void light_is_averaged_and_ink_is(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    const unsigned char chequers[] = {0, 255, 255, 0}, inks[] = {0, 255, 0, 0, 255, 0, 0, 0};
    ts_image grey = {.width = 2, .height = 2, .space = TS_IMAGE_GREY, .pixels = chequers};
    ts_image cmyk = {.width = 2, .height = 1, .space = TS_IMAGE_CMYK, .pixels = inks};
    assert_int_equal(shrunk(arena, grey, 1, 1)->pixels[0], 188);
    const unsigned char *mean = shrunk(arena, cmyk, 1, 1)->pixels;
    assert_int_equal(mean[0], 128);
    assert_int_equal(mean[1], 128);
    assert_int_equal(mean[2], 0);
    ts_arena_drop(arena);
}

/* Three pixels to two: the middle one goes to both by halves, so each is a third of it. */
static void a_pixel_on_the_border_goes_to_both(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    const unsigned char inks[] = {0, 0, 0, 30, 0, 0, 0, 90, 0, 0, 0, 240};
    ts_image image = {.width = 3, .height = 1, .space = TS_IMAGE_CMYK, .pixels = inks};
    const unsigned char *pixels = shrunk(arena, image, 2, 1)->pixels;
    assert_int_equal(pixels[3], 50);  /* (2 * 30 + 90) / 3 */
    assert_int_equal(pixels[7], 190); /* (90 + 2 * 240) / 3 */
    image.width = 1;
    image.height = 3;
    pixels = shrunk(arena, image, 1, 2)->pixels;
    assert_int_equal(pixels[3], 50);
    assert_int_equal(pixels[7], 190);
    ts_arena_drop(arena);
}

/* Red that covers and green that nobody sees: red, half covering. */
static void what_is_not_seen_has_no_colour(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    const unsigned char pixels[] = {200, 10, 10, 0, 255, 0}, alpha[] = {255, 0}, none[] = {0, 0};
    ts_image image = {.width = 2, .height = 1, .space = TS_IMAGE_RGB, .pixels = pixels, .alpha = alpha};
    const ts_image *made = shrunk(arena, image, 1, 1);
    assert_memory_equal(made->pixels, pixels, 3);
    assert_int_equal(made->alpha[0], 128);
    image.alpha = none;
    made = shrunk(arena, image, 1, 1);
    assert_memory_equal(made->pixels, "\0\0\0", 3);
    assert_int_equal(made->alpha[0], 0);
    ts_arena_drop(arena);
}

static void a_jpeg_is_the_same_every_time(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    unsigned char pixels[40 * 30 * 3];
    for (size_t i = 0; i < sizeof pixels; i++)
        pixels[i] = (unsigned char)(i * i % 251);
    ts_image image = {.width = 40, .height = 30, .space = TS_IMAGE_RGB, .pixels = pixels};
    ts_jpeg one = ts_jpeg_encode(arena, &image, 90), two = ts_jpeg_encode(arena, &image, 90), low = ts_jpeg_encode(arena, &image, 30);
    assert_non_null(one.data);
    assert_int_equal(one.size, two.size);
    assert_memory_equal(one.data, two.data, one.size);
    assert_memory_equal(one.data, "\xFF\xD8\xFF", 3);
    assert_true(low.size < one.size);
    image.width = 0;
    assert_null(ts_jpeg_encode(arena, &image, 90).data);
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_even_stays_as_it_is),
        cmocka_unit_test(light_is_averaged_and_ink_is),
        cmocka_unit_test(a_pixel_on_the_border_goes_to_both),
        cmocka_unit_test(what_is_not_seen_has_no_colour),
        cmocka_unit_test(a_jpeg_is_the_same_every_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
