#include "canvas/vision.h"

#include <math.h>

/* Machado et al. 2009, table 1, the rows of severity 1. */
static const double cones[TS_VISIONS][3][3] = {
    [TS_VISION_FULL] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    [TS_VISION_PROTAN] = {{0.152286, 1.052583, -0.204868},
                          {0.114503, 0.786281, 0.099216},
                          {-0.003882, -0.048116, 1.051998}},
    [TS_VISION_DEUTAN] = {{0.367322, 0.860646, -0.227968},
                          {0.280085, 0.672501, 0.047413},
                          {-0.011820, 0.042940, 0.968881}},
    [TS_VISION_TRITAN] = {{1.255528, -0.076749, -0.178779},
                          {-0.078411, 0.930809, 0.147602},
                          {0.004733, 0.691367, 0.303900}},
};

/* IEC 61966-2-1: linear sRGB to XYZ. */
static const double to_xyz[3][3] = {
    {0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}};
static const double white[3] = {0.9505, 1, 1.089};

static double clamp(double value)
{
    return value > 0 ? fmin(value, 1) : 0;
}

static double linear(double v)
{
    v = clamp(v);
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double encoded(double v)
{
    v = clamp(v);
    return v <= 0.0031308 ? v * 12.92 : 1.055 * pow(v, 1 / 2.4) - 0.055;
}

static void turn(const double by[3][3], const double from[3], double to[3])
{
    for (int i = 0; i < 3; i++)
        to[i] = by[i][0] * from[0] + by[i][1] * from[1] + by[i][2] * from[2];
}

void ts_vision_see(ts_vision vision, const double rgb[3], double seen[3])
{
    double light[3] = {linear(rgb[0]), linear(rgb[1]), linear(rgb[2])}, left[3];
    turn(cones[vision], light, left);
    for (int i = 0; i < 3; i++)
        seen[i] = encoded(left[i]);
}

static double cube_root(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

void ts_vision_lab(const double rgb[3], double lab[3])
{
    double light[3] = {linear(rgb[0]), linear(rgb[1]), linear(rgb[2])}, xyz[3], f[3];
    turn(to_xyz, light, xyz);
    for (int i = 0; i < 3; i++)
        f[i] = cube_root(xyz[i] / white[i]);
    lab[0] = 116 * f[1] - 16;
    lab[1] = 500 * (f[0] - f[1]);
    lab[2] = 200 * (f[1] - f[2]);
}

double ts_vision_apart(const double a[3], const double b[3])
{
    double x[3], y[3];
    ts_vision_lab(a, x);
    ts_vision_lab(b, y);
    return sqrt((x[0] - y[0]) * (x[0] - y[0]) + (x[1] - y[1]) * (x[1] - y[1]) + (x[2] - y[2]) * (x[2] - y[2]));
}
