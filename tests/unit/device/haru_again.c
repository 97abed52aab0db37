/*
 * A file that is made after others, with what they left in a memo, is the file
 * that is made first: whatever their profile, and whatever else they held.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/digest.h"
#include "haru_memory.h"
#include "haru_sample.h"

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

/* Stretches of what lasts, with something between them: a face and a dashed line; the line around a face that does not last; one between a face and its
 * own line, of which neither lasts; in a clip; one that ends within its clip; a line that shines through, so that it names a state of its document. */
static void place_stretches(ts_arena *arena, ts_page *page)
{
    static const double dashes[] = {3, 2};
    const ts_path *path = rectangle(arena, true);
    const ts_item apart = {.kind = TS_ITEM_FILL, .u.fill = {rectangle(arena, false), {.ink = {&coral, 1}, .opacity = 1}, false}},
                  face = {.kind = TS_ITEM_FILL, .u.fill = {path, {.ink = {&sand, .5}, .opacity = 1}, false}},
                  dashed = {.kind = TS_ITEM_STROKE,
                            .u.stroke = {path, {.ink = {&navy, 1}, .opacity = 1}, {.width = 2, .dashes = dashes, .dash_count = 2}}},
                  edge = {.kind = TS_ITEM_STROKE, .u.stroke = {apart.u.fill.path, {.ink = {&navy, 1}, .opacity = 1}, {.width = 1}}},
                  veil = {.kind = TS_ITEM_STROKE, .u.stroke = {path, {.ink = {&navy, 1}, .opacity = .5}, {.width = 1}}},
                  clip = {.kind = TS_ITEM_CLIP, .u.clip = {path, false}}, unclip = {.kind = TS_ITEM_UNCLIP},
                  items[] = {face, dashed, apart, dashed, apart, dashed, edge, clip, dashed, unclip, apart, clip, face, apart, unclip, face, veil};

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

static ts_status try_file(const sample *s, ts_pdf_options options, ts_memo *memo, file *f, const char **why)
{
    *f = (file){NULL, 0, SIZE_MAX};
    options.colour = s->colour;
    options.memo = memo;
    return ts_pdf_write(s->arena, &s->document, &options, &(ts_writer){keep, f}, why);
}

static file write_file(const sample *s, ts_pdf_options options, ts_memo *memo)
{
    file f;
    const char *why = NULL;

    if (try_file(s, options, memo, &f, &why) != TS_OK)
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

/* ---- what a stretch depends on */

enum { DASHES = 2, STATES = 24 /* as deep as clips may nest */ };
enum { FACE_BEFORE, LINE_BEFORE, LAST_BEFORE, FACE, LINE, DASHED, CLIP, INNER, NOTHING, LOWER, UNCLIP, ITEMS };

/* A page with one stretch, from FACE on, and what is set when it begins. */
typedef struct scene {
    ts_pdf_options options;
    int clips; /* around all of it */
    ts_item items[ITEMS];
} scene;

/* By hand, so that a table can name them. */
static unsigned char around[] = {TS_MOVE, TS_LINE, TS_LINE, TS_LINE, TS_CLOSE};
static ts_point kite[] = {{50, 10}, {90, 50}, {50, 120}, {10, 50}}, bow[] = {{10, 10}, {90, 90}, {90, 10}, {10, 90}};
static const ts_path passing = {.verbs = {around, 5, 5}, .points = {kite, 4, 4}},
                     shore = {.verbs = {around, 5, 5}, .points = {kite, 4, 4}, .lasting = true},
                     other = {.verbs = {around, 5, 5}, .points = {bow, 4, 4}, .lasting = true};
static const double dashes[DASHES] = {3, 2}, other_dashes[DASHES] = {3, 4};

#define FILLED(path, ink) {.kind = TS_ITEM_FILL, .u.fill = {&(path), {{&(ink), 1}, NULL, 1}, false}}
#define UNFILLED(path) {.kind = TS_ITEM_FILL, .u.fill = {&(path), {{NULL, 0}, NULL, 0}, false}}
#define DRAWN(path, ink, ...) {.kind = TS_ITEM_STROKE, .u.stroke = {&(path), {{&(ink), 1}, NULL, 1}, {__VA_ARGS__}}}
#define CLIPPED(path) {.kind = TS_ITEM_CLIP, .u.clip = {&(path), false}}

/* The face and the first line find set what they need; dashes bring an ink. A spot of its own would be a resource by name, and
 * then nothing is kept. */
static const scene plain = {
    .options = {.cmyk = true, .spots_to_process = true},
    .items = {[FACE_BEFORE] = FILLED(passing, reflex),
              [LINE_BEFORE] = DRAWN(passing, navy, .width = 1),
              [LAST_BEFORE] = DRAWN(passing, navy, .width = 1),
              [FACE] = FILLED(shore, reflex),
              [LINE] = DRAWN(shore, navy, .width = 1),
              [DASHED] = DRAWN(shore, coral, .width = 1, .dashes = dashes, .dash_count = DASHES),
              [CLIP] = CLIPPED(shore),
              [INNER] = DRAWN(shore, navy, .width = 1),
              [NOTHING] = UNFILLED(shore),
              [LOWER] = DRAWN(shore, navy, .width = 1),
              [UNCLIP] = {.kind = TS_ITEM_UNCLIP}}};

static const ts_gradient rising = {.to = {10, 0}, .stops = stops[0], .count = 2};

typedef struct change {
    const char *name;
    size_t at, size; /* in a scene */
    const void *value;
} change;

#define CHANGE(member, type, ...) \
    {#member, offsetof(scene, member), sizeof((type const[]){__VA_ARGS__}), (type const[]){__VA_ARGS__}}

static const change changes[] = {
    CHANGE(items[FACE].u.fill.path, const ts_path *, &other),
    CHANGE(items[FACE].u.fill.even_odd, bool, true),
    CHANGE(items[FACE].u.fill.paint.ink.swatch, const ts_swatch *, &sand),
    CHANGE(items[FACE].u.fill.paint.ink.tint, double, .5),
    CHANGE(items[FACE].u.fill.paint.opacity, double, .5),
    CHANGE(items[FACE].u.fill.paint.gradient, const ts_gradient *, &rising),
    CHANGE(items[LINE].u.stroke.path, const ts_path *, &other),
    CHANGE(items[LINE].u.stroke.paint.ink.swatch, const ts_swatch *, &sand),
    CHANGE(items[LINE].u.stroke.paint.ink.tint, double, .5),
    CHANGE(items[LINE].u.stroke.paint.opacity, double, .5),
    CHANGE(items[LINE].u.stroke.paint.gradient, const ts_gradient *, &rising),
    CHANGE(items[LINE].u.stroke.stroke.width, double, 2),
    CHANGE(items[LINE].u.stroke.stroke.cap, ts_cap, TS_CAP_ROUND),
    CHANGE(items[LINE].u.stroke.stroke.join, ts_join, TS_JOIN_BEVEL),
    CHANGE(items[LINE].u.stroke.stroke.miter, double, 4),
    CHANGE(items[DASHED].u.stroke.stroke.dash_phase, double, 1),
    CHANGE(items[DASHED].u.stroke.stroke.dashes, const double *, other_dashes),
    CHANGE(items[CLIP].u.clip.path, const ts_path *, &other),
    CHANGE(items[CLIP].u.clip.even_odd, bool, true),
    /* A line without width paints nothing; a fill without paint stands where the clip was. */
    CHANGE(items[FACE], ts_item, DRAWN(shore, reflex, .width = 0)),
    CHANGE(items[CLIP], ts_item, UNFILLED(shore), DRAWN(shore, navy, .width = 1), CLIPPED(shore)),
    CHANGE(items[FACE_BEFORE].u.fill.paint.ink.swatch, const ts_swatch *, &sand),
    CHANGE(items[FACE_BEFORE].u.fill.paint.ink.tint, double, .5),
    CHANGE(items[LAST_BEFORE].u.stroke.paint.ink.swatch, const ts_swatch *, &sand),
    CHANGE(items[LAST_BEFORE].u.stroke.paint.ink.tint, double, .5),
    CHANGE(items[LAST_BEFORE].u.stroke.paint.gradient, const ts_gradient *, &rising),
    CHANGE(items[LAST_BEFORE].u.stroke.stroke.width, double, 2),
    CHANGE(items[LAST_BEFORE].u.stroke.stroke.cap, ts_cap, TS_CAP_ROUND),
    CHANGE(items[LAST_BEFORE].u.stroke.stroke.join, ts_join, TS_JOIN_BEVEL),
    CHANGE(items[LAST_BEFORE].u.stroke.stroke.miter, double, 4),
    CHANGE(items[LAST_BEFORE].u.stroke.stroke, ts_stroke, {.width = 1, .dashes = dashes, .dash_count = DASHES}),
    CHANGE(options.cmyk, bool, false),
    CHANGE(options.spots_to_process, bool, false),
    CHANGE(clips, int, STATES), /* one more is refused */
};

static void show(ts_arena *arena, ts_page *page, const scene *of)
{
    const ts_item clip = CLIPPED(passing), unclip = {.kind = TS_ITEM_UNCLIP};

    for (int i = 0; i < of->clips; i++)
        assert_true(ts_page_add(arena, page, clip));
    for (size_t i = 0; i < ITEMS; i++)
        assert_true(ts_page_add(arena, page, of->items[i]));
    for (int i = 0; i < of->clips; i++)
        assert_true(ts_page_add(arena, page, unclip));
}

static ts_status write_scene(sample s, const scene *of, ts_memo *memo, file *f)
{
    ts_page page = {.name = "scene", .width = 300, .height = 400}, *pages[] = {&page};
    const char *why = NULL;

    s.document.pages = pages;
    s.document.page_count = 1;
    show(s.arena, &page, of);
    return try_file(&s, of->options, memo, f, &why);
}

/* Refused by both, or the same bytes of both. */
static bool same_as_first(const sample *s, const scene *of, ts_memo *memo)
{
    file first, after;

    ts_memo_begin(memo);
    ts_status alone = write_scene(*s, of, NULL, &first), later = write_scene(*s, of, memo, &after);
    bool same = alone == later && first.size == after.size && (!first.size || !memcmp(first.data, after.data, first.size));
    free(first.data);
    free(after.data);
    return same;
}

static void a_stretch_is_found_only_as_it_was(void **state)
{
    const pair *p = *state;
    ts_memo *memo = ts_memo_new(SIZE_MAX, NULL);
    int others = 0;

    for (int round = 0; round <= ROUNDS; round++) /* kept, and found */
        assert_true(same_as_first(&p->back, &plain, memo));
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        scene changed = plain;
        memcpy((char *)&changed + changes[i].at, changes[i].value, changes[i].size);
        if (same_as_first(&p->back, &changed, memo))
            continue;
        print_error("found as it was before another %s\n", changes[i].name);
        others++;
    }
    assert_int_equal(others, 0);
    ts_memo_drop(memo);
}

/* ---- what the codes of a run depend on */

enum { RUNS = 3 };

/* Runs on one page; those that outlive their document have a digest. */
typedef struct row {
    const char *name;
    struct { const ts_run *run; double x, baseline; } runs[RUNS];
} row;

static const ts_run *first_run(const sample *s, size_t least)
{
    for (size_t p = 0; p < s->document.page_count; p++) {
        const ts_items *items = &s->document.pages[p]->items;
        for (size_t i = 0; i < items->count; i++) {
            const ts_run *run = items->items[i].kind == TS_ITEM_RUN ? items->items[i].u.run.run : NULL;
            if (run && run->count >= least && run->count == run->length && run->original == run->text)
                return run;
        }
    }
    fail_msg("the sample has no run of %zu glyphs", least);
    return NULL;
}

static ts_run *copy_run(ts_arena *arena, const ts_run *run)
{
    ts_run *copy = TS_NEW(arena, ts_run);
    ts_glyph *glyphs = TS_ARRAY(arena, ts_glyph, run->count);
    assert_true(copy && glyphs);
    memcpy(glyphs, run->glyphs, run->count * sizeof *glyphs);
    *copy = *run;
    copy->glyphs = glyphs;
    copy->text = copy->original = ts_arena_copy(arena, run->text, run->length);
    return copy;
}

/* Its first glyph says a soft hyphen there, and a letter where it comes again. */
static ts_run *say_softly(ts_arena *arena, const ts_run *run)
{
    ts_run *copy = copy_run(arena, run);
    char *text = ts_arena_alloc(arena, run->length + 1);
    assert_non_null(text);
    memcpy(text, "\xC2\xAD", 2);
    memcpy(text + 2, run->text + 1, run->length - 1);
    for (size_t i = 1; i < copy->count; i++)
        copy->glyphs[i].cluster++;
    copy->glyphs[4].id = copy->glyphs[0].id;
    copy->text = copy->original = text;
    copy->length = copy->original_length = run->length + 1;
    return copy;
}

/* As the room of text does it. */
static void make_lasting(ts_arena *arena, ts_run *run)
{
    unsigned char *digest = ts_arena_alloc(arena, TS_DIGEST_BYTES);
    ts_digest_raw(run->glyphs, run->count * sizeof *run->glyphs, digest);
    run->digest = digest;
}

static ts_status write_row(sample s, const row *of, ts_memo *memo, file *f)
{
    static const ts_swatch black = {.name = "Black", .cmyk = {0, 0, 0, 1}};
    ts_page page = {.name = "row", .width = 300, .height = 400}, *pages[] = {&page};
    const char *why = NULL;

    s.document.pages = pages;
    s.document.page_count = 1;
    for (size_t i = 0; i < RUNS && of->runs[i].run; i++) {
        ts_item item = {.kind = TS_ITEM_RUN, .u.run = {.run = of->runs[i].run, .x = of->runs[i].x, .baseline = of->runs[i].baseline,
                                                       .ink = {&black, 1}}};
        assert_true(ts_page_add(s.arena, &page, item));
    }
    return try_file(&s, (ts_pdf_options){.links = true}, memo, f, &why);
}

static void same_row_as_first(const sample *s, const row *of, ts_memo *memo)
{
    file first, after;

    ts_memo_begin(memo);
    assert_int_equal(write_row(*s, of, NULL, &first), TS_OK);
    assert_int_equal(write_row(*s, of, memo, &after), TS_OK);
    if (first.size != after.size || memcmp(first.data, after.data, first.size) != 0)
        fail_msg("found as it was before: %s", of->name);
    free(first.data);
    free(after.data);
}

static void codes_are_found_only_as_they_were(void **state)
{
    const pair *p = *state;
    ts_arena *arena = p->both.arena;
    const ts_run *sampled = first_run(&p->both, 8);
    ts_run *lasting = copy_run(arena, sampled), *other_one = copy_run(arena, sampled), *says_other = copy_run(arena, sampled),
           *raised = copy_run(arena, sampled), *uneven = copy_run(arena, sampled), *shorter = copy_run(arena, sampled),
           *moved = copy_run(arena, sampled);
    ((char *)(uintptr_t)says_other->text)[0] = says_other->text[0] == 'Q' ? 'q' : 'Q';
    for (size_t i = 0; i < raised->count; i++)
        raised->glyphs[i].dy = -2;
    uneven->glyphs[uneven->count - 1].dy = -1;
    shorter->count = shorter->length = shorter->original_length = 3;
    moved->glyphs[0].dx = moved->glyphs[4].dx = .75f;
    ts_run *softly = say_softly(arena, sampled), *const lasts[] = {lasting, raised, uneven, shorter, moved, softly};
    for (size_t i = 0; i < sizeof lasts / sizeof *lasts; i++)
        make_lasting(arena, lasts[i]);
    const double end = 40 + lasting->width;
    const row rows[] = {
        {"by itself", {{lasting, 40, 50}}},
        {"in another place", {{lasting, 90, 80}}},
        {"behind a run, with a gap that no number can say", {{other_one, 40, 50}, {lasting, end + .0004, 50}, {other_one, 2 * end, 50}}},
        {"behind a run, with a gap", {{other_one, 40, 50}, {lasting, end + 1.2345, 50}, {lasting, 2 * end, 50}}},
        {"behind raised type", {{raised, 40, 50}, {lasting, end, 50}, {raised, 2 * end, 50}}},
        {"with a last glyph that is raised", {{uneven, 40, 50}, {lasting, end, 50}, {uneven, 40, 110}}},
        {"with a glyph that is moved", {{moved, 40, 50}, {other_one, end, 50}, {moved, 40, 80}}},
        {"with glyphs that say something else", {{says_other, 40, 50}, {lasting, 40, 80}}},
        {"with a glyph that says a soft hyphen first", {{softly, 40, 50}, {lasting, 40, 80}, {softly, 40, 110}}},
        {"with other glyphs", {{shorter, 40, 50}}},
        {"with other glyphs still", {{first_run(&p->back, 12), 40, 80}, {lasting, 40, 50}, {shorter, 40, 90}}},
    };
    ts_memo *memo = ts_memo_new(SIZE_MAX, NULL);
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            same_row_as_first(&p->back, &rows[i], memo);
    ts_memo_drop(memo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(a_file_is_the_same_after_others, begin, end),
                                       cmocka_unit_test_setup_teardown(a_stretch_is_found_only_as_it_was, begin, end),
                                       cmocka_unit_test_setup_teardown(codes_are_found_only_as_they_were, begin, end)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
