#include "device/haru_codes.h"

#include "device/haru_cluster.h"

#include <string.h>

/* ---- found by the run's digest, its face and what else there is */

enum { GLYPHS = 1, CODES };

/* Digests joined by an exclusive or are as hard to meet as one; a face's address lasts as a stock does. */
static void key_of(int kind, const ts_run *run, const unsigned char *also, unsigned char key[TS_DIGEST_BYTES])
{
    unsigned char face[sizeof run->font];

    memcpy(face, &run->font, sizeof face);
    memcpy(key, run->digest, TS_DIGEST_BYTES);
    for (size_t i = 0; also && i < TS_DIGEST_BYTES; i++)
        key[i] ^= also[i];
    for (size_t i = 0; i < sizeof face; i++)
        key[i] ^= face[i];
    key[TS_DIGEST_BYTES - 1] ^= (unsigned char)kind;
}

/* ---- glyphs */

static void add_said(ts_pdf_sayings *list, const ts_run *run, uint32_t id, ts_pdf_words said)
{
    bool none = !said.actual || said.length > TS_PDF_SAID;
    ts_pdf_said added = {(uint16_t)id, none ? 0 : (uint16_t)said.length, none ? 0 : (uint32_t)(said.actual - run->text)};

    for (size_t i = 0; i < list->count; i++) {
        const ts_pdf_said *each = &list->items[i];
        if (each->id == added.id && each->length == added.length && !memcmp(run->text + each->from, run->text + added.from, added.length))
            return;
    }
    list->items[list->count++] = added;
}

/* NULL: memory is out, or there is a glyph that no font can have. */
static ts_pdf_sayings *list_sayings(ts_arena *arena, const ts_run *run)
{
    ts_pdf_sayings *list = ts_arena_room(arena, sizeof *list + run->count * sizeof *list->items);

    if (!list)
        return NULL;
    list->count = 0;
    for (size_t at = 0; at < run->count;) {
        ts_pdf_cluster cluster = ts_pdf_next_cluster(run, &at);
        for (size_t i = 0; i < cluster.count; i++) {
            ts_pdf_words said;
            uint32_t id = run->glyphs[cluster.first + i].id;
            if (id >= TS_PDF_GLYPHS)
                return NULL;
            said.actual = ts_pdf_share_text(run, cluster, i, &said.length);
            add_said(list, run, id, said);
        }
    }
    return list;
}

const ts_pdf_sayings *ts_pdf_find_sayings(const ts_pdf *pdf, const ts_run *run)
{
    enum { MOST = 1024 }; /* glyphs of a line, about: each is held against all that are listed */
    ts_memo *memo = pdf->options->memo;
    unsigned char key[TS_DIGEST_BYTES];

    if (!ts_pdf_lasts(pdf, run) || run->count > MOST)
        return NULL;
    key_of(GLYPHS, run, NULL, key);
    const ts_pdf_sayings *known = ts_memo_find(memo, key);
    if (known)
        return known;
    ts_pdf_sayings *made = list_sayings(ts_memo_arena(memo), run);
    if (made)
        ts_memo_put(memo, key, made);
    return made;
}

/* ---- codes */

const ts_pdf_codes *ts_pdf_find_codes(const ts_pdf *pdf, const ts_pdf_font *font, const ts_run *run)
{
    unsigned char key[TS_DIGEST_BYTES];

    key_of(CODES, run, font->said, key);
    return ts_memo_find(pdf->options->memo, key);
}

void ts_pdf_keep_codes(const ts_pdf *pdf, const ts_pdf_font *font, const ts_run *run, ts_pdf_codes codes)
{
    ts_memo *memo = pdf->options->memo;
    ts_arena *arena = ts_memo_arena(memo);
    ts_pdf_codes *kept = TS_NEW(arena, ts_pdf_codes);
    unsigned char key[TS_DIGEST_BYTES];

    if (!kept)
        return;
    *kept = codes;
    kept->bytes = ts_arena_copy(arena, codes.bytes, codes.size);
    key_of(CODES, run, font->said, key);
    if (kept->bytes)
        ts_memo_put(memo, key, kept);
}
