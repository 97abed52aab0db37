/*
 * map.h - shapes, dots, names and icons on a piece of the earth.
 *
 * A map paints its sea, the shapes in the file's order (those that only give
 * context first), the slivers that two surveys of one border leave, the border
 * itself where differently filled shapes meet, then the lens and the locator,
 * dots, icon discs and names. Everything is clipped to the box that bleeds.
 * Dots that the lens shows are small on the map and whole in the lens.
 */
#ifndef TS_CHART_MAP_H
#define TS_CHART_MAP_H

#include "chart/chart.h"
#include "chart/geo.h"

typedef struct ts_rule_of { /* a printed line; weight 0: none */
    ts_ink ink;
    double weight;
} ts_rule_of;

typedef struct ts_map_fill { /* one a shape */
    ts_ink ink;              /* swatch NULL: not painted */
    bool named;              /* false: context, painted first, without a border */
    bool lit;                /* outlined in the accent */
    bool stressed;           /* ringed in the accent where it is too small to be seen */
    bool inner;              /* meets others that are so in the inner line */
    const ts_origin *origin;
} ts_map_fill;

typedef struct ts_map_point {
    ts_point unit;
    double radius;
    const char *name; /* breaks ties between labels */
    ts_label label;   /* empty: a dot without a name */
    ts_label in_lens; /* the name inside the lens */
} ts_map_point;

typedef struct ts_map_route { /* bowed to the left of its way; under points and names, which keep off it */
    ts_point from, to; /* unit */
    double width;      /* points */
    ts_label label;    /* beside its middle; empty: none */
    const char *words; /* of the label; breaks ties */
} ts_map_route;

typedef struct ts_map_icon {
    ts_point unit;
    double radius;
    const ts_art *art;
} ts_map_icon;

typedef struct ts_map_caption { /* words at a place */
    ts_point unit;
    ts_label label;
    ts_ink ink; /* swatch NULL: the label's own by the ground below */
    ts_text_align align;
} ts_map_caption;

typedef struct ts_map_lens_of {
    bool given;
    ts_view view; /* its centre, and its own scale */
    double radius, ring;
    ts_rule_of outline;
} ts_map_lens_of;

typedef struct ts_map_locator_of {
    bool given;
    ts_rect box;
    double scale;
    ts_rule_of outline;
} ts_map_locator_of;

typedef struct ts_map_key { /* what the colours of a choropleth stand for */
    const ts_ink *inks;
    const ts_label *bounds; /* one more than inks: the least value, then each class's bound */
    size_t count;           /* 0: no key */
} ts_map_key;

enum { TS_MAP_SIZES = 3 };

typedef struct ts_map_size { /* a sample of a dot or a line, and the value that it stands for */
    double across;           /* a dot's diameter, a line's width; points */
    ts_label label;
} ts_map_size;

typedef struct ts_map_sizes {
    ts_map_size items[TS_MAP_SIZES];
    size_t count; /* 0: no key */
} ts_map_sizes;

typedef struct ts_map_request {
    const ts_shapes *shapes;
    const ts_globe *globe; /* that laid them flat */
    const ts_map_fill *fills;
    bool varies; /* its look follows from what an edition is asked for: it is not kept for the next */
    ts_view view;
    ts_rect box, bled;  /* the content box; what the map paints */
    ts_ink sea;         /* swatch NULL: the ground shows */
    ts_rule_of outline; /* around every shape */
    ts_rule_of border;  /* where fills meet */
    ts_rule_of inner;   /* in its place, where both are inner */
    const ts_map_point *points;
    size_t point_count;
    ts_ink point_ink;
    const ts_map_route *routes; /* painted in their order */
    size_t route_count;
    ts_ink route_ink;
    const ts_map_icon *icons;
    size_t icon_count;
    ts_ink icon_ink, icon_outline;
    const ts_map_caption *captions;
    size_t caption_count;
    ts_map_lens_of lens;
    ts_map_locator_of locator;
    ts_map_key key;
    ts_map_sizes dots, lines; /* as large as points, as wide as routes */
    double foot; /* points that the keys take at least, standing in the middle of them: maps beside this one need them */
    const ts_rect *taken; /* where names must not stand: what the page puts over the map */
    size_t taken_count;
} ts_map_request;

void ts_map_draw_all(ts_plot *plot, const ts_map_request *map);
/* map_key.c: the room that the keys take at the foot of the map's box, and they themselves: at its left, or from where
 * its land begins (x on the page) when that is far from there. */
double ts_map_key_height(ts_plot *plot, const ts_map_request *map);
void ts_map_draw_key(ts_plot *plot, const ts_map_request *map, double land);
/* Round values up to the most, the largest first, each a quarter of the one before or less. Gives their number. */
size_t ts_map_round_sizes(double most, double values[TS_MAP_SIZES]);

#endif
