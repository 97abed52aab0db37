#include "layout/compose.h"

#include "layout/fitting.h"
#include "layout/lock.h"
#include "layout/paint.h"
#include "layout/thread.h"
#include "spec/shape.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static const double BODY_GAP = 14;

/* ---- boxes */

static void find_body(ts_leaf *leaf)
{
    const ts_page_bound *page = leaf->bound;
    const ts_grid *grid = &leaf->composer.grid;
    leaf->top = grid->top;
    leaf->bottom = grid->bottom;
    leaf->gap = BODY_GAP;
    if (page->master && page->master->body) {
        const struct ts_master_body *body = page->master->body;
        if (body->top.given)
            leaf->top = body->top.pt;
        if (body->bottom.given)
            leaf->bottom = grid->page_height - body->bottom.pt;
        if (body->gap.given)
            leaf->gap = body->gap.pt;
    }
    if (page->spec->gap.given)
        leaf->gap = page->spec->gap.pt;
}

static ts_box *make_boxes(ts_composer *composer, const ts_bound *bound, size_t count)
{
    ts_box *boxes = TS_ARRAY_ROOM(composer->kit->scratch, ts_box, count);
    for (size_t i = 0; boxes && i < count; i++) {
        if (!ts_box_make(composer, &boxes[i], &bound[i], NULL, NULL))
            return NULL;
        ts_box_across(composer, &boxes[i], composer->grid.left, composer->grid.width);
    }
    return boxes;
}

/* Most pages have fewer items: theirs are never moved. */
enum { USUAL_ITEMS = 512 };

static ts_page *new_page(ts_composer *composer, const ts_page_bound *bound)
{
    ts_page *page = TS_NEW(composer->kit->arena, ts_page);
    ts_item *items = ts_arena_room(composer->kit->arena, USUAL_ITEMS * sizeof *items);
    if (!page || !items)
        return NULL;
    *page = (ts_page){.name = bound->name, .width = composer->grid.page_width, .height = composer->grid.page_height,
                      .bleed = composer->grid.bleed, .items = {.items = items, .capacity = USUAL_ITEMS}};
    return page;
}

bool ts_leaf_make(ts_kit *kit, ts_leaf *leaf, const ts_page_bound *bound, int number)
{
    leaf->bound = bound;
    leaf->composer = (ts_composer){.kit = kit, .grid = ts_grid_of(&kit->stock->sheet->paper, number),
                                   .page_number = number};
    find_body(leaf);
    leaf->composer.page = new_page(&leaf->composer, bound);
    leaf->master = make_boxes(&leaf->composer, bound->master_frames, bound->master_count);
    leaf->body = make_boxes(&leaf->composer, bound->body, bound->body_count);
    if (leaf->body)
        leaf->grid = ts_leaf_grid(leaf);
    return leaf->composer.page && leaf->master && leaf->body;
}

bool ts_leaf_measure(ts_leaf *leaf)
{
    for (size_t i = 0; i < leaf->bound->master_count; i++)
        ts_box_measure(&leaf->composer, &leaf->master[i]);
    for (size_t i = 0; i < leaf->bound->body_count; i++)
        ts_box_measure(&leaf->composer, &leaf->body[i]);
    ts_leaf_lock(leaf);
    return !leaf->composer.failed;
}

/* ---- places */

/* Frames with `give` lose height in proportion to what they can lose. */
static void give_height(ts_leaf *leaf)
{
    double over = ts_leaf_height(leaf) - (leaf->bottom - leaf->top), all = 0;
    for (size_t i = 0; i < leaf->bound->body_count; i++)
        all += ts_leaf_can_give(leaf, &leaf->body[i]);
    if (over <= 0 || all <= 0)
        return;
    double share = over < all ? over / all : 1;
    for (size_t i = 0; i < leaf->bound->body_count && over > 0; i++) {
        double can = ts_leaf_can_give(leaf, &leaf->body[i]), loses = can * share;
        if (leaf->grid > 0) /* whole steps, so that what is below stays on the grid */
            loses = fmin(ceil(loses / leaf->grid - 1e-9) * leaf->grid, can);
        leaf->body[i].rect.h -= loses;
        over -= leaf->grid > 0 ? loses : 0;
    }
}

static void arrange_body(ts_leaf *leaf)
{
    double y = leaf->top;
    give_height(leaf);
    for (size_t i = 0; i < leaf->bound->body_count; i++) {
        ts_box *box = &leaf->body[i];
        if (ts_box_hidden(box))
            continue;
        box->rect.y = y;
        ts_box_arrange(box);
        y += box->rect.h + leaf->gap;
    }
}

static void arrange_master(ts_leaf *leaf)
{
    for (size_t i = 0; i < leaf->bound->master_count; i++) {
        ts_box *box = &leaf->master[i];
        const ts_frame *frame = box->frame;
        box->rect.y = frame->top.given ? frame->top.pt : 0;
        if (frame->bottom.given)
            box->rect.y = leaf->composer.grid.page_height - frame->bottom.pt - box->rect.h;
        ts_box_arrange(box);
    }
    ts_box_settle(leaf->master, leaf->bound->master_count);
}

/* ---- pages */

static void paint_layer(ts_composer *composer, ts_box *boxes, size_t count, int layer)
{
    for (size_t i = 0; i < count; i++) {
        const ts_choice *own = &boxes[i].frame->layer;
        if ((own->given ? own->value : TS_LAYER_MIDDLE) == layer)
            ts_box_paint(composer, &boxes[i]);
    }
}

static bool leads_somewhere(const ts_document *document, const char *target)
{
    size_t page;
    return ts_document_place(document, target + 1, &page);
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

/* Each box is noted once at most. */
static bool make_room_for_frames(ts_composer *composer)
{
    ts_page *page = composer->page;
    page->frames.capacity = composer->box_count;
    page->frames.items = TS_ARRAY_ROOM(composer->kit->arena, ts_placed_frame, composer->box_count);
    return page->frames.items;
}

static bool paint_leaf(ts_leaf *leaf, ts_tag *root)
{
    ts_composer *composer = &leaf->composer;
    const ts_page_bound *bound = leaf->bound;
    if (!make_room_for_frames(composer))
        return false;
    for (size_t i = 0; i < bound->master_count; i++)
        ts_box_tag(composer, &leaf->master[i], NULL);
    for (size_t i = 0; i < bound->body_count; i++)
        ts_box_tag(composer, &leaf->body[i], root);
    for (int layer = TS_LAYER_BACK; layer <= TS_LAYER_FRONT; layer++) {
        paint_layer(composer, leaf->master, bound->master_count, layer);
        paint_layer(composer, leaf->body, bound->body_count, layer);
    }
    composer->kit->used = NULL;
    composer->kit->diags->used = (ts_span){0};
    if (composer->kit->edition->draft)
        ts_paint_draft(composer);
    return !composer->failed;
}

/* Heights of all pages first, then their fitting, then every frame's place. */
static bool lay_out(ts_fitting *fitting, ts_fit_report *fits)
{
    ts_kit *kit = fitting->kit;
    for (size_t i = 0; i < fitting->leaf_count; i++)
        if (!ts_leaf_make(kit, &fitting->leaves[i], &kit->edition->pages[i], (int)i))
            return false;
    if (!ts_threads_link(fitting))
        return false;
    for (size_t i = 0; i < fitting->leaf_count; i++)
        if (!ts_leaf_measure(&fitting->leaves[i]))
            return false;
    if (!ts_fit_collect(fitting) || !ts_fit_climb(fitting))
        return false;
    for (size_t i = 0; i < fitting->leaf_count; i++) {
        arrange_master(&fitting->leaves[i]);
        arrange_body(&fitting->leaves[i]);
    }
    ts_fit_tell(fitting);
    return !fits || ts_fit_list(fitting, fits);
}

static bool paint_pages(const ts_fitting *fitting, ts_document *document)
{
    for (size_t i = 0; i < fitting->leaf_count; i++) {
        if (!paint_leaf(&fitting->leaves[i], document->root))
            return false;
        document->pages[document->page_count++] = fitting->leaves[i].composer.page;
    }
    return true;
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

static bool prints_piece(const ts_page *page, const ts_nought *nought)
{
    for (size_t i = 0; i < page->items.count; i++) {
        const ts_origin *origin = page->items.items[i].kind == TS_ITEM_RUN ? page->items.items[i].origin : NULL;
        if (origin && origin->value && strcmp(origin->value, nought->name) == 0 && origin->span.source == nought->place.source &&
            origin->span.begin == nought->place.begin)
            return true;
    }
    return false;
}

/* Of texts that have a short form one is printed. */
static void tell_noughts(ts_kit *kit, const ts_document *document)
{
    for (size_t i = 0; i < kit->edition->noughts.count; i++) {
        const ts_nought *nought = &kit->edition->noughts.items[i];
        bool printed = false;
        for (size_t p = 0; p < document->page_count && !nought->chart && !printed; p++)
            printed = prints_piece(document->pages[p], nought);
        const char *message = printed ? ts_nought_says(kit->arena, kit->edition->formatter, nought) : NULL;
        if (message)
            ts_warn(kit->diags, nought->span, ts_doubt_words[TS_DOUBT_NOUGHT], "%s", message);
    }
}

static ts_status compose(ts_arena *arena, ts_arena *scratch, const ts_composition *with, ts_document **document)
{
    ts_stock *stock = with->stock;
    const ts_edition *edition = with->edition;
    ts_diags *diags = with->diags;
    ts_kit kit = {.arena = arena, .scratch = scratch, .stock = stock, .setter = with->setter, .memo = with->memo, .edition = edition, .diags = diags};
    size_t before = diags->errors;
    ts_document *made = TS_NEW(arena, ts_document);
    *document = NULL;
    if (!stock->fonts.count) {
        ts_error(diags, (ts_span){stock->sheet->source, 0, 0}, "font", "the sheet has no face to set type with: \"fonts\" says them, in a brand file as a rule "
                 "(\"use\": layouts/brand/starter.brand.json is a short one)");
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
    ts_fitting fitting = {.kit = &kit, .leaf_count = edition->page_count,
                          .leaves = TS_ARRAY(scratch, ts_leaf, edition->page_count)};
    ts_stage_enter(with->stages, TS_STAGE_TYPESET);
    if (!fitting.leaves || !lay_out(&fitting, with->fits))
        return TS_MACHINE;
    ts_stage_enter(with->stages, TS_STAGE_COMPOSE);
    if (!paint_pages(&fitting, made))
        return TS_MACHINE;
    report_links(&kit, made);
    tell_noughts(&kit, made);
    ts_kit_tell_lost_art(&kit);
    *document = made;
    return diags->errors > before ? TS_FAULT : TS_OK;
}

ts_status ts_compose(ts_arena *arena, const ts_composition *with, ts_document **document)
{
    ts_scratch scratch = ts_scratch_begin(arena);
    ts_status status = compose(arena, scratch.arena, with, document);
    ts_scratch_end(&scratch);
    return status;
}
