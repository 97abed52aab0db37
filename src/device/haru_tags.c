/*
 * The structure tree (14.7). While pages are painted each tag gathers its
 * marked-content sequences (haru_sequences); afterwards the tags that have something to say
 * become elements. Own content and children are merged by the order of their
 * turns and of painting as far as that order says anything; among children the tree's order
 * stands.
 */
#include "device/haru_pdf.h"

#include <stdlib.h>
#include <string.h>

void ts_pdf_gather_tags(ts_pdf *pdf)
{
    size_t count = ts_tag_count(pdf->document->root);

    pdf->tags = TS_ARRAY(pdf->arena, ts_pdf_tag, count);
    if (!pdf->tags) {
        ts_pdf_no_memory(pdf);
        return;
    }
    pdf->tag_count = count;
    for (const ts_tag *tag = pdf->document->root; tag; tag = ts_tag_next(tag, NULL)) {
        if (tag->id < 0 || (size_t)tag->id >= count)
            ts_pdf_refuse(pdf, "a tag has no number of its tree");
        else
            pdf->tags[tag->id] = (ts_pdf_tag){.tag = tag, .first = UINT64_MAX};
    }
}

ts_pdf_tag *ts_pdf_find_tag(ts_pdf *pdf, const ts_tag *tag)
{
    if (tag->id >= 0 && (size_t)tag->id < pdf->tag_count && pdf->tags[tag->id].tag == tag)
        return &pdf->tags[tag->id];
    ts_pdf_refuse(pdf, "an item bears a tag that is not in the document's tree");
    return NULL;
}

/* ---------------------------------------------------------------- elements */

static bool is_kept(ts_pdf *pdf, const ts_tag *tag)
{
    const ts_pdf_tag *part = &pdf->tags[tag->id];

    /* A table's grid needs its empty cells; nothing else is worth an empty element. */
    return tag->kind == TS_TAG_DOCUMENT || tag->kind == TS_TAG_HEAD || tag->kind == TS_TAG_CELL ||
           part->pieces || part->annotations;
}

/* Of texts or a place on the page, which are others in each edition. */
static bool is_telling(const ts_tag *tag)
{
    return tag->alt || tag->actual || tag->expansion || tag->kind == TS_TAG_FIGURE;
}

/* Whatever holds something that is kept is kept. */
static void choose_elements(ts_pdf *pdf)
{
    for (const ts_tag *tag = pdf->document->root; tag; tag = ts_tag_next(tag, NULL)) {
        const ts_pdf_tag *own = &pdf->tags[tag->id];
        uint64_t first = own->pieces ? pdf->pieces.items[own->pieces - 1].order : UINT64_MAX;
        if (!is_kept(pdf, tag))
            continue;
        for (const ts_tag *up = tag; up; up = up->parent) {
            ts_pdf_tag *part = &pdf->tags[up->id];
            if (part->kept && first >= part->first)
                break; /* and so are all above */
            part->kept = true;
            part->first = first < part->first ? first : part->first;
        }
    }
}

static void list_elements(ts_pdf *pdf)
{
    for (const ts_tag *tag = pdf->document->root; tag; tag = ts_tag_next(tag, NULL)) {
        ts_pdf_tag *part = &pdf->tags[tag->id];
        part->telling = is_telling(tag);
        if (part->kept && !TS_PUSH(pdf->arena, &pdf->elements, part))
            ts_pdf_no_memory(pdf);
    }
}

/* In reading order; those that stand in one object stream follow each other, which makes a shorter table of objects. */
static void number_elements(ts_pdf *pdf, bool telling)
{
    for (size_t i = 0; i < pdf->elements.count; i++) {
        ts_pdf_tag *part = pdf->elements.items[i];
        if (part->telling != telling)
            continue;
        part->object = ts_pdf_object(pdf->sink);
        if (telling)
            ts_pdf_shelve(pdf->sink, part->object, TS_PDF_OWN);
    }
}

static int outer_object(const ts_pdf_tag *part)
{
    return part->wrapper ? part->wrapper : part->object;
}

/* Those before an order; page: what the element names as its own. Gives the first of the rest, or NULL. */
static const ts_pdf_piece *put_pieces(const ts_pdf *pdf, ts_pdf_bytes *out, const ts_pdf_piece *at, uint64_t before, int page)
{
    for (; at && at->order < before; at = at->next ? &pdf->pieces.items[at->next - 1] : NULL) {
        if (at->page == page) {
            TS_PDF_PUT(out, " ");
            ts_pdf_whole(out, at->mcid);
        } else {
            ts_pdf_print(out, " << /Type /MCR /Pg %d 0 R /MCID %d >>", pdf->pages[at->page].object, at->mcid);
        }
    }
    return at;
}

static void put_annotation(const ts_pdf *pdf, ts_pdf_bytes *out, const ts_pdf_annotation *a)
{
    TS_PDF_PUT(out, " << /Type /OBJR /Pg ");
    ts_pdf_refer(out, pdf->pages[a->page].object);
    TS_PDF_PUT(out, " /Obj ");
    ts_pdf_refer(out, a->object);
    TS_PDF_PUT(out, " >>");
}

static void put_kid(ts_pdf_bytes *out, int object)
{
    TS_PDF_PUT(out, " ");
    ts_pdf_refer(out, object);
}

static void put_kids(const ts_pdf *pdf, ts_pdf_bytes *out, const ts_pdf_tag *part)
{
    const ts_pdf_piece *at = part->pieces ? &pdf->pieces.items[part->pieces - 1] : NULL;
    int page = at ? at->page : -1;

    TS_PDF_PUT(out, " /K [");
    for (const ts_tag *child = part->tag->first; child; child = child->next) {
        const ts_pdf_tag *kid = &pdf->tags[child->id];
        if (kid->first != UINT64_MAX)
            at = put_pieces(pdf, out, at, kid->first, page);
        if (kid->object)
            put_kid(out, outer_object(kid));
    }
    put_pieces(pdf, out, at, UINT64_MAX, page);
    for (const ts_pdf_annotation *a = part->wrapper ? NULL : part->annotations; a; a = a->next)
        put_annotation(pdf, out, a);
    for (size_t i = 0; !part->tag->parent && i < pdf->loose.count; i++)
        put_kid(out, pdf->loose.items[i].object);
    TS_PDF_PUT(out, " ]");
    if (page < 0)
        return;
    TS_PDF_PUT(out, " /Pg ");
    ts_pdf_refer(out, pdf->pages[page].object);
}

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

static void put_wrapper(ts_pdf *pdf, const ts_pdf_tag *part, int parent)
{
    ts_pdf_bytes *out = ts_pdf_entries(pdf->sink, part->wrapper);

    ts_pdf_print(out, "/Type /StructElem /S /Link /P %d 0 R /K [ %d 0 R", parent, part->object);
    for (const ts_pdf_annotation *a = part->annotations; a; a = a->next)
        put_annotation(pdf, out, a);
    ts_pdf_print(out, " ]");
}

static void put_element(ts_pdf *pdf, const ts_pdf_tag *part, int root)
{
    const ts_tag *tag = part->tag;
    ts_pdf_bytes *out = ts_pdf_entries(pdf->sink, part->object);
    int parent = tag->parent ? pdf->tags[tag->parent->id].object : root;

    if (part->wrapper) {
        put_wrapper(pdf, part, parent);
        parent = part->wrapper;
    }
    const char *name = ts_tag_name(tag->kind);
    TS_PDF_PUT(out, "/Type /StructElem /S /");
    ts_pdf_put(out, name, strlen(name));
    TS_PDF_PUT(out, " /P ");
    ts_pdf_refer(out, parent);
    put_texts(out, tag);
    put_attributes(pdf, out, tag);
    put_kids(pdf, out, part);
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
        put_annotation(pdf, out, &loose->annotation);
        ts_pdf_print(out, " ]");
    }
}

/* ------------------------------------------------------------ the two trees */

static int put_parent_tree(ts_pdf *pdf)
{
    int object = ts_pdf_object(pdf->sink);
    ts_pdf_bytes *out = ts_pdf_entries(pdf->sink, object);
    size_t pages = pdf->document->page_count, at = 0;

    ts_pdf_print(out, "/Nums [");
    for (size_t p = 0; p < pages; p++) {
        ts_pdf_print(out, "\n%d [", (int)p);
        for (size_t end = at + (size_t)pdf->pages[p].sequences; at < end; at++)
            put_kid(out, pdf->tags[pdf->pieces.items[at].tag].object);
        ts_pdf_print(out, " ]");
    }
    for (size_t i = 0; i < pdf->parents.count; i++)
        ts_pdf_print(out, "\n%d %d 0 R", (int)(pages + i), pdf->parents.items[i]);
    ts_pdf_print(out, " ]");
    return object;
}

static int compare_notes(const void *a, const void *b)
{
    return strcmp((*(const ts_tag *const *)a)->note_id, (*(const ts_tag *const *)b)->note_id);
}

/* Notes by their IDs, in the order of the IDs' bytes (7.9.6). */
static void put_id_tree(ts_pdf *pdf, ts_pdf_bytes *root)
{
    struct { const ts_tag **items; size_t count, capacity; } notes = {0};

    for (size_t i = 0; i < pdf->elements.count; i++) {
        const ts_tag *tag = pdf->elements.items[i]->tag;
        if (tag->kind == TS_TAG_NOTE && tag->note_id && !TS_PUSH(pdf->arena, &notes, tag))
            ts_pdf_no_memory(pdf);
    }
    if (notes.count == 0 || ts_pdf_failed(pdf))
        return;
    qsort(notes.items, notes.count, sizeof *notes.items, compare_notes);
    ts_pdf_print(root, " /IDTree << /Names [");
    for (size_t i = 0; i < notes.count; i++) {
        if (i && !compare_notes(&notes.items[i - 1], &notes.items[i]))
            ts_pdf_refuse(pdf, "two notes have the same ID");
        ts_pdf_print(root, " ");
        ts_pdf_string(root, notes.items[i]->note_id);
        ts_pdf_print(root, " %d 0 R", pdf->tags[notes.items[i]->id].object);
    }
    ts_pdf_print(root, " ] >>");
}

static void number_links(ts_pdf *pdf)
{
    for (size_t i = 0; i < pdf->tag_count; i++) {
        ts_pdf_tag *part = &pdf->tags[i];
        if (part->annotations && part->tag->kind != TS_TAG_LINK)
            part->wrapper = ts_pdf_object(pdf->sink);
    }
    for (size_t i = 0; i < pdf->loose.count; i++)
        pdf->loose.items[i].object = ts_pdf_object(pdf->sink);
}

/* The annotations stand in the order of their keys; each names its element. */
static void adopt_annotations(ts_pdf *pdf)
{
    for (size_t i = 0; i < pdf->parents.count; i++) {
        int key = pdf->parents.items[i];
        pdf->parents.items[i] = key < 0 ? pdf->loose.items[-1 - key].object : outer_object(&pdf->tags[key]);
    }
}

void ts_pdf_put_tags(ts_pdf *pdf)
{
    if (!pdf->options->tags || ts_pdf_failed(pdf))
        return;
    choose_elements(pdf);
    list_elements(pdf);
    number_elements(pdf, false);
    number_elements(pdf, true);
    number_links(pdf);
    adopt_annotations(pdf);
    int root = ts_pdf_object(pdf->sink), tree = put_parent_tree(pdf);
    for (size_t i = 0; i < pdf->elements.count && !ts_pdf_failed(pdf); i++)
        put_element(pdf, pdf->elements.items[i], root);
    put_loose(pdf);
    ts_pdf_bytes *out = ts_pdf_entries(pdf->sink, root);
    ts_pdf_print(out, "/Type /StructTreeRoot /K [ %d 0 R ] /ParentTree %d 0 R /ParentTreeNextKey %d",
                 pdf->tags[pdf->document->root->id].object, tree,
                 (int)(pdf->document->page_count + pdf->parents.count));
    put_id_tree(pdf, out);
    ts_pdf_print(ts_pdf_catalog(pdf->sink), "/StructTreeRoot %d 0 R /MarkInfo << /Marked true >> ", root);
}
