/*
 * Pictures (8.9.5). Each becomes one object, in a colour space that the page's
 * profile knows; what must be converted is converted here, once.
 */
#include "device/haru_pdf.h"

#include "device/jpeg.h"
#include "device/shrink.h"

#include <math.h>
#include <string.h>

typedef struct samples {
    const unsigned char *data;
    size_t size;
    int channels;
} samples;

static const char *const spaces[] = {[1] = "/DeviceGray", [3] = "/DeviceRGB", [4] = "/DeviceCMYK"};

enum { SIDE = 32767, QUALITY = 90 };

static int channels_of(ts_image_space space)
{
    static const int channels[] = {[TS_IMAGE_GREY] = 1, [TS_IMAGE_RGB] = 3, [TS_IMAGE_CMYK] = 4};

    return channels[space];
}

/* Grey is allowed on either page: an output intent tells what it means. */
static bool allowed(const ts_pdf *pdf, ts_image_space space)
{
    return space == TS_IMAGE_GREY || (space == TS_IMAGE_CMYK) == pdf->options->cmyk;
}

static bool convert(ts_pdf *pdf, const ts_image *image, samples *out)
{
    size_t count = (size_t)image->width * (size_t)image->height;
    int from = channels_of(image->space);

    *out = (samples){image->pixels, count * (size_t)from, from};
    if (allowed(pdf, image->space))
        return true;
    out->channels = pdf->options->cmyk ? 4 : 3;
    out->size = count * (size_t)out->channels;
    unsigned char *pixels = ts_arena_alloc(pdf->arena, out->size);
    if (!pixels)
        return false;
    if (pdf->options->cmyk)
        ts_colour_pixels_to_cmyk(pdf->options->colour, image->pixels, pixels, count);
    else
        ts_colour_pixels_to_rgb(pdf->options->colour, image->pixels, pixels, count);
    out->data = pixels;
    return true;
}

static unsigned char paeth(int left, int up, int corner)
{
    int guess = left + up - corner;
    int a = guess > left ? guess - left : left - guess, b = guess > up ? guess - up : up - guess;
    int c = guess > corner ? guess - corner : corner - guess;

    return (unsigned char)(a <= b && a <= c ? left : b <= c ? up : corner);
}

/* PNG's Paeth filter before Flate (7.4.4.4): photographs shrink by a third. */
static unsigned char *predict(ts_arena *arena, const samples *in, int width, int height)
{
    size_t row = (size_t)width * (size_t)in->channels, step = (size_t)in->channels;
    unsigned char *out = ts_arena_array(arena, (size_t)height, row + 1), *at = out;

    for (size_t y = 0; out && y < (size_t)height; y++) {
        const unsigned char *line = in->data + y * row, *above = y ? line - row : NULL;
        *at++ = 4;
        for (size_t x = 0; x < row; x++) {
            int left = x >= step ? line[x - step] : 0, up = above ? above[x] : 0;
            int corner = x >= step && above ? above[x - step] : 0;
            *at++ = (unsigned char)(line[x] - paeth(left, up, corner));
        }
    }
    return out;
}

static ts_pdf_bytes *put_head(ts_pdf *pdf, int object, const ts_image *image, const char *space)
{
    ts_pdf_bytes *entries = ts_pdf_entries(pdf->sink, object);

    ts_pdf_print(entries,
                 "/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 ",
                 image->width, image->height, space);
    return entries;
}

/* What the file brings of its own (8.6.5.5), or the device's. */
static const char *space_of_jpeg(ts_pdf *pdf, const ts_image *image)
{
    if (!image->jpeg_icc.size)
        return spaces[channels_of(image->space)];
    int profile = ts_pdf_stream(pdf->sink, image->jpeg_icc.bytes, image->jpeg_icc.size, TS_PDF_FLATE);
    const char *space = ts_arena_print(pdf->arena, "[/ICCBased %d 0 R]", profile);
    ts_pdf_print(ts_pdf_entries(pdf->sink, profile), "/N 3 /Alternate /DeviceRGB ");
    if (!space)
        ts_pdf_no_memory(pdf);
    return space ? space : "";
}

static int put_samples(ts_pdf *pdf, const ts_image *image, const samples *in)
{
    unsigned char *packed = predict(pdf->arena, in, image->width, image->height);

    if (!packed) {
        ts_pdf_no_memory(pdf);
        return 0;
    }
    int object = ts_pdf_stream(pdf->sink, packed, in->size + (size_t)image->height, TS_PDF_FLATE | TS_PDF_LASTS);
    ts_pdf_bytes *entries = put_head(pdf, object, image, spaces[in->channels]);
    ts_pdf_print(entries, "/DecodeParms << /Predictor 15 /Colors %d /BitsPerComponent 8 /Columns %d >> ",
                 in->channels, image->width);
    return object;
}

static int put_jpeg(ts_pdf *pdf, const ts_image *image, ts_jpeg file)
{
    const char *space = space_of_jpeg(pdf, image);
    int object = ts_pdf_stream(pdf->sink, file.data, file.size, 0);
    ts_pdf_bytes *entries = put_head(pdf, object, image, space);

    ts_pdf_print(entries, "/Filter /DCTDecode ");
    if (image->space == TS_IMAGE_CMYK && image->jpeg_inverted)
        ts_pdf_print(entries, "/Decode [1 0 1 0 1 0 1 0] ");
    return object;
}

static bool shows_through(const ts_image *image)
{
    size_t count = (size_t)image->width * (size_t)image->height;

    for (size_t i = 0; image->alpha && i < count; i++)
        if (image->alpha[i] != 255)
            return true;
    return false;
}

/* ---- resolution */

/* In art, which may be placed at any size, a picture keeps its pixels. */
void ts_pdf_collect_image(ts_pdf *pdf, const ts_item *item)
{
    double width = pdf->inside ? INFINITY : item->u.image.box.w, height = pdf->inside ? INFINITY : item->u.image.box.h;

    for (size_t i = 0; i < pdf->placements.count; i++) {
        ts_pdf_placement *known = &pdf->placements.items[i];
        if (known->image != item->u.image.image)
            continue;
        known->width = fmax(known->width, width);
        known->height = fmax(known->height, height);
        return;
    }
    if (!TS_PUSH(pdf->arena, &pdf->placements, ((ts_pdf_placement){item->u.image.image, width, height})))
        ts_pdf_no_memory(pdf);
}

/* Pixels an inch where it is largest, by the side that has fewer. */
static double resolution_of(const ts_pdf *pdf, const ts_image *image)
{
    for (size_t i = 0; i < pdf->placements.count; i++) {
        ts_pdf_placement place = pdf->placements.items[i];
        if (place.image == image && place.width > 0 && place.height > 0)
            return 72 * fmin(image->width / place.width, image->height / place.height);
    }
    return 0;
}

/* The picture itself, or a smaller one of the resolution that is wanted. NULL: memory is out. */
static const ts_image *fit(ts_pdf *pdf, const ts_image *image)
{
    double wanted = pdf->options->image_ppi, now = resolution_of(pdf, image);

    if (wanted <= 0 || now <= TS_FINE_ENOUGH * wanted || !image->pixels)
        return image;
    int width = (int)ceil(image->width * wanted / now), height = (int)ceil(image->height * wanted / now);
    return ts_image_shrink(pdf->arena, image, width, height);
}

/* ---- an object */

/* A photograph that cannot go through as it came is a JPEG again on a screen page; a press page keeps all of it. */
static int put_pixels(ts_pdf *pdf, const ts_image *image)
{
    ts_image copy = *image;
    samples all;

    if (!image->pixels || !convert(pdf, image, &all)) {
        ts_pdf_no_memory(pdf);
        return 0;
    }
    if (!image->photograph || pdf->options->cmyk)
        return put_samples(pdf, image, &all);
    copy.pixels = all.data;
    copy.space = all.channels == 1 ? TS_IMAGE_GREY : TS_IMAGE_RGB;
    copy.jpeg_icc = (ts_icc){0};
    ts_jpeg file = ts_jpeg_encode(pdf->arena, &copy, QUALITY);
    return file.data ? put_jpeg(pdf, &copy, file) : put_samples(pdf, image, &all);
}

static ts_pdf_image make_image(ts_pdf *pdf, const ts_image *whole)
{
    const ts_image *image = fit(pdf, whole);
    ts_pdf_image made = {whole, 0, false};

    if (!image) {
        ts_pdf_no_memory(pdf);
        return made;
    }
    made.transparent = shows_through(image);
    if (image->width < 1 || image->height < 1 || image->width > SIDE || image->height > SIDE)
        ts_pdf_refuse(pdf, "a picture has no pixels, or more than 32767 a side");
    else if (image->jpeg && allowed(pdf, image->space))
        made.object = put_jpeg(pdf, image, (ts_jpeg){image->jpeg, image->jpeg_size});
    else
        made.object = put_pixels(pdf, image);
    if (made.transparent && made.object) {
        samples alpha = {image->alpha, (size_t)image->width * (size_t)image->height, 1};
        int mask = put_samples(pdf, image, &alpha);
        ts_pdf_print(ts_pdf_entries(pdf->sink, made.object), "/SMask %d 0 R ", mask);
    }
    return made;
}

static ts_pdf_image find_image(ts_pdf *pdf, const ts_image *image)
{
    for (size_t i = 0; i < pdf->images.count; i++)
        if (pdf->images.items[i].image == image)
            return pdf->images.items[i];
    ts_pdf_image made = make_image(pdf, image);
    if (!TS_PUSH(pdf->arena, &pdf->images, made))
        ts_pdf_no_memory(pdf);
    return made;
}

static bool is_cut(ts_rect box, ts_rect clip)
{
    return clip.w > 0 && clip.h > 0 &&
           (clip.x > box.x || clip.y > box.y || ts_rect_right(clip) < ts_rect_right(box) ||
            ts_rect_bottom(clip) < ts_rect_bottom(box));
}

/* Grey stands on the black plate; whatever else is converted needs all four. */
static ts_pdf_inks inks_of(const ts_pdf *pdf, const ts_image *image)
{
    unsigned process = image->space == TS_IMAGE_GREY ? 8 : 15;

    return (ts_pdf_inks){pdf->options->cmyk ? process : 0, 0};
}

void ts_pdf_paint_image(ts_pdf_content *content, const ts_item *item)
{
    ts_rect box = item->u.image.box, clip = item->u.image.clip;
    ts_pdf_image image = find_image(content->pdf, item->u.image.image);

    if (!image.object)
        return;
    content->transparent = content->transparent || image.transparent;
    ts_pdf_use_inks(content, inks_of(content->pdf, image.image));
    ts_pdf_set_gstate(content, false, 1);
    ts_pdf_save_state(content);
    if (is_cut(box, clip))
        ts_pdf_print(content->out, "%f %f %f %f re W n\n", clip.x, clip.y, clip.w, clip.h);
    /* A picture fills the unit square, its first row at the top (8.9.4). */
    ts_pdf_matrix(content->out, (ts_matrix){box.w, 0, 0, -box.h, box.x, box.y + box.h});
    ts_pdf_print(content->out, "cm ");
    ts_pdf_put_resource(content, TS_PDF_XOBJECT, image.object);
    ts_pdf_print(content->out, "Do\n");
    ts_pdf_restore_state(content);
}
