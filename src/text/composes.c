/*
 * composes.c - texts in which a face has nothing to compose.
 *
 * Faces compose letters and marks, and take them apart, by rules of context ("ccmp" of OpenType's registered features) that
 * HarfBuzz tries at every letter: half of what it does to a short text of plain letters and figures, in which there is no
 * mark. Where none of these rules can apply it is told to leave them out, and gives the same glyphs.
 *
 * None can where no glyph that they put (a substitution puts one at least: OpenType, GSUB, type 2) is among those that plain
 * characters ever become by all lookups of the plan, theirs included: what is put would be among them.
 */
#include "text/shapes.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

/* What is asked of few texts does not pay for the answer. */
enum { KINDS = 32, FEATURES_HELD = 8, AFTER = 32 };

static const hb_tag_t COMPOSITION = HB_TAG('c', 'c', 'm', 'p');

typedef struct kind { /* of texts: all that HarfBuzz is told but the text */
    const ts_font *font;
    hb_language_t language;
    UScriptCode script;
    hb_feature_t features[FEATURES_HELD];
    unsigned feature_count;
    unsigned shaped; /* texts, until it is known */
    bool known, idle;
} kind;

struct ts_compositions {
    kind kinds[KINDS];
    size_t count;
};

ts_compositions *ts_compositions_new(void)
{
    return calloc(1, sizeof(ts_compositions));
}

void ts_compositions_drop(ts_compositions *compositions)
{
    free(compositions);
}

void ts_compositions_forget(ts_compositions *compositions)
{
    compositions->count = 0;
}

enum { GLUED = 0x00A0 /* the space between a figure and its word */ };

static bool is_plain(const ts_shaping *s)
{
    unsigned odd = 0;
    for (int32_t i = 0; i < s->count; i++)
        odd |= ((s->units[i] < ' ') | (s->units[i] > '~')) & (s->units[i] != GLUED);
    return !odd;
}

static bool is_of(const kind *k, const ts_shaping *s)
{
    return k->font == s->font && k->language == s->language && k->script == s->script && k->feature_count == s->feature_count &&
           memcmp(k->features, s->features, s->feature_count * sizeof *s->features) == 0;
}

/* NULL: there is no room for it. */
static kind *find_kind(ts_compositions *compositions, const ts_shaping *s)
{
    for (size_t i = 0; i < compositions->count; i++)
        if (is_of(&compositions->kinds[i], s))
            return &compositions->kinds[i];
    if (compositions->count == KINDS || s->feature_count > FEATURES_HELD)
        return NULL;
    kind *k = &compositions->kinds[compositions->count++];
    *k = (kind){.font = s->font, .language = s->language, .script = s->script, .feature_count = s->feature_count};
    memcpy(k->features, s->features, s->feature_count * sizeof *s->features);
    return k;
}

/* ---- what a face can do */

static void add_plain(const ts_font *font, hb_set_t *glyphs)
{
    hb_codepoint_t glyph;
    for (hb_codepoint_t c = ' '; c <= '~'; c++)
        if (hb_font_get_nominal_glyph(font->font, c, &glyph))
            hb_set_add(glyphs, glyph);
    if (hb_font_get_nominal_glyph(font->font, GLUED, &glyph))
        hb_set_add(glyphs, glyph);
}

static void add_plan(hb_face_t *face, const hb_segment_properties_t *properties, const ts_shaping *s, hb_set_t *lookups)
{
    hb_shape_plan_t *plan = hb_shape_plan_create_cached(face, properties, s->features, s->feature_count, NULL);
    hb_ot_shape_plan_collect_lookups(plan, HB_OT_TAG_GSUB, lookups);
    hb_shape_plan_destroy(plan);
}

static void add_put(hb_face_t *face, hb_set_t *glyphs)
{
    hb_set_t *lookups = hb_set_create();
    hb_ot_layout_collect_lookups(face, HB_OT_TAG_GSUB, NULL, NULL, (hb_tag_t[]){COMPOSITION, HB_TAG_NONE}, lookups);
    for (hb_codepoint_t lookup = HB_SET_VALUE_INVALID; hb_set_next(lookups, &lookup);)
        hb_ot_layout_lookup_collect_glyphs(face, HB_OT_TAG_GSUB, lookup, NULL, NULL, NULL, glyphs);
    if (!hb_set_allocation_successful(lookups))
        hb_set_add_range(glyphs, 0, hb_face_get_glyph_count(face));
    hb_set_destroy(lookups);
}

static bool finds_nothing(const ts_shaping *s, const hb_segment_properties_t *properties)
{
    hb_face_t *face = hb_font_get_face(s->font->font);
    hb_set_t *lookups = hb_set_create(), *reached = hb_set_create(), *put = hb_set_create();
    add_plain(s->font, reached);
    add_plan(face, properties, s, lookups);
    hb_ot_layout_lookups_substitute_closure(face, lookups, reached);
    add_put(face, put);
    hb_set_intersect(put, reached);
    bool whole = hb_set_allocation_successful(lookups) && hb_set_allocation_successful(reached) && hb_set_allocation_successful(put);
    bool nothing = whole && !hb_ot_var_has_data(face) && hb_set_is_empty(put);
    hb_set_destroy(lookups);
    hb_set_destroy(reached);
    hb_set_destroy(put);
    return nothing;
}

bool ts_composes_nothing(ts_typesetter *setter, const ts_shaping *s)
{
    kind *k = s->leftward || !is_plain(s) ? NULL : find_kind(setter->compositions, s);
    if (!k || (!k->known && k->shaped++ < AFTER))
        return false;
    if (!k->known) {
        hb_segment_properties_t properties;
        hb_buffer_get_segment_properties(setter->buffer, &properties);
        k->idle = finds_nothing(s, &properties);
        k->known = true;
    }
    return k->idle;
}

hb_feature_t ts_no_composition(void)
{
    return (hb_feature_t){COMPOSITION, 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
}
