/*
 * Elements as dictionaries (14.7.2). What one says is gathered first, and its dictionary follows from that alone: so elements
 * without texts and places of their own, which a sheet has alike in nearly all its editions, are held against those of an
 * earlier document, and their object stream is taken as it is.
 */
#include "device/haru_pdf.h"
#include "device/haru_tail.h"

#include <string.h>

/* ---- what is gathered: this, attributes as they are printed, and kids */

typedef struct element {
    int kind, parent, page; /* objects; page 0: nothing of its own is on one */
    unsigned said, kids;    /* bytes, number */
} element;

typedef enum kid_kind { CHILD, PIECE, PIECE_ELSEWHERE, ANNOTATION } kid_kind;

typedef struct kid {
    int kind, page, number; /* page: its object, where it is not the element's; number: of an object, or an MCID */
} kid;

static void add_kid(ts_pdf_bytes *out, element *own, kid_kind kind, int page, int number)
{
    const kid added = {(int)kind, page, number};

    ts_pdf_put(out, &added, sizeof added);
    own->kids++;
}

static int outer_object(const ts_pdf_tag *part)
{
    return part->wrapper ? part->wrapper : part->object;
}

/* Those before an order. Gives the first of the rest, or NULL. */
static const ts_pdf_piece *add_pieces(const ts_pdf *pdf, ts_pdf_bytes *out, element *own, const ts_pdf_piece *at, uint64_t before)
{
    for (; at && at->order < before; at = at->next ? &pdf->pieces.items[at->next - 1] : NULL) {
        int page = pdf->pages[at->page].object;
        bool here = page == own->page;
        add_kid(out, own, here ? PIECE : PIECE_ELSEWHERE, here ? 0 : page, at->mcid);
    }
    return at;
}

static void add_annotations(const ts_pdf *pdf, ts_pdf_bytes *out, element *own, const ts_pdf_tag *part)
{
    for (const ts_pdf_annotation *a = part->wrapper ? NULL : part->annotations; a; a = a->next)
        add_kid(out, own, ANNOTATION, pdf->pages[a->page].object, a->object);
}

static void gather_kids(const ts_pdf *pdf, ts_pdf_bytes *out, element *own, const ts_pdf_tag *part)
{
    const ts_pdf_piece *at = part->pieces ? &pdf->pieces.items[part->pieces - 1] : NULL;

    own->page = at ? pdf->pages[at->page].object : 0;
    for (const ts_tag *child = part->tag->first; child; child = child->next) {
        const ts_pdf_tag *below = &pdf->tags[child->id];
        if (below->first != UINT64_MAX)
            at = add_pieces(pdf, out, own, at, below->first);
        if (below->object)
            add_kid(out, own, CHILD, 0, outer_object(below));
    }
    add_pieces(pdf, out, own, at, UINT64_MAX);
    add_annotations(pdf, out, own, part);
    for (size_t i = 0; !part->tag->parent && i < pdf->loose.count; i++)
        add_kid(out, own, CHILD, 0, pdf->loose.items[i].object);
}

/* ---- attributes and texts */

static const ts_pdf_tag *first_label(const ts_pdf *pdf, const ts_tag *list)
{
    for (const ts_tag *item = list->first; item; item = item->next)
        for (const ts_tag *part = item->first; part; part = part->next)
            if (part->kind == TS_TAG_LABEL && pdf->tags[part->id].object)
                return &pdf->tags[part->id];
    return NULL;
}

/* The sign that a label counts with: the "a" of "(a)". NUL: none, it is a bullet. */
static char counting_sign(const ts_pdf_bytes *text)
{
    for (size_t i = 0; i < text->count; i++) {
        char c = text->items[i];
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            return c;
    }
    return '\0';
}

/* UA-1, 7.6: a list whose items have labels says of what kind they are. */
static void put_numbering(const ts_pdf *pdf, ts_pdf_bytes *out, const ts_tag *list)
{
    const ts_pdf_tag *label = first_label(pdf, list);
    const char *kind = "None";

    if (label) {
        char sign = label->reading ? counting_sign(label->reading->text) : '\0';
        kind = !sign ? "Disc" : sign <= '9' ? "Decimal" : sign >= 'a' ? "LowerAlpha" : "UpperAlpha";
    }
    ts_pdf_print(out, " /A << /O /List /ListNumbering /%s >>", kind);
}

static void put_scope(ts_pdf *pdf, ts_pdf_bytes *out, const ts_tag *tag)
{
    const char *scope = tag->scope ? tag->scope : "Column";

    if (strcmp(scope, "Row") && strcmp(scope, "Column") && strcmp(scope, "Both"))
        ts_pdf_refuse(pdf, "a table head's scope is none of Row, Column, Both");
    ts_pdf_print(out, " /A << /O /Table /Scope /%s >>", scope);
}

/* A table is read cell by cell: its sentence is a summary beside them (14.8.5.7), where a string has room for it. */
static void put_summary(ts_pdf_bytes *out, const ts_tag *table)
{
    if (!table->alt || 2 * strlen(table->alt) + 2 > TS_PDF_STRING)
        return;
    ts_pdf_print(out, " /A << /O /Table /Summary ");
    ts_pdf_string(out, table->alt);
    ts_pdf_print(out, " >>");
}

static void put_figure_box(const ts_pdf *pdf, ts_pdf_bytes *out, const ts_tag *tag)
{
    if (tag->box.w <= 0 || tag->box.h <= 0 || tag->page < 0 || (size_t)tag->page >= pdf->document->page_count)
        return;
    TS_PDF_PUT(out, " /A << /O /Layout /Placement /Block ");
    ts_pdf_put_box(out, "BBox", ts_pdf_flip(&pdf->pages[tag->page], tag->box));
    TS_PDF_PUT(out, ">>");
}

static void put_texts(ts_pdf_bytes *out, const ts_tag *tag)
{
    const struct { const char *entry, *text; } texts[] = {
        {"Alt", tag->kind == TS_TAG_TABLE ? NULL : tag->alt}, {"ActualText", tag->actual},
        {"E", tag->expansion},    {"Lang", tag->language},
        {"ID", tag->kind == TS_TAG_NOTE ? tag->note_id : NULL},
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (!texts[i].text)
            continue;
        ts_pdf_print(out, " /%s ", texts[i].entry);
        ts_pdf_string(out, texts[i].text);
    }
}

static void put_attributes(ts_pdf *pdf, ts_pdf_bytes *out, const ts_tag *tag)
{
    if (tag->kind == TS_TAG_LIST)
        put_numbering(pdf, out, tag);
    else if (tag->kind == TS_TAG_HEAD)
        put_scope(pdf, out, tag);
    else if (tag->kind == TS_TAG_TABLE)
        put_summary(out, tag);
    else if (tag->kind == TS_TAG_FIGURE)
        put_figure_box(pdf, out, tag);
}

static void gather(ts_pdf *pdf, ts_pdf_bytes *out, const ts_pdf_tag *part, int root)
{
    const ts_tag *tag = part->tag;
    int parent = tag->parent ? pdf->tags[tag->parent->id].object : root;
    element own = {.kind = (int)tag->kind, .parent = part->wrapper ? part->wrapper : parent};
    size_t at = out->count;

    ts_pdf_put(out, &own, sizeof own);
    put_texts(out, tag);
    put_attributes(pdf, out, tag);
    own.said = (unsigned)(out->count - at - sizeof own);
    gather_kids(pdf, out, &own, part);
    if (ts_pdf_check_bytes(pdf->sink, out))
        memcpy(out->items + at, &own, sizeof own);
}

/* ---- dictionaries */

static void put_link(ts_pdf_bytes *out, int page, int object)
{
    TS_PDF_PUT(out, " << /Type /OBJR /Pg ");
    ts_pdf_refer(out, page);
    TS_PDF_PUT(out, " /Obj ");
    ts_pdf_refer(out, object);
    TS_PDF_PUT(out, " >>");
}

static void put_piece(ts_pdf_bytes *out, int page, int mcid)
{
    ts_pdf_print(out, " << /Type /MCR /Pg %d 0 R /MCID %d >>", page, mcid);
}

static void put_kid(ts_pdf_bytes *out, const kid *each)
{
    if (each->kind == ANNOTATION) {
        put_link(out, each->page, each->number);
        return;
    }
    if (each->kind == PIECE_ELSEWHERE) {
        put_piece(out, each->page, each->number);
        return;
    }
    TS_PDF_PUT(out, " ");
    if (each->kind == CHILD)
        ts_pdf_refer(out, each->number);
    else
        ts_pdf_whole(out, each->number);
}

/* Of the element that was gathered there; gives the place of the next. */
static const char *put_element(ts_pdf_bytes *out, const char *at)
{
    element own;
    kid each;

    memcpy(&own, at, sizeof own);
    at += sizeof own;
    const char *name = ts_tag_name((ts_tag_kind)own.kind);
    TS_PDF_PUT(out, "/Type /StructElem /S /");
    ts_pdf_put(out, name, strlen(name));
    TS_PDF_PUT(out, " /P ");
    ts_pdf_refer(out, own.parent);
    ts_pdf_put(out, at, own.said);
    at += own.said;
    TS_PDF_PUT(out, " /K [");
    for (; own.kids > 0; own.kids--, at += sizeof each) {
        memcpy(&each, at, sizeof each);
        put_kid(out, &each);
    }
    TS_PDF_PUT(out, " ]");
    if (own.page) {
        TS_PDF_PUT(out, " /Pg ");
        ts_pdf_refer(out, own.page);
    }
    return at;
}

static void put_wrapper(ts_pdf *pdf, const ts_pdf_tag *part, int root)
{
    ts_pdf_bytes *out = ts_pdf_entries(pdf->sink, part->wrapper);
    int parent = part->tag->parent ? pdf->tags[part->tag->parent->id].object : root;

    ts_pdf_print(out, "/Type /StructElem /S /Link /P %d 0 R /K [ %d 0 R", parent, part->object);
    for (const ts_pdf_annotation *a = part->annotations; a; a = a->next)
        put_link(out, pdf->pages[a->page].object, a->object);
    ts_pdf_print(out, " ]");
}

static void put_loose(ts_pdf *pdf)
{
    int parent = pdf->tags[pdf->document->root->id].object;

    for (size_t i = 0; i < pdf->loose.count; i++) {
        const ts_pdf_loose *loose = &pdf->loose.items[i];
        ts_pdf_bytes *out = ts_pdf_entries(pdf->sink, loose->object);
        ts_pdf_print(out, "/Type /StructElem /S /Link /P %d 0 R /Alt ", parent);
        ts_pdf_string(out, loose->description);
        ts_pdf_print(out, " /K [");
        put_link(out, pdf->pages[loose->annotation.page].object, loose->annotation.object);
        ts_pdf_print(out, " ]");
    }
}

/* ---- those that documents share, by what was gathered */

typedef struct kept { /* of an earlier document */
    const char *gathered; /* and behind it the first number */
    size_t size;
    ts_pdf_group group;
} kept;

static void keep(ts_memo *memo, const unsigned char *key, const ts_pdf_bytes *gathered, const ts_pdf_group *group)
{
    ts_arena *arena = ts_memo_arena(memo);
    kept *made = TS_NEW(arena, kept);
    const ts_pdf_packed *packed = made ? ts_pdf_copy_packed(arena, &group->packed) : NULL;

    if (!packed)
        return;
    *made = (kept){ts_arena_copy(arena, gathered->items, gathered->count), gathered->count, *group};
    made->group.packed = *packed;
    made->group.numbers = NULL; /* the document's; another has its own (ts_pdf_group_again) */
    if (made->gathered)
        ts_memo_put(memo, key, made);
}

/* In an object stream of their own few would be more bytes. */
static void put_few(ts_pdf *pdf, const char *at, int first, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int object = first + (int)i;
        at = put_element(ts_pdf_open(pdf->sink, object), at);
        ts_pdf_shelve(pdf->sink, object, TS_PDF_COMMON);
    }
}

/* Their numbers follow each other. */
static void put_shared(ts_pdf *pdf, const ts_pdf_bytes *gathered, int first, size_t count)
{
    ts_memo *memo = pdf->options->memo;
    unsigned char key[TS_DIGEST_BYTES];
    const char *at = gathered->items;

    ts_pdf_place_of("elements", gathered->items, gathered->count, key);
    const kept *known = ts_memo_find(memo, key);
    if (known && known->group.count == count && known->size == gathered->count && !memcmp(known->gathered, at, known->size)) {
        ts_pdf_take_group(pdf->sink, first, &known->group);
        return;
    }
    for (size_t i = 0; i < count; i++)
        at = put_element(ts_pdf_open(pdf->sink, first + (int)i), at);
    const ts_pdf_group *made = ts_pdf_group_objects(pdf->sink, first, count);
    if (made && !known && ts_memo_seen(memo, key))
        keep(memo, key, gathered, made);
}

enum { FEW = 64 };

/* As many as an object stream holds, from this place in the list on; gives the place behind them. */
static size_t put_some_shared(ts_pdf *pdf, ts_pdf_bytes *gathered, size_t at, int root)
{
    int first = 0;
    size_t count = 0;

    gathered->count = 0;
    for (; at < pdf->elements.count && count < TS_PDF_GROUP; at++) {
        const ts_pdf_tag *part = pdf->elements.items[at];
        if (part->telling)
            continue;
        first = first ? first : part->object;
        gather(pdf, gathered, part, root);
        count++;
    }
    ts_pdf_put(gathered, &first, sizeof first);
    if (!ts_pdf_check_bytes(pdf->sink, gathered))
        return at;
    if (count < FEW)
        put_few(pdf, gathered->items, first, count);
    else
        put_shared(pdf, gathered, first, count);
    return at;
}

static void put_telling(ts_pdf *pdf, ts_pdf_bytes *gathered, int root)
{
    for (size_t i = 0; i < pdf->elements.count && !ts_pdf_failed(pdf); i++) {
        const ts_pdf_tag *part = pdf->elements.items[i];
        if (!part->telling)
            continue;
        gathered->count = 0;
        gather(pdf, gathered, part, root);
        if (!ts_pdf_failed(pdf))
            put_element(ts_pdf_entries(pdf->sink, part->object), gathered->items);
    }
}

void ts_pdf_put_elements(ts_pdf *pdf, int root)
{
    enum { AS_A_RULE = 16384 }; /* bytes that are gathered of two pages */
    ts_pdf_bytes *gathered = ts_pdf_bytes_new(pdf->arena);

    if (!gathered) {
        ts_pdf_no_memory(pdf);
        return;
    }
    ts_pdf_reserve(gathered, AS_A_RULE);
    put_telling(pdf, gathered, root);
    for (size_t at = 0; at < pdf->elements.count && !ts_pdf_failed(pdf);)
        at = put_some_shared(pdf, gathered, at, root);
    for (size_t i = 0; i < pdf->elements.count && !ts_pdf_failed(pdf); i++)
        if (pdf->elements.items[i]->wrapper)
            put_wrapper(pdf, pdf->elements.items[i], root);
    put_loose(pdf);
}
