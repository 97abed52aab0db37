#include "canvas/page.h"

#include <string.h>

static size_t pixels_of(const ts_image *image)
{
    return (size_t)image->width * (size_t)image->height;
}

/* Clear pixels print nothing. */
static bool count_inks(ts_arena *arena, ts_image *image)
{
    ts_ink_counts *counts = TS_NEW(arena, ts_ink_counts);
    const unsigned char *p = image->pixels;
    if (!counts)
        return false;
    for (size_t i = 0, n = pixels_of(image); i < n; i++, p += 4) {
        unsigned colour = (unsigned)p[0] + p[1] + p[2];
        if (image->alpha && !image->alpha[i])
            continue;
        counts->without_black[(colour * 100 + 254) / 255]++;
        counts->total[((colour + p[3]) * 100 + 254) / 255]++;
    }
    image->inks = counts;
    return true;
}

static int channels_of(const ts_image *image)
{
    return image->space == TS_IMAGE_CMYK ? 4 : 3;
}

static void keep_pixels(ts_image *image, ts_image_space space, const unsigned char *pixels)
{
    image->space = space;
    image->pixels = pixels;
    image->jpeg = NULL; /* its own bytes are of another colour space */
    image->jpeg_size = 0;
    image->jpeg_inverted = false;
    image->icc = (ts_icc){0};
}

static ts_foreign foreign_of(const ts_image *image)
{
    return (ts_foreign){image->icc, channels_of(image), image->pixels, pixels_of(image)};
}

static const char unusable[] = "its embedded colour profile cannot be used";

/* CMYK is another press's if its profile is, and ours is known. */
static bool is_foreign(const ts_image *image, const ts_colour *colour)
{
    size_t size = 0;
    const unsigned char *ours = ts_colour_icc(colour, &size);
    if (!image->icc.size || image->space != TS_IMAGE_CMYK)
        return image->icc.size > 0;
    return ours && (size != image->icc.size || memcmp(ours, image->icc.bytes, size) != 0);
}

static bool to_press(ts_arena *arena, ts_image *image, const ts_colour *colour, const char **warning)
{
    const ts_foreign from = foreign_of(image);
    bool foreign = is_foreign(image, colour);
    if (!foreign && image->space == TS_IMAGE_CMYK)
        return true;
    unsigned char *pixels = ts_arena_array(arena, from.count, 4);
    if (!pixels)
        return false;
    if (foreign && ts_foreign_to_cmyk(colour, &from, pixels)) {
        keep_pixels(image, TS_IMAGE_CMYK, pixels);
        return true;
    }
    *warning = foreign ? unusable : *warning;
    if (image->space == TS_IMAGE_CMYK)
        return true;
    ts_colour_pixels_to_cmyk(colour, image->pixels, pixels, from.count);
    keep_pixels(image, TS_IMAGE_CMYK, pixels);
    return true;
}

const ts_image *ts_image_for_press(ts_arena *arena, const ts_image *image, const ts_colour *colour, const char **warning)
{
    if (image->space == TS_IMAGE_GREY || image->inks)
        return image;
    ts_image *made = TS_NEW(arena, ts_image);
    if (!made)
        return NULL;
    *made = *image;
    made->from_rgb = image->space == TS_IMAGE_RGB;
    return to_press(arena, made, colour, warning) && count_inks(arena, made) ? made : NULL;
}

/* A JPEG goes along as it is, with its profile: what it holds beyond sRGB is not lost. */
static void keep_screen(ts_image *image, const unsigned char *pixels)
{
    ts_image file = *image;
    keep_pixels(image, TS_IMAGE_RGB, pixels);
    if (file.space == TS_IMAGE_CMYK || !file.jpeg)
        return;
    image->jpeg = file.jpeg;
    image->jpeg_size = file.jpeg_size;
    image->jpeg_icc = file.icc;
}

const ts_image *ts_image_for_screen(ts_arena *arena, const ts_image *image, const ts_colour *colour, const char **warning)
{
    if (image->space == TS_IMAGE_GREY || !image->icc.size || (image->space == TS_IMAGE_RGB && ts_icc_is_srgb(image->icc)))
        return image;
    const ts_foreign from = foreign_of(image);
    ts_image *made = TS_NEW(arena, ts_image);
    unsigned char *pixels = ts_arena_array(arena, from.count, 3);
    if (!made || !pixels)
        return NULL;
    *made = *image;
    if (ts_foreign_to_rgb(colour, &from, pixels))
        keep_screen(made, pixels);
    else
        *warning = unusable;
    return made;
}
