/*
 * ledger_pdf.h - what a PDF of ours says of itself: the ledger under the
 * catalog's /PieceInfo (ISO 32000-1, 14.5), read with libqpdf.
 *
 * The file is untrusted: it is read without recovery of broken structure, its
 * size and that of the stream are bounded, and nothing in it is run.
 */
#ifndef TS_READ_LEDGER_PDF_H
#define TS_READ_LEDGER_PDF_H

#include "base/source.h"

enum { TS_LEDGER_PDF = 1 << 30, TS_LEDGER_BYTES = 64 << 20 };

/* *source: the ledger, with the file's name. Else *why is a sentence: TS_FAULT, the file cannot be read, is no PDF, or holds no
 * ledger; TS_MACHINE, memory is out or the library cannot be had. */
ts_status ts_ledger_from_pdf(ts_arena *arena, const char *path, const ts_source **source, const char **why);

/* The same of a file in memory, which is read during the call; the name is the source's. */
typedef struct ts_pdf_bytes {
    const char *name;
    const void *bytes;
    size_t size;
} ts_pdf_bytes;
ts_status ts_ledger_from_pdf_bytes(ts_arena *arena, const ts_pdf_bytes *from, const ts_source **source, const char **why);

#endif
