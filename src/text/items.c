#include "text/setting.h"

#include <unicode/uchar.h>

static bool is_mark(UChar32 c)
{
    return c >= 0x300 && (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

/* Characters below Hebrew, and those blocks above that have no direction of their own and
 * no control of one: a text of nothing else runs rightward, at level 0 (UAX #9, P2, W7, I1). */
static bool runs_rightward(const ts_strip *strip)
{
    for (int32_t i = 0; i < strip->count; i++) {
        UChar c = strip->units[i];
        bool plain = c < 0x0590 || (c >= 0x2010 && c <= 0x2029) || (c >= 0x202F && c <= 0x205F) ||
                     (c >= 0x2070 && c <= 0x2BFF);
        if (!plain)
            return false;
    }
    return true;
}

/* The strip's embedding levels (UAX #9). */
static bool find_levels(ts_setting *setting)
{
    const ts_strip *strip = &setting->strip;
    size_t count = (size_t)strip->count;
    setting->levels = TS_ARRAY(setting->scratch, UBiDiLevel, count + 1);
    setting->bases = TS_ARRAY(setting->scratch, UBiDiLevel, count + 1);
    if (ts_arena_failed(setting->scratch))
        return false;
    if (runs_rightward(strip))
        return true;
    UErrorCode status = U_ZERO_ERROR;
    UBiDi *bidi = setting->setter->bidi;
    ubidi_setPara(bidi, strip->units, strip->count, UBIDI_DEFAULT_LTR, NULL, &status);
    const UBiDiLevel *levels = ubidi_getLevels(bidi, &status);
    for (int32_t i = 0, limit = 0; U_SUCCESS(status) && i < strip->count; i = limit) {
        UBiDiLevel base;
        ubidi_getParagraph(bidi, i, NULL, &limit, &base, &status);
        for (int32_t k = i; U_SUCCESS(status) && k < limit; k++) {
            setting->levels[k] = levels[k];
            setting->bases[k] = base;
        }
    }
    return U_SUCCESS(status);
}

static UScriptCode script_of(UChar32 c)
{
    if (c < 0x80)
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? USCRIPT_LATIN : USCRIPT_COMMON;
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &status);
    return U_FAILURE(status) || script == USCRIPT_INHERITED ? USCRIPT_COMMON : script;
}

/* What HarfBuzz makes out of another character where a face lacks it: spaces, U+2011. */
static bool can_stand_in(const ts_font *font, UChar32 c)
{
    if (c == '\t' || u_charType(c) == U_SPACE_SEPARATOR)
        return ts_font_has(font, ' ');
    return (c == 0x2010 || c == 0x2011) && (ts_font_has(font, '-') || ts_font_has(font, 0x2010));
}

/* A mark or a joiner stays with the character that it belongs to. */
static const ts_font *font_for(const ts_font *first, UChar32 c, const ts_font *last)
{
    if (c < 0x80 && ts_font_has(first, (uint32_t)c))
        return first;
    if (last && (is_mark(c) || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)))
        return last;
    const ts_font *font = first;
    for (int i = 0; font && i < TS_FALLBACKS; i++, font = font->fallback)
        if (ts_font_has(font, (uint32_t)c) || can_stand_in(font, c))
            return font;
    return first;
}

/* A tab that goes to a stop is an item of its own. */
static bool at_tab(const ts_setting *setting, const ts_item *item, int32_t begin)
{
    const UChar *units = setting->strip.units;
    return (units[item->begin] == '\t' || units[begin] == '\t') && ts_has_tabs(setting);
}

static bool shares_script(const ts_item *item, UScriptCode script)
{
    return script == item->script || script == USCRIPT_COMMON || item->script == USCRIPT_COMMON;
}

typedef struct character {
    int32_t begin, end;
    const ts_text_piece *piece;
    const ts_font *font;
    UScriptCode script;
    UBiDiLevel level;
} character;

static bool goes_on(const ts_setting *setting, const ts_item *item, const character *c)
{
    return item->piece == c->piece && item->font == c->font && item->level == c->level &&
           shares_script(item, c->script) && !at_tab(setting, item, c->begin);
}

/* item: the one before, or NULL. NULL: memory is out. */
static ts_item *start_item(ts_setting *setting, const ts_item *item, const character *c)
{
    bool inherits = item && c->script == USCRIPT_COMMON;
    ts_item next = {.begin = c->begin, .end = c->end, .piece = c->piece, .font = c->font,
                    .script = inherits ? item->script : c->script, .level = c->level};
    return TS_PUSH(setting->scratch, &setting->items, next) ? &setting->items.items[setting->items.count - 1] : NULL;
}

static bool takes_plainly(const ts_setting *setting, const ts_item *item)
{
    return item->font == item->piece->type->font && setting->strip.units[item->begin] != '\t' &&
           (item->script == USCRIPT_LATIN || item->script == USCRIPT_COMMON);
}

/* The item goes on over letters, figures and signs of ASCII, as most of a text is; gives where they end. */
static int32_t extend_plainly(const ts_setting *setting, ts_item *item, int32_t at)
{
    const ts_strip *strip = &setting->strip;
    const uint32_t piece = strip->piece[item->begin];
    if (!takes_plainly(setting, item))
        return at;
    for (; at < strip->count; item->end = ++at) {
        UChar c = strip->units[at];
        if (c < ' ' || c > '~' || strip->piece[at] != piece || setting->levels[at] != item->level || !ts_font_has(item->font, c))
            return at;
        if (item->script == USCRIPT_COMMON)
            item->script = script_of(c);
    }
    return at;
}

static bool divide(ts_setting *setting)
{
    const ts_strip *strip = &setting->strip;
    ts_item *item = NULL;
    for (int32_t at = 0; at < strip->count; at = extend_plainly(setting, item, at)) {
        int32_t begin = at;
        UChar32 c = ts_unit_next(strip->units, &at, strip->count);
        const ts_text_piece *piece = &setting->paragraph->pieces[strip->piece[begin]];
        const ts_font *last = item && item->piece == piece ? item->font : NULL;
        character next = {begin, at, piece, font_for(piece->type->font, c, last), script_of(c), setting->levels[begin]};
        bool starts = !item || !goes_on(setting, item, &next);
        if (starts && !(item = start_item(setting, item, &next)))
            return false;
        item->end = at;
        if (item->script == USCRIPT_COMMON)
            item->script = next.script;
    }
    return true;
}

static bool note_lost(ts_setting *setting, const ts_item *item, UChar32 c)
{
    ts_lost_glyph lost = {(uint32_t)c, item->piece->type->font->name, item->piece->user};
    for (size_t i = 0; i < setting->lost->count; i++) {
        const ts_lost_glyph *old = &setting->lost->items[i];
        if (old->code_point == lost.code_point && old->font == lost.font && old->user == lost.user)
            return true;
    }
    return setting->lost->count >= TS_LOST_LIMIT || TS_PUSH(setting->arena, setting->lost, lost);
}

/* A .notdef stands for a cluster; the character that is missing may be a mark in it. */
static bool note_cluster(ts_setting *setting, const ts_item *item, int32_t unit)
{
    const UChar *units = setting->strip.units;
    int32_t at = unit;
    UChar32 first = ts_unit_next(units, &at, item->end), c = first;
    while (ts_font_has(item->font, (uint32_t)c) && at < item->end) {
        c = ts_unit_next(units, &at, item->end);
        if (!is_mark(c))
            break;
    }
    return note_lost(setting, item, is_mark(c) ? c : first);
}

static bool shape_item(ts_setting *setting, ts_item *item)
{
    if (!ts_shape(setting, item, (ts_stretch){item->begin, item->end}, &item->glyphs))
        return false;
    for (size_t i = 0; i < item->glyphs.count; i++)
        if (item->glyphs.items[i].id == 0 && !note_cluster(setting, item, item->glyphs.items[i].unit))
            return false;
    return true;
}

static void measure(ts_setting *setting)
{
    double *pen = setting->pen;
    for (size_t i = 0; i < setting->items.count; i++) {
        const ts_glyph_row *row = &setting->items.items[i].glyphs;
        for (size_t g = 0; g < row->count; g++)
            pen[row->items[g].unit + 1] += row->items[g].advance;
    }
    for (int32_t i = 0; i < setting->strip.count; i++)
        pen[i + 1] += pen[i];
}

bool ts_items_make(ts_setting *setting)
{
    size_t count = (size_t)setting->strip.count;
    setting->pen = TS_ARRAY(setting->scratch, double, count + 1);
    setting->item_of = TS_ARRAY(setting->scratch, uint32_t, count + 1);
    if (!setting->pen || !setting->item_of || !find_levels(setting) || !divide(setting))
        return false;
    for (size_t i = 0; i < setting->items.count; i++) {
        ts_item *item = &setting->items.items[i];
        if (!shape_item(setting, item))
            return false;
        for (int32_t k = item->begin; k < item->end; k++)
            setting->item_of[k] = (uint32_t)i;
    }
    measure(setting);
    return true;
}
