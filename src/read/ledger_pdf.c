#include "read/ledger_pdf.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <libdeflate.h>
#include <qpdf/qpdf-c.h>

static void release(void *handle)
{
    qpdf_data pdf = handle;
    qpdf_cleanup(&pdf);
}

static bool check_file(ts_arena *arena, const char *path, const char **why)
{
    struct stat info;
    *why = NULL;
    if (stat(path, &info) != 0)
        *why = errno == ENOENT ? "there is no such file" : ts_arena_text(arena, strerror(errno));
    else if (!S_ISREG(info.st_mode))
        *why = "it is not a regular file";
    else if (info.st_size > TS_LEDGER_PDF)
        *why = "it is larger than 1 GiB";
    return !*why;
}

static qpdf_oh step(qpdf_data pdf, qpdf_oh from, const char *key)
{
    return qpdf_oh_is_dictionary(pdf, from) ? qpdf_oh_get_key(pdf, from, key) : qpdf_oh_new_null(pdf);
}

/* Catalog /PieceInfo /Tearsheet /Private: the stream. */
static qpdf_oh find_ledger(qpdf_data pdf)
{
    return step(pdf, step(pdf, step(pdf, qpdf_get_root(pdf), "/PieceInfo"), "/Tearsheet"), "/Private");
}

static bool is_name(qpdf_data pdf, qpdf_oh object, const char *name)
{
    return qpdf_oh_is_name(pdf, object) && strcmp(qpdf_oh_get_name(pdf, object), name) == 0;
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

static char *unpack(ts_arena *arena, qpdf_data pdf, qpdf_oh stream, const unsigned char *bytes, size_t count, size_t *length)
{
    qpdf_oh filter = step(pdf, qpdf_oh_get_dict(pdf, stream), "/Filter");
    if (qpdf_oh_is_array(pdf, filter) && qpdf_oh_get_array_n_items(pdf, filter) == 1)
        filter = qpdf_oh_get_array_item(pdf, filter, 0);
    if (is_name(pdf, filter, "/FlateDecode"))
        return inflate(arena, bytes, count, length);
    *length = count;
    return qpdf_oh_is_null(pdf, filter) && count <= TS_LEDGER_BYTES ? ts_arena_copy(arena, (const char *)bytes, count) : NULL;
}

static const ts_source *read_stream(ts_arena *arena, qpdf_data pdf, const char *path, const char **why)
{
    qpdf_oh stream = find_ledger(pdf);
    unsigned char *bytes = NULL;
    size_t count = 0, length = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    *why = "it holds no ledger: it was not written by tearsheet, or by a program that drops /PieceInfo";
    if (!qpdf_oh_is_stream(pdf, stream))
        return NULL;
    *why = "its ledger cannot be read";
    bool read = !(qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_none, &filtered, &bytes, &count) & QPDF_ERRORS);
    const char *text = read && bytes ? unpack(arena, pdf, stream, bytes, count, &length) : NULL;
    free(bytes);
    return text ? ts_source_wrap(arena, path, text, length) : NULL;
}

const ts_source *ts_ledger_from_pdf(ts_arena *arena, const char *path, const char **why)
{
    if (!check_file(arena, path, why))
        return NULL;
    qpdf_data pdf = qpdf_init();
    *why = "memory is out";
    if (!pdf || !ts_arena_defer(arena, release, pdf))
        return NULL;
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(pdf, QPDF_FALSE);
    if (qpdf_read(pdf, path, NULL) & QPDF_ERRORS) {
        *why = "it is no PDF, or broken";
        return NULL;
    }
    return read_stream(arena, pdf, path, why);
}
