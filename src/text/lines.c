#include "text/setting.h"

#include <unicode/uchar.h>

const double TS_HAIR = 0.001;

/* Balance is for heads and quotes: past this many lines it would cost and show nothing. */
enum { BALANCED_LINES = 64, HALVINGS = 20 };

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

static double reshaped_width(ts_setting *setting, const ts_item *item, ts_stretch part, int32_t ink_end)
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

static double between(const ts_setting *setting, int32_t begin, int32_t end)
{
    return end > begin ? setting->pen[end] - setting->pen[begin] : 0;
}

static double item_width(ts_setting *setting, const ts_item *item, ts_stretch line, int32_t ink_end)
{
    ts_stretch part = ts_common_part(item, line);
    if (!ts_safe_before(setting, item, part.begin) || !ts_safe_before(setting, item, part.end))
        return reshaped_width(setting, item, part, ink_end);
    return between(setting, part.begin, part.end < ink_end ? part.end : ink_end);
}

static double last_tracking(const ts_setting *setting, int32_t ink_end)
{
    const ts_type *type = setting->paragraph->pieces[setting->strip.piece[ink_end - 1]].type;
    return type->tracking / 1000 * type->size;
}

static double items_width(ts_setting *setting, ts_stretch line, int32_t ink_end)
{
    uint32_t first = setting->item_of[line.begin], last = setting->item_of[line.end - 1];
    const ts_item *items = setting->items.items;
    double width = item_width(setting, &items[first], line, ink_end);
    if (first == last)
        return width;
    if (ink_end <= items[last].begin)
        return width + between(setting, items[first].end, ink_end);
    width += between(setting, items[first].end, items[last].begin);
    return width + item_width(setting, &items[last], line, ink_end);
}

/* As the line will be drawn, hanging space left out, a soft hyphen at its end drawn. */
static double line_width(ts_setting *setting, int32_t begin, ts_cut cut)
{
    ts_stretch line = {begin, cut.at};
    int32_t ink_end = ts_ink_end(setting, line);
    if (ink_end == begin)
        return 0;
    double width = items_width(setting, line, ink_end);
    const ts_item *last = &setting->items.items[setting->item_of[cut.at - 1]];
    ts_shaped hyphen;
    if (cut.kind == TS_CUT_HYPHEN && ts_shape_hyphen(last, cut.at, &hyphen))
        return width + hyphen.advance;
    return width - last_tracking(setting, ink_end);
}

static double room_in(const ts_setting *setting, double measure, size_t line)
{
    return line ? measure - setting->paragraph->rules.indent : measure;
}

double ts_line_room(const ts_setting *setting, size_t line)
{
    return room_in(setting, setting->paragraph->rules.measure, line);
}

static bool surely_too_wide(const ts_setting *setting, int32_t begin, ts_cut cut, double room)
{
    int32_t ink_end = ts_ink_end(setting, (ts_stretch){begin, cut.at});
    return setting->pen[ink_end] - setting->pen[begin] > room + TS_HAIR;
}

/* The last cut of those from `from` on up to which a line fits; `from` where none does. */
static size_t last_fitting(ts_setting *setting, int32_t begin, size_t from, double room)
{
    size_t best = from;
    for (size_t i = from; i < setting->cuts.count; i++) {
        ts_cut cut = setting->cuts.items[i];
        if (line_width(setting, begin, cut) <= room + TS_HAIR)
            best = i;
        else if (cut.kind != TS_CUT_HYPHEN || surely_too_wide(setting, begin, cut, room))
            break;
        if (cut.kind == TS_CUT_MUST)
            break;
    }
    return best;
}

/* First fit. ends: NULL where only the number of lines is wanted. */
static size_t fill(ts_setting *setting, double measure, size_t *ends)
{
    size_t count = 0;
    int32_t begin = 0;
    for (size_t next = 0; next < setting->cuts.count; next++) {
        next = last_fitting(setting, begin, next, room_in(setting, measure, count));
        begin = setting->cuts.items[next].at;
        if (ends)
            ends[count] = next;
        count++;
    }
    return count;
}

static double widest_word(ts_setting *setting)
{
    double widest = 0;
    int32_t begin = 0;
    for (size_t i = 0; i < setting->cuts.count; i++) {
        double width = line_width(setting, begin, setting->cuts.items[i]);
        widest = width > widest ? width : widest;
        begin = setting->cuts.items[i].at;
    }
    return widest;
}

/* The narrowest measure that needs no more lines: the widest line is as short as it can be. */
static double balanced_measure(ts_setting *setting, size_t count)
{
    const ts_setting_rules *rules = &setting->paragraph->rules;
    double low = widest_word(setting) + (rules->indent > 0 ? rules->indent : 0), high = rules->measure;
    for (int i = 0; i < HALVINGS && high - low > TS_HAIR; i++) {
        double middle = (low + high) / 2;
        if (fill(setting, middle, NULL) <= count)
            high = middle;
        else
            low = middle;
    }
    return high;
}

static int count_words(const ts_setting *setting, ts_stretch line)
{
    int words = 0;
    bool inside = false;
    for (int32_t i = line.begin; i < line.end; i++) {
        bool space = u_isUWhiteSpace(setting->strip.units[i]);
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

static double width_at(ts_setting *setting, const ts_lines *lines, size_t line)
{
    int32_t begin = ts_lines_at(setting, lines, line).begin;
    return line_width(setting, begin, setting->cuts.items[lines->ends[line]]);
}

static bool last_is_long_enough(ts_setting *setting, const ts_lines *lines)
{
    const ts_setting_rules *rules = &setting->paragraph->rules;
    size_t last = lines->count - 1;
    return count_words(setting, ts_lines_at(setting, lines, last)) >= rules->last_words &&
           width_at(setting, lines, last) + TS_HAIR >= rules->last_measure * rules->measure;
}

/* Words go down from the last line but one as long as they fit and one stays behind. */
static void pull_down(ts_setting *setting, ts_lines *lines)
{
    size_t last = lines->count - 1;
    size_t *end = &lines->ends[last - 1];
    size_t floor = last > 1 ? lines->ends[last - 2] + 1 : 0;
    while (!last_is_long_enough(setting, lines)) {
        size_t kept = *end;
        do {
            if (*end == floor) {
                *end = kept;
                return;
            }
            *end -= 1;
        } while (setting->cuts.items[*end].kind == TS_CUT_HYPHEN);
        if (width_at(setting, lines, last) > ts_line_room(setting, last) + TS_HAIR) {
            *end = kept;
            return;
        }
    }
}

ts_stretch ts_lines_at(const ts_setting *setting, const ts_lines *lines, size_t line)
{
    const ts_cut *cuts = setting->cuts.items;
    return (ts_stretch){line ? cuts[lines->ends[line - 1]].at : 0, cuts[lines->ends[line]].at};
}

bool ts_lines_choose(ts_setting *setting, ts_lines *lines)
{
    const ts_setting_rules *rules = &setting->paragraph->rules;
    lines->ends = TS_ARRAY(setting->scratch, size_t, setting->cuts.count);
    if (!lines->ends)
        return false;
    lines->count = fill(setting, rules->measure, lines->ends);
    if (rules->balance && lines->count > 1 && lines->count <= BALANCED_LINES)
        lines->count = fill(setting, balanced_measure(setting, lines->count), lines->ends);
    if (lines->count > 1 && setting->cuts.items[lines->ends[lines->count - 2]].kind != TS_CUT_MUST)
        pull_down(setting, lines);
    return !setting->failed;
}

bool ts_is_word_space(UChar c)
{
    return c == ' ' || c == 0x00A0;
}
