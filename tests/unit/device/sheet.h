/*
 * sheet.h - a small page made by hand, with one of everything that a page can
 * hold, for the tests of the devices. 200 x 100 points, bleed 9. Include behind
 * cmocka.h.
 */
#ifndef TS_TEST_SHEET_H
#define TS_TEST_SHEET_H

#include "device/device.h"

#include <string.h>

static const ts_swatch midnight = {.name = "Midnight",
                                   .cmyk = {1, 0.76, 0.40, 0.44},
                                   .rgb = {10 / 255.0, 50 / 255.0, 76 / 255.0},
                                   .dark = true};
static const ts_swatch poppy = {
    .name = "Poppy", .cmyk = {0, 0.58, 0.95, 0}, .rgb = {242 / 255.0, 131 / 255.0, 27 / 255.0}};
static const ts_swatch black = {.name = "Black", .cmyk = {0, 0, 0, 1}, .rgb = {0, 0, 0}, .overprint = true};
static const ts_swatch paper = {.name = "Paper", .rgb = {1, 1, 1}, .paper = true};

typedef struct sheet {
    ts_arena *arena;
    ts_page page;
    ts_page *pages[1];
    ts_document document;
    ts_tag *head, *figure;
} sheet;

static inline bool sheet_new(sheet *s)
{
    *s = (sheet){.arena = ts_arena_new(0)};
    s->page = (ts_page){.width = 200, .height = 100, .bleed = 9};
    s->pages[0] = &s->page;
    s->document = (ts_document){.title = "Small & plain",
                                .language = "en-US",
                                .date = "2026-01-31",
                                .pages = s->pages,
                                .page_count = 1,
                                .root = ts_tag_root(s->arena)};
    s->head = ts_tag_add(s->arena, s->document.root, TS_TAG_H1);
    s->figure = ts_tag_add(s->arena, s->document.root, TS_TAG_FIGURE);
    if (!s->figure)
        return false;
    s->head->page = s->figure->page = 0;
    s->figure->alt = "A disc & its <shade>";
    s->figure->box = (ts_rect){20, 20, 40, 40};
    return true;
}

/* A test of its own page: void test(void **state), whose *state is a sheet. */
#define SHEET_CASE(test) cmocka_unit_test_setup_teardown(test, sheet_begin, sheet_end)

static inline int sheet_begin(void **state)
{
    static sheet s;
    *state = &s;
    return sheet_new(&s) ? 0 : -1;
}

static inline int sheet_end(void **state)
{
    ts_arena_drop(((sheet *)*state)->arena);
    return 0;
}

static inline ts_path *sheet_rect(sheet *s, ts_rect r)
{
    ts_path *path = ts_path_new(s->arena);
    ts_path_rect(path, r);
    return path;
}

static inline ts_path *sheet_circle(sheet *s, double x, double y, double radius)
{
    ts_path *path = ts_path_new(s->arena);
    ts_path_circle(path, x, y, radius);
    return path;
}

static inline ts_path *sheet_line(sheet *s, ts_point from, ts_point to)
{
    ts_path *path = ts_path_new(s->arena);
    ts_path_move(path, from.x, from.y);
    ts_path_line(path, to.x, to.y);
    return path;
}

static inline ts_item fill_of(const ts_path *path, const ts_swatch *swatch, double tint)
{
    ts_item item = {.kind = TS_ITEM_FILL};
    item.u.fill.path = path;
    item.u.fill.paint = (ts_paint){.ink = {swatch, tint}, .opacity = 1};
    return item;
}

static inline ts_item stroke_of(const ts_path *path, const ts_swatch *swatch, double width)
{
    ts_item item = {.kind = TS_ITEM_STROKE};
    item.u.stroke.path = path;
    item.u.stroke.paint = (ts_paint){.ink = {swatch, 1}, .opacity = 1};
    item.u.stroke.stroke.width = width;
    return item;
}

static inline ts_item clip_of(const ts_path *path)
{
    ts_item item = {.kind = TS_ITEM_CLIP};
    item.u.clip.path = path;
    return item;
}

static inline ts_item unclip_of(void)
{
    return (ts_item){.kind = TS_ITEM_UNCLIP};
}

static inline void sheet_add(sheet *s, ts_item item)
{
    assert_true(ts_page_add(s->arena, &s->page, item));
}

/* Art in its own 10 x 10: a square and a stroke, one colour. */
static inline ts_art *sheet_icon(sheet *s)
{
    ts_art *art = TS_NEW(s->arena, ts_art);
    *art = (ts_art){.name = "icon-box", .box = {0, 0, 10, 10}, .ink_box = {1, 1, 8, 8}, .one_colour = true};
    assert_true(
        ts_items_add(s->arena, &art->items, fill_of(sheet_rect(s, (ts_rect){1, 1, 4, 8}), &black, 1)));
    ts_path *line = sheet_line(s, (ts_point){8, 1}, (ts_point){8, 9});
    assert_true(ts_items_add(s->arena, &art->items, stroke_of(line, &black, 1)));
    return art;
}

static inline ts_item art_of(const ts_art *art, ts_matrix matrix)
{
    ts_item item = {.kind = TS_ITEM_ART};
    item.u.art.art = art;
    item.u.art.matrix = matrix;
    return item;
}

/* Two pixels by two: red, green, blue and (by its alpha) half of black. */
static inline const ts_image *sheet_picture(void)
{
    static const unsigned char pixels[] = {255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0};
    static const unsigned char alpha[] = {255, 255, 255, 128};
    static const ts_image image = {
        .name = "four.png", .width = 2, .height = 2, .space = TS_IMAGE_RGB, .pixels = pixels, .alpha = alpha};
    return &image;
}

static inline ts_item image_of(const ts_image *image, ts_rect box)
{
    ts_item item = {.kind = TS_ITEM_IMAGE};
    item.u.image.image = image;
    item.u.image.box = item.u.image.clip = box;
    return item;
}

/* A line of type from the sheet's own serif. */
static inline const ts_block *sheet_text(sheet *s, const char *text, double size)
{
    const char *why = NULL;
    ts_font *font = ts_font_load(s->arena, "serif", "fonts/NotoSerifDisplay-SemiBold.ttf", &why);
    ts_type *type = TS_NEW(s->arena, ts_type);
    assert_non_null(font);
    *type = (ts_type){.font = font, .size = size, .leading = size + 2, .tracking = -8, .language = "en-US"};
    ts_typesetter *setter = ts_typesetter_new(0);
    const ts_block *block = ts_text_line(setter, s->arena, text, type, 0);
    ts_typesetter_drop(setter);
    assert_non_null(block);
    return block;
}

static inline ts_item run_of(const ts_block *block, double x, double baseline, const ts_swatch *swatch)
{
    ts_item item = {.kind = TS_ITEM_RUN};
    item.u.run.run = &block->lines[0].runs[0];
    item.u.run.x = x;
    item.u.run.baseline = baseline;
    item.u.run.ink = (ts_ink){swatch, 1};
    return item;
}

/* One of everything. */
static inline void sheet_full(sheet *s)
{
    static const ts_stop stops[] = {{0, {&midnight, 1}}, {1, {&poppy, 0.5}}};
    static const ts_gradient shade = {.from = {20, 0}, .to = {60, 0}, .stops = stops, .count = 2};
    static const double dashes[] = {3, 1.5};
    static const ts_origin origin = {.key = "head.title", .value = "trade", .frame = "p1-title"};
    ts_item ground = fill_of(sheet_rect(s, (ts_rect){-9, -9, 218, 21}), &midnight, 1);
    ground.artifact = TS_ARTIFACT_BACKGROUND;
    sheet_add(s, ground);
    ts_item head = run_of(sheet_text(s, "Trade \"fi\"", 12), 36, 10.5, &paper);
    head.tag = s->head;
    head.origin = &origin;
    sheet_add(s, head);
    ts_item disc = fill_of(sheet_circle(s, 40, 40, 20), NULL, 1);
    disc.tag = s->figure;
    disc.u.fill.paint.gradient = &shade;
    sheet_add(s, disc);
    ts_item rule = stroke_of(sheet_line(s, (ts_point){70, 30}, (ts_point){190, 30}), &poppy, 0.5);
    rule.u.stroke.stroke.dashes = dashes;
    rule.u.stroke.stroke.dash_count = 2;
    rule.u.stroke.stroke.cap = TS_CAP_ROUND;
    sheet_add(s, rule);
    sheet_add(s, clip_of(sheet_rect(s, (ts_rect){70, 40, 30, 30})));
    sheet_add(s, image_of(sheet_picture(), (ts_rect){70, 40, 40, 40}));
    sheet_add(s, unclip_of());
    ts_item icon = art_of(sheet_icon(s), (ts_matrix){2, 0, 0, 2, 120, 40});
    icon.u.art.ink = (ts_ink){&poppy, 1};
    icon.u.art.stroke_scale = 1.5;
    sheet_add(s, icon);
    sheet_add(s, fill_of(sheet_rect(s, (ts_rect){160, 40, 20.123, 20}), &midnight, 0.2));
}

/* Bytes that a device writes. */
typedef struct sheet_file {
    char *bytes;
    size_t count;
    size_t limit; /* 0: none; else the disk is full after so many */
    ts_arena *arena;
} sheet_file;

static inline bool sheet_keep(void *user, const void *bytes, size_t count)
{
    sheet_file *file = user;
    if (file->limit && file->count + count > file->limit)
        return false;
    char *all = ts_arena_alloc(file->arena, file->count + count + 1);
    if (!all)
        return false;
    if (file->count)
        memcpy(all, file->bytes, file->count);
    memcpy(all + file->count, bytes, count);
    file->bytes = all;
    file->count += count;
    return true;
}

#endif
