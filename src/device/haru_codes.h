/*
 * haru_codes.h - what is kept of a run that outlives its document: its glyphs and what they say, so that it need not be
 * read for them, and its codes in the subset that it was painted in.
 */
#ifndef TS_DEVICE_HARU_CODES_H
#define TS_DEVICE_HARU_CODES_H

#include "device/haru_pdf.h"

typedef struct ts_pdf_codes { /* of glyphs that say their text by themselves, from the bracket before the first to that behind the last */
    const char *bytes;
    size_t size;
    double pen; /* where they leave it, from the run's left edge */
} ts_pdf_codes;

/* Nothing is kept of a run without a digest, nor without a memo. */
static inline bool ts_pdf_lasts(const ts_pdf *pdf, const ts_run *run)
{
    return run->digest && pdf->options->memo;
}

typedef struct ts_pdf_said { /* a glyph, and a text that it stands for */
    uint16_t id, length; /* without length: none, or one that is too long */
    uint32_t from;       /* in the run's text */
} ts_pdf_said;

typedef struct ts_pdf_sayings { /* of a run: each once, as they are met */
    size_t count;
    ts_pdf_said items[];
} ts_pdf_sayings;

/* Of a run that lasts. NULL: it has to be read. */
const ts_pdf_sayings *ts_pdf_find_sayings(const ts_pdf *pdf, const ts_run *run);

/* NULL: none are kept. */
const ts_pdf_codes *ts_pdf_find_codes(const ts_pdf *pdf, const ts_pdf_font *font, const ts_run *run);
/* The bytes are copied. */
void ts_pdf_keep_codes(const ts_pdf *pdf, const ts_pdf_font *font, const ts_run *run, ts_pdf_codes codes);

/* ---- haru_complete.c: groups of glyphs that are embedded whole */

void ts_pdf_note_style(ts_pdf *pdf, ts_pdf_font *font, const ts_type *type); /* a run of it is set in the face */
void ts_pdf_complete(ts_pdf *pdf, ts_pdf_font *font);                        /* once all runs are known */

/* A glyph that stands for the letter is embedded, whether it is used or not. */
void ts_pdf_claim_letter(ts_pdf *pdf, ts_pdf_font *font, uint32_t id, const char *letter);

#endif
