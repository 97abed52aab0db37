/* Paragraphs down their areas, divided between them by the rules of orphans and widows. */
#include "text/beside.h"

#include <math.h>

enum { TOGETHER = 2 }; /* orphans and widows where nothing is said */

typedef struct flow {
    ts_typesetter *setter;
    ts_arena *arena;
    const ts_order *order;
    ts_text_areas areas;
    ts_rect column; /* the area where none are given */
    ts_cursor at;
    bool full;      /* no room was left */
    ts_block *block;
    struct { ts_line *items; size_t count, capacity; } lines;
    ts_lost_row lost;
} flow;

typedef struct passage { /* what is set of a paragraph */
    ts_setting setting;
    ts_widths widths;
    ts_rooms rooms;
    size_t from; /* station */
    ts_lines lines;
    size_t all;  /* lines, those without room counted */
} passage;

static void note_depth(flow *f, size_t area, double y)
{
    const ts_rect *box = &f->areas.boxes[area];
    double depth = y - box->y;
    f->block->height = fmax(f->block->height, box->h > 0 ? fmin(depth, box->h) : depth);
}

static bool is_held(const flow *f, const ts_cursor *at, double height)
{
    const ts_rect *box = &f->areas.boxes[at->area];
    bool endless = box->h <= 0 && at->area + 1 == f->areas.count;
    return endless || at->y + height <= box->y + box->h + TS_HAIR;
}

/* What stands beside the text goes where it fits whole, if there is such an area. */
static ts_cursor find_start(const flow *f, double least)
{
    ts_cursor start = f->at;
    if (least <= 0 || start.area >= f->areas.count || is_held(f, &start, least))
        return start;
    if (!start.fresh)
        ts_cursor_next_area(&start, &f->areas);
    for (ts_cursor at = start; at.area < f->areas.count; ts_cursor_next_area(&at, &f->areas))
        if (is_held(f, &at, least))
            return at;
    return start;
}

static double least_height(const passage *p)
{
    const ts_setting_rules *rules = &p->setting.paragraph->rules;
    double initial = p->setting.initial.lines * p->rooms.step;
    return p->rooms.begins ? fmax(rules->least, initial) : 0;
}

static size_t at_least(int lines)
{
    return lines > 0 ? (size_t)lines : TOGETHER;
}

/* The lines that the area of `line`, its last one there, should rather take. */
static size_t lines_wanted(const passage *p, size_t first, size_t line)
{
    const ts_setting_rules *rules = &p->setting.paragraph->rules;
    size_t above = line + 1 - first, below = p->lines.count - line - 1;
    size_t widows = at_least(rules->widows), orphans = at_least(rules->orphans);
    size_t wanted = below >= widows ? above : above + below > widows ? above + below - widows : 0;
    bool starts = first == 0 && p->rooms.begins;
    if (orphans < (size_t)p->setting.initial.lines)
        orphans = (size_t)p->setting.initial.lines;
    return starts && wanted < orphans ? 0 : wanted;
}

/* Whether the paragraph may leave the area that it starts in: not where it is the first there. */
static bool may_move_on(const passage *p)
{
    const ts_rooms *rooms = &p->rooms;
    return rooms->begins && !rooms->start.fresh && p->lines.slots[0].area == rooms->start.area;
}

/* Closes an area earlier where lines would stay alone. False: there is none such. */
static bool divide_better(passage *p)
{
    const ts_slot *slots = p->lines.slots;
    for (size_t i = 0, first = 0; i + 1 < p->lines.count; i++) {
        if (slots[i].area == slots[i + 1].area)
            continue;
        size_t wanted = lines_wanted(p, first, i);
        bool better = wanted < i + 1 - first && (wanted > 0 || (first == 0 && may_move_on(p)));
        if (better) {
            p->rooms.closed[p->rooms.closed_count++] = (ts_closed){slots[i].area, wanted};
            return true;
        }
        first = i + 1;
    }
    return false;
}

static bool choose(passage *p, size_t *weighed)
{
    do {
        ts_rooms_open(&p->rooms);
        if (!ts_lines_choose(&p->widths, &p->rooms, p->from, &p->lines, weighed))
            return false;
    } while (p->rooms.closed_count + 1 < TS_TRIES && divide_better(p));
    p->all = p->lines.count;
    while (p->lines.count > 0 && p->lines.slots[p->lines.count - 1].area == p->rooms.areas->count)
        p->lines.count--;
    return true;
}

/* Where the room of the paragraph begins beside a line. */
static double edge_of(const passage *p, size_t index)
{
    const ts_slot *slot = &p->lines.slots[index];
    double beside = ts_beside_room(&p->setting, index, p->rooms.begins);
    bool leftward = p->setting.strip.count && p->setting.bases[0] & 1;
    return leftward ? slot->x + slot->width + beside : slot->x - beside;
}

static void place_line(flow *f, const passage *p, size_t index, size_t paragraph, ts_line *line)
{
    const ts_slot *slot = &p->lines.slots[index];
    line->paragraph = paragraph;
    line->area = slot->area;
    line->starts_paragraph = index == 0 && p->rooms.begins;
    line->ends_paragraph = p->lines.ends[index] + 1 == p->setting.cuts.count;
    line->baseline = slot->top + ts_type_first_baseline(p->setting.paragraph->type);
    if (!f->order->one_line) {
        double room = ts_line_room(&p->setting, &p->lines, index);
        line->edge = edge_of(p, index);
        line->x = slot->x + ts_line_shift(&p->setting, &p->lines, index, line->width);
        f->block->too_wide = f->block->too_wide || line->width > room + TS_HAIR;
    }
    f->block->width = fmax(f->block->width, line->width + slot->left);
    note_depth(f, slot->area, slot->top + p->rooms.step);
}

static bool put_beside(const passage *p, ts_line *line)
{
    const ts_slot *slot = &p->lines.slots[0];
    return ts_initial_put(&p->setting, slot, line) && ts_marker_put(&p->setting, slot, line);
}

static bool add_lines(flow *f, passage *p, size_t paragraph)
{
    ts_line *built = TS_ARRAY(p->setting.scratch, ts_line, p->lines.count);
    if (!built || !ts_lines_build(&p->setting, &p->lines, built))
        return false;
    for (size_t i = 0; i < p->lines.count; i++) {
        place_line(f, p, i, paragraph, &built[i]);
        if (built[i].starts_paragraph && !put_beside(p, &built[i]))
            return false;
        if (!TS_PUSH(f->arena, &f->lines, built[i]))
            return false;
    }
    return true;
}

/* Where the next paragraph begins; or the end, where not all lines found room. */
static void move_on(flow *f, const passage *p, size_t paragraph)
{
    size_t count = p->lines.count;
    const ts_slot *slots = p->lines.slots, *last = count ? &slots[count - 1] : NULL;
    if (count < p->all) {
        size_t station = count ? p->lines.ends[count - 1] + 1 : p->from;
        int32_t unit = station ? p->widths.edges[station].at : 0; /* an initial goes with its lines */
        f->block->end = (ts_text_at){paragraph, (size_t)unit};
        f->full = true;
        return;
    }
    f->at = p->rooms.next;
    f->at.area = last->area;
    f->at.y = last->top + p->rooms.step;
    if (last->area == slots[0].area)
        f->at.y = fmax(f->at.y, slots[0].top + least_height(p));
}

static size_t station_at(const ts_setting *setting, size_t unit)
{
    size_t station = 0;
    while (station < setting->cuts.count && (size_t)setting->cuts.items[station].at <= unit)
        station++;
    return station;
}

/* What only its first lines have. */
static bool open_paragraph(ts_setting *setting)
{
    if (!ts_initial_make(setting) || !ts_marker_make(setting))
        return false;
    if (setting->initial.lines)
        ts_initial_drop_cuts(setting);
    return true;
}

static bool choose_passage(flow *f, passage *p, size_t unit)
{
    if (!ts_widths_make(&p->setting, &p->widths))
        return false;
    p->from = station_at(&p->setting, unit);
    if (p->from == p->setting.cuts.count)
        return true;
    p->rooms = (ts_rooms){.setting = &p->setting, .scratch = p->setting.scratch, .areas = &f->areas,
                          .begins = p->from == 0, .start = f->at};
    ts_rooms_open(&p->rooms);
    p->rooms.start = find_start(f, least_height(p));
    return choose(p, &f->block->comparisons);
}

static bool wants_initial(const ts_setting *setting)
{
    return setting->paragraph->rules.drop_cap.lines > 0 && setting->paragraph->rules.drop_cap.type;
}

/* An initial whose place is not free is set as a letter. */
static bool choose_again(flow *f, passage *p)
{
    ts_setting *setting = &p->setting;
    if (!setting->initial.lines || ts_initial_stands(setting, &p->rooms))
        return true;
    setting->initial = (ts_initial){0};
    setting->cuts.count = 0;
    return ts_cuts_make(setting) && choose_passage(f, p, 0);
}

static bool set_passage(flow *f, passage *p, size_t paragraph, size_t unit)
{
    ts_setting *setting = &p->setting;
    if (!ts_items_make(setting) || !ts_cuts_make(setting) || (unit == 0 && !open_paragraph(setting)) ||
        !choose_passage(f, p, unit))
        return false;
    if (p->from == setting->cuts.count)
        return true;
    if (!choose_again(f, p) || !add_lines(f, p, paragraph))
        return false;
    f->block->no_initial |= unit == 0 && wants_initial(setting) && !setting->initial.lines;
    move_on(f, p, paragraph);
    return true;
}

static bool set_paragraph(flow *f, size_t index, size_t unit)
{
    ts_typesetter *setter = f->setter;
    passage p = {.setting = {.setter = setter, .arena = f->arena, .scratch = setter->scratch,
                             .buffer = setter->buffer, .lost = &f->lost, .one_line = f->order->one_line,
                             .paragraph = &f->order->paragraphs[index]}};
    ts_arena_reset(setter->scratch);
    return ts_strip_make(&p.setting) && (p.setting.strip.count == 0 || set_passage(f, &p, index, unit));
}

static bool set_all(flow *f, ts_text_at from)
{
    for (size_t i = from.paragraph; i < f->order->count; i++) {
        const ts_setting_rules *rules = &f->order->paragraphs[i].rules;
        f->column.w = rules->measure;
        f->at.y += f->at.fresh ? 0 : rules->space_before;
        if (!set_paragraph(f, i, i == from.paragraph ? from.unit : 0))
            return false;
        if (f->full)
            return true;
        f->at.y += rules->space_after;
        f->at.fresh = false;
        if (f->at.area < f->areas.count)
            note_depth(f, f->at.area, f->at.y);
    }
    f->block->end = (ts_text_at){f->order->count, 0};
    return true;
}

static void finish(flow *f)
{
    ts_block *block = f->block;
    block->lines = f->lines.items;
    block->count = f->lines.count;
    block->lost = f->lost.items;
    block->lost_count = f->lost.count;
    if (block->count) {
        block->first_baseline = block->lines[0].baseline;
        block->last_baseline = block->lines[block->count - 1].baseline;
    }
}

ts_block *ts_flow_make(ts_typesetter *setter, ts_arena *arena, const ts_order *order)
{
    flow f = {.setter = setter, .arena = arena, .order = order, .block = TS_NEW(arena, ts_block)};
    f.areas = order->areas ? *order->areas : (ts_text_areas){.boxes = &f.column, .count = 1};
    f.at = (ts_cursor){.y = f.areas.count ? f.areas.boxes[0].y : 0, .fresh = true};
    if (!f.block || !set_all(&f, f.areas.from))
        return NULL;
    finish(&f);
    return f.block;
}
