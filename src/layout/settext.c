/*
 * settext.c - a copy becomes lines, and lines become items of the page.
 */
#include "layout/list.h"
#include "layout/settext.h"

#include <string.h>

static const ts_type *type_of(const ts_style *style, const ts_piece *piece)
{
    if (piece->mark)
        return piece->between ? &style->between : &style->mark;
    if (piece->magnitude && style->magnitude_spec)
        return &style->magnitude;
    if (piece->strong)
        return &style->strong;
    return piece->emphasis ? &style->emphasis : &style->type;
}

static const ts_character_style *character_of(const ts_style *style, const ts_piece *piece)
{
    if (piece->mark)
        return style->mark_spec;
    if (piece->magnitude && style->magnitude_spec)
        return style->magnitude_spec;
    if (piece->strong)
        return style->strong_spec;
    return piece->emphasis ? style->emphasis_spec : NULL;
}

/* A mark sits on its host word: it takes the host's size. */
static const ts_type *spoken(ts_kit *kit, const ts_style *style, const ts_piece *piece)
{
    const ts_type *type = type_of(style, piece);
    if (!piece->language)
        return type;
    ts_type *other = TS_NEW(kit->arena, ts_type);
    if (!other)
        return type;
    *other = *type;
    other->language = piece->language;
    return other;
}

static void tell_tab(ts_kit *kit, const ts_style *style, const ts_piece *piece)
{
    if (!style->rules.tab_count && memchr(piece->text, '\t', piece->length))
        ts_warn(kit->diags, piece->span, "tab", "here is a tab, and the style \"%s\" has no \"tabs\": it is set as a space",
                style->spec->name ? style->spec->name : "");
}

static void add_piece(ts_kit *kit, ts_set_text *out, const ts_piece *piece, ts_text_piece *to)
{
    *to = (ts_text_piece){piece->text, piece->length, spoken(kit, out->style, piece),
                          (uint32_t)out->piece_count, piece->mark, (uint32_t)piece->source_number};
    out->pieces[out->piece_count++] = piece;
    tell_tab(kit, out->style, piece);
    if (out->copy->key) /* the deck's: the label of a source is strong where it can be */
        ts_kit_check_stress(kit, out->style, piece);
}

static size_t count_pieces(const ts_copy *copy)
{
    size_t count = 0;
    for (size_t i = 0; i < copy->count; i++)
        count += copy->paragraphs[i].count;
    return count;
}

static void report_lost(ts_kit *kit, const ts_set_text *text)
{
    for (size_t i = 0; i < text->block->lost_count; i++) {
        const ts_lost_glyph *lost = &text->block->lost[i];
        bool known = lost->user < text->piece_count;
        ts_kit_tell_lost(kit, lost, known ? text->pieces[lost->user]->span : text->copy->span);
    }
}

bool ts_kit_set(ts_kit *kit, const ts_copy *copy, const ts_style *style, double measure, ts_set_text *out)
{
    return ts_kit_flow(kit, copy, style, &(ts_text_room){.measure = measure}, out);
}

static double beside(const ts_text_room *room, size_t paragraph)
{
    return room->least ? room->least[paragraph] : 0;
}

static ts_text_paragraph order_of(const ts_set_text *out, const ts_text_room *room, size_t i)
{
    ts_text_paragraph order = {.type = &out->style->type, .rules = out->style->rules};
    order.rules.measure = room->measure;
    order.rules.beside = room->left;
    order.rules.least = beside(room, i);
    if (i > 0) /* an initial opens a text, not each of its paragraphs */
        order.rules.drop_cap = (ts_drop_cap){0};
    else if (order.rules.drop_cap.lines > 0)
        order.rules.first_indent = 0;
    return order;
}

/* The paragraphs as the typesetter takes them, in a scratch: what is set knows nothing of them. */
static bool flow(ts_kit *kit, ts_arena *scratch, const ts_text_room *room, size_t total, ts_set_text *out)
{
    const ts_copy *copy = out->copy;
    ts_text_piece *pieces = TS_ARRAY_ROOM(scratch, ts_text_piece, total);
    ts_text_paragraph *paragraphs = TS_ARRAY_ROOM(scratch, ts_text_paragraph, copy->count);
    if (!pieces || !paragraphs)
        return false;
    for (size_t i = 0; i < copy->count; i++) {
        paragraphs[i] = order_of(out, room, i);
        paragraphs[i].pieces = pieces;
        paragraphs[i].count = copy->paragraphs[i].count;
        for (size_t k = 0; k < copy->paragraphs[i].count; k++)
            add_piece(kit, out, &copy->paragraphs[i].pieces[k], pieces++);
    }
    out->marker_from = out->piece_count;
    if (out->style->spec->list && !ts_list_mark(kit, out, paragraphs))
        return false;
    out->block = room->areas ? ts_text_flow(kit->setter, kit->arena, paragraphs, copy->count, room->areas)
                             : ts_text_set(kit->setter, kit->arena, paragraphs, copy->count);
    return out->block;
}

bool ts_kit_flow(ts_kit *kit, const ts_copy *copy, const ts_style *style, const ts_text_room *room, ts_set_text *out)
{
    size_t total = count_pieces(copy);
    *out = (ts_set_text){.style = style, .copy = copy};
    out->pieces = TS_ARRAY_ROOM(kit->scratch, const ts_piece *, total + copy->count);
    if (!out->pieces)
        return false;
    ts_scratch scratch = ts_scratch_begin(kit->arena);
    bool good = flow(kit, scratch.arena, room, total, out);
    ts_scratch_end(&scratch);
    if (good)
        report_lost(kit, out);
    return good;
}

const ts_copy *ts_kit_number(ts_kit *kit, int number, bool strong, ts_span span)
{
    ts_copy *copy = TS_NEW(kit->arena, ts_copy);
    ts_paragraph *paragraph = TS_NEW(kit->arena, ts_paragraph);
    ts_piece *piece = TS_NEW(kit->arena, ts_piece);
    char *text = ts_arena_print(kit->arena, "%d", number);
    if (!copy || !paragraph || !piece || !text)
        return NULL;
    *piece = (ts_piece){.text = text, .length = strlen(text), .strong = strong, .span = span};
    *paragraph = (ts_paragraph){piece, 1, 1};
    *copy = (ts_copy){.paragraphs = paragraph, .count = 1, .span = span};
    return copy;
}

const ts_copy *ts_kit_spaced(ts_kit *kit, const ts_copy *copy)
{
    if (!copy || !copy->count || !copy->paragraphs[copy->count - 1].count)
        return copy;
    ts_copy *spaced = TS_NEW(kit->scratch, ts_copy);
    ts_paragraph *paragraphs = TS_ARRAY(kit->scratch, ts_paragraph, copy->count);
    const ts_paragraph *last = &copy->paragraphs[copy->count - 1];
    ts_piece *pieces = TS_ARRAY(kit->scratch, ts_piece, last->count + 1);
    if (!spaced || !paragraphs || !pieces)
        return NULL;
    memcpy(paragraphs, copy->paragraphs, copy->count * sizeof *paragraphs);
    memcpy(pieces, last->pieces, last->count * sizeof *pieces);
    pieces[last->count] = (ts_piece){.text = " ", .length = 1, .span = pieces[last->count - 1].span};
    paragraphs[copy->count - 1] = (ts_paragraph){pieces, last->count + 1, last->count + 1};
    *spaced = *copy;
    spaced->paragraphs = paragraphs;
    return spaced;
}

/* ---- painting */

typedef struct painter {
    ts_kit *kit;
    const ts_set_text *text;
    const ts_swatch *ground;
    const ts_text_target *target;
    ts_tag **tags;       /* by piece; made when first met */
    ts_origin *origins;  /* by piece */
    size_t *paragraph_of; /* by piece */
} painter;

static bool is_marker(const ts_set_text *text, uint32_t piece)
{
    return piece >= text->marker_from;
}

static ts_tag *child(painter *p, ts_tag *parent, ts_tag_kind kind)
{
    return ts_tag_add(p->kit->arena, parent, kind);
}

static ts_tag *reference_tag(painter *p, ts_tag *parent, const ts_piece *piece)
{
    ts_tag *reference = child(p, parent, TS_TAG_REFERENCE);
    ts_tag *link = reference ? child(p, reference, TS_TAG_LINK) : NULL;
    if (link)
        link->link = ts_kit_source_link(p->kit, piece->source_number);
    return link;
}

static const char *print(painter *p, const ts_result *result, ts_format_style style, bool even)
{
    ts_format format = result->format;
    if (format.style == style && result->magnitude_at && !even)
        return result->printed;
    format.style = style;
    format.even = even;
    return ts_format_value(p->kit->edition->formatter, p->kit->arena, &result->value, &format, result->qualifier).text;
}

static bool reads(const ts_piece *piece, const char *printed)
{
    return printed && strlen(printed) == piece->length && memcmp(printed, piece->text, piece->length) == 0;
}

/* Longer, between the same ends: there may be noughts behind a point. */
static bool is_wider(const ts_piece *piece, const char *printed)
{
    size_t length = strlen(printed);
    return length && length < piece->length && *piece->text == *printed && piece->text[piece->length - 1] == printed[length - 1];
}

/* By itself, or with as many digits as numbers beside it. */
static bool is_short(painter *p, const ts_result *result, const ts_piece *piece)
{
    const char *own = print(p, result, TS_FORMAT_SHORT, false);
    return reads(piece, own) || (own && is_wider(piece, own) && reads(piece, print(p, result, TS_FORMAT_SHORT, true)));
}

/* "$1.6T" says its magnitude by a letter: what it stands for (ISO 32000-1, 14.9.5). NULL: it has none, or memory is out. */
static const char *expansion_of(painter *p, const ts_piece *piece)
{
    const ts_edition *edition = p->kit->edition;
    const ts_result *result = piece->value && edition->profile->tags ? ts_map_find(&edition->results, piece->value) : NULL;
    if (!result || result->value.kind == TS_VALUE_MISSING)
        return NULL;
    const char *words = is_short(p, result, piece) ? print(p, result, TS_FORMAT_LONG, false) : NULL;
    return words && !reads(piece, words) ? words : NULL;
}

/* What a piece is to a reader: plain text belongs to the paragraph itself. */
static ts_tag *piece_tag(painter *p, ts_tag *parent, const ts_piece *piece)
{
    ts_tag *tag = parent;
    if (piece->mark && piece->source_number)
        tag = reference_tag(p, parent, piece);
    else if (piece->link)
        tag = child(p, parent, TS_TAG_LINK);
    else if (piece->language)
        tag = child(p, parent, TS_TAG_SPAN);
    const char *expansion = tag == parent ? expansion_of(p, piece) : NULL;
    if (expansion)
        tag = child(p, parent, TS_TAG_SPAN);
    if (tag && tag != parent) {
        tag->expansion = expansion;
        tag->language = piece->language;
        if (piece->link)
            tag->link = piece->link;
    }
    return tag ? tag : parent;
}

static ts_tag *target_tag(const ts_text_target *target, size_t paragraph)
{
    if (!target->tag_count)
        return NULL;
    return target->tags[paragraph < target->tag_count ? paragraph : target->tag_count - 1];
}

static ts_tag *tag_of(painter *p, uint32_t index)
{
    size_t paragraph = p->paragraph_of[index];
    ts_tag *parent = target_tag(p->target, paragraph);
    if (is_marker(p->text, index))
        return p->target->labels ? p->target->labels[paragraph] : parent;
    if (parent && !p->tags[index])
        p->tags[index] = piece_tag(p, parent, p->text->pieces[index]);
    return p->tags[index];
}

static const ts_character_style *character_of_run(const painter *p, const ts_run *run)
{
    const ts_style *style = p->text->style;
    if (is_marker(p->text, run->user))
        return style->marker_spec;
    if (run->initial && style->initial_spec)
        return style->initial_spec;
    return character_of(style, p->text->pieces[run->user]);
}

static ts_run_look look_up(void *user, const ts_run *run)
{
    painter *p = user;
    const ts_piece *piece = p->text->pieces[run->user];
    ts_origin *origin = &p->origins[run->user];
    *origin = (ts_origin){.key = p->text->copy->key, .value = piece->value, .rounding = piece->rounding,
                          .frame = p->target->frame_name, .span = piece->span, .used = p->kit->used};
    ts_ink ink = ts_kit_type_ink(p->kit, p->text->style, character_of_run(p, run), p->ground);
    ts_tag *tag = run->filler ? NULL : tag_of(p, run->user);
    return (ts_run_look){ink, tag, p->target->artifact, origin, p->target->turn};
}

static const char *link_of(painter *p, const ts_piece *piece)
{
    if (piece->mark && piece->source_number)
        return ts_kit_source_link(p->kit, piece->source_number);
    return piece->link;
}

/* What is heard of a link: the note that a mark leads to, else the words themselves. */
static const char *description_of(painter *p, const ts_piece *piece)
{
    const ts_edition *edition = p->kit->edition;
    for (size_t i = 0; piece->mark && i < edition->cited_count; i++)
        if (edition->cited[i].number == piece->source_number)
            return edition->cited[i].heard;
    return ts_arena_copy(p->kit->arena, piece->text, piece->length);
}

static bool add_links(painter *p, double x, double y)
{
    const ts_block *block = p->text->block;
    for (size_t i = 0; i < block->count; i++) {
        const ts_line *line = &block->lines[i];
        for (size_t k = 0; k < line->count; k++) {
            const ts_run *run = &line->runs[k];
            const ts_piece *piece = p->text->pieces[run->user];
            const char *target = link_of(p, piece);
            if (!target || !p->tags[run->user] || run->filler)
                continue;
            double size = run->type->size, down = run->initial && run->count ? run->glyphs[0].dy : 0;
            ts_linkarea area = {{x + line->x + run->x, y + line->baseline + down - size * 0.8, run->width, size},
                                target, p->tags[run->user],
                                description_of(p, piece), piece->span};
            if (!TS_PUSH(p->kit->arena, &p->target->page->links, area))
                return false;
        }
    }
    return true;
}

static void number_paragraphs(painter *p)
{
    size_t at = 0;
    for (size_t i = 0; i < p->text->copy->count; i++)
        for (size_t k = 0; k < p->text->copy->paragraphs[i].count; k++)
            p->paragraph_of[at++] = i;
    for (size_t i = 0; at < p->text->piece_count; i++)
        p->paragraph_of[at++] = i;
}

bool ts_text_paint(ts_kit *kit, const ts_text_target *target, const ts_set_text *text, double x, double y,
                   const ts_swatch *ground)
{
    painter p = {kit, text, ground, target,
                 target->inner ? target->inner : TS_ARRAY(kit->scratch, ts_tag *, text->piece_count),
                 TS_ARRAY_ROOM(kit->arena, ts_origin, text->piece_count),
                 TS_ARRAY_ROOM(kit->scratch, size_t, text->piece_count)};
    if (!p.tags || !p.origins || !p.paragraph_of)
        return false;
    number_paragraphs(&p);
    if (!ts_items_add_block(kit->arena, &target->page->items, text->block, x, y, look_up, &p))
        return false;
    return add_links(&p, x, y);
}
