/*
 * composes.c - texts in which a face has nothing to compose.
 *
 * Faces compose letters and marks, and take them apart, by rules of context ("ccmp" of OpenType's registered features) that
 * HarfBuzz tries at every letter: half of what it does to a short text of plain letters and figures, in which there is no
 * mark. Where none of these rules can apply it is told to leave them out, and gives the same glyphs.
 *
 * None can where no glyph that they put is among those that plain characters ever become by all lookups of the plan, theirs
 * included: what is put would be among them. A face in which a glyph becomes none at all, which OpenType forbids (GSUB, type 2)
 * and HarfBuzz does, is searched always.
 *
 * Fewer lookups reach no more glyphs: a face in which not even all of its lookups together come to one that is put is asked
 * once for all kinds of texts.
 */
#include "text/shapes.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

/* AFTER: texts of a face. The answer takes as long as the search in about so many: what is asked of fewer does not pay for it. */
enum { KINDS = 32, FEATURES_HELD = 8, AFTER = 80 };

static const hb_tag_t COMPOSITION = HB_TAG('c', 'c', 'm', 'p');

typedef enum answer { UNKNOWN, FINDS_NOTHING, MAY_FIND } answer;

typedef struct asked_face {
    const ts_font *font;
    unsigned shaped; /* texts */
    answer answer;   /* of all lookups */
} asked_face;

typedef struct kind { /* of texts: all that HarfBuzz is told but the text */
    asked_face *face;
    hb_language_t language;
    UScriptCode script;
    hb_feature_t features[FEATURES_HELD];
    unsigned feature_count;
    unsigned shaped; /* texts, until it is known */
    answer answer;
} kind;

struct ts_compositions {
    kind kinds[KINDS];
    size_t count;
    asked_face faces[KINDS]; /* each of a kind */
    size_t face_count;
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
    compositions->count = compositions->face_count = 0;
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
    return k->face->font == s->font && k->language == s->language && k->script == s->script && k->feature_count == s->feature_count &&
           (!s->feature_count || memcmp(k->features, s->features, s->feature_count * sizeof *s->features) == 0);
}

static asked_face *find_face(ts_compositions *compositions, const ts_font *font)
{
    for (size_t i = 0; i < compositions->face_count; i++)
        if (compositions->faces[i].font == font)
            return &compositions->faces[i];
    asked_face *f = &compositions->faces[compositions->face_count++];
    *f = (asked_face){.font = font};
    return f;
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
    *k = (kind){.face = find_face(compositions, s->font), .language = s->language, .script = s->script, .feature_count = s->feature_count};
    if (s->feature_count)
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

static void add_plan(hb_buffer_t *buffer, const ts_shaping *s, hb_set_t *lookups)
{
    hb_segment_properties_t properties;
    hb_buffer_get_segment_properties(buffer, &properties);
    hb_shape_plan_t *plan = hb_shape_plan_create_cached(s->font->face, &properties, s->features, s->feature_count, ts_shapers);
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

/* ---- glyphs that become none (OpenType, GSUB: MultipleSubstFormat1) */

enum { LOOKS = 1 << 20 /* at parts of the table, which may name one part again and again */ };

typedef struct table {
    const unsigned char *bytes;
    size_t size;
    size_t looks; /* that were taken */
} table;

static size_t short_at(const table *t, size_t at)
{
    return at + 2 <= t->size ? (size_t)t->bytes[at] << 8 | t->bytes[at + 1] : 0;
}

static size_t long_at(const table *t, size_t at)
{
    return short_at(t, at) << 16 | short_at(t, at + 2);
}

/* What cannot be read whole is empty to HarfBuzz, too. */
static bool is_empty(const table *t, size_t subtable, size_t offset)
{
    size_t count = short_at(t, subtable + offset);
    return !offset || !count || subtable + offset + 2 + 2 * count > t->size;
}

/* Of what is too much nothing is claimed. */
static bool has_empty_sequence(table *t, size_t subtable)
{
    size_t count = short_at(t, subtable + 4);
    for (size_t i = 0; i < count; i++)
        if (t->looks++ > LOOKS || is_empty(t, subtable, short_at(t, subtable + 6 + 2 * i)))
            return true;
    return false;
}

static bool lookup_deletes(table *t, size_t lookup)
{
    enum { MULTIPLE = 2, EXTENSION = 7 };
    size_t type = short_at(t, lookup), count = short_at(t, lookup + 4);
    for (size_t i = 0; i < count; i++) {
        size_t subtable = lookup + short_at(t, lookup + 6 + 2 * i);
        if (t->looks++ > LOOKS)
            return true;
        if (type == EXTENSION && short_at(t, subtable + 2) == MULTIPLE && has_empty_sequence(t, subtable + long_at(t, subtable + 4)))
            return true;
        if (type == MULTIPLE && has_empty_sequence(t, subtable))
            return true;
    }
    return false;
}

static bool deletes(hb_face_t *face)
{
    unsigned size;
    hb_blob_t *blob = hb_face_reference_table(face, HB_OT_TAG_GSUB);
    const char *bytes = hb_blob_get_data(blob, &size);
    table t = {(const unsigned char *)bytes, size, 0};
    size_t list = short_at(&t, 8), count = short_at(&t, list);
    bool found = false;
    for (size_t i = 0; size && i < count && !found; i++)
        found = lookup_deletes(&t, list + short_at(&t, list + 2 + 2 * i));
    hb_blob_destroy(blob);
    return found;
}

/* ---- the answer */

/* All that the lookups make of these glyphs is added. False: memory was out in between, and something was left out. */
static bool close_over(hb_face_t *face, hb_set_t *lookups, hb_set_t *glyphs)
{
    hb_ot_layout_lookups_substitute_closure(face, lookups, glyphs);
    unsigned count = hb_set_get_population(glyphs);
    hb_ot_layout_lookups_substitute_closure(face, lookups, glyphs);
    return hb_set_get_population(glyphs) == count;
}

/* Whether these lookups may find something. */
static answer ask(const ts_font *font, hb_set_t *lookups)
{
    hb_set_t *reached = hb_set_create(), *put = hb_set_create();
    add_plain(font, reached);
    bool closed = close_over(font->face, lookups, reached);
    add_put(font->face, put);
    hb_set_intersect(put, reached);
    bool whole = closed && hb_set_allocation_successful(lookups) && hb_set_allocation_successful(reached) &&
                 hb_set_allocation_successful(put);
    bool nothing = hb_set_is_empty(put) && !deletes(font->face);
    hb_set_destroy(reached);
    hb_set_destroy(put);
    return !whole ? UNKNOWN : nothing ? FINDS_NOTHING : MAY_FIND;
}

/* s NULL: of all texts. */
static answer learn(hb_buffer_t *buffer, const ts_font *font, const ts_shaping *s)
{
    ts_face_begin();
    hb_set_t *lookups = hb_set_create();
    if (s)
        add_plan(buffer, s, lookups);
    else
        hb_ot_layout_collect_lookups(font->face, HB_OT_TAG_GSUB, NULL, NULL, NULL, lookups);
    answer learnt = ask(font, lookups);
    hb_set_destroy(lookups);
    return ts_face_end(font) ? learnt : UNKNOWN;
}

static answer answer_of(ts_typesetter *setter, kind *k, const ts_shaping *s)
{
    asked_face *f = k->face;
    k->shaped++;
    if (f->answer == UNKNOWN && f->shaped++ >= AFTER)
        f->answer = learn(setter->buffer, f->font, NULL);
    if (f->answer != MAY_FIND || k->shaped <= AFTER)
        return f->answer == FINDS_NOTHING ? FINDS_NOTHING : UNKNOWN;
    return learn(setter->buffer, f->font, s);
}

bool ts_composes_nothing(ts_typesetter *setter, const ts_shaping *s)
{
    kind *k = s->leftward || !is_plain(s) ? NULL : find_kind(setter->compositions, s);
    if (k && k->answer == UNKNOWN)
        k->answer = answer_of(setter, k, s);
    return k && k->answer == FINDS_NOTHING;
}

hb_feature_t ts_no_composition(void)
{
    return (hb_feature_t){COMPOSITION, 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
}
