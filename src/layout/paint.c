#include "layout/paint.h"

#include "layout/anchors.h"
#include "layout/figure.h"
#include "layout/settext.h"

#include <math.h>

static ts_tag *tag_at(const ts_box *box, size_t i)
{
    return i < box->tag_count ? box->tags[i] : NULL;
}

static ts_origin *origin_of(ts_composer *composer, const ts_box *box)
{
    ts_origin *origin = TS_NEW(composer->kit->arena, ts_origin);
    if (origin)
        *origin = (ts_origin){.frame = box->frame->name.text, .span = box->frame->span, .used = &box->bound->used};
    return origin;
}

static void emit(ts_composer *composer, ts_item item)
{
    if (!ts_page_add(composer->kit->arena, composer->page, item))
        composer->failed = true;
}

static void fill_rect(ts_composer *composer, const ts_box *box, ts_rect rect, ts_ink ink, ts_artifact artifact)
{
    ts_path *path = ts_path_new(composer->kit->arena);
    ts_path_rect(path, rect);
    ts_item item = {.kind = TS_ITEM_FILL, .artifact = artifact, .origin = origin_of(composer, box)};
    item.u.fill.path = path;
    item.u.fill.paint = (ts_paint){ink, NULL, 1};
    if (ink.swatch)
        emit(composer, item);
}

/* ---- grounds and rules */

static ts_ink rule_ink(ts_composer *composer, const ts_rule *rule, const ts_swatch *on)
{
    bool reversed = on && on->dark && rule->reversed.text;
    return ts_kit_ink(composer->kit, reversed ? rule->reversed.text : rule->swatch.text);
}

static double rule_weight(const ts_rule *rule)
{
    return rule->weight.given ? rule->weight.pt : 0.5;
}

static void paint_rule(ts_composer *composer, const ts_box *box, const ts_rule *rule, ts_rect rect)
{
    fill_rect(composer, box, rect, rule_ink(composer, rule, box->on), box->artifact);
}

/* Rules are filled boxes: their edges stand exactly on the frame's. */
static void paint_rules(ts_composer *composer, const ts_box *box)
{
    ts_rect r = box->rect;
    const ts_rules *rules = &box->rules;
    if (rules->above)
        paint_rule(composer, box, rules->above, (ts_rect){r.x, r.y, r.w, rule_weight(rules->above)});
    if (rules->below)
        paint_rule(composer, box, rules->below,
                   (ts_rect){r.x, ts_rect_bottom(r) - rule_weight(rules->below), r.w, rule_weight(rules->below)});
    if (rules->left)
        paint_rule(composer, box, rules->left, (ts_rect){r.x, r.y, rule_weight(rules->left), r.h});
    if (rules->right)
        paint_rule(composer, box, rules->right,
                   (ts_rect){ts_rect_right(r) - rule_weight(rules->right), r.y, rule_weight(rules->right), r.h});
}

static void paint_outline(ts_composer *composer, const ts_box *box)
{
    if (!box->outline)
        return;
    double w = rule_weight(box->outline);
    ts_path *path = ts_path_new(composer->kit->arena);
    ts_path_rect(path, (ts_rect){box->rect.x + w / 2, box->rect.y + w / 2, box->rect.w - w, box->rect.h - w});
    ts_item item = {.kind = TS_ITEM_STROKE, .origin = origin_of(composer, box)};
    item.u.stroke.path = path;
    item.u.stroke.paint = (ts_paint){rule_ink(composer, box->outline, box->on), NULL, 1};
    item.u.stroke.stroke = (ts_stroke){.width = w};
    emit(composer, item);
}

/* ---- pictures */

static void clip(ts_composer *composer, const ts_item *like, ts_rect rect)
{
    ts_path *path = ts_path_new(composer->kit->arena);
    ts_path_rect(path, rect);
    ts_item item = {.kind = TS_ITEM_CLIP, .tag = like->tag, .artifact = like->artifact};
    item.u.clip.path = path;
    emit(composer, item);
}

static void unclip(ts_composer *composer, const ts_item *like)
{
    emit(composer, (ts_item){.kind = TS_ITEM_UNCLIP, .tag = like->tag, .artifact = like->artifact});
}

/* Where a picture of this shape stands in the box, and how large. */
static ts_rect fitted(const ts_frame *frame, ts_rect box, double w, double h)
{
    int crop = frame->crop.given ? frame->crop.value : TS_CROP_FILL;
    double x = frame->focus && frame->focus->x.given ? frame->focus->x.value : 0.5;
    double y = frame->focus && frame->focus->y.given ? frame->focus->y.value : 0.5;
    if (w <= 0 || h <= 0 || crop == TS_CROP_NONE)
        return (ts_rect){box.x, box.y, w, h};
    double across = box.w / w, down = box.h / h;
    double scale = crop == TS_CROP_FIT ? fmin(across, down) : fmax(across, down);
    return (ts_rect){box.x + (box.w - w * scale) * x, box.y + (box.h - h * scale) * y, w * scale, h * scale};
}

static bool sticks_out(ts_rect inner, ts_rect outer)
{
    return inner.x < outer.x - 0.01 || inner.y < outer.y - 0.01 ||
           ts_rect_right(inner) > ts_rect_right(outer) + 0.01 ||
           ts_rect_bottom(inner) > ts_rect_bottom(outer) + 0.01;
}

static ts_matrix onto(ts_rect from, ts_rect to)
{
    double sx = to.w / from.w, sy = to.h / from.h;
    return (ts_matrix){sx, 0, 0, sy, to.x - from.x * sx, to.y - from.y * sy};
}

static void paint_art(ts_composer *composer, const ts_box *box, ts_rect frame, ts_ink ink)
{
    ts_rect at = fitted(box->frame, frame, box->art->box.w, box->art->box.h);
    ts_item item = {.kind = TS_ITEM_ART, .tag = tag_at(box, 0), .origin = origin_of(composer, box)};
    item.u.art.art = box->art;
    item.u.art.matrix = onto(box->art->box, at);
    item.u.art.ink = ink;
    bool cut = sticks_out(at, frame) && box->bound->content == TS_CONTENT_IMAGE;
    if (cut)
        clip(composer, &item, frame);
    emit(composer, item);
    if (cut)
        unclip(composer, &item);
}

static void paint_image(ts_composer *composer, const ts_box *box)
{
    ts_rect frame = ts_grid_bled(&composer->grid, ts_box_content(box), box->frame->bleed);
    if (box->art) {
        paint_art(composer, box, frame, ts_kit_ink(composer->kit, box->frame->color.text));
        return;
    }
    if (!box->image)
        return;
    /* A picture's natural size is its pixels at 300 an inch. */
    double w = box->image->width * 72.0 / 300, h = box->image->height * 72.0 / 300;
    ts_item item = {.kind = TS_ITEM_IMAGE, .tag = tag_at(box, 0), .origin = origin_of(composer, box)};
    item.u.image.image = box->image;
    item.u.image.box = fitted(box->frame, frame, w, h);
    item.u.image.clip = frame;
    emit(composer, item);
}

static void paint_qr(ts_composer *composer, const ts_box *box)
{
    ts_ink paper = ts_kit_ink(composer->kit, "Paper");
    ts_rect content = ts_box_content(box);
    double side = ts_part_qr_side(box);
    ts_rect square = {content.x, content.y, side, side};
    if (!box->art)
        return;
    if (paper.swatch)
        fill_rect(composer, box, square, paper, TS_ARTIFACT_BACKGROUND);
    paint_art(composer, box, square, (ts_ink){NULL, 0});
}

/* Its ink fills the place; what is transparent around that lies beyond. */
static void paint_logo(ts_composer *composer, const ts_logo_cell *logo, ts_rect place, ts_item item)
{
    double s = logo->scale, x = place.x - logo->ink.x * s, y = place.y - logo->ink.y * s;
    if (logo->art) {
        item.kind = TS_ITEM_ART;
        item.u.art.art = logo->art;
        item.u.art.matrix = (ts_matrix){s, 0, 0, s, x, y};
    } else {
        item.kind = TS_ITEM_IMAGE;
        item.u.image.image = logo->image;
        item.u.image.box = (ts_rect){x, y, logo->image->width * s, logo->image->height * s};
        item.u.image.clip = place;
    }
    if (s > 0)
        emit(composer, item);
}

static void paint_logos(ts_composer *composer, const ts_box *box)
{
    ts_rect content = ts_box_content(box);
    for (size_t i = 0; i < box->part_count; i++) {
        const ts_logo_cell *logo = &box->logos[i];
        ts_rect place = {content.x + logo->box.x, content.y + logo->box.y, logo->box.w, logo->box.h};
        ts_origin *origin = origin_of(composer, box);
        if (origin)
            origin->span = logo->span;
        paint_logo(composer, logo, place, (ts_item){.tag = tag_at(box, i), .origin = origin});
    }
}

/* ---- type */

static ts_text_target target_of(const ts_composer *composer, const ts_box *box)
{
    return (ts_text_target){.page = composer->page, .page_number = composer->page_number, .artifact = box->artifact,
                            .frame_name = box->frame->name.text};
}

static void paint_set(ts_composer *composer, const ts_box *box, const ts_set_text *text, ts_point at, ts_tag *tag)
{
    ts_text_target target = target_of(composer, box);
    target.tags = &tag;
    target.tag_count = tag ? 1 : 0;
    if (!ts_text_paint(composer->kit, &target, text, at.x, at.y, box->on))
        composer->failed = true;
}

/* Where the box's text stands: a text in areas fills them from the top. */
static ts_point text_place(const ts_box *box)
{
    ts_rect content = ts_box_content(box);
    int valign = box->frame->valign.given ? box->frame->valign.value : TS_VALIGN_TOP;
    double spare = content.h - box->drop - box->text.block->height;
    double down = valign == TS_VALIGN_MIDDLE ? spare / 2 : valign == TS_VALIGN_BOTTOM ? spare : 0;
    return (ts_point){content.x, content.y + box->drop + down};
}

static bool same_pieces(const ts_set_text *a, const ts_set_text *b)
{
    return a->piece_count == b->piece_count && a->marker_from == b->marker_from;
}

static void paint_text(ts_composer *composer, ts_box *box)
{
    const ts_box *head = box->head ? box->head : box;
    ts_text_target target = target_of(composer, box);
    ts_point at = text_place(box);
    target.tags = head->tags;
    target.tag_count = head->tag_count;
    for (const ts_box *before = box->before; before; before = before->before)
        target.turn++;
    if (same_pieces(&box->text, &head->text)) {
        target.labels = head->labels;
        target.inner = head->inner_tags;
    }
    if (!ts_text_paint(composer->kit, &target, &box->text, at.x, at.y, box->on))
        composer->failed = true;
    ts_anchors_paint(composer, box, at);
    if (box->text.block->no_initial)
        ts_warn(composer->kit->diags, box->text.copy->span, "drop-cap",
                "the text begins with no initial: there is no letter for one, or no room beside it");
}

static void paint_sources(ts_composer *composer, ts_box *box)
{
    ts_rect content = ts_box_content(box);
    for (size_t i = 0; i < box->part_count; i++) {
        ts_source_entry *entry = &box->sources[i];
        ts_point at = {content.x + entry->at.x, content.y + entry->at.y};
        if (entry->number) {
            ts_named_place place = {ts_arena_print(composer->kit->arena, "source-%d", entry->number), at};
            composer->failed |= !TS_PUSH(composer->kit->arena, &composer->page->places, place);
            ts_point label = {at.x - entry->inset, at.y};
            paint_set(composer, box, &entry->label, label, tag_at(box, 2 * i));
        }
        paint_set(composer, box, &entry->text, at, tag_at(box, 2 * i + 1));
    }
}

/* ---- charts */

/* Frames inside a flow's origin node: a stack on the node's own ground. */
static void paint_inside(ts_composer *composer, const ts_box *box, ts_rect area)
{
    double y = area.y;
    for (size_t i = 0; i < box->plot->inside_count; i++) {
        ts_box *child = &box->plot->inside[i];
        if (ts_box_hidden(child))
            continue;
        ts_box_across(composer, child, area.x, area.w);
        ts_box_measure(composer, child);
        child->rect.y = y;
        ts_box_arrange(child);
        if (composer->failed)
            return;
        ts_box_tag(composer, child, box->plot->inside_tag);
        ts_box_paint(composer, child);
        y += child->rect.h + TS_INSIDE_GAP;
    }
}

/* The frames that share a place with a chart: its labels keep off them. */
static ts_rect *neighbours(ts_composer *composer, const ts_box *box, size_t *count)
{
    const ts_box *place = box->parent;
    *count = 0;
    if (!place || place->bound->content != TS_CONTENT_PLACE)
        return NULL;
    ts_rect *list = TS_ARRAY(composer->kit->arena, ts_rect, place->count);
    for (size_t i = 0; list && i < place->count; i++)
        if (&place->children[i] != box)
            list[(*count)++] = place->children[i].rect;
    return list;
}

static void paint_figure(ts_composer *composer, ts_box *box)
{
    ts_rect area = ts_box_chart(box), inside;
    ts_box_rooms rooms = ts_box_abreast(composer, box);
    const ts_swatch *ground;
    ts_figure_place place = {.page = composer->page, .page_number = composer->page_number, .box = area,
                             .bled = ts_grid_bled(&composer->grid, area, box->frame->bleed), .ground = box->on,
                             .tag = box->tag_count ? box->tags[0] : NULL, .table = box->plot->table_tag,
                             .frame_name = box->frame->name.text, .head = rooms.head, .foot = rooms.foot};
    place.taken = neighbours(composer, box, &place.taken_count);
    if (ts_figure_draw(composer->kit, box->bound, &place) == TS_MACHINE ||
        !ts_figure_inside(composer->kit, box->bound, area, &inside, &ground))
        composer->failed = true;
    else if (inside.w > 0)
        paint_inside(composer, box, inside);
}

static void paint_chart(ts_composer *composer, ts_box *box)
{
    ts_rect area = ts_box_chart(box);
    if (box->bound->chart->waits)
        ts_paint_chart_gap(composer, box, area);
    else
        paint_figure(composer, box);
    if (!ts_box_has_note(box))
        return;
    ts_point at = {area.x, ts_rect_bottom(area) + TS_NOTE_GAP};
    paint_set(composer, box, &box->plot->note, at, box->plot->note_tag);
}

/* ---- the walk */

static void paint_content(ts_composer *composer, ts_box *box)
{
    switch (box->bound->content) {
    case TS_CONTENT_TEXT:
    case TS_CONTENT_CONTINUE:
        if (box->text.block)
            paint_text(composer, box);
        break;
    case TS_CONTENT_VALUE:
        if (box->bound->tbc)
            ts_paint_gap(composer, box);
        else
            paint_text(composer, box);
        break;
    case TS_CONTENT_IMAGE: paint_image(composer, box); break;
    case TS_CONTENT_QR: paint_qr(composer, box); break;
    case TS_CONTENT_LOGOS: paint_logos(composer, box); break;
    case TS_CONTENT_SOURCES: paint_sources(composer, box); break;
    case TS_CONTENT_CHART: paint_chart(composer, box); break;
    default: break;
    }
}

static int layer_of(const ts_box *box)
{
    return box->frame->layer.given ? box->frame->layer.value : TS_LAYER_MIDDLE;
}

static void note_place(ts_composer *composer, const ts_box *box)
{
    ts_placed_frame frame = {box->frame->name.text, box->frame->span, box->rect};
    composer->failed |= !TS_PUSH(composer->kit->arena, &composer->page->frames, frame);
    if (box->frame->name.text) {
        ts_named_place place = {box->frame->name.text, {box->rect.x, box->rect.y}};
        composer->failed |= !TS_PUSH(composer->kit->arena, &composer->page->places, place);
    }
    if (box->link_tag) {
        ts_linkarea area = {box->rect, box->frame->link.text, box->link_tag, box->frame->link.text,
                            box->frame->link.span};
        composer->failed |= !TS_PUSH(composer->kit->arena, &composer->page->links, area);
    }
}

void ts_box_paint(ts_composer *composer, ts_box *box)
{
    if (ts_box_hidden(box))
        return;
    note_place(composer, box);
    if (box->fill.swatch)
        fill_rect(composer, box, ts_grid_bled(&composer->grid, box->rect, box->frame->bleed), box->fill, TS_ARTIFACT_BACKGROUND);
    composer->kit->box = box;
    composer->kit->used = &box->bound->used;
    composer->kit->diags->used = box->bound->used;
    paint_content(composer, box);
    for (int layer = TS_LAYER_BACK; layer <= TS_LAYER_FRONT; layer++)
        for (size_t i = 0; i < box->count; i++)
            if (layer_of(&box->children[i]) == layer)
                ts_box_paint(composer, &box->children[i]);
    paint_rules(composer, box);
    paint_outline(composer, box);
}
