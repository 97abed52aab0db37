#include "device/haru_sink_own.h"

#include <stdlib.h>
#include <string.h>

enum { OBJECT_NUMBER = 0x00FFFFFF, PIECE = 1024 /* bytes of a dictionary that libharu prints */, AS_A_RULE = 512 /* objects */ };

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
    ts_pdf_owned added = {number_of(dict), dict};

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

ts_pdf_part *ts_pdf_part_of(ts_pdf_sink *sink, int object)
{
    if (sink->status || object <= 0 || (size_t)object >= sink->parts.count)
        return NULL;
    return &sink->parts.items[object];
}

void ts_pdf_shelve(ts_pdf_sink *sink, int object, ts_pdf_shelf shelf)
{
    ts_pdf_part *found = ts_pdf_part_of(sink, object);

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
    sink->file.minor = minor;
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

int ts_pdf_objects(ts_pdf_sink *sink, size_t count)
{
    int first = (int)sink->parts.count;

    for (size_t i = 0; i < count && !sink->status; i++)
        add_part(sink, (ts_pdf_part){.shelf = TS_PDF_APART});
    return sink->status ? 0 : first;
}

ts_pdf_bytes *ts_pdf_open(ts_pdf_sink *sink, int object)
{
    ts_pdf_part *found = ts_pdf_part_of(sink, object);

    if (found && !(found->entries = ts_pdf_bytes_new(sink->arena)))
        ts_pdf_fail(sink, TS_MACHINE, "out of memory");
    return found && found->entries ? found->entries : sink->nowhere;
}

/* With the objects that it has by now. */
static ts_pdf_file *file_of(ts_pdf_sink *sink)
{
    sink->file.parts = sink->parts.items;
    sink->file.count = sink->parts.count;
    return &sink->file;
}

const ts_pdf_group *ts_pdf_group_objects(ts_pdf_sink *sink, int first, size_t count)
{
    ts_stage before = ts_stage_enter(sink->stages, TS_STAGE_COMPRESS);

    if (!sink->status && !ts_pdf_group_apart(&sink->press, file_of(sink), first, count))
        ts_pdf_fail(sink, TS_MACHINE, "out of memory");
    ts_stage_enter(sink->stages, before);
    return sink->status ? NULL : &sink->file.groups.items[sink->file.groups.count - 1];
}

void ts_pdf_take_group(ts_pdf_sink *sink, int first, const ts_pdf_group *known)
{
    if (!sink->status && !ts_pdf_group_again(&sink->press, file_of(sink), first, known))
        ts_pdf_fail(sink, TS_MACHINE, "out of memory");
}

ts_pdf_bytes *ts_pdf_entries(ts_pdf_sink *sink, int object)
{
    ts_pdf_part *found = ts_pdf_part_of(sink, object);

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

bool ts_pdf_check_bytes(ts_pdf_sink *sink, const ts_pdf_bytes *bytes)
{
    if (bytes->failed)
        ts_pdf_fail(sink, TS_MACHINE, "out of memory, or a number that is none");
    else if (bytes->overlong)
        ts_pdf_fail(sink, TS_FAULT, "a title, an alternative text or a bookmark is longer than a string of a PDF may be: "
                                    "32767 bytes, two a character beyond ASCII");
    return !bytes->failed && !bytes->overlong;
}

static int compare_owned(const void *number, const void *each)
{
    return *(const int *)number - ((const ts_pdf_owned *)each)->number;
}

/* Their numbers rise, as libharu made them. */
static HPDF_Dict find_owned(const ts_pdf_sink *sink, int object)
{
    const ts_pdf_owned *found = bsearch(&object, sink->owned.items, sink->owned.count, sizeof *found, compare_owned);

    return found ? found->dict : NULL;
}

int ts_pdf_content_of(ts_pdf_sink *sink, int page, bool listed)
{
    HPDF_Dict dict = ts_pdf_part_of(sink, page) ? find_owned(sink, page) : NULL;

    if (!dict || (listed && !check(sink, HPDF_Dict_RemoveElement(dict, "Contents") == HPDF_OK)))
        return 0;
    HPDF_PageAttr attr = dict->attr;
    return number_of(attr->contents);
}

static bool check_entries(ts_pdf_sink *sink)
{
    for (size_t i = 0; i < sink->parts.count && !sink->status; i++) {
        const ts_pdf_bytes *entries = sink->parts.items[i].entries;
        if (entries && ts_pdf_check_bytes(sink, entries) && entries->count > TS_PDF_LARGEST)
            ts_pdf_fail(sink, TS_MACHINE, "the file is too large");
    }
    return !sink->status;
}

/* ---- saving */

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
static bool print_dict(ts_pdf_sink *sink, const ts_pdf_owned *each)
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
        ts_pdf_file *file = file_of(sink);
        file->root = number_of(sink->doc->catalog);
        file->info = number_of(sink->doc->info);
        if (!ts_pdf_group_parts(&sink->press, file) || !ts_pdf_name_parts(&sink->press, file, digest))
            ts_pdf_fail(sink, TS_MACHINE, "out of memory");
    }
    ts_stage_enter(sink->stages, before);
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
