/* How wide a line is: sums of advances, corrected where it is shaped anew. */
#include "text/choice.h"
#include "text/hang.h"

#include <unicode/uchar.h>

const double TS_HAIR = 0.001;

/* Units that are looked through for a place where glyphs may be parted. */
enum { SAFE_WITHIN = 48, HYPHEN = 0x2010 };

int32_t ts_ink_end(const ts_setting *setting, ts_stretch line)
{
    int32_t end = setting->strip.ink_end[line.end];
    return end > line.begin ? end : line.begin;
}

ts_stretch ts_common_part(const ts_item *item, ts_stretch line)
{
    return (ts_stretch){line.begin > item->begin ? line.begin : item->begin,
                        line.end < item->end ? line.end : item->end};
}

bool ts_is_word_space(UChar c)
{
    return c == ' ' || c == 0x00A0;
}

static double sum(const ts_setting *setting, int32_t begin, int32_t end)
{
    return end > begin ? setting->pen[end] - setting->pen[begin] : 0;
}

static double reshaped(ts_setting *setting, const ts_item *item, ts_stretch part, int32_t ink_end)
{
    double width = 0;
    setting->spare.count = 0;
    if (!ts_shape(setting, item, part, &setting->spare))
        setting->failed = true;
    for (size_t i = 0; i < setting->spare.count; i++)
        if (setting->spare.items[i].unit < ink_end)
            width += setting->spare.items[i].advance;
    return width;
}

static double item_width(ts_setting *setting, const ts_item *item, ts_stretch line, int32_t ink_end)
{
    ts_stretch part = ts_common_part(item, line);
    if (!ts_safe_before(setting, item, part.begin) || !ts_safe_before(setting, item, part.end))
        return reshaped(setting, item, part, ink_end);
    return sum(setting, part.begin, part.end < ink_end ? part.end : ink_end);
}

/* For lines so short that what is shaped anew at their two ends meets. */
static double width_as_built(ts_setting *setting, ts_stretch line, int32_t ink_end)
{
    uint32_t first = setting->item_of[line.begin], last = setting->item_of[line.end - 1];
    const ts_item *items = setting->items.items;
    double width = item_width(setting, &items[first], line, ink_end);
    if (first == last)
        return width;
    if (ink_end <= items[last].begin)
        return width + sum(setting, items[first].end, ink_end);
    width += sum(setting, items[first].end, items[last].begin);
    return width + item_width(setting, &items[last], line, ink_end);
}

static void find_begin(ts_setting *setting, ts_edge *edge)
{
    const ts_item *item = &setting->items.items[setting->item_of[edge->at]];
    int32_t unit = edge->at, limit = edge->at + SAFE_WITHIN;
    edge->begun = true;
    edge->settled = edge->at;
    edge->hang_begin = ts_hang_begin(setting, edge->at);
    if (ts_safe_before(setting, item, edge->at))
        return;
    do
        unit++;
    while (unit < limit && !ts_safe_before(setting, item, unit));
    edge->settled = unit < limit ? unit : INT32_MAX;
    if (unit < limit)
        edge->begin = reshaped(setting, item, (ts_stretch){edge->at, unit}, unit) - sum(setting, edge->at, unit);
}

static double tracking_of(const ts_setting *setting, int32_t unit)
{
    const ts_type *type = setting->paragraph->pieces[setting->strip.piece[unit]].type;
    return type->tracking / 1000 * type->size;
}

static int32_t rightmost(const ts_widths *widths, int32_t begin, int32_t end)
{
    ubidi_reorderVisual(widths->setting->levels + begin, end - begin, widths->order);
    return begin + widths->order[end - begin - 1];
}

/* No tracking is drawn at the right edge of a line. */
static double tail_of(const ts_setting *setting, const ts_edge *end, int32_t right)
{
    int32_t last = end->ink - 1;
    bool hyphen_there = end->drawn && right == last && !(setting->levels[last] & 1);
    return end->hyphen - (hyphen_there ? 0 : tracking_of(setting, right));
}

/* Space at the end that runs with its paragraph, against its item, is a run of its own. */
static int32_t shaped_to(const ts_setting *setting, const ts_item *item, const ts_edge *edge, ts_cut_kind kind)
{
    bool parted = kind != TS_CUT_HYPHEN && item->level != setting->bases[edge->at - 1] && edge->ink > item->begin;
    return parted ? edge->ink : edge->at;
}

static ts_ending ending_at(const ts_strip *strip, const ts_edge *edge)
{
    const UChar *units = strip->units;
    int32_t ink = edge->ink;
    if (ink < 2)
        return TS_ENDS_WELL;
    if ((units[ink - 1] == '-' || units[ink - 1] == HYPHEN) && edge->at == ink && ink < strip->count)
        return u_isupper(units[ink]) ? TS_ENDS_IN_NAME : TS_ENDS_WELL;
    return u_isalpha(units[ink - 1]) && u_isUWhiteSpace(units[ink - 2]) ? TS_ENDS_LONE : TS_ENDS_WELL;
}

static void find_end(ts_setting *setting, ts_edge *edge, ts_cut_kind kind)
{
    const ts_item *item = &setting->items.items[setting->item_of[edge->at - 1]];
    ts_shaped hyphen;
    edge->ended = true;
    edge->drawn = kind == TS_CUT_HYPHEN && ts_shape_hyphen(item, edge->at, &hyphen);
    edge->hyphen = edge->drawn ? hyphen.advance : 0;
    edge->ending = ending_at(&setting->strip, edge);
    edge->hang_end = edge->drawn ? ts_hang_hyphen(setting, edge->hyphen) : ts_hang_end(setting, edge->ink);
    edge->unsettled = edge->ink;
    edge->shaped = shaped_to(setting, item, edge, kind);
    int32_t unit = edge->shaped, limit = unit - SAFE_WITHIN;
    if (ts_safe_before(setting, item, unit))
        return;
    do
        unit--;
    while (unit > limit && !ts_safe_before(setting, item, unit));
    if (unit < edge->ink)
        edge->unsettled = unit > limit ? unit : INT32_MIN;
    if (unit > limit && unit < edge->ink)
        edge->end = reshaped(setting, item, (ts_stretch){unit, edge->shaped}, edge->ink) -
                    sum(setting, unit, edge->ink);
}

static ts_edge *begin_of(ts_widths *widths, size_t station)
{
    ts_edge *edge = &widths->edges[station];
    if (!edge->begun)
        find_begin(widths->setting, edge);
    return edge;
}

static ts_edge *end_of(ts_widths *widths, size_t station)
{
    ts_edge *edge = &widths->edges[station];
    if (edge->ended)
        return edge;
    find_end(widths->setting, edge, widths->setting->cuts.items[station - 1].kind);
    edge->tail = edge->ink > 0 && !widths->order ? tail_of(widths->setting, edge, edge->ink - 1) : 0;
    return edge;
}

double ts_width_between(ts_widths *widths, size_t from, size_t to)
{
    const ts_edge *begin = begin_of(widths, from), *end = end_of(widths, to);
    if (end->ink <= begin->at)
        return 0;
    double tail = widths->order ? tail_of(widths->setting, end, rightmost(widths, begin->at, end->ink)) : end->tail;
    if (begin->settled <= end->unsettled)
        return sum(widths->setting, begin->at, end->ink) + begin->begin + end->end + tail;
    return width_as_built(widths->setting, (ts_stretch){begin->at, end->shaped}, end->ink) + tail;
}

double ts_part_between(ts_widths *widths, size_t from, size_t to, ts_stretch part)
{
    const ts_edge *begin = begin_of(widths, from), *end = end_of(widths, to);
    bool first = part.begin == begin->at, last = part.end == end->ink;
    int32_t settled = first ? begin->settled : part.begin, unsettled = last ? end->unsettled : part.end;
    if (part.begin >= part.end)
        return 0;
    if (settled <= unsettled)
        return sum(widths->setting, part.begin, part.end) + (first ? begin->begin : 0) + (last ? end->end : 0);
    return width_as_built(widths->setting, (ts_stretch){part.begin, last ? end->shaped : part.end}, part.end);
}

const ts_edge *ts_edge_at(ts_widths *widths, size_t station)
{
    return end_of(widths, station);
}

double ts_hang_between(ts_widths *widths, size_t from, size_t to)
{
    const ts_edge *begin = begin_of(widths, from), *end = end_of(widths, to);
    return end->ink <= begin->at ? 0 : begin->hang_begin + end->hang_end;
}

double ts_spaces_between(const ts_widths *widths, size_t from, size_t to)
{
    int32_t begin = widths->edges[from].at, end = widths->edges[to].ink;
    return end > begin ? widths->spaces[end] - widths->spaces[begin] : 0;
}

static bool sum_spaces(ts_widths *widths)
{
    const ts_setting *setting = widths->setting;
    const ts_strip *strip = &setting->strip;
    widths->spaces = TS_ARRAY(setting->scratch, double, (size_t)strip->count + 1);
    for (int32_t i = 0; widths->spaces && i < strip->count; i++) {
        double space = ts_is_word_space(strip->units[i]) ? setting->pen[i + 1] - setting->pen[i] : 0;
        widths->spaces[i + 1] = widths->spaces[i] + space;
    }
    return widths->spaces != NULL;
}

/* Where tracked text runs both ways, the glyph at a line's right edge has to be looked for. */
static bool open_order(ts_widths *widths)
{
    const ts_setting *setting = widths->setting;
    bool tracked = false, leftward = false;
    for (size_t i = 0; i < setting->paragraph->count; i++)
        tracked = tracked || setting->paragraph->pieces[i].type->tracking != 0;
    for (size_t i = 0; i < setting->items.count; i++)
        leftward = leftward || setting->items.items[i].level & 1;
    if (tracked && leftward)
        widths->order = TS_ARRAY(setting->scratch, int32_t, (size_t)setting->strip.count);
    return widths->order || !tracked || !leftward;
}

bool ts_widths_make(ts_setting *setting, ts_widths *widths)
{
    size_t cuts = setting->cuts.count;
    *widths = (ts_widths){.setting = setting, .edges = TS_ARRAY(setting->scratch, ts_edge, cuts + 1)};
    if (widths->edges)
        widths->edges[0].at = widths->edges[0].ink = setting->initial.end;
    for (size_t i = 0; widths->edges && i < cuts; i++) {
        int32_t at = setting->cuts.items[i].at;
        widths->edges[i + 1].at = at;
        widths->edges[i + 1].ink = setting->strip.ink_end[at];
    }
    bool justified = setting->paragraph->rules.align == TS_TEXT_JUSTIFY;
    return widths->edges && open_order(widths) && (!justified || sum_spaces(widths));
}
