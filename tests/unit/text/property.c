/* What holds of any text in any room: seen on random texts. */
#include "random.h"

typedef struct stand { /* how far the check of a block has come in its text */
    facts *facts[PARAGRAPHS];
    uint32_t at[PARAGRAPHS]; /* bytes of the original that were met on lines */
} stand;

static stand begin_stand(ts_arena *arena, const sample *s)
{
    stand here = {0};
    for (size_t p = 0; p < s->count; p++)
        here.facts[p] = facts_of(arena, &s->paragraphs[p]);
    return here;
}

static size_t shown_length(const ts_line *line, const ts_run *run)
{
    static const char SOFT[] = "\xC2\xAD";
    size_t n = run->filler || run->user == MARKER ? 0 : run->original_length;
    bool drawn = line->hyphenated && n >= 2 && memcmp(run->original + n - 2, SOFT, 2) == 0;
    return drawn ? n - 2 : n;
}

/* A run before it, not used either, says the same: one of the two is enough to try. */
static bool tried(const ts_line *line, size_t run, size_t n, uint64_t used)
{
    for (size_t i = 0; i < run; i++)
        if (!(used >> i & 1) && shown_length(line, &line->runs[i]) == n &&
            memcmp(line->runs[i].original, line->runs[run].original, n) == 0)
            return true;
    return false;
}

/* Runs in visual order, put together in any order, are this stretch of the text. */
static bool makes_up(const ts_line *line, const char *text, size_t length, uint64_t used)
{
    if (length == 0) {
        for (size_t i = 0; i < line->count; i++)
            if (!(used >> i & 1) && shown_length(line, &line->runs[i]) > 0)
                return false;
        return true;
    }
    for (size_t i = 0; i < line->count; i++) {
        size_t n = shown_length(line, &line->runs[i]);
        if (!(used >> i & 1) && n > 0 && n <= length && memcmp(line->runs[i].original, text, n) == 0 &&
            !tried(line, i, n, used) && makes_up(line, text + n, length - n, used | (uint64_t)1 << i))
            return true;
    }
    return false;
}

static int32_t unit_at(const ts_strip *strip, uint32_t byte)
{
    int32_t unit = 0;
    while (unit < strip->count && strip->from_at[unit] < byte)
        unit++;
    return unit;
}

/* No place inside where the line could have ended. */
static bool has_cut_inside(const ts_setting *setting, uint32_t from, uint32_t to)
{
    const ts_strip *strip = &setting->strip;
    for (size_t i = 0; i < setting->cuts.count; i++) {
        uint32_t at = strip->from_at[setting->cuts.items[i].at];
        if (at > from && at < to && unit_at(strip, at) > unit_at(strip, from) &&
            strip->ink_end[setting->cuts.items[i].at] > unit_at(strip, from))
            return true;
    }
    return false;
}

static bool off_obstacle(const ts_text_obstacle *obstacle, double left, double right, double top, double bottom)
{
    const ts_rect *box = &obstacle->box;
    double hair = 0.01;
    if (right <= box->x + hair || left >= box->x + box->w - hair || bottom <= box->y + hair ||
        top >= box->y + box->h - hair)
        return true;
    if (!obstacle->round)
        return false;
    double cx = box->x + box->w / 2, cy = box->y + box->h / 2;
    double dx = left > cx ? left - cx : right < cx ? cx - right : 0;
    double dy = top > cy ? top - cy : bottom < cy ? cy - bottom : 0;
    return pow(dx / (box->w / 2), 2) + pow(dy / (box->h / 2), 2) >= 1 - hair;
}

/* Its place: from the capital height of its first line to the baseline of its last one. */
static void check_initial(const sample *s, const ts_line *line, const ts_run *run, const ts_type *body)
{
    const ts_drop_cap *cap = &s->paragraphs[line->paragraph].rules.drop_cap;
    const ts_rect *box = &s->boxes[line->area];
    double left = line->x + run->x + run->width * 0.4, right = left + run->width * 0.2;
    double bottom = line->baseline + run->glyphs[0].dy, top = bottom - body->size / 2;
    HOLDS(left >= box->x - 0.01 && right <= box->x + box->w + 0.01 && cap->lines > 1);
    HOLDS(bottom <= box->y + box->h + 0.01 || (box->h <= 0 && line->area + 1 == s->areas.count));
    for (size_t i = 0; i < s->areas.obstacle_count; i++)
        HOLDS(off_obstacle(&s->obstacles[i], left, right, top, bottom));
}

static void check_place(const sample *s, const ts_line *line, const ts_setting *setting, bool inside)
{
    const ts_type *type = setting->paragraph->type;
    const ts_rect *box = &s->boxes[line->area];
    double top = line->baseline - ts_type_first_baseline(type), bottom = top + type->leading;
    double hang = setting->paragraph->rules.optical ? type->size : 0;
    HOLDS(top >= box->y - 0.01);
    HOLDS(bottom <= box->y + box->h + 0.01 || (box->h <= 0 && line->area + 1 == s->areas.count));
    for (size_t r = 0; r < line->count; r++)
        if (line->runs[r].initial)
            check_initial(s, line, &line->runs[r], type);
    if (!inside || line->width <= 0)
        return;
    HOLDS(line->x >= box->x - 0.01 - hang);
    HOLDS(line->x + line->width <= box->x + box->w + 0.01 + hang);
    for (size_t i = 0; i < s->areas.obstacle_count && hang == 0; i++)
        HOLDS(off_obstacle(&s->obstacles[i], line->x, line->x + line->width, top, bottom));
}

static double room_left(const ts_setting_rules *rules, const ts_line *line, const ts_text_paragraph *paragraph)
{
    double hang = rules->optical ? 2 * paragraph->type->size : 0;
    return rules->measure + hang - line->x;
}

static uint32_t initial_length(const ts_line *line)
{
    for (size_t r = 0; r < line->count; r++)
        if (line->runs[r].initial)
            return (uint32_t)line->runs[r].original_length;
    return 0;
}

/* areas NULL: one column of the paragraphs' measures. */
static void check_line(const sample *s, stand *here, const ts_line *line, bool too_wide, bool in_areas)
{
    const ts_setting *setting = &here->facts[line->paragraph]->setting;
    uint32_t from = here->at[line->paragraph], to = from;
    for (size_t r = 0; r < line->count; r++)
        to += (uint32_t)shown_length(line, &line->runs[r]);
    HOLDS(line->count <= 64 && to <= setting->strip.from_at[setting->strip.count]);
    HOLDS(makes_up(line, setting->strip.original + from, to - from, 0));
    here->at[line->paragraph] = to;
    bool whole = too_wide && !has_cut_inside(setting, from + initial_length(line), to);
    if (in_areas)
        check_place(s, line, setting, !whole);
    else
        HOLDS(whole || line->width <= room_left(&setting->paragraph->rules, line, setting->paragraph) + 0.01);
    HOLDS(!line->ends_paragraph || to == setting->strip.from_at[setting->strip.count]);
}

static void check_block(const sample *s, stand *here, const ts_block *block, bool in_areas)
{
    for (size_t i = 0; i < block->count; i++) {
        const ts_line *line = &block->lines[i], *before = i ? &block->lines[i - 1] : NULL;
        HOLDS(line->paragraph < s->count);
        HOLDS(!before || line->paragraph >= before->paragraph);
        HOLDS(!before || line->area >= before->area);
        HOLDS(!before || line->area > before->area || line->baseline > before->baseline);
        check_line(s, here, line, block->too_wide, in_areas);
    }
    for (size_t p = 0; p < s->count; p++) {
        const ts_strip *strip = &here->facts[p]->setting.strip;
        uint32_t all = strip->from_at[strip->count];
        if (p < block->end.paragraph)
            HOLDS(here->at[p] == all);
        if (p == block->end.paragraph)
            HOLDS(here->at[p] == strip->from_at[block->end.unit]);
        if (p > block->end.paragraph)
            HOLDS(here->at[p] == 0);
    }
}

static size_t cuts_of(const sample *s, const stand *here)
{
    size_t cuts = s->count;
    for (size_t p = 0; p < s->count; p++)
        cuts += here->facts[p]->setting.cuts.count;
    return cuts;
}

static void any_text_in_a_measure_keeps_all_its_letters_in_their_order(void **state)
{
    (void)state;
    static sample s;
    for (uint32_t round = 0; round < 1500; round++) {
        begin_round(round);
        ts_arena *arena = ts_arena_new(0);
        random_paragraphs(&s, round % 50 ? 20 : LETTERS_AT_MOST);
        stand here = begin_stand(arena, &s);
        const ts_block *block = ts_text_set(face.setter, arena, s.paragraphs, s.count);
        HOLDS(block != NULL);
        check_block(&s, &here, block, false);
        HOLDS(block->end.paragraph == s.count);
        HOLDS(block->comparisons <= TS_WEIGHINGS * cuts_of(&s, &here));
        ts_arena_drop(arena);
    }
}

/* The rest goes on in one endless column: nothing is set twice, nothing is left out. */
static void any_text_in_any_areas_keeps_off_and_goes_on_where_it_ended(void **state)
{
    (void)state;
    static sample s;
    for (uint32_t round = 0; round < 2500; round++) {
        begin_round(round + 100000);
        ts_arena *arena = ts_arena_new(0);
        random_paragraphs(&s, round % 50 ? 20 : LETTERS_AT_MOST);
        random_areas(&s);
        stand here = begin_stand(arena, &s);
        const ts_block *block = ts_text_flow(face.setter, arena, s.paragraphs, s.count, &s.areas);
        HOLDS(block != NULL);
        check_block(&s, &here, block, true);
        HOLDS(block->comparisons <= TS_WEIGHINGS * cuts_of(&s, &here));
        s.boxes[0] = (ts_rect){7, 9, 150, 0};
        s.areas = (ts_text_areas){.boxes = s.boxes, .count = 1, .from = block->end};
        block = ts_text_flow(face.setter, arena, s.paragraphs, s.count, &s.areas);
        HOLDS(block != NULL && block->end.paragraph == s.count);
        check_block(&s, &here, block, true);
        ts_arena_drop(arena);
    }
}

static ts_line build_one(facts *f, size_t from, size_t to)
{
    size_t end = to - 1;
    double fill = 0;
    ts_slot slot = {.width = 1e6};
    ts_lines lines = {.ends = &end, .count = 1, .slots = &slot, .fill = &fill, .begin = f->widths.edges[from].at};
    ts_line line;
    assert_true(ts_lines_build(&f->setting, &lines, &line));
    return line;
}

static void a_line_is_built_as_wide_as_it_was_weighed(void **state)
{
    (void)state;
    static sample s;
    for (uint32_t round = 0; round < 1500; round++) {
        begin_round(round + 200000);
        ts_arena *arena = ts_arena_new(0);
        random_paragraphs(&s, 20);
        s.paragraphs[0].rules.drop_cap.lines = 0;
        facts *f = facts_of(arena, &s.paragraphs[0]);
        size_t cuts = f->setting.cuts.count;
        for (int i = 0; cuts > 0 && i < 12; i++) {
            size_t from = draw((uint32_t)cuts), to = from + 1 + draw((uint32_t)(cuts - from < 8 ? cuts - from : 8));
            ts_line line = build_one(f, from, to);
            double weighed = ts_has_tabs(&f->setting) ? ts_tabbed_between(&f->widths, from, to, 0)
                                                      : ts_width_between(&f->widths, from, to);
            if (fabs(line.width - weighed) > 1e-6)
                fail_msg("round %u: stations %zu to %zu: %.6f weighed, %.6f built", seed, from, to, weighed,
                         line.width);
        }
        ts_arena_drop(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_text_in_a_measure_keeps_all_its_letters_in_their_order),
        cmocka_unit_test(any_text_in_any_areas_keeps_off_and_goes_on_where_it_ended),
        cmocka_unit_test(a_line_is_built_as_wide_as_it_was_weighed),
    };
    return cmocka_run_group_tests_name("property", tests, open_all, close_faces);
}
