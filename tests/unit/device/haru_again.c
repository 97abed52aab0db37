/*
 * A file that is made after others, with what they left in a memo, is the file
 * that is made first: whatever their profile, and whatever else they held.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "haru_sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const ts_swatch navy = {.name = "Navy", .cmyk = {1, .76, .4, .44}, .rgb = {.04, .2, .3}, .dark = true};
static const ts_swatch sand = {.name = "Sand", .cmyk = {.06, .1, .26, 0}, .rgb = {.93, .88, .76}};
static const ts_swatch reflex = {.name = "Reflex", .spot = "PANTONE 286 C", .cmyk = {1, .75, 0, .02}, .rgb = {0, .2, .63}};
static const ts_swatch coral = {.name = "Coral", .spot = "Coral & Co", .cmyk = {0, .6, .5, 0}, .rgb = {.96, .48, .41}};

/* Process inks, a spot and process inks, two spots, and a spot that comes from nothing and stays there. */
static const ts_stop stops[][2] = {{{0, {&navy, 1}}, {1, {&sand, .5}}},
                                   {{0, {&reflex, .5}}, {1, {&sand, 1}}},
                                   {{.1, {&coral, 1}}, {.9, {&reflex, .2}}},
                                   {{0, {&reflex, 0}}, {1, {&navy, 1}}}};

enum { FADES = sizeof stops / sizeof *stops, ROUNDS = 3 };

static ts_item fade(ts_arena *arena, size_t i)
{
    ts_item item = {.kind = TS_ITEM_FILL};
    ts_path *path = ts_path_new(arena);
    ts_gradient *gradient = TS_NEW(arena, ts_gradient);

    assert_non_null(gradient);
    *gradient = (ts_gradient){.to = {10, 0}, .stops = stops[i], .count = 2};
    ts_path_rect(path, (ts_rect){0, 10 * (double)i, 10, 10});
    item.u.fill.path = path;
    item.u.fill.paint = (ts_paint){.gradient = gradient, .opacity = 1};
    return item;
}

/* Each gradient in art of its own, so that none is made anew for another's sake. */
static void place_fade(ts_arena *arena, ts_page *page, size_t i)
{
    ts_item item = {.kind = TS_ITEM_ART};
    ts_art *art = TS_NEW(arena, ts_art);

    assert_non_null(art);
    *art = (ts_art){.name = "fade", .box = {0, 0, 10, 40}, .ink_box = {0, 0, 10, 40}, .lasting = true};
    assert_true(TS_PUSH(arena, &art->items, fade(arena, i)));
    item.u.art.art = art;
    item.u.art.stroke_scale = 1;
    item.u.art.matrix = (ts_matrix){1, 0, 0, 1, 20, 20};
    assert_true(ts_page_add(arena, page, item));
    item.u.art.matrix.e = 60;
    assert_true(ts_page_add(arena, page, item));
}

static const ts_path *rectangle(ts_arena *arena, bool lasting)
{
    ts_path *path = ts_path_new(arena);

    ts_path_rect(path, (ts_rect){100, 100, 40, 30});
    path->lasting = lasting;
    return path;
}

/* Stretches of what lasts, with something between them: a face and a dashed line; a line in a clip; one that ends within
 * its clip; a line that shines through, so that it names a state of its document. */
static void place_stretches(ts_arena *arena, ts_page *page)
{
    static const double dashes[] = {3, 2};
    const ts_path *path = rectangle(arena, true);
    const ts_item apart = {.kind = TS_ITEM_FILL, .u.fill = {rectangle(arena, false), {.ink = {&coral, 1}, .opacity = 1}, false}},
                  face = {.kind = TS_ITEM_FILL, .u.fill = {path, {.ink = {&sand, .5}, .opacity = 1}, false}},
                  dashed = {.kind = TS_ITEM_STROKE,
                            .u.stroke = {path, {.ink = {&navy, 1}, .opacity = 1}, {.width = 2, .dashes = dashes, .dash_count = 2}}},
                  veil = {.kind = TS_ITEM_STROKE, .u.stroke = {path, {.ink = {&navy, 1}, .opacity = .5}, {.width = 1}}},
                  clip = {.kind = TS_ITEM_CLIP, .u.clip = {path, false}}, unclip = {.kind = TS_ITEM_UNCLIP},
                  items[] = {face, dashed, apart, clip, dashed, unclip, apart, clip, face, apart, unclip, face, veil};

    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        assert_true(ts_page_add(arena, page, items[i]));
}

/* A second document shows a page less: numbers of objects and places of spots are others. */
typedef struct pair {
    sample both, back;
} pair;

static int begin(void **state)
{
    pair *p = malloc(sizeof *p);

    if (!p || !make_sample(ts_arena_new(0), &p->both))
        return -1;
    for (size_t i = 0; i < FADES; i++)
        place_fade(p->both.arena, p->both.document.pages[1], i);
    place_stretches(p->both.arena, p->both.document.pages[0]);
    place_stretches(p->both.arena, p->both.document.pages[1]);
    p->back = p->both;
    p->back.document.pages++;
    p->back.document.page_count--;
    *state = p;
    return 0;
}

static int end(void **state)
{
    pair *p = *state;

    ts_arena_drop(p->both.arena);
    free(p);
    return 0;
}

typedef struct file {
    unsigned char *data;
    size_t size;
} file;

static bool keep(void *user, const void *bytes, size_t count)
{
    file *f = user;
    unsigned char *data = realloc(f->data, f->size + count + 1);

    if (!data)
        return false;
    memcpy(data + f->size, bytes, count);
    f->data = data;
    f->size += count;
    return true;
}

static file write_file(const sample *s, ts_pdf_options options, ts_memo *memo)
{
    file f = {NULL, 0};
    const char *why = NULL;

    options.colour = s->colour;
    options.memo = memo;
    if (ts_pdf_write(s->arena, &s->document, &options, &(ts_writer){keep, &f}, &why) != TS_OK)
        fail_msg("%s", why);
    return f;
}

static void same_after_others(const sample *s, ts_pdf_options options, ts_memo *memo)
{
    file first = write_file(s, options, NULL), after = write_file(s, options, memo);

    assert_int_equal(first.size, after.size);
    assert_memory_equal(first.data, after.data, first.size);
    free(first.data);
    free(after.data);
}

static void a_file_is_the_same_after_others(void **state)
{
    static const ts_pdf_options options[] = {{.cmyk = true, .bleed = true, .marks = 15},
                                             {.cmyk = true, .bleed = true, .spots_to_process = true},
                                             {.links = true},
                                             {.cmyk = true, .bleed = true, .marks = 15, .impose = TS_IMPOSE_REPEAT}};
    const pair *p = *state;
    ts_memo *memo = ts_memo_new(SIZE_MAX, NULL);

    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
            ts_memo_begin(memo);
            same_after_others(&p->both, options[i], memo);
            ts_memo_begin(memo);
            same_after_others(&p->back, options[i], memo);
        }
    assert_true(ts_arena_used(ts_memo_arena(memo)) > 0);
    ts_memo_drop(memo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(a_file_is_the_same_after_others, begin, end)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
