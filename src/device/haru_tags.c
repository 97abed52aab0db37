/*
 * The structure tree (14.7). While pages are painted each tag gathers its
 * marked-content sequences (haru_sequences); afterwards the tags that have something to say
 * become elements (haru_elements). Own content and children are merged by the order of their
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

/* ---- elements */

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
static void number_elements(ts_pdf *pdf)
{
    size_t telling = 0;

    for (size_t i = 0; i < pdf->elements.count; i++)
        telling += pdf->elements.items[i]->telling;
    int shared = ts_pdf_objects(pdf->sink, pdf->elements.count - telling);
    for (size_t i = 0; i < pdf->elements.count; i++) {
        ts_pdf_tag *part = pdf->elements.items[i];
        part->object = part->telling ? ts_pdf_object(pdf->sink) : shared++;
        if (part->telling)
            ts_pdf_shelve(pdf->sink, part->object, TS_PDF_OWN);
    }
}

static int outer_object(const ts_pdf_tag *part)
{
    return part->wrapper ? part->wrapper : part->object;
}

static void put_kid(ts_pdf_bytes *out, int object)
{
    TS_PDF_PUT(out, " ");
    ts_pdf_refer(out, object);
}

/* ---- the two trees */

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
    number_elements(pdf);
    number_links(pdf);
    adopt_annotations(pdf);
    int root = ts_pdf_object(pdf->sink), tree = put_parent_tree(pdf);
    ts_pdf_put_elements(pdf, root);
    ts_pdf_bytes *out = ts_pdf_entries(pdf->sink, root);
    ts_pdf_print(out, "/Type /StructTreeRoot /K [ %d 0 R ] /ParentTree %d 0 R /ParentTreeNextKey %d",
                 pdf->tags[pdf->document->root->id].object, tree,
                 (int)(pdf->document->page_count + pdf->parents.count));
    put_id_tree(pdf, out);
    ts_pdf_print(ts_pdf_catalog(pdf->sink), "/StructTreeRoot %d 0 R /MarkInfo << /Marked true >> ", root);
}
