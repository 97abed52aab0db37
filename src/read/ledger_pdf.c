#include "read/ledger_pdf.h"

#include "base/reason.h"
#include "read/qpdf.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <libdeflate.h>

typedef struct reader {
    ts_qpdf qpdf;
    qpdf_data pdf;
} reader;

/* libqpdf tells on standard error of an error that nobody has taken, silenced or not. */
static void release(void *handle)
{
    reader *r = handle;
    (void)r->qpdf.get_error(r->pdf);
    r->qpdf.cleanup(&r->pdf);
}

static bool check_file(const char *path, const char **why)
{
    struct stat info;
    *why = NULL;
    if (stat(path, &info) != 0)
        *why = errno == ENOENT ? "there is no such file" : ts_reason(errno);
    else if (!S_ISREG(info.st_mode))
        *why = "it is not a regular file";
    else if (info.st_size > TS_LEDGER_PDF)
        *why = "it is larger than 1 GiB";
    return !*why;
}

static qpdf_oh step(const reader *r, qpdf_oh from, const char *key)
{
    return r->qpdf.oh_is_dictionary(r->pdf, from) ? r->qpdf.oh_get_key(r->pdf, from, key) : r->qpdf.oh_new_null(r->pdf);
}

/* Catalog /PieceInfo /Tearsheet /Private: the stream. */
static qpdf_oh find_ledger(const reader *r)
{
    return step(r, step(r, step(r, r->qpdf.get_root(r->pdf), "/PieceInfo"), "/Tearsheet"), "/Private");
}

static bool is_name(const reader *r, qpdf_oh object, const char *name)
{
    return r->qpdf.oh_is_name(r->pdf, object) && strcmp(r->qpdf.oh_get_name(r->pdf, object), name) == 0;
}

/* A stream of bounded size, however well it was pressed: libqpdf would take what it gets. */
static char *inflate(ts_arena *arena, const unsigned char *bytes, size_t count, size_t *length)
{
    struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
    char *text = NULL;
    enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
    for (size_t room = 1 << 20; inflater && result == LIBDEFLATE_INSUFFICIENT_SPACE && room <= TS_LEDGER_BYTES; room *= 4) {
        text = ts_arena_alloc(arena, room + 1);
        result = text ? libdeflate_zlib_decompress(inflater, bytes, count, text, room, length) : LIBDEFLATE_BAD_DATA;
    }
    libdeflate_free_decompressor(inflater);
    if (result != LIBDEFLATE_SUCCESS)
        return NULL;
    text[*length] = '\0';
    return text;
}

static char *unpack(ts_arena *arena, const reader *r, qpdf_oh stream, const unsigned char *bytes, size_t count, size_t *length)
{
    qpdf_oh filter = step(r, r->qpdf.oh_get_dict(r->pdf, stream), "/Filter");
    if (r->qpdf.oh_is_array(r->pdf, filter) && r->qpdf.oh_get_array_n_items(r->pdf, filter) == 1)
        filter = r->qpdf.oh_get_array_item(r->pdf, filter, 0);
    if (is_name(r, filter, "/FlateDecode"))
        return inflate(arena, bytes, count, length);
    *length = count;
    return r->qpdf.oh_is_null(r->pdf, filter) && count <= TS_LEDGER_BYTES ? ts_arena_copy(arena, (const char *)bytes, count) : NULL;
}

static const ts_source *read_stream(ts_arena *arena, const reader *r, const char *path, const char **why)
{
    qpdf_oh stream = find_ledger(r);
    unsigned char *bytes = NULL;
    size_t count = 0, length = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    *why = "it holds no ledger: it was not written by tearsheet, or by a program that drops /PieceInfo";
    if (!r->qpdf.oh_is_stream(r->pdf, stream))
        return NULL;
    *why = "its ledger cannot be read";
    bool read = !(r->qpdf.oh_get_stream_data(r->pdf, stream, qpdf_dl_none, &filtered, &bytes, &count) & QPDF_ERRORS);
    const char *text = read && bytes ? unpack(arena, r, stream, bytes, count, &length) : NULL;
    free(bytes);
    return text ? ts_source_wrap(arena, path, text, length) : NULL;
}

static reader *open_reader(ts_arena *arena, const char **why)
{
    reader *r = TS_NEW(arena, reader);
    *why = "memory is out";
    if (!r || !ts_qpdf_load(NULL, &r->qpdf, why))
        return NULL;
    *why = "memory is out";
    r->pdf = r->qpdf.init();
    return r->pdf && ts_arena_defer(arena, release, r) ? r : NULL;
}

static bool open_pdf(const reader *r, const ts_pdf_bytes *from)
{
    r->qpdf.silence_errors(r->pdf);
    r->qpdf.set_suppress_warnings(r->pdf, QPDF_TRUE);
    r->qpdf.set_attempt_recovery(r->pdf, QPDF_FALSE);
    const QPDF_ERROR_CODE told = from->bytes ? r->qpdf.read_memory(r->pdf, from->name, from->bytes, from->size, NULL)
                                             : r->qpdf.read(r->pdf, from->name, NULL);
    return !(told & QPDF_ERRORS);
}

static ts_status read_ledger(ts_arena *arena, const ts_pdf_bytes *from, const ts_source **source, const char **why)
{
    ts_arena *own = ts_arena_new(0); /* of the reader, which may stand on bytes that do not last */
    *why = "memory is out";
    const reader *r = own ? open_reader(own, why) : NULL;
    ts_status status = r ? TS_FAULT : TS_MACHINE;
    if (r && open_pdf(r, from))
        *source = read_stream(arena, r, from->name, why);
    else if (r)
        *why = "it is no PDF, or broken";
    ts_arena_drop(own);
    return *source ? TS_OK : ts_arena_failed(arena) ? TS_MACHINE : status;
}

ts_status ts_ledger_from_pdf(ts_arena *arena, const char *path, const ts_source **source, const char **why)
{
    *source = NULL;
    return check_file(path, why) ? read_ledger(arena, &(ts_pdf_bytes){.name = path}, source, why) : TS_FAULT;
}

ts_status ts_ledger_from_pdf_bytes(ts_arena *arena, const ts_pdf_bytes *from, const ts_source **source, const char **why)
{
    *source = NULL;
    *why = "it is larger than 1 GiB";
    return from->size <= TS_LEDGER_PDF ? read_ledger(arena, from, source, why) : TS_FAULT;
}
