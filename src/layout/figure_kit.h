/*
 * figure_kit.h - what the makers of figures share (only figure*.c include it):
 * the words of a chart made into labels, and inks chosen by their role.
 *
 * A chart names no styles. Each role takes the first style of its list that
 * the sheet has, else the first style of all:
 *
 *   name     chart-label, label, caption, body         marks, nodes, heads
 *   text     chart-text, caption-node, caption, place  names beside a mark
 *   value    chart-value, chart-label, label, caption  printed values
 *   numeral  chart-numeral, numeral-node, numeral      the numeral of paired bars
 *   capitals map-label, chart-label, label             ends of a flow
 *   place    place, chart-text, caption                points of a map, ticks
 *
 * Inks that a chart does not name come from the swatches by what they are:
 * dark ones first, then light ones from deep to pale, paper left out.
 */
#ifndef TS_LAYOUT_FIGURE_KIT_H
#define TS_LAYOUT_FIGURE_KIT_H

#include "chart/axis.h"
#include "chart/moments.h"
#include "layout/figure.h"
#include "spec/roles.h"

#define TS_NO_VALUE "\xE2\x80\x93" /* an en dash, never a nought */

typedef struct ts_figure {
    ts_kit *kit;
    const ts_chart_bound *bound;
    const ts_chart *chart;
    bool varies; /* templates of its frame were filled */
    const char *frame_name;
    const ts_swatch *ground;
    double head, foot; /* of ts_figure_place */
    const ts_style *styles[TS_ROLES]; /* that were asked for */
    const char *once; /* words that values leave out; NULL: none */
    size_t first;     /* of its items on the page */
    ts_map *printed;  /* names of numbers in words among them; NULL: not asked for yet */
    ts_plot plot;
} ts_figure;

/* A figure that draws to items; place NULL: one that is only measured. */
ts_figure ts_figure_make(ts_kit *kit, const ts_bound *frame, const ts_figure_place *place, ts_items *items);

const ts_style *ts_figure_style(ts_figure *figure, ts_role role);
ts_label ts_figure_words(ts_figure *figure, ts_role role, const ts_copy *copy);
ts_label ts_figure_print(ts_figure *figure, ts_role role, const char *text, const ts_origin *origin);
ts_label ts_figure_styled(ts_figure *figure, const ts_style *style, const ts_copy *copy);
/* The same with what else is said of it; the frame is filled in. */
const ts_origin *ts_figure_keep_origin(ts_figure *figure, ts_origin origin);
const ts_origin *ts_figure_origin(ts_figure *figure, const char *key, const char *value, ts_span span);

ts_ink ts_figure_ink(ts_figure *figure, const ts_word *use, ts_ink otherwise);
bool ts_figure_is_lit(const ts_figure *figure, const char *id); /* what "highlight" names */
/* The swatch that the chart gives a category by its name, else the one of "others"; NULL: none. */
const ts_word *ts_figure_colour_of(const ts_chart *chart, const char *category);
ts_ink ts_figure_mark_ink(ts_figure *figure, const ts_item_spec *item, const char *id, size_t index);
ts_ink ts_figure_series_ink(ts_figure *figure, size_t index); /* by place in the order above */
size_t ts_figure_series_count(ts_figure *figure); /* of different ones, 1 at least */

typedef struct ts_part_named {
    const ts_item_spec *item; /* NULL: of a series */
    const char *id;
} ts_part_named;

/* figure_told.c: those of parts that are told by their colours, a warning where there are not enough of these.
 * NULL: memory is out. */
const ts_ink *ts_figure_part_inks(ts_figure *figure, const ts_part_named *parts, size_t count);
const ts_ink *ts_figure_line_inks(ts_figure *figure); /* of areas, of series in a key */
ts_ink ts_figure_paper(ts_kit *kit);
ts_ink ts_figure_dark(ts_kit *kit);                /* the first dark swatch, else black */
ts_ink ts_figure_accent(ts_kit *kit);              /* the most vivid swatch, one that is not for type first */
ts_ink ts_figure_pale(ts_kit *kit, ts_ink beside); /* the pale swatch nearest in hue, else a light tint */

/* A tint for what is left of a length: one that is seen on paper and on the ground. */
ts_ink ts_figure_track(ts_figure *figure, ts_ink beside);

/* The reach of the scale that the chart shares with others; NULL: it has its own. */
const ts_reach *ts_figure_reach(const ts_figure *figure);

/* Once it is drawn: whether it prints a number of this name, or had no room for it. */
bool ts_figure_prints(ts_figure *figure, const char *name);

/* Warns of the rules of honesty that what was shown breaks. */
void ts_figure_judge(ts_figure *figure, const ts_witness *seen);

/* Warns of its numbers that are printed, or heard, as nought and are none. */
void ts_figure_judge_noughts(ts_figure *figure);

/* Tells of labels that stand too near each other, or outside of the box (preflight.label-distance), and of those that
 * leave the marks hardly any room (preflight.plot-share). */
void ts_figure_judge_labels(ts_figure *figure, ts_witness *seen, ts_rect box);

/* The chart's numbers as a table that is heard and not seen. */
void ts_figure_as_table(ts_figure *figure, const ts_figure_place *place);

/* The number that a mark shows, and as it is printed: no label where the chart prints no
 * values, a dash where the value is missing. */
const ts_origin *ts_figure_number_origin(ts_figure *figure, const ts_mark_bound *mark);
ts_label ts_figure_value(ts_figure *figure, const ts_mark_bound *mark, const ts_origin *origin);

typedef struct ts_print_parts { /* "$1.6 billones" */
    size_t number;     /* bytes before the space that does not break */
    const char *words; /* behind it; NULL: none. Digits are 0 to 9: after others there are never any */
} ts_print_parts;

ts_print_parts ts_print_parts_of(const char *print);
/* What two values of the chart or more (nodes, marks, ends of lines), and more than two in three, have behind their
 * digits, in whatever order they stand, and the others something else, where the first says it for the others; NULL: it
 * has other words. */
const char *ts_figure_words_of(const ts_figure *figure, const ts_mark_bound *first);
/* What they share as a label for over the marks; values that are made from then on leave it out. */
ts_label ts_figure_once(ts_figure *figure);
const char *ts_figure_cut(ts_figure *figure, const char *print); /* without what stands once. NULL: memory is out */

/* Values of the chart's unit, printed as round ones at hairlines, all in the magnitude of those that are printed beside
 * them, else of the largest. */
typedef struct ts_tick_printer {
    ts_axis_print print;
    ts_figure *figure;
    ts_format format;
    ts_magnitudes beside; /* of values at the ends of lines */
    bool bare; /* the magnitude word stands over them */
} ts_tick_printer;

void ts_figure_ticks(ts_figure *figure, ts_tick_printer *printer); /* stays where it is while it prints */
void ts_figure_ticks_beside(ts_tick_printer *printer, double value); /* that is printed short */

/* Height and drawing by kind. */
double ts_figure_parts_height(ts_figure *figure, double width);
void ts_figure_parts_draw(ts_figure *figure, ts_rect box);
double ts_figure_links_height(ts_figure *figure, double width);
void ts_figure_links_draw(ts_figure *figure, ts_rect box);
double ts_figure_marks_height(ts_figure *figure, double width);
void ts_figure_marks_draw(ts_figure *figure, ts_rect box);
bool ts_figure_is_grouped(const ts_figure *figure); /* bars or columns of several series */
bool ts_figure_is_rest(const ts_figure *figure, const ts_mark_bound *mark); /* what the other marks leave */

/* figure_time.c. A time on a scale of years; NAN: it is none. */
double ts_figure_years(const char *time);
/* Times, counted; by their places where they are not in order, or some are no moments: then it is false. */
bool ts_figure_count_moments(ts_figure *figure, const char *const *times, size_t count, ts_moments *moments);
/* The chart's marks as moments, named as they are; NULL: they are none, or sorted otherwise, or the plot has failed. */
ts_moments *ts_figure_mark_moments(ts_figure *figure);

double ts_figure_marks_head(ts_figure *figure, ts_rect box);
double ts_figure_groups_head(ts_figure *figure, ts_rect box);
double ts_figure_groups_height(ts_figure *figure, double width);
void ts_figure_groups_draw(ts_figure *figure, ts_rect box);
double ts_figure_flow_height(ts_figure *figure);
ts_rect ts_figure_flow_inside(ts_figure *figure, ts_rect box, const ts_swatch **ground);
void ts_figure_flow_draw(ts_figure *figure, ts_rect box);
void ts_figure_lines_draw(ts_figure *figure, ts_rect box);
double ts_figure_lines_head(ts_figure *figure, ts_rect box);
double ts_figure_table_height(ts_figure *figure, double width);
void ts_figure_table_draw(ts_figure *figure, const ts_figure_place *place);
void ts_figure_map_draw(ts_figure *figure, const ts_figure_place *place);
double ts_figure_map_foot(ts_figure *figure, ts_rect box);

#endif
