/*
 * fit_report.c - what does not fit, told once; and what needed its ladder.
 */
#include "layout/fitting.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

/* ---- words */

/* Unicode 15, PropList: White_Space; zero width space parts words, too. */
static bool is_space(uint32_t code)
{
    return (code >= 9 && code <= 13) || code == ' ' || code == 0x85 || code == 0xA0 || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200B) || code == 0x2028 || code == 0x2029 || code == 0x202F ||
           code == 0x205F || code == 0x3000;
}

/* A word may go on from run to run. */
static size_t words_in(const ts_line *line)
{
    size_t words = 0;
    bool inside = false;
    for (size_t r = 0; r < line->count; r++)
        for (size_t at = 0; at < line->runs[r].length;) {
            bool space = is_space(ts_utf8_next(line->runs[r].text, line->runs[r].length, &at));
            words += !space && !inside;
            inside = !space;
        }
    return words;
}

typedef struct excess { /* what lies beyond */
    double limit; /* baselines below it do */
    size_t lines, words;
    const ts_box *first;
} excess;

static void count_block(excess *over, const ts_box *box, const ts_set_text *text, double top)
{
    for (size_t i = 0; text->block && i < text->block->count; i++) {
        const ts_line *line = &text->block->lines[i];
        if (top + line->baseline <= over->limit)
            continue;
        over->words += words_in(line);
        over->lines++;
        over->first = over->first ? over->first : box;
    }
}

static void count_below(excess *over, const ts_box *box)
{
    double top = ts_box_content(box).y + box->drop;
    if (ts_box_hidden(box))
        return;
    count_block(over, box, &box->text, top);
    for (size_t i = 0; box->sources && i < box->part_count; i++)
        count_block(over, box, &box->sources[i].text, top + box->sources[i].at.y);
    if (ts_box_has_note(box))
        count_block(over, box, &box->plot->note, ts_rect_bottom(ts_box_content(box)) - box->plot->note.block->height);
    for (size_t i = 0; i < box->count; i++)
        count_below(over, &box->children[i]);
}

/* "1 line, 9 words, 11.0 pt" */
static const char *amount(ts_arena *arena, const excess *over, double points)
{
    if (!over->lines)
        return ts_arena_print(arena, "%.1f pt", points);
    return ts_arena_print(arena, "%zu line%s, %zu word%s, %.1f pt", over->lines, over->lines == 1 ? "" : "s",
                          over->words, over->words == 1 ? "" : "s", points);
}

/* ---- names */

static const ts_copy *copy_of(const ts_fit_text *text)
{
    const ts_bound *bound = text->box->bound;
    return text->part == TS_FIT_NOTE ? bound->chart->note : bound->text;
}

const char *ts_fit_key(const ts_fit_text *text)
{
    const ts_copy *copy = copy_of(text);
    return copy ? copy->key : NULL;
}

const char *ts_fit_name(const ts_fit_text *text)
{
    const char *key = ts_fit_key(text);
    if (text->part == TS_FIT_NOTE && !text->box->frame->name.text && key)
        return key;
    return ts_box_name(text->box);
}

/* A frame without a content has no member that names it. */
static ts_span head_of(const ts_box *box)
{
    return box->frame->head_span.source ? box->frame->head_span : box->frame->span;
}

static ts_span span_of(const ts_fit_text *text)
{
    const ts_frame *frame = text->box->frame;
    return text->part == TS_FIT_NOTE && frame->note.text ? frame->note.span : head_of(text->box);
}

static const char *page_name(const ts_leaf *leaf)
{
    if (leaf->bound->name)
        return leaf->bound->name;
    const char *number = ts_arena_print(leaf->composer.kit->arena, "%d", leaf->composer.page_number + 1);
    return number ? number : "";
}

/* NULL: memory is out. */
static const char *steps_of(ts_arena *arena, const ts_fit_text *text)
{
    return text && text->group ? ts_fit_words(arena, text->group, text->group->fit->rung) : "";
}

/* ", after grow 4, 8.25/11.5" */
static const char *after(ts_arena *arena, const ts_fit_text *text)
{
    const char *steps = steps_of(arena, text);
    const char *words = steps && *steps ? ts_arena_print(arena, ", after %s", steps) : "";
    return words ? words : "";
}

/* ---- texts */

/* Its ladder lets it be cut, where the profile does not refuse that. */
static bool may_be_cut(const ts_edition *edition, const ts_fit_text *text)
{
    const ts_choice *otherwise = text->group ? &text->group->fit->ladder->otherwise : NULL;
    bool refused = !edition->profile || (edition->profile->refuse & TS_REFUSE_OVERSET);
    return otherwise && otherwise->given && otherwise->value == 1 && !refused;
}

/* Who shortens it looks for it in the deck, or in the row of variants that says it. A number alone is written nowhere. */
static void tell_written(const ts_fitting *fitting, const ts_fit_text *text, ts_span below)
{
    const ts_copy *copy = copy_of(text);
    const char *message = copy ? ts_arena_print(fitting->kit->arena, "\"%s\", which does not fit, is written here", copy->key) : NULL;
    if (message && copy->span.source && !text->box->bound->result)
        ts_diag_add(fitting->kit->diags, (ts_diag){.severity = TS_NOTE, .span = copy->span, .rule = "overset", .message = message, .below = below});
}

static void tell(const ts_fitting *fitting, const ts_fit_text *text, const char *message)
{
    const ts_edition *edition = fitting->kit->edition;
    bool warn = edition->draft || may_be_cut(edition, text);
    ts_diag diag = {.severity = warn ? TS_WARNING : TS_ERROR, .span = span_of(text), .rule = "overset", .message = message ? message : "memory is out",
                    .used = text->box->bound->used};
    ts_diag_add(fitting->kit->diags, diag);
    tell_written(fitting, text, diag.span);
}

/* ": "Counterrevolutionaries"", what stands in the widest line, as it is printed; of a long one its beginning. */
static const char *widest_line(ts_arena *arena, const ts_set_text *set)
{
    enum { LONGEST = 60 };
    const ts_line *widest = NULL;
    for (size_t i = 0; set->block && i < set->block->count; i++)
        if (!widest || set->block->lines[i].width > widest->width)
            widest = &set->block->lines[i];
    const char *words = "";
    for (size_t r = 0; widest && words && r < widest->count && strlen(words) < LONGEST; r++)
        words = ts_arena_print(arena, "%s%.*s", words, (int)widest->runs[r].length, widest->runs[r].text);
    size_t length = words ? strlen(words) : 0;
    while (length > 0 && words[length - 1] == ' ')
        length--;
    size_t end = length < LONGEST ? length : LONGEST;
    while (end < length && end > 0 && ((unsigned char)words[end] & 0xC0) == 0x80)
        end--;
    const char *quoted = end ? ts_arena_print(arena, ": \"%.*s%s\"", (int)end, words, end < length ? "..." : "") : NULL;
    return quoted ? quoted : "";
}

static const char *wide_words(const ts_fitting *fitting, const ts_fit_text *text, const ts_tightness *how)
{
    ts_arena *arena = fitting->kit->arena;
    if (how->measure <= 0)
        return ts_arena_print(arena, "\"%s\" overset in %s: its columns and their gaps leave the text no width",
                              ts_fit_name(text), fitting->kit->edition->language);
    return ts_arena_print(arena, "\"%s\" overset in %s: a word is wider than its measure (%.1f pt in %.1f pt)%s%s",
                          ts_fit_name(text), fitting->kit->edition->language, how->widest, how->measure,
                          widest_line(arena, text->part == TS_FIT_NOTE ? &text->box->plot->note : &text->box->text), after(arena, text));
}

/* The last lines of a text are those that do not fit. */
static excess last_lines(const ts_fit_text *text, const ts_tightness *how)
{
    const ts_box *box = text->box;
    if (text->part == TS_FIT_SOURCES || !how->lines) {
        excess over = {.limit = ts_box_content(box).y + box->drop + box->natural - box->drop - box->inset.top -
                                box->inset.bottom - how->points};
        count_below(&over, box);
        return over;
    }
    const ts_set_text *set = text->part == TS_FIT_NOTE ? &box->plot->note : &box->text;
    excess over = {.lines = how->lines, .first = box};
    for (size_t i = set->block->count - how->lines; i < set->block->count; i++)
        over.words += words_in(&set->block->lines[i]);
    return over;
}

static void tell_text(const ts_fitting *fitting, const ts_fit_text *text)
{
    ts_arena *arena = fitting->kit->arena;
    ts_tightness how = ts_fit_tightness(text);
    if (how.wide)
        tell(fitting, text, wide_words(fitting, text, &how));
    if (how.lines == 0 && how.points <= 0)
        return;
    excess over = last_lines(text, &how);
    const char *by = amount(arena, &over, how.points);
    tell(fitting, text, ts_arena_print(arena, "\"%s\" overset in %s by %s%s", ts_fit_name(text),
                                       fitting->kit->edition->language, by ? by : "", after(arena, text)));
}

/* ---- places */

static ts_fit_text *text_of(const ts_fitting *fitting, const ts_box *box)
{
    for (size_t i = 0; box && i < fitting->texts.count; i++)
        if (fitting->texts.items[i]->box == box)
            return fitting->texts.items[i];
    return NULL;
}

/* "; it is 12.0 pt higher than its frame was given" */
static const char *grown_words(ts_arena *arena, const ts_fit_grown *grown)
{
    if (!grown->text)
        return "";
    return grown->than ? ts_arena_print(arena, "; it is some %.0f pt higher than its text in %s lets expect", grown->points, grown->than)
                       : ts_arena_print(arena, "; it is %.1f pt higher than its frame was given", grown->points);
}

typedef struct fullness { /* of a place */
    const ts_fit_place *place;
    excess over;
    double points;
    const char *where;
} fullness;

/* The text that has grown is named, else the one that lies beyond, else the box. */
static void tell_place(const ts_fitting *fitting, const fullness *full, const ts_box *otherwise)
{
    ts_kit *kit = fitting->kit;
    ts_fit_text *beyond = text_of(fitting, full->over.first);
    const ts_fit_grown grown = ts_fit_find_grown(fitting, full->place);
    ts_fit_text *text = grown.text ? grown.text : beyond;
    const ts_box *box = text ? text->box : otherwise;
    const char *by = amount(kit->arena, &full->over, full->points), *more = grown_words(kit->arena, &grown);
    if (beyond)
        beyond->cut = true;
    ts_diag diag = {.severity = kit->edition->draft ? TS_WARNING : TS_ERROR, .span = text ? span_of(text) : head_of(box), .rule = "overset",
                    .message = ts_arena_print(kit->arena, "\"%s\" overset in %s by %s: %s%s%s", text ? ts_fit_name(text) : ts_box_name(box),
                                              kit->edition->language, by ? by : "", full->where, after(kit->arena, text), more ? more : ""),
                    .used = box->bound->used};
    if (diag.message)
        ts_diag_add(kit->diags, diag);
    if (text)
        tell_written(fitting, text, diag.span);
    const char *highest = grown.text ? NULL : ts_fit_highest(fitting, full->place);
    const char *note = highest ? ts_arena_print(kit->arena, "what stands there, the highest first: %s", highest) : NULL;
    if (note)
        ts_diag_add(kit->diags, (ts_diag){.severity = TS_NOTE, .span = diag.span, .rule = "overset", .message = note, .below = diag.span});
}

static const ts_box *last_shown(const ts_leaf *leaf)
{
    for (size_t i = leaf->bound->body_count; i-- > 0;)
        if (!ts_box_hidden(&leaf->body[i]))
            return &leaf->body[i];
    return NULL;
}

static double page_over(const ts_leaf *leaf)
{
    const ts_box *last = last_shown(leaf);
    return last ? ts_rect_bottom(last->rect) - leaf->bottom : 0;
}

static void tell_page(const ts_fitting *fitting, const ts_fit_place *place)
{
    const ts_leaf *leaf = place->leaf;
    const ts_box *last = last_shown(leaf);
    double points = page_over(leaf);
    excess over = {.limit = leaf->bottom};
    if (points <= 0.05)
        return;
    for (size_t i = 0; i < leaf->bound->body_count; i++)
        count_below(&over, &leaf->body[i]);
    const char *where = ts_arena_print(fitting->kit->arena, "page \"%s\" is too full", page_name(leaf));
    tell_place(fitting, &(fullness){place, over, points, where ? where : ""}, last);
}

static void tell_fixed(const ts_fitting *fitting, const ts_fit_place *place)
{
    const ts_box *box = place->box;
    double bottom = ts_rect_bottom(box->rect) - box->inset.bottom;
    excess over = {.limit = bottom};
    count_below(&over, box);
    const char *where = ts_arena_print(fitting->kit->arena, "the frame \"%s\" is fixed at %.1f pt", ts_box_name(box),
                                       box->frame->height.pt);
    tell_place(fitting, &(fullness){place, over, ts_fit_over(place), where ? where : ""}, box);
}

/* The origin has its place on the page when it is drawn: here it begins at nought. */
static void tell_origin(const ts_fitting *fitting, const ts_fit_place *place)
{
    const ts_box_plot *plot = place->box->plot;
    double y = 0;
    for (size_t i = 0; i < plot->inside_count; i++) {
        if (ts_box_hidden(&plot->inside[i]))
            continue;
        plot->inside[i].rect.y = y;
        ts_box_arrange(&plot->inside[i]);
        y += plot->inside[i].rect.h + TS_INSIDE_GAP;
    }
    excess over = {.limit = y - TS_INSIDE_GAP - plot->inside_over};
    for (size_t i = 0; i < plot->inside_count; i++)
        count_below(&over, &plot->inside[i]);
    tell_place(fitting, &(fullness){place, over, plot->inside_over, "the origin of the flow is too full"}, &plot->inside[0]);
}

static void tell_full(const ts_fitting *fitting, const ts_fit_place *place)
{
    if (!place->box)
        tell_page(fitting, place);
    else if (ts_fit_over(place) > 0 && ts_box_inside_count(place->box))
        tell_origin(fitting, place);
    else if (ts_fit_over(place) > 0)
        tell_fixed(fitting, place);
}

/* ---- boxes */

static bool off_page(const ts_composer *composer, ts_rect box)
{
    const ts_grid *grid = &composer->grid;
    ts_rect paper = {-grid->bleed, -grid->bleed, grid->page_width + 2 * grid->bleed,
                     grid->page_height + 2 * grid->bleed};
    return box.w > 0 && box.h > 0 && !ts_rect_overlap(box, paper);
}

static void tell_qr(ts_composer *composer, const ts_box *box)
{
    const ts_word *address = &box->frame->qr;
    const ts_threshold *limit = &composer->kit->stock->sheet->preflight.qr_module;
    double side = ts_part_qr_side(box);
    if (!box->art)
        ts_error(composer->kit->diags, address->span, "qr", "the address does not fit into a QR code");
    else if (limit->level != TS_LEVEL_OFF && side / box->art->box.w < limit->limit - 1e-9)
        (limit->level == TS_LEVEL_WARNING ? ts_warn : ts_error)(composer->kit->diags, address->span, "qr-module",
                                                               "a module is %.2f pt, at least %.4g pt is needed",
                                                               side / box->art->box.w, limit->limit);
}

static void tell_logos(ts_composer *composer, const ts_box *box)
{
    for (size_t i = 0; i < box->part_count; i++) {
        const ts_logo_cell *logo = &box->logos[i];
        if (logo->cell.w < TS_LOGO_LEAST || logo->cell.h < TS_LOGO_LEAST)
            ts_box_overset(composer, logo->span, "a logo's cell is %.1f pt wide and %.1f pt high: too small",
                           logo->cell.w, logo->cell.h);
    }
}

static void tell_sources(ts_composer *composer, const ts_box *box)
{
    double width = ts_part_column(composer, box);
    if (composer->kit->sources_listed)
        ts_error(composer->kit->diags, box->frame->head_span, "sources", "the sources are listed a second time here");
    composer->kit->sources_listed = true;
    if (width <= box->style->type.size * 3)
        ts_box_overset(composer, box->frame->head_span, "a column of the sources is %.1f pt wide: too narrow", width);
}

static void tell_content(ts_composer *composer, const ts_box *box)
{
    switch (box->bound->content) {
    case TS_CONTENT_QR: tell_qr(composer, box); break;
    case TS_CONTENT_LOGOS: tell_logos(composer, box); break;
    case TS_CONTENT_SOURCES: tell_sources(composer, box); break;
    default: break;
    }
}

/* end: where the page's body does, when it is too full and pushes off what lies beyond; else HUGE_VAL. */
static void tell_box(ts_composer *composer, const ts_box *box, double end)
{
    const ts_frame *frame = box->frame;
    if (ts_box_hidden(box))
        return;
    composer->kit->diags->used = box->bound->used;
    if (box->outside)
        ts_error(composer->kit->diags, frame->columns.span, "columns", "the columns of this frame leave its container");
    if (off_page(composer, box->rect) && box->rect.y < end)
        ts_box_overset(composer, frame->span, "\"%s\" stands off the page, at %.1f %.1f", ts_box_name(box), box->rect.x,
                       box->rect.y);
    tell_content(composer, box);
    for (size_t i = 0; i < box->count; i++)
        tell_box(composer, &box->children[i], end);
    for (size_t i = 0; i < ts_box_inside_count(box); i++)
        if (box->plot->inside[i].outside)
            ts_error(composer->kit->diags, box->plot->inside[i].frame->columns.span, "columns",
                     "the columns of this frame leave its container");
}

void ts_fit_tell(ts_fitting *fitting)
{
    for (size_t i = 0; i < fitting->leaf_count; i++) {
        ts_leaf *leaf = &fitting->leaves[i];
        for (size_t k = 0; k < leaf->bound->master_count; k++)
            tell_box(&leaf->composer, &leaf->master[k], HUGE_VAL);
        for (size_t k = 0; k < leaf->bound->body_count; k++)
            tell_box(&leaf->composer, &leaf->body[k], page_over(leaf) > 0.05 ? leaf->bottom : HUGE_VAL);
    }
    fitting->kit->diags->used = (ts_span){0};
    for (size_t i = 0; i < fitting->texts.count; i++)
        tell_text(fitting, fitting->texts.items[i]);
    for (size_t i = 0; i < fitting->places.count; i++)
        tell_full(fitting, &fitting->places.items[i]);
}

/* ---- the list */

static const char *group_name(const ts_fit_group *group)
{
    if (!group)
        return NULL;
    if (group->name)
        return group->name;
    if (group->texts.count < 2)
        return NULL;
    const ts_box *host = group->texts.items[0]->host, *top = group->scope;
    while (top->parent && !top->frame->name.text)
        top = top->parent;
    return top->frame->name.text || !host ? ts_box_name(group->scope) : ts_box_name(host);
}

static ts_fit_record record_of(const ts_fitting *fitting, const ts_fit_text *text)
{
    const ts_fit_group *group = text->group;
    ts_fit_record record = {.page = page_name(text->leaf), .frame = ts_fit_name(text), .key = ts_fit_key(text),
                            .group = group_name(group), .steps = steps_of(fitting->kit->arena, text), .lines_before = text->lines_before,
                            .lines = ts_fit_lines(text), .span = span_of(text)};
    if (group) {
        record.ladder = group->fit->ladder->name;
        record.rungs = group->fit->rung;
        record.of = group->count;
    }
    if (text->box->hidden) {
        const char *steps = record.steps ? record.steps : "";
        record.steps = ts_arena_print(fitting->kit->arena, "%s%shide", steps, *steps ? ", " : "");
        record.rungs = record.of;
    }
    record.fits = !text->cut && !ts_fit_tightness(text).tight;
    return record;
}

bool ts_fit_list(const ts_fitting *fitting, ts_fit_report *report)
{
    for (size_t i = 0; i < fitting->texts.count; i++) {
        const ts_fit_text *text = fitting->texts.items[i];
        ts_fit_record record = record_of(fitting, text);
        bool needed = !record.fits || text->box->hidden || (record.steps && *record.steps);
        report->frames++;
        if (!record.steps || (needed && !TS_PUSH(fitting->kit->arena, report, record)))
            return false;
    }
    return true;
}
