/* JPEG and PNG: the kinds that come along, made small here; and broken ones. */
#include "easel.h"

#include "art/image.h"

#include <jpeglib.h>
#include <png.h>

typedef struct bytes {
    unsigned char *data;
    unsigned long size;
} bytes;

typedef struct result {
    ts_arena *arena;
    ts_diags diags;
    const ts_image *image;
} result;

static result load_picture(bytes file)
{
    result r = {.arena = ts_arena_new(0)};
    r.diags = ts_diags_new(r.arena);
    const char *path = save(file.data, file.size);
    r.image = ts_image_load(r.arena, "test", path, (ts_span){0}, &r.diags);
    unlink(path);
    return r;
}

static void refused(bytes file, const char *part)
{
    result r = load_picture(file);
    assert_null(r.image);
    assert_int_equal(r.diags.errors, 1);
    assert_string_equal(r.diags.items[0].rule, "art");
    if (!strstr(r.diags.items[0].message, part))
        fail_msg("told \"%s\", not \"%s\"", r.diags.items[0].message, part);
    ts_arena_drop(r.arena);
}

/* JPEG: 16 by 8, the left half of one colour and the right half of another. */

typedef struct jpeg_kind {
    J_COLOR_SPACE in, stored;
    int channels;
    bool progressive;
    const unsigned char *exif;
    unsigned exif_size;
} jpeg_kind;

static bytes make_jpeg(jpeg_kind kind, const unsigned char left[4], const unsigned char right[4])
{
    bytes out = {0};
    struct jpeg_error_mgr errors;
    struct jpeg_compress_struct jpeg = {.err = jpeg_std_error(&errors)};
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &out.data, &out.size);
    jpeg.image_width = 16;
    jpeg.image_height = 8;
    jpeg.input_components = kind.channels;
    jpeg.in_color_space = kind.in;
    jpeg_set_defaults(&jpeg);
    jpeg_set_colorspace(&jpeg, kind.stored);
    jpeg_set_quality(&jpeg, 100, TRUE);
    for (int i = 0; i < jpeg.num_components; i++)
        jpeg.comp_info[i].h_samp_factor = jpeg.comp_info[i].v_samp_factor = 1;
    if (kind.progressive)
        jpeg_simple_progression(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    if (kind.exif)
        jpeg_write_marker(&jpeg, JPEG_APP0 + 1, kind.exif, kind.exif_size);
    unsigned char row[16 * 4];
    for (int x = 0; x < 16; x++)
        memcpy(row + x * kind.channels, x < 8 ? left : right, (size_t)kind.channels);
    for (int y = 0; y < 8; y++) {
        JSAMPROW at = row;
        jpeg_write_scanlines(&jpeg, &at, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    return out;
}

static void near_pixel(const ts_image *image, int x, int y, const unsigned char *want)
{
    int channels = image->space == TS_IMAGE_GREY ? 1 : image->space == TS_IMAGE_RGB ? 3 : 4;
    const unsigned char *p = image->pixels + (y * image->width + x) * channels;
    for (int i = 0; i < channels; i++)
        assert_in_range(p[i] + 4, want[i], want[i] + 8); /* within 4 */
}

static const unsigned char one[4] = {200, 30, 60, 10}, two[4] = {20, 180, 90, 240};

static void jpegs_of_each_space_are_read(void **state)
{
    (void)state;
    static const struct {
        jpeg_kind kind;
        ts_image_space space;
        bool inverted;
    } cases[] = {
        {{JCS_GRAYSCALE, JCS_GRAYSCALE, 1, false, NULL, 0}, TS_IMAGE_GREY, false},
        {{JCS_RGB, JCS_YCbCr, 3, false, NULL, 0}, TS_IMAGE_RGB, false},
        {{JCS_RGB, JCS_YCbCr, 3, true, NULL, 0}, TS_IMAGE_RGB, false},
        {{JCS_RGB, JCS_RGB, 3, false, NULL, 0}, TS_IMAGE_RGB, false},
        {{JCS_CMYK, JCS_CMYK, 4, false, NULL, 0}, TS_IMAGE_CMYK, true}, /* libjpeg adds Adobe's marker */
        {{JCS_CMYK, JCS_YCCK, 4, false, NULL, 0}, TS_IMAGE_CMYK, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bytes file = make_jpeg(cases[i].kind, one, two);
        result r = load_picture(file);
        assert_non_null(r.image);
        assert_int_equal(r.image->width, 16);
        assert_int_equal(r.image->height, 8);
        assert_int_equal(r.image->space, cases[i].space);
        assert_int_equal(r.image->jpeg_inverted, cases[i].inverted);
        unsigned char left[4], right[4];
        for (int k = 0; k < 4; k++) {
            left[k] = (unsigned char)(cases[i].inverted ? 255 - one[k] : one[k]);
            right[k] = (unsigned char)(cases[i].inverted ? 255 - two[k] : two[k]);
        }
        near_pixel(r.image, 2, 4, left);
        near_pixel(r.image, 13, 4, right);
        assert_null(r.image->alpha);
        assert_int_equal(r.image->jpeg_size, file.size); /* the file's own bytes go through */
        assert_memory_equal(r.image->jpeg, file.data, file.size);
        ts_arena_drop(r.arena);
        free(file.data);
    }
}

/* A camera's picture that lies on its side: orientation 6 stands upright when turned to the right. */
static void exif_orientation_is_obeyed(void **state)
{
    (void)state;
    static const unsigned char exif[] = "Exif\0\0MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\6\0\0\0\0\0\0";
    bytes file = make_jpeg((jpeg_kind){JCS_RGB, JCS_YCbCr, 3, false, exif, sizeof exif - 1}, one, two);
    result r = load_picture(file);
    assert_non_null(r.image);
    assert_int_equal(r.image->width, 8);
    assert_int_equal(r.image->height, 16);
    near_pixel(r.image, 4, 2, one); /* the left half is now the upper */
    near_pixel(r.image, 4, 13, two);
    assert_null(r.image->jpeg); /* the bytes lie on their side still */
    ts_arena_drop(r.arena);
    free(file.data);
}

/* abc over def, after each of the eight orientations (EXIF 2.32, 4.6.4). */
static void all_orientations_are_turned(void **state)
{
    (void)state;
    static const struct {
        int width;
        const char *pixels;
    } turned[] = {{3, "abcdef"}, {3, "cbafed"}, {3, "fedcba"}, {3, "defabc"},
                  {2, "adbecf"}, {2, "daebfc"}, {2, "fcebda"}, {2, "cfbead"}};
    for (int i = 0; i < 8; i++) {
        ts_arena *arena = ts_arena_new(0);
        ts_image image = {.width = 3, .height = 2, .pixels = (const unsigned char *)"abcdef"};
        assert_true(ts_image_turn(arena, &image, i + 1));
        assert_int_equal(image.width, turned[i].width);
        assert_memory_equal(image.pixels, turned[i].pixels, 6);
        ts_arena_drop(arena);
    }
}

static void a_cut_jpeg_is_refused(void **state)
{
    (void)state;
    bytes file = make_jpeg((jpeg_kind){JCS_RGB, JCS_YCbCr, 3, true, NULL, 0}, one, two);
    for (unsigned long size = 3; size + 2 < file.size; size += 7) /* its last two bytes are the end marker */
        refused((bytes){file.data, size}, "libjpeg says");
    free(file.data);
}

static void a_jpeg_that_claims_too_much_is_refused(void **state)
{
    (void)state;
    bytes file = make_jpeg((jpeg_kind){JCS_RGB, JCS_YCbCr, 3, false, NULL, 0}, one, two);
    for (unsigned long i = 0; i + 9 < file.size; i++)
        if (file.data[i] == 0xFF && file.data[i + 1] == 0xC0) {
            memset(file.data + i + 5, 0xFD, 4); /* 65021 by 65021 */
            break;
        }
    refused(file, "it has more than 64 million pixels");
    free(file.data);
}

typedef struct png_kind {
    int type, depth, interlace;
    unsigned width, height;
} png_kind;

static void collect(png_structp png, png_bytep data, png_size_t size)
{
    bytes *out = png_get_io_ptr(png);
    out->data = realloc(out->data, out->size + size);
    memcpy(out->data + out->size, data, size);
    out->size += size;
}

static void flush(png_structp png)
{
    (void)png;
}

static bytes make_png(png_kind kind, const unsigned char *rows, size_t row_size)
{
    static const png_color palette[] = {{255, 0, 0}, {0, 0, 255}};
    static const unsigned char clear[] = {255, 64};
    bytes out = {0};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, &out, collect, flush);
    png_set_IHDR(png, info, kind.width, kind.height, kind.depth, kind.type, kind.interlace,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (kind.type == PNG_COLOR_TYPE_PALETTE) {
        png_set_PLTE(png, info, palette, 2);
        png_set_tRNS(png, info, clear, 2, NULL);
    }
    png_write_info(png, info);
    int passes = png_set_interlace_handling(png);
    for (int pass = 0; pass < passes; pass++)
        for (unsigned y = 0; y < kind.height; y++)
            png_write_row(png, rows + y * row_size);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return out;
}

static void pngs_of_each_type_come_to_eight_bits(void **state)
{
    (void)state;
    static const struct {
        png_kind kind;
        const unsigned char row[16];
        ts_image_space space;
        const unsigned char pixels[6], alpha[2];
        bool has_alpha;
    } cases[] = {
        {{PNG_COLOR_TYPE_GRAY, 8, 0, 2, 1}, {7, 250}, TS_IMAGE_GREY, {7, 250}, {0}, false},
        {{PNG_COLOR_TYPE_GRAY, 1, 0, 2, 1}, {0x40}, TS_IMAGE_GREY, {0, 255}, {0}, false},
        {{PNG_COLOR_TYPE_GRAY, 16, 0, 2, 1},
         {0x80, 0x80, 0x10, 0x10},
         TS_IMAGE_GREY,
         {0x80, 0x10},
         {0},
         false},
        {{PNG_COLOR_TYPE_GRAY_ALPHA, 8, 0, 2, 1}, {7, 9, 8, 255}, TS_IMAGE_GREY, {7, 8}, {9, 255}, true},
        {{PNG_COLOR_TYPE_RGB, 8, 0, 2, 1}, {1, 2, 3, 4, 5, 6}, TS_IMAGE_RGB, {1, 2, 3, 4, 5, 6}, {0}, false},
        {{PNG_COLOR_TYPE_RGB, 8, 1, 2, 1}, {1, 2, 3, 4, 5, 6}, TS_IMAGE_RGB, {1, 2, 3, 4, 5, 6}, {0}, false},
        {{PNG_COLOR_TYPE_RGB_ALPHA, 8, 0, 2, 1},
         {1, 2, 3, 0, 4, 5, 6, 7},
         TS_IMAGE_RGB,
         {1, 2, 3, 4, 5, 6},
         {0, 7},
         true},
        {{PNG_COLOR_TYPE_RGB_ALPHA, 8, 0, 2, 1},
         {1, 2, 3, 255, 4, 5, 6, 255},
         TS_IMAGE_RGB,
         {1, 2, 3, 4, 5, 6},
         {0},
         false}, /* an alpha that is solid everywhere is none */
        {{PNG_COLOR_TYPE_PALETTE, 1, 0, 2, 1}, {0x40}, TS_IMAGE_RGB, {255, 0, 0, 0, 0, 255}, {255, 64}, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bytes file = make_png(cases[i].kind, cases[i].row, sizeof cases[i].row);
        result r = load_picture(file);
        assert_non_null(r.image);
        assert_int_equal(r.image->width, 2);
        assert_int_equal(r.image->space, cases[i].space);
        assert_memory_equal(r.image->pixels, cases[i].pixels, cases[i].space == TS_IMAGE_GREY ? 2 : 6);
        assert_int_equal(r.image->alpha != NULL, cases[i].has_alpha);
        if (cases[i].has_alpha)
            assert_memory_equal(r.image->alpha, cases[i].alpha, 2);
        assert_null(r.image->jpeg);
        ts_arena_drop(r.arena);
        free(file.data);
    }
}

/* 8 by 4, clear but for what is put there: the ink is what a logo is sized by. */
static ts_rect ink_of(const unsigned char alpha[8 * 4])
{
    unsigned char rows[8 * 4 * 2] = {0};
    for (size_t i = 0; i < 8 * 4; i++)
        rows[2 * i + 1] = alpha[i];
    bytes file = make_png((png_kind){PNG_COLOR_TYPE_GRAY_ALPHA, 8, 0, 8, 4}, rows, 16);
    result r = load_picture(file);
    ts_rect ink = r.image->ink_box;
    ts_arena_drop(r.arena);
    free(file.data);
    return ink;
}

static void assert_rect(ts_rect r, double x, double y, double w, double h)
{
    assert_true(r.x == x && r.y == y && r.w == w && r.h == h);
}

static void clear_margins_are_no_ink(void **state)
{
    (void)state;
    unsigned char alpha[8 * 4] = {0};
    assert_rect(ink_of(alpha), 0, 0, 0, 0);
    alpha[1 * 8 + 2] = 255;
    assert_rect(ink_of(alpha), 2, 1, 1, 1);
    alpha[2 * 8 + 6] = 8;
    assert_rect(ink_of(alpha), 2, 1, 5, 2);
    alpha[3 * 8 + 7] = 7; /* nobody sees it */
    assert_rect(ink_of(alpha), 2, 1, 5, 2);
    alpha[0] = alpha[31] = 128;
    assert_rect(ink_of(alpha), 0, 0, 8, 4);
    memset(alpha, 255, sizeof alpha); /* without alpha */
    assert_rect(ink_of(alpha), 0, 0, 8, 4);
}

static void a_cut_png_is_refused(void **state)
{
    (void)state;
    unsigned char rows[32 * 32];
    for (size_t i = 0; i < sizeof rows; i++)
        rows[i] = (unsigned char)(i * 37 % 251);
    bytes file = make_png((png_kind){PNG_COLOR_TYPE_GRAY, 8, 0, 32, 32}, rows, 32);
    for (unsigned long size = 8; size + 20 < file.size;
         size += 11) /* its end: checksum of the data and IEND */
        refused((bytes){file.data, size}, "libpng says");
    free(file.data);
}

/* The size stands in the first chunk, under a checksum (CRC-32, PNG annex D). */
static void claim_size(bytes file, unsigned char byte)
{
    memset(file.data + 16, 0, 8);
    file.data[16 + 2] = file.data[20 + 2] = byte;
    unsigned long crc = 0xFFFFFFFFul;
    for (int i = 12; i < 29; i++) {
        crc ^= file.data[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320ul : crc >> 1;
    }
    crc ^= 0xFFFFFFFFul;
    for (int i = 0; i < 4; i++)
        file.data[29 + i] = (unsigned char)(crc >> (24 - 8 * i) & 0xFF);
}

static void a_png_that_claims_too_much_is_refused(void **state)
{
    (void)state;
    static const unsigned char row[3] = {1, 2, 3};
    bytes file = make_png((png_kind){PNG_COLOR_TYPE_RGB, 8, 0, 1, 1}, row, 3);
    claim_size(file, 0x40); /* 16384 by 16384 */
    refused(file, "it has more than 64 million pixels");
    claim_size(file, 0x10); /* 4096 by 4096 would do, but the pixels are not there */
    refused(file, "libpng says");
    free(file.data);
}

static void what_is_no_picture_is_refused(void **state)
{
    (void)state;
    refused((bytes){(unsigned char *)"GIF89a", 6}, "it is a GIF: art is SVG, JPEG or PNG");
    refused((bytes){(unsigned char *)"<html>", 6}, "it is a web page: art is SVG, JPEG or PNG");
    refused((bytes){(unsigned char *)"a,b\n1,2\n", 8}, "it is neither JPEG nor PNG");
    refused((bytes){(unsigned char *)"", 0}, "it is empty");
    refused((bytes){(unsigned char *)"\xFF\xD8", 2}, "it is neither JPEG nor PNG");
    refused((bytes){(unsigned char *)"\x89PNG", 4}, "it breaks off where it begins");
    refused((bytes){(unsigned char *)"<svg/>", 6}, "it is XML: the name of an SVG ends in .svg");
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    assert_null(ts_image_load(arena, "x", "no/such.png", (ts_span){0}, &diags));
    assert_string_equal(diags.items[0].message, "cannot read \"no/such.png\": there is no folder no");
    assert_null(ts_image_load(arena, "x", "/tmp", (ts_span){0}, &diags));
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jpegs_of_each_space_are_read),
        cmocka_unit_test(exif_orientation_is_obeyed),
        cmocka_unit_test(all_orientations_are_turned),
        cmocka_unit_test(a_cut_jpeg_is_refused),
        cmocka_unit_test(a_jpeg_that_claims_too_much_is_refused),
        cmocka_unit_test(pngs_of_each_type_come_to_eight_bits),
        cmocka_unit_test(clear_margins_are_no_ink),
        cmocka_unit_test(a_cut_png_is_refused),
        cmocka_unit_test(a_png_that_claims_too_much_is_refused),
        cmocka_unit_test(what_is_no_picture_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
