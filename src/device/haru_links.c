/*
 * What can be clicked: link annotations (12.5.6.5) and bookmarks (12.3.3).
 * Both belong to the screen; a press page has none inside its bleed.
 */
#include "device/haru_pdf.h"

#include "base/utf8.h"

#include <string.h>

static void put_destination(ts_pdf_bytes *out, const ts_pdf_page_part *page, double x, double y)
{
    ts_rect at = ts_pdf_flip(page, (ts_rect){x, y, 0, 0});

    TS_PDF_PUT(out, "/Dest [");
    ts_pdf_refer(out, page->object);
    TS_PDF_PUT(out, " /XYZ ");
    ts_pdf_reals(out, (double[]){at.x, at.y}, 2, 3);
    TS_PDF_PUT(out, "null] ");
}

static bool put_place(ts_pdf *pdf, ts_pdf_bytes *out, const char *name)
{
    size_t page;
    const ts_named_place *place = ts_document_place(pdf->document, name, &page);

    if (place)
        put_destination(out, &pdf->pages[page], place->at.x, place->at.y);
    return place;
}

/* A printed page's links are addresses; whatever would run or open files is not carried. */
static bool is_address(const char *target)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:", "tel:"};

    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (!strncmp(target, schemes[i], strlen(schemes[i])))
            return true;
    return false;
}

/* A URI is ASCII (12.6.4.7): other bytes are percent-encoded (RFC 3986, 2.1). */
static void put_address(ts_pdf_bytes *out, const char *target)
{
    static const char digits[] = "0123456789ABCDEF";

    TS_PDF_PUT(out, "/A << /Type /Action /S /URI /URI (");
    for (; *target; target++) {
        unsigned char c = (unsigned char)*target;
        if (c <= 0x20 || c > 0x7e)
            ts_pdf_put(out, (char[]){'%', digits[c >> 4], digits[c & 15]}, 3);
        else if (c == '(' || c == ')' || c == '\\')
            ts_pdf_put(out, (char[]){'\\', *target}, 2);
        else
            ts_pdf_put(out, target, 1);
    }
    TS_PDF_PUT(out, ") >> ");
}

static void put_target(ts_pdf *pdf, ts_pdf_bytes *out, const char *target)
{
    if (*target == '#') {
        if (!put_place(pdf, out, target + 1))
            ts_pdf_refuse(
                pdf, ts_arena_print(pdf->arena, "a link leads to \"%.*s\", which no page has", ts_utf8_fit(target, 100), target));
    } else if (is_address(target)) {
        put_address(out, target);
    } else {
        ts_pdf_refuse(pdf, ts_arena_print(pdf->arena,
                                          "a link to \"%.*s\" is none of https, http, mailto, tel, #name",
                                          ts_utf8_fit(target, 100), target));
    }
}

static const char *describe(const ts_linkarea *area)
{
    return area->description && *area->description ? area->description : area->target;
}

static bool add_annotation(ts_arena *arena, ts_pdf_tag *part, ts_pdf_annotation annotation)
{
    ts_pdf_annotation *added = TS_NEW(arena, ts_pdf_annotation), *first = part->annotations;

    if (!added)
        return false;
    *added = annotation;
    if (first)
        first->last = first->last->next = added;
    else
        part->annotations = added->last = added;
    return true;
}

/* The element of an annotation is known by key until elements have numbers: a
 * tag's id, or below 0 the place among the loose ones. */
static void hang(ts_pdf *pdf, const ts_linkarea *area, ts_pdf_annotation annotation)
{
    ts_pdf_tag *part = area->tag ? ts_pdf_find_tag(pdf, area->tag) : NULL;
    int key = part ? area->tag->id : -1 - (int)pdf->loose.count;
    bool kept = TS_PUSH(pdf->arena, &pdf->parents, key);

    if (part) {
        kept = kept && add_annotation(pdf->arena, part, annotation);
    } else {
        ts_pdf_loose loose = {annotation, describe(area), 0};
        kept = kept && TS_PUSH(pdf->arena, &pdf->loose, loose);
    }
    if (!kept)
        ts_pdf_no_memory(pdf);
}

static void put_link(ts_pdf *pdf, size_t number, const ts_linkarea *area)
{
    ts_pdf_page_part *page = &pdf->pages[number];
    ts_pdf_annotation annotation = {ts_pdf_object(pdf->sink), (int)number, NULL, NULL};
    ts_pdf_bytes *out = ts_pdf_entries(pdf->sink, annotation.object);

    ts_pdf_shelve(pdf->sink, annotation.object, TS_PDF_OWN);
    /* F 4, Print: PDF/A-2, 6.3.2. */
    TS_PDF_PUT(out, "/Type /Annot /Subtype /Link /F 4 /Border [0 0 0] ");
    ts_pdf_put_box(out, "Rect", ts_pdf_flip(page, area->box));
    TS_PDF_PUT(out, "/Contents ");
    ts_pdf_string(out, describe(area));
    TS_PDF_PUT(out, " ");
    put_target(pdf, out, area->target);
    if (pdf->options->tags) {
        ts_pdf_print(out, "/StructParent %d ", (int)(pdf->document->page_count + pdf->parents.count));
        hang(pdf, area, annotation);
    }
    if (!TS_PUSH(pdf->arena, &page->annotations, annotation.object))
        ts_pdf_no_memory(pdf);
}

void ts_pdf_put_links(ts_pdf *pdf)
{
    if (!pdf->options->links)
        return;
    for (size_t p = 0; p < pdf->document->page_count; p++) {
        const ts_page *page = pdf->document->pages[p];
        for (size_t i = 0; i < page->links.count && !ts_pdf_failed(pdf); i++)
            put_link(pdf, p, &page->links.items[i]);
    }
}

/* ---- bookmarks */

typedef struct mark {
    const ts_pdf_tag *heading;
    int object;
    size_t parent; /* place in the list, or SIZE_MAX: the top */
} mark;

typedef struct marks {
    mark *items;
    size_t count, capacity;
} marks;

static bool gather_marks(ts_pdf *pdf, marks *list)
{
    size_t chapter = SIZE_MAX;

    for (const ts_tag *tag = pdf->document->root; tag; tag = ts_tag_next(tag, NULL)) {
        const ts_pdf_tag *part = &pdf->tags[tag->id];
        bool first = tag->kind == TS_TAG_H1;
        if ((!first && tag->kind != TS_TAG_H2) || !part->reading)
            continue;
        mark each = {part, ts_pdf_object(pdf->sink), first ? SIZE_MAX : chapter};
        if (!TS_PUSH(pdf->arena, list, each))
            return false;
        if (first)
            chapter = list->count - 1;
    }
    return true;
}

static size_t sibling(const marks *list, size_t at, int step)
{
    for (size_t i = at + (size_t)step; i < list->count; i += (size_t)step)
        if (list->items[i].parent == list->items[at].parent)
            return i;
    return SIZE_MAX;
}

/* First, Last and Count of what stands below; SIZE_MAX: the top. */
static void put_below(const marks *list, ts_pdf_bytes *out, size_t parent)
{
    size_t first = SIZE_MAX, last = SIZE_MAX;
    int count = 0;

    for (size_t i = 0; i < list->count; i++) {
        if (parent == SIZE_MAX || list->items[i].parent == parent)
            count++;
        if (list->items[i].parent != parent)
            continue;
        first = first == SIZE_MAX ? i : first;
        last = i;
    }
    if (first != SIZE_MAX)
        ts_pdf_print(out, "/First %d 0 R /Last %d 0 R /Count %d ", list->items[first].object,
                     list->items[last].object, count);
}

static void put_bookmark(ts_pdf *pdf, const marks *list, size_t at, int root)
{
    const mark *each = &list->items[at];
    const ts_pdf_reading *heading = each->heading->reading;
    const ts_pdf_bytes *text = heading->text;
    ts_pdf_bytes *out = ts_pdf_entries(pdf->sink, each->object);
    size_t before = sibling(list, at, -1), after = sibling(list, at, 1), length = text->count;

    ts_pdf_shelve(pdf->sink, each->object, TS_PDF_OWN);
    while (length && text->items[length - 1] == ' ')
        length--;
    ts_pdf_print(out, "/Title ");
    ts_pdf_text(out, text->items ? text->items : "", length);
    ts_pdf_print(out, " /Parent %d 0 R ", each->parent == SIZE_MAX ? root : list->items[each->parent].object);
    if (before != SIZE_MAX)
        ts_pdf_print(out, "/Prev %d 0 R ", list->items[before].object);
    if (after != SIZE_MAX)
        ts_pdf_print(out, "/Next %d 0 R ", list->items[after].object);
    put_below(list, out, at);
    put_destination(out, &pdf->pages[heading->page], 0, heading->top);
}

void ts_pdf_put_bookmarks(ts_pdf *pdf)
{
    marks list = {0};

    if (pdf->options->cmyk || !pdf->tags || ts_pdf_failed(pdf))
        return;
    if (!gather_marks(pdf, &list)) {
        ts_pdf_no_memory(pdf);
        return;
    }
    if (list.count == 0)
        return;
    int root = ts_pdf_object(pdf->sink);
    ts_pdf_bytes *out = ts_pdf_entries(pdf->sink, root);
    ts_pdf_print(out, "/Type /Outlines ");
    put_below(&list, out, SIZE_MAX);
    for (size_t i = 0; i < list.count; i++)
        put_bookmark(pdf, &list, i, root);
    ts_pdf_print(ts_pdf_catalog(pdf->sink), "/Outlines %d 0 R ", root);
}
