#include "device/haru_tail.h"

#include <string.h>

enum {
    LARGE = 4096,    /* bytes that are handed out from where they lie */
    SMALL = 32768,   /* that gather between them, about */
    ROW = 1 + 4 + 2, /* of the cross-reference stream: kind, place, generation or index */
    OBJECTS = 8388607 /* annex C */
};

enum { FREE, PLAIN, PACKED }; /* kinds, as the cross-reference stream numbers them */

typedef struct place { /* where an object stands */
    uint32_t at; /* offset, or number of the object stream */
    uint16_t index; /* in it */
    uint8_t kind;
} place;

typedef struct packer {
    ts_arena *arena;
    ts_pdf_press *press;
    const ts_pdf_file *file;
    place *places; /* of its objects, and behind them of our own */
    size_t count;
    const ts_writer *writer;
    ts_pdf_bytes *out; /* behind what went to the writer */
    size_t sent;
    bool refused; /* by the writer */
} packer;

/* ---- groups */

typedef struct grouping {
    ts_pdf_press *press;
    ts_pdf_file *file;
    uint32_t *numbers; /* of all objects that are grouped, one group behind the other */
    size_t used;
} grouping;

/* Numbers and offsets first, then the objects; gives where these begin. */
static size_t write_group(const ts_pdf_part *parts, const ts_pdf_group *group, ts_pdf_bytes *text)
{
    size_t at = 0, first;
    text->count = 0;
    for (size_t i = 0; i < group->count; i++) {
        ts_pdf_whole(text, (int)group->numbers[i]);
        TS_PDF_PUT(text, " ");
        ts_pdf_whole(text, (int)at);
        TS_PDF_PUT(text, " ");
        at += parts[group->numbers[i]].entries->count + sizeof "<<>>\n" - 1;
    }
    first = text->count;
    ts_pdf_reserve(text, at);
    for (size_t i = 0; i < group->count; i++) {
        const ts_pdf_bytes *entries = parts[group->numbers[i]].entries;
        TS_PDF_PUT(text, "<<");
        ts_pdf_put(text, entries->items, entries->count);
        TS_PDF_PUT(text, ">>\n");
    }
    return first;
}

/* What is shared between documents is pressed already, as a rule. */
static ts_pdf_packed press_group(ts_pdf_press *press, const ts_pdf_bytes *text, bool shared)
{
    unsigned char digest[TS_DIGEST_BYTES];
    if (shared)
        ts_pdf_common_digest(press->memo, text->items, text->count, digest);
    return ts_pdf_press_bytes(press, TS_PDF_QUICK, text->items, text->count, shared ? digest : NULL);
}

static ts_pdf_bytes *text_of(ts_pdf_press *press, ts_pdf_file *file)
{
    if (!file->text && (file->text = ts_pdf_bytes_new(press->arena)))
        ts_pdf_reserve(file->text, SMALL);
    return file->text;
}

static bool add_group(ts_pdf_press *press, ts_pdf_file *file, const uint32_t *numbers, size_t count)
{
    ts_pdf_group group = {.numbers = numbers, .count = count};
    ts_pdf_bytes *text = text_of(press, file);
    if (!text)
        return false;
    group.first = write_group(file->parts, &group, text);
    if (text->failed)
        return false;
    group.packed = press_group(press, text, file->parts[*numbers].shelf != TS_PDF_OWN);
    return group.packed.bytes && TS_PUSH(press->arena, &file->groups, group);
}

static uint32_t *numbers_from(ts_arena *arena, int first, size_t count)
{
    uint32_t *numbers = TS_ARRAY_ROOM(arena, uint32_t, count);
    for (size_t i = 0; numbers && i < count; i++)
        numbers[i] = (uint32_t)first + (uint32_t)i;
    return numbers;
}

bool ts_pdf_group_apart(ts_pdf_press *press, ts_pdf_file *file, int first, size_t count)
{
    const uint32_t *numbers = numbers_from(press->arena, first, count);
    return numbers && add_group(press, file, numbers, count);
}

bool ts_pdf_group_again(ts_pdf_press *press, ts_pdf_file *file, int first, const ts_pdf_group *known)
{
    ts_pdf_group group = *known;
    group.numbers = numbers_from(press->arena, first, known->count);
    return group.numbers && TS_PUSH(press->arena, &file->groups, group);
}

static bool group_shelf(grouping *g, ts_pdf_shelf shelf)
{
    const ts_pdf_file *file = g->file;
    size_t begin = g->used;
    for (size_t i = 0; i < file->count; i++) {
        const ts_pdf_part *part = &file->parts[i];
        if (part->entries && !part->stream && part->shelf == shelf)
            g->numbers[g->used++] = (uint32_t)i;
        size_t count = g->used - begin;
        if (count && (count == TS_PDF_GROUP || i + 1 == file->count)) {
            if (!add_group(g->press, g->file, g->numbers + begin, count))
                return false;
            begin = g->used;
        }
    }
    return true;
}

bool ts_pdf_group_parts(ts_pdf_press *press, ts_pdf_file *file)
{
    grouping g = {press, file, TS_ARRAY_ROOM(press->arena, uint32_t, file->count), 0};
    if (!g.numbers || !text_of(press, file))
        return false;
    for (int shelf = 0; shelf < TS_PDF_SHELVES; shelf++)
        if (!group_shelf(&g, (ts_pdf_shelf)shelf))
            return false;
    return true;
}

static void add_sum(ts_digest *all, ts_pdf_sum sum)
{
    ts_digest_add(all, sum.bytes, sizeof sum.bytes);
}

bool ts_pdf_name_parts(ts_pdf_press *press, const ts_pdf_file *file, unsigned char digest[16])
{
    unsigned char whole[TS_DIGEST_BYTES];
    ts_digest *all = ts_digest_new(press->arena);
    if (!all)
        return false;
    for (size_t i = 0; i < file->count; i++) {
        const ts_pdf_part *part = &file->parts[i];
        if (!part->stream)
            continue;
        add_sum(all, ts_pdf_sum_of(part->entries->items, part->entries->count));
        add_sum(all, part->sum);
    }
    for (size_t i = 0; i < file->groups.count; i++)
        add_sum(all, file->groups.items[i].packed.sum);
    ts_digest_end_raw(all, whole);
    memcpy(digest, whole, 16);
    return true;
}

/* ---- the way out */

static void send(packer *p, const void *bytes, size_t size)
{
    p->refused = p->refused || !p->writer->write(p->writer->user, bytes, size);
    p->sent += size;
}

static void send_rest(packer *p)
{
    if (p->out->count && !p->out->failed)
        send(p, p->out->items, p->out->count);
    p->out->count = 0;
}

static void put(packer *p, const void *bytes, size_t size)
{
    if (size < LARGE) {
        ts_pdf_put(p->out, bytes, size);
        return;
    }
    send_rest(p);
    send(p, bytes, size);
}

static size_t place_now(const packer *p)
{
    return p->sent + p->out->count;
}

/* ---- objects */

/* Bytes beyond ASCII in the second line: it is no text file (7.5.2). */
static void put_head(packer *p)
{
    ts_pdf_print(p->out, "%sPDF-1.%d\n%s\xB7\xBE\xAD\xAA\n", "%", p->file->minor, "%");
}

static void begin(packer *p, size_t number)
{
    p->places[number] = (place){.kind = PLAIN, .at = (uint32_t)place_now(p)};
    ts_pdf_whole(p->out, (int)number);
    TS_PDF_PUT(p->out, " 0 obj\n<<");
}

static void put_stream(packer *p, const void *bytes, size_t size)
{
    TS_PDF_PUT(p->out, " /Length ");
    ts_pdf_whole(p->out, (int)size);
    TS_PDF_PUT(p->out, ">>\nstream\n");
    put(p, bytes, size);
    TS_PDF_PUT(p->out, "\nendstream\nendobj\n");
}

static void put_streams(packer *p)
{
    for (size_t i = 0; i < p->file->count; i++) {
        const ts_pdf_part *part = &p->file->parts[i];
        if (!part->entries || !part->stream)
            continue;
        begin(p, i);
        ts_pdf_put(p->out, part->entries->items, part->entries->count);
        put_stream(p, part->stream, part->size);
    }
}

static void put_pressed(packer *p, const ts_pdf_packed *packed)
{
    p->out->failed = p->out->failed || !packed->bytes;
    ts_pdf_print(p->out, " /Filter /FlateDecode");
    put_stream(p, packed->bytes, packed->size);
}

static void put_group(packer *p, const ts_pdf_group *group)
{
    size_t own = p->count++;
    for (size_t i = 0; i < group->count; i++)
        p->places[group->numbers[i]] = (place){.kind = PACKED, .at = (uint32_t)own, .index = (uint16_t)i};
    begin(p, own);
    ts_pdf_print(p->out, "/Type /ObjStm /N %d /First %d", (int)group->count, (int)group->first);
    put_pressed(p, &group->packed);
}

static void put_big_endian(unsigned char *to, size_t value, int bytes)
{
    for (int i = bytes; i-- > 0; value >>= 8)
        to[i] = (unsigned char)(value & 0xFF);
}

static void put_trailer(packer *p)
{
    static const char digits[] = "0123456789ABCDEF";
    char hex[2 * sizeof p->file->id + 1] = "";
    for (size_t i = 0; i < sizeof p->file->id; i++) {
        hex[2 * i] = digits[p->file->id[i] >> 4];
        hex[2 * i + 1] = digits[p->file->id[i] & 15];
    }
    ts_pdf_print(p->out, "/Root %d 0 R /Info %d 0 R /ID [<%s> <%s>]", p->file->root, p->file->info, hex, hex);
}

/* Rows as differences from the row above (predictor 12, 7.4.4.4): most are the same. */
static bool put_table(packer *p)
{
    size_t own = p->count++, at = place_now(p);
    unsigned char *rows = ts_arena_room(p->arena, p->count * (ROW + 1)), above[ROW] = {0};
    begin(p, own);
    for (size_t i = 0; rows && i < p->count; i++) {
        const place *o = &p->places[i];
        unsigned char row[ROW] = {o->kind}, *to = rows + i * (ROW + 1);
        put_big_endian(row + 1, o->at, 4);
        put_big_endian(row + 5, o->kind == FREE ? 65535 : o->index, 2);
        to[0] = 2;
        for (int k = 0; k < ROW; k++)
            to[k + 1] = (unsigned char)(row[k] - above[k]);
        memcpy(above, row, ROW);
    }
    if (!rows)
        return false;
    ts_pdf_print(p->out, "/Type /XRef /W [1 4 2] /DecodeParms << /Predictor 12 /Columns %d >> /Size %d ", ROW, (int)p->count);
    put_trailer(p);
    const ts_pdf_packed packed = ts_pdf_press_bytes(p->press, TS_PDF_QUICK, rows, p->count * (ROW + 1), NULL);
    put_pressed(p, &packed);
    ts_pdf_print(p->out, "startxref\n%d\n%s%sEOF\n", (int)at, "%", "%");
    return true;
}

const char *ts_pdf_pack(ts_pdf_press *press, const ts_pdf_file *file, const ts_writer *writer)
{
    static const char FAILED[] = "the file could not be packed";
    size_t own = file->groups.count + 1; /* object streams, and the table */
    packer p = {.arena = press->arena, .press = press, .file = file, .count = file->count, .writer = writer,
                .out = file->text};
    p.places = file->count < OBJECTS - own ? TS_ARRAY(p.arena, place, file->count + own) : NULL;
    if (!p.places)
        return FAILED;
    p.out->count = 0;
    put_head(&p);
    put_streams(&p);
    for (size_t i = 0; i < file->groups.count; i++)
        put_group(&p, &file->groups.items[i]);
    if (!put_table(&p) || p.out->failed)
        return FAILED;
    send_rest(&p);
    return p.refused ? "the file could not be written" : NULL;
}
