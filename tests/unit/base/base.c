/* Arenas, maps, sources and diagnostics: what everything else stands on. */
#include "base/diag.h"
#include "base/json.h"
#include "base/map.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define IS_TAKEN_BACK(p) __asan_address_is_poisoned(p)
#else
#define IS_TAKEN_BACK(p) ((void)(p), true)
#endif

static void arena_is_zeroed_and_stops_at_its_limit(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(1000);
    unsigned char *bytes = ts_arena_alloc(arena, 500);
    for (int i = 0; i < 500; i++)
        assert_int_equal(bytes[i], 0);
    assert_null(ts_arena_alloc(arena, 501));
    assert_true(ts_arena_failed(arena));
    assert_null(ts_arena_alloc(arena, 1));
    ts_arena_drop(arena);
}

static void arena_that_is_reset_is_as_a_new_one(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(3 << 20);
    const size_t sizes[] = {100, 5000, 90000, 70000, 3000000, 10, 3000000, 0};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (size_t part = 0; part < 4; part++) {
            unsigned char *bytes = part == 2 ? ts_arena_room(arena, sizes[i] / 4) : ts_arena_alloc(arena, sizes[i] / 4);
            for (size_t k = 0; part != 2 && k < sizes[i] / 4; k++)
                assert_int_equal(bytes[k], 0);
            memset(bytes, 0xA5, sizes[i] / 4);
        }
        assert_null(ts_arena_alloc(arena, 4 << 20));
        assert_true(ts_arena_failed(arena));
        ts_arena_reset(arena);
        assert_false(ts_arena_failed(arena));
        assert_int_equal(ts_arena_used(arena), 0);
    }
    ts_arena_drop(arena);
}

static void arena_arrays_refuse_overflow(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    assert_null(ts_arena_array(arena, SIZE_MAX / 4, 16));
    ts_arena_forgive(arena);
    assert_null(ts_arena_array_room(arena, SIZE_MAX / 4, 16));
    ts_arena_drop(arena);
}

static void note_order(void *handle)
{
    char **at = handle;
    *(*at)++ = 'x';
}

static void deferred_handles_are_released_with_the_arena(void **state)
{
    (void)state;
    char log[4] = {0}, *at = log;
    ts_arena *arena = ts_arena_new(0);
    assert_true(ts_arena_defer(arena, note_order, &at));
    assert_true(ts_arena_defer(arena, note_order, &at));
    assert_string_equal(log, "");
    ts_arena_drop(arena);
    assert_string_equal(log, "xx");
}

static void a_scratch_has_the_same_memory_again(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    char *lasting = ts_arena_text(arena, "lasts");
    ts_scratch scratch = ts_scratch_begin(arena);
    char *first = ts_arena_text(scratch.arena, "first");
    ts_scratch_end(&scratch);
    assert_true(IS_TAKEN_BACK(first) && IS_TAKEN_BACK(lasting + sizeof "lasts"));
    scratch = ts_scratch_begin(arena);
    assert_ptr_equal(ts_arena_text(scratch.arena, "again"), first);
    ts_scratch_end(&scratch);
    assert_string_equal(lasting, "lasts");
    assert_int_equal(ts_arena_used(arena), 16);
    ts_arena_drop(arena);
}

/* Small, more than a block, beyond what is left of one; with a handle each time. */
static void a_scratch_in_a_scratch_ends_alone(void **state)
{
    (void)state;
    const size_t sizes[] = {16, 100000, 60000, 300000};
    char log[16] = {0}, *at = log;
    ts_arena *arena = ts_arena_new(0);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        ts_scratch outer = ts_scratch_begin(arena);
        char *text = ts_arena_text(outer.arena, "of the outer one");
        size_t used = ts_arena_used(outer.arena);
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
            ts_scratch inner = ts_scratch_begin(arena);
            memset(ts_arena_room(inner.arena, sizes[i]), 0xA5, sizes[i]);
            memset(ts_arena_room(inner.arena, sizes[k]), 0xA5, sizes[k]);
            assert_true(k || ts_arena_defer(inner.arena, note_order, &at));
            ts_scratch_end(&inner);
            assert_int_equal(ts_arena_used(outer.arena), used);
            assert_int_equal(strlen(log), i + 1);
        }
        assert_string_equal(text, "of the outer one");
        ts_scratch_end(&outer);
    }
    ts_arena_drop(arena);
}

static void an_arena_fails_with_its_scratch(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(1000);
    ts_scratch scratch = ts_scratch_begin(arena);
    assert_null(ts_arena_room(scratch.arena, 1001));
    ts_scratch_end(&scratch);
    assert_true(ts_arena_failed(arena));
    ts_arena_reset(arena);
    scratch = ts_scratch_begin(arena);
    assert_non_null(ts_arena_room(scratch.arena, 1000));
    ts_scratch_end(&scratch);
    assert_false(ts_arena_failed(arena));
    ts_arena_drop(arena);
}

static void a_scratch_is_stopped_with_its_arena(void **state)
{
    (void)state;
    atomic_bool stop = false;
    ts_arena *arena = ts_arena_new(0);
    ts_arena_heed(arena, &stop);
    ts_scratch scratch = ts_scratch_begin(arena);
    assert_non_null(ts_arena_room(scratch.arena, 1));
    stop = true;
    assert_null(ts_arena_room(scratch.arena, 1));
    ts_scratch_end(&scratch);
    ts_arena_drop(arena);
}

static void a_print_has_any_length(void **state)
{
    (void)state;
    static const size_t lengths[] = {0, 1, 254, 255, 256, 257, 5000};
    ts_arena *arena = ts_arena_new(0);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        char *text = ts_arena_print(arena, "%*s", (int)lengths[i], "");
        assert_int_equal(strlen(text), lengths[i]);
        assert_int_equal(strspn(text, " "), lengths[i]);
    }
    ts_arena_drop(arena);
}

#define SAME_PRINT(...) do { \
        char *text = ts_arena_print(arena, __VA_ARGS__); \
        assert_non_null(text); \
        assert_string_equal(text, (snprintf(expected, sizeof expected, __VA_ARGS__), expected)); \
    } while (0)

/* Most formats go past the C library. */
static void a_print_is_that_of_the_library(void **state)
{
    (void)state;
    char expected[1024], words[600];
    ts_arena *arena = ts_arena_new(0);
    SAME_PRINT("%s", "");
    SAME_PRINT("100 %% of %s", "it");
    SAME_PRINT("%d %d %d %d", 0, -1, INT_MAX, INT_MIN);
    SAME_PRINT("%zu and %zu", (size_t)0, SIZE_MAX);
    SAME_PRINT("%5d|%-3s|%.2f|%x|%ld", 7, "a", 2.345, 255, 3L); /* these do not */
    SAME_PRINT("%s: %.*s, then %d", "one", 2, "two", 3);
    for (size_t length = 240; length < 270; length++) { /* about as long as what is printed at once */
        memset(words, 'w', length);
        words[length] = 0;
        SAME_PRINT("%s%d", words, 42);
        SAME_PRINT("%d%s", 42, words);
    }
    ts_arena_drop(arena);
}

static void a_text_grows_by_what_is_put_behind_it(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_growing_text text = {0};
    char expected[1001] = "";
    for (int i = 0; i < 100; i++) {
        assert_true(ts_arena_append(arena, &text, "0123456789", 10));
        strcat(expected, "0123456789");
        if (i == 30) /* something stands in its way */
            assert_non_null(ts_arena_alloc(arena, 1));
        assert_string_equal(text.items, expected);
    }
    assert_true(text.count == 1000 && text.capacity < 2048);
    ts_arena_drop(arena);
}

typedef struct numbers {
    int *items;
    size_t count, capacity;
} numbers;

/* Two lists that grow in turn stand in each other's way; one alone grows where it is. */
static void a_list_grows_where_it_is_or_moves(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    numbers alone = {0}, lists[2] = {{0}, {0}};
    for (int i = 0; i < 3000; i++)
        assert_true(TS_PUSH(arena, &alone, i));
    assert_true(ts_arena_used(arena) == alone.capacity * sizeof(int));
    for (int i = 0; i < 1000; i++)
        assert_true(TS_PUSH(arena, &lists[i % 2], i));
    for (int i = 0; i < 3000; i++)
        assert_int_equal(alone.items[i], i);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(lists[i % 2].items[i / 2], i);
    ts_arena_drop(arena);
}

static void a_list_ends_at_the_limit_with_what_it_holds(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(1000);
    numbers list = {0};
    int count = 0;
    while (TS_PUSH(arena, &list, count))
        count++;
    assert_true(ts_arena_failed(arena) && count == 128);
    assert_int_equal(list.items[127], 127);
    ts_arena_drop(arena);
}

static void a_text_is_widened_with_what_it_holds(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(100000);
    char *bytes = NULL;
    size_t capacity = 0;
    for (size_t count = 0; count < 20000; count++) {
        assert_true(ts_arena_widen(arena, &bytes, &capacity, count, 1));
        bytes[count] = (char)('a' + count % 26);
    }
    for (size_t i = 0; i < 20000; i++)
        assert_int_equal(bytes[i], 'a' + i % 26);
    assert_false(ts_arena_widen(arena, &bytes, &capacity, 20000, SIZE_MAX - 20000));
    assert_true(ts_arena_failed(arena));
    ts_arena_drop(arena);
}

/* Who chooses names that meet in the slots of one map has chosen nothing for another. */
static void names_lie_otherwise_in_each_map(void **state)
{
    (void)state;
    enum { NAMES = 64 };
    ts_arena *arena = ts_arena_new(0);
    ts_map one = {0}, other = {0};
    for (int i = 0; i < NAMES; i++) {
        const char *name = ts_arena_print(arena, "%.*s%d", i % 17, "sixteen and a bit", i);
        assert_true(ts_map_put(arena, &one, name, &one) && ts_map_put(arena, &other, name, &other));
    }
    assert_int_equal(one.slot_count, other.slot_count);
    assert_memory_not_equal(one.slots, other.slots, one.slot_count * sizeof *one.slots);
    for (size_t i = 0; i < one.count; i++)
        assert_ptr_equal(ts_map_find(&one, other.items[i].name), &one);
    ts_arena_drop(arena);
}

static void map_keeps_the_order_of_coming(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_map map = {0};
    int values[100];
    for (int i = 0; i < 100; i++)
        assert_true(ts_map_put(arena, &map, ts_arena_print(arena, "name-%d", 99 - i), &values[i]));
    assert_true(ts_map_put(arena, &map, "name-50", &values[0]));
    assert_int_equal(map.count, 100);
    assert_string_equal(map.items[0].name, "name-99");
    assert_ptr_equal(ts_map_find(&map, "name-50"), &values[0]);
    assert_null(ts_map_find(&map, "name-100"));
    ts_arena_drop(arena);
}

/* "a", "b", "aa", "ba", ...: of each length to 40 bytes two that differ in one byte, at every place. */
static void map_tells_names_of_any_length_apart(void **state)
{
    (void)state;
    enum { LONGEST = 40 };
    static const char letters[LONGEST + 1] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    static int values[LONGEST + 1][LONGEST + 1];
    ts_arena *arena = ts_arena_new(0);
    ts_map map = {0};
    for (size_t length = 0; length <= LONGEST; length++) {
        for (size_t at = 0; at <= length; at++) {
            char *name = ts_arena_copy(arena, letters, length);
            name[at] = at < length ? 'b' : '\0';
            assert_null(ts_map_find(&map, name));
            assert_true(ts_map_put(arena, &map, name, &values[length][at]));
        }
    }
    for (size_t length = 0; length <= LONGEST; length++) {
        for (size_t at = 0; at <= length; at++) {
            char *name = ts_arena_copy(arena, letters, length);
            name[at] = at < length ? 'b' : '\0';
            assert_ptr_equal(ts_map_find(&map, name), &values[length][at]);
        }
    }
    ts_arena_drop(arena);
}

static void the_nearest_name_is_the_likely_one(void **state)
{
    (void)state;
    const char *names[] = {"Midnight", "Pacific", "Poppy"};
    assert_string_equal(ts_nearest(names, 3, "Midnite"), "Midnight");
    assert_string_equal(ts_nearest(names, 3, "Pcaific"), "Pacific");
    assert_null(ts_nearest(names, 3, "Chartreuse"));
}

static void places_count_lines_and_code_points(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    const char *text = "one\ntw\xC3\xB3 = 2\n";
    const ts_source *source = ts_source_wrap(arena, "t", text, strlen(text));
    ts_place place = ts_source_place(source, 9); /* the = after the two-byte o */
    assert_int_equal(place.line, 2);
    assert_int_equal(place.column, 5);
    ts_arena_drop(arena);
}

static char *printed(ts_diags *diags, void (*print)(const ts_diags *, FILE *))
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    print(diags, out);
    fclose(out);
    return text;
}

static void a_diagnostic_shows_the_place(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    const char *text = "{\n  \"inset\": \"-3mm\",\n}";
    const ts_source *source = ts_source_wrap(arena, "layouts/port.json", text, strlen(text));
    ts_error(&diags, (ts_span){source, 13, 19}, "length", "inset cannot be negative");
    char *out = printed(&diags, ts_diags_print);
    assert_string_equal(out, "layouts/port.json:2:12: error: inset cannot be negative [length]\n"
                             "    2 |   \"inset\": \"-3mm\",\n"
                             "      |            ^~~~~~\n");
    free(out);
    out = printed(&diags, ts_diags_print_json);
    assert_string_equal(out, "{\"file\":\"layouts/port.json\",\"line\":2,\"column\":12,\"severity\":\"error\","
                             "\"rule\":\"length\",\"message\":\"inset cannot be negative\",\"hint\":null}\n");
    free(out);
    ts_arena_drop(arena);
}

/* One annotation a line, whatever stands in a name or a message. */
static void an_annotation_is_one_line(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    const char *text = "{\n  \"inset\": 1 }";
    const ts_source *source = ts_source_wrap(arena, "a,b:c.json", text, strlen(text));
    ts_error(&diags, (ts_span){source, 4, 11}, "length", "100%% of\n::error::it");
    ts_warn(&diags, (ts_span){0}, "stale", "old: 2,019");
    char *out = printed(&diags, ts_diags_print_github);
    assert_string_equal(out, "::error file=a%2Cb%3Ac.json,line=2,col=3,title=length::100%25 of%0A::error::it\n"
                             "::warning title=stale::old: 2,019\n");
    free(out);
    ts_arena_drop(arena);
}

/* What is no UTF-8 (a table's cell in another encoding) shows as U+FFFD; a control character, the C1 ones too (U+009B
 * begins a terminal's command), as a space; the marker stays under its place. */
static void a_line_shows_nothing_but_text(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    const char *text = "a\xED" "b \xC2\x9B" "2J \x1B c";
    const ts_source *source = ts_source_wrap(arena, "t.csv", text, strlen(text));
    ts_error(&diags, (ts_span){source, 2, 3}, "table", "here \xC2\x9B");
    char *out = printed(&diags, ts_diags_print);
    assert_string_equal(out, "t.csv:1:3: error: here   [table]\n    1 | a\xEF\xBF\xBD" "b  2J   c\n      |   ^\n");
    free(out);
    ts_arena_drop(arena);
}

static void a_long_line_is_cut_between_characters(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    for (size_t lead = 0; lead < 3; lead++) { /* one of them would cut a character of three bytes */
        char line[700] = "", *text = NULL;
        memset(line, 'x', lead);
        for (int i = 0; i < 200; i++)
            strcat(line, "\xE2\x82\xAC");
        ts_diags diags = ts_diags_new(arena);
        const ts_source *source = ts_source_wrap(arena, "t", line, strlen(line));
        size_t size;
        ts_error(&diags, (ts_span){source, 0, 1}, "rule", "message");
        FILE *out = open_memstream(&text, &size);
        ts_diags_print(&diags, out);
        fclose(out);
        assert_int_equal(ts_utf8_check(text, size), size);
        assert_true(size < 300);
        free(text);
    }
    ts_arena_drop(arena);
}

static void the_same_diagnostic_is_kept_once_and_all_are_sorted_by_place(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    const ts_source *source = ts_source_wrap(arena, "a", "0123456789", 10);
    ts_error(&diags, (ts_span){source, 5, 6}, "late", "second");
    ts_error(&diags, (ts_span){source, 1, 2}, "early", "first");
    ts_error(&diags, (ts_span){source, 5, 6}, "late", "second");
    ts_diags_sort(&diags);
    assert_int_equal(diags.count, 2);
    assert_int_equal(diags.errors, 2);
    assert_string_equal(diags.items[0].rule, "early");
    ts_arena_drop(arena);
}

static void errors_of_one_cause_are_told_once(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    const ts_source *source = ts_source_wrap(arena, "a", "0123456789", 10);
    static const struct {
        uint32_t at;
        ts_severity severity;
        const char *message, *cause, *subject;
    } told[] = {{7, TS_ERROR, "a is gone", "x is 2", "\"a\""}, {8, TS_NOTE, "s has 1", "x is 2", NULL}, {1, TS_ERROR, "b is gone", "x is 2", "\"b\""},
                {9, TS_NOTE, "t has 1", "x is 2", NULL}, {9, TS_NOTE, "t has 4", "y is 3", NULL}, {2, TS_ERROR, "c is red", NULL, NULL},
                {3, TS_WARNING, "d is gone", "x is 2", "\"d\""}, {4, TS_ERROR, "a is gone here, too", "x is 2", "\"a\""},
                {5, TS_ERROR, "e is gone", "y is 3", "\"e\""}, {6, TS_ERROR, "f is gone", "x is 2", "the f of line 2"},
                {1, TS_NOTE, "s has 1", "x is 2", NULL}, {2, TS_NOTE, "u has 1", "x is 2", "u of 1"}, {3, TS_NOTE, "u of g has 1", "x is 2", "u of 1"},
                {4, TS_NOTE, "u has 2", "x is 2", "u of 2"}};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        ts_diag_add(&diags, (ts_diag){.severity = told[i].severity, .span = {source, told[i].at, told[i].at + 1}, .rule = "value",
                                      .message = told[i].message, .cause = told[i].cause, .subject = told[i].subject});
    ts_diags_join(&diags);
    static const char *const left[] = {"a is gone; because x is 2, the same goes for 2 more: \"b\", the f of line 2", "s has 1", "t has 1",
                                       "t has 4", "c is red", "d is gone", "e is gone", "u has 1", "u has 2"};
    assert_int_equal(diags.count, sizeof left / sizeof *left);
    assert_int_equal(diags.errors, 3);
    assert_int_equal(diags.warnings, 1);
    for (size_t i = 0; i < diags.count; i++)
        assert_string_equal(diags.items[i].message, left[i]);
    ts_arena_drop(arena);
}

/* More errors of one cause, each about a number of its own unless they are all about the one; the first's message. */
static const char *joined(ts_diags *diags, size_t count, bool own)
{
    const ts_source *source = ts_source_wrap(diags->arena, "a", "0123456789", 10);
    for (size_t i = 0; i < count; i++)
        ts_diag_add(diags, (ts_diag){.severity = TS_ERROR, .span = {source, (uint32_t)(i % 10), 10}, .rule = "value",
                                     .message = ts_arena_print(diags->arena, "%zu is gone", i), .cause = "x is 2",
                                     .subject = ts_arena_print(diags->arena, "n%zu", own ? i : 0)});
    ts_diags_join(diags);
    return diags->items[0].message;
}

static void a_cause_names_others_or_leaves_places(void **state)
{
    (void)state;
    static const struct {
        size_t count;
        bool own;
        size_t left;
        const char *end;
    } cases[] = {{3, false, 3, "0 is gone"}, {41, true, 1, "n39, n40"}, {42, true, 1, "n40 ..."}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ts_arena *arena = ts_arena_new(0);
        ts_diags diags = ts_diags_new(arena);
        const char *message = joined(&diags, cases[i].count, cases[i].own);
        assert_int_equal(diags.count, cases[i].left);
        assert_int_equal(diags.errors, cases[i].left);
        assert_true(strlen(message) >= strlen(cases[i].end));
        assert_string_equal(message + strlen(message) - strlen(cases[i].end), cases[i].end);
        ts_arena_drop(arena);
    }
}

static void what_was_used_elsewhere_says_where(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    const ts_source *brand = ts_source_wrap(arena, "brand", "0123456789", 10), *sheet = ts_source_wrap(arena, "sheet", "a\nbc", 4);
    ts_error(&diags, (ts_span){brand, 5, 6}, "style", "first"); /* the brand by itself, */
    diags.used = (ts_span){sheet, 3, 4};
    ts_error(&diags, (ts_span){brand, 5, 6}, "style", "first"); /* then drawn */
    diags.used = (ts_span){sheet, 0, 1};
    ts_error(&diags, (ts_span){brand, 5, 6}, "style", "first");
    ts_diag_add(&diags, (ts_diag){.severity = TS_NOTE, .span = {brand, 7, 8}, .rule = "moment", .message = "second"});
    assert_int_equal(diags.count, 2);
    assert_string_equal(ts_diag_sentence(&diags.items[0], arena), "first (used at sheet:2:2)");
    assert_string_equal(ts_diag_sentence(&diags.items[1], arena), "second");
    char *out = printed(&diags, ts_diags_print_json);
    assert_non_null(strstr(out, "first (used at sheet:2:2)"));
    free(out);
    ts_arena_drop(arena);
}

static void utf8_refuses_what_rfc_3629_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC3"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(ts_utf8_check(bad[i], strlen(bad[i])), 0);
    const char *good = "a\xC3\xB3\xE2\x82\xAC\xF0\x9F\x98\x80";
    assert_int_equal(ts_utf8_check(good, strlen(good)), strlen(good));
    assert_int_equal(ts_utf8_count(good, strlen(good)), 4);
}

static char *object_of(ts_arena *arena, int members, size_t *length)
{
    char *text = ts_arena_alloc(arena, (size_t)members * 16 + 3);
    size_t at = (size_t)sprintf(text, "{");
    for (int i = 0; i < members; i++)
        at += (size_t)sprintf(text + at, "%s\"m%d\":0", i ? "," : "", i);
    *length = at + (size_t)sprintf(text + at, "}");
    return text;
}

static void an_object_has_a_bounded_number_of_members(void **state)
{
    (void)state;
    for (int more = 0; more < 2; more++) {
        ts_arena *arena = ts_arena_new(0);
        ts_diags diags = ts_diags_new(arena);
        size_t length;
        const char *text = object_of(arena, TS_JSON_MEMBERS + more, &length);
        const ts_json *root = ts_json_parse(arena, ts_source_wrap(arena, "big.json", text, length), &diags);
        assert_int_equal(root == NULL, more);
        assert_int_equal(diags.errors, more);
        ts_arena_drop(arena);
    }
}

static void a_control_character_is_not_printed(void **state)
{
    (void)state;
    ts_arena *arena = ts_arena_new(0);
    ts_diags diags = ts_diags_new(arena);
    ts_error(&diags, (ts_span){NULL, 0, 0}, "member", "unknown \x1b[31m\nname");
    char *out = printed(&diags, ts_diags_print);
    assert_string_equal(out, "tearsheet: error: unknown  [31m name [member]\n");
    free(out);
    ts_arena_drop(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_is_zeroed_and_stops_at_its_limit),
        cmocka_unit_test(arena_that_is_reset_is_as_a_new_one),
        cmocka_unit_test(arena_arrays_refuse_overflow),
        cmocka_unit_test(deferred_handles_are_released_with_the_arena),
        cmocka_unit_test(a_scratch_has_the_same_memory_again),
        cmocka_unit_test(a_scratch_in_a_scratch_ends_alone),
        cmocka_unit_test(an_arena_fails_with_its_scratch),
        cmocka_unit_test(a_scratch_is_stopped_with_its_arena),
        cmocka_unit_test(a_print_has_any_length),
        cmocka_unit_test(a_print_is_that_of_the_library),
        cmocka_unit_test(a_text_grows_by_what_is_put_behind_it),
        cmocka_unit_test(a_list_grows_where_it_is_or_moves),
        cmocka_unit_test(a_list_ends_at_the_limit_with_what_it_holds),
        cmocka_unit_test(a_text_is_widened_with_what_it_holds),
        cmocka_unit_test(map_keeps_the_order_of_coming),
        cmocka_unit_test(names_lie_otherwise_in_each_map),
        cmocka_unit_test(map_tells_names_of_any_length_apart),
        cmocka_unit_test(the_nearest_name_is_the_likely_one),
        cmocka_unit_test(places_count_lines_and_code_points),
        cmocka_unit_test(a_diagnostic_shows_the_place),
        cmocka_unit_test(an_annotation_is_one_line),
        cmocka_unit_test(a_line_shows_nothing_but_text),
        cmocka_unit_test(a_long_line_is_cut_between_characters),
        cmocka_unit_test(the_same_diagnostic_is_kept_once_and_all_are_sorted_by_place),
        cmocka_unit_test(errors_of_one_cause_are_told_once),
        cmocka_unit_test(a_cause_names_others_or_leaves_places),
        cmocka_unit_test(what_was_used_elsewhere_says_where),
        cmocka_unit_test(utf8_refuses_what_rfc_3629_refuses),
        cmocka_unit_test(an_object_has_a_bounded_number_of_members),
        cmocka_unit_test(a_control_character_is_not_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
