/* What a typesetter remembers: it makes no difference to the lines, only to the time. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "faces.h"

#include "base/digest.h"
#include "text/kept.h"
#include "text/shapes.h"

#include <stdio.h>

static ts_hyphens *english;

enum { PLENTY = 8 << 20 };

static int open_all(void **state)
{
    const char *why;
    if (open_faces(state) != 0)
        return -1;
    english = ts_hyphens_load(face.arena, "fonts/hyph_en_US.dic", &why);
    return english ? 0 : -1;
}

static const char *const TOGETHER[] = {"New quay", "Old bridge"};
static const ts_feature FEATURES[] = {{"tnum", true}};
static const ts_rect BOXES[] = {{0, 0, 120, 30}, {130, 0, 90, 0}};
static const ts_text_obstacle OBSTACLE = {{60, 0, 40, 20}, false};
static const ts_tab TABS[] = {{40, TS_TAB_LEFT, "."}};

typedef struct text { /* one of everything that lines depend on; each test changes one thing */
    ts_type type, small;
    ts_text_piece pieces[3];
    ts_text_paragraph paragraphs[2];
    ts_text_areas areas;
    bool flows;
} text;

static text make_text(void)
{
    return (text){
        .type = {.font = face.inter, .size = 9, .leading = 12, .tracking = 3, .language = "en", .features = FEATURES,
                 .feature_count = 1},
        .small = {.font = face.bold, .size = 6, .leading = 12, .rise = 3, .language = "en"},
        .areas = {.boxes = BOXES, .count = 2, .obstacles = &OBSTACLE, .obstacle_count = 1},
    };
}

static const char MORE[] = " New quay and more manufacturing here \u6F22";

/* Pointers into the text itself, which moved when it was made. */
static void tie(text *t, const char *words)
{
    t->pieces[0] = (ts_text_piece){words, strlen(words), &t->type, 7, false};
    t->pieces[1] = (ts_text_piece){"12", 2, &t->small, 8, true};
    t->pieces[2] = (ts_text_piece){MORE, strlen(MORE), &t->type, 9, false};
    for (size_t i = 0; i < 2; i++) {
        t->paragraphs[i] = (ts_text_paragraph){.pieces = t->pieces, .count = 3, .type = &t->type};
        t->paragraphs[i].rules = (ts_setting_rules){.measure = 110, .space_before = 4, .together = TOGETHER,
                                                    .together_count = 2, .hyphenation = {.patterns = english}};
    }
}

static const ts_block *set_in(ts_typesetter *setter, ts_arena *arena, const text *t)
{
    const ts_block *block = t->flows ? ts_text_flow(setter, arena, t->paragraphs, 2, &t->areas)
                                     : ts_text_set(setter, arena, t->paragraphs, 2);
    assert_non_null(block);
    return block;
}

static void same_type(const ts_type *a, const ts_type *b)
{
    assert_ptr_equal(a->font, b->font);
    near(a->size, b->size, 0);
    near(a->leading, b->leading, 0);
    near(a->tracking, b->tracking, 0);
    near(a->rise, b->rise, 0);
    assert_int_equal(a->capitals, b->capitals);
    assert_int_equal(a->language != NULL, b->language != NULL);
    if (a->language)
        assert_string_equal(a->language, b->language);
    assert_int_equal(a->feature_count, b->feature_count);
    if (a->feature_count)
        assert_memory_equal(a->features, b->features, a->feature_count * sizeof *a->features);
}

static void same_run(const ts_run *a, const ts_run *b)
{
    same_type(a->type, b->type);
    assert_ptr_equal(a->font, b->font);
    assert_int_equal(a->user, b->user);
    assert_int_equal(a->rtl, b->rtl);
    assert_int_equal(a->length, b->length);
    assert_memory_equal(a->text, b->text, a->length);
    assert_int_equal(a->original_length, b->original_length);
    assert_memory_equal(a->original, b->original, a->original_length);
    near(a->x, b->x, 0);
    near(a->width, b->width, 0);
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(a->glyphs[i].id, b->glyphs[i].id);
        assert_int_equal(a->glyphs[i].cluster, b->glyphs[i].cluster);
        near(a->glyphs[i].advance, b->glyphs[i].advance, 0);
        near(a->glyphs[i].dx, b->glyphs[i].dx, 0);
        near(a->glyphs[i].dy, b->glyphs[i].dy, 0);
    }
}

static void same_line(const ts_line *a, const ts_line *b)
{
    near(a->x, b->x, 0);
    near(a->baseline, b->baseline, 0);
    near(a->width, b->width, 0);
    assert_int_equal(a->paragraph, b->paragraph);
    assert_int_equal(a->area, b->area);
    assert_int_equal(a->starts_paragraph, b->starts_paragraph);
    assert_int_equal(a->ends_paragraph, b->ends_paragraph);
    assert_int_equal(a->hyphenated, b->hyphenated);
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++)
        same_run(&a->runs[i], &b->runs[i]);
}

static void same_block(const ts_block *a, const ts_block *b)
{
    near(a->width, b->width, 0);
    near(a->height, b->height, 0);
    near(a->first_baseline, b->first_baseline, 0);
    near(a->last_baseline, b->last_baseline, 0);
    assert_int_equal(a->too_wide, b->too_wide);
    assert_int_equal(a->end.paragraph, b->end.paragraph);
    assert_int_equal(a->end.unit, b->end.unit);
    assert_int_equal(a->comparisons, b->comparisons);
    assert_int_equal(a->lost_count, b->lost_count);
    for (size_t i = 0; i < a->lost_count; i++) {
        assert_int_equal(a->lost[i].code_point, b->lost[i].code_point);
        assert_string_equal(a->lost[i].font, b->lost[i].font);
        assert_int_equal(a->lost[i].user, b->lost[i].user);
    }
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++)
        same_line(&a->lines[i], &b->lines[i]);
}

static const char WORDS[] = "The New quay opened, and manufacturing grew by 1994 crates";

static void lines_are_the_same_with_and_without_memory(void **state)
{
    (void)state;
    ts_typesetter *with = ts_typesetter_new(PLENTY), *without = ts_typesetter_new(0);
    for (int flows = 0; flows < 2; flows++) {
        text t = make_text();
        tie(&t, WORDS);
        t.flows = flows;
        const ts_block *fresh = set_in(without, face.arena, &t);
        assert_true(fresh->count > 3 && fresh->lost_count == 1);
        same_block(set_in(with, face.arena, &t), fresh);
        same_block(set_in(with, face.arena, &t), fresh);
    }
    assert_int_equal(ts_typesetter_count(with).texts, 4);
    assert_int_equal(ts_typesetter_count(with).found, 2);
    assert_int_equal(ts_typesetter_count(with).comparisons, ts_typesetter_count(without).comparisons);
    assert_int_equal(ts_typesetter_count(without).found, 0);
    ts_typesetter_drop(with);
    ts_typesetter_drop(without);
}

/* Whoever asked first is gone with all that he had made: another finds the text by its content. */
static void a_found_text_does_not_need_the_one_who_asked_first(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(PLENTY);
    ts_arena *first = ts_arena_new(0);
    text *t = TS_NEW(first, text), again = make_text();
    *t = make_text();
    char *language = ts_arena_text(first, "en");
    ts_feature *features = TS_NEW(first, ts_feature);
    *features = FEATURES[0];
    t->type.language = language;
    t->type.features = features;
    tie(t, ts_arena_text(first, WORDS));
    const ts_block *kept = set_in(setter, first, t);
    memset(features, 0, sizeof *features);
    ts_arena_drop(first);
    tie(&again, WORDS);
    assert_ptr_equal(set_in(setter, face.arena, &again), kept);
    same_block(kept, set_in(face.setter, face.arena, &again));
    ts_typesetter_drop(setter);
}

static void a_line_is_kept_apart_from_a_paragraph(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(PLENTY);
    text t = make_text();
    ts_text_piece piece = {"one", 3, &t.type, 0, false};
    ts_text_paragraph paragraph = {.pieces = &piece, .count = 1, .type = &t.type};
    const ts_block *line = ts_text_line(setter, face.arena, "one", &t.type, 0);
    assert_ptr_not_equal(ts_text_set(setter, face.arena, &paragraph, 1), line);
    assert_ptr_equal(ts_text_line(setter, face.arena, "one", &t.type, 0), line);
    assert_ptr_not_equal(ts_text_line(setter, face.arena, "one", &t.type, 1), line);
    assert_int_equal(ts_typesetter_count(setter).found, 1);
    ts_typesetter_drop(setter);
}

/* Everything that lines depend on, and something else in its place. */
#define CHANGE(name, ...)                                                                           \
    static void change_##name(text *t)                                                              \
    {                                                                                               \
        __VA_ARGS__;                                                                                \
    }

static ts_text_piece marker;
static ts_type cap_type;
static const char *const OTHER_NAMES[] = {"New quay", "Old bridgf"};
static const ts_feature OTHER_FEATURE[] = {{"tnum", false}}, OTHER_TAG[] = {{"onum", true}};
static const ts_rect OTHER_BOXES[] = {{0, 0, 120, 30}, {130, 0, 91, 0}};
static const ts_text_obstacle ROUND = {{60, 0, 40, 20}, true};

CHANGE(font, t->type.font = face.bold)
CHANGE(size, t->type.size = 9.25)
CHANGE(leading, t->type.leading = 13)
CHANGE(tracking, t->type.tracking = 4)
CHANGE(capitals, t->type.capitals = true)
CHANGE(language, t->type.language = "es")
CHANGE(no_language, t->type.language = NULL)
CHANGE(feature, t->type.features = OTHER_FEATURE)
CHANGE(feature_tag, t->type.features = OTHER_TAG)
CHANGE(no_feature, t->type.feature_count = 0)
CHANGE(rise, t->small.rise = 2)
CHANGE(words, t->pieces[0].text = "The Old quay opened, and manufacturing grew by 1994 crates")
CHANGE(length, t->pieces[0].length--)
CHANGE(user, t->pieces[2].user = 10)
CHANGE(mark, t->pieces[1].mark = false)
CHANGE(piece_type, t->pieces[1].type = &t->type)
CHANGE(pieces, t->paragraphs[1].count = 2)
CHANGE(strut, t->paragraphs[1].type = &t->small)
CHANGE(measure, t->paragraphs[0].rules.measure = 111)
CHANGE(align, t->paragraphs[0].rules.align = TS_TEXT_RIGHT)
CHANGE(balance, t->paragraphs[0].rules.balance = true)
CHANGE(optical, t->paragraphs[0].rules.optical = true)
CHANGE(indent, t->paragraphs[0].rules.indent = 6)
CHANGE(first_indent, t->paragraphs[0].rules.first_indent = 6)
CHANGE(left, t->paragraphs[0].rules.left = 6)
CHANGE(beside, t->paragraphs[0].rules.beside = 6)
CHANGE(least, t->paragraphs[0].rules.least = 60)
CHANGE(space_before, t->paragraphs[1].rules.space_before = 6)
CHANGE(space_after, t->paragraphs[1].rules.space_after = 6)
CHANGE(last_words, t->paragraphs[0].rules.last_words = 2)
CHANGE(last_measure, t->paragraphs[0].rules.last_measure = 0.2)
CHANGE(orphans, t->paragraphs[0].rules.orphans = 3)
CHANGE(widows, t->paragraphs[0].rules.widows = 3)
CHANGE(grid, t->paragraphs[0].rules.grid = 12)
CHANGE(patterns, t->paragraphs[0].rules.hyphenation.patterns = NULL)
CHANGE(before, t->paragraphs[0].rules.hyphenation.before = 3)
CHANGE(after, t->paragraphs[0].rules.hyphenation.after = 2)
CHANGE(in_a_row, t->paragraphs[0].rules.hyphenation.in_a_row = 1)
CHANGE(phrases, t->paragraphs[0].rules.together = OTHER_NAMES)
CHANGE(fewer_phrases, t->paragraphs[0].rules.together_count = 1)
CHANGE(tabs, t->paragraphs[0].rules.tabs = TABS; t->paragraphs[0].rules.tab_count = 1)
CHANGE(cap, cap_type = t->type; t->paragraphs[0].rules.drop_cap = (ts_drop_cap){&cap_type, 2, 3})
CHANGE(marker, marker = (ts_text_piece){"1.", 2, &t->small, 0, false}; t->paragraphs[0].marker = &marker)
CHANGE(marker_right, t->paragraphs[0].marker_right = true)

#define CHANGED(name) {#name, change_##name}
static const struct { const char *name; void (*change)(text *t); } CHANGES[] = {
    CHANGED(font), CHANGED(size), CHANGED(leading), CHANGED(tracking), CHANGED(capitals), CHANGED(language),
    CHANGED(no_language), CHANGED(feature), CHANGED(feature_tag), CHANGED(no_feature), CHANGED(rise), CHANGED(words),
    CHANGED(length), CHANGED(user), CHANGED(mark), CHANGED(piece_type), CHANGED(pieces), CHANGED(strut),
    CHANGED(measure), CHANGED(align), CHANGED(balance), CHANGED(optical), CHANGED(indent), CHANGED(first_indent),
    CHANGED(left), CHANGED(beside), CHANGED(least), CHANGED(space_before), CHANGED(space_after), CHANGED(last_words),
    CHANGED(last_measure), CHANGED(orphans), CHANGED(widows), CHANGED(grid), CHANGED(patterns), CHANGED(before),
    CHANGED(after), CHANGED(in_a_row), CHANGED(phrases), CHANGED(fewer_phrases), CHANGED(tabs), CHANGED(cap),
    CHANGED(marker), CHANGED(marker_right),
};

static void any_change_makes_another_text(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(PLENTY);
    text t = make_text();
    tie(&t, WORDS);
    const ts_block *block = set_in(setter, face.arena, &t);
    for (size_t i = 0; i < sizeof CHANGES / sizeof *CHANGES; i++) {
        text other = make_text();
        tie(&other, WORDS);
        CHANGES[i].change(&other);
        size_t found = ts_typesetter_count(setter).found;
        same_block(set_in(setter, face.arena, &other), set_in(face.setter, face.arena, &other));
        if (ts_typesetter_count(setter).found != found)
            fail_msg("%s is no part of the key", CHANGES[i].name);
    }
    assert_ptr_equal(set_in(setter, face.arena, &t), block);
    ts_typesetter_drop(setter);
}

static void other_areas_make_another_text(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(PLENTY);
    text t = make_text();
    tie(&t, WORDS);
    const ts_block *column = set_in(setter, face.arena, &t);
    t.flows = true;
    const ts_text_areas areas[] = {
        t.areas,
        {.boxes = OTHER_BOXES, .count = 2, .obstacles = &OBSTACLE, .obstacle_count = 1},
        {.boxes = BOXES + 1, .count = 1, .obstacles = &OBSTACLE, .obstacle_count = 1},
        {.boxes = BOXES, .count = 2, .obstacles = &ROUND, .obstacle_count = 1},
        {.boxes = BOXES, .count = 2},
        {.boxes = BOXES, .count = 2, .obstacles = &OBSTACLE, .obstacle_count = 1, .from = {1, 0}},
        {.boxes = BOXES, .count = 2, .obstacles = &OBSTACLE, .obstacle_count = 1, .from = {0, 4}},
    };
    for (size_t i = 0; i < sizeof areas / sizeof *areas; i++) {
        t.areas = areas[i];
        const ts_block *block = set_in(setter, face.arena, &t);
        assert_ptr_not_equal(block, column);
        same_block(block, set_in(face.setter, face.arena, &t));
        assert_int_equal(ts_typesetter_count(setter).found, 0);
    }
    ts_typesetter_drop(setter);
}

/* A member that is added to these would be missing in key.c, and a text be found that is another. */
static void the_key_knows_all_members(void **state)
{
    (void)state;
    if (sizeof(void *) != 8)
        skip();
    assert_int_equal(sizeof(ts_type), 72);
    assert_int_equal(sizeof(ts_text_piece), 40);
    assert_int_equal(sizeof(ts_setting_rules), 184);
    assert_int_equal(sizeof(ts_text_paragraph), 224);
    assert_int_equal(sizeof(ts_tab), 24);
    assert_int_equal(sizeof(ts_text_areas), 48);
    assert_int_equal(sizeof(ts_text_obstacle), 40);
}

static const char *numbered(int i)
{
    return ts_arena_print(face.arena, "text number %d of many that are all different", i);
}

static void what_finds_no_room_is_set_but_not_kept(void **state)
{
    (void)state;
    enum { MEMORY = 64 << 10, TEXTS = 400 };
    ts_typesetter *setter = ts_typesetter_new(MEMORY);
    text t = make_text();
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < TEXTS; i++) {
            const ts_block *block = ts_text_line(setter, face.arena, numbered(i), &t.type, 0);
            same_block(block, ts_text_line(face.setter, face.arena, numbered(i), &t.type, 0));
        }
    size_t found = ts_typesetter_count(setter).found;
    assert_true(found > 10 && found < TEXTS / 2);
    size_t a_text = 40 * sizeof(ts_glyph); /* its glyphs alone */
    assert_true(found * a_text < MEMORY);
    ts_typesetter_drop(setter);
}

/* Whether a text was known already. */
static bool knows(ts_typesetter *setter, int number)
{
    text t = make_text();
    size_t found = ts_typesetter_count(setter).found;
    const ts_block *block = ts_text_line(setter, face.arena, numbered(number), &t.type, 0);
    same_block(block, ts_text_line(face.setter, face.arena, numbered(number), &t.type, 0));
    return ts_typesetter_count(setter).found > found;
}

static void a_text_lasts_when_a_second_document_asks_for_it(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(PLENTY);
    assert_false(knows(setter, -1));
    assert_true(knows(setter, -1)); /* in one document */
    ts_typesetter_rest(setter);
    assert_false(knows(setter, -1));
    assert_true(knows(setter, -1));
    for (int document = 0; document < 3; document++) {
        ts_typesetter_rest(setter);
        assert_true(knows(setter, -1));
    }
    ts_typesetter_drop(setter);
}

/* Of the documents that ask for a text the first alone sets it; the second of any other text does. */
static void the_first_documents_texts_are_not_set_again(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(PLENTY);
    text first = make_text(), later = make_text();
    tie(&first, WORDS);
    tie(&later, "Crates came to the new quay by the thousand, and ships that nobody had seen before came for them");
    size_t done = 0;
    for (int document = 1; document <= 5; document++) {
        bool sets[] = {document == 1, document == 2 || document == 3};
        const text *texts[] = {&first, document > 1 ? &later : NULL};
        for (int i = 0; i < 2 && texts[i]; i++) {
            same_block(set_in(setter, face.arena, texts[i]), set_in(face.setter, face.arena, texts[i]));
            assert_int_equal(ts_typesetter_count(setter).comparisons > done, sets[i]);
            done = ts_typesetter_count(setter).comparisons;
        }
        ts_typesetter_rest(setter);
    }
    ts_typesetter_drop(setter);
}

/* Beside the second document only: whoever asks for one in the third finds no more than its hash. */
static void the_first_documents_texts_are_gone_with_the_second(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(PLENTY);
    text t = make_text();
    tie(&t, WORDS);
    set_in(setter, face.arena, &t);
    ts_typesetter_rest(setter);
    ts_typesetter_rest(setter);
    size_t done = ts_typesetter_count(setter).comparisons;
    same_block(set_in(setter, face.arena, &t), set_in(face.setter, face.arena, &t));
    assert_true(ts_typesetter_count(setter).comparisons > done);
    ts_typesetter_drop(setter);
}

/* As ts_hash takes a word in: whoever wrote a text to have the hash of another would do it so. */
static uint64_t mixed(uint64_t lane, uint64_t word)
{
    lane = (lane ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return lane ^ lane >> 32;
}

static uint64_t word_of(const unsigned char *bytes, size_t i)
{
    uint64_t word;
    memcpy(&word, bytes + i * sizeof word, sizeof word);
    return word;
}

enum { LETTERS = 128 };

static ts_text_paragraph letters(const ts_text_piece *piece)
{
    return (ts_text_paragraph){.pieces = piece, .count = 1, .type = piece->type, .rules = {.measure = 200}};
}

/* Another text with the hash of `one`: a letter is another, and what its lane has next makes good for it. */
static void make_twin(const char one[LETTERS], const ts_type *type, char twin[LETTERS])
{
    enum { LANES = 4, WORD = 8 };
    const ts_text_piece pieces[] = {{.text = one, .length = LETTERS, .type = type}, {.text = twin, .length = LETTERS, .type = type}};
    const ts_text_paragraph paragraphs[] = {letters(&pieces[0]), letters(&pieces[1])};
    ts_key key, other;
    assert_true(ts_key_make(face.arena, &(ts_order){.paragraphs = &paragraphs[0], .count = 1}, &key));
    size_t from = 0;
    while (from + LETTERS <= key.length && memcmp(key.bytes + from, one, LETTERS) != 0)
        from++;
    size_t at = (from + WORD - 1) / WORD, to = at * WORD - from;
    uint64_t lane = (uint64_t[]){UINT64_C(14695981039346656037), 1, 2, 3}[at % LANES];
    for (size_t i = at % LANES; i < at; i += LANES)
        lane = mixed(lane, word_of(key.bytes, i));
    memcpy(twin, one, LETTERS);
    twin[to] ^= 1;
    uint64_t next = word_of((const unsigned char *)one + to, LANES) ^ mixed(lane, word_of((const unsigned char *)one + to, 0)) ^
                    mixed(lane, word_of((const unsigned char *)twin + to, 0));
    memcpy(twin + to + LANES * WORD, &next, sizeof next);
    assert_true(ts_key_make(face.arena, &(ts_order){.paragraphs = &paragraphs[1], .count = 1}, &other));
    assert_true(other.hash == key.hash && other.length == key.length);
}

static void a_text_of_the_same_hash_is_another(void **state)
{
    (void)state;
    const ts_type type = {.font = face.inter, .size = 9, .leading = 12, .language = "en"};
    ts_typesetter *setter = ts_typesetter_new(PLENTY);
    char texts[2][LETTERS];
    for (int i = 0; i < LETTERS; i++)
        texts[0][i] = i % 9 == 8 ? ' ' : (char)('a' + i % 7);
    make_twin(texts[0], &type, texts[1]);
    for (int document = 1; document <= 4; document++) { /* the first has the one alone */
        for (int i = 0; i < (document == 1 ? 1 : 2); i++) {
            const ts_text_piece piece = {.text = texts[document == 1 ? 0 : 1 - i], .length = LETTERS, .type = &type};
            const ts_text_paragraph paragraph = letters(&piece);
            same_block(ts_text_set(setter, face.arena, &paragraph, 1), ts_text_set(face.setter, face.arena, &paragraph, 1));
        }
        ts_typesetter_rest(setter);
    }
    ts_typesetter_drop(setter);
}

/* Of a line of type that a second document has asked for. */
static const unsigned char *digest_of(ts_typesetter *setter, const char *words, const ts_type *type)
{
    const ts_block *block = NULL;
    for (int document = 0; document < 2; document++) {
        block = ts_text_line(setter, face.arena, words, type, 0);
        if (document == 0)
            assert_null(block->lines[0].runs[0].digest);
        ts_typesetter_rest(setter);
    }
    assert_non_null(block->lines[0].runs[0].digest);
    return block->lines[0].runs[0].digest;
}

/* What a device makes of a run depends on its texts, glyphs, size and tracking. */
static void a_run_that_lasts_is_named_by_what_it_is(void **state)
{
    (void)state;
    const text t = make_text();
    ts_typesetter *setter = ts_typesetter_new(PLENTY), *another = ts_typesetter_new(PLENTY);
    ts_type larger = t.type, looser = t.type, raised = t.type, capitals = t.type;
    larger.size = 10;
    looser.tracking = 4;
    raised.rise = 1;
    capitals.capitals = true;
    const unsigned char *own = digest_of(setter, "Crates", &t.type);
    assert_memory_equal(own, digest_of(another, "Crates", &t.type), TS_DIGEST_BYTES);
    const ts_type *const types[] = {&larger, &looser, &raised, &capitals};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        assert_memory_not_equal(own, digest_of(setter, "Crates", types[i]), TS_DIGEST_BYTES);
    assert_memory_not_equal(own, digest_of(setter, "Crated", &t.type), TS_DIGEST_BYTES);
    /* A single glyph has no tracking behind it, and the two hyphens are one glyph. */
    assert_memory_not_equal(digest_of(setter, "C", &t.type), digest_of(setter, "C", &looser), TS_DIGEST_BYTES);
    assert_memory_not_equal(digest_of(setter, "a\u2010", &t.type), digest_of(setter, "a\u2011", &t.type), TS_DIGEST_BYTES);
    assert_memory_not_equal(digest_of(setter, "BOXES", &capitals), digest_of(setter, "Boxes", &capitals), TS_DIGEST_BYTES);
    ts_typesetter_drop(setter);
    ts_typesetter_drop(another);
}

/* Texts that come once take the place of others that came once. */
static void what_lasts_is_not_pushed_out(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(256 << 10);
    for (int document = 0; document < 60; document++) {
        assert_int_equal(knows(setter, -1), document > 1);
        for (int i = 0; i < 30; i++)
            assert_false(knows(setter, document * 30 + i));
        ts_typesetter_rest(setter);
    }
    ts_typesetter_drop(setter);
}

static void a_rest_forgets_only_when_it_is_full(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(64 << 10);
    for (int document = 0; document < 2; document++) {
        knows(setter, -1);
        ts_typesetter_rest(setter);
    }
    assert_true(knows(setter, -1));
    for (int document = 0; document < 20; document++) { /* each two of the same fifteen texts */
        for (int i = 0; i < 15; i++)
            assert_false(knows(setter, document / 2 * 15 + i));
        ts_typesetter_rest(setter);
    }
    assert_false(knows(setter, -1));
    ts_typesetter_drop(setter);
}

static void what_is_forgotten_is_set_anew(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(PLENTY);
    text t = make_text();
    tie(&t, WORDS);
    set_in(setter, face.arena, &t);
    ts_typesetter_forget(setter);
    same_block(set_in(setter, face.arena, &t), set_in(face.setter, face.arena, &t));
    assert_int_equal(ts_typesetter_count(setter).found, 0);
    ts_typesetter_drop(setter);
}

/* Glyphs are kept in font units: the same words in another size are not shaped again, and
 * come out as if they were. */
static void shapes_serve_all_sizes(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(0);
    text t = make_text();
    for (int i = 0; i < 6; i++) {
        ts_typesetter *fresh = ts_typesetter_new(0);
        t.type.size = 7 + i;
        t.type.tracking = i * 6;
        t.type.capitals = i == 4;
        same_block(ts_text_line(setter, face.arena, "office AVAVA 1994 \u05D0\u05D1", &t.type, 0),
                   ts_text_line(fresh, face.arena, "office AVAVA 1994 \u05D0\u05D1", &t.type, 0));
        ts_typesetter_drop(fresh);
    }
    ts_typesetter_drop(setter);
}

/* More different words than it has room for: it begins anew, and nothing is wrong. */
static void shapes_are_bounded(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(0);
    text t = make_text();
    char words[2001];
    for (int round = 0; round < 120; round++) {
        for (size_t i = 0; i < 2000; i++)
            words[i] = (char)('a' + (i * 7 + (size_t)round * (i % 5 + 1)) % 26);
        words[2000] = '\0';
        ts_arena *own = ts_arena_new(0);
        const ts_block *block = ts_text_line(setter, own, words, &t.type, 0);
        if (round % 20 == 0)
            same_block(block, ts_text_line(face.setter, own, words, &t.type, 0));
        ts_arena_drop(own);
    }
    ts_typesetter_drop(setter);
}

/* Romanian writes a comma under the letter that Turkish writes with a cedilla (locl). */
static void the_language_reaches_the_shaper(void **state)
{
    (void)state;
    ts_typesetter *setter = ts_typesetter_new(0);
    const ts_font *fonts[] = {face.inter, face.display, face.italic};
    for (size_t i = 0; i < 3; i++) {
        ts_type turkish = {.font = fonts[i], .size = 9, .leading = 12, .language = "tr"}, romanian = turkish;
        romanian.language = "ro";
        const ts_block *cedilla = ts_text_line(setter, face.arena, "\u015F", &turkish, 0);
        const ts_block *comma = ts_text_line(setter, face.arena, "\u015F", &romanian, 0);
        assert_int_not_equal(cedilla->lines[0].runs[0].glyphs[0].id, comma->lines[0].runs[0].glyphs[0].id);
        assert_string_equal(comma->lines[0].runs[0].text, "\u015F");
    }
    ts_typesetter_drop(setter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_the_same_with_and_without_memory),
        cmocka_unit_test(a_found_text_does_not_need_the_one_who_asked_first),
        cmocka_unit_test(a_line_is_kept_apart_from_a_paragraph),
        cmocka_unit_test(any_change_makes_another_text),
        cmocka_unit_test(other_areas_make_another_text),
        cmocka_unit_test(the_key_knows_all_members),
        cmocka_unit_test(what_finds_no_room_is_set_but_not_kept),
        cmocka_unit_test(a_text_lasts_when_a_second_document_asks_for_it),
        cmocka_unit_test(the_first_documents_texts_are_not_set_again),
        cmocka_unit_test(the_first_documents_texts_are_gone_with_the_second),
        cmocka_unit_test(a_text_of_the_same_hash_is_another),
        cmocka_unit_test(a_run_that_lasts_is_named_by_what_it_is),
        cmocka_unit_test(what_lasts_is_not_pushed_out),
        cmocka_unit_test(a_rest_forgets_only_when_it_is_full),
        cmocka_unit_test(what_is_forgotten_is_set_anew),
        cmocka_unit_test(shapes_serve_all_sizes),
        cmocka_unit_test(shapes_are_bounded),
        cmocka_unit_test(the_language_reaches_the_shaper),
    };
    return cmocka_run_group_tests_name("typesetter", tests, open_all, close_faces);
}
