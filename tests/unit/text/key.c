/* By what a typesetter finds a text again: by all that its lines depend on, and by nothing else. */
#include "remembered.h"

#include "base/digest.h"
#include "text/kept.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_kept_apart_from_a_paragraph),
        cmocka_unit_test(any_change_makes_another_text),
        cmocka_unit_test(other_areas_make_another_text),
        cmocka_unit_test(the_key_knows_all_members),
        cmocka_unit_test(a_text_of_the_same_hash_is_another),
        cmocka_unit_test(a_run_that_lasts_is_named_by_what_it_is),
    };
    return cmocka_run_group_tests_name("key", tests, open_all, close_faces);
}
