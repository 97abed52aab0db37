#include "text/letters.h"

#include "text/face.h"

#include <hb.h>
#include <string.h>

enum { FEATURES = 32, APART = 2 /* a letter and the blank that keeps it from joining the next */ };

static unsigned take_features(const ts_type *type, hb_feature_t *features)
{
    for (size_t i = 0; i < type->feature_count; i++)
        features[i] = (hb_feature_t){hb_tag_from_string(type->features[i].tag, 4), type->features[i].on, HB_FEATURE_GLOBAL_START,
                                     HB_FEATURE_GLOBAL_END};
    return (unsigned)type->feature_count;
}

static void add_letters(hb_buffer_t *buffer, const ts_type *type, const char *letters)
{
    for (unsigned i = 0; letters[i]; i++) {
        hb_buffer_add(buffer, (unsigned char)letters[i], APART * i);
        hb_buffer_add(buffer, ' ', APART * i + 1);
    }
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    hb_buffer_set_language(buffer, hb_language_from_string(type->language && *type->language ? type->language : "und", -1));
}

/* A letter of one glyph begins a cluster that the next glyph is not in. */
static void take_ids(hb_buffer_t *buffer, uint32_t *ids)
{
    unsigned count;
    const hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos(buffer, &count);
    for (unsigned i = 0; i < count; i++) {
        const unsigned cluster = glyphs[i].cluster;
        const bool alone = (i == 0 || glyphs[i - 1].cluster != cluster) && i + 1 < count && glyphs[i + 1].cluster == cluster + 1;
        if (alone && cluster % APART == 0)
            ids[cluster / APART] = glyphs[i].codepoint;
    }
}

bool ts_letters_shape(const ts_font *font, const ts_type *type, const char *letters, uint32_t *ids)
{
    hb_feature_t features[FEATURES];
    memset(ids, 0, strlen(letters) * sizeof *ids);
    if (type->feature_count > FEATURES)
        return true;
    hb_buffer_t *buffer = hb_buffer_create();
    add_letters(buffer, type, letters);
    ts_face_begin();
    (void)hb_shape_full(font->font, buffer, features, take_features(type, features), ts_shapers);
    const bool good = ts_face_end(font) && hb_buffer_allocation_successful(buffer);
    if (good)
        take_ids(buffer, ids);
    hb_buffer_destroy(buffer);
    return good;
}
