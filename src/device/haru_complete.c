/*
 * Groups of glyphs that are embedded whole. Editions differ in their numbers and names, and hardly in the rest: where a
 * sixth of a group is used, all of it is embedded, so that most of them have the same subset. Figures and letters that
 * features put for the face's own ("lnum", "tnum") are groups of their own.
 */
#include "device/haru_codes.h"

#include "text/letters.h"

#include <string.h>

static const char *const groups[] = {"0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", ".,-%$"};

enum { GROUPS = sizeof groups / sizeof *groups, ASCII = 128 };

typedef struct letters { /* the glyph of a face for each character of the groups; 0: it has none */
    uint32_t ids[ASCII];
} letters;

static bool same_features(const ts_type *one, const ts_type *other)
{
    const size_t count = one->feature_count;

    return count == other->feature_count &&
           (!count || one->features == other->features || !memcmp(one->features, other->features, count * sizeof *one->features));
}

void ts_pdf_note_style(ts_pdf *pdf, ts_pdf_font *font, const ts_type *type)
{
    size_t i = 0;

    while (i < font->styles.count && !same_features(font->styles.items[i], type))
        i++;
    if (type->feature_count && i == font->styles.count && i < TS_PDF_STYLES && !TS_PUSH(pdf->arena, &font->styles, type))
        ts_pdf_no_memory(pdf);
}

/* Of a face, whose address lasts as a stock does, and of features, which authors choose; type NULL: of none. */
static bool key_of(ts_pdf *pdf, const ts_font *font, const ts_type *type, unsigned char key[TS_DIGEST_BYTES])
{
    ts_digest *digest = ts_digest_new(pdf->arena);

    if (!digest)
        return false;
    ts_digest_add(digest, "letters", sizeof "letters");
    ts_digest_add(digest, &font, sizeof font);
    if (type)
        ts_digest_add(digest, type->features, type->feature_count * sizeof *type->features);
    ts_digest_end_raw(digest, key);
    return true;
}

static bool fill(const ts_font *font, const ts_type *type, letters *made)
{
    uint32_t ids[ASCII];

    for (size_t g = 0; g < GROUPS; g++) {
        const char *group = groups[g];
        if (type && !ts_letters_shape(font, type->features, type->feature_count, group, ids))
            return false;
        for (size_t i = 0; group[i]; i++)
            made->ids[(unsigned char)group[i]] = type ? ids[i] : ts_font_glyph(font, (unsigned char)group[i]);
    }
    return true;
}

/* Asked for once. NULL: memory is out. */
static const letters *letters_of(ts_pdf *pdf, const ts_font *font, const ts_type *type)
{
    ts_memo *memo = pdf->options->memo;
    unsigned char key[TS_DIGEST_BYTES];

    if (!key_of(pdf, font, type, key))
        return NULL;
    const letters *known = ts_memo_find(memo, key);
    if (known)
        return known;
    letters *made = TS_NEW(memo ? ts_memo_arena(memo) : pdf->arena, letters);
    if (!made || !fill(font, type, made))
        return NULL;
    ts_memo_put(memo, key, made);
    return made;
}

/* The face's own count where they are put for none. */
static bool counts(const letters *own, const letters *of, char c)
{
    const uint32_t id = of->ids[(unsigned char)c];

    return id && (of == own || id != own->ids[(unsigned char)c]);
}

static bool enough_is_used(const ts_pdf_font *font, const char *group, const letters *own, const letters *of)
{
    size_t all = 0, used = 0;

    for (size_t i = 0; group[i]; i++) {
        const bool counted = counts(own, of, group[i]);
        all += counted || of == own;
        used += counted && ts_pdf_find_glyph(font, of->ids[(unsigned char)group[i]]);
    }
    return used && used * 6 >= all;
}

static void complete_groups(ts_pdf *pdf, ts_pdf_font *font, const letters *own, const letters *of)
{
    for (size_t g = 0; g < GROUPS; g++) {
        const char *group = groups[g];
        if (!enough_is_used(font, group, own, of))
            continue;
        for (size_t i = 0; group[i]; i++)
            if (counts(own, of, group[i]))
                ts_pdf_claim_letter(pdf, font, of->ids[(unsigned char)group[i]], group + i);
    }
}

/* A glyph says a character of the groups, and is not the face's own for it. */
static bool is_styled(const ts_pdf_font *font, const letters *own)
{
    for (size_t i = 0; i < font->glyphs.count; i++) {
        const ts_pdf_glyph *glyph = &font->glyphs.items[i];
        const unsigned char c = (unsigned char)glyph->first;
        if (glyph->length == 1 && c < ASCII && own->ids[c] && own->ids[c] != glyph->id)
            return true;
    }
    return false;
}

void ts_pdf_complete(ts_pdf *pdf, ts_pdf_font *font)
{
    const letters *own = letters_of(pdf, font->font, NULL), *styled = own;

    if (own && ts_font_may_subset(font->font)) {
        const bool any = is_styled(font, own);
        complete_groups(pdf, font, own, own);
        for (size_t i = 0; any && styled && i < font->styles.count; i++) {
            styled = letters_of(pdf, font->font, font->styles.items[i]);
            if (styled)
                complete_groups(pdf, font, own, styled);
        }
    }
    if (!styled)
        ts_pdf_no_memory(pdf);
}
