#include "chart/line.h"
#include "layout/figure_kit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ENDS_NAME, ENDS_BOTH, ENDS_NONE };

/* ---- time */

typedef struct times { /* every moment of the chart, in order, once */
    const char **items;
    size_t count;
    bool years; /* all are dates: places are true to time, else in equal steps */
} times;

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool collect_times(ts_figure *figure, times *all)
{
    const ts_chart_bound *bound = figure->bound;
    size_t most = 0;
    for (size_t i = 0; i < bound->line_count; i++)
        most += bound->lines[i].count;
    all->items = TS_ARRAY(figure->kit->arena, const char *, most);
    if (!all->items)
        return false;
    for (size_t i = 0; i < bound->line_count; i++)
        for (size_t k = 0; k < bound->lines[i].count; k++)
            if (bound->lines[i].points[k].time)
                all->items[all->count++] = bound->lines[i].points[k].time;
    if (all->count)
        qsort(all->items, all->count, sizeof *all->items, by_text);
    size_t kept = 0;
    all->years = true;
    for (size_t i = 0; i < all->count; i++) {
        if (!kept || strcmp(all->items[kept - 1], all->items[i]) != 0)
            all->items[kept++] = all->items[i];
        all->years = all->years && isfinite(ts_figure_years(all->items[i]));
    }
    all->count = kept;
    return true;
}

static double place_of(const times *all, const char *time)
{
    const double years = all->years ? ts_figure_years(time) : NAN;
    if (isfinite(years))
        return years;
    for (size_t i = 0; time && i < all->count; i++)
        if (strcmp(all->items[i], time) == 0)
            return (double)i;
    return NAN;
}

/* ---- lines and slopes */

static ts_label value_of(ts_figure *figure, const ts_line_bound *line, size_t k)
{
    const char *name = ts_bound_point_name(figure->kit->arena, figure->chart, line, &line->points[k]);
    const ts_origin *origin =
        ts_figure_origin(figure, line->label ? line->label->key : NULL, name ? name : line->id, figure->chart->span);
    return ts_figure_print(figure, TS_ROLE_VALUE, line->printed ? ts_figure_cut(figure, line->printed[k]) : NULL, origin);
}

/* A pale ink makes no line: the accent takes its place, where the author did not choose. */
static ts_ink line_ink(ts_figure *figure, const char *id, size_t index)
{
    static const double SEEN = 1.8; /* contrast to the ground */
    ts_ink ink = ts_figure_mark_ink(figure, NULL, id, index), ground = figure->plot.ground;
    bool chosen = figure->chart->colors.count || ts_figure_colour_of(figure->chart, id);
    double a[3], b[3];
    ts_ink_rgb(ink, a);
    ts_ink_rgb(ground, b);
    return !chosen && ts_contrast(a, b) < SEEN ? figure->plot.accent : ink;
}

/* Whether a break of the line's series lies between a point and the one before it. */
static bool is_parted(const ts_figure *figure, const ts_line_bound *line, size_t k)
{
    const ts_chart_bound *bound = figure->bound;
    if (k == 0)
        return false;
    const double here = ts_figure_years(line->points[k].time), before = ts_figure_years(line->points[k - 1].time);
    for (size_t i = 0; i < bound->break_count; i++) {
        bool own = figure->chart->series.count == 1 || strcmp(line->id, bound->breaks[i].series) == 0;
        const double at = own ? ts_figure_years(bound->breaks[i].time) : NAN;
        if (before < at && at <= here)
            return true;
    }
    return false;
}

static void give_brief(ts_figure *figure, const char *print, ts_line_of *made)
{
    ts_print_parts parts = print ? ts_print_parts_of(print) : (ts_print_parts){0};
    if (!parts.words)
        return;
    made->words = parts.words;
    made->brief = ts_figure_print(figure, TS_ROLE_VALUE, ts_arena_copy(figure->kit->arena, print, parts.number), made->last.origin);
    figure->plot.failed = figure->plot.failed || !made->brief.count;
}

/* As its points are called, without their moments: "exports/Canada" of a series by partner. */
static const char *name_of_line(ts_figure *figure, const ts_line_bound *line)
{
    const ts_words *series = &figure->chart->series;
    const char *only = series->count == 1 ? series->items[0].text : line->id;
    if (strcmp(only, line->id) == 0)
        return line->id;
    const char *name = ts_arena_print(figure->kit->arena, "%s/%s", only, line->id);
    return name ? name : line->id;
}

static ts_line_of make_line(ts_figure *figure, const ts_line_bound *line, const times *all, ts_ink ink)
{
    int ends = figure->chart->ends.given ? figure->chart->ends.value : ENDS_BOTH;
    ts_line_of made = {.count = line->count, .ink = ink, .lit = ts_figure_is_lit(figure, line->id)};
    ts_line_point *points = TS_ARRAY(figure->kit->arena, ts_line_point, line->count);
    if (!points) {
        figure->plot.failed = true;
        return (ts_line_of){0};
    }
    size_t last = line->count;
    for (size_t k = 0; k < line->count; k++) {
        points[k] = (ts_line_point){place_of(all, line->points[k].time), line->points[k].value,
                                    line->points[k].known, is_parted(figure, line, k)};
        if (points[k].known)
            last = k;
    }
    made.points = points;
    made.origin =
        ts_figure_origin(figure, line->label ? line->label->key : NULL, name_of_line(figure, line), figure->chart->span);
    if (ends != ENDS_NONE)
        made.name = ts_figure_words(figure, TS_ROLE_NAME, line->label);
    if (ends == ENDS_BOTH && last < line->count) {
        made.last = value_of(figure, line, last);
        give_brief(figure, line->printed ? line->printed[last] : NULL, &made);
        made.first = value_of(figure, line, 0);
    }
    return made;
}

static ts_label moment_label(ts_figure *figure, const char *time, bool year)
{
    const char *shown = figure->bound->monthly ? ts_moment_month(figure->kit->arena, time) : time;
    const char *words = shown ? ts_format_moment_short(figure->kit->edition->formatter, figure->kit->arena, shown, year) : NULL;
    figure->plot.failed = figure->plot.failed || !words;
    return ts_figure_print(figure, TS_ROLE_PLACE, words, NULL);
}

static bool make_moments(ts_figure *figure, const times *all, ts_moments *moments)
{
    ts_figure_count_moments(figure, all->items, all->count, moments);
    for (size_t i = 0; moments->items && i < all->count; i++) {
        ts_moment_label *moment = &moments->items[i];
        moment->at = place_of(all, all->items[i]);
        moment->label = moment_label(figure, all->items[i], true);
        moment->brief = moment_label(figure, all->items[i], false);
    }
    return moments->items;
}

static ts_line_mark *make_marks(ts_figure *figure, const times *all)
{
    size_t count = figure->chart->marks_at.count, breaks = figure->bound->break_count;
    ts_line_mark *marks = TS_ARRAY(figure->kit->arena, ts_line_mark, count + breaks);
    for (size_t i = 0; marks && i < breaks; i++) {
        const ts_break_bound *at = &figure->bound->breaks[i];
        marks[count + i] = (ts_line_mark){place_of(all, at->time), ts_figure_words(figure, TS_ROLE_PLACE, at->note)};
    }
    for (size_t i = 0; marks && i < count; i++) {
        const ts_chart_mark *mark = figure->chart->marks_at.items[i];
        const ts_copy *copy = figure->bound->mark_labels ? figure->bound->mark_labels[i] : NULL;
        marks[i] = (ts_line_mark){place_of(all, mark->at.text), ts_figure_words(figure, TS_ROLE_PLACE, copy)};
    }
    return marks;
}

static bool make_lines(ts_figure *figure, ts_lines *lines)
{
    const ts_chart_bound *bound = figure->bound;
    times all = {0};
    ts_line_of *items = TS_ARRAY(figure->kit->arena, ts_line_of, bound->line_count);
    bool area = figure->chart->kind == TS_CHART_AREA;
    const ts_ink *inks = area ? ts_figure_line_inks(figure) : NULL;
    if (!items || (area && !inks) || !collect_times(figure, &all))
        return false;
    ts_label unit = figure->chart->kind == TS_CHART_SLOPE ? ts_figure_once(figure) : (ts_label){0};
    for (size_t i = 0; i < bound->line_count; i++)
        items[i] = make_line(figure, &bound->lines[i], &all, area ? inks[i] : line_ink(figure, bound->lines[i].id, i));
    *lines = (ts_lines){.items = items, .unit = unit,
                        .count = bound->line_count,
                        .mark_count = figure->chart->marks_at.count + bound->break_count,
                        .head = figure->head};
    lines->zero = !figure->chart->zero.given || figure->chart->zero.value;
    const ts_reach *reach = ts_figure_reach(figure);
    if (reach) {
        lines->held = true;
        lines->low = reach->low;
        lines->high = reach->high;
    }
    lines->marks = make_marks(figure, &all);
    return make_moments(figure, &all, &lines->moments) && lines->marks;
}

/* Values at the ends of lines are read against those at hairlines. */
static void take_ends(const ts_figure *figure, ts_tick_printer *printer, const ts_lines *lines)
{
    const char *format = figure->chart->values.text;
    bool printed_short = !format || strcmp(format, "short") == 0;
    for (size_t i = 0; printed_short && i < lines->count; i++) {
        const ts_line_of *line = &lines->items[i];
        size_t count = line->last.count ? line->count : 0;
        while (count > 0 && !line->points[count - 1].known)
            count--;
        if (count > 0)
            ts_figure_ticks_beside(printer, line->points[count - 1].value);
    }
}

/* Values at hairlines, unless the chart prints none. */
static void print_ticks(ts_figure *figure, ts_tick_printer *printer, ts_lines *lines)
{
    const char *values = figure->chart->values.text;
    ts_figure_ticks(figure, printer);
    if (!values || strcmp(values, "none") != 0)
        lines->print = &printer->print;
    if (lines->print)
        take_ends(figure, printer, lines);
}

double ts_figure_lines_head(ts_figure *figure, ts_rect box)
{
    ts_lines lines;
    ts_tick_printer printer;
    if (!make_lines(figure, &lines))
        return 0;
    print_ticks(figure, &printer, &lines);
    return (figure->chart->kind == TS_CHART_AREA ? ts_areas_head : ts_lines_head)(&figure->plot, &lines, box);
}

void ts_figure_lines_draw(ts_figure *figure, ts_rect box)
{
    ts_lines lines;
    if (!make_lines(figure, &lines)) {
        figure->plot.failed = true;
        return;
    }
    ts_tick_printer printer;
    print_ticks(figure, &printer, &lines);
    if (figure->chart->kind == TS_CHART_SLOPE) {
        ts_slopes_draw(&figure->plot, &lines, box);
        return;
    }
    if (figure->chart->kind == TS_CHART_SPARK) {
        ts_spark_draw(&figure->plot, &lines, box);
        return;
    }
    if (figure->chart->kind == TS_CHART_AREA)
        ts_areas_draw(&figure->plot, &lines, box);
    else
        ts_lines_draw(&figure->plot, &lines, box);
}
