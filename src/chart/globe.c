#include "chart/globe.h"

#include <math.h>

static const double PI = 3.14159265358979323846, LAST_LATITUDE = 85;
/* Parallels this close together, or this close to opposite, make no cone. */
static const double CONE = 0.5;

static double radians(double degrees)
{
    return degrees * PI / 180;
}

/* The same meridian, at most half way round from the middle. */
static double near_middle(const ts_globe *globe, double longitude)
{
    double off = longitude - globe->middle;
    return off > 180 ? longitude - 360 : off < -180 ? longitude + 360 : longitude;
}

/* Between the parallels no distance is too long, outside none too short: a sixth of the height
 * makes the largest errors alike. */
static void parallels_of(ts_region shown, double *first, double *second)
{
    double sixth = (shown.north - shown.south) / 6;
    *first = shown.south + sixth;
    *second = shown.north - sixth;
    if (fabs(*first + *second) < CONE) /* across the equator: nearly a cylinder */
        *second = *second + 2 * CONE;
}

/* Snyder 14-3 and 14-6: n, then the square of rho n is c - 2 n sin(phi). */
static void open_albers(ts_globe *globe, double first, double second)
{
    globe->n = (sin(first) + sin(second)) / 2;
    globe->c = cos(first) * cos(first) + 2 * globe->n * sin(first);
}

/* Snyder 15-2 and 15-3. */
static void open_lambert(ts_globe *globe, double first, double second)
{
    double low = tan(PI / 4 + first / 2), high = tan(PI / 4 + second / 2);
    globe->n = log(cos(first) / cos(second)) / log(high / low);
    globe->c = cos(first) * pow(low, globe->n) / globe->n;
}

/* Snyder 14-3, 15-1: from the apex of the cone, in radii. Not finite: the cone does not reach there. */
static double reach(const ts_globe *globe, double latitude)
{
    if (globe->kind == TS_GLOBE_ALBERS)
        return sqrt(globe->c - 2 * globe->n * sin(latitude)) / globe->n;
    if (fabs(latitude) > PI / 2 - 1e-10)
        return latitude * globe->n > 0 ? 0 : INFINITY;
    return globe->c / pow(tan(PI / 4 + latitude / 2), globe->n);
}

bool ts_globe_open(ts_globe *globe, ts_globe_kind kind, ts_region shown)
{
    *globe = (ts_globe){.kind = kind, .middle = (shown.west + shown.east) / 2};
    if (!ts_globe_bends(globe))
        return true;
    double first, second;
    parallels_of(shown, &first, &second);
    if (kind == TS_GLOBE_ALBERS)
        open_albers(globe, radians(first), radians(second));
    else
        open_lambert(globe, radians(first), radians(second));
    globe->origin = reach(globe, radians((shown.south + shown.north) / 2));
    return isfinite(globe->origin) && isfinite(globe->c) && globe->n != 0;
}

/* Snyder 14-1 and 14-2, 14-4; 15-1 likewise. */
static ts_point on_cone(const ts_globe *globe, double longitude, double latitude)
{
    double rho = reach(globe, radians(latitude));
    double theta = globe->n * radians(near_middle(globe, longitude) - globe->middle);
    return (ts_point){rho * sin(theta) * 180 / PI, -(globe->origin - rho * cos(theta)) * 180 / PI};
}

ts_point ts_globe_at(const ts_globe *globe, double longitude, double latitude)
{
    if (globe->kind == TS_GLOBE_PLANAR)
        return (ts_point){longitude, latitude};
    if (globe->kind == TS_GLOBE_MERCATOR) {
        double phi = radians(fmax(-LAST_LATITUDE, fmin(LAST_LATITUDE, latitude)));
        return (ts_point){near_middle(globe, longitude), -asinh(tan(phi)) * 180 / PI};
    }
    return on_cone(globe, longitude, latitude);
}

bool ts_globe_bends(const ts_globe *globe)
{
    return globe->kind == TS_GLOBE_ALBERS || globe->kind == TS_GLOBE_LAMBERT;
}
