#include "text/tabs.h"

#include <string.h>

typedef struct draft { /* a run before it is ordered and placed */
    const ts_item *item;
    ts_stretch part;
    UBiDiLevel level;
    ts_glyph_row glyphs;
    bool hyphen; /* ends with a soft hyphen that is drawn */
    ts_tab_leader leader; /* over a tab's gap */
} draft;

typedef struct drafts {
    draft *items;
    size_t count, capacity;
} drafts;

static const char SOFT_HYPHEN[] = "\xC2\xAD";

/* Space that was shaped with its item but runs with the paragraph. */
static void turn_round(ts_glyph_row *row)
{
    for (size_t i = 0, k = row->count; i + 1 < k; i++) {
        ts_shaped kept = row->items[i];
        row->items[i] = row->items[--k];
        row->items[k] = kept;
    }
}

static bool add_draft(ts_setting *setting, drafts *row, const ts_item *item, ts_stretch part,
                      UBiDiLevel level)
{
    draft d = {.item = item, .part = part, .level = level};
    if (!ts_shape_part(setting, item, part, &d.glyphs))
        return false;
    if ((level ^ item->level) & 1)
        turn_round(&d.glyphs);
    return TS_PUSH(setting->scratch, row, d);
}

/* Space at a line's end has the level of its paragraph (UAX #9, L1). */
static bool add_item(ts_setting *setting, drafts *row, const ts_item *item, ts_stretch part, int32_t ink_end)
{
    UBiDiLevel base = setting->bases[part.begin];
    int32_t middle = ink_end < part.begin ? part.begin : ink_end > part.end ? part.end : ink_end;
    if (item->level == base)
        middle = part.end;
    return (middle == part.begin ||
            add_draft(setting, row, item, (ts_stretch){part.begin, middle}, item->level)) &&
           (middle == part.end || add_draft(setting, row, item, (ts_stretch){middle, part.end}, base));
}

static bool draft_line(ts_setting *setting, ts_stretch line, int32_t ink_end, drafts *row)
{
    for (uint32_t i = setting->item_of[line.begin]; i <= setting->item_of[line.end - 1]; i++) {
        const ts_item *item = &setting->items.items[i];
        if (!add_item(setting, row, item, ts_common_part(item, line), ink_end))
            return false;
    }
    return true;
}

/* The hyphen follows the text: to the right, or to the left of what runs leftward. */
static bool add_hyphen(ts_setting *setting, draft *d)
{
    ts_shaped hyphen, blank = {0};
    if (!ts_shape_hyphen(d->item, d->part.end, &hyphen))
        return true;
    if (!TS_PUSH(setting->scratch, &d->glyphs, blank))
        return false;
    ts_shaped *glyphs = d->glyphs.items;
    size_t last = d->glyphs.count - 1;
    if (d->level & 1)
        memmove(glyphs + 1, glyphs, last * sizeof *glyphs);
    glyphs[d->level & 1 ? 0 : last] = hyphen;
    d->hyphen = true;
    return true;
}

static bool in_visual_order(ts_setting *setting, drafts *row)
{
    UBiDiLevel *levels = TS_ARRAY_ROOM(setting->scratch, UBiDiLevel, row->count);
    int32_t *order = TS_ARRAY_ROOM(setting->scratch, int32_t, row->count);
    draft *sorted = TS_ARRAY_ROOM(setting->scratch, draft, row->count);
    if (!levels || !order || !sorted)
        return false;
    for (size_t i = 0; i < row->count; i++)
        levels[i] = row->items[i].level;
    ubidi_reorderVisual(levels, (int32_t)row->count, order);
    for (size_t i = 0; i < row->count; i++)
        sorted[i] = row->items[order[i]];
    row->items = sorted;
    return true;
}

/* No tracking after the line's last glyph: it would push centred and right-hand lines aside. */
static void untrack_last(drafts *row, int32_t ink_end)
{
    for (size_t i = row->count; i-- > 0;) {
        draft *d = &row->items[i];
        const ts_type *type = d->item->piece->type;
        for (size_t g = d->glyphs.count; g-- > 0;) {
            ts_shaped *glyph = &d->glyphs.items[g];
            if (glyph->unit >= ink_end && !d->hyphen)
                continue;
            if (glyph->tracked)
                glyph->advance -= type->tracking / 1000 * type->size;
            if (glyph->advance != 0)
                return;
        }
    }
}

static bool gives_way(const ts_setting *setting, const ts_shaped *glyph, int32_t ink_end)
{
    return glyph->unit < ink_end && ts_is_word_space(setting->strip.units[glyph->unit]);
}

/* Gives their width as it was. */
static double widen_spaces(const ts_setting *setting, drafts *row, int32_t ink_end, double times)
{
    double spaces = 0;
    for (size_t i = 0; i < row->count; i++)
        for (size_t g = 0; g < row->items[i].glyphs.count; g++) {
            ts_shaped *glyph = &row->items[i].glyphs.items[g];
            if (!gives_way(setting, glyph, ink_end))
                continue;
            spaces += glyph->advance;
            glyph->advance *= times;
        }
    return spaces;
}

/* The word spaces share what a justified line lacks, each by its width. */
static void fill_spaces(const ts_setting *setting, drafts *row, int32_t ink_end, double fill)
{
    double spaces = fill != 0 ? widen_spaces(setting, row, ink_end, 1) : 0;
    if (spaces > 0)
        widen_spaces(setting, row, ink_end, 1 + fill / spaces);
}

/* ---- tabs */

static double ink_of(const draft *d, int32_t from, int32_t to)
{
    double width = 0;
    for (size_t g = 0; g < d->glyphs.count; g++) {
        const ts_shaped *glyph = &d->glyphs.items[g];
        bool there = glyph->unit >= from && (glyph->unit < to || (d->hyphen && to == INT32_MAX));
        width += there ? glyph->advance : 0;
    }
    return width;
}

static draft *nth(const drafts *row, size_t i, bool leftward) /* from the line's first edge */
{
    return &row->items[leftward ? row->count - 1 - i : i];
}

/* The drafts from `i` to the next tab. */
static ts_segment find_segment(ts_setting *setting, const drafts *row, size_t i, ts_stretch *part, size_t *next)
{
    bool leftward = setting->bases[part->begin] & 1, hyphen = false;
    ts_segment segment = {0};
    *next = i;
    while (*next < row->count && !ts_is_tab(setting, nth(row, *next, leftward)->item))
        ++*next;
    bool last = *next == row->count;
    ts_stretch whole = {part->begin, last ? part->end : nth(row, *next, leftward)->part.begin};
    int32_t sign = ts_segment_sign(setting, whole);
    for (size_t k = i; k < *next; k++) {
        const draft *d = nth(row, k, leftward);
        segment.width += ink_of(d, whole.begin, last ? part->end : whole.end);
        segment.whole += ink_of(d, whole.begin, sign);
        segment.width += last && d->hyphen ? ink_of(d, part->end, INT32_MAX) : 0;
        hyphen = hyphen || d->hyphen;
    }
    segment.trail = hyphen ? 0 : ts_segment_trail(setting, whole);
    return segment;
}

/* Widens each tab to its stop: what stands in `part` up to its ink's end. */
static bool go_to_stops(ts_setting *setting, drafts *row, ts_stretch part, double left)
{
    bool leftward = setting->bases[part.begin] & 1;
    double pen = ts_tab_start(setting, part.begin, left);
    ts_stretch rest = part;
    size_t next;
    pen += find_segment(setting, row, 0, &rest, &next).width;
    while (next < row->count) {
        draft *tab = nth(row, next, leftward);
        if (!tab->glyphs.count || tab->part.begin >= part.end)
            break;
        rest.begin = tab->part.end;
        ts_segment segment = rest.begin < rest.end ? find_segment(setting, row, next + 1, &rest, &next)
                                                   : (ts_segment){0};
        next = rest.begin < rest.end ? next : row->count;
        segment.space = tab->glyphs.items[0].advance;
        ts_tab_gap gap = ts_tab_go(setting, pen, &segment);
        if (!ts_tab_fill(setting, tab->item, &gap, pen, &tab->leader))
            return false;
        tab->glyphs.items[0].advance = gap.width;
        pen += gap.width + segment.width;
    }
    return true;
}

static bool same_bytes(const ts_run *run)
{
    return run->length == run->original_length && memcmp(run->text, run->original, run->length) == 0;
}

/* A drawn hyphen stands for U+00AD, so that a reader can tell it from a real one. */
static char *with_hyphen(ts_setting *setting, const char *text, size_t *length)
{
    size_t before = *length;
    *length += sizeof SOFT_HYPHEN - 1;
    return ts_arena_print(setting->arena, "%.*s%s", (int)before, text, SOFT_HYPHEN);
}

static bool take_text(ts_setting *setting, const draft *d, ts_run *run)
{
    const ts_strip *strip = &setting->strip;
    uint32_t set = strip->set_at[d->part.begin], from = strip->from_at[d->part.begin];
    run->text = strip->set + set;
    run->length = strip->set_at[d->part.end] - set;
    run->original = strip->original + from;
    run->original_length = strip->from_at[d->part.end] - from;
    if (d->hyphen) {
        run->text = with_hyphen(setting, run->text, &run->length);
        run->original = with_hyphen(setting, run->original, &run->original_length);
    }
    if (!run->text || !run->original)
        return false;
    if (same_bytes(run))
        run->original = run->text;
    return true;
}

static bool take_glyphs(ts_setting *setting, const draft *d, ts_run *run)
{
    const uint32_t *set_at = setting->strip.set_at;
    run->glyphs = TS_ARRAY_ROOM(setting->arena, ts_glyph, d->glyphs.count);
    run->count = d->glyphs.count;
    for (size_t i = 0; run->glyphs && i < run->count; i++) {
        const ts_shaped *from = &d->glyphs.items[i];
        run->glyphs[i] = (ts_glyph){.id = from->id, .cluster = set_at[from->unit] - set_at[d->part.begin],
                                    .advance = from->advance, .dx = (float)from->dx,
                                    .dy = (float)(from->dy - run->type->rise)};
        run->width += from->advance;
    }
    return run->glyphs != NULL;
}

static bool take_run(ts_setting *setting, const draft *d, ts_run *run)
{
    *run = (ts_run){.type = d->item->piece->type, .font = d->item->font,
                    .user = d->item->piece->user, .source = d->item->piece->source, .rtl = d->level & 1};
    return take_text(setting, d, run) && take_glyphs(setting, d, run);
}

/* Advance of what hangs, left or right of the ink. */
static double hanging(const drafts *row, int32_t ink_end)
{
    double width = 0;
    for (size_t i = 0; i < row->count; i++)
        for (size_t g = 0; g < row->items[i].glyphs.count; g++)
            if (row->items[i].glyphs.items[g].unit >= ink_end && !row->items[i].hyphen)
                width += row->items[i].glyphs.items[g].advance;
    return width;
}

static size_t count_leaders(const drafts *row)
{
    size_t count = 0;
    for (size_t i = 0; i < row->count; i++)
        count += row->items[i].leader.count > 0;
    return count;
}

static ts_run leader_run(const draft *d, double pen)
{
    const ts_tab_leader *leader = &d->leader;
    return (ts_run){.type = leader->type, .font = leader->font, .user = d->item->piece->user, .text = leader->text,
                    .length = leader->length, .original = leader->text, .original_length = leader->length,
                    .glyphs = leader->glyphs, .count = leader->count, .x = pen + leader->x,
                    .width = leader->width, .rtl = d->level & 1, .filler = true};
}

static bool take_runs(ts_setting *setting, drafts *row, bool leftward, double hang, ts_line *line)
{
    double pen = leftward ? -hang : 0;
    line->runs = TS_ARRAY(setting->arena, ts_run, row->count + count_leaders(row));
    line->count = 0;
    for (size_t i = 0; line->runs && i < row->count; i++) {
        ts_run *run = &line->runs[line->count++];
        if (!take_run(setting, &row->items[i], run))
            return false;
        run->x = pen;
        if (row->items[i].leader.count)
            line->runs[line->count++] = leader_run(&row->items[i], pen);
        pen += run->width;
    }
    line->width = leftward ? pen : pen - hang;
    return line->runs != NULL;
}

static bool build_line(ts_setting *setting, const ts_lines *lines, size_t index, ts_line *line)
{
    drafts row = {0};
    ts_stretch part = ts_lines_at(setting, lines, index);
    ts_cut_kind kind = setting->cuts.items[lines->ends[index]].kind;
    int32_t ink_end = ts_ink_end(setting, part);
    bool leftward = setting->bases[part.begin] & 1;
    /* What is dropped before a hyphen is no space: the hyphen stays with its word. */
    if (!draft_line(setting, part, kind == TS_CUT_HYPHEN ? part.end : ink_end, &row))
        return false;
    if (kind == TS_CUT_HYPHEN && !add_hyphen(setting, &row.items[row.count - 1]))
        return false;
    line->hyphenated = kind == TS_CUT_HYPHEN && row.items[row.count - 1].hyphen;
    if (!in_visual_order(setting, &row))
        return false;
    if (!ts_has_tabs(setting))
        untrack_last(&row, ink_end);
    else if (!go_to_stops(setting, &row, (ts_stretch){part.begin, ink_end}, lines->slots[index].left))
        return false;
    fill_spaces(setting, &row, ink_end, lines->fill[index]);
    return take_runs(setting, &row, leftward, hanging(&row, ink_end), line);
}

bool ts_lines_build(ts_setting *setting, const ts_lines *lines, ts_line *to)
{
    for (size_t i = 0; i < lines->count; i++)
        if (!build_line(setting, lines, i, &to[i]))
            return false;
    return true;
}
