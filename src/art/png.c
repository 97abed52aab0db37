/* PNG through libpng's simplified reader, which brings every type to 8 bits in
 * sRGB and reports failure by return value, so that no jump is needed here. */
#include "art/image.h"

#include <libdeflate.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

static const char *split_alpha(ts_arena *arena, ts_image *image, unsigned char *pixels)
{
    size_t count = (size_t)image->width * (size_t)image->height,
           channels = (size_t)ts_image_channels(image->space);
    unsigned char *alpha = ts_arena_alloc(arena, count), *to = pixels;
    if (!alpha)
        return "memory is out";
    bool solid = true;
    for (size_t i = 0; i < count; i++, to += channels) {
        memmove(to, pixels + i * (channels + 1), channels);
        alpha[i] = pixels[i * (channels + 1) + channels];
        solid &= alpha[i] == 0xFF;
    }
    image->alpha = solid ? NULL : alpha;
    return NULL;
}

/* Chunks before the pixels (PNG, 5.3): length, type, data, checksum. */
static const unsigned char *find_chunk(ts_bytes file, const char *type, size_t *length)
{
    for (size_t at = 8; at + 12 <= file.size;) {
        const unsigned char *p = file.data + at;
        *length = (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
        if (*length > file.size - at - 12 || memcmp(p + 4, "IDAT", 4) == 0)
            return NULL;
        if (memcmp(p + 4, type, 4) == 0)
            return p + 8;
        at += *length + 12;
    }
    return NULL;
}

/* PNG, 11.3.3.3: a name, the method (0), the profile through zlib. One that is larger than any honest one is none. */
enum { LARGEST_PROFILE = 8 << 20 };

static ts_icc read_profile(ts_arena *arena, ts_bytes file)
{
    size_t length = 0, size = 0;
    const unsigned char *data = find_chunk(file, "iCCP", &length), *end = data ? memchr(data, 0, length) : NULL;
    size_t name = end ? (size_t)(end - data) : 0;
    if (!end || length < name + 3 || end[1] != 0)
        return (ts_icc){0};
    struct libdeflate_decompressor *inflate = libdeflate_alloc_decompressor();
    unsigned char *room = malloc(LARGEST_PROFILE), *bytes = NULL;
    if (inflate && room && libdeflate_zlib_decompress(inflate, end + 2, length - name - 2, room, LARGEST_PROFILE, &size) == LIBDEFLATE_SUCCESS)
        bytes = (unsigned char *)ts_arena_copy(arena, (const char *)room, size);
    free(room);
    libdeflate_free_decompressor(inflate);
    return bytes ? (ts_icc){bytes, size} : (ts_icc){0};
}

/* A profile comes before all else that a file says of its colours (PNG, 4.2), which libpng would heed as well. */
static bool says_colour(const unsigned char *type)
{
    static const char *const types[] = {"iCCP", "gAMA", "cHRM", "sRGB"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (memcmp(type, types[i], 4) == 0)
            return true;
    return false;
}

/* The file but for such chunks, in memory of the same size; from the first that is not whole on, as it is. */
static ts_bytes bare_pixels(ts_bytes file, unsigned char *room)
{
    size_t at = 8, used = 8;
    memcpy(room, file.data, 8);
    while (file.size - at >= 12) {
        const unsigned char *p = file.data + at;
        size_t whole = 12 + ((size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3]);
        if (whole > file.size - at || memcmp(p + 4, "IDAT", 4) == 0)
            break;
        if (!says_colour(p + 4)) {
            memcpy(room + used, p, whole);
            used += whole;
        }
        at += whole;
    }
    memcpy(room + used, file.data + at, file.size - at);
    return (ts_bytes){room, used + file.size - at};
}

static const char *finish(ts_arena *arena, png_image *png, ts_image *image)
{
    bool colour = png->format & PNG_FORMAT_FLAG_COLOR, alpha = png->format & PNG_FORMAT_FLAG_ALPHA;
    png->format =
        colour ? (alpha ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB) : (alpha ? PNG_FORMAT_GA : PNG_FORMAT_GRAY);
    png->flags |= PNG_IMAGE_FLAG_16BIT_sRGB; /* 16 bits say nothing about the curve */
    unsigned char *pixels = ts_arena_alloc(arena, PNG_IMAGE_SIZE(*png));
    if (!pixels)
        return "memory is out";
    if (!png_image_finish_read(png, NULL, pixels, 0, NULL))
        return ts_arena_print(arena, "libpng says \"%s\"", png->message);
    image->width = (int)png->width;
    image->height = (int)png->height;
    image->space = colour ? TS_IMAGE_RGB : TS_IMAGE_GREY;
    image->pixels = pixels;
    return alpha ? split_alpha(arena, image, pixels) : NULL;
}

static const char *decode(ts_arena *arena, ts_bytes file, ts_image *image)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&png, file.data, file.size))
        return ts_arena_print(arena, "libpng says \"%s\"", png.message);
    const char *why = "it has more than 64 million pixels";
    if (ts_image_fits(png.width, png.height))
        why = finish(arena, &png, image);
    png_image_free(&png);
    return why;
}

const char *ts_png_decode(ts_arena *arena, ts_bytes file, ts_image *image)
{
    ts_icc icc = read_profile(arena, file);
    unsigned char *room = icc.size ? malloc(file.size) : NULL;
    if (icc.size && !room)
        return "memory is out";
    const char *why = decode(arena, room ? bare_pixels(file, room) : file, image);
    free(room);
    image->icc = image->space == TS_IMAGE_RGB ? icc : (ts_icc){0};
    return why;
}
