/* Flattened art comes back from a cache as it was drawn, and damaged bytes never lead astray. */
#include "easel.h"

#include "art/kept.h"

#include <stdlib.h>
#include <unistd.h>

static const char DRAWING[] =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 30'><defs>"
    "<linearGradient id='g'><stop offset='0' stop-color='#ff0000'/><stop offset='1' stop-color='#0000ff'/></linearGradient>"
    "<radialGradient id='r' cx='20' cy='15' r='9' gradientUnits='userSpaceOnUse'><stop offset='.2' stop-color='#00ff00'/>"
    "<stop offset='1' stop-color='#123456'/></radialGradient><clipPath id='c'><circle cx='9' cy='9' r='8'/></clipPath></defs>"
    "<rect x='1' y='2' width='10' height='8' fill='url(#g)' fill-opacity='.5'/>"
    "<path d='M0 0C1 2 3 4 5 6L7 8Z' fill='#abcdef' fill-rule='evenodd'/>"
    "<path d='M2 20h30' stroke='#ff0000' stroke-width='3' stroke-dasharray='4 1 2' stroke-dashoffset='1.5' fill='none' "
    "stroke-linecap='round' stroke-linejoin='bevel'/><g clip-path='url(#c)'><circle cx='12' cy='9' r='5' fill='url(#r)'/></g></svg>";

typedef struct shop {
    ts_arena *arena;
    ts_diags diags;
    char folder[64];
    const char *path, *cache;
} shop;

static shop open_shop(void)
{
    shop s = {.arena = ts_arena_new(0)};
    s.diags = ts_diags_new(s.arena);
    strcpy(s.folder, "/tmp/tearsheet-art-XXXXXX");
    assert_non_null(mkdtemp(s.folder));
    s.path = ts_arena_print(s.arena, "%s/drawing.svg", s.folder);
    s.cache = ts_arena_print(s.arena, "%s/cache", s.folder);
    FILE *file = fopen(s.path, "w");
    fputs(DRAWING, file);
    fclose(file);
    return s;
}

static void close_shop(shop *s)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", s->folder);
    assert_int_equal(system(command), 0);
    ts_arena_drop(s->arena);
}

static const ts_art *take(shop *s, ts_cache *cache)
{
    ts_art_means means = {plain_ink, s->arena, cache};
    const ts_art *art = ts_svg_load(s->arena, "drawing", s->path, &means, (ts_span){0}, &s->diags);
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
    shop s = open_shop();
    ts_cache *cache = ts_cache_open(s.arena, s.cache, 0);
    const ts_art *drawn = take(&s, NULL), *first = take(&s, cache), *again = take(&s, cache);
    assert_true(again->items.items != first->items.items && drawn->items.count >= 6);
    assert_string_equal(text_of(&s, again), text_of(&s, drawn));
    assert_memory_equal(&drawn->box, &again->box, sizeof drawn->box);
    assert_memory_equal(&drawn->ink_box, &again->ink_box, sizeof drawn->ink_box);
    assert_true(drawn->ink_area == again->ink_area && drawn->one_colour == again->one_colour);
    assert_string_equal(again->name, "drawing");
    close_shop(&s);
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
    shop s = open_shop();
    ts_cache *cache = ts_cache_open(s.arena, s.cache, 0);
    ts_art_means means = {one_ink, NULL, cache};
    const ts_art *drawn = take(&s, NULL);
    assert_non_null(ts_svg_load(s.arena, "drawing", s.path, &means, (ts_span){0}, &s.diags));
    assert_string_equal(text_of(&s, take(&s, cache)), text_of(&s, drawn));
    assert_string_equal(text_of(&s, take(&s, cache)), text_of(&s, drawn));
    close_shop(&s);
}

/* Every byte changed, and every end cut off, as if whole: it is drawn anew or is still art, and nothing else happens. */
static void test_damaged_art_leads_nowhere(void **state)
{
    (void)state;
    shop s = open_shop();
    ts_cache *cache = ts_cache_open(s.arena, s.cache, 0);
    unsigned char key[TS_DIGEST_BYTES];
    const char *why;
    const ts_source *source = ts_source_read(s.arena, s.path, &why);
    take(&s, cache);
    ts_digest *digest = ts_cache_key(s.arena, "art");
    ts_digest_add(digest, source->text, source->length);
    ts_digest_end_raw(digest, key);
    size_t count = 0;
    const unsigned char *whole = ts_cache_find(cache, "art", key, s.arena, &count);
    assert_non_null(whole);
    for (size_t at = 0; at < count; at++) {
        ts_arena *arena = ts_arena_new(0);
        ts_art_means means = {plain_ink, arena, cache};
        char *bytes = ts_arena_copy(arena, (const char *)whole, count);
        bytes[at] = (char)(bytes[at] ^ (at % 2 ? 0x80 : 0xFF));
        ts_cache_keep(cache, "art", key, bytes, count);
        ts_art_recall(cache, arena, source, &means);
        ts_cache_keep(cache, "art", key, whole, at);
        assert_null(ts_art_recall(cache, arena, source, &means));
        ts_arena_drop(arena);
    }
    close_shop(&s);
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
