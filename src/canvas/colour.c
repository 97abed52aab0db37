#include "canvas/ink.h"

#include "base/lack.h"
#include "base/source.h"

#include <lcms2.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* 8-bit ways are resampled into tables, which takes far longer than all else of a profile: they are made when
 * the first pixel comes, by whichever thread brings it. */
typedef struct pixel_ways {
    pthread_mutex_t lock;
    cmsContext context;
    cmsHPROFILE press, srgb;
    int intent;
    cmsHTRANSFORM to_rgb, to_cmyk; /* NULL: not made yet */
} pixel_ways;

struct ts_colour {
    const unsigned char *icc;
    size_t icc_size;
    const char *icc_name;
    const unsigned char *srgb;
    size_t srgb_size;
    /* NULL without a profile; made without lcms2's cache, so that reading never writes */
    cmsHTRANSFORM to_rgb, to_cmyk;
    pixel_ways *pixels; /* NULL without a profile */
};

static void drop_context(void *handle)
{
    cmsDeleteContext(handle);
}

static void drop_profile(void *handle)
{
    cmsCloseProfile(handle);
}

static void drop_transform(void *handle)
{
    cmsDeleteTransform(handle);
}

/* ---- the sRGB profile */

/* ICC.1:2010, table 17: the date of creation; lcms2 writes the clock's. */
static void fix_date(unsigned char *icc)
{
    static const unsigned char first_of_2000[12] = {0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0};
    memcpy(icc + 24, first_of_2000, sizeof first_of_2000);
}

static bool save_srgb(ts_arena *arena, cmsHPROFILE srgb, ts_colour *colour)
{
    cmsUInt32Number size = 0;
    if (!cmsSaveProfileToMem(srgb, NULL, &size) || size < 128)
        return false;
    unsigned char *bytes = ts_arena_alloc(arena, size);
    if (!bytes || !cmsSaveProfileToMem(srgb, bytes, &size))
        return false;
    fix_date(bytes);
    colour->srgb = bytes;
    colour->srgb_size = size;
    return true;
}

/* ---- the press profile */

static cmsHPROFILE open_press(ts_arena *arena, cmsContext context, const char *path, ts_colour *colour,
                              const char **why)
{
    const ts_source *file = ts_source_read(arena, path, why);
    if (!file)
        return NULL;
    *why = "it is not an ICC profile";
    cmsHPROFILE press = cmsOpenProfileFromMemTHR(context, file->text, (cmsUInt32Number)file->length);
    if (!press || !ts_arena_defer(arena, drop_profile, press))
        return NULL;
    *why = "it is not a profile of a printing condition (class prtr, CMYK)";
    if (cmsGetDeviceClass(press) != cmsSigOutputClass || cmsGetColorSpace(press) != cmsSigCmykData)
        return NULL;
    *why = "it is of ICC's version 5, and a PDF holds versions 2 to 4"; /* ISO 19005-2, 6.2.3 */
    if (cmsGetProfileVersion(press) >= 5)
        return NULL;
    colour->icc = (const unsigned char *)file->text;
    colour->icc_size = file->length;
    return press;
}

static bool read_name(ts_arena *arena, cmsHPROFILE press, ts_colour *colour)
{
    char name[256] = "";
    cmsGetProfileInfoASCII(press, cmsInfoDescription, "en", "US", name, sizeof name);
    name[sizeof name - 1] = '\0';
    colour->icc_name = ts_arena_text(arena, name);
    return colour->icc_name != NULL;
}

typedef struct way {
    cmsHPROFILE from, to;
    cmsUInt32Number from_type, to_type;
} way;

static cmsHTRANSFORM make_way(cmsContext context, way w, int intent)
{
    static const cmsUInt32Number intents[] = {INTENT_RELATIVE_COLORIMETRIC, INTENT_PERCEPTUAL,
                                              INTENT_ABSOLUTE_COLORIMETRIC};
    cmsUInt32Number flags = cmsFLAGS_NOCACHE | (intent == 0 ? cmsFLAGS_BLACKPOINTCOMPENSATION : 0);
    return cmsCreateTransformTHR(context, w.from, w.from_type, w.to, w.to_type, intents[intent], flags);
}

static cmsHTRANSFORM open_way(ts_arena *arena, cmsContext context, way w, int intent)
{
    cmsHTRANSFORM transform = make_way(context, w, intent);
    return transform && ts_arena_defer(arena, drop_transform, transform) ? transform : NULL;
}

static void drop_pixels(void *handle)
{
    pixel_ways *pixels = handle;
    if (pixels->to_rgb)
        cmsDeleteTransform(pixels->to_rgb);
    if (pixels->to_cmyk)
        cmsDeleteTransform(pixels->to_cmyk);
    pthread_mutex_destroy(&pixels->lock);
    free(pixels);
}

static pixel_ways *open_pixels(ts_arena *arena, cmsContext context, cmsHPROFILE press, cmsHPROFILE srgb, int intent)
{
    pixel_ways *pixels = calloc(1, sizeof *pixels);
    if (!pixels || pthread_mutex_init(&pixels->lock, NULL) != 0) {
        free(pixels);
        return NULL;
    }
    pixels->context = context;
    pixels->press = press;
    pixels->srgb = srgb;
    pixels->intent = intent;
    return ts_arena_defer(arena, drop_pixels, pixels) ? pixels : NULL;
}

static cmsHTRANSFORM pixel_way(const ts_colour *colour, bool to_rgb)
{
    pixel_ways *pixels = colour ? colour->pixels : NULL;
    if (!pixels)
        return NULL;
    way w = to_rgb ? (way){pixels->press, pixels->srgb, TYPE_CMYK_8, TYPE_RGB_8}
                   : (way){pixels->srgb, pixels->press, TYPE_RGB_8, TYPE_CMYK_8};
    cmsHTRANSFORM *slot = to_rgb ? &pixels->to_rgb : &pixels->to_cmyk;
    pthread_mutex_lock(&pixels->lock);
    if (!*slot)
        *slot = make_way(pixels->context, w, pixels->intent);
    cmsHTRANSFORM made = *slot;
    pthread_mutex_unlock(&pixels->lock);
    return made;
}

static bool open_ways(ts_arena *arena, cmsContext context, cmsHPROFILE press, cmsHPROFILE srgb, int intent,
                      ts_colour *colour)
{
    colour->to_rgb = open_way(arena, context, (way){press, srgb, TYPE_CMYK_DBL, TYPE_RGB_DBL}, intent);
    colour->to_cmyk = open_way(arena, context, (way){srgb, press, TYPE_RGB_DBL, TYPE_CMYK_DBL}, intent);
    colour->pixels = open_pixels(arena, context, press, srgb, intent);
    return colour->to_rgb && colour->to_cmyk && colour->pixels;
}

static const char NO_MEMORY[] = "memory is out";

static ts_colour *make(ts_arena *arena, const char *icc_path, int intent, const char **why)
{
    *why = NO_MEMORY;
    ts_colour *colour = TS_NEW(arena, ts_colour);
    cmsContext context = cmsCreateContext(NULL, NULL);
    if (!context || !ts_arena_defer(arena, drop_context, context) || !colour)
        return NULL;
    cmsHPROFILE srgb = cmsCreate_sRGBProfileTHR(context);
    if (!srgb || !ts_arena_defer(arena, drop_profile, srgb) || !save_srgb(arena, srgb, colour))
        return NULL;
    if (!icc_path)
        return colour;
    cmsHPROFILE press = open_press(arena, context, icc_path, colour, why);
    if (!press)
        return NULL;
    *why = "its tables cannot be used in both directions";
    if (!open_ways(arena, context, press, srgb, intent >= 0 && intent <= 2 ? intent : 0, colour))
        return NULL;
    *why = NO_MEMORY;
    return read_name(arena, press, colour) ? colour : NULL;
}

/* A profile that lcms2 had no memory for is none to it. */
ts_colour *ts_colour_new(ts_arena *arena, const char *icc_path, int intent, const char **why)
{
    ts_lack_begin();
    ts_colour *colour = make(arena, icc_path, intent, why);
    if (!colour && (ts_lack_was() || *why == NO_MEMORY))
        ts_arena_fail(arena, NULL);
    return colour;
}

/* ---- conversions */

static double unit(double v)
{
    return v > 0 ? (v < 1 ? v : 1) : 0;
}

static void plain_to_rgb(const double cmyk[4], double rgb[3])
{
    for (int i = 0; i < 3; i++)
        rgb[i] = (1 - unit(cmyk[i])) * (1 - unit(cmyk[3]));
}

/* All grey is taken into black. */
static void plain_to_cmyk(const double rgb[3], double cmyk[4])
{
    double most = 0;
    for (int i = 0; i < 3; i++)
        most = unit(rgb[i]) > most ? unit(rgb[i]) : most;
    for (int i = 0; i < 3; i++)
        cmyk[i] = most > 0 ? (most - unit(rgb[i])) / most : 0;
    cmyk[3] = 1 - most;
}

void ts_colour_to_rgb(const ts_colour *colour, const double cmyk[4], double rgb[3])
{
    if (!colour || !colour->to_rgb) {
        plain_to_rgb(cmyk, rgb);
        return;
    }
    double percent[4]; /* lcms2 counts ink in percent */
    for (int i = 0; i < 4; i++)
        percent[i] = unit(cmyk[i]) * 100;
    cmsDoTransform(colour->to_rgb, percent, rgb, 1);
    for (int i = 0; i < 3; i++)
        rgb[i] = unit(rgb[i]);
}

void ts_colour_to_cmyk(const ts_colour *colour, const double rgb[3], double cmyk[4])
{
    if (!colour || !colour->to_cmyk) {
        plain_to_cmyk(rgb, cmyk);
        return;
    }
    double in[3] = {unit(rgb[0]), unit(rgb[1]), unit(rgb[2])};
    cmsDoTransform(colour->to_cmyk, in, cmyk, 1);
    for (int i = 0; i < 4; i++)
        cmyk[i] = unit(cmyk[i] / 100);
}

enum { PIXELS_AT_ONCE = 1 << 20 }; /* lcms2 counts in 32 bits */

/* With a profile: slowly, when memory is out for its tables. */
static void pixel_to_rgb(const ts_colour *colour, const unsigned char *cmyk, unsigned char *rgb)
{
    if (!colour || !colour->to_rgb) {
        for (int c = 0; c < 3; c++)
            rgb[c] = (unsigned char)(((255 - cmyk[c]) * (255 - cmyk[3]) + 127) / 255);
        return;
    }
    double in[4] = {cmyk[0] / 255.0, cmyk[1] / 255.0, cmyk[2] / 255.0, cmyk[3] / 255.0}, out[3];
    ts_colour_to_rgb(colour, in, out);
    for (int c = 0; c < 3; c++)
        rgb[c] = (unsigned char)(out[c] * 255 + 0.5);
}

static void pixel_to_cmyk(const ts_colour *colour, const unsigned char *rgb, unsigned char *cmyk)
{
    double in[3] = {rgb[0] / 255.0, rgb[1] / 255.0, rgb[2] / 255.0}, out[4];
    ts_colour_to_cmyk(colour, in, out);
    for (int c = 0; c < 4; c++)
        cmyk[c] = (unsigned char)(out[c] * 255 + 0.5);
}

void ts_colour_pixels_to_rgb(const ts_colour *colour, const unsigned char *cmyk, unsigned char *rgb,
                             size_t count)
{
    cmsHTRANSFORM tables = pixel_way(colour, true);
    for (size_t at = 0; tables && at < count; at += PIXELS_AT_ONCE) {
        size_t n = count - at < PIXELS_AT_ONCE ? count - at : PIXELS_AT_ONCE;
        cmsDoTransform(tables, cmyk + at * 4, rgb + at * 3, (cmsUInt32Number)n);
    }
    for (size_t i = 0; !tables && i < count; i++)
        pixel_to_rgb(colour, cmyk + i * 4, rgb + i * 3);
}

void ts_colour_pixels_to_cmyk(const ts_colour *colour, const unsigned char *rgb, unsigned char *cmyk,
                              size_t count)
{
    cmsHTRANSFORM tables = pixel_way(colour, false);
    for (size_t at = 0; tables && at < count; at += PIXELS_AT_ONCE) {
        size_t n = count - at < PIXELS_AT_ONCE ? count - at : PIXELS_AT_ONCE;
        cmsDoTransform(tables, rgb + at * 3, cmyk + at * 4, (cmsUInt32Number)n);
    }
    for (size_t i = 0; !tables && i < count; i++)
        pixel_to_cmyk(colour, rgb + i * 3, cmyk + i * 4);
}

const unsigned char *ts_colour_icc(const ts_colour *colour, size_t *size)
{
    *size = colour ? colour->icc_size : 0;
    return colour ? colour->icc : NULL;
}

int ts_colour_intent(const ts_colour *colour)
{
    return colour && colour->pixels ? colour->pixels->intent : 0;
}

const char *ts_colour_icc_name(const ts_colour *colour)
{
    return colour ? colour->icc_name : NULL;
}

const unsigned char *ts_colour_srgb_icc(const ts_colour *colour, size_t *size)
{
    *size = colour ? colour->srgb_size : 0;
    return colour ? colour->srgb : NULL;
}
