/* What of a page's content is put together: a face and the edge around it are one path. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "device/haru_pdf.h"

#include <string.h>

static const ts_swatch red = {.name = "Red", .rgb = {1, 0, 0}, .dark = true}, blue = {.name = "Blue", .rgb = {0, 0, 1}, .dark = true};

static const ts_path *square(ts_arena *arena, double x)
{
    ts_path *path = ts_path_new(arena);
    ts_path_rect(path, (ts_rect){x, 0, 10, 10});
    return path;
}

static ts_item face(const ts_path *path, bool even_odd, double opacity)
{
    return (ts_item){.kind = TS_ITEM_FILL, .u.fill = {path, {.ink = {&red, 1}, .opacity = opacity}, even_odd}};
}

static ts_item edge(const ts_path *path, double opacity)
{
    return (ts_item){.kind = TS_ITEM_STROKE, .u.stroke = {path, {.ink = {&blue, 1}, .opacity = opacity}, {.width = 2}}};
}

/* The paths and the verbs that paint them. */
static void assert_painted(ts_arena *arena, const ts_item *items, size_t count, const char *text)
{
    const ts_pdf_options options = {0};
    ts_pdf pdf = {.arena = arena, .options = &options, .sink = ts_pdf_sink_new(arena, 7, &options)};
    assert_non_null(pdf.sink);
    ts_pdf_content *content = ts_pdf_content_new(&pdf);
    assert_non_null(content);
    for (size_t i = 0; i < count; i++)
        ts_pdf_paint(content, &items[i]);
    assert_false(ts_pdf_failed(&pdf) || content->out->failed);
    assert_int_equal(content->out->count, strlen(text));
    assert_memory_equal(content->out->items, text, content->out->count);
}

#define FACE "1 0 0 rg\n0 0 10 10 re\n"
#define LINE "0 0 1 RG\n2 w\n0 J\n0 j\n10 M\n[ ] 0 d\n"

static void a_face_and_its_edge_are_one_path(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    const ts_path *path = square(arena, 0), *twin = square(arena, 0), *other = square(arena, 20);
    const ts_item whole[] = {face(path, false, 1), edge(path, 1)}, again[] = {face(path, true, 1), edge(twin, 1), face(other, false, 1), edge(other, 1)};
    assert_painted(arena, whole, 2, "1 0 0 rg\n" LINE "0 0 10 10 re\nB\n");
    assert_painted(arena, again, 4, "1 0 0 rg\n" LINE "0 0 10 10 re\nB*\n20 0 10 10 re\nB\n");
    ts_arena_drop(arena);
}

/* A veil's edge would show what it covers, and what comes between would lie above it. */
static void others_are_painted_by_themselves(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    const ts_path *path = square(arena, 0), *other = square(arena, 20);
    const ts_item apart[] = {face(path, false, 1), edge(other, 1), edge(path, 1)}, between[] = {face(path, false, 1), face(other, true, 1), edge(path, 1)},
                  clipped[] = {{.kind = TS_ITEM_CLIP, .u.clip = {path, false}}, face(path, false, 1), {.kind = TS_ITEM_UNCLIP}, edge(path, 1)},
                  veil[] = {face(path, false, .5), edge(path, .5)};
    assert_painted(arena, apart, 3, FACE "f\n" LINE "20 0 10 10 re\nS\n0 0 10 10 re\nS\n");
    assert_painted(arena, between, 3, FACE "f\n20 0 10 10 re\nf*\n" LINE "0 0 10 10 re\nS\n");
    assert_painted(arena, clipped, 4, "q\n0 0 10 10 re\nW n\n" FACE "f\nQ\n" LINE "0 0 10 10 re\nS\n");
    assert_painted(arena, veil, 2, "/G4 gs\n" FACE "f\n" LINE "0 0 10 10 re\nS\n");
    ts_arena_drop(arena);
}

/* Its pattern is an ink like another where both are solid. */
static void an_edge_with_a_gradient_goes_with_its_face(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    const ts_path *path = square(arena, 0);
    const ts_stop stops[] = {{0, {&red, 1}}, {1, {&blue, 1}}};
    const ts_gradient rising = {.to = {10, 0}, .stops = stops, .count = 2};
    ts_item shaded = edge(path, 1);
    shaded.u.stroke.paint.gradient = &rising;
    const ts_item items[] = {face(path, false, 1), shaded};
    assert_painted(arena, items, 2, "1 0 0 rg\n/Pattern CS /P5 SCN\n2 w\n0 J\n0 j\n10 M\n[ ] 0 d\n0 0 10 10 re\nB\n");
    ts_arena_drop(arena);
}

/* Of two edges the first alone goes with the face, though all that it asks for was set before, and nothing stands between. */
static void a_second_edge_is_painted_by_itself(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    const ts_path *path = square(arena, 0), *other = square(arena, 20);
    ts_item thin = edge(path, 1);
    thin.u.stroke.stroke.width = 1;
    const ts_item items[] = {face(other, false, 1), edge(other, 1), face(path, false, 1), edge(path, 1), thin};
    assert_painted(arena, items, 5, "1 0 0 rg\n" LINE "20 0 10 10 re\nB\n0 0 10 10 re\nB\n1 w\n0 0 10 10 re\nS\n");
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_face_and_its_edge_are_one_path), cmocka_unit_test(others_are_painted_by_themselves),
                                       cmocka_unit_test(an_edge_with_a_gradient_goes_with_its_face),
                                       cmocka_unit_test(a_second_edge_is_painted_by_itself)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
