#include "text/beside.h"

#include <hb.h>
#include <math.h>
#include <string.h>
#include <unicode/ubrk.h>
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

/* A text of one piece, set as a line of its own. Empty: it has no letters. */
static bool set_alone(const ts_setting *setting, const ts_text_piece *piece, ts_lost_row *lost, ts_line *line)
{
    ts_text_paragraph alone = {.pieces = piece, .count = 1, .type = piece->type};
    ts_setting own = {.setter = setting->setter, .arena = setting->arena, .scratch = setting->scratch,
                      .buffer = setting->buffer, .lost = lost, .paragraph = &alone, .one_line = true};
    if (!ts_strip_make(&own) || own.strip.count == 0)
        return own.strip.set != NULL;
    size_t end;
    ts_slot slot = {0};
    double fill = 0;
    ts_lines lines = {.ends = &end, .count = 1, .slots = &slot, .fill = &fill};
    if (!ts_items_make(&own) || !ts_cuts_make(&own))
        return false;
    end = own.cuts.count - 1;
    return ts_lines_build(&own, &lines, line);
}

/* ---- initials */

static bool opens(UChar32 c)
{
    return u_hasBinaryProperty(c, UCHAR_QUOTATION_MARK) || u_charType(c) == U_START_PUNCTUATION || c == 0xBF ||
           c == 0xA1;
}

/* The first letter or figure; the end: there is none, or other signs are before it. */
static int32_t find_letter(const ts_strip *strip)
{
    for (int32_t at = 0, next = 0; next < strip->count; at = next) {
        UChar32 c = ts_unit_next(strip->units, &next, strip->count);
        if (u_isalnum(c))
            return at;
        if (!opens(c) && !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
            break;
    }
    return strip->count;
}

/* A letter that became two capitals is an initial of two. */
static int32_t expanded_end(const ts_strip *strip, int32_t letter, int32_t end)
{
    while (end < strip->count && strip->from_at[end] == strip->from_at[letter])
        end++;
    return end;
}

/* The end of what a reader takes for one character (UAX #29). -1: ICU failed. */
static int32_t cluster_end(const ts_strip *strip, int32_t at)
{
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *iterator = ubrk_open(UBRK_CHARACTER, "", strip->units, strip->count, &status);
    int32_t end = U_SUCCESS(status) ? ubrk_following(iterator, at) : -1;
    ubrk_close(iterator);
    return end;
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

static double left_bearing(const ts_run *run)
{
    hb_glyph_extents_t box;
    ts_face_begin();
    bool known = run->count && hb_font_get_glyph_extents(run->font->font, run->glyphs[0].id, &box);
    (void)ts_face_end(run->font);
    return known ? box.x_bearing / (double)run->font->metrics.units_per_em * run->type->size : 0;
}

/* The initial as one line, with the space after a word of one letter. It is of the letter's piece, and so
 * is a quote mark before it. */
static bool set_initial(const ts_setting *setting, int32_t letter, int32_t end, int lines, ts_line *line)
{
    const ts_strip *strip = &setting->strip;
    ts_type *type = TS_NEW(setting->arena, ts_type);
    if (!type)
        return false;
    *type = *setting->paragraph->rules.drop_cap.type;
    ts_text_piece piece = setting->paragraph->pieces[strip->piece[letter]];
    type->size = initial_size(setting, lines);
    piece.text = strip->original;
    piece.length = strip->from_at[end];
    piece.type = type;
    ts_lost_row lost = {0};
    return set_alone(setting, &piece, &lost, line);
}

static bool covers(const ts_font *font, const ts_run *run)
{
    for (size_t i = 0; i < run->count; i++)
        if (run->glyphs[i].id == 0)
            return false;
    return run->font == font;
}

/* Stands on its last line; hanging space has no width, for the text is beside it. */
static void drop_run(const ts_setting *setting, int lines, double width, ts_run *run)
{
    double down = (lines - 1) * ts_step_of(setting->paragraph), pen = 0;
    for (size_t i = 0; i < run->count; i++) {
        ts_glyph *glyph = &run->glyphs[i];
        glyph->dy = (float)(glyph->dy + down);
        glyph->advance = fmin(glyph->advance, fmax(width - pen, 0));
        pen += glyph->advance;
    }
    run->width = pen;
    run->initial = true;
}

static int lines_asked(const ts_setting *setting)
{
    const ts_drop_cap *cap = &setting->paragraph->rules.drop_cap;
    int lines = cap->lines > MOST ? MOST : cap->lines;
    return lines >= FEWEST && cap->type && !setting->one_line && !leftward(setting) ? lines : 0;
}

bool ts_initial_make(ts_setting *setting)
{
    const ts_strip *strip = &setting->strip;
    int lines = lines_asked(setting);
    int32_t letter = lines ? find_letter(strip) : strip->count;
    int32_t end = letter < strip->count ? cluster_end(strip, letter) : strip->count;
    if (end < 0 || end >= strip->ink_end[strip->count])
        return end >= 0;
    end = expanded_end(strip, letter, end);
    while (end + 1 < strip->ink_end[strip->count] && ts_is_word_space(strip->units[end]))
        end++;
    ts_line line = {0};
    if (!set_initial(setting, letter, end, lines, &line))
        return false;
    const ts_drop_cap *cap = &setting->paragraph->rules.drop_cap;
    double bearing = line.count ? left_bearing(&line.runs[0]) : 0;
    if (line.count != 1 || !covers(cap->type->font, &line.runs[0]) || !(line.width > bearing))
        return true;
    drop_run(setting, lines, line.width, &line.runs[0]);
    setting->initial = (ts_initial){.lines = lines, .end = end, .run = line.runs[0], .bearing = bearing,
                                    .room = line.width - bearing + fmax(cap->gap, 0)};
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

static double initial_room(const ts_setting *setting, size_t line)
{
    return line < (size_t)setting->initial.lines ? setting->initial.room : 0;
}

bool ts_initial_stands(const ts_setting *setting, ts_rooms *rooms)
{
    ts_slot first = ts_room_at(rooms, 0);
    bool stands = first.area == rooms->areas->count || first.width >= setting->initial.room;
    for (size_t i = 1; stands && first.area < rooms->areas->count && i < (size_t)setting->initial.lines; i++) {
        ts_slot slot = ts_room_at(rooms, i);
        double from = slot.left - ts_beside_room(setting, i, true), edge = first.left - ts_beside_room(setting, 0, true);
        stands = slot.area == first.area && fabs(from - edge) < TS_HAIR &&
                 fabs(slot.top - first.top - (double)i * rooms->step) < TS_HAIR;
    }
    return stands;
}

bool ts_initial_put(const ts_setting *setting, const ts_slot *slot, ts_line *line)
{
    if (setting->initial.lines == 0)
        return true;
    ts_run run = setting->initial.run;
    run.x = slot->x - setting->initial.room - setting->initial.bearing - line->x;
    return add_run(setting, line, &run, false);
}

/* ---- markers */

static double clear_of(const ts_setting *setting)
{
    return MARKER_CLEAR * setting->paragraph->type->size;
}

bool ts_marker_make(ts_setting *setting)
{
    const ts_text_piece *marker = setting->paragraph->marker;
    return !marker || !marker->length || set_alone(setting, marker, setting->lost, &setting->marker);
}

static double marker_over(const ts_setting *setting)
{
    if (!setting->marker.count)
        return 0;
    return fmax(setting->marker.width + clear_of(setting) - setting->paragraph->rules.left, 0);
}

/* Points from the paragraph's first edge to the marker's. */
static double marker_place(const ts_setting *setting)
{
    const ts_setting_rules *rules = &setting->paragraph->rules;
    double room = rules->left + marker_over(setting);
    return rules->beside + (setting->paragraph->marker_right ? room - clear_of(setting) - setting->marker.width : 0);
}

bool ts_marker_put(const ts_setting *setting, const ts_slot *slot, ts_line *line)
{
    double room = ts_beside_room(setting, 0, true);
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

/* ---- room */

double ts_beside_room(const ts_setting *setting, size_t line, bool begins)
{
    const ts_setting_rules *rules = &setting->paragraph->rules;
    double initial = begins ? initial_room(setting, line) : 0, room = rules->beside + rules->left + initial;
    if (!begins || line > 0)
        return room + (initial > 0 ? 0 : rules->indent);
    return room + (initial > 0 ? 0 : rules->first_indent) + marker_over(setting);
}
