/*
 * tabs.c - how far a tab goes.
 *
 * A line with tabs is set from its first edge: segments, each of which takes its
 * place at a stop. Stops are points from the measure's first edge (the right one,
 * where the text runs leftward); after the last stop there is one every 36 points.
 * The same sums serve for weighing a line and for building it.
 */
#include "text/choice.h"
#include "text/hang.h"
#include "text/tabs.h"

#include "base/lack.h"

#include <math.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unum.h>

static const double EVERY = 36;      /* points from stop to stop where none is given */
static const double LEADER_CLEAR = 0.25; /* em: what a leader keeps off the words */
static const double FARTHEST = 1e6;  /* points: stops beyond are none */

bool ts_has_tabs(const ts_setting *setting)
{
    return setting->tabbed && setting->paragraph->rules.tab_count > 0;
}

bool ts_is_tab(const ts_setting *setting, const ts_item *item)
{
    return ts_has_tabs(setting) && setting->strip.units[item->begin] == '\t';
}

/* ---- stops */

static bool is_stop(const ts_tab *tab, double pen)
{
    return tab->at > pen + TS_HAIR && tab->at < FARTHEST;
}

static ts_tab next_stop(const ts_setting_rules *rules, double pen)
{
    for (size_t i = 0; i < rules->tab_count; i++)
        if (is_stop(&rules->tabs[i], pen))
            return rules->tabs[i];
    return (ts_tab){.at = (floor((pen + TS_HAIR) / EVERY) + 1) * EVERY};
}

ts_tab_gap ts_tab_go(const ts_setting *setting, double pen, const ts_segment *segment)
{
    ts_tab stop = next_stop(&setting->paragraph->rules, pen);
    double letters = segment->width - segment->trail;
    double before = stop.align == TS_TAB_RIGHT     ? letters
                    : stop.align == TS_TAB_CENTER  ? letters / 2
                    : stop.align == TS_TAB_DECIMAL ? fmin(segment->whole, letters)
                                                   : 0;
    return (ts_tab_gap){.width = fmax(stop.at - before - pen, segment->space), .leader = stop.leader};
}

/* ---- figures */

static bool is_sign(const ts_strip *strip, ts_stretch part, int32_t at, UChar sign)
{
    bool inside = at > part.begin && at + 1 < part.end;
    return inside && strip->units[at] == sign && u_isdigit(strip->units[at - 1]) && u_isdigit(strip->units[at + 1]);
}

/* The decimal sign of a language; ICU is asked once in a row. */
static UChar decimal_sign(const ts_setting *setting, const char *language)
{
    ts_typesetter *setter = setting->setter;
    if (strlen(language) >= sizeof setter->decimal.language)
        language = "";
    if (setter->decimal.sign && strcmp(setter->decimal.language, language) == 0)
        return setter->decimal.sign;
    UErrorCode status = U_ZERO_ERROR;
    UChar sign[8] = {'.'};
    char locale[TS_LANGUAGE_LIMIT];
    int32_t read;
    ts_lack_begin();
    uloc_forLanguageTag(language, locale, sizeof locale, &read, &status);
    UNumberFormat *format = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, &status);
    unum_getSymbol(format, UNUM_DECIMAL_SEPARATOR_SYMBOL, sign, 8, &status);
    unum_close(format);
    if (ts_lack_was() || status == U_MEMORY_ALLOCATION_ERROR) {
        ts_arena_fail(setting->arena, NULL);
        return '.';
    }
    setter->decimal.sign = U_SUCCESS(status) && sign[0] ? sign[0] : '.';
    memcpy(setter->decimal.language, language, strlen(language) + 1);
    return setter->decimal.sign;
}

int32_t ts_segment_sign(const ts_setting *setting, ts_stretch part)
{
    const ts_strip *strip = &setting->strip;
    if (part.begin >= part.end)
        return part.end;
    const char *language = setting->paragraph->pieces[strip->piece[part.begin]].type->language;
    UChar sign = decimal_sign(setting, language ? language : "");
    int32_t after_digits = -1;
    for (int32_t i = part.end; i-- > part.begin;) {
        if (is_sign(strip, part, i, sign))
            return i;
        if (after_digits < 0 && u_isdigit(strip->units[i]))
            after_digits = i + 1;
    }
    return after_digits < 0 ? part.end : after_digits;
}

/* ---- as wide as it will be */

double ts_segment_trail(const ts_setting *setting, ts_stretch part)
{
    int32_t last = part.end - 1;
    if (part.begin >= part.end || setting->bases[last] & 1 || setting->levels[last] & 1)
        return 0;
    const ts_type *type = setting->paragraph->pieces[setting->strip.piece[last]].type;
    return type->tracking / 1000 * type->size;
}

typedef struct reckoning {
    ts_widths *widths;
    size_t from, to;
    const ts_edge *end;
} reckoning;

static ts_segment segment_of(const reckoning *r, ts_stretch part, double space)
{
    const ts_setting *setting = r->widths->setting;
    int32_t sign = ts_segment_sign(setting, part);
    double width = ts_part_between(r->widths, r->from, r->to, part);
    double after = sign < part.end ? setting->pen[part.end] - setting->pen[sign] : 0;
    double hyphen = part.end == r->end->ink ? r->end->hyphen : 0;
    return (ts_segment){.width = width + hyphen, .trail = hyphen > 0 ? 0 : ts_segment_trail(setting, part),
                        .whole = fmax(width - after, 0), .space = space};
}

double ts_tabbed_between(ts_widths *widths, size_t from, size_t to, double left)
{
    const ts_setting *setting = widths->setting;
    reckoning r = {widths, from, to, ts_edge_at(widths, to)};
    int32_t at = widths->edges[from].at;
    if (r.end->ink <= at)
        return 0;
    double start = ts_tab_start(setting, at, left), pen = start, space = -1;
    uint32_t last = setting->item_of[r.end->ink - 1];
    for (uint32_t i = setting->item_of[at]; i <= last; i++) {
        const ts_item *item = &setting->items.items[i];
        bool tab = ts_is_tab(setting, item);
        if (!tab && i < last)
            continue;
        ts_segment segment = segment_of(&r, (ts_stretch){at, tab ? item->begin : r.end->ink}, space);
        pen += (space >= 0 ? ts_tab_go(setting, pen, &segment).width : 0) + segment.width;
        at = item->end;
        space = tab ? setting->pen[item->end] - setting->pen[item->begin] : space;
    }
    return pen - start;
}

double ts_tab_start(const ts_setting *setting, int32_t begin, double left)
{
    return setting->bases[begin] & 1 ? 0 : left - ts_hang_begin(setting, begin);
}

/* ---- leaders */

static const ts_font *face_with(const ts_font *font, const char *leader)
{
    for (int i = 0; font && i < TS_FALLBACKS; i++, font = font->fallback) {
        bool all = true;
        for (size_t at = 0, length = strlen(leader); all && at < length;)
            all = ts_font_has(font, ts_utf8_next(leader, length, &at));
        if (all)
            return font;
    }
    return NULL;
}

/* Once round: its glyphs and their advances. */
static bool shape_once(const ts_tab_leader *to, const char *leader, ts_glyph *glyphs, size_t *count, double *advance)
{
    *count = 0;
    *advance = 0;
    for (size_t at = 0, length = strlen(leader); at < length && *count < TS_LEADER_CHARACTERS; (*count)++) {
        hb_codepoint_t id = 0;
        uint32_t cluster = (uint32_t)at;
        if (!hb_font_get_nominal_glyph(to->font->font, ts_utf8_next(leader, length, &at), &id))
            return false;
        double wide = ts_font_advance(to->font, id) * to->type->size;
        glyphs[*count] = (ts_glyph){.id = id, .cluster = cluster, .advance = wide, .dy = (float)-to->type->rise};
        *advance += wide;
    }
    return *advance > TS_HAIR;
}

/* The places are counted from the measure's first edge, so that lines share them. */
static size_t places_in(double from, double to, double advance, double *first)
{
    double begin = ceil((from - TS_HAIR) / advance), end = floor((to + TS_HAIR) / advance);
    *first = begin * advance;
    return end > begin ? (size_t)fmin(end - begin, TS_LEADER_MOST) : 0;
}

bool ts_tab_fill(ts_setting *setting, const ts_item *tab, const ts_tab_gap *gap, double pen, ts_tab_leader *to)
{
    ts_glyph once[TS_LEADER_CHARACTERS];
    size_t each = 0, length = gap->leader ? strlen(gap->leader) : 0;
    double advance, clear = LEADER_CLEAR * tab->piece->type->size;
    *to = (ts_tab_leader){.type = tab->piece->type};
    to->font = length ? face_with(tab->font, gap->leader) : NULL;
    if (!to->font || !shape_once(to, gap->leader, once, &each, &advance))
        return true;
    bool leftward = setting->bases[tab->begin] & 1;
    double first;
    size_t times = places_in(pen + clear, pen + gap->width - clear, advance, &first);
    ts_glyph *glyphs = TS_ARRAY(setting->arena, ts_glyph, times * each);
    char *text = ts_arena_alloc(setting->arena, times * length + 1);
    if (!glyphs || !text)
        return false;
    for (size_t i = 0; i < times; i++) {
        memcpy(text + i * length, gap->leader, length);
        for (size_t k = 0; k < each; k++) {
            glyphs[i * each + k] = once[k];
            glyphs[i * each + k].cluster += (uint32_t)(i * length);
        }
    }
    text[times * length] = '\0';
    to->glyphs = glyphs;
    to->count = times * each;
    to->text = text;
    to->length = times * length;
    to->width = advance * (double)times;
    to->x = leftward ? pen + gap->width - first - to->width : first - pen;
    return true;
}
