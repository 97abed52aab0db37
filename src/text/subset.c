#include "text/face.h"

#include <hb-subset.h>

/* A PDF addresses glyphs by id: what finds, places or names them elsewhere is dead weight, and OS/2 would say which
 * characters are found. GSUB goes for another reason too: its closure would pull in alternates that are not used. */
static const hb_tag_t DROPPED[] = {HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'), HB_TAG('B', 'A', 'S', 'E'),
                                   HB_TAG('J', 'S', 'T', 'F'), HB_TAG('n', 'a', 'm', 'e'), HB_TAG('k', 'e', 'r', 'n'), HB_TAG('c', 'm', 'a', 'p'),
                                   HB_TAG('O', 'S', '/', '2'), HB_TAG('D', 'S', 'I', 'G')};

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

static uint32_t *new_map(ts_arena *arena, ts_font_subset *subset, size_t count)
{
    uint32_t *map = TS_ARRAY_ROOM(arena, uint32_t, count);
    subset->new_to_old = map;
    subset->new_count = count;
    return map;
}

/* Where the licence forbids subsetting (fsType 0x0100): the whole program, every glyph in its place. */
static bool take_whole(ts_arena *arena, const ts_font *font, ts_font_subset *subset)
{
    uint32_t *map = new_map(arena, subset, hb_face_get_glyph_count(font->face));
    for (uint32_t i = 0; map && i < subset->new_count; i++)
        map[i] = i;
    return map && copy_program(arena, font, font->face, subset);
}

static bool fill_map(ts_arena *arena, hb_subset_plan_t *plan, ts_font_subset *subset)
{
    const hb_map_t *olds = hb_subset_plan_new_to_old_glyph_mapping(plan);
    uint32_t *map = new_map(arena, subset, hb_map_get_population(olds));
    for (uint32_t i = 0; map && i < subset->new_count; i++)
        map[i] = hb_map_get(olds, i);
    return map;
}

static hb_blob_t *table_of(hb_face_t *bare, hb_tag_t tag, void *face)
{
    (void)bare;
    for (size_t i = 0; i < sizeof DROPPED / sizeof *DROPPED; i++)
        if (tag == DROPPED[i])
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
    bool done = face && copy_program(arena, font, face, subset) && fill_map(arena, plan, subset);
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
