/* Lines that were chosen: where they lie in the text and in their rooms. */
#include "text/hang.h"
#include "text/setting.h"

ts_stretch ts_lines_at(const ts_setting *setting, const ts_lines *lines, size_t line)
{
    const ts_cut *cuts = setting->cuts.items;
    return (ts_stretch){line ? cuts[lines->ends[line - 1]].at : lines->begin, cuts[lines->ends[line]].at};
}

typedef struct hanging {
    double begin, end;
} hanging;

static hanging hanging_of(const ts_setting *setting, const ts_lines *lines, size_t line)
{
    ts_stretch part = ts_lines_at(setting, lines, line);
    int32_t ink = ts_ink_end(setting, part);
    if (ink <= part.begin || ts_has_tabs(setting))
        return (hanging){0, 0};
    ts_shaped hyphen;
    bool divided = setting->cuts.items[lines->ends[line]].kind == TS_CUT_HYPHEN;
    const ts_item *item = &setting->items.items[setting->item_of[part.end - 1]];
    bool drawn = divided && ts_shape_hyphen(item, part.end, &hyphen);
    return (hanging){ts_hang_begin(setting, part.begin),
                     drawn ? ts_hang_hyphen(setting, hyphen.advance) : ts_hang_end(setting, ink)};
}

double ts_line_room(const ts_setting *setting, const ts_lines *lines, size_t line)
{
    hanging hang = hanging_of(setting, lines, line);
    return lines->slots[line].width + hang.begin + hang.end;
}

double ts_line_shift(const ts_setting *setting, const ts_lines *lines, size_t line, double width)
{
    ts_stretch part = ts_lines_at(setting, lines, line);
    ts_text_align align = setting->paragraph->rules.align;
    double rest = ts_line_room(setting, lines, line) - width;
    bool leftward = setting->bases[part.begin] & 1;
    hanging hang = hanging_of(setting, lines, line);
    if (align == TS_TEXT_JUSTIFY || ts_has_tabs(setting))
        align = leftward ? TS_TEXT_RIGHT : TS_TEXT_LEFT;
    return (align == TS_TEXT_RIGHT ? rest : align == TS_TEXT_CENTER ? rest / 2 : 0) - (leftward ? hang.end : hang.begin);
}
