/* Values on their way, dots and ranges, what goes from node to node, and events. */
#include "chart/bullet.h"
#include "chart/dots.h"
#include "chart/sankey.h"
#include "chart/timeline.h"
#include "layout/figure_kit.h"

#include <string.h>

static const double RIBBON = 0.6; /* tint */

static double gap_of(const ts_figure *figure)
{
    return figure->chart->gap.given ? figure->chart->gap.pt : -1;
}

static double thickness_of(const ts_figure *figure)
{
    return figure->chart->thickness.given ? figure->chart->thickness.pt : -1;
}

/* One series is one colour, unless the chart gives several. */
static ts_ink row_ink(ts_figure *figure, const ts_mark_bound *mark, size_t index)
{
    bool several = figure->chart->colors.count > 1;
    return ts_figure_mark_ink(figure, mark->item, mark->id, several ? index : 0);
}

/* ---- on their way */

static bool make_bullets(ts_figure *figure, ts_bullets *bullets)
{
    const ts_chart_bound *bound = figure->bound;
    ts_bullet *items = TS_ARRAY(figure->kit->arena, ts_bullet, bound->mark_count);
    bool shares = bound->unit && strcmp(bound->unit, "share") == 0;
    ts_label unit = ts_figure_once(figure);
    for (size_t i = 0; items && i < bound->mark_count; i++) {
        const ts_mark_bound *mark = &bound->marks[i];
        const ts_origin *origin = ts_figure_number_origin(figure, mark);
        items[i] = (ts_bullet){.name = ts_figure_words(figure, TS_ROLE_TEXT, mark->label),
                               .value = ts_figure_value(figure, mark, origin),
                               .amount = mark->value,
                               .known = mark->known,
                               .target = mark->target.known ? mark->target.value : -1,
                               .of = mark->of.known ? mark->of.value : shares ? 1 : -1,
                               .ink = row_ink(figure, mark, i),
                               .origin = origin};
    }
    ts_ink base = ts_figure_ink(figure, &figure->chart->base, ts_figure_track(figure, ts_figure_dark(figure->kit)));
    *bullets = (ts_bullets){items, items ? bound->mark_count : 0, base, thickness_of(figure), gap_of(figure), unit};
    return items;
}

/* ---- dots */

static ts_dots_value dot_of(ts_figure *figure, const ts_mark_bound *mark, const ts_number_bound *number, const ts_word *name)
{
    const ts_origin *origin =
        ts_figure_keep_origin(figure, (ts_origin){.key = mark->label ? mark->label->key : NULL, .value = name ? name->text : NULL,
                                                  .rounding = number->rounding, .span = mark->span});
    return (ts_dots_value){.label = ts_figure_print(figure, TS_ROLE_VALUE, number->known ? ts_figure_cut(figure, number->printed) : TS_NO_VALUE, origin),
                           .amount = number->value, .known = number->known, .origin = origin};
}

static ts_dots_row marked_row(ts_figure *figure, const ts_mark_bound *mark, size_t index)
{
    const ts_origin *origin = ts_figure_number_origin(figure, mark);
    ts_dots_row row = {.name = ts_figure_words(figure, TS_ROLE_TEXT, mark->label), .ink = row_ink(figure, mark, index)};
    row.ranged = mark->item && mark->item->low.text;
    if (row.ranged) {
        row.low = dot_of(figure, mark, &mark->low, &mark->item->low);
        row.high = dot_of(figure, mark, &mark->high, &mark->item->high);
    }
    row.values[0] = (ts_dots_value){.amount = mark->value, .known = mark->known, .origin = origin};
    if (!row.ranged)
        row.values[0].label = ts_figure_value(figure, mark, origin);
    return row;
}

static ts_dots_value lined_value(ts_figure *figure, const ts_line_bound *line, size_t row)
{
    const ts_mark_bound *mark = &figure->bound->marks[row];
    ts_number_bound number = {.known = line->points[row].known, .value = line->points[row].value, .printed = line->printed[row]};
    ts_word name = {ts_arena_print(figure->kit->arena, "%s/%s%s%s", line->id, mark->id, line->moment ? "/" : "", line->moment ? line->moment : ""), mark->span};
    return dot_of(figure, mark, &number, &name);
}

static bool make_dots(ts_figure *figure, ts_dots *dots)
{
    const ts_chart_bound *bound = figure->bound;
    ts_dots_row *rows = TS_ARRAY(figure->kit->arena, ts_dots_row, bound->mark_count);
    *dots = (ts_dots){.rows = rows, .count = rows ? bound->mark_count : 0, .unit = ts_figure_once(figure), .series = bound->line_count ? bound->line_count : 1,
                      .gap = gap_of(figure), .second = ts_figure_series_ink(figure, 1)};
    for (size_t i = 0; rows && i < bound->mark_count; i++) {
        if (!bound->line_count) {
            rows[i] = marked_row(figure, &bound->marks[i], i);
            continue;
        }
        rows[i] = (ts_dots_row){.name = ts_figure_words(figure, TS_ROLE_TEXT, bound->marks[i].label),
                                .ink = ts_figure_mark_ink(figure, NULL, bound->lines[0].id, 0)};
        for (size_t s = 0; s < bound->line_count && s < TS_DOTS_SERIES; s++)
            rows[i].values[s] = lined_value(figure, &bound->lines[s], i);
    }
    for (size_t s = 0; s < bound->line_count && s < TS_DOTS_SERIES; s++)
        dots->heads[s] = ts_figure_words(figure, TS_ROLE_NAME, bound->lines[s].label);
    if (bound->line_count > 1)
        dots->second = ts_figure_mark_ink(figure, NULL, bound->lines[1].id, 1);
    dots->between = ts_figure_series_ink(figure, 2);
    return rows;
}

/* ---- from node to node */

static ts_sankey_node make_node(ts_figure *figure, const ts_node_bound *node, size_t index, bool one)
{
    const ts_origin *origin = ts_figure_origin(figure, node->key, NULL, node->span);
    ts_sankey_node made = {.key = node->key, .name = ts_figure_words(figure, TS_ROLE_NAME, node->label),
                            .value = ts_figure_print(figure, TS_ROLE_TEXT, node->known ? ts_figure_cut(figure, node->printed) : TS_NO_VALUE, origin),
                            .ink = ts_figure_mark_ink(figure, NULL, node->key, index), .origin = origin};
    made.bank = one ? ts_figure_series_ink(figure, 1) : made.ink;
    if (one) /* all in one ink: its ribbons in a light one of the brand's */
        made.ribbon = (ts_ink){ts_figure_series_ink(figure, 2).swatch, RIBBON};
    return made;
}

static bool make_sankey(ts_figure *figure, ts_sankey *sankey)
{
    const ts_chart_bound *bound = figure->bound;
    ts_sankey_node *nodes = TS_ARRAY(figure->kit->arena, ts_sankey_node, bound->node_count);
    ts_sankey_link *links = TS_ARRAY(figure->kit->arena, ts_sankey_link, bound->link_count);
    bool one = !figure->chart->color_by.count && !figure->chart->colors.count;
    ts_label unit = ts_figure_once(figure);
    for (size_t i = 0; nodes && i < bound->node_count; i++)
        nodes[i] = make_node(figure, &bound->nodes[i], one ? 0 : i, one);
    for (size_t i = 0; links && i < bound->link_count; i++) {
        const ts_link_bound *link = &bound->links[i];
        links[i] = (ts_sankey_link){.from = link->from, .to = link->to, .amount = link->known ? link->value : 0,
                                    .ink = ts_figure_ink(figure, &link->link->color, (ts_ink){NULL, 0}),
                                    .origin = ts_figure_origin(figure, NULL, link->number, link->link->span)};
    }
    *sankey = (ts_sankey){nodes, bound->node_count, links, bound->link_count, thickness_of(figure), gap_of(figure), unit};
    return nodes && links;
}

/* ---- events */

static bool make_timeline(ts_figure *figure, ts_timeline *timeline)
{
    const ts_chart_bound *bound = figure->bound;
    ts_event *events = TS_ARRAY(figure->kit->arena, ts_event, bound->event_count);
    for (size_t i = 0; events && i < bound->event_count; i++) {
        const ts_event_bound *event = &bound->events[i];
        const ts_word *icon = &event->event->icon;
        const ts_origin *origin = ts_figure_origin(figure, event->label->key, NULL, event->event->span);
        events[i] = (ts_event){.at = event->at, .until = event->until,
                               .date = ts_figure_print(figure, TS_ROLE_NAME, event->date, origin),
                               .words = ts_figure_words(figure, TS_ROLE_TEXT, event->label),
                               .ink = ts_figure_ink(figure, &event->event->color, ts_figure_series_ink(figure, 0)),
                               .origin = origin};
        if (icon->text)
            events[i].icon = ts_kit_drawing(figure->kit, icon, "icon");
    }
    *timeline = (ts_timeline){events, events ? bound->event_count : 0, bound->reach.low, bound->reach.high};
    return events;
}

/* ---- by kind */

double ts_figure_links_height(ts_figure *figure, double width)
{
    ts_bullets bullets;
    ts_dots dots;
    ts_sankey sankey;
    ts_timeline timeline;
    switch (figure->chart->kind) {
    case TS_CHART_BULLET: return make_bullets(figure, &bullets) ? ts_bullets_height(&figure->plot, &bullets, width) : 0;
    case TS_CHART_DOTS: return make_dots(figure, &dots) ? ts_dots_height(&figure->plot, &dots, width) : 0;
    case TS_CHART_SANKEY: return make_sankey(figure, &sankey) ? ts_sankey_height(&sankey) : 0;
    default: return make_timeline(figure, &timeline) ? ts_timeline_height(&figure->plot, &timeline, width) : 0;
    }
}

void ts_figure_links_draw(ts_figure *figure, ts_rect box)
{
    ts_bullets bullets;
    ts_dots dots;
    ts_sankey sankey;
    ts_timeline timeline;
    bool made;
    switch (figure->chart->kind) {
    case TS_CHART_BULLET:
        if ((made = make_bullets(figure, &bullets)))
            ts_bullets_draw(&figure->plot, &bullets, box);
        break;
    case TS_CHART_DOTS:
        if ((made = make_dots(figure, &dots)))
            ts_dots_draw(&figure->plot, &dots, box);
        break;
    case TS_CHART_SANKEY:
        if ((made = make_sankey(figure, &sankey)))
            ts_sankey_draw(&figure->plot, &sankey, box);
        break;
    default:
        if ((made = make_timeline(figure, &timeline)))
            ts_timeline_draw(&figure->plot, &timeline, box);
    }
    figure->plot.failed = figure->plot.failed || !made;
}
