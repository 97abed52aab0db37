/*
 * What stands outside the bleed for the printer: crop and registration marks in
 * the All separation, a colour bar of the inks that the pages use, and a line
 * that says what page this is, in All, so that every plate tells it.
 */
#include "device/haru_pdf.h"

#include <string.h>

enum { CROP = 1, REGISTRATION = 2, BAR = 4, INFO = 8 };

static const double gap = 3, crop_length = 18, hairline = 0.25, target_radius = 4, info_size = 6;

/* From the trim to where marks begin: never nearer than 6 points. */
static double offset_of(const ts_pdf_sheet *sheet)
{
    double offset = sheet->bleed + gap;

    return offset > 6 ? offset : 6;
}

static double width_of(const ts_pdf_cell *cell)
{
    return cell->part->trim.w;
}

/* ---- lines */

static int all_plates(ts_pdf *pdf)
{
    static const double all[4] = {1, 1, 1, 1};

    return ts_pdf_find_spot(pdf, "All", all, true);
}

static void set_registration(ts_pdf_content *content)
{
    ts_pdf_put_resource(content, TS_PDF_COLOUR, all_plates(content->pdf));
    ts_pdf_print(content->out, "CS 1 SCN %.2f w 0 J [] 0 d\n", hairline);
}

static void put_line(ts_pdf_content *content, double x1, double y1, double x2, double y2)
{
    ts_pdf_print(content->out, "%f %f m %f %f l S\n", x1, y1, x2, y2);
}

/* Every cut has its marks at the outer edges only: between pages is their bleed. */
static void put_crops(ts_pdf_content *content, const ts_pdf_sheet *sheet)
{
    double near = offset_of(sheet), far = near + crop_length, w = sheet->width, h = sheet->height;

    for (int corner = 0; corner < 4; corner++) {
        double x = corner & 1 ? w : 0, y = corner & 2 ? h : 0, sx = corner & 1 ? 1 : -1;
        put_line(content, x + sx * near, y, x + sx * far, y);
    }
    for (size_t i = 0; i < 2 * sheet->count; i++) {
        const ts_pdf_cell *cell = &sheet->cells[i / 2];
        double x = cell->x + (i % 2 ? width_of(cell) : 0);
        put_line(content, x, -near, x, -far);
        put_line(content, x, h + near, x, h + far);
    }
}

static void put_target(ts_pdf_content *content, double x, double y)
{
    ts_path *circle = ts_path_new(content->pdf->arena);
    double reach = target_radius * 1.75;

    if (!circle) {
        ts_pdf_no_memory(content->pdf);
        return;
    }
    ts_path_circle(circle, x, y, target_radius);
    ts_pdf_path(content, circle);
    ts_pdf_print(content->out, "S\n");
    put_line(content, x - reach, y, x + reach, y);
    put_line(content, x, y - reach, x, y + reach);
}

static void put_targets(ts_pdf_content *content, const ts_pdf_sheet *sheet)
{
    double out = offset_of(sheet) + crop_length / 2, h = sheet->height;

    put_target(content, -out, h / 2);
    put_target(content, sheet->width + out, h / 2);
    for (size_t i = 0; i < sheet->count; i++) {
        double middle = sheet->cells[i].x + width_of(&sheet->cells[i]) / 2;
        put_target(content, middle, -out);
        put_target(content, middle, h + out);
    }
}

/* ---- beside a page's targets */

/* Left or right of the target in the middle of a page's edge. */
static ts_pdf_strip strip_of(const ts_pdf_cell *cell, bool right, double y)
{
    double room = target_radius * 2.5, edge = 2 * TS_PDF_PATCH, middle = cell->x + width_of(cell) / 2;
    ts_pdf_strip strip = {cell->x + edge, middle - room, y, cell->part->content->inks};

    if (right) {
        strip.x = middle + room;
        strip.end = cell->x + width_of(cell) - edge;
    }
    return strip;
}

static void put_bars(ts_pdf_content *content, const ts_pdf_sheet *sheet)
{
    double y = -offset_of(sheet) - (crop_length + TS_PDF_PATCH) / 2;

    for (size_t i = 0; i < sheet->count; i++) {
        ts_pdf_put_process_patches(content, strip_of(&sheet->cells[i], false, y));
        ts_pdf_put_spot_patches(content, strip_of(&sheet->cells[i], true, y));
    }
}

/* In the document's own first face: where there is no type, marks say nothing. */
const ts_block *ts_pdf_set_mark(ts_pdf *pdf, ts_typesetter *setter, const char *text)
{
    ts_type *type = TS_NEW(pdf->arena, ts_type);
    const ts_block *block = NULL;

    if (type && text) {
        *type = (ts_type){.font = pdf->fonts.items[0].font, .size = info_size, .leading = info_size * 1.2,
                          .language = pdf->document->language};
        block = ts_text_line(setter, pdf->arena, text, type, 0);
    }
    if (!block) {
        ts_pdf_no_memory(pdf);
        return NULL;
    }
    for (size_t i = 0; i < block->count; i++)
        for (size_t j = 0; j < block->lines[i].count; j++)
            ts_pdf_collect_run(pdf, &block->lines[i].runs[j]);
    return block;
}

static const ts_block *make_info(ts_pdf *pdf, ts_typesetter *setter, size_t number)
{
    const ts_document *document = pdf->document;
    const char *note = ts_pdf_sheet_note(pdf, number);

    return ts_pdf_set_mark(pdf, setter,
                           note ? ts_arena_print(pdf->arena, "%s / %zu of %zu / %s%s", document->title ? document->title : "",
                                                 number + 1, document->page_count, document->date, note)
                                : NULL);
}

void ts_pdf_collect_marks(ts_pdf *pdf)
{
    if (!(pdf->options->marks & INFO) || pdf->fonts.count == 0 || ts_pdf_failed(pdf))
        return;
    ts_typesetter *setter = ts_typesetter_new(0);
    if (!setter) {
        ts_pdf_no_memory(pdf);
        return;
    }
    for (size_t i = 0; i < pdf->document->page_count && !ts_pdf_failed(pdf); i++)
        pdf->pages[i].info = make_info(pdf, setter, i);
    ts_pdf_collect_labels(pdf, setter);
    ts_typesetter_drop(setter);
}

void ts_pdf_put_mark_line(ts_pdf_content *content, const ts_block *block, ts_ink ink, ts_point at)
{
    for (size_t i = 0; i < block->count; i++)
        for (size_t j = 0; j < block->lines[i].count; j++) {
            const ts_run *run = &block->lines[i].runs[j];
            ts_item item = {.kind = TS_ITEM_RUN};
            item.u.run.run = run;
            item.u.run.x = at.x + run->x;
            item.u.run.baseline = at.y;
            item.u.run.ink = ink;
            ts_pdf_paint(content, &item);
        }
}

/* A line that is too long for its strip is made smaller. */
static void put_info(ts_pdf_content *content, const ts_block *info, ts_pdf_strip strip)
{
    static const ts_swatch all = {.name = "All", .cmyk = {1, 1, 1, 1}};
    double room = strip.end - strip.x, scale = info->width > room ? room / info->width : 1;

    ts_pdf_save_state(content);
    ts_pdf_put_resource(content, TS_PDF_COLOUR, all_plates(content->pdf));
    ts_pdf_print(content->out, "cs 1 scn %.4f 0 0 %.4f %f %f cm\n", scale, scale, strip.x, strip.y);
    /* No swatch has the name All, so the fill is set by hand, and said to be set. */
    content->state.fill_set = true;
    content->state.fill = (ts_ink){&all, 1};
    ts_pdf_put_mark_line(content, info, content->state.fill, (ts_point){0, 0});
    ts_pdf_restore_state(content);
}

static void put_lines(ts_pdf_content *content, const ts_pdf_sheet *sheet)
{
    double y = sheet->height + offset_of(sheet) + (crop_length + info_size) / 2;

    for (size_t i = 0; i < sheet->count; i++) {
        const ts_pdf_cell *cell = &sheet->cells[i];
        if (cell->part->info)
            put_info(content, cell->part->info, strip_of(cell, false, y));
        ts_pdf_put_ink_names(content, strip_of(cell, true, y));
    }
}

void ts_pdf_paint_marks(ts_pdf_content *content, const ts_pdf_sheet *sheet)
{
    unsigned marks = content->pdf->options->marks;

    if (!marks || ts_pdf_failed(content->pdf))
        return;
    /* 14.8.2.2.2: production aids are artifacts of the type Page. */
    ts_pdf_print(content->out, "/Artifact << /Type /Page >> BDC\n");
    ts_pdf_save_state(content);
    ts_pdf_set_gstate(content, false, 1);
    if (marks & BAR)
        put_bars(content, sheet);
    if (marks & INFO)
        put_lines(content, sheet);
    if (marks & (CROP | REGISTRATION))
        set_registration(content);
    if (marks & CROP)
        put_crops(content, sheet);
    if (marks & REGISTRATION)
        put_targets(content, sheet);
    ts_pdf_restore_state(content);
    ts_pdf_print(content->out, "EMC\n");
}
