/* Pictures: told apart by their first bytes, bounded, turned upright. */
#include "art/image.h"

#include "art/look.h"

#include <string.h>

int ts_image_channels(ts_image_space space)
{
    return space == TS_IMAGE_GREY ? 1 : space == TS_IMAGE_RGB ? 3 : 4;
}

bool ts_image_fits(unsigned width, unsigned height)
{
    return width > 0 && height > 0 && width <= TS_IMAGE_PIXELS && height <= TS_IMAGE_PIXELS / width;
}

/* Where the pixel that shall stand at (x, y) is now; EXIF 2.32, 4.6.4, tag 0x0112. */
static size_t turned_from(const ts_image *image, int orientation, int x, int y)
{
    bool sideways = orientation >= 5;
    int sx = sideways ? y : x, sy = sideways ? x : y;
    if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8)
        sx = image->width - 1 - sx;
    if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7)
        sy = image->height - 1 - sy;
    return (size_t)sy * (size_t)image->width + (size_t)sx;
}

bool ts_image_turn(ts_arena *arena, ts_image *image, int orientation)
{
    if (orientation <= 1 || orientation > 8)
        return true;
    size_t channels = (size_t)ts_image_channels(image->space);
    int width = orientation >= 5 ? image->height : image->width;
    int height = orientation >= 5 ? image->width : image->height;
    unsigned char *pixels = ts_arena_array(arena, (size_t)width * (size_t)height, channels), *to = pixels;
    if (!pixels)
        return false;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++, to += channels)
            memcpy(to, image->pixels + turned_from(image, orientation, x, y) * channels, channels);
    image->pixels = pixels;
    image->width = width;
    image->height = height;
    image->jpeg = NULL; /* its own bytes are not upright */
    image->jpeg_size = 0;
    image->jpeg_inverted = false;
    return true;
}

static const char *decode(ts_arena *arena, ts_bytes file, ts_image *image)
{
    static const unsigned char jpeg[] = {0xFF, 0xD8, 0xFF},
                               png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    if (file.size >= sizeof jpeg && memcmp(file.data, jpeg, sizeof jpeg) == 0)
        return ts_jpeg_decode(arena, file, image);
    if (file.size >= sizeof png && memcmp(file.data, png, sizeof png) == 0)
        return ts_png_decode(arena, file, image);
    const char *other = ts_art_other(arena, false, file.data, file.size);
    return other ? other : "it breaks off where it begins";
}

/* What is fainter than this is left of cutting out, and nobody sees it. */
enum { LEAST_SEEN = 8 }; /* of 255 */

static bool is_seen(const unsigned char *alpha, size_t count, size_t step)
{
    for (size_t i = 0; i < count; i++)
        if (alpha[i * step] >= LEAST_SEEN)
            return true;
    return false;
}

static ts_rect ink_box_of(const ts_image *image)
{
    size_t width = (size_t)image->width, height = (size_t)image->height, left = 0, right = width, top = 0, bottom = height;
    const unsigned char *alpha = image->alpha;
    while (alpha && top < bottom && !is_seen(alpha + top * width, width, 1))
        top++;
    while (alpha && top < bottom && !is_seen(alpha + (bottom - 1) * width, width, 1))
        bottom--;
    if (top == bottom)
        return (ts_rect){0};
    while (alpha && !is_seen(alpha + top * width + left, bottom - top, width))
        left++;
    while (alpha && !is_seen(alpha + top * width + right - 1, bottom - top, width))
        right--;
    return (ts_rect){(double)left, (double)top, (double)(right - left), (double)(bottom - top)};
}

const ts_image *ts_image_load(ts_arena *arena, const char *name, const char *path, ts_span span,
                              ts_diags *diags)
{
    const char *why = NULL;
    ts_arena *scratch = ts_arena_new(0);
    ts_image *image = TS_NEW(arena, ts_image);
    if (scratch)
        ts_arena_lend(scratch, ts_arena_lender(arena));
    const ts_source *file = scratch && image ? ts_source_read(scratch, path, &why) : NULL;
    if (file)
        why = decode(arena, (ts_bytes){(const unsigned char *)file->text, file->length}, image);
    if (file && !why)
        image->ink_box = ink_box_of(image);
    else if (!why)
        why = "memory is out";
    if (why)
        ts_error(diags, span, "art", "cannot read \"%s\": %s", path, why);
    ts_arena_drop(scratch);
    if (image)
        image->name = ts_arena_text(arena, name);
    return why ? NULL : image;
}
