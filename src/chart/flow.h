/*
 * flow.h - what goes from one place to another, as ribbons.
 *
 * An origin node, a destination node, and a ribbon for each kind of goods. A
 * ribbon leaves its node at the node's share, necks down, runs straight and
 * flares again. With values, shares and ribbons are in proportion, the largest
 * on top, the rest at the foot, and a ribbon too thin for its words stops for them: they stand at its height; without
 * values all ribbons are equal, never guessed. The origin's node is left empty
 * but for its ground: what stands inside is the caller's.
 */
#ifndef TS_CHART_FLOW_H
#define TS_CHART_FLOW_H

#include "chart/chart.h"

typedef struct ts_ribbon {
    ts_label name, brief, value; /* brief: a shorter name, for where there is no room */
    const ts_art *icon;          /* or NULL */
    double amount;               /* used when the flow is valued; from nought up */
    bool rest;                   /* what the others leave: it goes last */
    ts_ink ink;                  /* swatch NULL: the flow's */
    const ts_origin *origin;
} ts_ribbon;

typedef struct ts_node {
    ts_label label;
    ts_ink ground;
    double width; /* points */
} ts_node;

typedef struct ts_flow {
    const ts_ribbon *ribbons;
    size_t count;
    bool valued;
    ts_node origin, destination;
    ts_label head;
    ts_label unit; /* what all values have in common, over them; no words: nothing */
    ts_ink ink, icon_ink; /* of ribbons, of icons */
} ts_flow;

enum { TS_FLOW_RIBBONS = 24 };

typedef struct ts_ribbon_place { /* heights along the node, points from its top */
    double node_top, node_bottom;
    double neck_top, neck_bottom;
    double label; /* middle of the neck, and of the name's line */
    bool beside;  /* the neck is too thin for words upon it */
} ts_ribbon_place;

/* Where the ribbons go, in a node of this height; places has room for all.
 * order[i] is the ribbon at place i. False: values are negative or all nought. */
bool ts_flow_place(const ts_flow *flow, double height, ts_ribbon_place *places, size_t *order);

double ts_flow_height(const ts_flow *flow);
/* Within the origin's node, for what is to stand there; its ribbons do not matter. Without extent: the flow has no room. */
ts_rect ts_flow_inside(ts_plot *plot, const ts_flow *flow, ts_rect box);
void ts_flow_draw(ts_plot *plot, const ts_flow *flow, ts_rect box);

#endif
