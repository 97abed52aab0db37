/* A text with one of everything that lines depend on, and whether two blocks of lines are the same. */
#ifndef TEST_REMEMBERED_H
#define TEST_REMEMBERED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "faces.h"

static ts_hyphens *english;

enum { PLENTY = 8 << 20 };

static inline int open_all(void **state)
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

static inline text make_text(void)
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
static inline void tie(text *t, const char *words)
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

static inline const ts_block *set_in(ts_typesetter *setter, ts_arena *arena, const text *t)
{
    const ts_block *block = t->flows ? ts_text_flow(setter, arena, t->paragraphs, 2, &t->areas)
                                     : ts_text_set(setter, arena, t->paragraphs, 2);
    assert_non_null(block);
    return block;
}

static inline void same_type(const ts_type *a, const ts_type *b)
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

static inline void same_run(const ts_run *a, const ts_run *b)
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

static inline void same_line(const ts_line *a, const ts_line *b)
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

static inline void same_block(const ts_block *a, const ts_block *b)
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

#endif
