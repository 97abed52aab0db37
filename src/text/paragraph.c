#include "text/setting.h"

#include <math.h>
#include <string.h>

double ts_type_first_baseline(const ts_type *type)
{
    const ts_font_metrics *m = &type->font->metrics;
    return (type->leading - (m->ascent + m->descent) * type->size) / 2 + m->ascent * type->size;
}

typedef struct stack { /* the lines of a block, growing downwards */
    ts_arena *arena, *scratch;
    ts_typesetter *setter;
    ts_block *block;
    struct { ts_line *items; size_t count, capacity; } lines;
    ts_lost_row lost;
    double y;
    bool one_line;
} stack;

static void align(const ts_setting *setting, size_t index, ts_line *line)
{
    const ts_setting_rules *rules = &setting->paragraph->rules;
    double rest = ts_line_room(setting, index) - line->width;
    line->x = index ? rules->indent : 0;
    if (rules->align == TS_TEXT_CENTER)
        line->x += rest / 2;
    else if (rules->align == TS_TEXT_RIGHT)
        line->x += rest;
}

static void place_line(stack *s, const ts_setting *setting, size_t index, ts_line *line)
{
    const ts_type *type = setting->paragraph->type;
    ts_block *block = s->block;
    double extent = line->width + (index ? setting->paragraph->rules.indent : 0);
    if (!s->one_line) {
        align(setting, index, line);
        block->too_wide = block->too_wide || line->width > ts_line_room(setting, index) + TS_HAIR;
    }
    line->baseline = s->y + ts_type_first_baseline(type);
    block->width = fmax(block->width, extent);
    s->y += type->leading;
}

static bool add_lines(stack *s, ts_setting *setting, const ts_lines *lines)
{
    ts_line *built = TS_ARRAY(s->scratch, ts_line, lines->count);
    if (!built || !ts_lines_build(setting, lines, built))
        return false;
    for (size_t i = 0; i < lines->count; i++) {
        place_line(s, setting, i, &built[i]);
        if (!TS_PUSH(s->arena, &s->lines, built[i]))
            return false;
    }
    return true;
}

static bool add_paragraph(stack *s, const ts_text_paragraph *paragraph)
{
    ts_setting setting = {.setter = s->setter, .arena = s->arena, .scratch = s->scratch, .buffer = s->setter->buffer,
                          .lost = &s->lost, .paragraph = paragraph, .one_line = s->one_line};
    ts_lines lines;
    if (!ts_strip_make(&setting))
        return false;
    if (setting.strip.count == 0)
        return true;
    return ts_items_make(&setting) && ts_cuts_make(&setting) && ts_lines_choose(&setting, &lines) &&
           add_lines(s, &setting, &lines);
}

static bool add_paragraphs(stack *s, const ts_text_paragraph *paragraphs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        s->y += i ? paragraphs[i].rules.space_before : 0;
        s->scratch = ts_arena_new(0);
        bool good = s->scratch && add_paragraph(s, &paragraphs[i]);
        ts_arena_drop(s->scratch);
        if (!good)
            return false;
        s->y += paragraphs[i].rules.space_after;
    }
    return true;
}

static void finish(stack *s)
{
    ts_block *block = s->block;
    block->lines = s->lines.items;
    block->count = s->lines.count;
    block->height = s->y;
    block->lost = s->lost.items;
    block->lost_count = s->lost.count;
    if (block->count) {
        block->first_baseline = block->lines[0].baseline;
        block->last_baseline = block->lines[block->count - 1].baseline;
    }
}

static const ts_block *set(ts_typesetter *setter, ts_arena *arena, const ts_text_paragraph *paragraphs, size_t count,
                           bool one_line)
{
    stack s = {.setter = setter, .arena = arena, .block = TS_NEW(arena, ts_block), .one_line = one_line};
    setter->counts.texts++;
    if (!s.block || !add_paragraphs(&s, paragraphs, count))
        return NULL;
    finish(&s);
    return s.block;
}

const ts_block *ts_text_set(ts_typesetter *setter, ts_arena *arena, const ts_text_paragraph *paragraphs, size_t count)
{
    return set(setter, arena, paragraphs, count, false);
}

const ts_block *ts_text_line(ts_typesetter *setter, ts_arena *arena, const char *text, const ts_type *type,
                             uint32_t user)
{
    ts_text_piece piece = {.text = text, .length = strlen(text), .type = type, .user = user};
    ts_text_paragraph paragraph = {.pieces = &piece, .count = 1, .type = type};
    return set(setter, arena, &paragraph, 1, true);
}
