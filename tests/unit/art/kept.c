/* Flattened art comes back from a cache as it was drawn, and damaged bytes never lead astray. */
#include "easel.h"

#include "../base/shop.h"

#include "art/kept.h"

#include <stdlib.h>

static const char DRAWING[] =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 30'><defs>"
    "<linearGradient id='g'><stop offset='0' stop-color='#ff0000'/><stop offset='1' stop-color='#0000ff'/></linearGradient>"
    "<radialGradient id='r' cx='20' cy='15' r='9' gradientUnits='userSpaceOnUse'><stop offset='.2' stop-color='#00ff00'/>"
    "<stop offset='1' stop-color='#123456'/></radialGradient><clipPath id='c'><circle cx='9' cy='9' r='8'/></clipPath></defs>"
    "<rect x='1' y='2' width='10' height='8' fill='url(#g)' fill-opacity='.5'/>"
    "<path d='M0 0C1 2 3 4 5 6L7 8Z' fill='#abcdef' fill-rule='evenodd'/>"
    "<path d='M2 20h30' stroke='#ff0000' stroke-width='3' stroke-dasharray='4 1 2' stroke-dashoffset='1.5' fill='none' "
    "stroke-linecap='round' stroke-linejoin='bevel'/><g clip-path='url(#c)'><circle cx='12' cy='9' r='5' fill='url(#r)'/></g></svg>";

/* Beside the cache in the shop's folder. */
static const char *draw(shop *s)
{
    const char *path = ts_arena_print(s->arena, "%s/drawing.svg", s->folder);
    FILE *file = fopen(path, "w");
    fputs(DRAWING, file);
    fclose(file);
    return path;
}

static const ts_art *take(shop *s, ts_cache *cache)
{
    ts_art_means means = {plain_ink, s->arena, cache};
    const ts_art *art = ts_svg_load(s->arena, "drawing", draw(s), &means, (ts_span){0}, &s->diags);
    assert_non_null(art);
    assert_int_equal(s->diags.count, 0);
    return art;
}

static const char *text_of(shop *s, const ts_art *art)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    for (size_t i = 0; i < art->items.count; i++)
        print_item(out, &art->items.items[i]);
    fclose(out);
    const char *copy = ts_arena_text(s->arena, text);
    free(text);
    return copy;
}

static void test_art_comes_back_as_it_was(void **state)
{
    (void)state;
    shop s = shop_open();
    const ts_art *drawn = take(&s, NULL), *first = take(&s, s.cache), *again = take(&s, s.cache);
    assert_true(again->items.items != first->items.items && drawn->items.count >= 6);
    assert_string_equal(text_of(&s, again), text_of(&s, drawn));
    assert_memory_equal(&drawn->box, &again->box, sizeof drawn->box);
    assert_memory_equal(&drawn->ink_box, &again->ink_box, sizeof drawn->ink_box);
    assert_true(drawn->ink_area == again->ink_area && drawn->one_colour == again->one_colour);
    assert_string_equal(again->name, "drawing");
    shop_close(&s);
}

static ts_ink one_ink(void *user, const double rgb[3])
{
    static const ts_swatch black = {.name = "Black"};
    (void)user;
    (void)rgb;
    return (ts_ink){&black, 1};
}

/* A sheet maps several colours of a file to one ink: another's inks are its own all the same. */
static void test_a_sheet_of_one_ink_leaves_nothing_to_others(void **state)
{
    (void)state;
    shop s = shop_open();
    ts_art_means means = {one_ink, NULL, s.cache};
    const ts_art *drawn = take(&s, NULL);
    assert_non_null(ts_svg_load(s.arena, "drawing", draw(&s), &means, (ts_span){0}, &s.diags));
    assert_string_equal(text_of(&s, take(&s, s.cache)), text_of(&s, drawn));
    assert_string_equal(text_of(&s, take(&s, s.cache)), text_of(&s, drawn));
    shop_close(&s);
}

typedef struct recalling {
    shop *s;
    const ts_source *source;
} recalling;

static void assert_numbers(shop *s, const ts_art *art)
{
    const char *text = text_of(s, art);
    if (strstr(text, "nan") || strstr(text, "inf"))
        fail_msg("%s", text);
    assert_true(isfinite(art->box.x) && isfinite(art->box.y) && isfinite(art->box.w) && isfinite(art->box.h));
    assert_true(isfinite(art->ink_box.x) && isfinite(art->ink_box.y) && isfinite(art->ink_box.w) && isfinite(art->ink_box.h));
    assert_true(isfinite(art->ink_area));
}

static bool recall(void *user, ts_arena *arena)
{
    const recalling *r = user;
    ts_art_means means = {plain_ink, arena, r->s->cache};
    const ts_art *art = ts_art_recall(r->s->cache, arena, r->source, &means);
    if (art)
        assert_numbers(r->s, art);
    return art;
}

static void test_damaged_art_leads_nowhere(void **state)
{
    (void)state;
    shop s = shop_open();
    const char *why;
    recalling r = {&s, ts_source_read(s.arena, draw(&s), &why)};
    take(&s, s.cache);
    shop_damage(&s, "art", recall, &r, false);
    shop_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_art_comes_back_as_it_was),
        cmocka_unit_test(test_a_sheet_of_one_ink_leaves_nothing_to_others),
        cmocka_unit_test(test_damaged_art_leads_nowhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
