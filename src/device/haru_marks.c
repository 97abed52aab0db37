/*
 * What stands outside the bleed for the printer: crop and registration marks in
 * the All separation, a colour bar of the inks that the document uses, and a
 * line that says what sheet this is.
 */
#include "device/haru_pdf.h"

#include <stdio.h>
#include <string.h>

enum { CROP = 1, REGISTRATION = 2, BAR = 4, INFO = 8 };

static const double gap = 3, crop_length = 18, hairline = 0.25, target_radius = 4, patch = 9, info_size = 6;

static double bleed_of(const ts_pdf *pdf, const ts_page *page)
{
    return pdf->options->bleed ? page->bleed : 0;
}

/* From the trim to where marks begin: never nearer than 6 points. */
static double offset_of(const ts_pdf *pdf, const ts_page *page)
{
    double offset = bleed_of(pdf, page) + gap;

    return offset > 6 ? offset : 6;
}

/* ------------------------------------------------------------------- lines */

static void set_registration(ts_pdf_content *content)
{
    static const double all[4] = {1, 1, 1, 1};

    ts_pdf_put_resource(content, TS_PDF_COLOUR, ts_pdf_find_spot(content->pdf, "All", all, true));
    ts_pdf_print(content->out, "CS 1 SCN %.2f w 0 J [] 0 d\n", hairline);
}

static void put_line(ts_pdf_content *content, double x1, double y1, double x2, double y2)
{
    ts_pdf_print(content->out, "%f %f m %f %f l S\n", x1, y1, x2, y2);
}

static void put_crops(ts_pdf_content *content, const ts_page *page)
{
    double near = offset_of(content->pdf, page), far = near + crop_length;

    for (int corner = 0; corner < 4; corner++) {
        double x = corner & 1 ? page->width : 0, y = corner & 2 ? page->height : 0;
        double sx = corner & 1 ? 1 : -1, sy = corner & 2 ? 1 : -1;
        put_line(content, x + sx * near, y, x + sx * far, y);
        put_line(content, x, y + sy * near, x, y + sy * far);
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

static void put_targets(ts_pdf_content *content, const ts_page *page)
{
    double out = offset_of(content->pdf, page) + crop_length / 2, w = page->width, h = page->height;

    put_target(content, w / 2, -out);
    put_target(content, w / 2, h + out);
    put_target(content, -out, h / 2);
    put_target(content, w + out, h / 2);
}

/* -------------------------------------------------------------- colour bar */

typedef struct bar {
    ts_pdf_content *content;
    double x, y, end;
} bar;

static void put_patch(bar *at)
{
    ts_pdf_print(at->content->out, "%f %f %f %f re f\n", at->x, at->y, patch, patch);
    at->x += patch;
}

static void put_process(bar *at)
{
    static const double builds[][4] = {
        {1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1},       {1, 1, 0, 0}, {1, 0, 1, 0},
        {0, 1, 1, 0}, {.5, 0, 0, 0}, {0, .5, 0, 0}, {0, 0, .5, 0}, {0, 0, 0, .5}};

    for (size_t i = 0; i < sizeof builds / sizeof *builds && at->x + patch <= at->end; i++) {
        const double *c = builds[i];
        ts_pdf_print(at->content->out, "%.2f %.2f %.2f %.2f k ", c[0], c[1], c[2], c[3]);
        put_patch(at);
    }
}

static void put_spots(bar *at)
{
    ts_pdf *pdf = at->content->pdf;

    for (size_t i = 0; i < pdf->spots.count && at->x + patch <= at->end; i++) {
        if (!strcmp(pdf->spots.items[i].name, "All"))
            continue;
        ts_pdf_put_resource(at->content, TS_PDF_COLOUR, (int)i);
        ts_pdf_print(at->content->out, "cs 1 scn ");
        put_patch(at);
    }
}

static void put_bar(ts_pdf_content *content, const ts_page *page)
{
    double y = -offset_of(content->pdf, page) - (crop_length + patch) / 2, room = target_radius * 2.5;
    bar left = {content, 2 * patch, y, page->width / 2 - room};
    bar right = {content, page->width / 2 + room, y, page->width - 2 * patch};

    put_process(&left);
    put_spots(&right);
}

/* --------------------------------------------------------------- page info */

/* The line is set in the document's own first face, so it needs some type to be there. */
static const ts_block *set_info(ts_pdf *pdf, ts_typesetter *setter, const char *text, double size)
{
    ts_type *type = TS_NEW(pdf->arena, ts_type);

    if (!type)
        return NULL;
    type->font = pdf->fonts.items[0].font;
    type->size = size;
    type->leading = size * 1.2;
    type->language = pdf->document->language;
    return ts_text_line(setter, pdf->arena, text, type, 0);
}

static const ts_block *make_info(ts_pdf *pdf, ts_typesetter *setter, size_t number)
{
    const ts_document *document = pdf->document;
    double room = document->pages[number]->width / 2 - 2 * patch - target_radius * 2.5;
    char *text = ts_arena_print(pdf->arena, "%s / %zu of %zu / %s", document->title ? document->title : "",
                                number + 1, document->page_count, document->date);
    const ts_block *block = text ? set_info(pdf, setter, text, info_size) : NULL;

    if (block && block->width > room)
        block = set_info(pdf, setter, text, info_size * room / block->width);
    if (!block)
        ts_pdf_no_memory(pdf);
    return block;
}

static void collect_block(ts_pdf *pdf, const ts_block *block)
{
    for (size_t i = 0; i < block->count; i++)
        for (size_t j = 0; j < block->lines[i].count; j++)
            ts_pdf_collect_run(pdf, &block->lines[i].runs[j]);
}

void ts_pdf_collect_marks(ts_pdf *pdf)
{
    if (!(pdf->options->marks & INFO) || ts_pdf_failed(pdf))
        return;
    if (pdf->fonts.count == 0) {
        ts_pdf_refuse(pdf, "page info needs a typeface, and the document has no type");
        return;
    }
    ts_typesetter *setter = ts_typesetter_new(0);
    if (!setter) {
        ts_pdf_no_memory(pdf);
        return;
    }
    for (size_t i = 0; i < pdf->document->page_count && !ts_pdf_failed(pdf); i++) {
        pdf->pages[i].info = make_info(pdf, setter, i);
        if (pdf->pages[i].info)
            collect_block(pdf, pdf->pages[i].info);
    }
    ts_typesetter_drop(setter);
}

static void put_info(ts_pdf_content *content, const ts_pdf_page_part *part)
{
    static const ts_swatch black = {.name = "Black", .cmyk = {0, 0, 0, 1}};
    double y = part->page->height + offset_of(content->pdf, part->page) + (crop_length + info_size) / 2;

    for (size_t i = 0; i < part->info->count; i++)
        for (size_t j = 0; j < part->info->lines[i].count; j++) {
            const ts_run *run = &part->info->lines[i].runs[j];
            ts_item item = {.kind = TS_ITEM_RUN};
            item.u.run.run = run;
            item.u.run.x = 2 * patch + run->x;
            item.u.run.baseline = y;
            item.u.run.ink = (ts_ink){&black, 1};
            ts_pdf_paint(content, &item);
        }
}

void ts_pdf_paint_marks(ts_pdf *pdf, const ts_pdf_page_part *part)
{
    unsigned marks = pdf->options->marks;
    ts_pdf_content *content = part->content;

    if (!marks || ts_pdf_failed(pdf))
        return;
    /* 14.8.2.2.2: production aids are artifacts of the type Page. */
    ts_pdf_print(content->out, "/Artifact << /Type /Page >> BDC\n");
    ts_pdf_save_state(content);
    ts_pdf_set_gstate(content, false, 1);
    if (marks & BAR)
        put_bar(content, part->page);
    if (marks & (CROP | REGISTRATION))
        set_registration(content);
    if (marks & CROP)
        put_crops(content, part->page);
    if (marks & REGISTRATION)
        put_targets(content, part->page);
    ts_pdf_restore_state(content);
    if (marks & INFO && part->info)
        put_info(content, part);
    ts_pdf_print(content->out, "EMC\n");
}
