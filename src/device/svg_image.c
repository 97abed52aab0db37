#include "device/svg.h"

#include "device/encode.h"
#include "device/pixels.h"

#include <stdlib.h>
#include <string.h>

typedef struct memory {
    unsigned char *bytes;
    size_t count, capacity;
} memory;

static bool keep(void *user, const void *bytes, size_t count)
{
    memory *m = user;
    if (count > m->capacity - m->count) {
        size_t capacity = (m->count + count) * 2;
        unsigned char *more = realloc(m->bytes, capacity);
        if (!more)
            return false;
        m->bytes = more;
        m->capacity = capacity;
    }
    memcpy(m->bytes + m->count, bytes, count);
    m->count += count;
    return true;
}

static void copy_rows(const ts_image *image, const ts_colour *colour, unsigned char *rgb, unsigned char *to)
{
    size_t width = (size_t)image->width;
    for (int y = 0; y < image->height; y++) {
        if (!image->alpha) {
            ts_image_row_rgb(image, colour, y, to);
            to += width * 3;
            continue;
        }
        ts_image_row_rgb(image, colour, y, rgb);
        for (size_t x = 0; x < width; x++, to += 4) {
            memcpy(to, rgb + x * 3, 3);
            to[3] = image->alpha[(size_t)y * width + x];
        }
    }
}

static bool encode(const ts_image *image, const ts_colour *colour, memory *file)
{
    size_t width = (size_t)image->width, height = (size_t)image->height;
    int channels = image->alpha ? 4 : 3;
    unsigned char *pixels = malloc(width * height * (size_t)channels), *rgb = malloc(width * 3);
    bool done = false;
    if (pixels && rgb) {
        const char *why;
        ts_writer writer = {keep, file};
        copy_rows(image, colour, rgb, pixels);
        done = ts_png_encode(&(ts_pixels){width, height, channels, pixels, 0, NULL}, &writer, &why) == TS_OK;
    }
    free(pixels);
    free(rgb);
    return done;
}

/* A JPEG may stay what it is where every viewer shows its colours alike. */
static bool may_pass(const ts_image *image)
{
    return image->jpeg && image->jpeg_size && !image->alpha && image->space != TS_IMAGE_CMYK;
}

bool svg_image_data(ts_out *out, const ts_image *image, const ts_colour *colour)
{
    memory file = {0};
    if (may_pass(image)) {
        ts_out_text(out, "data:image/jpeg;base64,");
        ts_out_base64(out, image->jpeg, image->jpeg_size);
        return true;
    }
    bool done = ts_image_usable(image) && encode(image, colour, &file);
    if (done) {
        ts_out_text(out, "data:image/png;base64,");
        ts_out_base64(out, file.bytes, file.count);
    }
    free(file.bytes);
    return done;
}
