#include "device/haru_sink.h"

#include "device/haru_tail.h"

#include <hpdf.h>
#include <hpdf_doc.h>

#include <string.h>

typedef struct content {
    const void *data;
    size_t size;
} content;

typedef struct owned { /* a dictionary of libharu's, which has entries of its own; it knows of no other object */
    int number;
    HPDF_Dict dict;
} owned;

struct ts_pdf_sink {
    ts_arena *arena;
    int minor; /* of the version */
    HPDF_Doc doc;
    HPDF_UINT noticed; /* of its objects */
    struct { ts_pdf_part *items; size_t count, capacity; } parts; /* by number */
    struct { owned *items; size_t count, capacity; } owned;
    ts_pdf_press press;
    ts_pdf_bytes *nowhere;
    ts_status status;
    const char *why;
    size_t size; /* of all streams */
    ts_stages *stages;
    ts_pdf_file file; /* once it is closed */
};

enum { OBJECT_NUMBER = 0x00FFFFFF, PIECE = 1024 /* bytes of a dictionary that libharu prints */, AS_A_RULE = 512 /* objects */ };

/* libharu counts file offsets in 32 bits. */
static const size_t largest = (size_t)1 << 30;

void ts_pdf_fail(ts_pdf_sink *sink, ts_status status, const char *why)
{
    if (sink->status)
        return;
    sink->status = status;
    sink->why = why;
}

ts_status ts_pdf_status(const ts_pdf_sink *sink, const char **why)
{
    if (sink->status && why)
        *why = sink->why;
    return sink->status;
}

/* The one place that looks at a result of libharu's. */
static bool check(ts_pdf_sink *sink, bool done)
{
    if (!done || HPDF_Error_GetCode(&sink->doc->error))
        ts_pdf_fail(sink, TS_MACHINE, "libharu could not build the file");
    return !sink->status;
}

static int number_of(HPDF_Dict dict)
{
    return (int)(dict->header.obj_id & OBJECT_NUMBER);
}

static void release_doc(void *doc)
{
    HPDF_Free(doc);
}

static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
    const ts_pdf_sink *sink = dict->error->user_data;
    size_t number = dict->header.obj_id & OBJECT_NUMBER;

    if (number >= sink->parts.count || !sink->parts.items[number].entries)
        return HPDF_OK;
    const ts_pdf_bytes *entries = sink->parts.items[number].entries;
    HPDF_STATUS status = HPDF_OK;
    if (entries->count)
        status = HPDF_Stream_Write(stream, (const HPDF_BYTE *)entries->items, (HPDF_UINT)entries->count);
    return status ? status : HPDF_Stream_WriteStr(stream, "\n");
}

static bool add_part(ts_pdf_sink *sink, ts_pdf_part added)
{
    bool room = TS_PUSH(sink->arena, &sink->parts, added);

    if (!room)
        ts_pdf_fail(sink, TS_MACHINE, "out of memory");
    return room;
}

/* The next objects of libharu's own are numbered behind all that are there. */
static void give_number(ts_pdf_sink *sink)
{
    HPDF_Xref xref = sink->doc->xref;

    xref->start_offset = (HPDF_UINT)sink->parts.count - xref->entries->count;
}

static bool own(ts_pdf_sink *sink, HPDF_Dict dict)
{
    owned added = {number_of(dict), dict};

    if (!TS_PUSH(sink->arena, &sink->owned, added))
        ts_pdf_fail(sink, TS_MACHINE, "out of memory");
    return !sink->status;
}

/* What libharu has made since; of what is no dictionary only the number is taken: lengths stand in the streams themselves. */
static bool take_notice(ts_pdf_sink *sink)
{
    HPDF_Xref xref = sink->doc->xref;

    for (; sink->noticed < xref->entries->count; sink->noticed++) {
        HPDF_XrefEntry entry = HPDF_Xref_GetEntry(xref, sink->noticed);
        const HPDF_Obj_Header *header = entry ? entry->obj : NULL;
        bool dict = header && (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT;
        if (!add_part(sink, (ts_pdf_part){.entries = NULL}) || (dict && !own(sink, entry->obj)))
            return false;
    }
    return true;
}

/* Entries of ours for a dictionary of libharu's. */
static bool adopt(ts_pdf_sink *sink, HPDF_Dict dict)
{
    ts_pdf_bytes *entries = ts_pdf_bytes_new(sink->arena);

    if (!entries) {
        ts_pdf_fail(sink, TS_MACHINE, "out of memory");
        return false;
    }
    sink->parts.items[number_of(dict)].entries = entries;
    dict->write_fn = write_entries;
    return true;
}

static ts_pdf_part *part_of(ts_pdf_sink *sink, int object)
{
    if (sink->status || object <= 0 || (size_t)object >= sink->parts.count)
        return NULL;
    return &sink->parts.items[object];
}

void ts_pdf_shelve(ts_pdf_sink *sink, int object, ts_pdf_shelf shelf)
{
    ts_pdf_part *found = part_of(sink, object);

    if (found)
        found->shelf = shelf;
}

static bool open_doc(ts_pdf_sink *sink)
{
    sink->doc = HPDF_New(NULL, sink); /* its pool of memory hands out pieces that are not aligned (2.3.0) */
    if (!sink->doc || !ts_arena_defer(sink->arena, release_doc, sink->doc))
        return false;
    /* libharu names itself; the document's producer stands there instead. */
    if (HPDF_Dict_RemoveElement(sink->doc->info, "Producer") != HPDF_OK)
        return false;
    if (!take_notice(sink) || !adopt(sink, sink->doc->catalog) || !adopt(sink, sink->doc->info))
        return false;
    ts_pdf_shelve(sink, number_of(sink->doc->info), TS_PDF_OWN);
    return true;
}

ts_pdf_sink *ts_pdf_sink_new(ts_arena *arena, int minor, const ts_pdf_options *options)
{
    ts_pdf_sink *sink = TS_NEW(arena, ts_pdf_sink);

    if (!sink)
        return NULL;
    sink->arena = arena;
    sink->minor = minor;
    sink->stages = options->stages;
    sink->parts.items = TS_ARRAY_ROOM(arena, ts_pdf_part, AS_A_RULE);
    sink->parts.capacity = AS_A_RULE;
    sink->press = (ts_pdf_press){.memo = options->memo, .arena = arena};
    sink->nowhere = ts_pdf_bytes_new(arena);
    if (!sink->nowhere || !open_doc(sink))
        return NULL;
    return sink;
}

int ts_pdf_object(ts_pdf_sink *sink)
{
    if (sink->status)
        return 0;
    size_t number = sink->parts.count;
    ts_pdf_part added = {.entries = ts_pdf_bytes_new(sink->arena)};
    if (!added.entries)
        ts_pdf_fail(sink, TS_MACHINE, "out of memory");
    return added.entries && add_part(sink, added) ? (int)number : 0;
}

ts_pdf_bytes *ts_pdf_entries(ts_pdf_sink *sink, int object)
{
    ts_pdf_part *found = part_of(sink, object);

    return found && found->entries ? found->entries : sink->nowhere;
}

ts_pdf_bytes *ts_pdf_catalog(ts_pdf_sink *sink)
{
    return ts_pdf_entries(sink, number_of(sink->doc->catalog));
}

ts_pdf_bytes *ts_pdf_info(ts_pdf_sink *sink)
{
    return ts_pdf_entries(sink, number_of(sink->doc->info));
}

static void put_content(ts_pdf_sink *sink, ts_pdf_part *found, content given)
{
    if (given.size > largest || sink->size > largest - given.size || !given.data) {
        ts_pdf_fail(sink, TS_MACHINE, given.size ? "the file is too large" : "out of memory");
        return;
    }
    sink->size += given.size;
    found->stream = given.data;
    found->size = given.size;
}

static void name_content(ts_pdf_sink *sink, ts_pdf_part *found, const unsigned char digest[TS_DIGEST_BYTES])
{
    char *copy = ts_arena_room(sink->arena, TS_DIGEST_BYTES);

    if (copy)
        found->content = memcpy(copy, digest, TS_DIGEST_BYTES);
    else
        ts_pdf_fail(sink, TS_MACHINE, "out of memory");
}

static void put_packed(ts_pdf_sink *sink, ts_pdf_part *found, const ts_pdf_packed *packed)
{
    TS_PDF_PUT(found->entries, "/Filter /FlateDecode ");
    put_content(sink, found, (content){packed->bytes, packed->size});
}

/* known: the digest, or NULL: it is taken. What is pressed quickly comes once as a rule: then only what it became, of
 * which there is less, is digested, and names the content. */
static ts_pdf_packed pack_known(ts_pdf_sink *sink, int object, content plain, ts_pdf_level level, const unsigned char *known)
{
    ts_pdf_part *found = part_of(sink, object);
    unsigned char own[TS_DIGEST_BYTES];

    if (!found)
        return (ts_pdf_packed){.bytes = NULL};
    ts_stage before = ts_stage_enter(sink->stages, TS_STAGE_COMPRESS);
    bool wanted = known || level == TS_PDF_HARD || ts_pdf_may_be_known(sink->press.memo, plain.data, plain.size);
    if (wanted && !known)
        ts_digest_raw(plain.data, plain.size, own);
    const unsigned char *digest = known ? known : own;
    ts_pdf_packed packed = ts_pdf_press_bytes(&sink->press, level, plain.data, plain.size, wanted ? digest : NULL);
    if (level == TS_PDF_QUICK)
        ts_digest_raw(packed.bytes, packed.size, own);
    name_content(sink, found, level == TS_PDF_QUICK ? own : digest);
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
    ts_pdf_part *found = part_of(sink, object);

    if (found && (flags & TS_PDF_FLATE)) {
        fill_packed(sink, object, given, flags & TS_PDF_LASTS ? TS_PDF_HARD : TS_PDF_QUICK);
    } else if (found) {
        unsigned char digest[TS_DIGEST_BYTES];
        ts_digest_raw(given.data, given.size, digest);
        name_content(sink, found, digest);
        put_content(sink, found, given);
    }
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
    ts_pdf_part *found = part_of(sink, object);

    if (!found)
        return 0;
    ts_stage before = ts_stage_enter(sink->stages, TS_STAGE_COMPRESS);
    ts_pdf_packed packed = ts_pdf_press_begun(&sink->press, data, size, begins);
    name_content(sink, found, packed.digest);
    put_packed(sink, found, &packed);
    ts_stage_enter(sink->stages, before);
    return object;
}

int ts_pdf_stream_packed(ts_pdf_sink *sink, const ts_pdf_packed *packed)
{
    int object = ts_pdf_object(sink);
    ts_pdf_part *found = part_of(sink, object);

    if (!found)
        return 0;
    name_content(sink, found, packed->digest);
    put_packed(sink, found, packed);
    return object;
}

static bool check_bytes(ts_pdf_sink *sink, const ts_pdf_bytes *bytes)
{
    if (bytes->failed)
        ts_pdf_fail(sink, TS_MACHINE, "out of memory, or a number that is none");
    else if (bytes->overlong)
        ts_pdf_fail(sink, TS_FAULT, "a title, an alternative text or a bookmark is longer than a string of a PDF may be: "
                                    "32767 bytes, two a character beyond ASCII");
    return !bytes->failed && !bytes->overlong;
}

static content content_of(const ts_pdf_bytes *bytes)
{
    return (content){bytes->count ? bytes->items : "", bytes->count};
}

int ts_pdf_stream_packing(ts_pdf_sink *sink, const ts_pdf_bytes *bytes, ts_pdf_packed *packed)
{
    int object = check_bytes(sink, bytes) ? ts_pdf_object(sink) : 0;

    *packed = fill_packed(sink, object, content_of(bytes), TS_PDF_HARD);
    return object;
}

int ts_pdf_stream_of(ts_pdf_sink *sink, const ts_pdf_bytes *bytes)
{
    content given = content_of(bytes);

    return check_bytes(sink, bytes) ? ts_pdf_stream(sink, given.data, given.size, TS_PDF_FLATE) : 0;
}

int ts_pdf_page(ts_pdf_sink *sink)
{
    if (sink->status)
        return 0;
    give_number(sink);
    HPDF_Page page = HPDF_AddPage(sink->doc);
    if (!take_notice(sink) || !check(sink, page && HPDF_Dict_RemoveElement(page, "MediaBox") == HPDF_OK &&
                         HPDF_Dict_RemoveElement(page, "Resources") == HPDF_OK))
        return 0;
    HPDF_PageAttr attr = page->attr;
    return adopt(sink, attr->contents) && adopt(sink, page) ? number_of(page) : 0;
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

static HPDF_Dict find_owned(const ts_pdf_sink *sink, int object)
{
    for (size_t i = 0; i < sink->owned.count; i++)
        if (sink->owned.items[i].number == object)
            return sink->owned.items[i].dict;
    return NULL;
}

/* The first part goes where libharu has a page's content. */
void ts_pdf_page_contents(ts_pdf_sink *sink, int page, const ts_pdf_bytes *bytes, const ts_pdf_cut *cuts, size_t count)
{
    HPDF_Dict dict = part_of(sink, page) ? find_owned(sink, page) : NULL;

    if (!dict || !check_bytes(sink, bytes))
        return;
    HPDF_PageAttr attr = dict->attr;
    int contents = number_of(attr->contents);
    content whole = content_of(bytes);
    fill_packed(sink, contents, (content){whole.data, count ? cuts[0].at : whole.size}, TS_PDF_QUICK);
    if (!count || !check(sink, HPDF_Dict_RemoveElement(dict, "Contents") == HPDF_OK))
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

static bool check_entries(ts_pdf_sink *sink)
{
    for (size_t i = 0; i < sink->parts.count && !sink->status; i++) {
        const ts_pdf_bytes *entries = sink->parts.items[i].entries;
        if (entries && check_bytes(sink, entries) && entries->count > largest)
            ts_pdf_fail(sink, TS_MACHINE, "the file is too large");
    }
    return !sink->status;
}

/* ------------------------------------------------------------------- saving */

static bool read_back(HPDF_Stream stream, ts_pdf_bytes *text)
{
    HPDF_UINT count = HPDF_MemStream_GetBufCount(stream);

    for (HPDF_UINT i = 0; i < count; i++) {
        HPDF_UINT size = 0;
        const HPDF_BYTE *piece = HPDF_MemStream_GetBufPtr(stream, i, &size);
        if (!piece)
            return false;
        ts_pdf_put(text, piece, size);
    }
    return !text->failed;
}

/* A dictionary with entries of libharu's: the catalog, Info, the tree of pages. */
static bool print_dict(ts_pdf_sink *sink, const owned *each)
{
    ts_pdf_bytes *text = ts_pdf_bytes_new(sink->arena);
    HPDF_Stream stream = text ? HPDF_MemStream_New(sink->doc->mmgr, PIECE) : NULL;
    bool printed = stream && HPDF_Obj_WriteValue(each->dict, stream, NULL) == HPDF_OK && read_back(stream, text);

    HPDF_Stream_Free(stream);
    if (!printed || text->count < 4 || memcmp(text->items, "<<", 2) || memcmp(text->items + text->count - 2, ">>", 2))
        return false;
    text->items += 2;
    text->count -= 4;
    sink->parts.items[each->number].entries = text;
    return true;
}

static bool print_owned(ts_pdf_sink *sink)
{
    for (size_t i = 0; i < sink->owned.count; i++)
        if (!sink->parts.items[sink->owned.items[i].number].stream && !check(sink, print_dict(sink, &sink->owned.items[i])))
            return false;
    return true;
}

void ts_pdf_close(ts_pdf_sink *sink, unsigned char digest[16])
{
    ts_stage before = ts_stage_enter(sink->stages, TS_STAGE_COMPRESS);

    memset(digest, 0, 16);
    if (check_entries(sink) && print_owned(sink)) {
        sink->file = (ts_pdf_file){.minor = sink->minor, .parts = sink->parts.items, .count = sink->parts.count,
                                   .root = number_of(sink->doc->catalog), .info = number_of(sink->doc->info)};
        if (!ts_pdf_group_parts(&sink->press, &sink->file) || !ts_pdf_name_parts(&sink->press, &sink->file, digest))
            ts_pdf_fail(sink, TS_MACHINE, "out of memory");
    }
    ts_stage_enter(sink->stages, before);
}

int ts_pdf_stream_later(ts_pdf_sink *sink)
{
    int object = ts_pdf_object(sink);
    ts_pdf_part *found = part_of(sink, object);

    if (found)
        found->stream = "";
    return object;
}

void ts_pdf_give_stream(ts_pdf_sink *sink, int object, const ts_pdf_bytes *bytes)
{
    ts_pdf_part *found = part_of(sink, object);

    if (found && check_bytes(sink, bytes))
        put_content(sink, found, content_of(bytes));
}

void ts_pdf_save(ts_pdf_sink *sink, const unsigned char id[16], const ts_writer *writer)
{
    if (sink->status)
        return;
    memcpy(sink->file.id, id, sizeof sink->file.id);
    const char *why = ts_pdf_pack(&sink->press, &sink->file, writer);
    if (why)
        ts_pdf_fail(sink, TS_MACHINE, why);
}
