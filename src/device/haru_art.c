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

static void put_entries(ts_pdf *pdf, const ts_pdf_form *form, ts_pdf_bytes *entries)
{
    ts_rect box = ts_rect_join(form->art->box, form->art->ink_box);

    ts_pdf_print(entries, "/Type /XObject /Subtype /Form /BBox [%.4f %.4f %.4f %.4f] ", box.x, box.y,
                 ts_rect_right(box), ts_rect_bottom(box));
    if (form->transparent)
        ts_pdf_put_group(pdf, entries);
}

/* ---- forms that an earlier document made */

typedef struct kept {
    const ts_pdf_packed *packed;
    ts_pdf_bytes entries; /* without those of the stream, and resources */
    ts_pdf_kept_shading *shadings; /* of the art's gradients: the resources, in this order */
    size_t shading_count;
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
    ts_memo_key("form", &parts, sizeof parts, key);
}

/* Objects as they were made for the first document: shadings, then the form. */
static bool recall(ts_pdf *pdf, ts_pdf_form *form, const unsigned char *key)
{
    const kept *known = ts_memo_find(pdf->options->memo, key);
    ts_pdf_content uses = {.pdf = pdf};

    if (!known)
        return false;
    for (size_t i = 0; i < known->shading_count; i++) {
        ts_pdf_shading shading = ts_pdf_find_kept_shading(pdf, &known->shadings[i]);
        ts_pdf_use_resource(&uses, TS_PDF_SHADING, shading.object);
        ts_pdf_use_inks(&uses, shading.inks);
    }
    form->object = ts_pdf_stream_packed(pdf->sink, known->packed);
    form->transparent = known->transparent;
    form->inks = (ts_pdf_inks){known->inks.process | uses.inks.process, uses.inks.spots};
    ts_pdf_bytes *entries = ts_pdf_entries(pdf->sink, form->object);
    ts_pdf_put(entries, known->entries.items, known->entries.count);
    ts_pdf_put_resources(&uses, entries);
    return true;
}

static const ts_pdf_shading *shading_of(const ts_pdf *pdf, int object)
{
    for (size_t i = 0; i < pdf->shadings.count; i++)
        if (pdf->shadings.items[i].object == object)
            return &pdf->shadings.items[i];
    return NULL;
}

static bool keep_shading(ts_arena *arena, const ts_pdf *pdf, const ts_pdf_shading *shading, ts_pdf_kept_shading *to)
{
    const ts_pdf_bytes *entries = ts_pdf_entries(pdf->sink, shading->object);

    *to = (ts_pdf_kept_shading){.gradient = shading->gradient, .inks = shading->inks};
    if (shading->spots || entries->failed)
        return true;
    to->size = entries->count;
    to->entries = ts_arena_copy(arena, entries->items, entries->count);
    return to->entries;
}

/* The shadings that a form names, whose gradients live in its art. False: it names other things, too. */
static bool list_shadings(ts_arena *arena, const ts_pdf_content *content, kept *to)
{
    to->shadings = TS_ARRAY(arena, ts_pdf_kept_shading, content->uses.count);
    for (size_t i = 0; to->shadings && i < content->uses.count; i++) {
        const ts_pdf_use *use = &content->uses.items[i];
        const ts_pdf_shading *shading = use->kind == TS_PDF_SHADING ? shading_of(content->pdf, use->object) : NULL;
        if (!shading || !keep_shading(arena, content->pdf, shading, &to->shadings[to->shading_count++]))
            return false;
    }
    return to->shadings;
}

/* Only what names no objects but shadings: the other names are numbers of this document. */
static void keep(const ts_pdf_content *content, const ts_pdf_form *form, const ts_pdf_packed *packed, const ts_pdf_bytes *own,
                 const unsigned char *key)
{
    ts_memo *memo = content->pdf->options->memo;
    ts_arena *arena = ts_memo_arena(memo);
    kept *made = TS_NEW(arena, kept);

    if (!made || own->failed)
        return;
    *made = (kept){.packed = ts_pdf_copy_packed(arena, packed), .entries = {.count = own->count}, .transparent = form->transparent,
                   .inks = form->inks};
    if (!list_shadings(arena, content, made))
        return;
    made->entries.items = ts_arena_copy(arena, own->items, own->count);
    if (made->packed && made->entries.items)
        ts_memo_put(memo, key, made);
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
    put_entries(pdf, form, own);
    ts_pdf_bytes *entries = ts_pdf_entries(pdf->sink, form->object);
    ts_pdf_put(entries, own->items, own->count);
    ts_pdf_put_resources(content, entries);
    if (key)
        keep(content, form, &packed, own, key);
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
    ts_pdf_end_text(content);
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
