#include "layout/figure_kit.h"

#include <math.h>
#include <string.h>

/* Charts are set tighter than running text: 7 on 8.5 and in proportion. */
static const double CHART_LEADING = 8.5 / 7;

static const ts_style *first_style(ts_figure *figure, ts_role role)
{
    const ts_sheet *sheet = figure->kit->stock->sheet;
    const char *name = ts_role_style(sheet, role);
    return ts_kit_style(figure->kit, name ? name : sheet->text_styles.count ? sheet->text_styles.items[0].name : "");
}

const ts_style *ts_figure_style(ts_figure *figure, ts_role role)
{
    if (!figure->styles[role])
        figure->styles[role] = first_style(figure, role);
    return figure->styles[role];
}

const ts_reach *ts_figure_reach(const ts_figure *figure)
{
    const char *name = figure->chart->scale.text;
    const ts_reach *reach = name ? ts_map_find(&figure->kit->edition->scales, name) : NULL;
    return reach && reach->low <= reach->high ? reach : NULL;
}

const ts_origin *ts_figure_keep_origin(ts_figure *figure, ts_origin origin)
{
    ts_origin *kept = TS_NEW(figure->kit->arena, ts_origin);
    origin.frame = figure->frame_name;
    origin.used = figure->kit->used;
    if (kept)
        *kept = origin;
    else
        figure->plot.failed = true;
    return kept;
}

/* Of its lines and grounds: a place, and no name that a trace would say of them all. */
static const ts_origin *place_of(ts_kit *kit, const ts_chart *chart)
{
    ts_origin *place = TS_NEW(kit->arena, ts_origin);
    if (place)
        *place = (ts_origin){.span = chart->span, .used = kit->used};
    return place;
}

const ts_origin *ts_figure_origin(ts_figure *figure, const char *key, const char *value, ts_span span)
{
    return ts_figure_keep_origin(figure, (ts_origin){.key = key, .value = value, .span = span});
}

static ts_label plain_label(ts_figure *figure, const ts_style *style, size_t pieces)
{
    ts_label label = {0};
    ts_type *strut = TS_NEW(figure->kit->arena, ts_type);
    ts_text_piece *list = TS_ARRAY(figure->kit->arena, ts_text_piece, pieces);
    if (style && !style->type.font)
        return label;
    if (!style || !strut || !list) {
        figure->plot.failed = true;
        return label;
    }
    *strut = style->type;
    strut->leading = fmin(strut->leading, CHART_LEADING * strut->size);
    label.pieces = list;
    label.type = strut;
    label.ink = style->ink;
    label.reversed = style->reversed;
    return label;
}

ts_label ts_figure_print(ts_figure *figure, ts_role role, const char *text, const ts_origin *origin)
{
    if (!text || !*text)
        return (ts_label){0};
    ts_label label = plain_label(figure, ts_figure_style(figure, role), 1);
    if (!label.type)
        return label;
    ts_text_piece *piece = (ts_text_piece *)(void *)label.pieces;
    *piece = (ts_text_piece){.text = text, .length = strlen(text), .type = label.type};
    label.count = 1;
    label.origin = origin;
    return label;
}

/* ---- the values of an axis */

static ts_printed print_tick(const ts_tick_printer *printer, double value)
{
    const ts_figure *figure = printer->figure;
    ts_value shown = {.kind = TS_VALUE_NUMBER, .number = value, .unit = figure->bound->unit};
    return ts_format_value(figure->kit->edition->formatter, figure->kit->arena, &shown, &printer->format, TS_QUALIFIER_NONE);
}

static ts_label tick_value(void *user, double value)
{
    const ts_tick_printer *printer = user;
    ts_printed printed = print_tick(printer, value);
    const char *text = printed.text && printer->bare ? ts_magnitude_cut(printer->figure->kit->arena, printed) : printed.text;
    printer->figure->plot.failed = printer->figure->plot.failed || !text;
    return ts_figure_print(printer->figure, TS_ROLE_PLACE, text, NULL);
}

static double largest_of(const double *values, size_t count)
{
    double largest = 0;
    for (size_t i = 0; i < count; i++)
        largest = fmax(largest, fabs(values[i]));
    return largest;
}

enum { MOST_PLACES = 12 };

/* Digits after the point that one of the values needs in this unit, which all then have. Where it needs more than are
 * read, none: they then print alike, and one of them stays (axis.h). */
static int places_of(const double *values, size_t count, double unit)
{
    static const double EXACT = 1e-6; /* of the step between them */
    double step = count > 1 ? fabs(values[1] - values[0]) : largest_of(values, count);
    for (int places = 0; places <= MOST_PLACES; places++) {
        double most = 0, scale = pow(10, places) / unit;
        for (size_t i = 0; i < count; i++)
            most = fmax(most, fabs(values[i] * scale - round(values[i] * scale)));
        if (most <= EXACT * step * scale)
            return places;
    }
    return 0;
}

static int tick_places(const ts_format *format, int magnitude, const double *values, size_t count)
{
    static const int HUNDREDTHS = -2;
    if (format->style == TS_FORMAT_PLAIN)
        return -1;
    bool percent = format->style == TS_FORMAT_PERCENT || magnitude == HUNDREDTHS;
    return places_of(values, count, percent ? 0.01 : pow(10, fmax(magnitude, 0)));
}

static int own_magnitude(const ts_tick_printer *printer, double number)
{
    const ts_figure *figure = printer->figure;
    ts_value value = {.kind = TS_VALUE_NUMBER, .number = number, .unit = figure->bound->unit};
    return ts_format_magnitude(figure->kit->edition->formatter, figure->kit->arena, &value, &printer->format, TS_QUALIFIER_NONE);
}

void ts_figure_ticks_beside(ts_tick_printer *printer, double value)
{
    ts_magnitudes_take(&printer->beside, value, own_magnitude(printer, value));
}

static int magnitude_of(const ts_tick_printer *printer, double largest)
{
    ts_magnitudes all = printer->beside;
    all.largest = fmax(all.largest, largest);
    int own = own_magnitude(printer, largest), shared = ts_magnitudes_shared(&all);
    return own > 0 && shared ? shared - 1 : own;
}

/* Halves of a thousand are 500 and 1,500 rather than 0.5K and 1.5K, where no value beside them is in thousands. */
static bool is_better_whole(const ts_tick_printer *printer, int magnitude, const double *values, size_t count)
{
    static const int THOUSANDS = 3;
    return magnitude == THOUSANDS && printer->beside.largest <= 0 && tick_places(&printer->format, magnitude, values, count) > 0;
}

/* The word of a magnitude is that of many. */
static ts_label tick_unit(void *user, const double *values, size_t count)
{
    ts_tick_printer *printer = user;
    ts_figure *figure = printer->figure;
    ts_format *format = &printer->format;
    double largest = largest_of(values, count);
    int magnitude = magnitude_of(printer, largest);
    if (is_better_whole(printer, magnitude, values, count))
        magnitude = 0;
    format->decimals = tick_places(format, magnitude, values, count);
    format->even = true;
    format->shared = magnitude >= 0 ? 1 + magnitude : 0;
    if (magnitude <= 0 || largest <= 0)
        return (ts_label){0};
    ts_printed many = print_tick(printer, 2 * largest);
    printer->bare = many.text && many.magnitude_at < strlen(many.text);
    return ts_figure_print(figure, TS_ROLE_PLACE, printer->bare ? many.text + many.magnitude_at : NULL, NULL);
}

void ts_figure_ticks(ts_figure *figure, ts_tick_printer *printer)
{
    ts_format format = ts_format_default(figure->bound->unit ? figure->bound->unit : "number");
    *printer = (ts_tick_printer){.print = {tick_value, tick_unit, printer}, .figure = figure, .format = format};
}

static const ts_type *piece_type(const ts_style *style, const ts_type *plain, const ts_piece *piece)
{
    if (piece->mark)
        return piece->between ? &style->between : &style->mark;
    if (piece->magnitude && style->magnitude_spec)
        return &style->magnitude;
    return piece->strong ? &style->strong : piece->emphasis ? &style->emphasis : plain;
}

ts_label ts_figure_styled(ts_figure *figure, const ts_style *style, const ts_copy *copy)
{
    static const char line[] = "\xE2\x80\xA8"; /* U+2028 between paragraphs */
    size_t count = 0;
    for (size_t i = 0; copy && i < copy->count; i++)
        count += copy->paragraphs[i].count + 1;
    if (!count)
        return (ts_label){0};
    ts_label label = plain_label(figure, style, count);
    if (!label.type)
        return label;
    ts_text_piece *pieces = (ts_text_piece *)(void *)label.pieces;
    for (size_t i = 0; i < copy->count; i++) {
        if (i > 0)
            pieces[label.count++] = (ts_text_piece){.text = line, .length = 3, .type = label.type};
        for (size_t k = 0; k < copy->paragraphs[i].count; k++) {
            const ts_piece *piece = &copy->paragraphs[i].pieces[k];
            if (copy->key)
                ts_kit_check_stress(figure->kit, style, piece);
            pieces[label.count++] = (ts_text_piece){.text = piece->text,
                                                    .length = piece->length,
                                                    .type = piece_type(style, label.type, piece),
                                                    .mark = piece->mark,
                                                    .source = (uint32_t)piece->source_number};
        }
    }
    label.origin = ts_figure_origin(figure, copy->key, NULL, copy->span);
    return label;
}

ts_label ts_figure_words(ts_figure *figure, ts_role role, const ts_copy *copy)
{
    return ts_figure_styled(figure, ts_figure_style(figure, role), copy);
}

ts_figure ts_figure_make(ts_kit *kit, const ts_bound *frame, const ts_figure_place *place, ts_items *items)
{
    ts_figure figure = {.kit = kit, .bound = frame->chart, .chart = frame->chart->chart, .varies = !frame->frame->plain};
    figure.frame_name = place ? place->frame_name : NULL;
    figure.ground = place ? place->ground : NULL;
    figure.head = place ? place->head : 0;
    figure.foot = place ? place->foot : 0;
    figure.first = items->count;
    figure.plot = (ts_plot){.arena = kit->arena, .setter = kit->setter, .memo = kit->memo,
                            .items = items,
                            .tag = place ? place->tag : NULL,
                            .diags = place ? kit->diags : NULL,
                            .span = figure.chart->span,
                            .own = place ? place_of(kit, figure.chart) : NULL};
    ts_ink paper = ts_figure_paper(kit);
    figure.plot.paper = paper;
    figure.plot.ground = figure.ground ? (ts_ink){figure.ground, 1} : paper;
    figure.plot.accent = ts_figure_accent(kit);
    const ts_style *style = ts_figure_style(&figure, TS_ROLE_NAME);
    if (style)
        figure.plot.rule = ts_kit_type_ink(kit, style, NULL, figure.ground);
    else
        figure.plot.failed = true;
    return figure;
}
