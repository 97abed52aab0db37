#include "text/face.h"

#include <hb-subset.h>

/* A PDF addresses glyphs by id: what finds, places or names them elsewhere is dead weight, and OS/2 would say which
 * characters are found. GSUB goes for another reason too: its closure would pull in alternates that are not used. */
static const char *const DROPPED[] = {"GSUB", "GPOS", "GDEF", "BASE", "JSTF", "name", "kern", "cmap", "OS/2", "DSIG"};

static bool copy_bytes(ts_arena *arena, hb_blob_t *blob, ts_font_subset *subset)
{
    unsigned length;
    const char *bytes = hb_blob_get_data(blob, &length);
    subset->size = length;
    subset->data = length ? (const unsigned char *)ts_arena_copy(arena, bytes, length) : NULL;
    return subset->data != NULL;
}

static bool copy_program(ts_arena *arena, const ts_font *font, hb_face_t *face, ts_font_subset *subset)
{
    hb_blob_t *blob = font->cff ? hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '))
                                : hb_face_reference_blob(face);
    bool done = copy_bytes(arena, blob, subset);
    hb_blob_destroy(blob);
    return done;
}

static bool new_maps(ts_arena *arena, ts_font_subset *subset, uint32_t **forth, uint32_t **back)
{
    subset->old_to_new = *forth = TS_ARRAY(arena, uint32_t, subset->old_count);
    subset->new_to_old = *back = TS_ARRAY(arena, uint32_t, subset->new_count);
    return *forth && *back;
}

/* Where the licence forbids subsetting (fsType 0x0100): the whole program, every glyph in its place. */
static bool take_whole(ts_arena *arena, const ts_font *font, ts_font_subset *subset)
{
    uint32_t *forth, *back;
    subset->old_count = subset->new_count = hb_face_get_glyph_count(font->face);
    if (!new_maps(arena, subset, &forth, &back))
        return false;
    for (uint32_t i = 0; i < subset->old_count; i++)
        forth[i] = back[i] = i;
    return copy_program(arena, font, font->face, subset);
}

static bool fill_maps(ts_arena *arena, const ts_font *font, hb_subset_plan_t *plan, ts_font_subset *subset)
{
    uint32_t *forth, *back;
    const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
    subset->old_count = hb_face_get_glyph_count(font->face);
    subset->new_count = hb_map_get_population(map);
    if (!new_maps(arena, subset, &forth, &back))
        return false;
    for (uint32_t old = 0; old < subset->old_count; old++) {
        forth[old] = hb_map_get(map, old);
        if (forth[old] < subset->new_count)
            back[forth[old]] = old;
    }
    return true;
}

static hb_blob_t *table_of(hb_face_t *bare, hb_tag_t tag, void *face)
{
    (void)bare;
    for (size_t i = 0; i < sizeof DROPPED / sizeof *DROPPED; i++)
        if (tag == hb_tag_from_string(DROPPED[i], 4))
            return NULL;
    return hb_face_reference_table(face, tag);
}

/* A face without these tables: told to drop them hb-subset would look through all characters for those of the glyphs,
 * which takes longer than all else. */
static hb_subset_plan_t *make_plan(const ts_font *font, const hb_subset_input_t *input)
{
    hb_face_t *bare = hb_face_create_for_tables(table_of, font->face, NULL);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(bare, input);
    if (!ts_face_end(font)) /* what it made is left where it is: it would be freed in part twice */
        return NULL;
    hb_face_destroy(bare);
    return plan;
}

static void choose(hb_subset_input_t *input, const uint32_t *glyphs, size_t count)
{
    hb_set_t *keep = hb_subset_input_glyph_set(input);
    hb_set_add(keep, 0);
    for (size_t i = 0; i < count; i++)
        hb_set_add(keep, glyphs[i]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
}

static bool take_subset(ts_arena *arena, const ts_font *font, hb_subset_plan_t *plan, ts_font_subset *subset)
{
    hb_face_t *face = hb_subset_plan_execute_or_fail(plan);
    bool done = face && copy_program(arena, font, face, subset) && fill_maps(arena, font, plan, subset);
    if (!ts_face_end(font)) /* as above */
        return false;
    hb_face_destroy(face);
    return done;
}

ts_status ts_font_make_subset(ts_arena *arena, const ts_font *font, const uint32_t *glyphs,
                              size_t count, ts_font_subset *subset)
{
    *subset = (ts_font_subset){0};
    ts_face_begin();
    if (!font->may_subset)
        return take_whole(arena, font, subset) && ts_face_end(font) ? TS_OK : TS_MACHINE;
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return TS_MACHINE;
    choose(input, glyphs, count);
    hb_subset_plan_t *plan = make_plan(font, input);
    bool done = plan && take_subset(arena, font, plan, subset);
    if (!ts_face_end(font))
        return TS_MACHINE;
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
    return done ? TS_OK : TS_MACHINE;
}
