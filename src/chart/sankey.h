/*
 * sankey.h - amounts that go from node to node.
 *
 * Nodes stand in columns, each as far right as the longest way into it is long;
 * one scale serves all, so that every node and ribbon is as thick as its amount
 * wherever it is. Within a column nodes are ordered so that ribbons cross seldom
 * (barycentres, swept both ways), ties by amount, then by name: the order of the
 * links in the file changes nothing. A node is as high as the larger of what
 * comes in and what goes out.
 */
#ifndef TS_CHART_SANKEY_H
#define TS_CHART_SANKEY_H

#include "chart/chart.h"

enum { TS_SANKEY_NODES = 64, TS_SANKEY_LINKS = 256 };

typedef struct ts_sankey_node {
    const char *key; /* breaks ties */
    ts_label name, value;
    ts_ink ink;
    ts_ink ribbon; /* of what leaves it; swatch NULL: its own, pale */
    ts_ink bank;   /* of the edges of ribbons that are pale on the ground; swatch NULL: its own */
    const ts_origin *origin;
} ts_sankey_node;

typedef struct ts_sankey_link {
    size_t from, to;
    double amount; /* above nought, or it is not drawn */
    ts_ink ink;    /* swatch NULL: the `ribbon` of the node that it leaves */
    const ts_origin *origin;
} ts_sankey_link;

typedef struct ts_sankey {
    const ts_sankey_node *nodes;
    size_t node_count;
    const ts_sankey_link *links;
    size_t link_count;
    double thickness, gap; /* of nodes, between them; below 0: 8 and 10 points */
    ts_label unit; /* what all values have in common, over them; no words: nothing */
} ts_sankey;

typedef struct ts_sankey_place {
    size_t column;
    double top, height; /* points from the top */
} ts_sankey_place;

typedef struct ts_sankey_ends { /* tops of a ribbon where it leaves and where it comes in */
    double from, to, thick;
} ts_sankey_ends;

typedef struct ts_sankey_plan {
    ts_sankey_place nodes[TS_SANKEY_NODES];
    ts_sankey_ends links[TS_SANKEY_LINKS];
    size_t columns;
    double scale; /* points a unit */
} ts_sankey_plan;

typedef enum ts_sankey_fault { TS_SANKEY_GOOD, TS_SANKEY_MANY, TS_SANKEY_NEGATIVE, TS_SANKEY_CYCLE, TS_SANKEY_LOW } ts_sankey_fault;

/* Places all in a height. LOW: the gaps leave nothing for the amounts. */
ts_sankey_fault ts_sankey_make(const ts_sankey *sankey, double height, ts_sankey_plan *plan);

double ts_sankey_height(const ts_sankey *sankey);
void ts_sankey_draw(ts_plot *plot, const ts_sankey *sankey, ts_rect box);

#endif
