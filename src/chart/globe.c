#include "chart/globe.h"

#include <math.h>
#include <proj.h>
#include <stdio.h>

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

bool ts_globe_open(ts_globe *globe, ts_globe_kind kind, ts_region shown)
{
    *globe = (ts_globe){.kind = kind, .middle = (shown.west + shown.east) / 2};
    if (!ts_globe_bends(globe))
        return true;
    double first, second;
    char recipe[200];
    parallels_of(shown, &first, &second);
    /* A radius of 180/pi makes a degree of arc one unit long. */
    snprintf(recipe, sizeof recipe, "+proj=%s +lat_1=%.9f +lat_2=%.9f +lat_0=%.9f +lon_0=%.9f +R=%.15g",
             kind == TS_GLOBE_ALBERS ? "aea" : "lcc", first, second, (shown.south + shown.north) / 2,
             remainder(globe->middle, 360), 180 / PI);
    globe->context = proj_context_create();
    if (globe->context)
        proj_log_level(globe->context, PJ_LOG_NONE);
    globe->conic = globe->context ? proj_create(globe->context, recipe) : NULL;
    if (!globe->conic)
        ts_globe_close(globe);
    return globe->conic != NULL;
}

void ts_globe_close(ts_globe *globe)
{
    proj_destroy(globe->conic);
    if (globe->context) /* NULL would mean PROJ's own */
        proj_context_destroy(globe->context);
    globe->context = globe->conic = NULL;
}

ts_point ts_globe_at(const ts_globe *globe, double longitude, double latitude)
{
    if (globe->kind == TS_GLOBE_PLANAR)
        return (ts_point){longitude, latitude};
    if (globe->kind == TS_GLOBE_MERCATOR) {
        double phi = radians(fmax(-LAST_LATITUDE, fmin(LAST_LATITUDE, latitude)));
        return (ts_point){near_middle(globe, longitude), -asinh(tan(phi)) * 180 / PI};
    }
    PJ_COORD flat = proj_trans(globe->conic, PJ_FWD, proj_coord(radians(longitude), radians(latitude), 0, 0));
    return (ts_point){flat.xy.x, -flat.xy.y};
}

bool ts_globe_bends(const ts_globe *globe)
{
    return globe->kind == TS_GLOBE_ALBERS || globe->kind == TS_GLOBE_LAMBERT;
}
