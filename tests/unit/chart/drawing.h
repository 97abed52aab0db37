/*
 * drawing.h - what the tests of charts draw with: the sample brand's inks and
 * faces, labels from plain words, and a page that can be looked at (TS_GALLERY
 * names the PNG file to write).
 */
#ifndef TS_TEST_CHART_DRAWING_H
#define TS_TEST_CHART_DRAWING_H

#include "chart/chart.h"

#include <string.h>

static const ts_swatch midnight = {.name = "Midnight", .cmyk = {1, .76, .40, .44}, .rgb = {.039, .196, .298}, .dark = true, .type = true};
static const ts_swatch pacific = {.name = "Pacific", .cmyk = {.92, .44, .30, .08}, .rgb = {0, .424, .545}, .dark = true, .type = true};
static const ts_swatch poppy = {.name = "Poppy", .cmyk = {0, .58, .95, 0}, .rgb = {.949, .514, .106}};
static const ts_swatch lagoon = {.name = "Lagoon", .cmyk = {.45, .08, .14, 0}, .rgb = {.573, .773, .827}, .type = true};
static const ts_swatch mist = {.name = "Mist", .cmyk = {.10, .02, .04, 0}, .rgb = {.906, .941, .953}, .type = true};
static const ts_swatch black = {.name = "Black", .cmyk = {0, 0, 0, 1}, .rgb = {.114, .11, .11}, .overprint = true, .type = true};
static const ts_swatch paper = {.name = "Paper", .rgb = {1, 1, 1}, .paper = true, .type = true};

static inline ts_ink ink(const ts_swatch *swatch)
{
    return (ts_ink){swatch, 1};
}

typedef struct drawing {
    ts_arena *arena;
    ts_diags diags;
    ts_page page;
    ts_typesetter *setter;
    ts_plot plot;
    ts_type name, text, numeral, capitals;
} drawing;

/* False: the faces are not installed (fonts/install.sh). */
static inline bool drawing_open(drawing *d, double width, double height)
{
    const char *why;
    *d = (drawing){.arena = ts_arena_new(0)};
    d->diags = ts_diags_new(d->arena);
    d->setter = ts_typesetter_new(0);
    const ts_font *regular = ts_font_load(d->arena, "Inter Regular", "fonts/Inter-Regular.otf", &why);
    const ts_font *strong = ts_font_load(d->arena, "Inter SemiBold", "fonts/Inter-SemiBold.otf", &why);
    const ts_font *bold = ts_font_load(d->arena, "Inter Bold", "fonts/Inter-Bold.otf", &why);
    ts_font *serif = ts_font_load(d->arena, "Noto Serif Display", "fonts/NotoSerifDisplay-SemiBold.ttf", &why);
    if (!d->setter || !regular || !strong || !bold || !serif)
        return false;
    ts_font_set_fallback(serif, strong);
    d->name = (ts_type){.font = strong, .size = 7, .leading = 8.5, .language = "en-US"};
    d->text = (ts_type){.font = regular, .size = 7, .leading = 8.5, .language = "en-US"};
    d->capitals = (ts_type){.font = bold, .size = 6.5, .leading = 9, .tracking = 80, .capitals = true, .language = "en-US"};
    d->numeral = (ts_type){.font = serif, .size = 21, .leading = 21, .tracking = -10, .language = "en-US"};
    d->page = (ts_page){.name = "charts", .width = width, .height = height, .bleed = 9};
    d->plot = (ts_plot){.arena = d->arena, .setter = d->setter, .items = &d->page.items, .ground = ink(&paper), .paper = ink(&paper),
                        .rule = ink(&black), .accent = ink(&poppy), .diags = &d->diags};
    return true;
}

static inline void drawing_close(drawing *d)
{
    ts_typesetter_drop(d->setter);
    ts_arena_drop(d->arena);
}

/* A page of its own for each test of a group; without the faces the test is passed over. */
static inline int open_page(void **state)
{
    static drawing page;
    *state = drawing_open(&page, 612, 792) ? &page : NULL;
    return 0;
}

static inline int close_page(void **state)
{
    if (*state)
        drawing_close(*state);
    return 0;
}

static inline drawing *page_of(void **state)
{
    if (!*state)
        skip();
    return *state;
}

static inline ts_label words(drawing *d, const ts_type *type, const ts_swatch *colour, const char *text)
{
    ts_text_piece *piece = TS_NEW(d->arena, ts_text_piece);
    *piece = (ts_text_piece){.text = text, .length = strlen(text), .type = type};
    return (ts_label){.pieces = piece, .count = 1, .type = type, .ink = ink(colour), .reversed = ink(&paper)};
}

/* Where a run with these words is painted; NULL: nowhere. */
static inline const ts_item *find_run(const drawing *d, const char *text)
{
    for (size_t i = 0; i < d->page.items.count; i++) {
        const ts_item *item = &d->page.items.items[i];
        if (item->kind != TS_ITEM_RUN)
            continue;
        const ts_run *run = item->u.run.run;
        size_t length = run->length;
        while (length && run->text[length - 1] == ' ')
            length--;
        if (length == strlen(text) && memcmp(run->text, text, length) == 0)
            return item;
    }
    return NULL;
}

/* The nth fill in a swatch. */
static inline ts_rect fill_box(const drawing *d, const ts_swatch *swatch, size_t nth)
{
    for (size_t i = 0; i < d->page.items.count; i++) {
        const ts_item *item = &d->page.items.items[i];
        if (item->kind == TS_ITEM_FILL && item->u.fill.paint.ink.swatch == swatch && nth-- == 0)
            return ts_path_box(item->u.fill.path);
    }
    return (ts_rect){0};
}

#endif
