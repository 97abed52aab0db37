/*
 * Files that go along: embedded (ISO 32000-1, 7.11.4) and associated with the document as its data (ISO 19005-3, 6.8
 * and annex E), so that a reader can take the tables out and count again.
 */
#include "device/haru_pdf.h"

#include <hpdf.h>
#include <hpdf_encrypt.h>

#include <stdlib.h>
#include <string.h>

static int by_name(const void *left, const void *right)
{
    const ts_attachment *const *a = left, *const *b = right;
    return strcmp((*a)->name, (*b)->name);
}

/* MD5, as the checksums of embedded files are (7.11.4.1). */
static void md5_of(const void *data, size_t size, unsigned char digest[16])
{
    static const size_t most = (size_t)1 << 30; /* libharu counts in 32 bits */
    struct HPDF_MD5Context md5;
    const HPDF_BYTE *at = data;
    HPDF_MD5Init(&md5);
    for (size_t step; size; at += step, size -= step) {
        step = size < most ? size : most;
        HPDF_MD5Update(&md5, at, (HPDF_UINT32)step);
    }
    HPDF_MD5Final(digest, &md5);
}

static void put_digest(ts_pdf_bytes *out, const unsigned char digest[16])
{
    static const char digits[] = "0123456789ABCDEF";
    char text[33] = "";
    for (int i = 0; i < 16; i++) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }
    ts_pdf_print(out, "<%s>", text);
}

static int put_file(ts_pdf *pdf, const ts_attachment *file, const char *date)
{
    unsigned char digest[16];
    int object = ts_pdf_stream(pdf->sink, file->bytes, file->size, TS_PDF_FLATE | TS_PDF_LASTS);
    ts_pdf_bytes *out = ts_pdf_entries(pdf->sink, object);
    md5_of(file->bytes, file->size, digest);
    ts_pdf_print(out, "/Type /EmbeddedFile /Subtype ");
    ts_pdf_name(out, file->mime);
    ts_pdf_print(out, " /Params << /Size %d /ModDate %s /CheckSum ", (int)file->size, date);
    put_digest(out, digest);
    ts_pdf_print(out, " >> ");
    return object;
}

static int put_specification(ts_pdf *pdf, const ts_attachment *file, const char *date)
{
    int content = put_file(pdf, file, date), object = ts_pdf_object(pdf->sink);
    ts_pdf_bytes *out = ts_pdf_entries(pdf->sink, object);
    ts_pdf_print(out, "/Type /Filespec /F ");
    ts_pdf_string(out, file->name);
    ts_pdf_print(out, " /UF ");
    ts_pdf_string(out, file->name);
    ts_pdf_print(out, " /Desc ");
    ts_pdf_string(out, file->description ? file->description : file->name);
    ts_pdf_print(out, " /AFRelationship /Data /EF << /F %d 0 R /UF %d 0 R >> ", content, content);
    return object;
}

void ts_pdf_put_attachments(ts_pdf *pdf, const char *date)
{
    size_t count = pdf->document->attachment_count;
    const ts_attachment **files = TS_ARRAY(pdf->arena, const ts_attachment *, count);
    ts_pdf_bytes *names = ts_pdf_bytes_new(pdf->arena), *all = ts_pdf_bytes_new(pdf->arena);
    if (!count)
        return;
    if (!files || !names || !all) {
        ts_pdf_no_memory(pdf);
        return;
    }
    for (size_t i = 0; i < count; i++)
        files[i] = &pdf->document->attachments[i];
    qsort(files, count, sizeof *files, by_name); /* a name tree's keys rise: 7.9.6 */
    for (size_t i = 0; i < count; i++) {
        int object = put_specification(pdf, files[i], date);
        ts_pdf_string(names, files[i]->name);
        ts_pdf_print(names, " %d 0 R ", object);
        ts_pdf_print(all, "%d 0 R ", object);
    }
    ts_pdf_bytes *catalog = ts_pdf_catalog(pdf->sink);
    ts_pdf_print(catalog, "/Names << /EmbeddedFiles << /Names [ ");
    ts_pdf_put(catalog, names->items, names->count);
    ts_pdf_print(catalog, "] >> >> /AF [ ");
    ts_pdf_put(catalog, all->items, all->count);
    ts_pdf_print(catalog, "] ");
}
