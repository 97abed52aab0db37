#include "device/haru_tail.h"

#include <libdeflate.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    GROUP = 100,     /* objects of one object stream: readers unpack it whole to see one of them */
    ROW = 1 + 4 + 2, /* of the cross-reference stream: kind, place, generation or index */
    OBJECTS = 8388607
};

typedef enum kind { FREE, PLAIN, PACKED } kind; /* as the cross-reference stream numbers them */

typedef struct object {
    const char *body; /* behind "N 0 obj\n"; NULL: not in use */
    size_t length;    /* to its "endobj" */
    bool stream;
    kind kind;
    size_t place, index; /* offset, or number of the object stream and place in it */
} object;

typedef struct packer {
    ts_arena *arena;
    struct libdeflate_compressor *deflate;
    const char *file;
    size_t size;
    const ts_pdf_body *bodies; /* by object number */
    size_t body_count;
    object *objects;
    size_t count, room; /* numbers in use, room for more of our own */
    const char *trailer;
    size_t trailer_length;
    ts_pdf_bytes *out;
} packer;

/* ---- what libharu wrote */

static bool begins(const packer *p, size_t at, const char *word)
{
    size_t length = strlen(word);
    return at <= p->size && p->size - at >= length && memcmp(p->file + at, word, length) == 0;
}

/* A whole number at a place, which moves behind it. */
static bool read_whole(const packer *p, size_t *at, size_t *number)
{
    size_t from = *at;
    *number = 0;
    while (*at < p->size && *at - from < 10 && p->file[*at] >= '0' && p->file[*at] <= '9')
        *number = *number * 10 + (size_t)(p->file[(*at)++] - '0');
    return *at > from;
}

static const char *find_last(const packer *p, const char *word)
{
    size_t length = strlen(word);
    for (size_t at = p->size >= length ? p->size - length + 1 : 0; at-- > 0;)
        if (memcmp(p->file + at, word, length) == 0)
            return p->file + at;
    return NULL;
}

static const char *find(const char *from, const char *end, const char *word)
{
    size_t length = strlen(word);
    for (; from && (size_t)(end - from) >= length; from++)
        if (memcmp(from, word, length) == 0)
            return from;
    return NULL;
}

static int by_place(const void *left, const void *right)
{
    const object *a = *(object *const *)left, *b = *(object *const *)right;
    return (a->place > b->place) - (a->place < b->place);
}

static bool ends(const object *o, const char *word)
{
    size_t length = strlen(word);
    return o->length >= length && memcmp(o->body + o->length - length, word, length) == 0;
}

/* "12 0 obj", the body, "endobj": the body lies between this place and the next object's. */
static bool read_object(const packer *p, size_t number, object *o, size_t end)
{
    size_t at = o->place, own;
    if (!read_whole(p, &at, &own) || own != number || !begins(p, at, " 0 obj"))
        return false;
    at += strlen(" 0 obj");
    while (at < end && strchr("\r\n ", p->file[at]))
        at++;
    o->body = p->file + at;
    o->length = end - at;
    while (o->length && strchr("\r\n ", o->body[o->length - 1]))
        o->length--;
    if (!ends(o, "endobj"))
        return false;
    o->length -= strlen("endobj");
    while (o->length && strchr("\r\n ", o->body[o->length - 1]))
        o->length--;
    o->stream = ends(o, "endstream");
    return true;
}

static bool read_objects(packer *p, size_t table)
{
    object **order = TS_ARRAY(p->arena, object *, p->count);
    size_t used = 0;
    for (size_t i = 0; order && i < p->count; i++)
        if (p->objects[i].kind == PLAIN)
            order[used++] = &p->objects[i];
    if (!order || !used)
        return false;
    qsort(order, used, sizeof *order, by_place);
    for (size_t i = 0; i < used; i++) {
        size_t end = i + 1 < used ? order[i + 1]->place : table;
        if (end > table || order[i]->place >= end || !read_object(p, (size_t)(order[i] - p->objects), order[i], end))
            return false;
    }
    return true;
}

/* "0000000016 00000 n" */
static bool read_entry(packer *p, size_t at, object *o)
{
    size_t generation;
    if (!read_whole(p, &at, &o->place) || !begins(p, at, " "))
        return false;
    at++;
    if (!read_whole(p, &at, &generation) || !begins(p, at, " "))
        return false;
    o->kind = begins(p, at, " n") ? PLAIN : FREE;
    return o->kind == FREE || (generation == 0 && o->place < p->size);
}

static bool read_table(packer *p)
{
    size_t at, first, table;
    const char *start = find_last(p, "startxref");
    if (!start)
        return false;
    at = (size_t)(start - p->file) + strlen("startxref\n");
    if (!read_whole(p, &at, &table) || !begins(p, table, "xref\n"))
        return false;
    at = table + strlen("xref\n");
    if (!read_whole(p, &at, &first) || first != 0 || !begins(p, at++, " ") || !read_whole(p, &at, &p->count) ||
        p->count > OBJECTS)
        return false;
    at = (size_t)(strchr(p->file + at, '\n') + 1 - p->file);
    p->room = p->count + p->count / GROUP + 2;
    p->objects = TS_ARRAY(p->arena, object, p->room);
    for (size_t i = 0; p->objects && i < p->count; i++, at += 20)
        if (!read_entry(p, at, &p->objects[i]))
            return false;
    p->trailer = find(p->file + at, start, "<<");
    const char *end = p->trailer ? find(p->trailer, start, "/Size") : NULL;
    p->trailer_length = end ? (size_t)(end - p->trailer) : 0;
    return p->objects && end && read_objects(p, table);
}

/* ---- what becomes of it */

static const ts_pdf_body *body_of(const packer *p, size_t number)
{
    return number < p->body_count && p->bodies[number].bytes ? &p->bodies[number] : NULL;
}

/* What libharu wrote from this place on, with the bytes that it did not have. */
static bool put_rest(packer *p, const char *from, const char *end, const ts_pdf_body *body)
{
    static const char LAST[] = "\nendstream";
    const char *tail = end - strlen(LAST);
    if (body && (tail <= from || memcmp(tail, LAST, strlen(LAST)) != 0))
        return false;
    ts_pdf_put(p->out, from, (size_t)((body ? tail : end) - from));
    if (body) {
        ts_pdf_put(p->out, body->bytes, body->size);
        ts_pdf_put(p->out, LAST, strlen(LAST));
    }
    ts_pdf_print(p->out, "\nendobj\n");
    return true;
}

/* "/Length 6 0 R": the length goes where it is asked for, and its object is gone. */
static bool put_stream(packer *p, size_t number)
{
    object *o = &p->objects[number];
    const ts_pdf_body *body = body_of(p, number);
    const char *end = o->body + o->length, *key = find(o->body, end, "/Length ");
    size_t at = key ? (size_t)(key - p->file) + strlen("/Length ") : 0, length, own;
    const char *from = o->body;
    o->place = p->out->count;
    ts_pdf_print(p->out, "%d 0 obj\n", (int)number);
    if (key && key < find(o->body, end, "stream") && read_whole(p, &at, &own) && begins(p, at, " 0 R") && own < p->count) {
        size_t value = (size_t)(p->objects[own].body - p->file);
        if (!p->objects[own].body || !read_whole(p, &value, &length))
            return false;
        ts_pdf_put(p->out, o->body, (size_t)(key - o->body));
        ts_pdf_print(p->out, "/Length %d", (int)(body ? body->size : length));
        p->objects[own].kind = FREE;
        from = p->file + at + strlen(" 0 R");
    }
    return put_rest(p, from, end, body);
}

static bool put_streams(packer *p)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->objects[i].kind == PLAIN && p->objects[i].stream && !put_stream(p, i))
            return false;
    return true;
}

static void put_deflated(packer *p, const char *entries, const void *bytes, size_t size)
{
    size_t bound = libdeflate_zlib_compress_bound(p->deflate, size);
    void *deflated = ts_arena_room(p->arena, bound);
    size_t length = deflated ? libdeflate_zlib_compress(p->deflate, bytes, size, deflated, bound) : 0;
    p->out->failed = p->out->failed || !length;
    ts_pdf_print(p->out, "<< %s /Filter /FlateDecode /Length %d >>\nstream\n", entries, (int)length);
    ts_pdf_put(p->out, deflated, length);
    ts_pdf_print(p->out, "\nendstream\nendobj\n");
}

/* One object stream (7.5.7): numbers and offsets first, then the objects. */
static bool put_group(packer *p, object *const *group, size_t count)
{
    ts_pdf_bytes *heads = ts_pdf_bytes_new(p->arena), *bodies = ts_pdf_bytes_new(p->arena);
    if (!heads || !bodies)
        return false;
    size_t number = p->count++;
    for (size_t i = 0; i < count; i++) {
        ts_pdf_print(heads, "%d %d ", (int)(group[i] - p->objects), (int)bodies->count);
        ts_pdf_put(bodies, group[i]->body, group[i]->length);
        ts_pdf_put(bodies, "\n", 1);
        group[i]->kind = PACKED;
        group[i]->place = number;
        group[i]->index = i;
    }
    p->objects[number] = (object){.kind = PLAIN, .place = p->out->count};
    char *entries = ts_arena_print(p->arena, "/Type /ObjStm /N %zu /First %zu", count, heads->count);
    ts_pdf_print(p->out, "%d 0 obj\n", (int)number);
    ts_pdf_put(heads, bodies->items, bodies->count);
    if (!entries || heads->failed || bodies->failed)
        return false;
    put_deflated(p, entries, heads->items, heads->count);
    return true;
}

static bool put_groups(packer *p)
{
    object *group[GROUP];
    size_t count = 0, last = p->count;
    for (size_t i = 0; i < last; i++) {
        if (p->objects[i].kind == PLAIN && !p->objects[i].stream)
            group[count++] = &p->objects[i];
        if (count && (count == GROUP || i + 1 == last)) {
            if (!put_group(p, group, count))
                return false;
            count = 0;
        }
    }
    return true;
}

static void put_big_endian(unsigned char *to, size_t value, int bytes)
{
    for (int i = bytes; i-- > 0; value >>= 8)
        to[i] = (unsigned char)(value & 0xFF);
}

/* Rows as differences from the row above (predictor 12, 7.4.4.4): most are the same. */
static bool put_table(packer *p)
{
    size_t own = p->count++, place = p->out->count;
    unsigned char *rows = ts_arena_alloc(p->arena, p->count * (ROW + 1)), above[ROW] = {0};
    p->objects[own] = (object){.kind = PLAIN, .place = place};
    for (size_t i = 0; rows && i < p->count; i++) {
        const object *o = &p->objects[i];
        unsigned char row[ROW] = {(unsigned char)o->kind}, *to = rows + i * (ROW + 1);
        put_big_endian(row + 1, o->kind == FREE ? 0 : o->place, 4);
        put_big_endian(row + 5, o->kind == FREE ? 65535 : o->index, 2);
        to[0] = 2;
        for (int k = 0; k < ROW; k++)
            to[k + 1] = (unsigned char)(row[k] - above[k]);
        memcpy(above, row, ROW);
    }
    ts_pdf_bytes *entries = ts_pdf_bytes_new(p->arena);
    if (!rows || !entries)
        return false;
    ts_pdf_print(entries, "/Type /XRef /W [1 4 2] /DecodeParms << /Predictor 12 /Columns %d >> /Size %d ", ROW, (int)p->count);
    ts_pdf_put(entries, p->trailer + 2, p->trailer_length - 2);
    ts_pdf_put(entries, "", 1);
    ts_pdf_print(p->out, "%d 0 obj\n", (int)own);
    put_deflated(p, entries->items, rows, p->count * (ROW + 1));
    ts_pdf_print(p->out, "startxref\n%d\n", (int)place);
    ts_pdf_put(p->out, "%%EOF\n", strlen("%%EOF\n"));
    return !entries->failed;
}

static size_t size_with_bodies(const ts_pdf_file *file)
{
    size_t size = file->size;
    for (size_t i = 0; i < file->body_count; i++)
        size += file->bodies[i].size;
    return size;
}

bool ts_pdf_pack(ts_arena *arena, struct libdeflate_compressor *deflate, const ts_pdf_file *file, ts_pdf_bytes *packed)
{
    packer p = {.arena = arena, .deflate = deflate, .file = file->text, .size = file->size, .bodies = file->bodies,
                .body_count = file->body_count, .out = packed};
    if (!read_table(&p))
        return false;
    const char *first = find(file->text, file->text + file->size, "1 0 obj");
    if (!first)
        return false;
    ts_pdf_reserve(packed, size_with_bodies(file));
    ts_pdf_put(packed, file->text, (size_t)(first - file->text));
    return put_streams(&p) && put_groups(&p) && put_table(&p) && !packed->failed;
}
