/*
 * globe.h - places on the earth laid flat.
 *
 * Map units: x grows to the right and y downwards, and near the middle of the
 * map a unit is a degree of arc (for Mercator: of longitude), so that a scale is
 * points a degree for each of the projections. A planar file is as it is drawn.
 *
 * The conics (Albers, Lambert) are Snyder's on a sphere: at the scale of a page
 * the ellipsoid is thinner than a hairline. Their standard parallels lie a sixth of
 * the height inside what is shown (Snyder 1987, p. 99), their middle meridian in
 * its middle. Longitudes go round the other side of the middle: land on both
 * sides of 180 degrees stays together.
 */
#ifndef TS_CHART_GLOBE_H
#define TS_CHART_GLOBE_H

#include "base/geom.h"

#include <stdbool.h>

typedef enum ts_globe_kind { TS_GLOBE_PLANAR, TS_GLOBE_MERCATOR, TS_GLOBE_ALBERS, TS_GLOBE_LAMBERT } ts_globe_kind;

typedef struct ts_region { /* degrees; east may be beyond 180: west <= east <= west + 360 */
    double west, east, south, north;
} ts_region;

typedef struct ts_globe {
    ts_globe_kind kind;
    double middle; /* meridian, degrees */
    double n, c, origin; /* of the conics: the cone's constants, its reach at the middle parallel in radii */
} ts_globe;

/* False: no cone touches the extent. */
bool ts_globe_open(ts_globe *globe, ts_globe_kind kind, ts_region shown);

/* Mercator latitudes beyond 85 degrees stay at 85. What a conic cannot show comes out not finite. */
ts_point ts_globe_at(const ts_globe *globe, double longitude, double latitude);

/* Where straight lines between places are bent when they are laid flat. */
bool ts_globe_bends(const ts_globe *globe);

#endif
