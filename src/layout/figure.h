/*
 * figure.h - a chart of the sheet becomes marks on the page: translates what
 * bind/ has made of it into the plain requests of chart/, and draws.
 *
 * A chart names no styles. Its words take the first style that the sheet has
 * of the list for their role (figure_kit.h): a sheet may define chart-label,
 * chart-text, chart-value and chart-numeral; without them label, caption-node,
 * numeral-node, map-label, place, caption serve, and last the first style of
 * all. On dark marks they are reversed.
 */
#ifndef TS_LAYOUT_FIGURE_H
#define TS_LAYOUT_FIGURE_H

#include "layout/kit.h"

typedef struct ts_figure_place {
    ts_page *page;
    int page_number;       /* from 0 */
    ts_rect box;           /* on the page, points: the content box */
    ts_rect bled;          /* box with the bleed sides run through the trim (maps: grounds paint this) */
    const ts_swatch *ground; /* what it stands on; NULL: paper */
    ts_tag *tag;           /* the Figure; alt text and box are set by the caller */
    ts_tag *table;         /* behind it, for its numbers; NULL: they are not asked for */
    const char *frame_name;
    double head, foot;     /* that charts beside it have over their plots, and under their maps (ts_figure_head) */
    const ts_rect *taken;  /* frames that stand on the figure (a map's names keep off them); may be NULL */
    size_t taken_count;
} ts_figure_place;

/* It fills any height that its frame gives it. */
bool ts_figure_scales(const ts_bound *frame);

/* The height that the chart wants at a width, without its note. */
double ts_figure_height(ts_kit *kit, const ts_bound *frame, double width);

/* Where the frames of a flow's origin stand when it is drawn in the box, and on which ground: they are composed by
 * the caller. w 0: nothing stands there. False: memory is out. */
bool ts_figure_inside(ts_kit *kit, const ts_bound *frame, ts_rect box, ts_rect *inside, const ts_swatch **ground);

/* Points over the plot, for an axis' unit and the names of marks, and under a map, for keys of sizes: charts side by
 * side have as many, so that their plots and their keys stand on one level. 0: the kind has none. */
double ts_figure_head(ts_kit *kit, const ts_bound *frame, ts_rect box);
double ts_figure_foot(ts_kit *kit, const ts_bound *frame, ts_rect box);

/* Its items go to the place's page. TS_FAULT: errors were told, and it may be there in part; TS_MACHINE: memory is out. */
ts_status ts_figure_draw(ts_kit *kit, const ts_bound *frame, const ts_figure_place *place);

#endif
