/* Pictures with a colour profile of their own, made here: read, and converted once. */
#include "easel.h"

#include "art/image.h"

#include <jpeglib.h>
#include <lcms2.h>
#include <png.h>

typedef struct bytes {
    unsigned char *data;
    size_t size;
} bytes;

typedef struct room {
    ts_arena *arena;
    ts_diags diags;
    const ts_colour *press;
} room;

static int setup(void **state)
{
    static room r;
    const char *why;
    r.arena = ts_arena_new(0);
    r.diags = ts_diags_new(r.arena);
    r.press = ts_colour_new(r.arena, "fonts/FOGRA39L_coated.icc", 0, &why);
    *state = &r;
    return r.press ? 0 : -1;
}

static int teardown(void **state)
{
    ts_arena_drop(((room *)*state)->arena);
    return 0;
}

/* ---- profiles */

static bytes saved(room *r, cmsHPROFILE profile)
{
    cmsUInt32Number size = 0;
    assert_true(cmsSaveProfileToMem(profile, NULL, &size));
    bytes out = {ts_arena_alloc(r->arena, size), size};
    assert_true(cmsSaveProfileToMem(profile, out.data, &size));
    cmsCloseProfile(profile);
    return out;
}

/* Adobe RGB (1998), 4.3: the primaries, D65, a curve of 563/256. */
static bytes wide_rgb(room *r)
{
    static const cmsCIExyY white = {0.3127, 0.3290, 1};
    static const cmsCIExyYTRIPLE primaries = {{0.64, 0.33, 1}, {0.21, 0.71, 1}, {0.15, 0.06, 1}};
    cmsToneCurve *curve = cmsBuildGamma(NULL, 563 / 256.0), *curves[] = {curve, curve, curve};
    cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, curves);
    cmsFreeToneCurve(curve);
    return saved(r, profile);
}

static bytes plain_rgb(room *r)
{
    return saved(r, cmsCreate_sRGBProfile());
}

static bytes our_press(const room *r)
{
    bytes out = {NULL, 0};
    out.data = (unsigned char *)(uintptr_t)ts_colour_icc(r->press, &out.size);
    return out;
}

/* Ours with another date: the colours are the same, to whoever looks. */
static bytes other_press(room *r)
{
    bytes ours = our_press(r), out = {ts_arena_alloc(r->arena, ours.size), ours.size};
    memcpy(out.data, ours.data, ours.size);
    out.data[25] ^= 1;
    return out;
}

/* ---- pictures of one colour */

static bytes make_jpeg(room *r, int channels, const unsigned char *colour, bytes icc)
{
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char row[8 * 4], *data = NULL;
    unsigned long size = 0;
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &data, &size);
    jpeg.image_width = jpeg.image_height = 8;
    jpeg.input_components = channels;
    jpeg.in_color_space = channels == 4 ? JCS_CMYK : channels == 3 ? JCS_RGB : JCS_GRAYSCALE;
    jpeg_set_defaults(&jpeg);
    jpeg_set_colorspace(&jpeg, jpeg.in_color_space);
    jpeg_set_quality(&jpeg, 100, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    if (icc.size)
        jpeg_write_icc_profile(&jpeg, icc.data, (unsigned)icc.size);
    for (int x = 0; x < 8; x++)
        memcpy(row + x * channels, colour, (size_t)channels);
    for (JSAMPROW at = row; jpeg.next_scanline < 8;)
        jpeg_write_scanlines(&jpeg, &at, 1);
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    bytes out = {(unsigned char *)ts_arena_copy(r->arena, (char *)data, size), size};
    free(data);
    return out;
}

static void collect(png_structp png, png_bytep data, size_t size)
{
    bytes *out = png_get_io_ptr(png);
    out->data = realloc(out->data, out->size + size);
    memcpy(out->data + out->size, data, size);
    out->size += size;
}

/* gAMA says otherwise: the profile is what counts (PNG, 4.2). */
static bytes make_png(room *r, const unsigned char *colour, bytes icc)
{
    bytes file = {0};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, &file, collect, NULL);
    png_set_IHDR(png, info, 1, 1, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_gAMA(png, info, 1.0);
    if (icc.size)
        png_set_iCCP(png, info, "theirs", PNG_COMPRESSION_TYPE_BASE, icc.data, (png_uint_32)icc.size);
    png_write_info(png, info);
    png_write_row(png, colour);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    bytes out = {(unsigned char *)ts_arena_copy(r->arena, (char *)file.data, file.size), file.size};
    free(file.data);
    return out;
}

static const ts_image *picture_of(room *r, bytes file)
{
    const char *path = save(file.data, file.size);
    const ts_image *image = ts_image_load(r->arena, "test", path, (ts_span){0}, &r->diags);
    unlink(path);
    assert_non_null(image);
    return image;
}

static void near_colour(const ts_image *image, const int *want, int channels)
{
    for (int i = 0; i < channels; i++)
        if (abs(image->pixels[i] - want[i]) > 2)
            fail_msg("channel %d is %d, expected %d", i, image->pixels[i], want[i]);
}

static const unsigned char leaf[3] = {120, 160, 110};
static const int leaf_in_srgb[3] = {98, 161, 108}; /* by the matrices of both spaces: 98.5 161.5 107.6 */

static void the_profile_of_a_picture_is_read(void **state)
{
    room *r = *state;
    bytes icc = wide_rgb(r), large = our_press(r);
    const ts_image *jpeg = picture_of(r, make_jpeg(r, 3, leaf, icc)), *png = picture_of(r, make_png(r, leaf, icc));
    assert_int_equal(jpeg->icc.size, icc.size);
    assert_memory_equal(jpeg->icc.bytes, icc.data, icc.size);
    assert_int_equal(png->icc.size, icc.size);
    assert_memory_equal(png->icc.bytes, icc.data, icc.size);
    assert_memory_equal(png->pixels, leaf, 3); /* as they are in the file */
    static const unsigned char inks[4] = {200, 100, 50, 10};
    const ts_image *cmyk = picture_of(r, make_jpeg(r, 4, inks, large)); /* in several pieces */
    assert_true(large.size > 100000);
    assert_int_equal(cmyk->icc.size, large.size);
    assert_memory_equal(cmyk->icc.bytes, large.data, large.size);
}

static void a_screen_shows_a_wide_picture_in_srgb(void **state)
{
    room *r = *state;
    const char *warning = NULL;
    bytes icc = wide_rgb(r), file = make_jpeg(r, 3, leaf, icc);
    const ts_image *png = ts_image_for_screen(r->arena, picture_of(r, make_png(r, leaf, icc)), NULL, &warning);
    near_colour(png, leaf_in_srgb, 3);
    assert_int_equal(png->icc.size, 0);
    const ts_image *jpeg = ts_image_for_screen(r->arena, picture_of(r, file), NULL, &warning);
    near_colour(jpeg, leaf_in_srgb, 3);
    assert_int_equal(jpeg->jpeg_size, file.size); /* its own bytes may go along, with what they mean */
    assert_int_equal(jpeg->jpeg_icc.size, icc.size);
    assert_null(warning);
}

static void a_picture_in_srgb_is_left_alone(void **state)
{
    room *r = *state;
    const char *warning = NULL;
    const ts_image *image = picture_of(r, make_png(r, leaf, plain_rgb(r)));
    assert_true(ts_icc_is_srgb(image->icc));
    assert_ptr_equal(ts_image_for_screen(r->arena, image, r->press, &warning), image);
    assert_memory_equal(image->pixels, leaf, 3);
    assert_false(ts_icc_is_srgb(picture_of(r, make_png(r, leaf, wide_rgb(r)))->icc));
}

/* Through its profile to our press, against what the press makes of the same colour in sRGB. */
static void the_press_prints_what_the_profile_means(void **state)
{
    room *r = *state;
    const char *warning = NULL;
    static const unsigned char in_srgb[3] = {98, 161, 108};
    unsigned char inks[4], taken_as_srgb[4];
    ts_colour_pixels_to_cmyk(r->press, in_srgb, inks, 1);
    ts_colour_pixels_to_cmyk(r->press, leaf, taken_as_srgb, 1);
    int want[4] = {inks[0], inks[1], inks[2], inks[3]};
    assert_true(abs(taken_as_srgb[0] - inks[0]) > 12); /* else it would prove nothing */
    near_colour(ts_image_for_press(r->arena, picture_of(r, make_png(r, leaf, wide_rgb(r))), r->press, &warning), want, 4);
    const ts_image *jpeg = ts_image_for_press(r->arena, picture_of(r, make_jpeg(r, 3, leaf, wide_rgb(r))), r->press, &warning);
    near_colour(jpeg, want, 4);
    assert_null(jpeg->jpeg);
    assert_int_equal(jpeg->icc.size, 0);
}

static void inks_for_our_press_pass_through(void **state)
{
    static const unsigned char inks[4] = {200, 100, 50, 10}; /* as libjpeg stores them with Adobe's marker: 255 is none */
    room *r = *state;
    const char *warning = NULL;
    bytes ours = make_jpeg(r, 4, inks, our_press(r)), nobodys = make_jpeg(r, 4, inks, (bytes){0});
    assert_int_equal(ts_image_for_press(r->arena, picture_of(r, ours), r->press, &warning)->jpeg_size, ours.size);
    assert_int_equal(ts_image_for_press(r->arena, picture_of(r, nobodys), r->press, &warning)->jpeg_size, nobodys.size);
}

static void inks_for_another_press_are_converted(void **state)
{
    static const unsigned char inks[4] = {200, 100, 50, 235};
    room *r = *state;
    const char *warning = NULL;
    const ts_image *made = ts_image_for_press(r->arena, picture_of(r, make_jpeg(r, 4, inks, other_press(r))), r->press, &warning);
    assert_null(made->jpeg);
    assert_int_equal(made->space, TS_IMAGE_CMYK);
    unsigned char seen[3], meant[3], upright[4] = {55, 155, 205, 20};
    ts_colour_pixels_to_rgb(r->press, made->pixels, seen, 1); /* other inks perhaps, the same colour */
    ts_colour_pixels_to_rgb(r->press, upright, meant, 1);
    for (int i = 0; i < 3; i++)
        assert_in_range(seen[i] + 4, meant[i], meant[i] + 8);
}

static void inks_become_srgb_through_their_own_profile(void **state)
{
    static const unsigned char inks[4] = {200, 100, 50, 235};
    room *r = *state;
    const char *warning = NULL, *why;
    const ts_colour *plain = ts_colour_new(r->arena, NULL, 0, &why);
    const ts_image *made = ts_image_for_screen(r->arena, picture_of(r, make_jpeg(r, 4, inks, our_press(r))), plain, &warning);
    unsigned char meant[3], upright[4] = {55, 155, 205, 20};
    ts_colour_pixels_to_rgb(r->press, upright, meant, 1);
    assert_int_equal(made->space, TS_IMAGE_RGB);
    near_colour(made, (int[]){meant[0], meant[1], meant[2]}, 3);
}

static void grey_stays_on_black(void **state)
{
    static const unsigned char half[1] = {128};
    room *r = *state;
    const char *warning = NULL;
    const ts_image *grey = picture_of(r, make_jpeg(r, 1, half, (bytes){0}));
    assert_ptr_equal(ts_image_for_press(r->arena, grey, r->press, &warning), grey);
    assert_int_equal(grey->space, TS_IMAGE_GREY);
}

static void what_is_no_profile_is_told_and_counts_as_none(void **state)
{
    static unsigned char noise[300];
    room *r = *state;
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (unsigned char)(i * 37);
    const bytes broken[] = {{noise, sizeof noise}, our_press(r)}; /* noise, and one of inks in a picture of light */
    for (size_t i = 0; i < 2; i++) {
        const char *warning = NULL, *on_screen = NULL;
        const ts_image *image = picture_of(r, make_jpeg(r, 3, leaf, broken[i]));
        const ts_image *made = ts_image_for_press(r->arena, image, r->press, &warning);
        assert_string_equal(warning, "its embedded colour profile cannot be used");
        unsigned char inks[4];
        ts_colour_pixels_to_cmyk(r->press, leaf, inks, 1);
        near_colour(made, (int[]){inks[0], inks[1], inks[2], inks[3]}, 4);
        made = ts_image_for_screen(r->arena, image, r->press, &on_screen);
        assert_non_null(on_screen);
        near_colour(made, (int[]){leaf[0], leaf[1], leaf[2]}, 3);
    }
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        CASE(the_profile_of_a_picture_is_read),
        CASE(a_screen_shows_a_wide_picture_in_srgb),
        CASE(a_picture_in_srgb_is_left_alone),
        CASE(the_press_prints_what_the_profile_means),
        CASE(inks_for_our_press_pass_through),
        CASE(inks_for_another_press_are_converted),
        CASE(inks_become_srgb_through_their_own_profile),
        CASE(grey_stays_on_black),
        CASE(what_is_no_profile_is_told_and_counts_as_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
