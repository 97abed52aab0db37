#include "text/face.h"

#include "base/files.h"
#include "base/lack.h"

#include <hb-ot.h>
#include <stdio.h>
#include <string.h>

const char *const ts_shapers[] = {"ot", NULL};

enum { FILE_LIMIT = 32 << 20, NAME_LIMIT = 63 };

/* OS/2 fsType (OpenType 1.9, OS/2): the usage bits, and two that stand beside them. */
enum { USAGE_MASK = 0x000F, RESTRICTED = 0x0002, EDITABLE = 0x0008, NO_SUBSET = 0x0100, BITMAPS_ONLY = 0x0200 };

static bool refuse(const char **why, const char *text)
{
    *why = text ? text : "memory is out";
    return false;
}

static unsigned char *read_bytes(ts_arena *arena, const ts_file *file, const char **why)
{
    size_t size = (size_t)file->size;
    unsigned char *bytes = ts_arena_room(arena, size);
    bool whole = bytes && fread(bytes, 1, size, file->stream) == size;
    if (!whole)
        refuse(why, bytes ? "the font file cannot be read" : NULL);
    return whole ? bytes : NULL;
}

static bool read_file(ts_arena *arena, ts_font *font, const char *path, const char **why)
{
    ts_file file;
    const char *absent;
    if (!ts_file_open(arena, path, &file, &absent))
        return refuse(why, ts_arena_print(arena, "there is no font file \"%s\"", path));
    if (file.size == 0 || file.size > FILE_LIMIT) {
        refuse(why, ts_arena_print(arena, "\"%s\" is empty or larger than 32 MB", path));
    } else {
        font->size = (size_t)file.size;
        font->bytes = read_bytes(arena, &file, why);
    }
    ts_file_close(&file);
    return font->bytes != NULL;
}

static void release_blob(void *blob)
{
    hb_blob_destroy(blob);
}

/* HarfBuzz frees what it had no memory for twice: that stays where it is. */
static void release_face(void *handle)
{
    const ts_font *font = handle;
    if (ts_font_is_whole(font))
        hb_face_destroy(font->face);
}

static void release_font(void *handle)
{
    const ts_font *font = handle;
    if (ts_font_is_whole(font))
        hb_font_destroy(font->font);
}

static void release_outlines(void *face)
{
    FT_Done_Face(face);
}

static void release_library(void *library)
{
    FT_Done_FreeType(library);
}

static hb_blob_t *find_table(ts_arena *arena, const ts_font *font, const char *tag)
{
    hb_blob_t *table = hb_face_reference_table(font->face, hb_tag_from_string(tag, 4));
    return ts_arena_defer(arena, release_blob, table) ? table : hb_blob_get_empty();
}

static unsigned word_at(hb_blob_t *table, unsigned offset)
{
    unsigned length;
    const unsigned char *bytes = (const unsigned char *)hb_blob_get_data(table, &length);
    return offset + 2 <= length ? (unsigned)bytes[offset] << 8 | bytes[offset + 1] : 0;
}

static int signed_at(hb_blob_t *table, unsigned offset)
{
    int value = (int)word_at(table, offset);
    return value >= 0x8000 ? value - 0x10000 : value;
}

static bool has_table(ts_arena *arena, const ts_font *font, const char *tag)
{
    return hb_blob_get_length(find_table(arena, font, tag)) > 0;
}

static bool open_faces(ts_arena *arena, ts_font *font, const char **why)
{
    hb_blob_t *blob = hb_blob_create((const char *)font->bytes, (unsigned)font->size,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    bool kept = ts_arena_defer(arena, release_blob, blob);
    if (kept && hb_face_count(blob) != 1)
        return refuse(why, hb_face_count(blob) ? "font collections are not read yet; take one face out"
                                                 : "the file is not a TrueType or OpenType font");
    font->face = kept ? hb_face_create(blob, 0) : NULL;
    if (!font->face || !ts_arena_defer(arena, release_face, font))
        return refuse(why, NULL);
    font->font = hb_font_create(font->face);
    if (!ts_arena_defer(arena, release_font, font))
        return refuse(why, NULL);
    hb_face_make_immutable(font->face);
    hb_font_make_immutable(font->font);
    return true;
}

static void release_lock(void *lock)
{
    pthread_mutex_destroy(lock);
}

static bool open_outlines(ts_arena *arena, ts_font *font, const char **why)
{
    if (FT_Init_FreeType(&font->library) || !ts_arena_defer(arena, release_library, font->library))
        return refuse(why, NULL);
    if (FT_New_Memory_Face(font->library, font->bytes, (FT_Long)font->size, 0, &font->outlines))
        return refuse(why, "FreeType cannot read the font");
    if (!ts_arena_defer(arena, release_outlines, font->outlines))
        return refuse(why, NULL);
    font->lock = TS_NEW(arena, pthread_mutex_t);
    if (!font->lock || pthread_mutex_init(font->lock, NULL) != 0)
        return refuse(why, NULL);
    font->boxes = TS_ARRAY(arena, ts_glyph_box, TS_GLYPH_BOXES);
    return (ts_arena_defer(arena, release_lock, font->lock) && font->boxes) || refuse(why, NULL);
}

static bool check_kind(ts_arena *arena, ts_font *font, const char **why)
{
    font->cff = has_table(arena, font, "CFF ");
    if (hb_ot_var_has_data(font->face))
        return refuse(why, "variable fonts are not set yet; take a static instance");
    if (!font->cff && !has_table(arena, font, "glyf"))
        return refuse(why, "the font has no outlines (neither glyf nor CFF)");
    if (hb_face_get_glyph_count(font->face) == 0 || !has_table(arena, font, "head"))
        return refuse(why, "the font is damaged (no glyphs or no head table)");
    return true;
}

static const char RESTRICTED_WHY[] = "the font's licence forbids embedding (OS/2 fsType, restricted)";
static const char BITMAPS_WHY[] = "the font's licence allows embedding of bitmaps only (OS/2 fsType)";

bool ts_font_is_forbidden(const char *why)
{
    return why == RESTRICTED_WHY || why == BITMAPS_WHY;
}

/* Where several usage bits are set, the least restrictive holds (OS/2 before version 3). */
static bool check_licence(ts_arena *arena, ts_font *font, const char **why)
{
    unsigned type = word_at(find_table(arena, font, "OS/2"), 8);
    font->may_subset = !(type & NO_SUBSET);
    font->permission = !(type & USAGE_MASK) ? "installable" : type & EDITABLE ? "editable" : "preview and print";
    if ((type & USAGE_MASK) == RESTRICTED)
        return refuse(why, RESTRICTED_WHY);
    if (type & BITMAPS_ONLY)
        return refuse(why, BITMAPS_WHY);
    return true;
}

static double metric(const ts_font *font, hb_ot_metrics_tag_t tag)
{
    hb_position_t value = 0;
    hb_ot_metrics_get_position_with_fallback(font->font, tag, &value);
    return (double)value / font->metrics.units_per_em;
}

static void take_metrics(ts_arena *arena, ts_font *font)
{
    hb_blob_t *post = find_table(arena, font, "post");
    ts_font_metrics *m = &font->metrics;
    m->units_per_em = hb_face_get_upem(font->face);
    m->ascent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
    m->descent = -metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
    m->cap_height = metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT);
    m->x_height = metric(font, HB_OT_METRICS_TAG_X_HEIGHT);
    m->underline_position = metric(font, HB_OT_METRICS_TAG_UNDERLINE_OFFSET);
    m->underline_thickness = metric(font, HB_OT_METRICS_TAG_UNDERLINE_SIZE);
    m->italic_angle = signed_at(post, 4) + word_at(post, 6) / 65536.0;
}

/* sFamilyClass 1 to 5 and 7 are serifs, 8 is sans; where it is silent, Panose speaks. */
static bool is_serif(hb_blob_t *os2)
{
    unsigned class = word_at(os2, 30) >> 8, panose = word_at(os2, 32);
    if (class)
        return class <= 5 || class == 7;
    unsigned style = panose & 0xFF;
    return panose >> 8 == 2 && style >= 2 && style <= 10;
}

static void take_looks(ts_arena *arena, ts_font *font)
{
    hb_blob_t *head = find_table(arena, font, "head"), *os2 = find_table(arena, font, "OS/2");
    double em = font->metrics.units_per_em;
    int left = signed_at(head, 36), low = signed_at(head, 38);
    int right = signed_at(head, 40), high = signed_at(head, 42);
    font->box = (ts_rect){left / em, low / em, (right - left) / em, (high - low) / em};
    font->weight = word_at(os2, 4) ? (int)word_at(os2, 4) : 400;
    font->serif = is_serif(os2);
}

static char *name_entry(ts_arena *arena, const ts_font *font, hb_ot_name_id_t id)
{
    char text[NAME_LIMIT + 1];
    unsigned size = sizeof text;
    unsigned whole = hb_ot_name_get_utf8(font->face, id, HB_LANGUAGE_INVALID, &size, text);
    return whole ? ts_arena_text(arena, text) : NULL;
}

/* A PostScript name is printable ASCII without delimiters (OpenType, name id 6). */
static void clean_name(char *name)
{
    char *to = name;
    for (const char *from = name; *from; from++)
        if (*from > ' ' && *from < 0x7F && !strchr("[](){}<>/%#", *from))
            *to++ = *from;
    *to = '\0';
}

static bool take_names(ts_arena *arena, ts_font *font)
{
    char *plain = name_entry(arena, font, HB_OT_NAME_ID_POSTSCRIPT_NAME);
    if (plain)
        clean_name(plain);
    if (!plain || !*plain) {
        plain = ts_arena_text(arena, font->name);
        if (plain)
            clean_name(plain);
    }
    font->postscript_name = plain && !*plain ? "Unnamed" : plain;
    font->family = name_entry(arena, font, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY);
    if (!font->family)
        font->family = name_entry(arena, font, HB_OT_NAME_ID_FONT_FAMILY);
    if (!font->family)
        font->family = font->name;
    return !ts_arena_failed(arena);
}

void ts_face_begin(void)
{
    ts_lack_begin();
}

bool ts_face_end(const ts_font *font)
{
    if (ts_lack_was())
        atomic_store_explicit(font->lacking, true, memory_order_relaxed);
    return ts_font_is_whole(font);
}

bool ts_font_is_whole(const ts_font *font)
{
    return !atomic_load_explicit(font->lacking, memory_order_relaxed);
}

static bool maps(const ts_font *font, uint32_t code_point)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(font->font, code_point, &glyph) && glyph != 0;
}

static void take_coverage(ts_font *font)
{
    for (uint32_t bit = 0; bit < TS_KNOWN; bit++)
        if (maps(font, bit < 0x300 ? bit : bit - 0x300 + 0x2000))
            font->has[bit / 64] |= (uint64_t)1 << bit % 64;
}

static bool open(ts_arena *arena, ts_font *font, const char **why)
{
    font->lacking = TS_NEW(arena, atomic_bool);
    if (!font->lacking)
        return false;
    atomic_init(font->lacking, false);
    if (!open_faces(arena, font, why) || !check_kind(arena, font, why) || !check_licence(arena, font, why) ||
        !open_outlines(arena, font, why))
        return false;
    take_metrics(arena, font);
    take_looks(arena, font);
    take_coverage(font);
    return take_names(arena, font);
}

ts_font *ts_font_load(ts_arena *arena, const char *name, const char *path, const char **why)
{
    ts_font *font = TS_NEW(arena, ts_font);
    *why = "memory is out";
    if (!font || !(font->name = ts_arena_text(arena, name)))
        return NULL;
    if (!read_file(arena, font, path, why))
        return NULL;
    ts_lack_begin();
    const bool good = open(arena, font, why);
    if (ts_lack_was()) { /* whatever it was taken for */
        if (font->lacking)
            (void)ts_face_end(font);
        ts_arena_fail(arena, NULL);
        refuse(why, NULL);
    }
    return good && !ts_arena_failed(arena) ? font : NULL;
}

void ts_font_set_fallback(ts_font *font, const ts_font *fallback)
{
    font->fallback = fallback;
}

const char *ts_font_name(const ts_font *font)
{
    return font->name;
}

const char *ts_font_postscript_name(const ts_font *font)
{
    return font->postscript_name;
}

const char *ts_font_family(const ts_font *font)
{
    return font->family;
}

const ts_font_metrics *ts_font_metrics_of(const ts_font *font)
{
    return &font->metrics;
}

bool ts_font_is_cff(const ts_font *font)
{
    return font->cff;
}

ts_rect ts_font_box(const ts_font *font)
{
    return font->box;
}

int ts_font_weight(const ts_font *font)
{
    return font->weight;
}

bool ts_font_serif(const ts_font *font)
{
    return font->serif;
}

bool ts_font_may_subset(const ts_font *font)
{
    return font->may_subset;
}

const char *ts_font_permission(const ts_font *font)
{
    return font->permission;
}

bool ts_font_has(const ts_font *font, uint32_t code_point)
{
    uint32_t bit = code_point < 0x300 ? code_point : code_point - 0x2000 + 0x300;
    bool known = code_point < 0x300 || (code_point >= 0x2000 && code_point < 0x2300);
    return known ? font->has[bit / 64] >> bit % 64 & 1 : maps(font, code_point);
}

uint32_t ts_font_glyph(const ts_font *font, uint32_t code_point)
{
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(font->font, code_point, &glyph) ? glyph : 0;
}

static bool lists_feature(const ts_font *font, hb_tag_t table, hb_tag_t wanted)
{
    hb_tag_t tags[32];
    unsigned count = sizeof tags / sizeof *tags;
    for (unsigned from = 0; count == sizeof tags / sizeof *tags; from += count) {
        hb_ot_layout_table_get_feature_tags(font->face, table, from, &count, tags);
        for (unsigned i = 0; i < count; i++)
            if (tags[i] == wanted)
                return true;
    }
    return false;
}

bool ts_font_has_feature(const ts_font *font, const char *tag)
{
    hb_tag_t wanted = hb_tag_from_string(tag, -1);
    ts_face_begin();
    const bool listed = lists_feature(font, HB_OT_TAG_GSUB, wanted) || lists_feature(font, HB_OT_TAG_GPOS, wanted);
    (void)ts_face_end(font);
    if (listed)
        return true;
    if (wanted != HB_TAG('k', 'e', 'r', 'n'))
        return false;
    hb_blob_t *kern = hb_face_reference_table(font->face, wanted);
    bool there = hb_blob_get_length(kern) > 0;
    hb_blob_destroy(kern);
    return there;
}

double ts_font_advance(const ts_font *font, uint32_t glyph)
{
    ts_face_begin();
    const hb_position_t advance = hb_font_get_glyph_h_advance(font->font, glyph);
    (void)ts_face_end(font);
    return (double)advance / font->metrics.units_per_em;
}
