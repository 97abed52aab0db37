/* Plates shown: one as it is, or all as the press would lay them over each other. */
#include "device/plates.h"

#include "device/encode.h"

static ts_status write_plate(ts_arena *arena, const ts_plates_order *order, const char *plate, const ts_writer *writer,
                             const char **why)
{
    ts_plates plates;
    ts_status status = ts_plates_make_one(arena, order, plate, &plates, why);
    if (status != TS_OK)
        return status;
    size_t count = plates.width * plates.height;
    const unsigned char *ink = ts_plates_find(&plates, plate)->pixels;
    unsigned char *grey = ts_arena_alloc(arena, count);
    *why = "memory is out";
    if (!grey)
        return TS_MACHINE;
    for (size_t i = 0; i < count; i++)
        grey[i] = (unsigned char)(255 - ink[i]);
    return ts_png_encode(&(ts_pixels){plates.width, plates.height, 1, grey, order->dpi, arena}, writer, why);
}

/* Inks add up to a full tone at most, as in the tint transform of the press file's DeviceN. */
static void lay(const ts_plates *plates, size_t row, unsigned char *cmyk)
{
    size_t from = row * plates->width;
    for (size_t x = 0; x < plates->width; x++, cmyk += 4) {
        double sum[4] = {0};
        for (size_t i = 0; i < plates->inks.count; i++) {
            const ts_plate *plate = &plates->inks.items[i];
            unsigned char ink = plate->pixels[from + x];
            for (int c = 0; ink && c < 4; c++)
                sum[c] += ink * plate->cmyk[c];
        }
        for (int c = 0; c < 4; c++)
            cmyk[c] = sum[c] < 255 ? (unsigned char)(sum[c] + 0.5) : 255;
    }
}

static ts_status write_proof(ts_arena *arena, const ts_plates_order *order, const ts_writer *writer, const char **why)
{
    ts_plates plates;
    ts_status status = ts_plates_make(arena, order, &plates, why);
    if (status != TS_OK)
        return status;
    unsigned char *cmyk = ts_arena_array(arena, plates.width, 4), *rgb = ts_arena_array(arena, plates.height, plates.width * 3);
    *why = "memory is out";
    if (!cmyk || !rgb)
        return TS_MACHINE;
    for (size_t y = 0; y < plates.height && !ts_arena_stopped(arena); y++) {
        lay(&plates, y, cmyk);
        ts_colour_pixels_to_rgb(order->colour, cmyk, rgb + y * plates.width * 3, plates.width);
    }
    return ts_png_encode(&(ts_pixels){plates.width, plates.height, 3, rgb, order->dpi, arena}, writer, why);
}

/* Pixels go with the call; *why stays. */
static ts_status in_own_arena(ts_arena *arena, const ts_plates_order *order, const char *plate, const ts_writer *writer,
                              const char **why)
{
    ts_arena *own = ts_arena_new(0);
    *why = "memory is out";
    if (!own)
        return TS_MACHINE;
    ts_arena_heed_as(own, arena);
    ts_status status = plate ? write_plate(own, order, plate, writer, why) : write_proof(own, order, writer, why);
    if (status != TS_OK && *why)
        *why = ts_arena_text(arena, *why);
    ts_arena_drop(own);
    return status;
}

ts_status ts_plate_write(ts_arena *arena, const ts_plates_order *order, const char *plate, const ts_writer *writer,
                         const char **why)
{
    return in_own_arena(arena, order, plate, writer, why);
}

ts_status ts_proof_write(ts_arena *arena, const ts_plates_order *order, const ts_writer *writer, const char **why)
{
    return in_own_arena(arena, order, NULL, writer, why);
}
