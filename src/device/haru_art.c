/*
 * Art as form objects (8.10): written once for each ink and weight that it is
 * placed in, and shown as often as one likes.
 */
#include "device/haru_pdf.h"

#include <math.h>
#include <string.h>

/* Decimals that keep a ten-thousandth of the art's extent. */
static int places_for(ts_rect box)
{
    double extent = box.w > box.h ? box.w : box.h;
    int places = 3;

    for (; extent < 100 && places < 6; extent *= 10)
        places++;
    return places;
}

static void put_entries(ts_pdf *pdf, const ts_pdf_form *form, const ts_pdf_content *content, ts_pdf_bytes *entries)
{
    ts_rect box = ts_rect_join(form->art->box, form->art->ink_box);

    ts_pdf_print(entries, "/Type /XObject /Subtype /Form /BBox [%.4f %.4f %.4f %.4f] ", box.x, box.y,
                 ts_rect_right(box), ts_rect_bottom(box));
    if (form->transparent)
        ts_pdf_put_group(pdf, entries);
    ts_pdf_put_resources(content, entries);
}

/* ---- forms that an earlier document made */

typedef struct kept {
    ts_pdf_packed packed;
    ts_pdf_bytes entries; /* without those of the stream */
    bool transparent;
    ts_pdf_inks inks;
} kept;

/* All that its bytes depend on; by address what lasts as long as the memo. */
static void key_of(const ts_pdf *pdf, const ts_pdf_form *form, unsigned char key[TS_DIGEST_BYTES])
{
    struct { const void *art, *swatch, *colour; double tint, scale; unsigned press; } parts;
    memset(&parts, 0, sizeof parts);
    parts.art = form->art;
    parts.swatch = form->ink.swatch;
    parts.colour = pdf->options->colour;
    parts.tint = form->ink.tint;
    parts.scale = form->stroke_scale;
    parts.press = pdf->options->cmyk + 2U * pdf->options->spots_to_process;
    ts_digest_named("form", &parts, sizeof parts, key);
}

static bool recall(ts_pdf *pdf, ts_pdf_form *form, const unsigned char *key)
{
    const kept *known = ts_memo_find(pdf->options->memo, key);

    if (!known)
        return false;
    form->object = ts_pdf_stream_packed(pdf->sink, &known->packed);
    form->transparent = known->transparent;
    form->inks = known->inks;
    ts_pdf_put(ts_pdf_entries(pdf->sink, form->object), known->entries.items, known->entries.count);
    return true;
}

/* What names other objects has their numbers in it: those of this document. */
static void keep(const ts_pdf *pdf, const ts_pdf_form *form, const ts_pdf_packed *packed, const ts_pdf_bytes *own,
                 const unsigned char *key)
{
    ts_arena *arena = ts_memo_arena(pdf->options->memo);
    kept *made = TS_NEW(arena, kept);

    if (!made || own->failed || !packed->bytes)
        return;
    *made = (kept){.packed = *packed, .entries = {.count = own->count}, .transparent = form->transparent,
                   .inks = form->inks};
    made->packed.bytes = ts_arena_copy(arena, packed->bytes, packed->size);
    made->entries.items = ts_arena_copy(arena, own->items, own->count);
    if (made->packed.bytes && made->entries.items)
        ts_memo_put(pdf->options->memo, key, made);
}

static void put_form(ts_pdf *pdf, ts_pdf_form *form, const ts_pdf_content *content, const unsigned char *key)
{
    ts_pdf_packed packed;
    ts_pdf_bytes *own = ts_pdf_bytes_new(pdf->arena);

    form->object = ts_pdf_stream_packing(pdf->sink, content->out, &packed);
    form->transparent = content->transparent;
    form->inks = content->inks;
    if (!own) {
        ts_pdf_no_memory(pdf);
        return;
    }
    put_entries(pdf, form, content, own);
    ts_pdf_put(ts_pdf_entries(pdf->sink, form->object), own->items, own->count);
    if (key && content->uses.count == 0)
        keep(pdf, form, &packed, own, key);
}

static void make_form(ts_pdf *pdf, ts_pdf_form *form, int depth, const unsigned char *key)
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
    put_form(pdf, form, content, key);
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
    unsigned char key[TS_DIGEST_BYTES];
    bool lasts = pdf->options->memo && wanted.art->lasting;
    if (lasts)
        key_of(pdf, &wanted, key);
    if (!lasts || !recall(pdf, &wanted, key))
        make_form(pdf, &wanted, depth, lasts ? key : NULL);
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
