#define _GNU_SOURCE /* fopencookie */
#include "device/encode.h"

#include <math.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* libpng's simplified writer needs no longjmp out of our code; it has no call
 * for the resolution, so that pHYs is put behind IHDR afterwards. */

enum { HEAD = 8 + 25 }; /* signature and IHDR with length, name and checksum (PNG 1.2, 5) */

static void put32(unsigned char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(value >> (24 - 8 * i));
}

/* CRC-32 of ISO 3309, as PNG 1.2, 3.4 asks. */
static uint32_t checksum(const unsigned char *bytes, size_t count)
{
    uint32_t crc = UINT32_C(0xFFFFFFFF);
    for (size_t i = 0; i < count; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? UINT32_C(0xEDB88320) : 0);
    }
    return ~crc;
}

static void make_phys(double dpi, unsigned char chunk[21])
{
    uint32_t per_metre = (uint32_t)lround(dpi / 0.0254);
    put32(chunk, 9);
    memcpy(chunk + 4, "pHYs", 4);
    put32(chunk + 8, per_metre);
    put32(chunk + 12, per_metre);
    chunk[16] = 1; /* the unit is the metre */
    put32(chunk + 17, checksum(chunk + 4, 13));
}

static bool send(const ts_writer *writer, const char *file, size_t size, double dpi)
{
    unsigned char phys[21];
    if (!(dpi > 0))
        return writer->write(writer->user, file, size);
    make_phys(dpi, phys);
    return writer->write(writer->user, file, HEAD) && writer->write(writer->user, phys, sizeof phys) &&
           writer->write(writer->user, file + HEAD, size - HEAD);
}

typedef struct heeding { /* bytes on their way to memory, as long as nobody stops them */
    FILE *to;
    const ts_arena *within;
} heeding;

static ssize_t pass(void *cookie, const char *bytes, size_t count)
{
    const heeding *h = cookie;
    return h->within && ts_arena_stopped(h->within) ? 0 : (ssize_t)fwrite(bytes, 1, count, h->to);
}

static bool encode(const ts_pixels *pixels, FILE *file)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    image.width = (png_uint_32)pixels->width;
    image.height = (png_uint_32)pixels->height;
    image.format = pixels->channels == 1   ? PNG_FORMAT_GRAY
                   : pixels->channels == 3 ? PNG_FORMAT_RGB
                                           : PNG_FORMAT_RGBA;
    bool done = png_image_write_to_stdio(&image, file, 0, pixels->rows, 0, NULL);
    png_image_free(&image);
    return done;
}

/* libpng can be ended by a file alone that takes no more. */
static bool encode_heeding(const ts_pixels *pixels, FILE *memory)
{
    heeding h = {memory, pixels->within};
    FILE *file = fopencookie(&h, "wb", (cookie_io_functions_t){.write = pass});
    bool done = file && encode(pixels, file);
    return file && fclose(file) == 0 && done;
}

ts_status ts_png_encode(const ts_pixels *pixels, const ts_writer *writer, const char **why)
{
    char *bytes = NULL;
    size_t size = 0;
    *why = "memory is out";
    FILE *file = open_memstream(&bytes, &size);
    if (!file)
        return TS_MACHINE;
    bool encoded = encode_heeding(pixels, file);
    bool whole = fclose(file) == 0 && encoded && size > HEAD;
    bool sent = whole && send(writer, bytes, size, pixels->dpi);
    free(bytes);
    if (whole && !sent)
        *why = "the file could not be written";
    return sent ? TS_OK : TS_MACHINE;
}
