/*
 * Marked-content sequences (14.6): while a page is painted each item opens the one that it belongs to, its tag keeps where
 * those stand, and headings and labels keep what they say.
 */
#include "device/haru_pdf.h"

#include <string.h>

void ts_pdf_unmark(ts_pdf_content *content)
{
    ts_pdf_let_go(content);
    ts_pdf_end_text(content);
    if (content->marked)
        TS_PDF_PUT(content->out, "EMC\n");
    content->marked = false;
}

/* Type by its baseline: no look at its letters. */
static bool in_lower_half(const ts_pdf_content *content, const ts_item *item)
{
    ts_rect box = item->kind == TS_ITEM_RUN ? (ts_rect){.y = item->u.run.baseline} : ts_item_box(item);

    return box.y + box.h / 2 > content->pdf->document->pages[content->pdf->page]->height / 2;
}

/* 14.8.2.2.2: what a page repeats is a header or a footer, a background has its box. */
static void mark_artifact(ts_pdf_content *content, const ts_item *item)
{
    static const char *const types[] = {[TS_ARTIFACT_LAYOUT] = "Layout",
                                        [TS_ARTIFACT_PAGINATION] = "Pagination",
                                        [TS_ARTIFACT_BACKGROUND] = "Background",
                                        [TS_ARTIFACT_WATERMARK] = "Pagination /Subtype /Watermark"};

    ts_pdf_print(content->out, "/Artifact << /Type /%s ", types[item->artifact]);
    if (item->artifact == TS_ARTIFACT_PAGINATION)
        ts_pdf_print(content->out, content->foot ? "/Subtype /Footer /Attached [/Bottom] " : "/Subtype /Header /Attached [/Top] ");
    else if (item->artifact == TS_ARTIFACT_BACKGROUND)
        ts_pdf_put_box(content->out, "BBox", ts_pdf_flip(&content->pdf->pages[content->pdf->page], ts_item_box(item)));
    ts_pdf_print(content->out, ">> BDC\n");
}

/* Whether the open sequence goes on: a tag's with its tag and turn, an artifact's with its kind; but each
 * background has a box of its own. */
static bool goes_on(const ts_pdf_content *content, const ts_item *item, bool foot)
{
    if (!content->marked || content->span || content->tag != item->tag || content->turn != item->turn)
        return false;
    return item->tag || (content->artifact == item->artifact && content->foot == foot && item->artifact != TS_ARTIFACT_BACKGROUND);
}

/* To its place among the tag's: frames of a thread may be painted in another order, on layers. */
static void put_in_order(ts_pdf *pdf, ts_pdf_tag *tag, int place)
{
    ts_pdf_piece *pieces = pdf->pieces.items - 1, *piece = &pieces[place];
    int *link = tag->last && pieces[tag->last].order < piece->order ? &pieces[tag->last].next : &tag->pieces;

    while (*link && pieces[*link].order < piece->order)
        link = &pieces[*link].next;
    piece->next = *link;
    *link = place;
    if (!piece->next)
        tag->last = place;
}

/* The sequence's number on its page; -1: refused. */
static int add_piece(ts_pdf *pdf, const ts_item *item)
{
    ts_pdf_tag *found = ts_pdf_find_tag(pdf, item->tag);

    if (!found)
        return -1;
    ts_pdf_piece piece = {.order = (uint64_t)item->turn << 32 | pdf->pieces.count, .tag = item->tag->id,
                          .page = (int)pdf->page, .mcid = pdf->pages[pdf->page].sequences++};
    if (TS_PUSH(pdf->arena, &pdf->pieces, piece))
        put_in_order(pdf, found, (int)pdf->pieces.count);
    else
        ts_pdf_no_memory(pdf);
    return piece.mcid;
}

static void open_mark(ts_pdf_content *content, const ts_item *item, bool span)
{
    content->marked = true;
    content->span = span;
    content->tag = item->tag;
    content->turn = item->turn;
    content->artifact = item->artifact;
}

static void put_mark(ts_pdf_bytes *out, const char *name, int mcid)
{
    TS_PDF_PUT(out, "/");
    ts_pdf_put(out, name, strlen(name));
    TS_PDF_PUT(out, " << /MCID ");
    ts_pdf_whole(out, mcid);
    TS_PDF_PUT(out, " >> BDC\n");
}

void ts_pdf_mark(ts_pdf_content *content, const ts_item *item)
{
    bool foot = content->tagged && !item->tag && item->artifact == TS_ARTIFACT_PAGINATION && in_lower_half(content, item);

    if (!content->tagged || goes_on(content, item, foot))
        return;
    ts_pdf_unmark(content);
    content->foot = foot;
    if (item->tag)
        put_mark(content->out, ts_tag_name(item->tag->kind), add_piece(content->pdf, item));
    else
        mark_artifact(content, item);
    open_mark(content, item, false);
}

void ts_pdf_mark_span(ts_pdf_content *content, const ts_item *item, const char *actual, size_t length)
{
    ts_pdf_unmark(content);
    ts_pdf_print(content->out, "/Span << /MCID %d /ActualText ", add_piece(content->pdf, item));
    ts_pdf_text(content->out, actual, length);
    ts_pdf_print(content->out, " >> BDC\n");
    open_mark(content, item, true);
}

static const ts_tag *reader_of(const ts_tag *tag)
{
    for (; tag; tag = tag->parent)
        if (tag->kind == TS_TAG_H1 || tag->kind == TS_TAG_H2 || tag->kind == TS_TAG_LABEL)
            return tag;
    return NULL;
}

static void begin_reading(ts_pdf *pdf, ts_pdf_tag *found, const ts_item *item)
{
    ts_pdf_reading *reading = TS_NEW(pdf->arena, ts_pdf_reading);

    if (!reading || !(reading->text = ts_pdf_bytes_new(pdf->arena))) {
        ts_pdf_no_memory(pdf);
        return;
    }
    reading->page = (int)pdf->page;
    reading->last_baseline = item->u.run.baseline;
    reading->top = item->u.run.baseline - item->u.run.run->type->size;
    found->reading = reading;
}

/* A heading's next line is apart from the one before by a blank, unless the
 * word was divided there. */
static void join_lines(ts_pdf_bytes *text)
{
    if (text->count > 1 && !memcmp(text->items + text->count - 2, "\xC2\xAD", 2))
        text->count -= 2;
    else if (text->count && text->items[text->count - 1] != ' ')
        ts_pdf_print(text, " ");
}

void ts_pdf_read_run(ts_pdf *pdf, const ts_item *item)
{
    const ts_tag *reader = pdf->tags ? reader_of(item->tag) : NULL;
    ts_pdf_tag *found = reader ? ts_pdf_find_tag(pdf, reader) : NULL;
    const ts_run *run = item->u.run.run;

    if (!found)
        return;
    if (!found->reading)
        begin_reading(pdf, found, item);
    ts_pdf_reading *reading = found->reading;
    if (!reading)
        return;
    if (reading->last_baseline != item->u.run.baseline)
        join_lines(reading->text);
    reading->last_baseline = item->u.run.baseline;
    if (run->original)
        ts_pdf_put(reading->text, run->original, run->original_length);
    else
        ts_pdf_put(reading->text, run->text, run->length);
}
