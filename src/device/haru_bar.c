/*
 * The inks of a page, for the one who measures them: a patch of each solid and
 * tint, of the overprints two and three process inks make, and of the grey that
 * three inks must balance to; and each ink's name, printed in it, so that a
 * plate says which it is. Only inks that the page uses are shown: a patch of
 * another would cost a plate.
 */
#include "device/haru_pdf.h"

#include <string.h>

enum { C = 1, M = 2, Y = 4, K = 8 };

static const struct { unsigned needs; double cmyk[4]; } patches[] = {
    {C, {1, 0, 0, 0}},   {M, {0, 1, 0, 0}},  {Y, {0, 0, 1, 0}},  {K, {0, 0, 0, 1}},
    {M | Y, {0, 1, 1, 0}}, {C | Y, {1, 0, 1, 0}}, {C | M, {1, 1, 0, 0}}, {C | M | Y, {1, 1, 1, 0}},
    {C, {.5, 0, 0, 0}},  {M, {0, .5, 0, 0}}, {Y, {0, 0, .5, 0}}, {K, {0, 0, 0, .5}},
    {C | M | Y, {.5, .4, .4, 0}}}; /* grey: ISO 12647-2, the mid tone of coated paper */

static bool has_room(const ts_pdf_strip *strip)
{
    return strip->x + TS_PDF_PATCH <= strip->end;
}

static void put_patch(ts_pdf_content *content, ts_pdf_strip *strip)
{
    ts_pdf_print(content->out, "%f %f %d %d re f\n", strip->x, strip->y, TS_PDF_PATCH, TS_PDF_PATCH);
    strip->x += TS_PDF_PATCH;
}

void ts_pdf_put_process_patches(ts_pdf_content *content, ts_pdf_strip strip)
{
    for (size_t i = 0; i < sizeof patches / sizeof *patches && has_room(&strip); i++) {
        const double *c = patches[i].cmyk;
        if ((patches[i].needs & strip.inks.process) != patches[i].needs)
            continue;
        ts_pdf_print(content->out, "%.2f %.2f %.2f %.2f k ", c[0], c[1], c[2], c[3]);
        put_patch(content, &strip);
    }
}

void ts_pdf_put_spot_patches(ts_pdf_content *content, ts_pdf_strip strip)
{
    static const double tones[] = {1, .5};

    for (size_t i = 0; i < content->pdf->spots.count; i++)
        for (int tone = 0; tone < 2 && has_room(&strip); tone++) {
            if (!(strip.inks.spots >> i & 1))
                continue;
            ts_pdf_put_resource(content, TS_PDF_COLOUR, (int)i);
            ts_pdf_print(content->out, "cs %.1f scn ", tones[tone]);
            put_patch(content, &strip);
        }
}

/* ---- names */

static void add_label(ts_pdf *pdf, ts_typesetter *setter, const ts_swatch *swatch, const char *name)
{
    ts_pdf_label label = {{swatch, 1}, ts_pdf_set_mark(pdf, setter, name)};

    if (label.block && !TS_PUSH(pdf->arena, &pdf->labels, label))
        ts_pdf_no_memory(pdf);
}

static bool has_label(const ts_pdf *pdf, const char *spot)
{
    for (size_t i = 0; i < pdf->labels.count; i++) {
        const char *known = pdf->labels.items[i].ink.swatch->spot;
        if (known && !strcmp(known, spot))
            return true;
    }
    return false;
}

/* Which inks are used shows when the pages are painted, and then the fonts are made: all that may be are set. */
void ts_pdf_collect_labels(ts_pdf *pdf, ts_typesetter *setter)
{
    static const ts_swatch process[] = {{.name = "Cyan", .cmyk = {1, 0, 0, 0}}, {.name = "Magenta", .cmyk = {0, 1, 0, 0}},
                                        {.name = "Yellow", .cmyk = {0, 0, 1, 0}}, {.name = "Black", .cmyk = {0, 0, 0, 1}, .overprint = true}};
    const ts_document *document = pdf->document;

    for (size_t i = 0; i < 4; i++)
        add_label(pdf, setter, &process[i], process[i].name);
    for (size_t i = 0; i < document->swatch_count; i++) {
        const ts_swatch *swatch = document->swatches[i];
        if (ts_pdf_keeps_spot(pdf, swatch) && !has_label(pdf, swatch->spot))
            add_label(pdf, setter, swatch, swatch->spot);
    }
}

static bool is_used(ts_pdf *pdf, const ts_pdf_label *label, ts_pdf_inks used)
{
    const char *spot = label->ink.swatch->spot;

    if (!spot)
        return ts_pdf_inks_of(pdf, label->ink).process & used.process;
    for (size_t i = 0; i < pdf->spots.count; i++)
        if (!strcmp(pdf->spots.items[i].name, spot))
            return used.spots >> i & 1;
    return false;
}

void ts_pdf_put_ink_names(ts_pdf_content *content, ts_pdf_strip strip)
{
    ts_pdf *pdf = content->pdf;
    double between = TS_PDF_PATCH, at = 0, total = 0, room = strip.end - strip.x;

    for (size_t i = 0; i < pdf->labels.count; i++)
        total += is_used(pdf, &pdf->labels.items[i], strip.inks) ? pdf->labels.items[i].block->width + between : 0;
    double scale = total > room ? room / total : 1;
    ts_pdf_save_state(content);
    ts_pdf_print(content->out, "%.4f 0 0 %.4f %f %f cm\n", scale, scale, strip.x, strip.y);
    for (size_t i = 0; i < pdf->labels.count; i++) {
        const ts_pdf_label *label = &pdf->labels.items[i];
        if (!is_used(pdf, label, strip.inks))
            continue;
        ts_pdf_put_mark_line(content, label->block, label->ink, (ts_point){at, 0});
        at += label->block->width + between;
    }
    ts_pdf_restore_state(content);
}
