#include "layout/compose.h"

#include "layout/paint.h"

#include <stdint.h>
#include <string.h>

typedef struct body_area {
    double top, bottom, gap;
} body_area;

static body_area area_of(const ts_composer *composer, const ts_page_bound *page)
{
    body_area area = {composer->grid.top, composer->grid.bottom, 14};
    if (page->master && page->master->body) {
        const struct ts_master_body *body = page->master->body;
        if (body->top.given)
            area.top = body->top.pt;
        if (body->bottom.given)
            area.bottom = composer->grid.page_height - body->bottom.pt;
        if (body->gap.given)
            area.gap = body->gap.pt;
    }
    if (page->spec->gap.given)
        area.gap = page->spec->gap.pt;
    return area;
}

static ts_box *make_boxes(ts_composer *composer, const ts_bound *bound, size_t count)
{
    ts_box *boxes = TS_ARRAY(composer->kit->arena, ts_box, count);
    for (size_t i = 0; boxes && i < count; i++) {
        if (!ts_box_make(composer, &boxes[i], &bound[i], NULL, NULL))
            return NULL;
        ts_box_across(composer, &boxes[i], composer->grid.left, composer->grid.width);
        ts_box_measure(composer, &boxes[i]);
    }
    composer->failed |= !boxes;
    return boxes;
}

static double total_height(const ts_box *boxes, size_t count, double gap)
{
    double height = 0;
    for (size_t i = 0; i < count; i++)
        height += boxes[i].rect.h + (i ? gap : 0);
    return height;
}

static double can_give(const ts_box *box)
{
    double slack = box->rect.h - box->natural;
    double give = box->frame->give.given ? box->frame->give.pt : 0;
    return slack < give ? slack : give;
}

/* Frames with `give` lose height in proportion to what they can lose. */
static void shrink(ts_box *boxes, size_t count, double over)
{
    double all = 0;
    for (size_t i = 0; i < count; i++)
        all += can_give(&boxes[i]);
    if (all <= 0)
        return;
    double share = over < all ? over / all : 1;
    for (size_t i = 0; i < count; i++)
        boxes[i].rect.h -= can_give(&boxes[i]) * share;
}

/* ---- what does not fit */

typedef struct overflow {
    double bottom; /* of the body */
    size_t words, lines;
    const ts_box *first;
} overflow;

static size_t words_in(const ts_line *line)
{
    size_t words = 0;
    bool inside = false;
    for (size_t r = 0; r < line->count; r++)
        for (size_t i = 0; i < line->runs[r].length; i++) {
            bool space = line->runs[r].text[i] == ' ';
            words += !space && !inside;
            inside = !space;
        }
    return words;
}

static void count_below(const ts_box *box, overflow *over)
{
    if (box->text.block) {
        double top = ts_box_content(box).y + box->drop;
        for (size_t i = 0; i < box->text.block->count; i++) {
            const ts_line *line = &box->text.block->lines[i];
            if (top + line->baseline <= over->bottom)
                continue;
            over->words += words_in(line);
            over->lines++;
            over->first = over->first ? over->first : box;
        }
    }
    for (size_t i = 0; i < box->count; i++)
        count_below(&box->children[i], over);
}

static const char *box_name(const ts_box *box)
{
    for (; box; box = box->parent) {
        if (box->frame->name.text)
            return box->frame->name.text;
        if (box->frame->text.text)
            return box->frame->text.text;
    }
    return "frame";
}

static const char *page_label(const ts_composer *composer, const ts_page_bound *page)
{
    const char *label = page->name ? page->name : ts_arena_print(composer->kit->arena, "%d", composer->page_number + 1);
    return label ? label : "";
}

static void report_overset(ts_composer *composer, const ts_page_bound *page, ts_box *boxes, size_t count, double bottom)
{
    const ts_box *last = &boxes[count - 1];
    double points = ts_rect_bottom(last->rect) - bottom;
    if (points <= 0.05)
        return;
    overflow over = {.bottom = bottom};
    for (size_t i = 0; i < count; i++)
        count_below(&boxes[i], &over);
    const ts_box *box = over.first ? over.first : last;
    ts_span span = box->text.block ? box->frame->head_span : box->frame->span;
    ts_box_overset(composer, span,
                 "\"%s\" overset in %s: page \"%s\" is %.1f pt too full (%zu line%s, %zu word%s beyond its end)", box_name(box),
             composer->kit->edition->language, page_label(composer, page), points, over.lines,
             over.lines == 1 ? "" : "s", over.words, over.words == 1 ? "" : "s");
}

static bool off_page(const ts_composer *composer, ts_rect box)
{
    const ts_grid *grid = &composer->grid;
    ts_rect paper = {-grid->bleed, -grid->bleed, grid->page_width + 2 * grid->bleed,
                     grid->page_height + 2 * grid->bleed};
    return box.w > 0 && box.h > 0 && !ts_rect_overlap(box, paper);
}

static void report_wide(ts_composer *composer, const ts_box *box, const ts_set_text *text)
{
    if (text->block && text->block->too_wide)
        ts_box_overset(composer, box->frame->head_span,
                       "\"%s\" overset in %s: a word is wider than its measure (%.1f pt)", box_name(box),
                       composer->kit->edition->language, text->block->width);
}

/* A word that is wider than its frame, a note or a source that is, and what stands off the page altogether. */
static void report_inside(ts_composer *composer, const ts_box *box)
{
    if (off_page(composer, box->rect))
        ts_box_overset(composer, box->frame->span, "\"%s\" stands off the page, at %.1f %.1f", box_name(box),
                       box->rect.x, box->rect.y);
    report_wide(composer, box, &box->note);
    for (size_t i = 0; box->sources && i < box->part_count; i++)
        report_wide(composer, box, &box->sources[i].text);
    if (box->text.block && box->text.block->too_wide)
        ts_box_overset(composer, box->frame->head_span,
                 "\"%s\" overset in %s: a word is wider than the frame (%.1f pt in %.1f pt)", box_name(box),
                 composer->kit->edition->language, box->text.block->width, ts_box_content(box).w);
    for (size_t i = 0; i < box->count; i++)
        report_inside(composer, &box->children[i]);
}

/* ---- pages */

static void arrange_body(ts_composer *composer, const ts_page_bound *page, ts_box *boxes)
{
    body_area area = area_of(composer, page);
    double over = total_height(boxes, page->body_count, area.gap) - (area.bottom - area.top);
    if (over > 0)
        shrink(boxes, page->body_count, over);
    double y = area.top;
    for (size_t i = 0; i < page->body_count; i++) {
        boxes[i].rect.y = y;
        ts_box_arrange(&boxes[i]);
        report_inside(composer, &boxes[i]);
        y += boxes[i].rect.h + area.gap;
    }
    report_overset(composer, page, boxes, page->body_count, area.bottom);
}

static void arrange_master(ts_composer *composer, ts_box *boxes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const ts_frame *frame = boxes[i].frame;
        double top = frame->top.given ? frame->top.pt : 0;
        if (frame->bottom.given)
            top = composer->grid.page_height - frame->bottom.pt - boxes[i].rect.h;
        boxes[i].rect.y = top;
        ts_box_arrange(&boxes[i]);
        report_inside(composer, &boxes[i]);
        ts_box_tag(composer, &boxes[i], NULL);
    }
    ts_box_settle(boxes, count);
}

static void paint_layer(ts_composer *composer, ts_box *boxes, size_t count, int layer)
{
    for (size_t i = 0; i < count; i++) {
        const ts_choice *own = &boxes[i].frame->layer;
        if ((own->given ? own->value : TS_LAYER_MIDDLE) == layer)
            ts_box_paint(composer, &boxes[i]);
    }
}

static ts_page *new_page(ts_composer *composer, const ts_page_bound *bound)
{
    ts_page *page = TS_NEW(composer->kit->arena, ts_page);
    if (page)
        *page = (ts_page){.name = bound->name, .width = composer->grid.page_width,
                          .height = composer->grid.page_height, .bleed = composer->grid.bleed};
    return page;
}

static bool leads_somewhere(const ts_document *document, const char *target)
{
    for (size_t i = 0; i < document->page_count; i++)
        for (size_t k = 0; k < document->pages[i]->places.count; k++)
            if (strcmp(document->pages[i]->places.items[k].name, target + 1) == 0)
                return true;
    return false;
}

/* A source mark is a link only where the sources are listed among these pages. */
void ts_document_prune(const ts_document *document)
{
    for (size_t i = 0; i < document->page_count; i++) {
        ts_page *page = document->pages[i];
        size_t kept = 0;
        for (size_t k = 0; k < page->links.count; k++) {
            ts_linkarea *area = &page->links.items[k];
            if (area->target[0] != '#' || leads_somewhere(document, area->target)) {
                page->links.items[kept++] = *area;
                continue;
            }
            ts_tag *tag = (ts_tag *)(uintptr_t)area->tag; /* the layout's own */
            tag->kind = TS_TAG_SPAN;
            tag->link = NULL;
        }
        page->links.count = kept;
    }
}

/* Words that lead to a frame that is not there. */
static void report_links(ts_kit *kit, const ts_document *document)
{
    for (size_t i = 0; i < document->page_count; i++)
        for (size_t k = 0; k < document->pages[i]->links.count; k++) {
            const ts_linkarea *area = &document->pages[i]->links.items[k];
            bool mark = strncmp(area->target, "#source-", 8) == 0;
            if (area->target[0] == '#' && !mark && !leads_somewhere(document, area->target))
                ts_error(kit->diags, area->span, "link",
                         "\"%s\" leads to %s, and no frame has this name", area->description, area->target);
        }
}

static ts_page *compose_page(ts_kit *kit, const ts_page_bound *bound, int number, ts_tag *root)
{
    ts_composer composer = {.kit = kit, .grid = ts_grid_of(&kit->stock->sheet->paper, number), .page_number = number};
    composer.page = new_page(&composer, bound);
    if (!composer.page)
        return NULL;
    ts_box *master = make_boxes(&composer, bound->master_frames, bound->master_count);
    ts_box *body = make_boxes(&composer, bound->body, bound->body_count);
    if (!master || !body || composer.failed)
        return NULL;
    arrange_master(&composer, master, bound->master_count);
    if (bound->body_count)
        arrange_body(&composer, bound, body);
    for (size_t i = 0; i < bound->body_count; i++)
        ts_box_tag(&composer, &body[i], root);
    for (int layer = TS_LAYER_BACK; layer <= TS_LAYER_FRONT; layer++) {
        paint_layer(&composer, master, bound->master_count, layer);
        paint_layer(&composer, body, bound->body_count, layer);
    }
    if (kit->edition->draft)
        ts_paint_draft(&composer);
    return composer.failed ? NULL : composer.page;
}

static bool list_swatches(const ts_stock *stock, ts_arena *arena, ts_document *document)
{
    const ts_swatch **list = TS_ARRAY(arena, const ts_swatch *, stock->swatches.count);
    if (!list)
        return false;
    for (size_t i = 0; i < stock->swatches.count; i++)
        list[i] = stock->swatches.items[i].value;
    document->swatches = list;
    document->swatch_count = stock->swatches.count;
    return true;
}

ts_status ts_compose(ts_arena *arena, const ts_composition *with, ts_document **document)
{
    ts_stock *stock = with->stock;
    const ts_edition *edition = with->edition;
    ts_diags *diags = with->diags;
    ts_kit kit = {.arena = arena, .stock = stock, .setter = with->setter, .edition = edition, .diags = diags};
    size_t before = diags->errors;
    ts_document *made = TS_NEW(arena, ts_document);
    *document = NULL;
    if (!stock->fonts.count) {
        ts_error(diags, (ts_span){stock->sheet->source, 0, 0}, "font", "the sheet has no face to set type with: see \"fonts\"");
        return TS_FAULT;
    }
    if (!made || !list_swatches(stock, arena, made))
        return TS_MACHINE;
    made->title = edition->title;
    made->language = edition->language;
    made->root = ts_tag_root(arena);
    made->pages = TS_ARRAY(arena, ts_page *, edition->page_count);
    if (!made->root || !made->pages)
        return TS_MACHINE;
    for (size_t i = 0; i < edition->page_count; i++) {
        made->pages[i] = compose_page(&kit, &edition->pages[i], (int)i, made->root);
        if (!made->pages[i])
            return TS_MACHINE;
        made->page_count++;
    }
    report_links(&kit, made);
    *document = made;
    return diags->errors > before ? TS_FAULT : TS_OK;
}
