/*
 * Press sheets: each page becomes a form object (8.10), so that it is in the
 * file once, and a sheet is a page of the file that shows two of them side by
 * side. Between two trims is twice the bleed; a form's box is its page's bleed,
 * so that neither runs into the other. The block stands in the middle of the
 * sheet: turned over sideways it falls on itself.
 */
#include "device/haru_pdf.h"

static bool in_pairs(const ts_pdf *pdf)
{
    return pdf->options->impose == TS_IMPOSE_PAIRS;
}

static size_t count_sheets(const ts_pdf *pdf)
{
    size_t pages = pdf->document->page_count;

    return in_pairs(pdf) ? (pages + 1) / 2 : pages;
}

static bool has_other_side(const ts_pdf *pdf, size_t page)
{
    return in_pairs(pdf) && (page ^ 1) < pdf->document->page_count;
}

const char *ts_pdf_sheet_note(const ts_pdf *pdf, size_t page)
{
    if (!pdf->options->impose)
        return "";
    size_t sheet = in_pairs(pdf) ? page / 2 : page;
    return ts_arena_print(pdf->arena, " / sheet %zu of %zu, %s", sheet + 1, count_sheets(pdf),
                          has_other_side(pdf, page) ? "work and turn" : "two up");
}

void ts_pdf_close_form(ts_pdf *pdf, ts_pdf_page_part *part)
{
    part->object = ts_pdf_stream_of(pdf->sink, part->content->out);
    ts_pdf_bytes *entries = ts_pdf_entries(pdf->sink, part->object);
    ts_rect box = part->bleed;

    ts_pdf_print(entries, "/Type /XObject /Subtype /Form /BBox [%f %f %f %f] ", box.x, box.y, box.x + box.w, box.y + box.h);
    ts_pdf_put_resources(part->content, entries);
}

/* ---- sheets */

static ts_pdf_sheet plan_sheet(ts_pdf *pdf, size_t number)
{
    size_t first = in_pairs(pdf) ? 2 * number : number, second = has_other_side(pdf, first) ? first + 1 : first;
    const ts_pdf_page_part *left = &pdf->pages[first], *right = &pdf->pages[second];
    double bleed = left->trim.x - left->bleed.x;

    if (left->trim.w != right->trim.w || left->trim.h != right->trim.h || left->bleed.w != right->bleed.w)
        ts_pdf_refuse(pdf, ts_arena_print(pdf->arena, "pages %zu and %zu differ in size: they cannot be two sides of a leaf",
                                          first + 1, second + 1));
    return (ts_pdf_sheet){{{left, 0}, {right, left->trim.w + 2 * bleed}}, TS_PDF_UP,
                          2 * left->trim.w + 2 * bleed, left->trim.h, bleed};
}

/* Annex C.2: a page is 14400 units wide at most. */
static bool is_too_wide(const ts_pdf_sheet *sheet)
{
    return sheet->width + 2 * (sheet->bleed + TS_PDF_SLUG) > 14400;
}

static ts_rect grow(ts_rect r, double by)
{
    return (ts_rect){r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by};
}

/* A form's own corner is its bleed's, the lower left of the cell's. */
static void show_cell(ts_pdf_content *content, const ts_pdf_cell *cell, ts_rect trim)
{
    ts_pdf_save_state(content);
    ts_pdf_print(content->out, "1 0 0 1 %f %f cm ", trim.x + cell->x - cell->part->trim.x, trim.y - cell->part->trim.y);
    ts_pdf_put_resource(content, TS_PDF_XOBJECT, cell->part->object);
    ts_pdf_print(content->out, "Do\n");
    ts_pdf_restore_state(content);
    content->transparent = content->transparent || cell->part->content->transparent;
}

static void put_sheet(ts_pdf *pdf, const ts_pdf_sheet *sheet)
{
    double slug = pdf->options->marks ? TS_PDF_SLUG : 0, edge = slug + sheet->bleed;
    ts_rect trim = {edge, edge, sheet->width, sheet->height};
    int page = ts_pdf_page(pdf->sink);
    ts_pdf_bytes *out = ts_pdf_entries(pdf->sink, page);
    ts_pdf_content *content = ts_pdf_content_new(pdf);

    if (!content)
        return;
    for (size_t i = 0; i < sheet->count; i++)
        show_cell(content, &sheet->cells[i], trim);
    ts_pdf_matrix(content->out, (ts_matrix){1, 0, 0, -1, trim.x, trim.y + trim.h});
    ts_pdf_print(content->out, "cm\n");
    ts_pdf_paint_marks(content, sheet);
    ts_pdf_put_box(out, "MediaBox", grow(trim, edge));
    ts_pdf_put_box(out, "BleedBox", grow(trim, sheet->bleed));
    ts_pdf_put_box(out, "TrimBox", trim);
    ts_pdf_put_resources(content, out);
    if (content->transparent)
        ts_pdf_put_group(pdf, out);
    ts_pdf_page_content(pdf->sink, page, content->out);
}

void ts_pdf_put_sheets(ts_pdf *pdf)
{
    for (size_t i = 0; i < count_sheets(pdf) && !ts_pdf_failed(pdf); i++) {
        ts_pdf_sheet sheet = plan_sheet(pdf, i);
        if (is_too_wide(&sheet))
            ts_pdf_refuse(pdf, "two pages side by side are wider than 14400 points");
        if (!ts_pdf_failed(pdf))
            put_sheet(pdf, &sheet);
    }
}
