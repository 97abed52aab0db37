#include "text/beside.h"

#include <hb.h>
#include <math.h>
#include <string.h>
#include <unicode/uchar.h>

static const double MARKER_CLEAR = 1.0 / 3; /* em: a label's least distance from the text */
enum { FEWEST = 2, MOST = 8 }; /* lines of an initial */

/* A run more in front of the line's others, or behind them. */
static bool add_run(const ts_setting *setting, ts_line *line, const ts_run *run, bool behind)
{
    ts_run *runs = TS_ARRAY(setting->arena, ts_run, line->count + 1);
    if (!runs)
        return false;
    memcpy(runs + (behind ? 0 : 1), line->runs, line->count * sizeof *runs);
    runs[behind ? line->count : 0] = *run;
    line->runs = runs;
    line->count++;
    return true;
}

static bool leftward(const ts_setting *setting)
{
    return setting->strip.count > 0 && setting->bases[0] & 1;
}

/* ------------------------------------------------------------ initials */

static bool opens(UChar32 c)
{
    int type = u_charType(c);
    return type == U_START_PUNCTUATION || type == U_INITIAL_PUNCTUATION || c == '"' || c == '\'' || c == 0xBF ||
           c == 0xA1;
}

/* The end of the letters, marks on the last one included; 0: there is no letter. */
static int32_t find_letters(const ts_strip *strip)
{
    int32_t at = 0;
    UChar32 c = 0;
    while (at < strip->count) {
        c = ts_unit_next(strip->units, &at, strip->count);
        if (!opens(c))
            break;
    }
    if (!u_isalnum(c))
        return 0;
    for (int32_t next = at; next < strip->count; at = next)
        if (!(U_GET_GC_MASK(ts_unit_next(strip->units, &next, strip->count)) & U_GC_M_MASK))
            break;
    return at;
}

static bool has_all(const ts_font *font, const ts_strip *strip, int32_t end)
{
    for (int32_t at = 0; at < end;)
        if (!ts_font_has(font, (uint32_t)ts_unit_next(strip->units, &at, end)))
            return false;
    return true;
}

static double cap_height(const ts_font *font)
{
    const ts_font_metrics *m = ts_font_metrics_of(font);
    return m->cap_height > 0 ? m->cap_height : 0.7;
}

/* From the baseline of its last line to the capital height of the first one. */
static double initial_size(const ts_setting *setting, int lines)
{
    const ts_text_paragraph *paragraph = setting->paragraph;
    double high = (lines - 1) * ts_step_of(paragraph) + cap_height(paragraph->type->font) * paragraph->type->size;
    return high / cap_height(paragraph->rules.drop_cap.type->font);
}

static double left_bearing(const ts_font *font, uint32_t glyph)
{
    hb_glyph_extents_t box;
    bool known = hb_font_get_glyph_extents(font->font, glyph, &box);
    return known ? box.x_bearing / (double)font->metrics.units_per_em : 0;
}

static bool shape_initial(ts_setting *setting, ts_initial *initial, int32_t end, int lines)
{
    ts_type *type = TS_NEW(setting->arena, ts_type);
    ts_text_piece *piece = TS_NEW(setting->scratch, ts_text_piece);
    if (!type || !piece)
        return false;
    *piece = setting->paragraph->pieces[setting->strip.piece[0]];
    *type = *setting->paragraph->rules.drop_cap.type;
    type->size = initial_size(setting, lines);
    piece->type = type;
    ts_item item = {.end = end, .piece = piece, .font = type->font, .script = setting->items.items[0].script};
    initial->type = type;
    initial->user = piece->user;
    return ts_shape(setting, &item, (ts_stretch){0, end}, &initial->glyphs);
}

static double width_of(const ts_initial *initial)
{
    double width = 0;
    for (size_t i = 0; i < initial->glyphs.count; i++)
        width += initial->glyphs.items[i].advance;
    return width;
}

bool ts_initial_make(ts_setting *setting, double measure)
{
    const ts_drop_cap *cap = &setting->paragraph->rules.drop_cap;
    const ts_strip *strip = &setting->strip;
    ts_initial made = {.lines = cap->lines > MOST ? MOST : cap->lines};
    int32_t end = made.lines >= FEWEST && cap->type && !setting->one_line ? find_letters(strip) : 0;
    if (end == 0 || end >= strip->ink_end[strip->count] || leftward(setting) || !has_all(cap->type->font, strip, end))
        return true;
    if (!shape_initial(setting, &made, end, made.lines))
        return false;
    double bearing = left_bearing(made.type->font, made.glyphs.items[0].id) * made.type->size;
    double width = width_of(&made) - bearing;
    if (!(width > 0) || width + cap->gap > measure / 2)
        return true;
    while (end < strip->count && ts_is_word_space(strip->units[end]))
        end++; /* a word of one letter keeps its space */
    made.end = end;
    made.bearing = bearing;
    made.room = width + fmax(cap->gap, 0);
    setting->initial = made;
    return true;
}

void ts_initial_drop_cuts(ts_setting *setting)
{
    size_t kept = 0;
    for (size_t i = 0; i < setting->cuts.count; i++)
        if (setting->cuts.items[i].at > setting->initial.end)
            setting->cuts.items[kept++] = setting->cuts.items[i];
    setting->cuts.count = kept;
}

double ts_initial_room(const ts_setting *setting, size_t line)
{
    return line < (size_t)setting->initial.lines ? setting->initial.room : 0;
}

static ts_run initial_run(const ts_setting *setting)
{
    const ts_initial *initial = &setting->initial;
    const ts_strip *strip = &setting->strip;
    ts_run run = {.type = initial->type, .font = initial->type->font, .user = initial->user, .initial = true,
                  .text = strip->set, .length = strip->set_at[initial->end],
                  .original = strip->original, .original_length = strip->from_at[initial->end]};
    run.glyphs = TS_ARRAY(setting->arena, ts_glyph, initial->glyphs.count);
    double down = (initial->lines - 1) * ts_step_of(setting->paragraph);
    for (size_t i = 0; run.glyphs && i < initial->glyphs.count; i++) {
        const ts_shaped *from = &initial->glyphs.items[i];
        run.glyphs[run.count++] = (ts_glyph){.id = from->id, .cluster = strip->set_at[from->unit],
                                             .advance = from->advance, .dx = from->dx, .dy = from->dy + down};
        run.width += from->advance;
    }
    if (run.length == run.original_length && memcmp(run.text, run.original, run.length) == 0)
        run.original = run.text;
    return run;
}

bool ts_initial_put(const ts_setting *setting, const ts_slot *slot, ts_line *line)
{
    if (setting->initial.lines == 0)
        return true;
    ts_run run = initial_run(setting);
    run.x = slot->x - setting->initial.room - setting->initial.bearing - line->x;
    return run.glyphs && add_run(setting, line, &run, false);
}

/* ------------------------------------------------------------ markers */

static double clear_of(const ts_setting *setting)
{
    return MARKER_CLEAR * setting->paragraph->type->size;
}

bool ts_marker_make(ts_setting *setting)
{
    ts_text_paragraph alone = {.pieces = setting->paragraph->marker, .count = 1};
    if (!alone.pieces || !alone.pieces->length)
        return true;
    alone.type = alone.pieces->type;
    ts_setting own = {.setter = setting->setter, .arena = setting->arena, .scratch = setting->scratch,
                      .buffer = setting->buffer, .lost = setting->lost, .paragraph = &alone, .one_line = true};
    if (!ts_strip_make(&own) || own.strip.count == 0)
        return own.strip.set != NULL;
    size_t end;
    ts_slot slot = {0};
    double fill = 0;
    ts_lines lines = {.ends = &end, .count = 1, .slots = &slot, .fill = &fill};
    if (!ts_items_make(&own) || !ts_cuts_make(&own))
        return false;
    end = own.cuts.count - 1;
    return ts_lines_build(&own, &lines, &setting->marker);
}

double ts_marker_over(const ts_setting *setting)
{
    if (!setting->marker.count)
        return 0;
    return fmax(setting->marker.width + clear_of(setting) - setting->paragraph->rules.left, 0);
}

/* Points from the paragraph's first edge to the marker's. */
static double marker_place(const ts_setting *setting)
{
    double room = setting->paragraph->rules.left + ts_marker_over(setting);
    return setting->paragraph->marker_right ? room - clear_of(setting) - setting->marker.width : 0;
}

bool ts_marker_put(const ts_setting *setting, const ts_slot *slot, ts_line *line)
{
    const ts_setting_rules *rules = &setting->paragraph->rules;
    double room = rules->left + rules->first_indent + ts_marker_over(setting) + ts_initial_room(setting, 0);
    double first = slot->x - room + marker_place(setting);
    if (leftward(setting)) /* the mirror of the same */
        first = slot->x + slot->width + room - marker_place(setting) - setting->marker.width;
    for (size_t i = 0; i < setting->marker.count; i++) {
        size_t at = leftward(setting) ? i : setting->marker.count - 1 - i;
        ts_run run = setting->marker.runs[at];
        run.x += first - line->x;
        if (!add_run(setting, line, &run, leftward(setting)))
            return false;
    }
    return true;
}
