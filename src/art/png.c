/* PNG through libpng's simplified reader, which brings every type to 8 bits in
 * sRGB and reports failure by return value, so that no jump is needed here. */
#include "art/image.h"

#include <png.h>
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

/* The name of an embedded profile stands in clear before the compressed profile (PNG, 11.3.3.3). */
static bool has_other_profile(ts_bytes file)
{
    size_t length;
    const unsigned char *data = find_chunk(file, "iCCP", &length);
    return data && !(length >= 4 && memcmp(data, "sRGB", 4) == 0);
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

const char *ts_png_decode(ts_arena *arena, ts_bytes file, ts_image *image, const char **warning)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&png, file.data, file.size))
        return ts_arena_print(arena, "libpng says \"%s\"", png.message);
    const char *why = "it has more than 64 million pixels";
    if (ts_image_fits(png.width, png.height))
        why = finish(arena, &png, image);
    png_image_free(&png);
    if (!why && has_other_profile(file))
        *warning = "its embedded colour profile is not used; it is taken as sRGB";
    return why;
}
