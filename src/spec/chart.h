/*
 * chart.h - the picture of numbers that a frame asks for: one kind, its data,
 * and how it is drawn. A part of sheet.h, and as that: mirrored by the tables
 * of shape_chart.c and shape_map.c.
 */
#ifndef TS_SPEC_CHART_H
#define TS_SPEC_CHART_H

#include "spec/brand.h"

typedef struct ts_frame ts_frame;

typedef struct ts_frames {
    ts_frame **items;
    size_t count, capacity;
} ts_frames;

typedef struct ts_item_spec { /* one mark of a chart */
    ts_word name, value, growth, color, icon;
    ts_word target, of; /* bullet: a tick to reach; the bar's full length */
    ts_word low, high;  /* dots: the ends of a range */
    ts_flag rest;
    ts_span span;
} ts_item_spec;

enum ts_chart_kind {
    TS_CHART_BARS, TS_CHART_COLUMNS, TS_CHART_STACKED, TS_CHART_PAIRED, TS_CHART_LINE,
    TS_CHART_SLOPE, TS_CHART_DONUT, TS_CHART_WAFFLE, TS_CHART_PICTOGRAM, TS_CHART_TREEMAP,
    TS_CHART_FLOW, TS_CHART_TABLE, TS_CHART_MAP, TS_CHART_AREA, TS_CHART_SPARK, TS_CHART_BULLET,
    TS_CHART_DOTS, TS_CHART_SANKEY, TS_CHART_TIMELINE, TS_CHART_KINDS
};

/* How several series of bars stand. Diverging: the first goes left of nought, the second right. */
enum ts_arrange { TS_ARRANGE_BESIDE, TS_ARRANGE_STACKED, TS_ARRANGE_SHARE, TS_ARRANGE_DIVERGING };

/* What may be allowed with a reason; ts_honesty_words has their names. */
enum ts_honesty_rule {
    TS_HONEST_HUES,        /* no more than four */
    TS_HONEST_COLOR_BLIND, /* neighbouring fills are told apart by eyes that lack a cone */
    TS_HONEST_GREY,        /* and in a grey copy */
    TS_HONEST_CONTRAST,    /* of words on their ground */
    TS_HONEST_ORDER,       /* bars are sorted, or said not to be */
    TS_HONEST_ZERO,        /* a line's scale begins at nought */
    TS_HONEST_WHOLE,       /* shares add up as they are printed, but for their rounding */
    TS_HONEST_ROUNDING,    /* where their rounding alone keeps them from adding up, the chart says so */
    TS_HONEST_BREAK,       /* what is counted another way from some moment on shows it */
    TS_HONEST_SPACING,     /* columns stand as far apart as their moments */
    TS_HONESTY_RULES
};
extern const char *const ts_honesty_words[TS_HONESTY_RULES + 1];

typedef struct ts_link_spec { /* of a Sankey diagram: so much goes from one node to another */
    ts_word from, to; /* copy keys of the nodes' names: the same key is the same node */
    ts_word value, color;
    ts_span span;
} ts_link_spec;

typedef struct ts_event_spec { /* of a timeline */
    ts_moment at, until; /* until: it lasts */
    ts_word label, icon, color;
    ts_span span;
} ts_event_spec;

typedef struct ts_node_spec { /* an end of a flow */
    ts_word label, ground;
    ts_frames inside;
    ts_length width;
    ts_span span;
} ts_node_spec;

enum ts_column_align { TS_COLUMN_LEFT, TS_COLUMN_CENTER, TS_COLUMN_RIGHT, TS_COLUMN_DECIMAL };

typedef struct ts_column_spec { /* of a table */
    ts_length width;
    ts_choice align; /* enum ts_column_align; default: words left, numbers decimal */
    ts_word head, values;
    ts_word bar; /* swatch: each cell has a bar behind its number, from nought */
    ts_span span;
} ts_column_spec;

typedef struct ts_row_spec { /* of a table: numbers, or texts of the deck */
    ts_word name;
    ts_words values;
    ts_span span;
} ts_row_spec;

typedef struct ts_chart_mark {
    ts_moment at;
    ts_word label;
    ts_span span;
} ts_chart_mark;

typedef struct ts_map_view {
    ts_real longitude, latitude, scale; /* scale: points a degree of longitude */
    ts_length left, top;
    ts_span span;
} ts_map_view;

typedef struct ts_map_points {
    ts_word table, name, longitude, latitude, swatch, size;
    ts_word unit; /* what the size counts: a key of sizes stands under the map */
    ts_map where;
    ts_length radius;
    ts_words label;
    ts_span span;
} ts_map_points;

typedef struct ts_map_inner { /* where these shapes meet each other: counties of one country */
    ts_words shapes;
    ts_word swatch;
    ts_length weight;
    ts_span span;
} ts_map_inner;

typedef struct ts_map_routes { /* lines between places, as thick as their values */
    ts_word table, from_longitude, from_latitude, to_longitude, to_latitude, value, swatch;
    ts_word unit, values; /* of the value as it is printed: what it counts, a format */
    ts_map where;
    ts_length width; /* of the largest */
    ts_whole label;  /* so many of the largest print their value */
    ts_span span;
} ts_map_routes;

/* Mercator (default) keeps angles; Albers keeps areas, Lambert's conic angles: both with
 * their parallels a sixth of the height inside what is shown. */
enum ts_projection { TS_PROJECTION_MERCATOR, TS_PROJECTION_ALBERS, TS_PROJECTION_LAMBERT };

typedef struct ts_map_text {
    ts_word text, style, color;
    ts_real longitude, latitude;
    ts_choice align; /* 0 center, 1 left, 2 right */
    ts_span span;
} ts_map_text;

typedef struct ts_map_mark {
    ts_word icon;
    ts_real longitude, latitude;
    ts_length radius;
    ts_span span;
} ts_map_mark;

typedef struct ts_map_lens {
    ts_real longitude, latitude, scale;
    ts_length left, top, radius, ring;
    ts_rule *outline;
    ts_words label;
    ts_span span;
} ts_map_lens;

typedef struct ts_map_locator {
    ts_length left, top, width, height;
    ts_real scale;
    ts_rule *outline;
    ts_span span;
} ts_map_locator;

typedef struct ts_color_of { /* category "others": all that are not named beside it */
    ts_word category, swatch;
} ts_color_of;

typedef struct ts_chart {
    int kind;        /* enum ts_chart_kind */
    ts_words series; /* data by name: one or more series, a number, or the shapes of a map */
    struct { ts_item_spec **items; size_t count, capacity; } items; /* or marks one by one */
    struct { ts_link_spec **items; size_t count, capacity; } links;   /* of a Sankey diagram */
    struct { ts_event_spec **items; size_t count, capacity; } events; /* of a timeline */
    ts_choice arrange; /* enum ts_arrange, of several series */
    ts_word scale;     /* charts with the same name share the reach of their values */
    ts_word rounded;   /* copy key: what is said behind the note where rounding keeps percentages from adding up */
    ts_map allow;      /* rule of honesty -> why it may be broken here, ts_word * */
    ts_flag axis;      /* columns: values at hairlines, not over them */
    ts_flag as_table;  /* the screen file carries the numbers as a table as well */
    ts_moment at, from, to;
    ts_whole top;
    ts_word others;
    ts_choice sort; /* 0 largest-first, 1 smallest-first, 2 as-given */
    ts_word labels, highlight, highlight_color;
    ts_words colors;  /* in order */
    struct { ts_color_of *items; size_t count, capacity; } color_by; /* or by category */
    ts_word values;
    ts_length gap, thickness;
    ts_choice numeral; /* 0 growth, 1 value, 2 none */
    ts_word base;
    ts_choice ends; /* 0 name, 1 name-and-value (default), 2 none */
    ts_flag zero;
    struct { ts_chart_mark **items; size_t count, capacity; } marks_at; /* "mark" */
    ts_word center;
    ts_flag half; /* a donut: its upper half */
    ts_whole cells;
    ts_word icon;
    ts_real each;
    ts_word color;
    ts_node_spec *origin, *destination;
    ts_word head, heads;
    struct { ts_column_spec **items; size_t count, capacity; } columns; /* "column" */
    struct { ts_row_spec **items; size_t count, capacity; } rows; /* the table's data in place of series */
    ts_rule *rule, *head_rule;
    ts_word stripe;
    ts_choice last; /* 0 row, 1 total */
    ts_map fills; /* shape or "others" -> ts_word * */
    ts_word fill_by;
    ts_words ramp;
    ts_choice classes; /* 0 quantile, 1 equal, 2 natural */
    ts_word key, sea;
    ts_rule *outline, *border;
    ts_map_inner *inner;
    ts_map_view *view;
    ts_choice projection; /* enum ts_projection */
    ts_map_points *points;
    ts_map_routes *routes;
    struct { ts_map_text **items; size_t count, capacity; } texts;
    struct { ts_map_mark **items; size_t count, capacity; } marks;
    ts_map_lens *lens;
    ts_map_locator *locator;
    ts_span span;
    ts_span head_span; /* of the member that names its kind */
} ts_chart;

#endif
