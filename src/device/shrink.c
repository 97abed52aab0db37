#include "device/shrink.h"

#include <math.h>
#include <string.h>

typedef struct curve {
    double amount[256]; /* of light or ink, 0..1 */
    double above[255];  /* from here on it is the next number */
} curve;

typedef struct shrinking {
    const ts_image *from;
    int width, height;
    size_t channels; /* of colour; the sums have one more, the coverage */
    curve curve;
    double *sums;    /* of a row of new pixels, over the columns of the old ones */
    unsigned char *pixels, *alpha;
} shrinking;

/* IEC 61966-2-1, 5.2 */
static double light_of(double value)
{
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static void make_curve(curve *c, bool inks)
{
    for (int i = 0; i < 256; i++)
        c->amount[i] = inks ? i / 255.0 : light_of(i / 255.0);
    for (int i = 0; i < 255; i++)
        c->above[i] = inks ? (i + 0.5) / 255 : light_of((i + 0.5) / 255);
}

static unsigned char number_of(const curve *c, double amount)
{
    int low = 0, high = 255;
    while (low < high) {
        int middle = (low + high) / 2;
        if (amount < c->above[middle])
            high = middle;
        else
            low = middle + 1;
    }
    return (unsigned char)low;
}

/* How much of an old pixel lies between two places on its axis. */
static double covered(int pixel, double from, double to)
{
    return fmin(to, pixel + 1) - fmax(from, pixel);
}

static void add_row(shrinking *s, int y, double weight)
{
    size_t count = (size_t)s->from->width, channels = s->channels;
    const unsigned char *row = s->from->pixels + (size_t)y * count * channels;
    const unsigned char *alpha = s->from->alpha ? s->from->alpha + (size_t)y * count : NULL;
    double *sum = s->sums;
    for (size_t x = 0; x < count; x++) {
        double share = alpha ? weight * alpha[x] / 255 : weight;
        for (size_t i = 0; i < channels; i++)
            *sum++ += share * s->curve.amount[*row++];
        *sum++ += share;
    }
}

static void sum_rows(shrinking *s, int y)
{
    double scale = (double)s->from->height / s->height, top = y * scale, bottom = fmin((y + 1) * scale, s->from->height);
    memset(s->sums, 0, (size_t)s->from->width * (s->channels + 1) * sizeof *s->sums);
    for (int row = (int)top; row < bottom; row++)
        add_row(s, row, covered(row, top, bottom) / scale);
}

static void put_pixel(shrinking *s, size_t at, const double *sum)
{
    double cover = sum[s->channels];
    for (size_t i = 0; i < s->channels; i++)
        s->pixels[at * s->channels + i] = cover > 0 ? number_of(&s->curve, sum[i] / cover) : 0;
    if (s->alpha)
        s->alpha[at] = (unsigned char)lround(255 * fmin(cover, 1));
}

static void put_row(shrinking *s, int y)
{
    double scale = (double)s->from->width / s->width;
    for (int x = 0; x < s->width; x++) {
        double left = x * scale, right = fmin((x + 1) * scale, s->from->width), sum[5] = {0};
        for (int column = (int)left; column < right; column++)
            for (size_t i = 0; i <= s->channels; i++)
                sum[i] += covered(column, left, right) / scale * s->sums[(size_t)column * (s->channels + 1) + i];
        put_pixel(s, (size_t)y * (size_t)s->width + (size_t)x, sum);
    }
}

static bool take_memory(shrinking *s, ts_arena *arena)
{
    size_t count = (size_t)s->width * (size_t)s->height;
    s->sums = ts_arena_array(arena, (size_t)s->from->width, (s->channels + 1) * sizeof *s->sums);
    s->pixels = ts_arena_array(arena, count, s->channels);
    s->alpha = s->from->alpha ? ts_arena_alloc(arena, count) : NULL;
    return s->sums && s->pixels && (s->alpha || !s->from->alpha);
}

const ts_image *ts_image_shrink(ts_arena *arena, const ts_image *image, int width, int height)
{
    static const size_t channels[] = {[TS_IMAGE_GREY] = 1, [TS_IMAGE_RGB] = 3, [TS_IMAGE_CMYK] = 4};
    shrinking s = {.from = image, .width = width, .height = height, .channels = channels[image->space]};
    ts_image *made = TS_NEW(arena, ts_image);
    if (!made || !take_memory(&s, arena))
        return NULL;
    make_curve(&s.curve, image->space == TS_IMAGE_CMYK);
    for (int y = 0; y < height; y++) {
        sum_rows(&s, y);
        put_row(&s, y);
    }
    *made = (ts_image){.name = image->name, .width = width, .height = height, .space = image->space,
                       .pixels = s.pixels, .alpha = s.alpha, .photograph = image->photograph};
    return made;
}
