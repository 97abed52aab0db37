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

typedef struct letters { /* the glyph of a face for each character of a group; 0: it has none */
    uint32_t ids[ASCII];
} letters;

static bool same_text(const char *one, const char *other)
{
    return one == other || !strcmp(one ? one : "", other ? other : "");
}

static bool same_style(const ts_type *one, const ts_type *other)
{
    const size_t count = one->feature_count;

    return count == other->feature_count && same_text(one->language, other->language) &&
           (one->features == other->features || !memcmp(one->features, other->features, count * sizeof *one->features));
}

void ts_pdf_note_style(ts_pdf *pdf, ts_pdf_font *font, const ts_type *type)
{
    size_t i = 0;

    if (!type->feature_count)
        return;
    while (i < font->styles.count && !same_style(font->styles.items[i], type))
        i++;
    if (i == font->styles.count && i < TS_PDF_STYLES && !TS_PUSH(pdf->arena, &font->styles, type))
        ts_pdf_no_memory(pdf);
}

/* Of a face, whose address lasts as a stock does, and of what authors choose. False: memory is out. */
static bool key_of(ts_pdf *pdf, const ts_font *font, const ts_type *type, size_t group, unsigned char key[TS_DIGEST_BYTES])
{
    ts_digest *digest = ts_digest_new(pdf->arena);

    if (!digest)
        return false;
    ts_digest_text(digest, "letters");
    ts_digest_add(digest, &font, sizeof font);
    ts_digest_add(digest, &group, sizeof group);
    ts_digest_text(digest, type->language);
    ts_digest_add(digest, type->features, type->feature_count * sizeof *type->features);
    ts_digest_end_raw(digest, key);
    return true;
}

static bool fill(const ts_font *font, const ts_type *type, const char *group, letters *made)
{
    uint32_t ids[ASCII];

    if (!ts_letters_shape(font, type, group, ids))
        return false;
    for (size_t i = 0; group[i]; i++)
        made->ids[(unsigned char)group[i]] = ids[i];
    return true;
}

/* As the type's features have them; asked for once. NULL: memory is out. */
static const letters *styled_letters(ts_pdf *pdf, const ts_font *font, const ts_type *type, size_t group)
{
    ts_memo *memo = pdf->options->memo;
    unsigned char key[TS_DIGEST_BYTES];

    if (!key_of(pdf, font, type, group, key))
        return NULL;
    const letters *known = ts_memo_find(memo, key);
    if (known)
        return known;
    letters *made = TS_NEW(memo ? ts_memo_arena(memo) : pdf->arena, letters);
    if (!made || !fill(font, type, groups[group], made))
        return NULL;
    ts_memo_put(memo, key, made);
    return made;
}

/* As the face has them by itself. NULL: memory is out. */
static const letters *own_letters(ts_pdf *pdf, const ts_font *font)
{
    ts_memo *memo = pdf->options->memo;
    unsigned char key[TS_DIGEST_BYTES];

    ts_memo_key("letters", &font, sizeof font, key);
    const letters *known = ts_memo_find(memo, key);
    if (known)
        return known;
    letters *made = TS_NEW(memo ? ts_memo_arena(memo) : pdf->arena, letters);
    for (size_t g = 0; made && g < GROUPS; g++)
        for (size_t i = 0; groups[g][i]; i++)
            made->ids[(unsigned char)groups[g][i]] = ts_font_glyph(font, (unsigned char)groups[g][i]);
    ts_memo_put(memo, key, made);
    return made;
}

/* Of a style what is the face's own counts there. */
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

static void complete_group(ts_pdf *pdf, ts_pdf_font *font, const char *group, const letters *own, const letters *of)
{
    const bool enough = enough_is_used(font, group, own, of);

    for (size_t i = 0; enough && group[i]; i++)
        if (counts(own, of, group[i]))
            ts_pdf_claim_letter(pdf, font, of->ids[(unsigned char)group[i]], group + i);
}

static unsigned bit_of(char c)
{
    size_t group = 0;

    while (group < GROUPS && !strchr(groups[group], c))
        group++;
    return 1U << group;
}

/* A bit for each group of which a glyph says a character, and is not the face's own for it. */
static unsigned find_styled(const ts_pdf_font *font, const letters *own)
{
    unsigned styled = 0;

    for (size_t i = 0; i < font->glyphs.count; i++) {
        const ts_pdf_glyph *glyph = &font->glyphs.items[i];
        const unsigned char c = (unsigned char)glyph->first;
        if (glyph->length == 1 && c < ASCII && own->ids[c] && own->ids[c] != glyph->id)
            styled |= bit_of(glyph->first);
    }
    return styled;
}

static void complete_styled(ts_pdf *pdf, ts_pdf_font *font, size_t group, const letters *own)
{
    for (size_t i = 0; i < font->styles.count; i++) {
        const letters *styled = styled_letters(pdf, font->font, font->styles.items[i], group);
        if (!styled) {
            ts_pdf_no_memory(pdf);
            return;
        }
        complete_group(pdf, font, groups[group], own, styled);
    }
}

void ts_pdf_complete(ts_pdf *pdf, ts_pdf_font *font)
{
    const letters *own = own_letters(pdf, font->font);

    if (!own)
        ts_pdf_no_memory(pdf);
    if (!own || !ts_font_may_subset(font->font))
        return;
    const unsigned styled = find_styled(font, own);
    for (size_t g = 0; g < GROUPS; g++) {
        if (styled & 1U << g)
            complete_styled(pdf, font, g, own);
        complete_group(pdf, font, groups[g], own, own);
    }
}
