#include "device/haru_sink_own.h"

#include <string.h>

typedef struct content {
    const void *data;
    size_t size;
} content;

static void put_content(ts_pdf_sink *sink, ts_pdf_part *found, content given, ts_pdf_sum sum)
{
    if (given.size > TS_PDF_LARGEST || sink->size > TS_PDF_LARGEST - given.size || !given.data) {
        ts_pdf_fail(sink, TS_MACHINE, given.size ? "the file is too large" : "out of memory");
        return;
    }
    sink->size += given.size;
    found->stream = given.data;
    found->size = given.size;
    found->sum = sum;
}

static void put_packed(ts_pdf_sink *sink, ts_pdf_part *found, const ts_pdf_packed *packed)
{
    TS_PDF_PUT(found->entries, "/Filter /FlateDecode ");
    put_content(sink, found, (content){packed->bytes, packed->size}, packed->sum);
}

/* known: the digest, or NULL: it is taken, if the bytes may have come before. */
static ts_pdf_packed pack_known(ts_pdf_sink *sink, int object, content plain, ts_pdf_level level, const unsigned char *known)
{
    ts_pdf_part *found = ts_pdf_part_of(sink, object);
    unsigned char own[TS_DIGEST_BYTES];

    if (!found)
        return (ts_pdf_packed){.bytes = NULL};
    ts_stage before = ts_stage_enter(sink->stages, TS_STAGE_COMPRESS);
    bool wanted = known || level == TS_PDF_HARD || ts_pdf_may_be_known(sink->press.memo, plain.data, plain.size);
    if (wanted && !known)
        ts_digest_raw(plain.data, plain.size, own);
    const unsigned char *digest = known ? known : own;
    ts_pdf_packed packed = ts_pdf_press_bytes(&sink->press, level, plain.data, plain.size, wanted ? digest : NULL);
    put_packed(sink, found, &packed);
    ts_stage_enter(sink->stages, before);
    return packed;
}

static ts_pdf_packed fill_packed(ts_pdf_sink *sink, int object, content plain, ts_pdf_level level)
{
    return pack_known(sink, object, plain, level, NULL);
}

int ts_pdf_stream(ts_pdf_sink *sink, const void *data, size_t size, unsigned flags)
{
    int object = ts_pdf_object(sink);
    content given = {size ? data : "", size}; /* an empty buffer has no address */
    ts_pdf_part *found = ts_pdf_part_of(sink, object);

    if (found && (flags & TS_PDF_FLATE))
        fill_packed(sink, object, given, flags & TS_PDF_LASTS ? TS_PDF_HARD : TS_PDF_QUICK);
    else if (found)
        put_content(sink, found, given, ts_pdf_sum_of(given.data, given.size));
    return object;
}

int ts_pdf_stream_known(ts_pdf_sink *sink, const void *data, size_t size, const unsigned char digest[TS_DIGEST_BYTES])
{
    int object = ts_pdf_object(sink);

    pack_known(sink, object, (content){data, size}, TS_PDF_HARD, digest);
    return object;
}

int ts_pdf_stream_begun(ts_pdf_sink *sink, const void *data, size_t size, size_t begins)
{
    int object = ts_pdf_object(sink);
    ts_pdf_part *found = ts_pdf_part_of(sink, object);

    if (!found)
        return 0;
    ts_stage before = ts_stage_enter(sink->stages, TS_STAGE_COMPRESS);
    const ts_pdf_packed packed = ts_pdf_press_begun(&sink->press, data, size, begins);
    put_packed(sink, found, &packed);
    ts_stage_enter(sink->stages, before);
    return object;
}

int ts_pdf_stream_packed(ts_pdf_sink *sink, const ts_pdf_packed *packed)
{
    int object = ts_pdf_object(sink);
    ts_pdf_part *found = ts_pdf_part_of(sink, object);

    if (found)
        put_packed(sink, found, packed);
    return found ? object : 0;
}

static content content_of(const ts_pdf_bytes *bytes)
{
    return (content){bytes->count ? bytes->items : "", bytes->count};
}

int ts_pdf_stream_packing(ts_pdf_sink *sink, const ts_pdf_bytes *bytes, ts_pdf_packed *packed)
{
    int object = ts_pdf_check_bytes(sink, bytes) ? ts_pdf_object(sink) : 0;

    *packed = fill_packed(sink, object, content_of(bytes), TS_PDF_HARD);
    return object;
}

int ts_pdf_stream_of(ts_pdf_sink *sink, const ts_pdf_bytes *bytes)
{
    content given = content_of(bytes);

    return ts_pdf_check_bytes(sink, bytes) ? ts_pdf_stream(sink, given.data, given.size, TS_PDF_FLATE) : 0;
}

ts_pdf_packed ts_pdf_press_part(ts_pdf_sink *sink, const void *bytes, size_t size)
{
    unsigned char digest[TS_DIGEST_BYTES];
    ts_stage before = ts_stage_enter(sink->stages, TS_STAGE_COMPRESS);

    ts_pdf_common_digest(sink->press.memo, bytes, size, digest);
    ts_pdf_packed packed = ts_pdf_press_bytes(&sink->press, TS_PDF_HARD, bytes, size, digest);
    ts_stage_enter(sink->stages, before);
    return packed;
}

static void list_part(ts_pdf_bytes *list, int object)
{
    ts_pdf_refer(list, object);
    TS_PDF_PUT(list, " ");
}

/* The first part goes where libharu has a page's content. */
void ts_pdf_page_contents(ts_pdf_sink *sink, int page, const ts_pdf_bytes *bytes, const ts_pdf_cut *cuts, size_t count)
{
    int contents = ts_pdf_check_bytes(sink, bytes) ? ts_pdf_content_of(sink, page, count > 0) : 0;
    content whole = content_of(bytes);

    if (!contents)
        return;
    fill_packed(sink, contents, (content){whole.data, count ? cuts[0].at : whole.size}, TS_PDF_QUICK);
    if (!count)
        return;
    ts_pdf_bytes *list = ts_pdf_entries(sink, page);
    TS_PDF_PUT(list, "/Contents [");
    list_part(list, contents);
    for (size_t i = 0; i < count; i++) {
        size_t end = i + 1 < count ? cuts[i + 1].at : whole.size;
        list_part(list, ts_pdf_stream_packed(sink, &cuts[i].packed));
        if (end > cuts[i].at)
            list_part(list, ts_pdf_stream(sink, bytes->items + cuts[i].at, end - cuts[i].at, TS_PDF_FLATE));
    }
    TS_PDF_PUT(list, "] ");
}

void ts_pdf_page_content(ts_pdf_sink *sink, int page, const ts_pdf_bytes *bytes)
{
    ts_pdf_page_contents(sink, page, bytes, NULL, 0);
}

int ts_pdf_stream_later(ts_pdf_sink *sink)
{
    int object = ts_pdf_object(sink);
    ts_pdf_part *found = ts_pdf_part_of(sink, object);

    if (found)
        found->stream = "";
    return object;
}

void ts_pdf_give_stream(ts_pdf_sink *sink, int object, const ts_pdf_bytes *bytes)
{
    ts_pdf_part *found = ts_pdf_part_of(sink, object);

    if (found && ts_pdf_check_bytes(sink, bytes))
        put_content(sink, found, content_of(bytes), found->sum);
}
