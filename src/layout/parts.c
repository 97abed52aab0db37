/*
 * parts.c - pictures, codes, the logo wall and the source list.
 */
#include "layout/box.h"

#include <math.h>
#include <string.h>

static double room(const ts_box *box)
{
    return box->rect.w - box->inset.left - box->inset.right;
}

/* ---- pictures */

static double aspect(const ts_box *box)
{
    if (box->image && box->image->height > 0)
        return (double)box->image->width / box->image->height;
    if (box->art && box->art->box.h > 0)
        return box->art->box.w / box->art->box.h;
    return 1;
}

double ts_part_image(ts_composer *composer, ts_box *box)
{
    const ts_word *name = &box->frame->image;
    box->art = ts_kit_art(composer->kit, name->text, name->span);
    if (!box->art)
        box->image = ts_kit_image(composer->kit, name->text, name->span);
    if (box->frame->height.given)
        return box->frame->height.pt - box->inset.top - box->inset.bottom;
    return room(box) / aspect(box);
}

/* Of the editions before; for those that come, where one before had it, too. */
static ts_art *lasting_qr(ts_kit *kit, const char *name, const char *text, const ts_qr_look *look)
{
    unsigned char key[TS_DIGEST_BYTES];
    ts_digest_named("qr", name, strlen(name), key);
    ts_art *known = ts_memo_find(kit->memo, key);
    bool again = !known && ts_memo_seen(kit->memo, key);
    ts_art *made = known ? NULL : ts_qr_make(again ? ts_memo_arena(kit->memo) : kit->arena, text, look);
    if (made && again)
        made->lasting = ts_memo_put(kit->memo, key, made);
    return known ? known : made;
}

/* One for all frames of an edition that say the same: an ink is its stock's. */
static const ts_art *qr_of(ts_kit *kit, const char *text, const ts_qr_look *look)
{
    const char *name = ts_arena_print(kit->arena, "%d %d %p %s", look->level, look->quiet, (const void *)look->ink, text);
    const ts_art *known = name ? ts_map_find(&kit->codes, name) : NULL;
    if (known || !name)
        return known;
    ts_art *made = kit->memo ? lasting_qr(kit, name, text, look) : ts_qr_make(kit->arena, text, look);
    return made && ts_map_put(kit->arena, &kit->codes, name, made) ? made : NULL;
}

double ts_part_qr(ts_composer *composer, ts_box *box)
{
    static const ts_swatch plain = {.name = "Black", .cmyk = {0, 0, 0, 1}, .overprint = true, .type = true};
    const ts_frame *frame = box->frame;
    ts_kit *kit = composer->kit;
    ts_ink black = ts_kit_ink(kit, "Black");
    const ts_qr_look look = {.level = frame->level.given ? frame->level.value : 1,
                             .quiet = frame->quiet.given ? (int)frame->quiet.value : 4,
                             .ink = black.swatch ? black.swatch : &plain};
    if (!box->art)
        box->art = qr_of(kit, frame->qr.text, &look);
    return ts_part_qr_side(box);
}

double ts_part_qr_side(const ts_box *box)
{
    const ts_length *height = &box->frame->height;
    return height->given ? fmax(0, fmin(room(box), height->pt - box->inset.top - box->inset.bottom)) : room(box);
}

/* ---- logos: equal to the eye, not to the ruler */

static double density_factor(const ts_art_spec *spec)
{
    static const double factors[] = {0.9, 1, 1.1};
    return spec && spec->density.given ? factors[spec->density.value] : 1;
}

/* Height sqrt(area / aspect), within the cell and the row; left edge on the
 * cell's left edge, centred on the row's middle. */
static void size_logo(ts_logo_cell *logo, double area, ts_rect cell)
{
    logo->cell = cell;
    logo->box = (ts_rect){0};
    logo->scale = 0;
    if (cell.w < TS_LOGO_LEAST || cell.h < TS_LOGO_LEAST)
        return;
    ts_rect ink = logo->ink;
    double a = ink.h > 0 ? ink.w / ink.h : 1;
    double h = sqrt(area / a), w = h * a;
    double fit = fmin(1, fmin(cell.w / w, cell.h / h));
    h *= fit;
    w *= fit;
    logo->box = (ts_rect){cell.x, cell.y + (cell.h - h) / 2, w, h};
    logo->scale = ink.h > 0 ? h / ink.h : 0;
}

static bool find_logo(ts_composer *composer, const ts_word *name, ts_logo_cell *logo)
{
    logo->art = ts_kit_art(composer->kit, name->text, name->span);
    logo->image = logo->art ? NULL : ts_kit_image(composer->kit, name->text, name->span);
    logo->span = name->span;
    if (logo->art)
        logo->ink = logo->art->ink_box;
    else if (logo->image)
        logo->ink = logo->image->ink_box;
    return logo->art || logo->image;
}

double ts_part_logos(ts_composer *composer, ts_box *box)
{
    const ts_frame *frame = box->frame;
    size_t across = frame->across.given && frame->across.value > 0 ? (size_t)frame->across.value : 1;
    double pitch = frame->pitch.given ? frame->pitch.pt : 27, clear = frame->clear.given ? frame->clear.pt : 6;
    double gutter = composer->grid.gutter, area = frame->area.given ? frame->area.value : 560;
    double width = (room(box) - (double)(across - 1) * gutter) / (double)across;
    if (!box->logos)
        box->logos = TS_ARRAY(composer->kit->scratch, ts_logo_cell, frame->logos.count);
    if (!box->logos) {
        composer->failed = true;
        return 0;
    }
    for (size_t i = 0; i < frame->logos.count; i++) {
        ts_logo_cell *logo = &box->logos[box->part_count];
        if (!find_logo(composer, &frame->logos.items[i], logo))
            continue;
        logo->alt = box->bound->logo_alts ? box->bound->logo_alts[i] : NULL;
        const ts_art_spec *spec = ts_map_find(&composer->kit->stock->sheet->art, frame->logos.items[i].text);
        ts_rect cell = {(double)(i % across) * (width + gutter), (double)(i / across) * pitch + clear / 2, width,
                        pitch - clear};
        size_logo(logo, area * density_factor(spec), cell);
        box->part_count++;
    }
    return ceil((double)frame->logos.count / (double)across) * pitch;
}

/* ---- the source list */

/* The number hangs in the style's indent, the text has no indent of its own. */
static const ts_style *hanging(ts_composer *composer, const ts_style *style, double *indent)
{
    ts_style *plain = TS_NEW(composer->kit->arena, ts_style);
    *indent = style->rules.indent > 0 ? style->rules.indent : style->type.size * 1.5;
    if (!plain)
        return style;
    *plain = *style;
    plain->rules.indent = 0;
    return plain;
}

static bool set_entries(ts_composer *composer, ts_box *box, double width)
{
    const ts_edition *edition = composer->kit->edition;
    double indent;
    const ts_style *style = hanging(composer, box->fit ? box->fit->style : box->style, &indent);
    size_t total = edition->cited_count + edition->caveat_count;
    if (!box->sources)
        box->sources = TS_ARRAY(composer->kit->scratch, ts_source_entry, total);
    for (size_t i = 0; box->sources && i < total; i++) {
        ts_source_entry *entry = &box->sources[i];
        bool cited = i < edition->cited_count;
        const ts_copy *copy = cited ? edition->cited[i].citation : edition->caveats[i - edition->cited_count];
        entry->number = cited ? edition->cited[i].number : 0;
        entry->inset = edition->cited_count ? indent : 0;
        const ts_copy *number =
            cited ? ts_kit_number(composer->kit, entry->number, true, edition->cited[i].source->span) : NULL;
        if ((cited && (!number || !ts_kit_set(composer->kit, number, style, indent, &entry->label))) ||
            !ts_kit_set(composer->kit, copy, style, width - entry->inset, &entry->text))
            return false;
        entry->height = entry->text.block->height;
    }
    box->part_count = total;
    return box->sources != NULL;
}

/* What has no number stands under the texts of those that have, a little off them, so that it is not read on from the
 * last; in a column where no number hangs at its edge. */
static double gap_over(const ts_source_entry *entry, bool follows)
{
    static const double OFF = 0.25; /* of the leading */
    return !entry->number && follows ? OFF * entry->text.style->type.leading : 0;
}

/* Fills columns downwards, lines of none higher than `limit`; gives how many it took. */
static size_t fill_columns(ts_box *box, double limit, double step)
{
    size_t column = 0;
    double lines = 0, gaps = 0; /* points in the column */
    bool hangs = false;
    for (size_t i = 0; i < box->part_count; i++) {
        ts_source_entry *entry = &box->sources[i];
        if (lines > 0 && lines + entry->height > limit + 0.01) {
            column++;
            lines = gaps = 0;
            hangs = false;
        }
        hangs = hangs || entry->number;
        gaps += gap_over(entry, lines > 0);
        entry->at = (ts_point){(hangs ? entry->inset : 0) + (double)column * step, lines + gaps};
        lines += entry->height;
    }
    return column + 1;
}

static size_t columns_of(const ts_box *box)
{
    if (box->fit && box->fit->across > 0)
        return (size_t)box->fit->across;
    return box->frame->across.given && box->frame->across.value > 0 ? (size_t)box->frame->across.value : 1;
}

double ts_part_column(const ts_composer *composer, const ts_box *box)
{
    size_t across = columns_of(box);
    return (room(box) - (double)(across - 1) * composer->grid.gutter) / (double)across;
}

double ts_part_sources(ts_composer *composer, ts_box *box)
{
    size_t across = columns_of(box);
    double gutter = composer->grid.gutter, width = ts_part_column(composer, box);
    if (!set_entries(composer, box, width)) {
        composer->failed = true;
        return 0;
    }
    if (!box->part_count)
        return 0;
    double leading = box->sources[0].text.style->type.leading, all = 0;
    for (size_t i = 0; i < box->part_count; i++)
        all += box->sources[i].height;
    double limit = ceil(all / (double)across / leading) * leading;
    while (limit < all && fill_columns(box, limit, width + gutter) > across)
        limit += leading;
    fill_columns(box, limit, width + gutter);
    double height = 0;
    for (size_t i = 0; i < box->part_count; i++)
        height = fmax(height, box->sources[i].at.y + box->sources[i].height);
    return height;
}
