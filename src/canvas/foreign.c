#include "canvas/foreign.h"

#include <lcms2.h>
#include <stdint.h>
#include <stdlib.h>

enum { AT_ONCE = 1 << 20 }; /* pixels: lcms2 counts in 32 bits */

typedef struct gate { /* from one profile to another */
    cmsContext context;
    cmsHPROFILE from, to;
    cmsHTRANSFORM way;
} gate;

static void close_gate(gate *g)
{
    if (g->way)
        cmsDeleteTransform(g->way);
    if (g->from)
        cmsCloseProfile(g->from);
    if (g->to)
        cmsCloseProfile(g->to);
    if (g->context)
        cmsDeleteContext(g->context);
}

/* Links, abstract and named-colour profiles say nothing of what pixels look like; PDF knows ICC's versions 2 to 4
 * (ISO 32000-1, 8.6.5.5; ISO 19005-2, 6.2.4.2). */
static bool is_of_pixels(cmsHPROFILE profile)
{
    cmsProfileClassSignature class = cmsGetDeviceClass(profile);
    if (cmsGetProfileVersion(profile) >= 5)
        return false;
    return class == cmsSigInputClass || class == cmsSigDisplayClass || class == cmsSigOutputClass || class == cmsSigColorSpaceClass;
}

static cmsHPROFILE open_embedded(cmsContext context, ts_icc icc, int channels)
{
    if (icc.size > UINT32_MAX)
        return NULL;
    cmsHPROFILE profile = cmsOpenProfileFromMemTHR(context, icc.bytes, (cmsUInt32Number)icc.size);
    cmsColorSpaceSignature wanted = channels == 4 ? cmsSigCmykData : cmsSigRgbData;
    if (profile && (cmsGetColorSpace(profile) != wanted || !is_of_pixels(profile))) {
        cmsCloseProfile(profile);
        return NULL;
    }
    return profile;
}

static cmsHPROFILE open_press(cmsContext context, const ts_colour *colour)
{
    size_t size = 0;
    const unsigned char *bytes = ts_colour_icc(colour, &size);
    return bytes ? cmsOpenProfileFromMemTHR(context, bytes, (cmsUInt32Number)size) : NULL;
}

static bool open_gate(gate *g, const ts_colour *colour, const ts_foreign *from, bool to_cmyk)
{
    static const cmsUInt32Number intents[] = {INTENT_RELATIVE_COLORIMETRIC, INTENT_PERCEPTUAL, INTENT_ABSOLUTE_COLORIMETRIC};
    int intent = ts_colour_intent(colour);
    *g = (gate){.context = cmsCreateContext(NULL, NULL)};
    if (!g->context)
        return false;
    g->from = open_embedded(g->context, from->icc, from->channels);
    g->to = to_cmyk ? open_press(g->context, colour) : cmsCreate_sRGBProfileTHR(g->context);
    if (!g->from || !g->to)
        return false;
    g->way = cmsCreateTransformTHR(g->context, g->from, from->channels == 4 ? TYPE_CMYK_8 : TYPE_RGB_8, g->to,
                                   to_cmyk ? TYPE_CMYK_8 : TYPE_RGB_8, intents[intent],
                                   cmsFLAGS_NOCACHE | (intent == 0 ? cmsFLAGS_BLACKPOINTCOMPENSATION : 0));
    return g->way != NULL;
}

static bool pass(const ts_colour *colour, const ts_foreign *from, bool to_cmyk, unsigned char *to)
{
    gate g;
    bool open = open_gate(&g, colour, from, to_cmyk);
    for (size_t at = 0; open && at < from->count; at += AT_ONCE) {
        size_t n = from->count - at < AT_ONCE ? from->count - at : AT_ONCE;
        cmsDoTransform(g.way, from->pixels + at * (size_t)from->channels, to + at * (to_cmyk ? 4 : 3), (cmsUInt32Number)n);
    }
    close_gate(&g);
    return open;
}

bool ts_foreign_to_rgb(const ts_colour *colour, const ts_foreign *from, unsigned char *rgb)
{
    return pass(colour, from, false, rgb);
}

bool ts_foreign_to_cmyk(const ts_colour *colour, const ts_foreign *from, unsigned char *cmyk)
{
    size_t size = 0;
    if (ts_colour_icc(colour, &size))
        return pass(colour, from, true, cmyk);
    unsigned char *rgb = malloc(from->count * 3 + 1);
    bool done = rgb && pass(colour, from, false, rgb);
    if (done)
        ts_colour_pixels_to_cmyk(colour, rgb, cmyk, from->count);
    free(rgb);
    return done;
}

bool ts_icc_is_srgb(ts_icc icc)
{
    enum { STEPS = 6, PROBES = STEPS * STEPS * STEPS };
    unsigned char probes[PROBES * 3], seen[PROBES * 3];
    for (int i = 0; i < PROBES; i++) {
        probes[i * 3] = (unsigned char)(i % STEPS * 51);
        probes[i * 3 + 1] = (unsigned char)(i / STEPS % STEPS * 51);
        probes[i * 3 + 2] = (unsigned char)(i / STEPS / STEPS * 51);
    }
    const ts_foreign from = {icc, 3, probes, PROBES};
    if (!ts_foreign_to_rgb(NULL, &from, seen))
        return false;
    for (int i = 0; i < PROBES * 3; i++)
        if (abs(seen[i] - probes[i]) > 1)
            return false;
    return true;
}
