#include "canvas/ink.h"

#include <math.h>

static double unit(double v)
{
    return v > 0 ? (v < 1 ? v : 1) : 0; /* NaN gives 0 */
}

static bool prints(ts_ink ink)
{
    return ink.swatch && !ink.swatch->paper;
}

void ts_swatch_build(ts_swatch *swatch)
{
    ts_colour_to_rgb(swatch->colour, swatch->cmyk, swatch->built);
}

void ts_ink_cmyk(ts_ink ink, double cmyk[4])
{
    for (int i = 0; i < 4; i++)
        cmyk[i] = prints(ink) ? unit(ink.swatch->cmyk[i]) * unit(ink.tint) : 0;
}

/* How far the swatch's own screen colour is from what the profile makes of its
 * build: a sheet may give another, and tints fade from it without a step. */
static void add_difference(ts_ink ink, double share, double rgb[3])
{
    for (int i = 0; i < 3; i++)
        rgb[i] = unit(rgb[i] + (unit(ink.swatch->rgb[i]) - ink.swatch->built[i]) * share);
}

static void mix_plain(ts_ink from, ts_ink to, double at, double rgb[3])
{
    double a = prints(from) ? unit(from.tint) * (1 - at) : 0;
    double b = prints(to) ? unit(to.tint) * at : 0;
    for (int i = 0; i < 3; i++) {
        double of_a = a > 0 ? a * (1 - unit(from.swatch->rgb[i])) : 0;
        double of_b = b > 0 ? b * (1 - unit(to.swatch->rgb[i])) : 0;
        rgb[i] = unit(1 - of_a - of_b);
    }
}

void ts_ink_mix_rgb(ts_ink from, ts_ink to, double at, double rgb[3])
{
    at = unit(at);
    const ts_colour *colour = prints(from) ? from.swatch->colour : prints(to) ? to.swatch->colour : NULL;
    if (!colour || (prints(from) && !from.swatch->colour) || (prints(to) && !to.swatch->colour)) {
        mix_plain(from, to, at, rgb);
        return;
    }
    double a[4], b[4], build[4];
    ts_ink_cmyk(from, a);
    ts_ink_cmyk(to, b);
    for (int i = 0; i < 4; i++)
        build[i] = a[i] + (b[i] - a[i]) * at;
    ts_colour_to_rgb(colour, build, rgb);
    if (prints(from))
        add_difference(from, unit(from.tint) * (1 - at), rgb);
    if (prints(to))
        add_difference(to, unit(to.tint) * at, rgb);
}

void ts_ink_rgb(ts_ink ink, double rgb[3])
{
    if (prints(ink) && ink.tint >= 1) { /* all of the difference is added to what it was taken from */
        for (int i = 0; i < 3; i++)
            rgb[i] = unit(ink.swatch->rgb[i]);
        return;
    }
    ts_ink_mix_rgb((ts_ink){NULL, 0}, ink, 1, rgb);
}

bool ts_ink_is_k(ts_ink ink)
{
    if (!prints(ink) || ink.swatch->spot)
        return false;
    const double *c = ink.swatch->cmyk;
    return c[0] <= 0 && c[1] <= 0 && c[2] <= 0 && c[3] * ink.tint > 0;
}

bool ts_ink_overprints(ts_ink ink)
{
    double c[4];
    if (!prints(ink) || !ink.swatch->overprint || ink.tint < 1)
        return false;
    ts_ink_cmyk(ink, c);
    return ink.swatch->spot || c[0] + c[1] + c[2] + c[3] > 0;
}

/* WCAG 2.1, relative luminance; the break is that of IEC 61966-2-1. */
double ts_luminance(const double rgb[3])
{
    static const double weights[3] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double v = unit(rgb[i]);
        sum += weights[i] * (v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double ts_contrast(const double a[3], const double b[3])
{
    double la = ts_luminance(a), lb = ts_luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}
