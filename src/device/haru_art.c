/*
 * Art as form objects (8.10): written once for each ink and weight that it is
 * placed in, and shown as often as one likes.
 */
#include "device/haru_pdf.h"

#include <math.h>

/* Decimals that keep a ten-thousandth of the art's extent. */
static int places_for(ts_rect box)
{
    double extent = box.w > box.h ? box.w : box.h;
    int places = 3;

    for (; extent < 100 && places < 6; extent *= 10)
        places++;
    return places;
}

static void put_form(ts_pdf *pdf, ts_pdf_form *form, const ts_pdf_content *content)
{
    ts_rect box = ts_rect_join(form->art->box, form->art->ink_box);

    form->object = ts_pdf_stream_of(pdf->sink, content->out);
    form->transparent = content->transparent;
    form->inks = content->inks;
    ts_pdf_bytes *entries = ts_pdf_entries(pdf->sink, form->object);
    ts_pdf_print(entries, "/Type /XObject /Subtype /Form /BBox [%.4f %.4f %.4f %.4f] ", box.x, box.y,
                 ts_rect_right(box), ts_rect_bottom(box));
    if (form->transparent)
        ts_pdf_put_group(pdf, entries);
    ts_pdf_put_resources(content, entries);
}

static void make_form(ts_pdf *pdf, ts_pdf_form *form, int depth)
{
    const ts_items *items = &form->art->items;
    ts_pdf_content *content = ts_pdf_content_new(pdf);

    if (!content)
        return;
    if (depth > TS_PDF_DEPTH) {
        ts_pdf_refuse(pdf, "art is nested too deep");
        return;
    }
    content->art_depth = depth;
    content->ink = form->ink;
    content->stroke_scale = form->stroke_scale;
    content->places = places_for(form->art->box);
    for (size_t i = 0; i < items->count; i++)
        ts_pdf_paint(content, &items->items[i]);
    if (content->depth)
        ts_pdf_refuse(pdf, "a clip in art never ends");
    put_form(pdf, form, content);
}

static bool same_form(const ts_pdf_form *a, const ts_pdf_form *b)
{
    return a->art == b->art && a->ink.swatch == b->ink.swatch && a->ink.tint == b->ink.tint &&
           a->stroke_scale == b->stroke_scale;
}

static ts_pdf_form find_form(ts_pdf *pdf, ts_pdf_form wanted, int depth)
{
    for (size_t i = 0; i < pdf->forms.count; i++)
        if (same_form(&pdf->forms.items[i], &wanted))
            return pdf->forms.items[i];
    make_form(pdf, &wanted, depth);
    if (!TS_PUSH(pdf->arena, &pdf->forms, wanted))
        ts_pdf_no_memory(pdf);
    return wanted;
}

/* Art in art has the weight of what it stands in, and its ink where it brings none. */
static ts_pdf_form form_of(const ts_pdf_content *content, const ts_item *item)
{
    const ts_art *art = item->u.art.art;
    ts_ink none = {NULL, 0}, ink = item->u.art.ink.swatch ? item->u.art.ink : content->ink;
    double scale = item->u.art.stroke_scale > 0 ? item->u.art.stroke_scale : 1;

    return (ts_pdf_form){art, art->one_colour ? ink : none, scale * content->stroke_scale, 0, false, {0, 0}};
}

static bool is_flat(ts_matrix m)
{
    return !(fabs(m.a * m.d - m.b * m.c) > 1e-12);
}

void ts_pdf_paint_art(ts_pdf_content *content, const ts_item *item)
{
    if (is_flat(item->u.art.matrix))
        return;
    ts_pdf_form form = find_form(content->pdf, form_of(content, item), content->art_depth + 1);

    if (!form.object)
        return;
    content->transparent = content->transparent || form.transparent;
    ts_pdf_use_inks(content, form.inks);
    ts_pdf_set_gstate(content, false, 1);
    ts_pdf_save_state(content);
    ts_pdf_matrix(content->out, item->u.art.matrix);
    ts_pdf_print(content->out, "cm ");
    ts_pdf_put_resource(content, TS_PDF_XOBJECT, form.object);
    ts_pdf_print(content->out, "Do\n");
    ts_pdf_restore_state(content);
}
