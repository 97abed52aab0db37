#include "device/haru_pdf.h"

#include <string.h>

bool ts_pdf_keeps_spot(const ts_pdf *pdf, const ts_swatch *swatch)
{
    return pdf->options->cmyk && swatch->spot && !pdf->options->spots_to_process;
}

int ts_pdf_find_spot(ts_pdf *pdf, const char *name, const double cmyk[4], bool all)
{
    /* 8.6.6.4 gives these two a meaning of their own. */
    bool reserved = !strcmp(name, "All") || !strcmp(name, "None");

    if (reserved && !all)
        ts_pdf_refuse(pdf, "a spot ink cannot be named All or None");
    for (size_t i = 0; i < pdf->spots.count; i++)
        if (!strcmp(pdf->spots.items[i].name, name))
            return (int)i;
    if (pdf->spots.count == TS_PDF_SPOTS) {
        ts_pdf_refuse(pdf, "a file holds at most 64 separations beside the process inks");
        return 0;
    }
    ts_pdf_spot spot = {name, {cmyk[0], cmyk[1], cmyk[2], cmyk[3]}};
    if (!TS_PUSH(pdf->arena, &pdf->spots, spot)) {
        ts_pdf_no_memory(pdf);
        return 0;
    }
    return (int)pdf->spots.count - 1;
}

void ts_pdf_put_spot(const ts_pdf *pdf, ts_pdf_bytes *bytes, int spot)
{
    const ts_pdf_spot *each = &pdf->spots.items[spot];

    ts_pdf_print(bytes, "[/Separation ");
    ts_pdf_name(bytes, each->name);
    ts_pdf_print(
        bytes,
        " /DeviceCMYK << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [%.4f %.4f %.4f %.4f] /N 1 >>] ",
        each->cmyk[0], each->cmyk[1], each->cmyk[2], each->cmyk[3]);
}

/* A spot's equivalent is that of its full tone. */
static int spot_of(ts_pdf *pdf, const ts_swatch *swatch)
{
    return ts_pdf_find_spot(pdf, swatch->spot, swatch->cmyk, false);
}

void ts_pdf_use_inks(ts_pdf_content *content, ts_pdf_inks inks)
{
    content->inks.process |= inks.process;
    content->inks.spots |= inks.spots;
}

ts_pdf_inks ts_pdf_inks_of(ts_pdf *pdf, ts_ink ink)
{
    ts_pdf_inks inks = {0, 0};
    double c[4];

    if (!pdf->options->cmyk || ink.swatch->paper || ink.tint <= 0)
        return inks;
    if (ts_pdf_keeps_spot(pdf, ink.swatch)) {
        inks.spots = UINT64_C(1) << spot_of(pdf, ink.swatch);
        return inks;
    }
    ts_ink_cmyk(ink, c);
    for (unsigned i = 0; i < 4; i++)
        inks.process |= c[i] > 0 ? 1u << i : 0;
    return inks;
}

typedef struct operators {
    const char *cmyk, *rgb, *space, *colour;
} operators;

static const operators filling = {"k", "rg", "cs", "scn"}, stroking = {"K", "RG", "CS", "SCN"};

static void put_parts(ts_pdf_bytes *out, const double *parts, size_t count, const char *operator)
{
    ts_pdf_reals(out, parts, count, 4);
    ts_pdf_put(out, operator, strlen(operator));
    TS_PDF_PUT(out, "\n");
}

static void put_ink(ts_pdf_content *content, ts_ink ink, const operators *ops)
{
    ts_pdf *pdf = content->pdf;
    double c[4];

    ts_pdf_use_inks(content, ts_pdf_inks_of(pdf, ink));
    if (ts_pdf_keeps_spot(pdf, ink.swatch)) {
        ts_pdf_put_resource(content, TS_PDF_COLOUR, spot_of(pdf, ink.swatch));
        ts_pdf_print(content->out, "%s %.4f %s\n", ops->space, ink.tint, ops->colour);
    } else if (pdf->options->cmyk) {
        ts_ink_cmyk(ink, c);
        put_parts(content->out, c, 4, ops->cmyk);
    } else {
        ts_ink_rgb(ink, c);
        put_parts(content->out, c, 3, ops->rgb);
    }
}

static bool same_ink(ts_ink a, ts_ink b)
{
    return a.swatch == b.swatch && a.tint == b.tint;
}

void ts_pdf_set_fill(ts_pdf_content *content, ts_ink ink)
{
    if (content->state.fill_set && same_ink(content->state.fill, ink))
        return;
    content->state.fill_set = true;
    content->state.fill = ink;
    put_ink(content, ink, &filling);
}

void ts_pdf_set_stroke(ts_pdf_content *content, ts_ink ink)
{
    if (content->state.stroke_set && same_ink(content->state.stroke, ink))
        return;
    content->state.stroke_set = true;
    content->state.stroke = ink;
    put_ink(content, ink, &stroking);
}

bool ts_pdf_overprints(const ts_pdf *pdf, ts_ink ink)
{
    return pdf->options->cmyk && ts_ink_overprints(ink);
}

/* Overprint modes exist for inks only; OPM 1 keeps what lies below a 0 of DeviceCMYK (8.6.7). */
static int make_gstate(ts_pdf *pdf, bool overprint, double opacity)
{
    int object = ts_pdf_object(pdf->sink);
    ts_pdf_bytes *entries = ts_pdf_entries(pdf->sink, object);
    const char *on = overprint ? "true" : "false";

    ts_pdf_print(entries, "/Type /ExtGState /ca %.4f /CA %.4f", opacity, opacity);
    if (pdf->options->cmyk)
        ts_pdf_print(entries, " /OP %s /op %s /OPM 1", on, on);
    return object;
}

void ts_pdf_set_gstate(ts_pdf_content *content, bool overprint, double opacity)
{
    ts_pdf *pdf = content->pdf;
    ts_pdf_gstate wanted = {overprint, opacity < 1 ? opacity : 1, 0};
    size_t at = 0;

    if (wanted.opacity < 1)
        content->transparent = true;
    if (!content->state.gstate && !overprint && wanted.opacity >= 1)
        return;
    while (at < pdf->gstates.count && (pdf->gstates.items[at].overprint != overprint ||
                                       pdf->gstates.items[at].opacity != wanted.opacity))
        at++;
    if (content->state.gstate == (int)at + 1)
        return;
    if (at == pdf->gstates.count) {
        wanted.object = make_gstate(pdf, overprint, wanted.opacity);
        if (!TS_PUSH(pdf->arena, &pdf->gstates, wanted)) {
            ts_pdf_no_memory(pdf);
            return;
        }
    }
    content->state.gstate = (int)at + 1;
    ts_pdf_put_resource(content, TS_PDF_GSTATE, pdf->gstates.items[at].object);
    ts_pdf_print(content->out, "gs\n");
}
