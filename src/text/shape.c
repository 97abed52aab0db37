#include "text/shapes.h"

#include <hb-ot.h>
#include <math.h>
#include <string.h>

/* Letters set apart do not join: from this tracking on, 1/1000 em, ligatures that are
 * only for looks are off, unless the type asks for them (CSS Text 3, 8.2). */
static const double LOOSE = 20;

enum { FEATURES = 32 };

static UChar32 drawn_as(const ts_font *font, UChar32 c)
{
    if (c == '\t')
        return ' ';
    if ((c == 0x2010 || c == 0x2011) && !ts_font_has(font, (uint32_t)c))
        return ts_font_has(font, 0x2010) ? 0x2010 : '-';
    return c;
}

static void add_characters(ts_setting *setting, const ts_item *item, ts_stretch part)
{
    const UChar *units = setting->strip.units;
    for (int32_t at = part.begin; at < part.end;) {
        int32_t begin = at;
        UChar32 c = ts_unit_next(units, &at, part.end);
        if (!ts_unit_dropped(c))
            hb_buffer_add(setting->buffer, (hb_codepoint_t)drawn_as(item->font, c), (unsigned)begin);
    }
}

static unsigned take_features(const ts_type *type, hb_feature_t *features)
{
    unsigned count = 0;
    if (fabs(type->tracking) >= LOOSE) {
        static const hb_tag_t joins[] = {HB_TAG('l', 'i', 'g', 'a'), HB_TAG('c', 'l', 'i', 'g')};
        for (size_t i = 0; i < 2; i++)
            features[count++] = (hb_feature_t){joins[i], 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
    }
    for (size_t i = 0; i < type->feature_count && count < FEATURES; i++)
        features[count++] = (hb_feature_t){hb_tag_from_string(type->features[i].tag, 4),
                                           type->features[i].on, HB_FEATURE_GLOBAL_START,
                                           HB_FEATURE_GLOBAL_END};
    return count;
}

static hb_language_t language_of(const ts_type *type)
{
    return hb_language_from_string(type->language && *type->language ? type->language : "und", -1);
}

static void describe(ts_setting *setting, const ts_shaping *s)
{
    hb_buffer_t *buffer = setting->buffer;
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_buffer_set_direction(buffer, s->leftward ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, hb_script_from_string(uscript_getShortName(s->script), -1));
    hb_buffer_set_language(buffer, s->language);
}

static bool take_raw(ts_setting *setting, int32_t begin, ts_raw_row *row)
{
    unsigned count;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(setting->buffer, &count);
    const hb_glyph_position_t *place = hb_buffer_get_glyph_positions(setting->buffer, NULL);
    ts_raw_glyph *raw = TS_ARRAY_ROOM(setting->scratch, ts_raw_glyph, count);
    *row = (ts_raw_row){raw, count};
    for (unsigned i = 0; raw && i < count; i++)
        raw[i] = (ts_raw_glyph){.id = info[i].codepoint, .unit = (int32_t)info[i].cluster - begin,
                                .advance = place[i].x_advance, .dx = place[i].x_offset, .dy = place[i].y_offset,
                                .unsafe = hb_glyph_info_get_glyph_flags(&info[i]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK};
    return raw != NULL;
}

/* In font units, as it is for any size and tracking. */
static bool shape_raw(ts_setting *setting, const ts_item *item, ts_stretch part, ts_raw_row *row)
{
    const ts_type *type = item->piece->type;
    hb_feature_t features[FEATURES + 1];
    ts_shaping s = {.font = item->font, .language = language_of(type), .script = item->script,
                    .leftward = item->level & 1, .features = features, .feature_count = take_features(type, features),
                    .units = setting->strip.units + part.begin, .count = part.end - part.begin};
    ts_shape_key key;
    if (ts_shapes_find(setting->setter, &s, &key, row))
        return true;
    hb_buffer_clear_contents(setting->buffer);
    describe(setting, &s);
    add_characters(setting, item, part);
    if (ts_composes_nothing(setting->setter, &s))
        features[s.feature_count++] = ts_no_composition();
    ts_face_begin();
    (void)hb_shape_full(item->font->font, setting->buffer, features, s.feature_count, ts_shapers);
    if (!ts_face_end(item->font) || !hb_buffer_allocation_successful(setting->buffer) || !take_raw(setting, part.begin, row))
        return false;
    ts_shapes_keep(setting->setter, &key, row);
    return true;
}

/* Room for so many more, and a hyphen. */
static bool reserve(ts_setting *setting, ts_glyph_row *glyphs, size_t more)
{
    size_t wanted = glyphs->count + more + 1;
    if (wanted <= glyphs->capacity)
        return true;
    ts_shaped *items = ts_arena_room(setting->scratch, wanted * sizeof *items);
    if (!items)
        return false;
    if (glyphs->count)
        memcpy(items, glyphs->items, glyphs->count * sizeof *items);
    glyphs->items = items;
    glyphs->capacity = wanted;
    return true;
}

bool ts_shape(ts_setting *setting, const ts_item *item, ts_stretch part, ts_glyph_row *glyphs)
{
    const ts_type *type = item->piece->type;
    double scale = type->size / item->font->metrics.units_per_em, tracking = type->tracking / 1000 * type->size;
    ts_raw_row row;
    if (!shape_raw(setting, item, part, &row))
        return false;
    if (!reserve(setting, glyphs, row.count))
        return false;
    for (size_t i = 0; i < row.count; i++) {
        const ts_raw_glyph *raw = &row.items[i];
        bool tracked = raw->advance != 0;
        glyphs->items[glyphs->count++] =
            (ts_shaped){.id = raw->id, .unit = part.begin + raw->unit,
                        .advance = raw->advance * scale + (tracked ? tracking : 0), .dx = raw->dx * scale,
                        .dy = -raw->dy * scale, .tracked = tracked, .unsafe = raw->unsafe};
    }
    return true;
}

/* Where the item's glyphs for units from this one on begin (in visual order: end, if the
 * item runs to the left). Clusters never go back, so halving finds it; but most units have a glyph each. */
static size_t find_glyph(const ts_item *item, int32_t unit)
{
    const ts_shaped *glyphs = item->glyphs.items;
    bool leftward = item->level & 1;
    size_t low = 0, high = item->glyphs.count, likely = (size_t)(unit - item->begin);
    if (!leftward && likely < high && glyphs[likely].unit == unit && (likely == 0 || glyphs[likely - 1].unit < unit))
        return likely;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int32_t there = glyphs[middle].unit;
        if (leftward ? there >= unit : there < unit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool ts_safe_before(const ts_setting *setting, const ts_item *item, int32_t unit)
{
    unit = setting->strip.drawn[unit];
    if (unit <= item->begin || unit >= item->end)
        return true;
    size_t at = find_glyph(item, unit) - (item->level & 1 ? 1 : 0);
    return at < item->glyphs.count && item->glyphs.items[at].unit == unit && !item->glyphs.items[at].unsafe;
}

bool ts_shape_part(ts_setting *setting, const ts_item *item, ts_stretch part, ts_glyph_row *glyphs)
{
    if (!ts_safe_before(setting, item, part.begin) || !ts_safe_before(setting, item, part.end))
        return ts_shape(setting, item, part, glyphs);
    size_t one = find_glyph(item, part.begin), other = find_glyph(item, part.end);
    size_t from = one < other ? one : other, to = one < other ? other : one;
    if (!reserve(setting, glyphs, to - from))
        return false;
    if (to > from)
        memcpy(glyphs->items + glyphs->count, item->glyphs.items + from, (to - from) * sizeof *glyphs->items);
    glyphs->count += to - from;
    return true;
}

bool ts_shape_hyphen(const ts_item *item, int32_t unit, ts_shaped *glyph)
{
    hb_codepoint_t id = 0;
    hb_font_t *font = item->font->font;
    if (!hb_font_get_nominal_glyph(font, 0x2010, &id) && !hb_font_get_nominal_glyph(font, '-', &id))
        return false;
    double advance = ts_font_advance(item->font, id) * item->piece->type->size;
    *glyph = (ts_shaped){.id = id, .unit = unit, .advance = advance};
    return true;
}
