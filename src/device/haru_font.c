/*
 * Fonts: which glyphs are used and what they say, then subsets as Type0 fonts
 * (9.7). A character code is the glyph's place in the subset.
 */
#include "device/haru_codes.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

/* A letter and its marks say their own code points where there are as many of
 * either; else the first glyph says it all. */
const char *ts_pdf_share_text(const ts_run *run, ts_pdf_cluster cluster, size_t i, size_t *length)
{
    const char *text = run->text + cluster.from;
    size_t whole = cluster.to - cluster.from, at = 0;

    *length = whole;
    if (cluster.count == 1)
        return whole ? text : NULL;
    if (run->rtl || ts_utf8_count(text, whole) != cluster.count)
        return i == 0 && whole ? text : NULL;
    for (size_t skip = 0; skip < i; skip++)
        ts_utf8_next(text, whole, &at);
    size_t end = at;
    ts_utf8_next(text, whole, &end);
    *length = end - at;
    return text + at;
}

ts_pdf_font *ts_pdf_find_font(ts_pdf *pdf, const ts_font *font)
{
    for (size_t i = 0; i < pdf->fonts.count; i++)
        if (pdf->fonts.items[i].font == font)
            return &pdf->fonts.items[i];
    return NULL;
}

static void take_slot(const ts_pdf_font *font, uint32_t id, size_t place)
{
    size_t at = id, last = font->room - 1;

    while (font->slots[at & last])
        at++;
    font->slots[at & last] = (uint16_t)place;
}

static bool widen_slots(ts_pdf *pdf, ts_pdf_font *font)
{
    enum { FIRST = 256 };
    size_t room = font->room ? 2 * font->room : FIRST;
    uint16_t *slots = TS_ARRAY(pdf->arena, uint16_t, room);

    if (!slots)
        return false;
    font->slots = slots;
    font->room = room;
    for (size_t i = 0; i < font->glyphs.count; i++)
        take_slot(font, font->glyphs.items[i].id, i + 1);
    return true;
}

static ts_pdf_font *claim_font(ts_pdf *pdf, const ts_font *font)
{
    enum { AS_A_RULE = 96 }; /* glyphs of a face */
    ts_pdf_font *found = ts_pdf_find_font(pdf, font);

    if (found)
        return found;
    ts_pdf_font blank = {.font = font, .glyphs = {TS_ARRAY_ROOM(pdf->arena, ts_pdf_glyph, AS_A_RULE), 0, AS_A_RULE}};
    if (!blank.glyphs.items || !widen_slots(pdf, &blank) || !TS_PUSH(pdf->arena, &pdf->fonts, blank)) {
        ts_pdf_no_memory(pdf);
        return NULL;
    }
    return &pdf->fonts.items[pdf->fonts.count - 1];
}

static ts_pdf_glyph *add_glyph(ts_pdf *pdf, ts_pdf_font *font, uint32_t id)
{
    ts_pdf_glyph blank = {.id = (uint16_t)id};

    if ((2 * font->glyphs.count >= font->room && !widen_slots(pdf, font)) || !TS_PUSH(pdf->arena, &font->glyphs, blank)) {
        ts_pdf_no_memory(pdf);
        return NULL;
    }
    take_slot(font, id, font->glyphs.count);
    return &font->glyphs.items[font->glyphs.count - 1];
}

/* Of the last number no place would be left to tell. */
static ts_pdf_glyph *claim_glyph(ts_pdf *pdf, ts_pdf_font *font, uint32_t id)
{
    if (id >= TS_PDF_GLYPHS - 1) {
        ts_pdf_refuse(pdf, "a glyph number is too large for a font");
        return NULL;
    }
    ts_pdf_glyph *glyph = ts_pdf_find_glyph(font, id);
    return glyph ? glyph : add_glyph(pdf, font, id);
}

static bool is_soft_hyphen(const char *text, size_t length)
{
    return length == 2 && !memcmp(text, "\xC2\xAD", 2);
}

/* The first text met is the glyph's own, save that a soft hyphen gives way to
 * whatever else the glyph is used for. */
static void say(ts_pdf_glyph *glyph, const char *text, size_t length)
{
    if (!text || length > TS_PDF_SAID || glyph->settled)
        return;
    glyph->text = text;
    glyph->first = *text;
    glyph->length = (uint16_t)length;
    glyph->settled = !is_soft_hyphen(text, length);
}

void ts_pdf_claim_letter(ts_pdf *pdf, ts_pdf_font *font, uint32_t id, const char *letter)
{
    ts_pdf_glyph *glyph = claim_glyph(pdf, font, id);

    if (glyph)
        say(glyph, letter, 1);
}

static bool are_settled(const ts_pdf_font *font, const ts_run *run, ts_pdf_cluster cluster)
{
    for (size_t i = cluster.first; i < cluster.first + cluster.count; i++) {
        const ts_pdf_glyph *glyph = ts_pdf_find_glyph(font, run->glyphs[i].id);
        if (!glyph || !glyph->settled)
            return false;
    }
    return true;
}

static bool is_settled(const ts_pdf_font *font, const ts_run *run, size_t at)
{
    const ts_pdf_glyph *glyph = ts_pdf_is_alone(run, at) ? ts_pdf_find_glyph(font, run->glyphs[at].id) : NULL;
    return glyph && glyph->settled;
}

static void read_run(ts_pdf *pdf, ts_pdf_font *font, const ts_run *run)
{
    for (size_t at = 0; at < run->count;) {
        if (is_settled(font, run, at)) {
            at++;
            continue;
        }
        ts_pdf_cluster cluster = ts_pdf_next_cluster(run, &at);
        for (size_t i = 0; i < cluster.count && !are_settled(font, run, cluster); i++) {
            size_t length;
            const char *text = ts_pdf_share_text(run, cluster, i, &length);
            ts_pdf_glyph *glyph = claim_glyph(pdf, font, run->glyphs[cluster.first + i].id);
            if (!glyph)
                return;
            say(glyph, text, length);
        }
    }
}

static void recall_run(ts_pdf *pdf, ts_pdf_font *font, const ts_run *run, const ts_pdf_sayings *known)
{
    for (size_t i = 0; i < known->count; i++) {
        const ts_pdf_said *said = &known->items[i];
        ts_pdf_glyph *glyph = ts_pdf_find_glyph(font, said->id);
        if (glyph && glyph->settled)
            continue;
        glyph = claim_glyph(pdf, font, said->id);
        if (!glyph)
            return;
        say(glyph, said->length ? run->text + said->from : NULL, said->length);
    }
}

void ts_pdf_collect_run(ts_pdf *pdf, const ts_run *run)
{
    ts_pdf_font *font = run->count ? claim_font(pdf, run->font) : NULL;
    const ts_pdf_sayings *known = font ? ts_pdf_find_sayings(pdf, run) : NULL;

    if (font)
        ts_pdf_note_style(pdf, font, run->type);
    if (known)
        recall_run(pdf, font, run, known);
    else if (font)
        read_run(pdf, font, run);
}

/* ---- embedding */

typedef struct kept { /* a subset that came before */
    ts_font_subset subset;
    unsigned char digest[TS_DIGEST_BYTES]; /* of its bytes */
    double *widths;
    ts_pdf_bytes *list; /* of the widths, as the font has it */
} kept;

static uint32_t last_id(const ts_pdf_font *font)
{
    uint32_t last = 0;

    for (size_t i = 0; i < font->glyphs.count; i++)
        last = font->glyphs.items[i].id > last ? font->glyphs.items[i].id : last;
    return last;
}

/* In order: a bit is set for each. NULL: memory is out. */
static uint32_t *list_used(ts_arena *arena, const ts_pdf_font *font)
{
    enum { BITS = 64 };
    uint32_t *ids = TS_ARRAY_ROOM(arena, uint32_t, font->glyphs.count), words = last_id(font) / BITS + 1;
    uint64_t *used = TS_ARRAY(arena, uint64_t, words);
    size_t count = 0;

    for (size_t i = 0; used && i < font->glyphs.count; i++)
        used[font->glyphs.items[i].id / BITS] |= (uint64_t)1 << font->glyphs.items[i].id % BITS;
    for (uint32_t at = 0; used && ids && at < words; at++)
        for (uint64_t left = used[at]; left; left &= left - 1)
            ids[count++] = at * BITS + (uint32_t)__builtin_ctzll(left);
    return used ? ids : NULL;
}

/* Just as the file has them: hundredths. */
static bool make_widths(ts_arena *arena, const ts_font *font, kept *made)
{
    size_t count = made->subset.new_count;

    made->widths = TS_ARRAY(arena, double, count);
    made->list = ts_pdf_bytes_new(arena);
    for (size_t i = 0; made->widths && made->list && i < count; i++) {
        made->widths[i] = round(ts_font_advance(font, made->subset.new_to_old[i]) * 1e5) / 100;
        ts_pdf_print(made->list, " %.2f", made->widths[i]);
    }
    return made->widths && made->list && !made->list->failed;
}

static bool make_subset(ts_pdf *pdf, ts_arena *arena, const ts_pdf_font *font, const uint32_t *ids, kept *made)
{
    if (ts_font_make_subset(arena, font->font, ids, font->glyphs.count, &made->subset) != TS_OK) {
        ts_pdf_fail(pdf->sink, TS_MACHINE, "a font could not be cut down");
        return false;
    }
    ts_digest_raw(made->subset.data, made->subset.size, made->digest);
    bool whole = make_widths(arena, font->font, made);
    if (!whole)
        ts_pdf_no_memory(pdf);
    return whole;
}

/* By the face's address, which lasts as a stock does, and the glyphs. */
static void key_of(ts_pdf *pdf, const ts_pdf_font *font, const uint32_t *ids, unsigned char key[TS_DIGEST_BYTES])
{
    ts_digest *digest = ts_digest_new(pdf->arena);

    memset(key, 0, TS_DIGEST_BYTES);
    if (!digest)
        return;
    ts_digest_add(digest, &font->font, sizeof font->font);
    ts_digest_add(digest, ids, font->glyphs.count * sizeof *ids);
    ts_digest_end_raw(digest, key);
}

/* A byte of a literal string (7.3.4.2): brackets, the backslash, and the return, which would be read as a line feed. */
static void add_byte(ts_pdf_glyph *glyph, unsigned byte)
{
    if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
        glyph->code[glyph->size++] = '\\';
    glyph->code[glyph->size++] = (char)(byte == '\r' ? 'r' : byte);
}

/* What painting asks of each glyph stands with the glyph. */
static bool note_codes(ts_pdf *pdf, const ts_pdf_font *font, const kept *known)
{
    bool wide = ts_pdf_is_wide(font);
    size_t found = 0;

    for (size_t code = 0; code < known->subset.new_count; code++) {
        ts_pdf_glyph *glyph = ts_pdf_find_glyph(font, known->subset.new_to_old[code]);
        if (!glyph)
            continue;
        if (wide)
            add_byte(glyph, (unsigned)code >> 8 & 255);
        add_byte(glyph, (unsigned)code & 255);
        glyph->width = known->widths[code];
        found++;
    }
    if (found < font->glyphs.count)
        ts_pdf_fail(pdf->sink, TS_MACHINE, "a font's subset lacks a glyph that is used");
    return found == font->glyphs.count;
}

/* Made in the memo when the same glyphs were asked for before. */
static bool cut(ts_pdf *pdf, ts_pdf_font *font)
{
    const uint32_t *ids = list_used(pdf->arena, font);
    ts_memo *memo = pdf->options->memo;
    unsigned char key[TS_DIGEST_BYTES];

    if (!ids) {
        ts_pdf_no_memory(pdf);
        return false;
    }
    key_of(pdf, font, ids, key);
    const kept *known = ts_memo_find(memo, key);
    ts_arena *arena = !known && ts_memo_seen(memo, key) ? ts_memo_arena(memo) : pdf->arena;
    kept *made = known ? NULL : TS_NEW(arena, kept);
    if (made && !make_subset(pdf, arena, font, ids, made))
        return false;
    if (made && arena != pdf->arena)
        ts_memo_put(memo, key, made);
    if (!known && !made) {
        ts_pdf_no_memory(pdf);
        return false;
    }
    known = known ? known : made;
    font->subset = known->subset;
    font->digest = known->digest;
    font->width_list = known->list;
    return note_codes(pdf, font, known);
}

/* ABCDEF+ (9.6.4) from the subset's own bytes: the same subset, the same tag. */
static const char *base_font(ts_pdf *pdf, const ts_pdf_font *font)
{
    char tag[7] = "";

    if (!ts_font_may_subset(font->font))
        return ts_font_postscript_name(font->font);
    for (int i = 0; i < 6; i++)
        tag[i] = (char)('A' + font->digest[i] % 26);
    return ts_arena_print(pdf->arena, "%s+%s", tag, ts_font_postscript_name(font->font));
}

static int open_shared(ts_pdf *pdf)
{
    int object = ts_pdf_object(pdf->sink);

    ts_pdf_shelve(pdf->sink, object, TS_PDF_FONTS);
    return object;
}

static int put_program(ts_pdf *pdf, const ts_pdf_font *font)
{
    int object = ts_pdf_stream_known(pdf->sink, font->subset.data, font->subset.size, font->digest);
    ts_pdf_bytes *entries = ts_pdf_entries(pdf->sink, object);

    if (ts_font_is_cff(font->font))
        ts_pdf_print(entries, "/Subtype /CIDFontType0C");
    else
        ts_pdf_print(entries, "/Length1 %d", (int)font->subset.size);
    return object;
}

/* Table 123: the glyphs are not of the standard Latin set, so Symbolic. */
static int flags_of(const ts_font *font)
{
    enum { SERIF = 2, SYMBOLIC = 4, ITALIC = 64 };
    int flags = SYMBOLIC;

    if (ts_font_serif(font))
        flags |= SERIF;
    if (ts_font_metrics_of(font)->italic_angle != 0)
        flags |= ITALIC;
    return flags;
}

/* No table of OpenType holds the stems' width; this line through common faces
 * is only a help for viewers that lack the font, which ours never do. */
static int stem_of(const ts_font *font)
{
    int weight = ts_font_weight(font);

    return weight > 50 ? 10 + 220 * (weight - 50) / 900 : 50;
}

static int put_descriptor(ts_pdf *pdf, const ts_pdf_font *font, const char *name)
{
    const ts_font_metrics *m = ts_font_metrics_of(font->font);
    ts_rect box = ts_font_box(font->font);
    int program = put_program(pdf, font), object = open_shared(pdf);
    ts_pdf_bytes *entries = ts_pdf_entries(pdf->sink, object);

    ts_pdf_print(entries, "/Type /FontDescriptor /FontName ");
    ts_pdf_name(entries, name);
    ts_pdf_print(entries, " /FontFamily ");
    ts_pdf_string(entries, ts_font_family(font->font));
    ts_pdf_print(entries, " /FontWeight %d /Flags %d", (ts_font_weight(font->font) + 50) / 100 * 100,
                 flags_of(font->font));
    ts_pdf_print(entries, " /FontBBox [%.0f %.0f %.0f %.0f]", floor(box.x * 1000), floor(box.y * 1000),
                 ceil((box.x + box.w) * 1000), ceil((box.y + box.h) * 1000));
    ts_pdf_print(entries, " /ItalicAngle %f /Ascent %.0f /Descent %.0f /CapHeight %.0f /XHeight %.0f",
                 m->italic_angle, m->ascent * 1000, -m->descent * 1000, m->cap_height * 1000,
                 m->x_height * 1000);
    ts_pdf_print(entries, " /StemV %d /%s %d 0 R", stem_of(font->font),
                 ts_font_is_cff(font->font) ? "FontFile3" : "FontFile2", program);
    return object;
}

static int put_cid_font(ts_pdf *pdf, const ts_pdf_font *font, const char *name)
{
    int descriptor = put_descriptor(pdf, font, name), object = open_shared(pdf);
    ts_pdf_bytes *entries = ts_pdf_entries(pdf->sink, object);
    bool cff = ts_font_is_cff(font->font);

    ts_pdf_print(entries, "/Type /Font /Subtype /%s /BaseFont ", cff ? "CIDFontType0" : "CIDFontType2");
    ts_pdf_name(entries, name);
    ts_pdf_print(entries, " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>");
    ts_pdf_print(entries, " /FontDescriptor %d 0 R%s", descriptor, cff ? "" : " /CIDToGIDMap /Identity");
    ts_pdf_print(entries, " /W [0 [");
    ts_pdf_put(entries, font->width_list->items, font->width_list->count);
    ts_pdf_print(entries, "]]");
    return object;
}

static void embed(ts_pdf *pdf, ts_pdf_font *font)
{
    ts_pdf_complete(pdf, font);
    if (!cut(pdf, font))
        return;
    const char *name = base_font(pdf, font);
    if (!name) {
        ts_pdf_no_memory(pdf);
        return;
    }
    int descendant = put_cid_font(pdf, font, name), unicode = ts_pdf_put_tounicode(pdf, font);
    int narrow = ts_pdf_is_wide(font) ? 0 : ts_pdf_narrow_codes(pdf);
    font->object = open_shared(pdf);
    ts_pdf_bytes *entries = ts_pdf_entries(pdf->sink, font->object);
    ts_pdf_print(entries, "/Type /Font /Subtype /Type0 /Encoding ");
    if (narrow)
        ts_pdf_refer(entries, narrow);
    else
        TS_PDF_PUT(entries, "/Identity-H");
    TS_PDF_PUT(entries, " /BaseFont ");
    ts_pdf_name(entries, name);
    ts_pdf_print(entries, " /DescendantFonts [%d 0 R] /ToUnicode %d 0 R", descendant, unicode);
}

void ts_pdf_embed_fonts(ts_pdf *pdf)
{
    for (size_t i = 0; i < pdf->fonts.count && !ts_pdf_failed(pdf); i++)
        embed(pdf, &pdf->fonts.items[i]);
}
