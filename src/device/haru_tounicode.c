/*
 * CMaps. Of a font with 256 glyphs at most a code is one byte, which half of what is shown of type would else be for
 * nothing: a map that stands in the file says so (9.7.5.3), as the name for it that other writers have.
 *
 * ToUnicode (9.10.3): what each character code says. Codes that follow each
 * other and say characters that do are ranges; a ligature says all of its own.
 */
#include "device/haru_pdf.h"

#include "base/utf8.h"

/* A section holds 100 entries at most (Adobe Technical Note 5411). */
enum { SECTION = 100 };

typedef struct entry {
    uint32_t code, last;
    const char *text;
    size_t length;
    uint32_t one; /* the character when it is one, below U+10000; else 0 */
} entry;

typedef struct entries {
    entry *items;
    size_t count, capacity;
} entries;

static entry entry_of(const ts_pdf_font *font, size_t code)
{
    /* A mark that only ever stands in a cluster says nothing by itself; PDF/A
     * (6.2.11.7.2) wants a character all the same: the blank without width. */
    static const char nothing[] = "\xE2\x80\x8B";
    uint32_t id = font->subset.new_to_old[code];
    entry e = {(uint32_t)code, (uint32_t)code, nothing, 3, 0};

    const ts_pdf_glyph *glyph = ts_pdf_find_glyph(font, id);
    if (glyph && glyph->text) {
        e.text = glyph->text;
        e.length = glyph->length;
    }
    size_t at = 0;
    uint32_t first = ts_utf8_next(e.text, e.length, &at);
    if (at == e.length && first < 0x10000)
        e.one = first;
    return e;
}

/* A range may change the last byte of its codes and characters only (9.10.3). */
static bool follows(const entry *range, const entry *e)
{
    uint32_t step = e->code - range->code;

    return range->one && e->one == range->one + step && e->code == range->last + 1 &&
           e->code >> 8 == range->code >> 8 && e->one >> 8 == range->one >> 8;
}

static bool gather(ts_pdf *pdf, const ts_pdf_font *font, entries *list)
{
    for (size_t code = 0; code < font->subset.new_count; code++) {
        uint32_t id = font->subset.new_to_old[code];
        if (!ts_pdf_find_glyph(font, id))
            continue;
        entry e = entry_of(font, code);
        if (list->count && follows(&list->items[list->count - 1], &e))
            list->items[list->count - 1].last = e.code;
        else if (!TS_PUSH(pdf->arena, list, e))
            return false;
    }
    return true;
}

static void put_code(ts_pdf_bytes *out, uint32_t code, bool wide)
{
    static const char digits[] = "0123456789ABCDEF";
    char text[6] = "<", *end = text + 1;

    for (int shift = wide ? 12 : 4; shift >= 0; shift -= 4)
        *end++ = digits[code >> shift & 15];
    *end++ = '>';
    ts_pdf_put(out, text, (size_t)(end - text));
}

static bool is_range(const entry *e)
{
    return e->last > e->code;
}

static size_t section_length(const entries *list, size_t from)
{
    size_t length = 1;

    while (length < SECTION && from + length < list->count &&
           is_range(&list->items[from + length]) == is_range(&list->items[from]))
        length++;
    return length;
}

static void put_entry(ts_pdf_bytes *out, const entry *e, bool wide)
{
    put_code(out, e->code, wide);
    if (is_range(e))
        put_code(out, e->last, wide);
    ts_pdf_print(out, " <");
    ts_pdf_utf16(out, e->text, e->length);
    ts_pdf_print(out, ">\n");
}

static void put_sections(ts_pdf_bytes *out, const entries *list, bool wide)
{
    for (size_t from = 0; from < list->count;) {
        size_t length = section_length(list, from);
        const char *kind = is_range(&list->items[from]) ? "bfrange" : "bfchar";
        ts_pdf_print(out, "%d begin%s\n", (int)length, kind);
        for (size_t i = 0; i < length; i++)
            put_entry(out, &list->items[from + i], wide);
        ts_pdf_print(out, "end%s\n", kind);
        from += length;
    }
}

static const ts_pdf_bytes *write_map(ts_pdf *pdf, const ts_pdf_font *font)
{
    ts_pdf_bytes *out = ts_pdf_bytes_new(pdf->arena);
    bool wide = ts_pdf_is_wide(font);
    entries list = {0};

    if (!out || !gather(pdf, font, &list)) {
        ts_pdf_no_memory(pdf);
        return NULL;
    }
    TS_PDF_PUT(out, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                    "1 begincodespacerange\n");
    put_code(out, 0, wide);
    put_code(out, wide ? UINT16_MAX : UCHAR_MAX, wide);
    TS_PDF_PUT(out, "\nendcodespacerange\n");
    put_sections(out, &list, wide);
    TS_PDF_PUT(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    return out;
}

/* Of the subset, its codes and what they say: all that the map and the codes of a run follow from. False: memory is out. */
static bool key_of(ts_pdf *pdf, const ts_pdf_font *font, unsigned char key[TS_DIGEST_BYTES])
{
    ts_pdf_bytes *said = ts_pdf_bytes_new(pdf->arena);

    if (said)
        ts_pdf_put(said, font->digest, TS_DIGEST_BYTES);
    for (size_t code = 0; said && code < font->subset.new_count; code++) {
        const ts_pdf_glyph *glyph = ts_pdf_find_glyph(font, font->subset.new_to_old[code]);
        uint16_t length = glyph ? glyph->length : UINT16_MAX;
        ts_pdf_put(said, &length, sizeof length);
        if (glyph)
            ts_pdf_put(said, glyph->text, length);
    }
    bool whole = said && !said->failed;
    if (whole)
        ts_digest_named("tounicode", said->items, said->count, key);
    else
        ts_pdf_no_memory(pdf);
    return whole;
}

/* Written once for the same codes. */
int ts_pdf_put_tounicode(ts_pdf *pdf, ts_pdf_font *font)
{
    ts_memo *memo = pdf->options->memo;
    const unsigned char *key = font->said;
    ts_pdf_packed packed;

    if (!key_of(pdf, font, font->said))
        return 0;
    const ts_pdf_packed *known = ts_memo_find(memo, key);
    if (known)
        return ts_pdf_stream_packed(pdf->sink, known);
    const ts_pdf_bytes *map = write_map(pdf, font);
    int object = map ? ts_pdf_stream_packing(pdf->sink, map, &packed) : 0;
    if (object && ts_memo_seen(memo, key))
        ts_memo_put(memo, key, ts_pdf_copy_packed(ts_memo_arena(memo), &packed));
    return object;
}

int ts_pdf_narrow_codes(ts_pdf *pdf)
{
    static const char map[] = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                              "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> def\n"
                              "/CMapName /OneByteIdentityH def\n/CMapType 1 def\n/WMode 0 def\n"
                              "1 begincodespacerange\n<00><FF>\nendcodespacerange\n"
                              "1 begincidrange\n<00><FF> 0\nendcidrange\n"
                              "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
    unsigned char digest[TS_DIGEST_BYTES];

    if (pdf->narrow_codes)
        return pdf->narrow_codes;
    ts_pdf_lasting_digest(pdf->options->memo, map, sizeof map - 1, digest);
    pdf->narrow_codes = ts_pdf_stream_known(pdf->sink, map, sizeof map - 1, digest);
    TS_PDF_PUT(ts_pdf_entries(pdf->sink, pdf->narrow_codes),
               "/Type /CMap /CMapName /OneByteIdentityH /WMode 0 "
               "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> ");
    return pdf->narrow_codes;
}
